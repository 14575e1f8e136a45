//! Which numbers of a case can be true together, by what is [certain](crate::case::certainty) of them.
//!
//! Open numbers are narrowed by what the others leave them, so that no look is taken at a case that no file can state;
//! assignments in which nothing is left are not possible.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::assignment::{Assignment, Variable};
use super::kept::VariableId;
use super::reader::Batch;
use super::stretch;
use crate::case::certainty::{At, Facts, NoMore, Why};
use crate::case::facts::{Case, Entity, Value};
use crate::law::condition::FactId;
use crate::program::Program;
use crate::range::{Number, Range, UNBOUNDED};

/// What bounds the numbers of a case.
#[derive(Debug)]
pub struct Bounds {
    certain: Facts,
    all: Vec<NoMore<VariableId>>,
    /// The variables that stand in them, by number.
    variables: Vec<Variable>,
    /// The number of each.
    ids: HashMap<Variable, VariableId>,
    /// In which bounds each stands.
    of: Vec<Vec<usize>>,
    /// What each can be when nothing is narrowed.
    stated: Vec<Range>,
    /// Whether something is part of one thing and the whole of another, and all can be true together as it stands.
    chained: bool,
}

impl Bounds {
    /// The bounds of a case. Those that the case as it stands surely breaks bind nothing.
    pub fn new(case: &Case, program: &Program, assignment: &Assignment, batches: &[Batch]) -> Self {
        let certain = certain(program);
        let mut all = certain.of(case);
        shares(case, program, batches, &mut all);
        let mut found = Self {
            certain,
            all: Vec::new(),
            variables: Vec::new(),
            ids: HashMap::default(),
            of: Vec::new(),
            stated: Vec::new(),
            chained: false,
        };
        for bound in all {
            let mut ids = |all: &[At]| -> Vec<VariableId> {
                let of = |(entity, fact): &At| found.id(case, program, assignment, (*entity, *fact));
                all.iter().map(of).collect()
            };
            let bound = NoMore { why: bound.why, less: ids(&bound.less), more: ids(&bound.more), by: bound.by };
            if broken(&bound, |id| found.stated[id as usize]) {
                continue;
            }
            for id in bound.less.iter().chain(&bound.more) {
                found.of[*id as usize].push(found.all.len());
            }
            found.all.push(bound);
        }
        let parts = |id: &VariableId| found.all.iter().any(|bound| bound.less.contains(id));
        let wholes = found.all.iter().flat_map(|bound| &bound.more);
        found.chained = wholes.into_iter().any(parts) && !found.nothing_is_left(found.stated.clone());
        found
    }

    fn id(&mut self, case: &Case, program: &Program, assignment: &Assignment, at: At) -> VariableId {
        let variable = Variable::Fact(at.0, at.1);
        if let Some(id) = self.ids.get(&variable) {
            return *id;
        }
        let next = self.variables.len() as VariableId;
        self.stated.push(self.by_the_file(case, program, assignment, at));
        self.variables.push(variable.clone());
        self.ids.insert(variable, next);
        self.of.push(Vec::new());
        next
    }

    /// What a number can be by the file alone; where it is silent, anything that no law makes of it.
    fn by_the_file(&self, case: &Case, program: &Program, assignment: &Assignment, at: At) -> Range {
        let stated = case.stated.get(&at);
        match stated
            .and_then(|stated| if assignment.only_proven { stated.proven() } else { Some(stated.value.clone()) })
        {
            Some(Value::Number(range)) => range,
            _ if program.is_day(at.1) => assignment.any_day(),
            _ => self.any(at.1),
        }
    }

    /// What an amount can be of which nothing is known.
    pub fn any(&self, fact: FactId) -> Range {
        Range { min: self.certain.least(fact), ..Range::ANY }
    }

    /// How many of a whole surely remain when these are off, whatever the numbers.
    pub(super) fn remain(&self, whole: At, off: &[At]) -> Number {
        let id = |at: &At| self.ids.get(&Variable::Fact(at.0, at.1)).copied();
        let Some(whole) = id(&whole) else { return 0 };
        let covers = |bound: &&NoMore<VariableId>| {
            let all = |at| id(at).is_some_and(|id| bound.less.contains(&id));
            bound.more == [whole] && off.iter().all(all)
        };
        self.all.iter().filter(covers).map(|bound| bound.by).max().unwrap_or(0)
    }

    /// Every variable that is bound, by number, and the numbers.
    pub(super) fn variables(&self) -> (&[Variable], &HashMap<Variable, VariableId>) {
        (&self.variables, &self.ids)
    }

    /// Whether these, of every variable that is bound, can be true together as far as is seen.
    pub(super) fn hold(&self, values: &[Range]) -> bool {
        let broken = |bound| broken(bound, |id| values[id as usize]);
        // As the case stands none is broken.
        values == self.stated || !(self.all.iter().any(broken) || self.chained && self.nothing_is_left(values.to_vec()))
    }

    /// Whether the bounds leave nothing of some number, once each is no more than the others leave of it: a part of a
    /// copy is no larger than the source either.
    fn nothing_is_left(&self, mut values: Vec<Range>) -> bool {
        for _ in 0..self.all.len() {
            let before = values.clone();
            for id in 0..values.len() {
                let (min, max) = self.ends(id as VariableId, values[id], |other| values[other as usize], |_| ());
                if min > max {
                    return true;
                }
                values[id] = Range { min, max };
            }
            if values == before {
                break;
            }
        }
        false
    }

    /// What the others leave of a number of this variable.
    pub fn leaves(&self, variable: &Variable, range: Range, assignment: &Assignment) -> Range {
        self.ids.get(variable).map_or(range, |id| self.left(*id, range, |other| self.value(other, assignment), |_| ()))
    }

    /// What the others leave of a number, by what they are, and which they are; all of it where nothing would be left.
    pub(super) fn left(
        &self,
        id: VariableId,
        range: Range,
        value: impl Fn(VariableId) -> Range,
        read: impl FnMut(VariableId),
    ) -> Range {
        let (min, max) = self.ends(id, range, value, read);
        if min <= max { Range { min, max } } else { range }
    }

    /// Both ends of what is left, the first above the last where nothing is.
    fn ends(
        &self,
        id: VariableId,
        range: Range,
        value: impl Fn(VariableId) -> Range,
        mut read: impl FnMut(VariableId),
    ) -> (Number, Number) {
        let Some(bounds) = self.of.get(id as usize) else { return (range.min, range.max) };
        let mut left = range;
        for bound in bounds.iter().map(|position| &self.all[*position]) {
            let others = |ids: &[VariableId]| -> Range {
                let others = ids.iter().filter(|other| **other != id);
                others.fold(Range::ZERO, |sum, other| sum + value(*other))
            };
            bound.less.iter().chain(&bound.more).filter(|other| **other != id).for_each(|other| read(*other));
            let (less, more) = (others(&bound.less), others(&bound.more));
            let most = if more.is_unbounded() { UNBOUNDED } else { more.max - less.min - bound.by };
            let least = if more.is_unbounded() { Number::MIN } else { less.min + bound.by - more.max };
            if bound.less.contains(&id) {
                left.max = left.max.min(most);
            } else {
                left.min = left.min.max(least);
            }
        }
        (left.min, left.max)
    }

    /// What every variable that is bound is in an assignment.
    pub(super) fn values(&self, assignment: &Assignment) -> Vec<Range> {
        let mut values = self.stated.clone();
        for (variable, value) in &assignment.narrowed {
            if let (Some(id), Value::Number(narrow)) = (self.ids.get(variable), value) {
                values[*id as usize] = *narrow;
            }
        }
        values
    }

    /// What one of them is.
    fn value(&self, id: VariableId, assignment: &Assignment) -> Range {
        match assignment.narrowed.get(&self.variables[id as usize]) {
            Some(Value::Number(narrow)) => *narrow,
            _ => self.stated[id as usize],
        }
    }
}

/// Whether one of these numbers is bound by another, or by something else that the case states.
pub(super) fn tied(case: &Case, program: &Program, numbers: &[At]) -> bool {
    let stated = |bound: &NoMore<At>| {
        let all = bound.less.iter().chain(&bound.more);
        let of = all.filter(|at| case.stated.contains_key(at));
        (of.clone().count() > 1) && of.clone().any(|at| numbers.contains(at))
    };
    certain(program).of(case).iter().any(stated)
}

fn broken(bound: &NoMore<VariableId>, value: impl Fn(VariableId) -> Range) -> bool {
    let sum = |ids: &[VariableId]| ids.iter().fold(Range::ZERO, |sum, id| sum + value(*id));
    sum(&bound.less).min + bound.by > sum(&bound.more).max
}

/// The facts of which something is certain, as a program has them.
fn certain(program: &Program) -> Facts {
    let keys = &program.keys;
    let less = program.countings.iter().flat_map(|counting| counting.less.iter().map(|(fact, _)| *fact));
    let off: BTreeSet<FactId> = less.collect();
    Facts {
        items: keys.items,
        part: keys.part,
        recipients: Some(keys.recipients),
        duplicates: keys.duplicates,
        off: off.into_iter().collect(),
        received: keys.received,
        own_gains: keys.own_gains,
        days: [keys.on, keys.from, keys.until],
        born: keys.born,
        judged: keys.judged,
        record: keys.completed.map(|completed| [keys.decided, completed]),
    }
}

/// What the stretches of an act have of its items and gains: each no more than all, together all.
fn shares(case: &Case, program: &Program, batches: &[Batch], found: &mut Vec<NoMore<At>>) {
    let keys = &program.keys;
    for of in batches.chunk_by(|one, other| one.whole() == other.whole()).filter(|of| of.len() > 1) {
        let Some(dataset) = of[0].dataset else { continue };
        let part = (Entity::Act(of[0].act), keys.part);
        let whole = match case.stated.contains_key(&part) {
            // Of a part of several datasets nobody says how much lies in each.
            true if case.acts[of[0].act].datasets.len() > 1 => continue,
            true => part,
            false => (Entity::Dataset(dataset), keys.items),
        };
        let shares: Vec<At> = of.iter().filter_map(|batch| Some((stretch::share(*batch)?, keys.items))).collect();
        let mut no_more = |less, more| found.push(NoMore { why: Why::Stretch, less, more, by: 0 });
        shares.iter().for_each(|share| no_more(vec![*share], vec![whole]));
        no_more(vec![whole], shares);
    }
}
