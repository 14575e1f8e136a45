//! Many cases under several laws.

mod compare;
mod profile;
mod properties;
mod sweep;
mod witness;

use gravamen::engine::{Engine, Settings};
use gravamen::measure::World;
use gravamen::study::Side;

/// The engine as a law that cases are held against.
pub fn side<'a>(engine: &'a Engine, world: &'a World) -> Side<'a> {
    Side { book: &engine.book, program: &engine.program, world }
}

/// The world of these choices.
pub fn world(engine: &Engine, choices: &[(&str, &str)]) -> World {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    engine.world(&Settings { choices, ..Settings::default() }).expect("the choices are there")
}
