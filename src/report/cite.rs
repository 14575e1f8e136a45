//! Places one after another, the instrument named once for those that follow each other: `fs-2017-10/5.1.3, 5.1.4`.

use super::words::Words;
use crate::place::Place;
use crate::truth::Truth;

/// A space at which no line breaks.
const STAYS: char = '\u{a0}';

/// Places one after another.
pub fn places<'a>(places: impl IntoIterator<Item = &'a Place>, words: &Words) -> String {
    with(places.into_iter().map(|place| (place, String::new())), words)
}

/// Places one after another, each with what is said of it.
pub fn with<'a>(places: impl IntoIterator<Item = (&'a Place, String)>, words: &Words) -> String {
    let mut cited = Cited::default();
    words.join(places.into_iter().map(|(place, beside)| cited.next(place) + &beside))
}

/// Names places one by one.
#[derive(Default)]
pub struct Cited {
    last: Option<Place>,
}

impl Cited {
    /// The name of the next place: without its instrument where the last had the same and the rest is an item, or of
    /// the same article. A bare number of another article would tell little.
    pub fn next(&mut self, place: &Place) -> String {
        let known = self.last.as_ref().is_some_and(|last| {
            let item = place.path.len() > 2 || place.path.len() > 1 && last.path.first() == place.path.first();
            last.instrument == place.instrument && item
        });
        self.last = Some(place.clone());
        if known { place.path.join(".") } else { place.to_string() }
    }
}

/// Places that come to hold or cease to, those of one kind in a line: `✓ fs-2017-10/5.1.3, 5.1.6`.
pub fn marked(decided: &[(&Place, Truth)], words: &Words) -> String {
    let of = |is: Truth| decided.iter().filter(move |(_, found)| *found == is).map(|(place, _)| *place);
    let line = |is: Truth| {
        let text = places(of(is), words);
        (!text.is_empty()).then(|| format!("{}{STAYS}{text}", words.mark(is)))
    };
    let lines = [Truth::Established, Truth::Excluded, Truth::Open].into_iter().filter_map(line);
    lines.collect::<Vec<_>>().join("\n")
}
