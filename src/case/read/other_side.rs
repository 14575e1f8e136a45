//! What the other side says (辩方主张) is held to what the rest of the file lets it be, as what is stated is.

use super::Reader;
use crate::case::facts::{Entity, Value};
use crate::diagnostic::Diagnostic;
use crate::law::condition::FactId;

/// A fact, and what the other side says of it.
type Said = ((Entity, FactId), Value);

impl Reader<'_> {
    /// Every contradiction, in a case whose tables all read well.
    pub(super) fn contradictions(&mut self) {
        self.contradictions_as_stated();
        if !self.log.has_errors() {
            self.other_side();
        }
    }

    /// An error for each figure of the other side that surely contradicts the rest of the file, both alone and together with
    /// its other figures, one of which may go with another.
    fn other_side(&mut self) {
        let stated = self.case.stated.iter();
        let said: Vec<Said> = stated.filter_map(|(at, fact)| Some((*at, fact.defence.clone()?))).collect();
        let together = self.supposing(&said);
        if together.is_empty() {
            return;
        }
        let same = |one: &Diagnostic, other: &Diagnostic| one.code == other.code && one.span() == other.span();
        for one in &said {
            let alone = self.supposing(std::slice::from_ref(one));
            for error in alone.into_iter().filter(|error| together.iter().any(|other| same(error, other))) {
                let whose = "this is so with the figure of the other side; where it denies something else with it, that is disputed as well";
                self.log.push(error.note(whose));
            }
        }
    }

    /// What contradicts itself where these stand in place of what is stated.
    fn supposing(&mut self, said: &[Said]) -> Vec<Diagnostic> {
        if said.is_empty() {
            return Vec::new();
        }
        let kept = self.case.stated.clone();
        for (at, value) in said {
            let fact = self.case.stated.get_mut(at).expect("INVARIANT: it was found among what is stated");
            fact.value = value.clone();
        }
        let log = std::mem::take(&mut self.log);
        self.contradictions_as_stated();
        self.case.stated = kept;
        let found = std::mem::replace(&mut self.log, log);
        found.finish().err().unwrap_or_default().into_iter().filter(Diagnostic::is_error).collect()
    }
}
