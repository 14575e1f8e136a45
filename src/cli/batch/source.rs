//! Tables as they come: CSV, JSON lines and workbooks, a row at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader as _};
use clap::ValueEnum;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::json;
use crate::cli::failure::Failure;
use crate::table::{Block, Row, RowProblem};

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Comma-separated values
    Csv,
    /// JSON lines: an object a line
    Jsonl,
    /// A workbook; its first sheet with anything in it
    Xlsx,
}

/// A table that is being read.
pub struct Source {
    /// The headings.
    pub headings: Vec<String>,
    rows: Rows,
}

enum Rows {
    Csv(Box<csv::Reader<Box<dyn Read>>>, csv::StringRecord),
    Jsonl { lines: BufReader<Box<dyn Read>>, line: u64, text: String, first: std::vec::IntoIter<(u64, String)> },
    Sheet(std::vec::IntoIter<Row>),
}

/// How many lines of JSON are looked at for the names of its columns.
const LOOKED_AT: usize = 1000;

impl Kind {
    /// By the ending of a name; what comes on a pipe is CSV unless told otherwise.
    fn of(path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("jsonl" | "ndjson" | "json") => Self::Jsonl,
            Some("xlsx" | "xlsm" | "xls" | "ods") => Self::Xlsx,
            _ => Self::Csv,
        }
    }
}

impl Source {
    /// Opens a table; `-` is standard input.
    pub fn open(path: &Path, kind: Option<Kind>, encoding: Option<&str>) -> Result<Self, Failure> {
        let failed = |error| Failure::Read { path: path.to_owned(), error };
        let kind = kind.unwrap_or_else(|| Kind::of(path));
        if kind == Kind::Xlsx {
            return sheet(path);
        }
        let label = encoding.unwrap_or("utf-8");
        let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) else {
            return Err(Failure::Usage(format!("no encoding is called `{label}`; usual ones are utf-8 and gbk")));
        };
        let bytes: Box<dyn Read> =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(failed)?) };
        // UTF-8 is left as it is, so that what is none is told of its row; a byte order mark is taken off.
        let text: Box<dyn Read> = Box::new(
            DecodeReaderBytesBuilder::new()
                .encoding((encoding != encoding_rs::UTF_8).then_some(encoding))
                .utf8_passthru(true)
                .strip_bom(true)
                .build(bytes),
        );
        match kind {
            Kind::Jsonl => json_lines(text).map_err(failed),
            _ => {
                let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
                let headings = reader.headers().map_err(|error| failed(io::Error::other(error)))?;
                let headings = headings.iter().map(|heading| heading.trim().to_owned()).collect();
                Ok(Self { headings, rows: Rows::Csv(Box::new(reader), csv::StringRecord::new()) })
            }
        }
    }

    /// The next row; nothing at the end.
    pub fn next(&mut self) -> Option<Result<Row, RowProblem>> {
        let mut block = Block::new(self.headings.len());
        self.read(&mut block).map(|read| read.map(|()| block.row(0)))
    }

    /// Takes in the next row; nothing at the end.
    pub fn read(&mut self, block: &mut Block) -> Option<Result<(), RowProblem>> {
        let width = self.headings.len();
        match &mut self.rows {
            Rows::Sheet(rows) => rows.next().map(|row| {
                block.push(row.line, row.cells.iter().map(String::as_str));
                Ok(())
            }),
            Rows::Csv(reader, record) => match reader.read_record(record) {
                Ok(false) => None,
                Ok(true) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    Some(whole(record, line, width).map(|()| block.push(line, &*record)))
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let is_text = matches!(error.kind(), csv::ErrorKind::Utf8 { .. });
                    let help = is_text.then(|| "if the table is in GBK, add `--encoding gbk`".to_owned());
                    let done = matches!(error.kind(), csv::ErrorKind::Io(_));
                    let message = if is_text { "the row is not UTF-8".to_owned() } else { error.to_string() };
                    if done {
                        self.rows = Rows::Sheet(Vec::new().into_iter());
                    }
                    Some(Err(RowProblem { line, column: None, value: None, message, help }))
                }
            },
            Rows::Jsonl { lines, line, text, first } => loop {
                let at = match first.next() {
                    Some((at, read)) => {
                        *text = read;
                        at
                    }
                    None => {
                        *line += 1;
                        text.clear();
                        match lines.read_line(text) {
                            Ok(0) => return None,
                            Ok(_) => *line,
                            Err(error) => return Some(Err(of_line(*line, error.to_string()))),
                        }
                    }
                };
                if text.trim().is_empty() {
                    continue;
                }
                // Most lines are plain; what is wrong with another is found out by itself.
                if json::row(text, at, &self.headings, block) {
                    return Some(Ok(()));
                }
                let row = object(text, at, &self.headings);
                return Some(row.map(|row| block.push(row.line, row.cells.iter().map(String::as_str))));
            },
        }
    }
}

/// A row has no more cells than there are headings; cells left out at the end are empty.
fn whole(row: &csv::StringRecord, line: u64, width: usize) -> Result<(), RowProblem> {
    if row.len() <= width || row.iter().skip(width).all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    let message = format!("expected {width} cells, as there are headings, found {}", row.len());
    let help = Some("a cell with a comma in it stands in quotation marks".to_owned());
    Err(RowProblem { help, ..of_line(line, message) })
}

fn of_line(line: u64, message: String) -> RowProblem {
    RowProblem { line, column: None, value: None, message, help: None }
}

/// JSON lines, whose columns are the keys of the first rows.
fn json_lines(text: Box<dyn Read>) -> io::Result<Source> {
    let mut lines = BufReader::new(text);
    let (mut first, mut headings) = (Vec::new(), Vec::new());
    let mut line = 0;
    while first.len() < LOOKED_AT {
        let mut text = String::new();
        if lines.read_line(&mut text)? == 0 {
            break;
        }
        line += 1;
        if let Ok(serde_json::Value::Object(object)) = serde_json::from_str(&text) {
            for key in object.keys().filter(|key| !headings.contains(*key)).cloned().collect::<Vec<_>>() {
                headings.push(key);
            }
        }
        first.push((line, text));
    }
    Ok(Source { headings, rows: Rows::Jsonl { lines, line, text: String::new(), first: first.into_iter() } })
}

fn object(text: &str, line: u64, headings: &[String]) -> Result<Row, RowProblem> {
    let read: serde_json::Result<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(text);
    let object = read.map_err(|error| of_line(line, format!("expected a JSON object: {error}")))?;
    let mut cells = vec![String::new(); headings.len()];
    for (key, value) in object {
        let Some(at) = headings.iter().position(|heading| *heading == key) else {
            let message = format!("the key `{key}` is in none of the first {LOOKED_AT} rows");
            return Err(RowProblem { column: Some(key), ..of_line(line, message) });
        };
        let plain = |value: &serde_json::Value| match value {
            serde_json::Value::Null => Some(String::new()),
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Bool(_) | serde_json::Value::Number(_) => Some(value.to_string()),
            _ => None,
        };
        let cell = match &value {
            serde_json::Value::Array(list) => list.iter().map(plain).collect::<Option<Vec<_>>>().map(|of| of.join(";")),
            other => plain(other),
        };
        cells[at] = cell.ok_or_else(|| {
            let message = "expected text, a number, `true`, `false`, `null`, or a list of text".to_owned();
            RowProblem { column: Some(key), value: Some(value.to_string()), ..of_line(line, message) }
        })?;
    }
    Ok(Row { line, cells })
}

/// The first sheet of a workbook with anything in it. A workbook is read as a whole: it has no more than a million rows.
fn sheet(path: &Path) -> Result<Source, Failure> {
    let failed = |error: String| Failure::Read { path: PathBuf::from(path), error: io::Error::other(error) };
    let mut book = calamine::open_workbook_auto(path).map_err(|error| failed(error.to_string()))?;
    let mut found = None;
    for (_, range) in book.worksheets() {
        if !range.is_empty() && found.is_none() {
            found = Some(range);
        }
    }
    let range = found.ok_or_else(|| failed("the workbook has no rows".to_owned()))?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    let mut rows = range.rows();
    let headings: Vec<String> =
        rows.next().unwrap_or_default().iter().map(|cell| cell_text(cell).trim().to_owned()).collect();
    let row = |(at, cells): (usize, &[Data])| Row {
        line: first + at as u64 + 1,
        cells: cells.iter().map(cell_text).collect(),
    };
    let all: Vec<Row> = rows.enumerate().map(row).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
    Ok(Source { headings, rows: Rows::Sheet(all.into_iter()) })
}

/// What a cell of a workbook says: its numbers are floats, of which the shortest decimals that give them are what was
/// typed; its days are days without a time.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.as_string().unwrap_or_else(|| other.to_string()),
    }
}
