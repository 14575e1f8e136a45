//! Who helps the crimes of others: tools for intrusion (Criminal Law, article 285(3)), and help with crime over networks.

use gravamen::engine::Settings;
use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{
    JUDGED, analyse, analyse_on, charges, one_act, open_facts, person, place, settled, strict, try_read,
};

/// An act of zhang without data, on a day.
fn act(does: &str, more: &str, on: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = []\nact = [{{ id = \"a\", by = \"zhang\", does = \"{does}\", on = {on}, {more} }}]"
    )
}

/// Whether the charge stands at all, and its grade where it is settled.
fn found(analysis: &Analysis, offence: &str) -> String {
    match charges(analysis, "zhang", offence).as_slice() {
        [] => "none".to_owned(),
        [charge] => settled(charge),
        several => panic!("{} charges of {offence}", several.len()),
    }
}

fn tools(more: &str) -> String {
    act("provide_tools", more, "2022-03-01")
}

/// Criminal Law art. 285(3): tools made for intrusion, or any to an intruder who is known.
#[test]
fn a_tool_that_is_not_made_for_intrusion_needs_a_known_intruder() {
    for quantity in
        ["financial_tools = false, tool_users = 5, gains = 5000", "financial_tools = true, tool_users = 5, gains = 0"]
    {
        for (stated, expected) in [
            ("made_for_intrusion = true", "serious"),
            ("made_for_intrusion = true, known_intruder = false", "serious"),
            ("made_for_intrusion = false, known_intruder = true", "serious"),
            ("known_intruder = true", "serious"),
            ("made_for_intrusion = false, known_intruder = false", "none"),
            ("made_for_intrusion = false", "open"),
        ] {
            let analysis = analyse(&tools(&format!("{quantity}, {stated}")));
            assert_eq!(found(&analysis, "cl/285.3"), expected, "{quantity}, {stated}");
        }
        // Silence about both is open, and both are asked.
        let analysis = analyse(&tools(quantity));
        let [charge] = charges(&analysis, "zhang", "cl/285.3")[..] else { panic!("a charge") };
        assert_eq!(settled(charge), "open", "{quantity}");
        assert_eq!(open_facts(charge), ["act.a.made_for_intrusion", "act.a.known_intruder"], "{quantity}");
    }
}

/// Fa Shi [2011] 19 art. 3(1): item 1 is of tools made for it, item 3 of those given to a known intruder.
#[test]
fn each_item_asks_what_its_text_asks() {
    let grounds = |stated: &str| {
        let analysis = analyse(&tools(&format!("financial_tools = true, tool_users = 5, gains = 0, {stated}")));
        let [charge] = charges(&analysis, "zhang", "cl/285.3")[..] else { panic!("a charge") };
        ["fs-2011-19/3.1.1", "fs-2011-19/3.1.3"].map(|at| {
            let found = charge.grounds.iter().find(|ground| ground.place == place(at));
            found.map_or(Truth::Excluded, |ground| ground.status)
        })
    };
    assert_eq!(grounds("made_for_intrusion = true"), [Truth::Established, Truth::Excluded]);
    assert_eq!(grounds("made_for_intrusion = false, known_intruder = true"), [Truth::Excluded, Truth::Established]);
    assert_eq!(grounds("made_for_intrusion = true, known_intruder = true"), [Truth::Established; 2]);
    assert_eq!(grounds("made_for_intrusion = false"), [Truth::Excluded, Truth::Open]);
}

/// CSL art. 66(1), PSAPL art. 33(5): below the crime the same is asked.
#[test]
fn below_the_crime_the_tool_is_asked_about_too() {
    let tracks = |stated: &str| {
        let day = date(2026, 6, 30);
        let text = act(
            "provide_tools",
            &format!("financial_tools = false, tool_users = 1, gains = 100{stated}"),
            "2026-03-01",
        );
        let case = format!("{text}\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}");
        let analysis = analyse_on(&case, day, &Settings::default());
        ["csl/66.1", "psapl/33.5"].map(|at| {
            let found = person(&analysis, "zhang").tracks.iter().find(|track| track.rule.place == place(at));
            found.map_or(Truth::Excluded, |track| track.status)
        })
    };
    // Whether harm was done is judged (PSAPL).
    assert_eq!(tracks(", made_for_intrusion = true"), [Truth::Established, Truth::Open]);
    assert_eq!(tracks(", made_for_intrusion = false, known_intruder = true"), [Truth::Established, Truth::Open]);
    assert_eq!(tracks(", made_for_intrusion = false, known_intruder = false"), [Truth::Excluded; 2]);
    assert_eq!(tracks(", made_for_intrusion = false"), [Truth::Open; 2]);
    assert_eq!(tracks(""), [Truth::Open; 2]);
}

/// Whether a file is read, and what is wrong with it.
fn wrong(text: &str) -> Vec<String> {
    match try_read(text, JUDGED) {
        Ok(_) => Vec::new(),
        Err(wrong) => wrong.iter().map(|one| one.code.to_owned()).collect(),
    }
}

fn settles(more: &str) -> String {
    act(
        "settle_payments",
        &format!("settled = 250000, gains = 0, helped = 1, moves_proceeds = false{more}"),
        "2022-03-01",
    )
}

/// Criminal Law art. 287-2: another commits crime, and it is known.
#[test]
fn help_needs_a_crime_of_whoever_is_helped() {
    for (stated, expected) in [
        // Silence puts neither the crime nor the knowledge in issue.
        ("", "serious"),
        (", knew_of_crime = \"knew\"", "serious"),
        (", recipient_crime = \"used\", knew_of_crime = \"knew\"", "serious"),
        (", recipient_crime = \"intended\", knew_of_crime = \"knew\"", "serious"),
        // A crime that is stated raises the question of knowledge.
        (", recipient_crime = \"used\"", "open"),
        (", recipient_crime = { one_of = [\"used\", \"none\"] }, knew_of_crime = \"knew\"", "open"),
        (", recipient_crime = \"none\"", "none"),
        (", knew_of_crime = \"no\"", "none"),
    ] {
        assert_eq!(found(&analyse(&settles(stated)), "cl/287-2"), expected, "{stated}");
    }
    let strict = strict(&settles(""));
    let [charge] = charges(&strict, "zhang", "cl/287-2")[..] else { panic!("a charge") };
    assert_eq!(settled(charge), "open");
    assert!(open_facts(charge).contains(&"act.a.recipient_crime"), "{:?}", open_facts(charge));
}

/// Knowledge of a crime that is denied, and of a supply, where silence means that there was none.
#[test]
fn knowledge_of_no_crime_is_refused() {
    assert_eq!(wrong(&settles(", knew_of_crime = \"knew\"")), [""; 0]);
    assert_eq!(wrong(&settles(", recipient_crime = \"none\", knew_of_crime = \"knew\"")), ["contradiction"]);
    let sale = |more: &str| one_act("phone", 10, "sell", &format!(", gains = 0, to = [\"b\"]{more}"));
    assert_eq!(wrong(&sale(", knew_of_crime = \"knew\"")), ["contradiction"]);
    assert_eq!(wrong(&sale(", recipient_crime = \"used\", knew_of_crime = \"knew\"")), [""; 0]);
}

/// Knowing help with a crime says that there is one, and that it is known.
#[test]
fn each_kind_of_knowing_help_contradicts_no_crime() {
    for helped in ["helps_fraud", "helps_extortion", "helps_intrusion"] {
        let help = |more: &str| {
            let amounts = "telecom = true, defrauded = 5000, extorted = 5000, helped = 1";
            wrong(&act("technical_support", &format!("{amounts}, {helped} = true{more}"), "2022-03-01"))
        };
        assert_eq!(help(""), [""; 0], "{helped}");
        assert_eq!(help(", recipient_crime = \"used\", knew_of_crime = \"knew\""), [""; 0], "{helped}");
        assert_eq!(help(", recipient_crime = \"none\""), ["contradiction"], "{helped}");
        assert_eq!(help(", knew_of_crime = \"no\""), ["contradiction"], "{helped}");
    }
}

/// Criminal Law art. 286-1: ordered to correct, and refused.
#[test]
fn refusing_to_correct_supposes_an_order_and_a_refusal() {
    for (stated, expected) in [
        ("", "serious"),
        (", ordered = true", "serious"),
        (", ordered = true, refused_correction = true", "serious"),
        (", ordered = false", "none"),
        (", refused_correction = false", "none"),
        (", ordered = false, refused_correction = false", "none"),
        (", ordered = \"unknown\", refused_correction = true", "open"),
    ] {
        let text = act("refuse_correction", &format!("videos = 200, posts = 0{stated}"), "2022-03-01");
        assert_eq!(found(&analyse(&text), "cl/286-1"), expected, "{stated}");
    }
}

/// The same of a leak: an order that is refused (经监管部门责令采取改正措施而拒不改正), whoever says so.
#[test]
fn a_leak_needs_the_order_and_the_refusal_too() {
    for (stated, expected) in [
        ("", "open"),
        (", ordered = true", "serious"),
        (", ordered = true, refused_correction = true", "serious"),
        (", ordered = false", "none"),
        (", refused_correction = false", "none"),
        (", ordered = true, refused_correction = \"unknown\"", "open"),
        (", ordered = \"unknown\", refused_correction = true", "open"),
        // Who ordered it is asked.
        (", refused_correction = true", "open"),
    ] {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 60000, obtained_in = \"none\" }}]
act = [{{ id = \"a\", by = \"zhang\", does = \"leak\", dataset = \"d\", on = 2022-03-01, gains = 0{stated} }}]"
        );
        assert_eq!(found(&analyse(&text), "cl/286-1"), expected, "{stated}");
    }
}

/// An intruder who is known commits a crime, and it is known.
#[test]
fn a_known_intruder_contradicts_no_crime() {
    let given = |more: &str| wrong(&tools(&format!("financial_tools = true, tool_users = 5, gains = 0{more}")));
    for stated in ["", ", recipient_crime = \"used\"", ", recipient_crime = \"used\", knew_of_crime = \"knew\""] {
        assert_eq!(given(&format!(", known_intruder = true{stated}")), [""; 0], "{stated}");
    }
    for stated in [", recipient_crime = \"none\"", ", knew_of_crime = \"no\""] {
        assert_eq!(given(&format!(", known_intruder = true{stated}")), ["contradiction"], "{stated}");
        assert_eq!(given(&format!(", known_intruder = false{stated}")), [""; 0], "{stated}");
    }
}
