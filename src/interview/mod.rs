//! The interview of `case new`: which question comes next for a case file, and what an answer writes into it.
//!
//! There is no terminal here, and no law: the state is the text of the file, and an answer gives the next text. What is
//! asked of every person, body of information and act is a list of the vocabulary (`asked_of_…`); what is asked after
//! them is what [`gaps`](crate::analysis::gaps) and the list of everything that could change a result say can still
//! matter. The file is therefore complete after every answer, and an interview goes on from any case file; what was
//! passed over is no fact of the case, and is kept apart.

mod answer;
mod asked;
mod asks;
mod at_last;
pub mod edit;
mod facts;
pub mod fields;
pub mod filed;
mod progress;
pub mod put;
mod question;
pub mod reference;
pub mod review;
pub mod silence;
mod structure;
pub mod template;
mod words;
pub mod written;

pub use question::{Form, Question, What, Why};
pub use structure::DOES;

use std::collections::BTreeSet;

use crate::case::facts::Case;
use crate::case::{self, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::engine::Engine;
use crate::law::vocabulary::{FactKind, Label, Vocabulary};
use crate::report::words::{Language, Names, Words};
use crate::span::Sources;

/// What an answer that says nothing is: nothing further, or nothing to change.
pub const NOTHING: &str = "";

/// What states in a case file that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// A case file in the making.
pub struct Interview<'e> {
    engine: &'e Engine,
    language: Language,
    state: State,
    /// As it was before each answer, the last one last.
    before: Vec<State>,
}

/// What has been answered, whatever the law, and what was before each answer.
#[derive(Clone, Debug, Default)]
pub struct History {
    now: State,
    before: Vec<State>,
}

impl History {
    /// The case file as it stands.
    pub fn text(&self) -> &str {
        &self.now.text
    }
}

/// What has been answered.
#[derive(Clone, Debug, Default)]
struct State {
    /// The text of the file.
    text: String,
    /// Tables of which the last has been entered.
    complete: BTreeSet<Table>,
    /// Keys that were left empty when their entry was made; they come up again where they can change the result.
    passed: BTreeSet<String>,
    /// Questions that were passed over for good: nothing in the file says so.
    let_be: BTreeSet<String>,
    /// Those of them that can still change the result.
    postponed: BTreeSet<String>,
    /// Circumstances that were said to be there, and of which it is not yet said what they are.
    raised: Vec<String>,
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
    /// `[[evidence]]`
    Evidence,
}

impl<'e> Interview<'e> {
    /// Begins a case file, or goes on with one.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, unless it is empty.
    pub fn new(engine: &'e Engine, language: Language, text: String) -> Result<Self, Diagnostics> {
        let mut interview = Self { engine, language, state: State { text, ..State::default() }, before: Vec::new() };
        if let Some(case) = interview.case()? {
            let complete = &mut interview.state.complete;
            if case.bodies() > 0 || !case.acts.is_empty() {
                complete.insert(Table::Person);
            }
            if !case.acts.is_empty() {
                complete.insert(Table::Dataset);
            }
            if !case.evidence.is_empty() {
                complete.insert(Table::Act);
            }
        }
        Ok(interview)
    }

    /// Goes on with an interview, perhaps under another law, such as that of the day of judgment that was just entered.
    pub fn resumed(engine: &'e Engine, language: Language, state: History) -> Self {
        Self { engine, language, state: state.now, before: state.before }
    }

    /// What has been answered, to go on with.
    pub fn into_state(self) -> History {
        History { now: self.state, before: self.before }
    }

    /// The case file as it stands.
    pub fn text(&self) -> &str {
        &self.state.text
    }

    /// How many questions were left for later that can still change the result.
    pub fn postponed(&self) -> usize {
        self.state.postponed.len()
    }

    /// What is asked next; nothing when no answer can change the result any more.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file.
    pub fn next(&self) -> Result<Option<Question>, Diagnostics> {
        let Some(case) = self.case()? else { return Ok(Some(structure::first())) };
        if let Some(question) = self.structural(&case) {
            return Ok(Some(question));
        }
        if let Some(question) = self.unnamed(&case) {
            return Ok(Some(question));
        }
        match self.factual(&case)? {
            Some(question) => Ok(Some(question)),
            None => Ok(self.at_last(&case)),
        }
    }

    /// Writes an answer into the file.
    ///
    /// # Errors
    ///
    /// Why it cannot be the answer; the file is as before.
    pub fn answer(&mut self, question: &Question, answer: &str) -> Result<(), Diagnostics> {
        answer::with_range(&question.form, answer.trim()).map_err(|error| vec![*error])?;
        let before = self.state.clone();
        match self.after(question, answer.trim()).map_err(|error| vec![*error]) {
            Ok(None) => {}
            Ok(Some(after)) => {
                if let Err(wrong) = self.read(&after) {
                    self.state = before;
                    return Err(wrong.into_iter().map(placeless).collect());
                }
                self.state.text = after;
            }
            Err(wrong) => {
                self.state = before;
                return Err(wrong);
            }
        }
        self.before.push(before);
        Ok(())
    }

    /// Takes over a text in which something was entered otherwise, such as acts from a sheet.
    ///
    /// # Errors
    ///
    /// What is wrong with it; the file is as before.
    pub fn take(&mut self, text: String) -> Result<(), Diagnostics> {
        self.read(&text)?;
        self.before.push(self.state.clone());
        self.state.text = text;
        Ok(())
    }

    /// Takes the last answer back; whether there was one.
    pub fn back(&mut self) -> bool {
        let before = self.before.pop();
        let any = before.is_some();
        self.state = before.unwrap_or_else(|| self.state.clone());
        any
    }

    /// The case so far; nothing of a file with no entry yet.
    fn case(&self) -> Result<Option<Case>, Diagnostics> {
        let text = &self.state.text;
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(None);
        }
        self.read(text).map(|reading| Some(reading.case))
    }

    fn read(&self, text: &str) -> Result<Reading, Diagnostics> {
        let mut sources = Sources::default();
        let source = sources.add("case", text);
        case::read(&mut sources, source, &self.engine.book.vocabulary, &[])
    }

    /// The words in which the things of a case go by their names.
    fn words(&self, case: &Case) -> Words {
        Words::naming(self.language, Names::of_case(&self.engine.book, case))
    }

    /// What an entry of the file is called.
    fn called(&self, case: &Case, path: &str) -> Label {
        let named = Names::of_case(&self.engine.book, case).named(path);
        named.map(|named| named.subject).unwrap_or_default()
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
    let notes = beside.into_iter().chain(notes).collect();
    Diagnostic { severity, code, message, labels: Vec::new(), notes, help }
}
