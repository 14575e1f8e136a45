//! The shipped law with small thresholds, and small cases under it: everything can be tried.
//!
//! What gaps and flips say must be what trying every completion, and every change of one fact, gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use gravamen::analysis::Plain;
use gravamen::case::facts::Case;
use gravamen::case::read;
use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::measure::Cache;
use gravamen::settle::Search;
use gravamen::span::Sources;
use proptest::prelude::*;

use crate::evaluation::support::JUDGED;

/// Thresholds of the interpretation, and what they are here; ten times the greatest is tried to the end.
const SMALLER: [(&str, &str); 4] =
    [(">= 5000 yuan", ">= 4 yuan"), (">= 5000", ">= 6"), (">= 500", ">= 4"), (">= 50", ">= 2")];

/// More than any number of items that still changes a grade.
const MOST_ITEMS: u32 = 70;

static SMALL: LazyLock<Engine> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let mut files = embedded_law();
    for file in files.iter_mut().filter(|file| file.name.ends_with("fs-2017-10.law")) {
        for (large, small) in SMALLER {
            assert!(file.text.contains(large), "{large}");
            file.text = file.text.replace(large, small);
        }
    }
    let laws = Laws::parse(files, &mut sources);
    let (book, _) = laws.book(&sources, JUDGED).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    Engine::new(book).expect("the law compiles")
});

/// A fact by its path: what is written, and all that it can turn out to be.
#[derive(Clone, Debug)]
struct Fact {
    path: &'static str,
    written: String,
    values: Vec<String>,
}

/// A small case.
#[derive(Clone, Debug)]
struct Small {
    facts: Vec<Fact>,
    does: [&'static str; 3],
    on: [&'static str; 3],
    parts: [Option<u32>; 3],
    joint: bool,
}

impl Small {
    /// The text with each fact as `pick` says; a fact that is not written is left out.
    fn text(&self, pick: &dyn Fn(&Fact) -> String) -> String {
        let mut text =
            "case = { id = \"t\", title = \"t\" }\nperson = [{ id = \"zhang\" }, { id = \"li\" }]\n".to_owned();
        let of = |table: &str| -> String {
            let own =
                self.facts.iter().filter_map(|fact| Some((fact, fact.path.strip_prefix(table)?.strip_prefix('.')?)));
            own.map(|(fact, key)| format!(", {key} = {}", pick(fact))).collect()
        };
        writeln!(text, "dataset = [{{ id = \"d\"{} }}, {{ id = \"e\"{} }}]", of("dataset.d"), of("dataset.e"))
            .expect("text");
        let mut acts = String::new();
        for (at, id) in ["a", "b", "c"].into_iter().enumerate() {
            let by = if self.joint && at == 1 { "[\"zhang\", \"li\"]" } else { "\"zhang\"" };
            let part = self.parts[at].map(|part| format!(", items = {part}")).unwrap_or_default();
            let (does, on) = (self.does[at], self.on[at]);
            let to =
                if ["sell", "provide"].contains(&does) { format!(", to = [\"x{}\"]", at % 2) } else { String::new() };
            writeln!(
                acts,
                "    {{ id = \"{id}\", by = {by}, does = \"{does}\", dataset = \"{on}\", on = 2022-03-01, profit = 0{to}{part}{} }},",
                of(&format!("act.{id}"))
            )
            .expect("text");
        }
        text + &format!("act = [\n{acts}]\n")
    }

    fn written(&self) -> String {
        self.text(&|fact| fact.written.clone())
    }

    /// Every completion, as the values of the facts.
    fn completions(&self) -> Vec<BTreeMap<&'static str, String>> {
        let mut all = vec![BTreeMap::new()];
        for fact in &self.facts {
            all = all
                .into_iter()
                .flat_map(|chosen: BTreeMap<_, _>| {
                    fact.values.iter().map(move |value| {
                        let mut chosen = chosen.clone();
                        chosen.insert(fact.path, value.clone());
                        chosen
                    })
                })
                .collect();
        }
        all
    }

    fn count(&self) -> usize {
        self.facts.iter().map(|fact| fact.values.len()).product()
    }

    fn with(&self, chosen: &BTreeMap<&'static str, String>) -> String {
        self.text(&|fact| chosen[fact.path].clone())
    }
}

fn case(text: &str) -> Option<Case> {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    read(&mut sources, source, &SMALL.book.vocabulary, &[]).ok().map(|reading| reading.case)
}

/// Zhang's grades under each text, by what is possible; nothing where the file cannot be.
fn grades(text: &str) -> Option<Vec<u16>> {
    let case = case(text)?;
    let assignment = SMALL.assignment(&Settings::default()).expect("an assignment");
    let cache = Cache::new(&case, &SMALL.program, 0, &assignment);
    let found = Search::new(&cache, &SMALL.program, Vec::new()).possible(&assignment, 4096);
    assert!(found.exact);
    Some(found.grades.iter().map(|grades| grades.0).collect())
}

/// The grades of one offence by name, lowest first.
fn named(offence: usize, grades: u16) -> BTreeSet<String> {
    let law = &SMALL.book.offences[offence];
    let names = std::iter::once("none").chain(law.grades.iter().map(|grade| grade.name.as_str()));
    names.enumerate().filter(|(bit, _)| grades >> bit & 1 == 1).map(|(_, name)| name.to_owned()).collect()
}

fn settled(path: &'static str, value: impl ToString) -> Fact {
    Fact { path, written: value.to_string(), values: vec![value.to_string()] }
}

fn range(path: &'static str, min: u32, wide: u32) -> Fact {
    let max = min + wide;
    let written = if wide == 0 { min.to_string() } else { format!("{{ min = {min}, max = {max} }}") };
    Fact { path, written, values: (min..=max).map(|value| value.to_string()).collect() }
}

/// One of these; which, is open where `open` says so.
fn among(path: &'static str, values: &[&str], roll: usize, open: bool) -> Fact {
    if !open {
        return settled(path, values[roll % values.len()]);
    }
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    Fact { path, written: format!("{{ one_of = [{}] }}", values.join(", ")), values }
}

const POSITIONS: [&str; 3] = ["\"none\"", "\"duty\"", "\"service\""];
const CONTENTS: [&str; 4] = ["[\"credit\"]", "[\"health\"]", "[\"phone\"]", "[\"credit\", \"phone\"]"];
const CONSENTS: [&str; 3] = ["\"no\"", "\"yes\"", "\"defective\""];
const PURPOSES: [&str; 3] = ["\"resale\"", "\"lawful_business\"", "\"other\""];

/// A case out of rolled numbers; `open` lets some of its facts be open.
fn small(open: bool) -> impl Strategy<Value = Small> {
    prop::collection::vec(0..1000_usize, 40).prop_map(move |rolled| {
        let mut rolled = rolled.into_iter();
        let mut roll = move |sides: usize| rolled.next().unwrap_or(0) % sides;
        let mut facts = Vec::new();
        for (items, contains, position) in [
            ("dataset.d.items", "dataset.d.contains", "dataset.d.obtained_in"),
            ("dataset.e.items", "dataset.e.contains", "dataset.e.obtained_in"),
        ] {
            let least = [1, 2, 3, 4, 5, 6, 20, 40][roll(8)] - u32::from(roll(4) == 0);
            facts.push(range(items, least.max(1), if open && roll(2) == 0 { roll(4) as u32 } else { 0 }));
            facts.push(among(contains, &CONTENTS, roll(4), open && roll(5) == 0));
            facts.push(among(position, &POSITIONS, roll(3), open && roll(4) == 0));
        }
        let least: u32 = facts
            .iter()
            .filter(|fact| fact.path.ends_with(".items"))
            .filter_map(|fact| fact.values[0].parse().ok())
            .min()
            .unwrap_or(1);
        facts.push(range("dataset.d.duplicates", 0, if open && roll(3) == 0 { 1.min(least) } else { 0 }));
        for (gains, consent, purpose) in [
            ("act.a.gains", "act.a.consent", "act.a.purpose"),
            ("act.b.gains", "act.b.consent", "act.b.purpose"),
            ("act.c.gains", "act.c.consent", "act.c.purpose"),
        ] {
            facts.push(range(gains, roll(6) as u32 / 2, if open && roll(4) == 0 { 3 } else { 0 }));
            facts.push(among(consent, &CONSENTS, [0, 0, 0, 0, 1][roll(5)], open && roll(6) == 0));
            facts.push(among(purpose, &PURPOSES, roll(3), open && roll(6) == 0));
        }
        let does = ["steal", "purchase", "sell", "sell", "provide", "publish", "query"];
        Small {
            facts,
            does: [does[roll(7)], does[roll(7)], does[roll(7)]],
            on: [["d", "e"][roll(2)], ["d", "e"][roll(2)], ["d", "e"][roll(2)]],
            parts: [0, 1, 2].map(|_| (roll(4) == 0).then_some(1 + roll(least as usize) as u32)),
            joint: roll(3) == 0,
        }
    })
}

/// The most completions that are tried of one case.
const MOST: usize = 160;

fn config(times: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    // Every case stands for up to a hundred and sixty completions.
    let cases = (usual.cases / 16).max(1) * times;
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 200_000, ..usual }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn gaps_are_what_the_completions_give(small in small(true)) {
        prop_assume!(small.count() > 1 && small.count() <= MOST);
        let completions = small.completions();
        let results: Option<Vec<Vec<u16>>> = completions.iter().map(|chosen| grades(&small.with(chosen))).collect();
        // A file with a value that contradicts the rest has no such completion.
        prop_assume!(results.is_some());
        let results = results.unwrap_or_default();
        // How parts of one dataset overlap is no fact of the file, and can leave a completion open.
        prop_assume!(results.iter().flatten().all(|grades| grades.is_power_of_two()));
        let text = small.written();
        let case = case(&text).expect("a case");
        let found = SMALL.gaps(&case, &Settings::default()).expect("gaps");
        let person = &found[0];
        prop_assert!(person.exact && person.undecided.is_empty(), "tried to the end: {} {:?}\n{}", person.exact, person.undecided, text);
        for charge in &person.charges {
            let offence = SMALL.book.offences.iter()
                .position(|law| law.place == charge.offence && law.version == charge.text).expect("an offence");
            let possible = results.iter().fold(0, |all, grades| all | grades[offence]);
            let told: BTreeSet<String> = charge.grades.iter().map(|grade| grade.name.clone()).collect();
            prop_assert_eq!(&told, &named(offence, possible), "{}", text);
        }
        // A fact matters where two completions differ in it alone, and in the grade.
        let mut by_others: BTreeMap<(&str, Vec<&String>), BTreeSet<&Vec<u16>>> = BTreeMap::new();
        for (chosen, grades) in completions.iter().zip(&results) {
            for fact in small.facts.iter().filter(|fact| fact.values.len() > 1) {
                let others = chosen.iter().filter(|(path, _)| **path != fact.path).map(|(_, value)| value).collect();
                by_others.entry((fact.path, others)).or_default().insert(grades);
            }
        }
        let expected: BTreeSet<&str> =
            by_others.iter().filter(|(_, grades)| grades.len() > 1).map(|((path, _), _)| *path).collect();
        let told: BTreeSet<&str> = person.matter.iter().map(|gap| gap.fact.fact.as_str()).collect();
        prop_assert_eq!(told, expected, "{}", text);
    }

    #[test]
    fn flips_of_one_fact_are_what_trying_every_value_gives(small in small(false)) {
        let text = small.written();
        let Some(now) = grades(&text) else { return Err(TestCaseError::reject("a contradiction")) };
        let case = case(&text).expect("a case");
        let found = SMALL.flip(&case, &Settings::default()).expect("flips");
        for (at, fact) in small.facts.iter().enumerate() {
            let changed = |value: String| {
                small.text(&|other| if other.path == small.facts[at].path { value.clone() } else { other.written.clone() })
            };
            // Offence, grade, and the value: of a number the nearest on either side, else every one.
            let mut expected: BTreeSet<(usize, u16, String)> = BTreeSet::new();
            let mut add = |value: String, seen: &mut BTreeSet<(usize, u16)>| {
                let Some(then) = grades(&changed(value.clone())) else { return };
                for (offence, (now, then)) in now.iter().zip(then).enumerate() {
                    if *now != then && then.is_power_of_two() && seen.insert((offence, then)) {
                        expected.insert((offence, then, value.trim_matches('"').to_owned()));
                    }
                }
            };
            if fact.path.ends_with(".items") {
                let own: u32 = fact.written.parse().expect("a number");
                let (mut up, mut down) = (BTreeSet::new(), BTreeSet::new());
                (own + 1..=MOST_ITEMS).for_each(|value| add(value.to_string(), &mut up));
                (1..own).rev().for_each(|value| add(value.to_string(), &mut down));
            } else if let Some(values) = [&POSITIONS, &CONSENTS, &PURPOSES].into_iter().find(|all| all.contains(&fact.written.as_str())) {
                for value in values.iter().filter(|value| **value != fact.written) {
                    add((*value).to_owned(), &mut BTreeSet::new());
                }
            } else {
                continue;
            }
            let listed: BTreeSet<&str> = POSITIONS.iter().chain(&CONSENTS).chain(&PURPOSES).map(|value| value.trim_matches('"')).collect();
            let mut told: BTreeSet<(usize, u16, String)> = BTreeSet::new();
            for charge in &found[0].charges {
                let offence = SMALL.book.offences.iter()
                    .position(|law| law.place == charge.offence && law.version == charge.text).expect("an offence");
                for flip in charge.flips.iter().filter(|flip| flip.changes.len() == 1 && flip.changes[0].fact.fact == fact.path) {
                    let grade = (0..8).map(|bit| 1 << bit)
                        .find(|grade| named(offence, *grade).contains(&flip.grade.name)).expect("a grade");
                    match &flip.changes[0].to.value {
                        Plain::Names(names) => told.extend(
                            names.iter().filter(|name| listed.contains(name.as_str())).map(|name| (offence, grade, name.clone())),
                        ),
                        Plain::Span(value, _) => { told.insert((offence, grade, value.clone())); }
                    }
                }
            }
            prop_assert_eq!(told, expected, "{} in {}", fact.path, text);
        }
    }

    #[test]
    fn no_part_of_a_pair_suffices_and_both_do(small in small(false)) {
        let text = small.written();
        let Some(now) = grades(&text) else { return Err(TestCaseError::reject("a contradiction")) };
        let found = SMALL.flip(&case(&text).expect("a case"), &Settings::default()).expect("flips");
        for charge in &found[0].charges {
            let offence = SMALL.book.offences.iter()
                .position(|law| law.place == charge.offence && law.version == charge.text).expect("an offence");
            for flip in charge.flips.iter().filter(|flip| flip.changes.len() == 2) {
                let value = |change: &gravamen::analysis::flip::Change| match &change.to.value {
                    Plain::Names(names) if change.fact.fact.ends_with("contains") =>
                        format!("[{}]", names[0].split('+').map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")),
                    Plain::Names(names) => format!("\"{}\"", names[0]),
                    Plain::Span(value, _) => value.clone(),
                };
                let paths: Vec<&str> = flip.changes.iter().map(|change| change.fact.fact.as_str()).collect();
                if !paths.iter().all(|path| small.facts.iter().any(|fact| fact.path == *path)) {
                    continue;
                }
                let with = |only: Option<usize>| small.text(&|fact| {
                    let at = flip.changes.iter().position(|change| change.fact.fact == fact.path);
                    match at {
                        Some(at) if only.is_none_or(|only| only == at) => value(&flip.changes[at]),
                        _ => fact.written.clone(),
                    }
                });
                let Some(both) = grades(&with(None)) else { continue };
                prop_assert!(named(offence, both[offence]).contains(&flip.grade.name) && both[offence].is_power_of_two(), "{:?} in {}", paths, text);
                prop_assert!(both[offence] != now[offence]);
                for one in [0, 1] {
                    let Some(alone) = grades(&with(Some(one))) else { continue };
                    prop_assert!(alone[offence] != both[offence], "{:?}, {} alone, in {}", paths, one, text);
                }
            }
        }
    }
}
