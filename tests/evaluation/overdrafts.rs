//! Overdrafts (Fa Shi [2009] 19) in the text of 2009 and in that of 2018, and beside attempts at card fraud (doctrine, point 9).

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge, Effect, Modal};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, charges, place, settled};

/// The last day of the text of 2009, and the first of that of 2018.
const OLD: Date = date(2018, 11, 30);
const NEW: Date = date(2018, 12, 1);

fn judged(own: &str, acts: &[&str], tail: &str, day: Date) -> Analysis {
    let act = |(at, act): (usize, &&str)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2018-01-01, {act} }}");
    let acts: Vec<String> = acts.iter().enumerate().map(act).collect();
    let text = format!(
        "person = [{{ id = \"zhang\"{own} }}]\ndataset = []\nact = [{}]{tail}
[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}",
        acts.join(", ")
    );
    analyse_on(&text, day, &Settings::default())
}

fn fraud(analysis: &Analysis) -> &Charge {
    match charges(analysis, "zhang", "cl/196").as_slice() {
        [charge] => charge,
        charges => panic!("{} charges", charges.len()),
    }
}

/// An overdraft of so much, by a person of whom this is said, with what else stands in the file.
fn overdrawn(amount: &str, own: &str, tail: &str, day: Date) -> Analysis {
    judged(own, &[&format!("does = \"overdraw\", defrauded = {amount}")], tail, day)
}

fn exit(analysis: &Analysis, at: &str) -> Truth {
    let exits = &fraud(analysis).exits;
    exits.iter().find(|exit| exit.rule.place == place(at)).map_or(Truth::Excluded, |exit| exit.status)
}

/// How a circumstance stands, and what it does.
type Effects = (Truth, Vec<(Modal, Vec<Effect>)>);

/// What a place does for the sentence.
fn effects(analysis: &Analysis, at: &str) -> Vec<Effects> {
    let found = fraud(analysis).circumstances.iter().filter(|one| one.place == place(at));
    found.map(|one| (one.status, one.effects.clone())).collect()
}

const REPAID: &str = ", returned_gains = \"all\"";

/// Fa Shi [2009] 19, art. 8 and 10 in the text of 2018: a large overdraft that was repaid may go without prosecution.
#[test]
fn a_large_overdraft_that_was_repaid_has_a_way_out_since_2018() {
    for (amount, grade, expected) in [
        ("49999.99", "none", Truth::Excluded),
        ("50000", "large", Truth::Established),
        ("50000.01", "large", Truth::Established),
        ("499999.99", "large", Truth::Established),
        ("500000", "huge", Truth::Excluded),
        ("500000.01", "huge", Truth::Excluded),
    ] {
        let found = overdrawn(amount, REPAID, "", NEW);
        assert_eq!((settled(fraud(&found)).as_str(), exit(&found, "fs-2009-19/10")), (grade, expected), "{amount}");
    }
    let record = format!("{REPAID}, record = [{{ kind = \"criminal\", for = \"other\", decided = 2007-01-01 }}]");
    let found = overdrawn("60000", &record, "", NEW);
    assert_eq!(exit(&found, "fs-2009-19/10"), Truth::Open, "whether it was twice for card fraud is judged");
}

#[test]
fn that_an_overdraft_is_minor_otherwise_is_judged() {
    let of = |answer: Option<bool>| {
        let tail = answer.map(|holds| {
            format!(
                "\njudgement = [{{ person = \"zhang\", place = \"fs-2009-19/10\", holds = {holds}, reasons = \"-\" }}]"
            )
        });
        exit(&overdrawn("60000", "", &tail.unwrap_or_default(), NEW), "fs-2009-19/10")
    };
    assert_eq!(of(None), Truth::Open);
    assert_eq!(of(Some(true)), Truth::Established);
    assert_eq!(of(Some(false)), Truth::Excluded);
}

/// Fa Shi [2009] 19, art. 6(5), until 2018-11-30.
#[test]
fn an_overdraft_that_was_repaid_was_lighter_until_2018() {
    let old = overdrawn("60000", REPAID, "", OLD);
    let may = |effect| vec![(Modal::May, vec![effect])];
    let expected = [(Truth::Established, may(Effect::Lighter)), (Truth::Open, may(Effect::Exempt))];
    assert_eq!(effects(&old, "fs-2009-19/6.5"), expected);
    assert_eq!(exit(&old, "fs-2009-19/10"), Truth::Excluded);
    assert_eq!(effects(&overdrawn("60000", "", "", OLD), "fs-2009-19/6.5"), [], "nothing was repaid");
    assert_eq!(effects(&overdrawn("60000", REPAID, "", NEW), "fs-2009-19/6.5"), []);
}

/// Doctrine, point 9: completed overdrafts are held against the figures of the time, 10,000 and 100,000 yuan until 2018-11-30.
#[test]
fn what_a_completed_overdraft_reaches_is_not_punished_as_an_attempt() {
    let found = |overdraft: &str, attempt: &str, day: Date| {
        let acts = [
            format!("does = \"overdraw\", defrauded = {overdraft}"),
            format!("does = \"card_fraud\", defrauded = {attempt}, stage = \"attempted\""),
        ];
        let analysis = judged("", &[&acts[0], &acts[1]], "", day);
        let attempted = effects(&analysis, "doctrine/9").first().map_or(Truth::Excluded, |(status, _)| *status);
        (settled(fraud(&analysis)), attempted)
    };
    for (overdraft, attempt, day, grade, attempted) in [
        ("200000", "5000", OLD, "huge", Truth::Excluded),
        ("99999.99", "50000", OLD, "huge", Truth::Established),
        ("100000", "50000", OLD, "huge", Truth::Excluded),
        ("100000.01", "50000", OLD, "huge", Truth::Excluded),
        ("200000", "5000", NEW, "large", Truth::Excluded),
        ("99999.99", "50000", NEW, "huge", Truth::Established),
        ("100000", "50000", NEW, "huge", Truth::Established),
    ] {
        assert_eq!(found(overdraft, attempt, day), (grade.to_owned(), attempted), "{overdraft}, {attempt}, {day}");
    }
}
