//! Which of a person's acts are new crimes beside another (又犯罪): whether a grade of some offence is reached without that one.

use std::rc::Rc;

use super::cache::Cache;
use super::reader::{Batch, Reader};
use crate::evaluate::{self, Outcome, Ranges};
use crate::truth::Truth;

/// Which of a person's acts are looked at.
#[derive(Clone, Copy)]
enum Acts {
    /// This one alone.
    Only(usize),
    /// All but this one.
    But(usize),
}

impl Reader<'_> {
    /// Whether an act is a crime beside another act of the person. What is one by itself is, of whatever offence. What is
    /// none by itself may be part of one that the person's acts make up without that other one, and this stays open.
    pub(super) fn new_crime(&self, act: usize, beside: usize) -> Truth {
        match self.crimes(Acts::Only(act))[act] {
            Truth::Excluded => self.crimes(Acts::But(beside))[act].and(Truth::Open),
            alone => alone,
        }
    }

    /// Of every act of the case, by position, whether it is among these acts and of an offence of which they reach a grade.
    fn crimes(&self, acts: Acts) -> Rc<[Truth]> {
        let row = |act: usize| self.cache.batches.iter().position(|batch| batch.act == act);
        let at = match acts {
            Acts::Only(act) => row(act),
            Acts::But(act) => row(act).map(|row| row + self.cache.batches.len()),
        };
        self.kept_crimes(at, || {
            let counted = |batch: &&Batch| match acts {
                Acts::Only(act) => batch.act == act,
                Acts::But(act) => batch.act != act,
            };
            let batches = self.cache.batches.iter().filter(counted).copied().collect();
            let cache = Cache::of_batches(self.case, self.program, self.person, self.assignment, batches);
            self.beside(&cache, |reader| reader.graded_acts())
        })
    }

    /// Of every act of the case, by position, whether it is of an offence of which a grade is reached.
    fn graded_acts(&self) -> Rc<[Truth]> {
        let slice = self.kept_grading(|| self.cache.graded(|offence| self.may_concern(offence)));
        let truths: Vec<Truth> = slice.questions.iter().map(|question| self.answer(question.0 as usize)).collect();
        let numbers: Vec<_> = slice.aggregates.iter().map(|aggregate| self.amount(aggregate.0 as usize)).collect();
        let mut outcome = Outcome::default();
        evaluate::walk::<Ranges>(&slice.steps, &truths, &numbers, &mut outcome);
        let mut found = vec![Truth::Excluded; self.case.acts.len()];
        for (offence, grades) in self.program.offences.iter().zip(&slice.wanted) {
            let reached = grades.first().map_or(Truth::Excluded, |lowest| outcome.truth(*lowest));
            if !reached.possible() {
                continue;
            }
            for batch in &self.batches {
                let known = &mut found[batch.act];
                if !known.certain() {
                    *known = known.or(reached.and(self.batch_passes(offence.admitted, *batch)));
                }
            }
        }
        found.into()
    }
}
