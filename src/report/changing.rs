//! What could change a result beside unknown facts: what is in doubt, readings, acts out of time, several together.

use super::document::{Cell, Column, Table};
use super::words::Words;
use super::{alike, answer, cite};
use crate::explain::collateral::ActLimit;
use crate::explain::findings::{Charge, CouldChange, GradeName, Kind, MayChange, OfSentence, PersonFindings, Relied};
use crate::place::Place;
use crate::truth::Truth;

/// How many of those that change something only together a line names.
const SEVERAL: usize = 5;

/// Facts in doubt and acts out of time, with what they could change; and what only several could together.
pub fn doubts(table: &mut Table, charge: &Charge, words: &Words) {
    let known = |one: &MayChange| charge.open_facts.iter().any(|open| open.fact == one.what);
    let told = |of: fn(&MayChange) -> bool| charge.could_change.each.iter().filter(move |one| of(one));
    let doubted: Vec<&MayChange> = told(MayChange::is_doubted).filter(|one| !known(one)).collect();
    let lines = doubted.iter().map(|one| doubt(one, charge, words));
    let mut last = "";
    for (name, text) in lines.take(answer::NAMED) {
        table.pair(if name == last { "" } else { name }, Cell::status(&text, Truth::Open));
        last = name;
    }
    if doubted.len() > answer::NAMED {
        table.pair("", words.more(doubted.len() - answer::NAMED));
    }
    let still = |relied: &&Relied| !charge.could_change.each.iter().any(|one| one.what == relied.fact);
    let still: Vec<&str> = charge.contested.iter().filter(still).map(|relied| relied.fact.as_str()).collect();
    if !still.is_empty() {
        let name = if last == words.contested_short { "" } else { words.contested_short };
        table.pair(name, format!("{}{}{}", words.changes_nothing, words.colon, alike::paths_of(&still, words)));
    }
    for acts in told(|one| one.kind == Kind::Barred) {
        let text = words.labelled(&acts.label, &acts.what) + &then(acts, words);
        // One act alone is of no series.
        let in_time = |limit: &ActLimit| limit.barred != Truth::Established;
        let others = charge.limitation.iter().any(|found| found.acts.len() > 1 && found.acts.iter().any(in_time));
        let series = if others { format!("{}{}", words.stop, words.one_series) } else { String::new() };
        let aside = words.aside(&format!("{}{series}", words.left_out));
        table.pair(words.may_change, Cell::status(&(text + &aside), Truth::Open));
    }
    // Where the grade is open, what several decide beside it is left to the reasoning: the screen has no room for it.
    let beside = charge.grade.is_some();
    for text in together(&charge.could_change, beside, words) {
        table.pair(words.may_change, Cell::status(&text, Truth::Open));
    }
}

/// What only several do together, a line for the grades and one for what is beside them.
fn together(could: &CouldChange, beside: bool, words: &Words) -> impl Iterator<Item = String> {
    let decided: Vec<&Place> = could.decides.iter().collect();
    // Where the search was cut short, that is said, and that there may be more.
    let beside = (beside && !decided.is_empty() && could.searched).then(|| {
        let leads = answer::few(&decided, words);
        // A screen has room for one name beside the grades.
        let known = could.among.len() == 1;
        if known { several(could, &leads, words) } else { format!("{}{}{leads}", words.only_together, words.colon) }
    });
    together_to_grades(could, words).into_iter().chain(beside)
}

/// What only several do together to the grade.
pub fn together_to_grades(could: &CouldChange, words: &Words) -> Option<String> {
    (!could.together.is_empty()).then(|| several(could, &answer::grades(&could.together, words), words))
}

/// What only several do together, which these are, and to what it leads.
pub fn several(could: &CouldChange, leads: &str, words: &Words) -> String {
    let mut named: Vec<String> = could.among.iter().map(|(what, label)| words.labelled(label, what)).collect();
    if named.len() > SEVERAL {
        let more = named.len() - SEVERAL;
        named.truncate(SEVERAL);
        named.push(words.more(more));
    }
    match &named[..] {
        [] => format!("{}{}{leads}", words.only_together, words.colon),
        // With what is open anyway, one does.
        [one] => format!("{one}{}{leads}", words.colon),
        _ => format!("{}{}{}{leads}", words.only_together, words.aside(&words.join(&named)), words.colon),
    }
}

/// What of the sentence something moves though the grade may stay, in brackets.
pub fn of_sentence(one: &MayChange, words: &Words) -> String {
    let parts = one.moves.iter().map(|part| match part {
        OfSentence::Band => words.another_band,
        OfSentence::Fine => words.another_fine,
    });
    let parts = words.join(parts);
    if parts.is_empty() { parts } else { words.aside(&parts) }
}

/// A fact in doubt: what it is taken to be, and what else would be possible.
fn doubt<'w>(one: &MayChange, charge: &Charge, words: &'w Words) -> (&'w str, String) {
    let mut with: Vec<String> = one.with.iter().map(|(what, label)| words.labelled(label, what)).collect();
    with.dedup();
    let more = with.len().saturating_sub(answer::NAMED);
    with.truncate(answer::NAMED);
    with.extend((more > 0).then(|| words.more(more)));
    let with =
        if with.is_empty() { String::new() } else { words.aside(&(words.matters_then.to_owned() + &words.join(with))) };
    let text = format!("{}{}{with}", taken(one, charge, words), then(one, words));
    match one.kind {
        Kind::Assumed => (words.assumed_short, text),
        _ => (words.contested_short, text + &words.aside(words.at_face_value)),
    }
}

/// A fact in doubt, and what it is taken to be.
pub fn taken(one: &MayChange, charge: &Charge, words: &Words) -> String {
    let taken = charge.contested.iter().chain(&charge.defaults_used).find(|relied| relied.fact == one.what);
    let value = taken.map(|relied| format!(" = {}", words.language.of(&relied.value))).unwrap_or_default();
    words.labelled(&one.label, &one.what) + &value
}

/// The same with the grades then possible, where these move.
pub fn taken_and_then(one: &MayChange, charge: &Charge, words: &Words) -> String {
    let then = if one.grades.is_empty() { String::new() } else { then(one, words) };
    taken(one, charge, words) + &then
}

/// What would be possible: grades where these move, else what is decided.
pub fn then(one: &MayChange, words: &Words) -> String {
    if one.grades.is_empty() {
        let decides = answer::few(&one.decides.iter().collect::<Vec<_>>(), words);
        return format!("{}{decides}{}", words.decides, of_sentence(one, words));
    }
    format!("{}{}{}{}", words.pause, words.possible_grades, words.colon, answer::grades(&one.grades, words))
}

/// What only a fact of a party brings: of each offence, the grades that no charge of it has as things stand; that none is
/// reached, of an offence that is charged.
pub fn brought<'a>(
    now: impl Iterator<Item = (&'a Place, &'a [GradeName])> + Clone,
    could: impl Iterator<Item = (&'a Place, &'a CouldChange)>,
) -> Vec<(&'a Place, Vec<GradeName>)> {
    let mut found: Vec<(&Place, Vec<GradeName>)> = Vec::new();
    for (offence, could) in could {
        let charged = now.clone().filter(|(of, grades)| *of == offence && !grades.is_empty());
        let none_told = charged.clone().next().is_none();
        let stands = |grade: &GradeName| charged.clone().any(|(_, grades)| grades.contains(grade));
        let of_parties = could.each.iter().filter(|one| one.kind.is_a_partys()).flat_map(|one| &one.grades);
        for grade in of_parties.filter(|grade| !(grade.is_none() && none_told || stands(grade))) {
            match found.iter_mut().find(|(known, _)| *known == offence) {
                Some((_, grades)) if grades.contains(grade) => {}
                Some((_, grades)) => grades.push(grade.clone()),
                None => found.push((offence, vec![grade.clone()])),
            }
        }
    }
    found
}

/// The same of what is found of a person, without what is told with charges that are shown in full.
pub fn brought_of<'a>(person: &'a PersonFindings, told: &[&Charge]) -> Vec<(&'a Place, Vec<GradeName>)> {
    let now = person.charges.iter().map(|charge| (&charge.offence, charge.grades.as_slice()));
    let others = person.charges.iter().filter(|charge| !told.iter().any(|one| std::ptr::eq(*one, *charge)));
    brought(now, others.map(|charge| (&charge.offence, &charge.could_change)))
}

/// What only a fact of a party brings, in a line: `Criminal Law art. 285(2): especially serious circumstances`.
pub fn brought_in_a_line(brought: &[(&Place, Vec<GradeName>)], words: &Words) -> Option<String> {
    let each = brought
        .iter()
        .map(|(offence, grades)| format!("{}{}{}", words.place(offence), words.colon, answer::grades(grades, words)));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("{}{}{}", words.possible_if_otherwise, words.colon, each.join(words.stop)))
}

/// What could change a result in a line, what moves the grade first; nothing where nothing could.
pub fn in_a_line(could: &CouldChange, words: &Words) -> Option<String> {
    let (regrading, beside): (Vec<_>, Vec<_>) = could.each.iter().partition(|one| !one.grades.is_empty());
    let all: Vec<&MayChange> = regrading.into_iter().chain(beside).collect();
    let mut named: Vec<String> =
        all.iter().take(answer::NAMED).map(|one| words.language.of(&one.label).to_owned()).collect();
    named.dedup();
    if all.len() > answer::NAMED {
        let more = all.len() - answer::NAMED;
        named.push(words.language.either(format!("另有{more}项"), format!("{more} more")));
    }
    let together = !could.together.is_empty() || !could.decides.is_empty();
    named.extend(together.then(|| words.only_together.to_owned()));
    named.extend((!could.searched).then(|| words.not_searched.to_owned()));
    (!named.is_empty()).then(|| format!("{}{}{}", words.may_change, words.colon, named.join(words.stop)))
}

/// Everything that could change a result, of whatever kind.
pub fn table(could: &CouldChange, words: &Words) -> Table {
    rows(could.each.iter(), words)
}

/// The same of several charges, without what is unknown, which is told elsewhere.
pub fn not_unknown(could: &[(Place, CouldChange)], words: &Words) -> Table {
    rows(without_unknown(could), words)
}

/// The names of these, each once.
pub fn named(could: &[(Place, CouldChange)]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for one in without_unknown(could) {
        if !names.contains(&one.what.as_str()) {
            names.push(&one.what);
        }
    }
    names
}

fn without_unknown(could: &[(Place, CouldChange)]) -> impl Iterator<Item = &MayChange> {
    let each = could.iter().flat_map(|(_, could)| &could.each);
    each.filter(|one| !matches!(one.kind, Kind::Unknown | Kind::Judgement))
}

fn rows<'a>(each: impl Iterator<Item = &'a MayChange>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.kind),
        Column::prose(words.fact),
        Column::prose(words.then_possible),
        Column::prose(words.would_decide),
    ]);
    for one in each {
        let what = words.labelled(&one.label, &one.what);
        let decides = cite::places(&one.decides, words) + &of_sentence(one, words);
        let kind = words.kind_of_change(one.kind);
        table.rows.push(vec![kind.into(), what.into(), answer::grades(&one.grades, words).into(), decides.into()]);
    }
    table
}
