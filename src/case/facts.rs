//! The facts of a case as written: who, what, when, and how each fact stands. Nothing is assumed here.

use std::collections::BTreeMap;

use super::about::Approximate;
use super::particulars::Particulars;
use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{Label, Scope};
use crate::place::Place;
use crate::range::Range;
use crate::span::{SourceId, Span};

/// What a fact may be: one value, or several that are still possible.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A number in base units, or a day counted from 1970-01-01.
    Number(Range),
    /// The values of a list that are possible; settled when there is one.
    Options(Options),
    /// The sets of values that are possible (of what a record contains); settled when there is one.
    Sets(Vec<Options>),
}

impl Value {
    /// Whether only one value is possible.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Number(range) => range.settled().is_some(),
            Self::Options(options) => options.count() == 1,
            Self::Sets(sets) => sets.len() == 1,
        }
    }

    /// What this or another may be, and every number between them; `None` for values of different kinds.
    pub fn hull(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Number(mine), Self::Number(other)) => Some(Self::Number(mine.hull(*other))),
            (Self::Options(mine), Self::Options(other)) => Some(Self::Options(mine.with(*other))),
            (Self::Sets(mine), Self::Sets(other)) => {
                let more = other.iter().filter(|set| !mine.contains(set));
                Some(Self::Sets(mine.iter().chain(more).copied().collect()))
            }
            _ => None,
        }
    }

    /// The first of the values of a list that are possible; numbers as they are.
    pub fn first(&self) -> Self {
        match self {
            Self::Number(range) => Self::Number(*range),
            Self::Options(options) => Self::Options(options.iter().next().map_or(*options, Options::one)),
            Self::Sets(sets) => Self::Sets(sets.iter().take(1).copied().collect()),
        }
    }
}

/// How a fact stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standing {
    /// Shown; also a bare value.
    #[default]
    Proven,
    /// The other side contests it.
    Disputed,
    /// Said by one side, and not yet shown.
    Alleged,
}

impl Standing {
    /// All of them, with the names used in case files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Proven, "proven"), (Self::Disputed, "disputed"), (Self::Alleged, "alleged")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// How a fact stands by its name, or by how it is said in Chinese (已证实、有争议、仅为一方主张).
    pub fn meant(text: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|(_, name)| *name == text);
        named.map(|(standing, _)| standing).or(match text {
            "已证实" | "已查明" | "属实" => Some(Self::Proven),
            "有争议" | "争议" | "存在争议" => Some(Self::Disputed),
            "一方主张" | "仅为一方主张" | "主张" | "待证实" => Some(Self::Alleged),
            _ => None,
        })
    }
}

/// A fact as the file states it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it may be. `"unknown"` is stated too: every value of its type.
    pub value: Value,
    /// How it stands.
    pub standing: Standing,
    /// The other side's figure.
    pub defence: Option<Value>,
    /// Ids of evidence.
    pub evidence: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// The figures that the value was taken from, where several are stated.
    pub figures: Vec<Figure>,
    /// The figure, of one that is approximate and whose range nobody states: the value is then open on one side or both.
    pub approximate: Option<Approximate>,
    /// Where the value stands.
    pub span: Span,
}

/// One of several figures for a fact, such as what was charged beside what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Who says so.
    pub by: String,
    /// What became of it.
    pub status: FigureStatus,
    /// The figure.
    pub value: Value,
}

/// What became of one of several figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureStatus {
    /// It was found to be right (采信).
    Accepted,
    /// It was not (未采信).
    Rejected,
    /// That is not decided.
    Open,
}

impl FigureStatus {
    /// All of them, with the names used in case files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Accepted, "accepted"), (Self::Rejected, "rejected"), (Self::Open, "open")];
}

impl Fact {
    /// A value taken as shown, and nothing else said of it.
    pub fn shown(value: Value, span: Span) -> Self {
        let (evidence, figures) = (Vec::new(), Vec::new());
        let (defence, note, approximate) = (None, None, None);
        Self { value, standing: Standing::Proven, defence, evidence, note, figures, approximate, span }
    }

    /// What it may be where only what is proven counts: of a disputed fact everything from one side's figure to the
    /// other's, of a list one or the other; `None` where it may be anything.
    pub fn proven(&self) -> Option<Value> {
        match self.standing {
            Standing::Proven => Some(self.value.clone()),
            Standing::Disputed => self.defence.as_ref().and_then(|defence| self.value.hull(defence)),
            Standing::Alleged => None,
        }
    }
}

/// What a fact is about: a table of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// The case as a whole.
    Case,
    /// A person, by position.
    Person(usize),
    /// A person's part in an act.
    Participant {
        /// The act.
        act: usize,
        /// The person.
        person: usize,
    },
    /// An act.
    Act(usize),
    /// What a lasting act, on a dataset, comes to in some of its days: no table of the file.
    Stretch {
        /// The act.
        act: usize,
        /// The dataset; nothing of what an act has apart from any, such as its gains.
        dataset: Option<usize>,
        /// The days.
        days: Range,
    },
    /// A dataset.
    Dataset(usize),
    /// Gains.
    Gains(usize),
    /// A person's prior record.
    Record {
        /// The person.
        person: usize,
        /// Which of the person's records.
        record: usize,
    },
    /// A consequence.
    Consequence(usize),
}

impl Entity {
    /// The table it is.
    pub fn scope(self) -> Scope {
        match self {
            Self::Case => Scope::Case,
            Self::Person(_) => Scope::Person,
            Self::Participant { .. } => Scope::Participant,
            Self::Act(_) | Self::Stretch { .. } => Scope::Act,
            Self::Dataset(_) => Scope::Dataset,
            Self::Gains(_) => Scope::Gains,
            Self::Record { .. } => Scope::Record,
            Self::Consequence(_) => Scope::Consequence,
        }
    }
}

/// A case file, read and checked against the vocabulary.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// The day of judgment, if stated: a range of days.
    pub judged: Option<Range>,
    /// Where the facts come from.
    pub sources: Vec<CaseSource>,
    /// Cases that are linked with this one (关联案件), by number or id.
    pub linked: Vec<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// What documents need beside facts.
    pub file: Particulars,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Datasets.
    pub datasets: Vec<Dataset>,
    /// Acts.
    pub acts: Vec<Act>,
    /// Gains; every act has at least one entry, an entry with nothing stated where the file is silent.
    pub gains: Vec<Gains>,
    /// Consequences.
    pub consequences: Vec<Consequence>,
    /// Answers to open-textured items.
    pub judgements: Vec<Judgement>,
    /// Expected results; never read by the evaluation.
    pub expectations: Vec<Expectation>,
    /// Every fact that the file states.
    pub stated: BTreeMap<(Entity, FactId), Fact>,
    /// The file.
    pub source: SourceId,
}

/// Where facts come from.
#[derive(Clone, Debug, Default)]
pub struct CaseSource {
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Where.
    pub url: Option<String>,
    /// When, or how, it was read.
    pub accessed: Option<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// Its kind, by position in the vocabulary's list of kinds of evidence.
    pub kind: Option<usize>,
    /// What it is.
    pub title: Option<String>,
    /// The volume of the file that it is in (卷).
    pub volume: Option<String>,
    /// The page of the volume (页).
    pub page: Option<String>,
    /// What it shows (证明内容), in words.
    pub shows: Option<String>,
    /// The facts that it shows or would show, stated in the file or not.
    pub facts: Vec<(Entity, FactId)>,
    /// Asked for and not there yet: it supports nothing.
    pub outstanding: bool,
}

/// A person or a unit.
#[derive(Clone, Debug)]
pub struct Person {
    /// Its id.
    pub id: String,
    /// How to show it.
    pub name: String,
    /// The unit it is a member of.
    pub of: Option<usize>,
    /// How many prior records are stated; nothing when it is unknown whether there are any (`record = "unknown"`).
    pub records: Option<usize>,
    /// What documents need beside facts.
    pub file: Particulars,
    /// Dealt with in another case (另案处理): its number or id, empty where the file does not name it. Such a person takes
    /// part in acts and is not charged here.
    pub elsewhere: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A body of information.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Datasets it is a part, a copy or a merge of.
    pub from: Vec<usize>,
    /// How many items have a property: position in the vocabulary's list of shares, and how many.
    pub shares: Vec<(usize, Fact)>,
    /// Of what the file does not name: the act that takes it or passes it on. Nothing of it is known.
    pub unnamed: Option<usize>,
    /// Where it stands.
    pub span: Span,
}

/// One thing done, alone or jointly.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its id.
    pub id: String,
    /// By whom: positions of persons.
    pub by: Vec<usize>,
    /// On which datasets.
    pub datasets: Vec<usize>,
    /// To whom, if stated: ids, of persons of the file or not. Joint actors have been left out.
    pub to: Option<Vec<String>>,
    /// Acts that were over when this one began, where the days alone do not say so.
    pub after: Vec<usize>,
    /// Whether it lasted (`from` … `until`) instead of falling on one day (`on`).
    pub lasting: bool,
    /// Where it stands.
    pub span: Span,
}

/// Receipts of one or several acts.
#[derive(Clone, Debug)]
pub struct Gains {
    /// Of which acts.
    pub of: Vec<usize>,
    /// Who received them.
    pub by: Option<usize>,
    /// Whether they are written in the act itself.
    pub in_act: bool,
}

/// What followed from acts.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// Of which acts.
    pub of: Vec<usize>,
}

/// A person's answer to an open-textured item.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// About whom.
    pub person: usize,
    /// The item.
    pub place: Place,
    /// The answer.
    pub holds: bool,
    /// Why.
    pub reasons: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a result should be, for tests and teaching.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// About whom.
    pub person: usize,
    /// Which offence.
    pub offence: Place,
    /// The grade, or the grades still possible; `none` and `open` included.
    pub grades: Option<ExpectedGrades>,
    /// Which text of the article, where there are several; without it, every text that is charged is compared.
    pub text: Option<String>,
    /// Grounds that must be established.
    pub grounds: Vec<Place>,
    /// The published sentence.
    pub sentence: Sentence,
    /// What the court or procuratorate did.
    pub result: Option<String>,
    /// On what an exemption, or the decision not to prosecute, rests.
    pub basis: Option<Place>,
    /// Where the court differed from the text, and why.
    pub differs: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// From the least to the most: one number, or a range over several persons.
pub type Spread = (u64, u64);

/// A sentence as published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Fixed-term imprisonment (有期徒刑), in months.
    pub imprisonment: Option<Spread>,
    /// Criminal detention (拘役), in months.
    pub detention: Option<Spread>,
    /// Control (管制), in months.
    pub control: Option<Spread>,
    /// The term executed for several offences (数罪并罚), in months.
    pub combined: Option<Spread>,
    /// The fine (罚金), in yuan.
    pub fine: Option<Spread>,
    /// Life imprisonment (无期徒刑).
    pub life: bool,
    /// A fine and nothing else (单处罚金).
    pub fine_alone: bool,
    /// Probation (缓刑).
    pub probation: bool,
}

/// The grade or grades expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedGrades {
    /// `grade = "…"`
    One(String),
    /// `grades = […]`
    Possible(Vec<String>),
}
