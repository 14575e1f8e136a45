//! What could change the result of a charge, in words: of what kind, what, and what it would decide.

use super::collateral::ExitFinding;
use super::findings::{Charge, CouldChange, GradeName, MayChange, OfSentence};
use super::{About, grade_names, label, readings, relied, sentence, tracks, unique};
use crate::case::facts::Entity;
use crate::law::vocabulary::Label;
use crate::measure::Variable;
use crate::place::Place;
use crate::program::TruthId;
use crate::range::Range;
use crate::settle::{Change, Changes, GradeSet, Measure, Settled, What};
use crate::truth::Truth;

/// Everything that could change the result of a charge, of which no fine is below the floor.
pub(super) fn could_change(
    about: &About<'_>,
    settled: &Settled,
    changes: &Changes,
    position: usize,
    floor: Option<Range>,
) -> CouldChange {
    let law = &about.book.offences[position];
    let mut known = settled.grades[position];
    let mut each: Vec<MayChange> = Vec::new();
    for change in &changes.each {
        known.0 |= change.grades[position].0;
        let decides = decides(about, change, position, floor);
        if decides.is_empty() {
            continue;
        }
        let (what, name) = named(about, change);
        let regrades = change.offences.contains(&position);
        let grades = if regrades { grade_names(law, change.grades[position]) } else { Vec::new() };
        let moves = of_sentence(about, change, position, floor).into_iter().map(|(part, _)| part).collect();
        let with = change.with.iter().map(|variable| variable_named(about, variable)).collect();
        let found = MayChange { kind: change.kind, what, label: name, grades, decides, moves, with };
        match each.iter_mut().find(|one| (one.kind, &one.what) == (found.kind, &found.what)) {
            Some(one) => one.include(found),
            None => each.push(found),
        }
    }
    let together = changes.together[position];
    let more = together.0 & !known.0 != 0;
    let together: Vec<GradeName> = if more { grade_names(law, together) } else { Vec::new() };
    let decides = places(about, &changes.truths, position, false);
    let among = changes.joint.iter().filter(|joint| {
        let beside = !places(about, &joint.truths, position, false).is_empty();
        more && joint.offences.contains(&position) || !decides.is_empty() && beside
    });
    let among = among.map(|joint| variable_named(about, &joint.variable)).collect();
    CouldChange { each, together, decides, among, reachable: None, searched: changes.searched }
}

/// The grades of an offence that are possible, or that a fact of a party would make possible.
pub(super) fn with_parties(settled: &Settled, changes: &Changes, position: usize) -> GradeSet {
    let of_parties =
        changes.each.iter().filter(|change| change.kind.is_a_partys() && change.offences.contains(&position));
    GradeSet(of_parties.fold(settled.grades[position].0, |all, change| all | change.grades[position].0))
}

/// What something decides of a charge, or moves: its grade, grounds, circumstances, ways out, relations, tracks, and rules
/// on the sentence.
pub(super) fn decides(about: &About<'_>, change: &Change, position: usize, floor: Option<Range>) -> Vec<Place> {
    let law = &about.book.offences[position];
    let mut decides = if change.offences.contains(&position) { vec![law.place.clone()] } else { Vec::new() };
    decides.extend(places(about, &change.truths, position, change.under.is_empty()));
    decides.extend(of_the_sentence(about, change, position, floor));
    decides.extend(punishments(about, change, position));
    if change.barred.contains(&position) {
        let limits = about.program.offences[position].limits.iter();
        decides.extend(limits.map(|limit| about.book.collateral.periods[limit.period].place.clone()));
    }
    unique(decides)
}

/// The rules on the sentence of a charge that something moves or settles; of one that only puts a circumstance in figures,
/// the circumstance says it.
pub(super) fn of_the_sentence(about: &About<'_>, change: &Change, position: usize, floor: Option<Range>) -> Vec<Place> {
    let rules = &about.book.offences[position].sentencing;
    let of_charge = change.sentencing.iter().filter(|(offence, _)| *offence == position).map(|(_, rule)| &rules[*rule]);
    let rules = of_charge.filter(|rule| rule.circumstances.is_empty()).map(|rule| rule.place.clone());
    rules.chain(of_sentence(about, change, position, floor).into_iter().map(|(_, place)| place)).collect()
}

/// The band and the fine, where something moves them though the grade may stay; and where they stand.
fn of_sentence(about: &About<'_>, change: &Change, position: usize, floor: Option<Range>) -> Vec<(OfSentence, Place)> {
    let law = &about.book.offences[position];
    let band = law.unit_band.as_ref().filter(|_| change.bands.contains(&position));
    let band = band.map(|(place, _)| (OfSentence::Band, place.clone()));
    let fine = law.fine.as_ref().filter(|fine| {
        let usual = |quantity: &Range| sentence::usual_of(fine, *quantity, floor);
        let of_charge = change.fines.iter().filter(|fined| fined.offence == position);
        of_charge.into_iter().any(|fined| fined.then.iter().any(|then| usual(then) != usual(&fined.now)))
    });
    band.into_iter().chain(fine.map(|fine| (OfSentence::Fine, fine.place.clone()))).collect()
}

/// The violations told with a charge of which something moves a level: whether it is there, its fine, the gains taken.
fn punishments(about: &About<'_>, change: &Change, position: usize) -> Vec<Place> {
    let tracks: Vec<_> = readings::tracks(about, position).collect();
    let told = change.punishments.iter().filter_map(|moved| {
        let (_, law, _) = tracks.iter().find(|(at, ..)| *at == moved.track)?;
        let level = &law.levels[moved.level];
        let comes_to = |measure: &Measure| tracks::comes_to(level, measure.fine, measure.gains);
        let other = |then: &Measure| {
            then.status != moved.now.status && then.status != Truth::Open || comes_to(then) != comes_to(&moved.now)
        };
        moved.then.iter().any(other).then(|| law.place.clone())
    });
    told.collect()
}

/// Where these truths stand, of a charge; grounds only where they are asked for.
fn places(about: &About<'_>, truths: &[TruthId], position: usize, grounds: bool) -> Vec<Place> {
    let watched = readings::watched(about, position);
    let grades = &about.program.offences[position].grades;
    let of_grounds: Vec<TruthId> = grades.iter().flat_map(|grade| &grade.grounds).map(|ground| ground.status).collect();
    let told = watched.into_iter().filter(|(_, id)| truths.contains(id) && (grounds || !of_grounds.contains(id)));
    told.map(|(place, _)| place).collect()
}

/// What a change is of, by its path, and its name.
pub(super) fn named(about: &About<'_>, change: &Change) -> (String, Label) {
    match &change.what {
        What::Variable(variable) => variable_named(about, variable),
        What::Acts(acts) => {
            let paths: Vec<String> = acts.iter().map(|act| about.case.entity_path(Entity::Act(*act))).collect();
            (paths.join("+"), label("已过追诉时效而仍计入的行为", "acts out of time that are still counted"))
        }
    }
}

fn variable_named(about: &About<'_>, variable: &Variable) -> (String, Label) {
    match variable {
        Variable::Choice(choice) => {
            let choice = about.book.choice(*choice);
            (choice.name.clone(), choice.text.label.clone())
        }
        fact => relied::variable_name(about, fact),
    }
}

impl CouldChange {
    /// The same without what comes to nothing.
    pub(super) fn without(mut self, idle: &[Place]) -> Self {
        self.each.iter_mut().for_each(|one| one.decides.retain(|place| !idle.contains(place)));
        self.each.retain(|one| !one.decides.is_empty());
        self.decides.retain(|place| !idle.contains(place));
        self
    }
}

impl MayChange {
    /// Adds what the same thing, read otherwise, decides too.
    fn include(&mut self, other: Self) {
        self.decides = unique([self.decides.as_slice(), &other.decides].concat());
        if self.grades.is_empty() {
            self.grades = other.grades;
        }
        self.moves.extend(other.moves.into_iter().filter(|part| !self.moves.contains(part)).collect::<Vec<_>>());
        self.with.extend(other.with.into_iter().filter(|one| !self.with.contains(one)).collect::<Vec<_>>());
    }

    /// Whether it is a fact in doubt: disputed, alleged, or assumed though a party would contest it.
    pub fn is_doubted(&self) -> bool {
        self.kind.is_doubt()
    }
}

impl CouldChange {
    /// The stable names of what could change the result; several things that do so only together go by `together`.
    pub fn names(&self) -> Vec<&str> {
        let together = !self.together.is_empty() || !self.decides.is_empty();
        self.each.iter().map(|one| one.what.as_str()).chain(together.then_some("together")).collect()
    }

    /// Whether a fact that a party disputes or alleges moves the grade.
    pub fn regraded_by_a_party(&self) -> bool {
        self.each.iter().any(|one| one.kind.is_a_partys() && !one.grades.is_empty())
    }

    /// Whether a fact that a party disputes or alleges makes a grade of this name possible.
    pub fn reached_by_a_party(&self, grade: &str) -> bool {
        let named = |one: &MayChange| one.grades.iter().any(|possible| possible.name == grade);
        self.each.iter().any(|one| one.kind.is_a_partys() && named(one))
    }

    /// Whether a fact that a party disputes or alleges decides what stands at a place.
    pub fn a_party_decides(&self, place: &Place) -> bool {
        self.each.iter().any(|one| one.kind.is_a_partys() && one.decides.contains(place))
    }

    /// Whether a fact that a party disputes or alleges makes some grade possible.
    pub fn charged_by_a_party(&self) -> bool {
        let grades = self.each.iter().filter(|one| one.kind.is_a_partys()).flat_map(|one| &one.grades);
        grades.into_iter().any(|grade| grade.name != GradeName::NONE)
    }

    /// Whether nothing could change the result, and that is shown.
    pub fn nothing(&self) -> bool {
        self.searched && self.each.is_empty() && self.together.is_empty() && self.decides.is_empty()
    }
}

impl Charge {
    /// The way out that surely ends the charge: one that is open and must be taken. No sentence is imposed then.
    pub fn ended(&self) -> Option<&ExitFinding> {
        self.exits.iter().find(|exit| exit.shall && exit.status.certain())
    }

    /// Whether nothing could change the result, the sentence included: no reading moves what is within reach, or probation.
    pub fn nothing_could_change(&self) -> bool {
        let mut readings = self.choices_that_matter.iter().chain(&self.choices_beside);
        self.could_change.nothing() && !readings.any(|reading| reading.moves_sentence)
    }
}
