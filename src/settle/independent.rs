//! Whether what a variable is can make no difference: no step that decides a grade rests on it, whatever else is open.
//!
//! A step rests on a variable where what comes in was read from it, or where a step that it takes does. One that is settled
//! rests on nothing, nor does a comparison on an amount that cannot decide it.

use super::search::{Look, Search};
use crate::measure::Variable;
use crate::program::{NumberId, Step, Steps, TruthId};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// The steps in one assignment, and which of them rest on a variable.
struct Resting<'a> {
    steps: &'a Steps,
    look: &'a Look,
    /// Which step gives each number.
    gives: Vec<Step>,
    truths: Vec<bool>,
    numbers: Vec<bool>,
}

impl Search<'_> {
    /// Whether every grade comes to the same in an assignment whatever a variable is, each completion of the others by itself.
    pub fn independent(&self, look: &Look, variable: &Variable) -> bool {
        !self.resting(look, variable).contains(&true)
    }

    /// Whether an open question reads what a variable is, and not amounts alone.
    pub(super) fn asked(&self, look: &Look, variable: &Variable) -> bool {
        let (steps, (asked, _)) = self.read(look, variable);
        let truths = steps.steps.iter().filter(|step| step.gives_truth()).zip(&look.outcome.truths);
        truths.into_iter().any(
            |(step, truth)| matches!(step, Step::Ask(question) if *truth == Truth::Open && asked[question.0 as usize]),
        )
    }

    /// The steps that were walked for a look, and which questions and amounts that come into them are read from a variable.
    fn read<'a>(&'a self, look: &'a Look, variable: &Variable) -> (&'a Steps, (Vec<bool>, Vec<bool>)) {
        let core = &self.program.core;
        match &look.slice {
            Some(grading) => (&grading.steps, self.cache.reading_slice(&look.assignment, variable, grading)),
            None => (&core.steps, self.cache.reading(&look.assignment, variable, core.questions, core.aggregates)),
        }
    }

    /// Whether the grade of each offence rests on what a variable is.
    pub(super) fn resting(&self, look: &Look, variable: &Variable) -> Vec<bool> {
        let (steps, (asked, added)) = self.read(look, variable);
        let mut resting = Resting { steps, look, gives: Vec::new(), truths: Vec::new(), numbers: Vec::new() };
        for step in &steps.steps {
            if step.gives_truth() {
                let id = TruthId(resting.truths.len() as u32);
                let rests = look.outcome.truth(id) == Truth::Open && resting.truth(*step, &asked);
                resting.truths.push(rests);
            } else {
                let id = NumberId(resting.numbers.len() as u32);
                let rests = look.outcome.number(id).settled().is_none() && resting.number(*step, &added);
                resting.numbers.push(rests);
                resting.gives.push(*step);
            }
        }
        let rests = |truth: TruthId| resting.truths[truth.0 as usize];
        match &look.slice {
            Some(grading) => grading.wanted.iter().map(|grades| grades.iter().copied().any(rests)).collect(),
            None => {
                let offences = self.program.offences.iter();
                offences.map(|offence| offence.grades.iter().any(|grade| rests(grade.reached))).collect()
            }
        }
    }
}

impl Resting<'_> {
    fn any_truth(&self, ids: &[TruthId]) -> bool {
        ids.iter().any(|id| self.truths[id.0 as usize])
    }

    fn any_number(&self, ids: &[NumberId]) -> bool {
        ids.iter().any(|id| self.numbers[id.0 as usize])
    }

    fn range(&self, id: NumberId) -> Range {
        self.look.outcome.number(id)
    }

    fn truth(&self, step: Step, asked: &[bool]) -> bool {
        match step {
            Step::Ask(question) => asked[question.0 as usize],
            Step::All(operands) | Step::Any(operands) => self.any_truth(self.steps.truths_of(operands)),
            Step::Not(id) => self.truths[id.0 as usize],
            Step::Reaches(id, threshold) => self.reaching(id, threshold),
            _ => false,
        }
    }

    fn number(&self, step: Step, added: &[bool]) -> bool {
        match step {
            Step::Take(aggregate) => added[aggregate.0 as usize],
            Step::Scale(id, _) => self.numbers[id.0 as usize],
            Step::Sum(operands) | Step::Most(operands) | Step::Least(operands) => {
                self.any_number(self.steps.numbers_of(operands))
            }
            Step::Gate(truth, id) => self.truths[truth.0 as usize] || self.numbers[id.0 as usize],
            _ => false,
        }
    }

    /// Whether it rests on the variable that a number reaches a threshold: of several, only through those that can decide it.
    fn reaching(&self, id: NumberId, threshold: Number) -> bool {
        let range = self.range(id);
        if !self.numbers[id.0 as usize] || range.min >= threshold || range.max < threshold {
            return false;
        }
        match self.gives[id.0 as usize] {
            Step::Most(operands) | Step::Least(operands) => {
                self.steps.numbers_of(operands).iter().any(|id| self.reaching(*id, threshold))
            }
            Step::Gate(truth, id) => self.truths[truth.0 as usize] || self.reaching(id, threshold),
            _ => true,
        }
    }
}
