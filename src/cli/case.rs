//! `gravamen case`: whether case files can be read, and whether what they expect is found.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;

use super::date::day;
use super::failure::Failure;
use super::output::{self, Output, TextFormat};
use super::tidy::{self, RowsTo, Shape};
use super::{Ending, acts, conclude, expect, files, new, quiz, run, sides};
use crate::case::{self, profile::SYNTHETIC};
use crate::interview::reference;
use crate::render::case_schema;
use crate::render::rows::RowFormat;
use crate::report::words::{Language, Names};

/// The ending of case files.
const ENDING: &str = "toml";

/// What to do with case files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Whether case files can be read
    Check {
        /// Case files, or folders with them
        #[arg(required = true, value_name = "FILES")]
        files: Vec<PathBuf>,
    },
    /// Brings case files to the form of today, comments and layout kept
    Fmt {
        /// Changes nothing, and says which files are in an older form
        #[arg(long)]
        check: bool,
        /// Case files, or folders with them
        #[arg(required = true, value_name = "FILES")]
        files: Vec<PathBuf>,
    },
    /// The reference of the case file: every table, key and value, and what leaving each out means
    Format {
        /// Prints a JSON Schema for editors that complete and check TOML
        #[arg(long, conflicts_with = "format")]
        schema: bool,
        /// How to show it
        #[arg(long, value_enum, default_value_t = TextFormat::Table)]
        format: TextFormat,
    },
    /// Whether what case files expect is found
    Test {
        /// Case files, or folders with them
        #[arg(required = true, value_name = "PATHS")]
        paths: Vec<PathBuf>,
        /// The day whose law applies; by default each case's day of judgment, or today
        #[arg(long, value_name = "DATE", value_parser = day)]
        as_of: Option<Date>,
        /// How to show it
        #[arg(long, value_enum, default_value_t = TestFormat::Table)]
        format: TestFormat,
        #[command(flatten)]
        to: RowsTo,
    },
    /// A copy without names, places and notes, with the same outcome, for teaching and corpora
    Pseudonymise {
        /// Case file
        #[arg(value_name = "CASE")]
        case: PathBuf,
        /// File to write; without it, the copy is printed
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Appends the rows of a sheet of transactions to a case file, an act each
    Acts(acts::Arguments),
    /// Draws synthetic cases from a profile
    Generate {
        /// The profile: a case file in which values may be drawn
        #[arg(long, value_name = "FILE")]
        profile: PathBuf,
        /// How many
        #[arg(long, short, value_name = "N", default_value_t = 1)]
        number: u64,
        /// The seed: the same seed draws the same cases
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
        /// Folder to write them to, a file for each; without it they are printed, and can only be one
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Asks about each ground and the grade of a case, and says where the answers part from the law
    Quiz(quiz::Arguments),
    /// Writes a case file by an interview that asks only what can still matter, or goes on with one
    New(new::Arguments),
}

impl Command {
    /// Whether it puts questions.
    pub fn asks(&self) -> bool {
        matches!(self, Self::Quiz(_) | Self::New(_))
    }
}

/// A format for what is expected beside what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// Tables for a terminal
    Table,
    /// Markdown
    Markdown,
    /// One HTML page
    Html,
    /// Rows of data, as CSV
    Csv,
    /// Rows of data, as JSON, an object a line
    Jsonl,
}

/// Runs the command.
pub fn run(command: &Command, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let law = |as_of| run::Law { folder: laws.map(Path::to_owned), as_of, ..run::Law::default() };
    match command {
        Command::Check { files } => {
            let files = files::find(files, ENDING)?;
            Ok(conclude(&run::check_cases(&law(None), &files)?, output))
        }
        Command::Fmt { check, files } => {
            files::rewrite(*check, &files::find(files, ENDING)?, run::formatter(&law(None))?)
        }
        Command::Format { schema, format } => {
            let engine = run::engine(&law(None), None)?;
            match schema {
                true => {
                    let words = output.words(Names::of_law(&engine.book));
                    output::print(&format!("{:#}\n", case_schema::schema(&engine.book.vocabulary, &words)))?;
                }
                false => output.document(&reference::reference(&engine, output.language()), *format)?,
            }
            Ok(Ending::Done)
        }
        Command::Pseudonymise { case, out } => pseudonymise(case, out.as_deref(), &law(None)),
        Command::Acts(arguments) => acts::run(arguments, &law(None), output),
        Command::New(arguments) => new::run(arguments, &law(arguments.as_of), output),
        Command::Generate { profile, number, seed, out } => {
            generate(profile, *number, *seed, out.as_deref(), output.language())
        }
        Command::Quiz(arguments) => quiz::run(arguments, &law(arguments.as_of), output),
        Command::Test { paths, as_of, format, to } => {
            let fails = match format {
                TestFormat::Csv => tested_rows(paths, &law(*as_of), RowFormat::Csv, to)?,
                TestFormat::Jsonl => tested_rows(paths, &law(*as_of), RowFormat::Jsonl, to)?,
                TestFormat::Table => tested(paths, law(*as_of), TextFormat::Table, to, output)?,
                TestFormat::Markdown => tested(paths, law(*as_of), TextFormat::Markdown, to, output)?,
                TestFormat::Html => tested(paths, law(*as_of), TextFormat::Html, to, output)?,
            };
            Ok(if fails { Ending::DoesNotHold } else { Ending::Done })
        }
    }
}

/// Shows what is expected beside what is found, and gives whether something fails.
fn tested(paths: &[PathBuf], law: run::Law, format: TextFormat, to: &RowsTo, output: &Output) -> Result<bool, Failure> {
    to.refused()?;
    let cases = files::find(paths, ENDING)?;
    let names = Names::of_law(&run::book(&law)?);
    let request = run::Request { cases: cases.clone(), law, ..run::Request::default() };
    let (found, warnings) = run::analyse(&request)?;
    output::say(&warnings.told(output));
    let tested: Vec<_> =
        (cases.iter().zip(&found)).map(|(file, (case, _, found))| expect::test(file, case, found)).collect();
    output.document(&expect::document(&tested, &output.words(names)), format)?;
    Ok(tested.iter().flat_map(|case| &case.tested).any(|one| one.verdict == expect::Verdict::Fails))
}

/// Writes rows with what is expected beside what is found, and gives whether something fails.
fn tested_rows(paths: &[PathBuf], law: &run::Law, format: RowFormat, to: &RowsTo) -> Result<bool, Failure> {
    let mut sides = sides::Sides::new(law.folder.as_deref(), &[sides::Spec::base()], law.as_of, false)?;
    let corpus = sides::Corpus { paths: paths.to_vec(), drawn: None };
    let shape = Shape { full: true, tested: true, ..Shape::default() };
    Ok(tidy::of_files(&corpus, &mut sides, shape, format, to)?.fails)
}

/// Writes the copy of a case file that can be read.
fn pseudonymise(case: &Path, out: Option<&Path>, law: &run::Law) -> Result<Ending, Failure> {
    let checked = run::check_cases(law, &[case.to_owned()])?;
    if !checked.holds() {
        return Err(Failure::Found(checked));
    }
    let copy = case::pseudonymised(&files::read(case)?).map_err(|error| Failure::Usage(error.to_string()))?;
    let Some(out) = out else {
        output::print(&copy)?;
        return Ok(Ending::Done);
    };
    fs::write(out, copy).map_err(|error| Failure::Write { name: out.display().to_string(), error })?;
    output::say(&format!("{}\n", out.display()));
    Ok(Ending::Done)
}

/// Draws cases and writes them, one file for each.
fn generate(profile: &Path, number: u64, seed: u64, out: Option<&Path>, language: Language) -> Result<Ending, Failure> {
    let drawn = sides::draw(&sides::Drawn { profile: profile.to_owned(), number, seed })?;
    let Some(folder) = out else {
        let [(_, text)] = &drawn[..] else {
            return Err(Failure::Usage(format!("{number} cases need a folder to be written to: `--out DIR`")));
        };
        output::print(text)?;
        return Ok(Ending::Done);
    };
    let failure = |path: &Path, error| Failure::Write { name: path.display().to_string(), error };
    fs::create_dir_all(folder).map_err(|error| failure(folder, error))?;
    for (number, (_, text)) in (1..).zip(&drawn) {
        let path = folder.join(format!("{SYNTHETIC}-{seed}-{number}.{ENDING}"));
        fs::write(&path, text).map_err(|error| failure(&path, error))?;
    }
    let folder = folder.display();
    output::say(&language.either(
        format!("已生成{number}个模拟案件，写入`{folder}`\n"),
        format!("{number} synthetic cases written to `{folder}`\n"),
    ));
    Ok(Ending::Done)
}
