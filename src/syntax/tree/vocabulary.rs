//! The vocabulary: lists, facts, units, and what silence means.

use super::{At, Expression, Here, Label, Name, PlaceName};
use crate::quantity::Ratio;

/// One entry of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub enum Vocable {
    /// `kinds = "kinds" name label "{" (name label ["also" string ("," string)*])* "}"`: a closed list of values, such as
    /// the categories, and what else people call them.
    Kinds {
        /// Name of the list.
        name: Name,
        /// Its label.
        label: Label,
        /// Its values.
        values: Vec<(Name, Label, Vec<At<String>>)>,
    },
    /// `group = "group" name "of" name "=" name ("," name)*`: a named part of a list of kinds.
    Group {
        /// Name of the group.
        name: Name,
        /// The list it is a part of.
        of: Name,
        /// Its values.
        values: Vec<Name>,
    },
    /// `former = "former" name "of" name "=" name "now" name "=" name ("," name "=" name)*`: what older case files say
    /// otherwise.
    Former {
        /// The fact, and the table of the case file.
        fact: (Name, Name),
        /// The value that it had.
        value: Name,
        /// What says the same now: facts of the same table, with their values.
        now: Vec<(Name, Name)>,
    },
    /// `fact`, see [`FactDeclaration`].
    Fact(FactDeclaration),
}

/// A fact that a case file may state: its type, where it is written, and what silence means.
///
/// `fact = "fact" name "of" written ("," written)* ":" type label "silence" silence ("otherwise" silence)*
/// ["contestable" "when" expression] [shown]`
#[derive(Clone, Debug, PartialEq)]
pub struct FactDeclaration {
    /// Its key in case files.
    pub name: Name,
    /// Where it may be written, the first that says something wins.
    pub written: Vec<Written>,
    /// What its values are.
    pub kind: FactKind,
    /// Its label.
    pub label: Label,
    /// What it means to leave it out: the first whose condition holds.
    pub silence: Vec<Silence>,
    /// When a party would contest what silence is taken to mean.
    pub contestable: Option<Expression>,
    /// How it is usually established.
    pub shown: Option<Box<Shown>>,
}

/// `shown = "shown" "by" name ("," name)* "from" name ("," name)* label`: practice (办案经验), and no rule of law.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Kinds of evidence.
    pub by: Vec<Name>,
    /// Who usually has it, or can have it made.
    pub from: Vec<Name>,
    /// How, in a sentence.
    pub label: Label,
}

/// `written = name ["unless" expression]`: case, person, participant, act, dataset, gains, record, consequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The table of the case file.
    pub scope: Name,
    /// When what stands there does not speak for this batch.
    pub unless: Option<Expression>,
}

/// `type = "truth" | "date" | "set" "of" name | name`, a plain name being a unit or a list of kinds.
#[derive(Clone, Debug, PartialEq)]
pub enum FactKind {
    /// Yes or no.
    Truth(Here),
    /// A day.
    Date(Here),
    /// Several values of a list of kinds.
    SetOf(Name),
    /// One value of a list of kinds, or an amount of a unit.
    Named(Name),
}

/// `silence = meaning ["where" expression]`
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// What leaving the fact out means,
    pub meaning: Meaning,
    /// where this holds.
    pub given: Option<Expression>,
}

/// The four silences, and a fifth for what is not even asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// `"ask" ["among" "{" name ("," name)* "}"]`: the fact is open, as far as it is one of these.
    Ask(Here, Vec<Name>),
    /// `"default" value`
    Default(Value),
    /// `"presumed" value "by" place`
    Presumed(Value, PlaceName),
    /// `"not" "in" "issue" "as" value`
    NotInIssue(Value),
    /// `"not" "asked" "as" value`: read as `value`, and not even listed as a default.
    NotAsked(Value),
}

/// `value = name | number`
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A value of a list of kinds, or `yes` or `no`.
    Name(Name),
    /// An amount.
    Number(At<Ratio>),
}
