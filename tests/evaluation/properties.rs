//! What holds of every case: settled findings stay, what is said to be possible is possible, more is never less.

use std::collections::{BTreeMap, BTreeSet};

use gravamen::engine::Settings;
use gravamen::evaluate::{Outcome, Points, Ranges, walk};
use gravamen::explain::findings::{Analysis, Charge, GroundFinding};
use gravamen::measure::measure;
use gravamen::quantity::Ratio;
use gravamen::range::{Number, Range};
use gravamen::truth::Truth;
use proptest::prelude::*;

use super::sketch::{Fact, Sketch, sketch};
use super::support::{JUDGED, analyse, case, engine};

/// The most cases that an open one is filled in to.
const MOST: usize = 300;

fn config(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / share).max(1),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..usual
    }
}

/// What is found of an offence's text, by person.
type Charges<'a> = BTreeMap<(&'a str, Option<&'a str>), &'a Charge>;

fn charges(analysis: &Analysis) -> Charges<'_> {
    let all = analysis.persons.iter().flat_map(|person| person.charges.iter().map(move |charge| (person, charge)));
    all.map(|(person, charge)| ((person.id.as_str(), charge.text.as_deref()), charge)).collect()
}

/// The grades possible; none where the conduct is not there.
fn grades(charge: Option<&&Charge>) -> BTreeSet<String> {
    match charge {
        Some(charge) => charge.grades.iter().map(|grade| grade.name.clone()).collect(),
        None => BTreeSet::from(["none".to_owned()]),
    }
}

fn grounds(charge: &Charge) -> BTreeMap<String, &GroundFinding> {
    charge.grounds.iter().map(|ground| (ground.place.to_string(), ground)).collect()
}

/// A degree; one that is not shown is nothing, and a missing end is above every other.
fn degree(ground: Option<&&GroundFinding>) -> (Ratio, Option<Ratio>) {
    let nothing = Ratio::from_integer(0);
    ground.and_then(|ground| ground.degree).unwrap_or((nothing, Some(nothing)))
}

/// Whether everything that the first says is settled stays so in the second, which fills it in.
fn stays(open: &Analysis, filled: &Analysis) -> Result<(), TestCaseError> {
    let (before, after) = (charges(open), charges(filled));
    let none = BTreeMap::new();
    for who in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (was, is) = (before.get(who), after.get(who));
        prop_assert!(grades(is).is_subset(&grades(was)), "{who:?}: {:?} in {:?}", grades(is), grades(was));
        let grounds_were = was.map_or_else(|| none.clone(), |charge| grounds(charge));
        let grounds_are = is.map_or_else(|| none.clone(), |charge| grounds(charge));
        for place in grounds_were.keys().chain(grounds_are.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (grounds_were.get(place), grounds_are.get(place));
            let status = |ground: Option<&&GroundFinding>| ground.map_or(Truth::Excluded, |ground| ground.status);
            prop_assert!(
                status(was) == Truth::Open || status(was) == status(is),
                "{who:?} {place}: {:?} became {:?}",
                status(was),
                status(is)
            );
            let ((least, most), (lower, upper)) = (degree(was), degree(is));
            let within = least <= lower && most.is_none_or(|most| upper.is_some_and(|upper| upper <= most));
            prop_assert!(within, "{who:?} {place}: {lower}..{upper:?} is not in {least}..{most:?}");
        }
    }
    Ok(())
}

/// Everything about a charge that the order of entries must not change.
fn told(analysis: &Analysis) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    for ((person, text), charge) in charges(analysis) {
        told.insert(format!("{person} {text:?} {:?} {:?} {}", charge.status, grades(Some(&charge)), charge.exact));
        for (place, ground) in grounds(charge) {
            told.insert(format!("{person} {place} {:?} {:?} {:?}", ground.status, ground.degree, ground.compared));
        }
        told.extend(charge.open_facts.iter().map(|open| format!("{person} open {}", open.fact)));
        told.extend(
            charge
                .choices_that_matter
                .iter()
                .map(|choice| format!("{person} choice {} {:?}", choice.name, choice.grades)),
        );
        told.extend(charge.count.iter().map(|count| {
            let bodies: BTreeSet<&String> = count.datasets.iter().collect();
            format!("{person} {bodies:?} {} {:?}", count.class, count.items)
        }));
        told.insert(format!("{person} {:?}", charge.reachable));
    }
    told
}

fn numbers_up(fact: &Fact, by: i64) -> Option<String> {
    fact.written.parse::<i64>().ok().map(|number| (number + by).to_string())
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn what_is_settled_stays_however_the_rest_turns_out(sketch in sketch(true), seed in any::<prop::sample::Index>()) {
        let completion = sketch.completion(seed.index(sketch.completions()));
        stays(&analyse(&sketch.written()), &analyse(&completion))?;
    }

    #[test]
    fn two_runs_give_the_same_findings(sketch in sketch(true)) {
        let text = sketch.written();
        prop_assert_eq!(format!("{:?}", analyse(&text)), format!("{:?}", analyse(&text)));
    }

    #[test]
    fn the_order_of_entries_does_not_matter(sketch in sketch(true)) {
        let turned = sketch.ordered(&mut |fact| fact.written.clone(), |entries| entries.into_iter().rev().collect());
        prop_assert_eq!(told(&analyse(&sketch.written())), told(&analyse(&turned)), "{}", sketch.written());
    }

    #[test]
    fn more_items_or_gains_never_lower_the_grade(
        sketch in sketch(false),
        which in any::<prop::sample::Index>(),
        by in more(),
    ) {
        let mut numbers = 0;
        sketch.text(&mut |fact| {
            numbers += usize::from(numbers_up(fact, 0).is_some());
            String::new()
        });
        let chosen = which.index(numbers);
        let mut position = 0;
        let raised = sketch.text(&mut |fact| {
            let Some(more) = numbers_up(fact, by) else { return fact.written.clone() };
            position += 1;
            if position - 1 == chosen { more } else { fact.written.clone() }
        });
        // Where duplicates were raised instead, the grade may fall and nothing is asked.
        prop_assume!(duplicates(&raised) == duplicates(&sketch.written()));
        // Data raised above what they were made from are no case.
        prop_assume!(super::support::try_read(&raised, JUDGED).is_ok());
        let (before, after) = (analyse(&sketch.written()), analyse(&raised));
        let (before, after) = (charges(&before), charges(&after));
        for (who, was) in &before {
            let rank = |charge: Option<&&Charge>| {
                let rank = |name: &String| GRADES.iter().position(|known| known == name);
                let ranks: Vec<usize> = grades(charge).iter().filter_map(rank).collect();
                (ranks.iter().min().copied(), ranks.iter().max().copied())
            };
            let (was, is) = (rank(Some(was)), rank(after.get(who)));
            let told = format!("{who:?}: {was:?} fell to {is:?}\n{}\n{raised}", sketch.written());
            prop_assert!(was.0 <= is.0 && was.1 <= is.1, "{told}");
        }
    }

    #[test]
    fn points_and_ranges_agree_on_settled_cases(sketch in sketch(false)) {
        let engine = engine(JUDGED);
        let case = case(&sketch.written(), JUDGED);
        let assignment = engine.assignment(&Settings::default()).expect("an assignment");
        for person in 0..case.persons.len() {
            let measures = measure(&case, &engine.program, person, &assignment);
            // Parts that overlap leave a range even where everything is stated: take its least.
            let truths: Vec<bool> = measures.truths.iter().map(|truth| truth.certain()).collect();
            let numbers: Vec<Number> = measures.numbers.iter().map(|range| range.min).collect();
            agree(&truths, &numbers)?;
        }
    }

    #[test]
    fn points_and_ranges_agree_on_any_measures(seed in any::<u64>()) {
        let program = &engine(JUDGED).program;
        let mut state = seed;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let truths: Vec<bool> = program.questions.iter().map(|_| next(2) == 1).collect();
        let numbers: Vec<Number> = program.aggregates.iter().map(|_| Number::from(next(60_000))).collect();
        agree(&truths, &numbers)?;
        // Some of it open: what the open walk says covers what the settled one gives.
        let open: Vec<Truth> =
            truths.iter().map(|holds| if next(3) == 0 { Truth::Open } else { Truth::from(*holds) }).collect();
        let widened = |number: &Number| {
            let by = if next(3) == 0 { Number::from(next(900)) } else { 0 };
            Range::new((*number - by).max(0), *number + by)
        };
        let wide: Vec<Range> = numbers.iter().map(widened).collect();
        let (mut points, mut ranges) = (Outcome::<Points>::default(), Outcome::<Ranges>::default());
        walk::<Points>(&program.steps, &truths, &numbers, &mut points);
        walk::<Ranges>(&program.steps, &open, &wide, &mut ranges);
        for (point, range) in points.truths.iter().zip(&ranges.truths) {
            prop_assert!(*range == Truth::Open || *range == Truth::from(*point));
        }
        for (point, range) in points.numbers.iter().zip(&ranges.numbers) {
            prop_assert!(range.contains(*point), "{point} in {range:?}");
        }
    }
}

const GRADES: [&str; 3] = ["none", "serious", "especially_serious"];

/// What a text says of duplicates.
fn duplicates(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split("duplicates = ").nth(1)).collect()
}

/// Every case that an open one can become, analysed.
fn completed(sketch: &Sketch) -> Vec<Analysis> {
    (0..sketch.completions()).map(|number| analyse(&sketch.completion(number))).collect()
}

fn more() -> impl Strategy<Value = i64> {
    prop::sample::select(vec![1_i64, 2, 25, 450, 5000, 50_000])
}

fn agree(truths: &[bool], numbers: &[Number]) -> Result<(), TestCaseError> {
    let steps = &engine(JUDGED).program.steps;
    let (mut points, mut ranges) = (Outcome::<Points>::default(), Outcome::<Ranges>::default());
    walk::<Points>(steps, truths, numbers, &mut points);
    let truths: Vec<Truth> = truths.iter().map(|holds| Truth::from(*holds)).collect();
    let numbers: Vec<Range> = numbers.iter().map(|number| Range::point(*number)).collect();
    walk::<Ranges>(steps, &truths, &numbers, &mut ranges);
    prop_assert_eq!(points.truths.iter().map(|holds| Truth::from(*holds)).collect::<Vec<_>>(), ranges.truths);
    prop_assert_eq!(points.numbers.iter().map(|number| Range::point(*number)).collect::<Vec<_>>(), ranges.numbers);
    Ok(())
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn the_grades_possible_are_those_of_all_completions(sketch in few_completions()) {
        let open = analyse(&sketch.written());
        let filled = completed(&sketch);
        let before = charges(&open);
        let after: Vec<Charges<'_>> = filled.iter().map(charges).collect();
        for (who, was) in &before {
            let union: BTreeSet<String> = after.iter().flat_map(|after| grades(after.get(who))).collect();
            let said = grades(Some(was));
            let told = format!("{who:?}: {union:?} are possible, {said:?} were said\n{}", sketch.written());
            prop_assert!(union.is_subset(&said), "{told}");
            prop_assert!(!was.exact || union == said, "{told}");
        }
        for filled in &filled {
            stays(&open, filled)?;
        }
    }

    #[test]
    fn the_ends_of_a_range_are_attained(sketch in few_completions()) {
        attained(&sketch)?;
    }

    #[test]
    fn the_ends_of_a_range_are_attained_where_only_numbers_are_open(sketch in only_numbers()) {
        attained(&sketch)?;
    }
}

/// Whether both ends of every degree come about in some completion.
fn attained(sketch: &Sketch) -> Result<(), TestCaseError> {
    let open = analyse(&sketch.written());
    let filled = completed(sketch);
    let after: Vec<Charges<'_>> = filled.iter().map(charges).collect();
    for (who, was) in charges(&open) {
        for (place, ground) in grounds(was) {
            let Some(said) = ground.degree else { continue };
            let degree_in = |after: &Charges<'_>| {
                let mut grounds = after.get(&who).into_iter().flat_map(|charge| &charge.grounds);
                degree(grounds.find(|known| known.place == ground.place).as_ref())
            };
            let degrees: Vec<(Ratio, Option<Ratio>)> = after.iter().map(degree_in).collect();
            let lowest = degrees.iter().map(|degree| degree.0).min().expect("a completion");
            let highest = degrees.iter().map(|degree| degree.1).max().expect("a completion");
            prop_assert_eq!(said, (lowest, highest), "{:?} {} in\n{}", who, place, sketch.written());
        }
    }
    Ok(())
}

/// The same where every open fact is a number.
fn only_numbers() -> impl Strategy<Value = Sketch> {
    few_completions().prop_filter("something other than a number is open", |sketch| {
        let mut numbers = true;
        sketch.text(&mut |fact| {
            numbers &= fact.values.len() == 1 || fact.written.starts_with("{ min");
            String::new()
        });
        numbers
    })
}

/// An open case that can become few enough cases to try them all.
fn few_completions() -> impl Strategy<Value = Sketch> {
    sketch(true).prop_filter("too many completions, or only one", |sketch| (2..=MOST).contains(&sketch.completions()))
}
