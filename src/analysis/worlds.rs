//! The grades that are possible in a world, found by splitting it until every part is settled.

use std::cell::Cell;

use super::About;
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::{Slot, World};
use crate::settle::{self, Grades, parts};

/// How many open facts are tried at each split.
const CANDIDATES: usize = 6;

/// One evaluated world.
pub(super) struct Look {
    pub(super) world: World,
    pub(super) opened: Vec<(Slot, Value)>,
    pub(super) grades: Vec<Grades>,
}

/// The grades possible for each offence, and whether each can really come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Possible {
    pub(super) grades: Vec<Grades>,
    pub(super) exact: bool,
}

impl Look {
    pub(super) fn settled(&self) -> bool {
        self.grades.iter().all(|grades| grades.settled())
    }

    fn width(&self) -> u32 {
        self.grades.iter().map(|grades| grades.0.count_ones()).sum()
    }

    fn adds_nothing_to(&self, found: &[Grades]) -> bool {
        self.grades.iter().zip(found).all(|(mine, known)| mine.0 & !known.0 == 0)
    }

    /// Whether no outcome is possible in both.
    pub(super) fn disjoint(&self, other: &Self) -> bool {
        self.grades.iter().zip(&other.grades).any(|(mine, other)| mine.0 & other.0 == 0)
    }
}

/// Evaluates worlds, and counts them.
pub(super) struct Worlds<'a> {
    pub(super) about: About<'a>,
    looks: Cell<usize>,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(about: About<'a>) -> Self {
        Self { about, looks: Cell::new(0) }
    }

    /// How many worlds have been evaluated.
    pub(super) fn looks(&self) -> usize {
        self.looks.get()
    }

    pub(super) fn look(&self, world: World) -> Look {
        self.looks.set(self.looks.get() + 1);
        let About { case, program, person, .. } = self.about;
        let (measures, grades) = settle::grades_at_most(case, program, person, &world);
        Look { world, opened: measures.opened, grades }
    }

    /// Every value of the steps in one world, which may be too wide.
    pub(super) fn outcome(&self, world: &World) -> Outcome<Ranges> {
        self.looks.set(self.looks.get() + 1);
        settle::evaluate_core(self.about.case, self.about.program, self.about.person, world).1
    }

    /// The grades possible in a world; at most so many worlds are evaluated for it.
    pub(super) fn possible(&self, world: &World, most: usize) -> Possible {
        let root = self.look(world.clone());
        if root.settled() {
            return Possible { grades: root.grades, exact: true };
        }
        let limit = self.looks() + most;
        let mut found = vec![Grades::default(); root.grades.len()];
        let mut exact = true;
        let mut waiting = vec![root];
        while let Some(next) = waiting.pop() {
            if next.adds_nothing_to(&found) {
                continue;
            }
            let halves = if next.settled() { None } else { self.split(&next, None) };
            match halves {
                Some(halves) if self.looks() < limit => {
                    waiting.extend(halves);
                    // What is settled goes first, so that what it finds need not be looked for again.
                    waiting.sort_by_key(|look| std::cmp::Reverse(look.width()));
                }
                halves => {
                    exact &= halves.is_none();
                    found.iter_mut().zip(&next.grades).for_each(|(mine, more)| mine.0 |= more.0);
                }
            }
        }
        Possible { grades: found, exact }
    }

    /// The world split at the open slot that settles most, another than `but`; `None` when nothing is left to split.
    pub(super) fn split(&self, look: &Look, but: Option<&Slot>) -> Option<Vec<Look>> {
        let slots = look.opened.iter().filter(|(slot, _)| but != Some(slot));
        let mut best: Option<(usize, Vec<Look>)> = None;
        let mut tried = 0;
        for (slot, value) in slots {
            let parts = parts(self.about.program, slot, value);
            if parts.len() < 2 {
                continue;
            }
            let halves: Vec<Look> = parts.into_iter().map(|part| self.look(look.world.with(slot, part))).collect();
            let width: u32 = halves.iter().map(Look::width).sum();
            // The mean width left, listed facts before numbers where that is the same.
            let score = width as usize * 2 * 64 / halves.len() + usize::from(matches!(value, Value::Number(_)));
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, halves));
            }
            tried += 1;
            if tried == CANDIDATES {
                break;
            }
        }
        best.map(|(_, halves)| halves)
    }
}
