//! Which open variables can change something.

use super::Deciding;
use super::grades::Observation;
use super::parts::extremes;
use super::relevance::Relevance;
use super::search::{Look, Search};
use crate::measure::Variable;
use crate::program::TruthId;

impl Search<'_> {
    /// Which open variables can change something: a grade in some completion of the others, or, narrowed alone from
    /// everything open or from a settled assignment, what else is watched.
    pub(super) fn deciding(&self, root: &Look, found: &Observation) -> Vec<Deciding> {
        let of_grades = Search::of_grades(self.cache);
        let graded = of_grades.look(root.assignment.clone());
        let relevance = of_grades.relevance(&graded);
        let with = |variable: &Variable, wanted: Relevance| -> Vec<usize> {
            let of_slot = graded.opened().iter().zip(&relevance).find(|((opened, _), _)| opened == variable);
            let all = of_slot.map_or(&[][..], |(_, all)| all);
            // A search that went on splitting may have settled what one look leaves open.
            let open = |offence: &usize| !found.grades[*offence].settled();
            (0..all.len()).filter(|&offence| all[offence] == wanted).filter(open).collect()
        };
        let each = root.measures.opened.iter().map(|(variable, value)| {
            let tried = extremes(self.program, variable, value).into_iter();
            let tried = tried.map(|part| self.look(root.assignment.with(variable, part))).filter(|look| look.possible);
            Deciding {
                variable: variable.clone(),
                offences: with(variable, Relevance::Matters),
                undecided: with(variable, Relevance::Undecided),
                truths: self.narrowed(found, &tried.map(|look| look.targets).collect::<Vec<_>>()),
            }
        });
        let decides = |one: &Deciding| !(one.offences.is_empty() && one.undecided.is_empty() && one.truths.is_empty());
        each.filter(decides).collect()
    }

    /// The truths that are settled in some of these assignments and open before.
    fn narrowed(&self, found: &Observation, tried: &[Observation]) -> Vec<TruthId> {
        let narrower = |truth: &usize| {
            let known = found.truths[*truth];
            let settles = |bits: u8| bits != 0 && (bits & known).count_ones() < known.count_ones();
            tried.iter().any(|one| settles(one.truths[*truth]))
        };
        (0..found.truths.len()).filter(narrower).map(|truth| self.watched[truth].truth).collect()
    }
}
