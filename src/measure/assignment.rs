//! What is taken as known while measuring: the choices, and the open facts that have been narrowed for a look.

use std::collections::BTreeMap;

use crate::case::facts::{Entity, Value};
use crate::law::condition::{ChoiceId, FactId, Options, RunsFrom, Window};
use crate::place::Place;
use crate::program::FilterId;
use crate::range::{Number, Range};

/// Something that can be open: a fact, a judgement, a choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// A fact about an entity.
    Fact(Entity, FactId),
    /// A person's answer at a place.
    Judgement {
        /// About whom.
        person: usize,
        /// Where.
        place: Place,
    },
    /// Whether a person has a prior record that a filter passes, where the file says that this is unknown.
    Record {
        /// About whom.
        person: usize,
        /// At most so many years before the act,
        within_months: Option<i16>,
        /// from this day of it; without it, from the decision.
        since: Option<RunsFrom>,
        /// The filter.
        filter: FilterId,
    },
    /// A choice.
    Choice(ChoiceId),
}

/// Under what a case is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// Where a choice does not stand at its default (the first option).
    pub choices: BTreeMap<ChoiceId, Options>,
    /// Facts taken to be otherwise than the file has them: open ones to be less than they may be, others to be open or
    /// something else.
    pub narrowed: BTreeMap<Variable, Value>,
    /// Disputed and alleged facts count as unknown.
    pub only_proven: bool,
    /// What nobody has raised is open too.
    pub strict: bool,
    /// The day of judgment, from 1970-01-01: nothing happened later.
    pub today: Number,
    /// Acts of one time that are looked at as if they were of another.
    pub as_if: Option<AsIf>,
}

/// Acts of one time, looked at as if they were of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsIf {
    /// The acts of this time.
    pub acts_of: Window,
    /// The time that they are looked at in.
    pub under: Window,
    /// Whether the acts that fall in it anyway are looked at together with them; else they alone are.
    pub together: bool,
}

impl Assignment {
    /// The same, with one variable narrowed.
    pub fn with(&self, variable: &Variable, value: Value) -> Self {
        self.with_all([(variable.clone(), value)])
    }

    /// The same, with several variables narrowed.
    pub fn with_all(&self, values: impl IntoIterator<Item = (Variable, Value)>) -> Self {
        let mut assignment = self.clone();
        for (variable, value) in values {
            match (&variable, &value) {
                (Variable::Choice(choice), Value::Options(options)) => {
                    assignment.choices.insert(*choice, *options);
                }
                _ => {
                    assignment.narrowed.insert(variable, value);
                }
            }
        }
        assignment
    }

    /// Where a choice stands.
    pub fn choice(&self, choice: ChoiceId) -> Options {
        self.choices.get(&choice).copied().unwrap_or(Options::one(0))
    }

    /// What a value is taken to be.
    pub(super) fn taken(&self, variable: &Variable, value: Value) -> Value {
        self.narrowed.get(variable).cloned().unwrap_or(value)
    }

    /// Any day up to judgment.
    pub(super) fn any_day(&self) -> Range {
        const DAY_1900: Number = -25_567;
        Range { min: DAY_1900.min(self.today), max: self.today }
    }
}
