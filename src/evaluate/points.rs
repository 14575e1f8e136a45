//! Points: every fact is settled.

use super::Domain;
use crate::range::{Number, UNBOUNDED};

/// The domain of single values.
#[derive(Clone, Copy, Debug)]
pub struct Points;

impl Domain for Points {
    type Truth = bool;
    type Number = Number;

    const ZERO: Number = 0;

    fn always(holds: bool) -> bool {
        holds
    }

    fn and(a: bool, b: bool) -> bool {
        a & b
    }

    fn or(a: bool, b: bool) -> bool {
        a | b
    }

    fn not(a: bool) -> bool {
        !a
    }

    fn at_least(a: Number, threshold: Number) -> bool {
        a >= threshold
    }

    fn sum(a: Number, b: Number) -> Number {
        (a + b).min(UNBOUNDED)
    }

    fn most(a: Number, b: Number) -> Number {
        a.max(b)
    }

    fn least(a: Number, b: Number) -> Number {
        a.min(b)
    }

    fn scale(a: Number, by: Number) -> Number {
        a.saturating_mul(by).min(UNBOUNDED)
    }

    fn gate(truth: bool, a: Number) -> Number {
        if truth { a } else { 0 }
    }
}
