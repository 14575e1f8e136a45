//! Approximate numbers (约数) as people write them: `约300条`, `近6万`, `5000余元`, `约5000（4800至5200）`.
//!
//! They have no hidden tolerance: what they say is written to the case file as its author said it, and how far it may be off
//! only where the author says so.

use super::scalar::{Ends, amount, is_unknown, number, plain, without_separators};
use crate::quantity::{Unit, decimal};
use crate::range::Number;

/// What a source says of a number without being exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approximate {
    /// The key of the case file: `about`, or `nearly` for what is less.
    pub key: &'static str,
    /// The number, in base units.
    pub number: Number,
    /// Between what and what, as far as it is said.
    pub ends: Ends,
}

impl Approximate {
    /// Whether nobody says how far it may be off.
    pub fn is_without_range(&self) -> bool {
        self.ends == NO_ENDS
    }

    /// The same in the standard form of case files: `{ about = 8600 }`.
    pub fn written(&self, unit: Unit) -> String {
        let end = |key: &str, end: Option<Number>| end.map(|end| format!(", {key} = {}", decimal(end, unit)));
        let (min, max) = (end("min", self.ends.min), end("max", self.ends.max));
        let ends = [min, max].map(Option::unwrap_or_default).concat();
        format!("{{ {} = {}{ends} }}", self.key, decimal(self.number, unit))
    }
}

/// No range.
const NO_ENDS: Ends = Ends { min: None, max: None };

/// How a word is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// It may be less or more (约).
    About,
    /// It is less (近).
    Nearly,
    /// It is not less (余).
    More,
}

/// The words, those that have another in them before it.
const WORDS: [(&str, Nearness); 14] = [
    ("大约", Nearness::About),
    ("大概", Nearness::About),
    ("约", Nearness::About),
    ("左右", Nearness::About),
    ("上下", Nearness::About),
    ("许", Nearness::About),
    ("about", Nearness::About),
    ("将近", Nearness::Nearly),
    ("接近", Nearness::Nearly),
    ("近", Nearness::Nearly),
    ("nearly", Nearness::Nearly),
    ("almost", Nearness::Nearly),
    ("余", Nearness::More),
    ("多", Nearness::More),
];

/// The approximate number that a text says; nothing where it says another thing, or none: 几十.
pub fn about(text: &str, unit: Unit) -> Option<Approximate> {
    let text = plain(text).replace('（', "(").replace('）', ")");
    let (figure, within) = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((figure, within)) => (figure, Some(within)),
        None => (text.as_str(), None),
    };
    let (mut rest, mut meant) = (without_separators(figure), None);
    for (word, nearness) in WORDS {
        if rest.contains(word) {
            rest = rest.replacen(word, "", 1);
            meant = meant.or(Some(nearness));
        }
    }
    let (meant, number) = (meant?, number(rest.trim(), unit).ok()?.0);
    let said = match within {
        Some(within) if is_unknown(within) => NO_ENDS,
        Some(within) => amount(within, unit).ok()?,
        None => NO_ENDS,
    };
    let least = said.min.or((meant == Nearness::More).then_some(number));
    let key = if meant == Nearness::Nearly { "nearly" } else { "about" };
    Some(Approximate { key, number, ends: Ends { min: least, max: said.max } })
}
