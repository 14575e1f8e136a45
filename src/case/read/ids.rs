//! The ids of one kind of table, and references to them.

use std::collections::BTreeMap;

use super::cursor::Entry;
use super::log::Log;
use super::node::{Node, shown};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::suggest;

/// The most ids that are compared with a misspelt one.
const MOST_COMPARED: usize = 1000;

/// Ids with their positions and places.
pub struct Ids {
    noun: &'static str,
    found: BTreeMap<String, (usize, Span)>,
}

impl Ids {
    /// No ids yet; `noun` is what one of them names.
    pub fn new(noun: &'static str) -> Self {
        Self { noun, found: BTreeMap::new() }
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
                Some(node) => self.declare_one(position, node, log),
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

    /// The position of an id that a reference names; an error if there is none.
    pub fn refer(&self, id: &str, span: Span, log: &mut Log) -> Option<usize> {
        let found = self.position(id);
        if found.is_none() && !log.is_full() {
            let message = format!("no {} in this file has the id `{}`", self.noun, shown(id));
            let near = suggest::did_you_mean(id, self.found.keys().take(MOST_COMPARED).map(String::as_str));
            let near = near.or_else(|| self.listed());
            log.push(Diagnostic::error("unknown-id", span, message).maybe_help(near));
        }
        found
    }

    /// The position of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.found.get(id).map(|(position, _)| *position)
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
