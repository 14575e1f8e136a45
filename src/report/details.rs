//! Everything behind the first screen: grounds, elements, the ledger of the count, bands, and what was relied on.

use super::document::{Cell, Column, Document, Table};
use super::words::Words;
use super::{answer, changing, cite, collateral, grounds, guidance, numbers, sentence};
use crate::explain::findings::{Charge, GroundFinding, Relied};
use crate::quantity::Unit;

/// The details of one charge.
pub fn details(document: &mut Document, charge: &Charge, all: bool, words: &Words) {
    document.section(words.grounds, grounds::full_table(charge, all, words));
    let empty = cite::places(grounds::empty(charge).map(|ground| &ground.place), words);
    if !all && !empty.is_empty() {
        document.line(Cell::from(format!("{}{}{empty}", words.nothing_found, words.colon)).faint());
    }
    document.section(words.facts_of_grounds, rests_on(charge, words));
    document.section(words.elements, elements(charge, words));
    document.section(words.ledger, ledger(charge, words));
    document.section(words.bands, bands(charge, words));
    guidance::details(document, charge, words);
    document.section(words.may_change, changing::table(&charge.could_change, words));
    document.section(words.open_facts, open_facts(charge, words));
    document.section(words.choices_matter, choices(charge, words));
    document.section(words.contested, relied(&charge.contested, words));
    document.section(words.presumed, relied(&charge.presumed, words));
    document.section(words.defaults_used, relied(&charge.defaults_used, words));
    let notes: Vec<String> = charge.notes.iter().map(|note| words.language.of(note).to_owned()).collect();
    if !notes.is_empty() {
        document.heading(3, words.notes);
        document.notes(notes);
    }
}

/// What each ground that may hold rests on: facts, evidence, basis, how its rule was verified, remarks.
fn rests_on(charge: &Charge, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::whole(words.basis),
        Column::whole(words.verified),
        Column::prose(words.evidence),
        Column::prose(words.facts),
    ]);
    for ground in charge.grounds.iter().filter(|ground| ground.status.possible()) {
        table.rows.push(vec![
            words.place(&ground.place).into(),
            words.basis_of(ground.basis).into(),
            words.verification(ground.verification).into(),
            words.join(ground.evidence.iter().map(|id| words.evidence(id))).into(),
            facts_and_notes(ground, words).into(),
        ]);
    }
    table
}

fn facts_and_notes(ground: &GroundFinding, words: &Words) -> String {
    let mut lines = vec![facts(&ground.facts, words)];
    lines.extend(ground.notes.iter().map(|note| words.language.of(note).to_owned()));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Facts by what they are facts of: `act.a1: from, until; dataset.orders: items`.
fn facts(paths: &[String], words: &Words) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for path in paths {
        let (of, fact) = words.subject_and_fact(path);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, facts)) => facts.push(fact),
            None => groups.push((of, vec![fact])),
        }
    }
    let shown = groups.into_iter().map(|(of, facts)| match &facts[..] {
        [alone] if alone.is_empty() => of,
        _ => format!("{of}{}{}", words.colon, words.join(facts)),
    });
    shown.collect::<Vec<_>>().join(words.stop)
}

fn elements(charge: &Charge, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.element),
        Column::whole(words.status),
        Column::prose(words.basis),
    ]);
    for element in &charge.elements {
        table.rows.push(vec![
            words.place(&element.place).into(),
            words.language.of(&element.text.label).into(),
            Cell::status(words.truth(element.status), element.status),
            words.basis_of(element.basis).into(),
        ]);
    }
    table
}

/// Dataset by dataset: each step with the items after it or added by it, and what was counted in the end.
fn ledger(charge: &Charge, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.dataset),
        Column::prose(words.step),
        Column::whole(words.place),
        Column::number(words.items),
    ]);
    for counted in &charge.count {
        for step in &counted.steps {
            table.rows.push(vec![
                answer::datasets(&counted.datasets, words).into(),
                words.language.of(&step.text).into(),
                words.place(&step.place).into(),
                numbers::range(step.items, Unit::Items, words).into(),
            ]);
        }
        let class = format!("{}{}{}", words.counted, words.colon, words.language.of(&counted.class_label));
        table.rows.push(vec![
            Cell::from(answer::datasets(&counted.datasets, words)).strong(),
            Cell::from(class).strong(),
            words.place(&counted.article).into(),
            Cell::from(numbers::range(counted.items, Unit::Items, words)).strong(),
        ]);
    }
    table
}

fn bands(charge: &Charge, words: &Words) -> Table {
    let mut table = Table::new(vec![Column::prose(words.grade), Column::prose(words.sentence)]);
    for (grade, band) in &charge.bands {
        table.rows.push(vec![words.language.of(&grade.label).into(), sentence::band(band, words).into()]);
    }
    table
}

fn open_facts(charge: &Charge, words: &Words) -> Table {
    let mut table =
        Table::new(vec![Column::whole(words.fact), Column::prose(words.what), Column::prose(words.would_decide)]);
    for open in &charge.open_facts {
        table.rows.push(vec![
            words.subject(&open.fact).into(),
            words.language.of(&open.label).into(),
            cite::places(&open.would_decide, words).into(),
        ]);
    }
    table
}

/// The question of each choice with the grades under each option.
fn choices(charge: &Charge, words: &Words) -> Table {
    let mut table =
        Table::new(vec![Column::whole(words.choice), Column::prose(words.question), Column::prose(words.grade)]);
    for choice in &charge.choices_that_matter {
        let grades = choice.grades.iter().map(|(option, grades)| {
            let option = collateral::option(choice, option, words);
            format!("{option}{}{}", words.colon, answer::grades(grades, words))
        });
        table.rows.push(vec![
            collateral::named_choice(choice, words),
            collateral::question(choice, words).into(),
            grades.collect::<Vec<_>>().join("\n").into(),
        ]);
    }
    table.without_empty_columns()
}

fn relied(list: &[Relied], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.fact),
        Column::prose(words.what),
        Column::prose(words.taken_as),
        Column::whole(words.place),
    ]);
    if list.iter().all(|relied| relied.place.is_none()) {
        table.columns.pop();
    }
    for relied in list {
        let mut row = vec![
            Cell::from(words.subject(&relied.fact)),
            words.language.of(&relied.label).into(),
            words.language.of(&relied.value).into(),
        ];
        if table.columns.len() > row.len() {
            row.push(relied.place.as_ref().map(|place| words.place(place)).unwrap_or_default().into());
        }
        table.rows.push(row);
    }
    table
}
