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
use crate::law::condition::FactId;
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
            // Every completion on the way is one that comes about.
            let mut enough = |look: &Look| {
                add(&mut found, look);
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
            let low = self.filled(&root.world, &[], last, false);
            let high = self.filled(&root.world, &[], last, true);
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
            let taken =
                root.opened().iter().filter(|(slot, _)| matches!(slot, Slot::Fact(_, of) if facts.contains(of)));
            let values = taken.filter_map(|(slot, _)| Some((slot.clone(), to.world.narrowed.get(slot)?.clone())));
            self.look(from.world.with_all(values))
        };
        let alone = with(&[fact]);
        let beside = || amounts(root).into_iter().map(|other| with(&[fact, other])).find(|look| look.possible);
        if alone.possible { alone } else { beside().unwrap_or(alone) }
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

    /// Where a grade of one completion ceases to be possible on the way up, or down, to another, its amounts taken over
    /// one by one: the completions just before and just there. Where slots are left open it is the lowest grade, or the
    /// highest, that ceases to be. Nothing where it does not, or once those looked at on the way are `enough`.
    fn crossing(
        &self,
        root: &Look,
        (from, to): (&Look, &Look),
        up: bool,
        enough: &mut dyn FnMut(&Look) -> bool,
    ) -> Option<(Look, Look)> {
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
        let end = |grades: &Grades| if up { grades.lowest() } else { grades.highest() };
        let ceased = |(now, was): (&Grades, &Grades)| was.0 != 0 && now.0 & end(was).0 == 0;
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
        let (slot, start, end) = amounts[same];
        let base = taken(same);
        let at = |number| self.look(base.with(slot, Value::Number(Range::point(number))));
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

/// The facts of which an amount is open.
fn amounts(root: &Look) -> Vec<FactId> {
    let mut found: Vec<FactId> = (root.opened().iter())
        .filter_map(|(slot, value)| match (slot, value) {
            (Slot::Fact(_, fact), Value::Number(_)) => Some(*fact),
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

/// Adds the grades of a completion, where each is settled.
fn add(found: &mut [Grades], look: &Look) {
    let grades = found.iter_mut().zip(look.grades()).filter(|(_, grades)| grades.settled());
    grades.for_each(|(found, grades)| found.0 |= grades.0);
}
