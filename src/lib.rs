//! Gravamen evaluates the facts of a criminal case under law that is written as data.
//!
//! ```text
//! .law text ─syntax─▶ tree ─law─▶ law book ─compile─▶ program ─┐
//! case.toml ─case──▶ facts ─────────────────────────measure────┤
//!                                                               ▼
//!                                        evaluate<domain> ─▶ outcome ─explain─▶ findings ─report─▶ render
//!                                              ▲                ▲
//!                                           measure           settle: which outcomes are possible, exactly
//! ```
//!
//! Every stage has one type, so that stages cannot be called out of order, and imports point to the left only.
//!
//! - A [`law book`](law::book::LawBook) is the law at one moment: dates settled, names resolved, everything checked.
//! - A [`program`](program::Program) is that law as a flat arena of steps. Degrees are whole numbers of one common
//!   denominator.
//! - [`measure`](measure::measure) turns facts into batches (行为单元: one person's act on one dataset) and these into
//!   the counts, sums and answers that a program asks for.
//! - [`evaluate::walk`] is the only evaluation there is. It is generic in its [domain](evaluate::Domain): points for a
//!   settled case, ranges and three truth values for one with open facts. Filters on batches go through it too.
//! - [`settle`](settle::settle) splits open facts until every remaining assignment is settled, so that the grades reported
//!   are those that some completion of the facts gives, and no others.
//! - [`explain`](explain::explain) reads an outcome and adds places, facts and words. It decides nothing.
//! - [`engine`] is the façade. Nothing outside [`cli`] reads files, prints, or asks the clock or the environment.
//!
//! The [architecture] page says what each stage makes, where something new goes, what is deliberately absent, and what was
//! tried and dropped.
//!
//! No article, threshold, category or grade stands in this source; all of them are in `interpretations/`.

// What is written and its meaning, up to the program: a crate of its own, because the laws are compiled when this one is
// built.
pub use gravamen_front::{
    built, compile, diagnostic, law, numeral, place, program, quantity, range, span, suggest, syntax, text, truth,
};

pub mod parallel;

// Case file to facts.
pub mod case;
pub mod table;

// Arithmetic on sentences.
pub mod sentence;

// Facts and program to outcome, outcome to findings.
pub mod analysis;
pub mod evaluate;
pub mod explain;
pub mod measure;
pub mod settle;
pub mod study;

// Findings to what a person reads.
pub mod cli;
pub mod engine;
pub mod interview;
pub mod page;
pub mod papers;
pub mod receipt;
pub mod render;
pub mod report;

#[doc = include_str!("architecture.md")]
pub mod architecture {}
