//! Provisions named in full: 《中华人民共和国刑法》第二百五十三条之一第一款.

use super::terms::numeral;
use crate::law::book::LawBook;
use crate::place::Place;
use crate::report::words::{Language, Words};

/// A provision with its instrument's title.
pub fn provision(book: &LawBook, place: &Place, words: &Words) -> String {
    let title = book.instrument(&place.instrument).map(|instrument| words.language.of(&instrument.title));
    let title = title.unwrap_or(&place.instrument);
    match words.language {
        Language::Zh => {
            let levels = ["款", "项"];
            let below =
                place.path.iter().skip(1).zip(levels).map(|(part, level)| format!("第{}{level}", chinese(part)));
            let article = place.path.first().map(|article| {
                let (number, after) = article.split_once('-').map_or((article.as_str(), None), |(n, a)| (n, Some(a)));
                let after = after.map(|after| format!("之{}", chinese(after))).unwrap_or_default();
                format!("第{}条{after}", chinese(number))
            });
            format!("《{title}》{}{}", article.unwrap_or_default(), below.collect::<String>())
        }
        Language::En => {
            let below: String = place.path.iter().skip(1).map(|part| format!("({part})")).collect();
            format!("{title}, art. {}{below}", place.path.first().map(String::as_str).unwrap_or_default())
        }
    }
}

fn chinese(part: &str) -> String {
    part.parse().map(numeral).unwrap_or_else(|_| part.to_owned())
}

/// Several, each once.
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
