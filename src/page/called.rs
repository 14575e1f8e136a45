//! What the keys and the values of a case file are called where a person reads of a change.

use crate::interview::Form;
use crate::interview::fields::{Entering, Known, Table};
use crate::report::words::Words;

impl Known<'_> {
    /// A change by name: what was changed, what stood there, what stands there now.
    pub fn change(&self, (path, before, after): &(String, String, String), words: &Words) -> (String, String, String) {
        (self.called(path, words), self.value_called(path, before, words), self.value_called(path, after, words))
    }

    /// The key at a path.
    pub fn called(&self, path: &str, words: &Words) -> String {
        let named = words.fact(path);
        if named != path {
            return named;
        }
        // What documents need is said of the case, or of a person.
        if let Some((person, label)) = self.filed_label(path, words.language) {
            let of = person.map(|person| words.subject(&person) + words.colon).unwrap_or_default();
            return of + &label;
        }
        if let Some(field) = self.field(path, words.language) {
            let entry = path.strip_suffix(&field.key).unwrap_or(path).trim_end_matches('.');
            return format!("{}{}{}", words.subject(entry), words.colon, field.label);
        }
        // An entry that is no longer there goes by its table and its number.
        let (table, id) = path.split_once('.').unwrap_or((path, ""));
        let table = Table::named(table).map_or(table.to_owned(), |table| table.label(words.language));
        format!("{table} {id}").trim_end().to_owned()
    }

    /// A value of the key at a path: of one that is chosen, its label.
    fn value_called(&self, path: &str, value: &str, words: &Words) -> String {
        let field = self.field(path, words.language);
        let (Entering::Fact(form) | Entering::Plain(form) | Entering::Ids(form, _)) = (match &field {
            Some(field) => &field.entering,
            None => return value.to_owned(),
        }) else {
            return value.to_owned();
        };
        let (Form::One(values) | Form::Several(values) | Form::Truth(values)) = form else { return value.to_owned() };
        let called = |name: &str| {
            let known = values.iter().find(|(known, _)| known == name);
            known.map_or(name.to_owned(), |(_, label)| words.language.of(label).to_owned())
        };
        words.join(value.split(", ").map(called))
    }
}
