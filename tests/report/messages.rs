//! Everything that is said on the command line and about case files has its Chinese.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::Command;
use gravamen::case::read;
use gravamen::diagnostic::Diagnostic;
use gravamen::render::messages;
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, engine};
use crate::structure::source::{Token, files};

/// The texts of a command's help, and of those below it.
fn texts(command: &Command, found: &mut BTreeSet<String>) {
    let mut add = |text: String| {
        let paragraphs = text.split("\n\n").map(|one| one.trim_end_matches('.').to_owned());
        found.extend(paragraphs.filter(|one| !one.is_empty()));
    };
    let about = command.get_about().into_iter().chain(command.get_long_about());
    about.for_each(|text| add(text.to_string()));
    for argument in command.get_arguments() {
        let help = argument.get_help().into_iter().chain(argument.get_long_help());
        help.for_each(|text| add(text.to_string()));
        let values = if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() };
        values.iter().filter_map(|value| value.get_help()).for_each(|text| add(text.to_string()));
    }
    command.get_subcommands().for_each(|command| texts(command, found));
}

#[test]
fn every_word_of_the_help_is_in_the_table() {
    let mut found = BTreeSet::new();
    texts(&gravamen::cli::command(), &mut found);
    assert!(found.len() > 100, "the help of every command");
    let missing: Vec<&String> = found.iter().filter(|text| !messages::has(text)).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

#[test]
fn the_command_is_well_formed_in_both_languages() {
    gravamen::cli::command().debug_assert();
    gravamen::cli::localized::localized(gravamen::cli::command()).debug_assert();
}

/// What a diagnostic says.
fn said(diagnostic: &Diagnostic) -> impl Iterator<Item = &String> {
    let labels = diagnostic.labels.iter().map(|label| &label.text).filter(|text| !text.is_empty());
    [&diagnostic.message].into_iter().chain(&diagnostic.notes).chain(&diagnostic.help).chain(labels)
}

#[test]
fn what_is_said_about_case_files_is_in_the_table() {
    let vocabulary = &engine(JUDGED).book.vocabulary;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/case/bad");
    let mut missing = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let mut sources = Sources::default();
        let source = sources.add("case.toml", fs::read_to_string(&path).expect("text"));
        let found = match read(&mut sources, source, vocabulary, &[]) {
            Ok(reading) => reading.warnings,
            Err(errors) => errors,
        };
        // What a parser of TOML says is its own.
        let own = |text: &&String| !messages::has(text) && !text.starts_with("this is not TOML");
        missing.extend(found.iter().flat_map(said).filter(own).cloned());
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn parts_are_put_in_their_places() {
    let told = [
        ("unknown value `贩卖` of `does`", "`does`没有`贩卖`这个值"),
        ("expected a date for `on`, found the number 2025.12", "`on`应为日期，实为数2025.12"),
        ("did you mean `sell`? the values are `a`, `b`", "是否指`sell`？可写的值有：`a`、`b`"),
        ("cannot read `x.toml`: No such file or directory (os error 2)", "无法读取`x.toml`：没有这个文件或者文件夹"),
        ("nobody has ever said this", "nobody has ever said this"),
    ];
    for (english, chinese) in told {
        assert_eq!(messages::chinese(english), chinese);
    }
}

/// Sentences of the source that no table has to have: where, how they begin, and why.
const APART: &[(&str, &str, &str)] = &[
    ("case/read/fact.rs", "expected one of `value`", "goes on: the whole is in the table"),
    ("cli/batch/mod.rs", "a probe is a case", "cannot happen"),
    ("cli/law.rs", "an instrument in force", "cannot happen"),
    ("engine/laws.rs", "a file with a proposal", "cannot happen"),
    ("cli/localized.rs", "`1` is no value of `1`1", "ends in why, or not: both are in the table"),
    ("cli/open/server.rs", "default-src", "a header"),
    ("cli/open/server.rs", "attachment;", "a header"),
    ("cli/open/server.rs", "text/", "a header"),
    ("cli/write.rs", "gravamen 1", "a command"),
    ("engine/refer.rs", "no question of judgement stands at", "goes on: the whole is in the table"),
    ("engine/refer.rs", "no offence stands at", "goes on: the whole is in the table"),
    ("engine/refer.rs", "no ground stands at", "goes on: the whole is in the table"),
    ("engine/check.rs", "declared 1, but", "with what, or without: both are in the table"),
    ("render/docx/mod.rs", "the template has no paragraph", "the table has its braces as they are shown"),
];

/// What a string of the source says, its parts filled in.
fn filled(raw: &str) -> String {
    let raw = raw.trim_start_matches(['r', '#']).trim_end_matches('#').trim_matches('"');
    let mut lines = raw.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let text = lines.fold(first, |text, line| text + line.trim_start()).replace("\\\"", "\"").replace("\\n", "\n");
    let (mut filled, mut rest) = (String::new(), text.replace("{{", "\u{1}").replace("}}", "\u{2}"));
    while let Some((before, after)) = rest.split_once('{').map(|(before, after)| (before.to_owned(), after.to_owned()))
    {
        let Some((_, after)) = after.split_once('}') else { break };
        filled += &before;
        filled.push('1');
        rest = after.to_owned();
    }
    (filled + &rest).replace('\u{1}', "{").replace('\u{2}', "}").trim().to_owned()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Whether a text is a sentence in English that somebody may be told.
fn is_sentence(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
    let begins = text.starts_with(|c: char| c.is_ascii_lowercase() || c == '`' || c == '1');
    begins && words > 2 && text.contains(' ') && !is_chinese(text)
}

#[test]
fn what_is_told_in_english_has_its_chinese() {
    // How many tokens away the Chinese may stand of what stands in both languages.
    const BESIDE: usize = 40;
    let told = |path: &str| {
        ["case/", "cli/", "table/", "engine/", "render/docx/", "render/archive.rs", "text.rs"]
            .iter()
            .any(|of| path.starts_with(of))
    };
    let mut missing = Vec::new();
    for file in files().iter().filter(|file| told(&file.path)) {
        for (at, (line, token)) in file.tokens.iter().enumerate() {
            let Token::Text(raw) = token else { continue };
            let text = filled(raw);
            let near = &file.tokens[at.saturating_sub(BESIDE)..(at + BESIDE).min(file.tokens.len())];
            let beside = near.iter().any(|(_, token)| matches!(token, Token::Text(text) if is_chinese(text)));
            let apart = APART.iter().any(|(path, begins, _)| *path == file.path && text.starts_with(begins));
            let as_it_is = raw.trim_matches('"');
            if is_sentence(&text) && !beside && !apart && !messages::has(&text) && !messages::has(as_it_is) {
                missing.push(format!("src/{}:{line}: {text}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
