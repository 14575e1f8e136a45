//! Witnesses: the smallest case on which two laws differ, held to trying every small case.

use gravamen::engine::{Engine, Laws, embedded_law};
use gravamen::measure::World;
use gravamen::place::Place;
use gravamen::quantity::Ratio;
use gravamen::span::Sources;
use gravamen::study::Side;
use gravamen::study::scale::Scale;
use gravamen::study::verdict;
use gravamen::study::witness::{Search, Shape, Wanted, blank, search};

use super::{side, world};
use crate::evaluation::support::{JUDGED, case, engine};

const ONE: Shape = Shape { acts: 1, datasets: 1 };

fn found(sides: [Side<'_>; 2], amounts: usize, most: usize) -> Search {
    let scale = Scale::of(sides.into_iter());
    let wanted = Wanted { offence: None, level: None, all_kinds: false, amounts, most };
    search(&case(&blank(sides, ONE), JUDGED), sides, &scale, &wanted)
}

fn with_threshold(place: &str, value: i128) -> Engine {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law(), &mut sources);
    let place = Place::parse(place).expect("a place");
    let laws = laws.with_threshold(&place, Ratio::from_integer(value)).expect("a figure to replace");
    Engine::new(laws.book(&sources, JUDGED).expect("a law").0).expect("a program")
}

/// The levels of a case under both laws.
fn levels(text: &str, sides: [Side<'_>; 2]) -> [(usize, usize); 2] {
    let scale = Scale::of(sides.into_iter());
    let case = case(text, JUDGED);
    sides.map(|side| {
        let standing = scale.standing(&side, &verdict(&case, &side, 0), None);
        (standing.least, standing.most)
    })
}

#[test]
fn a_law_and_itself_have_no_witness_and_the_search_ends() {
    let engine = engine(JUDGED);
    let world: World = world(engine, &[]);
    let found = found([side(engine, &world), side(engine, &world)], 1, 1_000);
    assert!(found.exhausted && found.witnesses.is_empty());
}

#[test]
fn a_lower_threshold_is_told_by_the_smallest_number_that_reaches_it() {
    let (base, other) = (engine(JUDGED), with_threshold("fs-2017-10/5.1.3", 30));
    let (one, two) = (world(base, &[]), world(&other, &[]));
    let sides = [side(base, &one), side(&other, &two)];
    let found = found(sides, 1, 40_000);
    let text = &found.witnesses.first().expect("a witness").text;
    let [before, after] = levels(text, sides);
    assert!(before < after, "{text}");
    // From a position, half of 30 suffice, and half of 50 do not: 15 is the least that tells the two apart.
    let number: u32 =
        text.lines().find_map(|line| line.strip_prefix("items = ")).expect("items").parse().expect("a number");
    let recipients_of_one = |items: u32| {
        let smaller = text.replace(&format!("items = {number}"), &format!("items = {items}"));
        let [before, after] = levels(&smaller, sides);
        before != after
    };
    assert_eq!(number, 15, "{text}");
    assert!((1..number).all(|items| !recipients_of_one(items)), "{text}");
}

#[test]
fn what_is_found_holds_when_it_is_run_again() {
    let base = engine(JUDGED);
    for (name, option) in
        [("bio-tier", "t1"), ("serious-first", "serious_first"), ("id-addr", "t2"), ("track-trip", "t1")]
    {
        let (one, two) = (world(base, &[]), world(base, &[(name, option)]));
        let sides = [side(base, &one), side(base, &two)];
        let found = found(sides, 1, 60_000);
        let witness = found.witnesses.first().unwrap_or_else(|| panic!("{name}={option}: no witness"));
        let [before, after] = levels(&witness.text, sides);
        assert_ne!(before, after, "{name}={option}: {}", witness.text);
        assert_eq!(
            (before, after),
            ((witness.before.least, witness.before.most), (witness.after.least, witness.after.most))
        );
    }
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let base = engine(JUDGED);
    let (one, two) = (world(base, &[]), world(base, &[("bio-tier", "t1")]));
    let found = found([side(base, &one), side(base, &two)], 1, 3);
    assert!(!found.exhausted && found.witnesses.is_empty() && found.looked == 3);
}
