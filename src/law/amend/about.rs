//! What a proposal says of itself, checked.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::book::{Direction, Level, Parameter, Proposal, Provenance};
use crate::law::collect::each_once;
use crate::law::words::{label, one_of};
use crate::quantity::{Ratio, Unit};
use crate::suggest;
use crate::syntax::tree::{self, Name, ProposalPart};

/// The unit of a parameter that is a ratio of thresholds.
const RATIO: &str = "ratio";

/// What a proposal says of itself, its parameters with the values set, and what is wrong with either.
pub fn about(
    tree: &tree::Proposal,
    sha256: String,
    set: &[(String, Ratio)],
) -> (Proposal, Vec<Parameter>, Diagnostics) {
    let mut wrong = Diagnostics::new();
    let mut parameters = Vec::new();
    let mut proposal = Proposal {
        name: tree.name.node.clone(),
        title: Default::default(),
        author: None,
        year: None,
        sources: Vec::new(),
        level: None,
        direction: None,
        comparison: false,
        effective: None,
        sha256,
    };
    let mut once = Vec::new();
    for part in &tree.parts {
        match part {
            ProposalPart::Title(title) => {
                once.push(("title", title.zh.span));
                proposal.title = label(title);
            }
            ProposalPart::Author(author) => {
                once.push(("author", author.span));
                proposal.author = Some(author.node.clone());
            }
            ProposalPart::Year(year) => {
                once.push(("year", year.span));
                proposal.year = Some(year.node.to_string());
            }
            ProposalPart::Source(source) => proposal.sources.push(source.node.clone()),
            ProposalPart::Level(level) => {
                once.push(("level", level.span));
                proposal.level = named(level, "level", &Level::ALL, &mut wrong);
            }
            ProposalPart::Direction(direction) => {
                once.push(("direction", direction.span));
                proposal.direction = named(direction, "direction", &Direction::ALL, &mut wrong);
            }
            ProposalPart::Comparison(_) => proposal.comparison = true,
            ProposalPart::Effective(day) => {
                once.push(("effective", day.span));
                proposal.effective = Some(day.node);
            }
            ProposalPart::Parameter(declared) => {
                wrong.extend(check(declared));
                parameters.push(parameter(declared, &tree.name, set));
            }
            ProposalPart::NotEncoded(_)
            | ProposalPart::Amendment(_)
            | ProposalPart::Defeats { .. }
            | ProposalPart::Witness(_) => {}
        }
    }
    let stated: Vec<&str> = once.iter().map(|(part, _)| *part).collect();
    let needed: &[&str] = if proposal.comparison { &["title"] } else { &["title", "level", "direction"] };
    for part in needed.iter().filter(|part| !stated.contains(part)) {
        let message = format!("expected the {part} of `{}`, found none", proposal.name);
        let missing = Diagnostic::error("missing-clause", tree.name.span, message);
        wrong.push(missing.at_fault(format!("no `{part}` in this proposal")));
    }
    each_once("part", once, &mut wrong);
    let declared = tree.parts.iter().filter_map(|part| match part {
        ProposalPart::Parameter(declared) => Some((declared.name.node.as_str(), declared.name.span)),
        _ => None,
    });
    each_once("parameter", declared, &mut wrong);
    (proposal, parameters, wrong)
}

/// The first day of the amended law, where the proposal names one.
pub fn effective(tree: &tree::Proposal) -> Option<Date> {
    tree.parts.iter().find_map(|part| match part {
        ProposalPart::Effective(day) => Some(day.node),
        _ => None,
    })
}

fn named<T: Copy>(name: &Name, what: &str, known: &[(T, &'static str)], wrong: &mut Diagnostics) -> Option<T> {
    let found = known.iter().find(|(_, known)| *known == name.node).map(|(value, _)| *value);
    if found.is_none() {
        let names = || known.iter().map(|(_, name)| *name);
        let unknown = Diagnostic::error("unknown-word", name.span, format!("unknown {what} `{}`", name.node))
            .at_fault(format!("expected {}", one_of(names())))
            .maybe_help(suggest::did_you_mean(&name.node, names()));
        wrong.push(unknown);
    }
    found
}

fn parameter(declared: &tree::Parameter, proposal: &Name, set: &[(String, Ratio)]) -> Parameter {
    let value = set.iter().find(|(name, _)| *name == declared.name.node).map(|(_, value)| *value);
    Parameter {
        name: declared.name.node.clone(),
        label: label(&declared.label),
        unit: declared.unit.node.clone(),
        value: value.unwrap_or(declared.default.node),
        default: declared.default.node,
        range: (declared.from.node, declared.to.node),
        provenance: match declared.provenance.node.as_str() {
            "author" => Provenance::Author,
            _ => Provenance::Illustrative,
        },
        proposal: proposal.node.clone(),
    }
}

fn check(declared: &tree::Parameter) -> Diagnostics {
    let mut wrong = Diagnostics::new();
    let (from, to, default) = (&declared.from, &declared.to, &declared.default);
    if from.node > to.node {
        let message = format!("the range of `{}` runs from {} down to {}", declared.name.node, from.node, to.node);
        let empty = Diagnostic::error("empty-range", from.span.to(to.span), message);
        wrong.push(empty.at_fault("the least is above the greatest"));
    } else if default.node < from.node || default.node > to.node {
        let message = format!("the default of `{}` lies outside its range", declared.name.node);
        let outside = Diagnostic::error("out-of-range", default.span, message);
        wrong.push(outside.at_fault(format!("expected {} to {}", from.node, to.node)).also(from.span, "the range"));
    }
    let units = || Unit::ALL.into_iter().map(Unit::name).chain([RATIO]);
    if !units().any(|unit| unit == declared.unit.node) {
        let unknown =
            Diagnostic::error("unknown-unit", declared.unit.span, format!("unknown unit `{}`", declared.unit.node));
        let help = suggest::did_you_mean(&declared.unit.node, units());
        wrong.push(unknown.at_fault(format!("expected {}", one_of(units()))).maybe_help(help));
    }
    wrong
}
