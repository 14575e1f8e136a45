//! Flips as a document: the nearest changes up and down, and how the result stands under what is disputed.

use super::alike;
use super::document::{Cell, Column, Document, Table};
use super::gaps::{charges, fact, row};
use super::words::Words;
use crate::analysis::ChargeGrades;
use crate::analysis::flip::{Change, ChargeFlips, Flip, PersonFlips};
use crate::analysis::robust::{Contested, Robustness};
use crate::truth::Truth;

/// What would change the result for each person.
pub fn flip(document: &mut Document, persons: &[PersonFlips], all: bool, words: &Words) {
    for person in persons {
        // What the conduct is not about comes last, in a line.
        let about = |charge: &&ChargeFlips| all || charge.charged;
        for charge in person.charges.iter().filter(about) {
            document.heading(2, heading(person, charge, words));
            if charge.grade.is_none() {
                document.line(words.grade_is_open);
                continue;
            }
            let (up, down): (Vec<&Flip>, Vec<&Flip>) = charge.flips.iter().partition(|flip| flip.up);
            if charge.flips.is_empty() {
                document.line(words.nothing_flips);
            }
            for (heading, flips) in [(words.more_serious, up), (words.less_serious, down)] {
                let (shown, more) = few(flips, all);
                document.section(heading, table(&shown, words));
                if more > 0 {
                    document.line(Cell::from(words.more_changes(more)).faint());
                }
            }
        }
        if !all {
            document.table(others(person, words));
        }
        if !person.exhausted {
            document.line(Cell::from(words.search_bounds).faint());
        }
        document.heading(2, format!("{}{}{}", person.name, words.dash, words.robustness));
        robustness(document, &person.robustness, all, words);
    }
}

fn heading(person: &PersonFlips, charge: &ChargeFlips, words: &Words) -> String {
    let offence = words.language.of(&charge.label);
    let text = charge.text.as_ref().map(|text| words.aside(text)).unwrap_or_default();
    let grade = charge.grade.as_ref().map_or(words.stays_open, |grade| words.language.of(&grade.label));
    format!("{}{}{offence}{text}{}{grade}", person.name, words.dash, words.colon)
}

fn table(flips: &[&Flip], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.now_is),
        Column::prose(words.changed_to),
        Column::prose(words.then_grade),
        Column::whole(words.by_rule),
    ]);
    for flip in flips {
        for (position, change) in flip.changes.iter().enumerate() {
            let first = position == 0;
            let silent = if change.stated { String::new() } else { words.aside(words.not_stated) };
            let also = if first { "" } else { words.and_also };
            table.rows.push(vec![
                format!("{also}{}{silent}", change.fact.fact).into(),
                words.language.of(&change.from.label).into(),
                to(change, words).into(),
                if first { words.language.of(&flip.grade.label) } else { "" }.into(),
                if first { rules(flip, words) } else { String::new() }.into(),
            ]);
        }
    }
    table
}

/// The first changes, of one fact where there are any, else of two; and how many more there are.
fn few(flips: Vec<&Flip>, all: bool) -> (Vec<&Flip>, usize) {
    const ALONE: usize = 4;
    const PAIRS: usize = 1;
    if all {
        return (flips, 0);
    }
    let count = flips.len();
    let (one, two): (Vec<&Flip>, Vec<&Flip>) = flips.into_iter().partition(|flip| flip.changes.len() == 1);
    let shown: Vec<&Flip> = match one.is_empty() {
        true => two.into_iter().take(PAIRS).collect(),
        false => one.into_iter().take(ALONE).collect(),
    };
    let more = count - shown.len();
    (shown, more)
}

/// Offences that some change would add.
fn others(person: &PersonFlips, words: &Words) -> Table {
    let mut table = Table::pairs();
    let mut once: Vec<String> = Vec::new();
    for charge in person.charges.iter().filter(|charge| !charge.charged) {
        let name = format!("{}{}", words.language.of(&charge.label), words.aside(&charge.offence.to_string()));
        if !once.contains(&name) {
            once.push(name);
        }
    }
    if !once.is_empty() {
        table.pair(words.would_add, words.join(once));
        table.pair("", Cell::from(words.all_of_it).faint());
    }
    table
}

/// `50,000 (1,234 more)`.
fn to(change: &Change, words: &Words) -> String {
    let to = match &change.to.each[..] {
        [] => words.language.of(&change.to.label).to_owned(),
        [one] => words.language.of(one).to_owned(),
        several => format!("{}{}{}", words.any_of, words.colon, alike::one_of(several, words)),
    };
    match &change.more {
        Some((amount, up)) => to + &words.aside(&words.by_so_much(words.language.of(amount), *up)),
        None => to,
    }
}

fn rules(flip: &Flip, words: &Words) -> String {
    let gained = flip.gained.iter().map(|place| (place, Truth::Established));
    let lost = flip.lost.iter().map(|place| (place, Truth::Excluded));
    let each = gained.chain(lost).map(|(place, is)| format!("{place}{}{}", words.gap, words.mark(is)));
    each.collect::<Vec<_>>().join("\n")
}

fn robustness(document: &mut Document, robustness: &Robustness, all: bool, words: &Words) {
    let stands = if robustness.stands { words.result_stands } else { words.result_moves };
    let tone = if robustness.stands { Truth::Established } else { Truth::Open };
    document.line(Cell::status(stands, tone));
    let mut together = Table::pairs();
    together.pair(words.reachable_together, charges(&robustness.together, words));
    document.table(together);
    if !robustness.exact {
        document.line(Cell::from(words.not_exact).faint());
    }
    let (moving, still): (Vec<&Contested>, Vec<&Contested>) =
        robustness.disputed.iter().partition(|one| all || one.matters());
    document.section(words.disputed_facts, contested(&moving, &robustness.together, words));
    if !still.is_empty() {
        let mut table = Table::pairs();
        let paths: Vec<&str> = still.iter().map(|one| one.fact.fact.as_str()).collect();
        table.pair(words.dispute_moves_nothing, alike::paths_of(&paths, words));
        document.table(table);
    }
    let readings: Vec<&Contested> = robustness.readings.iter().collect();
    document.section(words.choices_matter, contested(&readings, &robustness.together, words));
}

fn contested(all: &[&Contested], of: &[ChargeGrades], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.where_it_is),
        Column::prose(words.then_possible),
        Column::whole(words.grounds_decided),
    ]);
    for contested in all {
        for (position, region) in contested.regions.iter().enumerate() {
            let name = if position == 0 { fact(&contested.fact, words) } else { String::new() };
            table.rows.push(row(name, region, of, words));
        }
    }
    table
}
