//! Chinese screens of the cases in preparation hold no Latin word but names, titles and ids of the file, and what is typed at
//! the keyboard.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use gravamen::render::table;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{self, Detail};

use crate::shipped::found::{Found, drafts};

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

/// The drafts of which documents are written too: each takes as long as the four screens together.
const WRITTEN: [&str; 2] = ["clinic-insider-access-disputed.toml", "school-student-lists.toml"];

/// The first screens of a draft, as they are printed.
fn screens(draft: &Found) -> Vec<(&'static str, String)> {
    let words = Words::naming(Language::Zh, Names::of_case(&draft.engine.book, &draft.case));
    let (title, used) = (Language::Zh.of(&draft.case.title), draft.engine.book.used());
    let shown = [
        ("analyze", report::analysis(draft.analysis(), &words, Detail::Brief)),
        ("explain", explain(draft.reasoning(), &View::default(), &words)),
        ("gaps", report::gaps(title, &used, draft.gaps(), false, &words)),
        ("flip", report::flip(title, &used, draft.flips(), false, &words)),
    ];
    shown.into_iter().map(|(command, document)| (command, table::render(&document, 200, false))).collect()
}

/// A document of a draft, as the command writes it.
fn written(draft: &Found, kind: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/drafts").join(&draft.name);
    let output = Command::new(env!("CARGO_BIN_EXE_gravamen"))
        .args(["write", kind, "--format", "markdown"])
        .arg(file)
        .args(["--lang", "zh", "--width", "200"])
        .output()
        .expect("the command runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !shown.is_empty(), "{kind}: {said}");
    // What a result was computed from stands in a remark that is not shown.
    let receipt = shown.find("<!--").unwrap_or(shown.len());
    shown[..receipt].to_owned() + shown.rsplit_once("-->").map_or("", |(_, after)| after)
}

#[test]
fn chinese_screens_hold_no_latin_words() {
    let mut wrong = Vec::new();
    assert!(drafts().len() >= 10, "ten drafts");
    for draft in drafts() {
        let mut known = words(&draft.text);
        known.extend(words(&draft.name));
        known.extend(TYPED.iter().map(|(word, _)| (*word).to_owned()));
        let mut shown = screens(draft);
        if WRITTEN.contains(&draft.name.as_str()) {
            shown.extend(["memo", "investigation"].map(|kind| (kind, written(draft, kind))));
        }
        for (command, text) in shown {
            let others: Vec<String> = words(&text).difference(&known).cloned().collect();
            if !others.is_empty() {
                wrong.push(format!("{} {command}: {others:?}", draft.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
