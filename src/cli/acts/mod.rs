//! `gravamen case acts`: the rows of a sheet of transactions as acts of a case file.

mod again;
pub mod sheet;

use std::path::{Path, PathBuf};

use clap::Args;

use super::analyze::assignment;
use super::failure::Failure;
use super::output::{self, Output, TextFormat};
use super::{Ending, files, run};
use crate::diagnostic::Diagnostics;
use crate::interview::edit::File;
use crate::interview::fields::Known;
use crate::page::acts::Preview;
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::Language;
use crate::table::Map;
use sheet::Sheet;

/// Which sheet, and which case file.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A workbook or a CSV with a row for each transaction
    #[arg(value_name = "SHEET")]
    sheet: PathBuf,
    /// The case file that gets an act for each row; comments and layout stay
    #[arg(long, value_name = "CASE")]
    into: PathBuf,
    /// What one's own columns and codes mean
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// What every row says where no column does, such as `does=sell`; may be given again
    #[arg(long = "all", value_name = "KEY=VALUE", value_parser = assignment)]
    all: Vec<(String, String)>,
    /// What a column must add up to, such as `items=12000`, or nothing is written; may be given again
    #[arg(long, value_name = "KEY=NUMBER", value_parser = assignment)]
    total: Vec<(String, String)>,
    /// Shows what each column is taken for and what the columns add up to, and writes nothing
    #[arg(long)]
    preview: bool,
    /// The encoding of CSV, such as gbk; by default UTF-8
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

/// How many rows a preview shows.
const SHOWN: usize = 5;

/// Shows the sheet as it is understood, and appends its acts.
pub fn run(arguments: &Arguments, law: &run::Law, output: &Output) -> Result<Ending, Failure> {
    let language = output.language();
    let map = match &arguments.map {
        Some(path) => Map::read(&files::read(path)?).map_err(wrong)?,
        None => Map::default(),
    };
    let encoding = arguments.encoding.as_deref().or(map.encoding.as_deref());
    let rows = sheet::rows_of(&arguments.sheet, encoding, language)?;
    let text = files::read(&arguments.into)?;
    let parsed = || File::parse(&text).map_err(|found| wrong(vec![*found]));
    let (file, mut after) = (parsed()?, parsed()?);
    let mut run = run::Run::new(law, &[])?;
    let engine = run.engine_of(law)?;
    let known = Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
    let mut sheet = Sheet::new(rows, &known, &map, (&[], None), language).map_err(wrong)?;
    sheet.always(arguments.all.iter().cloned());
    let preview = sheet.preview(&known, language);
    output.document(&document(&preview, language), TextFormat::Table)?;
    // A row that cannot be an act is told of before sums, which it may be the reason of.
    let done = sheet.append_to(&mut after, &known, language).map_err(Failure::Usage)?;
    let differs = preview.totals.iter().any(|total| total.differs) || !holds(arguments, &sheet, &known, language)?;
    if arguments.preview || differs {
        output::say(said(language, differs));
        return Ok(if differs { Ending::DoesNotHold } else { Ending::Done });
    }
    let name = arguments.into.display().to_string();
    let request = run::Request { law: law.clone(), ..run::Request::default() };
    // Acts that would make the file unreadable are not written.
    if let Err(found) = run.one(&name, after.text(), &request, |_, _, _| Ok(()))? {
        return Err(Failure::Found(run::Checked { sources: run.sources, diagnostics: found }));
    }
    if done.acts > 0 {
        files::replace(&arguments.into, &after.text()).map_err(|error| Failure::Write { name: name.clone(), error })?;
    }
    let number = done.acts;
    let again = done.known(language).map(|known| known + "\n").unwrap_or_default();
    output::say(&match language {
        Language::Zh => format!("{again}已在`{name}`中写入{number}个行为\n"),
        Language::En => format!("{again}{number} acts written to `{name}`\n"),
    });
    Ok(Ending::Done)
}

fn wrong(diagnostics: Diagnostics) -> Failure {
    Failure::Found(run::Checked { diagnostics, ..run::Checked::default() })
}

/// Whether the columns add up to what was given.
fn holds(arguments: &Arguments, sheet: &Sheet, known: &Known<'_>, language: Language) -> Result<bool, Failure> {
    let mut holds = true;
    for (key, to) in &arguments.total {
        let Some(same) = sheet.adds_up(key, to, known, language) else {
            return Err(Failure::Usage(format!("no column of the sheet is taken for `{key}`, an amount")));
        };
        holds &= same;
    }
    Ok(holds)
}

fn said(language: Language, differs: bool) -> &'static str {
    match differs {
        true => language.either("合计不一致，没有写入\n", "The totals differ; nothing was written\n"),
        false => language.either("预览：没有写入\n", "A preview: nothing was written\n"),
    }
}

/// What each column is taken for, the first rows, and the totals.
fn document(preview: &Preview, language: Language) -> Document {
    let say = |zh, en| language.either(zh, en);
    let mut columns = Table::new(vec![
        Column::whole(say("列", "Column")),
        Column::whole(say("作为", "Taken for")),
        Column::prose(say("前几行", "The first rows")),
    ]);
    for (at, key) in preview.columns.iter().enumerate() {
        let heading = preview.headings.as_ref().and_then(|headings| headings.get(at)).cloned();
        let first = preview.rows.iter().take(SHOWN).filter_map(|row| row.get(at));
        let taken = match key.is_empty() {
            true => Cell::from(say("（不采用）", "(left out)")).faint(),
            false => Cell::from(preview.label(key)),
        };
        columns.rows.push(vec![
            heading.unwrap_or_else(|| (at + 1).to_string()).into(),
            taken,
            first.cloned().collect::<Vec<_>>().join(say("；", "; ")).into(),
        ]);
    }
    let mut totals = Table::new(vec![
        Column::whole(say("合计", "Sum of")),
        Column::number(say("各行相加", "Rows")),
        Column::number(say("表中所载", "The sheet says")),
    ]);
    for total in &preview.totals {
        let stated = Cell::from(total.stated.clone().unwrap_or_default());
        let stated = if total.differs { Cell { tone: crate::report::document::Tone::Wrong, ..stated } } else { stated };
        totals.rows.push(vec![total.label.as_str().into(), total.sum.as_str().into(), stated]);
    }
    let mut document = Document::default();
    let number = preview.rows.len();
    document.section(&language.either(format!("{number}行"), format!("{number} rows")), columns);
    document.section(say("合计", "Totals"), totals);
    document
}

/// The sheets of a folder, by name.
pub fn sheets(folder: &Path) -> Vec<String> {
    const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "ods", "csv"];
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_sheet = |path: &PathBuf| {
        let known = path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| ENDINGS.contains(&ending));
        known && files::is_file(path)
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_sheet);
    let mut names: Vec<String> =
        paths.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}
