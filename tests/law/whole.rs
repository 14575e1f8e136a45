//! What no small file shows: lists that are too long, a law without a record, and the law that is shipped.

use std::path::Path;

use super::resolve;

#[test]
fn a_list_has_at_most_128_values() {
    let values: String = (0..129).map(|value| format!("v{value} zh \"\" en \"\" ")).collect();
    let text = format!("vocabulary {{ kinds many zh \"\" en \"\" {{ {values} }} }}");
    let (book, problems, sources) = resolve(&[("a.law", &text)], "2020-01-01");
    assert!(book.is_none());
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    let at = problem.span().map(|span| sources.position(span).to_string());
    assert_eq!((problem.code, at.as_deref()), ("too-many", Some("1:20")));
    assert_eq!(problem.message, "expected at most 128 values in `many`, found 129");
}

#[test]
fn classes_need_a_fact_that_says_what_a_record_holds() {
    let text = "instrument a { title zh \"\" en \"\" rank x force 2000-01-01 ..
article 1 { classes { class one zh \"\" en \"\" otherwise } } }";
    let (book, problems, sources) = resolve(&[("a.law", text)], "2020-01-01");
    assert!(book.is_none());
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    let at = problem.span().map(|span| sources.position(span).to_string());
    assert_eq!((problem.code, at.as_deref()), ("missing-fact", Some("2:13")));
}

#[test]
fn nothing_at_all_is_an_empty_book() {
    let (book, problems, _) = resolve(&[], "2020-01-01");
    assert_eq!(problems, []);
    assert!(book.is_some_and(|book| book.offences.is_empty()));
}

#[test]
fn the_law_in_the_repository_resolves_on_every_day_that_changes_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("interpretations");
    let Ok(entries) = folder.read_dir() else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "law"));
    paths.sort();
    let texts: Vec<_> = paths.iter().map(|path| std::fs::read_to_string(path).expect("a file")).collect();
    let named: Vec<_> = paths
        .iter()
        .zip(&texts)
        .map(|(path, text)| (path.file_name().and_then(|name| name.to_str()).expect("a name"), text.as_str()))
        .collect();
    for day in ["2000-01-01", "2009-02-28", "2015-10-31", "2015-11-01", "2017-05-31", "2017-06-01", "2025-01-01"] {
        let (book, problems, sources) = resolve(&named, day);
        let at = problems.iter().filter_map(|problem| problem.span().map(|span| sources.position(span).to_string()));
        assert_eq!(at.zip(&problems).collect::<Vec<_>>(), [], "on {day}");
        assert!(book.is_some(), "on {day}");
    }
}
