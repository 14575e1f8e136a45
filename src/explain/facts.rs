//! What was read, as facts with their state: proven, disputed, alleged, presumed, assumed, unknown.

use super::reasoning::{FactFinding, FactValue, State};
use super::{About, names, relied};
use crate::case::facts::{Case, Standing, Value};
use crate::law::book::LawBook;
use crate::law::vocabulary::{FactKind, Label, Meaning};
use crate::measure::{Basis, Use, Variable};
use crate::place::Place;

/// How many values that are still possible are named before a fact is just unknown.
const NAMED: u32 = 4;

/// What was read, in the order in which it was.
pub(super) fn facts(about: &About<'_>, uses: &[Use]) -> Vec<FactFinding> {
    uses.iter().filter(|used| used.basis != Basis::NotAsked).map(|used| fact(about, used)).collect()
}

fn fact(about: &About<'_>, used: &Use) -> FactFinding {
    let (path, label) = relied::variable_name(about, &used.variable);
    let stated = match &used.variable {
        Variable::Fact(entity, fact) if matches!(used.basis, Basis::Stated(_)) => {
            about.case.stated.get(&(*entity, *fact))
        }
        _ => None,
    };
    let value_of = |value: &Value| value_of(about, &Use { value: value.clone(), ..used.clone() });
    // What is approximate is told as its author says it, as long as nothing narrows it.
    let approximate = match (&used.variable, stated) {
        (Variable::Fact(_, fact), Some(stated)) if stated.value == used.value => {
            stated.approximate.and_then(|said| names::approximate(about.book, *fact, &said))
        }
        _ => None,
    };
    FactFinding {
        path,
        label,
        value: approximate.map_or_else(|| value_of(&used.value), FactValue::Listed),
        state: state(used, stated.map_or(&used.value, |stated| &stated.value)),
        defence: stated.and_then(|stated| stated.defence.as_ref()).map(value_of),
        presumed_by: (used.basis == Basis::Presumed).then(|| presumption(about.book, &used.variable)).flatten(),
        evidence: stated.map(|stated| stated.evidence.clone()).unwrap_or_default(),
    }
}

/// How a fact stands; something is known of it by itself where what the file says bounds it.
fn state(used: &Use, said: &Value) -> State {
    match (&used.variable, used.basis) {
        (Variable::Choice(_), _) => State::Reading,
        (Variable::Judgement { .. }, Basis::Stated(_)) => State::Judged,
        (_, Basis::Stated(Standing::Disputed)) => State::Disputed,
        (_, Basis::Stated(Standing::Alleged)) => State::Alleged,
        (_, Basis::Stated(Standing::Proven)) if used.value.is_settled() || bounded(said) => State::Proven,
        (_, Basis::Presumed) => State::Presumed,
        (_, Basis::Default | Basis::NotAsked) => State::Default,
        (_, Basis::NotInIssue) => State::NotInIssue,
        (_, Basis::Silent | Basis::Stated(Standing::Proven)) => State::Unknown,
    }
}

/// Whether something is known of a value that is not settled.
fn bounded(value: &Value) -> bool {
    match value {
        Value::Number(range) => range.min > 0 || !range.is_unbounded(),
        Value::Options(options) => options.count() <= NAMED,
        Value::Sets(sets) => sets.len() <= NAMED as usize,
    }
}

fn value_of(about: &About<'_>, used: &Use) -> FactValue {
    let Variable::Fact(_, fact) = &used.variable else {
        // A judgement is stated as no (the first value of the list) or yes.
        return match &used.value {
            Value::Options(options) => match options.single() {
                Some(0) => FactValue::Listed(super::label("否", "no")),
                Some(_) => FactValue::Listed(super::label("是", "yes")),
                None => FactValue::Unknown,
            },
            _ => FactValue::Unknown,
        };
    };
    let kind = about.book.vocabulary.fact(*fact).kind;
    let anything = Value::Options(about.program.facts[fact.0 as usize].all);
    match (&used.value, kind) {
        (value, _) if !value.is_settled() && *value == anything => FactValue::Unknown,
        (value, _) if !value.is_settled() && !bounded(value) => FactValue::Unknown,
        (Value::Number(range), FactKind::Amount(unit)) => FactValue::Amount(*range, unit),
        (Value::Number(range), _) if range.settled().is_none() => FactValue::Unknown,
        _ => FactValue::Listed(names::value(about.book, &used.variable, &used.value)),
    }
}

/// A fact that the case states, by its path, as it is written there.
pub(super) fn stated(book: &LawBook, case: &Case, path: &str) -> Option<FactFinding> {
    let mut all = case.stated.iter();
    let ((entity, fact), stated) =
        all.find(|((entity, fact), _)| case.path(&book.vocabulary, *entity, *fact) == path)?;
    let about = book.vocabulary.fact(*fact);
    let value_of = |value: &Value| match (value, about.kind) {
        (Value::Number(range), FactKind::Amount(unit)) => FactValue::Amount(*range, unit),
        _ => FactValue::Listed(names::value(book, &Variable::Fact(*entity, *fact), value)),
    };
    let approximate = stated.approximate.and_then(|said| names::approximate(book, *fact, &said));
    let state = match stated.standing {
        Standing::Proven => State::Proven,
        Standing::Disputed => State::Disputed,
        Standing::Alleged => State::Alleged,
    };
    Some(FactFinding {
        path: path.to_owned(),
        label: about.label.clone(),
        value: approximate.map_or_else(|| value_of(&stated.value), FactValue::Listed),
        state,
        defence: stated.defence.as_ref().map(value_of),
        presumed_by: None,
        evidence: Vec::new(),
    })
}

/// The rule that presumes a fact, with what it says.
fn presumption(book: &LawBook, variable: &Variable) -> Option<(Place, Label)> {
    let Variable::Fact(_, fact) = variable else { return None };
    let place = book.vocabulary.fact(*fact).silence.iter().find_map(|(meaning, _)| match meaning {
        Meaning::Presumed(_, place) => Some(place.clone()),
        _ => None,
    })?;
    let entries = book.instruments.iter().flat_map(|instrument| &instrument.entries);
    let text = entries.filter(|entry| entry.place == place).find_map(|entry| entry.text.as_ref());
    let says = text.map(|text| text.label.clone()).unwrap_or_default();
    Some((place, says))
}
