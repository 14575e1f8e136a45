//! A law book: the law at one moment, resolved and checked. Nothing later knows dates of force, but for the texts
//! of an offence, of which each batch meets the one in force at its act.

mod offence;
mod predicate;
mod proposal;
mod relation;
pub mod sentencing;

pub use super::collateral::{
    Collateral, Combined, Credit, Deadline, DeadlineKind, Exit, FineRole, FineRule, Period, Relief, Restraint, Taking,
    Track, TrackLevel, Unlimited,
};
pub use offence::{
    Band, Circumstance, ClassRule, CountRule, Counting, Effect, Element, Fine, FineMode, Governs, Grade, Ground,
    GroundList, Modal, Months, Offence, TakenOff, Time,
};
pub use predicate::{Amount, GroundId, Only, Predicate, Sum};
pub use proposal::{Direction, Level, Origin, Parameter, Proposal, Provenance, Used};
pub use relation::{JointCap, JointOrder, Relation, RelationKind, Term};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::citation::Citations;
use super::condition::{ChoiceId, Options, Window};
use super::vocabulary::{Label, Vocabulary};
use crate::place::Place;
use crate::span::Span;

/// How a rule was verified against its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verification {
    /// Read in the text.
    Verified,
    /// Read in a page about the text.
    Secondary,
    /// Arithmetic or logic from a verified text.
    Derived,
    /// Not found; never applied silently.
    Unverified,
}

impl Verification {
    /// All of them, with the names used in law files and results.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Verified, "verified"),
        (Self::Secondary, "secondary"),
        (Self::Derived, "derived"),
        (Self::Unverified, "unverified"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The tag of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(tag, _)| tag)
    }
}

/// A paraphrase in both languages with its verification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The paraphrase.
    pub label: Label,
    /// How it was verified; a text without a tag is unverified.
    pub verification: Verification,
    /// Keys of the sources it was verified in.
    pub sources: Vec<String>,
}

/// The law at one moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LawBook {
    /// The day.
    pub as_of: jiff::civil::Date,
    /// What case files may say.
    pub vocabulary: Vocabulary,
    /// What rules were verified in: key and description.
    pub sources: Vec<(String, Label)>,
    /// The instruments in force, in the order they were given.
    pub instruments: Vec<Instrument>,
    /// What provisions are called.
    pub citations: Arc<Citations>,
    /// Contested points.
    pub choices: Vec<Choice>,
    /// Offences, one for each text of their article.
    pub offences: Vec<Offence>,
    /// What becomes of charges that are made out together.
    pub relations: Vec<Relation>,
    /// The longest joint terms for several crimes.
    pub joint_caps: Vec<JointCap>,
    /// What becomes of joint terms of several kinds.
    pub joint_orders: Vec<JointOrder>,
    /// How long each penalty lasts at all, in months.
    pub terms: Vec<(Term, Months)>,
    /// Tracks, limitation, law in time.
    pub collateral: Collateral,
    /// Proposals that the law includes, in the order in which they amend it.
    pub proposals: Vec<Proposal>,
    /// Their parameters.
    pub parameters: Vec<Parameter>,
}

impl LawBook {
    /// The law that a result rests on.
    pub fn used(&self) -> Used {
        Used { as_of: self.as_of, proposals: self.proposals.clone(), parameters: self.parameters.clone() }
    }

    /// A choice by id.
    pub fn choice(&self, id: ChoiceId) -> &Choice {
        &self.choices[id.0 as usize]
    }

    /// The choice of this name.
    pub fn choice_named(&self, name: &str) -> Option<ChoiceId> {
        self.choices.iter().position(|choice| choice.name == name).map(|position| ChoiceId(position as u16))
    }

    /// The instrument of this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id == id)
    }
}

/// A legal document (法律文件), for reading; its rules stand in the offences they serve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// Its number, such as 法释〔2017〕10号.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Vec<String>,
    /// What it is: statute, judicial-interpretation …
    pub rank: String,
    /// What to bear in mind wherever it is used.
    pub status: Option<Text>,
    /// When it is in force.
    pub force: Window,
    /// Until when it was looked up whether it still stands as encoded (效力核对至); nothing where nobody said.
    pub checked: Option<jiff::civil::Date>,
    /// The same of single articles, paragraphs or items that say so for themselves.
    pub checked_apart: Vec<(Place, jiff::civil::Date)>,
    /// Its rules that ask what other instruments define, each with where that stands.
    pub rests: Vec<(Place, Place)>,
    /// Earlier interpretations of the same.
    pub follows: Vec<Earlier>,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
    /// What it says, place by place, in order.
    pub entries: Vec<Entry>,
}

/// An earlier interpretation (旧司法解释) that another follows: acts of its time fall under it, unless the later one is
/// more favourable.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earlier {
    /// The instrument that follows it.
    pub instrument: String,
    /// Its number, such as 法释〔2015〕11号.
    pub number: String,
    /// When it was in force, or is.
    pub force: Window,
    /// When it was in force and the later one was not yet.
    pub alone: Window,
    /// What it was.
    pub text: Text,
    /// Its id, where a file holds it; a person says whether one that is not encoded reaches a grade.
    pub held: Option<String>,
}

/// One line of a readable rendering of an instrument.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// Which text of the article, where there are several.
    pub version: Option<String>,
    /// What sort of rule: `ground`, `element`, `circumstance` … as its keyword.
    pub kind: Cow<'static, str>,
    /// What it says.
    pub text: Option<Text>,
    /// How it is encoded, in the words of the law file; empty where nothing is computed.
    pub encoded: String,
    /// Where it is a class: its name, and what falls in it.
    pub class: Option<ClassEntry>,
    /// Where it stands in its file.
    pub span: Span,
}

/// A class as it is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassEntry {
    /// Its name.
    pub name: String,
    /// What falls in it, each in the words of the law file; nothing where it takes the rest.
    pub members: Option<Vec<String>>,
}

impl ClassEntry {
    /// In the words of the law file.
    pub fn words(&self) -> String {
        match &self.members {
            Some(members) => format!("{}: {}", self.name, members.join(", ")),
            None => format!("{} otherwise", self.name),
        }
    }
}

/// A contested point with its answers (理解), or a parameter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// The question.
    pub text: Text,
    /// The answers; the first is the default.
    pub options: Vec<ChoiceOption>,
    /// The practice that the default follows (惯例), where no authority supports it more than another answer.
    pub convention: Option<Label>,
    /// Where it is declared: an instrument.
    pub instrument: String,
}

impl Choice {
    /// The position of an option, by its name or another name for it.
    pub fn option(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|option| option.name == name || option.also.iter().any(|also| also == name))
    }

    /// The practice that an option follows: the default alone may rest on one.
    pub fn convention_of(&self, option: Option<&str>) -> Option<Label> {
        let default = self.options.first().map(|default| default.name.as_str());
        self.convention.clone().filter(|_| option == default)
    }

    /// The rank of what supports each option, by the option's name, where the law states it.
    pub fn authorities(&self) -> BTreeMap<String, Label> {
        let stated = self.options.iter().filter_map(|option| Some((option.name.clone(), option.authority.clone()?)));
        stated.collect()
    }

    /// All options.
    pub fn all(&self) -> Options {
        Options::first(self.options.len())
    }
}

/// One answer to a contested point.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Its name.
    pub name: String,
    /// Other names for it.
    pub also: Vec<String>,
    /// The rank of what supports it (依据), such as a guiding case.
    pub authority: Option<Label>,
    /// What it says.
    pub text: Text,
}
