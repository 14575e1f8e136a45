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
    let mut text = Vec::new();
    if format == RowFormat::Csv {
        row(format, headings, &mut text, |at, text| csv(&headings[at], text));
    }
    text
}

/// Rows, without the headings.
pub fn rows(format: RowFormat, headings: &[String], rows: &[Vec<Field>]) -> Vec<u8> {
    let mut text = Vec::new();
    for fields in rows {
        row(format, headings, &mut text, |at, text| field(format, &fields[at], text));
    }
    text
}

/// A row, whose fields are written where they stand.
pub fn row(format: RowFormat, headings: &[String], text: &mut Vec<u8>, mut field: impl FnMut(usize, &mut Vec<u8>)) {
    for (at, heading) in headings.iter().enumerate() {
        match format {
            RowFormat::Csv if at == 0 => {}
            RowFormat::Csv => text.push(b','),
            RowFormat::Jsonl => {
                text.push(if at == 0 { b'{' } else { b',' });
                quoted(heading, text);
                text.push(b':');
            }
        }
        field(at, text);
    }
    match format {
        RowFormat::Csv => text.extend_from_slice(b"\r\n"),
        RowFormat::Jsonl => text.extend_from_slice(b"}\n"),
    }
}

/// A field. Numbers stand in plain digits, as they are.
pub fn field(format: RowFormat, field: &Field, text: &mut Vec<u8>) {
    let told = |truth: bool| if truth { "true" } else { "false" };
    match (format, field) {
        (RowFormat::Csv, Field::Nothing) => {}
        (RowFormat::Csv, Field::Text(of) | Field::Number(of)) => csv(of, text),
        (RowFormat::Jsonl, Field::Nothing) => text.extend_from_slice(b"null"),
        (RowFormat::Jsonl, Field::Text(of)) => quoted(of, text),
        (RowFormat::Jsonl, Field::Number(digits)) => text.extend_from_slice(digits.as_bytes()),
        (_, Field::Truth(truth)) => text.extend_from_slice(told(*truth).as_bytes()),
    }
}

/// Text as a field of CSV, in quotation marks where it could be taken for something else (RFC 4180).
pub fn csv(of: &str, text: &mut Vec<u8>) {
    if !of.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        return text.extend_from_slice(of.as_bytes());
    }
    text.push(b'"');
    text.extend_from_slice(of.replace('"', "\"\"").as_bytes());
    text.push(b'"');
}

/// Text as JSON has it.
pub fn quoted(of: &str, text: &mut Vec<u8>) {
    // Writing text to memory does not fail.
    let _ = serde_json::to_writer(text, of);
}
