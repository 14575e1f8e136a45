//! Why each ground stands as it does, kind by kind; and both languages at 80 columns.

use serde_json::Value;

use super::{case, complains, prints};
use crate::report::snapshot::check;

/// The steps of a grade or of another issue, as data.
fn steps(name: &str, issue: &str, more: &[&str]) -> Vec<Value> {
    let file = case(name);
    let arguments = [&["explain", &file, "--format", "json"], more].concat();
    let found: Value = serde_json::from_str(&prints(&arguments)).expect("JSON");
    let issues = found["persons"][0]["charges"][0]["issues"].as_array().expect("issues").clone();
    let one = issues.into_iter().find(|one| one["issue"] == issue).expect("the issue");
    one["parts"].as_array().expect("parts").clone()
}

fn step(name: &str, place: &str, more: &[&str]) -> Value {
    let grades = ["serious", "especially_serious"].into_iter().flat_map(|grade| steps(name, grade, more));
    grades.into_iter().find(|step| step["place"] == place).expect("the ground")
}

fn reason(name: &str, place: &str, more: &[&str]) -> String {
    step(name, place, more)["reason"].as_str().expect("a reason").to_owned()
}

#[test]
fn excluded_by_fact_says_how_much_is_missing() {
    let ground = step("near-miss", "fs-2017-10/5.1.3", &[]);
    assert_eq!(ground["reason"], "excluded_by_fact");
    assert_eq!((&ground["quantity"]["max"], &ground["threshold"]), (&42.into(), &50.into()));
    let file = case("near-miss");
    let shown = prints(&["explain", &file, "--lang", "en", "--format", "table", "--width", "200"]);
    assert!(
        shown
            .contains("nearest Interpretation art. 5(1)(3) 42 items of 50 items, 84% of the standard, missing 8 items"),
        "{shown}"
    );
    let table = ["--lang", "en", "--format", "table", "--width", "200"];
    let all = prints(&[&["explain", &file, "--all", "--places"], &table[..]].concat());
    assert!(all.contains("42 items of 50 items, 21/25 (84%), missing 8 items"), "{all}");
}

#[test]
fn displaced_names_the_rule_that_governs() {
    let ground = step("lawful-business", "fs-2017-10/5.1.5", &[]);
    assert_eq!((&ground["reason"], &ground["because"][0]["place"]), (&"displaced".into(), &"fs-2017-10/6.1".into()));
    assert_eq!(step("near-miss", "fs-2017-10/6.1.1", &[])["because"][0]["place"], "fs-2017-10/5");
    assert_eq!(reason("near-miss", "fs-2017-10/6.1.1", &[]), "not_governed");
    let exception = steps("lawful-business", "exceptions", &[]).swap_remove(0);
    assert_eq!((&exception["status"], &exception["place"]), (&"established".into(), &"fs-2017-10/6.1".into()));
    assert_eq!(exception["batches"][0]["batch"], "act.purchase × dataset.phones");
}

#[test]
fn a_gate_that_a_reading_shuts_names_the_reading() {
    let ground = step("lawful-business", "fs-2017-10/6.1.5-2-3", &[]);
    assert_eq!(ground["reason"], "displaced_by_reading");
    assert_eq!(
        (&ground["because"][0]["choice"], &ground["because"][0]["option"]),
        (&"art6-grade2".into(), &"no_grade2".into())
    );
    let analogy = ["--set", "art6-grade2=art5_2_by_analogy"];
    assert_eq!(reason("lawful-business", "fs-2017-10/6.1.5-2-3", &analogy), "excluded_by_fact");
    let part = &step("near-miss", "fs-2017-10/5.2.3", &["--set", "agg-10x=strict"])["parts"];
    let sum = part.as_array().expect("parts").iter().find(|part| part["place"] == "fs-2017-10/5.1.6");
    assert_eq!(sum.expect("the sum")["because"][0]["choice"], "agg-10x");
    let first = ["--set", "serious-first=serious_first", "--set", "act.sale.recipient_crime=none"];
    assert_eq!(reason("near-miss", "fs-2017-10/5.2.3", &first), "displaced_by_reading");
}

#[test]
fn what_nothing_proves_is_not_proved() {
    assert_eq!(reason("near-miss", "fs-2017-10/5.1.9", &[]), "not_proved");
    assert_eq!(reason("near-miss", "fs-2017-10/5.2.1", &[]), "not_raised");
    assert_eq!(reason("near-miss", "fs-2017-10/5.1.1", &[]), "holds");
    let other = ["--set", "dataset.tracks.contains=[\"phone\"]"];
    assert_eq!(reason("near-miss", "fs-2017-10/5.1.1", &other), "excluded_by_fact");
    let ground = step("near-miss", "fs-2017-10/5.1.1", &["--only", "proven"]);
    assert_eq!((&ground["reason"], &ground["status"]), (&"not_proved".into(), &"open".into()));
    assert_eq!(ground["because"][0]["fact"], "act.sale.recipient_crime");
}

#[test]
fn open_names_what_would_close_it() {
    let ground = step("near-miss", "fs-2017-10/5.1.3", &["--set", "dataset.tracks.items={ min = 42, max = 60 }"]);
    assert_eq!((&ground["reason"], &ground["because"][0]["fact"]), (&"open".into(), &"dataset.tracks.items".into()));
    assert_eq!(reason("near-miss", "fs-2017-10/5.1.10", &[]), "not_invoked");
    assert_eq!(reason("near-miss", "fs-2017-10/5.2.2", &[]), "not_raised");
}

#[test]
fn every_fact_has_a_state() {
    let file = case("near-miss");
    let table = ["--lang", "en", "--format", "table", "--width", "300"];
    let shown = prints(&[&["explain", &file, "--all", "--places"], &table[..]].concat());
    let states = [
        "dataset.tracks.items = 42 items (taken as proven)",
        "act.sale.gains = 4,000 yuan (alleged)",
        "dataset.tracks.anonymised = no (assumed by default)",
        "dataset.tracks.duplicates = 0 items (presumed by law; fs-2017-10/11.3, for whoever contests it to rebut by evidence)",
        "act.sale.by.li.intent = yes (not in issue)",
    ];
    for state in states {
        assert!(shown.contains(state), "{state}\n{shown}");
    }
}

#[test]
fn a_place_shows_what_stands_under_it_and_a_wrong_one_the_nearest() {
    let file = case("near-miss");
    let table = ["--format", "table", "--lang", "en", "--places"];
    let shown = prints(&[&["explain", &file, "fs-2017-10/5.1.3"], &table[..]].concat());
    assert!(shown.contains("fs-2017-10/5.1.3") && !shown.contains("fs-2017-10/5.1.4"), "{shown}");
    let article = prints(&[&["explain", &file, "fs-2017-10/5"], &table[..]].concat());
    assert!(article.contains("fs-2017-10/5.2.3") && !article.contains("cl/67"), "{article}");
    let wrong = complains(&["explain", &file, "fs-2017-10/5.1.33"], "");
    assert_eq!(
        wrong,
        "error: nothing in the reasoning stands at `fs-2017-10/5.1.33`; did you mean `fs-2017-10/5.1.3`?\n"
    );
    assert!(complains(&["explain", &file, "--person", "lii"], "").contains("did you mean `li`?"));
}

#[test]
fn in_both_languages_at_80_columns() {
    for name in ["near-miss", "lawful-business"] {
        let file = case(name);
        for lang in ["zh", "en"] {
            let arguments = ["explain", &file, "--lang", lang, "--width", "80", "--format", "table"];
            let shown = prints(&arguments);
            check(&format!("why/{name}.{lang}.txt"), &shown);
            let deep = prints(&[&arguments[..], &["--depth", "3"]].concat());
            check(&format!("why/{name}.{lang}.deep.txt"), &deep);
            for line in shown.lines().chain(deep.lines()) {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
            }
        }
        let markdown = prints(&["explain", &file, "--lang", "en", "--format", "markdown"]);
        check(&format!("why/{name}.en.md"), &markdown);
    }
}

/// Why not: an offence whose conduct is absent is explained where it is asked for, by the element that fails and the fact.
#[test]
fn an_offence_that_is_not_there_is_explained_where_it_is_asked_for() {
    let path = std::env::temp_dir().join(format!("gravamen-why-not-{}.toml", std::process::id()));
    let text = "[case]\nid = \"c\"\njudged = 2026-06-30\n[[person]]\nid = \"zhang\"\n[[act]]\nid = \"a\"\nby = [\"zhang\"]\n\
                does = \"settle_payments\"\non = 2025-03-01\nsettled = 250000\nrecipient_crime = \"none\"\n";
    std::fs::write(&path, text).expect("written");
    let file = path.to_str().expect("a path in UTF-8");
    let table = ["--lang", "en", "--format", "table", "--width", "200"];
    let shown = prints(&[&["explain", file, "cl/287-2"], &table[..]].concat());
    assert!(shown.contains("Conduct: excluded") && shown.contains("the recipient's crime = none"), "{shown}");
    let wrong = complains(&["explain", file, "cl/999", "--lang", "en"], "");
    assert!(wrong.contains("nothing in the reasoning stands at `cl/999`"), "{wrong}");
    std::fs::remove_file(&path).expect("removed");
}
