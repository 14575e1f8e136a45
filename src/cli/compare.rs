//! `gravamen compare`: the same cases under the law in force and under others beside it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::changes::changes;
use super::date::day;
use super::failure::Failure;
use super::output::{self, Output, StudyFormat, TextFormat};
use super::picture;
use super::sides::{self, Corpus, Drawn, Sides, Spec};
use super::tidy::{self, RowsTo, Shape};
use super::{Ending, analyze, run};
use crate::explain::findings::Analysis;
use crate::render::json_study::{self, Changing};
use crate::render::plot;
use crate::report::compare::{self as report, About};
use crate::study::compare::compare;

/// Which cases, under which laws.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    cases: Cases,
    /// A law beside the one in force: a proposal, `CHOICE=VALUE` or a day, several joined by `+`; may be given again
    #[arg(long = "with", required = true, value_name = "LAW", value_parser = Spec::read)]
    with: Vec<Spec>,
    /// The law they stand beside, where it is not the one in force
    #[arg(long, value_name = "LAW", value_parser = Spec::read)]
    base: Option<Spec>,
    /// Looks at one offence alone, such as cl/253-1
    #[arg(long, value_name = "PLACE")]
    offence: Option<String>,
    /// How many of those who moved are listed for each law
    #[arg(long, value_name = "N", default_value_t = 40)]
    rows: usize,
    /// How many lines of what each law changes are listed
    #[arg(long, value_name = "N", default_value_t = 40)]
    changes: usize,
    /// Draws a picture to a file ending in .svg or .png
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
    /// What the picture shows
    #[arg(long, value_enum, default_value_t = Picture::Flow, requires = "plot", value_name = "KIND")]
    picture: Picture,
    /// By default tables on a terminal, and data on a pipe; csv and jsonl give a row for each accused, law and offence
    #[arg(long, value_enum)]
    format: Option<StudyFormat>,
    #[command(flatten)]
    to: RowsTo,
    /// With csv, jsonl or json, adds what takes a whole analysis: what could change each result; with the first two
    /// what circumstances leave possible, the reference range, choices that matter and open facts, too
    #[arg(long)]
    full: bool,
}

/// A picture of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Picture {
    /// From where to where each law moves the accused
    Flow,
    /// How many each law moves down and up
    Moves,
    /// Which grounds carry the grades together, and how many rest on them
    Grounds,
    /// Where each accused stands under each law
    Persons,
}

/// Where the cases of a study come from.
#[derive(Debug, Args)]
pub struct Cases {
    /// Case files, or folders with them
    #[arg(value_name = "CASES", required_unless_present = "profile")]
    paths: Vec<PathBuf>,
    /// Draws cases from a profile; they are synthetic, and said to be in every output
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// How many cases are drawn
    #[arg(long, value_name = "N", default_value_t = 1000, requires = "profile")]
    number: u64,
    /// The seed they are drawn with
    #[arg(long, value_name = "S", default_value_t = 1, requires = "profile")]
    seed: u64,
    /// The day whose law applies; by default each case's day of judgment, or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Uses only facts that stand like this; the others are unknown
    #[arg(long, value_enum, value_name = "STANDING")]
    only: Option<analyze::Only>,
}

impl Cases {
    /// The corpus asked for.
    pub fn corpus(&self) -> Corpus {
        let drawn = |profile: &PathBuf| Drawn { profile: profile.clone(), number: self.number, seed: self.seed };
        Corpus { paths: self.paths.clone(), drawn: self.profile.as_ref().map(drawn) }
    }

    /// These laws, as the cases are to be looked at.
    pub fn sides(&self, laws: Option<&Path>, specs: &[Spec]) -> Result<Sides, Failure> {
        Sides::new(laws, specs, self.as_of, self.only == Some(analyze::Only::Proven))
    }

    /// The day asked for.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// How many cases are synthetic, and what they were drawn from.
    pub fn synthetic(&self) -> Option<(u64, String)> {
        let profile = self.profile.as_ref()?;
        Some((self.number, format!("{}, seed {}", profile.display(), self.seed)))
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let base = arguments.base.clone().unwrap_or_else(Spec::base);
    let specs: Vec<Spec> = [base].into_iter().chain(arguments.with.iter().cloned()).collect();
    let mut sides = arguments.cases.sides(laws, &specs)?;
    let corpus = arguments.cases.corpus();
    let format = arguments.format.unwrap_or_else(StudyFormat::by_default);
    if let Some(rows) = format.rows() {
        let offence = arguments.offence.as_deref().map(|text| sides.offence_today(text)).transpose()?;
        let shape = Shape { offence, full: arguments.full, ..Shape::default() };
        tidy::of_files(&corpus, &mut sides, shape, rows, &arguments.to)?;
        if arguments.plot.is_none() {
            return Ok(Ending::Done);
        }
    } else {
        arguments.to.refused()?;
    }
    let cases = sides.read(&corpus)?;
    let subjects = sides.subjects(&cases);
    let offence = arguments.offence.as_deref().map(|text| sides.offence(text)).transpose()?;
    let found = compare(&subjects, offence.as_ref());
    let changes = changes(laws, &specs[0], &specs[1..], arguments.cases.as_of)?;
    let about = About {
        in_force: specs[0] == Spec::base(),
        laws: specs.into_iter().map(|spec| spec.text).collect(),
        cases: cases.number(),
        synthetic: arguments.cases.synthetic(),
        without: cases.without.clone(),
        doubted: cases.doubted(),
        offence,
        most: arguments.rows,
        changes,
        lines: arguments.changes,
    };
    let words = output.words(sides.names());
    picture::write(arguments.plot.as_deref(), || match arguments.picture {
        Picture::Flow => plot::flows(&found, &about, &words),
        Picture::Moves => plot::moves(&found, &about, &words),
        Picture::Grounds => plot::grounds(&found, &about, &words),
        Picture::Persons => plot::persons(&found, &about, &words),
    })?;
    let document = || report::comparison(&found, &about, Vec::new(), &words);
    match format {
        StudyFormat::Csv | StudyFormat::Jsonl => {}
        StudyFormat::Json => {
            let changing = if arguments.full { changing(&sides, &cases)? } else { Changing::new() };
            output::print(&format!("{:#}\n", json_study::comparison(&found, &about, &changing)))?;
        }
        StudyFormat::Table => output.document(&document(), TextFormat::Table)?,
        StudyFormat::Markdown => output.document(&document(), TextFormat::Markdown)?,
        StudyFormat::Html => {
            let flow = |side| plot::flow(&found, &about, side, &words);
            let flows = (1..about.laws.len()).map(flow).collect::<Result<Vec<_>, _>>()?;
            output.document(&report::comparison(&found, &about, flows, &words), TextFormat::Html)?;
        }
    }
    Ok(Ending::Done)
}

/// What could change each result, of a whole analysis of each case under each law.
fn changing(sides: &Sides, cases: &sides::Cases) -> Result<Changing, Failure> {
    let mut found = Changing::new();
    for (case, subject) in sides.subjects(cases).iter().enumerate() {
        let of_law = |law| sides.analyse(cases, case, law).map_err(|wrong| run::unplaced(vec![wrong]));
        let analyses = (0..subject.sides.len()).map(of_law).collect::<Result<Vec<_>, Failure>>()?;
        let of_person = |person: usize, analysis: &Analysis| {
            let charges = analysis.persons[person].charges.iter();
            charges.map(|charge| (charge.offence.clone(), charge.could_change.clone())).collect()
        };
        let persons = 0..subject.case.accused().count();
        found.extend(persons.map(|person| analyses.iter().map(|analysis| of_person(person, analysis)).collect()));
    }
    Ok(found)
}
