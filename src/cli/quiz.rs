//! `gravamen case quiz`: the outcome hidden, a question for each ground and the grade, then where the answers part from
//! the law. In a terminal it asks; otherwise it reads an answer from each line.

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::date::day;
use super::explain::{analysed, person};
use super::failure::Failure;
use super::output::{self, Output, TextFormat};
use super::{Ending, files, run};
use crate::report::explain::View;
use crate::report::quiz::{self, Answer, Question};
use crate::report::words::Words;

/// What to ask about, and where the answers are.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Case file
    #[arg(value_name = "CASE")]
    case: PathBuf,
    /// Only this person, by the id in the file
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The day whose law applies; by default the case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// A file with an answer on each line, in the order of the questions
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Lists the questions and asks nothing
    #[arg(long, conflicts_with = "answers")]
    questions: bool,
    /// How to show it
    #[arg(long, value_enum, default_value_t = TextFormat::Table)]
    format: TextFormat,
}

/// Runs the command.
pub fn run(arguments: &Arguments, law: &run::Law, output: &Output) -> Result<Ending, Failure> {
    let cases = vec![arguments.case.clone()];
    let request = run::Request { cases, law: law.clone(), ..run::Request::default() };
    let (reasoned, warnings) = run::reason(&request)?;
    output::say(&warnings.told(output));
    for (names, reasoning) in reasoned {
        let words = &output.words(names);
        let meant = arguments.person.as_deref().map(|typed| person(typed, analysed(&reasoning))).transpose()?;
        let view = View { person: meant, ..View::default() };
        let questions = quiz::questions(&reasoning, &view, words);
        if arguments.questions {
            output.document(&quiz::listed(&questions, words), arguments.format)?;
            continue;
        }
        let answers = match &arguments.answers {
            Some(path) => read(&questions, files::read(path)?.lines().map(|line| Ok(line.to_owned())))?,
            None if io::stdin().is_terminal() => {
                let analysis = &reasoning.analysis;
                let title = output.language().of(&analysis.title);
                output::say(&format!("{}{}{title}\n", analysis.case, words.colon));
                ask(&questions, words)?
            }
            None => read(&questions, io::stdin().lock().lines())?,
        };
        output.document(&quiz::mark(&questions, &answers, words), arguments.format)?;
    }
    Ok(Ending::Done)
}

/// Asks each question until it is answered, or all are, or the input ends: what was answered by then counts.
pub(super) fn ask(questions: &[Question], words: &Words) -> Result<Vec<Answer>, Failure> {
    let mut persons: Vec<&str> = questions.iter().map(|question| question.person.as_str()).collect();
    persons.dedup();
    output::say(&format!("{}\n", words.quiz_begins(questions.len(), persons.len())));
    let mut lines = io::stdin().lock().lines();
    let mut answers = Vec::new();
    let mut last = String::new();
    for (position, question) in questions.iter().enumerate() {
        let about = question.about(words);
        if about != last {
            output::say(&format!("\n{about}\n"));
            last = about;
        }
        output::say(&format!("{}/{} {}\n", position + 1, questions.len(), question.text(words)));
        loop {
            output::say(&format!("  {} > ", words.answer_with(&question.choices(words))));
            let Some(line) = lines.next() else {
                output::say("\n");
                return Ok(answers);
            };
            let line = line.map_err(|error| Failure::Read { path: PathBuf::from("standard input"), error })?;
            if let Some(answer) = question.read(&line) {
                answers.push(answer);
                break;
            }
        }
    }
    Ok(answers)
}

/// An answer from each line; empty lines and lines that start with `#` are passed over.
fn read(questions: &[Question], lines: impl Iterator<Item = io::Result<String>>) -> Result<Vec<Answer>, Failure> {
    let counts = |line: &io::Result<String>| {
        line.as_ref().map_or(true, |line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
    };
    let mut lines = lines.filter(counts);
    let mut answers = Vec::new();
    for question in questions {
        let line = next(&mut lines, answers.len(), questions.len())?;
        answers.push(question.read(&line).ok_or_else(|| {
            let at = answers.len() + 1;
            Failure::Usage(format!("answer {at}: expected {}, found `{}`", question.options(), line.trim()))
        })?);
    }
    match lines.next() {
        Some(_) => Err(Failure::Usage(format!("expected {} answers, found more", questions.len()))),
        None => Ok(answers),
    }
}

fn next(
    lines: &mut impl Iterator<Item = io::Result<String>>,
    answered: usize,
    expected: usize,
) -> Result<String, Failure> {
    let failure = |error| Failure::Read { path: PathBuf::from("standard input"), error };
    let line = lines.next().ok_or_else(|| Failure::Usage(format!("expected {expected} answers, found {answered}")))?;
    line.map_err(failure)
}
