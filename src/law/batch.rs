//! Expressions asked of one batch, to conditions.

use super::amount::Measured;
use super::condition::{Condition, FactId, Options, RunsFrom, Window};
use super::resolve::{Defined, Resolver};
use super::scope::{About, RECORD, Site};
use super::vocabulary::{FactKind, Scope};
use crate::diagnostic::Diagnostic;
use crate::quantity::Unit;
use crate::range::Number;
use crate::span::Span;
use crate::syntax::tree::{Amount, Bound, Expression, Name, Node};

/// How deep definitions may build on each other.
const DEEPEST_DEFINITION: usize = 64;

/// How many tests a definition may spell out to.
const LARGEST_DEFINITION: usize = 4096;

impl Resolver<'_> {
    /// What an expression says of a batch (or of the record or consequence that the site is about).
    pub fn condition(&mut self, expression: &Expression, site: Site<'_>) -> Option<Condition> {
        let span = expression.span;
        match &*expression.node {
            Node::Or(parts) => self.conditions(parts, site).map(Condition::Any),
            Node::And(parts) => self.conditions(parts, site).map(Condition::All),
            Node::Not(inner) => self.condition(inner, site).map(Condition::not),
            Node::Compare { .. } => self.comparison(expression, site),
            Node::CompareFigure { .. } => {
                let expression = self.spelled_out(expression)?;
                self.condition(&expression, site)
            }
            Node::Name(name) => self.named(name, site),
            Node::In { fact, values, .. } => self.among(fact, values, site),
            Node::Reading { name, options } => self.reading(name, options),
            Node::Contains { only, values } => self.contains(*only, values, span),
            Node::Class(names) => self.class(names, span, site),
            Node::Batch { every, same_dataset, given } => {
                if !same_dataset {
                    let message = "expected a condition on this batch, found one on some other batch".to_owned();
                    let other = Diagnostic::error("person-level", span, message)
                        .at_fault("asked of all batches of a person")
                        .help("write `batch of the same dataset`, if that is meant");
                    return self.fail(other);
                }
                let given = self.given(given.as_ref(), site.about(About::Batch))?;
                Some(if *every {
                    Condition::SameDataset(Box::new(given.not())).not()
                } else {
                    Condition::SameDataset(Box::new(given))
                })
            }
            Node::Record { within, since, given } => {
                let within_months = match within {
                    Some((number, unit)) => Some(self.in_months(number, unit)?),
                    None => None,
                };
                let since = match since {
                    Some((counted, day)) => Some(RunsFrom { day: self.day_of_record(day, site)?, counted: *counted }),
                    None => None,
                };
                let given = self.given(given.as_ref(), site.about(About::Record))?;
                Some(Condition::Record { within_months, since, given: Box::new(given) })
            }
            Node::Consequence(given) => {
                let given = self.given(given.as_ref(), site.about(About::Consequence))?;
                Some(Condition::Consequence(Box::new(given)))
            }
            Node::Since(day) => Some(Condition::InForce(Window { from: day.node, until: None })),
            Node::Fewer { less, more } => self.fewer(less, more, site),
            Node::Judgement { asked } => self.judged(asked.as_ref(), span, site),
            Node::Together { .. }
            | Node::AnyReaches { .. }
            | Node::SomeGround { .. }
            | Node::Residual { .. }
            | Node::Grade(_) => {
                let message = format!("expected a condition on a batch, found `{}`", self.words(span));
                self.reject("person-level", span, message, "asked of a person's whole conduct")
            }
        }
    }

    /// Several, with the errors of each.
    fn conditions(&mut self, parts: &[Expression], site: Site<'_>) -> Option<Vec<Condition>> {
        let parts: Vec<_> = parts.iter().map(|part| self.condition(part, site)).collect();
        parts.into_iter().collect()
    }

    /// A condition that may be left out.
    pub fn given(&mut self, given: Option<&Expression>, site: Site<'_>) -> Option<Condition> {
        given.map_or(Some(Condition::Always(true)), |given| self.condition(given, site))
    }

    fn comparison(&mut self, expression: &Expression, site: Site<'_>) -> Option<Condition> {
        let Node::Compare { amount, bound, value, unit } = &*expression.node else { return None };
        let at_or_below = |condition: Condition| if *bound == Bound::Below { condition.not() } else { condition };
        match amount {
            Amount::Items { span, .. } => self.count_over_batches(span.span),
            Amount::Named(name) if self.is_counted(name) => self.count_over_batches(name.span),
            Amount::Age(_) | Amount::AgeAtTrial(_) => {
                let age = Measured { name: "age", unit: Unit::Years, declared: None };
                self.threshold(value, unit.as_ref(), &age)?;
                let years = self.small(value, "years")?;
                if *bound == Bound::MoreThan {
                    let message = "expected `>=` or `<` for an age, found `>`".to_owned();
                    return self.reject("age", value.span, message, "an age is reached on a day, and not passed");
                }
                Some(at_or_below(match amount {
                    Amount::AgeAtTrial(_) => Condition::AgeAtTrial(years),
                    _ => Condition::Age(years),
                }))
            }
            Amount::Named(name) => {
                if self.fact_here(&name.node, site).is_none() && self.quantity_named(&name.node).is_some() {
                    let message = format!("expected a condition on one batch, found the quantity `{}`", name.node);
                    return self.reject("person-level", name.span, message, "added up over all batches of a person");
                }
                let fact = self.fact(name, site)?;
                let declared = self.vocabulary.fact(fact);
                let FactKind::Amount(measured) = declared.kind else {
                    let (message, also) = (format!("expected an amount, found `{}`", name.node), declared.span);
                    let wrong = Diagnostic::error("not-an-amount", name.span, message)
                        .at_fault("has no unit")
                        .also(also, "declared here");
                    return self.fail(wrong);
                };
                let of = Measured { name: &name.node, unit: measured, declared: Some(declared.span) };
                // Amounts are whole in their base units: more than one is the next at least.
                let threshold = self.threshold(value, unit.as_ref(), &of)? + Number::from(*bound == Bound::MoreThan);
                Some(at_or_below(Condition::AtLeast { fact, threshold }))
            }
        }
    }

    /// Amounts that together are less than another of the same unit.
    fn fewer(&mut self, less: &[Name], more: &Name, site: Site<'_>) -> Option<Condition> {
        let amount = |resolver: &mut Self, name: &Name| {
            // Acts have items too: of what a body of information holds, its own are meant.
            let of_dataset = resolver.vocabulary.fact_named(Scope::Dataset, &name.node);
            let fact = of_dataset.map_or_else(|| resolver.fact(name, site), Some)?;
            let declared = resolver.vocabulary.fact(fact);
            let FactKind::Amount(unit) = declared.kind else {
                let (message, also) = (format!("expected an amount, found `{}`", name.node), declared.span);
                let wrong = Diagnostic::error("not-an-amount", name.span, message).at_fault("has no unit");
                return resolver.fail(wrong.also(also, "declared here"));
            };
            Some((fact, unit))
        };
        let (more, unit) = amount(self, more)?;
        let mut facts = Vec::new();
        for name in less {
            let (fact, own) = amount(self, name)?;
            if own != unit {
                let message = format!("expected {}, as on the other side, found `{}`", unit.name(), name.node);
                return self.reject("other-unit", name.span, message, "is counted in another unit");
            }
            facts.push(fact);
        }
        Some(Condition::Fewer { less: facts, more })
    }

    fn count_over_batches(&mut self, span: Span) -> Option<Condition> {
        let message = "expected a condition on one batch, found a count over batches".to_owned();
        self.reject("person-level", span, message, "counted over all batches of a person")
    }

    /// A bare name: a truth that is `yes`, or a defined condition.
    fn named(&mut self, name: &Name, site: Site<'_>) -> Option<Condition> {
        if self.fact_here(&name.node, site).is_some() {
            let fact = self.fact(name, site)?;
            let declared = self.vocabulary.fact(fact);
            if declared.kind == FactKind::Truth {
                return Some(Condition::Fact { fact, values: Options::truth(true) });
            }
            let (message, also) = (format!("expected a yes-or-no fact, found `{}`", name.node), declared.span);
            let wrong = Diagnostic::error("not-a-truth", name.span, message)
                .at_fault("compare it with a value")
                .also(also, "declared here");
            return self.fail(wrong);
        }
        let declared = self.declared;
        match declared.defines.iter().position(|define| define.name.node == name.node) {
            Some(_) if site.before.is_some() => {
                let message = format!("expected a fact, found the defined condition `{}`", name.node);
                self.reject("declared-later", name.span, message, "the vocabulary comes before the law that defines it")
            }
            Some(position) => self.define(position, Some(name.span)),
            None => self.unknown_name(name, site),
        }
    }

    /// Resolves every defined condition, used or not.
    pub fn resolve_defines(&mut self) {
        for position in 0..self.defines.len() {
            self.define(position, None);
        }
    }

    fn define(&mut self, position: usize, used: Option<Span>) -> Option<Condition> {
        let declared = self.declared;
        let define = &declared.defines[position];
        match &self.defines[position] {
            Defined::Done(condition) => return condition.clone(),
            Defined::Under => {
                let message = format!("`{}` is defined by itself", define.name.node);
                let cycle = Diagnostic::error("cycle", used.unwrap_or(define.name.span), message)
                    .at_fault("used again on the way to its own meaning")
                    .also(define.name.span, "defined here");
                return self.fail(cycle);
            }
            Defined::Waiting => {}
        }
        let under = self.defines.iter().filter(|define| matches!(define, Defined::Under)).count();
        if under >= DEEPEST_DEFINITION {
            let message = format!("definitions build on each other more than {DEEPEST_DEFINITION} deep");
            let deep = Diagnostic::error("too-deep", used.unwrap_or(define.name.span), message);
            return self.fail(deep.at_fault("too far from its meaning"));
        }
        self.defines[position] = Defined::Under;
        let condition = self.condition(define.condition, Site::rule(&define.place));
        let condition = condition.filter(|condition| {
            let small = condition.size() <= LARGEST_DEFINITION;
            if !small {
                let message = format!("`{}` spells out to more than {LARGEST_DEFINITION} tests", define.name.node);
                let large = Diagnostic::error("too-large", define.name.span, message);
                self.diagnostics.push(large.at_fault("each definition is copied into every use of it"));
            }
            small
        });
        self.defines[position] = Defined::Done(condition.clone());
        condition
    }

    /// `fact = value`, `fact in group`, `fact in {values}`.
    fn among(&mut self, name: &Name, values: &[Name], site: Site<'_>) -> Option<Condition> {
        let fact = self.fact(name, site)?;
        if let FactKind::SetOf(_) = self.vocabulary.fact(fact).kind {
            if name.node == RECORD {
                return self.contains(false, values, name.span);
            }
            let message = format!("expected a fact with one value, found `{}`, which is a set", name.node);
            return self.reject("not-listed", name.span, message, "has several values at once");
        }
        let values = self.values(fact, values)?;
        Some(Condition::Fact { fact, values })
    }

    fn contains(&mut self, only: bool, values: &[Name], span: Span) -> Option<Condition> {
        let kinds = self.needed_categories(span)?;
        let values: Vec<_> = values.iter().map(|name| self.value_of(kinds, name)).collect();
        let values = values.into_iter().try_fold(Options::default(), |all, one| Some(all.with(one?)))?;
        Some(if only { Condition::ContainsOnly(values) } else { Condition::Contains(values) })
    }

    /// A day that is stated of a prior record.
    fn day_of_record(&mut self, name: &Name, site: Site<'_>) -> Option<FactId> {
        let fact = self.fact(name, site.about(About::Record))?;
        let found = self.vocabulary.fact(fact);
        if found.kind == FactKind::Date && found.written.iter().all(|(scope, _)| *scope == Scope::Record) {
            return Some(fact);
        }
        let (message, also) = (format!("expected a day of a record, found `{}`", name.node), found.span);
        let wrong = Diagnostic::error("not-a-day", name.span, message)
            .at_fault("years do not run from it")
            .also(also, "declared here");
        self.fail(wrong)
    }

    fn judged(&mut self, asked: Option<&Expression>, span: Span, site: Site<'_>) -> Option<Condition> {
        if let Some(asked) = asked {
            let message = "expected `judgement` alone in a condition on a batch, found `asked when`".to_owned();
            return self.reject("person-level", asked.span, message, "a question about a batch is always raised");
        }
        let Some(place) = site.place else {
            let message = "expected a condition on facts, found `judgement`".to_owned();
            return self.reject("no-place", span, message, "a judgement is given at a rule, and this is none");
        };
        Some(Condition::Judgement(place.clone()))
    }
}
