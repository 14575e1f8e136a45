//! Why each ground stands as it does: reached, excluded by fact, displaced, not proved, open.

use std::collections::BTreeSet;

use super::findings::ComparedFinding;
use super::governed::Governed;
use super::reasoning::{ReadingTaken, Reason, Step};
use super::{About, facts, names, relied};
use crate::case::facts::Standing;
use crate::law::book::{self, Predicate};
use crate::law::condition::ChoiceId;
use crate::law::vocabulary::Label;
use crate::measure::{Basis, Use, Variable};
use crate::program::{Gate, Ground, Offence, Question, TruthId};
use crate::quantity::Ratio;
use crate::settle::Settled;
use crate::truth::Truth;

/// Reads off why grounds stand as they do.
pub(super) struct Reasons<'a> {
    pub(super) about: &'a About<'a>,
    pub(super) settled: &'a Settled,
    pub(super) law: &'a book::Offence,
    pub(super) governed: &'a Governed<'a>,
    /// What decides of every batch whether it counts and under which article, and so no ground in particular.
    common: BTreeSet<Variable>,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(
        about: &'a About<'a>,
        settled: &'a Settled,
        law: &'a book::Offence,
        offence: &Offence,
        governed: &'a Governed<'a>,
    ) -> Self {
        let shared = [offence.admitted].into_iter().chain(offence.governs.iter().copied());
        let common = shared.flat_map(|filter| relied::variables(&relied::of_filter(about, filter))).collect();
        Self { about, settled, law, governed, common }
    }

    /// Every ground of a grade, in the order of the law; the grade as a whole only where it may be judged so.
    pub(super) fn steps(&self, offence: &Offence, grade: usize) -> Vec<Step> {
        let compiled = &offence.grades[grade];
        let standard = self.settled.outcome.truth(compiled.standard.status).possible();
        let standard = standard.then_some(&compiled.standard);
        compiled.grounds.iter().chain(standard).map(|ground| self.step(ground, grade, None)).collect()
    }

    fn step(&self, ground: &Ground, grade: usize, whole: Option<&Predicate>) -> Step {
        let law = self.law_of(ground);
        let predicate = law.map(|(_, law)| &law.predicate);
        let outcome = &self.settled.outcome;
        let (status, uses) = (outcome.truth(ground.status), self.uses(ground));
        let compared = ground.compared.map(|compared| ComparedFinding {
            quantity: outcome.number(compared.quantity),
            threshold: Ratio::new(compared.threshold.0, compared.threshold.1),
            unit: compared.unit,
        });
        let ratio = |value| Ratio::new(value, self.about.program.denominator);
        let degree = ground.degree.map(|degree| {
            let degree = outcome.number(degree);
            (ratio(degree.min), (!degree.is_unbounded()).then(|| ratio(degree.max)))
        });
        Step {
            place: ground.place.clone(),
            text: law.map_or_else(|| self.law.grades[grade].standard.clone(), |(_, law)| law.text.clone()),
            status,
            reason: self.reason(ground, status, &uses, whole),
            compared,
            degree,
            facts: facts::facts(self.about, &uses),
            parts: ground.parts.iter().map(|part| self.step(part, grade, predicate)).collect(),
            conduct: Vec::new(),
        }
    }

    /// What this ground rests on, apart from its parts and from what every batch rests on; of that, what it names itself
    /// comes last.
    fn uses(&self, ground: &Ground) -> Vec<Use> {
        let uses = relied::of(self.about, &ground.questions, &ground.aggregates);
        let law = self.law_of(ground);
        let named = law.map(|(_, law)| relied::named(self.about, &law.predicate)).unwrap_or_default();
        let is_named = |used: &Use| matches!(&used.variable, Variable::Fact(_, fact) if named.contains(fact));
        let (shared, mut own): (Vec<Use>, Vec<Use>) = uses.into_iter().partition(|used| self.is_shared(used));
        own.extend(shared.into_iter().filter(is_named));
        own
    }

    /// Whether every batch rests on it.
    fn is_shared(&self, used: &Use) -> bool {
        self.common.contains(&used.variable)
    }

    fn reason(&self, ground: &Ground, status: Truth, uses: &[Use], whole: Option<&Predicate>) -> Reason {
        match status {
            Truth::Established => Reason::Holds,
            Truth::Open => self.open(ground, uses),
            Truth::Excluded => {
                let article = ground.place.in_article();
                let shut = self.governed.unseen(&article).or_else(|| self.shut(ground, whole));
                shut.unwrap_or_else(|| self.excluded(ground, uses))
            }
        }
    }

    /// The gate that is shut, and the readings that shut it.
    fn shut(&self, ground: &Ground, whole: Option<&Predicate>) -> Option<Reason> {
        let shut = |(_, gate): &&(Gate, TruthId)| self.settled.outcome.truth(*gate) == Truth::Excluded;
        let (gate, _) = ground.gates.iter().find(shut)?;
        if matches!(gate, Gate::Displaced) {
            let alone = |part: &&Ground| self.settled.outcome.truth(part.status).certain();
            return Some(Reason::Displaced(ground.parts.iter().filter(alone).map(|part| part.place.clone()).collect()));
        }
        let list = self.law_of(ground).map(|(list, _)| list);
        let choices = match (gate, list, whole) {
            (Gate::Serves, Some(list), _) => list.serves.choices(),
            (Gate::Provided, Some(list), _) => list.provided.as_ref().map_or_else(Vec::new, Predicate::choices),
            (Gate::LeftOut, _, Some(Predicate::AnyReaches { leaving_out: Some((_, given)), .. })) => given.choices(),
            _ => Vec::new(),
        };
        Some(if choices.is_empty() { Reason::Gate } else { Reason::Reading(self.taken(&choices)) })
    }

    fn taken(&self, choices: &[ChoiceId]) -> Vec<ReadingTaken> {
        let taken = choices.iter().map(|id| {
            let choice = self.about.book.choice(*id);
            let option = self.about.assignment.choice(*id).single().map(|option| &choice.options[option]);
            ReadingTaken {
                choice: choice.name.clone(),
                option: option.map(|option| option.name.clone()).unwrap_or_default(),
                label: option.map(|option| option.text.label.clone()).unwrap_or_default(),
            }
        });
        taken.collect()
    }

    /// Why a ground that no rule and no reading shuts is excluded. Without a quantity, and with nothing stated, it is
    /// not the facts that exclude it: nobody has shown it.
    fn excluded(&self, ground: &Ground, uses: &[Use]) -> Reason {
        let judged =
            |used: &Use| matches!(used.variable, Variable::Judgement { .. }) && matches!(used.basis, Basis::Stated(_));
        let answered = uses.iter().any(judged);
        // What every batch rests on excludes a ground only where nothing of its own was looked at.
        let own = uses.iter().any(|used| !self.is_shared(used));
        let stated = |used: &Use| matches!(used.basis, Basis::Stated(_)) && !(own && self.is_shared(used));
        match self.law_of(ground).map(|(_, law)| &law.predicate) {
            Some(Predicate::Residual { .. }) if !answered => Reason::NotInvoked,
            Some(Predicate::Judgement { .. }) if !answered => Reason::NotRaised,
            _ if ground.degree.is_some() || uses.iter().any(stated) => Reason::Fact,
            _ => Reason::NotProved(Vec::new()),
        }
    }

    /// Open for want of an answer, or because what is said of it is not proven.
    fn open(&self, ground: &Ground, uses: &[Use]) -> Reason {
        let deciding = self.settled.deciding.iter().filter(|deciding| deciding.truths.contains(&ground.status));
        let variables: Vec<&Variable> = deciding.map(|deciding| &deciding.variable).collect();
        let unproven = |variable: &&Variable| match variable {
            Variable::Fact(entity, fact) => {
                let stated = self.about.case.stated.get(&(*entity, *fact));
                stated.is_some_and(|stated| stated.standing != Standing::Proven)
            }
            _ => false,
        };
        if !variables.is_empty() && variables.iter().all(unproven) {
            return Reason::NotProved(
                variables.into_iter().map(|variable| relied::variable_name(self.about, variable)).collect(),
            );
        }
        let mut closing: Vec<(String, Label)> =
            variables.into_iter().map(|variable| relied::variable_name(self.about, variable)).collect();
        if closing.is_empty() {
            let open = uses.iter().filter(|used| !used.value.is_settled());
            closing = open.map(|used| relied::variable_name(self.about, &used.variable)).collect();
        }
        let asks = ground
            .questions
            .iter()
            .any(|question| matches!(self.about.program.questions[question.0 as usize], Question::Judgement { .. }));
        if closing.is_empty() && asks {
            closing.push((
                self.about.case.judgement_path(self.about.person, &ground.place),
                names::to_be_judged(self.about.book, &ground.place),
            ));
        }
        Reason::Open(closing)
    }

    fn law_of(&self, ground: &Ground) -> Option<(&'a book::GroundList, &'a book::Ground)> {
        let mut all = self.law.ground_lists.iter().flat_map(|list| list.grounds.iter().map(move |law| (list, law)));
        all.find(|(_, law)| law.place == ground.place)
    }
}
