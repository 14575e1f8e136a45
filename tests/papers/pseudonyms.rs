//! The copy of a case without names has the same outcome, and nothing of the text.

use std::fs;
use std::path::{Path, PathBuf};

use gravamen::parallel::in_parallel;
use gravamen::receipt::Receipt;

use super::{FOUR, folder, printed, text};
use crate::evaluation::support::{JUDGED, engine};

/// Every shipped case, and the one of these tests.
fn cases() -> Vec<PathBuf> {
    let mut found = vec![PathBuf::from(FOUR)];
    for folder in ["cases", "cases/drafts"] {
        let entries = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).read_dir().expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        found.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    found.sort();
    found
}

/// What is found of each accused, by position: the ids differ.
fn outcome(source: &str) -> Vec<(usize, String, String, String)> {
    let engine = engine(JUDGED);
    let mut sources = gravamen::span::Sources::default();
    let id = sources.add("case", source.to_owned());
    let reading = gravamen::case::read(&mut sources, id, &engine.book.vocabulary, &[]);
    let case = reading.unwrap_or_else(|wrong| panic!("{wrong:?}\n{source}")).case;
    let analysis = engine.analyse(&case, &Default::default()).expect("an analysis");
    let person = |id: &str| case.person_named(id).expect("a person");
    let found = Receipt::of(&analysis).found.into_iter();
    found.map(|line| (person(&line.person), line.charge, line.rule, line.found)).collect()
}

#[test]
fn the_outcome_is_the_same_and_the_text_is_gone() {
    let all = cases();
    assert!(all.len() > 40, "{}", all.len());
    in_parallel(&all, |path| {
        let before = fs::read_to_string(path).expect("a case");
        let after = gravamen::case::pseudonymised(&before).expect("TOML");
        assert_eq!(outcome(&before), outcome(&after), "{}", path.display());
        let file: toml::Table = before.parse().expect("TOML");
        let names = file.get("person").and_then(toml::Value::as_array).into_iter().flatten();
        for name in names.filter_map(|person| person.get("name")?.as_str()).filter(|name| name.chars().count() > 1) {
            assert!(!after.contains(&format!("\"{name}\"")), "{}: {name}\n{after}", path.display());
        }
        assert!(!after.contains('#') && !after.contains("notes") && !after.contains("http"), "{after}");
    });
}

#[test]
fn the_command_writes_a_copy_that_can_be_read() {
    let file = folder("pseudonyms").join("copy.toml");
    printed(&["case", "pseudonymise", FOUR, "-o", text(&file)]);
    let copy = fs::read_to_string(&file).expect("the copy");
    for gone in ["恒通", "周海", "甲市", "运单\"", "检验报告", "律师"] {
        assert!(!copy.contains(gone), "{gone}: {copy}");
    }
    printed(&["case", "check", text(&file)]);
}
