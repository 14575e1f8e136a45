//! Many accused at once whose cases are alike but for some numbers: what a law makes of each of them.
//!
//! The program is walked once over everything the numbers can be. That settles most steps; what is left of them is
//! walked over columns of the numbers, by the same walk. Where a result may rest on something open too, the cases are not
//! taken together, and each is left to the exact search.

use std::sync::Arc;

use super::tidy::{Line, lines_of};
use super::{Side, Verdict, concerned};
use crate::case::certainty::At;
use crate::case::facts::Case;
use crate::evaluate::{self, Columns, LANES, Lanes, Outcome, Ranges};
use crate::measure::{Cache, Varied, Weighted, is_unit};
use crate::place::Place;
use crate::program::{Before, Ground, Input, NumberId, Program, Residual, Standing, TruthId};
use crate::range::{Number, Range};
use crate::settle;
use crate::truth::Truth;

/// The least and the most that a number can be to be taken with others: above nothing, since nothing is told apart, and
/// below a thousand million, so that their degrees stay within 64 bits.
pub const WITHIN: Range = Range { min: 1, max: 999_999_999 };

/// How many truths may vary: as many as their pattern has bits.
const MOST_TRUTHS: usize = u128::BITS as usize;

/// What a law makes of one accused of cases that are alike.
#[derive(Debug)]
pub struct Alike {
    program: Arc<Program>,
    /// Of what lines are made of, what is the same in all of them.
    told: Vec<(TruthId, Truth)>,
    counted: Vec<(NumberId, Range)>,
    /// The tracks that surely are in time.
    timely: Vec<bool>,
    unit: bool,
    /// How many numbers each accused has.
    width: usize,
    residual: Residual,
    /// For each amount that comes in, what it is made of.
    inputs: Vec<Weighted>,
    /// The truths that are wanted.
    truths: Vec<TruthId>,
    /// The degrees that are wanted, with whose they are.
    degrees: Vec<Degree>,
}

/// A degree: of a ground of a text of an offence.
#[derive(Clone, Debug)]
struct Degree {
    offence: usize,
    ground: Place,
    number: NumberId,
}

/// A block of accused, walked.
pub struct Walked<'a> {
    alike: &'a Alike,
    outcome: Outcome<Columns>,
}

/// Which of the truths that are wanted are established: one bit for each.
pub type Pattern = u128;

impl Alike {
    /// What a law makes of an accused of every case that is like this one but for these numbers. Nothing where that is
    /// not the same sum of them in all, or rests on something open.
    pub fn of(case: &Case, side: &Side<'_>, person: usize, numbers: &[At], of: Option<&Place>) -> Option<Self> {
        let assignment = side.assignment;
        let varied = Varied::new(case, side.program, (person, assignment), numbers, WITHIN)?;
        let widest = varied.widest();
        let cache = Cache::brief(&widest, side.program, person, assignment);
        let program = concerned(&cache, assignment);
        let all = cache.reduced_to(&program).measure(assignment);
        let varied = varied.reduced_to(&program);
        let common = varied.common(all)?;
        let mut outcome = Outcome::<Ranges>::default();
        evaluate::walk::<Ranges>(&program.steps, &common.all.truths, &common.all.numbers, &mut outcome);
        let standing = Standing::of(
            &program.steps,
            (&common.truths, &common.amounts),
            (
                |id| match outcome.truth(id) {
                    Truth::Established => Some(true),
                    Truth::Excluded => Some(false),
                    Truth::Open => None,
                },
                |id| outcome.number(id).settled(),
            ),
        );
        let (truths, wanted) = wanted(side, &program, &outcome, of);
        let fixed = |id: &TruthId| matches!(standing.truth(*id), Before::Known(_) | Before::Open);
        let settled = |id: &TruthId| matches!(standing.truth(*id), Before::Known(_) | Before::Varies);
        let reached = program.offences.iter().flat_map(|offence| &offence.grades).map(|grade| grade.reached);
        let there = program.offences.iter().map(|offence| offence.present);
        let timely = program.tracks.iter().map(|track| track.timely);
        let same = there.clone().chain(timely).all(|id| fixed(&id)) && reached.clone().all(|id| settled(&id));
        if !same || truths.len() > MOST_TRUTHS {
            return None;
        }
        let residual = Residual::of(&program.steps, &standing, &truths, &numbers_of(&wanted))?;
        let sums = varied.weighted(&residual.amounts(), &common)?;
        let mut sums = sums.into_iter();
        let input = |input: &Input| match input {
            Input::Amount(_) => sums.next(),
            Input::Constant(number) => Some(Weighted { constant: *number, weights: vec![0; numbers.len()] }),
        };
        let inputs = residual.inputs.iter().map(input).collect::<Option<Vec<_>>>()?;
        let alike = Self {
            timely: program.tracks.iter().map(|track| outcome.truth(track.timely).certain()).collect(),
            unit: is_unit(case, &side.book.vocabulary, assignment, person).certain(),
            told: there.chain(truths.iter().copied()).map(|id| (id, outcome.truth(id))).collect(),
            counted: wanted.iter().map(|degree| (degree.number, outcome.number(degree.number))).collect(),
            program: Arc::clone(&program),
            width: numbers.len(),
            residual,
            inputs,
            truths,
            degrees: wanted,
        };
        alike.is_narrow().then_some(alike)
    }

    /// Whether no number of the walk leaves 64 bits, or falls below nothing.
    fn is_narrow(&self) -> bool {
        let range = |weighted: &Weighted| {
            let end = |number: Number| weighted.of(&vec![number; weighted.weights.len()]);
            Range { min: end(WITHIN.min), max: end(WITHIN.max) }
        };
        let ranges: Vec<Range> = self.inputs.iter().map(range).collect();
        let mut outcome = Outcome::<Ranges>::default();
        evaluate::walk::<Ranges>(&self.residual.steps, &[], &ranges, &mut outcome);
        let narrow = |range: &Range| range.min >= 0 && range.max <= Number::from(i64::MAX);
        let grow = self.inputs.iter().flat_map(|input| &input.weights).all(|weight| *weight >= 0);
        grow && outcome.numbers.iter().chain(&ranges).all(narrow)
    }

    /// Walks a block of accused, by their numbers, a column for each.
    pub fn walk(&self, columns: &[Lanes]) -> Walked<'_> {
        // INVARIANT: weights and constants are no less than nothing and fit, as the walk over their ranges has shown.
        let narrow = |number: Number| i64::try_from(number).unwrap_or(i64::MAX);
        let input = |weighted: &Weighted| {
            let mut sum = [narrow(weighted.constant); LANES];
            for (weight, column) in weighted.weights.iter().zip(columns).filter(|(weight, _)| **weight != 0) {
                let weight = narrow(*weight);
                sum.iter_mut().zip(column).for_each(|(sum, number)| *sum += weight * number);
            }
            sum
        };
        let inputs: Vec<Lanes> = self.inputs.iter().map(input).collect();
        let mut outcome = Outcome::default();
        evaluate::walk::<Columns>(&self.residual.steps, &[], &inputs, &mut outcome);
        Walked { alike: self, outcome }
    }

    /// The lines of every accused of a pattern, as of one of them: what their degrees are is asked of the walk.
    pub fn lines(&self, side: &Side<'_>, pattern: Pattern, of: Option<&Place>) -> Vec<Line> {
        let side = Side { program: &self.program, ..*side };
        let steps = &self.program.steps;
        let mut outcome = Outcome::<Ranges> {
            truths: vec![Truth::Excluded; steps.truths as usize],
            numbers: vec![Range::ZERO; steps.numbers as usize],
        };
        self.told.iter().for_each(|(id, truth)| outcome.truths[id.0 as usize] = *truth);
        self.counted.iter().for_each(|(id, number)| outcome.numbers[id.0 as usize] = *number);
        let vary = self.truths.iter().zip(&self.residual.truths).enumerate();
        for (bit, (id, _)) in vary.filter(|(_, (_, varies))| varies.is_some()) {
            outcome.truths[id.0 as usize] = (pattern >> bit & 1 == 1).into();
        }
        let grades = settle::grades_of(&self.program, &outcome);
        lines_of(&side, &Verdict { grades, exact: true, outcome }, of, self.unit, || self.timely.clone())
    }

    /// Where the degree of a ground of a line stands among the numbers of a walk, if it varies.
    pub fn varying(&self, side: &Side<'_>, line: &Line, ground: &Place) -> Option<usize> {
        let of_line = |degree: &&Degree| {
            let law = &side.book.offences[degree.offence];
            degree.ground == *ground && Some(&law.place) == line.offence.as_ref() && law.version == line.text
        };
        let at = self.degrees.iter().position(|degree| of_line(&degree))?;
        self.residual.numbers[at].map(|_| at)
    }

    /// How many numbers each accused has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Degrees are whole numbers of one over this.
    pub fn denominator(&self) -> Number {
        self.program.denominator
    }
}

impl Walked<'_> {
    /// The pattern of each accused.
    pub fn patterns(&self) -> [Pattern; LANES] {
        let mut patterns = [0; LANES];
        let vary = self.alike.residual.truths.iter().enumerate();
        for (bit, id) in vary.filter_map(|(bit, id)| Some((bit, (*id)?))) {
            let told = self.outcome.truth(id);
            patterns.iter_mut().enumerate().for_each(|(lane, pattern)| {
                *pattern |= Pattern::from(told >> lane & 1) << bit;
            });
        }
        patterns
    }

    /// A number that varies, by its place among those that are wanted.
    pub fn number(&self, at: usize) -> Option<&Lanes> {
        self.alike.residual.numbers[at].map(|id| &self.outcome.numbers[id.0 as usize])
    }
}

fn numbers_of(degrees: &[Degree]) -> Vec<NumberId> {
    degrees.iter().map(|degree| degree.number).collect()
}

/// What lines are made of: whether grades are reached, and of the offences that are asked about, their grounds.
fn wanted(
    side: &Side<'_>,
    program: &Program,
    outcome: &Outcome<Ranges>,
    of: Option<&Place>,
) -> (Vec<TruthId>, Vec<Degree>) {
    let (mut truths, mut degrees) = (Vec::new(), Vec::new());
    for (at, (law, offence)) in side.book.offences.iter().zip(&program.offences).enumerate() {
        if !outcome.truth(offence.present).possible() {
            continue;
        }
        truths.extend(offence.grades.iter().map(|grade| grade.reached));
        if of.is_none_or(|of| law.place == *of) {
            let grounds = || offence.grades.iter().flat_map(|grade| &grade.grounds);
            truths.extend(grounds().map(|ground: &Ground| ground.status));
            degrees.extend(grounds().filter_map(|ground| {
                Some(Degree { offence: at, ground: ground.place.clone(), number: ground.degree? })
            }));
        }
    }
    (truths, degrees)
}
