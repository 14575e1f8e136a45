//! `flip`: the nearest changes of fact that change a grade, each verified by running the changed case.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::candidates::{Candidate, Instead, candidates};
use super::gaps::{Named, decided, named, present, settled_in};
use super::robust::{Robustness, robustness};
use super::worlds::Worlds;
use super::{About, Said};
use crate::case::facts::{Case, Fact, Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::explain::findings::GradeName;
use crate::explain::grade_names;
use crate::law::vocabulary::Label;
use crate::measure::{Memory, Slot, World};
use crate::place::Place;
use crate::range::{Number, Range};
use crate::settle::{Grades, halves};
use crate::truth::Truth;

/// How many worlds are evaluated for one grade possible.
const MOST: usize = 512;

/// How many worlds are evaluated to find one break point.
const MOST_FOR_POINT: usize = 512;

/// How many worlds are evaluated for pairs.
const MOST_FOR_PAIRS: usize = 1500;

/// How many pairs are shown for one charge.
const PAIRS: usize = 8;

/// What would change the result for one person.
#[derive(Clone, Debug)]
pub struct PersonFlips {
    /// The person's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Each charge, and each offence that a change would add.
    pub charges: Vec<ChargeFlips>,
    /// Whether every change of one fact was tried to the end, and every pair of stated facts at its furthest values:
    /// else there may be other changes.
    pub exhausted: bool,
    /// How the result stands under what is disputed and contested.
    pub robustness: Robustness,
}

/// What would change the grade of one offence.
#[derive(Clone, Debug)]
pub struct ChargeFlips {
    /// The offence.
    pub offence: Place,
    /// Which text of its article.
    pub text: Option<String>,
    /// Its name.
    pub label: Label,
    /// The grade now; `None` where it is open, and `gaps` says what would settle it.
    pub grade: Option<GradeName>,
    /// Whether the conduct may be there as things stand; else a change would bring it in.
    pub charged: bool,
    /// The changes, of one fact first, nearest grade first.
    pub flips: Vec<Flip>,
}

/// A change, no part of which would do.
#[derive(Clone, Debug)]
pub struct Flip {
    /// What changes: one fact, or two.
    pub changes: Vec<Change>,
    /// The grade then.
    pub grade: GradeName,
    /// Whether that is more serious than now.
    pub up: bool,
    /// Grounds and elements that come to hold.
    pub gained: Vec<Place>,
    /// Grounds and elements that cease to hold.
    pub lost: Vec<Place>,
}

/// A fact with another value.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which.
    pub fact: Named,
    /// What it is now.
    pub from: Said,
    /// What it would be; for a number, the nearest that does.
    pub to: Said,
    /// For an amount, how much more or less, in words.
    pub more: Option<(Label, bool)>,
    /// Whether the file states it; else it was taken so in silence.
    pub stated: bool,
    /// Whether silence stands for a default or a presumption here.
    pub by_default: bool,
    slot: Slot,
    was: Value,
    value: Value,
}

/// What is looked for: an offence at another grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Target {
    offence: usize,
    grade: Grades,
}

struct Search<'a> {
    worlds: Worlds<'a>,
    /// The case as it stands.
    before: Outcome<Ranges>,
    now: Vec<Grades>,
    offences: Vec<usize>,
    found: Vec<(Target, Flip)>,
    /// Whether no bound was met.
    exhausted: Cell<bool>,
}

/// What would change the result for one person.
pub fn flip(about: About<'_>) -> PersonFlips {
    let worlds = Worlds::new(about);
    let possible = worlds.possible(about.world, MOST);
    let (now, exhausted) = (possible.grades, Cell::new(possible.exact));
    let before = worlds.outcome(about.world);
    let offences = present(&about, &before);
    // Where every charge is open, what is missing comes before what would have to change.
    let some_settled = offences.is_empty() || offences.iter().any(|&offence| now[offence].settled());
    let all = (0..about.program.offences.len()).filter(|_| some_settled).collect();
    let mut search = Search { worlds, before, now, offences: all, found: Vec::new(), exhausted };
    let candidates = if some_settled { candidates(&about) } else { Vec::new() };
    for candidate in &candidates {
        search.alone(candidate);
    }
    search.pairs(&candidates);
    let robustness = robustness(&search.worlds, &search.now, &offences);
    let charges = (0..about.program.offences.len()).filter_map(|offence| search.charge(offence, &offences)).collect();
    let exhausted = search.exhausted.get();
    let person = &about.case.persons[about.person];
    PersonFlips { id: person.id.clone(), name: person.name.clone(), charges, exhausted, robustness }
}

/// A case in which these facts have other values.
pub fn changed(case: &Case, changes: &[(&Slot, &Value)]) -> Case {
    let mut case = case.clone();
    for (slot, value) in changes {
        match (slot, value) {
            (Slot::Fact(entity, fact), value) => {
                let span = case.acts.first().map(|act| act.span).or(case.persons.first().map(|person| person.span));
                let old = case.stated.remove(&(*entity, *fact));
                let span = old.map(|old| old.span).or(span);
                if let Some(span) = span {
                    let (standing, value) = (Standing::Proven, (*value).clone());
                    let fact_stated = Fact { value, standing, defence: None, evidence: Vec::new(), note: None, span };
                    case.stated.insert((*entity, *fact), fact_stated);
                }
            }
            (Slot::Judgement { person, place }, Value::Options(options)) => {
                let holds = options.has(1);
                let judgements = case.judgements.iter_mut();
                judgements.filter(|one| one.person == *person && one.place == *place).for_each(|one| one.holds = holds);
            }
            _ => {}
        }
    }
    case
}

impl Search<'_> {
    fn about(&self) -> About<'_> {
        self.worlds.about
    }

    /// The other grades that these would settle offences at.
    fn targets(&self, grades: &[Grades]) -> Vec<Target> {
        let settled = |&offence: &usize| Some((settled_in(&self.now, offence)?, settled_in(grades, offence)?, offence));
        (self.offences.iter().filter_map(settled))
            .filter(|(now, then, _)| now != then)
            .map(|(_, grade, offence)| Target { offence, grade })
            .collect()
    }

    /// Changes of this fact alone.
    fn alone(&mut self, candidate: &Candidate) {
        let world = self.about().world.clone();
        match &candidate.instead {
            Instead::Values(values) => {
                for value in values {
                    let world = world.with(&candidate.slot, one_of(value));
                    if self.surely_the_same(&world) {
                        continue;
                    }
                    let possible = self.worlds.possible(&world, MOST_FOR_POINT);
                    self.bounded(!possible.exact);
                    for target in self.targets(&possible.grades) {
                        self.add(target, &[(candidate, one_of(value), value.clone())]);
                    }
                }
            }
            Instead::Numbers(below, above) => {
                for (range, up) in [(below, false), (above, true)] {
                    let Some(range) = range else { continue };
                    for (target, point) in self.points(&world, &candidate.slot, *range, up) {
                        let value = Value::Number(Range::point(point));
                        self.add(target, &[(candidate, value.clone(), value)]);
                    }
                }
            }
        }
    }

    /// Keeps in mind that a bound was met.
    fn bounded(&self, met: bool) {
        self.exhausted.set(self.exhausted.get() && !met);
    }

    /// Whether one look shows that no settled grade changes.
    fn surely_the_same(&self, world: &World) -> bool {
        let look = self.worlds.look(world.clone());
        self.offences.iter().all(|&one| !self.now[one].settled() || look.grades()[one] == self.now[one])
    }

    /// For each other grade, the nearest number in a range that leads to it.
    fn points(&self, world: &World, slot: &Slot, range: Range, up: bool) -> Vec<(Target, Number)> {
        let widest = self.worlds.look(world.with(slot, Value::Number(range)));
        let mut found = Vec::new();
        for &offence in &self.offences {
            let Some(now) = settled_in(&self.now, offence) else { continue };
            for bit in 0..u16::BITS {
                let grade = Grades(1 << bit);
                if grade == now || widest.grades()[offence].0 & grade.0 == 0 {
                    continue;
                }
                let target = Target { offence, grade };
                let limit = self.worlds.looks() + MOST_FOR_POINT;
                found.extend(self.nearest(world, slot, range, up, target, limit).map(|point| (target, point)));
            }
        }
        found
    }

    /// The first number of a range, from its near end, that settles the target.
    ///
    /// An amount moves a grade one way only, so the numbers from which on the grade is at least (or at most) the target
    /// are found by halving. Where the furthest does not lead there, the range is split instead.
    fn nearest(&self, world: &World, slot: &Slot, range: Range, up: bool, to: Target, limit: usize) -> Option<Number> {
        let raises = settled_in(&self.now, to.offence).is_none_or(|now| now.0 < to.grade.0);
        let world_at = |number: Number| world.with(slot, Value::Number(Range::point(number)));
        let known = RefCell::new(BTreeMap::new());
        let look = |number: Number| self.worlds.look(world_at(number)).grades()[to.offence].0;
        let at = |number: Number| *known.borrow_mut().entry(number).or_insert_with(|| look(number));
        let exactly_at = |number: Number| {
            let grades = at(number);
            if grades.count_ones() < 2 {
                return grades;
            }
            let possible = self.worlds.possible(&world_at(number), MOST_FOR_POINT);
            self.bounded(!possible.exact);
            possible.grades[to.offence].0
        };
        let there = |grades: u16| {
            grades != 0
                && if raises {
                    grades.trailing_zeros() >= to.grade.0.trailing_zeros()
                } else {
                    grades < to.grade.0 << 1
                }
        };
        let (near, far) = if up { (range.min, range.max) } else { (range.max, range.min) };
        let by_looks = there(at(far));
        if self.about().is_day(slot) || !by_looks && !there(exactly_at(far)) {
            return self.first(world, slot, range, up, to, limit);
        }
        let halved = |mut not: Number, mut yes: Number, at: &dyn Fn(Number) -> u16| {
            while (yes - not).abs() > 1 {
                let middle = not + (yes - not) / 2;
                if there(at(middle)) { yes = middle } else { not = middle }
            }
            (not, yes)
        };
        let (not, mut yes) = match by_looks {
            true if there(at(near)) => (near, near),
            true => halved(near, far, &at),
            false => (far, far),
        };
        // Numbers nearer may lead there too where one look is too wide to show it.
        if !by_looks || not != yes && there(exactly_at(not)) {
            yes = if there(exactly_at(near)) { near } else { halved(near, not, &exactly_at).1 };
        }
        (exactly_at(yes) == to.grade.0).then_some(yes)
    }

    /// The same, by splitting the range.
    fn first(&self, world: &World, slot: &Slot, range: Range, up: bool, to: Target, limit: usize) -> Option<Number> {
        let here = world.with(slot, Value::Number(range));
        let look = self.worlds.look(here.clone());
        let grades = look.grades()[to.offence];
        if grades.0 & to.grade.0 == 0 {
            return None;
        }
        if self.worlds.looks() > limit {
            self.bounded(true);
            return None;
        }
        if grades == to.grade {
            return Some(if up { range.min } else { range.max });
        }
        if range.settled().is_some() {
            let possible = self.worlds.possible(&here, MOST_FOR_POINT);
            self.bounded(!possible.exact);
            return (possible.grades[to.offence] == to.grade).then_some(range.min);
        }
        let mut parts: Vec<Range> = (halves(range).into_iter())
            .filter_map(|half| match half {
                Value::Number(half) => Some(half),
                _ => None,
            })
            .collect();
        if !up {
            parts.reverse();
        }
        parts.into_iter().find_map(|part| self.first(world, slot, part, up, to, limit))
    }

    /// Changes of two facts, where neither alone leads there.
    fn pairs(&mut self, candidates: &[Candidate]) {
        let limit = self.worlds.looks() + MOST_FOR_PAIRS;
        let atoms: Vec<(&Candidate, Value)> = (candidates.iter())
            .filter(|candidate| candidate.stated && !self.about().is_day(&candidate.slot))
            .flat_map(|candidate| furthest(&candidate.instead).into_iter().map(move |value| (candidate, value)))
            .collect();
        let world = self.about().world.clone();
        for (position, (first, one)) in atoms.iter().enumerate() {
            for (second, other) in &atoms[position + 1..] {
                if first.slot == second.slot {
                    continue;
                }
                if self.worlds.looks() > limit {
                    return self.bounded(true);
                }
                let both = world.with(&first.slot, one_of(one)).with(&second.slot, one_of(other));
                let look = self.worlds.look(both);
                for target in self.targets(look.grades()) {
                    if self.leads(first, target) || self.leads(second, target) {
                        continue;
                    }
                    if self.count(target) < PAIRS {
                        self.pair(target, (first, one), (second, other));
                    } else {
                        self.bounded(true);
                    }
                }
            }
        }
    }

    /// Whether a change of this fact alone leads there.
    fn leads(&self, candidate: &Candidate, target: Target) -> bool {
        self.found
            .iter()
            .any(|(known, flip)| *known == target && flip.changes.len() == 1 && flip.changes[0].slot == candidate.slot)
    }

    fn count(&self, target: Target) -> usize {
        self.found.iter().filter(|(known, flip)| *known == target && flip.changes.len() > 1).count()
    }

    /// Draws the numbers of a pair in to the nearest that still lead there, the second first.
    fn pair(&mut self, target: Target, (first, one): (&Candidate, &Value), (second, other): (&Candidate, &Value)) {
        let base = self.about().world.clone();
        let other_now = self.drawn_in(&base.with(&first.slot, one_of(one)), second, other, target);
        let one_now = self.drawn_in(&base.with(&second.slot, one_of(&other_now)), first, one, target);
        let parts = [(first, one_of(&one_now), one_now.clone()), (second, one_of(&other_now), other_now.clone())];
        self.add(target, &parts);
    }

    fn drawn_in(&self, world: &World, candidate: &Candidate, value: &Value, target: Target) -> Value {
        let (Instead::Numbers(below, above), Value::Number(point)) = (&candidate.instead, value) else {
            return value.clone();
        };
        let sides = [(below, false), (above, true)];
        let side = sides.into_iter().find(|(range, _)| range.is_some_and(|range| range.contains(point.min)));
        let Some((Some(range), up)) = side else { return value.clone() };
        let limit = self.worlds.looks() + MOST_FOR_POINT;
        let nearest = self.nearest(world, &candidate.slot, *range, up, target, limit);
        nearest.map_or_else(|| value.clone(), |nearest| Value::Number(Range::point(nearest)))
    }

    /// Runs the changed case; a change that does not hold there is not told.
    fn add(&mut self, target: Target, parts: &[(&Candidate, Value, Value)]) {
        let about = self.about();
        let values: Vec<(&Slot, &Value)> = parts.iter().map(|(candidate, value, _)| (&candidate.slot, value)).collect();
        let case = changed(about.case, &values);
        // Only the article of the target is asked about.
        let article = about.program.offences[target.offence].article;
        let program = &about.program.concerning(|offence| offence.article == article);
        let memory = Memory::new(&case, program, about.person, about.world);
        let there = Worlds::new(About { case: &case, program, memory: &memory, ..about });
        if there.possible(about.world, MOST).grades[target.offence] != target.grade {
            return;
        }
        let after = there.outcome(about.world);
        let all = self.rules(target, &self.before, &after);
        let with = |wanted: Truth| all.iter().filter(move |(_, is)| *is == wanted).map(|(place, _)| place.clone());
        let names = grade_names(&about.book.offences[target.offence], target.grade);
        let Some(grade) = names.into_iter().next() else { return };
        let flip = Flip {
            changes: parts.iter().map(|(candidate, value, like)| self.change(candidate, value, like)).collect(),
            grade,
            up: target.grade.0 > self.now[target.offence].0,
            gained: with(Truth::Established).collect(),
            lost: with(Truth::Excluded).collect(),
        };
        self.tell(target, flip);
    }

    /// The elements that change status; where none does, the grounds of the grade lost or reached that do.
    fn rules(&self, target: Target, before: &Outcome<Ranges>, after: &Outcome<Ranges>) -> Vec<(Place, Truth)> {
        let about = self.about();
        let offence = &about.program.offences[target.offence];
        let mut elements: Vec<(Place, Truth)> = Vec::new();
        for (law, (_, status)) in about.book.offences[target.offence].elements.iter().zip(&offence.elements) {
            let new = (law.place.clone(), after.truth(*status));
            if before.truth(*status) != new.1 && new.1 != Truth::Open && !elements.contains(&new) {
                elements.push(new);
            }
        }
        if !elements.is_empty() && target.grade.none() {
            return elements;
        }
        let now = self.now[target.offence];
        let grades = (offence.grades.iter().enumerate())
            .filter(|(position, _)| now.has(*position) || target.grade.has(*position))
            .flat_map(|(_, grade)| grade.grounds.iter().chain([&grade.standard]));
        let places: Vec<&Place> = grades.map(|ground| &ground.place).collect();
        let grounds = decided(&about, &[target.offence], before, after);
        let own: Vec<(Place, Truth)> = grounds.into_iter().filter(|(place, _)| places.contains(&place)).collect();
        if own.is_empty() { elements } else { own }
    }

    fn change(&self, candidate: &Candidate, value: &Value, like: &Value) -> Change {
        let about = self.about();
        let amount = |less: Number| about.said(&candidate.slot, &Value::Number(Range::point(less))).label;
        let more = match (&candidate.value, value) {
            (Value::Number(now), Value::Number(then)) if !about.is_day(&candidate.slot) => {
                let up = then.min > now.max;
                Some((amount(if up { then.min - now.max } else { now.min - then.max }), up))
            }
            _ => None,
        };
        Change {
            fact: named(&about, &candidate.slot),
            from: about.said(&candidate.slot, &candidate.value),
            to: about.said_instead(&candidate.slot, like, &candidate.value),
            was: candidate.value.clone(),
            more,
            stated: candidate.stated,
            by_default: candidate.by_default,
            slot: candidate.slot.clone(),
            value: like.clone(),
        }
    }

    /// Adds a flip, or puts its value to one of the same fact that comes to the same.
    fn tell(&mut self, target: Target, flip: Flip) {
        let about = self.worlds.about;
        let same = |known: &Flip| {
            known.changes.len() == 1
                && flip.changes.len() == 1
                && known.changes[0].slot == flip.changes[0].slot
                && (&known.gained, &known.lost) == (&flip.gained, &flip.lost)
        };
        let known = self.found.iter_mut().find(|(to, known)| *to == target && same(known));
        if let Some((_, known)) = known
            && let Some(all) = both(&known.changes[0].value, &flip.changes[0].value)
        {
            known.changes[0].to = about.said_instead(&flip.changes[0].slot, &all, &flip.changes[0].was);
            known.changes[0].value = all;
            return;
        }
        self.found.push((target, flip));
    }

    /// What would change one offence: a charge of now, or an offence that some change adds.
    fn charge(&self, offence: usize, present: &[usize]) -> Option<ChargeFlips> {
        let about = self.about();
        let mine = || self.found.iter().filter(move |(target, _)| target.offence == offence);
        if !present.contains(&offence) && mine().next().is_none() {
            return None;
        }
        let of = about.charge(offence, self.now[offence]);
        let mut flips: Vec<(u16, Flip)> = mine().map(|(target, flip)| (target.grade.0, flip.clone())).collect();
        let now = self.now[offence].0;
        // More serious first; one fact before two, stated before silent, the next grade before one further off.
        flips.sort_by_key(|(grade, flip)| {
            let silent = flip.changes.iter().any(|change| !change.stated);
            (!flip.up, flip.changes.len(), silent, grade.abs_diff(now))
        });
        Some(ChargeFlips {
            grade: settled_in(&self.now, offence).and(of.grades.first().cloned()),
            offence: of.offence,
            text: of.text,
            label: of.label,
            charged: present.contains(&offence),
            flips: flips.into_iter().map(|(_, flip)| flip).collect(),
        })
    }
}

/// The values that go furthest: what a pair is tried at.
fn furthest(instead: &Instead) -> Vec<Value> {
    match instead {
        Instead::Values(values) => values.clone(),
        Instead::Numbers(below, above) => {
            let least = below.map(|below| Value::Number(Range::point(below.min)));
            let most = above.map(|above| Value::Number(Range::point(above.max)));
            least.into_iter().chain(most).collect()
        }
    }
}

/// The values of both, for lists.
fn both(one: &Value, other: &Value) -> Option<Value> {
    match (one, other) {
        (Value::Options(one), Value::Options(other)) => Some(Value::Options(one.with(*other))),
        (Value::Sets(one), Value::Sets(other)) => Some(Value::Sets(one.iter().chain(other).copied().collect())),
        _ => None,
    }
}

/// One value out of several that come to the same.
fn one_of(value: &Value) -> Value {
    match value {
        Value::Options(options) => {
            Value::Options(options.iter().next().map_or(*options, crate::law::condition::Options::one))
        }
        Value::Sets(sets) => Value::Sets(sets.iter().take(1).copied().collect()),
        Value::Number(range) => Value::Number(*range),
    }
}
