//! What the template says of leaving a key out is what happens.

use gravamen::case::keys::settled;
use gravamen::explain::findings::{Analysis, Charge};
use gravamen::law::vocabulary::{FactKind, FactType, Meaning, Scope, Settled, Vocabulary};
use gravamen::quantity::decimal;
use gravamen::truth::Truth;

use crate::evaluation::support::{JUDGED, engine, grades, try_read};

/// A case in which every table stands once, with a place for one more line in each.
const CASE: &str = "\
[case]
id = \"c\"
judged = 2023-06-01
@case
[[person]]
id = \"zhang\"
born = 1990-05-01
@person
[[person.record]]
kind = \"criminal\"
for = \"personal_information\"
decided = 2020-02-01
@record
[[dataset]]
id = \"orders\"
contains = [\"name\", \"phone\", \"transaction\"]
items = 700
persons = 650
days = 20
@dataset
[[act]]
id = \"a1\"
by = [{ person = \"zhang\" @participant }]
does = \"sell\"
dataset = \"orders\"
on = 2021-03-05
to = [\"b1\", \"b2\"]
gains = 1000
@act
[[act]]
id = \"a2\"
by = [\"zhang\"]
does = \"sell\"
dataset = \"orders\"
on = 2021-04-05
to = [\"b3\"]
[[gains]]
of = [\"a2\"]
received = 1000
@gains
[[consequence]]
of = [\"a1\"]
@consequence
";

/// The case with one more line in a table.
fn with(scope: Option<Scope>, line: &str) -> String {
    let mut text = CASE.to_owned();
    for (other, name) in Scope::ALL {
        let more = match scope == Some(other) {
            true if other == Scope::Participant => format!(", {line}"),
            true => line.to_owned(),
            false => String::new(),
        };
        text = text.replace(&format!("@{name}"), &more);
    }
    // What is stated otherwise is not stated twice.
    let key = line.split(" = ").next().unwrap_or_default();
    let stated = |other: &&str| !(other.starts_with(&format!("{key} = ")) && *other != line) || scope.is_none();
    text.lines().filter(stated).map(|line| format!("{line}\n")).collect()
}

/// Everything that a result says of each charge but on what it rests.
fn outcome(text: &str) -> Result<Vec<String>, String> {
    let case =
        try_read(text, JUDGED).map_err(|wrong| wrong.iter().map(|one| one.message.clone()).collect::<String>())?;
    let analysis: Analysis = engine(JUDGED).analyse(&case.case, &Default::default()).expect("an analysis");
    let charges = analysis.persons.iter().flat_map(|person| &person.charges);
    let of = |charge: &Charge| {
        let grounds: Vec<_> = charge.grounds.iter().map(|one| (&one.place, one.status, one.degree)).collect();
        let there = charge.circumstances.iter().filter(|one| one.status != Truth::Excluded);
        let circumstances: Vec<_> = there.map(|one| (&one.place, one.status)).collect();
        let graded = (&charge.offence, &charge.text, grades(charge), charge.status, &charge.band);
        format!("{graded:?} {grounds:?} {circumstances:?}")
    };
    Ok(charges.map(of).collect())
}

/// How what a meaning of silence stands for would be written; nothing where the file alone cannot say it.
fn written(vocabulary: &Vocabulary, fact: &FactType, meaning: &Meaning) -> Option<String> {
    let value = |settled: &Settled| match (settled, fact.kind) {
        (Settled::Option(index), FactKind::Truth) => Some((*index == 1).to_string()),
        (Settled::Option(index), FactKind::SetOf(_)) => {
            Some(format!("[\"{}\"]", vocabulary.value_names(fact.kind)[*index]))
        }
        (Settled::Option(index), _) => Some(format!("\"{}\"", vocabulary.value_names(fact.kind)[*index])),
        (Settled::Number(number), FactKind::Amount(unit)) => Some(decimal(*number, unit)),
        (Settled::Judged, _) => Some("2023-06-01".to_owned()),
        (Settled::Acted, _) => Some("2021-03-05".to_owned()),
        (Settled::As(other), _) if vocabulary.fact(*other).name == "items" => Some("700".to_owned()),
        _ => None,
    };
    match meaning {
        Meaning::Ask => Some("\"unknown\"".to_owned()),
        Meaning::AskAmong(options) => {
            let names = vocabulary.value_names(fact.kind);
            let names: Vec<String> = options.iter().map(|index| format!("\"{}\"", names[index])).collect();
            Some(format!("{{ one_of = [{}] }}", names.join(", ")))
        }
        Meaning::Default(settled)
        | Meaning::Presumed(settled, _)
        | Meaning::NotInIssue(settled)
        | Meaning::NotAsked(settled) => value(settled),
    }
}

#[test]
fn leaving_a_fact_out_is_writing_what_the_template_says() {
    let vocabulary = &engine(JUDGED).book.vocabulary;
    let (mut tried, mut wrong) = (0, Vec::new());
    let silent = outcome(&with(None, ""));
    for (scope, _) in Scope::ALL {
        for fact in vocabulary.facts.iter().filter(|fact| fact.is_written_in(scope)) {
            let stated = CASE.lines().any(|line| line.starts_with(&format!("{} = ", fact.name)));
            // What the case states is left out in both; `on` stands in place of `from` and `until`.
            if settled(scope, &fact.name).is_some() || stated || ["from", "until"].contains(&fact.name.as_str()) {
                continue;
            }
            let meanings = fact.silence.iter().filter_map(|(meaning, _)| written(vocabulary, fact, meaning));
            let lines: Vec<String> = meanings.map(|value| format!("{} = {value}", fact.name)).collect();
            let outcomes: Vec<_> = lines.iter().map(|line| outcome(&with(Some(scope), line))).collect();
            tried += usize::from(!lines.is_empty());
            if !lines.is_empty() && !outcomes.contains(&silent) {
                wrong.push(format!("{} {lines:?}: {outcomes:?}", scope.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 150, "{tried} facts");
}

#[test]
fn what_the_file_settles_is_what_the_template_says() {
    let silent = outcome(&with(None, ""));
    for line in ["items = 700", "persons = 650", "sets = 700", "cards = 700", "days = 20", "recipients = 2"] {
        assert_eq!(outcome(&with(Some(Scope::Act), line)), silent, "{line}");
        let name = line.split(' ').next().unwrap_or_default();
        assert!(settled(Scope::Act, name).is_some(), "{name}");
    }
    // Open would be otherwise.
    assert_ne!(outcome(&with(Some(Scope::Act), "items = \"unknown\"")), silent);
    for (scope, line) in
        [(Scope::Person, "elsewhere = false"), (Scope::Dataset, "counts = {}"), (Scope::Act, "after = [\"a2\"]")]
    {
        // An act after a later one is a contradiction; the days alone tell the order.
        let found = outcome(&with(Some(scope), line));
        assert_eq!(found == silent, !line.starts_with("after"), "{line}: {found:?}");
    }
}
