//! The evidence of a case beside what is open: what was asked for and is not there yet, how facts are usually shown, and the
//! element × evidence matrix (要件与证据对照表).

use super::alike;
use super::document::{Cell, Column, Document, Table};
use super::words::Words;
use crate::analysis::gaps::{Named, Outstanding, PersonGaps};
use crate::analysis::support::Support;
use crate::law::vocabulary::{Label, Shown};

/// How many ways to show a fact the first screen has room for.
const SHOWN: usize = 2;

/// Evidence that was asked for and would show what still matters, each once with the facts that it would show.
pub(super) fn not_there_yet(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::new(vec![Column::prose(""), Column::prose("")]);
    let of_grades = person.matter.iter().map(|gap| &gap.fact).chain(&person.undecided);
    let beside = person.beside.iter().map(|one| &one.fact);
    let facts: Vec<&Named> = of_grades.chain(beside).chain(&person.doubted).collect();
    let mut told: Vec<&Outstanding> = Vec::new();
    for outstanding in facts.iter().flat_map(|fact| &fact.outstanding) {
        if told.contains(&outstanding) {
            continue;
        }
        told.push(outstanding);
        let shown = facts.iter().filter(|fact| fact.outstanding.contains(outstanding));
        let paths: Vec<&str> = shown.map(|fact| fact.fact.as_str()).collect();
        table.pair(&alike::paths_of(&paths, words), evidence(outstanding, words));
    }
    table
}

/// A piece of evidence by its title; with its number, where one may want to type it.
fn evidence(outstanding: &Outstanding, words: &Words) -> String {
    match &outstanding.title {
        Some(title) if words.names_things() => title.clone(),
        title => outstanding.id.clone() + &title.as_ref().map(|title| words.aside(title)).unwrap_or_default(),
    }
}

/// How what still matters is usually shown: each way once, with the facts it shows.
fn usually_shown(person: &PersonGaps) -> Vec<(&Shown, Vec<&str>)> {
    let facts = person.matter.iter().map(|gap| &gap.fact).chain(&person.undecided);
    let mut told: Vec<(&Shown, Vec<&str>)> = Vec::new();
    for fact in facts {
        let Some(shown) = &fact.shown else { continue };
        match told.iter_mut().find(|(known, _)| *known == shown) {
            Some((_, paths)) => paths.push(&fact.fact),
            None => told.push((shown, vec![&fact.fact])),
        }
    }
    told
}

/// How many ways the first screen has no room for.
pub(super) fn ways_beyond(person: &PersonGaps) -> usize {
    usually_shown(person).len().saturating_sub(SHOWN)
}

/// The first ways in a few words.
pub(super) fn shown_in_short(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::new(vec![Column::prose(""), Column::prose("")]);
    for (shown, paths) in usually_shown(person).into_iter().take(SHOWN) {
        table.pair(&alike::paths_of(&paths, words), words.language.of(&shown.label));
    }
    table
}

/// Who can usually establish what still matters, and with which kind of evidence; each sentence once.
pub(super) fn ways_shown(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.evidence),
        Column::prose(words.provider),
        Column::prose(words.how),
    ]);
    for (shown, paths) in usually_shown(person) {
        let of = |labels: &[Label]| words.join(labels.iter().map(|label| words.language.of(label)));
        table.rows.push(vec![
            alike::paths_of(&paths, words).into(),
            of(&shown.by).into(),
            of(&shown.from).into(),
            words.language.of(&shown.label).into(),
        ]);
    }
    table
}

/// The element × evidence matrix.
pub(super) fn support(rows: &[Support], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.what),
        Column::whole(words.status),
        Column::prose(words.evidence),
        Column::prose(words.without_evidence),
    ]);
    for row in rows.iter().filter(|row| !nobody_stated(row)) {
        let evidence = words.join(row.evidence.iter().map(|id| words.evidence(id)));
        let evidence = match (row.rests_on_nothing(), row.rests_on_one()) {
            (true, _) => Cell::from(words.on_nothing).wrong(),
            (_, true) => Cell::from(format!("{evidence}{}", words.aside(words.alone))).strong(),
            _ => evidence.into(),
        };
        table.rows.push(vec![
            words.place(&row.place).into(),
            words.language.of(&row.label).into(),
            Cell::status(words.truth(row.status), row.status),
            evidence,
            alike::kinds(&row.without, words).into(),
        ]);
    }
    table
}

/// Whether it rests on nothing that anybody stated, and so needs no evidence.
pub(super) fn nobody_stated(row: &Support) -> bool {
    row.rests_on_nothing() && row.without.is_empty()
}

/// What nobody has stated, in one line: not in issue, or taken for granted.
pub(super) fn unasked(document: &mut Document, rows: &[Support], words: &Words) {
    let mut said: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| nobody_stated(row)) {
        let beside = format!("{}{}{}", words.language.of(&row.label), words.pause, words.basis_of(row.basis));
        let one = format!("{}{}", words.place(&row.place), words.aside(&beside));
        if !said.contains(&one) {
            said.push(one);
        }
    }
    if !said.is_empty() {
        document.line(Cell::from(format!("{}{}", words.not_raised(), words.join(said))).faint());
    }
}
