//! The questions that are asked of every entry: lists of the vocabulary, each the keys of a table with what is asked.

use super::edit::File;
use super::fields::{Entering, GAINS_OF_ACT, Known};
use super::structure::list;
use super::{Form, Interview, Question, What, Why};
use crate::case::facts::{Case, Entity, Value};
use crate::engine::Settings;
use crate::law::condition::FactId;
use crate::law::vocabulary::{Kinds, Label, Scope};
use crate::measure::{Cache, is_unit};

/// The key that says of what kind something is.
pub(super) const KIND: &str = "kind";

impl Interview<'_> {
    /// The questions of a list, by key.
    pub(super) fn list(&self, name: &str) -> &[(String, Label)] {
        let vocabulary = &self.engine.book.vocabulary;
        let kinds: Option<&Kinds> = vocabulary.kinds_named(name).map(|kinds| vocabulary.kinds(kinds));
        kinds.map_or(&[], |kinds| kinds.values.as_slice())
    }

    /// The first question of a list that is to be put of an entry and is not answered.
    pub(super) fn asked(&self, case: &Case, list: &str, entity: Entity) -> Option<Question> {
        self.list(list).iter().find_map(|(key, asks)| self.asked_one(case, key, asks, entity))
    }

    fn asked_one(&self, case: &Case, key: &str, asks: &Label, entity: Entity) -> Option<Question> {
        let vocabulary = &self.engine.book.vocabulary;
        let gains = entity.scope() == Scope::Act && key == GAINS_OF_ACT;
        let (entity_of, fact) = match (gains, entity) {
            (true, Entity::Act(act)) => {
                let own = case.gains.iter().position(|gains| gains.of == [act])?;
                (Entity::Gains(own), received(self)?)
            }
            _ => (entity, vocabulary.fact_named(entity.scope(), key)?),
        };
        let stated = case.fact(entity_of, fact).is_some();
        if stated || !self.puts(case, entity_of, fact) {
            return None;
        }
        let entry = case.entity_path(entity);
        self.field(case, &format!("{entry}.{key}"), &entry, asks.clone())
    }

    /// Whether a fact arises here, or silence about it has one meaning whatever the case, which is to be confirmed.
    fn puts(&self, case: &Case, entity: Entity, fact: FactId) -> bool {
        let declared = self.engine.book.vocabulary.fact(fact);
        if let [(_, None)] = declared.silence.as_slice() {
            return true;
        }
        let Ok(assignment) = self.engine.assignment(&Settings::default()) else { return false };
        let concerned = (0..case.persons.len()).filter(|person| match entity {
            Entity::Person(of) | Entity::Record { person: of, .. } => of == *person,
            _ => true,
        });
        let arises = |person: usize| {
            let cache = Cache::new(case, &self.engine.program, person, &assignment);
            cache.arises(&assignment, entity, fact)
        };
        concerned.into_iter().any(arises)
    }

    /// What is asked of an entry of which it is said of what kind it is, by the list of that kind.
    pub(super) fn asked_by_kind(&self, case: &Case, entity: Entity) -> Option<Question> {
        let vocabulary = &self.engine.book.vocabulary;
        let kind = vocabulary.fact_named(entity.scope(), KIND)?;
        let Value::Options(kinds) = &case.fact(entity, kind)?.value else { return None };
        let names = vocabulary.value_names(vocabulary.fact(kind).kind);
        self.asked(case, &list(names[kinds.single()?]), entity)
    }

    /// A question about a key of an entry that was not passed over.
    pub(super) fn field(&self, case: &Case, path: &str, entry: &str, asks: Label) -> Option<Question> {
        if self.state.passed.contains(path) || self.state.let_be.contains(path) {
            return None;
        }
        self.question_of(case, path, entry, asks)
    }

    /// A question about a key, whether it is answered or not.
    pub(super) fn question_of(&self, case: &Case, path: &str, entry: &str, asks: Label) -> Option<Question> {
        let file = File::parse(self.text()).ok()?;
        let form = match self.known(&file).field(path, self.language)?.entering {
            Entering::Fact(form) | Entering::Plain(form) => form,
            Entering::Ids(Form::Several(values), true) => Form::One(values),
            Entering::Ids(form, _) => form,
            Entering::Recipients => Form::Recipients,
            Entering::When => Form::Days,
        };
        let of = if entry == "case" { Label::default() } else { self.called(case, entry) };
        Some(Question { what: What::Field { of, asks }, form, why: Why::Structure, path: path.to_owned() })
    }

    /// The fields of a file.
    pub fn known<'a>(&'a self, file: &'a File) -> Known<'a> {
        let (vocabulary, program) = (&self.engine.book.vocabulary, &self.engine.program);
        Known { vocabulary, program, file, matters: &[] }
    }

    /// The kind of a person, as the vocabulary names it: a unit, or natural where nothing says otherwise.
    pub(super) fn kind(&self, case: &Case, person: usize) -> &str {
        let vocabulary = &self.engine.book.vocabulary;
        let Some((kind, unit)) = vocabulary.unit_kind() else { return "" };
        let names = vocabulary.value_names(vocabulary.fact(kind).kind);
        let natural = (0..names.len()).find(|other| *other != unit).unwrap_or(unit);
        names[if self.is_unit(case, person) { unit } else { natural }]
    }

    /// Whether a person is said to be a unit.
    pub(super) fn is_unit(&self, case: &Case, person: usize) -> bool {
        let assignment = self.engine.assignment(&Settings::default()).unwrap_or_default();
        is_unit(case, &self.engine.book.vocabulary, &assignment, person).certain()
    }
}

fn received(interview: &Interview<'_>) -> Option<FactId> {
    let file = File::parse("").ok()?;
    interview.known(&file).fact(Scope::Act, GAINS_OF_ACT)
}
