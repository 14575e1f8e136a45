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
