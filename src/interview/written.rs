//! Values of a case file in the words that people type, and back: what a form shows, and what it takes.

use toml_edit::{InlineTable, Item, TableLike, Value};

use super::answer::{self, refuse};
use super::edit;
use super::{Form, UNKNOWN};
use crate::case::SHARE;
use crate::diagnostic::Diagnostic;

/// The table of a dataset with other units of count.
const COUNTS: &str = "counts";

/// A table of the file as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands: `act.a1`, `person.zhang.record.0`.
    pub path: String,
    /// What it is called: its id, the person it is about, or its position.
    pub name: String,
    /// Its keys, in order; those of `share` and `counts` as `share.deceased`.
    pub keys: Vec<(String, Written)>,
    /// The lists of tables in it, by key.
    pub lists: Vec<(String, Vec<Entry>)>,
}

impl Entry {
    /// What is written at a key.
    pub fn get(&self, key: &str) -> Option<&Written> {
        self.keys.iter().find(|(name, _)| name == key).map(|(_, written)| written)
    }

    /// The list of tables at a key.
    pub fn list(&self, key: &str) -> &[Self] {
        self.lists.iter().find(|(name, _)| name == key).map_or(&[], |(_, entries)| entries)
    }
}

/// A value as it is written, and how it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The value, as the interview takes it: `5000`, `4800 .. 5200`, `name, phone`, `unknown`; empty where nothing is said.
    pub value: String,
    /// `disputed`, `alleged`, or empty for what is proven.
    pub standing: String,
    /// The other side's figure, or empty.
    pub defence: String,
    /// Ids of evidence.
    pub evidence: Vec<String>,
    /// A remark, or empty.
    pub note: String,
}

impl Written {
    /// As the file has it; nothing where it says nothing.
    ///
    /// # Errors
    ///
    /// What cannot be a value of this form.
    pub fn toml(&self, form: &Form) -> Result<Option<String>, Box<Diagnostic>> {
        let typed = self.value.trim();
        if typed.is_empty() {
            let beside = !(self.standing.is_empty() && self.defence.trim().is_empty());
            return if beside { Err(refuse("expected a value beside how it stands, found none")) } else { Ok(None) };
        }
        let value = answer::value(form, typed)?;
        let mut parts = Vec::new();
        if !self.standing.is_empty() {
            parts.push(format!("status = {}", edit::text(&self.standing)));
        }
        if !self.defence.trim().is_empty() {
            parts.push(format!("defence = {}", answer::value(form, self.defence.trim())?));
        }
        if !self.evidence.is_empty() {
            parts.push(format!("evidence = {}", edit::list(&self.evidence)));
        }
        if !self.note.trim().is_empty() {
            parts.push(format!("note = {}", edit::text(self.note.trim())));
        }
        if parts.is_empty() {
            return Ok(Some(value));
        }
        // A range has its ends among the keys, anything else a key of its own.
        let keys = value.strip_prefix('{').and_then(|value| value.strip_suffix('}')).map(|keys| keys.trim().to_owned());
        parts.insert(0, keys.unwrap_or_else(|| format!("value = {value}")));
        Ok(Some(format!("{{ {} }}", parts.join(", "))))
    }

    fn of(value: &Value) -> Self {
        let Value::InlineTable(table) = value else { return Self { value: words(value), ..Self::default() } };
        let text = |key: &str| table.get(key).map(words).unwrap_or_default();
        let evidence = table.get("evidence").and_then(Value::as_array);
        let evidence = evidence.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let standing = text("status");
        Self {
            value: words(value),
            standing: if standing == crate::case::facts::Standing::default().name() { String::new() } else { standing },
            defence: text("defence"),
            evidence,
            note: text("note"),
        }
    }
}

/// A value in the words that the interview takes.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.value().clone(),
        Value::Boolean(truth) => (if *truth.value() { "yes" } else { "no" }).to_owned(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::InlineTable(table) => of_table(table),
        number => number.clone().decorated("", "").to_string(),
    }
}

/// What a fact that is written as a table says, but for how it stands.
fn of_table(table: &InlineTable) -> String {
    let end = |key: &str| table.get(key).map(words);
    let range = match (end("min"), end("max")) {
        (None, None) => None,
        (min, max) => Some(format!("{} .. {}", min.unwrap_or_default(), max.unwrap_or_default()).trim().to_owned()),
    };
    let approximate = ["about", "nearly"].into_iter().find_map(|key| Some(format!("{key} {}", end(key)?)));
    match (table.get("one_of"), approximate, range) {
        (Some(Value::Array(list)), ..) => list.iter().map(words).collect::<Vec<_>>().join(" or "),
        (_, Some(figure), Some(range)) => format!("{figure} ({range})"),
        (_, Some(said), None) | (_, None, Some(said)) => said,
        // A price for each, or several figures, have no field: they are shown as they are, and edited in the file.
        (_, None, None) if [PRICE, FIGURES].iter().any(|key| table.contains_key(key)) => {
            table.to_string().trim().to_owned()
        }
        (_, None, None) => end("value").unwrap_or_else(|| UNKNOWN.to_owned()),
    }
}

/// The key of what each of several costs.
const PRICE: &str = "price";

/// The key under which several figures stand.
const FIGURES: &str = "figures";

/// The entries of a list of tables.
pub(super) fn entries(item: &Item, path: &str) -> Vec<Entry> {
    tables_of(item).into_iter().map(|(name, table)| entry_of(table, &format!("{path}.{name}"))).collect()
}

/// The tables of a list, each by its id, the person it is about, or its position.
pub(super) fn tables_of(item: &Item) -> Vec<(String, &dyn TableLike)> {
    let tables: Vec<&dyn TableLike> = match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| table as &dyn TableLike).collect(),
        Item::Value(Value::Array(list)) => {
            list.iter().filter_map(Value::as_inline_table).map(|table| table as &dyn TableLike).collect()
        }
        _ => Vec::new(),
    };
    let name = |table: &dyn TableLike, position: usize| {
        let named = table.get("id").or(table.get("person")).and_then(Item::as_str);
        named.map_or_else(|| position.to_string(), str::to_owned)
    };
    tables.into_iter().enumerate().map(|(position, table)| (name(table, position), table)).collect()
}

/// A table as it is written.
pub(super) fn entry_of(table: &dyn TableLike, path: &str) -> Entry {
    let name = path.rsplit_once('.').map_or(path, |(_, name)| name);
    let named = table.get("id").or(table.get("person")).and_then(Item::as_str).unwrap_or(name);
    let mut entry = Entry { path: path.to_owned(), name: named.to_owned(), keys: Vec::new(), lists: Vec::new() };
    for (key, item) in table.iter() {
        let below = format!("{path}.{key}");
        if [SHARE, COUNTS].contains(&key) {
            let inner = item.as_table_like().map(|inner| entry_of(inner, &below));
            entry.keys.extend(
                inner.into_iter().flat_map(|inner| inner.keys).map(|(name, value)| (format!("{key}.{name}"), value)),
            );
            continue;
        }
        let list = entries(item, &below);
        if !list.is_empty() {
            entry.lists.push((key.to_owned(), list));
        }
        match item {
            // Of persons who took part, those that are tables are named with the others.
            Item::Value(Value::Array(list)) => {
                let name = |value: &Value| match value {
                    Value::InlineTable(table) => table.get("person").map(words),
                    value => Some(words(value)),
                };
                let names: Vec<String> = list.iter().filter_map(name).collect();
                if !names.is_empty() || list.is_empty() {
                    entry.keys.push((key.to_owned(), Written { value: names.join(", "), ..Written::default() }));
                }
            }
            Item::Value(value) => entry.keys.push((key.to_owned(), Written::of(value))),
            _ => {}
        }
    }
    entry
}
