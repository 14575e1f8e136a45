//! Finding what an amendment addresses: articles, the rules at a place, the conditions of these.

use std::collections::BTreeSet;

use super::super::walk;
use super::{differs, place_of};
use crate::diagnostic::Diagnostic;
use crate::law::SourceTree;
use crate::place::Place;
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{
    Article, Change, Clause, CountRule, Declaration, Expression, Instrument, Rule, Target, Text,
};

/// A condition, and the paraphrase of its rule.
pub struct Spot<'t> {
    /// What the rule says; none where it has no words of its own.
    pub text: Option<&'t mut Text>,
    /// The condition.
    pub condition: &'t mut Expression,
}

/// The instrument of this id.
pub fn instrument<'t>(trees: &'t mut [SourceTree], id: &str, span: Span) -> Result<&'t mut Instrument, Diagnostic> {
    let mut known = Vec::new();
    let declarations = trees.iter_mut().flat_map(|file| &mut file.tree.declarations);
    for declaration in declarations {
        let Declaration::Instrument(instrument) = declaration else { continue };
        if instrument.id.node == id {
            return Ok(instrument);
        }
        known.push(instrument.id.node.as_str());
    }
    let help = suggest::did_you_mean(id, known);
    let unknown = Diagnostic::error("unknown-instrument", span, format!("no instrument is called `{id}`"));
    Err(unknown.at_fault("the amendment names this").maybe_help(help))
}

/// The article of a target, in the text that it names.
pub fn article<'t>(trees: &'t mut [SourceTree], target: &Target) -> Result<&'t mut Article, Diagnostic> {
    let place = place_of(target);
    let span = target.place.span();
    let instrument = instrument(trees, &place.instrument, span)?;
    let version = target.version.as_ref().map(|version| version.node.as_str());
    let number = place.path.first().map(String::as_str).unwrap_or_default();
    let articles = instrument.clauses.iter_mut().filter_map(|clause| match clause {
        Clause::Article(article) if article.number.node == number => Some(article),
        _ => None,
    });
    let fits = |article: &Article| {
        version.is_none() || article.version.as_ref().map(|version| version.node.as_str()) == version
    };
    let mut fitting: Vec<&mut Article> = articles.filter(|article| fits(article)).collect();
    match fitting.len() {
        1 => Ok(fitting.remove(0)),
        0 => Err(missing(target)),
        _ => {
            let texts = fitting.iter().filter_map(|article| article.version.as_ref());
            let texts: Vec<String> = texts.map(|version| format!("`text {}`", version.node)).collect();
            let several = Diagnostic::error("several-texts", span, format!("`{place}` has several texts"));
            Err(several.at_fault("which of them is meant?").help(format!("write {} after it", texts.join(" or "))))
        }
    }
}

/// Nothing stands at the place of a target.
pub fn missing(target: &Target) -> Diagnostic {
    let message = format!("expected a rule at `{}`, found none", place_of(target));
    differs(target.place.span(), None, message, "")
}

/// The nearest place to the one that an amendment names, where nothing stands there.
pub fn near(trees: &[SourceTree], change: &Change) -> Option<String> {
    let (Change::Threshold { at: target, .. }
    | Change::Condition { at: target, .. }
    | Change::Band { at: target, .. }
    | Change::Move { table: target, .. }
    | Change::List { table: target, .. }
    | Change::AddClass { table: target, .. }
    | Change::AddRules { to: target, .. }
    | Change::Repeal { what: target, .. }
    | Change::Rename { what: target, .. }) = change
    else {
        return None;
    };
    let declarations = trees.iter().flat_map(|file| &file.tree.declarations);
    let instruments = declarations.filter_map(|declaration| match declaration {
        Declaration::Instrument(instrument) => Some(instrument),
        _ => None,
    });
    let known: BTreeSet<String> = instruments.flat_map(walk::places_of).map(|place| place.to_string()).collect();
    let sought = place_of(target).to_string();
    let near = || suggest::did_you_mean(&sought, known.iter().map(String::as_str));
    if known.contains(&sought) { None } else { near() }
}

/// The rules that stand at the rest of a place, in an article or a part of one.
pub fn rules<'t>(rules: &'t mut Vec<Rule>, path: &[String]) -> Option<&'t mut Vec<Rule>> {
    let Some((first, rest)) = path.split_first() else { return Some(rules) };
    rules.iter_mut().find_map(|rule| match rule {
        Rule::Part { number, rules, .. } if number.node == *first => self::rules(rules, rest),
        _ => None,
    })
}

/// The conditions at a target.
pub fn spots<'t>(trees: &'t mut [SourceTree], target: &Target) -> Result<Vec<Spot<'t>>, Diagnostic> {
    let path = place_of(target).path;
    let article = article(trees, target)?;
    let spots = conditions(&mut article.rules, path.get(1..).unwrap_or_default());
    if spots.is_empty() { Err(missing(target)) } else { Ok(spots) }
}

/// The conditions at a place, whatever the text of its article.
pub fn spots_at<'t>(trees: &'t mut [SourceTree], place: &Place) -> Vec<Spot<'t>> {
    let inner = place.path.get(1..).unwrap_or_default();
    articles(trees, place).into_iter().flat_map(|article| conditions(&mut article.rules, inner)).collect()
}

/// Every text of the article of a place.
pub fn articles<'t>(trees: &'t mut [SourceTree], place: &Place) -> Vec<&'t mut Article> {
    let declarations = trees.iter_mut().flat_map(|file| &mut file.tree.declarations);
    let instruments = declarations.filter_map(|declaration| match declaration {
        Declaration::Instrument(instrument) if instrument.id.node == place.instrument => Some(instrument),
        _ => None,
    });
    let articles = instruments.flat_map(|instrument| &mut instrument.clauses).filter_map(|clause| match clause {
        Clause::Article(article) if Some(&article.number.node) == place.path.first() => Some(article),
        _ => None,
    });
    articles.collect()
}

fn conditions<'t>(rules: &'t mut [Rule], path: &[String]) -> Vec<Spot<'t>> {
    let mut spots = Vec::new();
    for rule in rules {
        match rule {
            Rule::Part { number, rules, .. } if path.first() == Some(&number.node) => {
                spots.extend(conditions(rules, &path[1..]));
            }
            Rule::Grounds { provided, grounds, .. } => {
                if let (Some(condition), []) = (provided, path) {
                    spots.push(Spot { text: None, condition });
                }
                let named = grounds.iter_mut().filter(|ground| path == std::slice::from_ref(&ground.number.node));
                spots.extend(
                    named.map(|ground| Spot { text: Some(&mut ground.text), condition: &mut ground.condition }),
                );
            }
            Rule::Counting { clauses, .. } => {
                for count in clauses {
                    let here = count.par.iter().map(|par| &par.node).eq(path.iter());
                    let (CountRule::Once(given) | CountRule::EachRecipient(given) | CountRule::OneRecipient(given)) =
                        &mut count.rule
                    else {
                        continue;
                    };
                    if here {
                        spots.push(Spot { text: Some(&mut count.text), condition: given });
                    }
                }
            }
            Rule::Sentencing(rule) if path.is_empty() => {
                let text = Some(&mut rule.text);
                spots.extend(rule.condition.as_mut().map(|condition| Spot { text, condition }));
            }
            Rule::Define { text, condition, .. }
            | Rule::Element { text, condition, .. }
            | Rule::Circumstance { text, condition, .. }
            | Rule::Governs { text, condition, .. }
                if path.is_empty() =>
            {
                spots.push(Spot { text: Some(text), condition });
            }
            _ => {}
        }
    }
    spots
}
