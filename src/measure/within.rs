//! The most that amounts come to over acts of one time: of two years, where acts of two years add up and no others.

use std::collections::BTreeSet;

use super::reader::Reader;
use super::sum::last_of;
use crate::program::Aggregate;
use crate::range::{Number, Range};

/// An act with the first and the last day of it, as far as they are known.
type Done = (usize, Range, Range);

impl Reader<'_> {
    /// The most that amounts, each times its weight, come to over acts of so many months, the day of the first of them
    /// counted. What is done on one day is done within any time, whichever day it is; what lasts, where one act counts by
    /// itself. An act of which it is open whether it falls within a time counts from nothing to all.
    pub(super) fn most_within(&self, months: i16, one_counts: bool, parts: &[(Aggregate, Number)]) -> Range {
        let add = |reader: &Reader<'_>| {
            parts.iter().fold(Range::ZERO, |sum, (part, weight)| sum + reader.added_up(part) * Range::point(*weight))
        };
        let done = self.acts_of(parts);
        let (Some(first), Some(last)) =
            (done.iter().map(|(_, from, _)| from.min).min(), done.iter().map(|(.., until)| until.max).max())
        else {
            return Range::ZERO;
        };
        if last <= last_of(first, months) {
            return add(self);
        }
        let of = |acts: &Vec<usize>| self.of_acts(acts.clone(), add);
        let least: BTreeSet<_> = (done.iter())
            .map(|(_, from, _)| {
                let (first, last) = (from.min, last_of(from.min, months));
                let within = done.iter().filter(|(_, from, until)| from.min >= first && until.max <= last);
                within.map(|(act, ..)| *act).collect()
            })
            .collect();
        // The most is found in a time that begins where some act ends at the latest.
        let most: BTreeSet<_> = (done.iter())
            .map(|(.., until)| {
                let (first, last) = (until.max, last_of(until.max, months));
                let within = done.iter().filter(|(_, from, until)| from.min <= last && until.max >= first);
                within.map(|(act, ..)| *act).collect()
            })
            .collect();
        let alone = done.iter().filter(|(act, ..)| one_counts || !self.case.acts[*act].lasting);
        let alone = alone.map(|(act, ..)| self.of_acts(vec![*act], add).min).max();
        let least = least.iter().map(|acts| of(acts).min).max();
        let most = most.iter().map(|acts| of(acts).max).max();
        Range { min: least.max(alone).unwrap_or(0), max: most.unwrap_or(0) }
    }

    /// The person's acts of which some of these amounts may be taken, with their days.
    fn acts_of(&self, parts: &[(Aggregate, Number)]) -> Vec<Done> {
        let filters: Vec<_> = parts.iter().flat_map(|(part, _)| part.of_batches()).collect();
        let mut done: Vec<Done> = Vec::new();
        for batch in &self.batches {
            let known = done.last().is_some_and(|(act, ..)| *act == batch.act);
            if !known
                && self.takes(batch.act)
                && filters.iter().any(|filter| self.batch_passes(*filter, *batch).possible())
            {
                let (from, until) = self.whole_days(&self.about(*batch));
                done.push((batch.act, from, until));
            }
        }
        done
    }
}
