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
            if offences.len() < 2 {
                let message = format!("expected two offences, found {}", offences.len());
                self.reject::<()>("relation", span.span, message, "relates nothing");
            }
            let site = PersonSite { place, list: place, grounds: &none, from: &[], grades: None };
            let predicate = match condition {
                Some(condition) => self.predicate(condition, site),
                None => Some(Predicate::Always(true)),
            };
            let kind = match **effect {
                RelationEffect::Heavier(_) => RelationKind::Heavier,
                RelationEffect::Cumulative(_) => RelationKind::Cumulative,
                RelationEffect::InPlaceOf(..) => RelationKind::InPlaceOf,
            };
            let predicate = predicate.map(|predicate| self.unless_left_out(place, text, predicate));
            let text = self.text(text);
            if let (Some(predicate), true) = (predicate, known.iter().all(|known| *known)) {
                let (place, same_act) = (place.clone(), *same_act);
                relations.push((Relation { place, text, kind, offences, same_act, predicate }, span.span));
            }
        }
        self.check_precedence(&relations);
        relations.into_iter().map(|(relation, _)| relation).collect()
    }

    /// Of equally heavy charges the first named stands, so these orders must agree.
    fn check_precedence(&mut self, relations: &[(Relation, Span)]) {
        let heavier = || relations.iter().filter(|(relation, _)| relation.kind == RelationKind::Heavier);
        let after = |first: &Place| -> Vec<&Place> {
            let of = |relation: &'_ Relation| relation.offences.iter().position(|offence| offence == first);
            heavier().filter_map(|(relation, _)| Some(&relation.offences[of(relation)? + 1..])).flatten().collect()
        };
        for (relation, span) in heavier() {
            let first = &relation.offences[0];
            let mut reached: Vec<&Place> = relation.offences[1..].iter().collect();
            let mut at = 0;
            while at < reached.len() {
                let next: Vec<&Place> =
                    after(reached[at]).into_iter().filter(|place| !reached.contains(place)).collect();
                reached.extend(next);
                at += 1;
            }
            if reached.contains(&first) {
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
