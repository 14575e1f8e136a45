//! Units of what is counted, and exact ratios.
//!
//! Amounts are whole numbers of the base unit: items, persons, days, and, for money, fen.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::range::Number;

/// An exact ratio: a degree, a share of a threshold, a multiple.
pub type Ratio = num_rational::Ratio<Number>;

/// What an amount counts. Amounts of different units never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Items of information (条).
    Items,
    /// Persons (人).
    Persons,
    /// Sets of account data (组).
    Sets,
    /// Cards (张).
    Cards,
    /// Money; the base unit is the fen (分), a hundredth of a yuan.
    Yuan,
    /// Days (日).
    Days,
    /// Months (月).
    Months,
    /// Years (年).
    Years,
    /// A bare number, such as of recipients.
    Count,
}

impl Unit {
    /// Every unit, in the order above.
    pub const ALL: [Self; 9] = [
        Self::Items,
        Self::Persons,
        Self::Sets,
        Self::Cards,
        Self::Yuan,
        Self::Days,
        Self::Months,
        Self::Years,
        Self::Count,
    ];

    /// The name in law files and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Persons => "persons",
            Self::Sets => "sets",
            Self::Cards => "cards",
            Self::Yuan => "yuan",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
            Self::Count => "count",
        }
    }

    /// The unit of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// How many base units make one: 100 fen to the yuan, else 1.
    pub fn scale(self) -> Number {
        if self == Self::Yuan { 100 } else { 1 }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A number of base units as a decimal in the unit: 1234567 fen is `12345.67`.
pub fn decimal(value: Number, unit: Unit) -> String {
    let scale = unit.scale();
    let (sign, size) = if value < 0 { ("-", -value) } else { ("", value) };
    let (whole, rest) = (size / scale, size % scale);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}
