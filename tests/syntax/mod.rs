//! The law language, from its text to the tree and back.

use gravamen::diagnostic::Diagnostics;
use gravamen::span::Sources;
use gravamen::syntax::tree::Tree;

/// The tree of a text, what is wrong with it, and where to look up places.
pub fn read(text: &str) -> (Tree, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let source = sources.add("test.law", text);
    let (tree, problems) = gravamen::syntax::parse(source, text);
    (tree, problems, sources)
}

/// A text that uses every construct.
pub const SAMPLE: &str = include_str!("sample.law");

#[test]
fn the_sample_is_read_without_a_word() {
    let (tree, problems, _) = read(SAMPLE);
    assert_eq!(problems, []);
    assert_eq!(tree.declarations.len(), 4);
}
