//! Regions of facts: how large the smallest case in one is, and into which parts it is split.

use std::collections::BinaryHeap;

use super::breakpoints::Breakpoints;
use crate::case::facts::{Case, Value};
use crate::law::book::LawBook;
use crate::law::condition::Options;
use crate::law::vocabulary::{FactKind, Meaning, Settled};
use crate::measure::{Assignment, Variable};
use crate::range::{Number, Range};
use crate::settle::parts;
use crate::study::Side;

/// What a fact weighs that is not as silence would have it: more than any number.
const SAID: Number = 1 << 60;

/// A region of facts.
#[derive(Clone)]
pub(super) struct Region {
    /// Whether all it still needs is to be halved between two break points of the laws: it comes after all others.
    pub(super) between: bool,
    /// The size of its smallest case.
    pub(super) size: Number,
    /// When it was made: of the same size, the latest goes first.
    pub(super) born: usize,
    /// What has been settled, and how far.
    pub(super) narrowed: Assignment,
    /// Amounts above their least.
    pub(super) raised: Vec<Variable>,
}

impl Region {
    /// In the order of the smallest cases: the first to be looked at is the greatest.
    fn by_size(&self) -> Rank {
        (!self.between, -self.size, self.born as Number)
    }

    /// Where most is settled, first, and any of those: it soon comes to a case, if not to the smallest.
    fn by_depth(&self, at: usize) -> Rank {
        (!self.between, self.narrowed.narrowed.len() as Number, mixed(at))
    }

    /// Any, so that one branch is not looked through to its end before another is begun.
    fn by_chance(&self, at: usize) -> Rank {
        (!self.between, 0, mixed(at))
    }
}

/// A number without order that is the same in every run: the golden ratio's bits, folded.
fn mixed(at: usize) -> Number {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let spread = (at as u64 + 1).wrapping_mul(GOLDEN);
    Number::from((spread ^ (spread >> 29)).wrapping_mul(GOLDEN) >> 1)
}

/// In which order the next region is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Size,
    Depth,
    Chance,
}

/// What a region is taken by.
type Rank = (bool, Number, Number);

/// The regions that wait, in three orders.
#[derive(Default)]
pub(super) struct Waiting {
    regions: Vec<Option<Region>>,
    by_size: BinaryHeap<(Rank, usize)>,
    by_depth: BinaryHeap<(Rank, usize)>,
    by_chance: BinaryHeap<(Rank, usize)>,
    number: usize,
}

impl Waiting {
    pub(super) fn push(&mut self, region: Region) {
        let at = self.regions.len();
        self.by_size.push((region.by_size(), at));
        self.by_depth.push((region.by_depth(at), at));
        self.by_chance.push((region.by_chance(at), at));
        self.regions.push(Some(region));
        self.number += 1;
    }

    /// The next region.
    pub(super) fn pop(&mut self, order: Order) -> Option<Region> {
        let heap = match order {
            Order::Size => &mut self.by_size,
            Order::Depth => &mut self.by_depth,
            Order::Chance => &mut self.by_chance,
        };
        // One that another order has taken is no longer there.
        while let Some((_, at)) = heap.pop() {
            if let Some(region) = self.regions[at].take() {
                self.number -= 1;
                return Some(region);
            }
        }
        None
    }

    pub(super) fn is_empty(&self) -> bool {
        self.number == 0
    }
}

/// How a value is split.
pub(super) enum Split {
    /// Into these parts.
    Into(Vec<Value>),
    /// An amount between two break points, which is halved when nothing else is left.
    Later,
}

/// The parts of a value that one law or the other tells apart.
pub(super) fn told_apart(
    sides: [Side<'_>; 2],
    breakpoints: &Breakpoints,
    variable: &Variable,
    value: &Value,
    halve: bool,
) -> Split {
    let first = || parts(sides[0].program, variable, value);
    let Value::Number(range) = value else {
        return Split::Into(first().iter().flat_map(|part| parts(sides[1].program, variable, part)).collect());
    };
    let Variable::Fact(_, fact) = variable else { return Split::Into(first()) };
    if range.settled().is_some() || sides[0].program.is_day(*fact) {
        return Split::Into(first());
    }
    match breakpoints.within(*fact, *range) {
        Some(breakpoint) => Split::Into(vec![
            Value::Number(Range { min: range.min, max: breakpoint - 1 }),
            Value::Number(Range { min: breakpoint, max: range.max }),
        ]),
        None if halve => Split::Into(first()),
        None => Split::Later,
    }
}

/// The size of the smallest case of a region: what is said against silence, then the numbers.
pub(super) fn size(case: &Case, book: &LawBook, region: &Assignment) -> Number {
    let of = |(variable, value): (&Variable, &Value)| match (variable, value) {
        (Variable::Fact(_, fact), Value::Number(range)) => match book.vocabulary.fact(*fact).kind {
            FactKind::Amount(unit) => range.min.max(0) / unit.scale(),
            _ => 0,
        },
        // What is stated as unknown has a silence; saying what silence says costs nothing.
        (Variable::Fact(entity, fact), Value::Options(options)) if case.stated.contains_key(&(*entity, *fact)) => {
            let mut silent = book.vocabulary.fact(*fact).silence.iter().filter_map(|(meaning, _)| usual(meaning));
            if silent.all(|silent| options.has(silent)) { 0 } else { SAID }
        }
        (Variable::Judgement { .. } | Variable::Record { .. }, _) => SAID,
        _ => 0,
    };
    region.narrowed.iter().map(of).sum()
}

/// What silence would say of an option that the blank states as unknown, where it would say one thing.
pub(super) fn silent(case: &Case, book: &LawBook, variable: &Variable) -> Option<Value> {
    let Variable::Fact(entity, fact) = variable else { return None };
    let mut silent = book.vocabulary.fact(*fact).silence.iter().map(|(meaning, _)| usual(meaning));
    let first = silent.next()??;
    let one = case.stated.contains_key(&(*entity, *fact)) && silent.all(|other| other == Some(first));
    one.then(|| Value::Options(Options::one(first)))
}

/// The value of a list that silence stands for.
fn usual(meaning: &Meaning) -> Option<usize> {
    match meaning.settled()? {
        Settled::Option(option) => Some(*option),
        _ => None,
    }
}
