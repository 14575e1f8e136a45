//! The same cases under a base law and others beside it: every person's standing, and who moved.

use std::collections::BTreeMap;

use super::scale::{Scale, Standing};
use super::{Side, standing};
use crate::case::facts::Case;
use crate::law::vocabulary::Label;
use crate::parallel::in_parallel;
use crate::place::Place;

/// A case with the laws it is held against, the base first. Laws of different days are different sides.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its file, or the profile and the number with which it was drawn.
    pub file: &'a str,
    /// The laws.
    pub sides: Vec<Side<'a>>,
}

/// One person of one case.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case's id.
    pub case: String,
    /// Its file, or the profile and the number with which it was drawn.
    pub file: String,
    /// The case's title; empty where it has none.
    pub title: Label,
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// Where the person stands under each law, the base first.
    pub standings: Vec<Standing>,
}

/// What several laws make of the same cases.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The levels of every outcome.
    pub scale: Scale,
    /// One for each accused, in the order of the cases.
    pub rows: Vec<Row>,
}

/// A cell of the matrix: where a person stood, and stands; nothing for open.
pub type Transition = (Option<usize>, Option<usize>);

/// How a law moves a person beside the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Nothing that the scale or the band shows.
    Same,
    /// Another band at the same level.
    Band,
    /// Up.
    Stricter,
    /// Down.
    Milder,
    /// What was settled is open, or the other way round, or both ends moved apart.
    Unclear,
}

/// Compares; of one offence only, where one is named.
pub fn compare(subjects: &[Subject<'_>], of: Option<&Place>) -> Comparison {
    let scale = Scale::of(subjects.iter().flat_map(|subject| subject.sides.iter().copied()));
    let rows = in_parallel(subjects, |subject| {
        let row = |person: usize| Row {
            case: subject.case.id.clone(),
            file: subject.file.to_owned(),
            title: subject.case.title.clone(),
            person: subject.case.persons[person].id.clone(),
            name: subject.case.persons[person].name.clone(),
            standings: (subject.sides.iter()).map(|side| standing(subject.case, side, person, &scale, of)).collect(),
        };
        subject.case.accused().map(row).collect::<Vec<Row>>()
    });
    Comparison { scale, rows: rows.into_iter().flatten().collect() }
}

impl Row {
    /// How a law, by its position, moves this person beside the base.
    pub fn moved(&self, side: usize) -> Move {
        let (before, after) = (&self.standings[0], &self.standings[side]);
        let band = |standing: &Standing| standing.charge.as_ref().map(|charge| charge.band);
        match (after.least.cmp(&before.least), after.most.cmp(&before.most)) {
            (least, most) if least.is_eq() && most.is_eq() && band(before) != band(after) => Move::Band,
            (least, most) if least.is_eq() && most.is_eq() => Move::Same,
            (least, most) if least.is_ge() && most.is_ge() => Move::Stricter,
            (least, most) if least.is_le() && most.is_le() => Move::Milder,
            _ => Move::Unclear,
        }
    }
}

impl Comparison {
    /// The transition matrix of a law, by its position: the rows in each cell, by position.
    pub fn transitions(&self, side: usize) -> BTreeMap<Transition, Vec<usize>> {
        let mut cells: BTreeMap<Transition, Vec<usize>> = BTreeMap::new();
        for (position, row) in self.rows.iter().enumerate() {
            cells.entry((row.standings[0].level(), row.standings[side].level())).or_default().push(position);
        }
        cells
    }

    /// The lowest level, and those that occur under any of the laws, lowest first, open last.
    pub fn levels_seen(&self) -> Vec<Option<usize>> {
        let seen = |at: &Option<usize>| self.rows.iter().flat_map(|row| &row.standings).any(|one| one.level() == *at);
        [Some(0)].into_iter().chain((1..self.scale.levels.len()).map(Some).chain([None]).filter(seen)).collect()
    }

    /// How many persons a law moves, by how.
    pub fn moves(&self, side: usize) -> BTreeMap<Move, usize> {
        let mut moves = BTreeMap::new();
        self.rows.iter().for_each(|row| *moves.entry(row.moved(side)).or_default() += 1);
        moves
    }
}
