//! What is told of a change: the changed case is run.

use super::{About, Argued, Candidate, Change, ChargeFlips, Flip, Instead, MOST, Search, Target, changed, settled_in};
use crate::analysis::assignments::Assignments;
use crate::analysis::gaps::{decided, named};
use crate::case::facts::Value;
use crate::evaluate::{Outcome, Ranges};
use crate::explain::grade_names;
use crate::measure::{Cache, Variable};
use crate::place::Place;
use crate::range::{LARGEST, Number, Range};
use crate::truth::Truth;

/// The lists of kinds that say which facts are usually argued, in their order, which seldom, and which only where the file
/// speaks of them.
const USUALLY: &str = "argued";
const SELDOM: &str = "seldom_argued";
const WHERE_STATED: &str = "argued_where_stated";

/// How readily a party would argue that a fact is this instead, as the vocabulary says. Nobody argues that all there is comes
/// under something that no file speaks of: that every item is false, say.
fn argued(about: &About<'_>, candidate: &Candidate, value: &Value) -> Argued {
    let Variable::Fact(_, fact) = &candidate.variable else { return Argued::Perhaps };
    let whole = match (&candidate.instead, value) {
        (Instead::Numbers(_, Some(above)), Value::Number(then)) => above.max < LARGEST && then.min >= above.max,
        _ => false,
    };
    if whole && !candidate.stated {
        return Argued::Seldom;
    }
    let vocabulary = &about.book.vocabulary;
    let name = &vocabulary.fact(*fact).name;
    let at = |list| vocabulary.kinds_named(list).and_then(|kinds| vocabulary.kinds(kinds).index(name));
    match (at(USUALLY), at(SELDOM), at(WHERE_STATED)) {
        (Some(position), ..) => Argued::Usually(position),
        (None, Some(_), _) => Argued::Seldom,
        (None, None, Some(_)) if !candidate.stated => Argued::Seldom,
        (None, None, _) => Argued::Perhaps,
    }
}

impl Search<'_> {
    /// Runs the changed case; a change that does not hold there is not told.
    ///
    /// Of a list a fact may take several values, which all lead there.
    pub(super) fn add(&mut self, target: Target, parts: &[(&Candidate, Value)]) {
        let about = self.about();
        let values: Vec<(&Variable, &Value)> =
            parts.iter().map(|(candidate, value)| (&candidate.variable, value)).collect();
        let case = changed(about.case, &values);
        // Only the article of the target is asked about.
        let article = about.program.offences[target.offence].article;
        let program = &about.program.concerning(|offence| offence.article == article);
        let cache = Cache::new(&case, program, about.person, about.assignment);
        let there = Assignments::new(About { case: &case, program, cache: &cache, ..about });
        if there.settles(about.assignment, MOST).0[target.offence] != Some(target.grade) {
            return;
        }
        let after = there.outcome(about.assignment);
        let all = self.rules(target, &self.before, &after);
        let with = |wanted: Truth| all.iter().filter(move |(_, is)| *is == wanted).map(|(place, _)| place.clone());
        let names = grade_names(&about.book.offences[target.offence], target.grade);
        let Some(grade) = names.into_iter().next() else { return };
        let flip = Flip {
            changes: parts.iter().map(|(candidate, value)| self.change(candidate, value)).collect(),
            argued: parts
                .iter()
                .map(|(candidate, value)| argued(&about, candidate, value))
                .max()
                .unwrap_or(Argued::Perhaps),
            grade,
            up: target.grade.0 > self.now[target.offence].0,
            gained: with(Truth::Established).collect(),
            lost: with(Truth::Excluded).collect(),
        };
        self.tell(target, flip);
    }

    /// The elements that change status; where none does, the grounds of the grade lost or reached that do.
    fn rules(&self, target: Target, before: &Outcome<Ranges>, after: &Outcome<Ranges>) -> Vec<(Place, Truth)> {
        let about = self.about();
        let offence = &about.program.offences[target.offence];
        let mut elements: Vec<(Place, Truth)> = Vec::new();
        for (law, (_, status)) in about.book.offences[target.offence].elements.iter().zip(&offence.elements) {
            let new = (law.place.clone(), after.truth(*status));
            if before.truth(*status) != new.1 && new.1 != Truth::Open && !elements.contains(&new) {
                elements.push(new);
            }
        }
        if !elements.is_empty() && target.grade.none() {
            return elements;
        }
        let now = self.now[target.offence];
        let grades = (offence.grades.iter().enumerate())
            .filter(|(position, _)| now.has(*position) || target.grade.has(*position))
            .flat_map(|(_, grade)| grade.grounds.iter().chain([&grade.standard]));
        let places: Vec<&Place> = grades.map(|ground| &ground.place).collect();
        let grounds = decided(&about, &[target.offence], before, after);
        let own: Vec<(Place, Truth)> = grounds.into_iter().filter(|(place, _)| places.contains(&place)).collect();
        if own.is_empty() { elements } else { own }
    }

    fn change(&self, candidate: &Candidate, value: &Value) -> Change {
        let about = self.about();
        let amount = |less: Number| about.said(&candidate.variable, &Value::Number(Range::point(less))).label;
        let more = match (&candidate.value, value) {
            (Value::Number(now), Value::Number(then)) if !about.is_day(&candidate.variable) => {
                let up = then.min > now.max;
                Some((amount(if up { then.min - now.max } else { now.min - then.max }), up))
            }
            _ => None,
        };
        Change {
            fact: named(&about, &candidate.variable),
            from: about.said(&candidate.variable, &candidate.value),
            to: about.said_instead(&candidate.variable, value, &candidate.value),
            was: candidate.value.clone(),
            more,
            stated: candidate.stated,
            by_default: candidate.by_default,
            variable: candidate.variable.clone(),
            value: value.clone(),
        }
    }

    /// Adds a flip, or puts its value to one of the same facts that comes to the same.
    fn tell(&mut self, target: Target, flip: Flip) {
        let about = self.assignments.about;
        let mut found = self.found.iter_mut().filter(|(to, _)| *to == target);
        let Some((known, at, all)) =
            found.find_map(|(_, known)| together(known, &flip).map(|(at, all)| (known, at, all)))
        else {
            return self.found.push((target, flip));
        };
        let change = &mut known.changes[at];
        change.to = about.said_instead(&change.variable, &all, &change.was);
        change.value = all;
    }

    /// What would change one offence: a charge of now, or an offence that some change adds.
    pub(super) fn charge(&self, offence: usize, present: &[usize]) -> Option<ChargeFlips> {
        let about = self.about();
        let mine = || self.found.iter().filter(move |(target, _)| target.offence == offence);
        if !present.contains(&offence) && mine().next().is_none() {
            return None;
        }
        let of = about.charge(offence, self.now[offence]);
        let mut flips: Vec<(u16, Flip)> = mine().map(|(target, flip)| (target.grade.0, flip.clone())).collect();
        let now = self.now[offence].0;
        // More serious first; one fact before two, stated before silent, the next grade before one further off.
        flips.sort_by_key(|(grade, flip)| {
            let silent = flip.changes.iter().any(|change| !change.stated);
            (!flip.up, flip.changes.len(), silent, grade.abs_diff(now))
        });
        Some(ChargeFlips {
            grade: settled_in(&self.now, offence).and(of.grades.first().cloned()),
            offence: of.offence,
            text: of.text,
            label: of.label,
            charged: present.contains(&offence),
            flips: flips.into_iter().map(|(_, flip)| flip).collect(),
        })
    }
}

/// Where two flips come to the same by the same facts, and part in one value of a list alone: which, and what it may be.
fn together(known: &Flip, flip: &Flip) -> Option<(usize, Value)> {
    let variables = |flip: &Flip| flip.changes.iter().map(|change| change.variable.clone()).collect::<Vec<Variable>>();
    if (&known.gained, &known.lost) != (&flip.gained, &flip.lost) || variables(known) != variables(flip) {
        return None;
    }
    let mut parted = (0..flip.changes.len()).filter(|&at| known.changes[at].value != flip.changes[at].value);
    let at = parted.next().filter(|_| parted.next().is_none())?;
    let (mine, more) = (&known.changes[at].value, &flip.changes[at].value);
    (!matches!(mine, Value::Number(_))).then(|| Some((at, mine.hull(more)?)))?
}
