//! What stands beside the grades as JSON: law in time, limitation, ways out, tracks, what readings move.

use serde_json::{Map, Value, json};

use super::json::{band, grades, label, list, place, range};
use crate::explain::collateral::{
    ActTime, Behind, Cited, CombinedFinding, Compared, Comparison, DayTaken, ExitFinding, LevelFinding,
    LimitationFinding, Moved, ReliefFinding, TrackFinding,
};
use crate::explain::findings::{ChoiceFinding, Modal};
use crate::quantity::Unit;

/// A rule that is cited.
fn cited(rule: &Cited) -> Value {
    json!({
        "place": place(&rule.place),
        "label": label(&rule.text.label),
        "verification": rule.text.verification.name(),
    })
}

/// Which law governs an act.
pub(super) fn act_time(act: &ActTime) -> Value {
    let texts = list(&act.texts, |met| {
        let interpretations = list(&met.interpretations, |one| {
            json!({
                "instrument": one.instrument,
                "title": label(&one.title),
                "status": one.status.name(),
                "in_force_at_act": one.at_act.name(),
                "reason": one.rule.as_ref().map(cited),
                "earlier": list(&one.earlier, |earlier| json!({
                    "number": earlier.number,
                    "label": label(&earlier.text.label),
                    "verification": earlier.text.verification.name(),
                    "status": earlier.status.name(),
                    "encoded": earlier.held,
                })),
            })
        });
        json!({
            "offence": place(&met.offence),
            "text": met.version,
            "status": met.status.name(),
            "days": met.days.as_ref().map(label),
            "interpretations": interpretations,
        })
    });
    json!({ "act": act.act, "days": label(&act.days), "texts": texts, "reasons": list(&act.rules, cited) })
}

/// Two texts, and which governs.
pub(super) fn comparison(found: &Comparison) -> Value {
    json!({
        "offence": place(&found.offence),
        "old": compared(&found.old),
        "new": compared(&found.new),
        "governs": found.governs.name(),
        "rule": found.rule.as_ref().map(cited),
        "why": label(&found.why),
        "together": found.together.as_ref().map(|(all, rule)| json!({ "of": compared(all), "rule": cited(rule) })),
    })
}

fn compared(side: &Compared) -> Value {
    let bands = list(&side.bands, |one| one.as_ref().map(band).into());
    json!({ "text": side.version, "grades": grades(&side.grades), "bands": bands })
}

/// Limitation at a grade.
pub(super) fn limitation(found: &LimitationFinding) -> Value {
    let acts = list(&found.acts, |act| {
        json!({
            "batch": act.conduct,
            "status": act.name(),
            "barred_from": act.from.as_ref().map(label),
            "restarted_by": act.put_off.as_ref().map(cited),
            "unlimited_by": list(&act.unlimited, cited),
        })
    });
    json!({ "grade": found.grade.name, "rule": cited(&found.rule), "to": day(&found.to), "acts": acts })
}

fn day(day: &DayTaken) -> Value {
    json!({ "fact": day.fact, "label": label(&day.label), "value": label(&day.value), "assumed": day.assumed })
}

/// A way out.
pub(super) fn exit(exit: &ExitFinding) -> Value {
    let to = exit
        .to
        .as_ref()
        .map(|(to, says)| json!({ "place": place(to), "label": says.as_ref().map(|says| label(&says.label)) }));
    json!({ "rule": cited(&exit.rule), "status": exit.status.name(), "to": to, "facts": facts(&exit.behind) })
}

/// A violation on a track.
pub(super) fn track(track: &TrackFinding) -> Value {
    let mut value = json!({
        "track": track.track,
        "place": place(&track.rule.place),
        "label": label(&track.rule.text.label),
        "verification": track.rule.text.verification.name(),
        "status": track.status.name(),
        "reason": track.reason.name(),
        "conduct": track.conduct.name(),
        "below": list(&track.below, place),
        "to": track.to.as_ref().map(|(to, _)| place(to)),
        "to_label": track.to.as_ref().and_then(|(_, says)| says.as_ref()).map(|says| label(&says.label)),
        "batches": list(&track.acts, |(name, status)| json!({ "batch": name, "status": status.name() })),
        "levels": list(&track.levels, level),
        "reliefs": list(&track.reliefs, relief),
        "limitation": track.limitation.as_ref().map(|(rule, to)| json!({ "rule": cited(rule), "to": day(to) })),
        "facts": facts(&track.behind),
        "states": list(&track.behind.says, |says| label(&says.label)),
    });
    if track.to_barred {
        value["to_out_of_time"] = true.into();
    }
    value
}

/// The facts that a rule asks for and the file states.
fn facts(behind: &Behind) -> Value {
    list(&behind.facts, |one| json!({ "fact": one.fact, "label": label(&one.label), "value": label(&one.value) }))
}

fn level(level: &LevelFinding) -> Value {
    json!({
        "level": level.name,
        "place": place(&level.place),
        "label": label(&level.label),
        "status": level.status.name(),
        "days": level.days.map(|(min, max)| json!({ "min": min, "max": max })),
        "fine_yuan": level.fine.map(|(_, fine)| range(fine, Unit::Yuan)),
        "fine_mode": level.fine.map(|(mode, _)| mode.name()),
        "gains_yuan": level.gains.map(|(_, gains)| range(gains, Unit::Yuan)),
        "gains_taken": level.gains.map(|(taken, _)| taken.name()),
    })
}

fn relief(relief: &ReliefFinding) -> Value {
    let effects = list(&relief.effects, |(modal, effects)| {
        let modal = match modal {
            Modal::May => "may",
            Modal::Shall => "shall",
        };
        json!({ "modal": modal, "effect": effects })
    });
    json!({ "rule": cited(&relief.rule), "status": relief.status.name(), "effects": effects })
}

/// The most that several punishments come to.
pub(super) fn combined(found: &CombinedFinding) -> Value {
    json!({ "rule": cited(&found.rule), "days": found.days })
}

/// The rank of what supports each option of a reading.
pub(super) fn authority(choice: &ChoiceFinding) -> Map<String, Value> {
    choice.authority.iter().map(|(option, rank)| (option.clone(), label(rank))).collect()
}

/// What each option of a reading moves beside the grade, and how the option was verified.
pub(super) fn moves(choice: &ChoiceFinding) -> (Value, Value) {
    let moved = |one: &Moved| json!({ "place": place(&one.place), "now": one.now.name(), "then": one.then.name() });
    let moves: Map<String, Value> =
        choice.moves.iter().map(|(option, moves)| (option.clone(), list(moves, moved))).collect();
    let verification: Map<String, Value> =
        choice.verification.iter().map(|(option, tag)| (option.clone(), tag.name().into())).collect();
    (moves.into(), verification.into())
}
