//! The vocabulary: lists of kinds, their groups, facts with their types, and what silence about each means.
//!
//! Conditions of a fact may ask only what is declared before it, so that what silence means is settled in one pass.

use super::collect::{each_once, place_of};
use super::condition::{FactId, Options};
use super::resolve::Resolver;
use super::scope::Site;
use super::vocabulary::{FactKind, FactType, Kinds, KindsId, Meaning, Scope, Settled};
use super::words::{label, one_of};
use crate::diagnostic::Diagnostic;
use crate::quantity::Unit;
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{self, FactDeclaration, Label, Name, Value, Vocable};

/// The names of the types that are not lists.
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
        let kinds = declared.vocables.iter().filter_map(|vocable| match vocable {
            Vocable::Kinds { name, .. } => Some((name.node.as_str(), name.span)),
            _ => None,
        });
        each_once("list", kinds, &mut self.diagnostics);
    }

    fn declare_kinds(&mut self, name: &Name, of: &Label, values: &[(Name, Label)]) {
        self.check_capacity(name, values.len());
        let names = values.iter().map(|(value, _)| (value.node.as_str(), value.span));
        each_once("value", names, &mut self.diagnostics);
        let values = values.iter().take(Options::CAPACITY);
        let values = values.map(|(value, of)| (value.node.clone(), label(of))).collect();
        self.vocabulary.kinds.push(Kinds { name: name.node.clone(), label: label(of), values });
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
        let scopes: Vec<_> = fact.written.iter().filter_map(|written| self.scope(&written.scope)).collect();
        self.vocabulary.facts.push(FactType {
            name: fact.name.node.clone(),
            label: label(&fact.label),
            // A fact of an unknown type has been reported; as a truth it does the least harm to what follows.
            kind: kind.unwrap_or(FactKind::Truth),
            written: scopes.into_iter().map(|scope| (scope, None)).collect(),
            silence: Vec::new(),
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

    /// Resolves when what is written is passed over, and what silence means.
    pub fn settle_silences(&mut self) {
        let declared = self.declared;
        for (position, fact) in facts(&declared.vocables).enumerate() {
            let site = Site::vocabulary(position);
            let written: Vec<_> = fact
                .written
                .iter()
                .filter_map(|written| Some((Scope::named(&written.scope.node)?, written.unless.as_ref())))
                .map(|(scope, unless)| (scope, unless.and_then(|unless| self.condition(unless, site))))
                .collect();
            let silence = self.silence(FactId(position as u16), fact);
            let settled = &mut self.vocabulary.facts[position];
            (settled.written, settled.silence) = (written, silence);
        }
    }

    fn silence(&mut self, id: FactId, fact: &FactDeclaration) -> Vec<(Meaning, Option<super::condition::Condition>)> {
        let site = Site::vocabulary(id.0 as usize);
        self.check_silence(fact);
        let mut meanings = Vec::new();
        for silence in &fact.silence {
            let given = silence.given.as_ref().map(|given| self.condition(given, site));
            if let (Some(meaning), false) = (self.meaning(id, silence), matches!(given, Some(None))) {
                meanings.push((meaning, given.flatten()));
            }
        }
        // A presumption of a rule that is not in force leaves the question to what follows, or open.
        match meanings.iter().position(|(_, given)| given.is_none()) {
            Some(last) => meanings.truncate(last + 1),
            None => meanings.push((Meaning::Ask, None)),
        }
        meanings
    }

    /// The last meaning has no condition, and no other: but a presumption may not be in force.
    fn check_silence(&mut self, fact: &FactDeclaration) {
        let name = &fact.name;
        let last = fact.silence.last();
        if last.is_none_or(|last| last.given.is_some()) {
            let open = Diagnostic::error(
                "silence",
                name.span,
                format!("expected what silence about `{}` means otherwise", name.node),
            )
            .at_fault("every meaning here has a condition")
            .help("end with `otherwise` and a meaning without `where`");
            self.diagnostics.push(open);
        }
        let always = |silence: &tree::Silence| {
            silence.given.is_none() && !matches!(silence.meaning, tree::Meaning::Presumed(..))
        };
        let settled = fact.silence.iter().position(always);
        if settled.is_some_and(|settled| settled + 1 < fact.silence.len()) {
            let never = Diagnostic::error(
                "silence",
                name.span,
                format!("a meaning of silence about `{}` can never apply", name.node),
            )
            .at_fault("an earlier meaning has no condition");
            self.diagnostics.push(never);
        }
    }

    fn meaning(&mut self, id: FactId, silence: &tree::Silence) -> Option<Meaning> {
        match &silence.meaning {
            tree::Meaning::Ask(_) => Some(Meaning::Ask),
            tree::Meaning::Default(value) => self.settled(id, value).map(Meaning::Default),
            tree::Meaning::NotInIssue(value) => self.settled(id, value).map(Meaning::NotInIssue),
            tree::Meaning::NotAsked(value) => self.settled(id, value).map(Meaning::NotAsked),
            tree::Meaning::Presumed(value, by) => {
                let settled = self.settled(id, value)?;
                let place = place_of(by);
                if !self.declared.places.contains(&place) {
                    return self.unknown_place(by);
                }
                let in_force = self.declared.articles.iter().any(|article| place.within(&article.place));
                in_force.then_some(Meaning::Presumed(settled, place))
            }
        }
    }

    fn settled(&mut self, id: FactId, value: &Value) -> Option<Settled> {
        let fact = self.vocabulary.fact(id);
        let (kind, name) = (fact.kind, fact.name.clone());
        match (value, kind) {
            (Value::Name(value), FactKind::Truth | FactKind::OneOf(_)) => {
                self.value(id, value)?.single().map(Settled::Option)
            }
            (Value::Number(number), FactKind::Amount(unit)) => self.base_units(number, unit).map(Settled::Number),
            _ => {
                let (span, expected) = match (value, kind) {
                    (Value::Name(value), FactKind::Amount(unit)) => (value.span, format!("a number of {unit}")),
                    (Value::Number(value), FactKind::Truth) => (value.span, "`yes` or `no`".to_owned()),
                    (Value::Number(value), FactKind::OneOf(_)) => (value.span, "one of its values".to_owned()),
                    (Value::Name(Name { span, .. }) | Value::Number(tree::At { span, .. }), _) => {
                        (*span, "`ask`".to_owned())
                    }
                };
                let message = format!("expected {expected} for `{name}`, found `{}`", self.words(span));
                self.reject("silence", span, message, "not a value that silence can stand for")
            }
        }
    }

    /// A place that no instrument has.
    pub fn unknown_place<T>(&mut self, name: &tree::PlaceName) -> Option<T> {
        let place = place_of(name);
        let message = format!("unknown place `{place}`");
        self.reject("unknown-place", name.span(), message, "nothing stands at this place")
    }
}

/// The facts, in the order of the files.
fn facts<'a>(vocables: &'a [&'a Vocable]) -> impl Iterator<Item = &'a FactDeclaration> {
    vocables.iter().filter_map(|vocable| match vocable {
        Vocable::Fact(fact) => Some(fact),
        _ => None,
    })
}

/// Whether both may be written in one table. Of two tables, a condition on a batch asks the nearest.
fn meet(one: &FactType, other: &FactType) -> bool {
    one.written.iter().any(|(scope, _)| other.is_written_in(*scope))
}

/// What was declared, for a note.
impl Resolver<'_> {
    /// A note on the unit of something declared.
    pub fn declared_in(&self, name: &str, unit: Unit, span: Span) -> String {
        format!("`{name}` is declared in {unit} at {}", self.whereabouts(span))
    }
}
