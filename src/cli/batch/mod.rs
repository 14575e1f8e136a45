//! `gravamen batch`: a table of cases in, tidy rows out.

mod gaps;
mod json;
mod kinds;
pub(super) mod rejects;
mod run;
pub(super) mod source;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::date::day;
use super::failure::Failure;
use super::output::{self, Output, TextFormat};
use super::sides::{Sides, Spec};
use super::tidy::RowsTo;
use super::{Ending, analyze, files};
use crate::case::facts::Case;
use crate::diagnostic::Diagnostics;
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Scope, Vocabulary};
use crate::measure::compared;
use crate::render::codebook::schema;
use crate::render::csv;
use crate::render::rows::RowFormat;
use crate::report::codebook;
use crate::study::classes::{Class, classes, moved};
use crate::table::{ClassColumn, Codebook, Layout, Map, Row, case_of};

/// Which tables, under which laws, and where the rows go.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Tables of cases with the same columns: CSV, JSON lines or workbooks; `-` is standard input
    #[arg(value_name = "TABLE", required_unless_present = "describe")]
    tables: Vec<PathBuf>,
    /// What the tables are, where their endings do not say so
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<source::Kind>,
    /// What one's own columns and codes mean
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The encoding of CSV, such as gbk; by default UTF-8
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Prints the codebook: every column with its type, unit, values and what an empty cell means
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "markdown")]
    describe: Option<Describe>,
    /// A law beside the one in force: a proposal, `CHOICE=VALUE` or a day, several joined by `+`; may be given again
    #[arg(long = "with", value_name = "LAW", value_parser = Spec::read)]
    with: Vec<Spec>,
    /// The day whose law applies; by default each case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Uses only facts that stand like this; the others are unknown
    #[arg(long, value_enum, value_name = "STANDING")]
    only: Option<analyze::Only>,
    /// Looks at one offence alone, such as cl/253-1, with a row for every accused
    #[arg(long, value_name = "PLACE")]
    offence: Option<String>,
    /// Adds what takes a whole analysis: what circumstances leave possible, the reference range, choices that matter,
    /// open facts
    #[arg(long)]
    full: bool,
    /// How rows are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Rows::Csv)]
    format: Rows,
    #[command(flatten)]
    to: RowsTo,
    /// Writes the rows that are skipped to a file, with what is wrong with each
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Stops at the first row that is wrong
    #[arg(long)]
    strict: bool,
    /// Goes on where an interrupted run with the same output stopped
    #[arg(long, requires = "output", conflicts_with = "grounds")]
    resume: bool,
}

/// A format for the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Describe {
    /// A table to read
    Markdown,
    /// Rows
    Csv,
    /// JSON Schema of a row
    Schema,
}

/// A format for rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// Comma-separated values
    Csv,
    /// JSON, an object a line
    Jsonl,
}

impl Rows {
    /// As the writer knows it.
    pub fn format(self) -> RowFormat {
        match self {
            Self::Csv => RowFormat::Csv,
            Self::Jsonl => RowFormat::Jsonl,
        }
    }
}

/// The laws, and what their classes of information are.
struct Laws {
    sides: Sides,
    /// For each law, the kinds that stand for a class which it has otherwise than the base.
    moved: Vec<Vec<usize>>,
    codebook: Codebook,
    vocabulary: Vocabulary,
    /// The amounts that some condition of a law compares.
    compared: BTreeSet<FactId>,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let mut laws = Laws::new(arguments, laws)?;
    if let Some(describe) = arguments.describe {
        let (codebook, vocabulary) = (&laws.codebook, &laws.vocabulary);
        match describe {
            Describe::Markdown => {
                let document = codebook::document(codebook, vocabulary, output.language());
                output.document(&document, TextFormat::Markdown)?;
            }
            Describe::Csv => output::print(&csv::render(&codebook::rows(codebook, vocabulary)))?,
            Describe::Schema => output::print(&format!("{:#}\n", schema(codebook, vocabulary)))?,
        }
        return Ok(Ending::Done);
    }
    let map = match &arguments.map {
        None => Map::default(),
        Some(path) => Map::read(&files::read(path)?).map_err(super::run::unplaced)?,
    };
    run::run(arguments, &mut laws, &map, output)
}

impl Laws {
    fn new(arguments: &Arguments, folder: Option<&Path>) -> Result<Self, Failure> {
        let specs: Vec<Spec> = [Spec::base()].into_iter().chain(arguments.with.iter().cloned()).collect();
        let only_proven = arguments.only == Some(analyze::Only::Proven);
        let mut sides = Sides::new(folder, &specs, arguments.as_of, only_proven)?;
        let vocabulary = sides.book()?.vocabulary.clone();
        let days = sides.on_their_days()?;
        let probes = probes(&vocabulary, &days[0].0.to_string());
        let probes = probes.map_err(super::run::unplaced)?;
        let found: Vec<Vec<Class>> =
            days.iter().enumerate().map(|(at, day)| classes(&sides.side(at, day), &probes)).collect();
        let columns: Vec<ClassColumn> = found[0]
            .iter()
            .filter_map(|class| {
                let kind = class.stands_for()?;
                Some(ClassColumn { name: class.name.clone(), label: class.label.clone(), kind })
            })
            .collect();
        let codebook = Codebook::of(&vocabulary, &columns);
        let moved = found.iter().map(|other| moved(&found[0], other)).collect();
        let of_law = |(at, day)| compared(sides.side(at, day).program);
        let compared = days.iter().enumerate().flat_map(of_law).collect();
        Ok(Self { sides, moved, codebook, vocabulary, compared })
    }

    /// The laws under which items of these kinds, which were counted by class, cannot be computed.
    fn not_computable(&self, by_class: &[usize]) -> Vec<usize> {
        let changes = |moved: &Vec<usize>| by_class.iter().any(|kind| moved.contains(kind));
        self.moved.iter().enumerate().filter(|(_, moved)| changes(moved)).map(|(law, _)| law).collect()
    }
}

/// For each kind of information a case with each conduct that is there of one item of it, to be asked for its class.
fn probes(vocabulary: &Vocabulary, day: &str) -> Result<Vec<Case>, Diagnostics> {
    let of = |scope, name| vocabulary.fact_named(scope, name).map(|fact| vocabulary.fact(fact).kind);
    let Some(FactKind::SetOf(kinds)) = of(Scope::Dataset, "contains") else { return Ok(Vec::new()) };
    let Some(FactKind::OneOf(conduct)) = of(Scope::Act, "does") else { return Ok(Vec::new()) };
    let codebook = Codebook::of(vocabulary, &[]);
    let mut probes = Vec::new();
    for kind in vocabulary.kinds(kinds).names() {
        let headings = ["case", "person", "act", "does", "on", &format!("items_{kind}")].map(str::to_owned).to_vec();
        let layout = Layout::new(headings, codebook.clone(), &Map::default())?;
        let row = |(at, does): (usize, &str)| {
            let cells = ["probe", "p", &at.to_string(), does, day, "1"].map(str::to_owned).to_vec();
            Row { line: 1, cells }
        };
        let rows: Vec<Row> = vocabulary.kinds(conduct).names().enumerate().map(row).collect();
        let read = case_of(&layout, &rows, vocabulary);
        // INVARIANT: one act of each conduct on one item is a case.
        probes.push(read.unwrap_or_else(|problem| unreachable!("a probe is a case: {}", problem.message)).case);
    }
    Ok(probes)
}
