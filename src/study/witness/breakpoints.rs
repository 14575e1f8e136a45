//! The break points of two laws (临界点): the amounts at which some degree of either reaches what a ground asks for.
//!
//! They are read off the compiled steps. Between two of them nothing changes for one body of information; where several
//! are added up, a change may lie in between.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::condition::FactId;
use crate::program::{Aggregate, Program, Step};
use crate::range::{Number, Range};

/// How many break points a fact has at most; of more, some are left out, evenly.
const MOST: usize = 256;

/// Where amounts break.
pub(super) struct Breakpoints {
    /// Of facts that are added up, by fact.
    sums: BTreeMap<FactId, BTreeSet<Number>>,
    /// Of everything that is counted.
    counts: BTreeSet<Number>,
}

/// What a number is made of: positions of aggregates, each with a factor and a divisor.
type Parts = BTreeSet<(u32, Number)>;

impl Breakpoints {
    /// The break points of these programs.
    pub(super) fn of(programs: [&Program; 2]) -> Self {
        let mut breakpoints = Self { sums: BTreeMap::new(), counts: BTreeSet::new() };
        programs.iter().for_each(|program| breakpoints.add(program));
        thin(&mut breakpoints.counts);
        breakpoints.sums.values_mut().for_each(thin);
        breakpoints
    }

    fn add(&mut self, program: &Program) {
        let steps = &program.steps;
        let mut numbers: Vec<Parts> = Vec::with_capacity(steps.numbers as usize);
        for step in &steps.steps {
            match *step {
                Step::Take(aggregate) => numbers.push(Parts::from([(aggregate.0, 1)])),
                Step::Scale(id, factor) => {
                    let scaled = |(of, by): &(u32, Number)| by.checked_mul(factor).map(|by| (*of, by));
                    numbers.push(numbers[id.0 as usize].iter().filter_map(scaled).collect());
                }
                Step::Sum(operands) | Step::Most(operands) | Step::Least(operands) => {
                    let all = steps.numbers_of(operands).iter().flat_map(|id| numbers[id.0 as usize].iter().copied());
                    numbers.push(all.collect());
                }
                Step::Gate(_, id) => numbers.push(numbers[id.0 as usize].clone()),
                Step::Reaches(id, needed) => {
                    for (of, by) in &numbers[id.0 as usize] {
                        self.add_of(&program.aggregates[*of as usize], needed, *by);
                    }
                }
                Step::Always(_) | Step::Ask(_) | Step::All(_) | Step::Any(_) | Step::Not(_) => {}
            }
        }
    }

    /// The break points of an amount of which so much is needed, each of it by so much.
    fn add_of(&mut self, aggregate: &Aggregate, needed: Number, by: Number) {
        let breakpoint = |by: Number| needed.div_euclid(by) + Number::from(needed.rem_euclid(by) > 0);
        match aggregate {
            Aggregate::Sum { of, .. } => {
                self.sums.entry(*of).or_default().insert(breakpoint(by));
            }
            Aggregate::Items { .. } => {
                self.counts.insert(breakpoint(by));
            }
            Aggregate::Either { classes, .. } => {
                let weights = classes.iter().filter_map(|(_, weight)| by.checked_mul(*weight));
                self.counts.extend(weights.map(breakpoint));
            }
            Aggregate::Within { parts, .. } => {
                for (part, weight) in parts {
                    if let Some(by) = by.checked_mul(*weight) {
                        self.add_of(part, needed, by);
                    }
                }
            }
            Aggregate::Nothing => {}
        }
    }

    /// The break point nearest to the middle of those within a range, the first value after a change.
    pub(super) fn within(&self, fact: FactId, range: Range) -> Option<Number> {
        if range.min >= range.max {
            return None;
        }
        let breakpoints = self.sums.get(&fact).unwrap_or(&self.counts);
        let inside: Vec<Number> = breakpoints.range(range.min + 1..=range.max).copied().collect();
        inside.get(inside.len() / 2).copied()
    }
}

fn thin(breakpoints: &mut BTreeSet<Number>) {
    let every = breakpoints.len().div_ceil(MOST).max(1);
    let mut at = 0;
    breakpoints.retain(|_| {
        at += 1;
        (at - 1) % every == 0
    });
}
