//! What makes a case minor, or weighs in it, beside the grades: Fa Shi [2011] 7 art. 2(1), [2015] 11 art. 2(2), [2019] 15 art. 15,
//! [2025] 5 arts. 24(2) and 25(2), and the part of who helps.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge, Kind};
use gravamen::range::Range;
use gravamen::study::calendar;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, charges, engine, grades, place, settled, try_read};

const TODAY: Date = date(2026, 6, 30);

/// One act of zhang, of whom this is said, with what else the file has.
fn judged(own: &str, act: &str, more: &str, day: Date) -> Analysis {
    let text = format!(
        "person = [{{ id = \"zhang\"{own} }}]\nact = [{{ id = \"a\", by = \"zhang\", {act} }}]\n{more}
[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}"
    );
    analyse_on(&text, day, &Settings::default())
}

fn of<'a>(analysis: &'a Analysis, offence: &str) -> &'a Charge {
    match charges(analysis, "zhang", offence).as_slice() {
        [charge] => charge,
        found => panic!("{} charges of {offence}", found.len()),
    }
}

fn circumstance(charge: &Charge, at: &str) -> Truth {
    let found = charge.circumstances.iter().find(|circumstance| circumstance.place == place(at));
    found.map_or(Truth::Excluded, |circumstance| circumstance.status)
}

fn exit(charge: &Charge, at: &str) -> Truth {
    let found = charge.exits.iter().find(|exit| exit.rule.place == place(at));
    found.map_or(Truth::Excluded, |exit| exit.status)
}

fn answered(at: &str, holds: bool) -> String {
    format!("judgement = [{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}]")
}

/// Fa Shi [2011] 7 art. 2(1): heavier at discretion, and not a second time where the factor lifts the grade (par. 2).
#[test]
fn a_factor_of_fraud_weighs_once() {
    let fraud = |yuan: &str, factor: bool, judgement: &str| {
        let act =
            format!("does = \"defraud\", on = 2025-03-01, telecom = true, defrauded = {yuan}, fraud_factor = {factor}");
        circumstance(of(&judged("", &act, judgement, TODAY), "cl/266"), "fs-2011-7/2.1")
    };
    assert_eq!(fraud("2999.99", true, ""), Truth::Excluded, "no figure is reached");
    assert_eq!(fraud("3000", true, ""), Truth::Established);
    assert_eq!(fraud("3000", false, ""), Truth::Excluded);
    assert_eq!(fraud("24000", true, ""), Truth::Open, "whether it is near is judged");
    assert_eq!(fraud("24000", true, &answered("fs-2011-7/2.2.huge", false)), Truth::Established);
    assert_eq!(fraud("24000", true, &answered("fs-2011-7/2.2.huge", true)), Truth::Excluded);
}

/// An amount that reaches the grade by itself is not near it (接近), so that the factor lifts nothing and weighs.
#[test]
fn a_factor_weighs_where_the_amount_itself_reaches_the_grade() {
    let fraud = |yuan: &str, more: &str, judgement: &str| {
        let act = format!(
            "does = \"defraud\", on = 2025-03-01, telecom = true, defrauded = {yuan}, fraud_factor = true{more}"
        );
        let analysis = judged("", &act, judgement, TODAY);
        let charge = of(&analysis, "cl/266");
        (grades(charge).join(" "), circumstance(charge, "fs-2011-7/2.1"))
    };
    let holds = |grade: &str| (grade.to_owned(), Truth::Established);
    let (huge, especially) = (answered("fs-2011-7/2.2.huge", true), answered("fs-2011-7/2.2.especially_huge", true));
    for judgement in ["", &huge] {
        assert_eq!(fraud("30000", "", judgement), holds("huge"));
        assert_eq!(fraud("399999.99", "", judgement), holds("huge"));
    }
    for judgement in ["", &huge, &especially] {
        assert_eq!(fraud("500000", "", judgement), holds("especially_huge"));
    }
    assert_eq!(fraud("400000", "", ""), ("huge especially_huge".to_owned(), Truth::Open));
    assert_eq!(fraud("400000", "", &especially), ("especially_huge".to_owned(), Truth::Excluded));
    // A ringleader needs no factor for it.
    assert_eq!(fraud("24000", ", ringleader = true", &huge), holds("huge"));
}

/// Fa Shi [2019] 15 art. 15: minor, in view of plea and remorse: exemption or no prosecution.
#[test]
fn minor_help_may_be_exempt() {
    let at = "fs-2019-15/15";
    for (offence, does) in [
        ("cl/286-1", "does = \"refuse_correction\", videos = 200, posts = 0"),
        ("cl/287-1", "does = \"set_up_site\", sites = 3"),
        ("cl/287-2", "does = \"technical_support\", helped = 3"),
    ] {
        let act = format!("{does}, on = 2025-03-01");
        let found = |own: &str, judgement: &str| {
            let analysis = judged(own, &act, judgement, TODAY);
            let charge = of(&analysis, offence);
            assert_eq!(settled(charge), "serious", "{offence}");
            (circumstance(charge, at), exit(charge, at))
        };
        assert_eq!(found("", ""), (Truth::Excluded, Truth::Excluded), "{offence}");
        for own in [", remorse = true", ", pleaded_guilty = true", ", confessed = true", ", surrendered = true"] {
            assert_eq!(found(own, ""), (Truth::Open, Truth::Open), "{offence}, {own}");
        }
        for (own, holds, expected) in [
            (", remorse = true", true, Truth::Established),
            (", remorse = true", false, Truth::Excluded),
            ("", true, Truth::Established),
        ] {
            assert_eq!(found(own, &answered(at, holds)), (expected, expected), "{offence}, {own}, {holds}");
        }
    }
}

const SECRET: &str =
    "dataset = [{ id = \"d\", contains = [\"other\"], items = 1, trade_secret = true, obtained_in = \"none\" }]\n";

/// A sale of a trade secret that brought the right holder this loss.
fn secret(own: &str, act: &str, loss: u32, more: &str, on: &str) -> Analysis {
    let act =
        format!("does = \"provide\", on = {on}, dataset = \"d\", to = [\"b\"], secret_wrong = \"improper_means\"{act}");
    let loss = format!("consequence = [{{ of = \"a\", kind = \"economic_loss\", amount = {loss} }}]\n");
    judged(own, &act, &format!("{SECRET}{loss}{more}"), TODAY)
}

/// Fa Shi [2025] 5 art. 24(2).
#[test]
fn minor_infringement_of_secrets_may_be_exempt() {
    let at = "fs-2025-5/24.2";
    let found = |own: &str, loss: u32, more: &str| {
        let analysis = secret(own, ", gains = 0", loss, more, "2026-01-05");
        let charge = of(&analysis, "cl/219");
        (circumstance(charge, at), exit(charge, at))
    };
    assert_eq!(found("", 300_000, ""), (Truth::Excluded, Truth::Excluded));
    assert_eq!(found(", forgiven = true", 300_000, ""), (Truth::Open, Truth::Open));
    assert_eq!(found("", 300_000, &answered(at, true)), (Truth::Established, Truth::Established));
    assert_eq!(found(", forgiven = true", 3_000_000, ""), (Truth::Excluded, Truth::Excluded), "the higher grade");
}

/// Fa Shi [2025] 5 art. 25(2): gains and volume beyond proof.
#[test]
fn the_fine_for_gains_beyond_proof_has_its_own_range() {
    let usual = |act: &str, loss: u32| -> Vec<Range> {
        let analysis = secret("", act, loss, "", "2026-01-05");
        let table = &of(&analysis, "cl/219").sentencing.fine.table;
        table.iter().filter(|(at, ..)| *at == place("fs-2025-5/25.2")).map(|(_, _, fen, _)| *fen).collect()
    };
    let unprovable = ", gains = \"unknown\", gains_unprovable = true";
    assert_eq!(usual(unprovable, 300_000), [Range { min: 3_000_000, max: 100_000_000 }]);
    assert_eq!(usual(unprovable, 3_000_000), [Range { min: 15_000_000, max: 500_000_000 }]);
    assert!(usual(", gains = 0", 300_000).is_empty());
    // What cannot be proven is no gain that reaches a figure either.
    let analysis = secret("", unprovable, 299_999, "", "2026-01-05");
    assert_eq!(grades(of(&analysis, "cl/219")), ["none"]);
}

/// Gains that cannot be proven (无法查清) have no figure.
#[test]
fn gains_beyond_proof_contradict_their_figure() {
    let wrong = |stated: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\n{SECRET}act = [{{ id = \"a\", by = \"zhang\", does = \"provide\", on = 2026-01-05, dataset = \"d\", secret_wrong = \"improper_means\", gains_unprovable = true{stated} }}]"
        );
        match try_read(&text, TODAY) {
            Ok(_) => Vec::new(),
            Err(wrong) => wrong.iter().map(|one| one.code.to_owned()).collect(),
        }
    };
    for stated in ["", ", gains = \"unknown\"", ", gains = { min = 0, max = 400000 }"] {
        assert_eq!(wrong(stated), [""; 0], "{stated}");
    }
    // A least that is stated is proven as well.
    for stated in
        [", gains = 400000", ", gains = 0", ", gains = { min = 1000 }", ", gains = { min = 310000, max = 400000 }"]
    {
        assert_eq!(wrong(stated), ["contradiction"], "{stated}");
    }
    let together = |second: &str| {
        let act = |id: &str, more: &str| {
            format!(
                "{{ id = \"{id}\", by = \"zhang\", does = \"provide\", on = 2026-01-05, dataset = \"d\", secret_wrong = \"improper_means\"{more} }}"
            )
        };
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\n{SECRET}act = [{}, {}]\ngains = [{{ of = [\"a\", \"b\"], received = 400000 }}]",
            act("a", ", gains_unprovable = true"),
            act("b", second)
        );
        try_read(&text, TODAY).is_ok()
    };
    // What both brought may be known where what one of them brought is not.
    assert!(together(""));
    assert!(!together(", gains_unprovable = true"));
}

/// Fa Shi [2025] 5 art. 20: article 219-1 is younger than the interpretation of 2020, which never was on it.
#[test]
fn secrets_for_abroad_have_no_earlier_interpretation() {
    let grade = |loss: u32, on: &str| {
        let analysis = secret("", ", gains = 0, for_foreign = true", loss, "", on);
        settled(of(&analysis, "cl/219-1"))
    };
    for on in ["2021-03-01", "2023-01-01", "2025-04-25", "2025-04-26"] {
        assert_eq!(grade(299_999, on), "basic", "{on}");
        assert_eq!(grade(300_000, on), "aggravated", "{on}");
    }
    // Article 219 had one.
    let of_219 = |on: &str| {
        let analysis = secret("", ", gains = 0", 300_000, "", on);
        grades(of(&analysis, "cl/219")).join(" ")
    };
    assert_eq!(of_219("2025-04-26"), "serious");
    assert_eq!(of_219("2025-04-25"), "none serious");
}

/// Fa Shi [2015] 11 art. 2(2), until 2021-04-14: own use, just at the figure, with plea, remorse and return.
#[test]
fn own_use_just_at_the_figure_is_generally_no_crime() {
    let at = "fs-2015-11/2.2";
    let day = date(2020, 9, 1);
    let whole = ", pleaded_guilty = true, remorse = true, returned_gains = \"all\"";
    let found = |own: &str, use_: &str, judgement: &str| {
        let act = format!("does = \"conceal\", on = 2020-05-01, proceeds = 3100{use_}");
        let analysis = judged(own, &act, judgement, day);
        let charge = of(&analysis, "cl/312");
        (exit(charge, at), circumstance(charge, at))
    };
    let own_use = ", own_use = true";
    assert_eq!(found(whole, own_use, ""), (Truth::Open, Truth::Open), "just at the figure is judged");
    assert_eq!(found(whole, own_use, &answered(at, true)), (Truth::Established, Truth::Established));
    assert_eq!(found(whole, own_use, &answered(at, false)), (Truth::Excluded, Truth::Excluded));
    for (own, use_) in [
        (whole, ""),
        (whole, ", own_use = false"),
        (", pleaded_guilty = true, remorse = true", own_use),
        (", pleaded_guilty = true, returned_gains = \"all\"", own_use),
        (", remorse = true, returned_gains = \"all\"", own_use),
    ] {
        assert_eq!(found(own, use_, ""), (Truth::Excluded, Truth::Excluded), "{own}, {use_}");
    }
}

/// Fa Shi [2011] 7 art. 7, Criminal Law art. 27: whether a helper is an accessory is contested, and silence is not the end of it.
#[test]
fn the_part_of_a_helper_is_named() {
    let named = |act: &str| {
        let act = format!(
            "does = \"hand_over_accounts\", on = 2025-03-01, telecom = true, defrauded = 40000, own_cards = 2, gains = 0{act}"
        );
        let analysis = judged("", &act, "", TODAY);
        let each = &of(&analysis, "cl/266").could_change.each;
        each.iter().any(|one| one.kind == Kind::Assumed && one.decides.contains(&place("cl/27")))
    };
    assert!(named(", helps_fraud = true"));
    assert!(!named(", helps_fraud = true, role = \"principal\""), "stated");
}

/// CPL 220, 225; art. 214 of 2012.
#[test]
fn summary_and_fast_track_trials_have_their_own_deadlines() {
    let all = |day: Date, start: Date, name: &str| -> Vec<Date> {
        let deadlines = calendar::deadlines(&engine(day).book, start);
        deadlines.into_iter().filter(|(known, _)| known == name).map(|(_, counted)| counted.day).collect()
    };
    let start = date(2026, 3, 5);
    assert_eq!(all(TODAY, start, "summary_trial"), [date(2026, 3, 25)]);
    assert_eq!(all(TODAY, start, "long_summary_trial"), [date(2026, 4, 5), date(2026, 4, 20)]);
    assert_eq!(all(TODAY, start, "fast_trial"), [date(2026, 3, 15), date(2026, 3, 20)]);
    let (before, start) = (date(2018, 10, 25), date(2018, 3, 5));
    assert_eq!(all(before, start, "summary_trial"), [date(2018, 3, 25)]);
    assert_eq!(all(before, start, "long_summary_trial"), [date(2018, 4, 5), date(2018, 4, 20)]);
    assert!(all(before, start, "fast_trial").is_empty(), "no fast track then");
}

/// CPL 167, 230, 243; arts. 165, 219, 232 of 2012.
#[test]
fn own_cases_rulings_and_trials_on_appeal_have_deadlines() {
    for (law, start, expected) in [
        (
            TODAY,
            date(2026, 3, 5),
            [date(2026, 3, 19), date(2026, 3, 22), date(2026, 3, 10), date(2026, 5, 5), date(2026, 7, 5)],
        ),
        (
            date(2018, 10, 25),
            date(2018, 3, 5),
            [date(2018, 3, 19), date(2018, 3, 22), date(2018, 3, 10), date(2018, 5, 5), date(2018, 7, 5)],
        ),
    ] {
        let all = calendar::deadlines(&engine(law).book, start);
        let days: Vec<Date> = ["own_arrest", "ruling_appeal", "second_trial"]
            .into_iter()
            .flat_map(|name| all.iter().filter(move |(known, _)| known == name).map(|(_, counted)| counted.day))
            .collect();
        assert_eq!(days, expected, "{law}");
    }
}
