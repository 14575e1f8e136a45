//! TOML text to a tree in which every key and value has its place, in the order of the file.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::case::scalar;
use crate::span::{SourceId, Span};

/// A value and its place.
#[derive(Debug)]
pub struct Node<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands; of a table with a header, the header.
    pub span: Span,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind<'a> {
    /// `"sell"`
    Text(Cow<'a, str>),
    /// `60000`, or `0xEA60` with the radix 16; without underscores.
    Integer(Cow<'a, str>, u32),
    /// `0.5`, `1e3`, `nan`; without underscores.
    Decimal(Cow<'a, str>),
    /// `true`
    Truth(bool),
    /// `2021-03-01`, or a time, or both.
    Date(Datetime),
    /// `["a", "b"]`, or the tables under one `[[header]]`.
    List(Vec<Node<'a>>),
    /// `{ min = 1 }`, or what stands under a header.
    Table(Table<'a>),
}

/// A key and its place.
#[derive(Debug)]
pub struct Key<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
}

/// Keys and values, in the order of the file.
#[derive(Debug, Default)]
pub struct Table<'a> {
    /// The entries; no key stands twice.
    pub entries: Vec<(Key<'a>, Node<'a>)>,
}

impl<'a> Table<'a> {
    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }
}

impl<'a> Node<'a> {
    /// Its text, when it is a string.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its entries, when it is a table.
    pub fn table(&self) -> Option<&Table<'a>> {
        match &self.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Its elements, when it is a list.
    pub fn list(&self) -> Option<&[Node<'a>]> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether it is the string `unknown`, or says the same in Chinese.
    pub fn is_unknown(&self) -> bool {
        self.text().is_some_and(scalar::is_unknown)
    }

    /// What was found, for a message.
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Text(text) => format!("the string `{}`", shown(text)),
            Kind::Integer(digits, 10) => format!("the number {}", shown(digits)),
            Kind::Integer(digits, radix) => format!("the number {} to the base {radix}", shown(digits)),
            Kind::Decimal(digits) => format!("the number {}", shown(digits)),
            Kind::Truth(truth) => format!("`{truth}`"),
            Kind::Date(date) if date.time.is_none() => format!("the date {date}"),
            Kind::Date(date) => format!("the time {date}"),
            Kind::List(_) => "a list".to_owned(),
            Kind::Table(_) => "a table".to_owned(),
        }
    }
}

/// A piece of a user's text as it can stand in a message: short, and without control characters.
pub fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).flat_map(char_shown).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

fn char_shown(character: char) -> impl Iterator<Item = char> {
    let escaped = character.is_control().then(|| character.escape_default());
    let plain = escaped.is_none().then_some(character);
    escaped.into_iter().flatten().chain(plain)
}

/// The tree of a parsed table, whose places count from `offset` in `source`.
pub fn table<'a>(table: DeTable<'a>, source: SourceId, offset: usize) -> Table<'a> {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let span = span(key.span(), source, offset);
            (Key { name: key.into_inner(), span }, node(value.span(), value.into_inner(), source, offset))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Table { entries }
}

/// The tree of a parsed value, whose places count from `offset` in `source`.
pub fn node<'a>(at: std::ops::Range<usize>, value: DeValue<'a>, source: SourceId, offset: usize) -> Node<'a> {
    let kind = match value {
        DeValue::String(text) => Kind::Text(text),
        DeValue::Integer(number) => Kind::Integer(Cow::Owned(number.as_str().to_owned()), number.radix()),
        DeValue::Float(number) => Kind::Decimal(Cow::Owned(number.as_str().to_owned())),
        DeValue::Boolean(truth) => Kind::Truth(truth),
        DeValue::Datetime(date) => Kind::Date(date),
        DeValue::Array(list) => Kind::List(
            list.into_iter().map(|element| node(element.span(), element.into_inner(), source, offset)).collect(),
        ),
        DeValue::Table(entries) => Kind::Table(table(entries, source, offset)),
    };
    Node { kind, span: span(at, source, offset) }
}

fn span(at: std::ops::Range<usize>, source: SourceId, offset: usize) -> Span {
    Span::new(source, at.start + offset, at.end + offset)
}
