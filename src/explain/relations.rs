//! What becomes of charges that are made out together: the relations between them, and the joint sentence.

use std::collections::BTreeMap;

use super::findings::{Charge, Joint, JointTerm, RecommendedUnder, RelationFinding};
use super::{About, relied, unique};
use crate::evaluate::{Outcome, Ranges};
use crate::law::book::{self, Band, FineMode, Months, RelationKind, Term};
use crate::measure::{Batch, Variable};
use crate::place::Place;
use crate::program::{FilterId, Relation};
use crate::settle::{Change, Changes, Settled, What};
use crate::truth::Truth;

/// The relations that hold or may hold between the charges of a person.
pub(super) fn relations(about: &About<'_>, settled: &Settled) -> Vec<RelationFinding> {
    let possible = |relation: &&Relation| settled.outcome.truth(relation.holds).possible();
    about.program.relations.iter().filter(possible).map(|relation| finding(about, settled, relation)).collect()
}

fn finding(about: &About<'_>, settled: &Settled, relation: &Relation) -> RelationFinding {
    let law = &about.book.relations[relation.law];
    let place = |offence: usize| about.book.offences[offence].place.clone();
    let both = [(relation.offences.0, relation.falls.0), (relation.offences.1, relation.falls.1)];
    let by_truth = |wanted: Truth| -> Vec<Place> {
        let fallen = both.iter().filter(|(_, falls)| settled.outcome.truth(*falls) == wanted);
        fallen.map(|(offence, _)| place(*offence)).collect()
    };
    let told = [relation.holds, relation.falls.0, relation.falls.1];
    let depends = (settled.deciding.iter())
        .filter(|deciding| deciding.truths.iter().any(|truth| told.contains(truth)))
        .map(|deciding| relied::variable_name(about, &deciding.variable))
        .collect();
    // Of what may fall; of both, where a person judged that neither does.
    let told_of = if by_truth(Truth::Established).is_empty() && by_truth(Truth::Open).is_empty() {
        Truth::Excluded
    } else {
        Truth::Open
    };
    let beside = relation.beside.iter().flatten().zip(both);
    let beside = beside.filter(|(_, (_, falls))| settled.outcome.truth(*falls) == told_of);
    let beside = beside.flat_map(|(filter, _)| about.cache.batches(about.assignment, *filter));
    let mut beside: Vec<usize> = beside.map(|(batch, _)| batch.act).collect();
    beside.sort_unstable();
    beside.dedup();
    let beside = beside.into_iter().map(|act| about.case.acts[act].id.clone()).collect();
    RelationFinding {
        place: law.place.clone(),
        text: law.text.clone(),
        kind: law.kind,
        charges: both.iter().map(|(offence, _)| place(*offence)).collect(),
        status: settled.outcome.truth(relation.holds),
        falls: by_truth(Truth::Established),
        may_fall: by_truth(Truth::Open),
        beside,
        equal: law.kind == RelationKind::Heavier && equal(about, settled, relation.offences),
        depends,
    }
}

/// Whether both reach grades of one weight, so that the order in which they are named decides.
fn equal(about: &About<'_>, settled: &Settled, (first, second): (usize, usize)) -> bool {
    let weight = |offence: usize| {
        let possible = settled.grades[offence];
        let mut grades = about.book.offences[offence].grades.iter().enumerate();
        let reached = grades.find(|(at, _)| possible.has(*at)).filter(|_| possible.settled());
        reached.map(|(_, grade)| grade.band.weight())
    };
    weight(first).is_some_and(|first| weight(second) == Some(first))
}

/// The charges that surely stand beside each other, or alone, and that no way out surely ends which must be taken.
pub(super) fn recommended(charges: &[Charge]) -> Vec<Place> {
    let stand = charges.iter().filter(|charge| charge.stands == Truth::Established && charge.ended().is_none());
    unique(stand.map(|charge| charge.offence.clone()).collect())
}

/// Readings under which other charges would be recommended, though no grade moves of what is charged now.
pub(super) fn readings(about: &About<'_>, settled: &Settled, changes: &Changes) -> Vec<RecommendedUnder> {
    let standing = |outcome: &Outcome<Ranges>| {
        let stand = about.book.offences.iter().zip(&about.program.offences);
        let stand = stand.filter(|(_, offence)| outcome.truth(offence.stands) == Truth::Established);
        unique(stand.map(|(law, _)| law.place.clone()).collect())
    };
    let now = standing(&settled.outcome);
    let charged = |offence: &usize| settled.outcome.truth(about.program.offences[*offence].present).possible();
    let moves_none = |change: &&Change| !change.offences.iter().any(charged);
    let under = changes.each.iter().filter(moves_none).filter_map(|change| {
        let What::Variable(Variable::Choice(choice)) = change.what else { return None };
        let law = about.book.choice(choice);
        let option = about.assignment.choice(choice).single()?;
        let each = law.options.iter().zip(&change.under);
        let recommended: BTreeMap<String, Vec<Place>> =
            each.map(|(option, under)| (option.name.clone(), standing(&under.outcome))).collect();
        let matters = recommended.values().any(|places| *places != now);
        let option = law.options[option].name.clone();
        matters.then(|| RecommendedUnder { name: law.name.clone(), text: law.text.clone(), option, recommended })
    });
    under.collect()
}

/// The sentences of charges that stand together, and the joint term: from the highest single one to the total, within
/// the caps of the law.
pub(super) fn joint(about: &About<'_>, charges: &[Charge]) -> Option<Joint> {
    let standing: Vec<&Charge> = charges.iter().filter(|charge| charge.stands == Truth::Established).collect();
    if standing.len() < 2 {
        return None;
    }
    let can = standing.iter().filter_map(|charge| Some((charge, charge.reachable.as_ref()?.band)));
    let told: Vec<_> = can.clone().map(|(charge, band)| (charge.offence.clone(), charge.text.clone(), band)).collect();
    let bands: Vec<Band> = can.map(|(_, band)| band).collect();
    let caps: Vec<(&book::JointCap, Truth)> = about
        .book
        .joint_caps
        .iter()
        .zip(&about.program.joint_caps)
        .map(|(cap, given)| (cap, some_act(about, &standing, *given)))
        .collect();
    let orders: Vec<&book::JointOrder> = (about.book.joint_orders.iter())
        .filter(|order| order.others.iter().any(|other| beside(&bands, order.term, *other)))
        .collect();
    // A term is absorbed where some charge can bring nothing but the one that absorbs it.
    let absorbed = |term: Term| {
        let absorbs = |order: &&book::JointOrder| order.absorbs && order.others.contains(&term);
        orders.iter().copied().filter(absorbs).any(|order| bands.iter().any(|band| only(band, order.term)))
    };
    let terms = Term::ALL.into_iter().filter(|term| !absorbed(*term));
    let terms = terms.filter_map(|term| joint_term(&caps, &bands, term)).collect();
    let orders = orders.iter().map(|order| (order.place.clone(), order.text.clone())).collect();
    let life = bands.iter().any(|band| band.life);
    let fines = bands.iter().filter(|band| band.fine.is_some()).count() > 1;
    Some(Joint { bands: told, terms, orders, life, fines })
}

/// Whether some act of these charges passes a filter.
fn some_act(about: &About<'_>, charges: &[&Charge], filter: FilterId) -> Truth {
    let offences = about.book.offences.iter().zip(&about.program.offences);
    let charged = offences.filter(|(law, _)| charges.iter().any(|charge| charge.offence == law.place));
    let admitted: Vec<(Batch, Truth)> =
        charged.flat_map(|(_, offence)| about.cache.batches(about.assignment, offence.admitted)).collect();
    let passing = about.cache.batches(about.assignment, filter);
    let both = passing.iter().flat_map(|(batch, passes)| {
        admitted.iter().filter(move |(known, _)| known == batch).map(move |(_, admitted)| passes.and(*admitted))
    });
    both.fold(Truth::Excluded, Truth::or)
}

/// Whether one charge can bring a term of one kind while another brings one of the other.
fn beside(bands: &[Band], one: Term, other: Term) -> bool {
    let brings = |term| move |at: &usize| bands[*at].months(term).is_some();
    let all = || 0..bands.len();
    all().filter(brings(one)).any(|first| all().filter(brings(other)).any(|second| first != second))
}

/// Whether a band offers no other term than this. A fine that may stand alone is something else.
fn only(band: &Band, term: Term) -> bool {
    let others = || Term::ALL.into_iter().filter(|other| *other != term);
    let alone = band.fine.is_some_and(|mode| mode != FineMode::With);
    band.months(term).is_some() && !alone && others().all(|other| band.months(other).is_none())
}

fn joint_term(caps: &[(&book::JointCap, Truth)], bands: &[Band], term: Term) -> Option<JointTerm> {
    let each: Vec<Months> = bands.iter().filter_map(|band| band.months(term)).collect();
    // The highest single term is no less than the least of any band that offers nothing but this term.
    let forced = bands.iter().filter(|band| only(band, term)).filter_map(|band| band.months(term));
    let forced = forced.map(|(least, _)| least).max();
    let least = forced.or_else(|| each.iter().map(|(least, _)| *least).min())?;
    let total = each.iter().fold(0_u16, |sum, (_, most)| sum.saturating_add(*most));
    let highest = each.iter().map(|(_, most)| *most).max()?;
    let applies = |(cap, given): &&(&book::JointCap, Truth)| {
        cap.term == term && given.possible() && cap.from.is_none_or(|from| total >= from)
    };
    let mut applying: Vec<_> = caps.iter().filter(applies).collect();
    applying.sort_by_key(|(cap, _)| std::cmp::Reverse(cap.from));
    // The one from the highest total decides. Where only a fact that is open lets it apply, the next may too.
    let sure = applying.iter().position(|(_, given)| *given == Truth::Established).unwrap_or(applying.len());
    let cap = applying.iter().take(sure + 1).map(|(cap, _)| cap).max_by_key(|cap| cap.most);
    let most = cap.map_or(total, |cap| total.min(cap.most)).max(highest);
    Some(JointTerm {
        term,
        months: (least, most),
        total,
        cap: cap.map(|cap| (cap.place.clone(), cap.text.clone(), cap.most)),
    })
}
