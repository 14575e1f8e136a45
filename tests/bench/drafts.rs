//! How long every command takes on each case in preparation, within one process, the law read and compiled beforehand.
//!
//! `cargo bench --bench drafts` prints a row for each command and case, the longest first; a word after `--` keeps the
//! rows that contain it. Two cases beside the drafts are large: one with thirty open facts, one with many acts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use gravamen::case::facts::Case;
use gravamen::case::{day, read};
use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::report::explain::View;
use gravamen::report::quiz;
use gravamen::report::words::Language;
use gravamen::span::Sources;
use jiff::civil::{Date, date};

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each command is timed.
const RUNS: usize = 5;

/// The day whose law applies to a draft that has no day of judgment.
const LATEST: Date = date(2026, 6, 1);

/// How many acts the case with many has.
const ACTS: usize = 400;

/// A command, by what it asks of the engine.
type Command = (&'static str, fn(&Engine, &Case));

const COMMANDS: [Command; 5] = [
    ("analyze", |engine, case| {
        black_box(engine.analyse(case, &Settings::default()).expect("an analysis"));
    }),
    ("explain", |engine, case| {
        black_box(engine.reason(case, &Settings::default()).expect("a reasoning"));
    }),
    ("gaps", |engine, case| {
        black_box(engine.gaps(case, &Settings::default()).expect("gaps"));
    }),
    ("flip", |engine, case| {
        black_box(engine.flip(case, &Settings::default()).expect("flips"));
    }),
    ("quiz", |engine, case| {
        let reasoning = engine.reason(case, &Settings::default()).expect("a reasoning");
        black_box(quiz::questions(&reasoning, &View::default(), Language::En.words()));
    }),
];

fn engine(day: Date) -> Engine {
    let mut sources = Sources::default();
    let laws = Laws::parse(embedded_law(), &mut sources);
    let (book, _) = laws.book(&sources, day).expect("the law is in order");
    Engine::new(book).expect("the law compiles")
}

fn case(text: &str, engine: &Engine) -> Case {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    read(&mut sources, source, &engine.book.vocabulary, &[]).expect("the case is in order").case
}

/// Every draft: its name and its text.
fn drafts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/drafts");
    let files = fs::read_dir(folder).expect("the drafts");
    let text = |path: &Path| fs::read_to_string(path).expect("a draft");
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    files.map(|file| file.expect("a draft").path()).map(|path| (name(&path), text(&path))).collect()
}

/// Ten sales of which the items, the receipts and the recipient's crime are open.
fn thirty_open() -> String {
    let mut case = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\nborn = 1980-01-01\n".to_owned();
    for n in 0..10 {
        let kind = ["credit", "transaction", "phone", "health"][n % 4];
        write!(
            case,
            "[[dataset]]\nid = \"d{n}\"\ncontains = [\"{kind}\"]\nobtained_in = \"none\"\n\
             items = {{ min = 10, max = 900 }}\n\
             [[act]]\nid = \"a{n}\"\nby = \"p\"\ndoes = \"sell\"\ndataset = \"d{n}\"\non = 2022-03-01\nto = [\"b{n}\"]\n\
             gains = {{ min = 100, max = 9000 }}\nrecipient_crime = \"unknown\"\nknew_of_crime = \"knew\"\n"
        )
        .expect("text");
    }
    case
}

/// Many sales of which everything is known.
fn many_acts() -> String {
    let mut case = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\nborn = 1980-01-01\n".to_owned();
    for n in 0..ACTS {
        write!(
            case,
            "[[dataset]]\nid = \"d{n}\"\ncontains = [\"phone\"]\nitems = {}\nobtained_in = \"none\"\n\
             [[act]]\nid = \"a{n}\"\nby = \"p\"\ndoes = \"sell\"\ndataset = \"d{n}\"\non = 2022-03-01\nto = [\"b{n}\"]\n\
             gains = 50\n",
            n + 1
        )
        .expect("text");
    }
    case
}

/// The median time that some work takes.
fn median(runs: usize, work: impl Fn()) -> Duration {
    let mut taken: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken[runs / 2]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let timed = arguments.iter().any(|argument| argument == "--bench");
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-'));
    // Without this argument nothing is timed: `cargo test --benches` only asks whether everything runs.
    let runs = if timed { RUNS } else { 1 };
    let mut cases = drafts();
    if timed {
        cases.extend([("thirty-open".to_owned(), thirty_open()), (format!("{ACTS}-acts"), many_acts())]);
    }
    let latest = engine(LATEST);
    let mut engines: BTreeMap<Date, Engine> = BTreeMap::new();
    let mut rows: Vec<(Duration, String)> = Vec::new();
    for (name, text) in &cases {
        let judged = case(text, &latest).judged;
        let day = judged.map_or(LATEST, |day| day::date_of(day.max));
        let engine = engines.entry(day).or_insert_with(|| self::engine(day));
        let case = case(text, engine);
        for (command, run) in COMMANDS {
            let row = format!("{command} {name}");
            // The gaps and flips of many acts are what no one asks at once.
            let large = name.ends_with("-acts") && ["gaps", "flip"].contains(&command);
            if !large && wanted.is_none_or(|wanted| row.contains(wanted.as_str())) {
                rows.push((median(runs, || run(engine, &case)), row));
            }
        }
    }
    if timed {
        rows.push((median(runs, || drop(black_box(engine(LATEST)))), "the law, from its text".to_owned()));
        rows.sort_by_key(|(taken, _)| std::cmp::Reverse(*taken));
        for (taken, row) in rows {
            println!("{:9.1} ms  {row}", taken.as_secs_f64() * 1000.0);
        }
    }
}
