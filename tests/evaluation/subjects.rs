//! Whom information is about: foreigners are protected, units are not, and the dead are a reading.

use super::support::{JUDGED, analyse, choosing, grade, items, one_act, only, settled, try_read};

/// A theft of sixty credit reports, with more said of them.
fn stolen(more: &str) -> String {
    one_act("credit", 60, "steal", "").replace("items = 60", &format!("items = 60, {more}"))
}

#[test]
fn information_of_the_dead_is_left_out_unless_the_reading_says_otherwise() {
    for (dead, expected) in [("9", "serious"), ("10", "serious"), ("11", "none")] {
        assert_eq!(grade(&stolen(&format!("share = {{ deceased = {dead} }}"))), expected, "{dead}");
    }
    let eleven = stolen("share = { deceased = 11 }");
    assert_eq!(items(only(&analyse(&eleven)), "grave"), (49, 49));
    assert_eq!(settled(only(&choosing(&eleven, &[("citizen", "dead_too")]))), "serious");
    assert!(only(&analyse(&eleven)).choices_that_matter.iter().any(|choice| choice.name == "citizen"));
}

#[test]
fn a_share_that_is_not_known_leaves_the_count_open() {
    for share in ["\"unknown\"", "{ min = 10, max = 11 }", "{ min = 5 }"] {
        assert_eq!(grade(&stolen(&format!("share = {{ deceased = {share} }}"))), "open", "{share}");
    }
    let unknown = analyse(&stolen("share = { deceased = \"unknown\" }"));
    assert_eq!(items(only(&unknown), "grave"), (0, 60));
    assert_eq!(grade(&stolen("share = { deceased = { min = 11 } }")), "none");
}

#[test]
fn a_whole_body_is_of_the_dead_of_units_or_of_foreigners() {
    for (subjects, expected) in [
        ("deceased", "none"),
        ("units", "none"),
        ("foreign_here", "serious"),
        ("foreign_abroad", "serious"),
        ("national", "serious"),
        ("unknown", "open"),
    ] {
        assert_eq!(grade(&stolen(&format!("subjects = \"{subjects}\""))), expected, "{subjects}");
    }
    let under = |subjects: &str| {
        settled(only(&choosing(&stolen(&format!("subjects = \"{subjects}\"")), &[("citizen", "dead_too")])))
    };
    assert_eq!((under("deceased").as_str(), under("units").as_str()), ("serious", "none"));
}

#[test]
fn units_are_left_out_under_every_reading_and_foreigners_under_none() {
    for (share, expected) in [("units = 10", "serious"), ("units = 11", "none"), ("foreign = 60", "serious")] {
        let text = stolen(&format!("share = {{ {share} }}"));
        assert_eq!(grade(&text), expected, "{share}");
        assert_eq!(settled(only(&choosing(&text, &[("citizen", "dead_too")]))), expected, "{share}");
    }
}

#[test]
fn a_share_is_of_what_remains_once_duplicates_are_off() {
    assert_eq!(grade(&stolen("duplicates = 5, share = { deceased = 5 }")), "serious");
    assert_eq!(grade(&stolen("duplicates = 5, share = { deceased = 6 }")), "none");
    assert!(try_read(&stolen("duplicates = 50, share = { deceased = 11 }"), JUDGED).is_err());
    assert!(try_read(&stolen("duplicates = 50, share = { deceased = 10 }"), JUDGED).is_ok());
}

#[test]
fn which_items_of_a_part_are_of_the_dead_is_not_known() {
    let part = |items: i64, dead: i64| {
        stolen(&format!("share = {{ deceased = {dead} }}")).replace("on = 2022", &format!("items = {items}, on = 2022"))
    };
    assert_eq!(grade(&part(55, 5)), "serious", "at least 50 of 55");
    assert_eq!(grade(&part(55, 6)), "open");
    assert_eq!(grade(&part(49, 1)), "none");
}

#[test]
fn what_nobody_says_is_not_asked() {
    let plain = analyse(&one_act("credit", 60, "steal", ""));
    let charge = only(&plain);
    let named = charge.defaults_used.iter().chain(&charge.presumed).map(|one| one.fact.clone());
    assert!(named.collect::<String>().find("deceased").is_none());
    assert!(charge.choices_that_matter.iter().all(|choice| choice.name != "citizen"));
}
