//! Places one after another, what they stand in named once for those that follow each other: 《解释》第五条第一款第三项、第四项.

use super::words::Words;
use crate::place::Place;
use crate::truth::Truth;

/// A space at which no line breaks.
const STAYS: char = '\u{a0}';

/// Places one after another.
pub fn places<'a>(places: impl IntoIterator<Item = &'a Place>, words: &Words) -> String {
    with(places.into_iter().map(|place| (place, String::new())), words)
}

/// Places one after another, each with what is said of it. Grounds that stand at one place for several grades are cited alike,
/// and once.
pub fn with<'a>(places: impl IntoIterator<Item = (&'a Place, String)>, words: &Words) -> String {
    let mut cited = Cited::default();
    let mut last: Option<(String, String)> = None;
    let mut said = Vec::new();
    for (place, beside) in places {
        let this = (words.place(place), beside);
        if last.as_ref() != Some(&this) {
            said.push(cited.next(place, words) + &this.1);
        }
        last = Some(this);
    }
    words.join(said)
}

/// Names places one by one.
#[derive(Default)]
pub struct Cited {
    last: Option<Place>,
}

impl Cited {
    /// The name of the next place, without what it shares with the last.
    pub fn next(&mut self, place: &Place, words: &Words) -> String {
        words.place_after(self.last.replace(place.clone()).as_ref(), place)
    }
}

/// Places that come to hold or cease to, those of one kind in a line: `✓ Interpretation art. 5(1)(3), (1)(6)`.
pub fn marked(decided: &[(&Place, Truth)], words: &Words) -> String {
    let of = |is: Truth| decided.iter().filter(move |(_, found)| *found == is).map(|(place, _)| *place);
    let line = |is: Truth| {
        let text = places(of(is), words);
        (!text.is_empty()).then(|| format!("{}{STAYS}{text}", words.mark(is)))
    };
    let lines = [Truth::Established, Truth::Excluded, Truth::Open].into_iter().filter_map(line);
    lines.collect::<Vec<_>>().join("\n")
}
