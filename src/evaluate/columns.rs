//! Columns: so many settled cases at a time, a bit and a lane for each.

use super::Domain;
use crate::range::Number;

/// How many cases are walked at a time: as many as a truth has bits.
pub const LANES: usize = u64::BITS as usize;

/// A number of each case.
pub type Lanes = [i64; LANES];

/// The domain of columns of single values.
///
/// INVARIANT: whoever walks in it has seen, by a walk over the ranges of what comes in, that no number leaves 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct Columns;

fn each(a: Lanes, b: Lanes, of: impl Fn(i64, i64) -> i64) -> Lanes {
    std::array::from_fn(|lane| of(a[lane], b[lane]))
}

impl Domain for Columns {
    type Truth = u64;
    type Number = Lanes;

    const ZERO: Lanes = [0; LANES];

    fn always(holds: bool) -> u64 {
        if holds { u64::MAX } else { 0 }
    }

    fn and(a: u64, b: u64) -> u64 {
        a & b
    }

    fn or(a: u64, b: u64) -> u64 {
        a | b
    }

    fn not(a: u64) -> u64 {
        !a
    }

    fn at_least(a: Lanes, threshold: Number) -> u64 {
        let Ok(threshold) = i64::try_from(threshold) else { return Self::always(threshold < 0) };
        let bit = |mask, (lane, number): (usize, &i64)| mask | u64::from(*number >= threshold) << lane;
        a.iter().enumerate().fold(0, bit)
    }

    fn sum(a: Lanes, b: Lanes) -> Lanes {
        each(a, b, |a, b| a + b)
    }

    fn most(a: Lanes, b: Lanes) -> Lanes {
        each(a, b, i64::max)
    }

    fn least(a: Lanes, b: Lanes) -> Lanes {
        each(a, b, i64::min)
    }

    fn scale(a: Lanes, by: Number) -> Lanes {
        // By more than 64 bits hold only nothing is scaled.
        let by = i64::try_from(by).unwrap_or_default();
        a.map(|number| number * by)
    }

    fn gate(truth: u64, a: Lanes) -> Lanes {
        std::array::from_fn(|lane| if truth >> lane & 1 == 1 { a[lane] } else { 0 })
    }
}
