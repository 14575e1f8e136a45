//! Rules, as they stand in an article, a paragraph or an item.

use super::{At, Expression, Here, Label, Name, PlaceName, Text, collateral, sentencing};
use crate::place::Part;
use crate::quantity::Ratio;

/// One rule, at the article, paragraph or item that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// `("par" | "item") numeral [text] "{" rule* "}"`
    Part {
        /// Paragraph or item.
        part: Part,
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
    /// `"checked" date`: until when it was looked up whether the rules here stand (效力核对至), where that is not what the
    /// instrument says of itself.
    Checked(At<jiff::civil::Date>),
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
    /// `"grade" name "of" place "any" "of" ["acts" "within" number "years"] ["beside" "the" "standard" ["where" expression]]
    /// ["provided" expression] ["counting" "batches" "where" expression] "{" ground* "}"`
    Grounds {
        /// The grade that any of them reaches.
        grade: Name,
        /// Of which offence.
        of: PlaceName,
        /// In how many years acts add up.
        within: Option<At<Ratio>>,
        /// Where the grade's own standard is judged all the same.
        beside: Option<Beside>,
        /// What must hold beside any of them.
        provided: Option<Expression>,
        /// The only batches that they are asked of.
        counting: Option<Expression>,
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
        /// `"within" number "years"`: the most that it comes to in so many years.
        within: Option<At<Ratio>>,
        /// Over these only: batches, or consequences.
        given: Option<Expression>,
        /// Of some of them, only what lies within years in which they come to an amount.
        only: Option<Box<Only>>,
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
    /// `"relation" effect ["by" "the" "same" "act" ["wholly"]] text ["when" expression]`: what becomes of charges that are
    /// made out together.
    Relation {
        /// The word, as the place at fault.
        span: Here,
        /// What becomes of them.
        effect: Box<RelationEffect>,
        /// Only where one act is in both.
        same_act: Option<SameAct>,
        /// The paraphrase.
        text: Text,
        /// The condition, on the batches of either charge, or of both where it is the same act.
        condition: Option<Expression>,
    },
    /// `"joint" kind "up" "to" number "months" ["from" "a" "total" "of" number "months"] text ["where" expression]`: the
    /// longest joint term for several crimes.
    JointCap {
        /// `imprisonment`, `detention` or `control`.
        kind: Name,
        /// The longest, in months.
        most: At<Ratio>,
        /// From which total on.
        from: Option<At<Ratio>>,
        /// The paraphrase.
        text: Text,
        /// What some act of the crimes must satisfy.
        given: Option<Expression>,
    },
    /// `"joint" kind ("absorbs" | "beside") kind ("," kind)* text`: what becomes of terms of several kinds.
    JointOrder {
        /// `imprisonment`, `detention` or `control`.
        kind: Name,
        /// Whether it absorbs the others; else it is served beside them.
        absorbs: bool,
        /// The others.
        others: Vec<Name>,
        /// The paraphrase.
        text: Text,
    },
    /// `"fine" ("usual" | "shall") number ".." number "times" name ["or" number ".." number "yuan" "without" name] "of"
    /// place text`
    Fine {
        /// Whether it binds (应当); else it is what is usual (一般).
        shall: bool,
        /// Least multiple.
        from: At<Ratio>,
        /// Greatest multiple.
        to: At<Ratio>,
        /// Of which quantity.
        quantity: Name,
        /// The fine where there is nothing of another quantity.
        without: Option<Box<FineWithout>>,
        /// Of which offence.
        of: PlaceName,
        /// The paraphrase.
        text: Text,
    },
    /// What bears on the term, the fine, probation or a ban, see [`sentencing::Sentencing`].
    Sentencing(Box<sentencing::Sentencing>),
    /// A rule collateral the grades: a track, an exit, limitation, law in time.
    Collateral(Box<collateral::CollateralRule>),
}

/// The fine where there is nothing of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct FineWithout {
    /// The least, in yuan.
    pub from: At<Ratio>,
    /// The greatest, in yuan.
    pub to: At<Ratio>,
    /// Of which quantity there is nothing.
    pub quantity: Name,
}

/// `effect = "heavier" "of" (places | "any") ["against" places] | "cumulative" "of" places | place "in" "place" "of" place`,
/// where `places = place ("," place)*`
#[derive(Clone, Debug, PartialEq)]
pub enum RelationEffect {
    /// Only the heavier of any two stands; of equals, the first named. With others, of one of the first and one of these.
    Heavier(Vec<PlaceName>, Vec<PlaceName>),
    /// The same of any two offences that no other relation joins; with others, of any one and one of these.
    HeavierOfAny(Vec<PlaceName>),
    /// All stand.
    Cumulative(Vec<PlaceName>),
    /// The first stands, and the second does not.
    InPlaceOf(PlaceName, PlaceName),
}

/// One act is in both of two charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SameAct {
    /// The charge that falls does so with its other acts too.
    pub wholly: bool,
}

impl RelationEffect {
    /// The offences it names.
    pub fn offences(&self) -> Vec<&PlaceName> {
        match self {
            Self::Heavier(these, others) => these.iter().chain(others).collect(),
            Self::Cumulative(all) | Self::HeavierOfAny(all) => all.iter().collect(),
            Self::InPlaceOf(stands, falls) => vec![stands, falls],
        }
    }

    /// Which of them it relates, two and two, by their positions among the offences, the one that goes first first. Of any
    /// offences it names none.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let count = self.offences().len();
        let apart = match self {
            Self::HeavierOfAny(_) => return Vec::new(),
            Self::Heavier(these, others) if !others.is_empty() => Some(these.len()),
            Self::Heavier(..) | Self::Cumulative(_) | Self::InPlaceOf(..) => None,
        };
        let pairs = (0..count).flat_map(|first| (first + 1..count).map(move |second| (first, second)));
        pairs.filter(|(first, second)| apart.is_none_or(|apart| *first < apart && apart <= *second)).collect()
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
    /// `"deprivation"`: 剥夺政治权利, which may stand alone.
    Deprivation(Here),
    /// `"forfeiture"`: 没收财产, which may take the place of the fine.
    Forfeiture(Here),
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

/// That a list of grounds leaves the grade's own standard to be judged: `"beside" "the" "standard" ["where" expression]`
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// Of which batches; without it, of all.
    pub given: Option<Expression>,
}

/// `ground = ["item" numeral] text "when" expression`
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Its number; where the text lists no items, the name of the grade.
    pub number: At<String>,
    /// The paraphrase.
    pub text: Text,
    /// When it is established.
    pub condition: Expression,
}

/// `only = "only" "within" number "years" "reaching" number [unit] ["where" expression]`
#[derive(Clone, Debug, PartialEq)]
pub struct Only {
    /// How long the time is.
    pub years: At<Ratio>,
    /// What the acts have to come to in it.
    pub least: At<Ratio>,
    /// The unit of that.
    pub unit: Option<Name>,
    /// Which acts; all without it.
    pub given: Option<Expression>,
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
