//! One step of the reasoning as text: what was compared, why it stands so, how the facts behind it stand.

use super::words::Words;
use super::{alike, cite, numbers};
use crate::explain::findings::{ComparedFinding, missing};
use crate::explain::reasoning::{FactFinding, FactValue, Reason, State, Step};
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::truth::Truth;

/// How many facts a line names before it counts the rest.
const NAMED: usize = 3;

/// What was compared, and how far it reaches: `42 items of 50 items, 21/25 (84%), missing 8 items`.
pub fn comparison(step: &Step, words: &Words) -> String {
    compared(step, true, words)
}

/// The same without the ratio that the figures beside it make: `42 items of 50 items, 84%, missing 8 items`.
pub fn brief(step: &Step, words: &Words) -> String {
    compared(step, step.compared.is_none(), words)
}

fn compared(step: &Step, exact: bool, words: &Words) -> String {
    let mut parts = Vec::new();
    if let Some(compared) = &step.compared {
        let found = numbers::range(compared.quantity, compared.unit, words);
        parts.push(found + words.of + &numbers::threshold(compared.threshold, compared.unit, words));
    }
    // A quantity of nothing, or of nobody knows what, needs no ratio beside it.
    let tells = |(min, max): &(Ratio, Option<Ratio>)| max.map_or(*min.numer() > 0, |max| *max.numer() != 0);
    let degree = step.degree.filter(|degree| step.compared.is_none() || tells(degree));
    let shown = if exact { numbers::degree } else { numbers::about };
    parts.extend(degree.map(|degree| shown(degree, words)));
    match (&step.compared, &step.reason) {
        (Some(compared), Reason::Fact) => match missing(compared) {
            Some(_) if compared.quantity.max <= 0 => {}
            Some(number) => parts.push(words.missing.to_owned() + &numbers::amount(number, compared.unit, words)),
            None => parts.push(words.condition_fails.to_owned()),
        },
        (Some(compared), Reason::Open(_) | Reason::NotProved(_)) => parts.extend(more_needed(compared, words)),
        _ => {}
    }
    parts.join(words.pause)
}

/// How much more than is certain would establish an open comparison.
fn more_needed(compared: &ComparedFinding, words: &Words) -> Option<String> {
    let more = compared.threshold.ceil().to_integer() - compared.quantity.min;
    (more > 0).then(|| words.would_establish(&numbers::amount(more, compared.unit, words)))
}

/// Why a step stands as it does, with the numbers, the rule or the facts that say so.
pub fn reason(step: &Step, words: &Words) -> String {
    reason_beside(step, comparison(step, words), None, words)
}

/// The same, with the numbers in these words; what would close it may have been said at another place.
fn reason_beside(step: &Step, compared: String, known: Option<&Place>, words: &Words) -> String {
    let beside = match &step.reason {
        Reason::Displaced(places) => words.governs_here().to_owned() + &cite::places(places, words),
        Reason::NotGoverned(place) => words.governs_instead(place),
        Reason::Reading(taken) => words.join(taken.iter().map(|taken| {
            let says = words.aside(words.language.of(&taken.label));
            format!(
                "{}{}{}{says}",
                words.reading(&taken.choice),
                words.colon,
                words.option(&taken.choice, &taken.option)
            )
        })),
        Reason::Open(closing) | Reason::NotProved(closing) if !closing.is_empty() => {
            let open = matches!(step.reason, Reason::Open(_));
            let says = if open { words.closed_by() } else { words.only_said() };
            let what = known.map_or_else(|| alike::named(closing, words), |place| words.as_at(place));
            says.to_owned() + &what
        }
        Reason::Open(_) => String::new(),
        Reason::NotProved(_) if step.facts.is_empty() => words.nothing_stated().to_owned(),
        Reason::NotProved(_) => named_facts(step, words),
        Reason::Fact if compared.is_empty() => named_facts(step, words),
        Reason::Fact | Reason::Holds | Reason::Gate | Reason::NotInvoked | Reason::NotRaised => String::new(),
    };
    let said = [compared, beside].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    said.join(words.stop)
}

/// The first facts of a step.
fn named_facts(step: &Step, words: &Words) -> String {
    let named = step.facts.iter().take(NAMED).map(|fact| self::fact(fact, words));
    let text = words.join(named);
    if step.facts.len() > NAMED { format!("{text}{}…", words.list) } else { text }
}

/// How the facts of a step stand, counted: `2 proven, 1 presumed by law`.
pub fn states(facts: &[FactFinding], words: &Words) -> String {
    let mut counted: Vec<(State, bool, usize)> = Vec::new();
    for fact in facts {
        let named = !fact.evidence.is_empty();
        match counted.iter_mut().find(|(state, of, _)| (*state, *of) == (fact.state, named)) {
            Some((.., count)) => *count += 1,
            None => counted.push((fact.state, named, 1)),
        }
    }
    // With evidence before what only is stated.
    counted.sort_by_key(|(state, named, _)| (*state, !named));
    words.join(counted.into_iter().map(|(state, named, count)| format!("{count} {}", stands(state, named, words))))
}

/// How a fact stands: what the file states without naming evidence is taken as proven.
fn stands(state: State, evidence: bool, words: &Words) -> &'static str {
    match state {
        State::Proven if !evidence => words.taken_as_proven(),
        state => words.state(state),
    }
}

/// A fact in one line: path, value, how it stands, and on what.
pub fn fact(fact: &FactFinding, words: &Words) -> String {
    let mut beside = vec![stands(fact.state, !fact.evidence.is_empty(), words).to_owned()];
    if let Some((place, _)) = &fact.presumed_by {
        beside.push(format!("{}{}{}", words.place(place), words.pause, words.burden()));
    }
    if !fact.evidence.is_empty() {
        beside.push(words.join(fact.evidence.iter().map(|id| words.evidence(id))));
    }
    if let Some(defence) = &fact.defence {
        beside.push(words.defence().to_owned() + &value(defence, words));
    }
    let value = match fact.state {
        State::Unknown if fact.value == FactValue::Unknown => String::new(),
        _ => format!(" = {}", value(&fact.value, words)),
    };
    format!("{}{value}{}", words.fact(&fact.path), words.aside(&beside.join(words.stop)))
}

/// What a fact is taken to be, and what is said against it.
pub fn taken(fact: &FactFinding, words: &Words) -> String {
    let state = (fact.state != State::Proven).then(|| words.state(fact.state).to_owned());
    let defence = fact.defence.as_ref().map(|defence| words.defence().to_owned() + &value(defence, words));
    let beside: Vec<String> = state.into_iter().chain(defence).collect();
    let beside = if beside.is_empty() { String::new() } else { words.aside(&beside.join(words.stop)) };
    value(&fact.value, words) + &beside
}

/// What a fact is taken to be, with its unit.
pub fn value(value: &FactValue, words: &Words) -> String {
    match value {
        FactValue::Unknown => words.unknown.to_owned(),
        FactValue::Listed(label) => words.language.of(label).to_owned(),
        FactValue::Amount(range, Unit::Count) if range.is_unbounded() && range.min > 0 => {
            words.at_least(&numbers::bare(range.min, Unit::Count))
        }
        FactValue::Amount(range, unit) => numbers::range(*range, *unit, words),
    }
}

/// A step in one line: place, status or why not, what it says, the numbers.
pub fn line(step: &Step, words: &Words) -> String {
    said(step, reason(step, words), words)
}

/// A step in one line above its facts, which it leaves to them.
pub fn above_facts(step: &Step, words: &Words) -> String {
    let why = reason(step, words);
    let repeated = !step.facts.is_empty() && why == named_facts(step, words);
    said(step, if repeated { String::new() } else { why }, words)
}

/// A step in one line of a screen, where what would close it may have been said at another place.
pub fn screen(step: &Step, known: Option<&Place>, words: &Words) -> String {
    said(step, reason_beside(step, brief(step, words), known, words), words)
}

fn said(step: &Step, why: String, words: &Words) -> String {
    let status = match step.status {
        Truth::Established => words.truth(Truth::Established),
        Truth::Open | Truth::Excluded => words.why(&step.reason),
    };
    let says = words.language.of(&step.text.label);
    let why = if why.is_empty() { why } else { format!("{}{why}", words.stop) };
    format!("{} {status}{}{says}{why}", words.place(&step.place), words.colon)
}
