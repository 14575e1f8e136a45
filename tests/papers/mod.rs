//! Documents for the file, receipts and archives, through the command.

mod documents;
mod ledger;
mod pseudonyms;
mod receipts;

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

/// A case in preparation: four accused, nine acts, a report outstanding, duplicates in dispute.
const FOUR: &str = "tests/data/papers/four.toml";

/// The command in the root of the project.
fn gravamen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.args(arguments).env("LC_ALL", "C").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.output().expect("the command runs")
}

/// What it prints, where it succeeds.
fn printed(arguments: &[&str]) -> String {
    let output = gravamen(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("papers").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn text(path: &std::path::Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
