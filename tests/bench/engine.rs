//! How long each stage takes, from law text to findings, and how the walk compares with a check written by hand.
//!
//! `cargo bench` runs everything; the comparison and the whole process come last.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use gravamen::case::facts::Case;
use gravamen::case::read;
use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::evaluate::{Outcome, Points, Ranges, walk};
use gravamen::measure::{Assignment, Measures, measure};
use gravamen::program::{Offence, Step, Steps, TruthId, slice};
use gravamen::range::Number;
use gravamen::span::Sources;
use gravamen::truth::Truth;

/// The case that every stage is timed on.
const CASE: &str = include_str!("../../cases/software-company.toml");

/// A case of which every fact that is asked for is known.
const SETTLED: &str = include_str!("settled.toml");

/// How often the whole process is run.
const RUNS: usize = 50;

fn laws() -> (Sources, Laws) {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law(), &mut sources);
    (sources, laws)
}

fn compiled() -> Engine {
    let (sources, laws) = laws();
    let (book, _) = laws.book(&sources, jiff::civil::date(2023, 6, 1)).expect("the embedded law is in order");
    Engine::new(book).expect("the embedded law compiles")
}

fn case(text: &str) -> Case {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    read(&mut sources, source, &ENGINE.book.vocabulary, &[]).expect("the case is in order").case
}

static ENGINE: LazyLock<Engine> = LazyLock::new(compiled);
static POINTS: LazyLock<Settled> = LazyLock::new(|| Settled::of(SETTLED));

/// A case as single values, with the steps that give its grade.
struct Settled {
    truths: Vec<bool>,
    numbers: Vec<Number>,
    /// The steps that the grades of the text in force depend on, lowest grade first.
    grades: (Steps, Vec<TruthId>),
    /// What the check by hand is given.
    figures: Figures,
}

impl Settled {
    fn of(text: &str) -> Self {
        let case = case(text);
        let assignment = ENGINE.assignment(&Settings::default()).expect("no choices are asked for");
        let Measures { truths, numbers, .. } = measure(&case, &ENGINE.program, 0, &assignment);
        let steps = &ENGINE.program.steps;
        let mut ranged = Outcome::<Ranges>::default();
        walk::<Ranges>(steps, &truths, &numbers, &mut ranged);
        let in_force = |offence: &&Offence| ranged.truth(offence.present).certain();
        let offence = ENGINE.program.offences.iter().find(in_force).expect("a text was in force");
        let wanted: Vec<TruthId> = offence.grades.iter().map(|grade| grade.reached).collect();
        let grades = slice(steps, &wanted);
        // What other charges and tracks ask may be open; what the grades ask is not.
        for step in &grades.0.steps {
            match step {
                Step::Ask(question) => assert!(truths[question.0 as usize] != Truth::Open, "a question is open"),
                Step::Take(amount) => assert!(numbers[amount.0 as usize].settled().is_some(), "an amount is open"),
                _ => {}
            }
        }
        let truths: Vec<bool> = truths.into_iter().map(Truth::certain).collect();
        let numbers: Vec<Number> = numbers.into_iter().map(|range| range.min).collect();
        let mut outcome = Outcome::<Points>::default();
        walk::<Points>(steps, &truths, &numbers, &mut outcome);
        let figures = Figures::of(offence, &outcome);
        Self { truths, numbers, grades, figures }
    }

    fn walk(&self, steps: &Steps, outcome: &mut Outcome<Points>) {
        walk::<Points>(black_box(steps), black_box(&self.truths), black_box(&self.numbers), outcome);
        black_box(outcome);
    }

    /// How many of the grades are reached.
    fn reached(&self) -> u8 {
        let mut outcome = Outcome::default();
        self.walk(&self.grades.0, &mut outcome);
        self.grades.1.iter().map(|grade| u8::from(outcome.truth(*grade))).sum()
    }
}

/// What article 5(1)(3) to (7) compares: items of each class, and gains in fen.
#[derive(Clone, Copy)]
struct Figures {
    grave: i64,
    sensitive: i64,
    ordinary: i64,
    gains: i64,
}

impl Figures {
    fn of(offence: &Offence, outcome: &Outcome<Points>) -> Self {
        let figure = |item: &str| {
            let mut grounds = offence.grades.iter().flat_map(|grade| &grade.grounds);
            let ground = grounds.find(|ground| ground.place.to_string() == format!("fs-2017-10/5.1.{item}"));
            let compared = ground.and_then(|ground| ground.compared).expect("a ground with one comparison");
            i64::try_from(outcome.number(compared.quantity)).expect("a figure of a case file")
        };
        Self { grave: figure("3"), sensitive: figure("4"), ordinary: figure("5"), gains: figure("7") }
    }

    /// Article 5(1)(3) to (7) and 5(2)(3), as one would write them for speed: how many grades are reached.
    fn check(self) -> u8 {
        let reaches = |times: i64| {
            self.grave >= 50 * times
                || self.sensitive >= 500 * times
                || self.ordinary >= 5_000 * times
                || self.grave * 100 + self.sensitive * 10 + self.ordinary >= 5_000 * times
                || self.gains >= 500_000 * times
        };
        u8::from(reaches(1)) + u8::from(reaches(10))
    }
}

mod law {
    use super::*;

    #[divan::bench]
    fn parse() -> (Sources, Laws) {
        laws()
    }

    #[divan::bench]
    fn resolve(bencher: Bencher) {
        let (sources, laws) = laws();
        bencher.bench_local(|| laws.book(&sources, jiff::civil::date(2023, 6, 1)));
    }

    #[divan::bench]
    fn compile(bencher: Bencher) {
        bencher.bench_local(|| gravamen::compile::compile(&ENGINE.book));
    }

    #[divan::bench]
    fn whole() -> Engine {
        compiled()
    }
}

mod software_company {
    use super::*;

    #[divan::bench]
    fn read() -> Case {
        case(CASE)
    }

    #[divan::bench]
    fn measure(bencher: Bencher) {
        let case = case(CASE);
        let assignment: Assignment = ENGINE.assignment(&Settings::default()).expect("no choices are asked for");
        bencher.bench_local(|| gravamen::measure::measure(&case, &ENGINE.program, 0, &assignment));
    }

    #[divan::bench]
    fn analyse(bencher: Bencher) {
        let case = case(CASE);
        bencher.bench_local(|| ENGINE.analyse(&case, &Settings::default()));
    }
}

/// What the commands ask of the drafts, in which much is open.
mod drafts {
    use super::*;

    const DRAFTS: [&str; 4] =
        ["courier-eighteen-sales", "loan-broker-unit", "doxxing-channel-records", "owner-lists-merged"];

    fn draft(name: &str) -> Case {
        let path = format!("{}/cases/drafts/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        case(&std::fs::read_to_string(path).expect("a draft"))
    }

    #[divan::bench(args = DRAFTS)]
    fn analyse(bencher: Bencher, name: &str) {
        let case = draft(name);
        bencher.bench_local(|| ENGINE.analyse(&case, &Settings::default()));
    }

    #[divan::bench(args = DRAFTS)]
    fn reason(bencher: Bencher, name: &str) {
        let case = draft(name);
        bencher.bench_local(|| ENGINE.reason(&case, &Settings::default()));
    }

    #[divan::bench(args = DRAFTS)]
    fn gaps(bencher: Bencher, name: &str) {
        let case = draft(name);
        bencher.bench_local(|| ENGINE.gaps(&case, &Settings::default()));
    }

    #[divan::bench(args = DRAFTS)]
    fn flip(bencher: Bencher, name: &str) {
        let case = draft(name);
        bencher.bench_local(|| ENGINE.flip(&case, &Settings::default()));
    }
}

mod settled {
    use super::*;

    #[divan::bench]
    fn walk_everything(bencher: Bencher) {
        let mut outcome = Outcome::default();
        bencher.bench_local(|| POINTS.walk(&ENGINE.program.steps, &mut outcome));
    }

    #[divan::bench]
    fn walk_grades(bencher: Bencher) {
        let mut outcome = Outcome::default();
        bencher.bench_local(|| POINTS.walk(&POINTS.grades.0, &mut outcome));
    }

    #[divan::bench]
    fn by_hand(bencher: Bencher) {
        let figures = POINTS.figures;
        bencher.bench_local(|| black_box(figures).check());
    }
}

/// Nanoseconds for one run, the least of several thousand averages.
fn nanoseconds(mut run: impl FnMut()) -> f64 {
    const EACH: u32 = 1_000;
    let average = || {
        let start = Instant::now();
        (0..EACH).for_each(|_| run());
        start.elapsed().as_nanos() as f64 / f64::from(EACH)
    };
    std::iter::repeat_with(average).take(2_000).fold(f64::INFINITY, f64::min)
}

fn compare() {
    assert_eq!(POINTS.reached(), POINTS.figures.check(), "the walk and the check by hand agree");
    let mut outcome = Outcome::default();
    let figures = POINTS.figures;
    let by_hand = nanoseconds(|| {
        black_box(black_box(figures).check());
    });
    println!("by hand, 5(1)(3) to (7) and 5(2)(3)   {by_hand:8.1} ns");
    let walks =
        [("the grades of the text in force", &POINTS.grades.0), ("every step of the program", &ENGINE.program.steps)];
    for (name, steps) in walks {
        let taken = nanoseconds(|| POINTS.walk(steps, &mut outcome));
        let (count, ratio) = (steps.steps.len(), taken / by_hand);
        println!("{name:35}   {taken:8.1} ns  {count:5} steps  {ratio:6.1} times as long");
    }
}

/// The whole process, from start to printed findings.
fn process() {
    let mut taken: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
            command.args(["analyze", concat!(env!("CARGO_MANIFEST_DIR"), "/cases/software-company.toml")]);
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).status().expect("the command runs");
            assert!(status.success());
            start.elapsed()
        })
        .collect();
    taken.sort();
    println!("gravamen analyze, whole process: median {:?}, least {:?}, of {RUNS} runs", taken[RUNS / 2], taken[0]);
}

fn main() {
    // What the benchmarks share is made before the first of them is timed.
    LazyLock::force(&POINTS);
    divan::main();
    // Without this argument nothing is timed: `cargo test --benches` only asks whether everything runs.
    if std::env::args().any(|argument| argument == "--bench") {
        println!();
        compare();
        process();
    }
}
