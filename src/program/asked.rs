//! What a program asks of a person's conduct: questions, amounts, and the filters on batches behind them.

use std::collections::BTreeSet;
use std::slice;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{FilterId, Offence, Program, QuestionId, Steps, TruthId};
use crate::law::condition::{ChoiceId, FactId, Options, RunsFrom, Window};
use crate::place::Place;
use crate::range::Number;

/// A question about a person's conduct.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Question {
    /// Some batch of at least one item passes the filter.
    SomeBatch(FilterId),
    /// Nothing asks, so nothing holds.
    Never,
    /// The person passes the filter, whatever the batch.
    Person(FilterId),
    /// A person's answer at one of these places, the first that has one.
    Judgement {
        /// Where.
        places: Vec<Place>,
        /// Some batch that passes raises the question, which is then open until answered. A question that only a
        /// person raises (a residual clause) has no filter.
        asked: Option<FilterId>,
    },
    /// What the program itself gives: for steps that come after it.
    Known(TruthId),
}

/// An amount of a person's conduct.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aggregate {
    /// No amount.
    Nothing,
    /// Items counted by the counting rule of the offence, over the batches that pass.
    Items {
        /// The counting rule.
        counting: usize,
        /// The filter.
        filter: FilterId,
    },
    /// Several counts, each times its weight. A record is of one class: where its class is open, a body of information
    /// adds what one class or another would, and not both (either … or).
    Either {
        /// The counting rule.
        counting: usize,
        /// Filters on exclusive classes, with the weight of an item that passes.
        classes: Vec<(FilterId, Number)>,
    },
    /// A sum over the same batches.
    Sum {
        /// What is added up.
        of: FactId,
        /// Over the consequences that pass, in place of the acts or their gains.
        consequences: Option<FilterId>,
        /// What of the acts is left out that lies in no time in which they come to an amount.
        only: Option<Only>,
        /// What is taken off, where the filter (on choices) passes.
        less: Vec<(FactId, FilterId)>,
        /// The filter.
        filter: FilterId,
    },
    /// The most that amounts, each times its weight, come to over acts of one time.
    Within {
        /// How long the time is, in months.
        months: i16,
        /// Whether one act counts however long it lasted, as what is a crime by itself does.
        one_counts: bool,
        /// The amounts.
        parts: Vec<(Aggregate, Number)>,
    },
}

impl Aggregate {
    /// The filters that it asks of batches.
    pub fn of_batches(&self) -> Vec<FilterId> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Items { filter, .. } => vec![*filter],
            Self::Sum { filter, only, .. } => {
                [*filter].into_iter().chain(only.iter().map(|only| only.filter)).collect()
            }
            Self::Either { classes, .. } => classes.iter().map(|(filter, _)| *filter).collect(),
            Self::Within { parts, .. } => parts.iter().flat_map(|(part, _)| part.of_batches()).collect(),
        }
    }

    /// The filters that it asks of anything else: of consequences, and of what is taken off.
    pub fn of_others(&self) -> Vec<FilterId> {
        match self {
            Self::Sum { consequences, less, .. } => {
                consequences.iter().copied().chain(less.iter().map(|(_, given)| *given)).collect()
            }
            Self::Within { parts, .. } => parts.iter().flat_map(|(part, _)| part.of_others()).collect(),
            Self::Nothing | Self::Items { .. } | Self::Either { .. } => Vec::new(),
        }
    }
}

/// Acts that add up only together with others of a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Only {
    /// How long the time is, in months.
    pub months: i16,
    /// What they have to come to in it.
    pub least: Number,
    /// Which of the batches that the sum is over.
    pub filter: FilterId,
}

/// A filter on batches: steps over tests; the last truth is the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// The steps; their questions are positions in `tests`.
    pub steps: Steps,
    /// What is tested.
    pub tests: Vec<Test>,
    /// Tests that must all hold, whatever the others: where one fails, the others need not be looked at.
    pub guards: Vec<QuestionId>,
}

/// What puts a period off that runs from an act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutsOff {
    /// A new crime within the period starts it again.
    pub restarts: bool,
    /// Batches of one series have one period, from the last of them.
    pub series: Option<FilterId>,
}

/// One thing tested of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// The fact has one of these values.
    Fact(FactId, Options),
    /// The fact is at least this many base units.
    AtLeast(FactId, Number),
    /// These amounts together are less than that one.
    Fewer(Vec<FactId>, FactId),
    /// The record holds some of these kinds.
    Contains(Options),
    /// The record holds nothing but these.
    ContainsOnly(Options),
    /// The act falls in this time.
    InForce(Window),
    /// The act of which this is a stretch goes on until this later time.
    LastsInto(Window),
    /// The person has this age in years at the act.
    Age(i16),
    /// The person has this age in years at the judgment.
    AgeAtTrial(i16),
    /// Some prior record passes, at most so many years before; from this day of the record, else from the decision.
    Record(Option<i16>, Option<RunsFrom>, FilterId),
    /// Some consequence of the act passes.
    Consequence(FilterId),
    /// Some batch of the same person and dataset passes.
    SameDataset(FilterId),
    /// Some batch of the same act passes.
    SameAct(FilterId),
    /// Some batch of the same person passes.
    SamePerson(FilterId),
    /// So many months after the act, or after what put the period off, has the day come.
    Elapsed(FactId, i32, PutsOff),
    /// The case is judged on this day or later.
    JudgedSince(Date),
    /// The choice stands at one of these options.
    Choice(ChoiceId, Options),
    /// A person's answer at this place.
    Judgement(Place),
    /// Another filter passes: a condition of some size that several filters share.
    Passes(FilterId),
}

impl Test {
    /// The filters that it asks about something else.
    pub fn inner(&self) -> &[FilterId] {
        match self {
            Self::Record(_, _, filter)
            | Self::Consequence(filter)
            | Self::SameDataset(filter)
            | Self::SameAct(filter)
            | Self::SamePerson(filter)
            | Self::Passes(filter) => slice::from_ref(filter),
            Self::Elapsed(_, _, by) => by.series.as_slice(),
            Self::Fact(..)
            | Self::AtLeast(..)
            | Self::Fewer(..)
            | Self::Contains(_)
            | Self::ContainsOnly(_)
            | Self::InForce(_)
            | Self::LastsInto(_)
            | Self::JudgedSince(_)
            | Self::Age(_)
            | Self::AgeAtTrial(_)
            | Self::Choice(..)
            | Self::Judgement(_) => &[],
        }
    }
}

/// How items are counted: filters on batches, and what is taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counting {
    /// What is counted: items, or another amount of a dataset.
    pub of: FactId,
    /// The same of an act that took or passed on a part.
    pub part: Option<FactId>,
    /// Items count once, and not when passed on.
    pub once: FilterId,
    /// Items count once for each recipient.
    pub each_recipient: FilterId,
    /// All recipients are one.
    pub one_recipient: FilterId,
    /// Facts of the dataset that come off first, where the filter passes.
    pub less: Vec<(FactId, FilterId)>,
}

impl Program {
    /// Every filter that is asked of batches for their own sake, and not for that of another filter.
    pub fn asked_of_batches(&self) -> BTreeSet<FilterId> {
        let questions = self.questions.iter().chain(&self.sentencing.questions);
        let of_question = |question: &Question| match question {
            Question::SomeBatch(filter) => Some(*filter),
            Question::Judgement { asked, .. } => *asked,
            Question::Never | Question::Person(_) | Question::Known(_) => None,
        };
        let aggregates = self.aggregates.iter().chain(&self.sentencing.aggregates);
        let of_offence = |offence: &Offence| -> Vec<FilterId> {
            let elements = offence.elements.iter().map(|(filter, _)| *filter);
            let limits = offence.limits.iter().map(|limit| limit.barred);
            let others = offence.governs.iter().chain(&offence.classes).chain(&offence.earlier).copied();
            [offence.conduct, offence.admitted].into_iter().chain(elements).chain(limits).chain(others).collect()
        };
        let of_tracks = self.tracks.iter().flat_map(|track| [track.conduct, track.in_time]);
        (questions.filter_map(of_question))
            .chain(aggregates.flat_map(Aggregate::of_batches))
            .chain(self.offences.iter().flat_map(of_offence))
            .chain(of_tracks)
            .collect()
    }

    /// Those of these filters whose answer may change with the day of the batch.
    pub fn asked_of_days(&self) -> Vec<FilterId> {
        let mut known = vec![None; self.filters.len()];
        self.asked_of_batches().into_iter().filter(|filter| self.reads_days(*filter, &mut known)).collect()
    }

    /// Whether a filter reads a day, itself or through another; what is known of each filter is kept.
    fn reads_days(&self, filter: FilterId, known: &mut [Option<bool>]) -> bool {
        let at = filter.0 as usize;
        if let Some(known) = known[at] {
            return known;
        }
        let reads = self.filters[at].tests.iter().any(|test| {
            let itself = match test {
                Test::InForce(_) | Test::LastsInto(_) | Test::Age(_) | Test::Record(..) | Test::Elapsed(..) => true,
                Test::Fact(fact, _) | Test::AtLeast(fact, _) => self.is_day(*fact),
                Test::Fewer(facts, fact) => facts.iter().chain([fact]).any(|fact| self.is_day(*fact)),
                Test::Contains(_)
                | Test::ContainsOnly(_)
                | Test::Consequence(_)
                | Test::SameDataset(_)
                | Test::SameAct(_)
                | Test::SamePerson(_)
                | Test::JudgedSince(_)
                | Test::AgeAtTrial(_)
                | Test::Choice(..)
                | Test::Judgement(_)
                | Test::Passes(_) => false,
            };
            itself || test.inner().iter().any(|inner| self.reads_days(*inner, known))
        });
        known[at] = Some(reads);
        reads
    }
}
