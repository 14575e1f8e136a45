//! Facts to measures: batches, the aggregates that a program asks for, and the ledger of the count.
//!
//! Filters on batches go through the same walk as the program. A filter that is open for a batch widens the amount,
//! from what surely belongs to what may.

mod count;
mod filter;
mod reader;
pub mod time;
mod world;

pub use count::Contribution;
pub use reader::{Basis, Batch, Use};
pub use world::{Slot, World};

use self::reader::{Reader, Subject};
use crate::case::facts::{Case, Entity, Value};
use crate::program::{Aggregate, AggregateId, FilterId, Program, Question, QuestionId};
use crate::range::Range;
use crate::truth::Truth;

/// What a program asks of one person's conduct, answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// An answer to each question.
    pub truths: Vec<Truth>,
    /// An amount for each aggregate.
    pub numbers: Vec<Range>,
    /// What was read, is open and may matter, in the order first read, with what it may be.
    pub opened: Vec<(Slot, Value)>,
}

/// Measures one person's conduct.
pub fn measure(case: &Case, program: &Program, person: usize, world: &World) -> Measures {
    let reader = Reader::new(case, program, world, person);
    let truths = program.questions.iter().map(|question| reader.answer(question)).collect();
    let numbers = program.aggregates.iter().map(|aggregate| reader.amount(aggregate)).collect();
    Measures { truths, numbers, opened: reader.opened() }
}

/// Measures what decides the offences, the tracks left aside.
pub fn measure_core(case: &Case, program: &Program, person: usize, world: &World) -> Measures {
    let reader = Reader::new(case, program, world, person);
    let core = &program.core;
    let truths = program.questions[..core.questions].iter().map(|question| reader.answer(question)).collect();
    let numbers = program.aggregates[..core.aggregates].iter().map(|aggregate| reader.amount(aggregate)).collect();
    Measures { truths, numbers, opened: reader.opened() }
}

/// What the given questions and aggregates rest on.
pub fn uses(
    case: &Case,
    program: &Program,
    person: usize,
    world: &World,
    questions: &[QuestionId],
    aggregates: &[AggregateId],
) -> Vec<Use> {
    let reader = Reader::new(case, program, world, person);
    reader.start_trace();
    for question in questions {
        reader.answer(&program.questions[question.0 as usize]);
    }
    for aggregate in aggregates {
        reader.amount(&program.aggregates[aggregate.0 as usize]);
    }
    reader.end_trace()
}

/// What a filter rests on, over every batch.
pub fn uses_of_filter(case: &Case, program: &Program, person: usize, world: &World, filter: FilterId) -> Vec<Use> {
    let reader = Reader::new(case, program, world, person);
    reader.start_trace();
    for batch in &reader.batches {
        reader.passes(filter, &reader.about(*batch));
    }
    reader.end_trace()
}

/// What each body of information contributes to the items that pass a filter.
pub fn contributions(
    case: &Case,
    program: &Program,
    person: usize,
    world: &World,
    counting: usize,
    filter: FilterId,
) -> Vec<Contribution> {
    Reader::new(case, program, world, person).contributions(&program.countings[counting], filter)
}

/// The batches that pass a filter, and how far that is certain.
pub fn batches(case: &Case, program: &Program, person: usize, world: &World, filter: FilterId) -> Vec<(Batch, Truth)> {
    let reader = Reader::new(case, program, world, person);
    (reader.batches.iter().map(|batch| (*batch, reader.passes(filter, &reader.about(*batch)))))
        .filter(|(_, passes)| passes.possible())
        .collect()
}

impl Reader<'_> {
    fn answer(&self, question: &Question) -> Truth {
        match question {
            Question::Never => Truth::Excluded,
            Question::SomeBatch(filter) => self.some_batch(*filter),
            Question::Person(filter) => self.passes(*filter, &self.about_person()),
            Question::Judgement { places, asked } => {
                let raised = asked.map_or(Truth::Excluded, |asked| self.some_batch(asked));
                self.judgement(places, raised)
            }
        }
    }

    /// Some batch of at least one item passes.
    fn some_batch(&self, filter: FilterId) -> Truth {
        (self.batches.iter()).fold(Truth::Excluded, |some, batch| {
            if some.certain() {
                return some;
            }
            let subject = self.about(*batch);
            let passes = self.passes(filter, &subject);
            some.or(if passes.possible() { passes.and(self.holds_something(*batch, &subject)) } else { passes })
        })
    }

    fn holds_something(&self, batch: Batch, subject: &Subject) -> Truth {
        let Some(_) = batch.dataset else { return Truth::Established };
        let part = (Entity::Act(batch.act), self.program.keys.part);
        let key = if self.case.stated.contains_key(&part) { self.program.keys.part } else { self.program.keys.items };
        self.number(key, subject).at_least(1)
    }

    fn amount(&self, aggregate: &Aggregate) -> Range {
        match aggregate {
            Aggregate::Items { counting, filter } => self.items(&self.program.countings[*counting], *filter),
            Aggregate::Either { counting, classes } => self.either(&self.program.countings[*counting], classes),
            Aggregate::Sum { of, consequences, less, filter } => self.sum(*of, *consequences, less, *filter),
        }
    }
}
