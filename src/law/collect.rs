//! What the files declare, sorted by kind, each thing once, without what is not in force on the day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::{Months, Term};
use super::condition::Window;
use super::date;
use super::walk::{self, Placed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::Place;
use crate::quantity::Ratio;
use crate::span::{SourceId, Span};
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::sentencing::SentencingRule;
use crate::syntax::tree::{self, Article, At, Clause, Declaration, Expression, Name, PlaceName, Rule, Vocable};

use super::SourceTree;

/// Everything declared.
#[derive(Debug, Default)]
pub(super) struct Declared<'a> {
    /// Sources by key.
    pub sources: Vec<(&'a Name, &'a tree::Label)>,
    /// Entries of the vocabulary.
    pub vocables: Vec<&'a Vocable>,
    /// Instruments in force.
    pub instruments: Vec<InForce<'a>>,
    /// Articles of instruments in force.
    pub articles: Vec<ArticleText<'a>>,
    /// Defined conditions.
    pub defines: Vec<Define<'a>>,
    /// How long penalties last.
    pub terms: Vec<PenaltyTerm<'a>>,
    /// Every place of every instrument, in force or not.
    pub places: BTreeSet<Place>,
    /// Offences of instruments that are not in force.
    pub offences_left_out: BTreeSet<Place>,
    /// Readings and defined conditions of what is not in force, and where they stand.
    pub names_left_out: Vec<(&'a Name, &'a Name)>,
}

/// An instrument in force on the day.
#[derive(Debug)]
pub(super) struct InForce<'a> {
    /// Its file.
    pub source: SourceId,
    /// Its tree.
    pub tree: &'a tree::Instrument,
    /// When.
    pub force: Window,
    /// Whether it is out of force and kept for the acts of its time, because one in force follows it.
    pub former: bool,
}

/// An article in one of its texts.
#[derive(Debug)]
pub(super) struct ArticleText<'a> {
    /// The instrument, by its position among those in force.
    pub instrument: usize,
    /// Its tree.
    pub tree: &'a Article,
    /// Its place.
    pub place: Place,
    /// When it is in force.
    pub force: Window,
    /// Its rules, flat.
    pub rules: Vec<Placed<'a>>,
    /// The charge's name, where it makes an offence.
    pub offence: Option<(&'a tree::Label, Span)>,
    /// Whether it, or its instrument, is out of force and kept for the acts of its time.
    pub former: bool,
}

impl ArticleText<'_> {
    /// Whether a violation stands in it, which meets the acts of its time as an offence does.
    pub fn has_track(&self) -> bool {
        self.rules
            .iter()
            .any(|placed| matches!(placed.rule.collateral(), Some(tree::collateral::CollateralRule::Track(_))))
    }

    /// Whether it is out of force on a day, with no other text of it in its place.
    fn ended(&self, on: Date) -> bool {
        let meets_acts = self.offence.is_some() || self.has_track();
        !meets_acts && self.version().is_none() && self.force.until.is_some_and(|until| until < on)
    }

    /// Which text it is.
    pub fn version(&self) -> Option<&str> {
        self.tree.version.as_ref().map(|version| version.node.as_str())
    }
}

/// How long a penalty lasts, by its instrument.
#[derive(Debug)]
pub(super) struct PenaltyTerm<'a> {
    /// The instrument, by its position among those in force.
    pub instrument: usize,
    /// Which penalty.
    pub penalty: &'a Name,
    /// Least and greatest, in months.
    pub months: (&'a At<Ratio>, &'a At<Ratio>),
}

/// A condition on a batch, by name.
#[derive(Debug)]
pub(super) struct Define<'a> {
    /// Its name.
    pub name: &'a Name,
    /// The condition.
    pub condition: &'a Expression,
    /// Where it stands.
    pub place: Place,
}

/// Which place a name of a place stands for.
pub(super) fn place_of(name: &PlaceName) -> Place {
    Place { instrument: name.instrument.node.clone(), path: name.path.node.clone() }
}

/// The same thing declared a second time.
pub(super) fn duplicate(what: &str, name: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate", again, format!("{what} `{name}` is declared twice"))
        .at_fault("declared again here")
        .also(first, "first declared here")
}

/// Reports every name that came before.
pub(super) fn each_once<'a>(
    what: &str,
    names: impl IntoIterator<Item = (&'a str, Span)>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for (name, span) in names {
        match seen.iter().find(|(earlier, _)| *earlier == name) {
            Some((_, first)) => diagnostics.push(duplicate(what, name, span, *first)),
            None => seen.push((name, span)),
        }
    }
}

/// Sorts what the trees declare.
pub(super) fn collect<'a>(trees: &'a [SourceTree], as_of: Date) -> (Declared<'a>, Diagnostics) {
    let mut declared = Declared::default();
    let mut diagnostics = Diagnostics::new();
    let mut ids = Vec::new();
    let followed = followed(trees, as_of);
    for file in trees {
        for declaration in &file.tree.declarations {
            match declaration {
                Declaration::Sources(sources) => {
                    declared.sources.extend(sources.iter().map(|(key, title)| (key, title)))
                }
                Declaration::Vocabulary(vocables) => declared.vocables.extend(vocables),
                // A proposal is no law: `amend` applies it before.
                Declaration::Proposal(_) => {}
                Declaration::Instrument(tree) => {
                    ids.push((tree.id.node.as_str(), tree.id.span));
                    let followed = followed.contains(tree.id.node.as_str());
                    declared.take_in((file.source, tree), as_of, followed, &mut diagnostics);
                }
            }
        }
    }
    each_once("instrument", ids, &mut diagnostics);
    each_once("source", declared.sources.iter().map(|(key, _)| (key.node.as_str(), key.span)), &mut diagnostics);
    declared.check_articles(&mut diagnostics);
    let defines = declared.defines.iter().map(|define| (define.name.node.as_str(), define.name.span));
    each_once("condition", defines, &mut diagnostics);
    (declared, diagnostics)
}

impl<'a> Declared<'a> {
    /// An instrument goes in where it is in force, or was and one in force follows it, as do its articles that ended.
    fn take_in(
        &mut self,
        (source, tree): (SourceId, &'a tree::Instrument),
        as_of: Date,
        followed: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(force) = date::instrument(tree, diagnostics) else { return };
        let former = followed && !force.contains(as_of);
        let in_force = former || force.contains(as_of);
        let position = self.instruments.len();
        for clause in &tree.clauses {
            match clause {
                Clause::Article(article) => {
                    let mut text = article_text(position, &tree.id.node, article, force, diagnostics);
                    self.places.extend(text.rules.iter().flat_map(walk::places));
                    self.places.insert(text.place.clone());
                    text.former = former || followed && text.ended(as_of);
                    if text.former {
                        text.rules.retain(|placed| serves_acts_of_its_time(placed.rule));
                    }
                    let day = if text.former { text.force.from } else { as_of };
                    self.sort_in(&tree.id, text, in_force, day);
                }
                Clause::Reading(reading) if !in_force => self.names_left_out.push((&reading.name, &tree.id)),
                _ => {}
            }
        }
        if in_force {
            self.instruments.push(InForce { source, tree, force, former });
        }
    }

    /// An article goes in with its defined conditions, or leaves its names among those left out.
    fn sort_in(&mut self, id: &'a Name, text: ArticleText<'a>, in_force: bool, as_of: Date) {
        let defines = text.rules.iter().filter_map(|placed| match placed.rule {
            Rule::Define { name, condition, .. } => Some(Define { name, condition, place: placed.place.clone() }),
            _ => None,
        });
        if !in_force || !date::belongs(text.force, text.offence.is_some() || text.has_track(), as_of) {
            self.names_left_out.extend(defines.map(|define| (define.name, id)));
            if text.offence.is_some() {
                self.offences_left_out.insert(text.place);
            }
            return;
        }
        self.defines.extend(defines);
        self.terms.extend(text.rules.iter().filter_map(|placed| term(placed.rule, text.instrument)));
        self.articles.push(text);
    }

    /// One text of an article on one day.
    fn check_articles(&self, diagnostics: &mut Diagnostics) {
        for (position, text) in self.articles.iter().enumerate() {
            for earlier in self.articles[..position].iter().filter(|earlier| earlier.place == text.place) {
                if earlier.version() == text.version() {
                    let place = text.place.to_string();
                    diagnostics.push(duplicate("article", &place, text.tree.number.span, earlier.tree.number.span));
                } else if overlap(earlier.force, text.force) {
                    let message = format!("two texts of `{}` are in force on the same day", text.place);
                    let overlapping = Diagnostic::error("two-texts", text.tree.number.span, message)
                        .at_fault(format!("in force from {}", text.force.from))
                        .also(earlier.tree.number.span, "in force then too");
                    diagnostics.push(overlapping);
                }
            }
        }
    }
}

/// The instruments that one in force on the day follows.
fn followed(trees: &[SourceTree], as_of: Date) -> BTreeSet<&str> {
    let declarations = trees.iter().flat_map(|file| &file.tree.declarations);
    let instruments = declarations.filter_map(|declaration| match declaration {
        Declaration::Instrument(tree) => Some(tree),
        _ => None,
    });
    let in_force = instruments
        .filter(|tree| date::instrument(tree, &mut Diagnostics::new()).is_some_and(|force| force.contains(as_of)));
    let clauses = in_force.flat_map(|tree| &tree.clauses);
    let followed = clauses.filter_map(|clause| match clause {
        Clause::Succeeds(earlier) => Some(earlier.node.as_str()),
        _ => None,
    });
    followed.collect()
}

/// What a later interpretation is held against: of an earlier one only what its grounds need, and what is read; of an earlier
/// statute its tracks with what goes with them, which meet the acts of its time.
fn serves_acts_of_its_time(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Part { .. }
            | Rule::States(_)
            | Rule::NotEncoded(_)
            | Rule::Checked(_)
            | Rule::Define { .. }
            | Rule::Quantity { .. }
            | Rule::Grounds { .. }
    ) || rule.collateral().is_some_and(CollateralRule::is_of_a_track)
}

fn article_text<'a>(
    instrument: usize,
    id: &str,
    article: &'a Article,
    of_instrument: Window,
    diagnostics: &mut Diagnostics,
) -> ArticleText<'a> {
    let place = walk::article_place(id, article);
    let rules = walk::rules(&place, &article.rules);
    let mut offences = rules.iter().filter_map(|placed| match placed.rule {
        Rule::Offence { span, label } => Some((label, span.span)),
        _ => None,
    });
    let offence = offences.next();
    if let (Some((_, first)), Some((_, again))) = (offence, offences.next()) {
        diagnostics.push(duplicate("offence", &place.to_string(), again, first));
    }
    let force = date::article(article, of_instrument, diagnostics);
    ArticleText { instrument, tree: article, place, force, rules, offence, former: false }
}

impl Declared<'_> {
    /// How long each penalty lasts at all.
    pub fn term_limits(&self) -> Vec<(Term, Months)> {
        let limit = |term: &PenaltyTerm<'_>| {
            let (least, most) = term.months;
            let months = |of: &At<Ratio>| u16::try_from(of.node.to_integer()).ok();
            Some((Term::named(&term.penalty.node)?, (months(least)?, months(most)?)))
        };
        self.terms.iter().filter_map(limit).collect()
    }
}

fn term(rule: &Rule, instrument: usize) -> Option<PenaltyTerm<'_>> {
    let Rule::Sentencing(rule) = rule else { return None };
    let SentencingRule::Term { penalty, from, to } = &rule.rule else { return None };
    Some(PenaltyTerm { instrument, penalty, months: (from, to) })
}

fn overlap(one: Window, other: Window) -> bool {
    one.contains(other.from) || other.contains(one.from)
}
