//! Days that the law counts from a day, without a case: last days of limitation, of look-backs on prior records and of
//! deadlines of procedure, and the first day of each age. Every figure is that of the law book.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::case::day;
use crate::law::book::{Circumstance, DeadlineKind, Effect, LawBook, Modal, Predicate, Text};
use crate::law::condition::{Condition, RunsFrom};
use crate::law::vocabulary::{FactKind, Label};
use crate::measure::{later, passed, run_out};
use crate::place::Place;
use crate::range::Range;

/// A day that a rule leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Where the rule stands.
    pub place: Place,
    /// Where else it does: of offences that ask for the same age.
    pub also: Vec<Place>,
    /// What it says.
    pub text: Text,
    /// From what day of a record it counts, where that is not the decision.
    pub from: Option<Label>,
    /// The day.
    pub day: Date,
}

/// The last day on which an act that ended on a day can still be prosecuted, for each period; of two texts of one law that
/// end it on the same day, the one in force then.
pub fn limitation(book: &LawBook, ended: Date) -> Vec<Counted> {
    let periods = book.collateral.periods.iter();
    let last = |months: i32| eve(run_out(point(ended), months.months()));
    let counted = periods.map(|period| Counted {
        place: period.place.clone(),
        also: Vec::new(),
        text: period.text.clone(),
        from: None,
        day: last(period.months),
    });
    applying(book, ended, counted.map(|one| ((), one)).collect()).into_iter().map(|((), one)| one).collect()
}

/// Without the texts that are not in force on a day, where another text of the same law is and leads to the same.
fn applying<T: PartialEq>(book: &LawBook, on: Date, counted: Vec<(T, Counted)>) -> Vec<(T, Counted)> {
    let in_force = |one: &Counted| book.instrument(&one.place.instrument).is_some_and(|of| of.force.contains(on));
    let same = |(mark, one): &(T, Counted), (other, two): &(T, Counted)| {
        mark == other && one.day == two.day && first(book, &one.place.instrument) == first(book, &two.place.instrument)
    };
    let stays = |one: &(T, Counted)| in_force(&one.1) || !counted.iter().any(|two| in_force(&two.1) && same(one, two));
    let stay: Vec<bool> = counted.iter().map(stays).collect();
    counted.into_iter().zip(stay).filter(|(_, stays)| *stays).map(|(one, _)| one).collect()
}

/// The first of the instruments that an instrument follows, one after the other.
fn first<'b>(book: &'b LawBook, id: &'b str) -> &'b str {
    let followed = book.instrument(id).and_then(|of| of.follows.iter().find_map(|earlier| earlier.held.as_deref()));
    followed.map_or(id, |earlier| first(book, earlier))
}

/// A look-back of a rule on prior records.
#[derive(Clone, Debug, PartialEq)]
pub struct LookBack {
    /// The rule, and the last day that is within the period.
    pub counted: Counted,
    /// How long it looks back, in months.
    pub months: i16,
    /// Whether the day from which it counts is the first of the period.
    pub included: bool,
    /// Which records it asks for: of each fact that tells them apart, the values.
    pub records: Vec<Vec<Label>>,
    /// Whether it decides a grade of the first offence of the book, or makes its sentence heavier without leave.
    pub foremost: bool,
}

/// The last day on which an act still falls in each look-back (二年内、五年以内) on a decision, or a completed sentence, of a
/// day; those that decide most first.
pub fn look_backs(book: &LawBook, day: Date) -> Vec<LookBack> {
    let mut found: Vec<LookBack> = Vec::new();
    let mut asked: Vec<(Place, i16, Option<RunsFrom>)> = Vec::new();
    for (place, text, conditions) in rules(book) {
        for condition in conditions {
            condition.each(&mut |one| {
                let Condition::Record { within_months: Some(months), since, given } = one else { return };
                let this = (place.clone(), *months, *since);
                if asked.contains(&this) {
                    return;
                }
                asked.push(this);
                let from = since.map(|from| book.vocabulary.fact(from.day).label.clone());
                let last = eve(passed(point(day), *months, *since));
                found.push(LookBack {
                    counted: Counted { place: place.clone(), also: Vec::new(), text: text.clone(), from, day: last },
                    months: *months,
                    included: since.is_some_and(|from| from.counted),
                    records: records(book, given),
                    foremost: is_foremost(book, place),
                });
            });
        }
    }
    found.sort_by_key(|one| !one.foremost);
    found
}

/// The kinds and causes of records that a condition asks for; of what is so or not, its name.
fn records(book: &LawBook, given: &Condition) -> Vec<Vec<Label>> {
    match given {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(|part| records(book, part)).collect(),
        Condition::Fact { fact, values } => {
            let fact = book.vocabulary.fact(*fact);
            match fact.kind {
                FactKind::Truth => vec![vec![fact.label.clone()]],
                kind => vec![values.iter().map(|value| book.vocabulary.value_label(kind, value)).collect()],
            }
        }
        _ => Vec::new(),
    }
}

fn is_foremost(book: &LawBook, place: &Place) -> bool {
    let must = |one: &Circumstance| {
        one.effects.iter().any(|(modal, effects)| *modal == Modal::Shall && effects.contains(&Effect::Heavier))
    };
    book.offences.first().is_some_and(|offence| {
        let mut grounds = offence.ground_lists.iter().flat_map(|list| &list.grounds).map(|ground| &ground.place);
        grounds.any(|ground| ground == place)
            || offence.circumstances.iter().any(|one| one.place == *place && must(one))
    })
}

/// The first day on which who was born on a day has each age that the law asks for. What several rules say in the same words,
/// or several offences of who can commit them, is told once; of two texts of one law that say the same, the one in force.
pub fn ages(book: &LawBook, born: Date) -> Vec<(i16, Counted)> {
    let mut asked: Vec<(i16, Counted)> = Vec::new();
    for (place, text, conditions) in rules(book) {
        for condition in conditions {
            condition.each(&mut |one| {
                let (Condition::Age(years) | Condition::AgeAtTrial(years)) = one else { return };
                let (place, text, day) = (place.clone(), text.clone(), reached(born, *years));
                asked.push((*years, Counted { place, also: Vec::new(), text, from: None, day }));
            });
        }
    }
    let elements: Vec<&Place> =
        book.offences.iter().flat_map(|offence| &offence.elements).map(|element| &element.place).collect();
    let mut found: Vec<(i16, Counted)> = Vec::new();
    for (years, counted) in applying(book, book.as_of, asked) {
        let is_element = elements.contains(&&counted.place);
        let known = found.iter_mut().find(|(known, other)| {
            *known == years
                && (other.text.label == counted.text.label || is_element && elements.contains(&&other.place))
        });
        match known {
            Some((_, other)) if is_element && other.place != counted.place && !other.also.contains(&counted.place) => {
                other.also.push(counted.place);
            }
            Some(_) => {}
            None => found.push((years, counted)),
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
    /// A deadline as it runs so far: months are counted together from the day on which the first of them began.
    #[derive(Clone, Copy)]
    struct Running {
        from: Date,
        months: i32,
        end: Date,
    }
    let mut running: Vec<(&str, Running)> = Vec::new();
    let mut found = Vec::new();
    for deadline in &book.collateral.deadlines {
        let before = running.iter().rev().find(|(name, _)| *name == deadline.name).map(|(_, running)| *running);
        let longer = before.filter(|_| deadline.kind == DeadlineKind::Longer);
        let beginning = Running { from: start, months: 0, end: start };
        let mut now = longer.unwrap_or(beginning);
        if deadline.months {
            now.months += deadline.number;
            now.end = after_months(now.from, now.months);
        } else {
            let end = now.end.saturating_add(deadline.number.days());
            now = Running { from: end, months: 0, end };
        }
        if deadline.kind == DeadlineKind::Longer || before.is_none() {
            running.push((&deadline.name, now));
        }
        let (place, text) = (deadline.place.clone(), deadline.text.clone());
        let counted = Counted { place, also: Vec::new(), text, from: None, day: now.end };
        found.push((deadline.name.clone(), counted));
    }
    found
}

/// The same day so many months later; from the last day of a month, the last of another, and where there is no such day,
/// the last too.
pub(super) fn after_months(day: Date, months: i32) -> Date {
    let after = day.saturating_add(months.months());
    if day == day.last_of_month() { after.last_of_month() } else { after }
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
