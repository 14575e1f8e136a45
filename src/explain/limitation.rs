//! Limitation, act by act, at each grade that is still possible. Nothing is taken out of the count: which grade is
//! reached depends on the count, and the period on the grade.

use jiff::ToSpan;

use super::behind::behind;
use super::collateral::{ActLimit, Cited, DayTaken, ExitFinding, LimitationFinding};
use super::findings::GradeName;
use super::{About, governed, label, names, relied};
use crate::case::day;
use crate::law::book::{self, Period};
use crate::law::condition::FactId;
use crate::law::vocabulary::Label;
use crate::measure::time::PutOff;
use crate::measure::{Basis, Batch, run_out};
use crate::place::Place;
use crate::program::{Limit, Offence};
use crate::range::Range;
use crate::settle::{GradeSet, Settled};
use crate::truth::Truth;

/// Limitation at each grade still possible.
pub(super) fn limitation(
    about: &About<'_>,
    law: &book::Offence,
    offence: &Offence,
    possible: GradeSet,
) -> Vec<LimitationFinding> {
    let limits = offence.limits.iter().filter(|limit| possible.has(limit.grade));
    limits.filter_map(|limit| at_grade(about, law, offence, limit)).collect()
}

fn at_grade(about: &About<'_>, law: &book::Offence, offence: &Offence, limit: &Limit) -> Option<LimitationFinding> {
    let period = &about.book.collateral.periods[limit.period];
    let passing = |filter| about.cache.batches(about.assignment, filter);
    // A period runs for an act as a whole, from its last day.
    let mut admitted = passing(offence.admitted);
    admitted.dedup_by_key(|(batch, _)| batch.whole());
    let barred = passing(limit.barred);
    let unlimited: Vec<Vec<(Batch, Truth)>> = limit.unlimited.iter().map(|filter| passing(*filter)).collect();
    let unless = limit.unless.map(passing);
    let out = about.cache.runs_out(about.assignment, period.months, limit.puts_off);
    let texts = about.book.offences.iter().filter(|text| text.place == law.place);
    let begun = texts.map(|text| text.force.from).min().unwrap_or(law.force.from);
    let first = run_out(Range::point(day::number(begun)), period.months.months()).min;
    let acts = admitted.iter().map(|(batch, _)| {
        let status = of(&barred, *batch);
        let unlimited: Vec<Cited> = (about.book.collateral.unlimited.iter().zip(&unlimited))
            .filter(|(_, passing)| of(passing, *batch).possible())
            .map(|(rule, _)| cited(&rule.place, &rule.text))
            .chain(
                unless
                    .iter()
                    .filter(|unless| of(unless, *batch).possible())
                    .map(|_| cited(&period.place, &period.text)),
            )
            .collect();
        let (from, put_off) = (out.iter().find(|(known, ..)| known == batch))
            .map_or((None, PutOff::Not), |(_, from, put_off)| (Some(*from), *put_off));
        let from = from.filter(|_| unlimited.is_empty() || status.possible());
        // What ended before the offence was one is no act of it, and no period of it ran out then.
        let from = from.map(|from| Range { min: from.min.max(first).min(from.max), ..from });
        let collateral = &about.book.collateral;
        let put_off = match put_off {
            PutOff::Not => None,
            PutOff::Restarted => collateral.restarts.as_ref().map(|(place, text)| cited(place, text)),
            PutOff::OfSeries => collateral.series.as_ref().map(|series| cited(&series.place, &series.text)),
        };
        ActLimit {
            conduct: governed::name(about, batch.whole()),
            barred: status,
            from: from.map(days),
            until: from.map(|from| days(Range { min: from.min - 1, max: from.max - 1 })),
            put_off,
            unlimited,
        }
    });
    let acts: Vec<ActLimit> = acts.collect();
    let grade = &law.grades[limit.grade];
    (!acts.is_empty()).then(|| LimitationFinding {
        grade: GradeName { name: grade.name.clone(), label: grade.label.clone() },
        rule: cited(&period.place, &period.text),
        to: day(about, period),
        acts,
    })
}

/// How a batch stands among those that pass.
fn of(passing: &[(Batch, Truth)], batch: Batch) -> Truth {
    passing.iter().find(|(known, _)| known.whole() == batch.whole()).map_or(Truth::Excluded, |(_, status)| *status)
}

/// A rule with its words.
pub(super) fn cited(place: &Place, text: &book::Text) -> Cited {
    Cited { place: place.clone(), text: text.clone() }
}

/// The day by which a period must not have run out.
pub(super) fn day(about: &About<'_>, period: &Period) -> DayTaken {
    day_of(about, period.to)
}

fn day_of(about: &About<'_>, fact: FactId) -> DayTaken {
    let name = about.book.vocabulary.fact(fact).label.clone();
    match about.account.day_taken(about.assignment, fact) {
        Some(used) => DayTaken {
            fact: relied::variable_name(about, &used.variable).0,
            label: name,
            value: names::value(about.book, &used.variable, &used.value),
            assumed: !matches!(used.basis, Basis::Stated(_)),
        },
        None => DayTaken { fact: String::new(), label: name, value: Label::default(), assumed: true },
    }
}

/// Days in words; a span where it is uncertain.
pub(super) fn days(range: Range) -> Label {
    names::days(range)
}

/// The ways out that are open, or may be; and those that are not.
pub(super) fn exits(
    about: &About<'_>,
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
) -> (Vec<ExitFinding>, Vec<ExitFinding>) {
    let exits = law.exits.iter().zip(&offence.exits).zip(&offence.exits_if_invoked);
    exits
        .map(|((exit, status), if_invoked)| {
            let status = settled.outcome.truth(*status);
            let answered =
                about.case.judgements.iter().any(|one| one.person == about.person && one.place == exit.place);
            let possible = if_invoked.is_some_and(|invoked| settled.outcome.truth(invoked).possible());
            ExitFinding {
                rule: cited(&exit.place, &exit.text),
                status,
                to: exit.to.clone(),
                shall: exit.shall,
                not_invoked: possible && !answered && !status.possible(),
                behind: behind(about, &exit.place, &exit.predicate.conditions()),
            }
        })
        .partition(|exit| exit.status.possible())
}

/// A remark where acts are barred, or may be, at some grade that is possible.
pub(super) fn note(found: &[LimitationFinding]) -> Option<Label> {
    let acts = || found.iter().flat_map(|limitation| &limitation.acts);
    let any = |truth| acts().any(|act| act.barred == truth);
    let text = if any(Truth::Established) {
        label(
            "有行为已过追诉时效（见“追诉时效”）；计数未剔除，是否剔除须先定情节",
            "some acts are out of time (see Limitation); they are still counted, as the period depends on the grade",
        )
    } else if any(Truth::Open) {
        label(
            "有行为是否已过追诉时效待定（见“追诉时效”）",
            "whether some acts are out of time is open (see Limitation)",
        )
    } else {
        return None;
    };
    Some(text)
}
