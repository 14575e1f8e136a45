//! What a file expects of a published outcome beside what the engine finds.

use gravamen::cli::expect::{Compared, Verdict, document, test};
use gravamen::engine::Settings;
use gravamen::render::table;
use gravamen::report::words::Language;
use jiff::civil::{Date, date};

use super::support::{analyse_on, case};

fn tested(text: &str, judged: Date) -> Vec<Compared> {
    test(std::path::Path::new("case.toml"), &case(text, judged), &analyse_on(text, judged, &Settings::default())).tested
}

fn verdicts(text: &str, judged: Date) -> Vec<Verdict> {
    tested(text, judged).into_iter().map(|compared| compared.verdict).collect()
}

/// More than 2,300 positions tracked, which is especially serious, and a conviction.
fn tracked(sentence: &str) -> String {
    format!(
        "person = [{{ id = \"a\" }}]
        dataset = [{{ id = \"positions\", contains = [\"whereabouts\"], items = {{ min = 2301 }} }}]
        act = [{{ id = \"track\", by = \"a\", does = \"track\", dataset = \"positions\", on = 2024-01-15, gains = 9000 }}]
        expect = [{{ person = \"a\", offence = \"cl/253-1\", result = \"convicted\"{sentence} }}]"
    )
}

#[test]
fn a_sentence_out_of_reach_fails_in_its_own_words() {
    let of = |sentence: &str| verdicts(&tracked(sentence), date(2024, 2, 28));
    assert_eq!(of(""), [Verdict::Agrees]);
    assert_eq!(of(", detention = 4"), [Verdict::Fails], "no detention in band two, and nothing mitigates");
    assert_eq!(of(", detention = 4, differs = \"no reason is published\""), [Verdict::Differs]);
    assert_eq!([of(", months = 36"), of(", months = 35")], [[Verdict::Agrees], [Verdict::Fails]]);
    assert_eq!(
        [of(", months = { min = 36, max = 84 }"), of(", months = { min = 12, max = 84 }")],
        [[Verdict::Agrees], [Verdict::Fails]]
    );
    assert_eq!([of(", fine = 10000, months = 40"), of(", fine_alone = true")], [[Verdict::Agrees], [Verdict::Fails]]);
    for out_of_reach in [", life = true", ", control = 6", ", combined = 60"] {
        assert_eq!(of(out_of_reach), [Verdict::Fails], "{out_of_reach}");
    }
    let text = tracked(", detention = 4");
    let case = case(&text, date(2024, 2, 28));
    let tested =
        test(std::path::Path::new("case.toml"), &case, &analyse_on(&text, date(2024, 2, 28), &Settings::default()));
    for (language, says) in [(Language::Zh, "拘役4个月"), (Language::En, "4 months of detention")] {
        let shown = table::render(&document(std::slice::from_ref(&tested), language.words()), 120, false);
        assert!(shown.contains(says), "{shown}");
    }
}

#[test]
fn a_sentence_of_one_of_several_grades_still_possible_is_open() {
    let of = |sentence: &str| {
        let text = tracked(sentence).replace("{ min = 2301 }", "{ min = 400, max = 600 }");
        verdicts(&text, date(2024, 2, 28))
    };
    assert_eq!(of(", months = 30"), [Verdict::Open]);
    assert_eq!(of(", months = 85"), [Verdict::Fails]);
}

/// Theft of 70,000 under Amendment VII, and a purchase of 8,000 under Amendment IX.
fn two_texts(more: &str) -> String {
    format!(
        "person = [{{ id = \"a\" }}]
        dataset = [{{ id = \"d1\", contains = [\"phone\"], items = 70000 }}, {{ id = \"d2\", contains = [\"phone\"], items = 8000 }}]
        act = [
            {{ id = \"theft\", by = \"a\", does = \"steal\", dataset = \"d1\", on = 2015-06-15 }},
            {{ id = \"buys\", by = \"a\", does = \"purchase\", dataset = \"d2\", on = 2016-05-01, purpose = \"resale\" }},
        ]
        expect = [{{ person = \"a\", offence = \"cl/253-1\"{more} }}]"
    )
}

#[test]
fn every_text_is_compared_unless_one_is_named() {
    let judged = date(2017, 2, 8);
    let of = |more: &str| {
        let each = tested(&two_texts(more), judged).into_iter();
        each.map(|one| (one.text.unwrap_or_default(), one.verdict)).collect::<Vec<_>>()
    };
    let texts = |more: &str| of(more).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert_eq!(texts(", result = \"convicted\""), ["A7", "A9"]);
    assert_eq!(
        of(", text = \"A9\", grade = \"serious\""),
        [("A9".to_owned(), Verdict::Open)],
        "with the acts before or without"
    );
    assert_eq!(of(", text = \"A7\", grade = \"serious\"").len(), 1);
}

/// A first offender who surrendered and gave everything back, just over the threshold.
fn light(more: &str) -> String {
    format!(
        "person = [{{ id = \"a\", surrendered = true, first_offence = true, returned_gains = \"all\", remorse = true }}]
        dataset = [{{ id = \"d\", contains = [\"phone\"], items = 5000 }}]
        act = [{{ id = \"a1\", by = \"a\", does = \"steal\", dataset = \"d\", on = 2021-01-15 }}]
        expect = [{{ person = \"a\", offence = \"cl/253-1\"{more} }}]"
    )
}

#[test]
fn an_exemption_has_a_ground_that_is_found() {
    let of = |basis: &str| {
        let more = format!(", result = \"exempted\"{basis}");
        verdicts(&light(&more), date(2023, 6, 1))
    };
    assert_ne!(of(""), [Verdict::Fails]);
    assert_ne!(of(", basis = \"fs-2017-10/10\""), [Verdict::Fails]);
    assert_eq!(of(", basis = \"cl/67.1\""), [Verdict::Fails], "surrender alone exempts from nothing here");
    assert_eq!(of(", basis = \"cl/68.1\""), [Verdict::Fails], "no merit is stated");
}

#[test]
fn what_the_law_excludes_fails() {
    let of = |sentence: &str| {
        let more = format!(", result = \"convicted\", grade = \"serious\"{sentence}");
        verdicts(&light(&more), date(2023, 6, 1))
    };
    assert_eq!(of(", fine = 1000"), [Verdict::Agrees]);
    for fine in ["0", "999", "{ min = 500, max = 900 }"] {
        assert_eq!(of(&format!(", fine = {fine}")), [Verdict::Fails], "no fine is below 1,000 yuan: {fine}");
    }
    assert_ne!(of(", months = 36, probation = true"), [Verdict::Fails]);
    assert_eq!(of(", fine_alone = true, fine = 2000"), [Verdict::Agrees]);
    assert_eq!(of(", fine_alone = true, fine = 2000, probation = true"), [Verdict::Fails], "no term to suspend");
    let tracked = |sentence: &str| verdicts(&tracked(sentence), date(2024, 6, 1));
    assert_ne!(tracked(", months = 36, probation = true"), [Verdict::Fails]);
    assert_eq!(tracked(", months = 37, probation = true"), [Verdict::Fails], "only up to three years");
}

#[test]
fn what_may_be_done_is_one_of_several_outcomes() {
    let of = |more: &str| verdicts(&light(more), date(2023, 6, 1));
    assert_eq!(of(", result = \"convicted\", grade = \"serious\""), [Verdict::Agrees]);
    for may in ["exempted", "not_prosecuted"] {
        assert_eq!(of(&format!(", result = \"{may}\"")), [Verdict::Open], "{may}");
    }
    // Below the threshold there is no other outcome.
    let below = |result: &str| {
        let text = light(&format!(", result = \"{result}\"")).replace("items = 5000", "items = 100");
        verdicts(&text, date(2023, 6, 1))
    };
    assert_eq!(below("not_prosecuted"), [Verdict::Agrees]);
    assert_eq!(below("convicted"), [Verdict::Fails]);
}

#[test]
fn a_fine_alone_is_beside_no_term_and_all_that_a_unit_gets() {
    let of = |sentence: &str| {
        let more = format!(", result = \"convicted\", grade = \"serious\", fine_alone = true, fine = 2000{sentence}");
        verdicts(&light(&more), date(2023, 6, 1))
    };
    for term in [", months = 12", ", detention = 3"] {
        assert_eq!(of(term), [Verdict::Fails], "{term}");
    }
    let unit = "person = [{ id = \"a\", kind = \"unit\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 6000 }]
        act = [{ id = \"a1\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2021-01-15, gains = 0 }]
        expect = [{ person = \"a\", offence = \"cl/253-1\", result = \"convicted\", fine_alone = true }]";
    assert_eq!(verdicts(unit, date(2023, 6, 1)), [Verdict::Agrees]);
}

#[test]
fn what_a_party_says_is_still_possible() {
    let of = |grade: &str| {
        let text = format!(
            "person = [{{ id = \"a\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, obtained_in = \"none\" }}]
            act = [{{ id = \"a1\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2021-01-15,
                gains = {{ value = 3000, status = \"disputed\", defence = 60000 }} }}]
            expect = [{{ person = \"a\", offence = \"cl/253-1\", grade = \"{grade}\" }}]"
        );
        verdicts(&text, date(2023, 6, 1))
    };
    assert_eq!(of("none"), [Verdict::Agrees], "at face value");
    assert_eq!(of("especially_serious"), [Verdict::Open], "as the other side has it");
}

/// A sale of personal information whose items, gains or record the parties dispute, and what a court did.
fn disputed(dispute: &str, expect: &str) -> Verdict {
    let (items, gains, record) = match dispute {
        "items" => ("{ value = 6000, status = \"disputed\", defence = 4000 }", "0", String::new()),
        "gains" => ("1000", "{ value = 3000, status = \"disputed\", defence = 60000 }", String::new()),
        _ => {
            let decided = "{ value = 2019-06-01, status = \"disputed\", defence = 2021-06-01 }";
            let record = format!(", record = [{{ kind = \"administrative\", decided = {decided} }}]");
            ("6000", "0", record)
        }
    };
    let text = format!(
        "person = [{{ id = \"a\"{record} }}]
        dataset = [{{ id = \"d\", contains = [\"phone\"], items = {items}, obtained_in = \"none\" }}]
        act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2022-03-01, gains = {gains} }}]
        expect = [{{ person = \"a\", offence = \"cl/253-1\", {expect} }}]"
    );
    match verdicts(&text, date(2024, 2, 28)).as_slice() {
        [one] => *one,
        several => panic!("{several:?} of {expect}"),
    }
}

/// What the other side's figure leads to is open as a grade, as a term, as a result and as a ground.
#[test]
fn an_outcome_of_the_other_side_is_open_however_it_is_stated() {
    for (dispute, expect, expected) in [
        ("gains", "grade = \"none\"", Verdict::Agrees),
        ("gains", "grade = \"especially_serious\"", Verdict::Open),
        ("gains", "months = 40", Verdict::Open),
        ("gains", "months = 40, result = \"convicted\", grade = \"especially_serious\"", Verdict::Open),
        ("gains", "months = 85", Verdict::Fails),
        ("gains", "result = \"convicted\"", Verdict::Open),
        ("items", "result = \"convicted\"", Verdict::Agrees),
        ("items", "result = \"acquitted\"", Verdict::Open),
        ("items", "result = \"not_prosecuted\"", Verdict::Open),
        ("items", "result = \"administrative\"", Verdict::Open),
        ("items", "grounds = [\"fs-2017-10/5.1.5\"]", Verdict::Agrees),
        ("record", "grounds = [\"fs-2017-10/5.1.9\"]", Verdict::Open),
    ] {
        assert_eq!(disputed(dispute, expect), expected, "{dispute}: {expect}");
    }
}

/// A day that the parties dispute brings another text of the article; without a text, what is charged is compared.
#[test]
fn a_text_that_only_a_party_brings_is_not_compared() {
    let of = |on: &str, expect: &str| {
        let text = format!(
            "person = [{{ id = \"a\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 60000, obtained_in = \"none\" }}]
            act = [{{ id = \"s\", by = \"a\", does = \"steal\", dataset = \"d\", on = {on}, gains = 0 }}]
            expect = [{{ person = \"a\", offence = \"cl/253-1\", {expect} }}]"
        );
        verdicts(&text, date(2018, 2, 28))
    };
    let day = "{ value = 2015-10-20, status = \"disputed\", defence = 2015-11-20 }";
    assert_eq!(of(day, "grade = \"serious\""), [Verdict::Agrees]);
    assert_eq!(of("2015-10-20", "grade = \"serious\""), [Verdict::Agrees]);
    assert!(!of("{ min = 2015-10-20, max = 2015-11-20 }", "grade = \"serious\"").contains(&Verdict::Fails));
}
