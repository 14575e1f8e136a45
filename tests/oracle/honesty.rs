//! An answer is never surer than the case: what it says could change nothing changes nothing, and what it names does.

use std::collections::BTreeSet;

use gravamen::engine::Settings;
use gravamen::explain::findings::Charge;
use gravamen::render::json;
use gravamen::report::Detail;
use serde_json::Value;

use super::cases::{Open, in_dispute, sample};
use super::reading::Grade;
use super::written::written;
use super::{PERSONS, SWITCHES, cases, each, grades, grades_of};
use crate::analysis::shipped::named_beside_moves;
use crate::evaluation::support::{JUDGED, analyse, case, engine, person};

/// The charge of the offence in the text now in force.
fn now<'a>(analysis: &'a gravamen::explain::findings::Analysis, id: &str) -> Option<&'a Charge> {
    let of = |charge: &&Charge| charge.offence.to_string() == "cl/253-1" && charge.text.as_deref() == Some("A9");
    person(analysis, id).charges.iter().find(of)
}

#[test]
fn a_reading_that_is_not_named_changes_no_grade_and_one_that_is_does_what_is_said() {
    let engine = engine(JUDGED);
    each(cases(24, 300), |seed| {
        let text = written(&sample(seed, true, SWITCHES));
        let (analysis, read) = (analyse(&text), case(&text, JUDGED));
        let usual = grades(&text);
        for choice in &engine.book.choices {
            for option in &choice.options {
                let settings =
                    Settings { choices: vec![(choice.name.clone(), option.name.clone())], ..Settings::default() };
                let under = grades_of(&read, &engine.assignment(&settings).expect("the reading"));
                for ((id, before), after) in PERSONS.iter().zip(&usual).zip(&under) {
                    let named = |charge: &Charge| charge.choices_that_matter.iter().any(|one| one.name == choice.name);
                    let told = now(&analysis, id).is_some_and(named);
                    assert!(told || before == after, "case {seed}, {id}: {} = {}: {text}", choice.name, option.name);
                    let Some(said) = now(&analysis, id).and_then(|charge| said(charge, &choice.name, &option.name))
                    else {
                        continue;
                    };
                    assert_eq!(&said, after, "case {seed}, {id}: {} = {}: {text}", choice.name, option.name);
                }
            }
        }
    });
}

/// The grades that a named reading is said to make possible under an option, where the search came to its end.
fn said(charge: &Charge, reading: &str, option: &str) -> Option<BTreeSet<Grade>> {
    let choice = charge.choices_that_matter.iter().find(|one| one.name == reading && one.regrades)?;
    let grades = choice.grades.get(option).filter(|_| charge.could_change.searched)?;
    let of = |name: &str| ["none", "serious", "especially_serious"].iter().position(|known| *known == name);
    grades.iter().map(|grade| of(&grade.name)).collect()
}

/// Whether what is open is more than one fact of the file, or none.
fn of_several(open: &Open) -> bool {
    matches!(open, Open::Crime(_) | Open::Major(_))
}

#[test]
fn what_is_named_and_moves_no_grade_moves_what_is_shown() {
    let engine = engine(JUDGED);
    each(cases(40, 500), |seed| {
        let samples = [sample(seed, true, SWITCHES), in_dispute(sample(seed, true, SWITCHES))];
        // With several facts open, one may move only what another has settled first.
        for sample in samples.iter().filter(|sample| matches!(sample.open[..], [ref one] if !of_several(one))) {
            let text = written(sample);
            named_beside_moves(&format!("case {seed}: {text}"), engine, &case(&text, JUDGED));
        }
    });
}

#[test]
fn an_open_fact_that_is_not_named_changes_no_grade_and_one_that_is_does() {
    each(cases(80, 1_000), |seed| {
        let sample = sample(seed, true, SWITCHES);
        let text = written(&sample);
        let analysis = analyse(&text);
        for id in PERSONS {
            let Some(charge) = now(&analysis, id) else { continue };
            let deciding = charge.open_facts.iter().filter(|open| open.would_decide.contains(&charge.offence));
            let named: BTreeSet<&str> = deciding.map(|open| open.fact.as_str()).collect();
            for (which, open) in sample.open.iter().enumerate() {
                let paths = sample.paths(open);
                // An answer that a person gives at a rule has no path in the file.
                if paths.is_empty() {
                    continue;
                }
                let told = paths.iter().any(|path| named.contains(path.as_str()));
                assert_eq!(told, sample.matters(which, id), "case {seed}, {id}: {open:?}, named {named:?} in\n{text}");
            }
        }
    });
}

/// What could change the result, as data: paths, and the grades that several could bring together.
fn could_change(charge: &Value) -> (BTreeSet<String>, bool) {
    let each = charge["could_change"].as_array().expect("the list of what could change the result");
    let moves = |one: &&Value| one["grades"].as_array().is_some_and(|grades| !grades.is_empty());
    let what = each.iter().filter(moves).filter_map(|one| one["what"].as_str()).map(str::to_owned).collect();
    let together = &charge["could_change_together"];
    let more = together["grades"].as_array().is_some_and(|grades| !grades.is_empty()) || together["searched"] == false;
    (what, more)
}

#[test]
fn a_disputed_fact_that_is_not_named_changes_no_grade_and_one_that_is_does() {
    each(cases(80, 800), |seed| {
        let sample = in_dispute(sample(seed, true, SWITCHES));
        let text = written(&sample);
        let analysis = json::analysis(&analyse(&text), Detail::Full);
        for person in analysis["persons"].as_array().into_iter().flatten() {
            let id = person["id"].as_str().expect("an id");
            let charges = person["charges"].as_array().into_iter().flatten();
            for charge in charges.filter(|charge| charge["offence"] == "cl/253-1" && charge["text"] == "A9") {
                let (named, more) = could_change(charge);
                if named.is_empty() && !more {
                    assert_eq!(sample.grades(id).len(), 1, "case {seed}, {id}: nothing is said to matter in\n{text}");
                }
                for (which, open) in sample.open.iter().enumerate() {
                    let told = sample.paths(open).iter().any(|path| named.contains(path));
                    assert!(!told || sample.matters(which, id), "case {seed}, {id}: {open:?} is named in\n{text}");
                }
            }
        }
    });
}
