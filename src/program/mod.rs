//! A program: law compiled to a flat arena in evaluation order.
//!
//! The program has no text and no dates of force, and nothing in it changes once built, so threads share it. Degrees
//! are whole numbers of `1 / denominator`, one denominator for the whole program, so that evaluating them needs
//! integers only and stays exact. Every rule keeps its place.

mod asked;
mod grading;
mod reduce;
mod residual;
mod sentence_program;
mod slice;
mod steps;

pub use asked::{Aggregate, Counting, Filter, Only, PutsOff, Question, Test};
pub use grading::Slice;
pub use reduce::Reductions;
pub use residual::{Before, Input, Residual, Standing};
pub use sentence_program::SentenceProgram;
pub use slice::slice;
pub use steps::{AggregateId, FilterId, NumberId, Operands, QuestionId, Step, Steps, TruthId};

use serde::{Deserialize, Serialize};

use crate::law::condition::{FactId, Options};
use crate::law::vocabulary::{FactKind, Meaning, Scope};
use crate::place::Place;
use crate::quantity::Unit;
use crate::range::Number;

/// A compiled law.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// The program without some of its offences, as far as that was asked for.
    #[serde(skip)]
    pub reductions: Reductions,
    /// The arena.
    pub steps: Steps,
    /// What the truth steps ask.
    pub questions: Vec<Question>,
    /// What the number steps take.
    pub aggregates: Vec<Aggregate>,
    /// Filters on batches.
    pub filters: Vec<Filter>,
    /// Counting rules: one for each offence, which counts items, and then the same in other units.
    pub countings: Vec<Counting>,
    /// Degrees are whole numbers of one over this.
    pub denominator: Number,
    /// The offences, in the order of the law book.
    pub offences: Vec<Offence>,
    /// Relations between them, two and two.
    pub relations: Vec<Relation>,
    /// Which acts let each cap of joint punishment apply, in the order of the law book.
    pub joint_caps: Vec<FilterId>,
    /// What the offences need, the tracks left aside.
    pub core: Core,
    /// Violations on tracks beside the criminal one, in the order of the law book.
    pub tracks: Vec<Track>,
    /// What each fact of the vocabulary needs to be read, by its id.
    pub facts: Vec<FactRule>,
    /// The facts that measuring itself reads.
    pub keys: Keys,
    /// The sets of kinds that records are tested for.
    pub contents_tested: Vec<Options>,
    /// How many options each choice has; the default is the first.
    pub choices: Vec<usize>,
    /// When the rules on the sentence apply.
    pub sentencing: SentenceProgram,
}

impl Program {
    /// Whether a fact is a number: an amount, or a day.
    pub fn is_number(&self, fact: FactId) -> bool {
        matches!(self.facts[fact.0 as usize].kind, FactKind::Amount(_) | FactKind::Date)
    }

    /// Whether a fact is a day, which does not enter monotonically as amounts do.
    pub fn is_day(&self, fact: FactId) -> bool {
        self.facts[fact.0 as usize].kind == FactKind::Date
    }
}

/// The part of a program that decides the offences: its first steps, questions and aggregates. Tracks come after.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Core {
    /// The steps.
    pub steps: Steps,
    /// How many questions they ask.
    pub questions: usize,
    /// How many aggregates they take.
    pub aggregates: usize,
}

/// How a fact is read: where it may stand, what silence means, and what it is tested for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactRule {
    /// What its values are.
    pub kind: FactKind,
    /// Every value of its list; nothing for amounts and days.
    pub all: Options,
    /// Where it may be written, and when what stands there is passed over.
    pub written: Vec<(Scope, Option<FilterId>)>,
    /// What leaving it out means: the first that passes.
    pub silence: Vec<(Meaning, Option<FilterId>)>,
    /// When a party would contest what leaving it out is taken to mean.
    pub contestable: Option<FilterId>,
    /// The sets of values it is tested for: values in the same sets cannot be told apart.
    pub tested: Vec<Options>,
}

/// The facts that measuring itself reads, whatever the law: they are keys of the case format.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Keys {
    /// What datasets say they have so many of, by unit, and the same of an act that took or passed on a part.
    pub counts: [Option<(FactId, Option<FactId>)>; Unit::ALL.len()],
    /// Items of a dataset.
    pub items: FactId,
    /// Items of an act, where it took or passed on a part.
    pub part: FactId,
    /// Items of a dataset that repeat another, where the vocabulary knows them.
    pub duplicates: Option<FactId>,
    /// What a record holds.
    pub contains: FactId,
    /// Day of an act.
    pub on: FactId,
    /// First day of a lasting act.
    pub from: FactId,
    /// Last day of a lasting act.
    pub until: FactId,
    /// Number of recipients of an act.
    pub recipients: FactId,
    /// What gains brought in all, where the vocabulary knows gains.
    pub received: Option<FactId>,
    /// What one participant got of it.
    pub own_gains: Option<FactId>,
    /// Day of birth of a person.
    pub born: FactId,
    /// Age of a person at the act, in years, where no day of birth is stated.
    pub age: FactId,
    /// Day of decision of a prior record.
    pub decided: FactId,
    /// Day on which the sentence of a prior record was completed.
    pub completed: Option<FactId>,
    /// Whether what a prior record says came before an act of the same day.
    pub before_act: Option<FactId>,
    /// Day of judgment.
    pub judged: Option<FactId>,
    /// The fact that says of what kind a person is, and its value for a unit (单位).
    pub unit: Option<(FactId, usize)>,
}

impl Keys {
    /// The fact of a dataset that is counted in this unit, and of an act on a part of it.
    pub fn counted(&self, unit: Unit) -> Option<(FactId, Option<FactId>)> {
        self.counts[unit as usize]
    }
}

/// An offence compiled: where its results stand in the arena.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offence {
    /// The first text of its article, by position: texts of one article are one offence at different times.
    pub article: usize,
    /// For each name of the charge, the batches that it stands for.
    pub charges: Vec<FilterId>,
    /// Batches on which this text was in force, with its conduct.
    pub conduct: FilterId,
    /// Whether there are any.
    pub present: TruthId,
    /// Whether some grade is reached, and no other charge takes the place of this one.
    pub stands: TruthId,
    /// Batches that satisfy every element.
    pub admitted: FilterId,
    /// The elements: some batch of the conduct satisfies it.
    pub elements: Vec<(FilterId, TruthId)>,
    /// The grades, lowest first.
    pub grades: Vec<Grade>,
    /// Circumstances, in the order of the law book.
    pub circumstances: Vec<TruthId>,
    /// Articles that take batches from others: what they take.
    pub governs: Vec<FilterId>,
    /// The classes, with the batches of their article.
    pub classes: Vec<FilterId>,
    /// The counting rule.
    pub counting: usize,
    /// The quantity that the fine is a multiple of.
    pub fine: Option<NumberId>,
    /// The quantity without which the fine is another.
    pub fine_without: Option<NumberId>,
    /// Ways out, in the order of the law book.
    pub exits: Vec<TruthId>,
    /// The same with every residual clause in it invoked, where there is one.
    pub exits_if_invoked: Vec<Option<TruthId>>,
    /// Under which readings each instrument interprets it.
    pub interpreted: Vec<FilterId>,
    /// Batches of each time of earlier interpretations.
    pub earlier: Vec<FilterId>,
    /// Limitation, for each grade that has a period.
    pub limits: Vec<Limit>,
    /// Rules on the sentence, in the order of the law book: truths of the sentence_program.
    pub sentencing: Vec<Sentenced>,
}

/// Limitation of one grade compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// The grade, by position.
    pub grade: usize,
    /// The period, by its position in the law book.
    pub period: usize,
    /// Batches that satisfy every element, and for which the period has run out.
    pub barred: FilterId,
    /// What puts the period off.
    pub puts_off: PutsOff,
    /// Batches without limitation, for each rule that says so.
    pub unlimited: Vec<FilterId>,
    /// Batches that are prosecuted although this period has run out.
    pub unless: Option<FilterId>,
}

/// A violation compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Batches that it is of, while it is in force.
    pub conduct: FilterId,
    /// Those of them for which no period has run out.
    pub in_time: FilterId,
    /// Whether there is such conduct.
    pub present: TruthId,
    /// Whether some of it is in time.
    pub timely: TruthId,
    /// Whether a grade of the offence that it gives way to is reached.
    pub reached: TruthId,
    /// Whether it applies: in time, and no such grade.
    pub applies: TruthId,
    /// How heavy it can be.
    pub levels: Vec<Level>,
    /// What moves the punishment.
    pub reliefs: Vec<Relieved>,
    /// Its period, by position in the law book.
    pub period: Option<usize>,
}

impl Track {
    /// Whether it punishes: a suit in the public interest does not.
    pub fn punishes(&self) -> bool {
        !self.levels.is_empty()
    }
}

/// What moves the punishment of a violation compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relieved {
    /// Which, by position in the law book.
    pub law: usize,
    /// Whether it moves a punishment that is there.
    pub status: TruthId,
    /// The same, whether or not the violation is punished.
    pub holds: TruthId,
}

/// A level of a violation compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Whether the violation is punished at this level.
    pub status: TruthId,
    /// The same, whether or not a grade is reached.
    pub holds: TruthId,
    /// The quantity that the fine is a multiple of.
    pub fine: Option<NumberId>,
    /// The gains that are taken away.
    pub gains: Option<NumberId>,
}

/// A relation between two offences compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Which relation of the law book.
    pub law: usize,
    /// The two offences; of one in place of another, the one that stands first.
    pub offences: (usize, usize),
    /// Whether both are made out and so related.
    pub holds: TruthId,
    /// Whether each falls by it.
    pub falls: (TruthId, TruthId),
    /// What each charge has in acts that are not in both; nothing where one falls with all of its acts.
    pub beside: Option<[FilterId; 2]>,
}

/// A rule on the sentence compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentenced {
    /// Whether it applies.
    pub status: TruthId,
    /// What an increment counts, among the numbers of the program.
    pub quantity: Option<NumberId>,
    /// Whether it would apply if a person invoked it; nothing where nobody has to.
    pub if_invoked: Option<TruthId>,
}

/// A grade compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// Whether it, or a higher one, is reached.
    pub reached: TruthId,
    /// The judgement that stands in where no interpretation gives figures.
    pub standard: Ground,
    /// Its grounds.
    pub grounds: Vec<Ground>,
}

/// A ground compiled, or the part of one that is another ground measured for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// Where it stands.
    pub place: Place,
    /// Whether it is established.
    pub status: TruthId,
    /// Whether its grade is reached by it, or by the part that displaces it.
    pub reached: TruthId,
    /// Its degree, gated.
    pub degree: Option<NumberId>,
    /// What is compared, for a single comparison.
    pub compared: Option<Compared>,
    /// The grounds it is made of.
    pub parts: Vec<Ground>,
    /// Every question that it asks, those of its parts apart.
    pub questions: Vec<QuestionId>,
    /// Every amount that it takes, those of its parts apart.
    pub aggregates: Vec<AggregateId>,
    /// What must hold beside what it says itself.
    pub gates: Vec<(Gate, TruthId)>,
}

/// Why a ground may be shut whatever the facts that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gate {
    /// Its list serves the offence under some readings only.
    Serves,
    /// Its list asks for something beside any of its grounds.
    Provided,
    /// A reading leaves it out as a part of another.
    LeftOut,
    /// One of its parts reaches alone and takes its place; its degree stays.
    Displaced,
}

impl Ground {
    /// A ground that nothing establishes; `never` is the truth that says so.
    pub fn never(place: Place, never: TruthId) -> Self {
        Self {
            place,
            status: never,
            reached: never,
            degree: None,
            compared: None,
            parts: Vec::new(),
            questions: Vec::new(),
            aggregates: Vec::new(),
            gates: Vec::new(),
        }
    }
}

/// A comparison of an amount with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Which aggregate.
    pub aggregate: AggregateId,
    /// The amount, in base units.
    pub quantity: NumberId,
    /// The threshold in base units, times the ratio asked of it; as numerator and denominator.
    pub threshold: (Number, Number),
    /// The unit.
    pub unit: Unit,
}

/// Puts sets of values together that no test tells apart.
pub fn alike(sets: &[Options], tested: &[Options]) -> Vec<Vec<Options>> {
    /// Whether each test finds some of a set, and all of it.
    type Signature = Vec<(bool, bool)>;
    let mut groups: Vec<(Signature, Vec<Options>)> = Vec::new();
    for set in sets {
        let signature = tested.iter().map(|tested| (set.meet(*tested).is_empty(), set.within(*tested))).collect();
        match groups.iter_mut().find(|(known, _)| *known == signature) {
            Some((_, group)) => group.push(*set),
            None => groups.push((signature, vec![*set])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Splits values into classes that no test tells apart: a representative of each.
pub fn representatives(all: Options, tested: &[Options]) -> Vec<usize> {
    let mut seen: Vec<(Vec<bool>, usize)> = Vec::new();
    for index in all.iter() {
        let signature: Vec<bool> = tested.iter().map(|set| set.has(index)).collect();
        if !seen.iter().any(|(known, _)| *known == signature) {
            seen.push((signature, index));
        }
    }
    seen.into_iter().map(|(_, index)| index).collect()
}
