//! What stands beside the grades, in the answer and behind it: law in time, limitation, ways out, tracks below the
//! criminal one, further readings.

mod tables;
mod words;

pub use tables::details;

use super::document::{Cell, Column, Document, Table};
use super::words::{Language, Words};
use super::{answer, cite, guidance, numbers};
use crate::explain::collateral::{
    Comparison, ExitFinding, LevelFinding, LimitationFinding, Moved, ReliefFinding, TrackFinding, TrackReason,
};
use crate::explain::findings::{Charge, ChoiceFinding, PersonFindings, Verification};
use crate::law::book::Modal;
use crate::place::Place;
use crate::quantity::Unit;
use crate::truth::Truth;

/// The tracks that apply or may, a line each. Where a grade is open, only what each would bring if none is; where one may be
/// reached, only what each brings that stands beside it. On a first screen, of several that are wholly open only which they are.
pub fn track_lines(person: &PersonFindings, brief: bool, words: &Words) -> Table {
    let mut table = Table::pairs();
    for of_heading in tracks(person, words).chunk_by(|(one, ..), (other, ..)| one == other) {
        let name = of_heading[0].0;
        if brief && name == words.beside_a_grade(true) && of_heading.len() > 1 {
            table.pair(name, by_provision(of_heading, words));
            continue;
        }
        for (position, (_, track, brings)) in of_heading.iter().enumerate() {
            let text = format!("{}{}{brings}", words.place(&track.rule.place), words.colon);
            table.pair(if position == 0 { name } else { "" }, Cell::status(&text, track.status));
        }
    }
    table
}

/// The same in a line for each heading: what is not instead of a crime goes by its provision alone.
pub fn track_names(person: &PersonFindings, words: &Words) -> Table {
    let graded = person.charges.iter().any(|charge| charge.status.possible());
    if !graded {
        return track_lines(person, true, words);
    }
    let mut table = Table::pairs();
    for of_heading in tracks(person, words).chunk_by(|(one, ..), (other, ..)| one == other) {
        table.pair(of_heading[0].0, by_provision(of_heading, words));
    }
    table
}

/// Tracks under one heading, by their provisions alone.
fn by_provision(of_heading: &[(&str, &TrackFinding, String)], words: &Words) -> Cell {
    let places = cite::places(of_heading.iter().map(|(_, track, _)| &track.rule.place), words);
    Cell::status(&places, of_heading[0].1.status)
}

/// The tracks that are told of a person, under their headings, with what each brings.
fn tracks<'a>(person: &'a PersonFindings, words: &'a Words) -> Vec<(&'a str, &'a TrackFinding, String)> {
    let shown = person
        .tracks
        .iter()
        .filter(|track| track.status.possible() && (!track.levels.is_empty() || of_the_public(track)));
    let graded = person.charges.iter().any(|charge| charge.status.possible());
    let heading = if below(person) { words.below_threshold } else { words.no_crime() };
    let mut each: Vec<(&str, &TrackFinding, String)> = shown
        .map(|track| {
            let all_open = each_is_open(track);
            match track.reason {
                TrackReason::GradeOpen => {
                    let open = if all_open { if_open(Truth::Open, words) } else { String::new() };
                    (words.if_no_grade(), track, measures_alone(track, words) + &open)
                }
                _ if graded && track.below.is_empty() => {
                    (words.beside_a_grade(all_open), track, measures_alone(track, words))
                }
                _ => (heading, track, punishment(track, words)),
            }
        })
        .collect();
    let order = [heading, words.if_no_grade(), words.beside_a_grade(false), words.beside_a_grade(true)];
    each.sort_by_key(|(name, ..)| order.iter().position(|known| known == name));
    each
}

/// What the levels of a track bring, each once; of one that measures nothing, what it is called. Where some of them are open and
/// others not, each that is says so.
fn measures_alone(track: &TrackFinding, words: &Words) -> String {
    let mut all: Vec<String> = Vec::new();
    if track.levels.is_empty() {
        all.push(words.language.of(&track.rule.text.label).to_owned());
    }
    for level in &track.levels {
        let brings = measures(level, words);
        let brings = if brings.is_empty() { words.language.of(&level.label).to_owned() } else { brings };
        let brings = if each_is_open(track) { brings } else { brings + &if_open(level.status, words) };
        if !all.contains(&brings) {
            all.push(brings);
        }
    }
    all.join(words.stop)
}

/// Whether it is open of each level whether it is that one; of one without levels, whether it stands at all.
fn each_is_open(track: &TrackFinding) -> bool {
    let level = track.levels.iter().all(|level| level.status == Truth::Open);
    level && (!track.levels.is_empty() || track.status == Truth::Open)
}

/// Whether it punishes nobody and points to no punishment: others sue for those who were harmed (公益诉讼).
fn of_the_public(track: &TrackFinding) -> bool {
    track.levels.is_empty() && track.below.is_empty() && track.to.is_none()
}

/// Whether it is the threshold that is missed, and not an element of the offence.
fn below(person: &PersonFindings) -> bool {
    person.charges.is_empty() || person.charges.iter().any(|charge| charge.missing.is_empty())
}

/// What a track brings, level by level, and how it stands.
fn punishment(track: &TrackFinding, words: &Words) -> String {
    let levels: Vec<String> = track.levels.iter().map(|level| self::level(level, words)).collect();
    let mut text = if levels.is_empty() { measures_alone(track, words) } else { levels.join(words.stop) };
    // What one that stands beside a crime points to is what becomes of both.
    if let Some(to) = points(track, words).filter(|_| !track.below.is_empty()) {
        text += &format!("{}{to}", words.stop);
    }
    for relief in track.reliefs.iter().filter(|relief| binds(relief)) {
        text += &format!("{}{}", words.stop, relieved(relief, words));
    }
    let open = matches!(track.reason, TrackReason::GradeOpen | TrackReason::ConductOpen);
    text + &if open { words.aside(words.track_reason(track.reason)) } else { String::new() }
}

/// Whether a relief must be followed, such as detention that is not executed.
fn binds(relief: &ReliefFinding) -> bool {
    relief.effects.iter().any(|(modal, _)| *modal == Modal::Shall)
}

/// A relief in its own words, with its place.
fn relieved(relief: &ReliefFinding, words: &Words) -> String {
    let open = if_open(relief.status, words);
    let place = words.aside(&words.place(&relief.rule.place));
    format!("{}{place}{open}", words.language.of(&relief.rule.text.label))
}

/// The place that a track points on to, whether that is out of time, and what the text states there.
fn points(track: &TrackFinding, words: &Words) -> Option<String> {
    let (to, says) = track.to.as_ref()?;
    let barred = if track.to_barred { words.aside(words.track_reason(TrackReason::Barred)) } else { String::new() };
    let says = says.as_ref().map(|says| format!("{}{}", words.colon, words.language.of(&says.label)));
    Some(format!("→ {}{barred}{}", words.place(to), says.unwrap_or_default()))
}

/// A level with its days, its fine and the gains taken; one that is open says so.
fn level(level: &LevelFinding, words: &Words) -> String {
    let measures = measures(level, words);
    let colon = if measures.is_empty() { "" } else { words.colon };
    let open = if_open(level.status, words);
    format!("{}{open}{colon}{measures}", words.language.of(&level.label))
}

/// That something is open, where it is.
fn if_open(status: Truth, words: &Words) -> String {
    if status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() }
}

/// The days of a level, its fine and the gains taken.
fn measures(level: &LevelFinding, words: &Words) -> String {
    let days = level.days.map(|(least, most)| {
        let both = if least == most { least.to_string() } else { format!("{least}–{most}") };
        format!("{}{}{}", words.custody(), words.gap, words.with_unit(&both, Unit::Days, most == 1))
    });
    let yuan = |what: &str, range| format!("{what}{}{}", words.gap, numbers::range(range, Unit::Yuan, words));
    let fine = level.fine.map(|(mode, fine)| yuan(words.fined(mode), fine));
    let gains = level.gains.filter(|(_, gains)| gains.max > 0).map(|(taken, gains)| yuan(words.taken(taken), gains));
    words.join(days.into_iter().chain(fine).chain(gains))
}

/// What is surely out of time of the conduct that a settled grade counts: named beside it.
pub fn barred(charge: &Charge, words: &Words) -> String {
    let of_grade = charge.limitation.iter().filter(|found| charge.grade.as_ref() == Some(&found.grade));
    let acts = of_grade.flat_map(|found| &found.acts).filter(|act| act.barred.certain());
    let acts: Vec<String> = acts.map(|act| words.conduct(&act.conduct)).collect();
    if acts.is_empty() { String::new() } else { words.aside(&words.counts_barred(&words.join(acts))) }
}

/// The ways out that are open, or may be for something that the file states, in a line: that no grade may be reached is
/// said above.
pub fn exits_line(table: &mut Table, charge: &Charge, words: &Words) {
    let told = charge.exits.iter().filter(|exit| exit.status.certain() || !exit.behind.facts.is_empty());
    let each = told.map(|exit| (&exit.rule.place, words.aside(words.truth(exit.status))));
    let text = cite::with(each, words);
    if !text.is_empty() {
        table.pair(words.exits(), text);
    }
}

/// Acts out of time, or perhaps, in a line for each grade.
pub fn limitation_lines(table: &mut Table, charge: &Charge, words: &Words) {
    let mut named = false;
    for found in &charge.limitation {
        let acts = found.acts.iter().filter(|act| act.barred.possible());
        let acts: Vec<String> = acts
            .map(|act| {
                let from =
                    act.until.as_ref().map(|until| words.barred_after(words.language.of(until))).unwrap_or_default();
                format!("{}{}{}{from}", words.conduct(&act.conduct), words.colon, words.limitation(act.barred))
            })
            .collect();
        if acts.is_empty() {
            continue;
        }
        let name = if named { "" } else { words.limitation_heading };
        named = true;
        let grade = words.language.of(&found.grade.label);
        let text =
            format!("{grade}{}{}{}", words.colon, words.join(acts), words.aside(&words.place(&found.rule.place)));
        table.pair(name, Cell::status(&(text + &assumed(found, words)), Truth::Open));
    }
}

fn assumed(found: &LimitationFinding, words: &Words) -> String {
    if !found.to.assumed {
        return String::new();
    }
    let (label, value) = (words.language.of(&found.to.label), words.language.of(&found.to.value));
    words.aside(&format!("{label}{}{value}{}{}", words.colon, words.stop, words.assumed()))
}

/// The readings that move something and no grade, in one line; of one whose default is a convention it is said. A rule
/// without authority is no reading, and is marked where it is shown.
pub fn readings_line(table: &mut Table, charge: &Charge, words: &Words) {
    let unmoving = charge.choices_that_matter.iter().filter(|choice| !choice.regrades);
    let is_rule = |choice: &&ChoiceFinding| Place::parse(&choice.name).is_some();
    let mut names: Vec<String> = Vec::new();
    for choice in unmoving.chain(&charge.choices_beside).filter(|choice| !is_rule(choice)) {
        let convention = choice.convention.as_ref().map(|_| words.aside(words.by_convention()));
        let name = words.reading(&choice.name) + &convention.unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        table.pair(words.choices_beside, names.join(words.between()) + &words.aside(words.no_grade_moves()));
    }
}

/// That several offences of one kind before and after a change of the text may fall under the later one together, and which
/// grades that makes possible: a choice beside two charges.
pub fn together_lines(table: &mut Table, person: &PersonFindings, charge: &Charge, words: &Words) {
    let of_charge = |found: &&Comparison| found.offence == charge.offence && found.new.version == charge.text;
    for (all, rule) in person.comparisons.iter().filter(of_charge).filter_map(|found| found.together.as_ref()) {
        let text = words.text_aside(all.version.as_deref());
        let grades = answer::grades(&all.grades, words);
        let place = words.aside(&words.place(&rule.place));
        let says = match words.language {
            Language::Zh => format!("或将此前的同种行为一并依本条文本定一罪{text}{place}，可能的等级：{grades}"),
            Language::En => {
                format!(
                    "or one charge for the earlier acts of the same kind too{text}{place}, still possible: {grades}"
                )
            }
        };
        table.pair(words.law_in_time, Cell::status(&says, Truth::Open));
    }
}

/// An option's name, marked where no text was found for it.
pub fn option(choice: &ChoiceFinding, option: &str, words: &Words) -> String {
    let now = (option == choice.option).then_some(words.now);
    let unverified = choice.verification.get(option) == Some(&Verification::Unverified);
    let unverified = unverified.then(|| words.verification(Verification::Unverified));
    let marks: Vec<&str> = now.into_iter().chain(unverified).collect();
    let answer = words.option(&choice.name, option);
    if marks.is_empty() { answer } else { answer + &words.aside(&words.join(marks)) }
}

/// What a reading asks, and the practice that its default follows where no authority supports it more.
pub fn question(choice: &ChoiceFinding, words: &Words) -> String {
    let asks = words.language.of(&choice.text.label).to_owned();
    let practice = choice.convention.as_ref();
    practice.map_or(asks.clone(), |practice| {
        format!("{asks}\n{}{}{}", words.convention, words.colon, words.language.of(practice))
    })
}

/// What an option moves: how each place stands now, and then.
pub fn moves(choice: &ChoiceFinding, name: &str, moves: &[Moved], words: &Words) -> String {
    let each = moves.iter().map(|moved| {
        format!("{}{}{} → {}", words.place(&moved.place), words.gap, words.truth(moved.now), words.truth(moved.then))
    });
    format!("{}{}{}", option(choice, name, words), words.colon, words.join(each.collect::<Vec<_>>()))
}

/// What each reading moves beside the grade, option by option.
fn readings(charge: &Charge, words: &Words) -> Table {
    let mut table =
        Table::new(vec![Column::whole(words.choice), Column::prose(words.question), Column::prose(words.moves())]);
    for choice in charge.choices_that_matter.iter().chain(&charge.choices_beside) {
        let ranges = choice.ranges.iter().map(|(name, range)| {
            format!("{}{}{}", option(choice, name, words), words.colon, guidance::range_under(*range, words))
        });
        let options = choice.moves.iter().map(|(name, moves)| self::moves(choice, name, moves, words));
        let fines = choice.fines.iter().map(|(name, fine)| {
            let fine = fine.map_or(words.unknown.to_owned(), |fine| numbers::range(fine, Unit::Yuan, words));
            format!("{}{}{}{}{fine}", option(choice, name, words), words.colon, words.usual_fine, words.gap_or_colon())
        });
        let options: Vec<String> = options.chain(ranges).chain(fines).collect();
        if !options.is_empty() {
            let question = question(choice, words);
            table.rows.push(vec![named_choice(choice, words), question.into(), options.join("\n").into()]);
        }
    }
    table.without_empty_columns()
}

/// Limitation, ways out and what readings move, of a charge; at a place, only what stands there.
pub fn of_charge(document: &mut Document, charge: &Charge, place: Option<&Place>, words: &Words) {
    document.section(words.limitation_heading, tables::limitation(charge, place, words));
    document.section(words.exits(), tables::exits(charge, place, words));
    if place.is_none() {
        document.section(words.choices_beside, readings(charge, words));
    }
}

/// Whether something stands at or under the place that is asked for.
fn stands(at: &Place, place: Option<&Place>) -> bool {
    place.is_none_or(|place| at.within(place))
}

/// Whether some of it stands at a place.
pub fn at(charge: &Charge, place: Option<&Place>) -> bool {
    place.is_some_and(|place| of(charge).any(|at| at.within(place)))
}

fn of(charge: &Charge) -> impl Iterator<Item = &Place> {
    let limitation = charge.limitation.iter().map(|found| &found.rule.place);
    let exits = charge.exits.iter().chain(&charge.closed_exits);
    limitation.chain(exits.flat_map(of_exit))
}

/// Where a way out stands, and where it leads.
fn of_exit(exit: &ExitFinding) -> impl Iterator<Item = &Place> {
    std::iter::once(&exit.rule.place).chain(exit.to.iter().map(|(place, _)| place))
}

/// Every place at which something of a person stands.
pub fn places(person: &PersonFindings) -> Vec<Place> {
    let tracks = person.tracks.iter().map(|track| &track.rule.place);
    tracks.chain(person.charges.iter().flat_map(of)).cloned().collect()
}

/// What a reading is called in a table beside its question: its name, where one may want to type it.
pub fn named_choice(choice: &ChoiceFinding, words: &Words) -> Cell {
    let name = if words.names_things() { "" } else { choice.name.as_str() };
    name.into()
}

/// Readings in a line each: where each stands, and what its other options that move something lead to; of one that leads
/// to the same as the last, only how it is called.
pub fn choice_lines(choices: &[&ChoiceFinding], words: &Words) -> Vec<String> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for choice in choices {
        let (name, leads) = (choice_name(choice, words), leads_to(choice, words));
        match lines.last_mut() {
            Some((names, known)) if *known == leads => *names = words.join([names.as_str(), &name]),
            _ => lines.push((name, leads)),
        }
    }
    lines.into_iter().map(|(names, leads)| format!("{names}{}{leads}", words.colon)).collect()
}

/// A reading and where it stands: `waybill (now t3, unverified, by convention)`.
fn choice_name(choice: &ChoiceFinding, words: &Words) -> String {
    let unverified = choice.verification.get(&choice.option) == Some(&Verification::Unverified);
    let unverified = unverified.then(|| words.verification(Verification::Unverified));
    let now = words.now_at(&words.option(&choice.name, &choice.option));
    let convention = choice.convention.as_ref().map(|_| words.by_convention());
    words.reading(&choice.name)
        + &words.aside(&words.join([now.as_str()].into_iter().chain(unverified).chain(convention)))
}

/// What each other option that moves something leads to.
fn leads_to(choice: &ChoiceFinding, words: &Words) -> String {
    let now_possible = choice.grades.iter().find(|(name, _)| **name == choice.option).map(|(_, grades)| grades);
    let moving = choice.grades.iter().filter(|(_, grades)| now_possible != Some(grades));
    // Where no option has any authority, the name of the reading says so for all of them.
    let unverified = |verification: &Verification| *verification == Verification::Unverified;
    let all_unverified = choice.verification.values().all(unverified);
    let option =
        |name: &str| if all_unverified { words.option(&choice.name, name) } else { option(choice, name, words) };
    let options: Vec<String> =
        moving.map(|(name, grades)| format!("{} → {}", option(name), answer::grades(grades, words))).collect();
    options.join(words.stop)
}
