//! The smallest case on which two laws differ (见证案例), found by searching regions of facts with the same evaluator.
//!
//! The search starts from a case of which nothing is known and takes the region with the least case in it first: it is
//! looked at under both laws, dropped where they surely agree, and split at an open fact where they may differ. The first
//! single outcome in which they differ is therefore the smallest within the bounds: one person, the acts and bodies of
//! information of a [`Shape`], each of one kind, and the facts that the differing rules ask about.

use std::collections::{BTreeSet, BinaryHeap};

use super::scale::{Scale, Standing};
use super::twins::Twins;
use super::{Side, Verdict};
use crate::case::day;
use crate::case::facts::{Case, Entity, Value};
use crate::law::book::{Amount, LawBook, Requirement};
use crate::law::condition::{Condition, FactId};
use crate::law::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::measure::{Measures, Memory, Slot, World};
use crate::place::Place;
use crate::range::{Number, Range};
use crate::settle::{self, Grades, Look, parts};

/// What a fact weighs that is not as silence would have it: more than any number.
const SAID: Number = 1 << 60;

/// A case on which two laws differ.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The case as a file.
    pub text: String,
    /// Where the person stands under the first law.
    pub before: Standing,
    /// And under the second.
    pub after: Standing,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The smallest cases, one for each kind of change asked for.
    pub witnesses: Vec<Witness>,
    /// How many regions were looked at.
    pub looked: usize,
    /// Whether no region is left that could hold a smaller case, or one of another kind.
    pub exhausted: bool,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// One offence alone.
    pub offence: Option<&'a Place>,
    /// The level reached under one of the laws.
    pub level: Option<usize>,
    /// One case for each pair of levels, instead of the smallest alone.
    pub all_kinds: bool,
    /// How many amounts may be above their least.
    pub amounts: usize,
    /// How many regions are looked at.
    pub most: usize,
}

/// How large a case may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How many acts.
    pub acts: usize,
    /// How many bodies of information, each of one kind; act after act is about the next of them.
    pub datasets: usize,
}

/// The case of which nothing is known, as a file: one person, and what the shape says.
pub fn blank(sides: [Side<'_>; 2], shape: Shape) -> String {
    let vocabulary = &sides[0].book.vocabulary;
    let open: Vec<FactId> =
        facts_of_differences(sides).into_iter().filter(|fact| !asked(sides[0].book, *fact)).collect();
    let unknown = |scope: Scope| -> String {
        let facts = open
            .iter()
            .map(|fact| vocabulary.fact(*fact))
            .filter(|fact| fact.written.first().is_some_and(|(first, _)| *first == scope));
        facts.map(|fact| format!("{} = \"unknown\"\n", fact.name)).collect()
    };
    let contains = vocabulary.fact(sides[0].program.keys.contains);
    let kinds: Vec<String> = vocabulary.value_names(contains.kind).iter().map(|kind| format!("[\"{kind}\"]")).collect();
    let judged = sides[0].book.as_of.min(sides[1].book.as_of);
    let mut text =
        format!("[case]\nid = \"witness\"\njudged = {judged}\n\n[[person]]\nid = \"p\"\n{}", unknown(Scope::Person));
    for dataset in 1..=shape.datasets {
        let (name, unknown) = (&contains.name, unknown(Scope::Dataset));
        text +=
            &format!("\n[[dataset]]\nid = \"d{dataset}\"\n{name} = {{ one_of = [{}] }}\n{unknown}", kinds.join(", "));
    }
    for act in 1..=shape.acts {
        let dataset = (act - 1) % shape.datasets + 1;
        text += &format!(
            "\n[[act]]\nid = \"a{act}\"\nby = [\"p\"]\ndataset = \"d{dataset}\"\ndoes = \"unknown\"\non = {judged}\n{}",
            unknown(Scope::Act)
        );
    }
    if facts_of_differences(sides).iter().any(|fact| vocabulary.fact(*fact).is_written_in(Scope::Consequence)) {
        text += "\n[[consequence]]\nof = [\"a1\"]\nkind = \"unknown\"\n";
    }
    text
}

/// Whether leaving the fact out may leave it open.
fn asked(book: &LawBook, fact: FactId) -> bool {
    book.vocabulary.fact(fact).silence.iter().any(|(meaning, _)| *meaning == Meaning::Ask)
}

/// Searches; `case` is the blank, read.
pub fn search(case: &Case, sides: [Side<'_>; 2], scale: &Scale, wanted: &Wanted<'_>) -> Search {
    let twins = Twins::of(sides);
    let asked_about = facts_of_differences(sides);
    let memories = sides.map(|side| Memory::new(case, side.program, 0, side.world));
    let mut seen_kinds: BTreeSet<(usize, usize, usize, usize)> = BTreeSet::new();
    let mut found = Search::default();
    // Whether every region that was dropped could be told: what stays open with no fact left to split could hold a case.
    let mut told = true;
    let mut waiting = BinaryHeap::from([Region { size: 0, born: 0, narrowed: World::default(), raised: Vec::new() }]);
    while let Some(region) = waiting.pop() {
        if found.looked >= wanted.most {
            return found;
        }
        found.looked += 1;
        let looks = [0, 1].map(|law| {
            let side = &sides[law];
            let world = World { narrowed: region.narrowed.narrowed.clone(), ..side.world.clone() };
            let Look { measures, outcome, .. } =
                settle::Search::new(&memories[law], side.program, Vec::new()).look(world);
            // Offences that are the same in both laws tell nothing apart.
            let mut grades = settle::grades_of(side.program, &outcome);
            let same = (0..grades.len()).filter(|offence| twins.own(law, *offence).is_empty());
            same.for_each(|offence| grades[offence] = Grades::NONE);
            (measures, Verdict { grades, exact: true, outcome })
        });
        if looks.iter().flat_map(|(_, verdict)| &verdict.grades).all(|grades| grades.settled()) {
            let [before, after] = [0, 1].map(|at| scale.standing(&sides[at], &looks[at].1, wanted.offence));
            let differ = (before.least, before.most) != (after.least, after.most);
            let asked = wanted.level.is_none_or(|level| before.most == level || after.most == level);
            let kind = (before.least, before.most, after.least, after.most);
            if differ && asked && seen_kinds.insert(kind) {
                let text = written(case, sides[0].book, &region.narrowed);
                found.witnesses.push(Witness { text, before, after });
                if !wanted.all_kinds {
                    found.exhausted = told;
                    return found;
                }
            }
            continue;
        }
        if twins.agree(sides, [&looks[0].1, &looks[1].1]) {
            continue;
        }
        let Some((slot, value)) = next_open(sides, &looks[0].0, &looks[1].0) else {
            told = false;
            continue;
        };
        for (part, raised) in several(sides, &slot, value, &region, &asked_about, wanted.amounts) {
            let narrowed = region.narrowed.with(&slot, part);
            let size = size(case, sides[0].book, &narrowed);
            waiting.push(Region { size: -size, born: found.looked, narrowed, raised });
        }
    }
    found.exhausted = told;
    found
}

/// What an open fact may be, in parts, each with the amounts that then stand above their least.
///
/// An amount stays at its least unless a differing rule asks about it, and as long as not too many are above: more of
/// what no differing rule asks about could only hide a difference.
fn several(
    sides: [Side<'_>; 2],
    slot: &Slot,
    value: Value,
    region: &Region,
    asked_about: &BTreeSet<FactId>,
    amounts: usize,
) -> Vec<(Value, Vec<Slot>)> {
    let raised = || region.raised.clone();
    let (Slot::Fact(_, fact), Value::Number(range)) = (slot, &value) else {
        return told_apart(sides, slot, &value).into_iter().map(|part| (part, raised())).collect();
    };
    if region.raised.contains(slot) || sides[0].program.is_day(*fact) {
        return told_apart(sides, slot, &value).into_iter().map(|part| (part, raised())).collect();
    }
    let mut several = vec![(Value::Number(Range::point(range.min)), raised())];
    if asked_about.contains(fact) && region.raised.len() < amounts {
        let above = Range { min: range.min + 1, max: range.max };
        several.push((Value::Number(above), [raised(), vec![slot.clone()]].concat()));
    }
    several
}

/// A region of facts; the one with the smallest case in it is the greatest.
struct Region {
    /// The size of its smallest case, negative.
    size: Number,
    /// When it was made: of the same size, the latest goes first.
    born: usize,
    narrowed: World,
    /// Amounts above their least.
    raised: Vec<Slot>,
}

impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Region {}

impl PartialOrd for Region {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Region {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.size, self.born).cmp(&(other.size, other.born))
    }
}

/// The parts of a value that one law or the other tells apart.
fn told_apart(sides: [Side<'_>; 2], slot: &Slot, value: &Value) -> Vec<Value> {
    let first = parts(sides[0].program, slot, value);
    if matches!(value, Value::Number(_)) {
        return first;
    }
    first.iter().flat_map(|part| parts(sides[1].program, slot, part)).collect()
}

/// An open fact that can be split, what is listed before what is counted.
fn next_open(sides: [Side<'_>; 2], one: &Measures, other: &Measures) -> Option<(Slot, Value)> {
    let open =
        || one.opened.iter().chain(&other.opened).filter(|(slot, value)| told_apart(sides, slot, value).len() > 1);
    let listed = open().find(|(_, value)| !matches!(value, Value::Number(_)));
    listed.or_else(|| open().next()).cloned()
}

/// The size of the smallest case of a region: what is said against silence, then the numbers.
fn size(case: &Case, book: &LawBook, region: &World) -> Number {
    let of = |(slot, value): (&Slot, &Value)| match (slot, value) {
        (Slot::Fact(_, fact), Value::Number(range)) => match book.vocabulary.fact(*fact).kind {
            FactKind::Amount(unit) => range.min.max(0) / unit.scale(),
            _ => 0,
        },
        // What is stated as unknown has a silence; saying what silence says costs nothing.
        (Slot::Fact(entity, fact), Value::Options(options)) if case.stated.contains_key(&(*entity, *fact)) => {
            let mut silent = book.vocabulary.fact(*fact).silence.iter().filter_map(|(meaning, _)| usual(meaning));
            if silent.all(|silent| options.has(silent)) { 0 } else { SAID }
        }
        (Slot::Judgement { .. } | Slot::Record { .. }, _) => SAID,
        _ => 0,
    };
    region.narrowed.iter().map(of).sum()
}

/// The value of a list that silence stands for.
fn usual(meaning: &Meaning) -> Option<usize> {
    match meaning {
        Meaning::Default(settled)
        | Meaning::Presumed(settled, _)
        | Meaning::NotInIssue(settled)
        | Meaning::NotAsked(settled) => match settled {
            Settled::Option(option) => Some(*option),
            _ => None,
        },
        Meaning::Ask => None,
    }
}

/// The facts that the differing rules ask about, by either law's conditions.
fn facts_of_differences(sides: [Side<'_>; 2]) -> BTreeSet<FactId> {
    let twins = Twins::of(sides);
    let mut facts = BTreeSet::new();
    for (law, side) in sides.iter().enumerate() {
        for (position, offence) in side.book.offences.iter().enumerate() {
            let own = twins.own(law, position);
            let grounds = offence.ground_lists.iter().flat_map(|list| &list.grounds);
            let own_grounds = grounds.filter(|ground| own.contains(&ground.place));
            own_grounds.for_each(|ground| of_requirement(side.book, &ground.requirement, &mut facts));
            let beside = &sides[1 - law].book.offences;
            if beside.iter().all(|other| other.place != offence.place) {
                offence.elements.iter().for_each(|element| of_condition(&element.condition, &mut facts));
            }
        }
    }
    facts
}

fn of_requirement(book: &LawBook, requirement: &Requirement, facts: &mut BTreeSet<FactId>) {
    match requirement {
        Requirement::All(parts) | Requirement::Any(parts) => {
            parts.iter().for_each(|part| of_requirement(book, part, facts))
        }
        Requirement::Not(part) => of_requirement(book, part, facts),
        Requirement::Reaches { amount, .. } => match amount {
            Amount::Sum(sum, condition) => {
                facts.insert(sum.of);
                of_condition(condition, facts);
            }
            Amount::Items(unit, condition) => {
                facts.extend(book.vocabulary.fact_named(Scope::Dataset, unit.name()));
                of_condition(condition, facts);
            }
        },
        Requirement::SomeBatch(condition) | Requirement::Person(condition) => of_condition(condition, facts),
        Requirement::AnyReaches { counting: Some(condition), .. } => of_condition(condition, facts),
        _ => {}
    }
}

fn of_condition(condition: &Condition, facts: &mut BTreeSet<FactId>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| of_condition(part, facts)),
        Condition::Not(part) | Condition::SameDataset(part) | Condition::Consequence(part) => of_condition(part, facts),
        Condition::Fact { fact, .. } | Condition::AtLeast { fact, .. } => {
            facts.insert(*fact);
        }
        _ => {}
    }
}

/// The smallest case of a region as a file: what is settled, and no more.
fn written(case: &Case, book: &LawBook, region: &World) -> String {
    let vocabulary = &book.vocabulary;
    let of = |entity: Entity| -> String {
        let facts = region.narrowed.iter().filter_map(|(slot, value)| match slot {
            Slot::Fact(about, fact) if *about == entity && !as_silent(case, book, *about, *fact, value) => {
                Some((vocabulary.fact(*fact), value))
            }
            _ => None,
        });
        facts
            .filter_map(|(fact, value)| Some(format!("{} = {}\n", fact.name, value_text(book, fact.kind, value)?)))
            .collect()
    };
    let judged = day::date_of(case.judged.map_or(0, |judged| judged.max));
    let mut text = format!("[case]\nid = \"witness\"\njudged = {judged}\n");
    for (at, person) in case.persons.iter().enumerate() {
        text += &format!("\n[[person]]\nid = \"{}\"\n{}", person.id, of(Entity::Person(at)));
    }
    for (at, dataset) in case.datasets.iter().enumerate() {
        text += &format!("\n[[dataset]]\nid = \"{}\"\n{}", dataset.id, of(Entity::Dataset(at)));
    }
    for (at, act) in case.acts.iter().enumerate() {
        let dataset = act.datasets.first().map_or("", |dataset| case.datasets[*dataset].id.as_str());
        let head = format!("\n[[act]]\nid = \"{}\"\nby = [\"p\"]\ndataset = \"{dataset}\"\non = {judged}\n", act.id);
        let gains = case.gains.iter().enumerate().filter(|(_, gains)| gains.of == [at]);
        let gains: String = gains
            .filter_map(|(position, _)| {
                let own = region.narrowed.iter().find_map(|(slot, value)| match slot {
                    Slot::Fact(Entity::Gains(about), fact) if *about == position => {
                        Some((vocabulary.fact(*fact), value))
                    }
                    _ => None,
                });
                own.and_then(|(fact, value)| Some(format!("gains = {}\n", value_text(book, fact.kind, value)?)))
            })
            .collect();
        text += &format!("{head}{}{gains}", of(Entity::Act(at)));
    }
    for at in 0..case.consequences.len() {
        let said = of(Entity::Consequence(at));
        if !said.is_empty() {
            text += &format!("\n[[consequence]]\nof = [\"a1\"]\n{said}");
        }
    }
    for (slot, value) in &region.narrowed {
        if let (Slot::Judgement { place, .. }, Value::Options(options)) = (slot, value) {
            let holds = options.single() == Some(1);
            text += &format!(
                "\n[[judgement]]\nperson = \"p\"\nplace = \"{place}\"\nholds = {holds}\nreasons = \"witness\"\n"
            );
        }
    }
    text
}

/// Whether a file that leaves the fact out says the same.
fn as_silent(case: &Case, book: &LawBook, entity: Entity, fact: FactId, value: &Value) -> bool {
    let Value::Options(options) = value else { return false };
    let mut silent = book.vocabulary.fact(fact).silence.iter().map(|(meaning, _)| usual(meaning));
    // What the blank states is what silence would otherwise settle; kinds of consequences have no silence.
    let stated = case.stated.contains_key(&(entity, fact)) && !book.vocabulary.fact(fact).silence.is_empty();
    stated && silent.all(|silent| silent.is_some_and(|silent| options.has(silent)))
}

/// The least of a value, as a case file writes it.
fn value_text(book: &LawBook, kind: FactKind, value: &Value) -> Option<String> {
    let names = book.vocabulary.value_names(kind);
    match (value, kind) {
        (Value::Number(Range { min, .. }), FactKind::Amount(unit)) => {
            let (whole, rest) = (min / unit.scale(), min % unit.scale());
            Some(if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") })
        }
        (Value::Number(Range { max, .. }), _) => Some(day::date_of(*max).to_string()),
        (Value::Options(options), FactKind::Truth) => Some((options.iter().next()? == 1).to_string()),
        (Value::Options(options), _) => Some(format!("\"{}\"", names[options.iter().next()?])),
        (Value::Sets(sets), _) => {
            let set: Vec<String> = sets.first()?.iter().map(|kind| format!("\"{}\"", names[kind])).collect();
            Some(format!("[{}]", set.join(", ")))
        }
    }
}
