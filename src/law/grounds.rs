//! Grounds: lists of them, and how they refer to one another.
//!
//! A ground may build on others by their degree. What has no quantity has no degree, and nothing may build on itself.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::book::{Earlier, Grade, Ground, GroundId, GroundList, Predicate, Time};
use super::collect::{duplicate, place_of};
use super::condition::{Condition, Window};
use super::offence::{Link, Serving};
use super::person::PersonSite;
use super::resolve::Resolver;
use super::scope::Site;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::span::Span;
use crate::syntax::tree::{self, At, Expression, Rule};

/// That grounds (or the condition beside them) build on others.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// Which grounds build on them; none for a circumstance.
    pub from: Vec<GroundId>,
    /// On which.
    pub to: Vec<GroundId>,
    /// Whether by their degree.
    pub reaches: bool,
    /// Where.
    pub span: Span,
}

/// The grounds of an offence by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct GroundIndex {
    grounds: Vec<(Place, GroundId, Span)>,
    without_grade: Vec<Place>,
}

impl GroundIndex {
    /// The grounds listed at a place, with their numbers, in order.
    pub fn of_list(&self, list: &Place) -> Vec<(&str, GroundId)> {
        let listed = self.grounds.iter().filter(|(place, ..)| {
            place.instrument == list.instrument && place.path.split_last().is_some_and(|(_, rest)| rest == list.path)
        });
        listed.filter_map(|(place, id, _)| Some((place.path.last()?.as_str(), *id))).collect()
    }

    /// Whether a list stands at this place that reaches a grade which this text of the offence does not have: nothing
    /// of it can be established.
    pub fn is_without_grade(&self, list: &Place) -> bool {
        self.without_grade.contains(list)
    }

    fn span(&self, id: GroundId) -> Option<(&str, Span)> {
        let (place, _, span) = self.grounds.iter().find(|(_, known, _)| *known == id)?;
        Some((place.path.last()?.as_str(), *span))
    }
}

/// A list of grounds as declared, for one offence.
pub(super) struct Listed<'a> {
    former: bool,
    force: Window,
    serves: Condition,
    place: &'a Place,
    grade: Option<usize>,
    within: Option<&'a At<Ratio>>,
    beside: Option<&'a tree::Beside>,
    provided: Option<&'a Expression>,
    counting: Option<&'a Expression>,
    grounds: &'a [tree::Ground],
}

impl<'a> Resolver<'a> {
    /// The lists that serve an offence, each with its grade, if this text of the offence has it.
    pub fn listed(&self, offence: &Place, grades: &[Grade], servings: &[Serving<'a>]) -> Vec<Listed<'a>> {
        let mut lists = Vec::new();
        for serving in servings.iter().filter(|serving| serving.is_linked()) {
            let former = serving.link == Link::Former;
            for placed in &serving.article.rules {
                let Rule::Grounds { grade: name, of, within, beside, provided, counting, grounds } = placed.rule else {
                    continue;
                };
                let grade = grades.iter().position(|grade| grade.name == name.node);
                if place_of(of) == *offence {
                    let (serves, place) = (serving.serves.clone(), &placed.place);
                    let (beside, provided, counting) = (beside.as_ref(), provided.as_ref(), counting.as_ref());
                    let (within, force) = (within.as_ref(), serving.article.force);
                    lists.push(Listed {
                        former,
                        force,
                        serves,
                        place,
                        grade,
                        within,
                        beside,
                        provided,
                        counting,
                        grounds,
                    });
                }
            }
        }
        lists
    }

    /// Names every ground by its place, each place once; what this text has no grade for is left out of the lists.
    pub fn index(&mut self, lists: &mut Vec<Listed<'a>>) -> GroundIndex {
        let without_grade = lists.iter().filter(|listed| listed.grade.is_none());
        let mut index = GroundIndex {
            without_grade: without_grade.map(|listed| listed.place.clone()).collect(),
            ..Default::default()
        };
        lists.retain(|listed| listed.grade.is_some());
        for (list, listed) in lists.iter().enumerate() {
            for (ground, item) in listed.grounds.iter().enumerate() {
                let place = listed.place.child(&item.number.node);
                if let Some((_, _, first)) = index.grounds.iter().find(|(known, ..)| *known == place) {
                    let again = duplicate("ground", &place.to_string(), item.number.span, *first);
                    self.diagnostics.push(again);
                    continue;
                }
                index.grounds.push((place, GroundId { list, ground }, item.number.span));
            }
        }
        index
    }

    /// Resolves the lists of an offence; with them, the grounds that were found wrong.
    pub fn ground_lists(&mut self, lists: &[Listed<'a>], index: &GroundIndex) -> (Vec<GroundList>, BTreeSet<GroundId>) {
        self.references.clear();
        let mut resolved = Vec::new();
        let mut failed = BTreeSet::new();
        for (position, listed) in lists.iter().enumerate() {
            let all: Vec<_> = (0..listed.grounds.len()).map(|ground| GroundId { list: position, ground }).collect();
            let site = PersonSite { place: listed.place, list: listed.place, grounds: index, from: &all, grades: None };
            let beside = listed.beside.and_then(|beside| self.given(beside.given.as_ref(), Site::rule(listed.place)));
            let provided = listed.provided.and_then(|provided| self.predicate(provided, site));
            let counting = listed.counting.and_then(|of| self.condition(of, Site::rule(listed.place)));
            let within_months = listed.within.and_then(|years| self.years_in_months(years));
            let mut grounds = Vec::new();
            for (item, id) in listed.grounds.iter().zip(&all) {
                let place = listed.place.child(&item.number.node);
                let from = [*id];
                let site = PersonSite { place: &place, from: &from, ..site };
                let predicate = self.predicate(&item.condition, site).unwrap_or_else(|| {
                    failed.insert(*id);
                    Predicate::Always(false)
                });
                let predicate = self.unless_left_out(&place, &item.text, predicate);
                grounds.push(Ground { text: self.text(&item.text), predicate, place });
            }
            let (place, serves) = (listed.place.clone(), listed.serves.clone());
            let grade = listed.grade.unwrap_or_default();
            let (force, former) = (listed.force, listed.former);
            resolved.push(GroundList {
                place,
                grade,
                serves,
                force,
                former,
                within_months,
                beside,
                provided,
                counting,
                grounds,
            });
        }
        (resolved, failed)
    }

    /// Where acts add up within years, what is added in proportion are amounts: those of one time are measured together.
    fn check_added_within(&mut self, lists: &[GroundList], index: &GroundIndex, references: &[Reference]) {
        let adds = |id: &GroundId, to: &[GroundId]| {
            let mut adds = false;
            ground(lists, *id).predicate.each(&mut |part| {
                adds |= matches!(part, Predicate::Together { grounds, .. } if grounds == to);
            });
            lists[id.list].within_months.is_some() && adds
        };
        for reference in references.iter().filter(|one| one.from.iter().any(|id| adds(id, &one.to))) {
            let others = reference.to.iter().filter(|id| !is_comparison(&ground(lists, **id).predicate));
            for (number, span) in others.filter_map(|id| index.span(*id)) {
                let message = format!("item {number} is no single comparison, so acts within years cannot add it up");
                let other = Diagnostic::error("not-added", reference.span, message)
                    .at_fault("expected items that each compare one amount with `>=`")
                    .also(span, "asks for more");
                self.diagnostics.push(other);
            }
        }
    }

    /// What is reached has a degree, and nothing builds on itself.
    pub fn check_references(&mut self, lists: &[GroundList], index: &GroundIndex, failed: &BTreeSet<GroundId>) {
        let references = std::mem::take(&mut self.references);
        for reference in references.iter().filter(|reference| reference.reaches) {
            let without = |id: &&GroundId| !failed.contains(id) && !has_degree(&ground(lists, **id).predicate);
            for id in reference.to.iter().filter(without) {
                let Some((number, span)) = index.span(*id) else { continue };
                let message = format!("item {number} has no quantity, so nothing of it can be reached");
                let none = Diagnostic::error("no-degree", reference.span, message)
                    .at_fault("expected grounds that measure something")
                    .also(span, "only holds or does not");
                self.diagnostics.push(none);
            }
        }
        self.check_added_within(lists, index, &references);
        for reference in &references {
            let Some(id) = reference.from.iter().find(|id| builds_on(&references, &reference.to, **id)) else {
                continue;
            };
            let Some((number, span)) = index.span(*id) else { continue };
            let cycle = Diagnostic::error("cycle", reference.span, format!("item {number} builds on itself"))
                .at_fault("leads back to the ground it stands in")
                .also(span, "this ground");
            self.diagnostics.push(cycle);
        }
    }
}

/// Whether a ground is one comparison of an amount.
fn is_comparison(predicate: &Predicate) -> bool {
    matches!(predicate, Predicate::Reaches { strict: false, .. })
}

/// The time before each interpretation with predecessors, divided where one of these, or a list of it, came or went; where
/// the first of them reaches back, and under which readings, what was before it as well.
pub(super) fn times(earlier: &[Earlier], lists: &[GroundList], reaches_back: Option<&Condition>) -> Vec<Time> {
    let mut times = Vec::new();
    for instrument in earlier.iter().map(|earlier| &earlier.instrument).collect::<BTreeSet<_>>() {
        let own = || earlier.iter().enumerate().filter(move |(_, earlier)| earlier.instrument == *instrument);
        let of_lists = own().flat_map(|(_, earlier)| {
            let its = move |list: &&GroundList| Some(&list.place.instrument) == earlier.held.as_ref();
            lists.iter().filter(its).map(|list| list.force)
        });
        let windows = own().map(|(_, earlier)| earlier.alone).chain(of_lists);
        let starts = windows.flat_map(|days| [Some(days.from), days.until.and_then(|until| until.tomorrow().ok())]);
        let starts: Vec<Date> = starts.flatten().collect::<BTreeSet<_>>().into_iter().collect();
        for (from, next) in starts.iter().zip(starts.iter().skip(1)) {
            let earlier: Vec<usize> =
                own().filter(|(_, earlier)| earlier.alone.contains(*from)).map(|(position, _)| position).collect();
            if earlier.is_empty() {
                continue;
            }
            let (instrument, force) = (instrument.clone(), Window { from: *from, until: next.yesterday().ok() });
            let first = own().all(|(_, earlier)| *from <= earlier.alone.from);
            if let Some(given) = reaches_back.filter(|_| first) {
                let (instrument, before) = (instrument.clone(), Some(given.clone()));
                times.push(Time { instrument, force, before, earlier: earlier.clone() });
            }
            times.push(Time { instrument, force, before: None, earlier });
        }
    }
    times
}

fn ground(lists: &[GroundList], id: GroundId) -> &Ground {
    &lists[id.list].grounds[id.ground]
}

/// Whether a predicate compares a quantity, so that it has a degree.
fn has_degree(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Reaches { .. } | Predicate::Together { .. } | Predicate::AnyReaches { .. } => true,
        Predicate::All(parts) | Predicate::Any(parts) => parts.iter().any(has_degree),
        Predicate::Always(_)
        | Predicate::Not(_)
        | Predicate::SomeGround(_)
        | Predicate::SomeBatch(_)
        | Predicate::Person(_)
        | Predicate::Judgement { .. }
        | Predicate::Residual { .. }
        | Predicate::Grade(_)
        | Predicate::OutOfTime
        | Predicate::ElementFails => false,
    }
}

/// Whether one of these grounds is `target`, or builds on it.
fn builds_on(references: &[Reference], start: &[GroundId], target: GroundId) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = start.to_vec();
    while let Some(id) = waiting.pop() {
        if id == target {
            return true;
        }
        if seen.insert(id) {
            let on = references.iter().filter(|reference| reference.from.contains(&id));
            waiting.extend(on.flat_map(|reference| &reference.to));
        }
    }
    false
}
