//! Comparisons, sweeps and witnesses as JSON, schemas `gravamen.comparison/1`, `gravamen.sweep/1`, `gravamen.witness/1`.

use serde_json::{Map, Value, json};

use super::json::{label, list, parameter, place, places, proposal};
use super::json_analysis::could_change;
use crate::explain::findings::CouldChange;
use crate::place::Place;
use crate::range::Number;
use crate::report::changes::Changes;
use crate::report::compare::About;
use crate::report::sweep::{self, Grid};
use crate::study::compare::{Comparison, Move, Row};
use crate::study::scale::{Charged, Scale, Standing};
use crate::study::sweep::{Levels, Sweep, distribution};
use crate::study::witness::Search;

/// For each row of a comparison, and each law, what could change the result of each charge.
pub type Changing = Vec<Vec<Vec<(Place, CouldChange)>>>;

/// A comparison, with what could change each result where that was asked for.
pub fn comparison(found: &Comparison, about: &About, changing: &Changing) -> Value {
    let laws = (1..about.laws.len()).map(|side| {
        json!({
            "law": about.laws[side],
            "changes": about.changes.get(side - 1).map(changes),
            "moves": moves(found, side),
            "transitions": transitions(found, side),
        })
    });
    json!({
        "schema": "gravamen.comparison/1",
        "cases": about.cases,
        "persons": found.rows.len(),
        "synthetic": about.synthetic.as_ref().map(|(number, title)| json!({ "cases": number, "profile": title })),
        "without": about.without,
        "offence": about.offence,
        "levels": list(&found.scale.levels, |level| json!({ "name": level.name, "label": label(&level.label) })),
        "base": about.laws[0],
        "laws": laws.collect::<Vec<_>>(),
        "rows": found.rows.iter().enumerate().map(|(at, one)| row(found, one, changing.get(at))).collect::<Vec<_>>(),
    })
}

/// The smallest cases on which two laws differ.
pub fn witness(found: &Search, scale: &Scale, laws: [&str; 2], bounds: (usize, usize)) -> Value {
    let witnesses = found.witnesses.iter().map(
        |one| json!({ "case": one.text, "before": standing(scale, &one.before), "after": standing(scale, &one.after) }),
    );
    json!({
        "schema": "gravamen.witness/1",
        "between": laws,
        "bounds": { "acts": bounds.0, "amounts": bounds.1 },
        "looked": found.looked,
        "exhausted": found.exhausted,
        "witnesses": witnesses.collect::<Vec<_>>(),
    })
}

/// What a law changes of another.
fn changes(changes: &Changes) -> Value {
    let [zh, en] = &changes.lines;
    let lines = zh.iter().zip(en).map(|(zh, en)| {
        let both = |zh: &str, en: &str| {
            let nothing = zh.is_empty() && en.is_empty();
            if nothing { Value::Null } else { json!({ "zh": zh, "en": en }) }
        };
        json!({ "place": en.at.to_string(), "old": both(&zh.old, &en.old), "new": both(&zh.new, &en.new) })
    });
    let choices: Map<String, Value> =
        changes.choices.iter().map(|(name, option)| (name.clone(), option.as_str().into())).collect();
    json!({
        "as_of": changes.days.1.to_string(),
        "proposals": list(&changes.proposals, proposal),
        "parameters": list(&changes.parameters, parameter),
        "choices": choices,
        "lines": lines.collect::<Vec<_>>(),
    })
}

/// A sweep.
pub fn sweep(found: &Sweep, scale: &Scale, about: &sweep::About) -> Value {
    let levels = |(least, most): Levels| json!({ "least": scale.levels[least].name, "most": scale.levels[most].name });
    let breaks = found.breaks.iter().map(|change| {
        let (case, person) = &about.persons[change.row];
        json!({
            "at": whole(change.at),
            "case": case,
            "person": person,
            "before": levels(change.before),
            "after": levels(change.after),
        })
    });
    let steps = distribution(found).into_iter().map(|(from, counts)| {
        let name = |at: Option<usize>| at.map_or("open", |at| scale.levels[at].name.as_str()).to_owned();
        let counts: Value = counts.into_iter().map(|(at, count)| (name(at), Value::from(count))).collect();
        json!({ "from": whole(from), "persons": counts })
    });
    json!({
        "schema": "gravamen.sweep/1",
        "law": about.law,
        "changes": about.changes.first().map(changes),
        "over": about.over,
        "values": { "min": whole(found.values.0), "max": whole(found.values.1) },
        "cases": about.cases,
        "persons": about.persons.len(),
        "excluded": about.excluded,
        "synthetic": about.synthetic.as_ref().map(|(number, title)| json!({ "cases": number, "profile": title })),
        "exhausted": found.exhausted,
        "breaks": breaks.collect::<Vec<_>>(),
        "distribution": steps.collect::<Vec<_>>(),
    })
}

/// A grid over two numbers.
pub fn grid(found: &Grid, about: &sweep::About) -> Value {
    let values = |values: &[Number]| values.iter().map(|value| whole(*value)).collect::<Vec<_>>();
    json!({
        "schema": "gravamen.grid/1",
        "law": about.law,
        "changes": about.changes.first().map(changes),
        "cases": about.cases,
        "persons": found.persons,
        "excluded": about.excluded,
        "synthetic": about.synthetic.as_ref().map(|(number, title)| json!({ "cases": number, "profile": title })),
        "down": { "over": found.down.0, "values": values(&found.down.1) },
        "across": { "over": found.across.0, "values": values(&found.across.1) },
        "reached": found.reached,
    })
}

/// A whole number of a sweep. INVARIANT: what is swept is at most the largest number of a file.
fn whole(number: Number) -> Value {
    i64::try_from(number).map_or(Value::Null, Value::from)
}

/// The stable name of a move.
fn move_name(kind: Move) -> &'static str {
    match kind {
        Move::Stricter => "stricter",
        Move::Milder => "milder",
        Move::Unclear => "unclear",
        Move::Band => "band",
        Move::Same => "same",
    }
}

fn moves(found: &Comparison, side: usize) -> Value {
    found.moves(side).into_iter().map(|(kind, number)| (move_name(kind).to_owned(), Value::from(number))).collect()
}

fn transitions(found: &Comparison, side: usize) -> Value {
    let name = |at: Option<usize>| at.map_or("open", |at| found.scale.levels[at].name.as_str());
    let cells = found.transitions(side).into_iter().map(|((from, to), rows)| {
        let persons = rows.iter().map(|&row| format!("{}/{}", found.rows[row].case, found.rows[row].person));
        json!({ "from": name(from), "to": name(to), "persons": rows.len(), "which": persons.collect::<Vec<_>>() })
    });
    cells.collect()
}

fn row(found: &Comparison, row: &Row, changing: Option<&Vec<Vec<(Place, CouldChange)>>>) -> Value {
    let moves: Vec<&str> = (1..row.standings.len()).map(|side| move_name(row.moved(side))).collect();
    let mut shown = json!({
        "case": row.case,
        "file": row.file,
        "person": row.person,
        "standings": list(&row.standings, |one| standing(&found.scale, one)),
        "moves": moves,
    });
    if let Some(laws) = changing {
        shown["could_change"] = list(laws, |charges| list(charges, could_change));
    }
    shown
}

/// Where someone stands.
pub fn standing(scale: &Scale, standing: &Standing) -> Value {
    json!({
        "least": scale.levels[standing.least].name,
        "most": scale.levels[standing.most].name,
        "exact": standing.exact,
        "charge": standing.charge.as_ref().map(charged),
        "track": standing.track.as_ref().map(place),
    })
}

fn charged(charge: &Charged) -> Value {
    json!({
        "offence": place(&charge.offence),
        "text": charge.text,
        "grounds": places(&charge.grounds),
        "imprisonment_months": charge.band.imprisonment.map(|(min, max)| json!({ "min": min, "max": max })),
        "fine": charge.band.fine.map(|fine| fine.name()),
    })
}
