//! Case files: what they give, and what is said about those that cannot be read.

mod bad;
mod format;
mod forms;
mod hostile;
mod overrides;
mod render;
mod stated;
mod typing;
mod vocabulary;

use gravamen::case::facts::{Case, Entity, Value};
use gravamen::case::{Override, Reading, read};
use gravamen::diagnostic::{Diagnostic, Diagnostics};
use gravamen::law::vocabulary::Vocabulary;
use gravamen::span::{Sources, Span};

use vocabulary::vocabulary;

/// Reads a text under the name `case.toml`.
fn read_text(text: &str, overrides: &[Override]) -> (Sources, Result<Reading, Diagnostics>) {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    let reading = read(&mut sources, source, &vocabulary(), overrides);
    (sources, reading)
}

/// Reads a text that must be in order.
fn good(text: &str) -> Case {
    let (sources, reading) = read_text(text, &[]);
    match reading {
        Ok(reading) => reading.case,
        Err(errors) => panic!("{}", all(&sources, &errors)),
    }
}

/// A diagnostic on a few lines: code, place, message, other places, help.
fn brief(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let at = |span: Span| format!("{}:{}", sources.get(span.source).name, sources.position(span));
    let mut lines = format!("[{}] {}", diagnostic.code, diagnostic.message);
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let covered = sources.text(label.span).lines().next().unwrap_or_default();
        lines +=
            &format!("\n  {} {} `{covered}` {}", if index == 0 { "at" } else { "and" }, at(label.span), label.text);
        lines.truncate(lines.trim_end().len());
    }
    if let Some(help) = &diagnostic.help {
        lines += &format!("\n  help: {help}");
    }
    lines
}

fn all(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| brief(sources, diagnostic)).collect::<Vec<_>>().join("\n")
}

/// The value of a fact of a case.
fn value(case: &Case, entity: Entity, name: &str) -> Option<Value> {
    let vocabulary: Vocabulary = vocabulary();
    let fact = vocabulary.fact_named(entity.scope(), name).expect("a fact of the test vocabulary");
    case.fact(entity, fact).map(|fact| fact.value.clone())
}
