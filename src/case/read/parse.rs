//! The TOML of a file, and what is wrong with it as TOML.

use toml::de::{DeTable, DeValue};

use super::log::Log;
use super::node::{self, Node, Table};
use crate::diagnostic::Diagnostic;
use crate::span::{SourceId, Sources, Span};

/// How many names a dotted key may have: `a.b.c` has three. Case files need two.
const DEEPEST_KEY: usize = 100;

/// How many syntax errors are shown; later ones mostly follow from the first.
const MOST_SYNTAX_ERRORS: usize = 5;

/// The tree of a whole file.
pub fn file<'a>(sources: &'a Sources, source: SourceId, log: &mut Log) -> Option<Table<'a>> {
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
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(node::table(table.into_inner(), source, 0));
    }
    for error in errors.iter().take(MOST_SYNTAX_ERRORS) {
        let at = error.span().unwrap_or(text.len()..text.len());
        let span = Span::new(source, boundary(text, at.start), boundary(text, at.end));
        log.push(Diagnostic::error("syntax", span, format!("this is not TOML: {}", error.message())));
    }
    None
}

/// The tree of one value, which stands in `source` from `offset` to the end; `None` if it is not TOML.
pub fn value<'a>(sources: &'a Sources, source: SourceId, offset: usize) -> Option<Node<'a>> {
    let text = sources.get(source).text.get(offset..)?;
    let value = DeValue::parse(text).ok()?;
    Some(node::node(value.span(), value.into_inner(), source, offset))
}

/// Where a key has more names than any case file needs: each name would be a table within the one before.
fn deep_key(text: &str) -> Option<usize> {
    let mut names = 0;
    let mut after_dot = false;
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'\n', _) => (names, quote) = (0, None),
            (_, Some(_)) if escaped => escaped = false,
            (b'\\', Some(b'"')) => escaped = true,
            (_, Some(open)) if byte == open => quote = None,
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'.', None) => names = if after_dot { 0 } else { names + 1 },
            (b'=' | b',' | b'#' | b'[' | b'{', None) => names = 0,
            _ => {}
        }
        if names >= DEEPEST_KEY {
            return Some(at);
        }
        after_dot = byte == b'.' || after_dot && byte == b' ';
    }
    None
}

/// The nearest character boundary at or below.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
