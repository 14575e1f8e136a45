//! How long whole commands take, from start to end, and how much that is beside what no command can do without.
//!
//! `cargo bench --bench process` runs each command by turns with an empty process and with one that only reads the case
//! file and takes its TOML apart, so that a busy machine slows all three alike. It prints medians and their ratios.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

/// How often each is run.
const RUNS: usize = 41;

/// Commands and their case files, the README's first.
const COMMANDS: [(&[&str], &str); 6] = [
    (&["analyze"], "cases/software-company.toml"),
    (&["case", "check"], "cases/software-company.toml"),
    (&["explain"], "cases/software-company.toml"),
    (&["gaps"], "cases/drafts/courier-eighteen-sales.toml"),
    (&["flip"], "cases/drafts/courier-eighteen-sales.toml"),
    (&["analyze"], "cases/drafts/loan-broker-unit.toml"),
];

/// What this program does when it is called to be compared with: nothing.
const EMPTY: &str = "--empty-process";

/// The same, but it reads a case file first.
const READING: &str = "--reading-alone";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [EMPTY] => {}
        [READING, file] => {
            let text = fs::read_to_string(file).expect("a case file");
            black_box(text.parse::<toml::Table>().expect("a case file in TOML"));
        }
        _ => compare(),
    }
}

fn compare() {
    let own = env::current_exe().expect("this program");
    println!(
        "{:<10} {:<42} {:>9} {:>9} {:>9} {:>8} {:>8}",
        "command", "case", "whole", "reading", "empty", "÷ read", "÷ empty"
    );
    for (words, file) in COMMANDS {
        let command = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
            command.args(words).arg(file);
            command
        };
        let alone = |arguments: &[&str]| {
            let mut command = Command::new(&own);
            command.args(arguments);
            command
        };
        let mut times: [Vec<Duration>; 3] = Default::default();
        for _ in 0..RUNS {
            let each = [command(), alone(&[READING, file]), alone(&[EMPTY])];
            times.iter_mut().zip(each).for_each(|(times, command)| times.push(timed(command)));
        }
        let [whole, reading, empty] = times.map(median);
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        println!(
            "{:<10} {name:<42} {:>6.1} ms {:>6.2} ms {:>6.2} ms {:>7.1}x {:>7.1}x",
            words.join(" "),
            whole * 1e3,
            reading * 1e3,
            empty * 1e3,
            whole / reading,
            whole / empty,
        );
    }
}

fn timed(mut command: Command) -> Duration {
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "the command fails: {command:?}");
    start.elapsed()
}

/// In seconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}
