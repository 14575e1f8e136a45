//! Days: `2021-03-01`, `"2021-03"` or `"2021"` for an uncertain day in that span; and ranges of days and of amounts.

use jiff::civil::Date;
use toml::value::Datetime;

use super::Reader;
use super::amount::approximate;
use super::fact::Shape;
use super::log::Log;
use super::node::{Kind, Node, Table, shown};
use super::parse;
use crate::case::day;
use crate::case::scalar::{self, Misread};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::FactKind;
use crate::quantity::{Unit, decimal};
use crate::range::{Number, Range};
use crate::span::{SourceId, Sources, Span};

/// The last day on which a case may be judged, where its file states it plainly. [`super::read`] tells what is wrong with it.
pub fn last_day_of_judgment(sources: &Sources, source: SourceId) -> Option<Date> {
    let root = parse::file(sources, source, &mut Log::default())?;
    let judged = root.get("case")?.table()?.get("judged")?;
    let last = match &judged.kind {
        Kind::Text(text) => scalar::days(text).ok().map(|(_, last)| last),
        Kind::Date(date) => plain(date),
        _ => None,
    };
    last.filter(|last| (day::EARLIEST..=day::LATEST).contains(last))
}

/// The day of a date in TOML.
fn plain(date: &Datetime) -> Option<Date> {
    let date = date.date?;
    let (year, month) = (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?);
    Date::new(year, month, i8::try_from(date.day).ok()?).ok()
}

/// Years below it are written without their century.
const CENTURY: i16 = 100;

/// What to write in place of a day of the lunar calendar (农历).
const SOLAR: &str = "write the day of the solar calendar, such as `1990-01-27`";

impl<'v> Reader<'v> {
    /// A day, or an uncertain day in a month or a year.
    pub fn days(&mut self, name: &str, node: &Node) -> Option<Range> {
        let found = match &node.kind {
            Kind::Date(date) if date.time.is_some() => {
                let error = self.wrong_type(name, "a date", node);
                let error = Diagnostic { code: "date-time", ..error };
                let help = date.date.map(|date| format!("leave the time out: `{date}`"));
                self.log.push(error.maybe_help(help));
                return None;
            }
            Kind::Date(date) => plain(date).map(|date| (date, date)),
            Kind::Text(text) => match scalar::days(text) {
                Ok(days) => Some(days),
                Err(Misread::Approximate(word)) => {
                    let forms = "write `\"2025年3月上旬\"`, `\"2025年3月\"`, or `{ min = 2025-03-01, max = 2025-03-05 }`, of \
                                 which one end may be left out";
                    self.log.push(approximate(name, &word, node, forms));
                    return None;
                }
                Err(_) => None,
            },
            _ => None,
        };
        if let (None, Some(text)) = (found, node.text())
            && let Some(why) = scalar::no_such_day(text)
        {
            let message = format!("`{}` is no date for `{name}`: {why}", shown(text));
            self.log.push(Diagnostic::error("no-such-day", node.span, message));
            return None;
        }
        let Some((first, last)) = found else {
            let error = self.wrong_type(name, "a date", node);
            if node.text().is_some_and(scalar::is_lunar) {
                self.log.push(error.help(SOLAR));
                return None;
            }
            let near = node.text().and_then(|text| crate::suggest::did_you_mean(text, ["unknown"]));
            let forms = "write `2021-03-01`, `\"2021-03\"` or `\"2021\"` for an uncertain day, or a range with `max` for \
                         one that is not later";
            self.log.push(error.help(forms).maybe_help(near));
            return None;
        };
        if first > last {
            let message = format!("the range of `{name}` runs from {first} down to {last}");
            self.log.push(Diagnostic::error("empty-range", node.span, message).at_fault("the earlier day comes first"));
            return None;
        }
        if first < day::EARLIEST || last > day::LATEST {
            let message =
                format!("expected a date from {} to {} for `{name}`, found {}", day::EARLIEST, day::LATEST, first);
            let error = Diagnostic::error("date-out-of-range", node.span, message);
            // 21年 is no year of the first century.
            let help = (first.year() < CENTURY).then(|| "write the year with four digits, such as `2021`".to_owned());
            self.log.push(error.maybe_help(help));
            return None;
        }
        Some(Range::new(day::number(first), day::number(last)))
    }

    /// A day or a range of days that is not a fact, such as the day of judgment.
    pub fn days_or_range(&mut self, name: &str, node: &Node) -> Option<Range> {
        let shape = Shape { name, kind: FactKind::Date, least: 0 };
        match node.table() {
            None if node.is_unknown() => Some(day::any()),
            None => self.days(name, node),
            Some(table) => {
                self.no_other_keys(&format!("`{name}`"), table, &["min", "max"]);
                self.range_in(shape, table, node.span)
            }
        }
    }

    /// `{ min, max }`, of which either may be left out; `span` covers the whole.
    pub fn range_in(&mut self, shape: Shape, table: &Table, span: Span) -> Option<Range> {
        let everything = match shape.kind {
            FactKind::Date => day::any(),
            FactKind::Amount(_) => Range { min: shape.least, ..Range::ANY },
            FactKind::Truth | FactKind::OneOf(_) | FactKind::SetOf(_) => {
                let message = format!("expected a value for `{}`, found a range", shape.name);
                let error = Diagnostic::error("wrong-type", span, message);
                self.log.push(error.help("if several values are possible, write `{ one_of = [ … ] }`"));
                return None;
            }
        };
        let min = table.get("min").map(|node| self.end(shape, node));
        let max = table.get("max").map(|node| self.end(shape, node));
        let (min, max) = (transpose(min)?, transpose(max)?);
        let (low, high) = (min.map(|range| range.min), max.map(|range| range.max));
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            self.log.push(empty_range(shape, table, span, (low, high)));
            return None;
        }
        let high = high.unwrap_or(everything.max);
        Some(Range::new(low.unwrap_or(everything.min.min(high)), high))
    }

    fn end(&mut self, shape: Shape, node: &Node) -> Option<Range> {
        match shape.kind {
            FactKind::Amount(unit) => self.amount(shape.name, unit, node),
            _ => self.days(shape.name, node),
        }
    }
}

/// `None` if there is a value and it is wrong.
fn transpose<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

fn empty_range(shape: Shape, table: &Table, span: Span, (low, high): (Number, Number)) -> Diagnostic {
    let as_written = |key: &str, number| match table.get(key).and_then(Node::text) {
        Some(text) => format!("\"{text}\""),
        None => number_shown(shape.kind, number),
    };
    let (min, max) = (as_written("min", low), as_written("max", high));
    let message = format!("the range of `{}` runs from {min} down to {max}", shape.name);
    let help = format!("write `{{ min = {max}, max = {min} }}`, or `\"unknown\"` if neither figure is known");
    Diagnostic::error("empty-range", span, message).at_fault("`min` must not be above `max`").help(help)
}

fn number_shown(kind: FactKind, number: Number) -> String {
    match kind {
        FactKind::Amount(unit) => decimal(number, unit),
        FactKind::Date => day::date_of(number).to_string(),
        _ => decimal(number, Unit::Count),
    }
}
