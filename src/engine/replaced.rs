//! What a file that takes the place of a shipped one changes: an office sets the figures that the law leaves to it, and
//! nothing else.

use super::LawFile;
use crate::diagnostic::Diagnostic;
use crate::span::{Sources, Span};
use crate::syntax;
use crate::syntax::tree::{Article, At, Clause, Declaration, Instrument, Reading, Rule, Tree};

/// Where a copy differs from the shipped file otherwise than by sources and by options with a figure.
pub fn check(shipped: &LawFile, copy: &LawFile, sources: &mut Sources) -> Option<Diagnostic> {
    let [shipped, read] = [shipped, copy].map(|file| {
        let source = sources.add(file.name.as_str(), file.text.as_str());
        let (tree, wrong) = syntax::parse(source, &file.text);
        (wrong.is_empty(), Span { source, start: 0, end: 0 }, tree)
    });
    // What cannot be read is refused for that.
    if !(shipped.0 && read.0) {
        return None;
    }
    let at = differs(&shipped.2, &read.2, read.1)?;
    let message = format!("`{}` takes the place of a shipped law file and changes more than figures", copy.name);
    let beyond = Diagnostic::error("beyond-province", at, message).at_fault("differs from the shipped text");
    Some(
        beyond.help("a copy may add options with `at` after the first, and sources; write other changes as a proposal"),
    )
}

/// The first place where two files differ.
fn differs(shipped: &Tree, copy: &Tree, whole: Span) -> Option<Span> {
    let declared = |tree: &Tree| -> Vec<Declaration> {
        tree.declarations.iter().filter(|one| !matches!(one, Declaration::Sources(_))).cloned().collect()
    };
    let (shipped, copy) = (declared(shipped), declared(copy));
    let pairs = shipped.iter().zip(&copy).find_map(|pair| match pair {
        (Declaration::Instrument(one), Declaration::Instrument(other)) => in_instrument(one, other),
        (one, other) => (one != other).then_some(whole),
    });
    pairs.or_else(|| (shipped.len() != copy.len()).then_some(whole))
}

fn in_instrument(shipped: &Instrument, copy: &Instrument) -> Option<Span> {
    let whole = copy.id.span;
    let pairs = shipped.clauses.iter().zip(&copy.clauses).find_map(|pair| match pair {
        (Clause::Reading(one), Clause::Reading(other)) => (!only_figures_added(one, other)).then_some(other.name.span),
        (Clause::Article(one), Clause::Article(other)) => in_article(one, other),
        (one, other) => (one != other).then_some(whole),
    });
    let same = shipped.id == copy.id && shipped.clauses.len() == copy.clauses.len();
    pairs.or_else(|| (!same).then_some(whole))
}

/// Whether a reading is the same but for further options with figures. The default stays.
fn only_figures_added(shipped: &Reading, copy: &Reading) -> bool {
    let mut left = copy.clone();
    left.options.retain(|option| option.figure.is_none() || shipped.options.contains(option));
    left == *shipped && copy.options.first() == shipped.options.first()
}

fn in_article(shipped: &Article, copy: &Article) -> Option<Span> {
    let head = |article: &Article| Article { rules: Vec::new(), ..article.clone() };
    let within = in_rules(&shipped.rules, &copy.rules, &copy.number);
    within.or_else(|| (head(shipped) != head(copy)).then_some(copy.number.span))
}

/// The ground, or the nearest numbered part, in which rules differ.
fn in_rules(shipped: &[Rule], copy: &[Rule], part: &At<String>) -> Option<Span> {
    let pairs = shipped.iter().zip(copy).filter(|(one, other)| one != other).find_map(|pair| match pair {
        (Rule::Part { rules: one, .. }, Rule::Part { rules: other, number, .. }) => {
            in_rules(one, other, number).or(Some(number.span))
        }
        (Rule::Grounds { grounds: one, .. }, Rule::Grounds { grounds: other, grade, .. }) => {
            let ground = one.iter().zip(other).find(|(one, other)| one != other);
            Some(ground.map_or(grade.span, |(_, other)| other.number.span))
        }
        _ => Some(part.span),
    });
    pairs.or_else(|| (shipped.len() != copy.len()).then_some(part.span))
}
