//! The terms that courts imposed, beside what is reachable and where guidance leads. Nothing is tuned to them.

use std::sync::LazyLock;

use gravamen::engine::Settings;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use crate::evaluation::support::{analyse_on, case};

/// Every case with its day of judgment, as far as the file states it.
fn cases() -> Vec<(String, String, Date)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let files = folder.read_dir().expect("the cases").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a case");
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let judged = text.lines().find_map(|line| line.strip_prefix("judged")).expect("a day of judgment");
        let judged = judged.trim_start_matches([' ', '=', '"']);
        let day = match judged.trim_end_matches('"').split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => format!("{year}-{month}-{}", &day[..2]),
            [year, month] => format!("{year}-{month}-01"),
            _ => format!("{}-12-31", &judged[..4]),
        };
        (name, text, day.parse().expect("a day"))
    };
    files.iter().map(read).collect()
}

/// Who, how long a term, whether it is in reach, whether its difference is explained, whether it is in the reference range.
type Compared = (String, u16, bool, bool, Option<bool>);

/// The same under the law of the day of each judgment.
fn of_the_day() -> &'static [Compared] {
    static COMPARED: LazyLock<Vec<Compared>> = LazyLock::new(|| compared(|judged| judged));
    &COMPARED
}

/// Terms of convicted persons, with whether each lies in reach and, where there is one, in the reference range.
fn compared(on: impl Fn(Date) -> Date) -> Vec<Compared> {
    let mut all = Vec::new();
    for (name, text, judged) in cases() {
        let read = case(&text, on(judged));
        let analysis = analyse_on(&text, on(judged), &Settings::default());
        for expected in &read.expectations {
            let convicted = expected.result.as_deref() == Some("convicted");
            let Some((months, _)) = expected.sentence.imprisonment.filter(|_| convicted) else { continue };
            let months = u16::try_from(months).expect("a term");
            let person = &analysis.persons[expected.person];
            let Some(charge) = person.charges.iter().find(|charge| charge.status != Truth::Excluded) else { continue };
            let reach = charge.reachable.as_ref().and_then(|reachable| reachable.terms());
            let within = reach.is_some_and(|(least, most)| least <= months && months <= most);
            let grades = &charge.sentencing.grades;
            let inside = grades.iter().any(|grade| grade.reference.holds(months.into()));
            let guided = (!grades.is_empty()).then_some(inside);
            all.push((format!("{name} {}", person.id), months, within, expected.differs.is_some(), guided));
        }
    }
    all
}

#[test]
fn every_term_is_reachable_or_its_difference_explained() {
    let all = of_the_day();
    assert!(all.len() >= 15, "{} terms", all.len());
    for (who, months, within, explained, _) in all {
        assert!(*within || *explained, "{who}: {months} months");
    }
}

/// How many terms lie in the reference range: under the guidance of the day, and under that of 2025 for all of them.
/// The counts are here to be seen when they move, and are no aim.
#[test]
fn terms_beside_the_reference_range() {
    let counted = |all: &[Compared]| {
        let guided: Vec<bool> = all.iter().filter_map(|(.., guided)| *guided).collect();
        (guided.iter().filter(|inside| **inside).count(), guided.len())
    };
    assert_eq!(counted(of_the_day()), (1, 2), "of the day");
    assert_eq!(counted(&compared(|_| date(2025, 12, 31))), (20, 25), "of 2025");
}
