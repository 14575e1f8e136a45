//! `gravamen course`: twelve short cases (课程), each with its question, the quiz, and the mistake that people make. The cases
//! and their texts are data; what the law makes of each says the engine.

use std::io::{self, IsTerminal};

use clap::Args;

use super::failure::Failure;
use super::output::{Output, TextFormat};
use super::{Ending, quiz, run};
use crate::engine::{self, Engine};
use crate::explain::reasoning::Reasoning;
use crate::interview::edit::File;
use crate::law::vocabulary::Label;
use crate::papers;
use crate::report::document::{Cell, Document};
use crate::report::explain::View;
use crate::report::quiz::{listed, mark, questions};
use crate::report::words::{Language, Names, Words};
use crate::report::{Detail, analysis};

/// The texts of the lessons, in order.
static LESSONS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/course/lessons.course"));

/// Which lesson.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The number of the lesson; without one, the list
    #[arg(value_name = "N")]
    lesson: Option<usize>,
    /// Asks nothing, and says what the law makes of the case
    #[arg(long)]
    solution: bool,
}

/// One lesson.
pub struct Lesson {
    /// The name of its case file, without the ending.
    pub case: String,
    /// The text of the case file.
    pub text: String,
    /// What it is called.
    pub title: Label,
    /// What is asked.
    pub question: Label,
    /// The mistake that people make.
    pub mistake: Label,
}

/// The lessons, in order.
pub fn lessons() -> Vec<Lesson> {
    let cases = engine::embedded_course();
    let text =
        |name: &str| cases.iter().find(|file| file.name == name).map(|file| file.text.clone()).unwrap_or_default();
    let Ok(file) = File::parse(LESSONS) else { return Vec::new() };
    let lesson = |entry: crate::interview::written::Entry| {
        let said = |key: &str| entry.get(key).map(|written| written.value.clone()).unwrap_or_default();
        let both = |key: &str| Label { zh: said(&format!("{key}_zh")), en: said(key) };
        let case = said("case");
        let text = text(&case);
        Lesson { case, text, title: both("title"), question: both("question"), mistake: both("mistake") }
    };
    file.entries("lesson").into_iter().map(lesson).collect()
}

/// What a lesson is about and what the law makes of it.
pub struct Worked {
    /// What things are called.
    pub names: Names,
    /// The facts in sentences.
    pub facts: Vec<String>,
    /// The reasoning.
    pub reasoning: Reasoning,
}

/// Works a lesson out.
///
/// # Errors
///
/// Law that reasons about no case.
pub fn worked(
    engine: &Engine,
    reading: &crate::case::Reading,
    settings: &crate::engine::Settings,
    language: Language,
) -> Result<Worked, crate::diagnostic::Diagnostic> {
    let names = Names::of_case(&engine.book, &reading.case);
    let words = Words::naming(language, names.clone());
    let facts = papers::told(&reading.case, &engine.book, &words);
    Ok(Worked { names, facts, reasoning: engine.reason(&reading.case, settings)? })
}

/// Lists the lessons, or goes through one.
pub fn run(arguments: &Arguments, law: &run::Law, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let lessons = lessons();
    let Some(number) = arguments.lesson else {
        output.document(&list(&lessons, language), TextFormat::Table)?;
        return Ok(Ending::Done);
    };
    let Some(lesson) = number.checked_sub(1).and_then(|at| lessons.get(at)) else {
        return Err(Failure::Usage(format!("the course has lessons 1 to {}, no lesson {number}", lessons.len())));
    };
    let mut run = run::Run::new(law, &[])?;
    let request = run::Request { law: law.clone(), ..run::Request::default() };
    let looked = run.one(&lesson.case, lesson.text.clone(), &request, |engine, reading, settings| {
        worked(engine, &reading, settings, language)
    })?;
    let worked = match looked {
        Ok((worked, _)) => worked,
        Err(found) => return Err(Failure::Found(run::Checked { sources: run.sources, diagnostics: found })),
    };
    let words = output.words(worked.names.clone());
    output.document(&begun(number, lesson, &worked, language), TextFormat::Table)?;
    let asked = questions(&worked.reasoning, &View::default(), &words);
    if !arguments.solution {
        if !io::stdin().is_terminal() {
            output.document(&listed(&asked, &words), TextFormat::Table)?;
            return Ok(Ending::Done);
        }
        let answers = quiz::ask(&asked, &words)?;
        output.document(&mark(&asked, &answers, &words), TextFormat::Table)?;
    }
    output.document(&solved(lesson, &worked, &words), TextFormat::Table)?;
    Ok(Ending::Done)
}

fn list(lessons: &[Lesson], language: Language) -> Document {
    let mut document = Document::default();
    document.heading(1, language.either("课程：十二个短案例", "The course: twelve short cases"));
    for (number, lesson) in (1..).zip(lessons) {
        document.line(format!("{number:>2}. {}", language.of(&lesson.title)));
    }
    let how = language.either("gravamen course 3 打开第三课", "gravamen course 3 opens the third lesson");
    document.line(Cell::from(how).faint());
    document
}

/// The facts and the question.
fn begun(number: usize, lesson: &Lesson, worked: &Worked, language: Language) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{number}. {}", language.of(&lesson.title)));
    document.notes(worked.facts.clone());
    document.line(Cell::from(language.of(&lesson.question)).strong());
    document
}

/// The mistake that people make, and what the law makes of the case.
fn solved(lesson: &Lesson, worked: &Worked, words: &Words) -> Document {
    let mut document = analysis(&worked.reasoning.analysis, words, Detail::Brief);
    document.heading(2, words.language.either("常见的错误", "The mistake people make"));
    document.line(words.language.of(&lesson.mistake));
    document
}
