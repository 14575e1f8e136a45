//! What a case file may say: lists of kinds, facts with their types, and what silence about each means.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, FactId, Options};
use crate::numeral;
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::Number;
use crate::span::Span;
use crate::suggest;

/// A label in Chinese and English.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A list of kinds, by its position in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindsId(pub u16);

/// A closed list of values, such as the categories of information.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kinds {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// Its values, in order.
    pub values: Vec<(String, Label)>,
    /// What else people call a value, by its position: 手机号 of a phone number.
    pub also: Vec<(String, usize)>,
}

impl Kinds {
    /// The position of a value.
    pub fn index(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|(name, _)| name == value)
    }

    /// The position of the value that somebody means by its name, by what else it is called, or by its label in either
    /// language, where only one has that label.
    pub fn meant(&self, text: &str) -> Option<usize> {
        let text = numeral::half_width(text.trim());
        if let Some(named) = self.index(&text) {
            return Some(named);
        }
        let called = |label: &Label| [&label.zh, &label.en].iter().any(|own| numeral::reads_as(own, &text));
        if let Some((_, at)) = self.also.iter().find(|(called, _)| numeral::reads_as(called, &text)) {
            return Some(*at);
        }
        let mut labelled = self.values.iter().enumerate().filter(|(_, (_, label))| called(label)).map(|(at, _)| at);
        labelled.next().filter(|_| labelled.next().is_none())
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, _)| name.as_str())
    }

    /// All values.
    pub fn all(&self) -> Options {
        Options::first(self.values.len())
    }
}

/// A table of the case file in which a fact can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// `[case]`
    Case,
    /// `[[person]]`
    Person,
    /// An entry of an act's `by`: one person's part in it.
    Participant,
    /// `[[act]]`
    Act,
    /// `[[dataset]]`
    Dataset,
    /// `[[gains]]`, or the gains written in an act.
    Gains,
    /// An entry of a person's `record`.
    Record,
    /// `[[consequence]]`
    Consequence,
}

impl Scope {
    /// All of them, with the names used in law files.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Case, "case"),
        (Self::Person, "person"),
        (Self::Participant, "participant"),
        (Self::Act, "act"),
        (Self::Dataset, "dataset"),
        (Self::Gains, "gains"),
        (Self::Record, "record"),
        (Self::Consequence, "consequence"),
    ];

    /// The scope of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(scope, _)| scope)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// What the values of a fact are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind {
    /// Yes or no; as options, `no` is 0 and `yes` is 1.
    Truth,
    /// A day, counted from 1970-01-01.
    Date,
    /// One value of a list.
    OneOf(KindsId),
    /// Several values of a list.
    SetOf(KindsId),
    /// An amount in base units.
    Amount(Unit),
}

/// A settled value that silence can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    /// One value of a list, or `no` (0) or `yes` (1).
    Option(usize),
    /// An amount in base units.
    Number(Number),
    /// Of a day: the day of judgment.
    Judged,
    /// Of a day: the last day of the act.
    Acted,
    /// As much as another amount of the same subject, declared before.
    As(FactId),
}

/// What leaving a fact out means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Meaning {
    /// It is open.
    Ask,
    /// It is open, as far as it is one of these.
    AskAmong(Options),
    /// It is taken to be this, and listed among the defaults.
    Default(Settled),
    /// The law presumes this, until it is rebutted.
    Presumed(Settled, Place),
    /// Nobody has raised it: read as this, and listed as not in issue.
    NotInIssue(Settled),
    /// It does not arise: read as this, and not listed.
    NotAsked(Settled),
}

impl Meaning {
    /// What silence stands for, unless it leaves the fact open.
    pub fn settled(&self) -> Option<&Settled> {
        match self {
            Self::Ask | Self::AskAmong(_) => None,
            Self::Default(settled)
            | Self::Presumed(settled, _)
            | Self::NotInIssue(settled)
            | Self::NotAsked(settled) => Some(settled),
        }
    }
}

/// How a fact is usually established (办案经验): practice, which decides nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// With which kinds of evidence.
    pub by: Vec<Label>,
    /// By whom, or from whom it is had.
    pub from: Vec<Label>,
    /// How, in a sentence.
    pub label: Label,
}

/// A fact that a case file may state.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FactType {
    /// Its key in case files.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// What its values are.
    pub kind: FactKind,
    /// Where it may be written, the first that says something winning; and when what stands there is passed over.
    pub written: Vec<(Scope, Option<Condition>)>,
    /// What leaving it out means: the first whose condition holds.
    pub silence: Vec<(Meaning, Option<Condition>)>,
    /// The same in the words of the law file, as they stand after amendments.
    pub silence_words: String,
    /// When a party would contest what silence is taken to mean (可争辩的默认): it then counts among what could change a
    /// result. `None` where nobody would.
    pub contestable: Option<Condition>,
    /// How it is usually established, which is practice and no rule of law.
    pub shown: Option<Shown>,
    /// Where it is declared.
    pub span: Span,
}

impl FactType {
    /// Whether the fact may be written in this table.
    pub fn is_written_in(&self, scope: Scope) -> bool {
        self.written.iter().any(|(written, _)| *written == scope)
    }
}

/// Everything a case file may say.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Lists of kinds.
    pub kinds: Vec<Kinds>,
    /// Named parts of lists.
    pub groups: Vec<(String, KindsId, Options)>,
    /// Facts.
    pub facts: Vec<FactType>,
    /// What older case files say otherwise.
    pub formerly: Vec<Former>,
}

/// A value that older case files have, and what says the same now (旧写法).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The fact.
    pub fact: FactId,
    /// The value that it had, by position.
    pub value: usize,
    /// Facts of the same table, each with the position of its value.
    pub now: Vec<(FactId, usize)>,
}

impl Vocabulary {
    /// A fact by id.
    pub fn fact(&self, id: FactId) -> &FactType {
        &self.facts[id.0 as usize]
    }

    /// The fact that says of what kind a person is, and its value for a unit (单位). It is structural in the case format,
    /// and natural by default.
    pub fn unit_kind(&self) -> Option<(FactId, usize)> {
        let kind = self.fact_named(Scope::Person, "kind")?;
        let names = self.value_names(self.fact(kind).kind);
        Some((kind, names.iter().position(|name| *name == "unit")?))
    }

    /// The fact of this name that may be written in this table.
    pub fn fact_named(&self, scope: Scope, name: &str) -> Option<FactId> {
        let position = self.facts.iter().position(|fact| fact.name == name && fact.is_written_in(scope))?;
        Some(FactId(position as u16))
    }

    /// The facts that may be written in this table.
    pub fn facts_in(&self, scope: Scope) -> impl Iterator<Item = FactId> {
        let written = self.facts.iter().enumerate().filter(move |(_, fact)| fact.is_written_in(scope));
        written.map(|(position, _)| FactId(position as u16))
    }

    /// The names of the facts that may be written in this table.
    pub fn names_in(&self, scope: Scope) -> impl Iterator<Item = &str> {
        self.facts_in(scope).map(|fact| self.fact(fact).name.as_str())
    }

    /// The fact whose label in either language this is, of those that may be written in this table.
    pub fn fact_labelled(&self, scope: Scope, text: &str) -> Option<&str> {
        let called = |label: &Label| label.zh == text || label.en.eq_ignore_ascii_case(text);
        let mut here = self.facts.iter().filter(|fact| fact.is_written_in(scope) && called(&fact.label));
        here.next().map(|fact| fact.name.as_str())
    }

    /// A list by id.
    pub fn kinds(&self, id: KindsId) -> &Kinds {
        &self.kinds[id.0 as usize]
    }

    /// The list of this name.
    pub fn kinds_named(&self, name: &str) -> Option<KindsId> {
        self.kinds.iter().position(|kinds| kinds.name == name).map(|position| KindsId(position as u16))
    }

    /// The names of the values a fact can take, when they are a list.
    pub fn value_names(&self, kind: FactKind) -> Vec<&str> {
        match kind {
            FactKind::Truth => vec!["no", "yes"],
            FactKind::OneOf(kinds) | FactKind::SetOf(kinds) => self.kinds(kinds).names().collect(),
            FactKind::Date | FactKind::Amount(_) => Vec::new(),
        }
    }

    /// The label of one value of a fact, when its values are a list.
    pub fn value_label(&self, kind: FactKind, index: usize) -> Label {
        match kind {
            FactKind::OneOf(kinds) | FactKind::SetOf(kinds) => self.kinds(kinds).values[index].1.clone(),
            FactKind::Truth if index == 1 => Label { zh: "是".to_owned(), en: "yes".to_owned() },
            FactKind::Truth => Label { zh: "否".to_owned(), en: "no".to_owned() },
            FactKind::Date | FactKind::Amount(_) => Label::default(),
        }
    }

    /// Advice with the nearest fact name of a table.
    pub fn suggest_fact(&self, scope: Scope, name: &str) -> Option<String> {
        suggest::did_you_mean(name, self.names_in(scope))
    }
}
