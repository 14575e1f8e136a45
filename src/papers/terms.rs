//! Days, terms and penalties in the words of documents: 二〇二四年 is written 2024年, a term 三年六个月.

use crate::case::day;
use crate::law::book::{Band, FineMode, LawBook, Months, Term};
use crate::numeral::{self, chinese};
use crate::quantity::Unit;
use crate::range::Range;
use crate::report::numbers;
use crate::report::words::{Language, Words};
use crate::sentence::bands::Reachable;

/// How many months make a year.
const YEAR: u16 = 12;

/// A day, or from one to another: `2024年5月14日`; of a whole month `2024年6月`.
pub fn days(range: Range, language: Language) -> String {
    let (first, last) = (day::date_of(range.min), day::date_of(range.max));
    if language == Language::Zh {
        return numeral::days(first, last);
    }
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// A term: 三年六个月; `3 years and 6 months`.
pub fn term(months: u16, language: Language) -> String {
    let (years, rest) = (months / YEAR, months % YEAR);
    match language {
        Language::Zh => {
            let years = if years > 0 { format!("{}年", chinese(years.into())) } else { String::new() };
            let rest = if rest > 0 || years.is_empty() { format!("{}个月", counted(rest)) } else { String::new() };
            years + &rest
        }
        Language::En => {
            let unit = |number: u16, name: &str| format!("{number} {name}{}", if number == 1 { "" } else { "s" });
            let parts = [(years, "year"), (rest, "month")].into_iter().filter(|(number, _)| *number > 0);
            let parts: Vec<String> = parts.map(|(number, name)| unit(number, name)).collect();
            parts.join(" and ")
        }
    }
}

/// Two before a measure word is 两.
fn counted(number: u16) -> String {
    if number == 2 { "两".to_owned() } else { chinese(number.into()) }
}

/// From one term to another: 二年至三年六个月; one term where both are the same.
pub fn span((least, most): Months, language: Language) -> String {
    if least == most {
        return term(least, language);
    }
    format!("{}{}{}", term(least, language), language.either("至", " to "), term(most, language))
}

/// A band in the words of the law: 三年以上七年以下有期徒刑，并处罚金. An end at which the penalty begins or ends anyway is not said.
pub fn band(book: &LawBook, band: &Band, fine: Option<FineMode>, words: &Words) -> String {
    let terms =
        [(Term::Imprisonment, band.imprisonment), (Term::Detention, band.detention), (Term::Control, band.control)];
    let mut each: Vec<String> =
        terms.into_iter().filter_map(|(term, months)| Some(within(book, term, months?, words))).collect();
    if band.life {
        each.push(words.life.to_owned());
    }
    if band.deprivation {
        each.push(words.deprivation.to_owned());
    }
    let amount = band
        .fine_amount
        .filter(|_| fine.is_some())
        .map(|(min, max)| numbers::range(Range { min, max }, Unit::Yuan, words));
    let amount = amount.map(|amount| words.aside(&amount)).unwrap_or_default() + &words.or_forfeiture(band);
    match (each.is_empty(), fine) {
        (true, None) => words.no_penalty.to_owned(),
        (true, Some(FineMode::Instead)) => words.language.either("单处罚金", "a fine alone").to_owned() + &amount,
        (true, Some(_)) => words.language.either("判处罚金", "a fine").to_owned() + &amount,
        (false, None) => alternatives(&each, words),
        (false, Some(fine)) => alternatives(&each, words) + words.fine_beside(fine) + &amount,
    }
}

/// The same of what circumstances leave possible.
pub fn reachable(book: &LawBook, reachable: &Reachable, words: &Words) -> String {
    let text = band(book, &reachable.band, reachable.fine, words);
    match (reachable.exempt, reachable.band == Band::default() && reachable.fine.is_none()) {
        (true, true) => words.language.either("免除处罚", "exemption from punishment").to_owned(),
        (true, false) => format!("{text}{}{}", words.pause, words.exempt),
        (false, _) => text,
    }
}

/// 有期徒刑、拘役或者管制
fn alternatives(each: &[String], words: &Words) -> String {
    match each {
        [before @ .., last] if !before.is_empty() => format!("{}{}{last}", before.join(words.list), words.or),
        _ => each.concat(),
    }
}

fn within(book: &LawBook, kind: Term, (least, most): Months, words: &Words) -> String {
    let limit = book.terms.iter().find(|(of, _)| *of == kind).map(|(_, months)| *months);
    let (begins, ends) = limit.map_or((false, false), |(first, last)| (least <= first, most >= last));
    let (name, language) = (words.penalty(kind), words.language);
    let (low, high) = (term(least, language), term(most, language));
    match (language, begins, ends) {
        (_, true, true) => name.to_owned(),
        (Language::Zh, true, false) => format!("{high}以下{name}"),
        (Language::Zh, false, true) => format!("{low}以上{name}"),
        (Language::Zh, false, false) => format!("{low}以上{high}以下{name}"),
        (Language::En, true, false) => format!("{name} of up to {high}"),
        (Language::En, false, true) => format!("{name} of {low} or more"),
        (Language::En, false, false) => format!("{name} of {low} to {high}"),
    }
}
