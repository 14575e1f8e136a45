//! A residual (剩余程序): what is left to be walked when most of what comes in is known beforehand.
//!
//! Of many cases that are alike but for some numbers, one walk over ranges settles most steps; those that are left are few,
//! and are walked for each case by the same walk.

use super::{AggregateId, NumberId, Operands, Step, Steps, TruthId};
use crate::range::Number;

/// How a value stands before the numbers are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before<T> {
    /// It is this, whatever the numbers.
    Known(T),
    /// It is open, and in the same way whatever the numbers.
    Open,
    /// The numbers settle it.
    Varies,
    /// It rests on the numbers and on something open.
    Mixed,
}

/// What comes into a residual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// An amount that varies.
    Amount(AggregateId),
    /// The same number for all.
    Constant(Number),
}

/// What is left of a program.
#[derive(Clone, Debug, Default)]
pub struct Residual {
    /// The steps. They ask nothing, and take the inputs by position.
    pub steps: Steps,
    /// What comes in.
    pub inputs: Vec<Input>,
    /// For each truth that is wanted, where it stands among the steps; nothing where it does not vary.
    pub truths: Vec<Option<TruthId>>,
    /// The same for each number that is wanted.
    pub numbers: Vec<Option<NumberId>>,
}

/// How the values of all steps stand before the numbers are known.
#[derive(Clone, Debug)]
pub struct Standing {
    truths: Vec<Before<bool>>,
    numbers: Vec<Before<Number>>,
}

impl<T> Before<T> {
    /// What rests on several values, each of which is known or not.
    fn rests_on(all: impl Iterator<Item = Self>) -> Self {
        all.fold(None, |found, one| match (found, one) {
            (found, Self::Known(_)) => found,
            (None, one) | (Some(Self::Open), one @ Self::Open) | (Some(Self::Varies), one @ Self::Varies) => Some(one),
            (Some(_), _) => Some(Self::Mixed),
        })
        // What rests on nothing that varies, and was not settled by what is known, is left to the exact search.
        .unwrap_or(Self::Mixed)
    }

    /// The same of a value of another kind, known or not.
    fn as_other<U>(&self, known: U) -> Before<U> {
        match self {
            Self::Known(_) => Before::Known(known),
            Self::Open => Before::Open,
            Self::Varies => Before::Varies,
            Self::Mixed => Before::Mixed,
        }
    }
}

impl Standing {
    /// How every value stands, by how what is asked and taken stands, and by what a walk over everything that may come in
    /// has settled.
    pub fn of(
        steps: &Steps,
        (asked, taken): (&[Before<bool>], &[Before<Number>]),
        (told, counted): (impl Fn(TruthId) -> Option<bool>, impl Fn(NumberId) -> Option<Number>),
    ) -> Self {
        let mut found = Self { truths: Vec::new(), numbers: Vec::new() };
        for step in &steps.steps {
            if step.gives_truth() {
                let known = told(TruthId(found.truths.len() as u32));
                let truth = known.map_or_else(|| found.truth_of(*step, steps, asked), Before::Known);
                found.truths.push(truth);
            } else {
                let known = counted(NumberId(found.numbers.len() as u32));
                let number = known.map_or_else(|| found.number_of(*step, steps, taken), Before::Known);
                found.numbers.push(number);
            }
        }
        found
    }

    fn truth_of(&self, step: Step, steps: &Steps, asked: &[Before<bool>]) -> Before<bool> {
        match step {
            Step::Ask(question) => asked[question.0 as usize],
            Step::All(operands) | Step::Any(operands) => {
                Before::rests_on(steps.truths_of(operands).iter().map(|id| self.truth(*id)))
            }
            Step::Not(id) => self.truth(id),
            Step::Reaches(id, _) => self.number(id).as_other(false),
            _ => Before::Mixed,
        }
    }

    fn number_of(&self, step: Step, steps: &Steps, taken: &[Before<Number>]) -> Before<Number> {
        match step {
            Step::Take(aggregate) => taken[aggregate.0 as usize],
            Step::Scale(id, _) => self.number(id),
            Step::Sum(operands) | Step::Most(operands) | Step::Least(operands) => {
                Before::rests_on(steps.numbers_of(operands).iter().map(|id| self.number(*id)))
            }
            Step::Gate(truth, id) => Before::rests_on([self.truth(truth).as_other(0), self.number(id)].into_iter()),
            _ => Before::Mixed,
        }
    }

    /// How a truth stands.
    pub fn truth(&self, id: TruthId) -> Before<bool> {
        self.truths[id.0 as usize]
    }

    /// How a number stands.
    pub fn number(&self, id: NumberId) -> Before<Number> {
        self.numbers[id.0 as usize]
    }
}

impl Residual {
    /// What is left for these truths and numbers; nothing where one of them rests on the numbers and on something open.
    pub fn of(steps: &Steps, standing: &Standing, truths: &[TruthId], numbers: &[NumberId]) -> Option<Self> {
        let mixed = truths.iter().any(|id| standing.truth(*id) == Before::Mixed)
            || numbers.iter().any(|id| standing.number(*id) == Before::Mixed);
        if mixed {
            return None;
        }
        let mut left = Left::new(steps, standing);
        let truths = truths.iter().map(|id| (standing.truth(*id) == Before::Varies).then(|| left.truth(*id)));
        let truths = truths.collect();
        let numbers = numbers.iter().map(|id| (standing.number(*id) == Before::Varies).then(|| left.number(*id)));
        let numbers = numbers.collect();
        Some(Self { truths, numbers, ..left.residual })
    }

    /// The amounts that come in, in the order of the inputs.
    pub fn amounts(&self) -> Vec<AggregateId> {
        let amount = |input: &Input| match input {
            Input::Amount(aggregate) => Some(*aggregate),
            Input::Constant(_) => None,
        };
        self.inputs.iter().filter_map(amount).collect()
    }
}

/// A residual in the making.
struct Left<'s> {
    steps: &'s Steps,
    standing: &'s Standing,
    /// The step that gives each truth, and each number.
    gives_truth: Vec<Step>,
    gives_number: Vec<Step>,
    /// Where each has moved to.
    truths: Vec<Option<TruthId>>,
    numbers: Vec<Option<NumberId>>,
    residual: Residual,
}

impl<'s> Left<'s> {
    fn new(steps: &'s Steps, standing: &'s Standing) -> Self {
        let (gives_truth, gives_number): (Vec<Step>, Vec<Step>) =
            steps.steps.iter().partition(|step| step.gives_truth());
        Self {
            truths: vec![None; gives_truth.len()],
            numbers: vec![None; gives_number.len()],
            residual: Residual::default(),
            steps,
            standing,
            gives_truth,
            gives_number,
        }
    }

    /// A truth that varies.
    fn truth(&mut self, id: TruthId) -> TruthId {
        if let Some(moved) = self.truths[id.0 as usize] {
            return moved;
        }
        let moved = match self.gives_truth[id.0 as usize] {
            Step::All(operands) => self.several(operands, Step::All),
            Step::Any(operands) => self.several(operands, Step::Any),
            Step::Not(of) => {
                let of = self.truth(of);
                self.push_truth(Step::Not(of))
            }
            Step::Reaches(of, threshold) => {
                let of = self.number(of);
                self.push_truth(Step::Reaches(of, threshold))
            }
            // INVARIANT: nothing else varies: what is asked does not.
            other => self.push_truth(other),
        };
        self.truths[id.0 as usize] = Some(moved);
        moved
    }

    /// All or any of several truths: those that are known leave it to the others.
    fn several(&mut self, operands: Operands, step: impl Fn(Operands) -> Step) -> TruthId {
        let varies = |id: &&TruthId| self.standing.truth(**id) == Before::Varies;
        let of: Vec<TruthId> = self.steps.truths_of(operands).iter().filter(varies).copied().collect();
        let of: Vec<TruthId> = of.into_iter().map(|id| self.truth(id)).collect();
        if let [only] = of[..] {
            return only;
        }
        let all = &mut self.residual.steps.truth_operands;
        let start = all.len() as u32;
        all.extend(of);
        let end = all.len() as u32;
        self.push_truth(step(Operands { start, end }))
    }

    /// A number that varies or is known.
    fn number(&mut self, id: NumberId) -> NumberId {
        if let Before::Known(number) = self.standing.number(id) {
            return self.input(Input::Constant(number));
        }
        if let Some(moved) = self.numbers[id.0 as usize] {
            return moved;
        }
        let moved = match self.gives_number[id.0 as usize] {
            Step::Take(aggregate) => self.input(Input::Amount(aggregate)),
            Step::Scale(of, by) => {
                let of = self.number(of);
                self.push_number(Step::Scale(of, by))
            }
            Step::Sum(operands) => self.numbers_of(operands, true, Step::Sum),
            Step::Most(operands) => self.numbers_of(operands, true, Step::Most),
            Step::Least(operands) => self.numbers_of(operands, false, Step::Least),
            Step::Gate(truth, of) if matches!(self.standing.truth(truth), Before::Known(_)) => self.number(of),
            Step::Gate(truth, of) => {
                let (truth, of) = (self.truth(truth), self.number(of));
                self.push_number(Step::Gate(truth, of))
            }
            // INVARIANT: every step that gives a number is among these.
            other => self.push_number(other),
        };
        self.numbers[id.0 as usize] = Some(moved);
        moved
    }

    /// Several numbers; to a sum, and to the greatest, nothing adds nothing.
    fn numbers_of(&mut self, operands: Operands, but_nothing: bool, step: impl Fn(Operands) -> Step) -> NumberId {
        let counts = |id: &&NumberId| !(but_nothing && self.standing.number(**id) == Before::Known(0));
        let of: Vec<NumberId> = self.steps.numbers_of(operands).iter().filter(counts).copied().collect();
        let of: Vec<NumberId> = of.into_iter().map(|id| self.number(id)).collect();
        if let [only] = of[..] {
            return only;
        }
        let all = &mut self.residual.steps.number_operands;
        let start = all.len() as u32;
        all.extend(of);
        let end = all.len() as u32;
        self.push_number(step(Operands { start, end }))
    }

    fn input(&mut self, input: Input) -> NumberId {
        let take = |at: usize| Step::Take(AggregateId(at as u32));
        if let Some(at) = self.residual.inputs.iter().position(|known| *known == input) {
            let steps = self.residual.steps.steps.iter().filter(|step| !step.gives_truth());
            let known = steps.enumerate().find(|(_, step)| **step == take(at));
            // INVARIANT: an input is taken as soon as it is one.
            return NumberId(known.map_or(0, |(number, _)| number) as u32);
        }
        self.residual.inputs.push(input);
        self.push_number(take(self.residual.inputs.len() - 1))
    }

    fn push_truth(&mut self, step: Step) -> TruthId {
        let steps = &mut self.residual.steps;
        steps.steps.push(step);
        steps.truths += 1;
        TruthId(steps.truths - 1)
    }

    fn push_number(&mut self, step: Step) -> NumberId {
        let steps = &mut self.residual.steps;
        steps.steps.push(step);
        steps.numbers += 1;
        NumberId(steps.numbers - 1)
    }
}
