//! What is asked once nothing else can decide: circumstances of each person (情节), what came of the acts (后果), evidence.

use super::edit::{self, File};
use super::structure::{list, named, plain};
use super::{Form, Interview, Question, Table, What, answer, words};
use crate::case::facts::{Case, Entity};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::{FactKind, Scope};

/// How the lists of circumstances are called, before the kind of person.
pub(super) const CIRCUMSTANCES_OF: &str = "circumstances_of_";

/// How the question about the circumstances of a person is called, after the person.
const CIRCUMSTANCES: &str = "circumstances";

/// The key of a person's prior records, which are tables.
const RECORD: &str = "record";

impl Interview<'_> {
    /// The next of these questions; nothing when they are all answered.
    pub(super) fn at_last(&self, case: &Case) -> Option<Question> {
        (case.accused().find_map(|person| self.of_circumstances(case, person))).or_else(|| self.of_evidence(case))
    }

    fn of_circumstances(&self, case: &Case, person: usize) -> Option<Question> {
        let entity = Entity::Person(person);
        let entry = case.entity_path(entity);
        let listed = self.list(&format!("{CIRCUMSTANCES_OF}{}", self.kind(case, person)));
        let raised = self.state.raised.iter().filter(|path| path.starts_with(&format!("{entry}.")));
        let said = raised.filter_map(|path| self.raised(case, path, &entry)).next();
        if let Some(question) = said.or_else(|| self.of_records(case, person)) {
            return Some(question);
        }
        let path = format!("{entry}.{CIRCUMSTANCES}");
        let vocabulary = &self.engine.book.vocabulary;
        let stated = |key: &str| match vocabulary.fact_named(Scope::Person, key) {
            Some(fact) => case.fact(entity, fact).is_some(),
            None => case.persons[person].records != Some(0),
        };
        let alone =
            |key: &str| vocabulary.fact_named(Scope::Participant, key).is_some() && !self.acts_jointly(case, person);
        if self.state.passed.contains(&path) || listed.iter().any(|(key, _)| stated(key)) {
            return None;
        }
        let values = listed.iter().filter(|(key, _)| !alone(key)).cloned().collect();
        Some(plain(What::Circumstances(self.called(case, &entry)), Form::Several(values), &path))
    }

    /// Whether a person acted together with another.
    fn acts_jointly(&self, case: &Case, person: usize) -> bool {
        case.acts.iter().any(|act| act.by.contains(&person) && act.by.len() > 1)
    }

    /// What a circumstance that was said to be there is.
    fn raised(&self, case: &Case, path: &str, entry: &str) -> Option<Question> {
        let vocabulary = &self.engine.book.vocabulary;
        let fact = vocabulary.fact_named(Scope::Person, path.rsplit_once('.')?.1)?;
        let person = case.persons.iter().position(|person| entry == format!("person.{}", person.id))?;
        if case.fact(Entity::Person(person), fact).is_some() {
            return None;
        }
        self.field(case, path, entry, words::which(&vocabulary.fact(fact).label))
    }

    fn of_records(&self, case: &Case, person: usize) -> Option<Question> {
        (0..case.persons[person].records.unwrap_or_default()).find_map(|record| {
            let entity = Entity::Record { person, record };
            self.asked(case, &list(RECORD), entity).or_else(|| self.asked_by_kind(case, entity))
        })
    }

    fn of_evidence(&self, case: &Case) -> Option<Question> {
        let of_one = case.evidence.iter().find_map(|evidence| {
            let entry = format!("evidence.{}", evidence.id);
            let field = |key: &str| self.structure(case, "evidence", key, &entry);
            let kind = evidence.kind.is_none().then(|| field("kind")).flatten();
            kind.or_else(|| {
                let shown = evidence.facts.is_empty() && !evidence_named(case, &evidence.id);
                let mut question = shown.then(|| field("facts")).flatten()?;
                let words = self.words(case);
                if let Form::Several(facts) = &mut question.form {
                    facts.iter_mut().for_each(|fact| *fact = named(&fact.0, &words.fact(&fact.0)));
                }
                Some(question)
            })
        });
        of_one.or_else(|| {
            let more = !case.evidence.is_empty();
            let complete = self.state.complete.contains(&Table::Evidence);
            (!complete).then(|| plain(What::Evidence { more }, Form::Text, "evidence"))
        })
    }

    /// The file once it is said which circumstances a person has: what is yes or no is written, anything else asked.
    pub(super) fn circumstances(
        &mut self,
        question: &Question,
        answer: &str,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let Some(entry) = question.path.strip_suffix(CIRCUMSTANCES) else { return Ok(None) };
        let mut file = File::parse(self.text())?;
        let mut raised = Vec::new();
        for key in answer::names(&question.form, answer)? {
            let fact = self.engine.book.vocabulary.fact_named(Scope::Person, &key);
            let path = format!("{entry}{key}");
            match fact.map(|fact| self.engine.book.vocabulary.fact(fact).kind) {
                Some(FactKind::Truth) => file.put(&path, "true", None)?,
                Some(_) => raised.push(path),
                None => file.append_below(&path, &[])?,
            }
        }
        self.state.raised.extend(raised);
        self.state.passed.insert(question.path.clone());
        Ok(Some(file.text()))
    }

    /// The file with an entry for each kind of consequence, of every act until it is said of which.
    pub(super) fn consequences(
        &mut self,
        question: &Question,
        answer: &str,
    ) -> Result<Option<String>, Box<Diagnostic>> {
        let mut file = File::parse(self.text())?;
        let acts: Vec<String> = file.entries("act").into_iter().map(|act| act.name).collect();
        for kind in answer::names(&question.form, answer)? {
            file.append("consequence", &[("of", edit::list(&acts)), ("kind", edit::text(&kind))])?;
        }
        Ok(Some(file.text()))
    }
}

/// Whether some fact names a piece of evidence.
fn evidence_named(case: &Case, id: &str) -> bool {
    case.stated.values().any(|fact| fact.evidence.iter().any(|one| one == id))
}
