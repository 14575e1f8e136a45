//! The rows of one case to the tree that a case file would have given, and to the case.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cell::{self, UNKNOWN};
use super::column::Role;
use super::layout::{Layout, Part, Said};
use super::tree::text_value;
use crate::case;
use crate::case::facts::Case;
use crate::case::tree::{Key, Kind, Node, Table};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::{FactKind, Scope, Vocabulary};
use crate::span::{SourceId, Span};

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells, in the order of the headings.
    pub cells: Vec<String>,
}

/// What is wrong with a row, and so with its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The line of the row.
    pub line: u64,
    /// The heading of the cell at fault, if it is one.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// What was expected and what was found.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
}

/// A case read from rows.
#[derive(Clone, Debug)]
pub struct RowsRead {
    /// The case.
    pub case: Case,
    /// For each accused the first row that is about them, by position.
    pub first: Vec<usize>,
    /// For each accused, what that row says of each column of the codebook that the table has; empty where it is silent.
    pub stated: Vec<Vec<String>>,
    /// Whether some items were counted by class.
    pub by_class: Vec<usize>,
}

/// How many columns a table may have, so that a cell has a place of its own.
pub(super) const MOST_COLUMNS: usize = 1 << 16;

pub(super) const SOURCE: SourceId = SourceId(0);

/// The column of the table that a fact of a case read from rows stands in.
pub fn field_of(span: Span) -> usize {
    span.start % MOST_COLUMNS
}

/// Reads the case of these rows.
///
/// # Errors
///
/// The first thing that is wrong, with its cell.
pub fn case_of(layout: &Layout, rows: &[Row], vocabulary: &Vocabulary) -> Result<RowsRead, RowProblem> {
    let mut made = Made::new(layout, vocabulary, rows);
    let mut stated = Vec::new();
    for at in 0..rows.len() {
        made.uncoded(at)?;
        let values = made.values(at)?;
        stated.push(made.stated(&values));
        made.row(at, values)?;
    }
    let first = made.first.clone();
    let by_class = std::mem::take(&mut made.by_class);
    let root = made.root();
    let reading = case::read_tree(&root, SOURCE, vocabulary);
    let case = reading.map_err(|wrong| problem(layout, rows, &wrong[0]))?.case;
    let stated = first.iter().map(|&row| stated[row].clone()).collect();
    Ok(RowsRead { case, first, stated, by_class })
}

/// What is wrong, at its cell.
fn problem(layout: &Layout, rows: &[Row], wrong: &Diagnostic) -> RowProblem {
    let at = wrong.span().map_or(0, |span| span.start);
    let (row, field) = (at / MOST_COLUMNS, at % MOST_COLUMNS);
    let row = rows.get(row).or(rows.first());
    RowProblem {
        line: row.map_or(0, |row| row.line),
        column: layout.headings.get(field).cloned(),
        value: row.and_then(|row| row.cells.get(field)).map(|cell| cell.trim().to_owned()),
        message: wrong.message.clone(),
        help: wrong.help.clone(),
    }
}

/// A value with its text, by which two rows that say the same are known to.
pub(super) struct Value<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) node: Node<'a>,
}

/// What one row says, by column of the codebook.
type Values<'a> = BTreeMap<usize, Value<'a>>;

/// A table of the case file in the making.
#[derive(Default)]
pub(super) struct Entry<'a> {
    pub(super) id: String,
    pub(super) at: usize,
    pub(super) keys: Vec<(Cow<'a, str>, Value<'a>)>,
}

/// The actors of an act, each with what is said of their part, and its datasets, by position.
pub(super) type Parts<'a> = (Vec<(usize, Entry<'a>)>, Vec<usize>);

pub(super) struct Made<'a> {
    pub(super) layout: &'a Layout,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) rows: &'a [Row],
    pub(super) case: Entry<'a>,
    pub(super) persons: Vec<Entry<'a>>,
    /// For each accused, the first row.
    pub(super) first: Vec<usize>,
    pub(super) records: Vec<Entry<'a>>,
    pub(super) datasets: Vec<Entry<'a>>,
    pub(super) acts: Vec<Entry<'a>>,
    /// For each act, its actors and its datasets, by position.
    pub(super) by: Vec<Parts<'a>>,
    pub(super) consequences: Vec<(usize, Entry<'a>)>,
    pub(super) judgements: Vec<Entry<'a>>,
    pub(super) expects: Vec<Entry<'a>>,
    pub(super) by_class: Vec<usize>,
}

impl<'a> Made<'a> {
    fn new(layout: &'a Layout, vocabulary: &'a Vocabulary, rows: &'a [Row]) -> Self {
        Self {
            layout,
            vocabulary,
            rows,
            case: Entry::default(),
            persons: Vec::new(),
            first: Vec::new(),
            records: Vec::new(),
            datasets: Vec::new(),
            acts: Vec::new(),
            by: Vec::new(),
            consequences: Vec::new(),
            judgements: Vec::new(),
            expects: Vec::new(),
            by_class: Vec::new(),
        }
    }

    /// What the cells of a row say, the parts of each fact put together.
    fn values(&self, at: usize) -> Result<Values<'a>, RowProblem> {
        let mut parts: BTreeMap<usize, Vec<Said<'a>>> = BTreeMap::new();
        let (layout, rows) = (self.layout, self.rows);
        for said in layout.said(&rows[at].cells) {
            parts.entry(said.column).or_default().push(said);
        }
        let mut values = Values::new();
        for (column, mut parts) in parts {
            parts.sort_by_key(|said| said.part);
            if let Some(value) = self.put_together(at, column, &parts) {
                values.insert(column, value);
            }
        }
        Ok(values)
    }

    fn put_together(&self, at: usize, column: usize, parts: &[Said<'a>]) -> Option<Value<'a>> {
        let kind = self.layout.codebook.columns[column].kind;
        let span = |said: &Said| {
            let cell = at * MOST_COLUMNS + said.field.unwrap_or(MOST_COLUMNS - 1);
            Span::new(SOURCE, cell, cell + 1)
        };
        let node = |said: &Said<'a>| cell::node(said.text, kind, said.shift, span(said), self.vocabulary);
        let first = parts.first()?;
        if let [only] = parts
            && only.part == Part::Value
        {
            return Some(Value { text: Cow::Borrowed(only.text), node: node(only) });
        }
        let unknown = parts.iter().any(|said| said.part == Part::Status && said.text == UNKNOWN);
        if unknown {
            let node = Node { kind: Kind::Text(Cow::Borrowed(UNKNOWN)), span: span(first) };
            return Some(Value { text: Cow::Borrowed(UNKNOWN), node });
        }
        let mut entries: Vec<(Key<'a>, Node<'a>)> = Vec::new();
        for said in parts {
            let of = match said.part {
                Part::Value => "value",
                Part::Min => "min",
                Part::Max => "max",
                Part::Status => "status",
            };
            let value = match said.part {
                Part::Status => Node { kind: Kind::Text(Cow::Borrowed(said.text)), span: span(said) },
                _ => node(said),
            };
            match value.kind {
                Kind::Table(range) if said.part == Part::Value => entries.extend(range.entries),
                kind => entries.push((Key { name: Cow::Borrowed(of), span: span(said) }, Node { kind, ..value })),
            }
        }
        let text = parts.iter().map(|said| said.text).collect::<Vec<_>>().join(" ");
        Some(Value { text: Cow::Owned(text), node: Node { kind: Kind::Table(Table { entries }), span: span(first) } })
    }

    /// What a row says of each column of the codebook that the table has, as a statistics program takes it: yes and no
    /// as 1 and 0, numbers in plain digits, ranges and what is unknown in words.
    fn stated(&self, values: &Values<'a>) -> Vec<String> {
        let plain = |column: usize| values.get(&column).map_or_else(String::new, plainly);
        self.layout.present().into_iter().map(plain).collect()
    }

    fn id_of(&self, values: &Values<'a>, role: &Role) -> Option<String> {
        let of = |(column, _): &(&usize, &Value)| self.layout.codebook.columns[**column].role == *role;
        values.iter().find(of).map(|(_, value)| value.text.clone().into_owned())
    }

    /// Takes in a row.
    fn row(&mut self, at: usize, values: Values<'a>) -> Result<(), RowProblem> {
        let line = self.rows[at].line;
        if at == 0 {
            self.case.id = self.id_of(&values, &Role::Case).unwrap_or_else(|| format!("row-{line}"));
        }
        let person = self.id_of(&values, &Role::Person).unwrap_or_else(|| "1".to_owned());
        let person = find_or_add(&mut self.persons, &person, at);
        if person == self.first.len() {
            self.first.push(at);
        } else if !self.layout.has(&Role::Act) {
            return Err(self.twice(at, person));
        }
        let act = self.id_of(&values, &Role::Act).unwrap_or_else(|| format!("a{}", at + 1));
        let act = find_or_add(&mut self.acts, &act, at);
        if act == self.by.len() {
            self.by.push((Vec::new(), Vec::new()));
        }
        let actors = &mut self.by[act].0;
        let actor = actors.iter().position(|(known, _)| *known == person).unwrap_or_else(|| {
            actors.push((person, Entry { id: self.persons[person].id.clone(), at, keys: Vec::new() }));
            actors.len() - 1
        });
        let own = self.id_of(&values, &Role::Dataset);
        let (mut of_dataset, mut items) = (Vec::new(), Vec::new());
        for (column, value) in values {
            let column = &self.layout.codebook.columns[column];
            let fact = |id| Cow::Borrowed(self.vocabulary.fact(id).name.as_str());
            match &column.role {
                Role::Case | Role::Person | Role::Act | Role::Dataset => {}
                Role::Judged => self.state(Into::Case, Cow::Borrowed("judged"), value)?,
                Role::Record if value.text == UNKNOWN => {
                    self.state(Into::Person(person), Cow::Borrowed("record"), value)?;
                }
                Role::Record => self.some_record(person, at, &value),
                Role::Fact(Scope::Case, id) => self.state(Into::Case, fact(*id), value)?,
                Role::Fact(Scope::Person, id) => self.state(Into::Person(person), fact(*id), value)?,
                Role::Fact(Scope::Participant, id) => self.state(Into::Actor(act, actor), fact(*id), value)?,
                Role::Fact(Scope::Act, id) => self.state(Into::Act(act), fact(*id), value)?,
                Role::Fact(Scope::Gains, id) => {
                    let name = fact(*id);
                    let name = if name == "received" { Cow::Borrowed("gains") } else { name };
                    self.state(Into::Act(act), name, value)?;
                }
                Role::Fact(Scope::Dataset, id) => of_dataset.push((fact(*id), column.kind, value)),
                Role::Fact(Scope::Record, id) => {
                    let record = self.record(person, at);
                    self.state(Into::Record(record), fact(*id), value)?;
                }
                Role::Fact(Scope::Consequence, id) => {
                    let consequence = self.consequence(act, at);
                    self.state(Into::Consequence(consequence), fact(*id), value)?;
                }
                Role::Items(kind) => items.push((*kind, false, value)),
                Role::ClassItems(kind) => items.push((*kind, true, value)),
                Role::Judgement(place) => self.judgement(person, place.to_string(), at, value),
                Role::Published(key) => {
                    let expect = find_or_add(&mut self.expects, &person.to_string(), at);
                    self.state(Into::Expect(expect), Cow::Borrowed(key), value)?;
                }
            }
        }
        self.datasets(act, own, of_dataset, items, at)
    }

    /// A record of the person where a cell says that there is one.
    fn some_record(&mut self, person: usize, at: usize, value: &Value<'a>) {
        if !matches!(
            cell::node(&value.text, Some(FactKind::Truth), 0, value.node.span, self.vocabulary).kind,
            Kind::Truth(false)
        ) {
            self.record(person, at);
        }
    }

    fn record(&mut self, person: usize, at: usize) -> usize {
        let id = person.to_string();
        let known = self.records.iter().position(|record| record.id == id && record.at == at);
        known.unwrap_or_else(|| {
            self.records.push(Entry { id, at, keys: Vec::new() });
            self.records.len() - 1
        })
    }

    fn consequence(&mut self, act: usize, at: usize) -> usize {
        let known = self.consequences.iter().position(|(of, entry)| *of == act && entry.at == at);
        known.unwrap_or_else(|| {
            self.consequences.push((act, Entry { at, ..Entry::default() }));
            self.consequences.len() - 1
        })
    }

    fn judgement(&mut self, person: usize, place: String, at: usize, value: Value<'a>) {
        let known = |entry: &Entry| entry.at == person && entry.id == place;
        if value.text == UNKNOWN || self.judgements.iter().any(known) {
            return;
        }
        let span = Span::new(SOURCE, at * MOST_COLUMNS, at * MOST_COLUMNS);
        let place_value = text_value(place.clone(), span);
        let keys = vec![(Cow::Borrowed("place"), place_value), (Cow::Borrowed("holds"), value)];
        self.judgements.push(Entry { id: place, at: person, keys });
    }

    /// Keeps what a row says; of what another row has said, it must say the same.
    pub(super) fn state(&mut self, to: Into, key: Cow<'a, str>, value: Value<'a>) -> Result<(), RowProblem> {
        let entry = match to {
            Into::Case => &mut self.case,
            Into::Person(at) => &mut self.persons[at],
            Into::Actor(act, at) => &mut self.by[act].0[at].1,
            Into::Act(at) => &mut self.acts[at],
            Into::Dataset(at) => &mut self.datasets[at],
            Into::Record(at) => &mut self.records[at],
            Into::Consequence(at) => &mut self.consequences[at].1,
            Into::Expect(at) => &mut self.expects[at],
        };
        match entry.keys.iter().find(|(known, _)| *known == key) {
            None => entry.keys.push((key, value)),
            Some((_, known)) if known.text == value.text => {}
            Some((_, known)) => {
                let line = self.rows[known.node.span.start / MOST_COLUMNS].line;
                let message =
                    format!("`{key}` is `{}` here and `{}` in line {line} of the same case", value.text, known.text);
                return Err(self.problem(
                    value.node.span,
                    message,
                    "rows about the same thing must say the same of it",
                ));
            }
        }
        Ok(())
    }

    pub(super) fn problem(&self, span: Span, message: String, help: &str) -> RowProblem {
        problem(self.layout, self.rows, &Diagnostic::error("row", span, message).help(help))
    }
}

/// Where a value is kept.
pub(super) enum Into {
    Case,
    Person(usize),
    Actor(usize, usize),
    Act(usize),
    Dataset(usize),
    Record(usize),
    Consequence(usize),
    Expect(usize),
}

pub(super) fn find_or_add<'a>(entries: &mut Vec<Entry<'a>>, id: &str, at: usize) -> usize {
    entries.iter().position(|entry| entry.id == id).unwrap_or_else(|| {
        entries.push(Entry { id: id.to_owned(), at, keys: Vec::new() });
        entries.len() - 1
    })
}

pub(super) fn is_zero(node: &Node) -> bool {
    matches!(&node.kind, Kind::Integer(digits, _) if digits.bytes().all(|digit| digit == b'0'))
}

/// A value as a statistics program takes it.
fn plainly(value: &Value<'_>) -> String {
    match &value.node.kind {
        Kind::Truth(truth) => u8::from(*truth).to_string(),
        Kind::Integer(digits, _) | Kind::Decimal(digits) => digits.to_string(),
        _ => value.text.clone().into_owned(),
    }
}
