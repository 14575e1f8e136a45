//! `[[act]]`: who took part, on which datasets, to whom; and the gains that are written in the act itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::cursor::Entry;
use super::node::{Kind, Node, Table, shown};
use crate::case::facts::{Act, Dataset, Entity, Fact, Gains, Value};
use crate::case::keys::{ACT, ACTOR, names};
use crate::diagnostic::Diagnostic;
use crate::law::condition::FactId;
use crate::law::vocabulary::Scope;
use crate::range::Range;
use crate::span::Span;

/// The keys of an act that are no facts.
const STRUCTURAL: [&str; 6] = names(&ACT);

/// The vocabulary's group of conduct that concerns no body of information.
pub const WITHOUT_DATA: &str = "without_data";

/// What an act is: the fact on which it depends whether it concerns any information.
const DOES: &str = "does";

/// What ends the id of information that an act concerns and the file does not name, after the act's.
const UNNAMED: &str = "?";

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
            let to = entry.table.get("to").map(|node| self.recipients(act, &by, node));
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

    /// The ids in `to`, without those who acted jointly.
    fn recipients(&mut self, act: usize, by: &[usize], node: &Node) -> Vec<String> {
        self.spans.recipients.insert(act, node.span);
        let by: BTreeSet<usize> = by.iter().copied().collect();
        let mut to: Vec<String> = Vec::new();
        for (id, span) in self.names("to", node) {
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
        to
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
