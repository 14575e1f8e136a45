//! The course: each case gives what its lesson says, and every lesson is there in both languages, in the terminal and on
//! the page.

use std::process::Command;

use super::site::Site;

fn gravamen(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the command runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_case_gives_what_its_lesson_says() {
    let rows = gravamen(&["case", "test", "cases/course", "--format", "csv"]);
    let mut lines = rows.lines();
    let headings: Vec<&str> = lines.next().expect("headings").split(',').collect();
    assert!(headings.len() > 3 && lines.count() >= 12, "{rows}");
    let shown = gravamen(&["case", "test", "cases/course", "--lang", "en", "--format", "markdown"]);
    assert!(shown.contains("13 expectations in 12 cases: 13 agree, 0 open, 0 differ (explained), 0 fail"), "{shown}");
}

#[test]
fn the_terminal_goes_through_every_lesson_in_both_languages() {
    for (language, mistake) in [("zh", "常见的错误"), ("en", "The mistake people make")] {
        let list = gravamen(&["course", "--lang", language]);
        assert_eq!(list.lines().filter(|line| line.contains(". ")).count(), 12, "{list}");
        for number in 1..=12 {
            let number = number.to_string();
            let asked = gravamen(&["course", &number, "--lang", language]);
            assert!(!asked.contains(mistake), "{number}: the answer is given away");
            let solved = gravamen(&["course", &number, "--lang", language, "--solution"]);
            assert!(solved.contains(mistake) && solved.len() > asked.len() / 2, "{number}: {solved}");
        }
    }
    let none = Command::new(env!("CARGO_BIN_EXE_gravamen")).args(["course", "13"]).output().expect("the command runs");
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn the_page_asks_marks_and_then_says_what_people_get_wrong() {
    let site = Site::open(&[]);
    assert_eq!(site.get("course").body.matches("course?n=").count(), 12);
    let asked = site.get("course?n=4").body;
    assert!(!asked.contains("The mistake people make"), "{asked}");
    let questions = asked.matches("<fieldset>").count();
    let names: Vec<String> = (0..questions).map(|number| format!("q{number}")).collect();
    let all: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "open")).collect();
    assert!(site.post("course?n=4", &all[1..]).body.contains("Answer every question"));
    let marked = site.post("course?n=4", &all).body;
    assert!(marked.contains("The mistake people make") && marked.contains("course?n=5"), "{marked}");
    for number in ["0", "13", "x", "-1", "99999999999999999999"] {
        assert_eq!(site.get(&format!("course?n={number}")).status, 404, "{number}");
    }
}
