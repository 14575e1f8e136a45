//! An interpretation with a predecessor: of acts in the time of the earlier one it says only what can be reached at most.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use jiff::civil::date;

use super::support::{analyse_on, charges, grades, one_act, person, settled};

fn judged(text: &str) -> Analysis {
    analyse_on(text, date(2026, 6, 1), &Settings::default())
}

/// Proceeds concealed on these days, each with so much of a loss, and judged to be the offence.
fn concealed(acts: &[(&str, i64)], more: &str) -> String {
    let mut each = Vec::new();
    let mut losses = Vec::new();
    for (at, (on, loss)) in acts.iter().enumerate() {
        each.push(format!("{{ id = \"a{at}\", by = \"zhang\", does = \"conceal\", proceeds = 0, on = {on} }}"));
        losses.push(format!("{{ of = \"a{at}\", kind = \"economic_loss\", amount = {loss} }}"));
    }
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]\nconsequence = [{}]
judgement = [{{ person = \"zhang\", place = \"cl/312.basic\", holds = true, reasons = \"-\" }}{more}]",
        each.join(", "),
        losses.join(", ")
    )
}

fn of(analysis: &Analysis) -> &Charge {
    charges(analysis, "zhang", "cl/312")[0]
}

#[test]
fn acts_of_the_earlier_time_are_open_where_the_later_figures_are_reached() {
    for (on, expected) in [
        ("2015-05-31", "serious"),
        ("2015-06-01", "open"),
        ("2025-08-25", "open"),
        ("2025-08-26", "serious"),
        ("2025-08-27", "serious"),
    ] {
        assert_eq!(settled(of(&judged(&concealed(&[(on, 250_000)], "")))), expected, "{on}");
    }
    let open = judged(&concealed(&[("2025-08-25", 250_000)], ""));
    assert_eq!(grades(of(&open)), ["basic", "serious"]);
    assert!(of(&open).notes.iter().any(|note| note.en.contains("法释〔2015〕11号")), "and it is said");
}

#[test]
fn where_the_later_figures_are_not_reached_they_are_the_more_favourable() {
    for on in ["2015-06-01", "2025-08-25", "2025-08-26"] {
        assert_eq!(settled(of(&judged(&concealed(&[(on, 249_999)], "")))), "basic", "{on}");
    }
}

#[test]
fn a_person_says_whether_the_earlier_one_reached_the_grade() {
    for (holds, expected) in [("true", "serious"), ("false", "basic")] {
        let answer =
            format!(", {{ person = \"zhang\", place = \"cl/312.serious\", holds = {holds}, reasons = \"-\" }}");
        assert_eq!(settled(of(&judged(&concealed(&[("2024-01-01", 250_000)], &answer)))), expected);
        let below = concealed(&[("2024-01-01", 249_999)], &answer);
        assert_eq!(settled(of(&judged(&below))), "basic", "no answer goes beyond the later figures");
    }
}

#[test]
fn what_was_done_later_counts_alone() {
    let both = |before: i64, after: i64| {
        settled(of(&judged(&concealed(&[("2024-01-01", before), ("2026-01-01", after)], ""))))
    };
    assert_eq!(both(250_000, 250_000), "serious", "the later act reaches by itself");
    assert_eq!(both(100_000, 150_000), "open", "both together, of which one falls under the earlier");
    assert_eq!(both(100_000, 149_999), "basic");
}

#[test]
fn the_time_of_each_act_says_which_point_governs() {
    let rule = |on: &str| {
        let analysis = judged(&concealed(&[(on, 250_000)], ""));
        let time = &person(&analysis, "zhang").time;
        let met =
            &time[0].texts.iter().find(|met| met.offence.to_string() == "cl/312").expect("the offence").interpretations;
        let new = met.iter().find(|one| one.instrument == "fs-2025-13").expect("the interpretation");
        (new.rule.as_ref().map(|rule| rule.place.to_string()), new.earlier.len())
    };
    let point = |number: u8| Some(format!("gjfs-2001-5/{number}"));
    assert_eq!(rule("2015-05-31"), (point(2), 0));
    assert_eq!(rule("2015-06-01"), (point(3), 1));
    assert_eq!(rule("2025-08-25"), (point(3), 1));
    assert_eq!(rule("2025-08-26"), (point(1), 0));
    assert_eq!(rule("\"2025\""), (point(3), 1), "a day that may be of either time");
}

#[test]
fn the_interpretation_of_2017_had_no_predecessor() {
    for (on, point) in [("2016-01-01", "gjfs-2001-5/2"), ("2017-06-01", "gjfs-2001-5/1")] {
        let analysis = judged(&one_act("credit", 50, "steal", "").replace("2022-03-01", on));
        let met = &person(&analysis, "zhang").time[0].texts[0].interpretations[0];
        assert_eq!(met.rule.as_ref().map(|rule| rule.place.to_string()).as_deref(), Some(point));
        assert_eq!(settled(charges(&analysis, "zhang", "cl/253-1")[0]), "serious");
    }
}
