//! What the laws of a command change of the one they stand beside.

use std::path::Path;

use jiff::civil::Date;

use super::failure::Failure;
use super::run;
use super::sides::Spec;
use crate::law::book::LawBook;
use crate::report::changes::Changes;

/// What each of these laws changes of the first, on this day, or on the day that a law names, or today.
pub fn changes(
    folder: Option<&Path>,
    base: &Spec,
    beside: &[Spec],
    as_of: Option<Date>,
) -> Result<Vec<Changes>, Failure> {
    let book = |spec: &Spec| -> Result<LawBook, Failure> {
        let day = spec.as_of.or(as_of);
        let law = run::Law {
            folder: folder.map(Path::to_owned),
            as_of: day,
            with: spec.proposals.clone(),
            ..run::Law::default()
        };
        run::book_with(&law, &spec.set)
    };
    let old = book(base)?;
    let between = |spec: &Spec| Ok(Changes::between((&base.text, &old), (&spec.text, &book(spec)?), &spec.set));
    beside.iter().map(between).collect()
}
