//! What a law book says beside the grades: tracks below the criminal one, exits, limitation, law in time.

use serde::{Deserialize, Serialize};

use super::book::{Band, Modal, Months, Predicate, Sum, Term, Text};
use super::condition::{Condition, FactId, Window};
use super::vocabulary::Label;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::range::Range;

/// The rules beside the grades.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Collateral {
    /// Violations, in the order of the files.
    pub tracks: Vec<Track>,
    /// What moves the punishment on the tracks of an instrument.
    pub reliefs: Vec<Relief>,
    /// The most that several punishments on the tracks of an instrument come to together.
    pub combined: Vec<Combined>,
    /// Periods of limitation, the shortest maximum first.
    pub periods: Vec<Period>,
    /// Where there is no limitation.
    pub unlimited: Vec<Unlimited>,
    /// That a new crime starts the period again.
    pub restarts: Option<(Place, Text)>,
    /// That acts of one series have one period.
    pub series: Option<Series>,
    /// Deadlines of procedure, in the order of the files.
    pub deadlines: Vec<Deadline>,
    /// What is set off against a term, in the order of the files.
    pub credits: Vec<Credit>,
    /// Rules on law and time that results cite, by name.
    pub times: Vec<(String, Place, Text)>,
}

impl Collateral {
    /// The rule on law and time of this name.
    pub fn time(&self, name: &str) -> Option<(&Place, &Text)> {
        self.times.iter().find(|(known, ..)| known == name).map(|(_, place, text)| (place, text))
    }

    /// The period for a band, of crimes: one for its maximum before one for whatever is left.
    pub fn period(&self, band: &Band) -> Option<&Period> {
        let months = band.imprisonment.or(band.detention).or(band.control).map_or(0, |(_, most)| most);
        let reaches = |below: u16| !band.life && months < below;
        let of_crimes = || self.periods.iter().filter(|period| period.of.is_none());
        let for_life = of_crimes().find(|period| band.life && period.life);
        for_life.or_else(|| of_crimes().find(|period| !period.life && period.below.is_none_or(reaches)))
    }

    /// The period of a track.
    pub fn period_of(&self, track: &Track) -> Option<&Period> {
        let own = |period: &&Period| {
            period.of.as_ref() == Some(&track.name) && period.instruments.contains(&track.place.instrument)
        };
        self.periods.iter().find(own)
    }
}

/// A violation (违法行为) on a track beside the criminal one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Track {
    /// Which track: administrative …
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// When it is in force; it governs the acts of that time.
    pub force: Window,
    /// The offences that it gives way to, once a grade of one of them is reached.
    pub below: Vec<Place>,
    /// The place that it points on to, and what the text states there.
    pub to: Option<(Place, Option<Text>)>,
    /// Which batches.
    pub condition: Condition,
    /// How heavy it can be; the first where no other holds.
    pub levels: Vec<TrackLevel>,
}

impl Track {
    /// Whether it tells what becomes of conduct that is no crime: it punishes, or gives way to an offence. A suit in the
    /// public interest does neither.
    pub fn is_beside_crime(&self) -> bool {
        !self.below.is_empty() || !self.levels.is_empty()
    }
}

/// How heavy a violation is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TrackLevel {
    /// Its name.
    pub name: String,
    /// Where it stands, and where a judgement about it is given.
    pub place: Place,
    /// Its label.
    pub label: Label,
    /// Days of administrative detention (行政拘留).
    pub days: Option<Months>,
    /// The fine (罚款), and how it stands to the rest.
    pub fine: Option<(FineRole, FineRule)>,
    /// The gains that are taken away.
    pub gains: Option<(Taking, Box<Sum>)>,
    /// When it takes the place of the first.
    pub condition: Option<Condition>,
}

/// How an administrative fine stands to what else a level brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FineRole {
    /// Beside it, always (并处).
    With,
    /// Beside it, if the authority so decides (可以并处).
    May,
    /// In place of it (或者).
    Instead,
}

impl FineRole {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::May => "may",
            Self::Instead => "instead",
        }
    }
}

/// How gains are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taking {
    /// Confiscated as illegal gains (没收违法所得).
    Confiscation,
    /// Recovered for those they were taken from, else for the treasury (追缴).
    Recovery,
}

impl Taking {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confiscation => "confiscation",
            Self::Recovery => "recovery",
        }
    }
}

/// How an administrative fine is measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FineRule {
    /// From and to, in fen.
    Fixed(Range),
    /// A multiple of a quantity.
    Times {
        /// Least and greatest multiple.
        times: (Ratio, Ratio),
        /// Of what.
        of: Box<Sum>,
        /// In fen, where the quantity is below so many fen.
        instead: Option<(Range, crate::range::Number)>,
    },
}

/// Acts of one series (连续犯) have one period of limitation, from the last of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Series {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Which batches are of it.
    pub condition: Condition,
}

/// What moves the punishment on the tracks of some instruments.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Relief {
    /// The instruments of the tracks.
    pub instruments: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What it does, by name.
    pub effects: Vec<(Modal, Vec<String>)>,
    /// When it is there, of a batch.
    pub condition: Condition,
}

/// The most that several punishments come to together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Combined {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Days of detention.
    pub days: u16,
}

/// A way out of a charge: no prosecution, no punishment, no crime.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Exit {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Where it leads.
    pub to: Option<(Place, Option<Text>)>,
    /// When it is open.
    pub predicate: Predicate,
    /// Whether it must be taken (应当), and not only may be (可以).
    pub shall: bool,
}

/// A period of limitation (追诉时效、追究时效).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Period {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Of which track; of crimes where there is none.
    pub of: Option<String>,
    /// The instruments of the tracks.
    pub instruments: Vec<String>,
    /// For bands with a maximum below so many months.
    pub below: Option<u16>,
    /// For bands up to life imprisonment only.
    pub life: bool,
    /// How long, in months.
    pub months: i32,
    /// The day by which it must not have passed.
    pub to: FactId,
    /// Batches that are prosecuted all the same.
    pub unless: Option<Condition>,
}

/// A deadline of procedure (办案期限), which starts with a day that is not counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deadline {
    /// Of what, by name.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// How it stands to those before it of the same name.
    pub kind: DeadlineKind,
    /// How long.
    pub number: i32,
    /// Whether in months; else in days.
    pub months: bool,
}

/// From when a deadline runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlineKind {
    /// From the start: the first of its name, or one in its place.
    Whole,
    /// From the end of what went before: an extension (延长).
    Longer,
}

/// What takes freedom before the judgment and is set off against the term (折抵刑期).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Credit {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What was suffered before the judgment.
    pub restraint: Restraint,
    /// So many days of it …
    pub held: i32,
    /// … are so many days …
    pub served: i32,
    /// … of this penalty.
    pub penalty: Term,
}

/// What takes freedom before the judgment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Restraint {
    /// Custody (先行羁押).
    Custody,
    /// Residential surveillance at a designated place (指定居所监视居住).
    Residence,
}

impl Restraint {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Custody, Self::Residence];

    /// The restraint of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|restraint| restraint.name() == name)
    }

    /// The stable name used in law files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Custody => "custody",
            Self::Residence => "residence",
        }
    }
}

/// Where there is no limitation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unlimited {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// The condition, on a batch.
    pub condition: Condition,
}
