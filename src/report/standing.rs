//! Until when the standing of the law was checked (效力核对): said where a result is dated after it.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Words;
use crate::explain::findings::{Analysis, Charge, InstrumentUsed};
use crate::law::book::sentencing::Standing;
use crate::place::Place;

/// `standing not checked after 2026-05-21 (fs-2017-10), 2026-07-17 (cl)`, of the instruments that the result cites, and of
/// the rules that say for themselves until when they were looked up; nothing where each was checked up to the day of the law.
pub fn line(analysis: &Analysis, words: &Words) -> Option<String> {
    let cited = cited(analysis);
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
    let each = late.iter().map(|(day, of)| format!("{day}{}", words.aside(&words.join(of))));
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

/// The offences, the grounds and the steps of guidance that are shown with them, and the instruments whose status is.
fn cited(analysis: &Analysis) -> BTreeSet<Place> {
    let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
    let shown = || charges().filter(|charge: &&Charge| charge.present.possible());
    let offences = shown().map(|charge| charge.offence.clone());
    let grounds = shown().flat_map(|charge| &charge.grounds).map(|ground| ground.place.clone());
    let steps = charges().flat_map(|charge| &charge.sentencing.grades).flat_map(|grade| &grade.steps);
    let applied = steps.filter(|step| step.status.possible()).map(|step| step.place.clone());
    let whole = |(instrument, _): &(String, Standing)| Place { instrument: instrument.clone(), path: Vec::new() };
    let statuses = charges().flat_map(|charge| &charge.sentencing.statuses).map(whole);
    offences.chain(grounds).chain(applied).chain(statuses).collect()
}
