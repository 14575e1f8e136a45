//! What was found in one world, kept for the others: each answer with everything that it was read from.
//!
//! Worlds of one person differ in a few narrowed slots. An answer that read none of those is the same in both, and
//! so is one that read only slots that stand alike. So every filter of a batch, every fact, question and amount is
//! worked out once for each way in which what it reads can stand.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::bounds::Bounds;
use super::kept::{RUNS_BACK, Run, SlotId, Slots, Table};
use super::lineage::Lineage;
use super::reader::{Batch, Reader};
use super::stretch;
use super::world::{Slot, World};
use crate::case::facts::{Case, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{FactId, Window};
use crate::program::{Grading, Program};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// What is the same in every world of a memory.
type Common = (bool, bool, Number, Option<(Window, Window)>);

/// What has been found about one person under a program, in any world.
pub struct Memory<'a> {
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) rows: BTreeMap<Batch, usize>,
    pub(super) lineage: Lineage,
    pub(super) bounds: Bounds,
    /// Whether account is kept of what is settled too.
    pub(super) whole: bool,
    pub(super) filters: Table<Truth>,
    /// Whether there may be conduct of each offence.
    pub(super) conducts: Table<bool>,
    /// What the grades rest on of the offences of which there may be conduct: one answer.
    pub(super) concerned: Table<Rc<Grading>>,
    pub(super) facts: Table<Rc<Value>>,
    pub(super) questions: Table<Truth>,
    pub(super) amounts: Table<Range>,
    pub(super) scratch: RefCell<Outcome<Ranges>>,
    names: RefCell<Names>,
    runs: Cell<u64>,
    /// What the last world narrowed.
    last: RefCell<Vec<(SlotId, u32)>>,
    /// What moved since each of the last runs.
    moved: RefCell<Rc<[Slots]>>,
    /// What the grades of the offences rest on whose conduct may be there, for each set of these that came up.
    gradings: RefCell<BTreeMap<Vec<bool>, Rc<Grading>>>,
    /// What every world of this memory has in common.
    common: Common,
}

/// Numbers for slots and values.
#[derive(Default)]
struct Names {
    ids: BTreeMap<Slot, SlotId>,
    slots: Vec<Slot>,
    values: BTreeMap<Value, u32>,
}

impl Names {
    /// What is bound has the numbers that it has there.
    fn of(bounds: &Bounds) -> Self {
        let (slots, ids) = bounds.slots();
        Self { ids: ids.clone(), slots: slots.to_vec(), values: BTreeMap::new() }
    }
}

impl<'a> Memory<'a> {
    /// A memory for worlds with what this one has in common: which facts count, and the day.
    pub fn new(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account((case, program, person), world, false, true, &[])
    }

    /// A memory of the same without these acts, by position.
    pub fn without(&self, world: &World, acts: &[usize]) -> Self {
        Self::with_account((self.case, self.program, self.person), world, false, true, acts)
    }

    /// The same for a single world: nothing is kept for another.
    pub fn brief(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account((case, program, person), world, false, false, &[])
    }

    /// The same, which keeps account of everything that is read.
    pub fn whole(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account((case, program, person), world, true, true, &[])
    }

    fn with_account(
        (case, program, person): (&'a Case, &'a Program, usize),
        world: &World,
        whole: bool,
        lasting: bool,
        without: &[usize],
    ) -> Self {
        let mut batches = stretch::batches(case, program, person, world);
        batches.retain(|batch| !without.contains(&batch.act));
        Self { whole, ..Self::of_batches_kept(case, program, person, world, batches, lasting) }
    }

    /// A memory for given batches, of the person's acts.
    pub(super) fn of_batches(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        world: &World,
        batches: Vec<Batch>,
    ) -> Self {
        Self::of_batches_kept(case, program, person, world, batches, false)
    }

    fn of_batches_kept(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        world: &World,
        batches: Vec<Batch>,
        lasting: bool,
    ) -> Self {
        let mut rows = BTreeMap::new();
        batches.iter().enumerate().for_each(|(row, batch)| {
            rows.entry(*batch).or_insert(row + 1);
        });
        let height = batches.len() + 1;
        let bounds = Bounds::new(case, program, world, &batches);
        let names = Names::of(&bounds);
        Self {
            case,
            program,
            person,
            rows,
            lineage: Lineage::of(case),
            bounds,
            whole: false,
            filters: Table::new(program.filters.len() * height, lasting),
            conducts: Table::new(program.offences.len(), lasting),
            concerned: Table::new(1, lasting),
            facts: Table::new(program.facts.len() * height, lasting),
            questions: Table::new(program.questions.len(), lasting),
            amounts: Table::new(program.aggregates.len(), lasting),
            scratch: RefCell::default(),
            names: RefCell::new(names),
            runs: Cell::new(0),
            last: RefCell::default(),
            moved: RefCell::new(Rc::new([])),
            gradings: RefCell::default(),
            common: common(world),
            batches,
        }
    }

    /// The same memory for a reduction of its program, which asks less, and the same where it asks.
    pub fn reduced_to<'b>(self, program: &'b Program) -> Memory<'b>
    where
        'a: 'b,
    {
        debug_assert!(program.filters.len() == self.program.filters.len(), "a reduction keeps every filter");
        let lasting = self.concerned.lasting();
        Memory { program, gradings: RefCell::default(), concerned: Table::new(1, lasting), ..self }
    }

    /// The case.
    pub fn case(&self) -> &'a Case {
        self.case
    }

    /// The person, by position.
    pub fn person(&self) -> usize {
        self.person
    }

    /// The law.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// How many batches the person has.
    pub fn size(&self) -> usize {
        self.batches.len()
    }

    /// Whether no case can be as this world has it: its numbers cannot be true together.
    pub fn forbids(&self, world: &World) -> bool {
        !self.bounds.hold(&self.bounds.values(world))
    }

    /// What an amount can be of which nothing is known.
    pub fn any(&self, fact: FactId) -> Range {
        self.bounds.any(fact)
    }

    /// What the rest of the case leaves of a range of numbers for a slot.
    pub fn leaves(&self, slot: &Slot, range: Range, world: &World) -> Range {
        self.bounds.leaves(slot, range, world)
    }

    /// What the grades of these offences rest on. The texts of an article stay together.
    pub(super) fn graded(&self, may_concern: impl Fn(usize) -> bool) -> Rc<Grading> {
        let offences = &self.program.offences;
        let mut concerned = vec![false; offences.len()];
        for (at, offence) in offences.iter().enumerate() {
            concerned[offence.article] |= may_concern(at);
        }
        let mut gradings = self.gradings.borrow_mut();
        if let Some(known) = gradings.get(&concerned) {
            return Rc::clone(known);
        }
        let grading = Rc::new(self.program.grading(|at| concerned[offences[at].article]));
        gradings.insert(concerned, Rc::clone(&grading));
        grading
    }

    /// A reader of one world.
    pub(super) fn reader<'m>(&'m self, world: &'m World) -> Reader<'m> {
        debug_assert!(self.common == common(world), "worlds of one memory differ only in what is narrowed and chosen");
        Reader::over(self, world, self.batches.clone())
    }

    pub(super) fn run(&self, world: &World) -> Run {
        self.runs.set(self.runs.get() + 1);
        let narrowed = self.narrowed(world);
        let last = self.last.replace(narrowed.clone());
        let mut moved = Slots::default();
        let apart = |one: &[(SlotId, u32)], other: &[(SlotId, u32)], moved: &mut Slots| {
            let missing = one.iter().filter(|one| other.binary_search(one).is_err());
            missing.for_each(|(slot, _)| moved.insert(*slot));
        };
        apart(&last, &narrowed, &mut moved);
        apart(&narrowed, &last, &mut moved);
        let since = |known: &Slots| {
            let mut since = moved.clone();
            since.include(known);
            since
        };
        let known = self.moved.borrow();
        let moved: Rc<[Slots]> =
            [moved.clone()].into_iter().chain(known.iter().take(RUNS_BACK - 1).map(since)).collect();
        drop(known);
        self.moved.replace(Rc::clone(&moved));
        Run { number: self.runs.get(), narrowed, moved }
    }

    pub(super) fn id(&self, slot: &Slot) -> SlotId {
        let mut names = self.names.borrow_mut();
        if let Some(id) = names.ids.get(slot) {
            return *id;
        }
        let id = names.slots.len() as SlotId;
        names.ids.insert(slot.clone(), id);
        names.slots.push(slot.clone());
        id
    }

    pub(super) fn slot(&self, id: SlotId) -> Slot {
        self.names.borrow().slots[id as usize].clone()
    }

    fn narrowed(&self, world: &World) -> Vec<(SlotId, u32)> {
        let chosen = world.choices.iter().map(|(choice, options)| (Slot::Choice(*choice), Value::Options(*options)));
        let mut narrowed: Vec<(SlotId, u32)> =
            chosen.map(|(slot, value)| (self.id(&slot), self.value_id(&value))).collect();
        narrowed.extend(world.narrowed.iter().map(|(slot, value)| (self.id(slot), self.value_id(value))));
        narrowed.sort_unstable();
        narrowed
    }

    fn value_id(&self, value: &Value) -> u32 {
        let mut names = self.names.borrow_mut();
        let next = names.values.len() as u32;
        match names.values.get(value) {
            Some(id) => *id,
            None => *names.values.entry(value.clone()).or_insert(next),
        }
    }
}

fn common(world: &World) -> Common {
    (world.only_proven, world.strict, world.today, world.as_if)
}
