//! What is asked of a field, and of whom it can be asked: the same for the interview and the page.

use super::at_last::CIRCUMSTANCES_OF;
use super::fields::{Entering, Field, Known};
use super::structure::{ASKED_OF, list};
use super::written::Entry;
use super::{Form, words};
use crate::case::ONLY_OF;
use crate::law::vocabulary::{Label, Scope};
use crate::report::words::Language;

/// The lists of questions of the vocabulary, by the table whose keys they name.
const LISTS: [(Scope, &[&str]); 6] = [
    (Scope::Case, &["case"]),
    (Scope::Person, &["person", "natural", "member"]),
    (Scope::Dataset, &["dataset"]),
    (Scope::Act, &["act", "part", "act_then", "supply"]),
    (Scope::Record, &["record", "criminal", "administrative"]),
    (Scope::Consequence, &["economic_loss"]),
];

impl Known<'_> {
    /// What is asked of a key of a table: a list of the vocabulary says it of facts; nothing where none does.
    pub(super) fn asks(&self, table: &str, scope: Option<Scope>, key: &str) -> Label {
        let of_scope = LISTS.iter().filter(|(of, _)| scope == Some(*of)).flat_map(|(_, lists)| lists.iter());
        let values = of_scope.flat_map(|name| self.values(&list(name)));
        let asked = values.filter(|(known, _)| known == key).map(|(_, label)| label.clone()).next();
        asked.or_else(|| words::structural(table, key)).unwrap_or_default()
    }

    /// Whether a key can be asked of an entry: what the vocabulary lists for persons of another kind alone, such as insanity
    /// of a natural person, cannot be so.
    pub fn can_be(&self, scope: Option<Scope>, entry: &Entry, key: &str) -> bool {
        let Some((kind, unit)) = self.vocabulary.unit_kind().filter(|_| scope == Some(Scope::Person)) else {
            return true;
        };
        let kind = self.vocabulary.fact(kind);
        let names = self.vocabulary.value_names(kind.kind);
        let is_unit = entry.get(&kind.name).is_some_and(|written| written.value == names[unit]);
        let listed = |of: &str| {
            let lists = [format!("{ASKED_OF}{of}"), format!("{CIRCUMSTANCES_OF}{of}")];
            lists.iter().any(|name| self.values(name).iter().any(|(known, _)| known == key))
        };
        let only = |of: &str| self.values(&format!("{ONLY_OF}{of}")).iter().any(|(known, _)| known == key);
        let own = |at: usize| (at == unit) == is_unit;
        let (mine, others): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(|at| own(*at));
        let others_alone = others.iter().any(|at| only(names[*at]) || listed(names[*at]));
        mine.into_iter().any(|at| listed(names[at])) || !others_alone
    }

    /// The values of a list of the vocabulary; none where it has no such list.
    fn values(&self, name: &str) -> &[(String, Label)] {
        let kinds = self.vocabulary.kinds_named(name).map(|kinds| self.vocabulary.kinds(kinds));
        kinds.map_or(&[], |kinds| kinds.values.as_slice())
    }
}

impl Field {
    /// How it can be filled in.
    pub fn hint(&self, language: Language) -> &'static str {
        match &self.entering {
            Entering::Fact(form) | Entering::Plain(form) => form.hint(language),
            Entering::Recipients => Form::Recipients.hint(language),
            Entering::When => Form::Days.hint(language),
            Entering::Ids(..) => "",
        }
    }

    /// The question, how it can be answered, and what silence means, as far as there is something to say.
    pub fn told(&self, language: Language) -> Vec<&str> {
        let told = [language.of(&self.asks), self.hint(language), self.silence.as_str()];
        told.into_iter().filter(|text| !text.is_empty()).collect()
    }
}
