//! Conditions: `or`, `and`, `not`, parentheses, and what stands between them.
//!
//! A `where` takes all that can follow it, so it belongs to the innermost atom; parentheses say otherwise.

use nom::Parser;
use nom::combinator::cut;
use nom::multi::many0;
use nom::sequence::preceded;

use super::atom::atom;
use super::input::{Parsed, Tokens};
use super::lex::Kind;
use super::terminal::{closing, keyword, mark};
use super::tree::{At, Expression, Node};

/// `expression = conjunction ("or" conjunction)*`
pub fn expression(input: Tokens<'_>) -> Parsed<'_, Expression> {
    let (rest, expression) = joined("or", conjunction, Node::Or, input.deeper()?)?;
    Ok((rest.as_deep_as(input), expression))
}

/// `conjunction = unary ("and" unary)*`
fn conjunction(input: Tokens<'_>) -> Parsed<'_, Expression> {
    joined("and", unary, Node::And, input)
}

/// `part (word part)*`, as one node where there is more than one part
fn joined<'a>(
    word: &'static str,
    part: fn(Tokens<'a>) -> Parsed<'a, Expression>,
    join: fn(Vec<Expression>) -> Node,
    input: Tokens<'a>,
) -> Parsed<'a, Expression> {
    let (rest, first) = part(input)?;
    let (rest, mut further) = many0(preceded(keyword(word), cut(part))).parse(rest)?;
    if further.is_empty() {
        return Ok((rest, first));
    }
    further.insert(0, first);
    Ok((rest, node(join(further), input, rest)))
}

/// `unary = "not" unary | "(" expression ")" | atom`
fn unary(input: Tokens<'_>) -> Parsed<'_, Expression> {
    if input.kind_at(0) == Some(Kind::OpenRound) {
        return parenthesised(input);
    }
    if input.word() != Some("not") {
        return atom(input);
    }
    let (rest, _) = keyword("not")(input)?;
    let (rest, denied) = cut(unary).parse(rest.deeper()?)?;
    Ok((rest.as_deep_as(input), node(Node::Not(denied), input, rest)))
}

/// `"(" expression ")"`, in which comparisons may stand whatever is around it
fn parenthesised(input: Tokens<'_>) -> Parsed<'_, Expression> {
    let (rest, open) = mark(Kind::OpenRound)(input)?;
    let (rest, inner) = cut(expression).parse(rest.comparing(true))?;
    let (rest, _) = cut(closing(Kind::CloseRound, open.span)).parse(rest)?;
    let span = input.span_to(rest);
    Ok((rest.as_deep_as(input), At::new(inner.node, span)))
}

/// `"where" expression`
pub fn where_(input: Tokens<'_>) -> Parsed<'_, Expression> {
    preceded(keyword("where"), cut(expression)).parse(input)
}

/// `"when" expression`
pub fn when(input: Tokens<'_>) -> Parsed<'_, Expression> {
    preceded(keyword("when"), cut(expression)).parse(input)
}

/// What was said from `input` to `rest`.
pub fn node<'a>(node: Node, input: Tokens<'a>, rest: Tokens<'a>) -> Expression {
    At::new(Box::new(node), input.span_to(rest))
}
