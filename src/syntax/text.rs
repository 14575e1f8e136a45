//! Labels, and paraphrases with the tag that says how they were verified.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::multi::many0;
use nom::sequence::{pair, preceded};

use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::terminal::{free_name, keyword, mark, name, string};
use super::tree::{Label, Name, Tag, Text};

/// `label = "zh" string "en" string`
pub fn label(input: Tokens<'_>) -> Parsed<'_, Label> {
    let zh = preceded(keyword("zh"), cut(string));
    let en = cut(preceded(keyword("en"), string));
    map((zh, en), |(zh, en)| Label { zh, en }).parse(input)
}

/// `text = label [tag]`
pub fn text(input: Tokens<'_>) -> Parsed<'_, Text> {
    map(pair(label, opt(tag)), |(label, tag)| Text { label, tag }).parse(input)
}

/// `[text]`
pub fn heading(input: Tokens<'_>) -> Parsed<'_, Option<Text>> {
    opt(text).parse(input)
}

/// `tag = ("verified" | "secondary" | "derived" | "unverified") [name ("," name)*]`
fn tag(input: Tokens<'_>) -> Parsed<'_, Tag> {
    let word =
        alt((word_itself("verified"), word_itself("secondary"), word_itself("derived"), word_itself("unverified")));
    let further = many0(preceded(mark(Kind::Comma), cut(name)));
    let sources =
        opt(map(pair(free_name, further), |(first, further)| std::iter::once(first).chain(further).collect()));
    map(pair(word, sources), |(word, sources)| Tag { word, sources: sources.unwrap_or_default(), amended: false })
        .parse(input)
}

/// A keyword that the tree keeps.
pub fn word_itself<'a>(word: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Name> {
    move |input| map(keyword(word), |at| Name::new(word.to_owned(), at.span)).parse(input)
}
