//! On thousands of small cases, what gaps and flips say is what trying every completion, and every change, gives.

use std::collections::{BTreeMap, BTreeSet};

use gravamen::analysis::gaps::Answer;
use gravamen::analysis::{Plain, flip::Change};
use gravamen::case::facts::{Entity, Value};
use gravamen::engine::Settings;
use gravamen::law::condition::{FactId, Options};
use gravamen::law::vocabulary::FactKind;
use gravamen::range::{Number, Range};
use proptest::prelude::*;

use crate::long;

use super::tiny::{Chosen, Open, TINY, Tiny, bit, changed, grade, tiny};

/// The most completions that are tried of one case.
const MOST: usize = 96;

/// As many items as still change a grade, and some more.
pub const MOST_ITEMS: Number = 20;

/// The same of yuan.
pub const MOST_YUAN: Number = 13;

/// Eight times as many cases as usual, which is two thousand, where there is time: each is small.
fn config() -> ProptestConfig {
    const TIMES: u32 = 8;
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: long::cases(usual.cases * TIMES),
        failure_persistence: None,
        max_global_rejects: 500_000,
        ..usual
    }
}

/// The names that a case file has for a value of a list; `credit+phone` for contents.
pub fn names(open: &Open, value: &Value) -> Vec<String> {
    let vocabulary = &TINY.book.vocabulary;
    let all = vocabulary.value_names(vocabulary.fact(open.key.1).kind);
    let of = |set: &Options| set.iter().map(|index| all[index]).collect::<Vec<_>>().join("+");
    match value {
        Value::Number(_) => Vec::new(),
        Value::Options(options) => options.iter().map(|index| all[index].to_owned()).collect(),
        Value::Sets(sets) => sets.iter().map(of).collect(),
    }
}

/// A number as a case file has it, in base units.
pub fn base((_, fact): (Entity, FactId), written: &str) -> Number {
    let FactKind::Amount(unit) = TINY.book.vocabulary.fact(fact).kind else { panic!("an amount") };
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let scale = if unit.name() == "yuan" { 100 } else { 1 };
    let part: Number = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().expect("fen") };
    whole.parse::<Number>().expect("a number") * scale + part
}

/// Whether a value is one that an answer is about.
fn covers(answer: &Answer, open: &Open, value: &Value) -> bool {
    match (&answer.said.value, value) {
        (Plain::Span(min, max), Value::Number(number)) => {
            base(open.key, min) <= number.min && max.as_ref().is_none_or(|max| number.min <= base(open.key, max))
        }
        (Plain::Names(told), listed) => names(open, listed).iter().all(|name| told.contains(name)),
        _ => false,
    }
}

/// The facts of which two values lead to other grades in some completion of the others.
fn mattering<'a>(tiny: &'a Tiny, completions: &BTreeMap<Chosen, u16>) -> BTreeSet<&'a str> {
    let differs = |at: usize| {
        let mut of_others: BTreeMap<Chosen, u16> = BTreeMap::new();
        completions.iter().any(|(chosen, grade)| {
            let mut others = chosen.clone();
            others.remove(at);
            *of_others.entry(others).or_insert(*grade) != *grade
        })
    };
    tiny.open.iter().enumerate().filter(|(at, _)| differs(*at)).map(|(_, open)| open.path.as_str()).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn grades_facts_that_matter_and_answers_are_those_of_the_completions(tiny in tiny(true)) {
        prop_assume!((2..=MOST).contains(&tiny.count()));
        let completions = tiny.completions();
        // A file that contradicts itself has none; how parts overlap is no fact of the file, and can leave one open.
        prop_assume!(!completions.is_empty() && completions.values().all(|grade| grade.is_power_of_two()));
        let possible = completions.values().fold(0, |all, grade| all | grade);
        let found = TINY.gaps(&tiny.case, &Settings::default()).expect("gaps");
        let person = &found[0];
        prop_assert!(person.exact, "so small a case is tried to the end: {}", tiny.text);
        let told = person.charges.iter().flat_map(|charge| &charge.grades).fold(0, |all, grade| all | bit(&grade.name));
        prop_assert_eq!(if person.charges.is_empty() { 1 } else { told }, possible, "{}", tiny.text);
        let told: BTreeSet<&str> = person.matter.iter().map(|gap| gap.fact.fact.as_str()).collect();
        // Only beside two open amounts may it be said that something was not found out to the end: where these together
        // reach a threshold is a line, and no range of either lies on one side of it.
        let amounts = tiny.open.iter().filter(|open| open.values.len() > 1 && matches!(open.values[0], Value::Number(_)));
        let several_amounts = amounts.count() > 1;
        let undecided: BTreeSet<&str> = person.undecided.iter().map(|named| named.fact.as_str()).collect();
        prop_assert!(undecided.is_empty() || several_amounts, "{:?} in {}", undecided, tiny.text);
        prop_assert!(told.is_disjoint(&undecided));
        let mut expected = mattering(&tiny, &completions);
        expected.retain(|fact| !undecided.contains(fact));
        prop_assert_eq!(told, expected, "{}", tiny.text);
        for gap in &person.matter {
            let at = tiny.open.iter().position(|open| open.path == gap.fact.fact).expect("an open fact");
            let open = &tiny.open[at];
            for (position, value) in open.values.iter().enumerate() {
                let of_value = completions.iter().filter(|(chosen, _)| chosen[at] == position);
                let expected = of_value.fold(0, |all, (_, grade)| all | grade);
                let answers: Vec<&Answer> = gap.answers.iter().filter(|one| covers(one, open, value)).collect();
                if expected == 0 {
                    continue;
                }
                prop_assert_eq!(answers.len(), 1, "{} as {:?} in {}", open.path, value, tiny.text);
                let told = answers[0].charges[0].grades.iter().fold(0, |all, grade| all | bit(&grade.name));
                if !answers[0].exact {
                    // It is said that some may prove impossible; nothing possible is left out.
                    prop_assert!(several_amounts && told & expected == expected, "{} as {:?} in {}", open.path, value, tiny.text);
                    continue;
                }
                prop_assert_eq!(told, expected, "{} as {:?} in {}", open.path, value, tiny.text);
            }
        }
    }

    #[test]
    fn flips_of_one_fact_are_what_trying_every_value_gives(tiny in tiny(false)) {
        let Some(now) = grade(&tiny.case) else { return Err(TestCaseError::reject("a contradiction")) };
        prop_assume!(now.is_power_of_two());
        let found = TINY.flip(&tiny.case, &Settings::default()).expect("flips");
        for open in &tiny.open {
            let mut expected: BTreeSet<(u16, String)> = BTreeSet::new();
            // The grade that a value leads to, if it is another; of numbers only the nearest is told.
            let then = |value: Value| {
                let then = grade(&changed(&tiny.case, [(open.key, value)])).filter(|then| then.is_power_of_two());
                then.filter(|then| *then != now)
            };
            match &open.values[0] {
                Value::Number(own) => {
                    let least = if open.path.starts_with("dataset") && open.path.ends_with(".items") { 1 } else { 0 };
                    let scale = base(open.key, "1");
                    let most = if scale == 1 { MOST_ITEMS } else { MOST_YUAN };
                    let all = (least * scale..=most * scale).filter(|one| one % scale == 0 || one % scale == scale - 1);
                    let (down, up): (Vec<Number>, Vec<Number>) = all.filter(|one| *one != own.min).partition(|one| *one < own.min);
                    for side in [down.into_iter().rev().collect::<Vec<_>>(), up] {
                        let mut seen = BTreeSet::new();
                        for number in side {
                            if let Some(then) = then(Value::Number(Range::point(number))) && seen.insert(then) {
                                expected.insert((then, number.to_string()));
                            }
                        }
                    }
                }
                value => {
                    for other in others(open, value) {
                        if let Some(then) = then(other.clone()) {
                            expected.insert((then, names(open, &other).remove(0)));
                        }
                    }
                }
            }
            let alone = found[0].charges.iter().flat_map(|charge| &charge.flips)
                .filter(|flip| flip.changes.len() == 1 && flip.changes[0].fact.fact == open.path);
            let told: BTreeSet<(u16, String)> = alone
                .flat_map(|flip| values(open, &flip.changes[0]).into_iter().map(|value| (bit(&flip.grade.name), value)))
                .collect();
            prop_assert_eq!(told, expected, "{} in {}", open.path, tiny.text);
        }
    }
}

/// What a change leads to, each value by itself.
fn values(open: &Open, change: &Change) -> Vec<String> {
    match &change.to.value {
        Plain::Names(names) => names.clone(),
        Plain::Span(number, _) => vec![base(open.key, number).to_string()],
    }
}

/// The other values of a list; of contents, those with one kind more or less.
pub fn others(open: &Open, value: &Value) -> Vec<Value> {
    let rule = &TINY.program.facts[open.key.1.0 as usize];
    match value {
        Value::Options(now) => rule.all.without(*now).iter().map(|one| Value::Options(Options::one(one))).collect(),
        Value::Sets(now) => {
            let turned = |kind: usize| {
                let kind = Options::one(kind);
                if now[0].meet(kind).is_empty() { now[0].with(kind) } else { now[0].without(kind) }
            };
            let sets = rule.all.iter().map(turned).filter(|set| !set.is_empty());
            sets.map(|set| Value::Sets(vec![set])).collect()
        }
        Value::Number(_) => Vec::new(),
    }
}
