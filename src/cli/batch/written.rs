//! Where rows go: a file that can be gone on with, or standard output; and what is skipped.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::render::csv;
use crate::table::{Row, RowProblem};

/// An output.
pub struct Written {
    name: String,
    to: Box<dyn Write>,
    /// Bytes so far.
    pub bytes: u64,
}

impl Written {
    /// Standard output, or this file, of which the first bytes stand where a run goes on.
    pub fn open(path: Option<&Path>, kept: u64) -> Result<Self, Failure> {
        let Some(path) = path else {
            let to = Box::new(BufWriter::new(io::stdout()));
            return Ok(Self { name: "standard output".to_owned(), to, bytes: 0 });
        };
        let name = path.display().to_string();
        let open = || {
            let mut file: File = OpenOptions::new().create(true).write(true).truncate(kept == 0).open(path)?;
            file.set_len(kept)?;
            file.seek(SeekFrom::Start(kept))?;
            Ok(file)
        };
        let file = open().map_err(|error| Failure::Write { name: name.clone(), error })?;
        Ok(Self { name, to: Box::new(BufWriter::new(file)), bytes: kept })
    }

    /// Writes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.bytes += bytes.len() as u64;
        let written = self.to.write_all(bytes);
        written.map_err(|error| Failure::Write { name: self.name.clone(), error })
    }

    /// Sees to it that everything so far is written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| Failure::Write { name: self.name.clone(), error })
    }
}

/// The headings of what is skipped, before those of the table.
pub fn reject_headings(headings: &[String]) -> Vec<String> {
    let own = ["file", "line", "column", "value", "problem", "help"].map(str::to_owned);
    own.into_iter().chain(headings.iter().cloned()).collect()
}

/// A row that is skipped, with what is wrong with it.
pub fn reject(file: &str, problem: &RowProblem, row: Option<&Row>, width: usize) -> Vec<String> {
    let line = row.map_or(problem.line, |row| row.line);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    // Of another row of the same case, nothing is wrong with its own cells.
    let own = row.is_none_or(|row| row.line == problem.line);
    let problem_text = match own {
        true => problem.message.clone(),
        false => format!("line {} of the same case: {}", problem.line, problem.message),
    };
    let mut fields = vec![
        file.to_owned(),
        line.to_string(),
        if own { text(&problem.column) } else { String::new() },
        if own { text(&problem.value) } else { String::new() },
        problem_text,
        text(&problem.help),
    ];
    let cells = row.map(|row| row.cells.clone()).unwrap_or_else(|| vec![String::new(); width]);
    fields.extend(cells);
    fields
}

/// Rows of text as CSV.
pub fn csv_rows(rows: &[Vec<String>]) -> Vec<u8> {
    csv::render(rows).into_bytes()
}

/// What is wrong with a row, as a line for a person.
pub fn told(file: &str, problem: &RowProblem) -> String {
    let cell = match (&problem.column, &problem.value) {
        (Some(column), Some(value)) => format!(", column `{column}`, value `{value}`"),
        (Some(column), None) => format!(", column `{column}`"),
        _ => String::new(),
    };
    let help = problem.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    format!("{file}, line {}{cell}: {}{help}\n", problem.line, problem.message)
}
