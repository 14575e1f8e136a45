//! The values of one fact, put together where the same grades are possible: the exact points at which they change.

use std::collections::BTreeMap;

use super::assignments::Assignments;
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};
use crate::range::{LARGEST, Number, Range};
use crate::settle::{GradeSet, Possible, parts};

/// How many assignments are evaluated for one value.
const MOST_FOR_ONE: usize = 128;

/// How many assignments are evaluated for the regions of one fact.
const MOST: usize = 1024;

/// Values of a fact under which the same grades are possible.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// The values.
    pub(super) value: Value,
    /// The grades.
    pub(super) possible: Possible,
}

struct Numbers<'a> {
    assignments: &'a Assignments<'a>,
    assignment: &'a Assignment,
    variable: &'a Variable,
    known: BTreeMap<Number, Possible>,
    limit: usize,
}

impl Assignments<'_> {
    /// The regions of a variable's values in an assignment.
    pub(super) fn regions(&self, assignment: &Assignment, variable: &Variable, value: &Value) -> Vec<Region> {
        let found = match value {
            Value::Number(range) => {
                let limit = self.looks() + MOST;
                let mut numbers = Numbers { assignments: self, assignment, variable, known: BTreeMap::new(), limit };
                let mut found = Vec::new();
                let top =
                    if range.is_unbounded() { Range { min: range.min, max: LARGEST.max(range.min) } } else { *range };
                numbers.regions(top, &mut found);
                found
            }
            listed => self.listed(assignment, variable, listed),
        };
        // What no case can say is no region.
        let possible = |region: &Region| region.possible.grades.iter().any(|grades| grades.0 != 0);
        found.into_iter().filter(possible).fold(Vec::new(), together)
    }

    /// The parts of a list of values; all of it, where the same is possible throughout.
    fn listed(&self, assignment: &Assignment, variable: &Variable, listed: &Value) -> Vec<Region> {
        let parts = parts(self.about.program, variable, listed);
        if parts.len() > 1
            && let Some(grades) = self.same_whatever(assignment, &[(variable.clone(), listed.clone())])
        {
            return vec![Region { value: listed.clone(), possible: Possible { grades, exact: true } }];
        }
        let of = |part: &Value| self.possible(&assignment.with(variable, part.clone()), MOST_FOR_ONE);
        parts.into_iter().map(|part| Region { possible: of(&part), value: part }).collect()
    }

    /// The grades possible, where they are shown to be the same whatever these are within their values.
    pub(super) fn same_whatever(&self, assignment: &Assignment, open: &[(Variable, Value)]) -> Option<Vec<GradeSet>> {
        let look = self.look(assignment.with_all(open.iter().cloned()));
        if look.settled() {
            return Some(look.grades().to_vec());
        }
        let variables: Vec<Variable> = open.iter().map(|(variable, _)| variable.clone()).collect();
        self.constant_over(&look, &variables, MOST_FOR_ONE)
    }
}

/// Puts a region to one with the same grades: to the last for numbers, to any for lists.
fn together(mut regions: Vec<Region>, next: Region) -> Vec<Region> {
    let numeric = matches!(next.value, Value::Number(_));
    let from = if numeric { regions.len().saturating_sub(1) } else { 0 };
    let same = regions[from..].iter_mut().find(|region| region.possible.grades == next.possible.grades);
    match same {
        Some(region) => {
            region.possible.exact &= next.possible.exact;
            // INVARIANT: the regions of one variable hold values of one kind.
            region.value = region.value.hull(&next.value).unwrap_or(next.value);
        }
        None => regions.push(next),
    }
    regions
}

impl Numbers<'_> {
    fn at(&mut self, number: Number) -> Possible {
        if let Some(known) = self.known.get(&number) {
            return known.clone();
        }
        let assignment = self.assignment.with(self.variable, Value::Number(Range::point(number)));
        let possible = self.assignments.possible(&assignment, MOST_FOR_ONE);
        self.known.insert(number, possible.clone());
        possible
    }

    /// The regions of a range, in order. Each is shown to be one: the same grades are possible throughout.
    fn regions(&mut self, range: Range, found: &mut Vec<Region>) {
        let value = Value::Number(range);
        let look = self.assignments.look(self.assignment.with(self.variable, value.clone()));
        if look.settled() {
            let possible = Possible { grades: look.grades().to_vec(), exact: true };
            return found.push(Region { value, possible });
        }
        let (low, high) = (self.at(range.min), self.at(range.max));
        if range.settled().is_some() {
            return found.push(Region { value, possible: low });
        }
        if self.assignments.looks() >= self.limit {
            let possible = Possible { grades: look.grades().to_vec(), exact: false };
            return found.push(Region { value, possible });
        }
        let cut = if low.grades == high.grades {
            if let Some(grades) =
                self.assignments.constant_over(&look, std::slice::from_ref(self.variable), MOST_FOR_ONE)
            {
                let possible = Possible { grades, exact: low.exact && high.exact };
                return found.push(Region { value, possible });
            }
            range.min + (range.max - range.min).div_euclid(2)
        } else {
            self.change(range, &low)
        };
        self.regions(Range { max: cut, ..range }, found);
        self.regions(Range { min: cut + 1, ..range }, found);
    }

    /// The last number before one at which other grades are possible than at the start of a range.
    ///
    /// One look at each number says where that should be; where it does not hold there, every number is tried to the end.
    fn change(&mut self, range: Range, low: &Possible) -> Number {
        let look =
            |at: Number| self.assignments.look(self.assignment.with(self.variable, Value::Number(Range::point(at))));
        let near = halved(range, |at| look(at).grades() == low.grades);
        if self.at(near).grades == low.grades && self.at(near + 1).grades != low.grades {
            return near;
        }
        halved(range, |at| self.at(at).grades == low.grades)
    }
}

/// The last number of a range for which something holds, before one for which it does not.
fn halved(range: Range, mut holds: impl FnMut(Number) -> bool) -> Number {
    let (mut same, mut other) = (range.min, range.max);
    while other - same > 1 {
        let middle = same + (other - same) / 2;
        if holds(middle) { same = middle } else { other = middle }
    }
    same
}
