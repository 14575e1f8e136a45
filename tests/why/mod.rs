//! `explain`, what `--set` changes, and the quiz: run as a process on hand-made cases.

mod difference;
mod explain;
mod quiz;

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// The folder of the cases.
const CASES: &str = "tests/data/why";

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gravamen"))
        .args(arguments)
        .env_remove("NO_COLOR")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that needs no input may end before it is written.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    child.wait_with_output().expect("the command ends")
}

/// What a command prints that ends well.
fn prints(arguments: &[&str]) -> String {
    answered(arguments, "")
}

fn answered(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What a command says that ends with an error of usage.
fn complains(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    String::from_utf8(output.stderr).expect("text")
}

fn case(name: &str) -> String {
    format!("{CASES}/{name}.toml")
}
