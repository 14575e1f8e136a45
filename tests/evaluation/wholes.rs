//! Grades that are judged as a whole beside what a text lists, and offences before their present texts.

use gravamen::engine::Settings;
use gravamen::explain::findings::Analysis;
use jiff::civil::{Date, date};

use super::support::{analyse_on, charges, settled};

/// One act without data, judged on a day.
fn done(act: &str, who: &str, judged: Date) -> Analysis {
    let text =
        format!("person = [{{ id = \"zhang\"{who} }}]\ndataset = []\nact = [{{ id = \"a\", by = \"zhang\", {act} }}]");
    analyse_on(&text, judged, &Settings::default())
}

fn grade(analysis: &Analysis, offence: &str) -> String {
    match charges(analysis, "zhang", offence).as_slice() {
        [charge] => settled(charge),
        found => format!("{} charges", found.len()),
    }
}

#[test]
fn what_is_to_be_convicted_in_any_case_stands_beside_the_whole() {
    let concealed = |more: &str, who: &str, judged| {
        let found = done(&format!("does = \"conceal\", on = 2024-02-01, proceeds = 20000{more}"), who, judged);
        grade(&found, "cl/312")
    };
    let punished = ", record = [{ kind = \"administrative\", for = \"concealment\", decided = 2023-06-01, public_security = true }]";
    let before = date(2025, 6, 1);
    assert_eq!(concealed("", "", before), "open", "weighed as a whole");
    assert_eq!(concealed("", punished, before), "basic");
    assert_eq!(concealed(", special_property = true", "", before), "basic");
    // The later interpretation lists nothing for the grade: under it, what was basic is weighed.
    assert_eq!(concealed("", "", date(2026, 6, 1)), "open");
}

#[test]
fn hidden_computer_data_have_their_own_figures_at_every_time() {
    let concealed = |on: &str, gains: i64, judged| {
        let act = format!("does = \"conceal\", on = {on}, upstream = \"computer_data\", proceeds = 0, gains = {gains}");
        grade(&done(&act, "", judged), "cl/312")
    };
    for (on, judged) in [
        ("2014-02-01", date(2015, 1, 30)),
        ("2020-02-01", date(2021, 3, 1)),
        ("2022-02-01", date(2025, 6, 1)),
        ("2026-02-01", date(2026, 6, 1)),
    ] {
        let found: Vec<String> = [4999, 5000, 49999, 50000].map(|gains| concealed(on, gains, judged)).into();
        assert_eq!(found, ["none", "basic", "basic", "serious"], "{on}");
    }
}

#[test]
fn fraud_before_there_were_figures_is_judged_as_a_whole() {
    let act = "does = \"defraud\", on = 2010-02-01, defrauded = 1000000, telecom = false";
    assert_eq!(grade(&done(act, "", date(2010, 12, 1)), "cl/266"), "open");
    // The interpretation of 1996, which no file holds, governs what was done before that of 2011.
    assert_eq!(grade(&done(act, "", date(2012, 12, 1)), "cl/266"), "open");
    let since = act.replace("2010-02-01", "2011-04-08");
    assert_eq!(grade(&done(&since, "", date(2012, 12, 1)), "cl/266"), "especially_huge");
}

#[test]
fn older_texts_of_offences_reach_the_acts_of_their_time() {
    let extorted = |on: &str, yuan: i64| {
        let act = format!("does = \"extort\", on = {on}, extorted = {yuan}");
        let found = done(&act, "", date(2014, 1, 1));
        let charges = charges(&found, "zhang", "cl/274");
        let there = charges.iter().filter(|charge| charge.present.possible());
        there.map(|charge| charge.text.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert!(extorted("2011-04-30", 40000).contains(&"T1997".to_owned()));
    assert_eq!(extorted("2011-05-01", 40000), ["A8"]);
    let text = "person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"other\"], items = 1, trade_secret = true, obtained_in = \"none\" }]
        act = [{ id = \"a\", by = \"zhang\", on = 2019-06-01, does = \"sell\", dataset = \"d\", gains = 3000000 }]";
    let found = analyse_on(text, date(2021, 1, 1), &Settings::default());
    assert_eq!(grade(&found, "cl/219"), "open", "its figures are not encoded");
}
