//! Conditions on a batch, resolved: every name is an id, every defined condition and class is spelled out.

use std::fmt;
use std::slice;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::quantity::Ratio;
use crate::range::Number;

/// A fact of the vocabulary, by its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactId(pub u16);

/// A choice of the law book, by its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChoiceId(pub u16);

/// A set of values of one list of kinds, or of the options of one choice: at most 128.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Options(pub u128);

impl Options {
    /// How many values a list may have.
    pub const CAPACITY: usize = 128;

    /// The set of one.
    pub const fn one(index: usize) -> Self {
        Self(1 << index)
    }

    /// The first `count` values.
    pub const fn first(count: usize) -> Self {
        if count >= Self::CAPACITY { Self(u128::MAX) } else { Self((1 << count) - 1) }
    }

    /// The truth value as a value of the list `no`, `yes`.
    pub const fn truth(yes: bool) -> Self {
        Self::one(yes as usize)
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    pub const fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set only.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of it is in `other`.
    pub const fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether the value of this index is in it.
    pub const fn has(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }

    /// How many values.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The only value, when there is one.
    pub fn single(self) -> Option<usize> {
        (self.count() == 1).then(|| self.0.trailing_zeros() as usize)
    }

    /// The indices, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::CAPACITY).filter(move |&index| self.has(index))
    }
}

impl FromIterator<usize> for Options {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        indices.into_iter().fold(Self::default(), |set, index| set.with(Self::one(index)))
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A time in force, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: Date,
    /// Last day; without it, still in force.
    pub until: Option<Date>,
}

impl Window {
    /// Whether the day lies within.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// From which day of a record, one that is not after the act, years run (起算).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunsFrom {
    /// The day: a fact of the record.
    pub day: FactId,
    /// Whether it is the first of them, so that they end on the eve of its anniversary.
    pub counted: bool,
}

/// What is asked of a batch, of a record, or of a consequence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Condition {
    /// Holds, or does not, whatever the facts.
    Always(bool),
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The fact has one of these values.
    Fact {
        /// Which fact.
        fact: FactId,
        /// The values.
        values: Options,
    },
    /// The fact is at least this many base units.
    AtLeast {
        /// Which fact.
        fact: FactId,
        /// The threshold, inclusive.
        threshold: Number,
    },
    /// These amounts together are less than that one: something remains.
    Fewer {
        /// The amounts.
        less: Vec<FactId>,
        /// What they are less than.
        more: FactId,
    },
    /// The record holds some of these kinds.
    Contains(Options),
    /// The record holds nothing but these kinds.
    ContainsOnly(Options),
    /// The batch falls in this time: the act, or the stretch of a lasting act that runs across an edge.
    InForce(Window),
    /// The act of which the batch is a stretch goes on until this later time.
    LastsInto(Window),
    /// At the act, the person has reached this age in years: from the day after the birthday (Fa Shi \[2006\] 1 art. 2).
    Age(i16),
    /// At the judgment, the person has reached this age in years.
    AgeAtTrial(i16),
    /// Some prior record, decided on or before the act, satisfies the condition.
    Record {
        /// Decided at most so many months before the act, the anniversary included.
        within_months: Option<i16>,
        /// Where the years run from another day than the decision.
        since: Option<RunsFrom>,
        /// On the record.
        given: Box<Condition>,
    },
    /// Some consequence of the batch's act satisfies the condition.
    Consequence(Box<Condition>),
    /// Some batch of the same person on the same dataset satisfies the condition.
    SameDataset(Box<Condition>),
    /// The choice stands at one of these options.
    Choice {
        /// Which choice.
        choice: ChoiceId,
        /// The options.
        options: Options,
    },
    /// So long after the act, or after what put the period off, has the day come.
    Elapsed {
        /// The day: a fact.
        to: FactId,
        /// How long, in months.
        months: i32,
        /// Whether a new crime within the period starts it again.
        restarts: bool,
        /// Which batches are of one series, with one period from the last of them.
        series: Option<Box<Condition>>,
    },
    /// The case is judged on this day or later.
    JudgedSince(Date),
    /// A person's answer to the question at this place.
    Judgement(Place),
}

impl Condition {
    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always(true), other) | (other, Self::Always(true)) => other,
            (Self::All(mut all), Self::All(more)) => {
                all.extend(more);
                Self::All(all)
            }
            (Self::All(mut all), other) => {
                all.push(other);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// The conditions directly inside it.
    pub fn parts(&self) -> &[Condition] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(part) | Self::Consequence(part) | Self::SameDataset(part) | Self::Record { given: part, .. } => {
                slice::from_ref(part)
            }
            Self::Elapsed { series, .. } => series.as_deref().map_or(&[], slice::from_ref),
            Self::Always(_)
            | Self::Fact { .. }
            | Self::AtLeast { .. }
            | Self::Fewer { .. }
            | Self::Contains(_)
            | Self::ContainsOnly(_)
            | Self::InForce(_)
            | Self::LastsInto(_)
            | Self::JudgedSince(_)
            | Self::Age(_)
            | Self::AgeAtTrial(_)
            | Self::Choice { .. }
            | Self::Judgement(_) => &[],
        }
    }

    /// The same, to be changed.
    fn parts_mut(&mut self) -> &mut [Condition] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(part) | Self::Consequence(part) | Self::SameDataset(part) | Self::Record { given: part, .. } => {
                slice::from_mut(part)
            }
            Self::Elapsed { series, .. } => series.as_deref_mut().map_or(&mut [], slice::from_mut),
            Self::Always(_)
            | Self::Fact { .. }
            | Self::AtLeast { .. }
            | Self::Fewer { .. }
            | Self::Contains(_)
            | Self::ContainsOnly(_)
            | Self::InForce(_)
            | Self::LastsInto(_)
            | Self::JudgedSince(_)
            | Self::Age(_)
            | Self::AgeAtTrial(_)
            | Self::Choice { .. }
            | Self::Judgement(_) => &mut [],
        }
    }

    /// What it says itself: the same with nothing inside it.
    pub fn without_parts(&self) -> Self {
        let empty = || Box::new(Self::Always(true));
        match self {
            Self::All(_) => Self::All(Vec::new()),
            Self::Any(_) => Self::Any(Vec::new()),
            Self::Not(_) => Self::Not(empty()),
            Self::Consequence(_) => Self::Consequence(empty()),
            Self::SameDataset(_) => Self::SameDataset(empty()),
            Self::Record { within_months, since, given: _ } => {
                Self::Record { within_months: *within_months, since: *since, given: empty() }
            }
            // Whether there is a series is told by the number of parts.
            Self::Elapsed { to, months, restarts, series: _ } => {
                Self::Elapsed { to: *to, months: *months, restarts: *restarts, series: None }
            }
            Self::Always(_)
            | Self::Fact { .. }
            | Self::AtLeast { .. }
            | Self::Fewer { .. }
            | Self::Contains(_)
            | Self::ContainsOnly(_)
            | Self::InForce(_)
            | Self::LastsInto(_)
            | Self::JudgedSince(_)
            | Self::Age(_)
            | Self::AgeAtTrial(_)
            | Self::Choice { .. }
            | Self::Judgement(_) => self.clone(),
        }
    }

    /// Visits it and every condition inside it, at any depth.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Condition)) {
        visit(self);
        self.parts().iter().for_each(|part| part.each(visit));
    }

    /// Changes every condition inside it, at any depth, and then itself.
    pub fn change(&mut self, change: &dyn Fn(&mut Condition)) {
        self.parts_mut().iter_mut().for_each(|part| part.change(change));
        change(self);
    }

    /// The choices it depends on, in the order in which it names them.
    pub fn choices(&self) -> Vec<ChoiceId> {
        let mut choices = Vec::new();
        self.each(&mut |condition| {
            if let Self::Choice { choice, .. } = condition {
                choices.push(*choice);
            }
        });
        choices
    }

    /// The facts it names, at any depth. `contains` is the fact that says what records hold.
    pub fn facts(&self, contains: FactId) -> Vec<FactId> {
        let mut facts = Vec::new();
        self.each(&mut |condition| match condition {
            Self::Fact { fact, .. } | Self::AtLeast { fact, .. } | Self::Elapsed { to: fact, .. } => facts.push(*fact),
            Self::Fewer { less, more } => facts.extend(less.iter().chain([more])),
            Self::Record { since, .. } => facts.extend(since.iter().map(|from| &from.day)),
            Self::Contains(_) | Self::ContainsOnly(_) => facts.push(contains),
            Self::Always(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::InForce(_)
            | Self::LastsInto(_)
            | Self::JudgedSince(_)
            | Self::Age(_)
            | Self::AgeAtTrial(_)
            | Self::Consequence(_)
            | Self::SameDataset(_)
            | Self::Choice { .. }
            | Self::Judgement(_) => {}
        });
        facts
    }

    /// How many tests it makes itself; what a record, a consequence or another batch must satisfy is tested there.
    pub fn size(&self) -> usize {
        self.size_with(self.parts().iter().map(Self::size).sum())
    }

    /// The same where it is known how many its parts make.
    pub fn size_with(&self, of_parts: usize) -> usize {
        match self {
            Self::All(_) | Self::Any(_) | Self::Not(_) => of_parts,
            Self::Always(_) => 0,
            _ => 1,
        }
    }

    /// It does not hold.
    #[expect(clippy::should_implement_trait, reason = "reads as the others do")]
    pub fn not(self) -> Self {
        match self {
            Self::Always(holds) => Self::Always(!holds),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

/// A ratio that must be above zero, as every multiple of a threshold is.
pub fn is_positive(ratio: &Ratio) -> bool {
    *ratio.numer() > 0
}
