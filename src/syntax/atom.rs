//! The atoms of conditions: facts, readings, kinds, items and their degrees, batches, records, judgements.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded};

use super::expression::{node, when, where_};
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::measure::{any_reaches, comparison, count, is_compared, is_count, items, measured_age};
use super::problem::{Expected, Problem};
use super::recover;
use super::terminal::{
    date, expected, keyword, keywords, mark, name, name_of, number, optional, place, reference, set,
};
use super::text::word_itself;
use super::tree::{Amount, Expression, ListName, Name, Node};

const A_CONDITION: Expected = Expected::Thing("a condition");

/// `atom`, see [`Node`].
pub fn atom(input: Tokens<'_>) -> Parsed<'_, Expression> {
    let (rest, atom) = match input.word() {
        Some("items") => items(input),
        Some("age") => measured_age(input),
        Some(_) if is_count(input) => count(input),
        Some("any") => any_reaches(input),
        Some("some") => some(input),
        Some("every") => batch(input),
        Some("reading") => reading(input),
        Some("contains") => contains(input),
        Some("class") => class(input),
        Some("judgement") => judgement(input),
        Some("since") if input.kind_at(1) == Some(Kind::Numeral) => {
            map(preceded(keyword("since"), cut(date)), Node::Since).parse(input)
        }
        Some("fewer") if input.kind_at(1) == Some(Kind::Word) => fewer(input),
        Some("residual") => residual(input),
        Some("grade") if input.kind_at(1) == Some(Kind::Equals) => grade(input),
        Some(_) if !recover::starts_something(input) => fact(input),
        _ => expected(input, A_CONDITION),
    }?;
    Ok((rest, node(atom, input, rest)))
}

/// `name | name "=" name | name "in" (name | set) | name comparison`
fn fact(input: Tokens<'_>) -> Parsed<'_, Node> {
    let (rest, fact) = name(input)?;
    if is_compared(rest) {
        return comparison(Amount::Named(fact), rest);
    }
    let is = equals("a value").map(|values| (false, values));
    let (rest, values) = opt(alt((is, among.map(|values| (true, values))))).parse(rest)?;
    Ok((
        rest,
        match values {
            Some((among, values)) => Node::In { fact, among, values },
            None => Node::Name(fact),
        },
    ))
}

/// `"=" name`
fn equals<'a>(thing: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Vec<Name>> {
    move |input| map(preceded(mark(Kind::Equals), cut(name_of(thing))), |name| vec![name]).parse(input)
}

/// `"in" (name | set)`, but not `in place of`
fn among(input: Tokens<'_>) -> Parsed<'_, Vec<Name>> {
    if input.is(&["in", "place", "of"]) {
        return expected(input, Expected::Mark("="));
    }
    let group = map(name_of("a group"), |group| vec![group]);
    preceded(keyword("in"), cut(alt((group, set)))).parse(input)
}

/// `"=" name | "in" set`
fn one_of(input: Tokens<'_>) -> Parsed<'_, Vec<Name>> {
    alt((equals("a name"), preceded(keyword("in"), cut(set)))).parse(input)
}

/// `"reading" name ("=" name | "in" set)`
fn reading(input: Tokens<'_>) -> Parsed<'_, Node> {
    let (rest, _) = keyword("reading")(input)?;
    map(cut(pair(name, one_of)), |(name, options)| Node::Reading { name, options }).parse(rest)
}

/// `"class" ("=" name | "in" set)`
fn class(input: Tokens<'_>) -> Parsed<'_, Node> {
    map(preceded(keyword("class"), cut(one_of)), Node::Class).parse(input)
}

/// `"grade" "=" name`
fn grade(input: Tokens<'_>) -> Parsed<'_, Node> {
    let (rest, _) = pair(keyword("grade"), mark(Kind::Equals)).parse(input)?;
    map(cut(name_of("the name of a grade")), Node::Grade).parse(rest)
}

/// `"contains" ("any" "of" | "only") set`
fn contains(input: Tokens<'_>) -> Parsed<'_, Node> {
    let any = value(false, keywords(&["any", "of"]));
    let only = value(true, keyword("only"));
    let (rest, _) = keyword("contains")(input)?;
    map(cut(pair(alt((any, only)), set)), |(only, values)| Node::Contains { only, values }).parse(rest)
}

/// `"judgement" ["asked" "when" expression]`
fn judgement(input: Tokens<'_>) -> Parsed<'_, Node> {
    let asked = optional(keyword("asked"), when);
    map(preceded(keyword("judgement"), asked), |asked| Node::Judgement { asked }).parse(input)
}

/// `"residual" ["asked" "when" expression]`
fn residual(input: Tokens<'_>) -> Parsed<'_, Node> {
    let asked = optional(keyword("asked"), when);
    map(preceded(keyword("residual"), asked), |asked| Node::Residual { asked }).parse(input)
}

/// `"fewer" name ("," name)* "than" name`
fn fewer(input: Tokens<'_>) -> Parsed<'_, Node> {
    let (rest, _) = keyword("fewer")(input)?;
    let of = name_of("an amount");
    let than = preceded(keyword("than"), name_of("an amount"));
    map(cut(pair(separated_list1(mark(Kind::Comma), of), than)), |(less, more)| Node::Fewer { less, more }).parse(rest)
}

/// What starts with `some`.
fn some(input: Tokens<'_>) -> Parsed<'_, Node> {
    match input.word_at(1) {
        Some("batch") => batch(input),
        Some("record") => record(input),
        Some("consequence") => map(preceded(keywords(&["some", "consequence"]), given), Node::Consequence).parse(input),
        Some("ground") => {
            let (rest, _) = cut(keywords(&["some", "ground", "of"])).parse(input)?;
            let list = alt((map(reference("par"), ListName::Par), map(place, ListName::Place)));
            let leaving_out = optional(keyword("leaving"), preceded(keyword("out"), reference("item")));
            map(cut(pair(list, leaving_out)), |(list, leaving_out)| Node::SomeGround { list, leaving_out }).parse(rest)
        }
        _ => {
            let expected = ["batch", "record", "consequence", "ground"].map(Expected::Word).to_vec();
            Err(nom::Err::Error(Problem::expected_any(input.skip_to(input.at + 1), expected)))
        }
    }
}

/// `("some" | "every") "batch" ["of" "the" "same" "dataset"] ["where" expression]`
fn batch(input: Tokens<'_>) -> Parsed<'_, Node> {
    let every = alt((value(true, keyword("every")), value(false, keyword("some"))));
    let same_dataset = map(opt(keywords(&["of", "the", "same", "dataset"])), |same| same.is_some());
    let (rest, (every, _)) = pair(every, cut(keyword("batch"))).parse(input)?;
    let (rest, (same_dataset, given)) = pair(same_dataset, given).parse(rest)?;
    Ok((rest, Node::Batch { every, same_dataset, given }))
}

/// `"some" "record" ["within" number ("months" | "years") [("of" | "after") name]] ["where" expression]`
fn record(input: Tokens<'_>) -> Parsed<'_, Node> {
    let counted = alt((value(true, keyword("of")), value(false, keyword("after"))));
    let since = opt(pair(counted, cut(name_of("a day of the record"))));
    let unit = alt((word_itself("months"), word_itself("years")));
    let within = optional(keyword("within"), pair(pair(number, cut(unit)), since));
    let (rest, _) = keywords(&["some", "record"])(input)?;
    map(pair(within, given), |(within, given)| {
        let (within, since) = within.unzip();
        Node::Record { within, since: since.flatten(), given }
    })
    .parse(rest)
}

/// `["where" expression]`
pub fn given(input: Tokens<'_>) -> Parsed<'_, Option<Expression>> {
    opt(where_).parse(input)
}
