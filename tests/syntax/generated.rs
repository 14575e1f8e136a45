//! Properties over generated texts: garbage never panics, and conditions are read as they were meant.

use gravamen::syntax::format;
use gravamen::syntax::tree::{Amount, Bound, Clause, Declaration, Expression, Node, Rule};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{SAMPLE, at, name, names, ratio, read};

/// A condition, and a text that says it.
#[derive(Clone, Debug)]
struct Said {
    node: Node,
    text: String,
}

fn said(node: Node, text: impl Into<String>) -> Said {
    Said { node, text: text.into() }
}

impl Said {
    fn expression(&self) -> Expression {
        at(Box::new(self.node.clone()))
    }

    /// The text, in parentheses where it would otherwise take what follows it or be taken apart.
    fn closed(&self) -> String {
        match self.node {
            Node::Name(_) | Node::In { .. } | Node::Residual { .. } | Node::Contains { .. } | Node::Not(_) => {
                self.text.clone()
            }
            _ => format!("( {} )", self.text),
        }
    }
}

fn join(word: &str, parts: &[Said], node: impl Fn(Vec<Expression>) -> Node) -> Said {
    let texts: Vec<String> = parts.iter().map(Said::closed).collect();
    said(node(parts.iter().map(Said::expression).collect()), texts.join(&format!(" {word} ")))
}

fn batch(given: &Said) -> Said {
    let node = Node::Batch { every: true, same_dataset: false, given: Some(given.expression()) };
    said(node, format!("every batch where {}", given.text))
}

fn compared(given: &Said, number: i128, divisor: i128) -> Said {
    let amount =
        Amount::Items { span: at(()), unit: name("items"), classes: Vec::new(), given: Some(given.expression()) };
    let (value, unit) = (ratio(number, divisor), Some(name("sets")));
    let text = format!("items where ( {} ) >= {number} / {divisor} sets", given.text);
    said(Node::Compare { amount, bound: Bound::AtLeast, value, unit }, text)
}

fn conditions() -> impl Strategy<Value = Said> {
    let facts = select(vec!["a", "supplied", "agg-10x", "rank", "text", "_"]);
    let leaf = prop_oneof![
        facts.clone().prop_map(|fact| said(Node::Name(name(fact)), fact)),
        (facts.clone(), facts).prop_map(|(fact, value)| {
            let node = Node::In { fact: name(fact), among: true, values: names(&[value, "b"]) };
            said(node, format!("{fact} in {{ {value} , b }}"))
        }),
        Just(said(Node::Residual { asked: None }, "residual")),
        Just(said(Node::Contains { only: true, values: names(&["c"]) }, "contains only { c }")),
    ];
    leaf.prop_recursive(6, 40, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|parts| join("or", &parts, Node::Or)),
            vec(inner.clone(), 2..4).prop_map(|parts| join("and", &parts, Node::And)),
            inner.clone().prop_map(|denied| {
                let text = format!("not {}", denied.closed());
                said(Node::Not(denied.expression()), text)
            }),
            inner.clone().prop_map(|given| batch(&given)),
            (inner, 0..10_000_i128, 1..9_i128).prop_map(|(given, number, divisor)| compared(&given, number, divisor)),
        ]
    })
}

/// What may stand between two tokens.
fn blanks() -> impl Strategy<Value = Vec<&'static str>> {
    vec(select(vec![" ", " ", "\n", "  ", "\n\n\n", " # why\n", "\t# \"因\" {\n", "\r\n"]), 60)
}

fn law(condition: &str, blanks: &[&str]) -> String {
    let text = format!(
        "instrument x {{ article 1 {{ define d zh \"定义\" en \"d\" as {condition} states zh \"\" en \"\" }} }}"
    );
    let words = text.split(' ').zip(blanks.iter().cycle());
    words.flat_map(|(word, blank)| [word, *blank]).collect()
}

fn defined(text: &str) -> Option<Expression> {
    let Some(Declaration::Instrument(instrument)) = read(text).0.declarations.pop() else { return None };
    let Some(Clause::Article(article)) = instrument.clauses.into_iter().next() else { return None };
    match article.rules.into_iter().next() {
        Some(Rule::Define { condition, .. }) => Some(condition),
        _ => None,
    }
}

/// Pieces of the language in no order.
fn shuffled() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = SAMPLE.split_inclusive([' ', '\n']).collect();
    vec(select(pieces), 0..80).prop_map(|pieces| pieces.concat())
}

/// The sample with a part taken out and something put in.
fn damaged() -> impl Strategy<Value = String> {
    let characters: Vec<char> = SAMPLE.chars().collect();
    let length = characters.len();
    (0..length, 0..40_usize, "[{}()\"a-z0-9.,/ 法\0]{0,3}").prop_map(move |(start, count, put_in)| {
        let (before, after) = (&characters[..start], &characters[(start + count).min(length)..]);
        before.iter().copied().chain(put_in.chars()).chain(after.iter().copied()).collect()
    })
}

/// Whatever the text, what is told of it has places in it, and what is well-formed formats to the same tree.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let (tree, problems, _) = read(text);
    prop_assert!(problems.len() <= 20);
    for label in problems.iter().flat_map(|problem| &problem.labels) {
        prop_assert!(text.get(label.span.start..label.span.end).is_some(), "{label:?}");
    }
    match format(text) {
        Err(told) => prop_assert_eq!(told, problems),
        Ok(tidy) => {
            prop_assert!(problems.is_empty());
            prop_assert!(read(&tidy).0 == tree, "{tidy}");
            prop_assert_eq!(format(&tidy), Ok(tidy));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbage_never_panics(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn shuffled_pieces_never_panic(text in shuffled()) {
        holds(&text)?;
    }

    #[test]
    fn damage_never_panics(text in damaged()) {
        holds(&text)?;
    }

    #[test]
    fn conditions_are_read_as_meant(said in conditions(), blanks in blanks()) {
        let text = law(&said.text, &blanks);
        prop_assert_eq!(defined(&text), Some(said.expression()), "{}", text);
        holds(&text)?;
    }
}
