//! The ids of one kind of table, and references to them.

use std::collections::BTreeMap;

use super::cursor::Entry;
use super::log::Log;
use super::node::{Node, shown};
use crate::case::scalar;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest;

/// The most ids that are compared with a misspelt one.
const MOST_COMPARED: usize = 1000;

/// Ids with their positions and places.
pub struct Ids {
    noun: &'static str,
    found: BTreeMap<String, (usize, Span)>,
    /// Names and titles, each with the ids of the entries that are called so.
    called: BTreeMap<String, Vec<String>>,
}

/// The keys that say what an entry is called.
const NAMES: [&str; 2] = ["name", "title"];

impl Ids {
    /// No ids yet; `noun` is what one of them names.
    pub fn new(noun: &'static str) -> Self {
        Self { noun, found: BTreeMap::new(), called: BTreeMap::new() }
    }

    /// Takes in the ids of all entries.
    pub fn declare(&mut self, entries: &[Entry], log: &mut Log) {
        for (position, entry) in entries.iter().enumerate() {
            if log.is_full() {
                return;
            }
            match entry.table.get("id") {
                None => log.push(
                    Diagnostic::error(
                        "missing-key",
                        entry.span,
                        format!("expected an `id` in this {}, found none", self.noun),
                    )
                    .help(format!("write `id = \"…\"` under `[[{}]]`", self.noun)),
                ),
                Some(node) => {
                    self.declare_one(position, node, log);
                    let id = node.text().unwrap_or_default();
                    for name in NAMES.iter().filter_map(|key| entry.table.get(key)?.text()) {
                        self.called.entry(name.trim().to_owned()).or_default().push(id.to_owned());
                    }
                }
            }
        }
    }

    fn declare_one(&mut self, position: usize, node: &Node, log: &mut Log) {
        let Some(id) = node.text() else {
            let message = format!("expected an id in quotation marks, found {}", node.describe());
            return log.push(Diagnostic::error("wrong-type", node.span, message));
        };
        if let Some(found) = not_an_id(id) {
            let message = format!("expected an id, found {found}");
            return log
                .push(Diagnostic::error("empty-id", node.span, message).at_fault("an id names this entry elsewhere"));
        }
        if let Some((_, first)) = self.found.get(id) {
            let message = format!("the {} id `{}` stands twice", self.noun, shown(id));
            let error = Diagnostic::error("duplicate-id", node.span, message).at_fault("second").also(*first, "first");
            return log.push(error.help("give each its own id"));
        }
        self.found.insert(id.to_owned(), (position, node.span));
    }

    /// The position of what a reference names by its id or its name; an error if there is none, or several.
    pub fn refer(&self, id: &str, span: Span, log: &mut Log) -> Option<usize> {
        let found = self.position(id);
        if found.is_none() && !log.is_full() {
            log.push(self.unknown(id, span));
        }
        found
    }

    fn unknown(&self, id: &str, span: Span) -> Diagnostic {
        if let Some(several) = self.called.get(id.trim()) {
            let ids: Vec<String> = several.iter().map(|id| format!("`{}`", shown(id))).collect();
            let message = format!("more than one {} in this file is called `{}`", self.noun, shown(id));
            let help = format!("write the id of the one that is meant: {}", ids.join(", "));
            return Diagnostic::error("ambiguous-name", span, message).help(help);
        }
        let message = format!("no {} in this file has the id `{}`", self.noun, shown(id));
        let names = self.found.keys().chain(self.called.keys()).take(MOST_COMPARED).map(String::as_str);
        let near = self.several(id).or_else(|| suggest::did_you_mean(id, names)).or_else(|| self.listed());
        Diagnostic::error("unknown-id", span, message).maybe_help(near)
    }

    /// How several are written whose names stand in one text: `张某，李某`.
    fn several(&self, text: &str) -> Option<String> {
        let parts = scalar::parts(text);
        let known = parts.len() > 1 && parts.iter().any(|part| self.position(part).is_some());
        let each = parts.iter().map(|part| format!("\"{}\"", shown(part)));
        known.then(|| format!("write each in its own quotation marks: `[{}]`", each.collect::<Vec<_>>().join(", ")))
    }

    /// The position of what has this id, or alone has this name.
    pub fn position(&self, id: &str) -> Option<usize> {
        let by_name = || match self.called.get(id.trim()).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        };
        let found = self.found.get(id).or_else(|| self.found.get(by_name()?));
        found.map(|(position, _)| *position)
    }

    /// The id of what has this id or name; the text itself, where it is neither.
    pub fn id_of<'i>(&'i self, text: &'i str) -> &'i str {
        match self.called.get(text.trim()).map(Vec::as_slice) {
            Some([one]) if !self.found.contains_key(text) => one,
            _ => text,
        }
    }

    fn listed(&self) -> Option<String> {
        let ids: Vec<String> = self.found.keys().take(13).map(|id| format!("`{}`", shown(id))).collect();
        match ids.len() {
            0 => Some(format!("add it under `[[{}]]`", self.noun)),
            1 => Some(format!("the only id is {}", ids[0])),
            2..=12 => Some(format!("the ids are {}", ids.join(", "))),
            _ => None,
        }
    }
}

/// What was found where an id was expected, if it is none.
pub fn not_an_id(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("an empty string".to_owned());
    }
    text.chars().any(char::is_control).then(|| format!("control characters in `{}`", shown(text)))
}
