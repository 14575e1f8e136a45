//! The shipped proposals: each can be taken in, is in order, and does to its witnesses what it says.

use gravamen::engine::{check_proposal, embedded_proposals, embedded_witnesses};
use gravamen::syntax::format;

use super::support::{laws, told};

#[test]
fn every_shipped_proposal_does_to_its_witnesses_what_it_says() {
    let (sources, laws) = laws(&[]);
    let known = laws.proposals(&sources);
    assert_eq!(known.len(), embedded_proposals().len());
    let mut witnesses = 0;
    for (proposal, _) in &known {
        let checked = check_proposal(&laws, &sources, &proposal.name, &[]);
        let checked = checked.unwrap_or_else(|wrong| panic!("{}: {}", proposal.name, told(&wrong, &sources)));
        let errors: Vec<_> = checked.diagnostics.iter().filter(|one| one.is_error()).cloned().collect();
        assert_eq!(told(&errors, &sources), "", "{}", proposal.name);
        assert_eq!(checked.held, checked.witnesses, "{}", proposal.name);
        witnesses += checked.witnesses;
    }
    assert!(witnesses >= 80, "{witnesses} witnesses");
}

#[test]
fn every_shipped_proposal_is_formatted() {
    for file in embedded_proposals() {
        assert_eq!(format(&file.text).expect("a law file"), file.text, "{}", file.name);
    }
}

#[test]
fn every_witness_case_is_called_as_its_file() {
    for file in embedded_witnesses() {
        assert!(file.text.contains(&format!("id = \"{}\"", file.name)), "{}", file.name);
    }
}

#[test]
fn what_was_enacted_is_a_layer_of_its_time() {
    let tracks = |name: &str| -> Vec<(String, gravamen::truth::Truth)> {
        let file = embedded_witnesses().into_iter().find(|file| file.name == name).expect("the witness");
        let (mut sources, laws) = laws(&[]);
        let (book, _) = laws.book(&sources, jiff::civil::date(2026, 3, 1)).expect("a book");
        let engine = gravamen::engine::Engine::new(book).expect("a law that compiles");
        let source = sources.add(file.name, file.text);
        let read = gravamen::case::read(&mut sources, source, &engine.book.vocabulary, &[]).expect("a case");
        let analysis = engine.analyse(&read.case, &gravamen::engine::Settings::default()).expect("an analysis");
        let person = &analysis.persons[0];
        assert!(person.charges.iter().all(|charge| charge.grade.as_ref().is_none_or(|grade| grade.name == "none")));
        person.tracks.iter().map(|track| (track.rule.place.to_string(), track.status)).collect()
    };
    let established = |name: &str| -> Vec<String> {
        let sure = tracks(name).into_iter().filter(|(_, status)| status.certain());
        sure.map(|(place, _)| place).collect()
    };
    // R25: the same sale eleven days before and five days after the new year.
    assert_eq!(established("w34"), ["csl/64.2", "pipl/66"], "an individual is a handler too (PIPL 73(1))");
    assert_eq!(established("w34b"), ["csl/71.2", "pipl/66", "psapl/56.1"]);
    // R26: a public-interest action where there is no crime.
    assert!(established("w35").contains(&"pipl/70".to_owned()), "{:?}", tracks("w35"));
}
