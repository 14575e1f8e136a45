//! What decides a result though no step of the program reads it: whether acts are out of time (追诉时效), and whether the
//! accused is a unit (单位), on which the band depends.

use super::change::{Change, Changing, Contestable, Kind, What, include};
use super::{GradeSet, extremes, settle_beside};
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};
use crate::program::Limit;
use crate::truth::Truth;

/// The acts that are or may be out of time under a limit.
type Acts = Vec<(usize, Truth)>;

/// The same of each limit of a grade that is possible.
type OutOfTime = Vec<Acts>;

impl Changing<'_> {
    /// Acts that are, or may be, out of time at a grade that is possible, and without which other grades are; and whether
    /// that was searched to its end.
    pub(super) fn barred(&self) -> (Option<Change>, bool) {
        let acts = each_once(self.out_of_time(self.assignment).into_iter().flatten().map(|(act, _)| act).collect());
        if acts.is_empty() {
            return (None, true);
        }
        let (grades, offences, exact) = self.without(&acts);
        let change = self.change(Kind::Barred, What::Acts(acts), grades, offences);
        ((!change.offences.is_empty()).then_some(change), exact)
    }

    /// What decides whether acts that a grade rests on are out of time, and whether it was searched to its end.
    pub(super) fn limitation(&self, contestables: &[Contestable], known: &[Change]) -> (Vec<Change>, bool) {
        let now = self.out_of_time(self.assignment);
        let told =
            |variable: &Variable| known.iter().any(|change| change.is_of(variable) && !change.offences.is_empty());
        let (mut found, mut searched) = (Vec::new(), true);
        let mut add = |kind, variable: &Variable, open, acts: &[usize]| {
            let (grades, offences, exact) = self.without(acts);
            searched &= exact;
            if !offences.is_empty() {
                let change = self.change(kind, What::Variable(variable.clone()), grades, offences);
                found.push(Change { open, ..change });
            }
        };
        let facts = contestables.iter().filter(|one| matches!(one.variable, Variable::Fact(..)));
        for one in facts.filter(|one| !told(&one.variable)) {
            let acts = moved(&now, &self.out_of_time(&self.assignment.with(&one.variable, one.value.clone())));
            if !acts.is_empty() {
                add(one.kind, &one.variable, false, &acts);
            }
        }
        if now.iter().flatten().any(|(_, status)| *status == Truth::Open) {
            for (variable, value) in self.asked_of_time().iter().filter(|(variable, _)| !told(variable)) {
                let parts = extremes(self.cache.program(), variable, value).into_iter();
                let then = parts.map(|part| self.out_of_time(&self.assignment.with(variable, part)));
                let acts = each_once(then.flat_map(|then| moved(&now, &then)).collect());
                if let Some(kind) = self.kind(variable).filter(|_| !acts.is_empty()) {
                    add(kind, variable, true, &acts);
                }
            }
        }
        (found, searched)
    }

    /// The kind of the accused, where it is in doubt: a unit is fined and not imprisoned.
    pub(super) fn kind_of_person(&self, contestables: &[Contestable], known: &[Change]) -> Option<Change> {
        let (kind, unit) = self.cache.program().keys.unit?;
        let is_kind = |one: &&Contestable| {
            matches!(&one.variable, Variable::Fact(_, fact) if *fact == kind)
                && matches!(&one.value, Value::Options(options) if options.has(unit))
        };
        let of = contestables.iter().find(is_kind)?;
        let graded = |offence: &usize| self.settled.grades[*offence] != GradeSet::NONE;
        let offences: Vec<usize> = (0..self.settled.grades.len()).filter(graded).collect();
        if offences.is_empty() || known.iter().any(|change| change.is_of(&of.variable)) {
            return None;
        }
        let what = What::Variable(of.variable.clone());
        Some(self.change(of.kind, what, self.settled.grades.clone(), offences))
    }

    /// The limits of the grades that are possible.
    fn limits(&self) -> impl Iterator<Item = &Limit> {
        let offences = self.cache.program().offences.iter().zip(&self.settled.grades);
        offences.flat_map(|(of, grades)| of.limits.iter().filter(|limit| grades.has(limit.grade)))
    }

    fn out_of_time(&self, assignment: &Assignment) -> OutOfTime {
        let acts = self.limits().map(|limit| {
            let batches = self.cache.batches(assignment, limit.barred);
            batches.into_iter().map(|(batch, status)| (batch.act, status)).collect()
        });
        acts.collect()
    }

    /// What is open of what limitation asks.
    fn asked_of_time(&self) -> Vec<(Variable, Value)> {
        let mut found: Vec<(Variable, Value)> = Vec::new();
        for opened in self.limits().flat_map(|limit| self.cache.opened_by(self.assignment, limit.barred)) {
            if !found.contains(&opened) {
                found.push(opened);
            }
        }
        found
    }

    /// The grades possible with these acts and without them, the offences whose grades need them, and whether that was
    /// searched to its end: else nothing is said rather than too much.
    fn without(&self, acts: &[usize]) -> (Vec<GradeSet>, Vec<usize>, bool) {
        let cache = self.cache.without(self.assignment, acts);
        let (without, exact) = settle_beside(&cache, self.assignment);
        let differs = |&at: &usize| exact && without[at] != self.settled.grades[at];
        let offences = (0..without.len()).filter(differs).collect();
        let mut grades = self.settled.grades.clone();
        include(&mut grades, &without);
        (grades, offences, exact)
    }
}

/// The acts of which it stands otherwise whether they are out of time.
fn moved(now: &OutOfTime, then: &OutOfTime) -> Vec<usize> {
    let differs = |(now, then): (&Acts, &Acts)| -> Vec<usize> {
        let gone = now.iter().filter(|one| !then.contains(one));
        gone.chain(then.iter().filter(|one| !now.contains(one))).map(|(act, _)| *act).collect()
    };
    each_once(now.iter().zip(then).flat_map(differs).collect())
}

fn each_once(mut acts: Vec<usize>) -> Vec<usize> {
    acts.sort_unstable();
    acts.dedup();
    acts
}
