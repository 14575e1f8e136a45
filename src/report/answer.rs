//! The first screen: charge and grade, the sentence, what could change them, what decides, what came near.

use super::document::{Cell, Document, Table, Tone};
use super::words::Words;
use super::{Detail, alike, changing, cite, collateral, grounds, guidance, numbers, sentence};
use crate::explain::findings::{
    AbsentOffence, Band, BasisName, Charge, ChoiceFinding, GradeName, Kind, MayChange, OpenFact, PersonFindings,
    Reachable, Relied,
};
use crate::place::Place;
use crate::quantity::Unit;
use crate::truth::Truth;

/// How many facts, choices or residual clauses one line names before it counts the rest.
pub const NAMED: usize = 3;

/// The answer for one charge of a person.
pub fn answer(document: &mut Document, person: &PersonFindings, charge: &Charge, words: &Words) {
    document.heading(2, headline(person, charge, words));
    let mut outcome = Table::pairs();
    lacking(&mut outcome, charge, words);
    penalties(&mut outcome, charge, words);
    changes(&mut outcome, charge, words);
    collateral::together_lines(&mut outcome, person, charge, words);
    document.table(outcome);
    document.table(grounds::deciding_table(charge, words));
    let mut rest = Table::pairs();
    for (position, ground) in grounds::near_misses(charge).into_iter().enumerate() {
        rest.pair(if position == 0 { words.near_misses } else { "" }, grounds::shortfall(ground, words));
    }
    let beside = grounds::also_established(charge);
    if !beside.is_empty() {
        rest.pair(words.also_established, cite::places(beside.iter().map(|ground| &ground.place), words));
    }
    if !charge.count.is_empty() {
        rest.pair(words.count, count(charge, words));
    }
    circumstances(&mut rest, charge, words);
    collateral::exits_line(&mut rest, charge, words);
    if !charge.unanswered.is_empty() {
        rest.pair(words.unanswered, Cell::status(&cite::places(&charge.unanswered, words), Truth::Open));
    }
    document.table(rest);
}

/// What moves the sentence, a line each; of many that are open, only the places.
fn circumstances(table: &mut Table, charge: &Charge, words: &Words) {
    let (open, sure): (Vec<_>, Vec<_>) = charge.circumstances.iter().partition(|one| one.status == Truth::Open);
    let (open, many) = if open.len() > NAMED { (Vec::new(), open) } else { (open, Vec::new()) };
    let mut named = false;
    let mut say = |text: Cell| {
        table.pair(if named { "" } else { words.circumstances }, text);
        named = true;
    };
    for circumstance in sure.into_iter().chain(open) {
        let text = words.language.of(&circumstance.text.label);
        let does = words.aside(&format!(
            "{}{}{}",
            sentence::effects(circumstance, words),
            words.pause,
            words.place(&circumstance.place)
        ));
        let status =
            if circumstance.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
        say(format!("{text}{does}{status}").into());
    }
    if !charge.unweighed.is_empty() {
        let stated = charge
            .unweighed
            .iter()
            .map(|one| format!("{} = {}", words.language.of(&one.label), words.language.of(&one.value)));
        say(words.unweighed(&words.join(stated)).into());
    }
    if !many.is_empty() {
        let open = cite::places(many.iter().map(|one| &one.place), words);
        say(Cell::status(&format!("{}{}{open}", words.truth(Truth::Open), words.colon), Truth::Open));
    }
}

/// `Zhang — infringing …: especially serious, established on the stated facts`.
pub fn headline(person: &PersonFindings, charge: &Charge, words: &Words) -> Cell {
    let text = format!("{}{}{}", person.name, words.dash, outcome(charge, words));
    Cell { text, tone: Tone::Status(charge.status), depth: 0 }
}

/// `infringing …: especially serious, established on the stated facts`.
pub fn outcome(charge: &Charge, words: &Words) -> String {
    let offence = words.language.of(&charge.label);
    let version = words.text_aside(charge.text.as_deref());
    let status = format!("{}{}", words.truth(charge.status), words.on_stated_facts);
    let outcome = match (&charge.grade, charge.present) {
        (_, Truth::Excluded) => format!("{}{}{status}", words.conduct_absent, words.pause),
        (Some(_), _) if !charge.missing.is_empty() => format!("{}{}{status}", missing(charge, words), words.pause),
        (Some(grade), _) => {
            format!("{}{}{status}{}", words.language.of(&grade.label), words.pause, collateral::barred(charge, words))
        }
        (None, _) => format!("{status}{}{}", words.stop, possible_grades(charge, words)),
    };
    format!("{offence}{version}{}{outcome}", words.colon)
}

/// The same in a line: that it is open, the grades that are still possible say.
pub fn outcome_in_short(charge: &Charge, words: &Words) -> String {
    if charge.status != Truth::Open || charge.grade.is_some() || charge.present == Truth::Excluded {
        return outcome(charge, words);
    }
    let version = words.text_aside(charge.text.as_deref());
    let offence = words.language.of(&charge.label);
    format!("{offence}{version}{}{}", words.colon, possible_grades(charge, words))
}

/// What it means that the conduct lacks elements, each once: `not criminally responsible`.
pub fn missing(charge: &Charge, words: &Words) -> String {
    let mut means: Vec<&str> = Vec::new();
    for one in &charge.missing {
        let says = words.language.of(&one.means);
        if !means.contains(&says) {
            means.push(says);
        }
    }
    words.join(means)
}

/// The elements that the conduct lacks, with the facts that say so: `object: information about somebody (cl/253-1);
/// irreversibly anonymised = yes`.
fn lacking(table: &mut Table, charge: &Charge, words: &Words) {
    for (position, one) in charge.missing.iter().enumerate() {
        let fact = |fact: &Relied| format!("{} = {}", words.language.of(&fact.label), words.language.of(&fact.value));
        let facts = words.join(one.facts.iter().map(fact));
        let facts = if facts.is_empty() { facts } else { format!("{}{facts}", words.stop) };
        let (element, asks) = (words.language.of(&one.element), words.language.of(&one.text.label));
        let text = format!("{element}{}{asks}{}{facts}", words.colon, words.aside(&words.place(&one.place)));
        table.pair(if position == 0 { words.excluded_by } else { "" }, Cell::status(&text, Truth::Excluded));
    }
}

/// Where there is no charge: of which offences that holds, and why.
pub fn absent(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::pairs();
    let (not_then, otherwise): (Vec<_>, Vec<_>) = person.absent.iter().partition(|one| one.not_before.is_some());
    let name = |one: &AbsentOffence| words.language.of(&one.label).to_owned();
    let from = |one: &&AbsentOffence| {
        let day = one.not_before.as_deref().unwrap_or_default();
        name(one)
            + &words.aside(&format!(
                "{}{}{}",
                words.place(&one.offence),
                words.pause,
                words.from_day(&words.date_of(day))
            ))
    };
    let of = |one: &&AbsentOffence| name(one) + &words.aside(&words.place(&one.offence));
    if !not_then.is_empty() {
        table.pair(words.not_punished_then, words.join(not_then.iter().map(from)));
    }
    if !otherwise.is_empty() {
        table.pair(words.no_conduct_of, words.join(otherwise.iter().map(of)));
    }
    if !person.absent.is_empty() {
        table.pair(words.not_in_files, words.others_not_encoded);
    }
    table
}

/// Every grade still possible, lowest first.
fn possible_grades(charge: &Charge, words: &Words) -> String {
    let possible = format!("{}{}{}", words.possible_grades, words.colon, grades(&charge.grades, words));
    if charge.exact { possible } else { possible + &words.aside(words.not_exact) }
}

/// Grades one after another.
pub fn grades(grades: &[GradeName], words: &Words) -> String {
    words.join(grades.iter().map(|grade| words.language.of(&grade.label)))
}

/// What circumstances leave possible, where it is anything but what the bands of the grades say.
pub fn beyond_the_bands(charge: &Charge) -> Option<&Reachable> {
    let bands = || charge.band.iter().chain(charge.bands.iter().map(|(_, band)| band));
    let of_band = |band: &Band| Reachable { band: *band, exempt: false, fine: band.fine };
    let of_bands = || bands().map(of_band).reduce(Reachable::or);
    charge.reachable.as_ref().filter(|reachable| of_bands().is_none_or(|bands| sentence::moves(&bands, reachable)))
}

/// The band of each grade still possible, what circumstances leave, and the usual fine.
pub fn penalties(table: &mut Table, charge: &Charge, words: &Words) {
    if let Some(exit) = charge.ended() {
        return not_imposed(table, charge, &exit.rule.place, words);
    }
    match &charge.band {
        Some(band) => table.pair(words.sentence, Cell::from(sentence::band(band, words)).strong()),
        None => {
            for (position, (grade, band)) in charge.bands.iter().enumerate() {
                let name = if position == 0 { words.sentence } else { "" };
                let grade = words.language.of(&grade.label);
                table.pair(name, format!("{grade}{}{}", words.colon, sentence::band(band, words)));
            }
        }
    }
    if let Some(reachable) = beyond_the_bands(charge) {
        table.pair(words.reachable, sentence::reachable(reachable, words));
    }
    guidance::answer(table, charge, words);
}

/// The statute's band where a way out ends the charge: it is told, and nothing of it is imposed.
fn not_imposed(table: &mut Table, charge: &Charge, way_out: &Place, words: &Words) {
    let not_imposed = words.not_imposed(way_out);
    match &charge.band {
        Some(band) => {
            let band = sentence::band(band, words);
            table.pair(words.sentence, format!("{not_imposed}{}{}{band}", words.stop, words.band_of_the_offence()));
        }
        None if charge.bands.is_empty() => {}
        None => {
            table.pair(words.sentence, not_imposed);
            for (grade, band) in &charge.bands {
                let grade = words.language.of(&grade.label);
                table.pair("", format!("{grade}{}{}", words.colon, sentence::band(band, words)));
            }
        }
    }
}

/// Whether something open could change the grade though no step of the rules rests on it: acts may be out of time.
fn regrades_unknown(one: &MayChange) -> bool {
    one.kind == Kind::Unknown && !one.grades.is_empty()
}

/// Whether anything could change the result, what could, and what each would decide.
pub fn changes(table: &mut Table, charge: &Charge, words: &Words) {
    let could = &charge.could_change;
    if charge.nothing_could_change() && charge.grade.is_some() {
        table.pair(words.could_change, words.nothing_open);
    } else if !could.searched {
        table.pair(words.could_change, words.not_searched);
    } else if charge.grade.is_some() && !charge.open_facts.is_empty() && !could.each.iter().any(regrades_unknown) {
        table.pair(words.could_change, words.grade_stands);
    }
    if let Some(alone) = words.open_alone(&charge.unstated) {
        table.pair(words.may_change, Cell::status(&alone, Truth::Open));
    }
    let open = alike::groups(&charge.open_facts, |open| (&open.label, &open.fact));
    for (position, (_, facts)) in open.iter().take(NAMED).enumerate() {
        let name = if position == 0 { words.open_facts } else { "" };
        table.pair(name, Cell::status(&open_kind(facts, charge, words), Truth::Open));
    }
    if open.len() > NAMED {
        table.pair("", words.more(open[NAMED..].iter().map(|(_, facts)| facts.len()).sum()));
    }
    let regrading: Vec<&ChoiceFinding> = charge.choices_that_matter.iter().filter(|choice| choice.regrades).collect();
    let lines = collateral::choice_lines(&regrading[..regrading.len().min(NAMED)], words);
    for (position, line) in lines.into_iter().enumerate() {
        table.pair(if position == 0 { words.choices_matter } else { "" }, line);
    }
    if regrading.len() > NAMED {
        table.pair("", words.more(regrading.len() - NAMED));
    }
    collateral::readings_line(table, charge, words);
    collateral::limitation_lines(table, charge, words);
    for (position, earlier) in charge.earlier.iter().enumerate() {
        let name = if position == 0 { words.law_in_time } else { "" };
        table.pair(name, Cell::status(words.language.of(earlier), Truth::Open));
    }
    changing::doubts(table, charge, words);
}

/// Open facts of a kind and what they would decide; of one that is contested too, what is said of it.
fn open_kind(facts: &[&OpenFact], charge: &Charge, words: &Words) -> String {
    let mut decided: Vec<&Place> = Vec::new();
    for place in facts.iter().flat_map(|fact| &fact.would_decide) {
        if !decided.contains(&place) {
            decided.push(place);
        }
    }
    let paths: Vec<&str> = facts.iter().map(|fact| fact.fact.as_str()).collect();
    let said = charge.contested.iter().find(|relied| facts.len() == 1 && relied.fact == facts[0].fact);
    let said = said.map(|relied| format!(" = {}", words.language.of(&relied.value))).unwrap_or_default();
    let name = alike::labelled(&facts[0].label, &paths, words);
    if paths.iter().all(|path| named_by(path, &decided)) {
        return name + &said;
    }
    format!("{name}{said}{}{}", words.decides, few(&decided, words))
}

/// Whether all that a fact decides is in its name already: what is to be judged goes by the provision that asks it.
pub(super) fn named_by(path: &str, decided: &[&Place]) -> bool {
    let [place] = decided else { return false };
    path.strip_prefix("judgement.").is_some_and(|asked| asked.ends_with(&format!(".{place}")))
}

/// The first places, and how many more.
pub(super) fn few(all: &[&Place], words: &Words) -> String {
    const FEW: usize = 5;
    let text = cite::places(all.iter().copied().take(FEW), words);
    if all.len() > FEW { text + &words.further(FEW, all.len()) } else { text }
}

/// Bodies of information that are counted together.
pub(super) fn datasets(ids: &[String], words: &Words) -> String {
    ids.iter().map(|id| words.dataset(id)).collect::<Vec<_>>().join("+")
}

/// The count in one line: what falls in each class.
fn count(charge: &Charge, words: &Words) -> String {
    let each = charge.count.iter().map(|counted| {
        let class = words.language.of(&counted.class_label);
        let items = numbers::range(counted.items, Unit::Items, words);
        format!("{class}{}{items}{}", words.gap, words.aside(&datasets(&counted.datasets, words)))
    });
    each.collect::<Vec<_>>().join(words.stop)
}

/// What was not in issue, not invoked, or is left to a person to apply: once for all accused, named where they differ.
pub fn unraised(persons: &[PersonFindings], detail: Detail, words: &Words) -> Table {
    let mut said: Vec<(&str, String, Vec<&str>)> = Vec::new();
    let mut all: Vec<&str> = Vec::new();
    for person in persons {
        let shown: Vec<&Charge> = person.charges.iter().filter(|charge| detail.shows(charge)).collect();
        let full = if shown.is_empty() { Vec::new() } else { super::in_full(person, &shown, detail).0 };
        for charge in full {
            if !all.contains(&person.name.as_str()) {
                all.push(&person.name);
            }
            for (name, text) in unraised_of(charge, words) {
                match said.iter_mut().find(|(known, says, _)| *known == name && *says == text) {
                    Some((.., of)) if of.contains(&person.name.as_str()) => {}
                    Some((.., of)) => of.push(&person.name),
                    None => said.push((name, text, vec![&person.name])),
                }
            }
        }
    }
    // What another charge of the same persons says with more beside it is said by that.
    let within = |(name, text, of): &(&str, String, Vec<&str>)| {
        said.iter().any(|(known, more, others)| {
            let parts: Vec<&str> = more.split(words.list).collect();
            known == name && of == others && more != text && text.split(words.list).all(|one| parts.contains(&one))
        })
    };
    let mut said: Vec<_> = said.iter().filter(|one| !within(one)).cloned().collect();
    said.sort_by_key(|(name, ..)| {
        [words.not_in_issue, words.not_invoked, words.not_encoded].iter().position(|known| known == name)
    });
    let mut table = Table::pairs();
    let mut last = "";
    for (name, text, of) in said {
        let of = if of.len() == all.len() { String::new() } else { words.join(of) + words.colon };
        table.pair(if name == last { "" } else { name }, of + &text);
        last = name;
    }
    table
}

fn unraised_of<'w>(charge: &Charge, words: &'w Words) -> Vec<(&'w str, String)> {
    // What decided the case, or may, is in issue, whatever else the element asks.
    let decides = |name: &str| charge.elements.iter().any(|one| one.name == name && one.status != Truth::Established);
    let silent = charge.elements.iter().filter(|one| one.basis == BasisName::NotInIssue && !decides(&one.name));
    let mut named: Vec<&str> = Vec::new();
    for element in silent {
        let name = words.language.of(&element.label);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    let lines = [
        (words.not_in_issue, words.join(named)),
        (words.not_invoked, cite::places(&charge.not_invoked, words)),
        (words.not_encoded, cite::places(&charge.not_encoded, words)),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
