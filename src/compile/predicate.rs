//! A predicate of a ground as steps: what must hold, what is compared, and what grounds it is made of.

use num_integer::Integer;

use super::grounds::Grounds;
use crate::law::book::{Amount, GroundId, Predicate};
use crate::law::condition::Condition;
use crate::place::Place;
use crate::program::{Aggregate, AggregateId, Compared, FilterId, Ground, NumberId, Question, QuestionId, TruthId};
use crate::quantity::Ratio;
use crate::range::Number;

/// What a predicate compiles to.
pub(super) struct Compiled {
    pub(super) truth: TruthId,
    pub(super) degree: Option<NumberId>,
    pub(super) compared: Option<Compared>,
    pub(super) parts: Vec<Ground>,
    pub(super) questions: Vec<QuestionId>,
    pub(super) aggregates: Vec<AggregateId>,
    /// Excluded where one of the parts takes the place of the whole, and what the whole is without that.
    pub(super) displaced: Option<(TruthId, TruthId)>,
}

impl Compiled {
    pub(super) fn truth(truth: TruthId) -> Self {
        Self {
            truth,
            degree: None,
            compared: None,
            parts: Vec::new(),
            questions: Vec::new(),
            aggregates: Vec::new(),
            displaced: None,
        }
    }
}

/// How a predicate is measured: over which batches, against which multiple of its thresholds, and without what.
#[derive(Clone)]
pub(super) struct Measured {
    pub(super) seen: FilterId,
    pub(super) ratio: Ratio,
    /// In how many months acts add up.
    pub(super) within_months: Option<i16>,
    pub(super) left_out: Vec<(GroundId, Condition)>,
}

impl Measured {
    /// Over these batches, against the thresholds as they stand, whenever the acts were done.
    pub(super) fn over(seen: FilterId) -> Self {
        Self { seen, ratio: Ratio::from_integer(1), within_months: None, left_out: Vec::new() }
    }
}

impl Grounds<'_> {
    pub(super) fn predicate(&mut self, predicate: &Predicate, measured: &Measured) -> Compiled {
        match predicate {
            Predicate::Always(holds) => Compiled::truth(self.builder.arena.always(*holds)),
            Predicate::All(all) => self.all(all, measured),
            Predicate::Any(any) => self.any(any, measured),
            Predicate::Not(inner) => {
                let mut compiled = self.predicate(inner, measured);
                compiled.truth = self.builder.arena.not(compiled.truth);
                // What must not be reached is neither a measure nor short of anything.
                compiled.degree = None;
                compiled.compared = None;
                compiled
            }
            Predicate::Reaches { amount, threshold, strict, unit } => {
                let mut compiled =
                    self.reaches(amount, Ratio::from_integer(*threshold) * measured.ratio, *unit, measured);
                if let (true, Some(degree)) = (*strict, compiled.degree) {
                    // A degree is whole in parts of the denominator: more than one is a part more at least.
                    compiled.truth = self.builder.arena.reaches(degree, self.builder.denominator + 1);
                }
                compiled
            }
            Predicate::Together { grounds, ratio, none_alone } => {
                let parts = self.parts(grounds, &Measured { ratio: measured.ratio * ratio, ..measured.clone() });
                let degree = self.sum(&parts, measured.within_months);
                let compiled = self.made_of(parts, degree);
                if *none_alone { self.unless_one_reaches_alone(compiled) } else { compiled }
            }
            Predicate::AnyReaches { grounds, ratio, counting, leaving_out } => {
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
            Predicate::SomeGround(grounds) => {
                let any: Vec<TruthId> = grounds.iter().map(|id| self.ground(*id).reached).collect();
                let any = any.into_iter().map(|status| self.known(status)).collect();
                Compiled::truth(self.builder.arena.any(any))
            }
            Predicate::SomeBatch(condition) => {
                let filter = self.builder.filters.within(measured.seen, condition);
                self.asked(filter)
            }
            Predicate::Person(condition) => {
                let filter = self.builder.filters.filter(condition);
                let question = self.builder.question(Question::Person(filter));
                let truth = self.builder.arena.ask(question);
                Compiled { questions: vec![question], ..Compiled::truth(truth) }
            }
            Predicate::Judgement { place, asked } => self.judgement(place, asked.as_ref(), measured),
            Predicate::Residual { place, asked: None } => self.invoked(place, measured),
            // What raises a residual clause makes it a question; a person may invoke it without that.
            Predicate::Residual { place, asked } => {
                let either = vec![self.judgement(place, asked.as_ref(), measured), self.invoked(place, measured)];
                let truth = self.builder.arena.any(either.iter().map(|one| one.truth).collect());
                joined(truth, None, either)
            }
            Predicate::Grade(grade) => Compiled::truth(self.exactly(*grade)),
            Predicate::ElementFails => {
                let (conduct, admitted) = (self.some_batch(self.conduct), self.some_batch(self.admitted));
                let all = vec![conduct, self.builder.arena.not(admitted)];
                Compiled::truth(self.builder.arena.all(all))
            }
            Predicate::OutOfTime => {
                let at_grades: Vec<TruthId> = (self.limits.clone().into_iter())
                    .map(|(grade, barred)| {
                        let in_time = self.builder.filters.without(self.admitted, barred);
                        let in_time = self.some_batch(in_time);
                        let all = vec![self.exactly(grade), self.builder.arena.not(in_time)];
                        self.builder.arena.all(all)
                    })
                    .collect();
                Compiled::truth(self.builder.arena.any(at_grades))
            }
        }
    }

    /// Whether a grade is reached, and none above it.
    fn exactly(&mut self, grade: usize) -> TruthId {
        let reached = self.known(self.grades[grade]);
        let higher = self.grades.get(grade + 1).copied().map(|higher| self.known(higher));
        let mut all = vec![reached];
        all.extend(higher.map(|higher| self.builder.arena.not(higher)));
        self.builder.arena.all(all)
    }

    fn all(&mut self, all: &[Predicate], measured: &Measured) -> Compiled {
        let compiled: Vec<Compiled> = all.iter().map(|inner| self.predicate(inner, measured)).collect();
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

    fn any(&mut self, any: &[Predicate], measured: &Measured) -> Compiled {
        let compiled: Vec<Compiled> = any.iter().map(|inner| self.predicate(inner, measured)).collect();
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
        let aggregate = match measured.within_months {
            Some(months) => Aggregate::Within { months, one_counts: true, parts: vec![(aggregate, 1)] },
            None => aggregate,
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

    /// The sum of degrees. Counts of exclusive classes are measured together, so that a record whose class is open adds what
    /// one class or another would; and so are amounts that add up within a time, which is one for all of them.
    fn sum(&mut self, parts: &[Ground], within_months: Option<i16>) -> NumberId {
        let amounts: Option<Vec<_>> = parts.iter().map(|part| self.weighted(part)).collect();
        let together = amounts.and_then(|amounts| match within_months {
            Some(months) => Some(added_within(months, amounts)),
            None => either(&amounts),
        });
        match together {
            Some((aggregate, scale)) => {
                let aggregate = self.builder.aggregate(aggregate);
                let sum = self.builder.arena.take(aggregate);
                self.builder.arena.scale(sum, scale)
            }
            None => {
                let degrees = parts.iter().filter_map(|part| part.degree).collect();
                self.builder.arena.sum(degrees)
            }
        }
    }

    /// The amount of a ground that is one comparison, with its weight: what one of it adds to the degree.
    fn weighted(&self, part: &Ground) -> Option<(Aggregate, Number)> {
        let compared = part.compared.filter(|_| part.parts.is_empty())?;
        let (above, below) = compared.threshold;
        let plain = self.builder.arena.is_scaled(part.degree?, compared.quantity);
        let amount = match &self.builder.aggregates[compared.aggregate.0 as usize] {
            Aggregate::Within { parts, .. } => parts[0].0.clone(),
            other => other.clone(),
        };
        plain.then(|| (amount, self.builder.denominator / above * below))
    }

    fn parts(&mut self, grounds: &[GroundId], measured: &Measured) -> Vec<Ground> {
        grounds.iter().map(|id| self.measured_ground(*id, measured, Vec::new())).collect()
    }

    fn made_of(&mut self, parts: Vec<Ground>, degree: NumberId) -> Compiled {
        let truth = self.builder.arena.reaches(degree, self.builder.denominator);
        Compiled { degree: Some(degree), parts, ..Compiled::truth(truth) }
    }

    /// Where a part reaches alone the whole is displaced, but its degree stays to be measured against.
    fn unless_one_reaches_alone(&mut self, mut compiled: Compiled) -> Compiled {
        let alone = self.builder.arena.any(compiled.parts.iter().map(|part| part.status).collect());
        let none = self.builder.arena.not(alone);
        let whole = compiled.truth;
        compiled.truth = self.builder.arena.all(vec![none, whole]);
        compiled.displaced = Some((none, whole));
        compiled
    }

    pub(super) fn judgement(&mut self, place: &Place, asked: Option<&Condition>, measured: &Measured) -> Compiled {
        let raised = asked.map_or(measured.seen, |asked| self.builder.filters.within(measured.seen, asked));
        let question = self.builder.question(Question::Judgement { places: vec![place.clone()], asked: Some(raised) });
        self.answered(question, measured)
    }

    /// What a person invokes by answering it, and nothing else raises.
    fn invoked(&mut self, place: &Place, measured: &Measured) -> Compiled {
        let question = self.builder.question(Question::Judgement { places: vec![place.clone()], asked: None });
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

    pub(super) fn some_batch(&mut self, filter: FilterId) -> TruthId {
        self.asked(filter).truth
    }

    pub(super) fn person(&mut self, condition: &Condition) -> TruthId {
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

/// Several counts of one counting rule as one aggregate, with what it is to be scaled by.
fn either(amounts: &[(Aggregate, Number)]) -> Option<(Aggregate, Number)> {
    let mut counting = None;
    let mut classes = Vec::new();
    for (amount, weight) in amounts {
        let Aggregate::Items { counting: of, filter } = amount else { return None };
        if *counting.get_or_insert(*of) != *of {
            return None;
        }
        classes.push((*filter, *weight));
    }
    // Half and ten times of the same classes are one aggregate, scaled.
    let common = amounts.iter().fold(0, |common, (_, weight)| weight.gcd(&common));
    classes.iter_mut().for_each(|(_, weight)| *weight /= common);
    counting.filter(|_| classes.len() > 1).map(|counting| (Aggregate::Either { counting, classes }, common))
}

/// Amounts that add up within so many months as one aggregate, with what it is to be scaled by.
fn added_within(months: i16, amounts: Vec<(Aggregate, Number)>) -> (Aggregate, Number) {
    let common = amounts.iter().fold(0, |common, (_, weight)| weight.gcd(&common));
    let scaled = |(amount, weight): (Aggregate, Number)| (amount, weight / common);
    let parts = match either(&amounts) {
        // Its weights are scaled down by the same.
        Some((classes, _)) => vec![(classes, 1)],
        None => amounts.into_iter().map(scaled).collect(),
    };
    (Aggregate::Within { months, one_counts: true, parts }, common)
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
