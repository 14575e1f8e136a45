//! Chinese screens of the cases in preparation hold no Latin word but names, titles and ids of the file, and what is typed at
//! the keyboard.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is typed as it stands, and why it stands there.
const TYPED: [(&str, &str); 18] = [
    ("gravamen", "the command"),
    ("gaps", "a command that is pointed to"),
    ("explain", "a command that is pointed to"),
    ("flip", "a command that is pointed to"),
    ("all", "an option"),
    ("full", "an option"),
    ("only", "an option"),
    ("proven", "the value of an option"),
    ("depth", "an option"),
    ("as", "an option: --as-of"),
    ("of", "an option: --as-of"),
    ("laws", "an option"),
    ("write", "the command that wrote a document"),
    ("memo", "which document"),
    ("investigation", "which document"),
    ("toml", "the ending of the file"),
    ("sha", "how a file is told from another"),
    ("sub", "a mark of Markdown for small print"),
];

fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    // One letter alone is none, and with digits it is a number: E1, A9, a hash.
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    parts.filter(is_word).map(str::to_lowercase).collect()
}

fn drafts() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/drafts");
    let entries = fs::read_dir(folder).expect("the drafts").map(|entry| entry.expect("a draft").path());
    let mut drafts: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    drafts.sort();
    assert!(drafts.len() >= 10, "ten drafts");
    drafts
}

/// The drafts of which documents are written too: each takes as long as the four screens together.
const WRITTEN: [&str; 2] = ["clinic-insider-access-disputed", "school-student-lists"];

/// The Latin words that a command shows of a draft and that stand neither in its file nor among what is typed.
fn others(draft: &Path, command: &[&str]) -> Vec<String> {
    let mut known = words(&fs::read_to_string(draft).expect("a draft"));
    known.extend(words(&draft.file_stem().expect("a name").to_string_lossy()));
    known.extend(TYPED.iter().map(|(word, _)| (*word).to_owned()));
    let output = Command::new(env!("CARGO_BIN_EXE_gravamen"))
        .args(command)
        .arg(draft)
        .args(["--lang", "zh", "--width", "200"])
        .output()
        .expect("the command runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !shown.is_empty(), "{command:?}: {said}");
    // What a result was computed from stands in a remark that is not shown.
    let receipt = shown.find("<!--").unwrap_or(shown.len());
    let shown = shown[..receipt].to_owned() + shown.rsplit_once("-->").map_or("", |(_, after)| after);
    words(&shown).difference(&known).cloned().collect()
}

#[test]
fn chinese_screens_hold_no_latin_words() {
    let screens = ["analyze", "explain", "gaps", "flip"].map(|command| vec![command, "--format", "table"]);
    let documents = ["memo", "investigation"].map(|kind| vec!["write", kind, "--format", "markdown"]);
    let mut wrong = Vec::new();
    for draft in drafts() {
        let name = draft.file_stem().expect("a name").to_string_lossy().into_owned();
        let documents = documents.iter().filter(|_| WRITTEN.contains(&name.as_str()));
        for command in screens.iter().chain(documents) {
            let others = others(&draft, command);
            if !others.is_empty() {
                wrong.push(format!("{name} {command:?}: {others:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
