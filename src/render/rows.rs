//! Rows under headings, as CSV (RFC 4180) or as JSON, an object a line.

use crate::report::tidy::Field;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// Comma-separated values.
    Csv,
    /// JSON lines.
    Jsonl,
}

/// The line of headings, where the format has one.
pub fn head(format: RowFormat, headings: &[String]) -> Vec<u8> {
    match format {
        RowFormat::Csv => csv(std::iter::once(headings.iter().map(String::as_str).collect())),
        RowFormat::Jsonl => Vec::new(),
    }
}

/// Rows, without the headings.
pub fn rows(format: RowFormat, headings: &[String], rows: &[Vec<Field>]) -> Vec<u8> {
    match format {
        RowFormat::Csv => csv(rows.iter().map(|fields| fields.iter().map(shown).collect())),
        RowFormat::Jsonl => rows.iter().flat_map(|fields| object(headings, fields)).collect(),
    }
}

fn csv<'f>(rows: impl Iterator<Item = Vec<&'f str>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, and every row has as many fields as the first.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// An object on a line of its own. Numbers stand in plain digits, as they are.
fn object(headings: &[String], fields: &[Field]) -> Vec<u8> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let pair = |(heading, field): (&String, &Field)| {
        let value = match field {
            Field::Nothing => "null".to_owned(),
            Field::Text(text) => quoted(text),
            Field::Number(digits) => digits.clone(),
            Field::Truth(truth) => truth.to_string(),
        };
        format!("{}:{value}", quoted(heading))
    };
    let pairs: Vec<String> = headings.iter().zip(fields).map(pair).collect();
    format!("{{{}}}\n", pairs.join(",")).into_bytes()
}

fn shown(field: &Field) -> &str {
    match field {
        Field::Nothing => "",
        Field::Text(text) | Field::Number(text) => text,
        Field::Truth(true) => "true",
        Field::Truth(false) => "false",
    }
}
