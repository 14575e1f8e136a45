//! Lasting acts that run across an edge: a text, a birthday, a look-back; and days whose order or extent is open.

use gravamen::engine::Settings;
use gravamen::explain::collateral::ActLimit;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::truth::Truth;
use jiff::civil::date;

use super::support::{
    JUDGED, analyse, analyse_on, case, charges, engine, established, grades, items, only, open_facts, place, settled,
    status,
};

/// A sale of names and telephones that lasted, or did not.
struct Sale<'a> {
    person: &'a str,
    dataset: &'a str,
    items: i64,
    act: &'a str,
}

impl Sale<'_> {
    fn text(&self) -> String {
        let Sale { person, dataset, items, act } = self;
        format!(
            "person = [{{ id = \"y\"{person} }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = {items}, obtained_in = \"none\"{dataset} }}]
act = [{{ id = \"sale\", by = \"y\", does = \"sell\", dataset = \"d\", to = \"x\", {act} }}]"
        )
    }

    fn grades(&self) -> Vec<String> {
        grades(only(&analyse(&self.text()))).into_iter().map(str::to_owned).collect()
    }
}

const ALL: [&str; 3] = ["none", "serious", "especially_serious"];

/// Someone outside the units of Amendment VII sells for so long.
fn outsider(days: &str) -> String {
    Sale { person: ", employer = \"none\"", dataset: "", items: 60_000, act: &format!("{days}, gains = 60000") }.text()
}

/// Someone of a telecom company sells what the company holds.
fn insider(days: &str) -> String {
    let act = format!("{days}, gains = 60000");
    let text =
        Sale { person: ", employer = \"telecom\"", dataset: ", held_by = \"telecom\"", items: 60_000, act: &act };
    text.text().replace("obtained_in = \"none\"", "obtained_in = \"duty\"")
}

fn texts(analysis: &Analysis) -> Vec<Option<String>> {
    charges(analysis, "y", "cl/253-1").iter().map(|charge| charge.text.clone()).collect()
}

fn cites(analysis: &Analysis, rule: &str) -> bool {
    analysis.persons[0].time.iter().flat_map(|act| &act.rules).any(|cited| cited.place == place(rule))
}

#[test]
fn of_what_the_newer_text_alone_punishes_only_the_later_part_counts() {
    let analysis = analyse(&outsider("from = 2014-01-01, until = 2015-12-31"));
    let charge = only(&analysis);
    assert_eq!((texts(&analysis), grades(charge)), (vec![Some("A9".to_owned())], ALL.to_vec()));
    assert!(cites(&analysis, "spp-1997-12/3") && cites(&analysis, "cl/12.1"), "{:?}", analysis.persons[0].time);
    assert_eq!(items(charge, "ordinary"), (0, 60_000));
    assert_eq!(open_facts(charge), ["act.sale.from.2015-11-01.items", "act.sale.from.2015-11-01.gains"]);
    let says =
        |note: &&gravamen::law::vocabulary::Label| note.en.contains("2015-11-01") && note.zh.contains("2015年11月1日");
    assert!(charge.notes.iter().any(|note| says(&note)), "{:?}", charge.notes);
}

#[test]
fn an_act_on_one_side_of_the_change_is_known() {
    let of = |days: &str| grades(only(&analyse(&outsider(days)))).join(", ");
    assert_eq!(of("from = 2015-11-01, until = 2015-12-31"), "especially_serious");
    assert_eq!(of("from = 2015-10-31, until = 2015-11-01"), ALL.join(", "));
    let before = analyse(&outsider("from = 2014-01-01, until = 2015-10-31"));
    assert_eq!(texts(&before), [], "an outsider's sale was no such offence");
}

#[test]
fn what_both_texts_punish_falls_under_the_newer_as_a_whole() {
    let analysis = analyse(&insider("from = 2014-01-01, until = 2015-12-31"));
    assert_eq!(texts(&analysis), [Some("A9".to_owned())]);
    assert_eq!(settled(only(&analysis)), "especially_serious");
    assert_eq!(open_facts(only(&analysis)), [""; 0]);
    assert!(cites(&analysis, "spp-1998/1"));
    let before = analyse(&insider("from = 2014-01-01, until = 2015-10-31"));
    assert_eq!(texts(&before), [Some("A7".to_owned())]);
}

#[test]
fn without_knowing_whether_both_punish_either_may_be() {
    let text =
        insider("from = 2014-01-01, until = 2015-12-31").replace("employer = \"telecom\"", "employer = \"unknown\"");
    let analysis = analyse(&text);
    let newer = charges(&analysis, "y", "cl/253-1").into_iter().find(|charge| charge.text.as_deref() == Some("A9"));
    assert_eq!(newer.map(grades), Some(ALL.to_vec()));
}

#[test]
fn what_was_done_under_sixteen_does_not_count() {
    let act = |days: &str| {
        let act = format!("{days}, gains = 60000");
        Sale { person: ", born = 2005-06-01", dataset: "", items: 60_000, act: &act }.grades()
    };
    // An age is reached on the day after the birthday.
    assert_eq!(act("from = 2021-01-01, until = 2021-06-01"), ["none"]);
    assert_eq!(act("from = 2021-01-01, until = 2021-06-02"), ALL);
    assert_eq!(act("from = 2021-06-01, until = 2022-12-31"), ALL);
    assert_eq!(act("from = 2021-06-02, until = 2022-12-31"), ["especially_serious"]);
}

/// How circumstances stand of a sale that runs across a birthday.
fn circumstances(born: &str, place: &str) -> Truth {
    let act = "from = 2021-01-01, until = 2022-12-31, gains = 0";
    let analysis = analyse(&Sale { person: &format!(", born = {born}"), dataset: "", items: 5000, act }.text());
    let circumstances = &only(&analysis).circumstances;
    let found = circumstances.iter().find(|one| one.place == self::place(place));
    found.map_or(Truth::Excluded, |one| one.status)
}

#[test]
fn circumstances_of_age_ask_every_day_or_some() {
    assert_eq!(circumstances("2005-01-01", "cl/17.4"), Truth::Established, "under 18 throughout");
    assert_eq!(circumstances("1946-06-01", "cl/17-1"), Truth::Established, "seventy-five on some day");
    assert_eq!(circumstances("1948-06-01", "cl/17-1"), Truth::Excluded);
}

/// A sale by somebody with an administrative penalty on that day.
fn again(decided: &str, act: &str) -> (Truth, String) {
    let record =
        format!(", record = [{{ kind = \"administrative\", for = \"personal_information\", decided = {decided} }}]");
    let analysis = analyse(&Sale { person: &record, dataset: "", items: 10, act: &format!("{act}, gains = 0") }.text());
    (status(only(&analysis), "5.1.9"), grades(only(&analysis)).join(", "))
}

#[test]
fn the_order_of_a_decision_and_an_act_of_one_day_is_open() {
    let open = (Truth::Open, "none, serious".to_owned());
    let serious = (Truth::Established, "serious".to_owned());
    let none = (Truth::Excluded, "none".to_owned());
    assert_eq!(again("2020-08-16", "on = 2020-08-16"), open);
    assert_eq!(again("2020-08-16", "on = 2020-08-15"), none);
    assert_eq!(again("2020-08-16", "on = 2020-08-17"), serious);
    assert_eq!(again("2020-08-16, before_act = true", "on = 2020-08-16"), serious);
    assert_eq!(again("2020-08-16, before_act = false", "on = 2020-08-16"), none);
    assert_eq!(again("2020-08-16", "from = 2020-08-01, until = 2020-08-16"), open);
    assert_eq!(again("2020-08-16", "from = 2020-08-16, until = 2020-08-17"), serious, "some day comes after");
}

#[test]
fn some_day_of_a_lasting_act_within_the_look_back_is_enough() {
    let serious = (Truth::Established, "serious".to_owned());
    assert_eq!(again("2018-03-01", "from = 2020-03-01, until = 2021-12-31"), serious);
    assert_eq!(again("2018-03-01", "from = 2020-03-02, until = 2021-12-31").0, Truth::Excluded);
    assert_eq!(again("2020-03-01", "from = 2019-01-01, until = 2020-03-02"), serious);
}

#[test]
fn two_acts_in_place_of_one_give_each_what_is_possible_and_together_all() {
    let one = Sale {
        person: ", employer = \"none\"",
        dataset: "",
        items: 50_001,
        act: "from = 2014-01-01, until = 2015-12-31, gains = 0",
    };
    let possible = one.grades();
    let mut reached = Vec::new();
    for later in [0, 1, 4999, 5000, 5001, 49_999, 50_000, 50_001] {
        let act = |id: &str, days: &str, items: i64| {
            format!(
                "{{ id = \"{id}\", by = \"y\", does = \"sell\", dataset = \"d\", to = \"x\", {days}, items = {items}, gains = 0 }},"
            )
        };
        // An act on nothing is none.
        let parts = [
            ("one", "from = 2014-01-01, until = 2015-10-31", 50_001 - later),
            ("two", "from = 2015-11-01, until = 2015-12-31", later),
        ];
        let acts = parts.into_iter().filter(|(.., items)| *items > 0).map(|(id, days, items)| act(id, days, items));
        let text = format!(
            "person = [{{ id = \"y\", employer = \"none\" }}]
dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = 50001, obtained_in = \"none\" }}]
act = [{}]",
            acts.collect::<String>()
        );
        let analysis = analyse(&text);
        for grade in charges(&analysis, "y", "cl/253-1").first().map_or(vec!["none"], |charge| grades(charge)) {
            if !reached.iter().any(|known| known == grade) {
                reached.push(grade.to_owned());
            }
        }
    }
    assert_eq!(reached, possible);
}

#[test]
fn gains_divide_apart_from_items() {
    let act = "from = 2014-01-01, until = 2015-12-31, gains = 4999";
    let text = Sale { person: ", employer = \"none\"", dataset: "", items: 4999, act };
    assert_eq!(text.grades(), ["none"]);
    let act = "from = 2014-01-01, until = 2015-12-31, gains = 5000";
    let text = Sale { person: ", employer = \"none\"", dataset: "", items: 4999, act };
    assert_eq!(text.grades(), ["none", "serious"]);
}

#[test]
fn an_uncertain_day_is_wholly_on_one_side() {
    let analysis = analyse(&outsider("on = \"2015\""));
    assert_eq!(grades(only(&analysis)), ["none", "especially_serious"]);
}

fn limits(text: &str, as_of: jiff::civil::Date) -> Vec<(String, Option<String>)> {
    let analysis = analyse_on(text, as_of, &Settings::default());
    let charge: &Charge = only(&analysis);
    let limit = |act: &ActLimit| (act.name().to_owned(), act.put_off.as_ref().map(|rule| rule.place.to_string()));
    charge.limitation[0].acts.iter().map(limit).collect()
}

#[test]
fn years_from_a_leap_day_run_through_the_last_of_february() {
    let sale = |filed: &str, items: i64| {
        let act = "on = 2016-02-29, gains = 100";
        let text = Sale { person: "", dataset: "", items, act }.text();
        limits(&format!("{text}\n[case]\nid = \"t\"\ntitle = \"t\"\nfiled = {filed}"), date(2026, 6, 1))[0].0.clone()
    };
    assert_eq!([sale("2021-02-28", 5000), sale("2021-03-01", 5000)], ["running", "barred"]);
    assert_eq!([sale("2026-02-28", 50_000), sale("2026-03-01", 50_000)], ["running", "barred"]);
}

/// Two sales, six years apart, each below the standard; filed in 2023.
fn two_sales(more: &str) -> String {
    format!(
        "person = [{{ id = \"y\", born = 1990-01-01 }}]
dataset = [
{{ id = \"a\", contains = [\"name\", \"phone\"], items = 3000, obtained_in = \"none\" }},
{{ id = \"b\", contains = [\"name\", \"phone\"], items = 3000, obtained_in = \"none\" }}]
act = [
{{ id = \"old\", by = \"y\", does = \"sell\", dataset = \"a\", on = 2016-03-01, gains = 0{more} }},
{{ id = \"new\", by = \"y\", does = \"sell\", dataset = \"b\", on = 2022-03-01, gains = 0{more} }}]
[case]
id = \"t\"
title = \"t\"
filed = 2023-01-01"
    )
}

#[test]
fn a_continuing_series_has_one_period_from_its_last_act() {
    let apart = limits(&two_sales(""), date(2023, 6, 1));
    assert_eq!(apart, [("barred".to_owned(), None), ("running".to_owned(), None)]);
    let series = limits(&two_sales(", series = true"), date(2023, 6, 1));
    let put_off = Some("cl/89.1".to_owned());
    assert_eq!(series, [("running".to_owned(), put_off), ("running".to_owned(), None)]);
    assert_eq!(established(only(&analyse(&two_sales(", series = true")))), ["5.1.5"]);
    let unknown = limits(&two_sales(", series = \"unknown\""), date(2023, 6, 1));
    assert_eq!(unknown[0].0, "open");
}

#[test]
fn a_check_advises_to_split_and_shows_how() {
    let of = |days: &str| engine(JUDGED).to_divide(&case(&outsider(days), JUDGED));
    let advice = of("from = 2014-01-01, until = 2015-12-31");
    assert_eq!(advice.len(), 1, "{advice:?}");
    assert!(advice[0].message.contains("`sale`") && advice[0].message.contains("2015-11-01"), "{}", advice[0].message);
    let help = advice[0].help.as_deref().unwrap_or_default();
    assert!(help.contains("until = 2015-10-31") && help.contains("from = 2015-11-01"), "{help}");
    assert!(of("from = 2015-11-01, until = 2015-12-31").is_empty(), "nothing to split");
}
