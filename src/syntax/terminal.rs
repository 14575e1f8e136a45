//! The smallest pieces: keywords, marks, names, strings, numbers, dates and places, and what is built of any piece.

use nom::Parser;
use nom::combinator::{cut, map, opt};
use nom::multi::many0;
use nom::sequence::{pair, preceded};

use super::input::{Parsed, Tokens};
use super::lex::{Kind, unquote};
use super::problem::{Expected, Problem};
use super::recover;
use super::tree::{At, Here, Name, PlaceName};
use crate::diagnostic::Diagnostic;
use crate::quantity::Ratio;
use crate::range::Number;
use crate::span::Span;

/// Fails here: this was expected.
pub fn expected<'a, T>(input: Tokens<'a>, expected: Expected) -> Parsed<'a, T> {
    Err(nom::Err::Error(Problem::expected(input, expected)))
}

/// A token of this kind.
fn token<'a>(input: Tokens<'a>, kind: Kind, or: Expected) -> Parsed<'a, At<&'a str>> {
    match input.first() {
        Some(token) if token.kind == kind => Ok((input.skip_to(input.at + 1), At::new(token.text, token.span))),
        _ => expected(input, or),
    }
}

/// This word, as a keyword.
pub fn keyword<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Here> {
    move |input| match input.word() {
        Some(found) if found == word => Ok((input.skip_to(input.at + 1), At::new((), input.span()))),
        _ => {
            input.file.tried(input.at, word);
            expected(input, Expected::Word(word))
        }
    }
}

/// These words, one after the other.
pub fn keywords<'a>(words: &'static [&'static str]) -> impl Fn(Tokens<'a>) -> Parsed<'a, Here> {
    move |input| {
        let rest = words.iter().try_fold(input, |rest, word| keyword(word)(rest).map(|(rest, _)| rest))?;
        Ok((rest, At::new((), input.span_to(rest))))
    }
}

/// This mark.
pub fn mark<'a>(kind: Kind) -> impl Fn(Tokens<'a>) -> Parsed<'a, Here> {
    let written = match kind {
        Kind::Open => "{",
        Kind::Close => "}",
        Kind::OpenRound => "(",
        Kind::CloseRound => ")",
        Kind::Comma => ",",
        Kind::Colon => ":",
        Kind::Equals => "=",
        Kind::Slash => "/",
        Kind::AtLeast => ">=",
        Kind::MoreThan => ">",
        Kind::Below => "<",
        _ => "..",
    };
    move |input| map(|input| token(input, kind, Expected::Mark(written)), |at| At::new((), at.span)).parse(input)
}

/// `name`
pub fn name(input: Tokens<'_>) -> Parsed<'_, Name> {
    name_of("a name")(input)
}

/// `name`, and what it is a name of when it is missing: a label in its place is none.
pub fn name_of<'a>(thing: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Name> {
    move |input| match (input.word(), input.kind_at(1)) {
        (Some("zh"), Some(Kind::Text)) => expected(input, Expected::Thing(thing)),
        _ => word(thing)(input),
    }
}

/// Any word.
pub fn word<'a>(thing: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Name> {
    move |input| {
        let (rest, word) = token(input, Kind::Word, Expected::Thing(thing))?;
        Ok((rest, At::new(word.node.to_owned(), word.span)))
    }
}

/// `string`
pub fn string(input: Tokens<'_>) -> Parsed<'_, At<String>> {
    let (rest, text) = token(input, Kind::Text, Expected::Thing("a string in quotation marks"))?;
    Ok((rest, At::new(unquote(text.node), text.span)))
}

/// `numeral | "reported"`: the numeral after `item`, `par` or `article`, which gives what stands there its place, or the
/// word that says that it is not known.
pub fn number_of<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, At<String>> {
    move |input| match input.word() {
        Some(reported @ "reported") => Ok((input.skip_to(input.at + 1), At::new(reported.to_owned(), input.span()))),
        _ => numeral(input, Expected::NumberOf(word)),
    }
}

fn numeral(input: Tokens<'_>, or: Expected) -> Parsed<'_, At<String>> {
    let (rest, numeral) = token(input, Kind::Numeral, or)?;
    Ok((rest, At::new(numeral.node.to_owned(), numeral.span)))
}

/// `word numeral`, such as `item 3`, which gives what stands there its place.
pub fn numbered<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, At<String>> {
    move |input| preceded(keyword(word), cut(number_of(word))).parse(input)
}

/// `word numeral` where it says which item, paragraph or article is meant.
pub fn reference<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, At<String>> {
    move |input| preceded(keyword(word), cut(item_number)).parse(input)
}

/// The numeral of an item, paragraph or article that is meant.
pub fn item_number(input: Tokens<'_>) -> Parsed<'_, At<String>> {
    numeral(input, Expected::Thing("its number"))
}

/// `number = decimal ["/" decimal] | ["parameter"] name`, where `decimal = digit+ ["." digit+]` and the name is of a
/// parameter of the proposal; it stands for its value.
pub fn number(input: Tokens<'_>) -> Parsed<'_, At<Ratio>> {
    match input.word() {
        Some("parameter") => preceded(keyword("parameter"), cut(parameter)).parse(input),
        Some(name) if input.file.parameter(name).is_some() => parameter(input),
        _ => digits(input),
    }
}

/// The name of a parameter, for its value.
fn parameter(input: Tokens<'_>) -> Parsed<'_, At<Ratio>> {
    let (rest, name) = name_of("the name of a parameter")(input)?;
    let value = input.file.parameter(&name.node).unwrap_or_else(|| {
        let unknown = Diagnostic::error("unknown-parameter", name.span, format!("unknown parameter `{}`", name.node));
        let unknown = unknown.at_fault("no such `parameter` above").maybe_help(input.file.near_parameter(&name.node));
        input.file.report(unknown);
        Ratio::from_integer(1)
    });
    Ok((rest, At::new(value, name.span)))
}

/// `decimal ["/" decimal]`
fn digits(input: Tokens<'_>) -> Parsed<'_, At<Ratio>> {
    let (rest, (above, below)) = pair(decimal, opt(preceded(mark(Kind::Slash), cut(decimal)))).parse(input)?;
    let span = input.span_to(rest);
    let value = match below {
        Some(below) if below == Some(Ratio::ZERO) => {
            let problem = Diagnostic::error("zero-divisor", span, "expected a number above 0 after `/`, found 0");
            input.file.report(problem.at_fault("nothing is divided by 0"));
            Some(Ratio::ZERO)
        }
        Some(below) => above.zip(below).and_then(|(above, below)| num_traits::CheckedDiv::checked_div(&above, &below)),
        None => above,
    };
    if value.is_none() {
        let problem = Diagnostic::error(
            "number-too-large",
            span,
            "expected a number that can be reckoned exactly, found one with too many digits",
        );
        input.file.report(problem.at_fault("too many digits"));
    }
    Ok((rest, At::new(value.unwrap_or_default(), span)))
}

/// `decimal = digit+ ["." digit+]`; nothing when it is too large.
fn decimal(input: Tokens<'_>) -> Parsed<'_, Option<Ratio>> {
    const A_NUMBER: Expected = Expected::Thing("a number");
    let (rest, numeral) = token(input, Kind::Numeral, A_NUMBER)?;
    let (whole, fraction) = numeral.node.split_once('.').unwrap_or((numeral.node, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(fraction) {
        return Ok((rest, exact(whole, fraction)));
    }
    expected(input, A_NUMBER)
}

fn exact(whole: &str, fraction: &str) -> Option<Ratio> {
    let fraction = fraction.trim_end_matches('0');
    let one: Number = Number::checked_pow(10, u32::try_from(fraction.len()).ok()?)?;
    let whole = whole.parse::<Number>().ok()?.checked_mul(one)?;
    let part = if fraction.is_empty() { 0 } else { fraction.parse::<Number>().ok()? };
    Some(Ratio::new(whole.checked_add(part)?, one))
}

/// `date = year "-" month "-" day`
pub fn date(input: Tokens<'_>) -> Parsed<'_, At<jiff::civil::Date>> {
    const A_DATE: Expected = Expected::Thing("a date such as `2017-06-01`");
    let (rest, numeral) = token(input, Kind::Numeral, A_DATE)?;
    let shape =
        |text: &str| text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }).eq(*b"0000-00-00");
    if !shape(numeral.node) {
        return expected(input, A_DATE);
    }
    let date = numeral.node.parse::<jiff::civil::Date>().unwrap_or_else(|_| {
        let message = format!("expected a day of the calendar, found `{}`", numeral.node);
        input.file.report(Diagnostic::error("no-such-day", numeral.span, message).at_fault("there is no such day"));
        jiff::civil::Date::default()
    });
    Ok((rest, At::new(date, numeral.span)))
}

/// `place = name "/" numeral`
pub fn place(input: Tokens<'_>) -> Parsed<'_, PlaceName> {
    let (rest, instrument) = name_of("a place: an instrument, `/`, an article")(input)?;
    let (rest, _) = mark(Kind::Slash)(rest)?;
    let (rest, path) = token(rest, Kind::Numeral, Expected::Thing("the number of the article"))?;
    let parts = path.node.split('.').map(str::to_owned).collect();
    Ok((rest, PlaceName { instrument, path: At::new(parts, path.span) }))
}

/// `[head rest]`: once the head is there, the rest must be.
pub fn optional<'a, H, T>(
    head: impl Parser<Tokens<'a>, Output = H, Error = Problem>,
    rest: impl Parser<Tokens<'a>, Output = T, Error = Problem>,
) -> impl Parser<Tokens<'a>, Output = Option<T>, Error = Problem> {
    opt(preceded(head, cut(rest)))
}

/// `piece ("," piece)*`
pub fn listed<'a, T>(piece: impl Fn(Tokens<'a>) -> Parsed<'a, T> + Copy) -> impl Fn(Tokens<'a>) -> Parsed<'a, Vec<T>> {
    move |input| {
        let further = many0(preceded(mark(Kind::Comma), cut(piece)));
        map(pair(piece, further), |(first, further)| std::iter::once(first).chain(further).collect()).parse(input)
    }
}

/// `name ("," name)*`
pub fn names(input: Tokens<'_>) -> Parsed<'_, Vec<Name>> {
    listed(name)(input)
}

/// `"{" piece ("," piece)* "}"`
pub fn braced<'a, T>(piece: impl Fn(Tokens<'a>) -> Parsed<'a, T> + Copy) -> impl Fn(Tokens<'a>) -> Parsed<'a, Vec<T>> {
    move |input| {
        let (rest, open) = mark(Kind::Open)(input)?;
        let marked = move |input: Tokens<'a>| {
            input.mark_start();
            piece(input)
        };
        let (rest, pieces) = cut(listed(marked)).parse(rest)?;
        let (rest, _) = cut(closing(Kind::Close, open.span)).parse(rest)?;
        Ok((rest, pieces))
    }
}

/// `"{" name ("," name)* "}"`
pub fn set(input: Tokens<'_>) -> Parsed<'_, Vec<Name>> {
    braced(name)(input)
}

/// `}` or `)`, for the mark that stands at `open`.
pub fn closing<'a>(kind: Kind, open: Span) -> impl Fn(Tokens<'a>) -> Parsed<'a, Here> {
    let (written, before): (_, &[Expected]) = match kind {
        Kind::Close => ("}", &[Expected::Mark(",")]),
        _ => (")", &[Expected::Word("and"), Expected::Word("or")]),
    };
    move |input| {
        mark(kind)(input).map_err(|_| {
            let expected = before.iter().copied().chain([Expected::Closing(written, open)]);
            nom::Err::Error(Problem::expected_any(input, expected.collect()))
        })
    }
}

/// A name where another word may follow instead: none that goes on with what stands around it.
pub fn free_name(input: Tokens<'_>) -> Parsed<'_, Name> {
    match input.word() {
        Some(word) if recover::goes_on(word) => expected(input, Expected::Thing("a name")),
        _ => name(input),
    }
}
