//! Whether an open fact can matter to the grade of an offence: whether some completion of the others gives other grades
//! for two of its values.
//!
//! What no step that is open rests on surely does not. Of the rest, completions at which a grade is about to change find
//! most that matter, and completions taken at random (always the same ones) most of what is left; then the others are
//! split until the fact surely matters or surely does not.

use super::grades::GradeSet;
use super::parts::{extremes, parts};
use super::search::{Look, Search};
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};

/// How many completions are tried first.
const COMPLETIONS: usize = 24;

/// How many assignments are evaluated for all facts together.
const MOST: usize = 8000;

/// How many assignments are evaluated for the grades that are possible at one value.
const MOST_FOR_ONE: usize = 128;

/// How many rounds a completion takes at most, since an answer may raise further questions.
const ROUNDS: usize = 12;

/// Whether a fact can matter to the grade of an offence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relevance {
    /// Some completion of the others makes it matter.
    Matters,
    /// None does.
    Cannot,
    /// Not every completion could be tried.
    Undecided,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 31)).wrapping_mul(STEP);
        ((mixed >> 33) as usize) % sides.max(1)
    }
}

/// Whether some grade of an offence is possible in one of two assignments and not in the other, nor the other way round.
fn apart(one: &Look, other: &Look, offence: usize) -> bool {
    one.possible && other.possible && one.grades()[offence].0 & other.grades()[offence].0 == 0
}

impl Search<'_> {
    /// Whether each variable that is open in an assignment can matter to the grade of each offence, by its position. The search is
    /// one for grades.
    pub fn relevance(&self, root: &Look) -> Vec<Vec<Relevance>> {
        let mut found: Vec<Vec<Relevance>> = Vec::with_capacity(root.opened().len());
        for (variable, _) in root.opened() {
            let rests = if root.settled() { Vec::new() } else { self.resting(root, variable) };
            let of = |offence: usize| match rests.get(offence) {
                Some(true) if !root.grades()[offence].settled() => Relevance::Undecided,
                _ => Relevance::Cannot,
            };
            found.push((0..root.grades().len()).map(of).collect());
        }
        let undecided = |found: &[Vec<Relevance>]| found.iter().flatten().any(|one| *one == Relevance::Undecided);
        if !undecided(&found) {
            return found;
        }
        for border in self.borders(root) {
            self.turn_each(root, &border, &mut found);
        }
        let mut dice = Dice(1);
        for _ in 0..COMPLETIONS {
            if !undecided(&found) {
                break;
            }
            if let Some(complete) = self.completion(&root.assignment, &mut dice) {
                self.turn_each(root, &complete, &mut found);
            }
        }
        let most = MOST / root.opened().len();
        for (relevance, (variable, _)) in found.iter_mut().zip(root.opened()) {
            for (offence, one) in relevance.iter_mut().enumerate() {
                if *one == Relevance::Undecided {
                    *one = self.matters(&root.assignment, variable, offence, most);
                }
            }
        }
        found
    }

    /// An assignment in which nothing is open.
    fn completion(&self, root: &Assignment, dice: &mut Dice) -> Option<Look> {
        let mut look = self.look(root.clone());
        for _ in 0..ROUNDS {
            if look.opened().is_empty() {
                return Some(look).filter(|look| look.possible);
            }
            let mut assignment = look.assignment.clone();
            for (variable, value) in look.opened() {
                let mut values = extremes(self.program, variable, &self.left(variable, value, &assignment));
                let drawn = values.swap_remove(dice.roll(values.len()));
                assignment = assignment.with(variable, drawn.first());
            }
            look = self.look(assignment);
        }
        None
    }

    /// Turns each variable of a completion that is not yet known to matter to each of its other values.
    fn turn_each(&self, root: &Look, complete: &Look, found: &mut [Vec<Relevance>]) {
        for (relevance, (variable, value)) in found.iter_mut().zip(root.opened()) {
            if !relevance.contains(&Relevance::Undecided) || !complete.assignment.narrowed.contains_key(variable) {
                continue;
            }
            let left = self.left(variable, value, &complete.assignment);
            for part in extremes(self.program, variable, &left) {
                if !relevance.contains(&Relevance::Undecided) {
                    break;
                }
                let turned = self.look(complete.assignment.with(variable, part.first()));
                let open = relevance.iter_mut().enumerate().filter(|(_, one)| **one == Relevance::Undecided);
                for (_, one) in open.filter(|(offence, _)| apart(&turned, complete, *offence)) {
                    *one = Relevance::Matters;
                }
            }
        }
    }

    /// Whether some completion of the others gives other grades of an offence for two values of the variable, exactly.
    fn matters(&self, root: &Assignment, variable: &Variable, offence: usize, most: usize) -> Relevance {
        let limit = self.looks() + most;
        let mut waiting = vec![root.clone()];
        while let Some(assignment) = waiting.pop() {
            let look = self.look(assignment);
            let Some((_, value)) = look.opened().iter().find(|(opened, _)| opened == variable) else { continue };
            if !look.possible || look.grades()[offence].settled() || !self.resting(&look, variable)[offence] {
                continue;
            }
            if self.looks() >= limit {
                return Relevance::Undecided;
            }
            let tried: Vec<Look> = (extremes(self.program, variable, value).into_iter())
                .map(|value| self.look(look.assignment.with(variable, value)))
                .filter(|look| look.possible)
                .collect();
            if tried.iter().any(|one| tried.iter().any(|other| apart(one, other, offence))) {
                return Relevance::Matters;
            }
            let grades = |look: &Look| look.grades()[offence];
            let same = tried.iter().all(|one| grades(one).settled() && grades(one) == grades(&tried[0]));
            if same && !self.is_day(variable) {
                continue;
            }
            match self.split_others(&look, &tried, variable) {
                Some(parts) => waiting.extend(parts),
                None if self.differs_within((&look, &tried), variable, offence) => return Relevance::Matters,
                None => {}
            }
        }
        Relevance::Cannot
    }

    /// Whether the grades of an offence depend on a variable, where nothing that every value of it asks is left to split:
    /// whether its values make other grades possible, or one of them asks for something that is not settled and decides.
    fn differs_within(&self, (look, tried): (&Look, &[Look]), variable: &Variable, offence: usize) -> bool {
        let possible = |assignment: &Assignment| self.possible(assignment, MOST_FOR_ONE).grades[offence];
        let each: Vec<GradeSet> = tried.iter().map(|one| possible(&one.assignment)).collect();
        let Some(first) = each.first() else { return false };
        let asks_more = || {
            let opened = tried.iter().flat_map(|one| one.opened());
            opened.into_iter().any(|(other, value)| other != variable && !always_asked(tried, other, value))
        };
        each.iter().any(|one| one != first)
            || self.is_day(variable) && possible(&look.assignment) != *first
            || !first.settled() && asks_more()
    }

    /// The assignment split at another variable that is open whatever the variable is. A listed fact that some value leaves
    /// unasked stays open: another value that asks it can be told from that one by any answer, so it need not be split. A
    /// number that is settled beside some value may only be bounded by it.
    fn split_others(&self, look: &Look, tried: &[Look], variable: &Variable) -> Option<Vec<Assignment>> {
        let asked = |other: &Variable, value: &Value| other != variable && always_asked(tried, other, value);
        let aside = look.opened().iter().filter(|(other, value)| !asked(other, value)).map(|(other, _)| other.clone());
        if let Some(halves) = self.split(look, &aside.collect::<Vec<_>>()) {
            return Some(halves.into_iter().map(|half| half.assignment).collect());
        }
        // What opens beside some value alone, and beside it is cut.
        let each = tried.iter().flat_map(|one| one.opened().iter().map(move |opened| (one, opened)));
        let mut others = each.filter(|(_, (other, value))| asked(other, value));
        others.find_map(|(one, (other, value))| {
            let parts = match value {
                Value::Number(range) => self.cut_at(one, other, *range)?,
                _ => parts(self.program, other, value),
            };
            (parts.len() > 1).then(|| parts.into_iter().map(|part| look.assignment.with(other, part)).collect())
        })
    }

    fn is_day(&self, variable: &Variable) -> bool {
        matches!(variable, Variable::Fact(_, fact) if self.program.is_day(*fact))
    }
}

/// Whether every value that was tried of a variable asks for another, as far as that is told: a number may only be bounded.
fn always_asked(tried: &[Look], other: &Variable, value: &Value) -> bool {
    let open = |one: &Look| one.opened().iter().any(|(opened, _)| opened == other);
    matches!(value, Value::Number(_)) || tried.iter().all(open)
}
