//! Reading facts: where they may stand, what silence means, what is open, and on what basis they are taken.

use std::cell::{OnceCell, RefCell, RefMut};
use std::rc::Rc;

use super::assignment::{Assignment, Variable};
use super::cache::Cache;
use super::kept::{Epoch, ReadSet, Table, Used, VariableId};
use super::lineage::Lineage;
use crate::case::facts::{Case, Entity, Judgement, Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{FactId, Options, RunsFrom};
use crate::law::vocabulary::Scope;
use crate::place::Place;
use crate::program::{FilterId, Program, Slice};
use crate::range::Range;
use crate::truth::Truth;

/// One person's act on one dataset, or a stretch of it: the atom that everything is measured from (行为单元).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Batch {
    /// The act, by position.
    pub act: usize,
    /// The dataset, by position; an act may have none.
    pub dataset: Option<usize>,
    /// The days of it, of a lasting act that runs across an edge (时段); without them, all of its days.
    pub stretch: Option<Range>,
}

impl Batch {
    /// The act on the dataset with all of its days.
    pub fn whole(self) -> Self {
        Self { stretch: None, ..self }
    }
}

/// What a condition is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    pub(super) person: usize,
    pub(super) batch: Option<Batch>,
    /// The position of the batch, from 1; 0 for the person apart from any batch.
    pub(super) at: usize,
    /// A dataset, where it is not that of a batch.
    pub(super) dataset: Option<usize>,
    pub(super) gains: Option<usize>,
    pub(super) record: Option<usize>,
    pub(super) consequence: Option<usize>,
}

impl Subject {
    pub(super) fn entity(&self, scope: Scope) -> Option<Entity> {
        let act = self.batch.map(|batch| batch.act);
        match scope {
            Scope::Case => Some(Entity::Case),
            Scope::Person => Some(Entity::Person(self.person)),
            Scope::Participant => act.map(|act| Entity::Participant { act, person: self.person }),
            Scope::Act => act.map(Entity::Act),
            Scope::Dataset => self.dataset.or(self.batch.and_then(|batch| batch.dataset)).map(Entity::Dataset),
            Scope::Gains => self.gains.map(Entity::Gains),
            Scope::Record => self.record.map(|record| Entity::Record { person: self.person, record }),
            Scope::Consequence => self.consequence.map(Entity::Consequence),
        }
    }
}

/// On what basis a fact is taken to be what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The file states it.
    Stated(Standing),
    /// The file is silent, and silence has a default that is listed.
    Default,
    /// The law presumes it.
    Presumed,
    /// Nobody has raised it.
    NotInIssue,
    /// It does not arise.
    NotAsked,
    /// The file is silent, and that leaves it open.
    Silent,
}

/// A fact that was read, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// Which.
    pub variable: Variable,
    /// How.
    pub basis: Basis,
    /// What it was taken to be.
    pub value: Value,
}

/// Reads facts about one person of a case under a program in one assignment, and keeps account of what it reads.
pub(super) struct Reader<'a> {
    pub(super) cache: &'a Cache<'a>,
    pub(super) case: &'a Case,
    pub(super) program: &'a Program,
    pub(super) assignment: &'a Assignment,
    pub(super) person: usize,
    pub(super) batches: Vec<Batch>,
    /// The acts that amounts are taken of, where it is not all of them.
    acts: Option<Vec<usize>>,
    pub(super) lineage: &'a Lineage,
    epoch: Epoch,
    /// What every variable that is bound is.
    bound: OnceCell<Vec<Range>>,
    pub(super) read_set: RefCell<ReadSet>,
}

impl<'a> Reader<'a> {
    pub(super) fn over(cache: &'a Cache<'a>, assignment: &'a Assignment, batches: Vec<Batch>) -> Self {
        Self {
            cache,
            case: cache.case,
            program: cache.program,
            assignment,
            person: cache.person,
            batches,
            acts: None,
            lineage: &cache.lineage,
            epoch: cache.epoch(assignment),
            bound: OnceCell::new(),
            read_set: RefCell::default(),
        }
    }

    /// Reads about the batches of one body alone, in another assignment; what that reads is read here too.
    pub(super) fn in_body<T>(&self, body: usize, assignment: &Assignment, read: impl FnOnce(&Reader<'_>) -> T) -> T {
        let of_body = |batch: &&Batch| batch.dataset.is_some_and(|dataset| self.body(dataset) == body);
        let batches = self.batches.iter().filter(of_body).copied().collect();
        let inner = Reader { acts: self.acts.clone(), ..Reader::over(self.cache, assignment, batches) };
        let answer = read(&inner);
        self.read_set.borrow_mut().reads_too(&inner.read_set.borrow());
        answer
    }

    /// Takes amounts of these acts alone; what that reads is read here too. What is asked of an act is asked beside all others.
    pub(super) fn of_acts<T>(&self, acts: Vec<usize>, read: impl FnOnce(&Reader<'_>) -> T) -> T {
        let batches = self.batches.clone();
        let inner = Reader { acts: Some(acts), ..Reader::over(self.cache, self.assignment, batches) };
        let answer = read(&inner);
        self.read_set.borrow_mut().reads_too(&inner.read_set.borrow());
        answer
    }

    /// Whether amounts are taken of an act.
    pub(super) fn takes(&self, act: usize) -> bool {
        self.acts.as_ref().is_none_or(|acts| acts.contains(&act))
    }

    /// Reads in a cache of other batches of the person, in the same assignment; what that reads is read here too.
    pub(super) fn beside<T>(&self, cache: &Cache<'_>, read: impl FnOnce(&Reader<'_>) -> T) -> T {
        let inner = cache.reader(self.assignment);
        let answer = read(&inner);
        if !self.cache.is_bare() {
            let named = |id: VariableId| self.cache.id(&cache.variable(id));
            self.read_set.borrow_mut().take_over(&inner.read_set.borrow(), named);
        }
        answer
    }

    /// The body that a dataset belongs to: the least position among the datasets of its lineage.
    pub(super) fn body(&self, dataset: usize) -> usize {
        self.lineage.bodies[dataset]
    }

    /// Everything that was read, in the order first read.
    pub(super) fn uses(self) -> Vec<Use> {
        let uses = self.read_set.into_inner().into_uses();
        let variable =
            |(id, basis, value): Used| Use { variable: self.cache.variable(id), basis, value: (*value).clone() };
        uses.into_iter().map(variable).collect()
    }

    /// Everything open that was read and may matter, in the order first read.
    pub(super) fn opened(self) -> Vec<(Variable, Value)> {
        self.uses()
            .into_iter()
            .filter(|used| !used.value.is_settled())
            .map(|used| (used.variable, used.value))
            .collect()
    }

    /// Whether an answer may rest on a variable. A value of a list that leaves what asks for it settled makes no difference;
    /// a number bounds others too.
    pub(super) fn rests_on<T>(&self, variable: &Variable, answer: impl FnOnce() -> T) -> bool {
        let outer = self.read_set.take();
        answer();
        let mine = self.read_set.replace(outer);
        let id = self.cache.id(variable);
        match variable {
            Variable::Fact(_, fact) if self.program.is_number(*fact) => mine.has_read(id),
            _ => mine.has_used(id),
        }
    }

    /// The answer of a filter. What was open but left the answer settled is forgotten.
    pub(super) fn kept(&self, filter: FilterId, subject: &Subject, answer: impl FnOnce() -> Truth) -> Truth {
        let at = self.row(subject).map(|row| row * self.program.filters.len() + filter.0 as usize);
        self.node(&self.cache.filters, at, answer, |truth| *truth != Truth::Open)
    }

    pub(super) fn kept_question(&self, question: usize, answer: impl FnOnce() -> Truth) -> Truth {
        self.node(&self.cache.questions, Some(question), answer, |_| false)
    }

    pub(super) fn kept_amount(&self, amount: usize, answer: impl FnOnce() -> Range) -> Range {
        self.node(&self.cache.amounts, Some(amount), answer, |_| false)
    }

    pub(super) fn kept_crimes(&self, at: Option<usize>, answer: impl FnOnce() -> Rc<[Truth]>) -> Rc<[Truth]> {
        self.node(&self.cache.crimes, at, answer, |truths| !truths.contains(&Truth::Open))
    }

    pub(super) fn kept_conduct(&self, offence: usize, answer: impl FnOnce() -> bool) -> bool {
        self.node(&self.cache.conducts, Some(offence), answer, |_| false)
    }

    pub(super) fn kept_grading(&self, answer: impl FnOnce() -> Rc<Slice>) -> Rc<Slice> {
        self.node(&self.cache.concerned, Some(0), answer, |_| false)
    }

    /// What is read for this answer is no part of what is read here.
    pub(super) fn apart<T>(&self, answer: impl FnOnce() -> T) -> T {
        let outer = self.read_set.take();
        let answer = answer();
        self.read_set.replace(outer);
        answer
    }

    /// An answer from cache, or worked out and kept there where it has a place.
    fn node<T: Clone>(
        &self,
        table: &Table<T>,
        at: Option<usize>,
        answer: impl FnOnce() -> T,
        settled: impl FnOnce(&T) -> bool,
    ) -> T {
        if self.cache.is_bare() {
            if let Some(known) = at.and_then(|at| table.find_bare(at, self.epoch.number)) {
                return known;
            }
            let answer = answer();
            if let Some(at) = at {
                table.keep_bare(at, self.epoch.number, answer.clone());
            }
            return answer;
        }
        if let Some(kept) = at.and_then(|at| table.find(at, &self.epoch)) {
            self.read_set.borrow_mut().take_in(&kept);
            return kept.answer.clone();
        }
        let outer = self.read_set.take();
        let answer = answer();
        let mut mine = self.read_set.replace(outer);
        if settled(&answer) {
            mine.forget_open();
        }
        let kept = Rc::new(mine.finish(answer.clone()));
        self.read_set.borrow_mut().take_in(&kept);
        if let Some(at) = at {
            table.keep(at, &self.epoch, kept);
        }
        answer
    }

    /// An outcome whose room is used again from walk to walk; none walks while another does.
    pub(super) fn scratch(&self) -> RefMut<'_, Outcome<Ranges>> {
        self.cache.scratch.borrow_mut()
    }

    pub(super) fn about(&self, batch: Batch) -> Subject {
        // A batch that is not the person's own is asked about apart from any.
        let at = self.cache.rows.get(&batch).copied().unwrap_or(usize::MAX);
        Subject { person: self.person, batch: Some(batch), at, ..Subject::default() }
    }

    pub(super) fn about_person(&self) -> Subject {
        Subject { person: self.person, ..Subject::default() }
    }

    /// The value of a fact, as far as it is known.
    pub(super) fn read(&self, fact: FactId, subject: &Subject) -> Rc<Value> {
        let at = self.row(subject).map(|row| row * self.program.facts.len() + fact.0 as usize);
        self.node(&self.cache.facts, at, || Rc::new(self.look_up(fact, subject)), |_| false)
    }

    /// Where answers about a subject are kept: the person first, then the batches in order. Answers about records,
    /// gains and consequences are not kept.
    fn row(&self, subject: &Subject) -> Option<usize> {
        let plain = subject.dataset.is_none()
            && subject.gains.is_none()
            && subject.record.is_none()
            && subject.consequence.is_none();
        (plain && subject.at <= self.cache.batches.len()).then_some(subject.at)
    }

    pub(super) fn taken(&self, variable: Variable, value: Value, basis: Basis) -> Value {
        let mut value = self.assignment.taken(&variable, self.up_to_today(&variable, value));
        match &mut value {
            // Others leave of a single number itself; that they were read is not kept account of.
            Value::Number(range) if self.cache.is_bare() && range.settled().is_some() => {}
            Value::Number(range) => {
                let bounds = &self.cache.bounds;
                let values = self.bound();
                let read = |other: VariableId| self.read_set.borrow_mut().reads(other);
                *range = bounds.left(self.cache.id(&variable), *range, |other| values[other as usize], read);
            }
            Value::Options(_) | Value::Sets(_) => {}
        }
        self.note(&variable, basis, &value);
        value
    }

    /// What every variable is that is bound by others.
    pub(super) fn bound(&self) -> &[Range] {
        self.bound.get_or_init(|| self.cache.bounds.values(self.assignment))
    }

    /// Keeps account of a variable that is read.
    fn note(&self, variable: &Variable, basis: Basis, value: &Value) {
        if self.cache.is_bare() {
            return;
        }
        let id = self.cache.id(variable);
        let mut read_set = self.read_set.borrow_mut();
        read_set.reads(id);
        if !value.is_settled() || self.cache.whole && !matches!(variable, Variable::Choice(_)) {
            read_set.uses((id, basis, Rc::new(value.clone())));
        }
    }

    /// Nothing happened after judgment.
    fn up_to_today(&self, variable: &Variable, value: Value) -> Value {
        match (variable, value) {
            (Variable::Fact(_, fact), Value::Number(days)) if self.program.is_day(*fact) => {
                Value::Number(days.meet(self.assignment.any_day()).unwrap_or(days))
            }
            (_, value) => value,
        }
    }

    /// A number, as far as it is known.
    pub(super) fn number(&self, fact: FactId, subject: &Subject) -> Range {
        match *self.read(fact, subject) {
            Value::Number(range) => range,
            // INVARIANT: the resolver lets only amounts and days be read as numbers.
            ref other => unreachable!("an amount is a number, not {other:?}"),
        }
    }

    /// The kinds that a record holds, as far as they are known.
    pub(super) fn contents(&self, subject: &Subject) -> Rc<Value> {
        self.read(self.program.keys.contains, subject)
    }

    /// Where a choice stands.
    pub(super) fn choice(&self, choice: crate::law::condition::ChoiceId) -> Options {
        let options = self.assignment.choice(choice);
        self.note(&Variable::Choice(choice), Basis::Silent, &Value::Options(options));
        options
    }

    /// Whether there is a prior record, where the file says that this is unknown.
    pub(super) fn unknown_record(
        &self,
        within_months: Option<i16>,
        since: Option<RunsFrom>,
        filter: FilterId,
    ) -> Truth {
        let variable = Variable::Record { person: self.person, within_months, since, filter };
        self.answer_of(variable, Value::Options(Options::first(2)), Basis::Stated(Standing::Proven))
    }

    /// A person's answer at the first of these places that has one, open where none has; either as far as it is `raised`.
    pub(super) fn judgement(&self, places: &[Place], raised: Truth) -> Truth {
        // What is not raised does not hold for having been judged.
        if !raised.possible() {
            return Truth::Excluded;
        }
        let (options, basis) = match self.judged(places) {
            Some(judgement) => (Options::truth(judgement.holds), Basis::Stated(Standing::Proven)),
            None => (Options::first(2), Basis::Silent),
        };
        let variable = Variable::Judgement { person: self.person, place: places[0].clone() };
        raised.and(self.answer_of(variable, Value::Options(options), basis))
    }

    /// What a person was judged to be at the first of these places that has an answer.
    pub(super) fn judged(&self, places: &[Place]) -> Option<&Judgement> {
        let own = |judgement: &&Judgement, place: &Place| judgement.person == self.person && judgement.place == *place;
        places.iter().find_map(|place| self.case.judgements.iter().find(|judgement| own(judgement, place)))
    }

    fn answer_of(&self, variable: Variable, value: Value, basis: Basis) -> Truth {
        match self.taken(variable, value, basis) {
            Value::Options(options) if options == Options::truth(true) => Truth::Established,
            Value::Options(options) if options == Options::truth(false) => Truth::Excluded,
            _ => Truth::Open,
        }
    }
}
