//! Facts of persons that persons of one kind alone can have, as the vocabulary lists them: a unit is not insane.

use super::Reader;
use crate::case::facts::{Entity, Value};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Scope;

/// How the lists of such facts are called, before the kind of person.
pub const ONLY_OF: &str = "only_of_";

impl Reader<'_> {
    /// An error for each fact that is stated of a person who surely is of another kind than those who can have it.
    pub(super) fn of_another_kind(&mut self) {
        let Some(kind) = self.vocabulary.fact_named(Scope::Person, "kind") else { return };
        let kinds = self.vocabulary.value_names(self.vocabulary.fact(kind).kind);
        // That a unit has no day of birth is said with the days.
        let born = self.structural(Scope::Person, "born");
        let mut wrong = Vec::new();
        for (at, of) in kinds.iter().enumerate() {
            let Some(list) = self.vocabulary.kinds_named(&format!("{ONLY_OF}{of}")) else { continue };
            let names = self.vocabulary.kinds(list).names();
            let facts: Vec<_> = names.filter_map(|name| self.vocabulary.fact_named(Scope::Person, name)).collect();
            for person in 0..self.case.persons.len() {
                let stated = self.case.fact(Entity::Person(person), kind).map(|fact| &fact.value);
                let other = matches!(stated, Some(Value::Options(own)) if !own.is_empty() && !own.has(at));
                let told = facts.iter().filter(|fact| other && **fact != born);
                wrong.extend(
                    told.filter_map(|fact| {
                        Some((person, *fact, of, self.case.fact(Entity::Person(person), *fact)?.span))
                    }),
                );
            }
        }
        for (person, fact, kind, span) in wrong {
            let name = &self.vocabulary.fact(fact).name;
            let message = format!(
                "`{name}` is stated of `{}`, which is of a kind that cannot have it",
                self.case.persons[person].id
            );
            let error = Diagnostic::error("contradiction", span, message);
            self.log.push(error.help(format!("leave `{name}` out, or write `kind = \"{kind}\"`")));
        }
    }
}
