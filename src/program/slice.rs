//! A slice: the steps that some truths depend on, and no others.
//!
//! What a finding shows takes every step; what grade is reached takes far fewer. Both are walked by the same walk.

use super::{NumberId, Operands, Step, Steps, TruthId};

/// The steps that `wanted` depends on, and where the wanted truths stand among them.
pub fn slice(steps: &Steps, wanted: &[TruthId]) -> (Steps, Vec<TruthId>) {
    let needed = Needed::of(steps, wanted, &[]);
    let mut sliced = Steps::default();
    let mut moved = Needed { truths: vec![None; needed.truths.len()], numbers: vec![None; needed.numbers.len()] };
    let (mut truth, mut number) = (0, 0);
    for step in &steps.steps {
        if step.gives_truth() {
            if needed.truths[truth].is_some() {
                moved.truths[truth] = Some(sliced.truths);
                let step = moved.step(*step, steps, &mut sliced);
                sliced.steps.push(step);
                sliced.truths += 1;
            }
            truth += 1;
        } else {
            if needed.numbers[number].is_some() {
                moved.numbers[number] = Some(sliced.numbers);
                let step = moved.step(*step, steps, &mut sliced);
                sliced.steps.push(step);
                sliced.numbers += 1;
            }
            number += 1;
        }
    }
    let wanted = wanted.iter().map(|id| moved.truth(*id)).collect();
    (sliced, wanted)
}

/// What is needed, or where it has moved to.
pub(super) struct Needed {
    truths: Vec<Option<u32>>,
    numbers: Vec<Option<u32>>,
}

impl Needed {
    /// Operands stand before the steps that use them, so one look backwards finds everything.
    pub(super) fn of(steps: &Steps, wanted: &[TruthId], numbers: &[NumberId]) -> Self {
        let mut needed =
            Self { truths: vec![None; steps.truths as usize], numbers: vec![None; steps.numbers as usize] };
        wanted.iter().for_each(|id| needed.truths[id.0 as usize] = Some(0));
        numbers.iter().for_each(|id| needed.numbers[id.0 as usize] = Some(0));
        let (mut truth, mut number) = (steps.truths as usize, steps.numbers as usize);
        for step in steps.steps.iter().rev() {
            let is_needed = if step.gives_truth() {
                truth -= 1;
                needed.truths[truth].is_some()
            } else {
                number -= 1;
                needed.numbers[number].is_some()
            };
            if is_needed {
                needed.mark(*step, steps);
            }
        }
        needed
    }

    pub(super) fn has_truth(&self, id: TruthId) -> bool {
        self.truths[id.0 as usize].is_some()
    }

    pub(super) fn has_number(&self, id: NumberId) -> bool {
        self.numbers[id.0 as usize].is_some()
    }

    fn mark(&mut self, step: Step, steps: &Steps) {
        match step {
            Step::Always(_) | Step::Ask(_) | Step::Take(_) => {}
            Step::All(operands) | Step::Any(operands) => {
                steps.truths_of(operands).iter().for_each(|id| self.truths[id.0 as usize] = Some(0));
            }
            Step::Not(id) => self.truths[id.0 as usize] = Some(0),
            Step::Reaches(id, _) | Step::Scale(id, _) => self.numbers[id.0 as usize] = Some(0),
            Step::Sum(operands) | Step::Most(operands) | Step::Least(operands) => {
                steps.numbers_of(operands).iter().for_each(|id| self.numbers[id.0 as usize] = Some(0));
            }
            Step::Gate(truth, number) => {
                self.truths[truth.0 as usize] = Some(0);
                self.numbers[number.0 as usize] = Some(0);
            }
        }
    }

    /// INVARIANT: what a needed step uses is needed, and has moved before it.
    fn truth(&self, id: TruthId) -> TruthId {
        TruthId(self.truths[id.0 as usize].expect("an operand moves before the step that uses it"))
    }

    fn number(&self, id: NumberId) -> NumberId {
        NumberId(self.numbers[id.0 as usize].expect("an operand moves before the step that uses it"))
    }

    fn step(&self, step: Step, steps: &Steps, sliced: &mut Steps) -> Step {
        match step {
            Step::Always(_) | Step::Ask(_) | Step::Take(_) => step,
            Step::All(operands) => Step::All(self.truths(operands, steps, sliced)),
            Step::Any(operands) => Step::Any(self.truths(operands, steps, sliced)),
            Step::Not(id) => Step::Not(self.truth(id)),
            Step::Reaches(id, threshold) => Step::Reaches(self.number(id), threshold),
            Step::Scale(id, by) => Step::Scale(self.number(id), by),
            Step::Sum(operands) => Step::Sum(self.numbers(operands, steps, sliced)),
            Step::Most(operands) => Step::Most(self.numbers(operands, steps, sliced)),
            Step::Least(operands) => Step::Least(self.numbers(operands, steps, sliced)),
            Step::Gate(truth, number) => Step::Gate(self.truth(truth), self.number(number)),
        }
    }

    fn truths(&self, operands: Operands, steps: &Steps, sliced: &mut Steps) -> Operands {
        let start = sliced.truth_operands.len() as u32;
        sliced.truth_operands.extend(steps.truths_of(operands).iter().map(|id| self.truth(*id)));
        Operands { start, end: sliced.truth_operands.len() as u32 }
    }

    fn numbers(&self, operands: Operands, steps: &Steps, sliced: &mut Steps) -> Operands {
        let start = sliced.number_operands.len() as u32;
        sliced.number_operands.extend(steps.numbers_of(operands).iter().map(|id| self.number(*id)));
        Operands { start, end: sliced.number_operands.len() as u32 }
    }
}
