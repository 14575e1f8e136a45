//! `--set act.a2.gains=4999`: values put in place of those of a file, before it is read.
//!
//! A path names a table, an entry by its id or position, and a key: `dataset.orders.items`, `case.judged`,
//! `gains.0.received`, `person.zhang.record.0.decided`, `act.a1.by.zhang.role`; or a question, by the person and the
//! place: `judgement.zhang.fs-2017-10/5.2.2`. A later one wins.

use std::borrow::Cow;

use super::path::SHARE;
use super::read::log::Log;
use super::read::node::{Key, Kind, Node, Table, shown};
use super::read::parse;
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Sources, Span};
use crate::suggest;

/// A value put in place of one of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Which: `act.a2.gains`.
    pub path: String,
    /// A TOML value, or a bare word, which is a string.
    pub value: String,
}

/// What an override did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Which.
    pub path: String,
    /// What stood there, as written; nothing if the file was silent.
    pub before: Option<String>,
    /// What stands there now, as written.
    pub after: String,
}

impl Override {
    /// Reads `path=value`.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, value) = text.split_once('=')?;
        Some(Self { path: path.trim().to_owned(), value: value.trim().to_owned() })
    }

    /// The text that places point into.
    pub(super) fn text(&self) -> String {
        format!("{}={}", self.path, self.value)
    }

    /// Puts the value in its place in the tree.
    pub(super) fn apply<'a>(
        &self,
        root: &mut Table<'a>,
        sources: &'a Sources,
        source: SourceId,
        log: &mut Log,
    ) -> Option<Replaced> {
        let place = Span::new(source, 0, self.path.len());
        let Some(value) = self.node(sources, source) else {
            let span = Span::new(source, place.end + 1, self.text().len());
            let message = format!("expected a TOML value or a word, found `{}`", shown(&self.value));
            log.push(Diagnostic::error("override-value", span, message).help("put text in quotation marks"));
            return None;
        };
        let long = gains_apart(root, &self.path);
        if let Some((person, asked)) = judged(root, &self.path) {
            let before = judge(root, (&person, &asked), place, value).map(|span| sources.text(span).to_owned());
            return Some(Replaced { path: self.path.clone(), before, after: self.value.clone() });
        }
        match put(root, long.as_deref().unwrap_or(&self.path), place, value) {
            Ok(before) => {
                let before = before.map(|span| sources.text(span).to_owned());
                Some(Replaced { path: self.path.clone(), before, after: self.value.clone() })
            }
            Err(error) => {
                log.push(*error);
                None
            }
        }
    }

    fn node<'a>(&self, sources: &'a Sources, source: SourceId) -> Option<Node<'a>> {
        let start = self.path.len() + 1;
        parse::value(sources, source, start).or_else(|| {
            let is_word =
                |c: char| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '_' | '-' | '.' | '/' | ' ' | ',');
            let bare = !self.value.is_empty() && self.value.chars().all(is_word);
            let span = Span::new(source, start, start + self.value.len());
            bare.then(|| Node { kind: Kind::Text(Cow::Owned(self.value.clone())), span })
        })
    }
}

/// Where the gains of an act stand in the long form, as the only ones and as those of no other act, `act.A.gains` names
/// these.
fn gains_apart(root: &Table, path: &str) -> Option<String> {
    let act = path.strip_prefix("act.")?.strip_suffix(".gains")?;
    let gains = root.get("gains").and_then(Node::list)?;
    let of = |node: &Node| -> Vec<String> {
        let of = node.table().and_then(|table| table.get("of")).and_then(Node::list).unwrap_or_default();
        of.iter().filter_map(Node::text).map(str::to_owned).collect()
    };
    let mut own = gains.iter().map(of).enumerate().filter(|(_, of)| of.iter().any(|one| one == act));
    match (own.next(), own.next()) {
        (Some((position, of)), None) if of.len() == 1 => Some(format!("gains.{position}.received")),
        _ => None,
    }
}

/// The person and the place of a path such as `judgement.zhang.fs-2017-10/5.2.2`.
fn judged(root: &Table, path: &str) -> Option<(String, String)> {
    let path = path.strip_prefix("judgement.")?;
    let persons = root.get("person").and_then(Node::list)?;
    let ids = persons.iter().filter_map(|person| person.table()?.get("id")?.text());
    let of = |id: &str| Some((id.to_owned(), path.strip_prefix(id)?.strip_prefix('.')?.to_owned()));
    ids.filter_map(of).max_by_key(|(id, _)| id.len())
}

/// Answers a question about a person, or puts another answer in place; one that is unknown is not given.
fn judge<'a>(root: &mut Table<'a>, (person, asked): (&str, &str), place: Span, value: Node<'a>) -> Option<Span> {
    const TABLE: &str = "judgement";
    let key = |name: &'static str| Key { name: Cow::Borrowed(name), span: place };
    let text = |text: &str| Node { kind: Kind::Text(Cow::Owned(text.to_owned())), span: place };
    if root.get(TABLE).is_none() {
        root.entries.push((key(TABLE), Node { kind: Kind::List(Vec::new()), span: place }));
    }
    let (_, list) = root.entries.iter_mut().find(|(key, _)| key.name == TABLE)?;
    let Kind::List(list) = &mut list.kind else { return None };
    let is = |node: &Node, name: &str, text: &str| {
        node.table().and_then(|table| table.get(name)).and_then(Node::text).is_some_and(|found| found == text)
    };
    let before = list.iter().position(|node| is(node, "person", person) && is(node, "place", asked));
    let before = before.map(|position| list.remove(position));
    if !value.is_unknown() {
        let entries = vec![(key("person"), text(person)), (key("place"), text(asked)), (key("holds"), value)];
        list.push(Node { kind: Kind::Table(Table { entries }), span: place });
    }
    before.and_then(|node| node.table()?.get("holds").map(|holds| holds.span))
}

/// Puts a value at a path below a table; what stood there before, by its place.
fn put<'a>(table: &mut Table<'a>, path: &str, place: Span, value: Node<'a>) -> Result<Option<Span>, Box<Diagnostic>> {
    let Some((name, rest)) = path.split_once('.') else {
        if path.is_empty() {
            return Err(bad_path(place, "expected a key, found the end of the path", None));
        }
        return Ok(put_key(table, path, place, value));
    };
    if name == SHARE && table.get(SHARE).is_none() {
        let key = Key { name: Cow::Borrowed(SHARE), span: place };
        table.entries.push((key, Node { kind: Kind::Table(Table { entries: Vec::new() }), span: place }));
    }
    let names: Vec<String> = table.entries.iter().map(|(key, _)| key.name.to_string()).collect();
    let Some((_, inner)) = table.entries.iter_mut().find(|(key, _)| key.name == name) else {
        let help = suggest::did_you_mean(name, names.iter().map(String::as_str));
        return Err(bad_path(place, &format!("nothing is called `{}` in the file", shown(name)), help));
    };
    match &mut inner.kind {
        Kind::Table(inner) => put(inner, rest, place, value),
        Kind::List(list) => put_in_list(list, rest, place, value),
        _ => {
            // What a lasting act has in some of its days is told by their first day, and stated as an act.
            let stretch = format!(
                "to state what falls in some days of an act, write an act for these days, beginning at `{}`",
                shown(rest.split('.').next().unwrap_or_default())
            );
            let help = matches!(inner.kind, Kind::Date(_)).then(|| stretch + "; `gravamen case check` shows how");
            Err(bad_path(place, &format!("expected a table at `{}`, found {}", shown(name), inner.describe()), help))
        }
    }
}

/// Puts a value at a path below a list, whose first part is the id, the person or the position of an element.
fn put_in_list<'a>(
    list: &mut [Node<'a>],
    path: &str,
    place: Span,
    value: Node<'a>,
) -> Result<Option<Span>, Box<Diagnostic>> {
    let names: Vec<String> = list.iter().enumerate().map(|(position, node)| name_of(node, position)).collect();
    let below = |name: &str| path.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')).map(str::len);
    let by_id = names.iter().enumerate().filter_map(|(position, name)| Some((below(name)?, position))).min();
    let called = list.iter().enumerate().filter_map(|(position, node)| Some((below(called(node)?)?, position)));
    let called: Vec<(usize, usize)> = called.collect();
    let found = by_id.or_else(|| called.first().copied().filter(|_| called.len() == 1));
    let Some((rest, position)) = found else {
        let (name, _) = path.rsplit_once('.').unwrap_or((path, ""));
        let few = (1..=12).contains(&names.len()).then(|| format!("there is `{}`", names.join("`, `")));
        let help = suggest::did_you_mean(name, names.iter().map(String::as_str)).or(few);
        return Err(bad_path(place, &format!("nothing in the file has the id `{}`", shown(name)), help));
    };
    let element = &mut list[position];
    if let Kind::Text(person) = &element.kind {
        let entry = Node { kind: Kind::Text(person.clone()), span: element.span };
        let key = Key { name: Cow::Borrowed("person"), span: element.span };
        element.kind = Kind::Table(Table { entries: vec![(key, entry)] });
    }
    match &mut element.kind {
        Kind::Table(inner) => put(inner, &path[path.len() - rest..], place, value),
        _ => Err(bad_path(place, &format!("expected a table, found {}", element.describe()), None)),
    }
}

fn name_of(node: &Node, position: usize) -> String {
    let key = |name| node.table().and_then(|table| table.get(name)).and_then(Node::text);
    let name = key("id").or_else(|| key("person")).or_else(|| node.text());
    name.map_or_else(|| position.to_string(), str::to_owned)
}

/// The name or the title of an entry.
fn called<'t>(node: &'t Node) -> Option<&'t str> {
    let table = node.table()?;
    table.get("name").or_else(|| table.get("title")).and_then(Node::text)
}

fn put_key<'a>(table: &mut Table<'a>, name: &str, place: Span, value: Node<'a>) -> Option<Span> {
    let span = Span::new(place.source, place.end - name.len(), place.end);
    let counted =
        |(key, node): &(Key, Node)| key.name == "counts" && node.table().is_some_and(|t| t.get(name).is_some());
    if let Some((_, Node { kind: Kind::Table(counts), .. })) = table.entries.iter_mut().find(|entry| counted(entry)) {
        return put_key(counts, name, place, value);
    }
    if let Some((key, node)) = table.entries.iter_mut().find(|(key, _)| key.name == name) {
        key.span = span;
        return Some(std::mem::replace(node, value).span);
    }
    table.entries.push((Key { name: Cow::Owned(name.to_owned()), span }, value));
    None
}

fn bad_path(place: Span, message: &str, help: Option<String>) -> Box<Diagnostic> {
    let advice = "a path is `TABLE.ID.KEY`, such as `act.a2.gains` or `dataset.orders.items`, or `case.judged`";
    Box::new(Diagnostic::error("override-path", place, message).maybe_help(help).note(advice))
}
