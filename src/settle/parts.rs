//! What an open variable may be, in parts: where an assignment is split.

use crate::case::facts::Value;
use crate::law::condition::Options;
use crate::measure::Variable;
use crate::program::{Program, alike, representatives};
use crate::range::{LARGEST, Number, Range};

/// What a value may be, in parts that no assignment needs together.
pub fn parts(program: &Program, variable: &Variable, value: &Value) -> Vec<Value> {
    match value {
        Value::Number(range) => halves(*range),
        Value::Options(options) => {
            let tested: &[Options] = match variable {
                Variable::Fact(_, fact) => &program.facts[fact.0 as usize].tested,
                Variable::Judgement { .. } | Variable::Record { .. } | Variable::Choice(_) => &[],
            };
            if tested.is_empty() {
                return options.iter().map(|index| Value::Options(Options::one(index))).collect();
            }
            let like = |index: usize| {
                options.iter().filter(|other| tested.iter().all(|set| set.has(*other) == set.has(index))).collect()
            };
            representatives(*options, tested).into_iter().map(|index| Value::Options(like(index))).collect()
        }
        Value::Sets(sets) => alike(sets, &program.contents_tested).into_iter().map(Value::Sets).collect(),
    }
}

/// The values by which an open variable is tried alone: both ends of a number, which enters monotonically, or every part.
pub fn extremes(program: &Program, variable: &Variable, value: &Value) -> Vec<Value> {
    match value {
        Value::Number(range) => {
            let most = if range.is_unbounded() { LARGEST.max(range.min) } else { range.max };
            vec![Value::Number(Range::point(range.min)), Value::Number(Range::point(most))]
        }
        Value::Options(_) | Value::Sets(_) => parts(program, variable, value),
    }
}

/// A range in two halves; one without end is cut at twice its start.
pub fn halves(range: Range) -> Vec<Value> {
    const FIRST_CUT: Number = 64;
    if range.settled().is_some() {
        return vec![Value::Number(range)];
    }
    let middle = if !range.is_unbounded() {
        range.min + (range.max - range.min).div_euclid(2)
    } else if range.min < LARGEST {
        (range.min * 2).max(FIRST_CUT)
    } else {
        return vec![Value::Number(range)];
    };
    vec![Value::Number(Range { min: range.min, max: middle }), Value::Number(Range { min: middle + 1, max: range.max })]
}
