//! What is wrong with a row before it is read as a case.

use std::borrow::Cow;

use super::column::Role;
use super::rows::{Made, RowProblem};

impl Made<'_> {
    /// Of an accused who stands in two rows of a case, where a row is an accused.
    pub(super) fn twice(&self, at: usize, person: usize) -> RowProblem {
        let (row, first) = (&self.rows[at], self.rows[self.first[person]].line);
        let role = if self.layout.heading_of(&Role::Person).is_some() { Role::Person } else { Role::Case };
        RowProblem {
            line: row.line,
            column: self.layout.heading_of(&role).map(str::to_owned),
            value: self.layout.text_of(&role, &row.cells).map(Cow::into_owned),
            message: format!("the same accused of the same case stands in line {first}"),
            help: Some("where a row is an act, number the acts in a column `act`".to_owned()),
        }
    }

    /// A cell whose column says something by its codes alone, and that is none of them.
    pub(super) fn uncoded(&self, at: usize) -> Result<(), RowProblem> {
        let row = &self.rows[at];
        match self.layout.uncoded(&row.cells) {
            None => Ok(()),
            Some((field, codes)) => Err(RowProblem {
                line: row.line,
                column: Some(self.layout.headings[field].clone()),
                value: Some(row.cells[field].trim().to_owned()),
                message: "expected a code of the map".to_owned(),
                help: Some(format!("the codes are `{}`", codes.join("`, `"))),
            }),
        }
    }
}
