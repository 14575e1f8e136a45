//! What case files expect, beside what is found.

use gravamen::case::facts::{Expectation, ExpectedGrades, Sentence, Spread};
use gravamen::cli::expect::{Compared, Tested, Verdict, compare, document};
use gravamen::explain::findings::Analysis;
use gravamen::render::table;
use gravamen::report::words::Language;
use gravamen::span::{SourceId, Span};
use gravamen::truth::Truth;

use super::sample::{self, place};
use super::snapshot::check;
use crate::evaluation::support::{analyse, one_act};

fn expects(grade: &str) -> Expectation {
    Expectation {
        person: 0,
        offence: place("cl/253-1"),
        grades: Some(ExpectedGrades::One(grade.to_owned())),
        grounds: Vec::new(),
        text: None,
        sentence: Sentence::default(),
        result: None,
        basis: None,
        differs: None,
        span: Span::new(SourceId(0), 0, 0),
    }
}

fn differs(expectation: Expectation) -> Expectation {
    Expectation { differs: Some("the court saw it otherwise".to_owned()), ..expectation }
}

fn possible(grades: &[&str]) -> Expectation {
    let grades = grades.iter().map(|grade| (*grade).to_owned()).collect();
    Expectation { grades: Some(ExpectedGrades::Possible(grades)), ..expects("open") }
}

fn compared(expectation: &Expectation, analysis: &Analysis) -> Compared {
    compare(expectation, "zhang", analysis.persons.first()).swap_remove(0)
}

/// So many months of imprisonment.
fn imprisonment(months: u64) -> Sentence {
    Sentence { imprisonment: Some((months, months)), ..Sentence::default() }
}

fn verdict(expectation: &Expectation, analysis: &Analysis) -> Verdict {
    compared(expectation, analysis).verdict
}

#[test]
fn a_settled_grade_agrees_or_does_not() {
    let settled = sample::settled();
    assert_eq!(verdict(&expects("especially_serious"), &settled), Verdict::Agrees);
    assert_eq!(verdict(&expects("serious"), &settled), Verdict::Fails);
    assert_eq!(verdict(&differs(expects("serious")), &settled), Verdict::Differs);
    assert_eq!(verdict(&expects("open"), &settled), Verdict::Fails);
}

#[test]
fn an_explanation_of_nothing_is_stale() {
    assert_eq!(verdict(&differs(expects("especially_serious")), &sample::settled()), Verdict::Fails);
}

#[test]
fn a_result_that_is_not_compared_can_differ() {
    let states_nothing = Expectation { grades: None, result: Some("convicted".to_owned()), ..expects("none") };
    assert_eq!(verdict(&differs(states_nothing), &sample::settled()), Verdict::Differs);
    let elsewhere = Expectation { result: Some("other_charge".to_owned()), ..expects("especially_serious") };
    assert_eq!(verdict(&differs(elsewhere), &sample::settled()), Verdict::Differs);
}

#[test]
fn an_open_grade_leaves_what_it_may_be_open() {
    let open = sample::open();
    assert_eq!(verdict(&expects("open"), &open), Verdict::Agrees);
    assert_eq!(verdict(&expects("serious"), &open), Verdict::Open);
    assert_eq!(verdict(&possible(&["especially_serious", "serious", "none"]), &open), Verdict::Agrees);
    assert_eq!(verdict(&possible(&["none", "serious"]), &open), Verdict::Fails);
}

#[test]
fn grounds_must_be_established() {
    let expects = |at: &str| Expectation { grounds: vec![place(at)], ..expects("especially_serious") };
    assert_eq!(verdict(&expects("fs-2017-10/5.1.4"), &sample::settled()), Verdict::Agrees);
    let short = compared(&expects("fs-2017-10/5.2.9"), &sample::settled());
    let excluded = vec![(place("fs-2017-10/5.2.9"), Truth::Excluded)];
    assert_eq!((short.verdict, short.grounds), (Verdict::Fails, excluded));
    assert_eq!(verdict(&expects("fs-2017-10/5.1.4"), &sample::open()), Verdict::Open);
}

#[test]
fn the_term_must_be_within_reach() {
    let expects = |months| Expectation { sentence: imprisonment(months), ..expects("especially_serious") };
    let settled = sample::settled();
    let verdicts = [5, 6, 84, 85].map(|months| verdict(&expects(months), &settled));
    assert_eq!(verdicts, [Verdict::Fails, Verdict::Agrees, Verdict::Agrees, Verdict::Fails]);
    assert_eq!(verdict(&differs(expects(85)), &settled), Verdict::Differs);
}

#[test]
fn every_part_of_a_sentence_must_be_within_reach() {
    let settled = sample::settled();
    let of = |sentence: Sentence| verdict(&Expectation { sentence, ..expects("especially_serious") }, &settled);
    let none = Sentence::default;
    let range = |spread: Spread| of(Sentence { imprisonment: Some(spread), ..none() });
    assert_eq!([(6, 84), (5, 84), (6, 85)].map(range), [Verdict::Agrees, Verdict::Fails, Verdict::Fails]);
    assert_eq!(of(Sentence { life: true, ..none() }), Verdict::Fails, "no grade here has life imprisonment");
    assert_eq!(of(Sentence { combined: Some((48, 48)), ..none() }), Verdict::Fails, "there is one charge");
}

#[test]
fn a_term_within_reach_of_one_of_several_grades_is_open() {
    let sentence = Expectation { grades: None, sentence: imprisonment(37), ..expects("open") };
    assert_eq!(verdict(&sentence, &sample::open()), Verdict::Open);
}

#[test]
fn an_expectation_names_its_text() {
    let of = |text: &str| Expectation { text: Some(text.to_owned()), ..expects("especially_serious") };
    let mut settled = sample::settled();
    settled.persons[0].charges[0].text = Some("A9".to_owned());
    assert_eq!(verdict(&of("A9"), &settled), Verdict::Agrees);
    assert_eq!(verdict(&of("A7"), &settled), Verdict::Fails, "no charge under that text");
}

#[test]
fn a_published_term_stands_beside_band_reach_and_reference() {
    let convicted = |months| Expectation {
        sentence: imprisonment(months),
        result: Some("convicted".to_owned()),
        ..expects("open")
    };
    let beside = |months, analysis: &Analysis| {
        let imposed = compared(&convicted(months), analysis).imposed.expect("a term of a convicted person");
        (imposed.band.1, imposed.reachable.1, imposed.reference.is_some())
    };
    let settled = sample::settled();
    let found = [5, 6, 35, 36, 84, 85].map(|months| beside(months, &settled));
    let expected = [
        (Truth::Excluded, false),
        (Truth::Excluded, true),
        (Truth::Excluded, true),
        (Truth::Established, true),
        (Truth::Established, true),
        (Truth::Excluded, false),
    ];
    assert_eq!(
        found,
        expected.map(|(band, reach)| (band, reach, !settled.persons[0].charges[0].sentencing.grades.is_empty()))
    );
    let open = sample::open();
    assert_eq!([35, 37].map(|months| beside(months, &open).0), [Truth::Open; 2], "in one of the bands possible");
    let administrative = Expectation { result: Some("administrative".to_owned()), ..convicted(36) };
    assert!(compared(&administrative, &settled).imposed.is_none(), "no court imposed it");
}

#[test]
fn what_is_not_charged_reaches_no_grade() {
    let elsewhere = Expectation { offence: place("cl/287-2"), ..expects("none") };
    assert_eq!(verdict(&elsewhere, &sample::settled()), Verdict::Agrees);
    assert_eq!(compare(&expects("serious"), "li", None)[0].verdict, Verdict::Fails);
}

#[test]
fn the_table_of_a_test_run() {
    let of = |analysis: &Analysis, expectations: &[Expectation]| Tested {
        case: analysis.case.clone(),
        title: analysis.title.clone(),
        file: format!("cases/{}.toml", analysis.case),
        tested: expectations.iter().map(|expectation| compared(expectation, analysis)).collect(),
    };
    let grounds = vec![place("fs-2017-10/5.2.9")];
    let cases = [
        of(
            &sample::settled(),
            &[
                expects("especially_serious"),
                differs(expects("serious")),
                Expectation { grounds, ..expects("serious") },
                Expectation {
                    sentence: imprisonment(39),
                    result: Some("convicted".to_owned()),
                    ..expects("especially_serious")
                },
            ],
        ),
        of(&sample::open(), &[expects("serious"), differs(expects("open"))]),
    ];
    check("tested.en.txt", &table::render(&document(&cases, Language::En.words()), 100, false));
    check("tested.zh.txt", &table::render(&document(&cases, Language::Zh.words()), 100, false));
}

#[test]
fn a_term_that_only_an_open_circumstance_reaches_is_open_and_says_by_what() {
    let with = |more: &str| {
        let text = one_act("phone", 60_000, "sell", ", gains = 0, obtained_in = \"none\"");
        analyse(&text.replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{more} }}")))
    };
    let expectation = |months| Expectation { sentence: imprisonment(months), ..expects("especially_serious") };
    let found = |more: &str, months| compared(&expectation(months), &with(more));
    for more in [", surrendered = \"unknown\"", ", merit = \"unknown\"", ", role = \"unknown\""] {
        let below = found(more, 24);
        assert_eq!(below.verdict, Verdict::Open, "{more}");
        assert!(!below.sentence[0].closed_by.is_empty(), "{more}");
        assert_eq!(found(more, 40).verdict, Verdict::Agrees, "within the band: {more}");
    }
    assert_eq!(found(", surrendered = true", 24).verdict, Verdict::Agrees);
    assert_eq!(found(", surrendered = false", 24).verdict, Verdict::Fails);
    let probation =
        Expectation { sentence: Sentence { probation: true, ..imprisonment(36) }, ..expects("especially_serious") };
    let judged = compared(&probation, &with(""));
    assert_eq!((judged.verdict, &judged.sentence[1].closed_by[..]), (Verdict::Open, &[place("cl/72.1")][..]));
}

#[test]
fn another_text_than_the_one_expected_is_named() {
    let named = Expectation { text: Some("A7".to_owned()), ..expects("serious") };
    let one = compared(&named, &sample::open());
    assert_eq!(
        (one.verdict, one.text.as_deref(), &one.charged[..]),
        (Verdict::Fails, Some("A7"), &["A9".to_owned()][..])
    );
}
