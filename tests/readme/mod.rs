//! The README and the research guide: every command they show gives what they show, plots too, and the README's figures
//! are those of the cases.
//!
//! `GRAVAMEN_BLESS=1 cargo test` rewrites the outputs; the difference is to be reviewed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a question of the guide begins.
const QUESTION: &str = "\n## ";

/// Where the plots of the guide stand.
const PLOTS: &str = "interpretations/plots/";

/// Commands that print data unless they are asked for tables.
const TABLES: [&str; 6] = ["analyze", "explain", "gaps", "flip", "compare", "sweep"];

fn run(arguments: &str) -> String {
    let shown = ["--lang", "en", "--width", "92"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    let words = arguments.split_whitespace().flat_map(spelt_out).map(|word| drawn(&word));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(words).args(shown);
    if TABLES.iter().any(|name| arguments.starts_with(name)) && !arguments.contains("--format") {
        command.args(["--format", "table"]);
    }
    let output = command.output().expect("the command runs");
    assert!(output.status.success(), "`gravamen {arguments}` fails: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A word of a command, with `FOLDER/*.toml` spelt out as a shell does.
fn spelt_out(word: &str) -> Vec<String> {
    let Some(folder) = word.strip_suffix("/*.toml") else { return vec![word.to_owned()] };
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    files.sort();
    files.iter().map(|name| format!("{folder}/{name}")).collect()
}

/// A plot is drawn beside the tests, to be compared with the one that the guide shows.
fn drawn(word: &str) -> String {
    word.strip_prefix(PLOTS).map_or_else(|| word.to_owned(), |name| plot(name).display().to_string())
}

fn plot(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The README with the output of every `console` block as the commands give it now.
fn rewritten(readme: &str) -> String {
    let mut rewritten = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        rewritten.push_str(line);
        rewritten.push('\n');
        if line == "```console" {
            let command = lines.next().expect("a command");
            let arguments = command.strip_prefix("$ gravamen ").expect("a command of ours");
            rewritten.push_str(&format!("{command}\n{}```\n", run(arguments)));
            lines.by_ref().find(|line| *line == "```");
        }
    }
    rewritten
}

/// The README with the summary of the test of the cases as it is now.
fn with_summary(readme: &str) -> String {
    let tested = run("case test cases/*.toml --format markdown");
    let (_, summary) = tested.split_once("### Summary\n\n").expect("a summary");
    let (summary, _) = summary.split_once("\n\n").expect("the end of the summary");
    let heading = summary.lines().next().expect("a heading");
    let (before, rest) = readme.split_once(heading).expect("the summary in the README");
    let (_, after) = rest.split_once("\n\n").expect("the end of the table");
    format!("{before}{summary}\n\n{after}")
}

#[test]
fn every_command_and_the_agreement_table_are_what_the_readme_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let now = with_summary(&rewritten(&readme));
    if std::env::var_os("GRAVAMEN_BLESS").is_some() {
        std::fs::write(&path, &now).expect("a README to write");
    }
    assert!(readme.matches("```console").count() >= 2, "the README shows commands");
    assert_eq!(now, std::fs::read_to_string(&path).expect("the README"));
}

#[test]
fn every_command_gives_what_the_research_guide_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("interpretations/research.md");
    let guide = std::fs::read_to_string(&path).expect("the guide");
    let now = std::thread::scope(|scope| {
        let questions = guide.split(QUESTION).map(|question| scope.spawn(move || rewritten(question)));
        let answered: Vec<_> =
            questions.collect::<Vec<_>>().into_iter().map(|one| one.join().expect("it runs")).collect();
        answered.join(QUESTION.trim_start())
    });
    let bless = std::env::var_os("GRAVAMEN_BLESS").is_some();
    if bless {
        std::fs::write(&path, &now).expect("a guide to write");
    }
    assert_eq!(now, std::fs::read_to_string(&path).expect("the guide"));
    let plots = guide.split_whitespace().filter_map(|word| word.strip_prefix(PLOTS));
    let mut number = 0;
    for name in plots {
        let now = std::fs::read_to_string(plot(name)).unwrap_or_else(|_| panic!("{name} is drawn"));
        let shown = root.join(PLOTS).join(name);
        if bless {
            std::fs::write(&shown, &now).expect("a plot to write");
        }
        assert_eq!(now, std::fs::read_to_string(&shown).expect("a plot"), "{name}");
        assert!(guide.contains(&format!("](plots/{name})")), "{name} is shown");
        number += 1;
    }
    assert!(number >= 12, "{number} plots");
    for question in guide.split(QUESTION).skip(1) {
        assert!(question.contains("](plots/"), "no plot: {}", question.lines().next().unwrap_or_default());
    }
}

#[test]
fn no_case_differs_without_explanation() {
    let totals = run("case test cases/*.toml");
    assert!(totals.lines().last().is_some_and(|line| line.ends_with(" 0 fail")), "{totals}");
}
