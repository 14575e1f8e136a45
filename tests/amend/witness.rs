//! The shipped proposals: each can be taken in, and every one is in order.

use gravamen::engine::embedded_proposals;
use gravamen::syntax::format;

use super::support::{laws, told};

#[test]
fn every_shipped_proposal_can_be_taken_in_and_is_formatted() {
    let (sources, laws) = laws(&[]);
    let known = laws.proposals(&sources);
    assert_eq!(known.len(), embedded_proposals().len());
    for (proposal, _) in &known {
        let amended = laws.with(&sources, &[&proposal.name], &[]).map_err(|wrong| told(&wrong, &sources));
        let amended = amended.unwrap_or_else(|wrong| panic!("{}: {wrong}", proposal.name));
        if let Err(wrong) = amended.book(&sources, super::support::TODAY) {
            panic!("{}: {}", proposal.name, told(&wrong, &sources));
        }
    }
    for file in embedded_proposals() {
        assert_eq!(format(&file.text).expect("a law file"), file.text, "{}", file.name);
    }
}
