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
    /// `>`
    MoreThan,
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
        value(Kind::Comment, (char('#'), take_till(|c| c == '\n'))),
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

/// `string = '"' inside '"'`, on one line
fn string(input: &str) -> IResult<&str, &str> {
    recognize((char('"'), inside, char('"'))).parse(input)
}

/// `inside = (character | '\' character)*`
fn inside(input: &str) -> IResult<&str, usize> {
    let plain = take_while1(|c| !matches!(c, '"' | '\\' | '\n' | '\r'));
    let escape = recognize((char('\\'), satisfy(|c| c != '\n' && c != '\r')));
    many0_count(alt((plain, escape))).parse(input)
}

/// `mark = "{" | "}" | "(" | ")" | "," | ":" | "=" | "/" | ">=" | ">" | "<" | ".."`
fn mark(input: &str) -> IResult<&str, Kind> {
    alt((
        value(Kind::Open, char('{')),
        value(Kind::Close, char('}')),
        value(Kind::OpenRound, char('(')),
        value(Kind::CloseRound, char(')')),
        value(Kind::Comma, char(',')),
        value(Kind::Colon, char(':')),
        value(Kind::AtLeast, tag(">=")),
        value(Kind::MoreThan, char('>')),
        value(Kind::Stray, tag("<=")),
        value(Kind::Equals, char('=')),
        value(Kind::Slash, char('/')),
        value(Kind::Below, char('<')),
        value(Kind::Range, tag("..")),
    ))
    .parse(input)
}

/// Takes what is no token: the rest of the line after an unclosed quotation mark, words between Chinese quotation
/// marks, one mark, or a run of other characters.
fn stray(input: &str) -> (&str, Kind) {
    let line = input.lines().next().unwrap_or(input);
    let is_mark = |c: char| c.is_ascii() || c.is_whitespace() || fullwidth(c).is_some();
    let first = input.chars().next().map_or(0, char::len_utf8);
    let end = match input.chars().next() {
        Some('"') => line.len(),
        Some('“') => line.find('”').map_or(first, |last| last + '”'.len_utf8()),
        Some(c) if is_mark(c) => first,
        _ => line.find(is_mark).unwrap_or(line.len()),
    };
    (&input[end..], Kind::Stray)
}

/// Skips blanks, a byte order mark, and NUL bytes, which are reported apart.
fn skip_blank(input: &str) -> &str {
    input.trim_start_matches([' ', '\t', '\r', '\n', '\0', '\u{feff}'])
}

/// Reports what is wrong within a token.
fn check(token: &Token<'_>, problems: &mut Diagnostics) {
    match token.kind {
        Kind::Stray => problems.push(stray_problem(token)),
        Kind::Text => check_escapes(token, problems),
        _ => {}
    }
}

fn stray_problem(token: &Token<'_>) -> Diagnostic {
    let found = token.text.escape_debug();
    if token.text.starts_with('"') {
        let message = "expected `\"` before the end of the line, found none";
        return Diagnostic::error("unclosed", token.span, message).at_fault("a string ends on the line it starts on");
    }
    let (expected, why) = match token.text.is_ascii() {
        true => ("a mark of the language", "the language has no such mark"),
        false => ("ASCII outside quotation marks", "neither a name nor a mark"),
    };
    let problem = Diagnostic::error("stray-character", token.span, format!("expected {expected}, found `{found}`"));
    problem.at_fault(why).maybe_help(stray_help(token.text))
}

/// What was probably meant.
fn stray_help(text: &str) -> Option<String> {
    let mut characters = text.chars();
    match (text, characters.next().and_then(fullwidth).filter(|_| characters.next().is_none())) {
        ("<=", _) => Some("comparisons are `>=`, `>` and `<`: write `< 51` for at most 50".to_owned()),
        (".", _) => Some("a range is written with `..`".to_owned()),
        (_, Some(mark)) => Some(format!("write `{mark}`")),
        (text, None) if !text.is_ascii() => Some(format!("write `\"{}\"`", text.trim_matches(['“', '”']))),
        _ => None,
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
        '＞' => ">",
        '…' => "..",
        '／' => "/",
        '＃' => "#",
        '\u{3000}' => " ",
        _ => return None,
    })
}

fn check_escapes(token: &Token<'_>, problems: &mut Diagnostics) {
    let mut characters = token.text.char_indices();
    while let Some((index, _)) = characters.by_ref().find(|(_, c)| *c == '\\') {
        let Some((next, escaped)) = characters.next() else { break };
        if !matches!(escaped, '"' | '\\') {
            let (start, end) = (token.span.start + index, token.span.start + next + escaped.len_utf8());
            let message = format!("expected `\\\"` or `\\\\`, found `\\{}`", escaped.escape_debug());
            let problem = Diagnostic::error("escape", Span { start, end, ..token.span }, message);
            problems.push(problem.at_fault("no such escape").help("write `\\\\` for a backslash"));
        }
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
