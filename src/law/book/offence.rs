//! An offence: its elements, grades, grounds and counting.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::predicate::{Predicate, Sum};
use super::{Earlier, Exit, Term, Text, sentencing};
use crate::law::condition::{Condition, FactId, Window};
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::quantity::Ratio;
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
