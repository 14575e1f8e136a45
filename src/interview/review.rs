//! Looking back: what has been answered, asked once more; and what comes of it so far.

use super::edit::File;
use super::fields::{Entering, TABLES};
use super::written::Entry;
use super::{DOES, Form, Interview, Question, UNKNOWN};
use crate::case::facts::{Case, Entity};
use crate::engine::Settings;
use crate::explain::findings::{Analysis, Charge};
use crate::law::vocabulary::{Label, Scope};
use crate::report::words::Words;

/// An answer that stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its path.
    pub path: String,
    /// What it says, with what it is about: `刘某：出生日期：1990-05-01`.
    pub shown: String,
}

impl Interview<'_> {
    /// Every answer that stands in the file, in its order; then what was passed over, which can be answered yet.
    pub fn given(&self) -> Vec<Given> {
        let (Ok(Some(case)), Ok(file)) = (self.case(), File::parse(self.text())) else { return Vec::new() };
        let words = self.words(&case);
        let known = self.known(&file);
        let entries = TABLES.iter().flat_map(|table| known.entries(table));
        let mut given: Vec<Given> = entries.flat_map(|entry| self.given_of(&file, &entry, &words)).collect();
        let passed = self.state.passed.iter().chain(&self.state.let_be);
        given.extend(passed.filter_map(|path| self.not_given(&file, path, &words)));
        given
    }

    /// A key that was passed over and is not written since.
    fn not_given(&self, file: &File, path: &str, words: &Words) -> Option<Given> {
        let field = self.known(file).field(path, self.language).filter(|field| field.written.value.is_empty())?;
        let (entry, _) = path.rsplit_once('.')?;
        let of = if entry == "case" { String::new() } else { words.subject(entry) + words.colon };
        let nothing = self.language.either("（未答）", "(not answered)");
        Some(Given { path: path.to_owned(), shown: format!("{of}{}{}{nothing}", field.label, words.colon) })
    }

    fn given_of(&self, file: &File, entry: &Entry, words: &Words) -> Vec<Given> {
        let known = self.known(file);
        let when = entry.keys.iter().any(|(key, _)| super::fields::DAYS.0 == key || super::fields::DAYS.1 == key);
        let keys = entry.keys.iter().map(|(key, _)| key.as_str()).chain(when.then_some("when"));
        let mut given = Vec::new();
        for key in keys {
            let path = format!("{}.{key}", entry.path);
            let Some(field) = known.field(&path, self.language).filter(|field| !field.written.value.is_empty()) else {
                continue;
            };
            let days = super::fields::DAYS;
            let is_day = entry.path.starts_with("act.") && [days.0, days.1, days.2].contains(&key);
            if is_day {
                continue;
            }
            let of = if entry.path == "case" { String::new() } else { words.subject(&entry.path) + words.colon };
            let value = match &field.entering {
                Entering::Fact(form) | Entering::Plain(form) | Entering::Ids(form, _) => {
                    shown(form, &field.written.value, words)
                }
                Entering::Recipients | Entering::When => or_unknown(&field.written.value, words),
            };
            given.push(Given { path, shown: format!("{of}{}{}{value}", field.label, words.colon) });
        }
        for list in entry.lists.iter().flat_map(|(_, entries)| entries) {
            given.extend(self.given_of(file, list, words));
        }
        given
    }

    /// The question that an answer was given to, to be answered otherwise.
    pub fn again(&self, given: &Given) -> Option<Question> {
        let case = self.case().ok()??;
        let file = File::parse(self.text()).ok()?;
        let label = self.known(&file).field(&given.path, self.language)?.label;
        let entry = given.path.rsplit_once('.').map_or("", |(entry, _)| entry);
        let asks = label + self.language.words().colon.trim_end();
        self.question_of(&case, &given.path, entry, Label { zh: asks.clone(), en: asks })
    }

    /// What comes of the answers so far: of each person every charge that may stand, as the analysis has it. Nothing while
    /// an act is half told.
    pub fn so_far(&self) -> Vec<String> {
        let Ok(Some(case)) = self.case() else { return Vec::new() };
        if (0..case.acts.len()).any(|act| self.is_half_told(&case, act)) {
            return Vec::new();
        }
        let Some((case, analysis)) = self.analysed() else { return Vec::new() };
        let words = self.words(&case);
        let mut lines = Vec::new();
        for person in &analysis.persons {
            let some = person.charges.iter().any(|charge| charge.stands.possible());
            let told = |charge: &&Charge| charge.stands.possible() || !some && charge.present.possible();
            let charges = person.charges.iter().filter(told);
            lines.extend(charges.map(|charge| format!("{}{}{}", person.name, words.colon, of_charge(charge, &words))));
        }
        lines
    }

    /// Whether it is not said yet of an act what was done, or on which of the bodies of information.
    fn is_half_told(&self, case: &Case, act: usize) -> bool {
        let does = self.engine.book.vocabulary.fact_named(Scope::Act, DOES);
        let silent = does.is_some_and(|does| case.fact(Entity::Act(act), does).is_none());
        let path = format!("act.{}.dataset", case.acts[act].id);
        let to_be_asked = !self.state.passed.contains(&path) && !self.state.let_be.contains(&path);
        silent || case.bodies() > 0 && case.lacks_data(act) && to_be_asked
    }

    /// What could still change the result, by name: as the analysis has it. And whether that was searched to the end.
    pub fn could_change(&self) -> (Vec<String>, bool) {
        let Some((case, analysis)) = self.analysed() else { return (Vec::new(), true) };
        let words = self.words(&case);
        let mut named: Vec<String> = Vec::new();
        let mut searched = true;
        for charge in analysis.persons.iter().flat_map(|person| &person.charges) {
            searched &= charge.could_change.searched;
            for one in &charge.could_change.each {
                let name = words.labelled(&one.label, &one.what);
                if !named.contains(&name) {
                    named.push(name);
                }
            }
        }
        (named, searched)
    }

    fn analysed(&self) -> Option<(Case, Analysis)> {
        let case = self.case().ok()?.filter(|case| !case.acts.is_empty())?;
        let analysis = self.engine.analyse(&case, &Settings::default()).ok()?;
        Some((case, analysis))
    }
}

/// A value as it reads: of one that is chosen, its label.
fn shown(form: &Form, value: &str, words: &Words) -> String {
    let (Form::One(values) | Form::Several(values) | Form::Truth(values)) = form else {
        return or_unknown(value, words);
    };
    let label = |one: &str| {
        let known = values.iter().find(|(name, _)| name == one);
        known.map_or_else(|| or_unknown(one, words), |(_, label)| words.language.of(label).to_owned())
    };
    words.join(value.split(", ").map(label))
}

/// A value as it is written, or that nobody knows it.
fn or_unknown(value: &str, words: &Words) -> String {
    let unknown = words.language.either("不明", "unknown");
    if value == UNKNOWN { unknown.to_owned() } else { value.to_owned() }
}

fn of_charge(charge: &Charge, words: &Words) -> String {
    let grades = charge.grades.iter().map(|grade| words.language.of(&grade.label));
    let text = words.text_aside(charge.text.as_deref());
    format!("{}{text}{}{}", words.language.of(&charge.label), words.dash, words.join(grades))
}
