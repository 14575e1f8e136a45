//! Findings on the sentence: the reference range step by step, the fine, probation, bans.

use super::findings::{GradeName, Label, Text};
use crate::law::book::Months;
use crate::law::book::sentencing::{Percent, ProbationRule, Standing};
use crate::place::Place;
use crate::range::Range;
use crate::sentence::bands::Reachable;
use crate::sentence::term::Term;
use crate::truth::Truth;

/// What is found on the sentence beside band and reach.
#[derive(Clone, Debug, Default)]
pub struct Sentencing {
    /// The guidance for each grade still possible that has any, lowest first.
    pub grades: Vec<GradeGuidance>,
    /// Where there is none: readings that stand otherwise than the law has them, with the option, under which none is in force.
    pub none_under: Vec<(String, String)>,
    /// What the guidance says of its own standing, by instrument.
    pub statuses: Vec<(String, Standing)>,
    /// The fine.
    pub fine: FineGuidance,
    /// What mitigation means at the lowest grade, under each view of it.
    pub below_lowest: Vec<(Place, Text, Reachable)>,
    /// Probation; nothing where no term can be imposed or no rule speaks of it.
    pub probation: Option<Probation>,
    /// An occupational ban, where a rule speaks of it.
    pub ban: Option<Ban>,
}

/// The reference range (量刑参考幅度) of one grade.
#[derive(Clone, Debug)]
pub struct GradeGuidance {
    /// The grade.
    pub grade: GradeName,
    /// How it comes about.
    pub steps: Vec<GuidanceStep>,
    /// Where the guidance leads: without what is left to the court.
    pub adjusted: Term,
    /// The same with what is left to the court, so that there may be no upper end.
    pub reference: Term,
    /// What is added and left to the court.
    pub left: Vec<(Place, Text)>,
    /// Factors that a person invokes, and nobody has.
    pub not_invoked: Vec<Place>,
}

/// One step of the reference range.
#[derive(Clone, Debug)]
pub struct GuidanceStep {
    /// What sort of step.
    pub kind: StepKind,
    /// Where the rule stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Whether it applies.
    pub status: Truth,
    /// The term after it; nothing where it moves none itself, being left to the court or counted with another factor.
    pub after: Option<Term>,
}

/// What sort of step of the reference range.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// The starting point.
    Start,
    /// An addition for further facts, in months.
    Increment(Term),
    /// An addition that the text leaves to the court.
    LeftToTheCourt,
    /// A percentage.
    Factor {
        /// How much.
        percent: Percent,
        /// Whether it adds.
        more: bool,
        /// Whether it comes first.
        first: bool,
        /// The least that it adds, in months.
        least: u16,
        /// The circumstances of the statute that it puts in figures, where they stand; none of what guidance alone provides.
        of: Vec<Place>,
        /// The factor that is counted in its place: its name, and where it stands.
        absorbed_by: Option<(String, Place)>,
    },
    /// A circumstance for which the guidance gives no percentage.
    NoFigure {
        /// Whether it adds.
        more: bool,
    },
    /// How far the court may move the result, in per cent.
    Judge(u16),
    /// What lies outside the band and what the circumstances allow is moved to the nearer end.
    Clipped(Months),
}

impl StepKind {
    /// The stable name used in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Increment(_) => "increment",
            Self::LeftToTheCourt => "left_to_the_court",
            Self::Factor { .. } => "factor",
            Self::NoFigure { .. } => "no_figure",
            Self::Judge(_) => "judge",
            Self::Clipped(_) => "within_reach",
        }
    }
}

/// The fine.
#[derive(Clone, Debug, Default)]
pub struct FineGuidance {
    /// No fine is lower, in fen.
    pub floor: Option<Range>,
    /// The rules that say so.
    pub floors: Vec<(Place, Text)>,
    /// What is usual where gains give no measure, in fen.
    pub table: Vec<(Place, Text, Range, Truth)>,
    /// The longest time to pay it in, in months.
    pub within: Option<(Place, Text, u16)>,
    /// Whether a fine may be imposed alone.
    pub alone: Vec<(Place, Text, Truth)>,
}

/// Probation (缓刑).
#[derive(Clone, Debug)]
pub struct Probation {
    /// Whether it can be had.
    pub status: ProbationStatus,
    /// Why.
    pub reasons: Vec<ProbationReason>,
    /// The longest term that can be suspended, in months.
    pub ceiling: u16,
    /// How long it lasts for imprisonment and for detention, in months.
    pub periods: Vec<(Place, Text, bool, Months)>,
}

/// Whether probation can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbationStatus {
    /// Every condition is fulfilled.
    Eligible,
    /// It cannot.
    Excluded,
    /// It depends on the term, on open facts or on what has to be judged.
    ToBeJudged,
}

impl ProbationStatus {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Excluded => "excluded",
            Self::ToBeJudged => "to_be_judged",
        }
    }
}

/// One reason for or against probation.
#[derive(Clone, Debug)]
pub struct ProbationReason {
    /// Where the rule stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What it does; nothing for the ceiling.
    pub rule: Option<ProbationRule>,
    /// Whether it holds.
    pub status: Truth,
    /// A remark, such as at which term it holds.
    pub note: Option<Label>,
}

/// An occupational ban (从业禁止).
#[derive(Clone, Debug)]
pub struct Ban {
    /// Whether one can be imposed.
    pub status: Truth,
    /// How long, in months.
    pub months: Months,
    /// Why, or why not.
    pub reasons: Vec<(Place, Text, Truth)>,
}
