//! Many cases under several laws.

mod alike;
mod bare;
mod compare;
mod profile;
mod properties;
mod sweep;
mod witness;

use gravamen::engine::{Engine, Settings};
use gravamen::measure::Assignment;
use gravamen::study::Side;

/// The engine as a law that cases are held against.
pub fn side<'a>(engine: &'a Engine, assignment: &'a Assignment) -> Side<'a> {
    Side { book: &engine.book, program: &engine.program, assignment }
}

/// The assignment of these choices.
pub fn assignment(engine: &Engine, choices: &[(&str, &str)]) -> Assignment {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    engine.assignment(&Settings { choices, ..Settings::default() }).expect("the choices are there")
}
