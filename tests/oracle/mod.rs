//! A second reading of the interpretation beside the engine, and what must hold of every generated case.

mod agree;
mod cases;
mod honesty;
mod metamorphic;
mod reading;
mod written;

use std::collections::BTreeSet;

use gravamen::case::facts::Case;
use gravamen::engine::Settings;
use gravamen::measure::Assignment;
use gravamen::study::verdict;

use crate::evaluation::support::{JUDGED, case, engine};
use crate::long;
use crate::study::side;
use cases::Switches;
use reading::Grade;

/// The persons of a generated case, in the order of its file.
pub const PERSONS: [&str; 2] = ["p", "q"];

/// Everything that a generated case may leave open, or say.
pub const SWITCHES: Switches = Switches { items_unknown: true, false_unknown: true, all_false: true };

/// How many cases are tried: a few by default, all where the long run is asked for.
pub fn cases(few: u64, all: u64) -> std::ops::Range<u64> {
    0..long::times().map_or(few, |times| all * times)
}

/// The assignment in which every choice stands as the law has it.
fn usual() -> Assignment {
    engine(JUDGED).assignment(&Settings::default()).expect("the usual choices")
}

/// The grades that the engine gives each person of a case: 0 for none.
pub fn grades_under(text: &str, assignment: &Assignment) -> Vec<BTreeSet<Grade>> {
    grades_of(&case(text, JUDGED), assignment)
}

/// The same of a case that is read already.
pub fn grades_of(case: &Case, assignment: &Assignment) -> Vec<BTreeSet<Grade>> {
    let engine = engine(JUDGED);
    let side = side(engine, assignment);
    let offences = || engine.book.offences.iter().enumerate();
    // Every act is of the time of the text now in force.
    let now = |offence: &gravamen::law::book::Offence| {
        offence.place.to_string() == "cl/253-1" && offence.version.as_deref() == Some("A9")
    };
    let (at, _) = offences().find(|(_, offence)| now(offence)).expect("the text in force");
    let of = |person: usize| {
        let found = verdict(case, &side, person);
        let grades = found.grades[at];
        let reached = (0..2).filter(|grade| grades.has(*grade)).map(|grade| grade + 1);
        reached.chain(grades.none().then_some(0)).collect()
    };
    (0..case.persons.len()).map(of).collect()
}

/// The same as the law stands.
pub fn grades(text: &str) -> Vec<BTreeSet<Grade>> {
    grades_under(text, &usual())
}

/// Looks at every case, on all cores.
pub fn each(cases: std::ops::Range<u64>, look: impl Fn(u64) + Sync) {
    let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    engine(JUDGED);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (cases, look) = (cases.clone(), &look);
            scope.spawn(move || cases.filter(|at| at % workers == worker).for_each(look));
        }
    });
}
