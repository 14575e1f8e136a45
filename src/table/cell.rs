//! The text of a cell to the value that a case file would have written.
//!
//! What a scalar means is the reader's affair; here a cell is only told apart as a number, a range, a list or text.

use std::borrow::Cow;

use crate::case::tree::{Key, Kind, Node, Table};
use crate::law::vocabulary::{FactKind, Vocabulary};
use crate::quantity::Unit;
use crate::span::Span;

/// What is unknown, as case files say it.
pub(super) const UNKNOWN: &str = "unknown";

/// Marks between the two ends of a range. A hyphen alone would be taken for that of a date.
const BETWEEN: [&str; 5] = ["..", "~", "～", "—", "至"];

/// Marks between the values of a list, and between alternatives.
const LIST: [char; 6] = [';', '；', '、', ',', '，', '+'];
const EITHER: char = '|';

/// The value of a cell. `shift` is by how many places its numbers are moved: 4 where they stand in units of ten thousand.
pub(super) fn node<'a>(
    text: &'a str,
    kind: Option<FactKind>,
    shift: u32,
    span: Span,
    vocabulary: &Vocabulary,
) -> Node<'a> {
    let at = |kind| Node { kind, span };
    match kind {
        _ if text == UNKNOWN => at(Kind::Text(Cow::Borrowed(text))),
        None => at(Kind::Text(Cow::Borrowed(text))),
        Some(FactKind::Truth) => at(truth(text, vocabulary)),
        Some(FactKind::OneOf(_)) if text.contains(EITHER) => {
            let each = text.split(EITHER).map(|one| at(Kind::Text(Cow::Borrowed(one.trim())))).collect();
            at(Kind::Table(table([("one_of", at(Kind::List(each)))], span)))
        }
        Some(FactKind::OneOf(_)) => at(Kind::Text(Cow::Borrowed(text))),
        Some(FactKind::SetOf(_)) => {
            let each = text.split(LIST).map(str::trim).filter(|one| !one.is_empty());
            at(Kind::List(each.map(|one| at(Kind::Text(Cow::Borrowed(one)))).collect()))
        }
        Some(FactKind::Date) => range(text, false, &|end| at(Kind::Text(Cow::Borrowed(end))), span),
        Some(FactKind::Amount(unit)) => {
            let scalar = |end: &'a str| at(number(end, shift));
            match beyond(text, shift, unit) {
                Some((key, end)) => at(Kind::Table(table([(key, at(end))], span))),
                None => range(text, true, &scalar, span),
            }
        }
    }
}

/// A table in braces.
pub(super) fn table<'a, const N: usize>(entries: [(&'static str, Node<'a>); N], span: Span) -> Table<'a> {
    let entries = entries.into_iter().map(|(name, node)| (Key { name: Cow::Borrowed(name), span }, node));
    Table { entries: entries.collect() }
}

/// Yes or no, as case files, the vocabulary in either language, or statistics programs write it.
fn truth<'a>(text: &'a str, vocabulary: &Vocabulary) -> Kind<'a> {
    let names = vocabulary.value_names(FactKind::Truth);
    let is = |at: usize| {
        let of = vocabulary.value_label(FactKind::Truth, at);
        let written = [names[at], &of.zh, ["false", "true"][at], ["0", "1"][at]];
        written.iter().any(|known| text.eq_ignore_ascii_case(known))
    };
    match (is(0), is(1)) {
        (true, _) => Kind::Truth(false),
        (_, true) => Kind::Truth(true),
        _ => Kind::Text(Cow::Borrowed(text)),
    }
}

/// `4000-6000`: a range where there are two ends, else a scalar.
fn range<'a>(text: &'a str, hyphen: bool, scalar: &dyn Fn(&'a str) -> Node<'a>, span: Span) -> Node<'a> {
    let marks = BETWEEN.iter().copied().chain(hyphen.then_some("-")).chain(hyphen.then_some("–"));
    let ends = marks.filter_map(|mark| text.split_once(mark)).find(|(from, until)| {
        let some = |end: &str| end.trim().starts_with(|c: char| c.is_ascii_digit());
        some(from) && some(until)
    });
    match ends {
        Some((from, until)) => {
            let entries = [("min", scalar(from.trim())), ("max", scalar(until.trim()))];
            Node { kind: Kind::Table(table(entries, span)), span }
        }
        None => scalar(text),
    }
}

/// `>6000`, `≥6000`, `<6000`, `≤6000`: the key of the end that is known, and the end itself, which belongs to the range.
fn beyond<'a>(text: &'a str, shift: u32, unit: Unit) -> Option<(&'static str, Kind<'a>)> {
    const MARKS: [(&str, &str, i64); 8] = [
        (">=", "min", 0),
        ("≥", "min", 0),
        ("<=", "max", 0),
        ("≤", "max", 0),
        (">", "min", 1),
        ("＞", "min", 1),
        ("<", "max", -1),
        ("＜", "max", -1),
    ];
    let (rest, key, step) =
        MARKS.into_iter().find_map(|(mark, key, step)| Some((text.strip_prefix(mark)?.trim(), key, step)))?;
    let end = number(rest, shift);
    // Strictly beyond a number is from the next base unit on.
    let next = |digits: &str| {
        let places = if unit == Unit::Yuan { 2 } else { 0 };
        let base: i64 = shifted(digits, places).parse().ok()?;
        let base = (base + step).max(0);
        let scale = 10_i64.pow(places);
        Some(if base % scale == 0 {
            (base / scale).to_string()
        } else {
            format!("{}.{:02}", base / scale, base % scale)
        })
    };
    let end = match &end {
        Kind::Integer(digits, _) | Kind::Decimal(digits) if step != 0 => next(digits).map_or(end, plain),
        _ => end,
    };
    Some((key, end))
}

/// A number in plain digits, moved by so many places; anything else is text for the reader.
fn number(text: &str, shift: u32) -> Kind<'_> {
    let grouped = text.contains(',') && {
        let whole = text.split('.').next().unwrap_or_default();
        whole.split(',').skip(1).all(|group| group.len() == 3)
    };
    let digits: Cow<'_, str> = if grouped { Cow::Owned(text.replace(',', "")) } else { Cow::Borrowed(text) };
    let is_plain = !digits.is_empty()
        && digits.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && digits.chars().skip(1).all(|c| c.is_ascii_digit() || c == '.')
        && digits.chars().filter(|c| *c == '.').count() <= 1;
    if !is_plain {
        return Kind::Text(Cow::Borrowed(text));
    }
    if shift == 0 && !digits.contains('.') { Kind::Integer(digits, 10) } else { plain(shifted(&digits, shift)) }
}

fn plain<'a>(digits: String) -> Kind<'a> {
    match digits.contains('.') {
        true => Kind::Decimal(Cow::Owned(digits)),
        false => Kind::Integer(Cow::Owned(digits), 10),
    }
}

/// The digits with the point moved to the right by so many places, exactly; without empty decimals.
pub fn shifted(digits: &str, places: u32) -> String {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let places = places as usize;
    let moved = decimals.len().min(places);
    let zeros = "0".repeat(places - moved);
    let whole = format!("{whole}{}{zeros}", &decimals[..moved]);
    let left = decimals[moved..].trim_end_matches('0');
    let (sign, size) = whole.strip_prefix('-').map_or(("", whole.as_str()), |size| ("-", size));
    let size = size.trim_start_matches('0');
    let whole = format!("{sign}{}", if size.is_empty() { "0" } else { size });
    if left.is_empty() { whole } else { format!("{whole}.{left}") }
}
