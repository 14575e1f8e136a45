//! Grades that surely come about: found at completions in which every amount is at one end, and where these part.
//!
//! Amounts enter monotonically, so the ends give the lowest and the highest grade, and between two completions there is
//! a point at which one more item, or fen, changes the grade. Once every grade that may come about is known to, no world
//! need be split for it.

use super::grades::Grades;
use super::parts::{extremes, parts};
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::measure::{Slot, World};
use crate::range::Range;

/// How often a completion may raise further questions.
const ROUNDS: usize = 4;

impl Search<'_> {
    /// Grades that some completion of a world gives, for each offence.
    pub(super) fn attained(&self, root: &Look) -> Vec<Grades> {
        let mut found = vec![Grades::default(); root.grades().len()];
        let known = |found: &[Grades]| found.iter().zip(root.grades()).all(|(found, possible)| found.0 == possible.0);
        let lists = root.opened().iter().any(|(_, value)| !matches!(value, Value::Number(_)));
        for last in [false, true].into_iter().take(1 + usize::from(lists)) {
            let low = self.filled(&root.world, last, false);
            let high = self.filled(&root.world, last, true);
            add(&mut found, &low);
            add(&mut found, &high);
            if !known(&found) && low.grades() != high.grades() {
                self.crossing(root, &low, &high, &mut found);
                self.crossing(root, &high, &low, &mut found);
            }
            if known(&found) {
                break;
            }
        }
        found
    }

    /// A completion: the first or the last of listed values, and every amount at one end.
    fn filled(&self, world: &World, last: bool, most: bool) -> Look {
        let mut look = self.look(world.clone());
        for _ in 0..ROUNDS {
            if settled(&look) || look.opened().is_empty() {
                break;
            }
            let end = |(slot, value): &(Slot, Value)| {
                let number = matches!(value, Value::Number(_));
                let values =
                    if number { extremes(self.program, slot, value) } else { parts(self.program, slot, value) };
                let take_last = if number { most } else { last };
                let value = if take_last { values.into_iter().next_back() } else { values.into_iter().next() };
                value.map(|value| (slot.clone(), value))
            };
            let ends: Vec<(Slot, Value)> = look.opened().iter().filter_map(end).collect();
            look = self.look(look.world.with_all(ends));
        }
        look
    }

    /// Where the grades cease to be those of one completion on the way to another, its amounts taken over one by one:
    /// the completion just there.
    fn crossing(&self, root: &Look, from: &Look, to: &Look, found: &mut [Grades]) {
        let amounts: Vec<(&Slot, Range, Range)> = (root.opened().iter())
            .filter_map(|(slot, _)| match (from.world.narrowed.get(slot)?, to.world.narrowed.get(slot)?) {
                (Value::Number(from), Value::Number(to)) if from != to => Some((slot, *from, *to)),
                _ => None,
            })
            .collect();
        let taken = |count: usize| {
            let over = amounts[..count].iter().map(|(slot, _, to)| ((*slot).clone(), Value::Number(*to)));
            from.world.with_all(over)
        };
        let differs = |look: &Look| look.grades() != from.grades();
        let (mut same, mut other) = (0, amounts.len());
        if other == 0 || !differs(&self.look(taken(other))) {
            return;
        }
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if differs(&self.look(taken(middle))) { other = middle } else { same = middle }
        }
        let (slot, start, end) = amounts[same];
        let base = taken(same);
        let at = |number| self.look(base.with(slot, Value::Number(Range::point(number))));
        let (mut same, mut other) = (start.min, end.min);
        while (other - same).abs() > 1 {
            let middle = same + (other - same) / 2;
            if differs(&at(middle)) { other = middle } else { same = middle }
        }
        add(found, &at(other));
    }
}

fn settled(look: &Look) -> bool {
    look.grades().iter().all(|grades| grades.settled())
}

/// Adds the grades of a completion, where each is settled.
fn add(found: &mut [Grades], look: &Look) {
    let grades = found.iter_mut().zip(look.grades()).filter(|(_, grades)| grades.settled());
    grades.for_each(|(found, grades)| found.0 |= grades.0);
}
