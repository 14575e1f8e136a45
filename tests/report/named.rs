//! No screen of any case shows a provision, a fact or a reading by what one may type, unless that is asked for.

use std::collections::BTreeSet;

use gravamen::engine::Engine;
use gravamen::parallel::in_parallel;
use gravamen::report::document::{Block, Cell, Document};
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{self, Detail, law, quiz};

use crate::evaluation::support::engine;
use crate::shipped::found::{Found, LATEST, cases, drafts};

/// Everything that commands show of a case, in a language: each first screen, and all of it.
fn screens(found: &Found, words: &Words) -> Vec<(&'static str, Document)> {
    let (reasoning, gaps, flips) = (found.reasoning(), found.gaps(), found.flips());
    let view = |depth| View { depth, ..View::default() };
    let (title, used) = (words.language.of(&found.case.title), found.engine.book.used());
    vec![
        ("analyze", report::analysis(&reasoning.analysis, words, Detail::Brief)),
        ("analyze --all", report::analysis(&reasoning.analysis, words, Detail::All)),
        ("explain", explain(reasoning, &view(None), words)),
        ("explain --all", explain(reasoning, &view(Some(usize::MAX)), words)),
        ("gaps", report::gaps(title, &used, gaps, false, words)),
        ("gaps --all", report::gaps(title, &used, gaps, true, words)),
        ("flip", report::flip(title, &used, flips, false, words)),
        ("flip --all", report::flip(title, &used, flips, true, words)),
        ("quiz", quiz::listed(&quiz::questions(reasoning, &View::default(), words), words)),
    ]
}

/// What stands in a text for a provision, a fact or a reading, and is no name of it.
pub fn codes(text: &str, engine: &Engine) -> BTreeSet<String> {
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let tables = ["act.", "person.", "dataset.", "gains.", "consequence.", "judgement.", "choice.", "evidence."];
    let ids: Vec<String> = engine.book.instruments.iter().map(|one| format!("{}/", one.id)).collect();
    let options: Vec<&str> = engine.book.choices.iter().map(|one| one.name.as_str()).collect();
    let is_code = |word: &&str| {
        tables.iter().any(|table| word.len() > table.len() && word.starts_with(table))
            || ids.iter().any(|id| word.starts_with(id.as_str()))
            || options.contains(word) && word.contains('-')
    };
    text.split(|c| !joined(c)).map(|word| word.trim_matches('.')).filter(is_code).map(str::to_owned).collect()
}

/// The codes that the screens of these cases show.
fn shown(cases: &[Found]) -> Vec<String> {
    let found = in_parallel(cases, |found| {
        let mut wrong = Vec::new();
        for language in [Language::Zh, Language::En] {
            let words = Words::naming(language, Names::of_case(&found.engine.book, &found.case));
            for (command, document) in screens(found, &words) {
                let codes = codes(&text_of(&document), found.engine);
                if !codes.is_empty() {
                    wrong.push(format!("{}: {command} {language:?}: {codes:?}", found.name));
                }
            }
        }
        wrong
    });
    found.into_iter().flatten().collect()
}

#[test]
fn no_screen_of_a_draft_shows_a_code() {
    let found = shown(drafts());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_screen_of_a_decided_case_shows_a_code() {
    let found = shown(cases());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Everything said in a document.
fn text_of(document: &Document) -> String {
    let cell = |cell: &Cell| cell.text.clone();
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Heading(_, text) | Block::Line(text) => cell(text),
        Block::Table(table) => {
            let headings = table.columns.iter().map(|column| column.heading.clone());
            headings.chain(table.rows.iter().flatten().map(cell)).collect::<Vec<_>>().join("\n")
        }
        Block::Notes(notes) => notes.join("\n"),
        Block::Outline(lines) => lines.iter().map(cell).collect::<Vec<_>>().join("\n"),
        Block::Picture(_) => String::new(),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_table_of_the_law_shows_a_code() {
    let engine = engine(LATEST);
    for language in [Language::Zh, Language::En] {
        let words = Words::naming(language, Names::of_law(&engine.book));
        let shown = engine.book.instruments.iter().map(|one| (one.id.as_str(), law::show(one, None, &words)));
        let others = [
            ("list", law::list(&engine.book, &words)),
            ("readings", law::readings(&engine.book, &words)),
            ("sources", law::sources(&engine.book, &words)),
        ];
        for (name, mut document) in shown.chain(others) {
            // How a rule is encoded is the language of the law files itself.
            without_encoding(&mut document, &words);
            let found = codes(&text_of(&document), engine);
            assert!(found.is_empty(), "{name} {language:?}: {found:?}");
        }
    }
}

/// A rule that names the text it is from is settled by that text, unless it was read.
#[test]
fn what_would_settle_a_rule_is_the_text_that_it_names() {
    let engine = engine(LATEST);
    let words = Words::naming(Language::En, Names::of_law(&engine.book));
    let document = law::sources(&engine.book, &words);
    let rows = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let settled_by = |place: &str| {
        let mut own = rows.clone().flatten().filter(|row| row[0].text == place);
        own.next().map(|row| row[3].text.clone()).unwrap_or_default()
    };
    assert_eq!(settled_by("Criminal Law art. 17(1)"), "法释〔2006〕1号 (its official text)");
    assert_eq!(settled_by("Criminal Law art. 17(4)"), "法释〔2006〕1号 (its official text)");
    // The figure that it names was read; what is doctrine is that it is taken here.
    assert_eq!(settled_by("Doctrine point 9(1)"), "a statute, an interpretation or a published case");
}

/// Leaves out the columns that show how a rule is encoded, and what may be typed for it.
fn without_encoding(document: &mut Document, words: &Words) {
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        let at = |heading: &str| table.columns.iter().position(|column| column.heading == heading);
        for column in [at(words.encoded), at(words.choice), at("id")].into_iter().flatten() {
            table.rows.iter_mut().for_each(|row| row[column].text.clear());
        }
    }
}
