//! The fields of a case file, which the interview and the page ask and fill in: its tables, and the keys of each, which are
//! those that the reader of case files knows ([`keys`]) and the facts that the vocabulary of the law declares for it.

use std::collections::BTreeSet;

use super::edit::File;
use super::silence::{remark, silence};
use super::written::{Entry, Written};
use super::{DOES, Form, form};
use crate::case::keys::{self, Key};
use crate::case::{SHARE, STRUCTURAL_FACTS, STRUCTURAL_LISTS};
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Label, Meaning, Scope, Vocabulary};
use crate::program::Program;
use crate::report::words::Language;

/// What fields are made from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The words of case files.
    pub vocabulary: &'a Vocabulary,
    /// The law, compiled: it knows the keys that the count relies on.
    pub program: &'a Program,
    /// The file.
    pub file: &'a File,
    /// The facts that can change the result, by path.
    pub matters: &'a [String],
}

/// A table of the file as a page shows it.
pub struct Table {
    /// Its key.
    pub key: &'static str,
    /// What begins an entry in the last row.
    pub begins: (&'static str, &'static str),
    /// Its keys that are no facts and always have a column, in the order of the page.
    columns: &'static [&'static str],
}

/// What a key that is no fact holds.
enum Holds {
    Plain(Form),
    /// Ids of entries of a table; whether of one only.
    Ids(Form, bool),
    Recipients,
    /// A day, or the first and the last.
    When,
}

/// What says when an act was done: one field for the day, or the first and the last.
const WHEN: Key =
    Key { name: "when", zh: "时间", en: "when", holds: keys::Holds::Day, left_out: keys::LeftOut::Nothing };

/// The recipients of an act, by name or by number.
const TO: &str = "to";

const fn table(key: &'static str, begins: (&'static str, &'static str), columns: &'static [&'static str]) -> Table {
    Table { key, begins, columns }
}

/// The tables, in the order of the page.
pub static TABLES: [Table; 7] = [
    table("case", ("", ""), &["title_zh", "title", "judged", "notes"]),
    table("person", ("人员或者单位的名称", "name of a person or unit"), &["name", "of"]),
    table("dataset", ("信息的名称，如“订单”", "what it is called, such as orders"), &["title", "from"]),
    table("act", ("谁实施", "who acted"), &[BY, "dataset", WHEN.name, TO]),
    table("evidence", ("证据名称", "what it is"), &["title", "kind", "volume", "page", "shows", "outstanding"]),
    table(GAINS_OF_ACT, ("哪些行为（编号）", "of which acts, by id"), &["of", BY]),
    table("consequence", ("哪些行为（编号）", "of which acts, by id"), &["of"]),
];

/// The table of the file for gains that are written in the act itself.
pub const GAINS_OF_ACT: &str = "gains";

/// The list of an act in which persons say their part.
const BY: &str = "by";

/// The keys that say when: a day, or the first and the last.
pub const DAYS: (&str, &str, &str) = ("on", "from", "until");

/// How a field is filled in.
#[derive(Clone, Debug)]
pub enum Entering {
    /// A fact of the vocabulary.
    Fact(Form),
    /// A key that takes a value of this form and says nothing of how it stands.
    Plain(Form),
    /// Ids of entries; whether of one only.
    Ids(Form, bool),
    /// Names of recipients, or how many there were.
    Recipients,
    /// A day, or the first and the last.
    When,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its path in the file.
    pub path: String,
    /// Its key in its table.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What is asked, in a sentence; empty where the interview asks nothing of it.
    pub asks: Label,
    /// How it is filled in.
    pub entering: Entering,
    /// What is written there.
    pub written: Written,
    /// What leaving it out means.
    pub silence: String,
    /// Whether it can change the result.
    pub matters: bool,
}

impl Table {
    /// The table of this key.
    pub fn named(key: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.key == key)
    }

    /// What it is called.
    pub fn label(&self, language: Language) -> String {
        let known = keys::TABLES.iter().find(|table| table.name == self.key);
        known.map_or(self.key.to_owned(), |table| called(table.zh, table.en, language))
    }

    /// Which facts can be written in it.
    pub fn scope(&self) -> Option<Scope> {
        keys::TABLES.iter().find(|table| table.name == self.key)?.scope
    }

    /// A key of it that is no fact.
    fn key(&self, name: &str) -> Option<&'static Key> {
        if name == WHEN.name && self.columns.contains(&name) {
            return Some(&WHEN);
        }
        let table = keys::TABLES.iter().find(|table| table.name == self.key)?;
        table.keys.iter().find(|key| key.name == name)
    }

    /// Its keys that are no facts: the columns, and then all others.
    fn own_keys(&self) -> impl Iterator<Item = &'static Key> {
        let known = keys::TABLES.iter().find(|table| table.name == self.key);
        let others = known.into_iter().flat_map(|table| table.keys).filter(|key| !self.columns.contains(&key.name));
        self.columns.iter().filter_map(|name| self.key(name)).chain(others)
    }
}

impl Known<'_> {
    /// The entries of a table.
    pub fn entries(&self, table: &Table) -> Vec<Entry> {
        match table.scope() {
            Some(Scope::Case) => self.file.entry(table.key).into_iter().collect(),
            _ => self.file.entries(table.key),
        }
    }

    /// The entry at a path, with the facts that can be written in it.
    pub fn entry(&self, path: &str) -> Option<(&'static Table, Option<Scope>, Entry)> {
        let table = Table::named(path.split('.').next()?)?;
        let entries = self.entries(table);
        if let Some(entry) = entries.iter().find(|entry| entry.path == path) {
            return Some((table, table.scope(), entry.clone()));
        }
        let within = |entry: &&Entry| path.strip_prefix(entry.path.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let outer = entries.iter().filter(within).max_by_key(|entry| entry.path.len())?;
        let (list, scope) = [(BY, Scope::Participant), ("record", Scope::Record)]
            .into_iter()
            .find(|(list, _)| path[outer.path.len() + 1..].starts_with(&format!("{list}.")))?;
        let listed = outer.list(list).iter().find(|entry| entry.path == path).cloned();
        let entry = listed.or_else(|| {
            // A person of whom an act says nothing more is written as a name alone.
            let name = path.strip_prefix(&format!("{}.{BY}.", outer.path))?;
            let named = outer.get(BY).is_some_and(|by| by.value.split(", ").any(|one| one == name));
            named.then(|| Entry { path: path.to_owned(), name: name.to_owned(), keys: Vec::new(), lists: Vec::new() })
        })?;
        Some((table, Some(scope), entry))
    }

    /// The field at a path.
    pub fn field(&self, path: &str, language: Language) -> Option<Field> {
        if let Some(filed) = self.filed(path, language) {
            return Some(filed);
        }
        let shared = |key: &str| {
            path.rsplit_once(&format!(".{key}.")).map(|(entry, fact)| (entry.to_owned(), format!("{key}.{fact}")))
        };
        let (entry, key) = shared(SHARE).or_else(|| shared("counts")).or_else(|| {
            let (entry, key) = path.rsplit_once('.')?;
            Some((entry.to_owned(), key.to_owned()))
        })?;
        let (table, scope, entry) = self.entry(&entry)?;
        self.field_of(table, scope, &entry, &key, language)
    }

    /// The field of a key in an entry.
    pub fn field_of(
        &self,
        table: &Table,
        scope: Option<Scope>,
        entry: &Entry,
        key: &str,
        language: Language,
    ) -> Option<Field> {
        let path = format!("{}.{key}", entry.path);
        let own = scope == table.scope();
        if let Some(structural) = table.key(key).filter(|_| own)
            && let Some(holds) = self.holds(structural)
        {
            return Some(Field {
                key: key.to_owned(),
                label: called(structural.zh, structural.en, language),
                asks: self.asks(table.key, scope, key),
                written: written(entry, key, &holds),
                entering: match holds {
                    Holds::Plain(form) => Entering::Plain(form),
                    Holds::Ids(form, one) => Entering::Ids(form, one),
                    Holds::Recipients => Entering::Recipients,
                    Holds::When => Entering::When,
                },
                silence: String::new(),
                matters: self.matters.contains(&path),
                path,
            });
        }
        let name = key.rsplit('.').next().unwrap_or(key);
        let fact = self.vocabulary.fact(self.fact(scope?, name)?);
        Some(Field {
            key: key.to_owned(),
            label: language.of(&fact.label).to_owned(),
            asks: self.asks(table.key, scope, key),
            entering: Entering::Fact(form(self.vocabulary, fact.kind)),
            written: entry.get(key).cloned().unwrap_or_default(),
            silence: remark(&silence(self.vocabulary, scope?, fact, language.words()), language),
            matters: self.matters.contains(&path),
            path,
        })
    }

    /// The fact of a key: gains that are written in an act are facts of gains.
    pub(super) fn fact(&self, scope: Scope, key: &str) -> Option<FactId> {
        let received = STRUCTURAL_FACTS.into_iter().find(|(scope, _)| *scope == Scope::Gains).map(|(_, name)| name)?;
        match (scope, key) {
            (Scope::Act, GAINS_OF_ACT) => self.vocabulary.fact_named(Scope::Gains, received),
            (Scope::Act, _) => {
                self.vocabulary.fact_named(scope, key).or_else(|| self.vocabulary.fact_named(Scope::Gains, key))
            }
            _ => self.vocabulary.fact_named(scope, key),
        }
    }

    /// What a key that is no fact holds, where one field can hold it.
    fn holds(&self, key: &Key) -> Option<Holds> {
        Some(match key.holds {
            _ if key.name == WHEN.name => Holds::When,
            keys::Holds::Recipients => Holds::Recipients,
            keys::Holds::Text | keys::Holds::Passage | keys::Holds::Numeral => Holds::Plain(Form::Text),
            keys::Holds::Day => Holds::Plain(Form::Day),
            keys::Holds::Truth => Holds::Plain(form(self.vocabulary, FactKind::Truth)),
            keys::Holds::Listed(list) => {
                let kinds = self.vocabulary.kinds_named(list)?;
                Holds::Plain(form(self.vocabulary, FactKind::OneOf(kinds)))
            }
            keys::Holds::One(table) => Holds::Ids(self.ids(table), true),
            keys::Holds::Several(table) => Holds::Ids(self.ids(table), false),
            keys::Holds::Actors => Holds::Ids(self.ids("person"), false),
            keys::Holds::Paths => Holds::Ids(self.paths(), false),
            _ => return None,
        })
    }

    /// The entries of a table that can be named, by id, with what they are called.
    pub fn ids(&self, table: &str) -> Form {
        let called = |entry: &Entry| {
            let name = entry.get("name").or(entry.get("title")).map(|written| written.value.clone());
            let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| entry.name.clone());
            (entry.name.clone(), Label { zh: name.clone(), en: name })
        };
        Form::Several(self.file.entries(table).iter().map(called).collect())
    }

    /// The facts that the tables of the file state, by path.
    fn paths(&self) -> Form {
        let of_entry = |scope: Scope, entry: Entry| {
            let fact = |key: &str| Some(&self.vocabulary.fact(self.fact(scope, key.rsplit('.').next()?)?).label);
            let named = |key: &str, label: &Label| {
                let called = |label: &str| format!("{} · {label}", entry.name);
                (format!("{}.{key}", entry.path), Label { zh: called(&label.zh), en: called(&label.en) })
            };
            let keys = entry.keys.iter().filter_map(|(key, _)| Some(named(key, fact(key)?)));
            keys.collect::<Vec<_>>()
        };
        let entries = TABLES.iter().filter_map(|table| Some((table.scope()?, self.entries(table))));
        let entries = entries.flat_map(|(scope, entries)| entries.into_iter().map(move |entry| (scope, entry)));
        Form::Several(entries.flat_map(|(scope, entry)| of_entry(scope, entry)).collect())
    }

    /// The keys that a table shows as columns: those that are no facts, the facts that it cannot be without, those that some
    /// entry states, and those that can change the result.
    pub fn columns(&self, table: &Table, entries: &[Entry]) -> Vec<String> {
        let structural: Vec<String> = table.columns.iter().map(|&one| one.to_owned()).collect();
        let Some(scope) = table.scope() else { return structural };
        let stated: BTreeSet<&str> =
            entries.iter().flat_map(|entry| &entry.keys).map(|(key, _)| key.as_str()).collect();
        let matters = |name: &str| {
            let of = |path: &String| entries.iter().any(|entry| *path == format!("{}.{name}", entry.path));
            self.matters.iter().any(of)
        };
        let days = |name: &str| scope == Scope::Act && [DAYS.0, DAYS.1, DAYS.2].contains(&name);
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for (position, fact) in self.vocabulary.facts.iter().enumerate() {
            let name = fact.name.as_str();
            if !fact.is_written_in(scope) || days(name) || structural.iter().any(|key| key == name) {
                continue;
            }
            let listed = matches!(fact.kind, FactKind::OneOf(_) | FactKind::SetOf(_));
            let always = matches!(fact.silence.first(), Some((Meaning::Ask, None)));
            let relied_on = STRUCTURAL_FACTS.contains(&(scope, name))
                || self.program.keys.contains == FactId(position as u16)
                || scope == Scope::Act && listed && always;
            if relied_on || stated.contains(name) || matters(name) {
                if listed && always { first.push(name.to_owned()) } else { last.push(name.to_owned()) }
            }
        }
        if scope == Scope::Act {
            last.insert(usize::from(!last.is_empty()), GAINS_OF_ACT.to_owned());
        }
        let mut columns = structural;
        let after_first = columns.len().min(1);
        columns.splice(after_first..after_first, first);
        columns.extend(last);
        columns
    }

    /// What a case cannot be looked at without for long: what was done in an act and when, and what a body of information
    /// holds. A field that says `unknown` is filled in.
    pub fn lacking(&self, language: Language) -> Vec<Field> {
        let contains = self.vocabulary.fact(self.program.keys.contains).name.as_str();
        let needed = [(Scope::Dataset, vec![contains]), (Scope::Act, vec![DOES, "when"])];
        let tables = needed
            .iter()
            .filter_map(|(scope, keys)| Some((TABLES.iter().find(|table| table.scope() == Some(*scope))?, keys)));
        let mut lacking = Vec::new();
        for (table, keys) in tables {
            for entry in self.entries(table) {
                let fields = keys.iter().filter_map(|key| self.field_of(table, table.scope(), &entry, key, language));
                lacking.extend(fields.filter(|field| field.written.value.is_empty()));
            }
        }
        lacking
    }

    /// Every key that can be written in an entry, with what it is called.
    pub fn keys(&self, table: &Table, scope: Option<Scope>, language: Language) -> Vec<(String, String)> {
        let own = scope == table.scope();
        let structural = table.own_keys().filter(|key| own && self.holds(key).is_some());
        let mut keys: Vec<(String, String)> =
            structural.map(|key| (key.name.to_owned(), called(key.zh, key.en, language))).collect();
        let Some(scope) = scope else { return keys };
        let shares = self.vocabulary.kinds_named(STRUCTURAL_LISTS[1]).map(|kinds| self.vocabulary.kinds(kinds));
        for fact in self.vocabulary.facts.iter().filter(|fact| fact.is_written_in(scope)) {
            let is_share = scope == Scope::Dataset && shares.is_some_and(|shares| shares.index(&fact.name).is_some());
            let key = if is_share { format!("{SHARE}.{}", fact.name) } else { fact.name.clone() };
            keys.push((key, language.of(&fact.label).to_owned()));
        }
        if scope == Scope::Act
            && let Some(fact) = self.fact(scope, GAINS_OF_ACT)
        {
            keys.push((GAINS_OF_ACT.to_owned(), language.of(&self.vocabulary.fact(fact).label).to_owned()));
        }
        keys
    }
}

/// What a table or a key is called, where it stands alone.
pub(super) fn called(zh: &str, en: &str, language: Language) -> String {
    let mut letters = en.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    language.either(zh.to_owned(), first + letters.as_str())
}

/// What is written at a key that is no fact.
fn written(entry: &Entry, key: &str, holds: &Holds) -> Written {
    let value = |key: &str| entry.get(key).map(|written| written.value.clone()).unwrap_or_default();
    let value = match holds {
        Holds::When => match (value(DAYS.1), value(DAYS.2)) {
            (from, until) if from.is_empty() && until.is_empty() => value(DAYS.0),
            (from, until) => format!("{from}至{until}"),
        },
        Holds::Recipients => recipients(&value(key), &value("recipients")),
        _ => value(key),
    };
    Written { value, ..Written::default() }
}

/// Names of recipients and how many there are in all, as one types them.
fn recipients(named: &str, number: &str) -> String {
    let names = named.split(", ").filter(|name| !name.is_empty()).count();
    let others = number.parse::<usize>().ok().map(|number| number.saturating_sub(names));
    match others {
        _ if named.is_empty() => number.to_owned(),
        _ if number.is_empty() => named.to_owned(),
        Some(0) => named.to_owned(),
        Some(others) if named.is_ascii() => format!("{named} and {others} others"),
        Some(_) => format!("{named}等{number}人"),
        None => format!("{named}等{number}"),
    }
}
