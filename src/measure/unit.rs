//! Units (单位): a kind of person that the law punishes otherwise than a natural one.

use super::world::{Slot, World};
use crate::case::facts::{Case, Entity, Standing, Value};
use crate::law::condition::Options;
use crate::law::vocabulary::{Scope, Vocabulary};
use crate::truth::Truth;

/// Whether a person is a unit. The kind of a person is structural in the case format, and natural by default.
pub fn is_unit(case: &Case, vocabulary: &Vocabulary, world: &World, person: usize) -> Truth {
    let Some(kind) = vocabulary.fact_named(Scope::Person, "kind") else { return Truth::Excluded };
    let names = vocabulary.value_names(vocabulary.fact(kind).kind);
    let Some(unit) = names.iter().position(|name| *name == "unit") else { return Truth::Excluded };
    let entity = Entity::Person(person);
    let stated = case.stated.get(&(entity, kind));
    if world.only_proven && stated.is_some_and(|stated| stated.standing != Standing::Proven) {
        return Truth::Open;
    }
    let slot = Slot::Fact(entity, kind);
    match stated.map(|stated| world.taken(&slot, stated.value.clone())) {
        Some(Value::Options(options)) if options == Options::one(unit) => Truth::Established,
        Some(Value::Options(options)) if options.has(unit) => Truth::Open,
        _ => Truth::Excluded,
    }
}
