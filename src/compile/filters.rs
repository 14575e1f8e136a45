//! Conditions on a batch to filters: each condition is compiled once.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use indexmap::IndexSet;

use super::arena::Arena;
use crate::law::condition::{Condition, FactId, Options};
use crate::program::{Filter, FilterId, Operands, PutsOff, QuestionId, Step, Steps, Test, TruthId};

/// A condition that is known, by number: equal conditions have equal numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ConditionId(u32);

/// A condition of which the parts are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Known {
    /// What it says itself, without its parts.
    own: Condition,
    parts: Vec<ConditionId>,
    /// How many tests it makes itself.
    size: usize,
}

/// Filters under construction, with what they test.
#[derive(Debug, Default)]
pub(super) struct Filters {
    filters: Vec<Filter>,
    /// Conditions seen, so that a filter is found again without a look at the whole of its condition.
    conditions: IndexSet<Rc<Known>>,
    kept: HashMap<(Option<FilterId>, ConditionId), FilterId>,
    /// Every set of values that a fact is tested for.
    pub(super) tested: Vec<(FactId, Options)>,
    /// Every set of kinds that records are tested for.
    pub(super) contents: BTreeSet<Options>,
}

impl Filters {
    pub(super) fn finish(self) -> Vec<Filter> {
        self.filters
    }

    /// The filter of a condition.
    pub(super) fn filter(&mut self, condition: &Condition) -> FilterId {
        let condition = self.known(condition);
        self.keep(None, condition)
    }

    /// What passes another filter and satisfies a condition.
    pub(super) fn within(&mut self, outer: FilterId, condition: &Condition) -> FilterId {
        if *condition == Condition::Always(true) {
            return outer;
        }
        let condition = self.known(condition);
        self.keep(Some(outer), condition)
    }

    /// What passes one filter and not another.
    pub(super) fn without(&mut self, of: FilterId, other: FilterId) -> FilterId {
        self.each_of(&[(Test::Passes(of), true), (Test::Passes(other), false)])
    }

    /// What passes one filter, of acts of which nothing passes another, where something does of other acts.
    pub(super) fn of_other_acts(&mut self, of: FilterId, other: FilterId) -> FilterId {
        self.each_of(&[(Test::SamePerson(other), true), (Test::Passes(of), true), (Test::SameAct(other), false)])
    }

    /// What each of these tests gives the answer beside it of.
    fn each_of(&mut self, wanted: &[(Test, bool)]) -> FilterId {
        let (mut arena, mut tests) = (Arena::default(), Vec::new());
        let mut all = Vec::new();
        for (test, holds) in wanted {
            let answer = ask(test.clone(), &mut arena, &mut tests);
            all.push(if *holds { answer } else { arena.not(answer) });
        }
        arena.all(all);
        let steps = arena.finish();
        let (id, guards) = (FilterId(self.filters.len() as u32), guards(&steps));
        self.filters.push(Filter { steps, tests, guards });
        id
    }

    /// What passes each of these filters, or some of them.
    pub(super) fn joined(&mut self, of: &[FilterId], each: bool) -> FilterId {
        let mut arena = Arena::default();
        let mut tests = Vec::new();
        let passed = of.iter().map(|filter| ask(Test::Passes(*filter), &mut arena, &mut tests)).collect();
        if each {
            arena.all(passed)
        } else {
            arena.any(passed)
        };
        let steps = arena.finish();
        let id = FilterId(self.filters.len() as u32);
        let guards = if each { guards(&steps) } else { Vec::new() };
        self.filters.push(Filter { steps, tests, guards });
        id
    }

    /// The number of a condition.
    fn known(&mut self, condition: &Condition) -> ConditionId {
        let parts: Vec<ConditionId> = condition.parts().iter().map(|part| self.known(part)).collect();
        let size = condition.size_with(parts.iter().map(|part| self.conditions[part.0 as usize].size).sum());
        let known = Known { own: condition.without_parts(), parts, size };
        ConditionId(self.conditions.insert_full(Rc::new(known)).0 as u32)
    }

    fn keep(&mut self, outer: Option<FilterId>, condition: ConditionId) -> FilterId {
        let key = (outer, condition);
        if let Some(id) = self.kept.get(&key) {
            return *id;
        }
        let mut arena = Arena::default();
        let mut tests = Vec::new();
        let outer = outer.map(|outer| ask(Test::Passes(outer), &mut arena, &mut tests));
        let known = Rc::clone(&self.conditions[condition.0 as usize]);
        let inner = match &known.own {
            // The parts of a conjunction stand beside the outer filter, so that any of them can settle the answer.
            Condition::All(_) => known.parts.iter().map(|part| self.steps(*part, &mut arena, &mut tests)).collect(),
            _ => vec![self.whole(condition, &mut arena, &mut tests)],
        };
        let last = arena.all(outer.into_iter().chain(inner).collect());
        let mut steps = arena.finish();
        // The answer is the last truth; a step that is kept once may stand earlier.
        if last.0 + 1 != steps.truths {
            let start = steps.truth_operands.len() as u32;
            steps.truth_operands.push(last);
            steps.steps.push(Step::All(Operands { start, end: start + 1 }));
            steps.truths += 1;
        }
        let id = FilterId(self.filters.len() as u32);
        let guards = guards(&steps);
        self.filters.push(Filter { steps, tests, guards });
        self.kept.insert(key, id);
        id
    }

    /// A condition inside another: its own steps, or a filter of its own where it is of some size.
    fn steps(&mut self, condition: ConditionId, arena: &mut Arena, tests: &mut Vec<Test>) -> TruthId {
        const SHARED: usize = 4;
        if self.conditions[condition.0 as usize].size < SHARED {
            return self.whole(condition, arena, tests);
        }
        let test = Test::Passes(self.keep(None, condition));
        ask(test, arena, tests)
    }

    fn whole(&mut self, condition: ConditionId, arena: &mut Arena, tests: &mut Vec<Test>) -> TruthId {
        let known = Rc::clone(&self.conditions[condition.0 as usize]);
        let parts = &known.parts;
        let test = match &known.own {
            Condition::Always(holds) => return arena.always(*holds),
            Condition::All(_) => {
                let operands = parts.iter().map(|part| self.steps(*part, arena, tests)).collect();
                return arena.all(operands);
            }
            Condition::Any(_) => {
                let operands = parts.iter().map(|part| self.steps(*part, arena, tests)).collect();
                return arena.any(operands);
            }
            Condition::Not(_) => {
                let operand = self.steps(parts[0], arena, tests);
                return arena.not(operand);
            }
            Condition::Fact { fact, values } => {
                self.tested.push((*fact, *values));
                Test::Fact(*fact, *values)
            }
            Condition::AtLeast { fact, threshold } => Test::AtLeast(*fact, *threshold),
            Condition::Fewer { less, more } => Test::Fewer(less.clone(), *more),
            Condition::Contains(any) => {
                self.contents.insert(*any);
                Test::Contains(*any)
            }
            Condition::ContainsOnly(only) => {
                self.contents.insert(*only);
                Test::ContainsOnly(*only)
            }
            Condition::InForce(window) => Test::InForce(*window),
            Condition::LastsInto(window) => Test::LastsInto(*window),
            Condition::Age(years) => Test::Age(*years),
            Condition::AgeAtTrial(years) => Test::AgeAtTrial(*years),
            Condition::Record { within_months, since, .. } => {
                Test::Record(*within_months, *since, self.keep(None, parts[0]))
            }
            Condition::Consequence(_) => Test::Consequence(self.keep(None, parts[0])),
            Condition::SameDataset(_) => Test::SameDataset(self.keep(None, parts[0])),
            Condition::Elapsed { to, months, restarts, .. } => {
                let series = parts.first().map(|series| self.keep(None, *series));
                Test::Elapsed(*to, *months, PutsOff { restarts: *restarts, series })
            }
            Condition::JudgedSince(day) => Test::JudgedSince(*day),
            Condition::Choice { choice, options } => Test::Choice(*choice, *options),
            Condition::Judgement(place) => Test::Judgement(place.clone()),
        };
        ask(test, arena, tests)
    }
}

/// Asks a test, once.
fn ask(test: Test, arena: &mut Arena, tests: &mut Vec<Test>) -> TruthId {
    let question = tests.iter().position(|known| *known == test).unwrap_or_else(|| {
        tests.push(test);
        tests.len() - 1
    });
    arena.ask(QuestionId(question as u32))
}

/// The questions among the operands of the conjunction that the steps end with.
fn guards(steps: &Steps) -> Vec<QuestionId> {
    let Some(Step::All(operands)) = steps.steps.last() else { return Vec::new() };
    let told: Vec<&Step> = steps.steps.iter().collect();
    (steps.truth_operands[operands.start as usize..operands.end as usize].iter())
        .filter_map(|operand| match told[operand.0 as usize] {
            Step::Ask(question) => Some(*question),
            _ => None,
        })
        .collect()
}
