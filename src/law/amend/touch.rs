//! What an amendment touches, and which two touch the same thing.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::Place;
use crate::span::Span;
use crate::syntax::tree::{Addition, Amendment, Change, Clause, Rule};

/// One thing that an amendment touches.
#[derive(Clone, Debug)]
pub struct Touched {
    /// What sort of thing.
    what: What,
    /// Where it stands.
    place: Place,
    /// Which, where several stand there.
    name: String,
    /// The amendment.
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// What a rule says.
    Rule,
    /// A rule with everything in it.
    Whole,
    /// A rule that was not there.
    New,
    Band,
    /// The class of a kind of information.
    Entry,
    Class,
    Name,
    Silence,
}

impl Touched {
    fn meets(&self, other: &Self) -> bool {
        let repeals = |one: &Self, other: &Self| one.what == What::Whole && other.place.within(&one.place);
        repeals(self, other)
            || repeals(other, self)
            || self.what == other.what && self.place == other.place && self.name == other.name
    }
}

/// What an amendment touches.
pub fn touches(amendment: &Amendment) -> Vec<Touched> {
    let span = amendment.span.span;
    let one = |what, place: Place, name: &str| Touched { what, place, name: name.to_owned(), span };
    match &amendment.change {
        // Two texts of an article are two things.
        Change::Threshold { at, .. } | Change::Condition { at, .. } => {
            let version = at.version.as_ref().map_or("", |version| version.node.as_str());
            vec![one(What::Rule, super::place_of(at), version)]
        }
        Change::Band { at, grade, .. } => vec![one(What::Band, super::place_of(at), &grade.node)],
        Change::Move { table, entry, .. } | Change::List { table, entry, .. } => {
            vec![one(What::Entry, super::place_of(table), &entry.node)]
        }
        Change::AddClass { table, class, .. } => {
            let place = super::place_of(table);
            let entries = class.entries.iter().flatten();
            let entries = entries.map(|(entry, _)| one(What::Entry, place.clone(), &entry.node));
            entries.chain([one(What::Class, place.clone(), &class.name.node)]).collect()
        }
        Change::AddClauses { instrument, clauses } => clauses
            .iter()
            .filter_map(|clause| match clause {
                Clause::Article(article) => {
                    let version = article.version.as_ref().map_or("", |version| version.node.as_str());
                    Some(one(What::New, Place::article(&instrument.node, &article.number.node), version))
                }
                _ => None,
            })
            .collect(),
        Change::AddRules { to, grade, rules } => {
            let place = super::place_of(to);
            let grade = grade.as_ref().map_or("", |grade| grade.node.as_str());
            rules
                .iter()
                .filter_map(|added| match added {
                    Addition::Ground(ground) => Some(one(What::New, place.child(&ground.number.node), grade)),
                    Addition::Rule(rule) => match &**rule {
                        Rule::Part { number, .. } => Some(one(What::New, place.child(&number.node), "")),
                        _ => None,
                    },
                })
                .collect()
        }
        Change::Repeal { kind: Some(kind), what } => vec![one(What::Rule, super::place_of(what), &kind.node)],
        Change::Repeal { kind: None, what } => vec![one(What::Whole, super::place_of(what), "")],
        Change::Rename { what, .. } => vec![one(What::Name, super::place_of(what), "")],
        Change::Silence { fact, scope, .. } => {
            vec![one(What::Silence, Place { instrument: scope.node.clone(), path: Vec::new() }, &fact.node)]
        }
    }
}

/// What of these was touched before.
pub fn conflicts<'a>(touches: &[Touched], before: impl Iterator<Item = &'a Touched>) -> Diagnostics {
    let mut conflicts = Diagnostics::new();
    for earlier in before {
        if let Some(touched) = touches.iter().find(|touched| touched.meets(earlier)) {
            let what = if touched.name.is_empty() { touched.place.to_string() } else { touched.name.clone() };
            let message = format!("two proposals amend `{what}`");
            conflicts.push(
                Diagnostic::error("conflicting-amendments", touched.span, message)
                    .at_fault("amended again here")
                    .also(earlier.span, "first amended here"),
            );
        }
    }
    conflicts
}
