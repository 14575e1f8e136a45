//! The command as a process: usage, exit codes, closed pipes.

use std::process::{Command, Output, Stdio};

fn gravamen(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.args(arguments).env_remove("NO_COLOR").env("LC_ALL", "C");
    command
}

fn run(arguments: &[&str]) -> Output {
    gravamen(arguments).output().expect("the command runs")
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_reference_is_printed_whole() {
    let output = run(&["law", "reference"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("# The law language"));
    let output = run(&["law", "reference", "--lang", "zh"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("# 法律语言"));
}

#[test]
fn bad_usage_is_2_and_help_is_0() {
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["analyze"]).status.code(), Some(2));
    assert_eq!(run(&["analyze", "x.toml", "--set", "nothing"]).status.code(), Some(2));
    assert_eq!(run(&["analyze", "x.toml", "--as-of", "yesterday"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(run(&["law", "--help"]).status.code(), Some(0));
}

#[test]
fn a_folder_without_cases_is_said_to_have_none() {
    let output = run(&["case", "test", "src/law"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(says(&output), "error: no files ending in `.toml` in `src/law`\n");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let mut child = gravamen(&["law", "reference"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), says(&output)), (Some(0), String::new()));
}
