//! Drawing: a template and chance to the values of one case.

use jiff::civil::Date;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, LogNormal};
use toml::Value;

use super::template::{Draw, Template};
use crate::diagnostic::Diagnostic;

/// The position of one of these weights, each as likely as it is heavy.
pub(super) fn weighted(weights: &[f64], random: &mut impl Rng) -> usize {
    let mut left = random.random::<f64>() * weights.iter().sum::<f64>();
    for (position, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return position;
        }
    }
    weights.len() - 1
}

/// One case.
pub(super) fn table(template: &Template, random: &mut impl Rng) -> Result<toml::Table, Diagnostic> {
    let mut drawing = Drawing { drawn: Vec::new(), random };
    match drawing.value(template, "")? {
        Some(Value::Table(table)) => Ok(table),
        _ => Ok(toml::Table::new()),
    }
}

/// One case being drawn.
struct Drawing<'a, R> {
    /// The numbers so far, by path.
    drawn: Vec<(String, f64)>,
    random: &'a mut R,
}

impl<R: Rng> Drawing<'_, R> {
    /// A value, or nothing where chance leaves it out.
    fn value(&mut self, template: &Template, path: &str) -> Result<Option<Value>, Diagnostic> {
        match template {
            Template::Value(value) => {
                if let Value::Integer(number) = value {
                    self.drawn.push((path.to_owned(), *number as f64));
                }
                Ok(Some(value.clone()))
            }
            Template::Table(entries) => {
                let mut table = toml::Table::new();
                for (key, template) in entries {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    if let Some(value) = self.value(template, &path)? {
                        table.insert(key.clone(), value);
                    }
                }
                Ok(Some(Value::Table(table)))
            }
            Template::List(list) => {
                let mut values = Vec::new();
                for template in list {
                    // What has an id is found by it, as in case files.
                    let path = match id(template) {
                        Some(id) => format!("{path}.{id}"),
                        None => path.to_owned(),
                    };
                    values.extend(self.value(template, &path)?);
                }
                Ok(Some(Value::Array(values)))
            }
            Template::Draw(draw) => self.draw(draw, path),
        }
    }

    fn draw(&mut self, draw: &Draw, path: &str) -> Result<Option<Value>, Diagnostic> {
        let number = match draw {
            Draw::OneOf(values, weights) => {
                let position = weighted(weights, self.random);
                return self.value(&values[position], path);
            }
            Draw::Sometimes(chance, value, otherwise) => {
                let happens = self.random.random::<f64>() < *chance;
                return match if happens { Some(value) } else { otherwise.as_ref() } {
                    Some(template) => self.value(template, path),
                    None => Ok(None),
                };
            }
            Draw::Day(from, until) => {
                let days = from.until(*until).map_or(0, |span| span.get_days());
                let day = from.saturating_add(jiff::Span::new().days(self.random.random_range(0..=days)));
                return Ok(Some(written(day)));
            }
            Draw::Whole(min, max) => self.random.random_range(*min..=*max),
            Draw::LogNormal { median, spread, min, max } => {
                let deviation = spread.ln().abs();
                let drawn = match LogNormal::new(median.ln(), deviation) {
                    Ok(distribution) => distribution.sample(self.random),
                    Err(_) => *median,
                };
                (drawn.round() as i64).clamp(*min, *max)
            }
            Draw::Times { of, by, span } => {
                let Some((_, number)) = self.drawn.iter().rev().find(|(path, _)| path == of) else {
                    let known: Vec<&str> = self.drawn.iter().map(|(path, _)| path.as_str()).collect();
                    return Err(Diagnostic::error("unknown-path", *span, format!("no number `{of}` was drawn before"))
                        .note(format!("drawn so far: {}", known.join(", "))));
                };
                (number * by).round() as i64
            }
        };
        self.drawn.push((path.to_owned(), number as f64));
        Ok(Some(Value::Integer(number)))
    }
}

fn id(template: &Template) -> Option<&str> {
    let Template::Table(entries) = template else { return None };
    entries.iter().find_map(|(key, template)| match template {
        Template::Value(Value::String(id)) if key == "id" => Some(id.as_str()),
        _ => None,
    })
}

fn written(day: Date) -> Value {
    let date = toml::value::Date { year: day.year() as u16, month: day.month() as u8, day: day.day() as u8 };
    Value::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None })
}
