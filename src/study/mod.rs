//! Many cases under several laws (比较研究): who is caught that was not, whose grade moves, and at which number.
//!
//! All of it consumes the one evaluator. A [`Side`] is a law under which cases are looked at; a [`Verdict`] is what it
//! makes of one person, in as few words as a study of many needs.

pub mod alike;
pub mod calendar;
pub mod classes;
pub mod compare;
mod rule_diff;
pub mod scale;
pub mod served;
pub mod sweep;
pub mod tidy;
pub mod witness;

use std::sync::Arc;

use crate::case::facts::Case;
use crate::evaluate::{Outcome, Ranges};
use crate::law::book::{self, LawBook};
use crate::measure::{Assignment, Cache, is_unit};
use crate::place::Place;
use crate::program::Program;
use crate::settle::{self, GradeSet, Look, Search};
use scale::{Scale, Standing};

/// A law as cases are held against it: the book, compiled, and under what it is read.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The law.
    pub book: &'a LawBook,
    /// The law, compiled.
    pub program: &'a Program,
    /// Readings, and which facts count.
    pub assignment: &'a Assignment,
}

/// What a law makes of one person.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// For each offence of the book, the grades that are possible.
    pub grades: Vec<GradeSet>,
    /// Whether each of them can really come about.
    pub exact: bool,
    /// A value for every step, with everything open left open.
    pub outcome: Outcome<Ranges>,
}

/// Looks at one person under a law: one evaluation where the facts settle it, a search where they do not.
pub fn verdict(case: &Case, side: &Side<'_>, person: usize) -> Verdict {
    let cache = Cache::brief(case, side.program, person, side.assignment);
    let program = concerned(&cache, side.assignment);
    judged(&cache.reduced_to(&program), side.assignment)
}

/// The program as far as the person's conduct may concern it under these readings.
fn concerned(cache: &Cache<'_>, assignment: &Assignment) -> Arc<Program> {
    cache.program().concerning(|offence| !cache.batches(assignment, offence.conduct).is_empty())
}

/// The verdict on the person of a cache that is kept for this assignment alone.
fn judged(brief: &Cache<'_>, assignment: &Assignment) -> Verdict {
    let (case, program, person) = (brief.case(), brief.program(), brief.person());
    let Look { outcome, targets, .. } = Search::new(brief, program, Vec::new()).look(assignment.clone());
    if targets.settled() {
        return Verdict { grades: targets.grades, exact: true, outcome };
    }
    let (grades, exact) = settle::settle_beside(&Cache::new(case, program, person, assignment), assignment);
    Verdict { grades, exact, outcome }
}

/// Where one person stands under a law, tracks below the threshold among it; of one offence only, where one is named.
pub fn standing(case: &Case, side: &Side<'_>, person: usize, scale: &Scale, of: Option<&Place>) -> Standing {
    let cache = Cache::brief(case, side.program, person, side.assignment);
    let program = concerned(&cache, side.assignment);
    let (cache, side) = (cache.reduced_to(&program), &Side { program: &program, ..*side });
    let verdict = judged(&cache, side.assignment);
    let unit = is_unit(case, &side.book.vocabulary, side.assignment, person).certain();
    let mut standing = scale.standing(side, &verdict, of, unit);
    scale.below(&mut standing, side, &below(side, &verdict.grades, || timely(&cache, side)), of);
    standing
}

/// For each track of the book, whether it surely applies where no grade of the offences it gives way to is reached, or of any
/// where it gives way to none (未达刑事标准). Tracks come after what grades need, and are looked at only for those who may be left without a grade.
fn below(side: &Side<'_>, grades: &[GradeSet], timely: impl FnOnce() -> Vec<bool>) -> Vec<bool> {
    let book = side.book;
    let tracks = &book.collateral.tracks;
    let left = |track: &book::Track| {
        let of = |place: &Place| track.below.is_empty() || track.below.contains(place);
        book.offences.iter().zip(grades).filter(|(offence, _)| of(&offence.place)).all(|(_, grades)| grades.none())
    };
    let asked: Vec<bool> = tracks.iter().map(|track| track.is_beside_crime() && left(track)).collect();
    if !asked.contains(&true) {
        return asked;
    }
    asked.iter().zip(timely()).map(|(asked, timely)| *asked && timely).collect()
}

/// Whether each track surely is in time.
fn timely(cache: &Cache<'_>, side: &Side<'_>) -> Vec<bool> {
    let (_, outcome) = settle::evaluate(cache, side.assignment);
    side.program.tracks.iter().map(|track| outcome.truth(track.timely).certain()).collect()
}
