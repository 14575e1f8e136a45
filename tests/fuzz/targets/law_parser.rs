//! Bytes as a law file: parsing, formatting and resolving never panic, and formatting loses nothing.

#![no_main]

use std::sync::OnceLock;

use gravamen::engine::{Engine, embedded_law};
use gravamen::law::{self, SourceTree};
use gravamen::render::source;
use gravamen::span::Sources;
use gravamen::syntax::{format, parse};
use gravamen::text::load_text;
use libfuzzer_sys::fuzz_target;

/// The embedded laws that an interpretation builds on, parsed once.
const BASE: [&str; 2] = ["interpretations/vocabulary.law", "interpretations/cl.law"];

fn base() -> &'static (Sources, Vec<SourceTree>) {
    static BASE_LAWS: OnceLock<(Sources, Vec<SourceTree>)> = OnceLock::new();
    BASE_LAWS.get_or_init(|| {
        let (mut sources, mut trees) = (Sources::default(), Vec::new());
        let laws = embedded_law();
        for name in BASE {
            let law = laws.iter().find(|law| law.name == name).expect("an embedded law");
            let source = sources.add(name, law.text.as_str());
            trees.push(SourceTree { source, tree: parse(source, &law.text).0, proposed: false });
        }
        (sources, trees)
    })
}

fuzz_target!(|data: &[u8]| {
    let Ok(text) = load_text("fuzz.law", data.to_vec()) else { return };
    let (sources, trees) = base();
    let mut sources = sources.clone();
    let source = sources.add("fuzz.law", text.as_str());
    let (tree, problems) = parse(source, &text);
    for problem in &problems {
        source::render(&sources, problem, false);
    }
    if !problems.is_empty() {
        assert!(format(&text).is_err(), "a text with problems is not formatted");
        return;
    }
    let tidy = format(&text).expect("what parses can be formatted");
    let (again, problems) = parse(source, &tidy);
    assert!(problems.is_empty(), "{problems:?} in {tidy}");
    assert!(again == tree, "formatting changed the tree: {tidy}");
    assert_eq!(format(&tidy).as_ref(), Ok(&tidy), "formatting twice changes more");

    // A law that declares `cl` stands beside the vocabulary alone, any other beside both.
    let beside = if text.contains("instrument cl") { &trees[..1] } else { trees };
    let trees: Vec<SourceTree> = beside.iter().cloned().chain([SourceTree { source, tree, proposed: false }]).collect();
    let (book, found) = law::book(&sources, &trees, jiff::civil::date(2023, 6, 1));
    for diagnostic in &found {
        source::render(&sources, diagnostic, false);
    }
    if let Some(book) = book {
        let _ = Engine::new(book);
    }
});
