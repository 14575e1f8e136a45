//! Values as people read them, and as case files write them.

use super::{About, Plain, Said};
use crate::case::day;
use crate::case::facts::Value;
use crate::explain::names;
use crate::law::vocabulary::FactKind;
use crate::measure::Variable;
use crate::quantity;
use crate::range::{LARGEST, Number, Range, UNBOUNDED};

impl About<'_> {
    /// A value of a variable. A range to the largest number that a file may state has no upper end.
    pub(super) fn said(&self, variable: &Variable, value: &Value) -> Said {
        let value = match value {
            Value::Number(range) if range.max >= LARGEST && range.min < LARGEST && !self.is_day(variable) => {
                &Value::Number(Range { min: range.min, max: UNBOUNDED })
            }
            other => other,
        };
        let each = names::each(self.book, variable, value);
        Said { label: names::value(self.book, variable, value), each, value: self.plain(variable, value) }
    }

    /// The same, of what would stand instead of something: contents by what is added and what is missing.
    pub(super) fn said_instead(&self, variable: &Variable, value: &Value, now: &Value) -> Said {
        let mut said = self.said(variable, value);
        if let (Value::Sets(sets), Value::Sets(now)) = (value, now)
            && let [now] = now[..]
        {
            said.each = sets.iter().map(|set| names::beside(self.book, variable, *set, now)).collect();
        }
        said
    }

    /// Whether a variable is a day.
    pub(super) fn is_day(&self, variable: &Variable) -> bool {
        matches!(variable, Variable::Fact(_, fact) if self.program.is_day(*fact))
    }

    fn plain(&self, variable: &Variable, value: &Value) -> Plain {
        match value {
            Value::Number(range) => {
                let max = (!range.is_unbounded()).then(|| self.number(variable, range.max));
                Plain::Span(self.number(variable, range.min), max)
            }
            Value::Options(options) => Plain::Names(options.iter().map(|index| self.name(variable, index)).collect()),
            Value::Sets(sets) => {
                let one = |set: &crate::law::condition::Options| {
                    set.iter().map(|index| self.name(variable, index)).collect::<Vec<_>>().join("+")
                };
                Plain::Names(sets.iter().map(one).collect())
            }
        }
    }

    fn number(&self, variable: &Variable, number: Number) -> String {
        match variable {
            Variable::Fact(_, fact) => match self.book.vocabulary.fact(*fact).kind {
                FactKind::Amount(unit) => quantity::decimal(number, unit),
                _ => day::date_of(number).to_string(),
            },
            Variable::Judgement { .. } | Variable::Record { .. } | Variable::Choice(_) => number.to_string(),
        }
    }

    fn name(&self, variable: &Variable, index: usize) -> String {
        match variable {
            Variable::Fact(_, fact) => {
                let kind = self.book.vocabulary.fact(*fact).kind;
                self.book.vocabulary.value_names(kind).get(index).map(|name| (*name).to_owned()).unwrap_or_default()
            }
            Variable::Judgement { .. } | Variable::Record { .. } => (index == 1).to_string(),
            Variable::Choice(choice) => self.book.choice(*choice).options[index].name.clone(),
        }
    }
}
