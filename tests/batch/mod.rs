//! Tables in, tidy rows out: the same facts as a case file, every bad row told, nothing lost.

mod alike;
mod judgments;
mod rows;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The command in a folder.
fn gravamen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.current_dir(folder).args(arguments).args(["--lang", "en"]).output().expect("the command runs")
}

/// What the command prints; it succeeds.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = gravamen(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Rows of CSV by heading.
fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("a row");
        headings.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}
