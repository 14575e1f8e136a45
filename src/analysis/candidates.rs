//! What can be changed in a case: each fact that was read or stated, and the values that it might have instead.

use super::About;
use crate::case::facts::Value;
use crate::law::condition::Options;
use crate::law::vocabulary::FactKind;
use crate::measure::{Basis, Cache, Variable};
use crate::program::{AggregateId, QuestionId, representatives};
use crate::range::{LARGEST, Range};

/// A fact that can be changed.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) variable: Variable,
    /// What it is now.
    pub(super) value: Value,
    /// Whether the file states it.
    pub(super) stated: bool,
    /// Whether silence stands for a default or a presumption.
    pub(super) by_default: bool,
    pub(super) instead: Instead,
}

/// What a fact might be instead.
#[derive(Clone, Debug)]
pub(super) enum Instead {
    /// Less, and more.
    Numbers(Option<Range>, Option<Range>),
    /// One of these, each for values that nothing tells apart.
    Values(Vec<Value>),
}

/// Everything that the person's result was read from, stated facts first.
///
/// A fact that was not read cannot change the result alone; one whose answer was settled whatever it is was read and
/// forgotten, so every stated fact is taken too.
pub(super) fn candidates(about: &About<'_>) -> Vec<Candidate> {
    let program = about.program;
    let questions: Vec<QuestionId> = (0..program.core.questions as u32).map(QuestionId).collect();
    let aggregates: Vec<AggregateId> = (0..program.core.aggregates as u32).map(AggregateId).collect();
    let account = Cache::whole(about.case, program, about.person, about.assignment);
    let uses = account.uses(about.assignment, &questions, &aggregates);
    let mut found: Vec<Candidate> = Vec::new();
    for ((entity, fact), stated) in
        about.case.stated.iter().filter(|((entity, _), _)| about.case.concerns(about.person, *entity))
    {
        let value = uses.iter().find(|used| used.variable == Variable::Fact(*entity, *fact)).map(|used| &used.value);
        found.extend(candidate(
            about,
            Variable::Fact(*entity, *fact),
            value.unwrap_or(&stated.value),
            Basis::Stated(stated.standing),
        ));
    }
    for used in uses {
        if !found.iter().any(|known| known.variable == used.variable) {
            found.extend(candidate(about, used.variable, &used.value, used.basis));
        }
    }
    found.sort_by_key(|candidate| !candidate.stated);
    found
}

fn candidate(about: &About<'_>, variable: Variable, value: &Value, basis: Basis) -> Option<Candidate> {
    let instead = match (&variable, value) {
        (Variable::Choice(_), _) => return None,
        (Variable::Fact(..), Value::Number(range)) => {
            let limits = limits(about, &variable)?;
            let below = limits.meet(Range { min: limits.min, max: range.min - 1 }).filter(|_| limits.min < range.min);
            let above = Range { min: range.max.max(limits.min - 1) + 1, max: limits.max };
            Instead::Numbers(below, (above.min <= above.max && !range.is_unbounded()).then_some(above))
        }
        (Variable::Fact(_, fact), Value::Options(now)) => {
            let rule = &about.program.facts[fact.0 as usize];
            let others = rule.all.without(*now);
            let tested: Vec<Options> = rule.tested.clone();
            let like = |index: usize| {
                others.iter().filter(|other| tested.iter().all(|set| set.has(*other) == set.has(index))).collect()
            };
            Instead::Values(
                representatives(others, &tested).into_iter().map(|index| Value::Options(like(index))).collect(),
            )
        }
        (Variable::Judgement { .. }, Value::Options(now)) => Instead::Values(
            Options::first(2).without(*now).iter().map(|one| Value::Options(Options::one(one))).collect(),
        ),
        (Variable::Fact(_, fact), Value::Sets(sets)) => {
            let FactKind::SetOf(_) = about.program.facts[fact.0 as usize].kind else { return None };
            Instead::Values(other_sets(about.program.facts[fact.0 as usize].all, sets))
        }
        (Variable::Judgement { .. } | Variable::Record { .. }, _) => return None,
    };
    let stated = matches!(basis, Basis::Stated(_));
    let by_default = matches!(basis, Basis::Default | Basis::Presumed);
    Some(Candidate { variable, value: value.clone(), stated, by_default, instead })
}

/// One kind more, or one kind less.
fn other_sets(all: Options, sets: &[Options]) -> Vec<Value> {
    let [now] = sets else { return Vec::new() };
    let less = now.iter().map(|kind| now.without(Options::one(kind))).filter(|set| !set.is_empty());
    let more = all.without(*now).iter().map(|kind| now.with(Options::one(kind)));
    less.chain(more).map(|set| Value::Sets(vec![set])).collect()
}

/// What a number can be at most and at least: what is certain of it, and what the rest of the case lets it be.
fn limits(about: &About<'_>, variable: &Variable) -> Option<Range> {
    let Variable::Fact(_, fact) = variable else { return None };
    let all = match about.program.is_day(*fact) {
        true => Range { min: crate::case::day::any().min, max: about.assignment.today },
        false => Range { max: LARGEST, ..about.cache.any(*fact) },
    };
    Some(about.cache.leaves(variable, all, about.assignment))
}
