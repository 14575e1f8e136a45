//! What is missing where nothing is made out: elements that the conduct lacks, and offences that it is no conduct of.

use super::findings::{AbsentOffence, MissingElement, Relied};
use super::{About, element_label, names, relied};
use crate::law::book;
use crate::measure::Basis;
use crate::program::Offence;
use crate::settle::{GradeSet, Settled};
use crate::truth::Truth;

/// The list of kinds that says what the absence of each element means.
const ABSENCE: &str = "missing_element";

/// The elements that none of the conduct has, where the conduct is there and no grade can be reached.
pub(super) fn elements(
    about: &About<'_>,
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
    possible: GradeSet,
) -> Vec<MissingElement> {
    if !settled.outcome.truth(offence.present).possible() || !possible.none() || !possible.settled() {
        return Vec::new();
    }
    let kinds = about.book.vocabulary.kinds_named(ABSENCE).map(|kinds| about.book.vocabulary.kinds(kinds));
    let means = |name: &str| kinds.and_then(|kinds| kinds.index(name).map(|index| kinds.values[index].1.clone()));
    let conduct = relied::variables(&relied::of_filter(about, offence.conduct));
    let lacking = law.elements.iter().zip(&offence.elements);
    let lacking = lacking.filter(|(_, (_, status))| settled.outcome.truth(*status) == Truth::Excluded);
    lacking
        .map(|(element, (filter, _))| {
            let uses = relied::of_filter(about, *filter).into_iter();
            let stated =
                uses.filter(|used| matches!(used.basis, Basis::Stated(_)) && !conduct.contains(&used.variable));
            let facts = stated.map(|used| {
                let (fact, label) = relied::variable_name(about, &used.variable);
                Relied { fact, label, value: names::value(about.book, &used.variable, &used.value), place: None }
            });
            MissingElement {
                name: element.name.clone(),
                element: element_label(about, &element.name),
                means: means(&element.name).unwrap_or_else(|| element_label(about, &element.name)),
                place: element.place.clone(),
                text: element.text.clone(),
                facts: facts.collect(),
            }
        })
        .collect()
}

/// Every offence of the book, each once, with whether any text of it was in force at some act.
pub(super) fn offences(about: &About<'_>) -> Vec<AbsentOffence> {
    let windows: Vec<_> = about.book.offences.iter().map(|offence| offence.force).collect();
    let met = about.cache.in_force(about.assignment, &windows);
    let in_force = |at: usize| met.iter().any(|(_, met)| met[at].possible());
    let mut found: Vec<AbsentOffence> = Vec::new();
    for law in &about.book.offences {
        if found.iter().any(|known| known.offence == law.place) {
            continue;
        }
        let texts = || about.book.offences.iter().enumerate().filter(|(_, other)| other.place == law.place);
        let then = met.is_empty() || texts().any(|(at, _)| in_force(at));
        let first = texts().map(|(_, text)| text.force.from).min();
        found.push(AbsentOffence {
            offence: law.place.clone(),
            label: law.label.clone(),
            not_before: first.filter(|_| !then).map(|day| day.to_string()),
        });
    }
    found
}
