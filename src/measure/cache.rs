//! What was found in one assignment, kept for the others: each answer with everything that it was read from.
//!
//! Assignments of one person differ in a few narrowed variables. An answer that read none of those is the same in both, and
//! so is one that read only variables that stand alike. So every filter of a batch, every fact, question and amount is
//! worked out once for each way in which what it reads can stand.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use foldhash::HashMap;

use super::assignment::{AsIf, Assignment, Variable};
use super::bounds::Bounds;
use super::kept::{EPOCHS_BACK, Epoch, Table, VariableId, VariableSet};
use super::lineage::Lineage;
use super::reader::{Batch, Reader};
use super::stretch;
use crate::case::facts::{Case, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::FactId;
use crate::program::{Program, Slice};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// What is the same in every assignment of a cache.
type Common = (bool, bool, Number, Option<AsIf>);

/// What has been found about one person under a program, in any assignment.
pub struct Cache<'a> {
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    pub(super) rows: HashMap<Batch, usize>,
    pub(super) lineage: Lineage,
    pub(super) bounds: Bounds,
    /// Whether account is kept of what is settled too.
    pub(super) whole: bool,
    /// The one assignment that is looked at, where no account is kept of what is read: whether something is open shows
    /// in the answers, and what it is, is not asked.
    alone: Option<Assignment>,
    pub(super) filters: Table<Truth>,
    /// Whether there may be conduct of each offence.
    pub(super) conducts: Table<bool>,
    /// What the grades rest on of the offences of which there may be conduct: one answer.
    pub(super) concerned: Table<Rc<Slice>>,
    pub(super) facts: Table<Rc<Value>>,
    pub(super) questions: Table<Truth>,
    pub(super) amounts: Table<Range>,
    /// Which acts are crimes: by the row of an act that is alone, then by that of one that is left aside.
    pub(super) crimes: Table<Rc<[Truth]>>,
    pub(super) scratch: RefCell<Outcome<Ranges>>,
    names: RefCell<Names>,
    epochs: Cell<u64>,
    /// What the last assignment narrowed.
    last: RefCell<Vec<(VariableId, u32)>>,
    /// What changed_since since each of the last epochs.
    changed_since: RefCell<Rc<[VariableSet]>>,
    /// What the grades of the offences rest on whose conduct may be there, for each set of these that came up.
    gradings: RefCell<BTreeMap<Vec<bool>, Rc<Slice>>>,
    /// What every assignment of this cache has in common.
    common: Common,
}

/// Numbers for variables and values.
#[derive(Default)]
struct Names {
    ids: HashMap<Variable, VariableId>,
    variables: Vec<Variable>,
    values: HashMap<Value, u32>,
}

impl Names {
    /// What is bound has the numbers that it has there.
    fn of(bounds: &Bounds) -> Self {
        let (variables, ids) = bounds.variables();
        Self { ids: ids.clone(), variables: variables.to_vec(), values: HashMap::default() }
    }
}

impl<'a> Cache<'a> {
    /// A cache for assignments with what this one has in common: which facts count, and the day.
    pub fn new(case: &'a Case, program: &'a Program, person: usize, assignment: &Assignment) -> Self {
        Self::of_person_acts(case, program, person, assignment, true)
    }

    /// A cache of the same without these acts, by position.
    pub fn without(&self, assignment: &Assignment, acts: &[usize]) -> Self {
        let left = self.batches.iter().copied().filter(|batch| !acts.contains(&batch.act)).collect();
        Self::of_batches_kept(self.case, self.program, self.person, assignment, left, true)
    }

    /// A cache of the same that keeps account of everything that is read.
    pub fn accounting(&self, assignment: &Assignment) -> Self {
        let batches = self.batches.clone();
        let cache = Self::of_batches_kept(self.case, self.program, self.person, assignment, batches, true);
        Self { whole: true, ..cache }
    }

    /// The same for a single assignment: nothing is kept for another, and no account of what is read.
    pub fn brief(case: &'a Case, program: &'a Program, person: usize, assignment: &Assignment) -> Self {
        let cache = Self::of_person_acts(case, program, person, assignment, false);
        Self { alone: Some(assignment.clone()), ..cache }
    }

    /// The same, which keeps account of everything that is read.
    pub fn whole(case: &'a Case, program: &'a Program, person: usize, assignment: &Assignment) -> Self {
        Self { whole: true, ..Self::new(case, program, person, assignment) }
    }

    fn of_person_acts(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        assignment: &Assignment,
        lasting: bool,
    ) -> Self {
        let batches = stretch::batches(case, program, person, assignment);
        Self::of_batches_kept(case, program, person, assignment, batches, lasting)
    }

    /// A cache for given batches, of the person's acts.
    pub(super) fn of_batches(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        assignment: &Assignment,
        batches: Vec<Batch>,
    ) -> Self {
        Self::of_batches_kept(case, program, person, assignment, batches, false)
    }

    fn of_batches_kept(
        case: &'a Case,
        program: &'a Program,
        person: usize,
        assignment: &Assignment,
        batches: Vec<Batch>,
        lasting: bool,
    ) -> Self {
        let mut rows = HashMap::default();
        batches.iter().enumerate().for_each(|(row, batch)| {
            rows.entry(*batch).or_insert(row + 1);
        });
        let height = batches.len() + 1;
        let bounds = Bounds::new(case, program, assignment, &batches);
        let names = Names::of(&bounds);
        Self {
            case,
            program,
            person,
            rows,
            lineage: Lineage::of(case),
            bounds,
            whole: false,
            alone: None,
            filters: Table::new(program.filters.len() * height, lasting),
            conducts: Table::new(program.offences.len(), lasting),
            concerned: Table::new(1, lasting),
            facts: Table::new(program.facts.len() * height, lasting),
            questions: Table::new(program.questions.len(), lasting),
            amounts: Table::new(program.aggregates.len(), lasting),
            crimes: Table::new(2 * batches.len(), lasting),
            scratch: RefCell::default(),
            names: RefCell::new(names),
            epochs: Cell::new(0),
            last: RefCell::default(),
            changed_since: RefCell::new(Rc::new([])),
            gradings: RefCell::default(),
            common: common(assignment),
            batches,
        }
    }

    /// The same cache for a reduction of its program, which asks less, and the same where it asks.
    pub fn reduced_to<'b>(self, program: &'b Program) -> Cache<'b>
    where
        'a: 'b,
    {
        debug_assert!(program.filters.len() == self.program.filters.len(), "a reduction keeps every filter");
        let lasting = self.concerned.lasting();
        Cache { program, gradings: RefCell::default(), concerned: Table::new(1, lasting), ..self }
    }

    /// The case.
    pub fn case(&self) -> &'a Case {
        self.case
    }

    /// The person, by position.
    pub fn person(&self) -> usize {
        self.person
    }

    /// The law.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// How many batches the person has.
    pub fn size(&self) -> usize {
        self.batches.len()
    }

    /// Whether no case can be as this assignment has it: its numbers cannot be true together.
    pub fn forbids(&self, assignment: &Assignment) -> bool {
        !self.bounds.hold(&self.bounds.values(assignment))
    }

    /// What an amount can be of which nothing is known.
    pub fn any(&self, fact: FactId) -> Range {
        self.bounds.any(fact)
    }

    /// What the rest of the case leaves of a range of numbers for a variable.
    pub fn leaves(&self, variable: &Variable, range: Range, assignment: &Assignment) -> Range {
        self.bounds.leaves(variable, range, assignment)
    }

    /// What the grades of these offences rest on. The texts of an article stay together.
    pub(super) fn graded(&self, may_concern: impl Fn(usize) -> bool) -> Rc<Slice> {
        let offences = &self.program.offences;
        let mut concerned = vec![false; offences.len()];
        for (at, offence) in offences.iter().enumerate() {
            concerned[offence.article] |= may_concern(at);
        }
        let mut gradings = self.gradings.borrow_mut();
        if let Some(known) = gradings.get(&concerned) {
            return Rc::clone(known);
        }
        let grading = Rc::new(self.program.grading(|at| concerned[offences[at].article]));
        gradings.insert(concerned, Rc::clone(&grading));
        grading
    }

    /// A reader of one assignment.
    pub(super) fn reader<'m>(&'m self, assignment: &'m Assignment) -> Reader<'m> {
        debug_assert!(
            self.common == common(assignment),
            "assignments of one cache differ only in what is narrowed and chosen"
        );
        Reader::over(self, assignment, self.batches.clone())
    }

    /// Whether no account is kept of what is read.
    pub(super) fn is_bare(&self) -> bool {
        self.alone.is_some()
    }

    pub(super) fn epoch(&self, assignment: &Assignment) -> Epoch {
        if self.alone.as_ref() == Some(assignment) {
            // Every reader of the one assignment reads in the same epoch.
            return Epoch { number: 0, narrowed: Vec::new(), changed_since: Rc::clone(&self.changed_since.borrow()) };
        }
        self.epochs.set(self.epochs.get() + 1);
        if self.is_bare() {
            let (number, changed_since) = (self.epochs.get(), Rc::clone(&self.changed_since.borrow()));
            return Epoch { number, narrowed: Vec::new(), changed_since };
        }
        let narrowed = self.narrowed(assignment);
        let last = self.last.replace(narrowed.clone());
        let mut changed_since = VariableSet::default();
        let apart = |one: &[(VariableId, u32)], other: &[(VariableId, u32)], changed_since: &mut VariableSet| {
            let missing = one.iter().filter(|one| other.binary_search(one).is_err());
            missing.for_each(|(variable, _)| changed_since.insert(*variable));
        };
        apart(&last, &narrowed, &mut changed_since);
        apart(&narrowed, &last, &mut changed_since);
        let since = |known: &VariableSet| {
            let mut since = changed_since.clone();
            since.include(known);
            since
        };
        let known = self.changed_since.borrow();
        let changed_since: Rc<[VariableSet]> =
            [changed_since.clone()].into_iter().chain(known.iter().take(EPOCHS_BACK - 1).map(since)).collect();
        drop(known);
        self.changed_since.replace(Rc::clone(&changed_since));
        Epoch { number: self.epochs.get(), narrowed, changed_since }
    }

    pub(super) fn id(&self, variable: &Variable) -> VariableId {
        let mut names = self.names.borrow_mut();
        if let Some(id) = names.ids.get(variable) {
            return *id;
        }
        let id = names.variables.len() as VariableId;
        names.ids.insert(variable.clone(), id);
        names.variables.push(variable.clone());
        id
    }

    pub(super) fn variable(&self, id: VariableId) -> Variable {
        self.names.borrow().variables[id as usize].clone()
    }

    fn narrowed(&self, assignment: &Assignment) -> Vec<(VariableId, u32)> {
        let chosen =
            assignment.choices.iter().map(|(choice, options)| (Variable::Choice(*choice), Value::Options(*options)));
        let mut narrowed: Vec<(VariableId, u32)> =
            chosen.map(|(variable, value)| (self.id(&variable), self.value_id(&value))).collect();
        narrowed.extend(assignment.narrowed.iter().map(|(variable, value)| (self.id(variable), self.value_id(value))));
        narrowed.sort_unstable();
        narrowed
    }

    fn value_id(&self, value: &Value) -> u32 {
        let mut names = self.names.borrow_mut();
        let next = names.values.len() as u32;
        match names.values.get(value) {
            Some(id) => *id,
            None => *names.values.entry(value.clone()).or_insert(next),
        }
    }
}

fn common(assignment: &Assignment) -> Common {
    (assignment.only_proven, assignment.strict, assignment.today, assignment.as_if)
}
