//! What the passes share: the declarations, what is resolved of them so far, and everything found wrong.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::Choice;
use super::classes::Table;
use super::collect::Declared;
use super::condition::Condition;
use super::grounds::Reference;
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::{SourceId, Sources, Span};

/// The state of a run.
pub(super) struct Resolver<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The files that belong to a proposal.
    pub proposed: BTreeSet<SourceId>,
    /// The first day on which the case may be judged.
    pub first: Date,
    /// What they declare.
    pub declared: &'a Declared<'a>,
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// The readings.
    pub choices: Vec<Choice>,
    /// The tables of classes.
    pub tables: Vec<Table>,
    /// The defined conditions, by their position among the declarations.
    pub defines: Vec<Defined>,
    /// Where the law has a rule that the first of several interpretations reaches back, under which readings it does.
    pub reaches_back: Option<Condition>,
    /// Grounds that refer to grounds, in the offence at hand.
    pub references: Vec<Reference>,
    /// What was found wrong.
    pub diagnostics: Diagnostics,
}

/// How far a defined condition is resolved.
#[derive(Clone, Debug)]
pub(super) enum Defined {
    /// Not yet.
    Waiting,
    /// On the way: to meet it again is a cycle.
    Under,
    /// Resolved, or found wrong.
    Done(Option<Condition>),
}

impl<'a> Resolver<'a> {
    /// Nothing resolved yet.
    pub fn new(
        sources: &'a Sources,
        declared: &'a Declared<'a>,
        proposed: BTreeSet<SourceId>,
        first: Date,
        diagnostics: Diagnostics,
    ) -> Self {
        Self {
            sources,
            proposed,
            first,
            declared,
            vocabulary: Vocabulary::default(),
            choices: Vec::new(),
            tables: Vec::new(),
            defines: vec![Defined::Waiting; declared.defines.len()],
            reaches_back: None,
            references: Vec::new(),
            diagnostics,
        }
    }

    /// Records an error that ends what is being resolved.
    pub fn fail<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// Records an error with one label and no more.
    pub fn reject<T>(&mut self, code: &'static str, span: Span, message: String, at_fault: &str) -> Option<T> {
        self.fail(Diagnostic::error(code, span, message).at_fault(at_fault))
    }
}
