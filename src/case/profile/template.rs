//! What a profile says: values as they are, and how the others are drawn.

use jiff::civil::Date;

use crate::case::read::log::Log;
use crate::case::read::node::{Key, Kind, Node, Table};
use crate::diagnostic::Diagnostic;
use crate::range::LARGEST;
use crate::span::Span;
use crate::suggest;

/// A value, or how it is drawn.
#[derive(Debug)]
pub(super) enum Template {
    /// As it is.
    Value(toml::Value),
    /// A table of them.
    Table(Vec<(String, Template)>),
    /// A list of them.
    List(Vec<Template>),
    /// Drawn.
    Draw(Box<Draw>),
}

/// How a value is drawn.
#[derive(Debug)]
pub(super) enum Draw {
    /// One of these, by weight.
    OneOf(Vec<Template>, Vec<f64>),
    /// A whole number, each as likely.
    Whole(i64, i64),
    /// A whole number whose logarithm is normal: median, factor of a standard deviation, limits.
    LogNormal {
        /// Half lie below.
        median: f64,
        /// One standard deviation multiplies by this.
        spread: f64,
        /// No less than this.
        min: i64,
        /// No more than this.
        max: i64,
    },
    /// A day, each as likely.
    Day(Date, Date),
    /// A multiple of a number drawn before.
    Times {
        /// Its path: `dataset.d.items`.
        of: String,
        /// How many times.
        by: f64,
        /// Where that is written.
        span: Span,
    },
    /// With a chance the first, else the second, or nothing.
    Sometimes(f64, Template, Option<Template>),
}

const KINDS: [&str; 6] = ["one_of", "whole", "log_normal", "day", "times", "sometimes"];

/// The greatest whole number that is drawn: what a case file may hold.
const GREATEST: i64 = LARGEST as i64;

/// A table of templates.
pub(super) fn entries<'a>(entries: impl Iterator<Item = &'a (Key<'a>, Node<'a>)>, log: &mut Log) -> Option<Template> {
    let mut read = Vec::new();
    let mut whole = true;
    for (key, node) in entries {
        match template(node, log) {
            Some(template) => read.push((key.name.clone().into_owned(), template)),
            None => whole = false,
        }
    }
    whole.then_some(Template::Table(read))
}

fn template(node: &Node<'_>, log: &mut Log) -> Option<Template> {
    match &node.kind {
        Kind::Table(table) => match table.get("draw") {
            Some(kind) => draw(kind, table, log).map(|draw| Template::Draw(Box::new(draw))),
            None => entries(table.entries.iter(), log),
        },
        Kind::List(list) => {
            let read: Vec<Option<Template>> = list.iter().map(|node| template(node, log)).collect();
            read.into_iter().collect::<Option<Vec<_>>>().map(Template::List)
        }
        _ => value(node, log).map(Template::Value),
    }
}

fn value(node: &Node<'_>, log: &mut Log) -> Option<toml::Value> {
    let value = match &node.kind {
        Kind::Text(text) => Some(text.clone().into_owned().into()),
        Kind::Integer(digits, radix) => i64::from_str_radix(digits, *radix).ok().map(toml::Value::Integer),
        Kind::Decimal(digits) => digits.parse::<f64>().ok().filter(|number| number.is_finite()).map(toml::Value::Float),
        Kind::Truth(truth) => Some((*truth).into()),
        Kind::Date(date) => Some((*date).into()),
        Kind::List(_) | Kind::Table(_) => None,
    };
    if value.is_none() {
        log.push(Diagnostic::error("unusable-value", node.span, format!("{} cannot stand here", node.describe())));
    }
    value
}

fn draw(kind: &Node<'_>, table: &Table<'_>, log: &mut Log) -> Option<Draw> {
    let name = kind.text().unwrap_or_default();
    let keys: &[&str] = match name {
        "one_of" => &["values", "weights"],
        "whole" => &["min", "max"],
        "log_normal" => &["median", "spread", "min", "max"],
        "day" => &["from", "until"],
        "times" => &["of", "by"],
        "sometimes" => &["chance", "value", "otherwise"],
        _ => {
            log.push(
                Diagnostic::error("unknown-draw", kind.span, format!("{} is no way to draw a value", kind.describe()))
                    .maybe_help(suggest::did_you_mean(name, KINDS))
                    .note(format!("the ways are {}", KINDS.join(", "))),
            );
            return None;
        }
    };
    for (key, _) in table.entries.iter().filter(|(key, _)| key.name != "draw" && !keys.contains(&&*key.name)) {
        log.push(
            Diagnostic::error("unknown-key", key.span, format!("`{name}` has no key `{}`", key.name))
                .help(format!("its keys are {}", keys.join(", "))),
        );
    }
    let mut of = Fields { table, at: kind.span, log };
    match name {
        "one_of" => of.one_of(),
        "whole" => of.limits(None).map(|(min, max)| Draw::Whole(min, max)),
        "log_normal" => {
            let (median, spread) = (of.positive("median"), of.positive("spread"));
            let (min, max) = of.limits(Some((0, GREATEST)))?;
            Some(Draw::LogNormal { median: median?, spread: spread?, min, max })
        }
        "day" => {
            let (from, until) = (of.day("from"), of.day("until"));
            let (from, until) = (from?, until?);
            of.ordered(from <= until)?;
            Some(Draw::Day(from, until))
        }
        "times" => {
            let (path, by) =
                (of.field("of").map(|node| (node.text().map(str::to_owned), node.span)), of.positive("by"));
            let (path, span) = path?;
            let Some(path) = path else {
                of.log.push(Diagnostic::error(
                    "expected-path",
                    span,
                    "expected the path of a number, such as `dataset.d.items`",
                ));
                return None;
            };
            Some(Draw::Times { of: path, by: by?, span })
        }
        _ => {
            let chance = of.positive("chance");
            let value = of.field("value").and_then(|node| template(node, of.log));
            let otherwise = table.get("otherwise").map(|node| template(node, of.log));
            if chance.is_some_and(|chance| chance > 1.0) {
                of.log.push(Diagnostic::error("chance", kind.span, "a chance is at most 1"));
                return None;
            }
            match otherwise {
                Some(None) => None,
                otherwise => Some(Draw::Sometimes(chance?, value?, otherwise.flatten())),
            }
        }
    }
}

/// The fields of one drawn value.
struct Fields<'a, 'log> {
    table: &'a Table<'a>,
    at: Span,
    log: &'log mut Log,
}

impl<'a> Fields<'a, '_> {
    fn field(&mut self, name: &str) -> Option<&'a Node<'a>> {
        let field = self.table.get(name);
        if field.is_none() {
            self.log.push(Diagnostic::error("missing-key", self.at, format!("`{name}` is missing")));
        }
        field
    }

    fn positive(&mut self, name: &str) -> Option<f64> {
        self.field(name).and_then(|node| positive(node, self.log))
    }

    fn one_of(&mut self) -> Option<Draw> {
        let node = self.field("values")?;
        let values: Option<Vec<Template>> =
            node.list().unwrap_or_default().iter().map(|node| template(node, self.log)).collect();
        let values = values?;
        let weights: Option<Vec<f64>> = match self.table.get("weights") {
            Some(weights) => weights.list().unwrap_or_default().iter().map(|node| positive(node, self.log)).collect(),
            None => Some(vec![1.0; values.len()]),
        };
        let weights = weights?;
        if values.is_empty() || values.len() != weights.len() {
            let message = format!("{} values have {} weights", values.len(), weights.len());
            self.log.push(Diagnostic::error("weights", node.span, message));
            return None;
        }
        Some(Draw::OneOf(values, weights))
    }

    fn limits(&mut self, open: Option<(i64, i64)>) -> Option<(i64, i64)> {
        let mut limit = |name: &str, open: Option<i64>| match (self.table.get(name), open) {
            (Some(node), _) => whole(node, self.log),
            (None, Some(open)) => Some(open),
            (None, None) => self.field(name).and(None),
        };
        let (min, max) = (limit("min", open.map(|(min, _)| min)), limit("max", open.map(|(_, max)| max)));
        let (min, max) = (min?, max?);
        self.ordered(min <= max)?;
        Some((min, max))
    }

    fn ordered(&mut self, ordered: bool) -> Option<()> {
        if !ordered {
            self.log.push(Diagnostic::error("empty-range", self.at, "the first end lies above the last"));
        }
        ordered.then_some(())
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        let node = self.field(name)?;
        let day = match &node.kind {
            Kind::Date(written) => written.date.and_then(|date| {
                Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
                    .ok()
            }),
            _ => None,
        };
        if day.is_none() {
            let message = format!("expected a day such as 2021-03-01, found {}", node.describe());
            self.log.push(Diagnostic::error("expected-day", node.span, message));
        }
        day
    }
}

/// A number above zero.
pub(super) fn positive(node: &Node<'_>, log: &mut Log) -> Option<f64> {
    let number = match &node.kind {
        Kind::Integer(digits, 10) | Kind::Decimal(digits) => digits.parse::<f64>().ok(),
        _ => None,
    };
    let number = number.filter(|number| number.is_finite() && *number > 0.0);
    if number.is_none() {
        let message = format!("expected a number above zero, found {}", node.describe());
        log.push(Diagnostic::error("expected-number", node.span, message));
    }
    number
}

fn whole(node: &Node<'_>, log: &mut Log) -> Option<i64> {
    let number = match &node.kind {
        Kind::Integer(digits, radix) => i64::from_str_radix(digits, *radix).ok(),
        _ => None,
    };
    let number = number.filter(|number| (0..=GREATEST).contains(number));
    if number.is_none() {
        let message = format!("expected a whole number up to {GREATEST}, found {}", node.describe());
        log.push(Diagnostic::error("expected-number", node.span, message));
    }
    number
}
