//! `gravamen flip`: the nearest changes of fact that change a grade.

use std::path::Path;

use super::failure::Failure;
use super::output::{self, Output};
use super::under::OneCase;
use super::{Ending, run};
use crate::case::facts::Case;
use crate::render::json_analysis;
use crate::report;

/// Runs the command.
pub fn run(arguments: &OneCase, laws: Option<&Path>, output: &Output) -> Result<Ending, Failure> {
    let OneCase { case, all, under } = arguments;
    let (found, warnings) = run::flip(&under.request(case.clone(), laws, false))?;
    output::say(&warnings.told(output));
    let data = |case: &Case, used: &_, persons: &[_]| format!("{:#}\n", json_analysis::flip(&case.id, used, persons));
    let document = |title: &str, used: &_, persons: &[_], words: &_| report::flip(title, used, persons, *all, words);
    under.show(found, output, data, document)?;
    Ok(Ending::Done)
}
