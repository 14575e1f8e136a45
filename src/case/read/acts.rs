//! `[[act]]`: who took part, on which datasets, to whom; and the gains that are written in the act itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::cursor::Entry;
use super::fact::Shape;
use super::node::{Kind, Node, Table, shown};
use crate::case::facts::{Act, Dataset, Entity, Fact, Gains, Value};
use crate::case::keys::{ACT, ACTOR, names};
use crate::case::recipients::{self, Many, Recipients};
use crate::case::scalar::{Ends, Misread};
use crate::diagnostic::Diagnostic;
use crate::law::condition::FactId;
use crate::law::vocabulary::Scope;
use crate::quantity::Unit;
use crate::range::{LARGEST, Range};
use crate::span::Span;

/// The keys of an act that are no facts.
const STRUCTURAL: [&str; 6] = names(&ACT);

/// The vocabulary's group of conduct that concerns no body of information.
pub const WITHOUT_DATA: &str = "without_data";

/// What an act is: the fact on which it depends whether it concerns any information.
const DOES: &str = "does";

/// What ends the id of information that an act concerns and the file does not name, after the act's.
const UNNAMED: &str = "?";

/// Names, each with its place.
type Placed = Vec<(String, Span)>;

/// How a number of recipients is written.
const HOW_MANY: &str = "write each name in its own quotation marks; a number as `recipients = 3`, several as `recipients = \
                        { min = 2 }`, and where nobody knows, `recipients = \"unknown\"`";

/// Further facts of its own gains, where the vocabulary also lets them be written elsewhere in an act.
const OF_GAINS: [&str; 2] = ["cost", "expenses"];

impl Reader<'_> {
    /// `[[act]]`
    pub fn acts(&mut self, entries: &[Entry]) {
        for (act, entry) in entries.iter().enumerate() {
            if self.log.is_full() {
                return;
            }
            let id = entry.table.get("id").and_then(Node::text).unwrap_or_default().to_owned();
            let by = match self.required(entry.table, "by", "`[[act]]`", entry.span) {
                Some(node) => self.actors(act, node),
                None => Vec::new(),
            };
            self.act_facts(act, entry.table);
            let datasets = match entry.table.get("dataset") {
                Some(node) => self.act_datasets(node),
                None if self.needs_no_dataset(act) => Vec::new(),
                None => self.no_dataset(act, &id, entry.span),
            };
            let to = entry.table.get("to").and_then(|node| self.recipients(act, &by, node));
            let after = entry.table.get("after").map(|node| self.after(act, node)).unwrap_or_default();
            let lasting = entry.table.get("from").or(entry.table.get("until")).is_some();
            self.case.acts.push(Act { id, by, datasets, to, after, lasting, span: entry.span });
        }
    }

    fn actors(&mut self, act: usize, node: &Node) -> Vec<usize> {
        let single = std::slice::from_ref(node);
        let list = node.list().unwrap_or(single);
        if list.is_empty() {
            let error = Diagnostic::error("empty-list", node.span, "expected at least one person in `by`, found none");
            self.log.push(error.at_fault("an act is somebody's"));
        }
        let mut found = Vec::new();
        let mut first: BTreeMap<usize, Span> = BTreeMap::new();
        for element in list {
            if self.log.is_full() {
                break;
            }
            let Some((person, span)) = self.actor(act, element) else { continue };
            match first.insert(person, span) {
                Some(first) => self.twice("by", named(element), first, span),
                None => found.push(person),
            }
        }
        found
    }

    /// `"zhang"` or `{ person = "zhang", role = "principal" }`.
    fn actor(&mut self, act: usize, node: &Node) -> Option<(usize, Span)> {
        let Kind::Table(table) = &node.kind else {
            let (id, span) = self.text_of("by", node)?;
            return Some((self.persons.refer(id, span, &mut self.log)?, span));
        };
        let named = self.required(table, "person", "an entry of `by`", node.span)?;
        let (id, span) = self.text_of("person", named)?;
        let person = self.persons.refer(id, span, &mut self.log)?;
        self.facts(Entity::Participant { act, person }, table, &names(&ACTOR));
        Some((person, span))
    }

    fn act_datasets(&mut self, node: &Node) -> Vec<usize> {
        let mut found = Vec::new();
        let mut first: BTreeMap<usize, Span> = BTreeMap::new();
        for (id, span) in self.names("dataset", node) {
            let Some(dataset) = self.datasets.refer(id, span, &mut self.log) else { continue };
            // The same may be named by its id and by its title.
            match first.insert(dataset, span) {
                Some(first) => self.twice("dataset", id, first, span),
                None => found.push(dataset),
            }
        }
        found
    }

    /// The acts that were over when this one began.
    fn after(&mut self, act: usize, node: &Node) -> Vec<usize> {
        let named = self.acts_named("after", node);
        self.spans.after.extend(named.iter().map(|(earlier, span)| (act, *earlier, *span)));
        named.into_iter().map(|(earlier, _)| earlier).collect()
    }

    /// Whether the conduct surely is one that concerns no body of information, as the vocabulary's group of these has it.
    fn needs_no_dataset(&self, act: usize) -> bool {
        let group = self.vocabulary.groups.iter().find(|(name, ..)| name == WITHOUT_DATA);
        match (group, self.does(act)) {
            (Some((.., without)), Some(Value::Options(conduct))) => !conduct.is_empty() && conduct.within(*without),
            _ => false,
        }
    }

    /// Whatever an act takes or passes on is some information. Which, of what kind and how much is open where the file does
    /// not say it: were nothing counted, what nobody stated would be held to be none. What was done has to be said first.
    fn no_dataset(&mut self, act: usize, id: &str, span: Span) -> Vec<usize> {
        let message =
            format!("the act `{}` names no dataset, so that what it concerns, and how much, is open", shown(id));
        let help = "write `dataset`, with the id or the title of a `[[dataset]]`";
        self.log.push(Diagnostic::warning("no-dataset", span, message).help(help));
        if self.does(act).is_none() {
            return Vec::new();
        }
        let unnamed = Dataset {
            id: format!("{id}{UNNAMED}"),
            title: None,
            from: Vec::new(),
            shares: Vec::new(),
            unnamed: Some(act),
            span,
        };
        self.case.datasets.push(unnamed);
        vec![self.case.datasets.len() - 1]
    }

    /// What was done, where the file says it.
    fn does(&self, act: usize) -> Option<&Value> {
        let does = self.vocabulary.fact_named(Scope::Act, DOES)?;
        self.case.fact(Entity::Act(act), does).map(|does| &does.value)
    }

    /// The ids in `to`, without those who acted jointly; nothing where it names nobody. How many more it says there are is
    /// the act's number of recipients.
    fn recipients(&mut self, act: usize, by: &[usize], node: &Node) -> Option<Vec<String>> {
        self.spans.recipients.insert(act, node.span);
        let by: BTreeSet<usize> = by.iter().copied().collect();
        let mut to: Vec<String> = Vec::new();
        let (names, number) = self.all_recipients(node)?;
        for (id, span) in &names {
            let span = *span;
            if self.persons.position(id).is_some_and(|person| by.contains(&person)) {
                let message = format!("`{}` acts jointly here, so is not counted as a recipient", shown(id));
                self.log.push(Diagnostic::warning("joint-actor", span, message).at_fault("also in `by`"));
            } else {
                // Whoever is an accused goes by one name, so that he is one recipient however he is written.
                let id = self.persons.id_of(id).to_owned();
                match to.contains(&id) {
                    true => self.twice("to", &id, node.span, span),
                    false => to.push(id),
                }
            }
        }
        let Some(number) = number else { return Some(to) };
        self.number_of_recipients(act, number, node.span);
        (!to.is_empty()).then_some(to)
    }

    /// The names in `to`, each with its place, and how many there are in all where that says something else.
    fn all_recipients(&mut self, node: &Node) -> Option<(Placed, Option<Many>)> {
        if !matches!(node.kind, Kind::Text(_) | Kind::List(_)) {
            let error = self.wrong_type("to", "text in quotation marks", node);
            self.log.push(error.help(HOW_MANY));
            return None;
        }
        let texts = self.names("to", node);
        let in_list = node.list().is_some_and(|list| list.len() > 1);
        let (mut names, mut each) = (Vec::new(), Vec::new());
        for (text, span) in texts {
            let known = self.persons.position(text).is_some();
            let said = match known || text.trim().is_empty() {
                true => Ok(Recipients { named: vec![text.to_owned()], number: None }),
                false if in_list && recipients::is_bare(text) => Err(Misread::Other),
                false => recipients::said(text),
            };
            let Ok(said) = said else {
                let message = format!("`{}` in `to` does not say who, or how many, the recipients are", shown(text));
                self.log.push(Diagnostic::error("recipients", span, message).help(HOW_MANY));
                return None;
            };
            for name in said.named.iter().filter(|name| !known && recipients::may_be_two(name)) {
                let message = format!("`{}` in `to` is taken for one recipient", shown(name));
                let help = "where it names several, write each in its own quotation marks";
                self.log.push(Diagnostic::warning("one-recipient", span, message).help(help));
            }
            names.extend(said.named.iter().map(|name| (name.clone(), span)));
            each.push(said);
        }
        Some((names, recipients::together(each).number))
    }

    /// The number of recipients that `to` says; what `recipients` says is held to it.
    fn number_of_recipients(&mut self, act: usize, number: Many, span: Span) {
        let Some(id) = self.vocabulary.fact_named(Scope::Act, "recipients") else {
            let message = "a number of recipients in `to`, and no fact that holds it";
            return self.log.push(Diagnostic::error("recipients", span, message));
        };
        let kind = self.vocabulary.fact(id).kind;
        let shape = Shape { name: "recipients", kind, least: self.certain.least(id) };
        let (range, approximate) = match number {
            Many::Between(Ends { min, max }) => {
                let max = max.unwrap_or(Range::ANY.max);
                if min.unwrap_or_default().max(max.min(LARGEST)) > LARGEST {
                    let message = "the number for `recipients` is too large";
                    return self.log.push(Diagnostic::error("number-too-large", span, message));
                }
                (Some(Range { min: min.unwrap_or(shape.least), max }), None)
            }
            Many::About(said) => {
                self.approximate = None;
                let range = self.around(shape, &said, Unit::Count, span);
                (range, self.approximate.take())
            }
        };
        let Some(range) = range else { return };
        match self.case.fact(Entity::Act(act), id) {
            Some(Fact { value: Value::Number(stated), span: at, .. }) => {
                if stated.max < range.min || range.max < stated.min {
                    let message = "`to` says another number of recipients than `recipients`";
                    let error = Diagnostic::error("contradiction", *at, message).also(span, "said here");
                    self.log.push(error.help("leave out one of the two"));
                }
            }
            _ => {
                let fact = Fact { approximate, ..Fact::shown(Value::Number(range), span) };
                self.case.stated.insert((Entity::Act(act), id), fact);
            }
        }
    }

    /// The facts of an act, and those of its own gains.
    fn act_facts(&mut self, act: usize, table: &Table) {
        let gains = Entity::Gains(self.case.gains.len());
        let mut own = None;
        for (key, node) in &table.entries {
            let name = key.name.as_ref();
            match self.fact_of_gains(name) {
                Some(fact) => {
                    own = own.or(Some(key.span));
                    self.state(gains, fact, key, node);
                }
                None if STRUCTURAL.contains(&name) => {}
                None => match self.vocabulary.fact_named(Scope::Act, name) {
                    Some(fact) => self.state(Entity::Act(act), fact, key, node),
                    None => self.unknown_key(Scope::Act, &STRUCTURAL, key),
                },
            }
        }
        let long_form = self.spans.gains_of.get(&act).copied();
        match (own, long_form) {
            (Some(own), Some(long_form)) => self.both_forms(own, long_form),
            (None, Some(_)) => {}
            (_, None) => {
                self.whole_of_shares(act, gains);
                self.case.gains.push(Gains { of: vec![act], by: None, in_act: true });
            }
        }
    }

    /// Where only what participants got is stated, what the act brought is not known, and no matter of silence.
    fn whole_of_shares(&mut self, act: usize, gains: Entity) {
        let (Some(own), received) = (self.certain.own_gains, self.structural(Scope::Gains, "received")) else { return };
        let of = |&(entity, fact): &(Entity, FactId)| matches!(entity, Entity::Participant { act: of, .. } if of == act && fact == own);
        let share = self.case.stated.iter().find(|(key, _)| of(key)).map(|(_, share)| share.span);
        if let Some(span) = share {
            let whole = Fact::shown(Value::Number(Range::ANY), span);
            self.case.stated.entry((gains, received)).or_insert(whole);
        }
    }

    /// The fact of gains that a key of an act states.
    fn fact_of_gains(&self, name: &str) -> Option<FactId> {
        match name {
            "gains" => Some(self.structural(Scope::Gains, "received")),
            "received" => None,
            _ => {
                let of_act = self.vocabulary.fact_named(Scope::Act, name).is_some() && !OF_GAINS.contains(&name);
                self.vocabulary.fact_named(Scope::Gains, name).filter(|_| !of_act)
            }
        }
    }

    fn both_forms(&mut self, own: Span, long_form: Span) {
        let message = "the gains of this act are stated twice: in the act and under `[[gains]]`";
        let error = Diagnostic::error("two-forms-of-gains", own, message).at_fault("in the act");
        self.log.push(error.also(long_form, "under `[[gains]]`").help("keep one of the two"));
    }
}

/// The id in an entry of `by`.
fn named<'t>(node: &'t Node) -> &'t str {
    let person = node.table().and_then(|table| table.get("person")).unwrap_or(node);
    person.text().unwrap_or_default()
}
