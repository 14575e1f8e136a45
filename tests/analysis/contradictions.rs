//! What no file can say is no completion: no part exceeds its whole, nothing more comes off than there is, no act ends
//! before it begins.

use gravamen::analysis::Plain;
use gravamen::engine::Settings;

use crate::evaluation::support::{JUDGED, case, engine, try_read};

fn grades(text: &str) -> Vec<String> {
    let gaps = engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps");
    assert!(gaps[0].exact);
    gaps[0].charges.iter().flat_map(|charge| &charge.grades).map(|grade| grade.name.clone()).collect()
}

/// The answers to a fact that matters, from and to.
fn answers(text: &str, fact: &str) -> Vec<(String, Option<String>)> {
    let gaps = engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps");
    let gap = gaps[0].matter.iter().find(|gap| gap.fact.fact == fact).expect("a fact that matters");
    let span = |said: &Plain| match said {
        Plain::Span(min, max) => (min.clone(), max.clone()),
        Plain::Names(names) => panic!("a number, not {names:?}"),
    };
    gap.answers.iter().map(|answer| span(&answer.said.value)).collect()
}

#[test]
fn a_body_is_no_smaller_than_the_part_of_it_that_was_sold() {
    let text = |items: &str, part: u32| {
        format!(
            r#"
person = [{{ id = "zhang" }}]
dataset = [{{ id = "d", contains = ["credit"], items = {items}, obtained_in = "none" }}]
act = [{{ id = "a", by = ["zhang"], does = "sell", dataset = "d", items = {part}, on = 2022-03-01, to = ["x"], gains = 0 }}]
"#
        )
    };
    // Of 30 to 600 credit records 50 were sold: there are at least 50.
    assert_eq!(grades(&text("{ min = 30, max = 600 }", 50)), ["serious"]);
    assert_eq!(grades(&text("{ min = 30, max = 600 }", 49)), ["none"]);
    assert_eq!(grades(&text("\"unknown\"", 50)), ["serious"]);
}

#[test]
fn a_copy_is_no_larger_than_what_it_was_made_from() {
    let text = |copied: u32| {
        format!(
            r#"
person = [{{ id = "zhang" }}]
dataset = [
    {{ id = "d", contains = ["credit"], items = {{ min = 30, max = 600 }}, obtained_in = "none" }},
    {{ id = "e", contains = ["credit"], items = {copied}, from = ["d"], obtained_in = "none" }},
]
act = [{{ id = "a", by = ["zhang"], does = "steal", dataset = "d", on = 2022-03-01 }}]
"#
        )
    };
    assert_eq!(answers(&text(40), "dataset.d.items")[0], ("40".to_owned(), Some("49".to_owned())));
    assert_eq!(grades(&text(49)), ["none", "serious", "especially_serious"]);
    assert_eq!(grades(&text(50)), ["serious", "especially_serious"]);
}

#[test]
fn no_more_comes_off_than_there_is() {
    let text = r#"
person = [{ id = "zhang" }]
dataset = [{ id = "d", contains = ["credit"], items = { min = 30, max = 60 }, duplicates = { min = 40, max = 600 }, obtained_in = "none" }]
act = [{ id = "a", by = ["zhang"], does = "steal", dataset = "d", on = 2022-03-01 }]
"#;
    // At most 60 less 40.
    assert_eq!(grades(text), ["none"]);
    let fewer = text.replace("min = 40", "min = 5");
    assert_eq!(grades(&fewer), ["none", "serious"]);
    // 50 are left at most with ten duplicates; as many as items there cannot be.
    assert_eq!(
        answers(&fewer, "dataset.d.duplicates"),
        [("5".to_owned(), Some("10".to_owned())), ("11".to_owned(), Some("59".to_owned()))]
    );
}

#[test]
fn nobody_acts_before_birth_and_no_act_ends_before_it_begins() {
    // Sixteen on the day of the act at the earliest: the day was not before 2020.
    let text = r#"
person = [{ id = "zhang", born = 2004-01-01 }]
dataset = [{ id = "d", contains = ["credit"], items = 60, obtained_in = "none" }]
act = [{ id = "a", by = ["zhang"], does = "steal", dataset = "d", from = "2020-01", until = "2019" }]
"#;
    let Err(wrong) = try_read(text, JUDGED) else { panic!("a contradiction") };
    assert!(wrong.iter().any(|one| one.code == "until-before-from"));
    // Some day of 2019 or of January 2020, but not before what began in 2020: only then was Zhang of age.
    assert_eq!(
        grades(&text.replace("until = \"2019\"", "until = { min = 2019-06-01, max = 2020-01-20 }")),
        ["none", "serious"]
    );
}
