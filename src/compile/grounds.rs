//! Grounds, grades and circumstances: requirements to steps, with a degree where there is a quantity.

use std::collections::HashMap;

use num_integer::Integer;

use super::Builder;
use crate::law::book::{self, Amount, GroundId, Requirement};
use crate::law::condition::Condition;
use crate::place::Place;
use crate::program::{
    Aggregate, AggregateId, Compared, FilterId, Gate, Grade, Ground, NumberId, Question, QuestionId, TruthId,
};
use crate::quantity::Ratio;

/// What a requirement compiles to.
struct Compiled {
    truth: TruthId,
    degree: Option<NumberId>,
    compared: Option<Compared>,
    parts: Vec<Ground>,
    questions: Vec<QuestionId>,
    aggregates: Vec<AggregateId>,
}

impl Compiled {
    fn truth(truth: TruthId) -> Self {
        Self { truth, degree: None, compared: None, parts: Vec::new(), questions: Vec::new(), aggregates: Vec::new() }
    }
}

/// How a requirement is measured: over which batches, against which multiple of its thresholds, and without what.
#[derive(Clone)]
struct Measured {
    seen: FilterId,
    ratio: Ratio,
    left_out: Vec<(GroundId, Condition)>,
}

/// The grounds of one offence under construction.
pub(super) struct Grounds<'a> {
    offence: &'a book::Offence,
    admitted: FilterId,
    counting: usize,
    pub(super) builder: &'a mut Builder,
    done: HashMap<GroundId, Ground>,
    grades: Vec<TruthId>,
    /// Whether the steps at hand come after the program.
    after: bool,
}

impl<'a> Grounds<'a> {
    pub(super) fn new(
        offence: &'a book::Offence,
        admitted: FilterId,
        counting: usize,
        builder: &'a mut Builder,
    ) -> Self {
        Self { offence, admitted, counting, builder, done: HashMap::new(), grades: Vec::new(), after: false }
    }

    /// The batches that an article sees: all admitted ones, its own where it governs only some, and none that another
    /// article governs in its place.
    pub(super) fn seen_by(&mut self, article: &Place) -> FilterId {
        let seen = self.offence.governs.iter().fold(Condition::Always(true), |seen, governs| {
            if governs.place.in_article() == *article {
                seen.and(governs.condition.clone())
            } else if governs.in_place_of == *article {
                seen.and(governs.condition.clone().not())
            } else {
                seen
            }
        });
        self.builder.filters.within(self.admitted, &seen)
    }

    /// Every grade with its grounds.
    pub(super) fn grades(&mut self) -> Vec<Grade> {
        let mut grades: Vec<Grade> = (0..self.offence.grades.len()).map(|grade| self.grade(grade)).collect();
        let present = self.some_batch(self.admitted);
        let mut higher = None;
        for grade in grades.iter_mut().rev() {
            let mut any: Vec<TruthId> = grade.grounds.iter().map(|ground| ground.status).collect();
            any.push(grade.standard.status);
            let any = self.builder.arena.any(any);
            let reached = self.builder.arena.all(vec![present, any]);
            grade.reached = self.builder.arena.any(higher.into_iter().chain([reached]).collect());
            higher = Some(grade.reached);
        }
        self.grades = grades.iter().map(|grade| grade.reached).collect();
        grades
    }

    fn grade(&mut self, grade: usize) -> Grade {
        let lists: Vec<usize> = (0..self.offence.ground_lists.len())
            .filter(|&list| self.offence.ground_lists[list].grade == grade)
            .collect();
        let grounds = (lists.iter())
            .flat_map(|&list| (0..self.offence.ground_lists[list].grounds.len()).map(move |ground| (list, ground)))
            .map(|(list, ground)| self.ground(GroundId { list, ground }))
            .collect();
        let standard = self.standard(grade, &lists);
        Grade { reached: standard.status, standard, grounds }
    }

    /// The grade judged as a whole, where no list of grounds serves it.
    fn standard(&mut self, grade: usize, lists: &[usize]) -> Ground {
        let mut places = self.standard_places(grade);
        if lists.iter().any(|&list| self.offence.ground_lists[list].serves == Condition::Always(true)) {
            return Ground::never(places.swap_remove(0), self.builder.arena.always(false));
        }
        let asked = Some(self.admitted);
        let question = self.builder.question(Question::Judgement { places: places.clone(), asked });
        let judged = self.builder.arena.ask(question);
        let served: Vec<TruthId> =
            (lists.iter()).map(|&list| self.person(&self.offence.ground_lists[list].serves)).collect();
        let served = self.builder.arena.any(served);
        let unserved = self.builder.arena.not(served);
        let status = self.builder.arena.all(vec![unserved, judged]);
        Ground {
            place: places.swap_remove(0),
            status,
            degree: None,
            compared: None,
            parts: Vec::new(),
            questions: vec![question],
            aggregates: Vec::new(),
            gates: Vec::new(),
        }
    }

    pub(super) fn ground(&mut self, id: GroundId) -> Ground {
        if let Some(done) = self.done.get(&id) {
            return done.clone();
        }
        let list = &self.offence.ground_lists[id.list];
        let measured = Measured {
            seen: self.seen_by(&list.place.in_article()),
            ratio: Ratio::from_integer(1),
            left_out: Vec::new(),
        };
        let mut gates = vec![(Gate::Serves, self.person(&list.serves))];
        if let Some(provided) = &list.provided {
            gates.push((Gate::Provided, self.requirement(provided, &measured).truth));
        }
        let ground = if list.earlier.is_empty() {
            self.measured_ground(id, &measured, gates)
        } else {
            self.after_earlier(id, &measured, gates)
        };
        self.done.insert(id, ground.clone());
        ground
    }

    /// A ground of an interpretation with a predecessor that is not encoded: what was done later is measured alone;
    /// the whole counts where a person says that the predecessor reaches the grade too. Where it does not reach under
    /// the later one, that one is more favourable.
    fn after_earlier(&mut self, id: GroundId, measured: &Measured, gates: Vec<(Gate, TruthId)>) -> Ground {
        let list = &self.offence.ground_lists[id.list];
        let then = Condition::Any(list.earlier.iter().map(|time| Condition::InForce(*time)).collect());
        let later = self.builder.filters.within(measured.seen, &then.clone().not());
        let then = self.builder.filters.within(measured.seen, &then);
        let alone = self.measured_ground(id, &Measured { seen: later, ..measured.clone() }, gates.clone());
        let mut whole = self.measured_ground(id, measured, gates);
        let places = self.standard_places(list.grade);
        let question = self.builder.question(Question::Judgement { places, asked: Some(then) });
        let judged = self.builder.arena.ask(question);
        let both = self.builder.arena.all(vec![whole.status, judged]);
        whole.status = self.builder.arena.any(vec![alone.status, both]);
        whole.degree = whole.degree.map(|degree| {
            let gated = self.builder.arena.gate(judged, degree);
            self.builder.arena.most(alone.degree.into_iter().chain([gated]).collect())
        });
        whole.questions.push(question);
        whole.questions.extend(alone.questions);
        whole.aggregates.extend(alone.aggregates);
        whole
    }

    /// Where a person answers for a grade as a whole.
    fn standard_places(&self, grade: usize) -> Vec<Place> {
        let law = &self.offence.grades[grade];
        let mut places = vec![law.place.child(&law.name)];
        if grade == 0 {
            places.extend([law.place.clone(), self.offence.place.clone()]);
        }
        places
    }

    /// A ground, as it stands or as a part of another, measured accordingly.
    fn measured_ground(&mut self, id: GroundId, measured: &Measured, mut gates: Vec<(Gate, TruthId)>) -> Ground {
        let ground = &self.offence.ground_lists[id.list].grounds[id.ground];
        let mut compiled = self.requirement(&ground.requirement, measured);
        let left_out: Vec<Condition> =
            measured.left_out.iter().filter(|(out, _)| *out == id).map(|(_, given)| given.clone()).collect();
        for given in left_out {
            let out = self.person(&given);
            gates.push((Gate::LeftOut, self.builder.arena.not(out)));
        }
        if !gates.is_empty() {
            let gate = self.builder.arena.all(gates.iter().map(|(_, gate)| *gate).collect());
            compiled.truth = self.builder.arena.all(vec![gate, compiled.truth]);
            compiled.degree = compiled.degree.map(|degree| self.builder.arena.gate(gate, degree));
        }
        Ground {
            place: ground.place.clone(),
            status: compiled.truth,
            degree: compiled.degree,
            compared: compiled.compared,
            parts: compiled.parts,
            questions: compiled.questions,
            aggregates: compiled.aggregates,
            gates,
        }
    }

    /// What a relation between charges asks, over these batches.
    pub(super) fn relation(&mut self, requirement: &Requirement, seen: FilterId) -> TruthId {
        let measured = Measured { seen, ratio: Ratio::from_integer(1), left_out: Vec::new() };
        self.requirement(requirement, &measured).truth
    }

    /// A circumstance: over every admitted batch, with the grades at hand.
    pub(super) fn circumstance(&mut self, requirement: &Requirement, _settled: &[Grade]) -> TruthId {
        let measured = Measured { seen: self.admitted, ratio: Ratio::from_integer(1), left_out: Vec::new() };
        let truth = self.requirement(&witnessed(requirement), &measured).truth;
        let present = self.some_batch(measured.seen);
        self.builder.arena.all(vec![present, truth])
    }

    /// Steps that come after the program, of which every ground and grade is known.
    pub(super) fn after_the_program<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        self.builder.change_over();
        self.after = true;
        let built = build(self);
        self.after = false;
        self.builder.change_over();
        built
    }

    /// A truth of the program, in steps of the program or after it.
    fn known(&mut self, truth: TruthId) -> TruthId {
        if !self.after {
            return truth;
        }
        let question = self.builder.question(Question::Known(truth));
        self.builder.arena.ask(question)
    }

    /// When a rule on the sentence applies: one of these circumstances of the program is there, if it is for any, and
    /// what it requires itself.
    pub(super) fn sentencing(&mut self, requirement: &Requirement, circumstances: &[TruthId]) -> TruthId {
        let measured = Measured { seen: self.admitted, ratio: Ratio::from_integer(1), left_out: Vec::new() };
        let own = self.requirement(&witnessed(requirement), &measured);
        let mut all = vec![self.some_batch(self.admitted), own.truth];
        if !circumstances.is_empty() {
            let there = circumstances.iter().map(|truth| self.known(*truth)).collect();
            all.push(self.builder.arena.any(there));
        }
        self.builder.arena.all(all)
    }

    fn requirement(&mut self, requirement: &Requirement, measured: &Measured) -> Compiled {
        match requirement {
            Requirement::Always(holds) => Compiled::truth(self.builder.arena.always(*holds)),
            Requirement::All(all) => self.all(all, measured),
            Requirement::Any(any) => self.any(any, measured),
            Requirement::Not(inner) => {
                let mut compiled = self.requirement(inner, measured);
                compiled.truth = self.builder.arena.not(compiled.truth);
                compiled.degree = None;
                compiled
            }
            Requirement::Reaches { amount, threshold, unit } => {
                self.reaches(amount, Ratio::from_integer(*threshold) * measured.ratio, *unit, measured)
            }
            Requirement::Together { grounds, ratio } => {
                let parts = self.parts(grounds, &Measured { ratio: measured.ratio * ratio, ..measured.clone() });
                let degree = self.sum(&parts);
                self.made_of(parts, degree)
            }
            Requirement::AnyReaches { grounds, ratio, counting, leaving_out } => {
                let mut inner = Measured { ratio: measured.ratio * ratio, ..measured.clone() };
                if let Some(counting) = counting {
                    inner.seen = self.builder.filters.within(inner.seen, counting);
                }
                inner.left_out.extend(leaving_out.clone());
                let parts = self.parts(grounds, &inner);
                let degrees = parts.iter().filter_map(|part| part.degree).collect();
                let degree = self.builder.arena.most(degrees);
                self.made_of(parts, degree)
            }
            Requirement::SomeGround(grounds) => {
                let any: Vec<TruthId> = grounds.iter().map(|id| self.ground(*id).status).collect();
                let any = any.into_iter().map(|status| self.known(status)).collect();
                Compiled::truth(self.builder.arena.any(any))
            }
            Requirement::SomeBatch(condition) => {
                let filter = self.builder.filters.within(measured.seen, condition);
                self.asked(filter)
            }
            Requirement::Person(condition) => {
                let filter = self.builder.filters.filter(condition);
                let question = self.builder.question(Question::Person(filter));
                let truth = self.builder.arena.ask(question);
                Compiled { questions: vec![question], ..Compiled::truth(truth) }
            }
            Requirement::Judgement { place, asked } => self.judgement(place, asked.as_deref(), measured),
            Requirement::Residual { place } => {
                let question = self.builder.question(Question::Judgement { places: vec![place.clone()], asked: None });
                self.answered(question, measured)
            }
            Requirement::Grade(grade) => {
                let reached = self.known(self.grades[*grade]);
                let higher = self.grades.get(grade + 1).copied().map(|higher| self.known(higher));
                let mut all = vec![reached];
                all.extend(higher.map(|higher| self.builder.arena.not(higher)));
                Compiled::truth(self.builder.arena.all(all))
            }
        }
    }

    fn all(&mut self, all: &[Requirement], measured: &Measured) -> Compiled {
        let compiled: Vec<Compiled> = all.iter().map(|inner| self.requirement(inner, measured)).collect();
        let gates = compiled.iter().filter(|inner| inner.degree.is_none()).map(|inner| inner.truth).collect();
        let gate = self.builder.arena.all(gates);
        let degrees: Vec<NumberId> = compiled.iter().filter_map(|inner| inner.degree).collect();
        let degree = (!degrees.is_empty()).then(|| {
            let least = self.builder.arena.least(degrees);
            self.builder.arena.gate(gate, least)
        });
        let truth = self.builder.arena.all(compiled.iter().map(|inner| inner.truth).collect());
        joined(truth, degree, compiled)
    }

    fn any(&mut self, any: &[Requirement], measured: &Measured) -> Compiled {
        let compiled: Vec<Compiled> = any.iter().map(|inner| self.requirement(inner, measured)).collect();
        let degrees: Vec<NumberId> = compiled.iter().filter_map(|inner| inner.degree).collect();
        let degree = (!degrees.is_empty()).then(|| self.builder.arena.most(degrees));
        let truth = self.builder.arena.any(compiled.iter().map(|inner| inner.truth).collect());
        joined(truth, degree, compiled)
    }

    fn reaches(
        &mut self,
        amount: &Amount,
        threshold: Ratio,
        unit: crate::quantity::Unit,
        measured: &Measured,
    ) -> Compiled {
        let aggregate = match amount {
            Amount::Items(unit, condition) => {
                let filter = self.builder.filters.within(measured.seen, condition);
                Aggregate::Items { counting: self.builder.counted_in(*unit, self.counting), filter }
            }
            Amount::Sum(sum, condition) => {
                let filter = self.builder.filters.within(measured.seen, condition);
                self.builder.sum(sum, filter)
            }
        };
        let aggregate = self.builder.aggregate(aggregate);
        let quantity = self.builder.arena.take(aggregate);
        let denominator = self.builder.denominator;
        // INVARIANT: the denominator is a multiple of every threshold's numerator.
        let by = denominator / threshold.numer() * threshold.denom();
        let degree = self.builder.arena.scale(quantity, by);
        let truth = self.builder.arena.reaches(degree, denominator);
        let threshold = (*threshold.numer(), *threshold.denom());
        Compiled {
            degree: Some(degree),
            compared: Some(Compared { aggregate, quantity, threshold, unit }),
            aggregates: vec![aggregate],
            ..Compiled::truth(truth)
        }
    }

    /// The sum of degrees; counts of exclusive classes are measured together, so that a record whose class is open
    /// adds what one class or another would.
    fn sum(&mut self, parts: &[Ground]) -> NumberId {
        let denominator = self.builder.denominator;
        let class = |part: &Ground| {
            let compared = part.compared.filter(|_| part.parts.is_empty())?;
            let (above, below) = compared.threshold;
            let plain = self.builder.arena.is_scaled(part.degree?, compared.quantity);
            match self.builder.aggregates[compared.aggregate.0 as usize] {
                Aggregate::Items { counting, filter } if plain => {
                    Some((counting, (filter, denominator / above * below)))
                }
                _ => None,
            }
        };
        let classes: Option<Vec<_>> = parts.iter().map(class).collect();
        let alike = |classes: &Vec<(usize, _)>| classes.iter().all(|(counting, _)| *counting == classes[0].0);
        match classes.filter(alike) {
            Some(classes) if classes.len() > 1 => {
                let counting = classes[0].0;
                let mut classes: Vec<_> = classes.into_iter().map(|(_, class)| class).collect();
                // Half and ten times of the same classes are one aggregate, scaled.
                let common = classes.iter().fold(0, |common, (_, weight)| weight.gcd(&common));
                classes.iter_mut().for_each(|(_, weight)| *weight /= common);
                let aggregate = self.builder.aggregate(Aggregate::Either { counting, classes });
                let sum = self.builder.arena.take(aggregate);
                self.builder.arena.scale(sum, common)
            }
            _ => {
                let degrees = parts.iter().filter_map(|part| part.degree).collect();
                self.builder.arena.sum(degrees)
            }
        }
    }

    fn parts(&mut self, grounds: &[GroundId], measured: &Measured) -> Vec<Ground> {
        grounds.iter().map(|id| self.measured_ground(*id, measured, Vec::new())).collect()
    }

    fn made_of(&mut self, parts: Vec<Ground>, degree: NumberId) -> Compiled {
        let truth = self.builder.arena.reaches(degree, self.builder.denominator);
        Compiled { degree: Some(degree), parts, ..Compiled::truth(truth) }
    }

    fn judgement(&mut self, place: &Place, asked: Option<&Requirement>, measured: &Measured) -> Compiled {
        let raised = match asked {
            Some(Requirement::SomeBatch(condition)) => self.builder.filters.within(measured.seen, condition),
            _ => measured.seen,
        };
        let question = self.builder.question(Question::Judgement { places: vec![place.clone()], asked: Some(raised) });
        self.answered(question, measured)
    }

    /// An answer counts only for someone with a batch that the article sees.
    fn answered(&mut self, question: QuestionId, measured: &Measured) -> Compiled {
        let answer = self.builder.arena.ask(question);
        let present = self.some_batch(measured.seen);
        let truth = self.builder.arena.all(vec![present, answer]);
        Compiled { questions: vec![question], ..Compiled::truth(truth) }
    }

    fn asked(&mut self, filter: FilterId) -> Compiled {
        let question = self.builder.question(Question::SomeBatch(filter));
        let truth = self.builder.arena.ask(question);
        Compiled { questions: vec![question], ..Compiled::truth(truth) }
    }

    fn some_batch(&mut self, filter: FilterId) -> TruthId {
        self.asked(filter).truth
    }

    fn person(&mut self, condition: &Condition) -> TruthId {
        match condition {
            Condition::Always(holds) => self.builder.arena.always(*holds),
            _ => {
                let filter = self.builder.filters.filter(condition);
                let question = self.builder.question(Question::Person(filter));
                self.builder.arena.ask(question)
            }
        }
    }
}

fn joined(truth: TruthId, degree: Option<NumberId>, mut compiled: Vec<Compiled>) -> Compiled {
    let mut found = compiled.iter_mut().filter_map(|inner| inner.compared.take());
    // Of several comparisons none stands for the whole.
    let compared = found.next().filter(|_| found.next().is_none());
    drop(found);
    let mut whole = Compiled { degree, compared, ..Compiled::truth(truth) };
    for inner in compiled {
        whole.parts.extend(inner.parts);
        whole.questions.extend(inner.questions);
        whole.aggregates.extend(inner.aggregates);
    }
    whole
}

/// Every threshold of an offence, times every product of ratios that its grounds ask of it.
pub(super) fn thresholds(offence: &book::Offence) -> Vec<Ratio> {
    let mut found = Vec::new();
    for list in &offence.ground_lists {
        for ground in &list.grounds {
            gather(offence, &ground.requirement, Ratio::from_integer(1), &mut found);
        }
        if let Some(provided) = &list.provided {
            gather(offence, provided, Ratio::from_integer(1), &mut found);
        }
    }
    for circumstance in &offence.circumstances {
        gather(offence, &circumstance.requirement, Ratio::from_integer(1), &mut found);
    }
    for rule in &offence.sentencing {
        gather(offence, &rule.requirement, Ratio::from_integer(1), &mut found);
    }
    found
}

fn gather(offence: &book::Offence, requirement: &Requirement, ratio: Ratio, found: &mut Vec<Ratio>) {
    match requirement {
        Requirement::All(inner) | Requirement::Any(inner) => {
            inner.iter().for_each(|inner| gather(offence, inner, ratio, found));
        }
        Requirement::Not(inner) => gather(offence, inner, ratio, found),
        Requirement::Reaches { threshold, .. } => found.push(Ratio::from_integer(*threshold) * ratio),
        Requirement::Together { grounds, ratio: asked } | Requirement::AnyReaches { grounds, ratio: asked, .. } => {
            for id in grounds {
                let ground = &offence.ground_lists[id.list].grounds[id.ground];
                gather(offence, &ground.requirement, ratio * asked, found);
            }
        }
        _ => {}
    }
}

/// Where some batch is there, that none is otherwise says that one is so. The same for every case, and narrower where it
/// is open which batches are there.
fn witnessed(requirement: &Requirement) -> Requirement {
    match requirement {
        Requirement::All(inner) => Requirement::All(inner.iter().map(witnessed).collect()),
        Requirement::Any(inner) => Requirement::Any(inner.iter().map(witnessed).collect()),
        Requirement::Not(inner) => match &**inner {
            Requirement::SomeBatch(otherwise) => {
                Requirement::All(vec![requirement.clone(), Requirement::SomeBatch(otherwise.clone().not())])
            }
            _ => requirement.clone(),
        },
        other => other.clone(),
    }
}
