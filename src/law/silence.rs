//! What silence about a fact means, and when what is written of it is passed over.
//!
//! Conditions of a fact may ask only what is declared before it, so that all of this is settled in one pass.

use super::collect::place_of;
use super::condition::{Condition, FactId, Options};
use super::declare::facts;
use super::resolve::Resolver;
use super::scope::{About, Site};
use super::vocabulary::{FactKind, Meaning, Scope, Settled};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{self, FactDeclaration, Name, Value};

impl Resolver<'_> {
    /// Resolves when what is written is passed over, and what silence means.
    pub fn settle_silences(&mut self) {
        let declared = self.declared;
        for (position, fact) in facts(&declared.vocables).enumerate() {
            let site = self.vocabulary_site(position);
            let written: Vec<_> = fact
                .written
                .iter()
                .filter_map(|written| Some((Scope::named(&written.scope.node)?, written.unless.as_ref())))
                .map(|(scope, unless)| (scope, unless.and_then(|unless| self.condition(unless, site))))
                .collect();
            let silence = self.silence(FactId(position as u16), fact);
            let contestable = fact.contestable.as_ref().and_then(|when| self.condition(when, site));
            let settled = &mut self.vocabulary.facts[position];
            (settled.written, settled.silence, settled.contestable) = (written, silence, contestable);
        }
    }

    /// Silence about a consequence or a record may depend on what else is said of it.
    fn vocabulary_site(&self, position: usize) -> Site<'static> {
        let written = &self.vocabulary.facts[position].written;
        let only = |wanted| !written.is_empty() && written.iter().all(|(scope, _)| *scope == wanted);
        let site = Site::vocabulary(position);
        match () {
            () if only(Scope::Consequence) => site.about(About::Consequence),
            () if only(Scope::Record) => site.about(About::Record),
            () => site,
        }
    }

    fn silence(&mut self, id: FactId, fact: &FactDeclaration) -> Vec<(Meaning, Option<Condition>)> {
        let site = self.vocabulary_site(id.0 as usize);
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
            tree::Meaning::Ask(_, among) if among.is_empty() => Some(Meaning::Ask),
            tree::Meaning::Ask(_, among) => {
                let mut options = Options::first(0);
                for value in among {
                    options = options.with(self.value(id, value)?);
                }
                Some(Meaning::AskAmong(options))
            }
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
            (Value::Name(day), FactKind::Date) if day.node == "judged" => Some(Settled::Judged),
            (Value::Name(day), FactKind::Date) if day.node == "act" => Some(Settled::Acted),
            (Value::Number(number), FactKind::Amount(unit)) => self.base_units(number, unit).map(Settled::Number),
            (Value::Name(other), FactKind::Amount(_) | FactKind::Date) if self.number_beside(id, other).is_some() => {
                self.number_beside(id, other).map(Settled::As)
            }
            _ => {
                let (span, expected) = match (value, kind) {
                    (Value::Name(value), FactKind::Amount(unit)) => (value.span, format!("a number of {unit}")),
                    (Value::Number(value), FactKind::Truth) => (value.span, "`yes` or `no`".to_owned()),
                    (Value::Number(value), FactKind::OneOf(_)) => (value.span, "one of its values".to_owned()),
                    (Value::Name(day), FactKind::Date) => {
                        (day.span, "`judged`, `act`, another day or `ask`".to_owned())
                    }
                    (Value::Name(Name { span, .. }) | Value::Number(tree::At { span, .. }), _) => {
                        (*span, "`ask`".to_owned())
                    }
                };
                let message = format!("expected {expected} for `{name}`, found `{}`", self.words(span));
                self.reject("silence", span, message, "not a value that silence can stand for")
            }
        }
    }

    /// Another amount, or for a day another day, of the same table, declared before: silence can mean the same number.
    fn number_beside(&self, id: FactId, name: &Name) -> Option<FactId> {
        let scopes = self.vocabulary.fact(id).written.iter().map(|(scope, _)| *scope);
        let fact = scopes.into_iter().find_map(|scope| self.vocabulary.fact_named(scope, &name.node))?;
        let alike = match self.vocabulary.fact(fact).kind {
            FactKind::Amount(_) => matches!(self.vocabulary.fact(id).kind, FactKind::Amount(_)),
            kind => kind == FactKind::Date && self.vocabulary.fact(id).kind == FactKind::Date,
        };
        (alike && fact < id).then_some(fact)
    }

    /// A place that no instrument has.
    pub fn unknown_place<T>(&mut self, name: &tree::PlaceName) -> Option<T> {
        let place = place_of(name);
        let message = format!("unknown place `{place}`");
        self.reject("unknown-place", name.span(), message, "nothing stands at this place")
    }
}
