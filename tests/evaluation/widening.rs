//! What is looked at with more left open contains what is looked at with less: on every case that is shipped, whichever
//! of its facts are opened, and whatever they then may be.

use std::sync::LazyLock;

use gravamen::case::facts::{Case, Entity, Value};
use gravamen::engine::Settings;
use gravamen::evaluate::{Outcome, Ranges, walk};
use gravamen::law::condition::{FactId, Options};
use gravamen::law::vocabulary::FactKind;
use gravamen::measure::{Assignment, Cache, Variable};
use gravamen::program::{NumberId, Program, TruthId};
use gravamen::range::{Number, Range};
use gravamen::settle::Search;
use gravamen::truth::Truth;
use proptest::prelude::*;
use proptest::sample::Index;

use super::support::{JUDGED, engine};
use crate::shipped;

/// Another value of a fact, and everything from the one to the other.
fn other(program: &Program, fact: FactId, now: &Value, drawn: u64) -> Option<Value> {
    let rule = &program.facts[fact.0 as usize];
    let index = |all: Options| all.iter().nth(drawn as usize % all.count().max(1) as usize);
    match (now, rule.kind) {
        (Value::Number(_), FactKind::Date) => None,
        (Value::Number(range), _) => {
            let most = (range.min.max(1) as u64).saturating_mul(3);
            Some(Value::Number(Range::point((drawn % most) as Number)))
        }
        (Value::Options(_), _) => Some(Value::Options(Options::one(index(rule.all)?))),
        (Value::Sets(sets), _) => Some(Value::Sets(vec![sets.first()?.with(Options::one(index(rule.all)?))])),
    }
}

fn outcome(cache: &Cache<'_>, assignment: &Assignment) -> (Outcome<Ranges>, bool) {
    let measures = cache.measure(assignment);
    let mut outcome = Outcome::default();
    walk::<Ranges>(&cache.program().steps, &measures.truths, &measures.numbers, &mut outcome);
    (outcome, measures.possible)
}

/// What is stated of a person and can be opened.
fn stated(case: &Case, person: usize) -> Vec<((Entity, FactId), Value)> {
    let own = case.stated.iter().filter(|((entity, _), _)| case.concerns(person, *entity));
    own.map(|(at, fact)| (*at, fact.value.clone())).collect()
}

fn within(inner: Truth, outer: Truth) -> bool {
    outer == Truth::Open || inner == outer
}

fn holds(case: &Case, person: usize, picks: &[(Index, u64)]) -> Result<(), TestCaseError> {
    let engine = engine(JUDGED);
    let program = &engine.program;
    let assignment = engine.assignment(&Settings::default()).expect("an assignment");
    let facts = stated(case, person);
    prop_assume!(!facts.is_empty());
    let cache = Cache::new(case, program, person, &assignment);
    let (mut narrow, mut wide) = (assignment.clone(), assignment);
    for (pick, drawn) in picks {
        let ((entity, fact), now) = pick.get(&facts);
        let Some(value) = other(program, *fact, now, *drawn) else { continue };
        let all = now.hull(&value).expect("values of one kind");
        let variable = Variable::Fact(*entity, *fact);
        (narrow, wide) = (narrow.with(&variable, value), wide.with(&variable, all));
    }
    let ((inner, possible), (outer, _)) = (outcome(&cache, &narrow), outcome(&cache, &wide));
    prop_assume!(possible);
    let opened = || format!("{}: {:?}", case.id, wide.narrowed);
    for at in 0..program.steps.truths {
        let id = TruthId(at);
        let (is, may) = (inner.truth(id), outer.truth(id));
        prop_assert!(within(is, may), "truth {at} is {is:?}, not {may:?}, in {}", opened());
    }
    for at in 0..program.steps.numbers {
        let (is, may) = (inner.number(NumberId(at)), outer.number(NumberId(at)));
        prop_assert!(may.hull(is) == may, "number {at} is {is:?}, not in {may:?}, in {}", opened());
    }
    // What is asked for grades alone gives the same grades as everything does.
    for assignment in [&narrow, &wide] {
        let alone = Search::of_grades(&cache).look(assignment.clone());
        let all = Search::of_grades(&cache).look_at_all(assignment.clone());
        prop_assert_eq!(alone.grades(), all.grades(), "{}", opened());
    }
    Ok(())
}

fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = crate::long::cases(usual.cases);
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 100_000, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_open_contains_what_it_may_be(
        case in any::<Index>(), person in any::<Index>(), picks in prop::collection::vec((any::<Index>(), any::<u64>()), 1..4),
    ) {
        static CASES: LazyLock<Vec<(String, Case)>> = LazyLock::new(shipped::cases);
        let (_, case) = case.get(&CASES);
        holds(case, person.index(case.persons.len()), &picks)?;
    }
}
