//! What is open, what is not, and what is listed of it.

use gravamen::engine::Settings;
use gravamen::place::Place;
use gravamen::truth::Truth;

use super::support::{
    JUDGED, analyse, analyse_on, charge, choosing, degree, established, grade, grades, ground, one_act, only,
    open_facts, settled, status,
};

fn proven(text: &str) -> gravamen::explain::findings::Analysis {
    analyse_on(text, JUDGED, &Settings { only_proven: true, ..Settings::default() })
}

#[test]
fn gains_of_one_act_on_two_datasets_under_two_articles_are_from_nothing_to_all() {
    // Art. 6 governs the contacts and not the credit reports: which article sees the 8,000 is not said.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [
            { id = \"contacts\", contains = [\"phone\"], items = 9 },
            { id = \"reports\", contains = [\"credit\"], items = 9 },
        ]
        act = [{ id = \"a\", by = \"zhang\", does = \"purchase\", dataset = [\"contacts\", \"reports\"], on = 2022-03-01, purpose = \"lawful_business\", profit = 0, gains = 8000 }]";
    let analysis = analyse(text);
    let found = only(&analysis);
    let gains = ground(found, "5.1.7").and_then(|ground| ground.compared).expect("gains");
    assert_eq!((gains.quantity.min, gains.quantity.max), (0, 800_000));
    assert_eq!((degree(found, "5.1.7"), grades(found)), ("0..8/5".to_owned(), vec!["none", "serious"]));
    let little = text.replace("gains = 8000", "gains = 4999");
    assert_eq!(grade(&little), "none", "not even all of it would do");
}

#[test]
fn gains_over_several_acts_in_the_long_form_count_once() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"phone\"], items = 9, obtained_in = \"none\" }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01 },
            { id = \"b\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-02 },
        ]
        gains = [{ of = [\"a\", \"b\"], by = \"zhang\", received = 6000, cost = 1500, expenses = 800 }]";
    let analysis = analyse(text);
    assert_eq!((settled(only(&analysis)), degree(only(&analysis), "5.1.7")), ("serious".to_owned(), "6/5".to_owned()));
    let net = choosing(text, &[("gains", "net_of_purchase")]);
    assert_eq!(degree(only(&net), "5.1.7"), "9/10");
    let all = choosing(text, &[("gains", "net_all")]);
    assert_eq!(degree(only(&all), "5.1.7"), "37/50");
    assert_eq!(super::support::choices(only(&analysis)), ["gains"]);
}

#[test]
fn gains_written_in_several_acts_add_up() {
    let sale = |id: &str, gains: &str| {
        format!(
            "{{ id = \"{id}\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-01, obtained_in = \"none\", gains = {gains} }}"
        )
    };
    let text = format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 9 }}]\nact = [{}, {}]",
        sale("a", "2500.50"),
        sale("b", "2499.50")
    );
    assert_eq!(grade(&text), "serious");
    assert_eq!(grade(&text.replace("2499.50", "2499.49")), "none");
}

#[test]
fn a_missing_fact_that_cannot_matter_changes_nothing_and_is_not_listed() {
    // Especially serious by number alone: position, gains, knowledge and the day in 2022 can be anything.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"credit\"], items = 500 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = \"2022\" },
            { id = \"b\", by = \"zhang\", does = \"possess\", dataset = \"d\" },
        ]";
    let analysis = analyse(text);
    let found = only(&analysis);
    assert_eq!((settled(found), open_facts(found)), ("especially_serious".to_owned(), vec![]));
}

#[test]
fn a_purpose_that_could_not_lead_to_article_6_is_not_listed() {
    let bought = |contains: &str| one_act(contains, 600, "purchase", "");
    let grave = analyse(&bought("credit"));
    let of_the_offence = only(&grave).open_facts.iter().flat_map(|open| &open.would_decide);
    let of_the_offence: Vec<&Place> = of_the_offence.filter(|place| place.instrument != "pipl").collect();
    assert_eq!((settled(only(&grave)), of_the_offence), ("especially_serious".to_owned(), vec![]));
    let ordinary = analyse(&bought("phone"));
    assert_eq!(grades(only(&ordinary)), ["none", "serious"], "the profit under article 6 is not known");
    assert!(open_facts(only(&ordinary)).contains(&"act.a.purpose"), "{:?}", open_facts(only(&ordinary)));
}

#[test]
fn silence_about_gains_is_open_for_a_sale_and_nothing_for_a_theft() {
    let sale = analyse(&one_act("phone", 10, "sell", ", obtained_in = \"none\""));
    assert_eq!(grades(only(&sale)), ["none", "serious", "especially_serious"]);
    assert_eq!(open_facts(only(&sale)), ["act.a.gains"]);
    assert_eq!(grade(&one_act("phone", 10, "steal", "")), "none");
}

#[test]
fn unknown_items_are_at_least_one() {
    let text = one_act("credit", 7, "steal", "").replace("items = 7", "items = \"unknown\"");
    let analysis = analyse(&text);
    assert_eq!(grades(only(&analysis)), ["none", "serious", "especially_serious"]);
    assert_eq!(degree(only(&analysis), "5.1.3"), "1/50..");
    let death = text
        + "\nconsequence = [{ of = [\"a\"], kind = \"death\" }]"
        + "\njudgement = [{ person = \"zhang\", place = \"fs-2017-10/5.2.1\", holds = true, reasons = \"r\" }]";
    assert_eq!(grade(&death), "especially_serious");
}

#[test]
fn more_than_is_a_range_without_end() {
    let text = one_act("phone", 7, "steal", "").replace("items = 7", "items = { min = 6001 }");
    let analysis = analyse(&text);
    assert_eq!(
        (grades(only(&analysis)), degree(only(&analysis), "5.1.5")),
        (vec!["serious", "especially_serious"], "6001/5000..".to_owned())
    );
}

#[test]
fn both_ends_of_a_range_decide() {
    let items = |min: i64, max: i64| {
        let text =
            one_act("credit", 7, "steal", "").replace("items = 7", &format!("items = {{ min = {min}, max = {max} }}"));
        let analysis = analyse(&text);
        only(&analysis).grades.iter().map(|grade| grade.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(items(1, 49), ["none"]);
    assert_eq!(items(49, 50), ["none", "serious"]);
    assert_eq!(items(50, 499), ["serious"]);
    assert_eq!(items(49, 500), ["none", "serious", "especially_serious"]);
    assert_eq!(items(500, 501), ["especially_serious"]);
}

#[test]
fn disputed_facts_stand_at_face_value_unless_only_what_is_proven_counts() {
    for standing in ["disputed", "alleged"] {
        let items = format!("items = {{ value = 60, status = \"{standing}\", defence = 40 }}");
        let text = one_act("credit", 7, "steal", "").replace("items = 7", &items);
        let taken = analyse(&text);
        let found = only(&taken);
        assert_eq!(settled(found), "serious");
        assert!(!taken.only_proven);
        assert_eq!(found.contested.iter().map(|relied| relied.fact.as_str()).collect::<Vec<_>>(), ["dataset.d.items"]);
        let only_proven = proven(&text);
        let found = only(&only_proven);
        // Of a disputed number everything from one side's figure to the other's; an alleged one is unknown.
        let possible: &[&str] =
            if standing == "disputed" { &["none", "serious"] } else { &["none", "serious", "especially_serious"] };
        assert_eq!(grades(found), possible);
        assert_eq!(open_facts(found), ["dataset.d.items"]);
        assert!(only_proven.only_proven && found.contested.is_empty());
    }
}

#[test]
fn only_proven_leaves_what_is_proven() {
    let text = one_act("credit", 7, "steal", ", gains = { value = 9000, status = \"alleged\" }")
        .replace("items = 7", "items = { value = 500, status = \"proven\" }");
    let analysis = proven(&text);
    assert_eq!(
        (settled(only(&analysis)), status(only(&analysis), "5.1.7")),
        ("especially_serious".to_owned(), Truth::Open)
    );
}

#[test]
fn a_stated_unknown_beats_a_default_and_a_presumption() {
    let stolen = |more: &str| one_act("credit", 60, "steal", "").replace("items = 60", &format!("items = 60{more}"));
    assert_eq!(grade(&stolen(", anonymised = \"unknown\"")), "open");
    assert_eq!(grade(&stolen(", duplicates = \"unknown\"")), "open", "a presumption fills silence only");
    let shown = analyse(&stolen(", duplicates = { min = 5, max = 20 }"));
    assert_eq!(
        (grades(only(&shown)), degree(only(&shown), "5.1.3")),
        (vec!["none", "serious"], "4/5..11/10".to_owned())
    );
}

#[test]
fn presumptions_are_listed_and_are_not_proof() {
    let analysis = analyse(&one_act("credit", 60, "steal", ""));
    let presumed: Vec<(&str, Option<String>)> = (only(&analysis).presumed.iter())
        .map(|relied| (relied.fact.as_str(), relied.place.as_ref().map(ToString::to_string)))
        .collect();
    let by_article_11 = || Some("fs-2017-10/11.3".to_owned());
    assert_eq!(presumed, [("dataset.d.duplicates", by_article_11()), ("dataset.d.false_items", by_article_11())]);
}

#[test]
fn the_one_recipient_of_a_silent_sale_is_a_default_that_is_listed() {
    let analysis = analyse(&one_act("credit", 60, "sell", ", obtained_in = \"none\", gains = 0"));
    let defaults: Vec<&str> = only(&analysis).defaults_used.iter().map(|relied| relied.fact.as_str()).collect();
    assert!(defaults.contains(&"act.a.recipients"), "{defaults:?}");
}

#[test]
fn position_is_asked_of_a_sale_where_it_could_matter() {
    let sold = |items: i64| analyse(&one_act("credit", items, "sell", ", gains = 0"));
    assert_eq!(grades(only(&sold(24))), ["none"]);
    // Below the figure an insider is fined as a handler of information, or is none.
    assert_eq!(
        (grades(only(&sold(25))), open_facts(only(&sold(25)))),
        (vec!["none", "serious"], vec!["act.a.obtained_in", "act.a.by.zhang.handler"])
    );
    assert_eq!(grades(only(&sold(50))), ["serious"]);
    assert_eq!(grades(only(&sold(250))), ["serious", "especially_serious"]);
}

#[test]
fn the_sum_says_where_it_adds_nothing() {
    let alone = analyse(&one_act("credit", 60, "steal", ""));
    let notes = |charge: &gravamen::explain::findings::Charge| ground(charge, "5.1.6").map(|ground| ground.notes.len());
    assert_eq!((established(only(&alone)), notes(only(&alone))), (vec!["5.1.3".to_owned()], Some(1)));
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"credit\"], items = 25 }, { id = \"e\", contains = [\"health\"], items = 250 }]
        act = [{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = [\"d\", \"e\"], on = 2022-03-01 }]";
    let together = analyse(text);
    assert_eq!((established(only(&together)), notes(only(&together))), (vec!["5.1.6".to_owned()], Some(0)));
    let shares = &ground(charge(&together, "zhang"), "5.1.6").expect("the sum").parts;
    assert_eq!(
        shares.iter().map(|part| part.degree.as_ref().map(|degree| degree.0.to_string())).collect::<Vec<_>>(),
        [Some("1/2".to_owned()), Some("1/2".to_owned())]
    );
}

#[test]
fn two_runs_find_the_same() {
    for path in ["software-company", "yizheng-zhijie-unit-2020"] {
        let file = format!("{}/cases/{path}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).expect("a case");
        assert_eq!(format!("{:?}", analyse(&text)), format!("{:?}", analyse(&text)));
    }
}

#[test]
fn the_sum_over_an_open_class_is_never_more_than_in_one_of_its_classes() {
    // Ten records are 10/50, 10/500 or 10/5,000 of a standard, and never all of these together.
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = { one_of = [[\"credit\"], [\"health\"], [\"phone\"]] }, items = 10 }]
        act = [{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 }]";
    let analysis = analyse(text);
    assert_eq!((settled(only(&analysis)).as_str(), degree(only(&analysis), "5.1.6").as_str()), ("none", "1/500..1/5"));
}

#[test]
fn quantities_of_data_of_one_lineage_do_not_hang_on_the_order_of_acts() {
    // If A is anonymised only B counts, and if not, B adds nothing to A: 25 at most.
    let act = |id: &str, dataset: &str| {
        format!("{{ id = \"{id}\", by = \"zhang\", does = \"steal\", dataset = \"{dataset}\", on = 2022-03-01 }}")
    };
    let text = |acts: [String; 2]| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [
                {{ id = \"A\", contains = [\"health\"], items = 25, anonymised = \"unknown\" }},
                {{ id = \"B\", contains = [\"health\"], items = 25, from = [\"A\"] }},
            ]
            act = [{}]",
            acts.join(", ")
        )
    };
    for acts in [[act("a", "A"), act("b", "B")], [act("b", "B"), act("a", "A")]] {
        let analysis = analyse(&text(acts));
        assert_eq!(degree(only(&analysis), "5.1.4"), "1/20");
    }
}

#[test]
fn an_open_grade_says_what_would_close_it() {
    // Two parts of 3,000 to one recipient are 3,000 to 6,000 different items: how far they overlap decides.
    let act = |id: &str| {
        format!(
            "{{ id = \"{id}\", by = \"zhang\", does = \"provide\", dataset = \"d\", items = 3000, on = 2022-03-01, \
             to = \"A\", gains = 0, obtained_in = \"none\" }}"
        )
    };
    let text = format!(
        "person = [{{ id = \"zhang\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 9000 }}]\nact = [{}, {}]",
        act("a"),
        act("b")
    );
    let analysis = analyse(&text);
    let found = only(&analysis);
    assert_eq!((grades(found), degree(found, "5.1.5").as_str()), (vec!["none", "serious"], "3/5..6/5"));
    assert!(!found.open_facts.is_empty() || !found.notes.is_empty(), "nothing says that the overlap is open");
}

#[test]
fn what_is_written_of_the_position_is_passed_over_only_where_the_data_were_surely_got_otherwise() {
    // Art. 5(1)(8) halves the threshold for what was obtained in duty, which data that the person hacked were not.
    let text = |does: &str| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [{{ id = \"d\", contains = [\"health\"], items = 4000, obtained_in = \"duty\" }}]
            act = [
                {{ id = \"sale\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2021-06-01, gains = 100, recipient_crime = \"none\" }},
                {{ id = \"other\", by = \"zhang\", does = {does}, dataset = \"d\", on = 2021-05-01, items = 1, gains = 0, recipient_crime = \"none\", purpose = \"resale\" }},
            ]"
        )
    };
    assert_eq!(grade(&text("\"hack\"")), "serious", "eight times 500");
    assert_eq!(grade(&text("\"provide\"")), "especially_serious", "sixteen times 250");
    let either = text("{ one_of = [\"hack\", \"provide\"] }");
    assert_eq!(grades(only(&analyse(&either))), ["serious", "especially_serious"]);
    // Of the readings, only what item 8 doubles changes anything.
    assert_eq!(super::support::choices(only(&analyse(&either))), ["duty-double"]);
    let read = choosing(&either, &[("mixed", "main")]);
    assert_eq!(grades(only(&read)), ["serious", "especially_serious"]);
}
