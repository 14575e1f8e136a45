//! A case file in the form that the vocabulary has now: what it had otherwise before is written anew, what is written in
//! the words of a desk is written in the standard form, and everything else, comments and layout included, stays as it is.

use std::ops::Range;

use super::keys::{self, Holds};
use super::path::table_of;
use super::read::log::Log;
use super::read::node::{Key, Kind, Node, Table};
use super::read::parse;
use super::standard::{Edit, Standard};
use crate::diagnostic::Diagnostics;
use crate::law::vocabulary::{FactKind, Former, Scope, Vocabulary};
use crate::span::{SourceId, Sources};

/// The keys of a fact written as a table whose values are values of the fact.
const VALUES: [&str; 3] = ["value", "one_of", "defence"];

/// The text of a case file, brought to the form of a vocabulary.
///
/// # Errors
///
/// The file is not TOML.
pub fn format(sources: &Sources, source: SourceId, vocabulary: &Vocabulary) -> Result<String, Diagnostics> {
    let mut log = Log::default();
    let root = parse::file(sources, source, &mut log);
    log.finish()?;
    let text = &sources.get(source).text;
    let mut edits: Vec<Edit> = Vec::new();
    if let Some(root) = &root {
        let standard = Standard::of(root, vocabulary);
        for (scope, table) in tables(root) {
            for (at, (key, node)) in table.entries.iter().enumerate() {
                match edit(text, vocabulary, scope, table, at, (key, node)) {
                    Some(edit) => edits.push(edit),
                    None => fact_in(&standard, scope, key.name.as_ref(), node, &mut edits),
                }
            }
        }
        own_keys(text, &standard, root, &mut edits);
    }
    edits.sort_by_key(|(at, _)| at.start);
    let mut written = text.clone();
    for (at, new) in edits.into_iter().rev() {
        written.replace_range(at, &new);
    }
    Ok(written)
}

/// A key of a table with facts, or of what it has in other units and shares.
fn fact_in(standard: &Standard<'_>, scope: Scope, name: &str, node: &Node<'_>, edits: &mut Vec<Edit>) {
    let of_own = keys::TABLES.iter().find(|table| table.scope == Some(scope)).map_or(&[][..], |table| table.keys);
    match of_own.iter().find(|key| key.name == name).map(|key| key.holds) {
        Some(Holds::Facts(_) | Holds::Shares(_)) => {
            for (key, node) in node.table().into_iter().flat_map(|table| &table.entries) {
                standard.named(scope, key.name.as_ref(), node, edits);
            }
        }
        Some(_) => {}
        None => {
            standard.named(scope, name, node, edits);
            if scope == Scope::Act && !standard.has(scope, name) {
                standard.named(Scope::Gains, name, node, edits);
            }
        }
    }
}

/// The format's own keys of every table.
fn own_keys(text: &str, standard: &Standard<'_>, root: &Table<'_>, edits: &mut Vec<Edit>) {
    for table in &keys::TABLES {
        let Some(node) = root.get(table.name) else { continue };
        for entry in node.list().unwrap_or(std::slice::from_ref(node)).iter().filter_map(Node::table) {
            for key in table.keys {
                entry.get(key.name).into_iter().for_each(|node| standard.own(key, node, edits));
            }
            if table.scope == Some(Scope::Act) {
                let at = entry.entries.iter().position(|(key, _)| key.name == "to");
                at.into_iter().for_each(|at| standard.recipients(entry, between(text, entry, at), edits));
            }
        }
    }
    for actor in tables(root).into_iter().filter(|(scope, _)| *scope == Scope::Participant) {
        for key in &keys::ACTOR {
            actor.1.get(key.name).into_iter().for_each(|node| standard.own(key, node, edits));
        }
    }
}

/// The tables of a file with facts, and what each is about.
fn tables<'t, 'a>(root: &'t Table<'a>) -> Vec<(Scope, &'t Table<'a>)> {
    let listed =
        |node: Option<&'t Node<'a>>| node.and_then(Node::list).unwrap_or_default().iter().filter_map(Node::table);
    let mut found: Vec<(Scope, &Table)> =
        root.get("case").and_then(Node::table).map(|head| (Scope::Case, head)).into_iter().collect();
    for (scope, _) in Scope::ALL {
        found.extend(table_of(scope).into_iter().flat_map(|name| listed(root.get(name))).map(|table| (scope, table)));
    }
    found.extend(
        listed(root.get("person")).flat_map(|person| listed(person.get("record"))).map(|table| (Scope::Record, table)),
    );
    found
        .extend(listed(root.get("act")).flat_map(|act| listed(act.get("by"))).map(|table| (Scope::Participant, table)));
    found
}

/// What to write in place of one entry, where its values are all said otherwise now.
fn edit(
    text: &str,
    vocabulary: &Vocabulary,
    scope: Scope,
    table: &Table<'_>,
    at: usize,
    (key, node): (&Key<'_>, &Node<'_>),
) -> Option<(Range<usize>, String)> {
    let fact = vocabulary.fact_named(scope, &key.name)?;
    let values = values(node);
    let FactKind::OneOf(kinds) = vocabulary.fact(fact).kind else { return None };
    let former = |value: &&Node<'_>| {
        let index = vocabulary.kinds(kinds).meant(value.text()?);
        vocabulary.formerly.iter().find(|former| former.fact == fact && Some(former.value) == index)
    };
    let formers: Vec<&Former> = values.iter().map(former).collect::<Option<_>>()?;
    let now = &formers.first()?.now;
    // Every value must be said by the same facts.
    let said_by = |former: &Former| former.now.iter().map(|(fact, _)| *fact).collect::<Vec<_>>();
    if formers.iter().any(|other| said_by(other) != said_by(formers[0])) {
        return None;
    }
    let between = between(text, table, at);
    let equals = &text[key.span.end..node.span.start];
    let mut lines = Vec::new();
    for (position, (fact, _)) in now.iter().enumerate() {
        let declared = vocabulary.fact(*fact);
        let names = vocabulary.value_names(declared.kind);
        let of = |former: &&Former| names[former.now[position].1];
        let stated = declared.name != key.name && table.get(&declared.name).is_some();
        if stated {
            continue;
        }
        let alike = formers.iter().all(|former| of(former) == of(&formers[0]));
        // What is said of how the fact stands goes with what differs, or with the last.
        let plain = alike && position + 1 < now.len() || node.table().is_none();
        let value = if plain {
            format!("\"{}\"", of(&formers[0]))
        } else {
            renamed(text, node, &values, &formers.iter().map(of).collect::<Vec<_>>())
        };
        lines.push(format!("{}{equals}{value}", declared.name));
    }
    Some((key.span.start..node.span.end, lines.join(between)))
}

/// What stands between the entries of a table: on one line a comma, else a new line.
fn between(text: &str, table: &Table<'_>, at: usize) -> &'static str {
    let Some((_, node)) = table.entries.get(at) else { return "\n" };
    let next = table.entries.get(at + 1).map_or(text.len(), |(key, _)| key.span.start);
    let on_one_line = text[node.span.end..next].trim_start().starts_with([',', '}']);
    if on_one_line { ", " } else { "\n" }
}

/// The values of a fact, of one written as a table each of them.
fn values<'t, 'a>(node: &'t Node<'a>) -> Vec<&'t Node<'a>> {
    match &node.kind {
        Kind::Table(table) => VALUES.iter().filter_map(|key| table.get(key)).flat_map(values).collect(),
        Kind::List(list) => list.iter().flat_map(values).collect(),
        _ => vec![node],
    }
}

/// The text of a value with other names for the values in it.
fn renamed(text: &str, node: &Node<'_>, values: &[&Node<'_>], names: &[&str]) -> String {
    let mut places: Vec<(Range<usize>, &str)> =
        values.iter().zip(names).map(|(value, name)| (value.span.start..value.span.end, *name)).collect();
    places.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut written = text[node.span.start..node.span.end].to_owned();
    for (at, name) in places {
        written.replace_range(at.start - node.span.start..at.end - node.span.start, &format!("\"{name}\""));
    }
    written
}
