//! What could change a result (可能改变结果的因素): everything that could stand otherwise than it is taken to, and what
//! that moves. There is no other notion of it; whatever says that something could change a result, or that nothing
//! could, says it from here.
//!
//! First everything is opened at once: what one evaluation then leaves settled cannot change, proved. Where something
//! is left open, each is opened alone, and what several do only together is looked for by a search.

use super::grades::Watched;
use super::search::Search;
use super::{Deciding, Settled, evaluate, extremes, grades_of, most_worlds, settle_beside, settle_with, shown};
use crate::case::facts::{Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{ChoiceId, Options};
use crate::measure::{Doubt, Memory, Slot, World};
use crate::program::TruthId;
use crate::settle::Grades;
use crate::truth::Truth;

/// What kind of thing could change a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A fact that is unknown, or not stated though the law asks for it (事实不明).
    Unknown,
    /// A question that a person has to judge, raised and not answered (须由人判断).
    Judgement,
    /// A fact that the other side contests (有争议).
    Disputed,
    /// A fact that one side says and that is not yet shown (仅为一方主张).
    Alleged,
    /// What silence is taken to mean, where a party would contest it (可争辩的默认).
    Assumed,
    /// A contested reading of the law (法律争点).
    Reading,
    /// Acts that are out of time and still counted (已过追诉时效而仍计入的行为).
    Barred,
}

impl Kind {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Judgement => "judgement",
            Self::Disputed => "disputed",
            Self::Alleged => "alleged",
            Self::Assumed => "assumed",
            Self::Reading => "reading",
            Self::Barred => "barred",
        }
    }
}

/// What stands otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A fact, a judgement, a reading.
    Slot(Slot),
    /// These acts, by position, are left out of the count.
    Acts(Vec<usize>),
}

/// Something that could change a result.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of what kind it is.
    pub kind: Kind,
    /// What it is.
    pub what: What,
    /// The grades possible for each offence, whatever it is within what it may be.
    pub grades: Vec<Grades>,
    /// Offences of which it decides the grade.
    pub offences: Vec<usize>,
    /// Truths beside the grades that it moves or decides.
    pub truths: Vec<TruthId>,
    /// Of a reading, what each of its options makes possible.
    pub under: Vec<Under>,
}

impl Change {
    /// Whether it is what this slot stands for.
    pub fn is_of(&self, slot: &Slot) -> bool {
        matches!(&self.what, What::Slot(known) if known == slot)
    }

    /// Whether it decides the grade of some of these offences.
    pub fn moves_of(&self, offences: &[usize]) -> bool {
        self.offences.iter().any(|offence| offences.contains(offence))
    }
}

/// What an option of a reading makes possible.
#[derive(Clone, Debug)]
pub struct Under {
    /// The grades of each offence.
    pub grades: Vec<Grades>,
    /// A value for every step, which may be too wide.
    pub outcome: Outcome<Ranges>,
}

/// Everything that could change a result.
#[derive(Clone, Debug)]
pub struct Changes {
    /// What could alone.
    pub each: Vec<Change>,
    /// The grades possible for each offence with everything open at once.
    pub together: Vec<Grades>,
    /// Truths that only several of them move together.
    pub truths: Vec<TruthId>,
    /// Whether it was searched to the end: else there may be more.
    pub searched: bool,
}

/// Something that may be otherwise: everything it may be, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Of what kind it is.
    pub kind: Kind,
    /// Which.
    pub slot: Slot,
    /// Everything that it may be.
    pub value: Value,
}

/// What a world takes to be settled and could be otherwise: readings, and facts in doubt. What it leaves open anyway is
/// no part of it.
pub fn variables(memory: &Memory<'_>, world: &World) -> Vec<Variable> {
    let choices = memory.program().choices.iter().enumerate();
    let readings = choices.map(|(position, options)| Variable {
        kind: Kind::Reading,
        slot: Slot::Choice(ChoiceId(position as u16)),
        value: Value::Options(Options::first(*options)),
    });
    let mut found: Vec<Variable> = readings.collect();
    let doubted = memory.doubted(&opened(world, &found));
    found.extend(doubted.into_iter().map(|doubted| Variable {
        kind: match doubted.doubt {
            Doubt::Disputed => Kind::Disputed,
            Doubt::Alleged => Kind::Alleged,
            Doubt::Assumed => Kind::Assumed,
        },
        slot: doubted.slot,
        value: doubted.value,
    }));
    found
}

/// The world with all of these open.
pub fn opened(world: &World, variables: &[Variable]) -> World {
    world.with_all(variables.iter().map(|one| (one.slot.clone(), one.value.clone())))
}

/// The part of the worlds of a case that is spent on one question about what could change. Facts in doubt are few, and a
/// search for what several things do together mostly ends after a few looks.
const FOR_ONE: usize = 4;

struct Changing<'a> {
    memory: &'a Memory<'a>,
    world: &'a World,
    settled: &'a Settled,
    /// Truths beside the grades that make a result.
    observed: Vec<Watched>,
    /// How many worlds are evaluated for one question at most.
    most: usize,
}

/// Everything that could change the result of a world.
pub fn changes(memory: &Memory<'_>, world: &World, settled: &Settled) -> Changes {
    let most = most_worlds(memory) / FOR_ONE;
    let changing = Changing { memory, world, settled, observed: shown::observed(memory.program()), most };
    let variables = variables(memory, world);
    let open = opened(world, &variables);
    let (measures, outcome) = evaluate(memory, &open);
    let mut each = changing.unknown();
    let undecided = |deciding: &Deciding| !deciding.undecided.is_empty();
    let mut searched = settled.exact && !settled.deciding.iter().any(undecided);
    if changing.may_move(&outcome) {
        let asked = measures.opened.iter().filter_map(|(slot, _)| variables.iter().find(|one| one.slot == *slot));
        for variable in asked {
            let (change, exact) = changing.alone(variable);
            each.extend(change);
            searched &= exact;
        }
    }
    each.extend(changing.barred());
    let (together, truths, exact) = changing.together(&each, &open, &outcome);
    Changes { each, together, truths, searched: searched && exact }
}

impl Changing<'_> {
    /// Whether an outcome with everything open leaves open something that is shown: a grade, or what beside it a
    /// reading may move.
    fn may_move(&self, outcome: &Outcome<Ranges>) -> bool {
        let program = self.memory.program();
        let widest = grades_of(program, outcome);
        let graded = widest.iter().zip(&self.settled.grades).all(|(widest, now)| widest == now && now.settled());
        !graded || shown::movable(program).iter().any(|truth| outcome.truth(*truth) == Truth::Open)
    }

    /// What is open as things stand, and decides something.
    fn unknown(&self) -> Vec<Change> {
        let of = |slot: &Slot| match slot {
            Slot::Judgement { .. } => Some(Kind::Judgement),
            Slot::Choice(_) => None,
            Slot::Record { .. } => Some(Kind::Unknown),
            Slot::Fact(entity, fact) => Some(match self.memory.case().stated.get(&(*entity, *fact)) {
                Some(stated) if stated.standing == Standing::Disputed => Kind::Disputed,
                Some(stated) if stated.standing == Standing::Alleged => Kind::Alleged,
                _ => Kind::Unknown,
            }),
        };
        let each = self.settled.deciding.iter().filter_map(|deciding| {
            if deciding.offences.is_empty() && deciding.truths.is_empty() {
                return None;
            }
            Some(Change {
                kind: of(&deciding.slot)?,
                what: What::Slot(deciding.slot.clone()),
                grades: self.settled.grades.clone(),
                offences: deciding.offences.clone(),
                truths: deciding.truths.clone(),
                under: Vec::new(),
            })
        });
        each.collect()
    }

    /// What one of the variables does alone, and whether that was searched to the end; a reading is told whatever it
    /// does, as the caller looks at more than what is observed.
    fn alone(&self, variable: &Variable) -> (Option<Change>, bool) {
        match (&variable.slot, &variable.value) {
            (Slot::Choice(choice), Value::Options(options)) => self.reading(*choice, *options),
            _ => self.doubted(variable),
        }
    }

    fn reading(&self, choice: ChoiceId, options: Options) -> (Option<Change>, bool) {
        let (mut under, mut searched) = (Vec::new(), true);
        for option in options.iter() {
            let (found, exact) = self.under(choice, option);
            under.push(found);
            searched &= exact;
        }
        let mut grades = self.settled.grades.clone();
        under.iter().for_each(|one| include(&mut grades, &one.grades));
        let offences = (0..grades.len())
            .filter(|&offence| under.iter().any(|one| one.grades[offence] != self.settled.grades[offence]))
            .collect();
        // What one evaluation leaves open may be settled by a search, so it is not told.
        let moves = |truth: TruthId, one: &Under| {
            let then = one.outcome.truth(truth);
            then != Truth::Open && then != self.settled.outcome.truth(truth)
        };
        let truths = self.observed.iter().map(|watched| watched.truth);
        let truths = truths.filter(|truth| under.iter().any(|one| moves(*truth, one))).collect();
        let what = What::Slot(Slot::Choice(choice));
        (Some(Change { kind: Kind::Reading, what, grades, offences, truths, under }), searched)
    }

    fn under(&self, choice: ChoiceId, option: usize) -> (Under, bool) {
        let settled = self.settled;
        if self.world.choice(choice) == Options::one(option) {
            return (Under { grades: settled.grades.clone(), outcome: settled.outcome.clone() }, true);
        }
        let world = self.world.with(&Slot::Choice(choice), Value::Options(Options::one(option)));
        let (_, outcome) = evaluate(self.memory, &world);
        let at_most = grades_of(self.memory.program(), &outcome);
        if at_most.iter().all(|grades| grades.settled()) || at_most == settled.grades {
            return (Under { grades: at_most, outcome }, true);
        }
        match settle_beside(self.memory, &world) {
            (grades, true) => (Under { grades, outcome }, true),
            // Not searched to its end: nothing is said rather than too much.
            (_, false) => (Under { grades: settled.grades.clone(), outcome }, false),
        }
    }

    /// A fact in doubt: opened alone, and where much is open anyway, at each of its furthest values.
    fn doubted(&self, variable: &Variable) -> (Option<Change>, bool) {
        let with = |value: &Value| self.world.with(&variable.slot, value.clone());
        let then = settle_with(self.memory, &with(&variable.value), self.most);
        let now = self.settled;
        let mut differs: Vec<bool> = then.grades.iter().zip(&now.grades).map(|(then, now)| then != now).collect();
        if then.grades.iter().any(|grades| !grades.settled()) {
            for end in extremes(self.memory.program(), &variable.slot, &variable.value) {
                if let (grades, true) = settle_beside(self.memory, &with(&end)) {
                    let apart = grades.iter().zip(&now.grades).map(|(then, now)| then != now && then.0 != 0);
                    differs.iter_mut().zip(apart).for_each(|(differs, apart)| *differs |= apart);
                }
            }
        }
        let offences: Vec<usize> = (0..differs.len()).filter(|&offence| differs[offence]).collect();
        let observed = self.observed.iter().map(|watched| watched.truth);
        let truths: Vec<TruthId> =
            observed.filter(|truth| then.outcome.truth(*truth) != now.outcome.truth(*truth)).collect();
        let moves = !offences.is_empty() || !truths.is_empty();
        let (kind, what) = (variable.kind, What::Slot(variable.slot.clone()));
        let change = Change { kind, what, grades: then.grades, offences, truths, under: Vec::new() };
        (moves.then_some(change), then.exact)
    }

    /// Acts that are, or may be, out of time at a grade that is possible, and without which other grades are.
    fn barred(&self) -> Option<Change> {
        let program = self.memory.program();
        let limits = program.offences.iter().enumerate().flat_map(|(offence, compiled)| {
            compiled.limits.iter().filter(move |limit| self.settled.grades[offence].has(limit.grade))
        });
        let mut acts: Vec<usize> = limits
            .flat_map(|limit| self.memory.batches(self.world, limit.barred))
            .map(|(batch, _)| batch.act)
            .collect();
        acts.sort_unstable();
        acts.dedup();
        if acts.is_empty() {
            return None;
        }
        let memory = self.memory.without(self.world, &acts);
        let (without, exact) = settle_beside(&memory, self.world);
        let offences: Vec<usize> =
            (0..without.len()).filter(|&at| exact && without[at] != self.settled.grades[at]).collect();
        let mut grades = self.settled.grades.clone();
        include(&mut grades, &without);
        let what = What::Acts(acts);
        let change = Change { kind: Kind::Barred, what, grades, offences, truths: Vec::new(), under: Vec::new() };
        (!change.offences.is_empty()).then_some(change)
    }

    /// The grades with everything open, and the truths that only several move together; and whether the search for them
    /// came to its end.
    fn together(&self, each: &[Change], open: &World, outcome: &Outcome<Ranges>) -> (Vec<Grades>, Vec<TruthId>, bool) {
        let program = self.memory.program();
        let mut known = self.settled.grades.clone();
        each.iter().for_each(|change| include(&mut known, &change.grades));
        let within = |widest: &[Grades]| widest.iter().zip(&known).all(|(widest, known)| widest.0 & !known.0 == 0);
        let mut searched = true;
        if !within(&grades_of(program, outcome)) {
            let found = Search::of_grades(self.memory).possible(open, self.most);
            searched = found.exact;
            if searched {
                include(&mut known, &found.grades);
            }
        }
        let moved = |truth: TruthId| each.iter().any(|change| change.truths.contains(&truth));
        let unmoved = |watched: &&Watched| {
            let truth = watched.truth;
            self.settled.outcome.truth(truth) != Truth::Open && outcome.truth(truth) == Truth::Open && !moved(truth)
        };
        let left: Vec<Watched> = self.observed.iter().filter(unmoved).copied().collect();
        if left.is_empty() {
            return (known, Vec::new(), searched);
        }
        let search = Search::new(self.memory, program, left);
        let (both, exact) = search.both(open, self.most);
        (known, both, searched && exact)
    }
}

fn include(known: &mut [Grades], more: &[Grades]) {
    known.iter_mut().zip(more).for_each(|(known, more)| known.0 |= more.0);
}
