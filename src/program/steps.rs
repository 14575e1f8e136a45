//! The arena: steps in evaluation order, with their operands.

use serde::{Deserialize, Serialize};

use crate::range::Number;

/// A truth value of an evaluation, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TruthId(pub u32);

/// A number of an evaluation, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NumberId(pub u32);

/// A question that the measures answer, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QuestionId(pub u32);

/// An aggregate that the measures supply, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AggregateId(pub u32);

/// A filter on batches, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FilterId(pub u32);

/// A run of operands in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Operands {
    /// First.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// One step. Each truth step gives the next truth, each number step the next number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// A truth that does not depend on the facts.
    Always(bool),
    /// A truth that comes in.
    Ask(QuestionId),
    /// All of them hold.
    All(Operands),
    /// At least one holds.
    Any(Operands),
    /// It does not hold.
    Not(TruthId),
    /// The number is at least this.
    Reaches(NumberId, Number),
    /// A number that comes in.
    Take(AggregateId),
    /// The number times a whole number above zero.
    Scale(NumberId, Number),
    /// The sum.
    Sum(Operands),
    /// The greatest.
    Most(Operands),
    /// The least.
    Least(Operands),
    /// The number where the truth holds, else nothing.
    Gate(TruthId, NumberId),
}

impl Step {
    /// Whether it gives a truth; else it gives a number.
    pub fn gives_truth(&self) -> bool {
        match self {
            Self::Always(_) | Self::Ask(_) | Self::All(_) | Self::Any(_) | Self::Not(_) | Self::Reaches(..) => true,
            Self::Take(_) | Self::Scale(..) | Self::Sum(_) | Self::Most(_) | Self::Least(_) | Self::Gate(..) => false,
        }
    }
}

/// A flat sequence of steps with its operands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Steps {
    /// In evaluation order.
    pub steps: Vec<Step>,
    /// Operands of the truth steps that take several.
    pub truth_operands: Vec<TruthId>,
    /// Operands of the number steps that take several.
    pub number_operands: Vec<NumberId>,
    /// How many truths the steps give.
    pub truths: u32,
    /// How many numbers.
    pub numbers: u32,
}

impl Steps {
    /// The truths that a step takes.
    pub fn truths_of(&self, operands: Operands) -> &[TruthId] {
        &self.truth_operands[operands.start as usize..operands.end as usize]
    }

    /// The numbers that a step takes.
    pub fn numbers_of(&self, operands: Operands) -> &[NumberId] {
        &self.number_operands[operands.start as usize..operands.end as usize]
    }
}
