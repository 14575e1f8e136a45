//! An interpretation with a predecessor: of acts in the time of the earlier one it says only what can be reached at most.

use gravamen::engine::Settings;
use gravamen::explain::findings::Analysis;
use jiff::civil::date;

use super::support::{analyse_on, charges, grades, one_act, person, settled};

fn judged(text: &str) -> Analysis {
    analyse_on(text, date(2026, 6, 1), &Settings::default())
}

/// So much extorted on these days, which is a large amount under whatever interpretation. No file holds the one of 2000.
fn extorted(acts: &[(&str, i64)], more: &str) -> String {
    let each: Vec<String> = (acts.iter().enumerate())
        .map(|(at, (on, yuan))| {
            format!("{{ id = \"a{at}\", by = \"zhang\", does = \"extort\", extorted = {yuan}, on = {on} }}")
        })
        .collect();
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]
judgement = [{{ person = \"zhang\", place = \"cl/274.large\", holds = true, reasons = \"-\" }}{more}]",
        each.join(", ")
    )
}

/// Proceeds concealed on these days, each with so much of a loss; judged to be the offence as a whole.
fn concealed(acts: &[(&str, i64, i64)], more: &str) -> String {
    let mut each = Vec::new();
    let mut losses = Vec::new();
    for (at, (on, yuan, loss)) in acts.iter().enumerate() {
        each.push(format!("{{ id = \"a{at}\", by = \"zhang\", does = \"conceal\", proceeds = {yuan}, on = {on} }}"));
        if *loss > 0 {
            losses.push(format!("{{ of = \"a{at}\", kind = \"economic_loss\", amount = {loss} }}"));
        }
    }
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{}]\nconsequence = [{}]
judgement = [{{ person = \"zhang\", place = \"cl/312.basic\", holds = true, reasons = \"-\" }}{more}]",
        each.join(", "),
        losses.join(", ")
    )
}

fn extortion(text: &str) -> String {
    settled(charges(&judged(text), "zhang", "cl/274")[0])
}

fn concealment(text: &str) -> String {
    settled(charges(&judged(text), "zhang", "cl/312")[0])
}

#[test]
fn acts_of_the_earlier_time_are_open_where_the_later_figures_are_reached() {
    for (on, expected) in [("2011-05-01", "open"), ("2013-04-26", "open"), ("2013-04-27", "huge")] {
        assert_eq!(extortion(&extorted(&[(on, 30_000)], "")), expected, "{on}");
    }
    let open = judged(&extorted(&[("2013-04-26", 30_000)], ""));
    let charge = charges(&open, "zhang", "cl/274")[0];
    assert_eq!(grades(charge), ["large", "huge"]);
    assert!(charge.notes.iter().any(|note| note.en.contains("法释〔2000〕11号")), "and it is said");
}

#[test]
fn where_the_later_figures_are_not_reached_they_are_the_more_favourable() {
    for on in ["2011-05-01", "2013-04-26", "2013-04-27"] {
        assert_eq!(extortion(&extorted(&[(on, 29_999)], "")), "large", "{on}");
    }
}

#[test]
fn a_person_says_whether_the_earlier_one_reached_the_grade() {
    for (holds, expected) in [("true", "huge"), ("false", "large")] {
        let answer = format!(", {{ person = \"zhang\", place = \"cl/274.huge\", holds = {holds}, reasons = \"-\" }}");
        assert_eq!(extortion(&extorted(&[("2012-01-01", 30_000)], &answer)), expected);
        assert_eq!(extortion(&extorted(&[("2012-01-01", 29_999)], &answer)), "large", "none beyond the later figures");
    }
}

#[test]
fn what_was_done_later_counts_alone() {
    let both = |before: i64, after: i64| extortion(&extorted(&[("2012-01-01", before), ("2014-01-01", after)], ""));
    assert_eq!(both(30_000, 30_000), "huge", "the later act reaches by itself");
    assert_eq!(both(10_000, 20_000), "open", "both together, of which one falls under the earlier");
    assert_eq!(both(10_000, 19_999), "large");
}

/// Fa Shi [2015] 11, art. 3(1)(1): serious from 100,000 yuan until 2025-08-25. Fa Shi [2025] 13, art. 5(2): from 500,000 with a
/// factor, or beside a loss of 250,000. An act of the earlier time is serious where both say so, and else the more favourable governs.
#[test]
fn an_earlier_interpretation_that_is_held_is_compared() {
    for (on, yuan, loss, expected) in [
        // The later one is the more favourable, from 100,000 to 499,999 and without the loss.
        ("2024-01-01", 499_999, 250_000, "basic"),
        ("2024-01-01", 500_000, 249_999, "open"),
        ("2024-01-01", 500_000, 250_000, "serious"),
        ("2015-06-01", 500_000, 250_000, "serious"),
        ("2015-05-31", 500_000, 250_000, "serious"),
        ("2025-08-25", 500_000, 250_000, "serious"),
        ("2025-08-26", 500_000, 250_000, "serious"),
    ] {
        assert_eq!(concealment(&concealed(&[(on, yuan, loss)], "")), expected, "{yuan}, {loss} lost on {on}");
    }
    // The factor of special property: under the earlier one from 50,000 yuan.
    let special = |on: &str, yuan: i64| {
        concealment(&concealed(&[(on, yuan, 0)], "").replace("proceeds", "special_property = true, proceeds"))
    };
    assert_eq!(special("2024-01-01", 499_999), "basic");
    assert_eq!(special("2024-01-01", 500_000), "serious");
}

/// The loss alone is enough on one reading of 2025 only, and never of acts before for which 2015 asks 100,000 yuan.
#[test]
fn the_earlier_figures_hold_back_a_harsher_reading_of_the_later() {
    let alone = |on: &str, yuan: i64| {
        let choices = [("conceal-loss".to_owned(), "alone".to_owned())].into();
        let settings = Settings { choices, ..Settings::default() };
        let text = concealed(
            &[(on, yuan, 250_000)],
            ", { person = \"zhang\", place = \"fs-2015-11-2021/3.1.4\", holds = false, reasons = \"-\" }",
        );
        settled(charges(&analyse_on(&text, date(2026, 6, 1), &settings), "zhang", "cl/312")[0])
    };
    assert_eq!(alone("2025-08-26", 1), "serious");
    assert_eq!(alone("2025-08-25", 99_999), "basic");
    assert_eq!(alone("2025-08-25", 100_000), "serious");
}

/// Fa Shi [2015] 11, art. 1(1)(1), with figures until Fa Shi [2021] 8 took them out on 2021-04-15.
#[test]
fn what_the_earlier_one_did_not_punish_stays_unpunished() {
    for (on, yuan, expected) in [
        ("2021-04-14", 2_999, "none"),
        ("2021-04-14", 3_000, "basic"),
        ("2021-04-15", 2_999, "basic"),
        // The first interpretation reaches back to what was done before it.
        ("2015-05-31", 2_999, "none"),
        ("2025-08-26", 1, "basic"),
    ] {
        assert_eq!(concealment(&concealed(&[(on, yuan, 0)], "")), expected, "{yuan} on {on}");
    }
    let later = concealed(&[("2021-04-14", 2_000, 0), ("2026-01-01", 10, 0)], "");
    assert_eq!(concealment(&later), "basic", "what was done afterwards is judged by itself");
    let denied = concealed(&[("2021-04-14", 3_000, 0)], "").replace("holds = true", "holds = false");
    assert_eq!(concealment(&denied), "none", "the weighing of 2025 is more favourable");
}

#[test]
fn an_earlier_interpretation_shows_its_grounds_only_of_acts_of_its_time() {
    let parts = |on: &str| {
        let found = judged(&concealed(&[(on, 500_000, 250_000)], ""));
        let charge = charges(&found, "zhang", "cl/312")[0];
        let serious = charge.grounds.iter().find(|ground| ground.place.to_string() == "fs-2025-13/5.2.serious");
        let parts = &serious.expect("the ground").parts;
        parts.iter().map(|part| part.place.to_string()).filter(|place| place.starts_with("fs-2015")).collect::<Vec<_>>()
    };
    assert_eq!(parts("2024-01-01")[0], "fs-2015-11-2021/3.1.1");
    assert_eq!(parts("2020-01-01")[0], "fs-2015-11/3.1.1");
    assert_eq!(parts("2025-08-26"), [""; 0]);
}

/// The interpretation of 2015 stays with its grounds after its last day; what else it said does not apply.
#[test]
fn of_a_followed_interpretation_only_the_grounds_stay() {
    let book = &super::support::engine(date(2026, 6, 1)).book;
    let at = |relation: &gravamen::law::book::Relation| relation.place.instrument.starts_with("fs-2015-11");
    assert!(!book.relations.iter().any(at));
    assert!(book.instrument("fs-2015-11").is_some() && book.instrument("fs-2015-11-2021").is_some());
}

#[test]
fn the_time_of_each_act_says_which_point_governs() {
    let rule = |on: &str| {
        let analysis = judged(&concealed(&[(on, 500_000, 0)], ""));
        let time = &person(&analysis, "zhang").time;
        let met =
            &time[0].texts.iter().find(|met| met.offence.to_string() == "cl/312").expect("the offence").interpretations;
        let new = met.iter().find(|one| one.instrument == "fs-2025-13").expect("the interpretation");
        (new.rule.as_ref().map(|rule| rule.place.to_string()), new.earlier.len())
    };
    let point = |number: u8| Some(format!("gjfs-2001-5/{number}"));
    assert_eq!(rule("2015-05-31"), (point(2), 1));
    assert_eq!(rule("2015-06-01"), (point(3), 1));
    assert_eq!(rule("2021-04-15"), (point(3), 1));
    assert_eq!(rule("2025-08-25"), (point(3), 1));
    assert_eq!(rule("2025-08-26"), (point(1), 0));
    assert_eq!(rule("\"2025\""), (point(3), 1), "a day that may be of either time");
    assert_eq!(rule("\"2021\""), (point(3), 2), "a day that may be of either of two earlier ones");
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
