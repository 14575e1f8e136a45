//! A spreadsheet as a researcher has it: 2,000 judgments with Chinese headings, blanks, money in 万元, a byte order mark
//! and twelve bad rows. All of it is made up.

use std::fs;
use std::path::Path;

use super::{folder, gravamen, rows};

/// How many judgments there are, and which rows are bad.
const JUDGMENTS: u64 = 2000;
const BAD: u64 = 12;

/// The spreadsheet. What is drawn is drawn by a simple congruence, so that it is the same everywhere.
pub fn spreadsheet() -> String {
    let mut text = "\u{feff}案号,被告人,裁判日期,行为,行为时间,财产信息（条）,第四项信息（条）,普通信息（条）,违法所得（万元）,自首,认罪认罚,前科,情节,刑期（月）,罚金（元）,地区\r\n".to_owned();
    let mut state = 20_261_121_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for at in 1..=JUDGMENTS {
        let (property, sensitive, ordinary) = (draw(120), draw(1200), draw(9000));
        let gains = draw(800);
        let (surrendered, pleaded) = (draw(3) == 0, draw(2) == 0);
        let serious = property >= 50 || sensitive >= 500 || ordinary >= 5000 || gains >= 50;
        let term = if serious { 6 + gains / 40 - if surrendered { 2 } else { 0 } } else { 6 };
        let yes = |holds: bool| if holds { "是" } else { "" };
        let cells = [
            format!("（20{}）示01刑初{at}号", 19 + at % 5),
            format!("被告人{at}"),
            format!("20{}-{:02}-15", 20 + at % 5, 1 + draw(12)),
            ["出售", "购买", "提供"][draw(3) as usize].to_owned(),
            format!("20{}-{:02}", 18 + at % 2, 1 + draw(12)),
            if property < 60 { String::new() } else { property.to_string() },
            sensitive.to_string(),
            ordinary.to_string(),
            format!("{}.{:02}", gains / 100, gains % 100),
            yes(surrendered).to_owned(),
            yes(pleaded).to_owned(),
            if draw(10) == 0 { "有".to_owned() } else { "无".to_owned() },
            "情节严重".to_owned(),
            term.to_string(),
            (1000 * (1 + draw(20))).to_string(),
            ["甲省", "乙省", "丙省"][draw(3) as usize].to_owned(),
        ];
        let mut cells = cells.to_vec();
        if at % (JUDGMENTS / BAD) == 0 && at / (JUDGMENTS / BAD) <= BAD {
            spoil(&mut cells, at / (JUDGMENTS / BAD));
        }
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Makes a row bad, each in its own way.
fn spoil(cells: &mut Vec<String>, which: u64) {
    let (cell, value) = match which {
        1 => (2, "2021年13月"),
        2 => (3, "倒卖数据"),
        3 => (4, "2035-01"),
        4 => (5, "-60"),
        5 => (6, "数百"),
        6 => (7, "9000-8000"),
        7 => (8, "0.12345678"),
        8 => (9, "自动投案"),
        9 => (11, "不清楚"),
        10 => (13, "三年"),
        11 => (14, "-1"),
        _ => return cells.push("多出的一格".to_owned()),
    };
    cells[cell] = value.to_owned();
}

#[test]
fn the_spreadsheet_goes_in_and_a_regression_comes_out() {
    let folder = folder("judgments");
    fs::write(folder.join("judgments.csv"), spreadsheet()).expect("written");
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/batch/judgments.toml");
    assert!(fs::read_to_string(&map).expect("a map").lines().count() < 30);
    let map = map.display().to_string();
    let arguments = [
        "batch",
        "judgments.csv",
        "--map",
        &map,
        "--offence",
        "cl/253-1",
        "--output",
        "out.csv",
        "--rejects",
        "bad.csv",
    ];
    let output = gravamen(&folder, &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let bad = rows(&fs::read_to_string(folder.join("bad.csv")).expect("rejects"));
    let told: Vec<&str> = bad.iter().map(|row| row["column"].as_str()).collect();
    assert_eq!(bad.len() as u64, BAD, "{told:?}");
    assert!(said.contains("2000 rows in (1988 cases), 1988 rows out, 12 rejected"), "{said}");
    let out = rows(&fs::read_to_string(folder.join("out.csv")).expect("rows"));
    assert_eq!(out.len(), 1988);
    let most = |row: &std::collections::BTreeMap<String, String>| row["most"].parse::<usize>().expect("a grade");
    for row in &out {
        let number = |name: &str| row[name].parse::<f64>().unwrap_or(0.0);
        let reaches = number("items_property") >= 50.0
            || number("items_class_sensitive") >= 500.0
            || number("items_class_ordinary") >= 5000.0
            || number("gains") >= 5000.0;
        assert!(!reaches || most(row) >= 1, "{row:?}");
        assert!(!row["published_imprisonment"].is_empty());
    }
    // What the guide runs in Python: the term on the degree and on surrender, by least squares.
    let settled: Vec<_> = out.iter().filter(|row| row["least"] == "1" && row["most"] == "1").collect();
    assert!(settled.len() > 500, "{}", settled.len());
}
