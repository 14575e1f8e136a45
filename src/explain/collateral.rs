//! Findings beside the grades: law in time, limitation, tracks below the criminal one, ways out.

use super::findings::{Band, GradeName, Label, Modal, Months, Relied, Text};
pub use crate::law::book::{FineRole, Taking};
use crate::place::Place;
use crate::range::Range;
use crate::truth::Truth;

/// A rule that a finding cites.
#[derive(Clone, Debug)]
pub struct Cited {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
}

/// Which law governs an act.
#[derive(Clone, Debug)]
pub struct ActTime {
    /// The act, as `act.a1`.
    pub act: String,
    /// The days of the act, in words.
    pub days: Label,
    /// Texts that it meets, or may meet.
    pub texts: Vec<TextMet>,
    /// Why.
    pub rules: Vec<Cited>,
}

/// A text of an offence that governs an act.
#[derive(Clone, Debug)]
pub struct TextMet {
    /// The offence.
    pub offence: Place,
    /// Which text.
    pub version: Option<String>,
    /// Whether it governs the act; open where the day is uncertain.
    pub status: Truth,
    /// The days of a lasting act that it governs, where it does not govern them all.
    pub days: Option<Label>,
    /// The instruments that interpret this text.
    pub interpretations: Vec<Interpreting>,
}

/// An instrument that interprets a text.
#[derive(Clone, Debug)]
pub struct Interpreting {
    /// Its id.
    pub instrument: String,
    /// Its title.
    pub title: Label,
    /// Whether it applies, under the readings taken.
    pub status: Truth,
    /// Whether it was in force at the act.
    pub at_act: Truth,
    /// The rule by which it governs the act, or gives way.
    pub rule: Option<Cited>,
    /// Earlier interpretations in whose time the act falls, or may fall.
    pub earlier: Vec<EarlierMet>,
}

/// An earlier interpretation in whose time an act falls, or may fall.
#[derive(Clone, Debug)]
pub struct EarlierMet {
    /// Its number.
    pub number: String,
    /// What it was.
    pub text: Text,
    /// Whether the act falls in its time.
    pub status: Truth,
    /// Whether a file holds it.
    pub held: bool,
}

/// The same acts under an earlier and a later text: which is lighter.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The offence.
    pub offence: Place,
    /// The text in force at the acts, with the grades possible under it and their bands.
    pub old: Compared,
    /// The later text.
    pub new: Compared,
    /// Which governs: the one that is lighter; the old one where neither is.
    pub governs: Governing,
    /// The rule.
    pub rule: Option<Cited>,
    /// Why, in words.
    pub why: Label,
    /// The later text for all of the acts together, and the rule by which several offences of one kind before and after
    /// may fall under it; nothing where there is no act under it, or no rule says so.
    pub together: Option<(Compared, Cited)>,
}

/// What a text makes of acts.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Which text.
    pub version: Option<String>,
    /// The grades possible, lowest first; none included.
    pub grades: Vec<GradeName>,
    /// The band of each; nothing for none.
    pub bands: Vec<Option<Band>>,
}

/// Which of two texts governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governing {
    /// The text at the act.
    Old,
    /// The later text.
    New,
    /// It depends on what is open.
    Open,
}

impl Governing {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
            Self::Open => "open",
        }
    }
}

/// Limitation (追诉时效) at one grade.
#[derive(Clone, Debug)]
pub struct LimitationFinding {
    /// The grade that it is the limitation of.
    pub grade: GradeName,
    /// The period.
    pub rule: Cited,
    /// The day by which it must not have run out.
    pub to: DayTaken,
    /// Act by act.
    pub acts: Vec<ActLimit>,
}

/// A day, and how it comes to be taken so.
#[derive(Clone, Debug)]
pub struct DayTaken {
    /// The fact's path.
    pub fact: String,
    /// Its label.
    pub label: Label,
    /// The day, in words.
    pub value: Label,
    /// Whether the file does not say so: the day is assumed.
    pub assumed: bool,
}

/// Limitation of one act.
#[derive(Clone, Debug)]
pub struct ActLimit {
    /// The act, with its dataset.
    pub conduct: String,
    /// Whether it is barred.
    pub barred: Truth,
    /// The first day on which it is, in words; without limitation, none.
    pub from: Option<Label>,
    /// The last day on which it is not, in words.
    pub until: Option<Label>,
    /// The rule by which a later act put that off.
    pub put_off: Option<Cited>,
    /// The rules by which there is no limitation.
    pub unlimited: Vec<Cited>,
}

impl ActLimit {
    /// The stable name of how it stands.
    pub fn name(&self) -> &'static str {
        match self.barred {
            Truth::Established => "barred",
            Truth::Excluded => "running",
            Truth::Open => "open",
        }
    }
}

/// A way out of a charge.
#[derive(Clone, Debug)]
pub struct ExitFinding {
    /// The rule.
    pub rule: Cited,
    /// Whether it is open to the accused.
    pub status: Truth,
    /// Where it leads.
    pub to: Option<(Place, Option<Text>)>,
    /// Whether it must be taken, and not only may be.
    pub shall: bool,
    /// Whether it is excluded for no other reason than that nobody invoked it.
    pub not_invoked: bool,
    /// What stands behind it.
    pub behind: Behind,
}

/// What stands behind a rule beside the grades.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The facts that it asks for and the file states, and the judgement given at its place.
    pub facts: Vec<Relied>,
    /// What its place states besides.
    pub says: Vec<Text>,
}

/// What is found of a violation on a track beside the criminal one.
#[derive(Clone, Debug)]
pub struct TrackFinding {
    /// Which track.
    pub track: String,
    /// The rule.
    pub rule: Cited,
    /// Whether it applies.
    pub status: Truth,
    /// Whether its conduct is there, in time, whatever the criminal outcome.
    pub conduct: Truth,
    /// Why it does not apply, or may not.
    pub reason: TrackReason,
    /// The offences that it gives way to.
    pub below: Vec<Place>,
    /// The place that it points on to, and what the text states there.
    pub to: Option<(Place, Option<Text>)>,
    /// Whether all that stands there beside the grades is out of time.
    pub to_barred: bool,
    /// The acts that it is of.
    pub acts: Vec<(String, Truth)>,
    /// How heavy it can be: every level that is still possible.
    pub levels: Vec<LevelFinding>,
    /// What moves the punishment.
    pub reliefs: Vec<ReliefFinding>,
    /// The period, and the day by which it must not have run out.
    pub limitation: Option<(Cited, DayTaken)>,
    /// What stands behind it.
    pub behind: Behind,
}

/// Why a track applies or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackReason {
    /// No grade is reached.
    Below,
    /// It stands whatever grade is reached.
    Beside,
    /// A grade is reached.
    GradeReached,
    /// Whether a grade is reached is open.
    GradeOpen,
    /// The period has run out.
    Barred,
    /// Whether the conduct is there, or in time, is open.
    ConductOpen,
}

impl TrackReason {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Below => "no_grade_reached",
            Self::Beside => "beside",
            Self::GradeReached => "grade_reached",
            Self::GradeOpen => "grade_open",
            Self::Barred => "barred",
            Self::ConductOpen => "conduct_open",
        }
    }
}

/// A level of a violation.
#[derive(Clone, Debug)]
pub struct LevelFinding {
    /// Its name.
    pub name: String,
    /// Where it stands, and where a judgement about it is given.
    pub place: Place,
    /// Its label.
    pub label: Label,
    /// Whether it is this one.
    pub status: Truth,
    /// Days of detention.
    pub days: Option<Months>,
    /// The fine in fen, and how it stands to the rest.
    pub fine: Option<(FineRole, Range)>,
    /// The gains that are taken away, in fen.
    pub gains: Option<(Taking, Range)>,
}

/// What moves the punishment of a violation.
#[derive(Clone, Debug)]
pub struct ReliefFinding {
    /// The rule.
    pub rule: Cited,
    /// Whether it is there.
    pub status: Truth,
    /// What it does, by name.
    pub effects: Vec<(Modal, Vec<String>)>,
}

/// The most that several punishments come to together.
#[derive(Clone, Debug)]
pub struct CombinedFinding {
    /// The rule.
    pub rule: Cited,
    /// Days of detention.
    pub days: u16,
}

/// What a reading moves beside the grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where: a ground, a circumstance, an exit, a level of a track.
    pub place: Place,
    /// How it stands now.
    pub now: Truth,
    /// How it would stand.
    pub then: Truth,
}
