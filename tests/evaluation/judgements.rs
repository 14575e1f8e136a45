//! Residual clauses and standards: what a person must answer, and what silence does to them.

use gravamen::engine::Settings;
use gravamen::truth::Truth;

use super::support::{
    JUDGED, analyse, case, engine, established, grades, one_act, only, open_facts, rewritten, settled, status,
};

fn answered(place: &str, holds: bool) -> String {
    format!("\njudgement = [{{ person = \"zhang\", place = \"{place}\", holds = {holds}, reasons = \"as found\" }}]")
}

fn one_phone() -> String {
    one_act("phone", 1, "steal", "")
}

#[test]
fn a_residual_clause_that_nobody_invokes_opens_nothing() {
    let analysis = analyse(&one_phone());
    let charge = only(&analysis);
    assert_eq!((settled(charge), charge.status), ("none".to_owned(), Truth::Excluded));
    let not_invoked: Vec<String> = charge.not_invoked.iter().map(ToString::to_string).collect();
    assert!(
        ["fs-2017-10/5.1.10", "fs-2017-10/5.2.4"].iter().all(|place| not_invoked.iter().any(|known| known == place)),
        "{not_invoked:?}"
    );
    assert_eq!(not_invoked.iter().filter(|place| *place == "fs-2017-10/5.1.10").count(), 1, "listed once");
    assert_eq!(open_facts(charge), [""; 0]);
}

#[test]
fn a_residual_clause_that_is_invoked_establishes() {
    let serious = analyse(&(one_phone() + &answered("fs-2017-10/5.1.10", true)));
    assert_eq!(
        (settled(only(&serious)), established(only(&serious))),
        ("serious".to_owned(), vec!["5.1.10".to_owned()])
    );
    assert!(!only(&serious).not_invoked.contains(&super::support::place("5.1.10")));
    let especially = analyse(&(one_phone() + &answered("fs-2017-10/5.2.4", true)));
    assert_eq!(settled(only(&especially)), "especially_serious");
    let denied = analyse(&(one_phone() + &answered("fs-2017-10/5.1.10", false)));
    assert_eq!(settled(only(&denied)), "none");
}

#[test]
fn a_residual_clause_of_article_6_is_for_what_it_governs() {
    let bought = one_act("phone", 9, "purchase", ", purpose = \"lawful_business\", profit = 0");
    let analysis = analyse(&(bought.clone() + &answered("fs-2017-10/6.1.3", true)));
    assert_eq!(established(only(&analysis)), ["6.1.3"]);
    let other = analyse(&(bought + &answered("fs-2017-10/5.1.10", true)));
    assert_eq!(settled(only(&other)), "none", "article 6 governs in place of article 5");
}

fn with_loss() -> String {
    one_act("credit", 60, "steal", "")
        + "\nconsequence = [{ of = [\"a\"], kind = \"economic_loss\", amount = 9000000 }]"
}

#[test]
fn a_standard_that_is_raised_and_unanswered_is_open() {
    let analysis = analyse(&with_loss());
    let charge = only(&analysis);
    assert_eq!(grades(charge), ["serious", "especially_serious"]);
    assert_eq!((status(charge, "5.2.2"), charge.status), (Truth::Open, Truth::Established));
    assert_eq!(open_facts(charge), ["judgement.zhang.fs-2017-10/5.2.2"]);
    assert_eq!(charge.unanswered.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fs-2017-10/5.2.2"]);
}

#[test]
fn a_standard_that_nobody_raised_is_not() {
    let analysis = analyse(&one_act("credit", 60, "steal", ""));
    assert_eq!((settled(only(&analysis)), status(only(&analysis), "5.2.2")), ("serious".to_owned(), Truth::Excluded));
}

#[test]
fn what_raises_a_standard_may_be_said_in_parts() {
    let loss = "some batch where harm_to_many";
    let parts = "(some batch where some consequence where kind = economic_loss and caused) \
                 or (some batch where some consequence where kind = social_impact and caused)";
    let law = rewritten(JUDGED, &format!("asked when {loss}"), &format!("asked when {parts}"));
    let with = |kind: &str| {
        one_act("credit", 60, "steal", "") + &format!("\nconsequence = [{{ of = [\"a\"], kind = \"{kind}\" }}]")
    };
    let cases = ["economic_loss", "social_impact", "death", "other"].map(with);
    for text in cases.into_iter().chain([one_act("credit", 60, "steal", "")]) {
        let analysis = law.analyse(&case(&text, JUDGED), &Settings::default()).expect("an analysis");
        assert_eq!(grades(only(&analysis)), grades(only(&analyse(&text))), "{text}");
    }
}

#[test]
fn the_person_alone_may_raise_a_standard() {
    let loss = "asked when some batch where harm_to_many";
    let law = rewritten(JUDGED, loss, "asked when surrendered");
    let text = one_act("credit", 60, "steal", "");
    let raised = text.replace("id = \"zhang\"", "id = \"zhang\", surrendered = true");
    let grades_of = |text: &str| {
        let analysis = law.analyse(&case(text, JUDGED), &Settings::default()).expect("an analysis");
        grades(only(&analysis)).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(grades_of(&text), ["serious"]);
    assert_eq!(grades_of(&raised), ["serious", "especially_serious"]);
}

#[test]
fn a_standard_is_settled_by_its_answer() {
    let yes = analyse(&(with_loss() + &answered("fs-2017-10/5.2.2", true)));
    assert_eq!(
        (settled(only(&yes)), status(only(&yes), "5.2.2")),
        ("especially_serious".to_owned(), Truth::Established)
    );
    let no = analyse(&(with_loss() + &answered("fs-2017-10/5.2.2", false)));
    assert_eq!(settled(only(&no)), "serious");
}

#[test]
fn an_answer_to_what_nothing_raises_changes_nothing_and_is_told() {
    let places = |text: &str| {
        let told = engine(JUDGED).unasked(&case(text, JUDGED));
        told.into_iter().map(|one| one.message).collect::<Vec<_>>()
    };
    let unraised = one_act("credit", 60, "steal", "") + &answered("fs-2017-10/5.2.2", true);
    assert_eq!(super::support::grade(&unraised), "serious", "no loss is stated");
    assert!(places(&unraised)[0].contains("fs-2017-10/5.2.2"), "{:?}", places(&unraised));
    // The loss came of an act on information of which nothing is true; another act stands.
    let other = |false_items: i64| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [
                {{ id = \"d\", contains = [\"credit\"], items = 60, false_items = {false_items} }},
                {{ id = \"e\", contains = [\"credit\"], items = 60 }},
            ]
            act = [
                {{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 }},
                {{ id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"e\", on = 2022-03-01 }},
            ]
            consequence = [{{ of = [\"a\"], kind = \"economic_loss\", amount = 9000000 }}]"
        ) + &answered("fs-2017-10/5.2.2", true)
    };
    assert_eq!(super::support::grade(&other(60)), "serious");
    assert_eq!(super::support::grade(&other(59)), "especially_serious");
    assert_eq!((places(&other(60)).len(), places(&other(59)).len(), places(&with_loss()).len()), (1, 0, 0));
}

#[test]
fn a_judgement_about_another_person_says_nothing() {
    let text = with_loss().replace("{ id = \"zhang\" }", "{ id = \"zhang\" }, { id = \"li\" }")
        + &answered("fs-2017-10/5.2.2", true).replace("zhang", "li");
    let analysis = analyse(&text);
    assert_eq!(settled(super::support::charge(&analysis, "zhang")), "open");
}

#[test]
fn every_grave_consequence_lifts_the_grade_and_others_do_not() {
    for kind in ["death", "serious_injury", "mental_disorder", "kidnapping"] {
        let text = one_phone() + &format!("\nconsequence = [{{ of = [\"a\"], kind = \"{kind}\" }}]");
        let analysis = analyse(&text);
        assert_eq!(
            super::support::grades(only(&analysis)),
            ["none", "especially_serious"],
            "{kind}: caused by the act?"
        );
        assert_eq!(super::support::grade(&(text.clone() + &answered("fs-2017-10/5.2.1", true))), "especially_serious");
        assert_eq!(super::support::grade(&(text + &answered("fs-2017-10/5.2.1", false))), "none", "{kind}");
    }
    let other = one_phone() + "\nconsequence = [{ of = [\"a\"], kind = \"other\" }]";
    assert_eq!(super::support::grade(&other), "none");
}

#[test]
fn a_consequence_of_another_persons_act_does_not() {
    let text = "
        person = [{ id = \"zhang\" }, { id = \"li\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 9 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 },
            { id = \"b\", by = \"li\", does = \"steal\", dataset = \"d\", on = 2022-03-01 },
        ]
        consequence = [{ of = [\"b\"], kind = \"death\" }]
        judgement = [{ person = \"li\", place = \"fs-2017-10/5.2.1\", holds = true, reasons = \"r\" }]";
    let analysis = analyse(text);
    assert_eq!(settled(super::support::charge(&analysis, "zhang")), "none");
    assert_eq!(settled(super::support::charge(&analysis, "li")), "especially_serious");
}

/// The answer cites an article or a paragraph; the question may stand at a place within it.
#[test]
fn a_place_that_holds_questions_is_answered_with_them() {
    let asked = |place: &str| {
        let text = format!(
            "person = [{{ id = \"zhang\" }}]\ndataset = []
            act = [{{ id = \"a\", by = \"zhang\", does = \"defraud\", on = 2022-03-01, telecom = false, defrauded = 20_000 }}]
            judgement = [{{ person = \"zhang\", place = \"{place}\", holds = true, reasons = \"r\" }}]"
        );
        let wrong = engine(JUDGED).refer(&case(&text, JUDGED));
        wrong.into_iter().find_map(|one| one.help).unwrap_or_default()
    };
    assert_eq!(asked("fs-2011-7/2.2"), "what stands there is `fs-2011-7/2.2.especially_huge`, `fs-2011-7/2.2.huge`");
    assert_eq!(asked("fs-2011-7/5.2"), "what stands there is `fs-2011-7/5.2.3`");
    assert_eq!(asked("fs-2011-7/2.2.huge"), "");
    // Where days and figures decide, that is told in place of a question elsewhere.
    let decided = "nothing is judged there; facts decide it: `extortions >= 3 and some batch where since 2011-05-01`";
    assert_eq!(asked("fs-2013-10/3"), decided);
}
