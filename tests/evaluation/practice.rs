//! What practice adds to the text: doxxing below the figures, supply to a known fraudster, and readings by rank.

use gravamen::explain::findings::Analysis;
use gravamen::law::book::RelationKind;
use gravamen::truth::Truth;

use super::support::{analyse, charge, charges, choices, choosing, grades, one_act, only, place, settled, status};

/// Three persons' data bought for doxxing, and posted.
fn doxxed(posting: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]
        dataset = [{{ id = \"d\", contains = [\"name\", \"phone\", \"id_number\", \"home_address\"], items = 3 }}]
        act = [
            {{ id = \"buy\", by = \"zhang\", does = \"purchase\", dataset = \"d\", on = 2026-02-01, purpose = \"doxxing\" }},
            {{ id = \"post\", by = \"zhang\", does = \"publish\", dataset = \"d\", on = 2026-02-02, gains = 0{posting} }},
        ]"
    )
}

fn answered(holds: bool) -> String {
    format!("\njudgement = [{{ person = \"zhang\", place = \"fs-2017-10/5.1.10\", holds = {holds}, reasons = \"r\" }}]")
}

#[test]
fn doxxing_below_the_figures_asks_for_the_residual_ground() {
    // Three persons are named, so that nothing more need be said.
    for posting in ["", ", harassed = 0", ", purpose = \"doxxing\"", ", harassed = 1", ", use_kind = \"doxxing\""] {
        let text = doxxed(posting);
        let analysis = analyse(&text);
        assert_eq!(grades(only(&analysis)), ["none", "serious"], "{posting}");
        assert_eq!(status(only(&analysis), "5.1.10"), Truth::Open);
        assert_eq!(only(&analysis).unanswered, [place("5.1.10")]);
        assert_eq!(settled(only(&analyse(&(text.clone() + &answered(true))))), "serious");
        assert_eq!(settled(only(&analyse(&(text + &answered(false))))), "none");
    }
}

#[test]
fn what_is_posted_for_other_ends_or_bought_and_kept_asks_for_nothing() {
    // Nothing is said of what it was bought for.
    let bought = |text: String| text.replacen(", purpose = \"doxxing\"", "", 1);
    let nameless = |text: String| bought(text).replace("\"name\", ", "").replace("\"id_number\", ", "");
    let marketing = bought(doxxed(", purpose = \"marketing\""));
    for text in [nameless(doxxed("")), nameless(doxxed(", harassed = 0")), marketing] {
        let analysis = analyse(&text);
        assert_eq!(settled(only(&analysis)), "none", "{text}");
        assert_eq!(status(only(&analysis), "5.1.10"), Truth::Excluded);
    }
    let bought = analyse(&one_act("phone", 3, "purchase", ", profit = 0"));
    assert_eq!(status(only(&bought), "5.1.10"), Truth::Excluded, "silence about the purpose raises nothing");
}

#[test]
fn obtaining_for_doxxing_asks_for_the_residual_ground() {
    for act in ["steal", "purchase", "receive"] {
        let analysis = analyse(&one_act("phone", 3, act, ", purpose = \"doxxing\""));
        assert_eq!(grades(only(&analysis)), ["none", "serious"], "{act}");
    }
}

/// Names and numbers sold to a gang that took so much by telecom fraud.
fn sold_to_a_gang(loss: i64, act: &str) -> String {
    let act = format!(
        ", obtained_in = \"none\", gains = 4000, recipient_crime = \"used\", for_fraud = true, telecom = true{act}"
    );
    one_act("phone", 3000, "sell", &act)
        + &format!("\nconsequence = [{{ of = [\"a\"], kind = \"economic_loss\", amount = {loss} }}]")
        + "\njudgement = [{ person = \"zhang\", place = \"fs-2017-10/5.2.2\", holds = false, reasons = \"r\" }]"
}

const ACCOMPLICE: &[(&str, &str)] = &[("knowing-supply", "accomplice")];

fn fraud(analysis: &Analysis) -> Option<String> {
    charges(analysis, "zhang", "cl/266").first().map(|charge| settled(charge))
}

fn recommended(analysis: &Analysis) -> Vec<String> {
    super::support::person(analysis, "zhang").recommended.iter().map(ToString::to_string).collect()
}

#[test]
fn knowing_supply_is_an_offence_of_its_own_by_default() {
    let analysis = analyse(&sold_to_a_gang(600_000, ", knew_of_crime = \"knew\""));
    assert_eq!(settled(charge(&analysis, "zhang")), "serious");
    assert_eq!(status(charge(&analysis, "zhang"), "5.1.2"), Truth::Established);
    assert_eq!(recommended(&analysis), ["cl/253-1"]);
}

#[test]
fn on_the_other_reading_it_is_complicity_and_the_heavier_alone_stands() {
    for (loss, expected) in [
        (2_999, "none"),
        (3_000, "large"),
        (3_001, "large"),
        (29_999, "large"),
        (30_000, "huge"),
        (30_001, "huge"),
        (499_999, "huge"),
        (500_000, "especially_huge"),
        (500_001, "especially_huge"),
    ] {
        let analysis = choosing(&sold_to_a_gang(loss, ", knew_of_crime = \"knew\""), ACCOMPLICE);
        assert_eq!(fraud(&analysis).as_deref(), Some(expected), "{loss}");
        // The bands of a large amount and of serious circumstances are equal: the first named stands.
        let stands = if expected == "none" { "cl/253-1" } else { "cl/266" };
        assert_eq!(recommended(&analysis), [stands], "{loss}: never both");
    }
}

#[test]
fn complicity_needs_knowledge_and_a_fraud_by_telecom() {
    for act in [", knew_of_crime = \"should_know\"", ", knew_of_crime = \"no\""] {
        let analysis = choosing(&sold_to_a_gang(600_000, act), ACCOMPLICE);
        assert!(fraud(&analysis).is_none(), "{act}");
    }
    let other = sold_to_a_gang(600_000, ", knew_of_crime = \"knew\"").replace("for_fraud = true, ", "");
    assert!(fraud(&choosing(&other, ACCOMPLICE)).is_none());
}

#[test]
fn what_lists_state_decides_their_class() {
    for (kind, items, expected) in [
        ("loan_application", 49, "none"),
        ("loan_application", 50, "serious"),
        ("loan_application", 51, "serious"),
        ("loan_contact", 4_999, "none"),
        ("loan_contact", 5_000, "serious"),
        ("home_deal", 499, "none"),
        ("home_deal", 500, "serious"),
        ("homeowner_list", 4_999, "none"),
        ("homeowner_list", 5_000, "serious"),
        ("vehicle_series", 49, "none"),
        ("vehicle_series", 50, "serious"),
        ("vehicle_snapshot", 499, "none"),
        ("vehicle_snapshot", 500, "serious"),
    ] {
        assert_eq!(settled(only(&analyse(&one_act(kind, items, "steal", "")))), expected, "{items} of {kind}");
    }
}

#[test]
fn a_result_that_turns_on_a_convention_names_it() {
    let analysis = analyse(&one_act("homeowner_list", 500, "steal", ""));
    assert_eq!(choices(only(&analysis)), ["owner-list"]);
    let choice = &only(&analysis).choices_that_matter[0];
    assert!(choice.convention.is_some() && choice.authority["t2"].zh == "没有依据", "{choice:?}");
}

/// The accomplice who sold the data is punished as one: an accessory's sentence is mitigated at the grade of the fraud.
#[test]
fn an_accessory_to_the_fraud_is_one_there_too() {
    let text = sold_to_a_gang(600_000, ", knew_of_crime = \"knew\", role = \"accessory\"");
    let analysis = choosing(&text, ACCOMPLICE);
    let fraud = charges(&analysis, "zhang", "cl/266")[0];
    let accessory = fraud.circumstances.iter().find(|one| one.place == place("cl/27")).expect("article 27");
    assert_eq!((settled(fraud).as_str(), accessory.status), ("especially_huge", Truth::Established));
    assert_eq!(recommended(&analysis), ["cl/266"]);
    let relations = &super::support::person(&analysis, "zhang").relations;
    let cumulative = relations.iter().filter(|relation| relation.kind == RelationKind::Cumulative);
    assert!(cumulative.into_iter().all(|relation| !relation.status.possible()), "never both: {relations:?}");
}
