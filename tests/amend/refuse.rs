//! When amendments are refused: at the amendment, and at the place that says something else.

use super::support::{book, laws, set, told};

fn refused(texts: &[&str], names: &[&str]) -> String {
    book(texts, names, &[]).expect_err("a refusal")
}

#[test]
fn a_threshold_that_is_another_one() {
    let text = "proposal p { HEAD\nat fs-2017-10/5.1.4 replace threshold 400 with 50 }";
    let told = refused(&[text], &["p"]);
    let mut lines = told.lines();
    assert_eq!(lines.next(), Some("[base-differs] expected one threshold 400 at `fs-2017-10/5.1.4`, found none"));
    assert_eq!(lines.next(), Some("  a.law:2:39 `400` the amendment replaces this"));
    let base = lines.next().unwrap_or_default();
    assert!(base.starts_with("  interpretations/fs-2017-10.law:") && base.ends_with("`500` this is what stands there"));
    assert_eq!(lines.next(), Some("  note: the figures there are 500"));
}

#[test]
fn a_place_that_is_not_there_is_near_one_that_is() {
    let text = "proposal p { HEAD at fs-2017-10/5.1.44 replace threshold 500 with 50 }";
    assert!(refused(&[text], &["p"]).contains("help: did you mean `fs-2017-10/5.1.4`?"));
}

#[test]
fn a_unit_that_is_another_one() {
    let text = "proposal p { HEAD at fs-2017-10/5.1.7 replace threshold 5000 items with 50 items }";
    assert!(refused(&[text], &["p"]).contains("expected one threshold 5000 items at `fs-2017-10/5.1.7`"));
}

#[test]
fn a_kind_of_information_that_stands_elsewhere() {
    let moved = "proposal p { HEAD in fs-2017-10/5 move credit from sensitive to grave }";
    let told = refused(&[moved], &["p"]);
    assert!(told.starts_with("[base-differs] expected `credit` in the class `sensitive` of `fs-2017-10/5`"), "{told}");
    assert!(told.contains("`grave` `grave` has it"), "{told}");
    let listed = "proposal p { HEAD in fs-2017-10/5 list biometric in grave }";
    let told = refused(&[listed], &["p"]);
    assert!(told.contains("expected `biometric` in no class"), "{told}");
    assert!(told.contains("help: write `move biometric from "), "{told}");
    let nowhere = "proposal p { HEAD in fs-2017-10/5 move device from sensitive to grave }";
    assert!(refused(&[nowhere], &["p"]).contains("note: no class lists it"));
    let unknown = "proposal p { HEAD in fs-2017-10/5 move health from sensitive to graves }";
    assert!(refused(&[unknown], &["p"]).contains("help: did you mean `grave`?"));
}

#[test]
fn a_condition_a_band_a_name_and_a_silence_that_say_something_else() {
    for (amendment, message) in [
        (
            "at cl/253-1 text A9 replace condition supplied and obtained with supplied",
            "expected the condition `supplied and obtained` once at `cl/253-1`, found none",
        ),
        (
            "at cl/253-1.1 text A9 replace band of serious { imprisonment 6 .. 24 months } with { fine with }",
            "the band of `serious` is not the one that is replaced",
        ),
        ("rename cl/253-1 text A9 zh \"罪\" en \"x\" instead of zh \"非\" en \"y\"", "`cl/253-1` is not called so"),
        (
            "replace silence of items of dataset { default 1 } with { ask }",
            "silence about `items` means something else",
        ),
        ("repeal fs-2017-10/5.1.12", "expected a rule at `fs-2017-10/5.1.12`, found none"),
        ("repeal governs fs-2017-10/5.1", "expected a rule `governs` at `fs-2017-10/5.1`, found none"),
        (
            "add to fs-2017-10/5.1 { item 4 zh \"\" en \"\" unverified when items >= 1 }",
            "expected no item 4 at `fs-2017-10/5.1`, found one",
        ),
        (
            "add to fs-2017-10/6.1 { item 4 zh \"\" en \"\" unverified when items >= 1 }",
            "expected one list of grounds at `fs-2017-10/6.1`, found 2",
        ),
        ("at cl/253-1 replace threshold 1 with 2", "`cl/253-1` has several texts"),
        ("at clx/253-1 replace threshold 1 with 2", "no instrument is called `clx`"),
    ] {
        let text = format!("proposal p {{ HEAD {amendment} }}");
        let told = refused(&[&text], &["p"]);
        assert!(told.contains(message), "{amendment}:\n{told}");
        assert_eq!(told.matches('[').count(), 1, "{told}");
    }
}

#[test]
fn two_proposals_on_the_same_thing_are_told_at_both_places() {
    let one = "proposal one { HEAD\nat fs-2017-10/5.1.4 replace threshold 500 with 80 }";
    let other = "proposal other { HEAD\nat fs-2017-10/5.1.4 replace threshold 500 with 90 }";
    assert_eq!(
        refused(&[one, other], &["one", "other"]),
        "[conflicting-amendments] two proposals amend `fs-2017-10/5.1.4`\n  \
         b.law:2:1 `at fs-2017-10/5.1.4 replace threshold 500 with 90` amended again here\n  \
         a.law:2:1 `at fs-2017-10/5.1.4 replace threshold 500 with 80` first amended here\n"
    );
    let repeal = "proposal repeal { HEAD repeal fs-2017-10/5.1 }";
    assert!(refused(&[one, repeal], &["one", "repeal"]).starts_with("[conflicting-amendments]"));
    let moved = "proposal moved { HEAD in fs-2017-10/5 move health from sensitive to grave }";
    assert!(refused(&[moved], &["r07", "moved"]).starts_with("[conflicting-amendments] two proposals amend `health`"));
}

#[test]
fn a_value_outside_its_range_and_names_that_nothing_has() {
    let text = "proposal p { HEAD
        parameter least zh \"数\" en \"number\" : items default 80 range 10 .. 500 illustrative
        at fs-2017-10/5.1.4 replace threshold 500 with least }";
    let (sources, laws) = laws(&[text]);
    let wrong = |names: &[&str], values: &[(&str, i64)]| {
        told(&laws.with(&sources, names, &set(values)).expect_err("a refusal"), &sources)
    };
    assert_eq!(wrong(&["p"], &[("least", 9)]), "[out-of-range] expected `least` from 10 to 500, found 9\n");
    assert_eq!(wrong(&["p"], &[("least", 501)]), "[out-of-range] expected `least` from 10 to 500, found 501\n");
    assert_eq!(
        wrong(&["p"], &[("leats", 20)]),
        "[unknown-parameter] no parameter is called `leats`\n  help: did you mean `least`?\n"
    );
    assert!(wrong(&["r077"], &[]).contains("help: did you mean `r07`?"));
}

#[test]
fn a_proposal_that_says_too_little_of_itself() {
    let told = refused(&["proposal p { title zh \"\" en \"\" direction up }"], &["p"]);
    assert!(told.contains("[missing-clause] expected the level of `p`, found none"), "{told}");
    assert!(told.contains("[unknown-word] unknown direction `up`"), "{told}");
}
