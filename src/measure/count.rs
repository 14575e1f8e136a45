//! Counting items: what was obtained and never passed on, once; what was passed on, once for each recipient.
//!
//! Which batches are which, and what comes off first, is law (a counting rule). Where acts cover parts of a dataset
//! and nobody says how the parts overlap, the count is a range, and both of its ends can be reached.

use std::collections::BTreeMap;

use super::assignment::{Assignment, Variable};
use super::reader::{Batch, Reader, Subject};
use crate::case::facts::{Entity, Value};
use crate::law::condition::FactId;
use crate::law::vocabulary::Scope;
use crate::program::{Counting, FilterId, alike};
use crate::range::{Number, Range};
use crate::truth::Truth;

/// What one body of information (a dataset, or datasets of one lineage) contributes to a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The least of its datasets' positions in the case, whether or not it contributes.
    pub body: usize,
    /// The datasets, by position.
    pub datasets: Vec<usize>,
    /// Items counted.
    pub items: Range,
    /// Items stated before anything comes off.
    pub gross: Range,
    /// What came off first, by each fact that the counting rule takes off.
    pub less: Vec<Range>,
    /// Items obtained.
    pub obtained: Range,
    /// Distinct recipients.
    pub recipients: Range,
    /// Items passed on, once for each recipient.
    pub passed_on: Range,
    /// What leaves the count a range though every part is settled.
    pub apart: Option<Apart>,
}

/// What nobody states of parts that are settled, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// How they overlap.
    Overlap,
    /// Whether what was passed on as a whole several times went to the same recipients.
    Recipients,
}

/// A batch whose items count, and how far that is certain.
pub(super) struct Part<'a> {
    pub(super) dataset: usize,
    pub(super) size: Range,
    /// Whether it is the whole dataset.
    pub(super) whole: bool,
    pub(super) truth: Truth,
    /// Named recipients and the number of unnamed ones; nothing for what was only obtained.
    pub(super) to: Option<(Vec<&'a str>, Range)>,
}

impl Part<'_> {
    fn is_settled(&self) -> bool {
        let recipients = self.to.as_ref().is_none_or(|(_, number)| number.settled().is_some());
        self.truth.certain() && self.size.settled().is_some() && recipients
    }
}

const PUBLIC: &str = "";

impl Reader<'_> {
    /// What each body of information contributes to the items that pass the filter.
    pub(super) fn contributions(&self, counting: &Counting, filter: FilterId) -> Vec<Contribution> {
        let mut bodies: Vec<(usize, Vec<Part<'_>>)> = Vec::new();
        for of_act in self.batches.chunk_by(|one, other| one.whole() == other.whole()) {
            let Some(dataset) = of_act[0].dataset.filter(|_| self.takes(of_act[0].act)) else { continue };
            let passing = self.passing(of_act, filter);
            if !passing.iter().any(|(_, passes)| passes.possible()) {
                continue;
            }
            let new = self.parts(counting, dataset, &passing);
            if new.is_empty() {
                continue;
            }
            let body = self.body(dataset);
            match bodies.iter_mut().find(|(known, _)| *known == body) {
                Some((_, parts)) => parts.extend(new),
                None => bodies.push((body, new)),
            }
        }
        bodies.iter().map(|(body, parts)| self.contribution(counting, *body, parts)).collect()
    }

    /// Items that pass the filter.
    pub(super) fn items(&self, counting: &Counting, filter: FilterId) -> Range {
        self.contributions(counting, filter).into_iter().fold(Range::ZERO, |sum, body| sum + body.items)
    }

    /// Items of exclusive classes, each times its weight. Where it is open what a record holds, a body adds the hull of
    /// what each possibility would add, since it is of one class at a time.
    pub(super) fn either(&self, counting: &Counting, classes: &[(FilterId, Number)]) -> Range {
        let weighted = |reader: &Reader<'_>, sums: &mut BTreeMap<usize, Range>| {
            for (filter, weight) in classes {
                for part in reader.contributions(counting, *filter) {
                    let sum = sums.entry(part.body).or_insert(Range::ZERO);
                    *sum = *sum + part.items * Range::point(*weight);
                }
            }
        };
        let mut sums = BTreeMap::new();
        weighted(self, &mut sums);
        for (body, sum) in &mut sums {
            let assignments = if sum.settled().is_some() { Vec::new() } else { self.possible_contents(*body) };
            if assignments.len() > 1 {
                let alone = assignments.iter().map(|assignment| {
                    self.in_body(*body, assignment, |reader| {
                        let mut sums = BTreeMap::new();
                        weighted(reader, &mut sums);
                        sums.get(body).copied().unwrap_or(Range::ZERO)
                    })
                });
                *sum = alone.reduce(Range::hull).unwrap_or(*sum);
            }
        }
        sums.into_values().fold(Range::ZERO, std::ops::Add::add)
    }

    /// The assignments in which what the records of a body hold is settled, as far as any rule tells it apart; none where
    /// they would be too many.
    fn possible_contents(&self, body: usize) -> Vec<Assignment> {
        const MOST: usize = 64;
        let mut assignments = vec![self.assignment.clone()];
        for dataset in (0..self.case.datasets.len()).filter(|&dataset| self.body(dataset) == body) {
            let Some(batch) = self.batches.iter().find(|batch| batch.dataset == Some(dataset)) else { continue };
            let Value::Sets(sets) = &*self.contents(&self.about(*batch)) else { continue };
            let variable = Variable::Fact(Entity::Dataset(dataset), self.program.keys.contains);
            let groups = alike(sets, &self.program.contents_tested);
            if groups.len() * assignments.len() > MOST {
                return Vec::new();
            }
            let with = |assignment: &Assignment| -> Vec<Assignment> {
                groups.iter().map(|group| assignment.with(&variable, Value::Sets(group.clone()))).collect()
            };
            assignments = assignments.iter().flat_map(with).collect();
        }
        assignments
    }

    /// What an act on a dataset adds, by which of its batches pass: a part that was obtained, or one that was passed on;
    /// where it is open which, it may be either.
    fn parts(&self, counting: &Counting, dataset: usize, passing: &[(Batch, Truth)]) -> Vec<Part<'_>> {
        let (mut obtained, mut passed_on) = (Vec::new(), Vec::new());
        for (batch, passes) in passing {
            let subject = self.about(*batch);
            let role = |of| if passes.possible() { self.passes(of, &subject) } else { Truth::Excluded };
            let (once, each) = (role(counting.once), role(counting.each_recipient));
            obtained.push((*batch, passes.and(once).and(!each)));
            passed_on.push((*batch, passes.and(each)));
        }
        let part = |of: &[(Batch, Truth)], passed_on: bool| {
            let truth = self.some_passes(of);
            truth.possible().then(|| {
                let (size, whole, divided) = self.size(counting, of);
                let to = passed_on.then(|| self.recipients(counting, of[0].0, divided));
                Part { dataset, size, whole, truth, to }
            })
        };
        part(&obtained, false).into_iter().chain(part(&passed_on, true)).collect()
    }

    /// Items of the batches of an act that pass, net of what comes off, whether they are the whole dataset, and whether
    /// they are what some stretches of the act have of it. A part of n with d duplicates in the whole is n − d to n. A
    /// part of which only the items are stated holds, of anything else, nothing to all.
    fn size(&self, counting: &Counting, of: &[(Batch, Truth)]) -> (Range, bool, bool) {
        let batch = of[0].0;
        let (gross, less) = self.whole(counting, &self.about(batch));
        let net = self.net(counting, &self.about(batch), gross, less);
        let stated = self.stated_part(counting.part, batch);
        let in_items = counting.of == self.program.keys.items;
        let divided = match in_items {
            true => self.divided(of, counting.of, stated.unwrap_or(gross)),
            // How the persons, or the cards, of a body of information divide is not asked beside its items.
            false => self.divided(of, self.program.keys.items, Range::ANY).map(|_| Range { min: 0, ..gross }),
        };
        match divided.or(stated) {
            None if !in_items && self.takes_a_part(batch) => (Range { min: 0, ..net }, false, false),
            None => (net, true, false),
            Some(part) if divided.is_none() && part.settled().is_some() && part == gross => (net, true, false),
            Some(part) => {
                let max = if part.is_unbounded() { net.max } else { part.max.min(net.max) };
                let min = if less.is_unbounded() { 0 } else { (part.min - less.max).max(0) };
                (Range { min: min.min(max), max }, false, divided.is_some())
            }
        }
    }

    /// Items of a batch's dataset, and what comes off.
    fn whole(&self, counting: &Counting, subject: &Subject) -> (Range, Range) {
        let gross = self.number(counting.of, subject);
        (gross, self.taken_off(counting, subject).fold(Range::ZERO, |less, fact| less + fact))
    }

    /// What is left of the items: some of them surely, where what comes off only repeats what remains.
    fn net(&self, counting: &Counting, subject: &Subject, gross: Range, less: Range) -> Range {
        let net = (gross - less).not_below_zero();
        let facts: Vec<FactId> = counting.less.iter().map(|(fact, _)| *fact).collect();
        if net.min > 0 || less == Range::ZERO {
            return net;
        }
        Range { min: self.remaining(&facts, counting.of, subject).min(net.max), ..net }
    }

    /// How many items of a subject's body of information surely remain when these are off, by what is certain of numbers.
    pub(super) fn remaining(&self, off: &[FactId], of: FactId, subject: &Subject) -> Number {
        let Some(dataset) = subject.entity(Scope::Dataset) else { return 0 };
        let some = off.iter().filter(|fact| self.number(**fact, subject) != Range::ZERO);
        let off: Vec<_> = some.map(|fact| (dataset, *fact)).collect();
        self.cache.bounds.remain((dataset, of), &off)
    }

    /// What each fact takes off. Whether one of which there is nothing would be taken off is not asked, nor what
    /// does not come up.
    fn taken_off<'c>(&'c self, counting: &'c Counting, subject: &'c Subject) -> impl Iterator<Item = Range> + 'c {
        counting.less.iter().map(|(fact, given)| {
            if !self.comes_up(*fact, subject) {
                return Range::ZERO;
            }
            match self.number(*fact, subject) {
                nothing if nothing == Range::ZERO => nothing,
                some => some.gate(self.passes(*given, subject)),
            }
        })
    }

    fn stated_part(&self, part: Option<FactId>, batch: Batch) -> Option<Range> {
        let part = part?;
        let stated = self.case.stated.contains_key(&(Entity::Act(batch.act), part));
        stated.then(|| self.number(part, &self.about(batch)))
    }

    /// Whether an act may leave some of the items of its dataset out.
    fn takes_a_part(&self, batch: Batch) -> bool {
        let all = self.number(self.program.keys.items, &self.about(batch));
        self.stated_part(Some(self.program.keys.part), batch)
            .is_some_and(|part| part.settled().is_none() || part != all)
    }

    /// Named recipients, and the number of others. To which of several an act passed something on in some stretch of it
    /// nobody says.
    fn recipients(&self, counting: &Counting, batch: Batch, divided: bool) -> (Vec<&str>, Range) {
        let (named, number) = self.all_recipients(counting, batch);
        let all = number + Range::point(named.len() as Number);
        match divided && all.max > 1 {
            true => (Vec::new(), Range { min: all.min.min(1), ..all }),
            false => (named, number),
        }
    }

    fn all_recipients(&self, counting: &Counting, batch: Batch) -> (Vec<&str>, Range) {
        let subject = self.about(batch);
        let public = self.passes(counting.one_recipient, &subject);
        if public.certain() {
            return (vec![PUBLIC], Range::ZERO);
        }
        let (named, number) = self.recipients_apart(batch, &subject);
        if !public.possible() {
            return (named, number);
        }
        // It may be the public instead: one recipient, whoever else is named.
        let all = number + Range::point(named.len() as Number);
        (Vec::new(), all.hull(Range::point(1)))
    }

    /// Recipients where they are not one.
    fn recipients_apart(&self, batch: Batch, subject: &Subject) -> (Vec<&str>, Range) {
        let named: Vec<&str> = self.case.acts[batch.act].to.iter().flatten().map(String::as_str).collect();
        let stated = (Entity::Act(batch.act), self.program.keys.recipients);
        if !named.is_empty() && !self.case.stated.contains_key(&stated) {
            return (named, Range::ZERO);
        }
        let number = self.number(self.program.keys.recipients, subject);
        let known = named.len() as Number;
        (named, (number - Range::point(known)).not_below_zero())
    }

    fn contribution(&self, counting: &Counting, body: usize, parts: &[Part<'_>]) -> Contribution {
        let obtained: Vec<&Part<'_>> = parts.iter().filter(|part| part.to.is_none()).collect();
        let passed: Vec<&Part<'_>> = parts.iter().filter(|part| part.to.is_some()).collect();
        let taken = self.union(&obtained, counting);
        let least = self.passed_on_at_least(&passed, counting);
        let (most, largest) = self.passed_on_at_most(&passed, counting);
        let passed_on = Range { min: least.1, max: most.1 };
        let min = least.1.max(taken.min);
        let max = if taken.is_unbounded() || passed_on.is_unbounded() {
            passed_on.max.max(taken.max)
        } else {
            passed_on.max + (taken.max - largest).max(0)
        };
        let items = Range { min, max: max.max(min) };
        let mut datasets: Vec<usize> = parts.iter().map(|part| part.dataset).collect();
        datasets.sort_unstable();
        datasets.dedup();
        let mut gross = Range::ZERO;
        let mut less = vec![Range::ZERO; counting.less.len()];
        for &dataset in &datasets {
            let subject = self.about_dataset(dataset);
            gross = gross + self.number(counting.of, &subject);
            let off = self.taken_off(counting, &subject);
            less.iter_mut().zip(off).for_each(|(less, off)| *less = *less + off);
        }
        Contribution {
            body,
            datasets,
            items,
            gross,
            less,
            obtained: taken,
            recipients: Range { min: least.0, max: most.0.max(least.0) },
            passed_on,
            apart: parts.iter().all(Part::is_settled).then(|| match parts.iter().all(|part| part.whole) {
                true => Apart::Recipients,
                false => Apart::Overlap,
            }),
        }
    }

    /// INVARIANT: asked only for datasets of the person's own batches.
    fn about_dataset(&self, dataset: usize) -> Subject {
        let own = self.batches.iter().find(|batch| batch.dataset == Some(dataset));
        own.map_or_else(|| Subject { dataset: Some(dataset), ..self.about_person() }, |batch| self.about(*batch))
    }

    /// How many different items the parts hold: the overlap of parts of one dataset is unknown, datasets of different
    /// origin do not overlap, and what was made from data already there adds nothing.
    fn union(&self, parts: &[&Part<'_>], counting: &Counting) -> Range {
        let min = self.union_at_least(parts, counting);
        Range { min, max: self.union_at_most(parts, counting).max(min) }
    }

    pub(super) fn union_at_least(&self, parts: &[&Part<'_>], counting: &Counting) -> Number {
        let certain = parts.iter().filter(|part| part.truth.certain());
        let of_origin = self.of_origin(certain.map(|part| (part.dataset, part.size.min)));
        let most = of_origin.iter().map(|(_, most)| *most).max().unwrap_or(0);
        let single = || of_origin.iter().filter(|(origins, _)| origins.len() == 1);
        // Data of different origin do not overlap, unless something made from them is smaller than they are together.
        let merged: Vec<usize> = single().map(|(origins, _)| origins[0]).collect();
        match self.smaller_merge(&merged, counting) {
            Some(merge) => most.max(merge),
            None => most.max(single().map(|(_, most)| most).sum()),
        }
    }

    /// The largest of these amounts for each set of origins.
    fn of_origin(&self, amounts: impl Iterator<Item = (usize, Number)>) -> Vec<(&[usize], Number)> {
        let mut of_origin: Vec<(&[usize], Number)> = Vec::new();
        for (dataset, amount) in amounts {
            let origins = self.lineage.origins[dataset].as_slice();
            match of_origin.iter_mut().find(|(known, _)| *known == origins) {
                Some((_, most)) => *most = (*most).max(amount),
                None => of_origin.push((origins, amount)),
            }
        }
        of_origin
    }

    /// The least that a merge of several of these origins can hold, where that may be less than they hold together.
    fn smaller_merge(&self, origins: &[usize], counting: &Counting) -> Option<Number> {
        let items = |dataset: usize| {
            let subject = Subject { dataset: Some(dataset), ..self.about_person() };
            self.number(counting.of, &subject)
        };
        let merges = (0..self.case.datasets.len()).filter(|&merge| {
            let own = &self.lineage.origins[merge];
            own.len() > 1 && own.iter().filter(|origin| origins.contains(origin)).count() > 1
        });
        let smaller = merges.filter(|&merge| {
            let together: Number = self.lineage.origins[merge].iter().map(|origin| items(*origin).min).sum();
            items(merge).min < together
        });
        smaller.map(|merge| items(merge).min).max()
    }

    pub(super) fn union_at_most(&self, parts: &[&Part<'_>], counting: &Counting) -> Number {
        let mut of_dataset: Vec<(usize, Range)> = Vec::new();
        for part in parts {
            match of_dataset.iter_mut().find(|(known, _)| *known == part.dataset) {
                Some((_, sum)) => *sum = *sum + part.size,
                None => of_dataset.push((part.dataset, part.size)),
            }
        }
        let there: Vec<usize> =
            parts.iter().filter(|part| part.whole && part.truth.certain()).map(|part| part.dataset).collect();
        let different = (of_dataset.iter())
            .filter(|(dataset, _)| !self.made_from(*dataset, &there))
            .fold(Range::ZERO, |sum, (dataset, size)| {
                sum + Range::point(size.max.min(self.largest(*dataset, counting)))
            });
        // A copy that may hold more than what is left of its source, once duplicates are off, counts for what it holds.
        let of_origin = self.of_origin(parts.iter().map(|part| (part.dataset, part.size.max)));
        let single = of_origin.iter().filter(|(origins, _)| origins.len() == 1);
        let together = single.fold(Range::ZERO, |sum, (_, most)| sum + Range::point(*most));
        let largest = of_origin.iter().map(|(_, most)| *most).max().unwrap_or(0);
        different.max.max(together.max).max(largest)
    }

    /// No more than the whole dataset can be in any union of its parts.
    fn largest(&self, dataset: usize, counting: &Counting) -> Number {
        let (gross, less) = self.whole(counting, &self.about_dataset(dataset));
        (gross - less).not_below_zero().max
    }

    /// Whether everything a dataset was made from is already there.
    fn made_from(&self, dataset: usize, there: &[usize]) -> bool {
        let mut waiting = vec![dataset];
        let mut seen = Vec::new();
        while let Some(current) = waiting.pop() {
            let from = &self.case.datasets[current].from;
            if from.is_empty() {
                return false;
            }
            for source in from.iter().filter(|source| !there.contains(source)) {
                if !seen.contains(source) {
                    seen.push(*source);
                    waiting.push(*source);
                }
            }
        }
        true
    }
}
