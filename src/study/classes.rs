//! Which class a kind of information falls in, for tables that count by class.
//!
//! A row counted by class is fixed under every reading: its items are of the class that whoever counted them says. So a
//! kind stands for the class that falls in it whatever the readings. Where a law moves some kind out of the class, what
//! was counted there can no longer be told apart, and the row cannot be computed under that law.

use std::collections::BTreeMap;

use super::Side;
use crate::case::facts::Case;
use crate::law::condition::{ChoiceId, Options};
use crate::law::vocabulary::Label;
use crate::measure::{Memory, World};
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

/// The classes of a law, asked of one probe for each kind: a case with one act on one item of that kind alone.
pub fn classes(side: &Side<'_>, probes: &[Case]) -> Vec<Class> {
    // Only the readings of the tables are opened: the others decide whether an act is in issue, not what it is about.
    let tables = side.book.offences.iter().flat_map(|offence| &offence.counting.classes);
    let readings = tables.flat_map(|class| class.condition.choices());
    let every = |choice: ChoiceId| Options::first(side.program.choices[choice.0 as usize]);
    let open: BTreeMap<ChoiceId, Options> = readings.map(|choice| (choice, every(choice))).collect();
    let world = World { choices: open, ..side.world.clone() };
    let mut found: Vec<Class> = Vec::new();
    for (kind, probe) in probes.iter().enumerate() {
        let memory = Memory::brief(probe, side.program, 0, &world);
        for (law, offence) in side.book.offences.iter().zip(&side.program.offences) {
            for (class, filter) in law.counting.classes.iter().zip(&offence.classes) {
                let of_batches = memory.batches(&world, *filter).into_iter().map(|(_, truth)| truth);
                let truth = of_batches.max().unwrap_or(Truth::Excluded);
                let at = found.iter().position(|known| known.name == class.name).unwrap_or_else(|| {
                    let (name, label) = (class.name.clone(), class.label.clone());
                    found.push(Class { name, label, kinds: vec![Truth::Excluded; probes.len()] });
                    found.len() - 1
                });
                found[at].kinds[kind] = found[at].kinds[kind].max(truth);
            }
        }
    }
    found.retain(|class| class.stands_for().is_some());
    found
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
