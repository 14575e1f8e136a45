//! Bands, units, and what circumstances leave possible (T-CL-01 to T-CL-03, T-CL-11, T-CL-12, T-PI-40).

use gravamen::explain::findings::Charge;
use gravamen::law::book::{Band, FineMode};
use gravamen::truth::Truth;

use super::support::{analyse, charge, one_act, only, place, settled, strict};

const LOWER: Band = Band {
    imprisonment: Some((6, 36)),
    detention: Some((1, 6)),
    control: None,
    fine: Some(FineMode::WithOrInstead),
    life: false,
    deprivation: false,
    forfeiture: false,
    fine_amount: None,
};
const HIGHER: Band = Band {
    imprisonment: Some((36, 84)),
    detention: None,
    control: None,
    fine: Some(FineMode::With),
    life: false,
    deprivation: false,
    forfeiture: false,
    fine_amount: None,
};

/// A theft of so many credit reports by a person of whom this is said.
fn by(person: &str, items: i64) -> String {
    one_act("credit", items, "steal", "").replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{person} }}"))
}

/// How a circumstance stands; one that is not shown is not there.
fn circumstance(charge: &Charge, path: &str) -> Truth {
    let found = charge.circumstances.iter().find(|circumstance| circumstance.place == place(path));
    found.map_or(Truth::Excluded, |circumstance| circumstance.status)
}

/// What is reachable, and whether exemption is.
fn reach(charge: &Charge) -> (Band, bool) {
    let reachable = charge.reachable.as_ref().expect("a grade is possible");
    (reachable.band, reachable.exempt)
}

#[test]
fn bands_are_the_statutes() {
    for (items, band) in [(49, None), (50, Some(LOWER)), (499, Some(LOWER)), (500, Some(HIGHER))] {
        let analysis = analyse(&by("", items));
        let charge = only(&analysis);
        assert_eq!(charge.band, band, "{items}");
        assert_eq!(
            charge.reachable.as_ref().map(|reachable| (reachable.band, reachable.exempt)),
            band.map(|band| (band, false))
        );
    }
}

#[test]
fn amendment_7_has_the_lower_band_only() {
    let text = by("", 5000).replace("2022-03-01", "2015-10-31")
        + "\njudgement = [{ person = \"zhang\", place = \"cl/253-1.1\", holds = true, reasons = \"scale\" }]";
    assert_eq!(only(&analyse(&text)).band, Some(LOWER));
}

#[test]
fn an_open_grade_has_the_bands_of_each() {
    let analysis = analyse(&by("", 500).replace("items = 500", "items = { min = 499, max = 500 }"));
    let charge = only(&analysis);
    assert_eq!(charge.band, None);
    assert_eq!(
        charge.bands.iter().map(|(grade, band)| (grade.name.as_str(), *band)).collect::<Vec<_>>(),
        [("serious", LOWER), ("especially_serious", HIGHER)]
    );
    assert_eq!(reach(charge).0, Band { imprisonment: Some((6, 84)), ..LOWER });
}

#[test]
fn a_unit_is_fined_and_its_members_answer_by_their_acts() {
    let text = "
        person = [
            { id = \"acme\", kind = \"unit\" },
            { id = \"boss\", of = \"acme\", as = \"supervisor\" },
            { id = \"clerk\", of = \"acme\", as = \"directly_responsible\" },
            { id = \"driver\", of = \"acme\", as = \"directly_responsible\" },
        ]
        dataset = [
            { id = \"d\", contains = [\"credit\"], items = 460 },
            { id = \"e\", contains = [\"credit\"], items = 40 },
        ]
        act = [
            { id = \"a\", by = [\"acme\", \"boss\"], does = \"steal\", dataset = \"d\", on = 2022-03-01 },
            { id = \"b\", by = [\"acme\", \"clerk\"], does = \"steal\", dataset = \"e\", on = 2022-03-01 },
        ]";
    let analysis = analyse(text);
    let unit = charge(&analysis, "acme");
    let fine = Band {
        imprisonment: None,
        detention: None,
        control: None,
        fine: Some(FineMode::With),
        life: false,
        deprivation: false,
        forfeiture: false,
        fine_amount: None,
    };
    assert_eq!((settled(unit).as_str(), unit.band), ("especially_serious", Some(fine)));
    assert_eq!(reach(unit), (fine, false));
    assert_eq!((settled(charge(&analysis, "boss")).as_str(), charge(&analysis, "boss").band), ("serious", Some(LOWER)));
    assert_eq!(settled(charge(&analysis, "clerk")), "none");
    assert_eq!(super::support::person(&analysis, "driver").charges.len(), 0);
}

#[test]
fn article_10_may_exempt_a_first_offender_who_returns_everything() {
    let ready = ", first_offence = true, returned_gains = \"all\", remorse = true";
    let analysis = analyse(&by(ready, 60));
    assert_eq!(circumstance(only(&analysis), "10"), Truth::Established);
    assert_eq!(reach(only(&analysis)), (LOWER, true));
    for less in [
        ready.replace("first_offence = true", "first_offence = false"),
        ready.replace("\"all\"", "\"part\""),
        ready.replace("remorse = true", "remorse = false"),
        String::new(),
    ] {
        let analysis = analyse(&by(&less, 60));
        assert_eq!(
            (circumstance(only(&analysis), "10"), reach(only(&analysis))),
            (Truth::Excluded, (LOWER, false)),
            "{less}"
        );
    }
    let higher = analyse(&by(ready, 500));
    assert_eq!((circumstance(only(&higher), "10"), reach(only(&higher))), (Truth::Excluded, (HIGHER, false)));
}

#[test]
fn article_10_is_open_where_the_grade_is() {
    let ready = ", first_offence = true, returned_gains = \"all\", remorse = true";
    let analysis = analyse(&by(ready, 60).replace("items = 60", "items = { min = 60, max = 600 }"));
    assert_eq!(circumstance(only(&analysis), "10"), Truth::Open);
    assert!(reach(only(&analysis)).1);
}

#[test]
fn a_minor_must_be_punished_less_and_the_old_may_be() {
    let aged = |born: &str| {
        let analysis = analyse(&by(&format!(", born = {born}"), 60));
        let charge = only(&analysis);
        (circumstance(charge, "cl/17.4"), circumstance(charge, "cl/17-1"))
    };
    let (yes, no) = (Truth::Established, Truth::Excluded);
    assert_eq!(aged("2004-02-28"), (no, no), "eighteen on the day after the birthday");
    assert_eq!(aged("2004-03-01"), (yes, no), "eighteen only on the day after the act");
    assert_eq!(aged("2005-01-01"), (yes, no));
    assert_eq!(aged("1947-03-01"), (no, no), "seventy-five only on the day after the act");
    assert_eq!(aged("1947-02-28"), (no, yes));
}

#[test]
fn mitigation_reaches_the_lower_band_and_lighter_punishment_does_not() {
    let higher = |person: &str| {
        let analysis = analyse(&by(person, 500));
        reach(only(&analysis))
    };
    let both = Band { imprisonment: Some((6, 84)), ..LOWER };
    assert_eq!(higher(", confessed = true"), (HIGHER, false), "art. 67(3): lighter only");
    assert_eq!(higher(", surrendered = true"), (both, false));
    assert_eq!(higher(", merit = \"ordinary\""), (both, false));
    assert_eq!(higher(", merit = \"major\""), (both, true));
    assert_eq!(higher(", deaf_mute = true"), (both, true));
    assert_eq!(higher(", diminished_capacity = true"), (both, false));
    assert_eq!(higher(", pleaded_guilty = true, accepted_punishment = true"), (HIGHER, false));
    let coerced = by("", 500).replace("by = \"zhang\"", "by = [{ person = \"zhang\", role = \"coerced\" }]");
    assert_eq!(
        reach(only(&analyse(&coerced))),
        (LOWER, true),
        "art. 28: mitigated or exempt, and never within the band"
    );
    let accessory = coerced.replace("coerced", "accessory");
    assert_eq!(reach(only(&analyse(&accessory))), (both, true));
}

#[test]
fn an_insider_who_only_reaches_half_is_punished_more_heavily_too_unless_that_counts_twice() {
    let sold = |items: i64| one_act("credit", items, "sell", ", obtained_in = \"duty\", gains = 0");
    let heavier = |text: &str, choice: &[(&str, &str)]| {
        let analysis = super::support::choosing(text, choice);
        let charge = only(&analysis);
        let effect = |path| circumstance(charge, path) == Truth::Established;
        effect("5") || effect("cl/253-1.2")
    };
    // Article 253-1(2) says so without exception; that nothing counts twice is a view of writers.
    assert!(heavier(&sold(25), &[]));
    assert!(heavier(&sold(50), &[]));
    let once = [("duty-double", "heavier_only_if_full")];
    assert!(!heavier(&sold(25), &once));
    assert!(!heavier(&sold(49), &once));
    assert!(heavier(&sold(50), &once));
    assert!(!heavier(&sold(50), &[("duty-double", "half_only")]));
    let outsider = one_act("credit", 50, "sell", ", obtained_in = \"none\", gains = 0");
    assert!(!heavier(&outsider, &[]));
}

#[test]
fn the_usual_fine_is_one_to_five_times_the_gains() {
    let analysis = analyse(&one_act("phone", 1, "sell", ", obtained_in = \"none\", gains = 6000.50"));
    let fine = only(&analysis).usual_fine.as_ref().expect("a usual fine");
    assert_eq!((fine.fen.min, fine.fen.max), (600_050, 3_000_250));
    let disputed =
        analyse(&one_act("phone", 1, "sell", ", obtained_in = \"none\", gains = { min = 6000, max = 7000 }"));
    let fine = only(&disputed).usual_fine.as_ref().expect("a usual fine");
    assert_eq!((fine.fen.min, fine.fen.max), (600_000, 3_500_000));
}

#[test]
fn strict_says_no_more_than_that_something_is_open() {
    let analysis = strict(&by("", 500));
    assert_eq!(only(&analysis).band, None);
    assert_eq!(only(&analysis).bands.len(), 1, "especially serious or nothing");
}

/// Article 253-1(2) is the statute: it holds from 2015-11-01, before any interpretation gave figures (the half threshold,
/// which alone could count the position twice, came with the interpretation).
#[test]
fn the_position_weighs_from_the_statute_on_before_the_interpretation() {
    let sold = |day: &str, option: &str| {
        let text = one_act("phone", 300_000, "sell", ", obtained_in = \"duty\"").replace("2022-03-01", day);
        let choices = [("duty-double".to_owned(), option.to_owned())].into();
        let settings = gravamen::engine::Settings { choices, ..Default::default() };
        let analysis = super::support::analyse_on(&text, jiff::civil::date(2017, 2, 8), &settings);
        let charge = analysis.persons[0].charges.iter().find(|charge| charge.present.possible()).expect("a charge");
        (charge.text.clone(), circumstance(charge, "cl/253-1.2"))
    };
    for option in ["heavier_only_if_full", "both", "half_only"] {
        assert_eq!(sold("2016-05-01", option), (Some("A9".to_owned()), Truth::Established), "{option}");
        assert_eq!(sold("2015-11-01", option), (Some("A9".to_owned()), Truth::Established), "{option}");
        assert_eq!(sold("2015-10-31", option), (Some("A7".to_owned()), Truth::Excluded), "{option}");
    }
}
