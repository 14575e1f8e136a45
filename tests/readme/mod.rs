//! The README, the manual and the research guide, in both languages: every command they show gives what they show, plots
//! too, and the figures of agreement are those of the cases.
//!
//! `GRAVAMEN_BLESS=1 cargo test` rewrites the outputs; the difference is to be reviewed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a question of the guide begins.
const QUESTION: &str = "\n## ";

/// Where the plots of the guide stand.
const PLOTS: &str = "interpretations/plots/";

/// The pages of the manual, each in both languages.
const PAGES: [&str; 4] = ["prosecutor", "student", "researcher", "law"];

/// Commands that print data unless they are asked for tables.
const TABLES: [&str; 6] = ["analyze", "explain", "gaps", "flip", "compare", "sweep"];

fn run(arguments: &str, lang: &str) -> String {
    let shown = ["--lang", lang, "--width", "92"];
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

/// A page with the output of every `console` block as the commands give it now.
fn rewritten(page: &str, lang: &str) -> String {
    let mut rewritten = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        rewritten.push_str(line);
        rewritten.push('\n');
        if line == "```console" {
            let command = lines.next().expect("a command");
            let arguments = command.strip_prefix("$ gravamen ").expect("a command of ours");
            rewritten.push_str(&format!("{command}\n{}```\n", run(arguments, lang)));
            lines.by_ref().find(|line| *line == "```");
        }
    }
    rewritten
}

/// The page for researchers with the summary of the test of the cases as it is now.
fn with_summary(page: &str) -> String {
    let tested = run("case test cases/*.toml --format markdown", "en");
    let (_, summary) = tested.split_once("### Summary\n\n").expect("a summary");
    let (summary, _) = summary.split_once("\n\n").expect("the end of the summary");
    let heading = summary.lines().next().expect("a heading");
    let (before, rest) = page.split_once(heading).expect("the summary in the page");
    let (_, after) = rest.split_once("\n\n").expect("the end of the table");
    format!("{before}{summary}\n\n{after}")
}

/// Holds a page to what its commands give now; with `GRAVAMEN_BLESS`, rewrites it first.
fn holds(path: &str, now: impl Fn(&str) -> String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let shown = std::fs::read_to_string(&file).expect("a page");
    let now = now(&shown);
    if std::env::var_os("GRAVAMEN_BLESS").is_some() {
        std::fs::write(&file, &now).expect("a page to write");
    }
    assert_eq!(now, std::fs::read_to_string(&file).expect("a page"), "{path}");
}

#[test]
fn every_command_gives_what_the_readme_shows() {
    for (path, lang) in [("README.md", "en"), ("README.zh.md", "zh")] {
        holds(path, |page| {
            assert!(page.contains("```console"), "{path} shows a command");
            rewritten(page, lang)
        });
        let lines =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a page").lines().count();
        assert!(lines < 150, "{path} has {lines} lines");
    }
}

#[test]
fn every_command_gives_what_the_manual_shows() {
    std::thread::scope(|scope| {
        for (name, language) in PAGES.iter().flat_map(|name| [(name, "en"), (name, "zh")]) {
            let path = if language == "en" { format!("guide/{name}.md") } else { format!("guide/{name}.zh.md") };
            scope.spawn(move || holds(&path, |page| rewritten(page, language)));
        }
    });
}

#[test]
fn the_agreement_of_cases_is_what_the_page_for_researchers_shows() {
    holds("guide/researcher.md", with_summary);
}

#[test]
fn every_command_gives_what_the_research_guide_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("interpretations/research.md");
    let guide = std::fs::read_to_string(&path).expect("the guide");
    let now = std::thread::scope(|scope| {
        let questions = guide.split(QUESTION).map(|question| scope.spawn(move || rewritten(question, "en")));
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
    let totals = run("case test cases/*.toml", "en");
    assert!(totals.lines().last().is_some_and(|line| line.ends_with(" 0 fail")), "{totals}");
}
