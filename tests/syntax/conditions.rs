//! Conditions: what binds to what, and every atom.

use gravamen::syntax::tree::*;

use super::{at, name, names, ratio, rule};

/// A condition as a rule holds it, with more rules after it.
fn condition(text: &str) -> Expression {
    match rule(&format!(r#"define d zh "" en "" as {text} states zh "" en """#)) {
        Rule::Define { condition, .. } => condition,
        other => panic!("not a definition: {other:?}"),
    }
}

fn node(node: Node) -> Expression {
    at(Box::new(node))
}

fn fact(text: &str) -> Expression {
    node(Node::Name(name(text)))
}

fn and(parts: &[&str]) -> Expression {
    node(Node::And(parts.iter().map(|part| fact(part)).collect()))
}

fn batch(given: Option<Expression>) -> Node {
    Node::Batch { every: false, same_dataset: false, given }
}

fn items(from: &str, to: &str, par: Option<&str>) -> Items {
    Items { from: name(from), to: name(to), par: par.map(name) }
}

#[test]
fn and_binds_closer_than_or() {
    let not = node(Node::Not(node(Node::Not(fact("c")))));
    let second = node(Node::And(vec![fact("b"), not]));
    assert_eq!(condition("a or b and not not c"), node(Node::Or(vec![fact("a"), second])));
    let or = node(Node::Or(vec![fact("a"), fact("b")]));
    assert_eq!(condition("(a or b) and c"), node(Node::And(vec![or.clone(), fact("c")])));
    assert_eq!(condition("not (a or b)"), node(Node::Not(or)));
}

#[test]
fn where_takes_what_follows() {
    assert_eq!(condition("some batch where a and b"), node(batch(Some(and(&["a", "b"])))));
    let closed = node(batch(Some(fact("a"))));
    assert_eq!(condition("(some batch where a) and b"), node(Node::And(vec![closed, fact("b")])));
    let record =
        node(Node::Record { within: Some((ratio(2, 1), name("years"))), since: None, given: Some(and(&["a", "b"])) });
    assert_eq!(condition("some batch where some record within 2 years where a and b"), node(batch(Some(record))));
}

#[test]
fn items_are_compared_with_what_follows_their_where() {
    let amount = |given| Amount::Items { span: at(()), unit: name("items"), classes: names(&["grave", "b"]), given };
    let compare = |amount, value| node(Node::Compare { amount, bound: Bound::AtLeast, value, unit: None });
    assert_eq!(condition("items of grave, b >= 1/2"), compare(amount(None), ratio(1, 2)));
    let read = condition("items of grave, b where a and c >= 50");
    assert_eq!(read, compare(amount(Some(and(&["a", "c"]))), ratio(50, 1)));
    let cards =
        |classes: &[&str]| Amount::Items { span: at(()), unit: name("cards"), classes: names(classes), given: None };
    assert_eq!(condition("cards of grave >= 5"), compare(cards(&["grave"]), ratio(5, 1)));
    assert_eq!(condition("persons >= 100"), compare(Amount::Named(name("persons")), ratio(100, 1)));
    let passed =
        Node::Compare { amount: Amount::Named(name("a")), bound: Bound::MoreThan, value: ratio(5, 1), unit: None };
    assert_eq!(condition("a > 5"), node(passed));
    let gains = Node::Compare { amount: Amount::Named(name("a")), bound: Bound::Below, value: ratio(5, 1), unit: None };
    assert_eq!(condition("items of grave, b where (a < 5) >= 50"), compare(amount(Some(node(gains))), ratio(50, 1)));
}

#[test]
fn units_are_not_the_next_keyword() {
    let compare = |amount, unit| node(Node::Compare { amount, bound: Bound::AtLeast, value: ratio(10001, 2), unit });
    assert_eq!(condition("gains >= 5000.50 yuan"), compare(Amount::Named(name("gains")), Some(name("yuan"))));
    assert_eq!(condition("age >= 10001/2"), compare(Amount::Age(at(())), None));
    let both = condition("age >= 5000.5 and x");
    assert_eq!(both, node(Node::And(vec![compare(Amount::Age(at(())), None), fact("x")])));
}

#[test]
fn values_of_facts() {
    let one_of =
        |fact: &str, among: bool, values: &[&str]| node(Node::In { fact: name(fact), among, values: names(values) });
    let (is, among) = (|fact, value| one_of(fact, false, &[value]), |fact, values| one_of(fact, true, values));
    assert_eq!(condition("kind = a"), is("kind", "a"));
    assert_eq!(condition("kind in g"), among("kind", &["g"]));
    assert_eq!(condition("kind in { a, b }"), among("kind", &["a", "b"]));
    assert_eq!(condition("as = a"), is("as", "a"));
    let reading = |options: &[&str]| node(Node::Reading { name: name("r"), options: names(options) });
    assert_eq!(condition("reading r = a"), reading(&["a"]));
    assert_eq!(condition("reading r in { a, b }"), reading(&["a", "b"]));
    assert_eq!(condition("class = g"), node(Node::Class(names(&["g"]))));
    assert_eq!(condition("class in { g, h }"), node(Node::Class(names(&["g", "h"]))));
    assert_eq!(condition("grade = s"), node(Node::Grade(name("s"))));
    for (written, only) in [("any of", false), ("only", true)] {
        let contains = node(Node::Contains { only, values: names(&["a", "b"]) });
        assert_eq!(condition(&format!("contains {written} {{ a, b }}")), contains);
    }
}

#[test]
fn keywords_are_names_elsewhere() {
    for word in ["rank", "title", "fine", "element", "standard", "sum", "yes", "grade", "main"] {
        assert_eq!(condition(&format!("x and {word} and y")), and(&["x", word, "y"]), "{word}");
    }
}

#[test]
fn degrees_of_items() {
    let together = Node::Together { items: items("3", "5", None), ratio: ratio(1, 1), none_alone: false };
    assert_eq!(condition("items 3 to 5 together reach 1"), node(together));
    let together = Node::Together { items: items("3", "5", Some("2")), ratio: ratio(1, 1), none_alone: false };
    assert_eq!(condition("items 3 to 5 of par 2 together reach 1"), node(together));
    let reaches = |counting, leaving_out| {
        let items = items("3", "7", Some("1"));
        node(Node::AnyReaches { items, ratio: ratio(1, 2), counting, leaving_out })
    };
    let text = "any of items 3 to 7 of par 1 reaches 1/2";
    assert_eq!(condition(text), reaches(None, None));
    let left_out = Some((name("6"), fact("c")));
    let read = condition(&format!("{text} counting batches where a and b leaving out item 6 where c"));
    assert_eq!(read, reaches(Some(and(&["a", "b"])), left_out));
}

#[test]
fn batches_records_and_judgements() {
    let every = Node::Batch { every: true, same_dataset: true, given: Some(fact("a")) };
    assert_eq!(condition("every batch of the same dataset where a"), node(every));
    assert_eq!(condition("some batch"), node(batch(None)));
    assert_eq!(condition("some record"), node(Node::Record { within: None, since: None, given: None }));
    assert_eq!(condition("some consequence where a"), node(Node::Consequence(Some(fact("a")))));
    let some_ground = |list, leaving_out| node(Node::SomeGround { list, leaving_out });
    assert_eq!(condition("some ground of par 1"), some_ground(ListName::Par(name("1")), None));
    let place = PlaceName { instrument: name("x"), path: at(vec!["5".to_owned(), "1".to_owned()]) };
    assert_eq!(
        condition("some ground of x/5.1 leaving out item 8"),
        some_ground(ListName::Place(place), Some(name("8")))
    );
    assert_eq!(condition("judgement"), node(Node::Judgement { asked: None }));
    assert_eq!(condition("judgement asked when a"), node(Node::Judgement { asked: Some(fact("a")) }));
    assert_eq!(condition("residual"), node(Node::Residual { asked: None }));
}
