//! Grounds and their parts as findings.

use std::collections::BTreeSet;

use super::findings::{BasisName, ComparedFinding, GroundFinding};
use super::{About, label, relied, time, walk_grounds};
use crate::law::book::{self, Predicate, Text};
use crate::measure::{Use, Variable};
use crate::place::Place;
use crate::program::{Ground, Offence, Question, TruthId};
use crate::quantity::Ratio;
use crate::range::Range;
use crate::settle::Settled;
use crate::truth::Truth;

/// What is said of the grounds of a charge.
pub(super) struct Found {
    pub(super) found: Vec<GroundFinding>,
    pub(super) not_invoked: Vec<Place>,
    pub(super) unanswered: Vec<Place>,
    /// What the grounds that are shown rest on.
    pub(super) used: Vec<Use>,
}

struct Explained<'a> {
    about: &'a About<'a>,
    settled: &'a Settled,
    law: &'a book::Offence,
    offence: &'a Offence,
    /// What every batch rests on, and so no ground in particular.
    common: BTreeSet<Variable>,
    used: Vec<Use>,
}

/// The grounds established, open, or measured and short; residual clauses and judgements that nobody answered.
pub(super) fn grounds(about: &About<'_>, settled: &Settled, law: &book::Offence, offence: &Offence) -> Found {
    let common = relied::variables(&relied::of_filter(about, offence.admitted));
    let mut explained = Explained { about, settled, law, offence, common, used: Vec::new() };
    let mut found = Vec::new();
    let mut not_invoked = Vec::new();
    let mut unanswered = Vec::new();
    for (position, grade) in offence.grades.iter().enumerate() {
        for ground in grade.grounds.iter().chain([&grade.standard]) {
            let status = settled.outcome.truth(ground.status);
            if status == Truth::Open && explained.is_judgement(ground) {
                unanswered.push(ground.place.clone());
            }
            if explained.is_shown(ground) {
                found.push(explained.finding(ground, position));
            } else if explained.is_residual(ground) {
                not_invoked.push(ground.place.clone());
            }
        }
    }
    Found { found, not_invoked, unanswered, used: explained.used }
}

/// The places of the grounds whose status is among these truths.
pub(super) fn places_of(offence: &Offence, truths: &[TruthId]) -> Vec<Place> {
    let mut places = Vec::new();
    for grade in &offence.grades {
        let mut note = |ground: &Ground| {
            if truths.contains(&ground.status) {
                places.push(ground.place.clone());
            }
        };
        grade.grounds.iter().for_each(&mut note);
        note(&grade.standard);
    }
    places
}

impl Explained<'_> {
    fn is_shown(&self, ground: &Ground) -> bool {
        if time::is_of_another_time(self.about, self.law, self.offence, &ground.place) {
            return false;
        }
        let measured = ground.degree.is_some_and(|degree| self.settled.outcome.number(degree).max > 0);
        let compared = ground.compared.is_some_and(|compared| self.settled.outcome.number(compared.quantity).max > 0);
        self.settled.outcome.truth(ground.status).possible() || measured || compared
    }

    fn is_judgement(&self, ground: &Ground) -> bool {
        ground.questions.iter().any(|question| {
            matches!(self.about.program.questions[question.0 as usize], Question::Judgement { asked: Some(_), .. })
        })
    }

    fn is_residual(&self, ground: &Ground) -> bool {
        let law = self.law_of(ground);
        law.is_some_and(|law| matches!(law.predicate, Predicate::Residual { .. }))
    }

    fn law_of(&self, ground: &Ground) -> Option<&book::Ground> {
        let mut all = self.law.ground_lists.iter().flat_map(|list| &list.grounds);
        all.find(|law| law.place == ground.place)
    }

    fn text(&self, ground: &Ground, grade: usize) -> Text {
        self.law_of(ground).map_or_else(|| self.law.grades[grade].standard.clone(), |law| law.text.clone())
    }

    fn finding(&mut self, ground: &Ground, grade: usize) -> GroundFinding {
        let shown: Vec<&Ground> = ground.parts.iter().filter(|part| self.is_shown(part)).collect();
        let parts: Vec<GroundFinding> = shown.into_iter().map(|part| self.finding(part, grade)).collect();
        let (mut questions, mut aggregates) = (Vec::new(), Vec::new());
        walk_grounds(std::slice::from_ref(ground), &mut |ground| {
            questions.extend(&ground.questions);
            aggregates.extend(&ground.aggregates);
        });
        let all = relied::of(self.about, &questions, &aggregates);
        let own: Vec<Use> = all.iter().filter(|used| !self.common.contains(&used.variable)).cloned().collect();
        let basis = relied::basis(&own).or_else(|| relied::basis(&all)).unwrap_or(BasisName::Fact);
        let text = self.text(ground, grade);
        let outcome = &self.settled.outcome;
        let finding = GroundFinding {
            place: ground.place.clone(),
            grade,
            verification: text.verification,
            text,
            status: outcome.truth(ground.status),
            basis,
            degree: ground.degree.map(|degree| self.degree(outcome.number(degree))),
            compared: ground.compared.map(|compared| ComparedFinding {
                quantity: outcome.number(compared.quantity),
                threshold: Ratio::new(compared.threshold.0, compared.threshold.1),
                unit: compared.unit,
            }),
            facts: relied::paths(self.about, &own),
            evidence: relied::evidence(self.about, &own),
            notes: self.notes(ground, &parts),
            parts,
        };
        self.used.extend(all);
        finding
    }

    fn degree(&self, degree: Range) -> (Ratio, Option<Ratio>) {
        let ratio = |value| Ratio::new(value, self.about.program.denominator);
        (ratio(degree.min), (!degree.is_unbounded()).then(|| ratio(degree.max)))
    }

    /// A sum adds nothing where one of its parts reaches alone, or where only one of them has anything.
    fn notes(&self, ground: &Ground, parts: &[GroundFinding]) -> Vec<crate::law::vocabulary::Label> {
        let together = self.law_of(ground).is_some_and(|law| matches!(law.predicate, Predicate::Together { .. }));
        if !together {
            return Vec::new();
        }
        if let Some(alone) = parts.iter().find(|part| part.status == Truth::Established) {
            let alone = self.about.book.citations.name(&alone.place);
            return vec![label(
                format!("{}单独已达标，不再按比例合计", alone.zh),
                format!("{} reaches alone and takes the place of the sum", alone.en),
            )];
        }
        let has = |part: &&GroundFinding| part.degree.is_none_or(|(_, most)| most.is_none_or(|most| *most.numer() > 0));
        let mut having = parts.iter().filter(has);
        match (having.next(), having.next()) {
            (Some(only), None) => {
                let only = self.about.book.citations.name(&only.place);
                vec![label(
                    format!("仅{}有数量，合计并无增益", only.zh),
                    format!("only {} has a quantity: the sum adds nothing", only.en),
                )]
            }
            _ => Vec::new(),
        }
    }
}
