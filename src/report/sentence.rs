//! Penalties and circumstances as a line of text.

use super::numbers;
use super::words::Words;
use crate::explain::findings::{CircumstanceFinding, Reachable, UsualFine};
use crate::law::book::{Band, FineMode};
use crate::quantity::Unit;
use crate::range::Range;

/// The penalties of a band: `imprisonment 36–84 months (3–7 years), with a fine`.
pub fn band(band: &Band, words: &Words) -> String {
    penalties(band, band.fine, words)
}

/// What circumstances leave possible.
pub fn reachable(reachable: &Reachable, words: &Words) -> String {
    let mut text = penalties(&reachable.band, reachable.fine, words);
    if reachable.exempt {
        text += words.pause;
        text += words.exempt;
    }
    text
}

/// Whether circumstances leave anything but what the bands do.
pub fn moves(bands: &Reachable, reachable: &Reachable) -> bool {
    reachable.exempt || reachable.fine != bands.fine || Band { fine: bands.band.fine, ..reachable.band } != bands.band
}

/// The fine with where it stands, said to be guidance unless it binds.
pub fn usual_fine(fine: &UsualFine, words: &Words) -> String {
    let (amount, cited) = (numbers::range(fine.fen, Unit::Yuan, words), words.place(&fine.place));
    let guidance = if fine.shall { String::new() } else { format!("{}{}", words.guidance_only, words.pause) };
    amount + &words.aside(&(guidance + &cited))
}

/// What a circumstance does: `may be lighter, mitigated`.
pub fn effects(circumstance: &CircumstanceFinding, words: &Words) -> String {
    let each = circumstance.effects.iter().map(|(modal, effects)| {
        words.modal(*modal).to_owned() + &words.join(effects.iter().map(|effect| words.effect(*effect)))
    });
    each.collect::<Vec<_>>().join(words.stop)
}

fn penalties(band: &Band, fine: Option<FineMode>, words: &Words) -> String {
    let terms =
        [(words.imprisonment, band.imprisonment), (words.detention, band.detention), (words.control, band.control)];
    let terms: Vec<String> = terms
        .into_iter()
        .filter_map(|(name, months)| Some(format!("{name}{}{}", words.gap, numbers::months(months?, words))))
        .collect();
    let mut terms = terms;
    if band.life {
        terms.push(words.life.to_owned());
    }
    if band.deprivation {
        terms.push(words.deprivation.to_owned());
    }
    let amount = band
        .fine_amount
        .filter(|_| fine.is_some())
        .map_or_else(String::new, |(min, max)| words.aside(&numbers::range(Range { min, max }, Unit::Yuan, words)));
    match (terms.is_empty(), fine) {
        (true, None) => words.no_penalty.to_owned(),
        (true, Some(_)) => words.fine.to_owned() + &amount + &words.or_forfeiture(band),
        (false, None) => terms.join(words.or),
        (false, Some(fine)) => terms.join(words.or) + words.fine_beside(fine) + &amount + &words.or_forfeiture(band),
    }
}
