//! Which readings change what: the grade, or else grounds, circumstances, ways out and tracks.

use gravamen::engine::Settings;
use gravamen::explain::findings::{ChoiceFinding, Verification};
use gravamen::truth::Truth;

use super::support::{JUDGED, analyse, case, choices, one_act, only, place, rewritten, settled};

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

/// The shipped law in which no text was found for the rule with these words.
fn unverified(words: &str) -> gravamen::engine::Engine {
    let files = gravamen::engine::embedded_law();
    let file = files.iter().find(|file| file.text.contains(words)).expect("a law file with these words");
    let rest = file.text.split_once(words).expect("the words").1;
    let tag = rest.trim_start().lines().next().expect("a tag");
    let passage = &file.text[file.text.find(words).expect("the words")..];
    let passage = &passage[..passage.find(tag).expect("the tag") + tag.len()];
    rewritten(JUDGED, passage, &passage.replace(tag, "unverified M"))
}

fn with(law: &gravamen::engine::Engine, text: &str, choices: &[(&str, &str)]) -> gravamen::explain::findings::Charge {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    let settings = Settings { choices, ..Settings::default() };
    only(&law.analyse(&case(text, JUDGED), &settings).expect("an analysis")).clone()
}

#[test]
fn a_ground_without_any_authority_is_a_choice_that_is_named_where_it_decides() {
    let law = unverified("en \"At least 5,000 items of any other personal information\"");
    let text = one_act("phone", 6000, "steal", "");
    let applied = with(&law, &text, &[]);
    assert_eq!((settled(&applied), choices(&applied)), ("serious".to_owned(), vec!["fs-2017-10/5.1.5"]));
    assert!(!applied.could_change.nothing());
    assert_eq!(settled(&with(&law, &text, &[("fs-2017-10/5.1.5", "left_out")])), "none");
    assert!(only(&analyse(&text)).could_change.nothing(), "with its authority, nothing could change it");
    let none = with(&law, &one_act("phone", 60, "steal", ""), &[]);
    assert_eq!(choices(&none), [""; 0], "where it decides nothing, it is not named");
}

#[test]
fn a_circumstance_without_any_authority_is_a_choice_that_moves_the_sentence() {
    let law =
        unverified("en \"Voluntary surrender with a truthful account: lighter or mitigated punishment is allowed\"");
    let text = one_act("phone", 6000, "steal", "").replace("id = \"zhang\"", "id = \"zhang\", surrendered = true");
    let applied = with(&law, &text, &[]);
    assert_eq!(settled(&applied), "serious");
    assert!(applied.could_change.each.iter().any(|one| one.what == "cl/67.1"), "{:?}", applied.could_change);
    let place = place("cl/67.1");
    let there =
        |charge: &gravamen::explain::findings::Charge| charge.circumstances.iter().any(|one| one.place == place);
    assert!(there(&applied) && !there(&with(&law, &text, &[("cl/67.1", "left_out")])));
}
