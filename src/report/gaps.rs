//! Gaps as a document: the open facts by what they decide, and those that cannot matter.

use super::document::{Cell, Column, Document, Table};
use super::summary::{self, Line, Told, Whom};
use super::words::Words;
use super::{alike, answer, changing, cite, evidence, screen};
use crate::analysis::gaps::{Answer, Beside, Gap, Named, PersonGaps};
use crate::analysis::support::Support;
use crate::analysis::{ChargeGrades, Said};
use crate::explain::findings::MayChange;
use crate::place::Place;
use crate::truth::Truth;

/// What is open about each person. Unless all is asked for, what rests on no evidence is told in a few lines.
pub fn gaps(document: &mut Document, persons: &[PersonGaps], all: bool, words: &Words) {
    summary::of(document, persons.len(), persons.iter().flat_map(|person| summed(person, words)).collect(), words);
    let mut told = Told::default();
    for person in persons {
        document.heading(2, person.name.as_str());
        // Of several persons the summary says what is possible.
        let told_before = !all && persons.len() > 1;
        let whom = Whom { name: &person.name, id: &person.id, names: &person.name };
        told.once(document, &whom, "", words, |document| {
            of_person(document, person, all, told_before, words);
        });
    }
    if !all {
        let sum = |of: fn(&PersonGaps) -> usize| persons.iter().map(of).sum();
        let ways = persons.iter().map(evidence::ways_beyond).sum();
        let behind = words.behind_gaps(sum(|person| person.support.len()), sum(|person| person.cannot.len()), ways);
        document.line(Cell::from(behind).faint());
    }
}

fn of_person(document: &mut Document, person: &PersonGaps, all: bool, told_before: bool, words: &Words) {
    let now = person.charges.iter().map(|charge| (&charge.offence, charge.grades.as_slice()));
    let brought = changing::brought(now, person.could_change.iter().map(|(offence, could)| (offence, could)));
    let brought = changing::brought_in_a_line(&brought, words);
    if person.charges.is_empty() {
        document.line(words.no_charge);
    }
    if let Some(line) = brought {
        document.line(Cell::status(&line, Truth::Open));
    }
    if person.charges.is_empty() {
        document.table(in_short(person, words));
        return;
    }
    if !told_before {
        let mut now = Table::pairs();
        now.pair(&screen::capital(words.possible_grades), charges(&moving(&person.charges), words));
        document.table(now);
    }
    if !person.exact {
        document.line(Cell::from(words.not_exact).faint());
    }
    if let Some(alone) = words.open_alone(&person.unstated) {
        document.line(Cell::status(&alone, Truth::Open));
    } else if person.matter.is_empty() && person.undecided.is_empty() && limiting(person).is_empty() {
        document.line(words.no_fact_matters);
    }
    document.table(by_limitation(person, words));
    document.table(together(person, words));
    document.section(words.facts_that_decide, matter(person, all, words));
    let outstanding = words.language.either("已调取、尚未到案的证据", "Asked for, and not there yet");
    document.section(outstanding, evidence::not_there_yet(person, words));
    if all {
        document.section(words.could_change_besides, changing::not_unknown(&person.could_change, words));
        document.section(words.facts_undecided, list(&person.undecided, words));
        document.section(words.usually_shown, evidence::ways_shown(person, words));
        let facts: Vec<Beside> = decide_no_grade(person).into_iter().chain(person.judged.iter().cloned()).collect();
        document.section(words.facts_beside, beside(&facts, words));
        document.section(words.facts_that_cannot, list(&person.cannot, words));
        document.section(words.what_rests, evidence::support(&person.support, words));
        evidence::unasked(document, &person.support, words);
    } else {
        document.section(words.usually_shown, evidence::shown_in_short(person, words));
        document.table(in_short(person, words));
    }
}

/// Open facts on which no ground rests, and which decide whether acts are out of time: with what is then possible.
fn limiting(person: &PersonGaps) -> Vec<&MayChange> {
    let mut found: Vec<&MayChange> = Vec::new();
    let of_beside = |one: &&MayChange| person.beside.iter().any(|beside| beside.fact.fact == one.what);
    for one in person.could_change.iter().flat_map(|(_, could)| &could.each).filter(of_beside) {
        if !one.grades.is_empty() && !found.iter().any(|known| known.what == one.what) {
            found.push(one);
        }
    }
    found
}

/// Facts that are open and decide no grade at all.
fn decide_no_grade(person: &PersonGaps) -> Vec<Beside> {
    let limiting = limiting(person);
    let regrades = |one: &&Beside| limiting.iter().any(|change| change.what == one.fact.fact);
    person.beside.iter().filter(|one| !regrades(one)).cloned().collect()
}

fn by_limitation(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::pairs();
    for (position, one) in limiting(person).into_iter().enumerate() {
        let text =
            words.labelled(&one.label, &one.what) + &changing::then(one, words) + &words.aside(words.left_out_of_time);
        table.pair(if position == 0 { words.could_change } else { "" }, Cell::status(&text, Truth::Open));
    }
    table
}

/// The grades that only several things that are open or in doubt bring together.
fn together(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::pairs();
    let mut known: Vec<String> = Vec::new();
    for text in person.could_change.iter().flat_map(|(_, could)| changing::together_to_grades(could, words)) {
        if !known.contains(&text) {
            table.pair(if known.is_empty() { words.may_change } else { "" }, Cell::status(&text, Truth::Open));
            known.push(text);
        }
    }
    table
}

/// The lines of the summary: each charge of which some grade is possible.
fn summed(person: &PersonGaps, words: &Words) -> Vec<Line> {
    let each = moving(&person.charges).into_iter().map(|charge| Line {
        person: person.name.clone(),
        charge: summary::named(&words.place(&charge.offence), charge.text.as_deref(), words),
        outcome: match &charge.grades[..] {
            [one] => words.language.of(&one.label).to_owned(),
            several => summary::possible(several, words),
        },
        status: if charge.grades.len() == 1 { Truth::Established } else { Truth::Open },
    });
    let mut lines: Vec<Line> = each.collect();
    if lines.is_empty() {
        let charge = words.no_charge.to_owned();
        lines.push(Line { person: person.name.clone(), charge, outcome: String::new(), status: Truth::Excluded });
    }
    lines
}

/// What stands before the rows of a fact: its label before the first, its path before the second, or both before one.
pub(super) fn name(position: usize, last: usize, label: &str, path: &str) -> String {
    match position {
        0 if last == 0 => format!("{label}\n{path}"),
        0 => label.to_owned(),
        1 => path.to_owned(),
        _ => String::new(),
    }
}

/// Each charge with its grades; the charge is named where there are several.
pub(super) fn charges(charges: &[ChargeGrades], words: &Words) -> String {
    let several = charges.len() > 1;
    let each = charges.iter().map(|charge| {
        let grades = answer::grades(&charge.grades, words);
        let text = words.text_aside(charge.text.as_deref());
        if several { format!("{}{text}{}{grades}", words.place(&charge.offence), words.colon) } else { grades }
    });
    each.collect::<Vec<_>>().join(words.stop)
}

/// The charges of which some grade is possible; all of them where none is.
fn moving(charges: &[ChargeGrades]) -> Vec<ChargeGrades> {
    let some = |charge: &&ChargeGrades| charge.grades.len() > 1 || charge.grades.iter().any(|grade| !grade.is_none());
    let moving: Vec<ChargeGrades> = charges.iter().filter(some).cloned().collect();
    if moving.is_empty() { charges.to_vec() } else { moving }
}

/// In a line each: what decides only with others or may, what rests on no evidence or on one item alone, and what cannot
/// matter any more.
fn in_short(person: &PersonGaps, words: &Words) -> Table {
    let mut table = Table::pairs();
    let rows = || person.support.iter().filter(|row| !evidence::nobody_stated(row));
    let cited = |rows: &mut dyn Iterator<Item = &Support>| {
        let mut once: Vec<(&Place, Vec<String>)> = Vec::new();
        for row in rows {
            let element = row.element.then(|| words.language.of(&row.label).to_owned());
            let beside = element.into_iter().chain(row.evidence.iter().map(|id| words.evidence(id)));
            match once.iter_mut().find(|(place, _)| *place == &row.place) {
                Some((_, known)) => beside.for_each(|one| {
                    if !known.contains(&one) {
                        known.push(one)
                    }
                }),
                None => once.push((&row.place, beside.collect())),
            }
        }
        let said =
            |beside: Vec<String>| if beside.is_empty() { String::new() } else { words.aside(&words.join(beside)) };
        cite::with(once.into_iter().map(|(place, beside)| (place, said(beside))), words)
    };
    let on_nothing = cited(&mut rows().filter(|row| row.rests_on_nothing()));
    let on_one = cited(&mut rows().filter(|row| row.rests_on_one()));
    let paths = |facts: &mut dyn Iterator<Item = &Named>| {
        alike::paths_of(&facts.map(|named| named.fact.as_str()).collect::<Vec<_>>(), words)
    };
    let together = paths(&mut person.matter.iter().filter(|gap| !gap.decides_alone()).map(|gap| &gap.fact));
    let further: Vec<&str> =
        groups(person, false).into_iter().skip(answer::NAMED).flat_map(|(_, paths)| paths).collect();
    for (name, told) in [
        (words.also_decide(), alike::paths_of(&further, words)),
        (words.decides_together, together),
        (words.undecided, paths(&mut person.undecided.iter())),
        (words.may_change, alike::paths_of(&changing::named(&person.could_change), words)),
        (words.decides_beside, beside_in_short(&decide_no_grade(person), words)),
        (words.rests_on_nothing, on_nothing),
        (words.rests_on_one, on_one),
        (words.cannot_matter, paths(&mut person.cannot.iter())),
    ] {
        if !told.is_empty() {
            table.pair(name, told);
        }
    }
    table
}

/// The facts that matter; unless all are asked for, the first that decide something alone.
fn matter(person: &PersonGaps, all: bool, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.answer),
        Column::prose(words.then_possible),
        Column::whole(words.grounds_decided),
    ]);
    let most = if all { usize::MAX } else { answer::NAMED };
    for (gap, paths) in groups(person, all).into_iter().take(most) {
        let (label, path) = (words.language.of(&gap.fact.label), alike::subjects_of(&paths, words));
        let last = gap.answers.len().saturating_sub(1);
        for (position, answer) in gap.answers.iter().enumerate() {
            table.rows.push(row(name(position, last, label, &path), answer, &person.charges, words));
        }
    }
    table
}

/// Facts that matter, those of one kind whose answers lead to the same together; unless all are asked for, those that
/// decide something alone.
fn groups(person: &PersonGaps, all: bool) -> Vec<(&Gap, Vec<&str>)> {
    let mut groups: Vec<(&Gap, Vec<&str>)> = Vec::new();
    for gap in person.matter.iter().filter(|gap| all || gap.decides_alone()) {
        let alike = |known: &Gap| known.fact.label == gap.fact.label && same(known, gap);
        match groups.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, paths)) => paths.push(&gap.fact.fact),
            None => groups.push((gap, vec![&gap.fact.fact])),
        }
    }
    groups
}

/// Whether two facts have the same answers, and these lead to the same.
fn same(one: &Gap, other: &Gap) -> bool {
    one.answers.len() == other.answers.len()
        && (one.answers.iter().zip(&other.answers)).all(|(one, other)| {
            let grades = |answer: &Answer| {
                answer
                    .charges
                    .iter()
                    .map(|charge| (charge.offence.clone(), charge.text.clone(), charge.grades.clone()))
                    .collect::<Vec<_>>()
            };
            one.said == other.said
                && one.exact == other.exact
                && one.decides == other.decides
                && grades(one) == grades(other)
        })
}

/// An answer, what it leads to, and what it decides.
pub(super) fn row(name: String, answer: &Answer, of: &[ChargeGrades], words: &Words) -> Vec<Cell> {
    let moving = moving(of);
    let same =
        |one: &ChargeGrades| moving.iter().any(|other| (&one.offence, &one.text) == (&other.offence, &other.text));
    let told: Vec<ChargeGrades> = answer.charges.iter().filter(|one| same(one)).cloned().collect();
    let mut then = charges(&told, words);
    if !answer.exact {
        then += &words.aside(words.not_exact);
    }
    let settled = answer.charges.iter().all(|charge| charge.grades.len() == 1);
    let tone = if settled { Truth::Established } else { Truth::Open };
    let decides: Vec<(&Place, Truth)> = answer.decides.iter().map(|(place, is)| (place, *is)).collect();
    vec![name.into(), said(&answer.said, words).into(), Cell::status(&then, tone), cite::marked(&decides, words).into()]
}

/// An answer; of many values, the first.
fn said(said: &Said, words: &Words) -> String {
    if said.each.len() > 1 {
        alike::one_of(&said.each, false, words)
    } else {
        words.language.of(&said.label).to_owned()
    }
}

/// Facts that decide no grade, each with what it decides.
fn beside(facts: &[Beside], words: &Words) -> Table {
    let mut table =
        Table::new(vec![Column::whole(words.fact), Column::prose(words.what), Column::prose(words.would_decide)]);
    for one in facts {
        table.rows.push(vec![
            words.subject(&one.fact.fact).into(),
            words.language.of(&one.fact.label).into(),
            cite::places(&one.decides, words).into(),
        ]);
    }
    table
}

/// The same in a line: those of one name that decide the same together.
fn beside_in_short(facts: &[Beside], words: &Words) -> String {
    let mut grouped: Vec<(&Beside, Vec<&str>)> = Vec::new();
    for one in facts {
        let same = |(known, _): &&mut (&Beside, Vec<&str>)| {
            (&known.fact.label, &known.decides) == (&one.fact.label, &one.decides)
        };
        match grouped.iter_mut().find(same) {
            Some((_, paths)) => paths.push(&one.fact.fact),
            None => grouped.push((one, vec![&one.fact.fact])),
        }
    }
    let each = grouped.into_iter().map(|(one, paths)| {
        let name = alike::labelled(&one.fact.label, &paths, words);
        let decided: Vec<&Place> = one.decides.iter().collect();
        match paths.iter().all(|path| answer::named_by(path, &decided)) {
            true => name,
            false => name + &words.aside(&cite::places(&one.decides, words)),
        }
    });
    each.collect::<Vec<_>>().join(words.between())
}

fn list(facts: &[Named], words: &Words) -> Table {
    let mut table = Table::new(vec![Column::prose(words.fact), Column::prose(words.what)]);
    for (label, members) in alike::groups(facts, |named| (&named.label, &named.fact)) {
        let paths: Vec<&str> = members.into_iter().map(|named| named.fact.as_str()).collect();
        table.rows.push(vec![alike::subjects_of(&paths, words).into(), words.language.of(label).into()]);
    }
    table
}
