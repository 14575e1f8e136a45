//! The reasoning and differences as JSON, schema `gravamen.reasoning/1`; each name and shape is written out.

use serde_json::{Value, json};

use super::json::{
    analysis, band, case, exact, found, grades, label, list, parameter, place, places, proposal, range, threshold,
};
use super::json_collateral;
use super::json_sentence;
use crate::explain::difference::{ChargeChange, Difference};
use crate::explain::findings::Analysis;
use crate::explain::reasoning::{FactFinding, FactValue, Issue, Matter, Reason, Reasoning, Step};
use crate::report::Detail;
use crate::report::explain::View;

/// The name and version of the shape.
const SCHEMA: &str = "gravamen.reasoning/1";

/// Analyses with what `--set` changed; one as an object, several, each with its file, as an array.
pub fn analyses(analyses: &[(String, Analysis)], differences: &[Difference], detail: Detail) -> String {
    let with = |(position, (file, one)): (usize, &(String, Analysis))| {
        let mut value = analysis(one, detail);
        if analyses.len() > 1 {
            value["case"]["file"] = file.as_str().into();
        }
        if let Some(changed) = differences.get(position) {
            value["difference"] = difference(changed);
        }
        value
    };
    let mut all: Vec<Value> = analyses.iter().enumerate().map(with).collect();
    let value = if all.len() == 1 { all.swap_remove(0) } else { all.into() };
    format!("{value:#}\n")
}

/// The reasoning about one case, of the persons and places asked for.
pub fn reasoning(reasoning: &Reasoning, view: &View, changed: Option<&Difference>) -> String {
    let analysis = &reasoning.analysis;
    let persons = analysis.persons.iter().zip(&reasoning.persons).filter(|(person, _)| view.shows(person));
    let persons: Value = persons
        .map(|(person, reasoned)| {
            let charges = person.charges.iter().zip(reasoned).map(|(charge, reasoning)| {
                json!({
                    "offence": place(&charge.offence),
                    "text": charge.text,
                    "label": label(&charge.label),
                    "status": charge.status.name(),
                    "grade": charge.grade.as_ref().map(|grade| grade.name.as_str()),
                    "grades": grades(&charge.grades),
                    "limitation": list(&charge.limitation, json_collateral::limitation),
                    "exits": list(&charge.exits, json_collateral::exit),
                    "issues": view.issues(reasoning).iter().map(issue).collect::<Value>(),
                    "band": charge.band.as_ref().map(band),
                    "guidance": json_sentence::guidance(charge),
                    "probation": charge.sentencing.probation.as_ref().map(json_sentence::probation),
                    "occupational_ban": charge.sentencing.ban.as_ref().map(json_sentence::ban),
                })
            });
            json!({
                "id": person.id,
                "name": person.name,
                "charges": charges.collect::<Value>(),
                "time": list(&person.time, json_collateral::act_time),
                "comparisons": list(&person.comparisons, json_collateral::comparison),
                "tracks": list(&person.tracks, json_collateral::track),
                "combined": list(&person.combined, json_collateral::combined),
            })
        })
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "case": case(analysis),
        "law": {
            "as_of": analysis.as_of,
            "proposals": list(&analysis.proposals, proposal),
            "parameters": list(&analysis.parameters, parameter),
        },
        "difference": changed.map(difference),
        "persons": persons,
    });
    format!("{value:#}\n")
}

fn issue(issue: &Issue) -> Value {
    let says = match &issue.matter {
        Matter::Element(_, says) => label(says),
        Matter::Grade(_, grade) => label(&grade.label),
        Matter::Exceptions | Matter::Circumstances => Value::Null,
    };
    json!({
        "issue": issue.matter.name(),
        "label": says,
        "status": issue.status.map(|status| status.name()),
        "parts": list(&issue.steps, step),
    })
}

fn step(step: &Step) -> Value {
    let degree = step.degree.map(|(min, max)| json!({ "min": exact(min), "max": max.map(exact) }));
    let conduct = |(name, status): &(String, crate::truth::Truth)| json!({ "batch": name, "status": status.name() });
    json!({
        "place": place(&step.place),
        "label": label(&step.text.label),
        "status": step.status.name(),
        "reason": step.reason.name(),
        "because": because(&step.reason),
        "quantity": step.compared.as_ref().map(found),
        "threshold": step.compared.as_ref().map(threshold),
        "degree": degree,
        "facts": list(&step.facts, fact),
        "batches": list(&step.conduct, conduct),
        "parts": list(&step.parts, self::step),
    })
}

/// The rules, readings or facts that a reason names.
fn because(reason: &Reason) -> Value {
    match reason {
        Reason::Displaced(places) => list(places, |one| json!({ "place": place(one) })),
        Reason::NotGoverned(one) => json!([{ "place": place(one) }]),
        Reason::Reading(taken) => {
            list(taken, |one| json!({ "choice": one.choice, "option": one.option, "label": label(&one.label) }))
        }
        Reason::Open(closing) | Reason::NotProved(closing) => {
            list(closing, |(path, says)| json!({ "fact": path, "label": label(says) }))
        }
        _ => json!([]),
    }
}

fn fact(fact: &FactFinding) -> Value {
    json!({
        "fact": fact.path,
        "label": label(&fact.label),
        "value": value(&fact.value),
        "state": fact.state.name(),
        "defence": fact.defence.as_ref().map(value),
        "presumed_by": fact.presumed_by.as_ref().map(|(by, says)| json!({ "place": place(by), "label": label(says) })),
        "evidence": fact.evidence,
    })
}

fn value(value: &FactValue) -> Value {
    match value {
        FactValue::Unknown => Value::Null,
        FactValue::Listed(says) => label(says),
        FactValue::Amount(amount, unit) => {
            let mut value = range(*amount, *unit);
            value["unit"] = unit.name().into();
            value
        }
    }
}

fn difference(difference: &Difference) -> Value {
    let replaced =
        list(&difference.replaced, |one| json!({ "path": one.what, "before": one.before, "after": one.after }));
    let recommended = list(
        &difference.recommended,
        |one| json!({ "person": one.id, "before": places(&one.before), "after": places(&one.after) }),
    );
    json!({ "replaced": replaced, "charges": list(&difference.charges, charge_change), "recommended": recommended })
}

fn charge_change(change: &ChargeChange) -> Value {
    let (before, after) = &change.grades;
    let grounds = list(
        &change.grounds,
        |one| json!({ "place": place(&one.place), "before": one.before.name(), "after": one.after.name() }),
    );
    json!({
        "person": change.id,
        "offence": place(&change.offence),
        "text": change.text,
        "grades": { "before": grades(before), "after": grades(after) },
        "band": change.band.as_ref().map(|(before, after)| {
            json!({ "before": before.as_ref().map(band), "after": after.as_ref().map(band) })
        }),
        "grounds": grounds,
    })
}
