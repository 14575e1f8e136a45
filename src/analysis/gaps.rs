//! `gaps`: the open facts ranked by what they decide, those that provably cannot matter, and what the findings rest on.

use super::assignments::Assignments;
use super::regions::Region;
use super::support::{Support, support};
use super::{About, ChargeGrades, Said};
use crate::case::facts::{Evidence, Standing};
use crate::evaluate::{Outcome, Ranges};
use crate::explain::findings::{Charge, CouldChange, MayChange, PersonFindings, Unstated};
use crate::explain::names;
use crate::law::vocabulary::{Label, Shown};
use crate::measure::{Measures, Variable};
use crate::place::Place;
use crate::settle::{self, GradeSet, Settled};
use crate::truth::Truth;

/// What is open about one person.
#[derive(Clone, Debug)]
pub struct PersonGaps {
    /// The person's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// The grades possible, for each offence whose conduct may be there.
    pub charges: Vec<ChargeGrades>,
    /// Whether every grade listed can really come about.
    pub exact: bool,
    /// The facts that can matter to some grade, those that decide most first.
    pub matter: Vec<Gap>,
    /// Facts of which it could not be found out within bounds.
    pub undecided: Vec<Named>,
    /// Open facts that no step of a grade asks for, and that decide something else: a circumstance, a way out, a track, the
    /// sentence, limitation; or anything at all only where a fact in doubt stands otherwise.
    pub beside: Vec<Beside>,
    /// Questions that are to be judged of violations and suits in the public interest.
    pub judged: Vec<Beside>,
    /// Open facts that provably cannot matter to any grade, nor to anything else that is told.
    pub cannot: Vec<Named>,
    /// Facts in doubt that could change something, for what was asked for and would show them.
    pub doubted: Vec<Named>,
    /// Everything that could change the result of each charge, as the analysis has it.
    pub could_change: Vec<(Place, CouldChange)>,
    /// What leaves a grade open though no open fact can change one.
    pub unstated: Vec<Unstated>,
    /// What each element and ground rests on; nothing where the file links no evidence.
    pub support: Vec<Support>,
}

/// A fact by its path.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its path.
    pub fact: String,
    /// Its label.
    pub label: Label,
    /// What the engine knows it by.
    pub variable: Variable,
    /// How it is usually established, where the vocabulary says so.
    pub shown: Option<Shown>,
    /// What was asked for that would show it, and is not there yet, in the order of the file.
    pub outstanding: Vec<Outstanding>,
}

/// Evidence that was asked for, and is not there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Outstanding {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: Option<String>,
}

/// An open fact that decides something beside the grades.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Which.
    pub fact: Named,
    /// What it decides.
    pub decides: Vec<Place>,
}

/// An open fact that can matter.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Which.
    pub fact: Named,
    /// What each answer leads to; values that lead to the same grades are together.
    pub answers: Vec<Answer>,
    /// How many grades an answer leaves possible on the mean, in thousandths: what decides most leaves fewest.
    pub left: usize,
}

/// What an answer leads to.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer.
    pub said: Said,
    /// The grades then possible, for each offence whose conduct may be there.
    pub charges: Vec<ChargeGrades>,
    /// Whether each of them can really come about, and its values end just where other grades become possible.
    pub exact: bool,
    /// Grounds that it establishes or excludes.
    pub decides: Vec<(Place, Truth)>,
}

/// What is open about one person. `findings` says what is found of the person as things stand, `settled` what is possible.
pub fn gaps(about: About<'_>, findings: &PersonFindings, settled: &Settled) -> PersonGaps {
    let assignments = Assignments::new(about);
    let root = assignments.look_at_all(about.assignment.clone());
    let offences = present(&about, &root.outcome);
    let mut matter: Vec<Gap> = Vec::new();
    let (mut undecided, mut cannot, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for (variable, value) in root.opened() {
        known.push(variable.clone());
        let deciding = settled.deciding.iter().find(|one| one.variable == *variable);
        if deciding.is_some_and(|one| !one.offences.is_empty()) {
            let mut regions = assignments.regions(about.assignment, variable, value);
            regions.iter_mut().for_each(|region| keep_possible(region, &settled.grades));
            matter.push(gap(&assignments, &root.outcome, variable, &regions, &offences));
        } else if deciding.is_some_and(|one| !one.undecided.is_empty()) {
            undecided.push(named(&about, variable));
        } else {
            cannot.push(named(&about, variable));
        }
    }
    cannot.extend(passed_over(&about, &known));
    let of_grades: Vec<&String> =
        matter.iter().map(|gap| &gap.fact.fact).chain(undecided.iter().map(|one| &one.fact)).collect();
    let (measures, _) = settle::evaluate(about.cache, about.assignment);
    let beside = beside(&about, findings, (settled, &measures), &of_grades, &cannot);
    // Several things that are open can go by one name: one of them that decides something is enough.
    let decides = |name: &String| of_grades.contains(&name) || beside.iter().any(|other| other.fact.fact == *name);
    cannot.retain(|one| !decides(&one.fact));
    matter.sort_by_key(|gap| gap.left);
    let open = offences.iter().any(|&offence| !settled.grades[offence].settled());
    let unstated = if open && matter.is_empty() && undecided.is_empty() { unstated(findings) } else { Vec::new() };
    PersonGaps {
        id: findings.id.clone(),
        name: findings.name.clone(),
        charges: about.charges(&offences, &settled.grades),
        exact: settled.exact,
        matter,
        undecided,
        judged: judged(&about, findings, &measures).into_iter().filter(|one| !names_it(&beside, one)).collect(),
        beside,
        cannot,
        doubted: doubted(&about, findings),
        could_change: charges_of(findings),
        unstated,
        support: if about.case.evidence.is_empty() { Vec::new() } else { support(&about, findings) },
    }
}

/// Whether a fact is among these.
fn names_it(known: &[Beside], one: &Beside) -> bool {
    known.iter().any(|other| other.fact.fact == one.fact.fact)
}

/// What leaves grades of a person open, each once.
fn unstated(findings: &PersonFindings) -> Vec<Unstated> {
    let mut found: Vec<Unstated> = Vec::new();
    for one in findings.charges.iter().flat_map(|charge| &charge.unstated) {
        if !found.contains(one) {
            found.push(one.clone());
        }
    }
    found
}

/// The facts in doubt that are named as what could change something.
fn doubted(about: &About<'_>, findings: &PersonFindings) -> Vec<Named> {
    let could = || findings.charges.iter().map(|charge| &charge.could_change);
    let among = could().flat_map(|could| &could.among).map(|(what, _)| what);
    let all: Vec<&String> = could().flat_map(|could| &could.each).map(|one| &one.what).chain(among).collect();
    let contestables = settle::contestables(about.cache, about.assignment);
    let facts = contestables.iter().filter(|one| one.kind.is_doubt()).map(|one| named(about, &one.variable));
    facts.filter(|fact| all.contains(&&fact.fact)).collect()
}

fn charges_of(findings: &PersonFindings) -> Vec<(Place, CouldChange)> {
    findings.charges.iter().map(|charge| (charge.offence.clone(), charge.could_change.clone())).collect()
}

/// What a region lists is possible as things stand too: one evaluation of a narrower assignment may be wider.
fn keep_possible(region: &mut Region, possible: &[GradeSet]) {
    for (grades, possible) in region.possible.grades.iter_mut().zip(possible) {
        let both = grades.0 & possible.0;
        if both != 0 {
            grades.0 = both;
        }
    }
}

/// Open facts that decide something though no step that decides a grade asks for them: as the list of what could change the
/// result has them.
fn beside(
    about: &About<'_>,
    findings: &PersonFindings,
    (settled, measures): (&Settled, &Measures),
    of_grades: &[&String],
    cannot: &[Named],
) -> Vec<Beside> {
    let after = about.cache.opened_after(about.assignment, &about.program.sentencing);
    let opened = measures.opened.iter().chain(&settled.measures.opened).chain(&after);
    let opened = opened.map(|(variable, _)| named(about, variable));
    let mut found: Vec<Beside> = Vec::new();
    for fact in opened.chain(cannot.iter().cloned()) {
        if of_grades.contains(&&fact.fact) || found.iter().any(|known| known.fact.fact == fact.fact) {
            continue;
        }
        let changes = findings.charges.iter().flat_map(|charge| &charge.could_change.each);
        // By itself, or where a fact in doubt stands otherwise, or several things do.
        let behind = |doubt: &MayChange| doubt.with.iter().any(|(what, _)| *what == fact.fact);
        let changes = changes.filter(|one| one.what == fact.fact || behind(one));
        let among = |charge: &&Charge| charge.could_change.among.iter().any(|(what, _)| *what == fact.fact);
        let together = findings.charges.iter().filter(among).flat_map(|charge| {
            let graded = (!charge.could_change.together.is_empty()).then_some(&charge.offence);
            graded.into_iter().chain(&charge.could_change.decides)
        });
        let mut decides: Vec<Place> = changes.flat_map(|one| &one.decides).chain(together).cloned().collect();
        decides.sort_unstable();
        decides.dedup();
        if !decides.is_empty() {
            found.push(Beside { fact, decides });
        }
    }
    found
}

/// What is to be judged of violations, and of suits in the public interest, that may be there: whether they are, or how heavy
/// they are.
fn judged(about: &About<'_>, findings: &PersonFindings, measures: &Measures) -> Vec<Beside> {
    let mut found: Vec<Beside> = Vec::new();
    for (variable, _) in &measures.opened {
        let Variable::Judgement { place, .. } = variable else { continue };
        let tracks = findings.tracks.iter().filter(|track| track.status.possible() && place.within(&track.rule.place));
        let mut decides: Vec<Place> = tracks.map(|track| track.rule.place.clone()).collect();
        decides.dedup();
        if !decides.is_empty() {
            found.push(Beside { fact: named(about, variable), decides });
        }
    }
    found
}

/// The offences whose conduct may be there.
pub(super) fn present(about: &About<'_>, outcome: &Outcome<Ranges>) -> Vec<usize> {
    let offences = about.program.offences.iter().enumerate();
    offences.filter(|(_, offence)| outcome.truth(offence.present).possible()).map(|(position, _)| position).collect()
}

pub(super) fn named(about: &About<'_>, variable: &Variable) -> Named {
    let (fact, label) = names::variable(about.case, about.book, variable);
    let shown = match variable {
        Variable::Fact(_, fact) => about.book.vocabulary.fact(*fact).shown.clone(),
        _ => None,
    };
    let outstanding = about.case.evidence.iter().filter(|one| one.outstanding && would_show(about, one, variable));
    let outstanding = outstanding.map(|one| Outstanding { id: one.id.clone(), title: one.title.clone() }).collect();
    Named { fact, label, variable: variable.clone(), shown, outstanding }
}

/// Whether evidence names a fact, or the fact names it.
fn would_show(about: &About<'_>, evidence: &Evidence, variable: &Variable) -> bool {
    let Variable::Fact(entity, fact) = variable else { return false };
    let stated = about.case.fact(*entity, *fact);
    evidence.facts.contains(&(*entity, *fact)) || stated.is_some_and(|stated| stated.evidence.contains(&evidence.id))
}

/// How many grades an answer leaves possible on the mean, in thousandths; a region counts once, however wide.
fn left(regions: &[Region]) -> usize {
    const THOUSANDTHS: usize = 1000;
    let grades: u32 = (regions.iter().flat_map(|region| &region.possible.grades)).map(|one| one.0.count_ones()).sum();
    grades as usize * THOUSANDTHS / regions.len().max(1)
}

impl Gap {
    /// Whether some answer leads elsewhere than others whatever the other facts are, or decides a ground.
    pub fn decides_alone(&self) -> bool {
        self.answers.len() > 1 || self.answers.iter().any(|answer| !answer.decides.is_empty())
    }

    /// Whether every answer is exact.
    pub fn exact(&self) -> bool {
        self.answers.iter().all(|answer| answer.exact)
    }
}

fn gap(
    assignments: &Assignments<'_>,
    now: &Outcome<Ranges>,
    variable: &Variable,
    regions: &[Region],
    offences: &[usize],
) -> Gap {
    let answers = regions.iter().map(|region| answer(assignments, now, variable, region, offences)).collect();
    Gap { fact: named(&assignments.about, variable), answers, left: left(regions) }
}

/// What the values of a region lead to, from the outcome as things stand.
pub(super) fn answer(
    assignments: &Assignments<'_>,
    now: &Outcome<Ranges>,
    variable: &Variable,
    region: &Region,
    offences: &[usize],
) -> Answer {
    let about = &assignments.about;
    let then = assignments.outcome(&about.assignment.with(variable, region.value.clone()));
    Answer {
        said: about.said(variable, &region.value),
        charges: about.charges(offences, &region.possible.grades),
        exact: region.possible.exact,
        decides: decided(about, offences, now, &then),
    }
}

/// Grounds whose status is settled, and was another or open before.
pub(super) fn decided(
    about: &About<'_>,
    offences: &[usize],
    before: &Outcome<Ranges>,
    after: &Outcome<Ranges>,
) -> Vec<(Place, Truth)> {
    let mut found: Vec<(Place, Truth)> = Vec::new();
    for offence in offences.iter().map(|position| &about.program.offences[*position]) {
        for ground in offence.grades.iter().flat_map(|grade| grade.grounds.iter().chain([&grade.standard])) {
            let (was, is) = (before.truth(ground.status), after.truth(ground.status));
            let new = (ground.place.clone(), is);
            if was != is && is != Truth::Open && !found.contains(&new) {
                found.push(new);
            }
        }
    }
    found
}

/// Stated facts that are open and that nothing which could still matter ever asked for.
fn passed_over(about: &About<'_>, known: &[Variable]) -> Vec<Named> {
    let open = about.case.stated.iter().filter(|((entity, _), fact)| {
        let unknown = about.assignment.only_proven && fact.standing != Standing::Proven;
        (unknown || !fact.value.is_settled()) && about.case.concerns(about.person, *entity)
    });
    let variables = open.map(|((entity, fact), _)| Variable::Fact(*entity, *fact));
    variables.filter(|variable| !known.contains(variable)).map(|variable| named(about, &variable)).collect()
}

/// The grades possible, each offence by its position.
pub(super) fn settled_in(grades: &[GradeSet], offence: usize) -> Option<GradeSet> {
    Some(grades[offence]).filter(|grades| grades.settled())
}
