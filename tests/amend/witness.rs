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
