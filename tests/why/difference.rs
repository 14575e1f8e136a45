//! What `--set` changed, shown before everything else.

use serde_json::Value;

use super::{case, prints};
use crate::report::snapshot::check;

#[test]
fn the_difference_comes_first() {
    let file = case("near-miss");
    for command in ["analyze", "explain"] {
        for lang in ["zh", "en"] {
            let set = ["--set", "dataset.tracks.items=500", "--set", "agg-10x=strict"];
            let arguments =
                [&[command, &file, "--lang", lang, "--width", "80", "--format", "table"][..], &set].concat();
            let shown = prints(&arguments);
            let day = if lang == "zh" { "2023年6月1日" } else { "2023-06-01" };
            let (first, _) = shown.split_once(day).expect("the day of the law");
            check(&format!("why/difference.{command}.{lang}.txt"), first);
        }
    }
}

#[test]
fn a_status_a_grade_and_a_quantity_that_change_are_told() {
    let file = case("near-miss");
    let set = ["--set", "act.sale.recipient_crime=none", "--set", "act.sale.gains=4999"];
    let shown = prints(&[&["analyze", &file, "--format", "json"][..], &set].concat());
    let found: Value = serde_json::from_str(&shown).expect("JSON");
    let difference = &found["difference"];
    assert_eq!(difference["replaced"][0]["after"], "none");
    let charge = &difference["charges"][0];
    assert_eq!((&charge["grades"]["before"][0], &charge["grades"]["after"][0]), (&"serious".into(), &"none".into()));
    let grounds = charge["grounds"].as_array().expect("grounds");
    let places: Vec<&str> = grounds.iter().filter_map(|ground| ground["place"].as_str()).collect();
    assert_eq!(places, ["fs-2017-10/5.1.1", "fs-2017-10/5.1.7"]);
}

#[test]
fn nothing_changed_is_said_and_nothing_set_is_silent() {
    let file = case("near-miss");
    let shown = prints(&["explain", &file, "--lang", "en", "--format", "table", "--set", "dataset.tracks.items=42"]);
    assert!(shown.contains("no charge, grade or ground changes"), "{shown}");
    let plain = prints(&["explain", &file, "--lang", "en", "--format", "table"]);
    assert!(!plain.contains("Difference"), "{plain}");
}
