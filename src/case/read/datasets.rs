//! `[[dataset]]`, with lineage, other units of count, and shares.

use super::Reader;
use super::cursor::{Entry, quoted};
use super::fact::Shape;
use super::node::{Node, shown};
use crate::case::facts::{Dataset, Entity, Fact};
use crate::case::keys::{COUNTS, DATASET, names};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::{FactKind, Scope};
use crate::quantity::Unit;
use crate::suggest;

impl Reader<'_> {
    /// `[[dataset]]`
    pub fn datasets(&mut self, entries: &[Entry]) {
        for (dataset, entry) in entries.iter().enumerate() {
            if self.log.is_full() {
                return;
            }
            let id = entry.table.get("id").and_then(Node::text).unwrap_or_default().to_owned();
            let title = self.text(entry.table, "title");
            let from = entry.table.get("from").map(|node| self.lineage_of(dataset, node)).unwrap_or_default();
            let shares =
                entry.table.get("share").map(|node| self.shares(Entity::Dataset(dataset), node)).unwrap_or_default();
            self.facts(Entity::Dataset(dataset), entry.table, &names(&DATASET));
            if let Some(node) = entry.table.get("counts") {
                self.counts(dataset, node);
            }
            self.case.datasets.push(Dataset { id, title, from, shares, unnamed: None, span: entry.span });
        }
    }

    fn lineage_of(&mut self, dataset: usize, node: &Node) -> Vec<usize> {
        let mut from = Vec::new();
        for (id, span) in self.names("from", node) {
            if let Some(source) = self.datasets.refer(id, span, &mut self.log) {
                from.push(source);
                self.spans.lineage.push((dataset, source, span));
            }
        }
        from
    }

    fn counts(&mut self, dataset: usize, node: &Node) {
        let Some(table) = node.table() else {
            let error = self.wrong_type("counts", "a table such as `{ persons = 100 }`", node);
            return self.log.push(error);
        };
        for (key, node) in &table.entries {
            let known = COUNTS.contains(&key.name.as_ref());
            match self.vocabulary.fact_named(Scope::Dataset, &key.name).filter(|_| known) {
                Some(fact) => self.state(Entity::Dataset(dataset), fact, key, node),
                None => {
                    let help = suggest::did_you_mean(&key.name, COUNTS);
                    let help = help.unwrap_or_else(|| format!("the keys are {}", quoted(&COUNTS)));
                    let message = format!("unknown key `{}` in `counts`", shown(&key.name));
                    self.log.push(Diagnostic::error("unknown-key", key.span, message).help(help));
                }
            }
        }
    }

    /// `share = { … }`. A share that is a fact of a dataset is kept as one: rules can ask for it.
    fn shares(&mut self, entity: Entity, node: &Node) -> Vec<(usize, Fact)> {
        let Some(table) = node.table() else {
            let error = self.wrong_type("share", "a table such as `{ under_14 = 300 }`", node);
            self.log.push(error);
            return Vec::new();
        };
        let kinds = self.vocabulary.kinds(self.structural_list("share_kind"));
        let mut shares = Vec::new();
        for (key, node) in &table.entries {
            let Some(share) = kinds.meant(&key.name) else {
                let names: Vec<&str> = kinds.names().collect();
                self.unknown_value("share", &key.name, key.span, &names);
                continue;
            };
            let shape = Shape { name: &kinds.values[share].0, kind: FactKind::Amount(Unit::Items), least: 0 };
            match self.vocabulary.fact_named(Scope::Dataset, &key.name) {
                Some(id) => {
                    self.state(entity, id, key, node);
                    shares.extend(self.case.stated.get(&(entity, id)).map(|fact| (share, fact.clone())));
                }
                None => shares.extend(self.fact(shape, node).map(|fact| (share, fact))),
            }
        }
        shares
    }
}
