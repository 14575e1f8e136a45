//! `[case]` and `[[evidence]]`.

use super::Reader;
use super::cursor::Entry;
use super::ids::not_an_id;
use super::node::Table;
use crate::case::facts::{CaseSource, Entity, Evidence, Fact, Standing, Value};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Scope;
use crate::span::Span;

/// The keys of `[case]` that are no facts.
const KEYS: [&str; 6] = ["id", "title", "title_zh", "judged", "sources", "notes"];

impl Reader<'_> {
    /// `[case]`
    pub fn head(&mut self, root: &Table) {
        let Some(node) = root.get("case") else {
            let start = Span::new(self.case.source, 0, 0);
            let error = Diagnostic::error("missing-key", start, "expected a table `[case]`, found none");
            return self.log.push(error.help("begin the file with `[case]` and an `id`"));
        };
        let Some(table) = node.table() else {
            let error = self.wrong_type("case", "a table", node);
            return self.log.push(error.help("write `[case]` with one bracket"));
        };
        self.facts(Entity::Case, table, &KEYS);
        self.case_id(table, node.span);
        self.case.title.en = self.text(table, "title").unwrap_or_else(|| self.case.id.clone());
        self.case.title.zh = self.text(table, "title_zh").unwrap_or_else(|| self.case.title.en.clone());
        self.case.notes = self.text(table, "notes");
        self.spans.judged = table.get("judged").map(|node| node.span);
        self.case.judged = table.get("judged").and_then(|node| self.days_or_range("judged", node));
        // An uncertain day of judgment is a fact too, for what the law asks of it.
        let fact = self.vocabulary.fact_named(Scope::Case, "judged");
        let fact = fact.filter(|_| self.case.judged.is_some_and(|days| days.settled().is_none()));
        if let (Some(fact), Some(judged), Some(span)) = (fact, self.case.judged, self.spans.judged) {
            let (value, standing) = (Value::Number(judged), Standing::Proven);
            let stated = Fact { value, standing, defence: None, evidence: Vec::new(), note: None, span };
            self.case.stated.insert((Entity::Case, fact), stated);
        }
        for entry in self.entries(table, "sources") {
            let source = self.source(&entry);
            self.case.sources.push(source);
        }
    }

    fn case_id(&mut self, table: &Table, span: Span) {
        let Some(node) = self.required(table, "id", "`[case]`", span) else { return };
        let Some((id, span)) = self.text_of("id", node) else { return };
        if let Some(found) = not_an_id(id) {
            let message = format!("expected an id, found {found}");
            return self.log.push(Diagnostic::error("empty-id", span, message));
        }
        self.case.id = id.to_owned();
    }

    fn source(&mut self, entry: &Entry) -> CaseSource {
        self.no_other_keys("an entry of `sources`", entry.table, &["publisher", "title", "url", "accessed"]);
        CaseSource {
            publisher: self.text(entry.table, "publisher").unwrap_or_default(),
            title: self.text(entry.table, "title").unwrap_or_default(),
            url: self.text(entry.table, "url"),
            accessed: self.text(entry.table, "accessed"),
        }
    }

    /// `[[evidence]]`
    pub fn evidence(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.no_other_keys("`[[evidence]]`", entry.table, &["id", "kind", "title", "notes"]);
            let kind = entry.table.get("kind").and_then(|node| {
                let kinds = self.structural_list("evidence_kind");
                self.listed_index("kind", kinds, node)
            });
            let id = entry.table.get("id").and_then(|node| node.text()).unwrap_or_default().to_owned();
            let title = self.text(entry.table, "title");
            self.case.evidence.push(Evidence { id, kind, title });
        }
    }
}
