//! Rules on the sentence: starting points, increments and factors, floors of the fine, probation, bans.

use super::{Expression, Here, Name, PlaceName, Text};
use crate::quantity::Ratio;

use super::At;

/// A rule on the sentence. `sentencing = rule ["of" place] ["for" place] text ["when" expression]`
///
/// `of` names the offence; without it the rule concerns the article's own offence, or every one. `for` names a place
/// where circumstances stand: the rule applies where one of them is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentencing {
    /// What it says, up to its text.
    pub words: Here,
    /// What it does.
    pub rule: SentencingRule,
    /// Of which offence.
    pub of: Option<PlaceName>,
    /// For the circumstances at this place.
    pub circumstance: Option<PlaceName>,
    /// The paraphrase.
    pub text: Text,
    /// When it applies; without it, always.
    pub condition: Option<Expression>,
}

/// What a rule on the sentence does.
#[derive(Clone, Debug, PartialEq)]
pub enum SentencingRule {
    /// `"start" "at" name number ".." number "months"`: the starting point (量刑起点) at this grade.
    Start {
        /// The grade.
        grade: Name,
        /// Least, in months.
        from: At<Ratio>,
        /// Greatest, in months.
        to: At<Ratio>,
    },
    /// `"increment" name "at" name (figures | "left" "to" "the" "court" [beyond])`: what is added for further facts
    /// (增加刑罚量).
    /// Increments of one name add up; of several names the greatest counts.
    Increment {
        /// What it is added for: quantity, gains …
        name: Name,
        /// The grade.
        grade: Name,
        /// How much for each step; nothing where the text leaves it to the court.
        figures: Option<Box<Figures>>,
        /// Beyond what, and of which ground.
        beyond: Option<Box<Beyond>>,
    },
    /// `"factor" name ["first"] ("less" | "more") number ".." number "percent" ["at" "least" number "months"]
    /// ["absorbs" name ("," name)*]`
    Factor {
        /// Its name.
        name: Name,
        /// Whether it is applied before the others.
        first: bool,
        /// Whether it adds to the term; else it takes off.
        more: bool,
        /// Least, in per cent.
        from: At<Ratio>,
        /// Greatest, in per cent.
        to: At<Ratio>,
        /// The least that it adds, in months.
        months: Option<At<Ratio>>,
        /// Factors that are not counted beside it.
        absorbs: Vec<Name>,
    },
    /// `"judge" number "percent"`: how far the court may move the result either way.
    Judge(At<Ratio>),
    /// `"first" "layer" "multiplies"`: factors that come first multiply; else they add up.
    FirstMultiplies,
    /// `"cap" ("less" | "more") number "percent"`: how far factors of one direction together can go.
    Cap {
        /// Which direction.
        more: bool,
        /// How far.
        percent: At<Ratio>,
    },
    /// `"below" "the" "lowest" "grade" ("fine" "or" "exemption" | "stay")`: what mitigation means where no lower grade is.
    BelowLowest {
        /// A fine alone or exemption; else the lowest grade's own band.
        leaves: bool,
    },
    /// `"mitigation" "to" "any" "lower" "grade"`: it is not held to the next lower grade.
    AnyLower,
    /// `"fine" "least" number unit`: no fine is lower; of several the lowest.
    FineLeast(At<Ratio>, Name),
    /// `"fine" "from" number [".." number] unit`: what is usual where this applies.
    FineFrom {
        /// Least.
        from: At<Ratio>,
        /// Greatest; without it, none.
        to: Option<At<Ratio>>,
        /// The unit of money.
        unit: Name,
    },
    /// `"fine" "within" number "months"`: the longest time to pay it in, once the judgment is in effect.
    FineWithin(At<Ratio>),
    /// `"fine" "alone"`: when a fine may be imposed alone (单处罚金).
    FineAlone,
    /// `"probation" "up" "to" number "months"`: the longest term that can be suspended (缓刑).
    ProbationUpTo(At<Ratio>),
    /// `"probation" ("if" | "shall" | "never" | "usual" | "unusual")`
    Probation(Name),
    /// `"probation" "period" "of" ("imprisonment" | "detention") number ".." number "months"`
    ProbationPeriod {
        /// Which term is suspended.
        penalty: Name,
        /// Least, and not below the term.
        from: At<Ratio>,
        /// Greatest.
        to: At<Ratio>,
    },
    /// `"ban" number ".." number "months"`: an occupational ban (从业禁止).
    Ban {
        /// Least.
        from: At<Ratio>,
        /// Greatest.
        to: At<Ratio>,
    },
    /// `"ban" "never"`
    BanNever,
    /// `"term" ("imprisonment" | "detention" | "control") number ".." number "months"`: how long a penalty lasts (刑期).
    /// No band goes beyond it.
    Term {
        /// Which penalty.
        penalty: Name,
        /// Least.
        from: At<Ratio>,
        /// Greatest.
        to: At<Ratio>,
    },
}

impl SentencingRule {
    /// The keyword that it starts with.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Start { .. } => "start",
            Self::Increment { .. } => "increment",
            Self::Factor { .. } => "factor",
            Self::Judge(_) => "judge",
            Self::FirstMultiplies => "first",
            Self::Cap { .. } => "cap",
            Self::BelowLowest { .. } => "below",
            Self::AnyLower => "mitigation",
            Self::FineLeast(..) | Self::FineFrom { .. } | Self::FineWithin(_) | Self::FineAlone => "fine",
            Self::ProbationUpTo(_) | Self::Probation(_) | Self::ProbationPeriod { .. } => "probation",
            Self::Ban { .. } | Self::BanNever => "ban",
            Self::Term { .. } => "term",
        }
    }
}

/// `figures = number ".." number "months" "per" number beyond`: for each whole step of what a ground counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Least months for each step.
    pub from: At<Ratio>,
    /// Greatest.
    pub to: At<Ratio>,
    /// How large a step is.
    pub per: At<Ratio>,
}

/// `beyond = unit "beyond" number "of" place`; after `court`, `"beyond" number unit "of" place`
#[derive(Clone, Debug, PartialEq)]
pub struct Beyond {
    /// How much is not counted.
    pub number: At<Ratio>,
    /// In which unit.
    pub unit: Name,
    /// The ground whose quantity it is.
    pub ground: PlaceName,
}
