//! Rules on the sentence, resolved.

use serde::{Deserialize, Serialize};

use super::{GroundId, Months, Predicate, Text};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::range::{Number, Range};

/// A rule on the sentence (量刑规则): statute, interpretation or guidance, as its instrument is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sentencing {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What to bear in mind about its instrument.
    pub status: Option<Standing>,
    /// When it applies.
    pub predicate: Predicate,
    /// The circumstances that it is for, by their position in the offence.
    pub circumstances: Vec<usize>,
    /// What it does.
    pub rule: SentencingRule,
}

/// What an instrument says of its own standing (效力状态).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// All of it.
    pub text: Text,
    /// In a few words.
    pub short: Option<Label>,
}

/// Whole percentages, both ends included.
pub type Percent = (u16, u16);

/// What a rule on the sentence does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum SentencingRule {
    /// The starting point (量刑起点) of a grade; of several that apply, the first.
    Start {
        /// The grade, by its position in the offence.
        grade: usize,
        /// From, to.
        months: Months,
    },
    /// What is added for further facts (增加刑罚量); names add up within, and the greatest name counts.
    Increment {
        /// What it is added for.
        name: String,
        /// The grade, by its position in the offence.
        grade: usize,
        /// How much; nothing where the text leaves it to the court.
        figures: Option<Figures>,
        /// Beyond what, in base units, and of which ground.
        beyond: Option<(Number, GroundId)>,
    },
    /// A circumstance as a percentage of the term.
    Factor(Factor),
    /// How far the court may move the result either way, in per cent.
    Judge(u16),
    /// Factors that come first multiply.
    FirstMultiplies,
    /// How far factors of one direction together can go, in per cent.
    Cap {
        /// Whether it is those that add.
        more: bool,
        /// How far.
        percent: u16,
    },
    /// What mitigation means at the lowest grade.
    BelowLowest {
        /// A fine alone or exemption; else the lowest grade's own band.
        leaves: bool,
    },
    /// Mitigation may go to any lower grade, and not only to the next.
    AnyLower,
    /// No fine is lower, in fen.
    FineLeast(Number),
    /// A usual fine, in fen.
    FineFrom(Range),
    /// The longest time to pay a fine in, in months.
    FineWithin(u16),
    /// A fine may be imposed alone.
    FineAlone,
    /// The longest term that can be suspended, in months.
    ProbationUpTo(u16),
    /// What bears on probation.
    Probation(ProbationRule),
    /// How long probation lasts.
    ProbationPeriod {
        /// For imprisonment; else for detention.
        imprisonment: bool,
        /// From, to.
        months: Months,
    },
    /// An occupational ban, in months.
    Ban(Months),
    /// No occupational ban.
    BanNever,
}

/// What a condition does to probation (缓刑).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProbationRule {
    /// It must hold.
    If,
    /// Then probation is mandatory, where the others hold.
    Shall,
    /// Then there is none.
    Never,
    /// Guidance: then it is usual.
    Usual,
    /// Guidance: then it is not.
    Unusual,
}

impl ProbationRule {
    /// All of them, with the names used in law files and results.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::If, "if"),
        (Self::Shall, "shall"),
        (Self::Never, "never"),
        (Self::Usual, "usual"),
        (Self::Unusual, "unusual"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// An increment's figures: for each whole step of what a ground counts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Figures {
    /// Months for each step.
    pub months: Months,
    /// How large a step is, in base units, above zero.
    pub per: Number,
}

/// A circumstance as a percentage (调节比例).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Factor {
    /// Its name.
    pub name: String,
    /// Whether it is applied before the others.
    pub first: bool,
    /// Whether it adds to the term; else it takes off.
    pub more: bool,
    /// How much.
    pub percent: Percent,
    /// The least that it adds, in months.
    pub least: u16,
    /// Whether the court may leave it out.
    pub may: bool,
    /// Factors that it is counted in place of, by their position among the rules on the sentence.
    pub absorbs: Vec<usize>,
}
