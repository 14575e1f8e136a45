//! Which facts the rules ask about that two laws do not share.

use std::collections::BTreeSet;

use crate::law::book::{Amount, LawBook, Requirement};
use crate::law::condition::{Condition, FactId};
use crate::law::vocabulary::Scope;
use crate::study::Side;
use crate::study::twins::{Twins, refers};

/// The facts that the differing rules ask about, by either law's conditions.
pub(super) fn facts_of_differences(sides: [Side<'_>; 2]) -> BTreeSet<FactId> {
    let twins = Twins::of(sides);
    let mut facts = BTreeSet::new();
    for (law, side) in sides.iter().enumerate() {
        for (position, offence) in side.book.offences.iter().enumerate() {
            let own = twins.own(law, position);
            let grounds = offence.ground_lists.iter().flat_map(|list| &list.grounds);
            let own_grounds = grounds.filter(|ground| own.contains(&ground.place));
            // What rests on other grounds asks about theirs.
            let rests = own_grounds.clone().any(|ground| refers(&ground.requirement));
            own_grounds.for_each(|ground| of_requirement(side.book, &ground.requirement, &mut facts));
            let others = offence.ground_lists.iter().flat_map(|list| &list.grounds).filter(|_| rests);
            others.for_each(|ground| of_requirement(side.book, &ground.requirement, &mut facts));
            // Elements, and rules that govern in place of others, that the other law does not have as they are.
            let beside = || sides[1 - law].book.offences.iter().filter(|other| other.place == offence.place);
            let elements = offence.elements.iter().map(|element| &element.condition);
            let same =
                |mine: &&Condition| beside().flat_map(|other| &other.elements).any(|one| one.condition == **mine);
            elements.filter(|mine| !same(mine)).for_each(|condition| of_condition(condition, &mut facts));
            let governs = offence.governs.iter().map(|rule| &rule.condition);
            let same = |mine: &&Condition| beside().flat_map(|other| &other.governs).any(|one| one.condition == **mine);
            governs.filter(|mine| !same(mine)).for_each(|condition| of_condition(condition, &mut facts));
        }
    }
    for (law, side) in sides.iter().enumerate() {
        let tracks = twins.own_tracks(law).iter().map(|track| &side.book.besides.tracks[*track]);
        tracks.for_each(|track| of_condition(&track.condition, &mut facts));
    }
    facts
}

/// Whether the differing rules ask about consequences.
pub fn about_consequences(sides: [Side<'_>; 2]) -> bool {
    let vocabulary = &sides[0].book.vocabulary;
    facts_of_differences(sides).iter().any(|fact| vocabulary.fact(*fact).is_written_in(Scope::Consequence))
}

fn of_requirement(book: &LawBook, requirement: &Requirement, facts: &mut BTreeSet<FactId>) {
    match requirement {
        Requirement::All(parts) | Requirement::Any(parts) => {
            parts.iter().for_each(|part| of_requirement(book, part, facts))
        }
        Requirement::Not(part) => of_requirement(book, part, facts),
        Requirement::Reaches { amount, .. } => match amount {
            Amount::Sum(sum, condition) => {
                facts.insert(sum.of);
                of_condition(condition, facts);
            }
            Amount::Items(unit, condition) => {
                facts.extend(book.vocabulary.fact_named(Scope::Dataset, unit.name()));
                of_condition(condition, facts);
            }
        },
        Requirement::SomeBatch(condition) | Requirement::Person(condition) => of_condition(condition, facts),
        Requirement::AnyReaches { counting: Some(condition), .. } => of_condition(condition, facts),
        _ => {}
    }
}

fn of_condition(condition: &Condition, facts: &mut BTreeSet<FactId>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| of_condition(part, facts)),
        Condition::Not(part) | Condition::SameDataset(part) | Condition::Consequence(part) => of_condition(part, facts),
        Condition::Fact { fact, .. } | Condition::AtLeast { fact, .. } => {
            facts.insert(*fact);
        }
        _ => {}
    }
}
