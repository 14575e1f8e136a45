//! Text to tokens: words, numerals, strings and marks, each with its bytes; comments are kept apart.
//!
//! Nothing is a keyword here: a word is a keyword where the grammar asks for it. Whatever is no token is reported once
//! and stays in the sequence as [`Kind::Stray`], which no parser accepts.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{recognize, value};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{SourceId, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `serious`, `agg-10x`
    Word,
    /// `5000`, `5.1.3`, `253-1`, `2017-06-01`
    Numeral,
    /// `"第五条"`, with its quotation marks
    Text,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `(`
    OpenRound,
    /// `)`
    CloseRound,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `=`
    Equals,
    /// `/`
    Slash,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `..`
    Range,
    /// `# to the end of the line`
    Comment,
    /// Anything else, already reported.
    Stray,
}

/// A token, what was written, and where it starts.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
}

/// All of a text: what the parser reads, what only the formatter reads, and what was no token.
#[derive(Debug, Default)]
pub struct Lexed<'a> {
    /// Everything but comments, in order.
    pub tokens: Vec<Token<'a>>,
    /// The comments, in order.
    pub comments: Vec<Token<'a>>,
    /// What could not be read.
    pub problems: Diagnostics,
}

/// `file = (blank | comment | token)*`
pub fn lex(source: SourceId, text: &str) -> Lexed<'_> {
    let mut lexed = Lexed::default();
    if let Some(at) = text.find('\0') {
        let message = "expected text, found a NUL byte";
        let problem = Diagnostic::error("nul", Span::new(source, at, at + 1), message);
        lexed.problems.push(problem.at_fault("a law file is plain UTF-8 text"));
    }
    let mut rest = skip_blank(text);
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let (after, kind) = token(rest).unwrap_or_else(|_| stray(rest));
        let end = text.len() - after.len();
        let token = Token { kind, text: &text[start..end], span: Span::new(source, start, end) };
        check(&token, &mut lexed.problems);
        match kind {
            Kind::Comment => lexed.comments.push(token),
            _ => lexed.tokens.push(token),
        }
        rest = skip_blank(after);
    }
    lexed
}

/// `token = comment | word | numeral | string | mark`
fn token(input: &str) -> IResult<&str, Kind> {
    alt((
        value(Kind::Comment, (char('#'), take_till(|c| c == '\n' || c == '\r'))),
        value(Kind::Word, word),
        value(Kind::Numeral, numeral),
        value(Kind::Text, string),
        mark,
    ))
    .parse(input)
}

/// `word = (letter | "_") (letter | digit | "_" | "-")*`
fn word(input: &str) -> IResult<&str, &str> {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let further = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    recognize(pair(satisfy(letter), take_while(further))).parse(input)
}

/// `numeral = digit alnum* (("." | "-") alnum+)*`, so that `6 .. 36` and `6..36` are two numerals.
fn numeral(input: &str) -> IResult<&str, &str> {
    let alnum = |c: char| c.is_ascii_alphanumeric();
    let digit = satisfy(|c| c.is_ascii_digit());
    let further = preceded(satisfy(|c| c == '.' || c == '-'), take_while1(alnum));
    recognize((digit, take_while(alnum), many0_count(further))).parse(input)
}

/// `string = '"' (character | '\' character)* '"'`, on one line; an unclosed one ends with its line.
fn string(input: &str) -> IResult<&str, &str> {
    let plain = take_while1(|c| !matches!(c, '"' | '\\' | '\n' | '\r'));
    let escape = recognize((char('\\'), satisfy(|c| c != '\n' && c != '\r')));
    let last_backslash = tag("\\");
    let inside = many0_count(alt((plain, escape, last_backslash)));
    recognize((char('"'), inside, nom::combinator::opt(char('"')))).parse(input)
}

/// `mark = "{" | "}" | "(" | ")" | "," | ":" | "=" | "/" | ">=" | "<" | ".."`
fn mark(input: &str) -> IResult<&str, Kind> {
    alt((
        value(Kind::Open, char('{')),
        value(Kind::Close, char('}')),
        value(Kind::OpenRound, char('(')),
        value(Kind::CloseRound, char(')')),
        value(Kind::Comma, char(',')),
        value(Kind::Colon, char(':')),
        value(Kind::AtLeast, tag(">=")),
        value(Kind::Stray, tag("<=")),
        value(Kind::Equals, char('=')),
        value(Kind::Slash, char('/')),
        value(Kind::Below, char('<')),
        value(Kind::Range, tag("..")),
    ))
    .parse(input)
}

/// Takes what can start no token: one mark, or a run of other characters.
fn stray(input: &str) -> (&str, Kind) {
    let is_mark = |c: char| c.is_ascii() || fullwidth(c).is_some();
    let first = input.chars().next().map_or(0, char::len_utf8);
    let stops = |c: char| c.is_whitespace() || is_mark(c);
    let end = match input.chars().next() {
        Some(c) if is_mark(c) => first,
        _ => input.find(stops).unwrap_or(input.len()),
    };
    (&input[end.max(first)..], Kind::Stray)
}

/// Skips blanks, a byte order mark, and NUL bytes, which are reported apart.
fn skip_blank(input: &str) -> &str {
    input.trim_start_matches([' ', '\t', '\r', '\n', '\0', '\u{feff}'])
}

/// Reports what is wrong within a token.
fn check(token: &Token<'_>, problems: &mut Diagnostics) {
    match token.kind {
        Kind::Stray => problems.push(stray_problem(token)),
        Kind::Text => check_string(token, problems),
        _ => {}
    }
}

fn stray_problem(token: &Token<'_>) -> Diagnostic {
    let found = token.text.escape_debug();
    let problem = Diagnostic::error("stray-character", token.span, format!("expected a word, found `{found}`"));
    let mut characters = token.text.chars();
    let problem = problem.at_fault(match token.text.is_ascii() {
        true => "the language has no such mark",
        false => "outside quotation marks, only ASCII is read",
    });
    match (token.text, characters.next().and_then(fullwidth)) {
        ("<=", _) => problem.help("comparisons are `>=` and `<`: write `< 51` for at most 50"),
        (">", _) => problem.help("comparisons are `>=` and `<`: write `>= 51` for more than 50"),
        (".", _) => problem.help("a range is written with `..`"),
        (_, Some(ascii)) => problem.help(format!("write `{ascii}`")),
        (text, None) if !text.is_ascii() => problem.help(format!("write `\"{found}\"`")),
        _ => problem,
    }
}

/// The mark that was meant by one typed with a Chinese keyboard.
fn fullwidth(c: char) -> Option<&'static str> {
    Some(match c {
        '，' | '、' => ",",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        '｛' => "{",
        '｝' => "}",
        '“' | '”' | '＂' => "\"",
        '＝' => "=",
        '≥' => ">=",
        '＜' => "<",
        '…' => "..",
        '／' => "/",
        '＃' => "#",
        '\u{3000}' => " ",
        _ => return None,
    })
}

fn check_string(token: &Token<'_>, problems: &mut Diagnostics) {
    let at = |from: usize, length: usize| Span {
        start: token.span.start + from,
        end: token.span.start + from + length,
        ..token.span
    };
    let mut closed = false;
    let mut characters = token.text.char_indices().skip(1);
    while let Some((index, c)) = characters.next() {
        closed = c == '"';
        if c != '\\' {
            continue;
        }
        let Some((_, escaped)) = characters.next() else { break };
        if !matches!(escaped, '"' | '\\') {
            let message = format!("expected `\\\"` or `\\\\`, found `\\{}`", escaped.escape_debug());
            let problem = Diagnostic::error("escape", at(index, 1 + escaped.len_utf8()), message);
            problems.push(problem.at_fault("no such escape").help("write `\\\\` for a backslash"));
        }
    }
    if !closed {
        let message = "expected `\"` before the end of the line";
        let problem = Diagnostic::error("unclosed-string", token.span, message);
        problems.push(problem.at_fault("a string ends on the line it starts on"));
    }
}

/// What a string says, without its quotation marks and escapes.
pub fn unquote(text: &str) -> String {
    let inside = text.strip_prefix('"').unwrap_or(text);
    let mut said = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => break,
            '\\' => said.extend(characters.next()),
            _ => said.push(c),
        }
    }
    said
}
