//! What stands at a place beside the reasoning by issue: rules on the sentence, and what readings move there.

use super::collateral;
use super::document::Cell;
use super::guidance;
use super::words::Words;
use crate::explain::findings::{Charge, ChoiceFinding};
use crate::place::Place;

/// Every place at which a rule on the sentence of a charge stands.
pub fn places(charge: &Charge) -> Vec<Place> {
    let found = &charge.sentencing;
    let steps =
        found.grades.iter().flat_map(|grade| grade.steps.iter().map(|step| &step.place).chain(&grade.not_invoked));
    let fine = &found.fine;
    let fines = (fine.floors.iter().map(|(place, _)| place))
        .chain(fine.table.iter().map(|(place, ..)| place))
        .chain(fine.within.iter().map(|(place, ..)| place))
        .chain(fine.alone.iter().map(|(place, ..)| place));
    let probation = found.probation.iter().flat_map(|found| {
        found.reasons.iter().map(|reason| &reason.place).chain(found.periods.iter().map(|(place, ..)| place))
    });
    let bans = found.ban.iter().flat_map(|ban| ban.reasons.iter().map(|(place, ..)| place));
    let below = found.below_lowest.iter().map(|(place, ..)| place);
    steps.chain(fines).chain(probation).chain(bans).chain(below).cloned().collect()
}

/// Every place that another option of a reading moves.
pub fn moved(charge: &Charge) -> impl Iterator<Item = &Place> {
    choices(charge).flat_map(|choice| choice.moves.values().flatten().map(|moved| &moved.place))
}

/// The rules on the sentence at or under a place, as the whole reasoning has them.
pub fn sentence(charge: &Charge, place: &Place, words: &Words) -> Vec<Cell> {
    let mut lines = guidance::lines(&only(charge, place), words);
    if !lines.is_empty() {
        lines.insert(0, Cell::from(words.sentence).strong());
    }
    lines
}

/// What readings move at or under a place.
pub fn readings(charge: &Charge, place: &Place, words: &Words) -> Vec<Cell> {
    let mut lines = Vec::new();
    for choice in choices(charge) {
        let moved = choice.moves.iter().filter_map(|(option, moves)| {
            let here: Vec<_> = moves.iter().filter(|moved| moved.place.within(place)).cloned().collect();
            (!here.is_empty()).then(|| collateral::moves(choice, option, &here, words))
        });
        let moved: Vec<String> = moved.collect();
        if !moved.is_empty() {
            lines.push(Cell::from(collateral::question(choice, words)).indented(1));
            lines.extend(moved.into_iter().map(|text| Cell::from(text).indented(2)));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, Cell::from(words.choices_beside).strong());
    }
    lines
}

fn choices(charge: &Charge) -> impl Iterator<Item = &ChoiceFinding> {
    charge.choices_that_matter.iter().chain(&charge.choices_beside)
}

/// The charge with what is found on its sentence at or under a place alone.
fn only(charge: &Charge, place: &Place) -> Charge {
    let mut charge = charge.clone();
    let found = &mut charge.sentencing;
    for grade in &mut found.grades {
        grade.steps.retain(|step| step.place.within(place));
        grade.not_invoked.retain(|one| one.within(place));
    }
    found.grades.retain(|grade| !(grade.steps.is_empty() && grade.not_invoked.is_empty()));
    found.below_lowest.retain(|(one, ..)| one.within(place));
    let fine = &mut found.fine;
    fine.floors.retain(|(one, _)| one.within(place));
    fine.floor = fine.floor.filter(|_| !fine.floors.is_empty());
    fine.table.retain(|(one, ..)| one.within(place));
    fine.within = fine.within.take().filter(|(one, ..)| one.within(place));
    fine.alone.retain(|(one, ..)| one.within(place));
    if let Some(probation) = &mut found.probation {
        probation.reasons.retain(|reason| reason.place.within(place));
        probation.periods.retain(|(one, ..)| one.within(place));
    }
    found.probation = found.probation.take().filter(|one| !(one.reasons.is_empty() && one.periods.is_empty()));
    if let Some(ban) = &mut found.ban {
        ban.reasons.retain(|(one, ..)| one.within(place));
    }
    found.ban = found.ban.take().filter(|ban| !ban.reasons.is_empty());
    charge
}
