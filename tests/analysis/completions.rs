//! On generated cases, the grades and facts that gaps reports and the changes of flip equal what trying all gives.

use std::collections::{BTreeMap, BTreeSet};

use gravamen::analysis::flip::PersonFlips;
use gravamen::analysis::gaps::PersonGaps;
use gravamen::analysis::{ChargeGrades, Plain};
use gravamen::case::{Override, read};
use gravamen::engine::Settings;
use gravamen::span::Sources;
use proptest::prelude::*;

use crate::evaluation::sketch::{Sketch, sketch};
use crate::evaluation::support::{JUDGED, analyse, case, engine};

/// The most cases that an open one is filled in to.
const MOST: usize = 200;

/// Each case stands for up to two hundred completions, so fewer are tried than usual; `PROPTEST_CASES` scales them.
fn config() -> ProptestConfig {
    const SHARE: u32 = 12;
    let usual = ProptestConfig::default();
    let cases = (usual.cases / SHARE).max(1);
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 100_000, ..usual }
}

fn gaps(text: &str) -> Vec<PersonGaps> {
    engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps")
}

fn flips(text: &str) -> Vec<PersonFlips> {
    engine(JUDGED).flip(&case(text, JUDGED), &Settings::default()).expect("flips")
}

/// The grades of each person and text; none where it is not shown.
type GradeSet = BTreeMap<(String, String, Option<String>), BTreeSet<String>>;

fn of(person: &str, charges: &[ChargeGrades]) -> GradeSet {
    let one = |charge: &ChargeGrades| {
        let grades = charge.grades.iter().map(|grade| grade.name.clone()).collect();
        ((person.to_owned(), charge.offence.to_string(), charge.text.clone()), grades)
    };
    charges.iter().map(one).collect()
}

fn analysed(text: &str) -> GradeSet {
    let analysis = analyse(text);
    let mut found = GradeSet::new();
    for person in &analysis.persons {
        for charge in &person.charges {
            let grades = charge.grades.iter().map(|grade| grade.name.clone()).collect();
            found.insert((person.id.clone(), charge.offence.to_string(), charge.text.clone()), grades);
        }
    }
    found
}

fn merged(all: &[GradeSet]) -> GradeSet {
    let keys: BTreeSet<_> = all.iter().flat_map(|grades| grades.keys().cloned()).collect();
    let none = BTreeSet::from(["none".to_owned()]);
    let of = |key: &_| all.iter().flat_map(|grades| grades.get(key).unwrap_or(&none).clone()).collect();
    keys.into_iter()
        .map(|key| {
            let grades = of(&key);
            (key, grades)
        })
        .collect()
}

/// Whether two cases come to the same for a person; what is absent is none.
fn same(one: &GradeSet, other: &GradeSet, person: &str) -> bool {
    let none = BTreeSet::from(["none".to_owned()]);
    let keys = one.keys().chain(other.keys()).filter(|key| key.0 == person);
    keys.into_iter().all(|key| one.get(key).unwrap_or(&none) == other.get(key).unwrap_or(&none))
}

/// Which open facts matter for a person to some grade: those of two completions that differ in it alone.
fn mattering(sketch: &Sketch, results: &[GradeSet], person: &str) -> usize {
    let mut sizes = Vec::new();
    sketch.text(&mut |fact| {
        sizes.push(fact.values.len());
        String::new()
    });
    let (mut stride, mut matter) = (1, 0);
    for size in sizes {
        let differs = (0..results.len()).any(|at| {
            let value = at / stride % size;
            (value + 1..size).any(|other| !same(&results[at], &results[at + (other - value) * stride], person))
        });
        matter += usize::from(differs);
        stride *= size;
    }
    matter
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_grades_and_the_facts_that_matter_are_those_of_the_completions(sketch in sketch(true)) {
        let count = sketch.completions();
        prop_assume!(count > 1 && count <= MOST);
        let results: Vec<GradeSet> = (0..count).map(|number| analysed(&sketch.completion(number))).collect();
        let possible = merged(&results);
        for person in gaps(&sketch.written()) {
            let exact = person.exact && person.undecided.is_empty();
            for (key, grades) in of(&person.id, &person.charges) {
                let none = BTreeSet::from(["none".to_owned()]);
                // Nothing possible is ever left out; nothing impossible is listed, unless it is said that it may be.
                prop_assert!(possible.get(&key).unwrap_or(&none).is_subset(&grades), "{:?} in {}", key, sketch.written());
                if !exact {
                    continue;
                }
                prop_assert_eq!(possible.get(&key).unwrap_or(&none), &grades, "{:?} in {}", key, sketch.written());
            }
            // Completions differ in what the file states; what it leaves out is left out in each of them.
            let stated = |fact: &str| {
                let key = fact.rsplit('.').next().unwrap_or(fact);
                !fact.starts_with("judgement.") && sketch.written().contains(&format!("{key} = "))
            };
            let listed = person.matter.iter().filter(|gap| stated(&gap.fact.fact)).count();
            let expected = mattering(&sketch, &results, &person.id);
            if !exact {
                prop_assert!(listed <= expected && expected <= listed + person.undecided.len());
                continue;
            }
            prop_assert_eq!(
                listed, expected, "{}: {:?}\n{}", person.id,
                person.matter.iter().map(|gap| &gap.fact.fact).collect::<Vec<_>>(), sketch.written()
            );
        }
    }

    #[test]
    fn a_flip_holds_when_the_file_says_so(sketch in sketch(false)) {
        let text = sketch.written();
        for person in flips(&text) {
            for charge in &person.charges {
                for flip in charge.flips.iter().take(3) {
                    let overrides: Option<Vec<Override>> = flip.changes.iter().map(|change| {
                        let value = match &change.to.value {
                            Plain::Span(value, _) => value.clone(),
                            Plain::Names(names) if !names[0].contains('+') => names[0].clone(),
                            Plain::Names(_) => return None,
                        };
                        Some(Override { path: change.fact.fact.clone(), value })
                    }).collect();
                    let Some(overrides) = overrides else { continue };
                    let mut sources = Sources::default();
                    let whole = format!("{text}\n[case]\nid = \"t\"\ntitle = \"t\"\n");
                    let source = sources.add("case.toml", whole);
                    // What no file can say, such as a value that contradicts the rest, cannot be tried.
                    let Ok(reading) = read(&mut sources, source, &engine(JUDGED).book.vocabulary, &overrides) else {
                        continue;
                    };
                    let settings = Settings { all: true, ..Settings::default() };
                    let again = engine(JUDGED).analyse(&reading.case, &settings).expect("an analysis");
                    let then = again.persons.iter().find(|one| one.id == person.id).expect("the person");
                    let then = then.charges.iter()
                        .find(|one| one.offence == charge.offence && one.text == charge.text)
                        .expect("the charge");
                    let grade = then.grade.as_ref().map(|grade| grade.name.as_str());
                    prop_assert_eq!(grade, Some(flip.grade.name.as_str()), "{:?}\n{}", overrides, text);
                }
            }
        }
    }
}
