//! Grounds, grades and circumstances: predicates to steps, with a degree where there is a quantity.

use std::collections::HashMap;

use super::Builder;
use super::predicate::Measured;
use crate::law::book::{self, GroundId, GroundList, Predicate};
use crate::law::condition::Condition;
use crate::place::Place;
use crate::program::{FilterId, Gate, Grade, Ground, Question, TruthId};
use crate::quantity::Ratio;

/// The grounds of one offence under construction.
pub(super) struct Grounds<'a> {
    pub(super) offence: &'a book::Offence,
    /// The batches with the conduct of the offence.
    pub(super) conduct: FilterId,
    /// Those of them that satisfy every element.
    pub(super) admitted: FilterId,
    pub(super) counting: usize,
    pub(super) builder: &'a mut Builder,
    done: HashMap<GroundId, Ground>,
    pub(super) grades: Vec<TruthId>,
    /// At which grade which of the acts are out of time.
    pub(super) limits: Vec<(usize, FilterId)>,
    /// Whether the steps at hand come after the program.
    pub(super) after: bool,
}

impl<'a> Grounds<'a> {
    pub(super) fn new(
        offence: &'a book::Offence,
        (conduct, admitted): (FilterId, FilterId),
        counting: usize,
        builder: &'a mut Builder,
    ) -> Self {
        let (grades, limits) = (Vec::new(), Vec::new());
        Self { offence, conduct, admitted, counting, builder, done: HashMap::new(), grades, limits, after: false }
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
            let mut any: Vec<TruthId> = grade.grounds.iter().map(|ground| ground.reached).collect();
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
            .filter(|&list| {
                let list = &self.offence.ground_lists[list];
                list.grade == grade && !list.former
            })
            .collect();
        let grounds = (lists.iter())
            .flat_map(|&list| (0..self.offence.ground_lists[list].grounds.len()).map(move |ground| (list, ground)))
            .map(|(list, ground)| self.ground(GroundId { list, ground }))
            .collect();
        let standard = self.standard(grade, &lists);
        Grade { reached: standard.status, standard, grounds }
    }

    /// The grade judged as a whole, where no list of grounds takes the place of that: of the batches, of each list that
    /// serves beside it, of which it leaves it.
    fn standard(&mut self, grade: usize, lists: &[usize]) -> Ground {
        let mut places = self.standard_places(grade);
        let law = self.offence;
        let (beside, instead): (Vec<&GroundList>, Vec<&GroundList>) =
            lists.iter().map(|&list| &law.ground_lists[list]).partition(|list| list.beside.is_some());
        if instead.iter().any(|list| list.serves == Condition::Always(true)) {
            return Ground::never(places.swap_remove(0), self.builder.arena.always(false));
        }
        let left = (beside.iter()).fold(Condition::Always(true), |left, list| left.and(left_to_judgement(list)));
        let left = self.builder.filters.within(self.admitted, &left);
        let question = self.builder.question(Question::Judgement { places: places.clone(), asked: Some(left) });
        let judged = self.builder.arena.ask(question);
        let served: Vec<TruthId> = instead.iter().map(|list| self.person(&list.serves)).collect();
        let served = self.builder.arena.any(served);
        let unserved = self.builder.arena.not(served);
        let times = self.times(|time| time.earlier.iter().any(|earlier| law.earlier[*earlier].held.is_some()));
        let before = self.reached_before(grade, &times, left);
        let mut free = vec![before.status];
        if !times.is_empty() {
            // What was done after all of them is judged by itself.
            let later = self.done_later(&times, left);
            free.push(self.some_batch(later));
        }
        let free = self.builder.arena.any(free);
        let status = self.builder.arena.all(vec![unserved, judged, free]);
        Ground {
            place: places.swap_remove(0),
            status,
            reached: status,
            degree: None,
            compared: None,
            parts: before.grounds,
            questions: [question].into_iter().chain(before.questions).collect(),
            aggregates: Vec::new(),
            gates: Vec::new(),
        }
    }

    pub(super) fn ground(&mut self, id: GroundId) -> Ground {
        if let Some(done) = self.done.get(&id) {
            return done.clone();
        }
        let list = &self.offence.ground_lists[id.list];
        let mut seen = self.seen_by(&list.place.in_article());
        let mut gates = vec![(Gate::Serves, self.person(&list.serves))];
        if let Some(counting) = &list.counting {
            seen = self.builder.filters.within(seen, counting);
            gates.push((Gate::Provided, self.some_batch(seen)));
        }
        let measured = Measured { within_months: list.within_months, ..Measured::over(seen) };
        if let Some(provided) = &list.provided {
            gates.push((Gate::Provided, self.predicate(provided, &measured).truth));
        }
        let times = self.times(|time| time.instrument == list.place.instrument);
        let ground = if times.is_empty() {
            self.measured_ground(id, &measured, gates)
        } else {
            self.after_earlier(id, &times, &measured, gates)
        };
        self.done.insert(id, ground.clone());
        ground
    }

    /// Where a person answers for a grade as a whole.
    pub(super) fn standard_places(&self, grade: usize) -> Vec<Place> {
        let law = &self.offence.grades[grade];
        let mut places = vec![law.place.child(&law.name)];
        if grade == 0 {
            places.extend([law.place.clone(), self.offence.place.clone()]);
        }
        places
    }

    /// A ground, as it stands or as a part of another, measured accordingly.
    pub(super) fn measured_ground(
        &mut self,
        id: GroundId,
        measured: &Measured,
        mut gates: Vec<(Gate, TruthId)>,
    ) -> Ground {
        let ground = &self.offence.ground_lists[id.list].grounds[id.ground];
        let mut compiled = self.predicate(&ground.predicate, measured);
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
        // Whether the whole is displaced or not, the grade is reached: by a part, or by the whole.
        let mut reached = compiled.truth;
        if let Some((none, whole)) = compiled.displaced {
            let all = gates.iter().map(|(_, gate)| *gate).chain([whole]).collect();
            reached = self.builder.arena.all(all);
            gates.push((Gate::Displaced, none));
        }
        Ground {
            place: ground.place.clone(),
            status: compiled.truth,
            reached,
            degree: compiled.degree,
            compared: compiled.compared,
            parts: compiled.parts,
            questions: compiled.questions,
            aggregates: compiled.aggregates,
            gates,
        }
    }

    /// What a relation between charges asks, over these batches.
    pub(super) fn relation(&mut self, predicate: &Predicate, seen: FilterId) -> TruthId {
        let measured = Measured::over(seen);
        self.predicate(predicate, &measured).truth
    }

    /// A circumstance, or a way out: over every admitted batch, or of the conduct where none is admitted. It may name grades, so
    /// they are built first.
    pub(super) fn circumstance(&mut self, predicate: &Predicate) -> TruthId {
        let measured = Measured::over(self.admitted);
        let truth = self.predicate(&witnessed(predicate), &measured).truth;
        let present = self.some_batch(if predicate.is_of_none() { self.conduct } else { self.admitted });
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
    pub(super) fn known(&mut self, truth: TruthId) -> TruthId {
        if !self.after {
            return truth;
        }
        let question = self.builder.question(Question::Known(truth));
        self.builder.arena.ask(question)
    }

    /// When a rule on the sentence applies: one of these circumstances of the program is there, if it is for any, and
    /// what it requires itself.
    pub(super) fn sentencing(&mut self, predicate: &Predicate, circumstances: &[TruthId]) -> TruthId {
        let measured = Measured::over(self.admitted);
        let own = self.predicate(&witnessed(predicate), &measured);
        let mut all = vec![self.some_batch(self.admitted), own.truth];
        if !circumstances.is_empty() {
            let there = circumstances.iter().map(|truth| self.known(*truth)).collect();
            all.push(self.builder.arena.any(there));
        }
        self.builder.arena.all(all)
    }
}

/// Every threshold of an offence, times every product of ratios that its grounds ask of it.
pub(super) fn thresholds(offence: &book::Offence) -> Vec<Ratio> {
    let mut found = Vec::new();
    for list in &offence.ground_lists {
        for ground in &list.grounds {
            gather(offence, &ground.predicate, Ratio::from_integer(1), &mut found);
        }
        if let Some(provided) = &list.provided {
            gather(offence, provided, Ratio::from_integer(1), &mut found);
        }
    }
    for circumstance in &offence.circumstances {
        gather(offence, &circumstance.predicate, Ratio::from_integer(1), &mut found);
    }
    for rule in &offence.sentencing {
        gather(offence, &rule.predicate, Ratio::from_integer(1), &mut found);
    }
    found
}

fn gather(offence: &book::Offence, predicate: &Predicate, ratio: Ratio, found: &mut Vec<Ratio>) {
    predicate.each(&mut |predicate| match predicate {
        Predicate::Reaches { threshold, .. } => found.push(Ratio::from_integer(*threshold) * ratio),
        Predicate::Together { grounds, ratio: asked, .. } | Predicate::AnyReaches { grounds, ratio: asked, .. } => {
            for id in grounds {
                let ground = &offence.ground_lists[id.list].grounds[id.ground];
                gather(offence, &ground.predicate, ratio * asked, found);
            }
        }
        _ => {}
    });
}

/// Where some batch is there, that none is otherwise says that one is so. The same for every case, and narrower where it
/// is open which batches are there.
fn witnessed(predicate: &Predicate) -> Predicate {
    predicate.clone().map(&|predicate| match &predicate {
        Predicate::Not(inner) => match &**inner {
            Predicate::SomeBatch(otherwise) => {
                let other = Predicate::SomeBatch(otherwise.clone().not());
                Predicate::All(vec![predicate, other])
            }
            _ => predicate,
        },
        _ => predicate,
    })
}

/// The batches of which a list beside the standard leaves it to be judged: all, under readings that do not have the list.
fn left_to_judgement(list: &GroundList) -> Condition {
    let given = list.beside.clone().unwrap_or(Condition::Always(false));
    Condition::Any(vec![list.serves.clone().not(), given])
}
