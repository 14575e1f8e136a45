//! Which open slots can change something.

use super::Deciding;
use super::grades::Targets;
use super::parts::extremes;
use super::search::{Look, Search};
use crate::program::TruthId;

impl Search<'_> {
    /// Which open slots can change something: narrowing one alone, from everything open or from a settled world.
    pub(super) fn deciding(&self, root: &Look, found: &Targets) -> Vec<Deciding> {
        let mut deciding = Vec::new();
        for (slot, value) in &root.measures.opened {
            let extremes = extremes(self.program, slot, value);
            let tried = extremes.into_iter().map(|part| self.look(root.world.with(slot, part)));
            let halves: Vec<Targets> = tried.filter(|look| look.possible).map(|look| look.targets).collect();
            let narrower = |count: u32, known: u32| count < known;
            let offences: Vec<usize> = (0..found.grades.len())
                .filter(|&offence| {
                    let known = found.grades[offence].0;
                    halves
                        .iter()
                        .any(|half| narrower((half.grades[offence].0 & known).count_ones(), known.count_ones()))
                })
                .collect();
            let truths: Vec<TruthId> = (0..found.truths.len())
                .filter(|&truth| {
                    let known = found.truths[truth];
                    let settles = |bits: u8| bits != 0 && narrower((bits & known).count_ones(), known.count_ones());
                    halves.iter().any(|half| settles(half.truths[truth]))
                })
                .map(|truth| self.watched[truth].truth)
                .collect();
            if !offences.is_empty() || !truths.is_empty() {
                deciding.push(Deciding { slot: slot.clone(), offences, truths });
            }
        }
        deciding
    }
}
