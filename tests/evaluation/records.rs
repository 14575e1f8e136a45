//! Articles 5(1)(9) and 6(1)(2): prior records, and how far back they reach (T-PI-13, T-PI-14, T-PI-31).

use gravamen::explain::findings::Charge;
use gravamen::settle::Kind;
use gravamen::truth::Truth;

use super::support::{analyse, established, grade, only, settled, status};

/// One phone number taken, or bought for a lawful business, by a person with a record.
fn again(record: &str, act: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\", record = [{{ {record} }}] }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 1 }}]
act = [{{ id = \"a\", by = \"zhang\", dataset = \"d\", {act} }}]"
    )
}

fn administrative(decided: &str) -> String {
    format!("kind = \"administrative\", for = \"personal_information\", decided = {decided}")
}

/// How 5(1)(9) stands when one item is stolen, and the grade.
fn stolen(record: &str, when: &str) -> (Truth, String) {
    let analysis = analyse(&again(record, &format!("does = \"steal\", {when}")));
    (status(only(&analysis), "5.1.9"), settled(only(&analysis)))
}

/// The same for 6(1)(2).
fn bought(record: &str, when: &str) -> (Truth, String) {
    let act = format!("does = \"purchase\", purpose = \"lawful_business\", profit = 0, {when}");
    let analysis = analyse(&again(record, &act));
    (status(only(&analysis), "6.1.2"), settled(only(&analysis)))
}

fn serious() -> (Truth, String) {
    (Truth::Established, "serious".to_owned())
}

fn none() -> (Truth, String) {
    (Truth::Excluded, "none".to_owned())
}

fn open() -> (Truth, String) {
    (Truth::Open, "open".to_owned())
}

#[test]
fn an_administrative_punishment_counts_for_two_years_to_the_day() {
    for look in [stolen, bought] {
        let decided = administrative("2020-03-01");
        assert_eq!(look(&decided, "on = 2020-03-01"), open(), "the same day, and which came first is not stated");
        assert_eq!(look(&decided, "on = 2022-02-28"), serious(), "a day before the edge");
        assert_eq!(look(&decided, "on = 2022-03-01"), serious(), "two years to the day");
        assert_eq!(look(&decided, "on = 2022-03-02"), none(), "a day later");
        assert_eq!(look(&decided, "on = 2020-02-29"), none(), "before it");
    }
}

#[test]
fn two_years_from_a_leap_day_end_on_the_last_of_february() {
    let decided = administrative("2020-02-29");
    assert_eq!(stolen(&decided, "on = 2022-02-28"), serious());
    assert_eq!(stolen(&decided, "on = 2022-03-01"), none());
}

#[test]
fn any_day_of_an_act_that_lasted_is_enough() {
    for look in [stolen, bought] {
        let decided = administrative("2020-03-01");
        assert_eq!(look(&decided, "from = 2022-03-01, until = 2022-12-01"), serious(), "begun on the last day");
        assert_eq!(look(&decided, "from = 2022-03-02, until = 2022-12-01"), none(), "begun a day later");
        assert_eq!(
            look(&decided, "from = 2019-01-01, until = 2020-03-01"),
            open(),
            "ended on the day of the decision, and which came first is not stated"
        );
        assert_eq!(look(&decided, "from = 2019-01-01, until = 2020-02-29"), none(), "ended before it");
    }
}

#[test]
fn an_uncertain_day_across_the_edge_is_open() {
    for look in [stolen, bought] {
        assert_eq!(look(&administrative("2020-03-01"), "on = \"2022-03\""), open());
        assert_eq!(look(&administrative("2020-03-01"), "on = \"2022-02\""), serious());
        assert_eq!(look(&administrative("2020-03-01"), "on = \"2022-04\""), none());
        assert_eq!(look(&administrative("\"2020-03\""), "on = 2022-03-15"), open());
        assert_eq!(look(&administrative("\"2020\""), "on = 2022-01-01"), serious());
        assert_eq!(look(&administrative("\"unknown\""), "on = 2022-03-15"), open());
    }
}

#[test]
fn a_criminal_record_has_no_limit() {
    for look in [stolen, bought] {
        let record = "kind = \"criminal\", for = \"personal_information\", decided = 2009-06-01";
        assert_eq!(look(record, "on = 2022-03-01"), serious());
        let later = "kind = \"criminal\", for = \"personal_information\", decided = 2022-03-02";
        assert_eq!(look(later, "on = 2022-03-01"), none(), "punished only afterwards");
    }
}

#[test]
fn a_record_for_something_else_does_not_count() {
    for look in [stolen, bought] {
        for kind in ["criminal", "administrative"] {
            let record = format!("kind = \"{kind}\", for = \"other\", decided = 2022-01-01");
            assert_eq!(look(&record, "on = 2022-03-01"), none(), "{kind}");
        }
    }
}

#[test]
fn a_record_of_unknown_kind_decides_only_when_it_is_old() {
    let record = |decided: &str| format!("for = \"personal_information\", decided = {decided}");
    assert_eq!(stolen(&record("2021-01-01"), "on = 2022-03-01"), serious(), "recent enough for either kind");
    assert_eq!(stolen(&record("2018-01-01"), "on = 2022-03-01"), open());
    // What is said to be unknown may be none.
    let unknown = format!("kind = \"unknown\", {}", record("2021-01-01"));
    assert_eq!(stolen(&unknown, "on = 2022-03-01"), open());
}

#[test]
fn a_record_never_makes_it_especially_serious() {
    let text = again(&administrative("2021-01-01"), "does = \"steal\", on = 2022-03-01");
    let many = text.replace("items = 1 ", "items = 49999 ");
    assert_eq!(grade(&many), "serious");
}

#[test]
fn each_act_looks_back_for_itself() {
    let late = again(&administrative("2020-03-01"), "does = \"steal\", on = 2022-03-02");
    let one_more = "{ id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2021-01-01 }";
    let analysis = analyse(&late.replace("act = [", &format!("act = [{one_more}, ")));
    assert_eq!(established(only(&analysis)), ["5.1.9"]);
}

#[test]
fn an_unknown_record_leaves_item_9_open_and_says_so_once() {
    let text = "person = [{ id = \"zhang\", record = \"unknown\" }]
dataset = [{ id = \"d\", contains = [\"phone\"], items = 1 }]
act = [{ id = \"a\", by = \"zhang\", dataset = \"d\", does = \"steal\", on = 2022-03-01 }]";
    let analysis = analyse(text);
    let found = only(&analysis);
    assert_eq!(status(found, "5.1.9"), Truth::Open);
    assert_eq!(super::support::grades(found), ["none", "serious"]);
    // Recidivism turns on it too, and on whether the new crime deserves imprisonment.
    assert_eq!(
        super::support::open_facts(found),
        ["person.zhang.record", "judgement.zhang.cl/65", "judgement.zhang.gjfs-2020-1/1"]
    );
}

/// An exemption (Criminal Law art. 37) is no criminal punishment; a fine alone is one.
#[test]
fn an_exemption_is_no_punishment_and_a_fine_alone_is_one() {
    let before =
        |penalty: &str| format!("kind = \"criminal\", for = \"personal_information\", decided = 2015-01-01{penalty}");
    for look in [stolen, bought] {
        assert_eq!(look(&before(", penalty = \"exempted\""), "on = 2022-03-01"), none());
        for penalty in ["fine", "control", "detention", "imprisonment"] {
            assert_eq!(look(&before(&format!(", penalty = \"{penalty}\"")), "on = 2022-03-01"), serious(), "{penalty}");
        }
        assert_eq!(look(&before(""), "on = 2022-03-01"), serious(), "what the punishment was is not said");
        assert_eq!(look(&before(", penalty = \"unknown\""), "on = 2022-03-01"), open());
    }
}

#[test]
fn the_old_value_for_both_is_open_and_says_what_is_asked() {
    let record = "kind = \"criminal\", for = \"personal_information\", decided = 2015-01-01, penalty = \"none\"";
    assert_eq!(stolen(record, "on = 2022-03-01"), open());
    let analysis = analyse(&again(record, "does = \"steal\", on = 2022-03-01"));
    let asked = only(&analysis).open_facts.iter().map(|open| open.label.en.as_str()).collect::<Vec<_>>();
    assert!(asked.iter().any(|label| label.contains("not exempted")), "{asked:?}");
}

#[test]
fn a_record_that_is_denied_decides_what_it_alone_carries() {
    let record = |kind: &str| {
        let record = format!("kind = {kind}, for = \"personal_information\", decided = 2016-02-01, penalty = \"fine\"");
        let analysis = analyse(&again(&record, "does = \"steal\", on = 2022-03-01"));
        (settled(only(&analysis)), contested(only(&analysis)))
    };
    let denied = "{ value = \"criminal\", status = \"disputed\", defence = \"none\" }";
    assert_eq!(record("\"criminal\""), ("serious".to_owned(), false));
    assert_eq!(record("\"none\""), ("none".to_owned(), false));
    assert_eq!(record(denied), ("serious".to_owned(), true), "at face value, and named");
}

/// Whether a fact in doubt could change the grade.
fn contested(charge: &Charge) -> bool {
    charge.could_change.each.iter().any(|one| one.kind == Kind::Disputed && !one.grades.is_empty())
}
