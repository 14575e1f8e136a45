//! The tree of a law file: what was written, where, and nothing about what it means.
//!
//! Every comment on a type gives its production. `X*` repeats, `[X]` is optional, quoted words are keywords.
//! Files are UTF-8; `#` starts a comment that runs to the end of the line; line breaks mean nothing.

pub mod beside;
mod print;
mod proposal;
pub mod sentencing;

use crate::quantity::Ratio;
use crate::span::Span;
pub use proposal::{
    Addition, Amendment, Change, Figure, Outcome, Parameter, Proposal, ProposalPart, Setting, Target, Witness,
};

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
    /// `sources = "sources" "{" (name string)* "}"`: what a rule was verified in.
    Sources(Vec<(Name, At<String>)>),
    /// `vocabulary = "vocabulary" "{" (kinds | group | fact)* "}"`
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
}

/// One entry of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub enum Vocable {
    /// `kinds = "kinds" name label "{" (name label)* "}"`: a closed list of values, such as the categories.
    Kinds {
        /// Name of the list.
        name: Name,
        /// Its label.
        label: Label,
        /// Its values.
        values: Vec<(Name, Label)>,
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
    /// `fact`, see [`FactDeclaration`].
    Fact(FactDeclaration),
}

/// A fact that a case file may state: its type, where it is written, and what silence means.
///
/// `fact = "fact" name "of" written ("," written)* ":" type label "silence" silence ("otherwise" silence)* [shown]`
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
    /// `"ask"`: the fact is open.
    Ask(Here),
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
    /// `"interprets" place ["text" name] ["where" expression]`: the articles' grounds and elements serve that text.
    Interprets {
        /// The offence.
        offence: PlaceName,
        /// Which of its texts; without it, every one.
        version: Option<Name>,
        /// Under which readings.
        given: Option<Expression>,
    },
    /// `"follows" string "from" date "to" date text`: an earlier interpretation of the same that is not encoded.
    Follows {
        /// Its number.
        number: At<String>,
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
/// `reading = "reading" name text "{" option* "}"`; the first option is the default.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its name.
    pub name: Name,
    /// The question.
    pub text: Text,
    /// The answers.
    pub options: Vec<ReadingOption>,
}

/// `option = "option" name ["also" name ("," name)*] text`
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingOption {
    /// Its name.
    pub name: Name,
    /// Other names for it.
    pub also: Vec<Name>,
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

/// One rule, at the article, paragraph or item that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// `("par" | "item") numeral [text] "{" rule* "}"`
    Part {
        /// Its number.
        number: At<String>,
        /// Its heading.
        text: Option<Text>,
        /// What stands in it.
        rules: Vec<Rule>,
    },
    /// `"states" text`: the text says something, and nothing is to be computed.
    States(Text),
    /// `"not" "encoded" text`: the text would matter, and the language cannot say it.
    NotEncoded(Text),
    /// `"offence" label`: this article makes an offence; its place is the offence's name.
    Offence {
        /// The word, as the place at fault where something is missing.
        span: Here,
        /// The charge's name (罪名).
        label: Label,
    },
    /// `"grade" name label "band" band "standard" text`: lowest grade first.
    Grade {
        /// Its name.
        name: Name,
        /// Its label.
        label: Label,
        /// The sentencing band.
        band: Band,
        /// What is to be judged as a whole where no interpretation gives figures.
        standard: Text,
    },
    /// `"units" "band" band text`: what a unit that commits the offence faces.
    Units {
        /// The band.
        band: Band,
        /// The paraphrase.
        text: Text,
    },
    /// `"define" name text "as" expression`: a condition on a batch, by name.
    Define {
        /// Its name.
        name: Name,
        /// The paraphrase.
        text: Text,
        /// The condition.
        condition: Expression,
    },
    /// `"element" name ["of" place] text "when" expression`: what every batch must satisfy.
    Element {
        /// Which element: object, conduct, unlawfulness, subject, intent …
        name: Name,
        /// Of which offence; left out in the offence's own article.
        of: Option<PlaceName>,
        /// The paraphrase.
        text: Text,
        /// The condition.
        condition: Expression,
    },
    /// `"grade" name "of" place "any" "of" ["provided" expression] "{" ground* "}"`
    Grounds {
        /// The grade that any of them reaches.
        grade: Name,
        /// Of which offence.
        of: PlaceName,
        /// What must hold beside any of them.
        provided: Option<Expression>,
        /// The grounds.
        grounds: Vec<Ground>,
    },
    /// `"classes" "as" place`: as another article has them.
    ClassesAs(PlaceName),
    /// `"classes" "{" [mixed] class* "}"`: which class a record falls in, the highest first.
    Classes {
        /// The word.
        span: Here,
        /// `"each" "where" expression`: readings under which a record counts in each of its classes.
        each: Option<Expression>,
        /// `"main" name "where" expression`: readings under which the kind named by this fact decides alone.
        main: Option<(Name, Expression)>,
        /// The classes.
        classes: Vec<Class>,
    },
    /// `"counting" ["of" place] "{" count* "}"`
    Counting {
        /// Of which offence; left out in the offence's own article.
        of: Option<PlaceName>,
        /// The clauses.
        clauses: Vec<Count>,
    },
    /// `"governs" "batches" "where" expression "in" "place" "of" "article" numeral text`
    Governs {
        /// Which batches.
        condition: Expression,
        /// The article whose grounds then do not see them.
        in_place_of: At<String>,
        /// The paraphrase.
        text: Text,
    },
    /// `"quantity" name ":" unit text "sum" "of" name ["of" "consequences"] ["where" expression]
    /// ("less" name "where" expression)*`
    Quantity {
        /// Its name.
        name: Name,
        /// Its unit.
        unit: Name,
        /// The paraphrase.
        text: Text,
        /// The fact that is added up over acts, each once.
        sum: Name,
        /// `"of" "consequences"`: it is added up over the consequences of the acts instead.
        of_consequences: bool,
        /// Over these only: batches, or consequences.
        given: Option<Expression>,
        /// Facts taken off, under readings.
        less: Vec<(Name, Expression)>,
    },
    /// `"circumstance" ["of" place] (("may" | "shall") effect ("," effect)*)+ text "when" expression`
    Circumstance {
        /// Of which offence; left out in the offence's own article, or for every offence.
        of: Option<PlaceName>,
        /// `effect = "heavier" | "lighter" | "mitigated" | "exempt"`, with whether it is a duty.
        effects: Vec<(Modal, Vec<Name>)>,
        /// The paraphrase.
        text: Text,
        /// The condition.
        condition: Expression,
    },
    /// `"relation" effect ["by" "the" "same" "act"] text ["when" expression]`: what becomes of charges that are made out
    /// together.
    Relation {
        /// The word, as the place at fault.
        span: Here,
        /// What becomes of them.
        effect: Box<RelationEffect>,
        /// Only where one act is in both.
        same_act: bool,
        /// The paraphrase.
        text: Text,
        /// The condition, on the batches of either charge, or of both where it is the same act.
        condition: Option<Expression>,
    },
    /// `"joint" kind "up" "to" number "months" ["from" "a" "total" "of" number "months"] text`: the longest joint
    /// term for several crimes.
    JointCap {
        /// `imprisonment`, `detention` or `control`.
        kind: Name,
        /// The longest, in months.
        most: At<Ratio>,
        /// From which total on.
        from: Option<At<Ratio>>,
        /// The paraphrase.
        text: Text,
    },
    /// `"fine" "usual" number ".." number "times" name "of" place text`
    Fine {
        /// Least multiple.
        from: At<Ratio>,
        /// Greatest multiple.
        to: At<Ratio>,
        /// Of which quantity.
        quantity: Name,
        /// Of which offence.
        of: PlaceName,
        /// The paraphrase.
        text: Text,
    },
    /// What bears on the term, the fine, probation or a ban, see [`sentencing::Sentencing`].
    Sentencing(Box<sentencing::Sentencing>),
    /// A rule beside the grades: a track, an exit, limitation, law in time.
    Beside(Box<beside::Beside>),
}

/// `effect = "heavier" "of" place ("," place)* | "cumulative" "of" place ("," place)* | place "in" "place" "of" place`
#[derive(Clone, Debug, PartialEq)]
pub enum RelationEffect {
    /// Only the heavier stands; of equals, the first named.
    Heavier(Vec<PlaceName>),
    /// All stand.
    Cumulative(Vec<PlaceName>),
    /// The first stands, and the second does not.
    InPlaceOf(PlaceName, PlaceName),
}

impl RelationEffect {
    /// The offences it names.
    pub fn offences(&self) -> Vec<&PlaceName> {
        match self {
            Self::Heavier(all) | Self::Cumulative(all) => all.iter().collect(),
            Self::InPlaceOf(stands, falls) => vec![stands, falls],
        }
    }
}

/// Whether a circumstance's effect is left to the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modal {
    /// `"may"` (可以)
    May,
    /// `"shall"` (应当)
    Shall,
}

/// A sentencing band. `band = penalty ("," penalty)*`
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The penalties.
    pub penalties: Vec<Penalty>,
    /// The whole.
    pub span: Here,
}

/// One kind of penalty.
#[derive(Clone, Debug, PartialEq)]
pub enum Penalty {
    /// `("imprisonment" | "detention" | "control") number ".." number "months"`
    Term {
        /// Which.
        kind: Name,
        /// Least, in months.
        from: At<Ratio>,
        /// Greatest, in months.
        to: At<Ratio>,
    },
    /// `"life"`: 无期徒刑.
    Life(Here),
    /// `"fine" ("with" | "with" "or" "instead" | "instead") [number ".." number "yuan"]`: 并处、并处或者单处、单处.
    Fine {
        /// How much, where the statute says so.
        yuan: Option<(At<Ratio>, At<Ratio>)>,
        /// Beside another penalty.
        with: bool,
        /// In place of another penalty.
        instead: bool,
        /// Where.
        span: Here,
    },
}

/// `ground = "item" numeral text "when" expression`
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Its number.
    pub number: At<String>,
    /// The paraphrase.
    pub text: Text,
    /// When it is established.
    pub condition: Expression,
}

/// `class = "class" name label ["item" numeral] ("otherwise" | "{" entry ("," entry)* "}")`
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// The item of the article that counts it.
    pub item: Option<At<String>>,
    /// `entry = name ["where" expression]`: categories, some under readings; none for `otherwise`.
    pub entries: Option<Vec<(Name, Option<Expression>)>>,
}

/// One clause of a counting rule, with the paragraph it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// `["par" numeral]`
    pub par: Option<At<String>>,
    /// What it says.
    pub rule: CountRule,
    /// The paraphrase.
    pub text: Text,
}

/// `count = ["par" numeral] ("once" "where" expression | "each" "recipient" "where" expression |
/// "one" "recipient" "where" expression | "less" name ("," name)* ["where" expression]) text`
#[derive(Clone, Debug, PartialEq)]
pub enum CountRule {
    /// Items of such batches count once, and not at all when they were then passed on.
    Once(Expression),
    /// Items of such batches count once for each distinct recipient.
    EachRecipient(Expression),
    /// All recipients of such batches are one.
    OneRecipient(Expression),
    /// Facts of the dataset that are taken off first, under readings.
    Less(Vec<Name>, Option<Expression>),
}

/// A condition, on a batch or on a person's whole conduct, as its place decides.
pub type Expression = At<Box<Node>>;

/// What an expression can say.
///
/// `expression = conjunction ("or" conjunction)*`; `conjunction = unary ("and" unary)*`;
/// `unary = "not" unary | "(" expression ")" | atom`. Each variant below is an atom unless it says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `… "or" …`
    Or(Vec<Expression>),
    /// `… "and" …`
    And(Vec<Expression>),
    /// `"not" unary`
    Not(Expression),
    /// `amount (">=" | "<") number [unit]`
    Compare {
        /// What is measured.
        amount: Amount,
        /// Whether `>=`; else `<`.
        at_least: bool,
        /// Against what.
        value: At<Ratio>,
        /// In which unit; a bare number only for what has none.
        unit: Option<Name>,
    },
    /// `name`: a truth fact that is `yes`, or a defined condition.
    Name(Name),
    /// `name "=" name`: a fact has this value. `name "in" (name | "{" name ("," name)* "}")`: one of a group or list.
    /// `in place of` is not one: it ends the condition of `governs`.
    In {
        /// The fact.
        fact: Name,
        /// Whether it is written with `in`: a group or a list, and no single value.
        among: bool,
        /// The values, or one group.
        values: Vec<Name>,
    },
    /// `"reading" name ("=" name | "in" "{" name ("," name)* "}")`
    Reading {
        /// The choice.
        name: Name,
        /// The options.
        options: Vec<Name>,
    },
    /// `"contains" ("any" "of" | "only") "{" name ("," name)* "}"`: the record's kinds.
    Contains {
        /// Nothing but these.
        only: bool,
        /// The categories.
        values: Vec<Name>,
    },
    /// `"class" ("=" name | "in" "{" name ("," name)* "}")`: of this article's table.
    Class(Vec<Name>),
    /// `"items" numeral "to" numeral ["of" "par" numeral] "together" "reach" number`
    Together {
        /// Which items.
        items: Items,
        /// How far.
        ratio: At<Ratio>,
    },
    /// `"any" "of" "items" numeral "to" numeral ["of" "par" numeral] "reaches" number
    /// ["counting" "batches" "where" expression] ["leaving" "out" "item" numeral "where" expression]`
    AnyReaches {
        /// Which items.
        items: Items,
        /// How far.
        ratio: At<Ratio>,
        /// Counted over these batches only.
        counting: Option<Expression>,
        /// Without this item, at any depth, under these readings.
        leaving_out: Option<(At<String>, Expression)>,
    },
    /// `"some" "ground" "of" ("par" numeral | place) ["leaving" "out" "item" numeral]`
    SomeGround {
        /// Where the grounds are listed.
        list: ListName,
        /// Without this one.
        leaving_out: Option<At<String>>,
    },
    /// `("some" | "every") "batch" ["of" "the" "same" "dataset"] ["where" expression]`
    Batch {
        /// `every`: none is otherwise.
        every: bool,
        /// Only batches of the same person on the same dataset.
        same_dataset: bool,
        /// The condition.
        given: Option<Expression>,
    },
    /// `"some" "record" ["within" number "years" ["of" name]] ["where" expression]`: a prior record, decided before the
    /// act.
    Record {
        /// At most so many years before,
        within: Option<At<Ratio>>,
        /// from this day of the record; without it, from the decision.
        since: Option<Name>,
        /// The condition, on the record.
        given: Option<Expression>,
    },
    /// `"some" "consequence" ["where" expression]`: of the batch's act.
    Consequence(Option<Expression>),
    /// `"since" date`: the batch's act, or the last day of a lasting one, is on this day or later.
    Since(At<jiff::civil::Date>),
    /// `"judgement" ["asked" "when" expression]`: a person's answer at this place.
    Judgement {
        /// What raises the question; without it, it is always raised.
        asked: Option<Expression>,
    },
    /// `"residual"`: invoked by a person, or not invoked.
    Residual,
    /// `"grade" "=" name`: the grade reached; only where grades are already settled.
    Grade(Name),
}

/// `numeral "to" numeral ["of" "par" numeral]`: items of this paragraph, or of another of this article.
#[derive(Clone, Debug, PartialEq)]
pub struct Items {
    /// First.
    pub from: At<String>,
    /// Last.
    pub to: At<String>,
    /// The paragraph, if it is another.
    pub par: Option<At<String>>,
}

/// Where grounds are listed. `list = "par" numeral | place`
#[derive(Clone, Debug, PartialEq)]
pub enum ListName {
    /// A paragraph of this article.
    Par(At<String>),
    /// Another place.
    Place(PlaceName),
}

/// What a comparison measures.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// `unit ["of" name ("," name)*] ["where" expression]`: items, or persons, sets, cards or days, counted, of these
    /// classes. A comparison in this expression stands in parentheses, so that `items where supplied >= 50` measures
    /// items. A unit other than `items` that stands alone is read as [`Amount::Named`].
    Items {
        /// Where it stands.
        span: Here,
        /// What is counted.
        unit: Name,
        /// The classes; none for every class.
        classes: Vec<Name>,
        /// Over these batches only.
        given: Option<Expression>,
    },
    /// `"age"`: of the person at the act.
    Age(Here),
    /// `name`: a quantity defined by the law, or an amount fact.
    Named(Name),
}
