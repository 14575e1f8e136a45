//! What every command shows of every draft, kept under `tests/data/drafts`: half of them in Chinese, half in English.

use gravamen::case::facts::Case;
use gravamen::render::table;
use gravamen::report::document::Document;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{self, Detail, quiz};

use super::snapshot::check_in;
use crate::shipped::found::{Found, drafts};

const WIDTH: usize = 100;

/// Compares what a command shows of each draft.
fn each(command: &str, show: impl Fn(&Found, Language) -> Document) {
    for (position, draft) in drafts().iter().enumerate() {
        let (language, suffix) = if position % 2 == 0 { (Language::Zh, "zh") } else { (Language::En, "en") };
        let shown = show(draft, language);
        let name = draft.name.trim_end_matches(".toml");
        check_in("drafts", &format!("{name}.{command}.{suffix}.txt"), &table::render(&shown, WIDTH, false));
    }
}

/// The words in which a reader is told of a case.
fn words(draft: &Found, language: Language) -> Words {
    Words::naming(language, Names::of_case(&draft.engine.book, &draft.case))
}

fn title(case: &Case, language: Language) -> String {
    format!("{}{}{}", case.id, language.words().colon, language.of(&case.title))
}

#[test]
fn analyze() {
    each("analyze", |draft, language| report::analysis(draft.analysis(), &words(draft, language), Detail::Brief));
}

#[test]
fn the_reasoning() {
    each("explain", |draft, language| explain(draft.reasoning(), &View::default(), &words(draft, language)));
}

#[test]
fn gaps() {
    each("gaps", |draft, language| screens("gaps", draft, language).0);
}

#[test]
fn flip() {
    each("flip", |draft, language| screens("flip", draft, language).0);
}

#[test]
fn the_quiz() {
    each("quiz", |draft, language| {
        let words = words(draft, language);
        quiz::listed(&quiz::questions(draft.reasoning(), &View::default(), &words), &words)
    });
}

/// What the first screen of a command shows of a draft, and what `--all` shows.
fn screens(command: &str, draft: &Found, language: Language) -> (Document, Document) {
    let used = draft.engine.book.used();
    let (words, title) = (&words(draft, language), title(&draft.case, language));
    match command {
        "analyze" => {
            let of = |detail| report::analysis(draft.analysis(), words, detail);
            (of(Detail::Brief), of(Detail::All))
        }
        "explain" => {
            let of = |depth| explain(draft.reasoning(), &View { depth, ..View::default() }, words);
            (of(None), of(Some(usize::MAX)))
        }
        "gaps" => {
            let of = |all| report::gaps(&title, &used, draft.gaps(), all, words);
            (of(false), of(true))
        }
        _ => {
            let of = |all| report::flip(&title, &used, draft.flips(), all, words);
            (of(false), of(true))
        }
    }
}

/// Each draft, in both languages.
fn of_drafts(mut look: impl FnMut(&Found, Language)) {
    for draft in drafts() {
        for language in [Language::Zh, Language::En] {
            look(draft, language);
        }
    }
}

/// The lines that a screen may have for each accused, in Chinese and in English, whose names of provisions wrap more.
const BOUNDS: [(&str, usize, usize); 4] =
    [("analyze", 38, 46), ("explain", 30, 38), ("gaps", 33, 38), ("flip", 32, 38)];

/// The lines that it may have for the case, with the summary and what is told of all accused.
const HEAD: usize = 12;

/// The lines that it may have for each charge beside a person's first.
const BESIDE: usize = 8;

#[test]
fn the_first_screen_is_a_screen_for_each_accused() {
    let mut long = Vec::new();
    of_drafts(|draft, language| {
        let (name, persons) = (&draft.name, draft.case.persons.len());
        let charges: usize = draft.analysis().persons.iter().map(|person| person.charges.len().saturating_sub(1)).sum();
        for (command, zh, en) in BOUNDS {
            let bound = language.either(zh, en);
            let (first, _) = screens(command, draft, language);
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
    of_drafts(|draft, language| {
        let name = &draft.name;
        for (command, ..) in BOUNDS {
            let (first, all) = screens(command, draft, language);
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
fn paths(draft: &Found) -> Vec<String> {
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
    let mut paths = Vec::new();
    for person in draft.gaps() {
        let named = person.matter.iter().map(|gap| &gap.fact).chain(&person.undecided).chain(&person.cannot);
        paths.extend(named.map(|named| named.fact.clone()));
    }
    for person in draft.flips() {
        let changes = person.charges.iter().flat_map(|charge| &charge.flips).flat_map(|flip| &flip.changes);
        paths.extend(changes.map(|change| change.fact.fact.clone()));
        let contested = person.robustness.disputed.iter().chain(&person.robustness.readings);
        paths.extend(contested.map(|contested| contested.fact.fact.clone()));
    }
    for issue in draft.reasoning().persons.iter().flatten().flat_map(|charge| &charge.issues) {
        of_steps(&issue.steps, &mut paths);
    }
    paths.sort();
    paths.dedup();
    paths
}

#[test]
fn every_name_in_a_report_can_be_set() {
    for draft in drafts() {
        let Found { name, text, engine, .. } = draft;
        let paths = paths(draft);
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
