//! Days that the law counts from a day, without a case: last days of limitation, of look-backs on prior records and of
//! deadlines of procedure, and the first day of each age. Every figure is that of the law book.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::case::day;
use crate::law::book::{DeadlineKind, LawBook, Predicate, Text};
use crate::law::condition::{Condition, RunsFrom};
use crate::law::vocabulary::Label;
use crate::measure::{later, passed, run_out};
use crate::place::Place;
use crate::range::Range;

/// A day that a rule leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Where the rule stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// From what day of a record it counts, where that is not the decision.
    pub from: Option<Label>,
    /// The day.
    pub day: Date,
}

/// The last day on which an act that ended on a day can still be prosecuted, for each period.
pub fn limitation(book: &LawBook, ended: Date) -> Vec<Counted> {
    let periods = book.collateral.periods.iter();
    let last = |months: i32| eve(run_out(point(ended), months.months()));
    let counted = periods.map(|period| Counted {
        place: period.place.clone(),
        text: period.text.clone(),
        from: None,
        day: last(period.months),
    });
    counted.collect()
}

/// The last day on which an act still falls in each look-back (二年内、五年以内) on a decision, or a completed sentence, of a day.
pub fn look_backs(book: &LawBook, day: Date) -> Vec<Counted> {
    let mut found: Vec<(Counted, i16, Option<RunsFrom>)> = Vec::new();
    for (place, text, conditions) in rules(book) {
        for condition in conditions {
            condition.each(&mut |one| {
                let Condition::Record { within_years: Some(years), since, .. } = one else { return };
                if found.iter().any(|(known, of, from)| known.place == *place && of == years && from == since) {
                    return;
                }
                let from = since.map(|from| book.vocabulary.fact(from.day).label.clone());
                let last = eve(passed(point(day), *years, *since));
                let counted = Counted { place: place.clone(), text: text.clone(), from, day: last };
                found.push((counted, *years, *since));
            });
        }
    }
    found.into_iter().map(|(counted, ..)| counted).collect()
}

/// The first day on which who was born on a day has each age that the law asks for; a rule that stands at several offences in
/// the same words is told once.
pub fn ages(book: &LawBook, born: Date) -> Vec<(i16, Counted)> {
    let mut found: Vec<(i16, Counted)> = Vec::new();
    for (place, text, conditions) in rules(book) {
        for condition in conditions {
            condition.each(&mut |one| {
                let Condition::Age(years) = one else { return };
                if found.iter().all(|(known, counted)| counted.text.label != text.label || known != years) {
                    let counted =
                        Counted { place: place.clone(), text: text.clone(), from: None, day: reached(born, *years) };
                    found.push((*years, counted));
                }
            });
        }
    }
    found.sort_by_key(|(years, counted)| (*years, counted.place.clone()));
    found
}

/// How old who was born on a day is on another, in full years.
pub fn age(born: Date, on: Date) -> Option<i16> {
    (0..i16::MAX).take_while(|years| *years == 0 && born <= on || reached(born, *years) <= on).last()
}

/// The last days of the deadlines of procedure that start with a day: each with what it is longer by, one after the other.
pub fn deadlines(book: &LawBook, start: Date) -> Vec<(String, Counted)> {
    let mut ends: Vec<(&str, Date)> = Vec::new();
    let mut found = Vec::new();
    for deadline in &book.collateral.deadlines {
        let span = if deadline.months { deadline.number.months() } else { deadline.number.days() };
        let before = ends.iter().rev().find(|(name, _)| *name == deadline.name).map(|(_, end)| *end);
        let day = match deadline.kind {
            DeadlineKind::Whole => start.saturating_add(span),
            DeadlineKind::Longer => before.unwrap_or(start).saturating_add(span),
        };
        if deadline.kind == DeadlineKind::Longer || before.is_none() {
            ends.push((&deadline.name, day));
        }
        let counted = Counted { place: deadline.place.clone(), text: deadline.text.clone(), from: None, day };
        found.push((deadline.name.clone(), counted));
    }
    found
}

/// Every rule that asks something of batches or records, with its conditions.
fn rules(book: &LawBook) -> Vec<(&Place, &Text, Vec<&Condition>)> {
    let mut found: Vec<(&Place, &Text, Vec<&Condition>)> = Vec::new();
    for offence in &book.offences {
        found.extend(offence.elements.iter().map(|one| (&one.place, &one.text, vec![&one.condition])));
        let grounds = offence.ground_lists.iter().flat_map(|list| &list.grounds);
        found.extend(grounds.map(|one| (&one.place, &one.text, Predicate::conditions(&one.predicate))));
        found.extend(
            offence.circumstances.iter().map(|one| (&one.place, &one.text, Predicate::conditions(&one.predicate))),
        );
        found.extend(
            offence.sentencing.iter().map(|one| (&one.place, &one.text, Predicate::conditions(&one.predicate))),
        );
        found.extend(offence.exits.iter().map(|one| (&one.place, &one.text, Predicate::conditions(&one.predicate))));
    }
    found.extend(book.collateral.reliefs.iter().map(|one| (&one.place, &one.text, vec![&one.condition])));
    found
}

fn reached(born: Date, years: i16) -> Date {
    day::date_of(later(point(born), years.years().days(1)).min)
}

fn point(date: Date) -> Range {
    Range::point(day::number(date))
}

/// The day before the first that is out of it.
fn eve(out: Range) -> Date {
    day::date_of(out.min).saturating_sub(Span::new().days(1))
}
