//! Units (单位): a kind of person that the law punishes otherwise than a natural one.

use super::assignment::{Assignment, Variable};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::law::condition::Options;
use crate::law::vocabulary::Vocabulary;
use crate::truth::Truth;

/// Whether a person is a unit.
pub fn is_unit(case: &Case, vocabulary: &Vocabulary, assignment: &Assignment, person: usize) -> Truth {
    let Some((kind, unit)) = vocabulary.unit_kind() else { return Truth::Excluded };
    let entity = Entity::Person(person);
    let stated = case.stated.get(&(entity, kind));
    if assignment.only_proven && stated.is_some_and(|stated| stated.standing != Standing::Proven) {
        return Truth::Open;
    }
    let variable = Variable::Fact(entity, kind);
    match stated.map(|stated| assignment.taken(&variable, stated.value.clone())) {
        Some(Value::Options(options)) if options == Options::one(unit) => Truth::Established,
        Some(Value::Options(options)) if options.has(unit) => Truth::Open,
        _ => Truth::Excluded,
    }
}
