//! Changes of two facts, neither of which would do alone, for the charges of now: two changes that make it another
//! offence make it another case.
//!
//! Values of a list are tried together, and told together where all of them come to the same; they are parted only where
//! they may not.

use super::single::any_of;
use super::{Candidate, Instead, Search, Target};
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};
use crate::range::Range;

/// How many assignments are evaluated for pairs.
const MOST_FOR_PAIRS: usize = 1500;

/// How many pairs are shown for one target.
const PAIRS: usize = 8;

/// Some of what a fact might be instead: a value of a list, or one side of a number.
struct Part<'c> {
    of: &'c Candidate,
    /// All of it.
    all: Value,
    /// What goes furthest, for a number: what a pair is tried at.
    furthest: Option<Value>,
}

/// What several parts of one fact are tried at together: any of the values of a list; a number where it goes furthest.
struct Tried<'c> {
    of: &'c Candidate,
    value: Value,
    /// From where to where a number may be drawn in.
    side: Option<(Range, bool)>,
    /// Whether there are several values to part.
    several: bool,
}

impl Search<'_> {
    /// Changes of two facts, where neither alone leads there.
    pub(super) fn pairs(&mut self, candidates: &[Candidate]) {
        let limit = self.assignments.looks() + MOST_FOR_PAIRS;
        let stated = candidates.iter().filter(|one| one.stated && !self.about().is_day(&one.variable));
        let parts: Vec<Vec<Part<'_>>> = stated.map(parts_of).filter(|parts| !parts.is_empty()).collect();
        for (position, first) in parts.iter().enumerate() {
            for second in &parts[position + 1..] {
                let sought = self.sought(first, second);
                self.between(first, second, &sought, limit);
            }
        }
    }

    /// What two facts may lead to together and neither alone: nothing where one of them makes no difference to it.
    fn sought(&self, first: &[Part<'_>], second: &[Part<'_>]) -> Vec<Target> {
        let (one, other) = (first[0].of, second[0].of);
        let any = |parts: &[Part<'_>], of: &Candidate| any_of(parts.iter().map(|part| &part.all).chain([&of.value]));
        let assignment = self
            .with(&one.variable, any(first, one))
            .with_all(any(second, other).map(|any| (other.variable.clone(), any)));
        let look = self.assignments.look(assignment);
        let mut sought = self.among(&self.charged, look.grades());
        sought.retain(|target| !self.leads(one, *target) && !self.leads(other, *target));
        let idle = |variable: &Variable| self.assignments.independent(&look, variable);
        if sought.is_empty() || idle(&one.variable) || idle(&other.variable) {
            return Vec::new();
        }
        self.leave_ruled_out(&look, &[one.variable.clone(), other.variable.clone()], &mut sought);
        sought
    }

    /// Pairs of a part of one fact with a part of another that lead to what is sought.
    fn between(&mut self, first: &[Part<'_>], second: &[Part<'_>], sought: &[Target], limit: usize) {
        if sought.is_empty() {
            return;
        }
        if self.assignments.looks() > limit {
            return self.bounded(true);
        }
        let any = |parts: &[Part<'_>]| any_of(parts.iter().map(|part| &part.all));
        let (one, other) = (first[0].of, second[0].of);
        let assignment =
            self.with(&one.variable, any(first)).with_all(any(second).map(|any| (other.variable.clone(), any)));
        let look = self.assignments.look(assignment);
        let mut left: Vec<Target> = Vec::new();
        for target in sought.iter().filter(|target| look.grades()[target.offence].0 & target.grade.0 != 0) {
            if self.count(*target) >= PAIRS {
                self.bounded(true);
            } else if !self.together(*target, first, second) {
                left.push(*target);
            }
        }
        let halves = |parts: &[Part<'_>]| parts.len().div_ceil(2);
        if first.len() > 1 && first.len() >= second.len() {
            let (some, others) = first.split_at(halves(first));
            self.between(some, second, &left, limit);
            self.between(others, second, &left, limit);
        } else if second.len() > 1 {
            let (some, others) = second.split_at(halves(second));
            self.between(first, some, &left, limit);
            self.between(first, others, &left, limit);
        }
    }

    /// The assignment with one variable at a value.
    fn with(&self, variable: &Variable, value: Option<Value>) -> Assignment {
        self.about().assignment.with_all(value.map(|value| (variable.clone(), value)))
    }

    /// Whether a change of this fact alone leads there.
    fn leads(&self, candidate: &Candidate, target: Target) -> bool {
        let mut alone = self.found.iter().filter(|(known, flip)| *known == target && flip.changes.len() == 1);
        alone.any(|(_, flip)| flip.changes[0].variable == candidate.variable)
    }

    fn count(&self, target: Target) -> usize {
        self.found.iter().filter(|(known, flip)| *known == target && flip.changes.len() > 1).count()
    }

    /// Tells a pair of parts as one change where all of their values lead to the target, at the same numbers.
    ///
    /// A number is drawn in to the nearest that still leads there, that of the second fact first.
    fn together(&mut self, target: Target, first: &[Part<'_>], second: &[Part<'_>]) -> bool {
        let (Some(mut one), Some(mut other)) = (tried(first), tried(second)) else { return false };
        let at = |search: &Self, one: &Tried<'_>, other: &Tried<'_>| {
            let assignment = search.about().assignment.with(&one.of.variable, one.value.clone());
            search.assignments.look(assignment.with(&other.of.variable, other.value.clone())).grades()[target.offence]
        };
        if at(self, &one, &other) != target.grade {
            return false;
        }
        other.value = self.drawn_in(&one, &other, target);
        one.value = self.drawn_in(&other, &one, target);
        // Where some of several values come to it at a nearer number than others, they are not told together.
        let parted = |moved: &Tried<'_>, still: &Tried<'_>| {
            let nearer = nearer(moved).filter(|_| still.several);
            nearer.is_some_and(|nearer| at(self, &nearer, still).0 & target.grade.0 != 0)
        };
        if parted(&one, &other) || parted(&other, &one) {
            return false;
        }
        self.add(target, &[(one.of, one.value), (other.of, other.value)]);
        true
    }

    /// A number drawn in, beside what another fact is tried at.
    fn drawn_in(&self, beside: &Tried<'_>, moved: &Tried<'_>, target: Target) -> Value {
        let Some((range, up)) = moved.side else { return moved.value.clone() };
        let assignment = self.about().assignment.with(&beside.of.variable, beside.value.clone());
        let nearest = self.nearest(&assignment, &moved.of.variable, range, up, target);
        nearest.map_or_else(|| moved.value.clone(), |nearest| Value::Number(Range::point(nearest)))
    }
}

/// What these parts are tried at; `None` for both sides of a number, which are tried apart.
fn tried<'c>(parts: &[Part<'c>]) -> Option<Tried<'c>> {
    let (first, several) = (parts.first()?, parts.len() > 1);
    let side = match (&first.all, &first.furthest) {
        _ if several && first.furthest.is_some() => return None,
        (Value::Number(range), Some(Value::Number(furthest))) => Some((*range, furthest.min == range.max)),
        _ => None,
    };
    let value = first.furthest.clone().or_else(|| any_of(parts.iter().map(|part| &part.all)))?;
    Some(Tried { of: first.of, value, side, several })
}

/// The same with its number one nearer to what it is now; `None` where none is nearer.
fn nearer<'c>(tried: &Tried<'c>) -> Option<Tried<'c>> {
    let ((range, up), Value::Number(number)) = (tried.side?, &tried.value) else { return None };
    let nearer = if up { number.min - 1 } else { number.min + 1 };
    range.contains(nearer).then(|| Tried { value: Value::Number(Range::point(nearer)), ..*tried })
}

/// What a fact might be instead, in parts.
fn parts_of(candidate: &Candidate) -> Vec<Part<'_>> {
    let of = candidate;
    match &candidate.instead {
        Instead::Values(values) => values.iter().map(|value| Part { of, all: value.clone(), furthest: None }).collect(),
        Instead::Numbers(below, above) => {
            let point = |number| Some(Value::Number(Range::point(number)));
            let less = below.map(|below| Part { of, all: Value::Number(below), furthest: point(below.min) });
            let more = above.map(|above| Part { of, all: Value::Number(above), furthest: point(above.max) });
            less.into_iter().chain(more).collect()
        }
    }
}
