//! What guidance of a province (省级实施细则) may set: starting points, increments, percentages, usual fines and usual
//! probation. Offences, grades, bands and limits are for statutes and interpretations.

use super::book::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;

/// The rank whose instruments are held to this.
const RANK: &str = "provincial-guidance";

/// What stands in guidance of a province and is not for a province to set, and that it does not say until when its standing
/// was `checked`: what is not published is changed unnoticed.
pub(super) fn wrong(rank: Option<&str>, entries: &[Entry], id: Span, checked: bool) -> Diagnostics {
    if rank != Some(RANK) {
        return Diagnostics::new();
    }
    let unchecked = (!checked).then(|| {
        let message = "expected until when the standing of these rules was checked, found nothing".to_owned();
        Diagnostic::warning("unchecked", id, message)
            .at_fault("no `checked` in this instrument")
            .help("write `checked` and the day, such as `checked 2026-11-29`; an analysis dated after it says so")
    });
    let refused = entries.iter().filter(|entry| !may_set(entry)).map(|entry| {
        let message = format!("`{}` at {} is not for guidance of a province", entry.kind, entry.place);
        Diagnostic::error("beyond-province", entry.span, message)
            .at_fault("only a statute or an interpretation can set this")
            .help("a province sets starting points, increments, factors and their cap, usual fines and usual probation")
    });
    unchecked.into_iter().chain(refused).collect()
}

fn may_set(entry: &Entry) -> bool {
    match &*entry.kind {
        "article" | "par" | "item" | "states" | "not encoded" | "start" | "increment" | "factor" | "cap" => true,
        "fine" => entry.encoded.starts_with("from "),
        "probation" => entry.encoded.starts_with("usual") || entry.encoded.starts_with("unusual"),
        _ => false,
    }
}
