//! Relations between charges, and joint punishment.

use super::book::{JointCap, JointOrder, Predicate, Relation, RelationKind, Term};
use super::collect::place_of;
use super::condition::Condition;
use super::grounds::GroundIndex;
use super::person::PersonSite;
use super::resolve::Resolver;
use super::scope::Site;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::span::Span;
use crate::syntax::tree::{RelationEffect, Rule};

impl Resolver<'_> {
    /// What becomes of charges that are made out together.
    pub fn relations(&mut self) -> Vec<Relation> {
        let declared = self.declared;
        let none = GroundIndex::default();
        let mut relations: Vec<(Relation, Span)> = Vec::new();
        let mut against: Vec<Vec<Place>> = Vec::new();
        for placed in declared.articles.iter().flat_map(|article| &article.rules) {
            let Rule::Relation { span, effect, same_act, text, condition } = placed.rule else { continue };
            let place = &placed.place;
            let named = effect.offences();
            let known: Vec<bool> = named.iter().map(|name| self.offence_exists(name)).collect();
            let offences: Vec<Place> = named.iter().map(|name| place_of(name)).collect();
            if let Some(again) = (1..offences.len()).find(|&at| offences[..at].contains(&offences[at])) {
                let message = format!("`{}` is related to itself", offences[again]);
                self.reject::<()>("relation", named[again].span(), message, "named before");
            }
            let of_any = matches!(**effect, RelationEffect::HeavierOfAny(_));
            if offences.len() < 2 && !of_any {
                let message = format!("expected two offences, found {}", offences.len());
                self.reject::<()>("relation", span.span, message, "relates nothing");
            }
            let site = PersonSite { place, list: place, grounds: &none, from: &[], grades: None };
            let predicate = match condition {
                Some(condition) => self.predicate(condition, site),
                None => Some(Predicate::Always(true)),
            };
            let kind = match **effect {
                RelationEffect::Heavier(..) | RelationEffect::HeavierOfAny(_) => RelationKind::Heavier,
                RelationEffect::Cumulative(_) => RelationKind::Cumulative,
                RelationEffect::InPlaceOf(..) => RelationKind::InPlaceOf,
            };
            let predicate = predicate.map(|predicate| self.unless_left_out(place, text, predicate));
            let text = self.text(text);
            if let (Some(predicate), true) = (predicate, known.iter().all(|known| *known)) {
                let wholly = same_act.is_none_or(|same_act| same_act.wholly);
                let (place, same_act) = (place.clone(), same_act.is_some());
                let pair = |(first, second): (usize, usize)| (offences[first].clone(), offences[second].clone());
                let pairs = effect.pairs().into_iter().map(pair).collect();
                let relation = Relation { place, text, kind, pairs, of_any, same_act, wholly, predicate };
                relations.push((relation, span.span));
                against.push(offences);
            }
        }
        // What relates any offences comes last, the most general at the end.
        let mut both: Vec<((Relation, Span), Vec<Place>)> = relations.into_iter().zip(against).collect();
        both.sort_by_key(|((relation, _), against)| (relation.of_any, relation.of_any && against.is_empty()));
        let (relations, against): (Vec<(Relation, Span)>, Vec<Vec<Place>>) = both.into_iter().unzip();
        self.check_precedence(&relations);
        let order = self.precedence(&relations, &against);
        let mut relations: Vec<Relation> = relations.into_iter().map(|(relation, _)| relation).collect();
        for (relation, against) in relations.iter_mut().zip(against).filter(|(relation, _)| relation.of_any) {
            let with = |place: &Place| against.is_empty() || against.contains(place);
            let all = order
                .iter()
                .enumerate()
                .flat_map(|(at, first)| order[at + 1..].iter().map(move |second| (first.clone(), second.clone())));
            relation.pairs = all.filter(|(first, second)| with(first) || with(second)).collect();
        }
        relations
    }

    /// Every offence, in an order that agrees with all relations: of any two equally heavy ones the first stands. Where no
    /// relation says more, those against which any others are held come last, and the rest stands in the order of the law.
    fn precedence(&self, relations: &[(Relation, Span)], against: &[Vec<Place>]) -> Vec<Place> {
        let held_against: Vec<&Place> =
            relations.iter().zip(against).filter(|((one, _), _)| one.of_any).flat_map(|(_, places)| places).collect();
        let offences = self.declared.articles.iter().filter(|article| article.offence.is_some());
        let mut left: Vec<&Place> = offences.map(|article| &article.place).collect();
        left.sort_by_key(|place| held_against.contains(place));
        let named: Vec<&(Place, Place)> = (relations.iter())
            .filter(|(relation, _)| relation.kind == RelationKind::Heavier)
            .flat_map(|(relation, _)| &relation.pairs)
            .collect();
        let mut order: Vec<Place> = Vec::new();
        while !left.is_empty() {
            let free =
                |place: &&&Place| !named.iter().any(|(first, second)| second == **place && left.contains(&first));
            // Where orders disagree there is none that agrees with all; that was said.
            let next = left.iter().find(free).copied().unwrap_or(left[0]).clone();
            left.retain(|place| **place != next);
            order.push(next);
        }
        order
    }

    /// Of equally heavy charges the first named stands, so these orders must agree.
    fn check_precedence(&mut self, relations: &[(Relation, Span)]) {
        let heavier = || relations.iter().filter(|(relation, _)| relation.kind == RelationKind::Heavier);
        let pairs: Vec<&(Place, Place)> = heavier().flat_map(|(relation, _)| &relation.pairs).collect();
        for (relation, span) in heavier() {
            let both_ways = relation.pairs.iter().find(|(first, second)| {
                let mut reached: Vec<&Place> = vec![second];
                let mut at = 0;
                while at < reached.len() {
                    let after = pairs.iter().filter(|(first, _)| first == reached[at]).map(|(_, second)| second);
                    let next: Vec<&Place> = after.filter(|place| !reached.contains(place)).collect();
                    reached.extend(next);
                    at += 1;
                }
                reached.contains(&first)
            });
            if let Some((first, _)) = both_ways {
                let message = format!("`{first}` stands both before and after what it is compared with");
                let wrong = Diagnostic::error("relation", *span, message)
                    .at_fault("of equally heavy charges the first named stands")
                    .help("name the offences in the same order everywhere");
                self.diagnostics.push(wrong);
            }
        }
    }

    /// The longest joint terms for several crimes.
    pub fn joint_caps(&mut self) -> Vec<JointCap> {
        let declared = self.declared;
        let mut all = Vec::new();
        for placed in declared.articles.iter().flat_map(|article| &article.rules) {
            let Rule::JointCap { kind, most, from, text, given } = placed.rule else { continue };
            let Some(term) = Term::named(&kind.node) else { continue };
            let from = match from {
                Some(from) => self.small::<u16>(from, "months").map(Some),
                None => Some(None),
            };
            let given = match given {
                Some(given) => self.condition(given, Site::rule(&placed.place)),
                None => Some(Condition::Always(true)),
            };
            let (text, most) = (self.text(text), self.small::<u16>(most, "months"));
            if let (Some(most), Some(from), Some(given)) = (most, from, given) {
                all.push(JointCap { place: placed.place.clone(), text, term, most, from, given });
            }
        }
        all
    }

    /// What becomes of joint terms of several kinds.
    pub fn joint_orders(&mut self) -> Vec<JointOrder> {
        let declared = self.declared;
        let mut all = Vec::new();
        for placed in declared.articles.iter().flat_map(|article| &article.rules) {
            let Rule::JointOrder { kind, absorbs, others, text } = placed.rule else { continue };
            let Some(term) = Term::named(&kind.node) else { continue };
            let others = others.iter().filter_map(|other| Term::named(&other.node)).collect();
            let (place, text) = (placed.place.clone(), self.text(text));
            all.push(JointOrder { place, text, term, absorbs: *absorbs, others });
        }
        all
    }
}
