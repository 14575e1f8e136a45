//! The sentence and what could change a result, as short as a reasoning has them: what each of these would change is left to
//! `gaps`, `flip` and the whole.

use super::document::{Cell, Table};
use super::words::Words;
use super::{alike, answer, changing, collateral, sentence};
use crate::explain::findings::{Charge, ChoiceFinding, Kind, MayChange, OpenFact, PersonFindings};
use crate::truth::Truth;

/// The band of each grade still possible, and what circumstances leave.
pub fn sentence(charge: &Charge, words: &Words) -> Vec<Cell> {
    let mut table = Table::pairs();
    let several = charge.bands.len() > 1;
    for (position, (grade, band)) in charge.bands.iter().enumerate() {
        let grade = if several { words.language.of(&grade.label).to_owned() + words.colon } else { String::new() };
        let name = if position == 0 { words.sentence } else { "" };
        table.pair(name, grade + &sentence::band(band, words));
    }
    if let Some(reachable) = answer::beyond_the_bands(charge) {
        table.pair(words.reachable, sentence::reachable(reachable, words));
    }
    table.as_lines(words.colon)
}

/// What could change the result, by name: what is open, contested readings, contested facts, a line each.
pub fn changes(person: &PersonFindings, charge: &Charge, words: &Words) -> Vec<Cell> {
    let mut table = Table::pairs();
    let could = &charge.could_change;
    if charge.nothing_could_change() && charge.grade.is_some() {
        table.pair(words.could_change, words.nothing_open);
    } else if !could.searched {
        table.pair(words.could_change, words.not_searched);
    }
    let mut say = |name: &str, all: Vec<String>| {
        if !all.is_empty() {
            table.pair(name, Cell::status(&first(&all, words), Truth::Open));
        }
    };
    say(words.may_change, words.open_alone(&charge.unstated).into_iter().collect());
    let open = alike::groups(&charge.open_facts, |open| (&open.label, &open.fact));
    let paths = |facts: &[&OpenFact]| facts.iter().map(|open| open.fact.clone()).collect::<Vec<_>>();
    let open = open.into_iter().map(|(label, facts)| {
        let paths = paths(&facts);
        alike::labelled(label, &paths.iter().map(String::as_str).collect::<Vec<_>>(), words)
    });
    say(words.open_facts, open.collect());
    let regrading = charge.choices_that_matter.iter().filter(|choice| choice.regrades);
    say(words.choices_matter, regrading.map(|choice| reading(choice, words)).collect());
    let known = |one: &MayChange| charge.open_facts.iter().any(|open| open.fact == one.what);
    let doubted = could.each.iter().filter(|one| one.is_doubted() && !known(one));
    let (assumed, contested): (Vec<_>, Vec<_>) = doubted.partition(|one| one.kind == Kind::Assumed);
    let taken =
        |all: Vec<&MayChange>| all.into_iter().map(|one| changing::taken_and_then(one, charge, words)).collect();
    say(words.assumed_short, taken(assumed));
    say(words.contested_short, taken(contested));
    let barred = could.each.iter().filter(|one| one.kind == Kind::Barred);
    say(
        words.may_change,
        barred.map(|acts| words.labelled(&acts.label, &acts.what) + &changing::then(acts, words)).collect(),
    );
    say(words.may_change, changing::together_to_grades(could, words).into_iter().collect());
    collateral::limitation_lines(&mut table, charge, words);
    for (position, earlier) in charge.earlier.iter().enumerate() {
        let name = if position == 0 { words.law_in_time } else { "" };
        table.pair(name, Cell::status(words.language.of(earlier), Truth::Open));
    }
    collateral::together_lines(&mut table, person, charge, words);
    table.as_lines(words.colon)
}

/// The first of them, and how many more.
fn first(all: &[String], words: &Words) -> String {
    let mut text = all.iter().take(answer::NAMED).map(String::as_str).collect::<Vec<_>>().join(words.stop);
    if all.len() > answer::NAMED {
        text += &format!("{}{}", words.stop, words.more(all.len() - answer::NAMED));
    }
    text
}

/// A reading by its question, with the answer that is taken.
fn reading(choice: &ChoiceFinding, words: &Words) -> String {
    let taken = format!("{}{}{}", words.now, words.colon, words.option(&choice.name, &choice.option));
    words.reading(&choice.name) + &words.aside(&taken)
}
