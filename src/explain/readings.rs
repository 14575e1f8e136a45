//! What a reading changes: the grade, or else grounds, circumstances, ways out and tracks.
//!
//! Which readings could change anything, and what each option makes possible, is found where everything is that could
//! ([`settle::changes`]); here it is put in words.

use std::collections::BTreeMap;

use super::collateral::Moved;
use super::findings::{ChoiceFinding, GradeName, Verification};
use super::{About, grade_names, sentence};
use crate::evaluate::{Outcome, Ranges};
use crate::law::book::{self, Choice};
use crate::measure::Variable;
use crate::place::Place;
use crate::program::{self, Ground, TruthId};
use crate::range::Range;
use crate::settle::{Change, Settled, Under, What};
use crate::truth::Truth;

/// What a reading does to a charge; nothing where it does nothing, or the change is of no reading.
pub(super) fn finding(
    about: &About<'_>,
    settled: &Settled,
    change: &Change,
    offence: usize,
    floor: Option<Range>,
) -> Option<ChoiceFinding> {
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
    let fines = fines(about, change, offence, choice, floor);
    let verification: BTreeMap<String, Verification> =
        choice.options.iter().map(|option| (option.name.clone(), option.text.verification)).collect();
    let option = about.assignment.choice(reading).single().map(|option| choice.options[option].name.clone());
    let convention = choice.convention_of(option.as_deref());
    (regrades || !moves.is_empty() || !fines.is_empty()).then(|| ChoiceFinding {
        name: choice.name.clone(),
        text: choice.text.clone(),
        option: option.unwrap_or_else(|| "open".to_owned()),
        grades,
        regrades,
        moves_sentence,
        moves,
        ranges: BTreeMap::new(),
        fines,
        verification,
        authority: choice.authorities(),
        convention,
    })
}

/// The fine that is usual under each option, where they differ.
fn fines(
    about: &About<'_>,
    change: &Change,
    offence: usize,
    choice: &Choice,
    floor: Option<Range>,
) -> BTreeMap<String, Option<Range>> {
    let moved = change.fines.iter().find(|fined| fined.offence == offence);
    let Some((law, moved)) = about.book.offences[offence].fine.as_ref().zip(moved) else { return BTreeMap::new() };
    let usual = moved.then.iter().map(|quantity| sentence::usual_of(law, *quantity, floor));
    let fines: BTreeMap<String, Option<Range>> =
        choice.options.iter().map(|option| option.name.clone()).zip(usual).collect();
    let differ = fines.values().any(|fine| Some(fine) != fines.values().next());
    if differ { fines } else { BTreeMap::new() }
}

/// What of a charge a reading may move beside its grade: grounds, circumstances, ways out, relations by which it falls,
/// violations with their levels and what moves their punishment.
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
    for (_, track, compiled) in tracks(about, offence) {
        watched.push((track.place.clone(), compiled.applies));
        let levels = track.levels.iter().zip(&compiled.levels);
        watched.extend(levels.map(|(level, compiled)| (level.place.clone(), compiled.status)));
        let reliefs = &about.book.collateral.reliefs;
        watched.extend(compiled.reliefs.iter().map(|relief| (reliefs[relief.law].place.clone(), relief.status)));
    }
    watched
}

/// The violations that are told with a charge, by position: those that give way to it, and those that stand beside any.
pub(super) fn tracks<'a>(
    about: &About<'a>,
    offence: usize,
) -> impl Iterator<Item = (usize, &'a book::Track, &'a program::Track)> {
    let place = &about.book.offences[offence].place;
    let all = about.book.collateral.tracks.iter().zip(&about.program.tracks).enumerate();
    all.map(|(at, (law, track))| (at, law, track))
        .filter(move |(_, law, track)| law.below.contains(place) || law.below.is_empty() && track.punishes())
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
