//! Every file of `tests/data/case/bad` is read; what is said about it stands beside it.
//!
//! `GRAVAMEN_BLESS=1 cargo test` rewrites what is expected; the difference is to be reviewed.

use std::fs;
use std::path::Path;

use gravamen::case::read;
use gravamen::render::source::render;
use gravamen::span::Sources;

use super::vocabulary::vocabulary;

#[test]
fn each_bad_file_says_what_is_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/case/bad");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    assert!(files.len() > 30, "the folder is not empty");
    let bless = std::env::var_os("GRAVAMEN_BLESS").is_some();
    for file in files {
        let found = drawn(&file);
        let beside = file.with_extension("expected");
        if bless {
            fs::write(&beside, &found).expect("written");
        } else {
            let expected = fs::read_to_string(&beside).unwrap_or_default();
            assert_eq!(found, expected, "{}", file.display());
        }
    }
}

/// Everything said about a file: that it cannot be read, or the warnings.
fn drawn(file: &Path) -> String {
    let mut sources = Sources::default();
    let name = file.file_name().expect("a name").to_string_lossy();
    let source = sources.add(name, fs::read_to_string(file).expect("text"));
    let found = match read(&mut sources, source, &vocabulary(), &[]) {
        Ok(reading) => reading.warnings,
        Err(errors) => errors,
    };
    found.iter().map(|diagnostic| format!("{}\n\n", render(&sources, diagnostic, false))).collect()
}
