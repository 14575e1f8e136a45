//! `[case]` and `[[evidence]]`.

use super::Reader;
use super::cursor::Entry;
use super::ids::not_an_id;
use super::node::{Kind, Table, shown};
use crate::case::facts::{CaseSource, Entity, Evidence, Fact, Value};
use crate::case::keys::{CASE, EVIDENCE, SOURCE, names};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Scope;
use crate::span::Span;
use crate::suggest;

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
        self.facts(Entity::Case, table, &names(&CASE));
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
            self.case.stated.insert((Entity::Case, fact), Fact::shown(Value::Number(judged), span));
        }
        self.case.linked = self.text_list(table, "linked");
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
        self.no_other_keys("an entry of `sources`", entry.table, &names(&SOURCE));
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
            self.no_other_keys("`[[evidence]]`", entry.table, &names(&EVIDENCE));
            let kind = entry.table.get("kind").and_then(|node| {
                let kinds = self.structural_list("evidence_kind");
                self.listed_index("kind", kinds, node)
            });
            let id = entry.table.get("id").and_then(|node| node.text()).unwrap_or_default().to_owned();
            let [title, shows] = ["title", "shows"].map(|key| self.text(entry.table, key));
            let [volume, page] = ["volume", "page"].map(|key| self.numeral(entry.table, key));
            let outstanding = entry.table.get("outstanding").and_then(|node| self.yes_or_no("outstanding", node));
            let (outstanding, facts) = (outstanding.unwrap_or(false), Vec::new());
            self.case.evidence.push(Evidence { id, kind, title, volume, page, shows, facts, outstanding });
        }
    }

    /// `volume = 2` or `volume = "2-3"`.
    fn numeral(&mut self, table: &Table, key: &str) -> Option<String> {
        match table.get(key).map(|node| &node.kind) {
            Some(Kind::Integer(digits, _)) if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
                Some(digits.to_string())
            }
            _ => self.text(table, key),
        }
    }

    /// The facts that each piece of evidence shows or would show, by their paths.
    pub fn evidence_facts(&mut self, entries: &[Entry]) {
        for (evidence, entry) in entries.iter().enumerate() {
            let Some(node) = entry.table.get("facts") else { continue };
            for (path, span) in self.names("facts", node) {
                match self.case.at_path(self.vocabulary, path) {
                    Some(fact) => self.case.evidence[evidence].facts.push(fact),
                    None => {
                        let message = format!("expected the path of a fact, found `{}`", shown(path));
                        let near =
                            suggest::did_you_mean(path, self.case.paths(self.vocabulary).iter().map(String::as_str));
                        let help =
                            near.unwrap_or_else(|| "a path is `dataset.orders.items` or `act.a2.gains`".to_owned());
                        self.log.push(Diagnostic::error("unknown-path", span, message).help(help));
                    }
                }
            }
        }
    }
}
