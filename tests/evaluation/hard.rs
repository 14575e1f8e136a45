//! Cases worked by hand that are easy to get wrong: who answers for what, and under which article.

use gravamen::truth::Truth;

use super::support::{
    analyse, charge, choices, choosing, degree, established, grade, grades, ground, items, one_act, only, open_facts,
    person, settled, status, unit_of,
};

/// The answer of a person that the act caused the consequence.
const CAUSED: &str =
    "\njudgement = [{ person = \"zhang\", place = \"fs-2017-10/5.2.1\", holds = true, reasons = \"r\" }]";

#[test]
fn only_what_falls_under_article_5_and_was_done_at_sixteen_counts() {
    // Art. 6 governs the contacts (no profit), cl/17.1 takes out the act at fifteen; 51 credit reports remain.
    let text = "
        person = [{ id = \"zhang\", born = 2004-06-01 }]
        dataset = [
            { id = \"contacts\", contains = [\"name\", \"phone\"], items = 160000 },
            { id = \"reports\", contains = [\"credit\"], items = 51 },
            { id = \"childhood\", contains = [\"credit\"], items = 900 },
        ]
        act = [
            { id = \"buy\", by = \"zhang\", does = \"purchase\", dataset = \"contacts\", on = 2022-03-01, purpose = \"lawful_business\", profit = 0 },
            { id = \"steal\", by = \"zhang\", does = \"steal\", dataset = \"reports\", on = 2022-03-01 },
            { id = \"young\", by = \"zhang\", does = \"steal\", dataset = \"childhood\", on = 2020-03-01 },
        ]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!(settled(charge), "serious");
    assert_eq!(items(charge, "grave"), (51, 51));
    assert_eq!(items(charge, "ordinary"), (0, 0));
    assert_eq!(degree(charge, "5.1.3"), "51/50");
    assert_eq!(established(charge), ["5.1.3"]);
    assert_eq!(status(charge, "6.1.1"), Truth::Excluded);
}

#[test]
fn parts_supplied_to_different_recipients_come_out_of_what_was_taken() {
    // 3,000 to each of two is 6,000; of the 5,000 taken at most 2,000 were passed on to nobody (if both got the same).
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 5000 }]
        act = [
            { id = \"take\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 },
            { id = \"a\", by = \"zhang\", does = \"provide\", dataset = \"d\", items = 3000, on = 2022-03-02, to = \"A\", gains = 0 },
            { id = \"b\", by = \"zhang\", does = \"provide\", dataset = \"d\", items = 3000, on = 2022-03-03, to = \"B\", gains = 0 },
        ]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!(items(charge, "ordinary"), (6_000, 8_000));
    assert_eq!(degree(charge, "5.1.5"), "6/5..8/5");
    assert_eq!(settled(charge), "serious");
}

#[test]
fn a_class_in_dispute_may_move_the_grade_and_never_below_serious() {
    // As whereabouts 700 is fourteen times 50; as transactions it is 7/5 of 500. The ratio reaches 1 in either.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = { one_of = [[\"whereabouts\"], [\"transaction\"]] }, items = 700 }]
        act = [{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 }]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!(grades(charge), ["serious", "especially_serious"]);
    assert_eq!(charge.status, Truth::Established);
    assert!(charge.exact);
    assert_eq!(
        ["5.1.3", "5.1.4", "5.1.6", "5.2.3"].map(|path| status(charge, path)),
        [Truth::Open, Truth::Open, Truth::Excluded, Truth::Open],
        "whichever class it is reaches alone, so that the sum of 5.1.6 is displaced"
    );
    assert_eq!(degree(charge, "5.1.6"), "7/5..14");
    assert_eq!(open_facts(charge), ["dataset.d.contains"]);
}

#[test]
fn a_record_and_a_purchase_are_serious_under_either_article() {
    // 5(1)(9) if the purpose was anything else, 6(1)(2) if it was a lawful business; no number matters.
    let text = "
        person = [{ id = \"zhang\", record = [{ kind = \"criminal\", for = \"personal_information\", decided = 2015-01-01 }] }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 10 }]
        act = [{ id = \"a\", by = \"zhang\", does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"unknown\", profit = 0 }]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!((settled(charge), charge.status), ("serious".to_owned(), Truth::Established));
    assert_eq!((status(charge, "5.1.9"), status(charge, "6.1.2")), (Truth::Open, Truth::Open));
    let silent = analyse(&text.replace("purpose = \"unknown\", ", ""));
    assert_eq!(settled(only(&silent)), "serious");
}

#[test]
fn ten_times_by_the_sum_alone_hangs_on_the_reading() {
    // 400/50 + 1,000/500 = 8 + 2 = 10, but neither class reaches ten times its own standard.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [
            { id = \"d\", contains = [\"credit\"], items = 400 },
            { id = \"e\", contains = [\"health\"], items = 1000 },
        ]
        act = [{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = [\"d\", \"e\"], on = 2022-03-01 }]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!((settled(charge).as_str(), degree(charge, "5.2.3").as_str()), ("especially_serious", "1"));
    assert_eq!(choices(charge), ["agg-10x"]);
    let matters = &charge.choices_that_matter[0];
    assert_eq!(matters.option, "sum");
    let under = |option: &str| matters.grades[option].iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>();
    assert_eq!((under("sum"), under("strict")), (vec!["especially_serious"], vec!["serious"]));

    let strict = choosing(text, &[("agg-10x", "strict")]);
    let charge = only(&strict);
    assert_eq!((settled(charge).as_str(), degree(charge, "5.2.3").as_str()), ("serious", "4/5"));
    assert_eq!(choices(charge), ["agg-10x"]);
    assert_eq!(strict.choices, [("agg-10x".to_owned(), "strict".to_owned())]);
}

#[test]
fn strict_leaves_the_sum_out_for_insiders_too() {
    // Ratio 3 + 2 = 5 is ten times the half threshold by the sum only.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [
            { id = \"d\", contains = [\"credit\"], items = 150, obtained_in = \"duty\" },
            { id = \"e\", contains = [\"health\"], items = 1000, obtained_in = \"duty\" },
        ]
        act = [{ id = \"a\", by = \"zhang\", does = \"provide\", dataset = [\"d\", \"e\"], on = 2022-03-01, gains = 0 }]";
    assert_eq!(grade(text), "especially_serious");
    assert_eq!(settled(only(&choosing(text, &[("agg-10x", "strict")]))), "serious");
}

#[test]
fn the_conduct_of_paragraph_1_is_enough_for_a_death() {
    let text = one_act("accommodation", 1, "sell", ", obtained_in = \"none\", gains = 100")
        + "\nconsequence = [{ of = [\"a\"], kind = \"death\" }]"
        + CAUSED;
    let analysis = analyse(&text);
    let charge = only(&analysis);
    assert_eq!((settled(charge), established(charge)), ("especially_serious".to_owned(), vec!["5.2.1".to_owned()]));
    assert_eq!(choices(charge), ["serious-first"]);
    assert_eq!(settled(only(&choosing(&text, &[("serious-first", "serious_first")]))), "none");
}

#[test]
fn serious_first_is_met_by_any_ground_of_paragraph_1() {
    let text = one_act("accommodation", 500, "sell", ", obtained_in = \"none\", gains = 100")
        + "\nconsequence = [{ of = [\"a\"], kind = \"kidnapping\" }]"
        + CAUSED;
    for choice in [&[][..], &[("serious-first", "serious_first")]] {
        let analysis = choosing(&text, choice);
        assert_eq!(settled(only(&analysis)), "especially_serious");
        assert_eq!(choices(only(&analysis)), [""; 0]);
    }
}

#[test]
fn what_nobody_raised_is_not_in_issue() {
    let text = one_act("credit", 60, "steal", "");
    let analysis = analyse(&text);
    let charge = only(&analysis);
    assert_eq!((charge.status, settled(charge)), (Truth::Established, "serious".to_owned()));
    let basis = |name: &str| {
        let element = charge.elements.iter().find(|element| element.name == name).expect("an element");
        (element.status, element.basis.name())
    };
    assert_eq!(basis("intent"), (Truth::Established, "not_in_issue"));
    assert_eq!(basis("conduct"), (Truth::Established, "fact"));
    assert_eq!(open_facts(charge), [""; 0]);

    let strict = super::support::strict(&text);
    let charge = only(&strict);
    assert_eq!(grades(charge), ["none", "serious"]);
    assert_eq!(charge.status, Truth::Open);
    assert!(open_facts(charge).contains(&"act.a.by.zhang.intent"), "{:?}", open_facts(charge));
}

#[test]
fn raised_and_denied_intent_takes_the_act_out() {
    let text =
        one_act("credit", 60, "steal", "").replace("by = \"zhang\"", "by = [{ person = \"zhang\", intent = false }]");
    assert_eq!(grade(&text), "none");
    let unknown = text.replace("intent = false", "intent = \"unknown\"");
    let analysis = analyse(&unknown);
    assert_eq!(
        (grades(only(&analysis)), open_facts(only(&analysis))),
        (vec!["none", "serious"], vec!["act.a.by.zhang.intent"])
    );
}

#[test]
fn two_buyers_of_the_whole_less_what_is_duplicate() {
    // (60,000 - 1,200) x 2 = 117,600, against 500 that is 1176/5 = 235.2; the taking adds nothing.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"transaction\", \"name\"], items = 60000, duplicates = 1200 }]
        act = [
            { id = \"take\", by = \"zhang\", does = \"hack\", dataset = \"d\", on = 2022-03-01 },
            { id = \"sell\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-02, to = [\"A\", \"B\"], gains = 30000 },
        ]";
    let analysis = analyse(text);
    let charge = only(&analysis);
    assert_eq!(items(charge, "sensitive"), (117_600, 117_600));
    assert_eq!((degree(charge, "5.1.4"), degree(charge, "5.2.3")), ("1176/5".to_owned(), "588/25".to_owned()));
    assert_eq!((settled(charge), degree(charge, "5.1.7")), ("especially_serious".to_owned(), "6".to_owned()));
    let compared = ground(charge, "5.1.4").and_then(|ground| ground.compared).expect("a comparison");
    assert_eq!(
        (compared.quantity.settled(), compared.threshold.to_integer(), unit_of(&compared)),
        (Some(117_600), 500, "items")
    );
}

#[test]
fn a_death_does_not_reach_a_purchase_for_a_lawful_business_but_by_analogy() {
    let text = one_act("phone", 9, "purchase", ", purpose = \"lawful_business\", profit = 0")
        + "\nconsequence = [{ of = [\"a\"], kind = \"death\" }]"
        + &CAUSED.replace("5.2.1", "6.1.5-2-1");
    assert_eq!(grade(&text), "none");
    let analysis = choosing(&text, &[("art6-grade2", "art5_2_by_analogy")]);
    assert_eq!(settled(only(&analysis)), "especially_serious");
}

#[test]
fn article_6_is_left_when_anything_was_passed_on_exchanged_or_of_a_higher_class() {
    let bought = |contains: &str, does: &str, more: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"{contains}\"], items = 5000 }}]
            act = [{{ id = \"a\", by = \"zhang\", does = \"{does}\", dataset = \"d\", on = 2022-03-01, purpose = \"lawful_business\", profit = 0 }}{more}]"
        )
    };
    let then = |does: &str| {
        format!(
            ", {{ id = \"b\", by = \"zhang\", does = \"{does}\", dataset = \"d\", on = 2022-04-01, items = 1, gains = 0 }}"
        )
    };
    assert_eq!(grade(&bought("phone", "purchase", "")), "none");
    assert_eq!(grade(&bought("phone", "receive", "")), "none");
    assert_eq!(grade(&bought("phone", "exchange", "")), "serious", "an exchange spreads them");
    assert_eq!(grade(&bought("phone", "steal", "")), "serious");
    assert_eq!(grade(&bought("health", "purchase", "")), "especially_serious", "ten times 500");
    assert_eq!(grade(&bought("phone\", \"health", "purchase", "")), "especially_serious");
    for does in ["sell", "provide", "publish", "exchange"] {
        assert_eq!(grade(&bought("phone", "purchase", &then(does))), "serious", "article 6(2): then {does}");
    }
    let unlawful = bought("phone", "purchase", "").replace("lawful_business", "unlawful_business");
    assert_eq!(grade(&unlawful), "serious");
}

#[test]
fn what_another_person_passed_on_does_not_leave_article_6() {
    let text = "
        person = [{ id = \"zhang\" }, { id = \"li\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 5000 }]
        act = [
            { id = \"sell\", by = \"li\", does = \"sell\", dataset = \"d\", on = 2022-03-01, to = \"zhang\", gains = 100, obtained_in = \"none\" },
            { id = \"buy\", by = \"zhang\", does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"lawful_business\", profit = 0 },
        ]";
    let analysis = analyse(text);
    assert_eq!(settled(charge(&analysis, "zhang")), "none");
    assert_eq!(settled(charge(&analysis, "li")), "serious");
}

#[test]
fn nothing_done_is_nothing_charged() {
    let text = "person = [{ id = \"zhang\" }, { id = \"li\" }]
        dataset = [{ id = \"d\", contains = [\"credit\"], items = 5000 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 },
            { id = \"b\", by = \"li\", does = \"possess\", dataset = \"d\", on = 2022-03-01 },
            { id = \"c\", by = \"li\", does = \"use\", dataset = \"d\", on = 2022-03-01 },
        ]";
    let analysis = analyse(text);
    assert_eq!(person(&analysis, "li").charges.len(), 0, "use and possession are in no offence today");
    assert_eq!(settled(charge(&analysis, "zhang")), "especially_serious");
}

#[test]
fn whereabouts_sold_and_used_for_a_crime_need_no_number_and_no_knowledge() {
    let text = one_act(
        "whereabouts",
        1,
        "sell",
        ", obtained_in = \"none\", gains = 1, recipient_crime = \"used\", knew_of_crime = \"no\"",
    );
    let analysis = analyse(&text);
    assert_eq!(
        (settled(only(&analysis)), established(only(&analysis))),
        ("serious".to_owned(), vec!["5.1.1".to_owned()])
    );
    assert_eq!(grade(&text.replace("\"used\"", "\"intended\"")), "none", "no crime was committed");
    assert_eq!(grade(&text.replace("whereabouts", "health")), "none", "item 1 is about whereabouts");
    assert_eq!(grade(&text.replace("whereabouts", "train_trip")), "none");
    let tracked = choosing(&text.replace("whereabouts", "train_trip"), &[("track-trip", "t1")]);
    assert_eq!(settled(only(&tracked)), "serious");
}

#[test]
fn knowledge_of_the_recipients_crime_needs_no_number_and_no_class() {
    for crime in ["used", "intended"] {
        let text = |knowledge: &str| {
            one_act(
                "phone",
                1,
                "publish",
                &format!(", obtained_in = \"none\", gains = 0, recipient_crime = \"{crime}\"{knowledge}"),
            )
        };
        for knew in ["knew", "should_know"] {
            let analysis = analyse(&text(&format!(", knew_of_crime = \"{knew}\"")));
            assert_eq!(established(only(&analysis)), ["5.1.2"], "{crime} {knew}");
        }
        assert_eq!(grade(&text(", knew_of_crime = \"no\"")), "none");
        let silent = analyse(&text(""));
        assert_eq!(
            (settled(only(&silent)), open_facts(only(&silent))),
            ("open".to_owned(), vec!["act.a.knew_of_crime", "judgement.zhang.psapl-2012/42.6"]),
            "and what the police would have to judge, if no grade is reached"
        );
    }
}
