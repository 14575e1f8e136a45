//! What stands behind a way out or a track: what the file says of what it needs, and what its place states besides.

use super::collateral::Behind;
use super::{About, relied};
use crate::case::facts::{Standing, Value};
use crate::law::book::Text;
use crate::law::condition::{Condition, Options};
use crate::measure::{Basis, Use, Variable};
use crate::place::Place;

/// The stated facts that these conditions name, and the judgement given at the place, with what else is stated there.
pub(super) fn behind(about: &About<'_>, place: &Place, conditions: &[&Condition]) -> Behind {
    let contains = about.program.keys.contains;
    let asked = conditions.iter().flat_map(|condition| condition.facts(contains));
    // What records hold is what nearly every rule asks, and tells nothing of this one.
    let asked: Vec<_> = asked.filter(|fact| *fact != contains).collect();
    let mut uses = relied::of_facts(about, &asked);
    let judged = about.case.judgements.iter().filter(|one| one.person == about.person && one.place == *place);
    uses.extend(judged.map(|one| Use {
        variable: Variable::Judgement { person: one.person, place: one.place.clone() },
        basis: Basis::Stated(Standing::Proven),
        value: Value::Options(Options::truth(one.holds)),
    }));
    let facts = uses.iter().map(|used| relied::relied_on(about, used));
    Behind { facts: facts.collect(), says: says(about, place) }
}

/// What the law states at a place and computes nothing from.
fn says(about: &About<'_>, place: &Place) -> Vec<Text> {
    let entries = about.book.instruments.iter().flat_map(|instrument| &instrument.entries);
    let stated = entries.filter(|entry| entry.kind == "states" && entry.place == *place);
    stated.filter_map(|entry| entry.text.clone()).collect()
}
