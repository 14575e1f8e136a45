//! Several charges of one person: the joint sentence where the penalties are of several kinds, who conspires, ways out.

use gravamen::explain::findings::Analysis;
use gravamen::law::book::Term;
use gravamen::truth::Truth;

use super::support::{analyse, charges, person};

/// One person, these bodies of information, these acts, and answers at places.
fn file(dataset: &str, acts: &[&str], answers: &[(&str, bool)]) -> Analysis {
    let act =
        |(at, act): (usize, &&str)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2026-03-0{}, {act} }}", at + 1);
    let acts: Vec<String> = acts.iter().enumerate().map(act).collect();
    let answer = |(at, holds): &(&str, bool)| {
        format!("{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}")
    };
    let answers: Vec<String> = answers.iter().map(answer).collect();
    analyse(&format!(
        "person = [{{ id = \"zhang\", employer = \"state_organ\", state_staff = true }}]\ndataset = [{dataset}]
act = [{}]\njudgement = [{}]",
        acts.join(", "),
        answers.join(", ")
    ))
}

fn phones(items: i64) -> String {
    format!("{{ id = \"d\", contains = [\"phone\"], items = {items}, obtained_in = \"none\" }}")
}

const SOLD: &str = "does = \"sell\", dataset = \"d\", gains = 0, to = [\"z\"]";
const FALSE_ID: &str = "does = \"use_false_id\"";
const SERIOUS_USE: (&str, bool) = ("cl/280-1.1", true);

/// The joint terms in months, and the rules on terms of several kinds that are shown.
fn joint(analysis: &Analysis) -> (Vec<(Term, u16, u16)>, Vec<String>) {
    let joint = person(analysis, "zhang").joint.as_ref().expect("a joint sentence");
    let terms = joint.terms.iter().map(|term| (term.term, term.months.0, term.months.1)).collect();
    (terms, joint.orders.iter().map(|(place, _)| place.to_string()).collect())
}

fn recommended(analysis: &Analysis) -> Vec<String> {
    person(analysis, "zhang").recommended.iter().map(ToString::to_string).collect()
}

#[test]
fn imprisonment_is_not_lost_beside_detention() {
    let found = file(&phones(6_000), &[FALSE_ID, SOLD], &[SERIOUS_USE]);
    assert_eq!(recommended(&found), ["cl/253-1", "cl/280-1"]);
    let terms = vec![(Term::Imprisonment, 6, 36), (Term::Detention, 1, 12), (Term::Control, 3, 24)];
    assert_eq!(joint(&found), (terms, vec!["cl/69.2".to_owned(), "cl/69.2".to_owned()]));
}

#[test]
fn where_one_crime_brings_imprisonment_only_detention_is_absorbed_and_control_is_served() {
    let absorbed = vec![(Term::Imprisonment, 36, 84), (Term::Control, 3, 24)];
    let found = file(&phones(60_000), &[FALSE_ID, SOLD], &[SERIOUS_USE]);
    assert_eq!(joint(&found).0, absorbed);
    let extorted = file("", &[FALSE_ID, "does = \"extort\", extorted = 40000"], &[SERIOUS_USE]);
    assert_eq!(joint(&extorted).0, [(Term::Imprisonment, 36, 120), (Term::Control, 3, 24)]);
}

#[test]
fn a_false_identity_that_obtained_cards_is_the_heavier_alone() {
    let cards = |more: &str| file("", &[FALSE_ID, more], &[SERIOUS_USE]);
    assert_eq!(recommended(&cards("does = \"obtain_cards\", cards = 3")), ["cl/177-1.1"]);
    assert_eq!(recommended(&cards("does = \"deal_cards\", cards = 3")), ["cl/177-1.1", "cl/280-1"], "cards of others");
}

/// A sale through office by a member of a State organ, with a loss of 400,000 yuan.
fn through_office(more: &str, own: &str) -> Analysis {
    let act = format!(
        "does = \"sell\", dataset = \"d\", gains = 3000, to = [\"z\"], abuses_office = true, favouritism = true, telecom = true, {more}"
    );
    let dataset = "{ id = \"d\", contains = [\"whereabouts\"], items = 30, obtained_in = \"duty\" }";
    let acts: Vec<&str> = [act.as_str(), own].into_iter().filter(|act| !act.is_empty()).collect();
    let answers = [("fs-2017-10/5.2.2", false), ("fs-2019-15/12.1.6", false)];
    let act =
        |(at, act): (usize, &&str)| format!("{{ id = \"a{at}\", by = \"zhang\", on = 2026-03-0{}, {act} }}", at + 1);
    let acts: Vec<String> = acts.iter().enumerate().map(act).collect();
    let answers = answers
        .map(|(at, holds)| format!("{{ person = \"zhang\", place = \"{at}\", holds = {holds}, reasons = \"-\" }}"));
    analyse(&format!(
        "person = [{{ id = \"zhang\", employer = \"state_organ\", state_staff = true }}]\ndataset = [{dataset}]\nact = [{}]
consequence = [{{ of = \"a0\", kind = \"economic_loss\", amount = 400000 }}]\njudgement = [{}]",
        acts.join(", "),
        answers.join(", ")
    ))
}

#[test]
fn who_conspires_with_fraudsters_through_office_alone_answers_for_the_heavier() {
    let agreed =
        "agreed = true, for_fraud = true, recipient_crime = \"used\", knew_of_crime = \"knew\", defrauded = 400000";
    assert_eq!(recommended(&through_office(agreed, "")), ["cl/266"]);
    let outside = "does = \"defraud\", telecom = true, defrauded = 100000";
    assert_eq!(recommended(&through_office(agreed, outside)), ["cl/397.2", "cl/266"], "and both, where there is more");
}

#[test]
fn who_conspires_in_something_else_is_no_fraudster() {
    let found = through_office("conspired = true", "");
    assert!(charges(&found, "zhang", "cl/266").is_empty());
    let relations = person(&found, "zhang").relations.iter().filter(|relation| relation.status == Truth::Established);
    let places: Vec<String> = relations.map(|relation| relation.place.to_string()).collect();
    assert_eq!(places, ["fs-2012-18/4.2"]);
}

#[test]
fn the_ways_out_of_procedure_are_of_every_offence_that_they_cover() {
    let exits = |analysis: &Analysis, offence: &str| -> Vec<(String, Truth)> {
        let found = charges(analysis, "zhang", offence);
        found[0].exits.iter().map(|exit| (exit.rule.place.to_string(), exit.status)).collect()
    };
    let found = file("", &["does = \"defraud\", telecom = false, defrauded = 4000, role = \"accessory\""], &[]);
    assert_eq!(exits(&found, "cl/266"), [("cpl/177.2".to_owned(), Truth::Open)], "whether it is minor is judged");
    let huge = file("", &["does = \"defraud\", telecom = false, defrauded = 40000, role = \"accessory\""], &[]);
    assert_eq!(exits(&huge, "cl/266"), [], "not minor");
}
