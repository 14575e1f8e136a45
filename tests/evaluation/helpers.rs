//! Who helps the crimes of others: tools for intrusion (Criminal Law, article 285(3)), and help with crime over networks.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
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
        (", recipient_crime = { one_of = [\"used\", \"none\"] }", "open"),
        // Of what was known there is a crime.
        (", recipient_crime = { one_of = [\"used\", \"none\"] }, knew_of_crime = \"knew\"", "serious"),
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

/// The status of a track of zhang, and of its levels that are not excluded.
fn track(analysis: &Analysis, at: &str) -> Vec<(Truth, Vec<String>)> {
    let found = person(analysis, "zhang").tracks.iter().filter(|track| track.rule.place == place(at));
    found
        .filter(|track| track.status != Truth::Excluded)
        .map(|track| {
            let levels = track.levels.iter().filter(|level| level.status != Truth::Excluded);
            (track.status, levels.map(|level| level.name.clone()).collect())
        })
        .collect()
}

/// An act of zhang, of whom this is said, judged in the middle of 2026.
fn judged(own: &str, does: &str, more: &str, on: &str) -> Analysis {
    let day = date(2026, 6, 30);
    let text = act(does, more, on).replace("{ id = \"zhang\" }", &format!("{{ id = \"zhang\"{own} }}"));
    let case = format!("{text}\n[case]\nid = \"t\"\ntitle = \"t\"\njudged = {day}");
    analyse_on(&case, day, &Settings::default())
}

/// CSL art. 69 of 2025, art. 68(1) of 2016: unlawful content that is not stopped, below 286-1 and beside it.
#[test]
fn refusing_to_stop_unlawful_content_is_fined() {
    let unit = ", kind = \"unit\"";
    let refusal = |own: &str, stated: &str, on: &str| judged(own, "refuse_correction", stated, on);
    for (own, stated, on, at, levels) in [
        (unit, "videos = 150", "2026-03-01", "csl/69", vec!["refused", "especially_serious"]),
        (unit, "posts = 150", "2026-03-01", "csl/69", vec!["refused", "especially_serious"]),
        (unit, "videos = 300", "2026-03-01", "csl/69", vec!["refused", "especially_serious"]),
        (unit, "videos = 150", "2025-12-31", "csl/68.1", vec!["refused"]),
        ("", "videos = 150", "2025-12-31", "csl/68.1", vec!["refused"]),
        (
            ", as = \"supervisor\"",
            "videos = 150",
            "2026-03-01",
            "csl/69",
            vec!["persons", "persons_especially_serious"],
        ),
        (", as = \"supervisor\"", "videos = 150", "2025-12-31", "csl/68.1", vec!["persons"]),
    ] {
        let found = track(&refusal(own, stated, on), at);
        let levels: Vec<String> = levels.into_iter().map(str::to_owned).collect();
        assert_eq!(found, [(Truth::Established, levels)], "{own}, {stated}, {on}");
    }
    // What the order was about is judged where nothing of the content is stated.
    let about = track(&refusal(unit, "occasions = 1", "2026-03-01"), "csl/69");
    assert_eq!(about.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [Truth::Open]);
    let denied = refusal(unit, "videos = 150, ordered = false, refused_correction = false", "2026-03-01");
    assert_eq!(track(&denied, "csl/69").iter().map(|(_, levels)| levels.clone()).collect::<Vec<_>>().len(), 1);
    let other_text = refusal(unit, "videos = 150", "2026-03-01");
    assert!(track(&other_text, "csl/68.1").is_empty());
}

/// CSL art. 66(3) (63(3) of 2016), AFL art. 31(2): what is kept from whoever is punished for it, by the police or criminally.
#[test]
fn what_comes_beside_a_punishment_is_told() {
    let status =
        |analysis: &Analysis, at: &str| track(analysis, at).first().map_or(Truth::Excluded, |(status, _)| *status);
    let stands = |analysis: &Analysis, at: &str| status(analysis, at) == Truth::Established;
    for users in [1, 20] {
        let stated = format!("made_for_intrusion = true, financial_tools = false, gains = 100, tool_users = {users}");
        assert!(stands(&judged("", "provide_tools", &stated, "2026-03-01"), "csl/66.3"), "{users}");
        assert!(stands(&judged("", "provide_tools", &stated, "2025-12-31"), "csl/63.3"), "{users}");
        assert!(!stands(&judged(", kind = \"unit\"", "provide_tools", &stated, "2026-03-01"), "csl/66.3"), "{users}");
    }
    for yuan in [2999, 600_000] {
        let stated = format!("telecom = true, defrauded = {yuan}");
        let fraud = judged("", "defraud", &stated, "2026-03-01");
        assert_eq!(status(&fraud, "afl/31.2"), Truth::Open, "{yuan}: once punished for it");
        let before = judged("", "defraud", &stated, "2022-11-30");
        assert_eq!(status(&before, "afl/31.2"), Truth::Excluded, "the law is of 2022-12-01");
    }
    let other = judged("", "defraud", "telecom = false, defrauded = 600000", "2026-03-01");
    assert_eq!(status(&other, "afl/31.2"), Truth::Excluded);
}

/// Doctrine on knowing supply: that somebody helps the fraud by selling information makes no accomplice by itself.
#[test]
fn a_seller_who_helps_the_fraud_is_an_accomplice_on_one_reading_alone() {
    let sold = "person = [{ id = \"a\" }]
dataset = [{ id = \"d\", contains = [\"name\", \"phone\"], items = 3000 }]
act = [{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2026-02-01, gains = 4000, to = [\"b\"], helps_fraud = true,
    telecom = true, defrauded = 600000, recipient_crime = \"used\", knew_of_crime = \"knew\" }]";
    let fraud = |reading: &str| {
        let choices = vec![("knowing-supply".to_owned(), reading.to_owned())];
        let settings = Settings { choices, ..Settings::default() };
        let analysis = analyse_on(sold, date(2026, 6, 1), &settings);
        let charges = &analysis.persons[0].charges;
        charges.iter().find(|charge| charge.offence == place("cl/266")).map_or(Truth::Excluded, |charge| charge.status)
    };
    assert_eq!([fraud("own_offence"), fraud("accomplice")], [Truth::Excluded, Truth::Established]);
}

/// What is helped knowingly is a crime of the recipient's: which, a seller's file that does not say it is asked.
#[test]
fn of_a_seller_who_helps_a_known_crime_the_recipients_crime_is_asked_and_never_none() {
    for helps in ["helps_fraud = true, telecom = true, defrauded = 600000", "helps_extortion = true, extorted = 100"] {
        let sold = format!(
            "person = [{{ id = \"a\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 3000 }}]\n\
             act = [{{ id = \"s\", by = \"a\", does = \"sell\", dataset = \"d\", on = 2026-02-01, gains = 4000, to = [\"b\"], {helps} }}]"
        );
        let analysis = analyse_on(&sold, date(2026, 6, 1), &Settings::default());
        let of_it = |charge: &&Charge| charge.offence == place("cl/253-1");
        let charge = analysis.persons[0].charges.iter().find(of_it).expect("the sale");
        let knowing = charge.grounds.iter().find(|ground| ground.place == place("fs-2017-10/5.1.2")).expect("5(1)(2)");
        assert_eq!(knowing.status, Truth::Established, "{helps}");
    }
}

/// One act under two provisions is no two crimes: the heavier, as Criminal Law arts. 287-1(3) and 287-2(3) have it of theirs.
#[test]
fn an_act_that_helps_a_crime_and_is_one_is_punished_once() {
    let cards = "does = \"deal_cards\", cards = 4, on = 2025-03-01, gains = 100";
    let tools = "does = \"provide_tools\", made_for_intrusion = true, tool_users = 1, financial_tools = false, on = 2026-02-01, \
                 gains = 30000";
    let sold = "does = \"sell\", dataset = \"d\", to = [\"b\"], on = 2026-02-01, gains = 100";
    let bought = "does = \"purchase\", dataset = \"d\", purpose = \"crime\", on = 2026-02-01";
    let fraud = "telecom = true, defrauded = 600000, helps_fraud = true";
    let extortion = "helps_extortion = true, extorted = 400000";
    for (act, helped, heavier, absorbed) in [
        (cards, fraud, "cl/266", "cl/177-1.1"),
        (cards, extortion, "cl/274", "cl/177-1.1"),
        (tools, fraud, "cl/266", "cl/285.3"),
        (tools, extortion, "cl/274", "cl/285.3"),
        (sold, extortion, "cl/274", "cl/253-1"),
        (bought, fraud, "cl/266", "cl/253-1"),
    ] {
        let text = format!(
            "person = [{{ id = \"a\" }}]\ndataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 8000 }}]\n\
             act = [{{ id = \"x\", by = \"a\", {act}, {helped} }}]"
        );
        let analysis = analyse_on(&text, date(2026, 6, 30), &Settings::default());
        assert_eq!(analysis.persons[0].recommended, [place(heavier)], "{act}, {helped}");
        let falls = analysis.persons[0].relations.iter().flat_map(|relation| &relation.falls).collect::<Vec<_>>();
        assert_eq!(falls, [&place(absorbed)], "{act}, {helped}");
    }
}

/// The Notice of 2013 is of information that was obtained and then used for another crime: two acts.
#[test]
fn who_extorts_with_what_was_bought_is_punished_for_both() {
    let text = "person = [{ id = \"a\" }]
dataset = [{ id = \"d\", contains = [\"name\", \"phone\"], items = 8000 }]
act = [
    { id = \"x\", by = \"a\", does = \"purchase\", purpose = \"crime\", dataset = \"d\", on = 2026-02-01 },
    { id = \"y\", by = \"a\", does = \"extort\", extorted = 50000, on = 2026-02-05 },
]";
    let analysis = analyse_on(text, date(2026, 6, 30), &Settings::default());
    assert_eq!(analysis.persons[0].recommended, [place("cl/253-1"), place("cl/274")]);
}

/// Fa Shi [2012] 18 art. 4(2) is of dereliction and another crime: of fraud and art. 253-1 it says nothing.
#[test]
fn dereliction_is_cited_of_people_with_an_office_alone() {
    let related = |office: &str| {
        let text = format!(
            "person = [{{ id = \"a\" }}]\ndataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 8000 }}]\n\
             act = [{{ id = \"x\", by = \"a\", does = \"sell\", dataset = \"d\", to = [\"b\"], on = 2026-02-01, gains = 100, \
             agreed = true, telecom = true, defrauded = 600000{office} }}]\n\
             consequence = [{{ of = \"x\", kind = \"economic_loss\", amount = 400000 }}]"
        );
        let analysis = analyse_on(&text, date(2026, 6, 30), &Settings::default());
        let relations = analysis.persons[0].relations.iter().filter(|relation| relation.status != Truth::Excluded);
        relations.map(|relation| relation.place.to_string()).collect::<Vec<_>>()
    };
    let none = related("");
    assert!(none.contains(&"doctrine/3".to_owned()) && !none.contains(&"fs-2012-18/4.2".to_owned()), "{none:?}");
    let office = related(", abuses_office = true, organ_staff = true");
    assert!(office.contains(&"fs-2012-18/4.2".to_owned()), "{office:?}");
}

/// Criminal Law art. 274 had no fine until Amendment VIII: Fa Shi [2013] 10 art. 8 measures none.
#[test]
fn extortion_of_the_text_of_1997_brings_no_fine() {
    let fine = |on: &str| {
        let text = act("extort", "extorted = 5000", on);
        let analysis = analyse_on(&text, date(2014, 6, 1), &Settings::default());
        let [charge] = charges(&analysis, "zhang", "cl/274")[..] else { panic!("a charge") };
        charge.usual_fine.as_ref().map(|fine| (fine.fen.min, fine.fen.max))
    };
    assert_eq!(fine("2011-04-30"), None);
    assert_eq!(fine("2011-05-01"), Some((200_000, 1_000_000)));
}
