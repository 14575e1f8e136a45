//! Facts, each of which can be written four ways: a value, `{ min, max }`, `"unknown"`, or a table with the value, or the
//! figures that a source states, and how it stands.

use super::Reader;
use super::cursor::quoted;
use super::figures::FIGURES;
use super::node::{Key, Node, Table, shown};
use crate::case::facts::{Entity, Fact, Standing, Value};
use crate::case::keys::{FACT, names};
use crate::diagnostic::Diagnostic;
use crate::law::condition::FactId;
use crate::law::vocabulary::FactKind;
use crate::range::Number;
use crate::span::Span;
use crate::suggest;

/// What a fact can be, and what it is called.
#[derive(Clone, Copy)]
pub struct Shape<'n> {
    /// Its key.
    pub name: &'n str,
    /// What its values are.
    pub kind: FactKind,
    /// The least an unknown amount can be.
    pub least: Number,
}

/// The keys of a fact that is written as a table.
const KEYS: [&str; 13] = names(&FACT);

/// The keys that say what a fact may be, of which one group stands.
pub(super) const VALUES: [&str; 8] = ["value", "one_of", "min", "max", "about", "nearly", "price", "times"];

impl<'v> Reader<'v> {
    /// Reads every key that is not structural as a fact of this table.
    pub fn facts(&mut self, entity: Entity, table: &Table, structural: &[&str]) {
        for (key, node) in &table.entries {
            if self.log.is_full() {
                return;
            }
            if structural.contains(&key.name.as_ref()) {
                continue;
            }
            match self.vocabulary.fact_named(entity.scope(), &key.name) {
                Some(fact) => self.state(entity, fact, key, node),
                None => self.unknown_key(entity.scope(), structural, key),
            }
        }
    }

    /// Reads one fact and keeps it.
    pub fn state(&mut self, entity: Entity, id: FactId, key: &Key, node: &Node) {
        let declared = self.vocabulary.fact(id);
        let least = self.certain.least(id);
        let Some(fact) = self.fact(Shape { name: &key.name, kind: declared.kind, least }, node) else { return };
        if let Some(first) = self.case.stated.get(&(entity, id)) {
            let message = format!("`{}` is stated twice", key.name);
            let error = Diagnostic::error("duplicate-fact", key.span, message).at_fault("second");
            return self.log.push(error.also(first.span, "first"));
        }
        self.case.stated.insert((entity, id), fact);
    }

    /// A fact in any of the four ways.
    pub fn fact(&mut self, shape: Shape, node: &Node) -> Option<Fact> {
        let Some(table) = node.table() else {
            self.approximate = None;
            let value = self.value(shape, node)?;
            let approximate = self.approximate.take();
            return Some(Fact { approximate, ..Fact::shown(value, node.span) });
        };
        if table.get(FIGURES).is_some() {
            return self.several(shape, table, node.span);
        }
        for (key, _) in table.entries.iter().filter(|(key, _)| !KEYS.contains(&key.name.as_ref())) {
            let help = suggest::did_you_mean(&key.name, KEYS);
            let help = help.unwrap_or_else(|| format!("the keys are {}", quoted(&KEYS)));
            let message = format!("unknown key `{}` in the value of `{}`", shown(&key.name), shape.name);
            self.log.push(Diagnostic::error("unknown-key", key.span, message).help(help));
        }
        let misspelt = table.entries.iter().any(|(key, _)| !KEYS.contains(&key.name.as_ref()));
        let says_nothing = VALUES.iter().all(|key| table.get(key).is_none());
        self.approximate = None;
        let value = if misspelt && says_nothing { None } else { self.value_in(shape, table, node.span) };
        // Of a price times an approximate number, what is approximate is no figure of the fact.
        let approximate = self.approximate.take().filter(|_| table.get("times").is_none());
        let standing = table.get("status").map_or(Some(Standing::Proven), |node| self.standing(node));
        let defence = table.get("defence").map(|node| self.defence(shape, node));
        let evidence = table.get("evidence").map(|node| self.evidence_ids(node)).unwrap_or_default();
        let note = self.text(table, "note");
        let defence = match defence {
            Some(defence) => Some(defence?),
            None => None,
        };
        let figures = Vec::new();
        let (value, standing, span) = (value?, standing?, node.span);
        Some(Fact { value, standing, defence, evidence, note, figures, approximate, span })
    }

    /// A value that does not say how it stands.
    pub(super) fn value(&mut self, shape: Shape, node: &Node) -> Option<Value> {
        if node.is_unknown() {
            return Some(self.anything(shape));
        }
        match shape.kind {
            FactKind::Truth => self.truth(shape, node).map(Value::Options),
            FactKind::OneOf(kinds) => self.listed(shape, kinds, node).map(Value::Options),
            FactKind::SetOf(kinds) => self.set(shape, kinds, node).map(|set| Value::Sets(vec![set])),
            FactKind::Date => self.days(shape.name, node).map(Value::Number),
            FactKind::Amount(unit) => self.amount_written(shape, unit, node).map(Value::Number),
        }
    }

    /// The value of a fact that is written as a table.
    pub(super) fn value_in(&mut self, shape: Shape, table: &Table, span: Span) -> Option<Value> {
        let given: Vec<&str> = VALUES.into_iter().filter(|key| table.get(key).is_some()).collect();
        match *given.as_slice() {
            ["value"] => table.get("value").and_then(|node| self.value(shape, node)),
            ["one_of"] => table.get("one_of").and_then(|node| self.alternatives(shape, node)),
            ["price"] | ["times"] | ["price", "times"] => self.priced(shape, table, span).map(Value::Number),
            [.., key @ ("about" | "nearly")] if given.iter().all(|one| ["min", "max", key].contains(one)) => {
                self.approximate(shape, table, key, span).map(Value::Number)
            }
            ["min"] | ["max"] | ["min", "max"] => self.range_in(shape, table, span).map(Value::Number),
            _ => {
                let found = if given.is_empty() { "none".to_owned() } else { quoted(&given) };
                let expected =
                    "expected one of `value`, `one_of`, `min` and `max`, `about`, `nearly`, or `price` and `times`";
                let message = format!("{expected} for `{}`, found {found}", shape.name);
                self.log.push(Diagnostic::error("value", span, message));
                None
            }
        }
    }

    /// The other side's figure: a value, or a range.
    fn defence(&mut self, shape: Shape, node: &Node) -> Option<Value> {
        match node.table() {
            None => self.value(Shape { name: "defence", ..shape }, node),
            Some(table) => {
                self.no_other_keys("`defence`", table, &VALUES);
                self.value_in(shape, table, node.span)
            }
        }
    }

    fn standing(&mut self, node: &Node) -> Option<Standing> {
        let (text, span) = self.text_of("status", node)?;
        let found = Standing::meant(text.trim());
        if found.is_none() {
            let names = Standing::ALL.map(|(_, name)| name);
            self.unknown_value("status", text, span, &names);
        }
        found
    }

    pub(super) fn evidence_ids(&mut self, node: &Node) -> Vec<String> {
        let names = self.names("evidence", node);
        for (id, span) in &names {
            self.evidence.refer(id, *span, &mut self.log);
        }
        names.into_iter().map(|(id, _)| self.evidence.id_of(id).to_owned()).collect()
    }
}
