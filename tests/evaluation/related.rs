//! Charges beside article 253-1: every figure at its boundary, and what becomes of charges that are made out together.

use gravamen::engine::Settings;
use gravamen::explain::difference::difference;
use gravamen::explain::findings::{Analysis, Charge, RelationFinding};
use gravamen::law::book::RelationKind;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse, analyse_on, charges, choosing, grades, person, place, settled};

/// One person, these datasets and these acts of it; each act has its own day unless it says so.
fn file(datasets: &str, acts: &[&str]) -> String {
    let acts: Vec<String> = (acts.iter().enumerate())
        .map(|(at, act)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2022-03-0{}, {act} }}", at + 1))
        .collect();
    format!("person = [{{ id = \"zhang\" }}]\ndataset = [{datasets}]\nact = [{}]", acts.join(", "))
}

fn dataset(contains: &str, more: &str) -> String {
    format!("{{ id = \"d\", contains = [\"{contains}\"], {more} }}")
}

fn only<'a>(analysis: &'a Analysis, offence: &str) -> &'a Charge {
    match charges(analysis, "zhang", offence).as_slice() {
        [charge] => charge,
        found => panic!("{} charges of {offence}", found.len()),
    }
}

/// Whether a ground is established.
fn holds(analysis: &Analysis, offence: &str, ground: &str) -> bool {
    let ground = place(ground);
    only(analysis, offence).grounds.iter().any(|found| found.place == ground && found.status == Truth::Established)
}

/// An act without data, judged on this day.
fn bare(does: &str, more: &str) -> String {
    file("", &[&format!("does = \"{does}\", {more}")])
}

/// Each figure: the offence, the ground, its figure, and a file with a number in place of `#`.
fn figures() -> Vec<(&'static str, &'static str, i128, String)> {
    let hacked = |contains: &str, more: &str| file(&dataset(contains, more), &["does = \"hack\", dataset = \"d\""]);
    let leak =
        |contains: &str| file(&dataset(contains, "items = #"), &["does = \"leak\", ordered = true, dataset = \"d\""]);
    let loss = |does: &str, more: &str| {
        bare(does, more) + "\nconsequence = [{ of = \"a0\", kind = \"economic_loss\", amount = # }]"
    };
    let helped = "helped = 0";
    let given = |more: &str| bare("technical_support", &format!("{helped}, {more}"));
    let cards = |does: &str| bare(does, "cards = #");
    vec![
        ("cl/285.2", "fs-2011-19/1.1.1", 10, hacked("payment_credentials", "items = 1000, counts = { sets = # }")),
        ("cl/285.2", "fs-2011-19/1.1.1", 10, hacked("payment_credentials", "items = #")),
        ("cl/285.2", "fs-2011-19/1.1.2", 500, hacked("account_password", "items = #")),
        ("cl/285.2", "fs-2011-19/1.1.3", 20, bare("control_system", "computers = #")),
        ("cl/285.2", "fs-2011-19/1.1.4", 5_000, bare("control_system", "computers = 0, gains = #")),
        ("cl/285.2", "fs-2011-19/1.1.4", 10_000, loss("control_system", "computers = 0")),
        ("cl/285.2", "fs-2011-19/1.2.1", 50, hacked("payment_credentials", "items = #")),
        ("cl/285.2", "fs-2011-19/1.2.1", 2_500, hacked("account_password", "items = #")),
        ("cl/285.2", "fs-2011-19/1.2.1", 100, bare("control_system", "computers = #")),
        ("cl/285.2", "fs-2011-19/1.2.1", 25_000, bare("control_system", "computers = 0, gains = #")),
        ("cl/285.2", "fs-2011-19/1.2.1", 50_000, loss("control_system", "computers = 0")),
        (
            "cl/285.3",
            "fs-2011-19/3.1.1",
            5,
            bare("provide_tools", "financial_tools = true, made_for_intrusion = true, tool_users = #"),
        ),
        (
            "cl/285.3",
            "fs-2011-19/3.1.2",
            20,
            bare("provide_tools", "financial_tools = false, made_for_intrusion = true, tool_users = #"),
        ),
        (
            "cl/285.3",
            "fs-2011-19/3.1.3",
            5,
            bare("provide_tools", "financial_tools = true, known_intruder = true, tool_users = #"),
        ),
        (
            "cl/285.3",
            "fs-2011-19/3.1.4",
            20,
            bare("provide_tools", "financial_tools = false, known_intruder = true, tool_users = #"),
        ),
        (
            "cl/285.3",
            "fs-2011-19/3.2.1",
            25,
            bare("provide_tools", "financial_tools = true, made_for_intrusion = true, tool_users = #"),
        ),
        (
            "cl/285.3",
            "fs-2011-19/3.2.1",
            100,
            bare("provide_tools", "financial_tools = false, made_for_intrusion = true, tool_users = #"),
        ),
        (
            "cl/312",
            "fs-2015-11-2021/3.2.serious",
            50_000,
            bare("conceal", "upstream = \"computer_data\", proceeds = 0, gains = #"),
        ),
        ("cl/312", "fs-2015-11-2021/3.1.1", 100_000, bare("conceal", "proceeds = #")),
        ("cl/286-1", "fs-2019-15/4.1", 500, leak("credit")),
        ("cl/286-1", "fs-2019-15/4.2", 5_000, leak("health")),
        ("cl/286-1", "fs-2019-15/4.3", 50_000, leak("phone")),
        ("cl/286-1", "fs-2019-15/3.1", 200, bare("refuse_correction", "videos = #")),
        ("cl/286-1", "fs-2019-15/3.2", 2_000, bare("refuse_correction", "posts = #")),
        ("cl/286-1", "fs-2019-15/3.3", 1_000, bare("refuse_correction", "videos = 100, posts = #")),
        ("cl/286-1", "fs-2019-15/3.4", 2_000, bare("refuse_correction", "accounts = #")),
        ("cl/286-1", "fs-2019-15/3.5", 3_000, bare("refuse_correction", "members = #")),
        ("cl/286-1", "fs-2019-15/3.5", 30_000, bare("refuse_correction", "followers = #")),
        ("cl/286-1", "fs-2019-15/3.6", 50_000, bare("refuse_correction", "clicks = #")),
        ("cl/287-1", "fs-2019-15/10.2", 3, bare("set_up_site", "sites = #")),
        ("cl/287-1", "fs-2019-15/10.2", 2_000, bare("set_up_site", "sites = 1, accounts = #")),
        ("cl/287-1", "fs-2019-15/10.3", 5, bare("set_up_site", "sites = 0, groups = #")),
        ("cl/287-1", "fs-2019-15/10.3", 1_000, bare("set_up_site", "sites = 0, members = #")),
        ("cl/287-1", "fs-2019-15/10.4", 100, bare("post", "posts = #")),
        ("cl/287-1", "fs-2019-15/10.4", 2_000, bare("post", "posts = 1, accounts = #")),
        ("cl/287-1", "fs-2019-15/10.4", 3_000, bare("post", "posts = 1, members = #")),
        ("cl/287-1", "fs-2019-15/10.4", 30_000, bare("post", "posts = 1, followers = #")),
        ("cl/287-1", "fs-2019-15/10.5", 10_000, bare("post", "posts = 1, gains = #")),
        ("cl/287-2", "fs-2019-15/12.1.1", 3, bare("technical_support", "helped = #")),
        ("cl/287-2", "fs-2019-15/12.1.2", 200_000, bare("settle_payments", "helped = 0, settled = #")),
        ("cl/287-2", "fs-2019-15/12.1.3", 50_000, bare("advertise", "helped = 0, funded = #")),
        ("cl/287-2", "fs-2019-15/12.1.4", 10_000, given("gains = #")),
        ("cl/287-2", "fs-2019-15/12.2.serious", 50_000, given("verified_crime = false, gains = #")),
        (
            "cl/287-2",
            "fs-2019-15/12.2.serious",
            1_000_000,
            bare("settle_payments", "helped = 0, verified_crime = false, settled = #"),
        ),
        ("cl/287-2", "fa-2021-22/9.1", 5, bare("hand_over_accounts", "helped = 0, inflow = 0, own_cards = #")),
        ("cl/287-2", "fa-2021-22/9.2", 20, bare("hand_over_accounts", "helped = 0, inflow = 0, phone_cards = #")),
        ("cl/177-1.1", "fs-2009-19/2.1.basic", 5, cards("hold_cards")),
        ("cl/177-1.1", "cl/177-1.1.3", 1, cards("obtain_cards")),
        ("cl/177-1.1", "fs-2009-19/2.2.3", 50, cards("hold_cards")),
        ("cl/177-1.1", "fs-2009-19/2.2.4", 10, cards("obtain_cards")),
        ("cl/177-1.1", "fs-2009-19/2.2.5", 10, cards("deal_cards")),
        ("cl/177-1.2", "fs-2009-19/3.huge", 5, hacked("card_credentials", "items = #")),
        ("cl/177-1.2", "fs-2009-19/3.basic", 1, hacked("card_credentials", "items = 9, counts = { cards = # }")),
        ("cl/266", "fs-2011-7/1.1.large", 3_000, bare("defraud", "telecom = false, defrauded = #")),
        ("cl/266", "fs-2011-7/1.1.huge", 30_000, bare("defraud", "telecom = false, defrauded = #")),
        ("cl/266", "fs-2011-7/1.1.especially_huge", 500_000, bare("defraud", "telecom = false, defrauded = #")),
        ("cl/266", "fa-2016-32/2.1.large", 3_000, bare("defraud", "telecom = true, defrauded = #")),
        (
            "cl/266",
            "fa-2016-32/2.1.huge",
            30_000,
            bare("defraud", "telecom = true, fraud_factor = false, defrauded = #"),
        ),
        (
            "cl/266",
            "fa-2016-32/2.1.especially_huge",
            500_000,
            bare("defraud", "telecom = true, fraud_factor = false, defrauded = #"),
        ),
        (
            "cl/266",
            "fs-2011-7/5.2.1",
            5_000,
            bare("defraud", "telecom = true, unprovable = true, defrauded = 0, messages = #"),
        ),
        (
            "cl/266",
            "fs-2011-7/5.2.2",
            500,
            bare("defraud", "telecom = true, unprovable = true, defrauded = 0, calls = #"),
        ),
        (
            "cl/266",
            "fs-2011-7/5.3.especially_huge",
            5_000,
            bare("defraud", "telecom = true, unprovable = true, defrauded = 0, calls = #"),
        ),
    ]
}

#[test]
fn every_figure_is_reached_at_it_and_not_below() {
    for (offence, ground, figure, text) in figures() {
        for (number, expected) in [(figure - 1, false), (figure, true), (figure + 1, true)] {
            let analysis = analyse(&text.replace('#', &number.to_string()));
            assert_eq!(holds(&analysis, offence, ground), expected, "{ground} at {number}");
        }
    }
}

/// Fa Shi [2019] 15, art. 4(4) is for what does not reach items 1 to 3: one class that does is no sum.
#[test]
fn what_one_class_reaches_alone_is_no_sum() {
    for (items, alone) in [(499, false), (500, true), (501, true)] {
        let leak = file(
            &dataset("credit", &format!("items = {items}")),
            &["does = \"leak\", ordered = true, dataset = \"d\""],
        );
        let analysis = analyse(&leak);
        assert_eq!(holds(&analysis, "cl/286-1", "fs-2019-15/4.1"), alone, "{items}");
        assert!(!holds(&analysis, "cl/286-1", "fs-2019-15/4.4"), "{items}");
    }
}

#[test]
fn figures_of_2025_hold_from_their_day() {
    let given = |more: &str| bare("hand_over_accounts", &format!("helped = 0, {more}"));
    let table = [
        ("fa-2025-12/6.1", 3, given("inflow = 300001, own_cards = #")),
        // More than 300,000 yuan, of whole ones 300,001.
        ("fa-2025-12/6.1", 300_001, given("own_cards = 3, inflow = #")),
        ("fa-2025-12/6.2", 300_001, given("inflow = #")),
        ("fa-2025-12/6.3", 20, given("inflow = 0, phone_cards = #")),
    ];
    for (ground, figure, text) in table {
        for (number, expected) in [(figure - 1, false), (figure, true), (figure + 1, true)] {
            let text = text.replace('#', &number.to_string());
            let since = text.replace("2022-03-01", "2025-07-22");
            let later = analyse_on(&since, date(2025, 7, 22), &Settings::default());
            assert_eq!(holds(&later, "cl/287-2", ground), expected, "{ground} at {number}");
            let before = analyse_on(&text, date(2025, 7, 21), &Settings::default());
            assert!(!holds(&before, "cl/287-2", ground), "{ground} the day before");
        }
    }
}

#[test]
fn the_concealment_figure_of_2025_needs_a_factor_beside_it() {
    for (proceeds, expected) in [(499_999, Truth::Excluded), (500_000, Truth::Open), (500_001, Truth::Open)] {
        let text = bare("conceal", &format!("proceeds = {proceeds}")).replace("on = 2022-03-01", "on = 2025-08-26");
        let found = analyse_on(&text, date(2025, 8, 26), &Settings::default());
        let ground = only(&found, "cl/312").grounds.iter().find(|one| one.place == place("fs-2025-13/5.2.serious"));
        assert_eq!(ground.map_or(Truth::Excluded, |ground| ground.status), expected, "{proceeds}");
    }
}

#[test]
fn the_province_decides_what_a_large_fraud_is_but_for_telecom_fraud() {
    let fraud = |telecom: bool| bare("defraud", &format!("telecom = {telecom}, defrauded = 9999"));
    let high = [("fraud-large", "y10000")];
    assert_eq!(settled(only(&choosing(&fraud(false), &high), "cl/266")), "none");
    assert_eq!(settled(only(&choosing(&fraud(true), &high), "cl/266")), "large");
}

#[test]
fn offences_have_their_first_day() {
    let on = |does: &str, more: &str, day: &str| bare(does, more).replace("on = 2022-03-01", &format!("on = {day}"));
    for (offence, does, more, first, before) in [
        ("cl/285.2", "control_system", "computers = 20", "2009-02-28", "2009-02-27"),
        (
            "cl/285.3",
            "provide_tools",
            "financial_tools = false, made_for_intrusion = true, tool_users = 20",
            "2009-02-28",
            "2009-02-27",
        ),
        ("cl/286-1", "refuse_correction", "videos = 200", "2015-11-01", "2015-10-31"),
        ("cl/287-1", "set_up_site", "sites = 3", "2015-11-01", "2015-10-31"),
        ("cl/287-2", "technical_support", "helped = 3", "2015-11-01", "2015-10-31"),
    ] {
        assert_eq!(charges(&analyse(&on(does, more, before)), "zhang", offence).len(), 0, "{offence} on {before}");
        assert_eq!(charges(&analyse(&on(does, more, first)), "zhang", offence).len(), 1, "{offence} on {first}");
    }
}

#[test]
fn ordinary_files_raise_no_other_charge() {
    for does in ["steal", "query", "purchase", "receive", "collect", "sell", "provide", "publish"] {
        let act = format!("does = \"{does}\", dataset = \"d\"");
        let found = analyse(&file(&dataset("phone", "items = 10"), &[&act]));
        let all: Vec<String> = person(&found, "zhang").charges.iter().map(|one| one.offence.to_string()).collect();
        assert_eq!(all, ["cl/253-1"], "{does}");
    }
}

/// What is recommended.
fn recommended(analysis: &Analysis) -> Vec<String> {
    person(analysis, "zhang").recommended.iter().map(ToString::to_string).collect()
}

/// The relation at a place.
fn relation<'a>(analysis: &'a Analysis, at: &str) -> &'a RelationFinding {
    let at = place(at);
    let found = person(analysis, "zhang").relations.iter().find(|relation| relation.place == at);
    found.unwrap_or_else(|| panic!("no relation at {at}"))
}

/// Accounts with passwords, taken by intrusion and sold on.
fn hacked_and_sold(items: i128, gains: i128) -> String {
    let sale = format!("does = \"sell\", dataset = \"d\", gains = {gains}");
    file(&dataset("account_password", &format!("items = {items}")), &["does = \"hack\", dataset = \"d\"", &sale])
}

#[test]
fn of_a_hack_and_the_information_in_it_the_heavier_stands() {
    // 2,500 sets are especially serious there, and 2,500 items below article 5 here but for 5,000 yuan.
    let found = analyse(&hacked_and_sold(2_500, 5_000));
    assert_eq!(grades(only(&found, "cl/285.2")), ["especially_serious"]);
    assert_eq!(grades(only(&found, "cl/253-1")), ["serious"]);
    assert_eq!(recommended(&found), ["cl/285.2"]);
    let by = relation(&found, "doctrine/1");
    assert_eq!((by.kind, by.status), (RelationKind::Heavier, Truth::Established));
    assert_eq!(by.falls, [place("cl/253-1")]);
    assert!(!by.equal);
    // One set fewer: both serious, and the first named stands.
    let found = analyse(&hacked_and_sold(2_499, 5_000));
    assert_eq!(recommended(&found), ["cl/253-1"]);
    assert!(relation(&found, "doctrine/1").equal);
    let reading = |option: &str, text: &str| recommended(&choosing(text, &[("hack", option)]));
    assert_eq!(reading("special", &hacked_and_sold(2_500, 5_000)), ["cl/253-1"]);
    assert_eq!(reading("cumulative", &hacked_and_sold(2_500, 5_000)), ["cl/253-1", "cl/285.2"]);
    let found = analyse(&hacked_and_sold(2_500, 5_000));
    let readings = &person(&found, "zhang").recommended_under;
    assert!(readings.iter().any(|reading| reading.name == "hack"), "the reading is shown to matter");
}

#[test]
fn an_open_grade_leaves_the_relation_open_and_says_on_what() {
    let text = hacked_and_sold(2_500, 5_000).replace("items = 2500", "items = { min = 2499, max = 2500 }");
    let found = analyse(&text);
    assert_eq!(recommended(&found), Vec::<String>::new());
    let by = relation(&found, "doctrine/1");
    assert_eq!((by.status, by.falls.len(), by.may_fall.len()), (Truth::Established, 0, 2));
    assert!(by.depends.iter().any(|(fact, _)| fact == "dataset.d.items"), "{:?}", by.depends);
}

/// The relation between two offences that hold or may hold.
fn between<'a>(analysis: &'a Analysis, one: &str, other: &str) -> Vec<&'a RelationFinding> {
    let both = [place(one), place(other)];
    let relations = person(analysis, "zhang").relations.iter();
    relations.filter(|relation| relation.charges.iter().all(|charge| both.contains(charge))).collect()
}

#[test]
fn one_act_under_any_two_provisions_is_punished_once_and_the_nearest_text_says_so() {
    let office = "abuses_office = true, organ_staff = true";
    let extortion = "helps_extortion = true, extorted = 500000";
    let loss = "\nconsequence = [{ of = \"a0\", kind = \"economic_loss\", amount = 600000 }]";
    for (other, at, file) in [
        ("cl/287-1", "cl/287-1.3", bare("set_up_site", &format!("sites = 3, gains = 40000, {extortion}"))),
        ("cl/397.1", "doctrine/11", bare("abuse_office", &format!("{office}, {extortion}")) + loss),
        (
            "cl/397.1",
            "fs-2012-18/4.2",
            bare("abuse_office", &format!("{office}, conspired = true, {extortion}")) + loss,
        ),
    ] {
        let found = analyse(&file);
        assert_eq!(recommended(&found), ["cl/274"], "{other}");
        let by = between(&found, "cl/274", other);
        assert_eq!(by.len(), 1, "{other}: {by:?}");
        assert_eq!((by[0].place.clone(), by[0].falls.clone()), (place(at), vec![place(other)]));
    }
}

#[test]
fn what_falls_for_the_shared_act_may_stand_for_others() {
    let fraud = "cards = 4, helps_fraud = true, telecom = true, defrauded = 600000, fraud_factor = false";
    let helped = format!("does = \"deal_cards\", {fraud}");
    let one = file("", &[&helped]);
    let found = analyse(&one);
    assert_eq!(recommended(&found), ["cl/266"]);
    assert_eq!(relation(&found, "doctrine/11").falls, [place("cl/177-1.1")]);
    // A second dealing that helps nobody is a crime by itself, or is none.
    let two = file("", &[&helped, "does = \"deal_cards\", cards = 4"]);
    let found = analyse(&two);
    assert_eq!(recommended(&found), ["cl/266"]);
    let by = relation(&found, "doctrine/11");
    assert_eq!(
        (by.falls.len(), by.may_fall.as_slice(), by.beside.as_slice()),
        (0, &[place("cl/177-1.1")][..], &["a1".to_owned()][..])
    );
    assert!(by.depends.iter().any(|(fact, _)| fact == "judgement.zhang.doctrine/11"), "{:?}", by.depends);
    let judged = |holds: bool| {
        let judgement = format!(
            "\njudgement = [{{ person = \"zhang\", place = \"doctrine/11\", holds = {holds}, reasons = \"the second dealing\" }}]"
        );
        analyse(&(two.clone() + &judgement))
    };
    assert_eq!(recommended(&judged(false)), ["cl/266"]);
    let both = judged(true);
    assert_eq!(recommended(&both), ["cl/177-1.1", "cl/266"]);
    // Neither grade moves, and what is recommended does: the difference says so.
    let changed = difference(&found, &both, &[]);
    let [of_zhang] = &changed.recommended[..] else { panic!("{changed:?}") };
    assert_eq!((of_zhang.before.len(), of_zhang.after.len(), changed.charges.len()), (1, 2, 0));
}

#[test]
fn a_site_is_its_own_offence_only_where_253_1_is_not_made_out() {
    let text = |items: i128| {
        let sale = "does = \"sell\", dataset = \"d\", obtained_in = \"none\", gains = 0";
        file(&dataset("phone", &format!("items = {items}")), &["does = \"set_up_site\", sites = 3", sale])
    };
    let found = analyse(&text(5_000));
    assert_eq!(recommended(&found), ["cl/253-1"]);
    assert_eq!(relation(&found, "fs-2017-10/8").falls, [place("cl/287-1")]);
    assert_eq!(recommended(&analyse(&text(4_999))), ["cl/287-1"]);
    let other = text(5_000).replace("sites = 3", "sites = 3, site_for_information = false");
    assert_eq!(recommended(&analyse(&other)), ["cl/253-1", "cl/287-1"], "a site for something else");
}

#[test]
fn information_used_for_fraud_by_the_same_person_is_punished_beside_it() {
    let text = |defrauded: i128| {
        let fraud = format!("does = \"defraud\", telecom = true, defrauded = {defrauded}");
        file(&dataset("phone", "items = 5000"), &["does = \"steal\", dataset = \"d\"", &fraud])
    };
    let found = analyse(&text(3_000));
    assert_eq!(recommended(&found), ["cl/253-1", "cl/266"]);
    assert_eq!(relation(&found, "fa-2016-32/3.2").kind, RelationKind::Cumulative);
    let joint = person(&found, "zhang").joint.as_ref().expect("a joint sentence");
    let term = &joint.terms[0];
    assert_eq!((term.months, term.total, term.cap.as_ref().map(|(_, _, most)| *most)), ((6, 72), 72, Some(240)));
    assert!(joint.fines && !joint.life);
    assert_eq!(recommended(&analyse(&text(2_999))), ["cl/253-1"], "no fraud, nothing beside it");
    let life = analyse(&text(500_000));
    let joint = person(&life, "zhang").joint.as_ref().expect("a joint sentence");
    assert!(joint.life);
    assert_eq!(joint.terms[0].months, (120, 216), "the fraud alone is at least ten years");
    let heavier = choosing(&text(30_000), &[("fraud", "heavier")]);
    assert_eq!(recommended(&heavier), ["cl/266"]);
}

#[test]
fn a_supplier_who_agreed_in_advance_answers_for_the_fraud_by_the_heavier() {
    let text = |more: &str| {
        let sale = format!("does = \"sell\", dataset = \"d\", obtained_in = \"none\", gains = 0, {more}");
        file(&dataset("phone", "items = 5000"), &[&sale])
    };
    let agreed = |yuan: i128| text(&format!("agreed = true, telecom = true, defrauded = {yuan}"));
    assert_eq!(recommended(&analyse(&agreed(30_000))), ["cl/266"]);
    assert_eq!(relation(&analyse(&agreed(30_000)), "doctrine/3").falls, [place("cl/253-1")]);
    assert_eq!(recommended(&analyse(&agreed(2_999))), ["cl/253-1"], "no fraud made out");
    let known = analyse(&text("recipient_crime = \"used\", knew_of_crime = \"knew\", to = [\"A\", \"B\", \"C\"]"));
    assert_eq!(settled(only(&known, "cl/287-2")), "serious", "three persons helped");
    assert_eq!(recommended(&known), ["cl/253-1"], "one-sided knowledge: equal bands, the first named");
    assert_eq!(relation(&known, "cl/287-2.3").falls, [place("cl/287-2")]);
    let suspected = analyse(&text("recipient_crime = \"used\", knew_of_crime = \"should_know\""));
    assert_eq!(charges(&suspected, "zhang", "cl/287-2").len(), 0);
}

#[test]
fn card_data_are_a_special_object() {
    let text = |cards: i128| {
        file(
            &dataset("card_credentials", &format!("items = {cards}")),
            &["does = \"purchase\", dataset = \"d\", purpose = \"resale\", profit = 0"],
        )
    };
    assert_eq!(recommended(&analyse(&text(1))), ["cl/177-1.2"]);
    let found = analyse(&text(50));
    assert_eq!(grades(only(&found, "cl/253-1")), ["serious"]);
    assert_eq!(recommended(&found), ["cl/177-1.2"], "up to ten years");
    assert_eq!(relation(&found, "doctrine/2").falls, [place("cl/253-1")]);
}

#[test]
fn a_provider_that_refuses_and_sells_answers_for_the_heavier() {
    let text = |items: i128| {
        let sale = "does = \"sell\", dataset = \"d\", obtained_in = \"service\", gains = 0";
        file(
            &dataset("phone", &format!("items = {items}")),
            &["does = \"leak\", ordered = true, dataset = \"d\"", sale],
        )
    };
    let found = analyse(&text(50_000));
    assert_eq!(settled(only(&found, "cl/286-1")), "serious");
    assert_eq!(recommended(&found), ["cl/253-1"]);
    assert_eq!(relation(&found, "cl/286-1.3").falls, [place("cl/286-1")]);
    let silent = text(50_000).replace("ordered = true, ", "");
    assert_eq!(settled(only(&analyse(&silent), "cl/286-1")), "open", "whether there was an order is asked");
}

#[test]
fn what_no_relation_joins_is_punished_together() {
    let text = file(
        &dataset("phone", "items = 5000"),
        &["does = \"steal\", dataset = \"d\"", "does = \"hold_cards\", cards = 50"],
    );
    let found = analyse(&text);
    assert_eq!(recommended(&found), ["cl/253-1", "cl/177-1.1"]);
    assert_eq!(person(&found, "zhang").joint.as_ref().map(|joint| joint.terms[0].months), Some((36, 156)));
}
