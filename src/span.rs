//! Sources and the places in them: files with their text, byte spans, lines and columns.
//!
//! Spans are bytes, because sources hold Chinese; columns count characters, as an editor does.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A file (or other text) that spans point into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// A range of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The source that `start` and `end` count in.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, but without, `end`.
    pub const fn new(source: SourceId, start: usize, end: usize) -> Self {
        Self { source, start, end }
    }

    /// The smallest span that covers both, which must stand in one source.
    pub fn to(self, other: Self) -> Self {
        debug_assert_eq!(self.source, other.source);
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One text: where it came from, as a reader would name it, and what it says.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path, or another name to show, such as `--set`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// All texts read in one run; spans are looked up here.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Sources {
    /// Takes in a text and gives it an id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).expect("fewer than 2^32 sources"));
        self.sources.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// How many there are.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks whether a run has read nothing")]
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Lets go of all but the first texts; nobody may hold the id of another.
    pub fn truncate(&mut self, kept: usize) {
        self.sources.truncate(kept);
    }

    /// The source with this id.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where a span starts.
    pub fn position(&self, span: Span) -> Position {
        let text = &self.get(span.source).text;
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
