//! The engine and the second reading agree.

use super::cases::sample;
use super::written::written;
use super::{PERSONS, SWITCHES, cases, each, grades};

fn agree(seed: u64, open: bool) {
    let sample = sample(seed, open, SWITCHES);
    let text = written(&sample);
    let found = grades(&text);
    for (person, found) in PERSONS.iter().zip(found) {
        assert_eq!(found, sample.grades(person), "{person} of case {seed}, open facts {:?}, in\n{text}", sample.open);
    }
}

#[test]
fn on_settled_cases() {
    each(cases(200, 50_000), |seed| agree(seed, false));
}

#[test]
fn on_cases_with_ranges_and_unknown_facts() {
    each(cases(200, 50_000), |seed| agree(seed, true));
}

#[test]
fn the_cases_tell_something() {
    let mut reached = [0; 3];
    let mut several = 0;
    for seed in 0..2_000 {
        let settled = sample(seed, false, SWITCHES).grades("p");
        settled.into_iter().for_each(|grade| reached[grade] += 1);
        several += usize::from(sample(seed, true, SWITCHES).grades("p").len() > 1);
    }
    assert!(reached.into_iter().all(|times| times > 200), "{reached:?}");
    assert!(several > 200, "{several} of 2,000 are open");
}
