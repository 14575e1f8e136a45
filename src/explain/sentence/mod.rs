//! What the sentence can be: the statute's band, what circumstances leave reachable, and where guidance leads.
//!
//! The arithmetic is that of [`crate::sentence`]; which circumstance has which effect, and every figure, is law.

mod guidance;
mod probation;
mod readings;

pub(super) use readings::of_the_range;

use std::collections::BTreeSet;

use super::findings::{GradeName, Reachable, UsualFine};
use super::sentencing::{Ban, FineGuidance, Sentencing};
use super::{About, label, relied};
use crate::law::book::sentencing::{self as rules, SentencingRule, Standing};
use crate::law::book::{self, Band, Effect, Modal};
use crate::law::condition::FactId;
use crate::law::vocabulary::Label;
use crate::measure::is_unit;
use crate::program::Offence;
use crate::quantity::Ratio;
use crate::range::{Number, Range, UNBOUNDED};
use crate::sentence::bands::{self, Ways};
use crate::settle::{GradeSet, Settled};
use crate::truth::Truth;

/// What is said of the sentence.
pub(super) struct Sentence {
    pub(super) band: Option<Band>,
    pub(super) bands: Vec<(GradeName, Band)>,
    pub(super) reachable: Option<Reachable>,
    /// The same by the circumstances that surely are there.
    pub(super) surely_reachable: Option<Reachable>,
    pub(super) usual_fine: Option<UsualFine>,
    /// No fine is lower, in fen.
    pub(super) floor: Option<Range>,
    pub(super) sentencing: Sentencing,
    /// Whether guidance has a starting point from which anything is reckoned.
    pub(super) guided: bool,
    /// The facts that rules name which put the sentence in figures and apply, or may.
    pub(super) weighed: Vec<FactId>,
    /// What guidance makes of each circumstance, in per cent.
    pub(super) percents: Vec<Option<(i32, i32)>>,
    pub(super) notes: Vec<Label>,
}

/// The rules on the sentence of an offence, each with whether it applies.
struct Rules<'a> {
    law: &'a book::Offence,
    offence: &'a Offence,
    status: Vec<Truth>,
    /// Whether each would apply if a person invoked it.
    if_invoked: Vec<Truth>,
    settled: &'a Settled,
}

impl<'a> Rules<'a> {
    fn new(about: &'a About<'_>, settled: &'a Settled, law: &'a book::Offence, offence: &'a Offence) -> Self {
        let sentencing = &about.program.sentencing;
        let after = about.cache.run_after(about.assignment, &settled.outcome, sentencing);
        let status = offence.sentencing.iter().map(|rule| after.truth(rule.status)).collect();
        let if_invoked = offence.sentencing.iter().map(|rule| rule.if_invoked);
        let if_invoked = if_invoked.map(|truth| truth.map_or(Truth::Excluded, |truth| after.truth(truth))).collect();
        Self { law, offence, status, if_invoked, settled }
    }

    /// Every rule, with its position and whether it applies.
    fn all(&self) -> impl Iterator<Item = (usize, &'a rules::Sentencing, Truth)> + use<'a, '_> {
        let all = self.law.sentencing.iter().zip(&self.status).enumerate();
        all.map(|(at, (rule, status))| (at, rule, *status))
    }

    /// Those that apply or may.
    fn possible(&self) -> impl Iterator<Item = (usize, &'a rules::Sentencing, Truth)> + use<'a, '_> {
        self.all().filter(|(.., status)| status.possible())
    }

    /// A circumstance's status.
    fn circumstance(&self, at: usize) -> Truth {
        self.settled.outcome.truth(self.offence.circumstances[at])
    }
}

pub(super) fn sentence(
    about: &About<'_>,
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
    possible: GradeSet,
) -> Sentence {
    let rules = Rules::new(about, settled, law, offence);
    let unit = law
        .unit_band
        .as_ref()
        .map_or(Truth::Excluded, |_| is_unit(about.case, &about.book.vocabulary, about.assignment, about.person));
    let reached: Vec<usize> = (0..law.grades.len()).filter(|&grade| possible.has(grade)).collect();
    let (ways, sure_ways) = (ways(&rules, Truth::possible), ways(&rules, Truth::certain));
    let of_grades: Vec<Band> = law.grades.iter().map(|grade| grade.band).collect();
    let of_unit = |grade: usize, ways: Ways| Reachable::whole(law.band(grade, true), ways);
    let either = |natural: Reachable, grade: usize, ways: Ways| match unit {
        Truth::Established => of_unit(grade, ways),
        Truth::Open => natural.or(of_unit(grade, ways)),
        Truth::Excluded => natural,
    };
    let reach = |grade: usize| either(bands::reach(&of_grades, grade, ways), grade, ways);
    let bands: Vec<(GradeName, Band)> = reached.iter().flat_map(|&grade| of_kinds(law, grade, unit)).collect();
    let reachable = reached.iter().map(|&grade| reach(grade)).reduce(Reachable::or);
    let surely = |grade: usize| either(bands::reach(&of_grades, grade, sure_ways), grade, sure_ways);
    let surely_reachable = reached.iter().map(|&grade| surely(grade)).reduce(Reachable::or);
    let mut sentencing = Sentencing { ban: None, ..Sentencing::default() };
    let mut notes = Vec::new();
    if let (Some(reachable), Some(&lowest)) = (&reachable, reached.first()) {
        if lowest == 0 && unit != Truth::Established && ways.mitigated {
            sentencing.below_lowest = below_lowest(&rules, of_grades[0], ways);
            notes.extend(sentencing.below_lowest.iter().map(|(_, text, _)| text.label.clone()));
        }
        if unit != Truth::Established {
            let of_grade = |&grade: &usize| guidance::guidance(&rules, grade, &reach(grade));
            sentencing.grades = reached.iter().filter_map(of_grade).collect();
            if sentencing.grades.is_empty() {
                sentencing.none_under = none_under(about, law);
            }
        }
        sentencing.fine = fine(&rules, reachable);
        sentencing.probation = probation::probation(&rules, reachable);
        sentencing.ban = ban(&rules);
        sentencing.statuses = statuses(&rules, &sentencing);
    }
    let floor = sentencing.fine.floor;
    let guided = rules.possible().any(|(_, rule, _)| matches!(rule.rule, SentencingRule::Start { .. }));
    let factors = rules.possible().filter(|(_, rule, _)| guided && matches!(rule.rule, SentencingRule::Factor(_)));
    let weighed = factors.flat_map(|(_, rule, _)| relied::named(about, &rule.predicate)).collect();
    Sentence {
        band: (possible.settled() && bands.len() == 1).then(|| bands[0].1),
        bands,
        reachable,
        surely_reachable,
        usual_fine: usual_fine(settled, law, offence, possible, floor),
        floor,
        sentencing,
        guided,
        weighed,
        percents: guidance::percents(&rules),
        notes,
    }
}

/// The band of a grade for a natural person, for a unit, or for each where it is open which the accused is.
fn of_kinds(law: &book::Offence, grade: usize, unit: Truth) -> Vec<(GradeName, Band)> {
    let natural = (name(law, grade), law.grades[grade].band);
    let of_unit = |name| (name, law.band(grade, true));
    match unit {
        Truth::Excluded => vec![natural],
        Truth::Established => vec![of_unit(name(law, grade))],
        Truth::Open => {
            let GradeName { name, label: Label { zh, en } } = name(law, grade);
            let label = label(format!("{zh}（为单位的）"), format!("{en} (a unit)"));
            vec![natural, of_unit(GradeName { name, label })]
        }
    }
}

fn name(law: &book::Offence, grade: usize) -> GradeName {
    GradeName { name: law.grades[grade].name.clone(), label: law.grades[grade].label.clone() }
}

/// What is taken to be there widens; what must be there narrows only when it surely is.
fn ways(rules: &Rules<'_>, taken: fn(Truth) -> bool) -> Ways {
    let mut ways = Ways::default();
    for (at, circumstance) in rules.law.circumstances.iter().enumerate() {
        let status = rules.circumstance(at);
        if !taken(status) {
            continue;
        }
        for (modal, effects) in &circumstance.effects {
            let must = status == Truth::Established && *modal == Modal::Shall;
            ways.mitigated |= effects.contains(&Effect::Mitigated);
            ways.exempt |= effects.contains(&Effect::Exempt);
            let stays = effects.iter().any(|effect| matches!(effect, Effect::Lighter | Effect::Heavier));
            ways.not_within |= must && !stays;
            ways.only_exempt |= must && effects[..] == [Effect::Exempt];
        }
    }
    for (_, rule, _) in rules.possible() {
        match rule.rule {
            SentencingRule::BelowLowest { leaves } => {
                ways.lowest_leaves |= leaves;
                ways.lowest_stays |= !leaves;
            }
            SentencingRule::AnyLower => ways.any_lower = true,
            _ => {}
        }
    }
    ways
}

/// Mitigation at the lowest grade, under each view that the law names.
fn below_lowest(rules: &Rules<'_>, band: Band, ways: Ways) -> Vec<(crate::place::Place, book::Text, Reachable)> {
    let views = rules.possible().filter_map(|(_, rule, _)| match rule.rule {
        SentencingRule::BelowLowest { leaves: true } => Some((rule, Reachable::fine_or_exempt())),
        SentencingRule::BelowLowest { leaves: false } => Some((rule, Reachable::whole(band, ways))),
        _ => None,
    });
    views.map(|(rule, reachable)| (rule.place.clone(), rule.text.clone(), reachable)).collect()
}

/// The readings that starting points turn on and that stand otherwise than the law has them.
fn none_under(about: &About<'_>, law: &book::Offence) -> Vec<(String, String)> {
    let starts = law.sentencing.iter().filter(|rule| matches!(rule.rule, SentencingRule::Start { .. }));
    let choices: BTreeSet<_> = starts.flat_map(|rule| rule.predicate.choices()).collect();
    let taken = choices.into_iter().filter_map(|choice| {
        let option = about.assignment.choice(choice).single().filter(|option| *option != 0)?;
        let choice = about.book.choice(choice);
        Some((choice.name.clone(), choice.options[option].name.clone()))
    });
    taken.collect()
}

/// What the instruments that were used say of their own standing.
fn statuses(rules: &Rules<'_>, found: &Sentencing) -> Vec<(String, Standing)> {
    let guided = !found.grades.is_empty();
    let mut statuses: Vec<(String, Standing)> = Vec::new();
    for (_, rule, _) in rules.possible() {
        let used = match rule.rule {
            SentencingRule::FineFrom(_) | SentencingRule::Probation(_) => true,
            _ => guided,
        };
        let Some(status) = rule.status.as_ref().filter(|_| used) else { continue };
        if !statuses.iter().any(|(instrument, _)| *instrument == rule.place.instrument) {
            statuses.push((rule.place.instrument.clone(), status.clone()));
        }
    }
    statuses
}

/// Floors, what is usual without gains, and whether a fine may stand alone.
fn fine(rules: &Rules<'_>, reachable: &Reachable) -> FineGuidance {
    let mut found = FineGuidance::default();
    if reachable.fine.is_none() {
        return found;
    }
    let (mut sure, mut lowest, mut highest): (Option<Number>, Option<Number>, Option<Number>) = (None, None, None);
    for (_, rule, status) in rules.possible() {
        let (place, text) = (rule.place.clone(), rule.text.clone());
        match rule.rule {
            SentencingRule::FineLeast(fen) => {
                let lower = |known: Option<Number>| Some(known.map_or(fen, |known| known.min(fen)));
                lowest = lower(lowest);
                highest = highest.max(Some(fen));
                if status == Truth::Established {
                    sure = lower(sure);
                }
                found.floors.push((place, text));
            }
            SentencingRule::FineWithin(months) => found.within = Some((place, text, months)),
            SentencingRule::FineFrom(fen) => found.table.push((place, text, fen, status)),
            SentencingRule::FineAlone => found.alone.push((place, text, status)),
            _ => {}
        }
    }
    // A floor that only may apply leaves no floor at all where it does not, and the highest where it alone does.
    let bounds = lowest.zip(highest);
    found.floor =
        bounds.map(|(lowest, highest)| Range { min: sure.map_or(0, |_| lowest), max: sure.unwrap_or(highest) });
    let alone = matches!(reachable.fine, Some(book::FineMode::WithOrInstead | book::FineMode::Instead));
    if !alone {
        found.alone.clear();
    }
    found
}

fn ban(rules: &Rules<'_>) -> Option<Ban> {
    let mut found: Option<Ban> = None;
    let mut never = Truth::Excluded;
    let mut reasons = Vec::new();
    for (_, rule, status) in rules.all() {
        match rule.rule {
            SentencingRule::Ban(months) => {
                let before = found.as_ref().map_or(Truth::Excluded, |ban| ban.status);
                reasons.push((rule.place.clone(), rule.text.clone(), status));
                found = Some(Ban { status: before.or(status), months, reasons: Vec::new() });
            }
            SentencingRule::BanNever if status.possible() => {
                never = never.or(status);
                reasons.push((rule.place.clone(), rule.text.clone(), status));
            }
            _ => {}
        }
    }
    found.map(|ban| Ban { status: ban.status.and(!never), reasons, ..ban })
}

fn usual_fine(
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
    possible: GradeSet,
    floor: Option<Range>,
) -> Option<UsualFine> {
    let (fine, number) = (law.fine.as_ref()?, offence.fine?);
    if !(0..law.grades.len()).any(|grade| possible.has(grade)) {
        return None;
    }
    let (place, text, shall) = (fine.place.clone(), fine.text.clone(), fine.shall);
    let times = usual_of(fine, settled.outcome.number(number), floor);
    let fen = match fine.without.as_ref().zip(offence.fine_without) {
        Some(((other, _), of)) => match settled.outcome.number(of) {
            Range { max: 0, .. } => Some(*other),
            // Whether there is something is open: either may apply.
            Range { min: 0, .. } => Some(times.map_or(*other, |times| times.hull(*other))),
            _ => times,
        },
        None => times,
    };
    Some(UsualFine { shall, place, text, fen: fen? })
}

/// The fine that is usual for a quantity, in fen; nothing where that gives no measure.
pub(super) fn usual_of(fine: &book::Fine, quantity: Range, floor: Option<Range>) -> Option<Range> {
    let times = |amount: Number, ratio: Ratio| (Ratio::from_integer(amount) * ratio).to_integer();
    let floor = floor.unwrap_or(Range::ZERO);
    let most = || times(quantity.max, fine.times.1).max(floor.max);
    (quantity.max != 0).then(|| Range {
        min: times(quantity.min, fine.times.0).max(floor.min),
        max: if quantity.is_unbounded() { UNBOUNDED } else { most() },
    })
}
