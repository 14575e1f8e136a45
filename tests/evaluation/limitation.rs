//! Limitation: the last day before, the day, and the day after each period; restarts, exceptions, open days.

use gravamen::engine::Settings;
use gravamen::explain::collateral::{ActLimit, LimitationFinding};
use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse_on, charges, one_act, only};

fn judged(text: &str) -> Analysis {
    analyse_on(text, date(2040, 1, 1), &Settings::default())
}

/// A theft of credit reports on a day, in a case that was opened on another.
fn stolen(items: i64, on: &str, case: &str) -> String {
    let act = one_act("credit", items, "steal", "").replace("on = 2022-03-01", on);
    format!("{act}\n[case]\nid = \"t\"\ntitle = \"t\"\n{case}")
}

fn limitation(analysis: &Analysis) -> &LimitationFinding {
    match only(analysis).limitation.as_slice() {
        [one] => one,
        several => panic!("{} grades", several.len()),
    }
}

fn act(analysis: &Analysis, position: usize) -> &ActLimit {
    &limitation(analysis).acts[position]
}

fn stands(text: &str) -> &'static str {
    act(&judged(text), 0).name()
}

#[test]
fn five_years_for_the_lower_grade() {
    for (filed, expected) in [("2021-02-28", "running"), ("2021-03-01", "barred"), ("2021-03-02", "barred")] {
        let text = stolen(50, "on = 2016-03-01", &format!("filed = {filed}"));
        assert_eq!(stands(&text), expected, "{filed}");
    }
}

#[test]
fn ten_years_for_the_higher_grade() {
    for (filed, expected) in [("2026-02-28", "running"), ("2026-03-01", "barred"), ("2026-03-02", "barred")] {
        let text = stolen(500, "on = 2016-03-01", &format!("filed = {filed}"));
        assert_eq!(stands(&text), expected, "{filed}");
        assert_eq!(limitation(&judged(&text)).rule.place.to_string(), "cl/87.2");
    }
}

/// A case was opened before it was indicted and judged: where the file does not say when, it is as uncertain as these are.
#[test]
fn an_opening_that_is_not_stated_is_as_uncertain_as_what_follows_it() {
    let last = date(2022, 12, 31);
    for (case, as_of, expected) in [
        ("", date(2021, 2, 28), "running"),
        ("", date(2021, 3, 1), "barred"),
        ("judged = \"2021\"", last, "open"),
        ("judged = { min = 2021-03-01, max = 2021-12-31 }", last, "barred"),
        ("indicted = 2021-02-28", last, "running"),
        ("indicted = 2021-03-01", last, "barred"),
        ("indicted = \"2021\"", last, "open"),
    ] {
        let analysis = analyse_on(&stolen(50, "on = 2016-03-01", case), as_of, &Settings::default());
        assert_eq!(act(&analysis, 0).name(), expected, "{case} {as_of}");
    }
}

/// A fraud of so many yuan, on 1 March 2012, in a case that was opened on this day.
fn defrauded(yuan: i64, filed: &str, more: &str) -> Analysis {
    judged(&format!(
        "person = [{{ id = \"zhang\" }}]
        dataset = []
        act = [{{ id = \"a\", by = \"zhang\", does = \"defraud\", telecom = false, defrauded = {yuan}, on = 2012-03-01 }}]
        [case]
        id = \"t\"
        title = \"t\"
        filed = {filed}
        {more}"
    ))
}

fn of_fraud(analysis: &Analysis) -> &LimitationFinding {
    &charges(analysis, "zhang", "cl/266")[0].limitation[0]
}

#[test]
fn twenty_years_where_the_band_goes_up_to_life_and_fifteen_below() {
    for (yuan, rule, filed) in [
        (499_999, "cl/87.3", ["2027-02-28", "2027-03-01", "2027-03-02"]),
        (500_000, "cl/87.4", ["2032-02-29", "2032-03-01", "2032-03-02"]),
    ] {
        for (filed, expected) in filed.into_iter().zip(["running", "barred", "barred"]) {
            let analysis = defrauded(yuan, filed, "");
            assert_eq!(of_fraud(&analysis).rule.place.to_string(), rule);
            assert_eq!(of_fraud(&analysis).acts[0].name(), expected, "{yuan} {filed}");
        }
    }
}

#[test]
fn after_twenty_years_approval_lets_a_prosecution_go_on_and_before_that_band_it_helps_nobody() {
    for (yuan, approved, expected) in [
        (500_000, "true", "running"),
        (500_000, "false", "barred"),
        (500_000, "\"unknown\"", "open"),
        (499_999, "true", "barred"),
    ] {
        let analysis = defrauded(yuan, "2035-01-01", &format!("prosecution_approved = {approved}"));
        assert_eq!(of_fraud(&analysis).acts[0].name(), expected, "{yuan} {approved}");
    }
    let approved = defrauded(500_000, "2035-01-01", "prosecution_approved = true");
    assert_eq!(of_fraud(&approved).acts[0].unlimited[0].place.to_string(), "cl/87.4");
}

#[test]
fn the_grade_reached_decides_and_not_the_article() {
    let text = stolen(50, "on = 2016-03-01", "filed = 2022-01-01");
    assert_eq!(limitation(&judged(&text)).rule.place.to_string(), "cl/87.1");
    let both = judged(&text.replace("items = 50 ", "items = { min = 50, max = 500 } "));
    let found: Vec<(&str, &str)> = (only(&both).limitation.iter())
        .map(|limitation| (limitation.grade.name.as_str(), limitation.acts[0].name()))
        .collect();
    assert_eq!(found, [("serious", "barred"), ("especially_serious", "running")], "a period for each grade possible");
}

#[test]
fn what_is_barred_still_counts() {
    let analysis = judged(&stolen(50, "on = 2016-03-01", "filed = 2021-03-01"));
    assert_eq!(only(&analysis).status, Truth::Established);
    assert!(!only(&analysis).notes.is_empty(), "and it is said");
}

#[test]
fn a_lasting_act_runs_from_its_end() {
    for (filed, expected) in [("2021-04-29", "running"), ("2021-04-30", "barred")] {
        let text = stolen(50, "from = 2016-01-01, until = 2016-04-30", &format!("filed = {filed}"));
        assert_eq!(stands(&text), expected, "{filed}");
    }
}

#[test]
fn a_case_that_does_not_say_when_it_was_opened_counts_to_judgment() {
    let analysis = analyse_on(&one_act("credit", 50, "steal", ""), date(2027, 2, 28), &Settings::default());
    assert_eq!((act(&analysis, 0).name(), limitation(&analysis).to.assumed), ("running", true));
    let analysis = analyse_on(&one_act("credit", 50, "steal", ""), date(2027, 3, 1), &Settings::default());
    assert_eq!(act(&analysis, 0).name(), "barred");
    let stated = judged(&stolen(50, "on = 2016-03-01", "filed = 2020-01-01"));
    assert!(!limitation(&stated).to.assumed);
}

#[test]
fn an_uncertain_day_across_the_edge_is_open() {
    for (on, filed, expected) in [
        ("on = \"2016-03\"", "2021-02-28", "running"),
        ("on = \"2016-03\"", "2021-03-15", "open"),
        ("on = \"2016-03\"", "2021-03-31", "barred"),
        ("on = 2016-03-01", "\"2021\"", "open"),
        ("on = 2016-03-01", "\"unknown\"", "open"),
    ] {
        assert_eq!(stands(&stolen(50, on, &format!("filed = {filed}"))), expected, "{on} {filed}");
    }
}

#[test]
fn evasion_and_a_complaint_left_aside_end_limitation() {
    let late = stolen(50, "on = 2016-03-01", "filed = 2030-01-01");
    assert_eq!(stands(&late), "barred");
    let evaded = late.replace("id = \"zhang\"", "id = \"zhang\", evaded = true");
    assert_eq!(stands(&evaded), "running");
    assert_eq!(act(&judged(&evaded), 0).unlimited[0].place.to_string(), "cl/88.1");
    assert_eq!(stands(&format!("{late}\ncomplaint_not_taken_up = true")), "running");
    assert_eq!(stands(&late.replace("id = \"zhang\"", "id = \"zhang\", evaded = \"unknown\"")), "open");
}

/// Two thefts, each grave enough alone.
fn two(first: &str, second: &str, filed: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]
        dataset = [{{ id = \"d\", contains = [\"credit\"], items = 60 }}, {{ id = \"e\", contains = [\"credit\"], items = 60 }}]
        act = [
            {{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = {first} }},
            {{ id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"e\", on = {second} }},
        ]
        [case]
        id = \"t\"
        title = \"t\"
        filed = {filed}"
    )
}

#[test]
fn a_new_crime_within_the_period_starts_it_again() {
    let first = |text: &str| {
        let analysis = judged(text);
        let first = act(&analysis, 0);
        (first.name(), first.put_off.as_ref().map(|rule| rule.place.to_string()))
    };
    let restarted = Some("cl/89.2".to_owned());
    assert_eq!(first(&two("2016-03-01", "2021-02-28", "2026-02-27")), ("running", restarted.clone()), "last day");
    assert_eq!(first(&two("2016-03-01", "2021-02-28", "2026-02-28")), ("barred", restarted.clone()));
    assert_eq!(first(&two("2016-03-01", "2021-03-01", "2021-03-01")), ("barred", None), "the period had run out");
    assert_eq!(first(&two("2016-03-01", "\"2021\"", "2023-01-01")), ("open", restarted));
}

#[test]
fn an_earlier_crime_puts_nothing_off() {
    let analysis = judged(&two("2016-03-01", "2017-03-01", "2022-03-01"));
    assert_eq!(act(&analysis, 1).name(), "barred");
    assert!(act(&analysis, 1).put_off.is_none());
}

/// How the first of two acts stands, of which the second is this one.
fn beside(second: &str, filed: &str) -> &'static str {
    let first = two("2016-03-01", "2021-02-28", filed);
    let old = r#"{ id = "b", by = "zhang", does = "steal", dataset = "e", on = 2021-02-28 },"#;
    assert!(first.contains(old));
    let analysis = judged(&first.replace(old, second));
    charges(&analysis, "zhang", "cl/253-1")[0].limitation[0].acts[0].name()
}

#[test]
fn a_new_crime_of_another_kind_starts_it_again_too() {
    let fraud = |yuan| {
        format!(
            r#"{{ id = "b", by = "zhang", does = "defraud", telecom = false, defrauded = {yuan}, on = 2021-02-28 }},"#
        )
    };
    assert_eq!(beside(&fraud(3_000), "2026-02-27"), "running");
    assert_eq!(beside(&fraud(3_000), "2026-02-28"), "barred");
    assert_eq!(beside(&fraud(2_999), "2021-03-01"), "barred", "no crime, and nothing starts again");
}

#[test]
fn a_later_act_that_is_no_crime_of_its_own_starts_nothing_again() {
    let steal = |items: &str| {
        format!(r#"{{ id = "b", by = "zhang", does = "steal", dataset = "e", items = {items}, on = 2021-02-28 }},"#)
    };
    assert_eq!(beside(&steal("49"), "2021-03-01"), "barred");
    assert_eq!(beside(&steal("50"), "2021-03-01"), "running");
    assert_eq!(beside(&steal("{ min = 40, max = 60 }"), "2021-03-01"), "open");
    let twice = steal("30") + &steal("30").replace("\"b\"", "\"c\"").replace("\"e\"", "\"d\"");
    assert_eq!(beside(&twice, "2021-03-01"), "open", "two that are one crime together");
}

#[test]
fn which_day_of_a_later_crime_that_lasts_starts_it_again_is_open() {
    let lasting =
        r#"{ id = "b", by = "zhang", does = "steal", dataset = "e", from = 2020-01-01, until = 2021-12-31 },"#;
    for (filed, expected) in
        [("2024-12-31", "running"), ("2025-01-01", "open"), ("2026-12-30", "open"), ("2026-12-31", "barred")]
    {
        assert_eq!(beside(lasting, filed), expected, "{filed}");
    }
}
