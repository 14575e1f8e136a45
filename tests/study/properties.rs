//! Proposals over generated cases: an empty one changes nothing, each moves outcomes the way it declares, and those
//! that touch different things give the same in either order.
//!
//! The cases are drawn from the shipped profiles: 10,000 of them in a release build, and fewer where the code is not
//! optimised.

use std::path::{Path, PathBuf};

use gravamen::cli::sides::{Cases, Corpus, Drawn, Sides, Spec};
use gravamen::engine::{Laws, embedded_law, embedded_proposals};
use gravamen::law::book::Direction;
use gravamen::span::Sources;
use gravamen::study::compare::{Comparison, Move, Row, compare};
use jiff::civil::{Date, date};

/// How many cases are drawn in all.
const NUMBER: u64 = if cfg!(debug_assertions) { 120 } else { 10_000 };

/// The day of the law: one for all, so that each law is compiled once.
const DAY: Date = date(2026, 3, 1);

/// The proposals whose order is tried where the code is not optimised; else all are.
const PACKAGE: [&str; 4] = ["r07", "r15", "r16", "iu-1"];

fn profiles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/profiles");
    let entries = std::fs::read_dir(folder).expect("the profiles");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "profile"));
    files.sort();
    files
}

/// The laws of these specifications, the base first, and a part of the cases from each profile.
fn beside(specs: &[&str], number: u64) -> Comparison {
    let specs: Vec<Spec> =
        ["base"].iter().chain(specs).map(|spec| Spec::read(spec).expect("a law that can be asked for")).collect();
    let mut found: Option<Comparison> = None;
    let profiles = profiles();
    for profile in &profiles {
        let mut sides = Sides::new(None, &specs, Some(DAY), false).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let drawn = Drawn { profile: profile.clone(), number: number / profiles.len() as u64 + 1, seed: 2026 };
        let corpus = Corpus { paths: Vec::new(), drawn: Some(drawn) };
        let cases: Cases = sides.read(&corpus).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let here = compare(&sides.subjects(&cases), None);
        match &mut found {
            Some(found) => found.rows.extend(here.rows),
            None => found = Some(here),
        }
    }
    found.expect("there are profiles")
}

/// Every proposal that declares a direction, with it.
fn declared() -> Vec<(String, Direction)> {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law().into_iter().chain(embedded_proposals()).collect(), &mut sources);
    let known = laws.proposals(&sources).into_iter();
    known.filter_map(|(proposal, _)| Some((proposal.name, proposal.direction?))).collect()
}

fn told(found: &Comparison, row: &Row, side: usize) -> String {
    let name = |level: usize| &found.scale.levels[level].name;
    let standings = [0, side].map(|at| {
        let standing = &row.standings[at];
        let grounds =
            standing.charge.as_ref().map(|charge| charge.grounds.iter().map(ToString::to_string).collect::<Vec<_>>());
        format!("{}..{} {grounds:?}", name(standing.least), name(standing.most))
    });
    format!("{}/{}: {} -> {}", row.case, row.person, standings[0], standings[1])
}

#[test]
fn each_moves_outcomes_the_way_that_it_declares() {
    // What only builds on another proposal is taken in after it.
    let after = |name: &str| if name == "r22" { "r28+r22".to_owned() } else { name.to_owned() };
    let declared = declared();
    let specs: Vec<String> = declared.iter().map(|(name, _)| after(name)).collect();
    let found = beside(&specs.iter().map(String::as_str).collect::<Vec<_>>(), NUMBER);
    let mut wrong = Vec::new();
    for (position, (name, direction)) in declared.iter().enumerate() {
        let side = position + 1;
        let contradicts = |row: &&Row| match (direction, row.moved(side)) {
            (Direction::Both, _) | (_, Move::Same) => false,
            (Direction::Stricter, moved) => matches!(moved, Move::Milder | Move::Unclear),
            (Direction::Milder, moved) => matches!(moved, Move::Stricter | Move::Unclear),
            (Direction::Neutral, _) => true,
        };
        let against: Vec<&Row> = found.rows.iter().filter(contradicts).collect();
        if let Some(first) = against.first() {
            let direction = direction.name();
            wrong.push(format!("{name}, declared {direction}: {} cases, {}", against.len(), told(&found, first, side)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found.rows.iter().any(|row| row.standings[0].charge.is_some()), "some of the cases reach a grade");
}

#[test]
fn an_empty_proposal_changes_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty.law");
    let text = "proposal empty { title zh \"空\" en \"Empty\" level interpretation direction neutral }";
    std::fs::write(&folder, text).expect("a file to write");
    let found = beside(&[&folder.display().to_string()], NUMBER);
    assert!(found.rows.iter().all(|row| row.standings[0] == row.standings[1]));
}

#[test]
fn proposals_that_touch_different_things_commute() {
    let names: Vec<String> = match cfg!(debug_assertions) {
        true => PACKAGE.map(str::to_owned).to_vec(),
        // `r22` presumes what `r28` asks for, and so comes after it.
        false => declared().into_iter().map(|(name, _)| name).filter(|name| name != "r22").collect(),
    };
    let can = |spec: &str| {
        let specs = [Spec::base(), Spec::read(spec).expect("a law that can be asked for")];
        Sides::new(None, &specs, Some(DAY), false).is_ok()
    };
    let mut specs = Vec::new();
    for (position, one) in names.iter().enumerate() {
        for other in &names[position + 1..] {
            let orders = [format!("{one}+{other}"), format!("{other}+{one}")];
            assert_eq!(can(&orders[0]), can(&orders[1]), "{orders:?} are refused in both orders or in neither");
            if can(&orders[0]) {
                specs.extend(orders);
            }
        }
    }
    assert!(specs.len() >= 10, "pairs are tried: {specs:?}");
    for some in specs.chunks(40) {
        let found = beside(&some.iter().map(String::as_str).collect::<Vec<_>>(), NUMBER / 10);
        for pair in 0..some.len() / 2 {
            let same = |row: &Row| row.standings[2 * pair + 1] == row.standings[2 * pair + 2];
            let differs = found.rows.iter().find(|row| !same(row));
            assert!(differs.is_none(), "{} and its reverse: {differs:?}", some[2 * pair]);
        }
    }
}
