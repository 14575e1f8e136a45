//! The rows of cases that are of a kind, as text: what all of the kind say, with the gaps filled from the table.

use std::io::Write;

use super::Laws;
use super::kinds::{Kinds, Member, Placed};
use crate::cli::tidy::{Fill, Gap, Text, Tidy};
use crate::report::tidy::Decimals;
use crate::table::{Block, Layout, Role};

/// Rows of cases that are of a kind, being written.
pub struct Rows<'a> {
    tidy: &'a Tidy,
    kinds: Option<&'a Kinds>,
    block: &'a Block,
    /// How many laws there are.
    laws: usize,
    placed: Vec<Option<Placed>>,
    degrees: Vec<i64>,
    /// For each covariate, the column of the table that it stands in.
    covariates: Vec<usize>,
    /// How many of them, at the end, are no columns of the codebook.
    carried: usize,
    case: Option<usize>,
    person: Option<usize>,
    /// What has been written.
    pub text: Text,
}

impl<'a> Rows<'a> {
    /// No rows yet, of a part with these members and numbers.
    pub fn new(
        (layout, tidy, kinds): (&Layout, &'a Tidy, Option<&'a Kinds>),
        block: &'a Block,
        laws: &Laws,
        members: (&[Option<Member>], &[i64]),
    ) -> Self {
        let (placed, degrees) = kinds.map(|kinds| kinds.place(members, (laws, tidy))).unwrap_or_default();
        let says = |column: usize| {
            (0..layout.headings.len()).find(|field| layout.says(*field).is_some_and(|(to, _)| to == column))
        };
        let present = layout.present().into_iter().map(|column| says(column).unwrap_or_default());
        Self {
            tidy,
            kinds,
            block,
            laws: laws.sides.specs().count(),
            placed,
            degrees,
            covariates: present.chain(layout.carried()).collect(),
            carried: layout.carried().count(),
            case: layout.field_of(&Role::Case),
            person: layout.field_of(&Role::Person),
            text: Text::default(),
        }
    }

    /// Writes the rows of a case under each law.
    pub fn row(&mut self, at: usize, row: usize, member: Member) {
        let (block, tidy, Some(kinds)) = (self.block, self.tidy, self.kinds) else { return };
        self.text.cases += 1;
        for law in 0..self.laws {
            let Some((template, first)) = &self.placed[at * self.laws + law] else { continue };
            let mut degree = *first;
            let denominator = kinds.denominator(member.kind, law);
            template.write(&mut self.text.text, |gap, text| match gap {
                Gap::Case => match self.case.map(|field| block.cell(row, field)).filter(|id| !id.is_empty()) {
                    Some(id) => tidy.fill(Fill::Text(id), text),
                    None => tidy.fill(Fill::Text(&format!("row-{}", block.line(row))), text),
                },
                Gap::Person => {
                    let id = self.person.map(|field| block.cell(row, field)).filter(|id| !id.is_empty());
                    tidy.fill(Fill::Text(id.unwrap_or("1")), text);
                }
                Gap::Degree(_) => {
                    // Writing digits to memory does not fail.
                    let _ = write!(text, "{}", Decimals(self.degrees[degree].into(), denominator));
                    degree += 1;
                }
                Gap::Covariate(of) if of + self.carried >= self.covariates.len() => {
                    tidy.fill(Fill::Text(block.cell(row, self.covariates[of])), text);
                }
                Gap::Covariate(of) => {
                    let digits = kinds.likeness().digits(block, row, self.covariates[of]);
                    tidy.fill(Fill::Plain(&digits), text);
                }
            });
            self.text.rows += template.rows;
            self.text.not_computable += u64::from(kinds.is_not_computable(member.kind, law));
        }
    }
}
