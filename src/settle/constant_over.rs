//! Grades that are possible throughout: the same whatever some variables are, within what they may be.

use super::grades::GradeSet;
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::measure::Variable;
use crate::range::Range;

impl Search<'_> {
    /// The grades possible for each offence, where they are the same whatever these variables are, as far as they are open
    /// in this assignment. `None` where they are not, or where so many assignments do not show it.
    ///
    /// Only the other variables are split: a grade counts where an assignment that leaves these open settles on it.
    pub fn constant_over(&self, root: &Look, variables: &[Variable], most: usize) -> Option<Vec<GradeSet>> {
        let most = self.looks() + most;
        let mut found = self.attained(root, variables);
        let mut waiting = vec![self.look(root.assignment.clone())];
        while let Some(next) = waiting.pop() {
            if !next.possible || next.grades().iter().zip(&found).all(|(new, known)| new.0 & !known.0 == 0) {
                continue;
            }
            if next.grades().iter().all(|grades| grades.settled()) {
                include(&mut found, &next);
            } else if self.looks() >= most {
                return None;
            } else if let Some(parts) = self.split(&next, variables) {
                waiting.extend(parts);
                // What is settled goes first, so that what it finds need not be looked for again.
                waiting.sort_by_key(|look| std::cmp::Reverse(look.targets.width()));
            } else if let [variable] = variables {
                // Where the same is possible at either end, it is between them.
                let (low, high) = self.at_ends(&next, variable)?;
                if low.grades() != high.grades() {
                    return None;
                }
                include(&mut found, &low);
            } else {
                return None;
            }
        }
        Some(found)
    }

    /// An assignment at either end of an amount. An amount enters monotonically: what is possible at both ends is between them.
    pub(super) fn at_ends(&self, look: &Look, variable: &Variable) -> Option<(Look, Look)> {
        let Some(Value::Number(range)) = look.assignment.narrowed.get(variable) else { return None };
        if matches!(variable, Variable::Fact(_, fact) if self.program.is_day(*fact)) {
            return None;
        }
        let at = |number| self.look(look.assignment.with(variable, Value::Number(Range::point(number))));
        Some((at(range.min), at(range.max)))
    }
}

fn include(found: &mut [GradeSet], look: &Look) {
    found.iter_mut().zip(look.grades()).for_each(|(found, grades)| found.0 |= grades.0);
}
