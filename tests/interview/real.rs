//! Real cases answered from their published texts alone: what comes of the interview's file is what the file in `cases/`
//! gives, written by hand from the same texts. The answers stand in `tests/data/interview/`, one a line, by key.

use std::collections::VecDeque;
use std::fs;

use gravamen::case::day;
use gravamen::engine::{Engine, Settings};
use gravamen::interview::Interview;
use gravamen::report::words::Language;
use jiff::civil::Date;

use crate::evaluation::support::{JUDGED, case, engine};

/// The grades still possible of each charge of each accused, in the order of the file.
fn outcome(text: &str) -> Vec<Vec<(String, Vec<String>)>> {
    let read = case(text, JUDGED);
    let on = judged(&read);
    let analysis = engine(on).analyse(&case(text, on), &Settings::default()).expect("an analysis");
    let charges = |person: &gravamen::explain::findings::PersonFindings| {
        let grades = |charge: &gravamen::explain::findings::Charge| {
            (charge.offence.to_string(), charge.grades.iter().map(|grade| grade.name.clone()).collect())
        };
        person.charges.iter().map(grades).collect()
    };
    analysis.persons.iter().map(charges).collect()
}

fn judged(case: &gravamen::case::facts::Case) -> Date {
    case.judged.map_or(JUDGED, |judged| day::date_of(judged.max))
}

/// The file that comes of a script of answers; what a script has no answer to is passed over.
fn answered(script: &str) -> String {
    let mut left: VecDeque<(&str, &str)> = script
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("`{line}` is no answer")))
        .collect();
    let mut law: &'static Engine = engine(JUDGED);
    let mut state = Interview::new(law, Language::Zh, String::new()).expect("nothing yet").into_state();
    let mut rounds = 0;
    loop {
        let mut interview = Interview::resumed(law, Language::Zh, state);
        let Some(question) = interview.next().expect("the file stays in order") else {
            assert!(left.is_empty(), "never asked: {left:?} in\n{}", interview.text());
            return interview.text().to_owned();
        };
        rounds += 1;
        assert!(rounds < 300, "the interview ends, and not with {}", question.path);
        let at = left.iter().position(|(path, _)| *path == question.path);
        let answer = at.and_then(|at| left.remove(at)).map_or("", |(_, answer)| answer);
        interview.answer(&question, answer).unwrap_or_else(|wrong| panic!("{}: {answer}: {wrong:?}", question.path));
        if question.path == "case.judged" && !answer.is_empty() {
            law = engine(judged(&case(interview.text(), JUDGED)));
        }
        state = interview.into_state();
    }
}

#[test]
fn ten_real_cases_come_out_as_their_files_do() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/interview");
    let mut scripts: Vec<_> =
        fs::read_dir(folder).expect("scripts").map(|entry| entry.expect("a script").path()).collect();
    scripts.sort();
    assert!(scripts.len() >= 10, "ten cases");
    let mut wrong = Vec::new();
    for script in scripts {
        let name = script.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = answered(&fs::read_to_string(&script).expect("a script"));
        let by_hand = format!("{}/cases/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let by_hand = fs::read_to_string(by_hand).expect("the file of the case");
        let (asked, written) = (outcome(&text), outcome(&by_hand));
        if asked != written {
            wrong.push(format!("{name}:\n  asked   {asked:?}\n  by hand {written:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
