//! Instruments and the clauses before their articles.

use nom::Parser;
use nom::combinator::{cut, map};
use nom::sequence::{pair, preceded};

use super::article::article;
use super::expression::expression;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::recover::{CLAUSES, OPTIONS, block, no_entry};
use super::terminal::{date, keyword, listed, mark, name, name_of, names, number, optional, place, string};
use super::text::{label, text};
use super::tree::{Clause, FigureRange, Force, Instrument, Reading, ReadingOption};
use crate::place::Part;

/// `instrument = "instrument" name "{" clause* "}"`
pub fn instrument(input: Tokens<'_>) -> Parsed<'_, Instrument> {
    let body = pair(name, block(&CLAUSES, clause));
    map(preceded(keyword("instrument"), cut(body)), |(id, clauses)| Instrument { id, clauses }).parse(input)
}

/// `clause = "title" label | cited | "number" string | "issuer" name ("," name)* | "rank" name | "status" text ["short" label] | force |
/// "checked" date | interprets | follows | reading | article`
pub fn clause(input: Tokens<'_>) -> Parsed<'_, Clause> {
    match input.word() {
        Some("title") => map(preceded(keyword("title"), label), Clause::Title).parse(input),
        Some("cited") => cited(input),
        Some("number") => map(preceded(keyword("number"), string), Clause::Number).parse(input),
        Some("issuer") => map(preceded(keyword("issuer"), names), Clause::Issuer).parse(input),
        Some("rank") => map(preceded(keyword("rank"), name), Clause::Rank).parse(input),
        Some("status") => {
            let status = pair(text, optional(keyword("short"), label));
            map(preceded(keyword("status"), cut(status)), |(text, short)| Clause::Status(text, short)).parse(input)
        }
        Some("force") => map(force, Clause::Force).parse(input),
        Some("checked") => map(preceded(keyword("checked"), cut(date)), Clause::Checked).parse(input),
        Some("interprets") => interprets(input),
        Some("follows") => follows(input),
        Some("reading") => map(reading, Clause::Reading).parse(input),
        Some("article") => map(article, Clause::Article).parse(input),
        _ => no_entry(&CLAUSES, input),
    }
}

/// `cited = "cited" [part] label`, where `part = "article" | "par" | "item"`
fn cited(input: Tokens<'_>) -> Parsed<'_, Clause> {
    let (rest, _) = keyword("cited")(input)?;
    let part = Part::ALL.into_iter().find(|(_, word)| rest.word() == Some(word));
    match part {
        Some((part, word)) => {
            map(preceded(keyword(word), cut(label)), |label| Clause::CitedPart(part, label)).parse(rest)
        }
        None => map(cut(label), Clause::Cited).parse(rest),
    }
}

/// `force = "force" date ".." [date]`
pub fn force(input: Tokens<'_>) -> Parsed<'_, Force> {
    let (rest, _) = keyword("force")(input)?;
    let (rest, (from, _)) = cut(pair(date, mark(Kind::Range))).parse(rest)?;
    if rest.kind_at(0) != Some(Kind::Numeral) {
        return Ok((rest, Force { from, until: None }));
    }
    map(cut(date), |until| Force { from: from.clone(), until: Some(until) }).parse(rest)
}

/// `interprets = "interprets" place ["text" name] ["where" expression]`
fn interprets(input: Tokens<'_>) -> Parsed<'_, Clause> {
    let version = optional(keyword("text"), name);
    let given = optional(keyword("where"), expression);
    let (rest, _) = keyword("interprets")(input)?;
    let (rest, (offence, version, given)) = cut((place, version, given)).parse(rest)?;
    Ok((rest, Clause::Interprets { offence, version, given }))
}

/// `follows = "follows" (name | string ["of" place ("," place)*] "from" date "to" date text)`
fn follows(input: Tokens<'_>) -> Parsed<'_, Clause> {
    let (rest, _) = keyword("follows")(input)?;
    if rest.word().is_some() {
        return map(cut(name), Clause::Succeeds).parse(rest);
    }
    let of = map(optional(keyword("of"), listed(place)), Option::unwrap_or_default);
    let from = preceded(keyword("from"), cut(date));
    let to = preceded(keyword("to"), cut(date));
    let (rest, (number, of, from, until, text)) = cut((string, of, from, to, text)).parse(rest)?;
    Ok((rest, Clause::Follows { number, of, force: Force { from, until: Some(until) }, text }))
}

/// `reading = "reading" name text ["within" number ".." number name] ["convention" label] "{" option* "}"`
fn reading(input: Tokens<'_>) -> Parsed<'_, Reading> {
    let range = (number, mark(Kind::Range), number, name_of("a unit"));
    let range = map(range, |(from, _, to, unit)| FigureRange { from, to, unit });
    let within = optional(keyword("within"), range);
    let convention = optional(keyword("convention"), label);
    let (rest, _) = keyword("reading")(input)?;
    let (rest, (name, text, within, convention, options)) =
        cut((name, text, within, convention, block(&OPTIONS, option))).parse(rest)?;
    Ok((rest, Reading { name, text, within, convention, options }))
}

/// `option = "option" name ["also" name ("," name)*] ["at" number] ["by" name] text`
fn option(input: Tokens<'_>) -> Parsed<'_, ReadingOption> {
    if input.word() != Some("option") {
        return no_entry(&OPTIONS, input);
    }
    let (rest, _) = keyword("option")(input)?;
    let also = optional(keyword("also"), names);
    let figure = optional(keyword("at"), number);
    let by = optional(keyword("by"), name);
    let (rest, (name, also, figure, by, text)) = cut((name, also, figure, by, text)).parse(rest)?;
    Ok((rest, ReadingOption { name, also: also.unwrap_or_default(), figure, by, text }))
}
