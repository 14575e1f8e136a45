//! The fields of a case file: its tables, and the keys of each, which are those that the reader of case files knows and the
//! facts that the vocabulary of the law declares for it.

use std::collections::BTreeSet;

use crate::case::{SHARE, STRUCTURAL_FACTS, STRUCTURAL_LISTS};
use crate::interview::edit::File;
use crate::interview::silence::{remark, silence};
use crate::interview::written::{Entry, Written};
use crate::interview::{DOES, Form, form};
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

/// A table of the file.
pub struct Table {
    /// Its key.
    pub key: &'static str,
    /// What it is called.
    pub name: (&'static str, &'static str),
    /// What begins an entry in the last row.
    pub begins: (&'static str, &'static str),
    /// Which facts can be written in it.
    pub scope: Option<Scope>,
    /// Its keys that are no facts, in the order of the page.
    structural: &'static [Key],
}

/// A key that is no fact.
struct Key {
    key: &'static str,
    name: (&'static str, &'static str),
    holds: Holds,
}

/// What a key that is no fact holds.
enum Holds {
    Text,
    Day,
    EvidenceKind,
    /// Ids of entries of a table; whether of one only.
    Ids(&'static str, bool),
    Recipients,
    /// A day, or the first and the last.
    When,
}

const fn key(key: &'static str, zh: &'static str, en: &'static str, holds: Holds) -> Key {
    Key { key, name: (zh, en), holds }
}

/// The tables, in the order of the page.
pub static TABLES: [Table; 7] = [
    Table {
        key: "case",
        name: ("案件", "Case"),
        begins: ("", ""),
        scope: Some(Scope::Case),
        structural: &[
            key("title_zh", "案件名称", "Title in Chinese", Holds::Text),
            key("title", "英文名称", "Title", Holds::Text),
            key("judged", "裁判日", "Day of judgment", Holds::Day),
            key("notes", "备注", "Remarks", Holds::Text),
        ],
    },
    Table {
        key: "person",
        name: ("人员与单位", "Persons and units"),
        begins: ("人员或者单位的名称", "name of a person or unit"),
        scope: Some(Scope::Person),
        structural: &[
            key("name", "名字、名称", "Name", Holds::Text),
            key("of", "所属单位", "Member of", Holds::Ids("person", true)),
        ],
    },
    Table {
        key: "dataset",
        name: ("涉案信息", "Bodies of information"),
        begins: ("信息的名称，如“订单”", "what it is called, such as orders"),
        scope: Some(Scope::Dataset),
        structural: &[
            key("title", "名称", "Title", Holds::Text),
            key("from", "来源于", "Taken from", Holds::Ids("dataset", false)),
        ],
    },
    Table {
        key: "act",
        name: ("行为", "Acts"),
        begins: ("谁实施", "who acted"),
        scope: Some(Scope::Act),
        structural: &[
            key("by", "行为人", "By", Holds::Ids("person", false)),
            key("dataset", "信息", "Information", Holds::Ids("dataset", false)),
            key("when", "时间", "When", Holds::When),
            key("to", "提供给", "To", Holds::Recipients),
        ],
    },
    Table {
        key: "evidence",
        name: ("证据", "Evidence"),
        begins: ("证据名称", "what it is"),
        scope: None,
        structural: &[
            key("title", "名称", "Title", Holds::Text),
            key("kind", "种类", "Kind", Holds::EvidenceKind),
            key("notes", "证明内容、卷页、尚缺", "What it shows, volume and page, outstanding", Holds::Text),
        ],
    },
    Table {
        key: "gains",
        name: ("数个行为共同的所得", "Gains of several acts"),
        begins: ("哪些行为（编号）", "of which acts, by id"),
        scope: Some(Scope::Gains),
        structural: &[
            key("of", "所涉行为", "Of the acts", Holds::Ids("act", false)),
            key("by", "收取人", "Received by", Holds::Ids("person", true)),
        ],
    },
    Table {
        key: "consequence",
        name: ("后果", "Consequences"),
        begins: ("哪些行为（编号）", "of which acts, by id"),
        scope: Some(Scope::Consequence),
        structural: &[key("of", "所涉行为", "Of the acts", Holds::Ids("act", false))],
    },
];

/// The table of the file for gains that are written in the act itself.
const GAINS_OF_ACT: &str = "gains";

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
    pub fn label(&self, language: Language) -> &'static str {
        language.either(self.name.0, self.name.1)
    }
}

impl Known<'_> {
    /// The entries of a table.
    pub fn entries(&self, table: &Table) -> Vec<Entry> {
        match table.scope {
            Some(Scope::Case) => self.file.entry(table.key).into_iter().collect(),
            _ => self.file.entries(table.key),
        }
    }

    /// The entry at a path, with the facts that can be written in it.
    pub fn entry(&self, path: &str) -> Option<(&'static Table, Option<Scope>, Entry)> {
        let table = Table::named(path.split('.').next()?)?;
        let entries = self.entries(table);
        if let Some(entry) = entries.iter().find(|entry| entry.path == path) {
            return Some((table, table.scope, entry.clone()));
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
        let own = scope == table.scope;
        if let Some(structural) = table.structural.iter().find(|one| own && one.key == key) {
            return Some(Field {
                key: key.to_owned(),
                label: language.either(structural.name.0, structural.name.1).to_owned(),
                entering: self.entering(&structural.holds),
                written: written(entry, structural),
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
            entering: Entering::Fact(form(self.vocabulary, fact.kind)),
            written: entry.get(key).cloned().unwrap_or_default(),
            silence: remark(&silence(self.vocabulary, scope?, fact, language.words()), language),
            matters: self.matters.contains(&path),
            path,
        })
    }

    /// The fact of a key: gains that are written in an act are facts of gains.
    fn fact(&self, scope: Scope, key: &str) -> Option<FactId> {
        let received = STRUCTURAL_FACTS.into_iter().find(|(scope, _)| *scope == Scope::Gains).map(|(_, name)| name)?;
        match (scope, key) {
            (Scope::Act, GAINS_OF_ACT) => self.vocabulary.fact_named(Scope::Gains, received),
            (Scope::Act, _) => {
                self.vocabulary.fact_named(scope, key).or_else(|| self.vocabulary.fact_named(Scope::Gains, key))
            }
            _ => self.vocabulary.fact_named(scope, key),
        }
    }

    fn entering(&self, holds: &Holds) -> Entering {
        match holds {
            Holds::Text => Entering::Plain(Form::Text),
            Holds::Day => Entering::Plain(Form::Day),
            Holds::EvidenceKind => Entering::Plain(self.evidence_kinds()),
            Holds::Ids(table, one) => Entering::Ids(self.ids(table), *one),
            Holds::Recipients => Entering::Recipients,
            Holds::When => Entering::When,
        }
    }

    fn evidence_kinds(&self) -> Form {
        let kinds = self.vocabulary.kinds_named(STRUCTURAL_LISTS[0]);
        kinds.map_or(Form::Text, |kinds| form(self.vocabulary, FactKind::OneOf(kinds)))
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

    /// The keys that a table shows as columns: those that are no facts, the facts that it cannot be without, those that some
    /// entry states, and those that can change the result.
    pub fn columns(&self, table: &Table, entries: &[Entry]) -> Vec<String> {
        let structural: Vec<String> = table.structural.iter().map(|one| one.key.to_owned()).collect();
        let Some(scope) = table.scope else { return structural };
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
            .filter_map(|(scope, keys)| Some((TABLES.iter().find(|table| table.scope == Some(*scope))?, keys)));
        let mut lacking = Vec::new();
        for (table, keys) in tables {
            for entry in self.entries(table) {
                let fields = keys.iter().filter_map(|key| self.field_of(table, table.scope, &entry, key, language));
                lacking.extend(fields.filter(|field| field.written.value.is_empty()));
            }
        }
        lacking
    }

    /// Every key that can be written in an entry, with what it is called.
    pub fn keys(&self, table: &Table, scope: Option<Scope>, language: Language) -> Vec<(String, String)> {
        let own = scope == table.scope;
        let structural = table.structural.iter().filter(|_| own);
        let mut keys: Vec<(String, String)> =
            structural.map(|one| (one.key.to_owned(), language.either(one.name.0, one.name.1).to_owned())).collect();
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

/// What is written at a key that is no fact.
fn written(entry: &Entry, key: &Key) -> Written {
    let value = |key: &str| entry.get(key).map(|written| written.value.clone()).unwrap_or_default();
    let value = match key.holds {
        Holds::When => match (value(DAYS.1), value(DAYS.2)) {
            (from, until) if from.is_empty() && until.is_empty() => value(DAYS.0),
            (from, until) => format!("{from}至{until}"),
        },
        Holds::Recipients if entry.get(key.key).is_none() => value("recipients"),
        _ => value(key.key),
    };
    Written { value, ..Written::default() }
}
