//! Tracks beside the criminal one: which apply, why or why not, and how heavy they can be.

use super::About;
use super::collateral::{CombinedFinding, LevelFinding, ReliefFinding, TrackFinding, TrackReason};
use super::governed;
use super::limitation::{cited, day};
use crate::law::book::{self, FineRule};
use crate::program::{self, NumberId};
use crate::quantity::Ratio;
use crate::range::{Number, Range, UNBOUNDED};
use crate::settle::Settled;
use crate::truth::Truth;

/// Every violation whose conduct is there or may be.
pub(super) fn tracks(about: &About<'_>, settled: &Settled) -> Vec<TrackFinding> {
    let tracks = about.book.collateral.tracks.iter().zip(&about.program.tracks);
    (tracks.filter(|(_, track)| settled.outcome.truth(track.present).possible()))
        .map(|(law, track)| finding(about, settled, law, track))
        .collect()
}

fn finding(about: &About<'_>, settled: &Settled, law: &book::Track, track: &program::Track) -> TrackFinding {
    let truth = |id| settled.outcome.truth(id);
    let acts = about.cache.batches(about.assignment, track.conduct);
    let levels = (law.levels.iter().zip(&track.levels)).filter(|(_, level)| truth(level.holds).possible()).map(
        |(law, level)| LevelFinding {
            name: law.name.clone(),
            place: law.place.clone(),
            label: law.label.clone(),
            status: truth(level.holds),
            days: law.days,
            fine: law.fine.as_ref().map(|(mode, fine)| (*mode, amount(settled, fine, level.fine))),
            gains: (law.gains.as_ref().zip(level.gains))
                .map(|((taken, _), gains)| (*taken, settled.outcome.number(gains))),
        },
    );
    let reliefs = (track.reliefs.iter().filter(|(_, status)| truth(*status).possible())).map(|(position, status)| {
        let relief = &about.book.collateral.reliefs[*position];
        let rule = cited(&relief.place, &relief.text);
        ReliefFinding { rule, status: truth(*status), effects: relief.effects.clone() }
    });
    TrackFinding {
        track: law.name.clone(),
        rule: cited(&law.place, &law.text),
        status: truth(track.applies),
        conduct: truth(track.timely),
        reason: reason(truth(track.timely), truth(track.reached), track.gives_way),
        below: law.below.clone(),
        to: law.to.clone(),
        acts: governed::named(about, acts.into_iter()),
        levels: levels.collect(),
        reliefs: reliefs.collect(),
        limitation: track.period.map(|period| {
            let period = &about.book.collateral.periods[period];
            (cited(&period.place, &period.text), day(about, period))
        }),
    }
}

fn reason(timely: Truth, reached: Truth, gives_way: bool) -> TrackReason {
    match (timely, reached) {
        (Truth::Excluded, _) => TrackReason::Barred,
        (_, Truth::Established) => TrackReason::GradeReached,
        (_, Truth::Open) => TrackReason::GradeOpen,
        (Truth::Open, Truth::Excluded) => TrackReason::ConductOpen,
        (Truth::Established, Truth::Excluded) if gives_way => TrackReason::Below,
        (Truth::Established, Truth::Excluded) => TrackReason::Beside,
    }
}

/// A fine in fen: fixed, or so many times a quantity, or another where the quantity is below an amount.
fn amount(settled: &Settled, fine: &FineRule, quantity: Option<NumberId>) -> Range {
    let (times, instead) = match fine {
        FineRule::Fixed(range) => return *range,
        FineRule::Times { times, instead, .. } => (times, instead),
    };
    let Some(quantity) = quantity.map(|id| settled.outcome.number(id)) else { return Range::ANY };
    let multiple = |amount: Number, ratio: Ratio| (Ratio::from_integer(amount) * ratio).to_integer();
    let of = |range: Range| Range {
        min: multiple(range.min, times.0),
        max: if range.is_unbounded() { UNBOUNDED } else { multiple(range.max, times.1) },
    };
    match instead {
        Some((fixed, below)) if quantity.max < *below => *fixed,
        Some((fixed, below)) if quantity.min < *below => of(Range { min: *below, max: quantity.max }).hull(*fixed),
        _ => of(quantity),
    }
}

/// The most that several violations of one instrument come to, where more than one may apply.
pub(super) fn combined(about: &About<'_>, tracks: &[TrackFinding]) -> Vec<CombinedFinding> {
    let rules = about.book.collateral.combined.iter();
    rules
        .filter(|rule| {
            let own = |track: &&TrackFinding| {
                track.rule.place.instrument == rule.place.instrument && track.conduct.possible()
            };
            tracks.iter().filter(own).count() > 1
        })
        .map(|rule| CombinedFinding { rule: cited(&rule.place, &rule.text), days: rule.days })
        .collect()
}
