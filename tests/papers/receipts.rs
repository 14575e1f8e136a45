//! Receipts: every format carries one, it is replayed, and what differs is told by rule.

use std::fs;

use gravamen::render::archive;

use super::{FOUR, folder, gravamen, printed, text};

/// How a verification ended, and what it said.
fn verified(arguments: &[&str]) -> (Option<i32>, String) {
    let arguments: Vec<&str> = ["verify", "--lang", "en"].iter().chain(arguments).copied().collect();
    let output = gravamen(&arguments);
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn every_format_carries_a_receipt_that_holds() {
    let folder = folder("formats");
    let case = folder.join("four.toml");
    fs::copy(FOUR, &case).expect("copied");
    for ending in ["docx", "md", "html"] {
        let file = folder.join(format!("review.{ending}"));
        printed(&["write", "review", text(&case), "-o", text(&file), "--as-of", "2026-11-20", "--set", "mixed=main"]);
        let (code, said) = verified(&[text(&file)]);
        assert_eq!(code, Some(0), "{ending}: {said}");
    }
    for format in ["json", "markdown", "html"] {
        let file = folder.join(format!("result.{format}"));
        let found = printed(&["analyze", text(&case), "--format", format, "--only", "proven"]);
        fs::write(&file, found).expect("written");
        let (code, said) = verified(&[text(&file)]);
        assert_eq!(code, Some(0), "{format}: {said}");
    }
}

#[test]
fn what_differs_is_told_by_rule() {
    let folder = folder("differs");
    let case = folder.join("software-company.toml");
    fs::copy("cases/software-company.toml", &case).expect("copied");
    let result = folder.join("result.json");
    fs::write(&result, printed(&["analyze", text(&case), "--format", "json"])).expect("written");
    let before = fs::read_to_string(&case).expect("the case");
    fs::write(&case, before.replace("items", "# items")).expect("written");
    let (code, said) = verified(&[text(&result)]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("What differs, by rule") && said.contains("fs-2017-10/5.1."), "{said}");
}

#[test]
fn an_archive_is_replayed_under_its_own_law_and_this_one() {
    let folder = folder("archive");
    let file = folder.join("four.zip");
    printed(&["write", "archive", FOUR, "-o", text(&file), "--as-of", "2026-11-20"]);
    let (code, said) = verified(&[text(&file)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Under the law of the archive") && said.contains("Under the law of this program"), "{said}");
}

/// An archive that an earlier build wrote, kept as it was: commit 41db76c, by `gravamen write archive`. What it says of its
/// own law, this build finds too. `.ci/archives` asks two builds both ways.
#[test]
fn the_archive_of_an_earlier_build_is_replayed_with_the_same_result() {
    let (_, said) = verified(&["tests/data/archives/software-company-41db76c.zip"]);
    let own = said.split("Under the law of this program").next().expect("a part");
    assert!(own.contains("Under the law of the archive") && own.contains("what was found"), "{said}");
    assert!(!own.contains("differs"), "what an earlier build found is found no more: {said}");
    assert!(said.contains("Under the law of this program"), "{said}");
}

/// The law of a later build may say what this one cannot read: that is told, and the case is replayed under its own law.
#[test]
fn a_law_in_words_of_a_later_build_is_told_and_stops_nothing() {
    let folder = folder("later");
    let file = folder.join("later.zip");
    printed(&["write", "archive", FOUR, "-o", text(&file), "--as-of", "2026-11-20"]);
    let mut parts = archive::read(&fs::read(&file).expect("the archive")).expect("an archive");
    let (name, content) =
        parts.iter_mut().find(|(name, _)| name.ends_with("fs-2017-10.law")).expect("the interpretation");
    assert!(name.starts_with("laws/"), "{name}");
    content.extend(b"\ninstrument later { wherever it may lead }\n");
    fs::write(&file, archive::write(&parts).expect("an archive")).expect("written");
    let (code, said) = verified(&[text(&file)]);
    assert_eq!(code, Some(1), "{said}");
    for part in ["Under the law of the archive", "cannot read the law of the archive", "Under the law of this program"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let own = said.split("Under the law of this program").nth(1).expect("a part");
    assert!(own.contains("what was found") && !own.contains("differs"), "{said}");
    let chinese = gravamen(&["verify", "--lang", "zh", text(&file)]);
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("读不了归档的法律文件"));
}

#[test]
fn what_carries_no_receipt_is_refused() {
    let folder = folder("none");
    let file = folder.join("none.json");
    for content in [&b"{}"[..], b"", b"\xff\xfe", b"PK\x03\x04", b"<!-- gravamen-receipt {} -->"] {
        fs::write(&file, content).expect("written");
        let (code, said) = verified(&[text(&file)]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("carries no receipt"), "{said}");
    }
}
