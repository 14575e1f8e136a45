//! What must not change when a case is written otherwise.

use std::collections::BTreeMap;

use gravamen::engine::Settings;

use super::cases::{Dice, Sample, sample};
use super::reading::Case;
use super::written::written;
use super::{SWITCHES, cases, each, grades};
use crate::evaluation::support::{JUDGED, analyse, charges, engine, try_read};

/// How each ground stands with each person, and its degree.
fn grounds(text: &str) -> BTreeMap<(String, String), String> {
    let analysis = analyse(text);
    let mut told = BTreeMap::new();
    for person in &analysis.persons {
        for charge in charges(&analysis, &person.id, "cl/253-1") {
            for ground in &charge.grounds {
                let key = (person.id.clone(), ground.place.to_string());
                told.insert(key, format!("{:?} {:?}", ground.status, ground.degree));
            }
        }
    }
    told
}

/// Every body in two halves that are known apart, and every act on each of them.
fn halved(case: &Case) -> Case {
    let mut halves = Case { records: case.records.clone(), ..Case::default() };
    for body in &case.bodies {
        let first = body.items / 2;
        for items in [first, body.items - first] {
            halves.bodies.push(super::reading::Body { items, ..body.clone() });
        }
    }
    for act in &case.acts {
        for half in 0..2 {
            let part = |whole: i64| if half == 0 { whole / 2 } else { whole - whole / 2 };
            let (gains, profit) = (part(act.gains), part(act.profit));
            halves.acts.push(super::reading::Act { body: act.body * 2 + half, gains, profit, ..act.clone() });
        }
    }
    let results = case.results.iter().map(|result| super::reading::Result { of: result.of * 2, ..result.clone() });
    halves.results = results.collect();
    halves
}

#[test]
fn an_act_split_in_known_halves_changes_nothing() {
    each(cases(60, 1_000), |seed| {
        let whole = sample(seed, false, SWITCHES);
        let plain = |body: &super::reading::Body| body.items > 1 && body.duplicates + body.false_items == 0;
        if !whole.case.bodies.iter().all(plain) {
            return;
        }
        let halves = Sample { case: halved(&whole.case), ..whole.clone() };
        let (whole, halves) = (written(&whole), written(&halves));
        assert_eq!(grounds(&whole), grounds(&halves), "case {seed}: {whole}\n{halves}");
    });
}

#[test]
fn names_and_order_change_nothing() {
    each(cases(60, 1_000), |seed| {
        let text = written(&sample(seed, true, SWITCHES));
        let mut blocks: Vec<&str> = text.split("\n[[").collect();
        let head = blocks.remove(0);
        let mut dice = Dice::new(seed + 1);
        for at in (1..blocks.len()).rev() {
            blocks.swap(at, dice.below(at + 1));
        }
        let mut other = blocks.iter().fold(head.to_owned(), |text, block| format!("{text}\n[[{block}"));
        for (name, renamed) in ["d0", "d1", "d2", "a0", "a1", "a2", "a3", "x", "y", "z"].iter().zip(10..) {
            other = other.replace(&format!("\"{name}\""), &format!("\"n{renamed}\""));
        }
        assert_eq!(grounds(&text), grounds(&other), "case {seed}: {text}\n{other}");
    });
}

/// Facts that a file may state as unknown.
fn may_be_unknown(fact: &str) -> bool {
    let facts = ["items", "obtained_in", "gains", "purpose", "profit", "recipient_crime", "knew_of_crime"];
    // Opened by an explicit "unknown" once that beats a presumption.
    let presumed = ["duplicates", "false_items"];
    facts.contains(&fact) || SWITCHES.false_unknown && presumed.contains(&fact)
}

#[test]
fn unknown_contains_every_value_and_is_never_made_wrong_by_one() {
    each(cases(60, 1_000), |seed| {
        let text = written(&sample(seed, true, SWITCHES));
        let stated = grades(&text);
        for (at, line) in text.lines().enumerate() {
            let Some((fact, _)) = line.split_once(" = ").filter(|(fact, _)| may_be_unknown(fact)) else { continue };
            let unknown = |(row, line): (usize, &str)| {
                if row == at { format!("{fact} = \"unknown\"\n") } else { format!("{line}\n") }
            };
            let opened: String = text.lines().enumerate().map(unknown).collect();
            if try_read(&opened, JUDGED).is_err() {
                continue;
            }
            for (stated, opened) in stated.iter().zip(grades(&opened)) {
                assert!(stated.is_subset(&opened), "case {seed}: {line} gives {stated:?}, unknown {opened:?}: {text}");
            }
        }
    });
}

#[test]
fn a_cost_moved_from_the_sale_to_the_purchase_changes_no_net() {
    let settings = |option: &str| Settings { choices: vec![("gains".into(), option.into())], ..Settings::default() };
    let with = |purchase: i64, sale: i64, gains: i64| {
        format!(
            "[case]\nid = \"t\"\n[[person]]\nid = \"p\"\n[[dataset]]\nid = \"d\"\ncontains = [\"phone\"]\nitems = 9\n\
             obtained_in = \"none\"\n[[act]]\nid = \"a\"\nby = [\"p\"]\ndoes = \"purchase\"\ndataset = \"d\"\n\
             on = 2022-03-01\npurpose = \"resale\"\ncost = {purchase}\n[[act]]\nid = \"b\"\nby = [\"p\"]\n\
             does = \"sell\"\ndataset = \"d\"\non = 2022-04-01\nto = [\"x\"]\ngains = {gains}\ncost = {sale}\n"
        )
    };
    for option in ["net_of_purchase", "net_all"] {
        let assignment = engine(JUDGED).assignment(&settings(option)).expect("the reading");
        let of = |text: &str| super::grades_under(text, &assignment);
        for gains in [5_000, 5_999, 6_000, 50_999, 51_000, 90_000] {
            for cost in [1, 999, 1_000, 40_000] {
                let whole = of(&with(0, cost, gains));
                assert_eq!(of(&with(cost, 0, gains)), whole, "{option}, {cost} of {gains}");
                assert_eq!(of(&with(cost / 2, cost - cost / 2, gains)), whole, "{option}, half of {cost} of {gains}");
            }
        }
    }
}
