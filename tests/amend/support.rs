//! The shipped law with proposals written in the test.

use std::fmt::Write;

use gravamen::diagnostic::Diagnostic;
use gravamen::engine::{Engine, Laws, Settings, embedded_law, embedded_proposals};
use gravamen::explain::findings::Analysis;
use gravamen::law::book::LawBook;
use gravamen::quantity::Ratio;
use gravamen::span::{Sources, Span};
use jiff::civil::{Date, date};

/// The day of the law.
pub const TODAY: Date = date(2025, 6, 1);

/// The shipped law and its proposals, with those of a test, which stand in `a.law`, `b.law` and so on.
pub fn laws(texts: &[&str]) -> (Sources, Laws) {
    let mut sources = Sources::default();
    let own = texts.iter().zip('a'..).map(|(text, letter)| {
        let head = "title zh \"甲\" en \"A\" level interpretation direction both";
        let text = text.replacen("HEAD", head, 1);
        gravamen::engine::LawFile { name: format!("{letter}.law"), text }
    });
    let files = embedded_law().into_iter().chain(embedded_proposals()).chain(own).collect();
    let laws = Laws::parse(files, &mut sources);
    assert_eq!(told(&laws.diagnostics, &sources), "");
    (sources, laws)
}

/// A number that a parameter is set to.
pub fn set(parameters: &[(&str, i64)]) -> Vec<(String, Ratio)> {
    parameters.iter().map(|(name, value)| ((*name).to_owned(), Ratio::from_integer((*value).into()))).collect()
}

/// The book of the law with these proposals, or what is wrong.
pub fn book(texts: &[&str], names: &[&str], parameters: &[(&str, i64)]) -> Result<LawBook, String> {
    let (sources, laws) = laws(texts);
    let amended = laws.with(&sources, names, &set(parameters)).map_err(|wrong| told(&wrong, &sources))?;
    amended.book(&sources, TODAY).map(|(book, _)| book).map_err(|wrong| told(&wrong, &sources))
}

/// What a book says, without the proposals that it came about by.
pub fn says(book: &LawBook) -> String {
    let mut book = book.clone();
    book.proposals.clear();
    book.parameters.clear();
    format!("{book:#?}")
}

/// A case under the law with these proposals.
pub fn analyse(texts: &[&str], names: &[&str], parameters: &[(&str, i64)], case: &str) -> Analysis {
    let book = book(texts, names, parameters).unwrap_or_else(|wrong| panic!("{wrong}"));
    let engine = Engine::new(book).expect("a law that compiles");
    let mut sources = Sources::default();
    let source = sources.add("case.toml", format!("[case]\nid = \"t\"\ntitle = \"t\"\njudged = 2025-06-01\n{case}"));
    let read = gravamen::case::read(&mut sources, source, &engine.book.vocabulary, &[]);
    let case = read.unwrap_or_else(|wrong| panic!("{}", told(&wrong, &sources))).case;
    engine.analyse(&case, &Settings::default()).expect("an analysis")
}

/// The grade of the only charge.
pub fn grade(analysis: &Analysis) -> String {
    let charges: Vec<_> = analysis.persons.iter().flat_map(|person| &person.charges).collect();
    let [charge] = charges.as_slice() else { panic!("{} charges", charges.len()) };
    charge.grade.as_ref().map_or("open".to_owned(), |grade| grade.name.clone())
}

/// Diagnostics with their places, as tests compare them.
pub fn told(problems: &[Diagnostic], sources: &Sources) -> String {
    let at = |span: Span| format!("{}:{}", sources.get(span.source).name, sources.position(span));
    let mut told = String::new();
    for problem in problems {
        writeln!(told, "[{}] {}", problem.code, problem.message).expect("a string");
        for label in &problem.labels {
            let line = format!("  {} `{}` {}", at(label.span), sources.text(label.span), label.text);
            writeln!(told, "{}", line.trim_end()).expect("a string");
        }
        problem.notes.iter().for_each(|note| writeln!(told, "  note: {note}").expect("a string"));
        problem.help.iter().for_each(|help| writeln!(told, "  help: {help}").expect("a string"));
    }
    told
}
