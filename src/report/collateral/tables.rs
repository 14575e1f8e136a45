//! The tables behind the first screen: law in time, tracks, limitation and ways out.

use super::{assumed, level, of_exit, of_the_public, points, stands};
use crate::explain::collateral::{Behind, Cited, Governing, TextMet};
use crate::explain::findings::{Charge, PersonFindings, Relied, Verification};
use crate::place::Place;
use crate::report::document::{Cell, Column, Document, Table};
use crate::report::words::Words;
use crate::truth::Truth;

/// Law in time and the tracks of a person, under a heading; at a place, only what stands there.
pub fn details(document: &mut Document, person: &PersonFindings, place: Option<&Place>, words: &Words) {
    let tracks = tracks(person, place, words);
    if person.time.is_empty() || place.is_some() && tracks.rows.is_empty() {
        return;
    }
    document.heading(2, format!("{}{}{}", person.name, words.dash, words.beside()));
    if place.is_none() {
        document.section(words.law_in_time, time(person, words));
        document.section(words.comparison(), comparison(person, words));
    }
    document.section(words.tracks(), tracks);
    for combined in person.combined.iter().filter(|combined| stands(&combined.rule.place, place)) {
        let says = words.language.of(&combined.rule.text.label);
        document.line(Cell::from(format!("{}{}{says}", words.place(&combined.rule.place), words.colon)));
    }
}

/// Which text and which interpretation governs each act, and why.
fn time(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.act()),
        Column::whole(words.day()),
        Column::prose(words.text_met()),
        Column::prose(words.interpretation()),
        Column::prose(words.why_governs()),
    ]);
    for act in &person.time {
        let open = |status: Truth| match status {
            Truth::Open => words.aside(words.truth(Truth::Open)),
            _ => String::new(),
        };
        let text = |met: &TextMet| {
            let version = words.text_aside(met.version.as_deref());
            let days = met.days.as_ref().map(|days| words.aside(words.language.of(days))).unwrap_or_default();
            format!("{}{version}{days}{}", words.place(&met.offence), open(met.status))
        };
        let texts: Vec<String> = act.texts.iter().map(text).collect();
        let all = || act.texts.iter().flat_map(|met| &met.interpretations);
        let applying = all().filter(|one| one.status.possible());
        let applying = applying.map(|one| words.instrument(&one.instrument) + &open(one.status));
        let not = all().filter(|one| !one.status.possible());
        let not = not.map(|one| words.instrument(&one.instrument) + &words.aside(words.not_by_reading()));
        let mut named: Vec<String> = Vec::new();
        let earlier = all().flat_map(|one| &one.earlier);
        let earlier = earlier.map(|one| {
            let not_held = if one.held { String::new() } else { words.aside(words.not_in_files) };
            format!("{}{not_held}{}", one.number, open(one.status))
        });
        applying.chain(not).chain(earlier).for_each(|one| {
            if !named.contains(&one) {
                named.push(one)
            }
        });
        let rules = act.rules.iter().chain(all().filter_map(|one| one.rule.as_ref()));
        let mut said: Vec<String> = Vec::new();
        rules.map(|rule| cited(rule, words)).for_each(|one| {
            if !said.contains(&one) {
                said.push(one)
            }
        });
        let none = || vec![words.none_met().to_owned()];
        table.rows.push(vec![
            words.subject(&act.act).into(),
            words.language.of(&act.days).into(),
            (if texts.is_empty() { none() } else { texts }).join("\n").into(),
            named.join("\n").into(),
            said.join("\n").into(),
        ]);
    }
    table
}

/// A rule with its place, and how it was verified where that is not in its text.
fn cited(rule: &Cited, words: &Words) -> String {
    let tag = match rule.text.verification {
        Verification::Verified => String::new(),
        other => words.aside(words.verification(other)),
    };
    format!("{}{}{}{tag}", words.place(&rule.place), words.colon, words.language.of(&rule.text.label))
}

fn comparison(person: &PersonFindings, words: &Words) -> Table {
    let mut table = Table::pairs();
    for found in &person.comparisons {
        let version = |version: &Option<String>| version.as_ref().map(|text| words.text(text)).unwrap_or_default();
        let name = format!(
            "{} {} / {}",
            words.place(&found.offence),
            version(&found.old.version),
            version(&found.new.version)
        );
        let rule = found.rule.as_ref().map(|rule| words.aside(&words.place(&rule.place))).unwrap_or_default();
        let text = format!("{}{rule}", words.language.of(&found.why));
        let tone = if found.governs == Governing::Open { Truth::Open } else { Truth::Established };
        table.pair(&name, Cell::status(&text, tone));
    }
    table
}

fn tracks(person: &PersonFindings, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::whole(words.place),
        Column::prose(words.what),
        Column::whole(words.status),
        Column::prose(words.found),
    ]);
    for track in person.tracks.iter().filter(|track| stands(&track.rule.place, place)) {
        let mut found: Vec<String> = track.levels.iter().map(|one| level(one, words)).collect();
        found.extend(points(track, words));
        found.extend(track.reliefs.iter().map(|relief| {
            let open = if relief.status == Truth::Open { words.aside(words.truth(Truth::Open)) } else { String::new() };
            format!("{}{open}", cited(&relief.rule, words))
        }));
        found.extend(track.limitation.iter().map(|(rule, _)| rule).map(|rule| cited(rule, words)));
        if of_the_public(track) || place.is_some() {
            found.extend(behind(&track.behind, words));
        }
        let status = words.truth(track.status).to_owned() + &words.aside(words.track_reason(track.reason));
        table.rows.push(vec![
            words.place(&track.rule.place).into(),
            words.language.of(&track.rule.text.label).into(),
            Cell::status(&status, track.status),
            found.join("\n").into(),
        ]);
    }
    table
}

/// Limitation act by act, at each grade still possible.
pub(super) fn limitation(charge: &Charge, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::new(vec![
        Column::prose(words.grade),
        Column::whole(words.act()),
        Column::whole(words.status),
        Column::prose(words.why_governs()),
    ]);
    for found in charge.limitation.iter().filter(|found| stands(&found.rule.place, place)) {
        for act in &found.acts {
            let mut why = vec![cited(&found.rule, words) + &assumed(found, words)];
            why.extend(act.put_off.iter().chain(&act.unlimited).map(|rule| cited(rule, words)));
            let from = act.until.as_ref().map(|until| words.barred_after(words.language.of(until))).unwrap_or_default();
            table.rows.push(vec![
                words.language.of(&found.grade.label).into(),
                words.conduct(&act.conduct).into(),
                format!("{}{from}", words.limitation(act.barred)).into(),
                why.join("\n").into(),
            ]);
        }
    }
    table
}

/// Ways out, what the file says of each, and where they lead; one that is not open only where its place is asked for.
pub(super) fn exits(charge: &Charge, place: Option<&Place>, words: &Words) -> Table {
    let mut table = Table::pairs();
    let closed = charge.closed_exits.iter().filter(|_| place.is_some());
    for exit in charge.exits.iter().chain(closed).filter(|exit| of_exit(exit).any(|at| stands(at, place))) {
        let to = exit.to.as_ref().map(|(place, says)| {
            let says = says.as_ref().map(|says| words.language.of(&says.label)).unwrap_or_default();
            format!(" → {}{}{says}", words.place(place), words.colon)
        });
        let status = if exit.not_invoked { words.exit_not_invoked() } else { words.truth(exit.status) };
        let text = format!("{status}{}{}", words.stop, words.language.of(&exit.rule.text.label));
        let mut lines = vec![text + &to.unwrap_or_default()];
        if exit.not_invoked {
            lines.push(words.may_be_invoked(&exit.rule.place));
        }
        lines.extend(behind(&exit.behind, words));
        table.pair(&words.place(&exit.rule.place), Cell::status(&lines.join("\n"), exit.status));
    }
    table
}

/// What the file says of what a rule needs, and what its place states besides.
fn behind(behind: &Behind, words: &Words) -> Vec<String> {
    let fact = |one: &Relied| {
        let (label, value) = (words.language.of(&one.label), words.language.of(&one.value));
        format!("{}{} = {value}", label, words.aside(&words.subject(&one.fact)))
    };
    let facts = words.join(behind.facts.iter().map(fact));
    let facts = if facts.is_empty() { words.nothing_of_it().to_owned() } else { facts };
    let says = behind.says.iter().map(|text| words.language.of(&text.label).to_owned());
    std::iter::once(format!("{}{}{facts}", words.on_file(), words.colon)).chain(says).collect()
}
