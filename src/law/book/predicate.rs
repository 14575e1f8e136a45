//! What a ground, a circumstance or a relation requires, and what amounts it measures.

use std::slice;

use serde::{Deserialize, Serialize};

use crate::law::condition::{ChoiceId, Condition, FactId};
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::Number;

/// A name for a ground within an offence: list and position in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroundId {
    /// Position of the list in the offence.
    pub list: usize,
    /// Position in the list.
    pub ground: usize,
}

/// What a ground or a circumstance requires of a person's whole conduct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Predicate {
    /// Whatever the conduct.
    Always(bool),
    /// All of them.
    All(Vec<Predicate>),
    /// At least one.
    Any(Vec<Predicate>),
    /// It is not so.
    Not(Box<Predicate>),
    /// A quantity reaches a threshold.
    Reaches {
        /// What is measured.
        amount: Amount,
        /// The threshold in base units, above zero.
        threshold: Number,
        /// Whether it must be passed (超过), and is not reached by the number itself.
        strict: bool,
        /// Its unit.
        unit: Unit,
    },
    /// The degrees of these grounds add up to the ratio.
    Together {
        /// Which grounds.
        grounds: Vec<GroundId>,
        /// How far, above zero.
        ratio: Ratio,
        /// Where one of them reaches it alone, that one takes its place (不再合并计算). Its degree stays.
        none_alone: bool,
    },
    /// The degree of one of these grounds reaches the ratio.
    AnyReaches {
        /// Which grounds.
        grounds: Vec<GroundId>,
        /// How far, above zero.
        ratio: Ratio,
        /// Counted over these batches only.
        counting: Option<Condition>,
        /// Without this ground, at any depth, where the condition (on choices) holds.
        leaving_out: Option<(GroundId, Condition)>,
    },
    /// One of these grounds is established.
    SomeGround(Vec<GroundId>),
    /// Some batch, of at least one item, satisfies the condition.
    SomeBatch(Condition),
    /// The person, whatever the batch, satisfies the condition.
    Person(Condition),
    /// A person's answer at `place`, raised when `asked` holds.
    Judgement {
        /// Where the question stands.
        place: Place,
        /// What raises it: some batch, of at least one item, that satisfies this. Without it, any batch does.
        asked: Option<Condition>,
    },
    /// Invoked at `place` by a person, or not invoked; asked, as a judgement is, when `asked` holds.
    Residual {
        /// Where the clause stands.
        place: Place,
        /// What raises it.
        asked: Option<Condition>,
    },
    /// The grade reached is this one, by its position in the offence.
    Grade(usize),
    /// Every act of the offence is out of time at the grade that is reached (已过追诉时效).
    OutOfTime,
    /// No act of the conduct satisfies every element (不符合构成要件).
    ElementFails,
}

impl Predicate {
    /// The predicates directly inside it.
    pub fn parts(&self) -> &[Predicate] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(part) => slice::from_ref(part),
            Self::Always(_)
            | Self::Reaches { .. }
            | Self::Together { .. }
            | Self::AnyReaches { .. }
            | Self::SomeGround(_)
            | Self::SomeBatch(_)
            | Self::Person(_)
            | Self::Judgement { .. }
            | Self::Residual { .. }
            | Self::Grade(_)
            | Self::OutOfTime
            | Self::ElementFails => &[],
        }
    }

    /// Visits it and every predicate inside it, at any depth.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Predicate)) {
        visit(self);
        self.parts().iter().for_each(|part| part.each(visit));
    }

    /// The same with every predicate in it, at any depth, replaced by what `change` makes of it: parts first.
    #[must_use]
    pub fn map(self, change: &dyn Fn(Predicate) -> Predicate) -> Self {
        let each = |parts: Vec<Self>| parts.into_iter().map(|part| part.map(change)).collect();
        change(match self {
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            Self::Not(part) => Self::Not(Box::new(part.map(change))),
            leaf @ (Self::Always(_)
            | Self::Reaches { .. }
            | Self::Together { .. }
            | Self::AnyReaches { .. }
            | Self::SomeGround(_)
            | Self::SomeBatch(_)
            | Self::Person(_)
            | Self::Judgement { .. }
            | Self::Residual { .. }
            | Self::Grade(_)
            | Self::OutOfTime
            | Self::ElementFails) => leaf,
        })
    }

    /// The conditions that it asks itself, and those of its parts, at any depth.
    pub fn conditions(&self) -> Vec<&Condition> {
        let mut found = Vec::new();
        self.each(&mut |predicate| match predicate {
            Self::Reaches { amount, .. } => found.extend(amount.conditions()),
            Self::AnyReaches { counting, leaving_out, .. } => {
                found.extend(counting);
                found.extend(leaving_out.iter().map(|(_, given)| given));
            }
            Self::SomeBatch(condition) | Self::Person(condition) => found.push(condition),
            Self::Judgement { asked, .. } | Self::Residual { asked, .. } => found.extend(asked),
            Self::Always(_)
            | Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Together { .. }
            | Self::SomeGround(_)
            | Self::Grade(_)
            | Self::OutOfTime
            | Self::ElementFails => {}
        });
        found
    }

    /// The same with each of its conditions changed, at any depth of both.
    #[must_use]
    pub fn with_conditions(self, change: &dyn Fn(&mut Condition)) -> Self {
        self.map(&|mut predicate| {
            match &mut predicate {
                Self::Reaches { amount, .. } => amount.change_conditions(change),
                Self::AnyReaches { counting, leaving_out, .. } => {
                    counting.iter_mut().for_each(|condition| condition.change(change));
                    leaving_out.iter_mut().for_each(|(_, given)| given.change(change));
                }
                Self::SomeBatch(condition) | Self::Person(condition) => condition.change(change),
                Self::Judgement { asked, .. } | Self::Residual { asked, .. } => {
                    asked.iter_mut().for_each(|condition| condition.change(change));
                }
                Self::Always(_)
                | Self::All(_)
                | Self::Any(_)
                | Self::Not(_)
                | Self::Together { .. }
                | Self::SomeGround(_)
                | Self::Grade(_)
                | Self::OutOfTime
                | Self::ElementFails => {}
            }
            predicate
        })
    }

    /// Whether it asks for acts of which none satisfies every element.
    pub fn is_of_none(&self) -> bool {
        let mut asks = false;
        self.each(&mut |predicate| asks |= matches!(predicate, Self::ElementFails));
        asks
    }

    /// Whether it asks for a reading itself, beside those that decide what its amounts are of.
    pub fn turns_on_a_reading(&self) -> bool {
        let mut turns = false;
        self.each(&mut |predicate| {
            if let Self::SomeBatch(condition) | Self::Person(condition) = predicate {
                turns |= !condition.choices().is_empty();
            }
        });
        turns
    }

    /// The choices it depends on, each once, in the order in which it names them.
    pub fn choices(&self) -> Vec<ChoiceId> {
        let mut choices = Vec::new();
        for choice in self.conditions().into_iter().flat_map(Condition::choices) {
            if !choices.contains(&choice) {
                choices.push(choice);
            }
        }
        choices
    }

    /// The first threshold in it, as it is written: in its unit.
    pub fn figure(&self) -> Option<Number> {
        let mut figure = None;
        self.each(&mut |predicate| {
            if let Self::Reaches { threshold, unit, .. } = predicate {
                figure = figure.or(Some(threshold / unit.scale()));
            }
        });
        figure
    }
}

/// What a threshold is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// Items, or what else is counted as they are, over the batches that satisfy the condition.
    Items(Unit, Condition),
    /// A sum over the same batches.
    Sum(Sum, Condition),
}

impl Amount {
    /// The conditions on what is measured.
    fn conditions(&self) -> Vec<&Condition> {
        match self {
            Self::Items(_, condition) => vec![condition],
            Self::Sum(sum, condition) => {
                let less = sum.less.iter().map(|(_, given)| given);
                [condition, &*sum.given].into_iter().chain(less).collect()
            }
        }
    }

    fn change_conditions(&mut self, change: &dyn Fn(&mut Condition)) {
        match self {
            Self::Items(_, condition) => condition.change(change),
            Self::Sum(sum, condition) => {
                condition.change(change);
                sum.given.change(change);
                sum.less.iter_mut().for_each(|(_, given)| given.change(change));
            }
        }
    }
}

/// A quantity of the law: a fact added up, less others under readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// Its name.
    pub name: String,
    /// What is added up.
    pub of: FactId,
    /// Over the consequences of the acts, in place of the acts or their gains.
    pub of_consequences: bool,
    /// The most that it comes to in so many months, in place of all.
    pub within_months: Option<i16>,
    /// Over which of them.
    pub given: Box<Condition>,
    /// What of the acts is left out that lies in no time in which they come to an amount.
    pub only: Option<Only>,
    /// What is taken off, and under which readings.
    pub less: Vec<(FactId, Condition)>,
}

/// Acts that add up only together with others of a time: of these, what lies in no such time is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Only {
    /// How long the time is.
    pub months: i16,
    /// What they have to come to in it, in base units.
    pub least: Number,
    /// Which acts.
    pub given: Box<Condition>,
}
