//! What a case cannot be without: its id and title, persons, datasets and acts, in this order.

use super::answer;
use super::edit::{self, File};
use super::{Form, Interview, NOTHING, Question, Table, UNKNOWN, What, Why, words};
use crate::case::facts::{Case, Entity};
use crate::diagnostic::Diagnostic;
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Label, Scope};
use crate::measure::Cache;

/// The key that says what an act is, which all its other facts depend on.
pub const DOES: &str = "does";

impl Interview<'_> {
    /// The next question about the structure of the case; nothing when it is all there.
    pub(super) fn structural(&self, case: Option<&Case>) -> Option<Question> {
        let Some(case) = case else { return Some(plain(What::CaseId, Form::Text, "case.id")) };
        if case.title.en == case.id && !self.passed.contains("case.title") {
            return Some(plain(What::CaseTitle, Form::Text, "case.title"));
        }
        if !self.complete.contains(&Table::Person) {
            return Some(plain(What::Person { more: !case.persons.is_empty() }, Form::Text, "person"));
        }
        if let Some(question) = self.of_datasets(case) {
            return Some(question);
        }
        if !self.complete.contains(&Table::Dataset) {
            return Some(plain(What::Dataset { more: !case.datasets.is_empty() }, Form::Text, "dataset"));
        }
        if let Some(question) = self.of_acts(case) {
            return Some(question);
        }
        if !self.complete.contains(&Table::Act) {
            let persons = case.persons.iter().map(|person| named(&person.id, &person.name)).collect();
            return Some(plain(What::Act { more: !case.acts.is_empty() }, Form::Several(persons), "act"));
        }
        None
    }

    fn of_datasets(&self, case: &Case) -> Option<Question> {
        let contains = self.engine.program.keys.contains;
        (0..case.datasets.len()).find_map(|dataset| self.missing(case, Entity::Dataset(dataset), contains))
    }

    /// What an act lacks: what was done, on what, when, and to whom.
    fn of_acts(&self, case: &Case) -> Option<Question> {
        let does = self.engine.book.vocabulary.fact_named(Scope::Act, DOES);
        case.acts.iter().enumerate().find_map(|(position, act)| {
            let entity = Entity::Act(position);
            if let Some(question) = does.and_then(|does| self.missing(case, entity, does)) {
                return Some(question);
            }
            let path = |key: &str| format!("act.{}.{key}", act.id);
            let asked = |key: &str| !self.passed.contains(&path(key));
            if act.datasets.is_empty() && !case.datasets.is_empty() && asked("dataset") {
                let datasets = case.datasets.iter().map(|dataset| named(&dataset.id, &dataset.id)).collect();
                return Some(plain(What::OnWhat { act: act.id.clone() }, Form::Several(datasets), &path("dataset")));
            }
            let keys = self.engine.program.keys;
            let stated = |fact: FactId| case.fact(entity, fact).is_some();
            if !stated(keys.on) && !act.lasting && asked("on") {
                return Some(plain(What::When { act: act.id.clone() }, Form::Day, &path("on")));
            }
            if act.to.is_none() && !stated(keys.recipients) && asked("to") && self.has_recipients(case, position) {
                return Some(plain(What::ToWhom { act: act.id.clone() }, Form::Recipients, &path("to")));
            }
            None
        })
    }

    /// A question for a fact that the file does not state.
    fn missing(&self, case: &Case, entity: Entity, fact: FactId) -> Option<Question> {
        let vocabulary = &self.engine.book.vocabulary;
        let path = case.path(vocabulary, entity, fact);
        if case.fact(entity, fact).is_some() || self.passed.contains(&path) {
            return None;
        }
        let declared = vocabulary.fact(fact);
        Some(plain(What::Fact(declared.label.clone()), self.form(declared.kind), &path))
    }

    /// How a fact of this kind is answered.
    pub(super) fn form(&self, kind: FactKind) -> Form {
        super::form(&self.engine.book.vocabulary, kind)
    }

    /// Whether the law counts what an act passes on once for each recipient.
    fn has_recipients(&self, case: &Case, act: usize) -> bool {
        let program = &self.engine.program;
        let Ok(assignment) = self.engine.assignment(&crate::engine::Settings::default()) else { return false };
        let counted = |person: usize| {
            let cache = Cache::new(case, program, person, &assignment);
            program.countings.iter().any(|counting| {
                let batches = cache.batches(&assignment, counting.each_recipient);
                batches.iter().any(|(batch, _)| batch.act == act)
            })
        };
        case.acts[act].by.iter().any(|&person| counted(person))
    }

    /// The file after an answer about its structure; nothing where the answer ends a table or is passed over.
    pub(super) fn structured(&mut self, question: &Question, answer: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let nothing = answer == NOTHING;
        let mut file = File::parse(&self.text)?;
        match &question.what {
            What::CaseId => {
                let id = answer::id(answer)?;
                return Ok(Some(edit::begun(&self.text, &id, words::begun(self.language))));
            }
            What::CaseTitle if nothing => return Ok(self.pass(question)),
            What::CaseTitle => file.put("case.title", &edit::text(answer), None)?,
            What::Person { more } | What::Dataset { more } | What::Act { more } if nothing => {
                if !more && !matches!(question.what, What::Dataset { .. }) {
                    return Err(answer::refuse("expected at least one, found nothing"));
                }
                self.complete.insert(match question.what {
                    What::Person { .. } => Table::Person,
                    What::Dataset { .. } => Table::Dataset,
                    _ => Table::Act,
                });
                return Ok(None);
            }
            What::Person { .. } => {
                let id = file.fresh("person", &answer::slug(answer, "p"));
                file.append("person", &[("id", edit::text(&id)), ("name", edit::text(answer))])?;
            }
            What::Dataset { .. } => {
                let id = file.fresh("dataset", &answer::slug(answer, "d"));
                let title = (id != answer).then(|| ("title", edit::text(answer)));
                let entries: Vec<_> = [("id", edit::text(&id))].into_iter().chain(title).collect();
                file.append("dataset", &entries)?;
            }
            What::Act { .. } => {
                let by = edit::list(&answer::names(&question.form, answer)?);
                let id = file.numbered("act", "a");
                file.append("act", &[("id", edit::text(&id)), ("by", by)])?;
            }
            What::OnWhat { .. } if nothing => return Ok(self.pass(question)),
            What::OnWhat { .. } => {
                let names = answer::names(&question.form, answer)?;
                let one = if let [one] = names.as_slice() { edit::text(one) } else { edit::list(&names) };
                file.put(&question.path, &one, None)?;
            }
            What::When { .. } => {
                // An act that lasted has a first and a last day, each of which may be uncertain.
                let comment = None;
                match super::lasted(answer) {
                    Some((from, until)) => {
                        let table = question.path.trim_end_matches("on");
                        file.put(&format!("{table}from"), &answer::day(from)?, comment)?;
                        file.put(&format!("{table}until"), &answer::day(until)?, comment)?;
                    }
                    None if nothing => file.put(&question.path, &edit::text(UNKNOWN), comment)?,
                    None => file.put(&question.path, &answer::day(answer)?, comment)?,
                }
            }
            What::ToWhom { .. } => {
                let table = question.path.trim_end_matches("to");
                match answer::recipients(answer)? {
                    answer::Recipients::Named(names) => file.put(&question.path, &edit::list(&names), None)?,
                    answer::Recipients::Number(number) => file.put(&format!("{table}recipients"), &number, None)?,
                }
            }
            What::Fact(_) | What::Judgement(_) => return Ok(None),
        }
        Ok(Some(file.text()))
    }

    /// Lets a question be.
    pub(super) fn pass(&mut self, question: &Question) -> Option<String> {
        self.passed.insert(question.path.clone());
        self.postponed += usize::from(matches!(question.why, Why::Open(..) | Why::Undecided));
        None
    }
}

fn plain(what: What, form: Form, path: &str) -> Question {
    Question { what, form, why: Why::Structure, path: path.to_owned() }
}

/// A name that is the same in both languages.
fn named(id: &str, name: &str) -> (String, Label) {
    (id.to_owned(), Label { zh: name.to_owned(), en: name.to_owned() })
}
