//! A term (刑期) without a case: its first and its last day, with what is set off against it (折抵). Every figure is that of the law book.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::after_months;
use crate::law::book::{Credit, LawBook, Months, Restraint, Term};

/// What took freedom before the judgment, from its first day to its last, both of them counted.
pub type Held = (Restraint, Date, Date);

/// A term of one principal punishment (主刑).
#[derive(Clone, Debug)]
pub struct Served<'b> {
    /// Which.
    pub penalty: Term,
    /// From the day on which the judgment is executed (判决执行之日), nothing set off.
    pub whole: Stretch,
    /// What is set off, rule by rule.
    pub credits: Vec<Credited<'b>>,
    /// From the day on which the judgment is executed to the last, once it is set off; nothing where it is served already.
    pub left: Option<Stretch>,
    /// From the first day of the custody that ran on to the execution, counted by the calendar; only where a day of it is a
    /// day of the term. Months are not equally long, so that this can be another last day.
    pub unbroken: Option<Stretch>,
}

/// The first and the last day.
pub type Stretch = (Date, Date);

/// What one rule sets off.
#[derive(Clone, Debug)]
pub struct Credited<'b> {
    /// The rule.
    pub rule: &'b Credit,
    /// Days that were suffered.
    pub held: i32,
    /// Days that are set off.
    pub served: i32,
    /// Days that are too few to be set off.
    pub over: i32,
}

/// The term for each principal punishment that can last so long, of one crime or of several.
pub fn served<'b>(book: &'b LawBook, only: Option<Term>, months: u16, begins: Date, held: &[Held]) -> Vec<Served<'b>> {
    let asked = Term::ALL.into_iter().filter(|term| only.is_none_or(|only| only == *term));
    let possible =
        asked.filter(|term| longest(book, *term).is_some_and(|(least, most)| (least..=most).contains(&months)));
    possible.map(|penalty| of(book, penalty, months, begins, held)).collect()
}

/// How long a penalty lasts, least and most, of one crime or of several (数罪并罚).
pub fn longest(book: &LawBook, penalty: Term) -> Option<Months> {
    let (_, (least, most)) = book.terms.iter().find(|(term, _)| *term == penalty)?;
    let joint = book.joint_caps.iter().filter(|cap| cap.term == penalty).map(|cap| cap.most);
    Some((*least, joint.fold(*most, u16::max)))
}

fn of<'b>(book: &'b LawBook, penalty: Term, months: u16, begins: Date, held: &[Held]) -> Served<'b> {
    let rules = book.collateral.credits.iter().filter(|credit| credit.penalty == penalty);
    let credits: Vec<Credited<'b>> = rules.filter_map(|rule| credited(rule, held, begins)).collect();
    let all: i32 = credits.iter().map(|credit| credit.served).sum();
    let last = last_day(begins, months);
    let ends = before(last, all);
    let unbroken =
        stretches(held, Restraint::Custody, begins).into_iter().last().filter(|(_, last)| *last == before(begins, 1));
    let unbroken = unbroken.zip(credits.iter().find(|credit| credit.rule.restraint == Restraint::Custody));
    let unbroken = unbroken.filter(|(_, custody)| custody.rule.held == custody.rule.served);
    let unbroken =
        unbroken.map(|((first, until), _)| (first, before(last_day(first, months), all - days(first, until))));
    Served {
        penalty,
        whole: (begins, last),
        credits,
        left: (ends >= begins).then_some((begins, ends)),
        unbroken: unbroken.filter(|(_, last)| *last >= begins),
    }
}

fn credited<'b>(rule: &'b Credit, held: &[Held], begins: Date) -> Option<Credited<'b>> {
    let held: i32 = stretches(held, rule.restraint, begins).into_iter().map(|(first, last)| days(first, last)).sum();
    let credited = || Credited { rule, held, served: held / rule.held * rule.served, over: held % rule.held };
    (held > 0).then(credited)
}

/// The days of one kind before the execution, in order of time; a day that is named twice counts once.
fn stretches(held: &[Held], of: Restraint, begins: Date) -> Vec<Stretch> {
    let of_kind = held.iter().filter(|(restraint, first, _)| *restraint == of && *first < begins);
    let mut all: Vec<Stretch> = of_kind.map(|(_, first, last)| (*first, (*last).min(before(begins, 1)))).collect();
    all.sort();
    let mut joined: Vec<Stretch> = Vec::new();
    for (first, last) in all {
        match joined.last_mut() {
            Some((_, until)) if first <= before(*until, -1) => *until = (*until).max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// The last day of a term that begins on a day, as the rule `term` on law and time says it: whole years first, then what is left in months.
fn last_day(begins: Date, months: u16) -> Date {
    let (years, rest) = (months / YEAR, months % YEAR);
    let after_years = begins.saturating_add(i32::from(years).years());
    if rest == 0 {
        return before(after_years, 1);
    }
    before(after_months(after_years, rest.into()), 1)
}

/// The months of a year.
const YEAR: u16 = 12;

fn before(day: Date, days: i32) -> Date {
    day.saturating_sub(days.days())
}

/// How many days there are from one to another, both counted.
fn days(first: Date, last: Date) -> i32 {
    (last - first).get_days() + 1
}
