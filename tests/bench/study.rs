//! How long it takes to hold many cases against two laws, from their texts, within one process.
//!
//! `cargo bench --bench study` draws the cases, which is not timed, and compares one proposal with the law in force.

use std::hint::black_box;
use std::time::{Duration, Instant};

use gravamen::case::facts::Case;
use gravamen::case::profile::Profile;
use gravamen::case::read;
use gravamen::engine::{Engine, Laws, Settings, embedded_law, embedded_proposals};
use gravamen::parallel::in_parallel;
use gravamen::span::Sources;
use gravamen::study::Side;
use gravamen::study::compare::{Comparison, Subject, compare};
use jiff::civil::date;

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many cases are compared.
const CASES: u64 = 10_000;

/// How often.
const RUNS: usize = 5;

const PROPOSAL: &str = "r15";
const PROFILE: &str = include_str!("../../cases/profiles/mixed.profile");

fn engine(proposals: &[&str]) -> Engine {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law().into_iter().chain(embedded_proposals()).collect(), &mut sources);
    let laws = laws.with(&sources, proposals, &[]).expect("the proposal can be taken in");
    let (book, _) = laws.book(&sources, date(2026, 3, 1)).expect("the law is in order");
    Engine::new(book).expect("the law compiles")
}

fn case(text: &str, engine: &Engine) -> Case {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    read(&mut sources, source, &engine.book.vocabulary, &[]).expect("the case is in order").case
}

/// Reads the cases and compares: how long reading took, and all of it.
fn run(texts: &[String]) -> (Duration, Duration, Comparison) {
    let start = Instant::now();
    let (base, amended) = (engine(&[]), engine(&[PROPOSAL]));
    let cases = in_parallel(texts, |text| case(text, &base));
    let reading = start.elapsed();
    let assignments =
        [&base, &amended].map(|engine| engine.assignment(&Settings::default()).expect("no choices are asked for"));
    let sides = || {
        let sides = [&base, &amended].into_iter().zip(&assignments);
        sides.map(|(Engine { book, program }, assignment)| Side { book, program, assignment }).collect()
    };
    let subjects: Vec<Subject<'_>> = cases.iter().map(|case| Subject { case, file: "", sides: sides() }).collect();
    let found = compare(&subjects, None);
    (reading, start.elapsed(), found)
}

fn main() {
    let timed = std::env::args().any(|argument| argument == "--bench");
    // Without this argument nothing is timed: `cargo test --benches` only asks whether everything runs.
    let (cases, runs) = if timed { (CASES, RUNS) } else { (20, 1) };
    let mut sources = Sources::default();
    let source = sources.add("mixed.profile", PROFILE);
    let profile = Profile::read(&sources, source).expect("the profile is in order");
    let texts: Vec<String> = (1..=cases).map(|number| profile.draw(1, number).expect("a case")).collect();
    let mut taken: Vec<(Duration, Duration)> = (0..runs)
        .map(|_| {
            let (reading, whole, found) = run(black_box(&texts));
            assert_eq!(found.rows.len(), texts.len(), "each case has one accused");
            (whole, reading)
        })
        .collect();
    taken.sort();
    let (whole, reading) = taken[runs / 2];
    println!("{PROPOSAL} beside the law in force, {cases} cases: median {whole:?}, {reading:?} of it laws and reading");
}
