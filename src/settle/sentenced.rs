//! Rules on the sentence that something moves or settles (量刑规则): terms, fines, probation, bans.
//!
//! No grade depends on them, so they come after: each value of a fact is tried, and what the rules then say is held
//! against what they say now.

use super::change::{Change, Changing, Contestable, Kind, What};
use super::evaluate;
use super::parts::extremes;
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::{Assignment, Variable};
use crate::truth::Truth;

/// A rule on the sentence: of which offence, and which of its rules, by position.
pub type RuleOf = (usize, usize);

impl Changing<'_> {
    /// Adds the rules on the sentence that each open fact settles, and each fact in doubt moves. What a judgement or a
    /// reading does to them stands with the rule itself.
    pub(super) fn sentenced(&self, each: &mut Vec<Change>, contestables: &[Contestable]) {
        let rules = self.rules();
        if rules.is_empty() {
            return;
        }
        let now = self.after(self.assignment, &self.settled.outcome);
        let mut open = self.settled.measures.opened.clone();
        open.extend(self.cache.opened_after(self.assignment, &self.cache.program().sentencing));
        let doubted = contestables.iter().filter(|one| one.kind != Kind::Reading);
        let of_kind = |(variable, value): (Variable, Value)| Some((self.kind(&variable)?, true, variable, value));
        let open = open.into_iter().filter_map(of_kind).filter(|(kind, ..)| *kind != Kind::Judgement);
        let doubted = doubted.map(|one| (one.kind, false, one.variable.clone(), one.value.clone()));
        let mut known: Vec<Variable> = Vec::new();
        for (kind, is_open, variable, value) in open.chain(doubted) {
            if known.contains(&variable) {
                continue;
            }
            let moved = self.moved(&rules, &now, &variable, &value);
            known.push(variable.clone());
            if moved.is_empty() {
                continue;
            }
            match each.iter_mut().find(|one| one.is_of(&variable)) {
                Some(one) => one.sentencing = moved,
                None => {
                    let what = What::Variable(variable);
                    let change = self.change(kind, what, self.settled.grades.clone(), Vec::new());
                    each.push(Change { open: is_open, sentencing: moved, ..change });
                }
            }
        }
    }

    /// The rules on the sentence of the offences of which there surely is conduct: elsewhere what decides whether there is
    /// any would decide them all.
    fn rules(&self) -> Vec<RuleOf> {
        let offences = self.cache.program().offences.iter().enumerate();
        let there = offences.filter(|(_, offence)| self.settled.outcome.truth(offence.present).certain());
        there.flat_map(|(at, offence)| (0..offence.sentencing.len()).map(move |rule| (at, rule))).collect()
    }

    fn after(&self, assignment: &Assignment, outcome: &Outcome<Ranges>) -> Outcome<Ranges> {
        self.cache.run_after(assignment, outcome, &self.cache.program().sentencing)
    }

    /// The rules that some value of a variable settles otherwise than they stand now.
    fn moved(&self, rules: &[RuleOf], now: &Outcome<Ranges>, variable: &Variable, value: &Value) -> Vec<RuleOf> {
        let program = self.cache.program();
        let outcomes = extremes(program, variable, value).into_iter().filter_map(|end| {
            let assignment = self.assignment.with(variable, end);
            let (measures, outcome) = evaluate(self.cache, &assignment);
            measures.possible.then(|| self.after(&assignment, &outcome))
        });
        let outcomes: Vec<Outcome<Ranges>> = outcomes.collect();
        let moves = |(offence, rule): &RuleOf| {
            let status = program.offences[*offence].sentencing[*rule].status;
            let other = |then: &Outcome<Ranges>| {
                let then = then.truth(status);
                then != Truth::Open && then != now.truth(status)
            };
            outcomes.iter().any(other)
        };
        rules.iter().copied().filter(moves).collect()
    }
}
