//! Predicates that build on grounds: by their degree, or on one of them being established.

use super::book::{GroundId, Predicate};
use super::collect::place_of;
use super::grounds::Reference;
use super::person::PersonSite;
use super::resolve::Resolver;
use super::scope::Site;
use crate::place::Place;
use crate::syntax::tree::{At, Expression, Items, ListName, Node};

impl Resolver<'_> {
    /// The grounds that `items A to B [of par P]` means.
    pub fn items(&mut self, items: &Items, site: PersonSite<'_>) -> Option<Vec<GroundId>> {
        let list = items.par.as_ref().map_or_else(|| site.list.clone(), |par| site.place.in_article().child(&par.node));
        let span = items.from.span.to(items.to.span);
        let grounds = self.between(&items.from, &items.to, &list, site)?;
        self.references.push(Reference { from: site.from.to_vec(), to: grounds.clone(), reaches: true, span });
        Some(grounds)
    }

    /// The grounds of a list from one number to another, none between them missing.
    fn between(
        &mut self,
        from: &At<String>,
        to: &At<String>,
        list: &Place,
        site: PersonSite<'_>,
    ) -> Option<Vec<GroundId>> {
        let listed = site.grounds.of_list(list);
        let position = |number: &str| listed.iter().position(|(known, _)| *known == number);
        let ends = (position(&from.node), position(&to.node));
        let missing = [(ends.0, from), (ends.1, to)].into_iter().find(|(found, _)| found.is_none());
        if let Some((_, number)) = missing {
            if site.grounds.is_without_grade(list) {
                return Some(Vec::new());
            }
            return self.no_item(number, &number.node, list);
        }
        let (first, last) = (ends.0?, ends.1?);
        if first > last {
            let message = format!("the items run from {} down to {}", from.node, to.node);
            return self.reject("empty-range", from.span.to(to.span), message, "the last item is before the first");
        }
        let numbers = (from.node.parse::<u32>().ok()).zip(to.node.parse::<u32>().ok());
        let mut between = numbers.into_iter().flat_map(|(from, to)| from..=to);
        if let Some(gap) = between.find(|number| position(&number.to_string()).is_none()) {
            return self.no_item(from, &gap.to_string(), list);
        }
        Some(listed[first..=last].iter().map(|(_, id)| *id).collect())
    }

    fn no_item<T>(&mut self, at: &At<String>, number: &str, list: &Place) -> Option<T> {
        let message = format!("unknown item {number} of `{list}`");
        self.reject("unknown-item", at.span, message, "no ground stands at this item")
    }

    /// `any of items A to B reaches R`, over some batches or all, with or without an item.
    pub fn any_reaches(&mut self, expression: &Expression, site: PersonSite<'_>) -> Option<Predicate> {
        let Node::AnyReaches { items, ratio, counting, leaving_out } = &*expression.node else { return None };
        let grounds = self.items(items, site);
        let ratio = self.ratio(ratio);
        let counting = counting.as_ref().map(|counting| self.condition(counting, Site::rule(site.place)));
        let leaving_out = leaving_out.as_ref().map(|(item, given)| {
            let par = items.par.as_ref();
            let list = par.map_or_else(|| site.list.clone(), |par| site.place.in_article().child(&par.node));
            let ground = self.between(item, item, &list, site);
            let given = self.reading_only(given);
            Some(ground?.first().copied().zip(Some(given?)))
        });
        let (counting, leaving_out) = (settled(counting)?, settled(leaving_out)?.flatten());
        Some(possible(Predicate::AnyReaches { grounds: grounds?, ratio: ratio?, counting, leaving_out }))
    }

    /// `some ground of par P` or of a place, with or without an item. Grounds that are not in force establish nothing.
    pub fn some_ground(
        &mut self,
        list: &ListName,
        leaving_out: Option<&At<String>>,
        site: PersonSite<'_>,
    ) -> Option<Predicate> {
        let (place, span) = match list {
            ListName::Par(par) => (site.place.in_article().child(&par.node), par.span),
            ListName::Place(name) => (place_of(name), name.span()),
        };
        let listed = site.grounds.of_list(&place);
        let elsewhere = matches!(list, ListName::Place(_)) && self.declared.places.contains(&place);
        if listed.is_empty() && !elsewhere && !site.grounds.is_without_grade(&place) {
            let message = format!("expected grounds at `{place}`, found none");
            return self.reject("unknown-item", span, message, "no grounds are listed there");
        }
        if let Some(item) = leaving_out
            && !listed.is_empty()
            && !listed.iter().any(|(number, _)| *number == item.node)
        {
            return self.no_item(item, &item.node, &place);
        }
        let grounds: Vec<_> = (listed.into_iter())
            .filter(|(number, _)| leaving_out.is_none_or(|item| item.node != *number))
            .map(|(_, id)| id)
            .collect();
        self.references.push(Reference { from: site.from.to_vec(), to: grounds.clone(), reaches: false, span });
        Some(possible(Predicate::SomeGround(grounds)))
    }
}

/// What may be left out, but not be wrong.
fn settled<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        Some(None) => None,
        Some(found) => Some(found),
        None => Some(None),
    }
}

/// What builds on no ground at all cannot hold.
pub(super) fn possible(predicate: Predicate) -> Predicate {
    match &predicate {
        Predicate::Together { grounds, .. }
        | Predicate::AnyReaches { grounds, .. }
        | Predicate::SomeGround(grounds)
            if grounds.is_empty() =>
        {
            Predicate::Always(false)
        }
        _ => predicate,
    }
}
