//! Which class a kind of information falls in, for tables that count by class.
//!
//! A row counted by class is fixed under every reading: its items are of the class that whoever counted them says. So a
//! kind stands for the class that falls in it whatever the readings. Where a law moves some kind out of the class, what
//! was counted there can no longer be told apart, and the row cannot be computed under that law.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::case::facts::{Case, Value};
use crate::law::condition::{ChoiceId, Options};
use crate::law::vocabulary::Label;
use crate::measure::{Assignment, Cache, Variable};
use crate::parallel::in_parallel;
use crate::program::FilterId;
use crate::truth::Truth;

/// A class with the kinds that are, or may be, in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// For each kind, by position, whether it is in the class: surely, under some readings, or not.
    pub kinds: Vec<Truth>,
}

impl Class {
    /// A kind that is in the class under every reading.
    pub fn stands_for(&self) -> Option<usize> {
        self.kinds.iter().position(|truth| truth.certain())
    }
}

/// The classes of a law, asked of one probe for each kind: a case with acts on one item of that kind alone.
pub fn classes(side: &Side<'_>, probes: &[Case]) -> Vec<Class> {
    let assignments = readings(side);
    // Articles and their texts share most of their classes: each condition is asked once.
    let tables = || side.book.offences.iter().zip(&side.program.offences);
    let filters: BTreeSet<FilterId> = tables().flat_map(|(_, offence)| offence.classes.iter().copied()).collect();
    let asked = in_parallel(probes, |probe| {
        let cache = Cache::new(probe, side.program, 0, side.assignment);
        let of = |filter: FilterId| (filter, falls_in(&cache, &assignments, filter));
        filters.iter().copied().map(of).collect::<BTreeMap<FilterId, Truth>>()
    });
    let mut found: Vec<Class> = Vec::new();
    for (law, offence) in tables() {
        for (class, filter) in law.counting.classes.iter().zip(&offence.classes) {
            let at = found.iter().position(|known| known.name == class.name).unwrap_or_else(|| {
                let (name, label) = (class.name.clone(), class.label.clone());
                found.push(Class { name, label, kinds: vec![Truth::Excluded; probes.len()] });
                found.len() - 1
            });
            for (kind, of_probe) in found[at].kinds.iter_mut().zip(&asked) {
                *kind = (*kind).max(of_probe[filter]);
            }
        }
    }
    found.retain(|class| class.stands_for().is_some());
    found
}

/// Whether a probe falls in a class: surely, under some of the readings, or not.
fn falls_in(cache: &Cache<'_>, assignments: &[Assignment], filter: FilterId) -> Truth {
    let truth = |assignment: &Assignment| {
        let of_batches = cache.batches(assignment, filter).into_iter().map(|(_, truth)| truth);
        of_batches.max().unwrap_or(Truth::Excluded)
    };
    assignments.iter().map(truth).reduce(Truth::hull).unwrap_or(Truth::Excluded)
}

/// The assignment, and it again with each reading of the tables of classes at each of its other options. A kind stands in a
/// class under one reading each, so that these are all there is to be seen.
fn readings(side: &Side<'_>) -> Vec<Assignment> {
    let tables = side.book.offences.iter().flat_map(|offence| &offence.counting.classes);
    let choices: BTreeSet<ChoiceId> = tables.flat_map(|class| class.condition.choices()).collect();
    let other = |choice: ChoiceId| {
        let options = (0..side.program.choices[choice.0 as usize]).map(Options::one);
        options.map(move |option| side.assignment.with(&Variable::Choice(choice), Value::Options(option)))
    };
    [side.assignment.clone()].into_iter().chain(choices.into_iter().flat_map(other)).collect()
}

/// The classes, by the kind that stands for each under the base, that another law has otherwise: a kind of it is there
/// in another class, or under other readings.
pub fn moved(base: &[Class], other: &[Class]) -> Vec<usize> {
    let out = |class: &&Class| {
        let same = other.iter().find(|other| other.name == class.name);
        let leaves =
            |(kind, truth): (usize, &Truth)| truth.possible() && same.is_none_or(|same| same.kinds[kind] < *truth);
        class.kinds.iter().enumerate().any(leaves)
    };
    base.iter().filter(out).filter_map(Class::stands_for).collect()
}
