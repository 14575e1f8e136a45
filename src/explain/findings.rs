//! Findings (认定): what an outcome says at each place, with the facts it rests on, ready to be shown.
//!
//! Everything a report or a result in JSON shows is here; nothing is computed after this.

mod change;
mod relation;

pub use change::{ChoiceFinding, CouldChange, MayChange, OfSentence, OpenFact, Relied};
pub use relation::{Joint, JointTerm, RecommendedUnder, RelationFinding};

use std::sync::Arc;

use super::collateral::{ActTime, CombinedFinding, Comparison, ExitFinding, LimitationFinding, TrackFinding};
use super::sentencing::Sentencing;
pub use crate::law::book::{
    Band, Direction, Effect, FineMode, Level, Modal, Months, Parameter, Proposal, RelationKind, Term, Text,
    Verification,
};
use crate::law::citation::Citations;
pub use crate::law::vocabulary::Label;
use crate::measure::Apart;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::{Number, Range};
pub use crate::sentence::bands::Reachable;
pub use crate::settle::Kind;
use crate::truth::Truth;

/// The analysis of one case under one law.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The case's id.
    pub case: String,
    /// The case's title.
    pub title: Label,
    /// The day whose law it is, as a date such as 2023-06-01.
    pub as_of: String,
    /// Proposals that the law includes, in the order in which they amend it.
    pub proposals: Vec<Proposal>,
    /// Their parameters.
    pub parameters: Vec<Parameter>,
    /// Choices that do not stand at their default: name and option.
    pub choices: Vec<(String, String)>,
    /// What its provisions are called.
    pub citations: Arc<Citations>,
    /// Instruments in the law used.
    pub instruments: Vec<InstrumentUsed>,
    /// Whether only proven facts were used.
    pub only_proven: bool,
    /// Linked cases, with those of this one who are dealt with there.
    pub linked: Vec<Linked>,
    /// One for each accused, in the order of the file.
    pub persons: Vec<PersonFindings>,
}

/// A linked case (关联案件).
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// Its number or id; empty where the file does not name it.
    pub case: String,
    /// Those of this case who are dealt with there (另案处理): id and name.
    pub persons: Vec<(String, String)>,
}

/// An instrument in the law that a result rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct InstrumentUsed {
    /// Its id.
    pub id: String,
    /// SHA-256 of its files, in hexadecimal.
    pub sha256: String,
    /// Until when its standing was checked, as a date such as 2026-05-21.
    pub checked: Option<String>,
    /// The same of single articles, paragraphs or items that say so for themselves.
    pub checked_apart: Vec<(Place, String)>,
    /// Its rules that ask what other instruments define, each with where that stands.
    pub rests: Vec<(Place, Place)>,
}

/// What is found of one person.
#[derive(Clone, Debug)]
pub struct PersonFindings {
    /// The person's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// One for each offence (and text of it) whose conduct may be there.
    pub charges: Vec<Charge>,
    /// Where there is no charge, the offences that this holds of, and why.
    pub absent: Vec<AbsentOffence>,
    /// The offences recommended to be charged: those that surely stand.
    pub recommended: Vec<Place>,
    /// Relations between the charges that hold or may hold.
    pub relations: Vec<RelationFinding>,
    /// Readings of relations under which other charges would be recommended.
    pub recommended_under: Vec<RecommendedUnder>,
    /// What charges that stand together can bring; `None` where at most one stands.
    pub joint: Option<Joint>,
    /// Which law governs each act.
    pub time: Vec<ActTime>,
    /// Acts under an earlier text, beside a later one.
    pub comparisons: Vec<Comparison>,
    /// Tracks beside the criminal one whose conduct is there or may be.
    pub tracks: Vec<TrackFinding>,
    /// The most that several of them come to together.
    pub combined: Vec<CombinedFinding>,
}

/// What is found of one charge (指控).
#[derive(Clone, Debug)]
pub struct Charge {
    /// The offence.
    pub offence: Place,
    /// Which text of its article applied, where there are several: `A7`, `A9`.
    pub text: Option<String>,
    /// The offence's name.
    pub label: Label,
    /// Established when some grade is reached whatever the open facts turn out to be; open when none is possible too.
    pub status: Truth,
    /// Whether the conduct is there at all.
    pub present: Truth,
    /// Whether it is made out and no other charge takes its place.
    pub stands: Truth,
    /// The settled grade; `None` when open.
    pub grade: Option<GradeName>,
    /// Every grade still possible, lowest first; none included.
    pub grades: Vec<GradeName>,
    /// Whether `grades` is exact: every one of them can really come about.
    pub exact: bool,
    /// The elements, in order of the law.
    pub elements: Vec<ElementFinding>,
    /// Elements that none of the conduct has, so that no grade is asked.
    pub missing: Vec<MissingElement>,
    /// Grounds established, open, or measured and short, by grade (lowest first) and item.
    pub grounds: Vec<GroundFinding>,
    /// Residual clauses that nobody invoked.
    pub not_invoked: Vec<Place>,
    /// Rules that bear on the charge and that the language cannot express: to be applied by hand.
    pub not_encoded: Vec<Place>,
    /// Judgements that the facts raise and nobody has answered.
    pub unanswered: Vec<Place>,
    /// How the items were counted.
    pub count: Vec<CountFinding>,
    /// What leaves the grade open where no open fact decides it.
    pub unstated: Vec<Unstated>,
    /// Circumstances established or open.
    pub circumstances: Vec<CircumstanceFinding>,
    /// Circumstances that the file states and to which no rule that applies gives an effect of its own.
    pub unweighed: Vec<Relied>,
    /// The statute's band for the settled grade; `None` when the grade is open or none.
    pub band: Option<Band>,
    /// The bands of every grade still possible, lowest first.
    pub bands: Vec<(GradeName, Band)>,
    /// What circumstances leave possible, over every grade still possible; `None` when no grade is.
    pub reachable: Option<Reachable>,
    /// The same by the circumstances that surely are there.
    pub surely_reachable: Option<Reachable>,
    /// Usual fine, in fen, as guidance.
    pub usual_fine: Option<UsualFine>,
    /// The reference range, the fine's floor, probation, a ban.
    pub sentencing: Sentencing,
    /// Everything that could change the result.
    pub could_change: CouldChange,
    /// Open facts that can change the result.
    pub open_facts: Vec<OpenFact>,
    /// Choices that would change the grades possible, with the grades under each option.
    pub choices_that_matter: Vec<ChoiceFinding>,
    /// Choices that would change what else is found, and no grade.
    pub choices_beside: Vec<ChoiceFinding>,
    /// Limitation, at each grade still possible.
    pub limitation: Vec<LimitationFinding>,
    /// Ways out that are open or may be.
    pub exits: Vec<ExitFinding>,
    /// Ways out that are not open.
    pub closed_exits: Vec<ExitFinding>,
    /// Defaults relied on.
    pub defaults_used: Vec<Relied>,
    /// Presumptions relied on.
    pub presumed: Vec<Relied>,
    /// Facts taken at face value though disputed or alleged.
    pub contested: Vec<Relied>,
    /// Earlier interpretations that no file holds, in whose time acts fall: what that means, in a sentence each.
    pub earlier: Vec<Label>,
    /// Remarks.
    pub notes: Vec<Label>,
}

/// A grade, by name and label; below every grade it is `none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeName {
    /// Its stable name; `none` when no grade is reached.
    pub name: String,
    /// Its label.
    pub label: Label,
}

impl GradeName {
    /// The name where no grade is reached.
    pub const NONE: &'static str = "none";

    /// Whether no grade is reached.
    pub fn is_none(&self) -> bool {
        self.name == Self::NONE
    }
}

/// What is found of an element.
#[derive(Clone, Debug)]
pub struct ElementFinding {
    /// Which element.
    pub name: String,
    /// Its name as the field has it.
    pub label: Label,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Whether some batch satisfies it.
    pub status: Truth,
    /// On what basis.
    pub basis: BasisName,
    /// The facts, by path.
    pub facts: Vec<String>,
}

/// An element (要件) that the conduct lacks.
#[derive(Clone, Debug)]
pub struct MissingElement {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub element: Label,
    /// What its absence means, as the vocabulary has it: not criminally responsible.
    pub means: Label,
    /// Where it stands.
    pub place: Place,
    /// What it asks.
    pub text: Text,
    /// The stated facts that it rests on: path, label, value.
    pub facts: Vec<Relied>,
}

/// An offence of which none of the conduct is.
#[derive(Clone, Debug)]
pub struct AbsentOffence {
    /// The offence.
    pub offence: Place,
    /// Its name.
    pub label: Label,
    /// The first day of its earliest text, where no text of it was in force at any act.
    pub not_before: Option<String>,
}

/// On what a finding rests, the weakest of its facts deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BasisName {
    /// Stated facts.
    Fact,
    /// A person's judgement.
    Judgement,
    /// A default of the law's vocabulary.
    Default,
    /// A presumption of law.
    Presumption,
    /// Nobody has raised it.
    NotInIssue,
}

impl BasisName {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Judgement => "judgement",
            Self::Default => "default",
            Self::Presumption => "presumption",
            Self::NotInIssue => "not_in_issue",
        }
    }
}

/// What is found of a ground (情形).
#[derive(Clone, Debug)]
pub struct GroundFinding {
    /// Where it stands.
    pub place: Place,
    /// The grade it leads to, lowest being 0; the same for its parts.
    pub grade: usize,
    /// What it says.
    pub text: Text,
    /// Whether it is established.
    pub status: Truth,
    /// On what basis.
    pub basis: BasisName,
    /// Quantity over threshold; `None` for a ground without quantity. A missing upper end is unbounded.
    pub degree: Option<(Ratio, Option<Ratio>)>,
    /// What was compared.
    pub compared: Option<ComparedFinding>,
    /// How the rule was verified.
    pub verification: Verification,
    /// The facts, by path.
    pub facts: Vec<String>,
    /// Evidence, by id.
    pub evidence: Vec<String>,
    /// The grounds it is made of.
    pub parts: Vec<GroundFinding>,
    /// Remarks, such as that a sum adds nothing where one class reaches alone.
    pub notes: Vec<Label>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedFinding {
    /// Found, in base units.
    pub quantity: Range,
    /// Needed, in base units; the ratio asked of it included.
    pub threshold: Ratio,
    /// The unit.
    pub unit: Unit,
}

/// How the items of a body of information were counted in a class.
#[derive(Clone, Debug)]
pub struct CountFinding {
    /// The datasets, by id.
    pub datasets: Vec<String>,
    /// The class's name.
    pub class: String,
    /// The class's label.
    pub class_label: Label,
    /// The article whose table it is.
    pub article: Place,
    /// Items counted.
    pub items: Range,
    /// What leaves it a range though every figure behind it is settled.
    pub apart: Option<Apart>,
    /// How, step by step.
    pub steps: Vec<CountStep>,
}

/// What no fact of a file says by itself, and leaves a grade open although every figure is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unstated {
    /// How the parts of these datasets overlap.
    Overlap(Vec<String>),
    /// Whether what was passed on of these datasets went to the same recipients.
    Recipients(Vec<String>),
    /// How what this act brought divides among what it concerned.
    Division(String),
}

/// One step of the count.
#[derive(Clone, Debug)]
pub struct CountStep {
    /// The rule.
    pub place: Place,
    /// What was done.
    pub text: Label,
    /// Items after it, or added by it.
    pub items: Range,
    /// What the step does.
    pub of: StepOf,
}

/// What a step of a count does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOf {
    /// Its items are what is left when something has come off.
    Left {
        /// What there was.
        before: Range,
        /// What came off.
        less: Range,
    },
    /// Its items add to the count.
    Adds,
}

/// A circumstance that is there, or may be.
#[derive(Clone, Debug)]
pub struct CircumstanceFinding {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Whether it is there.
    pub status: Truth,
    /// What it does.
    pub effects: Vec<(Modal, Vec<Effect>)>,
    /// What guidance makes of it, in per cent; below zero is less.
    pub percent: Option<(i32, i32)>,
    /// The facts, by path.
    pub facts: Vec<String>,
}

/// The fine, as a multiple of a quantity.
#[derive(Clone, Debug)]
pub struct UsualFine {
    /// Whether it binds; else it is guidance.
    pub shall: bool,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// From, and to if there is an upper end, in fen.
    pub fen: Range,
}

/// How far short a comparison is, in base units, when that is certain.
pub fn missing(compared: &ComparedFinding) -> Option<Number> {
    let needed = compared.threshold.ceil().to_integer();
    (compared.quantity.max < needed).then(|| needed - compared.quantity.max)
}
