//! Values put into the text of a case file, which otherwise stays as people wrote it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, Value};

use super::answer::refuse;
use crate::case::SHARE;
use crate::diagnostic::Diagnostic;

/// A case file that is being changed.
pub(super) struct File {
    document: DocumentMut,
}

/// A string as TOML has it.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// A list of strings.
pub(super) fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|one| text(one)).collect();
    format!("[{}]", texts.join(", "))
}

/// A file with nothing but its head. What stood in it before were comments, which stay.
pub(super) fn begun(before: &str, id: &str, head: &str) -> String {
    let comments = if before.trim().is_empty() { String::new() } else { format!("{}\n", before.trim_end()) };
    format!("{comments}# {}\n\n[case]\nid = {}\n", head, text(id))
}

impl File {
    pub(super) fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let document = text.parse().map_err(|_| refuse("the file is no TOML"))?;
        Ok(Self { document })
    }

    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }

    /// Puts a value at a path such as `act.a1.items` or `act.a1.by.zhang.role`, with a comment behind it where one
    /// may stand.
    pub(super) fn put(&mut self, path: &str, value: &str, comment: Option<&str>) -> Result<(), Box<Diagnostic>> {
        let value = parsed(value)?;
        let Some((table, rest)) = path.split_once('.') else { return Err(nowhere(path)) };
        let item = self.document.get_mut(table).ok_or_else(|| nowhere(path))?;
        put_in(item, rest, value, comment).ok_or_else(|| nowhere(path))
    }

    /// Appends an entry to a list of tables, in the form that the list has.
    pub(super) fn append(&mut self, table: &str, entries: &[(&str, String)]) -> Result<(), Box<Diagnostic>> {
        let tables = self.document.entry(table).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        match tables {
            Item::ArrayOfTables(tables) => {
                let mut entry = Table::new();
                entry.decor_mut().set_prefix("\n");
                for (key, value) in entries {
                    entry.insert(key, Item::Value(parsed(value)?));
                }
                tables.push(entry);
            }
            Item::Value(Value::Array(tables)) => {
                let mut entry = InlineTable::new();
                for (key, value) in entries {
                    entry.insert(*key, parsed(value)?);
                }
                tables.push(Value::InlineTable(entry));
            }
            _ => return Err(nowhere(table)),
        }
        Ok(())
    }

    /// The id, or the first of those with a number behind it that no entry has.
    pub(super) fn fresh(&self, table: &str, id: &str) -> String {
        if !self.has(table, id) {
            return id.to_owned();
        }
        let mut numbers = 2..;
        numbers.find_map(|number| Some(format!("{id}-{number}")).filter(|id| !self.has(table, id))).unwrap_or_default()
    }

    /// The first of `a1`, `a2` … that no entry has.
    pub(super) fn numbered(&self, table: &str, letter: &str) -> String {
        let mut numbers = 1..;
        numbers
            .find_map(|number| Some(format!("{letter}{number}")).filter(|id| !self.has(table, id)))
            .unwrap_or_default()
    }

    fn has(&self, table: &str, id: &str) -> bool {
        let of = |entry: Option<&str>| entry == Some(id);
        match self.document.get(table) {
            Some(Item::ArrayOfTables(tables)) => tables.iter().any(|entry| of(entry.get("id").and_then(Item::as_str))),
            Some(Item::Value(Value::Array(tables))) => tables
                .iter()
                .any(|entry| of(entry.as_inline_table().and_then(|entry| entry.get("id")).and_then(Value::as_str))),
            _ => false,
        }
    }
}

fn parsed(value: &str) -> Result<Value, Box<Diagnostic>> {
    value.parse().map_err(|_| refuse(&format!("expected a value, found `{value}`")))
}

fn nowhere(path: &str) -> Box<Diagnostic> {
    refuse(&format!("the file has no place for `{path}`"))
}

/// Puts a value below an item; nothing where there is no such place.
fn put_in(item: &mut Item, path: &str, value: Value, comment: Option<&str>) -> Option<()> {
    match item {
        Item::Table(table) => put_in_table(table, path, value, comment),
        Item::ArrayOfTables(tables) => {
            let name = |table: &Table| name_of(table.get("id").or(table.get("person")).and_then(Item::as_str));
            let names: Vec<Option<String>> = tables.iter().map(name).collect();
            let (position, rest) = element(&names, path)?;
            put_in_table(tables.get_mut(position)?, rest, value, comment)
        }
        Item::Value(below) => put_in_value(below, path, value),
        Item::None => None,
    }
}

fn put_in_table(table: &mut Table, path: &str, mut value: Value, comment: Option<&str>) -> Option<()> {
    let Some((key, rest)) = path.split_once('.') else {
        if let Some(comment) = comment {
            // A value that was there may have a comment of its own.
            let kept = table.get(path).and_then(Item::as_value).and_then(|old| old.decor().suffix().cloned());
            let own = format!("  # {}", comment.replace(['\n', '\r'], " "));
            let kept = kept.filter(|kept| kept.as_str().is_some_and(|kept| !kept.trim().is_empty()));
            value.decor_mut().set_suffix(kept.unwrap_or_else(|| RawString::from(own)));
        }
        value.decor_mut().set_prefix(" ");
        table.insert(path, Item::Value(value));
        return Some(());
    };
    if key == SHARE && table.get(SHARE).is_none() {
        table.insert(SHARE, Item::Value(Value::InlineTable(InlineTable::new())));
    }
    put_in(table.get_mut(key)?, rest, value, comment)
}

fn put_in_value(below: &mut Value, path: &str, value: Value) -> Option<()> {
    match below {
        Value::InlineTable(table) => {
            let Some((key, rest)) = path.split_once('.') else {
                table.insert(path, value);
                return Some(());
            };
            if key == SHARE && !table.contains_key(SHARE) {
                table.insert(SHARE, Value::InlineTable(InlineTable::new()));
            }
            put_in_value(table.get_mut(key)?, rest, value)
        }
        Value::Array(list) => put_in_list(list, path, value),
        _ => None,
    }
}

/// An element that is only the name of a person becomes a table.
fn put_in_list(list: &mut Array, path: &str, value: Value) -> Option<()> {
    let name = |value: &Value| match value {
        Value::InlineTable(table) => name_of(table.get("id").or(table.get("person")).and_then(Value::as_str)),
        value => name_of(value.as_str()),
    };
    let names: Vec<Option<String>> = list.iter().map(name).collect();
    let (position, rest) = element(&names, path)?;
    if let Some(person) = list.get(position).and_then(Value::as_str).map(str::to_owned) {
        let mut table = InlineTable::new();
        table.insert("person", Value::from(person));
        list.replace(position, Value::InlineTable(table));
    }
    put_in_value(list.get_mut(position)?, rest, value)
}

fn name_of(name: Option<&str>) -> Option<String> {
    name.map(str::to_owned)
}

/// The element that a path begins with, by its name or else its position, and the rest of the path.
fn element<'p>(names: &[Option<String>], path: &'p str) -> Option<(usize, &'p str)> {
    let below = |name: &str| path.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
    let found = names.iter().enumerate().filter_map(|(position, name)| {
        let name = name.clone().unwrap_or_else(|| position.to_string());
        Some((position, below(&name)?))
    });
    found.min_by_key(|(_, rest)| rest.len())
}
