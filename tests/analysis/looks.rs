//! A look at grades asks only what these rest on, and of a cache of other assignments; the whole program, walked over what
//! was measured for that one assignment alone, says the same. And what is settled further never makes more possible.

use std::sync::LazyLock;

use gravamen::case::facts::{Case, Value};
use gravamen::engine::{Engine, Settings};
use gravamen::law::condition::{ChoiceId, Options};
use gravamen::measure::{Assignment, Cache, Variable};
use gravamen::program::Program;
use gravamen::range::{Number, Range};
use gravamen::settle::{self, GradeSet, Look, Search, extremes, parts};
use proptest::prelude::*;

use super::tiny::{TINY, contradicts, tiny};
use crate::evaluation::sketch::sketch;
use crate::evaluation::support::{JUDGED, case, engine};
use crate::shipped;

/// The decided cases and the drafts, each person of each.
static FILES: LazyLock<Vec<(String, Case, usize)>> = LazyLock::new(|| {
    let persons = |(name, case): (String, Case)| -> Vec<(String, Case, usize)> {
        (0..case.persons.len()).map(|person| (name.clone(), case.clone(), person)).collect()
    };
    shipped::cases().into_iter().flat_map(persons).collect()
});

/// How many assignments of one case are looked at.
const STEPS: usize = 12;

/// The sides of the numbers that are rolled.
const SIDES: usize = 10_000;

fn config(times: u32, share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = crate::long::cases((usual.cases * times / share).max(1));
    ProptestConfig { cases, failure_persistence: None, ..usual }
}

/// Numbers to choose by.
fn rolls() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..SIDES, 4 * STEPS + 2)
}

/// Rolled numbers, one after the other.
struct Dice<'r>(std::slice::Iter<'r, usize>);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        self.0.next().map_or(0, |rolled| rolled % sides.max(1))
    }

    fn one_of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.roll(all.len()))
    }
}

/// By nothing but the one evaluation, over what is measured for this assignment alone.
fn plainly(case: &Case, program: &Program, person: usize, assignment: &Assignment) -> Vec<GradeSet> {
    let cache = Cache::brief(case, program, person, assignment);
    let grades = settle::grades_of(program, &settle::evaluate(&cache, assignment).1);
    if cache.forbids(assignment) { vec![GradeSet::default(); grades.len()] } else { grades }
}

/// One of the parts of a value, or one of its ends, or any number in between.
fn some_of(program: &Program, variable: &Variable, value: &Value, dice: &mut Dice<'_>) -> Value {
    let mut all = parts(program, variable, value);
    all.extend(extremes(program, variable, value));
    if let Value::Number(range) = value {
        let wide = (range.max - range.min).min(SIDES as Number) as usize;
        all.push(Value::Number(Range::point(range.min + dice.roll(wide + 1) as Number)));
    }
    dice.one_of(&all).cloned().unwrap_or_else(|| value.clone())
}

/// Whether everything that is possible in one assignment is so in another.
fn within(inner: &[GradeSet], outer: &[GradeSet]) -> bool {
    inner.iter().zip(outer).all(|(inner, outer)| inner.0 & !outer.0 == 0)
}

/// From one assignment to the next: an open fact or reading is narrowed, a reading opened or moved, or something given back.
fn next(program: &Program, look: &Look, start: &Assignment, dice: &mut Dice<'_>) -> (Assignment, bool) {
    let choice = |dice: &mut Dice<'_>| {
        let choice = dice.roll(program.choices.len());
        let all = Options::first(program.choices[choice]);
        let one = Options::one(dice.roll(program.choices[choice]));
        (Variable::Choice(ChoiceId(choice as u16)), Value::Options(if dice.roll(4) == 0 { one } else { all }))
    };
    match dice.roll(8) {
        0 if !program.choices.is_empty() => {
            let (variable, value) = choice(dice);
            (look.assignment.with(&variable, value), false)
        }
        1 => {
            let mut assignment = look.assignment.clone();
            let narrowed: Vec<Variable> = assignment.narrowed.keys().cloned().collect();
            match dice.one_of(&narrowed) {
                Some(variable) => assignment.narrowed.remove(variable),
                None => None,
            };
            (assignment, false)
        }
        2 => (start.clone(), false),
        _ => match dice.one_of(look.opened()) {
            Some((variable, value)) => (look.assignment.with(variable, some_of(program, variable, value, dice)), true),
            None => (start.clone(), false),
        },
    }
}

/// Looks at one assignment after another.
fn compare(engine: &Engine, case: &Case, person: usize, rolled: &[usize], text: &str) -> Result<(), TestCaseError> {
    let mut dice = Dice(rolled.iter());
    let settings = Settings { only_proven: dice.roll(4) == 0, strict: dice.roll(6) == 0, ..Settings::default() };
    let start = engine.assignment(&settings).expect("an assignment");
    let program = &engine.program;
    let cache = Cache::new(case, program, person, &start);
    let alone = Search::of_grades(&cache);
    let concerned = settle::concerned(&cache, &start);
    let of_concerned = Cache::new(case, &concerned, person, &start);
    let concerned = Search::of_grades(&of_concerned);
    let mut assignment = start.clone();
    let mut before: Option<Vec<GradeSet>> = None;
    for _ in 0..STEPS {
        let plain = plainly(case, program, person, &assignment);
        let look = alone.look(assignment.clone());
        let whole = alone.look_at_all(assignment.clone());
        let told = || format!("person {person} with {:?} and {:?} in {text}", assignment.choices, assignment.narrowed);
        prop_assert_eq!(look.grades(), &plain, "what grades rest on: {}", told());
        prop_assert_eq!(whole.grades(), &plain, "the whole, of the same cache: {}", told());
        prop_assert_eq!(look.possible, whole.possible);
        prop_assert_eq!(
            concerned.look(assignment.clone()).grades().to_vec(),
            plain.clone(),
            "what concerns the case: {}",
            told()
        );
        prop_assert_eq!(&settle::grades_at_most(&Cache::new(case, program, person, &assignment), &assignment), &plain);
        // A judgement that is taken to be made answers what nothing may raise any more once more is known.
        let judged = assignment.narrowed.keys().any(|variable| matches!(variable, Variable::Judgement { .. }));
        if let Some(before) = before.filter(|_| !judged) {
            prop_assert!(within(&plain, &before), "{:?} after {:?}: {}", plain, before, told());
        }
        // What a look at grades does not list as open cannot move them, unless by what it leaves of a number that is
        // listed: no part exceeds its whole.
        let known = |variable: &Variable| look.opened().iter().any(|(known, _)| known == variable);
        let others: Vec<&(Variable, Value)> = whole.opened().iter().filter(|(variable, _)| !known(variable)).collect();
        prop_assert!(look.opened().iter().all(|one| whole.opened().contains(one)), "{}", told());
        if let Some((variable, value)) = dice.one_of(&others) {
            let narrowed = assignment.with(variable, some_of(program, variable, value, &mut dice));
            let grades = plainly(case, program, person, &narrowed);
            if alone.look(narrowed).opened() == look.opened() {
                prop_assert_eq!(grades, plain.clone(), "{:?} moves what did not ask for it: {}", variable, told());
            }
        }
        let (then, narrower) = next(program, &whole, &start, &mut dice);
        before = narrower.then_some(plain);
        assignment = then;
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(4, 1))]

    #[test]
    fn looks_at_small_cases_are_those_of_the_whole_walk(tiny in tiny(true), rolled in rolls()) {
        // No file that contradicts itself is read.
        prop_assume!(!contradicts(&tiny.case));
        compare(&TINY, &tiny.case, 0, &rolled, &tiny.text)?;
    }
}

proptest! {
    #![proptest_config(config(1, 1))]

    #[test]
    fn looks_at_generated_cases_are_those_of_the_whole_walk(sketch in sketch(true), rolled in rolls()) {
        let text = sketch.written();
        let case = case(&text, JUDGED);
        compare(engine(JUDGED), &case, rolled[0] % case.persons.len(), &rolled, &text)?;
    }

    #[test]
    fn looks_at_the_cases_that_are_shipped_are_those_of_the_whole_walk(at in 0..SIDES, rolled in rolls()) {
        let (name, case, person) = &FILES[at % FILES.len()];
        compare(engine(JUDGED), case, *person, &rolled, name)?;
    }
}
