//! `[file]` and `[person.file]`: what documents need beside facts.

use super::Reader;
use super::fact::Shape;
use super::node::{Node, Table};
use crate::case::facts::Value;
use crate::case::keys::{BESIDE_TERM, Holds, Key, names, terms};
use crate::case::particulars::{Particular, Particulars, Proposed};
use crate::diagnostic::Diagnostic;
use crate::law::book::Term;
use crate::law::vocabulary::FactKind;
use crate::quantity::Unit;
use crate::range::Range;

/// The key of both tables.
pub const FILE: &str = "file";

impl Reader<'_> {
    /// The table `file` of a table, with these keys.
    pub fn particulars(&mut self, table: &Table, keys: &'static [Key]) -> Particulars {
        let Some(node) = table.get(FILE) else { return Particulars::default() };
        match node.table() {
            Some(table) => self.particulars_in("`file`", table, keys),
            None => {
                let error = self.wrong_type(FILE, "a table", node);
                self.log.push(error.help("write `[file]`, or `[person.file]` under a person, with one bracket"));
                Particulars::default()
            }
        }
    }

    fn particulars_in(&mut self, of: &str, table: &Table, keys: &'static [Key]) -> Particulars {
        let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
        self.no_other_keys(of, table, &names);
        let mut found = Particulars::default();
        for key in keys {
            let stated = table.get(key.name).and_then(|node| self.particular(key, table, node));
            found.stated.extend(stated.map(|stated| (key.name, stated)));
        }
        found
    }

    fn particular(&mut self, key: &Key, table: &Table, node: &Node) -> Option<Particular> {
        match key.holds {
            Holds::Text | Holds::Passage => {
                self.text_of(key.name, node).map(|(text, _)| Particular::Text(text.to_owned()))
            }
            Holds::Day => self.days(key.name, node).map(Particular::Day),
            Holds::Tables(keys) => {
                let of = format!("an entry of `{}`", key.name);
                let entries = self.entries(table, key.name);
                let read = entries.iter().map(|entry| self.particulars_in(&of, entry.table, keys));
                Some(Particular::Entries(read.collect()))
            }
            Holds::Proposed => {
                let Some(table) = node.table() else {
                    let error = self.wrong_type(key.name, "a table such as `{ imprisonment = 14, fine = 5000 }`", node);
                    self.log.push(error);
                    return None;
                };
                Some(Particular::Proposed(Box::new(self.proposed(table, node))))
            }
            other => unreachable!("INVARIANT: what documents need is text, days, tables and a figure, not {other:?}"),
        }
    }

    fn proposed(&mut self, table: &Table, node: &Node) -> Proposed {
        let known: Vec<&str> = terms().chain(names(&BESIDE_TERM)).collect();
        self.no_other_keys("`proposed`", table, &known);
        let mut terms = Vec::new();
        for term in Term::ALL {
            let months = table.get(term.name()).and_then(|node| self.figure(term.name(), Unit::Months, node));
            terms.extend(months.map(|months| (term, months)));
        }
        let exempt = table.get("exempt").and_then(|node| self.yes_or_no("exempt", node)).unwrap_or(false);
        if terms.len() + usize::from(exempt) > 1 {
            let message = "expected one penalty in `proposed`, found several";
            let error = Diagnostic::error("several-penalties", node.span, message);
            self.log.push(error.help("propose one of `imprisonment`, `detention`, `control` or `exempt`"));
        }
        let mut yuan = |key: &str, unit| table.get(key).and_then(|node| self.figure(key, unit, node));
        let (fine, probation) = (yuan("fine", Unit::Yuan), yuan("probation", Unit::Months));
        let reasons = self.text(table, "reasons");
        Proposed { term: terms.into_iter().next(), fine, probation, exempt, reasons, span: node.span }
    }

    /// A figure, or from one to another.
    fn figure(&mut self, name: &str, unit: Unit, node: &Node) -> Option<Range> {
        let fact = self.fact(Shape { name, kind: FactKind::Amount(unit), least: 0 }, node)?;
        match fact.value {
            Value::Number(range) => Some(range),
            _ => None,
        }
    }
}
