//! Ranges of whole numbers with both ends included; the upper end may be missing ("more than 6,000").

use serde::{Deserialize, Serialize};

use crate::truth::Truth;

/// A whole number: items, fen, days … which one, its context says.
///
/// INVARIANT: what enters from a file is at most [`LARGEST`] in size, so that items times recipients stay far below
/// [`UNBOUNDED`]; times the denominator of a program they are cut there, far above every threshold.
pub type Number = i128;

/// The largest number a file may state.
pub const LARGEST: Number = 1_000_000_000_000;

/// The largest common denominator of a program's degrees.
pub const LARGEST_DENOMINATOR: Number = 1 << 80;

/// Stands for "no upper end" in arithmetic, above anything that can be computed from a file.
pub const UNBOUNDED: Number = 1 << 120;

/// A range of whole numbers, both ends included. A settled number is the range with equal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Range {
    /// The least it can be.
    pub min: Number,
    /// The most it can be; [`UNBOUNDED`] or above means there is no upper end.
    pub max: Number,
}

impl Range {
    /// The range of nothing.
    pub const ZERO: Self = Self::point(0);
    /// From nothing without end.
    pub const ANY: Self = Self { min: 0, max: UNBOUNDED };

    /// From `min` to `max`, which must not be below it.
    pub fn new(min: Number, max: Number) -> Self {
        debug_assert!(min <= max, "{min} <= {max}");
        Self { min, max }
    }

    /// A settled number.
    pub const fn point(value: Number) -> Self {
        Self { min: value, max: value }
    }

    /// The range with both ends moved into another.
    pub fn clamp(self, within: Self) -> Self {
        Self { min: self.min.clamp(within.min, within.max), max: self.max.clamp(within.min, within.max) }
    }

    /// The number, when it is settled.
    pub fn settled(self) -> Option<Number> {
        (self.min == self.max).then_some(self.min)
    }

    /// Whether there is no upper end.
    pub fn is_unbounded(self) -> bool {
        self.max >= UNBOUNDED
    }

    /// The smallest range that covers both.
    pub fn hull(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The numbers in both, if there are any.
    pub fn meet(self, other: Self) -> Option<Self> {
        let (min, max) = (self.min.max(other.min), self.max.min(other.max));
        (min <= max).then_some(Self { min, max })
    }

    /// Whether the number lies within.
    pub fn contains(self, value: Number) -> bool {
        self.min <= value && value <= self.max
    }

    /// Whether it is at least `threshold`; thresholds are inclusive, as 以上 is (Criminal Law art. 99).
    pub fn at_least(self, threshold: Number) -> Truth {
        if self.min >= threshold {
            Truth::Established
        } else if self.max >= threshold {
            Truth::Open
        } else {
            Truth::Excluded
        }
    }

    /// What cannot be negative: both ends raised to zero.
    pub fn not_below_zero(self) -> Self {
        Self { min: self.min.max(0), max: self.max.max(0) }
    }

    /// If `truth` is open, the range from nothing; if excluded, nothing.
    pub fn gate(self, truth: Truth) -> Self {
        match truth {
            Truth::Established => self,
            Truth::Open => Self { min: self.min.min(0), max: self.max.max(0) },
            Truth::Excluded => Self::ZERO,
        }
    }
}

impl std::ops::Add for Range {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { min: (self.min + other.min).min(UNBOUNDED), max: (self.max + other.max).min(UNBOUNDED) }
    }
}

impl std::ops::Mul for Range {
    type Output = Self;

    /// The product of two ranges that are not negative.
    fn mul(self, other: Self) -> Self {
        let unbounded = self.is_unbounded() || other.is_unbounded();
        let max = if unbounded { UNBOUNDED } else { self.max * other.max };
        Self { min: self.min * other.min, max }
    }
}

impl std::ops::Sub for Range {
    type Output = Self;

    /// Everything that the first less the second can be. An end taken from "without end" stays without end.
    fn sub(self, other: Self) -> Self {
        let min = if other.is_unbounded() { -UNBOUNDED } else { self.min - other.max };
        let max = if self.is_unbounded() { UNBOUNDED } else { self.max - other.min };
        Self { min, max }
    }
}
