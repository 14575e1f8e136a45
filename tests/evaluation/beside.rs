//! What could change a result beside the grade: an administrative fine, the band of a unit, limitation at another grade.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge, MayChange};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{JUDGED, analyse_on, only, settled};

fn sale(person: &str, items: u32, more: &str, case: &str) -> Analysis {
    sale_judged(JUDGED, person, items, more, case)
}

fn sale_judged(day: Date, person: &str, items: u32, more: &str, case: &str) -> Analysis {
    let text = format!(
        "person = [{{ id = \"a\"{person} }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = {items}, obtained_in = \"none\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\"{more} }}]
{case}"
    );
    analyse_on(&text, day, &Settings::default())
}

fn named<'a>(charge: &'a Charge, what: &str) -> Option<&'a MayChange> {
    charge.could_change.each.iter().find(|one| one.what == what)
}

fn decides(one: &MayChange) -> Vec<String> {
    one.decides.iter().map(ToString::to_string).collect()
}

#[test]
fn gains_that_an_administrative_fine_follows_are_named() {
    let disputed = ", on = 2022-03-01, gains = { value = 100, status = \"disputed\", defence = 4000 }";
    let analysis = sale("", 10, disputed, "");
    let gains = named(only(&analysis), "act.s.gains").expect("the gains");
    assert!(gains.grades.is_empty() && decides(gains).contains(&"csl/64.2".to_owned()), "{gains:?}");
    let same = sale("", 10, ", on = 2022-03-01, gains = { value = 100, status = \"disputed\", defence = 100 }", "");
    assert!(only(&same).could_change.nothing(), "both sides say the same");
}

#[test]
fn what_spares_detention_is_named() {
    let person = ", born = 1950-01-01, violated_again = \"unknown\"";
    let old = sale_judged(date(2026, 6, 30), person, 10, ", on = 2026-02-01, gains = 100", "");
    let again = named(only(&old), "person.a.violated_again").expect("whether it was again");
    assert!(decides(again).iter().any(|place| place.starts_with("psapl")), "{again:?}");
}

#[test]
fn each_band_is_told_where_it_is_open_whether_the_accused_is_a_unit() {
    let analysis = sale(", kind = \"unknown\"", 6000, ", on = 2022-03-01, gains = 100", "");
    let charge = only(&analysis);
    assert_eq!((settled(charge).as_str(), charge.band, charge.bands.len()), ("serious", None, 2));
    assert_eq!(charge.bands[1].1.imprisonment, None, "a unit is fined");
}

#[test]
fn a_lower_grade_of_the_other_side_may_be_out_of_time() {
    let gains = |figure: &str| {
        sale("", 10, &format!(", on = 2017-07-01, gains = {figure}"), "[case]\nid = \"t\"\nfiled = 2022-08-01\n")
    };
    let disputed = gains("{ value = 60000, status = \"disputed\", defence = 6000 }");
    let moved = named(only(&disputed), "act.s.gains").expect("the gains");
    let names: Vec<&str> = moved.grades.iter().map(|grade| grade.name.as_str()).collect();
    assert_eq!(names, ["none", "serious", "especially_serious"], "the period of the serious grade has run out");
    let exits = |analysis: &Analysis| -> Vec<(String, Truth)> {
        only(analysis).exits.iter().map(|exit| (exit.rule.place.to_string(), exit.status)).collect()
    };
    let out_of_time = ("cpl/16.2".to_owned(), Truth::Established);
    assert!(exits(&gains("6000")).contains(&out_of_time), "{:?}", exits(&gains("6000")));
    assert!(!exits(&gains("60000")).iter().any(|(place, _)| place == "cpl/16.2"));
}

#[test]
fn what_mitigation_leaves_at_the_lowest_grade_is_a_reading_that_is_named() {
    let analysis = sale(", surrendered = true", 6000, ", on = 2022-03-01, gains = 100", "");
    let charge = only(&analysis);
    assert!(charge.reachable.as_ref().is_some_and(|reachable| reachable.exempt), "{:?}", charge.reachable);
    assert!(charge.choices_that_matter.iter().any(|choice| choice.name == "mitig-1"));
}
