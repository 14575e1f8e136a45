//! The sentence in results as JSON: guidance with its steps, probation, a ban.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::json::{band, exact, label, list, place, places, range};
use crate::explain::findings::{Charge, Months, Text};
use crate::explain::sentencing::{Ban, GradeGuidance, GuidanceStep, Probation, StepKind};
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::Range;
use crate::sentence::term::Term;
use crate::truth::Truth;

/// The guidance: usual fine, floor, reference range with its steps.
pub fn guidance(charge: &Charge) -> Value {
    let found = &charge.sentencing;
    let fine = charge.usual_fine.as_ref();
    let usual =
        fine.map(|fine| json!({ "kind": "usual_fine", "binding": fine.shall, "place": place(&fine.place), "text": label(&fine.text.label) }));
    let steps = found.grades.iter().flat_map(|grade| grade.steps.iter().map(|one| step(one, grade)));
    let steps: Vec<Value> = usual.into_iter().chain(steps).collect();
    let hull = |term: fn(&GradeGuidance) -> Term| found.grades.iter().map(term).reduce(Term::hull).map(whole);
    json!({
        "usual_fine_yuan": fine.map(|fine| range(fine.fen, Unit::Yuan)),
        "fine_floor_yuan": found.fine.floor.map(|floor| range(floor, Unit::Yuan)),
        "fine_table": list(&found.fine.table, |(at, text, fen, status)| {
            let mut value = rule(at, text, *status);
            value["yuan"] = range(*fen, Unit::Yuan);
            value
        }),
        "fine_paid_within_months": found.fine.within.as_ref().map(|(.., months)| months),
        "fine_alone": list(&found.fine.alone, |(at, text, status)| rule(at, text, *status)),
        "reference_months": hull(|grade| grade.reference),
        "adjusted_start_months": hull(|grade| grade.adjusted),
        "grades": list(&found.grades, |grade| json!({
            "grade": grade.grade.name,
            "reference_months": whole(grade.reference),
            "adjusted_start_months": whole(grade.adjusted),
            "left_to_the_court": list(&grade.left, |(at, text)| json!({ "place": place(at), "label": label(&text.label) })),
            "not_invoked": places(&grade.not_invoked),
        })),
        "no_guidance_under": found.none_under.iter().cloned().collect::<BTreeMap<String, String>>(),
        "status": list(&found.statuses, |(instrument, status)| json!({
            "instrument": instrument,
            "label": label(&status.text.label),
            "short": status.short.as_ref().map(label),
            "verification": status.text.verification.name(),
        })),
        "steps": steps,
    })
}

/// The usual fine under each option of a reading, in yuan; null where there is no measure of it.
pub fn fines(fines: &BTreeMap<String, Option<Range>>) -> Value {
    let of =
        |(option, fine): (&String, &Option<Range>)| (option.clone(), json!(fine.map(|fine| range(fine, Unit::Yuan))));
    fines.iter().map(of).collect::<Map<_, _>>().into()
}

/// The reference range under each option of a reading.
pub fn ranges(ranges: &BTreeMap<String, Option<Term>>) -> Value {
    ranges.iter().map(|(option, range)| (option.clone(), json!(range.map(whole)))).collect::<Map<_, _>>().into()
}

fn step(step: &GuidanceStep, grade: &GradeGuidance) -> Value {
    let mut value = json!({
        "kind": step.kind.name(),
        "grade": grade.grade.name,
        "place": place(&step.place),
        "text": label(&step.text.label),
        "status": step.status.name(),
        "verification": step.text.verification.name(),
        "after_months": step.after.map(reckoned),
    });
    match &step.kind {
        StepKind::Start | StepKind::LeftToTheCourt => {}
        StepKind::Increment(term) => value["months"] = reckoned(*term),
        StepKind::NoFigure { more } => value["more"] = (*more).into(),
        StepKind::Judge(percent) => value["percent"] = json!({ "min": -i32::from(*percent), "max": percent }),
        StepKind::Clipped(reach) => value["months"] = months(*reach),
        StepKind::Factor { percent: (least, most), more, first, least: months, absorbed_by, of: _ } => {
            let (least, most) = (i32::from(*least), i32::from(*most));
            let (min, max) = if *more { (least, most) } else { (-most, -least) };
            value["percent"] = json!({ "min": min, "max": max });
            value["least_months"] = (*months > 0).then_some(*months).into();
            value["first_layer"] = (*first).into();
            value["absorbed_by"] = absorbed_by.as_ref().map(|(name, _)| name.as_str()).into();
        }
    }
    value
}

/// What mitigation means at the lowest grade, under each view of it.
pub fn below_lowest(charge: &Charge) -> Value {
    list(&charge.sentencing.below_lowest, |(at, text, reachable)| {
        let mut value = band(&reachable.band);
        value["exempt"] = reachable.exempt.into();
        value["fine"] = reachable.fine.map(|fine| fine.name()).into();
        json!({ "place": place(at), "label": label(&text.label), "reachable": value })
    })
}

/// Probation, with its reasons.
pub fn probation(found: &Probation) -> Value {
    let reasons = list(&found.reasons, |one| {
        json!({
            "place": place(&one.place),
            "label": label(&one.text.label),
            "rule": one.rule.map_or("ceiling", |rule| rule.name()),
            "status": one.status.name(),
            "note": one.note.as_ref().map(label),
        })
    });
    let period = |of: bool| found.periods.iter().find(|(_, _, imprisonment, _)| *imprisonment == of);
    let period = |of: bool| period(of).map(|(.., period)| months(*period));
    json!({
        "status": found.status.name(),
        "reasons": reasons,
        "period_months": { "imprisonment": period(true), "detention": period(false) },
    })
}

/// An occupational ban, with its reasons.
pub fn ban(found: &Ban) -> Value {
    let status = match found.status {
        Truth::Established => "possible",
        Truth::Open => "open",
        Truth::Excluded => "excluded",
    };
    let reasons = list(&found.reasons, |(at, text, status)| rule(at, text, *status));
    json!({ "status": status, "months": months(found.months), "reasons": reasons })
}

fn rule(at: &Place, text: &Text, status: Truth) -> Value {
    json!({ "place": place(at), "label": label(&text.label), "status": status.name() })
}

fn months((min, max): Months) -> Value {
    json!({ "min": min, "max": max })
}

/// Whole months, rounded away from the range.
fn whole(term: Term) -> Value {
    let (min, max) = term.months();
    let number = |months| i64::try_from(months).ok();
    json!({ "min": number(min), "max": max.and_then(number) })
}

/// Exact months.
fn reckoned(term: Term) -> Value {
    json!({ "min": exact(term.min), "max": term.max.map(exact) })
}
