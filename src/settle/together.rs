//! What only several things change together (几项同时变化), though none does alone; and which these are.

use super::change::{Change, Changing, Contestable, FOR_ONE, Kind, include};
use super::grades::{Observed, bits};
use super::search::{Possible, Search};
use super::{GradeSet, Observation, Relevance, grades_of};
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::measure::{Assignment, Measures, Variable};
use crate::program::TruthId;
use crate::truth::Truth;

/// Something that changes a result with others as it does not alone.
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
        (measures, outcome): (&Measures, &Outcome<Ranges>),
    ) -> Together {
        let program = self.cache.program();
        let mut known = self.settled.grades.clone();
        each.iter().for_each(|change| include(&mut known, &change.grades));
        let known_already =
            |widest: &[GradeSet]| widest.iter().zip(&known).all(|(widest, known)| widest.0 & !known.0 == 0);
        let (mut joint, mut searched, mut grades) = (Vec::new(), true, known.clone());
        // What is not read with everything open changes nothing.
        let asked = |one: &&Contestable| {
            let read = |(variable, _): &(Variable, Value)| one.variable == *variable;
            measures.opened.iter().any(read) || self.cache.is_bound(&one.variable)
        };
        let contestables: Vec<&Contestable> = contestables.iter().filter(asked).collect();
        if !known_already(&grades_of(program, outcome)) {
            let found = self.possible(open);
            searched = found.exact;
            if searched {
                include(&mut grades, &found.grades);
            }
            for offence in 0..grades.len() {
                let more = GradeSet(grades[offence].0 & !known[offence].0);
                if more.0 != 0 {
                    self.regrading(&contestables, offence, more, &mut joint);
                }
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
        let (truths, exact) = self.both(&left, open);
        let moved = left.into_iter().filter(|watched| truths.contains(&watched.truth));
        self.moving(&contestables, moved, &mut joint);
        Together { grades, truths, joint, searched: searched && exact }
    }

    /// The grades that are possible in an assignment. What is too much for one search may not be for one of each offence.
    fn possible(&self, assignment: &Assignment) -> Possible {
        let found = Search::of_grades(self.cache).possible(assignment, self.most);
        if found.exact {
            return found;
        }
        let of = |offence| Search::of_offence(self.cache, offence).possible(assignment, self.most * FOR_ONE);
        let each: Vec<Possible> = self.cache.program().offences.iter().map(of).collect();
        let exact = each.iter().all(|one| one.exact);
        Possible { grades: each.into_iter().flat_map(|one| one.grades).collect(), exact }
    }

    /// Adds what it takes for an offence to reach more grades than anything brings alone, and what is open anyway and
    /// decides its grade only then.
    fn regrading(&self, contestables: &[&Contestable], offence: usize, more: GradeSet, joint: &mut Vec<Joint>) {
        let needed = self.needed(contestables, |assignment| {
            let sought = |found: &Observation| within(found.grades[offence].0.into(), more.0.into());
            Search::of_grades(self.cache).comes_about(assignment, self.most, sought)
        });
        let search = Search::of_grades(self.cache);
        let root = search.look(self.otherwise(&needed));
        let relevance = search.relevance(&root);
        let decides_now = |variable: &Variable| {
            self.settled.deciding.iter().any(|one| one.variable == *variable && one.offences.contains(&offence))
        };
        let open = root.opened().iter().zip(&relevance).filter_map(|((variable, _), relevance)| {
            let needed = needed.iter().any(|one| one.variable == *variable);
            let matters = relevance[offence] == Relevance::Matters && !needed && !decides_now(variable);
            Some((self.kind(variable).filter(|_| matters)?, variable))
        });
        for (kind, variable) in needed.iter().map(|one| (one.kind, &one.variable)).chain(open) {
            include_joint(joint, kind, variable, |known| known.offences.push(offence));
        }
    }

    /// Of these truths, those that can be both in an assignment; and whether the search for it came to its end. What is
    /// too much for one search may not be for one of each.
    pub(super) fn both(&self, watched: &[Observed], assignment: &Assignment) -> (Vec<TruthId>, bool) {
        let of =
            |watched: &[Observed], most: usize| Search::of_truths(self.cache, watched.to_vec()).both(assignment, most);
        match of(watched, self.most) {
            (truths, true) => (truths, true),
            _ => {
                // An assignment costs little where one truth alone is asked for.
                let most = self.most * FOR_ONE;
                let each: Vec<_> = watched.iter().map(|one| of(std::slice::from_ref(one), most)).collect();
                let exact = each.iter().all(|(_, exact)| *exact);
                (each.into_iter().flat_map(|(truths, _)| truths).collect(), exact)
            }
        }
    }

    /// Adds what it takes to open each of these truths.
    fn moving(&self, contestables: &[&Contestable], truths: impl Iterator<Item = Observed>, joint: &mut Vec<Joint>) {
        let mut known: Vec<Vec<&Contestable>> = Vec::new();
        for watched in truths {
            let now = bits(self.settled.outcome.truth(watched.truth));
            let opens = |assignment: &Assignment| {
                match Search::of_truths(self.cache, vec![watched]).values(assignment, self.most) {
                    (values, true) => values[0] & !now != 0,
                    // Cut short, it may still be found.
                    _ => {
                        let sought = |found: &Observation| within(found.truths[0].into(), (!now).into());
                        Search::of_truths(self.cache, vec![watched]).comes_about(assignment, self.most, sought)
                    }
                }
            };
            // Most truths of an answer open together.
            let same = known.iter().position(|needed| opens(&self.otherwise(needed)));
            let at = same.unwrap_or_else(|| {
                known.push(self.needed(contestables, opens));
                known.len() - 1
            });
            for one in &known[at] {
                include_joint(joint, one.kind, &one.variable, |known| known.truths.push(watched.truth));
            }
        }
    }

    /// The assignment with these open.
    fn otherwise(&self, contestables: &[&Contestable]) -> Assignment {
        self.assignment.with_all(contestables.iter().map(|one| (one.variable.clone(), one.value.clone())))
    }

    /// Of things that together come to something, some without any of which the others no longer do; nothing where it is
    /// not found that they do.
    fn needed<'c>(
        &self,
        contestables: &[&'c Contestable],
        reaches: impl Fn(&Assignment) -> bool,
    ) -> Vec<&'c Contestable> {
        if !reaches(&self.otherwise(contestables)) {
            return Vec::new();
        }
        let mut needed = contestables.to_vec();
        for one in contestables {
            let others: Vec<&Contestable> =
                needed.iter().copied().filter(|other| other.variable != one.variable).collect();
            if reaches(&self.otherwise(&others)) {
                needed = others;
            }
        }
        needed
    }
}

/// Whether what is possible is among what is sought, each a bit.
fn within(possible: u32, sought: u32) -> Truth {
    match (possible & sought, possible & !sought) {
        (0, _) => Truth::Excluded,
        (_, 0) => Truth::Established,
        _ => Truth::Open,
    }
}

/// Adds to what is known of a variable, each once.
fn include_joint(joint: &mut Vec<Joint>, kind: Kind, variable: &Variable, add: impl FnOnce(&mut Joint)) {
    let at = joint.iter().position(|known| known.variable == *variable).unwrap_or_else(|| {
        joint.push(Joint { kind, variable: variable.clone(), offences: Vec::new(), truths: Vec::new() });
        joint.len() - 1
    });
    add(&mut joint[at]);
}
