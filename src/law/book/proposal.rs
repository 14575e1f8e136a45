//! What a law book says of the proposals in it, so that every report can say which figures are whose.

use serde::{Deserialize, Serialize};

use crate::law::vocabulary::Label;
use crate::quantity::Ratio;

/// A proposal that the law includes (修法建议), and what it says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Label,
    /// Whose it is.
    pub author: Option<String>,
    /// When it was published.
    pub year: Option<String>,
    /// Where it was published.
    pub sources: Vec<String>,
    /// Who could enact it.
    pub level: Option<Level>,
    /// Which way it says that it moves outcomes.
    pub direction: Option<Direction>,
    /// Whether it is law of another place or time, shown for comparison.
    pub comparison: bool,
    /// The first day of the amended law.
    pub effective: Option<jiff::civil::Date>,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

/// Who could enact a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// The legislature (立法).
    Statute,
    /// The Supreme People's Court and Procuratorate (司法解释), who create no offence, conduct or band.
    Interpretation,
}

impl Level {
    /// Both, with the names used in law files and results.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Statute, "statute"), (Self::Interpretation, "interpretation")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Which way a proposal moves outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// No case becomes milder.
    Stricter,
    /// No case becomes stricter.
    Milder,
    /// Cases move both ways.
    Both,
    /// No case changes.
    Neutral,
}

impl Direction {
    /// All of them, with the names used in law files and results.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Stricter, "stricter"), (Self::Milder, "milder"), (Self::Both, "both"), (Self::Neutral, "neutral")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A figure of a proposal that whoever runs it may set (参数).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Its unit, or `ratio`.
    pub unit: String,
    /// Its value.
    pub value: Ratio,
    /// Its value where nothing is set.
    pub default: Ratio,
    /// Least and greatest value.
    pub range: (Ratio, Ratio),
    /// Whose figure it is.
    pub provenance: Provenance,
    /// The proposal that declares it.
    pub proposal: String,
}

impl Parameter {
    /// Whose its value is.
    pub fn origin(&self) -> Origin {
        match self.provenance {
            _ if self.value != self.default => Origin::Set,
            Provenance::Author => Origin::Author,
            Provenance::Illustrative => Origin::Illustrative,
        }
    }

    /// Whether it has this value, as written.
    pub fn is(&self, value: &str) -> bool {
        value.parse::<Ratio>().is_ok_and(|value| value == self.value)
    }
}

/// Whose a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// The author of the proposal gives it.
    Author,
    /// Nobody gives it: it stands here so that there is a number.
    Illustrative,
}

impl Provenance {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Illustrative => "illustrative",
        }
    }
}

/// Whose the value in use is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The author's.
    Author,
    /// Nobody's.
    Illustrative,
    /// That of whoever set it.
    Set,
}

impl Origin {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => Provenance::Author.name(),
            Self::Illustrative => Provenance::Illustrative.name(),
            Self::Set => "set",
        }
    }
}

/// The law that a result rests on, as every report says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// The day whose law it is.
    pub as_of: jiff::civil::Date,
    /// The proposals in it.
    pub proposals: Vec<Proposal>,
    /// Their parameters.
    pub parameters: Vec<Parameter>,
}
