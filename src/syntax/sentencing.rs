//! Rules on the sentence: each is read up to its text, and all end alike.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::sequence::{pair, preceded, terminated};

use super::expression::when;
use super::grade::range;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::rule::of_offence;
use super::terminal::{keyword, keywords, mark, name_of, names, number, optional, place};
use super::text::{text, word_itself};
use super::tree::sentencing::{Beyond, Figures, Sentencing, SentencingRule};
use super::tree::{At, Name, PlaceName, Rule};
use crate::quantity::Ratio;

/// A rule on the sentence, see [`Sentencing`].
pub fn sentencing(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, rule) = match input.word() {
        Some("start") => preceded(keyword("start"), cut(start)).parse(input),
        Some("increment") => preceded(keyword("increment"), cut(increment)).parse(input),
        Some("factor") => preceded(keyword("factor"), cut(factor)).parse(input),
        Some("judge") => map(preceded(keyword("judge"), cut(percent)), SentencingRule::Judge).parse(input),
        Some("first") => {
            let words = cut(keywords(&["first", "layer", "multiplies"]));
            value(SentencingRule::FirstMultiplies, words).parse(input)
        }
        Some("cap") => {
            let cap = pair(direction, percent);
            map(preceded(keyword("cap"), cut(cap)), |(more, percent)| SentencingRule::Cap { more, percent })
                .parse(input)
        }
        Some("below") => below(input),
        Some("mitigation") => {
            let words = cut(keywords(&["mitigation", "to", "any", "lower", "grade"]));
            value(SentencingRule::AnyLower, words).parse(input)
        }
        Some("fine") => preceded(keyword("fine"), cut(fine)).parse(input),
        Some("term") => preceded(keyword("term"), cut(term)).parse(input),
        Some("probation") => preceded(keyword("probation"), cut(probation)).parse(input),
        _ => preceded(keyword("ban"), cut(ban)).parse(input),
    }?;
    let words = At::new((), input.span_to(rest));
    let circumstance = optional(keyword("for"), place);
    let (rest, (of, circumstance, text, condition)) = cut((of_offence, circumstance, text, opt(when))).parse(rest)?;
    Ok((rest, Rule::Sentencing(Box::new(Sentencing { words, rule, of, circumstance, text, condition }))))
}

/// `"at" name`
fn at_grade(input: Tokens<'_>) -> Parsed<'_, Name> {
    preceded(keyword("at"), name_of("the name of a grade")).parse(input)
}

/// `number ".." number "months"`
fn months(input: Tokens<'_>) -> Parsed<'_, (At<Ratio>, At<Ratio>)> {
    terminated(range, keyword("months")).parse(input)
}

/// `number "percent"`
fn percent(input: Tokens<'_>) -> Parsed<'_, At<Ratio>> {
    terminated(number, keyword("percent")).parse(input)
}

/// `"less" | "more"`: whether it is more
fn direction(input: Tokens<'_>) -> Parsed<'_, bool> {
    alt((value(false, keyword("less")), value(true, keyword("more")))).parse(input)
}

fn start(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    map(pair(at_grade, months), |(grade, (from, to))| SentencingRule::Start { grade, from, to }).parse(input)
}

fn increment(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let (rest, (name, grade)) = pair(name_of("what is added for"), at_grade).parse(input)?;
    let (rest, (figures, beyond)) = alt((left, figures)).parse(rest)?;
    let (figures, beyond) = (figures.map(Box::new), beyond.map(Box::new));
    Ok((rest, SentencingRule::Increment { name, grade, figures, beyond }))
}

/// `"left" "to" "the" "court" ["beyond" number unit "of" place]`
fn left(input: Tokens<'_>) -> Parsed<'_, (Option<Figures>, Option<Beyond>)> {
    let beyond = optional(keyword("beyond"), (number, name_of("a unit"), of_ground));
    let beyond = preceded(keywords(&["left", "to", "the", "court"]), beyond);
    map(beyond, |beyond| (None, beyond.map(|(number, unit, ground)| Beyond { number, unit, ground }))).parse(input)
}

/// `number ".." number "months" "per" number unit "beyond" number "of" place`
fn figures(input: Tokens<'_>) -> Parsed<'_, (Option<Figures>, Option<Beyond>)> {
    let (rest, (from, to)) = months(input)?;
    let step = preceded(keyword("per"), pair(number, name_of("a unit")));
    let beyond = preceded(keyword("beyond"), number);
    let (rest, ((per, unit), number, ground)) = cut((step, beyond, of_ground)).parse(rest)?;
    Ok((rest, (Some(Figures { from, to, per }), Some(Beyond { number, unit, ground }))))
}

/// `"of" place`
fn of_ground(input: Tokens<'_>) -> Parsed<'_, PlaceName> {
    preceded(keyword("of"), place).parse(input)
}

fn factor(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let first = map(opt(keyword("first")), |first| first.is_some());
    let absorbs = map(optional(keyword("absorbs"), names), Option::unwrap_or_default);
    let share = terminated(range, keyword("percent"));
    let months = optional(keywords(&["at", "least"]), terminated(number, keyword("months")));
    let factor = (name_of("the name of the factor"), first, direction, share, months, absorbs);
    map(factor, |(name, first, more, (from, to), months, absorbs)| SentencingRule::Factor {
        name,
        first,
        more,
        from,
        to,
        months,
        absorbs,
    })
    .parse(input)
}

fn below(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let leaves = alt((value(true, keywords(&["fine", "or", "exemption"])), value(false, keyword("stay"))));
    let (rest, _) = cut(keywords(&["below", "the", "lowest", "grade"])).parse(input)?;
    map(cut(leaves), |leaves| SentencingRule::BelowLowest { leaves }).parse(rest)
}

fn fine(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let unit = || name_of("a unit of money");
    let least = preceded(keyword("least"), cut(pair(number, unit())));
    let to = optional(mark(Kind::Range), number);
    let from = preceded(keyword("from"), cut((number, to, unit())));
    let within = preceded(keyword("within"), cut(terminated(number, keyword("months"))));
    alt((
        map(least, |(amount, unit)| SentencingRule::FineLeast(amount, unit)),
        map(from, |(from, to, unit)| SentencingRule::FineFrom { from, to, unit }),
        map(within, SentencingRule::FineWithin),
        value(SentencingRule::FineAlone, keyword("alone")),
    ))
    .parse(input)
}

fn probation(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let up_to = preceded(keywords(&["up", "to"]), cut(terminated(number, keyword("months"))));
    let penalty = alt((word_itself("imprisonment"), word_itself("detention")));
    let period = preceded(keywords(&["period", "of"]), cut(pair(penalty, months)));
    let plain =
        (word_itself("if"), word_itself("shall"), word_itself("never"), word_itself("usual"), word_itself("unusual"));
    alt((
        map(up_to, SentencingRule::ProbationUpTo),
        map(period, |(penalty, (from, to))| SentencingRule::ProbationPeriod { penalty, from, to }),
        map(alt(plain), SentencingRule::Probation),
    ))
    .parse(input)
}

fn term(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let penalty = alt((word_itself("imprisonment"), word_itself("detention"), word_itself("control")));
    map(pair(penalty, months), |(penalty, (from, to))| SentencingRule::Term { penalty, from, to }).parse(input)
}

fn ban(input: Tokens<'_>) -> Parsed<'_, SentencingRule> {
    let months = map(months, |(from, to)| SentencingRule::Ban { from, to });
    alt((value(SentencingRule::BanNever, keyword("never")), months)).parse(input)
}
