//! The pictures of a result: each count as a flow from what is stated, with what came off, to those who received it.

use super::workbench::{Looked, Workbench};
use crate::case::facts::Case;
use crate::law::book::LawBook;
use crate::page::Scene;
use crate::place::Place;
use crate::render::plot;

impl Workbench {
    /// Draws the counts of a result.
    pub(super) fn draw(&mut self, scene: &Scene<'_>, name: &str, text: &str, looked: &mut Looked) {
        let words = scene.words;
        let cards = &mut looked.cards;
        // What cannot be read again was not found a moment ago.
        let _ = self.look(scene.language(), name, text, &[], |engine, reading, _| {
            for card in cards {
                let Some(person) = reading.case.person_named(&card.person) else { continue };
                for charge in &mut card.charges {
                    let rule = each_recipient(&engine.book, &charge.offence);
                    for ledger in &mut charge.ledger {
                        let to = recipients(&reading.case, person, &ledger.datasets);
                        ledger.picture = plot::count(ledger, rule.zip(Some(&to[..])), words).ok();
                    }
                }
            }
            Ok(())
        });
    }
}

/// The rule of an offence by which items count once for each recipient.
fn each_recipient<'b>(book: &'b LawBook, offence: &Place) -> Option<&'b Place> {
    let offence = book.offences.iter().find(|one| one.place == *offence)?;
    offence.counting.each_recipient.as_ref().map(|rule| &rule.place)
}

/// To whom a person's acts passed these bodies of information, as the file states them.
fn recipients(case: &Case, person: usize, datasets: &[String]) -> Vec<String> {
    let of = |act: &&crate::case::facts::Act| {
        act.by.contains(&person) && act.datasets.iter().any(|&at| datasets.contains(&case.datasets[at].id))
    };
    let mut names: Vec<String> = Vec::new();
    for one in case.acts.iter().filter(of).flat_map(|act| act.to.iter().flatten()) {
        let named = case.person_named(one).map(|at| case.persons[at].name.clone());
        let name = named.unwrap_or_else(|| one.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
