//! The smallest case on which two laws differ (见证案例), found by searching regions of facts with the same evaluator.
//!
//! The search starts from a case of which nothing is known and takes the region with the least case in it first: it is
//! looked at under both laws, dropped where they surely agree or can only differ as in a smaller case already found, and
//! split at an open fact where they may differ. Amounts are split at the break points of both laws, and the least case of
//! a region is tried at once; between two break points they are halved only when nothing else is left. Within the bounds
//! (one person, the acts and bodies of information of a [`Shape`], each of one kind, and the facts that the differing
//! rules ask about) nothing smaller has been missed where the search came to its end; where it did not, no amount of what
//! was found can be lowered.

mod breakpoints;
mod file;
mod region;
mod relevant;
mod search;

use super::scale::Standing;
use crate::place::Place;

pub use file::blank;
pub use relevant::about_consequences;
pub use search::search;

/// A case on which two laws differ.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The case as a file.
    pub text: String,
    /// Where the person stands under the first law.
    pub before: Standing,
    /// And under the second.
    pub after: Standing,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The smallest cases, one for each kind of change asked for.
    pub witnesses: Vec<Witness>,
    /// How many regions were looked at.
    pub looked: usize,
    /// Whether no region is left that could hold a smaller case, or one of another kind.
    pub exhausted: bool,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// One offence alone.
    pub offence: Option<&'a Place>,
    /// The level reached under one of the laws.
    pub level: Option<usize>,
    /// One case for each pair of levels, instead of the smallest alone.
    pub all_kinds: bool,
    /// How many amounts may be above their least.
    pub amounts: usize,
    /// How many regions are looked at.
    pub most: usize,
    /// Kinds of change for which a case is known that is smaller than any looked at here.
    pub known: Vec<Kind>,
}

/// A kind of change: where the person stands under either law, and whether at the same level by another band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Least and greatest level under the first law.
    pub before: (usize, usize),
    /// And under the second.
    pub after: (usize, usize),
    /// Whether the band differs though the levels do not.
    pub band: bool,
}

impl Kind {
    /// How two standings differ, if they do.
    pub fn of(before: &Standing, after: &Standing) -> Option<Self> {
        let levels = |standing: &Standing| (standing.least, standing.most);
        let band = |standing: &Standing| standing.charge.as_ref().map(|charge| charge.band);
        let (one, other) = (levels(before), levels(after));
        let band = one == other && band(before) != band(after);
        (band || one != other).then_some(Self { before: one, after: other, band })
    }
}

/// How large a case may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How many acts.
    pub acts: usize,
    /// How many bodies of information, each of one kind; act after act is about the next of them.
    pub datasets: usize,
    /// Whether the first act has a consequence.
    pub consequence: bool,
}
