//! One writer of rows: every command gives the same row of the same case, with what it was made from beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{folder, gravamen, printed, rows};

const FILE: &str = r#"
[case]
id = "a"
judged = 2024-01-01
[[person]]
id = "p"
[[dataset]]
id = "d"
contains = ["credit"]
items = 60
[[act]]
id = "a1"
by = ["p"]
does = "sell"
on = 2023-03-01
dataset = "d"
obtained_in = "none"
gains = 20000
[[expect]]
person = "p"
offence = "cl/253-1"
grade = "serious"
"#;

const TABLE: &str =
    "case,person,does,on,judged,obtained_in,items_credit,gains\na,p,sell,2023-03-01,2024-01-01,none,60,20000\n";

fn prepared(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("cases")).expect("a folder");
    fs::write(folder.join("cases/a.toml"), FILE).expect("written");
    fs::write(folder.join("t.csv"), TABLE).expect("written");
    folder
}

/// The rows without what the input brought along.
fn found(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut all = rows(text);
    let headings: Vec<&str> = gravamen::report::tidy::HEADINGS.to_vec();
    all.iter_mut().for_each(|row| row.retain(|heading, _| headings.contains(&heading.as_str())));
    all
}

#[test]
fn every_command_gives_the_same_rows() {
    let folder = prepared("tidy-same");
    let of_table = found(&printed(&folder, &["batch", "t.csv"]));
    assert_eq!(of_table[0]["least_grade"], "serious");
    assert_eq!(found(&printed(&folder, &["analyze", "cases", "--format", "csv"])), of_table);
    let tested = printed(&folder, &["case", "test", "cases", "--format", "csv"]);
    assert_eq!(found(&tested), of_table);
    let verdicts: Vec<String> = rows(&tested).into_iter().map(|row| row["verdict"].clone()).collect();
    assert_eq!(verdicts.iter().filter(|verdict| *verdict == "agrees").count(), 1, "{verdicts:?}");
    let beside = ["--with", "agg-10x=strict"];
    let of_table = found(&printed(&folder, &[&["batch", "t.csv"], &beside[..]].concat()));
    let compared = printed(&folder, &[&["compare", "cases", "--format", "csv"], &beside[..]].concat());
    assert_eq!(found(&compared), of_table);
    let full = ["--full", "--format", "jsonl", "--offence", "cl/253-1"];
    let of_table = printed(&folder, &[&["batch", "t.csv"], &full[..]].concat());
    let compared = printed(&folder, &[&["compare", "cases", "--with", "base"], &full[..]].concat());
    let row =
        |text: &str| serde_json::from_str::<serde_json::Value>(text.lines().next().expect("a row")).expect("JSON");
    let (of_table, compared) = (row(&of_table), row(&compared));
    for heading in gravamen::report::tidy::HEADINGS.iter().chain(&gravamen::report::tidy::FULL) {
        assert_eq!(of_table[heading], compared[heading], "{heading}");
    }
    // A fact that is put in place is the fact of the row.
    let more = printed(&folder, &["analyze", "cases", "--format", "csv", "--set", "dataset.d.items=500"]);
    assert_eq!(found(&more)[0]["most_grade"], "especially_serious");
}

#[test]
fn the_wide_form_says_what_the_long_form_says() {
    let folder = prepared("tidy-wide");
    let asked = ["--offence", "cl/253-1", "--as-of", "2024-01-01", "--wide", "--grounds", "g.csv", "--output", "o.csv"];
    printed(&folder, &[&["batch", "t.csv"], &asked[..]].concat());
    let wide = rows(&fs::read_to_string(folder.join("o.csv")).expect("rows"));
    let long = rows(&fs::read_to_string(folder.join("g.csv")).expect("grounds"));
    let mut compared = 0;
    for ground in long.iter().filter(|ground| ground["text"] == wide[0]["text"]) {
        for end in ["min", "max"] {
            let heading = format!("degree_{end} {}", ground["ground"]);
            assert_eq!(wide[0][&heading], ground[&format!("degree_{end}")], "{heading}");
            compared += usize::from(!wide[0][&heading].is_empty());
        }
    }
    assert!(compared >= 10, "{compared} degrees");
    let refused = gravamen(&folder, &["batch", "t.csv", "--wide"]);
    assert_eq!(refused.status.code(), Some(2), "columns that depend on the cases are refused");
    let refused = gravamen(&folder, &["analyze", "cases/a.toml", "--format", "json", "--output", "o.json"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn what_rows_were_made_from_stands_beside_them() {
    let folder = prepared("tidy-made");
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/profiles/mixed.profile").display().to_string();
    let arguments = ["compare", "--profile", &profile, "--number", "20", "--seed", "7", "--with", "r01"];
    printed(&folder, &[&arguments[..], &["--format", "csv", "--output", "o.csv"]].concat());
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("written");
    let beside: serde_json::Value = serde_json::from_str(&read("o.csv.json")).expect("JSON");
    let made = &beside["made"];
    assert_eq!((&made["seed"], &made["synthetic"], &made["profile"]), (&7.into(), &20.into(), &"mixed.profile".into()));
    assert_eq!(made["laws"].as_array().map(Vec::len), Some(2));
    assert_eq!(beside["counts"]["rows_out"], rows(&read("o.csv")).len());
    assert!(!beside.to_string().contains(env!("CARGO_MANIFEST_DIR")), "no path of a machine");
    let again = printed(&folder, &[&arguments[..], &["--format", "csv"]].concat());
    assert_eq!(again, read("o.csv"), "the same again");
}

#[test]
fn a_sweep_gives_each_accused_a_row_for_each_stretch() {
    let folder = prepared("tidy-sweep");
    let swept = ["sweep", "cases", "--over", "fs-2017-10/5.1.3=2..100", "--offence", "cl/253-1", "--format", "csv"];
    let stretches = rows(&printed(&folder, &swept));
    let of = |row: &BTreeMap<String, String>| (row["from"].clone(), row["until"].clone(), row["most_grade"].clone());
    let expected = [("2", "6", "especially_serious"), ("7", "100", "serious")];
    let expected = expected.map(|(from, until, grade)| (from.to_owned(), until.to_owned(), grade.to_owned()));
    assert_eq!(stretches.iter().map(of).collect::<Vec<_>>(), expected);
    let counts = rows(&printed(&folder, &[&swept[..], &["--counts"]].concat()));
    assert_eq!(counts[0]["especially_serious"], "1");
}

#[test]
fn what_is_wrong_with_a_table_is_told_in_chinese_too() {
    let folder = folder("tidy-chinese");
    let bad = [
        "b,p,sel,2023-03-01,2024-01-01,none,60,0",
        "c,p,sell,2023-03-01,2024-01-01,none,-5,0",
        "d,p,sell,2023-13-01,2024-01-01,none,60,0",
        "e,p,sell,2023-03-01,2024-01-01,none,6000-5000,0",
        "f,p,sell,2023-03-01,2024-01-01,none,60,0.001",
        "g,p,sell,2023-03-01,2024-01-01,none,60,0",
        "g,p,sell,2023-03-01,2024-01-01,none,70,0",
        "h,p,sell,2023-03-01,2024-01-01,none,60,0,surplus",
        "b,p,sell,2023-03-01,2024-01-01,none,60,0",
    ];
    let head = TABLE.lines().next().expect("headings");
    fs::write(folder.join("t.csv"), [&[head], &bad[..]].concat().join("\n")).expect("written");
    let output = gravamen::render::messages::chinese("the row is not UTF-8");
    assert_eq!(output, "该行不是 UTF-8 编码");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gravamen"));
    let run = command.current_dir(&folder).args(["batch", "t.csv", "--rejects", "r.csv", "--lang", "zh"]);
    assert!(run.output().expect("runs").status.success());
    let rejected = rows(&fs::read_to_string(folder.join("r.csv")).expect("rejects"));
    assert_eq!(rejected.len(), bad.len());
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for row in &rejected {
        assert!(chinese(&row["problem"]), "{row:?}");
        assert!(row["help"].is_empty() || chinese(&row["help"]), "{row:?}");
    }
}
