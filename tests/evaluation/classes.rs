//! Which class each kind of information falls in, as nothing is chosen and under every option of a contested point.

use super::support::{analyse, charge, choosing, items, one_act};

const CLASSES: [&str; 4] = ["outside", "grave", "sensitive", "ordinary"];

fn table() -> toml::Table {
    include_str!("../data/classes.toml").parse().expect("a table of classes")
}

fn texts(value: &toml::Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a word").to_owned()).collect()
}

/// The class in which seven records that hold this kind are counted, of those that are counted.
fn class(kind: &str, choices: &[(&str, &str)]) -> &'static str {
    let analysis = choosing(&one_act(kind, 7, "steal", ""), choices);
    let charge = charge(&analysis, "zhang");
    let counted: Vec<&str> = CLASSES.into_iter().filter(|class| items(charge, class) != (0, 0)).collect();
    match counted.as_slice() {
        [class] => CLASSES.into_iter().find(|known| known == class).expect("a class"),
        several => panic!("{kind} counts in {several:?}"),
    }
}

#[test]
fn settled_kinds_fall_where_the_article_puts_them() {
    let table = table();
    for (tier, kinds) in table["settled"].as_table().expect("a table") {
        let tier: usize = tier.parse().expect("a tier");
        for kind in texts(kinds) {
            assert_eq!((kind.as_str(), class(&kind, &[])), (kind.as_str(), CLASSES[tier]));
        }
    }
}

#[test]
fn contested_kinds_follow_the_option_and_else_the_default() {
    let table = table();
    for row in table["contested"].as_array().expect("rows") {
        let (reading, default) =
            (row["reading"].as_str().expect("a reading"), row["default"].as_str().expect("an option"));
        let options = row["options"].as_table().expect("options");
        for kind in texts(&row["kinds"]) {
            let told = |option: &str| CLASSES[options[option].as_integer().expect("a tier") as usize];
            assert_eq!((reading, kind.as_str(), class(&kind, &[])), (reading, kind.as_str(), told(default)));
            for option in options.keys() {
                let found = class(&kind, &[(reading, option)]);
                assert_eq!((option.as_str(), kind.as_str(), found), (option.as_str(), kind.as_str(), told(option)));
            }
        }
    }
}

#[test]
fn every_kind_of_the_vocabulary_is_in_the_table_but_one() {
    let vocabulary = &super::support::engine(super::support::JUDGED).book.vocabulary;
    let category = vocabulary.kinds(vocabulary.kinds_named("category").expect("the categories"));
    let table = table();
    let mut known: Vec<String> = table["settled"].as_table().expect("a table").values().flat_map(texts).collect();
    known.extend(table["contested"].as_array().expect("rows").iter().flat_map(|row| texts(&row["kinds"])));
    let missing: Vec<&str> = category.names().filter(|name| !known.iter().any(|known| known == name)).collect();
    assert_eq!(missing, ["vehicle_maintenance"], "which is no personal information where it stands alone");
}

#[test]
fn maintenance_records_by_vehicle_number_alone_are_no_personal_information() {
    let analysis = analyse(&one_act("vehicle_maintenance", 1_000_000, "steal", ""));
    let found = charge(&analysis, "zhang");
    assert_eq!(super::support::settled(found), "none");
    let linked = one_act("vehicle_maintenance\", \"phone", 5_000, "steal", "");
    assert_eq!(super::support::grade(&linked), "serious");
}

#[test]
fn codes_not_counted_by_items_are_still_judged_by_gains() {
    let text = one_act("verification_code", 1_000_000, "sell", ", obtained_in = \"none\", gains = 5000");
    let analysis = choosing(&text, &[("code-tier", "gains_only")]);
    let found = charge(&analysis, "zhang");
    assert_eq!(super::support::established(found), ["5.1.7"]);
}

#[test]
fn a_record_of_several_classes_is_one_item_of_the_highest() {
    let text = one_act("phone\", \"health\", \"credit", 50, "steal", "");
    let analysis = analyse(&text);
    let found = charge(&analysis, "zhang");
    assert_eq!(CLASSES.map(|class| items(found, class)), [(0, 0), (50, 50), (0, 0), (0, 0)]);

    let split = choosing(&text, &[("mixed", "split")]);
    let found = charge(&split, "zhang");
    assert_eq!(CLASSES.map(|class| items(found, class)), [(0, 0), (50, 50), (50, 50), (50, 50)]);

    let main = text.replace("items = 50", "items = 50, main_content = \"health\"");
    let main = choosing(&main, &[("mixed", "main")]);
    let found = charge(&main, "zhang");
    assert_eq!(CLASSES.map(|class| items(found, class)), [(0, 0), (0, 0), (50, 50), (0, 0)]);
}

#[test]
fn under_main_content_a_record_of_one_kind_is_of_that_kind() {
    for (kind, class) in [("credit", "grave"), ("health", "sensitive"), ("phone", "ordinary")] {
        let analysis = choosing(&one_act(kind, 50, "steal", ""), &[("mixed", "main")]);
        assert_eq!(items(charge(&analysis, "zhang"), class), (50, 50), "{kind}");
    }
}

#[test]
fn under_main_content_a_record_falls_in_no_class_that_none_of_its_kinds_falls_in() {
    let analysis = choosing(&one_act("credit\", \"health", 50, "steal", ""), &[("mixed", "main")]);
    assert_eq!(items(charge(&analysis, "zhang"), "ordinary"), (0, 0));
}
