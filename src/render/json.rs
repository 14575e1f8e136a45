//! Results as JSON, schema `gravamen.analysis/1`. Names and shapes are promises, so each is written out.

use serde_json::{Map, Number as JsonNumber, Value, json};

use super::json_collateral;
use super::json_relations;
use super::json_sentence;
use crate::explain::findings::{
    Analysis, Band, Charge, ChoiceFinding, CircumstanceFinding, ComparedFinding, CouldChange, CountFinding, Direction,
    ElementFinding, GradeName, GroundFinding, Label, Level, MayChange, Modal, Months, OpenFact, Parameter,
    PersonFindings, Proposal, Reachable, Relied, Unstated,
};
use crate::place::Place;
use crate::quantity::{self, Ratio, Unit};
use crate::range::{Number, Range};
use crate::report::Detail;

/// The name and version of the shape.
const SCHEMA: &str = "gravamen.analysis/1";

/// One analysis as an object, several as an array.
pub fn render(analyses: &[Analysis], detail: Detail) -> String {
    let value = match analyses {
        [one] => analysis(one, detail),
        several => several.iter().map(|one| analysis(one, detail)).collect(),
    };
    format!("{value:#}\n")
}

/// One analysis.
pub fn analysis(analysis: &Analysis, detail: Detail) -> Value {
    let choices: Map<String, Value> =
        analysis.choices.iter().map(|(name, option)| (name.clone(), option.as_str().into())).collect();
    let instruments: Value = (analysis.instruments.iter())
        .map(|used| {
            let mut value = json!({ "id": used.id, "sha256": used.sha256, "checked": used.checked });
            if !used.checked_apart.is_empty() {
                let apart = used.checked_apart.iter().map(|(place, day)| (place.to_string(), json!(day)));
                value["checked_apart"] = apart.collect();
            }
            value
        })
        .collect();
    json!({
        "schema": SCHEMA,
        "engine": { "version": env!("CARGO_PKG_VERSION") },
        "case": case(analysis),
        "law": {
            "as_of": analysis.as_of,
            "proposals": list(&analysis.proposals, proposal),
            "parameters": list(&analysis.parameters, parameter),
            "choices": choices,
            "instruments": instruments,
        },
        "only_proven": analysis.only_proven,
        "persons": list(&analysis.persons, |one| person(one, detail)),
    })
}

/// The case, with those that are linked with it where there are any.
pub(super) fn case(analysis: &Analysis) -> Value {
    let mut value = json!({ "id": analysis.case, "title": label(&analysis.title) });
    if !analysis.linked.is_empty() {
        let person = |(id, name): &(String, String)| json!({ "id": id, "name": name });
        value["linked"] =
            list(&analysis.linked, |one| json!({ "case": one.case, "persons": list(&one.persons, person) }));
    }
    value
}

/// What a proposal says of itself.
pub(super) fn proposal(proposal: &Proposal) -> Value {
    json!({
        "name": proposal.name,
        "title": label(&proposal.title),
        "author": proposal.author,
        "year": proposal.year,
        "sources": proposal.sources,
        "level": proposal.level.map(Level::name),
        "direction": proposal.direction.map(Direction::name),
        "comparison": proposal.comparison,
        "effective": proposal.effective.map(|day| day.to_string()),
        "sha256": proposal.sha256,
    })
}

/// A parameter, with whose its value is.
pub(super) fn parameter(parameter: &Parameter) -> Value {
    let (from, to) = parameter.range;
    json!({
        "name": parameter.name,
        "label": label(&parameter.label),
        "proposal": parameter.proposal,
        "unit": parameter.unit,
        "value": exact(parameter.value),
        "default": exact(parameter.default),
        "range": { "min": exact(from), "max": exact(to) },
        "provenance": parameter.provenance.name(),
        "value_is": parameter.origin().name(),
    })
}

fn person(person: &PersonFindings, detail: Detail) -> Value {
    let charges: Value = person.charges.iter().filter(|one| detail.shows(one)).map(charge).collect();
    json!({
        "id": person.id,
        "name": person.name,
        "charges": charges,
        "absent": list(&person.absent, |one| json!({
            "offence": place(&one.offence),
            "label": label(&one.label),
            "why": if one.not_before.is_some() { "not_punished_then" } else { "conduct_absent" },
            "not_before": one.not_before,
        })),
        "recommended": places(&person.recommended),
        "relations": list(&person.relations, json_relations::relation),
        "recommended_under": list(&person.recommended_under, json_relations::recommended_under),
        "joint": person.joint.as_ref().map(json_relations::joint),
        "time": list(&person.time, json_collateral::act_time),
        "comparisons": list(&person.comparisons, json_collateral::comparison),
        "tracks": list(&person.tracks, json_collateral::track),
        "combined": list(&person.combined, json_collateral::combined),
    })
}

fn charge(charge: &Charge) -> Value {
    json!({
        "offence": place(&charge.offence),
        "text": charge.text,
        "label": label(&charge.label),
        "status": charge.status.name(),
        "present": charge.present.name(),
        "stands": charge.stands.name(),
        "missing": list(&charge.missing, |one| json!({
            "element": one.name,
            "means": label(&one.means),
            "place": place(&one.place),
            "text": label(&one.text.label),
            "facts": one.facts.iter().map(|fact| fact.fact.as_str()).collect::<Vec<_>>(),
        })),
        "grade": charge.grade.as_ref().map(|grade| grade.name.as_str()),
        "grades": grades(&charge.grades),
        "exact": charge.exact,
        "elements": list(&charge.elements, element),
        "grounds": list(&charge.grounds, ground),
        "not_invoked": places(&charge.not_invoked),
        "not_encoded": places(&charge.not_encoded),
        "unanswered": places(&charge.unanswered),
        "count": list(&charge.count, count),
        "unstated": list(&charge.unstated, unstated),
        "circumstances": charge.circumstances.iter().flat_map(circumstances).collect::<Value>(),
        "circumstances_without_effect": list(&charge.unweighed, relied),
        "band": charge.band.as_ref().map(band),
        "bands": list(&charge.bands, |(grade, its)| json!({ "grade": grade.name, "band": band(its) })),
        "reachable": charge.reachable.as_ref().map(reachable),
        "mitigation_at_lowest_grade": json_sentence::below_lowest(charge),
        "guidance": json_sentence::guidance(charge),
        "probation": charge.sentencing.probation.as_ref().map(json_sentence::probation),
        "occupational_ban": charge.sentencing.ban.as_ref().map(json_sentence::ban),
        "could_change": list(&charge.could_change.each, may_change),
        "could_change_together": together(&charge.could_change),
        "open_facts": list(&charge.open_facts, open_fact),
        "choices_that_matter": list(&charge.choices_that_matter, choice),
        "choices_beside": list(&charge.choices_beside, choice),
        "limitation": list(&charge.limitation, json_collateral::limitation),
        "exits": list(&charge.exits, json_collateral::exit),
        "defaults_used": list(&charge.defaults_used, relied),
        "presumed": list(&charge.presumed, relied),
        "contested": list(&charge.contested, relied),
        "notes": list(&charge.notes, label),
    })
}

fn element(element: &ElementFinding) -> Value {
    json!({
        "name": element.name,
        "place": place(&element.place),
        "label": label(&element.text.label),
        "status": element.status.name(),
        "basis": element.basis.name(),
        "verification": element.text.verification.name(),
        "facts": element.facts,
    })
}

fn ground(ground: &GroundFinding) -> Value {
    let degree = ground.degree.map(|(min, max)| json!({ "min": exact(min), "max": max.map(exact) }));
    json!({
        "place": place(&ground.place),
        "label": label(&ground.text.label),
        "status": ground.status.name(),
        "basis": ground.basis.name(),
        "degree": degree,
        "quantity": ground.compared.as_ref().map(found),
        "threshold": ground.compared.as_ref().map(threshold),
        "verification": ground.verification.name(),
        "facts": ground.facts,
        "evidence": ground.evidence,
        "notes": list(&ground.notes, label),
        "grounds": list(&ground.parts, self::ground),
    })
}

pub(super) fn found(compared: &ComparedFinding) -> Value {
    let mut value = range(compared.quantity, compared.unit);
    value["unit"] = compared.unit.name().into();
    value
}

/// The threshold in its unit: a number where that can say it, else the exact ratio.
pub(super) fn threshold(compared: &ComparedFinding) -> Value {
    if compared.threshold.is_integer() {
        return amount(compared.threshold.to_integer(), compared.unit);
    }
    exact(compared.threshold / compared.unit.scale()).into()
}

/// What leaves a grade open though every figure is settled.
pub(super) fn unstated(unstated: &Unstated) -> Value {
    let (kind, of) = match unstated {
        Unstated::Overlap(datasets) => ("overlap", datasets.clone()),
        Unstated::Recipients(datasets) => ("recipients", datasets.clone()),
        Unstated::Division(act) => ("division", vec![act.clone()]),
    };
    json!({ "kind": kind, "of": of })
}

fn count(count: &CountFinding) -> Value {
    let steps = list(
        &count.steps,
        |step| json!({ "place": place(&step.place), "text": label(&step.text), "items": range(step.items, Unit::Items) }),
    );
    json!({
        "dataset": count.datasets.join("+"),
        "class": count.class,
        "label": label(&count.class_label),
        "article": place(&count.article),
        "items": range(count.items, Unit::Items),
        "steps": steps,
    })
}

/// One entry for each modal, since a circumstance may oblige the court to one thing and allow it another.
fn circumstances(circumstance: &CircumstanceFinding) -> impl Iterator<Item = Value> + '_ {
    circumstance.effects.iter().map(|(modal, effects)| {
        let modal = match modal {
            Modal::May => "may",
            Modal::Shall => "shall",
        };
        json!({
            "place": place(&circumstance.place),
            "label": label(&circumstance.text.label),
            "effect": effects.iter().map(|effect| effect.name()).collect::<Vec<_>>(),
            "modal": modal,
            "percent": circumstance.percent.map(|(min, max)| json!({ "min": min, "max": max })),
            "status": circumstance.status.name(),
            "facts": circumstance.facts,
        })
    })
}

pub(super) fn band(band: &Band) -> Value {
    let mut value = json!({
        "imprisonment_months": months(band.imprisonment),
        "detention_months": months(band.detention),
        "control_months": months(band.control),
        "fine": band.fine.map(|fine| fine.name()),
    });
    if band.life {
        value["life"] = true.into();
    }
    if band.deprivation {
        value["deprivation"] = true.into();
    }
    if band.forfeiture {
        value["forfeiture"] = true.into();
    }
    if let Some((min, max)) = band.fine_amount {
        value["fine_yuan"] = range(Range { min, max }, Unit::Yuan);
    }
    value
}

fn reachable(reachable: &Reachable) -> Value {
    let mut value = band(&reachable.band);
    value["exempt"] = reachable.exempt.into();
    value["fine"] = reachable.fine.map(|fine| fine.name()).into();
    value
}

fn months(months: Option<Months>) -> Value {
    months.map(|(min, max)| json!({ "min": min, "max": max })).into()
}

pub(super) fn may_change(one: &MayChange) -> Value {
    json!({
        "kind": one.kind.name(),
        "what": one.what,
        "label": label(&one.label),
        "grades": grades(&one.grades),
        "decides": places(&one.decides),
        "moves": one.moves.iter().map(|part| part.name()).collect::<Vec<_>>(),
        "with": one.with.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(),
    })
}

/// What only several could change together; where `searched` is false there may be more.
pub(super) fn together(could: &CouldChange) -> Value {
    let among: Vec<&str> = could.among.iter().map(|(what, _)| what.as_str()).collect();
    json!({
        "grades": grades(&could.together),
        "decides": places(&could.decides),
        "among": among,
        "searched": could.searched,
    })
}

fn open_fact(open: &OpenFact) -> Value {
    json!({ "fact": open.fact, "label": label(&open.label), "would_decide": places(&open.would_decide) })
}

fn choice(choice: &ChoiceFinding) -> Value {
    let by_option: Map<String, Value> =
        choice.grades.iter().map(|(option, names)| (option.clone(), grades(names))).collect();
    let (moves, verification) = json_collateral::moves(choice);
    json!({
        "choice": choice.name,
        "label": label(&choice.text.label),
        "option": choice.option,
        "grades": by_option,
        "moves": moves,
        "reference_months": json_sentence::ranges(&choice.ranges),
        "usual_fine_yuan": json_sentence::fines(&choice.fines),
        "verification": verification,
        "authority": json_collateral::authority(choice),
        "convention": choice.convention.as_ref().map(label),
    })
}

fn relied(relied: &Relied) -> Value {
    json!({
        "fact": relied.fact,
        "label": label(&relied.label),
        "value": label(&relied.value),
        "place": relied.place.as_ref().map(place),
    })
}

pub(super) fn list<T>(items: &[T], shape: impl Fn(&T) -> Value) -> Value {
    items.iter().map(shape).collect()
}

pub(super) fn label(label: &Label) -> Value {
    json!({ "zh": label.zh, "en": label.en })
}

pub(super) fn place(place: &Place) -> Value {
    place.to_string().into()
}

pub(super) fn places(places: &[Place]) -> Value {
    list(places, place)
}

pub(super) fn grades(grades: &[GradeName]) -> Value {
    list(grades, |grade| grade.name.as_str().into())
}

pub(super) fn exact(ratio: Ratio) -> String {
    ratio.to_string()
}

pub(super) fn range(range: Range, unit: Unit) -> Value {
    let max = if range.is_unbounded() { Value::Null } else { amount(range.max, unit) };
    json!({ "min": amount(range.min, unit), "max": max })
}

/// An amount in its unit as a number. Yuan with fen keep their two decimals, which the shortest form of a double shows
/// exactly at the sizes that a file can state; what no number of JSON can hold is a string.
pub(super) fn amount(value: Number, unit: Unit) -> Value {
    if value % unit.scale() == 0 {
        let whole = value / unit.scale();
        return i64::try_from(whole).map_or_else(|_| whole.to_string().into(), Value::from);
    }
    let decimal = quantity::decimal(value, unit);
    match decimal.parse().ok().and_then(JsonNumber::from_f64) {
        Some(number) => Value::Number(number),
        None => decimal.into(),
    }
}
