//! Relations between charges, and joint punishment.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{pair, preceded, terminated};

use super::expression::{expression, when};
use super::input::{Parsed, Tokens};
use super::terminal::{keyword, keywords, listed, number, optional, place};
use super::text::{text, word_itself};
use super::tree::{Name, RelationEffect, Rule, SameAct};

/// `"relation" effect ["by" "the" "same" "act" ["wholly"]] text ["when" expression]`
pub fn relation(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, span) = keyword("relation")(input)?;
    let wholly = map(opt(keyword("wholly")), |wholly| SameAct { wholly: wholly.is_some() });
    let same_act = opt(preceded(keywords(&["by", "the", "same", "act"]), wholly));
    let (rest, (effect, same_act, text)) = cut((effect, same_act, text)).parse(rest)?;
    let (rest, condition) = match rest.word() {
        Some("when") => map(when, Some).parse(rest)?,
        _ => (rest, None),
    };
    Ok((rest, Rule::Relation { span, effect: Box::new(effect), same_act, text, condition }))
}

/// `effect`, see [`RelationEffect`].
fn effect(input: Tokens<'_>) -> Parsed<'_, RelationEffect> {
    let of = |words| preceded(keywords(words), cut(listed(place)));
    let in_place_of = pair(terminated(place, keywords(&["in", "place", "of"])), place);
    match (input.word(), input.word_at(1)) {
        (Some("heavier"), Some("of")) => {
            let against = || map(opt(of(&["against"])), Option::unwrap_or_default);
            if input.word_at(2) == Some("any") {
                let of_any = preceded(keywords(&["heavier", "of", "any"]), against());
                return map(of_any, RelationEffect::HeavierOfAny).parse(input);
            }
            let both = pair(of(&["heavier", "of"]), against());
            map(both, |(these, others)| RelationEffect::Heavier(these, others)).parse(input)
        }
        (Some("cumulative"), Some("of")) => map(of(&["cumulative", "of"]), RelationEffect::Cumulative).parse(input),
        _ => map(in_place_of, |(stands, falls)| RelationEffect::InPlaceOf(stands, falls)).parse(input),
    }
}

/// `"joint" kind ("up" "to" number "months" ["from" "a" "total" "of" number "months"] text ["where" expression] |
/// ("absorbs" | "beside") kind ("," kind)* text)`
pub fn joint(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("joint")(input)?;
    let (rest, kind) = cut(term).parse(rest)?;
    if let Some("absorbs" | "beside") = rest.word() {
        let absorbs = alt((map(keyword("absorbs"), |_| true), map(keyword("beside"), |_| false)));
        let (rest, (absorbs, others, text)) = (absorbs, cut(listed(term)), cut(text)).parse(rest)?;
        return Ok((rest, Rule::JointOrder { kind, absorbs, others, text }));
    }
    let (rest, (_, most, _)) = cut((keywords(&["up", "to"]), number, keyword("months"))).parse(rest)?;
    let total = preceded(keywords(&["from", "a", "total", "of"]), cut(terminated(number, keyword("months"))));
    let given = optional(keyword("where"), expression);
    let (rest, (from, text, given)) = cut((opt(total), text, given)).parse(rest)?;
    Ok((rest, Rule::JointCap { kind, most, from, text, given }))
}

/// The name of a penalty that is measured in months.
pub fn term(input: Tokens<'_>) -> Parsed<'_, Name> {
    alt((word_itself("imprisonment"), word_itself("detention"), word_itself("control"))).parse(input)
}
