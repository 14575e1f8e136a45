//! What people write of a fact (`出售`, `2025年12月3日`, `5万`, a person's name), in the standard form of case files: what the
//! reader takes it to mean, as it would be written without any other way of saying it.

use std::ops::Range;

use super::facts::Standing;
use super::keys::{Holds, Key, TABLES};
use super::read::cursor::Entry;
use super::read::ids::Ids;
use super::read::log::Log;
use super::read::node::{Kind, Node, Table};
use super::recipients::{self, Recipients};
use super::{about, scalar};
use crate::law::vocabulary::{FactKind, KindsId, Scope, Vocabulary};
use crate::quantity::{Unit, decimal};

/// A place in the text of a file, and what to write there.
pub(super) type Edit = (Range<usize>, String);

/// What is known of the file that a value stands in.
pub(super) struct Standard<'v> {
    vocabulary: &'v Vocabulary,
    /// The ids of each table whose entries are named elsewhere.
    ids: Vec<(&'static str, Ids)>,
}

impl<'v> Standard<'v> {
    /// Takes in the ids of a file.
    pub fn of(root: &Table<'_>, vocabulary: &'v Vocabulary) -> Self {
        let named =
            TABLES.iter().filter(|table| table.many() && table.keys.iter().any(|key| matches!(key.holds, Holds::Id)));
        let ids = named.map(|table| {
            let entries = root.get(table.name).and_then(Node::list).unwrap_or_default().iter();
            let entries: Vec<Entry> =
                entries.filter_map(|node| Some(Entry { table: node.table()?, span: node.span })).collect();
            let mut ids = Ids::new(table.name);
            ids.declare(&entries, &mut Log::default());
            (table.name, ids)
        });
        Self { vocabulary, ids: ids.collect() }
    }

    /// A fact.
    pub fn fact(&self, kind: FactKind, node: &Node<'_>, edits: &mut Vec<Edit>) {
        let Some(table) = node.table() else { return self.value(kind, node, true, edits) };
        for (key, node) in &table.entries {
            match (key.name.as_ref(), &node.kind) {
                ("value" | "min" | "max" | "about" | "nearly", _) => self.value(kind, node, false, edits),
                ("defence", _) => self.fact(kind, node, edits),
                ("times", _) => self.fact(FactKind::Amount(Unit::Count), node, edits),
                ("one_of", Kind::List(list)) => list.iter().for_each(|node| self.value(kind, node, false, edits)),
                ("figures", Kind::List(list)) => list.iter().for_each(|node| self.fact(kind, node, edits)),
                ("status", Kind::Text(text)) => {
                    let meant = Standing::meant(text.trim()).map(Standing::name).filter(|name| *name != text.as_ref());
                    edits.extend(meant.map(|name| (node.span.start..node.span.end, format!("\"{name}\""))));
                }
                ("evidence", _) => self.names(key.name.as_ref(), node, edits),
                _ => {}
            }
        }
    }

    /// A value; a range only where it `may` be written as a table.
    fn value(&self, kind: FactKind, node: &Node<'_>, may: bool, edits: &mut Vec<Edit>) {
        let text = match (&node.kind, kind) {
            (Kind::Text(text), _) => text.as_ref(),
            (Kind::List(list), FactKind::SetOf(of)) => {
                return list.iter().for_each(|node| {
                    // What stands in one text is a list as well.
                    let parts = || scalar::parts(node.text()?).into_iter().map(|part| self.listed(of, part)).collect();
                    let one = node.text().is_some_and(|text| self.listed(of, text).is_some());
                    match Some(()).filter(|()| !one).and_then(|()| parts()) {
                        Some::<Vec<String>>(parts) if parts.len() > 1 => {
                            edits.push((node.span.start..node.span.end, parts.join(", ")));
                        }
                        _ => self.value(FactKind::OneOf(of), node, false, edits),
                    }
                });
            }
            _ => return,
        };
        let meant = if scalar::is_unknown(text) { Some("\"unknown\"".to_owned()) } else { self.meant(kind, text, may) };
        let as_it_is = format!("\"{text}\"");
        edits.extend(meant.filter(|meant| *meant != as_it_is).map(|meant| (node.span.start..node.span.end, meant)));
    }

    /// What a text says, where the reader understands it.
    fn meant(&self, kind: FactKind, text: &str, may: bool) -> Option<String> {
        let ends = |min: Option<String>, max: Option<String>| {
            let end = |key: &str, end: Option<String>| end.map(|end| format!("{key} = {end}"));
            let both: Vec<String> = end("min", min).into_iter().chain(end("max", max)).collect();
            may.then(|| format!("{{ {} }}", both.join(", ")))
        };
        match kind {
            FactKind::Truth => scalar::truth(text).map(|truth| truth.to_string()),
            FactKind::OneOf(list) => self.listed(list, text),
            FactKind::SetOf(list) => {
                let whole = self.listed(list, text).map(|one| vec![one]);
                let parts = || scalar::parts(text).into_iter().map(|part| self.listed(list, part)).collect();
                whole.or_else(parts).map(|values| format!("[{}]", values.join(", ")))
            }
            FactKind::Date => {
                let (first, last) = scalar::days(text).ok()?;
                let uncertain = [first.strftime("%Y-%m").to_string(), first.strftime("%Y").to_string()];
                let same = |text: &&String| scalar::days(text).ok() == Some((first, last));
                match uncertain.iter().find(same) {
                    _ if first == last => Some(first.to_string()),
                    Some(uncertain) => Some(format!("\"{uncertain}\"")),
                    None => ends(Some(first.to_string()), Some(last.to_string())),
                }
            }
            FactKind::Amount(unit) => {
                let Ok(read) = scalar::amount(text, unit) else {
                    return about::about(text, unit).filter(|_| may).map(|said| said.written(unit));
                };
                let (min, max) = (read.min.map(|end| decimal(end, unit)), read.max.map(|end| decimal(end, unit)));
                if min == max { min } else { ends(min, max) }
            }
        }
    }

    fn listed(&self, list: KindsId, text: &str) -> Option<String> {
        let list = self.vocabulary.kinds(list);
        list.meant(text).map(|index| format!("\"{}\"", list.values[index].0))
    }

    /// One of the format's own keys.
    pub fn own(&self, key: &Key, node: &Node<'_>, edits: &mut Vec<Edit>) {
        match key.holds {
            Holds::Truth => self.value(FactKind::Truth, node, false, edits),
            Holds::Day => self.value(FactKind::Date, node, false, edits),
            Holds::One(table) | Holds::Several(table) => self.names(table, node, edits),
            Holds::Actors => self.names(Scope::Person.name(), node, edits),
            Holds::Listed(list) => {
                let list = self.vocabulary.kinds_named(list);
                list.into_iter().for_each(|list| self.value(FactKind::OneOf(list), node, false, edits));
            }
            Holds::FactOf(scope, name) => self.named(scope, name, node, edits),
            _ => {}
        }
    }

    /// To whom an act passed something on: each name in its own quotation marks, a number as `recipients`. Whoever is
    /// recipient and stands in the file goes by the id.
    pub fn recipients(&self, act: &Table<'_>, between: &str, edits: &mut Vec<Edit>) {
        let Some((key, node)) = act.entries.iter().find(|(key, _)| key.name == "to") else { return };
        let texts: Vec<&str> =
            node.list().unwrap_or(std::slice::from_ref(node)).iter().filter_map(Node::text).collect();
        let named = |text: &str| Recipients { named: vec![text.to_owned()], number: None };
        let each = texts.iter().map(|text| match self.position(Scope::Person.name(), text) {
            true => Some(named(text)),
            false => recipients::said(text).ok(),
        });
        let Some(each) = each.collect::<Option<Vec<_>>>() else { return };
        let said = recipients::together(each);
        if said.number.is_none() && said.named == texts {
            return self.names(Scope::Person.name(), node, edits);
        }
        let number = said.number.filter(|_| act.get("recipients").is_none());
        if said.named.is_empty() && number.is_none() {
            return;
        }
        let id = |name: &String| format!("\"{}\"", self.id_of(Scope::Person.name(), name));
        let names: Vec<String> = said.named.iter().map(id).collect();
        let names = (!names.is_empty()).then(|| format!("to = [{}]", names.join(", ")));
        let number = number.map(|many| format!("recipients = {}", many.written()));
        let written: Vec<String> = names.into_iter().chain(number).collect();
        edits.push((key.span.start..node.span.end, written.join(between)));
    }

    /// Whether an entry of a table has this id or name.
    fn position(&self, table: &str, text: &str) -> bool {
        self.ids.iter().any(|(of, ids)| *of == table && ids.position(text).is_some())
    }

    /// The id of an entry of a table that is called so.
    fn id_of<'i>(&'i self, table: &str, text: &'i str) -> &'i str {
        self.ids.iter().find(|(of, _)| *of == table).map_or(text, |(_, ids)| ids.id_of(text))
    }

    /// Whether a fact of this name may be written in a table.
    pub fn has(&self, scope: Scope, name: &str) -> bool {
        self.vocabulary.fact_named(scope, name).is_some()
    }

    /// The fact of this name in a table.
    pub fn named(&self, scope: Scope, name: &str, node: &Node<'_>, edits: &mut Vec<Edit>) {
        if let Some(fact) = self.vocabulary.fact_named(scope, name) {
            self.fact(self.vocabulary.fact(fact).kind, node, edits);
        }
    }

    /// Names of entries of a table.
    fn names(&self, table: &str, node: &Node<'_>, edits: &mut Vec<Edit>) {
        let Some((_, ids)) = self.ids.iter().find(|(of, _)| *of == table) else { return };
        match &node.kind {
            Kind::List(list) => list.iter().for_each(|node| self.names(table, node, edits)),
            Kind::Text(text) if ids.id_of(text) != text => {
                edits.push((node.span.start..node.span.end, format!("\"{}\"", ids.id_of(text))));
            }
            _ => {}
        }
    }
}
