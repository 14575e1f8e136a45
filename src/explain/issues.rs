//! The issues of a charge: elements in the vocabulary's order, grades item by item, exceptions, circumstances.

use super::facts::facts;
use super::findings::{GradeName, Text};
use super::governed::{self, Governed};
use super::reasoning::{ChargeReasoning, Issue, Matter, Reason, Step};
use super::reasons::Reasons;
use super::{About, element_label, grade_names, relied};
use crate::law::book;
use crate::measure::{Basis, Batch, Use};
use crate::place::Place;
use crate::program::{FilterId, Offence};
use crate::settle::{GradeSet, Settled};
use crate::truth::Truth;

/// The reasoning of the charge at a position.
pub(super) fn reasoning(about: &About<'_>, settled: &Settled, position: usize) -> ChargeReasoning {
    let law = &about.book.offences[position];
    let offence = &about.program.offences[position];
    let governed = Governed::new(about, law, offence);
    let reasons = Reasons::new(about, settled, law, offence, &governed);
    let mut issues = elements(about, settled, law, offence);
    for (position, grade) in law.grades.iter().enumerate() {
        let name = GradeName { name: grade.name.clone(), label: grade.label.clone() };
        issues.push(Issue {
            matter: Matter::Grade(position, name),
            status: Some(settled.outcome.truth(offence.grades[position].reached)),
            steps: reasons.steps(offence, position),
        });
    }
    issues.push(Issue { matter: Matter::Exceptions, status: None, steps: exceptions(about, law, offence, &governed) });
    issues.push(Issue {
        matter: Matter::Circumstances,
        status: None,
        steps: circumstances(about, settled, law, offence),
    });
    issues.retain(|issue| !issue.steps.is_empty());
    let every = (0..=law.grades.len()).fold(0, |grades, bit| grades | 1 << bit);
    ChargeReasoning { ladder: grade_names(law, GradeSet(every)), issues }
}

/// Elements by name, in the vocabulary's order; one that it does not list comes last.
fn elements(about: &About<'_>, settled: &Settled, law: &book::Offence, offence: &Offence) -> Vec<Issue> {
    let kinds = about.book.vocabulary.kinds_named("element").map(|kinds| about.book.vocabulary.kinds(kinds));
    let order = |name: &str| kinds.and_then(|kinds| kinds.index(name)).unwrap_or(usize::MAX);
    let mut names: Vec<&str> = Vec::new();
    for element in &law.elements {
        if !names.contains(&element.name.as_str()) {
            names.push(&element.name);
        }
    }
    names.sort_by_key(|name| order(name));
    let conduct = relied::variables(&relied::of_filter(about, offence.conduct));
    let issue = |name: &str| {
        let own = law.elements.iter().zip(&offence.elements).filter(|(element, _)| element.name == name);
        let steps: Vec<Step> = own
            .map(|(element, (filter, status))| {
                let mut uses = relied::of_filter(about, *filter);
                if element.name != "conduct" {
                    uses.retain(|used| !conduct.contains(&used.variable));
                }
                let status = settled.outcome.truth(*status);
                let step = plain(about, &element.place, &element.text, status, &uses);
                let own = element.name == "conduct";
                Step { conduct: told_apart(about, offence.conduct, *filter, own), ..step }
            })
            .collect();
        let status = steps.iter().fold(Truth::Established, |all, step| all.and(step.status));
        Issue { matter: Matter::Element(name.to_owned(), element_label(about, name)), status: Some(status), steps }
    };
    names.into_iter().map(issue).collect()
}

/// The conduct of which some passes a filter and some does not, or may not; what leaves it open whether there is such
/// conduct is told of the conduct itself alone.
fn told_apart(about: &About<'_>, conduct: FilterId, filter: FilterId, own: bool) -> Vec<(String, Truth)> {
    let passing = |filter| about.cache.batches(about.assignment, filter);
    let passed = passing(filter);
    let told: Vec<(bool, (Batch, Truth))> = (passing(conduct).into_iter())
        .map(|(batch, there)| {
            let status =
                passed.iter().find(|(passed, _)| *passed == batch).map_or(Truth::Excluded, |(_, status)| *status);
            let told = own && status != Truth::Established || !own && status != there;
            (told, (batch, status))
        })
        .collect();
    match told.iter().any(|(told, _)| *told) {
        true => governed::named(about, told.into_iter().map(|(_, conduct)| conduct)),
        false => Vec::new(),
    }
}

fn exceptions(about: &About<'_>, law: &book::Offence, offence: &Offence, governed: &Governed<'_>) -> Vec<Step> {
    let common = relied::variables(&relied::of_filter(about, offence.admitted));
    let step = |(position, governs): (usize, &book::Governs)| {
        let conduct = governed.taken(about, position);
        let status = conduct.iter().map(|(_, status)| *status).fold(Truth::Excluded, Truth::or);
        // What the file states of the conduct decides which article governs it, though every element reads it too.
        let mut uses = relied::of_filter(about, offence.governs[position]);
        let known = |used: &Use| common.contains(&used.variable);
        uses.retain(|used| matches!(used.basis, Basis::Stated(_)) || !known(used));
        let conduct = if status.possible() { conduct } else { Vec::new() };
        Step { conduct, ..plain(about, &governs.place, &governs.text, status, &uses) }
    };
    law.governs.iter().enumerate().map(step).collect()
}

fn circumstances(about: &About<'_>, settled: &Settled, law: &book::Offence, offence: &Offence) -> Vec<Step> {
    let all = law.circumstances.iter().zip(&offence.circumstances);
    all.map(|(circumstance, status)| {
        let uses = relied::of_requirement(about, &circumstance.predicate);
        plain(about, &circumstance.place, &circumstance.text, settled.outcome.truth(*status), &uses)
    })
    .collect()
}

/// A step without quantity and without parts.
fn plain(about: &About<'_>, place: &Place, text: &Text, status: Truth, uses: &[Use]) -> Step {
    let stated = uses.iter().any(|used| matches!(used.basis, Basis::Stated(_)));
    let open = uses.iter().filter(|used| !used.value.is_settled());
    let reason = match status {
        Truth::Established => Reason::Holds,
        Truth::Open => Reason::Open(open.map(|used| relied::variable_name(about, &used.variable)).collect()),
        Truth::Excluded if stated => Reason::Fact,
        Truth::Excluded => Reason::NotProved(Vec::new()),
    };
    Step {
        place: place.clone(),
        text: text.clone(),
        status,
        reason,
        compared: None,
        degree: None,
        facts: facts(about, uses),
        parts: Vec::new(),
        conduct: Vec::new(),
    }
}
