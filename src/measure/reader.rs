//! Reading facts: where they may stand, what silence means, what is open, and on what basis they are taken.

use std::cell::RefCell;
use std::rc::Rc;

use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::place::Place;
use crate::program::{FilterId, Program};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// One person's act on one dataset: the atom that everything is measured from (行为单元).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Batch {
    /// The act, by position.
    pub act: usize,
    /// The dataset, by position; an act may have none.
    pub dataset: Option<usize>,
}

/// What a condition is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    pub(super) person: usize,
    pub(super) batch: Option<Batch>,
    /// The position of the batch, from 1; 0 for the person apart from any batch.
    pub(super) at: usize,
    /// A dataset, where it is not that of a batch.
    pub(super) dataset: Option<usize>,
    pub(super) gains: Option<usize>,
    pub(super) record: Option<usize>,
    pub(super) consequence: Option<usize>,
}

impl Subject {
    fn entity(&self, scope: Scope) -> Option<Entity> {
        let act = self.batch.map(|batch| batch.act);
        match scope {
            Scope::Case => Some(Entity::Case),
            Scope::Person => Some(Entity::Person(self.person)),
            Scope::Participant => act.map(|act| Entity::Participant { act, person: self.person }),
            Scope::Act => act.map(Entity::Act),
            Scope::Dataset => self.dataset.or(self.batch.and_then(|batch| batch.dataset)).map(Entity::Dataset),
            Scope::Gains => self.gains.map(Entity::Gains),
            Scope::Record => self.record.map(|record| Entity::Record { person: self.person, record }),
            Scope::Consequence => self.consequence.map(Entity::Consequence),
        }
    }
}

/// On what basis a fact is taken to be what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The file states it.
    Stated(Standing),
    /// The file is silent, and silence has a default that is listed.
    Default,
    /// The law presumes it.
    Presumed,
    /// Nobody has raised it.
    NotInIssue,
    /// It does not arise.
    NotAsked,
    /// The file is silent, and that leaves it open.
    Silent,
}

/// A fact that was read, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// Which.
    pub slot: Slot,
    /// How.
    pub basis: Basis,
    /// What it was taken to be.
    pub value: Value,
}

/// Reads facts about one person of a case under a program, and keeps account of what it read.
pub(super) struct Reader<'a> {
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) world: &'a World,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) lineage: Rc<Lineage>,
    opened: RefCell<Vec<(Slot, Rc<Value>)>>,
    trace: RefCell<Option<Vec<Use>>>,
    /// Settled facts, and answers of filters, by [`Reader::row`].
    read: RefCell<Vec<Option<Rc<Value>>>>,
    passed: RefCell<Vec<Option<Passed>>>,
}

/// The answer of a filter, with what was open and mattered to it.
pub(super) type Passed = (Truth, Rc<[(Slot, Rc<Value>)]>);

impl<'a> Reader<'a> {
    pub(super) fn new(case: &'a Case, program: &'a Program, world: &'a World, person: usize) -> Self {
        let mut batches = Vec::new();
        for (position, act) in case.acts.iter().enumerate().filter(|(_, act)| act.by.contains(&person)) {
            if act.datasets.is_empty() {
                batches.push(Batch { act: position, dataset: None });
            }
            batches.extend(act.datasets.iter().map(|&dataset| Batch { act: position, dataset: Some(dataset) }));
        }
        Self::over(case, program, world, person, batches, Rc::new(Lineage::of(case)))
    }

    fn over(
        case: &'a Case,
        program: &'a Program,
        world: &'a World,
        person: usize,
        batches: Vec<Batch>,
        lineage: Rc<Lineage>,
    ) -> Self {
        let rows = batches.len() + 1;
        Self {
            case,
            program,
            world,
            person,
            lineage,
            opened: RefCell::default(),
            trace: RefCell::default(),
            read: RefCell::new(vec![None; program.facts.len() * rows]),
            passed: RefCell::new(vec![None; program.filters.len() * rows]),
            batches,
        }
    }

    /// Reads about the batches of one body alone, in another world.
    pub(super) fn of_body(&self, body: usize, world: &'a World) -> Self
    where
        Self: 'a,
    {
        let of_body = |batch: &&Batch| batch.dataset.is_some_and(|dataset| self.body(dataset) == body);
        let batches = self.batches.iter().filter(of_body).copied().collect();
        Self::over(self.case, self.program, world, self.person, batches, Rc::clone(&self.lineage))
    }

    /// The body that a dataset belongs to: the least position among the datasets of its lineage.
    pub(super) fn body(&self, dataset: usize) -> usize {
        self.lineage.bodies[dataset]
    }

    /// Starts keeping every use.
    pub(super) fn start_trace(&self) {
        *self.trace.borrow_mut() = Some(Vec::new());
    }

    /// Every use since the start, each once.
    pub(super) fn end_trace(&self) -> Vec<Use> {
        self.trace.borrow_mut().take().unwrap_or_default()
    }

    /// Everything open that was read and may matter, in the order first read.
    pub(super) fn opened(self) -> Vec<(Slot, Value)> {
        self.opened.into_inner().into_iter().map(|(slot, value)| (slot, (*value).clone())).collect()
    }

    /// The answer of a filter, given once and kept. What was open but left the answer settled is forgotten.
    pub(super) fn kept(&self, filter: FilterId, subject: &Subject, answer: impl FnOnce() -> Truth) -> Truth {
        let tracing = self.trace.borrow().is_some();
        let at = self.row(subject).filter(|_| !tracing).map(|row| row * self.program.filters.len() + filter.0 as usize);
        if let Some(at) = at
            && let Some((truth, opened)) = &self.passed.borrow()[at]
        {
            opened.iter().for_each(|(slot, value)| self.open(slot, value));
            return *truth;
        }
        let outer = self.opened.take();
        let traced = self.trace.borrow().as_ref().map_or(0, Vec::len);
        let truth = answer();
        let mine: Rc<[_]> = self.opened.replace(outer).into();
        if truth == Truth::Open {
            mine.iter().for_each(|(slot, value)| self.open(slot, value));
        } else if let Some(trace) = self.trace.borrow_mut().as_mut() {
            let mut position = 0;
            trace.retain(|used| {
                position += 1;
                position <= traced || used.value.is_settled()
            });
        }
        if let Some(at) = at {
            let opened = if truth == Truth::Open { mine } else { Rc::new([]) };
            self.passed.borrow_mut()[at] = Some((truth, opened));
        }
        truth
    }

    pub(super) fn about(&self, batch: Batch) -> Subject {
        // A batch that is not the person's own is asked about apart from any.
        let at = self.batches.iter().position(|own| *own == batch).map_or(usize::MAX, |position| position + 1);
        Subject { person: self.person, batch: Some(batch), at, ..Subject::default() }
    }

    pub(super) fn about_person(&self) -> Subject {
        Subject { person: self.person, ..Subject::default() }
    }

    /// The value of a fact, as far as it is known.
    pub(super) fn read(&self, fact: FactId, subject: &Subject) -> Rc<Value> {
        let tracing = self.trace.borrow().is_some();
        let at = self.row(subject).filter(|_| !tracing).map(|row| row * self.program.facts.len() + fact.0 as usize);
        if let Some(at) = at
            && let Some(value) = &self.read.borrow()[at]
        {
            return Rc::clone(value);
        }
        let value = Rc::new(self.look_up(fact, subject).1);
        // What is settled needs no account; what is open is read anew, so that it is accounted for.
        if let Some(at) = at.filter(|_| value.is_settled()) {
            self.read.borrow_mut()[at] = Some(Rc::clone(&value));
        }
        value
    }

    /// Where answers about a subject are kept: the person first, then the batches in order. Answers about records,
    /// gains and consequences are not kept.
    fn row(&self, subject: &Subject) -> Option<usize> {
        let plain = subject.dataset.is_none()
            && subject.gains.is_none()
            && subject.record.is_none()
            && subject.consequence.is_none();
        (plain && subject.at <= self.batches.len()).then_some(subject.at)
    }

    fn look_up(&self, fact: FactId, subject: &Subject) -> (Slot, Value) {
        let rule = &self.program.facts[fact.0 as usize];
        let mut first = None;
        for (scope, unless) in &rule.written {
            let Some(entity) = subject.entity(*scope) else { continue };
            if unless.is_some_and(|unless| self.passes(unless, subject).certain()) {
                continue;
            }
            first.get_or_insert(entity);
            if let Some(stated) = self.case.stated.get(&(entity, fact)) {
                let known = !self.world.only_proven || stated.standing == Standing::Proven;
                let value = if known { stated.value.clone() } else { self.anything(fact) };
                // To say that something is unknown rebuts no presumption.
                if value == self.anything(fact) && self.is_presumed(fact, subject) {
                    break;
                }
                return self.taken(Slot::Fact(entity, fact), value, Basis::Stated(stated.standing));
            }
        }
        let entity = first.unwrap_or(Entity::Person(self.person));
        self.silent(fact, entity, subject)
    }

    fn is_presumed(&self, fact: FactId, subject: &Subject) -> bool {
        matches!(self.silence(fact, subject), Meaning::Presumed(..))
    }

    /// What leaving the fact out means here.
    fn silence(&self, fact: FactId, subject: &Subject) -> &Meaning {
        (self.program.facts[fact.0 as usize].silence.iter())
            .find(|(_, given)| given.is_none_or(|given| self.passes(given, subject).possible()))
            .map_or(&Meaning::Ask, |(meaning, _)| meaning)
    }

    fn silent(&self, fact: FactId, entity: Entity, subject: &Subject) -> (Slot, Value) {
        let rule = &self.program.facts[fact.0 as usize];
        let slot = Slot::Fact(entity, fact);
        match self.silence(fact, subject) {
            Meaning::Default(Settled::As(other))
            | Meaning::Presumed(Settled::As(other), _)
            | Meaning::NotInIssue(Settled::As(other))
            | Meaning::NotAsked(Settled::As(other)) => self.as_much_as(*other, slot, subject),
            Meaning::Ask => self.taken(slot, self.anything(fact), Basis::Silent),
            Meaning::NotInIssue(_) if self.world.strict => self.taken(slot, self.anything(fact), Basis::Silent),
            Meaning::Default(value) => self.taken(slot, self.settled(*value, rule.kind, subject), Basis::Default),
            Meaning::Presumed(value, _) => self.taken(slot, self.settled(*value, rule.kind, subject), Basis::Presumed),
            Meaning::NotInIssue(value) => self.taken(slot, self.settled(*value, rule.kind, subject), Basis::NotInIssue),
            Meaning::NotAsked(value) => self.taken(slot, self.settled(*value, rule.kind, subject), Basis::NotAsked),
        }
    }

    fn settled(&self, value: Settled, kind: FactKind, subject: &Subject) -> Value {
        match (value, kind) {
            (Settled::Number(number), _) => Value::Number(Range::point(number)),
            // INVARIANT: read by `as_much_as`, which knows the subject.
            (Settled::As(_), _) => Value::Number(Range::ANY),
            (Settled::Judged, _) => Value::Number(Range::point(self.world.today)),
            (Settled::Acted, _) if subject.batch.is_some() => Value::Number(self.days(subject).1),
            (Settled::Acted, _) => Value::Number(self.world.any_day()),
            (Settled::Option(index), FactKind::SetOf(_)) => Value::Sets(vec![Options::one(index)]),
            (Settled::Option(index), _) => Value::Options(Options::one(index)),
        }
    }

    /// As much as another amount: where that is open, it is the other that is asked.
    fn as_much_as(&self, other: FactId, slot: Slot, subject: &Subject) -> (Slot, Value) {
        let named = subject.batch.and_then(|batch| self.case.acts[batch.act].to.as_ref());
        let stated = |entity| self.case.stated.contains_key(&(entity, other));
        let number = match named.zip(subject.entity(Scope::Act)) {
            // Recipients that are named are as many as are named.
            Some((named, act)) if other == self.program.keys.recipients && !stated(act) => {
                Range::point(named.len() as Number)
            }
            _ => self.number(other, subject),
        };
        let value = self.world.narrow(&slot, Value::Number(number));
        if let Some(trace) = self.trace.borrow_mut().as_mut()
            && !trace.iter().any(|known| known.slot == slot)
        {
            trace.push(Use { slot: slot.clone(), basis: Basis::Default, value: value.clone() });
        }
        (slot, value)
    }

    /// Everything that a fact can be.
    fn anything(&self, fact: FactId) -> Value {
        let rule = &self.program.facts[fact.0 as usize];
        match rule.kind {
            FactKind::Truth | FactKind::OneOf(_) => Value::Options(rule.all),
            FactKind::SetOf(_) => Value::Sets(rule.all.iter().map(Options::one).collect()),
            FactKind::Date => Value::Number(self.world.any_day()),
            // A body of information that nobody says is empty holds something.
            FactKind::Amount(_) if fact == self.program.keys.items => Value::Number(Range { min: 1, ..Range::ANY }),
            FactKind::Amount(_) => Value::Number(Range::ANY),
        }
    }

    fn taken(&self, slot: Slot, value: Value, basis: Basis) -> (Slot, Value) {
        let value = self.world.narrow(&slot, self.up_to_today(&slot, value));
        if !value.is_settled() {
            self.open(&slot, &Rc::new(value.clone()));
        }
        if let Some(trace) = self.trace.borrow_mut().as_mut()
            && !trace.iter().any(|known| known.slot == slot)
        {
            trace.push(Use { slot: slot.clone(), basis, value: value.clone() });
        }
        (slot, value)
    }

    /// Nothing happened after judgment.
    fn up_to_today(&self, slot: &Slot, value: Value) -> Value {
        match (slot, value) {
            (Slot::Fact(_, fact), Value::Number(days)) if self.program.is_day(*fact) => {
                Value::Number(days.meet(self.world.any_day()).unwrap_or(days))
            }
            (_, value) => value,
        }
    }

    fn open(&self, slot: &Slot, value: &Rc<Value>) {
        let mut opened = self.opened.borrow_mut();
        if !opened.iter().any(|(known, _)| known == slot) {
            opened.push((slot.clone(), Rc::clone(value)));
        }
    }

    /// A number, as far as it is known.
    pub(super) fn number(&self, fact: FactId, subject: &Subject) -> Range {
        match *self.read(fact, subject) {
            Value::Number(range) => range,
            // INVARIANT: the resolver lets only amounts and days be read as numbers.
            ref other => unreachable!("an amount is a number, not {other:?}"),
        }
    }

    /// The kinds that a record holds, as far as they are known.
    pub(super) fn contents(&self, subject: &Subject) -> Rc<Value> {
        self.read(self.program.keys.contains, subject)
    }

    /// Where a choice stands.
    pub(super) fn choice(&self, choice: crate::law::condition::ChoiceId) -> Options {
        let options = self.world.choice(choice);
        if options.count() > 1 {
            self.open(&Slot::Choice(choice), &Rc::new(Value::Options(options)));
        }
        options
    }

    /// Whether there is a prior record, where the file says that this is unknown.
    pub(super) fn unknown_record(&self, within_years: Option<i16>, filter: FilterId) -> Truth {
        let slot = Slot::Record { person: self.person, within_years, filter };
        self.answer_of(slot, Value::Options(Options::first(2)), Basis::Stated(Standing::Proven))
    }

    /// A person's answer at the first of these places that has one; if none has, open when it is `raised`.
    pub(super) fn judgement(&self, places: &[Place], raised: Truth) -> Truth {
        let answer = (places.iter()).find_map(|place| {
            self.case.judgements.iter().find(|judgement| judgement.person == self.person && judgement.place == *place)
        });
        let slot = Slot::Judgement { person: self.person, place: places[0].clone() };
        let (value, basis) = match answer {
            Some(judgement) => (Options::truth(judgement.holds), Basis::Stated(Standing::Proven)),
            None if raised.possible() => (Options::first(2), Basis::Silent),
            None => return Truth::Excluded,
        };
        self.answer_of(slot, Value::Options(value), basis)
    }

    fn answer_of(&self, slot: Slot, value: Value, basis: Basis) -> Truth {
        match self.taken(slot, value, basis).1 {
            Value::Options(options) if options == Options::truth(true) => Truth::Established,
            Value::Options(options) if options == Options::truth(false) => Truth::Excluded,
            _ => Truth::Open,
        }
    }
}

/// How the datasets of a case go back to each other.
pub(super) struct Lineage {
    /// For each dataset, the body it belongs to: the least position among the datasets it is connected with.
    bodies: Vec<usize>,
    /// For each dataset, the datasets of no further origin that it goes back to, ascending.
    pub(super) origins: Vec<Vec<usize>>,
}

impl Lineage {
    fn of(case: &Case) -> Self {
        let count = case.datasets.len();
        let mut bodies: Vec<usize> = (0..count).collect();
        let mut origins: Vec<Vec<usize>> =
            (0..count).map(|at| if case.datasets[at].from.is_empty() { vec![at] } else { Vec::new() }).collect();
        // Lineage has no circles, so as many rounds as there are datasets settle it; most cases need one or two.
        for _ in 0..count {
            let before = (bodies.clone(), origins.clone());
            for (dataset, facts) in case.datasets.iter().enumerate() {
                for &source in &facts.from {
                    let least = bodies[dataset].min(bodies[source]);
                    (bodies[dataset], bodies[source]) = (least, least);
                    let more: Vec<usize> = origins[source].clone();
                    origins[dataset].extend(more);
                    origins[dataset].sort_unstable();
                    origins[dataset].dedup();
                }
            }
            if (&bodies, &origins) == (&before.0, &before.1) {
                break;
            }
        }
        Self { bodies, origins }
    }
}
