//! The reference range of a grade: starting point, increments, factors, the court's own adjustment, and what the band
//! and the circumstances allow.

use super::Rules;
use crate::explain::findings::Reachable;
use crate::explain::sentencing::{GradeGuidance, GuidanceStep, StepKind};
use crate::law::book::sentencing::{Figures, SentencingRule};
use crate::law::book::{Effect, Text};
use crate::place::Place;
use crate::quantity::Ratio;
use crate::range::{Number, Range};
use crate::sentence::factors::{self, Factor, Method};
use crate::sentence::term::Term;
use crate::truth::Truth;

/// The guidance for a grade, where there is a starting point.
pub(super) fn guidance(rules: &Rules<'_>, grade: usize, reachable: &Reachable) -> Option<GradeGuidance> {
    let reach = reachable.terms()?;
    let (mut steps, mut term) = start(rules, grade)?;
    let added = increments(rules, grade, &mut steps, term);
    term = added.term;
    factored(rules, &mut steps, &mut term);
    let mut left = added.left;
    unfigured(rules, &mut steps, &mut term, &mut left);
    judged(rules, &mut steps, &mut term);
    let (least, most) = reach;
    let whole = |months: u16| Ratio::from_integer(Number::from(months));
    let clipped = term.within(whole(least), whole(most));
    if clipped != term {
        let law = &rules.law.grades[grade];
        let (place, text) = (law.place.clone(), Text { label: law.label.clone(), ..law.standard.clone() });
        let kind = StepKind::Clipped(reach);
        steps.push(GuidanceStep { kind, place, text, status: Truth::Established, after: Some(clipped) });
    }
    let open = !left.is_empty();
    let reference = Term { max: clipped.max.filter(|_| !open), ..clipped };
    Some(GradeGuidance {
        grade: super::name(rules.law, grade),
        steps,
        adjusted: clipped,
        reference,
        left,
        not_invoked: not_invoked(rules),
    })
}

/// The first starting point that surely applies, and those before it that may.
fn start(rules: &Rules<'_>, grade: usize) -> Option<(Vec<GuidanceStep>, Term)> {
    let mut steps = Vec::new();
    let mut term: Option<Term> = None;
    for (_, rule, status) in rules.possible() {
        let SentencingRule::Start { grade: at, months } = rule.rule else { continue };
        if at != grade {
            continue;
        }
        let own = Term::whole(months.0.into(), months.1.into());
        let after = term.map_or(own, |term| term.hull(own));
        term = Some(after);
        let (place, text) = (rule.place.clone(), rule.text.clone());
        steps.push(GuidanceStep { kind: StepKind::Start, place, text, status, after: Some(after) });
        if status == Truth::Established {
            break;
        }
    }
    term.map(|term| (steps, term))
}

/// What increments come to.
struct Added {
    term: Term,
    /// What the text leaves to the court.
    left: Vec<(Place, Text)>,
}

/// Increments of one name add up; of several names the greatest counts.
fn increments(rules: &Rules<'_>, grade: usize, steps: &mut Vec<GuidanceStep>, start: Term) -> Added {
    let mut by_name: Vec<(&str, Term)> = Vec::new();
    let mut left = Vec::new();
    let mut after = start;
    for (at, rule, status) in rules.possible() {
        let SentencingRule::Increment { name, grade: of, figures, beyond } = &rule.rule else { continue };
        if *of != grade {
            continue;
        }
        let (place, text) = (rule.place.clone(), rule.text.clone());
        let quantity = rules.offence.sentencing[at].quantity.map(|number| rules.settled.outcome.number(number));
        let quantity = quantity.unwrap_or(Range::ZERO).gate(status);
        let beyond = beyond.map(|(beyond, _)| beyond);
        let Some(figures) = figures else {
            if beyond.is_some_and(|beyond| quantity.max <= beyond) {
                continue;
            }
            left.push((place.clone(), text.clone()));
            steps.push(GuidanceStep { kind: StepKind::LeftToTheCourt, place, text, status, after: None });
            continue;
        };
        let own = months(figures, beyond.unwrap_or(0), quantity);
        if own == Term::whole(0, 0) {
            continue;
        }
        match by_name.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum = sum.plus(own),
            None => by_name.push((name, own)),
        }
        let greatest = by_name.iter().map(|(_, sum)| *sum).reduce(Term::greater);
        after = greatest.map_or(start, |greatest| start.plus(greatest));
        steps.push(GuidanceStep { kind: StepKind::Increment(own), place, text, status, after: Some(after) });
    }
    Added { term: after, left }
}

/// Months for each whole step beyond what is not counted.
fn months(figures: &Figures, beyond: Number, quantity: Range) -> Term {
    let counted = |end: Number| (end - beyond).max(0) / figures.per;
    let least = counted(quantity.min) * Number::from(figures.months.0);
    if quantity.is_unbounded() {
        return Term { max: None, ..Term::whole(least, least) };
    }
    Term::whole(least, counted(quantity.max) * Number::from(figures.months.1))
}

/// Every factor, and how they are put together.
fn factored(rules: &Rules<'_>, steps: &mut Vec<GuidanceStep>, term: &mut Term) {
    let share = |percent: u16| Ratio::new(percent.into(), 100);
    let positions: Vec<usize> = rules
        .all()
        .filter(|(_, rule, _)| matches!(rule.rule, SentencingRule::Factor(_)))
        .map(|(position, ..)| position)
        .collect();
    let mut all = Vec::new();
    let mut method = Method { first_multiplies: Truth::Excluded, caps: [None, None] };
    for (_, rule, status) in rules.all() {
        match &rule.rule {
            SentencingRule::Factor(factor) => all.push(Factor {
                status,
                first: factor.first,
                more: factor.more,
                share: (share(factor.percent.0), share(factor.percent.1)),
                months: factor.least.into(),
                may: factor.may,
                absorbs: factor
                    .absorbs
                    .iter()
                    .filter_map(|absorbed| positions.iter().position(|position| position == absorbed))
                    .collect(),
            }),
            SentencingRule::FirstMultiplies => method.first_multiplies = method.first_multiplies.or(status),
            // A cap that only may apply leaves the range as wide as it is without.
            SentencingRule::Cap { more, percent } if status == Truth::Established => {
                let cap = &mut method.caps[usize::from(*more)];
                *cap = Some(cap.map_or(share(*percent), |known| known.min(share(*percent))));
            }
            _ => {}
        }
    }
    for applied in factors::apply(*term, &all, method) {
        let rule = &rules.law.sentencing[positions[applied.factor]];
        let SentencingRule::Factor(factor) = &rule.rule else { continue };
        let absorbed_by = applied.absorbed_by.and_then(|by| {
            let by = &rules.law.sentencing[positions[by]];
            let SentencingRule::Factor(factor) = &by.rule else { return None };
            Some((factor.name.clone(), by.place.clone()))
        });
        let least = if factor.may { 0 } else { factor.percent.0 };
        let percent = (least, factor.percent.1);
        let (more, first) = (factor.more, factor.first);
        let of = rule.circumstances.iter().map(|&at| rules.law.circumstances[at].place.clone()).collect();
        let kind = StepKind::Factor { percent, more, first, least: factor.least, of, absorbed_by };
        let (place, text, status) = (rule.place.clone(), rule.text.clone(), rules.status[positions[applied.factor]]);
        *term = applied.after.unwrap_or(*term);
        steps.push(GuidanceStep { kind, place, text, status, after: applied.after });
    }
}

/// Circumstances for which the guidance gives no percentage: how far they move the term is for the court. One that takes
/// off may take off everything; one that adds leaves no upper end, as an addition that is left to the court.
fn unfigured(rules: &Rules<'_>, steps: &mut Vec<GuidanceStep>, term: &mut Term, left: &mut Vec<(Place, Text)>) {
    let figured = |at: usize| {
        rules
            .possible()
            .any(|(_, rule, _)| matches!(rule.rule, SentencingRule::Factor(_)) && rule.circumstances.contains(&at))
    };
    for (at, circumstance) in rules.law.circumstances.iter().enumerate() {
        let status = rules.circumstance(at);
        if !status.possible() || figured(at) {
            continue;
        }
        let effects: Vec<Effect> = circumstance.effects.iter().flat_map(|(_, effects)| effects).copied().collect();
        let more = effects.contains(&Effect::Heavier);
        if more {
            left.push((circumstance.place.clone(), circumstance.text.clone()));
        }
        if effects.iter().any(|effect| *effect != Effect::Heavier) {
            term.min = Ratio::from_integer(0);
        }
        let (place, text) = (circumstance.place.clone(), circumstance.text.clone());
        steps.push(GuidanceStep {
            kind: StepKind::NoFigure { more },
            place,
            text,
            status,
            after: (!more).then_some(*term),
        });
    }
}

fn judged(rules: &Rules<'_>, steps: &mut Vec<GuidanceStep>, term: &mut Term) {
    for (_, rule, status) in rules.possible() {
        let SentencingRule::Judge(percent) = rule.rule else { continue };
        *term = term.moved(Ratio::new(percent.into(), 100));
        let (place, text) = (rule.place.clone(), rule.text.clone());
        steps.push(GuidanceStep { kind: StepKind::Judge(percent), place, text, status, after: Some(*term) });
    }
}

/// Factors that only a person's word brings in, where all else that they ask is there.
fn not_invoked(rules: &Rules<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (at, rule, status) in rules.all() {
        let factor = matches!(rule.rule, SentencingRule::Factor(_));
        if factor && !status.possible() && rules.if_invoked[at].possible() && !places.contains(&rule.place) {
            places.push(rule.place.clone());
        }
    }
    places
}

/// What the factors that apply make of each circumstance, in per cent; below zero is less.
pub(super) fn percents(rules: &Rules<'_>) -> Vec<Option<(i32, i32)>> {
    let of = |at: usize| {
        let factors = rules.possible().filter_map(|(_, rule, _)| match &rule.rule {
            SentencingRule::Factor(factor) if rule.circumstances.contains(&at) => Some(factor),
            _ => None,
        });
        let signed = factors.map(|factor| {
            let least = if factor.may { 0 } else { i32::from(factor.percent.0) };
            let most = i32::from(factor.percent.1);
            if factor.more { (least, most) } else { (-most, -least) }
        });
        signed.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    };
    (0..rules.law.circumstances.len()).map(of).collect()
}
