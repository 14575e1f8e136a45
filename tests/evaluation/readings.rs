//! Which readings change what: the grade, or else grounds, circumstances, ways out and tracks.

use gravamen::explain::findings::{ChoiceFinding, Verification};
use gravamen::truth::Truth;

use super::support::{analyse, choices, one_act, only, place, settled};

fn beside(text: &str) -> Vec<ChoiceFinding> {
    only(&analyse(text)).choices_beside.clone()
}

#[test]
fn a_reading_that_changes_the_grade_is_no_other() {
    let text = one_act("home_deal", 500, "steal", "");
    let analysis = analyse(&text);
    assert_eq!(choices(only(&analysis)), ["prop-house"]);
    assert!(beside(&text).is_empty());
    let choice = &only(&analysis).choices_that_matter[0];
    assert!(choice.regrades);
    let moved: Vec<String> = choice.moves["t3"].iter().map(|moved| moved.place.to_string()).collect();
    assert!(moved.contains(&"fs-2017-10/5.1.4".to_owned()), "and it says which grounds: {moved:?}");
}

#[test]
fn a_reading_that_changes_only_grounds_is_told_beside() {
    let text = one_act("home_deal", 600, "sell", ", gains = 60000, obtained_in = \"none\"");
    let analysis = analyse(&text);
    assert_eq!(settled(only(&analysis)), "especially_serious", "by gains, whatever the class");
    assert_eq!(choices(only(&analysis)), [""; 0]);
    let found = beside(&text);
    let prop_house = found.iter().find(|choice| choice.name == "prop-house").expect("the reading");
    let lost = prop_house.moves["t3"].iter().find(|moved| moved.place == place("5.1.4")).expect("the ground");
    assert_eq!((lost.now, lost.then), (Truth::Established, Truth::Excluded));
    assert!(!prop_house.moves.contains_key("t2"), "nothing moves under the reading taken");
}

#[test]
fn a_reading_that_changes_a_circumstance_matters_to_the_sentence() {
    let text = one_act("phone", 2500, "sell", ", gains = 0, obtained_in = \"duty\"");
    assert!(beside(&text).iter().all(|choice| choice.name != "duty-double"));
    let found = only(&analyse(&text)).choices_that_matter.clone();
    let double = found.iter().find(|choice| choice.name == "duty-double").expect("the reading");
    assert_eq!(double.moves.keys().collect::<Vec<_>>(), ["half_only", "heavier_only_if_full"]);
    assert_eq!(double.moves["heavier_only_if_full"][0].place, place("cl/253-1.2"));
    assert!(double.moves_sentence && !double.regrades);
}

#[test]
fn a_track_follows_the_grade_that_a_reading_changes() {
    let analysis = analyse(&one_act("home_deal", 500, "steal", ""));
    let moves = &only(&analysis).choices_that_matter[0].moves["t3"];
    assert!(
        moves.iter().any(|moved| moved.place == place("csl/64.2") && moved.then == Truth::Established),
        "{moves:?}"
    );
}

#[test]
fn where_no_reading_is_read_none_matters() {
    let text = one_act("health", 500, "steal", "");
    assert!(beside(&text).iter().all(|choice| choice.name != "prop-house"));
    assert_eq!(choices(only(&analyse(&text))), [""; 0]);
}

#[test]
fn options_without_a_text_are_flagged() {
    let analysis = analyse(&one_act("vehicle_file", 500, "steal", ""));
    let choice =
        only(&analysis).choices_that_matter.iter().find(|choice| choice.name == "prop-car").expect("the reading");
    assert_eq!(choice.verification["t3"], Verification::Unverified);
    assert_eq!(choice.verification["t2"], Verification::Verified);
}
