//! Values of closed lists: truth, one value, several values, and the alternatives still possible.

use super::Reader;
use super::cursor::quoted;
use super::fact::Shape;
use super::node::{Kind, Node, shown};
use crate::case::day;
use crate::case::facts::Value;
use crate::case::scalar;
use crate::diagnostic::Diagnostic;
use crate::law::condition::Options;
use crate::law::vocabulary::{FactKind, Kinds, KindsId, Label};
use crate::range::Range;
use crate::span::Span;
use crate::suggest;

/// The longest list of values that is spelled out as advice.
const MOST_LISTED: usize = 12;

impl<'v> Reader<'v> {
    /// Every value of the type: what `"unknown"` states.
    pub fn anything(&self, shape: Shape) -> Value {
        match shape.kind {
            FactKind::Truth => Value::Options(Options::first(2)),
            FactKind::OneOf(kinds) => Value::Options(self.vocabulary.kinds(kinds).all()),
            FactKind::SetOf(kinds) => {
                Value::Sets((0..self.vocabulary.kinds(kinds).values.len()).map(Options::one).collect())
            }
            FactKind::Date => Value::Number(day::any()),
            FactKind::Amount(_) => Value::Number(Range { min: shape.least, ..Range::ANY }),
        }
    }

    /// `true` or `false`.
    pub fn truth(&mut self, shape: Shape, node: &Node) -> Option<Options> {
        if let Kind::Truth(truth) = node.kind {
            return Some(Options::truth(truth));
        }
        if let Some(truth) = node.text().and_then(scalar::truth) {
            return Some(Options::truth(truth));
        }
        let help = node.text().and_then(|text| suggest::did_you_mean(text, ["unknown"]));
        let error = self.wrong_type(shape.name, "`true` or `false`", node);
        self.log.push(error.maybe_help(help));
        None
    }

    /// One value of a list.
    pub fn listed(&mut self, shape: Shape, kinds: KindsId, node: &Node) -> Option<Options> {
        self.listed_index(shape.name, kinds, node).map(Options::one)
    }

    /// The position of a value in its list.
    pub fn listed_index(&mut self, name: &str, kinds: KindsId, node: &Node) -> Option<usize> {
        let list = self.vocabulary.kinds(kinds);
        let Some(text) = node.text() else {
            let example = list.names().next().unwrap_or("…");
            let error = self.wrong_type(name, &format!("one value such as `\"{example}\"`"), node);
            let help = node.list().map(|_| "if several are possible, write `{ one_of = [ … ] }`".to_owned());
            self.log.push(error.maybe_help(help));
            return None;
        };
        let index = list.meant(text);
        if index.is_none() {
            self.unknown_listed(name, text, node.span, list);
        }
        index
    }

    /// An error for a value that its list does not have, by name or by label; the nearest of either, and the rest.
    fn unknown_listed(&mut self, name: &str, value: &str, span: Span, list: &'v Kinds) {
        if self.log.is_full() {
            return;
        }
        let labels = list.values.iter().flat_map(|(name, label)| [name, &label.zh, &label.en].map(String::as_str));
        let near = suggest::did_you_mean(value, labels.chain(["unknown"]));
        let unspaced: String = value.chars().filter(|one| !one.is_whitespace()).collect();
        let spaced = list.meant(&unspaced).map(|_| format!("did you mean `{unspaced}`?"));
        let near = spaced.or(near);
        let written = |(name, label): &(String, Label)| match label.zh.is_empty() {
            true => format!("`{name}`"),
            false => format!("`{name}` ({})", label.zh),
        };
        let values: Vec<String> = list.values.iter().map(written).collect();
        let values = format!("the values are {}", values.join(", "));
        let help = near.map_or(values.clone(), |near| format!("{near} {values}"));
        let message = format!("unknown value `{}` of `{name}`", shown(value));
        self.log.push(Diagnostic::error("unknown-value", span, message).help(help));
    }

    /// Several values of a list, together.
    pub fn set(&mut self, shape: Shape, kinds: KindsId, node: &Node) -> Option<Options> {
        if let Some(text) = node.text() {
            return self.set_in_text(shape, kinds, text, node.span);
        }
        let Some(list) = node.list() else {
            let error = self.wrong_type(shape.name, "a list of values", node);
            self.log.push(error);
            return None;
        };
        if list.is_empty() {
            let message = format!("expected at least one value in `{}`, found an empty list", shape.name);
            let error = Diagnostic::error("empty-list", node.span, message);
            self.log.push(error.help("write `\"unknown\"` if it is not known"));
            return None;
        }
        let mut set = Some(Options::default());
        for element in list {
            if self.log.is_full() {
                return None;
            }
            // What stands in one text is a list as well: `["姓名、电话"]`.
            let one = match element.text() {
                Some(text) => self.set_in_text(shape, kinds, text, element.span),
                None => self.listed_index(shape.name, kinds, element).map(Options::one),
            };
            set = set.zip(one).map(|(set, one)| set.with(one));
        }
        set
    }

    /// Several values of a list in one text: `姓名、手机号`.
    fn set_in_text(&mut self, shape: Shape, kinds: KindsId, text: &str, span: Span) -> Option<Options> {
        let list = self.vocabulary.kinds(kinds);
        if let Some(one) = list.meant(text) {
            return Some(Options::one(one));
        }
        let mut set = Some(Options::default());
        let parts = scalar::parts(text);
        // A text in which nothing stands is a value that the list does not have.
        for part in if parts.is_empty() { vec![text] } else { parts } {
            let one = list.meant(part);
            if one.is_none() {
                self.unknown_listed(shape.name, part, span, list);
            }
            set = set.zip(one).map(|(set, index)| set.with(Options::one(index)));
        }
        set
    }

    /// `one_of`: the values that are still possible.
    pub fn alternatives(&mut self, shape: Shape, node: &Node) -> Option<Value> {
        if matches!(shape.kind, FactKind::Date | FactKind::Amount(_)) {
            let message = format!("expected `min` and `max` for `{}`, found `one_of`", shape.name);
            self.log.push(Diagnostic::error("wrong-type", node.span, message));
            return None;
        }
        let Some(list) = node.list() else {
            let error = self.wrong_type("one_of", "a list of the values that are possible", node);
            self.log.push(error);
            return None;
        };
        if list.is_empty() {
            let message = format!("expected at least one possible value for `{}`, found an empty list", shape.name);
            self.log.push(Diagnostic::error("empty-list", node.span, message));
            return None;
        }
        match shape.kind {
            FactKind::SetOf(kinds) => {
                let sets: Vec<_> = list.iter().map(|node| self.set(shape, kinds, node)).collect();
                let mut sets: Vec<Options> = sets.into_iter().collect::<Option<_>>()?;
                sets.sort_unstable();
                sets.dedup();
                Some(Value::Sets(sets))
            }
            FactKind::OneOf(kinds) => {
                let each: Vec<_> = list.iter().map(|node| self.listed(shape, kinds, node)).collect();
                together(each).map(Value::Options)
            }
            _ => together(list.iter().map(|node| self.truth(shape, node)).collect()).map(Value::Options),
        }
    }

    /// An error for a value that its list does not have.
    pub fn unknown_value(&mut self, name: &str, value: &str, span: Span, names: &[&str]) {
        if self.log.is_full() {
            return;
        }
        let near = suggest::did_you_mean(value, names.iter().copied().chain(["unknown"]));
        let listed = || (names.len() <= MOST_LISTED).then(|| format!("the values are {}", quoted(names)));
        let message = format!("unknown value `{}` of `{name}`", shown(value));
        self.log.push(Diagnostic::error("unknown-value", span, message).maybe_help(near.or_else(listed)));
    }
}

fn together(each: Vec<Option<Options>>) -> Option<Options> {
    each.into_iter().try_fold(Options::default(), |set, one| Some(set.with(one?)))
}
