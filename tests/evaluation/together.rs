//! What several things change only together: which these are, in every answer.

use gravamen::engine::Settings;
use gravamen::report::document::Document;
use gravamen::report::words::{Language, Names, Words};
use gravamen::{render::table, report};

use super::support::{JUDGED, analyse, case, engine, only};

/// Records of several classes, whose main content is disputed.
const MAIN_CONTENT: &str = "person = [{ id = \"a\" }]
dataset = [{ id = \"d\", contains = [\"transaction\", \"phone\"], items = 6000, obtained_in = \"none\",
    main_content = { value = \"transaction\", status = \"disputed\", defence = \"phone\" } }]
act = [{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2023-03-01, gains = 300 }]";

fn text_of(document: &Document) -> String {
    table::render(document, 200, false)
}

#[test]
fn what_takes_part_is_named_in_the_answer_and_in_gaps() {
    let analysis = analyse(MAIN_CONTENT);
    let could = &only(&analysis).could_change;
    let among: Vec<&str> = could.among.iter().map(|(what, _)| what.as_str()).collect();
    assert!(could.searched && !could.together.is_empty(), "{could:?}");
    assert_eq!(among, ["mixed", "dataset.d.main_content"]);
    let (engine, case) = (engine(JUDGED), case(MAIN_CONTENT, JUDGED));
    let words = Words::naming(Language::En, Names::of_case(&engine.book, &case));
    let gaps = engine.gaps(&case, &Settings::default()).expect("gaps");
    for all in [false, true] {
        let shown = text_of(&report::gaps("t", &engine.book.used(), &gaps, all, &words));
        assert_eq!(shown.matches(words.only_together).count(), 1, "{shown}");
    }
    let flips = engine.flip(&case, &Settings::default()).expect("flips");
    let shown = text_of(&report::flip("t", &engine.book.used(), &flips, false, &words));
    assert!(shown.contains("alone moves no grade"), "{shown}");
}

#[test]
fn what_is_open_anyway_and_decides_only_then_is_named_too() {
    let text = "person = [{ id = \"a\" }]
dataset = [{ id = \"d\", contains = [\"transaction\", \"phone\"], items = 700, obtained_in = \"none\" }]
act = [{ id = \"s\", by = \"a\", does = \"purchase\", dataset = \"d\", on = 2023-03-01, purpose = \"marketing\",
    business = \"unknown\", profit = { value = 60000, status = \"disputed\" } }]";
    let analysis = analyse(text);
    let could = &only(&analysis).could_change;
    let among: Vec<&str> = could.among.iter().map(|(what, _)| what.as_str()).collect();
    for needed in ["mixed", "art6-grade2", "act.s.profit"] {
        assert!(among.contains(&needed), "{needed} is needed for the highest grade: {among:?}");
    }
    let gaps = engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps");
    let cannot: Vec<&str> = gaps[0].cannot.iter().map(|fact| fact.fact.as_str()).collect();
    assert!(!cannot.iter().any(|fact| among.contains(fact)), "{cannot:?} among {among:?}");
}

#[test]
fn a_plain_case_is_searched_to_the_end() {
    let (phones, identities, addresses) =
        ("\"phone\", \"name\"", "\"name\", \"id_number\"", "\"name\", \"home_address\"");
    let plain = [(phones, "6000"), (phones, "{ min = 40000, max = 60000 }"), (identities, "6000"), (addresses, "6000")];
    for (contains, items) in plain {
        let text = format!(
            "person = [{{ id = \"a\" }}]
dataset = [{{ id = \"d\", contains = [{contains}], items = {items}, obtained_in = \"none\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2023-03-01, gains = 3000 }}]"
        );
        assert!(only(&analyse(&text)).could_change.searched, "{contains}, {items}");
    }
}

#[test]
fn one_unknown_fact_of_a_plain_act_is_searched_to_the_end() {
    let dataset = |contains: &str, items: &str| {
        format!("dataset = [{{ id = \"d\", contains = {contains}, items = {items}, obtained_in = \"none\" }}]")
    };
    for (dataset, act) in [
        (
            dataset("\"unknown\"", "60000"),
            "does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"resale\"",
        ),
        (dataset("\"unknown\"", "60000"), "does = \"hack\", dataset = \"d\", on = 2022-03-01"),
        (
            dataset("[\"phone\"]", "6000"),
            "does = \"settle_payments\", on = 2025-03-01, settled = 250000, gains = 0, helped = 1, \
             recipient_crime = \"unknown\", knew_of_crime = \"knew\"",
        ),
    ] {
        let text = format!("person = [{{ id = \"a\" }}]\n{dataset}\nact = [{{ id = \"s\", by = \"a\", {act} }}]");
        assert!(analyse(&text).persons[0].charges.iter().all(|charge| charge.could_change.searched), "{text}");
    }
}

#[test]
fn one_disputed_or_uncertain_fact_beside_readings_is_searched_to_the_end() {
    for (person, day) in [
        ("age = { value = 15, status = \"disputed\", defence = 17 }", "2022-03-01"),
        ("born = \"2005\"", "2022-03-01"),
        ("born = 1988-04-02", "{ value = 2015-10-20, status = \"disputed\", defence = 2015-11-20 }"),
    ] {
        let text = format!(
            "person = [{{ id = \"a\", {person} }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 60000, obtained_in = \"none\" }}]
act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = {day}, gains = 0 }}]"
        );
        assert!(analyse(&text).persons[0].charges.iter().all(|charge| charge.could_change.searched), "{person}, {day}");
    }
}

#[test]
fn a_purpose_matters_through_the_business_that_only_some_purposes_ask() {
    let text = "person = [{ id = \"p\" }]
dataset = [{ id = \"d\", contains = [\"phone\"], items = \"unknown\", obtained_in = \"duty\" }]
act = [
    { id = \"a0\", by = \"p\", does = \"receive\", dataset = \"d\", on = 2022-09-12, purpose = \"resale\", profit = 0 },
    { id = \"a1\", by = \"p\", does = \"receive\", dataset = \"d\", on = 2022-04-20, purpose = \"unknown\", profit = 0 },
]
consequence = [{ of = [\"a1\"], kind = \"serious_injury\" }]
judgement = [{ person = \"p\", place = \"fs-2017-10/5.2.1\", holds = true, reasons = \"-\" }]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    let named = charge.open_facts.iter().filter(|open| open.would_decide.contains(&charge.offence));
    let named: Vec<&str> = named.map(|open| open.fact.as_str()).collect();
    assert!(named.contains(&"act.a1.purpose") && named.contains(&"act.a1.business"), "{named:?}");
}

#[test]
fn gaps_names_no_grade_where_a_dispute_brings_it() {
    let text = "person = [{ id = \"a\" }]
dataset = [{ id = \"d\", contains = [\"phone\"], items = 6000, obtained_in = \"none\" }]
act = [{ id = \"s\", by = \"a\", does = \"purchase\", dataset = \"d\", on = 2023-03-01, purpose = \"marketing\",
    business = \"lawful\", profit = { value = 60000, status = \"disputed\", defence = 40000 } }]";
    let (engine, case) = (engine(JUDGED), case(text, JUDGED));
    let words = Words::naming(Language::En, Names::of_case(&engine.book, &case));
    let gaps = engine.gaps(&case, &Settings::default()).expect("gaps");
    let shown = text_of(&report::gaps("t", &engine.book.used(), &gaps, false, &words));
    let line = format!("{}{}", words.possible_if_otherwise, words.colon);
    assert!(shown.lines().any(|one| one.contains(&line) && one.contains("no grade")), "{shown}");
}
