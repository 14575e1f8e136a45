//! Figures that the law leaves to others to set within a range, such as to each province (数额幅度): each is an option of
//! a reading, and what is held against the reading is held against the figure of the option that is taken.

use super::resolve::Resolver;
use super::words::one_of;
use crate::diagnostic::Diagnostic;
use crate::quantity::{Ratio, Unit};
use crate::range::Number;
use crate::syntax::tree::{At, Clause, Expression, FigureRange, Name, Node, Reading, ReadingOption};

impl<'a> Resolver<'a> {
    /// A reading with a range has the figure of every option, each in the range; one without has none.
    pub fn check_figures(&mut self, reading: &Reading) -> Option<()> {
        let Some(range) = &reading.within else {
            let stray = reading.options.iter().find_map(|option| option.figure.as_ref())?;
            let message = format!("expected `within` and a range in `{}`, found a figure", reading.name.node);
            return self.reject("no-range", stray.span, message, "a figure is set within the range that the law gives");
        };
        let Some(unit) = Unit::named(&range.unit.node) else {
            let message = format!("unknown unit `{}`", range.unit.node);
            let known = one_of(Unit::ALL.map(Unit::name));
            return self.reject("unit", range.unit.span, message, &format!("expected {known}"));
        };
        let (from, to) = (self.base_units(&range.from, unit)?, self.base_units(&range.to, unit)?);
        if from > to {
            let message = format!("the range runs from {} down to {}", range.from.node, range.to.node);
            return self.reject("empty-range", range.from.span.to(range.to.span), message, "no figure is in it");
        }
        for option in &reading.options {
            self.check_figure(option, reading, range, (unit, from, to));
        }
        Some(())
    }

    /// The figure of an option lies in the range.
    fn check_figure(
        &mut self,
        option: &ReadingOption,
        reading: &Reading,
        range: &FigureRange,
        (unit, from, to): (Unit, Number, Number),
    ) -> Option<()> {
        let words = format!("{} to {} {unit}", range.from.node, range.to.node);
        let Some(written) = &option.figure else {
            let message = format!("expected the figure of option `{}`, found none", option.name.node);
            let missing =
                Diagnostic::error("no-figure", option.name.span, message).at_fault("which figure does it set?");
            return self.fail(missing.help(format!("write `at` and a number from {words} after its name")));
        };
        let figure = self.base_units(written, unit)?;
        if (from..=to).contains(&figure) {
            return Some(());
        }
        let nearest = if figure < from { &range.from } else { &range.to };
        let message = format!("`{}` may be set from {words}, found {}", reading.name.node, self.words(written.span));
        let beyond = Diagnostic::error("beyond-range", written.span, message)
            .at_fault("outside the range that the law gives")
            .also(range.from.span.to(range.unit.span), "the range")
            .help(format!("the nearest figure that may be set is {}", nearest.node));
        self.fail(beyond)
    }

    /// What an amount against a figure says: some option is taken, and the amount stands so to the figure of that option.
    pub fn spelled_out(&mut self, expression: &Expression) -> Option<Expression> {
        let Node::CompareFigure { amount, bound, times, reading } = &*expression.node else { return None };
        let written = self.written_reading(reading)?;
        let Some(range) = &written.within else {
            let message = format!("expected a reading whose options are figures, found `{}`", reading.node);
            return self.reject("no-range", reading.span, message, "its options have no figures");
        };
        let at = |node: Node| At::new(Box::new(node), expression.span);
        let times = times.as_ref().map_or_else(|| Ratio::from_integer(1), |times| times.node);
        let parts = written.options.iter().filter_map(|option| {
            let figure = option.figure.as_ref()?;
            let value = At::new(figure.node * times, figure.span);
            let options = vec![At::new(option.name.node.clone(), reading.span)];
            let taken = Node::Reading { name: reading.clone(), options };
            let unit = Some(At::new(range.unit.node.clone(), figure.span));
            let reached = Node::Compare { amount: amount.clone(), bound: *bound, value, unit };
            Some(at(Node::And(vec![at(taken), at(reached)])))
        });
        Some(at(Node::Or(parts.collect())))
    }

    /// A reading as it is written; one that is not in force is told as everywhere.
    fn written_reading(&mut self, name: &Name) -> Option<&'a Reading> {
        let clauses = self.declared.instruments.iter().flat_map(|instrument| &instrument.tree.clauses);
        let mut readings =
            clauses.filter_map(|clause| if let Clause::Reading(reading) = clause { Some(reading) } else { None });
        let found = readings.find(|reading| reading.name.node == name.node);
        if found.is_none() {
            self.reading(name, &[]);
        }
        found
    }
}
