//! Questions (问题): what is asked, how it can be answered, and why.

use crate::analysis::gaps::Gap;
use crate::explain::findings::MayChange;
use crate::law::vocabulary::Label;
use crate::place::Place;

/// A question, and everything needed to put it.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub what: What,
    /// How it can be answered.
    pub form: Form,
    /// Why it is asked.
    pub why: Why,
    /// The key it is written to, as a path: `dataset.d1.items`.
    pub path: String,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The id of the case.
    CaseId,
    /// Its title.
    CaseTitle,
    /// The name of the first accused, or of one more.
    Person {
        /// Whether there is one already.
        more: bool,
    },
    /// The name of the first body of information, or of one more.
    Dataset {
        /// Whether there is one already.
        more: bool,
    },
    /// Who acted, in the first act or one more.
    Act {
        /// Whether there is one already.
        more: bool,
    },
    /// Which members of a unit answer for an act that is said to be the unit's.
    Members {
        /// The act.
        of: Label,
        /// The unit.
        unit: Label,
        /// As what they can: the values of the vocabulary.
        roles: Label,
    },
    /// The name of the first piece of evidence, or of one more.
    Evidence {
        /// Whether there is one already.
        more: bool,
    },
    /// A key of an entry.
    Field {
        /// The entry; nothing of the case itself.
        of: Label,
        /// The question.
        asks: Label,
    },
    /// Which of these circumstances a person has.
    Circumstances(Label),
    /// What came of the acts.
    Consequences,
    /// A fact that is open and can matter.
    Fact {
        /// The entry.
        of: Label,
        /// What the fact is called.
        label: Label,
    },
    /// A question that a person must judge: what it says.
    Judgement(Label),
}

/// How a question can be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// With any text.
    Text,
    /// With yes or no, as these.
    Truth(Vec<(String, Label)>),
    /// With one of these; several are alternatives.
    One(Vec<(String, Label)>),
    /// With several of these together.
    Several(Vec<(String, Label)>),
    /// With a number or a range of numbers.
    Amount(crate::quantity::Unit),
    /// With a day, a month, a year, or a range of days.
    Day,
    /// With a day, or the first and the last.
    Days,
    /// With the names of recipients, or how many there were.
    Recipients,
    /// With yes or no, and the reasons.
    Judgement,
}

/// Why a question is asked.
#[derive(Clone, Debug)]
pub enum Why {
    /// A case is hardly described without it.
    Structure,
    /// It is open, and these answers lead to different grades for this person.
    Open(String, Box<Gap>),
    /// Whether it matters could not be found out within bounds.
    Undecided,
    /// It is open, and decides these rules beside the grade, for this person.
    Beside(String, Vec<Place>),
    /// The file is silent, which stands for this; a party would contest it, and otherwise this could change for this person.
    Silent(String, Label, Box<MayChange>),
}

impl Why {
    /// What silence stands for, where the question is whether that is right.
    pub fn silent(&self) -> Option<&Label> {
        match self {
            Self::Silent(_, now, _) => Some(now),
            _ => None,
        }
    }
}

impl Question {
    /// Whether its answer names entries of the file.
    pub fn is_of_entries(&self) -> bool {
        matches!(&self.what, What::Field { .. })
            && matches!(self.path.rsplit('.').next(), Some("dataset" | "of" | "facts"))
    }

    /// The only answer that there can be, where it names entries of the file and there is one: nobody is asked then.
    pub fn obvious(&self) -> Option<&str> {
        match &self.form {
            Form::Several(values) if self.is_of_entries() => match values.as_slice() {
                [(only, _)] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether nobody may know the answer: else it is a matter of how the file is put together.
    pub fn may_be_unknown(&self) -> bool {
        !self.is_of_entries() && !self.path.starts_with("evidence.")
    }
}
