//! Grounds as tables: those that decide, those that came near, and all of them.

use super::document::{Cell, Column, Table};
use super::numbers;
use super::words::Words;
use crate::explain::findings::{Charge, ComparedFinding, GroundFinding, missing};
use crate::quantity::Ratio;
use crate::range::Range;
use crate::truth::Truth;

/// How many near misses the first screen has room for.
const NEAR_MISSES: usize = 3;

/// The grounds that decide: those established at the settled grade; in an open case, those established at the highest
/// grade that some ground reaches for certain, and the open ones. One that only repeats another (it says so in a note)
/// is left to the others.
pub fn deciding(charge: &Charge) -> Vec<&GroundFinding> {
    let of_grade = |ground: &&GroundFinding| ground.status == Truth::Established;
    let highest = charge.grounds.iter().filter(of_grade).map(|ground| ground.grade).max();
    let open = charge.grade.is_none();
    let decides = |ground: &&GroundFinding| match ground.status {
        Truth::Established => Some(ground.grade) == highest && ground.notes.is_empty(),
        Truth::Open => open && ground.notes.is_empty(),
        Truth::Excluded => false,
    };
    charge.grounds.iter().filter(decides).collect()
}

/// The grounds established beside those that decide.
pub fn also_established(charge: &Charge) -> Vec<&GroundFinding> {
    let deciding = deciding(charge);
    let beside = |ground: &&GroundFinding| {
        ground.status == Truth::Established && !deciding.iter().any(|one| std::ptr::eq(*one, *ground))
    };
    charge.grounds.iter().filter(beside).collect()
}

/// Measured grounds that fell short, nearest first: of higher grades than the deciding ones, else of any.
pub fn near_misses(charge: &Charge) -> Vec<&GroundFinding> {
    let zero = Ratio::from_integer(0);
    let floor = deciding(charge).iter().filter(|ground| ground.status.certain()).map(|ground| ground.grade + 1).max();
    let mut near: Vec<&GroundFinding> = charge
        .grounds
        .iter()
        .filter(|ground| {
            ground.status == Truth::Excluded && ground.grade >= floor.unwrap_or(0) && ground.notes.is_empty()
        })
        .filter(|ground| found_degree(ground).is_some_and(|degree| degree > zero))
        .collect();
    near.sort_by_key(|ground| std::cmp::Reverse(found_degree(ground)));
    near.truncate(NEAR_MISSES);
    near
}

/// The most its quantity is of its threshold, whether or not something beside the quantity shuts it out. A sum of several
/// that may be more than its standard was not missed, but gave way.
fn found_degree(ground: &GroundFinding) -> Option<Ratio> {
    match &ground.compared {
        Some(compared) => Some(Ratio::from_integer(compared.quantity.max) / compared.threshold),
        None => ground.degree.and_then(|(_, max)| max).filter(|max| *max < Ratio::from_integer(1)),
    }
}

/// How much of what is needed was found, at least and at most.
fn ratio(compared: &ComparedFinding) -> (Ratio, Option<Ratio>) {
    let of = |number| Ratio::from_integer(number) / compared.threshold;
    let Range { min, max } = compared.quantity;
    (of(min), (!compared.quantity.is_unbounded()).then(|| of(max)))
}

/// The table of the grounds that decide, with the parts that establish them; what else they are made of is left to the
/// details.
pub fn deciding_table(charge: &Charge, words: &Words) -> Table {
    let mut table = measured_table(words.deciding_ground, words);
    for ground in deciding(charge) {
        table.rows.push(row(ground, 0, false, words));
        let adds = |part: &&GroundFinding| part.status.certain() && part.notes.is_empty();
        let parts = ground.parts.iter().filter(adds).filter(|_| ground.status.certain());
        table.rows.extend(parts.map(|part| row(part, 1, false, words)));
    }
    table.without_empty_columns()
}

/// The table of the grounds listed; of those that fell short, only where something was found, unless all are asked for.
pub fn full_table(charge: &Charge, all: bool, words: &Words) -> Table {
    let mut table = measured_table(words.ground, words);
    // A part that only repeats another is told where it is a ground.
    let shown = |ground: &GroundFinding| all || !is_empty(ground) && ground.notes.is_empty();
    for ground in charge.grounds.iter().filter(|ground| all || !is_empty(ground)) {
        rows(&mut table, ground, 0, &shown, words);
    }
    table
}

/// The grounds for which nothing was found.
pub fn empty(charge: &Charge) -> impl Iterator<Item = &GroundFinding> {
    charge.grounds.iter().filter(|ground| is_empty(ground))
}

fn is_empty(ground: &GroundFinding) -> bool {
    ground.status == Truth::Excluded && found_degree(ground).is_some_and(|degree| *degree.numer() == 0)
}

/// How near a ground came: found, needed, degree, and how many are missing.
pub fn shortfall(ground: &GroundFinding, words: &Words) -> String {
    let mut parts = Vec::new();
    if let Some(compared) = &ground.compared {
        let found = numbers::range(compared.quantity, compared.unit, words);
        parts.push(found + words.of + &numbers::threshold(compared.threshold, compared.unit, words));
    }
    // What shuts a ground out lets no degree through, and another figure of it may have a lower one: here it is that of the
    // two figures told.
    match &ground.compared {
        Some(compared) => parts.push(numbers::about(ratio(compared), words)),
        None => parts.extend(ground.degree.map(|degree| numbers::degree(degree, words))),
    }
    match ground.compared.as_ref().map(|compared| (missing(compared), compared.unit)) {
        Some((Some(number), unit)) => parts.push(words.missing.to_owned() + &numbers::amount(number, unit, words)),
        Some((None, _)) => parts.push(words.condition_fails.to_owned()),
        None => {}
    }
    format!("{}{}{}", words.place(&ground.place), words.colon, parts.join(words.pause))
}

fn measured_table(first: &str, words: &Words) -> Table {
    Table::new(vec![
        Column::prose(first),
        Column::number(words.found),
        Column::number(words.needed),
        Column::number(words.degree),
        Column::whole(words.status),
    ])
}

fn rows(
    table: &mut Table,
    ground: &GroundFinding,
    depth: usize,
    shown: &dyn Fn(&GroundFinding) -> bool,
    words: &Words,
) {
    table.rows.push(row(ground, depth, true, words));
    for part in ground.parts.iter().filter(|part| shown(part)) {
        rows(table, part, depth + 1, shown, words);
    }
}

fn row(ground: &GroundFinding, depth: usize, exact: bool, words: &Words) -> Vec<Cell> {
    let mut row = cells(ground, depth, exact, words);
    row.push(Cell::status(words.truth(ground.status), ground.status));
    row
}

/// How much was found; where that rests on an approximate figure of which no range is stated, the figure as it is stated.
pub fn found(ground: &GroundFinding, compared: &ComparedFinding, words: &Words) -> String {
    let figure = compared.quantity.is_unbounded().then(|| words.figure(&ground.facts)).flatten();
    figure.unwrap_or_else(|| numbers::range(compared.quantity, compared.unit, words))
}

/// Place and paraphrase, found, needed, degree. A part is known by its place: its paraphrase stands where it is a ground.
/// The ratio that the figures beside it make is left to them, unless it is to be exact.
fn cells(ground: &GroundFinding, depth: usize, exact: bool, words: &Words) -> Vec<Cell> {
    let place = words.place(&ground.place);
    let text = words.language.of(&ground.text.label);
    let between = if exact { "\n" } else { words.colon };
    let named = if depth > 0 || text.is_empty() { place } else { format!("{place}{between}{text}") };
    let compared = ground.compared.as_ref();
    let shown = if exact || compared.is_none() { numbers::degree } else { numbers::about };
    vec![
        Cell::from(named).indented(depth),
        compared.map(|one| found(ground, one, words)).unwrap_or_default().into(),
        compared.map(|one| numbers::threshold(one.threshold, one.unit, words)).unwrap_or_default().into(),
        ground.degree.map(|degree| shown(degree, words)).unwrap_or_default().into(),
    ]
}
