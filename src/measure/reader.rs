//! Reading facts: where they may stand, what silence means, what is open, and on what basis they are taken.

use std::cell::{OnceCell, RefCell, RefMut};
use std::rc::Rc;

use super::kept::{Frame, Run, SlotId, Table, Used};
use super::lineage::Lineage;
use super::memory::Memory;
use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{FactId, Options, RunsFrom};
use crate::law::vocabulary::Scope;
use crate::place::Place;
use crate::program::{FilterId, Grading, Program};
use crate::range::Range;
use crate::truth::Truth;

/// One person's act on one dataset, or a stretch of it: the atom that everything is measured from (行为单元).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Batch {
    /// The act, by position.
    pub act: usize,
    /// The dataset, by position; an act may have none.
    pub dataset: Option<usize>,
    /// The days of it, of a lasting act that runs across an edge (时段); without them, all of its days.
    pub stretch: Option<Range>,
}

impl Batch {
    /// The act on the dataset with all of its days.
    pub fn whole(self) -> Self {
        Self { stretch: None, ..self }
    }
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
    pub(super) fn entity(&self, scope: Scope) -> Option<Entity> {
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
    pub(super) memory: &'a Memory<'a>,
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) world: &'a World,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) lineage: &'a Lineage,
    run: Run,
    /// What every slot that is bound is.
    bound: OnceCell<Vec<Range>>,
    pub(super) frame: RefCell<Frame>,
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

    /// Whether an answer may rest on a slot. A value of a list that leaves what asks for it settled makes no difference;
    /// a number bounds others too.
    pub(super) fn rests_on<T>(&self, slot: &Slot, answer: impl FnOnce() -> T) -> bool {
        let outer = self.frame.take();
        answer();
        let mine = self.frame.replace(outer);
        let id = self.memory.id(slot);
        match slot {
            Slot::Fact(_, fact) if self.program.is_number(*fact) => mine.has_read(id),
            _ => mine.has_used(id),
        }
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

    pub(super) fn kept_grading(&self, answer: impl FnOnce() -> Rc<Grading>) -> Rc<Grading> {
        self.node(&self.memory.concerned, Some(0), answer, |_| false)
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

    pub(super) fn taken(&self, slot: Slot, value: Value, basis: Basis) -> Value {
        let mut value = self.world.taken(&slot, self.up_to_today(&slot, value));
        if let Value::Number(range) = &mut value {
            let bounds = &self.memory.bounds;
            let values = self.bound();
            let read = |other: SlotId| self.frame.borrow_mut().reads(other);
            *range = bounds.left(self.memory.id(&slot), *range, |other| values[other as usize], read);
        }
        self.note(&slot, basis, &value);
        value
    }

    /// What every slot is that is bound by others.
    pub(super) fn bound(&self) -> &[Range] {
        self.bound.get_or_init(|| self.memory.bounds.values(self.world))
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
    pub(super) fn unknown_record(&self, within_years: Option<i16>, since: Option<RunsFrom>, filter: FilterId) -> Truth {
        let slot = Slot::Record { person: self.person, within_years, since, filter };
        self.answer_of(slot, Value::Options(Options::first(2)), Basis::Stated(Standing::Proven))
    }

    /// A person's answer at the first of these places that has one; if none has, open as far as it is `raised`.
    pub(super) fn judgement(&self, places: &[Place], raised: Truth) -> Truth {
        let answer = (places.iter()).find_map(|place| {
            self.case.judgements.iter().find(|judgement| judgement.person == self.person && judgement.place == *place)
        });
        let slot = Slot::Judgement { person: self.person, place: places[0].clone() };
        match answer {
            Some(judgement) => {
                self.answer_of(slot, Value::Options(Options::truth(judgement.holds)), Basis::Stated(Standing::Proven))
            }
            // What may not be raised does not hold for having been judged.
            None if raised.possible() => {
                raised.and(self.answer_of(slot, Value::Options(Options::first(2)), Basis::Silent))
            }
            None => Truth::Excluded,
        }
    }

    fn answer_of(&self, slot: Slot, value: Value, basis: Basis) -> Truth {
        match self.taken(slot, value, basis) {
            Value::Options(options) if options == Options::truth(true) => Truth::Established,
            Value::Options(options) if options == Options::truth(false) => Truth::Excluded,
            _ => Truth::Open,
        }
    }
}
