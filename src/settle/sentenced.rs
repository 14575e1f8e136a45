//! Rules on the sentence that something moves or settles (量刑规则): terms, fines, probation, bans; and how heavy an
//! administrative punishment is.
//!
//! No grade depends on them, so they come after: each value of a fact is tried, and what the rules then say is held
//! against what they say now.

use super::change::{Change, Changing, Contestable, Kind, What, opened};
use super::parts::extremes;
use super::{GradeSet, evaluate};
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::{Assignment, Variable};
use crate::program::{Level, NumberId};
use crate::range::Range;
use crate::truth::Truth;

/// A rule on the sentence: of which offence, and which of its rules, by position.
pub type RuleOf = (usize, usize);

/// What a fine is guided by, where something moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fined {
    /// Of which offence, by position.
    pub offence: usize,
    /// The quantity as things stand.
    pub now: Range,
    /// The quantity at values of what moves it.
    pub then: Vec<Range>,
}

/// A level of a violation that something moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Punished {
    /// Of which track, by position.
    pub track: usize,
    /// Which level, by position.
    pub level: usize,
    /// What it comes to as things stand.
    pub now: Measure,
    /// What it comes to at values of what moves it.
    pub then: Vec<Measure>,
}

/// What a level of a violation comes to: whether it is there, and what its fine and its gains are measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Whether it is there.
    pub status: Truth,
    /// The quantity that its fine is a multiple of.
    pub fine: Option<Range>,
    /// The gains that are taken away.
    pub gains: Option<Range>,
}

impl Changing<'_> {
    /// Adds the rules on the sentence and the measures of fines that each open fact settles, and each fact in doubt moves; of a
    /// reading, the fines. What a judgement or a reading does to the rules stands with the rule itself.
    pub(super) fn sentenced(&self, each: &mut Vec<Change>, contestables: &[Contestable]) {
        let (rules, fined, punished) = (self.rules(), self.fined(), self.punished());
        if rules.is_empty() && fined.is_empty() && punished.is_empty() {
            return;
        }
        // One evaluation, as each of those is that it is held against.
        let (_, plain) = evaluate(self.cache, self.assignment);
        let readings: Vec<Contestable> = contestables.iter().filter(|one| one.kind == Kind::Reading).cloned().collect();
        let (_, under) = evaluate(self.cache, &opened(self.assignment, &readings));
        let some_reading = fined.iter().any(|(_, number)| under.number(*number) != plain.number(*number));
        let now = Now { after: self.after(self.assignment, &self.settled.outcome), plain, rules, fined, punished };
        let mut open = self.settled.measures.opened.clone();
        open.extend(self.cache.opened_after(self.assignment, &self.cache.program().sentencing));
        let of_kind = |(variable, value): (Variable, Value)| Some((self.kind(&variable)?, true, variable, value));
        let open = open.into_iter().filter_map(of_kind).filter(|(kind, ..)| *kind != Kind::Judgement);
        let asked = contestables.iter().filter(|one| some_reading || one.kind != Kind::Reading);
        let doubted = asked.map(|one| (one.kind, false, one.variable.clone(), one.value.clone()));
        let mut known: Vec<Variable> = Vec::new();
        for (kind, is_open, variable, value) in open.chain(doubted) {
            if known.contains(&variable) {
                continue;
            }
            let (mut sentencing, fines, mut punishments) = self.moved(&now, &variable, &value);
            if kind == Kind::Reading {
                sentencing.clear();
                punishments.clear();
            }
            known.push(variable.clone());
            if sentencing.is_empty() && fines.is_empty() && punishments.is_empty() {
                continue;
            }
            match each.iter_mut().find(|one| one.is_of(&variable)) {
                Some(one) => (one.sentencing, one.fines, one.punishments) = (sentencing, fines, punishments),
                None => {
                    let what = What::Variable(variable);
                    let change = self.change(kind, what, self.settled.grades.clone(), Vec::new());
                    each.push(Change { open: is_open, sentencing, fines, punishments, ..change });
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

    /// The quantities that fines are guided by, of the offences of which some grade is possible.
    fn fined(&self) -> Vec<(usize, NumberId)> {
        let offences = self.cache.program().offences.iter().zip(&self.settled.grades).enumerate();
        let graded = offences.filter(|(_, (_, grades))| **grades != GradeSet::NONE);
        graded.filter_map(|(at, (offence, _))| Some((at, offence.fine?))).collect()
    }

    /// The levels of the violations that are punished, or may be.
    fn punished(&self) -> Vec<(usize, usize)> {
        let tracks = self.cache.program().tracks.iter().enumerate();
        let applies = tracks.filter(|(_, track)| self.settled.outcome.truth(track.applies).possible());
        applies.flat_map(|(at, track)| (0..track.levels.len()).map(move |level| (at, level))).collect()
    }

    fn after(&self, assignment: &Assignment, outcome: &Outcome<Ranges>) -> Outcome<Ranges> {
        self.cache.run_after(assignment, outcome, &self.cache.program().sentencing)
    }

    /// The rules that some value of a variable settles otherwise than they stand now, or of which it moves what they count;
    /// the measures of fines, and the levels of violations, that some value moves.
    fn moved(&self, now: &Now, variable: &Variable, value: &Value) -> (Vec<RuleOf>, Vec<Fined>, Vec<Punished>) {
        let program = self.cache.program();
        let outcomes = extremes(program, variable, value).into_iter().filter_map(|end| {
            let assignment = self.assignment.with(variable, end);
            let (measures, outcome) = evaluate(self.cache, &assignment);
            measures.possible.then(|| (self.after(&assignment, &outcome), outcome))
        });
        let outcomes: Vec<(Outcome<Ranges>, Outcome<Ranges>)> = outcomes.collect();
        let moves = |(offence, rule): &RuleOf| {
            let rule = &program.offences[*offence].sentencing[*rule];
            let other = |(after, plain): &(Outcome<Ranges>, Outcome<Ranges>)| {
                let (before, then) = (now.after.truth(rule.status), after.truth(rule.status));
                let counts_other = |quantity| plain.number(quantity) != now.plain.number(quantity);
                then != Truth::Open && then != before
                    || before.possible() && then.possible() && rule.quantity.is_some_and(counts_other)
            };
            outcomes.iter().any(other)
        };
        let fined = |(offence, number): &(usize, NumberId)| {
            let then: Vec<Range> = outcomes.iter().map(|(_, plain)| plain.number(*number)).collect();
            let fined = Fined { offence: *offence, now: now.plain.number(*number), then };
            fined.then.iter().any(|then| *then != fined.now).then_some(fined)
        };
        let punished = |(track, level): &(usize, usize)| {
            let compiled = &program.tracks[*track].levels[*level];
            let measure = |outcome| Measure::of(compiled, outcome);
            let then: Vec<Measure> = outcomes.iter().map(|(_, plain)| measure(plain)).collect();
            let punished = Punished { track: *track, level: *level, now: measure(&now.plain), then };
            punished.then.iter().any(|then| then.differs(&punished.now)).then_some(punished)
        };
        let rules = now.rules.iter().copied().filter(moves).collect();
        let fines = now.fined.iter().filter_map(fined).collect();
        (rules, fines, now.punished.iter().filter_map(punished).collect())
    }
}

impl Measure {
    fn of(level: &Level, outcome: &Outcome<Ranges>) -> Self {
        let number = |id: Option<NumberId>| id.map(|id| outcome.number(id));
        Self { status: outcome.truth(level.status), fine: number(level.fine), gains: number(level.gains) }
    }

    /// Whether the level surely is otherwise than before: settled, or there either way and of another measure.
    fn differs(&self, before: &Self) -> bool {
        let settled = self.status != Truth::Open && self.status != before.status;
        let there = self.status.possible() && before.status.possible();
        settled || there && (self.fine, self.gains) != (before.fine, before.gains)
    }
}

/// What is held against what stands otherwise: the rules on the sentence, what fines are guided by, and levels of violations.
struct Now {
    after: Outcome<Ranges>,
    plain: Outcome<Ranges>,
    rules: Vec<RuleOf>,
    fined: Vec<(usize, NumberId)>,
    punished: Vec<(usize, usize)>,
}
