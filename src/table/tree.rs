//! The tree of a case, from what its rows said.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::rows::{Entry, MOST_COLUMNS, Made, Parts, SOURCE, Value};
use crate::case::tree::{Key, Kind, Node, Table};
use crate::span::Span;

impl<'a> Made<'a> {
    /// The tree of the case.
    pub(super) fn root(self) -> Table<'a> {
        let ids: Vec<String> = self.persons.iter().map(|person| person.id.clone()).collect();
        let datasets: Vec<String> = self.datasets.iter().map(|dataset| dataset.id.clone()).collect();
        let acts: Vec<String> = self.acts.iter().map(|act| act.id.clone()).collect();
        let mut records: BTreeMap<String, Vec<Node<'a>>> = BTreeMap::new();
        for record in self.records {
            let id = record.id.clone();
            records.entry(id).or_default().push(record.node(None));
        }
        let mut persons: Vec<Node<'a>> = Vec::new();
        for (at, person) in self.persons.into_iter().enumerate() {
            let span = span_of(person.at);
            let mut more = vec![entry("id", text_value(person.id.clone(), span).node)];
            let unknown = person.keys.iter().any(|(key, _)| key == "record");
            more.extend(records.remove(&at.to_string()).filter(|_| !unknown).map(|of| list("record", of, span)));
            persons.push(person.node(Some(more)));
        }
        let of_act = |(act, (by, of)): (Entry<'a>, Parts<'a>)| {
            let span = span_of(act.at);
            let actor = |(person, actor): (usize, Entry<'a>)| {
                let named = entry("person", text_value(ids[person].clone(), span).node);
                actor.node(Some(vec![named]))
            };
            let mut more = vec![
                entry("id", text_value(act.id.clone(), span).node),
                list("by", by.into_iter().map(actor).collect(), span),
            ];
            if !of.is_empty() {
                let named = of.iter().map(|&dataset| text_value(datasets[dataset].clone(), span).node);
                more.push(list("dataset", named.collect(), span));
            }
            act.node(Some(more))
        };
        let made_acts: Vec<Node<'a>> = self.acts.into_iter().zip(self.by).map(of_act).collect();
        let with_id = |one: Entry<'a>| {
            let id = entry("id", text_value(one.id.clone(), span_of(one.at)).node);
            one.node(Some(vec![id]))
        };
        let consequences: Vec<Node<'a>> = self
            .consequences
            .into_iter()
            .map(|(act, one)| {
                let of = entry("of", text_value(acts[act].clone(), span_of(one.at)).node);
                one.node(Some(vec![of]))
            })
            .collect();
        let judgements = self.judgements.into_iter().map(|one| {
            let person = entry("person", text_value(ids[one.at].clone(), span_of(0)).node);
            Entry { at: 0, ..one }.node(Some(vec![person]))
        });
        let offence = self.layout.offence.as_deref();
        let expects = self.expects.into_iter().map(|one| {
            let span = span_of(one.at);
            let person = one.id.parse::<usize>().map_or_else(|_| String::new(), |at| ids[at].clone());
            let mut more = vec![entry("person", text_value(person, span).node)];
            let named = one.keys.iter().any(|(key, _)| key == "offence");
            more.extend(offence.filter(|_| !named).map(|of| entry("offence", text_value(of.to_owned(), span).node)));
            one.node(Some(more))
        });
        let expects: Vec<Node<'a>> = expects.collect();
        let judgements: Vec<Node<'a>> = judgements.collect();
        let span = span_of(0);
        let entries = vec![
            entry("case", with_id(self.case)),
            list("person", persons, span),
            list("dataset", self.datasets.into_iter().map(with_id).collect(), span),
            list("act", made_acts, span),
            list("consequence", consequences, span),
            list("judgement", judgements, span),
            list("expect", expects, span),
        ];
        Table { entries }
    }
}

impl<'a> Entry<'a> {
    /// The table, after these keys.
    fn node(self, more: Option<Vec<(Key<'a>, Node<'a>)>>) -> Node<'a> {
        let own = self.keys.into_iter().map(|(name, value)| (Key { name, span: value.node.span }, value.node));
        let entries = more.into_iter().flatten().chain(own).collect();
        Node { kind: Kind::Table(Table { entries }), span: span_of(self.at) }
    }
}

fn span_of(row: usize) -> Span {
    let at = row * MOST_COLUMNS + MOST_COLUMNS - 1;
    Span::new(SOURCE, at, at)
}

fn entry<'a>(name: &'static str, node: Node<'a>) -> (Key<'a>, Node<'a>) {
    (Key { name: Cow::Borrowed(name), span: node.span }, node)
}

fn list<'a>(name: &'static str, of: Vec<Node<'a>>, span: Span) -> (Key<'a>, Node<'a>) {
    entry(name, Node { kind: Kind::List(of), span })
}

/// A value that is text.
pub(super) fn text_value<'a>(text: String, span: Span) -> Value<'a> {
    Value { text: Cow::Owned(text.clone()), node: Node { kind: Kind::Text(Cow::Owned(text)), span } }
}
