//! What findings show: every truth and number that must be exact.

use super::grades::Observed;
use crate::program::{Ground, NumberId, Program, Relation, TruthId};

/// Every truth that a finding shows.
pub(super) fn watched(program: &Program) -> Vec<Observed> {
    fn add(ground: &Ground, watched: &mut Vec<TruthId>) {
        watched.push(ground.status);
        ground.parts.iter().for_each(|part| add(part, watched));
    }
    let mut watched = Vec::new();
    for offence in &program.offences {
        watched.extend([offence.present, offence.stands]);
        watched.extend(offence.elements.iter().map(|(_, status)| *status));
        watched.extend(&offence.circumstances);
        watched.extend(&offence.exits);
        for grade in &offence.grades {
            watched.push(grade.reached);
            add(&grade.standard, &mut watched);
            grade.grounds.iter().for_each(|ground| add(ground, &mut watched));
        }
    }
    let related = |relation: &Relation| [relation.holds, relation.falls.0, relation.falls.1];
    watched.extend(program.relations.iter().flat_map(related));
    for track in program.tracks.iter().filter(|track| track.punishes()) {
        // Its levels are judgements as a rule, open in most cases, and no search would settle them.
        watched.extend([track.present, track.timely, track.reached, track.applies]);
        watched.extend(track.reliefs.iter().map(|relief| relief.status));
    }
    watching(program, watched)
}

/// What beside the grades makes a result: circumstances, ways out, which charges fall, the violations that are punished, and
/// what moves that punishment.
pub(super) fn observed(program: &Program) -> Vec<Observed> {
    let mut found: Vec<TruthId> = Vec::new();
    for offence in &program.offences {
        found.extend(offence.circumstances.iter().chain(&offence.exits));
    }
    found.extend(fallen(program));
    for track in program.tracks.iter().filter(|track| track.punishes()) {
        found.push(track.applies);
        found.extend(track.reliefs.iter().map(|relief| relief.status));
    }
    watching(program, found)
}

/// What a reading may move: that, grounds, and the levels of tracks.
pub(super) fn movable(program: &Program) -> Vec<TruthId> {
    let mut found: Vec<TruthId> = Vec::new();
    for offence in &program.offences {
        found.extend(offence.circumstances.iter().chain(&offence.exits));
        found.extend(offence.grades.iter().flat_map(|grade| &grade.grounds).map(|ground| ground.status));
    }
    found.extend(fallen(program));
    for track in &program.tracks {
        found.push(track.applies);
        found.extend(track.levels.iter().map(|level| level.status));
        found.extend(track.reliefs.iter().map(|relief| relief.status));
    }
    found
}

/// Whether each charge of a relation falls.
fn fallen(program: &Program) -> impl Iterator<Item = TruthId> {
    program.relations.iter().flat_map(|relation| [relation.falls.0, relation.falls.1])
}

fn watching(program: &Program, mut truths: Vec<TruthId>) -> Vec<Observed> {
    truths.sort_unstable();
    truths.dedup();
    truths.into_iter().map(|truth| Observed { truth, supposing: supposing(program, truth) }).collect()
}

/// The conduct that a circumstance supposes; of one that several offences share, nothing.
fn supposing(program: &Program, truth: TruthId) -> Option<TruthId> {
    let mut of = program.offences.iter().filter(|offence| offence.circumstances.contains(&truth));
    let first = of.next()?;
    of.next().is_none().then_some(first.present)
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
    shown.extend(program.tracks.iter().flat_map(|track| &track.levels).filter_map(|level| level.fine));
    shown.sort_unstable();
    shown.dedup();
    shown
}
