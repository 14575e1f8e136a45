//! Values put into the text of a case file, which otherwise stays as people wrote it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value};

use super::answer::refuse;
use super::written::{Entry, entry_of};
use crate::case::SHARE;
use crate::diagnostic::Diagnostic;

/// A case file that is being changed.
pub struct File {
    document: DocumentMut,
}

/// A string as TOML has it.
pub fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// A list of strings.
pub fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|one| text(one)).collect();
    format!("[{}]", texts.join(", "))
}

/// A file with nothing but its head. What stood in it before were comments, which stay.
pub fn begun(before: &str, id: &str, head: &str) -> String {
    let comments = if before.trim().is_empty() { String::new() } else { format!("{}\n", before.trim_end()) };
    format!("{comments}# {}\n\n[case]\nid = {}\n", head, text(id))
}

impl File {
    /// Takes in the text of a case file.
    ///
    /// # Errors
    ///
    /// When it is no TOML.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let document = text.parse().map_err(|_| refuse("the file is no TOML"))?;
        Ok(Self { document })
    }

    /// The text as it stands now.
    pub fn text(&self) -> String {
        self.document.to_string()
    }

    pub(super) fn root(&self) -> &Table {
        self.document.as_table()
    }

    pub(super) fn root_mut(&mut self) -> &mut Table {
        self.document.as_table_mut()
    }

    pub(super) fn root_item(&mut self) -> &mut Item {
        self.document.as_item_mut()
    }

    /// Puts a value at a path such as `act.a1.items` or `act.a1.by.zhang.role`, with a comment behind it where one
    /// may stand.
    ///
    /// # Errors
    ///
    /// What is no value, or a path that leads nowhere.
    pub fn put(&mut self, path: &str, value: &str, comment: Option<&str>) -> Result<(), Box<Diagnostic>> {
        let value = parsed(value)?;
        let Some((table, rest)) = path.split_once('.') else { return Err(nowhere(path)) };
        let item = self.document.get_mut(table).ok_or_else(|| nowhere(path))?;
        put_in(item, rest, value, comment).ok_or_else(|| nowhere(path))
    }

    /// Puts names in place of a list, with what the list already says of those that stay: the part of a person in an act.
    ///
    /// # Errors
    ///
    /// A path that leads nowhere.
    pub fn put_names(&mut self, path: &str, names: &[String]) -> Result<(), Box<Diagnostic>> {
        let (before, key) = path.rsplit_once('.').ok_or_else(|| nowhere(path))?;
        let entry = below(self.document.as_item_mut(), before).ok_or_else(|| nowhere(path))?;
        let known: Vec<Value> = match entry.get(key).and_then(Item::as_value) {
            Some(Value::Array(list)) => list.iter().cloned().collect(),
            _ => Vec::new(),
        };
        let named = |name: &String| {
            let same = |value: &&Value| name_of_value(value).as_ref() == Some(name);
            known.iter().find(same).cloned().unwrap_or_else(|| Value::from(name.as_str()))
        };
        let mut list: Array = names.iter().map(named).collect();
        list.fmt();
        match entry.get_mut(key) {
            Some(Item::Value(old)) => {
                *list.decor_mut() = old.decor().clone();
                *old = Value::Array(list);
            }
            _ => drop(entry.insert(key, Item::Value(Value::Array(list)))),
        }
        Ok(())
    }

    /// Takes a key away, or an entry of a list.
    ///
    /// # Errors
    ///
    /// A path that leads nowhere.
    pub fn take(&mut self, path: &str) -> Result<(), Box<Diagnostic>> {
        if take_entry(self.document.as_item_mut(), path) {
            return Ok(());
        }
        let (before, key) = path.rsplit_once('.').ok_or_else(|| nowhere(path))?;
        let entry = below(self.document.as_item_mut(), before).ok_or_else(|| nowhere(path))?;
        entry.remove(key).map(|_| ()).ok_or_else(|| nowhere(path))
    }

    /// Takes away the entries of a table that a test picks.
    pub fn take_where(&mut self, table: &str, picked: impl Fn(&Entry) -> bool) {
        let positions: Vec<usize> =
            self.entries(table).iter().enumerate().filter(|(_, entry)| picked(entry)).map(|(at, _)| at).collect();
        for at in positions.into_iter().rev() {
            match self.document.get_mut(table) {
                Some(Item::ArrayOfTables(tables)) => drop(tables.remove(at)),
                Some(Item::Value(Value::Array(list))) => drop(list.remove(at)),
                _ => {}
            }
        }
    }

    /// The entries of a table, in order, as they are written.
    pub fn entries(&self, table: &str) -> Vec<Entry> {
        self.document.get(table).map(|item| super::written::entries(item, table)).unwrap_or_default()
    }

    /// A table of which there is one, such as `[case]`.
    pub fn entry(&self, table: &str) -> Option<Entry> {
        Some(entry_of(self.document.get(table)?.as_table_like()?, table))
    }

    /// Appends an entry to the list at a path below an entry, such as `person.zhang.record`.
    ///
    /// # Errors
    ///
    /// A path that leads nowhere.
    pub fn append_below(&mut self, path: &str, entries: &[(&str, String)]) -> Result<(), Box<Diagnostic>> {
        let (before, key) = path.rsplit_once('.').ok_or_else(|| nowhere(path))?;
        let entry = below(self.document.as_item_mut(), before).ok_or_else(|| nowhere(path))?;
        if entry.get(key).is_none() {
            entry.insert(key, Item::Value(Value::Array(Array::new())));
        }
        append_to(entry.get_mut(key).ok_or_else(|| nowhere(path))?, entries)?.ok_or_else(|| nowhere(path))
    }

    /// Appends an entry to a list of tables, in the form that the list has.
    ///
    /// # Errors
    ///
    /// What is no value.
    pub fn append(&mut self, table: &str, entries: &[(&str, String)]) -> Result<(), Box<Diagnostic>> {
        let tables = self.document.entry(table).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        append_to(tables, entries)?.ok_or_else(|| nowhere(table))
    }

    /// The id, or the first of those with a number behind it that no entry has.
    pub fn fresh(&self, table: &str, id: &str) -> String {
        if !self.has(table, id) {
            return id.to_owned();
        }
        let mut numbers = 2..;
        numbers.find_map(|number| Some(format!("{id}-{number}")).filter(|id| !self.has(table, id))).unwrap_or_default()
    }

    /// The first of `a1`, `a2` … that no entry has.
    pub fn numbered(&self, table: &str, letter: &str) -> String {
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

/// Appends an entry to a list, in the form that the list has; nothing where it is no list.
fn append_to(list: &mut Item, entries: &[(&str, String)]) -> Result<Option<()>, Box<Diagnostic>> {
    match list {
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
        _ => return Ok(None),
    }
    Ok(Some(()))
}

/// The table at a path.
pub(super) fn below<'d>(item: &'d mut Item, path: &str) -> Option<&'d mut dyn TableLike> {
    if path.is_empty() {
        return item.as_table_like_mut();
    }
    match item {
        Item::ArrayOfTables(tables) => {
            let names: Vec<Option<String>> = tables.iter().map(|table| name_of_table(table)).collect();
            let (position, rest) = entry_at(&names, path)?;
            below_table(tables.get_mut(position)?, &rest)
        }
        Item::Value(Value::Array(list)) => {
            let names: Vec<Option<String>> = list.iter().map(name_of_value).collect();
            let (position, rest) = entry_at(&names, path)?;
            below_table(list.get_mut(position)?.as_inline_table_mut()?, &rest)
        }
        item => below_table(item.as_table_like_mut()?, path),
    }
}

/// The entry that a path names or begins with, and the rest of the path; empty where it names the entry.
fn entry_at(names: &[Option<String>], path: &str) -> Option<(usize, String)> {
    let whole = format!("{path}.");
    let (position, rest) = element(names, &whole)?;
    Some((position, rest.trim_end_matches('.').to_owned()))
}

fn below_table<'d>(table: &'d mut dyn TableLike, path: &str) -> Option<&'d mut dyn TableLike> {
    if path.is_empty() {
        return Some(table);
    }
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    below(table.get_mut(key)?, rest)
}

/// Takes an entry out of the list it stands in; whether the path names one.
fn take_entry(item: &mut Item, path: &str) -> bool {
    match item {
        Item::ArrayOfTables(tables) => {
            let names: Vec<Option<String>> = tables.iter().map(|table| name_of_table(table)).collect();
            match entry_at(&names, path) {
                Some((position, rest)) if rest.is_empty() => {
                    tables.remove(position);
                    true
                }
                Some((position, rest)) => tables.get_mut(position).is_some_and(|table| take_entry_in(table, &rest)),
                None => false,
            }
        }
        Item::Value(Value::Array(list)) => {
            let names: Vec<Option<String>> = list.iter().map(name_of_value).collect();
            match entry_at(&names, path) {
                Some((position, rest)) if rest.is_empty() => {
                    list.remove(position);
                    true
                }
                Some((position, rest)) => {
                    let table = list.get_mut(position).and_then(Value::as_inline_table_mut);
                    table.is_some_and(|table| take_entry_in(table, &rest))
                }
                None => false,
            }
        }
        item => item.as_table_like_mut().is_some_and(|table| take_entry_in(table, path)),
    }
}

fn take_entry_in(table: &mut dyn TableLike, path: &str) -> bool {
    let Some((key, rest)) = path.split_once('.') else { return false };
    table.get_mut(key).is_some_and(|item| take_entry(item, rest))
}

fn name_of_table(table: &dyn TableLike) -> Option<String> {
    name_of(table.get("id").or(table.get("person")).and_then(Item::as_str))
}

/// What an element of a list is called: its id, the person it is about, or itself.
fn name_of_value(value: &Value) -> Option<String> {
    match value {
        Value::InlineTable(table) => name_of(table.get("id").or(table.get("person")).and_then(Value::as_str)),
        value => name_of(value.as_str()),
    }
}

fn parsed(value: &str) -> Result<Value, Box<Diagnostic>> {
    value.parse().map_err(|_| refuse(&format!("expected a value, found `{value}`")))
}

pub(super) fn nowhere(path: &str) -> Box<Diagnostic> {
    refuse(&format!("the file has no place for `{path}`"))
}

/// Puts a value below an item; nothing where there is no such place.
fn put_in(item: &mut Item, path: &str, value: Value, comment: Option<&str>) -> Option<()> {
    match item {
        Item::Table(table) => put_in_table(table, path, value, comment),
        Item::ArrayOfTables(tables) => {
            let names: Vec<Option<String>> = tables.iter().map(|table| name_of_table(table)).collect();
            let (position, rest) = element(&names, path)?;
            put_in_table(tables.get_mut(position)?, rest, value, comment)
        }
        Item::Value(below) => put_in_value(below, path, value),
        Item::None => None,
    }
}

fn put_in_table(table: &mut Table, path: &str, mut value: Value, comment: Option<&str>) -> Option<()> {
    let Some((key, rest)) = path.split_once('.') else {
        // What stands around a value stays: its comment, and the place of the equals sign.
        let old = table.get(path).and_then(Item::as_value).map(|old| old.decor().clone());
        let prefix = old.as_ref().and_then(|old| old.prefix().cloned());
        value.decor_mut().set_prefix(prefix.unwrap_or_else(|| RawString::from(" ")));
        let kept = old.and_then(|old| old.suffix().cloned());
        let kept = kept.filter(|kept| kept.as_str().is_some_and(|kept| !kept.trim().is_empty()));
        let own = comment.map(|comment| RawString::from(format!("  # {}", comment.replace(['\n', '\r'], " "))));
        if let Some(suffix) = kept.or(own) {
            value.decor_mut().set_suffix(suffix);
        }
        match table.get_mut(path) {
            Some(item) => *item = Item::Value(value),
            None => drop(table.insert(path, Item::Value(value))),
        }
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
                // Between braces a further key is laid out with the others.
                if table.insert(path, value).is_none() {
                    table.fmt();
                }
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
    let names: Vec<Option<String>> = list.iter().map(name_of_value).collect();
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
