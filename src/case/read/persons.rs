//! `[[person]]`, with the person's prior records.

use super::Reader;
use super::cursor::Entry;
use super::node::{Kind, Node};
use crate::case::facts::{Entity, Person};
use crate::case::keys::{PERSON, names};
use crate::case::particulars::OF_PERSON;

impl Reader<'_> {
    /// `[[person]]`
    pub fn persons(&mut self, entries: &[Entry]) {
        for (person, entry) in entries.iter().enumerate() {
            if self.log.is_full() {
                return;
            }
            let id = entry.table.get("id").and_then(Node::text).unwrap_or_default().to_owned();
            let name = self.text(entry.table, "name").unwrap_or_else(|| id.clone());
            let of = entry.table.get("of").and_then(|node| self.member(person, node));
            let elsewhere = entry.table.get("elsewhere").and_then(|node| self.elsewhere(node));
            let records = self.records(person, entry);
            let file = self.particulars(entry.table, OF_PERSON);
            self.facts(Entity::Person(person), entry.table, &names(&PERSON));
            self.case.persons.push(Person { id, name, of, records, elsewhere, file, span: entry.span });
        }
    }

    fn member(&mut self, person: usize, node: &Node) -> Option<usize> {
        let (id, span) = self.text_of("of", node)?;
        let unit = self.persons.refer(id, span, &mut self.log)?;
        self.spans.members.push((person, unit, span));
        Some(unit)
    }

    /// `elsewhere = true`, or the number or id of the other case.
    fn elsewhere(&mut self, node: &Node) -> Option<String> {
        match &node.kind {
            Kind::Truth(elsewhere) => elsewhere.then(String::new),
            Kind::Text(_) => self.text_of("elsewhere", node).map(|(case, _)| case.to_owned()),
            _ => {
                let error =
                    self.wrong_type("elsewhere", "`true`, or the number of the other case in quotation marks", node);
                self.log.push(error);
                None
            }
        }
    }

    fn records(&mut self, person: usize, entry: &Entry) -> Option<usize> {
        if entry.table.get("record").is_some_and(Node::is_unknown) {
            return None;
        }
        let records = self.entries(entry.table, "record");
        if let Some(node) = entry.table.get("record") {
            self.spans.records.insert(person, node.span);
        }
        for (record, entry) in records.iter().enumerate() {
            self.facts(Entity::Record { person, record }, entry.table, &[]);
        }
        Some(records.len())
    }
}
