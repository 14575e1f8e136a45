//! Gaps and flips as JSON, schemas `gravamen.gaps/1` and `gravamen.flip/1`.

use serde_json::{Value, json};

use super::json::{grades, label, list, may_change, parameter, place, places, proposal, together, unstated};
use crate::analysis::flip::{Change, ChargeFlips, Flip, PersonFlips};
use crate::analysis::gaps::{Answer, Beside, Gap, Named, PersonGaps};
use crate::analysis::robust::{Contested, Robustness};
use crate::analysis::support::Support;
use crate::analysis::{ChargeGrades, Plain, Said};
use crate::explain::findings::CouldChange;
use crate::law::book::Used;
use crate::place::Place;

/// What is open in a case.
pub fn gaps(case: &str, used: &Used, persons: &[PersonGaps]) -> Value {
    under("gravamen.gaps/1", case, used, list(persons, person_gaps))
}

/// What would change the results of a case.
pub fn flip(case: &str, used: &Used, persons: &[PersonFlips]) -> Value {
    under("gravamen.flip/1", case, used, list(persons, person_flips))
}

/// What is found of each person of a case, under the law that was used.
fn under(schema: &str, case: &str, used: &Used, persons: Value) -> Value {
    json!({
        "schema": schema,
        "case": case,
        "as_of": used.as_of.to_string(),
        "proposals": list(&used.proposals, proposal),
        "parameters": list(&used.parameters, parameter),
        "persons": persons,
    })
}

fn person_gaps(person: &PersonGaps) -> Value {
    json!({
        "id": person.id,
        "name": person.name,
        "charges": list(&person.charges, charge),
        "exact": person.exact,
        "facts": list(&person.matter, gap),
        "undecided": list(&person.undecided, named),
        "beside_the_grade": list(&person.beside, beside),
        "to_judge": list(&person.judged, beside),
        "cannot_matter": list(&person.cannot, named),
        "could_change": list(&person.could_change, could_change),
        "unstated": list(&person.unstated, unstated),
        "support": list(&person.support, support),
    })
}

/// A fact that decides something, and no grade.
fn beside(fact: &Beside) -> Value {
    let mut value = named(&fact.fact);
    value["decides"] = places(&fact.decides);
    value
}

pub(super) fn could_change((offence, could): &(Place, CouldChange)) -> Value {
    json!({
        "offence": place(offence),
        "each": list(&could.each, may_change),
        "together": together(could),
    })
}

fn gap(gap: &Gap) -> Value {
    let mut value = named(&gap.fact);
    value["exact"] = gap.exact().into();
    value["answers"] = list(&gap.answers, answer);
    value
}

fn answer(answer: &Answer) -> Value {
    let decides = list(&answer.decides, |(place, is)| json!({ "place": place.to_string(), "status": is.name() }));
    let (value, charges) = (said(&answer.said), list(&answer.charges, charge));
    json!({ "value": value, "charges": charges, "exact": answer.exact, "decides": decides })
}

fn support(support: &Support) -> Value {
    json!({
        "offence": place(&support.offence),
        "place": place(&support.place),
        "kind": if support.element { "element" } else { "ground" },
        "label": label(&support.label),
        "status": support.status.name(),
        "basis": support.basis.name(),
        "evidence": support.evidence,
        "facts_without_evidence": support.without,
        "rests_on": if support.rests_on_nothing() { "nothing" } else if support.rests_on_one() { "single" } else { "several" },
    })
}

fn person_flips(person: &PersonFlips) -> Value {
    json!({
        "id": person.id,
        "name": person.name,
        "charges": list(&person.charges, charge_flips),
        "exhausted": person.exhausted,
        "robustness": robustness(&person.robustness),
    })
}

fn charge_flips(charge: &ChargeFlips) -> Value {
    json!({
        "offence": place(&charge.offence),
        "text": charge.text,
        "label": label(&charge.label),
        "grade": charge.grade.as_ref().map(|grade| grade.name.as_str()),
        "charged": charge.charged,
        "flips": list(&charge.flips, one_flip),
    })
}

fn one_flip(flip: &Flip) -> Value {
    json!({
        "changes": list(&flip.changes, change),
        "grade": flip.grade.name,
        "direction": if flip.up { "up" } else { "down" },
        "gained": places(&flip.gained),
        "lost": places(&flip.lost),
    })
}

fn change(change: &Change) -> Value {
    let mut value = named(&change.fact);
    value["from"] = said(&change.from);
    value["to"] = said(&change.to);
    value["difference"] =
        change.more.as_ref().map(|(amount, up)| json!({ "amount": label(amount), "more": up })).into();
    value["stated"] = change.stated.into();
    value
}

fn robustness(robustness: &Robustness) -> Value {
    json!({
        "stands": robustness.stands,
        "settled": robustness.settled,
        "exact": robustness.exact,
        "together": list(&robustness.together, charge),
        "disputed": list(&robustness.disputed, contested),
        "readings": list(&robustness.readings, contested),
    })
}

fn contested(contested: &Contested) -> Value {
    let mut value = named(&contested.fact);
    value["regions"] = list(&contested.regions, answer);
    value
}

fn named(named: &Named) -> Value {
    let mut value = json!({ "fact": named.fact, "label": label(&named.label) });
    if !named.outstanding.is_empty() {
        let each = named.outstanding.iter().map(|one| json!({ "id": one.id, "title": one.title }));
        value["outstanding"] = each.collect();
    }
    if let Some(shown) = &named.shown {
        value["usually_shown"] = json!({
            "by": list(&shown.by, label),
            "from": list(&shown.from, label),
            "how": label(&shown.label),
            "status": "practice",
        });
    }
    value
}

fn charge(charge: &ChargeGrades) -> Value {
    json!({ "offence": place(&charge.offence), "text": charge.text, "grades": grades(&charge.grades) })
}

/// A list of names, or both ends of a range as written in case files.
fn said(said: &Said) -> Value {
    match &said.value {
        Plain::Names(names) => json!(names),
        Plain::Span(min, max) => json!({ "min": min, "max": max }),
    }
}
