//! Values of structural keys, each with what was expected and what was found.

use super::Reader;
use super::node::{Kind, Node, Table, shown};
use crate::case::keys;
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::Scope;
use crate::place::Place;
use crate::span::Span;
use crate::suggest;

/// Where all keys stand that a table with facts may have: there are too many to list them.
const ALL: &str = "`gravamen case format` lists all keys";

/// One table of a list, with its header or its braces.
pub struct Entry<'t, 'a> {
    /// Its keys and values.
    pub table: &'t Table<'a>,
    /// Where it stands.
    pub span: Span,
}

impl Reader<'_> {
    /// The tables under a name, as `[[name]]` gives them.
    pub fn entries<'t, 'a>(&mut self, table: &'t Table<'a>, name: &str) -> Vec<Entry<'t, 'a>> {
        let Some(node) = table.get(name) else { return Vec::new() };
        let Some(list) = node.list() else {
            let error = self.wrong_type(name, "a list of tables", node);
            let help = match node.kind {
                Kind::Table(_) if super::tables().contains(&name) => {
                    Some(format!("write `[[{name}]]` with two brackets"))
                }
                Kind::Table(_) if node.table().is_some_and(|table| table.get("status").is_some()) => {
                    Some(format!("write `{name} = [{{ … }}]`, and the status beside the value of a key in an entry"))
                }
                Kind::Table(_) => Some(format!("write `{name} = [{{ … }}]`")),
                _ => None,
            };
            self.log.push(error.maybe_help(help));
            return Vec::new();
        };
        list.iter().filter_map(|node| self.entry(name, node)).collect()
    }

    fn entry<'t, 'a>(&mut self, name: &str, node: &'t Node<'a>) -> Option<Entry<'t, 'a>> {
        let table = node.table();
        if table.is_none() {
            let error = self.wrong_type(name, "a list of tables", node);
            self.log.push(error);
        }
        Some(Entry { table: table?, span: node.span })
    }

    /// An error for every key that is not one of these.
    pub fn no_other_keys(&mut self, of: &str, table: &Table, known: &[&str]) {
        for (key, _) in &table.entries {
            if !known.contains(&key.name.as_ref()) && !self.log.is_full() {
                let table = keys::table_called(&key.name).filter(|table| known.contains(&table.name));
                let table = table.map(|table| format!("did you mean `{}`?", table.written));
                let near = table.or_else(|| suggest::did_you_mean(&key.name, known.iter().copied()));
                let rest = format!("the keys are {}", quoted(known));
                let help = near.map_or(rest.clone(), |near| format!("{near} {rest}"));
                let message = format!("unknown key `{}` in {of}", shown(&key.name));
                self.log.push(Diagnostic::error("unknown-key", key.span, message).help(help));
            }
        }
    }

    /// An error for a key that is neither structural nor a fact that may be written in this table.
    pub fn unknown_key(&mut self, scope: Scope, structural: &[&str], key: &super::node::Key) {
        if self.log.is_full() {
            return;
        }
        let name = key.name.as_ref();
        let known = self.vocabulary.names_in(scope).chain(structural.iter().copied());
        let elsewhere = || {
            let scopes = Scope::ALL.into_iter().filter(|(scope, _)| self.vocabulary.fact_named(*scope, name).is_some());
            let tables: Vec<_> = scopes.map(|(scope, _)| table_name(scope)).collect();
            (!tables.is_empty()).then(|| format!("`{name}` may be written in {}", tables.join(" or ")))
        };
        let of_gains = self.vocabulary.names_in(Scope::Gains).filter(|name| scope == Scope::Act && *name != "received");
        let labelled = self.vocabulary.fact_labelled(scope, name).map(|name| format!("did you mean `{name}`?"));
        let near = || labelled.or_else(|| suggest::did_you_mean(name, known.chain(of_gains)));
        let help = match (scope, name) {
            (Scope::Act, "received") => Some("write `gains` in an act, or `[[gains]]` for several acts".to_owned()),
            _ => elsewhere().or_else(|| Some(near().map_or(ALL.to_owned(), |near| format!("{near} {ALL}")))),
        };
        let message = format!("unknown key `{}` in {}", shown(name), table_name(scope));
        self.log.push(Diagnostic::error("unknown-key", key.span, message).maybe_help(help));
    }

    /// What was expected and what was found.
    pub fn wrong_type(&self, key: &str, expected: &str, found: &Node) -> Diagnostic {
        let message = format!("expected {expected} for `{key}`, found {}", found.describe());
        Diagnostic::error("wrong-type", found.span, message)
    }

    /// The text of a key, if the key is there.
    pub fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let node = table.get(key)?;
        let text = self.text_of(key, node)?;
        Some(text.0.to_owned())
    }

    /// The text of a value, and its place. Text is shown to people later, so it must not steer their terminal.
    pub fn text_of<'t>(&mut self, key: &str, node: &'t Node) -> Option<(&'t str, Span)> {
        let Some(text) = node.text() else {
            let error = self.wrong_type(key, "text in quotation marks", node);
            self.log.push(error);
            return None;
        };
        if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            let message =
                format!("expected text for `{key}`, found the control character {}", control.escape_unicode());
            self.log.push(Diagnostic::error("control-character", node.span, message));
            return None;
        }
        Some((text, node.span))
    }

    /// The texts under a key: one, or a list of them.
    pub fn text_list(&mut self, table: &Table, key: &str) -> Vec<String> {
        let names = table.get(key).map(|node| self.names(key, node)).unwrap_or_default();
        names.into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    /// One name or a list of names, none twice; an empty list is an error.
    pub fn names<'t>(&mut self, key: &str, node: &'t Node) -> Vec<(&'t str, Span)> {
        let Some(list) = node.list() else { return self.text_of(key, node).into_iter().collect() };
        if list.is_empty() {
            let message = format!("expected at least one name in `{key}`, found an empty list");
            self.log.push(Diagnostic::error("empty-list", node.span, message));
        }
        let mut names: Vec<(&str, Span)> = list.iter().filter_map(|node| self.text_of(key, node)).collect();
        names.sort_by_key(|(name, span)| (*name, span.start));
        for pair in names.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            self.twice(key, pair[0].0, pair[0].1, pair[1].1);
        }
        names.dedup_by_key(|(name, _)| *name);
        names.sort_by_key(|(_, span)| span.start);
        names
    }

    /// An error for a name that stands twice in a list.
    pub fn twice(&mut self, key: &str, name: &str, first: Span, second: Span) {
        let message = format!("`{}` stands twice in `{key}`", shown(name));
        let error = Diagnostic::error("duplicate-name", second, message).at_fault("second").also(first, "first");
        self.log.push(error);
    }

    /// The value of a key that must be there.
    pub fn required<'t, 'a>(&mut self, table: &'t Table<'a>, key: &str, of: &str, span: Span) -> Option<&'t Node<'a>> {
        let node = table.get(key);
        if node.is_none() {
            let message = format!("expected `{key}` in {of}, found none");
            self.log.push(Diagnostic::error("missing-key", span, message));
        }
        node
    }

    /// A place: instrument, article, paragraph, item.
    pub fn place(&mut self, key: &str, node: &Node) -> Option<Place> {
        let (text, span) = self.text_of(key, node)?;
        let place = Place::parse(text);
        if place.is_none() {
            let message = format!("expected a place for `{key}`, found `{}`", shown(text));
            let error = Diagnostic::error("malformed-place", span, message);
            self.log.push(
                error.help("write `instrument/article.paragraph.item`; `gravamen analyze --places` names each so"),
            );
        }
        place
    }
}

/// Names in backticks, separated by commas.
pub fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// How a table is written in a case file.
pub fn table_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Case => "`[case]`",
        Scope::Person => "`[[person]]`",
        Scope::Participant => "an entry of `by`",
        Scope::Act => "`[[act]]`",
        Scope::Dataset => "`[[dataset]]`",
        Scope::Gains => "`[[gains]]`",
        Scope::Record => "an entry of `record`",
        Scope::Consequence => "`[[consequence]]`",
    }
}
