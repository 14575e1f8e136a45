//! Ranges: some facts are open. Truths have three values, numbers are ranges.

use super::Domain;
use crate::range::{Number, Range, UNBOUNDED};
use crate::truth::Truth;

/// The domain of ranges and three truth values.
#[derive(Clone, Copy, Debug)]
pub struct Ranges;

impl Domain for Ranges {
    type Truth = Truth;
    type Number = Range;

    const ZERO: Range = Range::ZERO;

    fn always(holds: bool) -> Truth {
        holds.into()
    }

    fn and(a: Truth, b: Truth) -> Truth {
        a.and(b)
    }

    fn or(a: Truth, b: Truth) -> Truth {
        a.or(b)
    }

    fn not(a: Truth) -> Truth {
        !a
    }

    fn at_least(a: Range, threshold: Number) -> Truth {
        a.at_least(threshold)
    }

    fn sum(a: Range, b: Range) -> Range {
        a + b
    }

    fn most(a: Range, b: Range) -> Range {
        Range { min: a.min.max(b.min), max: a.max.max(b.max) }
    }

    fn least(a: Range, b: Range) -> Range {
        Range { min: a.min.min(b.min), max: a.max.min(b.max) }
    }

    fn scale(a: Range, by: Number) -> Range {
        let scaled = |end: Number| end.saturating_mul(by).min(UNBOUNDED);
        Range { min: scaled(a.min), max: scaled(a.max) }
    }

    fn gate(truth: Truth, a: Range) -> Range {
        a.gate(truth)
    }
}
