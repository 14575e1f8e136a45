//! What is certain of the numbers and days of a case, whatever they are: a part is no larger than its whole, a duplicate
//! repeats an item that remains, what is done is done to something, and nothing ends before it begins.
//!
//! One list of these serves all: a file that surely says otherwise is refused when it is read, open numbers are narrowed
//! by it when they are measured, and a search tries nothing beyond it.

use super::facts::{Case, Entity};
use crate::law::condition::FactId;
use crate::range::Number;

/// The facts that it is about, where the vocabulary has them.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Items of a dataset.
    pub items: FactId,
    /// Items of an act that took or passed on a part.
    pub part: FactId,
    /// Recipients of an act.
    pub recipients: Option<FactId>,
    /// Items of a dataset that repeat others of it.
    pub duplicates: Option<FactId>,
    /// Items of a dataset that come off before it is counted, duplicates included.
    pub off: Vec<FactId>,
    /// What an act brought.
    pub received: Option<FactId>,
    /// What one participant got of it.
    pub own_gains: Option<FactId>,
    /// Day of an act, and the first and the last of a lasting one.
    pub days: [FactId; 3],
    /// Day of birth of a person.
    pub born: FactId,
    /// Day of judgment, where it can be uncertain.
    pub judged: Option<FactId>,
    /// Day of decision of a prior record, and the day its sentence was completed.
    pub record: Option<[FactId; 2]>,
}

/// A number or a day of the case.
pub type At = (Entity, FactId);

/// Numbers that together are no more than others together; of days, one that is no later than another.
#[derive(Clone, Debug)]
pub struct NoMore<T> {
    /// Why.
    pub why: Why,
    /// These together
    pub less: Vec<T>,
    /// are no more than these together,
    pub more: Vec<T>,
    /// and less by so many at least.
    pub by: Number,
}

/// Why some numbers are no more than others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What comes off a dataset is part of it.
    TakenOff,
    /// A duplicate repeats an item that remains.
    Repeated,
    /// A part, a copy or a merge holds no more than what it was made from.
    MadeFrom,
    /// What an act took or passed on is part of its datasets.
    Part,
    /// What participants got is part of what the act brought, and all of it where every participant's is stated.
    OwnGains,
    /// What stretches of a lasting act have is part of what it has, and together all of it.
    Stretch,
    /// An act ends no earlier than it begins.
    Lasts,
    /// Nobody acts before birth.
    Born,
    /// The file says that one act came after the other.
    After,
    /// Nobody is judged for what is still to come.
    Judged,
    /// A sentence is completed no earlier than it is imposed.
    Completed,
}

impl Facts {
    /// The least that an amount of which nothing is known can be: a body of information holds something, and an act that
    /// takes or passes on concerns one item and, passing on, one recipient at least.
    pub fn least(&self, fact: FactId) -> Number {
        Number::from(fact == self.items || fact == self.part || Some(fact) == self.recipients)
    }

    /// Everything that is certain of a case.
    pub fn of(&self, case: &Case) -> Vec<NoMore<At>> {
        let mut found = Vec::new();
        self.of_datasets(case, &mut found);
        self.of_acts(case, &mut found);
        self.of_days(case, &mut found);
        found
    }

    fn of_datasets(&self, case: &Case, found: &mut Vec<NoMore<At>>) {
        let items = |dataset: &usize| (Entity::Dataset(*dataset), self.items);
        for (dataset, data) in case.datasets.iter().enumerate() {
            let of = |fact: FactId| (Entity::Dataset(dataset), fact);
            let off = self.off.iter().copied().map(of).collect();
            found.push(NoMore { why: Why::TakenOff, less: off, more: vec![items(&dataset)], by: 0 });
            if let Some(duplicates) = self.duplicates {
                let (less, more) = (vec![of(duplicates)], vec![items(&dataset)]);
                found.push(NoMore { why: Why::Repeated, less, more, by: 1 });
            }
            if !data.from.is_empty() {
                let more = data.from.iter().map(items).collect();
                found.push(NoMore { why: Why::MadeFrom, less: vec![items(&dataset)], more, by: 0 });
            }
        }
    }

    fn of_acts(&self, case: &Case, found: &mut Vec<NoMore<At>>) {
        for (act, done) in case.acts.iter().enumerate() {
            let part = (Entity::Act(act), self.part);
            if !done.datasets.is_empty() && case.stated.contains_key(&part) {
                let more = done.datasets.iter().map(|dataset| (Entity::Dataset(*dataset), self.items)).collect();
                found.push(NoMore { why: Why::Part, less: vec![part], more, by: 0 });
            }
            let (Some(received), Some(own)) = (self.received, self.own_gains) else { continue };
            let shares = done.by.iter().map(|&person| (Entity::Participant { act, person }, own));
            let shares: Vec<At> = shares.filter(|share| case.stated.contains_key(share)).collect();
            if shares.is_empty() {
                continue;
            }
            let of_act = || case.gains.iter().enumerate().filter(|(_, gains)| gains.of.contains(&act));
            let whole: Vec<At> = of_act().map(|(entry, _)| (Entity::Gains(entry), received)).collect();
            found.push(NoMore { why: Why::OwnGains, less: shares.clone(), more: whole.clone(), by: 0 });
            if shares.len() == done.by.len() && of_act().all(|(_, gains)| gains.of == [act]) {
                found.push(NoMore { why: Why::OwnGains, less: whole, more: shares, by: 0 });
            }
        }
    }

    fn of_days(&self, case: &Case, found: &mut Vec<NoMore<At>>) {
        let [on, from, until] = self.days;
        let first = |act: usize| (Entity::Act(act), if case.acts[act].lasting { from } else { on });
        let last = |act: usize| (Entity::Act(act), if case.acts[act].lasting { until } else { on });
        let judged = self.judged.map(|judged| (Entity::Case, judged)).filter(|at| case.stated.contains_key(at));
        let mut later = |why, earlier: At, later: At| {
            found.push(NoMore { why, less: vec![earlier], more: vec![later], by: 0 });
        };
        for (act, done) in case.acts.iter().enumerate() {
            if done.lasting {
                later(Why::Lasts, first(act), last(act));
            }
            for person in &done.by {
                later(Why::Born, (Entity::Person(*person), self.born), last(act));
            }
            for earlier in &done.after {
                later(Why::After, last(*earlier), first(act));
            }
            if let Some(judged) = judged {
                later(Why::Judged, last(act), judged);
            }
        }
        let Some([decided, completed]) = self.record else { return };
        for (person, someone) in case.persons.iter().enumerate() {
            for record in 0..someone.records.unwrap_or_default() {
                let entity = Entity::Record { person, record };
                // A record without a sentence, such as an administrative one, is not completed.
                if case.stated.contains_key(&(entity, completed)) {
                    later(Why::Completed, (entity, decided), (entity, completed));
                }
            }
        }
    }
}
