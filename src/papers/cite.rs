//! Provisions by name: as they are cited, and with the whole title of their instrument where a document rests on them.

use crate::law::book::LawBook;
use crate::place::Place;
use crate::report::words::{Language, Words};

/// A provision as it is cited: 《解释》第五条第二款第三项.
pub fn provision(book: &LawBook, place: &Place, words: &Words) -> String {
    words.language.of(&book.citations.name(place)).to_owned()
}

/// A provision with the title of its instrument.
pub fn in_full(book: &LawBook, place: &Place, words: &Words) -> String {
    let Some(instrument) = book.instrument(&place.instrument) else { return provision(book, place, words) };
    let (zh, en) = book.citations.within(place, 0);
    match words.language {
        Language::Zh => format!("《{}》{zh}", instrument.title.zh),
        Language::En => format!("{} {en}", instrument.title.en),
    }
}

/// Several as they are cited, each once.
pub fn provisions<'a>(book: &LawBook, places: impl IntoIterator<Item = &'a Place>, words: &Words) -> String {
    let mut names: Vec<String> = Vec::new();
    for place in places {
        let name = provision(book, place, words);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    words.join(names)
}
