//! What earlier interpretations make of the grounds of a later one.

use super::grounds::Grounds;
use super::predicate::Measured;
use crate::law::book::{self, GroundId, Time};
use crate::law::condition::Condition;
use crate::program::{FilterId, Gate, Ground, NumberId, Question, QuestionId, TruthId};

/// How earlier interpretations stand to a grade: whether all that matter reach it, by which grounds or questions.
pub(super) struct Before {
    pub(super) status: TruthId,
    /// Of each: that nothing was done in its time or it is reached, and how far its grounds come.
    times: Vec<(TruthId, Option<NumberId>)>,
    pub(super) grounds: Vec<Ground>,
    pub(super) questions: Vec<QuestionId>,
}

impl<'a> Grounds<'a> {
    /// A ground of an interpretation with predecessors: what was done after all of them is measured alone; the whole
    /// counts where those in whose time something was done reach the grade too. Where it does not reach under the later
    /// one, that one is more favourable.
    pub(super) fn after_earlier(
        &mut self,
        id: GroundId,
        times: &[&Time],
        measured: &Measured,
        gates: Vec<(Gate, TruthId)>,
    ) -> Ground {
        let grade = self.offence.ground_lists[id.list].grade;
        let later = self.done_later(times, measured.seen);
        let alone = self.measured_ground(id, &Measured { seen: later, ..measured.clone() }, gates.clone());
        let mut whole = self.measured_ground(id, measured, gates);
        let before = self.reached_before(grade, times, measured.seen);
        for (whole, alone) in [(&mut whole.status, alone.status), (&mut whole.reached, alone.reached)] {
            let both = self.builder.arena.all(vec![*whole, before.status]);
            *whole = self.builder.arena.any(vec![alone, both]);
        }
        whole.degree = whole.degree.map(|degree| {
            let held = before.times.iter().fold(degree, |degree, time| self.held_back(degree, *time));
            self.builder.arena.most(alone.degree.into_iter().chain([held]).collect())
        });
        whole.questions.extend(before.questions);
        whole.questions.extend(alone.questions);
        whole.aggregates.extend(alone.aggregates);
        whole.parts.extend(before.grounds);
        whole
    }

    /// The times of earlier interpretations that pass a test.
    pub(super) fn times(&self, test: impl Fn(&Time) -> bool) -> Vec<&'a Time> {
        self.offence.times.iter().filter(|time| test(time)).collect()
    }

    /// What was done in the time of none of these interpretations.
    pub(super) fn done_later(&mut self, times: &[&Time], seen: FilterId) -> FilterId {
        let (first, others): (Vec<&Time>, Vec<&Time>) = times.iter().partition(|time| time.before.is_some());
        let then = Condition::Any(others.into_iter().map(Time::acts).collect());
        let later = self.builder.filters.within(seen, &then.not());
        // Each by itself, so that its reading is asked of the acts of its days alone.
        first.into_iter().fold(later, |later, time| {
            let before = self.builder.filters.within(seen, &time.acts());
            self.builder.filters.without(later, before)
        })
    }

    /// A degree, no further than an earlier interpretation comes where that one is not reached.
    fn held_back(&mut self, degree: NumberId, (free, earlier): (TruthId, Option<NumberId>)) -> NumberId {
        let whole = self.builder.arena.gate(free, degree);
        let Some(earlier) = earlier else { return whole };
        let short = self.builder.arena.least(vec![degree, earlier]);
        self.builder.arena.most(vec![whole, short])
    }

    /// Whether in each time in which something was done an earlier interpretation reaches a grade: by its grounds where a
    /// file holds it, else, or where none has any for the grade, as a person says of what was done then.
    pub(super) fn reached_before(&mut self, grade: usize, times: &[&Time], seen: FilterId) -> Before {
        let (mut found, mut listed, mut questions) = (Vec::new(), Vec::new(), Vec::new());
        for time in times {
            let then = self.builder.filters.within(seen, &time.acts());
            let lists = self.former(grade, time);
            let left = self.left_before(grade, time, &lists);
            let former: Vec<bool> = lists.iter().map(|id| self.offence.ground_lists[id.list].former).collect();
            let grounds: Vec<Ground> = lists.into_iter().map(|id| self.ground(id)).collect();
            let mut any: Vec<TruthId> = grounds.iter().map(|ground| ground.reached).collect();
            if let Some(left) = left {
                let (places, left) = (self.standard_places(grade), self.builder.filters.within(then, &left));
                let question = self.builder.question(Question::Judgement { places, asked: Some(left) });
                questions.push(question);
                any.push(self.builder.arena.ask(question));
            }
            let reached = self.builder.arena.any(any);
            let degrees: Vec<NumberId> = grounds.iter().filter_map(|ground| ground.degree).collect();
            let degree = (!degrees.is_empty()).then(|| self.builder.arena.most(degrees));
            // What is in force still is listed by itself.
            listed.extend(grounds.into_iter().zip(former).filter(|(_, former)| *former).map(|(ground, _)| ground));
            let there = self.some_batch(then);
            let none = self.builder.arena.not(there);
            found.push((self.builder.arena.any(vec![none, reached]), degree));
        }
        let status = self.builder.arena.all(found.iter().map(|(free, _)| *free).collect());
        Before { status, times: found, grounds: listed, questions }
    }

    /// Of which batches the earlier interpretations of a time, with these grounds, leave a grade to be judged as a whole: of
    /// all where they have none for the grade, or no file holds one, of none where a list takes the place of that.
    fn left_before(&self, grade: usize, time: &Time, grounds: &[GroundId]) -> Option<Condition> {
        if time.earlier.iter().any(|earlier| self.offence.earlier[*earlier].held.is_none()) {
            return Some(Condition::Always(true));
        }
        let lists = grounds.iter().map(|id| &self.offence.ground_lists[id.list]).filter(|list| list.grade == grade);
        lists.map(|list| list.beside.clone()).try_fold(Condition::Always(true), |left, given| Some(left.and(given?)))
    }

    /// The grounds of the earlier interpretations of a time that reach a grade or a higher one, if there are any for the
    /// grade.
    fn former(&self, grade: usize, time: &Time) -> Vec<GroundId> {
        let held = |list: &book::GroundList| {
            let mut held = time.earlier.iter().filter_map(|earlier| self.offence.earlier[*earlier].held.as_ref());
            held.any(|id| *id == list.place.instrument)
        };
        let of_it = |list: &book::GroundList| held(list) && list.force.contains(time.force.from);
        let lists = || self.offence.ground_lists.iter().enumerate().filter(move |(_, list)| of_it(list));
        if !lists().any(|(_, list)| list.grade == grade) {
            return Vec::new();
        }
        let reaching = lists().filter(|(_, list)| list.grade >= grade);
        reaching
            .flat_map(|(at, list)| (0..list.grounds.len()).map(move |ground| GroundId { list: at, ground }))
            .collect()
    }
}
