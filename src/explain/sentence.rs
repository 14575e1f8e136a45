//! What the sentence can be: the statute's band, and what circumstances leave reachable.
//!
//! Heavier and lighter stay within the band (Criminal Law art. 62), mitigated means the next lower band (art. 63),
//! exempt means no punishment (art. 37). This module combines bands; which circumstance has which effect is law.

use super::findings::{GradeName, Reachable, UsualFine};
use super::{About, label};
use crate::case::facts::{Entity, Value};
use crate::law::book::{self, Band, Effect, FineMode, Modal, Months};
use crate::law::vocabulary::{Label, Scope};
use crate::program::Offence;
use crate::quantity::Ratio;
use crate::range::{Number, Range, UNBOUNDED};
use crate::settle::{Grades, Settled};
use crate::truth::Truth;

/// What is said of the sentence.
pub(super) struct Sentence {
    pub(super) band: Option<Band>,
    pub(super) bands: Vec<(GradeName, Band)>,
    pub(super) reachable: Option<Reachable>,
    pub(super) usual_fine: Option<UsualFine>,
    pub(super) notes: Vec<Label>,
}

/// Which ways out of the band the circumstances open or force.
#[derive(Clone, Copy, Default)]
struct Ways {
    /// The next lower band may be used.
    mitigated: bool,
    /// The band itself may not be used.
    not_within: bool,
    /// No punishment is possible.
    exempt: bool,
}

pub(super) fn sentence(
    about: &About<'_>,
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
    possible: Grades,
) -> Sentence {
    let unit_band = law.unit_band.filter(|_| is_unit(about));
    let bands: Vec<(GradeName, Band)> = (law.grades.iter().enumerate())
        .filter(|(position, _)| possible.has(*position))
        .map(|(_, grade)| {
            let name = GradeName { name: grade.name.clone(), label: grade.label.clone() };
            (name, unit_band.unwrap_or(grade.band))
        })
        .collect();
    let ways = ways(settled, law, offence);
    let reachable = (0..law.grades.len())
        .filter(|&grade| possible.has(grade))
        .map(|grade| match unit_band {
            Some(band) => Reachable { band, exempt: ways.exempt, fine: band.fine },
            None => reach(law, grade, ways),
        })
        .reduce(either);
    let lowest = possible.has(0) && unit_band.is_none() && ways.mitigated;
    let notes = lowest.then(|| {
        label(
            "最低一档之下没有更低的幅度：减轻处罚在此表现为单处罚金或者免予处罚，仍有争议",
            "below the lowest band there is none: mitigation there means a fine alone or exemption, which is contested",
        )
    });
    Sentence {
        band: (possible.settled() && bands.len() == 1).then(|| bands[0].1),
        bands,
        reachable,
        usual_fine: usual_fine(settled, law, offence, possible),
        notes: notes.into_iter().collect(),
    }
}

/// A unit is a structural kind of person in the case format.
fn is_unit(about: &About<'_>) -> bool {
    let Some(kind) = about.book.vocabulary.fact_named(Scope::Person, "kind") else { return false };
    let names = about.book.vocabulary.value_names(about.book.vocabulary.fact(kind).kind);
    let unit = names.iter().position(|name| *name == "unit");
    match about.case.stated.get(&(Entity::Person(about.person), kind)).map(|stated| &stated.value) {
        Some(Value::Options(options)) => unit.is_some_and(|unit| options.single() == Some(unit)),
        _ => false,
    }
}

/// What may be there widens; what must be there narrows only when it surely is.
fn ways(settled: &Settled, law: &book::Offence, offence: &Offence) -> Ways {
    let mut ways = Ways::default();
    for (circumstance, status) in law.circumstances.iter().zip(&offence.circumstances) {
        let status = settled.outcome.truth(*status);
        if !status.possible() {
            continue;
        }
        for (modal, effects) in &circumstance.effects {
            ways.mitigated |= effects.contains(&Effect::Mitigated);
            ways.exempt |= effects.contains(&Effect::Exempt);
            let stays = effects.iter().any(|effect| matches!(effect, Effect::Lighter | Effect::Heavier));
            ways.not_within |= status == Truth::Established && *modal == Modal::Shall && !stays;
        }
    }
    ways
}

fn reach(law: &book::Offence, grade: usize, ways: Ways) -> Reachable {
    let band = law.grades[grade].band;
    let own = Reachable { band, exempt: ways.exempt, fine: band.fine };
    let lower = grade.checked_sub(1).filter(|_| ways.mitigated).map(|lower| {
        let lower = law.grades[lower].band;
        Reachable { band: below(lower, band), exempt: ways.exempt, fine: lower.fine }
    });
    match lower {
        Some(lower) if ways.not_within => lower,
        Some(lower) => either(own, lower),
        None => own,
    }
}

/// The lower band, as far as it lies below the least of the higher one or meets it.
fn below(lower: Band, higher: Band) -> Band {
    let cut = |months: Months| (months.0, months.1.min(higher.imprisonment.map_or(months.1, |(least, _)| least)));
    Band { imprisonment: lower.imprisonment.map(cut), ..lower }
}

/// Both are possible.
fn either(a: Reachable, b: Reachable) -> Reachable {
    let months = |a: Option<Months>, b: Option<Months>| match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    };
    let fine = match (a.fine, b.fine) {
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(_), Some(_)) => Some(FineMode::WithOrInstead),
        (one, other) => one.or(other),
    };
    let band = Band {
        imprisonment: months(a.band.imprisonment, b.band.imprisonment),
        detention: months(a.band.detention, b.band.detention),
        control: months(a.band.control, b.band.control),
        life: a.band.life || b.band.life,
        fine_amount: if a.band.fine_amount == b.band.fine_amount { a.band.fine_amount } else { None },
        fine,
    };
    Reachable { band, exempt: a.exempt || b.exempt, fine }
}

fn usual_fine(settled: &Settled, law: &book::Offence, offence: &Offence, possible: Grades) -> Option<UsualFine> {
    let (fine, number) = (law.fine.as_ref()?, offence.fine?);
    let gains = settled.outcome.number(number);
    let reached = (0..law.grades.len()).any(|grade| possible.has(grade));
    if !reached || gains.max == 0 {
        return None;
    }
    let times = |amount: Number, ratio: Ratio| (Ratio::from_integer(amount) * ratio).to_integer();
    let fen = Range {
        min: times(gains.min, fine.times.0),
        max: if gains.is_unbounded() { UNBOUNDED } else { times(gains.max, fine.times.1) },
    };
    Some(UsualFine { place: fine.place.clone(), text: fine.text.clone(), fen })
}
