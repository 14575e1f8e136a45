//! An interpretation that stands beside earlier ones: what was done before it falls under those alone (Gao Jian Fa Shi Zi
//! [2001] 5, art. 3), and one of them that reaches is enough.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, charges, place, settled};

const JUDGED: Date = date(2026, 6, 1);

fn judged(text: &str, on: Date, choices: &[(&str, &str)]) -> Analysis {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    analyse_on(text, on, &Settings { choices, ..Settings::default() })
}

fn one(does: &str, on: &str, more: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"a\", by = \"zhang\", does = \"{does}\", on = {on}, gains = 0, {more} }}]"
    )
}

fn aid(analysis: &Analysis) -> &Charge {
    charges(analysis, "zhang", "cl/287-2")[0]
}

fn grade(text: &str, on: Date, offence: &str) -> String {
    let analysis = judged(text, on, &[]);
    charges(&analysis, "zhang", offence).first().map_or_else(|| "none".to_owned(), |charge| settled(charge))
}

/// Fa Fa [2025] 12, point 6, of 2025-07-22: three of one's own cards. Fa Fa [2021] 22, point 9: five cards of anyone.
#[test]
fn cards_handed_over_before_the_opinion_fall_under_the_earlier_ones() {
    let own = |on: &str, cards: i64| {
        one("hand_over_accounts", on, &format!("helped = 1, own_cards = {cards}, inflow = 300_001"))
    };
    for (on, cards, expected) in [
        ("2025-07-22", 3, "serious"),
        ("2025-07-21", 3, "none"),
        ("2023-01-01", 3, "none"),
        ("2023-01-01", 4, "none"),
        ("2023-01-01", 5, "serious"),
        ("2021-06-17", 5, "serious"),
        // Before Fa Fa [2021] 22 there was Fa Shi [2019] 15 alone.
        ("2021-06-16", 5, "none"),
        ("2020-01-01", 5, "none"),
        // No interpretation at the act: the first that came reaches back (article 2), and the later ones are harsher (article 3).
        ("2019-10-31", 3, "none"),
        ("2019-10-31", 5, "none"),
        ("2015-11-01", 5, "none"),
    ] {
        assert_eq!(grade(&own(on, cards), JUDGED, "cl/287-2"), expected, "{cards} cards on {on}");
    }
    // Four cards of the time before, and three since: these alone are enough.
    let both = own("2023-01-01", 4).replace("act = [", "act = [{ id = \"b\", by = \"zhang\", does = \"hand_over_accounts\", on = 2025-08-01, gains = 0, helped = 1, own_cards = 3, inflow = 300_001 }, ");
    assert_eq!(grade(&both, JUDGED, "cl/287-2"), "serious");
}

#[test]
fn what_the_interpretation_in_force_all_the_while_reaches_stays_reached() {
    let three = |on: &str| one("hand_over_accounts", on, "helped = 3, own_cards = 3, inflow = 300_001");
    for on in ["2020-01-01", "2023-01-01", "2025-07-22"] {
        let analysis = judged(&three(on), JUDGED, &[]);
        assert_eq!(settled(aid(&analysis)), "serious", "{on}");
        let ground = place("fs-2019-15/12.1.1");
        let shown = aid(&analysis).grounds.iter().find(|found| found.place == ground);
        assert_eq!(shown.map(|found| found.status), Some(Truth::Established), "by its own ground, on {on}");
    }
}

#[test]
fn phone_cards_count_since_the_opinion_of_2021() {
    for (on, expected) in [("2021-06-16", "none"), ("2021-06-17", "serious"), ("2025-07-22", "serious")] {
        for day in [JUDGED, date(2025, 7, 21)] {
            if on < day.to_string().as_str() {
                let text = one("hand_over_accounts", on, "helped = 1, inflow = 0, phone_cards = 20");
                assert_eq!(grade(&text, day, "cl/287-2"), expected, "{on}, judged on {day}");
            }
        }
    }
}

/// Fa Fa [2016] 32, part 2, of 2016-12-20: national figures, and page views. Fa Shi [2011] 7 has neither.
#[test]
fn telecom_fraud_before_the_opinion_falls_under_the_province_s_figures() {
    let views = |on: &str| one("defraud", on, "telecom = true, unprovable = true, page_views = 5000");
    for (on, expected) in [("2016-12-19", "none"), ("2016-12-20", "huge")] {
        assert_eq!(grade(&views(on), date(2017, 7, 19), "cl/266"), expected, "{on}");
    }
    for (on, choice, expected) in
        [("2016-12-19", "y10000", "none"), ("2016-12-19", "y5000", "large"), ("2016-12-20", "y10000", "large")]
    {
        let text = one("defraud", on, "telecom = true, defrauded = 5000");
        let analysis = judged(&text, date(2017, 7, 19), &[("fraud-large", choice)]);
        let found = charges(&analysis, "zhang", "cl/266");
        assert_eq!(
            found.first().map_or_else(|| "none".to_owned(), |charge| settled(charge)),
            expected,
            "{on}, {choice}"
        );
    }
}

/// The reason that is printed with each: no earlier interpretation is said of none that had one.
#[test]
fn each_instrument_has_its_own_reason() {
    let rule = |on: &str, instrument: &str| {
        let analysis =
            judged(&one("hand_over_accounts", on, "helped = 3, own_cards = 5, inflow = 300_001"), JUDGED, &[]);
        let acts = &analysis.persons[0].time;
        let met = acts.iter().flat_map(|act| &act.texts).flat_map(|text| &text.interpretations);
        let found = met.filter(|one| one.instrument == instrument).find_map(|one| one.rule.as_ref());
        found.map(|rule| rule.place.to_string()).unwrap_or_default()
    };
    for (on, instrument, expected) in [
        ("2023-01-01", "fs-2019-15", "gjfs-2001-5/1"),
        ("2023-01-01", "fa-2025-12", "gjfs-2001-5/3"),
        ("2025-07-22", "fa-2025-12", "gjfs-2001-5/1"),
        ("2019-10-31", "fs-2019-15", "gjfs-2001-5/2"),
        ("2019-10-31", "fa-2025-12", "gjfs-2001-5/2"),
    ] {
        assert_eq!(rule(on, instrument), expected, "{instrument}, {on}");
    }
}

/// Article 2 of the Provisions has both sides where several interpretations came after an act: the one in force at the judgment
/// is the other, and the reading is told with the result. It is asked of no act of another time.
#[test]
fn before_any_interpretation_the_first_governs_or_the_latest() {
    let three = |on: &str| one("hand_over_accounts", on, "helped = 1, own_cards = 3, inflow = 300_001");
    for (on, first, latest) in
        [("2019-10-31", "none", "serious"), ("2019-11-01", "none", "none"), ("2025-07-22", "serious", "serious")]
    {
        let found = |option: &str| {
            let analysis = judged(&three(on), JUDGED, &[("first-interpretation", option)]);
            (
                settled(aid(&analysis)),
                aid(&analysis).choices_that_matter.iter().any(|one| one.name == "first-interpretation"),
            )
        };
        assert_eq!(found("earliest"), (first.to_owned(), first != latest), "{on}");
        assert_eq!(found("latest"), (latest.to_owned(), first != latest), "{on}");
    }
    // What the first reaches stands on either, and what only a later one has is reached by neither before it.
    let helped = judged(&one("hand_over_accounts", "2019-10-31", "helped = 3, own_cards = 0, inflow = 0"), JUDGED, &[]);
    assert_eq!(settled(aid(&helped)), "serious");
    let phones = one("hand_over_accounts", "2019-10-31", "helped = 1, inflow = 0, phone_cards = 20");
    for day in [date(2019, 12, 1), date(2025, 7, 21), JUDGED] {
        assert_eq!(grade(&phones, day, "cl/287-2"), "none", "judged on {day}");
    }
}

/// Of dereliction the first interpretation, of 2006-07-26, is in no file: what was done before it is judged as what was done in
/// its time is.
#[test]
fn a_first_interpretation_that_no_file_holds_reaches_back_too() {
    let found = |on: &str, loss: i64| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"a\", by = \"zhang\", does = \"abuse_office\", on = {on}, gains = 0, organ_staff = true }}]
consequence = [{{ kind = \"economic_loss\", of = \"a\", amount = {loss} }}]"
        );
        grade(&text, date(2014, 6, 1), "cl/397.1")
    };
    for on in ["2006-07-25", "2006-07-26", "2013-01-08"] {
        assert_eq!(found(on, 1_500_000), "open", "{on}");
        assert_eq!(found(on, 299_999), "none", "{on}: not even the later one reaches it");
    }
    assert_eq!(found("2013-01-09", 1_500_000), "especially_serious");
}
