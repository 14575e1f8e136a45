//! Answers kept with everything that they were read from, and the tables they are kept in.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;
use smallvec::SmallVec;

use super::reader::Basis;
use crate::case::facts::Value;

/// How many answers to one question are kept that read the same; then all of them are let go.
const MOST_KEPT: usize = 512;

/// How many sets of variables one question is known to read; the oldest goes first.
const MOST_GROUPS: usize = 8;

/// A variable by the number it has in a cache.
pub(super) type VariableId = u32;

/// What was read: which, how, and what it was taken to be.
pub(super) type Used = (VariableId, Basis, Rc<Value>);

/// An answer, with everything that it was read from.
pub(super) struct Kept<T> {
    pub(super) answer: T,
    /// Every variable that was read.
    reads: VariableSet,
    /// What was open and may matter, and in a whole account everything else too; each variable once, as first read.
    uses: Box<[Used]>,
    /// The variables of these.
    used: VariableSet,
}

/// What is being read for one answer.
#[derive(Default)]
pub(super) struct ReadSet {
    reads: VariableSet,
    uses: Vec<Used>,
    used: VariableSet,
}

/// One reading of an assignment.
pub(super) struct Epoch {
    pub(super) number: u64,
    /// What the assignment narrows, by number, ascending.
    pub(super) narrowed: Vec<(VariableId, u32)>,
    /// The variables that stood otherwise in an epoch since the one before, the one before that, and so on.
    pub(super) changed_since: Rc<[VariableSet]>,
}

/// How many epochs back it is known what changed_since since.
pub(super) const EPOCHS_BACK: usize = 32;

/// A set of variables, a bit for each.
#[derive(Clone, Default, PartialEq)]
pub(super) struct VariableSet(SmallVec<[u64; 4]>);

/// The answers of one kind.
pub(super) struct Table<T> {
    nodes: RefCell<Nodes<T>>,
    /// Whether answers are kept beyond the epoch that gave them.
    lasting: bool,
    /// What a group is asked for, made once.
    key: RefCell<Vec<(VariableId, u32)>>,
}

/// What was asked so far; of all that could be asked, a case asks little.
struct Nodes<T> {
    /// Where the answers to each question are among those asked, from 1; 0 for one that was not.
    at: Vec<u32>,
    asked: Vec<Node<T>>,
}

/// The answers to one question.
struct Node<T> {
    /// Apart by what they read; most questions read the same in nearly all assignments.
    groups: Vec<Group<T>>,
    /// The epoch that last asked, and what it was given.
    current: Option<(u64, Rc<Kept<T>>)>,
    /// The same where no account is kept of what is read.
    bare: Option<(u64, T)>,
}

/// VariableSet by number, ascending, and what each is narrowed to.
type Narrowed = Box<[(VariableId, u32)]>;

/// Answers that read the same variables: by those of them that were narrowed, and to what.
struct Group<T> {
    reads: VariableSet,
    kept: HashMap<Narrowed, Rc<Kept<T>>>,
}

impl<T> Table<T> {
    pub(super) fn new(nodes: usize, lasting: bool) -> Self {
        let nodes = Nodes { at: vec![0; nodes], asked: Vec::new() };
        Self { nodes: RefCell::new(nodes), lasting, key: RefCell::default() }
    }

    /// Whether answers are kept beyond the epoch that gave them.
    pub(super) fn lasting(&self) -> bool {
        self.lasting
    }

    /// The answer that holds in an epoch, if it is known: what was read for it stands as it did then.
    pub(super) fn find(&self, at: usize, epoch: &Epoch) -> Option<Rc<Kept<T>>> {
        let mut nodes = self.nodes.borrow_mut();
        let node = nodes.find(at)?;
        if let Some((of_epoch, kept)) = &mut node.current
            && epoch.stands_since(*of_epoch, &kept.reads)
        {
            *of_epoch = epoch.number;
            return Some(Rc::clone(kept));
        }
        let mut key = self.key.borrow_mut();
        let kept = node.groups.iter().find_map(|group| {
            group.reads.among(&epoch.narrowed, &mut key);
            group.kept.get(key.as_slice())
        })?;
        let kept = Rc::clone(kept);
        node.current = Some((epoch.number, Rc::clone(&kept)));
        Some(kept)
    }

    pub(super) fn keep(&self, at: usize, epoch: &Epoch, kept: Rc<Kept<T>>) {
        let mut nodes = self.nodes.borrow_mut();
        let node = nodes.make(at);
        node.current = Some((epoch.number, Rc::clone(&kept)));
        if !self.lasting {
            return;
        }
        let known = node.groups.iter().position(|group| group.reads == kept.reads);
        let position = known.unwrap_or_else(|| {
            if node.groups.len() == MOST_GROUPS {
                node.groups.remove(0);
            }
            node.groups.push(Group { reads: kept.reads.clone(), kept: HashMap::default() });
            node.groups.len() - 1
        });
        let group = &mut node.groups[position];
        if group.kept.len() == MOST_KEPT {
            group.kept.clear();
        }
        let mut key = self.key.borrow_mut();
        group.reads.among(&epoch.narrowed, &mut key);
        group.kept.insert(key.as_slice().into(), kept);
    }
}

impl<T: Clone> Table<T> {
    /// The answer that was given in this very epoch, without account.
    pub(super) fn find_bare(&self, at: usize, epoch: u64) -> Option<T> {
        let mut nodes = self.nodes.borrow_mut();
        let (of_epoch, answer) = nodes.find(at)?.bare.as_ref()?;
        (*of_epoch == epoch).then(|| answer.clone())
    }

    /// Keeps an answer for this epoch, without account.
    pub(super) fn keep_bare(&self, at: usize, epoch: u64, answer: T) {
        self.nodes.borrow_mut().make(at).bare = Some((epoch, answer));
    }
}

impl<T> Nodes<T> {
    fn find(&mut self, at: usize) -> Option<&mut Node<T>> {
        let asked = self.at[at].checked_sub(1)?;
        self.asked.get_mut(asked as usize)
    }

    fn make(&mut self, at: usize) -> &mut Node<T> {
        if self.at[at] == 0 {
            self.asked.push(Node { groups: Vec::new(), current: None, bare: None });
            self.at[at] = self.asked.len() as u32;
        }
        &mut self.asked[self.at[at] as usize - 1]
    }
}

impl Epoch {
    /// Whether what was read in another epoch stands in this one as it did then, as far as that is known.
    fn stands_since(&self, epoch: u64, reads: &VariableSet) -> bool {
        match self.number.checked_sub(epoch) {
            Some(0) => true,
            Some(back) => {
                self.changed_since.get(back as usize - 1).is_some_and(|changed_since| !reads.meets(changed_since))
            }
            None => false,
        }
    }
}

impl VariableSet {
    pub(super) fn insert(&mut self, variable: VariableId) {
        let word = (variable / u64::BITS) as usize;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (variable % u64::BITS);
    }

    fn has(&self, variable: VariableId) -> bool {
        self.0.get((variable / u64::BITS) as usize).is_some_and(|word| word >> (variable % u64::BITS) & 1 == 1)
    }

    fn each(&self) -> impl Iterator<Item = VariableId> {
        let of_word = |(at, word): (usize, &u64)| {
            let (at, word) = (at as u32 * u64::BITS, *word);
            (0..u64::BITS).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at + bit)
        };
        self.0.iter().enumerate().flat_map(of_word)
    }

    pub(super) fn include(&mut self, other: &Self) {
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

    /// Those of the narrowed variables that are in the set.
    fn among(&self, narrowed: &[(VariableId, u32)], found: &mut Vec<(VariableId, u32)>) {
        found.clear();
        found.extend(narrowed.iter().filter(|(variable, _)| self.has(*variable)));
    }
}

impl ReadSet {
    pub(super) fn reads(&mut self, variable: VariableId) {
        self.reads.insert(variable);
    }

    pub(super) fn has_read(&self, variable: VariableId) -> bool {
        self.reads.has(variable)
    }

    /// Whether a variable was open and may matter.
    pub(super) fn has_used(&self, variable: VariableId) -> bool {
        self.used.has(variable)
    }

    /// Everything that another read_set read is read here too.
    pub(super) fn reads_too(&mut self, other: &Self) {
        self.reads.include(&other.reads);
    }

    /// Everything that another read in a cache of other names is read here too, by the name that it has here.
    pub(super) fn take_over(&mut self, other: &Self, named: impl Fn(VariableId) -> VariableId) {
        other.reads.each().for_each(|variable| self.reads.insert(named(variable)));
        other.uses.iter().for_each(|(variable, basis, value)| {
            self.uses((named(*variable), *basis, Rc::clone(value)));
        });
    }

    /// Keeps the first use of a variable.
    pub(super) fn uses(&mut self, used: Used) {
        if !self.used.has(used.0) {
            self.used.insert(used.0);
            self.uses.push(used);
        }
    }

    /// Lets go what is open.
    pub(super) fn forget_open(&mut self) {
        self.uses.retain(|(.., value)| value.is_settled());
        self.used = VariableSet::default();
        self.uses.iter().for_each(|(variable, ..)| self.used.insert(*variable));
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
