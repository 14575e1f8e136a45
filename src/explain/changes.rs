//! What could change the result of a charge, in words: of what kind, what, and what it would decide.

use super::findings::{CouldChange, GradeName, MayChange};
use super::{About, grade_names, label, readings, relied, unique};
use crate::case::facts::Entity;
use crate::law::vocabulary::Label;
use crate::measure::Variable;
use crate::place::Place;
use crate::program::TruthId;
use crate::settle::{Change, Changes, Kind, Settled, What};

/// Everything that could change the result of a charge.
pub(super) fn could_change(about: &About<'_>, settled: &Settled, changes: &Changes, position: usize) -> CouldChange {
    let law = &about.book.offences[position];
    let watched = readings::watched(about, position);
    let grounds = &about.program.offences[position].grades;
    let of_grounds: Vec<TruthId> =
        grounds.iter().flat_map(|grade| &grade.grounds).map(|ground| ground.status).collect();
    let places = |truths: &[TruthId], grounds: bool| {
        let told = watched.iter().filter(|(_, id)| truths.contains(id) && (grounds || !of_grounds.contains(id)));
        told.map(|(place, _)| place.clone()).collect::<Vec<Place>>()
    };
    let mut known = settled.grades[position];
    let mut each: Vec<MayChange> = Vec::new();
    for change in &changes.each {
        known.0 |= change.grades[position].0;
        let regrades = change.offences.contains(&position);
        let mut decides = if regrades { vec![law.place.clone()] } else { Vec::new() };
        decides.extend(places(&change.truths, change.under.is_empty()));
        if decides.is_empty() {
            continue;
        }
        let (what, name) = named(about, change);
        let grades = if regrades { grade_names(law, change.grades[position]) } else { Vec::new() };
        let found = MayChange { kind: change.kind, what, label: name, grades, decides: unique(decides) };
        match each.iter_mut().find(|one| (one.kind, &one.what) == (found.kind, &found.what)) {
            Some(one) => one.include(found),
            None => each.push(found),
        }
    }
    let together = changes.together[position];
    let more = together.0 & !known.0 != 0;
    let together: Vec<GradeName> = if more { grade_names(law, together) } else { Vec::new() };
    CouldChange { each, together, decides: places(&changes.truths, false), searched: changes.searched }
}

/// What a change is of, by its path, and its name.
fn named(about: &About<'_>, change: &Change) -> (String, Label) {
    match &change.what {
        What::Variable(Variable::Choice(choice)) => {
            let choice = about.book.choice(*choice);
            (choice.name.clone(), choice.text.label.clone())
        }
        What::Variable(variable) => relied::variable_name(about, variable),
        What::Acts(acts) => {
            let paths: Vec<String> = acts.iter().map(|act| about.case.entity_path(Entity::Act(*act))).collect();
            (paths.join("+"), label("已过追诉时效而仍计入的行为", "acts out of time that are still counted"))
        }
    }
}

impl MayChange {
    /// Adds what the same thing, read otherwise, decides too.
    fn include(&mut self, other: Self) {
        self.decides = unique([self.decides.as_slice(), &other.decides].concat());
        if self.grades.is_empty() {
            self.grades = other.grades;
        }
    }

    /// Whether it is a fact in doubt: disputed, alleged, or assumed though a party would contest it.
    pub fn is_doubted(&self) -> bool {
        matches!(self.kind, Kind::Disputed | Kind::Alleged | Kind::Assumed)
    }
}

impl CouldChange {
    /// Whether nothing could change the result, and that is shown.
    pub fn nothing(&self) -> bool {
        self.searched && self.each.is_empty() && self.together.is_empty() && self.decides.is_empty()
    }
}
