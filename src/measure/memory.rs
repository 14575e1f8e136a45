//! What was found in one world, kept for the others: each answer with everything that it was read from.
//!
//! Worlds of one person differ in a few narrowed slots. An answer that read none of those is the same in both, and
//! so is one that read only slots that stand alike. So every filter of a batch, every fact, question and amount is
//! worked out once for each way in which what it reads can stand.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::lineage::Lineage;
use super::reader::{Basis, Batch, Reader};
use super::world::{Slot, World};
use crate::case::facts::{Case, Value};
use crate::law::condition::Window;
use crate::program::Program;
use crate::range::{Number, Range};
use crate::truth::Truth;

/// How many answers to one question are kept that read the same; then all of them are let go.
const MOST_KEPT: usize = 512;

/// How many sets of slots one question is known to read; the oldest goes first.
const MOST_GROUPS: usize = 8;

/// What is the same in every world of a memory.
type Common = (bool, bool, Number, Option<(Window, Window)>);

/// A slot by the number it has in a memory.
pub(super) type SlotId = u32;

/// What was read: which, how, and what it was taken to be.
pub(super) type Used = (SlotId, Basis, Rc<Value>);

/// What has been found about one person under a program, in any world.
pub struct Memory<'a> {
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) rows: BTreeMap<Batch, usize>,
    pub(super) lineage: Lineage,
    /// Whether account is kept of what is settled too.
    pub(super) whole: bool,
    pub(super) filters: Table<Truth>,
    pub(super) facts: Table<Rc<Value>>,
    pub(super) questions: Table<Truth>,
    pub(super) amounts: Table<Range>,
    names: RefCell<Names>,
    runs: Cell<u64>,
    /// What the last world narrowed.
    last: RefCell<Vec<(SlotId, u32)>>,
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

/// An answer, with everything that it was read from.
pub(super) struct Kept<T> {
    pub(super) answer: T,
    /// Every slot that was read.
    reads: Slots,
    /// What was open and may matter, and in a whole account everything else too; each slot once, as first read.
    uses: Box<[Used]>,
    /// The slots of these.
    used: Slots,
}

/// What is being read for one answer.
#[derive(Default)]
pub(super) struct Frame {
    reads: Slots,
    uses: Vec<Used>,
    used: Slots,
}

/// One reading of a world.
pub(super) struct Run {
    number: u64,
    /// What the world narrows, by number, ascending.
    narrowed: Vec<(SlotId, u32)>,
    /// The slots that stood otherwise in the run before.
    moved: Slots,
}

/// A set of slots, a bit for each.
#[derive(Clone, Default, PartialEq)]
struct Slots(Vec<u64>);

/// The answers of one kind.
pub(super) struct Table<T> {
    nodes: RefCell<Vec<Option<Box<Node<T>>>>>,
    /// Whether answers are kept beyond the run that gave them.
    lasting: bool,
    /// What a group is asked for, made once.
    key: RefCell<Vec<(SlotId, u32)>>,
}

/// The answers to one question.
struct Node<T> {
    /// Apart by what they read; most questions read the same in nearly all worlds.
    groups: Vec<Group<T>>,
    /// The run that last asked, and what it was given.
    current: Option<(u64, Rc<Kept<T>>)>,
}

/// Slots by number, ascending, and what each is narrowed to.
type Narrowed = Box<[(SlotId, u32)]>;

/// Answers that read the same slots: by those of them that were narrowed, and to what.
struct Group<T> {
    reads: Slots,
    kept: BTreeMap<Narrowed, Rc<Kept<T>>>,
}

impl<'a> Memory<'a> {
    /// A memory for worlds with what this one has in common: which facts count, and the day.
    pub fn new(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account(case, program, person, world, false, true)
    }

    /// The same for a single world: nothing is kept for another.
    pub fn brief(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account(case, program, person, world, false, false)
    }

    /// The same, which keeps account of everything that is read.
    pub fn whole(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account(case, program, person, world, true, true)
    }

    fn with_account(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        world: &World,
        whole: bool,
        lasting: bool,
    ) -> Self {
        let mut batches = Vec::new();
        for (position, act) in case.acts.iter().enumerate().filter(|(_, act)| act.by.contains(&person)) {
            if act.datasets.is_empty() {
                batches.push(Batch { act: position, dataset: None });
            }
            batches.extend(act.datasets.iter().map(|&dataset| Batch { act: position, dataset: Some(dataset) }));
        }
        let mut rows = BTreeMap::new();
        batches.iter().enumerate().for_each(|(row, batch)| {
            rows.entry(*batch).or_insert(row + 1);
        });
        let height = batches.len() + 1;
        Self {
            case,
            program,
            person,
            rows,
            lineage: Lineage::of(case),
            whole,
            filters: Table::new(program.filters.len() * height, lasting),
            facts: Table::new(program.facts.len() * height, false),
            questions: Table::new(program.questions.len(), lasting),
            amounts: Table::new(program.aggregates.len(), lasting),
            names: RefCell::default(),
            runs: Cell::new(0),
            last: RefCell::default(),
            common: common(world),
            batches,
        }
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

impl<T> Table<T> {
    fn new(nodes: usize, lasting: bool) -> Self {
        let nodes = RefCell::new(std::iter::repeat_with(|| None).take(nodes).collect());
        Self { nodes, lasting, key: RefCell::default() }
    }

    /// The answer that holds in a run, if it is known: what was read for it stands as it did then.
    pub(super) fn find(&self, at: usize, run: &Run) -> Option<Rc<Kept<T>>> {
        let mut nodes = self.nodes.borrow_mut();
        let node = nodes[at].as_mut()?;
        if let Some((of_run, kept)) = &mut node.current {
            let stands = *of_run + 1 == run.number && !kept.reads.meets(&run.moved);
            if stands || *of_run == run.number {
                *of_run = run.number;
                return Some(Rc::clone(kept));
            }
        }
        let mut key = self.key.borrow_mut();
        let kept = node.groups.iter().find_map(|group| {
            group.reads.among(&run.narrowed, &mut key);
            group.kept.get(key.as_slice())
        })?;
        let kept = Rc::clone(kept);
        node.current = Some((run.number, Rc::clone(&kept)));
        Some(kept)
    }

    pub(super) fn keep(&self, at: usize, run: &Run, kept: Rc<Kept<T>>) {
        let mut nodes = self.nodes.borrow_mut();
        let node = nodes[at].get_or_insert_with(|| Box::new(Node { groups: Vec::new(), current: None }));
        node.current = Some((run.number, Rc::clone(&kept)));
        if !self.lasting {
            return;
        }
        let known = node.groups.iter().position(|group| group.reads == kept.reads);
        let position = known.unwrap_or_else(|| {
            if node.groups.len() == MOST_GROUPS {
                node.groups.remove(0);
            }
            node.groups.push(Group { reads: kept.reads.clone(), kept: BTreeMap::new() });
            node.groups.len() - 1
        });
        let group = &mut node.groups[position];
        if group.kept.len() == MOST_KEPT {
            group.kept.clear();
        }
        let mut key = self.key.borrow_mut();
        group.reads.among(&run.narrowed, &mut key);
        group.kept.insert(key.as_slice().into(), kept);
    }
}

impl Slots {
    fn insert(&mut self, slot: SlotId) {
        let word = (slot / u64::BITS) as usize;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (slot % u64::BITS);
    }

    fn has(&self, slot: SlotId) -> bool {
        self.0.get((slot / u64::BITS) as usize).is_some_and(|word| word >> (slot % u64::BITS) & 1 == 1)
    }

    fn include(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, more)| *mine |= more);
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(mine, other)| mine & other != 0)
    }

    fn holds(&self, other: &Self) -> bool {
        let mine = self.0.iter().copied().chain(std::iter::repeat(0));
        other.0.iter().zip(mine).all(|(other, mine)| other & !mine == 0)
    }

    /// Those of the narrowed slots that are in the set.
    fn among(&self, narrowed: &[(SlotId, u32)], found: &mut Vec<(SlotId, u32)>) {
        found.clear();
        found.extend(narrowed.iter().filter(|(slot, _)| self.has(*slot)));
    }
}

impl Frame {
    pub(super) fn reads(&mut self, slot: SlotId) {
        self.reads.insert(slot);
    }

    /// Everything that another frame read is read here too.
    pub(super) fn reads_too(&mut self, other: &Self) {
        self.reads.include(&other.reads);
    }

    /// Keeps the first use of a slot.
    pub(super) fn uses(&mut self, used: Used) {
        if !self.used.has(used.0) {
            self.used.insert(used.0);
            self.uses.push(used);
        }
    }

    /// Lets go what is open.
    pub(super) fn forget_open(&mut self) {
        self.uses.retain(|(.., value)| value.is_settled());
        self.used = Slots::default();
        self.uses.iter().for_each(|(slot, ..)| self.used.insert(*slot));
    }

    /// The answer with what was read for it.
    pub(super) fn finish<T>(self, answer: T) -> Kept<T> {
        Kept { answer, reads: self.reads, uses: self.uses.into(), used: self.used }
    }

    pub(super) fn take_in<T>(&mut self, kept: &Kept<T>) {
        self.reads.include(&kept.reads);
        if !self.used.holds(&kept.used) {
            kept.uses.iter().for_each(|used| self.uses(used.clone()));
        }
    }

    pub(super) fn into_uses(self) -> Vec<Used> {
        self.uses
    }
}
