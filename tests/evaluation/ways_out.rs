//! Ways out of prosecution (Criminal Procedure Law, articles 16 and 177) that rest on a word of the file or of a person.

use gravamen::engine::Settings;
use gravamen::explain::collateral::ExitFinding;
use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, charge, person, place, settled};

const JUDGED: Date = date(2026, 6, 30);

/// A sale of 6,000 numbers by somebody of whom this is said, with what a person judged.
fn sold(own: &str, judgement: &str, on: &str, day: Date) -> Analysis {
    let text = format!(
        "person = [{{ id = \"zhang\"{own} }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 6000, obtained_in = \"none\" }}]
act = [{{ id = \"x\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = {on}, gains = 100, to = [\"b\"] }}]
{judgement}\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}"
    );
    analyse_on(&text, day, &Settings::default())
}

fn invoked(at: &str, holds: bool) -> String {
    format!("judgement = [{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}]")
}

fn exit<'a>(analysis: &'a Analysis, at: &str) -> Option<&'a ExitFinding> {
    let charge = charge(analysis, "zhang");
    charge.exits.iter().chain(&charge.closed_exits).find(|exit| exit.rule.place == place(at))
}

fn stands(analysis: &Analysis, at: &str) -> Truth {
    exit(analysis, at).map_or(Truth::Excluded, |exit| exit.status)
}

fn recommended(analysis: &Analysis) -> Vec<String> {
    person(analysis, "zhang").recommended.iter().map(ToString::to_string).collect()
}

/// CPL art. 16(3), (5); art. 15 of 2012.
#[test]
fn death_and_pardon_end_the_case() {
    for (fact, since_2018, before) in [("died", "cpl/16.5", "cpl/15.5"), ("pardoned", "cpl/16.3", "cpl/15.3")] {
        for (own, expected) in [
            (String::new(), Truth::Excluded),
            (format!(", {fact} = false"), Truth::Excluded),
            (format!(", {fact} = \"unknown\""), Truth::Open),
            (format!(", {fact} = true"), Truth::Established),
        ] {
            let found = sold(&own, "", "2025-03-01", JUDGED);
            assert_eq!(stands(&found, since_2018), expected, "{own}");
            // The act is of the same grade, and what must end is not recommended.
            assert_eq!(settled(charge(&found, "zhang")), "serious", "{own}");
            assert_eq!(recommended(&found).is_empty(), expected == Truth::Established, "{own}");
            let asked = charge(&found, "zhang").open_facts.iter().any(|open| open.fact.ends_with(fact));
            assert_eq!(asked, expected == Truth::Open, "asked by nobody unless stated: {own}");
        }
        for (day, at) in [(date(2018, 10, 25), before), (date(2018, 10, 26), since_2018)] {
            let found = sold(&format!(", {fact} = true"), "", "2018-03-01", day);
            let exit = exit(&found, at).expect("a way out");
            assert!(exit.shall && exit.status == Truth::Established, "{day}");
        }
    }
}

/// CPL arts. 298(1), 297(1); art. 280(1) of 2012: what may follow a death.
#[test]
fn confiscation_after_a_death_is_told() {
    for (day, on, at, article) in [
        (JUDGED, "2025-03-01", "cpl/16.5", "art. 298(1)"),
        (date(2018, 10, 25), "2018-03-01", "cpl/15.5", "art. 280(1) of 2012"),
    ] {
        let found = sold(", died = true", "", on, day);
        let exit = exit(&found, at).expect("a way out");
        assert!(exit.behind.says.iter().any(|text| text.label.en.contains(article)), "{day}");
        assert_eq!(charge(&found, "zhang").ended().map(|exit| &exit.rule.place), Some(&place(at)), "{day}");
    }
    for own in ["", ", died = false", ", died = \"unknown\""] {
        assert!(charge(&sold(own, "", "2025-03-01", JUDGED), "zhang").ended().is_none(), "{own}");
    }
}

/// CPL art. 16(6): another law lifts liability, which a person says.
#[test]
fn another_law_that_lifts_liability_is_invoked() {
    let none = sold("", "", "2025-03-01", JUDGED);
    assert_eq!(stands(&none, "cpl/16.6"), Truth::Excluded);
    assert!(exit(&none, "cpl/16.6").expect("a rule").not_invoked);
    let found = sold("", &invoked("cpl/16.6", true), "2025-03-01", JUDGED);
    assert_eq!(stands(&found, "cpl/16.6"), Truth::Established);
    assert_eq!(recommended(&found), [""; 0]);
    let denied = sold("", &invoked("cpl/16.6", false), "2025-03-01", JUDGED);
    assert_eq!(stands(&denied, "cpl/16.6"), Truth::Excluded);
    assert!(!exit(&denied, "cpl/16.6").expect("a rule").not_invoked);
}

/// CPL art. 177(2) has no list of grounds of its own: without one it is not invoked, and a person may.
#[test]
fn minor_circumstances_without_a_listed_ground_are_not_invoked() {
    let at = "cpl/177.2";
    for own in ["", ", confessed = true, returned_gains = \"part\"", ", merit = \"ordinary\""] {
        let found = sold(own, "", "2025-03-01", JUDGED);
        let exit = exit(&found, at).expect("a rule");
        assert_eq!((exit.status, exit.not_invoked), (Truth::Excluded, true), "{own}");
    }
    let raised = sold(", remorse = true", "", "2025-03-01", JUDGED);
    let raised = exit(&raised, at).expect("a rule");
    assert_eq!((raised.status, raised.not_invoked), (Truth::Open, false));
    for (holds, expected) in [(true, Truth::Established), (false, Truth::Excluded)] {
        let found = sold("", &invoked(at, holds), "2025-03-01", JUDGED);
        let exit = exit(&found, at).expect("a rule");
        assert_eq!((exit.status, exit.not_invoked), (expected, false), "{holds}");
    }
    // Of the higher grade there is nothing to invoke.
    let text = "person = [{ id = \"zhang\" }]
dataset = [{ id = \"d\", contains = [\"name\", \"phone\"], items = 60000, obtained_in = \"none\" }]
act = [{ id = \"x\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2025-03-01, gains = 100, to = [\"b\"] }]
[case]\nid = \"t\"\ntitle = \"t\"\njudged = 2026-06-30";
    let found = analyse_on(text, JUDGED, &Settings::default());
    let exit = exit(&found, at).expect("a rule");
    assert_eq!((exit.status, exit.not_invoked), (Truth::Excluded, false));
}
