//! A case file to a case, or to everything that is wrong with it.
//!
//! First the ids of all tables are taken in, so that references may point forward; then each table is read in its own
//! module, every key that is not structural being a fact of the vocabulary (`fact`); last, if nothing was wrong so
//! far, what cannot be true together is looked for (`contradiction`), and in what the other side says (`other_side`).

mod acts;
mod amount;
mod answers;
mod certain;
mod contradiction;
pub(super) mod cursor;
mod datasets;
mod date;
mod fact;
mod figures;
mod gains;
mod head;
pub(super) mod ids;
mod lineage;
mod linked;
mod listed;
pub(super) mod log;
mod marks;
pub mod node;
mod of_kind;
mod other_side;
pub(super) mod parse;
mod particulars;
mod persons;
mod syntax;

use std::collections::BTreeMap;

pub use self::acts::WITHOUT_DATA;
pub use self::date::last_day_of_judgment;
use self::ids::Ids;
use self::log::Log;
use self::node::Table;
pub use self::of_kind::ONLY_OF;
use super::about::Approximate;
use super::certainty::Facts;
use super::facts::Case;
use super::keys::TABLES;
use super::overrides::{Override, Replaced};
use super::particulars::{self as particular, Particulars};
use crate::diagnostic::Diagnostics;
use crate::law::condition::FactId;
use crate::law::vocabulary::{KindsId, Label, Scope, Vocabulary};
use crate::place::Place;
use crate::span::{SourceId, Sources, Span};

/// Facts that the reader itself relies on; every vocabulary declares them.
pub const STRUCTURAL_FACTS: [(Scope, &str); 10] = [
    (Scope::Person, "kind"),
    (Scope::Person, "born"),
    (Scope::Dataset, "items"),
    (Scope::Dataset, "duplicates"),
    (Scope::Dataset, "false_items"),
    (Scope::Act, "on"),
    (Scope::Act, "from"),
    (Scope::Act, "until"),
    (Scope::Act, "items"),
    (Scope::Gains, "received"),
];

/// Lists of kinds that the reader itself relies on; every vocabulary declares them.
pub const STRUCTURAL_LISTS: [&str; 2] = ["evidence_kind", "share_kind"];

/// A case, and what there is to say about the file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The case.
    pub case: Case,
    /// What the file probably does not mean.
    pub warnings: Diagnostics,
    /// What overrides replaced, in the order given.
    pub replaced: Vec<Replaced>,
}

/// Reads the case file `source`, after putting `overrides` in place; a file with an error gives no case.
pub fn read(
    sources: &mut Sources,
    source: SourceId,
    vocabulary: &Vocabulary,
    overrides: &[Override],
) -> Result<Reading, Diagnostics> {
    let set: Vec<SourceId> = overrides.iter().map(|given| sources.add("--set", given.text())).collect();
    let sources = &*sources;
    let mut log = Log::default();
    let Some(mut root) = parse::file_of(sources, source, &mut log, &|word| key_called(vocabulary, word)) else {
        log.finish()?;
        unreachable!("INVARIANT: a file that gives no tree gives an error");
    };
    let given = overrides.iter().zip(set);
    let replaced = given.filter_map(|(given, set)| given.apply(&mut root, sources, set, &mut log)).collect();
    let reading = read_logged(&root, source, vocabulary, log)?;
    Ok(Reading { replaced, ..reading })
}

/// The key that a word in Chinese is the label of.
fn key_called(vocabulary: &Vocabulary, word: &str) -> Option<String> {
    let labelled = Scope::ALL.into_iter().find_map(|(scope, _)| vocabulary.fact_labelled(scope, word));
    labelled.map(str::to_owned)
}

/// Reads a case from the tree of a file, which something other than a file may have given, such as rows of a table.
pub fn read_tree(root: &Table, source: SourceId, vocabulary: &Vocabulary) -> Result<Reading, Diagnostics> {
    read_logged(root, source, vocabulary, Log::default())
}

fn read_logged(root: &Table, source: SourceId, vocabulary: &Vocabulary, log: Log) -> Result<Reading, Diagnostics> {
    let mut reader = Reader::new(vocabulary, source, log);
    reader.tables(root);
    if !reader.log.has_errors() {
        reader.contradictions();
        reader.of_another_kind();
    }
    let warnings = reader.log.finish()?;
    Ok(Reading { case: reader.case, warnings, replaced: Vec::new() })
}

/// What has been read so far.
struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    certain: Facts,
    log: Log,
    /// The approximate figure that was read last, where its range is not stated.
    approximate: Option<Approximate>,
    case: Case,
    evidence: Ids,
    persons: Ids,
    datasets: Ids,
    acts: Ids,
    spans: Spans,
}

/// Places that the case itself does not keep.
#[derive(Default)]
struct Spans {
    /// Of the first reference to each act in a `[[gains]]`.
    gains_of: BTreeMap<usize, Span>,
    /// Of each reference of a dataset's `from`: the dataset, the one it comes from, and the place.
    lineage: Vec<(usize, usize, Span)>,
    /// Of each reference of an act's `after`: the act, the one before it, and the place.
    after: Vec<(usize, usize, Span)>,
    /// Of each `of` of a person: the member, the unit, and the place.
    members: Vec<(usize, usize, Span)>,
    /// Of each person's `record`.
    records: BTreeMap<usize, Span>,
    /// Of each act's `to`.
    recipients: BTreeMap<usize, Span>,
    /// Of each answer: about whom, and the question.
    judgements: BTreeMap<(usize, Place), Span>,
    /// Of `judged`.
    judged: Option<Span>,
}

/// The tables of a case file.
fn tables() -> [&'static str; TABLES.len()] {
    TABLES.each_ref().map(|table| table.name)
}

impl<'v> Reader<'v> {
    fn new(vocabulary: &'v Vocabulary, source: SourceId, log: Log) -> Self {
        let case = Case {
            id: String::new(),
            title: Label::default(),
            judged: None,
            sources: Vec::new(),
            linked: Vec::new(),
            notes: None,
            file: Particulars::default(),
            evidence: Vec::new(),
            persons: Vec::new(),
            datasets: Vec::new(),
            acts: Vec::new(),
            gains: Vec::new(),
            consequences: Vec::new(),
            judgements: Vec::new(),
            expectations: Vec::new(),
            stated: BTreeMap::new(),
            source,
        };
        Self {
            vocabulary,
            certain: certain::facts(vocabulary),
            log,
            approximate: None,
            case,
            evidence: Ids::new("evidence"),
            persons: Ids::new("person"),
            datasets: Ids::new("dataset"),
            acts: Ids::new("act"),
            spans: Spans::default(),
        }
    }

    /// Reads every table: ids first, then what stands in each.
    fn tables(&mut self, root: &Table) {
        self.no_other_keys("the file", root, &tables());
        let evidence = self.entries(root, "evidence");
        let persons = self.entries(root, "person");
        let datasets = self.entries(root, "dataset");
        let acts = self.entries(root, "act");
        self.evidence.declare(&evidence, &mut self.log);
        self.persons.declare(&persons, &mut self.log);
        self.datasets.declare(&datasets, &mut self.log);
        self.acts.declare(&acts, &mut self.log);
        self.head(root);
        self.case.file = self.particulars(root, particular::OF_CASE);
        self.evidence(&evidence);
        self.persons(&persons);
        self.datasets(&datasets);
        self.gains(root);
        self.acts(&acts);
        self.consequences(root);
        self.judgements(root);
        self.expectations(root);
        self.evidence_facts(&evidence);
    }

    /// The fact of this name that the reader relies on.
    fn structural(&self, scope: Scope, name: &str) -> FactId {
        structural(self.vocabulary, scope, name)
    }

    /// The list of this name that the reader relies on.
    fn structural_list(&self, name: &str) -> KindsId {
        let kinds = self.vocabulary.kinds_named(name);
        kinds.unwrap_or_else(|| panic!("INVARIANT: every vocabulary declares the list `{name}` (STRUCTURAL_LISTS)"))
    }
}

/// The fact of this name that the reader relies on.
fn structural(vocabulary: &Vocabulary, scope: Scope, name: &str) -> FactId {
    vocabulary.fact_named(scope, name).unwrap_or_else(|| {
        panic!("INVARIANT: every vocabulary declares the fact `{name}` of scope {} (STRUCTURAL_FACTS)", scope.name())
    })
}
