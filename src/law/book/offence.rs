//! An offence: its elements, grades, grounds and counting.

use std::slice;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Earlier, Exit, Term, Text, sentencing};
use crate::law::condition::{ChoiceId, Condition, FactId, Window};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::{Number, Range};

/// An offence (罪名) in one of its texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Offence {
    /// Its article: its name.
    pub place: Place,
    /// Which text of the article.
    pub version: Option<String>,
    /// The charge.
    pub label: Label,
    /// What the charge is called where such conduct is in it.
    pub charges: Vec<(Label, Condition)>,
    /// When this text is in force; it governs the acts of that time.
    pub force: Window,
    /// Its grades (情节), lowest first.
    pub grades: Vec<Grade>,
    /// What a unit faces, at every grade, and where that stands.
    pub unit_band: Option<(Place, Band)>,
    /// What every batch must satisfy.
    pub elements: Vec<Element>,
    /// Articles with grounds, and what they see.
    pub ground_lists: Vec<GroundList>,
    /// Articles that take batches from others.
    pub governs: Vec<Governs>,
    /// How items are counted.
    pub counting: Counting,
    /// What moves the sentence.
    pub circumstances: Vec<Circumstance>,
    /// The fine, as a multiple.
    pub fine: Option<Fine>,
    /// Rules on the sentence, in the order of the files.
    pub sentencing: Vec<sentencing::Sentencing>,
    /// Ways out.
    pub exits: Vec<Exit>,
    /// The instruments that interpret this text: id, and under which readings.
    pub interpreted: Vec<(String, Condition)>,
    /// Earlier interpretations of it.
    pub earlier: Vec<Earlier>,
    /// Their times. Of acts on these days the later one says only the most that can be reached.
    pub times: Vec<Time>,
}

impl Offence {
    /// The band of a grade: for a natural person, or for a unit where the law says what units face.
    pub fn band(&self, grade: usize, unit: bool) -> Band {
        self.unit_band.as_ref().filter(|_| unit).map_or(self.grades[grade].band, |(_, band)| *band)
    }
}

/// A step of seriousness (情节严重、情节特别严重) with its band.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// The sentencing band.
    pub band: Band,
    /// What is judged as a whole where no interpretation gives figures, at `place`.
    pub standard: Text,
    /// Where it stands.
    pub place: Place,
}

/// Months, both ends included.
pub type Months = (u16, u16);

/// A sentencing band (法定刑幅度): which penalties, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Band {
    /// Fixed-term imprisonment (有期徒刑), months.
    pub imprisonment: Option<Months>,
    /// Criminal detention (拘役), months.
    pub detention: Option<Months>,
    /// Control (管制), months.
    pub control: Option<Months>,
    /// Life imprisonment (无期徒刑).
    pub life: bool,
    /// Deprivation of political rights alone (独立适用剥夺政治权利).
    pub deprivation: bool,
    /// Confiscation of property in place of the fine (没收财产).
    pub forfeiture: bool,
    /// The least and the most of the fine, in fen, where the statute says so.
    pub fine_amount: Option<(Number, Number)>,
    /// The fine.
    pub fine: Option<FineMode>,
}

impl Band {
    /// How heavy it is: by its maximum, then by its minimum; custody before what is lighter.
    pub fn weight(&self) -> (bool, [Months; 3]) {
        let reversed = |months: Option<Months>| months.map_or((0, 0), |(least, most)| (most, least));
        (self.life, [self.imprisonment, self.detention, self.control].map(reversed))
    }

    /// The months of one penalty, where the band has it.
    pub fn months(&self, term: Term) -> Option<Months> {
        match term {
            Term::Imprisonment => self.imprisonment,
            Term::Detention => self.detention,
            Term::Control => self.control,
        }
    }
}

/// How a fine is imposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FineMode {
    /// Beside another penalty, always (并处).
    With,
    /// Beside another penalty or alone (并处或者单处).
    WithOrInstead,
    /// Alone (单处).
    Instead,
}

impl FineMode {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::WithOrInstead => "with_or_instead",
            Self::Instead => "instead",
        }
    }
}

/// An element of an offence (构成要件): what every batch must satisfy to count.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Element {
    /// Which: object, conduct, unlawfulness, subject, intent …
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// The condition.
    pub condition: Condition,
}

/// Days before an interpretation on which the same earlier ones were in force, or the time before the first of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Time {
    /// The instrument that follows them.
    pub instrument: String,
    /// The days; of the time before the first of them, those of that one.
    pub force: Window,
    /// That it is the time before the first of them, which reaches back to it, and under which readings.
    pub before: Option<Condition>,
    /// The earlier ones, by their position in the offence.
    pub earlier: Vec<usize>,
}

impl Time {
    /// The acts that fall in it. The days are asked first, so that no reading is asked of acts of another time.
    pub fn acts(&self) -> Condition {
        let Some(given) = &self.before else { return Condition::InForce(self.force) };
        let eve = Window { from: Date::MIN, until: self.force.from.yesterday().ok() };
        Condition::InForce(eve).and(given.clone())
    }
}

/// Grounds of one grade, listed at one place; any of them suffices.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GroundList {
    /// Where the list stands: the paragraph, or the article.
    pub place: Place,
    /// The grade, by its position in the offence.
    pub grade: usize,
    /// Under which readings the list serves this offence at all.
    pub serves: Condition,
    /// When it is in force.
    pub force: Window,
    /// Whether it is a list of an earlier interpretation, which reaches nothing without a later one that reaches it too.
    pub former: bool,
    /// In how many months acts add up that reach nothing by themselves; none where they add up whenever they were done.
    pub within_months: Option<i16>,
    /// Of which batches the grade's own standard is judged beside the list; none where the list takes its place.
    pub beside: Option<Condition>,
    /// What must hold beside any of them.
    pub provided: Option<Predicate>,
    /// The only batches that they are asked of, some of which must be there.
    pub counting: Option<Condition>,
    /// The grounds, by item.
    pub grounds: Vec<Ground>,
}

/// One listed way to reach a grade (情形).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ground {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// When it is established.
    pub predicate: Predicate,
}

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

/// An article that governs batches in place of another (lex specialis, per batch).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Governs {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Which batches.
    pub condition: Condition,
    /// The article that then does not see them.
    pub in_place_of: Place,
}

/// How items are counted (信息数量的计算).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Counting {
    /// Batches whose items count once, and not at all when passed on.
    pub once: Option<CountRule>,
    /// Batches whose items count once for each recipient.
    pub each_recipient: Option<CountRule>,
    /// Batches whose recipients are all one.
    pub one_recipient: Option<CountRule>,
    /// What is taken off first.
    pub less: Vec<TakenOff>,
    /// The classes, for the ledger: name, label, condition; with the article whose batches they see.
    pub classes: Vec<ClassRule>,
}

/// What a counting rule takes off first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakenOff {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Facts of the dataset.
    pub facts: Vec<FactId>,
    /// Under which readings.
    pub given: Condition,
}

/// One clause of a counting rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CountRule {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Which batches.
    pub condition: Condition,
}

/// A class (信息层级) of an article's table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClassRule {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// The article whose table it is.
    pub article: Place,
    /// Which records fall in it, readings included.
    pub condition: Condition,
}

/// What moves the sentence (量刑情节).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Circumstance {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What it does.
    pub effects: Vec<(Modal, Vec<Effect>)>,
    /// When it is there.
    pub predicate: Predicate,
}

/// Whether an effect is left to the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Modal {
    /// 可以
    May,
    /// 应当
    Shall,
}

/// What a circumstance does to a band (Criminal Law arts. 62, 63, 37).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Towards the upper end of the band (从重).
    Heavier,
    /// Towards the lower end of the band (从轻).
    Lighter,
    /// Below the band: into the next lower one (减轻).
    Mitigated,
    /// No punishment (免除).
    Exempt,
}

impl Effect {
    /// All of them, with the names used in law files and results.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Heavier, "heavier"),
        (Self::Lighter, "lighter"),
        (Self::Mitigated, "mitigated"),
        (Self::Exempt, "exempt"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// The fine: from so many to so many times a quantity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fine {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Whether it binds (应当); else it is what is usual (一般).
    pub shall: bool,
    /// Least and greatest multiple.
    pub times: (Ratio, Ratio),
    /// Of what.
    pub of: Sum,
    /// The least and the most, in fen, where there is nothing of another quantity.
    pub without: Option<(Range, Sum)>,
}
