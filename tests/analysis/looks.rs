//! A look at grades asks only what these rest on, and of a memory of other worlds; the whole program, walked over what
//! was measured for that one world alone, says the same. And what is settled further never makes more possible.

use std::sync::LazyLock;

use gravamen::case::facts::{Case, Value};
use gravamen::engine::{Engine, Settings};
use gravamen::law::condition::{ChoiceId, Options};
use gravamen::measure::{Memory, Slot, World};
use gravamen::program::Program;
use gravamen::range::{Number, Range};
use gravamen::settle::{self, Grades, Look, Search, extremes, parts};
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

/// How many worlds of one case are looked at.
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

/// By nothing but the one evaluation, over what is measured for this world alone.
fn plainly(case: &Case, program: &Program, person: usize, world: &World) -> Vec<Grades> {
    let memory = Memory::brief(case, program, person, world);
    let grades = settle::grades_of(program, &settle::evaluate(&memory, world).1);
    if memory.forbids(world) { vec![Grades::default(); grades.len()] } else { grades }
}

/// One of the parts of a value, or one of its ends, or any number in between.
fn some_of(program: &Program, slot: &Slot, value: &Value, dice: &mut Dice<'_>) -> Value {
    let mut all = parts(program, slot, value);
    all.extend(extremes(program, slot, value));
    if let Value::Number(range) = value {
        let wide = (range.max - range.min).min(SIDES as Number) as usize;
        all.push(Value::Number(Range::point(range.min + dice.roll(wide + 1) as Number)));
    }
    dice.one_of(&all).cloned().unwrap_or_else(|| value.clone())
}

/// Whether everything that is possible in one world is so in another.
fn within(inner: &[Grades], outer: &[Grades]) -> bool {
    inner.iter().zip(outer).all(|(inner, outer)| inner.0 & !outer.0 == 0)
}

/// From one world to the next: an open fact or reading is narrowed, a reading opened or moved, or something given back.
fn next(program: &Program, look: &Look, start: &World, dice: &mut Dice<'_>) -> (World, bool) {
    let choice = |dice: &mut Dice<'_>| {
        let choice = dice.roll(program.choices.len());
        let all = Options::first(program.choices[choice]);
        let one = Options::one(dice.roll(program.choices[choice]));
        (Slot::Choice(ChoiceId(choice as u16)), Value::Options(if dice.roll(4) == 0 { one } else { all }))
    };
    match dice.roll(8) {
        0 if !program.choices.is_empty() => {
            let (slot, value) = choice(dice);
            (look.world.with(&slot, value), false)
        }
        1 => {
            let mut world = look.world.clone();
            let narrowed: Vec<Slot> = world.narrowed.keys().cloned().collect();
            match dice.one_of(&narrowed) {
                Some(slot) => world.narrowed.remove(slot),
                None => None,
            };
            (world, false)
        }
        2 => (start.clone(), false),
        _ => match dice.one_of(look.opened()) {
            Some((slot, value)) => (look.world.with(slot, some_of(program, slot, value, dice)), true),
            None => (start.clone(), false),
        },
    }
}

/// Looks at one world after another.
fn compare(engine: &Engine, case: &Case, person: usize, rolled: &[usize], text: &str) -> Result<(), TestCaseError> {
    let mut dice = Dice(rolled.iter());
    let settings = Settings { only_proven: dice.roll(4) == 0, strict: dice.roll(6) == 0, ..Settings::default() };
    let start = engine.world(&settings).expect("a world");
    let program = &engine.program;
    let memory = Memory::new(case, program, person, &start);
    let alone = Search::of_grades(&memory);
    let concerned = settle::concerned(&memory, &start);
    let of_concerned = Memory::new(case, &concerned, person, &start);
    let concerned = Search::of_grades(&of_concerned);
    let mut world = start.clone();
    let mut before: Option<Vec<Grades>> = None;
    for _ in 0..STEPS {
        let plain = plainly(case, program, person, &world);
        let look = alone.look(world.clone());
        let whole = alone.look_at_all(world.clone());
        let told = || format!("person {person} with {:?} and {:?} in {text}", world.choices, world.narrowed);
        prop_assert_eq!(look.grades(), &plain, "what grades rest on: {}", told());
        prop_assert_eq!(whole.grades(), &plain, "the whole, of the same memory: {}", told());
        prop_assert_eq!(look.possible, whole.possible);
        prop_assert_eq!(
            concerned.look(world.clone()).grades().to_vec(),
            plain.clone(),
            "what concerns the case: {}",
            told()
        );
        prop_assert_eq!(&settle::grades_at_most(&Memory::new(case, program, person, &world), &world), &plain);
        // A judgement that is taken to be made answers what nothing may raise any more once more is known.
        let judged = world.narrowed.keys().any(|slot| matches!(slot, Slot::Judgement { .. }));
        if let Some(before) = before.filter(|_| !judged) {
            prop_assert!(within(&plain, &before), "{:?} after {:?}: {}", plain, before, told());
        }
        // What a look at grades does not list as open cannot move them, unless by what it leaves of a number that is
        // listed: no part exceeds its whole.
        let known = |slot: &Slot| look.opened().iter().any(|(known, _)| known == slot);
        let others: Vec<&(Slot, Value)> = whole.opened().iter().filter(|(slot, _)| !known(slot)).collect();
        prop_assert!(look.opened().iter().all(|one| whole.opened().contains(one)), "{}", told());
        if let Some((slot, value)) = dice.one_of(&others) {
            let narrowed = world.with(slot, some_of(program, slot, value, &mut dice));
            let grades = plainly(case, program, person, &narrowed);
            if alone.look(narrowed).opened() == look.opened() {
                prop_assert_eq!(grades, plain.clone(), "{:?} moves what did not ask for it: {}", slot, told());
            }
        }
        let (then, narrower) = next(program, &whole, &start, &mut dice);
        before = narrower.then_some(plain);
        world = then;
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
