//! The Public Security Punishments Law: whom detention is not executed against, since when the law holds, and what a level
//! without detention brings.

use gravamen::engine::Settings;
use gravamen::explain::collateral::{FineRole, LevelFinding, Taking, TrackFinding, TrackReason};
use gravamen::explain::findings::Analysis;
use gravamen::range::Range;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, one_act, person, place};
use super::tracks;

const JUDGED: Date = date(2026, 6, 30);

fn judged(text: &str, day: Date) -> Analysis {
    let case = format!("\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}");
    analyse_on(&format!("{text}{case}"), day, &Settings::default())
}

fn track<'a>(analysis: &'a Analysis, at: &str) -> Option<&'a TrackFinding> {
    let mut tracks = person(analysis, "zhang").tracks.iter().filter(|track| track.status.possible());
    tracks.find(|track| track.rule.place == place(at))
}

/// A sale of 2026-02-02 by this person.
fn sold(own: &str) -> Analysis {
    judged(
        &format!(
            "person = [{{ id = \"zhang\", {own} }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 1000, persons = 1000 }}]
act = [{{ id = \"x\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2026-02-02, gains = 100, to = [\"b\"], \
             obtained_in = \"none\" }}]"
        ),
        JUDGED,
    )
}

/// Extortion of a day of 2025 by this person.
fn extorted(own: &str) -> Analysis {
    judged(
        &format!(
            "person = [{{ id = \"zhang\", {own} }}]\ndataset = []
act = [{{ id = \"x\", by = \"zhang\", does = \"extort\", extorted = 1000, on = 2025-12-31 }}]"
        ),
        JUDGED,
    )
}

/// How a relief stands on the track of the act.
fn relief(analysis: &Analysis, track_at: &str, at: &str) -> Truth {
    let reliefs = &track(analysis, track_at).expect("the violation").reliefs;
    reliefs.iter().find(|relief| relief.rule.place == place(at)).map_or(Truth::Excluded, |relief| relief.status)
}

fn since_2026(own: &str, at: &str) -> Truth {
    relief(&sold(own), "psapl/56.1", at)
}

fn before_2026(own: &str, at: &str) -> Truth {
    relief(&extorted(own), "psapl-2012/49", at)
}

fn open_facts(analysis: &Analysis) -> Vec<&str> {
    let charges = person(analysis, "zhang").charges.iter();
    charges.flat_map(|charge| &charge.open_facts).map(|open| open.fact.as_str()).collect()
}

fn punished(decided: &str) -> String {
    format!("record = [{{ kind = \"administrative\", for = \"other\", decided = {decided}, public_security = true }}]")
}

/// PSAPL art. 23(2): two violations within a year. A record has the day of its decision, which is later than the violation.
#[test]
fn a_decision_within_a_year_does_not_settle_that_the_violation_was() {
    for decided in ["2025-02-01", "2025-02-02", "2025-12-01"] {
        let record = punished(decided);
        // Items 1 and 3: from 14 to under 16, and from 70.
        for (born, at) in [("2011-06-01", "psapl/23.1.1"), ("1956-02-01", "psapl/23.1.3")] {
            let of = |stated: &str| since_2026(&format!("born = {born}, {record}{stated}"), at);
            assert_eq!(of(", violated_again = false"), Truth::Established, "{decided}, {at}");
            assert_eq!(of(""), Truth::Open, "{decided}, {at}");
            assert_eq!(of(", violated_again = true"), Truth::Excluded, "{decided}, {at}");
        }
        let asked = sold(&format!("born = 2011-06-01, {record}"));
        assert_eq!(open_facts(&asked), ["person.zhang.violated_again"], "{decided}");
    }
}

/// PSAPL art. 23(1)(2), art. 21(2) of 2012.
#[test]
fn whether_the_violation_is_the_first_is_asked_of_16_to_under_18() {
    let record = punished("2020-01-01");
    for (stated, expected) in [
        ("", Truth::Open),
        (", first_violation = true", Truth::Established),
        (", first_offence = true", Truth::Established),
        (", first_violation = false", Truth::Excluded),
    ] {
        let own = format!("born = 2008-06-01{stated}");
        assert_eq!(since_2026(&own, "psapl/23.1.2"), expected, "{stated}");
        assert_eq!(before_2026(&own, "psapl-2012/21.2"), expected, "{stated}");
        // Never after a punishment by the police, on whatever day.
        let own = format!("{own}, {record}");
        assert_eq!(since_2026(&own, "psapl/23.1.2"), Truth::Excluded, "{stated}");
        assert_eq!(before_2026(&own, "psapl-2012/21.2"), Truth::Excluded, "{stated}");
    }
    assert_eq!(open_facts(&sold("born = 2008-06-01")), ["person.zhang.first_violation"]);
    for (born, first, second) in [
        ("2008-02-01", Truth::Excluded, Truth::Excluded),
        ("2008-02-02", Truth::Excluded, Truth::Open),
        ("2010-02-01", Truth::Excluded, Truth::Open),
        ("2010-02-02", Truth::Open, Truth::Excluded),
    ] {
        let own = format!("born = {born}");
        let found = (since_2026(&own, "psapl/23.1.1"), since_2026(&own, "psapl/23.1.2"));
        assert_eq!(found, (first, second), "{born}");
    }
}

/// PSAPL art. 23(1)(3), art. 21(3) of 2012: the text does not say on which day the person must be 70.
#[test]
fn whether_turning_70_since_the_act_counts_is_judged() {
    for (born, expected) in [
        ("1956-02-01", Truth::Established),
        ("1956-02-02", Truth::Open),
        ("1956-02-03", Truth::Open),
        ("1957-02-01", Truth::Open),
        ("1957-02-02", Truth::Excluded),
    ] {
        let own = format!("born = {born}, violated_again = false");
        assert_eq!(since_2026(&own, "psapl/23.1.3"), expected, "{born}");
    }
    let asked = sold("born = 1956-02-02, violated_again = false");
    assert_eq!(open_facts(&asked), ["judgement.zhang.psapl/23.1.3"]);
    for (born, expected) in [
        ("1955-12-30", Truth::Established),
        ("1955-12-31", Truth::Open),
        ("1956-12-30", Truth::Open),
        ("1956-12-31", Truth::Excluded),
    ] {
        assert_eq!(before_2026(&format!("born = {born}"), "psapl-2012/21.3"), expected, "{born}");
    }
}

/// PSAPL of 2005, art. 119: in force since 2006-03-01.
#[test]
fn the_law_reaches_insults_since_2006() {
    let found = |on: &str, day: Date| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"x\", by = \"zhang\", does = \"insult\", harassed = 2, on = {on} }}]"
        );
        let analysis = judged(&text, day);
        let tracks = person(&analysis, "zhang").tracks.iter().filter(|track| track.status.possible());
        tracks.map(|track| track.rule.place.to_string()).collect::<Vec<_>>()
    };
    let both = ["psapl-2012/42.2", "psapl-2012/42.5"];
    assert_eq!(found("2006-02-28", date(2006, 5, 1)), [""; 0]);
    assert_eq!(found("2006-03-01", date(2006, 5, 1)), both);
    assert_eq!(found("2006-03-02", date(2006, 5, 1)), both);
    assert_eq!(found("2012-12-31", date(2013, 2, 1)), both);
    assert_eq!(found("2013-01-01", date(2013, 2, 1)), both);
}

/// A level: its name, how it stands, its days, its fine, and the gains that are taken.
type Level<'a> = (&'a str, Truth, Option<(u16, u16)>, Option<(FineRole, Range)>, Option<(Taking, Range)>);

fn levels(track: &TrackFinding) -> Vec<Level<'_>> {
    let of = |level: &LevelFinding| (level.status, level.days, level.fine, level.gains);
    let named = track.levels.iter().map(|level| (level.name.as_str(), of(level)));
    named.map(|(name, (status, days, fine, gains))| (name, status, days, fine, gains)).collect()
}

/// PSAPL art. 57: a warning or a fine, and detention where it is heavier.
#[test]
fn a_warning_is_the_alternative_of_opened_mail() {
    let opened = |answers: &[&str]| {
        let answers: Vec<String> = (answers.iter())
            .map(|at| format!("{{ person = \"zhang\", place = \"{at}\", holds = false, reasons = \"-\" }}"))
            .collect();
        judged(
            &format!(
                "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"x\", by = \"zhang\", does = \"open_mail\", on = 2026-02-01, gains = 100 }}]\njudgement = [{}]",
                answers.join(", ")
            ),
            JUDGED,
        )
    };
    let fine = Some((FineRole::With, Range::new(0, 100_000)));
    let gains = Some((Taking::Recovery, Range::point(10_000)));
    let all = opened(&[]);
    let expected = [
        ("warned", Truth::Open, None, None, None),
        ("fined", Truth::Open, None, fine, gains),
        ("heavier", Truth::Open, Some((5, 10)), None, gains),
    ];
    assert_eq!(levels(track(&all, "psapl/57").expect("the violation")), expected);
    let none = opened(&["psapl/57.fined", "psapl/57.heavier"]);
    let warned = [("warned", Truth::Established, None, None, None)];
    assert_eq!(levels(track(&none, "psapl/57").expect("the violation")), warned);
}

/// PSAPL art. 72(3): where lighter, a warning or a fine.
#[test]
fn a_warning_is_the_alternative_of_lighter_concealment() {
    let analysis = judged(
        "person = [{ id = \"zhang\" }]\ndataset = []
act = [{ id = \"x\", by = \"zhang\", does = \"conceal\", proceeds = 100, on = 2026-02-01, gains = 100 }]",
        JUDGED,
    );
    let found = levels(track(&analysis, "psapl/72.3").expect("the violation"));
    let without_gains: Vec<_> =
        found.into_iter().map(|(name, status, days, fine, _)| (name, status, days, fine)).collect();
    let fine = |role| Some((role, Range::new(0, 100_000)));
    let expected = [
        ("ordinary", Truth::Open, Some((5, 10)), fine(FineRole::May)),
        ("lighter", Truth::Open, None, None),
        ("lighter_fined", Truth::Open, None, fine(FineRole::With)),
    ];
    assert_eq!(without_gains, expected);
}

#[test]
fn the_young_and_the_old() {
    let born = |born: &str, more: &str| {
        let text = tracks::sold(100, "on = 2026-02-01", "");
        let analysis = tracks::judged(&text.replace("id = \"zhang\"", &format!("id = \"zhang\", born = {born}{more}")));
        let tracks = &person(&analysis, "zhang").tracks;
        tracks
            .iter()
            .find(|track| track.rule.place.to_string() == "psapl/56.1")
            .map(|track| track.reliefs.iter().map(|relief| relief.rule.place.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(born("2012-02-01", ""), None, "13 until the day after the birthday");
    assert_eq!(born("2012-01-31", ""), Some(vec!["psapl/12".to_owned(), "psapl/23.1.1".to_owned()]), "14");
    assert_eq!(born("2010-01-31", ", first_violation = false"), Some(vec!["psapl/12".to_owned()]), "16");
    assert_eq!(born("2010-01-31", ", first_offence = true"), Some(vec!["psapl/12".into(), "psapl/23.1.2".into()]));
    assert_eq!(born("2008-01-31", ""), Some(vec![]), "18");
    assert_eq!(born("1957-02-01", ""), Some(vec![]), "68");
    assert_eq!(
        born("1956-02-01", ""),
        Some(vec!["psapl/23.1.3".to_owned()]),
        "69: whether turning 70 since counts is judged"
    );
    assert_eq!(born("1956-01-31", ""), Some(vec!["psapl/23.1.3".to_owned()]), "70");
}

#[test]
fn the_reliefs_of_2025_fall_away_where_serious_or_repeated() {
    let unexecuted = |more: &str, tail: &str| {
        let text = tracks::sold(100, "on = 2026-02-01", "");
        let text = text.replace("id = \"zhang\"", &format!("id = \"zhang\", born = 2011-01-31{more}")) + tail;
        let analysis = tracks::judged(&text);
        let reliefs = &tracks::track(&analysis, "psapl/56.1").reliefs;
        reliefs.iter().find(|relief| relief.rule.place.path.join(".") == "23.1.1").map(|relief| relief.status)
    };
    assert_eq!(unexecuted("", ""), Some(Truth::Open), "whether it was the only violation within a year is asked");
    assert_eq!(unexecuted(", violated_again = true", ""), None, "punished or not");
    let unexecuted = |more: &str, tail: &str| unexecuted(&format!(", violated_again = false{more}"), tail);
    assert_eq!(unexecuted("", ""), Some(Truth::Established));
    let record = |day: &str, kind: &str| {
        format!(", record = [{{ kind = \"administrative\", for = \"other\", decided = {day}{kind} }}]")
    };
    let police = ", public_security = true";
    // The record has the day of the decision, and the violation was before it: what the file states of the violations governs.
    assert_eq!(unexecuted(&record("2025-02-01", police), ""), Some(Truth::Established), "decided within the year");
    assert_eq!(unexecuted(&record("2025-01-31", police), ""), Some(Truth::Established), "a day before it");
    assert_eq!(unexecuted(&record("2025-02-01", ""), ""), Some(Truth::Established), "by whom does not matter");
    let consequence = "\nconsequence = [{ of = \"a\", kind = \"social_impact\" }]";
    assert_eq!(unexecuted("", consequence), Some(Truth::Open), "whether the impact was vile is judged");
}

#[test]
fn before_2026_the_police_reach_privacy_that_was_spread_and_harm_to_systems() {
    let published = |on: &str| {
        let text = one_act("health", 1, "publish", ", gains = 0, obtained_in = \"none\"");
        let analysis = tracks::judged(&text.replace("on = 2022-03-01", &format!("on = {on}")));
        let tracks = person(&analysis, "zhang").tracks.iter();
        let police = tracks.filter(|track| track.rule.place.instrument.starts_with("psapl"));
        police.map(|track| (track.rule.place.to_string(), track.status)).collect::<Vec<_>>()
    };
    assert_eq!(
        published("2025-12-31"),
        [("psapl-2012/42.6".to_owned(), Truth::Open)],
        "whether it was private is judged"
    );
    let since = [("psapl/50.1.6".to_owned(), Truth::Open), ("psapl/56.1".to_owned(), Truth::Established)];
    assert_eq!(published("2026-01-01"), since);
    let judgement =
        "\njudgement = [{ person = \"zhang\", place = \"psapl-2012/42.6\", holds = true, reasons = \"r\" }]";
    let text = one_act("health", 1, "publish", ", gains = 0, obtained_in = \"none\"") + judgement;
    let analysis = tracks::judged(&text.replace("on = 2022-03-01", "on = 2025-12-31"));
    let found: Vec<_> = (tracks::track(&analysis, "psapl-2012/42.6").levels.iter())
        .map(|level| (level.name.as_str(), level.days, level.fine.map(|(mode, fine)| (mode, fine.max))))
        .collect();
    let fine = |mode| Some((mode, 50_000));
    assert_eq!(
        found,
        [("ordinary", Some((1, 5)), fine(FineRole::Instead)), ("heavier", Some((5, 10)), fine(FineRole::May))]
    );
}

#[test]
fn undiscovered_for_six_months_it_is_out_of_time() {
    for (discovered, expected) in [
        ("2026-07-31", TrackReason::Below),
        ("2026-08-01", TrackReason::Barred),
        ("2026-08-02", TrackReason::Barred),
        ("\"unknown\"", TrackReason::ConductOpen),
    ] {
        let case = format!("\n[case]\nid = \"t\"\ntitle = \"t\"\ndiscovered = {discovered}");
        let analysis = tracks::judged(&(tracks::sold(100, "on = 2026-02-01", "") + &case));
        assert_eq!(tracks::track(&analysis, "psapl/56.1").reason, expected, "{discovered}");
        // What points there says so.
        let barred = tracks::track(&analysis, "csl/71.2").to_barred;
        assert_eq!(barred, expected == TrackReason::Barred, "{discovered}");
    }
    let silent = tracks::judged(&tracks::sold(100, "on = 2026-02-01", ""));
    assert!(
        tracks::track(&silent, "psapl/56.1").limitation.as_ref().is_some_and(|(_, to)| to.assumed),
        "nobody raised it"
    );
}
