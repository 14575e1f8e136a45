//! Which readings change a result, and how: the grade, or else grounds, circumstances, ways out and tracks.
//!
//! Everything is evaluated once with all readings open. What is settled then is so under every reading, which is proof
//! that none of them matters to it; only the readings that were read on the way to something else are tried one by one.

use std::collections::BTreeMap;

use super::besides::Moved;
use super::findings::{ChoiceFinding, GradeName, Verification};
use super::{About, grade_names};
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{ChoiceId, Options};
use crate::measure::{Slot, World};
use crate::place::Place;
use crate::program::{Ground, TruthId};
use crate::settle::{self, Grades, Settled};
use crate::truth::Truth;

/// A reading with what each of its options makes possible, for each offence.
pub(super) struct Alternatives {
    choice: ChoiceId,
    under: Vec<Under>,
}

/// What an option makes possible.
struct Under {
    grades: Vec<Grades>,
    outcome: Outcome<Ranges>,
}

impl Alternatives {
    /// What this reading does to a charge; nothing where it does nothing.
    pub(super) fn finding(&self, about: &About<'_>, settled: &Settled, offence: usize) -> Option<ChoiceFinding> {
        let choice = about.book.choice(self.choice);
        let now = settled.grades[offence];
        let watched = watched(about, offence);
        let of_option = |under: &Under| moved(&watched, settled, &under.outcome);
        let options = || choice.options.iter().zip(&self.under);
        let moves: BTreeMap<String, Vec<Moved>> = options()
            .map(|(option, under)| (option.name.clone(), of_option(under)))
            .filter(|(_, moved)| !moved.is_empty())
            .collect();
        let circumstances = &about.book.offences[offence].circumstances;
        let of_circumstance = |moved: &Moved| circumstances.iter().any(|one| one.place == moved.place);
        let moves_sentence = moves.values().flatten().any(of_circumstance);
        let regrades = self.under.iter().any(|under| under.grades[offence] != now);
        let names = |under: &Under| grade_names(&about.book.offences[offence], under.grades[offence]);
        let grades: BTreeMap<String, Vec<GradeName>> =
            options().map(|(option, under)| (option.name.clone(), names(under))).collect();
        let verification: BTreeMap<String, Verification> =
            choice.options.iter().map(|option| (option.name.clone(), option.text.verification)).collect();
        let option = about.world.choice(self.choice).single().map(|option| choice.options[option].name.clone());
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
        })
    }
}

/// The readings of which another option alone would change something.
pub(super) fn that_matter(about: &About<'_>, settled: &Settled) -> Vec<Alternatives> {
    let open = |world: World, (position, options): (usize, &usize)| {
        let choice = Slot::Choice(ChoiceId(position as u16));
        world.with(&choice, Value::Options(Options::first(*options)))
    };
    let all_open = about.program.choices.iter().enumerate().fold(about.world.clone(), open);
    let (measures, outcome) = settle::evaluate(about.memory, &all_open);
    let widest = settle::grades_of(about.program, &outcome);
    let graded = widest.iter().zip(&settled.grades).all(|(widest, now)| widest == now && now.settled());
    let offences = 0..about.program.offences.len();
    let unmoved = |(_, id): &(Place, TruthId)| outcome.truth(*id) != Truth::Open;
    if graded && offences.into_iter().all(|offence| watched(about, offence).iter().all(unmoved)) {
        return Vec::new();
    }
    (measures.opened.iter())
        .filter_map(|(slot, _)| match slot {
            Slot::Choice(choice) => Some(*choice),
            Slot::Fact(..) | Slot::Judgement { .. } | Slot::Record { .. } => None,
        })
        .map(|choice| {
            let options = about.program.choices[choice.0 as usize];
            Alternatives { choice, under: (0..options).map(|option| under(about, settled, choice, option)).collect() }
        })
        .collect()
}

fn under(about: &About<'_>, settled: &Settled, choice: ChoiceId, option: usize) -> Under {
    if about.world.choice(choice) == Options::one(option) {
        return Under { grades: settled.grades.clone(), outcome: settled.outcome.clone() };
    }
    let world = about.world.with(&Slot::Choice(choice), Value::Options(Options::one(option)));
    let (_, outcome) = settle::evaluate(about.memory, &world);
    let at_most = settle::grades_of(about.program, &outcome);
    let grades = if at_most.iter().all(|grades| grades.settled()) || at_most == settled.grades {
        at_most
    } else {
        match settle::settle_beside(about.memory, &world) {
            (grades, true) => grades,
            // Not searched to its end: nothing is said rather than too much.
            (_, false) => settled.grades.clone(),
        }
    };
    Under { grades, outcome }
}

/// What of a charge a reading may move beside its grade: grounds, circumstances, ways out, levels of tracks.
fn watched(about: &About<'_>, offence: usize) -> Vec<(Place, TruthId)> {
    fn add(ground: &Ground, watched: &mut Vec<(Place, TruthId)>) {
        watched.push((ground.place.clone(), ground.status));
    }
    let (law, compiled) = (&about.book.offences[offence], &about.program.offences[offence]);
    let mut watched = Vec::new();
    compiled.grades.iter().flat_map(|grade| &grade.grounds).for_each(|ground| add(ground, &mut watched));
    let circumstances = law.circumstances.iter().map(|circumstance| &circumstance.place).zip(&compiled.circumstances);
    let exits = law.exits.iter().map(|exit| &exit.place).zip(&compiled.exits);
    watched.extend(circumstances.chain(exits).map(|(place, status)| (place.clone(), *status)));
    let below = about.book.besides.tracks.iter().zip(&about.program.tracks);
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
