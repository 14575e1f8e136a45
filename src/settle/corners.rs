//! Grades that surely come about: found at completions in which every amount is at one end, and where these part.
//!
//! A completion whose numbers cannot be true together, such as more duplicates than items, gives nothing.
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

/// An amount, from what to what.
type Moved<'s> = (&'s Slot, Range, Range);

impl Search<'_> {
    /// Grades that some completion of a world gives whatever these slots are, each amount of it at one end: what comes
    /// about here rules out that the world settles on anything else. Quick, and seldom all that comes about.
    pub fn whatever(&self, root: &Look, slots: &[Slot]) -> Vec<Grades> {
        let mut found = vec![Grades::default(); root.grades().len()];
        for (last, most) in [(false, false), (false, true), (true, false), (true, true)] {
            let filled = self.filled(&root.world, slots, last, most);
            if self.corners(&filled.world, slots).iter().all(|world| !self.memory.forbids(world)) {
                add(&mut found, &filled);
            }
        }
        found
    }

    /// A world with each of these numbers at either end: what can be true there can be true between them.
    fn corners(&self, world: &World, slots: &[Slot]) -> Vec<World> {
        slots.iter().fold(vec![world.clone()], |worlds, slot| match world.narrowed.get(slot) {
            Some(value @ Value::Number(_)) => {
                let ends = extremes(self.program, slot, value);
                worlds.iter().flat_map(|world| ends.iter().map(|end| world.with(slot, end.clone()))).collect()
            }
            _ => worlds,
        })
    }

    /// Grades that some completion of a world gives, for each offence; some slots may be left as open as they are there,
    /// and the grades are then given whatever these are.
    pub(super) fn attained(&self, root: &Look, but: &[Slot]) -> Vec<Grades> {
        let mut found = vec![Grades::default(); root.grades().len()];
        let known = |found: &[Grades]| found.iter().zip(root.grades()).all(|(found, possible)| found.0 == possible.0);
        let lists = root.opened().iter().any(|(_, value)| !matches!(value, Value::Number(_)));
        for last in [false, true].into_iter().take(1 + usize::from(lists)) {
            let low = self.filled(&root.world, but, last, false);
            let high = self.filled(&root.world, but, last, true);
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
    fn filled(&self, world: &World, but: &[Slot], last: bool, most: bool) -> Look {
        let mut look = self.look(world.clone());
        for _ in 0..ROUNDS {
            let others = || look.opened().iter().filter(|(slot, _)| !but.contains(slot));
            if settled(&look) || others().next().is_none() {
                break;
            }
            let mut world = look.world.clone();
            for (slot, value) in others() {
                // Each end that is taken leaves the next number what can be true beside it.
                let (values, take_last) = match value {
                    Value::Number(_) => (extremes(self.program, slot, &self.left(slot, value, &world)), most),
                    listed => (parts(self.program, slot, listed), last),
                };
                let end = if take_last { values.into_iter().next_back() } else { values.into_iter().next() };
                if let Some(end) = end {
                    world = world.with(slot, end);
                }
            }
            look = self.look(world);
        }
        look
    }

    /// Where the grades cease to be those of one completion on the way to another, its amounts taken over one by one:
    /// the completion just there.
    fn crossing(&self, root: &Look, from: &Look, to: &Look, found: &mut [Grades]) {
        let amounts: Vec<Moved<'_>> = (root.opened().iter())
            .filter_map(|(slot, _)| match (from.world.narrowed.get(slot)?, to.world.narrowed.get(slot)?) {
                (Value::Number(from), Value::Number(to)) if from != to => Some((slot, *from, *to)),
                _ => None,
            })
            .collect();
        let amounts = self.in_order(amounts, &from.world);
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

impl Search<'_> {
    /// Amounts in an order in which they can be taken over one by one: a whole grows before its parts, and shrinks after
    /// them.
    fn in_order<'s>(&self, mut amounts: Vec<Moved<'s>>, from: &World) -> Vec<Moved<'s>> {
        let mut world = from.clone();
        let mut ordered = Vec::new();
        loop {
            let before = ordered.len();
            amounts.retain(|moved| {
                let next = world.with(moved.0, Value::Number(moved.2));
                let forbidden = self.memory.forbids(&next);
                if !forbidden {
                    world = next;
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

fn settled(look: &Look) -> bool {
    look.grades().iter().all(|grades| grades.settled())
}

/// Adds the grades of a completion, where each is settled.
fn add(found: &mut [Grades], look: &Look) {
    let grades = found.iter_mut().zip(look.grades()).filter(|(_, grades)| grades.settled());
    grades.for_each(|(found, grades)| found.0 |= grades.0);
}
