//! What some truths rest on: the steps that give them, and what these ask.
//!
//! A search through assignments looks at grades, or at a few truths, a thousand times for once that everything is shown;
//! and of the offences of a book, a case concerns few.

use super::{AggregateId, Program, QuestionId, Step, Steps, TruthId, slice};

/// The steps that some truths of a program rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// The steps. What they ask and take is counted among the following, from 0.
    pub steps: Steps,
    /// The questions of the program that they ask, in its order.
    pub questions: Vec<QuestionId>,
    /// The aggregates of the program that they take, in its order.
    pub aggregates: Vec<AggregateId>,
    /// Where the truths asked for stand among the steps, in groups as they were asked for.
    pub wanted: Vec<Vec<TruthId>>,
}

impl Program {
    /// What the grades of these offences rest on, by their positions: for each offence whether its grades are reached,
    /// lowest first; nothing for one that is left out.
    pub fn grading(&self, of: impl Fn(usize) -> bool) -> Slice {
        let of_offence = |(at, offence): (usize, &super::Offence)| -> Vec<TruthId> {
            let grades = if of(at) { offence.grades.as_slice() } else { &[] };
            grades.iter().map(|grade| grade.reached).collect()
        };
        let wanted: Vec<Vec<TruthId>> = self.offences.iter().enumerate().map(of_offence).collect();
        Slice::of(&self.core.steps, &wanted)
    }

    /// What these truths rest on.
    pub fn slice(&self, wanted: &[Vec<TruthId>]) -> Slice {
        Slice::of(&self.steps, wanted)
    }
}

impl Slice {
    fn of(steps: &Steps, wanted: &[Vec<TruthId>]) -> Self {
        let (mut steps, moved) = slice(steps, &wanted.concat());
        let mut moved = moved.into_iter();
        let wanted = wanted.iter().map(|group| moved.by_ref().take(group.len()).collect()).collect();
        let asked = steps.steps.iter().filter_map(|step| match step {
            Step::Ask(question) => Some(*question),
            _ => None,
        });
        let taken = steps.steps.iter().filter_map(|step| match step {
            Step::Take(aggregate) => Some(*aggregate),
            _ => None,
        });
        let (questions, aggregates) = (in_order(asked), in_order(taken));
        for step in &mut steps.steps {
            match step {
                Step::Ask(question) => *question = QuestionId(position(&questions, question)),
                Step::Take(aggregate) => *aggregate = AggregateId(position(&aggregates, aggregate)),
                _ => {}
            }
        }
        Self { steps, questions, aggregates, wanted }
    }
}

fn in_order<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// INVARIANT: asked of those that are there.
fn position<T: Ord>(all: &[T], one: &T) -> u32 {
    all.binary_search(one).unwrap_or_else(|place| place) as u32
}
