//! Three truth values: established (成立), excluded (不成立), open (待定).
//!
//! Open means that the facts stated leave both answers possible. The connectives are Kleene's.

use std::ops;

/// Whether something holds on the stated facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever the open facts turn out to be (不成立).
    Excluded,
    /// The open facts decide (待定).
    Open,
    /// It holds, whatever the open facts turn out to be (成立).
    Established,
}

impl Truth {
    /// Both hold: the lesser of the two.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds: the greater of the two.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// What covers both: the same, or open.
    pub fn hull(self, other: Self) -> Self {
        if self == other { self } else { Self::Open }
    }

    /// Whether it may still turn out to hold.
    pub fn possible(self) -> bool {
        self != Self::Excluded
    }

    /// Whether it surely holds.
    pub fn certain(self) -> bool {
        self == Self::Established
    }

    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Open => "open",
            Self::Established => "established",
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Established } else { Self::Excluded }
    }
}

impl ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Excluded => Self::Established,
            Self::Open => Self::Open,
            Self::Established => Self::Excluded,
        }
    }
}
