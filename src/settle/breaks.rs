//! Where a number is cut: at a value from which on a comparison comes out otherwise, as far as that is read off.
//!
//! One more item, or fen, adds so much to each amount that is compared, or takes so much off. Where each more does the same,
//! the comparison breaks where that comes to the threshold, the other numbers at their least or at their most. Where nothing
//! shows a break, a number is cut in the middle, and not at all as long as another variable can be split and every amount
//! goes straight to the number's last value.

use std::rc::Rc;

use super::parts::{extremes, halves};
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::measure::Variable;
use crate::program::{NumberId, Step, Steps};
use crate::range::{LARGEST, Number, Range, UNBOUNDED};
use crate::truth::Truth;

/// One end of an amount that is compared, at the least of a number and at one more.
struct Compared {
    id: NumberId,
    /// Whether it is the most; else the least.
    most: bool,
    threshold: Number,
    now: Number,
    then: Number,
}

impl Compared {
    /// After how many more the comparison comes out otherwise, where each adds or takes off the same.
    fn breaks_after(&self) -> Option<Number> {
        let (missing, each) = match self.then > self.now {
            true => (self.threshold - self.now, self.then - self.now),
            false => (self.now - self.threshold + 1, self.now - self.then),
        };
        (each > 0 && missing > 0 && self.now < UNBOUNDED).then(|| (missing + each - 1) / each)
    }
}

impl Search<'_> {
    /// The parts of a number: cut at a break, if one is found, and else in the middle; nothing where it need not be cut.
    pub(super) fn cut(&self, look: &Look, variable: &Variable, range: Range) -> Option<Vec<Look>> {
        let parts = self.looks_at(look, variable, self.cut_at(look, variable, range)?);
        // What is compared may not be straight on the way to a break: then nothing may be settled by it.
        let settles = parts.iter().any(|part| part.open_steps() < look.open_steps());
        Some(if settles { parts } else { self.looks_at(look, variable, halves(range)) })
    }

    /// The values of a number before and from a break, if one is found, and else its halves; nothing where it has none,
    /// and what is looked for rests on it through amounts alone.
    pub(super) fn cut_at(&self, look: &Look, variable: &Variable, range: Range) -> Option<Vec<Value>> {
        let at = |number| self.look(look.assignment.with(variable, Value::Number(Range::point(number))));
        let ends = self.compared(look, &at(range.min), &at(range.min + 1));
        let mut breaks: Vec<Number> = ends.iter().flatten().filter_map(Compared::breaks_after).collect();
        breaks.iter_mut().for_each(|after| *after += range.min);
        breaks.retain(|at| *at <= range.max);
        breaks.sort_unstable();
        breaks.dedup();
        if let Some(at) = breaks.get(breaks.len() / 2) {
            let parts = [Range { min: range.min, max: at - 1 }, Range { min: *at, max: range.max }];
            return Some(parts.map(Value::Number).to_vec());
        }
        let straight = || {
            let last = extremes(self.program, variable, &Value::Number(range)).pop();
            let last = last.map(|last| self.look(look.assignment.with(variable, last)));
            let last = last.filter(|last| same_steps(look, last));
            ends.zip(last).is_some_and(|(ends, last)| Self::straight(&ends, range, &last))
        };
        // What bounds others moves them too.
        let alone = look.slice.is_some() && !self.cache.is_bound(variable);
        let needless = alone && straight() && !self.asked(look, variable);
        (!needless).then(|| halves(range))
    }

    /// The two ends of each amount of which it is open whether it reaches a threshold, at the least of a number and at one
    /// more; nothing where these leave other steps to be walked.
    fn compared(&self, look: &Look, first: &Look, next: &Look) -> Option<Vec<Compared>> {
        if [first, next].iter().any(|one| !same_steps(look, one)) {
            return None;
        }
        let steps = self.walked(look);
        let comparisons = steps.steps.iter().filter(|step| step.gives_truth()).zip(&look.outcome.truths);
        let open = comparisons.filter_map(|(step, truth)| match (*step, *truth) {
            (Step::Reaches(id, threshold), Truth::Open) => Some((id, threshold)),
            _ => None,
        });
        let ends = open.flat_map(|(id, threshold)| {
            let (now, then) = (first.outcome.number(id), next.outcome.number(id));
            let end = |most, now, then| Compared { id, most, threshold, now, then };
            [end(false, now.min, then.min), end(true, now.max, then.max)]
        });
        Some(ends.collect())
    }

    /// Whether each more of a number has added the same, or taken the same off, up to its last value.
    fn straight(ends: &[Compared], range: Range, last: &Look) -> bool {
        let value = if range.is_unbounded() { LARGEST.max(range.min) } else { range.max };
        ends.iter().all(|end| {
            let found = last.outcome.number(end.id);
            let found = if end.most { found.max } else { found.min };
            end.now >= UNBOUNDED || found == end.now + (end.then - end.now) * (value - range.min)
        })
    }

    /// The steps that were walked for a look.
    fn walked<'a>(&'a self, look: &'a Look) -> &'a Steps {
        match &look.slice {
            Some(slice) => &slice.steps,
            None if self.watched.is_empty() => &self.program.core.steps,
            None => &self.program.steps,
        }
    }

    /// The parts of a number, cut on where one half alone is left open: there is a break in it, and no other variable need be
    /// tried on the way there.
    pub(super) fn at_its_break(&self, variable: &Variable, mut parts: Vec<Look>) -> Vec<Look> {
        let mut found = Vec::new();
        loop {
            let mut open = (0..parts.len()).filter(|at| !parts[*at].settled());
            let (Some(at), None) = (open.next(), open.next()) else { break };
            let range = parts[at].opened().iter().find_map(|(opened, value)| match value {
                Value::Number(range) if opened == variable => Some(*range),
                _ => None,
            });
            let Some(cut) = range.map(halves).filter(|cut| cut.len() > 1) else { break };
            let next = parts.swap_remove(at);
            found.append(&mut parts);
            let halves = cut.into_iter().map(|half| self.look(next.assignment.with(variable, half)));
            parts = halves.filter(|half| half.possible).collect();
        }
        found.append(&mut parts);
        found
    }
}

/// Whether the same steps were walked for both.
fn same_steps(one: &Look, other: &Look) -> bool {
    match (&one.slice, &other.slice) {
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
