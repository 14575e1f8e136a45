//! The numbers that findings show, narrowed to what is attained.

use super::parts::parts;
use super::search::{Look, Search};
use super::shown;
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::Variable;
use crate::range::Range;

impl Search<'_> {
    /// Narrows the numbers that findings show to what is attained: listed facts and days are split until only amounts
    /// are open, which enter monotonically. Where that takes too many assignments, the wider numbers stand.
    pub(super) fn attain(&self, root: &Look, outcome: &mut Outcome<Ranges>, most: usize) {
        /// The part of the assignments that is spent on numbers.
        const FOR_NUMBERS: usize = 8;
        if root.measures.opened.iter().all(|(variable, value)| self.is_amount(variable, value)) {
            return;
        }
        let shown = shown::numbers(self.program);
        if shown.iter().all(|id| outcome.number(*id).settled().is_some()) {
            return;
        }
        let most = self.looks() + most / FOR_NUMBERS;
        let mut attained: Vec<Option<Range>> = vec![None; shown.len()];
        let mut waiting = vec![root.assignment.clone()];
        while let Some(assignment) = waiting.pop() {
            if self.looks() >= most {
                return;
            }
            let look = self.look(assignment);
            if !look.possible {
                continue;
            }
            let numbers: Vec<Range> = shown.iter().map(|id| look.outcome.number(*id)).collect();
            if numbers.iter().zip(&attained).all(|(new, known)| known.is_some_and(|known| known.hull(*new) == known)) {
                continue;
            }
            let split = look.measures.opened.iter().find_map(|(variable, value)| {
                let parts =
                    if self.is_amount(variable, value) { Vec::new() } else { parts(self.program, variable, value) };
                (parts.len() > 1)
                    .then(|| parts.into_iter().map(|part| look.assignment.with(variable, part)).collect::<Vec<_>>())
            });
            match split {
                Some(parts) => waiting.extend(parts),
                None => {
                    let known = attained.iter_mut().zip(numbers);
                    known.for_each(|(known, new)| *known = Some(known.map_or(new, |known| known.hull(new))));
                }
            }
        }
        for (id, range) in shown.iter().zip(attained) {
            outcome.numbers[id.0 as usize] = range.unwrap_or_else(|| outcome.number(*id));
        }
    }

    fn is_amount(&self, variable: &Variable, value: &Value) -> bool {
        matches!(value, Value::Number(_)) && !matches!(variable, Variable::Fact(_, fact) if self.program.is_day(*fact))
    }
}
