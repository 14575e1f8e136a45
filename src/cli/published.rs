//! A published sentence beside what is reachable: each part of it, and whether it can be.

use crate::case::facts::{Sentence, Spread};
use crate::explain::findings::{Charge, Joint, Months, Reachable};
use crate::explain::sentencing::ProbationStatus;
use crate::law::book::{Band, Effect, FineMode, Term};
use crate::place::Place;
use crate::quantity::Unit;
use crate::report::numbers;
use crate::report::words::Words;
use crate::truth::Truth;

/// One part of a published sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which, and how much.
    pub what: What,
    /// Whether it can be: open where it can at some of the grades still possible only, or by a circumstance that is open.
    pub status: Truth,
    /// Where what closes it stands, beside what could change the grade.
    pub closed_by: Vec<Place>,
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A term, in months.
    Term(Term, Spread),
    /// A term for several offences, in months.
    Combined(Spread),
    /// A fine, in yuan.
    Fine(Spread),
    /// Life imprisonment.
    Life,
    /// A fine and nothing else.
    FineAlone,
    /// Probation.
    Probation,
}

/// What of a sentence can be, for a charge and beside the person's others. What can be on the facts of a party alone is open.
pub fn parts(sentence: &Sentence, charge: Option<&Charge>, joint: Option<&Joint>) -> Vec<Part> {
    let mut parts = reached(sentence, charge, charge.and_then(|charge| charge.reachable.as_ref()), joint);
    let surely = charge.and_then(|charge| charge.surely_reachable.as_ref());
    for (part, surely) in parts.iter_mut().zip(reached(sentence, charge, surely, joint)) {
        if part.status == Truth::Established && surely.status == Truth::Excluded {
            part.status = Truth::Open;
            part.closed_by = charge.map(open_ways).unwrap_or_default();
        }
    }
    let otherwise = charge.and_then(|charge| charge.could_change.reachable.as_ref());
    if otherwise.is_some() {
        for (part, otherwise) in parts.iter_mut().zip(reached(sentence, charge, otherwise, joint)) {
            if otherwise.status.possible() {
                part.status = part.status.or(Truth::Open);
            }
        }
    }
    parts
}

/// Where the circumstances stand that lead out of the band and are open.
fn open_ways(charge: &Charge) -> Vec<Place> {
    let leads_out = |effect: &Effect| matches!(effect, Effect::Mitigated | Effect::Exempt);
    let open = charge.circumstances.iter().filter(|one| {
        one.status == Truth::Open && one.effects.iter().any(|(_, effects)| effects.iter().any(leads_out))
    });
    open.map(|one| one.place.clone()).collect()
}

/// What is still to be known or judged for probation.
fn open_conditions(charge: &Charge) -> Vec<Place> {
    let reasons = charge.sentencing.probation.iter().flat_map(|probation| &probation.reasons);
    let mut places: Vec<Place> =
        reasons.filter(|reason| reason.status == Truth::Open).map(|reason| reason.place.clone()).collect();
    places.dedup();
    places
}

/// What of a sentence can be where this is reachable.
fn reached(
    sentence: &Sentence,
    charge: Option<&Charge>,
    reachable: Option<&Reachable>,
    joint: Option<&Joint>,
) -> Vec<Part> {
    let band = reachable.map(|reachable| &reachable.band);
    // What is within reach at one of several grades is one of several outcomes still possible.
    let settled = charge.is_some_and(|charge| charge.band.is_some());
    let can = |can: bool| match (can, settled) {
        (false, _) => Truth::Excluded,
        (true, true) => Truth::Established,
        (true, false) => Truth::Open,
    };
    let mut parts = Vec::new();
    let mut add = |what, status| parts.push(Part { what, status, closed_by: Vec::new() });
    let terms = [
        (Term::Imprisonment, sentence.imprisonment),
        (Term::Detention, sentence.detention),
        (Term::Control, sentence.control),
    ];
    for (term, spread) in terms.into_iter().filter_map(|(term, spread)| Some((term, spread?))) {
        add(
            What::Term(term, spread),
            can(band.and_then(|band| of(band, term)).is_some_and(|range| holds(range, spread))),
        );
    }
    if let Some(spread) = sentence.combined {
        let some = joint.is_some_and(|joint| joint.terms.iter().any(|term| holds(term.months, spread)));
        add(What::Combined(spread), can(some));
    }
    let mode = reachable.and_then(|reachable| reachable.fine);
    if let Some(spread) = sentence.fine {
        let fen = |yuan: u64| i128::from(yuan) * Unit::Yuan.scale();
        let within = band
            .and_then(|band| band.fine_amount)
            .is_none_or(|(least, most)| least <= fen(spread.0) && fen(spread.1) <= most);
        let floor = charge.and_then(|charge| charge.sentencing.fine.floor);
        let above = floor.map_or(Truth::Established, |floor| match fen(spread.0) {
            fine if fine < floor.min => Truth::Excluded,
            fine if fine < floor.max => Truth::Open,
            _ => Truth::Established,
        });
        add(What::Fine(spread), can(mode.is_some() && within).and(above));
    }
    if sentence.fine_alone {
        // A fine and nothing else stands beside no term; of a unit a fine is all that there is.
        let term = sentence.life || terms.iter().any(|(_, spread)| spread.is_some()) || sentence.combined.is_some();
        let no_term = band.is_some_and(|band| terms.iter().all(|(term, _)| of(band, *term).is_none()) && !band.life);
        let alone = matches!(mode, Some(FineMode::WithOrInstead | FineMode::Instead)) || mode.is_some() && no_term;
        add(What::FineAlone, can(alone && !term));
    }
    if sentence.life {
        add(What::Life, can(band.is_some_and(|band| band.life)));
    }
    if sentence.probation {
        let probation = charge.and_then(|charge| charge.sentencing.probation.as_ref());
        let terms = [sentence.imprisonment, sentence.detention, sentence.combined];
        // No term, or a longer one, is no term to suspend.
        let too_long =
            |ceiling: u16| terms.iter().flatten().any(|(least, _)| *least > u64::from(ceiling)) || sentence.life;
        let status = match probation {
            None => Truth::Excluded,
            Some(probation) if sentence.fine_alone || too_long(probation.ceiling) => Truth::Excluded,
            Some(probation) => match probation.status {
                ProbationStatus::Excluded => Truth::Excluded,
                ProbationStatus::Eligible => can(true),
                ProbationStatus::ToBeJudged => Truth::Open,
            },
        };
        add(What::Probation, status);
        if let (Some(part), Some(charge), Truth::Open) = (parts.last_mut(), charge, status) {
            part.closed_by = open_conditions(charge);
        }
    }
    parts
}

fn of(band: &Band, term: Term) -> Option<Months> {
    match term {
        Term::Imprisonment => band.imprisonment,
        Term::Detention => band.detention,
        Term::Control => band.control,
    }
}

fn holds((least, most): Months, spread: Spread) -> bool {
    u64::from(least) <= spread.0 && spread.1 <= u64::from(most)
}

impl What {
    /// Whether it is a term for one offence.
    pub fn is_term(&self) -> bool {
        matches!(self, Self::Term(..))
    }

    /// As a reader is told: `4 months of detention`.
    pub fn said(&self, words: &Words) -> String {
        let say = |zh: String, en: String| words.language.either(zh, en);
        let months = |zh: &str, en: &str, spread: &Spread| {
            // A reader is told years and months.
            if let (true, Ok(least), Ok(most)) = (words.names_things(), spread.0.try_into(), spread.1.try_into()) {
                let term = numbers::months((least, most), words);
                let (zh, en) = if zh.is_empty() { ("有期徒刑", " of imprisonment") } else { (zh, en) };
                return say(format!("{zh}{term}"), format!("{term}{en}"));
            }
            let (number, one) = (ends(*spread), *spread == (1, 1));
            let unit = if one { "month" } else { "months" };
            say(format!("{zh}{number}个月"), format!("{number} {unit}{en}"))
        };
        match self {
            Self::Term(Term::Imprisonment, spread) => months("", "", spread),
            Self::Term(Term::Detention, spread) => months("拘役", " of detention", spread),
            Self::Term(Term::Control, spread) => months("管制", " of control", spread),
            Self::Combined(spread) => months("数罪并罚", " for several offences", spread),
            Self::Fine(spread) => say(format!("罚金{}元", sums(*spread)), format!("a fine of {} yuan", sums(*spread))),
            Self::Life => say("无期徒刑".to_owned(), "life imprisonment".to_owned()),
            Self::FineAlone => say("单处罚金".to_owned(), "a fine alone".to_owned()),
            Self::Probation => say("缓刑".to_owned(), "probation".to_owned()),
        }
    }
}

/// What is reachable of terms, as a reader is told where a term is not: `only imprisonment of 36–84 months`.
pub fn reach(band: &Band, words: &Words) -> String {
    let terms = [
        (band.imprisonment, words.language.either("有期徒刑", "imprisonment")),
        (band.detention, words.language.either("拘役", "detention")),
        (band.control, words.language.either("管制", "control")),
    ];
    let said = terms.into_iter().filter_map(|(months, name)| {
        let (least, most) = months?;
        if words.names_things() {
            let term = numbers::months((least, most), words);
            return Some(words.language.either(format!("{name}{term}"), format!("{name} {term}")));
        }
        Some(words.language.either(format!("{name}{least}–{most}个月"), format!("{name} {least}–{most}")))
    });
    let said = words.join(said);
    if said.is_empty() { said } else { words.language.either(format!("仅{said}"), format!("only {said}")) }
}

/// Sums of money, with separators.
fn sums((least, most): Spread) -> String {
    let [least, most] = [least, most].map(|sum| numbers::grouped(sum.into()));
    if least == most { least } else { format!("{least}–{most}") }
}

fn ends((least, most): Spread) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}
