//! Which conduct an article sees: batches that another article governs in its place are displaced.

use super::About;
use super::reasoning::Reason;
use super::subject::ON;
use crate::case::day;
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
        let passing = |filter| about.cache.batches(about.assignment, filter);
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
        named(about, self.admitted.iter().map(|(batch, _)| (*batch, status(batch))))
    }
}

/// Batches by name with their status; the stretches of an act that have the same are named as one.
pub(super) fn named(about: &About<'_>, batches: impl Iterator<Item = (Batch, Truth)>) -> Vec<(String, Truth)> {
    let batches: Vec<(Batch, Truth)> = batches.collect();
    let mut found = Vec::new();
    for of_act in batches.chunk_by(|(one, _), (other, _)| one.whole() == other.whole()) {
        let alike = of_act.iter().all(|(_, status)| *status == of_act[0].1);
        let shown = if alike { vec![(of_act[0].0.whole(), of_act[0].1)] } else { of_act.to_vec() };
        found.extend(shown.into_iter().map(|(batch, status)| (name(about, batch), status)));
    }
    found
}

/// A batch by its act and its dataset.
pub(super) fn name(about: &About<'_>, batch: Batch) -> String {
    let act = format!("act.{}", about.case.acts[batch.act].id);
    let named = match batch.dataset {
        Some(dataset) => format!("{act}{ON}dataset.{}", about.case.datasets[dataset].id),
        None => act,
    };
    match batch.stretch {
        Some(days) => format!("{named} ({}..{})", day::date_of(days.min), day::date_of(days.max)),
        None => named,
    }
}
