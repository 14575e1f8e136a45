//! What could change a result (可能改变结果的因素): everything that could stand otherwise than it is taken to, and what
//! that moves. There is no other notion of it; whatever says that something could change a result, or that nothing
//! could, says it from here.
//!
//! First everything is opened at once: what one evaluation then leaves settled cannot change, proved. Where something
//! is left open, each is opened alone, and what several do only together is looked for by a search.

use super::grades::Observed;
use super::sentenced::{Fined, Punished, RuleOf};
use super::together::{Joint, Together};
use super::{Deciding, Settled, evaluate, extremes, grades_of, most_assignments, settle_beside, settle_with, shown};
use crate::case::facts::{Standing, Value};
use crate::evaluate::{Outcome, Ranges};
use crate::law::condition::{ChoiceId, Options};
use crate::measure::{Assignment, Cache, Doubt, Variable};
use crate::program::TruthId;
use crate::settle::GradeSet;
use crate::truth::Truth;

/// What kind of thing could change a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A fact that is unknown, or not stated though the law asks for it (事实不明).
    Unknown,
    /// A question that a person has to judge, raised and not answered (须由人判断).
    Judgement,
    /// A fact that the other side contests (有争议).
    Disputed,
    /// A fact that one side says and that is not yet shown (仅为一方主张).
    Alleged,
    /// What silence is taken to mean, where a party would contest it (可争辩的默认).
    Assumed,
    /// A contested reading of the law (法律争点).
    Reading,
    /// Acts that are out of time and still counted (已过追诉时效而仍计入的行为).
    Barred,
}

impl Kind {
    /// Whether it is a fact in doubt: disputed, alleged, or assumed though a party would contest it.
    pub fn is_doubt(self) -> bool {
        matches!(self, Self::Disputed | Self::Alleged | Self::Assumed)
    }

    /// Whether a party says so: it is disputed or alleged.
    pub fn is_a_partys(self) -> bool {
        matches!(self, Self::Disputed | Self::Alleged)
    }

    /// The stable name used in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Judgement => "judgement",
            Self::Disputed => "disputed",
            Self::Alleged => "alleged",
            Self::Assumed => "assumed",
            Self::Reading => "reading",
            Self::Barred => "barred",
        }
    }
}

/// What stands otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A fact, a judgement, a reading.
    Variable(Variable),
    /// These acts, by position, are left out of the count.
    Acts(Vec<usize>),
}

/// Something that could change a result.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of what kind it is.
    pub kind: Kind,
    /// What it is.
    pub what: What,
    /// Whether it is open as things stand; else they would have to stand otherwise.
    pub open: bool,
    /// The grades possible for each offence, whatever it is within what it may be.
    pub grades: Vec<GradeSet>,
    /// Offences of which it decides the grade.
    pub offences: Vec<usize>,
    /// Truths beside the grades that it moves or decides.
    pub truths: Vec<TruthId>,
    /// Rules on the sentence that it moves or settles.
    pub sentencing: Vec<RuleOf>,
    /// Quantities that fines are guided by and that it moves or settles.
    pub fines: Vec<Fined>,
    /// Parts of administrative punishments that it moves or settles.
    pub punishments: Vec<Punished>,
    /// Offences whose band it decides though the grade may stay: whether a unit or a natural person is punished.
    pub bands: Vec<usize>,
    /// Offences of which it decides whether acts are out of time, though the grade may stay.
    pub barred: Vec<usize>,
    /// Of a reading, what each of its options makes possible.
    pub under: Vec<Under>,
    /// What is open and decides something only where this stands otherwise.
    pub with: Vec<Variable>,
}

impl Change {
    /// Whether it is what this variable stands for.
    pub fn is_of(&self, variable: &Variable) -> bool {
        matches!(&self.what, What::Variable(known) if known == variable)
    }

    /// Whether it decides the grade of some of these offences.
    pub fn moves_of(&self, offences: &[usize]) -> bool {
        self.offences.iter().any(|offence| offences.contains(offence))
    }
}

/// What an option of a reading makes possible.
#[derive(Clone, Debug)]
pub struct Under {
    /// The grades of each offence.
    pub grades: Vec<GradeSet>,
    /// A value for every step, which may be too wide.
    pub outcome: Outcome<Ranges>,
}

/// Everything that could change a result.
#[derive(Clone, Debug)]
pub struct Changes {
    /// What could alone.
    pub each: Vec<Change>,
    /// The grades possible for each offence with everything open at once.
    pub together: Vec<GradeSet>,
    /// Truths that only several of them move together.
    pub truths: Vec<TruthId>,
    /// What takes part in what only several do together.
    pub joint: Vec<Joint>,
    /// Whether it was searched to the end: else there may be more.
    pub searched: bool,
}

impl Changes {
    /// Whether a fact that a party disputes or alleges decides the grade of an offence: it may be charged though nothing stated
    /// is its conduct.
    pub fn may_charge(&self, offence: usize) -> bool {
        self.each.iter().any(|change| change.kind.is_a_partys() && change.offences.contains(&offence))
    }
}

/// Something that may be otherwise: everything it may be, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Contestable {
    /// Of what kind it is.
    pub kind: Kind,
    /// Which.
    pub variable: Variable,
    /// Everything that it may be.
    pub value: Value,
}

/// What an assignment takes to be settled and could be otherwise: readings, and facts in doubt. What it leaves open anyway is
/// no part of it.
pub fn contestables(cache: &Cache<'_>, assignment: &Assignment) -> Vec<Contestable> {
    let choices = cache.program().choices.iter().enumerate();
    let readings = choices.map(|(position, options)| Contestable {
        kind: Kind::Reading,
        variable: Variable::Choice(ChoiceId(position as u16)),
        value: Value::Options(Options::first(*options)),
    });
    let mut found: Vec<Contestable> = readings.collect();
    let doubted = cache.doubted(&opened(assignment, &found));
    found.extend(doubted.into_iter().map(|doubted| Contestable {
        kind: match doubted.doubt {
            Doubt::Disputed => Kind::Disputed,
            Doubt::Alleged => Kind::Alleged,
            Doubt::Assumed => Kind::Assumed,
        },
        variable: doubted.variable,
        value: doubted.value,
    }));
    found
}

/// The assignment with all of these open.
pub fn opened(assignment: &Assignment, contestables: &[Contestable]) -> Assignment {
    assignment.with_all(contestables.iter().map(|one| (one.variable.clone(), one.value.clone())))
}

/// The part of the assignments of a case that is spent on one question about what could change. Facts in doubt are few, and a
/// search for what several things do together mostly ends after a few looks.
pub(super) const FOR_ONE: usize = 4;

pub(super) struct Changing<'a> {
    pub(super) cache: &'a Cache<'a>,
    pub(super) assignment: &'a Assignment,
    pub(super) settled: &'a Settled,
    /// What one evaluation gives, without looking further.
    pub(super) at_once: Outcome<Ranges>,
    /// Truths beside the grades that make a result.
    pub(super) observed: Vec<Observed>,
    /// How many assignments are evaluated for one question at most.
    pub(super) most: usize,
}

/// Everything that could change the result of an assignment.
pub fn changes(cache: &Cache<'_>, assignment: &Assignment, settled: &Settled) -> Changes {
    let most = most_assignments(cache) / FOR_ONE;
    let (_, at_once) = evaluate(cache, assignment);
    let observed = shown::observed(cache.program());
    let changing = Changing { cache, assignment, settled, at_once, observed, most };
    let contestables = contestables(cache, assignment);
    let open = opened(assignment, &contestables);
    let (measures, outcome) = evaluate(cache, &open);
    let mut each = changing.unknown();
    let undecided = |deciding: &Deciding| !deciding.undecided.is_empty();
    let mut searched = settled.exact && !settled.deciding.iter().any(undecided);
    if changing.may_move(&outcome) {
        // What bounds others may matter through them alone.
        let asked = |one: &&Contestable| {
            measures.opened.iter().any(|(variable, _)| one.variable == *variable) || cache.is_bound(&one.variable)
        };
        for contestable in contestables.iter().filter(asked) {
            let (change, exact) = changing.alone(contestable);
            each.extend(change);
            searched &= exact;
        }
    }
    searched &= changing.limitation_then(&contestables, &mut each);
    let (barred, exact) = changing.barred();
    each.extend(barred);
    searched &= exact;
    let (limitation, exact) = changing.limitation(&contestables, &each);
    limitation.into_iter().for_each(|change| add(&mut each, change));
    searched &= exact;
    changing.kind_of_person(&mut each);
    changing.sentenced(&mut each, &contestables);
    let mut together = changing.together(&each, &contestables, &open, (&measures, &outcome));
    changing.limitation_together(&contestables, &each, &mut together);
    let Together { grades, truths, joint, searched: exact } = together;
    Changes { each, together: grades, truths, joint, searched: searched && exact }
}

/// Adds what decides whether acts are out of time, to what is known of the same fact.
fn add(each: &mut Vec<Change>, change: Change) {
    match each.iter_mut().find(|known| known.what == change.what) {
        Some(known) => {
            include(&mut known.grades, &change.grades);
            known.barred.extend(&change.barred);
            known
                .offences
                .extend(change.offences.iter().filter(|one| !known.offences.contains(one)).collect::<Vec<_>>());
        }
        None => each.push(change),
    }
}

impl Changing<'_> {
    /// Whether an outcome with everything open leaves open something that is shown: a grade, or what beside it a
    /// reading may move.
    fn may_move(&self, outcome: &Outcome<Ranges>) -> bool {
        let program = self.cache.program();
        let widest = grades_of(program, outcome);
        let graded = widest.iter().zip(&self.settled.grades).all(|(widest, now)| widest == now && now.settled());
        !graded || shown::movable(program).iter().any(|truth| outcome.truth(*truth) == Truth::Open)
    }

    /// Of what kind a variable is that is open as things stand; nothing of a reading, which is looked at as such.
    pub(super) fn kind(&self, variable: &Variable) -> Option<Kind> {
        match variable {
            Variable::Judgement { .. } => Some(Kind::Judgement),
            Variable::Choice(_) => None,
            Variable::Record { .. } => Some(Kind::Unknown),
            Variable::Fact(entity, fact) => Some(match self.cache.case().stated.get(&(*entity, *fact)) {
                Some(stated) if stated.standing == Standing::Disputed => Kind::Disputed,
                Some(stated) if stated.standing == Standing::Alleged => Kind::Alleged,
                _ => Kind::Unknown,
            }),
        }
    }

    /// A change that decides the grades of these offences, and moves nothing else.
    pub(super) fn change(&self, kind: Kind, what: What, grades: Vec<GradeSet>, offences: Vec<usize>) -> Change {
        Change {
            kind,
            what,
            open: false,
            grades,
            offences,
            truths: Vec::new(),
            sentencing: Vec::new(),
            fines: Vec::new(),
            punishments: Vec::new(),
            bands: Vec::new(),
            barred: Vec::new(),
            under: Vec::new(),
            with: Vec::new(),
        }
    }

    /// What is open as things stand, and decides something.
    fn unknown(&self) -> Vec<Change> {
        let each = self.settled.deciding.iter().filter_map(|deciding| {
            if deciding.offences.is_empty() && deciding.truths.is_empty() {
                return None;
            }
            let (kind, what) = (self.kind(&deciding.variable)?, What::Variable(deciding.variable.clone()));
            let change = self.change(kind, what, self.settled.grades.clone(), deciding.offences.clone());
            Some(Change { open: true, truths: deciding.truths.clone(), ..change })
        });
        each.collect()
    }

    /// What one of the contestables does alone, and whether that was searched to the end; a reading is told whatever it
    /// does, as the caller looks at more than what is observed.
    fn alone(&self, contestable: &Contestable) -> (Option<Change>, bool) {
        match (&contestable.variable, &contestable.value) {
            (Variable::Choice(choice), Value::Options(options)) => self.reading(*choice, *options),
            _ => self.doubted(contestable),
        }
    }

    fn reading(&self, choice: ChoiceId, options: Options) -> (Option<Change>, bool) {
        let (mut under, mut searched) = (Vec::new(), true);
        for option in options.iter() {
            let (found, exact) = self.under(choice, option);
            under.push(found);
            searched &= exact;
        }
        let mut grades = self.settled.grades.clone();
        under.iter().for_each(|one| include(&mut grades, &one.grades));
        let offences = (0..grades.len())
            .filter(|&offence| under.iter().any(|one| one.grades[offence] != self.settled.grades[offence]))
            .collect();
        // What one evaluation leaves open may be settled by a search, so it is not told.
        let moves = |truth: TruthId, one: &Under| {
            let then = one.outcome.truth(truth);
            then != Truth::Open && then != self.settled.outcome.truth(truth)
        };
        let truths = self.observed.iter().map(|watched| watched.truth);
        let truths = truths.filter(|truth| under.iter().any(|one| moves(*truth, one))).collect();
        let what = What::Variable(Variable::Choice(choice));
        let change = self.change(Kind::Reading, what, grades, offences);
        (Some(Change { truths, under, ..change }), searched)
    }

    fn under(&self, choice: ChoiceId, option: usize) -> (Under, bool) {
        let settled = self.settled;
        if self.assignment.choice(choice) == Options::one(option) {
            return (Under { grades: settled.grades.clone(), outcome: settled.outcome.clone() }, true);
        }
        let assignment = self.assignment.with(&Variable::Choice(choice), Value::Options(Options::one(option)));
        let (_, mut outcome) = evaluate(self.cache, &assignment);
        let at_most = grades_of(self.cache.program(), &outcome);
        // What one evaluation gives as well without the option is not moved by it, whatever a search made of it.
        let each = outcome.truths.iter_mut().zip(&self.at_once.truths).zip(&settled.outcome.truths);
        each.filter(|((then, at_once), _)| then == at_once).for_each(|((then, _), found)| *then = *found);
        if at_most.iter().all(|grades| grades.settled()) || at_most == settled.grades {
            return (Under { grades: at_most, outcome }, true);
        }
        match settle_beside(self.cache, &assignment) {
            (grades, true) => (Under { grades, outcome }, true),
            // Not searched to its end: nothing is said rather than too much.
            (_, false) => (Under { grades: settled.grades.clone(), outcome }, false),
        }
    }

    /// A fact in doubt, opened alone: it changes what other grades are possible with than without, or what it decides in
    /// some completion of what is open anyway.
    fn doubted(&self, contestable: &Contestable) -> (Option<Change>, bool) {
        let opened = self.assignment.with(&contestable.variable, contestable.value.clone());
        let then = settle_with(self.cache, &opened, self.most);
        let now = self.settled;
        let deciding = then.deciding.iter().find(|one| one.variable == contestable.variable);
        let decides = |offence: &usize| deciding.is_some_and(|one| one.offences.contains(offence));
        // What a search that was cut short gives may be too wide, and is not told.
        let adds = |offence: &usize| then.exact && then.grades[*offence].0 & !now.grades[*offence].0 != 0;
        let (rules_out, bound) = self.rules_out(contestable);
        let moved = |one: &usize| decides(one) || adds(one) || rules_out.contains(one);
        let offences: Vec<usize> = (0..then.grades.len()).filter(moved).collect();
        let undecided = deciding.is_some_and(|one| one.undecided.iter().any(|offence| !offences.contains(offence)));
        let before_and_then = |truth: TruthId| (now.outcome.truth(truth), then.outcome.truth(truth));
        // What is settled now and seems open then may be one that several ranges leave too wide: a search for it tells.
        let opens = |watched: &&Observed| {
            let (before, then) = before_and_then(watched.truth);
            before != Truth::Open && then == Truth::Open
        };
        let opening: Vec<Observed> = self.observed.iter().filter(opens).copied().collect();
        let (both, looked) = match opening.is_empty() {
            true => (Vec::new(), true),
            false => self.both(&opening, &opened),
        };
        let moves = |truth: &TruthId| match before_and_then(*truth) {
            // Open either way, a truth may still be settled by one of the two figures.
            (Truth::Open, Truth::Open) => deciding.is_some_and(|one| one.truths.contains(truth)),
            (_, Truth::Open) => both.contains(truth),
            (before, then) => before != then,
        };
        let truths: Vec<TruthId> = self.observed.iter().map(|watched| watched.truth).filter(moves).collect();
        let with: Vec<Variable> = (then.deciding.iter().map(|one| &one.variable))
            .filter(|variable| **variable != contestable.variable && self.kind(variable).is_some())
            .filter(|variable| now.deciding.iter().all(|known| known.variable != **variable))
            .cloned()
            .collect();
        // The grounds that it decides are told too, as they are of what is unknown.
        let grounds = deciding.iter().flat_map(|one| &one.truths).filter(|truth| !truths.contains(truth));
        let truths: Vec<TruthId> = truths.iter().chain(grounds).copied().collect();
        let moves = !offences.is_empty() || !truths.is_empty();
        let what = What::Variable(contestable.variable.clone());
        let change = self.change(contestable.kind, what, then.grades, offences);
        let change = Change { truths, with, ..change };
        (moves.then_some(change), then.exact && !undecided && looked && bound)
    }

    /// The offences of which one end of a number in doubt leaves fewer grades possible, through the numbers that it bounds: what
    /// one participant got is no more than the act brought. And whether that was searched to its end.
    fn rules_out(&self, contestable: &Contestable) -> (Vec<usize>, bool) {
        let (mut found, mut searched) = (Vec::new(), true);
        let open = |at: &usize| !self.settled.grades[*at].settled();
        let grades = 0..self.settled.grades.len();
        if !matches!(contestable.value, Value::Number(_))
            || !self.cache.is_bound(&contestable.variable)
            || !grades.clone().any(|at| open(&at))
        {
            return (found, searched);
        }
        for end in extremes(self.cache.program(), &contestable.variable, &contestable.value) {
            let (then, exact) = settle_beside(self.cache, &self.assignment.with(&contestable.variable, end));
            let fewer =
                |at: &usize| exact && self.settled.exact && then[*at].0 != 0 && then[*at] != self.settled.grades[*at];
            found.extend(grades.clone().filter(open).filter(fewer));
            searched &= exact;
        }
        (found, searched)
    }
}

pub(super) fn include(known: &mut [GradeSet], more: &[GradeSet]) {
    known.iter_mut().zip(more).for_each(|(known, more)| known.0 |= more.0);
}
