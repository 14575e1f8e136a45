//! The worlds of an analysis: the one search, with what it is about.

use std::ops::Deref;

use super::About;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::World;
use crate::settle::Search;

/// A search through the worlds of one person, for grades alone.
pub(super) struct Worlds<'a> {
    pub(super) about: About<'a>,
    search: Search<'a>,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(about: About<'a>) -> Self {
        Self { about, search: Search::of_grades(about.memory) }
    }

    /// Every value of the steps in one world, which may be too wide.
    pub(super) fn outcome(&self, world: &World) -> Outcome<Ranges> {
        self.look_at_all(world.clone()).outcome
    }
}

impl<'a> Deref for Worlds<'a> {
    type Target = Search<'a>;

    fn deref(&self) -> &Self::Target {
        &self.search
    }
}
