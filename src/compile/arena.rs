//! Building steps: each step is kept once, however often it is asked for.

use std::collections::HashMap;

use crate::program::{AggregateId, NumberId, Operands, QuestionId, Step, Steps, TruthId};
use crate::range::Number;

/// A step with its operands spelled out, as the key under which it is kept once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Plain(Step),
    AllOf(Vec<TruthId>),
    AnyOf(Vec<TruthId>),
    SumOf(Vec<NumberId>),
    MostOf(Vec<NumberId>),
    LeastOf(Vec<NumberId>),
}

/// Steps under construction.
#[derive(Debug, Default)]
pub(super) struct Arena {
    steps: Steps,
    kept: HashMap<Key, u32>,
}

impl Arena {
    /// The finished steps.
    pub(super) fn finish(self) -> Steps {
        self.steps
    }

    /// The steps so far.
    pub(super) fn so_far(&self) -> Steps {
        self.steps.clone()
    }

    pub(super) fn always(&mut self, holds: bool) -> TruthId {
        self.truth(Key::Plain(Step::Always(holds)), |_| Step::Always(holds))
    }

    pub(super) fn ask(&mut self, question: QuestionId) -> TruthId {
        self.truth(Key::Plain(Step::Ask(question)), |_| Step::Ask(question))
    }

    pub(super) fn all(&mut self, operands: Vec<TruthId>) -> TruthId {
        match operands[..] {
            [] => self.always(true),
            [only] => only,
            _ => self.truth(Key::AllOf(operands.clone()), |steps| Step::All(truth_operands(steps, operands))),
        }
    }

    pub(super) fn any(&mut self, operands: Vec<TruthId>) -> TruthId {
        match operands[..] {
            [] => self.always(false),
            [only] => only,
            _ => self.truth(Key::AnyOf(operands.clone()), |steps| Step::Any(truth_operands(steps, operands))),
        }
    }

    pub(super) fn not(&mut self, operand: TruthId) -> TruthId {
        self.truth(Key::Plain(Step::Not(operand)), |_| Step::Not(operand))
    }

    pub(super) fn reaches(&mut self, number: NumberId, threshold: Number) -> TruthId {
        let step = Step::Reaches(number, threshold);
        self.truth(Key::Plain(step), |_| step)
    }

    pub(super) fn take(&mut self, aggregate: AggregateId) -> NumberId {
        self.number(Key::Plain(Step::Take(aggregate)), |_| Step::Take(aggregate))
    }

    pub(super) fn scale(&mut self, number: NumberId, by: Number) -> NumberId {
        let step = Step::Scale(number, by);
        self.number(Key::Plain(step), |_| step)
    }

    /// Whether a number is nothing but another, scaled.
    pub(super) fn is_scaled(&self, number: NumberId, of: NumberId) -> bool {
        self.kept
            .iter()
            .any(|(key, id)| *id == number.0 && matches!(key, Key::Plain(Step::Scale(scaled, _)) if *scaled == of))
    }

    pub(super) fn sum(&mut self, operands: Vec<NumberId>) -> NumberId {
        self.number(Key::SumOf(operands.clone()), |steps| Step::Sum(number_operands(steps, operands)))
    }

    pub(super) fn most(&mut self, operands: Vec<NumberId>) -> NumberId {
        match operands[..] {
            [only] => only,
            _ => self.number(Key::MostOf(operands.clone()), |steps| Step::Most(number_operands(steps, operands))),
        }
    }

    /// The least of one number or more.
    pub(super) fn least(&mut self, operands: Vec<NumberId>) -> NumberId {
        match operands[..] {
            [only] => only,
            _ => self.number(Key::LeastOf(operands.clone()), |steps| Step::Least(number_operands(steps, operands))),
        }
    }

    pub(super) fn gate(&mut self, truth: TruthId, number: NumberId) -> NumberId {
        let step = Step::Gate(truth, number);
        self.number(Key::Plain(step), |_| step)
    }

    fn truth(&mut self, key: Key, step: impl FnOnce(&mut Steps) -> Step) -> TruthId {
        if let Some(kept) = self.kept.get(&key) {
            return TruthId(*kept);
        }
        let step = step(&mut self.steps);
        self.steps.steps.push(step);
        let id = self.steps.truths;
        self.steps.truths += 1;
        self.kept.insert(key, id);
        TruthId(id)
    }

    fn number(&mut self, key: Key, step: impl FnOnce(&mut Steps) -> Step) -> NumberId {
        if let Some(kept) = self.kept.get(&key) {
            return NumberId(*kept);
        }
        let step = step(&mut self.steps);
        self.steps.steps.push(step);
        let id = self.steps.numbers;
        self.steps.numbers += 1;
        self.kept.insert(key, id);
        NumberId(id)
    }
}

fn truth_operands(steps: &mut Steps, operands: Vec<TruthId>) -> Operands {
    let start = steps.truth_operands.len() as u32;
    steps.truth_operands.extend(operands);
    Operands { start, end: steps.truth_operands.len() as u32 }
}

fn number_operands(steps: &mut Steps, operands: Vec<NumberId>) -> Operands {
    let start = steps.number_operands.len() as u32;
    steps.number_operands.extend(operands);
    Operands { start, end: steps.number_operands.len() as u32 }
}
