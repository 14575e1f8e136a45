//! The law in time: which text of article 253-1 governs, and what there is where no interpretation gives figures.

use gravamen::engine::Settings;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{
    analyse, analyse_on, charge, choices, choosing, established, grades, one_act, only, person, place, settled,
};

/// A thousand credit reports stolen then.
fn stolen(when: &str) -> String {
    one_act("credit", 1000, "steal", "").replace("on = 2022-03-01", when)
}

fn text_of(when: &str) -> Vec<String> {
    let analysis = analyse(&stolen(when));
    person(&analysis, "zhang").charges.iter().filter_map(|charge| charge.text.clone()).collect()
}

fn judged(holds: bool) -> String {
    stolen("on = 2015-10-31")
        + &format!(
            "\njudgement = [{{ person = \"zhang\", place = \"cl/253-1.1\", holds = {holds}, reasons = \"the scale\" }}]"
        )
}

/// The reading under which no figure settles what was done under Amendment VII.
const REFERENCE: &[(&str, &str)] = &[("a7-ji", "reference")];

#[test]
fn the_text_is_that_of_the_day() {
    assert_eq!(text_of("on = 2009-02-27"), [""; 0], "no such offence yet");
    assert_eq!(text_of("on = 2009-02-28"), ["A7"]);
    assert_eq!(text_of("on = 2015-10-31"), ["A7"]);
    assert_eq!(text_of("on = 2015-11-01"), ["A9"]);
}

#[test]
fn an_act_across_the_change_is_under_the_new_text() {
    assert_eq!(text_of("from = 2014-01-01, until = 2015-10-31"), ["A7"]);
    assert_eq!(text_of("from = 2014-01-01, until = 2015-11-01"), ["A9"]);
    let analysis = analyse(&stolen("from = 2014-01-01, until = 2015-11-01"));
    assert_eq!(settled(only(&analysis)), "especially_serious");
}

#[test]
fn under_amendment_7_figures_are_for_reference_on_another_reading() {
    let analysis = choosing(&stolen("on = 2015-10-31"), REFERENCE);
    let charge = only(&analysis);
    assert_eq!(
        (charge.text.as_deref(), grades(charge), charge.status),
        (Some("A7"), vec!["none", "serious"], Truth::Open)
    );
    assert_eq!(charge.offence.to_string(), "cl/253-1");
    let [unanswered] = charge.unanswered.as_slice() else { panic!("{:?}", charge.unanswered) };
    assert!(unanswered.within(&place("cl/253-1.1")), "{unanswered}");
    assert_eq!(choices(charge), ["a7-ji"]);
}

#[test]
fn a_judgement_settles_amendment_7() {
    let analysis = choosing(&judged(true), REFERENCE);
    assert_eq!(settled(only(&analysis)), "serious");
    let standard = place("cl/253-1.1");
    let standard = only(&analysis).grounds.iter().find(|ground| ground.place.within(&standard)).expect("the standard");
    assert_eq!((standard.status, standard.basis.name()), (Truth::Established, "judgement"));
    assert_eq!(settled(only(&choosing(&judged(false), REFERENCE))), "none");
}

#[test]
fn the_figures_of_2017_settle_amendment_7_within_its_maximum() {
    let applied = |items: i64| {
        let text = one_act("credit", items, "steal", "").replace("on = 2022-03-01", "on = 2015-10-31");
        let analysis = analyse(&text);
        (settled(only(&analysis)), established(only(&analysis)))
    };
    assert_eq!(applied(49), ("none".to_owned(), vec![]));
    assert_eq!(applied(50).0, "serious");
    assert_eq!(applied(50).1, ["5.1.3"]);
    assert_eq!(applied(5000).0, "serious", "there is one grade only");
}

#[test]
fn a_question_is_answered_at_the_place_where_it_is_listed() {
    let open = choosing(&stolen("on = 2015-10-31"), REFERENCE);
    let listed = only(&open).unanswered[0].to_string();
    assert_eq!(settled(only(&choosing(&judged(true).replace("cl/253-1.1", &listed), REFERENCE))), "serious");
}

#[test]
fn where_the_figures_do_not_apply_it_stays_a_judgement() {
    let text = stolen("on = 2015-10-31");
    assert_eq!(grades(only(&choosing(&text, &[("a7-ji", "no")]))), ["none", "serious"]);
}

#[test]
fn an_unknown_date_leaves_both_texts_open() {
    for when in ["on = \"unknown\"", "on = \"2015\""] {
        let analysis = analyse(&stolen(when));
        let charges = &person(&analysis, "zhang").charges;
        let found: Vec<(Option<&str>, Truth)> =
            charges.iter().map(|charge| (charge.text.as_deref(), charge.present)).collect();
        assert_eq!(found, [(Some("A7"), Truth::Open), (Some("A9"), Truth::Open)], "{when}");
        assert!(charges.iter().all(|charge| charge.grade.is_none()), "{when}");
    }
}

#[test]
fn amendment_7_asks_for_a_norm_of_a_higher_level() {
    let text = stolen("on = 2015-10-31, norm_breached = \"departmental_rule\"");
    assert_eq!(settled(only(&analyse(&text))), "none");
    assert_eq!(settled(only(&choosing(&text, &[("a7-state", "yes")]))), "serious");
}

#[test]
fn under_amendment_7_only_insiders_supply() {
    let sold = |position: &str| {
        let text = one_act("credit", 1000, "sell", &format!(", gains = 0, obtained_in = \"{position}\""));
        let analysis = analyse(&text.replace("on = 2022-03-01", "on = 2015-10-31"));
        person(&analysis, "zhang").charges.first().map(settled)
    };
    assert_eq!(sold("none"), None, "no conduct, and so no charge");
    assert_eq!(sold("duty").as_deref(), Some("serious"), "1,000 of 25, and there is one grade only");
}

#[test]
fn the_interpretation_covers_earlier_acts_under_the_text_it_interprets() {
    let analysis = analyse(&stolen("on = 2016-01-01"));
    assert_eq!(settled(only(&analysis)), "especially_serious");
    let before = analyse_on(&stolen("on = 2016-01-01"), date(2017, 5, 31), &Settings::default());
    assert_eq!(grades(charge(&before, "zhang")), ["none", "serious", "especially_serious"], "judged before it");
}

#[test]
fn each_text_sees_the_acts_of_its_time_only() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"credit\"], items = 49 }, { id = \"e\", contains = [\"credit\"], items = 49 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2015-10-31 },
            { id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"e\", on = 2015-11-01 },
        ]";
    let analysis = analyse(text);
    let found: Vec<(Option<&str>, Vec<&str>)> =
        (person(&analysis, "zhang").charges.iter()).map(|charge| (charge.text.as_deref(), grades(charge))).collect();
    assert_eq!(found, [(Some("A7"), vec!["none"]), (Some("A9"), vec!["none"])]);
}
