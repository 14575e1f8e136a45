//! Counting rules of an offence: what counts once, what counts for each recipient, what is taken off, by which classes.

use super::book::{CountRule, Counting, TakenOff};
use super::collect::{duplicate, place_of};
use super::condition::{Condition, FactId};
use super::offence::{Link, Serving};
use super::resolve::Resolver;
use super::scope::Site;
use super::vocabulary::FactKind;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::span::Span;
use crate::syntax::tree::{self, Name, Rule};

/// Where each kind of clause was first met.
#[derive(Default)]
struct Met {
    once: Option<Span>,
    each_recipient: Option<Span>,
    one_recipient: Option<Span>,
}

impl<'a> Resolver<'a> {
    /// How items are counted for an offence; nothing where no rule in force says so.
    pub fn counting(&mut self, offence: &Place, servings: &[Serving<'a>]) -> Counting {
        let mut counting = Counting::default();
        let mut met = Met::default();
        for serving in servings.iter().filter(|serving| serving.is_linked()) {
            for placed in &serving.article.rules {
                let Rule::Counting { of, clauses } = placed.rule else { continue };
                let concerned = of.as_ref().map_or(serving.link == Link::Own, |of| place_of(of) == *offence);
                for count in clauses.iter().filter(|_| concerned) {
                    self.count(&mut counting, &mut met, &placed.place, count);
                }
            }
            if serving.link != Link::SameInstrument {
                let tables = self.tables.iter().filter(|table| table.article == serving.article.place);
                counting.classes.extend(tables.flat_map(|table| &table.classes).cloned());
            }
        }
        counting
    }

    fn count(&mut self, counting: &mut Counting, met: &mut Met, place: &Place, count: &tree::Count) {
        let place = count.par.as_ref().map_or_else(|| place.clone(), |par| place.child(&par.node));
        let text = self.text(&count.text);
        let (expression, variable, met, name) = match &count.rule {
            tree::CountRule::Once(given) => (given, &mut counting.once, &mut met.once, "once"),
            tree::CountRule::EachRecipient(given) => {
                (given, &mut counting.each_recipient, &mut met.each_recipient, "each recipient")
            }
            tree::CountRule::OneRecipient(given) => {
                (given, &mut counting.one_recipient, &mut met.one_recipient, "one recipient")
            }
            tree::CountRule::Less(facts, given) => {
                let given = given.as_ref().map_or(Some(Condition::Always(true)), |given| self.reading_only(given));
                let facts = facts.iter().filter_map(|fact| self.taken_off(fact, Site::rule(&place))).collect();
                counting.less.extend(given.map(|given| TakenOff { place, text, facts, given }));
                return;
            }
        };
        if let Some(first) = met.replace(expression.span) {
            self.diagnostics.push(duplicate("counting rule", name, expression.span, first));
        }
        if let Some(condition) = self.condition(expression, Site::rule(&place)) {
            *variable = Some(CountRule { place, text, condition });
        }
    }

    fn taken_off(&mut self, name: &Name, site: Site<'_>) -> Option<FactId> {
        let fact = self.fact(name, site)?;
        let found = self.vocabulary.fact(fact);
        if matches!(found.kind, FactKind::Amount(_)) {
            return Some(fact);
        }
        let span = found.span;
        let wrong = Diagnostic::error("not-an-amount", name.span, format!("expected an amount, found `{}`", name.node))
            .at_fault("cannot be taken off")
            .also(span, "declared here");
        self.fail(wrong)
    }
}
