//! Which conduct an article sees: batches that another article governs in its place are displaced.

use super::About;
use super::reasoning::Reason;
use crate::law::book;
use crate::measure::Batch;
use crate::place::Place;
use crate::program::Offence;
use crate::truth::Truth;

/// The batches of a charge, and what each governing article takes of them.
pub(super) struct Governed<'a> {
    law: &'a book::Offence,
    admitted: Vec<(Batch, Truth)>,
    /// For each article that governs in place of another, the batches that it takes.
    taken: Vec<Vec<(Batch, Truth)>>,
}

impl<'a> Governed<'a> {
    pub(super) fn new(about: &About<'_>, law: &'a book::Offence, offence: &Offence) -> Self {
        let passing = |filter| about.memory.batches(about.world, filter);
        let taken = offence.governs.iter().map(|filter| passing(*filter)).collect();
        Self { law, admitted: passing(offence.admitted), taken }
    }

    /// Why an article sees none of the conduct, where that is certain.
    pub(super) fn unseen(&self, article: &Place) -> Option<Reason> {
        if self.admitted.is_empty() {
            return None;
        }
        let mut takers = Vec::new();
        let displaced = |batch: &Batch, takers: &mut Vec<Place>| {
            let mut by = (self.law.governs.iter().zip(&self.taken)).filter(|(governs, taken)| {
                governs.in_place_of == *article
                    && taken.iter().any(|(taken, certain)| taken == batch && certain.certain())
            });
            let taker = by.next().map(|(governs, _)| governs.place.clone());
            takers.extend(taker.iter().filter(|taker| !takers.contains(taker)).cloned().collect::<Vec<_>>());
            taker.is_some()
        };
        if self.admitted.iter().all(|(batch, _)| displaced(batch, &mut takers)) {
            return Some(Reason::Displaced(takers));
        }
        let own = self.law.governs.iter().zip(&self.taken).find(|(governs, _)| governs.place.in_article() == *article);
        own.filter(|(_, taken)| taken.is_empty()).map(|(governs, _)| Reason::NotGoverned(governs.in_place_of.clone()))
    }

    /// What the article at this position takes, batch by batch: not at all, perhaps, or certainly.
    pub(super) fn taken(&self, about: &About<'_>, position: usize) -> Vec<(String, Truth)> {
        let status = |batch: &Batch| {
            let taken = self.taken[position].iter().find(|(taken, _)| taken == batch);
            taken.map_or(Truth::Excluded, |(_, status)| *status)
        };
        self.admitted.iter().map(|(batch, _)| (name(about, *batch), status(batch))).collect()
    }
}

/// A batch by its act and its dataset.
pub(super) fn name(about: &About<'_>, batch: Batch) -> String {
    let act = format!("act.{}", about.case.acts[batch.act].id);
    match batch.dataset {
        Some(dataset) => format!("{act} × dataset.{}", about.case.datasets[dataset].id),
        None => act,
    }
}
