//! The element × evidence matrix: what each element and ground rests on, and what rests on nothing or on one item alone.

use std::collections::BTreeMap;

use super::About;
use crate::case::facts::{Evidence, Fact};
use crate::explain::findings::{BasisName, PersonFindings};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::truth::Truth;

/// What an element or a ground rests on.
#[derive(Clone, Debug)]
pub struct Support {
    /// The offence.
    pub offence: Place,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub label: Label,
    /// Whether it is an element; else a ground.
    pub element: bool,
    /// Its status.
    pub status: Truth,
    /// On what basis it was found.
    pub basis: BasisName,
    /// Evidence, by id, in the order of the file.
    pub evidence: Vec<String>,
    /// Facts that no evidence is linked to.
    pub without: Vec<String>,
}

impl Support {
    /// Whether it holds on stated facts to which no evidence is linked.
    pub fn rests_on_nothing(&self) -> bool {
        self.evidence.is_empty()
    }

    /// Whether one item of evidence alone carries it.
    pub fn rests_on_one(&self) -> bool {
        self.evidence.len() == 1
    }
}

/// What each element, and each ground that may hold, rests on.
pub(super) fn support(about: &About<'_>, findings: &PersonFindings) -> Vec<Support> {
    let stated: BTreeMap<String, &Fact> = (about.case.stated.iter())
        .map(|((entity, fact), stated)| (about.case.path(&about.book.vocabulary, *entity, *fact), stated))
        .collect();
    let mut found = Vec::new();
    for charge in &findings.charges {
        let rests = |facts: &[String]| {
            // What is not there yet shows nothing.
            let there = || about.case.evidence.iter().filter(|one| !one.outstanding);
            let shows = |one: &Evidence, path: &String| {
                let linked = stated.get(path).is_some_and(|fact| fact.evidence.contains(&one.id));
                linked || one.facts.iter().any(|fact| about.case.path(&about.book.vocabulary, fact.0, fact.1) == *path)
            };
            let linked = |path: &String| -> Vec<&Evidence> { there().filter(|one| shows(one, path)).collect() };
            let used = |one: &&Evidence| facts.iter().any(|path| shows(one, path));
            let evidence = there().filter(used).map(|one| one.id.clone());
            let without = facts.iter().filter(|path| linked(path).is_empty()).cloned();
            (evidence.collect::<Vec<_>>(), without.collect::<Vec<_>>())
        };
        for element in &charge.elements {
            let (evidence, without) = rests(&element.facts);
            found.push(Support {
                offence: charge.offence.clone(),
                place: element.place.clone(),
                label: element.label.clone(),
                element: true,
                status: element.status,
                basis: element.basis,
                evidence,
                without,
            });
        }
        for ground in charge.grounds.iter().filter(|ground| ground.status.possible()) {
            let (evidence, without) = rests(&ground.facts);
            found.push(Support {
                offence: charge.offence.clone(),
                place: ground.place.clone(),
                label: ground.text.label.clone(),
                element: false,
                status: ground.status,
                basis: ground.basis,
                evidence,
                without,
            });
        }
    }
    found
}
