//! Trees to a law book: dates settled, names resolved, everything checked.
//!
//! The passes, in order: `merge` puts instruments together that stand in several files; `collect` sorts what the files declare and leaves out what is not in force (`date`); `declare`
//! and `silence` build the vocabulary; `readings`, `classes` (with `table`) and `sums` what conditions refer to; `batch` and `person`
//! turn expressions into conditions and predicates, looking names up in `scope`, numbers in `amount` and grounds in
//! `items`; `offence`, with `grounds`, `counting`, `circumstances`, `sentencing` and `band`, puts the offences together, and `relations`
//! relates them; `tracks` what stands beside them; `entries`
//! renders the instruments for reading; `check` asks what only the whole can answer. Every pass goes on after an error, so that one run reports them all.

pub mod amend;
pub mod book;
pub mod citation;
pub mod collateral;
pub mod condition;
pub mod vocabulary;

mod amount;
mod authority;
mod band;
mod batch;
mod check;
mod circumstances;
mod cited;
mod classes;
mod collateral_words;
mod collect;
mod counting;
mod date;
mod declare;
mod entries;
mod figures;
mod grounds;
mod items;
mod merge;
mod offence;
mod person;
mod provincial;
mod readings;
mod relations;
mod resolve;
mod rests;
mod scope;
mod sentencing;
mod shown;
mod silence;
mod sums;
mod table;
mod times;
mod tracks;
mod walk;
mod words;

use std::sync::Arc;

use book::LawBook;
pub use date::changes;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{SourceId, Sources};
use crate::syntax::tree::Tree;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct SourceTree {
    /// The file, among the sources of the run.
    pub source: SourceId,
    /// Its tree.
    pub tree: Tree,
    /// Whether it belongs to a proposal: law that is proposed needs no authority.
    pub proposed: bool,
}

/// The law book of these files on this day, and everything wrong with them; no book when something is an error.
pub fn book(sources: &Sources, trees: &[SourceTree], as_of: Date) -> (Option<LawBook>, Diagnostics) {
    book_between(sources, trees, as_of, as_of)
}

/// The same of a case that may be judged from one day to another: the law of the later, in which an interpretation that
/// is in force from some day between them serves only where the case is judged then.
pub fn book_between(
    sources: &Sources,
    trees: &[SourceTree],
    first: Date,
    as_of: Date,
) -> (Option<LawBook>, Diagnostics) {
    let trees = &*merge::whole(trees);
    let (declared, found) = collect::collect(trees, as_of);
    let proposed = trees.iter().filter(|file| file.proposed).map(|file| file.source).collect();
    let mut resolver = resolve::Resolver::new(sources, &declared, proposed, first, found);
    resolver.declare_vocabulary();
    resolver.read_choices();
    resolver.settle_silences();
    resolver.resolve_tables();
    resolver.resolve_defines();
    let offences = resolver.offences();
    let relations = resolver.relations();
    let joint_caps = resolver.joint_caps();
    let joint_orders = resolver.joint_orders();
    let collateral = resolver.collateral();
    let instruments = resolver.instruments();
    resolver.check(trees);
    let mut diagnostics = std::mem::take(&mut resolver.diagnostics);
    let amended = !resolver.proposed.is_empty();
    let book = LawBook {
        as_of,
        vocabulary: resolver.vocabulary,
        sources: declared.sources.iter().map(|(key, title)| (key.node.clone(), words::label(title))).collect(),
        instruments,
        citations: Arc::new(cited::citations(trees)),
        choices: resolver.choices,
        offences,
        relations,
        joint_caps,
        joint_orders,
        terms: resolver.declared.term_limits(),
        collateral,
        proposals: Vec::new(),
        parameters: Vec::new(),
    };
    // A proposal may move the band from under the rules of a province.
    if !amended {
        diagnostics.extend(provincial::beyond(&book));
    }
    let diagnostics = sorted(diagnostics);
    let usable = !diagnostics.iter().any(Diagnostic::is_error);
    (usable.then_some(book), diagnostics)
}

/// By place, each once: a rule that serves two texts of an offence is resolved, and found wrong, twice.
fn sorted(mut diagnostics: Diagnostics) -> Diagnostics {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().map(|span| (span.source, span.start, span.end)));
    let mut each_once: Diagnostics = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let seen = each_once.iter().rev().take_while(|earlier| earlier.span() == diagnostic.span());
        if !seen.into_iter().any(|earlier| *earlier == diagnostic) {
            each_once.push(diagnostic);
        }
    }
    each_once
}
