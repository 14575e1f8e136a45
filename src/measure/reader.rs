//! Reading facts: where they may stand, what silence means, what is open, and on what basis they are taken.

use std::cell::{OnceCell, RefCell, RefMut};
use std::rc::Rc;

use super::kept::{Frame, Run, SlotId, Table, Used};
use super::lineage::Lineage;
use super::memory::Memory;
use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::place::Place;
use crate::program::{FilterId, Program};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// One person's act on one dataset: the atom that everything is measured from (行为单元).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Reads facts about one person of a case under a program in one world, and keeps account of what it reads.
pub(super) struct Reader<'a> {
    memory: &'a Memory<'a>,
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) world: &'a World,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) lineage: &'a Lineage,
    run: Run,
    /// What every slot that is bound is.
    bound: OnceCell<Vec<Range>>,
    frame: RefCell<Frame>,
}

impl<'a> Reader<'a> {
    pub(super) fn over(memory: &'a Memory<'a>, world: &'a World, batches: Vec<Batch>) -> Self {
        Self {
            memory,
            case: memory.case,
            program: memory.program,
            world,
            person: memory.person,
            batches,
            lineage: &memory.lineage,
            run: memory.run(world),
            bound: OnceCell::new(),
            frame: RefCell::default(),
        }
    }

    /// Reads about the batches of one body alone, in another world; what that reads is read here too.
    pub(super) fn in_body<T>(&self, body: usize, world: &World, read: impl FnOnce(&Reader<'_>) -> T) -> T {
        let of_body = |batch: &&Batch| batch.dataset.is_some_and(|dataset| self.body(dataset) == body);
        let batches = self.batches.iter().filter(of_body).copied().collect();
        let inner = Reader::over(self.memory, world, batches);
        let answer = read(&inner);
        self.frame.borrow_mut().reads_too(&inner.frame.borrow());
        answer
    }

    /// The body that a dataset belongs to: the least position among the datasets of its lineage.
    pub(super) fn body(&self, dataset: usize) -> usize {
        self.lineage.bodies[dataset]
    }

    /// Everything that was read, in the order first read.
    pub(super) fn uses(self) -> Vec<Use> {
        let uses = self.frame.into_inner().into_uses();
        let slot = |(id, basis, value): Used| Use { slot: self.memory.slot(id), basis, value: (*value).clone() };
        uses.into_iter().map(slot).collect()
    }

    /// Everything open that was read and may matter, in the order first read.
    pub(super) fn opened(self) -> Vec<(Slot, Value)> {
        self.uses().into_iter().filter(|used| !used.value.is_settled()).map(|used| (used.slot, used.value)).collect()
    }

    /// Whether what is read for an answer includes a slot.
    pub(super) fn reads<T>(&self, slot: &Slot, answer: impl FnOnce() -> T) -> bool {
        let outer = self.frame.take();
        answer();
        let mine = self.frame.replace(outer);
        mine.has_read(self.memory.id(slot))
    }

    /// The answer of a filter. What was open but left the answer settled is forgotten.
    pub(super) fn kept(&self, filter: FilterId, subject: &Subject, answer: impl FnOnce() -> Truth) -> Truth {
        let at = self.row(subject).map(|row| row * self.program.filters.len() + filter.0 as usize);
        self.node(&self.memory.filters, at, answer, |truth| *truth != Truth::Open)
    }

    pub(super) fn kept_question(&self, question: usize, answer: impl FnOnce() -> Truth) -> Truth {
        self.node(&self.memory.questions, Some(question), answer, |_| false)
    }

    pub(super) fn kept_amount(&self, amount: usize, answer: impl FnOnce() -> Range) -> Range {
        self.node(&self.memory.amounts, Some(amount), answer, |_| false)
    }

    pub(super) fn kept_conduct(&self, offence: usize, answer: impl FnOnce() -> bool) -> bool {
        self.node(&self.memory.conducts, Some(offence), answer, |_| false)
    }

    /// What is read for this answer is no part of what is read here.
    pub(super) fn apart<T>(&self, answer: impl FnOnce() -> T) -> T {
        let outer = self.frame.take();
        let answer = answer();
        self.frame.replace(outer);
        answer
    }

    /// An answer from memory, or worked out and kept there where it has a place.
    fn node<T: Clone>(
        &self,
        table: &Table<T>,
        at: Option<usize>,
        answer: impl FnOnce() -> T,
        settled: impl FnOnce(&T) -> bool,
    ) -> T {
        if let Some(kept) = at.and_then(|at| table.find(at, &self.run)) {
            self.frame.borrow_mut().take_in(&kept);
            return kept.answer.clone();
        }
        let outer = self.frame.take();
        let answer = answer();
        let mut mine = self.frame.replace(outer);
        if settled(&answer) {
            mine.forget_open();
        }
        let kept = Rc::new(mine.finish(answer.clone()));
        self.frame.borrow_mut().take_in(&kept);
        if let Some(at) = at {
            table.keep(at, &self.run, kept);
        }
        answer
    }

    /// An outcome whose room is used again from walk to walk; none walks while another does.
    pub(super) fn scratch(&self) -> RefMut<'_, Outcome<Ranges>> {
        self.memory.scratch.borrow_mut()
    }

    pub(super) fn about(&self, batch: Batch) -> Subject {
        // A batch that is not the person's own is asked about apart from any.
        let at = self.memory.rows.get(&batch).copied().unwrap_or(usize::MAX);
        Subject { person: self.person, batch: Some(batch), at, ..Subject::default() }
    }

    pub(super) fn about_person(&self) -> Subject {
        Subject { person: self.person, ..Subject::default() }
    }

    /// The value of a fact, as far as it is known.
    pub(super) fn read(&self, fact: FactId, subject: &Subject) -> Rc<Value> {
        let at = self.row(subject).map(|row| row * self.program.facts.len() + fact.0 as usize);
        self.node(&self.memory.facts, at, || Rc::new(self.look_up(fact, subject)), |_| false)
    }

    /// Where answers about a subject are kept: the person first, then the batches in order. Answers about records,
    /// gains and consequences are not kept.
    fn row(&self, subject: &Subject) -> Option<usize> {
        let plain = subject.dataset.is_none()
            && subject.gains.is_none()
            && subject.record.is_none()
            && subject.consequence.is_none();
        (plain && subject.at <= self.memory.batches.len()).then_some(subject.at)
    }

    /// Where it is open whether what stands in a table speaks for the batch, it may be that or what comes after.
    fn look_up(&self, fact: FactId, subject: &Subject) -> Value {
        let rule = &self.program.facts[fact.0 as usize];
        let (mut first, mut perhaps, mut found) = (None, None, None);
        for (scope, unless) in &rule.written {
            let Some(entity) = subject.entity(*scope) else { continue };
            let passed_over = unless.map_or(Truth::Excluded, |unless| self.passes(unless, subject));
            if passed_over.certain() {
                continue;
            }
            if passed_over.possible() { &mut perhaps } else { &mut first }.get_or_insert(entity);
            if let Some(stated) = self.case.stated.get(&(entity, fact)) {
                let known = !self.world.only_proven || stated.standing == Standing::Proven;
                let value = if known { stated.value.clone() } else { self.anything(fact) };
                // To say that something is unknown rebuts no presumption.
                if value == self.anything(fact) && self.is_presumed(fact, subject) {
                    break;
                }
                let value = self.taken(Slot::Fact(entity, fact), value, Basis::Stated(stated.standing));
                if !passed_over.possible() {
                    return either(found, value);
                }
                found = Some(either(found, value));
            }
        }
        // What is silent beside something stated that may be passed over is silent elsewhere.
        let entity = first.or(perhaps.filter(|_| found.is_none())).unwrap_or(Entity::Person(self.person));
        either(found, self.silent(fact, entity, subject))
    }

    /// Whether the case says something of a fact, or silence about it says something.
    pub(super) fn comes_up(&self, fact: FactId, subject: &Subject) -> bool {
        let written = &self.program.facts[fact.0 as usize].written;
        let stated = |(scope, _): &(Scope, _)| {
            subject.entity(*scope).is_some_and(|entity| self.case.stated.contains_key(&(entity, fact)))
        };
        written.iter().any(stated)
            || self.silences(fact, subject).any(|meaning| !matches!(meaning, Meaning::NotAsked(_)))
    }

    fn is_presumed(&self, fact: FactId, subject: &Subject) -> bool {
        self.silences(fact, subject).all(|meaning| matches!(meaning, Meaning::Presumed(..)))
    }

    /// What leaving the fact out means here: several meanings where it is open which condition holds first.
    fn silences(&self, fact: FactId, subject: &Subject) -> impl Iterator<Item = &Meaning> {
        let mut surely = false;
        let rules = self.program.facts[fact.0 as usize].silence.iter().map(Some).chain([None]);
        rules.filter_map(move |rule| {
            let Some((meaning, given)) = rule else { return (!surely).then_some(&Meaning::Ask) };
            if surely {
                return None;
            }
            let holds = given.map_or(Truth::Established, |given| self.passes(given, subject));
            surely = holds.certain();
            holds.possible().then_some(meaning)
        })
    }

    fn silent(&self, fact: FactId, entity: Entity, subject: &Subject) -> Value {
        let slot = Slot::Fact(entity, fact);
        let meanings = self.silences(fact, subject);
        let values = meanings.map(|meaning| self.meant(meaning, fact, &slot, subject));
        // INVARIANT: the last meaning of all is to ask.
        values.reduce(Value::hull).unwrap_or_else(|| self.anything(fact))
    }

    /// What one meaning of silence makes of a fact.
    fn meant(&self, meaning: &Meaning, fact: FactId, slot: &Slot, subject: &Subject) -> Value {
        let rule = &self.program.facts[fact.0 as usize];
        let slot = slot.clone();
        match meaning {
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
    fn as_much_as(&self, other: FactId, slot: Slot, subject: &Subject) -> Value {
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
        let id = self.memory.id(&slot);
        let mut frame = self.frame.borrow_mut();
        frame.reads(id);
        if self.memory.whole {
            frame.uses((id, Basis::Default, Rc::new(value.clone())));
        }
        value
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

    fn taken(&self, slot: Slot, value: Value, basis: Basis) -> Value {
        let mut value = self.world.narrow(&slot, self.up_to_today(&slot, value));
        if let Value::Number(range) = &mut value {
            let bounds = &self.memory.bounds;
            let values = self.bound.get_or_init(|| bounds.values(self.world));
            let read = |other: SlotId| self.frame.borrow_mut().reads(other);
            *range = bounds.left(self.memory.id(&slot), *range, |other| values[other as usize], read);
        }
        self.note(&slot, basis, &value);
        value
    }

    /// Keeps account of a slot that is read.
    fn note(&self, slot: &Slot, basis: Basis, value: &Value) {
        let id = self.memory.id(slot);
        let mut frame = self.frame.borrow_mut();
        frame.reads(id);
        if !value.is_settled() || self.memory.whole && !matches!(slot, Slot::Choice(_)) {
            frame.uses((id, basis, Rc::new(value.clone())));
        }
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
        self.note(&Slot::Choice(choice), Basis::Silent, &Value::Options(options));
        options
    }

    /// Whether there is a prior record, where the file says that this is unknown.
    pub(super) fn unknown_record(&self, within_years: Option<i16>, since: Option<FactId>, filter: FilterId) -> Truth {
        let slot = Slot::Record { person: self.person, within_years, since, filter };
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
        match self.taken(slot, value, basis) {
            Value::Options(options) if options == Options::truth(true) => Truth::Established,
            Value::Options(options) if options == Options::truth(false) => Truth::Excluded,
            _ => Truth::Open,
        }
    }
}

/// What may be what was found before, if anything was, or this.
fn either(before: Option<Value>, value: Value) -> Value {
    match before {
        Some(before) => before.hull(value),
        None => value,
    }
}
