//! Sums of amounts: over the acts whose batches pass, their gains, or their consequences.

use jiff::Span;

use super::reader::{Batch, Reader, Subject};
use super::time::run_out;
use crate::law::condition::FactId;
use crate::law::vocabulary::Scope;
use crate::program::{FilterId, Only};
use crate::range::{Number, Range};
use crate::truth::Truth;

impl Reader<'_> {
    /// A sum over the acts whose batches pass; where only some of them do, what the rule would have to divide counts
    /// from nothing to all. What comes off is netted over the person, on whichever act it stands: the cost of a purchase
    /// comes off what the resale brought.
    pub(super) fn sum(
        &self,
        of: FactId,
        consequences: Option<FilterId>,
        less: &[(FactId, FilterId)],
        filter: FilterId,
    ) -> Range {
        if let Some(given) = consequences {
            return self.sum_of_consequences(of, given, filter);
        }
        let rule = &self.program.facts[of.0 as usize];
        let in_gains = rule.written.iter().any(|(scope, _)| *scope == Scope::Gains);
        let entries: Vec<(Vec<usize>, Option<usize>)> = if in_gains {
            self.case.gains.iter().enumerate().map(|(entry, gains)| (gains.of.clone(), Some(entry))).collect()
        } else {
            (0..self.case.acts.len()).map(|act| (vec![act], None)).collect()
        };
        let net = |sum, (acts, gains): (Vec<usize>, _)| sum + self.entry(&acts, gains, of, less, filter);
        entries.into_iter().fold(Range::ZERO, net).not_below_zero()
    }

    /// A sum over the acts whose batches pass, without those, of the acts that are asked about, that lie in no time in
    /// which all acts of the sum come to so much; where none does, the most that they come to in such a time. One that comes to it
    /// by itself counts, however long it lasts.
    pub(super) fn only_together(&self, of: FactId, only: &Only, filter: FilterId) -> Range {
        let mut added = Vec::new();
        for act in 0..self.case.acts.len() {
            let Some((first, _)) = self.share(&[act], filter) else { continue };
            let asked = self.share(&[act], only.filter).map_or(Truth::Excluded, |(_, asked)| asked);
            added.push((self.whole_days(&self.about(first)), self.entry(&[act], None, of, &[], filter), asked));
        }
        let last = |first: Number| last_of(first, only.months);
        let (mut surely, mut maybe) = (Vec::new(), Vec::new());
        // Where they come to less, the most that they come to in such a time is what was found.
        let mut below = Range::ZERO;
        for ((from, until), ..) in &added {
            let (first, end) = (from.min, last(from.min));
            let within = |(from, until): (Range, Range)| from.min >= first && until.max <= end;
            let sum = added.iter().filter(|(days, ..)| within(*days));
            let sum = sum.fold(0, |sum, (_, amount, _)| sum + amount.min);
            below.min = below.min.max(sum);
            if sum >= only.least {
                surely.push((first, end));
            }
            // The most is found in a time that begins where some act ends at the latest.
            let (first, end) = (until.max, last(until.max));
            let within = |(from, until): (Range, Range)| from.min <= end && until.max >= first;
            let sum = added.iter().filter(|(days, ..)| within(*days));
            let sum = sum.fold(Range::ZERO, |sum, (_, amount, _)| sum + *amount).max;
            below.max = below.max.max(sum);
            if sum >= only.least {
                maybe.push((first, end));
            }
        }
        let counted = added.iter().fold(Range::ZERO, |sum, ((from, until), amount, asked)| {
            let counts = !asked.possible()
                || amount.min >= only.least
                || surely.iter().any(|(first, end)| from.min >= *first && until.max <= *end);
            let may = !asked.certain()
                || amount.max >= only.least
                || maybe.iter().any(|(first, end)| from.min <= *end && until.max >= *first);
            let part = Range { min: if counts { amount.min } else { 0 }, max: if may { amount.max } else { 0 } };
            sum + part
        });
        Range { min: counted.min.max(below.min), max: counted.max.max(below.max) }
    }

    /// A sum over the consequences, of acts whose batches pass; shared where only some of the acts are of them.
    fn sum_of_consequences(&self, of: FactId, given: FilterId, filter: FilterId) -> Range {
        (self.case.consequences.iter().enumerate()).fold(Range::ZERO, |sum, (position, consequence)| {
            let Some((first, share)) = self.share(&consequence.of, filter) else { return sum };
            let subject = Subject { consequence: Some(position), ..self.about(first) };
            match self.passes(given, &subject).and(share) {
                Truth::Excluded => sum,
                share => sum + self.number(of, &subject).gate(share),
            }
        })
    }

    /// Whether what belongs to these acts belongs to batches that pass, with the first of them; open where it would
    /// have to be divided.
    fn share(&self, acts: &[usize], filter: FilterId) -> Option<(Batch, Truth)> {
        let passing = self.passing_of(acts, filter);
        let (first, _) = *passing.first()?;
        if passing.iter().all(|(_, passes)| !passes.possible()) {
            return None;
        }
        let all_own = acts.iter().all(|act| passing.iter().any(|(batch, _)| batch.act == *act));
        let all_pass = passing.iter().all(|(_, passes)| passes.certain());
        Some((first, if all_own && all_pass { Truth::Established } else { Truth::Open }))
    }

    /// The batches of these acts on stretches that there were, and whether each passes.
    fn passing_of(&self, acts: &[usize], filter: FilterId) -> Vec<(Batch, Truth)> {
        let own: Vec<Batch> =
            self.batches.iter().copied().filter(|batch| acts.contains(&batch.act) && self.takes(batch.act)).collect();
        self.passing(&own, filter)
    }

    /// What stretches of one act that pass have of an amount of it, where it has to be divided among them.
    fn in_stretches(&self, acts: &[usize], filter: FilterId, of: FactId, whole: Range) -> Option<Range> {
        let &[act] = acts else { return None };
        let mut stretches: Vec<(Batch, Truth)> = Vec::new();
        for (batch, passes) in self.passing_of(acts, filter) {
            let batch = Batch { dataset: None, ..batch };
            match stretches.iter_mut().find(|(known, _)| *known == batch) {
                // Where it would have to be divided among datasets too, that is open.
                Some((_, known)) => *known = known.hull(passes),
                None => stretches.push((batch, passes)),
            }
        }
        debug_assert!(stretches.iter().all(|(batch, _)| batch.act == act));
        self.divided(&stretches, of, whole)
    }

    /// What one entry of the sum adds; below zero where more comes off than it brought.
    fn entry(
        &self,
        acts: &[usize],
        gains: Option<usize>,
        of: FactId,
        less: &[(FactId, FilterId)],
        filter: FilterId,
    ) -> Range {
        let Some((first, share)) = self.share(acts, filter) else { return Range::ZERO };
        let subject = Subject { gains, ..self.about(first) };
        let gross = self.number(of, &subject);
        // Of what is taken off from a part of it, nothing to all.
        let (gross, share, off) = match self.in_stretches(acts, filter, of, gross) {
            Some(part) => (part, Truth::Established, Truth::Open),
            None => (gross, share, Truth::Established),
        };
        let net = less.iter().fold(gross, |net, (fact, given)| match self.passes(*given, &subject) {
            Truth::Excluded => net,
            given => net - self.number(*fact, &subject).gate(given.and(off)),
        });
        net.gate(share)
    }
}

/// The last day of so many months of which a day is the first.
pub(super) fn last_of(first: Number, months: i16) -> Number {
    run_out(Range::point(first), Span::new().months(months)).min - 1
}
