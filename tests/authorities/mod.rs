//! Every figure of the authorities, from a table transcribed by hand: at it, one below and one above it.

mod complete;
mod found;
mod province;
mod sections;
mod table;

use gravamen::law::book::{Entry, LawBook, Verification};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use crate::evaluation::support::{engine, place};
use table::{Check, Exception, Row, rows};

/// The day of the research, whose law is looked at where a check names no day.
pub const RESEARCHED: Date = date(2026, 11, 21);

/// The entries at a place.
fn entries<'a>(book: &'a LawBook, at: &str) -> Vec<&'a Entry> {
    let at = place(at);
    book.instruments.iter().flat_map(|instrument| &instrument.entries).filter(|entry| entry.place == at).collect()
}

#[test]
fn every_figure_holds_at_it_and_beside_it() {
    let wrong: Vec<String> = rows()
        .iter()
        .flat_map(|row| {
            row.check.iter().flat_map(|check| found::wrong(check).map(|wrong| format!("{}: {wrong}", row.id)))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_row_has_a_check_or_is_an_exception() {
    for row in rows() {
        assert!(!row.check.is_empty() || !row.exception.is_empty(), "{}", row.id);
    }
}

/// A ratio is tried with the items that make it up.
#[test]
fn every_figure_tried_is_one_of_its_row() {
    for row in rows() {
        let numbers: Vec<&str> = row.value.split(|of: char| !of.is_ascii_digit()).collect();
        for figure in row.check.iter().filter_map(|check| check.figure) {
            assert!(row.cmp.contains(">="), "{}: {}", row.id, row.cmp);
            let found = row.value.ends_with("ratio") || numbers.contains(&figure.to_string().as_str());
            assert!(found, "{}: {figure} of {}", row.id, row.value);
        }
    }
}

/// The tag of the rule that a check is about.
fn tag(check: &Check) -> Option<Verification> {
    let book = &engine(check.on.unwrap_or(RESEARCHED)).book;
    if check.grade.is_some() {
        return of_article(&entries(book, &check.place));
    }
    let words = check.words.as_deref().unwrap_or_default();
    let here = entries(book, &check.place);
    if here.iter().any(|entry| entry.kind == "grade" && entry.encoded.contains(words)) {
        return of_article(&here);
    }
    // A list is verified as its grounds are.
    if here.iter().any(|entry| entry.kind == "grounds" && !words.is_empty() && entry.encoded.contains(words)) {
        return of_grounds(book, &check.place);
    }
    let entries = entries(book, &check.place).into_iter().filter(|entry| entry.encoded.contains(words));
    entries.filter_map(|entry| Some(entry.text.as_ref()?.verification)).next()
}

/// How the grounds listed at a place are verified: as the least of them.
fn of_grounds(book: &LawBook, at: &str) -> Option<Verification> {
    let at = place(at);
    let all = book.instruments.iter().flat_map(|instrument| &instrument.entries);
    let listed = all.filter(|entry| entry.kind == "ground" && entry.place.within(&at));
    listed.filter_map(|entry| Some(entry.text.as_ref()?.verification)).min()
}

/// How a band is verified: as the article that it stands in, since what is written beside it tags what is judged there
/// where no interpretation gives figures.
fn of_article(entries: &[&Entry]) -> Option<Verification> {
    entries.iter().filter_map(|entry| Some(entry.text.as_ref()?.verification)).min()
}

#[test]
fn every_rule_is_tagged_as_its_row() {
    let rows = rows();
    for row in rows {
        for check in &row.check {
            let found = tag(check).unwrap_or_else(|| panic!("{}: no rule at {}", row.id, check.place));
            match row.ver.as_str() {
                "Y" => assert_eq!(found, Verification::Verified, "{} {}", row.id, check.place),
                "S" => assert_eq!(found, Verification::Secondary, "{} {}", row.id, check.place),
                "D" => {
                    assert!(found == Verification::Derived || !row.computed.is_empty(), "{} {}", row.id, check.place)
                }
                other => panic!("{}: {other}", row.id),
            }
        }
        // What is computed is computed from figures that are in the table themselves.
        for from in &row.computed {
            assert!(row.ver == "D" && rows.iter().any(|other| other.id == *from), "{}: {from}", row.id);
        }
    }
}

/// Each derived figure is the product of the last row named, where that is a multiple, with the others in turn.
#[test]
fn derived_figures_are_the_products_of_what_they_come_from() {
    let rows = rows();
    let tenths = |row: &Row| -> Vec<i64> {
        let (value, _) = row.value.rsplit_once(' ').expect("a value and a unit");
        let number = |one: &str| one.parse::<i64>().expect("a number");
        let tenths = |one: &str| {
            one.split_once('.').map_or_else(|| number(one) * 10, |(whole, tenth)| number(whole) * 10 + number(tenth))
        };
        value.split(" / ").map(tenths).collect()
    };
    let mut products = 0;
    for row in rows.iter().filter(|row| !row.computed.is_empty()) {
        let from = |id: &String| rows.iter().find(|other| other.id == *id).expect("a row");
        let Some((multiple, of)) = row.computed.split_last().filter(|(last, _)| from(last).value.ends_with(" x"))
        else {
            continue;
        };
        let multiple = tenths(from(multiple))[0];
        let expected: Vec<i64> = of.iter().flat_map(|id| tenths(from(id))).map(|one| one * multiple / 10).collect();
        assert_eq!(tenths(row), expected, "{}", row.id);
        products += 1;
    }
    assert!(products >= 13, "{products} products");
}

/// What is excepted is not computed anywhere: encoding it makes its exception wrong.
#[test]
fn exceptions_are_exactly_what_nothing_computes() {
    for row in rows() {
        for Exception { place, on, now, without, why } in &row.exception {
            assert!(!why.is_empty());
            let entries = entries(&engine(on.unwrap_or(RESEARCHED)).book, place);
            match (now.as_deref(), without) {
                (Some("absent"), None) => assert!(entries.is_empty(), "{}: {place} is there", row.id),
                (Some("states"), None) => {
                    let states = entries.iter().all(|entry| entry.encoded.is_empty());
                    assert!(states && !entries.is_empty(), "{}: {place} computes", row.id);
                }
                (Some("judgement"), None) => {
                    let judged = entries.iter().all(|entry| entry.encoded.starts_with("judgement"));
                    assert!(judged && !entries.is_empty(), "{}: {place} computes", row.id);
                }
                (None, Some(figure)) => {
                    let computed = entries.iter().any(|entry| entry.encoded.contains(figure.as_str()));
                    assert!(!computed && !entries.is_empty(), "{}: {place} computes {figure}", row.id);
                }
                _ => panic!("{}: an exception is `now` or `without`", row.id),
            }
        }
    }
}

#[test]
fn the_table_is_in_order_and_names_no_row_twice() {
    let ids: Vec<&str> = rows().iter().map(|row| row.id.as_str()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    assert!(rows().iter().all(|row| !row.at.is_empty() && !row.quantity.is_empty()));
}

/// The stable name of a truth value.
fn name(truth: Truth) -> String {
    truth.name().to_owned()
}
