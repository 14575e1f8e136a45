//! Days as numbers: counted from 1970-01-01, so that ranges of days are ranges of numbers.

use jiff::Unit;
use jiff::civil::{Date, date};

use crate::range::{Number, Range};

/// The first day a case file may name.
pub const EARLIEST: Date = date(1900, 1, 1);

/// The last day a case file may name.
///
/// INVARIANT: both ends lie far within what the calendar can hold, so that years can be added to any day of a case.
pub const LATEST: Date = date(2199, 12, 31);

const EPOCH: Date = date(1970, 1, 1);

/// The number of a day.
pub fn number(day: Date) -> Number {
    let span = EPOCH.until((Unit::Day, day)).expect("INVARIANT: the days between two dates can always be counted");
    Number::from(span.get_days())
}

/// The day of a number; a number beyond what a case file may name gives the nearest day that it may.
pub fn date_of(number: Number) -> Date {
    let number = number.clamp(self::number(EARLIEST), self::number(LATEST));
    let days = i32::try_from(number).expect("INVARIANT: days of a case lie between 1900 and 2199");
    EPOCH.saturating_add(jiff::Span::new().days(days))
}

/// Every day that a case file may name: what an unknown day can be.
pub fn any() -> Range {
    Range::new(number(EARLIEST), number(LATEST))
}
