//! Expressions as they are written, from the tree: what stands there after amendments, in one line.

use std::fmt::{Display, Formatter, Result};

use super::{Amount, Bound, Expression, Items, ListName, Meaning, Name, Node, PlaceName, Silence, Value};

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            // What holds of nothing has no words of its own: an amendment repeals with it.
            Self::Or(parts) if parts.is_empty() => f.write_str("never"),
            Self::Or(parts) => joined(f, parts, " or ", |part| matches!(part, Self::Or(_))),
            Self::And(parts) => joined(f, parts, " and ", |part| matches!(part, Self::Or(_) | Self::And(_))),
            Self::Not(inner) => {
                f.write_str("not ")?;
                within(f, inner, matches!(*inner.node, Self::Or(_) | Self::And(_)))
            }
            Self::Compare { amount, bound, value, unit } => {
                write!(f, "{amount} {bound} {}", value.node)?;
                unit.iter().try_for_each(|unit| write!(f, " {}", unit.node))
            }
            Self::CompareFigure { amount, bound, times, reading } => {
                write!(f, "{amount} {bound} ")?;
                times.iter().try_for_each(|times| write!(f, "{} times ", times.node))?;
                write!(f, "reading {}", reading.node)
            }
            Self::Name(name) => f.write_str(&name.node),
            Self::In { fact, among: true, values } if values.len() == 1 => {
                // One name after `in` is that of a group.
                write!(f, "{} in {}", fact.node, list(values))
            }
            Self::In { fact, values, .. } => write!(f, "{}{}", fact.node, among(values)),
            Self::Reading { name, options } => write!(f, "reading {}{}", name.node, among(options)),
            Self::Contains { only, values } => {
                write!(f, "contains {} {{ {} }}", if *only { "only" } else { "any of" }, list(values))
            }
            Self::Class(names) => write!(f, "class{}", among(names)),
            Self::Fewer { less, more } => write!(f, "fewer {} than {}", list(less), more.node),
            Self::Together { items, ratio, none_alone } => {
                write!(f, "items {items} together reach {}", ratio.node)?;
                if *none_alone { f.write_str(" with none alone") } else { Ok(()) }
            }
            Self::AnyReaches { items, ratio, counting, leaving_out } => {
                write!(f, "any of items {items} reaches {}", ratio.node)?;
                if let Some(counting) = counting {
                    write!(f, " counting batches where {}", counting.node)?;
                }
                leaving_out
                    .iter()
                    .try_for_each(|(item, given)| write!(f, " leaving out item {} where {}", item.node, given.node))
            }
            Self::SomeGround { list, leaving_out } => {
                match list {
                    ListName::Par(par) => write!(f, "some ground of par {}", par.node)?,
                    ListName::Place(place) => write!(f, "some ground of {place}")?,
                }
                leaving_out.iter().try_for_each(|item| write!(f, " leaving out item {}", item.node))
            }
            Self::Batch { every, same_dataset, given } => {
                f.write_str(if *every { "every batch" } else { "some batch" })?;
                f.write_str(if *same_dataset { " of the same dataset" } else { "" })?;
                condition(f, given.as_ref())
            }
            Self::Record { within, since, given } => {
                f.write_str("some record")?;
                within.iter().try_for_each(|(number, of)| write!(f, " within {} {}", number.node, of.node))?;
                since.iter().try_for_each(|(counted, day)| {
                    write!(f, " {} {}", if *counted { "of" } else { "after" }, day.node)
                })?;
                condition(f, given.as_ref())
            }
            Self::Consequence(given) => {
                f.write_str("some consequence")?;
                condition(f, given.as_ref())
            }
            Self::Judgement { asked: None } => f.write_str("judgement"),
            Self::Judgement { asked: Some(asked) } => write!(f, "judgement asked when {}", asked.node),
            Self::Since(day) => write!(f, "since {}", day.node),
            Self::Residual { asked: None } => f.write_str("residual"),
            Self::Residual { asked: Some(asked) } => write!(f, "residual asked when {}", asked.node),
            Self::Grade(name) => write!(f, "grade = {}", name.node),
        }
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::Below => "<",
        })
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Items { unit, classes, given, .. } => {
                f.write_str(&unit.node)?;
                if !classes.is_empty() {
                    write!(f, " of {}", list(classes))?;
                }
                condition(f, given.as_ref())
            }
            Self::Age(_) => f.write_str("age"),
            Self::AgeAtTrial(_) => f.write_str("age at trial"),
            Self::Named(name) => f.write_str(&name.node),
        }
    }
}

impl Display for Items {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} to {}", self.from.node, self.to.node)?;
        self.par.iter().try_for_each(|par| write!(f, " of par {}", par.node))
    }
}

impl Display for PlaceName {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}/{}", self.instrument.node, self.path.node.join("."))
    }
}

impl Display for Silence {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.meaning {
            Meaning::Ask(_, among) if among.is_empty() => f.write_str("ask")?,
            Meaning::Ask(_, among) => {
                let among: Vec<&str> = among.iter().map(|name| name.node.as_str()).collect();
                write!(f, "ask among {{ {} }}", among.join(", "))?;
            }
            Meaning::Default(value) => write!(f, "default {value}")?,
            Meaning::Presumed(value, by) => write!(f, "presumed {value} by {by}")?,
            Meaning::NotInIssue(value) => write!(f, "not in issue as {value}")?,
            Meaning::NotAsked(value) => write!(f, "not asked as {value}")?,
        }
        condition(f, self.given.as_ref())
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Name(name) => f.write_str(&name.node),
            Self::Number(number) => write!(f, "{}", number.node),
        }
    }
}

/// Parts with a word between them. A `where` takes all that can follow it, so a part that ends in one is kept apart.
fn joined(f: &mut Formatter<'_>, parts: &[Expression], word: &str, looser: impl Fn(&Node) -> bool) -> Result {
    for (position, part) in parts.iter().enumerate() {
        let last = position + 1 == parts.len();
        f.write_str(if position > 0 { word } else { "" })?;
        within(f, part, looser(&part.node) || !last && takes_more(&part.node))?;
    }
    Ok(())
}

fn within(f: &mut Formatter<'_>, part: &Expression, round: bool) -> Result {
    if round { write!(f, "({})", part.node) } else { write!(f, "{}", part.node) }
}

/// Whether a following `and` or `or` would be taken for a part of this.
fn takes_more(node: &Node) -> bool {
    match node {
        Node::Batch { given, .. } | Node::Record { given, .. } | Node::Consequence(given) => given.is_some(),
        Node::Judgement { asked } | Node::Residual { asked } => asked.is_some(),
        Node::AnyReaches { counting, leaving_out, .. } => counting.is_some() || leaving_out.is_some(),
        Node::Not(inner) => takes_more(&inner.node),
        Node::And(parts) | Node::Or(parts) => parts.last().is_some_and(|part| takes_more(&part.node)),
        _ => false,
    }
}

fn condition(f: &mut Formatter<'_>, given: Option<&Expression>) -> Result {
    given.into_iter().try_for_each(|given| write!(f, " where {}", given.node))
}

/// ` = one`, or ` in { one, another }`.
fn among(names: &[Name]) -> String {
    match names {
        [one] => format!(" = {}", one.node),
        _ => format!(" in {{ {} }}", list(names)),
    }
}

fn list(names: &[Name]) -> String {
    names.iter().map(|name| name.node.as_str()).collect::<Vec<_>>().join(", ")
}
