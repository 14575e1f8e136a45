//! What stands behind a way out or a track: what the file says of what it needs, and what its place states besides.

use super::collateral::Behind;
use super::findings::Relied;
use super::{About, names, relied};
use crate::case::facts::{Entity, Value};
use crate::law::book::Text;
use crate::law::condition::{Condition, Options};
use crate::measure::Variable;
use crate::place::Place;

/// The stated facts that these conditions name, and the judgement given at the place, with what else is stated there.
pub(super) fn behind(about: &About<'_>, place: &Place, conditions: &[&Condition]) -> Behind {
    let contains = about.program.keys.contains;
    let asked = conditions.iter().flat_map(|condition| condition.facts(contains));
    // What records hold is what nearly every rule asks, and tells nothing of this one.
    let asked: Vec<_> = asked.filter(|fact| *fact != contains).collect();
    let own = |entity: Entity| about.case.concerns(about.person, entity);
    let stated = (about.case.stated.iter()).filter(|((entity, fact), _)| asked.contains(fact) && own(*entity));
    let stated = stated.map(|((entity, fact), stated)| (Variable::Fact(*entity, *fact), stated.value.clone()));
    let judged = about.case.judgements.iter().filter(|one| one.person == about.person && one.place == *place);
    let judged = judged.map(|one| {
        let variable = Variable::Judgement { person: one.person, place: one.place.clone() };
        (variable, Value::Options(Options::truth(one.holds)))
    });
    let facts = stated.chain(judged).map(|(variable, value)| {
        let (fact, label) = relied::variable_name(about, &variable);
        Relied { fact, label, value: names::value(about.book, &variable, &value), place: None }
    });
    Behind { facts: facts.collect(), says: says(about, place) }
}

/// What the law states at a place and computes nothing from.
fn says(about: &About<'_>, place: &Place) -> Vec<Text> {
    let entries = about.book.instruments.iter().flat_map(|instrument| &instrument.entries);
    let stated = entries.filter(|entry| entry.kind == "states" && entry.place == *place);
    stated.filter_map(|entry| entry.text.clone()).collect()
}
