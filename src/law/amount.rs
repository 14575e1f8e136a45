//! Amounts: numbers with the right unit, whole, in base units.

use super::resolve::Resolver;
use crate::diagnostic::Diagnostic;
use crate::quantity::{Ratio, Unit};
use crate::range::{LARGEST, Number};
use crate::span::Span;
use crate::syntax::tree::{At, Name};

/// What a number is held against.
pub(super) struct Measured<'m> {
    /// Its name, for messages.
    pub name: &'m str,
    /// Its unit.
    pub unit: Unit,
    /// Where it is declared; none for what every law has, such as age.
    pub declared: Option<Span>,
}

impl Resolver<'_> {
    /// A threshold, in base units, above zero.
    pub fn threshold(&mut self, value: &At<Ratio>, unit: Option<&Name>, of: &Measured<'_>) -> Option<Number> {
        self.check_unit(value, unit, of)?;
        let threshold = self.base_units(value, of.unit)?;
        if threshold <= 0 {
            let message = format!("expected a threshold above zero, found {}", self.words(value.span));
            return self.reject("threshold", value.span, message, "reached by everything");
        }
        Some(threshold)
    }

    fn check_unit(&mut self, value: &At<Ratio>, unit: Option<&Name>, of: &Measured<'_>) -> Option<()> {
        let wanted = of.unit;
        let bare = matches!(wanted, Unit::Items | Unit::Count);
        let number = self.words(value.span);
        let (span, found, at_fault) = match unit {
            None if bare => return Some(()),
            Some(unit) if wanted != Unit::Count && unit.node == wanted.name() => return Some(()),
            None => (value.span, format!("the bare number {number}"), "no unit".to_owned()),
            Some(unit) => (unit.span, format!("{number} {}", unit.node), format!("not {wanted}")),
        };
        let expected = match wanted {
            Unit::Items | Unit::Count => "a bare number".to_owned(),
            Unit::Yuan => format!("an amount in {wanted}"),
            other => format!("a number of {other}"),
        };
        let wrong = Diagnostic::error("unit", span, format!("expected {expected}, found {found}"))
            .at_fault(at_fault)
            .help(if bare { format!("write `{number}`") } else { format!("write `{number} {wanted}`") });
        let note = of.declared.map(|declared| self.declared_in(of.name, wanted, declared));
        self.fail(note.into_iter().fold(wrong, Diagnostic::note))
    }

    /// A number of the unit as a whole number of its base units.
    pub fn base_units(&mut self, value: &At<Ratio>, unit: Unit) -> Option<Number> {
        let scaled = self.sized(value)? * Ratio::from_integer(unit.scale());
        let words = self.words(value.span);
        if !scaled.is_integer() {
            let message = format!("expected a whole number of {unit}, found {words}");
            return self.reject("fraction", value.span, message, "a fraction");
        }
        if scaled.to_integer() > LARGEST {
            return self.too_large(value);
        }
        Some(scaled.to_integer())
    }

    /// A number that arithmetic can bear.
    pub fn sized(&mut self, value: &At<Ratio>) -> Option<Ratio> {
        let small = |number: Number| (-LARGEST..=LARGEST).contains(&number);
        if small(*value.node.numer()) && small(*value.node.denom()) { Some(value.node) } else { self.too_large(value) }
    }

    fn too_large<T>(&mut self, value: &At<Ratio>) -> Option<T> {
        let message = format!("expected a number up to {LARGEST}, found {}", self.words(value.span));
        self.reject("too-large", value.span, message, "too large, or too finely divided")
    }

    /// A ratio of a threshold, above zero.
    pub fn ratio(&mut self, value: &At<Ratio>) -> Option<Ratio> {
        if !super::condition::is_positive(&value.node) {
            let message = format!("expected a ratio above zero, found {}", self.words(value.span));
            return self.reject("threshold", value.span, message, "reached by everything");
        }
        self.sized(value)
    }

    /// A span above zero, written in months or in years, in months.
    pub fn in_months<N: TryFrom<Number>>(&mut self, value: &At<Ratio>, unit: &Name) -> Option<N> {
        const YEAR: Number = 12;
        let length: u16 = self.small(value, &unit.node)?;
        let scale = if unit.node == "years" { YEAR } else { 1 };
        let months = Some(Number::from(length) * scale).filter(|months| *months > 0);
        let months = months.and_then(|months| N::try_from(months).ok());
        if months.is_none() {
            let message = format!("expected a period above zero, found {length}");
            return self.reject("fraction", value.span, message, "not a period of a sensible length");
        }
        months
    }

    /// A small whole number, such as of months or years.
    pub fn small<N: TryFrom<Number>>(&mut self, value: &At<Ratio>, of: &str) -> Option<N> {
        let whole = value.node.is_integer().then(|| value.node.to_integer());
        let small = whole.and_then(|whole| N::try_from(whole).ok());
        if small.is_none() {
            let message = format!("expected a whole number of {of}, found {}", self.words(value.span));
            return self.reject("fraction", value.span, message, "not a whole number of a sensible size");
        }
        small
    }
}
