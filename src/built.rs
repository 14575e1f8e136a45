//! The laws that come with Gravamen as they are built in (内置法律): resolved, checked and compiled, for every day.
//!
//! The law changes on certain days, and between two of them it stays. So it is a row of periods, each with its law book
//! and its program. Most of what stands in one period stands in the next as well: the bytes are cut into pieces where
//! their content says, and equal pieces are kept once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compile::compile;
use crate::law::book::LawBook;
use crate::law::{SourceTree, book, changes};
use crate::program::Program;
use crate::span::Sources;

/// Where a run of bytes stands among the pieces: its start and its length.
type Run = (u32, u32);

/// The law of every day, built in.
#[derive(Debug, Serialize, Deserialize)]
pub struct Built<'a> {
    /// The first day of each period, in order, with a [`Period`]; empty where the law of that time has an error.
    #[serde(borrow)]
    periods: Vec<(Date, &'a [u8])>,
    /// Every piece, one after the other.
    pieces: &'a [u8],
}

/// What the law of a period is made of.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Period {
    book: Vec<Run>,
    program: Vec<Run>,
}

impl<'a> Built<'a> {
    /// What [`build`] gave; nothing where the bytes are something else.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The first day, up to this one, from which the same law has been in force; nothing where none is built in.
    pub fn since(&self, day: Date) -> Option<Date> {
        self.period(day).map(|(since, _)| since)
    }

    /// The law book of a day.
    pub fn book(&self, day: Date) -> Option<LawBook> {
        let book: LawBook = self.part(day, |period| period.book)?;
        Some(LawBook { as_of: day, ..book })
    }

    /// The same, compiled.
    pub fn program(&self, day: Date) -> Option<Program> {
        self.part(day, |period| period.program)
    }

    fn period(&self, day: Date) -> Option<(Date, Period)> {
        let (since, period) = self.periods[..self.periods.partition_point(|(since, _)| *since <= day)].last()?;
        Some((*since, postcard::from_bytes(period).ok()?))
    }

    fn part<T: for<'d> Deserialize<'d>>(&self, day: Date, of: impl FnOnce(Period) -> Vec<Run>) -> Option<T> {
        let (_, period) = self.period(day)?;
        let mut bytes = Vec::new();
        for (start, length) in of(period) {
            bytes.extend_from_slice(self.pieces.get(start as usize..)?.get(..length as usize)?);
        }
        postcard::from_bytes(&bytes).ok()
    }
}

/// Builds the law of every day on which it changes. A time whose law has an error is left empty: whoever asks for it is
/// told what is wrong when the texts are read.
pub fn build(sources: &Sources, trees: &[SourceTree]) -> Vec<u8> {
    let days: BTreeSet<Date> = changes(trees).collect();
    let mut pieces = Pieces::default();
    let mut periods = Vec::new();
    for day in days {
        let made = book(sources, trees, day).0.and_then(|book| Some((bytes(&book), bytes(&compile(&book).ok()?))));
        let period = made.map(|(book, program)| Period { book: pieces.keep(&book), program: pieces.keep(&program) });
        periods.push((day, period.map(|period| bytes(&period)).unwrap_or_default()));
    }
    let periods = periods.iter().map(|(day, period)| (*day, period.as_slice())).collect();
    bytes(&Built { periods, pieces: &pieces.bytes })
}

/// INVARIANT: nothing in a book or a program refuses to be written.
fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).expect("a value that can be written")
}

/// Pieces under construction, with where each stands.
#[derive(Default)]
struct Pieces {
    bytes: Vec<u8>,
    known: BTreeMap<Vec<u8>, u32>,
}

impl Pieces {
    /// Keeps bytes, and says where they stand; what follows what it followed before is one run with it.
    fn keep(&mut self, whole: &[u8]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for piece in cut(whole) {
            let start = *self.known.entry(piece.to_vec()).or_insert_with(|| {
                let start = self.bytes.len() as u32;
                self.bytes.extend_from_slice(piece);
                start
            });
            match runs.last_mut() {
                Some((first, length)) if *first + *length == start => *length += piece.len() as u32,
                _ => runs.push((start, piece.len() as u32)),
            }
        }
        runs
    }
}

/// Cuts where the last bytes hash to a multiple, so that what is inserted moves no cut but those beside it.
fn cut(whole: &[u8]) -> impl Iterator<Item = &[u8]> {
    /// Pieces of about this size: smaller ones are shared more, and take more to list.
    const SIZE: u32 = 512;
    let mut hash: u32 = 0;
    // A byte leaves the hash after 32 more.
    whole.split_inclusive(move |byte| {
        hash = (hash << 1).wrapping_add(u32::from(*byte).wrapping_mul(0x9E37_79B1));
        (hash >> 16).is_multiple_of(SIZE)
    })
}
