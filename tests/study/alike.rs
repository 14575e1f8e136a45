//! Cases that are alike but for numbers: taken together, each line is what it is by itself.

use gravamen::case::certainty::At;
use gravamen::case::facts::{Case, Value};
use gravamen::evaluate::LANES;
use gravamen::quantity::Ratio;
use gravamen::range::{Number, Range};
use gravamen::study::alike::Alike;
use gravamen::study::tidy::lines;
use proptest::prelude::*;

use super::{assignment, side};
use crate::evaluation::support::{JUDGED, case, engine};

/// A case with so many items of two kinds, and so much money.
fn file(conduct: &str, items: [Number; 2], gains: Number) -> Case {
    let [credit, phone] = items;
    let text = format!(
        r#"
        [case]
        id = "c"
        judged = 2023-06-01
        [[person]]
        id = "p"
        [[dataset]]
        id = "a"
        contains = ["credit"]
        items = {credit}
        [[dataset]]
        id = "b"
        contains = ["phone"]
        items = {phone}
        [[act]]
        id = "act"
        by = ["p"]
        {conduct}
        on = 2023-03-01
        dataset = ["a", "b"]
        purpose = "resale"
        gains = {gains}"#
    );
    case(&text, JUDGED)
}

const CONDUCT: [&str; 5] = [
    "does = \"sell\"\nobtained_in = \"none\"",
    "does = \"sell\"\nobtained_in = \"duty\"",
    "does = \"sell\"\nobtained_in = \"none\"\nrecipients = 3",
    "does = \"purchase\"\nobtained_in = \"none\"",
    "does = \"steal\"\nobtained_in = \"none\"",
];

/// The numbers of a case, in the order of its tables.
fn numbers(case: &Case) -> Vec<At> {
    let law = &engine(JUDGED).book.vocabulary;
    let is = |at: &&At| matches!(law.fact(at.1).name.as_str(), "items" | "received");
    case.stated
        .iter()
        .filter(|(_, fact)| matches!(fact.value, Value::Number(_)))
        .map(|(at, _)| at)
        .filter(is)
        .copied()
        .collect()
}

/// About a threshold, or anything.
fn number(threshold: Number) -> impl Strategy<Value = Number> {
    let about = prop::sample::select(vec![1, 5, 10, 50, 100]);
    prop_oneof![
        (about, -2..3_i128).prop_map(move |(times, off)| (threshold * times / 10 + off).max(1)),
        1..1_000_000_i128,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn together_is_as_alone(
        conduct in 0..CONDUCT.len(),
        rows in prop::collection::vec((number(50), number(5000), number(5000)), 1..LANES),
    ) {
        let engine = engine(JUDGED);
        let assignment = assignment(engine, &[]);
        let side = side(engine, &assignment);
        let cases: Vec<Case> =
            rows.iter().map(|(credit, phone, gains)| file(CONDUCT[conduct], [*credit, *phone], *gains)).collect();
        let vary = numbers(&cases[0]);
        prop_assert_eq!(vary.len(), 3);
        let alike = Alike::of(&cases[0], &side, 0, &vary, None).expect("plain cases are taken together");
        let of = |case: &Case, at: &At| match case.stated[at].value {
            Value::Number(range) => range.settled().and_then(|number| i64::try_from(number).ok()).expect("a number"),
            _ => unreachable!("a number"),
        };
        let column = |at: &At| std::array::from_fn(|lane| cases.get(lane).map_or(1, |case| of(case, at)));
        let walked = alike.walk(&vary.iter().map(column).collect::<Vec<_>>());
        for (lane, (case, pattern)) in cases.iter().zip(walked.patterns()).enumerate() {
            let (alone, together) = (lines(case, &side, 0, None), alike.lines(&side, pattern, None));
            prop_assert_eq!(alone.len(), together.len());
            for (alone, together) in alone.iter().zip(&together) {
                prop_assert_eq!((&alone.offence, &alone.text), (&together.offence, &together.text));
                prop_assert_eq!((alone.status, alone.least, alone.most), (together.status, together.least, together.most));
                prop_assert_eq!((alone.exact, &alone.band, &alone.track), (true, &together.band, &together.track));
                for (one, other) in alone.grounds.iter().zip(&together.grounds) {
                    prop_assert_eq!((&one.place, one.status), (&other.place, other.status));
                    match alike.varying(&side, together, &one.place) {
                        Some(at) => {
                            let number = walked.number(at).expect("it varies")[lane];
                            let degree = Ratio::new(number.into(), alike.denominator());
                            prop_assert_eq!(one.degree, Some((degree, Some(degree))));
                        }
                        None => prop_assert_eq!(one.degree, other.degree),
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_open_is_left_to_the_search() {
    let engine = engine(JUDGED);
    let assignment = assignment(engine, &[]);
    let side = side(engine, &assignment);
    // Whether the position gave access is not known: half of a threshold may do.
    let open = file("does = \"sell\"\nobtained_in = \"unknown\"", [30, 100], 100);
    assert!(Alike::of(&open, &side, 0, &numbers(&open), None).is_none());
    // What repeats others comes off the items.
    let mut tied = file(CONDUCT[0], [30, 100], 100);
    let items = numbers(&tied)[0];
    let duplicates = engine.program.keys.duplicates.expect("the vocabulary has duplicates");
    let fact = tied.stated[&items].clone();
    tied.stated
        .insert((items.0, duplicates), gravamen::case::facts::Fact { value: Value::Number(Range::point(3)), ..fact });
    assert!(Alike::of(&tied, &side, 0, &numbers(&tied), None).is_none());
}
