//! Numbers in words, in both languages.

use super::label;
use crate::law::vocabulary::Label;
use crate::quantity::{Unit, decimal};
use crate::range::{Number, Range};

/// A sentence with ranges of items filled in at `{0}`, `{1}` …
pub(super) fn say(zh: &str, en: &str, numbers: &[Range]) -> Label {
    let filled = |text: &str, at_least: &str| {
        numbers.iter().enumerate().fold(text.to_owned(), |text, (position, range)| {
            text.replace(&format!("{{{position}}}"), &figure(*range, Unit::Items, at_least))
        })
    };
    label(filled(zh, "至少"), filled(en, "at least "))
}

/// An amount with its unit.
pub(super) fn amount(range: Range, unit: Unit) -> Label {
    let (zh, en) = match unit {
        Unit::Yuan => ("元", " yuan"),
        _ => ("", ""),
    };
    label(format!("{}{zh}", figure(range, unit, "至少")), format!("{}{en}", figure(range, unit, "at least ")))
}

fn figure(range: Range, unit: Unit, at_least: &str) -> String {
    match range.settled() {
        Some(value) => grouped(value, unit),
        None if range.is_unbounded() => format!("{at_least}{}", grouped(range.min, unit)),
        None => format!("{}–{}", grouped(range.min, unit), grouped(range.max, unit)),
    }
}

/// In groups of three digits.
fn grouped(value: Number, unit: Unit) -> String {
    let number = decimal(value, unit);
    let (whole, rest) = number.split_once('.').map_or((number.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    match rest {
        Some(rest) => format!("{out}.{rest}"),
        None => out,
    }
}
