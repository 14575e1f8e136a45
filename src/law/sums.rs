//! Quantities of the law: facts of a batch added up, less others under readings.

use super::amount::Measured;
use super::book::{Only, Sum};
use super::collect::each_once;
use super::condition::FactId;
use super::resolve::Resolver;
use super::scope::{About, Site};
use super::vocabulary::{FactKind, Scope};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{At, Name, Rule};

const MONTHS_OF_A_YEAR: i16 = 12;

/// A quantity as declared.
#[derive(Clone, Copy)]
pub(super) struct Quantity<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// Its rule.
    pub rule: &'a Rule,
    /// Its name.
    pub name: &'a Name,
}

impl<'a> Resolver<'a> {
    /// Every quantity in force.
    fn quantities(&self) -> impl Iterator<Item = Quantity<'a>> + use<'a> {
        self.declared.articles.iter().flat_map(|article| &article.rules).filter_map(|placed| match placed.rule {
            Rule::Quantity { name, .. } => Some(Quantity { place: &placed.place, rule: placed.rule, name }),
            _ => None,
        })
    }

    /// The quantity of this name.
    pub fn quantity_named(&self, name: &str) -> Option<Quantity<'a>> {
        self.quantities().find(|quantity| quantity.name.node == name)
    }

    /// Resolves every quantity, used or not.
    pub fn check_quantities(&mut self) {
        let all: Vec<_> = self.quantities().collect();
        let names = all.iter().map(|quantity| (quantity.name.node.as_str(), quantity.name.span));
        each_once("quantity", names, &mut self.diagnostics);
        for quantity in all {
            self.sum(quantity);
        }
    }

    /// The quantity of this name, where there must be one.
    pub fn needed_quantity(&mut self, name: &Name) -> Option<(Sum, Unit)> {
        let Some(quantity) = self.quantity_named(&name.node) else {
            let known: Vec<_> = self.quantities().map(|quantity| quantity.name.node.as_str()).collect();
            let unknown = Diagnostic::error("unknown-name", name.span, format!("unknown quantity `{}`", name.node))
                .at_fault("no such `quantity` in force")
                .maybe_help(suggest::did_you_mean(&name.node, known));
            return self.fail(unknown);
        };
        self.sum(quantity)
    }

    /// What a quantity adds up, with its unit.
    pub fn sum(&mut self, quantity: Quantity<'a>) -> Option<(Sum, Unit)> {
        let Rule::Quantity { name, unit, sum, of_consequences, within, given, only, less, .. } = quantity.rule else {
            return None;
        };
        let Some(measured) = Unit::named(&unit.node) else {
            let unknown = Diagnostic::error("unknown-unit", unit.span, format!("unknown unit `{}`", unit.node))
                .at_fault("not a unit")
                .maybe_help(suggest::did_you_mean(&unit.node, Unit::ALL.map(Unit::name)));
            return self.fail(unknown);
        };
        let site = Site::rule(quantity.place);
        let of_consequence = site.about(About::Consequence);
        let of = self.addend(sum, measured, unit.span, if *of_consequences { of_consequence } else { site });
        let given = self.given(given.as_ref(), if *of_consequences { of_consequence } else { site })?;
        let mut taken_off = Some(Vec::new());
        for (fact, given) in less {
            let one = (self.addend(fact, measured, unit.span, site), self.reading_only(given));
            match (one, &mut taken_off) {
                ((Some(fact), Some(given)), Some(all)) => all.push((fact, given)),
                _ => taken_off = None,
            }
        }
        let within_months = match within {
            Some(years) => Some(self.years_of_acts(years, of?, *of_consequences || !less.is_empty())?),
            None => None,
        };
        let only = match only {
            Some(only) => {
                let other = *of_consequences || within.is_some() || !less.is_empty();
                let months = self.years_of_acts(&only.years, of?, other)?;
                let of = Measured { name: &name.node, unit: measured, declared: Some(unit.span) };
                let least = self.threshold(&only.least, only.unit.as_ref(), &of)?;
                let given = Box::new(self.given(only.given.as_ref(), site)?);
                Some(Only { months, least, given })
            }
            None => None,
        };
        let (name, of_consequences, given) = (name.node.clone(), *of_consequences, Box::new(given));
        Some((Sum { name, of: of?, of_consequences, within_months, given, only, less: taken_off? }, measured))
    }

    /// So many years in months, of what has the days of acts and nothing taken off.
    fn years_of_acts(&mut self, years: &At<Ratio>, of: FactId, other: bool) -> Option<i16> {
        let of_gains = self.vocabulary.fact(of).written.iter().any(|(scope, _)| *scope == Scope::Gains);
        if other || of_gains {
            let message = "expected an amount of acts with nothing taken off, found another".to_owned();
            return self.reject("not-added", years.span, message, "only acts have days");
        }
        self.years_in_months(years)
    }

    /// So many years in months, at least one.
    pub fn years_in_months(&mut self, years: &At<Ratio>) -> Option<i16> {
        let months = self.small::<i16>(years, "years")?.checked_mul(MONTHS_OF_A_YEAR);
        if months.is_none_or(|months| months <= 0) {
            return self.reject(
                "threshold",
                years.span,
                "expected some years, found none or too many".to_owned(),
                "no time",
            );
        }
        months
    }

    /// A fact that can be added up in this unit.
    fn addend(&mut self, name: &Name, unit: Unit, declared: Span, site: Site<'_>) -> Option<FactId> {
        let fact = self.fact(name, site)?;
        let found = self.vocabulary.fact(fact);
        if found.written.iter().any(|(scope, _)| *scope == Scope::Dataset) {
            let span = found.span;
            let message = format!("expected an amount of an act, found `{}` of a dataset", name.node);
            let counted = Diagnostic::error("not-added", name.span, message)
                .at_fault("several acts on one dataset would add it up again")
                .also(span, "declared here")
                .help("what datasets hold is counted: `items`, `persons` … `>=` a number");
            return self.fail(counted);
        }
        if found.kind == FactKind::Amount(unit) {
            return Some(fact);
        }
        let span = found.span;
        let message = match found.kind {
            FactKind::Amount(other) => format!("expected an amount in {unit}, found `{}` in {other}", name.node),
            _ => format!("expected an amount in {unit}, found `{}`, which is none", name.node),
        };
        let wrong = Diagnostic::error("unit", name.span, message)
            .at_fault("cannot be added up here")
            .also(declared, "the quantity's unit")
            .also(span, "declared here");
        self.fail(wrong)
    }
}

/// How a quantity is held against a threshold.
pub(super) fn measured<'m>(name: &'m Name, unit: Unit, declared: Span) -> Measured<'m> {
    Measured { name: &name.node, unit, declared: Some(declared) }
}
