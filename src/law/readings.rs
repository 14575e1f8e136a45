//! Readings: contested points as choices, and conditions on nothing else.

use super::book::{Choice, ChoiceOption, Predicate, Text, Verification};
use super::collect::each_once;
use super::condition::{ChoiceId, Condition, Options};
use super::resolve::Resolver;
use super::vocabulary::Label;
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::suggest;
use crate::syntax::tree::{self, Clause, Expression, Name, Node, Reading};

impl Resolver<'_> {
    /// Takes in the readings of all instruments in force.
    pub fn read_choices(&mut self) {
        let declared = self.declared;
        let mut names = Vec::new();
        for instrument in &declared.instruments {
            for clause in &instrument.tree.clauses {
                let Clause::Reading(reading) = clause else { continue };
                names.push((reading.name.node.as_str(), reading.name.span));
                let choice = self.choice(reading, &instrument.tree.id.node);
                self.choices.push(choice);
            }
        }
        each_once("reading", names, &mut self.diagnostics);
    }

    fn choice(&mut self, reading: &Reading, instrument: &str) -> Choice {
        self.check_capacity(&reading.name, reading.options.len());
        self.check_default(reading);
        self.check_figures(reading);
        let names = reading.options.iter().flat_map(|option| std::iter::once(&option.name).chain(&option.also));
        each_once("option", names.map(|name| (name.node.as_str(), name.span)), &mut self.diagnostics);
        if reading.options.is_empty() {
            let message = format!("expected an option of `{}`, found none", reading.name.node);
            self.diagnostics.push(Diagnostic::error("no-option", reading.name.span, message).at_fault("no answer"));
        }
        let options = reading.options.iter().take(Options::CAPACITY).map(|option| ChoiceOption {
            name: option.name.node.clone(),
            also: option.also.iter().map(|also| also.node.clone()).collect(),
            authority: option.by.as_ref().and_then(|by| self.authority(by)),
            text: self.text(&option.text),
        });
        let options = options.collect();
        let text = self.text(&reading.text);
        let convention = reading.convention.as_ref().map(label);
        Choice { name: reading.name.node.clone(), text, options, convention, instrument: instrument.to_owned() }
    }

    /// `reading NAME = OPTION`, or `in` several.
    pub fn reading(&mut self, name: &Name, options: &[Name]) -> Option<Condition> {
        let Some(position) = self.choices.iter().position(|choice| choice.name == name.node) else {
            let known = self.choices.iter().map(|choice| choice.name.as_str());
            let unknown = Diagnostic::error("unknown-reading", name.span, format!("unknown reading `{}`", name.node))
                .at_fault("no such `reading` in force")
                .maybe_help(suggest::did_you_mean(&name.node, known));
            let note = self.left_out(&name.node);
            return self.fail(note.into_iter().fold(unknown, Diagnostic::note));
        };
        let found: Vec<_> = options.iter().map(|option| self.option(position, option)).collect();
        let options = found.into_iter().collect::<Option<Options>>()?;
        Some(Condition::Choice { choice: ChoiceId(position as u16), options })
    }

    /// A rule without any authority is a choice of its own, named after its place, whose other side is that it is left
    /// out; where it turns on a reading, that says so already. What is proposed needs no authority.
    pub fn unless_left_out(&mut self, place: &Place, written: &tree::Text, predicate: Predicate) -> Predicate {
        let text = &self.text(written);
        let span = written.tag.as_ref().map_or(written.label.zh.span, |tag| tag.word.span);
        let amended = written.tag.as_ref().is_some_and(|tag| tag.amended);
        let proposed = amended || self.proposed.contains(&span.source);
        if text.verification != Verification::Unverified || proposed || predicate.turns_on_a_reading() {
            return predicate;
        }
        let name = place.to_string();
        let known = self.choices.iter().position(|choice| choice.name == name);
        let position = known.unwrap_or_else(|| {
            self.choices.push(without_authority(place, text));
            self.choices.len() - 1
        });
        let applied = Condition::Choice { choice: ChoiceId(position as u16), options: Options::one(0) };
        Predicate::All(vec![predicate, Predicate::Person(applied)])
    }

    fn option(&mut self, choice: usize, name: &Name) -> Option<usize> {
        let choice = &self.choices[choice];
        let found = choice.option(&name.node);
        if found.is_none() {
            let known = choice.options.iter().map(|option| option.name.as_str());
            let also = choice.options.iter().flat_map(|option| &option.also).map(String::as_str);
            let help = suggest::did_you_mean(&name.node, known.clone().chain(also));
            let message = format!("unknown option `{}`", name.node);
            let unknown = Diagnostic::error("unknown-option", name.span, message)
                .at_fault(format!("`{}` has {}", choice.name, super::words::one_of(known)))
                .maybe_help(help);
            return self.fail(unknown);
        }
        found
    }

    /// A condition that only readings decide.
    pub fn reading_only(&mut self, expression: &Expression) -> Option<Condition> {
        match &*expression.node {
            Node::Or(parts) => self.readings_only(parts).map(Condition::Any),
            Node::And(parts) => self.readings_only(parts).map(Condition::All),
            Node::Not(inner) => self.reading_only(inner).map(Condition::not),
            Node::Reading { name, options } => self.reading(name, options),
            _ => {
                let message = format!("expected a reading, found `{}`", self.words(expression.span));
                self.reject("not-a-reading", expression.span, message, "only readings can decide this")
            }
        }
    }

    fn readings_only(&mut self, parts: &[Expression]) -> Option<Vec<Condition>> {
        let parts: Vec<_> = parts.iter().map(|part| self.reading_only(part)).collect();
        parts.into_iter().collect()
    }
}

/// Whether a rule without any authority is applied, or left out.
fn without_authority(place: &Place, text: &Text) -> Choice {
    let option = |name: &str, zh: &str, en: &str| ChoiceOption {
        name: name.to_owned(),
        also: Vec::new(),
        authority: None,
        text: Text { label: Label { zh: zh.to_owned(), en: en.to_owned() }, ..text.clone() },
    };
    Choice {
        name: place.to_string(),
        text: text.clone(),
        options: vec![
            option("applied", "适用该规则", "The rule applies"),
            option("left_out", "该规则没有依据，不适用", "The rule has no authority and is left out"),
        ],
        convention: None,
        instrument: place.instrument.clone(),
    }
}
