//! The reasoning behind a charge, by issue as a lawyer takes them and not in the order of evaluation: which facts each
//! step rests on and how they stand, and why a step that does not hold does not.

use super::findings::{Analysis, ComparedFinding, GradeName, Label, Text};
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::Range;
use crate::truth::Truth;

/// An analysis with its reasoning.
#[derive(Clone, Debug)]
pub struct Reasoning {
    /// What is found.
    pub analysis: Analysis,
    /// For each person of the analysis, the reasoning of each charge.
    pub persons: Vec<Vec<ChargeReasoning>>,
}

/// The reasoning of one charge.
#[derive(Clone, Debug)]
pub struct ChargeReasoning {
    /// Every grade of the offence, `none` first, whether or not it is possible.
    pub ladder: Vec<GradeName>,
    /// The issues, in the order in which they are taken.
    pub issues: Vec<Issue>,
}

/// One issue.
#[derive(Clone, Debug)]
pub struct Issue {
    /// What it is about.
    pub matter: Matter,
    /// What it comes to; nothing where its steps stand each for itself.
    pub status: Option<Truth>,
    /// Its steps, in the order of the law.
    pub steps: Vec<Step>,
}

/// What an issue is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// An element, by name: object, conduct …
    Element(String, Label),
    /// A grade, by its position: item by item.
    Grade(usize, GradeName),
    /// Articles that govern in place of others.
    Exceptions,
    /// What moves the sentence.
    Circumstances,
}

impl Matter {
    /// The stable name used in results.
    pub fn name(&self) -> &str {
        match self {
            Self::Element(name, _) => name,
            Self::Grade(_, grade) => &grade.name,
            Self::Exceptions => "exceptions",
            Self::Circumstances => "circumstances",
        }
    }
}

/// One step: what stands at a place.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Whether it holds.
    pub status: Truth,
    /// Why it holds, or does not.
    pub reason: Reason,
    /// What was compared.
    pub compared: Option<ComparedFinding>,
    /// Quantity over threshold. A missing upper end is unbounded.
    pub degree: Option<(Ratio, Option<Ratio>)>,
    /// The facts it rests on.
    pub facts: Vec<FactFinding>,
    /// The steps it is made of.
    pub parts: Vec<Step>,
    /// The conduct it tells apart, where some passes and some does not: act and dataset.
    pub conduct: Vec<(String, Truth)>,
}

/// Why a step stands as it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It holds.
    Holds,
    /// The facts exclude it: 42 of 50 items.
    Fact,
    /// Its article sees none of the conduct, which these rules govern in its place.
    Displaced(Vec<Place>),
    /// Its article, which is for some conduct only, governs none of it.
    NotGoverned(Place),
    /// A reading shuts it.
    Reading(Vec<ReadingTaken>),
    /// Something that must stand beside it does not.
    Gate,
    /// Nothing that is stated as proven shows it; what is said of it is only alleged or disputed: path and label.
    NotProved(Vec<(String, Label)>),
    /// A clause that nobody has invoked.
    NotInvoked,
    /// A judgement that nothing raises.
    NotRaised,
    /// It is open, and these would close it: path and label.
    Open(Vec<(String, Label)>),
}

impl Reason {
    /// The stable name used in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fact => "excluded_by_fact",
            Self::Displaced(_) => "displaced",
            Self::NotGoverned(_) => "not_governed",
            Self::Reading(_) => "displaced_by_reading",
            Self::Gate => "gate_closed",
            Self::NotProved(_) => "not_proved",
            Self::NotInvoked => "not_invoked",
            Self::NotRaised => "not_raised",
            Self::Open(_) => "open",
        }
    }
}

/// Where a reading stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingTaken {
    /// Its name.
    pub choice: String,
    /// The option taken.
    pub option: String,
    /// What the option says.
    pub label: Label,
}

/// A fact that a step rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct FactFinding {
    /// Its path.
    pub path: String,
    /// Its label.
    pub label: Label,
    /// What it is taken to be.
    pub value: FactValue,
    /// How it stands.
    pub state: State,
    /// The other side's figure.
    pub defence: Option<FactValue>,
    /// Which rule presumes it, and what that rule says.
    pub presumed_by: Option<(Place, Label)>,
    /// Evidence, by id.
    pub evidence: Vec<String>,
}

/// What a fact is taken to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// Nothing is known of it.
    Unknown,
    /// A value of a list, a day, or several that are possible.
    Listed(Label),
    /// An amount in base units.
    Amount(Range, Unit),
}

/// How a fact stands: proven, or how it comes to be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Stated, and not contested.
    Proven,
    /// Stated, and contested by the other side.
    Disputed,
    /// Said by one side.
    Alleged,
    /// A person's judgement.
    Judged,
    /// Presumed by law until rebutted: whoever contests it has to show it.
    Presumed,
    /// Assumed because the file is silent.
    Default,
    /// Nobody has raised it.
    NotInIssue,
    /// A reading of the law.
    Reading,
    /// Unknown.
    Unknown,
}

impl State {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Disputed => "disputed",
            Self::Alleged => "alleged",
            Self::Judged => "judged",
            Self::Presumed => "presumed",
            Self::Default => "default",
            Self::NotInIssue => "not_in_issue",
            Self::Reading => "reading",
            Self::Unknown => "unknown",
        }
    }
}
