//! Which numbers of a case can be true together: what is part of something is no more than the whole.
//!
//! A file that surely says otherwise is refused when it is read. Open numbers are narrowed here by what the others leave
//! them, so that no look is taken at a case that no file can state; worlds in which nothing is left are not possible.

use std::collections::BTreeMap;

use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::law::condition::FactId;
use crate::program::Program;
use crate::range::{Number, Range, UNBOUNDED};

/// Together no more than others together, or a day that is no later than another.
#[derive(Debug)]
struct Bound {
    less: Vec<Slot>,
    more: Vec<Slot>,
}

/// What bounds the numbers of a case.
#[derive(Debug, Default)]
pub struct Bounds {
    all: Vec<Bound>,
    /// In which of them a slot stands.
    of: BTreeMap<Slot, Vec<usize>>,
    /// What each slot can be when nothing is narrowed.
    stated: BTreeMap<Slot, Range>,
}

impl Bounds {
    /// The bounds of a case. Those that the case as it stands surely breaks bind nothing.
    pub fn new(case: &Case, program: &Program, world: &World) -> Self {
        let mut found = Self::default();
        parts_and_wholes(case, program, &mut found);
        days(case, program, &mut found);
        let slots = || found.all.iter().flat_map(|bound| bound.less.iter().chain(&bound.more));
        let stated = slots().map(|slot| (slot.clone(), stated(case, program, world, slot)));
        found.stated = stated.collect();
        let root = World { choices: BTreeMap::new(), narrowed: BTreeMap::new(), ..world.clone() };
        let all = std::mem::take(&mut found.all);
        found.all = all.into_iter().filter(|bound| !found.broken(bound, &root)).collect();
        for (position, bound) in found.all.iter().enumerate() {
            for slot in bound.less.iter().chain(&bound.more) {
                found.of.entry(slot.clone()).or_default().push(position);
            }
        }
        found
    }

    /// Whether the numbers of a world surely cannot be true together.
    pub fn forbid(&self, world: &World) -> bool {
        !world.narrowed.is_empty() && self.all.iter().any(|bound| self.broken(bound, world))
    }

    /// What the others leave of a number, and which they are; all of it where nothing would be left.
    pub fn left(&self, slot: &Slot, range: Range, world: &World, mut read: impl FnMut(&Slot)) -> Range {
        let Some(bounds) = self.of.get(slot) else { return range };
        let mut left = range;
        for bound in bounds.iter().map(|position| &self.all[*position]) {
            let others = |slots: &[Slot]| -> Range {
                let others = slots.iter().filter(|other| *other != slot);
                others.fold(Range::ZERO, |sum, other| sum + self.value(other, world))
            };
            bound.less.iter().chain(&bound.more).filter(|other| *other != slot).for_each(&mut read);
            let (less, more) = (others(&bound.less), others(&bound.more));
            let most = if more.is_unbounded() { UNBOUNDED } else { more.max - less.min };
            let least = if more.is_unbounded() { Number::MIN } else { less.min - more.max };
            if bound.less.contains(slot) {
                left.max = left.max.min(most);
            } else {
                left.min = left.min.max(least);
            }
        }
        if left.min <= left.max { left } else { range }
    }

    /// What a slot is in a world.
    fn value(&self, slot: &Slot, world: &World) -> Range {
        let stated = self.stated.get(slot).copied().unwrap_or(Range::ANY);
        match world.narrowed.get(slot) {
            Some(Value::Number(narrow)) => stated.meet(*narrow).unwrap_or(*narrow),
            _ => stated,
        }
    }

    fn broken(&self, bound: &Bound, world: &World) -> bool {
        let sum = |slots: &[Slot]| slots.iter().fold(Range::ZERO, |sum, slot| sum + self.value(slot, world));
        sum(&bound.less).min > sum(&bound.more).max
    }
}

/// What a slot can be by the file alone; where it is silent, anything that no law makes of it.
fn stated(case: &Case, program: &Program, world: &World, slot: &Slot) -> Range {
    let Slot::Fact(entity, fact) = slot else { return Range::ANY };
    let any = if program.is_day(*fact) { world.any_day() } else { Range::ANY };
    match case.stated.get(&(*entity, *fact)) {
        Some(stated) if !world.only_proven || stated.standing == Standing::Proven => match &stated.value {
            Value::Number(range) => *range,
            _ => any,
        },
        _ => any,
    }
}

/// Duplicates and false items, data made from other data, and what an act is on.
fn parts_and_wholes(case: &Case, program: &Program, found: &mut Bounds) {
    let keys = &program.keys;
    let items = |dataset: &usize| Slot::Fact(Entity::Dataset(*dataset), keys.items);
    let mut less: Vec<FactId> =
        program.countings.iter().flat_map(|counting| counting.less.iter().map(|(fact, _)| *fact)).collect();
    less.sort_unstable();
    less.dedup();
    for (dataset, data) in case.datasets.iter().enumerate() {
        let off = less.iter().map(|fact| Slot::Fact(Entity::Dataset(dataset), *fact));
        found.all.push(Bound { less: off.collect(), more: vec![items(&dataset)] });
        if !data.from.is_empty() {
            let sources = data.from.iter().map(items).collect();
            found.all.push(Bound { less: vec![items(&dataset)], more: sources });
        }
    }
    for (act, done) in case.acts.iter().enumerate().filter(|(_, act)| !act.datasets.is_empty()) {
        if case.stated.contains_key(&(Entity::Act(act), keys.part)) {
            let whole = done.datasets.iter().map(items).collect();
            found.all.push(Bound { less: vec![Slot::Fact(Entity::Act(act), keys.part)], more: whole });
        }
    }
}

/// An act ends no earlier than it begins, and nobody acts before birth.
fn days(case: &Case, program: &Program, found: &mut Bounds) {
    let keys = &program.keys;
    for (act, done) in case.acts.iter().enumerate() {
        let day = |fact: FactId| Slot::Fact(Entity::Act(act), fact);
        let end = if done.lasting { day(keys.until) } else { day(keys.on) };
        if done.lasting {
            found.all.push(Bound { less: vec![day(keys.from)], more: vec![end.clone()] });
        }
        for person in &done.by {
            let born = Slot::Fact(Entity::Person(*person), keys.born);
            found.all.push(Bound { less: vec![born], more: vec![end.clone()] });
        }
    }
}
