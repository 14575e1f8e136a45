//! Tracks and limitation: filters on batches, and truths that read whether a grade is reached.

use super::{Builder, time};
use crate::law::book::{self, FineRule, LawBook};
use crate::law::condition::Condition;
use crate::program::{FilterId, Level, Limit, Offence, Question, Track, TruthId};

/// What every batch of an offence satisfies, spelt out.
fn admitted(book: &LawBook, offence: &book::Offence) -> Condition {
    let in_force = time::governs(book, offence);
    offence.elements.iter().fold(in_force, |all, element| all.and(element.condition.clone()))
}

/// For each grade, the batches that are barred if it is reached.
pub(super) fn limits(book: &LawBook, offence: &book::Offence, over: FilterId, builder: &mut Builder) -> Vec<Limit> {
    let unlimited = unlimited(book, builder);
    let others = others(book, offence);
    let put_off = others.each_ref().map(|other| builder.filters.filter(other));
    let limit = |(grade, law): (usize, &book::Grade)| {
        let period = book.collateral.period(&law.band)?;
        let others = Some(Box::new(others.clone()));
        let elapsed = Condition::Elapsed { to: period.to, months: period.months, others };
        let exceptions = book.collateral.unlimited.iter().map(|unlimited| &unlimited.condition).chain(&period.unless);
        let barred = exceptions.fold(elapsed, |barred, exception| barred.and(exception.clone().not()));
        let barred = builder.filters.within(over, &barred);
        let unless = period.unless.as_ref().map(|unless| builder.filters.filter(unless));
        let period = book.collateral.periods.iter().position(|known| std::ptr::eq(known, period))?;
        Some(Limit { grade, period, barred, put_off, unlimited: unlimited.clone(), unless })
    };
    offence.grades.iter().enumerate().filter_map(limit).collect()
}

/// Batches that start a period of the offence again, and those of one series, with the elements of some text of it.
fn others(book: &LawBook, offence: &book::Offence) -> [Condition; 2] {
    let never = || Condition::Always(false);
    let restarts = book.collateral.restarts.as_ref().map_or_else(never, |_| admitted(book, offence));
    let texts = book.offences.iter().filter(|text| text.place == offence.place);
    let elements = |text: &book::Offence| {
        text.elements.iter().fold(Condition::Always(true), |all, element| all.and(element.condition.clone()))
    };
    let of_offence = Condition::Any(texts.map(elements).collect());
    let series = book.collateral.series.as_ref();
    [restarts, series.map_or_else(never, |series| series.condition.clone().and(of_offence))]
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
    let elapsed = period.map(|period| Condition::Elapsed { to: period.to, months: period.months, others: None });
    let in_time = match &elapsed {
        Some(elapsed) => builder.filters.within(conduct, &elapsed.clone().not()),
        None => conduct,
    };
    let present = some(conduct, builder);
    let timely = some(in_time, builder);
    let reached: Vec<TruthId> = (book.offences.iter().zip(offences))
        .filter(|(law, _)| track.below.contains(&law.place))
        .filter_map(|(_, offence)| offence.grades.first().map(|grade| grade.reached))
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
    let reliefs = (book.collateral.reliefs.iter().enumerate())
        .filter(|(_, relief)| relief.place.instrument == track.place.instrument)
        .map(|(position, relief)| {
            let filter = builder.filters.within(in_time, &relief.condition);
            (position, some(filter, builder))
        })
        .collect();
    let period = period.and_then(|period| book.collateral.periods.iter().position(|known| std::ptr::eq(known, period)));
    let gives_way = !track.below.is_empty();
    Track { conduct, in_time, present, timely, gives_way, reached, applies, levels, reliefs, period }
}

fn some(filter: FilterId, builder: &mut Builder) -> TruthId {
    let question = builder.question(Question::SomeBatch(filter));
    builder.arena.ask(question)
}
