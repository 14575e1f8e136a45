//! Stretches of days (时段): a lasting act that runs across a day from which the law asks something else.
//!
//! Such an act is a batch for each stretch between these days, so that the text in force, the actor's age and a
//! prior record are asked of days that are all on one side. How the items and the gains of the act divide among its
//! stretches nobody says: the share of each is a number of its own, from nothing to all, and together they are all. An
//! act that is known to lie on one side is one batch, and has no shares.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use super::assignment::{Assignment, Variable};
use super::cache::Cache;
use super::filter::{later, not_after, passed};
use super::reader::{Basis, Batch, Reader, Subject};
use crate::case::day;
use crate::case::facts::{Case, Entity, Fact, Standing, Value};
use crate::law::condition::{ChoiceId, FactId, Options, RunsFrom};
use crate::program::{FilterId, Program, Test};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// Where the acts of a person are divided: for each act, the first days of its stretches but the first.
type Cuts = BTreeMap<usize, BTreeSet<Number>>;

/// The batches of one person's acts, those of one act and dataset beside each other, in order of time.
///
/// An act is divided at the days at which something that the program asks of it may be answered otherwise, whatever the
/// readings; days that make no difference to this act leave it whole.
pub(super) fn batches(case: &Case, program: &Program, person: usize, assignment: &Assignment) -> Vec<Batch> {
    let edges = Edges { case, program, assignment, person };
    let own = || case.acts.iter().enumerate().filter(|(_, act)| act.by.contains(&person));
    if !own().any(|(_, act)| act.lasting) {
        return edges.batches(&Cuts::new());
    }
    let all = edges.all();
    let within = |(act, _): (usize, _)| {
        let cuts: BTreeSet<Number> = edges.within(act, &all).collect();
        (!cuts.is_empty()).then_some((act, cuts))
    };
    let cuts: Cuts = own().filter(|(_, act)| act.lasting).filter_map(within).collect();
    if cuts.is_empty() {
        return edges.batches(&cuts);
    }
    let batches = edges.batches(&cuts);
    let open = |assignment: Assignment, (position, options): (usize, &usize)| {
        assignment.with(&Variable::Choice(ChoiceId(position as u16)), Value::Options(Options::first(*options)))
    };
    let widest = program.choices.iter().enumerate().fold(assignment.clone(), open);
    let widest = widest.with_all(edges.doubted());
    let cache = Cache::of_batches(case, program, person, assignment, batches);
    let reader = cache.reader(&widest);
    let asked = program.asked_of_days();
    let mut told: Cuts = Cuts::new();
    for pair in reader.batches.windows(2).filter(|pair| pair[0].whole() == pair[1].whole()) {
        let Some(stretch) = pair[1].stretch else { continue };
        let known = told.get(&pair[1].act).is_some_and(|days| days.contains(&stretch.min));
        if !known && asked.iter().any(|filter| reader.tells_apart(*filter, pair[0], pair[1])) {
            told.entry(pair[1].act).or_default().insert(stretch.min);
        }
    }
    edges.batches(&told)
}

/// What the days are read from on which the law begins to ask something else.
struct Edges<'a> {
    case: &'a Case,
    program: &'a Program,
    assignment: &'a Assignment,
    person: usize,
}

impl Edges<'_> {
    fn batches(&self, cuts: &Cuts) -> Vec<Batch> {
        let mut found = Vec::new();
        for (act, done) in self.case.acts.iter().enumerate().filter(|(_, act)| act.by.contains(&self.person)) {
            let stretches = match cuts.get(&act) {
                Some(cuts) => self.stretches(act, cuts),
                None => vec![None],
            };
            let datasets: Vec<Option<usize>> = match done.datasets.is_empty() {
                true => vec![None],
                false => done.datasets.iter().copied().map(Some).collect(),
            };
            let of = |dataset| stretches.iter().map(move |stretch| Batch { act, dataset, stretch: *stretch });
            found.extend(datasets.into_iter().flat_map(of));
        }
        found
    }

    /// The stretches between the cuts of a lasting act.
    fn stretches(&self, act: usize, cuts: &BTreeSet<Number>) -> Vec<Option<Range>> {
        let (from, until) = self.days(act);
        let firsts = [from.min].into_iter().chain(cuts.iter().copied());
        let lasts = cuts.iter().map(|cut| cut - 1).chain([until.max]);
        firsts.zip(lasts).map(|(min, max)| Some(Range { min, max })).collect()
    }

    /// The edges that lie within a lasting act, or may.
    fn within<'e>(&self, act: usize, edges: &'e BTreeSet<Number>) -> impl Iterator<Item = Number> + use<'e> {
        let (from, until) = self.days(act);
        edges.iter().copied().filter(move |edge| from.min < *edge && *edge <= until.max)
    }

    fn days(&self, act: usize) -> (Range, Range) {
        let keys = &self.program.keys;
        (self.day(Entity::Act(act), keys.from), self.day(Entity::Act(act), keys.until))
    }

    /// First days from which some condition may be answered otherwise; of a day that is uncertain, its first and last.
    fn all(&self) -> BTreeSet<Number> {
        let mut edges = BTreeSet::new();
        for test in self.program.filters.iter().flat_map(|filter| &filter.tests) {
            match test {
                Test::InForce(window) | Test::LastsInto(window) => {
                    edges.insert(day::number(window.from));
                    edges.extend(window.until.map(|until| day::number(until) + 1));
                }
                Test::Age(years) => {
                    let born = (Entity::Person(self.person), self.program.keys.born);
                    if self.case.stated.contains_key(&born) {
                        both(later(self.day(born.0, born.1), years.years().days(1)), &mut edges);
                    }
                }
                Test::Record(within, since, _) => self.of_records(*within, *since, &mut edges),
                _ => {}
            }
        }
        edges
    }

    /// The day of each record, the day after, and the day after the years that run from it.
    fn of_records(&self, within: Option<i16>, since: Option<RunsFrom>, edges: &mut BTreeSet<Number>) {
        for record in 0..self.case.persons[self.person].records.unwrap_or_default() {
            let entity = Entity::Record { person: self.person, record };
            let other = since.map(|from| from.day);
            for fact in [Some(self.program.keys.decided), other].into_iter().flatten() {
                let on = self.day(entity, fact);
                both(on, edges);
                both(Range { min: on.min + 1, max: on.max + 1 }, edges);
            }
            let from = self.day(entity, other.unwrap_or(self.program.keys.decided));
            if let Some(months) = within {
                both(passed(from, months, since), edges);
            }
        }
    }

    /// Everything that a day may be, whatever one side says of it.
    fn day(&self, entity: Entity, fact: FactId) -> Range {
        match self.case.stated.get(&(entity, fact)).and_then(Fact::proven) {
            Some(Value::Number(days)) => days.meet(self.assignment.any_day()).unwrap_or(days),
            _ => self.assignment.any_day(),
        }
    }

    /// The days in doubt, with everything that they may be.
    fn doubted(&self) -> impl Iterator<Item = (Variable, Value)> {
        let stated = self.case.stated.iter().filter(|((entity, fact), stated)| {
            let concerns = self.case.concerns(self.person, *entity);
            concerns && self.program.is_day(*fact) && stated.standing != Standing::Proven
        });
        let widest = |(entity, fact): (Entity, FactId)| Value::Number(self.day(entity, fact));
        stated.map(move |(at, _)| (Variable::Fact(at.0, at.1), widest(*at)))
    }
}

fn both(days: Range, edges: &mut BTreeSet<Number>) {
    edges.extend([days.min, days.max]);
}

impl Reader<'_> {
    /// Whether a filter may be answered otherwise on one stretch of an act than on the other.
    fn tells_apart(&self, filter: FilterId, one: Batch, other: Batch) -> bool {
        let (one, other) = (self.about(one), self.about(other));
        match (self.passes(filter, &one), self.passes(filter, &other)) {
            (Truth::Open, Truth::Open) => self.tests_apart(filter, &one, &other),
            (one, other) => one != other,
        }
    }

    /// Whether some test of days in a filter is answered otherwise, or may be.
    fn tests_apart(&self, filter: FilterId, one: &Subject, other: &Subject) -> bool {
        self.program.filters[filter.0 as usize].tests.iter().any(|test| match test {
            Test::Passes(inner) => self.tests_apart(*inner, one, other),
            Test::InForce(_) | Test::LastsInto(_) | Test::Age(_) | Test::Record(..) => {
                let (one, other) = (self.test(test, one), self.test(test, other));
                one != other || one == Truth::Open
            }
            _ => false,
        })
    }

    /// Whether a batch passes, on a stretch on which there was such an act at all.
    pub(super) fn batch_passes(&self, filter: FilterId, batch: Batch) -> Truth {
        let subject = self.about(batch);
        match self.exists(&subject) {
            Truth::Excluded => Truth::Excluded,
            exists => exists.and(self.passes(filter, &subject)),
        }
    }

    /// Whether each of these batches passes, those left out that are surely of no day of their act.
    pub(super) fn passing(&self, batches: &[Batch], filter: FilterId) -> Vec<(Batch, Truth)> {
        (batches.iter().map(|batch| (*batch, self.about(*batch))))
            .filter(|(_, subject)| self.exists(subject).possible())
            .map(|(batch, subject)| (batch, self.passes(filter, &subject)))
            .collect()
    }

    /// Whether an act passes on some day of it, by its batches that pass.
    pub(super) fn some_passes(&self, of_act: &[(Batch, Truth)]) -> Truth {
        // The act has a day in one of them.
        if !of_act.is_empty() && of_act.iter().all(|(_, passes)| passes.certain()) {
            return Truth::Established;
        }
        let on = |(batch, passes): &(Batch, Truth)| match passes {
            Truth::Excluded => Truth::Excluded,
            passes => passes.and(self.exists(&self.about(*batch))),
        };
        of_act.iter().map(on).fold(Truth::Excluded, Truth::or)
    }

    /// Whether the act of a batch has a day in its stretch.
    pub(super) fn exists(&self, subject: &Subject) -> Truth {
        let Some(stretch) = subject.batch.and_then(|batch| batch.stretch) else { return Truth::Established };
        let (from, until) = self.whole_days(subject);
        not_after(from, Range::point(stretch.max)).and(not_after(Range::point(stretch.min), until))
    }

    /// The part of an amount that lies in stretches of an act that pass, where some pass and others do not, or may not;
    /// nothing where the amount need not be divided.
    pub(super) fn divided(&self, of: &[(Batch, Truth)], fact: FactId, whole: Range) -> Option<Range> {
        if of.iter().all(|(_, truth)| *truth == of[0].1) {
            return None;
        }
        let shares = of.iter().map(|(batch, truth)| match truth {
            Truth::Excluded => Range::ZERO,
            truth => self.share_of(*batch, fact, whole).gate(*truth),
        });
        let sum = shares.fold(Range::ZERO, |sum, share| sum + share);
        Some(Range { min: sum.min.min(whole.max), max: sum.max.min(whole.max) })
    }

    fn share_of(&self, batch: Batch, fact: FactId, whole: Range) -> Range {
        let value = Value::Number(Range { min: 0, ..whole });
        match (share(batch), self.exists(&self.about(batch))) {
            (Some(entity), exists) => match self.taken(Variable::Fact(entity, fact), value, Basis::Silent) {
                Value::Number(share) => share.gate(exists),
                // INVARIANT: an assignment narrows a number to a number.
                _ => whole.gate(Truth::Open),
            },
            (None, _) => whole,
        }
    }
}

/// What a stretch has of an act's amounts; nothing of an act that is not divided.
pub(super) fn share(batch: Batch) -> Option<Entity> {
    batch.stretch.map(|days| Entity::Stretch { act: batch.act, dataset: batch.dataset, days })
}
