//! Fraud near a figure (Fa Shi [2011] 7, article 2(2)): the figure that applies, and what makes the question come up.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use jiff::civil::date;

use super::support::{analyse_on, charges, choices, grades, open_facts};

fn judged(acts: &[String], settings: &[(&str, &str)]) -> Analysis {
    let day = date(2026, 6, 30);
    let acts: Vec<String> =
        acts.iter().enumerate().map(|(at, act)| format!("{{ id = \"a{at}\", by = \"zhang\", {act} }}")).collect();
    let text = format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}",
        acts.join(", ")
    );
    let choices = settings.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    analyse_on(&text, day, &Settings { choices, ..Settings::default() })
}

fn defrauded(yuan: &str, telecom: bool, more: &str, on: &str) -> String {
    format!("does = \"defraud\", on = {on}, defrauded = {yuan}, telecom = {telecom}{more}")
}

fn fraud(analysis: &Analysis) -> &Charge {
    match charges(analysis, "zhang", "cl/266").as_slice() {
        [charge] => charge,
        found => panic!("{} charges of fraud", found.len()),
    }
}

const FACTOR: &str = ", fraud_factor = true";

fn possible(acts: &[String], settings: &[(&str, &str)]) -> String {
    grades(fraud(&judged(acts, settings))).join(" ")
}

/// Of telecom fraud since 2016-12-20 the national figure alone, whatever the province's is.
#[test]
fn a_province_does_not_move_what_is_near_of_telecom_fraud() {
    for province in ["y30000", "y50000", "y100000"] {
        let of = |yuan: &str| possible(&[defrauded(yuan, true, FACTOR, "2025-03-01")], &[("fraud-huge", province)]);
        assert_eq!(of("23999.99"), "large", "{province}");
        assert_eq!(of("24000"), "large huge", "{province}");
        assert_eq!(of("29999.99"), "large huge", "{province}");
        assert_eq!(of("30000"), "huge", "{province}");
    }
    // Of other fraud, and of telecom fraud before the Opinion of 2016, it is the province's.
    for (telecom, on) in [(false, "2025-03-01"), (true, "2016-12-19")] {
        let of = |yuan: &str| possible(&[defrauded(yuan, telecom, FACTOR, on)], &[("fraud-huge", "y100000")]);
        assert_eq!(of("49999.99"), "large", "{on}");
        assert_eq!(of("50000"), "large huge", "{on}");
    }
    // Both together: the whole against the province's figure, or what is telecom fraud against the national one.
    let both = |telecom: &str, other: &str| {
        let acts = [defrauded(telecom, true, FACTOR, "2025-03-01"), defrauded(other, false, "", "2025-03-02")];
        possible(&acts, &[("fraud-huge", "y100000")])
    };
    assert_eq!(both("23999", "20000"), "large");
    assert_eq!(both("24000", "20000"), "large huge");
    assert_eq!(both("23999", "26001"), "large huge");
}

/// Several frauds count together: each is asked for what weighs heavier, however small it is.
#[test]
fn frauds_that_are_near_together_are_asked_for_a_factor() {
    let of = |one: &str, other: &str, more: &str| {
        let each = [defrauded(one, true, more, "2026-01-05"), defrauded(other, true, more, "2026-01-06")];
        possible(&each, &[])
    };
    assert_eq!(of("15000", "8999.99", ""), "large");
    assert_eq!(of("15000", "9000", ""), "large huge");
    assert_eq!(of("15000", "9000", ", fraud_factor = false"), "large");
}

/// The limit of 80 per cent is general, and from memory: what rests on it says so.
#[test]
fn what_is_below_80_per_cent_rests_on_a_reading() {
    let act = [defrauded("20000", true, FACTOR, "2025-03-01")];
    let found = judged(&act, &[]);
    assert_eq!(grades(fraud(&found)), ["large"]);
    assert_eq!(choices(fraud(&found)), ["near-telecom"]);
    for (yuan, expected) in
        [("14999.99", "large"), ("15000", "large huge"), ("249999.99", "huge"), ("250000", "huge especially_huge")]
    {
        let act = [defrauded(yuan, true, FACTOR, "2025-03-01")];
        assert_eq!(possible(&act, &[("near-telecom", "case_by_case")]), expected, "{yuan}");
    }
    for (yuan, expected) in [("399999.99", "huge"), ("400000", "huge especially_huge")] {
        assert_eq!(possible(&[defrauded(yuan, true, FACTOR, "2025-03-01")], &[]), expected, "{yuan}");
    }
}

/// Messages, calls and publications are means of art. 2(1)(1), so that the factor is asked for.
#[test]
fn messages_and_calls_make_the_factor_a_question() {
    for stated in [", messages = 1", ", calls = 1", ", page_views = 1"] {
        let with = |telecom: bool, more: &str| {
            let more = format!("{stated}{more}");
            judged(&[defrauded("29999", telecom, &more, "2025-03-01")], &[])
        };
        for telecom in [true, false] {
            let found = with(telecom, "");
            assert_eq!(grades(fraud(&found)), ["large", "huge"], "{stated}");
            assert!(open_facts(fraud(&found)).contains(&"act.a0.fraud_factor"), "{stated}");
            assert_eq!(grades(fraud(&with(telecom, ", fraud_factor = false"))), ["large"], "{stated}");
        }
    }
    for stated in ["", ", messages = 0, calls = 0, page_views = 0"] {
        assert_eq!(grades(fraud(&judged(&[defrauded("29999", false, stated, "2025-03-01")], &[]))), ["large"]);
    }
    // The ringleader of a group needs no factor.
    let ringleader = [defrauded("29999", false, ", ringleader = true", "2025-03-01")];
    assert_eq!(grades(fraud(&judged(&ringleader, &[]))), ["large", "huge"]);
}

/// Telecom fraud uses such means by its name: silence about the factor is a question, which lifts the grade from 80 per cent of
/// the figure on.
#[test]
fn telecom_fraud_near_the_figure_asks_for_the_factor() {
    let of = |yuan: &str, more: &str| {
        let found = judged(&[defrauded(yuan, true, more, "2025-03-01")], &[]);
        let asked = open_facts(fraud(&found)).contains(&"act.a0.fraud_factor");
        (grades(fraud(&found)).join(" "), asked)
    };
    let expect = |grades: &str, asked: bool| (grades.to_owned(), asked);
    assert_eq!(of("23999.99", ""), expect("large", true));
    assert_eq!(of("24000", ""), expect("large huge", true));
    assert_eq!(of("29999.99", ""), expect("large huge", true));
    assert_eq!(of("24000", ", fraud_factor = false"), expect("large", false));
    assert_eq!(of("30000", ", fraud_factor = false"), expect("huge", false));
    assert_eq!(of("400000", ""), expect("huge especially_huge", true));
    assert_eq!(of("400000", ", fraud_factor = false"), expect("huge", false));
    // What was only attempted is measured by what it aimed at.
    assert_eq!(of("24000", ", stage = \"attempted\""), expect("none", false));
}
