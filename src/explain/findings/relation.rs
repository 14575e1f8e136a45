//! How charges stand to each other, and what several come to together.

use std::collections::BTreeMap;

use super::{Band, Label, Months, RelationKind, Term, Text};
use crate::place::Place;
use crate::truth::Truth;

/// What is found of a relation between two charges (罪数).
#[derive(Clone, Debug)]
pub struct RelationFinding {
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// What becomes of the charges.
    pub kind: RelationKind,
    /// The two offences; of one in place of another, the one that stands first.
    pub charges: Vec<Place>,
    /// Whether both are made out and so related.
    pub status: Truth,
    /// Which surely falls.
    pub falls: Vec<Place>,
    /// Which may fall, as the open facts turn out.
    pub may_fall: Vec<Place>,
    /// Of charges that one act joins, the acts that may be in one of them alone and could be a crime by themselves: ids.
    pub beside: Vec<String>,
    /// Whether both reach bands of one weight, so that the order in which the rule names them decides.
    pub equal: bool,
    /// The open facts that this depends on: path and label.
    pub depends: Vec<(String, Label)>,
}

/// A reading, with the offences that would be recommended under each option.
#[derive(Clone, Debug)]
pub struct RecommendedUnder {
    /// Its name.
    pub name: String,
    /// The question.
    pub text: Text,
    /// The option taken.
    pub option: String,
    /// What would be recommended, by option.
    pub recommended: BTreeMap<String, Vec<Place>>,
}

/// What charges that stand together can bring (数罪并罚).
#[derive(Clone, Debug)]
pub struct Joint {
    /// What each can bring alone: its offence, and which text of the article, where there are several.
    pub bands: Vec<(Place, Option<String>, Band)>,
    /// The joint terms, each with its cap: one of them, but for those that are served beside another.
    pub terms: Vec<JointTerm>,
    /// What becomes of terms of several kinds, where these can bring them.
    pub orders: Vec<(Place, Text)>,
    /// Whether life imprisonment is possible.
    pub life: bool,
    /// Whether there is more than one fine.
    pub fines: bool,
}

/// A joint term of one kind, or the term of the one crime that can bring it.
#[derive(Clone, Debug)]
pub struct JointTerm {
    /// Which penalty.
    pub term: Term,
    /// From the highest single term that is sure to the total within the cap, in months.
    pub months: Months,
    /// The total of the longest single terms.
    pub total: u16,
    /// The cap that applies: where it stands, what it says, and its months.
    pub cap: Option<(Place, Text, u16)>,
}
