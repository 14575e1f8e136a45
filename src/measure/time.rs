//! Days: which text an act meets, and when a period after it has run out.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::assignment::Assignment;
use super::cache::Cache;
use super::filter::not_after;
use super::reader::{Batch, Reader, Subject};
use super::stretch;
use crate::case::day;
use crate::case::facts::Case;
use crate::law::condition::{FactId, Window};
use crate::program::{FilterId, Program};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// The batches that start a period again, and those of one series.
pub type Others = Option<[FilterId; 2]>;

/// How another batch puts off the day on which a period has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOff {
    /// None does.
    Not,
    /// A later batch starts the period again.
    Restarted,
    /// The period starts with the last batch of a series.
    OfSeries,
}

/// A batch with the days on which its act began and ended.
pub type Days = (Batch, Range, Range);

/// The person's acts that run across an edge, with the stretches that they are divided into, in order of time.
pub fn divided(case: &Case, program: &Program, person: usize, assignment: &Assignment) -> Vec<(usize, Vec<Range>)> {
    let mut found: Vec<(usize, Vec<Range>)> = Vec::new();
    for batch in stretch::batches(case, program, person, assignment) {
        let Some(days) = batch.stretch else { continue };
        match found.iter_mut().find(|(act, _)| *act == batch.act) {
            Some((_, known)) if known.contains(&days) => {}
            Some((_, known)) => known.push(days),
            None => found.push((batch.act, vec![days])),
        }
    }
    found
}

/// The person's batches with the days on which their acts began and ended.
pub fn days(case: &Case, program: &Program, person: usize, assignment: &Assignment) -> Vec<Days> {
    let cache = Cache::new(case, program, person, assignment);
    let reader = cache.reader(assignment);
    let of = |batch: &Batch| {
        let (from, until) = reader.whole_days(&reader.about(*batch));
        (*batch, from, until)
    };
    reader.batches.iter().map(of).collect()
}

/// Whether each of the person's batches falls in each of these times.
pub fn in_force(
    case: &Case,
    program: &Program,
    person: usize,
    assignment: &Assignment,
    windows: &[Window],
) -> Vec<(Batch, Vec<Truth>)> {
    let cache = Cache::new(case, program, person, assignment);
    let reader = cache.reader(assignment);
    let of = |batch: &Batch| {
        let subject = reader.about(*batch);
        (*batch, windows.iter().map(|window| reader.in_force(*window, &subject)).collect())
    };
    reader.batches.iter().map(of).collect()
}

/// For each batch, the first day on which so many months have run since, and how another batch put it off.
pub fn runs_out(
    case: &Case,
    program: &Program,
    person: usize,
    assignment: &Assignment,
    months: i32,
    others: Others,
) -> Vec<(Batch, Range, PutOff)> {
    let cache = Cache::new(case, program, person, assignment);
    let reader = cache.reader(assignment);
    let of = |batch: &Batch| {
        let subject = reader.about(*batch);
        let (day, put_off) = reader.runs_out(months, others, &subject);
        (*batch, day, put_off)
    };
    reader.batches.iter().map(of).collect()
}

/// Whether the person, whatever the batch, passes a filter.
pub fn of_person(case: &Case, program: &Program, person: usize, assignment: &Assignment, filter: FilterId) -> Truth {
    let cache = Cache::new(case, program, person, assignment);
    let reader = cache.reader(assignment);
    reader.passes(filter, &reader.about_person())
}

/// What a day is taken to be, and how, asked of each batch: the first answer.
pub fn day_taken(
    case: &Case,
    program: &Program,
    person: usize,
    assignment: &Assignment,
    fact: FactId,
) -> Option<super::Use> {
    let cache = Cache::whole(case, program, person, assignment);
    let reader = cache.reader(assignment);
    for batch in &reader.batches {
        reader.number(fact, &reader.about(*batch));
    }
    let variable = |used: &super::Use| matches!(used.variable, super::Variable::Fact(_, read) if read == fact);
    reader.uses().into_iter().find(variable)
}

impl Reader<'_> {
    /// Whether a batch falls in a time; where it lies on both sides, where it ends. Where the acts of one time are looked at as if
    /// they were of another, they fall in that one alone.
    pub(super) fn in_force(&self, window: Window, subject: &Subject) -> Truth {
        match self.assignment.as_if {
            Some(as_if) if window == as_if.acts_of => return Truth::Excluded,
            Some(as_if) if window == as_if.under => {
                let moved = self.falls_in(as_if.acts_of, subject);
                return if as_if.together { moved.or(self.falls_in(window, subject)) } else { moved };
            }
            _ => {}
        }
        self.falls_in(window, subject)
    }

    fn falls_in(&self, window: Window, subject: &Subject) -> Truth {
        let (_, end) = self.days(subject);
        not_after(Range::point(day::number(window.from)), end)
            .and(window.until.map_or(Truth::Established, |until| not_after(end, Range::point(day::number(until)))))
    }

    /// Whether an act of which this is a stretch goes on until a later time; of an act on one side of every edge, no.
    pub(super) fn lasts_into(&self, window: Window, subject: &Subject) -> Truth {
        let stretch = subject.batch.and_then(|batch| batch.stretch);
        if stretch.is_none_or(|stretch| day::number(window.from) <= stretch.min) {
            return Truth::Excluded;
        }
        let (_, until) = self.whole_days(subject);
        not_after(Range::point(day::number(window.from)), until)
            .and(window.until.map_or(Truth::Established, |last| not_after(until, Range::point(day::number(last)))))
    }

    /// Whether the case is judged on a day or later.
    pub(super) fn judged_since(&self, day: Date, subject: &Subject) -> Truth {
        let judged = match self.program.keys.judged {
            Some(judged) => self.number(judged, subject),
            None => Range::point(self.assignment.today),
        };
        not_after(Range::point(day::number(day)), judged)
    }

    /// The last day of the series that a batch is of; its own last day where it is of none.
    fn last_of(&self, series: FilterId, own: Range, subject: &Subject) -> Range {
        let mine = self.passes(series, subject);
        if !mine.possible() {
            return own;
        }
        let mut last = own;
        for batch in &self.batches {
            let passes = self.batch_passes(series, *batch).and(mine);
            if passes.possible() {
                let (_, until) = self.whole_days(&self.about(*batch));
                last.max = last.max.max(until.max);
                last.min = last.min.max(if passes.certain() { until.min } else { own.min });
            }
        }
        last
    }

    /// Whether the day has come on which the period has run out. The day of the act is its first day.
    pub(super) fn elapsed(&self, to: FactId, months: i32, others: Others, subject: &Subject) -> Truth {
        let (out, _) = self.runs_out(months, others, subject);
        not_after(out, self.number(to, subject))
    }

    fn runs_out(&self, months: i32, others: Others, subject: &Subject) -> (Range, PutOff) {
        let (_, own) = self.whole_days(subject);
        let Some([restarts, series]) = others else { return (run_out(own, months.months()), PutOff::Not) };
        let of_series = self.last_of(series, own, subject);
        let mut last = of_series;
        let others: Vec<(Range, Range, Truth)> = (self.batches.iter())
            .map(|batch| {
                let (from, until) = self.whole_days(&self.about(*batch));
                (from, until, self.batch_passes(restarts, *batch))
            })
            .filter(|(_, _, passes)| passes.possible())
            .collect();
        // Each act of the person can put it off once, so that as many rounds as there are acts settle it.
        for _ in &others {
            let before = last;
            for (from, until, passes) in &others {
                if from.min < after(last.max, months.months()) {
                    last.max = last.max.max(until.max);
                }
                if passes.certain() && from.max < after(last.min, months.months()) {
                    last.min = last.min.max(until.min);
                }
            }
            if last == before {
                break;
            }
        }
        let put_off = match (last.max > of_series.max, of_series.max > own.max) {
            (true, _) => PutOff::Restarted,
            (_, true) => PutOff::OfSeries,
            _ => PutOff::Not,
        };
        (run_out(last, months.months()), put_off)
    }
}

/// The day on which so many months from some day have run out.
pub fn run_out(from: Range, span: Span) -> Range {
    Range { min: after(from.min, span), max: after(from.max, span) }
}

/// The first day after so many months or years, of which a day is the first. In a month without that day they run through its
/// last day: from 29 February, in a common year, through 28 February.
fn after(from: Number, span: Span) -> Number {
    let from = day::date_of(from);
    let out = from.saturating_add(span);
    day::number(out) + Number::from(out.day() < from.day())
}
