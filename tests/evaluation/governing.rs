//! Which law governs each act, why, and which of two texts is lighter; Amendment VII's subject and object.

use gravamen::engine::Settings;
use gravamen::explain::collateral::{ActTime, Comparison, Governing};
use gravamen::explain::findings::Analysis;
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{analyse, analyse_on, choosing, grades, one_act, only, person, settled};

fn stolen(items: i64, when: &str) -> String {
    one_act("credit", items, "steal", "").replace("on = 2022-03-01", when)
}

fn time(analysis: &Analysis) -> &ActTime {
    &person(analysis, "zhang").time[0]
}

fn texts(act: &ActTime) -> Vec<(&str, Truth)> {
    act.texts.iter().map(|met| (met.version.as_deref().unwrap_or_default(), met.status)).collect()
}

fn rules(act: &ActTime) -> Vec<String> {
    act.rules.iter().map(|rule| rule.place.to_string()).collect()
}

#[test]
fn each_act_meets_the_text_of_its_day() {
    for (day, expected) in [
        ("2009-02-27", vec![]),
        ("2009-02-28", vec!["A7"]),
        ("2009-03-01", vec!["A7"]),
        ("2015-10-30", vec!["A7"]),
        ("2015-10-31", vec!["A7"]),
        ("2015-11-01", vec!["A9"]),
        ("2015-11-02", vec!["A9"]),
    ] {
        let analysis = analyse(&stolen(50, &format!("on = {day}")));
        let met: Vec<&str> = texts(time(&analysis)).into_iter().map(|(text, _)| text).collect();
        assert_eq!(met, expected, "{day}");
        assert_eq!(person(&analysis, "zhang").charges.len(), expected.len(), "{day}");
    }
}

#[test]
fn the_interpretation_reaches_earlier_acts_and_says_why() {
    for (day, at_act) in
        [("2017-05-31", Truth::Excluded), ("2017-06-01", Truth::Established), ("2017-06-02", Truth::Established)]
    {
        let analysis = analyse(&stolen(50, &format!("on = {day}")));
        let interpreting = &time(&analysis).texts[0].interpretations[0];
        assert_eq!((interpreting.status, interpreting.at_act), (Truth::Established, at_act), "{day}");
        let rule = interpreting.rule.as_ref().map(|rule| rule.place.to_string());
        let point = if at_act == Truth::Excluded { "gjfs-2001-5/2" } else { "gjfs-2001-5/1" };
        assert_eq!(rule.as_deref(), Some(point), "{day}");
        assert_eq!(settled(only(&analysis)), "serious", "{day}");
    }
}

#[test]
fn a_lasting_act_falls_under_the_newer_text_and_says_so() {
    let analysis = analyse(&stolen(50, "from = 2015-10-01, until = 2015-11-01"));
    assert_eq!(texts(time(&analysis)), [("A9", Truth::Established)]);
    assert_eq!(rules(time(&analysis)), ["spp-1998/1"]);
    assert_eq!(time(&analysis).rules[0].text.verification.name(), "verified");
    let from_before = analyse(&stolen(50, "from = 2009-02-01, until = 2009-03-01"));
    assert_eq!(rules(time(&from_before)), ["cl/12.1", "spp-1997-12/3"], "only the later part counts");
    let before = analyse(&stolen(50, "from = 2009-01-01, until = 2009-02-27"));
    assert_eq!((texts(time(&before)), rules(time(&before))), (vec![], vec!["cl/12.1".to_owned()]));
}

#[test]
fn an_uncertain_day_across_a_change_is_open_and_says_so() {
    let analysis = analyse(&stolen(50, "on = \"2015\""));
    assert_eq!(texts(time(&analysis)), [("A7", Truth::Open), ("A9", Truth::Open)]);
    let certain = analyse(&stolen(50, "on = \"2015-11\""));
    assert_eq!(texts(time(&certain)), [("A9", Truth::Established)]);
}

fn compared(analysis: &Analysis) -> &Comparison {
    match person(analysis, "zhang").comparisons.as_slice() {
        [one] => one,
        several => panic!("{} comparisons", several.len()),
    }
}

#[test]
fn the_earlier_text_governs_unless_the_later_is_lighter() {
    let old = |items: i64, choices: &[(&str, &str)]| {
        let analysis = choosing(&stolen(items, "on = 2015-10-31"), choices);
        let names = |side: &gravamen::explain::collateral::Compared| -> Vec<String> {
            side.grades.iter().map(|grade| grade.name.clone()).collect()
        };
        (
            names(&compared(&analysis).old).join(" "),
            names(&compared(&analysis).new).join(" "),
            compared(&analysis).governs,
        )
    };
    let is = |old: &str, new: &str, governs| (old.to_owned(), new.to_owned(), governs);
    let reference: &[(&str, &str)] = &[("a7-ji", "reference")];
    assert_eq!(old(500, reference), is("none serious", "especially_serious", Governing::Old), "36 months against 84");
    assert_eq!(old(500, &[]), is("serious", "especially_serious", Governing::Old));
    assert_eq!(old(50, &[]), is("serious", "serious", Governing::Old), "all equal: the old law");
    assert_eq!(old(49, &[]), is("none", "none", Governing::Old));
    assert_eq!(old(49, reference), is("none serious", "none", Governing::Open), "no grade under the later text");
    let now = analyse(&stolen(500, "on = 2015-11-01"));
    assert!(person(&now, "zhang").comparisons.is_empty(), "no later text");
}

#[test]
fn only_the_acts_of_the_earlier_time_are_compared() {
    let text = "
        person = [{ id = \"zhang\" }]
        dataset = [{ id = \"d\", contains = [\"credit\"], items = 49 }, { id = \"e\", contains = [\"credit\"], items = 500 }]
        act = [
            { id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2015-10-31 },
            { id = \"b\", by = \"zhang\", does = \"steal\", dataset = \"e\", on = 2015-11-01 },
        ]";
    let analysis = analyse(text);
    let new = &compared(&analysis).new.grades;
    assert_eq!(new.iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>(), ["none"], "49 and not 549");
}

#[test]
fn a_judged_seriousness_that_the_later_text_lacks_gives_way() {
    let judged = format!(
        "{}\n[[judgement]]\nperson = \"zhang\"\nplace = \"cl/253-1.1\"\nholds = true\nreasons = \"r\"",
        stolen(49, "on = 2015-10-31")
    );
    assert_eq!(compared(&choosing(&judged, &[("a7-ji", "reference")])).governs, Governing::New);
}

fn sold(person: &str, dataset: &str, choices: &[(&str, &str)]) -> Vec<String> {
    let text = one_act("credit", 1000, "sell", ", gains = 0, obtained_in = \"duty\"");
    let text = text.replace("on = 2022-03-01", "on = 2015-10-31");
    let text = text.replace("id = \"zhang\"", &format!("id = \"zhang\"{person}"));
    let text = text.replace("items = 1000", &format!("items = 1000{dataset}"));
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    let analysis = analyse_on(&text, date(2023, 6, 1), &Settings { choices, ..Settings::default() });
    grades(only(&analysis)).into_iter().map(str::to_owned).collect()
}

#[test]
fn amendment_7_asks_for_staff_of_certain_units() {
    let caught = ["serious"];
    for employer in ["state_organ", "finance", "telecom", "transport", "education", "medical", "similar"] {
        assert_eq!(sold(&format!(", employer = \"{employer}\""), "", &[]), caught, "{employer}");
    }
    assert_eq!(sold("", "", &[]), caught, "nobody has raised it");
    assert_eq!(sold(", employer = \"none\"", "", &[]), ["none"]);
    assert_eq!(
        sold(", employer = \"service_industry\"", "", &[]),
        caught,
        "the Notice of 2013 reached service industries"
    );
    assert_eq!(sold(", employer = \"service_industry\"", "", &[("a7-unit", "listed")]), ["none"]);
}

#[test]
fn amendment_7_protects_what_such_units_hold() {
    let held = |held: &str, choices: &[(&str, &str)]| {
        let text =
            stolen(1000, "on = 2015-10-31").replace("items = 1000", &format!("items = 1000, held_by = \"{held}\""));
        settled(only(&choosing(&text, choices)))
    };
    assert_eq!(held("telecom", &[]), "serious");
    assert_eq!(held("none", &[]), "none");
    assert_eq!(held("service_industry", &[]), "serious");
    assert_eq!(held("service_industry", &[("a7-unit", "listed")]), "none");
    let now = stolen(1000, "on = 2015-11-01").replace("items = 1000", "items = 1000, held_by = \"none\"");
    assert_eq!(settled(only(&analyse(&now))), "especially_serious", "Amendment IX asks for nothing of the kind");
}

/// Amendment VII made two crimes of one article: what the staff of such units give away, and what anyone takes.
#[test]
fn the_two_crimes_of_amendment_vii_have_their_own_names() {
    let called = |acts: &str, employer: &str| {
        let analysis = analyse(&format!(
            "person = [{{ id = \"zhang\", employer = \"{employer}\" }}]
            dataset = [{{ id = \"d\", contains = [\"credit\"], items = 50, obtained_in = \"duty\" }}]
            act = [{acts}]"
        ));
        only(&analysis).label.zh.clone()
    };
    let sold = "{ id = \"a\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2015-10-31, gains = 0 },";
    let queried = "{ id = \"b\", by = \"zhang\", does = \"query\", dataset = \"d\", on = 2015-10-30 },";
    assert_eq!(called(sold, "telecom"), "出售、非法提供公民个人信息罪");
    assert_eq!(called(queried, "none"), "非法获取公民个人信息罪");
    assert_eq!(called(&format!("{queried}{sold}"), "telecom"), "出售、非法提供公民个人信息罪、非法获取公民个人信息罪");
    assert_eq!(
        called(&format!("{queried}{sold}"), "none"),
        "非法获取公民个人信息罪",
        "who is no such staff only obtains"
    );
    assert_eq!(called(&sold.replace("2015-10-31", "2015-11-01"), "none"), "侵犯公民个人信息罪");
}
