//! What a rule asks: conditions, comparisons and amounts.

use super::{At, Here, Name, PlaceName};
use crate::quantity::Ratio;

/// A condition, on a batch or on a person's whole conduct, as its place decides.
pub type Expression = At<Box<Node>>;

/// How an amount stands to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `>=`: at least, the number included (以上).
    AtLeast,
    /// `>`: more than, the number itself not included (超过).
    MoreThan,
    /// `<`: below (不满).
    Below,
}

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
    /// `amount (">=" | ">" | "<") number [unit]`
    Compare {
        /// What is measured.
        amount: Amount,
        /// Which of the three.
        bound: Bound,
        /// Against what.
        value: At<Ratio>,
        /// In which unit; a bare number only for what has none.
        unit: Option<Name>,
    },
    /// `amount (">=" | ">" | "<") [number "times"] "reading" name`: against the figure of the option that is taken.
    CompareFigure {
        /// What is measured.
        amount: Amount,
        /// Which of the three.
        bound: Bound,
        /// How much of the figure.
        times: Option<At<Ratio>>,
        /// The choice, whose options have figures.
        reading: Name,
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
    /// `"items" numeral "to" numeral ["of" "par" numeral] "together" "reach" number ["with" "none" "alone"]`
    Together {
        /// Which items.
        items: Items,
        /// How far.
        ratio: At<Ratio>,
        /// Only where none of them reaches it alone.
        none_alone: bool,
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
    /// `"some" "record" ["within" number "years" [("of" | "after") name]] ["where" expression]`: a prior record, decided
    /// before the act.
    Record {
        /// At most so many months or years before,
        within: Option<(At<Ratio>, Name)>,
        /// from this day of the record, which is the first of them or, `after` it, not; without it, from the decision.
        since: Option<(bool, Name)>,
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
    /// `"fewer" name ("," name)* "than" name`: these amounts of a dataset together are less than that one.
    Fewer {
        /// The amounts.
        less: Vec<Name>,
        /// What they are less than.
        more: Name,
    },
    /// `"residual" ["asked" "when" expression]`: invoked by a person, or not invoked.
    Residual {
        /// What raises it.
        asked: Option<Expression>,
    },
    /// `"grade" "=" name`: the grade reached; only where grades are already settled.
    Grade(Name),
}

impl Node {
    /// The expressions directly inside it.
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Self::Or(parts) | Self::And(parts) => parts.iter().collect(),
            Self::Not(inner) => vec![inner],
            Self::Compare { amount: Amount::Items { given, .. }, .. }
            | Self::CompareFigure { amount: Amount::Items { given, .. }, .. }
            | Self::Batch { given, .. }
            | Self::Record { given, .. }
            | Self::Consequence(given)
            | Self::Judgement { asked: given }
            | Self::Residual { asked: given } => given.iter().collect(),
            Self::AnyReaches { counting, leaving_out, .. } => {
                counting.iter().chain(leaving_out.iter().map(|(_, given)| given)).collect()
            }
            Self::Compare { amount: Amount::Age(_) | Amount::AgeAtTrial(_) | Amount::Named(_), .. }
            | Self::CompareFigure { amount: Amount::Age(_) | Amount::AgeAtTrial(_) | Amount::Named(_), .. }
            | Self::Name(_)
            | Self::In { .. }
            | Self::Reading { .. }
            | Self::Contains { .. }
            | Self::Class(_)
            | Self::Together { .. }
            | Self::SomeGround { .. }
            | Self::Since(_)
            | Self::Fewer { .. }
            | Self::Grade(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Expression> {
        match self {
            Self::Or(parts) | Self::And(parts) => parts.iter_mut().collect(),
            Self::Not(inner) => vec![inner],
            Self::Compare { amount: Amount::Items { given, .. }, .. }
            | Self::CompareFigure { amount: Amount::Items { given, .. }, .. }
            | Self::Batch { given, .. }
            | Self::Record { given, .. }
            | Self::Consequence(given)
            | Self::Judgement { asked: given }
            | Self::Residual { asked: given } => given.iter_mut().collect(),
            Self::AnyReaches { counting, leaving_out, .. } => {
                counting.iter_mut().chain(leaving_out.iter_mut().map(|(_, given)| given)).collect()
            }
            Self::Compare { amount: Amount::Age(_) | Amount::AgeAtTrial(_) | Amount::Named(_), .. }
            | Self::CompareFigure { amount: Amount::Age(_) | Amount::AgeAtTrial(_) | Amount::Named(_), .. }
            | Self::Name(_)
            | Self::In { .. }
            | Self::Reading { .. }
            | Self::Contains { .. }
            | Self::Class(_)
            | Self::Together { .. }
            | Self::SomeGround { .. }
            | Self::Since(_)
            | Self::Fewer { .. }
            | Self::Grade(_) => Vec::new(),
        }
    }
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
    /// `"age" "at" "trial"`: of the person at the judgment.
    AgeAtTrial(Here),
    /// `name`: a quantity defined by the law, or an amount fact.
    Named(Name),
}
