//! What is shipped: law files in order, the reference that can be run, cases that can be read.

pub mod found;

use std::path::{Path, PathBuf};

use gravamen::case::facts::Case;
use gravamen::engine::{Engine, Laws, embedded_law, embedded_reference};
use gravamen::parallel::in_parallel;
use gravamen::span::Sources;
use gravamen::syntax::{format, parse};
use jiff::civil::Date;

use crate::evaluation::support::{JUDGED, case, engine, place, try_read};

/// The files of a folder of the repository with this ending, in order.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    paths.sort();
    assert!(!paths.is_empty(), "files in {}", folder.display());
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a file"))
    };
    paths.into_iter().map(read).collect()
}

/// The decided cases and the drafts, read under the law of one day.
pub fn cases() -> Vec<(String, Case)> {
    let texts = files("cases", "toml").into_iter().chain(files("cases/drafts", "toml"));
    texts.map(|(name, text)| (name, case(&text, JUDGED))).collect()
}

fn tree(name: &str, text: &str) -> gravamen::syntax::tree::Tree {
    let mut sources = Sources::default();
    let source = sources.add(name, text);
    let (tree, problems) = parse(source, text);
    assert_eq!(problems, [], "{name}");
    tree
}

#[test]
fn every_law_file_formats_to_the_same_tree_and_only_once() {
    for (name, text) in files("interpretations", "law") {
        let once = format(&text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert!(tree(&name, &once) == tree(&name, &text), "{name}: the tree changed");
        assert_eq!(format(&once).expect("what was formatted"), once, "{name}");
    }
}

#[test]
fn every_law_file_is_in_order_already() {
    for (name, text) in files("interpretations", "law") {
        let formatted = format(&text).expect("a law file");
        let differs = text.lines().zip(formatted.lines()).position(|(mine, other)| mine != other);
        assert!(formatted == text, "{name} is not formatted, from line {:?}", differs.map(|line| line + 1));
    }
}

#[test]
fn every_law_file_is_embedded() {
    let embedded: Vec<String> = embedded_law().into_iter().map(|file| file.name).collect();
    let there: Vec<String> =
        files("interpretations", "law").into_iter().map(|(name, _)| format!("interpretations/{name}")).collect();
    assert_eq!(embedded, there);
}

#[test]
fn the_law_that_is_built_in_is_that_of_the_texts_on_every_day() {
    let (mut sources, mut own) = (Sources::default(), Sources::default());
    let laws = Laws::parse(embedded_law(), &mut sources);
    let built = Laws::embedded(Vec::new(), &mut own);
    // The last day of each period, down to a time before every law.
    let (mut days, mut day) = (Vec::new(), Date::MAX);
    loop {
        days.push(day);
        let since = laws.since(&sources, day);
        assert_eq!(built.since(&own, day), since, "{day}");
        let before = since.yesterday().expect("a day before");
        if since == day && laws.since(&sources, before) == before {
            break;
        }
        day = before;
    }
    assert!(days.len() > 20, "{} periods", days.len());
    in_parallel(&days, |day| {
        let (fresh, kept) = (laws.book(&sources, *day), built.book(&own, *day));
        let (Ok((fresh, _)), Ok((kept, _))) = (fresh, kept) else { panic!("{day}: no book") };
        assert!(format!("{fresh:?}") == format!("{kept:?}"), "{day}: another law book");
        let fresh = Engine::new(fresh).expect("an engine");
        assert!(fresh.program == built.engine(kept).expect("an engine").program, "{day}: another program");
    });
}

#[test]
fn every_example_of_the_reference_parses() {
    for reference in embedded_reference() {
        let examples = blocks(reference, "law");
        assert!(examples.len() > 20, "{} examples", examples.len());
        for (number, example) in examples.into_iter().enumerate() {
            let read = tree(&format!("example {number}:\n{example}"), example);
            assert!(read == tree("formatted", &format(example).expect("an example")), "example {number}");
        }
    }
}

/// The blocks of a language in a page.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    page.split(&format!("```{language}\n")).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// What the one shows of grammar and of law the other does, with the same headings and rows of tables.
#[test]
fn the_reference_says_the_same_in_both_languages() {
    let [zh, en] = embedded_reference();
    assert_eq!(blocks(zh, "text"), blocks(en, "text"));
    let laws = |page| blocks(page, "law").into_iter().map(|text| tree("an example", text)).collect::<Vec<_>>();
    assert!(laws(zh) == laws(en));
    let counted = |page: &str| {
        let prose: Vec<&str> = page.split("```").step_by(2).collect();
        let of =
            |start: &str| prose.iter().flat_map(|part| part.lines()).filter(|line| line.starts_with(start)).count();
        ["# ", "## ", "### ", "| ", "- ", "1. ", "6. "].map(of)
    };
    assert_eq!(counted(zh), counted(en));
    // A word of the language is named in both.
    let words = |page: &str| -> std::collections::BTreeSet<String> {
        let quoted = page.split("```").step_by(2).flat_map(|part| part.split('`').skip(1).step_by(2));
        quoted.map(str::to_owned).collect()
    };
    let missing: Vec<String> = words(en).difference(&words(zh)).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_case_reads_without_an_error() {
    for (name, text) in files("cases", "toml") {
        if let Err(problems) = try_read(&text, JUDGED) {
            panic!("{name}: {problems:#?}");
        }
    }
}

#[test]
fn every_item_of_article_5_is_a_ground() {
    let offences = &engine(JUDGED).book.offences;
    let current = offences.iter().find(|offence| offence.version.as_deref() == Some("A9")).expect("the current text");
    let grounds: Vec<_> =
        current.ground_lists.iter().flat_map(|list| &list.grounds).map(|ground| &ground.place).collect();
    let items = (1..=10).map(|item| format!("5.1.{item}")).chain((1..=4).map(|item| format!("5.2.{item}")));
    for item in items.chain((1..=3).map(|item| format!("6.1.{item}"))) {
        assert_eq!(grounds.iter().filter(|ground| ***ground == place(&item)).count(), 1, "{item}");
    }
}

#[test]
fn every_rule_is_tagged_and_every_source_known() {
    let book = &engine(JUDGED).book;
    let known: Vec<&str> = book.sources.iter().map(|(key, _)| key.as_str()).collect();
    for instrument in &book.instruments {
        for entry in &instrument.entries {
            let Some(text) = &entry.text else { continue };
            assert!(!text.label.zh.is_empty() && !text.label.en.is_empty(), "{}", entry.place);
            for source in &text.sources {
                assert!(known.contains(&source.as_str()), "{}: {source}", entry.place);
            }
        }
    }
}
