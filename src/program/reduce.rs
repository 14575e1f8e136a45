//! A program without what nothing can rest on: the offences whose conduct is surely absent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::slice::Needed;
use super::{Aggregate, Ground, NumberId, Offence, Program, Question, Step, TruthId};

/// The reductions of a program that were asked for, by the offences left: many cases concern the same few.
///
/// It is no part of what a program says: programs are equal, and are copied, without it.
#[derive(Debug, Default)]
pub struct Reductions(Mutex<BTreeMap<Vec<usize>, Arc<Program>>>);

impl Clone for Reductions {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Reductions {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Program {
    /// The same program without the offences of whose conduct there is none, made once for each set of those left. The
    /// texts of an article stay together: what one leaves open, another may be compared with.
    pub fn concerning(&self, present: impl Fn(&Offence) -> bool) -> Arc<Self> {
        let articles: BTreeSet<usize> =
            self.offences.iter().filter(|offence| present(offence)).map(|offence| offence.article).collect();
        let live = |at: &usize| articles.contains(&self.offences[*at].article);
        let mut known = self.reductions.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reduced = known.entry((0..self.offences.len()).filter(live).collect());
        Arc::clone(reduced.or_insert_with_key(|live| Arc::new(self.of_offences(live))))
    }

    /// The same program, in which nothing is asked or measured for offences other than these. Their steps stay, and
    /// what they asked is answered as if it were not there, as it surely is not.
    fn of_offences(&self, live: &[usize]) -> Self {
        let (mut truths, mut numbers) = (Vec::new(), Vec::new());
        for offence in live.iter().map(|&at| &self.offences[at]) {
            rests_on(offence, &mut truths, &mut numbers);
        }
        let both = |offences: (usize, usize)| live.contains(&offences.0) && live.contains(&offences.1);
        for relation in self.relations.iter().filter(|relation| both(relation.offences)) {
            truths.extend([relation.holds, relation.falls.0, relation.falls.1]);
        }
        // What stands beside the offences comes after them, and stays whole.
        truths.extend((self.core.steps.truths..self.steps.truths).map(TruthId));
        numbers.extend((self.core.steps.numbers..self.steps.numbers).map(NumberId));
        let needed = Needed::of(&self.steps, &truths, &numbers);
        let mut asked = vec![false; self.questions.len()];
        let mut taken = vec![false; self.aggregates.len()];
        let (mut truth, mut number) = (0, 0);
        for step in &self.steps.steps {
            match step {
                Step::Ask(question) => asked[question.0 as usize] |= needed.has_truth(TruthId(truth)),
                Step::Take(aggregate) => taken[aggregate.0 as usize] |= needed.has_number(NumberId(number)),
                _ => {}
            }
            if step.gives_truth() { truth += 1 } else { number += 1 }
        }
        let mut reduced = self.clone();
        for (question, asked) in reduced.questions.iter_mut().zip(asked) {
            if !asked {
                *question = Question::Never;
            }
        }
        for (aggregate, taken) in reduced.aggregates.iter_mut().zip(taken) {
            if !taken {
                *aggregate = Aggregate::Nothing;
            }
        }
        reduced
    }
}

/// Every truth and number that a finding on an offence shows; how it stands to others is left to the relations.
fn rests_on(offence: &Offence, truths: &mut Vec<TruthId>, numbers: &mut Vec<NumberId>) {
    fn add(ground: &Ground, truths: &mut Vec<TruthId>, numbers: &mut Vec<NumberId>) {
        truths.push(ground.status);
        truths.extend(ground.gates.iter().map(|(_, gate)| *gate));
        numbers.extend(ground.degree);
        numbers.extend(ground.compared.map(|compared| compared.quantity));
        ground.parts.iter().for_each(|part| add(part, truths, numbers));
    }
    truths.push(offence.present);
    truths.extend(offence.elements.iter().map(|(_, status)| *status));
    truths.extend(&offence.circumstances);
    truths.extend(&offence.exits);
    truths.extend(offence.exits_if_invoked.iter().flatten());
    numbers.extend(offence.fine);
    numbers.extend(offence.fine_without);
    numbers.extend(offence.sentencing.iter().filter_map(|rule| rule.quantity));
    for grade in &offence.grades {
        truths.push(grade.reached);
        grade.grounds.iter().chain([&grade.standard]).for_each(|ground| add(ground, truths, numbers));
    }
}
