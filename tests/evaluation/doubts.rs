//! What could change a result: facts in doubt, silence that a party would contest, readings, acts out of time.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Charge, CouldChange, Kind, MayChange, OfSentence};
use gravamen::truth::Truth;

use super::support::{
    JUDGED, analyse, analyse_on, case, choices, choosing, engine, grades, items, one_act, only, open_facts, settled,
    status,
};

/// What is named of a fact, a reading or acts.
fn named<'a>(charge: &'a Charge, what: &str) -> Option<&'a MayChange> {
    charge.could_change.each.iter().find(|one| one.what == what)
}

fn possible(one: &MayChange) -> Vec<&str> {
    one.grades.iter().map(|grade| grade.name.as_str()).collect()
}

fn proven(text: &str) -> gravamen::explain::findings::Analysis {
    analyse_on(text, JUDGED, &Settings { only_proven: true, ..Settings::default() })
}

/// Positions of 1,100 items, and their kind disputed: `more` is the rest of what is said of it.
fn disputed_kind(more: &str) -> String {
    one_act("phone", 1_100, "purchase", ", purpose = \"resale\"")
        .replace("[\"phone\"]", &format!("{{ value = [\"whereabouts\"], status = \"disputed\"{more} }}"))
}

#[test]
fn a_dispute_without_a_figure_of_the_other_side_may_come_to_anything() {
    let analysis = analyse(&disputed_kind(""));
    let charge = only(&analysis);
    assert_eq!(settled(charge), "especially_serious", "a disputed charge stays at face value");
    let kind = named(charge, "dataset.d.contains").expect("the dispute");
    assert_eq!(kind.kind, Kind::Disputed);
    assert_eq!(possible(kind), ["none", "serious", "especially_serious"]);
    assert_eq!(grades(only(&proven(&disputed_kind("")))), possible(kind), "what only proven gives");
    let flips = engine(JUDGED).flip(&case(&disputed_kind(""), JUDGED), &Settings::default()).expect("flips");
    assert!(!flips[0].robustness.stands);
    assert_eq!(flips[0].robustness.together[0].grades.len(), 3);
}

/// The day before the text of Amendment IX came into force, and for the other side that day.
#[test]
fn a_charge_that_only_the_other_side_of_a_dispute_brings_is_named() {
    let text = one_act("phone", 6_000, "sell", ", gains = 100, obtained_in = \"none\"")
        .replace("on = 2022-03-01", "on = { value = 2015-10-31, status = \"disputed\", defence = 2015-11-01 }");
    let analysis = analyse(&text);
    let charge = analysis.persons[0].charges.iter().find(|charge| charge.text.as_deref() == Some("A9")).expect("it");
    assert_eq!((settled(charge).as_str(), charge.present), ("none", Truth::Excluded));
    assert_eq!(possible(named(charge, "act.a.on").expect("the day")), ["none", "serious"]);
    let flips = engine(JUDGED).flip(&case(&text, JUDGED), &Settings::default()).expect("flips");
    assert!(!flips[0].robustness.stands && flips[0].robustness.disputed[0].matters);
}

#[test]
fn what_is_unknown_behind_a_dispute_is_named_with_it() {
    let text = one_act("phone", 1, "sell", ", gains = 100, obtained_in = \"none\"")
        .replace("items = 1 ", "items = \"unknown\" ")
        .replace("id = \"zhang\"", "id = \"zhang\", insane = { value = true, status = \"disputed\", defence = false }");
    let analysis = analyse(&text);
    let insane = named(only(&analysis), "person.zhang.insane").expect("the dispute");
    assert_eq!(possible(insane), ["none", "serious", "especially_serious"]);
    assert_eq!(insane.with.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), ["dataset.d.items"]);
    let gaps = engine(JUDGED).gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps");
    assert!(gaps[0].cannot.iter().all(|fact| fact.fact != "dataset.d.items"));
    assert!(gaps[0].beside.iter().any(|beside| beside.fact.fact == "dataset.d.items"));
}

#[test]
fn a_dispute_between_two_figures_lies_between_them() {
    let text = disputed_kind(", defence = [\"health\"]");
    assert_eq!(
        possible(named(only(&analyse(&text)), "dataset.d.contains").expect("it")),
        ["serious", "especially_serious"]
    );
    // 6,000 against 4,999 items of item 5, of which 5,000 are needed; then against 5,000.
    let amount = |defence: &str| {
        one_act("phone", 1, "purchase", ", purpose = \"resale\"")
            .replace("items = 1 ", &format!("items = {{ value = 6000, status = \"disputed\", defence = {defence} }} "))
    };
    let (below, at) = (amount("4999"), amount("5000"));
    let analysis = analyse(&below);
    let charge = only(&analysis);
    assert_eq!(settled(charge), "serious");
    assert_eq!(possible(named(charge, "dataset.d.items").expect("the dispute")), ["none", "serious"]);
    assert!(!charge.could_change.nothing());
    assert_eq!(items(only(&proven(&below)), "ordinary"), (4_999, 6_000), "from one figure to the other");
    let analysis = analyse(&at);
    assert!(only(&analysis).could_change.nothing(), "at either figure it is serious");
    assert_eq!(settled(only(&proven(&at))), "serious");
}

#[test]
fn what_is_only_alleged_may_come_to_anything() {
    let text = one_act("credit", 1, "steal", "")
        .replace("items = 1 ", "items = { value = 40, status = \"alleged\", defence = 30 } ");
    let analysis = analyse(&text);
    let charge = only(&analysis);
    assert_eq!(settled(charge), "none");
    let items = named(charge, "dataset.d.items").expect("the allegation");
    assert_eq!((items.kind, possible(items)), (Kind::Alleged, vec!["none", "serious", "especially_serious"]));
    assert_eq!(grades(only(&proven(&text))), possible(items), "its other figure bounds nothing");
}

#[test]
fn an_unknown_that_the_law_presumes_is_open() {
    let text = one_act("phone", 5_500, "steal", "");
    assert_eq!(settled(only(&analyse(&text))), "serious");
    for fact in ["false_items", "duplicates"] {
        let unknown = text.replace("items = 5500", &format!("items = 5500, {fact} = \"unknown\""));
        let analysis = analyse(&unknown);
        let charge = only(&analysis);
        assert_eq!(grades(charge), ["none", "serious"], "{fact}");
        assert_eq!(open_facts(charge), [format!("dataset.d.{fact}")]);
        assert!(!charge.could_change.nothing());
        let disputed = unknown.replace("\"unknown\"", "{ value = 0, status = \"disputed\" }");
        assert_eq!(settled(only(&analyse(&disputed))), "serious", "at face value");
        assert_eq!(grades(only(&proven(&disputed))), ["none", "serious"], "no presumption fills a disputed fact");
    }
}

#[test]
fn an_element_that_a_reading_excludes_is_the_reason_and_the_reading_matters() {
    let text = one_act("vehicle_maintenance", 100, "sell", ", gains = 220001");
    let analysis = analyse(&text);
    let charge = only(&analysis);
    assert_eq!(settled(charge), "none");
    assert!(charge.elements.iter().any(|element| element.name == "object" && element.status == Truth::Excluded));
    assert!(choices(charge).contains(&"vin"));
    assert_eq!(possible(named(charge, "vin").expect("the reading")), ["none", "especially_serious"]);
    assert_eq!(settled(only(&choosing(&text, &[("vin", "personal")]))), "especially_serious");
}

/// Two sales of 3,000 items each, the first on this day.
fn two_sales(first: &str) -> String {
    format!(
        "case = {{ id = \"t\", title = \"t\", filed = 2023-01-01 }}
person = [{{ id = \"zhang\" }}]
dataset = [{{ id = \"a\", contains = [\"phone\"], items = 3000, obtained_in = \"none\" }},
    {{ id = \"b\", contains = [\"phone\"], items = 3000, obtained_in = \"none\" }}]
act = [{{ id = \"old\", by = \"zhang\", does = \"sell\", dataset = \"a\", on = {first}, gains = 0 }},
    {{ id = \"new\", by = \"zhang\", does = \"sell\", dataset = \"b\", on = 2022-03-01, gains = 0 }}]
# [case]"
    )
}

#[test]
fn a_grade_that_rests_on_acts_out_of_time_says_so() {
    let analysis = analyse(&two_sales("2016-03-01"));
    let charge = only(&analysis);
    assert_eq!(settled(charge), "serious");
    let barred = named(charge, "act.old").expect("the old sale");
    assert_eq!((barred.kind, possible(barred)), (Kind::Barred, vec!["none", "serious"]));
    let analysis = analyse(&two_sales("2021-03-01"));
    assert!(only(&analysis).could_change.nothing(), "in time");
}

#[test]
fn silence_counts_only_where_a_party_would_contest_what_it_is_taken_to_mean() {
    let analysis = analyse(&one_act("bank_card_number", 600, "steal", ""));
    let known = named(only(&analysis), "dataset.d.identifiable").expect("bare numbers");
    assert_eq!((known.kind, possible(known)), (Kind::Assumed, vec!["none", "serious"]));
    let stated = one_act("bank_card_number", 600, "steal", "").replace("items =", "identifiable = true, items =");
    assert!(named(only(&analyse(&stated)), "dataset.d.identifiable").is_none());
    let analysis = analyse(&one_act("phone", 6_000, "steal", ""));
    assert!(only(&analysis).could_change.nothing(), "a plain case stays plain");
}

#[test]
fn gaps_tell_what_a_fact_decides_beside_the_grade() {
    // Whether the position gave access decides a circumstance, and no grade: 600 credit reports are far above.
    let text = one_act("credit", 600, "sell", ", gains = 0");
    let analysis = analyse(&text);
    let gaps = &engine(JUDGED).gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps")[0];
    assert!(gaps.matter.is_empty() && gaps.undecided.is_empty());
    let position = gaps.beside.iter().find(|one| one.fact.fact == "act.a.obtained_in").expect("the position");
    assert!(position.decides.iter().any(|place| place.to_string() == "cl/253-1.2"));
    assert!(!gaps.cannot.iter().any(|one| one.fact == "act.a.obtained_in"));
    assert_eq!(gaps.could_change[0].1.each.len(), only(&analysis).could_change.each.len(), "as the analysis has it");
    assert_eq!(status(only(&analysis), "5.1.3"), Truth::Established);
}

#[test]
fn gaps_tell_what_a_fact_decides_of_probation_and_of_recidivism() {
    let decides = |text: &str, fact: &str| {
        let gaps = &engine(JUDGED).gaps(&case(text, JUDGED), &Settings::default()).expect("gaps")[0];
        assert!(!gaps.cannot.iter().any(|one| one.fact == fact), "{fact}");
        let beside = gaps.beside.iter().find(|one| one.fact.fact == fact).map(|one| one.decides.clone());
        beside.unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let with = |person: &str| {
        one_act("credit", 60, "steal", "").replace("id = \"zhang\"", &format!("id = \"zhang\", {person}"))
    };
    assert_eq!(decides(&with("pregnant = \"unknown\""), "person.zhang.pregnant"), ["cl/72.1"]);
    let served = |intentional: &str| {
        with(&format!(
            "record = [{{ kind = \"criminal\", for = \"other\", penalty = \"imprisonment\", intentional = {intentional}, \
             decided = 2018-01-01, completed = 2020-01-01 }}]"
        ))
    };
    let recidivism = decides(&served("\"unknown\""), "person.zhang.record.0.intentional");
    assert!(recidivism.iter().any(|place| place == "cl/65"), "{recidivism:?}");
}

#[test]
fn an_open_result_is_never_the_same_under_every_dispute() {
    let text = one_act("phone", 1, "steal", "").replace("items = 1 ", "items = \"unknown\" ");
    let flips = engine(JUDGED).flip(&case(&text, JUDGED), &Settings::default()).expect("flips");
    assert!(!flips[0].robustness.stands && !flips[0].robustness.settled);
}

/// A sale of 60 credit reports, of which the gains are disputed.
fn gains_disputed(defence: i64) -> String {
    let gains =
        format!(", obtained_in = \"none\", gains = {{ value = 30000, status = \"disputed\", defence = {defence} }}");
    one_act("credit", 60, "sell", &gains)
}

#[test]
fn a_dispute_that_moves_the_fine_alone_is_named_with_that() {
    let analysis = analyse(&gains_disputed(20_000));
    let charge = only(&analysis);
    assert_eq!(settled(charge), "serious");
    let gains = named(charge, "act.a.gains").expect("the gains");
    assert_eq!((possible(gains), gains.moves.as_slice()), (vec![], &[OfSentence::Fine][..]));
    assert_eq!(gains.decides.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fs-2017-10/12", "pipl/66"]);
    let fine = |text: &str| only(&analyse(text)).usual_fine.as_ref().map(|fine| fine.fen);
    let stated = |gains: i64| one_act("credit", 60, "sell", &format!(", obtained_in = \"none\", gains = {gains}"));
    assert_ne!(fine(&stated(30_000)), fine(&stated(20_000)), "and so it does");
    let unmoved = analyse(&gains_disputed(30_000));
    assert!(only(&unmoved).could_change.nothing(), "both sides say the same");
}

#[test]
fn whether_it_is_a_unit_decides_the_band_and_no_grade() {
    let kind = |more: &str| {
        one_act("credit", 60, "steal", "").replace("id = \"zhang\"", &format!("id = \"zhang\", kind = {more}"))
    };
    let analysis = analyse(&kind("{ value = \"natural\", status = \"disputed\", defence = \"unit\" }"));
    let found = named(only(&analysis), "person.zhang.kind").expect("the kind of person");
    assert!(possible(found).is_empty() && found.moves.contains(&OfSentence::Band), "{found:?}");
    assert!(found.decides.iter().any(|place| place.to_string() == "cl/253-1.4"), "{found:?}");
    assert!(only(&analyse(&kind("\"natural\""))).could_change.nothing());
}

#[test]
fn disputes_that_matter_only_together_are_named_together() {
    let item = "{ value = 3000, status = \"disputed\", defence = 2000 }";
    let text = two_sales("2021-03-01").replace("items = 3000", &format!("items = {item}"));
    let analysis = analyse(&text);
    let could = &only(&analysis).could_change;
    assert_eq!(settled(only(&analysis)), "serious", "6,000 items, and 5,000 with either figure");
    assert!(could.each.is_empty(), "{could:?}");
    assert_eq!(could.together.iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>(), ["none", "serious"]);
    assert_eq!(among(could), ["dataset.a.items", "dataset.b.items"]);
}

fn among(could: &CouldChange) -> Vec<&str> {
    could.among.iter().map(|(what, _)| what.as_str()).collect()
}

#[test]
fn two_doubts_that_bar_an_act_only_together_are_named_together() {
    let says = "{ value = true, status = \"disputed\", defence = false }";
    let text = two_sales("2016-03-01")
        .replace("id = \"zhang\" ", &format!("id = \"zhang\", evaded = {says} "))
        .replace("filed = 2023-01-01", &format!("filed = 2023-01-01, complaint_not_taken_up = {says}"));
    let analysis = analyse(&text);
    let could = &only(&analysis).could_change;
    assert!(could.each.is_empty(), "{could:?}");
    assert_eq!(could.together.iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>(), ["none", "serious"]);
    assert!(among(could).contains(&"person.zhang.evaded") && among(could).len() == 2, "{could:?}");
}

#[test]
fn a_reading_that_moves_the_fine_alone_is_named_with_that() {
    let analysis = analyse(&one_act("credit", 60, "sell", ", obtained_in = \"none\", gains = 30000, cost = 10000"));
    let charge = only(&analysis);
    let gains = named(charge, "gains").expect("gross or net");
    assert_eq!((possible(gains), gains.moves.as_slice()), (vec![], &[OfSentence::Fine][..]));
    let fines = &charge.choices_beside.iter().find(|choice| choice.name == "gains").expect("the reading").fines;
    assert_eq!(fines["gross"], charge.usual_fine.as_ref().map(|fine| fine.fen));
    let net = choosing(
        &one_act("credit", 60, "sell", ", obtained_in = \"none\", gains = 30000, cost = 10000"),
        &[("gains", "net_all")],
    );
    assert_ne!(only(&net).usual_fine.as_ref().map(|fine| fine.fen), fines["gross"], "and so it does");
}

/// What one participant got bounds what the act brought: 6,000 yuan of his rule out that it brought 3,000.
#[test]
fn a_disputed_share_that_rules_a_grade_out_is_named() {
    let text = |share: &str| {
        format!(
            "person = [{{ id = \"he\" }}, {{ id = \"li\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 100, \
             obtained_in = \"none\" }}]\nact = [{{ id = \"s\", by = [{{ person = \"he\", gains = {share} }}, \"li\"], does = \"sell\", \
             dataset = \"d\", on = 2022-03-01, gains = {{ min = 3000 }} }}]"
        )
    };
    for (share, moves) in [
        ("{ value = 3000, status = \"disputed\", defence = 6000 }", true),
        ("{ value = 3000, status = \"disputed\", defence = 4000 }", false),
    ] {
        let analysis = analyse(&text(share));
        let charge = &analysis.persons[0].charges[0];
        let named = named(charge, "act.s.by.he.gains").is_some_and(|one| !one.grades.is_empty());
        assert_eq!(named, moves, "{share}");
    }
}

/// Criminal Law art. 89(2): the later day of a second crime leaves the first out of time, at the same grade.
#[test]
fn a_disputed_day_that_decides_whether_an_act_is_out_of_time_is_named() {
    let sale = |id: &str, on: &str| {
        format!(
            "{{ id = \"{id}\", by = \"he\", does = \"sell\", dataset = \"{id}\", on = {on}, gains = 0, to = [\"b\"] }}"
        )
    };
    let data = |id: &str| format!("{{ id = \"{id}\", contains = [\"phone\"], items = 6000, obtained_in = \"none\" }}");
    let of = |defence: &str| {
        let on = format!("{{ value = 2020-06-01, status = \"disputed\", defence = {defence} }}");
        let text = format!(
            "case = {{ id = \"t\", title = \"t\", filed = 2022-01-01 }}\nperson = [{{ id = \"he\" }}]\ndataset = [{}, {}]\nact = [{}, {}]\n# [case]",
            data("s"),
            data("t"),
            sale("s", "2016-06-01"),
            sale("t", &on)
        );
        let analysis = analyse(&text);
        let decides = named(only(&analysis), "act.t.on").map(|one| one.decides.clone()).unwrap_or_default();
        (settled(only(&analysis)), decides.iter().any(|place| place.to_string().starts_with("cl/87")))
    };
    assert_eq!(of("2021-08-01"), ("serious".to_owned(), true), "after 2021-05-31 the first act is out of time");
    assert_eq!(of("2021-05-01"), ("serious".to_owned(), false), "at either day the period began again");
}

/// A reading that one evaluation leaves as it stands moves nothing, though a search leaves more open.
#[test]
fn readings_of_other_crimes_move_no_violation() {
    let text = "person = [{ id = \"he\" }]
dataset = [
    { id = \"d\", contains = [\"phone\"], items = 100, obtained_in = \"service\" },
    { id = \"e\", contains = [\"name\", \"transaction\"], items = 600, obtained_in = \"none\" },
]
act = [{ id = \"s\", by = \"he\", does = \"sell\", dataset = [\"d\", \"e\"], on = 2022-03-01, gains = 60000 }]";
    let analysis = analyse(text);
    let beside = &only(&analysis).choices_beside;
    let of_others = ["fraud-large", "fraud-huge", "near-telecom", "conceal-entry", "extort-large"];
    let named: Vec<&str> = beside.iter().map(|choice| choice.name.as_str()).collect();
    assert!(named.iter().all(|name| !of_others.contains(name)), "{named:?}");
}
