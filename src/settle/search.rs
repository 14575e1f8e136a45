//! The one search through assignments: looks at them, splits them where most is settled by it, and gathers what is possible.
//!
//! Findings, gaps and flips all ask it; what it measures is kept in one cache.

use std::cell::Cell;
use std::rc::Rc;

use super::grades::{GradeSet, Observation, Observed};
use super::parts::{halves, parts};
use crate::case::facts::Value;
use crate::evaluate::{self, Outcome, Ranges};
use crate::measure::{Assignment, Cache, Measures, Variable};
use crate::program::{Offence, Program, Slice, TruthId};
use crate::range::Range;
use crate::truth::Truth;

/// How many open facts are tried at each split.
const CANDIDATES: usize = 12;

/// The part of the assignments that is spent on what a finding shows beside grades.
const SHOWN: usize = 16;

/// One evaluated assignment.
pub struct Look {
    /// The assignment.
    pub assignment: Assignment,
    /// What was read in it.
    pub measures: Measures,
    /// What the steps come to: those of the program, or of what its grades rest on.
    pub outcome: Outcome<Ranges>,
    /// The steps that were walked, where they are not all.
    pub(super) slice: Option<Rc<Slice>>,
    /// What is possible, which may be too wide; nothing where no case can be so.
    pub targets: Observation,
    /// Whether a case can be so: numbers that cannot be true together leave nothing possible.
    pub possible: bool,
}

/// The grades possible for each offence, and whether each can really come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// The grades.
    pub grades: Vec<GradeSet>,
    /// Whether the search came to its end.
    pub exact: bool,
}

/// A search through the assignments of one person.
pub struct Search<'m> {
    /// What was measured before.
    pub cache: &'m Cache<'m>,
    /// The law.
    pub program: &'m Program,
    /// The truths that are looked for beside grades.
    pub watched: Vec<Observed>,
    looks: Cell<usize>,
    sought: Sought,
}

/// What a look is at.
enum Sought {
    /// Every step.
    Everything,
    /// Grades and nothing else.
    Grades,
    /// The grades of one offence and nothing else: what they rest on.
    Offence(Rc<Slice>),
    /// The truths that are watched and nothing else: what they rest on.
    Truths(Rc<Slice>),
}

impl Look {
    /// What is open in this assignment, and what it may be.
    pub fn opened(&self) -> &[(Variable, Value)] {
        &self.measures.opened
    }

    /// The grades possible for each offence.
    pub fn grades(&self) -> &[GradeSet] {
        &self.targets.grades
    }

    /// Whether one grade is left for each offence, and one value for all else that is looked for.
    pub fn settled(&self) -> bool {
        self.targets.settled()
    }

    /// How many of the steps that were walked are open.
    pub(super) fn open_steps(&self) -> usize {
        self.outcome.truths.iter().filter(|truth| **truth == Truth::Open).count()
    }

    /// Whether no outcome is possible in both.
    pub fn disjoint(&self, other: &Self) -> bool {
        let apart = |(mine, other): (&GradeSet, &GradeSet)| mine.0 & other.0 == 0;
        self.possible && other.possible && self.grades().iter().zip(other.grades()).any(apart)
    }
}

impl<'m> Search<'m> {
    /// A search for grades, and for these truths.
    pub fn new(cache: &'m Cache<'m>, program: &'m Program, watched: Vec<Observed>) -> Self {
        Self { cache, program, watched, looks: Cell::new(0), sought: Sought::Everything }
    }

    /// A search for grades, which asks for nothing that they do not rest on: of the offences whose conduct is surely
    /// absent in an assignment, nothing at all.
    pub fn of_grades(cache: &'m Cache<'m>) -> Self {
        Self { sought: Sought::Grades, ..Self::new(cache, cache.program(), Vec::new()) }
    }

    /// A search for the grades of one offence, which asks for nothing that they do not rest on.
    pub(super) fn of_offence(cache: &'m Cache<'m>, offence: &Offence) -> Self {
        let program = cache.program();
        let slice = program.slice(&[offence.grades.iter().map(|grade| grade.reached).collect()]);
        Self { sought: Sought::Offence(Rc::new(slice)), ..Self::new(cache, program, Vec::new()) }
    }

    /// A search for these truths and no grades, which asks for nothing that they do not rest on.
    pub(super) fn of_truths(cache: &'m Cache<'m>, watched: Vec<Observed>) -> Self {
        let program = cache.program();
        let wanted = |watched: &Observed| [watched.truth].into_iter().chain(watched.supposing).collect();
        let slice = program.slice(&watched.iter().map(wanted).collect::<Vec<_>>());
        Self { sought: Sought::Truths(Rc::new(slice)), ..Self::new(cache, program, watched) }
    }

    /// How many assignments have been evaluated.
    pub fn looks(&self) -> usize {
        self.looks.get()
    }

    /// Evaluates an assignment.
    pub fn look(&self, assignment: Assignment) -> Look {
        let ((measures, slice), observe): (_, fn(&Slice, &Outcome<Ranges>) -> Observation) = match &self.sought {
            Sought::Everything => return self.look_at_all(assignment),
            Sought::Grades => (self.cache.measure_grades(&assignment), Observation::of_grades),
            Sought::Offence(slice) => {
                ((self.cache.measure_slice(&assignment, slice), Rc::clone(slice)), Observation::of_grades)
            }
            Sought::Truths(slice) => {
                ((self.cache.measure_slice(&assignment, slice), Rc::clone(slice)), Observation::of_truths)
            }
        };
        self.looks.set(self.looks.get() + 1);
        let mut outcome = Outcome::default();
        evaluate::walk::<Ranges>(&slice.steps, &measures.truths, &measures.numbers, &mut outcome);
        let mut targets = observe(&slice, &outcome);
        let possible = measures.possible;
        if !possible {
            targets = Observation::nothing(&targets);
        }
        Look { assignment, measures, outcome, slice: Some(slice), targets, possible }
    }

    /// Evaluates an assignment with every step, whatever is looked for.
    pub fn look_at_all(&self, assignment: Assignment) -> Look {
        self.looks.set(self.looks.get() + 1);
        // Where no truth is watched, only grades are looked for.
        let (measures, steps) = match self.watched.is_empty() {
            true => (self.cache.measure_core(&assignment), &self.program.core.steps),
            false => (self.cache.measure(&assignment), &self.program.steps),
        };
        let mut outcome = Outcome::default();
        evaluate::walk::<Ranges>(steps, &measures.truths, &measures.numbers, &mut outcome);
        let mut targets = Observation::read(self.program, &self.watched, &outcome);
        let possible = measures.possible;
        if !possible {
            targets = Observation::nothing(&targets);
        }
        Look { assignment, measures, outcome, slice: None, targets, possible }
    }

    /// What the rest of an assignment leaves of a value of a variable.
    pub fn left(&self, variable: &Variable, value: &Value, assignment: &Assignment) -> Value {
        match value {
            Value::Number(range) => Value::Number(self.cache.leaves(variable, *range, assignment)),
            listed => listed.clone(),
        }
    }

    /// The grades possible in an assignment; at most so many assignments are evaluated for it.
    pub fn possible(&self, assignment: &Assignment, most: usize) -> Possible {
        let root = self.look(assignment.clone());
        if !root.possible || root.grades().iter().all(|grades| grades.settled()) {
            return Possible { grades: root.targets.grades, exact: true };
        }
        let attained = self.attained(&root, &[]);
        if attained == root.grades() {
            return Possible { grades: attained, exact: true };
        }
        let (found, _, exact) = self.explore(&root, attained, self.looks() + most);
        Possible { grades: found.grades, exact }
    }

    /// The grade that an assignment settles each offence at, if it does, and whether the search came to its end; at most so many
    /// assignments are evaluated for it.
    pub fn settles(&self, assignment: &Assignment, most: usize) -> (Vec<Option<GradeSet>>, bool) {
        let root = self.look(assignment.clone());
        let alone = |grades: &[GradeSet]| grades.iter().map(|one| Some(*one).filter(|one| one.settled())).collect();
        // Two grades that come about show that an offence is not settled; which others do is not asked.
        let known = |found: &[GradeSet]| {
            found.iter().zip(root.grades()).all(|(found, all)| all.settled() || found.0.count_ones() > 1)
        };
        if !root.possible
            || known(&vec![GradeSet::default(); root.grades().len()])
            || known(&self.grades_for_all(&root, &[]))
        {
            return (alone(root.grades()), true);
        }
        let attained = self.attained(&root, &[]);
        if known(&attained) {
            return (alone(root.grades()), true);
        }
        let (found, _, exact) = self.explore(&root, attained, self.looks() + most);
        (alone(&found.grades), exact)
    }

    /// Everything that is possible below an assignment, of whose grades some are known to be attained, and an outcome that
    /// covers it.
    pub(super) fn explore(
        &self,
        root: &Look,
        attained: Vec<GradeSet>,
        most: usize,
    ) -> (Observation, Outcome<Ranges>, bool) {
        let mut found = Observation::nothing(&root.targets);
        let mut cover: Option<Outcome<Ranges>> = None;
        let mut exact = true;
        let mut waiting = self.split(root, &[]).unwrap_or_default();
        if waiting.is_empty() {
            return (root.targets.clone(), root.outcome.clone(), true);
        }
        found.grades = attained;
        while let Some(next) = waiting.pop() {
            // Grades are looked for to the end; what else a finding shows, with a part of the assignments.
            let grade = !next.targets.adds_no_grade_to(&found);
            let novel = grade || self.looks() < most / SHOWN && !next.targets.adds_nothing_to(&found);
            if novel
                && !next.targets.settled()
                && self.looks() < most
                && let Some(halves) = self.split(&next, &[])
            {
                waiting.extend(halves);
                // What is settled goes first, so that what it finds need not be looked for again.
                waiting.sort_by_key(|look| std::cmp::Reverse(look.targets.width()));
                continue;
            }
            exact &= !grade || next.targets.settled() || self.looks() < most;
            found.include(&next.targets);
            match &mut cover {
                Some(cover) => widen(cover, &next.outcome),
                None => cover = Some(next.outcome),
            }
        }
        // Where no assignment was found to be possible, what one look gave stands.
        for (found, widest) in found.grades.iter_mut().zip(root.grades()).filter(|(found, _)| found.0 == 0) {
            (*found, exact) = (*widest, false);
        }
        (found, cover.unwrap_or_else(|| root.outcome.clone()), exact)
    }

    /// Whether some completion of an assignment is found to be `sought`: what an observation leaves possible is that, or
    /// may be, or surely is not. At most so many assignments are evaluated.
    pub(super) fn comes_about(
        &self,
        assignment: &Assignment,
        most: usize,
        sought: impl Fn(&Observation) -> Truth,
    ) -> bool {
        let limit = self.looks() + most;
        let mut waiting = vec![self.look(assignment.clone())];
        while let Some(next) = waiting.pop() {
            match sought(&next.targets) {
                _ if !next.possible => {}
                Truth::Established => return true,
                Truth::Excluded => {}
                Truth::Open if self.looks() >= limit => return false,
                Truth::Open => waiting.extend(self.split(&next, &[]).into_iter().flatten()),
            }
        }
        false
    }

    /// Of the truths that are watched, those that can be both; and whether the search came to its end.
    pub(super) fn both(&self, assignment: &Assignment, most: usize) -> (Vec<TruthId>, bool) {
        let (values, exact) = self.values(assignment, most);
        let both = self.watched.iter().zip(&values).filter(|(_, bits)| bits.count_ones() > 1);
        // A search that was cut short gives what may be too wide.
        if exact { (both.map(|(watched, _)| watched.truth).collect(), true) } else { (Vec::new(), false) }
    }

    /// What each of the truths that are watched can be, as bits; and whether the search came to its end.
    pub(super) fn values(&self, assignment: &Assignment, most: usize) -> (Vec<u8>, bool) {
        let root = self.look(assignment.clone());
        let grades = root.grades().to_vec();
        let (found, ..) = self.explore(&root, grades, most * SHOWN);
        (found.truths, self.looks() < most)
    }

    /// The assignment split at the open variable that settles most, another than `but` these; `None` when nothing is left to
    /// split.
    pub fn split(&self, look: &Look, but: &[Variable]) -> Option<Vec<Look>> {
        type Score = (u64, u8, usize);
        let mut best: Option<(Score, &Variable, Vec<Look>)> = None;
        let mut without_break: Option<(&Variable, Range)> = None;
        // Of more than can be tried, what no grade or truth rests on that is looked for would only multiply the parts.
        let many = look.slice.is_some() && look.opened().len() > CANDIDATES;
        let variables = look.opened().iter().filter(|(variable, _)| !but.contains(variable));
        let variables = variables.filter(|(variable, _)| !many || !self.independent(look, variable));
        for (variable, value) in variables.take(CANDIDATES) {
            let parts = parts(self.program, variable, value);
            if parts.len() < 2 {
                continue;
            }
            let halves = match value {
                Value::Number(range) => match self.cut(look, variable, *range) {
                    Some(parts) => parts,
                    None => {
                        without_break = without_break.or(Some((variable, *range)));
                        continue;
                    }
                },
                _ => self.looks_at(look, variable, parts),
            };
            // The mean width left. Where that is the same, listed facts come before numbers; of a grade, these before readings:
            // of many readings a few decide, and which they are often shows once the facts are split.
            let width: u32 = halves.iter().map(|half| half.targets.width()).sum();
            let kind = match (&self.sought, variable, value) {
                (Sought::Grades | Sought::Offence(_), Variable::Choice(_), _) => 2,
                (_, _, Value::Number(_)) => 1,
                _ => 0,
            };
            let parts = halves.len().max(1);
            // Where no split narrows what is sought, what leads to it is what settles most of the steps that are walked.
            let open: usize = match &self.sought {
                Sought::Everything => 0,
                Sought::Grades | Sought::Offence(_) | Sought::Truths(_) => halves.iter().map(Look::open_steps).sum(),
            };
            let score = (u64::from(width) * 1024 / parts as u64, kind, open * 1024 / parts);
            if best.as_ref().is_none_or(|(least, ..)| score < *least) {
                best = Some((score, variable, halves));
            }
            if width == 0 {
                break;
            }
        }
        match (best, without_break) {
            (Some((_, variable, parts)), _) => Some(self.at_its_break(variable, parts)),
            // What several steps read may seem open where it is not, until it is a single number.
            (None, Some((variable, range))) if but.is_empty() => Some(self.looks_at(look, variable, halves(range))),
            _ => None,
        }
    }

    /// The parts of an assignment of which a case can be so, for values of a variable.
    pub(super) fn looks_at(&self, look: &Look, variable: &Variable, parts: Vec<Value>) -> Vec<Look> {
        let parts = parts.into_iter().map(|part| self.look(look.assignment.with(variable, part)));
        parts.filter(|part| part.possible).collect()
    }
}

fn widen(cover: &mut Outcome<Ranges>, other: &Outcome<Ranges>) {
    cover.truths.iter_mut().zip(&other.truths).for_each(|(mine, more)| *mine = mine.hull(*more));
    cover.numbers.iter_mut().zip(&other.numbers).for_each(|(mine, more)| *mine = mine.hull(*more));
}
