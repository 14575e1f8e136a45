//! Changes of fact where others stay open: what is told holds whatever these turn out to be, and nothing is missing.

use std::collections::BTreeSet;

use gravamen::analysis::Plain;
use gravamen::analysis::flip::{Change, Flip, PersonFlips};
use gravamen::case::facts::{Case, Entity, Fact, Value};
use gravamen::engine::Settings;
use gravamen::law::condition::{FactId, Options};
use gravamen::law::vocabulary::FactKind;
use gravamen::measure::Variable;
use gravamen::range::{Number, Range};
use proptest::prelude::*;

use super::brute::{MOST_YUAN, base, names, others};
use super::tiny::{Open, TINY, Tiny, bit, contradicts, grade, tiny, written};

/// The most completions of what is open that are tried for one change.
const MOST: usize = 24;

/// As many items as still change a grade, with as many more as may come off.
const MOST_ITEMS: Number = 28;

/// Each case stands for every change of it, and every completion of that.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = crate::long::cases(usual.cases);
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 500_000, ..usual }
}

/// A fact by its key.
type Key = (Entity, FactId);

/// The grades of a case with these facts otherwise, over the completions of the rest; 0 where there is none. Once there
/// are two, no more are looked for.
fn after(tiny: &Tiny, changes: &[(Key, Value)]) -> u16 {
    let mut case = tiny.case.clone();
    for (key, value) in changes {
        state(&mut case, *key, value.clone());
    }
    let open = tiny.open.iter().filter(|open| open.values.len() > 1);
    let open: Vec<&Open> = open.filter(|open| changes.iter().all(|(key, _)| *key != open.key)).collect();
    completed(&mut case, &open, 0)
}

fn completed(case: &mut Case, open: &[&Open], found: u16) -> u16 {
    if contradicts(case) || found.count_ones() > 1 {
        return found;
    }
    let Some((first, rest)) = open.split_first() else { return found | grade(case).unwrap_or_default() };
    first.values.iter().fold(found, |found, value| {
        state(case, first.key, value.clone());
        let found = completed(case, rest, found);
        state(case, first.key, written(&first.values));
        found
    })
}

fn state(case: &mut Case, key: Key, value: Value) {
    let span = case.acts[0].span;
    case.stated.insert(key, Fact::shown(value, span));
}

fn settled(grades: u16) -> bool {
    grades.is_power_of_two()
}

/// The changes of one fact that are told, and those of several.
fn told(found: &PersonFlips) -> (Vec<&Flip>, Vec<&Flip>) {
    found.charges.iter().flat_map(|charge| &charge.flips).partition(|flip| flip.changes.len() == 1)
}

/// Every value that a change tells of; nothing for a day, which is not tried here.
fn values(change: &Change) -> Vec<(Key, Value)> {
    let Variable::Fact(entity, fact) = change.fact.variable else { return Vec::new() };
    let vocabulary = &TINY.book.vocabulary;
    let kind = vocabulary.fact(fact).kind;
    let all = vocabulary.value_names(kind);
    let one = |name: &str| all.iter().position(|known| *known == name).map(Options::one).expect("a value");
    let values: Vec<Value> = match (&change.to.value, kind) {
        (Plain::Names(names), FactKind::SetOf(_)) => {
            let set = |name: &String| name.split('+').map(one).fold(Options::default(), |all, one| all.with(one));
            names.iter().map(|name| Value::Sets(vec![set(name)])).collect()
        }
        (Plain::Names(names), _) => names.iter().map(|name| Value::Options(one(name))).collect(),
        (Plain::Span(number, _), FactKind::Amount(_)) => {
            vec![Value::Number(Range::point(base((entity, fact), number)))]
        }
        (Plain::Span(..), _) => Vec::new(),
    };
    values.into_iter().map(|value| ((entity, fact), value)).collect()
}

/// What a fact can be instead, as far as it is tried: numbers on either side, nearest first, or values one by one. Of
/// what may hold one thing or another nothing is told.
fn instead(open: &Open) -> Vec<Vec<Value>> {
    let numbers = |of: Vec<Number>| of.into_iter().map(|one| Value::Number(Range::point(one))).collect();
    match &open.values[0] {
        Value::Number(_) => {
            let (min, max) = ends(open);
            let least = if open.path.starts_with("dataset") && open.path.ends_with(".items") { 1 } else { 0 };
            let scale = base(open.key, "1");
            let most = if scale == 1 { MOST_ITEMS } else { MOST_YUAN };
            let all = (least * scale..=most * scale).filter(|one| one % scale == 0 || one % scale == scale - 1);
            let (down, up): (Vec<Number>, Vec<Number>) =
                all.filter(|one| *one < min || *one > max).partition(|one| *one < min);
            vec![numbers(down.into_iter().rev().collect()), numbers(up)]
        }
        Value::Options(_) => {
            let now = open.values.iter().fold(Options::default(), |all, one| match one {
                Value::Options(one) => all.with(*one),
                _ => all,
            });
            others(open, &Value::Options(now)).into_iter().map(|value| vec![value]).collect()
        }
        Value::Sets(_) if open.values.len() > 1 => Vec::new(),
        contents => others(open, contents).into_iter().map(|value| vec![value]).collect(),
    }
}

/// The least and the most that a number may be.
fn ends(open: &Open) -> (Number, Number) {
    let all = open.values.iter().filter_map(|value| match value {
        Value::Number(range) => Some(*range),
        _ => None,
    });
    let hull = all.reduce(Range::hull).expect("a number");
    (hull.min, hull.max)
}

fn as_told(open: &Open, value: &Value) -> String {
    match value {
        Value::Number(range) => range.min.to_string(),
        listed => names(open, listed).remove(0),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changes_beside_open_facts_hold_in_every_completion_and_none_is_missing(tiny in tiny(true)) {
        prop_assume!((2..=MOST).contains(&tiny.count()) && !contradicts(&tiny.case));
        let now = after(&tiny, &[]);
        prop_assume!(settled(now));
        let found = TINY.flip(&tiny.case, &Settings::default()).expect("flips");
        let (alone, pairs) = told(&found[0]);
        for flip in &alone {
            let to = bit(&flip.grade.name);
            prop_assert!(to != now, "{}", tiny.text);
            for (key, value) in values(&flip.changes[0]) {
                let then = after(&tiny, &[(key, value)]);
                prop_assert_eq!(then, to, "{} to {:?} in {}", flip.changes[0].fact.fact, flip.changes[0].to.value, tiny.text);
            }
        }
        for open in &tiny.open {
            let mut expected: BTreeSet<(u16, String)> = BTreeSet::new();
            for side in instead(open) {
                let mut seen = BTreeSet::new();
                for value in side {
                    let then = after(&tiny, &[(open.key, value.clone())]);
                    if settled(then) && then != now && seen.insert(then) {
                        expected.insert((then, as_told(open, &value)));
                    }
                }
            }
            let of_fact = alone.iter().filter(|flip| flip.changes[0].fact.fact == open.path);
            let told: BTreeSet<(u16, String)> = of_fact
                .flat_map(|flip| values(&flip.changes[0]).into_iter().map(|(_, value)| (bit(&flip.grade.name), as_told(open, &value))))
                .collect();
            prop_assert_eq!(told, expected, "{} in {}", open.path, tiny.text);
        }
        for flip in &pairs {
            let to = bit(&flip.grade.name);
            let each: Vec<Vec<(Key, Value)>> = flip.changes.iter().map(values).collect();
            let both: Vec<(Key, Value)> = each.iter().filter_map(|values| values.first().cloned()).collect();
            prop_assert_eq!(both.len(), 2, "days are not taken in pairs");
            let paths: Vec<(&str, &Plain)> = flip.changes.iter().map(|one| (one.fact.fact.as_str(), &one.to.value)).collect();
            prop_assert_eq!(after(&tiny, &both), to, "{:?} in {}", paths, tiny.text);
            for one in &both {
                prop_assert!(after(&tiny, std::slice::from_ref(one)) != to, "{:?}: {:?} alone, in {}", paths, one, tiny.text);
            }
        }
    }
}
