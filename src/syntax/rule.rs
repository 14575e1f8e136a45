//! Rules that are read from left to right: conditions by name, elements, quantities, circumstances.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::{many0, many1};
use nom::sequence::{pair, preceded, terminated};

use super::atom::given;
use super::expression::{expression, when};
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::measure::unit;
use super::terminal::{keyword, keywords, listed, mark, name, name_of, number, optional, place, reference};
use super::text::{text, word_itself};
use super::tree::{Expression, Modal, Name, Only, PlaceName, Rule};

/// `["of" place]`
pub fn of_offence(input: Tokens<'_>) -> Parsed<'_, Option<PlaceName>> {
    optional(keyword("of"), place).parse(input)
}

/// `"define" name text "as" expression`
pub fn define(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let condition = preceded(keyword("as"), expression);
    let (rest, _) = keyword("define")(input)?;
    let (rest, (name, text, condition)) = cut((name, text, condition)).parse(rest)?;
    Ok((rest, Rule::Define { name, text, condition }))
}

/// `"element" name ["of" place] text "when" expression`
pub fn element(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("element")(input)?;
    let (rest, (name, of, text, condition)) =
        cut((name_of("the name of the element"), of_offence, text, when)).parse(rest)?;
    Ok((rest, Rule::Element { name, of, text, condition }))
}

/// `"governs" "batches" "where" expression "in" "place" "of" "article" numeral text`
pub fn governs(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let in_place_of = preceded(keywords(&["in", "place", "of"]), reference("article"));
    let (rest, _) = keyword("governs")(input)?;
    let (rest, _) = cut(keywords(&["batches", "where"])).parse(rest)?;
    let (rest, (condition, in_place_of, text)) = cut((expression, in_place_of, text)).parse(rest)?;
    Ok((rest, Rule::Governs { condition, in_place_of, text }))
}

/// `"quantity" name ":" unit text "sum" "of" name ["of" "consequences" | "within" number "years"] ["where" expression]
/// [only] ("less" name "where" expression)*`
pub fn quantity(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let unit = preceded(mark(Kind::Colon), name_of("a unit"));
    let sum = preceded(keywords(&["sum", "of"]), name);
    let (rest, _) = keyword("quantity")(input)?;
    let of_consequences = map(opt(keywords(&["of", "consequences"])), |of| of.is_some());
    let within = optional(keyword("within"), terminated(number, keyword("years")));
    let (rest, (name, unit, text, sum, of_consequences, within, given, only, less)) =
        cut((name, unit, text, sum, of_consequences, within, given, opt(only), many0(less))).parse(rest)?;
    let only = only.map(Box::new);
    Ok((rest, Rule::Quantity { name, unit, text, sum, of_consequences, within, given, only, less }))
}

/// `only = "only" "within" number "years" "reaching" number [unit] ["where" expression]`
fn only(input: Tokens<'_>) -> Parsed<'_, Only> {
    let (rest, _) = keywords(&["only", "within"])(input)?;
    let reaching = preceded(pair(keyword("years"), keyword("reaching")), pair(number, opt(unit)));
    let (rest, (years, (least, unit), given)) = cut((number, reaching, given)).parse(rest)?;
    Ok((rest, Only { years, least, unit, given }))
}

/// `"less" name "where" expression`
fn less(input: Tokens<'_>) -> Parsed<'_, (Name, Expression)> {
    let taken_off = pair(name, preceded(keyword("where"), expression));
    preceded(keyword("less"), cut(taken_off)).parse(input)
}

/// `"circumstance" ["of" place] (("may" | "shall") effect ("," effect)*)+ text "when" expression`
pub fn circumstance(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("circumstance")(input)?;
    let (rest, (of, effects)) = cut((of_offence, many1(|input| moves(input, effect)))).parse(rest)?;
    let (rest, (text, condition)) = cut((text, when)).parse(rest)?;
    Ok((rest, Rule::Circumstance { of, effects, text, condition }))
}

/// `("may" | "shall") effect ("," effect)*`
pub fn moves<'a>(input: Tokens<'a>, effect: fn(Tokens<'a>) -> Parsed<'a, Name>) -> Parsed<'a, (Modal, Vec<Name>)> {
    let modal = alt((value(Modal::May, keyword("may")), value(Modal::Shall, keyword("shall"))));
    pair(modal, cut(listed(effect))).parse(input)
}

/// `effect = "heavier" | "lighter" | "mitigated" | "exempt"`
pub fn effect(input: Tokens<'_>) -> Parsed<'_, Name> {
    alt((word_itself("heavier"), word_itself("lighter"), word_itself("mitigated"), word_itself("exempt"))).parse(input)
}
