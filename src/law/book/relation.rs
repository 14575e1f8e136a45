//! How charges stand to each other (罪数), and what several sentences come to together.

use serde::{Deserialize, Serialize};

use super::{Predicate, Text};
use crate::law::condition::Condition;
use crate::place::Place;

/// A relation between charges (罪数关系).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Relation {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What becomes of them.
    pub kind: RelationKind,
    /// The offences that it relates, two and two; of one in place of another, the one that stands first.
    pub pairs: Vec<(Place, Place)>,
    /// Of any offences: it joins those of the pairs that no other relation before it joins, and comes after those that name
    /// offences.
    pub of_any: bool,
    /// Only where one act is in both.
    pub same_act: bool,
    /// What falls does so with all of its acts, those that are in both and the others.
    pub wholly: bool,
    /// What must hold.
    pub predicate: Predicate,
}

/// What becomes of charges that are made out together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelationKind {
    /// Only the heavier stands (从一重); of equals, the first named.
    Heavier,
    /// All stand (数罪并罚).
    Cumulative,
    /// The first stands, and not the second.
    InPlaceOf,
}

impl RelationKind {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heavier => "heavier",
            Self::Cumulative => "cumulative",
            Self::InPlaceOf => "in_place_of",
        }
    }
}

/// The longest joint term of one kind for several crimes (数罪并罚的上限).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JointCap {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Which penalty.
    pub term: Term,
    /// The longest, in months.
    pub most: u16,
    /// From which total of months on; otherwise always.
    pub from: Option<u16>,
    /// What some act of the crimes must satisfy.
    pub given: Condition,
}

/// What becomes of terms of several kinds for several crimes (不同刑种的并罚).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JointOrder {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// Which penalty.
    pub term: Term,
    /// Whether it is served in place of the others (执行); else it is served beside them (仍须执行).
    pub absorbs: bool,
    /// The others.
    pub others: Vec<Term>,
}

/// A penalty that is measured in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    /// Fixed-term imprisonment (有期徒刑).
    Imprisonment,
    /// Criminal detention (拘役).
    Detention,
    /// Control (管制).
    Control,
}

impl Term {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Imprisonment, Self::Detention, Self::Control];

    /// The penalty of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.name() == name)
    }

    /// The stable name used in law files and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Imprisonment => "imprisonment",
            Self::Detention => "detention",
            Self::Control => "control",
        }
    }
}
