//! What a reading changes: the grade, or else grounds, circumstances, ways out and tracks.
//!
//! Which readings could change anything, and what each option makes possible, is found where everything is that could
//! ([`settle::changes`]); here it is put in words.

use std::collections::BTreeMap;

use super::collateral::Moved;
use super::findings::{ChoiceFinding, GradeName, Verification};
use super::{About, grade_names};
use crate::evaluate::{Outcome, Ranges};
use crate::measure::Variable;
use crate::place::Place;
use crate::program::{Ground, TruthId};
use crate::settle::{Change, Settled, Under, What};
use crate::truth::Truth;

/// What a reading does to a charge; nothing where it does nothing, or the change is of no reading.
pub(super) fn finding(about: &About<'_>, settled: &Settled, change: &Change, offence: usize) -> Option<ChoiceFinding> {
    let What::Variable(Variable::Choice(reading)) = change.what else { return None };
    let choice = about.book.choice(reading);
    let now = settled.grades[offence];
    let watched = watched(about, offence);
    let of_option = |under: &Under| moved(&watched, settled, &under.outcome);
    let options = || choice.options.iter().zip(&change.under);
    let moves: BTreeMap<String, Vec<Moved>> = options()
        .map(|(option, under)| (option.name.clone(), of_option(under)))
        .filter(|(_, moved)| !moved.is_empty())
        .collect();
    let circumstances = &about.book.offences[offence].circumstances;
    let of_circumstance = |moved: &Moved| circumstances.iter().any(|one| one.place == moved.place);
    let moves_sentence = moves.values().flatten().any(of_circumstance);
    let regrades = change.under.iter().any(|under| under.grades[offence] != now);
    let names = |under: &Under| grade_names(&about.book.offences[offence], under.grades[offence]);
    let grades: BTreeMap<String, Vec<GradeName>> =
        options().map(|(option, under)| (option.name.clone(), names(under))).collect();
    let verification: BTreeMap<String, Verification> =
        choice.options.iter().map(|option| (option.name.clone(), option.text.verification)).collect();
    let option = about.assignment.choice(reading).single().map(|option| choice.options[option].name.clone());
    (regrades || !moves.is_empty()).then(|| ChoiceFinding {
        name: choice.name.clone(),
        text: choice.text.clone(),
        option: option.unwrap_or_else(|| "open".to_owned()),
        grades,
        regrades,
        moves_sentence,
        moves,
        ranges: BTreeMap::new(),
        verification,
        authority: choice.authorities(),
        convention: choice.convention.clone(),
    })
}

/// What of a charge a reading may move beside its grade: grounds, circumstances, ways out, relations by which it falls,
/// levels of tracks.
pub(super) fn watched(about: &About<'_>, offence: usize) -> Vec<(Place, TruthId)> {
    fn add(ground: &Ground, watched: &mut Vec<(Place, TruthId)>) {
        watched.push((ground.place.clone(), ground.status));
    }
    let (law, compiled) = (&about.book.offences[offence], &about.program.offences[offence]);
    let mut watched = Vec::new();
    compiled.grades.iter().flat_map(|grade| &grade.grounds).for_each(|ground| add(ground, &mut watched));
    let circumstances = law.circumstances.iter().map(|circumstance| &circumstance.place).zip(&compiled.circumstances);
    let exits = law.exits.iter().map(|exit| &exit.place).zip(&compiled.exits);
    watched.extend(circumstances.chain(exits).map(|(place, status)| (place.clone(), *status)));
    for relation in &about.program.relations {
        let both = [(relation.offences.0, relation.falls.0), (relation.offences.1, relation.falls.1)];
        let falls = both.into_iter().filter(|(of, _)| *of == offence);
        watched.extend(falls.map(|(_, falls)| (about.book.relations[relation.law].place.clone(), falls)));
    }
    let below = about.book.collateral.tracks.iter().zip(&about.program.tracks);
    for (track, compiled) in below.filter(|(track, _)| track.below.contains(&law.place)) {
        watched.push((track.place.clone(), compiled.applies));
        let levels = track.levels.iter().zip(&compiled.levels);
        watched.extend(levels.map(|(level, compiled)| (level.place.clone(), compiled.status)));
    }
    watched
}

/// What surely stands otherwise. What one evaluation leaves open may be settled by a search, so it is not told.
fn moved(watched: &[(Place, TruthId)], settled: &Settled, then: &Outcome<Ranges>) -> Vec<Moved> {
    let mut moved: Vec<Moved> = Vec::new();
    for (place, id) in watched {
        let (now, then) = (settled.outcome.truth(*id), then.truth(*id));
        let one = Moved { place: place.clone(), now, then };
        if then != Truth::Open && now != then && !moved.contains(&one) {
            moved.push(one);
        }
    }
    moved
}
