//! `[[judgement]]` and `[[expect]]`: a person's answers, and what the result should be.

use super::Reader;
use super::cursor::Entry;
use super::node::{Kind, Node, Table};
use crate::case::facts::{Expectation, ExpectedGrades, Judgement, Sentence, Spread};
use crate::case::keys::{EXPECT, JUDGEMENT, RESULTS, names};
use crate::case::scalar;
use crate::diagnostic::Diagnostic;
use crate::place::Place;

impl Reader<'_> {
    /// `[[judgement]]`
    pub fn judgements(&mut self, root: &Table) {
        for entry in self.entries(root, "judgement") {
            if self.log.is_full() {
                return;
            }
            self.no_other_keys("`[[judgement]]`", entry.table, &names(&JUDGEMENT));
            let person = self.person_of(&entry, "`[[judgement]]`");
            let place = self.place_of(&entry, "place", "`[[judgement]]`");
            let holds = self.required(entry.table, "holds", "`[[judgement]]`", entry.span);
            let holds = holds.and_then(|node| self.yes_or_no("holds", node));
            let reasons = self.text(entry.table, "reasons");
            if let (Some(person), Some(place), Some(holds)) = (person, place, holds) {
                self.judgement(Judgement { person, place, holds, reasons, span: entry.span });
            }
        }
    }

    fn judgement(&mut self, judgement: Judgement) {
        let about = (judgement.person, judgement.place.clone());
        if let Some(first) = self.spans.judgements.get(&about) {
            let message = format!("the question at `{}` is answered twice for the same person", judgement.place);
            let error = Diagnostic::error("duplicate-judgement", judgement.span, message).at_fault("second");
            return self.log.push(error.also(*first, "first").help("keep one of the two"));
        }
        self.spans.judgements.insert(about, judgement.span);
        self.case.judgements.push(judgement);
    }

    /// `[[expect]]`
    pub fn expectations(&mut self, root: &Table) {
        for entry in self.entries(root, "expect") {
            if self.log.is_full() {
                return;
            }
            self.no_other_keys("`[[expect]]`", entry.table, &names(&EXPECT));
            let person = self.person_of(&entry, "`[[expect]]`");
            let offence = self.place_of(&entry, "offence", "`[[expect]]`");
            let grades = self.grades(&entry);
            let grounds = entry.table.get("grounds").map(|node| self.places("grounds", node)).unwrap_or_default();
            let text = self.text(entry.table, "text");
            let sentence = self.sentence(entry.table);
            let basis = entry.table.get("basis").and_then(|node| self.place("basis", node));
            let result = entry.table.get("result").and_then(|node| self.result(node));
            let differs = self.text(entry.table, "differs");
            if let (Some(person), Some(offence)) = (person, offence) {
                let span = entry.span;
                self.case.expectations.push(Expectation {
                    person,
                    offence,
                    grades,
                    text,
                    grounds,
                    sentence,
                    result,
                    basis,
                    differs,
                    span,
                });
            }
        }
    }

    fn person_of(&mut self, entry: &Entry, of: &str) -> Option<usize> {
        let node = self.required(entry.table, "person", of, entry.span)?;
        let (id, span) = self.text_of("person", node)?;
        self.persons.refer(id, span, &mut self.log)
    }

    fn place_of(&mut self, entry: &Entry, key: &str, of: &str) -> Option<Place> {
        let node = self.required(entry.table, key, of, entry.span)?;
        self.place(key, node)
    }

    /// `true` or `false`.
    pub(super) fn yes_or_no(&mut self, key: &str, node: &Node) -> Option<bool> {
        if let Kind::Truth(holds) = node.kind {
            return Some(holds);
        }
        if let Some(holds) = node.text().and_then(scalar::truth) {
            return Some(holds);
        }
        let error = self.wrong_type(key, "`true` or `false`", node);
        self.log.push(error);
        None
    }

    fn places(&mut self, key: &str, node: &Node) -> Vec<Place> {
        let Some(list) = node.list() else { return self.place(key, node).into_iter().collect() };
        list.iter().filter_map(|node| self.place(key, node)).collect()
    }

    fn grades(&mut self, entry: &Entry) -> Option<ExpectedGrades> {
        match (entry.table.get("grade"), entry.table.get("grades")) {
            (Some(one), Some(several)) => {
                let error = Diagnostic::error("grade-and-grades", one.span, "expected `grade` or `grades`, found both");
                self.log.push(error.also(several.span, "also here").help("keep `grade` if one grade is expected"));
                None
            }
            (Some(node), None) => self.text_of("grade", node).map(|(grade, _)| ExpectedGrades::One(grade.to_owned())),
            (None, Some(node)) => {
                let names = self.names("grades", node);
                Some(ExpectedGrades::Possible(names.into_iter().map(|(grade, _)| grade.to_owned()).collect()))
            }
            (None, None) => None,
        }
    }

    fn sentence(&mut self, table: &Table) -> Sentence {
        let mut flag = |key| table.get(key).and_then(|node| self.yes_or_no(key, node)).unwrap_or(false);
        let (life, fine_alone, probation) = (flag("life"), flag("fine_alone"), flag("probation"));
        let mut spread = |key, unit| table.get(key).and_then(|node| self.spread(key, unit, node));
        Sentence {
            imprisonment: spread("months", "months"),
            detention: spread("detention", "months"),
            control: spread("control", "months"),
            combined: spread("combined", "months"),
            fine: spread("fine", "yuan"),
            life,
            fine_alone,
            probation,
        }
    }

    /// `36`, or `{ min = 8, max = 36 }` where several persons got from the one to the other.
    fn spread(&mut self, key: &str, unit: &str, node: &Node) -> Option<Spread> {
        const MOST: u64 = 1_000_000_000;
        let number = |node: &Node| match &node.kind {
            Kind::Integer(digits, radix) => u64::from_str_radix(digits, *radix).ok().filter(|number| *number <= MOST),
            _ => None,
        };
        let ends = match &node.kind {
            Kind::Table(table) => {
                self.no_other_keys(&format!("`{key}`"), table, &["min", "max"]);
                let end = |key| table.get(key).and_then(number);
                end("min").zip(end("max")).filter(|(min, max)| min <= max)
            }
            _ => number(node).map(|number| (number, number)),
        };
        if ends.is_none() {
            let error = self.wrong_type(key, &format!("a whole number of {unit}, or a range of them,"), node);
            self.log.push(error);
        }
        ends
    }

    fn result(&mut self, node: &Node) -> Option<String> {
        let (text, span) = self.text_of("result", node)?;
        if !RESULTS.contains(&text) {
            self.unknown_value("result", text, span, &RESULTS);
        }
        Some(text.to_owned())
    }
}
