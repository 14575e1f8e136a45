//! Relations between charges, once grades are there: which of two that are made out falls.
//!
//! One in place of another comes first, in the order of the law; a charge that has fallen takes no other's place. Then
//! charges that are punished together are set apart, and of the rest the heavier stands: by what relates the two, or by
//! what relates any. How heavy a charge is, the band of the grade reached decides.
//!
//! Of charges that one act joins, the one that falls does so for that act. Where it has other acts, whether they are a
//! crime by themselves is judged.

use std::collections::{BTreeMap, BTreeSet};

use super::Builder;
use super::grounds::Grounds;
use crate::law::book::{self, LawBook, Predicate, RelationKind};
use crate::law::condition::{Condition, FactId, Options};
use crate::place::Place;
use crate::program::{FilterId, Offence, Question, Relation, TruthId};

/// The relations of a law book, two and two; what stands of each offence is settled by them.
pub(super) fn relations(book: &LawBook, offences: &mut [Offence], builder: &mut Builder) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut fallen: Vec<Vec<TruthId>> = vec![Vec::new(); offences.len()];
    // By what two offences are already joined, the one with the lower position first.
    let mut joined: BTreeMap<(usize, usize), Vec<(RelationKind, TruthId)>> = BTreeMap::new();
    // Of which two the heavier stands whatever else, so that nothing is left to what relates any.
    let mut surely: BTreeSet<(usize, usize)> = BTreeSet::new();
    for kind in [RelationKind::InPlaceOf, RelationKind::Cumulative, RelationKind::Heavier] {
        let displaced = fallen.clone();
        for (position, law) in book.relations.iter().enumerate().filter(|(_, law)| law.kind == kind) {
            for (first, second) in pairs(book, law) {
                let both = (first.min(second), first.max(second));
                if law.of_any && surely.contains(&both) {
                    continue;
                }
                let shared =
                    builder.filters.joined(&[offences[first].admitted, offences[second].admitted], law.same_act);
                let made_out = [first, second].map(|at| offences[at].grades[0].reached);
                let mut all = made_out.to_vec();
                all.extend(asked(law, (&book.offences[first], offences[first].counting), shared, builder));
                let before = match kind {
                    RelationKind::InPlaceOf => fallen[first].clone(),
                    _ => [displaced[first].as_slice(), &displaced[second]].concat(),
                };
                all.push(none_of(before, builder));
                if kind == RelationKind::Heavier {
                    let known = joined.get(&both).into_iter().flatten();
                    let before = known.filter(|(kind, _)| law.of_any || *kind == RelationKind::Cumulative);
                    all.push(none_of(before.map(|(_, holds)| *holds).collect(), builder));
                }
                let holds = builder.arena.all(all);
                let never = builder.arena.always(false);
                let mut of_other_acts = |at: usize| builder.filters.of_other_acts(offences[at].admitted, shared);
                let beside = (!law.wholly).then(|| [of_other_acts(first), of_other_acts(second)]);
                let mut wholly = |at: usize| match beside {
                    Some(beside) => no_crime_by_themselves(law, beside[at], builder),
                    None => builder.arena.always(true),
                };
                let falls = match kind {
                    RelationKind::Cumulative => (never, never),
                    RelationKind::InPlaceOf => {
                        let wholly = wholly(1);
                        (never, builder.arena.all(vec![holds, wholly]))
                    }
                    RelationKind::Heavier => {
                        let wholly = [wholly(0), wholly(1)];
                        let outweighed = outweighed(book, offences, (first, second), builder);
                        let stays = builder.arena.not(outweighed);
                        let first_falls = builder.arena.all(vec![holds, outweighed, wholly[0]]);
                        (first_falls, builder.arena.all(vec![holds, stays, wholly[1]]))
                    }
                };
                joined.entry(both).or_default().push((kind, holds));
                if kind == RelationKind::Heavier && law.predicate == Predicate::Always(true) {
                    surely.insert(both);
                }
                fallen[first].push(falls.0);
                fallen[second].push(falls.1);
                relations.push(Relation { law: position, offences: (first, second), holds, falls, beside });
            }
        }
    }
    for (offence, fallen) in offences.iter_mut().zip(fallen) {
        let none = none_of(fallen, builder);
        offence.stands = builder.arena.all(vec![offence.stands, none]);
    }
    relations
}

fn none_of(truths: Vec<TruthId>, builder: &mut Builder) -> TruthId {
    let any = builder.arena.any(truths);
    builder.arena.not(any)
}

/// The offences that a relation names, two and two in its order, in each of their texts. Of any offences, those that one
/// act may be in.
fn pairs(book: &LawBook, law: &book::Relation) -> Vec<(usize, usize)> {
    let texts = |place: &Place| -> Vec<usize> {
        (0..book.offences.len()).filter(|&at| book.offences[at].place == *place && has_grades(book, at)).collect()
    };
    let mut pairs = Vec::new();
    for (first, second) in &law.pairs {
        let seconds = texts(second);
        pairs.extend(texts(first).into_iter().flat_map(|first| seconds.iter().map(move |second| (first, *second))));
    }
    if law.of_any {
        pairs.retain(|(first, second)| may_share(&book.offences[*first], &book.offences[*second]));
    }
    pairs
}

/// Whether one act may be in both: no fact is asked by one for values of which the other takes none.
fn may_share(first: &book::Offence, second: &book::Offence) -> bool {
    let values = |offence: &book::Offence| {
        let elements = offence.elements.iter().map(|element| element.condition.clone()).collect();
        values_of(&Condition::All(elements))
    };
    let (first, second) = (values(first), values(second));
    !first.iter().any(|(fact, values)| second.get(fact).is_some_and(|others| values.meet(*others).is_empty()))
}

/// The facts that a condition surely asks for, each with the values that it can have.
fn values_of(condition: &Condition) -> BTreeMap<FactId, Options> {
    let parts = condition.parts().iter().map(values_of);
    match condition {
        Condition::Fact { fact, values } => [(*fact, *values)].into(),
        Condition::All(_) => parts.fold(BTreeMap::new(), |mut all, part| {
            for (fact, values) in part {
                all.entry(fact).and_modify(|known| *known = known.meet(values)).or_insert(values);
            }
            all
        }),
        Condition::Any(_) => {
            let both = |one: BTreeMap<_, Options>, other: BTreeMap<_, Options>| {
                one.into_iter().filter_map(|(fact, values)| Some((fact, values.with(*other.get(&fact)?)))).collect()
            };
            parts.reduce(both).unwrap_or_default()
        }
        _ => BTreeMap::new(),
    }
}

fn has_grades(book: &LawBook, offence: usize) -> bool {
    !book.offences[offence].grades.is_empty()
}

/// What the relation asks for beside both being made out: a shared act, and its condition.
fn asked(
    law: &book::Relation,
    first: (&book::Offence, usize),
    shared: FilterId,
    builder: &mut Builder,
) -> Vec<TruthId> {
    let mut asked = Vec::new();
    if law.same_act {
        let question = builder.question(Question::SomeBatch(shared));
        asked.push(builder.arena.ask(question));
    }
    let (offence, counting) = first;
    asked.push(Grounds::new(offence, (shared, shared), counting, builder).relation(&law.predicate, shared));
    asked
}

/// Whether a charge falls with all its acts: it has none but the shared ones, or nobody judged, where there are others, that
/// these are a crime by themselves.
fn no_crime_by_themselves(law: &book::Relation, others: FilterId, builder: &mut Builder) -> TruthId {
    let judged = builder.question(Question::Judgement { places: vec![law.place.clone()], asked: Some(others) });
    let judged = builder.arena.ask(judged);
    builder.arena.not(judged)
}

/// Whether the second is the heavier at the grades reached.
fn outweighed(book: &LawBook, offences: &[Offence], (first, second): (usize, usize), builder: &mut Builder) -> TruthId {
    let mut ways = Vec::new();
    for (at, grade) in book.offences[first].grades.iter().enumerate() {
        for (other, heavier) in book.offences[second].grades.iter().enumerate() {
            if heavier.band.weight() > grade.band.weight() {
                let both = [exactly(&offences[first], at, builder), exactly(&offences[second], other, builder)];
                ways.push(builder.arena.all(both.to_vec()));
            }
        }
    }
    builder.arena.any(ways)
}

/// The grade is reached, and none above it.
fn exactly(offence: &Offence, grade: usize, builder: &mut Builder) -> TruthId {
    let mut all = vec![offence.grades[grade].reached];
    if let Some(higher) = offence.grades.get(grade + 1) {
        all.push(builder.arena.not(higher.reached));
    }
    builder.arena.all(all)
}
