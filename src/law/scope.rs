//! What a name stands for, by where it is used: a fact of a batch, of a record or of a consequence; a value; a group.

use super::condition::{FactId, Options};
use super::resolve::Resolver;
use super::vocabulary::{FactKind, KindsId, Scope};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::Unit;
use crate::suggest;
use crate::syntax::tree::Name;

/// The fact whose values are the kinds that a record holds; `contains` asks it.
pub(super) const RECORD: &str = "contains";

/// What a condition is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// One batch.
    Batch,
    /// A prior record of the batch's person.
    Record,
    /// A consequence of the batch's act.
    Consequence,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'s> {
    /// The place of its rule; none in the vocabulary.
    pub place: Option<&'s Place>,
    /// What it is asked of.
    pub about: About,
    /// In the vocabulary, only facts before this one can be asked.
    pub before: Option<usize>,
}

impl<'s> Site<'s> {
    /// Where the facts of a batch are written, in the order in which a name is looked up.
    pub const BATCH: [Scope; 6] =
        [Scope::Participant, Scope::Act, Scope::Dataset, Scope::Person, Scope::Gains, Scope::Case];

    /// In a rule.
    pub fn rule(place: &'s Place) -> Self {
        Self { place: Some(place), about: About::Batch, before: None }
    }

    /// In the vocabulary, at the fact of this position.
    pub fn vocabulary(position: usize) -> Self {
        Self { place: None, about: About::Batch, before: Some(position) }
    }

    /// The same place, asked of something else.
    pub fn about(self, about: About) -> Self {
        Self { about, ..self }
    }

    /// The tables to look in, nearest first.
    fn scopes(self) -> impl Iterator<Item = Scope> {
        let nearest = match self.about {
            About::Batch => None,
            About::Record => Some(Scope::Record),
            About::Consequence => Some(Scope::Consequence),
        };
        nearest.into_iter().chain(Self::BATCH)
    }
}

impl Resolver<'_> {
    /// The unit of this name, where datasets say how much they have of it: it is counted as items are.
    pub fn counted_unit(&self, name: &Name) -> Option<Unit> {
        let unit = Unit::named(&name.node)?;
        let stated = self.vocabulary.fact_named(Scope::Dataset, unit.name());
        let amount = stated.is_some_and(|fact| self.vocabulary.fact(fact).kind == FactKind::Amount(unit));
        // Case files need the fact of items, and compiling says so.
        (amount || unit == Unit::Items).then_some(unit)
    }

    /// Whether a name stands for what is counted over all batches of a person.
    pub fn is_counted(&self, name: &Name) -> bool {
        self.counted_unit(name).is_some()
    }

    /// The fact of this name that can be asked here, if there is one.
    pub fn fact_here(&self, name: &str, site: Site<'_>) -> Option<FactId> {
        site.scopes().find_map(|scope| self.vocabulary.fact_named(scope, name))
    }

    /// The same, where there must be one.
    pub fn fact(&mut self, name: &Name, site: Site<'_>) -> Option<FactId> {
        let Some(id) = self.fact_here(&name.node, site) else { return self.unknown_name(name, site) };
        if site.before.is_some_and(|before| usize::from(id.0) >= before) {
            let message = format!("`{}` is declared later: expected a fact declared before this one", name.node);
            let later = Diagnostic::error("declared-later", name.span, message)
                .at_fault("not known yet where this is settled")
                .also(self.vocabulary.fact(id).span, "declared here");
            return self.fail(later);
        }
        Some(id)
    }

    /// A name that stands for nothing here, with what it may have been meant for.
    pub fn unknown_name<T>(&mut self, name: &Name, site: Site<'_>) -> Option<T> {
        let unknown = Diagnostic::error("unknown-name", name.span, format!("unknown name `{}`", name.node));
        for (scope, table) in [(Scope::Record, "record"), (Scope::Consequence, "consequence")] {
            if self.vocabulary.fact_named(scope, &name.node).is_some() {
                let asked = unknown
                    .at_fault(format!("asked of a {table}, not of a batch"))
                    .help(format!("write `some {table} where {}`", name.node));
                return self.fail(asked);
            }
        }
        if self.declared.defines.iter().any(|define| define.name.node == name.node) {
            let message = format!("expected a fact, found the defined condition `{}`", name.node);
            return self.reject("not-a-fact", name.span, message, "holds or does not, and has no values");
        }
        let facts = site.scopes().flat_map(|scope| self.vocabulary.names_in(scope));
        let defines = self.declared.defines.iter().map(|define| define.name.node.as_str());
        let help = suggest::did_you_mean(&name.node, facts.chain(defines));
        let left_out = self.left_out(&name.node);
        let unknown = unknown.at_fault("neither a fact nor a defined condition").maybe_help(help);
        self.fail(left_out.into_iter().fold(unknown, Diagnostic::note))
    }

    /// A note when a name is declared by an instrument that is not in force.
    pub fn left_out(&self, name: &str) -> Option<String> {
        let (_, instrument) = self.declared.names_left_out.iter().find(|(known, _)| known.node == name)?;
        Some(format!("`{name}` is declared in `{}`, which is not in force on this day", instrument.node))
    }

    /// The values these names stand for, each a value of the fact's list or a group of it.
    pub fn values(&mut self, fact: FactId, names: &[Name]) -> Option<Options> {
        let values: Vec<_> = names.iter().map(|name| self.value(fact, name)).collect();
        values.into_iter().try_fold(Options::default(), |all, one| Some(all.with(one?)))
    }

    /// The values that one name stands for.
    pub fn value(&mut self, fact: FactId, name: &Name) -> Option<Options> {
        let declared = self.vocabulary.fact(fact);
        match declared.kind {
            FactKind::OneOf(kinds) | FactKind::SetOf(kinds) => self.value_of(kinds, name),
            FactKind::Truth => match name.node.as_str() {
                "no" => Some(Options::truth(false)),
                "yes" => Some(Options::truth(true)),
                other => {
                    let message = format!("expected `yes` or `no` for `{}`, found `{other}`", declared.name);
                    self.reject("unknown-value", name.span, message, "neither `yes` nor `no`")
                }
            },
            FactKind::Date | FactKind::Amount(_) => {
                let message = format!("expected a fact with a list of values, found `{}`", declared.name);
                let also = declared.span;
                let unlisted = Diagnostic::error("not-listed", name.span, message)
                    .at_fault("this fact is not one of a list")
                    .also(also, "declared here");
                self.fail(unlisted)
            }
        }
    }

    /// A value or a group of a list.
    pub fn value_of(&mut self, kinds: KindsId, name: &Name) -> Option<Options> {
        let list = self.vocabulary.kinds(kinds);
        if let Some(index) = list.index(&name.node) {
            return Some(Options::one(index));
        }
        let groups = || self.vocabulary.groups.iter().filter(|(_, of, _)| *of == kinds);
        if let Some((_, _, options)) = groups().find(|(known, ..)| *known == name.node) {
            return Some(*options);
        }
        let known = list.names().chain(groups().map(|(known, ..)| known.as_str()));
        let help = suggest::did_you_mean(&name.node, known);
        let unknown = if Some(kinds) == self.categories() {
            Diagnostic::error("unknown-category", name.span, format!("unknown category `{}`", name.node))
                .at_fault("not a category in this law's vocabulary")
        } else {
            Diagnostic::error("unknown-value", name.span, format!("unknown value `{}`", name.node))
                .at_fault(format!("not a value of `{}`", list.name))
        };
        self.fail(unknown.maybe_help(help))
    }

    /// The list of what a record can hold.
    pub fn categories(&self) -> Option<KindsId> {
        let fact = self.vocabulary.fact_named(Scope::Dataset, RECORD)?;
        match self.vocabulary.fact(fact).kind {
            FactKind::SetOf(kinds) => Some(kinds),
            _ => None,
        }
    }

    /// The same, where the law needs it.
    pub fn needed_categories(&mut self, span: crate::span::Span) -> Option<KindsId> {
        let found = self.categories();
        if found.is_none() {
            let message = format!("expected a fact `{RECORD}` of dataset, a set of kinds, found none");
            return self.reject("missing-fact", span, message, "asks what a record holds");
        }
        found
    }
}
