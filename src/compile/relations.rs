//! Relations between charges, once grades are there: which of two that are made out falls.
//!
//! One in place of another comes first, in the order of the law; a charge that has fallen takes no other's place. Then
//! charges that are punished together are set apart, and of the rest the heavier stands. How heavy a charge is, the
//! band of the grade reached decides.

use std::collections::BTreeMap;

use super::Builder;
use super::grounds::Grounds;
use crate::law::book::{self, LawBook, RelationKind};
use crate::program::{Offence, Question, Relation, TruthId};

/// The relations of a law book, two and two; what stands of each offence is settled by them.
pub(super) fn relations(book: &LawBook, offences: &mut [Offence], builder: &mut Builder) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut fallen: Vec<Vec<TruthId>> = vec![Vec::new(); offences.len()];
    for kind in [RelationKind::InPlaceOf, RelationKind::Cumulative, RelationKind::Heavier] {
        let displaced = fallen.clone();
        let mut apart: BTreeMap<(usize, usize), Vec<TruthId>> = BTreeMap::new();
        for known in relations.iter().filter(|known: &&Relation| kind_of(book, known) == RelationKind::Cumulative) {
            apart.entry(ordered(known.offences)).or_default().push(known.holds);
        }
        for (position, law) in book.relations.iter().enumerate().filter(|(_, law)| law.kind == kind) {
            for (first, second) in pairs(book, law) {
                let made_out = [first, second].map(|at| offences[at].grades[0].reached);
                let asked = asked(book, law, offences, (first, second), builder);
                let mut all = [made_out.to_vec(), asked].concat();
                let before = match kind {
                    RelationKind::InPlaceOf => fallen[first].clone(),
                    _ => [displaced[first].as_slice(), &displaced[second]].concat(),
                };
                all.push(none_of(before, builder));
                if kind == RelationKind::Heavier {
                    let together = apart.get(&ordered((first, second))).cloned().unwrap_or_default();
                    all.push(none_of(together, builder));
                }
                let holds = builder.arena.all(all);
                let never = builder.arena.always(false);
                let falls = match kind {
                    RelationKind::Cumulative => (never, never),
                    RelationKind::InPlaceOf => (never, holds),
                    RelationKind::Heavier => {
                        let outweighed = outweighed(book, offences, (first, second), builder);
                        let first_falls = builder.arena.all(vec![holds, outweighed]);
                        let stays = builder.arena.not(outweighed);
                        (first_falls, builder.arena.all(vec![holds, stays]))
                    }
                };
                fallen[first].push(falls.0);
                fallen[second].push(falls.1);
                relations.push(Relation { law: position, offences: (first, second), holds, falls });
            }
        }
    }
    for (offence, fallen) in offences.iter_mut().zip(fallen) {
        let none = none_of(fallen, builder);
        offence.stands = builder.arena.all(vec![offence.stands, none]);
    }
    relations
}

fn kind_of(book: &LawBook, relation: &Relation) -> RelationKind {
    book.relations[relation.law].kind
}

fn ordered((one, other): (usize, usize)) -> (usize, usize) {
    (one.min(other), one.max(other))
}

fn none_of(truths: Vec<TruthId>, builder: &mut Builder) -> TruthId {
    let any = builder.arena.any(truths);
    builder.arena.not(any)
}

/// The offences that a relation names, two and two in its order, in each of their texts.
fn pairs(book: &LawBook, law: &book::Relation) -> Vec<(usize, usize)> {
    let texts = |place| (0..book.offences.len()).filter(move |&at| book.offences[at].place == place);
    let mut pairs = Vec::new();
    for (at, first) in law.offences.iter().enumerate() {
        for second in &law.offences[at + 1..] {
            let all = texts(first.clone()).flat_map(|first| texts(second.clone()).map(move |second| (first, second)));
            pairs.extend(all.filter(|&(first, second)| has_grades(book, first) && has_grades(book, second)));
        }
    }
    pairs
}

fn has_grades(book: &LawBook, offence: usize) -> bool {
    !book.offences[offence].grades.is_empty()
}

/// What the relation asks for beside both being made out: a shared act, and its condition.
fn asked(
    book: &LawBook,
    law: &book::Relation,
    offences: &[Offence],
    (first, second): (usize, usize),
    builder: &mut Builder,
) -> Vec<TruthId> {
    let seen = builder.filters.joined(&[offences[first].admitted, offences[second].admitted], law.same_act);
    let mut asked = Vec::new();
    if law.same_act {
        let question = builder.question(Question::SomeBatch(seen));
        asked.push(builder.arena.ask(question));
    }
    let counting = offences[first].counting;
    asked.push(Grounds::new(&book.offences[first], (seen, seen), counting, builder).relation(&law.predicate, seen));
    asked
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
