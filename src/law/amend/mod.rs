//! Amendments (修正): base trees in, amended trees out. Everything after this is unchanged and knows of no proposal.
//!
//! Each amendment names what it replaces and is refused where something else stands there. Proposals apply in the
//! order given; two that touch the same thing are refused, so that the others commute.

mod about;
mod figure;
mod find;
mod rules;
mod table;
mod touch;
mod words;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::{SourceTree, book};
use crate::place::Place;
use crate::quantity::Ratio;
use crate::span::Span;
use crate::syntax::tree::{Change, Declaration, Proposal, ProposalPart, Rule, Target, Tree};
pub use about::effective;
use touch::{Touched, conflicts};

/// What a proposal says of itself, its parameters with the values set, and what is wrong with either; `text` is that
/// of its file.
pub fn about(
    proposal: &Proposal,
    text: &str,
    set: &[(String, Ratio)],
) -> (book::Proposal, Vec<book::Parameter>, Diagnostics) {
    about::about(proposal, super::entries::sha256(text), set)
}

/// The proposal of a file, where it holds one.
pub fn proposal(file: &SourceTree) -> Option<&Proposal> {
    file.tree.declarations.iter().find_map(|declaration| match declaration {
        Declaration::Proposal(proposal) => Some(proposal),
        _ => None,
    })
}

/// The trees as these proposals amend them, in this order. What else their files declare joins the law.
///
/// # Errors
///
/// Every amendment that does not find what it replaces, and every two that touch the same thing.
pub fn amended(base: &[SourceTree], proposals: &[&SourceTree]) -> Result<Vec<SourceTree>, Diagnostics> {
    let mut trees = super::merge::whole(base).into_owned();
    let mut problems = Diagnostics::new();
    let mut touched: Vec<(usize, Touched)> = Vec::new();
    for (position, file) in proposals.iter().enumerate() {
        let declared = file.tree.declarations.iter();
        let others = declared.filter(|declaration| !matches!(declaration, Declaration::Proposal(_)));
        let tree = Tree { declarations: others.cloned().collect() };
        trees.push(SourceTree { source: file.source, tree, proposed: true });
        let parts = proposal(file).map(|proposal| proposal.parts.as_slice()).unwrap_or_default();
        for part in parts {
            let ProposalPart::Amendment(amendment) = part else { continue };
            let touches = touch::touches(amendment);
            let before = touched.iter().filter(|(earlier, _)| *earlier != position).map(|(_, touched)| touched);
            let conflicting = conflicts(&touches, before);
            if conflicting.is_empty() {
                let wrong = apply(&mut trees, &amendment.change, amendment.span.span).err();
                problems.extend(wrong.map(|wrong| wrong.maybe_help(find::near(&trees, &amendment.change))));
            }
            problems.extend(conflicting);
            touched.extend(touches.into_iter().map(|touched| (position, touched)));
        }
    }
    if problems.is_empty() { Ok(trees) } else { Err(problems) }
}

/// The trees with another figure in the condition at a place, which must have exactly one.
///
/// # Errors
///
/// A place that is not there, or has no figure, or several.
pub fn with_threshold(base: &[SourceTree], place: &Place, value: Ratio) -> Result<Vec<SourceTree>, Diagnostic> {
    let mut trees = super::merge::whole(base).into_owned();
    figure::set(&mut trees, place, value)?;
    Ok(trees)
}

/// Takes away the rule by which an article governs in place of another, so that what it lets go can be seen.
pub fn repeal_governs(trees: &mut [SourceTree], place: &Place) {
    let inner = place.path.get(1..).unwrap_or_default();
    for article in find::articles(trees, place) {
        if let Some(rules) = find::rules(&mut article.rules, inner) {
            rules.retain(|rule| !matches!(rule, Rule::Governs { .. }));
        }
    }
}

fn apply(trees: &mut [SourceTree], change: &Change, span: Span) -> Result<(), Diagnostic> {
    match change {
        Change::Threshold { at, old, new, text } => figure::threshold(trees, at, old, new, text.as_ref()),
        Change::Condition { at, old, new, text } => figure::condition(trees, at, old, new, text.as_ref()),
        Change::Band { at, grade, old, new } => rules::band(trees, at, grade, old, new),
        Change::Move { table, entry, from, to } => table::moved(trees, table, entry, from, to),
        Change::List { table, entry, class } => table::listed(trees, table, entry, class),
        Change::AddClass { table, class, before } => table::added(trees, table, class, before),
        Change::AddClauses { instrument, clauses } => rules::add_clauses(trees, instrument, clauses),
        Change::AddRules { to, grade, rules } => rules::add(trees, to, grade.as_ref(), rules),
        Change::Repeal { kind, what } => rules::repeal(trees, kind.as_ref(), what, span),
        Change::Rename { what, new, old } => rules::rename(trees, what, new, old),
        Change::Silence { fact, scope, old, new } => rules::silence(trees, fact, scope, old, new),
    }
}

/// The place that a target names.
fn place_of(target: &Target) -> Place {
    super::collect::place_of(&target.place)
}

/// What stands there is not what the amendment replaces.
fn differs(patch: Span, base: Option<Span>, message: String, stands: &str) -> Diagnostic {
    let refused = Diagnostic::error("base-differs", patch, message).at_fault("the amendment replaces this");
    match base {
        Some(base) => refused.also(base, stands),
        None => refused,
    }
}
