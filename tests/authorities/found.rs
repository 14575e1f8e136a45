//! What the engine finds where a check looks.

use gravamen::engine::Settings;
use gravamen::explain::findings::{Analysis, Charge, GroundFinding, JointTerm};
use gravamen::law::book::sentencing::ProbationRule;
use gravamen::law::book::{Band, Months};
use gravamen::place::Place;
use gravamen::range::Range;
use gravamen::truth::Truth;

use super::table::{Check, Points};
use super::{RESEARCHED, entries, name};
use crate::evaluation::support::{JUDGED, analyse_on, engine, place, settled};

/// What is found where a check looks, by name.
type Look = fn(&Check, &Analysis) -> String;

/// What does not hold of a check; nothing where all of it does.
pub fn wrong(check: &Check) -> impl Iterator<Item = String> {
    let looked: [(&Option<Points>, Look); 12] = [
        (&check.values, |check, analysis| name(ground(charge(check, analysis), &check.place))),
        (&check.circumstance, circumstance),
        (&check.charge, |check, analysis| {
            name(charge(check, analysis).map_or(Truth::Excluded, |charge| charge.status))
        }),
        (&check.limitation, limitation),
        (&check.track, track),
        (&check.usual_fine, usual_fine),
        (&check.fine_floor, fine_floor),
        (&check.fine_within, fine_within),
        (&check.fine_alone, fine_alone),
        (&check.probation_shall, probation_shall),
        (&check.track_fine, track_fine),
        (&check.joint, joint),
    ];
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (points, look) in looked {
        for (value, expected) in points.iter().flatten() {
            let found = look(check, &analysed(check, value));
            checked += 1;
            if found != *expected {
                wrong.push(format!("{} with {value}: {found}, not {expected}", check.place));
            }
        }
    }
    if let Some(figure) = check.figure {
        checked += 3;
        wrong.extend(around(check, figure));
    }
    if let Some(words) = &check.words {
        checked += 1;
        let book = &engine(check.on.unwrap_or(RESEARCHED)).book;
        if !entries(book, &check.place).iter().any(|entry| entry.encoded.contains(words.as_str())) {
            let said: Vec<&str> = entries(book, &check.place).iter().map(|entry| entry.encoded.as_str()).collect();
            wrong.push(format!("{} does not say `{words}`: {said:?}", check.place));
        }
    }
    if let Some(expected) = &check.band {
        checked += 1;
        let found = band(check);
        if found != *expected {
            wrong.push(format!("{}: {found}, not {expected}", check.place));
        }
    }
    assert!(checked > 0, "nothing is checked at {}", check.place);
    wrong.into_iter()
}

/// One below the figure, at it, and one above: of money, a fen.
fn around(check: &Check, figure: i64) -> Vec<String> {
    let mut wrong = Vec::new();
    for (step, above) in [(-1, false), (0, true), (1, true)] {
        let value = if check.money {
            let fen = figure * 100 + step;
            format!("{}.{:02}", fen / 100, fen % 100)
        } else {
            (figure + step).to_string()
        };
        let analysis = analysed(check, &value);
        let charge = charge(check, &analysis);
        let reached = check.reached.as_deref().unwrap_or("established");
        let expected = if above { reached } else { "excluded" };
        let found = name(ground(charge, &check.place));
        if found != expected {
            wrong.push(format!("{} at {value}: {found}, not {expected}", check.place));
        }
        if let Some((below, at)) = &check.grades {
            let expected = if above { at } else { below };
            let found = charge.map_or_else(|| "none".to_owned(), settled);
            if found != *expected {
                wrong.push(format!("{} at {value}: grade {found}, not {expected}", check.place));
            }
        }
    }
    wrong
}

fn analysed(check: &Check, value: &str) -> Analysis {
    let choices = check.choose.iter().map(|(name, option)| (name.clone(), option.clone())).collect();
    let settings = Settings { choices, ..Settings::default() };
    analyse_on(&check.file(value), check.on.unwrap_or(JUDGED), &settings)
}

/// The charge that the check is about, unless nothing of it is there.
fn charge<'a>(check: &Check, analysis: &'a Analysis) -> Option<&'a Charge> {
    let offence = place(check.offence.as_deref().unwrap_or("cl/253-1"));
    analysis.persons[0].charges.iter().find(|charge| charge.offence == offence)
}

/// How a ground stands, itself or as a part of another; one that is not shown is excluded.
fn ground(charge: Option<&Charge>, at: &str) -> Truth {
    fn find(grounds: &[GroundFinding], at: &Place) -> Option<Truth> {
        let listed = grounds.iter().filter(|ground| ground.place == *at).map(|ground| ground.status).max();
        listed.or_else(|| grounds.iter().find_map(|ground| find(&ground.parts, at)))
    }
    charge.and_then(|charge| find(&charge.grounds, &place(at))).unwrap_or(Truth::Excluded)
}

fn circumstance(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let found = charge(check, analysis).into_iter().flat_map(|charge| &charge.circumstances);
    name(found.filter(|found| found.place == at).map(|found| found.status).max().unwrap_or(Truth::Excluded))
}

/// How the first act stands, where the rule at the place is the one that governs.
fn limitation(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let found = charge(check, analysis).and_then(|charge| charge.limitation.iter().find(|one| one.rule.place == at));
    found.map_or_else(|| "another rule".to_owned(), |limitation| limitation.acts[0].name().to_owned())
}

fn track(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let found = analysis.persons[0].tracks.iter().find(|track| track.rule.place == at);
    name(found.map_or(Truth::Excluded, |track| track.status))
}

fn usual_fine(check: &Check, analysis: &Analysis) -> String {
    let fine = charge(check, analysis).and_then(|charge| charge.usual_fine.as_ref());
    fine.map_or_else(|| "none".to_owned(), |fine| format!("{} .. {}", yuan(fine.fen.min), yuan(fine.fen.max)))
}

fn fine_floor(check: &Check, analysis: &Analysis) -> String {
    let floor = charge(check, analysis).and_then(|charge| charge.sentencing.fine.floor);
    floor.map_or_else(|| "none".to_owned(), |Range { min, .. }| yuan(min))
}

fn fine_within(check: &Check, analysis: &Analysis) -> String {
    let within = charge(check, analysis).and_then(|charge| charge.sentencing.fine.within.as_ref());
    within.map_or_else(|| "none".to_owned(), |(.., months)| months.to_string())
}

/// Whether a fine may stand alone by the rule at the place.
fn fine_alone(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let alone = charge(check, analysis).into_iter().flat_map(|charge| &charge.sentencing.fine.alone);
    name(alone.filter(|(found, ..)| *found == at).map(|(.., status)| *status).max().unwrap_or(Truth::Excluded))
}

/// Whether the rule at the place makes probation mandatory.
fn probation_shall(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let probation = charge(check, analysis).and_then(|charge| charge.sentencing.probation.as_ref());
    let reasons = probation.into_iter().flat_map(|probation| &probation.reasons);
    let mandatory = reasons.filter(|reason| reason.rule == Some(ProbationRule::Shall) && reason.place == at);
    name(mandatory.map(|reason| reason.status).max().unwrap_or(Truth::Excluded))
}

/// The fine of the first level of the track at the place.
fn track_fine(check: &Check, analysis: &Analysis) -> String {
    let at = place(&check.place);
    let track = analysis.persons[0].tracks.iter().find(|track| track.rule.place == at);
    let fine = track.and_then(|track| track.levels.first()?.fine.as_ref());
    fine.map_or_else(|| "none".to_owned(), |(_, fen)| format!("{} .. {}", yuan(fen.min), yuan(fen.max)))
}

/// The joint term, each penalty with the total that it is drawn from.
fn joint(_: &Check, analysis: &Analysis) -> String {
    let Some(joint) = &analysis.persons[0].joint else { return "none".to_owned() };
    let term = |term: &JointTerm| {
        let (least, most) = term.months;
        format!("{} {least} .. {most} of {}", term.term.name(), term.total)
    };
    joint.terms.iter().map(term).collect::<Vec<_>>().join(", ")
}

fn yuan(fen: i128) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    if rest == 0 { yuan.to_string() } else { format!("{yuan}.{rest:02}") }
}

/// The terms of a grade, as the law book has them.
fn band(check: &Check) -> String {
    let book = &engine(check.on.unwrap_or(RESEARCHED)).book;
    let at = place(check.offence.as_deref().unwrap_or(&check.place));
    let mut texts = book.offences.iter().filter(|offence| offence.place == at && offence.version == check.text);
    let Some(offence) = texts.next() else { return "no such offence".to_owned() };
    let Some(grade) = offence.grades.iter().find(|grade| Some(&grade.name) == check.grade.as_ref()) else {
        return "no such grade".to_owned();
    };
    let Band { imprisonment, detention, control, life, deprivation, fine, forfeiture, .. } = &grade.band;
    let word = |name: &str, there: bool| there.then(|| name.to_owned());
    let months =
        |name: &str, months: &Option<Months>| months.as_ref().map(|(from, to)| format!("{name} {from} .. {to}"));
    let parts = [
        months("imprisonment", imprisonment),
        months("detention", detention),
        months("control", control),
        word("life", *life),
        word("deprivation", *deprivation),
        fine.as_ref().map(|fine| format!("fine {}", fine.name())),
        word("forfeiture", *forfeiture),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
