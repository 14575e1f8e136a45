//! Every file in `bad/`, read after the small law: what is wrong with it stands beside it, in a `.txt`.
//!
//! With `GRAVAMEN_BLESS=1` set, the expectations are written anew; the difference is for review.

use std::fmt::Write;
use std::path::Path;

use gravamen::diagnostic::{Diagnostic, Severity};
use gravamen::span::{Sources, Span};

use super::{BASE, resolve};

fn told(problems: &[Diagnostic], sources: &Sources) -> String {
    let at = |span: Span| format!("{}:{}", sources.get(span.source).name, sources.position(span));
    let mut told = String::new();
    for problem in problems {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        writeln!(told, "{severity}[{}]: {}", problem.code, problem.message).expect("a string");
        for label in &problem.labels {
            writeln!(told, "  {} `{}` {}", at(label.span), sources.text(label.span), label.text).expect("a string");
        }
        problem.notes.iter().for_each(|note| writeln!(told, "  note: {note}").expect("a string"));
        problem.help.iter().for_each(|help| writeln!(told, "  help: {help}").expect("a string"));
    }
    told
}

#[test]
fn every_bad_file_is_told_what_is_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law/bad");
    let entries = folder.read_dir().expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "law")).collect();
    files.sort();
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a file");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let (book, problems, sources) = resolve(&[("base.law", BASE), (name, &text)], "2020-01-01");
        let found = told(&problems, &sources);
        assert_eq!(book.is_none(), problems.iter().any(Diagnostic::is_error), "{name}");
        assert!(!problems.is_empty(), "nothing is wrong in {name}");
        let expected = path.with_extension("txt");
        if std::env::var_os("GRAVAMEN_BLESS").is_some() {
            std::fs::write(&expected, &found).expect("a file to write");
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, expected, "in {name}");
    }
}
