//! Changes of one fact.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Candidate, Instead, Search, Target, settled_in};
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};
use crate::range::{Number, Range};
use crate::settle::halves;

/// How many assignments are evaluated to find one break point.
const MOST_FOR_POINT: usize = 512;

impl Search<'_> {
    /// Changes of this fact alone.
    pub(super) fn alone(&mut self, candidate: &Candidate) {
        match &candidate.instead {
            Instead::Values(values) => self.listed(candidate, values),
            Instead::Numbers(below, above) => {
                let assignment = self.about().assignment.clone();
                for (range, up) in [(below, false), (above, true)] {
                    let Some(range) = range else { continue };
                    for (target, point) in self.points(&assignment, &candidate.variable, *range, up) {
                        self.add(target, &[(candidate, Value::Number(Range::point(point)))]);
                    }
                }
            }
        }
    }

    /// Changes of this fact to one of these, which are left aside together where none of them changes anything.
    fn listed(&mut self, candidate: &Candidate, values: &[Value]) {
        let Some(any) = any_of(values.iter()) else { return };
        let assignment = self.about().assignment.with(&candidate.variable, any);
        if self.surely_the_same(&assignment) {
            return;
        }
        if let [value] = values {
            let (settled, exact) = self.assignments.settles(&assignment, MOST_FOR_POINT);
            self.bounded(!exact);
            for target in self.targets(&settled) {
                self.add(target, &[(candidate, value.clone())]);
            }
        } else {
            let (some, others) = values.split_at(values.len() / 2);
            self.listed(candidate, some);
            self.listed(candidate, others);
        }
    }

    /// Whether one look shows that no settled grade changes.
    fn surely_the_same(&self, assignment: &Assignment) -> bool {
        let look = self.assignments.look(assignment.clone());
        self.offences.iter().all(|&one| !self.now[one].settled() || look.grades()[one] == self.now[one])
    }

    /// For each other grade, the nearest number in a range that leads to it.
    fn points(&self, assignment: &Assignment, variable: &Variable, range: Range, up: bool) -> Vec<(Target, Number)> {
        let widest = self.assignments.look(assignment.with(variable, Value::Number(range)));
        let mut sought = self.among(&self.offences, widest.grades());
        if !sought.is_empty() {
            self.leave_ruled_out(&widest, std::slice::from_ref(variable), &mut sought);
        }
        let nearest = |target: Target| Some((target, self.nearest(assignment, variable, range, up, target)?));
        sought.into_iter().filter_map(nearest).collect()
    }

    /// The first number of a range, from its near end, that settles the target.
    ///
    /// An amount moves a grade one way only, so the numbers from which on the grade is at least (or at most) the target
    /// are found by halving. Where the furthest does not lead there, the range is split instead.
    pub(super) fn nearest(
        &self,
        assignment: &Assignment,
        variable: &Variable,
        range: Range,
        up: bool,
        to: Target,
    ) -> Option<Number> {
        let limit = self.assignments.looks() + MOST_FOR_POINT;
        let raises = settled_in(&self.now, to.offence).is_none_or(|now| now.0 < to.grade.0);
        let assignment_at = |number: Number| assignment.with(variable, Value::Number(Range::point(number)));
        let known = RefCell::new(BTreeMap::new());
        let look = |number: Number| self.assignments.look(assignment_at(number)).grades()[to.offence].0;
        let at = |number: Number| *known.borrow_mut().entry(number).or_insert_with(|| look(number));
        let exactly_at = |number: Number| {
            let grades = at(number);
            if grades.count_ones() < 2 {
                return grades;
            }
            let possible = self.assignments.possible(&assignment_at(number), MOST_FOR_POINT);
            self.bounded(!possible.exact);
            possible.grades[to.offence].0
        };
        let there = |grades: u16| {
            grades != 0
                && if raises {
                    grades.trailing_zeros() >= to.grade.0.trailing_zeros()
                } else {
                    grades < to.grade.0 << 1
                }
        };
        let (near, far) = if up { (range.min, range.max) } else { (range.max, range.min) };
        let by_looks = there(at(far));
        if self.about().is_day(variable) || !by_looks && !there(exactly_at(far)) {
            return self.first(assignment, variable, range, up, to, limit);
        }
        let halved = |mut not: Number, mut yes: Number, at: &dyn Fn(Number) -> u16| {
            while (yes - not).abs() > 1 {
                let middle = not + (yes - not) / 2;
                if there(at(middle)) { yes = middle } else { not = middle }
            }
            (not, yes)
        };
        let (not, mut yes) = match by_looks {
            true if there(at(near)) => (near, near),
            true => halved(near, far, &at),
            false => (far, far),
        };
        // Numbers nearer may lead there too where one look is too wide to show it.
        if !by_looks || not != yes && there(exactly_at(not)) {
            yes = if there(exactly_at(near)) { near } else { halved(near, not, &exactly_at).1 };
        }
        (exactly_at(yes) == to.grade.0).then_some(yes)
    }

    /// The same, by splitting the range.
    fn first(
        &self,
        assignment: &Assignment,
        variable: &Variable,
        range: Range,
        up: bool,
        to: Target,
        limit: usize,
    ) -> Option<Number> {
        let here = assignment.with(variable, Value::Number(range));
        let look = self.assignments.look(here.clone());
        let grades = look.grades()[to.offence];
        if grades.0 & to.grade.0 == 0 {
            return None;
        }
        if self.assignments.looks() > limit {
            self.bounded(true);
            return None;
        }
        if grades == to.grade {
            return Some(if up { range.min } else { range.max });
        }
        if range.settled().is_some() {
            let (settled, exact) = self.assignments.settles(&here, MOST_FOR_POINT);
            self.bounded(!exact);
            return (settled[to.offence] == Some(to.grade)).then_some(range.min);
        }
        let mut parts: Vec<Range> = (halves(range).into_iter())
            .filter_map(|half| match half {
                Value::Number(half) => Some(half),
                _ => None,
            })
            .collect();
        if !up {
            parts.reverse();
        }
        parts.into_iter().find_map(|part| self.first(assignment, variable, part, up, to, limit))
    }
}

/// Any of these values, and every number between them.
pub(super) fn any_of<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Value> {
    values.cloned().reduce(|any, value| any.hull(&value).unwrap_or(any))
}
