//! What could change a result beside the grade: an administrative fine, the band of a unit, limitation at another grade.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge, MayChange};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{JUDGED, analyse_on, case, engine, only, settled};

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

#[test]
fn where_no_grade_can_be_reached_nothing_on_the_sentence_is_open() {
    let text = ", on = 2023-03-01, gains = 100";
    let of = |obtained: &str| {
        let text = format!(
            "person = [{{ id = \"a\" }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, obtained_in = {obtained} }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\"{text} }}]"
        );
        analyse_on(&text, JUDGED, &Settings::default())
    };
    for obtained in ["\"unknown\"", "\"service\""] {
        let analysis = of(obtained);
        let charge = only(&analysis);
        assert_eq!((settled(charge).as_str(), charge.circumstances.len()), ("none", 0), "{obtained}");
        let told = charge.could_change.each.iter().flat_map(decides);
        let told: Vec<String> = told.filter(|place| place == "cl/37-1" || place == "cl/253-1.2").collect();
        assert_eq!(told, [""; 0], "{obtained}");
    }
}

#[test]
fn a_unit_is_banned_from_no_occupation() {
    for (kind, banned) in [(", kind = \"unit\"", false), ("", true)] {
        let text = format!(
            "person = [{{ id = \"a\"{kind} }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 60000, obtained_in = \"unknown\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2022-03-01, gains = 60000 }}]"
        );
        let analysis = analyse_on(&text, JUDGED, &Settings::default());
        let each = &only(&analysis).could_change.each;
        assert_eq!(each.iter().flat_map(decides).any(|place| place == "cl/37-1"), banned, "{kind}: {each:?}");
    }
}

#[test]
fn what_was_not_caused_raises_no_question_and_a_dispute_on_it_is_named() {
    let grade = |kind: &str, caused: &str| {
        let consequence = format!("consequence = [{{ of = [\"s\"], kind = \"{kind}\", amount = 3000000{caused} }}]");
        let analysis = sale("", 6000, ", on = 2022-03-01, gains = 100", &consequence);
        let charge = only(&analysis);
        let named = charge.could_change.each.iter().any(|one| one.what.ends_with(".caused"));
        (charge.grades.len(), named)
    };
    for kind in ["death", "economic_loss", "social_impact"] {
        assert_eq!(grade(kind, ", caused = false"), (1, false), "{kind}");
        assert_eq!(grade(kind, ", caused = true"), (2, false), "{kind}: whether it is grave is judged");
        assert_eq!(grade(kind, ", caused = { value = true, status = \"disputed\" }"), (2, true), "{kind}");
    }
}

#[test]
fn evidence_that_is_outstanding_is_told_beside_a_fact_in_doubt() {
    let evidence = "evidence = [{ id = \"E1\", outstanding = true, facts = [\"act.s.gains\"] }]";
    let text = format!(
        "person = [{{ id = \"a\" }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 10, obtained_in = \"none\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2022-03-01,
    gains = {{ value = 8000, status = \"alleged\" }} }}]
{evidence}"
    );
    let gaps = engine(JUDGED).gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps");
    let outstanding: Vec<&str> =
        gaps[0].doubted.iter().flat_map(|fact| &fact.outstanding).map(|one| one.id.as_str()).collect();
    assert_eq!(outstanding, ["E1"]);
}

#[test]
fn information_of_units_breaks_no_law_on_personal_information() {
    let of = |subjects: &str| {
        let text = format!(
            "person = [{{ id = \"a\" }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, obtained_in = \"none\", subjects = \"{subjects}\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2022-03-01, gains = 100 }}]"
        );
        let analysis = analyse_on(&text, JUDGED, &Settings::default());
        analysis.persons[0].tracks.iter().map(|track| track.rule.place.to_string()).collect::<Vec<_>>()
    };
    assert!(of("national").contains(&"csl/64.2".to_owned()), "{:?}", of("national"));
    assert_eq!(of("units"), [""; 0]);
}

/// The ground that a dispute decides is named though the grade stays, as it is where the same fact is unknown.
#[test]
fn a_dispute_that_decides_a_ground_alone_is_named() {
    let record = |decided: &str| {
        let person = format!(", record = [{{ kind = \"administrative\", decided = {decided} }}]");
        sale(&person, 6000, ", on = 2022-03-01, gains = 0", "")
    };
    for decided in [
        "{ value = 2021-06-01, status = \"disputed\", defence = 2019-06-01 }",
        "{ value = 2019-06-01, status = \"disputed\", defence = 2021-06-01 }",
        "{ min = 2019-06-01, max = 2021-06-01 }",
    ] {
        let analysis = record(decided);
        let charge = only(&analysis);
        let one = charge.could_change.each.iter().find(|one| decides(one).contains(&"fs-2017-10/5.1.9".to_owned()));
        assert!(one.is_some(), "{decided}: {:?}", charge.could_change.each);
    }
    let same = record("{ value = 2019-06-01, status = \"disputed\", defence = 2018-06-01 }");
    assert!(only(&same).could_change.nothing(), "neither day is within two years");
}
