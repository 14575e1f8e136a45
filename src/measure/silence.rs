//! What is written of a fact, and what silence about it means.

use std::rc::Rc;

use smallvec::SmallVec;

use super::assignment::Variable;
use super::reader::{Basis, Reader, Subject};
use crate::case::facts::{Entity, Value};
use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// What one meaning of silence comes to.
enum Meant {
    /// As much as another number, and how that comes about.
    As(FactId, Basis),
    /// A value, and how it comes about.
    Value(Value, Basis),
}

impl Reader<'_> {
    /// What is written of a fact, or what silence means. Where it is not known whether what is written is passed over,
    /// either may be.
    pub(super) fn look_up(&self, fact: FactId, subject: &Subject) -> Value {
        let rule = &self.program.facts[fact.0 as usize];
        let (mut first, mut perhaps, mut either) = (None, None, None);
        for (scope, unless) in &rule.written {
            let Some(entity) = subject.entity(*scope) else { continue };
            let passed_over = unless.map_or(Truth::Excluded, |unless| self.passes(unless, subject));
            if passed_over.certain() {
                continue;
            }
            if passed_over.possible() { &mut perhaps } else { &mut first }.get_or_insert(entity);
            if let Some(stated) = self.case.stated.get(&(entity, fact)) {
                let known = if self.assignment.only_proven { stated.proven() } else { Some(stated.value.clone()) };
                let value = known.unwrap_or_else(|| self.anything(fact));
                let value = self.among_contents(fact, value, subject);
                let value =
                    either_of(either, self.taken(Variable::Fact(entity, fact), value, Basis::Stated(stated.standing)));
                if !passed_over.possible() {
                    return value;
                }
                either = Some(value);
            }
        }
        // What is silent beside something stated that may be passed over is silent elsewhere.
        let entity = first.or(perhaps.filter(|_| either.is_none())).unwrap_or(Entity::Person(self.person));
        either_of(either, self.silent(fact, entity, subject))
    }

    /// Whether the case says something of a fact, or silence about it may say something.
    pub(super) fn comes_up(&self, fact: FactId, subject: &Subject) -> bool {
        let written = &self.program.facts[fact.0 as usize].written;
        let stated = |(scope, _): &(Scope, _)| {
            subject.entity(*scope).is_some_and(|entity| self.case.stated.contains_key(&(entity, fact)))
        };
        let says = |meaning: &&Meaning| !matches!(meaning, Meaning::NotAsked(_));
        written.iter().any(stated) || self.silence(fact, subject).iter().any(says)
    }

    /// What leaving the fact out means here; several, where it is not known which.
    pub(super) fn silence(&self, fact: FactId, subject: &Subject) -> SmallVec<[&Meaning; 2]> {
        let mut meant = SmallVec::new();
        for (meaning, given) in &self.program.facts[fact.0 as usize].silence {
            let holds = given.map_or(Truth::Established, |given| self.passes(given, subject));
            if holds.possible() {
                meant.push(meaning);
            }
            if holds.certain() {
                return meant;
            }
        }
        meant.push(&Meaning::Ask);
        meant
    }

    fn silent(&self, fact: FactId, entity: Entity, subject: &Subject) -> Value {
        let kind = self.program.facts[fact.0 as usize].kind;
        let variable = Variable::Fact(entity, fact);
        let meant = self.silence(fact, subject);
        if let [meaning] = meant[..] {
            return match self.meant(meaning, kind, fact, subject) {
                Meant::As(other, basis) => self.as_much_as(other, variable, basis, subject),
                Meant::Value(value, basis) => self.taken(variable, value, basis),
            };
        }
        // What decides which of them it is has been read, and is open; the fact itself is so where one of them asks.
        let mut either = None;
        for meaning in meant {
            let value = match self.meant(meaning, kind, fact, subject) {
                Meant::As(other, basis) => self.as_much_as(other, variable.clone(), basis, subject),
                Meant::Value(value, Basis::Silent) => self.taken(variable.clone(), value, Basis::Silent),
                Meant::Value(value, _) => self.taken_with_others(variable.clone(), value, false),
            };
            either = Some(either_of(either, value));
        }
        either.unwrap_or_else(|| self.anything_about(fact, subject))
    }

    /// What one meaning of silence comes to.
    fn meant(&self, meaning: &Meaning, kind: FactKind, fact: FactId, subject: &Subject) -> Meant {
        let (value, basis) = match meaning {
            Meaning::Default(value) => (value, Basis::Default),
            Meaning::Presumed(value, _) => (value, Basis::Presumed),
            Meaning::NotInIssue(value) => (value, Basis::NotInIssue),
            Meaning::NotAsked(value) => (value, Basis::NotAsked),
            Meaning::Ask => return Meant::Value(self.anything_about(fact, subject), Basis::Silent),
            Meaning::AskAmong(options) => return Meant::Value(Value::Options(*options), Basis::Silent),
        };
        match value {
            Settled::As(other) => Meant::As(*other, basis),
            // As uncertain as the day of judgment is.
            Settled::Judged if self.program.keys.judged.is_some_and(|judged| judged != fact) => {
                Meant::As(self.program.keys.judged.unwrap_or(fact), basis)
            }
            _ if self.assignment.strict && basis == Basis::NotInIssue => {
                Meant::Value(self.anything_about(fact, subject), Basis::Silent)
            }
            _ => Meant::Value(self.settled(*value, kind, subject), basis),
        }
    }

    fn settled(&self, value: Settled, kind: FactKind, subject: &Subject) -> Value {
        match (value, kind) {
            (Settled::Number(number), _) => Value::Number(Range::point(number)),
            // INVARIANT: read by `as_much_as`, which knows the subject.
            (Settled::As(_), _) => Value::Number(Range::ANY),
            (Settled::Judged, _) => Value::Number(Range::point(self.assignment.today)),
            (Settled::Acted, _) if subject.batch.is_some() => Value::Number(self.days(subject).1),
            (Settled::Acted, _) => Value::Number(self.assignment.any_day()),
            (Settled::Option(index), FactKind::SetOf(_)) => Value::Sets(vec![Options::one(index)]),
            (Settled::Option(index), _) => Value::Options(Options::one(index)),
        }
    }

    /// As much as another number: where that is open, it is the other that is asked.
    fn as_much_as(&self, other: FactId, variable: Variable, basis: Basis, subject: &Subject) -> Value {
        let named = subject.batch.and_then(|batch| self.case.acts[batch.act].to.as_ref());
        let stated = |entity| self.case.stated.contains_key(&(entity, other));
        let number = match named.zip(subject.entity(Scope::Act)) {
            // Recipients that are named are as many as are named.
            Some((named, act)) if other == self.program.keys.recipients && !stated(act) => {
                Range::point(named.len() as Number)
            }
            _ => self.number(other, subject),
        };
        // What is not asked is told nowhere.
        self.taken_with_others(variable, Value::Number(number), self.cache.whole && basis != Basis::NotAsked)
    }

    /// A value that is open only as far as something else is: unless it is itself narrowed to what leaves it open, it is not what is
    /// asked. A whole account has it all the same.
    fn taken_with_others(&self, variable: Variable, value: Value, whole: bool) -> Value {
        let value = self.assignment.taken(&variable, value);
        let id = self.cache.id(&variable);
        let mut read_set = self.read_set.borrow_mut();
        read_set.reads(id);
        if whole || !value.is_settled() && self.assignment.narrowed.contains_key(&variable) {
            read_set.uses((id, Basis::Default, Rc::new(value.clone())));
        }
        value
    }

    /// Everything that a fact can be.
    pub(super) fn anything(&self, fact: FactId) -> Value {
        let rule = &self.program.facts[fact.0 as usize];
        match rule.kind {
            FactKind::Truth | FactKind::OneOf(_) => Value::Options(rule.all),
            FactKind::SetOf(_) => Value::Sets(rule.all.iter().map(Options::one).collect()),
            FactKind::Date => Value::Number(self.assignment.any_day()),
            FactKind::Amount(_) => Value::Number(self.cache.any(fact)),
        }
    }

    /// Everything that a fact can be of a subject.
    fn anything_about(&self, fact: FactId, subject: &Subject) -> Value {
        self.among_contents(fact, self.anything(fact), subject)
    }

    /// One of the kinds of information that a body holds, such as the main one, is one of those that its records may
    /// hold. What surely is none of them stays as it is stated.
    fn among_contents(&self, fact: FactId, value: Value, subject: &Subject) -> Value {
        let list = |fact: FactId| match self.program.facts[fact.0 as usize].kind {
            FactKind::OneOf(list) | FactKind::SetOf(list) => Some(list),
            _ => None,
        };
        match value {
            Value::Options(options) if options.count() > 1 && list(fact) == list(self.program.keys.contains) => {
                let Value::Sets(sets) = &*self.contents(subject) else { return Value::Options(options) };
                let held = sets.iter().copied().reduce(Options::with).unwrap_or(options).meet(options);
                Value::Options(if held.is_empty() { options } else { held })
            }
            other => other,
        }
    }
}

/// What one or the other may be.
fn either_of(one: Option<Value>, other: Value) -> Value {
    // INVARIANT: both are values of one fact, and so of one kind.
    one.and_then(|one| one.hull(&other)).unwrap_or(other)
}
