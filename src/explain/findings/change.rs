//! What could change a result, and what it relies on.

use std::collections::BTreeMap;

use super::{GradeName, Label, Reachable, Text, Verification};
use crate::explain::collateral::Moved;
use crate::place::Place;
use crate::range::Range;
use crate::settle::Kind;

/// An open fact that can change the result.
#[derive(Clone, Debug)]
pub struct OpenFact {
    /// Its path.
    pub fact: String,
    /// Its label.
    pub label: Label,
    /// Places of grounds and offences that an answer would decide.
    pub would_decide: Vec<Place>,
}

/// Everything that could change the result of a charge.
#[derive(Clone, Debug)]
pub struct CouldChange {
    /// What could alone.
    pub each: Vec<MayChange>,
    /// The grades that become possible when everything is otherwise at once; nothing where that adds none.
    pub together: Vec<GradeName>,
    /// What beside the grade only several of them decide together.
    pub decides: Vec<Place>,
    /// What takes part in what only several do together, where that is known: a path or a name, and its label.
    pub among: Vec<(String, Label)>,
    /// What is reachable at the grades that facts of a party make possible too, where these are others.
    pub reachable: Option<Reachable>,
    /// Whether it was searched to the end: else there may be more.
    pub searched: bool,
}

/// Something that could change the result.
#[derive(Clone, Debug)]
pub struct MayChange {
    /// Of what kind it is.
    pub kind: Kind,
    /// A fact's path, a reading's name, or acts.
    pub what: String,
    /// Its label.
    pub label: Label,
    /// The grades possible, whatever it is; nothing where it moves none.
    pub grades: Vec<GradeName>,
    /// Places that it would decide: of the offence where it moves the grade, of circumstances, ways out, tracks.
    pub decides: Vec<Place>,
    /// What of the sentence it moves, though the grade may stay.
    pub moves: Vec<OfSentence>,
    /// What is open and decides something only where this stands otherwise: a path, and its label.
    pub with: Vec<(String, Label)>,
}

/// A part of the sentence that something moves though the grade may stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfSentence {
    /// The band: that of a unit or that of a natural person (法定刑).
    Band,
    /// The amount of the fine that is usual (罚金数额).
    Fine,
}

impl OfSentence {
    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Fine => "fine",
        }
    }
}

/// A choice that would change the result.
#[derive(Clone, Debug)]
pub struct ChoiceFinding {
    /// Its name.
    pub name: String,
    /// The question.
    pub text: Text,
    /// Where it stands now.
    pub option: String,
    /// The grades possible under each option.
    pub grades: BTreeMap<String, Vec<GradeName>>,
    /// Whether they differ.
    pub regrades: bool,
    /// Whether a circumstance of the charge would stand otherwise, and with it the sentence.
    pub moves_sentence: bool,
    /// What else would stand otherwise under an option.
    pub moves: BTreeMap<String, Vec<Moved>>,
    /// The reference range under each option, where that is what moves; nothing where there is no guidance.
    pub ranges: BTreeMap<String, Option<crate::sentence::term::Term>>,
    /// The fine that is usual under each option, in fen, where they differ; nothing where there is no measure of it.
    pub fines: BTreeMap<String, Option<Range>>,
    /// How each option was verified.
    pub verification: BTreeMap<String, Verification>,
    /// The rank of what supports each option, where the law states it.
    pub authority: BTreeMap<String, Label>,
    /// The practice that the option taken follows: the default, where no authority supports it more than another.
    pub convention: Option<Label>,
}

/// Something relied on that the file does not simply state as proven.
#[derive(Clone, Debug)]
pub struct Relied {
    /// The fact's path.
    pub fact: String,
    /// Its label.
    pub label: Label,
    /// What it was taken to be.
    pub value: Label,
    /// The rule that says so, for a presumption.
    pub place: Option<Place>,
}
