//! A copy of a case file without names, places and notes (去标识化的副本), for teaching and corpora: the same facts, and so the
//! same outcome.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::recipients::{self, Recipients};

/// Keys whose values are free text about persons and places, at whatever depth. Everything else that a case file may say is
/// a number, a day, a word of the vocabulary, or an id, which is replaced.
const DROPPED: [&str; 12] =
    ["title", "title_zh", "name", "notes", "note", "sources", "linked", "file", "shows", "volume", "page", "reasons"];

/// The explanation of an expectation, without which it would fail: that there is one stays.
const EXPLAINED: &str = "differs";

/// The key of several figures for one fact, each with who states it.
const FIGURES: &str = "figures";

/// The tables with ids, each with what its new ids begin with.
const TABLES: [(&str, &str); 4] = [("person", "p"), ("dataset", "d"), ("act", "a"), ("evidence", "E")];

/// Keys that refer to entries: in which table, by which key, to entries of which table.
const REFERENCES: [(&str, &str, &str); 11] = [
    ("person", "of", "person"),
    ("dataset", "from", "dataset"),
    ("act", "by", "person"),
    ("act", "dataset", "dataset"),
    ("act", "to", "person"),
    ("act", "after", "act"),
    ("gains", "of", "act"),
    ("gains", "by", "person"),
    ("consequence", "of", "act"),
    ("judgement", "person", "person"),
    ("expect", "person", "person"),
];

/// The copy of a case file that can be read.
///
/// # Errors
///
/// Text that is no TOML.
pub fn pseudonymised(text: &str) -> Result<String, toml::de::Error> {
    let mut root: Table = text.parse()?;
    let mut ids = Ids::default();
    for (table, _) in TABLES {
        entries(&mut root, table).for_each(|entry| ids.declare(table, entry));
    }
    for (table, value) in root.iter_mut() {
        let each: Vec<&mut Table> = match value {
            Value::Array(list) => list.iter_mut().filter_map(Value::as_table_mut).collect(),
            Value::Table(one) => vec![one],
            _ => Vec::new(),
        };
        for entry in each {
            ids.put(table, entry);
            clear(entry);
        }
    }
    root.retain(|key, _| !DROPPED.contains(&key));
    if let Some(case) = root.get_mut("case").and_then(Value::as_table_mut) {
        case.insert("id".to_owned(), "case".into());
    }
    Ok(root.to_string())
}

fn entries<'t>(root: &'t mut Table, table: &str) -> impl Iterator<Item = &'t mut Table> {
    let list = root.get_mut(table).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_table_mut)
}

/// Takes free text away, at every depth.
fn clear(table: &mut Table) {
    table.retain(|key, _| !DROPPED.contains(&key));
    for (key, value) in table.iter_mut() {
        if key == EXPLAINED {
            *value = "…".into();
        }
        if key == FIGURES {
            // Who states a figure is told apart, and not named.
            let each = value.as_array_mut().into_iter().flatten().filter_map(Value::as_table_mut);
            for (position, figure) in each.enumerate().filter(|(_, figure)| figure.contains_key("by")) {
                figure.insert("by".to_owned(), format!("s{}", position + 1).into());
            }
        }
        match value {
            Value::Table(inner) => clear(inner),
            Value::Array(list) => list.iter_mut().filter_map(Value::as_table_mut).for_each(clear),
            _ => {}
        }
    }
}

/// New ids for old ones, by table.
#[derive(Default)]
struct Ids {
    known: BTreeMap<(&'static str, String), String>,
    /// How many there are of each table, and of recipients who are not accused.
    counts: BTreeMap<&'static str, usize>,
}

impl Ids {
    fn declare(&mut self, table: &'static str, entry: &mut Table) {
        let Some(id) = entry.get("id").and_then(Value::as_str).map(str::to_owned) else { return };
        let prefix = TABLES.into_iter().find(|(name, _)| *name == table).map_or("", |(_, prefix)| prefix);
        let new = self.numbered(prefix);
        self.known.insert((table, id), new.clone());
        entry.insert("id".to_owned(), new.into());
    }

    fn numbered(&mut self, prefix: &'static str) -> String {
        let count = self.counts.entry(prefix).or_default();
        *count += 1;
        format!("{prefix}{count}")
    }

    /// The new id; of somebody who is not accused, one of a recipient.
    fn new_of(&mut self, table: &'static str, id: &str) -> String {
        if let Some(known) = self.known.get(&(table, id.to_owned())) {
            return known.clone();
        }
        let new = self.numbered("r");
        self.known.insert((table, id.to_owned()), new.clone());
        new
    }

    /// Puts new ids in place of old ones in an entry of a table.
    fn put(&mut self, table: &str, entry: &mut Table) {
        if table == "act" {
            self.count_recipients(entry);
        }
        for (_, key, to) in REFERENCES.into_iter().filter(|(of, ..)| *of == table) {
            if let Some(value) = entry.get_mut(key) {
                self.replace(to, value);
            }
        }
        if table == "evidence" {
            let paths = entry.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten();
            for path in paths {
                if let Some(text) = path.as_str().map(|text| self.path(text)) {
                    *path = text.into();
                }
            }
        }
        self.put_evidence(entry);
    }

    /// What `to` says of a number stays when its words go.
    fn count_recipients(&self, act: &mut Table) {
        let texts: Vec<&str> = match act.get("to") {
            Some(Value::String(text)) => vec![text],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        let known = |text: &str| self.known.contains_key(&("person", text.to_owned()));
        let named = |text: &str| Recipients { named: vec![text.to_owned()], number: None };
        let each = texts.iter().map(|text| if known(text) { Some(named(text)) } else { recipients::said(text).ok() });
        let Some(said) = each.collect::<Option<Vec<_>>>().map(recipients::together) else { return };
        match said.named.is_empty() {
            true => act.remove("to"),
            false => act.insert("to".to_owned(), said.named.into()),
        };
        let number = said.number.and_then(|many| format!("it = {}", many.written()).parse::<Table>().ok());
        if let Some(number) = number.and_then(|mut table| table.remove("it")) {
            act.entry("recipients").or_insert(number);
        }
    }

    /// A path such as `act.a1.by.zhang.role` with new ids.
    fn path(&mut self, path: &str) -> String {
        let mut of = None;
        let each = path.split('.').map(|part| {
            let new = match of.take() {
                Some(table) => self.new_of(table, part),
                None => part.to_owned(),
            };
            let table = TABLES.into_iter().map(|(table, _)| table).find(|table| *table == part);
            of = table.or((part == "by").then_some("person"));
            new
        });
        each.collect::<Vec<_>>().join(".")
    }

    fn replace(&mut self, to: &'static str, value: &mut Value) {
        match value {
            Value::String(id) => *id = self.new_of(to, id),
            Value::Array(list) => list.iter_mut().for_each(|one| self.replace(to, one)),
            Value::Table(part) => {
                if let Some(inner) = part.get_mut(to) {
                    self.replace(to, inner);
                }
            }
            _ => {}
        }
    }

    /// References to evidence stand in every fact.
    fn put_evidence(&mut self, table: &mut Table) {
        for (key, value) in table.iter_mut() {
            match value {
                value if key == "evidence" => self.replace("evidence", value),
                Value::Table(inner) => self.put_evidence(inner),
                Value::Array(list) => {
                    list.iter_mut().filter_map(Value::as_table_mut).for_each(|inner| self.put_evidence(inner));
                }
                _ => {}
            }
        }
    }
}
