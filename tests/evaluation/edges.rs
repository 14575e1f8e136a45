//! Edges in time, one after another: what a lasting act that runs across one leaves open, and the advice to split it,
//! showing how.

use gravamen::truth::Truth;
use jiff::civil::{Date, date};

use super::support::{analyse_on, case, charges, engine, grades, open_facts, place, status};
use gravamen::engine::Settings;
use gravamen::explain::collateral::ActLimit;
use gravamen::explain::findings::{Analysis, Charge};

/// A sale of names and telephones for so long, by somebody of whom this is said.
struct Edge {
    person: &'static str,
    dataset: &'static str,
    items: i64,
    days: &'static str,
    judged: Date,
}

/// Of one person outside the units that older texts name.
const OUTSIDE: Edge =
    Edge { person: "", dataset: ", obtained_in = \"none\"", items: 60_000, days: "", judged: date(2023, 6, 1) };

const ALL: [&str; 3] = ["none", "serious", "especially_serious"];

impl Edge {
    fn text(&self) -> String {
        let Self { person, dataset, items, days, .. } = self;
        format!(
            "person = [{{ id = \"y\"{person} }}]
            dataset = [{{ id = \"d\", contains = [\"name\", \"phone\"], items = {items}{dataset} }}]
            act = [{{ id = \"sale\", by = \"y\", does = \"sell\", dataset = \"d\", to = \"x\", gains = {items}, {days} }}]"
        )
    }

    fn analysis(&self) -> Analysis {
        analyse_on(&self.text(), self.judged, &Settings::default())
    }

    /// The first days of the parts that a check advises to write, but the first; each is shown with the day before.
    fn advice(&self) -> Vec<String> {
        let advice = engine(self.judged).to_divide(&case(&self.text(), self.judged));
        let help: Vec<&str> = advice.iter().filter_map(|one| one.help.as_deref()).collect();
        let parts = help.iter().flat_map(|help| help.split("from = ").skip(1));
        let days: Vec<String> = parts.map(|part| part.chars().take("2000-01-01".len()).collect()).collect();
        for day in &days {
            let first: Date = day.parse().expect("a day");
            let before = first.yesterday().expect("a day before");
            assert!(help.iter().any(|help| help.contains(&format!("until = {before}"))), "{help:?}");
        }
        days
    }
}

fn charge(analysis: &Analysis) -> &Charge {
    charges(analysis, "y", "cl/253-1")[0]
}

fn circumstance(charge: &Charge, at: &str, says: &str) -> Truth {
    let of = charge.circumstances.iter().find(|one| one.place == place(at) && one.text.label.en.contains(says));
    of.map_or(Truth::Excluded, |one| one.status)
}

#[test]
fn across_the_first_day_of_the_amendment_that_made_the_offence_only_the_later_part_counts() {
    let edge = Edge {
        person: ", employer = \"telecom\"",
        dataset: ", held_by = \"telecom\", obtained_in = \"duty\"",
        days: "from = 2009-01-01, until = 2009-12-31",
        judged: date(2018, 6, 1),
        ..OUTSIDE
    };
    let analysis = edge.analysis();
    assert_eq!(grades(charge(&analysis)), ["none", "serious"]);
    assert_eq!(open_facts(charge(&analysis)), ["act.sale.from.2009-02-28.items", "act.sale.from.2009-02-28.gains"]);
    assert_eq!(edge.advice(), ["2009-02-28"]);
}

#[test]
fn the_first_day_of_the_interpretation_divides_no_offence() {
    // It covers the whole life of the statute (Gao Jian Fa Shi Zi [2001] 5, arts. 1 and 2), and none came before it.
    for days in ["from = 2017-01-01, until = 2017-12-31", "on = 2017-05-31", "on = 2017-06-01"] {
        let edge = Edge { days, judged: date(2018, 6, 1), ..OUTSIDE };
        let analysis = edge.analysis();
        assert_eq!(grades(charge(&analysis)), ["especially_serious"], "{days}");
        assert!(open_facts(charge(&analysis)).is_empty(), "{days}");
        assert!(charge(&analysis).could_change.nothing(), "{days}: {:?}", charge(&analysis).could_change);
    }
    let on = |judged| grades(charge(&Edge { days: "on = 2017-01-01", judged, ..OUTSIDE }.analysis())).join(", ");
    assert_eq!(on(date(2017, 5, 31)), ALL.join(", "), "judged before it, as a whole");
    assert_eq!(on(date(2017, 6, 1)), "especially_serious");
}

#[test]
fn a_child_who_turns_fourteen_in_the_course_is_punished_for_no_crime_and_by_the_police_for_the_later_part() {
    let of = |days: &'static str| Edge {
        person: ", born = 2012-03-01",
        items: 100,
        days,
        judged: date(2026, 9, 1),
        ..OUTSIDE
    };
    let police = |days: &'static str| {
        let analysis = of(days).analysis();
        assert_eq!(grades(charge(&analysis)), ["none"], "{days}");
        let found = analysis.persons[0].tracks.iter().find(|track| track.rule.place == place("psapl/56.1"));
        found.map_or(Truth::Excluded, |track| track.status)
    };
    assert_eq!(police("from = 2026-01-10, until = 2026-03-01"), Truth::Excluded, "under fourteen throughout");
    assert_eq!(police("from = 2026-01-10, until = 2026-03-02"), Truth::Established, "some day of it comes after");
    assert_eq!(police("from = 2026-01-10, until = 2026-06-01"), Truth::Established);
    assert_eq!(of("from = 2026-01-10, until = 2026-06-01").advice(), ["2026-03-02"]);
    assert_eq!(of("from = 2026-03-02, until = 2026-06-01").advice(), [""; 0]);
}

#[test]
fn who_turns_sixteen_answers_for_the_later_part_and_gains_divide_too() {
    let edge = Edge { person: ", born = 2005-06-01", days: "from = 2021-01-01, until = 2021-09-30", ..OUTSIDE };
    let analysis = edge.analysis();
    assert_eq!(grades(charge(&analysis)), ALL);
    let parts = ["act.sale.from.2021-06-02.items", "act.sale.from.2021-06-02.gains"];
    // Who is a minor may need no punishment.
    assert_eq!(open_facts(charge(&analysis)), [parts[0], parts[1], "judgement.y.cpl/177.2"]);
    assert_eq!(circumstance(charge(&analysis), "cl/17.4", "every act"), Truth::Established);
    assert_eq!(edge.advice(), ["2021-06-02"]);
}

#[test]
fn who_turns_eighteen_was_a_minor_for_a_part_of_it() {
    let edge =
        Edge { person: ", born = 2003-06-01", items: 6000, days: "from = 2021-01-01, until = 2021-09-30", ..OUTSIDE };
    let analysis = edge.analysis();
    assert_eq!(grades(charge(&analysis)), ["serious"]);
    assert_eq!(circumstance(charge(&analysis), "cl/17.4", "every act"), Truth::Excluded);
    assert_eq!(circumstance(charge(&analysis), "cl/17.4", "only some"), Truth::Established);
    assert_eq!(edge.advice(), ["2021-06-02"]);
}

#[test]
fn some_day_at_seventy_five_is_enough() {
    let of = |days: &'static str| {
        let edge = Edge { person: ", born = 1946-06-01", items: 6000, days, ..OUTSIDE };
        (circumstance(charge(&edge.analysis()), "cl/17-1", ""), edge.advice())
    };
    assert_eq!(of("from = 2021-01-01, until = 2021-06-01"), (Truth::Excluded, vec![]));
    assert_eq!(
        of("from = 2021-01-01, until = 2021-09-30"),
        (Truth::Established, vec!["2021-06-02".to_owned()]),
        "an age is reached on the day after the birthday"
    );
}

#[test]
fn some_day_within_two_years_of_a_penalty_is_enough() {
    let of = |days: &'static str| {
        let person = ", record = [{ kind = \"administrative\", for = \"personal_information\", decided = 2019-03-01 }]";
        let edge = Edge { person, items: 10, days, ..OUTSIDE };
        let analysis = edge.analysis();
        (status(charge(&analysis), "5.1.9"), grades(charge(&analysis)).join(", "), edge.advice())
    };
    let split = vec!["2021-03-02".to_owned()];
    assert_eq!(
        of("from = 2021-01-01, until = 2021-09-30"),
        (Truth::Established, "serious".to_owned(), split),
        "the part within two years is enough"
    );
    assert_eq!(of("from = 2021-03-02, until = 2021-09-30"), (Truth::Excluded, "none".to_owned(), vec![]));
}

#[test]
fn some_day_within_five_years_of_a_completed_sentence_makes_a_recidivist() {
    let of = |days: &'static str| {
        let person = ", record = [{ kind = \"criminal\", for = \"other\", penalty = \"imprisonment\", intentional = true, \
            decided = 2014-03-01, completed = 2016-03-01 }]";
        let edge = Edge { person, items: 60_000, days, ..OUTSIDE };
        let analysis = edge.analysis();
        (circumstance(charge(&analysis), "cl/65", "Recidivism"), edge.advice())
    };
    let (across, advice) = of("from = 2021-01-01, until = 2021-09-30");
    assert_eq!(across, Truth::Established);
    assert!(advice.iter().any(|day| day.starts_with("2021-03-0")), "{advice:?}");
    assert_eq!(of("from = 2021-03-05, until = 2021-09-30").0, Truth::Excluded);
}

#[test]
fn limitation_runs_from_the_last_day_of_a_lasting_act() {
    let of = |days: &'static str| {
        let edge = Edge { items: 6000, days, ..OUTSIDE };
        let analysis = edge.analysis();
        let acts = charge(&analysis).limitation.iter().flat_map(|one| &one.acts);
        let barred: Vec<&str> = acts.map(ActLimit::name).collect();
        (barred.join(", "), charge(&analysis).could_change.nothing())
    };
    assert_eq!(
        of("from = 2016-01-01, until = 2018-06-01"),
        ("barred".to_owned(), false),
        "and leaving it out is named"
    );
    assert_eq!(of("from = 2016-01-01, until = 2018-06-02"), ("running".to_owned(), true));
}

#[test]
fn an_uncertain_day_of_judgment_is_no_earlier_than_the_acts() {
    for judged in ["\"2017\"", "{ min = 2017-01-01 }", "\"unknown\""] {
        let sale = Edge { days: "on = 2017-06-15", ..OUTSIDE }.text();
        let text = format!("{sale}\n[case]\nid = \"t\"\njudged = {judged}\n");
        let analysis = analyse_on(&text, date(2018, 6, 1), &Settings::default());
        assert_eq!(grades(charge(&analysis)), ["especially_serious"], "judged {judged}");
    }
}
