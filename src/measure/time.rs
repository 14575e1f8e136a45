//! Days: which text an act meets, and when a period after it has run out.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::assignment::Assignment;
use super::cache::Cache;
use super::filter::not_after;
use super::reader::{Batch, Reader, Subject};
use crate::case::day;
use crate::law::condition::{FactId, Window};
use crate::program::{FilterId, PutsOff};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// How another act puts off the day on which a period has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOff {
    /// None does.
    Not,
    /// A new crime starts the period again.
    Restarted,
    /// The period starts with the last act of a series.
    OfSeries,
}

/// A batch with the days on which its act began and ended.
pub type Days = (Batch, Range, Range);

impl Cache<'_> {
    /// The person's acts that run across an edge, with the stretches that they are divided into, in order of time.
    pub fn divided(&self) -> Vec<(usize, Vec<Range>)> {
        let mut found: Vec<(usize, Vec<Range>)> = Vec::new();
        for batch in &self.batches {
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
    pub fn days(&self, assignment: &Assignment) -> Vec<Days> {
        let reader = self.reader(assignment);
        let of = |batch: &Batch| {
            let (from, until) = reader.whole_days(&reader.about(*batch));
            (*batch, from, until)
        };
        reader.batches.iter().map(of).collect()
    }

    /// Whether each of the person's batches falls in each of these times.
    pub fn in_force(&self, assignment: &Assignment, windows: &[Window]) -> Vec<(Batch, Vec<Truth>)> {
        let reader = self.reader(assignment);
        let of = |batch: &Batch| {
            let subject = reader.about(*batch);
            (*batch, windows.iter().map(|window| reader.in_force(*window, &subject)).collect())
        };
        reader.batches.iter().map(of).collect()
    }

    /// For each batch, the first day on which so many months have run since, and how another act put it off.
    pub fn runs_out(&self, assignment: &Assignment, months: i32, puts_off: PutsOff) -> Vec<(Batch, Range, PutOff)> {
        let reader = self.reader(assignment);
        let of = |batch: &Batch| {
            let (day, put_off) = reader.runs_out(months, puts_off, &reader.about(*batch));
            (*batch, day, put_off)
        };
        reader.batches.iter().map(of).collect()
    }

    /// Whether the person, whatever the batch, passes a filter.
    pub fn of_person(&self, assignment: &Assignment, filter: FilterId) -> Truth {
        let reader = self.reader(assignment);
        reader.passes(filter, &reader.about_person())
    }

    /// What a day is taken to be, and how, asked of each batch: the first answer. It is asked of a cache that keeps
    /// account of everything.
    pub fn day_taken(&self, assignment: &Assignment, fact: FactId) -> Option<super::Use> {
        let reader = self.reader(assignment);
        for batch in &reader.batches {
            reader.number(fact, &reader.about(*batch));
        }
        let variable = |used: &super::Use| matches!(used.variable, super::Variable::Fact(_, read) if read == fact);
        reader.uses().into_iter().find(variable)
    }
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
        not_after(Range::point(day::number(day)), self.day_of_judgment(subject))
    }

    /// The day of judgment, as far as it is known.
    pub(super) fn day_of_judgment(&self, subject: &Subject) -> Range {
        match self.program.keys.judged {
            Some(judged) => self.number(judged, subject),
            None => Range::point(self.assignment.today),
        }
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
    pub(super) fn elapsed(&self, to: FactId, months: i32, puts_off: PutsOff, subject: &Subject) -> Truth {
        let has_come = |last: Range| not_after(run_out(last, months.months()), self.number(to, subject));
        let last = self.last_day(puts_off, subject);
        // What starts it again can only put it off.
        match has_come(last) {
            Truth::Excluded => Truth::Excluded,
            passed if !puts_off.restarts => passed,
            _ => has_come(self.restarted(last, months.months(), subject)),
        }
    }

    fn runs_out(&self, months: i32, puts_off: PutsOff, subject: &Subject) -> (Range, PutOff) {
        let (_, own) = self.whole_days(subject);
        let of_series = self.last_day(puts_off, subject);
        let last = if puts_off.restarts { self.restarted(of_series, months.months(), subject) } else { of_series };
        let put_off = match (last.max > of_series.max, of_series.max > own.max) {
            (true, _) => PutOff::Restarted,
            (_, true) => PutOff::OfSeries,
            _ => PutOff::Not,
        };
        (run_out(last, months.months()), put_off)
    }

    /// The last day of an act, or of the series that it is of.
    fn last_day(&self, puts_off: PutsOff, subject: &Subject) -> Range {
        let (_, own) = self.whole_days(subject);
        puts_off.series.map_or(own, |series| self.last_of(series, own, subject))
    }

    /// The day from which a period runs that ran from the last day of an act, started again by each new crime within it.
    ///
    /// It starts on the day of the new crime; of a crime that lasted, which day of it that is stays open.
    fn restarted(&self, mut last: Range, period: Span, subject: &Subject) -> Range {
        let Some(act) = subject.batch.map(|batch| batch.act) else { return last };
        let mut others: Vec<(usize, Range, Range)> = Vec::new();
        for batch in self.batches.iter().filter(|batch| batch.act != act) {
            if others.iter().all(|(known, ..)| *known != batch.act) {
                let (from, until) = self.whole_days(&self.about(*batch));
                others.push((batch.act, from, until));
            }
        }
        // Each act of the person can put it off once, so that as many rounds as there are acts settle it.
        for _ in 0..others.len() {
            let before = last;
            for (other, from, until) in &others {
                let (later, within) = (until.max > last.max, from.min < after(last.max, period));
                let (surely_later, surely_within) = (from.min > last.min, from.max < after(last.min, period));
                if !(later && within || surely_later && surely_within) {
                    continue;
                }
                let crime = self.new_crime(*other, act);
                if within && crime.possible() {
                    last.max = last.max.max(until.max);
                }
                if surely_within && crime.certain() {
                    last.min = last.min.max(from.min);
                }
            }
            if last == before {
                break;
            }
        }
        last
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
