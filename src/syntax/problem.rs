//! What a parser says when it fails: how far it came, what was expected there, and how that is told to the reader.

use nom::error::{ErrorKind, ParseError};

use super::input::{File, Tokens};
use super::lex::{Kind, Token};
use super::recover::Level;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;
use crate::suggest::did_you_mean;

/// At most so many problems are told of one file.
const MOST: usize = 20;

/// One thing that could have stood where a parser failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// A keyword: `when`
    Word(&'static str),
    /// A mark: `{`
    Mark(&'static str),
    /// Anything described: "a name"
    Thing(&'static str),
    /// The number that belongs to this keyword: `item`
    NumberOf(&'static str),
    /// What closes this mark: `}`
    Closing(&'static str, Span),
    /// What starts an entry of a block: a rule
    Entry(&'static Level),
}

/// Why a parser failed: the furthest token it came to, and everything that could have stood there.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The token at fault, as an index in the file.
    pub at: usize,
    expected: Vec<Expected>,
    said: Option<Box<Diagnostic>>,
}

impl Problem {
    /// This was expected here.
    pub fn expected(input: Tokens<'_>, expected: Expected) -> Self {
        Self::expected_any(input, vec![expected])
    }

    /// Any of these was expected here.
    pub fn expected_any(input: Tokens<'_>, expected: Vec<Expected>) -> Self {
        Self { at: input.at, expected, said: None }
    }

    /// Here is something that only its own words describe.
    pub fn said(input: Tokens<'_>, problem: Diagnostic) -> Self {
        Self { at: input.at, expected: Vec::new(), said: Some(Box::new(problem)) }
    }

    /// The problem, as it is told.
    pub fn tell(self, file: &File<'_>) -> Diagnostic {
        if let Some(said) = self.said {
            return *said;
        }
        let found = file.tokens.get(self.at);
        let span = found.map_or(file.end, |token| token.span);
        let message = format!("expected {}, found {}", listed(&self.expected), described(found));
        let problem = Diagnostic::error("expected", span, message);
        let problem = self.expected.iter().fold(problem, |problem, expected| expected.explain(problem, found));
        if let [Expected::Word(language @ ("zh" | "en"))] = self.expected.as_slice() {
            return problem.help(format!("a text stands in both languages, Chinese first: write `{language} \"...\"`"));
        }
        match found {
            Some(token) if token.kind == Kind::Word && problem.help.is_none() => {
                let words = self.expected.iter().flat_map(|expected| expected.words());
                let near = did_you_mean(token.text, words.chain(file.tried_at(self.at)));
                problem.maybe_help(near.or_else(|| file.near_parameter(token.text)))
            }
            Some(token) if token.kind == Kind::Comma => problem.maybe_help(self.without_separator(file)),
            _ => problem,
        }
    }

    /// `5,000` is two numbers and a comma: how to write it as one.
    fn without_separator(&self, file: &File<'_>) -> Option<String> {
        let [before, comma, after] = file.tokens.get(self.at.checked_sub(1)?..=self.at + 1)? else { return None };
        let numerals = before.kind == Kind::Numeral && after.kind == Kind::Numeral && after.text.len() == 3;
        let one = numerals && before.span.end == comma.span.start && comma.span.end == after.span.start;
        one.then(|| format!("numbers have no separators: write `{}{}`", before.text, after.text))
    }
}

impl<'a> ParseError<Tokens<'a>> for Problem {
    fn from_error_kind(input: Tokens<'a>, _: ErrorKind) -> Self {
        Self::expected_any(input, Vec::new())
    }

    fn append(_: Tokens<'a>, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(mut self, mut other: Self) -> Self {
        if self.at != other.at {
            return if self.at > other.at { self } else { other };
        }
        self.expected.append(&mut other.expected);
        Self { said: self.said.or(other.said), ..self }
    }
}

impl Expected {
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Word(word) => vec![word],
            Self::Entry(level) => level.words().collect(),
            _ => Vec::new(),
        }
    }

    /// Says more where more is known than what was expected and found.
    fn explain(self, mut problem: Diagnostic, found: Option<&Token<'_>>) -> Diagnostic {
        match self {
            Self::NumberOf(word) => {
                problem.code = "missing-place";
                let opens = found.is_some_and(|token| token.kind == Kind::Open);
                let help = match word {
                    "par" => "write `par 1 { ... }`",
                    "article" => "write `article 5 { ... }`",
                    _ if opens => "write `item 3 { ... }`",
                    _ => "write `item 3 when ...`",
                };
                problem.at_fault("a rule stands at its article, paragraph and item").help(help)
            }
            Self::Closing(mark, open) => {
                if found.is_none() {
                    problem.code = "unclosed";
                }
                problem.also(open, format!("`{mark}` would close this"))
            }
            _ => problem,
        }
    }
}

/// `a name`, `a name or "{"`, `a name, "{" or "}"`
fn listed(expected: &[Expected]) -> String {
    let mut said: Vec<String> = Vec::new();
    for one in expected {
        let one = match one {
            Expected::Word(word) | Expected::Mark(word) | Expected::Closing(word, _) => format!("`{word}`"),
            Expected::Thing(thing) => (*thing).to_owned(),
            Expected::NumberOf(word) => format!("the number of the {}", part(word)),
            Expected::Entry(level) => level.expected.to_owned(),
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    match said.split_last() {
        None => "something else".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

fn part(word: &str) -> &str {
    if word == "par" { "paragraph" } else { word }
}

/// The token found, or the end of the file.
fn described(found: Option<&Token<'_>>) -> String {
    match found {
        None => "the end of the file".to_owned(),
        Some(token) if token.text.chars().count() > 32 => match token.kind {
            Kind::Text => "a string".to_owned(),
            Kind::Numeral => "a long numeral".to_owned(),
            _ => "a long word".to_owned(),
        },
        Some(token) => format!("`{}`", token.text.escape_debug().to_string().replace("\\\"", "\"")),
    }
}

/// Reports a failure.
pub fn report(input: Tokens<'_>, failure: nom::Err<Problem>) -> usize {
    match failure {
        nom::Err::Error(problem) | nom::Err::Failure(problem) => {
            let at = problem.at;
            input.file.report(problem.tell(input.file));
            at
        }
        nom::Err::Incomplete(_) => input.at,
    }
}

/// In the order of the file, one for each place, and no more than a reader wants at once.
pub fn settle(mut problems: Diagnostics) -> Diagnostics {
    problems.sort_by_key(|problem| problem.span().map_or(0, |span| span.start));
    problems.dedup_by_key(|problem| problem.span().map_or(0, |span| span.start));
    let more = problems.len().saturating_sub(MOST);
    problems.truncate(MOST);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.notes.push(format!("{more} more errors are not shown"));
    }
    problems
}
