//! Which outcomes are possible, exactly: open facts are split until each remaining world is settled.
//!
//! One evaluation over ranges is sound but can be too wide, where one unknown reaches a result by two paths. So the
//! world is split at an open fact, the halves are evaluated, and so on; a world that can add nothing new is not split
//! further. Beyond [`MOST_WORLDS`] the wider answer stands, and is marked as not exact.

use crate::case::facts::{Case, Value};
use crate::evaluate::{self, Outcome, Ranges};
use crate::law::condition::{ChoiceId, Options};
use crate::measure::{Measures, Slot, World, measure, measure_core};
use crate::program::{Ground, NumberId, Offence, Program, Relation, TruthId, alike, representatives};
use crate::range::{LARGEST, Number, Range};
use crate::truth::Truth;

/// How many worlds of a small case are evaluated at most.
pub const MOST_WORLDS: usize = 4096;

/// How many batches a small case has; each world of a larger one costs more, and fewer are evaluated.
const FEW_BATCHES: usize = 8;

/// The part of these worlds that is spent on a case looked at beside another, such as under another reading.
const BESIDE: usize = 16;

/// How many open facts are tried at each split.
const CANDIDATES: usize = 12;

/// The grades that are possible: bit 0 for none, bit 1 for the lowest …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Grades(pub u16);

impl Grades {
    /// Whether no grade at all is possible.
    pub fn none(self) -> bool {
        self.0 & 1 == 1
    }

    /// Whether the grade at this position is possible.
    pub fn has(self, grade: usize) -> bool {
        self.0 >> (grade + 1) & 1 == 1
    }

    /// Whether only one is.
    pub fn settled(self) -> bool {
        self.0.count_ones() == 1
    }

    fn of(offence: &Offence, outcome: &Outcome<Ranges>) -> Self {
        let mut grades = 0;
        let mut unreached = Truth::Established;
        for (position, grade) in offence.grades.iter().enumerate().rev() {
            let reached = outcome.truth(grade.reached);
            if reached.and(unreached).possible() {
                grades |= 1 << (position + 1);
            }
            unreached = unreached.and(!reached);
        }
        Self(grades | u16::from(unreached.possible()))
    }
}

/// What is possible for one person.
#[derive(Clone, Debug)]
pub struct Settled {
    /// A value for every step that covers every possible world.
    pub outcome: Outcome<Ranges>,
    /// For each offence, the grades that are possible.
    pub grades: Vec<Grades>,
    /// Whether every one of them can really come about.
    pub exact: bool,
    /// What is open, and what an answer could decide: positions of offences, and truths.
    pub deciding: Vec<Deciding>,
    /// The measures with everything open left open.
    pub measures: Measures,
}

/// An open slot and what it decides.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// The slot.
    pub slot: Slot,
    /// Offences whose grade depends on it.
    pub offences: Vec<usize>,
    /// Truths that depend on it.
    pub truths: Vec<TruthId>,
}

/// What is looked for in each world: possible grades, and possible values of truths.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Targets {
    grades: Vec<Grades>,
    truths: Vec<u8>,
}

impl Targets {
    fn read(program: &Program, watched: &[TruthId], outcome: &Outcome<Ranges>) -> Self {
        Self {
            grades: program.offences.iter().map(|offence| Grades::of(offence, outcome)).collect(),
            truths: watched.iter().map(|id| bits(outcome.truth(*id))).collect(),
        }
    }

    fn nothing(like: &Self) -> Self {
        Self { grades: vec![Grades::default(); like.grades.len()], truths: vec![0; like.truths.len()] }
    }

    fn include(&mut self, other: &Self) {
        self.grades.iter_mut().zip(&other.grades).for_each(|(mine, more)| mine.0 |= more.0);
        self.truths.iter_mut().zip(&other.truths).for_each(|(mine, more)| *mine |= more);
    }

    fn adds_no_grade_to(&self, found: &Self) -> bool {
        self.grades.iter().zip(&found.grades).all(|(mine, known)| mine.0 & !known.0 == 0)
    }

    fn adds_nothing_to(&self, found: &Self) -> bool {
        self.adds_no_grade_to(found) && self.truths.iter().zip(&found.truths).all(|(mine, known)| mine & !known == 0)
    }

    fn settled(&self) -> bool {
        self.grades.iter().all(|grades| grades.settled()) && self.truths.iter().all(|bits| bits.count_ones() == 1)
    }

    /// How much is undecided; grades weigh most.
    fn width(&self) -> u32 {
        let grades: u32 = self.grades.iter().map(|grades| grades.0.count_ones() - 1).sum();
        let truths: u32 = self.truths.iter().map(|bits| bits.count_ones() - 1).sum();
        grades * 64 + truths
    }
}

fn bits(truth: Truth) -> u8 {
    match truth {
        Truth::Excluded => 1,
        Truth::Established => 2,
        Truth::Open => 3,
    }
}

/// One evaluated world.
struct Look {
    world: World,
    measures: Measures,
    outcome: Outcome<Ranges>,
    targets: Targets,
}

struct Search<'a> {
    case: &'a Case,
    program: &'a Program,
    person: usize,
    watched: Vec<TruthId>,
    looks: usize,
    /// How many worlds may be looked at.
    most: usize,
}

/// Evaluates one world, without looking further.
pub fn evaluate(case: &Case, program: &Program, person: usize, world: &World) -> (Measures, Outcome<Ranges>) {
    let measures = measure(case, program, person, world);
    let mut outcome = Outcome::default();
    evaluate::walk::<Ranges>(&program.steps, &measures.truths, &measures.numbers, &mut outcome);
    (measures, outcome)
}

/// The program as far as this case may concern it, whatever the choices: without the offences whose conduct is surely
/// absent.
pub fn concerned(case: &Case, program: &Program, person: usize, world: &World) -> Program {
    let open = |world: World, (position, options): (usize, &usize)| {
        world.with(&Slot::Choice(ChoiceId(position as u16)), Value::Options(Options::first(*options)))
    };
    let widest = program.choices.iter().enumerate().fold(world.clone(), open);
    let (_, outcome) = evaluate(case, program, person, &widest);
    let present = |&at: &usize| outcome.truth(program.offences[at].present).possible();
    program.of_offences(&(0..program.offences.len()).filter(present).collect::<Vec<_>>())
}

/// The same for the offences alone, the tracks left aside.
pub fn evaluate_core(case: &Case, program: &Program, person: usize, world: &World) -> (Measures, Outcome<Ranges>) {
    let measures = measure_core(case, program, person, world);
    let mut outcome = Outcome::default();
    evaluate::walk::<Ranges>(&program.core.steps, &measures.truths, &measures.numbers, &mut outcome);
    (measures, outcome)
}

/// The grades possible for each offence, by one evaluation that may be too wide, with its measures.
pub fn grades_at_most(case: &Case, program: &Program, person: usize, world: &World) -> (Measures, Vec<Grades>) {
    let (measures, outcome) = evaluate_core(case, program, person, world);
    let grades = grades(program, &outcome);
    (measures, grades)
}

/// The grades possible for each offence, by an outcome.
pub fn grades(program: &Program, outcome: &Outcome<Ranges>) -> Vec<Grades> {
    program.offences.iter().map(|offence| Grades::of(offence, outcome)).collect()
}

/// What is possible for one person.
pub fn settle(case: &Case, program: &Program, person: usize, world: &World) -> Settled {
    settle_within(case, program, person, world, most_worlds(case, person))
}

/// The grades that are possible for each offence, by a shorter search, and whether it came to its end.
pub fn settle_beside(case: &Case, program: &Program, person: usize, world: &World) -> (Vec<Grades>, bool) {
    let most = most_worlds(case, person) / BESIDE;
    let mut search = Search { case, program, person, watched: Vec::new(), looks: 0, most };
    let root = search.look(world.clone());
    let (found, _, exact) = search.explore(&root);
    (found.grades, exact)
}

fn most_worlds(case: &Case, person: usize) -> usize {
    let acts = case.acts.iter().filter(|act| act.by.contains(&person));
    let batches: usize = acts.map(|act| act.datasets.len().max(1)).sum();
    MOST_WORLDS * FEW_BATCHES / batches.max(FEW_BATCHES)
}

fn settle_within(case: &Case, program: &Program, person: usize, world: &World, most: usize) -> Settled {
    let mut search = Search { case, program, person, watched: watched(program), looks: 0, most };
    let root = search.look(world.clone());
    if root.targets.settled() {
        let mut outcome = root.outcome.clone();
        search.attain(&root, &mut outcome);
        let Look { measures, targets, .. } = root;
        return Settled { outcome, grades: targets.grades, exact: true, deciding: Vec::new(), measures };
    }
    let (found, mut outcome, exact) = search.explore(&root);
    for (id, bits) in search.watched.iter().zip(&found.truths) {
        outcome.truths[id.0 as usize] = match bits {
            1 => Truth::Excluded,
            2 => Truth::Established,
            _ => Truth::Open,
        };
    }
    search.attain(&root, &mut outcome);
    let deciding = search.deciding(&root, &found);
    Settled { outcome, grades: found.grades, exact, deciding, measures: root.measures }
}

/// Every truth that a finding shows.
fn watched(program: &Program) -> Vec<TruthId> {
    fn add(ground: &Ground, watched: &mut Vec<TruthId>) {
        watched.push(ground.status);
        ground.parts.iter().for_each(|part| add(part, watched));
    }
    let mut watched = Vec::new();
    for offence in &program.offences {
        watched.extend([offence.present, offence.stands]);
        watched.extend(offence.elements.iter().map(|(_, status)| *status));
        watched.extend(&offence.circumstances);
        watched.extend(&offence.exits);
        for grade in &offence.grades {
            watched.push(grade.reached);
            add(&grade.standard, &mut watched);
            grade.grounds.iter().for_each(|ground| add(ground, &mut watched));
        }
    }
    let related = |relation: &Relation| [relation.holds, relation.falls.0, relation.falls.1];
    watched.extend(program.relations.iter().flat_map(related));
    for track in program.tracks.iter().filter(|track| track.gives_way) {
        // Its levels are judgements as a rule, open in most cases, and no search would settle them.
        watched.extend([track.present, track.timely, track.reached, track.applies]);
    }
    watched.sort_unstable();
    watched.dedup();
    watched
}

/// Every number that a finding shows.
fn shown_numbers(program: &Program) -> Vec<NumberId> {
    fn add(ground: &Ground, shown: &mut Vec<NumberId>) {
        shown.extend(ground.degree);
        shown.extend(ground.compared.map(|compared| compared.quantity));
        ground.parts.iter().for_each(|part| add(part, shown));
    }
    let mut shown = Vec::new();
    for offence in &program.offences {
        shown.extend(offence.fine);
        let grounds = offence.grades.iter().flat_map(|grade| &grade.grounds);
        grounds.for_each(|ground| add(ground, &mut shown));
    }
    shown.extend(program.tracks.iter().flat_map(|track| &track.levels).filter_map(|level| level.fine));
    shown.sort_unstable();
    shown.dedup();
    shown
}

impl Search<'_> {
    fn look(&mut self, world: World) -> Look {
        self.looks += 1;
        // Where no truth is watched, only grades are looked for.
        let evaluate = if self.watched.is_empty() { evaluate_core } else { evaluate };
        let (measures, outcome) = evaluate(self.case, self.program, self.person, &world);
        let targets = Targets::read(self.program, &self.watched, &outcome);
        Look { world, measures, outcome, targets }
    }

    /// Everything that is possible below a world, and an outcome that covers it.
    fn explore(&mut self, root: &Look) -> (Targets, Outcome<Ranges>, bool) {
        let mut found = Targets::nothing(&root.targets);
        let mut cover: Option<Outcome<Ranges>> = None;
        let mut exact = true;
        let mut waiting = self.split(root).unwrap_or_default();
        if waiting.is_empty() {
            return (root.targets.clone(), root.outcome.clone(), true);
        }
        while let Some(next) = waiting.pop() {
            // Grades are looked for to the end; what else a finding shows, with a part of the worlds.
            let grade = !next.targets.adds_no_grade_to(&found);
            let novel = grade || self.looks < self.most / BESIDE && !next.targets.adds_nothing_to(&found);
            if novel
                && !next.targets.settled()
                && self.looks < self.most
                && let Some(halves) = self.split(&next)
            {
                waiting.extend(halves);
                // What is settled goes first, so that what it finds need not be looked for again.
                waiting.sort_by_key(|look| std::cmp::Reverse(look.targets.width()));
                continue;
            }
            exact &= !grade || next.targets.settled() || self.looks < self.most;
            found.include(&next.targets);
            match &mut cover {
                Some(cover) => widen(cover, &next.outcome),
                None => cover = Some(next.outcome),
            }
        }
        (found, cover.unwrap_or_else(|| root.outcome.clone()), exact)
    }

    /// The world split at the open slot that settles most, or `None` when nothing is left to split.
    fn split(&mut self, look: &Look) -> Option<Vec<Look>> {
        let mut best: Option<(u64, Vec<Look>)> = None;
        for (slot, value) in look.measures.opened.iter().take(CANDIDATES) {
            let parts = parts(self.program, slot, value);
            if parts.len() < 2 {
                continue;
            }
            let halves: Vec<Look> = parts.into_iter().map(|part| self.look(look.world.with(slot, part))).collect();
            // The mean width left, listed facts before numbers where that is the same.
            let width: u32 = halves.iter().map(|half| half.targets.width()).sum();
            let numeric = matches!(value, Value::Number(_));
            let score = u64::from(width) * 2 * 1024 / halves.len() as u64 + u64::from(numeric);
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, halves));
            }
            if width == 0 {
                break;
            }
        }
        best.map(|(_, halves)| halves)
    }

    /// Narrows the numbers that findings show to what is attained: listed facts and days are split until only amounts
    /// are open, which enter monotonically. Where that takes too many worlds, the wider numbers stand.
    fn attain(&mut self, root: &Look, outcome: &mut Outcome<Ranges>) {
        /// The part of the worlds that is spent on numbers.
        const FOR_NUMBERS: usize = 8;
        if root.measures.opened.iter().all(|(slot, value)| self.is_amount(slot, value)) {
            return;
        }
        let shown = shown_numbers(self.program);
        if shown.iter().all(|id| outcome.number(*id).settled().is_some()) {
            return;
        }
        let most = self.looks + self.most / FOR_NUMBERS;
        let mut attained: Vec<Option<Range>> = vec![None; shown.len()];
        let mut waiting = vec![root.world.clone()];
        while let Some(world) = waiting.pop() {
            if self.looks >= most {
                return;
            }
            let look = self.look(world);
            let numbers: Vec<Range> = shown.iter().map(|id| look.outcome.number(*id)).collect();
            if numbers.iter().zip(&attained).all(|(new, known)| known.is_some_and(|known| known.hull(*new) == known)) {
                continue;
            }
            let split = look.measures.opened.iter().find_map(|(slot, value)| {
                let parts = if self.is_amount(slot, value) { Vec::new() } else { parts(self.program, slot, value) };
                (parts.len() > 1).then(|| parts.into_iter().map(|part| look.world.with(slot, part)).collect::<Vec<_>>())
            });
            match split {
                Some(parts) => waiting.extend(parts),
                None => {
                    let known = attained.iter_mut().zip(numbers);
                    known.for_each(|(known, new)| *known = Some(known.map_or(new, |known| known.hull(new))));
                }
            }
        }
        for (id, range) in shown.iter().zip(attained) {
            outcome.numbers[id.0 as usize] = range.unwrap_or_else(|| outcome.number(*id));
        }
    }

    fn is_amount(&self, slot: &Slot, value: &Value) -> bool {
        matches!(value, Value::Number(_)) && !matches!(slot, Slot::Fact(_, fact) if self.program.is_day(*fact))
    }

    /// Which open slots can change something: narrowing one alone, from everything open or from a settled world.
    fn deciding(&mut self, root: &Look, found: &Targets) -> Vec<Deciding> {
        let mut deciding = Vec::new();
        for (slot, value) in &root.measures.opened {
            let extremes = extremes(self.program, slot, value);
            let halves: Vec<Targets> =
                extremes.into_iter().map(|part| self.look(root.world.with(slot, part)).targets).collect();
            let narrower = |count: u32, known: u32| count < known;
            let offences: Vec<usize> = (0..found.grades.len())
                .filter(|&offence| {
                    let known = found.grades[offence].0;
                    halves
                        .iter()
                        .any(|half| narrower((half.grades[offence].0 & known).count_ones(), known.count_ones()))
                })
                .collect();
            let truths: Vec<TruthId> = (0..found.truths.len())
                .filter(|&truth| {
                    let known = found.truths[truth];
                    halves.iter().any(|half| narrower((half.truths[truth] & known).count_ones(), known.count_ones()))
                })
                .map(|truth| self.watched[truth])
                .collect();
            if !offences.is_empty() || !truths.is_empty() {
                deciding.push(Deciding { slot: slot.clone(), offences, truths });
            }
        }
        deciding
    }
}

fn widen(cover: &mut Outcome<Ranges>, other: &Outcome<Ranges>) {
    cover.truths.iter_mut().zip(&other.truths).for_each(|(mine, more)| *mine = mine.hull(*more));
    cover.numbers.iter_mut().zip(&other.numbers).for_each(|(mine, more)| *mine = mine.hull(*more));
}

/// What a value may be, in parts that no world needs together.
pub fn parts(program: &Program, slot: &Slot, value: &Value) -> Vec<Value> {
    match value {
        Value::Number(range) => halves(*range),
        Value::Options(options) => {
            let tested: &[Options] = match slot {
                Slot::Fact(_, fact) => &program.facts[fact.0 as usize].tested,
                Slot::Judgement { .. } | Slot::Record { .. } | Slot::Choice(_) => &[],
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

/// The values by which an open slot is tried alone: both ends of a number, which enters monotonically, or every part.
pub fn extremes(program: &Program, slot: &Slot, value: &Value) -> Vec<Value> {
    match value {
        Value::Number(range) => {
            let most = if range.is_unbounded() { LARGEST.max(range.min) } else { range.max };
            vec![Value::Number(Range::point(range.min)), Value::Number(Range::point(most))]
        }
        Value::Options(_) | Value::Sets(_) => parts(program, slot, value),
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
