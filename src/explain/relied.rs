//! What findings rest on: facts by path, defaults, presumptions, contested facts.

use std::collections::BTreeSet;

use super::findings::{BasisName, CircumstanceFinding, Relied};
use super::{About, label, names};
use crate::case::facts::{Entity, Standing, Value};
use crate::law::book::sentencing::SentencingRule;
use crate::law::book::{self, Predicate};
use crate::law::condition::FactId;
use crate::law::vocabulary::{Label, Meaning, Settled};
use crate::measure::{Basis, Use, Variable};
use crate::program::{AggregateId, FilterId, Offence, QuestionId};

/// What a charge relies on beside proven facts.
pub(super) struct Reliance {
    pub(super) defaults: Vec<Relied>,
    pub(super) presumed: Vec<Relied>,
    pub(super) contested: Vec<Relied>,
}

/// What the questions and amounts rest on.
pub(super) fn of(about: &About<'_>, questions: &[QuestionId], aggregates: &[AggregateId]) -> Vec<Use> {
    about.account.uses(about.assignment, questions, aggregates)
}

/// The variables of what something rests on, to be looked up in.
pub(super) fn variables(uses: &[Use]) -> BTreeSet<Variable> {
    uses.iter().map(|used| used.variable.clone()).collect()
}

/// What a filter rests on, over every batch.
pub(super) fn of_filter(about: &About<'_>, filter: FilterId) -> Vec<Use> {
    about.account.uses_of_filter(about.assignment, filter)
}

/// The facts of the person that a predicate names.
pub(super) fn of_requirement(about: &About<'_>, predicate: &Predicate) -> Vec<Use> {
    of_facts(about, &named(about, predicate))
}

/// What the file states of these facts about the person.
pub(super) fn of_facts(about: &About<'_>, facts: &[FactId]) -> Vec<Use> {
    let stated = about
        .case
        .stated
        .iter()
        .filter(|((entity, fact), _)| facts.contains(fact) && about.case.concerns(about.person, *entity));
    stated
        .map(|((entity, fact), stated)| Use {
            variable: Variable::Fact(*entity, *fact),
            basis: Basis::Stated(stated.standing),
            value: stated.value.clone(),
        })
        .collect()
}

/// The facts that a predicate names itself, what records hold included.
pub(super) fn named(about: &About<'_>, predicate: &Predicate) -> Vec<FactId> {
    let contains = about.program.keys.contains;
    predicate.conditions().into_iter().flat_map(|condition| condition.facts(contains)).collect()
}

/// The basis of a finding: a judgement where there is one, else a stated fact, else what was taken for granted.
pub(super) fn basis(uses: &[Use]) -> Option<BasisName> {
    let any = |basis: fn(&Basis) -> bool| uses.iter().any(|used| basis(&used.basis));
    if uses.iter().any(|used| matches!(used.variable, Variable::Judgement { .. })) {
        Some(BasisName::Judgement)
    } else if any(|basis| matches!(basis, Basis::Stated(_) | Basis::Silent)) {
        Some(BasisName::Fact)
    } else if any(|basis| *basis == Basis::Presumed) {
        Some(BasisName::Presumption)
    } else if any(|basis| *basis == Basis::NotInIssue) {
        Some(BasisName::NotInIssue)
    } else if any(|basis| matches!(basis, Basis::Default | Basis::NotAsked)) {
        Some(BasisName::Default)
    } else {
        None
    }
}

/// The stated and the open facts, by path.
pub(super) fn paths(about: &About<'_>, uses: &[Use]) -> Vec<String> {
    (uses.iter())
        .filter(|used| matches!(used.basis, Basis::Stated(_) | Basis::Silent))
        .map(|used| variable_name(about, &used.variable).0)
        .collect()
}

/// Evidence for the stated facts, each once.
pub(super) fn evidence(about: &About<'_>, uses: &[Use]) -> Vec<String> {
    let mut evidence: Vec<String> = Vec::new();
    for used in uses {
        let Variable::Fact(entity, fact) = &used.variable else { continue };
        for id in about.case.stated.get(&(*entity, *fact)).into_iter().flat_map(|stated| &stated.evidence) {
            if !evidence.contains(id) {
                evidence.push(id.clone());
            }
        }
    }
    evidence
}

/// A variable's path and label.
pub(super) fn variable_name(about: &About<'_>, variable: &Variable) -> (String, Label) {
    names::variable(about.case, about.book, variable)
}

/// What a charge relies on: its elements, and the grounds that it shows.
pub(super) fn relied(about: &About<'_>, law: &book::Offence, offence: &Offence, used: &[Use]) -> Reliance {
    let mut uses = of_filter(about, offence.conduct);
    uses.extend(law.elements.iter().zip(&offence.elements).flat_map(|(_, (filter, _))| of_filter(about, *filter)));
    uses.extend(used.iter().cloned());
    uses.extend(law.circumstances.iter().flat_map(|circumstance| of_requirement(about, &circumstance.predicate)));
    let mut reliance = Reliance { defaults: Vec::new(), presumed: Vec::new(), contested: Vec::new() };
    let mut seen: Vec<Variable> = Vec::new();
    for used in uses {
        if seen.contains(&used.variable) {
            continue;
        }
        seen.push(used.variable.clone());
        let list = match used.basis {
            Basis::Default => &mut reliance.defaults,
            Basis::Presumed => &mut reliance.presumed,
            Basis::Stated(Standing::Disputed | Standing::Alleged) if !about.assignment.only_proven => {
                &mut reliance.contested
            }
            _ => continue,
        };
        list.push(relied_on(about, &used));
    }
    reliance
}

/// Circumstances of the person that the file states and that nothing weighs: rules on the sentence know such a fact, and no
/// circumstance that is told, nor rule that applies, names it. Whether the person is a unit is none.
pub(super) fn unweighed(
    about: &About<'_>,
    law: &book::Offence,
    told: &[CircumstanceFinding],
    weighed: &[FactId],
) -> Vec<Relied> {
    let circumstances = law.circumstances.iter().map(|one| &one.predicate);
    let factors = law.sentencing.iter().filter(|rule| matches!(rule.rule, SentencingRule::Factor(_)));
    let known: BTreeSet<FactId> = circumstances
        .chain(factors.map(|rule| &rule.predicate))
        .flat_map(|predicate| named(about, predicate))
        .filter(|fact| !weighed.contains(fact) && Some(*fact) != about.program.keys.unit.map(|(kind, _)| kind))
        .collect();
    let uses = of_facts(about, &known.into_iter().collect::<Vec<_>>());
    let of_person = |used: &&Use| matches!(used.variable, Variable::Fact(Entity::Person(_), _));
    let stated = uses.iter().filter(of_person).filter(|used| other_than_silence(about, used));
    let stated = stated.map(|used| relied_on(about, used));
    stated.filter(|one| !told.iter().any(|circumstance| circumstance.facts.contains(&one.fact))).collect()
}

/// Whether a fact that silence has a default for is stated to be something else.
fn other_than_silence(about: &About<'_>, used: &Use) -> bool {
    let (Variable::Fact(_, fact), Value::Options(options)) = (&used.variable, &used.value) else { return false };
    let default = about.book.vocabulary.fact(*fact).silence.iter().find_map(|(meaning, _)| match meaning {
        Meaning::Default(Settled::Option(index)) => Some(*index),
        _ => None,
    });
    default.is_some_and(|default| options.single().is_some_and(|stated| stated != default))
}

pub(super) fn relied_on(about: &About<'_>, used: &Use) -> Relied {
    let (fact, name) = variable_name(about, &used.variable);
    let place = match &used.variable {
        Variable::Fact(_, fact) if used.basis == Basis::Presumed => {
            about.book.vocabulary.fact(*fact).silence.iter().find_map(|(meaning, _)| match meaning {
                Meaning::Presumed(_, place) => Some(place.clone()),
                _ => None,
            })
        }
        _ => None,
    };
    let value = names::value(about.book, &used.variable, &used.value);
    Relied { fact, label: name, value: beside_defence(about, used, value), place }
}

/// A contested value with what the other side says.
fn beside_defence(about: &About<'_>, used: &Use, value: Label) -> Label {
    let Variable::Fact(entity, fact) = &used.variable else { return value };
    let stated = about.case.stated.get(&(*entity, *fact));
    match stated.and_then(|stated| stated.defence.as_ref()) {
        Some(defence) => {
            let other = names::value(about.book, &used.variable, defence);
            label(format!("{}（辩方：{}）", value.zh, other.zh), format!("{} (defence: {})", value.en, other.en))
        }
        None => value,
    }
}
