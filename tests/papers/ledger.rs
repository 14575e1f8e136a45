//! The workbook of a case: every formula gives what was found.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use gravamen::render::archive;

use super::{FOUR, folder, gravamen};

/// A sheet by its cells: what stands in each, and its formula.
type Cells = BTreeMap<(u32, u32), (Data, String)>;

fn sheets(bytes: Vec<u8>) -> Vec<(String, Cells)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let read = |name: String| {
        let values = book.worksheet_range(&name).expect("a sheet");
        let formulas = book.worksheet_formula(&name).expect("its formulas");
        let (top, left) = values.start().unwrap_or_default();
        let cells = values.used_cells().map(|(row, column, value)| {
            let at = (row as u32 + top, column as u32 + left);
            (at, (value.clone(), formulas.get_value(at).cloned().unwrap_or_default()))
        });
        let cells = cells.collect();
        (name, cells)
    };
    names.into_iter().map(read).collect()
}

/// The number in a cell named as Excel does.
fn value(cells: &Cells, name: &str) -> f64 {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.clone().fold(0, |column, letter| column * 26 + (letter as u32 - 'A' as u32 + 1)) - 1;
    let row: u32 = name[letters.count()..].parse::<u32>().expect("a row") - 1;
    match cells.get(&(row, column)) {
        Some((Data::Float(number), _)) => *number,
        Some((Data::Int(number), _)) => *number as f64,
        Some((Data::String(text), _)) => text.parse().unwrap_or(0.0),
        _ => 0.0,
    }
}

/// What a formula gives, as the workbook uses them: sums, a rest, a quotient, a number of cells that hold something.
fn worked_out(formula: &str, cells: &Cells) -> f64 {
    let between = |from: &str, until: &str| -> Vec<String> {
        let split = |name: &str| {
            let at = name.find(|c: char| c.is_ascii_digit()).expect("a row");
            (name[..at].to_owned(), name[at..].parse::<u32>().expect("a row"))
        };
        let ((first, top), (last, bottom)) = (split(from), split(until));
        let number = |name: &str| name.chars().fold(0, |column, letter| column * 26 + (letter as u32 - 'A' as u32 + 1));
        let letters = |column: u32| char::from(b'A' + column as u8 - 1).to_string();
        let columns = number(&first)..=number(&last);
        columns.flat_map(|column| (top..=bottom).map(move |row| format!("{}{row}", letters(column)))).collect()
    };
    let inner = |name: &str| formula.strip_prefix(name).and_then(|rest| rest.strip_suffix(')'));
    if let Some((from, until)) = inner("SUM(").and_then(|range| range.split_once(':')) {
        return between(from, until).iter().map(|cell| value(cells, cell)).sum();
    }
    if let Some((from, until)) = inner("COUNTA(").and_then(|range| range.split_once(':')) {
        let holds = |cell: &&String| {
            let at = cell.find(|c: char| c.is_ascii_digit()).expect("a row");
            let column = cell[..at].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A' + 1)) - 1;
            cells.contains_key(&(cell[at..].parse::<u32>().expect("a row") - 1, column))
        };
        return between(from, until).iter().filter(holds).count() as f64;
    }
    if let Some((above, less)) =
        inner("MAX(").and_then(|rest| rest.strip_suffix(",0")).and_then(|of| of.split_once('-'))
    {
        return (value(cells, above) - value(cells, less)).max(0.0);
    }
    if let Some((over, under)) = formula.split_once('/') {
        let number = |part: &str| part.parse().unwrap_or_else(|_| value(cells, part));
        return number(over) / number(under);
    }
    formula.split('+').map(|cell| value(cells, cell)).sum()
}

#[test]
fn every_formula_of_every_draft_gives_what_was_found() {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/drafts");
    let mut formulas = 0;
    for entry in fs::read_dir(drafts).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file = folder("ledger").join("l.xlsx");
        let done = gravamen(&[
            "write",
            "ledger",
            &path.display().to_string(),
            "-o",
            &file.display().to_string(),
            "--lang",
            "zh",
            "--as-of",
            "2026-06-01",
        ]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let sheets = sheets(fs::read(&file).expect("the workbook"));
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["行为", "条数的计算", "情形", "要件与证据", "说明"]);
        for (name, cells) in &sheets {
            for ((row, column), (given, formula)) in cells.iter().filter(|(_, (_, formula))| !formula.is_empty()) {
                let given = match given {
                    Data::Float(number) => *number,
                    Data::Int(number) => *number as f64,
                    other => panic!("{}: {name} {row} {column}: {other:?}", path.display()),
                };
                let found = worked_out(formula, cells);
                assert!(
                    (found - given).abs() < 1e-4,
                    "{}: {name} row {row}: {formula} = {found}, not {given}",
                    path.display()
                );
                formulas += 1;
            }
        }
    }
    assert!(formulas > 100, "{formulas}");
}

#[test]
fn what_begins_like_a_formula_is_a_text() {
    let folder = folder("ledger-text");
    let case = "[case]\nid = \"c\"\n\n[[person]]\nid = \"li\"\nname = \"=1+1\"\n\n[[dataset]]\nid = \"d\"\ncontains = [\"name\", \"phone\"]\nitems = 6000\n\n[[act]]\nid = \"a1\"\nby = [\"li\"]\ndoes = \"sell\"\ndataset = \"d\"\non = 2024-05-06\n";
    fs::write(folder.join("c.toml"), case).expect("a file can be written");
    let (case, file) = (folder.join("c.toml").display().to_string(), folder.join("l.xlsx").display().to_string());
    let done = gravamen(&["write", "ledger", &case, "-o", &file, "--lang", "en", "--as-of", "2026-06-01"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let sheets = sheets(fs::read(&file).expect("the workbook"));
    let name = sheets[0].1.get(&(1, 2)).expect("who acted");
    assert_eq!((&name.0, name.1.as_str()), (&Data::String("=1+1".to_owned()), ""));
}

/// Each printed page says which case and sheet it is of, repeats the headings, and is as wide as the paper.
#[test]
fn printed_pages_have_a_header_and_fit_the_width() {
    let folder = folder("ledger-printed");
    let file = folder.join("l.xlsx").display().to_string();
    let done = gravamen(&["write", "ledger", FOUR, "-o", &file, "--lang", "zh", "--as-of", "2026-06-01"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let parts = archive::read(&fs::read(&file).expect("the workbook")).expect("an archive");
    let sheets: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).collect();
    assert_eq!(sheets.len(), 5);
    for (name, content) in sheets {
        let sheet = String::from_utf8_lossy(content);
        for part in [
            "&amp;L快递加盟公司出售客户信息案（虚构）&amp;R&amp;A",
            "fitToPage=\"1\"",
            "fitToHeight=\"0\"",
            "landscape",
        ] {
            assert!(sheet.contains(part), "{name} lacks {part}: {sheet:.600}");
        }
    }
    let book = parts.iter().find(|(name, _)| name == "xl/workbook.xml").expect("the workbook");
    assert_eq!(String::from_utf8_lossy(&book.1).matches("_xlnm.Print_Titles").count(), 5);
}
