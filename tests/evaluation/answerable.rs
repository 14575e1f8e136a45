//! Who answers on the tracks beside the crime, and who cannot: units are not detained, nor are children or the insane punished.

use gravamen::engine::Settings;
use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse_on, one_act, person};

/// An act of February 2026 by this person.
fn done(contains: &str, does: &str, more: &str, who: &str) -> Analysis {
    let text = one_act(contains, 3, does, more).replace("on = 2022-03-01", "on = 2026-02-01");
    let text = text.replace("id = \"zhang\"", &format!("id = \"zhang\"{who}"));
    analyse_on(&text, date(2026, 6, 30), &Settings::default())
}

/// The tracks that are not excluded, with their status.
fn tracks(analysis: &Analysis) -> Vec<(String, Truth)> {
    let tracks = person(analysis, "zhang").tracks.iter().filter(|track| track.status.possible());
    tracks.map(|track| (track.rule.place.to_string(), track.status)).collect()
}

fn status(analysis: &Analysis, place: &str) -> Truth {
    let found = tracks(analysis).into_iter().find(|(found, _)| found == place);
    found.map_or(Truth::Excluded, |(_, status)| status)
}

#[test]
fn a_unit_is_not_detained() {
    let detained = |who: &str| {
        let analysis = done("phone", "provide", ", gains = 0, obtained_in = \"none\", for_fraud = true", who);
        let levels = person(&analysis, "zhang").tracks.iter().flat_map(|track| &track.levels);
        levels.filter(|level| level.status.possible() && level.days.is_some()).count()
    };
    assert!(detained("") > 0);
    assert_eq!(detained(", kind = \"unit\""), 0);
}

#[test]
fn neither_children_nor_the_insane_are_punished() {
    for who in [", age = 13", ", insane = true"] {
        for (does, more) in [("hack", ""), ("provide", ", gains = 0, obtained_in = \"service\", for_fraud = true")] {
            let found = tracks(&done("id_number", does, more, &format!("{who}, employer = \"telecom\"")));
            let suits = ["pipl/70", "afl/47"];
            let punished: Vec<_> = found.iter().filter(|(place, _)| !suits.contains(&place.as_str())).collect();
            assert!(punished.is_empty(), "{who}: {punished:?}");
        }
    }
    assert_eq!(status(&done("name", "hack", "", ", age = 14"), "csl/66.1"), Truth::Established);
}

#[test]
fn the_identity_card_law_asks_whose_staff_it_was() {
    let sold = |who: &str| done("id_number", "sell", ", gains = 10, obtained_in = \"service\"", who);
    assert_eq!(status(&sold(""), "idcl/19.1"), Truth::Open);
    assert_eq!(status(&sold(", employer = \"telecom\""), "idcl/19.1"), Truth::Established);
    assert_eq!(status(&sold(", employer = \"none\""), "idcl/19.1"), Truth::Excluded);
}

#[test]
fn a_state_organ_is_ordered_and_not_fined() {
    let organ = |who: &str| {
        let found = done(
            "phone",
            "provide",
            ", gains = 0, obtained_in = \"duty\"",
            &format!("{who}, employer = \"state_organ\""),
        );
        (status(&found, "pipl/66"), status(&found, "pipl/68.1"))
    };
    assert_eq!(organ(", kind = \"unit\""), (Truth::Excluded, Truth::Established));
    assert_eq!(organ(", as = \"supervisor\""), (Truth::Excluded, Truth::Established));
    assert_eq!(organ(""), (Truth::Open, Truth::Excluded), "no organ; whether a handler is asked");
    assert_eq!(organ(", handler = true"), (Truth::Established, Truth::Excluded), "who sells on his own account");
}

#[test]
fn a_large_leak_is_asked_about_under_the_cybersecurity_law() {
    let leak = |day: &str| {
        let text =
            one_act("phone", 3_000_000, "leak", ", ordered = false").replace("on = 2022-03-01", &format!("on = {day}"));
        let text = text.replace("id = \"zhang\"", "id = \"zhang\", kind = \"unit\"");
        let analysis = analyse_on(&text, date(2026, 6, 30), &Settings::default());
        (status(&analysis, "csl/59.1"), status(&analysis, "csl/61"))
    };
    assert_eq!(leak("2025-12-31"), (Truth::Open, Truth::Excluded));
    assert_eq!(leak("2026-01-01"), (Truth::Excluded, Truth::Open));
}
