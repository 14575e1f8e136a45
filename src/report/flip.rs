//! Flips as a document: the nearest changes up and down, and how the result stands under what is disputed.

use super::document::{Cell, Column, Document, Table};
use super::gaps::{charges, row};
use super::summary::{self, Line, Told, Whom};
use super::words::Words;
use super::{alike, cite};
use crate::analysis::flip::{Argued, Change, ChargeFlips, Flip, PersonFlips};
use crate::analysis::robust::{Contested, Robustness};
use crate::analysis::{ChargeGrades, Plain};
use crate::explain::findings::GradeName;
use crate::law::vocabulary::Label;
use crate::place::Place;
use crate::truth::Truth;

/// How many rows of a direction the first screen has room for.
const ALONE: usize = 3;

/// How many pairs, where no change of one fact does.
const PAIRS: usize = 1;

/// What would change the result for each person; of those of whom the same is told, once.
pub fn flip(document: &mut Document, persons: &[PersonFlips], all: bool, words: &Words) {
    summary::of(document, persons.len(), persons.iter().flat_map(|person| summed(person, words)).collect(), words);
    let mut told = Told::default();
    let mut groups: Vec<(Vec<String>, Vec<&PersonFlips>)> = Vec::new();
    for person in persons {
        let mut own = Document::default();
        changes_of(&mut own, &[person], all, &mut Told::default(), words);
        let said = summary::nameless(&own.blocks, &person.name, &person.id);
        match groups.iter_mut().find(|(known, _)| *known == said) {
            Some((_, alike)) => alike.push(person),
            None => groups.push((said, vec![person])),
        }
    }
    for (_, alike) in &groups {
        changes_of(document, alike, all, &mut told, words);
    }
    if !all {
        if persons.iter().any(|person| !person.exhausted) {
            document.line(Cell::from(words.search_bounds).faint());
        }
        document.line(Cell::from(words.behind_flips()).faint());
    }
}

/// What would change the result for these, of whom the same is told: never none.
fn changes_of(document: &mut Document, alike: &[&PersonFlips], all: bool, told: &mut Told, words: &Words) {
    let Some((person, _)) = alike.split_first() else { return };
    let names = words.join(alike.iter().map(|person| person.name.as_str()));
    let whom = Whom { name: &person.name, id: &person.id, names: &names };
    // What the conduct is not about comes last, in a line.
    let about = |charge: &&ChargeFlips| all || charge.charged;
    for charge in person.charges.iter().filter(about) {
        document.heading(2, heading(&names, charge, words));
        if charge.grade.is_none() {
            document.line(words.grade_is_open);
            continue;
        }
        if !all && is_aside(charge, person) {
            let count = charge.flips.len();
            let text = if count == 0 { words.nothing_flips.to_owned() } else { words.would_reach(count) };
            document.line(text);
            continue;
        }
        if charge.flips.is_empty() {
            document.line(words.nothing_flips);
        }
        for (heading, up) in [(words.more_serious, true), (words.less_serious, false)] {
            let of = |person: &&PersonFlips| {
                let same = |one: &&ChargeFlips| (&one.offence, &one.text) == (&charge.offence, &charge.text);
                let flips = person.charges.iter().filter(same).flat_map(|one| &one.flips);
                flips.filter(|flip| flip.up == up).cloned().collect()
            };
            let flips: Vec<Vec<Flip>> = alike.iter().map(of).collect();
            told.once(document, &whom, heading, words, |document| directed(document, heading, &flips, all, words));
        }
    }
    if all && !person.exhausted {
        document.line(Cell::from(words.search_bounds).faint());
    }
    let firm = words.firm(&person.robustness);
    let tone = if person.robustness.stands { Truth::Established } else { Truth::Open };
    document.heading(2, Cell::status(&format!("{names}{}{firm}", words.dash), tone));
    told.once(document, &whom, "", words, |document| robustness(document, &person.robustness, all, words));
}

/// Whether a charge reaches no grade while another of the person does, or may.
fn is_aside(charge: &ChargeFlips, person: &PersonFlips) -> bool {
    let reaches = |charge: &ChargeFlips| charge.charged && charge.grade.as_ref().is_none_or(|grade| !grade.is_none());
    !reaches(charge) && person.charges.iter().any(reaches)
}

/// The lines of the summary: each charge that is there, and whether what it comes to is firm.
fn summed(person: &PersonFlips, words: &Words) -> Vec<Line> {
    let reached = |charge: &&ChargeFlips| charge.charged && charge.grade.as_ref().is_none_or(|grade| !grade.is_none());
    let some = person.charges.iter().any(|charge| reached(&charge));
    let shown = person.charges.iter().filter(|charge| reached(charge) || !some && charge.charged);
    let each = shown.map(|charge| {
        let grade = charge.grade.as_ref().map_or(words.stays_open, |grade| words.language.of(&grade.label));
        Line {
            person: person.name.clone(),
            charge: summary::named(words.language.of(&charge.label), charge.text.as_deref(), words),
            outcome: format!("{grade}{}{}", words.stop, words.firm(&person.robustness)),
            status: if person.robustness.stands { Truth::Established } else { Truth::Open },
        }
    });
    each.collect()
}

fn heading(names: &str, charge: &ChargeFlips, words: &Words) -> String {
    let offence = summary::named(words.language.of(&charge.label), charge.text.as_deref(), words);
    let grade = charge.grade.as_ref().map_or(words.stays_open, |grade| words.language.of(&grade.label));
    // One that only a change would bring in is found by its article.
    let place = if charge.charged { String::new() } else { words.aside(&words.place(&charge.offence)) };
    format!("{names}{}{offence}{place}{}{grade}", words.dash, words.colon)
}

/// The changes of one direction, by the grade they lead to: those of the first of several who are alike, and how many more
/// there are of each.
fn directed(document: &mut Document, heading: &str, alike: &[Vec<Flip>], all: bool, words: &Words) {
    let mut each = alike.iter().map(|flips| shown(flips, all));
    let Some((shown, more)) = each.next() else { return };
    let more = each.fold((more, more), |(least, most), (_, more)| (least.min(more), most.max(more)));
    let mut grades: Vec<&GradeName> = Vec::new();
    for group in &shown {
        if !grades.contains(&&group.flips[0].grade) {
            grades.push(&group.flips[0].grade);
        }
    }
    for grade in grades {
        let heading = format!("{heading}{}{}", words.colon, words.language.of(&grade.label));
        let of: Vec<&Group<'_>> = shown.iter().filter(|group| group.flips[0].grade == *grade).collect();
        document.section(&heading, table(&of, all, words));
    }
    if more.1 > 0 {
        let line = match shown.is_empty() {
            true => format!("{heading}{}{}", words.colon, words.none_argued(more)),
            false => words.more_changes(more),
        };
        document.line(Cell::from(line).faint());
    }
}

/// The changes that are shown, those that a party would argue first, and how many more there are.
fn shown(flips: &[Flip], all: bool) -> (Vec<Group<'_>>, usize) {
    let mut flips: Vec<&Flip> = flips.iter().collect();
    flips.sort_by_key(|flip| flip.argued);
    few(groups(&flips, all), all)
}

/// Changes that come to the same, shown together: never empty.
struct Group<'a> {
    flips: Vec<&'a Flip>,
}

impl<'a> Group<'a> {
    /// Whether a change comes to the same: another value of the same fact, or the same change of a fact of the kind.
    fn takes(&self, flip: &Flip) -> bool {
        let first = self.flips[0];
        let ([one], [other]) = (&first.changes[..], &flip.changes[..]) else { return false };
        if first.grade != flip.grade {
            return false;
        }
        let same_fact = one.fact.fact == other.fact.fact && listed(one) && listed(other);
        let difference = |change: &Change| change.more.clone();
        let same_change = one.from == other.from && one.to == other.to;
        let same_kind = one.fact.label == other.fact.label
            && (same_change || one.more.is_some() && difference(one) == difference(other))
            && (&first.gained, &first.lost) == (&flip.gained, &flip.lost);
        same_fact || same_kind
    }

    /// What holds in all of them.
    fn common(&self, of: impl Fn(&'a Flip) -> &'a [Place]) -> Vec<&'a Place> {
        let first = of(self.flips[0]).iter();
        first.filter(|place| self.flips.iter().all(|flip| of(flip).contains(place))).collect()
    }

    fn changes(&self) -> impl Iterator<Item = &'a Change> {
        self.flips.iter().filter_map(|flip| flip.changes.first())
    }
}

/// Whether a change is to one of several values of a list.
fn listed(change: &Change) -> bool {
    matches!(change.to.value, Plain::Names(_))
}

/// The changes in their order, those that come to the same together; each alone where all are asked for.
fn groups<'a>(flips: &[&'a Flip], all: bool) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for flip in flips {
        match groups.iter_mut().find(|group| !all && group.takes(flip)) {
            Some(group) => group.flips.push(flip),
            None => groups.push(Group { flips: vec![flip] }),
        }
    }
    groups
}

/// The first changes that a party would argue, of one fact where there are any, else of two; and how many more there are.
fn few(groups: Vec<Group<'_>>, all: bool) -> (Vec<Group<'_>>, usize) {
    if all {
        return (groups, 0);
    }
    let count = |groups: &[Group<'_>]| groups.iter().map(|group| group.flips.len()).sum::<usize>();
    let before = count(&groups);
    let argued = groups.into_iter().filter(|group| group.flips[0].argued < Argued::Seldom);
    let (one, two): (Vec<_>, Vec<_>) = argued.partition(|group| group.flips[0].changes.len() == 1);
    let shown: Vec<Group<'_>> = match one.is_empty() {
        true => two.into_iter().take(PAIRS).collect(),
        false => one.into_iter().take(ALONE).collect(),
    };
    let more = before - count(&shown);
    (shown, more)
}

fn table(groups: &[&Group<'_>], all: bool, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.now_is),
        Column::prose(words.changed_to),
        Column::whole(words.by_rule),
    ]);
    for group in groups {
        let gained = group.common(|flip| &flip.gained).into_iter().map(|place| (place, Truth::Established));
        let lost = group.common(|flip| &flip.lost).into_iter().map(|place| (place, Truth::Excluded));
        let by = cite::marked(&gained.chain(lost).collect::<Vec<_>>(), words);
        if group.flips.len() > 1 {
            let mut facts: Vec<&str> = Vec::new();
            let mut now: Vec<String> = Vec::new();
            for change in group.changes() {
                if !facts.contains(&change.fact.fact.as_str()) {
                    facts.push(&change.fact.fact);
                }
                let from = from(change, words);
                if !now.contains(&from) {
                    now.push(from);
                }
            }
            let to = together(&group.changes().collect::<Vec<_>>(), words);
            table.rows.push(vec![
                alike::paths_of(&facts, words).into(),
                alike::some_of(&now.iter().map(String::as_str).collect::<Vec<_>>(), now.len(), words).into(),
                to.into(),
                by.into(),
            ]);
            continue;
        }
        for (position, change) in group.flips[0].changes.iter().enumerate() {
            let first = position == 0;
            let also = if first { "" } else { words.and_also };
            table.rows.push(vec![
                format!("{also}{}", words.fact(&change.fact.fact)).into(),
                from(change, words).into(),
                to(change, all, words).into(),
                if first { by.clone() } else { String::new() }.into(),
            ]);
        }
    }
    table
}

/// What several changes that come to the same lead to.
fn together(changes: &[&Change], words: &Words) -> String {
    let first = changes[0];
    let same_fact = changes.iter().all(|change| change.fact.fact == first.fact.fact);
    match &first.more {
        Some((amount, up)) if !same_fact => words.by_so_much(words.language.of(amount), *up),
        _ if same_fact => {
            let values: Vec<Label> = changes.iter().flat_map(|change| values(change)).collect();
            format!("{}{}{}", words.any_of, words.colon, alike::one_of(&values, false, words))
        }
        _ => to(first, false, words),
    }
}

fn values(change: &Change) -> Vec<Label> {
    if change.to.each.is_empty() { vec![change.to.label.clone()] } else { change.to.each.clone() }
}

/// What a fact is now, and that nobody states it.
fn from(change: &Change, words: &Words) -> String {
    let silent = if change.stated { String::new() } else { words.aside(words.not_stated) };
    format!("{}{silent}", words.language.of(&change.from.label))
}

/// `50,000 (1,234 more)`.
fn to(change: &Change, all: bool, words: &Words) -> String {
    let to = match &change.to.each[..] {
        [] => words.language.of(&change.to.label).to_owned(),
        [one] => words.language.of(one).to_owned(),
        several => format!("{}{}{}", words.any_of, words.colon, alike::one_of(several, all, words)),
    };
    match &change.more {
        Some((amount, up)) => to + &words.aside(&words.by_so_much(words.language.of(amount), *up)),
        None => to,
    }
}

fn robustness(document: &mut Document, robustness: &Robustness, all: bool, words: &Words) {
    let (moving, still): (Vec<&Contested>, Vec<&Contested>) =
        robustness.disputed.iter().partition(|one| all || one.matters);
    let mut pairs = Table::pairs();
    pairs.pair(words.reachable_together, charges(&robustness.together, words));
    if !still.is_empty() {
        let paths: Vec<&str> = still.iter().map(|one| one.fact.fact.as_str()).collect();
        pairs.pair(words.dispute_moves_nothing, alike::paths_of(&paths, words));
    }
    if !all {
        for (position, reading) in robustness.readings.iter().enumerate() {
            let name = if position == 0 { words.choices_matter } else { "" };
            pairs.pair(name, options(reading, &robustness.together, words));
        }
    }
    document.table(pairs);
    if !robustness.exact {
        document.line(Cell::from(words.not_exact).faint());
    }
    document.section(words.disputed_facts, contested(&moving, &robustness.together, words));
    if all {
        let readings: Vec<&Contested> = robustness.readings.iter().collect();
        document.section(words.choices_matter, contested(&readings, &robustness.together, words));
    }
}

/// A reading in a line: `choice.id-addr: t3 → no grade; t2 → serious circumstances`.
fn options(reading: &Contested, of: &[ChargeGrades], words: &Words) -> String {
    let each = reading.regions.iter().map(|region| {
        let row = row(String::new(), region, of, words);
        format!("{} → {}", row[1].text, row[2].text)
    });
    format!("{}{}{}", words.fact(&reading.fact.fact), words.colon, each.collect::<Vec<_>>().join(words.stop))
}

/// What stands before the rows of a fact: its label with what it is a fact of, before the first; what one may type for it
/// before the second.
fn name(position: usize, last: usize, label: &str, path: &str, words: &Words) -> String {
    match position {
        _ if !words.names_things() => super::gaps::name(position, last, label, path),
        0 if label == path => label.to_owned(),
        0 => label.to_owned() + &words.aside(path),
        _ => String::new(),
    }
}

fn contested(all: &[&Contested], of: &[ChargeGrades], words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.fact),
        Column::prose(words.where_it_is),
        Column::prose(words.then_possible),
        Column::whole(words.grounds_decided),
    ]);
    for contested in all {
        let (label, path) = (words.language.of(&contested.fact.label), words.subject(&contested.fact.fact));
        let last = contested.regions.len().saturating_sub(1);
        if contested.regions.is_empty() {
            let none = ["", "", ""].map(Cell::from);
            table.rows.push([Cell::from(name(0, 0, label, &path, words))].into_iter().chain(none).collect());
        }
        for (position, region) in contested.regions.iter().enumerate() {
            table.rows.push(row(name(position, last, label, &path, words), region, of, words));
        }
        if !contested.left_out.is_empty() {
            let then = Cell::status(&charges(&contested.left_out, words), Truth::Open);
            table.rows.push(vec!["".into(), words.left_out_of_time.into(), then, "".into()]);
        }
    }
    table
}
