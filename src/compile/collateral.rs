//! Tracks and limitation: filters on batches, and truths that read whether a grade is reached.

use super::Builder;
use crate::law::book::{self, FineRule, LawBook};
use crate::law::condition::Condition;
use crate::program::{FilterId, Level, Limit, Offence, PutsOff, Question, Relieved, Track, TruthId};

/// For each grade, the batches that are barred if it is reached.
pub(super) fn limits(book: &LawBook, offence: &book::Offence, over: FilterId, builder: &mut Builder) -> Vec<Limit> {
    let unlimited = unlimited(book, builder);
    let (restarts, series) = (book.collateral.restarts.is_some(), series(book, offence));
    let puts_off = PutsOff { restarts, series: series.as_ref().map(|series| builder.filters.filter(series)) };
    let limit = |(grade, law): (usize, &book::Grade)| {
        let period = book.collateral.period(&law.band)?;
        let (to, months, series) = (period.to, period.months, series.clone().map(Box::new));
        let elapsed = Condition::Elapsed { to, months, restarts, series };
        let exceptions = book.collateral.unlimited.iter().map(|unlimited| &unlimited.condition).chain(&period.unless);
        let barred = exceptions.fold(elapsed, |barred, exception| barred.and(exception.clone().not()));
        let barred = builder.filters.within(over, &barred);
        let unless = period.unless.as_ref().map(|unless| builder.filters.filter(unless));
        let period = book.collateral.periods.iter().position(|known| std::ptr::eq(known, period))?;
        Some(Limit { grade, period, barred, puts_off, unlimited: unlimited.clone(), unless })
    };
    offence.grades.iter().enumerate().filter_map(limit).collect()
}

/// Batches of one series, with the elements of some text of the offence.
fn series(book: &LawBook, offence: &book::Offence) -> Option<Condition> {
    let series = book.collateral.series.as_ref()?;
    let texts = book.offences.iter().filter(|text| text.place == offence.place);
    let elements = |text: &book::Offence| {
        text.elements.iter().fold(Condition::Always(true), |all, element| all.and(element.condition.clone()))
    };
    let of_offence = Condition::Any(texts.map(elements).collect());
    Some(series.condition.clone().and(of_offence))
}

fn unlimited(book: &LawBook, builder: &mut Builder) -> Vec<FilterId> {
    book.collateral.unlimited.iter().map(|unlimited| builder.filters.filter(&unlimited.condition)).collect()
}

/// The tracks, once the offences are compiled.
pub(super) fn tracks(book: &LawBook, offences: &[Offence], builder: &mut Builder) -> Vec<Track> {
    book.collateral.tracks.iter().map(|track| compile_track(book, track, offences, builder)).collect()
}

fn compile_track(book: &LawBook, track: &book::Track, offences: &[Offence], builder: &mut Builder) -> Track {
    let conduct = Condition::InForce(track.force).and(track.condition.clone());
    let conduct = builder.filters.filter(&conduct);
    let period = book.collateral.period_of(track);
    let elapsed = period.map(|period| {
        let (to, months) = (period.to, period.months);
        let elapsed = Condition::Elapsed { to, months, restarts: false, series: None };
        period.unless.iter().fold(elapsed, |elapsed, unless| elapsed.and(unless.clone().not()))
    });
    let in_time = match &elapsed {
        Some(elapsed) => builder.filters.within(conduct, &elapsed.clone().not()),
        None => conduct,
    };
    let present = some(conduct, builder);
    let timely = some(in_time, builder);
    // It gives way to an offence with each act that is of that offence too: one that is not of it leaves it standing.
    let below = book.offences.iter().zip(offences).filter(|(law, _)| track.below.contains(&law.place));
    let reached: Vec<TruthId> = below
        .filter_map(|(_, offence)| {
            let grade = offence.grades.first()?;
            let rest = builder.filters.without(in_time, offence.admitted);
            let rest = some(rest, builder);
            let none_left = builder.arena.not(rest);
            Some(builder.arena.all(vec![grade.reached, none_left]))
        })
        .collect();
    let reached = builder.arena.any(reached);
    let free = builder.arena.not(reached);
    let applies = builder.arena.all(vec![timely, free]);
    let others = || track.levels.iter().filter_map(|level| level.condition.clone());
    let levels = (track.levels.iter())
        .map(|level| {
            let condition = match &level.condition {
                Some(condition) => condition.clone(),
                None => others().fold(Condition::Always(true), |none, other| none.and(other.not())),
            };
            let filter = builder.filters.within(in_time, &condition);
            let holds = some(filter, builder);
            let mut of = |of: &book::Sum| {
                let sum = builder.sum(of, in_time);
                let aggregate = builder.aggregate(sum);
                builder.arena.take(aggregate)
            };
            let fine = match &level.fine {
                Some((_, FineRule::Times { of: quantity, .. })) => Some(of(quantity)),
                _ => None,
            };
            let gains = level.gains.as_ref().map(|(_, quantity)| of(quantity));
            Level { status: builder.arena.all(vec![applies, holds]), holds, fine, gains }
        })
        .collect();
    // What brings no punishment, such as a suit in the public interest, has none to be moved.
    let punishes = !track.levels.is_empty();
    let reliefs = (book.collateral.reliefs.iter().enumerate())
        .filter(|(_, relief)| punishes && relief.instruments.contains(&track.place.instrument))
        .map(|(position, relief)| {
            let filter = builder.filters.within(in_time, &relief.condition);
            let holds = some(filter, builder);
            Relieved { law: position, status: builder.arena.all(vec![applies, holds]), holds }
        })
        .collect();
    let period = period.and_then(|period| book.collateral.periods.iter().position(|known| std::ptr::eq(known, period)));
    Track { conduct, in_time, present, timely, reached, applies, levels, reliefs, period }
}

fn some(filter: FilterId, builder: &mut Builder) -> TruthId {
    let question = builder.question(Question::SomeBatch(filter));
    builder.arena.ask(question)
}
