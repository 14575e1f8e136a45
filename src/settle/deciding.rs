//! Which open slots can change something.

use super::Deciding;
use super::grades::Targets;
use super::parts::extremes;
use super::relevance::Relevance;
use super::search::{Look, Search};
use crate::measure::Slot;
use crate::program::TruthId;

impl Search<'_> {
    /// Which open slots can change something: a grade in some completion of the others, or, narrowed alone from
    /// everything open or from a settled world, what else is watched.
    pub(super) fn deciding(&self, root: &Look, found: &Targets) -> Vec<Deciding> {
        let of_grades = Search::of_grades(self.memory);
        let graded = of_grades.look(root.world.clone());
        let relevance = of_grades.relevance(&graded);
        let with = |slot: &Slot, wanted: Relevance| -> Vec<usize> {
            let of_slot = graded.opened().iter().zip(&relevance).find(|((opened, _), _)| opened == slot);
            let all = of_slot.map_or(&[][..], |(_, all)| all);
            // A search that went on splitting may have settled what one look leaves open.
            let open = |offence: &usize| !found.grades[*offence].settled();
            (0..all.len()).filter(|&offence| all[offence] == wanted).filter(open).collect()
        };
        let each = root.measures.opened.iter().map(|(slot, value)| {
            let tried = extremes(self.program, slot, value).into_iter();
            let tried = tried.map(|part| self.look(root.world.with(slot, part))).filter(|look| look.possible);
            Deciding {
                slot: slot.clone(),
                offences: with(slot, Relevance::Matters),
                undecided: with(slot, Relevance::Undecided),
                truths: self.narrowed(found, &tried.map(|look| look.targets).collect::<Vec<_>>()),
            }
        });
        let decides = |one: &Deciding| !(one.offences.is_empty() && one.undecided.is_empty() && one.truths.is_empty());
        each.filter(decides).collect()
    }

    /// The truths that are settled in some of these worlds and open before.
    fn narrowed(&self, found: &Targets, tried: &[Targets]) -> Vec<TruthId> {
        let narrower = |truth: &usize| {
            let known = found.truths[*truth];
            let settles = |bits: u8| bits != 0 && (bits & known).count_ones() < known.count_ones();
            tried.iter().any(|one| settles(one.truths[*truth]))
        };
        (0..found.truths.len()).filter(narrower).map(|truth| self.watched[truth].truth).collect()
    }
}
