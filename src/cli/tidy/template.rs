//! Rows of many accused that say the same but for names and numbers: the text of one, with gaps.

use crate::render::rows::{self, RowFormat};
use crate::report::tidy::Field;

/// A part of such a row.
#[derive(Clone, Debug)]
pub enum Part {
    /// What all of them say.
    Field(Field),
    /// Where they differ.
    Gap(Gap),
}

/// Where rows differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The id of the case.
    Case,
    /// The id of the accused.
    Person,
    /// A degree, by its place among the numbers that vary.
    Degree(usize),
    /// A covariate, by its place among them.
    Covariate(usize),
}

/// The text of a row, or of several that stand together, with gaps.
#[derive(Clone, Debug, Default)]
pub struct Template {
    text: Vec<u8>,
    /// Where the text before each gap ends.
    gaps: Vec<(usize, Gap)>,
    /// How many rows.
    pub rows: u64,
}

impl Template {
    /// The text of a row of these parts.
    pub fn of(format: RowFormat, headings: &[String], parts: &[Part]) -> Self {
        let (mut text, mut gaps) = (Vec::new(), Vec::new());
        rows::row(format, headings, &mut text, |at, text| match &parts[at] {
            Part::Field(field) => rows::field(format, field, text),
            Part::Gap(gap) => gaps.push((text.len(), *gap)),
        });
        Self { text, gaps, rows: 1 }
    }

    /// Another row after these.
    pub fn then(&mut self, other: &Self) {
        let so_far = self.text.len();
        self.text.extend_from_slice(&other.text);
        self.gaps.extend(other.gaps.iter().map(|(end, gap)| (so_far + end, *gap)));
        self.rows += other.rows;
    }

    /// Which degrees it has gaps for, in their order.
    pub fn degrees(&self) -> impl Iterator<Item = usize> {
        self.gaps.iter().filter_map(|(_, gap)| match gap {
            Gap::Degree(at) => Some(*at),
            _ => None,
        })
    }

    /// Writes it with its gaps filled.
    pub fn write(&self, text: &mut Vec<u8>, mut fill: impl FnMut(Gap, &mut Vec<u8>)) {
        let mut start = 0;
        for (end, gap) in &self.gaps {
            text.extend_from_slice(&self.text[start..*end]);
            fill(*gap, text);
            start = *end;
        }
        text.extend_from_slice(&self.text[start..]);
    }
}
