//! Robustness: for disputed facts and contested readings, every outcome that is reachable and where it is reached.

use super::ChargeGrades;
use super::assignments::Assignments;
use super::gaps::{Answer, Named, answer, named};
use crate::evaluate::{Outcome, Ranges};
use crate::measure::Variable;
use crate::settle::{self, Change, Contestable, GradeSet, Kind};

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
    /// Grades that come about only if acts that are then out of time are left out (已过追诉时效的行为).
    pub left_out: Vec<ChargeGrades>,
}

/// How a result stands, by everything that could change it.
pub(super) fn robustness(assignments: &Assignments<'_>, outcome: &Outcome<Ranges>, offences: &[usize]) -> Robustness {
    let about = &assignments.about;
    let settled = settle::settle(about.cache, about.assignment);
    let changes = settle::changes(about.cache, about.assignment, &settled);
    // An offence may be there only where a fact in doubt stands otherwise.
    let offences: Vec<usize> =
        (0..settled.grades.len()).filter(|at| offences.contains(at) || changes.may_charge(*at)).collect();
    let offences = offences.as_slice();
    let contested = |contestable: &Contestable, matters: bool| {
        let regions = assignments.regions(about.assignment, &contestable.variable, &contestable.value);
        let known = |offence: usize| regions.iter().fold(0, |all, region| all | region.possible.grades[offence].0);
        let change = changes.each.iter().find(|one| one.is_of(&contestable.variable) && matters);
        let further = |offence: &usize| change.is_some_and(|one| one.grades[*offence].0 & !known(*offence) != 0);
        let left_out: Vec<usize> = offences.iter().copied().filter(further).collect();
        let rest = |change: &Change| -> Vec<GradeSet> {
            change.grades.iter().enumerate().map(|(at, grades)| GradeSet(grades.0 & !known(at))).collect()
        };
        Contested {
            fact: named(about, &contestable.variable),
            matters,
            left_out: change.map(|change| about.charges(&left_out, &rest(change))).unwrap_or_default(),
            regions: (regions.iter())
                .map(|region| answer(assignments, outcome, &contestable.variable, region, offences))
                .collect(),
        }
    };
    let regrades = |variable: &Variable| changes.each.iter().any(|one| one.is_of(variable) && one.moves_of(offences));
    let contestables = settle::contestables(about.cache, about.assignment);
    let (readings, doubted): (Vec<_>, Vec<_>) = contestables.iter().partition(|one| one.kind == Kind::Reading);
    let readings = readings.into_iter().filter(|one| regrades(&one.variable)).map(|one| contested(one, true)).collect();
    let disputed = doubted.into_iter().map(|one| contested(one, regrades(&one.variable))).collect();
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
