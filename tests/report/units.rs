//! A unit has no body to lock up (单位): no output shows it a term, whatever is asked.

use std::path::Path;
use std::process::Command;

/// A unit under both texts of the article, in several offences, with facts that are open and disputed.
const CASE: &str = r#"
[case]
id = "a-unit"
judged = 2025-03-01

[[person]]
id = "acme"
kind = "unit"
surrendered = true
pleaded_guilty = true
accepted_punishment = true

[[dataset]]
id = "d"
contains = ["credit", "name"]
items = { min = 40, max = 600 }
obtained_in = "duty"
held_by = "finance"

[[act]]
id = "early"
by = ["acme"]
does = "sell"
dataset = "d"
on = 2015-06-01
gains = 6000

[[act]]
id = "late"
by = ["acme"]
does = "hack"
dataset = "d"
on = 2023-05-01

[[act]]
id = "sale"
by = ["acme"]
does = "sell"
dataset = "d"
on = 2023-06-01
gains = { value = 6000, status = "disputed", defence = 4000 }

[[expect]]
person = "acme"
offence = "cl/253-1"
grades = ["serious", "especially_serious"]
"#;

/// The same person, natural: what the search for terms finds there shows that it can find them.
fn natural() -> String {
    CASE.replace("kind = \"unit\"", "kind = \"natural\"\nborn = 1980-01-01")
}

/// Terms of the bands of the article, as the outputs write them.
const TERMS: [&str; 9] = ["6–36", "36–84", "6–84", "6-36", "36-84", "≤36", "≤84", "imprisonment 6", "有期徒刑6"];

fn run(name: &str, case: &str, arguments: &[&str], format: &str, language: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.toml"));
    std::fs::write(&path, case).expect("the case can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    let path = path.display().to_string();
    let arguments = arguments.iter().map(|argument| if *argument == "CASE" { path.as_str() } else { argument });
    command.args(arguments).args(["--lang", language, "--width", "300"]);
    if !format.is_empty() {
        command.args(["--format", format]);
    }
    let output = command.env("LC_ALL", "C").output().expect("the command runs");
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every way to a term in an output: as text, or as a number of months in data.
fn terms(output: &str) -> Vec<&str> {
    let plain = TERMS.into_iter().filter(|term| output.contains(term));
    let keyed = ["\"imprisonment_months\"", "\"detention_months\""].into_iter().filter(|key| {
        output
            .match_indices(key)
            .any(|(at, _)| output[at + key.len()..].trim_start_matches([':', ' ']).starts_with('{'))
    });
    plain.chain(keyed).collect()
}

#[test]
fn a_unit_is_never_shown_a_term() {
    let proposal = Path::new(env!("CARGO_MANIFEST_DIR")).join("interpretations/proposals/r01.law");
    let proposal = proposal.display().to_string();
    let commands: [&[&str]; 7] = [
        &["analyze", "CASE", "--all"],
        &["analyze", "CASE", "--full", "--only", "proven"],
        &["explain", "CASE", "--all"],
        &["gaps", "CASE", "--all"],
        &["flip", "CASE", "--all"],
        &["compare", "CASE", "--with", &proposal],
        &["case", "test", "CASE"],
    ];
    let mut of_natural = 0;
    for command in commands {
        let formats: &[&str] = match command[0] {
            "case" => &[""],
            "compare" => &["table", "csv", "json"],
            "analyze" => &["table", "markdown", "html", "json"],
            _ => &["table", "json"],
        };
        for (position, format) in formats.iter().enumerate() {
            for language in if position == 0 { ["zh", "en"].as_slice() } else { &["en"] } {
                let output = run("a-unit", CASE, command, format, language);
                assert_eq!(terms(&output), [""; 0], "{command:?} {format} {language}:\n{output}");
            }
        }
        of_natural += usize::from(!terms(&run("no-unit", &natural(), command, formats[0], "en")).is_empty());
    }
    assert!(of_natural >= 3, "the search finds terms where there are any: {of_natural}");
}
