//! Which outcomes are possible, exactly: open facts are split until each remaining assignment is settled.
//!
//! One evaluation over ranges is sound but can be too wide, where one unknown reaches a result by two paths. So the
//! assignment is split at an open fact, the halves are evaluated, and so on; an assignment that can add nothing new is not split
//! further. Beyond [`MOST_ASSIGNMENTS`] the wider answer stands, and is marked as not exact.

mod attain;
mod breaks;
mod change;
mod constant_over;
mod deciding;
mod grades;
mod independent;
mod outside;
mod parts;
mod relevance;
mod search;
mod sentenced;
mod shown;
mod together;
mod vertices;

pub use change::{Change, Changes, Contestable, Kind, Under, What, changes, contestables, opened};
pub use grades::{GradeSet, Observation, Observed};
pub use parts::{extremes, halves, parts};
pub use relevance::Relevance;
pub use search::{Look, Possible, Search};
pub use sentenced::{Fined, Measure, Punished, RuleOf};
pub use together::Joint;

use std::sync::Arc;

use crate::evaluate::{self, Outcome, Ranges};
use crate::measure::{Assignment, Cache, Measures, Variable};
use crate::program::{Program, TruthId};
use crate::truth::Truth;

/// How many assignments of a small case are evaluated at most.
pub const MOST_ASSIGNMENTS: usize = 4096;

/// How many batches a small case has; each assignment of a larger one costs more, and fewer are evaluated.
const FEW_BATCHES: usize = 8;

/// The part of these assignments that is spent on a case looked at beside another, such as under another reading. Most
/// need a few; those of a case with gains and costs of several persons need hundreds.
const BESIDE: usize = 4;

/// What is possible for one person.
#[derive(Clone, Debug)]
pub struct Settled {
    /// A value for every step that covers every possible assignment.
    pub outcome: Outcome<Ranges>,
    /// For each offence, the grades that are possible.
    pub grades: Vec<GradeSet>,
    /// Whether every one of them can really come about.
    pub exact: bool,
    /// What is open, and what an answer could decide: positions of offences, and truths.
    pub deciding: Vec<Deciding>,
    /// The measures with everything open left open.
    pub measures: Measures,
}

/// An open variable and what it decides.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The variable.
    pub variable: Variable,
    /// Offences whose grade depends on it: other values give other grades in some completion of the other facts.
    pub offences: Vec<usize>,
    /// Offences of which it could not be found out within bounds whether their grade does.
    pub undecided: Vec<usize>,
    /// Truths that depend on it.
    pub truths: Vec<TruthId>,
}

/// Evaluates one assignment, without looking further.
pub fn evaluate(cache: &Cache<'_>, assignment: &Assignment) -> (Measures, Outcome<Ranges>) {
    let measures = cache.measure(assignment);
    let mut outcome = Outcome::default();
    evaluate::walk::<Ranges>(&cache.program().steps, &measures.truths, &measures.numbers, &mut outcome);
    (measures, outcome)
}

/// The program as far as this case may concern it, whatever the readings and the facts in doubt: without the offences whose conduct is surely
/// absent under every text of their article.
pub fn concerned(cache: &Cache<'_>, assignment: &Assignment) -> Arc<Program> {
    let (_, outcome) = evaluate(cache, &opened(assignment, &contestables(cache, assignment)));
    cache.program().concerning(|offence| outcome.truth(offence.present).possible())
}

/// The grades possible for each offence, by an outcome.
pub fn grades_of(program: &Program, outcome: &Outcome<Ranges>) -> Vec<GradeSet> {
    program.offences.iter().map(|offence| GradeSet::of(offence, outcome)).collect()
}

/// The grades possible for each offence, by one evaluation that may be too wide.
pub fn grades_at_most(cache: &Cache<'_>, assignment: &Assignment) -> Vec<GradeSet> {
    Search::of_grades(cache).look(assignment.clone()).targets.grades
}

/// The grades that are possible for each offence, by a shorter search, and whether it came to its end.
pub fn settle_beside(cache: &Cache<'_>, assignment: &Assignment) -> (Vec<GradeSet>, bool) {
    let search = Search::of_grades(cache);
    let found = search.possible(assignment, most_assignments(cache) / BESIDE);
    (found.grades, found.exact)
}

fn most_assignments(cache: &Cache<'_>) -> usize {
    MOST_ASSIGNMENTS * FEW_BATCHES / cache.size().max(FEW_BATCHES)
}

/// What is possible for one person.
pub fn settle(cache: &Cache<'_>, assignment: &Assignment) -> Settled {
    settle_with(cache, assignment, most_assignments(cache))
}

/// The same, with at most so many assignments.
fn settle_with(cache: &Cache<'_>, assignment: &Assignment, most: usize) -> Settled {
    let program = cache.program();
    let search = Search::new(cache, program, shown::watched(program));
    let root = search.look(assignment.clone());
    if root.settled() {
        let mut outcome = root.outcome.clone();
        search.attain(&root, &mut outcome, most);
        let Look { measures, targets, .. } = root;
        return Settled { outcome, grades: targets.grades, exact: true, deciding: Vec::new(), measures };
    }
    let (found, mut outcome, exact) = search.explore(&root, search.attained(&root, &[]), most);
    for (watched, bits) in search.watched.iter().zip(&found.truths) {
        outcome.truths[watched.truth.0 as usize] = match bits {
            0 | 1 => Truth::Excluded,
            2 => Truth::Established,
            _ => Truth::Open,
        };
    }
    search.attain(&root, &mut outcome, most);
    let deciding = search.deciding(&root, &found);
    Settled { outcome, grades: found.grades, exact, deciding, measures: root.measures }
}
