//! Outcome to findings: which rule, which facts, in words.
//!
//! It reads an outcome and adds what the law book and the case say; truth, degree and grade come from there alone.

pub mod collateral;
pub mod difference;
pub mod findings;
pub mod reasoning;
pub mod sentencing;

mod behind;
mod changes;
mod counts;
mod facts;
mod figures;
mod governed;
mod grounds;
mod issues;
mod limitation;
mod missing;
pub mod names;
mod readings;
mod reasons;
mod relations;
mod relied;
mod sentence;
pub mod subject;
mod time;
mod tracks;

use std::sync::Arc;

use self::findings::{
    BasisName, Charge, ChoiceFinding, CircumstanceFinding, ElementFinding, GradeName, OpenFact, PersonFindings,
};
use self::reasoning::ChargeReasoning;
use crate::case::facts::Case;
use crate::law::book::{self, LawBook};
use crate::law::vocabulary::Label;
use crate::measure::{Assignment, Cache};
use crate::place::Place;
use crate::program::{Ground, Offence, Program, TruthId};
use crate::range::Range;
use crate::settle::{self, Change, Changes, GradeSet, Settled, settle};
use crate::truth::Truth;

/// What an explanation is about.
#[derive(Clone, Copy)]
struct About<'a> {
    case: &'a Case,
    book: &'a LawBook,
    program: &'a Program,
    person: usize,
    assignment: &'a Assignment,
    /// What was measured in any assignment.
    cache: &'a Cache<'a>,
    /// The same, with account of everything that was read.
    account: &'a Cache<'a>,
}

/// A bilingual label.
fn label(zh: impl Into<String>, en: impl Into<String>) -> Label {
    Label { zh: zh.into(), en: en.into() }
}

/// Evaluates one person's conduct and explains it: the charges whose conduct may be there, or `all` of them.
pub fn explain(
    case: &Case,
    book: &LawBook,
    program: &Program,
    person: usize,
    assignment: &Assignment,
    all: bool,
) -> PersonFindings {
    let cache = Cache::new(case, program, person, assignment);
    let concerned = concerned(&cache, assignment, all);
    explain_in(&cache.reduced_to(concerned.as_deref().unwrap_or(program)), book, assignment, all).0
}

/// What the case concerns of a program; nothing is left out where absent conduct is to be explained too.
fn concerned(cache: &Cache<'_>, assignment: &Assignment, all: bool) -> Option<Arc<Program>> {
    (!all).then(|| settle::concerned(cache, assignment))
}

/// The same, with a cache in which other assignments of the person were or will be measured, and what is possible.
pub fn explain_in(cache: &Cache<'_>, book: &LawBook, assignment: &Assignment, all: bool) -> (PersonFindings, Settled) {
    let (case, program, person) = (cache.case(), cache.program(), cache.person());
    let account = cache.accounting(assignment);
    let about = About { case, book, program, person, assignment, cache, account: &account };
    let settled = settle(cache, assignment);
    let changes = settle::changes(cache, assignment, &settled);
    let charged = charged(&about, &settled, &changes, all);
    (person_findings(&about, &settled, &changes, &charged), settled)
}

/// The same, with the reasoning of each charge.
pub fn reason(
    case: &Case,
    book: &LawBook,
    program: &Program,
    person: usize,
    assignment: &Assignment,
    all: bool,
) -> (PersonFindings, Vec<ChargeReasoning>) {
    let cache = Cache::new(case, program, person, assignment);
    let concerned = concerned(&cache, assignment, all);
    let program = concerned.as_deref().unwrap_or(program);
    let cache = cache.reduced_to(program);
    let account = cache.accounting(assignment);
    let about = About { case, book, program, person, assignment, cache: &cache, account: &account };
    let settled = settle(&cache, assignment);
    let changes = settle::changes(&cache, assignment, &settled);
    let charged = charged(&about, &settled, &changes, all);
    let reasoned = charged.iter().map(|offence| issues::reasoning(&about, &settled, *offence)).collect();
    (person_findings(&about, &settled, &changes, &charged), reasoned)
}

/// The offences whose conduct may be there, as stated or as a party says; or `all` of them.
fn charged(about: &About<'_>, settled: &Settled, changes: &Changes, all: bool) -> Vec<usize> {
    let offences = &about.program.offences;
    let present = |at: usize| settled.outcome.truth(offences[at].present).possible();
    (0..offences.len()).filter(|&at| all || present(at) || changes.may_charge(at)).collect()
}

fn person_findings(about: &About<'_>, settled: &Settled, changes: &Changes, charged: &[usize]) -> PersonFindings {
    let charges: Vec<Charge> = charged.iter().map(|offence| charge(about, settled, *offence, changes)).collect();
    let facts = &about.case.persons[about.person];
    let tracks = tracks::tracks(about, settled);
    let several = charges.iter().filter(|charge| charge.status.possible()).count() > 1;
    PersonFindings {
        id: facts.id.clone(),
        name: facts.name.clone(),
        absent: if charges.is_empty() { missing::offences(about) } else { Vec::new() },
        recommended: relations::recommended(&charges),
        relations: if several { relations::relations(about, settled) } else { Vec::new() },
        recommended_under: relations::readings(about, settled, changes),
        joint: relations::joint(about, &charges),
        time: time::acts(about),
        comparisons: time::comparisons(about, settled),
        combined: tracks::combined(about, &tracks),
        tracks,
        charges,
    }
}

fn unique(mut places: Vec<Place>) -> Vec<Place> {
    let mut seen = Vec::new();
    places.retain(|place| {
        let new = !seen.contains(place);
        seen.push(place.clone());
        new
    });
    places
}

fn charge(about: &About<'_>, settled: &Settled, position: usize, changes: &Changes) -> Charge {
    let law = &about.book.offences[position];
    let offence = &about.program.offences[position];
    let possible = settled.grades[position];
    let grades = grade_names(law, possible);
    let status = match (possible.none(), possible.settled()) {
        (false, _) => Truth::Established,
        (true, true) => Truth::Excluded,
        (true, false) => Truth::Open,
    };
    let grounds = grounds::grounds(about, settled, law, offence);
    let relied = relied::relied(about, law, offence, &grounds.used);
    let count = counts::counts(about, law, offence);
    let sentence = sentence::sentence(about, settled, law, offence, possible);
    let limitation = limitation::limitation(about, law, offence, possible);
    let (exits, closed_exits) = limitation::exits(about, settled, law, offence);
    let earlier = time::earlier(about, law, offence, false);
    let (mut mattering, mut moving): (Vec<_>, Vec<_>) = (changes.each.iter())
        .filter_map(|change| readings::finding(about, settled, change, position, sentence.floor))
        .partition(|choice| choice.regrades || choice.moves_sentence);
    let else_moved = mattering.iter().chain(moving.iter().filter(|choice| !choice.moves.is_empty()));
    let known = else_moved.map(|choice| choice.name.as_str()).collect();
    for found in sentence::of_the_range(about, settled, (law, offence), possible, &sentence, &known) {
        let fines = moving.iter().position(|choice| choice.name == found.name).map(|at| moving.remove(at).fines);
        let found = ChoiceFinding { fines: fines.unwrap_or_default(), ..found };
        if found.moves_sentence { mattering.push(found) } else { moving.push(found) }
    }
    let idle = idle(law, &sentence, possible.0 | changes.together[position].0);
    let mut could_change = changes::could_change(about, settled, changes, position, sentence.floor).without(&idle);
    let wider = changes::with_parties(settled, changes, position);
    if wider != possible {
        could_change.reachable = sentence::sentence(about, settled, law, offence, wider).reachable;
    }
    let mut open_facts = open_facts(about, changes, position, sentence.floor);
    open_facts.iter_mut().for_each(|fact| fact.would_decide.retain(|place| !idle.contains(place)));
    open_facts.retain(|fact| !fact.would_decide.is_empty());
    // An open fact that decides the grade is told in place of what no fact says.
    let unstated = match possible.settled() || open_facts.iter().any(|fact| fact.would_decide.contains(&law.place)) {
        true => Vec::new(),
        false => counts::unstated(about, offence, &count),
    };
    let circumstances = circumstances(about, settled, law, offence, &sentence.percents).into_iter();
    let circumstances: Vec<_> = circumstances.filter(|one| !idle.contains(&one.place)).collect();
    let unweighed = match possible {
        GradeSet::NONE => Vec::new(),
        _ => relied::unweighed(about, law, &circumstances, &sentence.weighed),
    };
    Charge {
        offence: law.place.clone(),
        text: law.version.clone(),
        label: called(about, law, offence),
        status,
        present: settled.outcome.truth(offence.present),
        stands: settled.outcome.truth(offence.stands),
        grade: possible.settled().then(|| grades[0].clone()),
        grades,
        exact: settled.exact,
        elements: elements(about, settled, law, offence),
        missing: missing::elements(about, settled, law, offence, possible),
        grounds: grounds.found,
        not_invoked: grounds.not_invoked,
        not_encoded: not_encoded(about, law),
        unanswered: grounds.unanswered,
        notes: (sentence.notes.into_iter().chain(counts::overlaps(&count)).chain(inexact(settled)))
            .chain(time::divided(about, offence))
            .chain(limitation::note(&limitation))
            .chain(earlier.iter().cloned())
            .chain(time::earlier(about, law, offence, true))
            .collect(),
        earlier,
        limitation,
        exits,
        closed_exits,
        count,
        unstated,
        circumstances,
        unweighed,
        band: sentence.band,
        bands: sentence.bands,
        reachable: sentence.reachable,
        surely_reachable: sentence.surely_reachable,
        usual_fine: sentence.usual_fine,
        sentencing: sentence.sentencing,
        could_change,
        open_facts,
        choices_that_matter: mattering,
        choices_beside: moving,
        defaults_used: relied.defaults,
        presumed: relied.presumed,
        contested: relied.contested,
    }
}

/// Rules that come to nothing whatever is open or in doubt: of no grade, everything on the sentence; without a starting point,
/// what is reckoned from it; of who cannot be banned from an occupation, the ban.
fn idle(law: &book::Offence, sentence: &sentence::Sentence, grades: u16) -> Vec<Place> {
    use crate::law::book::sentencing::SentencingRule::{Ban, BanNever, Cap, Factor, FirstMultiplies, Increment, Judge};
    if GradeSet(grades) == GradeSet::NONE {
        let circumstances = law.circumstances.iter().map(|one| one.place.clone());
        return circumstances.chain(law.sentencing.iter().map(|rule| rule.place.clone())).collect();
    }
    let reasons = || sentence.sentencing.ban.iter().flat_map(|ban| &ban.reasons);
    let holds = |text: &book::Text| reasons().any(|(_, says, status)| status.certain() && says == text);
    let never = law.sentencing.iter().any(|rule| matches!(rule.rule, BanNever) && holds(&rule.text));
    let comes_to_nothing = |rule: &&book::sentencing::Sentencing| match rule.rule {
        Ban(_) => never,
        Increment { .. } | Factor(_) | Judge(_) | FirstMultiplies | Cap { .. } => !sentence.guided,
        _ => false,
    };
    law.sentencing.iter().filter(comes_to_nothing).map(|rule| rule.place.clone()).collect()
}

fn inexact(settled: &Settled) -> Option<Label> {
    (!settled.exact).then(|| {
        label(
            "待定事实过多，未能逐一穷尽；所列等级可能宽于实际",
            "too many facts are open to try them all: the grades listed may be wider than what can come about",
        )
    })
}

/// Rules that the language cannot express, of this text of the offence and of articles that make no offence.
fn not_encoded(about: &About<'_>, law: &book::Offence) -> Vec<Place> {
    let offences = || about.book.offences.iter();
    let bears = |entry: &&book::Entry| {
        let own = entry.place.within(&law.place) && entry.version == law.version;
        entry.kind == "not encoded" && (own || !offences().any(|other| entry.place.within(&other.place)))
    };
    let entries = about.book.instruments.iter().flat_map(|instrument| &instrument.entries);
    unique(entries.filter(bears).map(|entry| entry.place.clone()).collect())
}

/// What the charge is called: by the conduct in it where the text has a name for each.
fn called(about: &About<'_>, law: &book::Offence, offence: &Offence) -> Label {
    let names = law.charges.iter().zip(&offence.charges);
    let there = names.filter(|(_, filter)| !about.cache.batches(about.assignment, **filter).is_empty());
    let (zh, en): (Vec<_>, Vec<_>) = there.map(|((label, _), _)| (label.zh.as_str(), label.en.as_str())).unzip();
    if zh.is_empty() { law.label.clone() } else { label(zh.join("、"), en.join("; ")) }
}

/// The grades that are possible, `none` first.
pub fn grade_names(law: &book::Offence, possible: GradeSet) -> Vec<GradeName> {
    let none = possible.none().then(|| GradeName { name: GradeName::NONE.to_owned(), label: names::no_grade() });
    let reached = (law.grades.iter().enumerate())
        .filter(|(position, _)| possible.has(*position))
        .map(|(_, grade)| GradeName { name: grade.name.clone(), label: grade.label.clone() });
    none.into_iter().chain(reached).collect()
}

fn elements(about: &About<'_>, settled: &Settled, law: &book::Offence, offence: &Offence) -> Vec<ElementFinding> {
    let conduct = relied::variables(&relied::of_filter(about, offence.conduct));
    (law.elements.iter().zip(&offence.elements))
        .map(|(element, (filter, status))| {
            let mut uses = relied::of_filter(about, *filter);
            if element.name != "conduct" {
                uses.retain(|used| !conduct.contains(&used.variable));
            }
            ElementFinding {
                name: element.name.clone(),
                label: element_label(about, &element.name),
                place: element.place.clone(),
                text: element.text.clone(),
                status: settled.outcome.truth(*status),
                basis: relied::basis(&uses).unwrap_or(BasisName::NotInIssue),
                facts: relied::paths(about, &uses),
            }
        })
        .collect()
}

/// The name of an element, as the vocabulary's list of elements has it.
fn element_label(about: &About<'_>, name: &str) -> Label {
    let kinds = about.book.vocabulary.kinds_named("element").map(|kinds| about.book.vocabulary.kinds(kinds));
    let known = kinds.and_then(|kinds| kinds.index(name).map(|index| kinds.values[index].1.clone()));
    known.unwrap_or_else(|| label(name, name))
}

fn circumstances(
    about: &About<'_>,
    settled: &Settled,
    law: &book::Offence,
    offence: &Offence,
    percents: &[Option<(i32, i32)>],
) -> Vec<CircumstanceFinding> {
    (law.circumstances.iter().zip(&offence.circumstances).zip(percents))
        .filter(|((_, status), _)| settled.outcome.truth(**status).possible())
        .map(|((circumstance, status), percent)| CircumstanceFinding {
            place: circumstance.place.clone(),
            text: circumstance.text.clone(),
            status: settled.outcome.truth(*status),
            effects: circumstance.effects.clone(),
            percent: *percent,
            facts: relied::paths(about, &relied::of_requirement(about, &circumstance.predicate)),
        })
        .collect()
}

/// The open facts on which this charge depends, those that decide its grade first: what is open of the list of what could
/// change its result.
fn open_facts(about: &About<'_>, changes: &Changes, position: usize, floor: Option<Range>) -> Vec<OpenFact> {
    let mut facts: Vec<(bool, OpenFact)> = (changes.each.iter())
        .filter(|change| change.open)
        .filter_map(|change| {
            let places = would_decide(about, change, position, floor);
            let (fact, name) = changes::named(about, change);
            let grade = change.offences.contains(&position);
            (!places.is_empty()).then_some((grade, OpenFact { fact, label: name, would_decide: places }))
        })
        .collect();
    facts.sort_by_key(|(grade, _)| !grade);
    let mut merged: Vec<OpenFact> = Vec::new();
    for (_, fact) in facts {
        match merged.iter_mut().find(|known| known.fact == fact.fact) {
            Some(known) => known.would_decide = unique([known.would_decide.as_slice(), &fact.would_decide].concat()),
            None => merged.push(fact),
        }
    }
    merged
}

/// What an open fact decides of a charge: its grade, grounds, circumstances and rules on the sentence; else ways out and
/// what stands beside it.
fn would_decide(about: &About<'_>, change: &Change, position: usize, floor: Option<Range>) -> Vec<Place> {
    let (law, offence) = (&about.book.offences[position], &about.program.offences[position]);
    let grade = change.offences.contains(&position);
    let mut places = if grade { vec![law.place.clone()] } else { Vec::new() };
    places.extend(grounds::places_of(offence, &change.truths));
    places.extend(circumstance_places(law, offence, &change.truths));
    places.extend(changes::of_the_sentence(about, change, position, floor));
    if places.is_empty() { changes::decides(about, change, position, floor) } else { unique(places) }
}

fn circumstance_places(law: &book::Offence, offence: &Offence, truths: &[TruthId]) -> Vec<Place> {
    (law.circumstances.iter().zip(&offence.circumstances))
        .filter(|(_, status)| truths.contains(status))
        .map(|(circumstance, _)| circumstance.place.clone())
        .collect()
}

/// Every ground of a grade, and the parts of each.
fn walk_grounds<'a>(grounds: &'a [Ground], visit: &mut impl FnMut(&'a Ground)) {
    for ground in grounds {
        visit(ground);
        walk_grounds(&ground.parts, visit);
    }
}
