//! Whole rules: added, repealed, renamed; bands and what silence means.

use super::find::{self, article, missing};
use super::{differs, place_of, words};
use crate::diagnostic::Diagnostic;
use crate::law::SourceTree;
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{
    Addition, At, Band, Clause, Declaration, Ground, Label, Name, Node, Rule, Silence, Target, Vocable,
};

/// `add to INSTRUMENT { … }`
pub fn add_clauses(trees: &mut [SourceTree], instrument: &Name, clauses: &[Clause]) -> Result<(), Diagnostic> {
    let found = find::instrument(trees, &instrument.node, instrument.span)?;
    found.clauses.extend(clauses.iter().cloned());
    Ok(())
}

/// `add to PLACE [grade G] { … }`
pub fn add(
    trees: &mut [SourceTree],
    to: &Target,
    grade: Option<&Name>,
    additions: &[Addition],
) -> Result<(), Diagnostic> {
    let path = place_of(to).path;
    let article = article(trees, to)?;
    let rules = find::rules(&mut article.rules, path.get(1..).unwrap_or_default()).ok_or_else(|| missing(to))?;
    for addition in additions {
        match addition {
            Addition::Rule(rule) => rules.push((**rule).clone()),
            Addition::Ground(ground) => add_ground(rules, to, grade, ground)?,
        }
    }
    Ok(())
}

fn add_ground(rules: &mut [Rule], to: &Target, grade: Option<&Name>, ground: &Ground) -> Result<(), Diagnostic> {
    let mut lists: Vec<&mut Vec<Ground>> = rules
        .iter_mut()
        .filter_map(|rule| match rule {
            Rule::Grounds { grade: of, grounds, .. } if grade.is_none_or(|grade| grade == of) => Some(grounds),
            _ => None,
        })
        .collect();
    let place = place_of(to);
    let at = ground.number.span;
    let [grounds] = lists.as_mut_slice() else {
        let message = format!("expected one list of grounds at `{place}`, found {}", lists.len());
        let refused = differs(at, None, message, "");
        return Err(refused.help("write `grade` and the grade's name after the place"));
    };
    if let Some(same) = grounds.iter().find(|known| known.number == ground.number) {
        let message = format!("expected no item {} at `{place}`, found one", ground.number.node);
        return Err(differs(at, Some(same.number.span), message, "this item is there already"));
    }
    let order = |ground: &Ground| crate::law::check::numbers(&ground.number.node);
    let after = grounds.iter().position(|known| order(known) > order(ground)).unwrap_or(grounds.len());
    grounds.insert(after, ground.clone());
    Ok(())
}

/// `repeal [KIND] PLACE`. A ground keeps its number, which others count over, and never holds.
pub fn repeal(trees: &mut [SourceTree], kind: Option<&Name>, what: &Target, patch: Span) -> Result<(), Diagnostic> {
    let path = place_of(what).path;
    let inner = path.get(1..).unwrap_or_default();
    let article = article(trees, what)?;
    if let Some(kind) = kind {
        let rules = find::rules(&mut article.rules, inner).ok_or_else(|| missing(what))?;
        let before = rules.len();
        rules.retain(|rule| keyword(rule) != kind.node);
        return if rules.len() < before { Ok(()) } else { Err(none_of(kind, what)) };
    }
    let Some((last, parent)) = inner.split_last() else {
        article.rules.clear();
        return Ok(());
    };
    let rules = find::rules(&mut article.rules, parent).ok_or_else(|| missing(what))?;
    let mut found = false;
    rules.retain_mut(|rule| match rule {
        Rule::Part { number, .. } if number.node == *last => {
            found = true;
            false
        }
        Rule::Grounds { grounds, .. } => {
            for ground in grounds.iter_mut().filter(|ground| ground.number.node == *last) {
                found = true;
                let never = At::new(Box::new(Node::Or(Vec::new())), patch);
                let was = ground.condition.clone();
                ground.condition = At::new(Box::new(Node::And(vec![was, never])), patch);
                words::repealed(&mut ground.text, patch);
            }
            true
        }
        Rule::Counting { clauses, .. } => {
            let before = clauses.len();
            clauses.retain(|count| count.par.as_ref().is_none_or(|par| par.node != *last));
            found |= clauses.len() < before;
            true
        }
        _ => true,
    });
    if found { Ok(()) } else { Err(missing(what)) }
}

fn none_of(kind: &Name, what: &Target) -> Diagnostic {
    let message = format!("expected a rule `{}` at `{}`, found none", kind.node, place_of(what));
    differs(kind.span, None, message, "")
}

/// The keyword that a rule starts with.
fn keyword(rule: &Rule) -> &'static str {
    match rule {
        Rule::Part { part, .. } => part.keyword(),
        Rule::States(_) => "states",
        Rule::NotEncoded(_) => "not encoded",
        Rule::Checked(_) => "checked",
        Rule::Offence { .. } => "offence",
        Rule::Grade { .. } | Rule::Grounds { .. } => "grade",
        Rule::Units { .. } => "units",
        Rule::Define { .. } => "define",
        Rule::Element { .. } => "element",
        Rule::Classes { .. } | Rule::ClassesAs(_) => "classes",
        Rule::Relation { .. } => "relation",
        Rule::JointCap { .. } | Rule::JointOrder { .. } => "joint",
        Rule::Counting { .. } => "counting",
        Rule::Governs { .. } => "governs",
        Rule::Quantity { .. } => "quantity",
        Rule::Circumstance { .. } => "circumstance",
        Rule::Fine { .. } => "fine",
        Rule::Sentencing(rule) => rule.rule.keyword(),
        Rule::Collateral(rule) => rule.keyword(),
    }
}

/// `at PLACE replace band of GRADE A with B`
pub fn band(trees: &mut [SourceTree], at: &Target, grade: &Name, old: &Band, new: &Band) -> Result<(), Diagnostic> {
    let path = place_of(at).path;
    let article = article(trees, at)?;
    let rules = find::rules(&mut article.rules, path.get(1..).unwrap_or_default()).ok_or_else(|| missing(at))?;
    let band = rules.iter_mut().find_map(|rule| match rule {
        Rule::Grade { name, band, .. } if name == grade => Some(band),
        _ => None,
    });
    let Some(band) = band else {
        let message = format!("expected the grade `{}` at `{}`, found none", grade.node, place_of(at));
        return Err(differs(grade.span, None, message, ""));
    };
    if band != old {
        let message = format!("the band of `{}` is not the one that is replaced", grade.node);
        return Err(differs(old.span.span, Some(band.span.span), message, "this is what stands there"));
    }
    *band = new.clone();
    Ok(())
}

/// `rename PLACE new instead of old`
pub fn rename(trees: &mut [SourceTree], what: &Target, new: &Label, old: &Label) -> Result<(), Diagnostic> {
    let article = article(trees, what)?;
    let label = article.rules.iter_mut().find_map(|rule| match rule {
        Rule::Offence { label, .. } => Some(label),
        _ => None,
    });
    let Some(label) = label else {
        let message = format!("expected an offence at `{}`, found none", place_of(what));
        return Err(differs(what.place.span(), None, message, ""));
    };
    if label != old {
        let message = format!("`{}` is not called so", place_of(what));
        return Err(differs(old.zh.span, Some(label.zh.span), message, "this is its name"));
    }
    *label = new.clone();
    Ok(())
}

/// `replace silence of FACT of TABLE { A } with { B }`
pub fn silence(
    trees: &mut [SourceTree],
    name: &Name,
    scope: &Name,
    old: &[Silence],
    new: &[Silence],
) -> Result<(), Diagnostic> {
    let mut known = Vec::new();
    for declaration in trees.iter_mut().flat_map(|file| &mut file.tree.declarations) {
        let Declaration::Vocabulary(vocables) = declaration else { continue };
        for vocable in vocables {
            let Vocable::Fact(fact) = vocable else { continue };
            if fact.name == *name && fact.written.first().is_some_and(|written| written.scope == *scope) {
                if fact.silence != old {
                    let message = format!("silence about `{}` means something else", name.node);
                    return Err(differs(name.span, Some(fact.name.span), message, "declared here"));
                }
                fact.silence = new.to_vec();
                return Ok(());
            }
            known.push(fact.name.node.as_str());
        }
    }
    let help = suggest::did_you_mean(&name.node, known);
    let message = format!("no fact `{}` is written first in `{}`", name.node, scope.node);
    Err(differs(name.span, None, message, "").maybe_help(help))
}
