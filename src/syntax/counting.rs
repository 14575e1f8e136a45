//! Counting rules: how often the items of a batch count.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{pair, preceded};

use super::expression::where_;
use super::input::{Parsed, Tokens};
use super::recover::{COUNTS, block, no_entry};
use super::rule::of_offence;
use super::terminal::{keyword, keywords, names, reference};
use super::text::text;
use super::tree::{Count, CountRule, Rule};

/// `"counting" ["of" place] "{" count* "}"`
pub fn counting(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("counting")(input)?;
    let (rest, (of, clauses)) = cut(pair(of_offence, block(&COUNTS, count))).parse(rest)?;
    Ok((rest, Rule::Counting { of, clauses }))
}

/// `count = ["par" numeral] (once | each | one | less) text`
fn count(input: Tokens<'_>) -> Parsed<'_, Count> {
    if !matches!(input.word(), Some("par" | "once" | "each" | "one" | "less")) {
        return no_entry(&COUNTS, input);
    }
    let (rest, (par, rule, text)) = (opt(reference("par")), cut(rule), cut(text)).parse(input)?;
    Ok((rest, Count { par, rule, text }))
}

/// `"once" where | "each" "recipient" where | "one" "recipient" where | "less" name ("," name)* [where]`
fn rule(input: Tokens<'_>) -> Parsed<'_, CountRule> {
    let once = preceded(keyword("once"), cut(where_));
    let each = preceded(pair(keyword("each"), cut(keyword("recipient"))), cut(where_));
    let one = preceded(keywords(&["one", "recipient"]), cut(where_));
    let less = preceded(keyword("less"), cut(pair(names, opt(where_))));
    alt((
        map(once, CountRule::Once),
        map(each, CountRule::EachRecipient),
        map(one, CountRule::OneRecipient),
        map(less, |(facts, given)| CountRule::Less(facts, given)),
    ))
    .parse(input)
}
