//! Tracks beside the criminal one: which apply, why or why not, and how heavy they can be.

use super::About;
use super::behind::behind;
use super::collateral::{CombinedFinding, LevelFinding, ReliefFinding, TrackFinding, TrackReason};
use super::governed;
use super::limitation::{cited, day};
use crate::law::book::{self, FineRole, FineRule, Taking};
use crate::place::Place;
use crate::program::{self, NumberId};
use crate::quantity::Ratio;
use crate::range::{Number, Range, UNBOUNDED};
use crate::settle::Settled;
use crate::truth::Truth;

/// Every violation whose conduct is there or may be.
pub(super) fn tracks(about: &About<'_>, settled: &Settled) -> Vec<TrackFinding> {
    let tracks = about.book.collateral.tracks.iter().zip(&about.program.tracks);
    let found = (tracks.filter(|(_, track)| settled.outcome.truth(track.present).possible()))
        .map(|(law, track)| finding(about, settled, law, track));
    let mut found: Vec<TrackFinding> = found.collect();
    // A period is of the tracks of an instrument: what points to another's has none of its own there.
    let barred = |(to, _): &(Place, _)| {
        let there: Vec<&TrackFinding> = found.iter().filter(|track| track.rule.place.within(to)).collect();
        !there.is_empty() && there.iter().all(|track| track.reason == TrackReason::Barred)
    };
    let to_barred: Vec<bool> = found.iter().map(|track| track.to.as_ref().is_some_and(barred)).collect();
    found.iter_mut().zip(to_barred).for_each(|(track, barred)| track.to_barred = barred);
    found
}

fn finding(about: &About<'_>, settled: &Settled, law: &book::Track, track: &program::Track) -> TrackFinding {
    let truth = |id| settled.outcome.truth(id);
    let acts = about.cache.batches(about.assignment, track.conduct);
    let levels = (law.levels.iter().zip(&track.levels)).filter(|(_, level)| truth(level.holds).possible()).map(
        |(law, level)| {
            let number = |id: Option<NumberId>| id.map(|id| settled.outcome.number(id));
            let (fine, gains) = comes_to(law, number(level.fine), number(level.gains));
            LevelFinding {
                name: law.name.clone(),
                place: law.place.clone(),
                label: law.label.clone(),
                status: truth(level.holds),
                days: law.days,
                fine,
                gains,
            }
        },
    );
    let reliefs = (track.reliefs.iter().filter(|relief| truth(relief.holds).possible())).map(|compiled| {
        let relief = &about.book.collateral.reliefs[compiled.law];
        let rule = cited(&relief.place, &relief.text);
        ReliefFinding { rule, status: truth(compiled.holds), effects: relief.effects.clone() }
    });
    TrackFinding {
        track: law.name.clone(),
        rule: cited(&law.place, &law.text),
        status: truth(track.applies),
        conduct: truth(track.timely),
        reason: reason(truth(track.timely), truth(track.reached), !law.below.is_empty()),
        below: law.below.clone(),
        to: law.to.clone(),
        to_barred: false,
        acts: governed::named(about, acts.into_iter()),
        levels: levels.collect(),
        reliefs: reliefs.collect(),
        limitation: track.period.map(|period| {
            let period = &about.book.collateral.periods[period];
            (cited(&period.place, &period.text), day(about, period))
        }),
        behind: behind(about, &law.place, &[&law.condition]),
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

/// A fine and gains taken, in fen.
type Amounts = (Option<(FineRole, Range)>, Option<(Taking, Range)>);

/// The fine of a level and the gains taken, in fen, by the quantities that they are measured by.
pub(super) fn comes_to(level: &book::TrackLevel, fine: Option<Range>, gains: Option<Range>) -> Amounts {
    let fine = level.fine.as_ref().map(|(mode, rule)| (*mode, amount(rule, fine)));
    (fine, level.gains.as_ref().zip(gains).map(|((taken, _), gains)| (*taken, gains)))
}

/// A fine in fen: fixed, or so many times a quantity, or another where the quantity is below an amount.
fn amount(fine: &FineRule, quantity: Option<Range>) -> Range {
    let (times, instead) = match fine {
        FineRule::Fixed(range) => return *range,
        FineRule::Times { times, instead, .. } => (times, instead),
    };
    let Some(quantity) = quantity else { return Range::ANY };
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
