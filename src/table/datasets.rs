//! The bodies of information that a row speaks of.

use std::borrow::Cow;

use super::rows::{Into, Made, RowProblem, Value, find_or_add, is_zero};
use super::tree::text_value;
use crate::case::WITHOUT_DATA;
use crate::case::tree::{Key, Kind, Node, Table};
use crate::law::vocabulary::{FactKind, Scope};

impl<'a> Made<'a> {
    /// The bodies of information of a row: one for each kind or class with a number of items, or a single one.
    pub(super) fn datasets(
        &mut self,
        act: usize,
        own: Option<String>,
        stated: Vec<(Cow<'a, str>, Option<FactKind>, Value<'a>)>,
        items: Vec<(usize, bool, Value<'a>)>,
        at: usize,
    ) -> Result<(), RowProblem> {
        let base = own.unwrap_or_else(|| format!("d-{}", self.acts[act].id));
        let counted = items.iter().any(|(.., value)| !is_zero(&value.node));
        let mut items: Vec<_> = items.into_iter().filter(|(.., value)| !counted || !is_zero(&value.node)).collect();
        if !counted {
            items.truncate(1);
        }
        if items.is_empty() {
            if stated.is_empty() && self.concerns_no_data(act) {
                return Ok(());
            }
            let dataset = self.dataset(act, base, at);
            for (name, _, value) in stated {
                self.state(Into::Dataset(dataset), name, value)?;
            }
            return Ok(());
        }
        let FactKind::SetOf(kinds) = self
            .vocabulary
            .fact_named(Scope::Dataset, "contains")
            .map_or(FactKind::Truth, |id| self.vocabulary.fact(id).kind)
        else {
            return Ok(());
        };
        let several = items.len() > 1;
        for (kind, by_class, value) in items {
            let name = &self.vocabulary.kinds(kinds).values[kind].0;
            let class = if by_class { "class-" } else { "" };
            let dataset = self.dataset(act, format!("{base}-{class}{name}"), at);
            let span = value.node.span;
            if by_class && !self.by_class.contains(&kind) {
                self.by_class.push(kind);
            }
            let contents = Node { kind: Kind::List(vec![text_value(name.clone(), span).node]), span };
            self.state(
                Into::Dataset(dataset),
                Cow::Borrowed("contains"),
                Value { text: Cow::Borrowed(name), node: contents },
            )?;
            self.state(Into::Dataset(dataset), Cow::Borrowed("items"), value)?;
            for (name, of, stated) in &stated {
                if several && matches!(of, Some(FactKind::Amount(_))) {
                    let message = format!("`{name}` is stated once, and the row has items of several kinds");
                    return Err(self.problem(
                        stated.node.span,
                        message,
                        "give each kind a row of its own, with a column `act`",
                    ));
                }
                let copied = Value { text: stated.text.clone(), node: copied(&stated.node) };
                self.state(Into::Dataset(dataset), name.clone(), copied)?;
            }
        }
        Ok(())
    }

    /// Whether the conduct of an act is one that concerns no body of information.
    fn concerns_no_data(&self, act: usize) -> bool {
        let does = self.acts[act].keys.iter().find(|(key, _)| key == "does").map(|(_, value)| value.text.as_ref());
        let group = self.vocabulary.groups.iter().find(|(name, ..)| name == WITHOUT_DATA);
        group.zip(does).is_some_and(|((_, kinds, values), does)| {
            self.vocabulary.kinds(*kinds).index(does).is_some_and(|conduct| values.has(conduct))
        })
    }

    fn dataset(&mut self, act: usize, id: String, at: usize) -> usize {
        let dataset = find_or_add(&mut self.datasets, &id, at);
        if !self.by[act].1.contains(&dataset) {
            self.by[act].1.push(dataset);
        }
        dataset
    }
}

fn copied<'a>(node: &Node<'a>) -> Node<'a> {
    let kind = match &node.kind {
        Kind::Text(text) => Kind::Text(text.clone()),
        Kind::Integer(digits, radix) => Kind::Integer(digits.clone(), *radix),
        Kind::Decimal(digits) => Kind::Decimal(digits.clone()),
        Kind::Truth(truth) => Kind::Truth(*truth),
        Kind::Date(date) => Kind::Date(*date),
        Kind::List(list) => Kind::List(list.iter().map(copied).collect()),
        Kind::Table(table) => {
            let each = table.entries.iter();
            let each = each.map(|(key, node)| (Key { name: key.name.clone(), span: key.span }, copied(node)));
            Kind::Table(Table { entries: each.collect() })
        }
    };
    Node { kind, span: node.span }
}
