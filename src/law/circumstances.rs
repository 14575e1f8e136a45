//! Circumstances: what moves the sentence, of one offence or of every one.

use super::book::{Circumstance, Effect, Modal, Predicate};
use super::condition::Condition;
use super::grounds::GroundIndex;
use super::offence::Serving;
use super::person::{Grades, PersonSite};
use super::resolve::Resolver;
use super::words::one_of;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::suggest;
use crate::syntax::tree::{self, Expression, Name, Rule};

/// What the circumstances of one text of an offence are resolved with.
pub(super) struct Setting<'s> {
    /// The offence.
    pub offence: &'s Place,
    /// Its grounds.
    pub index: &'s GroundIndex,
    /// The grades of this text.
    pub here: Vec<String>,
    /// The grades of all its texts.
    pub anywhere: Vec<String>,
    /// The grades of all offences.
    pub all: Vec<String>,
}

impl<'a> Resolver<'a> {
    /// The circumstances of an offence: its own, those that name it, and those of every offence.
    pub fn circumstances(&mut self, setting: &Setting<'_>, servings: &[Serving<'a>]) -> Vec<Circumstance> {
        let mut all = Vec::new();
        for serving in servings {
            for placed in &serving.article.rules {
                let Rule::Circumstance { of, effects, text, condition } = placed.rule else { continue };
                let general = of.is_none() && serving.article.offence.is_none();
                if !general && !serving.concerns(of.as_ref(), setting.offence) {
                    continue;
                }
                let effects = effects.iter().map(|(modal, effects)| (self::modal(*modal), self.effects(effects)));
                let effects = effects.collect();
                let Some(predicate) = self.circumstance(condition, &placed.place, general, setting) else { continue };
                let predicate = self.unless_left_out(&placed.place, text, predicate);
                let text = self.text(text);
                let predicate = match &serving.serves {
                    Condition::Always(true) => predicate,
                    _ if general => predicate,
                    serves => Predicate::All(vec![Predicate::Person(serves.clone()), predicate]),
                };
                all.push(Circumstance { place: placed.place.clone(), text, effects, predicate });
            }
        }
        all
    }

    /// What a condition on a person's whole conduct asks, of one offence or of every one.
    pub fn circumstance(
        &mut self,
        condition: &Expression,
        place: &Place,
        general: bool,
        setting: &Setting<'_>,
    ) -> Option<Predicate> {
        let anywhere = if general { &setting.all } else { &setting.anywhere };
        let grades = Grades { here: &setting.here, anywhere };
        let site = PersonSite { place, list: place, grounds: setting.index, from: &[], grades: Some(grades) };
        self.predicate(condition, site)
    }

    fn effects(&mut self, names: &[Name]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for name in names {
            let found = Effect::ALL.into_iter().find(|(_, known)| *known == name.node);
            effects.extend(found.map(|(effect, _)| effect));
            if found.is_none() {
                let known = Effect::ALL.map(|(_, known)| known);
                let unknown = Diagnostic::error("unknown-effect", name.span, format!("unknown effect `{}`", name.node))
                    .at_fault(format!("expected {}", one_of(known)))
                    .maybe_help(suggest::did_you_mean(&name.node, known));
                self.diagnostics.push(unknown);
            }
        }
        effects
    }
}

pub(super) fn modal(modal: tree::Modal) -> Modal {
    match modal {
        tree::Modal::May => Modal::May,
        tree::Modal::Shall => Modal::Shall,
    }
}
