//! Cases by hand: exact break points, what provably cannot matter, notes within a margin, shapes, both languages.

use gravamen::engine::{Engine, Settings};
use gravamen::render::json_analysis;
use gravamen::render::table;
use gravamen::report;
use gravamen::report::words::Language;
use serde_json::json;

use crate::evaluation::support::{JUDGED, case, engine};
use crate::report::snapshot::check;

const TEXT: &str = r#"
person = [{ id = "zhang" }]
dataset = [{ id = "list", contains = ["health"], items = 480, obtained_in = "none" }]
act = [{ id = "sale", by = ["zhang"], does = "sell", dataset = "list", on = 2022-03-01, to = ["x"], gains = 100 }]
"#;

fn the_engine() -> &'static Engine {
    engine(JUDGED)
}

#[test]
fn the_break_point_is_exact() {
    let flips = the_engine().flip(&case(TEXT, JUDGED), &Settings::default()).expect("flips");
    let value = json_analysis::flip("t", &the_engine().book.used(), &flips);
    let all = value["persons"][0]["charges"][0]["flips"].as_array().expect("flips").clone();
    let items: Vec<_> = all.iter().filter(|one| one["changes"][0]["fact"] == "dataset.list.items").collect();
    assert_eq!(items[0]["changes"][0]["to"], json!({ "min": "500", "max": "500" }));
    assert_eq!(items[0]["changes"][0]["difference"]["amount"]["en"], "20");
    assert_eq!((&items[0]["grade"], &items[0]["direction"]), (&json!("serious"), &json!("up")));
    assert!(items[0]["gained"].as_array().is_some_and(|places| places.contains(&json!("fs-2017-10/5.1.4"))));
    assert_eq!(items[1]["changes"][0]["to"], json!({ "min": "5000", "max": "5000" }));
    assert_eq!(items[1]["grade"], "especially_serious");
}

#[test]
fn the_break_point_lies_behind_numbers_that_leave_the_grade_open() {
    // Of 3,743 positions 3,544 to 3,642 are duplicates. From 4,142 on there are 500 whatever the duplicates; the
    // numbers before leave it open, and are no break point.
    let text = r#"
person = [{ id = "mao" }]
dataset = [{ id = "d", contains = ["whereabouts"], items = 3743, duplicates = { min = 3544, max = 3642 } }]
act = [{ id = "a", by = ["mao"], does = "track", dataset = "d", on = 2022-03-01 }]
"#;
    let flips = the_engine().flip(&case(text, JUDGED), &Settings::default()).expect("flips");
    let value = json_analysis::flip("t", &the_engine().book.used(), &flips);
    let charges = value["persons"][0]["charges"].as_array().expect("charges");
    let today = charges.iter().find(|charge| charge["text"] == "A9").expect("the text of the day of the act");
    let all = today["flips"].as_array().expect("flips").clone();
    let to = |fact: &str, grade: &str| -> Vec<String> {
        let changes = |one: &serde_json::Value| one["changes"].as_array().map_or(0, Vec::len);
        let alone = all.iter().filter(|one| changes(one) == 1 && one["grade"] == grade);
        let of_fact = alone.filter(|one| one["changes"][0]["fact"] == fact);
        of_fact.map(|one| one["changes"][0]["to"]["min"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(to("dataset.d.items", "especially_serious"), ["4142"]);
    assert_eq!(to("dataset.d.duplicates", "especially_serious"), ["3243"]);
    assert_eq!(to("dataset.d.items", "none"), ["3593"]);
    assert_eq!(to("dataset.d.duplicates", "none"), ["3694"]);
}

#[test]
fn an_open_number_is_cut_where_the_grade_changes() {
    let text = TEXT.replace("items = 480", "items = { min = 400, max = 600 }");
    let gaps = the_engine().gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps");
    let value = json_analysis::gaps("t", &the_engine().book.used(), &gaps);
    let answers = &value["persons"][0]["facts"][0]["answers"];
    assert_eq!(answers[0]["value"], json!({ "min": "400", "max": "499" }));
    assert_eq!(answers[1]["value"], json!({ "min": "500", "max": "600" }));
    assert_eq!(answers[1]["charges"][0]["grades"], json!(["serious"]));
}

#[test]
fn a_margin_notes_what_is_near() {
    let mut analysis = the_engine().analyse(&case(TEXT, JUDGED), &Settings::default()).expect("an analysis");
    let before = analysis.persons[0].charges[0].notes.len();
    gravamen::analysis::margin::warn(&mut analysis.persons[0], 5);
    let notes = &analysis.persons[0].charges[0].notes[before..];
    assert!(notes.iter().any(|note| note.en == "fs-2017-10/5.1.4 is within 5% of what it needs"), "{notes:?}");
    let before = analysis.persons[0].charges[0].notes.len();
    gravamen::analysis::margin::warn(&mut analysis.persons[0], 3);
    assert!(!analysis.persons[0].charges[0].notes[before..].iter().any(|note| note.en.contains("5.1.4")));
}

#[test]
fn both_commands_in_both_languages() {
    let text = TEXT.replace("items = 480", "items = { min = 400, max = 600 }");
    let gaps = the_engine().gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps");
    let flips = the_engine().flip(&case(TEXT, JUDGED), &Settings::default()).expect("flips");
    for (language, name) in [(Language::En, "en"), (Language::Zh, "zh")] {
        check(
            &format!("gaps.{name}.txt"),
            &table::render(&report::gaps("t", &the_engine().book.used(), &gaps, true, language.words()), 100, false),
        );
        check(
            &format!("flip.{name}.txt"),
            &table::render(&report::flip("t", &the_engine().book.used(), &flips, true, language.words()), 100, false),
        );
    }
}
