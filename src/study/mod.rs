//! Many cases under several laws (比较研究): who is caught that was not, whose grade moves, and at which number.
//!
//! All of it consumes the one evaluator. A [`Side`] is a law under which cases are looked at; a [`Verdict`] is what it
//! makes of one person, in as few words as a study of many needs.

pub mod classes;
pub mod compare;
pub mod scale;
pub mod sweep;
pub mod tidy;
mod twins;
pub mod witness;

use std::sync::Arc;

use crate::case::facts::Case;
use crate::evaluate::{Outcome, Ranges};
use crate::law::book::LawBook;
use crate::measure::{Memory, World, is_unit};
use crate::place::Place;
use crate::program::Program;
use crate::settle::{self, Grades, Look, Search};
use scale::{Scale, Standing};

/// A law as cases are held against it: the book, compiled, and under what it is read.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The law.
    pub book: &'a LawBook,
    /// The law, compiled.
    pub program: &'a Program,
    /// Readings, and which facts count.
    pub world: &'a World,
}

/// What a law makes of one person.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// For each offence of the book, the grades that are possible.
    pub grades: Vec<Grades>,
    /// Whether each of them can really come about.
    pub exact: bool,
    /// A value for every step, with everything open left open.
    pub outcome: Outcome<Ranges>,
}

/// Looks at one person under a law: one evaluation where the facts settle it, a search where they do not.
pub fn verdict(case: &Case, side: &Side<'_>, person: usize) -> Verdict {
    let memory = Memory::brief(case, side.program, person, side.world);
    let program = concerned(&memory, side.world);
    judged(&memory.reduced_to(&program), side.world)
}

/// The program as far as the person's conduct may concern it under these readings.
fn concerned(memory: &Memory<'_>, world: &World) -> Arc<Program> {
    memory.program().concerning(|offence| !memory.batches(world, offence.conduct).is_empty())
}

/// The verdict on the person of a memory that is kept for this world alone.
fn judged(brief: &Memory<'_>, world: &World) -> Verdict {
    let (case, program, person) = (brief.case(), brief.program(), brief.person());
    let Look { outcome, targets, .. } = Search::new(brief, program, Vec::new()).look(world.clone());
    if targets.settled() {
        return Verdict { grades: targets.grades, exact: true, outcome };
    }
    let (grades, exact) = settle::settle_beside(&Memory::new(case, program, person, world), world);
    Verdict { grades, exact, outcome }
}

/// Where one person stands under a law, tracks below the threshold among it; of one offence only, where one is named.
pub fn standing(case: &Case, side: &Side<'_>, person: usize, scale: &Scale, of: Option<&Place>) -> Standing {
    let memory = Memory::brief(case, side.program, person, side.world);
    let program = concerned(&memory, side.world);
    let (memory, side) = (memory.reduced_to(&program), &Side { program: &program, ..*side });
    let verdict = judged(&memory, side.world);
    let unit = is_unit(case, &side.book.vocabulary, side.world, person).certain();
    let mut standing = scale.standing(side, &verdict, of, unit);
    scale.below(&mut standing, side, &below(&memory, side, &verdict.grades), of);
    standing
}

/// For each track of the book, whether it surely applies where no grade of the offences it gives way to is reached
/// (未达刑事标准). Tracks come after what grades need, and are looked at only for those who may be left without a grade.
fn below(memory: &Memory<'_>, side: &Side<'_>, grades: &[Grades]) -> Vec<bool> {
    let Side { book, program, world } = *side;
    let tracks = &book.besides.tracks;
    let left = |of: &Place| {
        book.offences.iter().zip(grades).filter(|(offence, _)| offence.place == *of).all(|(_, grades)| grades.none())
    };
    let asked: Vec<bool> = tracks.iter().map(|track| !track.below.is_empty() && track.below.iter().all(left)).collect();
    if !asked.contains(&true) {
        return asked;
    }
    let (_, outcome) = settle::evaluate(memory, world);
    let timely = program.tracks.iter().map(|track| outcome.truth(track.timely).certain());
    asked.iter().zip(timely).map(|(asked, timely)| *asked && timely).collect()
}
