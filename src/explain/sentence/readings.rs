//! Readings that move the reference range and nothing else (仅影响量刑参考幅度的争点): of the guidance, and how it is reckoned.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sentencing, sentence};
use crate::case::facts::Value;
use crate::explain::About;
use crate::explain::findings::ChoiceFinding;
use crate::law::book;
use crate::law::condition::Options;
use crate::measure::Variable;
use crate::program::Offence;
use crate::sentence::term::Term;
use crate::settle::{GradeSet, Settled};

/// Tries every reading that a rule on the sentence asks about, but those that are known to move something else. What is
/// settled about grounds and grades stays as it is: no grade depends on rules on the sentence.
pub fn of_the_range(
    about: &About<'_>,
    settled: &Settled,
    (law, offence): (&book::Offence, &Offence),
    possible: GradeSet,
    now: &Sentencing,
    known: &BTreeSet<&str>,
) -> Vec<ChoiceFinding> {
    let asked = about.program.choices_of(&about.program.sentencing).into_iter();
    asked
        .filter(|choice| !known.contains(about.book.choice(*choice).name.as_str()))
        .filter_map(|choice| {
            let stands = about.assignment.choice(choice);
            let under = |option: usize| {
                if stands == Options::one(option) {
                    return range(now);
                }
                let assignment = about.assignment.with(&Variable::Choice(choice), Value::Options(Options::one(option)));
                range(
                    &sentence(&About { assignment: &assignment, ..*about }, settled, law, offence, possible).sentencing,
                )
            };
            let choice = about.book.choice(choice);
            let options = &choice.options;
            let ranges: BTreeMap<String, Option<Term>> =
                options.iter().enumerate().map(|(at, option)| (option.name.clone(), under(at))).collect();
            let now = stands.single().map(|option| options[option].name.clone());
            let differs = ranges.values().any(|one| Some(one) != ranges.values().next());
            differs.then(|| ChoiceFinding {
                name: choice.name.clone(),
                text: choice.text.clone(),
                option: now.unwrap_or_else(|| "open".to_owned()),
                grades: BTreeMap::new(),
                regrades: false,
                moves_sentence: false,
                moves: BTreeMap::new(),
                ranges,
                verification: options.iter().map(|one| (one.name.clone(), one.text.verification)).collect(),
                authority: choice.authorities(),
                convention: choice.convention.clone(),
            })
        })
        .collect()
}

/// The reference range over every grade still possible.
fn range(found: &Sentencing) -> Option<Term> {
    found.grades.iter().map(|grade| grade.reference).reduce(Term::hull)
}
