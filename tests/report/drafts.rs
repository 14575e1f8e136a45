//! What every command shows of every draft, kept under `tests/data/drafts`: half of them in Chinese, half in English.

use gravamen::case::facts::Case;
use gravamen::engine::{Engine, Settings};
use gravamen::explain::reasoning::Reasoning;
use gravamen::render::table;
use gravamen::report::document::Document;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{self, Detail, quiz};
use jiff::civil::{Date, date};

use super::snapshot::check_in;
use crate::evaluation::support::{case, engine};
use crate::shipped::files;

/// The day whose law applies to a draft that has no day of judgment.
const LATEST: Date = date(2026, 6, 1);

const WIDTH: usize = 100;

/// Compares what a command shows of each draft.
fn each(command: &str, show: impl Fn(&Engine, &Case, Language) -> Document) {
    for (position, (name, text)) in files("cases/drafts", "toml").into_iter().enumerate() {
        let read = case(&text, LATEST);
        let day = read.judged.map_or(LATEST, |day| gravamen::case::day::date_of(day.max));
        let (language, suffix) = if position % 2 == 0 { (Language::Zh, "zh") } else { (Language::En, "en") };
        let shown = show(engine(day), &case(&text, day), language);
        let name = name.trim_end_matches(".toml");
        check_in("drafts", &format!("{name}.{command}.{suffix}.txt"), &table::render(&shown, WIDTH, false));
    }
}

/// The words in which a reader is told of a case.
fn words(engine: &Engine, case: &Case, language: Language) -> Words {
    Words::naming(language, Names::of_case(&engine.book, case))
}

fn title(case: &Case, language: Language) -> String {
    format!("{}{}{}", case.id, language.words().colon, language.of(&case.title))
}

fn reasoning(engine: &Engine, case: &Case) -> Reasoning {
    engine.reason(case, &Settings::default()).expect("a reasoning")
}

#[test]
fn analyze() {
    each("analyze", |engine, case, language| {
        let analysis = engine.analyse(case, &Settings::default()).expect("an analysis");
        report::analysis(&analysis, &words(engine, case, language), Detail::Brief)
    });
}

#[test]
fn the_reasoning() {
    each("explain", |engine, case, language| {
        explain(&reasoning(engine, case), &View::default(), &words(engine, case, language))
    });
}

#[test]
fn gaps() {
    each("gaps", |engine, case, language| {
        let gaps = engine.gaps(case, &Settings::default()).expect("gaps");
        report::gaps(&title(case, language), &engine.book.used(), &gaps, false, &words(engine, case, language))
    });
}

#[test]
fn flip() {
    each("flip", |engine, case, language| {
        let flips = engine.flip(case, &Settings::default()).expect("flips");
        report::flip(&title(case, language), &engine.book.used(), &flips, false, &words(engine, case, language))
    });
}

#[test]
fn the_quiz() {
    each("quiz", |engine, case, language| {
        let words = words(engine, case, language);
        let questions = quiz::questions(&reasoning(engine, case), &View::default(), &words);
        quiz::listed(&questions, &words)
    });
}

/// What the first screen of a command shows of a draft in both languages, and what `--all` shows.
fn screens(command: &str, engine: &Engine, case: &Case, language: Language) -> (Document, Document) {
    let settings = Settings::default();
    let used = engine.book.used();
    let words = &words(engine, case, language);
    match command {
        "analyze" => {
            let analysis = engine.analyse(case, &settings).expect("an analysis");
            let of = |detail| report::analysis(&analysis, words, detail);
            (of(Detail::Brief), of(Detail::All))
        }
        "explain" => {
            let reasoning = reasoning(engine, case);
            let of = |depth| explain(&reasoning, &View { depth, ..View::default() }, words);
            (of(None), of(Some(usize::MAX)))
        }
        "gaps" => {
            let gaps = engine.gaps(case, &settings).expect("gaps");
            let of = |all| report::gaps(&title(case, language), &used, &gaps, all, words);
            (of(false), of(true))
        }
        _ => {
            let flips = engine.flip(case, &settings).expect("flips");
            let of = |all| report::flip(&title(case, language), &used, &flips, all, words);
            (of(false), of(true))
        }
    }
}

/// Each draft with its engine, in both languages.
fn of_drafts(mut look: impl FnMut(&str, &Engine, &Case, Language)) {
    for (name, text) in files("cases/drafts", "toml") {
        let read = case(&text, LATEST);
        let day = read.judged.map_or(LATEST, |day| gravamen::case::day::date_of(day.max));
        for language in [Language::Zh, Language::En] {
            look(&name, engine(day), &case(&text, day), language);
        }
    }
}

/// The lines that a screen may have for each accused, in Chinese and in English, whose names of provisions wrap more.
const BOUNDS: [(&str, usize, usize); 4] =
    [("analyze", 38, 46), ("explain", 40, 52), ("gaps", 33, 38), ("flip", 32, 38)];

/// The lines that it may have for the case, with the summary and what is told of all accused.
const HEAD: usize = 12;

/// The lines that it may have for each charge beside a person's first.
const BESIDE: usize = 8;

#[test]
fn the_first_screen_is_a_screen_for_each_accused() {
    let mut long = Vec::new();
    of_drafts(|name, engine, case, language| {
        let analysis = engine.analyse(case, &Settings::default()).expect("an analysis");
        let persons = case.persons.len();
        let charges: usize = analysis.persons.iter().map(|person| person.charges.len().saturating_sub(1)).sum();
        for (command, zh, en) in BOUNDS {
            let bound = language.either(zh, en);
            let (first, _) = screens(command, engine, case, language);
            let lines = table::render(&first, WIDTH, false).lines().count();
            let most = HEAD + (bound + 1) * persons + BESIDE * charges;
            if lines > most {
                long.push(format!("{name}: {command} {language:?} has {lines} lines, not {most} at most"));
            }
        }
    });
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Everything said in a document, as one text: wide enough for no cell to be broken, so that what is looked for is whole.
fn text_of(document: &Document) -> String {
    table::render(document, usize::from(u16::MAX), false)
}

/// The figures, places and paths in a text: what a reader would look for again.
fn facts_in(text: &str) -> Vec<String> {
    let mark = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '_' | '–'));
    let words = text.split(mark).map(|word| word.trim_matches(['.', ',', '-', '–']));
    let figure = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(['.', ',', '/', '-', '–']);
    let path = |word: &&str| word.contains('.');
    words.filter(|word| figure(word) || path(word)).map(str::to_owned).collect()
}

#[test]
fn all_of_it_holds_whatever_the_first_screen_tells() {
    // Counts of what is left out, and shares that figures beside them make.
    let counts = |line: &str| line.contains("--all") || line.contains("--full");
    of_drafts(|name, engine, case, language| {
        for (command, ..) in BOUNDS {
            let (first, all) = screens(command, engine, case, language);
            let all = text_of(&all);
            let first: String =
                text_of(&first).lines().filter(|line| !counts(line)).map(|line| format!("{line}\n")).collect();
            for fact in facts_in(&without_counts(&first)) {
                assert!(all.contains(&fact), "{name}: {command} {language:?}: `{fact}` is nowhere in --all");
            }
        }
    });
}

/// A text without the counts of what a list leaves out: `(24 more)`, `… 16 in all`, `等16项`.
fn without_counts(text: &str) -> String {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut kept = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let starts = ["（另有", " (", "… ", "等", "其余", "for ", "另有", "not proved ", "by fact "];
        let count = starts.iter().find_map(|start| {
            let after = rest.strip_prefix(start)?;
            let count = digits(after);
            let tail = &after[count..];
            let ends = ["种）", " more", " in all", "项", "处"].iter().any(|end| tail.starts_with(end));
            (count > 0 && ends).then_some(start.len() + count)
        });
        let end = count.unwrap_or(next.len_utf8());
        if count.is_none() {
            kept.push(next);
        } else {
            kept.push(' ');
        }
        rest = &rest[end..];
    }
    kept
}

/// Every path that the findings of a person name.
fn paths(engine: &Engine, case: &Case) -> Vec<String> {
    fn of_steps(steps: &[gravamen::explain::reasoning::Step], paths: &mut Vec<String>) {
        use gravamen::explain::reasoning::Reason;
        for step in steps {
            paths.extend(step.facts.iter().map(|fact| fact.path.clone()));
            if let Reason::Open(closing) | Reason::NotProved(closing) = &step.reason {
                paths.extend(closing.iter().map(|(path, _)| path.clone()));
            }
            of_steps(&step.parts, paths);
        }
    }
    let settings = Settings::default();
    let mut paths = Vec::new();
    for person in engine.gaps(case, &settings).expect("gaps") {
        let named = person.matter.iter().map(|gap| &gap.fact).chain(&person.undecided).chain(&person.cannot);
        paths.extend(named.map(|named| named.fact.clone()));
    }
    for person in engine.flip(case, &settings).expect("flips") {
        let changes = person.charges.iter().flat_map(|charge| &charge.flips).flat_map(|flip| &flip.changes);
        paths.extend(changes.map(|change| change.fact.fact.clone()));
        let contested = person.robustness.disputed.iter().chain(&person.robustness.readings);
        paths.extend(contested.map(|contested| contested.fact.fact.clone()));
    }
    let reasoning = reasoning(engine, case);
    for issue in reasoning.persons.iter().flatten().flat_map(|charge| &charge.issues) {
        of_steps(&issue.steps, &mut paths);
    }
    paths.sort();
    paths.dedup();
    paths
}

#[test]
fn every_name_in_a_report_can_be_set() {
    for (name, text) in files("cases/drafts", "toml") {
        let read = case(&text, LATEST);
        let day = read.judged.map_or(LATEST, |day| gravamen::case::day::date_of(day.max));
        let engine = engine(day);
        let paths = paths(engine, &case(&text, day));
        assert!(paths.len() > 20, "{name}: {paths:?}");
        for path in paths {
            if let Some(choice) = path.strip_prefix("choice.") {
                assert!(engine.book.choice_named(choice).is_some(), "{name}: {path}");
                continue;
            }
            let mut sources = gravamen::span::Sources::default();
            let source = sources.add("draft", text.clone());
            let set = gravamen::case::Override { path: path.clone(), value: "unknown".to_owned() };
            let read = gravamen::case::read(&mut sources, source, &engine.book.vocabulary, &[set]);
            let wrong = read.err().unwrap_or_default();
            let named = |code: &str| !matches!(code, "override-path" | "unknown-key" | "unknown-table");
            assert!(wrong.iter().all(|wrong| named(wrong.code)), "{name}: {path}: {wrong:?}");
            // An answer to a question is stated under the same name.
            if path.starts_with("judgement.") {
                let mut sources = gravamen::span::Sources::default();
                let source = sources.add("draft", text.clone());
                let set = gravamen::case::Override { path: path.clone(), value: "true".to_owned() };
                let read = gravamen::case::read(&mut sources, source, &engine.book.vocabulary, &[set]);
                let read = read.unwrap_or_else(|wrong| panic!("{name}: {path}: {wrong:?}")).case;
                assert!(
                    read.judgements.iter().any(|one| one.holds && path.ends_with(&one.place.to_string())),
                    "{path}"
                );
                assert!(engine.refer(&read).iter().all(|found| !found.is_error()), "{name}: {path}");
            }
        }
    }
}
