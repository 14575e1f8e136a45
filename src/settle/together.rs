//! What only several things change together (几项同时变化), each of which changes nothing alone; and which these are.

use super::change::{Change, Changing, Contestable, Kind, include};
use super::grades::Observed;
use super::search::Search;
use super::{GradeSet, Relevance, evaluate, grades_of};
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::{Assignment, Variable};
use crate::program::TruthId;
use crate::truth::Truth;

/// Something that changes a result with others, and not alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Of what kind it is.
    pub kind: Kind,
    /// What it is.
    pub variable: Variable,
    /// Offences whose grade it takes part in deciding.
    pub offences: Vec<usize>,
    /// Truths beside the grades that it takes part in deciding.
    pub truths: Vec<TruthId>,
}

/// What several things do together.
pub(super) struct Together {
    /// The grades possible for each offence.
    pub(super) grades: Vec<GradeSet>,
    /// Truths that none of them moves alone.
    pub(super) truths: Vec<TruthId>,
    /// What takes part in it.
    pub(super) joint: Vec<Joint>,
    /// Whether the search for it came to its end.
    pub(super) searched: bool,
}

impl Changing<'_> {
    /// What becomes possible with everything open at once, in the assignment `open` with its `outcome`.
    pub(super) fn together(
        &self,
        each: &[Change],
        contestables: &[Contestable],
        open: &Assignment,
        outcome: &Outcome<Ranges>,
    ) -> Together {
        let program = self.cache.program();
        let mut known = self.settled.grades.clone();
        each.iter().for_each(|change| include(&mut known, &change.grades));
        let within = |widest: &[GradeSet]| widest.iter().zip(&known).all(|(widest, known)| widest.0 & !known.0 == 0);
        let (mut joint, mut searched, mut grades) = (Vec::new(), true, known.clone());
        if !within(&grades_of(program, outcome)) {
            let found = Search::of_grades(self.cache).possible(open, self.most);
            searched = found.exact;
            if searched {
                include(&mut grades, &found.grades);
            }
            let more: Vec<usize> = (0..grades.len()).filter(|&at| grades[at] != known[at]).collect();
            if !more.is_empty() {
                joint = self.regrading(each, contestables, open, &more);
            }
        }
        let moved = |truth: TruthId| each.iter().any(|change| change.truths.contains(&truth));
        let unmoved = |watched: &&Observed| {
            let truth = watched.truth;
            self.settled.outcome.truth(truth) != Truth::Open && outcome.truth(truth) == Truth::Open && !moved(truth)
        };
        let left: Vec<Observed> = self.observed.iter().filter(unmoved).copied().collect();
        if left.is_empty() {
            return Together { grades, truths: Vec::new(), joint, searched };
        }
        let (truths, exact) = Search::of_truths(self.cache, left).both(open, self.most);
        self.needed(contestables, &truths, &mut joint);
        Together { grades, truths, joint, searched: searched && exact }
    }

    /// What decides these grades in some completion with everything open, and not alone.
    fn regrading(
        &self,
        each: &[Change],
        contestables: &[Contestable],
        open: &Assignment,
        more: &[usize],
    ) -> Vec<Joint> {
        let search = Search::of_grades(self.cache);
        let root = search.look(open.clone());
        let relevance = search.relevance(&root);
        let of = |((variable, _), of_offence): (&(Variable, Value), &Vec<Relevance>)| {
            let of = contestables.iter().find(|one| one.variable == *variable)?;
            let alone = each.iter().find(|change| change.is_of(variable));
            let decides = |&offence: &usize| {
                let alone = alone.is_some_and(|change| change.offences.contains(&offence));
                !alone && of_offence.get(offence) == Some(&Relevance::Matters)
            };
            let offences: Vec<usize> = more.iter().copied().filter(decides).collect();
            let joint = Joint { kind: of.kind, variable: variable.clone(), offences, truths: Vec::new() };
            (!joint.offences.is_empty()).then_some(joint)
        };
        root.opened().iter().zip(&relevance).filter_map(of).collect()
    }

    /// Adds what each of these truths needs: with it as it is taken to be, the truth stands whatever the others are.
    fn needed(&self, contestables: &[Contestable], truths: &[TruthId], joint: &mut Vec<Joint>) {
        if truths.is_empty() {
            return;
        }
        for one in contestables {
            let others = contestables.iter().filter(|other| other.variable != one.variable);
            let rest = self.assignment.with_all(others.map(|other| (other.variable.clone(), other.value.clone())));
            let (_, outcome) = evaluate(self.cache, &rest);
            let settled = truths.iter().copied().filter(|truth| outcome.truth(*truth) != Truth::Open);
            let truths: Vec<TruthId> = settled.collect();
            match joint.iter_mut().find(|known| known.variable == one.variable) {
                Some(known) => known.truths = truths,
                None if truths.is_empty() => {}
                None => {
                    joint.push(Joint { kind: one.kind, variable: one.variable.clone(), offences: Vec::new(), truths })
                }
            }
        }
    }
}
