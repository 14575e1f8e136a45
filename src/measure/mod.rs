//! Facts to measures: batches, the aggregates that a program asks for, and the ledger of the count.
//!
//! Filters on batches go through the same walk as the program. A filter that is open for a batch widens the amount,
//! from what surely belongs to what may.

mod assignment;
mod bounds;
mod cache;
mod count;
mod crime;
mod filter;
mod kept;
mod lineage;
mod otherwise;
mod passed_on;
mod reader;
mod silence;
mod stretch;
mod sum;
pub mod time;
mod unit;
mod varied;
mod within;

pub use assignment::{AsIf, Assignment, Variable};
pub use cache::Cache;
pub use count::{Apart, Contribution};
pub use filter::{later, passed};
pub use otherwise::{Doubt, Doubted};
pub use reader::{Basis, Batch, Use};
pub use time::run_out;
pub use unit::is_unit;
pub use varied::{Common, Varied, Weighted, compared};

use std::rc::Rc;

use self::reader::{Reader, Subject};
use crate::case::facts::{Case, Entity, Value};
use crate::evaluate::{self, Outcome, Ranges};
use crate::law::condition::FactId;
use crate::program::{Aggregate, AggregateId, FilterId, Program, Question, QuestionId, SentenceProgram, Slice};
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
    pub opened: Vec<(Variable, Value)>,
    /// Whether a case can be so: whether what is open can be true together.
    pub possible: bool,
}

/// Measures one person's conduct.
pub fn measure(case: &Case, program: &Program, person: usize, assignment: &Assignment) -> Measures {
    Cache::new(case, program, person, assignment).measure(assignment)
}

impl Cache<'_> {
    /// Measures the person's conduct in an assignment.
    pub fn measure(&self, assignment: &Assignment) -> Measures {
        self.measured(assignment, self.program.questions.len(), self.program.aggregates.len())
    }

    /// Measures what decides the offences, the tracks left aside.
    pub fn measure_core(&self, assignment: &Assignment) -> Measures {
        self.measured(assignment, self.program.core.questions, self.program.core.aggregates)
    }

    /// Measures what decides the grades of the offences whose conduct may be there in an assignment, and gives what these
    /// rest on.
    pub fn measure_grades(&self, assignment: &Assignment) -> (Measures, Rc<Slice>) {
        let reader = self.reader(assignment);
        let grading = reader.grading();
        (reader.sliced(&grading), grading)
    }

    /// Measures what some truths rest on in an assignment.
    pub fn measure_slice(&self, assignment: &Assignment, slice: &Slice) -> Measures {
        self.reader(assignment).sliced(slice)
    }

    fn measured(&self, assignment: &Assignment, questions: usize, amounts: usize) -> Measures {
        let reader = self.reader(assignment);
        let truths = (0..questions).map(|question| reader.answer(question)).collect();
        let numbers = (0..amounts).map(|aggregate| reader.amount(aggregate)).collect();
        reader.measures(truths, numbers)
    }

    /// Which of the first questions and aggregates may rest on a variable in an assignment.
    pub fn reading(
        &self,
        assignment: &Assignment,
        variable: &Variable,
        questions: usize,
        amounts: usize,
    ) -> (Vec<bool>, Vec<bool>) {
        self.which_read(assignment, variable, 0..questions, 0..amounts)
    }

    /// Which of those of a slice do.
    pub fn reading_slice(&self, assignment: &Assignment, variable: &Variable, slice: &Slice) -> (Vec<bool>, Vec<bool>) {
        let questions = slice.questions.iter().map(|question| question.0 as usize);
        let aggregates = slice.aggregates.iter().map(|aggregate| aggregate.0 as usize);
        self.which_read(assignment, variable, questions, aggregates)
    }

    fn which_read(
        &self,
        assignment: &Assignment,
        variable: &Variable,
        questions: impl Iterator<Item = usize>,
        amounts: impl Iterator<Item = usize>,
    ) -> (Vec<bool>, Vec<bool>) {
        let reader = self.reader(assignment);
        let asked = questions.map(|question| reader.rests_on(variable, || reader.answer(question))).collect();
        let added = amounts.map(|aggregate| reader.rests_on(variable, || reader.amount(aggregate))).collect();
        (asked, added)
    }

    /// What the given questions and aggregates rest on, as far as account is kept.
    pub fn uses(&self, assignment: &Assignment, questions: &[QuestionId], aggregates: &[AggregateId]) -> Vec<Use> {
        let reader = self.reader(assignment);
        for question in questions {
            reader.answer(question.0 as usize);
        }
        for aggregate in aggregates {
            reader.amount(aggregate.0 as usize);
        }
        of_facts(reader.uses())
    }

    /// What a filter rests on, over every batch, as far as account is kept.
    pub fn uses_of_filter(&self, assignment: &Assignment, filter: FilterId) -> Vec<Use> {
        let reader = self.reader(assignment);
        for batch in &reader.batches {
            reader.passes(filter, &reader.about(*batch));
        }
        of_facts(reader.uses())
    }

    /// What each body of information contributes to the items that pass a filter.
    pub fn contributions(&self, assignment: &Assignment, counting: usize, filter: FilterId) -> Vec<Contribution> {
        self.reader(assignment).contributions(&self.program.countings[counting], filter)
    }

    /// What comes after the program, evaluated on what the program gave.
    pub fn run_after(
        &self,
        assignment: &Assignment,
        outcome: &Outcome<Ranges>,
        sentencing: &SentenceProgram,
    ) -> Outcome<Ranges> {
        let reader = self.reader(assignment);
        let answer = |question: &Question| match question {
            Question::Known(truth) => outcome.truth(*truth),
            other => reader.answered(other),
        };
        let truths: Vec<Truth> = sentencing.questions.iter().map(answer).collect();
        let numbers: Vec<Range> = sentencing.aggregates.iter().map(|aggregate| reader.added_up(aggregate)).collect();
        let mut after = Outcome::default();
        evaluate::walk::<Ranges>(&sentencing.steps, &truths, &numbers, &mut after);
        after
    }

    /// What is open that a sentence program asks for itself.
    pub fn opened_after(&self, assignment: &Assignment, after: &SentenceProgram) -> Vec<(Variable, Value)> {
        let reader = self.reader(assignment);
        for question in &after.questions {
            reader.answered(question);
        }
        for aggregate in &after.aggregates {
            reader.added_up(aggregate);
        }
        reader.opened()
    }

    /// The batches that pass a filter, and how far that is certain.
    pub fn batches(&self, assignment: &Assignment, filter: FilterId) -> Vec<(Batch, Truth)> {
        let reader = self.reader(assignment);
        (reader.batches.iter().map(|batch| (*batch, reader.batch_passes(filter, *batch))))
            .filter(|(_, passes)| passes.possible())
            .collect()
    }

    /// What is open that a filter asks of the batches.
    pub fn opened_by(&self, assignment: &Assignment, filter: FilterId) -> Vec<(Variable, Value)> {
        let reader = self.reader(assignment);
        for batch in &reader.batches {
            reader.batch_passes(filter, *batch);
        }
        reader.opened()
    }

    /// Whether a fact of a table arises by what the file says beside it (silence about it is not `not asked`): of an act, in
    /// some of this person's part in it.
    pub fn arises(&self, assignment: &Assignment, entity: Entity, fact: FactId) -> bool {
        let reader = self.reader(assignment);
        let person = reader.about_person();
        let of_acts = |acts: &[usize]| {
            let batches = reader.batches.iter().filter(|batch| acts.contains(&batch.act));
            batches.map(|batch| reader.about(*batch)).collect::<Vec<_>>()
        };
        let subjects = match entity {
            Entity::Act(act) | Entity::Participant { act, .. } => of_acts(&[act]),
            Entity::Gains(gains) => of_acts(&self.case.gains[gains].of),
            Entity::Dataset(dataset) => vec![Subject { dataset: Some(dataset), ..person }],
            Entity::Record { record, .. } => vec![Subject { record: Some(record), ..person }],
            Entity::Consequence(consequence) => vec![Subject { consequence: Some(consequence), ..person }],
            Entity::Case | Entity::Person(_) | Entity::Stretch { .. } => vec![person],
        };
        subjects.iter().any(|subject| reader.comes_up(fact, subject))
    }

    /// Whether other facts bound a variable, or it bounds them.
    pub fn is_bound(&self, variable: &Variable) -> bool {
        self.bounds.variables().1.contains_key(variable)
    }
}

/// Choices are no facts.
fn of_facts(mut uses: Vec<Use>) -> Vec<Use> {
    uses.retain(|used| !matches!(used.variable, Variable::Choice(_)));
    uses
}

impl Reader<'_> {
    fn measures(self, truths: Vec<Truth>, numbers: Vec<Range>) -> Measures {
        let possible = self.cache.bounds.hold(self.bound());
        Measures { truths, numbers, opened: self.opened(), possible }
    }

    fn sliced(self, slice: &Slice) -> Measures {
        let truths = slice.questions.iter().map(|question| self.answer(question.0 as usize)).collect();
        let numbers = slice.aggregates.iter().map(|aggregate| self.amount(aggregate.0 as usize)).collect();
        self.measures(truths, numbers)
    }

    /// What the grades rest on of the offences of which there may be conduct. It is no part of what is read here.
    fn grading(&self) -> Rc<Slice> {
        self.apart(|| self.kept_grading(|| self.cache.graded(|offence| self.may_concern(offence))))
    }

    /// Whether there may be conduct of an offence.
    fn may_concern(&self, offence: usize) -> bool {
        let conduct = self.program.offences[offence].conduct;
        let some = || self.batches.iter().any(|batch| self.batch_passes(conduct, *batch).possible());
        self.kept_conduct(offence, some)
    }

    fn answer(&self, question: usize) -> Truth {
        match &self.program.questions[question] {
            Question::Never => Truth::Excluded,
            asked => self.kept_question(question, || self.answered(asked)),
        }
    }

    fn answered(&self, question: &Question) -> Truth {
        match question {
            Question::Never => Truth::Excluded,
            Question::SomeBatch(filter) => self.some_batch(*filter),
            Question::Person(filter) => self.passes(*filter, &self.about_person()),
            // INVARIANT: only a sentence program asks it, and is answered by `run_after`.
            Question::Known(_) => Truth::Open,
            Question::Judgement { places, asked } => {
                // What nothing raises is invoked by being answered.
                let invoked = || Truth::from(self.judged(places).is_some());
                self.judgement(places, asked.map_or_else(invoked, |asked| self.some_batch(asked)))
            }
        }
    }

    /// Some batch of at least one item passes.
    fn some_batch(&self, filter: FilterId) -> Truth {
        let of_acts = self.batches.chunk_by(|one, other| one.whole() == other.whole());
        of_acts.fold(Truth::Excluded, |some, of_act| {
            if some.certain() {
                return some;
            }
            let passes = match of_act {
                [batch] => self.passes(filter, &self.about(*batch)),
                stretches => self.some_passes(&self.passing(stretches, filter)),
            };
            let holds = || self.holds_something(of_act[0], &self.about(of_act[0]));
            some.or(if passes.possible() { passes.and(holds()) } else { passes })
        })
    }

    fn holds_something(&self, batch: Batch, subject: &Subject) -> Truth {
        let Some(_) = batch.dataset else { return Truth::Established };
        let part = (Entity::Act(batch.act), self.program.keys.part);
        let key = if self.case.stated.contains_key(&part) { self.program.keys.part } else { self.program.keys.items };
        self.number(key, subject).at_least(1)
    }

    fn amount(&self, aggregate: usize) -> Range {
        match &self.program.aggregates[aggregate] {
            Aggregate::Nothing => Range::ZERO,
            asked => self.kept_amount(aggregate, || self.added_up(asked)),
        }
    }

    fn added_up(&self, aggregate: &Aggregate) -> Range {
        match aggregate {
            Aggregate::Nothing => Range::ZERO,
            Aggregate::Items { counting, filter } => self.items(&self.program.countings[*counting], *filter),
            Aggregate::Either { counting, classes } => self.either(&self.program.countings[*counting], classes),
            Aggregate::Within { months, one_counts, parts } => self.most_within(*months, *one_counts, parts),
            Aggregate::Sum { of, only: Some(only), filter, .. } => self.only_together(*of, only, *filter),
            Aggregate::Sum { of, consequences, less, filter, .. } => self.sum(*of, *consequences, less, *filter),
        }
    }
}
