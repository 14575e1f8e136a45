//! The TOML of a file, and what is wrong with it as TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::log::Log;
use super::marks::{self, KeyCalled};
use super::node::{self, Node, Table};
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Sources, Span};
use crate::text::boundary;

/// How many names a dotted key may have: `a.b.c` has three. Case files need two.
const DEEPEST_KEY: usize = 10;

/// The largest file, in bytes, that is parsed further after a syntax error.
const LARGEST_RECOVERED: usize = 1024 * 1024;

/// How many syntax errors are shown; later ones mostly follow from the first.
const MOST_SYNTAX_ERRORS: usize = 5;

/// The tree of a whole file.
pub fn file<'a>(sources: &'a Sources, source: SourceId, log: &mut Log) -> Option<Table<'a>> {
    file_of(sources, source, log, &|_| None)
}

/// The same, where a key in Chinese may be the label of one that is known.
pub fn file_of<'a>(sources: &'a Sources, source: SourceId, log: &mut Log, key_called: KeyCalled) -> Option<Table<'a>> {
    let text = &sources.get(source).text;
    if let Some(at) = deep_key(text) {
        let span = Span::new(source, at, at + 1);
        log.push(Diagnostic::error(
            "syntax",
            span,
            format!("expected a key of at most {DEEPEST_KEY} names, found more"),
        ));
        return None;
    }
    let (table, errors) = parse(text);
    if errors.is_empty() {
        return Some(node::table(table.into_inner(), source, 0));
    }
    let mut told: Vec<std::ops::Range<usize>> = Vec::new();
    let mut told_marks = Vec::new();
    for error in &errors {
        let at = error.span().unwrap_or(text.len()..text.len());
        // What is wrong at one place is told once.
        if told.len() == MOST_SYNTAX_ERRORS || told.contains(&at) {
            continue;
        }
        told.push(at.clone());
        let span = Span::new(source, boundary(text, at.start), boundary(text, at.end));
        if let Some(mistyped) = marks::mistyped(text, span, key_called) {
            if !told_marks.contains(&mistyped.span()) {
                told_marks.push(mistyped.span());
                log.push(mistyped);
            }
            continue;
        }
        let wrong = syntax::explained(text, span, error.message());
        if !told_marks.contains(&wrong.span()) {
            told_marks.push(wrong.span());
            log.push(wrong);
        }
    }
    None
}

/// All syntax errors of a file that people wrote, the first of one too large for that: each error costs room.
fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<toml::de::Error>) {
    if text.len() <= LARGEST_RECOVERED {
        return DeTable::parse_recoverable(text);
    }
    match DeTable::parse(text) {
        Ok(table) => (table, Vec::new()),
        Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
    }
}

/// The tree of one value, which stands in `source` from `offset` to the end; `None` if it is not TOML.
pub fn value<'a>(sources: &'a Sources, source: SourceId, offset: usize) -> Option<Node<'a>> {
    let text = sources.get(source).text.get(offset..)?;
    if deep_key(text).is_some() {
        return None;
    }
    let value = DeValue::parse(text).ok()?;
    Some(node::node(value.span(), value.into_inner(), source, offset))
}

/// Where a key has more names than any case file needs: each name would be a table within the one before.
fn deep_key(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut names) = (0, 1);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'.' => names += 1,
            b'=' | b',' | b'[' | b'{' | b'\n' => names = 1,
            _ => {}
        }
        if names > DEEPEST_KEY {
            return Some(at);
        }
        at = match byte {
            b'"' | b'\'' => after_quotes(bytes, at),
            b'#' => bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |newline| at + newline),
            _ => at + 1,
        };
    }
    None
}

/// One past the text in quotation marks, single or triple, that begins here; text on one line ends with its line.
fn after_quotes(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let triple = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if triple { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' if !triple => return at,
            b'\\' if quote == b'"' && (triple || bytes.get(at + 1) != Some(&b'\n')) => at += 1,
            _ if byte == quote && !triple => return at + 1,
            // Up to two of the closing quotation marks may belong to the text.
            _ if byte == quote && bytes[at..].starts_with(&[quote; 3]) => {
                return at + bytes[at..].iter().take(5).take_while(|&&byte| byte == quote).count();
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
