//! What good files give.

use gravamen::case::day;
use gravamen::case::facts::{Entity, ExpectedGrades, Standing, Value};
use gravamen::law::condition::Options;
use gravamen::range::Range;
use jiff::civil::date;
use proptest::prelude::*;

use super::vocabulary::vocabulary;
use super::{good, read_text, value};

const HEAD: &str = "[case]\nid = \"c\"\n[[person]]\nid = \"zhang\"\n";

fn dataset(lines: &str) -> gravamen::case::facts::Case {
    good(&format!("{HEAD}[[evidence]]\nid = \"E1\"\n[[dataset]]\nid = \"d\"\n{lines}\n"))
}

fn number(value: Option<Value>) -> Range {
    match value {
        Some(Value::Number(range)) => range,
        other => panic!("expected a number, found {other:?}"),
    }
}

fn items(line: &str) -> Range {
    number(value(&dataset(line), Entity::Dataset(0), "items"))
}

fn act(lines: &str) -> gravamen::case::facts::Case {
    good(&format!("{HEAD}[[dataset]]\nid = \"d\"\n[[act]]\nid = \"a\"\nby = [\"zhang\"]\ndataset = \"d\"\n{lines}\n"))
}

fn days(line: &str) -> Range {
    number(value(&act(line), Entity::Act(0), "on"))
}

#[test]
fn an_amount_can_be_written_four_ways() {
    assert_eq!(items("items = 60000"), Range::point(60000));
    assert_eq!(items("items = { min = 4800, max = 5200 }"), Range::new(4800, 5200));
    assert_eq!(items("items = { min = 6001 }"), Range { min: 6001, ..Range::ANY });
    assert_eq!(items("items = { max = 10 }"), Range::new(1, 10));
    assert_eq!(items("items = { max = 0 }"), Range::ZERO);
    assert_eq!(items("items = \"unknown\""), Range { min: 1, ..Range::ANY });
    assert_eq!(items("items = { value = 5, evidence = [\"E1\"] }"), Range::point(5));
    assert_eq!(items("items = 0xEA60"), Range::point(60000));
    assert_eq!(items("items = 60_000"), Range::point(60000));
    let case = dataset("items = { min = 5, status = \"disputed\", defence = 4, note = \"n\" }");
    let fact = vocabulary().fact_named(gravamen::law::vocabulary::Scope::Dataset, "items").expect("items");
    let fact = case.fact(Entity::Dataset(0), fact).expect("stated");
    assert_eq!(fact.standing, Standing::Disputed);
    assert_eq!(fact.defence, Some(Value::Number(Range::point(4))));
    assert_eq!(fact.note.as_deref(), Some("n"));
}

#[test]
fn money_is_exact() {
    let received = |text: &str| number(value(&act(&format!("gains = {text}")), Entity::Gains(0), "received"));
    assert_eq!(received("30000"), Range::point(3_000_000));
    assert_eq!(received("30000.00"), Range::point(3_000_000));
    assert_eq!(received("0.5"), Range::point(50));
    assert_eq!(received("4999.99"), Range::point(499_999));
    assert_eq!(received("0.10000"), Range::point(10));
    assert_eq!(received("{ min = 0.01, max = 1 }"), Range::new(1, 100));
    assert_eq!(received("\"unknown\""), Range::ANY);
}

#[test]
fn a_date_can_be_a_day_or_a_span_of_days() {
    let day = |year, month, day| day::number(date(year, month, day));
    assert_eq!(days("on = 2021-03-01"), Range::point(day(2021, 3, 1)));
    assert_eq!(days("on = \"2021-03-01\""), Range::point(day(2021, 3, 1)));
    assert_eq!(days("on = \"2021-02\""), Range::new(day(2021, 2, 1), day(2021, 2, 28)));
    assert_eq!(days("on = \"2021\""), Range::new(day(2021, 1, 1), day(2021, 12, 31)));
    assert_eq!(days("on = \"unknown\""), day::any());
    assert_eq!(days("on = { min = 2020-02-29 }"), Range::new(day(2020, 2, 29), day(2199, 12, 31)));
    assert_eq!(days("on = { min = \"2020\", max = \"2021-03\" }"), Range::new(day(2020, 1, 1), day(2021, 3, 31)));
}

#[test]
fn lists_can_be_narrowed_to_what_is_possible() {
    let does = |text: &str| value(&act(&format!("does = {text}")), Entity::Act(0), "does");
    assert_eq!(does("\"hack\""), Some(Value::Options(Options::one(1))));
    let two = Options::one(0).with(Options::one(1));
    assert_eq!(does("{ one_of = [\"steal\", \"hack\"] }"), Some(Value::Options(two)));
    assert_eq!(does("\"unknown\""), Some(Value::Options(Options::first(17))));

    let contains = |text: &str| value(&dataset(&format!("contains = {text}")), Entity::Dataset(0), "contains");
    assert_eq!(contains("[\"whereabouts\", \"credit\"]"), Some(Value::Sets(vec![Options(0b101)])));
    let either = Some(Value::Sets(vec![Options(0b1), Options(0b100)]));
    assert_eq!(contains("{ one_of = [[\"credit\"], [\"whereabouts\"]] }"), either);
    let Some(Value::Sets(sets)) = contains("\"unknown\"") else { panic!("sets") };
    assert!(sets.len() > 20 && sets.iter().all(|set| set.count() == 1));

    let truth = |text: &str| value(&dataset(&format!("anonymised = {text}")), Entity::Dataset(0), "anonymised");
    assert_eq!(truth("true"), Some(Value::Options(Options::truth(true))));
    assert_eq!(truth("\"unknown\""), Some(Value::Options(Options::first(2))));
    assert_eq!(truth("{ value = false, status = \"alleged\" }"), Some(Value::Options(Options::truth(false))));
}

const WHOLE: &str = include_str!("../data/case/whole.toml");

#[test]
fn every_table_is_read() {
    let case = good(WHOLE);
    assert_eq!((case.id.as_str(), case.title.zh.as_str()), ("whole", "所有"));
    assert_eq!(case.judged, Some(Range::point(day::number(date(2023, 6, 1)))));
    assert_eq!(case.persons[0].of, Some(1));
    assert_eq!((case.persons[0].name.as_str(), case.persons[1].records), ("li", Some(1)));
    assert_eq!(case.datasets[0].from, [1]);
    assert_eq!(case.datasets[0].shares.len(), 2);
    assert_eq!(number(value(&case, Entity::Dataset(0), "persons")), Range::point(58000));
    assert_eq!(case.acts[0].by, [0, 1]);
    assert_eq!(case.acts[0].datasets, [0, 1]);
    assert_eq!(case.acts[0].to.as_deref(), Some(["b1".to_owned(), "b2".to_owned()].as_slice()));
    assert_eq!((case.acts[0].lasting, case.acts[1].lasting), (true, false));
    assert_eq!(value(&case, Entity::Participant { act: 0, person: 1 }, "role"), Some(Value::Options(Options::one(0))));
    let gains: Vec<_> = case.gains.iter().map(|gains| (gains.of.clone(), gains.by, gains.in_act)).collect();
    assert_eq!(gains, [(vec![1], Some(1), false), (vec![0], None, true), (vec![2], None, true)]);
    assert_eq!(number(value(&case, Entity::Gains(1), "cost")), Range::new(0, 550));
    assert_eq!(value(&case, Entity::Gains(2), "received"), None);
    assert_eq!(case.consequences[0].of, [0, 1]);
    assert!(case.judgements[0].holds);
    let possible = vec!["serious".to_owned(), "none".to_owned()];
    assert_eq!(case.expectations[0].grades, Some(ExpectedGrades::Possible(possible)));
    assert_eq!(case.expectations[0].sentence.imprisonment, Some((39, 39)));
    assert_eq!(case.person_named("acme"), Some(1));
}

#[test]
fn facts_are_named_as_they_are_set() {
    let case = good(WHOLE);
    let vocabulary = vocabulary();
    let mut paths: Vec<String> =
        case.stated.keys().map(|(entity, fact)| case.path(&vocabulary, *entity, *fact)).collect();
    paths.sort();
    let expected = "act.a1.by.acme.role act.a1.cost act.a1.does act.a1.from act.a1.gains act.a2.gains act.a2.on \
        consequence.0.amount consequence.0.kind dataset.orders.contains dataset.orders.days dataset.orders.items \
        dataset.orders.persons person.acme.kind person.acme.record.0.decided \
        person.acme.record.0.for person.acme.record.0.kind person.li.as";
    assert_eq!(paths, expected.split_whitespace().collect::<Vec<_>>());
    for path in paths {
        let set = gravamen::case::Override { path: path.clone(), value: "\"unknown\"".to_owned() };
        let (sources, reading) = read_text(WHOLE, &[set]);
        // Acme must stay a unit, since Li is its member.
        if path != "person.acme.kind" {
            let reading = reading.unwrap_or_else(|errors| panic!("{path}: {}", super::all(&sources, &errors)));
            assert!(reading.replaced[0].before.is_some(), "{path} stood in the file");
        }
    }
}

proptest! {
    #[test]
    fn a_generated_case_reads_back_the_same_numbers(
        least in 0_i128..1_000_000, more in 0_i128..1_000_000, fen in 0_i128..1_000_000_000, day in 0_i128..30_000,
    ) {
        let on = day::date_of(day);
        let yuan = format!("{}.{:02}", fen / 100, fen % 100);
        let case = good(&format!(
            "{HEAD}[[dataset]]\nid = \"d\"\nitems = {{ min = {least}, max = {} }}\n\
             [[act]]\nid = \"a\"\nby = [\"zhang\"]\ndataset = \"d\"\non = {on}\ngains = {yuan}\n",
            least + more,
        ));
        prop_assert_eq!(number(value(&case, Entity::Dataset(0), "items")), Range::new(least, least + more));
        prop_assert_eq!(number(value(&case, Entity::Gains(0), "received")), Range::point(fen));
        prop_assert_eq!(number(value(&case, Entity::Act(0), "on")), Range::point(day));
    }
}
