//! The resolver, from trees to the law book.

mod bad;
mod citation;
mod classes;
mod good;
mod whole;

use gravamen::diagnostic::Diagnostics;
use gravamen::law::book::LawBook;
use gravamen::law::{SourceTree, book};
use gravamen::span::Sources;

/// A small law that uses every construct.
pub const BASE: &str = include_str!("base.law");

/// The book of some texts on a day, what is wrong with them, and where to look up places.
pub fn resolve(texts: &[(&str, &str)], day: &str) -> (Option<LawBook>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let mut trees = Vec::new();
    for (name, text) in texts {
        let source = sources.add(*name, *text);
        let (tree, problems) = gravamen::syntax::parse(source, text);
        assert_eq!(problems, [], "in {name}");
        trees.push(SourceTree { source, tree, proposed: false });
    }
    let (book, problems) = book(&sources, &trees, day.parse().expect("a day"));
    (book, problems, sources)
}

/// The book of the small law, in which nothing is wrong.
pub fn base(day: &str) -> LawBook {
    let (book, problems, _) = resolve(&[("base.law", BASE)], day);
    assert_eq!(problems, []);
    book.expect("a law in which nothing is wrong")
}
