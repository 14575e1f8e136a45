//! What documents need beside facts (文书所需的记载), as fields: the keys that the format has for `[file]` and
//! `[person.file]`, with the tables that stand in them.

use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::Form;
use super::edit::{File, below, nowhere};
use super::fields::{Entering, Field, Known, called};
use super::written::{Entry, entry_of, tables_of};
use crate::case::keys::{BESIDE_TERM, Holds, Key, TABLES, WITHIN};
use crate::diagnostic::Diagnostic;
use crate::law::book::Term;
use crate::law::vocabulary::{FactKind, Label};
use crate::quantity::Unit;
use crate::report::words::Language;

/// The table of the case, and the key of a person's own.
const FILE: &str = "file";

/// The table whose entries have one of their own.
const PERSON: &str = "person";

/// What stands at a key.
pub enum Filed {
    /// A value.
    Field(Box<Field>),
    /// A table with fields of its own, such as the prosecutor's figure.
    Part {
        /// What it is called.
        label: String,
        /// Its fields.
        fields: Vec<Filed>,
    },
    /// Tables with the same fields, such as one for each return of the file.
    List {
        /// Where they stand.
        path: String,
        /// What they are called.
        label: String,
        /// Each, with where it stands.
        entries: Vec<(String, Vec<Filed>)>,
    },
}

/// The keys of a table.
enum Keys {
    Own(&'static [Key]),
    Proposed,
}

impl Keys {
    /// Each key: its name, what it is called, and what it holds.
    fn each(&self, language: Language) -> Vec<(&'static str, String, Holds)> {
        let own = |key: &'static Key| (key.name, called(key.zh, key.en, language), key.holds);
        match self {
            Self::Own(keys) => keys.iter().map(own).collect(),
            Self::Proposed => {
                let named = |term: Term| {
                    let words = language.words();
                    (
                        term.name(),
                        called(words.penalty(term), words.penalty(term), language),
                        Holds::Figure(Unit::Months),
                    )
                };
                Term::ALL.into_iter().map(named).chain(BESIDE_TERM.iter().map(own)).collect()
            }
        }
    }
}

impl Known<'_> {
    /// The tables of what documents need: that of the case, then one for each person, by its path.
    pub fn filed_tables(&self) -> Vec<String> {
        let own = self.file.entries(PERSON).into_iter().map(|person| format!("{}.{FILE}", person.path));
        [FILE.to_owned()].into_iter().chain(own).collect()
    }

    /// What stands in one of these tables, in the order of the format.
    pub fn filed_in(&self, path: &str, language: Language) -> Vec<Filed> {
        let Some(keys) = self.filed_keys(path) else { return Vec::new() };
        let entry = self.file.table(path);
        let stands = |(name, label, holds): (&'static str, String, Holds)| {
            let below = format!("{path}.{name}");
            Some(match holds {
                Holds::Tables(_) => {
                    let entries = entry.iter().flat_map(|entry| entry.list(name));
                    let each = entries.map(|one| (one.path.clone(), self.filed_in(&one.path, language)));
                    Filed::List { path: below, label, entries: each.collect() }
                }
                Holds::Proposed => Filed::Part { label, fields: self.filed_in(&below, language) },
                _ => Filed::Field(Box::new(self.filed_field(entry.as_ref(), (name, label, holds), below)?)),
            })
        };
        keys.each(language).into_iter().filter_map(stands).collect()
    }

    /// The field at a path in one of these tables.
    pub fn filed(&self, path: &str, language: Language) -> Option<Field> {
        let (table, key) = path.rsplit_once('.')?;
        let of = self.filed_keys(table)?.each(language).into_iter().find(|(name, ..)| *name == key)?;
        self.filed_field(self.file.table(table).as_ref(), of, path.to_owned())
    }

    /// What a key or an entry is called, with the path of the person of whom it is said; also of what is no longer there.
    pub fn filed_label(&self, path: &str, language: Language) -> Option<(Option<String>, String)> {
        let (table, key) = path.rsplit_once('.')?;
        if key.parse::<usize>().is_ok() {
            return self.filed_label(table, language);
        }
        let keys = self.keys_at(table, false)?.each(language);
        let label = keys.into_iter().find(|(name, ..)| *name == key).map(|(_, label, _)| label)?;
        let person = path.split_once(&format!(".{FILE}.")).map(|(person, _)| person.to_owned());
        Some((person.filter(|_| !path.starts_with(FILE)), label))
    }

    /// The path of the first field of the last entry of a list.
    pub fn filed_last(&self, list: &str) -> Option<String> {
        let (table, key) = list.rsplit_once('.')?;
        let last = self.file.table(table)?.list(key).last()?.path.clone();
        let first = self.filed_keys(&last)?.each(Language::En).into_iter().next()?;
        Some(format!("{last}.{}", first.0))
    }

    /// Whether tables of what documents need stand at a path, such as the returns of the file.
    pub fn is_filed_list(&self, path: &str) -> bool {
        matches!(self.filed_holds(path), Some(Holds::Tables(_)))
    }

    /// Whether the text at a path is one of several sentences.
    pub fn is_passage(&self, path: &str) -> bool {
        matches!(self.filed_holds(path), Some(Holds::Passage))
    }

    /// What a key of what documents need holds.
    fn filed_holds(&self, path: &str) -> Option<Holds> {
        let (table, key) = path.rsplit_once('.')?;
        let keys = self.filed_keys(table)?.each(Language::En);
        keys.into_iter().find(|(name, ..)| *name == key).map(|(.., holds)| holds)
    }

    fn filed_field(
        &self,
        entry: Option<&Entry>,
        (key, label, holds): (&'static str, String, Holds),
        path: String,
    ) -> Option<Field> {
        let form = match holds {
            Holds::Text | Holds::Passage => Form::Text,
            Holds::Day => Form::Day,
            Holds::Figure(unit) => Form::Amount(unit),
            Holds::Truth => super::form(self.vocabulary, FactKind::Truth),
            _ => return None,
        };
        Some(Field {
            key: key.to_owned(),
            label,
            asks: Label::default(),
            entering: Entering::Plain(form),
            written: entry.and_then(|entry| entry.get(key)).cloned().unwrap_or_default(),
            silence: String::new(),
            matters: false,
            path,
        })
    }

    /// The keys of the table at a path; of what is none of these tables, nothing.
    fn filed_keys(&self, path: &str) -> Option<Keys> {
        self.keys_at(path, true)
    }

    /// The same, whether or not an entry has to be there.
    fn keys_at(&self, path: &str, there: bool) -> Option<Keys> {
        let (person, rest) = match path.strip_prefix(FILE) {
            Some(rest) => (None, rest),
            None => path.split_once(&format!(".{FILE}")).map(|(person, rest)| (Some(person), rest))?,
        };
        let is_person = |path: &str| path.starts_with(PERSON) && self.file.table(path).is_some();
        if !(rest.is_empty() || rest.starts_with('.')) || !person.is_none_or(is_person) {
            return None;
        }
        let known = if person.is_none() { TABLES.iter().find(is_filed) } else { WITHIN.iter().find(is_filed) };
        let keys = known?.keys;
        let Some(rest) = rest.strip_prefix('.') else { return Some(Keys::Own(keys)) };
        let (key, entry) = rest.split_once('.').unwrap_or((rest, ""));
        match keys.iter().find(|known| known.name == key)?.holds {
            Holds::Proposed if entry.is_empty() => Some(Keys::Proposed),
            Holds::Tables(inner) => (!there || self.file.table(path).is_some()).then_some(Keys::Own(inner)),
            _ => None,
        }
    }
}

fn is_filed(table: &&crate::case::keys::Table) -> bool {
    table.name == FILE
}

/// Whether a path leads into one of the tables of what documents need.
fn leads_into(path: &str) -> bool {
    path.starts_with(&format!("{FILE}.")) || path.starts_with(PERSON) && path.contains(&format!(".{FILE}."))
}

/// Makes the tables in which a value of what documents need is to stand.
pub(super) fn prepare(file: &mut File, path: &str) -> Result<(), Box<Diagnostic>> {
    match path.rsplit_once('.') {
        Some((table, _)) if leads_into(path) => file.make(table),
        _ => Ok(()),
    }
}

/// Takes a table away that says nothing any more: an empty figure of the prosecutor would be one. Lists keep their entries,
/// which are numbered.
pub(super) fn tidy(file: &mut File, path: &str) {
    let Some((table, _)) = path.rsplit_once('.').filter(|_| leads_into(path)) else { return };
    let key = table.rsplit('.').next().unwrap_or(table);
    let empty = file.table(table).is_some_and(|entry| entry.keys.is_empty() && entry.lists.is_empty());
    if empty && key != FILE && key.parse::<usize>().is_err() {
        // It was found there.
        let _ = file.take(table);
    }
}

impl File {
    /// The table at a path, as it is written.
    pub fn table(&self, path: &str) -> Option<Entry> {
        Some(entry_of(at(self.root(), path)?, path))
    }

    /// Makes the table at a path, and those in which it stands; a list gets an entry of its own.
    fn make(&mut self, path: &str) -> Result<(), Box<Diagnostic>> {
        if self.table(path).is_some() {
            return Ok(());
        }
        let Some((before, key)) = path.rsplit_once('.') else {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            // Behind the head of the case.
            table.set_position(self.root().get("case").and_then(Item::as_table).and_then(Table::position));
            self.root_mut().insert(path, Item::Table(table));
            return Ok(());
        };
        if before == PERSON {
            return Err(nowhere(path));
        }
        self.make(before)?;
        let entry = below(self.root_item(), before).ok_or_else(|| nowhere(path))?;
        let made = match key {
            FILE => Item::Table(Table::new()),
            _ => Item::Value(Value::InlineTable(InlineTable::new())),
        };
        entry.insert(key, made);
        Ok(())
    }

    /// Begins an entry of a list of what documents need.
    ///
    /// # Errors
    ///
    /// A path that leads nowhere.
    pub fn append_filed(&mut self, path: &str) -> Result<(), Box<Diagnostic>> {
        prepare(self, path)?;
        self.append_below(path, &[])
    }
}

/// The table at a path below another.
fn at<'d>(table: &'d dyn TableLike, path: &str) -> Option<&'d dyn TableLike> {
    if path.is_empty() {
        return Some(table);
    }
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    let item = table.get(key)?;
    if let Some(inner) = item.as_table_like() {
        return at(inner, rest);
    }
    tables_of(item).into_iter().find_map(|(name, inner)| {
        let rest = rest.strip_prefix(&name)?;
        if rest.is_empty() { Some(inner) } else { at(inner, rest.strip_prefix('.')?) }
    })
}
