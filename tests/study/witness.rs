//! Witnesses: the smallest case on which two laws differ, held to trying every small case.

use gravamen::engine::{Engine, Laws, embedded_law};
use gravamen::measure::Assignment;
use gravamen::place::Place;
use gravamen::quantity::Ratio;
use gravamen::span::Sources;
use gravamen::study::Side;
use gravamen::study::scale::Scale;
use gravamen::study::standing;
use gravamen::study::witness::{Kind, Search, Shape, Wanted, blank, search};

use super::{assignment, side};
use crate::evaluation::support::{JUDGED, case, engine, rewritten};

const ONE: Shape = Shape { acts: 1, datasets: 1, consequence: false };

fn found(sides: [Side<'_>; 2], amounts: usize, most: usize) -> Search {
    found_in(ONE, sides, amounts, most)
}

fn found_in(shape: Shape, sides: [Side<'_>; 2], amounts: usize, most: usize) -> Search {
    let scale = Scale::of(sides.into_iter());
    let wanted = Wanted { offence: None, level: None, all_kinds: false, amounts, most, known: Vec::new() };
    search(&case(&blank(sides, shape), JUDGED), sides, &scale, &wanted)
}

fn with_threshold(place: &str, value: i128) -> Engine {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law(), &mut sources);
    let place = Place::parse(place).expect("a place");
    let laws = laws.with_threshold(&sources, &place, Ratio::from_integer(value)).expect("a figure to replace");
    Engine::new(laws.book(&sources, JUDGED).expect("a law").0).expect("a program")
}

/// The levels of a case under both laws.
fn levels(text: &str, sides: [Side<'_>; 2]) -> [(usize, usize); 2] {
    let scale = Scale::of(sides.into_iter());
    let case = case(text, JUDGED);
    sides.map(|side| {
        let standing = standing(&case, &side, 0, &scale, None);
        (standing.least, standing.most)
    })
}

#[test]
fn a_law_and_itself_have_no_witness_and_the_search_ends() {
    let engine = engine(JUDGED);
    let assignment: Assignment = assignment(engine, &[]);
    let found = found([side(engine, &assignment), side(engine, &assignment)], 1, 1_000);
    assert!(found.exhausted && found.witnesses.is_empty());
}

#[test]
fn a_lower_threshold_is_told_by_the_smallest_number_that_reaches_it() {
    let (base, other) = (engine(JUDGED), with_threshold("fs-2017-10/5.1.3", 30));
    let (one, two) = (assignment(base, &[]), assignment(&other, &[]));
    let sides = [side(base, &one), side(&other, &two)];
    let found = found(sides, 1, 40_000);
    let text = &found.witnesses.first().expect("a witness").text;
    let [before, after] = levels(text, sides);
    assert!(before < after, "{text}");
    // Of a theft, which states the fewest facts, 30 is the least that tells the two apart; from a position half of it would.
    let number: u32 =
        text.lines().find_map(|line| line.strip_prefix("items = ")).expect("items").parse().expect("a number");
    let recipients_of_one = |items: u32| {
        let smaller = text.replace(&format!("items = {number}"), &format!("items = {items}"));
        let [before, after] = levels(&smaller, sides);
        before != after
    };
    assert_eq!(number, 30, "{text}");
    assert!((1..number).all(|items| !recipients_of_one(items)), "{text}");
    let position = "does = \"provide\"\nobtained_in = \"service\"\ngains = 0";
    let provided = |items: u32| {
        let theft = text.replace(&format!("items = {number}"), &format!("items = {items}"));
        let [before, after] = levels(&theft.replace("does = \"steal\"", position), sides);
        before != after
    };
    assert!(text.contains("does = \"steal\"") && !provided(14) && provided(15) && !provided(25), "{text}");
}

#[test]
fn what_is_found_holds_when_it_is_run_again() {
    let base = engine(JUDGED);
    for (name, option) in
        [("bio-tier", "t1"), ("serious-first", "serious_first"), ("id-addr", "t2"), ("track-trip", "t1")]
    {
        let (one, two) = (assignment(base, &[]), assignment(base, &[(name, option)]));
        let sides = [side(base, &one), side(base, &two)];
        // What a result alone brings takes a consequence.
        let shape = Shape { consequence: name == "serious-first", ..ONE };
        let found = found_in(shape, sides, 1, 60_000);
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
fn information_of_the_dead_tells_two_readings_apart() {
    let base = engine(JUDGED);
    let (one, two) = (assignment(base, &[]), assignment(base, &[("citizen", "dead_too")]));
    let sides = [side(base, &one), side(base, &two)];
    let found = found(sides, 1, 60_000);
    let text = &found.witnesses.first().expect("a witness").text;
    // All of it, by its subjects or by their share.
    assert!(text.contains("deceased"), "{text}");
    let [before, after] = levels(text, sides);
    assert!(before < after, "{text}");
}

#[test]
fn a_reading_of_what_a_quantity_adds_up_is_a_difference() {
    let law = rewritten(
        JUDGED,
        "sum of received\n            less cost where reading gains in",
        "sum of received where reading gains in { gross, net_of_purchase }\n            less cost where reading gains in",
    );
    let (one, two) = (assignment(&law, &[]), assignment(&law, &[("gains", "net_all")]));
    let sides = [side(&law, &one), side(&law, &two)];
    let found = found(sides, 1, 20_000);
    let text = &found.witnesses.first().expect("a witness").text;
    let [before, after] = levels(text, sides);
    assert!(after < before, "nothing is added up under the second reading: {text}");
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let base = engine(JUDGED);
    let (one, two) = (assignment(base, &[]), assignment(base, &[("bio-tier", "t1")]));
    let found = found([side(base, &one), side(base, &two)], 1, 3);
    assert!(!found.exhausted && found.witnesses.is_empty() && found.looked == 3);
}

/// The numbers that a witness states.
fn amounts(text: &str) -> Vec<(String, u64)> {
    let stated = text.lines().filter_map(|line| Some((line, line.split_once(" = ")?.1.parse().ok()?)));
    stated.map(|(line, amount)| (line.to_owned(), amount)).collect()
}

#[test]
fn two_classes_in_large_numbers_are_found_and_none_of_them_can_be_lowered() {
    let base = engine(JUDGED);
    let (one, two) = (assignment(base, &[]), assignment(base, &[("agg-10x", "strict")]));
    let sides = [side(base, &one), side(base, &two)];
    let scale = Scale::of(sides.into_iter());
    let wanted = Wanted { offence: None, level: None, all_kinds: false, amounts: 2, most: 12_000, known: Vec::new() };
    let shape = Shape { acts: 2, datasets: 2, consequence: false };
    let found = search(&case(&blank(sides, shape), JUDGED), sides, &scale, &wanted);
    let text = &found.witnesses.first().expect("a witness").text;
    let [before, after] = levels(text, sides);
    assert!(after < before, "{text}");
    let stated = amounts(text);
    assert!(text.matches("\nitems = ").count() == 2 && stated.iter().any(|(_, amount)| *amount > 1_000), "{text}");
    for (line, amount) in stated.into_iter().filter(|(_, amount)| *amount > 1) {
        let (name, _) = line.split_once(" = ").expect("a key");
        let lower = text.replacen(&line, &format!("{name} = {}", amount - 1), 1);
        let [before, after] = levels(&lower, sides);
        assert!(before == after, "{line} can be lowered: {text}");
    }
}

#[test]
fn what_is_known_is_not_looked_for_again() {
    let (base, other) = (engine(JUDGED), with_threshold("fs-2017-10/5.1.3", 30));
    let (one, two) = (assignment(base, &[]), assignment(&other, &[]));
    let sides = [side(base, &one), side(&other, &two)];
    let scale = Scale::of(sides.into_iter());
    let case = case(&blank(sides, ONE), JUDGED);
    let look = |known: Vec<Kind>| {
        let wanted = Wanted { offence: None, level: None, all_kinds: true, amounts: 1, most: 20_000, known };
        let found = search(&case, sides, &scale, &wanted).witnesses;
        found.iter().filter_map(|one| Kind::of(&one.before, &one.after)).collect::<Vec<Kind>>()
    };
    let kinds = look(Vec::new());
    assert!(!kinds.is_empty());
    assert!(look(kinds.clone()).iter().all(|kind| !kinds.contains(kind)));
}
