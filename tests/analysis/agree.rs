//! What could change a result is one list: on generated cases, no two commands disagree about it.

use std::collections::BTreeSet;

use gravamen::analysis::gaps::PersonGaps;
use gravamen::engine::Settings;
use gravamen::explain::findings::{Kind, PersonFindings};
use proptest::prelude::*;

use crate::evaluation::sketch::sketch;
use crate::evaluation::support::{JUDGED, analyse, case, engine};

fn config() -> ProptestConfig {
    const SHARE: u32 = 8;
    let usual = ProptestConfig::default();
    ProptestConfig { cases: (usual.cases / SHARE).max(1), failure_persistence: None, ..usual }
}

/// The open facts that decide a grade, as the analysis names them.
fn deciding(person: &PersonFindings) -> BTreeSet<&str> {
    let each = person.charges.iter().flat_map(|charge| &charge.could_change.each);
    let open = each.filter(|one| matches!(one.kind, Kind::Unknown | Kind::Judgement) && !one.grades.is_empty());
    open.map(|one| one.what.as_str()).collect()
}

fn mattering(person: &PersonGaps) -> BTreeSet<&str> {
    person.matter.iter().map(|gap| gap.fact.fact.as_str()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_two_commands_disagree_about_what_could_change_a_result(sketch in sketch(true)) {
        let text = sketch.written();
        let (settings, read) = (Settings::default(), case(&text, JUDGED));
        let analysis = analyse(&text);
        let gaps = engine(JUDGED).gaps(&read, &settings).expect("gaps");
        let flips = engine(JUDGED).flip(&read, &settings).expect("flips");
        for ((person, gaps), flips) in analysis.persons.iter().zip(&gaps).zip(&flips) {
            let open: BTreeSet<&str> = person.charges.iter().flat_map(|charge| &charge.open_facts)
                .filter(|open| person.charges.iter().any(|charge| open.would_decide.contains(&charge.offence)))
                .map(|open| open.fact.as_str())
                .collect();
            prop_assert_eq!(&deciding(person), &open, "the list and the open facts of {}: {}", person.id, text);
            prop_assert_eq!(&deciding(person), &mattering(gaps), "analyze and gaps of {}: {}", person.id, text);
            for charge in &person.charges {
                let of = gaps.charges.iter().find(|one| one.offence == charge.offence && one.text == charge.text);
                prop_assert_eq!(of.map(|one| &one.grades), Some(&charge.grades), "grades in gaps: {}", text);
                if let Some(same) = flips.charges.iter().find(|one| one.charged && one.offence == charge.offence && one.text == charge.text) {
                    prop_assert_eq!(&same.grade, &charge.grade, "the grade in flip: {}", text);
                }
            }
            let settled = person.charges.iter().all(|charge| charge.grade.is_some());
            let could = person.charges.iter().any(|charge| {
                let own = |one: &gravamen::explain::findings::MayChange| !one.grades.is_empty();
                charge.could_change.each.iter().any(own) || !charge.could_change.together.is_empty()
            });
            if !person.charges.is_empty() {
                prop_assert!(!flips.robustness.stands || settled && !could, "flip is surer than analyze: {}", text);
            }
            let readings: BTreeSet<String> = person.charges.iter()
                .flat_map(|charge| charge.choices_that_matter.iter().filter(|choice| choice.regrades))
                .map(|choice| format!("choice.{}", choice.name))
                .collect();
            let told: BTreeSet<String> = flips.robustness.readings.iter().map(|one| one.fact.fact.clone()).collect();
            prop_assert_eq!(readings, told, "the readings of {}: {}", person.id, text);
        }
    }
}
