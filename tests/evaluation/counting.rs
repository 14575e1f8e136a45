//! Counting items: joint acts, recipients, lineage, position (article 11 and what the case format says of silence).

use super::support::{analyse, charge, established, items, only, settled};

/// What is counted as ordinary for a person.
fn ordinary(text: &str, person: &str) -> (i128, i128) {
    items(charge(&analyse(text), person), "ordinary")
}

/// A dataset of 1,000 phone numbers, taken and passed on in these acts by zhang.
fn phones(acts: &[&str]) -> String {
    let acts: Vec<String> = (acts.iter().enumerate())
        .map(|(number, act)| format!("{{ id = \"a{number}\", by = \"zhang\", dataset = \"d\", on = 2022-03-01, obtained_in = \"none\", {act} }}"))
        .collect();
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 1000 }}]\nact = [{}]",
        acts.join(", ")
    )
}

#[test]
fn a_joint_act_counts_in_full_for_each() {
    let text = "
        person = [{ id = \"zhang\" }, { id = \"li\" }, { id = \"wang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 6000 }]
        act = [
            { id = \"a\", by = [\"zhang\", \"li\"], does = \"sell\", dataset = \"d\", on = 2022-03-01, to = [\"zhang\", \"wang\"], gains = 6000, obtained_in = \"none\" },
            { id = \"b\", by = \"wang\", does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"resale\", profit = 0 },
        ]";
    for (who, grounds) in [("zhang", vec!["5.1.5", "5.1.7"]), ("li", vec!["5.1.5", "5.1.7"]), ("wang", vec!["5.1.5"])] {
        assert_eq!(ordinary(text, who), (6_000, 6_000), "{who}: zhang acts jointly and is no recipient, wang is one");
        assert_eq!(established(charge(&analyse(text), who)), grounds, "{who}");
    }
}

#[test]
fn an_accused_buyer_is_a_recipient() {
    let text = "
        person = [{ id = \"zhang\" }, { id = \"li\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 1000 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, to = [\"li\", \"B\"], gains = 100, obtained_in = \"none\" },
        ]";
    assert_eq!(ordinary(text, "zhang"), (2_000, 2_000));
}

#[test]
fn a_recipient_named_twice_received_the_whole_once() {
    let sale = "does = \"sell\", gains = 0, to = \"A\"";
    assert_eq!(ordinary(&phones(&[sale, sale]), "zhang"), (1_000, 1_000));
    let part = "does = \"sell\", gains = 0, to = \"A\", items = 300";
    assert_eq!(ordinary(&phones(&[part, part]), "zhang"), (300, 600), "parts may overlap");
    let most = "does = \"sell\", gains = 0, to = \"A\", items = 800";
    assert_eq!(ordinary(&phones(&[most, most]), "zhang"), (800, 1_000), "no more than there are");
}

#[test]
fn unnamed_recipients_of_several_acts_may_be_the_same() {
    let to = |number: i64| format!("does = \"sell\", gains = 0, recipients = {number}");
    assert_eq!(ordinary(&phones(&[&to(2), &to(3)]), "zhang"), (3_000, 5_000));
    let one = "does = \"sell\", gains = 0";
    assert_eq!(ordinary(&phones(&[one, one, one]), "zhang"), (1_000, 3_000));
    assert_eq!(
        ordinary(&phones(&["does = \"sell\", gains = 0, recipients = { min = 2, max = 4 }"]), "zhang"),
        (2_000, 4_000)
    );
}

#[test]
fn an_unnamed_recipient_may_be_a_named_one() {
    let named = "does = \"sell\", gains = 0, to = [\"A\", \"B\"]";
    assert_eq!(ordinary(&phones(&[named, "does = \"sell\", gains = 0"]), "zhang"), (2_000, 3_000));
    let three = "does = \"sell\", gains = 0, recipients = 3";
    assert_eq!(ordinary(&phones(&[named, three]), "zhang"), (3_000, 5_000));
}

#[test]
fn the_public_is_one_recipient_however_often() {
    let publish = "does = \"publish\", gains = 0";
    assert_eq!(ordinary(&phones(&[publish, publish]), "zhang"), (1_000, 1_000));
    let sold = "does = \"sell\", gains = 0, to = \"A\"";
    assert_eq!(ordinary(&phones(&[publish, publish, sold]), "zhang"), (2_000, 2_000));
    let members = "does = \"publish\", gains = 0, recipients = 300";
    assert_eq!(ordinary(&phones(&[members]), "zhang"), (1_000, 1_000), "a group of 300 is the public");
    let analysis = super::support::choosing(&phones(&[members]), &[("resale-public", "k")]);
    assert_eq!(items(only(&analysis), "ordinary"), (300_000, 300_000));
}

#[test]
fn what_was_taken_and_passed_on_counts_once() {
    let taken = "does = \"steal\"";
    let sold = "does = \"sell\", gains = 0";
    assert_eq!(ordinary(&phones(&[taken]), "zhang"), (1_000, 1_000));
    assert_eq!(ordinary(&phones(&[taken, taken]), "zhang"), (1_000, 1_000), "taken twice");
    assert_eq!(ordinary(&phones(&[taken, sold]), "zhang"), (1_000, 1_000));
    assert_eq!(ordinary(&phones(&[taken, "does = \"sell\", gains = 0, items = 400"]), "zhang"), (1_000, 1_000));
    assert_eq!(ordinary(&phones(&["does = \"sell\", gains = 0, items = 400"]), "zhang"), (400, 400));
}

#[test]
fn duplicates_may_all_lie_in_a_part_or_outside_it() {
    let text = phones(&["does = \"sell\", gains = 0, items = 400"])
        .replace("items = 1000", "items = 1000, duplicates = 50, false_items = 30");
    assert_eq!(ordinary(&text, "zhang"), (320, 400));
    let whole = phones(&["does = \"sell\", gains = 0, to = [\"A\", \"B\"]"])
        .replace("items = 1000", "items = 1000, duplicates = 50, false_items = 30");
    assert_eq!(ordinary(&whole, "zhang"), (1_840, 1_840));
    let nearly =
        phones(&["does = \"sell\", gains = 0, items = 990"]).replace("items = 1000", "items = 1000, duplicates = 50");
    assert_eq!(ordinary(&nearly, "zhang"), (940, 950), "at most 950 are not duplicate");
}

#[test]
fn what_was_made_from_other_data_is_not_counted_twice() {
    // A taken, B made from A and supplied: 2,000 taken, of which the 1,500 of B were passed on, counts 2,000.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [
            { id = \"A\", contains = [\"phone\"], items = 2000 },
            { id = \"B\", contains = [\"phone\"], items = 1500, from = [\"A\"] },
        ]
        act = [
            { id = \"take\", by = \"zhang\", does = \"steal\", dataset = \"A\", on = 2022-03-01 },
            { id = \"sell\", by = \"zhang\", does = \"sell\", dataset = \"B\", on = 2022-03-02, to = \"X\", gains = 0 },
        ]";
    assert_eq!(ordinary(text, "zhang"), (2_000, 2_000));
    assert_eq!(
        ordinary(&text.replace(", from = [\"A\"]", ""), "zhang"),
        (3_500, 3_500),
        "without lineage they are two"
    );
    let both = text.replace("to = \"X\"", "to = [\"X\", \"Y\"]");
    assert_eq!(ordinary(&both, "zhang"), (3_000, 3_500), "1,500 twice, and what of A was not passed on: at most 500");
}

#[test]
fn position_does_not_hold_for_the_one_who_bought() {
    // The insider's half threshold is 2,500; the buyer who sells on needs 5,000.
    let text = "
        person = [{ id = \"insider\" }, { id = \"buyer\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 2500, obtained_in = \"duty\" }]
        act = [
            { id = \"a\", by = \"insider\", does = \"sell\", dataset = \"d\", on = 2022-03-01, to = \"buyer\", gains = 100 },
            { id = \"b\", by = \"buyer\", does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"resale\", profit = 0 },
            { id = \"c\", by = \"buyer\", does = \"sell\", dataset = \"d\", on = 2022-03-02, to = \"X\", gains = 100 },
        ]";
    let analysis = analyse(text);
    assert_eq!(settled(charge(&analysis, "insider")), "serious");
    assert_eq!(established(charge(&analysis, "insider")), ["5.1.8"]);
    assert_eq!(settled(charge(&analysis, "buyer")), "none");
}

#[test]
fn an_acts_own_position_wins() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 2500, obtained_in = \"none\" }]
        act = [{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, gains = 0, obtained_in = \"service\" }]";
    assert_eq!(super::support::grade(text), "serious");
    let not = text.replace("\"none\"", "\"duty\"").replace("\"service\"", "\"none\"");
    assert_eq!(super::support::grade(&not), "none");
}

#[test]
fn querying_and_collecting_leave_the_position_of_the_dataset() {
    for does in ["query", "collect"] {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 2500, obtained_in = \"duty\" }}]
            act = [
                {{ id = \"a\", by = \"zhang\", does = \"{does}\", dataset = \"d\", on = 2022-03-01 }},
                {{ id = \"b\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, gains = 0 }},
            ]"
        );
        assert_eq!(super::support::grade(&text), "serious", "{does}");
    }
}

#[test]
fn insiders_and_others_are_counted_apart() {
    // 200 of 250 from the position and 200 more of 500 without: neither suffices, and they are not weighted together.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [
            { id = \"d\", contains = [\"health\"], items = 200, obtained_in = \"duty\" },
            { id = \"e\", contains = [\"health\"], items = 200, obtained_in = \"none\" },
        ]
        act = [{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = [\"d\", \"e\"], on = 2022-03-01, gains = 0 }]";
    let analysis = analyse(text);
    assert_eq!(settled(only(&analysis)), "none");
    assert_eq!(super::support::degree(only(&analysis), "5.1.8"), "4/5");
    assert_eq!(super::support::degree(only(&analysis), "5.1.4"), "4/5");
}

#[test]
fn data_larger_than_what_it_was_made_from_is_not_lost() {
    // 49 or 50 records said to be made from 25: refused as a contradiction, or open between 49 and 50 at least.
    let text = |items: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [
                {{ id = \"A\", contains = [\"credit\"], items = 25 }},
                {{ id = \"B\", contains = [\"credit\"], items = {items}, from = [\"A\"] }},
            ]
            act = [
                {{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"A\", on = 2022-03-01 }},
                {{ id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"B\", on = 2022-03-01 }},
            ]"
        )
    };
    if super::support::try_read(&text("{ min = 49, max = 50 }"), super::support::JUDGED).is_ok() {
        assert_eq!(super::support::grade(&text("50")), "serious");
        assert_eq!(super::support::grade(&text("{ min = 49, max = 50 }")), "open");
    }
}
