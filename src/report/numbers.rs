//! Numbers as people read them: separators, yuan from fen, degrees with a decimal beside the exact ratio.

use super::words::{Language, Words};
use crate::law::book::Months;
use crate::quantity::{Ratio, Unit};
use crate::range::{Number, Range};

/// A whole number with separators: `1,234,567`.
pub fn grouped(value: Number) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount in base units, in its unit but without its name: 123456 fen is `1,234.56`.
pub fn bare(value: Number, unit: Unit) -> String {
    let scale = unit.scale();
    let (whole, rest) = (value / scale, (value % scale).abs());
    if rest == 0 { grouped(whole) } else { format!("{}.{rest:02}", grouped(whole)) }
}

/// An amount with its unit: `5,000 yuan`.
pub fn amount(value: Number, unit: Unit, words: &Words) -> String {
    words.with_unit(&bare(value, unit), unit, value == unit.scale())
}

/// A range with its unit: `4,800–5,200 items`, `at least 6,001 items`; anything at all is unknown.
pub fn range(range: Range, unit: Unit, words: &Words) -> String {
    match range.settled() {
        Some(value) => amount(value, unit, words),
        None if range.is_unbounded() && range.min <= 0 => words.unknown.to_owned(),
        None if range.is_unbounded() => words.at_least(&amount(range.min, unit, words)),
        None => words.with_unit(&format!("{}–{}", bare(range.min, unit), bare(range.max, unit)), unit, false),
    }
}

/// A threshold, in base units, with its unit; a ratio that is not whole stays exact.
pub fn threshold(threshold: Ratio, unit: Unit, words: &Words) -> String {
    if threshold.is_integer() {
        return amount(threshold.to_integer(), unit, words);
    }
    words.with_unit(&(threshold / unit.scale()).to_string(), unit, false)
}

/// A degree: `1176/5 (235.2×)`, `21/25 (84%)`; whole multiples need no second form.
pub fn degree((min, max): (Ratio, Option<Ratio>), words: &Words) -> String {
    // The exact ratio is for those who reckon with it.
    if words.names_things() {
        return about((min, max), words);
    }
    match max {
        None if *min.numer() <= 0 => words.unknown.to_owned(),
        None => words.at_least(&settled_degree(min)),
        Some(max) if max == min => settled_degree(min),
        Some(max) => {
            let (low, high) = (approximate(min), approximate(max));
            if min.is_integer() && max.is_integer() {
                format!("{low}–{high}")
            } else {
                format!("{min}–{max} ({low}–{high})")
            }
        }
    }
}

/// A degree without its exact ratio: `235.2×`, `84%`, `60%–16.6×`.
pub fn about((min, max): (Ratio, Option<Ratio>), words: &Words) -> String {
    match max {
        None if *min.numer() <= 0 => words.unknown.to_owned(),
        None => words.at_least(&of_standard(approximate(min), words)),
        Some(max) if max == min => of_standard(approximate(min), words),
        Some(max) => of_standard(format!("{}–{}", approximate(min), approximate(max)), words),
    }
}

/// A degree in words: `2.2 times the standard`, 标准的2.2倍, `84% of the standard`.
fn of_standard(degree: String, words: &Words) -> String {
    if !words.names_things() {
        return degree;
    }
    let times = degree.ends_with('×');
    let degree = degree.replace('×', words.language.either("倍", ""));
    match words.language {
        Language::Zh => format!("标准的{degree}"),
        Language::En if times => format!("{degree} times the standard"),
        Language::En => format!("{degree} of the standard"),
    }
}

fn settled_degree(degree: Ratio) -> String {
    let decimal = approximate(degree);
    if degree.is_integer() { decimal } else { format!("{degree} ({decimal})") }
}

/// As a multiple from one on and as a percentage below, with at most two decimals: cut, never rounded up, and marked
/// where that leaves something out.
fn approximate(degree: Ratio) -> String {
    let multiple = degree >= Ratio::from_integer(1) || *degree.numer() == 0;
    let (value, sign) = if multiple { (degree, "×") } else { (degree * 100, "%") };
    let hundredths = value * 100;
    let about = if hundredths.is_integer() { "" } else { "≈" };
    let hundredths = hundredths.floor().to_integer();
    let decimals = format!("{:02}", hundredths % 100);
    let point = if hundredths % 100 == 0 { "" } else { "." };
    format!("{about}{}{point}{}{sign}", grouped(hundredths / 100), decimals.trim_end_matches('0'))
}

/// A term: `36–84 months (3–7 years)`, `6–36 months (6 months–3 years)`, `1–6 months`.
pub fn months((min, max): Months, words: &Words) -> String {
    if words.names_things() {
        return term((min, max), words);
    }
    let years = |months: u16| (months >= 12 && months.is_multiple_of(12)).then_some(Number::from(months / 12));
    let both = |low: &str, high: &str| if low == high { low.to_owned() } else { format!("{low}–{high}") };
    let plain = words.with_unit(&both(&min.to_string(), &max.to_string()), Unit::Months, max == 1);
    let beside = match (years(min), years(max)) {
        (Some(low), Some(high)) => words.years(&both(&low.to_string(), &high.to_string()), high == 1),
        (None, Some(high)) => {
            let low = words.with_unit(&min.to_string(), Unit::Months, min == 1);
            format!("{low}–{}", words.years(&high.to_string(), high == 1))
        }
        (_, None) => return plain,
    };
    match words.language {
        Language::Zh => format!("{plain}（{beside}）"),
        Language::En => format!("{plain} ({beside})"),
    }
}

/// A term in years and months: `3–7 years`, `6 months–3 years`, 三年 as 3年, `3 years 2 months`.
pub fn term((min, max): Months, words: &Words) -> String {
    let both = |low: u16, high: u16| if low == high { low.to_string() } else { format!("{low}–{high}") };
    let whole = |months: u16| months > 0 && months.is_multiple_of(YEAR);
    if max < YEAR {
        return words.with_unit(&both(min, max), Unit::Months, max == 1);
    }
    if whole(min) && whole(max) {
        return words.years(&both(min / YEAR, max / YEAR), max == YEAR);
    }
    let one = |months: u16| {
        let (years, rest) = (months / YEAR, months % YEAR);
        let years = (years > 0).then(|| words.years(&years.to_string(), years == 1));
        let rest = (rest > 0 || months == 0).then(|| words.with_unit(&rest.to_string(), Unit::Months, rest == 1));
        years.into_iter().chain(rest).collect::<Vec<_>>().join(words.gap)
    };
    if min == max { one(min) } else { format!("{}–{}", one(min), one(max)) }
}

/// The months of a year.
const YEAR: u16 = 12;
