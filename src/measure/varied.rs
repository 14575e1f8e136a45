//! The measures of many cases at once that are alike but for some numbers: what is the same in all of them, and what is a
//! weighted sum of the numbers.
//!
//! Nothing is measured in another way than in one case. The case is measured with every number at its least, at its
//! greatest, and at all it can be; an answer that is the same in all three is the same in between, because numbers enter
//! monotonically. An amount of one act on bodies of information of different origin is a sum of their numbers, each times
//! a weight, as long as no condition compares one of them and none bounds another: what is counted is counted as a whole,
//! once for each recipient. The weights are what the same measuring gives with one number at a time at its greatest. That
//! they hold is looked at again with all numbers at their greatest and with all of them in between; where they do not, the
//! cases are not taken to be alike.

use std::collections::BTreeSet;

use super::assignment::Assignment;
use super::cache::Cache;
use super::{Measures, bounds};
use crate::case::certainty::At;
use crate::case::facts::{Case, Value};
use crate::law::condition::FactId;
use crate::law::vocabulary::Settled;
use crate::program::{AggregateId, Before, Program, Slice, Steps, Test};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// A sum of the numbers that vary, each times its weight, and of something that does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// What does not vary.
    pub constant: Number,
    /// The weights.
    pub weights: Vec<Number>,
}

/// The cases that are like one but for some of its numbers.
pub struct Varied<'a> {
    case: &'a Case,
    program: &'a Program,
    person: usize,
    assignment: &'a Assignment,
    /// The numbers that vary.
    numbers: &'a [At],
    /// What each can be.
    within: Range,
}

/// What is asked and taken of all of them.
pub struct Common {
    /// The measures with every number at all it can be.
    pub all: Measures,
    /// How each answer stands.
    pub truths: Vec<Before<bool>>,
    /// How each amount stands.
    pub amounts: Vec<Before<Number>>,
}

/// The amounts that some condition compares with a number, or that say how many there are of one that it compares. Other
/// numbers of a case are only added up. That a body of information holds more than what comes off it is no such
/// comparison: where nothing comes off, it holds something.
pub fn compared(program: &Program) -> BTreeSet<FactId> {
    let tests = program.filters.iter().flat_map(|filter| &filter.tests);
    let of_test = |test: &Test| match test {
        Test::AtLeast(fact, _) => Some(*fact),
        _ => None,
    };
    let mut found: BTreeSet<FactId> = tests.filter_map(of_test).collect();
    let mut waiting: Vec<FactId> = found.iter().copied().collect();
    while let Some(fact) = waiting.pop() {
        let meant = program.facts[fact.0 as usize].silence.iter().filter_map(|(meaning, _)| meaning.settled());
        let as_much = meant.filter_map(|settled| match settled {
            Settled::As(other) => Some(*other),
            _ => None,
        });
        waiting.extend(as_much.filter(|other| found.insert(*other)));
    }
    found
}

impl<'a> Varied<'a> {
    /// The cases that are like this one but for these numbers, each of which can be anything within a range above nothing;
    /// none where more than one act is done, or something else that is stated bounds one of them.
    pub fn new(
        case: &'a Case,
        program: &'a Program,
        (person, assignment): (usize, &'a Assignment),
        numbers: &'a [At],
        within: Range,
    ) -> Option<Self> {
        let whole = [&case.acts[..]].iter().all(|acts| matches!(acts, [act] if !act.lasting));
        let apart = case.datasets.iter().all(|dataset| dataset.from.is_empty());
        let compared = compared(program);
        let free = !bounds::tied(case, program, numbers) && numbers.iter().all(|(_, fact)| !compared.contains(fact));
        (whole && apart && free).then_some(Self { case, program, person, assignment, numbers, within })
    }

    /// The same case with these numbers.
    fn with(&self, value: impl Fn(usize) -> Range) -> Case {
        let mut case = self.case.clone();
        for (at, number) in self.numbers.iter().enumerate() {
            if let Some(fact) = case.stated.get_mut(number) {
                fact.value = Value::Number(value(at));
            }
        }
        case
    }

    fn measured(&self, value: impl Fn(usize) -> Range) -> Measures {
        Cache::brief(&self.with(value), self.program, self.person, self.assignment).measure(self.assignment)
    }

    /// The case with every number at all it can be.
    pub fn widest(&self) -> Case {
        self.with(|_| self.within)
    }

    /// The same for a reduction of the program.
    pub fn reduced_to<'b>(self, program: &'b Program) -> Varied<'b>
    where
        'a: 'b,
    {
        Varied { program, ..self }
    }

    /// What is asked and taken of all of them, by the measures of the widest case; nothing where an answer varies, or where
    /// the numbers cannot all be true.
    pub fn common(&self, all: Measures) -> Option<Common> {
        let Range { min, max } = self.within;
        let (least, most) = (self.measured(|_| Range::point(min)), self.measured(|_| Range::point(max)));
        let possible = [&least, &most, &all].iter().all(|measures| measures.possible);
        if !possible || least.truths != all.truths || most.truths != all.truths {
            return None;
        }
        let truth = |truth: &Truth| match truth {
            Truth::Established => Before::Known(true),
            Truth::Excluded => Before::Known(false),
            Truth::Open => Before::Open,
        };
        let amount = |at: usize| match (least.numbers[at], most.numbers[at], all.numbers[at]) {
            (least, most, all) if least == most && most == all => all.settled().map_or(Before::Open, Before::Known),
            (least, most, all)
                if least.settled() == Some(all.min) && most.settled() == Some(all.max) && !all.is_unbounded() =>
            {
                Before::Varies
            }
            _ => Before::Mixed,
        };
        let truths = all.truths.iter().map(truth).collect();
        let amounts = (0..all.numbers.len()).map(amount).collect();
        Some(Common { all, truths, amounts })
    }

    /// These amounts as sums of the numbers; nothing where one of them is none.
    pub fn weighted(&self, amounts: &[AggregateId], common: &Common) -> Option<Vec<Weighted>> {
        let slice =
            Slice { steps: Steps::default(), questions: Vec::new(), aggregates: amounts.to_vec(), wanted: Vec::new() };
        let measured = |value: &dyn Fn(usize) -> Number| -> Option<Vec<Number>> {
            let case = self.with(|at| Range::point(value(at)));
            let cache = Cache::brief(&case, self.program, self.person, self.assignment);
            cache.measure_slice(self.assignment, &slice).numbers.into_iter().map(Range::settled).collect()
        };
        let Range { min, max } = self.within;
        let ends: Vec<Range> = amounts.iter().map(|amount| common.all.numbers[amount.0 as usize]).collect();
        let mut found = vec![Weighted { constant: 0, weights: Vec::new() }; amounts.len()];
        for one in 0..self.numbers.len() {
            let far = measured(&|at| if at == one { max } else { min })?;
            for ((least, far), weighted) in ends.iter().zip(far).zip(&mut found) {
                let (more, of) = (far - least.min, max - min);
                weighted.weights.push((more % of == 0).then_some(more / of)?);
            }
        }
        for (least, weighted) in ends.iter().zip(&mut found) {
            weighted.constant = least.min - min * weighted.weights.iter().sum::<Number>();
        }
        // All of them at their most, and each somewhere else in between.
        let between = |at: usize| min + (max - min) / (at as Number + 2);
        let numbers = |value: &dyn Fn(usize) -> Number| (0..self.numbers.len()).map(value).collect::<Vec<_>>();
        let (most, middle) = (numbers(&|_| max), numbers(&between));
        let amounts = measured(&between)?;
        let holds = found
            .iter()
            .zip(ends.iter().zip(amounts))
            .all(|(weighted, (range, amount))| weighted.of(&most) == range.max && weighted.of(&middle) == amount);
        holds.then_some(found)
    }
}

impl Weighted {
    /// The sum for these numbers.
    pub fn of(&self, numbers: &[Number]) -> Number {
        self.weights.iter().zip(numbers).fold(self.constant, |sum, (weight, number)| sum + weight * number)
    }
}
