//! The tree of a proposal: what it says of itself, and the amendments it makes, each naming what it replaces.

use super::{At, Band, Class, Clause, Expression, Ground, Here, Label, Name, PlaceName, Rule, Silence, Text};
use crate::quantity::Ratio;

/// A proposed change of the law (修法建议): a function from the law to another law.
///
/// `proposal = "proposal" name "{" part* "}"`
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its name.
    pub name: Name,
    /// What stands in it; amendments apply in this order.
    pub parts: Vec<ProposalPart>,
}

/// What a proposal says.
#[derive(Clone, Debug, PartialEq)]
pub enum ProposalPart {
    /// `"title" label`
    Title(Label),
    /// `"author" string`
    Author(At<String>),
    /// `"year" number`
    Year(At<Ratio>),
    /// `"source" string`
    Source(At<String>),
    /// `"level" name`: who could enact it.
    Level(Name),
    /// `"direction" name`: which way it moves outcomes.
    Direction(Name),
    /// `"comparison"`: foreign or historical law beside ours, not a proposal to enact.
    Comparison(Here),
    /// `"effective" date`: the first day of the amended law.
    Effective(At<jiff::civil::Date>),
    /// `"not" "encoded" text`: what the proposal asks for and the language cannot say.
    NotEncoded(Text),
    /// `parameter`, see [`Parameter`].
    Parameter(Parameter),
    /// `amendment`, see [`Change`].
    Amendment(Amendment),
    /// `"defeats" place text`: the author says which leniency the proposal takes away, so that it is no oversight.
    Defeats {
        /// Where the leniency stands.
        place: PlaceName,
        /// Why.
        text: Text,
    },
    /// `witness`, see [`Witness`].
    Witness(Witness),
}

/// A number that whoever runs the proposal may set.
///
/// `parameter = "parameter" name label ":" name "default" number "range" number ".." number ("illustrative" | "author")`
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// Its unit, or `ratio`.
    pub unit: Name,
    /// Its value where nothing is set.
    pub default: At<Ratio>,
    /// Least value.
    pub from: At<Ratio>,
    /// Greatest value.
    pub to: At<Ratio>,
    /// Whether the figure is the author's own.
    pub provenance: Name,
}

/// A change, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// The whole of it.
    pub span: Here,
    /// What it changes.
    pub change: Change,
}

/// A place that is amended. `target = place ["text" name]`
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The place.
    pub place: PlaceName,
    /// Which text of the article, where there are several.
    pub version: Option<Name>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number.
    pub value: At<Ratio>,
    /// Its unit.
    pub unit: Option<Name>,
}

/// What an amendment does. Each names what it replaces, and is refused where that is not what stands there.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `"at" target "replace" "threshold" number [unit] "with" number [unit] [text]`
    Threshold {
        /// The place of the condition.
        at: Target,
        /// The figure that stands there.
        old: Figure,
        /// The figure to stand there.
        new: Figure,
        /// What the rule then says.
        text: Option<Text>,
    },
    /// `"at" target "replace" "condition" expression "with" expression [text]`: the whole condition or a part of it.
    Condition {
        /// The place of the condition.
        at: Target,
        /// What stands there.
        old: Expression,
        /// What is to stand there.
        new: Expression,
        /// What the rule then says.
        text: Option<Text>,
    },
    /// `"at" target "replace" "band" "of" name "{" band "}" "with" "{" band "}"`
    Band {
        /// The place of the grade.
        at: Target,
        /// The grade.
        grade: Name,
        /// Its band.
        old: Band,
        /// Its band to be.
        new: Band,
    },
    /// `"in" target "move" name "from" name "to" name`: a kind of information to another class, whatever the readings.
    Move {
        /// The article of the table.
        table: Target,
        /// The kind of information.
        entry: Name,
        /// The class it falls in, under some reading.
        from: Name,
        /// The class it is to fall in.
        to: Name,
    },
    /// `"in" target "list" name "in" name`: a kind of information that no class lists.
    List {
        /// The article of the table.
        table: Target,
        /// The kind of information.
        entry: Name,
        /// The class.
        class: Name,
    },
    /// `"in" target "add" class "before" name`: a class, empty or with kinds of information that no class lists.
    AddClass {
        /// The article of the table.
        table: Target,
        /// The class.
        class: Class,
        /// The class it stands before.
        before: Name,
    },
    /// `"add" "to" name "{" clause* "}"`: to an instrument.
    AddClauses {
        /// The instrument.
        instrument: Name,
        /// The clauses, such as articles.
        clauses: Vec<Clause>,
    },
    /// `"add" "to" target ["grade" name] "{" (rule | ground)* "}"`: to an article or a part of it.
    AddRules {
        /// The article, paragraph or item.
        to: Target,
        /// Which list the grounds join, where there are several.
        grade: Option<Name>,
        /// The rules.
        rules: Vec<Addition>,
    },
    /// `"repeal" [name] target`: the rule there, or, with a keyword such as `element`, the rules of that kind there.
    Repeal {
        /// Which kind of rule.
        kind: Option<Name>,
        /// The place.
        what: Target,
    },
    /// `"rename" target label "instead" "of" label`
    Rename {
        /// The offence.
        what: Target,
        /// Its name to be.
        new: Label,
        /// Its name.
        old: Label,
    },
    /// `"replace" "silence" "of" name "of" name "{" silences "}" "with" "{" silences "}"`: a presumption or default.
    Silence {
        /// The fact.
        fact: Name,
        /// The table it is written in first.
        scope: Name,
        /// What silence means.
        old: Vec<Silence>,
        /// What it is to mean.
        new: Vec<Silence>,
    },
}

/// What is added to an article: a rule, or a ground to a list of grounds.
#[derive(Clone, Debug, PartialEq)]
pub enum Addition {
    /// A rule.
    Rule(Box<Rule>),
    /// `"item" numeral text "when" expression`
    Ground(Box<Ground>),
}

/// A case whose outcome the author states under the law as it is and as proposed.
///
/// `witness = "witness" string ["under" setting ("," setting)*] "base" outcome "here" outcome`
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// The case's file, by its name.
    pub case: At<String>,
    /// `setting = name "=" (name | number)`: choices and parameters that are set.
    pub under: Vec<(Name, Setting)>,
    /// The outcome under the law as it is.
    pub base: Outcome,
    /// The outcome under the law as proposed.
    pub here: Outcome,
}

/// What a choice or parameter is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// An option.
    Option(Name),
    /// A number.
    Number(At<Ratio>),
}

/// `outcome = name ["of" place]`: `none`, `open`, or a grade, of one offence or of any.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The grade.
    pub grade: Name,
    /// The offence.
    pub of: Option<PlaceName>,
}
