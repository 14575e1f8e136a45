//! What is certain of the unknown, and facts as sources state them, through the whole engine.

use gravamen::engine::Settings;

use super::support::{
    JUDGED, analyse, case, charges, choices, engine, grade, grades, one_act, only, open_facts, try_read,
};

/// Telemarketing of one's own goods with a bought list.
fn telemarketing(more: &str) -> String {
    one_act("phone", 12_000, "purchase", &format!(", purpose = \"marketing\", profit = 49999{more}"))
}

#[test]
fn marketing_asks_whether_the_business_is_lawful() {
    let analysis = analyse(&telemarketing(""));
    assert_eq!(grades(only(&analysis)), ["none", "serious"], "never especially serious: 12,000 of 50,000");
    assert!(open_facts(only(&analysis)).iter().any(|fact| fact.ends_with(".business")));
    assert_eq!(grade(&telemarketing(", business = \"lawful\"")), "none", "49,999 yuan of 50,000 under article 6");
    assert_eq!(grade(&telemarketing(", business = \"unlawful\"")), "serious", "12,000 items of 5,000 under article 5");
    let more = telemarketing(", business = \"lawful\"").replace("49999", "50000");
    assert_eq!(grade(&more), "serious");
}

#[test]
fn older_files_say_it_in_the_purpose() {
    let said = |purpose: &str| grade(&telemarketing("").replace("marketing", purpose));
    assert_eq!([said("lawful_business"), said("unlawful_business")], ["none", "serious"]);
    assert_eq!(said("resale"), "serious", "no business is asked of a resale");
}

#[test]
fn where_every_item_is_false_there_is_no_object_and_no_track() {
    let text = "
        person = [{ id = \"p\" }]
        dataset = [{ id = \"d\", contains = [\"whereabouts\"], items = 3, false_items = 3, obtained_in = \"none\" }]
        act = [{ id = \"a\", by = \"p\", does = \"provide\", dataset = \"d\", on = 2021-03-01, to = [\"b\"], gains = 9000,
                 recipient_crime = \"used\", knew_of_crime = \"no\" }]";
    let tracks = |text: &str| {
        let analysis = analyse(text);
        (grade(text), analysis.persons[0].tracks.iter().filter(|track| track.status.possible()).count())
    };
    assert_eq!(tracks(text), ("none".to_owned(), 0));
    let (one_true, _) = tracks(&text.replace("false_items = 3", "false_items = 2"));
    assert_eq!(one_true, "serious", "5(1)(1): one true item suffices");
    assert_eq!(tracks(&text.replace("false_items = 3", "false_items = \"unknown\"")).0, "open");
}

/// A sale by two, of which it is said what each got.
fn joint(first: &str, second: &str, gains: &str) -> String {
    format!(
        "person = [{{ id = \"p\" }}, {{ id = \"q\" }}]
        dataset = [{{ id = \"d\", contains = [\"phone\"], items = 9, obtained_in = \"none\" }}]
        act = [{{ id = \"a\", by = [{{ person = \"p\"{first} }}, {{ person = \"q\"{second} }}], does = \"sell\", dataset = \"d\",
                  on = 2022-03-01, to = [\"b\"]{gains} }}]"
    )
}

fn of_p(text: &str) -> Vec<String> {
    let analysis = analyse(text);
    let charges = charges(&analysis, "p", "cl/253-1");
    grades(charges[0]).into_iter().map(str::to_owned).collect()
}

#[test]
fn the_share_of_one_participant_leaves_open_what_the_act_brought_in_all() {
    assert_eq!(of_p(&joint(", gains = 3000", "", "")), ["none", "serious", "especially_serious"]);
    assert_eq!(of_p(&joint(", gains = 5000", "", "")), ["serious", "especially_serious"], "at least what one got");
    assert_eq!(of_p(&joint(", gains = 3000", ", gains = 2000", "")), ["serious"], "together all of it, exactly");
    assert_eq!(of_p(&joint(", gains = 3000", ", gains = 1999.99", "")), ["none"]);
    assert_eq!(of_p(&joint(", gains = 3000", "", ", gains = 4999")), ["none"], "what the act brought is stated");
}

#[test]
fn who_is_dealt_with_elsewhere_takes_part_and_is_not_charged() {
    let text = joint("", "", ", gains = 0").replace("{ id = \"q\" }", "{ id = \"q\", elsewhere = \"(2021) 99\" }");
    let analysis = analyse(&text);
    assert_eq!(analysis.persons.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["p"]);
    assert_eq!((analysis.linked[0].case.as_str(), analysis.linked[0].persons.len()), ("(2021) 99", 1));
    let to = text.replace("to = [\"b\"]", "to = [\"b\", \"q\"]").replace("items = 9", "items = 2500");
    assert_eq!(of_p(&to), ["none"], "a joint actor is no recipient, charged here or not");
    assert_eq!(of_p(&to.replace("{ person = \"q\" }", "")), ["serious"], "someone else is");
}

#[test]
fn approximations_leave_open_what_they_leave_uncertain() {
    let of = |items: &str| {
        let text = one_act("phone", 9, "steal", "").replace("items = 9", &format!("items = {items}"));
        grades(only(&analyse(&text))).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("{ nearly = 5000 }"), ["none"], "less than 5,000");
    assert_eq!(of("{ nearly = 5001 }"), ["none", "serious"]);
    assert_eq!(of("{ about = 60000, min = 55000, max = 65000 }"), ["especially_serious"]);
    assert_eq!(of("{ about = 60000 }"), ["none", "serious", "especially_serious"], "no hidden tolerance");
}

#[test]
fn helping_another_obtain_is_obtaining() {
    assert_eq!(grade(&one_act("phone", 5000, "help_obtain", "")), "serious");
    assert_eq!(grade(&one_act("phone", 4999, "help_obtain", "")), "none");
}

#[test]
fn the_order_of_uncertain_days_can_be_stated() {
    let of = |more: &str| {
        grade(&format!(
            "person = [{{ id = \"p\", record = [{{ kind = \"criminal\", for = \"personal_information\", decided = \"2022-03\"{more} }}] }}]
            dataset = [{{ id = \"d\", contains = [\"phone\"], items = 9 }}]
            act = [{{ id = \"a\", by = \"p\", does = \"steal\", dataset = \"d\", on = \"2022-03\" }}]"
        ))
    };
    assert_eq!([of(""), of(", before_act = true"), of(", before_act = false")], ["open", "serious", "none"]);
}

#[test]
fn a_report_that_is_outstanding_is_named_beside_what_it_would_show() {
    let text = format!(
        "evidence = [{{ id = \"E9\", title = \"Report on duplicates\", outstanding = true, facts = [\"dataset.d.duplicates\"] }}]\n{}",
        one_act("phone", 6000, "steal", "").replace("items = 6000", "items = 6000, duplicates = \"unknown\"")
    );
    let gaps = engine(JUDGED).gaps(&case(&text, JUDGED), &Settings::default()).expect("gaps");
    let duplicates = gaps[0].matter.iter().find(|gap| gap.fact.fact == "dataset.d.duplicates").expect("it matters");
    assert_eq!(duplicates.fact.outstanding[0].id, "E9");
    let others = gaps[0].matter.iter().filter(|gap| gap.fact.fact != "dataset.d.duplicates");
    assert!(others.into_iter().all(|gap| gap.fact.outstanding.is_empty()));
    assert!(gaps[0].support.iter().all(|row| row.evidence.is_empty()), "what is not there yet supports nothing");
}

#[test]
fn some_item_remains_whatever_the_items_and_the_duplicates() {
    let sold = |items: &str, off: &str, gains: i64| {
        let text = one_act("phone", 9, "sell", &format!(", gains = {gains}"));
        text.replace("items = 9", &format!("items = {items}{off}"))
    };
    for items in ["{ min = 4000, max = 7000 }", "{ min = 6001 }", "{ max = 7000 }", "\"unknown\"", "{ nearly = 6000 }"]
    {
        for off in [", duplicates = \"unknown\"", ", duplicates = { min = 100 }"] {
            let analysis = analyse(&sold(items, off, 9000));
            let charge = only(&analysis);
            assert!(!grades(charge).contains(&"none"), "5,000 yuan of gains: {items}{off}");
            assert!(charge.could_change.searched, "{items}{off}");
        }
        let all_false = grade(&sold(items, ", false_items = \"unknown\"", 9000));
        assert_eq!(all_false, "open", "every item may be false: {items}");
    }
}

#[test]
fn a_case_that_takes_nothing_is_refused() {
    let text = one_act("phone", 9, "steal", ", items = 0");
    let codes: Vec<_> = try_read(&text, JUDGED).err().unwrap_or_default().iter().map(|error| error.code).collect();
    assert_eq!(codes, ["nothing-taken"]);
}

/// A body of information of which nothing is about somebody protected is no object, whichever ground is looked at.
#[test]
fn shares_of_the_dead_and_of_units_can_leave_no_object() {
    let of = |shares: &str, sold: &str| {
        let text = one_act("phone", 100, "sell", &format!(", obtained_in = \"none\"{sold}"));
        analyse(&text.replace("items = 100", &format!("items = 100{shares}")))
    };
    let for_crime = ", gains = 0, recipient_crime = \"used\", knew_of_crime = \"knew\"";
    let gains = ", gains = 9000";
    for sold in [for_crime, gains] {
        for (shares, expected) in [
            ("", vec!["serious"]),
            (", share = { deceased = 99 }", vec!["serious"]),
            (", share = { deceased = 100 }", vec!["none"]),
            (", share = { units = 100 }", vec!["none"]),
            (", share = { units = 40, deceased = 60 }", vec!["none"]),
            (", false_items = 40, share = { deceased = 60 }", vec!["none"]),
            (", false_items = 40, share = { deceased = 59 }", vec!["serious"]),
            (", share = { deceased = \"unknown\" }", vec!["none", "serious"]),
            (", share = { units = \"unknown\" }", vec!["none", "serious"]),
            (", false_items = \"unknown\", share = { deceased = 60 }", vec!["none", "serious"]),
        ] {
            assert_eq!(grades(only(&of(shares, sold))), expected, "{shares}, {sold}");
        }
    }
    let all_dead = of(", share = { deceased = 100 }", gains);
    assert!(choices(only(&all_dead)).contains(&"citizen"), "whether the dead are protected is a reading");
    let disputed = of(", share = { deceased = { value = 0, status = \"disputed\", defence = 100 } }", gains);
    let named =
        only(&disputed).could_change.each.iter().find(|one| one.what == "dataset.d.share.deceased").expect("the share");
    assert_eq!(named.grades.iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>(), ["none", "serious"]);
}

/// Interpretation art. 6(2): only what is sold or provided unlawfully takes the purchase back under article 5.
#[test]
fn a_lawful_passing_on_leaves_the_purchase_under_article_6() {
    let text = |passed_on: &str| {
        format!(
            "person = [{{ id = \"p\" }}]\ndataset = [{{ id = \"d\", contains = [\"phone\"], items = 6000, obtained_in = \"none\" }}]\n\
             act = [{{ id = \"a\", by = \"p\", does = \"purchase\", dataset = \"d\", on = 2022-03-01, purpose = \"marketing\", \
             business = \"lawful\", profit = 10000 }}, {{ id = \"b\", by = \"p\", does = \"provide\", dataset = \"d\", items = 10, \
             on = 2022-04-01, gains = 0{passed_on} }}]"
        )
    };
    assert_eq!(grade(&text("")), "serious");
    for lawful in [", consent = \"yes\"", ", state_rule_breached = false", ", intent = false", ", stage = \"prepared\""]
    {
        assert_eq!(grade(&text(lawful)), "none", "{lawful}");
    }
    let disputed = analyse(&text(", consent = { value = \"no\", status = \"disputed\", defence = \"yes\" }"));
    assert!(!only(&disputed).could_change.nothing());
}
