//! What every command shows of every draft, kept under `tests/data/drafts`: half of them in Chinese, half in English.

use gravamen::case::facts::Case;
use gravamen::engine::{Engine, Settings};
use gravamen::explain::reasoning::Reasoning;
use gravamen::render::table;
use gravamen::report::document::Document;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::Language;
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
        report::analysis(&analysis, language, Detail::Brief)
    });
}

#[test]
fn the_reasoning() {
    each("explain", |engine, case, language| explain(&reasoning(engine, case), &View::default(), language));
}

#[test]
fn gaps() {
    each("gaps", |engine, case, language| {
        let gaps = engine.gaps(case, &Settings::default()).expect("gaps");
        report::gaps(&title(case, language), &engine.book.used(), &gaps, false, language)
    });
}

#[test]
fn flip() {
    each("flip", |engine, case, language| {
        let flips = engine.flip(case, &Settings::default()).expect("flips");
        report::flip(&title(case, language), &engine.book.used(), &flips, false, language)
    });
}

#[test]
fn the_quiz() {
    each("quiz", |engine, case, language| {
        let questions = quiz::questions(&reasoning(engine, case), &View::default(), language);
        let words = language.words();
        let mut document = Document::default();
        for question in &questions {
            document.line(question.text(words));
            document.line(words.answer_with(&question.options()));
        }
        document
    });
}
