//! What the small law comes to: grounds, elements, circumstances and counting, text by text and day by day.

use gravamen::law::book::{Amount, Band, Effect, FineMode, GroundId, LawBook, Modal, Offence, Predicate};
use gravamen::law::condition::{ChoiceId, Condition, FactId, Options};
use gravamen::law::vocabulary::{Meaning, Scope, Settled};
use gravamen::place::Place;
use gravamen::quantity::{Ratio, Unit};
use sha2::{Digest, Sha256};

use super::{BASE, base};

fn offence<'b>(book: &'b LawBook, version: &str) -> &'b Offence {
    book.offences.iter().find(|offence| offence.version.as_deref() == Some(version)).expect("a text")
}

fn fact(book: &LawBook, scope: Scope, name: &str) -> FactId {
    book.vocabulary.fact_named(scope, name).expect("a fact")
}

fn choice(book: &LawBook, name: &str, option: usize) -> Condition {
    Condition::Choice { choice: book.choice_named(name).expect("a reading"), options: Options::one(option) }
}

fn ground<'b>(book: &'b LawBook, place: &str) -> &'b Predicate {
    let place = Place::parse(place).expect("a place");
    let grounds = offence(book, "new").ground_lists.iter().flat_map(|list| &list.grounds);
    &grounds.into_iter().find(|ground| ground.place == place).expect("a ground").predicate
}

fn ids(list: usize, grounds: std::ops::Range<usize>) -> Vec<GroundId> {
    grounds.map(|ground| GroundId { list, ground }).collect()
}

fn supplied(book: &LawBook) -> Condition {
    Condition::Fact { fact: fact(book, Scope::Act, "does"), values: [1, 2].into_iter().collect() }
}

#[test]
fn thresholds_are_in_base_units() {
    let book = base("2020-01-01");
    let Predicate::Reaches { amount: Amount::Sum(sum, given), threshold, strict: false, unit } =
        ground(&book, "gloss/5.1.6")
    else {
        panic!("a sum")
    };
    assert_eq!((*threshold, *unit, given), (500_000, Unit::Yuan, &Condition::Always(true)));
    assert_eq!(sum.of, fact(&book, Scope::Gains, "received"));
    assert_eq!(sum.less, [(fact(&book, Scope::Gains, "cost"), choice(&book, "gains", 1))]);
    let Predicate::Reaches { amount: Amount::Items(Unit::Items, counted), threshold: 500, unit: Unit::Items, .. } =
        ground(&book, "gloss/5.1.4")
    else {
        panic!("items")
    };
    let middle = offence(&book, "new").counting.classes[1].condition.clone();
    assert_eq!(*counted, middle.and(supplied(&book)));
}

#[test]
fn grounds_build_on_grounds() {
    let book = base("2020-01-01");
    let one = Ratio::from_integer(1);
    let together = Predicate::Together { grounds: ids(0, 1..3), ratio: one, none_alone: false };
    assert_eq!(*ground(&book, "gloss/5.1.5"), together);
    let duty = Condition::Fact { fact: fact(&book, Scope::Act, "obtained_in"), values: Options::one(0) };
    let half = Predicate::AnyReaches {
        grounds: ids(0, 1..5),
        ratio: Ratio::new(1, 2),
        counting: Some(supplied(&book).and(duty)),
        leaving_out: None,
    };
    assert_eq!(*ground(&book, "gloss/5.1.7"), half);
    let ten = Predicate::AnyReaches {
        grounds: ids(0, 1..6),
        ratio: Ratio::from_integer(10),
        counting: None,
        leaving_out: Some((GroundId { list: 0, ground: 3 }, choice(&book, "trips", 1))),
    };
    assert_eq!(*ground(&book, "gloss/5.2.2"), ten);
    assert_eq!(offence(&book, "new").ground_lists[1].provided, Some(Predicate::SomeGround(ids(0, 0..8))));
}

#[test]
fn judgements_are_given_at_their_place() {
    let book = base("2020-01-01");
    let loss = Condition::Fact { fact: fact(&book, Scope::Consequence, "kind"), values: Options::one(1) };
    let half_a_yuan = Condition::AtLeast { fact: fact(&book, Scope::Consequence, "amount"), threshold: 50 };
    let asked = Condition::Consequence(Box::new(loss.and(half_a_yuan)));
    let place = Place::parse("gloss/5.2.1").expect("a place");
    let judgement = Predicate::Judgement { place, asked: Some(asked) };
    assert_eq!(*ground(&book, "gloss/5.2.1"), judgement);
    let place = Place::parse("gloss/5.1.9").expect("a place");
    assert_eq!(*ground(&book, "gloss/5.1.9"), Predicate::Residual { place, asked: None });
    let unit = Condition::Fact { fact: fact(&book, Scope::Record, "kind"), values: Options::one(1) };
    let record = Condition::Record { within_months: Some(24), since: None, given: Box::new(unit) };
    assert_eq!(*ground(&book, "gloss/5.1.8"), Predicate::SomeBatch(record));
}

#[test]
fn an_older_text_is_served_under_a_reading() {
    let book = base("2020-01-01");
    let (old, new) = (offence(&book, "old"), offence(&book, "new"));
    let serves = choice(&book, "back", 1);
    let grades = |offence: &Offence| offence.ground_lists.iter().map(|list| list.grade).collect::<Vec<_>>();
    assert_eq!((grades(old), grades(new)), (vec![0], vec![0, 1]));
    assert_eq!(old.ground_lists[0].serves, serves);
    assert_eq!(new.ground_lists[0].serves, Condition::Always(true));
    let object = Condition::ContainsOnly(Options::one(3)).not();
    assert_eq!(old.elements[0].condition, Condition::Any(vec![serves.clone().not(), object.clone()]));
    assert_eq!(new.elements.iter().map(|element| element.name.as_str()).collect::<Vec<_>>(), ["intent", "object"]);
    assert_eq!(new.elements[1].condition, object);
    let natural = Condition::Fact { fact: fact(&book, Scope::Person, "surrendered"), values: Options::truth(true) };
    let person = Predicate::Person(natural);
    let leniency = Predicate::All(vec![
        Predicate::Person(serves.clone()),
        Predicate::All(vec![Predicate::Always(true), person.clone()]),
    ]);
    assert_eq!(old.circumstances.last().expect("leniency").predicate, leniency);
    let not_grave = Predicate::Not(Box::new(Predicate::Grade(1)));
    let last = new.circumstances.last().expect("leniency");
    assert_eq!(last.predicate, Predicate::All(vec![not_grave, person]));
    assert_eq!(last.effects, [(Modal::May, vec![Effect::Exempt]), (Modal::Shall, vec![Effect::Lighter])]);
    assert_eq!((old.circumstances.len(), new.circumstances.len()), (3, 4));
}

#[test]
fn an_offence_has_bands_counting_and_a_fine() {
    let book = base("2020-01-01");
    let new = offence(&book, "new");
    let bands = new.grades.iter().map(|grade| (grade.band.imprisonment, grade.band.detention, grade.band.fine));
    let expected = [(Some((6, 36)), None, Some(FineMode::WithOrInstead)), (Some((36, 84)), None, Some(FineMode::With))];
    assert_eq!(bands.collect::<Vec<_>>(), expected);
    let (_, band) = new.unit_band.clone().expect("what a unit faces");
    assert_eq!((band.imprisonment, band.fine), (None, Some(FineMode::With)));
    let taken_off: Vec<_> = new.counting.less.iter().flat_map(|less| less.facts.clone()).collect();
    assert_eq!(taken_off, [fact(&book, Scope::Dataset, "false_items")]);
    let places = [&new.counting.once, &new.counting.each_recipient, &new.counting.one_recipient];
    let places = places.map(|rule| rule.as_ref().expect("a rule").place.to_string());
    assert_eq!(places, ["gloss/8.1", "gloss/8.2", "gloss/8.2"]);
    let fine = new.fine.as_ref().expect("a fine");
    assert_eq!((fine.times, fine.of.name.as_str()), ((1.into(), 5.into()), "illegal_gains"));
    let governs = &new.governs[0];
    assert_eq!((governs.place.to_string(), governs.in_place_of.to_string()), ("gloss/6".into(), "gloss/5".into()));
    let same = Condition::SameDataset(Box::new(supplied(&book))).not();
    assert_eq!(governs.condition, Condition::All(vec![new.counting.classes[2].condition.clone(), same]));
}

#[test]
fn before_its_time_an_instrument_is_left_out() {
    let book = base("2017-05-31");
    assert_eq!(
        book.instruments.iter().map(|instrument| instrument.id.as_str()).collect::<Vec<_>>(),
        ["code", "beside"]
    );
    assert_eq!(book.choices.len(), 0);
    let new = offence(&book, "new");
    assert!(new.ground_lists.is_empty() && new.counting.classes.is_empty() && new.counting.once.is_none());
    assert_eq!(book.offences.len(), 2);
    assert!(base("1999-12-31").offences.is_empty());
    assert_eq!(base("2017-06-01").instruments.len(), 3);
}

#[test]
fn a_presumption_needs_its_rule_in_force() {
    let silence = |day: &str| {
        let book = base(day);
        book.vocabulary.fact(fact(&book, Scope::Dataset, "bulk")).silence[0].0.clone()
    };
    let place = Place::parse("gloss/9").expect("a place");
    assert_eq!(silence("2017-06-01"), Meaning::Presumed(Settled::Option(1), place));
    assert_eq!(silence("2017-05-31"), Meaning::Ask);
}

#[test]
fn instruments_can_be_read() {
    let book = base("2020-01-01");
    let gloss = book.instrument("gloss").expect("an instrument");
    let fingerprint: String = Sha256::digest(BASE).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((gloss.sha256.as_str(), gloss.number.as_deref()), (fingerprint.as_str(), Some("1号")));
    let lines = |place: &str| {
        let at = gloss.entries.iter().filter(|entry| entry.place.to_string() == place);
        at.map(|entry| (&*entry.kind, entry.encoded.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(lines("gloss/5.1.3"), [("ground", "items of high >= 50")]);
    assert_eq!(lines("gloss/8.2")[0], ("counting", "each recipient where supplied"));
    assert_eq!(lines("gloss/9"), [("article", ""), ("states", "")]);
    assert_eq!(
        lines("gloss/5.2"),
        [("par", ""), ("grounds", "provided some ground of par 1 counting batches where not does = publish")]
    );
    let classes = [
        "high: place, trip where reading trips = t1",
        "middle: health, trip where reading trips = t2",
        "low otherwise",
    ];
    assert_eq!(lines("gloss/5")[1..4], classes.map(|words| ("class", words)));
    let code = book.instrument("code").expect("an instrument");
    assert!(code.entries.iter().any(|entry| entry.kind == "grade" && entry.version.as_deref() == Some("old")));
    assert!(code.entries.iter().any(|entry| entry.encoded == "imprisonment 6 .. 36 months, fine with or instead"));
}

#[test]
fn a_reading_answers_to_its_other_names() {
    let book = base("2020-01-01");
    let back = book.choice(book.choice_named("back").expect("a reading"));
    assert_eq!((back.option("yes"), back.option("no"), back.instrument.as_str()), (Some(1), Some(0), "gloss"));
    assert_eq!(book.choice_named("back"), Some(ChoiceId(0)));
}

#[test]
fn what_stands_beside_the_grades() {
    let book = base("2020-01-01");
    let collateral = &book.collateral;
    let tracks: Vec<(String, Option<String>)> = (collateral.tracks.iter())
        .map(|track| (track.place.to_string(), track.to.as_ref().map(|(to, _)| to.to_string())))
        .collect();
    assert_eq!(
        tracks,
        [("beside/1".to_owned(), None), ("beside/1".to_owned(), Some("beside/2".to_owned()))],
        "both texts, as each meets the acts of its time"
    );
    let light = &collateral.tracks[1].levels[1];
    assert_eq!((light.place.to_string().as_str(), light.days), ("beside/1.light", Some((1, 5))));
    let band = |most, life| Band { imprisonment: Some((6, most)), life, ..Band::default() };
    let months = |most| collateral.period(&band(most, false)).map(|period| period.months);
    assert_eq!((months(59), months(60)), (Some(60), Some(120)), "under 60 months is strict");
    assert_eq!(
        collateral.period(&band(59, true)).map(|period| period.months),
        Some(120),
        "life is no number of months"
    );
    assert_eq!(collateral.period_of(&collateral.tracks[0]).map(|period| period.months), Some(6));
    assert!(collateral.restarts.is_some() && collateral.unlimited.len() == 1 && collateral.time("at_act").is_some());
    let exits = book.offences.iter().map(|offence| offence.exits.len());
    assert_eq!(exits.collect::<Vec<_>>(), [1, 1]);
}
