//! Sets a law file in order: indents, single spaces, at most one blank line in a row.
//!
//! The author's line breaks and comments stay. What stands in braces or parentheses is indented from the line that
//! opens them. The parser tells which tokens start an entry; within braces, a line that starts with any other goes on
//! with the entry before it and is indented once more.

use super::input::{File, Tokens};
use super::lex::{Kind, Token, lex};
use super::{declarations, problem};
use crate::diagnostic::Diagnostics;
use crate::span::SourceId;

/// How far each block, and each line that goes on with another, is indented.
const STEP: usize = 4;

/// The text in order, or what is wrong with it, with places in source 0.
pub fn format(text: &str) -> Result<String, Diagnostics> {
    let lexed = lex(SourceId(0), text);
    let file = File::new(SourceId(0), text, &lexed.tokens);
    declarations(Tokens::new(&file));
    let problems: Diagnostics = lexed.problems.into_iter().chain(file.problems.into_inner()).collect();
    if !problems.is_empty() {
        return Err(problem::settle(problems));
    }
    let starts = file.starts.into_inner();
    let tokens = lexed.tokens.iter().enumerate();
    let tokens = tokens.map(|(at, token)| Piece { token, starts: starts.contains(&at) });
    let comments = lexed.comments.iter().map(|token| Piece { token, starts: false });
    let mut pieces: Vec<Piece<'_>> = tokens.chain(comments).collect();
    pieces.sort_by_key(|piece| piece.token.span.start);
    Ok(Page::default().set(&lines(text, &pieces)))
}

/// A token or comment, and whether it starts an entry.
#[derive(Clone, Copy)]
struct Piece<'a> {
    token: &'a Token<'a>,
    starts: bool,
}

impl Piece<'_> {
    fn closes(self) -> bool {
        matches!(self.token.kind, Kind::Close | Kind::CloseRound)
    }

    /// Whether a line that starts so goes on with the entry before it.
    fn goes_on(self) -> bool {
        !self.starts && !self.closes() && self.token.kind != Kind::Open
    }
}

/// What stands on one line.
struct Line<'p, 'a> {
    pieces: &'p [Piece<'a>],
    /// Whether the author left a blank line before it.
    after_blank: bool,
}

/// Splits where the author did.
fn lines<'p, 'a>(text: &str, pieces: &'p [Piece<'a>]) -> Vec<Line<'p, 'a>> {
    let breaks = |from: usize, to: usize| text[from..to].matches('\n').count();
    let mut end = 0;
    pieces
        .chunk_by(|before, after| breaks(before.token.span.end, after.token.span.start) == 0)
        .map(|pieces| {
            let start = pieces[0].token.span.start;
            let after_blank = breaks(end, start) > 1;
            end = pieces[pieces.len() - 1].token.span.end;
            Line { pieces, after_blank }
        })
        .collect()
}

impl Line<'_, '_> {
    fn first(&self) -> Piece<'_> {
        self.pieces[0]
    }

    fn is_comment(&self) -> bool {
        self.first().token.kind == Kind::Comment
    }

    /// Whether something is open at its end with nothing in it yet.
    fn opens(&self) -> bool {
        let last = self.pieces.iter().rev().find(|piece| piece.token.kind != Kind::Comment);
        last.is_some_and(|piece| matches!(piece.token.kind, Kind::Open | Kind::OpenRound))
    }
}

/// The text so far, and the braces and parentheses that are open in it.
#[derive(Default)]
struct Page {
    text: String,
    open: Vec<Opened>,
}

/// An open brace or parenthesis, with the indent of its line.
struct Opened {
    indent: usize,
    kind: Kind,
}

impl Page {
    /// Sets every line.
    fn set(mut self, lines: &[Line<'_, '_>]) -> String {
        for (at, line) in lines.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &lines[before]);
            if line.after_blank && !line.first().closes() && before.is_some_and(|before| !before.opens()) {
                self.text.push('\n');
            }
            let code = lines[at..].iter().find(|line| !line.is_comment());
            let indent = self.indent(line, code);
            self.text.push_str(&" ".repeat(indent));
            self.set_line(line, indent);
        }
        self.text
    }

    /// The indent of a line; a comment stands as the code after it does.
    fn indent(&self, line: &Line<'_, '_>, code: Option<&Line<'_, '_>>) -> usize {
        let closed = line.pieces.iter().take_while(|piece| piece.closes()).count();
        if let Some(opened) = closed.checked_sub(1).and_then(|others| self.open.iter().rev().nth(others)) {
            return opened.indent;
        }
        let inside = self.open.last().map_or(0, |opened| opened.indent + STEP);
        let in_round = self.open.last().is_some_and(|opened| opened.kind == Kind::OpenRound);
        match code.map(Line::first) {
            Some(first) if !in_round && first.goes_on() => inside + STEP,
            _ => inside,
        }
    }

    fn set_line(&mut self, line: &Line<'_, '_>, indent: usize) {
        let mut before: Option<Kind> = None;
        for piece in line.pieces {
            let kind = piece.token.kind;
            self.text.push_str(before.map_or("", |before| space(before, kind)));
            self.text.push_str(piece.token.text.trim_end());
            match kind {
                Kind::Open | Kind::OpenRound => self.open.push(Opened { indent, kind }),
                Kind::Close | Kind::CloseRound => drop(self.open.pop()),
                _ => {}
            }
            before = Some(kind);
        }
        self.text.push('\n');
    }
}

/// What stands between two tokens of a line.
fn space(before: Kind, after: Kind) -> &'static str {
    match (before, after) {
        (_, Kind::Comment) => "  ",
        (Kind::OpenRound | Kind::Slash, _) => "",
        (_, Kind::Comma | Kind::CloseRound | Kind::Slash) => "",
        _ => " ",
    }
}
