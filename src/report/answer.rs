//! The first screen: charge and grade, the sentence, what could change them, what decides, what came near.

use super::document::{Cell, Document, Table, Tone};
use super::words::Words;
use super::{besides, grounds, guidance, numbers, sentence};
use crate::explain::findings::{BasisName, Charge, GradeName, PersonFindings};
use crate::place::Place;
use crate::quantity::Unit;
use crate::truth::Truth;

/// How many facts, choices or residual clauses one line names before it counts the rest.
pub const NAMED: usize = 3;

/// The answer for one charge of a person.
pub fn answer(document: &mut Document, person: &PersonFindings, charge: &Charge, words: &Words) {
    document.heading(2, headline(person, charge, words));
    let mut outcome = Table::pairs();
    penalties(&mut outcome, charge, words);
    changes(&mut outcome, charge, words);
    document.table(outcome);
    document.table(grounds::deciding_table(charge, words));
    let mut rest = Table::pairs();
    for (position, ground) in grounds::near_misses(charge).into_iter().enumerate() {
        rest.pair(if position == 0 { words.near_misses } else { "" }, grounds::shortfall(ground, words));
    }
    let beside = grounds::also_established(charge);
    if !beside.is_empty() {
        rest.pair(words.also_established, places(beside.iter().map(|ground| &ground.place), words));
    }
    if !charge.count.is_empty() {
        rest.pair(words.count, count(charge, words));
    }
    for (position, circumstance) in charge.circumstances.iter().enumerate() {
        let name = if position == 0 { words.circumstances } else { "" };
        let text = words.language.of(&circumstance.text.label);
        let does =
            words.aside(&format!("{}{}{}", sentence::effects(circumstance, words), words.pause, circumstance.place));
        let status =
            if circumstance.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
        rest.pair(name, format!("{text}{does}{status}"));
    }
    unraised(&mut rest, charge, words);
    document.table(rest);
}

/// `Zhang — infringing …: especially serious, established on the stated facts`.
pub fn headline(person: &PersonFindings, charge: &Charge, words: &Words) -> Cell {
    let text = format!("{}{}{}", person.name, words.dash, outcome(charge, words));
    Cell { text, tone: Tone::Status(charge.status), depth: 0 }
}

/// `infringing …: especially serious, established on the stated facts`.
pub fn outcome(charge: &Charge, words: &Words) -> String {
    let offence = words.language.of(&charge.label);
    let version = charge.text.as_ref().map(|text| words.aside(&format!("{}{text}", words.text_version)));
    let status = format!("{}{}", words.truth(charge.status), words.on_stated_facts);
    let outcome = match (&charge.grade, charge.present) {
        (_, Truth::Excluded) => format!("{}{}{status}", words.conduct_absent, words.pause),
        (Some(grade), _) => format!("{}{}{status}", words.language.of(&grade.label), words.pause),
        (None, _) => format!("{status}{}{}", words.stop, possible_grades(charge, words)),
    };
    let version = version.unwrap_or_default();
    format!("{offence}{version}{}{outcome}", words.colon)
}

/// Every grade still possible, lowest first.
fn possible_grades(charge: &Charge, words: &Words) -> String {
    let possible = format!("{}{}{}", words.possible_grades, words.colon, grades(&charge.grades, words));
    if charge.exact { possible } else { possible + &words.aside(words.not_exact) }
}

/// Grades one after another.
pub fn grades(grades: &[GradeName], words: &Words) -> String {
    words.join(grades.iter().map(|grade| words.language.of(&grade.label)))
}

fn penalties(table: &mut Table, charge: &Charge, words: &Words) {
    match &charge.band {
        Some(band) => table.pair(words.sentence, Cell::from(sentence::band(band, words)).strong()),
        None => {
            for (position, (grade, band)) in charge.bands.iter().enumerate() {
                let name = if position == 0 { words.sentence } else { "" };
                let grade = words.language.of(&grade.label);
                table.pair(name, format!("{grade}{}{}", words.colon, sentence::band(band, words)));
            }
        }
    }
    if let Some(reachable) = &charge.reachable
        && charge.band.as_ref().is_none_or(|band| sentence::moves(band, reachable))
    {
        table.pair(words.reachable, sentence::reachable(reachable, words));
    }
    if let Some(fine) = &charge.usual_fine {
        table.pair(words.usual_fine, sentence::usual_fine(fine, words));
    }
    guidance::answer(table, charge, words);
}

/// Whether anything open, disputed or contested could change the result, and what each would decide.
fn changes(table: &mut Table, charge: &Charge, words: &Words) {
    let none = charge.open_facts.is_empty() && charge.choices_that_matter.is_empty();
    if none && charge.contested.is_empty() {
        table.pair(words.could_change, words.nothing_open);
    } else if charge.grade.is_some() && !charge.open_facts.is_empty() {
        table.pair(words.could_change, words.grade_stands);
    }
    for (position, open) in charge.open_facts.iter().take(NAMED).enumerate() {
        let name = if position == 0 { words.open_facts } else { "" };
        let fact = words.language.of(&open.label);
        let decided = places(&open.would_decide, words);
        let text = format!("{fact} [{}]{}{decided}", open.fact, words.decides);
        table.pair(name, Cell::status(&text, Truth::Open));
    }
    if charge.open_facts.len() > NAMED {
        table.pair("", words.more(charge.open_facts.len() - NAMED));
    }
    for (position, choice) in charge.choices_that_matter.iter().enumerate() {
        let name = if position == 0 { words.choices_matter } else { "" };
        let options = besides::option_grades(choice, words);
        table.pair(name, format!("{}{}{}", choice.name, words.colon, options.join(words.stop)));
    }
    besides::readings_line(table, charge, words);
    besides::limitation_lines(table, charge, words);
    if !charge.contested.is_empty() {
        let facts = charge.contested.iter().take(NAMED).map(|relied| {
            format!("{} [{}] = {}", words.language.of(&relied.label), relied.fact, words.language.of(&relied.value))
        });
        let mut text = words.join(facts) + &words.aside(words.at_face_value);
        if charge.contested.len() > NAMED {
            text = text + words.list + &words.more(charge.contested.len() - NAMED);
        }
        table.pair(words.contested_short, text);
    }
}

/// The count in one line: what falls in each class.
fn count(charge: &Charge, words: &Words) -> String {
    let each = charge.count.iter().map(|counted| {
        let class = words.language.of(&counted.class_label);
        let items = numbers::range(counted.items, Unit::Items, words);
        format!("{class}{}{items}{}", words.gap, words.aside(&counted.datasets.join("+")))
    });
    each.collect::<Vec<_>>().join(words.stop)
}

/// What was not in issue, not invoked, or raised and left unanswered.
fn unraised(table: &mut Table, charge: &Charge, words: &Words) {
    let silent = charge.elements.iter().filter(|element| element.basis == BasisName::NotInIssue);
    let mut by_name: Vec<(&str, Vec<&Place>)> = Vec::new();
    for element in silent {
        let name = words.language.of(&element.label);
        match by_name.iter_mut().find(|(known, _)| *known == name) {
            Some((_, places)) if places.contains(&&element.place) => {}
            Some((_, places)) => places.push(&element.place),
            None => by_name.push((name, vec![&element.place])),
        }
    }
    if !by_name.is_empty() {
        let named = by_name.into_iter().map(|(name, at)| name.to_owned() + &words.aside(&places(at, words)));
        table.pair(words.not_in_issue, words.join(named));
    }
    if !charge.not_invoked.is_empty() {
        table.pair(words.not_invoked, places(&charge.not_invoked, words));
    }
    if !charge.not_encoded.is_empty() {
        table.pair(words.not_encoded, places(&charge.not_encoded, words));
    }
    if !charge.unanswered.is_empty() {
        table.pair(words.unanswered, Cell::status(&places(&charge.unanswered, words), Truth::Open));
    }
}

/// Places one after another.
pub fn places<'a>(places: impl IntoIterator<Item = &'a Place>, words: &Words) -> String {
    words.join(places.into_iter().map(ToString::to_string))
}
