//! The walk: a program's steps over input values, once, in order. There is no other evaluation.
//!
//! It is generic in its domain. `points` is a settled case; `columns` are many of them at a time; `ranges` is a case with
//! open facts.

mod columns;
mod points;
mod ranges;

pub use columns::{Columns, LANES, Lanes};
pub use points::Points;
pub use ranges::Ranges;

use crate::program::{NumberId, Step, Steps, TruthId};
use crate::range::Number;

/// What values are, and what the operations do to them.
///
/// A domain must be monotone and sound: whatever the operands stand for, the result stands for everything that the
/// operation on single values can give.
pub trait Domain {
    /// A truth value.
    type Truth: Copy;
    /// A number.
    type Number: Copy;

    /// A truth that does not depend on the facts.
    fn always(holds: bool) -> Self::Truth;
    /// Both hold.
    fn and(a: Self::Truth, b: Self::Truth) -> Self::Truth;
    /// At least one holds.
    fn or(a: Self::Truth, b: Self::Truth) -> Self::Truth;
    /// It does not hold.
    fn not(a: Self::Truth) -> Self::Truth;
    /// The number is at least the threshold.
    fn at_least(a: Self::Number, threshold: Number) -> Self::Truth;
    /// No amount.
    const ZERO: Self::Number;
    /// The sum.
    fn sum(a: Self::Number, b: Self::Number) -> Self::Number;
    /// The greater.
    fn most(a: Self::Number, b: Self::Number) -> Self::Number;
    /// The lesser.
    fn least(a: Self::Number, b: Self::Number) -> Self::Number;
    /// Times a whole number above zero.
    fn scale(a: Self::Number, by: Number) -> Self::Number;
    /// The number where the truth holds, else nothing.
    fn gate(truth: Self::Truth, a: Self::Number) -> Self::Number;
}

/// A value for every step.
#[derive(Debug)]
pub struct Outcome<D: Domain> {
    /// The truths.
    pub truths: Vec<D::Truth>,
    /// The numbers.
    pub numbers: Vec<D::Number>,
}

impl<D: Domain> Clone for Outcome<D> {
    fn clone(&self) -> Self {
        Self { truths: self.truths.clone(), numbers: self.numbers.clone() }
    }
}

impl<D: Domain> Default for Outcome<D> {
    fn default() -> Self {
        Self { truths: Vec::new(), numbers: Vec::new() }
    }
}

impl<D: Domain> Outcome<D> {
    /// A truth.
    pub fn truth(&self, id: TruthId) -> D::Truth {
        self.truths[id.0 as usize]
    }

    /// A number.
    pub fn number(&self, id: NumberId) -> D::Number {
        self.numbers[id.0 as usize]
    }

    /// The truth that the steps end with. INVARIANT: a filter has at least one truth step.
    pub fn last(&self) -> D::Truth {
        *self.truths.last().expect("a filter has at least one truth step")
    }
}

/// Walks the steps into `outcome`, whose memory is used again.
pub fn walk<D: Domain>(steps: &Steps, truths: &[D::Truth], numbers: &[D::Number], outcome: &mut Outcome<D>) {
    outcome.truths.clear();
    outcome.numbers.clear();
    outcome.truths.reserve(steps.truths as usize);
    outcome.numbers.reserve(steps.numbers as usize);
    let Outcome { truths: told, numbers: counted } = outcome;
    for step in &steps.steps {
        match *step {
            Step::Always(holds) => told.push(D::always(holds)),
            Step::Ask(question) => told.push(truths[question.0 as usize]),
            Step::All(operands) => {
                let all = steps.truths_of(operands).iter().map(|id| told[id.0 as usize]);
                let all = all.fold(D::always(true), D::and);
                told.push(all);
            }
            Step::Any(operands) => {
                let any = steps.truths_of(operands).iter().map(|id| told[id.0 as usize]);
                let any = any.fold(D::always(false), D::or);
                told.push(any);
            }
            Step::Not(id) => told.push(D::not(told[id.0 as usize])),
            Step::Reaches(id, threshold) => told.push(D::at_least(counted[id.0 as usize], threshold)),
            Step::Take(aggregate) => counted.push(numbers[aggregate.0 as usize]),
            Step::Scale(id, by) => counted.push(D::scale(counted[id.0 as usize], by)),
            Step::Sum(operands) => {
                let sum = steps.numbers_of(operands).iter().map(|id| counted[id.0 as usize]).fold(D::ZERO, D::sum);
                counted.push(sum);
            }
            Step::Most(operands) => {
                let most = steps.numbers_of(operands).iter().map(|id| counted[id.0 as usize]).fold(D::ZERO, D::most);
                counted.push(most);
            }
            Step::Least(operands) => {
                let least = steps.numbers_of(operands).iter().map(|id| counted[id.0 as usize]).reduce(D::least);
                // INVARIANT: compiled with at least one operand.
                counted.push(least.unwrap_or(D::ZERO));
            }
            Step::Gate(truth, id) => counted.push(D::gate(told[truth.0 as usize], counted[id.0 as usize])),
        }
    }
}
