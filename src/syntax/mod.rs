//! The law language: text to tree and back.
//!
//! `lex` makes tokens, a file for each construct of the grammar makes the [`tree`], `fmt` sets the text in order.
//! Parsers are commented by their production and know no meaning: no name is looked up here, and nothing is left out
//! or filled in. Only this module uses nom.

mod input;
mod lex;
mod problem;
mod recover;
mod relation;
mod terminal;

mod article;
mod atom;
mod classes;
mod collateral;
mod counting;
mod expression;
mod grade;
mod instrument;
mod measure;
mod proposal;
mod rule;
mod sentencing;
mod text;
mod vocabulary;

pub mod tree;

mod fmt;

use nom::Parser;
use nom::combinator::map;

use crate::diagnostic::Diagnostics;
use crate::quantity::Ratio;
use crate::span::SourceId;
pub use fmt::format;
use input::{File, Tokens};
use recover::DECLARATIONS;
use tree::{Declaration, Tree};

/// Reads a law file. The tree holds whatever could be read; it is all of the file only where nothing is reported.
pub fn parse(source: SourceId, text: &str) -> (Tree, Diagnostics) {
    parse_with(source, text, &[])
}

/// Reads a law file with some of the parameters that it declares set to other numbers than their defaults.
pub fn parse_with(source: SourceId, text: &str, set: &[(String, Ratio)]) -> (Tree, Diagnostics) {
    let lexed = lex::lex(source, text);
    let file = File::new(source, text, &lexed.tokens).with_parameters(set);
    let declarations = declarations(Tokens::new(&file));
    let problems = lexed.problems.into_iter().chain(file.problems.into_inner()).collect();
    (Tree { declarations }, problem::settle(problems))
}

/// `tree = (sources | vocabulary | instrument | proposal)*`
fn declarations(input: Tokens<'_>) -> Vec<Declaration> {
    recover::declarations(input, |input| match input.word() {
        Some("sources") => vocabulary::sources(input),
        Some("vocabulary") => vocabulary::vocabulary(input),
        Some("instrument") => map(instrument::instrument, Declaration::Instrument).parse(input),
        Some("proposal") => map(proposal::proposal, Declaration::Proposal).parse(input),
        _ => recover::no_entry(&DECLARATIONS, input),
    })
}
