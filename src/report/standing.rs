//! Until when the standing of the law was checked (效力核对): said where a result is dated after it.

use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use super::words::Words;
use crate::explain::findings::{Analysis, Charge, InstrumentUsed};
use crate::law::book::sentencing::Standing;
use crate::place::Place;

/// How many instruments of a day are named before the rest is counted.
const NAMED: usize = 2;

/// `standing not checked after 2026-05-21 (fs-2017-10), 2026-07-17 (cl)`, of the instruments that the result cites, and of
/// the rules that say for themselves until when they were looked up; nothing where each was checked up to the day of the law.
/// In brief, of several days only the first.
pub fn line(analysis: &Analysis, brief: bool, words: &Words) -> Option<String> {
    let cited = rested_on(analysis);
    let mut late: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for used in &analysis.instruments {
        for place in cited.iter().filter(|place| place.instrument == used.id) {
            let Some((day, of)) = checked(used, place, words) else { continue };
            // Days of one form stand in the order of their letters.
            if day < analysis.as_of.as_str() {
                late.entry(day).or_default().insert(of);
            }
        }
    }
    if let (Some((day, of)), true) = (late.first_key_value(), brief && late.len() > 1) {
        let of = of.iter().map(String::as_str).collect::<Vec<_>>();
        return Some(words.checked_from(&words.date_of(day), &words.aside(&alike::some_of(&of, NAMED, words))));
    }
    let each = late.iter().map(|(day, of)| format!("{}{}", words.date_of(day), words.aside(&words.join(of))));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("{}{}{}", words.not_checked_after, words.gap, words.join(each)))
}

/// Until when a place was looked up, and what was: the innermost part around it that says so, or the instrument.
fn checked<'a>(used: &'a InstrumentUsed, place: &Place, words: &Words) -> Option<(&'a str, String)> {
    let around = used.checked_apart.iter().filter(|(part, _)| place.within(part));
    let innermost = around.max_by_key(|(part, _)| part.path.len());
    let own = innermost.map(|(part, day)| (day.as_str(), words.place(part)));
    own.or_else(|| Some((used.checked.as_deref()?, words.instrument(&used.id))))
}

/// What the result cites, and where what that asks is defined.
fn rested_on(analysis: &Analysis) -> BTreeSet<Place> {
    let cited = cited(analysis);
    let rests = analysis.instruments.iter().flat_map(|used| &used.rests);
    let around = |rule: &Place| cited.iter().any(|place| place.within(rule));
    let defined: Vec<Place> = rests.filter(|(rule, _)| around(rule)).map(|(_, place)| place.clone()).collect();
    cited.into_iter().chain(defined).collect()
}

/// The offences, the grounds and the steps of guidance that are shown with them, the tracks with their limitation and what
/// moves their punishment, and the instruments whose status is.
fn cited(analysis: &Analysis) -> BTreeSet<Place> {
    let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
    let shown = || charges().filter(|charge: &&Charge| charge.present.possible());
    let offences = shown().map(|charge| charge.offence.clone());
    let grounds = shown().flat_map(|charge| &charge.grounds).map(|ground| ground.place.clone());
    let steps = charges().flat_map(|charge| &charge.sentencing.grades).flat_map(|grade| &grade.steps);
    let applied = steps.filter(|step| step.status.possible()).map(|step| step.place.clone());
    let tracks = analysis.persons.iter().flat_map(|person| &person.tracks).filter(|track| track.status.possible());
    let tracks = tracks.flat_map(|track| {
        let limitation = track.limitation.iter().map(|(rule, _)| &rule.place);
        let reliefs = track.reliefs.iter().map(|relief| &relief.rule.place);
        std::iter::once(&track.rule.place).chain(limitation).chain(reliefs).cloned().collect::<Vec<_>>()
    });
    let whole = |(instrument, _): &(String, Standing)| Place { instrument: instrument.clone(), path: Vec::new() };
    let statuses = charges().flat_map(|charge| &charge.sentencing.statuses).map(whole);
    offences.chain(grounds).chain(applied).chain(tracks).chain(statuses).collect()
}
