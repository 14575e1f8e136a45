//! `flip`: the nearest changes of fact that change a grade, each verified by running the changed case.

mod pairs;
mod single;
mod verify;

use std::cell::Cell;

use super::assignments::Assignments;
use super::candidates::{Candidate, Instead, candidates};
use super::gaps::{Named, present, settled_in};
use super::robust::{Robustness, robustness};
use super::{About, Said};
use crate::case::facts::{Case, Fact, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::explain::findings::GradeName;
use crate::law::vocabulary::Label;
use crate::measure::{Cache, Variable};
use crate::place::Place;
use crate::settle::{GradeSet, Look};

/// How many assignments are evaluated for one grade possible.
const MOST: usize = 512;

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
    /// How readily a party would argue it.
    pub argued: Argued,
    /// Whether that is more serious than now.
    pub up: bool,
    /// Grounds and elements that come to hold.
    pub gained: Vec<Place>,
    /// Grounds and elements that cease to hold.
    pub lost: Vec<Place>,
}

/// How readily a party would argue that a fact is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Argued {
    /// It is what parties argue; by how early it comes up.
    Usually(usize),
    /// It may be.
    Perhaps,
    /// It is settled by papers or by nature.
    Seldom,
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
    variable: Variable,
    was: Value,
    value: Value,
}

/// What is looked for: an offence at another grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Target {
    offence: usize,
    grade: GradeSet,
}

struct Search<'a> {
    assignments: Assignments<'a>,
    /// The case as it stands.
    before: Outcome<Ranges>,
    now: Vec<GradeSet>,
    /// The offences that a change may move: all, or none.
    offences: Vec<usize>,
    /// Those whose conduct may be there as things stand; where there are none, all.
    charged: Vec<usize>,
    found: Vec<(Target, Flip)>,
    /// Whether no bound was met.
    exhausted: Cell<bool>,
}

/// What would change the result for one person.
pub fn flip(about: About<'_>) -> PersonFlips {
    let assignments = Assignments::new(about);
    let possible = assignments.possible(about.assignment, MOST);
    let (now, exhausted) = (possible.grades, Cell::new(possible.exact));
    let before = assignments.outcome(about.assignment);
    let offences = present(&about, &before);
    // Where every charge is open, what is missing comes before what would have to change.
    let some_settled = offences.is_empty() || offences.iter().any(|&offence| now[offence].settled());
    let all: Vec<usize> = (0..about.program.offences.len()).filter(|_| some_settled).collect();
    let charged = if offences.is_empty() { all.clone() } else { offences.clone() };
    let mut search = Search { assignments, before, now, offences: all, charged, found: Vec::new(), exhausted };
    let candidates = if some_settled { candidates(&about) } else { Vec::new() };
    for candidate in &candidates {
        search.alone(candidate);
    }
    // From here on the charges alone are asked about.
    let articles: Vec<usize> = search.charged.iter().map(|&offence| about.program.offences[offence].article).collect();
    let program = &about.program.concerning(|offence| articles.contains(&offence.article));
    let cache = &Cache::new(about.case, program, about.person, about.assignment);
    search.assignments = Assignments::new(About { program, cache, ..about });
    search.pairs(&candidates);
    let robustness = robustness(&search.assignments, &search.before, &offences);
    let charges = (0..about.program.offences.len()).filter_map(|offence| search.charge(offence, &offences)).collect();
    let exhausted = search.exhausted.get();
    let person = &about.case.persons[about.person];
    PersonFlips { id: person.id.clone(), name: person.name.clone(), charges, exhausted, robustness }
}

/// A case in which these facts have other values.
pub fn changed(case: &Case, changes: &[(&Variable, &Value)]) -> Case {
    let mut case = case.clone();
    for (variable, value) in changes {
        match (variable, value) {
            (Variable::Fact(entity, fact), value) => {
                let span = case.acts.first().map(|act| act.span).or(case.persons.first().map(|person| person.span));
                let old = case.stated.remove(&(*entity, *fact));
                let span = old.map(|old| old.span).or(span);
                if let Some(span) = span {
                    case.stated.insert((*entity, *fact), Fact::shown((*value).clone(), span));
                }
            }
            (Variable::Judgement { person, place }, Value::Options(options)) => {
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
        self.assignments.about
    }

    /// The other grades that offences would be settled at.
    fn targets(&self, settled: &[Option<GradeSet>]) -> Vec<Target> {
        let other = |&offence: &usize| {
            let (now, grade) = (settled_in(&self.now, offence)?, settled[offence]?);
            (now != grade).then_some(Target { offence, grade })
        };
        self.offences.iter().filter_map(other).collect()
    }

    /// The other grades that may be possible, by these, for those of the offences whose grade is settled now.
    fn among(&self, offences: &[usize], grades: &[GradeSet]) -> Vec<Target> {
        let settled = offences.iter().filter(|&&offence| self.now[offence].settled());
        let each = settled.flat_map(|&offence| {
            let others = grades[offence].0 & !self.now[offence].0;
            let bits = (0..u16::BITS).map(|bit| 1 << bit).filter(move |bit| others & bit != 0);
            bits.map(move |bit| Target { offence, grade: GradeSet(bit) })
        });
        each.collect()
    }

    /// Leaves out what these variables, open in a look, can surely not settle: some completion of the other facts gives
    /// another grade whatever they are.
    fn leave_ruled_out(&self, look: &Look, variables: &[Variable], sought: &mut Vec<Target>) {
        let given = self.assignments.grades_for_all(look, variables);
        sought.retain(|target| given[target.offence].0 & !target.grade.0 == 0);
    }

    /// Keeps in mind that a bound was met.
    fn bounded(&self, met: bool) {
        self.exhausted.set(self.exhausted.get() && !met);
    }
}
