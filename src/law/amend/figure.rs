//! Figures and conditions: what a rule measures against, and what it asks for.

use super::find::{Spot, spots, spots_at};
use super::{differs, place_of, words};
use crate::diagnostic::Diagnostic;
use crate::law::SourceTree;
use crate::place::Place;
use crate::quantity::Ratio;
use crate::syntax::tree::{At, Expression, Figure, Name, Node, Target, Text};

/// `replace threshold A with B`
pub fn threshold(
    trees: &mut [SourceTree],
    at: &Target,
    old: &Figure,
    new: &Figure,
    text: Option<&Text>,
) -> Result<(), Diagnostic> {
    let mut found = Vec::new();
    for spot in spots(trees, at)? {
        let Spot { text, condition } = spot;
        let mut here = Vec::new();
        figures(condition, &mut here);
        found.push((text, here));
    }
    let stands = found.iter().flat_map(|(_, figures)| figures).map(|figure| figure.value.span).next();
    let mut fitting: Vec<(Option<&mut Text>, Variable<'_>)> = Vec::new();
    let mut written = Vec::new();
    for (text, here) in found {
        written.extend(here.iter().map(Variable::written));
        let mut text = text;
        for figure in here {
            if figure.is(old) {
                fitting.push((text.take(), figure));
            }
        }
    }
    if fitting.len() != 1 {
        let number = if fitting.is_empty() { "none" } else { "more than one" };
        let message = format!("expected one threshold {} at `{}`, found {number}", said(old), place_of(at));
        let refused = differs(old.value.span, stands, message, "this is what stands there");
        return Err(refused.note(format!("the figures there are {}", written.join(", "))));
    }
    let (rule, figure) = fitting.remove(0);
    let unit = figure.unit.as_ref().and_then(|unit| unit.as_ref()).map(|unit| unit.node.clone());
    let by = Figure { value: new.value.clone(), unit: new.unit.clone() };
    let by = if by.unit.is_some() { said(&by) } else { joined(&by.value.node, unit.as_deref()) };
    words::reword(rule, text, &figure.written(), &by, new.value.span);
    *figure.value = new.value.clone();
    if let (Some(unit), Some(new)) = (figure.unit, &new.unit) {
        *unit = Some(new.clone());
    }
    Ok(())
}

/// Sets the one figure of the conditions at a place.
pub fn set(trees: &mut [SourceTree], place: &Place, value: Ratio) -> Result<(), Diagnostic> {
    let mut found = Vec::new();
    for Spot { text, condition } in spots_at(trees, place) {
        let mut text = Some(text);
        let mut here = Vec::new();
        figures(condition, &mut here);
        found.extend(here.into_iter().map(|figure| (text.take().flatten(), figure)));
    }
    if found.len() != 1 {
        let message = match found.len() {
            0 => format!("expected a threshold at `{place}`, found none"),
            _ => format!("expected one threshold at `{place}`, found {}", found.len()),
        };
        return Err(Diagnostic::placeless("no-threshold", message));
    }
    let (text, figure) = found.remove(0);
    let unit = figure.unit.as_ref().and_then(|unit| unit.as_ref()).map(|unit| unit.node.clone());
    words::reword(text, None, &figure.written(), &joined(&value, unit.as_deref()), figure.value.span);
    figure.value.node = value;
    Ok(())
}

/// `replace condition A with B`
pub fn condition(
    trees: &mut [SourceTree],
    at: &Target,
    old: &Expression,
    new: &Expression,
    text: Option<&Text>,
) -> Result<(), Diagnostic> {
    let spots = spots(trees, at)?;
    let stands = spots.first().map(|spot| spot.condition.span);
    let times: usize = spots.iter().map(|spot| occurrences(spot.condition, old)).sum();
    if times != 1 {
        let number = if times == 0 { "none" } else { "several" };
        let message = format!("expected the condition `{}` once at `{}`, found {number}", old.node, place_of(at));
        return Err(differs(old.span, stands, message, "this is what stands there"));
    }
    for Spot { text: rule, condition } in spots {
        if replace(condition, old, new) {
            words::reword(rule, text, &old.node.to_string(), &new.node.to_string(), new.span);
        }
    }
    Ok(())
}

fn occurrences(expression: &Expression, sought: &Expression) -> usize {
    if expression == sought {
        return 1;
    }
    expression.node.parts().into_iter().map(|part| occurrences(part, sought)).sum()
}

fn replace(expression: &mut Expression, old: &Expression, new: &Expression) -> bool {
    if expression == old {
        *expression = new.clone();
        return true;
    }
    expression.node.parts_mut().into_iter().any(|part| replace(part, old, new))
}

/// A figure in a condition.
struct Variable<'t> {
    value: &'t mut At<Ratio>,
    /// Its unit, where it is one of an amount.
    unit: Option<&'t mut Option<Name>>,
}

impl Variable<'_> {
    fn is(&self, figure: &Figure) -> bool {
        let unit = self.unit.as_ref().and_then(|unit| unit.as_ref());
        self.value.node == figure.value.node && figure.unit.as_ref().is_none_or(|wanted| unit == Some(wanted))
    }

    fn written(&self) -> String {
        let unit = self.unit.as_ref().and_then(|unit| unit.as_ref());
        joined(&self.value.node, unit.map(|unit| unit.node.as_str()))
    }
}

fn said(figure: &Figure) -> String {
    joined(&figure.value.node, figure.unit.as_ref().map(|unit| unit.node.as_str()))
}

fn joined(value: &Ratio, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}

fn figures<'t>(expression: &'t mut Expression, found: &mut Vec<Variable<'t>>) {
    match &mut *expression.node {
        Node::Compare { amount, value, unit, .. } => {
            found.push(Variable { value, unit: Some(unit) });
            if let crate::syntax::tree::Amount::Items { given: Some(given), .. } = amount {
                figures(given, found);
            }
        }
        Node::CompareFigure { times: Some(times), .. } => found.push(Variable { value: times, unit: None }),
        Node::Together { ratio, .. } => found.push(Variable { value: ratio, unit: None }),
        Node::AnyReaches { ratio, counting, leaving_out, .. } => {
            found.push(Variable { value: ratio, unit: None });
            let others = counting.iter_mut().chain(leaving_out.iter_mut().map(|(_, given)| given));
            others.for_each(|part| figures(part, found));
        }
        Node::Record { within, given, .. } => {
            found.extend(within.iter_mut().map(|(value, _)| Variable { value, unit: None }));
            given.iter_mut().for_each(|part| figures(part, found));
        }
        other => other.parts_mut().into_iter().for_each(|part| figures(part, found)),
    }
}
