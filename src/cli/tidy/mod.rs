//! Tidy rows (整洁数据): the one way in which every command writes a row for each accused, law and offence.
//!
//! Cases come a part at a time, from a table or from case files, and memory does not grow with their number.

mod files;
mod kept;
mod shape;
mod template;
mod written;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::failure::Failure;
use super::run;
use super::sides::{Cases, Sides};
use crate::parallel::in_parallel;
use crate::render::rows::{self, RowFormat};
use crate::report::tidy;

pub use files::of_files;
pub use kept::{Counts, Kept, Progress, hash_of};
pub use shape::{Beside, Shape, covariate, is_number};
pub use template::{Gap, Template};
pub use written::Written;

/// Where rows go, and what they have beside what every row has.
#[derive(Clone, Debug, Default, Args)]
pub struct RowsTo {
    /// Writes the rows to a file, and beside it, in FILE.json, what they were made from
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Writes a row for each ground of each accused to a file, too
    #[arg(long, value_name = "FILE")]
    pub grounds: Option<PathBuf>,
    /// Adds columns with the degree of each ground; the day must be given, so that they are the same whatever the cases
    #[arg(long, requires = "as_of")]
    pub wide: bool,
}

impl RowsTo {
    /// That nothing here was asked for with a format that has no rows.
    pub fn refused(&self) -> Result<(), Failure> {
        if self.output.is_none() && self.grounds.is_none() && !self.wide {
            return Ok(());
        }
        let message = "`--output`, `--grounds` and `--wide` go with rows: add `--format csv` or `--format jsonl`";
        Err(Failure::Usage(message.to_owned()))
    }
}

/// Rows as text, with what came of them.
#[derive(Default)]
pub struct Text {
    /// Cases.
    pub cases: u64,
    /// Rows.
    pub rows: u64,
    /// Accused that cannot be computed.
    pub not_computable: u64,
    /// Whether some result is open.
    pub open: bool,
    /// Whether something that a case expects does not hold.
    pub fails: bool,
    /// The rows.
    pub text: Vec<u8>,
    /// Rows of grounds.
    pub grounds: Vec<u8>,
}

impl Text {
    /// More rows after these.
    pub fn then(&mut self, other: &Self) {
        self.cases += other.cases;
        self.rows += other.rows;
        self.not_computable += other.not_computable;
        self.open |= other.open;
        self.fails |= other.fails;
        self.text.extend_from_slice(&other.text);
        self.grounds.extend_from_slice(&other.grounds);
    }
}

/// What fills a gap.
#[derive(Clone, Copy)]
pub enum Fill<'t> {
    /// Text, whatever it looks like.
    Text(&'t str),
    /// A covariate: nothing, a number, or text.
    Plain(&'t str),
}

/// Rows that are being written.
pub struct Tidy {
    /// What a row consists of.
    pub shape: Shape,
    format: RowFormat,
    headings: Vec<String>,
    out: Written,
    grounds: Option<Written>,
    kept: Option<Kept>,
    /// How far the output has come.
    pub progress: Progress,
    /// Whether some result is open.
    pub open: bool,
    /// Whether something that a case expects does not hold.
    pub fails: bool,
}

impl Tidy {
    /// Opens the outputs; with the progress of an interrupted run, where it stopped.
    pub fn open(
        shape: Shape,
        format: RowFormat,
        to: &RowsTo,
        kept: Option<Kept>,
        resumed: Option<Progress>,
    ) -> Result<Self, Failure> {
        let progress = resumed.unwrap_or_default();
        let mut tidy = Self {
            headings: shape.headings(),
            shape,
            format,
            out: Written::open(to.output.as_deref(), progress.written)?,
            grounds: to.grounds.as_deref().map(|path| Written::open(Some(path), 0)).transpose()?,
            kept,
            progress,
            open: false,
            fails: false,
        };
        if resumed.is_none() {
            tidy.out.write(&rows::head(format, &tidy.headings))?;
            if let Some(grounds) = &mut tidy.grounds {
                grounds.write(&rows::head(format, &tidy::GROUNDS.map(str::to_owned)))?;
            }
        }
        Ok(tidy)
    }

    /// Holds some cases against the laws and writes their rows.
    pub fn part(&mut self, sides: &Sides, cases: &Cases, beside: &[Beside]) -> Result<(), Failure> {
        self.texts(sides, cases, beside)?.iter().try_for_each(|text| self.write(text))
    }

    /// The rows of each of some cases, held against the laws.
    pub fn texts(&self, sides: &Sides, cases: &Cases, beside: &[Beside]) -> Result<Vec<Text>, Failure> {
        let subjects = sides.subjects(cases);
        let all: Vec<usize> = (0..subjects.len()).collect();
        let (shape, format) = (&self.shape, self.format);
        let grounds_too = self.grounds.is_some();
        let headings = &self.headings;
        // Each thread writes its rows as text; elsewhere they are only put one after another.
        let done = in_parallel(&all, |&at| {
            let done = shape.rows(sides, (cases, at), &subjects[at], &beside[at])?;
            let grounds = match grounds_too {
                true => rows::rows(format, &tidy::GROUNDS.map(str::to_owned), &done.grounds),
                false => Vec::new(),
            };
            Ok(Text {
                cases: 1,
                rows: done.rows.len() as u64,
                not_computable: done.not_computable,
                open: done.open,
                fails: done.fails,
                text: rows::rows(format, headings, &done.rows),
                grounds,
            })
        });
        done.into_iter().map(|done| done.map_err(|wrong| run::unplaced(vec![wrong]))).collect()
    }

    /// Writes rows.
    pub fn write(&mut self, text: &Text) -> Result<(), Failure> {
        self.progress.counts.cases += text.cases;
        self.progress.counts.rows_out += text.rows;
        self.progress.counts.not_computable += text.not_computable;
        self.open |= text.open;
        self.fails |= text.fails;
        self.out.write(&text.text)?;
        match &mut self.grounds {
            Some(grounds) => grounds.write(&text.grounds),
            None => Ok(()),
        }
    }

    /// A row with gaps, as text.
    pub fn template(&self, parts: &[template::Part]) -> Template {
        Template::of(self.format, &self.headings, parts)
    }

    /// Writes what fills a gap of a row.
    pub fn fill(&self, fill: Fill<'_>, text: &mut Vec<u8>) {
        match (self.format, fill) {
            (RowFormat::Csv, Fill::Text(of) | Fill::Plain(of)) => rows::csv(of, text),
            (RowFormat::Jsonl, Fill::Plain("")) => text.extend_from_slice(b"null"),
            (RowFormat::Jsonl, Fill::Plain(of)) if is_number(of) => text.extend_from_slice(of.as_bytes()),
            (RowFormat::Jsonl, Fill::Text(of) | Fill::Plain(of)) => rows::quoted(of, text),
        }
    }

    /// Adds to what stands beside the output.
    pub fn note(&mut self, key: &str, value: Value) {
        if let Some(kept) = &mut self.kept {
            kept.note(key, value);
        }
    }

    /// Sees to it that everything so far is written, and says beside the output how far it has come.
    pub fn keep(&mut self, complete: bool) -> Result<(), Failure> {
        self.out.flush()?;
        self.progress.written = self.out.bytes;
        if let Some(grounds) = &mut self.grounds {
            grounds.flush()?;
        }
        match &self.kept {
            Some(kept) => kept.write(&self.progress, complete),
            None => Ok(()),
        }
    }
}

/// What every output is made from: version, day, laws with their hashes, and the command without its paths.
pub fn made(sides: &Sides, of: &[(&str, Value)]) -> Value {
    let laws: Vec<Value> = (sides.specs().zip(sides.hashes()))
        .map(|(spec, hashes)| {
            json!({ "law": spec.text, "proposals": spec.proposals, "choices": spec.set, "instruments": hashes })
        })
        .collect();
    let words = std::env::args().skip(1).map(|word| {
        let path = Path::new(&word);
        if word.contains(['/', '\\']) && path.exists() { name(path) } else { word }
    });
    let mut made = json!({
        "engine": { "version": env!("CARGO_PKG_VERSION") },
        "command": format!("gravamen {}", words.filter(|word| word != "--resume").collect::<Vec<_>>().join(" ")),
        "as_of": sides.as_of().map(|day| day.to_string()),
        "day": sides.today().to_string(),
        "laws": laws,
    });
    for (key, value) in of {
        made[*key] = value.clone();
    }
    made
}

/// A file by its name alone.
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
}
