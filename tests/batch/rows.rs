//! Rows, what they say, and what is wrong with them.

use std::fs;

use super::{folder, gravamen, printed, rows};

const HEADINGS: &str = "case,person,does,on,judged,obtained_in,items_credit,items_class_sensitive,gains";

fn table(name: &str, rows: &[&str]) -> std::path::PathBuf {
    let folder = folder(name);
    let text = [HEADINGS].iter().chain(rows).fold(String::new(), |text, row| text + row + "\n");
    fs::write(folder.join("t.csv"), text).expect("written");
    folder
}

/// The grades `least` to `most` of each row.
fn grades(text: &str) -> Vec<(String, String)> {
    rows(text).into_iter().map(|row| (row["least"].clone(), row["most"].clone())).collect()
}

fn pair(least: &str, most: &str) -> (String, String) {
    (least.to_owned(), most.to_owned())
}

#[test]
fn the_thresholds_are_those_of_the_law() {
    let folder = table(
        "thresholds",
        &[
            "a,p,sell,2023-03-01,2024-01-01,none,49,,0",
            "b,p,sell,2023-03-01,2024-01-01,none,50,,0",
            "c,p,sell,2023-03-01,2024-01-01,none,500,,0",
            "d,p,sell,2023-03-01,2024-01-01,none,,499,4999.99",
            "e,p,sell,2023-03-01,2024-01-01,none,25,250,0",
            "f,p,sell,2023-03-01,2024-01-01,none,40-60,,0",
            "g,p,sell,2023-03-01,2024-01-01,none,>49,,0",
            "h,p,sell,2023-03-01,2024-01-01,duty,25,,0",
            "i,p,sell,2023-03-01,2024-01-01,none,unknown,,0",
        ],
    );
    let text = printed(&folder, &["batch", "t.csv", "--offence", "cl/253-1"]);
    let expected =
        [("0", "0"), ("1", "1"), ("2", "2"), ("0", "0"), ("1", "1"), ("0", "1"), ("1", "2"), ("1", "1"), ("0", "2")];
    assert_eq!(grades(&text), expected.map(|(least, most)| pair(least, most)));
    let rows = rows(&text);
    assert_eq!((rows[0]["ground"].as_str(), rows[0]["degree_min"].as_str()), ("fs-2017-10/5.1.3", "0.98"));
    assert_eq!((rows[2]["imprisonment_min"].as_str(), rows[2]["imprisonment_max"].as_str()), ("36", "84"));
}

#[test]
fn a_row_is_what_a_case_file_says() {
    let folder = table("same", &["a,p,sell,2023-03-01,2024-01-01,none,60,,20000"]);
    let file = r#"
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
        gains = 20000"#;
    fs::write(folder.join("a.toml"), file).expect("written");
    let analysis = printed(&folder, &["analyze", "a.toml", "--format", "json"]);
    let analysis: serde_json::Value = serde_json::from_str(&analysis).expect("JSON");
    let charge = &analysis["persons"][0]["charges"][0];
    let text = printed(&folder, &["batch", "t.csv", "--full", "--format", "jsonl", "--offence", "cl/253-1"]);
    let row: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(row["least_grade"], charge["grade"]);
    assert_eq!(row["imprisonment_max"], charge["band"]["imprisonment_months"]["max"]);
    assert_eq!(row["reachable_imprisonment_min"], charge["reachable"]["imprisonment_months"]["min"]);
    assert_eq!(row["gains"], 20000);
}

#[test]
fn bad_rows_are_told_with_their_cells_and_the_others_are_done() {
    let folder = table(
        "bad",
        &[
            "a,p,sell,2023-03-01,2024-01-01,none,60,,0",
            "b,p,sel,2023-03-01,2024-01-01,none,60,,0",
            "c,p,sell,2023-03-01,2024-01-01,none,-5,,0",
            "d,p,sell,2023-13-01,2024-01-01,none,60,,0",
            "e,p,sell,2023-03-01,2024-01-01,none,6000-5000,,0",
            "f,p,sell,2023-03-01,2024-01-01,none,60,,0.001",
            "g,p,sell,2023-03-01,2024-01-01,none,60,,0",
            "g,p,sell,2023-03-01,2024-01-01,none,70,,0",
            "a,p,sell,2023-03-01,2024-01-01,none,60,,0",
            "h,p,sell,2023-03-01,2024-01-01,none,60,,0,surplus",
        ],
    );
    let text = printed(&folder, &["batch", "t.csv", "--rejects", "r.csv", "--offence", "cl/253-1"]);
    assert_eq!(grades(&text), [pair("1", "1")]);
    let rejected = rows(&fs::read_to_string(folder.join("r.csv")).expect("rejects"));
    let told: Vec<(&str, &str, &str)> =
        rejected.iter().map(|row| (row["line"].as_str(), row["column"].as_str(), row["value"].as_str())).collect();
    assert_eq!(
        told,
        [
            ("11", "", ""),
            ("3", "does", "sel"),
            ("4", "items_credit", "-5"),
            ("5", "on", "2023-13-01"),
            ("6", "items_credit", "6000-5000"),
            ("7", "gains", "0.001"),
            ("8", "", ""),
            ("9", "person", "p"),
            ("10", "case", "a"),
        ]
    );
    assert!(rejected[1]["help"].starts_with("did you mean `sell`?"), "{}", rejected[1]["help"]);
    let strict = gravamen(&folder, &["batch", "t.csv", "--strict"]);
    assert_eq!(strict.status.code(), Some(2));
}

#[test]
fn encodings_and_kinds_of_tables_give_the_same_rows() {
    let folder = folder("kinds");
    let text =
        "案号,被告人,does,on,judged,obtained_in,items_credit,自首\n甲1,张三,sell,2023-03-01,2024-01-01,none,60,是\n";
    let map = "[columns]\n\"案号\" = \"case\"\n\"被告人\" = \"person\"\n";
    fs::write(folder.join("m.toml"), map).expect("written");
    fs::write(folder.join("plain.csv"), text).expect("written");
    fs::write(folder.join("bom.csv"), format!("\u{feff}{text}")).expect("written");
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    fs::write(folder.join("gbk.csv"), gbk).expect("written");
    let object = r#"{"案号":"甲1","被告人":"张三","does":"sell","on":"2023-03-01","judged":"2024-01-01","obtained_in":"none","items_credit":60,"自首":true}"#;
    fs::write(folder.join("t.jsonl"), object).expect("written");
    let run = |table: &str, more: &[&str]| {
        printed(&folder, &[&["batch", table, "--map", "m.toml", "--offence", "cl/253-1"], more].concat())
    };
    let plain = run("plain.csv", &[]);
    assert_eq!(rows(&plain)[0]["surrendered"], "1");
    assert_eq!(run("bom.csv", &[]), plain);
    assert_eq!(run("gbk.csv", &["--encoding", "gbk"]), plain);
    assert_eq!(run("t.jsonl", &[]), plain);
}

#[test]
fn a_class_that_a_proposal_changes_is_not_computed() {
    let folder =
        table("classes", &["a,p,sell,2023-03-01,2024-01-01,none,,600,0", "b,p,sell,2023-03-01,2024-01-01,none,60,,0"]);
    // A reading moves kinds between classes, and what was counted by class stays.
    let text = printed(&folder, &["batch", "t.csv", "--with", "bio-tier=t1", "--offence", "cl/253-1"]);
    let status: Vec<String> = rows(&text).into_iter().map(|row| row["status"].clone()).collect();
    assert_eq!(status, ["established"; 4]);
}

#[test]
fn an_interrupted_run_goes_on_to_the_same_bytes() {
    let folder = folder("resume");
    let row = |at: u64| format!("c{at},p,sell,2023-03-01,2024-01-01,none,{},,0\n", 40 + at % 20);
    let text = (0..9000).fold(format!("{HEADINGS}\n"), |text, at| text + &row(at));
    fs::write(folder.join("t.csv"), text).expect("written");
    let arguments = ["batch", "t.csv", "--offence", "cl/253-1", "--output", "o.csv", "--rejects", "r.csv"];
    printed(&folder, &arguments);
    let whole = fs::read(folder.join("o.csv")).expect("output");
    let beside: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("o.csv.json")).expect("beside")).expect("JSON");
    assert_eq!((&beside["complete"], &beside["counts"]["rows_out"]), (&true.into(), &9000.into()));
    // As it stood after the first part: its rows, and a line cut short.
    let first: usize = whole.split_inclusive(|byte| *byte == b'\n').take(1 + 4096).map(<[u8]>::len).sum();
    let mut half = beside.clone();
    half["complete"] = false.into();
    half["progress"]["bytes"] = first.into();
    half["counts"] =
        serde_json::json!({ "rows_in": 4096, "cases": 4096, "rows_out": 4096, "rejected": 0, "not_computable": 0 });
    fs::write(folder.join("o.csv.json"), half.to_string()).expect("written");
    fs::write(folder.join("o.csv"), &whole[..first + 10]).expect("written");
    printed(&folder, &[&arguments[..], &["--resume"]].concat());
    assert_eq!(fs::read(folder.join("o.csv")).expect("output"), whole);
    let again: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("o.csv.json")).expect("beside")).expect("JSON");
    assert_eq!(again, beside);
}

#[test]
fn the_codebook_is_the_vocabulary() {
    let folder = folder("codebook");
    let codebook = rows(&printed(&folder, &["batch", "--describe", "csv"]));
    let names: Vec<&str> = codebook.iter().map(|row| row["column"].as_str()).collect();
    for name in
        ["case", "does", "gains", "items_credit", "items_class_grave", "record_kind", "surrendered", "published_months"]
    {
        assert!(names.contains(&name), "{name}");
    }
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "no two columns have one name");
    let schema: serde_json::Value =
        serde_json::from_str(&printed(&folder, &["batch", "--describe", "schema"])).expect("JSON");
    assert_eq!(schema["properties"].as_object().map(serde_json::Map::len), Some(names.len()));
    assert!(printed(&folder, &["batch", "--describe"]).contains("| gains |"));
}
