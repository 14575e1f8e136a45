//! Offences, their grades with penalties, and the grounds on which a grade is reached.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::sequence::{pair, preceded, terminated};

use super::expression::{expression, when, where_};
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::problem::{Expected, Problem};
use super::recover::{GROUNDS, block, no_entry};
use super::terminal::{keyword, keywords, listed, mark, name, name_of, number, numbered, optional, place};
use super::text::{label, text, word_itself};
use super::tree::{At, Band, Beside, FineWithout, Ground, Penalty, PlaceName, Rule};
use crate::quantity::Ratio;

/// `"offence" label`
pub fn offence(input: Tokens<'_>) -> Parsed<'_, Rule> {
    map(pair(keyword("offence"), cut(label)), |(span, label)| Rule::Offence { span, label }).parse(input)
}

/// `"grade" name (settled | grounds)`
pub fn grade(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, _) = keyword("grade")(input)?;
    let (_, _) = cut(name_of("the name of the grade")).parse(rest)?;
    match rest.word_at(1) {
        Some("of") => cut(grounds).parse(rest),
        Some("zh") => cut(settled).parse(rest),
        _ => {
            let expected = vec![Expected::Word("zh"), Expected::Word("of")];
            Err(nom::Err::Failure(Problem::expected_any(rest.skip_to(rest.at + 1), expected)))
        }
    }
}

/// After `grade`: `name label "band" band "standard" text`
fn settled(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let standard = preceded(keyword("standard"), text);
    let (rest, (name, label, band, standard)) = (name, label, with_band, standard).parse(input)?;
    Ok((rest, Rule::Grade { name, label, band, standard }))
}

/// After `grade`: `name "of" place "any" "of" ["acts" "within" number "years"] ["beside" "the" "standard" ["where" expression]]
/// ["provided" expression] ["counting" "batches" "where" expression] "{" ground* "}"`
fn grounds(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let of = terminated(of_place, keywords(&["any", "of"]));
    let provided = optional(keyword("provided"), expression);
    let given = preceded(keywords(&["the", "standard"]), optional(keyword("where"), expression));
    let beside = optional(keyword("beside"), map(given, |given| Beside { given }));
    let counting = optional(keywords(&["counting", "batches"]), where_);
    let within = optional(keywords(&["acts", "within"]), terminated(number, keyword("years")));
    let mut list = (name, of, within, beside, provided, counting, block(&GROUNDS, ground));
    let (rest, (grade, of, within, beside, provided, counting, mut grounds)) = list.parse(input)?;
    for ground in grounds.iter_mut().filter(|ground| ground.number.node.is_empty()) {
        ground.number.node.clone_from(&grade.node);
    }
    Ok((rest, Rule::Grounds { grade, of, within, beside, provided, counting, grounds }))
}

/// `ground = ["item" numeral] text "when" expression`
fn ground(input: Tokens<'_>) -> Parsed<'_, Ground> {
    let (rest, number) = match input.word() {
        Some("item") => numbered("item")(input)?,
        Some("zh") => (input, At::new(String::new(), input.span_to(input.skip_to(input.at + 1)))),
        _ => return no_entry(&GROUNDS, input),
    };
    let ground = (cut(text), cut(when));
    map(ground, |(text, condition)| Ground { number: number.clone(), text, condition }).parse(rest)
}

/// `"units" "band" band text`
pub fn units(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let (rest, (band, text)) = preceded(keyword("units"), cut(pair(with_band, text))).parse(input)?;
    Ok((rest, Rule::Units { band, text }))
}

/// `"band" band`
fn with_band(input: Tokens<'_>) -> Parsed<'_, Band> {
    preceded(keyword("band"), cut(band)).parse(input)
}

/// `band = penalty ("," penalty)*`
pub fn band(input: Tokens<'_>) -> Parsed<'_, Band> {
    let (rest, penalties) = listed(penalty)(input)?;
    Ok((rest, Band { penalties, span: At::new((), input.span_to(rest)) }))
}

/// `penalty = ("imprisonment" | "detention" | "control") number ".." number "months" | "life" | "deprivation" | "forfeiture"
/// | penalty of money`
fn penalty(input: Tokens<'_>) -> Parsed<'_, Penalty> {
    let kind = alt((word_itself("imprisonment"), word_itself("detention"), word_itself("control")));
    let term = pair(kind, cut(terminated(range, keyword("months"))));
    let life = map(keyword("life"), Penalty::Life);
    let deprivation = map(keyword("deprivation"), Penalty::Deprivation);
    let forfeiture = map(keyword("forfeiture"), Penalty::Forfeiture);
    let term = map(term, |(kind, (from, to))| Penalty::Term { kind, from, to });
    alt((term, life, deprivation, forfeiture, money)).parse(input)
}

/// `number ".." number`
pub fn range(input: Tokens<'_>) -> Parsed<'_, (At<Ratio>, At<Ratio>)> {
    let (rest, from) = number(input)?;
    map(preceded(mark(Kind::Range), number), |to| (from.clone(), to)).parse(rest)
}

/// `"fine" ("with" | "with" "or" "instead" | "instead") [number ".." number "yuan"]`
fn money(input: Tokens<'_>) -> Parsed<'_, Penalty> {
    let both = map(keywords(&["with", "or", "instead"]), |_| (true, true));
    let with = map(keyword("with"), |_| (true, false));
    let instead = map(keyword("instead"), |_| (false, true));
    let (rest, (with, instead)) = preceded(keyword("fine"), cut(alt((both, with, instead)))).parse(input)?;
    let (rest, yuan) = match rest.kind_at(0) {
        Some(Kind::Numeral) => map(cut(terminated(range, keyword("yuan"))), Some).parse(rest)?,
        _ => (rest, None),
    };
    Ok((rest, Penalty::Fine { with, instead, yuan, span: At::new((), input.span_to(rest)) }))
}

/// `"fine" ("usual" | "shall") number ".." number "times" name ["or" number ".." number "yuan" "without" name] "of" place text`
pub fn fine(input: Tokens<'_>) -> Parsed<'_, Rule> {
    let times = terminated(range, keyword("times"));
    let without = (terminated(range, keyword("yuan")), preceded(keyword("without"), cut(name)));
    let without = without.map(|((from, to), quantity)| Box::new(FineWithout { from, to, quantity }));
    let without = opt(preceded(keyword("or"), cut(without)));
    let shall = alt((map(keyword("usual"), |_| false), map(keyword("shall"), |_| true)));
    let (rest, shall) = preceded(keyword("fine"), shall).parse(input)?;
    let (rest, ((from, to), quantity, without, of, text)) = cut((times, name, without, of_place, text)).parse(rest)?;
    Ok((rest, Rule::Fine { shall, from, to, quantity, without, of, text }))
}

/// `"of" place`
fn of_place(input: Tokens<'_>) -> Parsed<'_, PlaceName> {
    preceded(keyword("of"), cut(place)).parse(input)
}
