//! Rules that stand beside the grades of an offence: limitation, law in time, tracks below the criminal one, ways out.

use super::{At, Expression, Label, Modal, Name, PlaceName, Text};
use crate::quantity::Ratio;

/// One rule of these.
#[derive(Clone, Debug, PartialEq)]
pub enum CollateralRule {
    /// `track`, see [`Track`].
    Track(Track),
    /// `relief = "relief" ["for" name ("," name)*] moves moves* text "when" expression`: what moves the punishment on tracks;
    /// `moves = ("may" | "shall") relieved ("," relieved)*`, `relieved = effect | "unexecuted"`.
    Relief {
        /// The instruments of the tracks; its own where none is named.
        instruments: Vec<Name>,
        /// What it does.
        effects: Vec<(Modal, Vec<Name>)>,
        /// The paraphrase.
        text: Text,
        /// The condition, on a batch.
        condition: Expression,
    },
    /// `combined = "combined" "detention" number "days" text`: the most that several punishments come to together.
    Combined {
        /// How many days.
        days: At<Ratio>,
        /// The paraphrase.
        text: Text,
    },
    /// `exit = "exit" ["shall"] ["of" place ("," place)*] ["to" place ("," place)*] text "when" expression`: a way out of a
    /// charge.
    Exit {
        /// Whether it must be taken (应当), and not only may be.
        shall: bool,
        /// The offences; every one where none is named.
        of: Vec<PlaceName>,
        /// Where it leads: the first of these that is in force.
        to: Vec<PlaceName>,
        /// The paraphrase.
        text: Text,
        /// The condition, on a person's conduct.
        condition: Expression,
    },
    /// `"deadline" name ["longer" "by"] number ("days" | "months") text`: a deadline of procedure, or its extension.
    Deadline {
        /// Of what.
        name: Name,
        /// Whether it runs from the end of what went before.
        longer: bool,
        /// How long.
        number: At<Ratio>,
        /// `days` or `months`.
        unit: Name,
        /// The paraphrase.
        text: Text,
    },
    /// `"credit" number "days" "of" ("custody" | "residence") "for" number "days" "of" ("imprisonment" | "detention" |
    /// "control") text`: what is set off against a term (折抵刑期).
    Credit {
        /// So many days …
        held: At<Ratio>,
        /// … of what takes freedom before the judgment …
        restraint: Name,
        /// … are so many days …
        served: At<Ratio>,
        /// … of which penalty.
        penalty: Name,
        /// The paraphrase.
        text: Text,
    },
    /// `limitation`, see [`Limitation`].
    Limitation(Limitation),
    /// `"limitation" "restarts" text`: a new crime within the period starts it again.
    Restarts(Text),
    /// `"limitation" "series" text "when" expression`: acts of one series (连续犯) have one period, from the last of them.
    Series {
        /// The paraphrase.
        text: Text,
        /// The condition, on a batch.
        condition: Expression,
    },
    /// `unlimited = "no" "limitation" text "when" expression`
    Unlimited {
        /// The paraphrase.
        text: Text,
        /// The condition, on a batch.
        condition: Expression,
    },
    /// `charge = "charge" text "when" expression`: what the charge is called (罪名) where the article's offence has such
    /// conduct in it; an article that makes one offence under two names says both.
    Charge {
        /// The name of the charge.
        text: Text,
        /// The condition, on a batch.
        condition: Expression,
    },
    /// `time = "time" name text ["where" expression]`: the rule that results cite for a relation of law and time.
    Time {
        /// Which relation.
        name: Name,
        /// The paraphrase.
        text: Text,
        /// Under which readings it holds.
        given: Option<Expression>,
    },
}

impl super::Rule {
    /// The rule, where it stands beside the grades.
    pub fn collateral(&self) -> Option<&CollateralRule> {
        match self {
            Self::Collateral(rule) => Some(rule),
            _ => None,
        }
    }
}

impl CollateralRule {
    /// Whether it is a track, or what goes with the tracks of its instrument.
    pub fn is_of_a_track(&self) -> bool {
        match self {
            Self::Track(_) | Self::Relief { .. } | Self::Combined { .. } => true,
            Self::Limitation(limitation) => limitation.of.is_some(),
            _ => false,
        }
    }

    /// The keyword that it starts with.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Track(_) => "track",
            Self::Relief { .. } => "relief",
            Self::Combined { .. } => "combined",
            Self::Exit { .. } => "exit",
            Self::Deadline { .. } => "deadline",
            Self::Credit { .. } => "credit",
            Self::Limitation(_) | Self::Restarts(_) | Self::Series { .. } => "limitation",
            Self::Unlimited { .. } => "no limitation",
            Self::Charge { .. } => "charge",
            Self::Time { .. } => "time",
        }
    }
}

/// A violation on a track beside the criminal one.
///
/// `track = "track" name ["below" place ("," place)*] ["to" place ("," place)*] text "when" expression ["{" level* "}"]`
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Which track: administrative …
    pub name: Name,
    /// The offences that it gives way to, once a grade of one of them is reached.
    pub below: Vec<PlaceName>,
    /// The place that it points on to: the first of these that is in force.
    pub to: Vec<PlaceName>,
    /// The paraphrase.
    pub text: Text,
    /// Which batches.
    pub condition: Expression,
    /// How heavy it can be; the first where no other holds.
    pub levels: Vec<Level>,
}

/// `level = "level" name label [measure ("," measure)*] ["when" expression]`
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// What it brings.
    pub measures: Vec<Measure>,
    /// When it takes the place of the first.
    pub condition: Option<Expression>,
}

/// What a level brings.
/// `measure = "detention" number ".." number "days" | "fine" ["may" | "instead"] amount | ("confiscation" | "recovery") "of" name`;
/// `amount = yuan | number ".." number "times" name ["or" yuan "below" number "yuan"]`; `yuan = number ".." number "yuan"`
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// Days of administrative detention (行政拘留).
    Detention(At<Ratio>, At<Ratio>),
    /// A fine (罚款): beside what else the level brings, unless `may` (可以并处) or `instead` (或者) says otherwise.
    Fine(Option<Name>, Amount),
    /// Gains taken away: `confiscation` (没收违法所得) or `recovery` (追缴), of a quantity.
    Gains(Name, Name),
}

/// How much a fine is.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// In yuan.
    Yuan(At<Ratio>, At<Ratio>),
    /// A multiple of a quantity.
    Times {
        /// Least multiple.
        from: At<Ratio>,
        /// Greatest multiple.
        to: At<Ratio>,
        /// Of which quantity.
        quantity: Name,
        /// A fine in yuan instead, where the quantity is below so many yuan.
        instead: Option<Box<[At<Ratio>; 3]>>,
    },
}

/// A period of limitation (追诉时效).
///
/// `limitation = "limitation" ["of" name ["for" name ("," name)*]] text ["where" "maximum" maximum] "after" number ("months" | "years") "to" name
/// ["unless" expression]`
#[derive(Clone, Debug, PartialEq)]
pub struct Limitation {
    /// Of which track; of crimes where left out.
    pub of: Option<Name>,
    /// The instruments of the tracks; its own where none is named.
    pub instruments: Vec<Name>,
    /// The paraphrase.
    pub text: Text,
    /// For bands with such a maximum.
    pub maximum: Option<Maximum>,
    /// How long.
    pub after: At<Ratio>,
    /// In months or in years.
    pub unit: Name,
    /// The day by which it must not have passed: a fact.
    pub to: Name,
    /// Batches that are prosecuted all the same.
    pub unless: Option<Expression>,
}

/// The maximum of a band. `maximum = "<" number "months" | "is" "life"`
#[derive(Clone, Debug, PartialEq)]
pub enum Maximum {
    /// Below so many months.
    Below(At<Ratio>),
    /// Life imprisonment (无期徒刑).
    Life,
}
