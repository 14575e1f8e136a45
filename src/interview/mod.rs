//! The interview of `case new`: which question comes next for a case file, and what an answer writes into it.
//!
//! There is no terminal here, and no law: the state is the text of the file, an answer gives the next text, and what
//! is asked once persons, data and acts are there is what [`gaps`](crate::analysis::gaps) and
//! [`flip`](crate::analysis::flip) say can still matter. The file is therefore complete after every answer, and an
//! interview goes on from any case file.

mod answer;
pub mod edit;
mod facts;
pub mod reference;
pub mod silence;
mod structure;
pub mod template;
mod words;
pub mod written;

pub use answer::Recipients;
pub use structure::DOES;

use std::collections::BTreeSet;

use crate::analysis::flip::{Change, Flip};
use crate::analysis::gaps::Gap;
use crate::case::facts::Case;
use crate::case::{self, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::Engine;
use crate::law::vocabulary::{FactKind, Label, Vocabulary};
use crate::report::words::Language;
use crate::span::Sources;

/// What an answer that says nothing is: nothing further, or nothing to change.
pub const NOTHING: &str = "";

/// What states in a case file that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// A case file in the making.
pub struct Interview<'e> {
    engine: &'e Engine,
    language: Language,
    text: String,
    /// Tables of which the last has been entered.
    complete: BTreeSet<Table>,
    /// Questions that were passed over: nothing in the file says so.
    passed: BTreeSet<String>,
    /// How many of them can still change a grade.
    postponed: usize,
}

/// The tables that are asked for before any fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// `[[person]]`
    Person,
    /// `[[dataset]]`
    Dataset,
    /// `[[act]]`
    Act,
}

/// A question, and everything needed to put it.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub what: What,
    /// How it can be answered.
    pub form: Form,
    /// Why it is asked.
    pub why: Why,
    /// The key it is written to, as a path: `dataset.d1.items`.
    pub path: String,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The id of the case.
    CaseId,
    /// Its title.
    CaseTitle,
    /// The name of the first accused, or of one more.
    Person {
        /// Whether there is one already.
        more: bool,
    },
    /// The name of the first body of information, or of one more.
    Dataset {
        /// Whether there is one already.
        more: bool,
    },
    /// Who acted, in the first act or one more.
    Act {
        /// Whether there is one already.
        more: bool,
    },
    /// On which datasets an act was done.
    OnWhat {
        /// The act.
        act: String,
    },
    /// When an act was done.
    When {
        /// The act.
        act: String,
    },
    /// To whom an act passed the data on.
    ToWhom {
        /// The act.
        act: String,
    },
    /// A fact of the vocabulary, by its label.
    Fact(Label),
    /// A question that a person must judge: what it says.
    Judgement(Label),
}

/// How a question can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// With any text.
    Text,
    /// With yes or no, as these.
    Truth(Vec<(String, Label)>),
    /// With one of these; several are alternatives.
    One(Vec<(String, Label)>),
    /// With several of these together.
    Several(Vec<(String, Label)>),
    /// With a number or a range of numbers.
    Amount(crate::quantity::Unit),
    /// With a day, a month, a year, or a range of days.
    Day,
    /// With the names of recipients, or how many there were.
    Recipients,
    /// With yes or no, and the reasons.
    Judgement,
}

/// Why a question is asked.
#[derive(Clone, Debug)]
pub enum Why {
    /// A case cannot be without it.
    Structure,
    /// It is open, and these answers lead to different grades for this person.
    Open(String, Box<Gap>),
    /// Whether it matters could not be found out within bounds.
    Undecided,
    /// The file is silent, which stands for a value; another would change the grade of this person.
    Silent(String, Box<Flip>),
}

impl Why {
    /// What silence stands for, where the question is whether that is right.
    pub fn silent(&self) -> Option<&Change> {
        match self {
            Self::Silent(_, flip) => flip.changes.first(),
            _ => None,
        }
    }
}

impl<'e> Interview<'e> {
    /// Begins a case file, or goes on with one.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, unless it is empty.
    pub fn new(engine: &'e Engine, language: Language, text: String) -> Result<Self, Diagnostics> {
        let mut interview =
            Self { engine, language, text, complete: BTreeSet::new(), passed: BTreeSet::new(), postponed: 0 };
        if let Some(case) = interview.case()? {
            if !case.datasets.is_empty() || !case.acts.is_empty() {
                interview.complete.insert(Table::Person);
            }
            if !case.acts.is_empty() {
                interview.complete.insert(Table::Dataset);
            }
        }
        Ok(interview)
    }

    /// The case file as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many questions were left for later that can still change a grade.
    pub fn postponed(&self) -> usize {
        self.postponed
    }

    /// What is asked next; nothing when no answer can change a grade any more.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file.
    pub fn next(&self) -> Result<Option<Question>, Diagnostics> {
        let case = self.case()?;
        match self.structural(case.as_ref()) {
            Some(question) => Ok(Some(question)),
            None => self.factual(case.as_ref()),
        }
    }

    /// Writes an answer into the file.
    ///
    /// # Errors
    ///
    /// Why it cannot be the answer; the file is as before.
    pub fn answer(&mut self, question: &Question, answer: &str) -> Result<(), Diagnostics> {
        let answer = answer.trim();
        if let Some(after) = self.after(question, answer).map_err(|error| vec![*error])? {
            self.read(&after).map_err(|wrong| wrong.into_iter().map(placeless).collect::<Diagnostics>())?;
            self.text = after;
        }
        Ok(())
    }

    /// The case so far; nothing of a file with no entry yet.
    fn case(&self) -> Result<Option<Case>, Diagnostics> {
        if self.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(None);
        }
        self.read(&self.text).map(|reading| Some(reading.case))
    }

    fn read(&self, text: &str) -> Result<Reading, Diagnostics> {
        let mut sources = Sources::default();
        let source = sources.add("case", text);
        case::read(&mut sources, source, &self.engine.book.vocabulary, &[])
    }
}

/// How a fact of this kind is answered.
pub fn form(vocabulary: &Vocabulary, kind: FactKind) -> Form {
    let values = || {
        let names = vocabulary.value_names(kind).into_iter().enumerate();
        names.map(|(index, name)| (name.to_owned(), vocabulary.value_label(kind, index))).collect()
    };
    match kind {
        FactKind::Amount(unit) => Form::Amount(unit),
        FactKind::Date => Form::Day,
        FactKind::SetOf(_) => Form::Several(values()),
        FactKind::OneOf(_) => Form::One(values()),
        FactKind::Truth => Form::Truth(values()),
    }
}

/// The values of a form that stand for these names or labels, with commas between them: persons by name, kinds by label.
///
/// # Errors
///
/// A name that is none of them.
pub fn names(form: &Form, typed: &str) -> Result<Vec<String>, Box<Diagnostic>> {
    answer::names(form, typed)
}

/// Names of recipients, or how many there were.
///
/// # Errors
///
/// What is neither.
pub fn recipients(typed: &str) -> Result<Recipients, Box<Diagnostic>> {
    answer::recipients(typed)
}

/// A day, a month, a year, or a range of them, as the file has it.
///
/// # Errors
///
/// What is none.
pub fn day(typed: &str) -> Result<String, Box<Diagnostic>> {
    answer::day(typed)
}

/// The first and the last day of what lasted: `2021-03-05 to 2021-04-20`.
pub fn lasted(typed: &str) -> Option<(&str, &str)> {
    typed.split_once(" to ").or_else(|| typed.split_once('至'))
}

/// Letters, digits and hyphens of a name, as an id; in place of nothing, `otherwise`.
pub fn slug(name: &str, otherwise: &str) -> String {
    answer::slug(name, otherwise)
}

/// The first line of a file that an interview begins.
pub fn begun(language: Language) -> &'static str {
    words::begun(language)
}

/// What is wrong, without the place in a text that was never written; the words there come with it.
fn placeless(wrong: Diagnostic) -> Diagnostic {
    let beside = wrong.labels.first().map(|label| label.text.clone()).filter(|text| !text.is_empty());
    let Diagnostic { severity, code, message, notes, help, .. } = wrong;
    let message = beside.map_or_else(|| message.clone(), |beside| format!("{message}: {beside}"));
    Diagnostic { severity, code, message, labels: Vec::new(), notes, help }
}
