//! What may be otherwise than it is taken to be: what is disputed or only alleged, and what silence is taken to mean
//! though a party would contest it.

use super::assignment::{Assignment, Variable};
use super::cache::Cache;
use super::reader::{Reader, Subject};
use crate::case::facts::{Entity, Standing, Value};
use crate::law::condition::FactId;
use crate::law::vocabulary::Meaning;

/// Why something that is settled may be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The other side contests it (有争议).
    Disputed,
    /// One side says it, and it is not yet shown (仅为一方主张).
    Alleged,
    /// The file is silent, and a party would contest what that is taken to mean (可争辩的默认).
    Assumed,
}

/// Something that may be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubted {
    /// Which.
    pub variable: Variable,
    /// Everything that it may be, what it is taken to be included.
    pub value: Value,
    /// Why.
    pub doubt: Doubt,
}

impl Cache<'_> {
    /// What may be otherwise than an assignment takes it to be; nothing of what it has narrowed, or leaves open anyway.
    pub fn doubted(&self, assignment: &Assignment) -> Vec<Doubted> {
        let reader = self.reader(assignment);
        let mut found = reader.contested();
        for doubted in reader.assumed() {
            if !found.iter().any(|known| known.variable == doubted.variable) {
                found.push(doubted);
            }
        }
        found.retain(|doubted| !assignment.narrowed.contains_key(&doubted.variable));
        found
    }
}

impl Reader<'_> {
    /// Stated facts that are disputed or alleged, unless only what is proven counts.
    fn contested(&self) -> Vec<Doubted> {
        let counts = |stated: Standing| !self.assignment.only_proven && stated != Standing::Proven;
        // What another participant got bounds what the act brought.
        let concerns = |entity: Entity, fact: FactId| {
            self.case.concerns(self.person, entity)
                || matches!(entity, Entity::Participant { .. }) && self.cache.is_bound(&Variable::Fact(entity, fact))
        };
        let own = (self.case.stated.iter())
            .filter(|((entity, fact), stated)| counts(stated.standing) && concerns(*entity, *fact));
        let each = own.filter_map(|((entity, fact), stated)| {
            let proven = stated.proven().or_else(|| stated.value.hull(&self.anything(*fact)));
            let doubt = if stated.standing == Standing::Disputed { Doubt::Disputed } else { Doubt::Alleged };
            Some(Doubted { variable: Variable::Fact(*entity, *fact), value: proven?, doubt })
        });
        each.collect()
    }

    /// Facts that silence settles where a party would contest that.
    fn assumed(&self) -> Vec<Doubted> {
        let subjects: Vec<Subject> =
            std::iter::once(self.about_person()).chain(self.batches.iter().map(|batch| self.about(*batch))).collect();
        let marked = self.program.facts.iter().enumerate().filter_map(|(fact, rule)| Some((fact, rule.contestable?)));
        let mut found = Vec::new();
        for (fact, when) in marked {
            let fact = FactId(fact as u16);
            let contested = subjects.iter().filter(|subject| self.passes(when, subject).possible());
            found.extend(contested.filter_map(|subject| self.assumed_of(fact, subject)));
        }
        found
    }

    /// What silence about a fact settles of a subject.
    fn assumed_of(&self, fact: FactId, subject: &Subject) -> Option<Doubted> {
        let scopes = self.program.facts[fact.0 as usize].written.iter().map(|(scope, _)| *scope);
        let entities: Vec<_> = scopes.filter_map(|scope| subject.entity(scope)).collect();
        let stated = entities.iter().any(|entity| self.case.stated.contains_key(&(*entity, fact)));
        let silence = self.silence(fact, subject);
        let open = self.assignment.strict && matches!(silence[..], [Meaning::NotInIssue(_)]);
        if stated || open || !matches!(silence[..], [meaning] if meaning.settled().is_some()) {
            return None;
        }
        let variable = Variable::Fact(*entities.first()?, fact);
        Some(Doubted { variable, value: self.anything(fact), doubt: Doubt::Assumed })
    }
}
