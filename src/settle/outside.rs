//! What decides a result though no step of the program reads it: whether acts are out of time (追诉时效), and whether the
//! accused is a unit (单位), on which the band depends.

use super::change::{Change, Changing, Contestable, Kind, What, include};
use super::{extremes, settle_beside};
use crate::case::facts::Value;
use crate::measure::{Assignment, Variable};
use crate::truth::Truth;

/// The acts that are or may be out of time under a limit.
type Acts = Vec<(usize, Truth)>;

/// The same of each limit of a grade that is possible.
type OutOfTime = Vec<Acts>;

impl Changing<'_> {
    /// Acts that are, or may be, out of time at a grade that is possible, and without which other grades are.
    pub(super) fn barred(&self) -> Option<Change> {
        let program = self.cache.program();
        let limits = program.offences.iter().enumerate().flat_map(|(offence, compiled)| {
            compiled.limits.iter().filter(move |limit| self.settled.grades[offence].has(limit.grade))
        });
        let mut acts: Vec<usize> = limits
            .flat_map(|limit| self.cache.batches(self.assignment, limit.barred))
            .map(|(batch, _)| batch.act)
            .collect();
        acts.sort_unstable();
        acts.dedup();
        if acts.is_empty() {
            return None;
        }
        let cache = self.cache.without(self.assignment, &acts);
        let (without, exact) = settle_beside(&cache, self.assignment);
        let offences: Vec<usize> =
            (0..without.len()).filter(|&at| exact && without[at] != self.settled.grades[at]).collect();
        let mut grades = self.settled.grades.clone();
        include(&mut grades, &without);
        let what = What::Acts(acts);
        let change = Change {
            kind: Kind::Barred,
            what,
            open: false,
            grades,
            offences,
            truths: Vec::new(),
            sentencing: Vec::new(),
            under: Vec::new(),
        };
        (!change.offences.is_empty()).then_some(change)
    }

    /// What decides whether acts that a grade rests on are out of time.
    pub(super) fn limitation(&self, contestables: &[Contestable], known: &[Change]) -> Vec<Change> {
        let now = self.out_of_time(self.assignment);
        let told =
            |variable: &Variable| known.iter().any(|change| change.is_of(variable) && !change.offences.is_empty());
        let mut found = Vec::new();
        for one in contestables.iter().filter(|one| matches!(one.variable, Variable::Fact(..)) && !told(&one.variable))
        {
            let then = self.out_of_time(&self.assignment.with(&one.variable, one.value.clone()));
            if then != now {
                found.extend(self.without_acts(one.kind, &one.variable, &moved(&now, &then)));
            }
        }
        if now.iter().flatten().any(|(_, status)| *status == Truth::Open) {
            for (variable, value) in self.asked_of_time() {
                let parts = extremes(self.cache.program(), &variable, &value).into_iter();
                let then = parts.map(|part| self.out_of_time(&self.assignment.with(&variable, part)));
                let acts: Vec<usize> = then.flat_map(|then| moved(&now, &then)).collect();
                if let Some(kind) = self.kind(&variable).filter(|_| !told(&variable) && !acts.is_empty()) {
                    let change = self.without_acts(kind, &variable, &acts);
                    found.extend(change.map(|change| Change { open: true, ..change }));
                }
            }
        }
        found
    }

    /// The kind of the accused, where it is in doubt: a unit is fined and not imprisoned.
    pub(super) fn kind_of_person(&self, contestables: &[Contestable], known: &[Change]) -> Option<Change> {
        let (kind, unit) = self.cache.program().keys.unit?;
        let is_kind = |one: &&Contestable| {
            matches!(&one.variable, Variable::Fact(_, fact) if *fact == kind)
                && matches!(&one.value, Value::Options(options) if options.has(unit))
        };
        let of = contestables.iter().find(is_kind)?;
        let graded = |offence: &usize| self.settled.grades[*offence].0 > 1;
        let offences: Vec<usize> = (0..self.settled.grades.len()).filter(graded).collect();
        if offences.is_empty() || known.iter().any(|change| change.is_of(&of.variable)) {
            return None;
        }
        Some(self.change(of.kind, &of.variable, self.settled.grades.clone(), offences))
    }

    fn out_of_time(&self, assignment: &Assignment) -> OutOfTime {
        let limits = self.cache.program().offences.iter().zip(&self.settled.grades);
        let limits = limits.flat_map(|(of, grades)| of.limits.iter().filter(|limit| grades.has(limit.grade)));
        let acts = limits.map(|limit| {
            let batches = self.cache.batches(assignment, limit.barred);
            batches.into_iter().map(|(batch, status)| (batch.act, status)).collect()
        });
        acts.collect()
    }

    /// What is open of what limitation asks.
    fn asked_of_time(&self) -> Vec<(Variable, Value)> {
        let limits = self.cache.program().offences.iter().zip(&self.settled.grades);
        let limits = limits.flat_map(|(of, grades)| of.limits.iter().filter(|limit| grades.has(limit.grade)));
        let mut found: Vec<(Variable, Value)> = Vec::new();
        for opened in limits.flat_map(|limit| self.cache.opened_by(self.assignment, limit.barred)) {
            if !found.contains(&opened) {
                found.push(opened);
            }
        }
        found
    }

    /// The grades of which some need these acts: what decides whether they are out of time decides these.
    fn without_acts(&self, kind: Kind, variable: &Variable, acts: &[usize]) -> Option<Change> {
        let cache = self.cache.without(self.assignment, acts);
        let (without, exact) = settle_beside(&cache, self.assignment);
        let offences: Vec<usize> =
            (0..without.len()).filter(|&at| exact && without[at] != self.settled.grades[at]).collect();
        let mut grades = self.settled.grades.clone();
        include(&mut grades, &without);
        (!offences.is_empty()).then(|| self.change(kind, variable, grades, offences))
    }
}

/// The acts of which it stands otherwise whether they are out of time.
fn moved(now: &OutOfTime, then: &OutOfTime) -> Vec<usize> {
    let differs = |(now, then): (&Acts, &Acts)| -> Vec<usize> {
        let other = |one: &(usize, Truth), other: &[(usize, Truth)]| !other.contains(one);
        let gone = now.iter().filter(|one| other(one, then));
        gone.chain(then.iter().filter(|one| other(one, now))).map(|(act, _)| *act).collect()
    };
    let mut acts: Vec<usize> = now.iter().zip(then).flat_map(differs).collect();
    acts.sort_unstable();
    acts.dedup();
    acts
}
