//! Grades that are possible throughout: the same whatever some slots are, within what they may be.

use super::grades::Grades;
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::measure::Slot;
use crate::range::Range;

impl Search<'_> {
    /// The grades possible for each offence, where they are the same whatever these slots are, as far as they are open
    /// in this world. `None` where they are not, or where so many worlds do not show it.
    ///
    /// Only the other slots are split: a grade counts where a world that leaves these open settles on it.
    pub fn throughout(&self, root: &Look, slots: &[Slot], most: usize) -> Option<Vec<Grades>> {
        let most = self.looks() + most;
        let mut found = self.attained(root, slots);
        let mut waiting = vec![self.look(root.world.clone())];
        while let Some(next) = waiting.pop() {
            if !next.possible || next.grades().iter().zip(&found).all(|(new, known)| new.0 & !known.0 == 0) {
                continue;
            }
            if next.grades().iter().all(|grades| grades.settled()) {
                include(&mut found, &next);
            } else if self.looks() >= most {
                return None;
            } else if let Some(parts) = self.split(&next, slots) {
                waiting.extend(parts);
                // What is settled goes first, so that what it finds need not be looked for again.
                waiting.sort_by_key(|look| std::cmp::Reverse(look.targets.width()));
            } else if let [slot] = slots {
                include(&mut found, &self.same_at_both_ends(&next, slot)?);
            } else {
                return None;
            }
        }
        Some(found)
    }

    /// The world at one end of an amount, where the same is possible at the other, and therefore between them.
    fn same_at_both_ends(&self, look: &Look, slot: &Slot) -> Option<Look> {
        let Some(Value::Number(range)) = look.world.narrowed.get(slot) else { return None };
        if matches!(slot, Slot::Fact(_, fact) if self.program.is_day(*fact)) {
            return None;
        }
        let at = |number| self.look(look.world.with(slot, Value::Number(Range::point(number))));
        let (low, high) = (at(range.min), at(range.max));
        (low.grades() == high.grades()).then_some(low)
    }
}

fn include(found: &mut [Grades], look: &Look) {
    found.iter_mut().zip(look.grades()).for_each(|(found, grades)| found.0 |= grades.0);
}
