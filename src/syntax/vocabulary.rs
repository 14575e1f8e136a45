//! `sources` and `vocabulary`: what rules were verified in, and what a case file may say.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map};
use nom::multi::many0;
use nom::sequence::{pair, preceded, separated_pair};

use super::expression::expression;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::recover::{SOURCES, VALUES, VOCABLES, block, no_entry};
use super::terminal::{
    braced, keyword, keywords, listed, mark, name, name_of, names, number, optional, place, string, word,
};
use super::text::label;
use super::tree::{
    Declaration, FactDeclaration, FactKind, Label, Meaning, Name, Shown, Silence, Value, Vocable, Written,
};

/// `sources = "sources" "{" (name (label | string))* "}"`
pub fn sources(input: Tokens<'_>) -> Parsed<'_, Declaration> {
    let entry = |input| pair(word("the key of a source"), cut(title)).parse(input);
    map(preceded(keyword("sources"), cut(block(&SOURCES, entry))), Declaration::Sources).parse(input)
}

/// A title in each language, or one for both.
fn title(input: Tokens<'_>) -> Parsed<'_, Label> {
    match input.word() {
        Some("zh") => label(input),
        _ => map(string, |one| Label { zh: one.clone(), en: one }).parse(input),
    }
}

/// `vocabulary = "vocabulary" "{" (kinds | group | former | fact)* "}"`
pub fn vocabulary(input: Tokens<'_>) -> Parsed<'_, Declaration> {
    map(preceded(keyword("vocabulary"), cut(block(&VOCABLES, vocable))), Declaration::Vocabulary).parse(input)
}

fn vocable(input: Tokens<'_>) -> Parsed<'_, Vocable> {
    match input.word() {
        Some("kinds") => kinds(input),
        Some("group") => group(input),
        Some("former") => former(input),
        Some("fact") => map(fact, Vocable::Fact).parse(input),
        _ => no_entry(&VOCABLES, input),
    }
}

/// `kinds = "kinds" name label "{" (name label ["also" string ("," string)*])* "}"`
fn kinds(input: Tokens<'_>) -> Parsed<'_, Vocable> {
    let also = |input| optional(keyword("also"), cut(listed(string))).parse(input);
    let value = |input| {
        let (rest, (name, label, also)) = (name_of("the name of a value"), cut(label), also).parse(input)?;
        Ok((rest, (name, label, also.unwrap_or_default())))
    };
    let (rest, _) = keyword("kinds")(input)?;
    let (rest, (name, label, values)) = cut((name, label, block(&VALUES, value))).parse(rest)?;
    Ok((rest, Vocable::Kinds { name, label, values }))
}

/// `group = "group" name "of" name "=" name ("," name)*`
fn group(input: Tokens<'_>) -> Parsed<'_, Vocable> {
    let (rest, _) = keyword("group")(input)?;
    let (rest, (name, of)) = cut(separated_pair(name, keyword("of"), name)).parse(rest)?;
    let (rest, values) = cut(preceded(mark(Kind::Equals), names)).parse(rest)?;
    Ok((rest, Vocable::Group { name, of, values }))
}

/// `former = "former" name "of" name "=" name "now" name "=" name ("," name "=" name)*`
fn former(input: Tokens<'_>) -> Parsed<'_, Vocable> {
    let (rest, _) = keyword("former")(input)?;
    let (rest, fact) = cut(separated_pair(name, keyword("of"), name)).parse(rest)?;
    let (rest, value) = cut(preceded(mark(Kind::Equals), name)).parse(rest)?;
    let (rest, now) = cut(preceded(keyword("now"), listed(is))).parse(rest)?;
    Ok((rest, Vocable::Former { fact, value, now }))
}

/// `name "=" name`
fn is(input: Tokens<'_>) -> Parsed<'_, (Name, Name)> {
    separated_pair(name, mark(Kind::Equals), name).parse(input)
}

/// `fact = "fact" name "of" written ("," written)* ":" type label "silence" silence ("otherwise" silence)*
/// ["contestable" "when" expression] [shown]`
fn fact(input: Tokens<'_>) -> Parsed<'_, FactDeclaration> {
    let (rest, _) = keyword("fact")(input)?;
    let (rest, (name, written)) = cut(separated_pair(name, keyword("of"), listed(written))).parse(rest)?;
    let (rest, kind) = cut(preceded(mark(Kind::Colon), kind)).parse(rest)?;
    let (rest, label) = cut(label).parse(rest)?;
    let (rest, silence) = cut(preceded(keyword("silence"), silences)).parse(rest)?;
    let (rest, contestable) = optional(keywords(&["contestable", "when"]), expression).parse(rest)?;
    let (rest, shown) = optional(keywords(&["shown", "by"]), shown).parse(rest)?;
    Ok((rest, FactDeclaration { name, written, kind, label, silence, contestable, shown: shown.map(Box::new) }))
}

/// What follows `shown by`: `name ("," name)* "from" name ("," name)* label`
fn shown(input: Tokens<'_>) -> Parsed<'_, Shown> {
    let (rest, (by, from)) = separated_pair(names, keyword("from"), names).parse(input)?;
    map(label, |label| Shown { by: by.clone(), from: from.clone(), label }).parse(rest)
}

/// `written = name ["unless" expression]`
fn written(input: Tokens<'_>) -> Parsed<'_, Written> {
    let scope = name_of("a table of the case file");
    map(pair(scope, optional(keyword("unless"), expression)), |(scope, unless)| Written { scope, unless }).parse(input)
}

/// `type = "truth" | "date" | "set" "of" name | name`
fn kind(input: Tokens<'_>) -> Parsed<'_, FactKind> {
    match input.word() {
        Some("truth") => map(keyword("truth"), FactKind::Truth).parse(input),
        Some("date") => map(keyword("date"), FactKind::Date).parse(input),
        Some("set") if input.word_at(1) == Some("of") => {
            map(preceded(keywords(&["set", "of"]), cut(name)), FactKind::SetOf).parse(input)
        }
        _ => map(name_of("a type such as `truth` or `yuan`"), FactKind::Named).parse(input),
    }
}

/// `silence ("otherwise" silence)*`
pub fn silences(input: Tokens<'_>) -> Parsed<'_, Vec<Silence>> {
    let (rest, first) = silence(input)?;
    let (rest, further) = many0(preceded(keyword("otherwise"), cut(silence))).parse(rest)?;
    Ok((rest, std::iter::once(first).chain(further).collect()))
}

/// `silence = meaning ["where" expression]`
fn silence(input: Tokens<'_>) -> Parsed<'_, Silence> {
    map(pair(meaning, optional(keyword("where"), expression)), |(meaning, given)| Silence { meaning, given })
        .parse(input)
}

/// `meaning = "ask" | "default" value | "presumed" value "by" place | "not" "in" "issue" "as" value |
/// "not" "asked" "as" value`
fn meaning(input: Tokens<'_>) -> Parsed<'_, Meaning> {
    let by = separated_pair(value, keyword("by"), place);
    let among = optional(keyword("among"), braced(name));
    alt((
        map(pair(keyword("ask"), among), |(ask, among)| Meaning::Ask(ask, among.unwrap_or_default())),
        map(preceded(keyword("default"), cut(value)), Meaning::Default),
        map(preceded(keyword("presumed"), cut(by)), |(value, by)| Meaning::Presumed(value, by)),
        preceded(keyword("not"), cut(not_asked)),
    ))
    .parse(input)
}

/// What follows `not`.
fn not_asked(input: Tokens<'_>) -> Parsed<'_, Meaning> {
    let in_issue = preceded(keywords(&["in", "issue", "as"]), value);
    let asked = preceded(keywords(&["asked", "as"]), value);
    alt((map(in_issue, Meaning::NotInIssue), map(asked, Meaning::NotAsked))).parse(input)
}

/// `value = name | number`
fn value(input: Tokens<'_>) -> Parsed<'_, Value> {
    alt((map(name_of("a value"), Value::Name), map(number, Value::Number))).parse(input)
}
