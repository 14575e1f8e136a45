//! `gravamen sweep`: how outcomes move with a threshold, a parameter or a fact.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Ending;
use super::changes::changes;
use super::compare::Cases;
use super::failure::Failure;
use super::output::{self, Output, StudyFormat, TextFormat};
use super::picture;
use super::sides::{Over, Spec, Swept};
use crate::range::Number;
use crate::render::rows::{self, RowFormat};
use crate::render::{json_study, plot};
use crate::report::sweep::{self as report, About, Grid};
use crate::report::tidy::Field;
use crate::study::sweep::{Axis, sweep};

/// Which cases, over which numbers.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    cases: Cases,
    /// What is varied, with the first and the last value: the place of a threshold, a parameter of a proposal, or a fact
    /// by its path; given twice, a grid over both
    #[arg(long, required = true, value_name = "X=A..B", value_parser = Over::read)]
    over: Vec<Over>,
    /// The law the cases are held against, where it is not the one in force
    #[arg(long = "with", value_name = "LAW", value_parser = Spec::read)]
    with: Option<Spec>,
    /// Looks at one offence alone, such as cl/253-1
    #[arg(long, value_name = "PLACE")]
    offence: Option<String>,
    /// How many changes are listed
    #[arg(long, value_name = "N", default_value_t = 40)]
    rows: usize,
    /// How many values each side of a grid has
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(2..=64))]
    points: u16,
    /// Draws the plot to a file ending in .svg or .png
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
    /// How many lines of what each law changes are listed
    #[arg(long, value_name = "N", default_value_t = 40)]
    changes: usize,
    /// By default tables on a terminal, and data on a pipe; csv and jsonl give a row for each accused and stretch of values
    #[arg(long, value_enum)]
    format: Option<StudyFormat>,
    /// With csv or jsonl, how many stand at each level from each value on, in place of a row for each accused
    #[arg(long)]
    counts: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let spec = arguments.with.clone().unwrap_or_else(Spec::base);
    let mut sides = arguments.cases.sides(laws, std::slice::from_ref(&spec))?;
    let mut cases = sides.read(&arguments.cases.corpus())?;
    let excluded = arguments.over.iter().map(|over| sides.keep(&mut cases, over)).sum::<Result<usize, Failure>>()?;
    if cases.number() == 0 {
        let names: Vec<&str> = arguments.over.iter().map(|over| over.name.as_str()).collect();
        return Err(Failure::Usage(format!("none of the cases states `{}`", names.join("` and `"))));
    }
    let offence = arguments.offence.as_deref().map(|text| sides.offence(text)).transpose()?;
    let scale = sides.scale(&cases);
    let named: &[Spec] = if spec == Spec::base() { &[] } else { std::slice::from_ref(&spec) };
    let changes = changes(laws, &Spec::base(), named, arguments.cases.as_of())?;
    let mut about = About {
        law: spec.text.clone(),
        over: arguments.over[0].name.clone(),
        now: None,
        cases: cases.number(),
        excluded,
        synthetic: arguments.cases.synthetic(),
        persons: cases.persons().map(|(case, person)| (case.id.clone(), case.persons[person].id.clone())).collect(),
        names: cases.persons().map(|(case, person)| (case.title.clone(), case.persons[person].name.clone())).collect(),
        most: arguments.rows,
        changes,
        lines: arguments.changes,
    };
    let persons = about.persons.len();
    let words = output.words(sides.names_in(&cases, &arguments.over));
    let format = arguments.format.unwrap_or_else(StudyFormat::by_default);
    match &arguments.over[..] {
        [over] => {
            about.now = sides.figure(over);
            let mut swept = Swept::new(&sides, &cases, vec![over.clone()], &scale, offence.as_ref());
            let found = sweep(&mut swept, over.values, persons)?;
            let draw = || plot::sweep(&found, &scale, &about, &words);
            picture::write(arguments.plot.as_deref(), draw)?;
            let picture = if format == StudyFormat::Html { Some(draw()?) } else { None };
            let document = |picture| report::sweep(&found, &scale, &about, picture, &words);
            let data = || format!("{:#}\n", json_study::sweep(&found, &scale, &about));
            let rows = || match arguments.counts {
                true => report::rows(&found, &scale),
                false => report::stretches(&found, &scale, &about),
            };
            show(format, output, document(picture), data, rows)?;
        }
        [down, across] => {
            let (rows, columns) = (down.points(arguments.points), across.points(arguments.points));
            let overs = vec![down.clone(), across.clone()];
            let mut swept = Swept::new(&sides, &cases, overs, &scale, offence.as_ref());
            let everyone: Vec<usize> = (0..persons).collect();
            let mut reached = Vec::with_capacity(rows.len());
            for one in &rows {
                let mut counts = Vec::with_capacity(columns.len());
                for other in &columns {
                    swept.at[0] = *one;
                    let standings = swept.standings(*other, &everyone)?;
                    let reached = standings.iter().filter(|standing| scale.levels[standing.least].grade);
                    counts.push(reached.count());
                }
                reached.push(counts);
            }
            let found =
                Grid { down: (down.name.clone(), rows), across: (across.name.clone(), columns), reached, persons };
            let draw = || plot::grid(&found, &about, &words);
            picture::write(arguments.plot.as_deref(), draw)?;
            let picture = if format == StudyFormat::Html { Some(draw()?) } else { None };
            let document = report::grid(&found, &about, picture, &words);
            let data = || format!("{:#}\n", json_study::grid(&found, &about));
            show(format, output, document, data, || report::grid_rows(&found))?;
        }
        _ => return Err(Failure::Usage("`--over` is given once, or twice for a grid".to_owned())),
    }
    Ok(Ending::Done)
}

fn show(
    format: StudyFormat,
    output: &Output,
    document: crate::report::document::Document,
    data: impl FnOnce() -> String,
    rows: impl FnOnce() -> (Vec<String>, Vec<Vec<Field>>),
) -> Result<(), Failure> {
    match format {
        StudyFormat::Json => output::print(&data()),
        StudyFormat::Csv => printed(RowFormat::Csv, rows()),
        StudyFormat::Jsonl => printed(RowFormat::Jsonl, rows()),
        StudyFormat::Table => output.document(&document, TextFormat::Table),
        StudyFormat::Markdown => output.document(&document, TextFormat::Markdown),
        StudyFormat::Html => output.document(&document, TextFormat::Html),
    }
}

fn printed(format: RowFormat, (headings, fields): (Vec<String>, Vec<Vec<Field>>)) -> Result<(), Failure> {
    let text = [rows::head(format, &headings), rows::rows(format, &headings, &fields)].concat();
    output::print(&String::from_utf8_lossy(&text))
}

impl Over {
    /// So many values from the first to the last, by equal steps, or by equal factors over a wide range.
    fn points(&self, number: u16) -> Vec<Number> {
        let (from, until) = self.values;
        let last = Number::from(number - 1);
        let mut points: Vec<Number> = (0..=last)
            .map(|at| {
                if from > 0 && until / from >= 10 {
                    let part = at as f64 / last as f64;
                    ((from as f64) * (until as f64 / from as f64).powf(part)).round() as Number
                } else {
                    from + (until - from) * at / last
                }
            })
            .collect();
        points.dedup();
        points
    }
}
