//! What comes after the program, and which readings it asks about.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Aggregate, FilterId, Program, Question, Steps, Test};
use crate::law::condition::ChoiceId;

/// Steps that come after the program, and take what it gives. No grade depends on them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SentenceProgram {
    /// The steps.
    pub steps: Steps,
    /// What they ask.
    pub questions: Vec<Question>,
    /// What they take.
    pub aggregates: Vec<Aggregate>,
}

impl Program {
    /// The readings that a sentence program asks about itself; what it takes from the program may rest on others.
    pub fn choices_of(&self, sentencing: &SentenceProgram) -> BTreeSet<ChoiceId> {
        let mut waiting: Vec<FilterId> = Vec::new();
        for question in &sentencing.questions {
            match question {
                Question::SomeBatch(filter) | Question::Person(filter) => waiting.push(*filter),
                Question::Judgement { asked, .. } => waiting.extend(asked),
                Question::Never | Question::Known(_) => {}
            }
        }
        for aggregate in &sentencing.aggregates {
            waiting.extend(aggregate.of_batches());
            waiting.extend(aggregate.of_others());
        }
        let (mut choices, mut seen) = (BTreeSet::new(), BTreeSet::new());
        while let Some(filter) = waiting.pop() {
            if !seen.insert(filter) {
                continue;
            }
            for test in &self.filters[filter.0 as usize].tests {
                if let Test::Choice(choice, _) = test {
                    choices.insert(*choice);
                }
                waiting.extend(test.inner().iter().copied());
            }
        }
        choices
    }
}
