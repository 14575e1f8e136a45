//! Tracks below the criminal threshold: which governs on which day, how heavy it can be, what it gives way to.

use gravamen::engine::Settings;
use gravamen::explain::collateral::{FineRole, LevelFinding, Taking, TrackFinding, TrackReason};
use gravamen::explain::findings::Analysis;
use gravamen::range::{Range, UNBOUNDED};
use gravamen::render::table;
use gravamen::report::explain::{View, explain};
use gravamen::report::words::{Language, Names, Words};
use gravamen::report::{self, Detail};
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, case, engine, one_act, person, place};

/// A day on which every law that is held is in force.
const LATEST: Date = date(2030, 1, 1);

pub(super) fn judged(text: &str) -> Analysis {
    analyse_on(text, LATEST, &Settings::default())
}

/// A sale of phone numbers on a day.
pub(super) fn sold(items: i64, on: &str, more: &str) -> String {
    let more = format!(", gains = 0, obtained_in = \"none\"{more}");
    one_act("phone", items, "sell", &more).replace("on = 2022-03-01", on)
}

fn tracks(analysis: &Analysis) -> Vec<(String, Truth)> {
    let tracks = person(analysis, "zhang").tracks.iter().filter(|track| track.track == "administrative");
    tracks.map(|track| (track.rule.place.to_string(), track.status)).collect()
}

fn applying(text: &str) -> Vec<String> {
    tracks(&judged(text)).into_iter().filter(|(_, status)| status.certain()).map(|(place, _)| place).collect()
}

pub(super) fn track<'a>(analysis: &'a Analysis, place: &str) -> &'a TrackFinding {
    let tracks = &person(analysis, "zhang").tracks;
    tracks.iter().find(|track| track.rule.place.to_string() == place).unwrap_or_else(|| panic!("no track {place}"))
}

/// A level: its name, whether it is this one, its days.
type Level<'a> = (&'a str, Truth, Option<(u16, u16)>);

fn levels(track: &TrackFinding) -> Vec<Level<'_>> {
    track.levels.iter().map(|level: &LevelFinding| (level.name.as_str(), level.status, level.days)).collect()
}

#[test]
fn each_law_meets_the_acts_of_its_time() {
    for (day, expected) in [
        ("2017-05-31", vec![]),
        ("2017-06-01", vec!["csl/64.2"]),
        ("2017-06-02", vec!["csl/64.2"]),
        ("2025-12-30", vec!["csl/64.2", "pipl/66"]),
        ("2025-12-31", vec!["csl/64.2", "pipl/66"]),
        ("2026-01-01", vec!["csl/71.2", "pipl/66", "psapl/56.1"]),
        ("2026-01-02", vec!["csl/71.2", "pipl/66", "psapl/56.1"]),
    ] {
        assert_eq!(applying(&sold(100, &format!("on = {day}"), "")), expected, "{day}");
    }
}

#[test]
fn an_uncertain_day_across_the_change_leaves_both_open() {
    let found = tracks(&judged(&sold(100, "from = 2025-12-01, until = { min = 2025-12-31, max = 2026-01-01 }", "")));
    let open: Vec<&str> =
        found.iter().filter(|(_, status)| *status == Truth::Open).map(|(place, _)| place.as_str()).collect();
    assert_eq!(open, ["csl/71.2", "psapl/56.1"], "the older law has some day of the act in any case");
}

#[test]
fn a_track_gives_way_to_a_grade() {
    let reason = |items: i64| {
        let analysis = judged(&sold(items, "on = 2026-02-01", ""));
        let track = track(&analysis, "psapl/56.1");
        (track.status, track.reason)
    };
    assert_eq!(reason(4999), (Truth::Established, TrackReason::Below));
    assert_eq!(reason(5000), (Truth::Excluded, TrackReason::GradeReached));
    let open = sold(4999, "on = 2026-02-01", "").replace("items = 4999", "items = { min = 4999, max = 5000 }");
    let analysis = judged(&open);
    assert_eq!(track(&analysis, "psapl/56.1").status, Truth::Open);
    assert_eq!(track(&analysis, "psapl/56.1").reason, TrackReason::GradeOpen);
}

#[test]
fn lighter_circumstances_are_a_judgement_and_leave_days_unused() {
    let text = sold(100, "on = 2026-02-01", "");
    let open = judged(&text);
    let found = levels(track(&open, "psapl/56.1"));
    assert_eq!(found, [("ordinary", Truth::Open, Some((10, 15))), ("lighter", Truth::Open, Some((1, 5)))]);
    let judge = |holds: bool| {
        format!(
            "{text}\n[[judgement]]\nperson = \"zhang\"\nplace = \"psapl/56.1.lighter\"\nholds = {holds}\nreasons = \"r\""
        )
    };
    let lighter = judged(&judge(true));
    assert_eq!(levels(track(&lighter, "psapl/56.1")), [("lighter", Truth::Established, Some((1, 5)))]);
    let ordinary = judged(&judge(false));
    assert_eq!(levels(track(&ordinary, "psapl/56.1")), [("ordinary", Truth::Established, Some((10, 15)))]);
}

#[test]
fn fines_are_multiples_or_capped() {
    let fine = |gains: &str| {
        let text = sold(100, "on = 2024-02-01", "").replace("gains = 0", &format!("gains = {gains}"));
        let analysis = judged(&text);
        track(&analysis, "csl/64.2").levels[0].fine.expect("a fine").1
    };
    assert_eq!(fine("0"), Range::new(0, 100_000_000));
    assert_eq!(fine("0.01"), Range::new(1, 10));
    assert_eq!(fine("100"), Range::new(10_000, 100_000));
    assert_eq!(fine("{ min = 0, max = 100 }"), Range::new(0, 100_000_000), "the wider of both");
    assert_eq!(fine("\"unknown\""), Range { min: 0, max: UNBOUNDED });
}

#[test]
fn supplied_for_fraud_the_cap_reaches_further() {
    let found = |gains: &str, place: &str| {
        let more = ", for_fraud = true, recipient_crime = \"intended\", knew_of_crime = \"no\"";
        let text = sold(100, "on = 2024-02-01", more).replace("gains = 0", &format!("gains = {gains}"));
        let analysis = judged(&text);
        track(&analysis, place).levels[0].fine.expect("a fine").1
    };
    assert_eq!(found("49999.99", "afl/42"), Range::new(0, 50_000_000));
    assert_eq!(found("50000", "afl/42"), Range::new(5_000_000, 50_000_000));
}

#[test]
fn taken_and_sold_are_two_violations_with_one_cap() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 100 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2026-02-01 },
            { id = \"b\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2026-02-02, gains = 0 },
        ]";
    let analysis = judged(text);
    assert_eq!(applying(text), ["csl/71.2", "pipl/66", "psapl/56.1", "psapl/56.2"]);
    assert_eq!(person(&analysis, "zhang").combined.iter().map(|one| one.days).collect::<Vec<_>>(), [20]);
    assert!(person(&judged(&sold(100, "on = 2026-02-01", "")), "zhang").combined.is_empty());
}

#[test]
fn what_a_unit_got_is_taken_from_the_unit_alone() {
    let taken = |who: &str, on: &str| {
        let analysis = judged(&format!(
            "person = [{{ id = \"acme\", kind = \"unit\" }}, {{ id = \"zhang\", of = \"acme\", as = \"supervisor\" }}]
dataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, obtained_in = \"none\" }}]
act = [{{ id = \"a\", by = [\"acme\", \"zhang\"], does = \"sell\", dataset = \"d\", on = {on}, gains = 3000 }}]"
        ));
        let tracks = person(&analysis, who).tracks.iter().filter(|track| track.status.possible());
        let gains = tracks.flat_map(|track| &track.levels).filter_map(|level| level.gains);
        gains.map(|(_, gains)| gains.max).max()
    };
    for on in ["2025-02-01", "2026-02-01"] {
        assert_eq!(taken("acme", on), Some(300_000), "{on}");
        assert_eq!(taken("zhang", on), Some(0), "{on}");
    }
}

#[test]
fn staff_who_leak_identity_cards() {
    let leaked = |employer: &str, kind: &str| {
        let text = one_act("id_card_set", 10, "provide", ", gains = 0, obtained_in = \"duty\"");
        let person = format!("id = \"zhang\", employer = \"{employer}\", kind = \"{kind}\"");
        applying(&text.replace("on = 2022-03-01", "on = 2015-12-01").replace("id = \"zhang\"", &person))
    };
    assert_eq!(leaked("telecom", "natural"), ["idcl/19.1"]);
    assert_eq!(leaked("telecom", "unit"), ["idcl/19.2"]);
    // On the reading that units such as those listed include service industries.
    assert_eq!(leaked("service_industry", "natural"), ["idcl/19.1"]);
    assert_eq!(leaked("none", "natural"), [""; 0]);
}

#[test]
fn a_unit_that_refuses_to_correct() {
    let text = sold(100, "on = 2022-02-01", ", refused_correction = true");
    let analysis = judged(&text.replace("id = \"zhang\"", "id = \"zhang\", kind = \"unit\""));
    let level = &track(&analysis, "pipl/66").levels[0];
    assert_eq!((level.name.as_str(), level.fine), ("refused", Some((FineRole::With, Range::new(0, 100_000_000)))));
    let member = judged(&text.replace("id = \"zhang\"", "id = \"zhang\", as = \"supervisor\""));
    let level = &track(&member, "pipl/66").levels[0];
    let fine = Some((FineRole::With, Range::new(1_000_000, 10_000_000)));
    assert_eq!((level.name.as_str(), level.fine), ("persons", fine));
}

#[test]
fn harm_to_many_is_judged_without_a_number_and_beside_the_crime() {
    let text = sold(50_000, "on = 2022-02-01", "");
    assert_eq!(track(&judged(&text), "pipl/70").status, Truth::Open);
    let holds =
        format!("{text}\n[[judgement]]\nperson = \"zhang\"\nplace = \"pipl/70\"\nholds = true\nreasons = \"r\"");
    let analysis = judged(&holds);
    assert_eq!(
        (track(&analysis, "pipl/70").status, track(&analysis, "pipl/70").reason),
        (Truth::Established, TrackReason::Beside)
    );
}

#[test]
fn consent_and_anonymised_information_are_on_no_track() {
    assert_eq!(applying(&sold(100, "on = 2026-02-01", ", consent = \"yes\"")), [""; 0]);
    let anonymised = sold(100, "on = 2026-02-01", "").replace("items = 100", "items = 100, anonymised = true");
    assert_eq!(applying(&anonymised), [""; 0]);
}

#[test]
fn ways_out_lead_to_the_administrative_track() {
    let exits = |items: i64, more: &str| {
        let text = sold(items, "on = 2026-02-01", "").replace("id = \"zhang\"", &format!("id = \"zhang\"{more}"));
        let analysis = judged(&text);
        let exits = &person(&analysis, "zhang").charges[0].exits;
        let said = |exit: &gravamen::explain::collateral::ExitFinding| {
            let to = exit.to.as_ref().map(|(to, _)| to.to_string()).unwrap_or_default();
            (exit.rule.place.to_string(), exit.status, to)
        };
        exits.iter().map(said).collect::<Vec<_>>()
    };
    let lenient = ", first_offence = true, returned_gains = \"all\", remorse = true";
    let hinge = |par: u8| format!("cpl/177.{par}");
    assert_eq!(exits(4999, ""), [("cl/13".to_owned(), Truth::Established, hinge(1))]);
    assert_eq!(exits(5000, ""), []);
    assert_eq!(
        exits(5000, lenient),
        [("cpl/177.2".to_owned(), Truth::Open, hinge(3)), ("fs-2017-10/10".to_owned(), Truth::Established, hinge(2)),]
    );
    assert_eq!(exits(50_000, lenient), [], "not where it is especially serious");
}

#[test]
fn what_the_file_says_of_a_way_out_is_shown_with_how_it_stands() {
    let shown = |more: &str, at: &str| {
        let text = sold(5000, "on = 2026-02-01", "").replace("id = \"zhang\"", &format!("id = \"zhang\"{more}"));
        let (engine, case) = (engine(LATEST), case(&text, LATEST));
        let words = Words::naming(Language::En, Names::of_case(&engine.book, &case));
        let reasoning = engine.reason(&case, &Settings::default()).expect("a reasoning");
        let view = View { place: Some(place(at)), ..View::default() };
        let screen = report::analysis(&reasoning.analysis, &words, Detail::Brief);
        let show = |document| table::render(&document, 400, false);
        (show(explain(&reasoning, &view, &words)), show(screen))
    };
    let (explained, screen) = shown(", first_offence = true, surrendered = true", "cpl/177.2");
    assert!(explained.contains("open; No prosecution is allowed"), "{explained}");
    assert!(explained.contains("first offence (zhang) = yes"), "{explained}");
    assert!(screen.contains("Criminal Procedure Law art. 177(2) (open)"), "{screen}");
    let disputed = ", first_offence = { value = true, status = \"disputed\", defence = false }";
    let (explained, _) = shown(disputed, "cpl/177.2");
    assert!(explained.contains("first offence (zhang) = yes (defence: no)"), "both sides: {explained}");
    let (explained, screen) = shown("", "cpl/177.2");
    assert!(explained.contains("not invoked"), "{explained}");
    assert!(!screen.contains("177(2)"), "{screen}");
    // What the sentence turns on stands at its place, too.
    let (explained, _) = shown(", first_offence = true", "fs-2000-45/4");
    assert!(explained.contains("A fine alone: to be judged"), "{explained}");
    let (explained, _) = shown("", "fs-2000-45/2");
    assert!(explained.contains("Least fine: 1,000 yuan"), "{explained}");
    let (explained, screen) = shown("", "pipl/70");
    assert!(explained.contains("Usual claims: an end to the infringement"), "{explained}");
    // Of several that are wholly open, the screen says which.
    assert!(screen.contains("Personal Information Protection Law art. 66, art. 70"), "{screen}");
}

/// A hospital and its supervisor give away identity numbers, with what else is known of the act.
fn hospital(more: &str) -> Analysis {
    judged(&format!(
        "person = [
            {{ id = \"h\", kind = \"unit\", employer = \"medical\" }},
            {{ id = \"zhang\", as = \"supervisor\", employer = \"medical\" }},
        ]
        dataset = [{{ id = \"d\", contains = [\"name\", \"id_number\"], items = 100, obtained_in = \"service\" }}]
        act = [{{ id = \"a\", by = [\"h\", \"zhang\"], does = \"provide\", dataset = \"d\", on = 2025-06-01{more} }}]"
    ))
}

#[test]
fn of_a_unit_the_identity_card_law_fines_the_members_and_not_the_unit() {
    let analysis = hospital(", gains = 1000");
    type Found = (String, Option<(u16, u16)>, Option<Range>, Option<(Taking, Range)>);
    let of = |who: &str| -> Vec<Found> {
        let tracks = person(&analysis, who).tracks.iter();
        let own = tracks.filter(|track| track.rule.place.instrument == "idcl" && track.status.certain());
        let level = |track: &TrackFinding| {
            let level = &track.levels[0];
            (track.rule.place.to_string(), level.days, level.fine.map(|(_, fine)| fine), level.gains)
        };
        own.map(level).collect()
    };
    let taken = Some((Taking::Confiscation, Range::new(100_000, 100_000)));
    assert_eq!(of("h"), [("idcl/19.2".to_owned(), None, None, taken)]);
    let members = Some(Range::new(10_000_000, 50_000_000));
    let nothing = Some((Taking::Confiscation, Range::new(0, 0)));
    assert_eq!(of("zhang"), [("idcl/19.2".to_owned(), Some((10, 15)), members, nothing)], "the unit has them");
    let reached: Vec<String> = (person(&analysis, "h").tracks.iter())
        .filter(|track| track.status.certain())
        .map(|track| track.rule.place.to_string())
        .collect();
    assert_eq!(reached, ["csl/64.2", "idcl/19.2", "pipl/66"], "the unit itself stays within the other laws");
}

#[test]
fn an_individual_can_be_a_handler_and_answers_beside_the_police() {
    let text = sold(3000, "on = 2026-02-01", "").replace("gains = 0", "gains = 3000");
    let analysis = judged(&text);
    let pipl = track(&analysis, "pipl/66");
    let found: Vec<(&str, Option<(Taking, Range)>)> =
        pipl.levels.iter().map(|level| (level.name.as_str(), level.gains)).collect();
    let taken = Some((Taking::Confiscation, Range::new(300_000, 300_000)));
    assert_eq!(found, [("ordinary", taken), ("serious", taken)], "a fine up to a million only on refusal");
    let police = track(&analysis, "psapl/56.1");
    assert_eq!(
        police.to.as_ref().map(|(to, says)| (to.to_string(), says.is_some())),
        Some(("psapl/141.3".into(), true))
    );
    assert_eq!(police.levels[0].gains, Some((Taking::Recovery, Range::new(300_000, 300_000))));
    let refused = judged(&sold(3000, "on = 2026-02-01", ", refused_correction = true"));
    let levels: Vec<&str> = track(&refused, "pipl/66").levels.iter().map(|level| level.name.as_str()).collect();
    assert_eq!(levels, ["refused", "serious"]);
}

#[test]
fn processing_for_personal_affairs_is_outside_the_information_protection_law() {
    assert_eq!(applying(&sold(100, "on = 2026-02-01", ", purpose = \"personal\"")), ["csl/71.2", "psapl/56.1"]);
}

#[test]
fn whether_a_refusal_is_needed_for_the_fine_on_persons_is_a_reading() {
    let text = sold(100, "on = 2022-02-01", "").replace("id = \"zhang\"", "id = \"zhang\", as = \"supervisor\"");
    let levels = |settings: &Settings| -> Vec<String> {
        let analysis = analyse_on(&text, date(2030, 1, 1), settings);
        track(&analysis, "pipl/66").levels.iter().map(|level| level.name.clone()).collect()
    };
    assert_eq!(levels(&Settings::default()), ["no_fine", "grave"]);
    let choices = vec![("pipl-persons".to_owned(), "always".to_owned())];
    assert_eq!(levels(&Settings { choices, ..Settings::default() }), ["persons", "grave"]);
}

#[test]
fn operators_and_intruders_below_the_crimes() {
    let hacked = |on: &str, kind: &str| {
        let text = one_act("phone", 100, "hack", "").replace("on = 2022-03-01", &format!("on = {on}"));
        let applying = applying(&text.replace("id = \"zhang\"", &format!("id = \"zhang\", kind = \"{kind}\"")));
        applying.into_iter().filter(|place| place.starts_with("csl/6")).collect::<Vec<_>>()
    };
    assert_eq!(hacked("2025-12-31", "natural"), ["csl/64.2", "csl/63.1", "csl/63.3"]);
    assert_eq!(hacked("2026-01-01", "natural"), ["csl/66.1", "csl/66.3"]);
    assert_eq!(hacked("2026-01-01", "unit"), ["csl/66.2"]);
    let leaked = |on: &str, who: &str| {
        let text = one_act("phone", 100, "leak", ", ordered = false").replace("on = 2022-03-01", &format!("on = {on}"));
        applying(&text.replace("id = \"zhang\"", &format!("id = \"zhang\", {who}")))
    };
    assert_eq!(leaked("2025-12-31", "kind = \"unit\""), ["csl/64.1", "pipl/66"]);
    assert_eq!(leaked("2025-12-31", "as = \"supervisor\""), ["csl/64.1", "pipl/66"]);
    assert_eq!(leaked("2026-01-01", "kind = \"unit\""), ["csl/71.1.2", "pipl/66"]);
    // Articles 72 of 2016 and 74 of 2025, in the words of article 68 of the other law: a State organ is not fined.
    let organ = "kind = \"unit\", employer = \"state_organ\"";
    assert_eq!(leaked("2025-12-31", organ), ["pipl/68.1"]);
    assert_eq!(leaked("2026-01-01", organ), ["pipl/68.1"]);
}

/// Administrative Penalties Law: what makes a punishment lighter, and for how long it can be imposed, under the laws that have
/// no rule of their own.
#[test]
fn the_general_law_of_penalties_reaches_the_laws_that_have_no_rule_of_their_own() {
    let found = |own: &str, head: &str, on: &str| {
        let text = sold(100, &format!("on = {on}"), "").replace("id = \"zhang\"", &format!("id = \"zhang\"{own}"));
        analyse_on(&format!("{text}{head}"), date(2026, 6, 30), &Settings::default())
    };
    let reliefs = |own: &str, at: &str, on: &str| -> Vec<String> {
        let analysis = found(own, "", on);
        track(&analysis, at).reliefs.iter().map(|relief| relief.rule.place.to_string()).collect()
    };
    let minor = ", born = 2010-01-01";
    assert!(reliefs(minor, "pipl/66", "2026-02-01").contains(&"apl/30".to_owned()));
    assert!(!reliefs("", "pipl/66", "2026-02-01").contains(&"apl/30".to_owned()));
    assert!(!reliefs(minor, "psapl/56.1", "2026-02-01").contains(&"apl/30".to_owned()), "it has its own, article 12");
    assert!(reliefs(minor, "psapl/56.1", "2026-02-01").contains(&"psapl/12".to_owned()));
    assert!(reliefs("", "csl/64.2", "2025-12-31").contains(&"apl/37".to_owned()), "a newer text may be the lighter");

    let discovered = |day: &str| {
        let analysis = found("", &format!("\n[case]\nid = \"t\"\ntitle = \"t\"\ndiscovered = {day}"), "2023-03-01");
        (track(&analysis, "csl/64.2").status, track(&analysis, "pipl/66").status)
    };
    assert_eq!(discovered("2025-02-28"), (Truth::Established, Truth::Established));
    assert_eq!(discovered("2025-03-01"), (Truth::Excluded, Truth::Excluded), "two years have passed");
}
