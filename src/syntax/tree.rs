//! The tree of a law file: what was written, where, and nothing about what it means.
//!
//! Every comment on a type gives its production. `X*` repeats, `[X]` is optional, quoted words are keywords.
//! Files are UTF-8; `#` starts a comment that runs to the end of the line; line breaks mean nothing.

pub mod collateral;
mod expression;
mod print;
mod proposal;
mod rule;
pub mod sentencing;
mod vocabulary;

use crate::place::Part;
use crate::quantity::Ratio;
use crate::span::Span;
pub use expression::{Amount, Bound, Expression, Items, ListName, Node};
pub use proposal::{
    Addition, Amendment, Change, Figure, Outcome, Parameter, Proposal, ProposalPart, Setting, Target, Witness,
};
pub use rule::{
    Band, Beside, Class, Count, CountRule, FineWithout, Ground, Modal, Only, Penalty, RelationEffect, Rule, SameAct,
};
pub use vocabulary::{FactDeclaration, FactKind, Meaning, Shown, Silence, Value, Vocable, Written};

/// A piece of the tree and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// What was written.
    pub node: T,
    /// Where.
    pub span: Span,
}

/// Trees are compared by what they say, not by where they say it.
impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<T> At<T> {
    /// Puts a piece at its place.
    pub fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }
}

/// `name = letter (letter | digit | "_" | "-")*`, where `_` is a letter.
///
/// No word is reserved. Only after a number, where a unit may stand, and after a tag, where a source may stand, a word
/// that can follow there is read as that word: `reach 1 item 4` has no unit `item`.
pub type Name = At<String>;

/// Where a word stands that has nothing else to say. Any two are equal, as trees are compared by what they say.
pub type Here = At<()>;

/// A whole file. `tree = (sources | vocabulary | instrument | proposal)*`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// In the order of the file.
    pub declarations: Vec<Declaration>,
}

/// One declaration at the top of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Declaration {
    /// `sources = "sources" "{" (name (label | string))* "}"`: what a rule was verified in, a title in each language or one
    /// for both.
    Sources(Vec<(Name, Label)>),
    /// `vocabulary = "vocabulary" "{" (kinds | group | former | fact)* "}"`
    Vocabulary(Vec<Vocable>),
    /// `instrument = "instrument" name "{" clause* "}"`
    Instrument(Instrument),
    /// `proposal`, see [`Proposal`].
    Proposal(Proposal),
}

/// A label in both languages. `label = "zh" string "en" string`
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Chinese.
    pub zh: At<String>,
    /// English.
    pub en: At<String>,
}

/// What a rule says in both languages, and how that was verified.
///
/// `text = label [tag]`; `tag = ("verified" | "secondary" | "derived" | "unverified") [name ("," name)*]`, the names
/// being keys of `sources`.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The paraphrase.
    pub label: Label,
    /// The verification tag and the source keys.
    pub tag: Option<Tag>,
}

/// See [`Text`].
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The tag's word.
    pub word: Name,
    /// Source keys.
    pub sources: Vec<Name>,
    /// Whether an amendment put it there: a supposition needs no authority.
    pub amended: bool,
}

/// `place = name "/" numeral`: `fs-2017-10/5.1`.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    /// The instrument's id.
    pub instrument: Name,
    /// Article, paragraph, item.
    pub path: At<Vec<String>>,
}

impl PlaceName {
    /// All of it.
    pub fn span(&self) -> Span {
        self.instrument.span.to(self.path.span)
    }
}

/// A statute, an interpretation, another document. Its clauses come in any order, articles last by custom.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// Its id.
    pub id: Name,
    /// What stands in it.
    pub clauses: Vec<Clause>,
}

/// One clause of an instrument.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// `"title" label`
    Title(Label),
    /// `"cited" label`: how it is called where one of its provisions is cited.
    Cited(Label),
    /// `"cited" ("article" | "par" | "item") label`: how its parts are called there, where they are not 条、款、项.
    CitedPart(Part, Label),
    /// `"number" string`
    Number(At<String>),
    /// `"issuer" name ("," name)*`
    Issuer(Vec<Name>),
    /// `"rank" name`
    Rank(Name),
    /// `"status" text ["short" label]`: what to bear in mind wherever the instrument is used, and in a few words.
    Status(Text, Option<Label>),
    /// `force`
    Force(Force),
    /// `"checked" date`: until when it was looked up whether the instrument still stands as it is encoded.
    Checked(At<jiff::civil::Date>),
    /// `"interprets" place ["text" name] ["where" expression]`: the articles' grounds and elements serve that text.
    Interprets {
        /// The offence.
        offence: PlaceName,
        /// Which of its texts; without it, every one.
        version: Option<Name>,
        /// Under which readings.
        given: Option<Expression>,
    },
    /// `"follows" name`: an earlier interpretation of the same, which a file holds.
    Succeeds(Name),
    /// `"follows" string ["of" place ("," place)*] "from" date "to" date text`: an earlier interpretation of the same that is
    /// not encoded.
    Follows {
        /// Its number.
        number: At<String>,
        /// What it interpreted; without any, all that the later one does.
        of: Vec<PlaceName>,
        /// First and last day in force.
        force: Force,
        /// What it was.
        text: Text,
    },
    /// `reading`, see [`Reading`].
    Reading(Reading),
    /// `article`, see [`Article`].
    Article(Article),
}

/// The time in force, both days included. `force = "force" date ".." [date]`
#[derive(Clone, Debug, PartialEq)]
pub struct Force {
    /// First day.
    pub from: At<jiff::civil::Date>,
    /// Last day; without it, still in force.
    pub until: Option<At<jiff::civil::Date>>,
}

/// A contested point as a named choice.
///
/// `reading = "reading" name text ["within" number ".." number name] ["convention" label] "{" option* "}"`; the first
/// option is the default.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its name.
    pub name: Name,
    /// The question.
    pub text: Text,
    /// What its options are figures of: the range in which whoever is to set the figure may set it.
    pub within: Option<FigureRange>,
    /// The practice that the default follows where no authority supports it more than another option.
    pub convention: Option<Label>,
    /// The answers.
    pub options: Vec<ReadingOption>,
}

/// The range of a figure that the law leaves to others to set, such as to each province. Both ends are in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRange {
    /// The least.
    pub from: At<Ratio>,
    /// The greatest.
    pub to: At<Ratio>,
    /// The unit of both, and of the figures.
    pub unit: Name,
}

/// `option = "option" name ["also" name ("," name)*] ["at" number] ["by" name] text`
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingOption {
    /// Its name.
    pub name: Name,
    /// Other names for it.
    pub also: Vec<Name>,
    /// The figure that it sets, in the unit of the reading's range.
    pub figure: Option<At<Ratio>>,
    /// What supports it: a value of the list `authority`.
    pub by: Option<Name>,
    /// What it says.
    pub text: Text,
}

/// `article = "article" numeral ["par" numeral] ["text" name] [text] "{" [force] rule* "}"`
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its number.
    pub number: At<String>,
    /// The paragraph, where it stands for itself: an article may make several offences, each in a paragraph.
    pub par: Option<At<String>>,
    /// Which version of its text, where there are several.
    pub version: Option<Name>,
    /// Its heading.
    pub text: Option<Text>,
    /// The time in force, where it is not the instrument's.
    pub force: Option<Force>,
    /// What stands in it.
    pub rules: Vec<Rule>,
}
