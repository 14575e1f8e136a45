//! The vocabulary: lists of kinds, their groups, and facts with their types.

use super::collect::each_once;
use super::condition::{FactId, Options};
use super::resolve::Resolver;
use super::vocabulary::{FactKind, FactType, Former, Kinds, KindsId, Scope};
use super::words::{label, one_of};
use crate::diagnostic::Diagnostic;
use crate::quantity::Unit;
use crate::suggest;
use crate::syntax::tree::{self, At, FactDeclaration, Label, Name, Vocable};

/// The names of the types that are not lists.
/// A value of a list, with its label and what else people call it.
type Listed = (Name, Label, Vec<At<String>>);

const TYPES: [&str; 3] = ["truth", "date", "set"];

impl<'a> Resolver<'a> {
    /// Builds the vocabulary without the conditions of its facts.
    pub fn declare_vocabulary(&mut self) {
        let declared = self.declared;
        for vocable in &declared.vocables {
            if let Vocable::Kinds { name, label, values } = vocable {
                self.declare_kinds(name, label, values);
            }
        }
        for vocable in &declared.vocables {
            if let Vocable::Group { name, of, values } = vocable {
                self.declare_group(name, of, values);
            }
        }
        for fact in facts(&declared.vocables) {
            self.declare_fact(fact);
        }
        self.check_fact_names();
        for vocable in &declared.vocables {
            if let Vocable::Former { fact, value, now } = vocable {
                let former = self.former(fact, value, now);
                self.vocabulary.formerly.extend(former);
            }
        }
        let kinds = declared.vocables.iter().filter_map(|vocable| match vocable {
            Vocable::Kinds { name, .. } => Some((name.node.as_str(), name.span)),
            _ => None,
        });
        each_once("list", kinds, &mut self.diagnostics);
    }

    fn declare_kinds(&mut self, name: &Name, of: &Label, values: &[Listed]) {
        self.check_capacity(name, values.len());
        let names = values.iter().map(|(value, ..)| (value.node.as_str(), value.span));
        each_once("value", names, &mut self.diagnostics);
        let values = values.iter().take(Options::CAPACITY);
        let called =
            values.clone().flat_map(|(.., also)| also.iter().map(|called| (called.node.as_str(), called.span)));
        each_once("value", called, &mut self.diagnostics);
        let also = values.clone().enumerate();
        let also = also.flat_map(|(at, (.., also))| also.iter().map(move |called| (called.node.clone(), at))).collect();
        let values = values.map(|(value, of, _)| (value.node.clone(), label(of))).collect();
        self.vocabulary.kinds.push(Kinds { name: name.node.clone(), label: label(of), values, also });
    }

    /// A set of values is 128 bits.
    pub fn check_capacity(&mut self, name: &Name, count: usize) {
        if count > Options::CAPACITY {
            let message = format!("expected at most {} values in `{}`, found {count}", Options::CAPACITY, name.node);
            self.diagnostics.push(Diagnostic::error("too-many", name.span, message).at_fault("too many values"));
        }
    }

    fn declare_group(&mut self, name: &Name, of: &Name, values: &[Name]) {
        let Some(kinds) = self.kinds(of) else { return };
        if let Some((_, _, _)) = self.vocabulary.groups.iter().find(|(known, ..)| *known == name.node) {
            let message = format!("group `{}` is declared twice", name.node);
            self.diagnostics.push(Diagnostic::error("duplicate", name.span, message).at_fault("declared again here"));
        }
        if self.vocabulary.kinds(kinds).index(&name.node).is_some() {
            let message = format!("`{}` is a value of `{}` already", name.node, of.node);
            let clash = Diagnostic::error("duplicate", name.span, message).at_fault("a group needs a name of its own");
            self.diagnostics.push(clash);
        }
        let values: Vec<_> = values.iter().filter_map(|value| self.value_of(kinds, value)).collect();
        let options = values.into_iter().fold(Options::default(), Options::with);
        self.vocabulary.groups.push((name.node.clone(), kinds, options));
    }

    fn former(&mut self, fact: &(Name, Name), value: &Name, now: &[(Name, Name)]) -> Option<Former> {
        let scope = self.scope(&fact.1)?;
        let (fact, value) = self.value_in_list(scope, &fact.0, value)?;
        let now: Option<Vec<_>> = now.iter().map(|(fact, value)| self.value_in_list(scope, fact, value)).collect();
        Some(Former { fact, value, now: now? })
    }

    /// A fact of a table whose values are a list, and one of them.
    fn value_in_list(&mut self, scope: Scope, fact: &Name, value: &Name) -> Option<(FactId, usize)> {
        let Some(id) = self.vocabulary.fact_named(scope, &fact.node) else {
            let known = self.vocabulary.names_in(scope);
            let unknown = Diagnostic::error("unknown-fact", fact.span, format!("unknown fact `{}`", fact.node))
                .at_fault(format!("no fact of `{}` has this name", scope.name()))
                .maybe_help(suggest::did_you_mean(&fact.node, known));
            return self.fail(unknown);
        };
        let FactKind::OneOf(kinds) = self.vocabulary.fact(id).kind else {
            let wrong = Diagnostic::error("wrong-type", fact.span, format!("`{}` has no list of values", fact.node));
            return self.fail(wrong);
        };
        Some((id, self.value_of(kinds, value)?.single()?))
    }

    fn kinds(&mut self, name: &Name) -> Option<KindsId> {
        let found = self.vocabulary.kinds_named(&name.node);
        if found.is_none() {
            let known = self.vocabulary.kinds.iter().map(|kinds| kinds.name.as_str());
            let unknown = Diagnostic::error("unknown-list", name.span, format!("unknown list `{}`", name.node))
                .at_fault("not declared as `kinds`")
                .maybe_help(suggest::did_you_mean(&name.node, known));
            self.diagnostics.push(unknown);
        }
        found
    }

    fn declare_fact(&mut self, fact: &FactDeclaration) {
        let kind = match &fact.kind {
            tree::FactKind::Truth(_) => Some(FactKind::Truth),
            tree::FactKind::Date(_) => Some(FactKind::Date),
            tree::FactKind::SetOf(name) => self.kinds(name).map(FactKind::SetOf),
            tree::FactKind::Named(name) => self.named_type(name),
        };
        let shown = fact.shown.as_ref().map(|shown| self.shown(shown));
        let scopes: Vec<_> = fact.written.iter().filter_map(|written| self.scope(&written.scope)).collect();
        self.vocabulary.facts.push(FactType {
            name: fact.name.node.clone(),
            label: label(&fact.label),
            // A fact of an unknown type has been reported; as a truth it does the least harm to what follows.
            kind: kind.unwrap_or(FactKind::Truth),
            written: scopes.into_iter().map(|scope| (scope, None)).collect(),
            silence: Vec::new(),
            silence_words: fact.silence.iter().map(ToString::to_string).collect::<Vec<_>>().join(" otherwise "),
            contestable: None,
            shown,
            span: fact.name.span,
        });
    }

    fn named_type(&mut self, name: &Name) -> Option<FactKind> {
        if let Some(kinds) = self.vocabulary.kinds_named(&name.node) {
            return Some(FactKind::OneOf(kinds));
        }
        if let Some(unit) = Unit::named(&name.node) {
            return Some(FactKind::Amount(unit));
        }
        let lists = self.vocabulary.kinds.iter().map(|kinds| kinds.name.as_str());
        let known = lists.chain(Unit::ALL.map(Unit::name)).chain(TYPES);
        let unknown = Diagnostic::error("unknown-type", name.span, format!("unknown type `{}`", name.node))
            .at_fault("neither a list nor a unit")
            .maybe_help(suggest::did_you_mean(&name.node, known));
        self.fail(unknown)
    }

    fn scope(&mut self, name: &Name) -> Option<Scope> {
        let found = Scope::named(&name.node);
        if found.is_none() {
            let names = Scope::ALL.map(|(_, name)| name);
            let unknown = Diagnostic::error("unknown-table", name.span, format!("unknown table `{}`", name.node))
                .at_fault(format!("expected {}", one_of(names)))
                .maybe_help(suggest::did_you_mean(&name.node, names));
            self.diagnostics.push(unknown);
        }
        found
    }

    /// Two facts of one name never stand in one table.
    fn check_fact_names(&mut self) {
        let facts = &self.vocabulary.facts;
        for (position, fact) in facts.iter().enumerate() {
            let clash = facts[..position].iter().find(|earlier| earlier.name == fact.name && meet(earlier, fact));
            if let Some(earlier) = clash {
                let again = super::collect::duplicate("fact", &fact.name, fact.span, earlier.span);
                self.diagnostics.push(again);
            }
        }
    }
}

/// The facts, in the order of the files.
pub(super) fn facts<'a>(vocables: &'a [&'a Vocable]) -> impl Iterator<Item = &'a FactDeclaration> {
    vocables.iter().filter_map(|vocable| match vocable {
        Vocable::Fact(fact) => Some(fact),
        _ => None,
    })
}

/// Whether both may be written in one table. Of two tables, a condition on a batch asks the nearest.
fn meet(one: &FactType, other: &FactType) -> bool {
    one.written.iter().any(|(scope, _)| other.is_written_in(*scope))
}
