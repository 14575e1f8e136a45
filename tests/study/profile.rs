//! Populations: the same for the same seed, readable as cases, and marked for what they are.

use std::path::Path;

use gravamen::case::profile::Profile;
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, case};

fn profile(text: &str) -> Result<Profile, Vec<String>> {
    let mut sources = Sources::default();
    let source = sources.add("test.profile", text);
    Profile::read(&sources, source).map_err(|found| found.into_iter().map(|one| one.message).collect())
}

fn shipped() -> Profile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/profiles/mixed.profile");
    profile(&std::fs::read_to_string(path).expect("the profile is there")).expect("the profile is in order")
}

#[test]
fn the_same_seed_and_number_give_the_same_case_and_others_do_not() {
    let profile = shipped();
    let draw = |seed, number| profile.draw(seed, number).expect("a case");
    assert_eq!(draw(7, 3), draw(7, 3));
    assert_ne!(draw(7, 3), draw(7, 4));
    assert_ne!(draw(7, 3), draw(8, 3));
}

#[test]
fn what_is_drawn_reads_as_a_case_and_says_that_it_is_synthetic() {
    let profile = shipped();
    for number in 1..=200 {
        let text = profile.draw(11, number).expect("a case");
        let case = case(&text, JUDGED);
        assert!(case.id.starts_with("synthetic-11-"), "{text}");
        assert!(case.title.en.contains("Synthetic") && case.title.zh.contains("合成"), "{text}");
        assert_eq!(case.sources[0].publisher, "synthetic");
    }
}

#[test]
fn every_way_of_drawing_keeps_its_limits() {
    let text = r#"
[profile]
title = "t"
[[variant]]
person = [{ id = "p", name = { draw = "one_of", values = ["A", "B"], weights = [1, 3] } }]
dataset = [{ id = "d", contains = ["health"], items = { draw = "whole", min = 4, max = 6 } }]
act = [{ id = "a", by = ["p"], does = "sell", dataset = "d", on = { draw = "day", from = 2020-02-28, until = 2020-03-01 }, items = { draw = "times", of = "dataset.d.items", by = 0.5 }, gains = { draw = "log_normal", median = 100, spread = 3, min = 50, max = 200 }, purpose = { draw = "sometimes", chance = 0.5, value = "resale" } }]
"#;
    let profile = profile(text).expect("a profile");
    let mut purposes = 0;
    for number in 0..300 {
        let drawn: toml::Table = profile.draw(1, number).expect("a case").parse().expect("TOML");
        let entry = |list: &str| drawn[list].as_array().expect("a list")[0].as_table().expect("a table").clone();
        let (dataset, act) = (entry("dataset"), entry("act"));
        let items = dataset["items"].as_integer().expect("a number");
        assert!((4..=6).contains(&items));
        let half = act["items"].as_integer().expect("a number");
        assert!((2 * half - items).abs() <= 1, "{half} is half of {items}, rounded");
        assert!((50..=200).contains(&act["gains"].as_integer().expect("a number")));
        let day = act["on"].to_string();
        assert!(["2020-02-28", "2020-02-29", "2020-03-01"].contains(&day.as_str()), "{day}");
        purposes += usize::from(act.contains_key("purpose"));
    }
    assert!((90..=210).contains(&purposes), "about half have a purpose: {purposes}");
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    let wrong = |text: &str| profile(text).expect_err("something is wrong").join("\n");
    assert!(wrong("[profile]\ntitle = \"t\"").contains("at least one"));
    let of = |value: &str| format!("[profile]\ntitle = \"t\"\n[[variant]]\ncase = {{ x = {value} }}");
    assert!(wrong(&of("{ draw = \"onne_of\" }")).contains("no way to draw"));
    assert!(wrong(&of("{ draw = \"whole\", min = 3, max = 2 }")).contains("above the last"));
    assert!(wrong(&of("{ draw = \"whole\", min = 3 }")).contains("`max` is missing"));
    assert!(wrong(&of("{ draw = \"one_of\", values = [1, 2], weights = [1] }")).contains("2 values have 1 weights"));
    assert!(wrong(&of("{ draw = \"sometimes\", chance = 2, value = 1 }")).contains("at most 1"));
    assert!(wrong(&of("{ draw = \"day\", from = \"x\", until = 2020-01-01 }")).contains("expected a day"));
    assert!(wrong(&of("{ draw = \"log_normal\", median = 0, spread = 2 }")).contains("above zero"));
    assert!(wrong("not toml").contains("`=` is missing"));
}

#[test]
fn a_multiple_of_what_was_not_drawn_is_an_error_at_its_place() {
    let text =
        "[profile]\ntitle = \"t\"\n[[variant]]\ncase = { x = { draw = \"times\", of = \"dataset.d.items\", by = 2 } }";
    let error = profile(text).expect("a profile").draw(1, 1).expect_err("nothing to multiply");
    assert!(error.message.contains("dataset.d.items") && error.span().is_some());
}
