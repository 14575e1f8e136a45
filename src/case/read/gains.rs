//! `[[gains]]` and `[[consequence]]`: what several acts brought, and what followed from them.

use super::Reader;
use super::cursor::Entry;
use super::node::{Node, Table};
use crate::case::facts::{Consequence, Entity, Gains};
use crate::case::keys::{CONSEQUENCE, GAINS, names};
use crate::span::Span;

impl Reader<'_> {
    /// `[[gains]]`; these come before those that are written in acts.
    pub fn gains(&mut self, root: &Table) {
        for (gains, entry) in self.entries(root, "gains").iter().enumerate() {
            if self.log.is_full() {
                return;
            }
            let of = self.acts_of(entry, "`[[gains]]`");
            for (act, span) in &of {
                self.spans.gains_of.entry(*act).or_insert(*span);
            }
            let by = entry.table.get("by").and_then(|node| {
                let (id, span) = self.text_of("by", node)?;
                self.persons.refer(id, span, &mut self.log)
            });
            self.facts(Entity::Gains(gains), entry.table, &names(&GAINS));
            let of = of.into_iter().map(|(act, _)| act).collect();
            self.case.gains.push(Gains { of, by, in_act: false });
        }
    }

    /// `[[consequence]]`
    pub fn consequences(&mut self, root: &Table) {
        for (consequence, entry) in self.entries(root, "consequence").iter().enumerate() {
            if self.log.is_full() {
                return;
            }
            let of = self.acts_of(entry, "`[[consequence]]`");
            self.facts(Entity::Consequence(consequence), entry.table, &names(&CONSEQUENCE));
            self.case.consequences.push(Consequence { of: of.into_iter().map(|(act, _)| act).collect() });
        }
    }

    fn acts_of(&mut self, entry: &Entry, table: &str) -> Vec<(usize, Span)> {
        let Some(node) = self.required(entry.table, "of", table, entry.span) else { return Vec::new() };
        self.acts_named("of", node)
    }

    /// The acts that a key names.
    pub(super) fn acts_named(&mut self, key: &str, node: &Node) -> Vec<(usize, Span)> {
        let names = self.names(key, node);
        names.into_iter().filter_map(|(id, span)| Some((self.acts.refer(id, span, &mut self.log)?, span))).collect()
    }
}
