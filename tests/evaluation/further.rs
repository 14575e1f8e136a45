//! Offences further off: each only where its conduct is stated, with its bands and what becomes of it beside others.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::law::book::RelationKind;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse, analyse_on, charges, one_act, person, place, settled};

const FURTHER: [&str; 14] = [
    "cl/191", "cl/191.2", "cl/196", "cl/219", "cl/219-1", "cl/246", "cl/252", "cl/253.1", "cl/274", "cl/280.1",
    "cl/280-2", "cl/285.1", "cl/397.1", "cl/397.2",
];

/// A theft of personal information, and another act; with answers at these places.
fn beside(act: &str, answers: &[&str]) -> Analysis {
    let answers: Vec<String> = (answers.iter())
        .map(|at| format!("{{ person = \"zhang\", place = \"{at}\", holds = true, reasons = \"-\" }}"))
        .collect();
    analyse(&format!(
        "person = [{{ id = \"zhang\", born = 1980-01-01 }}]
dataset = [{{ id = \"d\", contains = [\"credit\"], items = 50 }}]
act = [
    {{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 }},
    {{ id = \"b\", by = \"zhang\", on = 2022-04-01, {act} }},
]
judgement = [{}]",
        answers.join(", ")
    ))
}

fn of<'a>(analysis: &'a Analysis, offence: &str) -> &'a Charge {
    charges(analysis, "zhang", offence)[0]
}

/// What becomes of personal information and an offence beside each other.
fn related(analysis: &Analysis, offence: &str) -> Option<(String, RelationKind)> {
    let found = person(analysis, "zhang").relations.iter().find(|relation| relation.charges.contains(&place(offence)));
    found.map(|relation| (relation.place.to_string(), relation.kind))
}

#[test]
fn an_ordinary_case_concerns_none_of_them() {
    let analysis = analyse(&one_act("credit", 50, "steal", ""));
    let charged: Vec<String> =
        person(&analysis, "zhang").charges.iter().map(|charge| charge.offence.to_string()).collect();
    assert!(FURTHER.iter().all(|offence| !charged.contains(&(*offence).to_owned())), "{charged:?}");
}

#[test]
fn each_has_its_conduct_and_its_grades() {
    let grades = |act: &str, answers: &[(&str, bool)], offence: &str| {
        let answers: Vec<String> = (answers.iter())
            .map(|(at, holds)| format!("{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}"))
            .collect();
        let text = format!(
            "person = [{{ id = \"zhang\", born = 1980-01-01 }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-04-01, {act} }}]\njudgement = [{}]",
            answers.join(", ")
        );
        settled(of(&analyse(&text), offence))
    };
    for (act, offence, lower, higher) in [
        ("does = \"open_mail\"", "cl/252", "cl/252.serious", None),
        ("does = \"open_mail\", postal_staff = true", "cl/253.1", "cl/253.1.basic", None),
        ("does = \"forge_official\"", "cl/280.1", "cl/280.1.basic", Some("cl/280.1.serious")),
        ("does = \"take_place\"", "cl/280-2", "cl/280-2.1.basic", None),
        ("does = \"insult\"", "cl/246", "cl/246.1.serious", None),
        ("does = \"intrude_state_system\"", "cl/285.1", "cl/285.1.basic", None),
    ] {
        assert_eq!(grades(act, &[], offence), "open", "{offence}: judged");
        let denied = higher.map(|higher| (higher, false));
        let name = |at: &str| at.rsplit_once('.').map_or("", |(_, name)| name).to_owned();
        let answers: Vec<(&str, bool)> = denied.into_iter().chain([(lower, true)]).collect();
        assert_eq!(grades(act, &answers, offence), name(lower), "{offence}");
        let answers: Vec<(&str, bool)> = denied.into_iter().chain([(lower, false)]).collect();
        assert_eq!(grades(act, &answers, offence), "none", "{offence}");
        if let Some(higher) = higher {
            assert_eq!(grades(act, &[(higher, true)], offence), name(higher), "{offence}");
        }
    }
    let mail = "does = \"open_mail\", postal_staff = true";
    let text = format!(
        "person = [{{ id = \"zhang\", born = 1980-01-01 }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-04-01, {mail} }}]
judgement = [{{ person = \"zhang\", place = \"cl/252.serious\", holds = true, reasons = \"-\" }},
    {{ person = \"zhang\", place = \"cl/253.1.basic\", holds = true, reasons = \"-\" }}]"
    );
    assert_eq!(person(&analyse(&text), "zhang").recommended, [place("cl/253.1")], "the special provision alone");
}

#[test]
fn a_data_set_that_is_a_trade_secret_is_one_act_under_two_provisions() {
    let text = one_act("credit", 50, "steal", "").replace("items = 50", "items = 50, trade_secret = true");
    let answer = "\njudgement = [{ person = \"zhang\", place = \"cl/219.serious\", holds = true, reasons = \"-\" },
        { person = \"zhang\", place = \"cl/219.especially_serious\", holds = false, reasons = \"-\" }]";
    let analysis = analyse(&format!("{text}{answer}"));
    assert_eq!(settled(of(&analysis, "cl/219")), "serious");
    assert_eq!(related(&analysis, "cl/219"), Some(("doctrine/11".to_owned(), RelationKind::Heavier)));
    assert_eq!(person(&analysis, "zhang").recommended.len(), 1);
}

#[test]
fn what_was_obtained_and_then_used_for_another_crime_is_punished_beside_it() {
    for (act, offence, at) in [
        ("does = \"extort\", extorted = 300000", "cl/274", "cl/274.large"),
        ("does = \"card_fraud\", defrauded = 500000", "cl/196", "cl/274.large"),
    ] {
        let analysis = beside(act, &[at]);
        let expected = Some(("gtz-2013-12/reported".to_owned(), RelationKind::Cumulative));
        assert_eq!(related(&analysis, offence), expected, "{offence}");
    }
}

#[test]
fn a_leak_that_abuses_office_is_the_heavier_of_both() {
    for (more, at) in [("", "doctrine/11"), (", agreed = true, telecom = true, defrauded = 0", "fs-2012-18/4.2")] {
        let text =
            one_act("credit", 50, "provide", &format!(", gains = 0, abuses_office = true, organ_staff = true{more}"));
        let loss = "\nconsequence = [{ of = \"a\", kind = \"economic_loss\", amount = 1500000 }]";
        let judged =
            "\njudgement = [{ person = \"zhang\", place = \"fs-2017-10/5.2.2\", holds = false, reasons = \"-\" }]";
        let analysis = analyse(&format!("{text}{loss}{judged}"));
        assert_eq!(settled(of(&analysis, "cl/397.1")), "especially_serious");
        let both = [place("cl/253-1"), place("cl/397.1")];
        let relations = &person(&analysis, "zhang").relations;
        let between = relations.iter().find(|one| one.charges.iter().all(|charge| both.contains(charge)));
        let between = between.map(|one| (one.place.to_string(), one.kind));
        assert_eq!(between, Some((at.to_owned(), RelationKind::Heavier)));
        assert_eq!(person(&analysis, "zhang").recommended, [place("cl/397.1")]);
    }
}

/// Criminal Law art. 397(2): the same for private ends has bands of its own.
#[test]
fn abuse_of_office_for_private_ends_is_paragraph_2() {
    let text = |favouritism: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-04-01, does = \"abuse_office\", organ_staff = true{favouritism} }}]
consequence = [{{ of = \"b\", kind = \"economic_loss\", amount = 1500000 }}]"
        )
    };
    let months = |favouritism: &str, offence: &str| {
        let found = analyse(&text(favouritism));
        let charge = of(&found, offence);
        assert_eq!(settled(charge), "especially_serious");
        charge.band.as_ref().and_then(|band| band.imprisonment)
    };
    assert_eq!(months("", "cl/397.1"), Some((36, 84)));
    assert_eq!(months(", favouritism = true", "cl/397.2"), Some((60, 120)));
    assert!(charges(&analyse(&text(", favouritism = true")), "zhang", "cl/397.1").is_empty());
}

/// Fa Shi [2025] 5 governs trade secrets since 2025-04-26; of acts before, a person says whether the one before was reached.
#[test]
fn a_trade_secret_taken_before_the_interpretation_is_judged() {
    let text = |on: &str| {
        let more = ", obtained_in = \"none\", gains = 300000, secret_wrong = \"breach_of_confidence\"";
        one_act("other", 1, "sell", more)
            .replace("items = 1", "items = 1, trade_secret = true")
            .replace("2022-03-01", on)
    };
    let on = |on: &str| settled(of(&analyse_on(&text(on), date(2026, 6, 1), &Settings::default()), "cl/219"));
    assert_eq!(on("2025-04-26"), "serious");
    assert_eq!(on("2025-04-25"), "open");
    assert_eq!(on("2021-03-01"), "open");
}

/// An offence that only some can commit asks whether this person is one of them, and is not established without.
#[test]
fn a_special_subject_is_asked_for() {
    let status = |own: &str, act: &str, offence: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\"{own} }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-04-01, {act} }}]
consequence = [{{ of = \"b\", kind = \"economic_loss\", amount = 300000 }}]
judgement = [{{ person = \"zhang\", place = \"cl/308-1.1.serious\", holds = true, reasons = \"-\" }}]"
        );
        let found = analyse(&text);
        charges(&found, "zhang", offence).first().map_or(Truth::Excluded, |charge| charge.status)
    };
    let office = |own: &str, more: &str| status(own, &format!("does = \"abuse_office\"{more}"), "cl/397.1");
    assert_eq!(office("", ""), Truth::Open, "asked");
    assert_eq!(office(", employer = \"state_organ\"", ""), Truth::Established);
    assert_eq!(office(", employer = \"finance\"", ""), Truth::Open, "power may be delegated to another body");
    assert_eq!(office(", state_staff = false", ""), Truth::Excluded, "no State staff is no staff of a State organ");
    assert_eq!(office("", ", organ_staff = true"), Truth::Established);
    assert_eq!(office("", ", organ_staff = false"), Truth::Excluded);

    let leak = |more: &str| status("", &format!("does = \"disclose_case\"{more}"), "cl/308-1");
    assert_eq!(leak(""), Truth::Open, "asked");
    assert_eq!(leak(", in_proceedings = true"), Truth::Established);
    assert_eq!(leak(", in_proceedings = false, publicly_disclosed = false"), Truth::Excluded);
    assert_eq!(
        leak(", in_proceedings = false, publicly_disclosed = true"),
        Truth::Established,
        "paragraph 3 is for all"
    );
}

/// Criminal Law art. 219: improper means, a breach of confidence, or knowledge of either.
#[test]
fn a_trade_secret_is_infringed_only_by_a_wrong() {
    let status = |does: &str, more: &str| {
        let more = format!(", obtained_in = \"none\", gains = 300000, consent = \"yes\"{more}");
        let text = one_act("other", 1, does, &more)
            .replace("items = 1", "items = 1, trade_secret = true")
            .replace("2022-03-01", "2025-06-01");
        let found = analyse_on(&text, date(2026, 6, 1), &Settings::default());
        charges(&found, "zhang", "cl/219").first().map_or(Truth::Excluded, |charge| charge.status)
    };
    assert_eq!(status("sell", ""), Truth::Open, "asked");
    assert_eq!(status("sell", ", secret_wrong = \"none\""), Truth::Excluded);
    for wrong in ["improper_means", "breach_of_confidence", "knowing"] {
        assert_eq!(status("sell", &format!(", secret_wrong = \"{wrong}\"")), Truth::Established, "{wrong}");
    }
    assert_eq!(status("steal", ""), Truth::Established, "theft is improper by itself");
}

/// Criminal Law art. 246(2): only on complaint, save where public order or State interests are gravely endangered.
#[test]
fn insult_is_dealt_with_on_complaint() {
    let exit = |more: &str, endangers: Option<bool>| {
        let answer = |at: &str, holds: bool| {
            format!("{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}")
        };
        let answers = [Some(answer("cl/246.1.serious", true)), endangers.map(|holds| answer("cl/246.2", holds))];
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-04-01, does = \"insult\"{more} }}]\njudgement = [{}]",
            answers.into_iter().flatten().collect::<Vec<_>>().join(", ")
        );
        let found = analyse(&text);
        let exits = &of(&found, "cl/246").exits;
        exits.iter().find(|exit| exit.rule.place == place("cl/246.2")).map_or(Truth::Excluded, |exit| exit.status)
    };
    assert_eq!(exit("", None), Truth::Open, "asked");
    assert_eq!(exit(", complained = true", None), Truth::Excluded);
    assert_eq!(exit(", complained = false", Some(false)), Truth::Established);
    assert_eq!(exit(", complained = false", Some(true)), Truth::Excluded);
}

/// Fa Shi [2025] 13 art. 1(2): whoever moves known proceeds by transfers or accounts conceals them.
#[test]
fn moving_known_proceeds_by_accounts_is_concealment() {
    let text = |more: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2026-02-01, does = \"settle_payments\", settled = 250000, helped = 1{more} }}]"
        )
    };
    let found = |more: &str| analyse_on(&text(more), date(2026, 6, 30), &Settings::default());
    assert!(charges(&found(""), "zhang", "cl/312").is_empty());
    let moved = found(", moves_proceeds = true, proceeds = 250000");
    assert_eq!(of(&moved, "cl/312").status, Truth::Open, "there is no figure for the base grade");
}

/// Criminal Law art. 191: the proceeds of card crimes are laundered and not concealed, since 2021 also by their author.
#[test]
fn the_proceeds_of_a_predicate_crime_are_laundered() {
    let found = |on: &str, more: &str| {
        analyse_on(
            &format!(
                "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = {on}, does = \"conceal\", proceeds = 1000{more} }}]
judgement = [{{ person = \"zhang\", place = \"cl/191.aggravated\", holds = false, reasons = \"-\" }}]"
            ),
            date(2026, 6, 30),
            &Settings::default(),
        )
    };
    let laundered = ", upstream = \"predicate\"";
    for (on, more, expected) in [
        ("2026-02-01", laundered, Some("basic")),
        ("2026-02-01", "", None),
        ("2026-02-01", ", upstream = \"predicate\", own_proceeds = true", Some("basic")),
        ("2021-02-28", ", upstream = \"predicate\", own_proceeds = true", None),
        ("2021-02-28", laundered, Some("basic")),
        ("2006-06-28", laundered, None),
    ] {
        let analysis = found(on, more);
        let charge = charges(&analysis, "zhang", "cl/191");
        assert_eq!(charge.first().map(|charge| settled(charge)), expected.map(str::to_owned), "{on}{more}");
    }
    assert!(charges(&found("2026-02-01", ", own_proceeds = true"), "zhang", "cl/312").is_empty());
}

/// Criminal Law art. 287-2: knowing that another commits crime. Help itself supposes it, where nothing is said.
#[test]
fn who_does_not_know_aids_no_crime() {
    let status = |more: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
act = [{{ id = \"b\", by = \"zhang\", on = 2022-03-01, does = \"settle_payments\", settled = 250000, helped = 1{more} }}]"
        );
        of(&analyse_on(&text, date(2023, 6, 30), &Settings::default()), "cl/287-2").status
    };
    let used = |knew: &str| status(&format!(", recipient_crime = \"used\"{knew}"));
    assert_eq!(used(", knew_of_crime = \"knew\""), Truth::Established);
    assert_eq!(used(", knew_of_crime = \"should_know\""), Truth::Excluded);
    assert_eq!(used(", knew_of_crime = \"no\""), Truth::Excluded);
    assert_eq!(used(""), Truth::Open);
    assert_eq!(status(""), Truth::Established);
}
