//! What could change a result, on small cases whose every completion is tried: where nothing could, nothing does, and what
//! is named as able to does so in some completion. What only open facts decide is held to it by `brute` and `completions`.

use std::collections::{BTreeMap, BTreeSet};

use gravamen::case::facts::{Case, Standing};
use gravamen::engine::Settings;
use gravamen::explain::findings::CouldChange;
use proptest::prelude::*;

use super::tiny::{Chosen, TINY, Tiny, bit, tiny, written};

/// The most completions that are tried for one case.
const MOST: usize = 400;

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_global_rejects: 500_000, ..ProptestConfig::default() }
}

/// Whether an open fact is disputed, by its position: every third stays open.
fn in_dispute(position: usize) -> bool {
    !position.is_multiple_of(3)
}

/// The case with each open fact disputed, the other side saying everything else that it may be; some stay open.
fn disputed(tiny: &Tiny) -> Case {
    let mut case = tiny.case.clone();
    for (position, open) in tiny.open.iter().enumerate().filter(|(_, open)| open.values.len() > 1) {
        if !in_dispute(position) {
            continue;
        }
        let fact = case.stated.get_mut(&open.key).expect("a stated fact");
        fact.value = open.values[0].clone();
        fact.standing = Standing::Disputed;
        fact.defence = Some(written(&open.values));
    }
    case
}

/// What could change the result of the only charge, and the grades still possible; `None` where there is no charge.
fn analysed(case: &Case) -> Option<(CouldChange, u16)> {
    let analysis = TINY.analyse(case, &Settings::default()).expect("an analysis");
    let charge = analysis.persons[0].charges.first()?.clone();
    let grades = charge.grades.iter().map(|grade| bit(&grade.name)).fold(0, |all, one| all | one);
    Some((charge.could_change, grades))
}

/// Whether a fact changes a grade: two completions that differ in it alone have other grades, or, of what bounds other
/// facts, some grade is possible that is not while everything disputed is as stated.
fn decides(tiny: &Tiny, grades: &BTreeMap<Chosen, u16>, path: &str) -> bool {
    let at = tiny.open.iter().position(|open| open.path == path).expect("a fact of the case");
    let mut known: BTreeMap<Chosen, BTreeSet<u16>> = BTreeMap::new();
    for (chosen, grade) in grades {
        let mut rest = chosen.clone();
        rest.remove(at);
        known.entry(rest).or_default().insert(*grade);
    }
    let as_stated = |but: Option<usize>| {
        let stated = |chosen: &Chosen| {
            let mut each = chosen.iter().enumerate();
            each.all(|(position, value)| *value == 0 || !in_dispute(position) || but == Some(position))
        };
        grades.iter().filter(|(chosen, _)| stated(chosen)).fold(0, |all, (_, grade)| all | grade)
    };
    known.values().any(|grades| grades.len() > 1) || as_stated(Some(at)) & !as_stated(None) != 0
}

fn bits(could: &CouldChange) -> u16 {
    let each = could.each.iter().flat_map(|one| &one.grades).chain(&could.together);
    each.map(|grade| bit(&grade.name)).fold(0, |all, one| all | one)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_could_change_a_result_is_named_and_nothing_else(tiny in tiny(true)) {
        prop_assume!(tiny.count() <= MOST);
        let case = disputed(&tiny);
        let completions = tiny.completions();
        let as_stated = tiny.open.iter().map(|_| 0).collect::<Chosen>();
        prop_assume!(completions.contains_key(&as_stated));
        let Some((could, now)) = analysed(&case) else { return Ok(()) };
        let all = completions.values().fold(0, |all, one| all | one);
        if could.nothing() {
            prop_assert_eq!(all & !now, 0, "nothing could change {:b} in {}", now, tiny.text);
        }
        if could.searched {
            prop_assert_eq!(all & !(now | bits(&could)), 0, "grades that nothing names in {}", tiny.text);
        }
        let doubted = could.each.iter().filter(|one| one.is_doubted() && !one.grades.is_empty());
        for one in doubted.filter(|one| tiny.open.iter().any(|open| open.path == one.what)) {
            prop_assert!(decides(&tiny, &completions, &one.what), "{} changes nothing: {:?} in {}", one.what, could, tiny.text);
        }
    }
}
