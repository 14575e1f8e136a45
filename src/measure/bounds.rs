//! Which numbers of a case can be true together: what is part of something is no more than the whole.
//!
//! A file that surely says otherwise is refused when it is read. Open numbers are narrowed here by what the others leave
//! them, so that no look is taken at a case that no file can state; worlds in which nothing is left are not possible.

use std::collections::BTreeMap;

use super::kept::SlotId;
use super::reader::Batch;
use super::stretch;
use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Value};
use crate::law::condition::FactId;
use crate::program::Program;
use crate::range::{Number, Range, UNBOUNDED};

/// Together no more than others together, or a day that is no later than another.
#[derive(Debug)]
struct Bound<T> {
    less: Vec<T>,
    more: Vec<T>,
    /// By how much less at least.
    by: Number,
}

/// What bounds the numbers of a case.
#[derive(Debug, Default)]
pub struct Bounds {
    all: Vec<Bound<SlotId>>,
    /// The slots that stand in them, by number.
    slots: Vec<Slot>,
    /// The number of each.
    ids: BTreeMap<Slot, SlotId>,
    /// In which bounds each stands.
    of: Vec<Vec<usize>>,
    /// What each can be when nothing is narrowed.
    stated: Vec<Range>,
    /// Whether something is part of one thing and the whole of another, and all can be true together as it stands.
    chained: bool,
}

impl Bounds {
    /// The bounds of a case. Those that the case as it stands surely breaks bind nothing.
    pub fn new(case: &Case, program: &Program, world: &World, batches: &[Batch]) -> Self {
        let mut all = Vec::new();
        parts_and_wholes(case, program, &mut all);
        days(case, program, &mut all);
        shares(case, program, batches, &mut all);
        let mut found = Self::default();
        for bound in all {
            let mut ids = |slots: &[Slot]| -> Vec<SlotId> {
                slots.iter().map(|slot| found.id(slot, || stated(case, program, world, slot))).collect()
            };
            let bound = Bound { less: ids(&bound.less), more: ids(&bound.more), by: bound.by };
            if broken(&bound, |id| found.stated[id as usize]) {
                continue;
            }
            for id in bound.less.iter().chain(&bound.more) {
                found.of[*id as usize].push(found.all.len());
            }
            found.all.push(bound);
        }
        let parts = |id: &SlotId| found.all.iter().any(|bound| bound.less.contains(id));
        let wholes = found.all.iter().flat_map(|bound| &bound.more);
        found.chained = wholes.into_iter().any(parts) && !found.nothing_is_left(found.stated.clone());
        found
    }

    fn id(&mut self, slot: &Slot, stated: impl FnOnce() -> Range) -> SlotId {
        let next = self.slots.len() as SlotId;
        *self.ids.entry(slot.clone()).or_insert_with(|| {
            self.slots.push(slot.clone());
            self.stated.push(stated());
            self.of.push(Vec::new());
            next
        })
    }

    /// Every slot that is bound, by number, and the numbers.
    pub(super) fn slots(&self) -> (&[Slot], &BTreeMap<Slot, SlotId>) {
        (&self.slots, &self.ids)
    }

    /// Whether these, of every slot that is bound, can be true together as far as is seen.
    pub(super) fn hold(&self, values: &[Range]) -> bool {
        let broken = |bound| broken(bound, |id| values[id as usize]);
        // As the case stands none is broken.
        values == self.stated || !(self.all.iter().any(broken) || self.chained && self.nothing_is_left(values.to_vec()))
    }

    /// Whether the bounds leave nothing of some number, once each is no more than the others leave of it: a part of a
    /// copy is no larger than the source either.
    fn nothing_is_left(&self, mut values: Vec<Range>) -> bool {
        for _ in 0..self.all.len() {
            let before = values.clone();
            for id in 0..values.len() {
                let (min, max) = self.ends(id as SlotId, values[id], |other| values[other as usize], |_| ());
                if min > max {
                    return true;
                }
                values[id] = Range { min, max };
            }
            if values == before {
                break;
            }
        }
        false
    }

    /// What the others leave of a number of this slot.
    pub fn leaves(&self, slot: &Slot, range: Range, world: &World) -> Range {
        self.ids.get(slot).map_or(range, |id| self.left(*id, range, |other| self.value(other, world), |_| ()))
    }

    /// What the others leave of a number, by what they are, and which they are; all of it where nothing would be left.
    pub(super) fn left(
        &self,
        id: SlotId,
        range: Range,
        value: impl Fn(SlotId) -> Range,
        read: impl FnMut(SlotId),
    ) -> Range {
        let (min, max) = self.ends(id, range, value, read);
        if min <= max { Range { min, max } } else { range }
    }

    /// Both ends of what is left, the first above the last where nothing is.
    fn ends(
        &self,
        id: SlotId,
        range: Range,
        value: impl Fn(SlotId) -> Range,
        mut read: impl FnMut(SlotId),
    ) -> (Number, Number) {
        let Some(bounds) = self.of.get(id as usize) else { return (range.min, range.max) };
        let mut left = range;
        for bound in bounds.iter().map(|position| &self.all[*position]) {
            let others = |ids: &[SlotId]| -> Range {
                let others = ids.iter().filter(|other| **other != id);
                others.fold(Range::ZERO, |sum, other| sum + value(*other))
            };
            bound.less.iter().chain(&bound.more).filter(|other| **other != id).for_each(|other| read(*other));
            let (less, more) = (others(&bound.less), others(&bound.more));
            let most = if more.is_unbounded() { UNBOUNDED } else { more.max - less.min - bound.by };
            let least = if more.is_unbounded() { Number::MIN } else { less.min + bound.by - more.max };
            if bound.less.contains(&id) {
                left.max = left.max.min(most);
            } else {
                left.min = left.min.max(least);
            }
        }
        (left.min, left.max)
    }

    /// What every slot that is bound is in a world.
    pub(super) fn values(&self, world: &World) -> Vec<Range> {
        let mut values = self.stated.clone();
        for (slot, value) in &world.narrowed {
            if let (Some(id), Value::Number(narrow)) = (self.ids.get(slot), value) {
                values[*id as usize] = *narrow;
            }
        }
        values
    }

    /// What one of them is.
    fn value(&self, id: SlotId, world: &World) -> Range {
        match world.narrowed.get(&self.slots[id as usize]) {
            Some(Value::Number(narrow)) => *narrow,
            _ => self.stated[id as usize],
        }
    }
}

fn broken(bound: &Bound<SlotId>, value: impl Fn(SlotId) -> Range) -> bool {
    let sum = |ids: &[SlotId]| ids.iter().fold(Range::ZERO, |sum, id| sum + value(*id));
    sum(&bound.less).min + bound.by > sum(&bound.more).max
}

/// What a slot can be by the file alone; where it is silent, anything that no law makes of it.
fn stated(case: &Case, program: &Program, world: &World, slot: &Slot) -> Range {
    let Slot::Fact(entity, fact) = slot else { return Range::ANY };
    let any =
        if program.is_day(*fact) { world.any_day() } else { Range { min: program.keys.least(*fact), ..Range::ANY } };
    let stated = case.stated.get(&(*entity, *fact));
    match stated.and_then(|stated| if world.only_proven { stated.proven() } else { Some(stated.value.clone()) }) {
        Some(Value::Number(range)) => range,
        _ => any,
    }
}

/// Duplicates and false items, data made from other data, and what an act is on.
fn parts_and_wholes(case: &Case, program: &Program, found: &mut Vec<Bound<Slot>>) {
    let keys = &program.keys;
    let items = |dataset: &usize| Slot::Fact(Entity::Dataset(*dataset), keys.items);
    let mut less: Vec<FactId> =
        program.countings.iter().flat_map(|counting| counting.less.iter().map(|(fact, _)| *fact)).collect();
    less.sort_unstable();
    less.dedup();
    for (dataset, data) in case.datasets.iter().enumerate() {
        let off = less.iter().map(|fact| Slot::Fact(Entity::Dataset(dataset), *fact));
        found.push(Bound { less: off.collect(), more: vec![items(&dataset)], by: 0 });
        if let Some(duplicates) = keys.duplicates {
            // A duplicate repeats an item that remains.
            let duplicates = Slot::Fact(Entity::Dataset(dataset), duplicates);
            found.push(Bound { less: vec![duplicates], more: vec![items(&dataset)], by: 1 });
        }
        if !data.from.is_empty() {
            let sources = data.from.iter().map(items).collect();
            found.push(Bound { less: vec![items(&dataset)], more: sources, by: 0 });
        }
    }
    for (act, done) in case.acts.iter().enumerate().filter(|(_, act)| !act.datasets.is_empty()) {
        if case.stated.contains_key(&(Entity::Act(act), keys.part)) {
            let whole = done.datasets.iter().map(items).collect();
            found.push(Bound { less: vec![Slot::Fact(Entity::Act(act), keys.part)], more: whole, by: 0 });
        }
    }
}

/// An act ends no earlier than it begins, and nobody acts before birth.
fn days(case: &Case, program: &Program, found: &mut Vec<Bound<Slot>>) {
    let keys = &program.keys;
    for (act, done) in case.acts.iter().enumerate() {
        let day = |fact: FactId| Slot::Fact(Entity::Act(act), fact);
        let end = if done.lasting { day(keys.until) } else { day(keys.on) };
        if done.lasting {
            found.push(Bound { less: vec![day(keys.from)], more: vec![end.clone()], by: 0 });
        }
        for person in &done.by {
            let born = Slot::Fact(Entity::Person(*person), keys.born);
            found.push(Bound { less: vec![born], more: vec![end.clone()], by: 0 });
        }
    }
}

/// What the stretches of an act have of its items and gains: each no more than all, together all.
fn shares(case: &Case, program: &Program, batches: &[Batch], found: &mut Vec<Bound<Slot>>) {
    let keys = &program.keys;
    for of in batches.chunk_by(|one, other| one.whole() == other.whole()).filter(|of| of.len() > 1) {
        let Some(dataset) = of[0].dataset else { continue };
        let part = (Entity::Act(of[0].act), keys.part);
        let whole = match case.stated.contains_key(&part) {
            // Of a part of several datasets nobody says how much lies in each.
            true if case.acts[of[0].act].datasets.len() > 1 => continue,
            true => part,
            false => (Entity::Dataset(dataset), keys.items),
        };
        let whole = Slot::Fact(whole.0, whole.1);
        let shares = of.iter().filter_map(|batch| stretch::share(*batch));
        let shares: Vec<Slot> = shares.map(|entity| Slot::Fact(entity, keys.items)).collect();
        found.extend(shares.iter().map(|share| Bound { less: vec![share.clone()], more: vec![whole.clone()], by: 0 }));
        found.push(Bound { less: vec![whole], more: shares, by: 0 });
    }
}
