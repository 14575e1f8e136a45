//! The same cases under several laws: the light path held to the plain one, and who moves.

use std::collections::BTreeMap;
use std::path::Path;

use gravamen::cli::failure::Failure;
use gravamen::cli::sides::{Corpus, Sides, Spec};
use gravamen::engine::Settings;
use gravamen::render::plot;
use gravamen::report::compare::{About, comparison};
use gravamen::report::words::Language;
use gravamen::study::compare::{Comparison, Move, Subject, compare};
use gravamen::study::scale::Scale;
use gravamen::study::verdict;

use super::{assignment, side};
use crate::evaluation::support::{JUDGED, case, engine};
use crate::shipped::cases;

fn beside(text: &str, choices: &[(&str, &str)]) -> Comparison {
    let engine = engine(JUDGED);
    let (base, other) = (assignment(engine, &[]), assignment(engine, choices));
    let case = case(text, JUDGED);
    let sides = vec![side(engine, &base), side(engine, &other)];
    compare(&[Subject { case: &case, file: "t.toml", sides }], None)
}

fn faces(items: u32) -> String {
    format!(
        r#"
person = [{{ id = "p" }}]
dataset = [{{ id = "d", contains = ["biometric"], items = {items}, obtained_in = "none" }}]
act = [{{ id = "a", by = ["p"], does = "steal", dataset = "d", on = 2022-03-01 }}]
"#
    )
}

#[test]
fn the_light_verdict_is_what_the_analysis_finds() {
    let engine = engine(JUDGED);
    let assignment = assignment(engine, &[]);
    let side = side(engine, &assignment);
    for (path, case) in cases() {
        let analysis = engine.analyse(&case, &Settings { all: true, ..Settings::default() }).expect("an analysis");
        for (person, found) in analysis.persons.iter().enumerate() {
            let verdict = verdict(&case, &side, person);
            for charge in found.charges.iter().filter(|charge| charge.exact && verdict.exact) {
                let same =
                    |law: &&gravamen::law::book::Offence| law.place == charge.offence && law.version == charge.text;
                let at = engine.book.offences.iter().position(|law| same(&law)).expect("the offence");
                let names = gravamen::explain::grade_names(&engine.book.offences[at], verdict.grades[at]);
                assert_eq!(names, charge.grades, "{path}: {} {}", found.id, charge.offence);
            }
        }
    }
}

#[test]
fn a_law_beside_itself_moves_nobody() {
    let engine = engine(JUDGED);
    let assignment = assignment(engine, &[]);
    for (path, case) in &cases() {
        let sides = vec![side(engine, &assignment), side(engine, &assignment)];
        let found = compare(&[Subject { case, file: "t.toml", sides }], None);
        assert!(found.rows.iter().all(|row| row.moved(1) == Move::Same), "{path}");
    }
}

#[test]
fn who_moves_is_exact_at_the_threshold() {
    let moved = |items| beside(&faces(items), &[("bio-tier", "t1")]).rows[0].moved(1);
    assert_eq!([49, 50, 499, 500].map(moved), [Move::Same, Move::Stricter, Move::Stricter, Move::Stricter]);
    assert_eq!([4999, 5000].map(moved), [Move::Stricter, Move::Same]);
}

#[test]
fn the_matrix_counts_everyone_once_and_names_the_rule() {
    let found = beside(&faces(50), &[("bio-tier", "t1")]);
    let cells = found.transitions(1);
    assert_eq!(cells.values().map(Vec::len).sum::<usize>(), found.rows.len());
    let charge = found.rows[0].standings[1].charge.as_ref().expect("a charge");
    assert_eq!(charge.grounds[0].to_string(), "fs-2017-10/5.1.3");
    assert_eq!(charge.band.imprisonment, Some((6, 36)));
}

#[test]
fn what_is_open_is_open_and_not_moved() {
    let text = faces(1).replace("items = 1,", "items = { min = 10, max = 600 },");
    let found = beside(&text, &[("agg-10x", "strict")]);
    assert_eq!(found.rows[0].standings[0].level(), None);
    assert_eq!(found.rows[0].moved(1), Move::Same);
    // From none or serious to any of the three: nothing became milder.
    assert_eq!(beside(&text, &[("bio-tier", "t1")]).rows[0].moved(1), Move::Stricter);
}

#[test]
fn levels_go_by_what_a_grade_may_bring() {
    let engine = engine(JUDGED);
    let assignment = assignment(engine, &[]);
    let scale = Scale::of([side(engine, &assignment)].into_iter());
    let at = |name: &str| scale.levels.iter().position(|level| level.name == name).expect("the level");
    assert!(at("none") == 0 && at("none") < at("serious") && at("serious") < at("especially_serious"));
}

fn about(in_force: bool) -> About {
    About {
        laws: vec!["id-addr=t2".to_owned(), "bio-tier=t1".to_owned()],
        in_force,
        cases: 1,
        synthetic: Some((1, "a profile".to_owned())),
        without: BTreeMap::from([("id-addr".to_owned(), 7)]),
        doubted: 0,
        offence: None,
        most: 0,
        changes: Vec::new(),
        lines: 40,
    }
}

#[test]
fn every_picture_says_how_many_move_and_what_the_levels_are() {
    let found = beside(&faces(50), &[("bio-tier", "t1")]);
    let about = about(true);
    let shows = |svg: &str, text: &str| {
        assert!(svg.lines().any(|line| line.trim() == text), "`{text}` is not in the picture: {svg}");
    };
    for (language, levels) in
        [(Language::En, ["none", "serious circumstances"]), (Language::Zh, ["不构成", "情节严重"])]
    {
        let flow = plot::flows(&found, &about, language.words()).expect("a picture");
        let persons = plot::persons(&found, &about, language.words()).expect("a picture");
        for picture in [&flow, &persons] {
            levels.iter().for_each(|level| shows(picture, level));
            shows(picture, "bio-tier=t1");
        }
        assert_eq!(flow, plot::flow(&found, &about, 1, language.words()).expect("a picture"), "one law is one panel");
        shows(&flow, "1");
        shows(&persons, "↑ 36");
    }
    let moves = plot::moves(&found, &about, Language::En.words()).expect("a picture");
    ["down", "up", "0", "1"].iter().for_each(|text| shows(&moves, text));
    let grounds = plot::grounds(&found, &about, Language::En.words()).expect("a picture");
    shows(&grounds, "fs-2017-10/5.1.3: 0");
}

#[test]
fn a_base_that_is_not_the_law_in_force_is_named() {
    let found = beside(&faces(50), &[("bio-tier", "t1")]);
    for language in [Language::En, Language::Zh] {
        let shown = |in_force| {
            let page = comparison(&found, &about(in_force), Vec::new(), language.words());
            gravamen::render::markdown::render(&page)
        };
        let in_force = language.either("现行法", "the law in force");
        assert!(shown(true).contains(in_force) && !shown(true).contains("id-addr=t2"));
        assert!(!shown(false).contains(in_force) && shown(false).contains("id-addr=t2"));
    }
}

#[test]
fn the_report_says_what_was_counted_and_what_is_synthetic() {
    let found = beside(&faces(50), &[("bio-tier", "t1")]);
    let about = about(true);
    let text = gravamen::render::markdown::render(&comparison(&found, &about, Vec::new(), Language::En.words()));
    assert!(text.contains("SYNTHETIC") && text.contains("the law of 7 cases does not know id-addr"), "{text}");
    assert!(text.contains("1 up, 0 down") && text.contains("and 1 more"), "{text}");
    assert_eq!(found.rows[0].moved(1), Move::Stricter);
    let page =
        gravamen::render::html::render(&comparison(&found, &about, Vec::new(), Language::Zh.words()), Language::Zh);
    assert!(page.starts_with("<!doctype html>") && page.contains("合成案例") && !page.contains("http"), "{page}");
}

#[test]
fn a_track_below_the_threshold_is_a_level_between_none_and_the_lowest_grade() {
    let engine = engine(jiff::civil::date(2026, 3, 1));
    let assignment = assignment(engine, &[]);
    let levels = |items: u32, consent: &str, judged: &str| {
        let text = format!(
            "person = [{{ id = \"p\", born = 1990-01-01 }}]\n\
             dataset = [{{ id = \"d\", contains = [\"health\"], items = {items}, obtained_in = \"none\" }}]\n\
             act = [{{ id = \"a\", by = [\"p\"], does = \"steal\", dataset = \"d\", on = 2026-01-05, consent = \"{consent}\" }}]\n"
        );
        let case = case(&text, judged.parse().expect("a day"));
        let found = compare(&[Subject { case: &case, file: "t.toml", sides: vec![side(engine, &assignment)] }], None);
        let standing = &found.rows[0].standings[0];
        let name = |at: usize| found.scale.levels[at].name.clone();
        assert_eq!(standing.least, standing.most);
        (name(standing.least), standing.track.as_ref().map(ToString::to_string))
    };
    let day = "2026-03-01";
    assert_eq!(levels(499, "no", day), ("administrative".to_owned(), Some("pipl/66".to_owned())));
    assert_eq!(levels(500, "no", day), ("serious".to_owned(), None));
    // With consent there is no violation either.
    assert_eq!(levels(499, "yes", day), ("none".to_owned(), None));
}

/// A case of 2012 has no interpretation, and so none of its readings; one of 2021 has.
#[test]
fn a_reading_that_the_law_of_a_case_does_not_know_is_left_out_there_and_one_that_none_knows_is_an_error() {
    let corpus = || {
        let named = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(name);
        let paths = ["xian-chen-detective-2012.toml", "gongshu-liu-ids-2021.toml"].map(named).to_vec();
        Corpus { paths, drawn: None }
    };
    let read = |spec: &str| {
        let specs = ["base", spec].map(|spec| Spec::read(spec).expect("a law that can be asked for"));
        let mut sides = Sides::new(None, &specs, None, false).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        let cases = sides.read(&corpus())?;
        let found = compare(&sides.subjects(&cases), None);
        let moved = found.rows.iter().filter(|row| row.moved(1) != Move::Same).map(|row| row.case.clone());
        Ok::<_, Failure>((cases.without.clone(), moved.collect::<Vec<_>>()))
    };
    let (without, moved) = read("id-addr=t2").unwrap_or_else(|wrong| panic!("{wrong:?}"));
    assert_eq!(without, BTreeMap::from([("id-addr".to_owned(), 1)]));
    assert_eq!(moved, ["gongshu-liu-ids-2021"]);
    assert!(matches!(read("id-adr=t2"), Err(Failure::Found(_))));
}
