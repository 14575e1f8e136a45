//! How facts are usually established: kinds of evidence, and who has them. Practice, from which nothing is computed.

use super::resolve::Resolver;
use super::vocabulary::{Label, Shown};
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::suggest;
use crate::syntax::tree::{self, Name};

/// The list of kinds of evidence.
const BY: &str = "evidence_kind";

/// The list of those who have evidence.
const FROM: &str = "evidence_source";

impl Resolver<'_> {
    /// Resolves the kinds of evidence and who has them.
    pub fn shown(&mut self, shown: &tree::Shown) -> Shown {
        let by = self.labels_of(BY, &shown.by);
        let from = self.labels_of(FROM, &shown.from);
        Shown { by, from, label: label(&shown.label) }
    }

    fn labels_of(&mut self, list: &str, names: &[Name]) -> Vec<Label> {
        let values = match self.vocabulary.kinds_named(list) {
            Some(kinds) => self.vocabulary.kinds(kinds).values.clone(),
            None => Vec::new(),
        };
        let mut labels = Vec::new();
        for name in names {
            match values.iter().find(|(known, _)| *known == name.node) {
                Some((_, label)) => labels.push(label.clone()),
                None => {
                    let known = values.iter().map(|(name, _)| name.as_str());
                    let message = format!("unknown value `{}` of `{list}`", name.node);
                    let unknown = Diagnostic::error("unknown-value", name.span, message)
                        .maybe_help(suggest::did_you_mean(&name.node, known));
                    self.diagnostics.push(unknown);
                }
            }
        }
        labels
    }
}
