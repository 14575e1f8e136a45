//! Filters on batches: the same walk as for a program, over tests that read facts.

use jiff::{Span, ToSpan};
use smallvec::{SmallVec, smallvec};

use super::reader::{Batch, Reader, Subject};
use super::time::run_out;
use crate::case::day;
use crate::case::facts::{Entity, Value};
use crate::evaluate::{self, Ranges};
use crate::law::condition::{Options, RunsFrom};
use crate::law::vocabulary::Scope;
use crate::program::{FilterId, QuestionId, Test};
use crate::range::{Number, Range};
use crate::truth::Truth;

impl Reader<'_> {
    /// Whether the subject passes a filter. What is open but leaves the answer settled is not kept account of.
    pub(super) fn passes(&self, filter: FilterId, subject: &Subject) -> Truth {
        self.kept(filter, subject, || {
            let filter = &self.program.filters[filter.0 as usize];
            let mut tests: SmallVec<[Truth; 8]> = smallvec![Truth::Excluded; filter.tests.len()];
            for guard in &filter.guards {
                tests[guard.0 as usize] = self.test(&filter.tests[guard.0 as usize], subject);
                if !tests[guard.0 as usize].possible() {
                    return Truth::Excluded;
                }
            }
            for (position, test) in filter.tests.iter().enumerate() {
                if !filter.guards.contains(&QuestionId(position as u32)) {
                    tests[position] = self.test(test, subject);
                }
            }
            let mut outcome = self.scratch();
            evaluate::walk::<Ranges>(&filter.steps, &tests, &[], &mut outcome);
            outcome.last()
        })
    }

    pub(super) fn test(&self, test: &Test, subject: &Subject) -> Truth {
        match test {
            Test::Fact(fact, values) => match &*self.read(*fact, subject) {
                Value::Options(options) => among(*options, *values),
                other => unreachable!("a listed fact has options, not {other:?}"),
            },
            Test::AtLeast(fact, threshold) => self.number(*fact, subject).at_least(*threshold),
            // Where there is no body of information, nothing is taken off it.
            Test::Fewer(..) if subject.batch.is_none_or(|batch| batch.dataset.is_none()) => Truth::Established,
            Test::Fewer(less, more) => {
                let off = less.iter().fold(Range::ZERO, |sum, fact| sum + self.number(*fact, subject));
                match not_after(off + Range::point(1), self.number(*more, subject)) {
                    Truth::Open if self.remaining(less, *more, subject) > 0 => Truth::Established,
                    fewer => fewer,
                }
            }
            Test::Contains(any) => self.of_contents(subject, |contents| !contents.meet(*any).is_empty()),
            Test::ContainsOnly(only) => self.of_contents(subject, |contents| contents.within(*only)),
            Test::InForce(window) => self.in_force(*window, subject),
            Test::LastsInto(window) => self.lasts_into(*window, subject),
            Test::Elapsed(to, months, puts_off) => self.elapsed(*to, *months, *puts_off, subject),
            Test::JudgedSince(day) => self.judged_since(*day, subject),
            Test::Age(years) => self.age(*years, subject),
            Test::AgeAtTrial(years) => self.age_at_trial(*years, subject),
            Test::Record(within_months, since, filter) => {
                let Some(records) = self.case.persons[self.person].records else {
                    return self.unknown_record(*within_months, *since, *filter);
                };
                let window = (*within_months, *since);
                (0..records)
                    .fold(Truth::Excluded, |some, record| some.or(self.record(record, window, *filter, subject)))
            }
            Test::Consequence(filter) => {
                let act = subject.batch.map(|batch| batch.act);
                (self.case.consequences.iter().enumerate())
                    .filter(|(_, consequence)| act.is_some_and(|act| consequence.of.contains(&act)))
                    .fold(Truth::Excluded, |some, (position, _)| {
                        some.or(self.passes(*filter, &Subject { consequence: Some(position), ..*subject }))
                    })
            }
            Test::SameDataset(filter) => {
                let body = |batch: Batch| batch.dataset.map(|dataset| self.body(dataset));
                let own = subject.batch.and_then(body);
                (self.batches.iter())
                    .filter(|batch| own.is_some() && body(**batch) == own)
                    .fold(Truth::Excluded, |some, batch| some.or(self.batch_passes(*filter, *batch)))
            }
            Test::SameAct(filter) => {
                let own = subject.batch.map(|batch| batch.act);
                (self.batches.iter())
                    .filter(|batch| own == Some(batch.act))
                    .fold(Truth::Excluded, |some, batch| some.or(self.batch_passes(*filter, *batch)))
            }
            Test::SamePerson(filter) => {
                (self.batches.iter()).fold(Truth::Excluded, |some, batch| some.or(self.batch_passes(*filter, *batch)))
            }
            Test::Choice(choice, options) => among(self.choice(*choice), *options),
            Test::Passes(filter) => self.passes(*filter, subject),
            Test::Judgement(place) => self.judgement(std::slice::from_ref(place), Truth::Established),
        }
    }

    fn of_contents(&self, subject: &Subject, holds: impl Fn(Options) -> bool) -> Truth {
        if subject.batch.is_none_or(|batch| batch.dataset.is_none()) {
            return Truth::Excluded;
        }
        let Value::Sets(sets) = &*self.contents(subject) else { return Truth::Open };
        sets.iter().map(|contents| Truth::from(holds(*contents))).reduce(Truth::hull).unwrap_or(Truth::Open)
    }

    /// A prior record counts when it was decided on or before the act, any day of a lasting act being enough.
    ///
    /// Where years run from another day of the record, that day too is on or before the act.
    fn record(
        &self,
        record: usize,
        (within, since): (Option<i16>, Option<RunsFrom>),
        filter: FilterId,
        subject: &Subject,
    ) -> Truth {
        let subject = Subject { record: Some(record), ..*subject };
        let decided = self.number(self.program.keys.decided, &subject);
        let (start, _) = self.days(&subject);
        let passes = self.passes(filter, &subject).and(self.precedes(decided, &subject));
        if !passes.possible() {
            return passes;
        }
        let from = since.map_or(decided, |from| self.number(from.day, &subject));
        let recent = within.map_or(Truth::Established, |months| !not_after(passed(from, months, since), start));
        let begun = since.map_or(Truth::Established, |_| self.precedes(from, &subject));
        passes.and(recent).and(begun)
    }

    /// Whether a day of a record comes before some of the act. Which of two events of the same day came first is a fact
    /// of its own; where uncertain days leave their order open, the file may say it too.
    fn precedes(&self, day: Range, subject: &Subject) -> Truth {
        let (_, end) = self.days(subject);
        let next_day = Range { min: day.min + 1, max: day.max + 1 };
        match (not_after(next_day, end), not_after(day, end)) {
            (Truth::Established, _) => Truth::Established,
            (_, Truth::Excluded) => Truth::Excluded,
            (Truth::Excluded, Truth::Established) => self.passed_first(subject),
            _ if self.order_is_stated(subject) => self.passed_first(subject),
            _ => Truth::Open,
        }
    }

    /// Whether the file says of a record that it came before the act, or not.
    fn order_is_stated(&self, subject: &Subject) -> bool {
        let record = subject.entity(Scope::Record).zip(self.program.keys.before_act);
        record.is_some_and(|record| self.case.stated.contains_key(&record))
    }

    /// Whether the decision, or what else a record says, came before an act of the same day.
    fn passed_first(&self, subject: &Subject) -> Truth {
        let Some(before_act) = self.program.keys.before_act else { return Truth::Open };
        match &*self.read(before_act, subject) {
            Value::Options(options) => among(*options, Options::truth(true)),
            other => unreachable!("a truth has options, not {other:?}"),
        }
    }

    fn age(&self, years: i16, subject: &Subject) -> Truth {
        let born = Entity::Person(self.person);
        if !self.case.stated.contains_key(&(born, self.program.keys.born)) {
            return self.number(self.program.keys.age, subject).at_least(Number::from(years));
        }
        let born = self.number(self.program.keys.born, subject);
        let (start, end) = self.days(subject);
        let reached = later(born, years.years().days(1));
        not_after(reached, start).hull(not_after(reached, end))
    }

    fn age_at_trial(&self, years: i16, subject: &Subject) -> Truth {
        let born = Entity::Person(self.person);
        if self.case.stated.contains_key(&(born, self.program.keys.born)) {
            let born = self.number(self.program.keys.born, subject);
            return not_after(later(born, years.years().days(1)), self.day_of_judgment(subject));
        }
        // Who had an age at the act is a year older within a year of it.
        let age = self.number(self.program.keys.age, subject);
        let (start, end) = self.days(subject);
        let wanting = |age: Number| i16::try_from(Number::from(years) - age).unwrap_or(years).clamp(0, years).years();
        let reached = Range { min: later(start, wanting(age.max + 1)).min, max: later(end, wanting(age.min)).max };
        not_after(reached, self.day_of_judgment(subject))
    }

    /// First and last day of a batch, each as far as it is known: those of its act, within its stretch.
    pub(super) fn days(&self, subject: &Subject) -> (Range, Range) {
        let (from, until) = self.whole_days(subject);
        match subject.batch.and_then(|batch| batch.stretch) {
            Some(stretch) => (from.clamp(stretch), until.clamp(stretch)),
            None => (from, until),
        }
    }

    /// First and last day of an act, each as far as it is known.
    pub(super) fn whole_days(&self, subject: &Subject) -> (Range, Range) {
        let keys = &self.program.keys;
        let lasting = subject.batch.is_some_and(|batch| self.case.acts[batch.act].lasting);
        if lasting {
            let (from, until) = (self.number(keys.from, subject), self.number(keys.until, subject));
            let until = Range { min: until.min.max(from.min), max: until.max.max(from.min) };
            (Range { min: from.min, max: from.max.min(until.max) }, until)
        } else {
            let on = self.number(keys.on, subject);
            (on, on)
        }
    }
}

/// Whether a value that may be any of `options` is one of `values`.
fn among(options: Options, values: Options) -> Truth {
    if options.within(values) {
        Truth::Established
    } else if options.meet(values).is_empty() {
        Truth::Excluded
    } else {
        Truth::Open
    }
}

/// Whether the first day is not after the second.
pub(super) fn not_after(first: Range, second: Range) -> Truth {
    if first.max <= second.min {
        Truth::Established
    } else if first.min > second.max {
        Truth::Excluded
    } else {
        Truth::Open
    }
}

/// The first day that is no longer within so many months: two years from a decision include its anniversary; those of which the day
/// is the first do not.
pub fn passed(from: Range, months: i16, since: Option<RunsFrom>) -> Range {
    match since {
        Some(RunsFrom { counted: true, .. }) => run_out(from, months.months()),
        _ => later(later(from, months.months()), 1.days()),
    }
}

/// The same days, so much later.
pub fn later(days: Range, span: Span) -> Range {
    let moved = |from: Number| day::number(day::date_of(from).saturating_add(span));
    Range { min: moved(days.min), max: moved(days.max) }
}
