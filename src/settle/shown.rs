//! What findings show: every truth and number that must be exact.

use crate::program::{Ground, NumberId, Program, TruthId};

/// Every truth that a finding shows.
pub(super) fn watched(program: &Program) -> Vec<TruthId> {
    fn add(ground: &Ground, watched: &mut Vec<TruthId>) {
        watched.push(ground.status);
        ground.parts.iter().for_each(|part| add(part, watched));
    }
    let mut watched = Vec::new();
    for offence in &program.offences {
        watched.push(offence.present);
        watched.extend(offence.elements.iter().map(|(_, status)| *status));
        watched.extend(&offence.circumstances);
        for grade in &offence.grades {
            watched.push(grade.reached);
            add(&grade.standard, &mut watched);
            grade.grounds.iter().for_each(|ground| add(ground, &mut watched));
        }
    }
    watched.sort_unstable();
    watched.dedup();
    watched
}

/// Every number that a finding shows.
pub(super) fn numbers(program: &Program) -> Vec<NumberId> {
    fn add(ground: &Ground, shown: &mut Vec<NumberId>) {
        shown.extend(ground.degree);
        shown.extend(ground.compared.map(|compared| compared.quantity));
        ground.parts.iter().for_each(|part| add(part, shown));
    }
    let mut shown = Vec::new();
    for offence in &program.offences {
        shown.extend(offence.fine);
        let grounds = offence.grades.iter().flat_map(|grade| &grade.grounds);
        grounds.for_each(|ground| add(ground, &mut shown));
    }
    shown.sort_unstable();
    shown.dedup();
    shown
}
