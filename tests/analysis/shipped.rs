//! What could change a result is one list: on every case and draft that is shipped, no two outputs disagree whether
//! something could, and what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use gravamen::analysis::flip::PersonFlips;
use gravamen::analysis::gaps::PersonGaps;
use gravamen::case::facts::{Case, Entity, Fact, Value};
use gravamen::cli::expect;
use gravamen::engine::{Engine, Settings};
use gravamen::explain::findings::{Analysis, Charge, CouldChange, Kind, PersonFindings};
use gravamen::law::condition::{FactId, Options};
use gravamen::law::vocabulary::FactKind;
use gravamen::measure::Variable;
use gravamen::papers::{self, Material};
use gravamen::parallel::in_parallel;
use gravamen::range::{Number, Range};
use gravamen::render::{json, paper_markdown};
use gravamen::report::Detail;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::span::{SourceId, Span};
use gravamen::{render::table, report};

use crate::long;
use crate::shipped::found::{Found, cases, drafts};

const WIDTH: usize = 100;

/// Every case and draft with what is found of it, under the law of its day.
fn each(check: impl Fn(&Found) + Sync) {
    let all: Vec<&Found> = cases().iter().chain(drafts()).collect();
    in_parallel(&all, |found| check(found));
}

fn names(could: &CouldChange) -> (BTreeSet<&str>, bool) {
    (could.each.iter().map(|one| one.what.as_str()).collect(), could.searched)
}

fn of_kinds<'a>(charge: &'a Charge, kinds: &[Kind]) -> BTreeSet<&'a str> {
    let each = charge.could_change.each.iter().filter(|one| kinds.contains(&one.kind));
    each.map(|one| one.what.as_str()).collect()
}

const OPEN: [Kind; 2] = [Kind::Unknown, Kind::Judgement];

fn in_gaps(name: &str, person: &PersonFindings, gaps: &PersonGaps) {
    for (charge, (offence, could)) in person.charges.iter().zip(&gaps.could_change) {
        assert_eq!((&charge.offence, names(&charge.could_change)), (offence, names(could)), "gaps of {name}");
    }
    let beside = gaps.beside.iter().map(|one| one.fact.fact.as_str());
    let decide: BTreeSet<&str> = gaps.matter.iter().map(|gap| gap.fact.fact.as_str()).chain(beside).collect();
    let undecided: BTreeSet<&str> = gaps.undecided.iter().map(|fact| fact.fact.as_str()).collect();
    let told: BTreeSet<&str> = decide.union(&undecided).copied().collect();
    let open: BTreeSet<&str> = person.charges.iter().flat_map(|charge| of_kinds(charge, &OPEN)).collect();
    let behind = |charge: &'_ Charge| -> Vec<String> {
        let with = charge.could_change.each.iter().flat_map(|one| &one.with);
        with.map(|(fact, _)| fact.clone()).collect()
    };
    let behind: Vec<String> = person.charges.iter().flat_map(behind).collect();
    let among = |charge: &'_ Charge| -> Vec<String> {
        charge.could_change.among.iter().map(|(fact, _)| fact.clone()).collect()
    };
    let among: Vec<String> = person.charges.iter().flat_map(among).collect();
    let named = person.charges.iter().flat_map(|charge| names(&charge.could_change).0);
    let with_others = behind.iter().chain(&among).map(String::as_str);
    let all: BTreeSet<&str> = named.chain(with_others).collect();
    assert!(open.is_subset(&told) && decide.is_subset(&all), "gaps of {} in {name}: {told:?}, {open:?}", person.id);
    let cannot: Vec<&str> = gaps.cannot.iter().map(|fact| fact.fact.as_str()).collect();
    assert!(!cannot.iter().any(|fact| open.contains(fact)), "{name}: {cannot:?} cannot matter, and could");
    let beside = gaps.beside.iter().flat_map(|one| &one.decides);
    let could = || person.charges.iter().map(|charge| &charge.could_change);
    let together = could().flat_map(|could| &could.decides).chain(person.charges.iter().map(|charge| &charge.offence));
    let decides: Vec<_> = could().flat_map(|could| &could.each).flat_map(|one| &one.decides).chain(together).collect();
    beside.for_each(|place| assert!(decides.contains(&place), "{name}: {place} in gaps alone"));
}

fn in_flip(name: &str, person: &PersonFindings, flips: &PersonFlips) {
    let regrades = |charge: &Charge| {
        charge.could_change.each.iter().any(|one| !one.grades.is_empty()) || !charge.could_change.together.is_empty()
    };
    let open = person.charges.iter().any(|charge| charge.grade.is_none());
    let searched = person.charges.iter().all(|charge| charge.could_change.searched);
    if !person.charges.is_empty() {
        let moved = person.charges.iter().any(regrades);
        assert_eq!(flips.robustness.stands, !open && !moved && searched, "flip of {} in {name}", person.id);
    }
}

/// Gaps and flips say what the analysis says.
fn in_gaps_and_flips(found: &Found) {
    let (name, analysis) = (&found.name, found.analysis());
    for ((person, gaps), flips) in analysis.persons.iter().zip(found.gaps()).zip(found.flips()) {
        in_gaps(name, person, gaps);
        in_flip(name, person, flips);
        for charge in &person.charges {
            let listed: BTreeSet<&str> = charge.open_facts.iter().map(|open| open.fact.as_str()).collect();
            let (all, _) = names(&charge.could_change);
            let open = of_kinds(charge, &OPEN);
            assert!(open.is_subset(&listed) && listed.is_subset(&all), "open facts of {} in {name}", person.id);
        }
    }
}

/// So do the reasoning, JSON and expectations.
fn in_data(found: &Found) {
    let (name, case, analysis, reasoning) = (&found.name, &found.case, found.analysis(), found.reasoning());
    let data = json::analysis(analysis, Detail::Full);
    for (at, person) in analysis.persons.iter().enumerate() {
        for (of, charge) in person.charges.iter().enumerate() {
            let same = &reasoning.analysis.persons[at].charges[of];
            assert_eq!(names(&charge.could_change), names(&same.could_change), "explain of {name}");
            let shown = &data["persons"][at]["charges"][of];
            let whats = shown["could_change"].as_array().expect("a list").iter();
            let whats: BTreeSet<&str> = whats.filter_map(|one| one["what"].as_str()).collect();
            let searched = shown["could_change_together"]["searched"] == true;
            assert_eq!(names(&charge.could_change), (whats, searched), "JSON of {name}");
        }
    }
    for one in expect::test(Path::new(name), case, analysis).tested {
        let person = analysis.persons.iter().find(|person| person.id == one.person);
        let charges = person.into_iter().flat_map(|person| &person.charges);
        let mut of = charges.filter(|charge| charge.offence == one.offence);
        let told = one.could_change.as_ref().map(names);
        let same = of.any(|charge| Some(names(&charge.could_change)) == told);
        assert!(same || told.is_none(), "case test of {name}: {told:?}");
    }
}

#[test]
fn every_output_says_what_the_analysis_says() {
    each(|found| {
        let proven = Settings { only_proven: true, ..Settings::default() };
        let gaps = found.engine.gaps(&found.case, &proven).expect("gaps");
        in_gaps_and_flips(found);
        in_data(found);
        in_screens(found, &gaps);
        what_nothing_proves(found, &gaps);
    });
}

/// What would decide a grade if only what is proven counted is named: as what could change the result, or as contested.
fn what_nothing_proves(found: &Found, gaps: &[PersonGaps]) {
    let (name, analysis) = (&found.name, found.analysis());
    for (person, gaps) in analysis.persons.iter().zip(gaps) {
        let charges = || person.charges.iter();
        let each = charges().flat_map(|charge| &charge.could_change.each);
        let with = each.clone().flat_map(|one| &one.with).map(|(what, _)| what);
        let among = charges().flat_map(|charge| &charge.could_change.among).map(|(what, _)| what);
        let contested = charges().flat_map(|charge| &charge.contested).map(|relied| &relied.fact);
        let named: BTreeSet<&String> = each.map(|one| &one.what).chain(with).chain(among).chain(contested).collect();
        for gap in &gaps.matter {
            assert!(named.contains(&gap.fact.fact), "{} of {} in {name}: {named:?}", gap.fact.fact, person.id);
        }
    }
}

/// How often a text stands in another, however its lines are broken.
fn count(text: &str, of: &str) -> usize {
    let close = |text: &str| text.split_whitespace().collect::<String>();
    close(text).matches(&close(of)).count()
}

/// Screens and documents say that nothing could change a result only where nothing could.
fn in_screens(found: &Found, gaps: &[PersonGaps]) {
    let Found { name, engine, case, .. } = found;
    let reasoning = found.reasoning();
    let words = Words::naming(Language::Zh, Names::of_case(&engine.book, case));
    let stable = |charge: &&Charge| charge.nothing_could_change() && charge.grade.is_some();
    let charges = || reasoning.analysis.persons.iter().flat_map(|person| &person.charges);
    let analyze = table::render(&report::analysis(&reasoning.analysis, &words, Detail::Brief), WIDTH, false);
    let explained = table::render(&explain(reasoning, &View::default(), &words), WIDTH, false);
    for (command, text) in [("analyze", &analyze), ("explain", &explained)] {
        let said = count(text, words.nothing_open);
        assert!(said <= charges().filter(stable).count(), "{command} {name}: {said} times\n{text}");
        let moved = |charge: &Charge| charge.could_change.each.iter().any(|one| !one.grades.is_empty());
        if charges().all(moved) && charges().next().is_some() {
            assert_eq!(said, 0, "{command} {name}");
        }
    }
    let same = count(&analyze, words.nothing_open) > 0;
    assert_eq!(count(&explained, words.nothing_open) > 0, same, "analyze and explain of {name}\n{explained}");
    let material = Material { case, book: &engine.book, reasoning, gaps, made: &[] };
    let review = papers::write(papers::Kind::Review, &material, Language::Zh);
    let text: String = review.iter().map(paper_markdown::render).collect();
    if charges().all(|charge| stable(&charge)) {
        assert_eq!(count(&text, "可能改变结论"), 0, "the review of {name}");
    }
    if charges().next().is_some() && charges().all(|charge| !charge.could_change.nothing()) {
        assert!(count(&text, "可能改变结论") > 0, "the review of {name}");
    }
}

/// What a fact may be, as far as it is tried: every value of a list, both ends of a number and what lies far beyond them.
fn values(engine: &Engine, case: &Case, key: (Entity, FactId)) -> Vec<Value> {
    const FAR: Number = 1_000_000_000;
    let stated = case.stated.get(&key).map(|fact| fact.proven().unwrap_or_else(|| fact.value.clone()));
    let kind = engine.book.vocabulary.fact(key.1).kind;
    let number = |at: Number| Value::Number(Range::point(at));
    match (kind, stated) {
        (FactKind::Amount(_), Some(Value::Number(range))) => vec![number(range.min), number(range.max.min(FAR))],
        (FactKind::Amount(_), _) => [0, 1, FAR].map(number).to_vec(),
        (FactKind::Date, Some(Value::Number(range))) => vec![number(range.min), number(range.max)],
        (FactKind::Date, _) => Vec::new(),
        (FactKind::SetOf(_), _) => {
            let all = engine.book.vocabulary.value_names(kind).len();
            (0..all).map(|one| Value::Sets(vec![Options::one(one)])).collect()
        }
        _ => {
            let all = engine.book.vocabulary.value_names(kind).len();
            (0..all).map(|one| Value::Options(Options::one(one))).collect()
        }
    }
}

/// All that is shown of a person but what could change it, what is open and what it rests on.
fn shown(analysis: &Analysis, person: usize) -> serde_json::Value {
    const REST: [&str; 8] = [
        "could_change",
        "could_change_together",
        "open_facts",
        "choices_that_matter",
        "choices_beside",
        "defaults_used",
        "presumed",
        "contested",
    ];
    let mut data = json::analysis(analysis, Detail::Full)["persons"][person].clone();
    for charge in data["charges"].as_array_mut().into_iter().flatten() {
        let charge = charge.as_object_mut().expect("a charge");
        REST.iter().for_each(|key| drop(charge.remove(*key)));
        // What a rule rests on tells that a fact is stated, and not what it does.
        for list in ["elements", "grounds", "circumstances", "exits"] {
            for one in charge.get_mut(list).and_then(|list| list.as_array_mut()).into_iter().flatten() {
                let one = one.as_object_mut().expect("a rule");
                ["basis", "facts", "evidence", "notes", "grounds"].iter().for_each(|key| drop(one.remove(*key)));
            }
        }
        drop(charge.remove("notes"));
    }
    data
}

/// Whatever is named of a case and moves no grade moves something that is shown, at some value of it; how many were tried.
pub fn named_beside_moves(name: &str, engine: &Engine, case: &Case) -> usize {
    let settings = Settings::default();
    let analysis = engine.analyse(case, &settings).expect("an analysis");
    let gaps = engine.gaps(case, &settings).expect("gaps");
    let mut tried = 0;
    for (at, person) in analysis.persons.iter().enumerate() {
        let open = gaps[at].beside.iter().filter_map(|one| match one.fact.variable {
            Variable::Fact(entity, fact) => Some((one.fact.fact.clone(), (entity, fact))),
            _ => None,
        });
        let path = |key: &(Entity, FactId)| case.path(&engine.book.vocabulary, key.0, key.1);
        let known: BTreeMap<String, (Entity, FactId)> =
            open.chain(case.stated.keys().map(|key| (path(key), *key))).collect();
        let each = person.charges.iter().flat_map(|charge| &charge.could_change.each);
        let beside: BTreeSet<&str> = each.filter(|one| one.grades.is_empty()).map(|one| one.what.as_str()).collect();
        let now = shown(&analysis, at);
        for (what, key) in beside.iter().filter_map(|what| Some((what, known.get(*what)?))) {
            // A share of a stretch is no fact of the file.
            if matches!(key.0, Entity::Stretch { .. }) {
                continue;
            }
            let all = values(engine, case, *key);
            tried += usize::from(!all.is_empty());
            let moves = all.iter().any(|value| {
                let mut otherwise = case.clone();
                let span = otherwise.acts.first().map_or(Span::new(SourceId(0), 0, 0), |act| act.span);
                otherwise.stated.insert(*key, Fact::shown(value.clone(), span));
                shown(&engine.analyse(&otherwise, &settings).expect("an analysis"), at) != now
            });
            assert!(moves || all.is_empty(), "{what} is named for {} of {name}, and moves nothing", person.id);
        }
    }
    tried
}

#[test]
fn what_is_named_beside_the_grades_moves_what_is_shown() {
    // Every value of every fact is a case of its own, analysed whole: of the cases shipped, a sixth by default.
    const SHARE: usize = 6;
    let all = cases().iter().chain(drafts()).enumerate();
    let tried_of: Vec<&Found> =
        all.filter(|(at, _)| long::asked() || at % SHARE == 0).map(|(_, found)| found).collect();
    let tried = AtomicUsize::new(0);
    in_parallel(&tried_of, |Found { name, engine, case, .. }| {
        tried.fetch_add(named_beside_moves(name, engine, case), Ordering::Relaxed);
    });
    assert!(tried.load(Ordering::Relaxed) > 10, "{tried:?} facts");
}
