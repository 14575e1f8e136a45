//! The law language, from its text to the tree and back.

mod bad;
mod conditions;
mod format;
mod generated;
mod good;
mod recovery;

use gravamen::diagnostic::Diagnostics;
use gravamen::quantity::Ratio;
use gravamen::span::{SourceId, Sources, Span};
use gravamen::syntax::tree::{At, Clause, Declaration, Label, Name, Rule, Text, Tree, Vocable};

/// A text that uses every construct.
const SAMPLE: &str = include_str!("sample.law");

/// The tree of a text, what is wrong with it, and where to look up places.
fn read(text: &str) -> (Tree, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let source = sources.add("test.law", text);
    let (tree, problems) = gravamen::syntax::parse(source, text);
    (tree, problems, sources)
}

/// The tree of a text that has nothing wrong with it.
fn tree(text: &str) -> Tree {
    let (tree, problems, _) = read(text);
    assert_eq!(problems, [], "in {text}");
    tree
}

/// The only vocable of a vocabulary.
fn vocable(text: &str) -> Vocable {
    match tree(&format!("vocabulary {{ {text} }}")).declarations.as_slice() {
        [Declaration::Vocabulary(vocables)] => vocables[0].clone(),
        other => panic!("not a vocabulary: {other:?}"),
    }
}

/// The only clause of an instrument.
fn clause(text: &str) -> Clause {
    match tree(&format!("instrument x {{ {text} }}")).declarations.as_slice() {
        [Declaration::Instrument(instrument)] => instrument.clauses[0].clone(),
        other => panic!("not an instrument: {other:?}"),
    }
}

/// The only rule of an article.
fn rule(text: &str) -> Rule {
    match clause(&format!("article 1 {{ {text} }}")) {
        Clause::Article(article) => article.rules[0].clone(),
        other => panic!("not an article: {other:?}"),
    }
}

/// A piece of a tree; trees are compared without places.
fn at<T>(node: T) -> At<T> {
    At::new(node, Span::new(SourceId(0), 0, 0))
}

fn name(text: &str) -> Name {
    at(text.to_owned())
}

fn names(texts: &[&str]) -> Vec<Name> {
    texts.iter().map(|text| name(text)).collect()
}

fn ratio(above: i128, below: i128) -> At<Ratio> {
    at(Ratio::new(above, below))
}

fn label(zh: &str, en: &str) -> Label {
    Label { zh: name(zh), en: name(en) }
}

/// A paraphrase without a tag.
fn untagged(zh: &str, en: &str) -> Text {
    Text { label: label(zh, en), tag: None }
}
