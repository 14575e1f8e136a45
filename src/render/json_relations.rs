//! Relations between charges, and the joint sentence, as JSON.

use serde_json::{Map, Value, json};

use super::json::{band, label, list, place, places};
use crate::explain::findings::{Joint, JointTerm, RecommendedUnder, RelationFinding};

/// A relation between two charges.
pub fn relation(relation: &RelationFinding) -> Value {
    let depends = list(&relation.depends, |(fact, says)| json!({ "fact": fact, "label": label(says) }));
    json!({
        "place": place(&relation.place),
        "kind": relation.kind.name(),
        "label": label(&relation.text.label),
        "verification": relation.text.verification.name(),
        "charges": places(&relation.charges),
        "status": relation.status.name(),
        "effect": {
            "falls": places(&relation.falls),
            "may_fall": places(&relation.may_fall),
            "other_acts": relation.beside,
            "equally_heavy": relation.equal,
            "depends_on": depends,
        },
    })
}

/// A reading, with what would be recommended under each option.
pub fn recommended_under(reading: &RecommendedUnder) -> Value {
    let by_option: Map<String, Value> =
        reading.recommended.iter().map(|(option, offences)| (option.clone(), places(offences))).collect();
    json!({
        "choice": reading.name,
        "label": label(&reading.text.label),
        "option": reading.option,
        "recommended": by_option,
    })
}

/// What charges that stand together can bring.
pub fn joint(joint: &Joint) -> Value {
    let term = |term: &JointTerm| {
        let cap = term
            .cap
            .as_ref()
            .map(|(at, text, most)| json!({ "place": place(at), "label": label(&text.label), "months": most }));
        let (min, max) = term.months;
        json!({
            "penalty": term.term.name(),
            "months": { "min": min, "max": max },
            "total": term.total,
            "cap": cap,
        })
    };
    json!({
        "charges": list(&joint.bands, |(offence, text, its)| {
            json!({ "offence": place(offence), "text": text, "band": band(its) })
        }),
        "terms": list(&joint.terms, term),
        "orders": list(&joint.orders, |(at, text)| json!({ "place": place(at), "label": label(&text.label) })),
        "life": joint.life,
        "fines_add_up": joint.fines,
    })
}
