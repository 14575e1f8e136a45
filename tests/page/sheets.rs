//! Sheets of transactions become acts, by command and on the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use rust_xlsxwriter::Workbook;

use super::site::Site;

/// A case with a comment, an accused, and a body of information.
const CASE: &str = "# What stands here stays.\n[case]\nid = \"c\"  # its id\n\n[[person]]\nid = \"li\"\nname = \"李某\"\n\n[[dataset]]\nid = \"list\"\ntitle = \"名单\"\ncontains = [\"name\", \"phone\"]\nitems = 9000\n";

/// Two sales, in the words of a list of transactions, with its total.
const SHEET: [[&str; 5]; 4] = [
    ["交易时间", "卖家", "买家", "数量（条）", "金额（万元）"],
    ["2024-05-06 13:20:11", "李某", "王某", "3,000", "0.6"],
    ["2024年5月8日", "李某", "赵某", "2000", "0.45005"],
    ["合计", "", "", "5000", "1.05005"],
];

/// A folder of its own with the case, and a file beside it.
fn folder(name: &str, sheet: &[u8]) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let own = format!("sheets-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("c.toml"), CASE).expect("a file can be written");
    fs::write(folder.join(name), sheet).expect("a file can be written");
    folder
}

fn csv() -> String {
    let line = |row: &[&str; 5]| row.map(|cell| format!("\"{cell}\"")).join(",");
    SHEET.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn acts(folder: &Path, sheet: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.args(["case", "acts", sheet, "--into", "c.toml", "--lang", "en", "--width", "160"]);
    command.args(more).current_dir(folder).output().expect("the command runs")
}

fn case(folder: &Path) -> String {
    fs::read_to_string(folder.join("c.toml")).expect("the case")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// What every row says that no column does.
const ALL: [&str; 4] = ["--all", "does=sell", "--all", "dataset=list"];

#[test]
fn a_preview_says_what_is_taken_for_what_and_writes_nothing() {
    let folder = folder("s.csv", csv().as_bytes());
    let shown = acts(&folder, "s.csv", &[&ALL[..], &["--preview"]].concat());
    assert!(shown.status.success(), "{}", said(&shown));
    let text = said(&shown);
    for part in ["2 rows", "数量（条）", "5000", "10500.5", "nothing was written"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(case(&folder), CASE);
}

#[test]
fn rows_become_acts_and_everything_else_stays() {
    let folder = folder("s.csv", csv().as_bytes());
    let done = acts(&folder, "s.csv", &[&ALL[..], &["--total", "items=5000", "--total", "gains=1.05005万"]].concat());
    assert!(done.status.success(), "{}", said(&done));
    let text = case(&folder);
    let added = text.strip_prefix(CASE).unwrap_or_else(|| panic!("the file was changed: {text}"));
    for line in [
        "id = \"a1\"",
        "by = [\"li\"]",
        "on = 2024-05-06",
        "to = [\"王某\"]",
        "items = 3000",
        "gains = 6000",
        "does = \"sell\"",
        "dataset = \"list\"",
        "on = 2024-05-08",
        "gains = 4500.50",
    ] {
        assert!(added.lines().any(|found| found == line), "{line}: {added}");
    }
    assert_eq!(added.matches("[[act]]").count(), 2, "the total is no act");
}

#[test]
fn a_workbook_gives_the_same_acts_as_its_csv() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(&SHEET) {
        for (column, cell) in (0..).zip(cells) {
            match cell.replace(',', "").parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).expect("a number"),
                Err(_) => sheet.write_string(row, column, *cell).expect("a text"),
            };
        }
    }
    let of_csv = folder("s.csv", csv().as_bytes());
    let of_book = folder("s.xlsx", &book.save_to_buffer().expect("a workbook"));
    for (folder, name) in [(&of_csv, "s.csv"), (&of_book, "s.xlsx")] {
        let done = acts(folder, name, &ALL);
        assert!(done.status.success(), "{}", said(&done));
    }
    assert_eq!(case(&of_book), case(&of_csv));
}

#[test]
fn what_does_not_add_up_or_names_nobody_is_not_written() {
    let wrong_total = csv().replace("\"5000\"", "\"5100\"");
    let nobody = csv().replace("\"李某\",\"赵某\"", "\"孙某\",\"赵某\"");
    let no_number = csv().replace("\"2000\"", "\"几千\"");
    // What is about so much is read, and adds up to no exact total.
    let about = csv().replace("\"2000\"", "\"约2000\"");
    let odd = csv().replace("0.45005", "0.4500511");
    let tables: [(&str, &str, &[&str], i32); 7] = [
        ("the total of the sheet", &wrong_total, &[], 1),
        ("an approximate number", &about, &[], 1),
        ("a total that was given", &csv(), &["--total", "items=4999"], 1),
        ("row 3", &nobody, &[], 2),
        ("row 3", &no_number, &[], 2),
        ("row 3", &odd, &[], 2),
        ("a column that is not there", &csv(), &["--total", "persons=3"], 2),
    ];
    for (what, table, more, code) in tables {
        let folder = folder("s.csv", table.as_bytes());
        let found = acts(&folder, "s.csv", &[&ALL[..], more].concat());
        assert_eq!(found.status.code(), Some(code), "{what}: {}", said(&found));
        assert!(!what.starts_with("row") || said(&found).contains(what), "{what}: {}", said(&found));
        assert_eq!(case(&folder), CASE, "{what}");
    }
}

#[test]
fn a_map_says_what_ones_own_columns_and_codes_mean() {
    let table = "日,卖的人,方式,几条\n2024-05-06,李某,微信卖,30\n";
    let map = "[columns]\n\"日\" = \"when\"\n\"卖的人\" = \"by\"\n\"几条\" = { to = \"items\", unit = \"百条\" }\n\"方式\" = { to = \"does\", codes = { \"微信卖\" = \"sell\" } }\n\n[always]\ndataset = \"list\"\n";
    let folder = folder("s.csv", table.as_bytes());
    fs::write(folder.join("m.toml"), map).expect("a file can be written");
    let done = acts(&folder, "s.csv", &["--map", "m.toml"]);
    assert!(done.status.success(), "{}", said(&done));
    let text = case(&folder);
    assert!(text.contains("items = 3000") && text.contains("does = \"sell\""), "{text}");
    fs::write(folder.join("m.toml"), map.replace("\"when\"", "\"whenever\"")).expect("a file can be written");
    let refused = acts(&folder, "s.csv", &["--map", "m.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("whenever"), "{}", said(&refused));
    assert_eq!(case(&folder), text);
}

#[test]
fn the_page_reads_a_sheet_of_the_folder_or_what_is_pasted() {
    let site = Site::open(&[("c.toml", CASE), ("s.csv", &csv())]);
    assert!(site.get("facts?case=c.toml").body.contains("<option value=\"s.csv\">"), "the sheet is offered");
    let preview = site.post("paste?case=c.toml", &[("sheet", "s.csv")]);
    assert_eq!(preview.status, 200, "{}", preview.body);
    for part in ["10500.5", "always-does", "always-dataset"] {
        assert!(preview.body.contains(part), "{part}: {}", preview.body);
    }
    assert_eq!(site.post("paste?case=c.toml", &[("sheet", "../s.csv")]).status, 422);
    assert_eq!(site.text("c.toml"), CASE);
    let rows = SHEET.map(|row| row.join("\t")).join("\n");
    let said = [("rows", rows.as_str()), ("always-does", "sell"), ("always-dataset", "名单")];
    let done = site.post("paste-in?case=c.toml", &said);
    assert_eq!(done.status, 303, "{}", done.body);
    let text = site.text("c.toml");
    assert!(text.starts_with(CASE) && text.contains("gains = 4500.5") && text.contains("dataset = \"list\""), "{text}");
}

#[test]
fn a_sheet_that_is_read_twice_adds_nothing_twice_and_says_so() {
    let folder = folder("s.csv", csv().as_bytes());
    assert!(acts(&folder, "s.csv", &ALL).status.success());
    let once = case(&folder);
    let again = acts(&folder, "s.csv", &ALL);
    assert!(again.status.success() && said(&again).contains("2 rows are acts of the case already"), "{}", said(&again));
    assert_eq!(case(&folder), once);
    // What was said of an act since changes nothing; a further row is added, and the same row twice in a sheet are two acts.
    let noted = once.replace("gains = 6000", "gains = { value = 6000, status = \"disputed\", defence = 5000 }");
    assert_ne!(noted, once);
    fs::write(folder.join("c.toml"), &noted).expect("a file can be written");
    let more = "2024年6月1日,李某,王某,100,0.01\n".repeat(2);
    let longer =
        csv().replace("\"合计\"", &format!("{more}\"合计\"")).replace("\"5000\"", "5200").replace("1.05005", "1.07005");
    fs::write(folder.join("s.csv"), longer).expect("a file can be written");
    let added = acts(&folder, "s.csv", &ALL);
    assert!(added.status.success() && said(&added).contains("2 acts written"), "{}", said(&added));
    assert!(case(&folder).starts_with(&noted) && case(&folder).matches("[[act]]").count() == 4, "{}", case(&folder));
}

#[test]
fn the_page_says_which_rows_are_acts_already() {
    let site = Site::open(&[("c.toml", CASE)]);
    let rows = SHEET[..3].iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
    let form = [("rows", rows.as_str()), ("always-does", "sell"), ("always-dataset", "名单")];
    assert_eq!(site.post("paste-in?case=c.toml", &form).status, 303);
    let once = site.text("c.toml");
    let preview = site.post("paste?case=c.toml", &form);
    assert!(preview.body.contains("2 rows are acts of the case already"), "{}", preview.body);
    let again = site.post("paste-in?case=c.toml", &form);
    assert_eq!(again.status, 200, "{}", again.body);
    assert!(again.body.contains("2 rows are acts of the case already"), "{}", again.body);
    assert_eq!(site.text("c.toml"), once);
}
