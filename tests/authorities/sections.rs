//! `interpretations/authorities.md`: that every place and reading it names is in the law, and every reading is named.

use std::collections::BTreeSet;
use std::path::Path;

use gravamen::place::Place;
use jiff::civil::{Date, date};

use super::RESEARCHED;
use crate::evaluation::support::engine;

/// Days on which the texts stand that no longer do.
const DAYS: [Date; 3] = [date(2016, 1, 1), date(2023, 6, 1), RESEARCHED];

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("interpretations/authorities.md");
    std::fs::read_to_string(path).expect("the table of the authorities")
}

/// What stands between backquotes.
fn named(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The rows of its tables, each with its first cell and the rest.
fn rows(text: &str) -> Vec<(&str, &str)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    rows.filter(|(first, _)| !first.starts_with("---")).collect()
}

#[test]
fn every_place_named_is_in_the_law() {
    let entries = DAYS.iter().flat_map(|day| &engine(*day).book.instruments).flat_map(|instrument| &instrument.entries);
    let known: BTreeSet<String> = entries.map(|entry| entry.place.to_string()).collect();
    let text = text();
    let places: Vec<&str> = named(&text)
        .into_iter()
        .filter(|name| name.contains('/') && !name.ends_with(".toml") && !name.ends_with(".rs"))
        .collect();
    assert!(places.len() > 100, "{} places", places.len());
    for place in places {
        assert!(Place::parse(place).is_some(), "`{place}` is no place");
        assert!(known.contains(place), "{place} is not in the law");
    }
}

/// What is in force was looked up until some day; doctrine has no text that could be repealed.
#[test]
fn every_instrument_in_force_says_until_when_it_was_checked() {
    let in_force = engine(RESEARCHED).book.instruments.iter().filter(|one| one.force.contains(RESEARCHED));
    let silent = in_force.filter(|one| one.checked.is_none() && one.rank != "doctrine").map(|one| one.id.as_str());
    assert_eq!(silent.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_file_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = text();
    for name in named(&text).into_iter().filter(|name| [".toml", ".rs", ".law"].iter().any(|end| name.ends_with(end))) {
        let path = if name.contains('/') { root.join(name) } else { root.join("interpretations").join(name) };
        assert!(path.exists(), "{name}");
    }
}

#[test]
fn every_section_is_there_once() {
    let mut sections = vec!["0".to_owned()];
    for (section, parts) in
        [(1, 0..=3), (2, 1..=5), (3, 1..=8), (4, 1..=4), (5, 1..=9), (6, 1..=4), (7, 1..=5), (8, 1..=2)]
    {
        sections.extend(parts.map(|part| format!("{section}.{part}")));
    }
    sections.extend((9..=13).map(|section| section.to_string()));
    let text = text();
    let numbered = |first: &&str| first.starts_with(|of: char| of.is_ascii_digit());
    let found: Vec<&str> = rows(&text).into_iter().map(|(first, _)| first).filter(numbered).collect();
    assert_eq!(found, sections);
}

#[test]
fn every_reading_is_named_and_every_name_is_a_reading() {
    let text = text();
    let book = &engine(RESEARCHED).book;
    let mut stated = 0;
    for (point, said) in rows(&text).into_iter().filter(|(point, _)| point.starts_with("R-")) {
        if let Some(reading) = said.strip_prefix("reading `") {
            let name = reading.split('`').next().unwrap_or_default();
            assert!(book.choice_named(name).is_some(), "{point}: no reading `{name}`");
            assert!(point.eq_ignore_ascii_case(&format!("r-{name}")), "{point} is `{name}`");
        } else {
            assert!(said.starts_with("none: "), "{point} has a reading or says why not");
            let name = point.strip_prefix("R-").unwrap_or_default().to_ascii_lowercase();
            assert!(book.choice_named(&name).is_none(), "{point} has a reading by now");
        }
        stated += 1;
    }
    assert_eq!(stated, 44, "every contested point of sections 9 and 13");
    // A rule without any authority is a choice named after its place, which no file declares.
    for choice in book.choices.iter().filter(|choice| !choice.name.contains('/')) {
        assert!(named(&text).contains(&choice.name.as_str()), "the reading `{}` is not named", choice.name);
    }
}
