//! Robustness: for disputed facts and contested readings, every outcome that is reachable and where it is reached.

use super::ChargeGrades;
use super::gaps::{Answer, Named, answer, named};
use super::worlds::Worlds;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::Slot;
use crate::settle::{self, Kind, Variable};

/// How a result stands under what is disputed and contested.
#[derive(Clone, Debug)]
pub struct Robustness {
    /// Facts in doubt (disputed, alleged, or assumed though a party would contest it), each alone, with the regions in which each outcome is reached.
    pub disputed: Vec<Contested>,
    /// Readings of which another option alone leads elsewhere.
    pub readings: Vec<Contested>,
    /// The grades reachable under all disputed facts and readings together.
    pub together: Vec<ChargeGrades>,
    /// Whether the grades are settled, and shown to be the same under all of them.
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
    /// Whether some values lead to other grades than the result has.
    pub matters: bool,
}

/// How a result stands, by everything that could change it.
pub(super) fn robustness(worlds: &Worlds<'_>, outcome: &Outcome<Ranges>, offences: &[usize]) -> Robustness {
    let about = &worlds.about;
    let settled = settle::settle(about.memory, about.world);
    let changes = settle::changes(about.memory, about.world, &settled);
    let contested = |variable: &Variable, matters: bool| Contested {
        fact: named(about, &variable.slot),
        regions: (worlds.regions(about.world, &variable.slot, &variable.value).iter())
            .map(|region| answer(worlds, outcome, &variable.slot, region, offences))
            .collect(),
        matters,
    };
    let regrades = |slot: &Slot| changes.each.iter().any(|one| one.is_of(slot) && one.moves_of(offences));
    let variables = settle::variables(about.memory, about.world);
    let (readings, doubted): (Vec<_>, Vec<_>) = variables.iter().partition(|one| one.kind == Kind::Reading);
    let readings = readings.into_iter().filter(|one| regrades(&one.slot)).map(|one| contested(one, true)).collect();
    let disputed = doubted.into_iter().map(|one| contested(one, regrades(&one.slot))).collect();
    let same = |&offence: &usize| changes.together[offence] == settled.grades[offence];
    let all_settled = offences.iter().all(|&offence| settled.grades[offence].settled());
    let unmoved = changes.each.iter().all(|one| !one.moves_of(offences)) && offences.iter().all(same);
    Robustness {
        disputed,
        readings,
        stands: all_settled && changes.searched && unmoved,
        settled: all_settled,
        together: about.charges(offences, &changes.together),
        exact: changes.searched,
    }
}
