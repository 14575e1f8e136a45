//! Cases through the whole engine, and what is asked of the findings.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use gravamen::case::facts::Case;
use gravamen::case::{Reading, read};
use gravamen::diagnostic::{Diagnostic, Diagnostics};
use gravamen::engine::{Engine, Laws, Settings, embedded_law};
use gravamen::explain::findings::{Analysis, Charge, ComparedFinding, CountFinding, GroundFinding, PersonFindings};
use gravamen::place::Place;
use gravamen::range::{Number, Range};
use gravamen::span::Sources;
use gravamen::truth::Truth;
use jiff::civil::{Date, date};

/// The day of judgment of cases that state none.
pub const JUDGED: Date = date(2023, 6, 1);

/// The law of a day, compiled once.
pub fn engine(as_of: Date) -> &'static Engine {
    static LAWS: OnceLock<(Sources, Laws)> = OnceLock::new();
    static ENGINES: Mutex<BTreeMap<Date, &'static Engine>> = Mutex::new(BTreeMap::new());
    let (sources, laws) = LAWS.get_or_init(|| {
        let mut sources = Sources::default();
        let laws = Laws::parse(embedded_law(), &mut sources);
        (sources, laws)
    });
    let mut engines = ENGINES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    engines.entry(as_of).or_insert_with(|| {
        let (book, warnings) = laws.book(sources, as_of).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
        assert_eq!(warnings, [], "the shipped law");
        Box::leak(Box::new(Engine::new(book).expect("the shipped law compiles")))
    })
}

/// The shipped law of a day with one passage written otherwise, wherever it stands.
pub fn rewritten(as_of: Date, passage: &str, otherwise: &str) -> Engine {
    let mut files = embedded_law();
    let with: Vec<_> = files.iter_mut().filter(|file| file.text.contains(passage)).collect();
    assert_eq!(with.len(), 1, "`{passage}` stands in one file");
    with.into_iter().for_each(|file| file.text = file.text.replace(passage, otherwise));
    let mut sources = Sources::default();
    let laws = Laws::parse(files, &mut sources);
    assert_eq!(laws.diagnostics, [], "the law with `{otherwise}`");
    let (book, _) = laws.book(&sources, as_of).unwrap_or_else(|wrong| panic!("{}", told(&wrong)));
    Engine::new(book).expect("a law that compiles")
}

fn told(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|one| format!("[{}] {} {:?}\n", one.code, one.message, one.help)).collect()
}

/// Reads a text that ends before `[case]`, or has one.
pub fn try_read(text: &str, as_of: Date) -> Result<Reading, Diagnostics> {
    let head = if text.contains("[case]") { "" } else { "\n[case]\nid = \"t\"\ntitle = \"t\"\n" };
    let mut sources = Sources::default();
    let source = sources.add("case.toml", format!("{text}{head}"));
    read(&mut sources, source, &engine(as_of).book.vocabulary, &[])
}

/// The case of a text in which nothing is wrong.
pub fn case(text: &str, as_of: Date) -> Case {
    try_read(text, as_of).unwrap_or_else(|wrong| panic!("{}in\n{text}", told(&wrong))).case
}

/// An analysis on a day, under these settings.
pub fn analyse_on(text: &str, as_of: Date, settings: &Settings) -> Analysis {
    engine(as_of).analyse(&case(text, as_of), settings).unwrap_or_else(|wrong| panic!("{}", told(&[wrong])))
}

/// An analysis as everything stands unless said otherwise.
pub fn analyse(text: &str) -> Analysis {
    analyse_on(text, JUDGED, &Settings::default())
}

/// An analysis with choices moved.
pub fn choosing(text: &str, choices: &[(&str, &str)]) -> Analysis {
    let choices = choices.iter().map(|(name, option)| ((*name).to_owned(), (*option).to_owned())).collect();
    analyse_on(text, JUDGED, &Settings { choices, ..Settings::default() })
}

/// An analysis in which what nobody raised is open.
pub fn strict(text: &str) -> Analysis {
    analyse_on(text, JUDGED, &Settings { strict: true, ..Settings::default() })
}

/// What is found of a person.
pub fn person<'a>(analysis: &'a Analysis, id: &str) -> &'a PersonFindings {
    analysis.persons.iter().find(|person| person.id == id).unwrap_or_else(|| panic!("no person `{id}`"))
}

/// The only charge of infringing personal information against a person.
pub fn charge<'a>(analysis: &'a Analysis, id: &str) -> &'a Charge {
    match charges(analysis, id, "cl/253-1").as_slice() {
        [charge] => charge,
        charges => panic!("{} charges against {id}: {charges:#?}", charges.len()),
    }
}

/// The charges of an offence against a person, one for each of its texts.
pub fn charges<'a>(analysis: &'a Analysis, id: &str, offence: &str) -> Vec<&'a Charge> {
    person(analysis, id).charges.iter().filter(|charge| charge.offence.to_string() == offence).collect()
}

/// The only charge against the only person.
pub fn only(analysis: &Analysis) -> &Charge {
    match analysis.persons.as_slice() {
        [person] => charge(analysis, &person.id),
        persons => panic!("{} persons", persons.len()),
    }
}

/// Every grade still possible.
pub fn grades(charge: &Charge) -> Vec<&str> {
    charge.grades.iter().map(|grade| grade.name.as_str()).collect()
}

/// The grade of the only charge of the only person; `open` where it is not settled.
pub fn grade(text: &str) -> String {
    settled(only(&analyse(text)))
}

/// The grade, or `open`.
pub fn settled(charge: &Charge) -> String {
    charge.grade.as_ref().map_or_else(|| "open".to_owned(), |grade| grade.name.clone())
}

/// A ground of the interpretation, such as `5.1.3`, if it is shown.
pub fn ground<'a>(charge: &'a Charge, path: &str) -> Option<&'a GroundFinding> {
    let place = place(path);
    charge.grounds.iter().find(|ground| ground.place == place)
}

/// The place of a rule of the interpretation, or of another instrument where it is named.
pub fn place(path: &str) -> Place {
    let path = if path.contains('/') { path.to_owned() } else { format!("fs-2017-10/{path}") };
    Place::parse(&path).expect("a place")
}

/// How a ground stands; one that is not shown is excluded.
pub fn status(charge: &Charge, path: &str) -> Truth {
    ground(charge, path).map_or(Truth::Excluded, |ground| ground.status)
}

/// The grounds established, in order.
pub fn established(charge: &Charge) -> Vec<String> {
    let grounds = charge.grounds.iter().filter(|ground| ground.status == Truth::Established);
    grounds.map(|ground| ground.place.to_string().replace("fs-2017-10/", "")).collect()
}

/// Both ends of a ground's degree, as `1/2..3/4`, or the degree where it is settled.
pub fn degree(charge: &Charge, path: &str) -> String {
    let Some((least, most)) = ground(charge, path).and_then(|ground| ground.degree.as_ref()) else {
        return "none".to_owned();
    };
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least}..{most}"),
        None => format!("{least}.."),
    }
}

/// The unit of a comparison.
pub fn unit_of(compared: &ComparedFinding) -> &'static str {
    compared.unit.name()
}

/// Items counted in a class, over all bodies of information: least and most.
pub fn items(charge: &Charge, class: &str) -> (Number, Number) {
    let counted: Vec<&CountFinding> = charge.count.iter().filter(|count| count.class == class).collect();
    let sum = counted.iter().fold(Range::ZERO, |sum, count| sum + count.items);
    (sum.min, sum.max)
}

/// The open facts that are listed, by path.
pub fn open_facts(charge: &Charge) -> Vec<&str> {
    charge.open_facts.iter().map(|open| open.fact.as_str()).collect()
}

/// The choices that are listed as mattering.
pub fn choices(charge: &Charge) -> Vec<&str> {
    charge.choices_that_matter.iter().map(|choice| choice.name.as_str()).collect()
}

/// One person who does one thing with one body of information: the rest of the act is `more`.
pub fn one_act(contains: &str, items: i64, does: &str, more: &str) -> String {
    format!(
        "person = [{{ id = \"zhang\" }}]
dataset = [{{ id = \"d\", contains = [\"{contains}\"], items = {items} }}]
act = [{{ id = \"a\", by = \"zhang\", does = \"{does}\", dataset = \"d\", on = 2022-03-01{more} }}]"
    )
}
