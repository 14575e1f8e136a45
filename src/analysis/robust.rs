//! Robustness: for disputed facts and contested readings, every outcome that is reachable and where it is reached.

use super::ChargeGrades;
use super::gaps::{Answer, Named, answer, named};
use super::worlds::Worlds;
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{ChoiceId, Options};
use crate::measure::{Slot, World};
use crate::settle::Grades;

/// How many worlds are evaluated for everything together.
const MOST: usize = 512;

/// How a result stands under what is disputed and contested.
#[derive(Clone, Debug)]
pub struct Robustness {
    /// Facts in doubt (disputed, alleged, or assumed though a party would contest it), each alone, with the regions in which each outcome is reached.
    pub disputed: Vec<Contested>,
    /// Readings of which another option alone leads elsewhere.
    pub readings: Vec<Contested>,
    /// The grades reachable under all disputed facts and readings together.
    pub together: Vec<ChargeGrades>,
    /// Whether the result is settled, and shown to be the same under all of them.
    pub stands: bool,
    /// Whether the grades are settled as things stand; else open facts come before what is disputed.
    pub settled: bool,
    /// Whether every one of the grades together can really come about.
    pub exact: bool,
}

/// A disputed fact or a contested reading, and what each region of its values leads to.
#[derive(Clone, Debug)]
pub struct Contested {
    /// Which.
    pub fact: Named,
    /// The regions.
    pub regions: Vec<Answer>,
}

impl Contested {
    /// Whether some values lead to other grades than others.
    pub fn matters(&self) -> bool {
        self.regions.len() > 1
    }
}

/// How a result stands.
pub(super) fn robustness(
    worlds: &Worlds<'_>,
    outcome: &Outcome<Ranges>,
    now: &[Grades],
    offences: &[usize],
) -> Robustness {
    let about = &worlds.about;
    let regions = |slot: &Slot, value: &Value| Contested {
        fact: named(about, slot),
        regions: (worlds.regions(about.world, slot, value).iter())
            .map(|region| answer(worlds, outcome, slot, region, offences))
            .collect(),
    };
    let mut together = about.world.clone();
    let mut disputed = Vec::new();
    for doubted in about.memory.doubted(about.world) {
        disputed.push(regions(&doubted.slot, &doubted.value));
        together = together.with(&doubted.slot, doubted.value);
    }
    let mut readings = Vec::new();
    let (open, reach) = all_readings(worlds, &together);
    for (slot, value) in moving(worlds, &reach) {
        let contested = regions(&slot, &value);
        if contested.matters() {
            readings.push(contested);
        }
    }
    let possible = worlds.possible(&open, MOST);
    // The same grades together may still come about under some values or readings only.
    let moved = disputed.iter().chain(&readings).any(Contested::matters);
    let settled = offences.iter().all(|&offence| now[offence].settled());
    let same = offences.iter().all(|&offence| possible.grades[offence] == now[offence]);
    Robustness {
        disputed,
        readings,
        stands: settled && possible.exact && !moved && same,
        settled,
        together: about.charges(offences, &possible.grades),
        exact: possible.exact,
    }
}

/// The world with every reading open, and those readings that something then asks about.
fn all_readings(worlds: &Worlds<'_>, world: &World) -> (World, Vec<(Slot, Value)>) {
    let choices = worlds.about.program.choices.iter().enumerate();
    let open = choices.fold(world.clone(), |world, (position, options)| {
        world.with(&Slot::Choice(ChoiceId(position as u16)), Value::Options(Options::first(*options)))
    });
    let look = worlds.look_at_all(open.clone());
    let asked = look.opened().iter().filter(|(slot, _)| matches!(slot, Slot::Choice(_))).cloned();
    (open, asked.collect())
}

/// Those of the readings of which it is not shown that none moves a grade alone, tried together and then in halves.
fn moving(worlds: &Worlds<'_>, readings: &[(Slot, Value)]) -> Vec<(Slot, Value)> {
    if readings.is_empty() || worlds.same_whatever(worlds.about.world, readings).is_some() {
        return Vec::new();
    }
    if let [one] = readings {
        return vec![one.clone()];
    }
    let (some, others) = readings.split_at(readings.len() / 2);
    [moving(worlds, some), moving(worlds, others)].concat()
}
