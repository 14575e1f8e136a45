//! What a change made: two analyses of one case, side by side.

use super::facts::stated;
use super::findings::{Analysis, Band, Charge, ComparedFinding, GradeName, GroundFinding, Label, PersonFindings};
use super::reasoning::FactFinding;
use super::unique;
use crate::case::Replaced;
use crate::case::facts::Case;
use crate::law::book::LawBook;
use crate::place::Place;
use crate::truth::Truth;

/// What was put in place of what stood in the file or in the law, and what that changed.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// What was replaced, in the order given.
    pub replaced: Vec<Change>,
    /// The charges that changed; the others stand as they did.
    pub charges: Vec<ChargeChange>,
    /// Of whom other charges are recommended.
    pub recommended: Vec<RecommendedChange>,
}

/// Charges that are recommended in place of others: what becomes of several that are made out may change though none does.
#[derive(Clone, Debug)]
pub struct RecommendedChange {
    /// The person's name.
    pub person: String,
    /// The person's id.
    pub id: String,
    /// What was recommended before.
    pub before: Vec<Place>,
    /// What is recommended now.
    pub after: Vec<Place>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// A fact by its path, or a choice by its name.
    pub what: String,
    /// What stood there; nothing if the file was silent, and for a choice its default.
    pub before: Option<String>,
    /// What stands there now.
    pub after: String,
    /// The fact as it stood and as it stands, where the case states it.
    pub facts: [Option<FactFinding>; 2],
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

/// The facts of a case that these paths name, by the path; an entry may be named by its title.
pub fn facts_at(book: &LawBook, case: &Case, paths: &[&str]) -> Vec<(String, FactFinding)> {
    let found = paths.iter().filter_map(|path| Some(((*path).to_owned(), stated(book, case, &by_id(case, path))?)));
    found.collect()
}

/// A path with the id of an entry in place of its title or name.
fn by_id(case: &Case, path: &str) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    let titled = |one: &Option<String>, title: &str| one.as_deref() == Some(title);
    let id = match parts[..] {
        ["dataset", title, ..] => case.datasets.iter().find(|one| titled(&one.title, title)).map(|one| one.id.as_str()),
        ["person", name, ..] => case.persons.iter().find(|one| one.name == name).map(|one| one.id.as_str()),
        _ => None,
    };
    if let Some(id) = id {
        parts[1] = id;
    }
    parts.join(".")
}

impl Difference {
    /// The same, with what the facts were and are in words.
    pub fn with_facts(mut self, before: &[(String, FactFinding)], after: &[(String, FactFinding)]) -> Self {
        for change in &mut self.replaced {
            let of = |facts: &[(String, FactFinding)]| {
                facts.iter().find(|(path, _)| *path == change.what).map(|(_, fact)| fact.clone())
            };
            change.facts = [of(before), of(after)];
        }
        self
    }
}

/// What replacements changed.
pub fn difference(before: &Analysis, after: &Analysis, replaced: &[Replaced]) -> Difference {
    let facts = replaced.iter().map(|one| Change {
        what: one.path.clone(),
        before: one.before.clone(),
        after: one.after.clone(),
        facts: [None, None],
    });
    let choices = after.choices.iter().filter(|choice| !before.choices.contains(choice));
    let choices = choices.map(|(name, option)| Change {
        what: name.clone(),
        before: None,
        after: option.clone(),
        facts: [None, None],
    });
    let (mut charges, mut recommended) = (Vec::new(), Vec::new());
    for now in &after.persons {
        let then = before.persons.iter().find(|person| person.id == now.id);
        // Of one offence, its grade says it.
        let several =
            |then: &PersonFindings| unique([then.recommended.as_slice(), &now.recommended].concat()).len() > 1;
        if let Some(then) = then.filter(|then| then.recommended != now.recommended && several(then)) {
            let (before, after) = (then.recommended.clone(), now.recommended.clone());
            recommended.push(RecommendedChange { person: now.name.clone(), id: now.id.clone(), before, after });
        }
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
    Difference { replaced: facts.chain(choices).collect(), charges, recommended }
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
