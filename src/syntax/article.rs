//! Articles, their parts, and the rules that stand in them; what a rule says is read by the file of its construct.

use nom::Parser;
use nom::combinator::{cut, map, opt};
use nom::sequence::preceded;

use super::classes::classes;
use super::collateral;
use super::counting::counting;
use super::grade::{fine, grade, offence, units};
use super::input::{Parsed, Tokens};
use super::instrument::force;
use super::lex::Kind;
use super::recover::{RULES, attempt, block, entries, no_entry};
use super::relation::{joint, relation};
use super::rule::{circumstance, define, element, governs, quantity};
use super::sentencing::sentencing;
use super::terminal::{date, keyword, keywords, mark, name, number_of, numbered, optional, reference};
use super::text::{heading, text};
use super::tree::{Article, Force, Rule};
use crate::place::Part;

/// `article = "article" number_of ["par" numeral] ["text" name] [text] "{" [force] rule* "}"`
pub fn article(input: Tokens<'_>) -> Parsed<'_, Article> {
    let (rest, number) = numbered("article")(input)?;
    let (rest, par) = opt(reference("par")).parse(rest)?;
    let (rest, (version, text)) = cut((optional(keyword("text"), name), heading)).parse(rest)?;
    let (rest, open) = cut(mark(Kind::Open)).parse(rest)?;
    let (rest, force) = own_force(rest);
    let (rest, rules) = cut(entries(&RULES, open.span, rule)).parse(rest)?;
    Ok((rest, Article { number, par, version, text, force, rules }))
}

/// `[force]`
fn own_force(input: Tokens<'_>) -> (Tokens<'_>, Option<Force>) {
    match input.word() {
        Some("force") => attempt(&RULES, input, force),
        _ => (input, None),
    }
}

/// `rule`, see [`Rule`].
pub fn rule(input: Tokens<'_>) -> Parsed<'_, Rule> {
    match input.word() {
        Some("par") => part(Part::Paragraph, input),
        Some("item") => part(Part::Item, input),
        Some("states") => map(preceded(keyword("states"), cut(text)), Rule::States).parse(input),
        Some("track") => collateral::track(input),
        Some("relief") => collateral::relief(input),
        Some("combined") => collateral::combined(input),
        Some("exit") => collateral::exit(input),
        Some("deadline") => collateral::deadline(input),
        Some("credit") => collateral::credit(input),
        Some("limitation") => collateral::limitation(input),
        Some("no") => collateral::unlimited(input),
        Some("time") => collateral::time(input),
        Some("charge") => collateral::charge(input),
        Some("checked") => map(preceded(keyword("checked"), cut(date)), Rule::Checked).parse(input),
        Some("not") => map(preceded(keywords(&["not", "encoded"]), cut(text)), Rule::NotEncoded).parse(input),
        Some("offence") => offence(input),
        Some("grade") => grade(input),
        Some("units") => units(input),
        Some("define") => define(input),
        Some("element") => element(input),
        Some("classes") => classes(input),
        Some("counting") => counting(input),
        Some("governs") => governs(input),
        Some("quantity") => quantity(input),
        Some("circumstance") => circumstance(input),
        Some("relation") => relation(input),
        Some("joint") => joint(input),
        Some("fine") if matches!(input.word_at(1), Some("usual" | "shall")) => fine(input),
        Some(
            "start" | "increment" | "factor" | "judge" | "first" | "cap" | "below" | "mitigation" | "fine"
            | "probation" | "ban" | "term",
        ) => sentencing(input),
        _ => no_entry(&RULES, input),
    }
}

/// `("par" | "item") number_of [text] "{" rule* "}"`
fn part(part: Part, input: Tokens<'_>) -> Parsed<'_, Rule> {
    let word = part.keyword();
    let (rest, _) = keyword(word)(input)?;
    let (rest, number) = cut(number_of(word)).parse(rest.deeper()?)?;
    let (rest, text) = cut(heading).parse(rest)?;
    let (rest, rules) = cut(block(&RULES, rule)).parse(rest)?;
    Ok((rest.as_deep_as(input), Rule::Part { part, number, text, rules }))
}
