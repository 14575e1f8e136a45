//! Counting in other units than items, sums over acts, and sums over what followed from them.

use gravamen::engine::{Engine, LawFile, Laws, Settings, embedded_law};
use gravamen::explain::findings::{Charge, GroundFinding};
use gravamen::quantity::Unit;
use gravamen::span::Sources;
use gravamen::truth::Truth::{self, Established, Excluded, Open};

use super::support::{JUDGED, case};

/// A constructed interpretation beside the shipped law, with a ground in each unit.
const EXTRA: &str = r#"
instrument units {
    title zh "示例" en "Example"
    rank judicial-interpretation
    force 2017-06-01 ..
    interprets cl/253-1 text A9
    article 1 {
        quantity controlled_here : count zh "控制台数" en "computers" unverified sum of computers
        quantity lost : yuan
            zh "经济损失" en "economic loss" unverified
            sum of amount of consequences where kind = economic_loss
        grade serious of cl/253-1 any of {
            item 1 zh "百人" en "100 persons" unverified when persons >= 100
            item 2 zh "健康信息涉及十人" en "10 persons of health" unverified
                when persons where contains any of { health } >= 10 persons
            item 3 zh "二十台" en "20 computers" unverified when controlled_here >= 20
            item 4 zh "损失一万元" en "loss of 10,000 yuan" unverified when lost >= 10000 yuan
            item 5 zh "五组" en "5 sets" unverified when sets >= 5
            item 6 zh "半数" en "half of these" unverified when any of items 1 to 5 reaches 1/2
        }
    }
}
"#;

fn charge(text: &str) -> Charge {
    let mut files = embedded_law();
    files.push(LawFile { name: "units.law".to_owned(), text: EXTRA.to_owned() });
    let mut sources = Sources::default();
    let laws = Laws::parse(files, &mut sources);
    assert_eq!(laws.diagnostics, []);
    let (book, _) = laws.book(&sources, JUDGED).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let engine = Engine::new(book).expect("a law that compiles");
    let analysis = engine.analyse(&case(text, JUDGED), &Settings::default()).expect("an analysis");
    let charges = analysis.persons.into_iter().next().expect("a person").charges;
    charges.into_iter().find(|charge| charge.offence.to_string() == "cl/253-1").expect("the charge")
}

/// How an item of the example stands, and how much was found.
fn item(charge: &Charge, number: &str) -> (Truth, i128, i128) {
    let place = format!("units/1.{number}");
    let found: Option<&GroundFinding> = charge.grounds.iter().find(|ground| ground.place.to_string() == place);
    match found {
        None => (Excluded, 0, 0),
        Some(ground) => {
            let quantity = ground.compared.as_ref().map(|compared| compared.quantity);
            let (min, max) = quantity.map_or((0, 0), |quantity| (quantity.min, quantity.max));
            (ground.status, min, max)
        }
    }
}

/// A purchase and sales of 1,000 phone numbers with these counts; `act` is the second act.
fn phones(counts: &str, act: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]
        dataset = [{{ id = \"d\", contains = [\"phone\"], items = 1000, counts = {{ {counts} }} }}]
        act = [
            {{ id = \"a\", by = \"zhang\", does = \"steal\", dataset = \"d\", on = 2022-03-01 }},
            {act}
        ]"
    )
}

const SALE: &str = "{ id = \"b\", by = \"zhang\", does = \"sell\", dataset = \"d\", on = 2022-03-02, gains = 0";

#[test]
fn persons_reach_a_number_of_persons() {
    for (persons, expected) in [(99, Excluded), (100, Established), (101, Established)] {
        let found = charge(&phones(&format!("persons = {persons}"), ""));
        assert_eq!(item(&found, "1"), (expected, persons, persons), "{persons} persons");
        let unit = found.grounds.iter().find(|ground| ground.place.to_string() == "units/1.1");
        let unit = unit.and_then(|ground| ground.compared.as_ref()).map(|compared| compared.unit);
        assert_eq!(unit, Some(Unit::Persons));
    }
    assert_eq!(item(&charge(&phones("", "")), "1").0, Open, "persons are asked where a rule counts them");
    assert_eq!(item(&charge(&phones("persons = 100", "")), "2").0, Excluded, "none of them of health");
    let half = charge(&phones("persons = 50", ""));
    assert_eq!(item(&half, "6").0, Established, "a count in persons has a degree");
}

#[test]
fn persons_count_once_and_for_each_recipient_as_items_do() {
    let once = charge(&phones("persons = 60", &format!("{SALE}, to = \"A\" }}")));
    assert_eq!(item(&once, "1"), (Excluded, 60, 60), "stolen and then sold");
    let twice = charge(&phones("persons = 60", &format!("{SALE}, to = [\"A\", \"B\"] }}")));
    assert_eq!(item(&twice, "1"), (Established, 120, 120), "to two buyers");
}

#[test]
fn a_part_has_the_persons_it_states_or_from_none_to_all() {
    let stated = charge(&phones("persons = 600", &format!("{SALE}, to = [\"A\", \"B\"], items = 10, persons = 7 }}")));
    assert_eq!(item(&stated, "1"), (Established, 600, 607), "14 sold; of the stolen, those may be 7");
    let unstated = charge(&phones("persons = 60", &format!("{SALE}, to = [\"A\", \"B\"], items = 10 }}")));
    assert_eq!(item(&unstated, "1"), (Open, 60, 120));
}

#[test]
fn duplicates_are_items_and_come_off_items_only() {
    let text = phones("persons = 100", "").replace("items = 1000", "items = 1000, duplicates = 900");
    assert_eq!(item(&charge(&text), "1"), (Established, 100, 100));
}

#[test]
fn one_item_of_account_data_is_one_set_unless_the_file_counts_sets() {
    assert_eq!(item(&charge(&phones("", "")), "5"), (Established, 1000, 1000));
    assert_eq!(item(&charge(&phones("sets = 4", "")), "5"), (Excluded, 4, 4));
    let open = phones("", "").replace("items = 1000", "items = { min = 4, max = 5 }");
    assert_eq!(item(&charge(&open), "5"), (Open, 4, 5));
}

#[test]
fn an_amount_of_an_act_counts_once_however_many_datasets_it_is_on() {
    let text = |computers: i128| {
        format!(
            "person = [{{ id = \"zhang\" }}]
            dataset = [
                {{ id = \"d\", contains = [\"phone\"], items = 10 }},
                {{ id = \"e\", contains = [\"phone\"], items = 10 }},
            ]
            act = [{{ id = \"a\", by = \"zhang\", does = \"hack\", dataset = [\"d\", \"e\"], on = 2022-03-01, computers = {computers} }}]"
        )
    };
    for (computers, expected) in [(19, Excluded), (20, Established), (21, Established)] {
        assert_eq!(item(&charge(&text(computers)), "3"), (expected, computers, computers));
    }
}

#[test]
fn losses_are_added_over_consequences_of_the_kind() {
    let with = |amounts: &str| phones("", "") + &format!("\nconsequence = [{amounts}]");
    let loss = |amount: &str| format!("{{ of = \"a\", kind = \"economic_loss\", amount = {amount} }},");
    for (amount, fen, expected) in
        [("9999.99", 999_999, Excluded), ("10000", 1_000_000, Established), ("10000.01", 1_000_001, Established)]
    {
        assert_eq!(item(&charge(&with(&loss(amount))), "4"), (expected, fen, fen), "{amount} yuan");
    }
    let two = loss("4000") + &loss("6000");
    assert_eq!(item(&charge(&with(&two)), "4"), (Established, 1_000_000, 1_000_000));
    let other = loss("4000") + "{ of = \"a\", kind = \"other\", amount = 6000 }";
    assert_eq!(item(&charge(&with(&other)), "4"), (Excluded, 400_000, 400_000));
    let unsaid = "{ of = \"a\", kind = \"economic_loss\" }";
    assert_eq!(item(&charge(&with(unsaid)), "4").0, Open, "how much was lost is asked");
}

#[test]
fn a_loss_that_would_have_to_be_divided_is_from_nothing_to_all() {
    let text = phones("", "").replace("[{ id = \"zhang\" }]", "[{ id = \"zhang\" }, { id = \"li\" }]");
    let text = text
        .replace("act = [", "act = [{ id = \"x\", by = \"li\", does = \"steal\", dataset = \"d\", on = 2022-03-01 },")
        + "\nconsequence = [{ of = [\"a\", \"x\"], kind = \"economic_loss\", amount = 20000 }]";
    assert_eq!(item(&charge(&text), "4"), (Open, 0, 2_000_000));
}

#[test]
fn what_datasets_hold_is_counted_and_not_added_up() {
    let mut files = embedded_law();
    let wrong = "instrument wrong { title zh \"\" en \"\" rank other force 2017-06-01 .. article 1 {
        quantity people : persons zh \"\" en \"\" unverified sum of persons
    } }";
    files.retain(|file| file.name.ends_with("vocabulary.law"));
    let text = files[0].text.replace("fact persons of act", "fact people of act") + wrong;
    let files = vec![LawFile { name: "wrong.law".to_owned(), text }];
    let mut sources = Sources::default();
    let laws = Laws::parse(files, &mut sources);
    let told = laws.book(&sources, JUDGED).expect_err("a refusal");
    assert!(told.iter().any(|one| one.code == "not-added"), "{told:#?}");
}
