//! What decides a result though no step of the program reads it: whether acts are out of time (追诉时效), and whether the
//! accused is a unit (单位), on which the band depends.

use super::change::{Change, Changing, Contestable, Kind, What, include, opened};
use super::together::{Joint, Together};
use super::{GradeSet, extremes, settle_beside};
use crate::case::facts::{Entity, Standing, Value};
use crate::measure::{Assignment, Variable};
use crate::program::Limit;
use crate::truth::Truth;

/// The acts that are or may be out of time under a limit.
type Acts = Vec<(usize, Truth)>;

/// The same of each limit of a grade that is possible, with its offence.
type OutOfTime = Vec<(usize, Acts)>;

impl Changing<'_> {
    /// Acts that are, or may be, out of time at a grade that is possible, and without which other grades are; and whether
    /// that was searched to its end.
    pub(super) fn barred(&self) -> (Option<Change>, bool) {
        let acts = each_once(acts_of(self.out_of_time(self.assignment)).map(|(act, _)| act).collect());
        if acts.is_empty() {
            return (None, true);
        }
        let (grades, offences, exact) = self.without(&acts);
        let change = self.change(Kind::Barred, What::Acts(acts), grades, offences);
        ((!change.offences.is_empty()).then_some(change), exact)
    }

    /// Adds the grades that are possible without the acts out of time at a grade that only a doubt brings; whether that was
    /// searched to its end.
    pub(super) fn limitation_then(&self, contestables: &[Contestable], each: &mut [Change]) -> bool {
        let mut searched = true;
        for change in each.iter_mut() {
            let Some(one) = contestables.iter().find(|one| change.is_of(&one.variable)) else { continue };
            if one.kind == Kind::Reading {
                continue;
            }
            let then = self.assignment.with(&one.variable, one.value.clone());
            let brought: Vec<GradeSet> =
                change.grades.iter().zip(&self.settled.grades).map(|(then, now)| GradeSet(then.0 & !now.0)).collect();
            let found: Acts = acts_of(self.out_of_time_at(&then, &brought)).collect();
            // Where it is open whether they are out of time, what decides that matters only then.
            if found.iter().any(|(_, status)| *status == Truth::Open) {
                for (variable, _) in self.asked_of_time_at(&then, &brought) {
                    if variable != one.variable && !change.with.contains(&variable) && self.kind(&variable).is_some() {
                        change.with.push(variable);
                    }
                }
            }
            let acts = each_once(found.into_iter().map(|(act, _)| act).collect());
            if !acts.is_empty() {
                let (grades, exact) = settle_beside(&self.cache.without(&then, &acts), &then);
                searched &= exact;
                include(&mut change.grades, if exact { &grades } else { &[] });
            }
        }
        searched
    }

    /// What decides whether acts that a grade rests on are out of time, and whether it was searched to its end.
    pub(super) fn limitation(&self, contestables: &[Contestable], known: &[Change]) -> (Vec<Change>, bool) {
        let now = self.out_of_time(self.assignment);
        let told =
            |variable: &Variable| known.iter().any(|change| change.is_of(variable) && !change.offences.is_empty());
        let (mut found, mut searched) = (Vec::new(), true);
        let mut add = |kind, variable: &Variable, open, (acts, barred): (Vec<usize>, Vec<usize>)| {
            if acts.is_empty() {
                return;
            }
            let (grades, offences, exact) = self.without(&acts);
            searched &= exact;
            let change = self.change(kind, What::Variable(variable.clone()), grades, offences);
            found.push(Change { open, barred, ..change });
        };
        let facts = contestables.iter().filter(|one| matches!(one.variable, Variable::Fact(..)));
        for one in facts.filter(|one| !told(&one.variable)) {
            let then = self.out_of_time(&self.assignment.with(&one.variable, one.value.clone()));
            add(one.kind, &one.variable, false, (moved(&now, &then), offences_moved(&now, &then)));
        }
        if acts_of(now.clone()).any(|(_, status)| status == Truth::Open) {
            for (variable, value) in self.asked_of_time(self.assignment).iter().filter(|(variable, _)| !told(variable))
            {
                let parts = extremes(self.cache.program(), variable, value).into_iter();
                let then: Vec<OutOfTime> =
                    parts.map(|part| self.out_of_time(&self.assignment.with(variable, part))).collect();
                let acts = each_once(then.iter().flat_map(|then| moved(&now, then)).collect());
                let offences = each_once(then.iter().flat_map(|then| offences_moved(&now, then)).collect());
                if let Some(kind) = self.kind(variable) {
                    add(kind, variable, true, (acts, offences));
                }
            }
        }
        (found, searched)
    }

    /// Adds what decides only together with another doubt whether acts that a grade rests on are out of time.
    pub(super) fn limitation_together(&self, contestables: &[Contestable], each: &[Change], together: &mut Together) {
        let now = self.out_of_time(self.assignment);
        let widest = opened(self.assignment, contestables);
        let asked: Vec<Variable> = self.asked_of_time(&widest).into_iter().map(|(variable, _)| variable).collect();
        let told = |variable: &Variable| each.iter().any(|change| change.is_of(variable));
        let doubted = |one: &&Contestable| {
            let fact = matches!(one.variable, Variable::Fact(..));
            fact && asked.contains(&one.variable) && !told(&one.variable)
        };
        let doubted: Vec<&Contestable> = contestables.iter().filter(doubted).collect();
        for (at, one) in doubted.iter().enumerate() {
            for other in &doubted[at + 1..] {
                let both = self.assignment.with(&one.variable, one.value.clone());
                let acts = moved(&now, &self.out_of_time(&both.with(&other.variable, other.value.clone())));
                let (grades, offences, exact) = self.without(&acts);
                together.searched &= exact;
                if acts.is_empty() || offences.is_empty() {
                    continue;
                }
                include(&mut together.grades, &grades);
                for of in [one, other] {
                    let known = together.joint.iter_mut().find(|known| known.variable == of.variable);
                    let joint = Joint {
                        kind: of.kind,
                        variable: of.variable.clone(),
                        offences: offences.clone(),
                        truths: Vec::new(),
                    };
                    match known {
                        Some(known) => known.offences = each_once([known.offences.clone(), offences.clone()].concat()),
                        None => together.joint.push(joint),
                    }
                }
            }
        }
    }

    /// The kind of the accused, where it is in doubt: a unit is fined and not imprisoned, at whatever grade.
    pub(super) fn kind_of_person(&self, each: &mut Vec<Change>) {
        let Some((kind, unit)) = self.cache.program().keys.unit else { return };
        let at = (Entity::Person(self.cache.person()), kind);
        let Some(stated) = self.cache.case().stated.get(&at) else { return };
        let variable = Variable::Fact(at.0, at.1);
        let possible = |value: Value| match value {
            Value::Options(options) => options.has(unit) && options.single().is_none(),
            Value::Number(_) | Value::Sets(_) => false,
        };
        let taken = self.assignment.narrowed.get(&variable).cloned().unwrap_or(stated.value.clone());
        let may_be = stated
            .proven()
            .or_else(|| stated.value.hull(&Value::Options(self.cache.program().facts[kind.0 as usize].all)));
        let doubted = stated.standing != Standing::Proven && may_be.is_some_and(possible);
        let open = possible(taken) || doubted && self.assignment.only_proven;
        let graded = |offence: &usize| self.settled.grades[*offence] != GradeSet::NONE;
        let bands: Vec<usize> = (0..self.settled.grades.len()).filter(graded).collect();
        let Some(of) = self.kind(&variable).filter(|_| (open || doubted) && !bands.is_empty()) else { return };
        match each.iter_mut().find(|change| change.is_of(&variable)) {
            Some(known) => known.bands = bands,
            None => {
                let change = self.change(of, What::Variable(variable), self.settled.grades.clone(), Vec::new());
                each.push(Change { open, bands, ..change });
            }
        }
    }

    /// The limits of these grades of each offence.
    fn limits_of(&self, grades: &[GradeSet]) -> impl Iterator<Item = (usize, &Limit)> {
        let offences = self.cache.program().offences.iter().zip(grades).enumerate();
        offences.flat_map(|(at, (of, grades))| {
            of.limits.iter().filter(|limit| grades.has(limit.grade)).map(move |limit| (at, limit))
        })
    }

    fn out_of_time(&self, assignment: &Assignment) -> OutOfTime {
        self.out_of_time_at(assignment, &self.settled.grades)
    }

    fn out_of_time_at(&self, assignment: &Assignment, grades: &[GradeSet]) -> OutOfTime {
        let acts = self.limits_of(grades).map(|(offence, limit)| {
            let batches = self.cache.batches(assignment, limit.barred);
            (offence, batches.into_iter().map(|(batch, status)| (batch.act, status)).collect())
        });
        acts.collect()
    }

    /// What is open of what limitation asks at the grades that are possible.
    fn asked_of_time(&self, assignment: &Assignment) -> Vec<(Variable, Value)> {
        self.asked_of_time_at(assignment, &self.settled.grades)
    }

    fn asked_of_time_at(&self, assignment: &Assignment, grades: &[GradeSet]) -> Vec<(Variable, Value)> {
        let mut found: Vec<(Variable, Value)> = Vec::new();
        for opened in self.limits_of(grades).flat_map(|(_, limit)| self.cache.opened_by(assignment, limit.barred)) {
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
    let differs = |((_, now), (_, then)): (&(usize, Acts), &(usize, Acts))| -> Vec<usize> {
        let gone = now.iter().filter(|one| !then.contains(one));
        gone.chain(then.iter().filter(|one| !now.contains(one))).map(|(act, _)| *act).collect()
    };
    each_once(now.iter().zip(then).flat_map(differs).collect())
}

/// The offences of which some do.
fn offences_moved(now: &OutOfTime, then: &OutOfTime) -> Vec<usize> {
    let differs = now.iter().zip(then).filter(|(now, then)| now != then);
    each_once(differs.map(|((offence, _), _)| *offence).collect())
}

fn acts_of(out_of_time: OutOfTime) -> impl Iterator<Item = (usize, Truth)> {
    out_of_time.into_iter().flat_map(|(_, acts)| acts)
}

fn each_once(mut acts: Vec<usize>) -> Vec<usize> {
    acts.sort_unstable();
    acts.dedup();
    acts
}
