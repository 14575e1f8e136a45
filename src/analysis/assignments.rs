//! The assignments of an analysis: the one search, with what it is about.

use std::ops::Deref;

use super::About;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::Assignment;
use crate::settle::Search;

/// A search through the assignments of one person, for grades alone.
pub(super) struct Assignments<'a> {
    pub(super) about: About<'a>,
    search: Search<'a>,
}

impl<'a> Assignments<'a> {
    pub(super) fn new(about: About<'a>) -> Self {
        Self { about, search: Search::of_grades(about.cache) }
    }

    /// Every value of the steps in one assignment, which may be too wide.
    pub(super) fn outcome(&self, assignment: &Assignment) -> Outcome<Ranges> {
        self.look_at_all(assignment.clone()).outcome
    }
}

impl<'a> Deref for Assignments<'a> {
    type Target = Search<'a>;

    fn deref(&self) -> &Self::Target {
        &self.search
    }
}
