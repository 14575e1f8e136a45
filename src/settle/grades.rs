//! Which grades are possible, and what is looked for in each assignment.

use crate::evaluate::{Outcome, Ranges};
use crate::program::{Offence, Program, Slice, TruthId};
use crate::truth::Truth;

/// The grades that are possible: bit 0 for none, bit 1 for the lowest …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct GradeSet(pub u16);

impl GradeSet {
    /// No grade, surely.
    pub const NONE: Self = Self(1);

    /// Whether no grade at all is possible.
    pub fn none(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether the grade at this position is possible.
    pub fn has(self, grade: usize) -> bool {
        self.0 >> (grade + 1) & 1 == 1
    }

    /// Whether only one is.
    pub fn settled(self) -> bool {
        self.0.count_ones() == 1
    }

    /// The lowest that is possible, none before any grade; of nothing, nothing.
    pub(super) fn lowest(self) -> Self {
        Self(self.0 & self.0.wrapping_neg())
    }

    /// The highest that is possible.
    pub(super) fn highest(self) -> Self {
        Self(self.0.checked_ilog2().map_or(0, |bit| 1 << bit))
    }

    pub(super) fn of(offence: &Offence, outcome: &Outcome<Ranges>) -> Self {
        Self::reached(offence.grades.iter().map(|grade| grade.reached), outcome)
    }

    /// By whether each grade is reached, lowest first.
    fn reached(
        grades_reached: impl DoubleEndedIterator<Item = TruthId> + ExactSizeIterator,
        outcome: &Outcome<Ranges>,
    ) -> Self {
        let mut grades = 0;
        let mut unreached = Truth::Established;
        for (position, reached) in grades_reached.enumerate().rev() {
            let reached = outcome.truth(reached);
            if reached.and(unreached).possible() {
                grades |= 1 << (position + 1);
            }
            unreached = unreached.and(!reached);
        }
        Self(grades | u16::from(unreached.possible()))
    }
}

/// A truth that is looked for beside grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The truth.
    pub truth: TruthId,
    /// What it supposes, if anything: a circumstance says something only of assignments in which the conduct is there.
    pub supposing: Option<TruthId>,
}

/// What is looked for in each assignment: possible grades, and possible values of truths.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Observation {
    /// For each offence, its possible grades.
    pub grades: Vec<GradeSet>,
    /// For each truth that is watched, whether it can be excluded (1), established (2) or either (3); nothing (0) where
    /// what it supposes is not there.
    pub truths: Vec<u8>,
}

impl Observation {
    pub(super) fn read(program: &Program, watched: &[Observed], outcome: &Outcome<Ranges>) -> Self {
        let moot = |watched: &Observed| watched.supposing.is_some_and(|there| !outcome.truth(there).possible());
        let bits = |watched: &Observed| if moot(watched) { 0 } else { bits(outcome.truth(watched.truth)) };
        Self {
            grades: program.offences.iter().map(|offence| GradeSet::of(offence, outcome)).collect(),
            truths: watched.iter().map(bits).collect(),
        }
    }

    /// Of grades alone, by what these rest on.
    pub(super) fn of_grades(grading: &Slice, outcome: &Outcome<Ranges>) -> Self {
        let grades = grading.wanted.iter().map(|reached| GradeSet::reached(reached.iter().copied(), outcome));
        Self { grades: grades.collect(), truths: Vec::new() }
    }

    /// Of truths alone, by what these rest on: each with what it supposes after it, if anything.
    pub(super) fn of_truths(slice: &Slice, outcome: &Outcome<Ranges>) -> Self {
        let bits = |wanted: &Vec<TruthId>| match wanted[1..].iter().any(|there| !outcome.truth(*there).possible()) {
            true => 0,
            false => bits(outcome.truth(wanted[0])),
        };
        Self { grades: Vec::new(), truths: slice.wanted.iter().map(bits).collect() }
    }

    pub(super) fn nothing(like: &Self) -> Self {
        Self { grades: vec![GradeSet::default(); like.grades.len()], truths: vec![0; like.truths.len()] }
    }

    pub(super) fn include(&mut self, other: &Self) {
        self.grades.iter_mut().zip(&other.grades).for_each(|(mine, more)| mine.0 |= more.0);
        self.truths.iter_mut().zip(&other.truths).for_each(|(mine, more)| *mine |= more);
    }

    pub(super) fn adds_no_grade_to(&self, found: &Self) -> bool {
        self.grades.iter().zip(&found.grades).all(|(mine, known)| mine.0 & !known.0 == 0)
    }

    pub(super) fn adds_nothing_to(&self, found: &Self) -> bool {
        self.adds_no_grade_to(found) && self.truths.iter().zip(&found.truths).all(|(mine, known)| mine & !known == 0)
    }

    /// Whether one grade is left for each offence, and one value for each truth that is watched.
    pub fn settled(&self) -> bool {
        self.grades.iter().all(|grades| grades.settled()) && self.truths.iter().all(|bits| bits.count_ones() <= 1)
    }

    /// How much is undecided; grades weigh most.
    pub(super) fn width(&self) -> u32 {
        let grades: u32 = self.grades.iter().map(|grades| grades.0.count_ones().saturating_sub(1)).sum();
        let truths: u32 = self.truths.iter().map(|bits| bits.count_ones().saturating_sub(1)).sum();
        grades * 64 + truths
    }
}

pub(super) fn bits(truth: Truth) -> u8 {
    match truth {
        Truth::Excluded => 1,
        Truth::Established => 2,
        Truth::Open => 3,
    }
}
