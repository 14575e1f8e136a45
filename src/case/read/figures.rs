//! Figures as a source states them: about or nearly so much, a price for each, and several figures for one fact.
//!
//! An approximation carries no hidden tolerance. Without a range that its author states, every threshold on the side
//! that it leaves uncertain stays open.

use super::Reader;
use super::cursor::Entry;
use super::fact::{Shape, VALUES};
use super::node::{Kind, Node, Table, shown};
use crate::case::about::Approximate;
use crate::case::facts::{Fact, Figure, FigureStatus, Standing, Value};
use crate::case::keys::{FIGURE, names};
use crate::case::scalar::Ends;
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::FactKind;
use crate::quantity::{Unit, decimal};
use crate::range::{LARGEST, Number, Range, UNBOUNDED};
use crate::span::Span;

/// The key under which several figures stand.
pub(super) const FIGURES: &str = "figures";

/// The keys of a fact with several figures.
const WITH_FIGURES: [&str; 2] = [FIGURES, "note"];

/// The decimals of a yuan that a price may have: items are sold for fractions of a fen.
const PRICE_DECIMALS: usize = 6;

impl Reader<'_> {
    /// `{ nearly = 60000 }` is less than that, by how much is open; `{ about = 60000 }` may be less or more. `min` and
    /// `max` are the range that the author states, in which the figure must lie.
    pub(super) fn approximate(&mut self, shape: Shape, table: &Table, key: &str, span: Span) -> Option<Range> {
        let unit = self.unit_of(shape, key, span)?;
        let node = table.get(key)?;
        let number = self.amount_number(key, unit, node)?;
        let mut end = |key| table.get(key).map(|node| self.amount_number(key, unit, node));
        let ends = match (end("min"), end("max")) {
            (Some(None), _) | (_, Some(None)) => return None,
            (min, max) => Ends { min: min.flatten(), max: max.flatten() },
        };
        let key = if key == "nearly" { "nearly" } else { "about" };
        self.around(shape, &Approximate { key, number, ends }, unit, span)
    }

    /// The range in which a figure lies that is not exact.
    pub(super) fn around(&mut self, shape: Shape, said: &Approximate, unit: Unit, span: Span) -> Option<Range> {
        let Approximate { key, number, ends } = *said;
        // Nearly so much is less, by one fen or one item at least.
        let (nearest, most) = if key == "nearly" { (number - 1, number - 1) } else { (number, UNBOUNDED) };
        let (min, max) = (ends.min.unwrap_or(shape.least), ends.max.unwrap_or(most));
        if (min..=max).contains(&nearest) && max <= most {
            self.approximate = said.is_without_range().then_some(*said);
            return Some(Range { min, max });
        }
        let figure = decimal(number, unit);
        let expected = match key {
            "nearly" => format!("a range below {figure} that reaches up to it"),
            _ => format!("a range around {figure}"),
        };
        let message = format!("expected {expected} for `{}`, found another", shape.name);
        let error = Diagnostic::error("not-about-this", span, message);
        self.log.push(
            error.help(format!("`min` and `max` are what the source means by `{key}`; leave out what it does not say")),
        );
        None
    }

    /// `{ price = 0.5, times = 3000 }`: so much for each of so many. What is no whole number of fen lies between two.
    pub(super) fn priced(&mut self, shape: Shape, table: &Table, span: Span) -> Option<Range> {
        if self.unit_of(shape, "price", span)? != Unit::Yuan {
            let message = format!("`{}` is no amount of money, so that it has no `price`", shape.name);
            self.log.push(Diagnostic::error("wrong-type", span, message));
            return None;
        }
        let price = self.required(table, "price", "an amount with `times`", span).and_then(|node| self.price(node));
        let each = Shape { name: "times", kind: FactKind::Amount(Unit::Count), least: 0 };
        let times = self.required(table, "times", "an amount with a `price`", span);
        let times = times.and_then(|node| match node.table() {
            Some(table) if self.of_the_product(table) => None,
            Some(table) => self.value_in(each, table, node.span),
            None => self.value(each, node),
        });
        let (price, Value::Number(times)) = (price?, times?) else { return None };
        let (parts, fen) = (10_i128.pow(PRICE_DECIMALS as u32), Unit::Yuan.scale());
        let least = times.min * price * fen / parts;
        let most = if times.is_unbounded() { UNBOUNDED } else { (times.max * price * fen + parts - 1) / parts };
        if most > LARGEST && !times.is_unbounded() {
            let message = format!("the price times the number for `{}` is too large", shape.name);
            let largest = decimal(LARGEST, Unit::Yuan);
            let error = Diagnostic::error("number-too-large", span, message);
            self.log.push(error.at_fault(format!("expected at most {largest}")));
            return None;
        }
        Some(Range { min: least, max: most })
    }

    /// An error for each key of `times` that is said of the product alone: who disputes it, and what shows it.
    fn of_the_product(&mut self, table: &Table) -> bool {
        let wrong: Vec<_> = table.entries.iter().filter(|(key, _)| !VALUES.contains(&key.name.as_ref())).collect();
        for (key, _) in &wrong {
            let message = format!("`{}` stands beside `times`, not in it", shown(&key.name));
            let help = "write `{ price = …, times = …, status = …, defence = … }`, with the defence in yuan";
            self.log.push(Diagnostic::error("beside-times", key.span, message).help(help));
        }
        !wrong.is_empty()
    }

    /// A price in millionths of a yuan.
    fn price(&mut self, node: &Node) -> Option<Number> {
        let digits = match &node.kind {
            Kind::Integer(digits, 10) | Kind::Decimal(digits) => digits.strip_prefix('+').unwrap_or(digits),
            _ => "",
        };
        let (yuan, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let rest = rest.trim_end_matches('0');
        let plain = !yuan.is_empty() && yuan.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit());
        let parts = format!("{yuan}{rest:0<PRICE_DECIMALS$}").parse::<Number>().ok();
        let price = parts.filter(|parts| plain && rest.len() <= PRICE_DECIMALS && *parts <= LARGEST);
        if price.is_none() {
            let expected = format!("a price in yuan with at most {PRICE_DECIMALS} decimals");
            let error = self.wrong_type("price", &expected, node);
            let help = "where the price is not certain, write the amount itself, with `min` and `max` or the other side's `defence`";
            self.log.push(if node.table().is_some() { error.help(help) } else { error });
        }
        price
    }

    /// The unit of an amount; an error where the fact is none.
    fn unit_of(&mut self, shape: Shape, key: &str, span: Span) -> Option<Unit> {
        if let FactKind::Amount(unit) = shape.kind {
            return Some(unit);
        }
        let message = format!("`{}` is no amount, so that it has no `{key}`", shape.name);
        self.log.push(Diagnostic::error("wrong-type", span, message));
        None
    }

    /// `{ figures = [ { by = "indictment", value = 50000, status = "rejected" }, … ] }`: the figure that was accepted;
    /// where none was, what is open is disputed among those that are; where all were rejected, it is unknown.
    pub(super) fn several(&mut self, shape: Shape, table: &Table, span: Span) -> Option<Fact> {
        self.no_other_keys("a fact with several figures", table, &WITH_FIGURES);
        let note = self.text(table, "note");
        let entries = self.entries(table, FIGURES);
        let read: Vec<_> = entries.iter().map(|entry| self.one_figure(shape, entry)).collect();
        let read: Vec<(Figure, Vec<String>)> = read.into_iter().collect::<Option<_>>()?;
        let (figures, evidence): (Vec<Figure>, Vec<Vec<String>>) = read.into_iter().unzip();
        let of = |status| figures.iter().filter(move |figure| figure.status == status).map(|figure| &figure.value);
        let mut accepted = of(FigureStatus::Accepted);
        let mut open = of(FigureStatus::Open);
        let (value, standing, defence) = match (accepted.next(), open.next()) {
            (Some(found), _) => (found.clone(), Standing::Proven, None),
            (None, Some(first)) => {
                let others = open.cloned().reduce(|one, other| one.hull(&other).unwrap_or(one));
                (first.clone(), Standing::Disputed, others)
            }
            (None, None) => (self.anything(shape), Standing::Proven, None),
        };
        let twice = accepted.next().is_some();
        if figures.is_empty() || twice {
            let found = if twice { "two that are `accepted`" } else { "none" };
            let expected = if twice { "one figure that is accepted at most" } else { "at least one figure" };
            let message = format!("expected {expected} for `{}`, found {found}", shape.name);
            self.log.push(Diagnostic::error("figures", span, message));
            return None;
        }
        let evidence = evidence.concat();
        Some(Fact { value, standing, defence, evidence, note, figures, approximate: None, span })
    }

    fn one_figure(&mut self, shape: Shape, entry: &Entry) -> Option<(Figure, Vec<String>)> {
        self.no_other_keys("one of several figures", entry.table, &names(&FIGURE));
        let by = self.required(entry.table, "by", "one of several figures", entry.span);
        let by = by.and_then(|node| self.text_of("by", node)).map(|(by, _)| by.to_owned());
        let status = entry.table.get("status").map_or(Some(FigureStatus::Open), |node| self.figure_status(node));
        let value = self.value_in(shape, entry.table, entry.span);
        let evidence = entry.table.get("evidence").map(|node| self.evidence_ids(node)).unwrap_or_default();
        Some((Figure { by: by?, status: status?, value: value? }, evidence))
    }

    fn figure_status(&mut self, node: &Node) -> Option<FigureStatus> {
        let (text, span) = self.text_of("status", node)?;
        let found = FigureStatus::ALL.into_iter().find(|(_, name)| *name == text);
        if found.is_none() {
            self.unknown_value("status", shown(text).as_str(), span, &FigureStatus::ALL.map(|(_, name)| name));
        }
        found.map(|(status, _)| status)
    }
}
