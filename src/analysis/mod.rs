//! What findings do not say of themselves: what the open facts decide, and what would have to change for another result.
//!
//! Nothing here computes law: every answer comes from evaluating the case, or the case with a fact changed.

pub mod flip;
pub mod gaps;
pub mod margin;
pub mod robust;
pub mod support;

mod assignments;
mod candidates;
mod regions;
mod said;

use crate::case::facts::Case;
use crate::explain::findings::GradeName;
use crate::explain::grade_names;
use crate::law::book::LawBook;
use crate::law::vocabulary::Label;
use crate::measure::{Assignment, Cache};
use crate::place::Place;
use crate::program::Program;
use crate::settle::GradeSet;

/// What an analysis is about: a person's conduct under a law.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The facts.
    pub case: &'a Case,
    /// The law.
    pub book: &'a LawBook,
    /// The law, compiled.
    pub program: &'a Program,
    /// The person, by position.
    pub person: usize,
    /// Under what it is measured.
    pub assignment: &'a Assignment,
    /// What was measured in any assignment of the person.
    pub cache: &'a Cache<'a>,
}

/// A value in words, and as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In words.
    pub label: Label,
    /// Of a list, each value in words; of contents, beside what they are now.
    pub each: Vec<Label>,
    /// As case files write it.
    pub value: Plain,
}

/// A value as case files write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Names of a list; several where they come to the same.
    Names(Vec<String>),
    /// From and to, as written; a missing upper end is unbounded.
    Span(String, Option<String>),
}

/// The grades that are possible for one offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeGrades {
    /// The offence.
    pub offence: Place,
    /// Which text of its article.
    pub text: Option<String>,
    /// Its name.
    pub label: Label,
    /// The grades possible, lowest first; none included.
    pub grades: Vec<GradeName>,
}

impl About<'_> {
    /// The grades possible for one offence.
    fn charge(&self, position: usize, grades: GradeSet) -> ChargeGrades {
        let law = &self.book.offences[position];
        ChargeGrades {
            offence: law.place.clone(),
            text: law.version.clone(),
            label: law.label.clone(),
            grades: grade_names(law, grades),
        }
    }

    /// The same for these offences.
    fn charges(&self, offences: &[usize], grades: &[GradeSet]) -> Vec<ChargeGrades> {
        offences.iter().map(|&position| self.charge(position, grades[position])).collect()
    }
}
