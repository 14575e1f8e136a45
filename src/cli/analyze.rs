//! `gravamen analyze`: the findings of each case.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::date::day;
use super::failure::Failure;
use super::output::{self, Output, StudyFormat, TextFormat};
use super::sides::{Corpus, Sides, Spec};
use super::tidy::{self, RowsTo, Shape};
use super::{Ending, files, receipts, run};
use crate::analysis::margin;
use crate::explain::difference::Difference;
use crate::explain::findings::Analysis;
use crate::receipt::Receipt;
use crate::render::rows::RowFormat;
use crate::render::{reasoning, receipt};
use crate::report::document::{Block, Cell};
use crate::report::words::Names;
use crate::report::{self, Detail};
use crate::truth::Truth;

/// What to analyse, under which law, and how much to show.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Case files; for csv and jsonl also folders with them
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<PathBuf>,
    /// The day whose law applies, such as 2023-06-01; by default the case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Amends the law with a proposal, by its name or the path of its file; several amend it in this order
    #[arg(long, value_name = "PROPOSAL")]
    with: Vec<String>,
    /// Sets a choice of the law, a parameter of a proposal, or a fact of the case by its path
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// Uses only facts that stand like this; the others are unknown
    #[arg(long, value_enum, value_name = "STANDING")]
    only: Option<Only>,
    /// Opens the elements that nobody has put in issue
    #[arg(long)]
    strict: bool,
    /// Lists offences whose conduct is absent, and grounds for which nothing was found, too
    #[arg(long, conflicts_with_all = ["brief", "full"])]
    all: bool,
    /// Adds what the first screen of each accused rests on, as Markdown and HTML do unasked; to rows, what takes a whole
    /// analysis
    #[arg(long, conflicts_with = "brief")]
    full: bool,
    /// Stops after the first screen of each accused, as tables do unasked
    #[arg(long)]
    brief: bool,
    /// By default tables on a terminal, and data on a pipe; csv and jsonl give a row for each accused, law and offence
    #[arg(long, value_enum)]
    format: Option<StudyFormat>,
    #[command(flatten)]
    to: RowsTo,
    /// Notes each ground that lies within this margin of what it needs, such as 10%
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    margin: Option<u8>,
    /// Ends with exit code 3 when a result is open
    #[arg(long)]
    exit_status: bool,
}

/// Which facts are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Facts that are neither disputed nor merely alleged
    #[value(aliases = ["已证实", "已查明"])]
    Proven,
}

/// Reads `NAME=VALUE`.
pub fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
        _ => Err("expected `NAME=VALUE`".to_owned()),
    }
}

/// Reads `10%` or `10`.
fn percent(text: &str) -> Result<u8, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse().ok();
    number.filter(|percent| *percent <= 100).ok_or_else(|| "expected a percentage from 0 to 100".to_owned())
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let request = run::Request {
        cases: files::once(&arguments.cases),
        law: run::Law {
            folder: laws.map(Path::to_owned),
            as_of: arguments.as_of,
            with: arguments.with.clone(),
            ..run::Law::default()
        },
        set: arguments.set.clone(),
        only_proven: arguments.only == Some(Only::Proven),
        strict: arguments.strict,
        all: arguments.all,
    };
    let format = arguments.format.unwrap_or_else(StudyFormat::by_default);
    if let Some(rows) = format.rows() {
        return tidy_rows(arguments, &request, rows);
    }
    arguments.to.refused()?;
    let (found, warnings) = run::analyse(&request)?;
    output::say(&warnings.told(output));
    let (names, mut analyses): (Vec<Names>, Vec<Analysis>) =
        found.into_iter().map(|(_, names, analysis)| (names, analysis)).unzip();
    if let Some(percent) = arguments.margin {
        let persons = analyses.iter_mut().flat_map(|analysis| &mut analysis.persons);
        persons.for_each(|person| margin::warn(person, percent.into()));
    }
    let brief = arguments.brief || format == StudyFormat::Table && !arguments.full;
    let detail = match (arguments.all, brief) {
        (true, _) => Detail::All,
        (false, true) => Detail::Brief,
        (false, false) => Detail::Full,
    };
    let differences = run::differences(&request)?;
    let shown: Vec<(String, Analysis)> =
        (request.cases.iter()).map(|file| file.display().to_string()).zip(analyses).collect();
    let receipts: Vec<Receipt> = (shown.iter().enumerate())
        .map(|(position, (_, analysis))| receipts::of(&request, position, analysis))
        .collect::<Result<_, _>>()?;
    show(&shown, names, &differences, &receipts, (format, detail), output)?;
    let open = arguments.exit_status && shown.iter().any(|(_, analysis)| is_open(analysis));
    Ok(if open { Ending::Open } else { Ending::Done })
}

/// Writes the rows of each case, as a table of the same cases would give them.
fn tidy_rows(arguments: &Arguments, request: &run::Request, format: RowFormat) -> Result<Ending, Failure> {
    let facts = run::facts_set(request)?;
    let is_fact = |name: &str| facts.iter().any(|fact| fact.path == name);
    let set: Vec<(String, String)> = (arguments.set.iter())
        .filter(|(name, _)| !is_fact(name))
        .map(|(name, value)| (name.strip_prefix("choice.").unwrap_or(name).to_owned(), value.clone()))
        .collect();
    let named = set.iter().map(|(name, value)| format!("{name}={value}"));
    let named: Vec<String> = arguments.with.iter().cloned().chain(named).collect();
    let text = if named.is_empty() { Spec::base().text } else { named.join("+") };
    let spec = Spec { text, as_of: None, set, proposals: arguments.with.clone() };
    let folder = request.law.folder.as_deref();
    let sides = Sides::new(folder, &[spec], arguments.as_of, request.only_proven)?;
    let mut sides = sides.with_facts(facts, arguments.strict);
    let corpus = Corpus { paths: request.cases.clone(), drawn: None };
    let shape = Shape { full: arguments.full || arguments.all, ..Shape::default() };
    let tidy = tidy::of_files(&corpus, &mut sides, shape, format, &arguments.to)?;
    Ok(if arguments.exit_status && tidy.open { Ending::Open } else { Ending::Done })
}

/// Shows each with the file it was read from, where there are several.
fn show(
    analyses: &[(String, Analysis)],
    names: Vec<Names>,
    differences: &[Difference],
    receipts: &[Receipt],
    (format, detail): (StudyFormat, Detail),
    output: &Output,
) -> Result<(), Failure> {
    let text = match format {
        StudyFormat::Csv | StudyFormat::Jsonl => return Ok(()),
        StudyFormat::Json => {
            let found = reasoning::analyses(analyses, differences, detail);
            return output::print(&receipt::within(&found, receipts));
        }
        StudyFormat::Table => TextFormat::Table,
        StudyFormat::Markdown => TextFormat::Markdown,
        StudyFormat::Html => TextFormat::Html,
    };
    for (position, ((file, analysis), names)) in analyses.iter().zip(names).enumerate() {
        if position > 0 {
            output::print("\n")?;
        }
        let words = output.words(names);
        let mut document = report::analysis(analysis, &words, detail);
        if analyses.len() > 1 {
            document.blocks.insert(1, Block::Line(Cell::from(file.as_str()).faint()));
        }
        let document = report::difference::first(document, differences.get(position), &words);
        output.document(&document, text)?;
        if let (TextFormat::Markdown | TextFormat::Html, Some(receipt)) = (text, receipts.get(position)) {
            output::print(&format!("\n{}", receipt::comment(receipt)))?;
        }
    }
    Ok(())
}

/// Whether some charge, or its grade, is open.
fn is_open(analysis: &Analysis) -> bool {
    let mut charges = analysis.persons.iter().flat_map(|person| &person.charges);
    charges.any(|charge| charge.status == Truth::Open || charge.present.possible() && charge.grade.is_none())
}
