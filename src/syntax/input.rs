//! What the parsers read: a run of tokens that knows its file, how deep it is nested, and where to report to.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::{IResult, Input, Needed};

use super::lex::{Kind, Token};
use super::problem::Problem;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::quantity::Ratio;
use crate::span::{SourceId, Span};
use crate::suggest::did_you_mean;

/// What a parser of `T` gives.
pub type Parsed<'a, T> = IResult<Tokens<'a>, T, Problem>;

/// How deep conditions and parts may nest.
pub const DEPTH: u8 = 64;

/// The file being parsed, and what has been found out about it.
#[derive(Debug)]
pub struct File<'a> {
    /// Its text.
    text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token<'a>],
    /// Where it ends.
    pub end: Span,
    /// The furthest token at which a keyword was looked for in vain, and the keywords: what may have been meant there.
    tried: RefCell<(usize, Vec<&'static str>)>,
    /// Everything wrong with it.
    pub problems: RefCell<Diagnostics>,
    /// The tokens that start a rule, a clause or an entry, for the formatter.
    pub starts: RefCell<BTreeSet<usize>>,
    /// Parameters declared so far, with their values.
    parameters: RefCell<Vec<(String, Ratio)>>,
    /// Parameters that are set, whether declared yet or not.
    set: &'a [(String, Ratio)],
}

impl<'a> File<'a> {
    /// A file that nothing has been read of.
    pub fn new(source: SourceId, text: &'a str, tokens: &'a [Token<'a>]) -> Self {
        let end = text.trim_end().len();
        let (tried, problems, starts, parameters) = Default::default();
        Self { text, tokens, end: Span::new(source, end, end), tried, problems, starts, parameters, set: &[] }
    }

    /// The same file with parameters set.
    pub fn with_parameters(self, set: &'a [(String, Ratio)]) -> Self {
        Self { set, ..self }
    }

    /// Reports something wrong.
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }
}

impl File<'_> {
    /// Takes in a parameter: with the value that it is set to, or else its default.
    pub fn declare(&self, parameter: &str, default: Ratio) {
        let set = self.set.iter().find(|(name, _)| name == parameter).map(|(_, value)| *value);
        self.parameters.borrow_mut().push((parameter.to_owned(), set.unwrap_or(default)));
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<Ratio> {
        self.parameters.borrow().iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The parameter nearest to a name.
    pub fn near_parameter(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.parameters.borrow().iter().map(|(known, _)| known.as_str()))
    }

    /// Notes that this keyword would have been read at a token.
    pub fn tried(&self, at: usize, word: &'static str) {
        let mut tried = self.tried.borrow_mut();
        if tried.0 != at {
            *tried = (at, Vec::new());
        }
        tried.1.push(word);
    }

    /// The keywords that would have been read at a token.
    pub fn tried_at(&self, at: usize) -> Vec<&'static str> {
        let tried = self.tried.borrow();
        if tried.0 == at { tried.1.clone() } else { Vec::new() }
    }
}

/// The tokens still to be read.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    /// The file they are of.
    pub file: &'a File<'a>,
    /// The first of them, as an index in the file.
    pub at: usize,
    /// One past the last of them.
    end: usize,
    /// How many conditions and parts this stands within.
    depth: u8,
    /// Whether a comparison may stand here without parentheses.
    comparing: bool,
}

impl<'a> Tokens<'a> {
    /// All of a file.
    pub fn new(file: &'a File<'a>) -> Self {
        Self { file, at: 0, end: file.tokens.len(), depth: 0, comparing: true }
    }

    /// The next token.
    pub fn first(self) -> Option<&'a Token<'a>> {
        self.peek(0)
    }

    /// The token after `ahead` others.
    pub fn peek(self, ahead: usize) -> Option<&'a Token<'a>> {
        self.file.tokens[..self.end].get(self.at + ahead)
    }

    /// The token after `ahead` others, if it is a word.
    pub fn word_at(self, ahead: usize) -> Option<&'a str> {
        self.peek(ahead).filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    /// The next token, if it is a word.
    pub fn word(self) -> Option<&'a str> {
        self.word_at(0)
    }

    /// Whether these words come next.
    pub fn is(self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word_at(ahead) == Some(word))
    }

    /// The kind of the token after `ahead` others.
    pub fn kind_at(self, ahead: usize) -> Option<Kind> {
        self.peek(ahead).map(|token| token.kind)
    }

    /// Where the next token stands.
    pub fn span(self) -> Span {
        self.first().map_or(self.file.end, |token| token.span)
    }

    /// Whether the next token is the first on its line.
    pub fn starts_line(self) -> bool {
        let before = self.file.text.get(..self.span().start).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with(['\n', '\u{feff}']) || before.is_empty()
    }

    /// From here to the last token before `rest`.
    pub fn span_to(self, rest: Tokens<'a>) -> Span {
        let last = rest.at.checked_sub(1).and_then(|last| self.file.tokens.get(last));
        last.filter(|_| rest.at > self.at).map_or(self.span(), |last| self.span().to(last.span))
    }

    /// One level further in.
    pub fn deeper(self) -> Result<Self, nom::Err<Problem>> {
        if self.depth < DEPTH {
            return Ok(Self { depth: self.depth + 1, ..self });
        }
        let message = format!("expected at most {DEPTH} levels of nesting, found more");
        let problem = Diagnostic::error("too-deep", self.span(), message).at_fault("one level too many");
        let help = "give the inner condition a name with `define`";
        Err(nom::Err::Failure(Problem::said(self, problem.help(help))))
    }

    /// The same tokens, as nested as `outer` is.
    pub fn as_deep_as(self, outer: Self) -> Self {
        Self { depth: outer.depth, comparing: outer.comparing, ..self }
    }

    /// Whether a comparison may stand here without parentheses.
    pub fn compares(self) -> bool {
        self.comparing
    }

    /// The same tokens, where a comparison may or may not stand without parentheses.
    pub fn comparing(self, comparing: bool) -> Self {
        Self { comparing, ..self }
    }

    /// The tokens from this index of the file on.
    pub fn skip_to(self, at: usize) -> Self {
        Self { at: at.min(self.end), ..self }
    }

    /// Notes, for the formatter, that an entry starts here.
    pub fn mark_start(self) {
        self.file.starts.borrow_mut().insert(self.at);
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = Token<'a>;
    type Iter = Copied<Iter<'a, Token<'a>>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, count: usize) -> Self {
        Self { end: self.at + count, ..*self }
    }

    fn take_from(&self, count: usize) -> Self {
        Self { at: self.at + count, ..*self }
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.file.tokens[self.at..self.end].iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match self.input_len().checked_sub(count) {
            Some(_) => Ok(count),
            None => Err(Needed::new(count - self.input_len())),
        }
    }
}
