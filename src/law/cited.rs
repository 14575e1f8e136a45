//! What every provision is called: collected from the trees, of instruments in force or not.

use std::collections::BTreeMap;

use super::SourceTree;
use super::citation::{Citations, Cited, Step};
use super::collect;
use super::vocabulary::Label;
use super::walk::{self, Placed};
use super::words::label;
use crate::place::{Part, Place};
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::{Article, Clause, Declaration, Instrument, Rule};

/// What each grade is called, by its offence and its name.
type Grades = BTreeMap<(Place, String), Label>;

/// The names of all that stands in these files.
pub(super) fn citations(trees: &[SourceTree]) -> Citations {
    let declarations = trees.iter().flat_map(|file| &file.tree.declarations);
    let instruments = declarations.filter_map(|declaration| match declaration {
        Declaration::Instrument(tree) => Some(tree),
        _ => None,
    });
    let grades = instruments.clone().flat_map(grades).collect();
    let mut citations = Citations::default();
    instruments.for_each(|tree| instrument(tree, &grades, &mut citations));
    citations
}

/// What the grades of an instrument's offences are called.
fn grades(tree: &Instrument) -> Vec<((Place, String), Label)> {
    let articles = tree.clauses.iter().filter_map(|clause| match clause {
        Clause::Article(article) => Some(article),
        _ => None,
    });
    let each = articles.flat_map(|article| {
        let place = walk::article_place(&tree.id.node, article);
        let grades = walk::rules(&place, &article.rules).into_iter().filter_map(move |placed| match placed.rule {
            Rule::Grade { name, label: called, .. } => Some(((place.in_article(), name.node.clone()), label(called))),
            _ => None,
        });
        grades.collect::<Vec<_>>()
    });
    each.collect()
}

fn instrument(tree: &Instrument, grades: &Grades, citations: &mut Citations) {
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
            Clause::Article(tree) => article(id, tree, grades, citations),
            _ => {}
        }
    }
    citations.add_instrument(id, cited);
}

fn article(id: &str, tree: &Article, grades: &Grades, citations: &mut Citations) {
    let place = walk::article_place(id, tree);
    citations.add_place(place.in_article(), Step::Part(Part::Article));
    if tree.par.is_some() {
        citations.add_place(place.clone(), Step::Part(Part::Paragraph));
    }
    for placed in walk::rules(&place, &tree.rules) {
        for (place, step) in steps(&placed, grades) {
            citations.add_place(place, step);
        }
    }
}

/// The places that a rule makes, each with the last step to it.
fn steps(placed: &Placed<'_>, grades: &Grades) -> Vec<(Place, Step)> {
    let child = |number: &str, step| (placed.place.child(number), step);
    match placed.rule {
        Rule::Part { part, .. } => vec![(placed.place.clone(), Step::Part(*part))],
        // What is judged as a whole of a grade stands in a paragraph beside the same of other grades.
        Rule::Grade { name, label: called, .. } => vec![child(&name.node, Step::Named(label(called)))],
        Rule::Grounds { grade, of, grounds, .. } => {
            let called = grades.get(&(collect::place_of(of), grade.node.clone()));
            let step = |number: &str| match number == grade.node {
                // A ground without a number goes by the name of its grade.
                true => Step::Named(called.cloned().unwrap_or_default()),
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
