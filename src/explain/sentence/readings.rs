//! Readings that move what is within reach, the reference range or probation, and nothing else (仅影响量刑的争点): of the guidance,
//! how it is reckoned, what mitigation leaves, and who must have the sentence suspended.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sentence, Sentencing, sentence};
use crate::case::facts::Value;
use crate::explain::About;
use crate::explain::findings::ChoiceFinding;
use crate::law::book;
use crate::law::condition::{ChoiceId, Options};
use crate::measure::Variable;
use crate::place::Place;
use crate::program::Offence;
use crate::sentence::term::Term;
use crate::settle::{GradeSet, Settled};
use crate::truth::Truth;

/// Tries every reading that a rule on the sentence asks about, but those that are known to move something else. What is
/// settled about grounds and grades stays as it is: no grade depends on rules on the sentence.
pub fn of_the_range(
    about: &About<'_>,
    settled: &Settled,
    (law, offence): (&book::Offence, &Offence),
    possible: GradeSet,
    now: &Sentence,
    known: &BTreeSet<&str>,
) -> Vec<ChoiceFinding> {
    let asked: Vec<ChoiceId> = about.program.choices_of(&about.program.sentencing).into_iter().collect();
    // With all of them open, one that is not read moves nothing.
    let any = |choice: &ChoiceId| {
        let options = about.program.choices[usize::from(choice.0)];
        (Variable::Choice(*choice), Value::Options(Options::first(options)))
    };
    let open = about.assignment.with_all(asked.iter().map(any));
    let read = about.cache.opened_after(&open, &about.program.sentencing);
    let is_read = |choice: ChoiceId| read.iter().any(|(variable, _)| *variable == Variable::Choice(choice));
    asked
        .into_iter()
        .filter(|choice| !known.contains(about.book.choice(*choice).name.as_str()) && is_read(*choice))
        .filter_map(|choice| {
            let stands = about.assignment.choice(choice);
            let under = |option: usize| {
                if stands == Options::one(option) {
                    return (range(&now.sentencing), now.reachable.clone(), probation(&now.sentencing));
                }
                let assignment = about.assignment.with(&Variable::Choice(choice), Value::Options(Options::one(option)));
                let then = sentence(&About { assignment: &assignment, ..*about }, settled, law, offence, possible);
                (range(&then.sentencing), then.reachable, probation(&then.sentencing))
            };
            let choice = about.book.choice(choice);
            let options = &choice.options;
            let each: Vec<_> = (0..options.len()).map(under).collect();
            let other = |(_, reachable, probation): &(_, _, _)| (reachable, probation) != (&each[0].1, &each[0].2);
            let moves_sentence = each.iter().any(other);
            let ranges: BTreeMap<String, Option<Term>> =
                options.iter().zip(&each).map(|(option, (range, ..))| (option.name.clone(), *range)).collect();
            let now = stands.single().map(|option| options[option].name.clone());
            let differs = ranges.values().any(|one| Some(one) != ranges.values().next());
            (differs || moves_sentence).then(|| ChoiceFinding {
                convention: choice.convention_of(now.as_deref()),
                name: choice.name.clone(),
                text: choice.text.clone(),
                option: now.unwrap_or_else(|| "open".to_owned()),
                grades: BTreeMap::new(),
                regrades: false,
                moves_sentence,
                moves: BTreeMap::new(),
                ranges,
                fines: BTreeMap::new(),
                verification: options.iter().map(|one| (one.name.clone(), one.text.verification)).collect(),
                authority: choice.authorities(),
            })
        })
        .collect()
}

/// How each rule on probation stands.
fn probation(found: &Sentencing) -> Vec<(Place, Truth)> {
    let reasons = found.probation.iter().flat_map(|probation| &probation.reasons);
    reasons.map(|reason| (reason.place.clone(), reason.status)).collect()
}

/// The reference range over every grade still possible.
fn range(found: &Sentencing) -> Option<Term> {
    found.grades.iter().map(|grade| grade.reference).reduce(Term::hull)
}
