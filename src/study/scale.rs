//! One scale for the outcomes of several laws: below every grade, the tracks below the criminal threshold, then the
//! grades by what they may bring.

use super::{Side, Verdict};
use crate::law::book::{Band, Months};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::program::Ground;

/// A step of the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The grade's stable name; `none` below every grade.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// Whether it is a grade of an offence.
    pub grade: bool,
    /// Greatest, then least term in months of any offence's grade of this name, by which levels are ordered.
    months: Months,
}

/// The levels, lowest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The levels; the first is below every grade.
    pub levels: Vec<Level>,
}

/// What one law makes of one person, on the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The lowest level still possible, by position.
    pub least: usize,
    /// The highest.
    pub most: usize,
    /// Whether both can really come about.
    pub exact: bool,
    /// The gravest charge, where some grade is possible.
    pub charge: Option<Charged>,
    /// Where the track stands that gives the level, where no grade is possible.
    pub track: Option<Place>,
}

/// The charge that gives a person's level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charged {
    /// The offence.
    pub offence: Place,
    /// Which text of it.
    pub text: Option<String>,
    /// The grounds that reach the grade, or may reach it.
    pub grounds: Vec<Place>,
    /// Every ground of the offence that surely holds, whatever grade it reaches.
    pub held: Vec<Place>,
    /// The band of the grade.
    pub band: Band,
}

impl Standing {
    /// The level, where only one is possible.
    pub fn level(&self) -> Option<usize> {
        (self.least == self.most).then_some(self.least)
    }
}

impl Scale {
    /// The scale that these laws share.
    pub fn of<'a>(sides: impl Iterator<Item = Side<'a>>) -> Self {
        let sides: Vec<Side<'a>> = sides.collect();
        let none = Label { zh: "不构成".to_owned(), en: "none".to_owned() };
        let mut levels = vec![Level { name: "none".to_owned(), label: none, grade: false, months: (0, 0) }];
        let tracks = sides.iter().flat_map(|side| &side.book.collateral.tracks).filter(|track| track.is_beside_crime());
        for track in tracks {
            if levels.iter().all(|level| level.name != track.name) {
                let label = sides
                    .iter()
                    .find_map(|side| track_label(side, &track.name))
                    .unwrap_or_else(|| Label { zh: track.name.clone(), en: track.name.clone() });
                levels.push(Level { name: track.name.clone(), label, grade: false, months: (0, 0) });
            }
        }
        for grade in sides.iter().flat_map(|side| &side.book.offences).flat_map(|offence| &offence.grades) {
            let (least, most) = grade.band.imprisonment.or(grade.band.detention).unwrap_or_default();
            match levels.iter_mut().find(|level| level.name == grade.name) {
                Some(level) => level.months = level.months.max((most, least)),
                None => {
                    let (name, label) = (grade.name.clone(), grade.label.clone());
                    levels.push(Level { name, label, grade: true, months: (most, least) });
                }
            }
        }
        levels[1..].sort_by_key(|level| level.months);
        Self { levels }
    }

    /// The level of this name; the lowest, where there is none.
    pub(super) fn level(&self, name: &str) -> usize {
        self.levels.iter().position(|level| level.name == name).unwrap_or_default()
    }

    /// Where a verdict on a natural person or a unit stands, by the gravest of its charges; of one offence only, where
    /// one is named.
    pub fn standing(&self, side: &Side<'_>, verdict: &Verdict, of: Option<&Place>, unit: bool) -> Standing {
        let mut standing = Standing { least: 0, most: 0, exact: verdict.exact, charge: None, track: None };
        let mut gravest = None;
        for (position, offence) in side.book.offences.iter().enumerate() {
            if of.is_some_and(|of| *of != offence.place) {
                continue;
            }
            let grades = verdict.grades[position];
            let possible = || (0..offence.grades.len()).filter(|&grade| grades.has(grade));
            let level = |grade: usize| self.level(&offence.grades[grade].name);
            let highest = possible().map(|grade| (level(grade), grade)).max();
            let lowest = if grades.none() { 0 } else { possible().map(level).min().unwrap_or(0) };
            standing.least = standing.least.max(lowest);
            if let Some((level, grade)) = highest.filter(|(level, _)| *level > standing.most) {
                standing.most = level;
                gravest = Some((position, grade));
            }
        }
        standing.charge = gravest.map(|(offence, grade)| charged(side, verdict, (offence, grade), unit));
        standing
    }

    /// Lifts a standing to the tracks that surely apply where there may be no grade.
    pub(super) fn below(&self, standing: &mut Standing, side: &Side<'_>, below: &[bool], of: Option<&Place>) {
        let tracks = side.book.collateral.tracks.iter().zip(below).filter(|(_, below)| **below);
        let tracks = tracks
            .map(|(track, _)| track)
            .filter(|track| of.is_none_or(|of| track.below.is_empty() || track.below.contains(of)));
        // One that says what it brings before one that only points on.
        let (says, points): (Vec<_>, Vec<_>) = tracks.partition(|track| !track.levels.is_empty());
        for track in says.into_iter().chain(points) {
            let level = self.level(&track.name);
            standing.least = standing.least.max(level);
            if standing.most < level {
                standing.most = level;
                standing.track = Some(track.place.clone());
            }
        }
    }
}

/// What the vocabulary calls a track.
fn track_label(side: &Side<'_>, name: &str) -> Option<Label> {
    let vocabulary = &side.book.vocabulary;
    let kinds = vocabulary.kinds(vocabulary.kinds_named("track")?);
    kinds.index(name).map(|at| kinds.values[at].1.clone())
}

fn charged(side: &Side<'_>, verdict: &Verdict, (offence, grade): (usize, usize), unit: bool) -> Charged {
    let law = &side.book.offences[offence];
    let truth = |ground: &Ground| verdict.outcome.truth(ground.status);
    let grounds = &side.program.offences[offence].grades[grade].grounds;
    let surely: Vec<Place> =
        grounds.iter().filter(|ground| truth(ground).certain()).map(|ground| ground.place.clone()).collect();
    let may = || grounds.iter().filter(|ground| truth(ground).possible()).map(|ground| ground.place.clone());
    let all = side.program.offences[offence].grades.iter().flat_map(|grade| &grade.grounds);
    let held = all.filter(|ground| truth(ground).certain()).map(|ground| ground.place.clone()).collect();
    Charged {
        held,
        offence: law.place.clone(),
        text: law.version.clone(),
        grounds: if surely.is_empty() { may().collect() } else { surely },
        band: law.band(grade, unit),
    }
}
