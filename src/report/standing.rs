//! Until when the standing of the law was checked (效力核对): said where a result is dated after it.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Words;
use crate::explain::findings::{Analysis, Charge};

/// `standing not checked after 2026-05-21 (fs-2017-10), 2026-07-17 (cl)`, of the instruments that the result cites; nothing
/// where each was checked up to the day of the law.
pub fn line(analysis: &Analysis, words: &Words) -> Option<String> {
    let cited = cited(analysis);
    let mut late: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for used in analysis.instruments.iter().filter(|used| cited.contains(used.id.as_str())) {
        // Days of one form stand in the order of their letters.
        if let Some(checked) = used.checked.as_deref().filter(|checked| *checked < analysis.as_of.as_str()) {
            late.entry(checked).or_default().push(&used.id);
        }
    }
    let each = late.iter().map(|(day, ids)| format!("{day}{}", words.aside(&words.join(ids))));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| format!("{}{}{}", words.not_checked_after, words.gap, words.join(each)))
}

/// The instruments of the offences, and of the grounds and guidance that are shown with them.
fn cited(analysis: &Analysis) -> BTreeSet<&str> {
    let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
    let shown = |charge: &Charge| charge.present.possible();
    let offences = charges().filter(|charge| shown(charge)).map(|charge| &charge.offence);
    let grounds =
        charges().filter(|charge| shown(charge)).flat_map(|charge| &charge.grounds).map(|ground| &ground.place);
    let guidance = charges().flat_map(|charge| &charge.sentencing.statuses).map(|(instrument, _)| instrument.as_str());
    offences.chain(grounds).map(|place| place.instrument.as_str()).chain(guidance).collect()
}
