//! How outcomes move with one number: a threshold, a parameter of a proposal, or a fact (敏感性分析).
//!
//! The points at which someone's standing changes are found exactly. Where a number enters in one direction only, a
//! stretch with the same standing at both ends has it throughout, and the others are halved; [`one_way`] shows that of
//! a program. Where it cannot be shown, every whole number is looked at, as long as there are not too many.

use std::collections::BTreeMap;

use super::scale::{Scale, Standing};
use crate::program::{Aggregate, Program, Step, TruthId};
use crate::range::Number;

/// How many values are looked at where a number may enter in both directions.
const MOST_VALUES: Number = 2_000;

/// Where someone stands, as far as a sweep tells it.
pub type Levels = (usize, usize);

/// A change of one person's standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first value with the new standing.
    pub at: Number,
    /// The person, by position.
    pub row: usize,
    /// Least and greatest level before.
    pub before: Levels,
    /// And from there on.
    pub after: Levels,
}

/// How outcomes move from one value to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// The first and the last value.
    pub values: (Number, Number),
    /// Where everyone stands at the first.
    pub start: Vec<Levels>,
    /// Where that changes, by value.
    pub breaks: Vec<Break>,
    /// Whether no break can have been missed.
    pub exhausted: bool,
}

/// What a sweep asks: where the persons at these positions stand at a value, and whether between two values the number
/// surely enters in one direction only.
pub trait Axis {
    /// What can go wrong.
    type Error;
    /// Where these persons stand.
    fn standings(&mut self, value: Number, rows: &[usize]) -> Result<Vec<Standing>, Self::Error>;
    /// Whether standings move in one direction only.
    fn one_way(&mut self, from: Number, until: Number) -> Result<bool, Self::Error>;
}

/// Sweeps over all whole numbers between two.
///
/// # Errors
///
/// What the axis cannot do.
pub fn sweep<A: Axis>(axis: &mut A, (from, until): (Number, Number), persons: usize) -> Result<Sweep, A::Error> {
    let everyone: Vec<usize> = (0..persons).collect();
    let start = levels(axis.standings(from, &everyone)?);
    let one_way = axis.one_way(from, until)?;
    let mut search = Search { axis, breaks: Vec::new(), exhausted: true };
    if one_way {
        let end = levels(search.axis.standings(until, &everyone)?);
        search.halve((from, &start), (until, &end), &everyone)?;
    } else {
        search.each((from, &start), until, &everyone)?;
    }
    let mut breaks = search.breaks;
    breaks.sort_by_key(|one| (one.at, one.row));
    Ok(Sweep { values: (from, until), start, breaks, exhausted: search.exhausted })
}

fn levels(standings: Vec<Standing>) -> Vec<Levels> {
    standings.into_iter().map(|standing| (standing.least, standing.most)).collect()
}

struct Search<'a, A> {
    axis: &'a mut A,
    breaks: Vec<Break>,
    exhausted: bool,
}

impl<A: Axis> Search<'_, A> {
    /// Halves a stretch for those whose standing differs at its ends.
    fn halve(
        &mut self,
        (from, start): (Number, &[Levels]),
        (until, end): (Number, &[Levels]),
        rows: &[usize],
    ) -> Result<(), A::Error> {
        let moved: Vec<usize> = (0..rows.len()).filter(|&at| start[at] != end[at]).collect();
        if moved.is_empty() {
            return Ok(());
        }
        if until - from == 1 {
            let changed = moved.iter().map(|&at| Break { at: until, row: rows[at], before: start[at], after: end[at] });
            self.breaks.extend(changed);
            return Ok(());
        }
        let of = |all: &[Levels]| moved.iter().map(|&at| all[at]).collect::<Vec<Levels>>();
        let (start, end) = (of(start), of(end));
        let rows: Vec<usize> = moved.iter().map(|&at| rows[at]).collect();
        let middle = from + (until - from) / 2;
        let between = levels(self.axis.standings(middle, &rows)?);
        self.halve((from, &start), (middle, &between), &rows)?;
        self.halve((middle, &between), (until, &end), &rows)
    }

    /// Looks at every value, or, where they are too many, at as many as are allowed, and says so.
    fn each(&mut self, (from, start): (Number, &[Levels]), until: Number, rows: &[usize]) -> Result<(), A::Error> {
        let step = ((until - from) / MOST_VALUES).max(1);
        self.exhausted = step == 1;
        let mut before = start.to_vec();
        let mut value = from;
        while value < until {
            value = (value + step).min(until);
            let now = levels(self.axis.standings(value, rows)?);
            for (at, row) in rows.iter().enumerate().filter(|(at, _)| before[*at] != now[*at]) {
                self.breaks.push(Break { at: value, row: *row, before: before[at], after: now[at] });
            }
            before = now;
        }
        Ok(())
    }
}

/// How many persons stand at each level, or in between (nothing), from each value at which that changes.
pub fn distribution(sweep: &Sweep) -> Vec<(Number, BTreeMap<Option<usize>, usize>)> {
    let level = |(least, most): Levels| (least == most).then_some(least);
    let mut now: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    sweep.start.iter().for_each(|levels| *now.entry(level(*levels)).or_default() += 1);
    let mut steps = vec![(sweep.values.0, now.clone())];
    for change in &sweep.breaks {
        if let Some(left) = now.get_mut(&level(change.before)) {
            *left -= 1;
        }
        *now.entry(level(change.after)).or_default() += 1;
        match steps.last_mut() {
            Some((at, counts)) if *at == change.at => *counts = now.clone(),
            _ => steps.push((change.at, now.clone())),
        }
    }
    steps
}

/// The levels that occur in a sweep, open last.
pub fn occurring(sweep: &Sweep, scale: &Scale) -> Vec<Option<usize>> {
    let steps = distribution(sweep);
    let all = (0..scale.levels.len()).map(Some).chain([None]);
    all.filter(|level| steps.iter().any(|(_, counts)| counts.get(level).is_some_and(|count| *count > 0))).collect()
}

/// Whether two compiled laws, which differ in numbers only, differ so that between them grades move in one direction:
/// the same questions of the facts, the same steps, and no step that is negated on the way to a grade.
pub fn one_way(one: &Program, other: &Program) -> bool {
    let same_measures = one.questions == other.questions
        && one.filters == other.filters
        && one.countings == other.countings
        && one.aggregates.len() == other.aggregates.len();
    let (mine, theirs) = (&one.steps, &other.steps);
    let same_operands = mine.truth_operands == theirs.truth_operands && mine.number_operands == theirs.number_operands;
    if !same_measures || !same_operands || mine.steps.len() != theirs.steps.len() {
        return false;
    }
    // A number is the same when it is the same as it stands, or as a part of the common denominator.
    let same = |a: Number, b: Number| a == b || a * other.denominator == b * one.denominator;
    let (mut truths, mut numbers) = (Vec::new(), Vec::new());
    let mut negated: Vec<bool> = Vec::new();
    for (step, beside) in mine.steps.iter().zip(&theirs.steps) {
        let moves = match (*step, *beside) {
            (Step::Reaches(id, a), Step::Reaches(also, b)) | (Step::Scale(id, a), Step::Scale(also, b))
                if id == also =>
            {
                !same(a, b)
            }
            (step, beside) if step == beside => false,
            _ => return false,
        };
        let of_truths = |ids: &[TruthId]| {
            let at = |id: &TruthId| id.0 as usize;
            (ids.iter().any(|id| truths[at(id)]), ids.iter().any(|id| negated[at(id)]))
        };
        match *step {
            Step::Always(_) | Step::Ask(_) => push(&mut truths, &mut negated, (false, false)),
            Step::All(operands) | Step::Any(operands) => {
                let found = of_truths(mine.truths_of(operands));
                push(&mut truths, &mut negated, found);
            }
            Step::Not(id) => {
                let (moved, was) = of_truths(&[id]);
                push(&mut truths, &mut negated, (moved, was || moved));
            }
            Step::Reaches(id, _) => {
                let moved: (bool, bool) = numbers[id.0 as usize];
                push(&mut truths, &mut negated, (moved.0 || moves, moved.1));
            }
            Step::Take(id) => {
                let (a, b) = (&one.aggregates[id.0 as usize], &other.aggregates[id.0 as usize]);
                match (a, b) {
                    (a, b) if a == b => numbers.push((false, false)),
                    // The same classes with other weights, each above zero.
                    (
                        Aggregate::Either { counting, classes },
                        Aggregate::Either { counting: also, classes: others },
                    ) if counting == also
                        && classes.iter().map(|(one, _)| one).eq(others.iter().map(|(one, _)| one)) =>
                    {
                        let moved = classes.iter().zip(others).any(|((_, a), (_, b))| !same(*a, *b));
                        numbers.push((moved, false));
                    }
                    _ => return false,
                }
            }
            Step::Scale(id, _) => {
                let moved: (bool, bool) = numbers[id.0 as usize];
                numbers.push((moved.0 || moves, moved.1));
            }
            Step::Sum(operands) | Step::Most(operands) | Step::Least(operands) => {
                let all = || mine.numbers_of(operands).iter().map(|id| numbers[id.0 as usize]);
                let found = (all().any(|(moved, _)| moved), all().any(|(_, negated)| negated));
                numbers.push(found);
            }
            Step::Gate(truth, id) => {
                let (gate, number) = (of_truths(&[truth]), numbers[id.0 as usize]);
                numbers.push((gate.0 || number.0, gate.1 || number.1));
            }
        }
    }
    let grades = one.offences.iter().flat_map(|offence| &offence.grades);
    grades.map(|grade| grade.reached.0 as usize).all(|reached| !negated[reached])
}

fn push(truths: &mut Vec<bool>, negated: &mut Vec<bool>, (moved, negative): (bool, bool)) {
    truths.push(moved);
    negated.push(negative);
}
