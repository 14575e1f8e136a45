//! What is measured in conditions: amounts against numbers, and items by how far they reach.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::sequence::{pair, preceded, separated_pair};

use super::atom::given;
use super::expression::where_;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::problem::{Expected, Problem};
use super::recover::misspells_start;
use super::terminal::{
    expected, free_name, item_number, keyword, keywords, mark, name, name_of, names, number, optional, reference,
};
use super::tree::{Amount, At, Bound, Items, Name, Node};
use crate::diagnostic::Diagnostic;
use crate::quantity::Unit;

/// What starts with `items`: `together` where a numeral follows, else `comparison`
pub fn items(input: Tokens<'_>) -> Parsed<'_, Node> {
    if input.kind_at(1) == Some(Kind::Numeral) {
        return together(input);
    }
    count(input)
}

/// Whether a unit of count stands here with what is counted: `persons of …`, `sets where …`.
pub fn is_count(input: Tokens<'_>) -> bool {
    let unit = input.word().and_then(Unit::named).is_some();
    unit && matches!(input.word_at(1), Some("of" | "where"))
}

/// What is counted, against a number.
pub fn count(input: Tokens<'_>) -> Parsed<'_, Node> {
    let (rest, amount) = counted(input)?;
    refuse_bare(input)?;
    comparison(amount, rest)
}

/// `unit ["of" name ("," name)*] ["where" expression]`, the expression without comparisons of its own
fn counted(input: Tokens<'_>) -> Parsed<'_, Amount> {
    let classes = optional(keyword("of"), names);
    let (rest, (unit, classes)) = pair(name, classes).parse(input)?;
    let (rest, given) = given(rest.comparing(false))?;
    let span = At::new((), input.span_to(rest));
    Ok((rest.as_deep_as(input), Amount::Items { span, unit, classes: classes.unwrap_or_default(), given }))
}

/// `"age" ["at" "trial"] comparison`
pub fn measured_age(input: Tokens<'_>) -> Parsed<'_, Node> {
    let at_trial = optional(keyword("at"), keyword("trial"));
    let (rest, age) = map(pair(keyword("age"), at_trial), |(age, at_trial)| match at_trial {
        Some(_) => Amount::AgeAtTrial(age),
        None => Amount::Age(age),
    })
    .parse(input)?;
    refuse_bare(input)?;
    comparison(age, rest)
}

/// Fails where a comparison would be taken for the one of the items around it.
fn refuse_bare(input: Tokens<'_>) -> Result<(), nom::Err<Problem>> {
    if input.compares() {
        return Ok(());
    }
    let message = "expected a condition, found a comparison without parentheses";
    let problem = Diagnostic::error("bare-comparison", input.span(), message);
    let problem = problem.at_fault("a comparison in the `where` of `items` stands in parentheses");
    Err(nom::Err::Failure(Problem::said(input, problem.help("write `items where (... >= 1) >= 50`"))))
}

/// Whether what was just read is measured here.
pub fn is_compared(input: Tokens<'_>) -> bool {
    input.compares() && matches!(input.kind_at(0), Some(Kind::AtLeast | Kind::MoreThan | Kind::Below))
}

/// `(">=" | ">" | "<") (number [unit] | [number "times"] "reading" name)`
pub fn comparison(amount: Amount, input: Tokens<'_>) -> Parsed<'_, Node> {
    let bound = alt((
        value(Bound::AtLeast, mark(Kind::AtLeast)),
        value(Bound::MoreThan, mark(Kind::MoreThan)),
        value(Bound::Below, mark(Kind::Below)),
    ));
    let (rest, bound) = cut(bound).parse(input)?;
    if rest.is(&["reading"]) {
        let (rest, reading) = figure(rest)?;
        return Ok((rest, Node::CompareFigure { amount, bound, times: None, reading }));
    }
    let (rest, value) = cut(number).parse(rest)?;
    if rest.is(&["times", "reading"]) {
        let (rest, reading) = preceded(keyword("times"), figure).parse(rest)?;
        return Ok((rest, Node::CompareFigure { amount, bound, times: Some(value), reading }));
    }
    let (rest, unit) = cut(opt(unit)).parse(rest)?;
    Ok((rest, Node::Compare { amount, bound, value, unit }))
}

/// `"reading" name`: the figure of the option that is taken.
fn figure(input: Tokens<'_>) -> Parsed<'_, Name> {
    preceded(keyword("reading"), cut(name_of("a reading whose options have figures"))).parse(input)
}

/// `unit = name`
pub fn unit(input: Tokens<'_>) -> Parsed<'_, Name> {
    if misspells_start(input) {
        return expected(input, Expected::Thing("a unit"));
    }
    free_name(input)
}

/// `"items" range "together" "reach" number ["with" "none" "alone"]`
fn together(input: Tokens<'_>) -> Parsed<'_, Node> {
    let reach = preceded(keywords(&["together", "reach"]), number);
    let (rest, (items, ratio)) = preceded(keyword("items"), cut(pair(range, reach))).parse(input)?;
    let (rest, none_alone) = opt(keywords(&["with", "none", "alone"])).parse(rest)?;
    Ok((rest, Node::Together { items, ratio, none_alone: none_alone.is_some() }))
}

/// `"any" "of" "items" range "reaches" number ["counting" "batches" where] ["leaving" "out" "item" numeral where]`
pub fn any_reaches(input: Tokens<'_>) -> Parsed<'_, Node> {
    let reaches = preceded(keyword("reaches"), number);
    let counting = optional(keywords(&["counting", "batches"]), where_);
    let left_out = pair(preceded(keyword("out"), reference("item")), where_);
    let leaving_out = optional(keyword("leaving"), left_out);
    let (rest, _) = cut(keywords(&["any", "of", "items"])).parse(input)?;
    let (rest, (items, ratio, counting, leaving_out)) = cut((range, reaches, counting, leaving_out)).parse(rest)?;
    Ok((rest, Node::AnyReaches { items, ratio, counting, leaving_out }))
}

/// `numeral "to" numeral ["of" "par" numeral]`
fn range(input: Tokens<'_>) -> Parsed<'_, Items> {
    let ends = separated_pair(item_number, keyword("to"), item_number);
    let par = optional(keyword("of"), reference("par"));
    map(pair(ends, par), |((from, to), par)| Items { from, to, par }).parse(input)
}
