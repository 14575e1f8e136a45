//! What a change made: two analyses of one case, side by side.

use super::findings::{Analysis, Band, Charge, ComparedFinding, GradeName, GroundFinding, Label};
use crate::case::Replaced;
use crate::place::Place;
use crate::truth::Truth;

/// What was put in place of what stood in the file or in the law, and what that changed.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// What was replaced, in the order given.
    pub replaced: Vec<Change>,
    /// The charges that changed; the others stand as they did.
    pub charges: Vec<ChargeChange>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// A fact by its path, or a choice by its name.
    pub what: String,
    /// What stood there; nothing if the file was silent, and for a choice its default.
    pub before: Option<String>,
    /// What stands there now.
    pub after: String,
}

/// What changed of a charge.
#[derive(Clone, Debug)]
pub struct ChargeChange {
    /// The person's name.
    pub person: String,
    /// The person's id.
    pub id: String,
    /// The offence.
    pub offence: Place,
    /// Which text of its article.
    pub text: Option<String>,
    /// Its name.
    pub label: Label,
    /// The grades possible before and now; nothing where the charge was not there, or is not.
    pub grades: (Vec<GradeName>, Vec<GradeName>),
    /// Whether they changed.
    pub regraded: bool,
    /// The band before and now, where it changed.
    pub band: Option<(Option<Band>, Option<Band>)>,
    /// The grounds whose status or quantity changed.
    pub grounds: Vec<GroundChange>,
}

/// What changed of a ground.
#[derive(Clone, Debug)]
pub struct GroundChange {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub label: Label,
    /// Its status as the file stands.
    pub before: Truth,
    /// Its status now.
    pub after: Truth,
    /// What was compared before and now, where that changed.
    pub compared: Option<(ComparedFinding, ComparedFinding)>,
}

/// What replacements changed.
pub fn difference(before: &Analysis, after: &Analysis, replaced: &[Replaced]) -> Difference {
    let facts = replaced.iter().map(|one| Change {
        what: one.path.clone(),
        before: one.before.clone(),
        after: one.after.clone(),
    });
    let choices = after.choices.iter().filter(|choice| !before.choices.contains(choice));
    let choices = choices.map(|(name, option)| Change { what: name.clone(), before: None, after: option.clone() });
    let mut charges = Vec::new();
    for now in &after.persons {
        let then = before.persons.iter().find(|person| person.id == now.id);
        let then = then.map(|person| person.charges.as_slice()).unwrap_or_default();
        let of = |all: &[Charge], charge: &Charge| -> Option<Charge> {
            all.iter().find(|one| one.offence == charge.offence && one.text == charge.text).cloned()
        };
        let gone = then.iter().filter(|charge| of(&now.charges, charge).is_none());
        let pairs = now.charges.iter().map(|charge| (of(then, charge), Some(charge.clone())));
        let gone = gone.map(|charge| (Some(charge.clone()), None));
        charges.extend(
            pairs
                .chain(gone)
                .filter_map(|(then, now_charge)| changed(then.as_ref(), now_charge.as_ref(), &now.id, &now.name)),
        );
    }
    Difference { replaced: facts.chain(choices).collect(), charges }
}

fn changed(before: Option<&Charge>, after: Option<&Charge>, id: &str, person: &str) -> Option<ChargeChange> {
    let either = after.or(before)?;
    let grades = |charge: Option<&Charge>| charge.map(|charge| charge.grades.clone()).unwrap_or_default();
    let band = |charge: Option<&Charge>| charge.and_then(|charge| charge.band);
    let grounds = |charge: Option<&Charge>| charge.map(|charge| charge.grounds.clone()).unwrap_or_default();
    let change = ChargeChange {
        person: person.to_owned(),
        id: id.to_owned(),
        offence: either.offence.clone(),
        text: either.text.clone(),
        label: either.label.clone(),
        grades: (grades(before), grades(after)),
        regraded: grades(before) != grades(after),
        band: (band(before) != band(after)).then(|| (band(before), band(after))),
        grounds: grounds_changed(&grounds(before), &grounds(after)),
    };
    (change.regraded || change.band.is_some() || !change.grounds.is_empty()).then_some(change)
}

/// Grounds whose status or quantity changed; one that is not listed is excluded.
fn grounds_changed(before: &[GroundFinding], after: &[GroundFinding]) -> Vec<GroundChange> {
    let mut all: Vec<&GroundFinding> = after.iter().collect();
    all.extend(before.iter().filter(|ground| !after.iter().any(|known| known.place == ground.place)));
    let mut all: Vec<(usize, GroundChange)> = (all.into_iter())
        .map(|ground| {
            let found = |list: &[GroundFinding]| {
                let found = list.iter().find(|known| known.place == ground.place);
                (found.map_or(Truth::Excluded, |known| known.status), found.and_then(|known| known.compared))
            };
            let ((status_before, compared_before), (status_after, compared_after)) = (found(before), found(after));
            let change = GroundChange {
                place: ground.place.clone(),
                label: ground.text.label.clone(),
                before: status_before,
                after: status_after,
                compared: compared_before.zip(compared_after).filter(|(before, after)| before != after),
            };
            (ground.grade, change)
        })
        .filter(|(_, change)| change.before != change.after || change.compared.is_some())
        .collect();
    // Within a grade in the order of the law: item 9 before item 10.
    let number = |part: &String| (part.len(), part.clone());
    all.sort_by_key(|(grade, change)| (*grade, change.place.path.iter().map(number).collect::<Vec<_>>()));
    all.into_iter().map(|(_, change)| change).collect()
}
