//! Tables of classes: which class a record falls in.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{pair, preceded};

use super::expression::{expression, where_};
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::recover::{CLASSES, attempt, entries, no_entry};
use super::terminal::{braced, keyword, keywords, mark, name, name_of, optional, place, reference};
use super::text::label;
use super::tree::{Class, Expression, Name, Rule};

/// `"classes" ("as" place | "{" ["each" where] ["main" name where] class* "}")`
pub fn classes(input: Tokens<'_>) -> Parsed<'_, Rule> {
    if input.word_at(1) == Some("as") {
        return map(preceded(keywords(&["classes", "as"]), cut(place)), Rule::ClassesAs).parse(input);
    }
    let (rest, (span, open)) = pair(keyword("classes"), cut(mark(Kind::Open))).parse(input)?;
    let (rest, each) = match rest.is(&["each"]) {
        true => attempt(&CLASSES, rest, preceded(keyword("each"), cut(where_))),
        false => (rest, None),
    };
    let (rest, main) = match rest.is(&["main"]) {
        true => attempt(&CLASSES, rest, preceded(keyword("main"), cut(pair(name, where_)))),
        false => (rest, None),
    };
    let (rest, classes) = cut(entries(&CLASSES, open.span, class)).parse(rest)?;
    Ok((rest, Rule::Classes { span, each, main, classes }))
}

/// `class = "class" name label ["item" numeral] ("otherwise" | "{" entry ("," entry)* "}")`
pub fn class(input: Tokens<'_>) -> Parsed<'_, Class> {
    if input.word() != Some("class") {
        return no_entry(&CLASSES, input);
    }
    let otherwise = map(keyword("otherwise"), |_| None);
    let entries = alt((otherwise, map(braced(entry), Some)));
    let (rest, _) = keyword("class")(input)?;
    let (rest, (name, label)) = cut(pair(name_of("the name of the class"), label)).parse(rest)?;
    let (rest, (item, entries)) = cut(pair(opt(reference("item")), entries)).parse(rest)?;
    Ok((rest, Class { name, label, item, entries }))
}

/// `entry = name ["where" expression]`
fn entry(input: Tokens<'_>) -> Parsed<'_, (Name, Option<Expression>)> {
    pair(name, optional(keyword("where"), expression)).parse(input)
}
