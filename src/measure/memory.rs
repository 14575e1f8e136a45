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
use crate::program::Program;
use crate::range::{Number, Range};
use crate::truth::Truth;

/// How many answers to one question are kept that read the same; then all of them are let go.
const MOST_KEPT: usize = 512;

/// How many sets of slots one question is known to read; the oldest goes first.
const MOST_GROUPS: usize = 8;

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
    /// What every world of this memory has in common.
    common: (bool, bool, Number),
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
}

/// What is being read for one answer.
#[derive(Default)]
pub(super) struct Frame {
    reads: Slots,
    pub(super) uses: Vec<Used>,
}

/// A set of slots, a bit for each.
#[derive(Clone, Default, PartialEq)]
struct Slots(Vec<u64>);

/// The answers of one kind.
pub(super) struct Table<T>(RefCell<Vec<Node<T>>>);

/// The answers to one question.
struct Node<T> {
    /// Apart by what they read; most questions read the same in nearly all worlds.
    groups: Vec<Group<T>>,
    /// The run that last asked, and what it was given.
    current: Option<(u64, Rc<Kept<T>>)>,
}

/// Answers that read the same slots: by those of them that were narrowed, and to what.
struct Group<T> {
    reads: Slots,
    kept: BTreeMap<Box<[(SlotId, u32)]>, Rc<Kept<T>>>,
}

impl<'a> Memory<'a> {
    /// A memory for worlds with what this one has in common: which facts count, and the day.
    pub fn new(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account(case, program, person, world, false)
    }

    /// The same, which keeps account of everything that is read.
    pub fn whole(case: &'a Case, program: &'a Program, person: usize, world: &World) -> Self {
        Self::with_account(case, program, person, world, true)
    }

    fn with_account(case: &'a Case, program: &'a Program, person: usize, world: &World, whole: bool) -> Self {
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
            filters: Table::new(program.filters.len() * height),
            facts: Table::new(program.facts.len() * height),
            questions: Table::new(program.questions.len()),
            amounts: Table::new(program.aggregates.len()),
            names: RefCell::default(),
            runs: Cell::new(0),
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

    pub(super) fn next_run(&self) -> u64 {
        self.runs.set(self.runs.get() + 1);
        self.runs.get()
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

    /// What a world narrows, by number, ascending.
    pub(super) fn narrowed(&self, world: &World) -> Vec<(SlotId, u32)> {
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

fn common(world: &World) -> (bool, bool, Number) {
    (world.only_proven, world.strict, world.today)
}

impl<T> Table<T> {
    fn new(nodes: usize) -> Self {
        let node = || Node { groups: Vec::new(), current: None };
        Self(RefCell::new((0..nodes).map(|_| node()).collect()))
    }

    /// The answer that holds under what is narrowed, if it is known: what was read for it stands as it did then.
    pub(super) fn find(&self, at: usize, run: u64, narrowed: &[(SlotId, u32)]) -> Option<Rc<Kept<T>>> {
        let mut nodes = self.0.borrow_mut();
        let node = &mut nodes[at];
        if let Some((of_run, kept)) = &node.current
            && *of_run == run
        {
            return Some(Rc::clone(kept));
        }
        let kept = node.groups.iter().find_map(|group| group.kept.get(&*group.reads.among(narrowed)))?;
        let kept = Rc::clone(kept);
        node.current = Some((run, Rc::clone(&kept)));
        Some(kept)
    }

    pub(super) fn keep(&self, at: usize, run: u64, narrowed: &[(SlotId, u32)], kept: Rc<Kept<T>>) {
        let mut nodes = self.0.borrow_mut();
        let node = &mut nodes[at];
        node.current = Some((run, Rc::clone(&kept)));
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
        group.kept.insert(group.reads.among(narrowed).into(), kept);
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

    /// Those of the narrowed slots that are in the set.
    fn among(&self, narrowed: &[(SlotId, u32)]) -> Vec<(SlotId, u32)> {
        narrowed.iter().filter(|(slot, _)| self.has(*slot)).copied().collect()
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

    /// The answer with what was read for it.
    pub(super) fn finish<T>(mut self, answer: T) -> Kept<T> {
        each_once(&mut self.uses);
        Kept { answer, reads: self.reads, uses: self.uses.into() }
    }

    pub(super) fn take_in<T>(&mut self, kept: &Kept<T>) {
        self.reads.include(&kept.reads);
        self.uses.extend_from_slice(&kept.uses);
    }
}

/// Keeps the first use of each slot.
pub(super) fn each_once(uses: &mut Vec<Used>) {
    /// Up to so many, looking is quicker than keeping a list.
    const FEW: usize = 8;
    if uses.len() <= FEW {
        let mut at = 0;
        while at < uses.len() {
            let known = uses[..at].iter().any(|(slot, ..)| *slot == uses[at].0);
            if known {
                uses.remove(at);
            } else {
                at += 1;
            }
        }
        return;
    }
    let most = uses.iter().map(|(slot, ..)| *slot).max().unwrap_or_default();
    let mut seen = vec![false; most as usize + 1];
    uses.retain(|(slot, ..)| !std::mem::replace(&mut seen[*slot as usize], true));
}
