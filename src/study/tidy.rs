//! One line for each accused, law and offence (整洁数据): what a statistics program takes, in the same words whatever the
//! data hold.

use num_traits::Zero;

use super::{Side, Verdict, below, concerned, judged, timely};
use crate::case::facts::Case;
pub use crate::case::facts::{Sentence, Spread};
use crate::evaluate::Outcome;
use crate::evaluate::Ranges;
use crate::law::book::Band;
use crate::measure::{Cache, is_unit};
use crate::place::Place;
use crate::program::{Ground, Program};
use crate::quantity::Ratio;
use crate::range::Number;
use crate::truth::Truth;

/// What one law makes of one accused, for one offence.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The offence; nothing where the conduct of none is there.
    pub offence: Option<Place>,
    /// Which text of it.
    pub text: Option<String>,
    /// Established when some grade is reached whatever is open; open when none is possible too.
    pub status: Truth,
    /// The lowest grade still possible: 0 for none, 1 for the lowest of the offence …
    pub least: usize,
    /// The highest.
    pub most: usize,
    /// The names of the grades of the offence, lowest first, after `none`.
    pub names: Vec<String>,
    /// Whether both can really come about.
    pub exact: bool,
    /// The ground that decides: the one that reaches furthest of the highest grade possible; below every grade the one
    /// that comes nearest.
    pub ground: Option<Place>,
    /// Every ground of the offence, with its grade.
    pub grounds: Vec<GroundLine>,
    /// The statute's band of the grade; below every grade, and where the grade is open, nothing.
    pub band: Option<Band>,
    /// The track below the criminal threshold that surely applies.
    pub track: Option<Place>,
}

/// A ground of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundLine {
    /// Where it stands.
    pub place: Place,
    /// The grade it reaches: 1 for the lowest.
    pub grade: usize,
    /// Whether it is established.
    pub status: Truth,
    /// Its degree, from and to; no upper end where there is none. Nothing for a ground without a quantity.
    pub degree: Option<(Ratio, Option<Ratio>)>,
}

impl Line {
    /// The grade, where only one is possible.
    pub fn grade(&self) -> Option<usize> {
        (self.least == self.most).then_some(self.least)
    }

    /// The degree of the ground that decides.
    pub fn degree(&self) -> Option<(Ratio, Option<Ratio>)> {
        let place = self.ground.as_ref()?;
        self.grounds.iter().find(|ground| ground.place == *place)?.degree
    }
}

/// The lines of one accused under a law; of one offence only, where one is named, and then there is always one.
pub fn lines(case: &Case, side: &Side<'_>, person: usize, of: Option<&Place>) -> Vec<Line> {
    let cache = Cache::brief(case, side.program, person, side.assignment);
    let program = concerned(&cache, side.assignment);
    let (cache, side) = (cache.reduced_to(&program), &Side { program: &program, ..*side });
    let verdict = judged(&cache, side.assignment);
    let unit = is_unit(case, &side.book.vocabulary, side.assignment, person).certain();
    lines_of(side, &verdict, of, unit, || timely(&cache, side))
}

/// The lines that a verdict on a natural person or a unit comes to; which tracks are in time is asked where it matters.
pub(super) fn lines_of(
    side: &Side<'_>,
    verdict: &Verdict,
    of: Option<&Place>,
    unit: bool,
    timely: impl FnOnce() -> Vec<bool>,
) -> Vec<Line> {
    let track = track(side, verdict, of, timely);
    let asked = |at: usize| of.is_none_or(|of| side.book.offences[at].place == *of);
    let there = |at: usize| verdict.outcome.truth(side.program.offences[at].present).possible();
    let found = (0..side.book.offences.len()).filter(|&at| asked(at) && there(at));
    let mut lines: Vec<Line> = found.map(|at| line(side, verdict, at, unit)).collect();
    if lines.is_empty() {
        lines.push(nothing(of));
    }
    lines.iter_mut().filter(|line| line.least == 0).for_each(|line| line.track.clone_from(&track));
    lines
}

/// Of an offence whose conduct is not there.
fn nothing(of: Option<&Place>) -> Line {
    Line {
        offence: of.cloned(),
        text: None,
        status: Truth::Excluded,
        least: 0,
        most: 0,
        names: vec![NONE.to_owned()],
        exact: true,
        ground: None,
        grounds: Vec::new(),
        band: None,
        track: None,
    }
}

/// The name of what lies below every grade.
const NONE: &str = "none";

fn track(side: &Side<'_>, verdict: &Verdict, of: Option<&Place>, timely: impl FnOnce() -> Vec<bool>) -> Option<Place> {
    let applies = below(side, &verdict.grades, timely);
    let tracks = side.book.collateral.tracks.iter().zip(applies).filter(|(_, applies)| *applies);
    let mut tracks = tracks.map(|(track, _)| track).filter(|track| of.is_none_or(|of| track.below.contains(of)));
    // One that says what it brings before one that only points on.
    let first = tracks.clone().find(|track| !track.levels.is_empty());
    first.or_else(|| tracks.next()).map(|track| track.place.clone())
}

fn line(side: &Side<'_>, verdict: &Verdict, at: usize, unit: bool) -> Line {
    let (law, offence, grades) = (&side.book.offences[at], &side.program.offences[at], verdict.grades[at]);
    let possible = || (0..law.grades.len()).filter(|&grade| grades.has(grade));
    let most = possible().next_back().map_or(0, |grade| grade + 1);
    let least = if grades.none() { 0 } else { possible().next().map_or(0, |grade| grade + 1) };
    let of_grade = |(grade, of): (usize, &crate::program::Grade)| {
        let ground = |ground: &Ground| ground_line(side.program, &verdict.outcome, ground, grade + 1);
        of.grounds.iter().map(ground).collect::<Vec<_>>()
    };
    let grounds: Vec<GroundLine> = offence.grades.iter().enumerate().flat_map(of_grade).collect();
    let names = law.grades.iter().map(|grade| grade.name.clone());
    Line {
        offence: Some(law.place.clone()),
        text: law.version.clone(),
        status: match (grades.none(), most) {
            (false, _) => Truth::Established,
            (true, 0) => Truth::Excluded,
            (true, _) => Truth::Open,
        },
        least,
        most,
        names: [NONE.to_owned()].into_iter().chain(names).collect(),
        exact: verdict.exact,
        ground: deciding(&grounds, most).map(|ground| ground.place.clone()),
        grounds,
        band: (least == most && most > 0).then(|| law.band(most - 1, unit)),
        track: None,
    }
}

fn ground_line(program: &Program, outcome: &Outcome<Ranges>, ground: &Ground, grade: usize) -> GroundLine {
    let degree = ground.degree.map(|degree| outcome.number(degree));
    let ratio = |number: Number| Ratio::new(number, program.denominator);
    let degree = degree.map(|range| (ratio(range.min), (!range.is_unbounded()).then(|| ratio(range.max))));
    GroundLine { place: ground.place.clone(), grade, status: outcome.truth(ground.status), degree }
}

/// The ground that decides the highest grade possible, or comes nearest to the lowest.
fn deciding(grounds: &[GroundLine], most: usize) -> Option<&GroundLine> {
    let reach = |ground: &GroundLine| ground.degree.map_or(Ratio::from_integer(0), |(least, _)| least);
    let may = grounds.iter().filter(|ground| ground.may_decide(most));
    furthest(may.map(|ground| (ground, reach(ground))), most, |ground| ground.status)
}

impl GroundLine {
    /// Whether it may be what decides the highest grade possible, or comes nearest to the lowest.
    pub fn may_decide(&self, most: usize) -> bool {
        self.grade == most.max(1) && (most == 0 || self.status.possible())
    }
}

/// Of the grounds that may decide, the one that reaches furthest; below every grade one that reaches something. The first of
/// those that reach equally far.
pub fn furthest<G, Reach: Ord + Zero>(
    grounds: impl DoubleEndedIterator<Item = (G, Reach)>,
    most: usize,
    status: impl Fn(&G) -> Truth,
) -> Option<G> {
    let counts = |(_, reach): &(G, Reach)| most > 0 || *reach > Reach::zero();
    let found = grounds.rev().filter(counts);
    let furthest = found.max_by(|(one, reach), (other, further)| (status(one), reach).cmp(&(status(other), further)));
    furthest.map(|(ground, _)| ground)
}
