//! Going through trees: the rules of an article with their places, and the parts of an expression.

use crate::place::Place;
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::{Article, Clause, CountRule, Expression, Instrument, Name, Node, Rule, Vocable};

/// A rule and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    /// The article, paragraph or item that it stands in; for a part, the part itself.
    pub place: Place,
    /// The rule.
    pub rule: &'a Rule,
}

/// Where an article, or a paragraph that stands for itself, stands.
pub(super) fn article_place(instrument: &str, article: &Article) -> Place {
    let place = Place::article(instrument, &article.number.node);
    article.par.as_ref().map_or(place.clone(), |par| place.child(&par.node))
}

/// All rules in these, parts included, in the order of the file.
pub(super) fn rules<'a>(place: &Place, rules: &'a [Rule]) -> Vec<Placed<'a>> {
    let mut all = Vec::new();
    for rule in rules {
        match rule {
            Rule::Part { number, rules: inner, .. } => {
                let part = place.child(&number.node);
                all.push(Placed { place: part.clone(), rule });
                all.extend(self::rules(&part, inner));
            }
            _ => all.push(Placed { place: place.clone(), rule }),
        }
    }
    all
}

/// The places that a rule makes beside the one it stands in.
pub(super) fn places(placed: &Placed<'_>) -> Vec<Place> {
    let mut places = vec![placed.place.clone()];
    match placed.rule {
        Rule::Grounds { grounds, .. } => {
            places.extend(grounds.iter().map(|ground| placed.place.child(&ground.number.node)));
        }
        Rule::Counting { clauses, .. } => {
            places.extend(clauses.iter().flat_map(|count| &count.par).map(|par| placed.place.child(&par.node)));
        }
        Rule::Collateral(rule) => {
            if let CollateralRule::Track(track) = &**rule {
                places.extend(track.levels.iter().map(|level| placed.place.child(&level.name.node)));
            }
        }
        _ => {}
    }
    places
}

/// Every place of an instrument, in force or not.
pub(super) fn places_of(instrument: &Instrument) -> Vec<Place> {
    let mut all = Vec::new();
    for clause in &instrument.clauses {
        let Clause::Article(article) = clause else { continue };
        let place = article_place(&instrument.id.node, article);
        all.extend(rules(&place, &article.rules).iter().flat_map(places));
        all.push(place);
    }
    all
}

/// The expressions of one rule, without those of the rules inside it.
pub(super) fn expressions(rule: &Rule) -> Vec<&Expression> {
    match rule {
        Rule::Define { condition, .. }
        | Rule::Element { condition, .. }
        | Rule::Governs { condition, .. }
        | Rule::Circumstance { condition, .. } => vec![condition],
        Rule::Grounds { beside, provided, counting, grounds, .. } => {
            let beside = beside.iter().flat_map(|beside| &beside.given);
            beside.chain(provided).chain(counting).chain(grounds.iter().map(|ground| &ground.condition)).collect()
        }
        Rule::Classes { each, main, classes, .. } => {
            let entries = classes.iter().flat_map(|class| &class.entries).flatten();
            let mixed = each.iter().chain(main.iter().map(|(_, given)| given));
            mixed.chain(entries.filter_map(|(_, given)| given.as_ref())).collect()
        }
        Rule::Counting { clauses, .. } => clauses
            .iter()
            .filter_map(|count| match &count.rule {
                CountRule::Once(given) | CountRule::EachRecipient(given) | CountRule::OneRecipient(given) => {
                    Some(given)
                }
                CountRule::Less(_, given) => given.as_ref(),
            })
            .collect(),
        Rule::Sentencing(rule) => rule.condition.iter().collect(),
        Rule::Collateral(rule) => super::collateral_words::expressions(rule),
        Rule::Quantity { given, only, less, .. } => {
            let only = only.iter().filter_map(|only| only.given.as_ref());
            given.iter().chain(only).chain(less.iter().map(|(_, given)| given)).collect()
        }
        Rule::Relation { condition, .. } => condition.iter().collect(),
        Rule::JointCap { given, .. } => given.iter().collect(),
        Rule::Part { .. }
        | Rule::JointOrder { .. }
        | Rule::ClassesAs(_)
        | Rule::States(_)
        | Rule::NotEncoded(_)
        | Rule::Checked(_)
        | Rule::Offence { .. }
        | Rule::Grade { .. }
        | Rule::Units { .. }
        | Rule::Fine { .. } => Vec::new(),
    }
}

/// Every expression of an instrument, in force or not.
pub(super) fn expressions_of(instrument: &Instrument) -> Vec<&Expression> {
    let mut all = Vec::new();
    for clause in &instrument.clauses {
        match clause {
            Clause::Interprets { given, .. } => all.extend(given),
            Clause::Article(article) => {
                let place = article_place(&instrument.id.node, article);
                all.extend(rules(&place, &article.rules).iter().flat_map(|placed| expressions(placed.rule)));
            }
            _ => {}
        }
    }
    all
}

/// The expressions of an entry of the vocabulary.
pub(super) fn expressions_in(vocable: &Vocable) -> Vec<&Expression> {
    let Vocable::Fact(fact) = vocable else { return Vec::new() };
    let passed_over = fact.written.iter().filter_map(|written| written.unless.as_ref());
    passed_over.chain(fact.silence.iter().filter_map(|silence| silence.given.as_ref())).collect()
}

/// The readings and the bare names that an expression uses, at any depth.
pub(super) fn names<'a>(expression: &'a Expression, found: &mut Vec<&'a Name>) {
    match &*expression.node {
        Node::Name(name) | Node::Reading { name, .. } | Node::CompareFigure { reading: name, .. } => found.push(name),
        _ => {}
    }
    for part in expression.node.parts() {
        names(part, found);
    }
}
