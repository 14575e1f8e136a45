//! That every figure which the law files encode has a row: one that nobody took from the text cannot stand unnoticed.

use std::collections::BTreeSet;

use gravamen::engine::embedded_law;
use gravamen::law::book::Entry;
use gravamen::place::Place;
use gravamen::quantity::Ratio;
use gravamen::span::Sources;
use gravamen::syntax::parse;
use gravamen::syntax::tree::{Clause, Declaration, ReadingOption};
use jiff::civil::Date;

use super::RESEARCHED;
use super::table::{Check, rows};
use crate::evaluation::support::{engine, place};

/// The last days of whatever is no longer in force, and the day of the research.
fn days() -> BTreeSet<Date> {
    let mut sources = Sources::default();
    let trees = embedded_law().into_iter().map(|file| parse(sources.add(file.name, file.text.clone()), &file.text).0);
    let mut days = BTreeSet::from([RESEARCHED]);
    for declaration in trees.flat_map(|tree| tree.declarations) {
        let Declaration::Instrument(instrument) = declaration else { continue };
        for clause in &instrument.clauses {
            let force = match clause {
                Clause::Force(force) => Some(force),
                Clause::Article(article) => article.force.as_ref(),
                _ => None,
            };
            days.extend(force.and_then(|force| force.until.as_ref()).map(|until| until.node));
        }
    }
    days
}

/// Instruments that no text could be had of: their figures are in the table where a page reports them.
const WITHOUT_TEXT: [&str; 8] =
    ["apl", "ff-2021-21", "f-2024-132", "jiangxi-2025-20", "fa-2016-32", "fa-2021-22", "fa-2025-12", "gtz-2013-12"];

/// What a number in the words of a statement counts.
const COUNTED: [&str; 17] = [
    "yuan", "day", "days", "month", "months", "year", "years", "per", "person", "persons", "item", "items", "card",
    "cards", "times", "set", "sets",
];

/// Numbers that are written as words.
const NUMBERS: [&str; 11] = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The figures in what a rule says where nothing is computed: numbers of something, and both ends of a range.
fn stated(words: &str) -> BTreeSet<String> {
    let split = |of: char| of.is_whitespace() || "–-();:".contains(of);
    let words: Vec<String> = (words.split(split))
        .map(|word| word.trim_end_matches(['.', ',', '\'']).replace(',', ""))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |at: usize| -> Option<String> {
        let word = words.get(at)?;
        let written = NUMBERS.iter().position(|number| number == word).map(|number| number.to_string());
        written.or_else(|| word.chars().all(|of| of.is_ascii_digit() || of == '.').then(|| word.clone()))
    };
    let counted = |at: usize| words.get(at).is_some_and(|word| COUNTED.contains(&word.as_str()));
    let mut found = BTreeSet::new();
    for at in 0..words.len() {
        let joined = words.get(at + 1).is_some_and(|word| ["to", "or", "and"].contains(&word.as_str()));
        let next = if joined { at + 2 } else { at + 1 };
        if counted(at + 1) || number(next).is_some() && counted(next + 1) {
            found.extend(number(at));
        }
    }
    found
}

/// Words before a number that say which item or article is meant, and no figure.
const REFERENCES: [&str; 7] = ["item", "items", "par", "article", "text", "layer", "lists"];

/// The figures in the words that encode a rule.
fn figures(encoded: &str) -> BTreeSet<String> {
    let words: Vec<&str> =
        encoded.split(|of: char| of.is_whitespace() || "(){},;".contains(of)).filter(|word| !word.is_empty()).collect();
    let mut found = BTreeSet::new();
    let mut referring = false;
    for word in words {
        let number = word.starts_with(|of: char| of.is_ascii_digit())
            && word.chars().all(|of| of.is_ascii_digit() || of == '.' || of == '/');
        match word {
            _ if number && !referring => {
                found.insert(word.to_owned());
            }
            // `items 1 to 4`
            "to" if referring => {}
            _ => referring = REFERENCES.contains(&word) || number && referring,
        }
    }
    found
}

/// Whether a text has a number, by itself.
fn has(text: &str, figure: &str) -> bool {
    text.split(|of: char| !(of.is_ascii_digit() || of == '.' || of == '/')).any(|one| one == figure)
}

/// Whether a check is about a rule: at its place, of a band in the offence that it belongs to, or of a ground of the list
/// beside which something is provided.
fn is_about(check: &Check, entry: &Entry) -> bool {
    let checked = place(&check.place);
    checked == entry.place
        || check.band.is_some() && entry.place.within(&checked)
        || entry.kind == "grounds" && checked.within(&entry.place)
}

/// Whether the figure of a rule stands in a row about it.
fn has_row(entry: &Entry, figure: &str) -> bool {
    rows().iter().any(|row| {
        let checked = row.check.iter().filter(|check| is_about(check, entry)).any(|check| {
            let said = [&check.words, &check.band];
            has(&row.value, figure) || said.into_iter().flatten().any(|said| has(said, figure))
        });
        let excepted = || row.exception.iter().any(|one| place(&one.place) == entry.place && has(&row.value, figure));
        checked || excepted()
    })
}

/// The figures without a row, each with its place.
fn missing() -> BTreeSet<(String, String)> {
    let days = days();
    let entries = days.iter().flat_map(|day| &engine(*day).book.instruments).flat_map(|instrument| &instrument.entries);
    let without_text = |at: &Place| WITHOUT_TEXT.iter().any(|name| at.instrument == **name);
    let asked = entries.filter(|entry| !without_text(&entry.place) && entry.place.instrument != "doctrine");
    let figures = asked.flat_map(|entry| {
        let says = entry.text.as_ref().filter(|_| entry.kind == "states").map(|text| stated(&text.label.en));
        let figures = figures(&entry.encoded).into_iter().chain(says.into_iter().flatten());
        figures.map(move |figure| (entry, figure))
    });
    let without = figures.filter(|(entry, figure)| !has_row(entry, figure));
    without.map(|(entry, figure)| (entry.place.to_string(), figure)).collect()
}

#[test]
fn every_encoded_figure_has_a_row() {
    let missing = missing();
    assert!(missing.is_empty(), "no row has {missing:#?}");
}

/// A figure that is left to others within a range, as to each province, is an option: each is tried at it and beside it,
/// the ends of the range among them.
#[test]
fn every_figure_within_a_range_is_tried() {
    let mut sources = Sources::default();
    let mut untried = Vec::new();
    let mut tried = 0;
    for file in embedded_law() {
        let (tree, _) = parse(sources.add(file.name.clone(), file.text.clone()), &file.text);
        for instrument in tree.declarations.iter().filter_map(|one| match one {
            Declaration::Instrument(instrument) => Some(instrument),
            _ => None,
        }) {
            for clause in &instrument.clauses {
                let Clause::Reading(reading) = clause else { continue };
                let Some(range) = &reading.within else { continue };
                let figures: Vec<Ratio> =
                    reading.options.iter().filter_map(|one| Some(one.figure.as_ref()?.node)).collect();
                assert_eq!(figures.len(), reading.options.len(), "{}", reading.name.node);
                assert!(
                    [&range.from, &range.to].iter().all(|end| figures.contains(&end.node)),
                    "{}",
                    reading.name.node
                );
                let is_tried = |option: &ReadingOption, figure: &Ratio| {
                    let chosen = |check: &Check| match check.choose.get(&reading.name.node) {
                        Some(chosen) => *chosen == option.name.node,
                        None => reading.options[0].name == option.name,
                    };
                    let here = |check: &Check| place(&check.place).instrument == instrument.id.node;
                    let at = |check: &Check| check.figure.is_some_and(|at| Ratio::from_integer(at.into()) == *figure);
                    rows().iter().flat_map(|row| &row.check).any(|check| at(check) && chosen(check) && here(check))
                };
                let options = reading.options.iter().zip(&figures);
                untried.extend(
                    options
                        .filter(|(option, figure)| !is_tried(option, figure))
                        .map(|(option, _)| format!("{} = {}", reading.name.node, option.name.node)),
                );
                tried += figures.len();
            }
        }
    }
    assert_eq!(untried, [""; 0]);
    assert!(tried > 0);
}

#[test]
fn a_figure_in_a_statement_is_told_from_a_reference() {
    let said = |words: &str| stated(words).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(said("a fine up to 200 yuan, gains confiscated"), "200");
    assert_eq!(said("detention of 10 to 15 days, in lighter circumstances up to 5"), "10 15");
    assert_eq!(said("30,000 to 1,000,000 yuan, or with 3 years or more"), "1000000 3 30000");
    assert_eq!(said("Unpaid for more than three months after two effective demands (art. 6)"), "3");
    assert_eq!(said("articles 16 and 17 of 2016, paragraph 2"), "");
}

#[test]
fn a_figure_is_told_from_a_reference() {
    let said = |encoded: &str| figures(encoded).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(said("any of items 2 to 4 of par 1 reaches 5"), "5");
    assert_eq!(said("items 1 to 2 together reach 1"), "1");
    assert_eq!(said("imprisonment 6 .. 36 months, fine with 20000 .. 200000 yuan"), "20000 200000 36 6");
    assert_eq!(said("reading fraud-large = y3000 and fraud_amount >= 3000 yuan"), "3000");
    assert_eq!(said("extorted_amount >= 1/2 times reading extort-large"), "1/2");
    assert_eq!(said("any of items 3 to 7 reaches 1/2 counting batches where supplied"), "1/2");
    assert_eq!(said("some ground of fs-2011-7/1.1 and not since 2015-11-01"), "");
}
