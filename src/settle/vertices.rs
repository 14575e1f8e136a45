//! GradeSet that surely come about: found at completions in which every amount is at one end, and where these part.
//!
//! A completion whose numbers cannot be true together, such as more duplicates than items, gives nothing.
//!
//! Amounts enter monotonically, so the ends give the lowest and the highest grade, and between two completions there is
//! a point at which one more item, or fen, changes the grade. Once every grade that may come about is known to, no assignment
//! need be split for it.

use super::grades::GradeSet;
use super::parts::{extremes, parts};
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::law::condition::FactId;
use crate::measure::{Assignment, Variable};
use crate::range::Range;

/// How often a completion may raise further questions.
const ROUNDS: usize = 4;

/// An amount, from what to what.
type Moved<'s> = (&'s Variable, Range, Range);

impl Search<'_> {
    /// Grades that some completion of an assignment gives whatever these variables are, each amount of it at one end: what comes
    /// about here rules out that the assignment settles on anything else. Quick, and seldom all that comes about.
    pub fn grades_for_all(&self, root: &Look, variables: &[Variable]) -> Vec<GradeSet> {
        let mut found = vec![GradeSet::default(); root.grades().len()];
        for (last, most) in [(false, false), (false, true), (true, false), (true, true)] {
            let filled = self.filled(&root.assignment, variables, last, most);
            if self.vertices(&filled.assignment, variables).iter().all(|assignment| !self.cache.forbids(assignment)) {
                self.add(&mut found, &filled, &[]);
            }
        }
        found
    }

    /// An assignment with each of these numbers at either end: what can be true there can be true between them.
    fn vertices(&self, assignment: &Assignment, variables: &[Variable]) -> Vec<Assignment> {
        variables.iter().fold(vec![assignment.clone()], |assignments, variable| {
            match assignment.narrowed.get(variable) {
                Some(value @ Value::Number(_)) => {
                    let ends = extremes(self.program, variable, value);
                    assignments
                        .iter()
                        .flat_map(|assignment| ends.iter().map(|end| assignment.with(variable, end.clone())))
                        .collect()
                }
                _ => assignments,
            }
        })
    }

    /// Grades that some completion of an assignment gives, for each offence; some variables may be left as open as they are there,
    /// and the grades are then given whatever these are.
    pub(super) fn attained(&self, root: &Look, but: &[Variable]) -> Vec<GradeSet> {
        let mut found = vec![GradeSet::default(); root.grades().len()];
        let known = |found: &[GradeSet]| found.iter().zip(root.grades()).all(|(found, possible)| found.0 == possible.0);
        let lists = root.opened().iter().any(|(_, value)| !matches!(value, Value::Number(_)));
        for last in [false, true].into_iter().take(1 + usize::from(lists)) {
            let low = self.filled(&root.assignment, but, last, false);
            let high = self.filled(&root.assignment, but, last, true);
            // Every completion on the way is one that comes about.
            let mut enough = |look: &Look| {
                self.add(&mut found, look, but);
                known(&found)
            };
            if !enough(&low) && !enough(&high) && low.grades() != high.grades() {
                self.crossing(root, (&low, &high), true, &mut enough);
                self.crossing(root, (&high, &low), false, &mut enough);
            }
            if known(&found) {
                break;
            }
        }
        found
    }

    /// Completions between which one item, or fen, more or less changes a grade, all amounts moved together and those of
    /// each fact alone: whatever enters there matters.
    pub fn borders(&self, root: &Look) -> Vec<Look> {
        let mut found = Vec::new();
        for last in [false, true] {
            let low = self.filled(&root.assignment, &[], last, false);
            let high = self.filled(&root.assignment, &[], last, true);
            let mut between = |from: &Look, to: &Look, up: bool| {
                if from.grades() != to.grades() {
                    let crossing = self.crossing(root, (from, to), up, &mut |_| false);
                    found.extend(crossing.into_iter().flat_map(|(same, other)| [same, other]));
                }
            };
            between(&low, &high, true);
            between(&high, &low, false);
            for fact in amounts(root) {
                between(&low, &self.raised(root, &low, &high, fact), true);
            }
        }
        found
    }

    /// A completion with every amount of one fact as in another, and with those of a second where these cannot be so
    /// otherwise, as parts cannot without their wholes.
    fn raised(&self, root: &Look, from: &Look, to: &Look, fact: FactId) -> Look {
        let with = |facts: &[FactId]| {
            let taken = root
                .opened()
                .iter()
                .filter(|(variable, _)| matches!(variable, Variable::Fact(_, of) if facts.contains(of)));
            let values = taken
                .filter_map(|(variable, _)| Some((variable.clone(), to.assignment.narrowed.get(variable)?.clone())));
            self.look(from.assignment.with_all(values))
        };
        let alone = with(&[fact]);
        let beside = || amounts(root).into_iter().map(|other| with(&[fact, other])).find(|look| look.possible);
        if alone.possible { alone } else { beside().unwrap_or(alone) }
    }

    /// A completion: the first or the last of listed values, and every amount at one end.
    fn filled(&self, assignment: &Assignment, but: &[Variable], last: bool, most: bool) -> Look {
        let mut look = self.look(assignment.clone());
        for _ in 0..ROUNDS {
            let others = || look.opened().iter().filter(|(variable, _)| !but.contains(variable));
            if settled(&look) || others().next().is_none() {
                break;
            }
            let mut assignment = look.assignment.clone();
            for (variable, value) in others() {
                // Each end that is taken leaves the next number what can be true beside it.
                let (values, take_last) = match value {
                    Value::Number(_) => {
                        (extremes(self.program, variable, &self.left(variable, value, &assignment)), most)
                    }
                    listed => (parts(self.program, variable, listed), last),
                };
                let end = if take_last { values.into_iter().next_back() } else { values.into_iter().next() };
                if let Some(end) = end {
                    assignment = assignment.with(variable, end);
                }
            }
            look = self.look(assignment);
        }
        look
    }

    /// Where a grade of one completion ceases to be possible on the way up, or down, to another, its amounts taken over
    /// one by one: the completions just before and just there. Where variables are left open it is the lowest grade, or the
    /// highest, that ceases to be. Nothing where it does not, or once those looked at on the way are `enough`.
    fn crossing(
        &self,
        root: &Look,
        (from, to): (&Look, &Look),
        up: bool,
        enough: &mut dyn FnMut(&Look) -> bool,
    ) -> Option<(Look, Look)> {
        let amounts: Vec<Moved<'_>> = (root.opened().iter())
            .filter_map(|(variable, _)| {
                match (from.assignment.narrowed.get(variable)?, to.assignment.narrowed.get(variable)?) {
                    (Value::Number(from), Value::Number(to)) if from != to => Some((variable, *from, *to)),
                    _ => None,
                }
            })
            .collect();
        let amounts = self.in_order(amounts, &from.assignment);
        let taken = |count: usize| {
            let over = amounts[..count].iter().map(|(variable, _, to)| ((*variable).clone(), Value::Number(*to)));
            from.assignment.with_all(over)
        };
        let end = |grades: &GradeSet| if up { grades.lowest() } else { grades.highest() };
        let ceased = |(now, was): (&GradeSet, &GradeSet)| was.0 != 0 && now.0 & end(was).0 == 0;
        // Whether it has ceased to be; nothing once it is enough.
        let mut differs = |look: &Look| {
            let differs = look.grades().iter().zip(from.grades()).any(ceased);
            (!enough(look)).then_some(differs)
        };
        let (mut same, mut other) = (0, amounts.len());
        if other == 0 || !differs(&self.look(taken(other)))? {
            return None;
        }
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if differs(&self.look(taken(middle)))? { other = middle } else { same = middle }
        }
        let (variable, start, end) = amounts[same];
        let base = taken(same);
        let at = |number| self.look(base.with(variable, Value::Number(Range::point(number))));
        let (mut same, mut other) = (start.min, end.min);
        while (other - same).abs() > 1 {
            let middle = same + (other - same) / 2;
            if differs(&at(middle))? { other = middle } else { same = middle }
        }
        let border = (at(same), at(other));
        differs(&border.1)?;
        Some(border)
    }
}

impl Search<'_> {
    /// Adds the grades of a completion, where each is settled, and where nothing is left to complete: what no fact of the file
    /// settles, such as how sales to one recipient overlap, leaves each of its grades. Where one amount is left open, those are
    /// added that are possible at both of its ends.
    fn add(&self, found: &mut [GradeSet], look: &Look, but: &[Variable]) {
        let mut include = |grades: &[GradeSet], of: fn(GradeSet) -> bool| {
            let each = found.iter_mut().zip(grades).filter(|(_, grades)| of(**grades));
            each.for_each(|(found, grades)| found.0 |= grades.0);
        };
        include(look.grades(), GradeSet::settled);
        if !settled(look) && look.opened().is_empty() {
            include(look.grades(), |_| true);
        } else if let ([(open, _)], [variable]) = (look.opened(), but)
            && open == variable
            && !settled(look)
            && let Some((low, high)) = self.at_ends(look, variable)
        {
            let both = low.grades().iter().zip(high.grades()).map(|(low, high)| GradeSet(low.0 & high.0));
            include(&both.collect::<Vec<_>>(), |_| true);
        }
    }

    /// Amounts in an order in which they can be taken over one by one: a whole grows before its parts, and shrinks after
    /// them.
    fn in_order<'s>(&self, mut amounts: Vec<Moved<'s>>, from: &Assignment) -> Vec<Moved<'s>> {
        let mut assignment = from.clone();
        let mut ordered = Vec::new();
        loop {
            let before = ordered.len();
            amounts.retain(|moved| {
                let next = assignment.with(moved.0, Value::Number(moved.2));
                let forbidden = self.cache.forbids(&next);
                if !forbidden {
                    assignment = next;
                    ordered.push(*moved);
                }
                forbidden
            });
            if ordered.len() == before {
                break;
            }
        }
        ordered.extend(amounts);
        ordered
    }
}

/// The facts of which an amount is open.
fn amounts(root: &Look) -> Vec<FactId> {
    let mut found: Vec<FactId> = (root.opened().iter())
        .filter_map(|(variable, value)| match (variable, value) {
            (Variable::Fact(_, fact), Value::Number(_)) => Some(*fact),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn settled(look: &Look) -> bool {
    look.grades().iter().all(|grades| grades.settled())
}
