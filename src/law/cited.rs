//! What every provision is called: collected from the trees, of instruments in force or not.

use super::SourceTree;
use super::citation::{Citations, Cited, Step};
use super::vocabulary::Label;
use super::walk::{self, Placed};
use super::words::label;
use crate::place::{Part, Place};
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::{Article, Clause, Declaration, Instrument, Rule};

/// The names of all that stands in these files.
pub(super) fn citations(trees: &[SourceTree]) -> Citations {
    let mut citations = Citations::default();
    for declaration in trees.iter().flat_map(|file| &file.tree.declarations) {
        if let Declaration::Instrument(tree) = declaration {
            instrument(tree, &mut citations);
        }
    }
    citations
}

fn instrument(tree: &Instrument, citations: &mut Citations) {
    let id = &tree.id.node;
    let mut cited = Cited::default();
    for clause in &tree.clauses {
        match clause {
            Clause::Title(title) => cited.title = label(title),
            Clause::Cited(short) => cited.short = Some(label(short)),
            Clause::CitedPart(part, name) => {
                cited.parts.insert(*part, label(name));
            }
            Clause::Number(number) => cited.number = Some(number.node.clone()),
            Clause::Article(tree) => article(id, tree, citations),
            _ => {}
        }
    }
    citations.add_instrument(id, cited);
}

fn article(id: &str, tree: &Article, citations: &mut Citations) {
    let place = walk::article_place(id, tree);
    citations.add_place(place.in_article(), Step::Part(Part::Article));
    if tree.par.is_some() {
        citations.add_place(place.clone(), Step::Part(Part::Paragraph));
    }
    for placed in walk::rules(&place, &tree.rules) {
        for (place, step) in steps(&placed) {
            citations.add_place(place, step);
        }
    }
}

/// The places that a rule makes, each with the last step to it.
fn steps(placed: &Placed<'_>) -> Vec<(Place, Step)> {
    let child = |number: &str, step| (placed.place.child(number), step);
    match placed.rule {
        Rule::Part { part, .. } => vec![(placed.place.clone(), Step::Part(*part))],
        Rule::Grounds { grade, grounds, .. } => {
            let step = |number: &str| match number == grade.node {
                // A ground without a number goes by the name of its grade, and is cited as what it stands in.
                true => Step::Named(Label::default()),
                false => Step::Part(Part::Item),
            };
            grounds.iter().map(|ground| child(&ground.number.node, step(&ground.number.node))).collect()
        }
        Rule::Counting { clauses, .. } => {
            let numbers = clauses.iter().filter_map(|count| count.par.as_ref());
            numbers.map(|number| child(&number.node, Step::Part(Part::Paragraph))).collect()
        }
        Rule::Collateral(rule) => match &**rule {
            CollateralRule::Track(track) => {
                let levels = track.levels.iter();
                levels.map(|level| child(&level.name.node, Step::Named(label(&level.label)))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
