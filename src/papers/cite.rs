//! Provisions one after another, and with the whole title of their instrument where a document rests on them.

use crate::law::book::LawBook;
use crate::place::Place;
use crate::report::words::{Language, Words};

/// A provision with the title of its instrument.
pub fn in_full(book: &LawBook, place: &Place, words: &Words) -> String {
    let Some(instrument) = book.instrument(&place.instrument) else { return words.place(place) };
    let (zh, en) = book.citations.within(place, 0);
    match words.language {
        Language::Zh => format!("《{}》{zh}", instrument.title.zh),
        Language::En => format!("{} {en}", instrument.title.en),
    }
}

/// Several as they are cited, each once.
pub fn provisions<'a>(places: impl IntoIterator<Item = &'a Place>, words: &Words) -> String {
    let mut names: Vec<String> = Vec::new();
    for place in places {
        let name = words.place(place);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    words.join(names)
}
