//! What guidance of a province (省级实施细则) may set: starting points, increments, percentages, usual fines and usual
//! probation. Offences, grades, bands and limits are for statutes and interpretations.

use super::book::sentencing::{Sentencing, SentencingRule};
use super::book::{Entry, Instrument, LawBook, Offence, Predicate};
use super::condition::{ChoiceId, Condition, Options};
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

/// Rules of a province that go beyond the law of the State, or that apply without being asked for. A rule that serves two
/// texts of an offence is found twice.
pub(super) fn beyond(book: &LawBook) -> Diagnostics {
    let of_province = book.instruments.iter().filter(|instrument| instrument.rank == RANK);
    let of_province: Vec<&Instrument> = of_province.collect();
    let mut found = Vec::new();
    for offence in &book.offences {
        for rule in &offence.sentencing {
            let Some(instrument) = of_province.iter().find(|one| one.id == rule.place.instrument) else { continue };
            let says = |entry: &&Entry| entry.place == rule.place && entry.text.as_ref() == Some(&rule.text);
            let Some(entry) = instrument.entries.iter().find(says) else { continue };
            found.extend(outside(offence, rule, entry));
            if may_set(entry) && !asked_for(&rule.predicate) {
                let message = format!("`{}` at {} applies without being asked for", entry.kind, entry.place);
                let unasked = Diagnostic::error("beyond-province", entry.span, message)
                    .at_fault("expected a reading that is not taken by default")
                    .help("write `when reading`, a reading and an option other than its first, which `--set` takes");
                found.push(unasked);
            }
        }
    }
    found.extend(of_another_province(book));
    found
}

/// Rules that ask for an option of a reading for which the rules of another province ask: two provinces are told apart by
/// who issued their rules, so that one may have its rules in several instruments.
fn of_another_province(book: &LawBook) -> Diagnostics {
    let rules = book.offences.iter().flat_map(|offence| &offence.sentencing).filter_map(|rule| {
        let instrument = book.instrument(&rule.place.instrument).filter(|one| one.rank == RANK)?;
        let mut asked = Vec::new();
        options(&rule.predicate, &mut asked);
        Some((instrument, rule, asked))
    });
    let rules: Vec<_> = rules.collect();
    let at = |instrument: &Instrument| book.instruments.iter().position(|one| one.id == instrument.id);
    let mut found = Diagnostics::new();
    for (instrument, rule, asked) in &rules {
        let others = rules.iter().filter(|(other, ..)| other.issuer != instrument.issuer && at(other) < at(instrument));
        let theirs = others.flat_map(|(other, _, asked)| asked.iter().map(|one| (*other, *one)));
        let shared = theirs.into_iter().find_map(|(other, (choice, options))| {
            let mut both = asked.iter().filter(|(own, _)| *own == choice).flat_map(|(_, own)| own.meet(options).iter());
            Some((other, &book.choices[usize::from(choice.0)].options[both.next()?].name))
        });
        let says = |entry: &&Entry| entry.place == rule.place && entry.text.as_ref() == Some(&rule.text);
        let (Some((other, option)), Some(entry)) = (shared, instrument.entries.iter().find(says)) else { continue };
        let message =
            format!("`{}` at {} asks for `{option}`, as the rules of {} do", entry.kind, entry.place, other.id);
        let taken =
            Diagnostic::error("beyond-province", entry.span, message).at_fault("the option of another province");
        found.push(taken.help("take an option for which no other province's rules ask"));
    }
    found
}

/// The options, without a default among them, under which a rule applies.
fn options(predicate: &Predicate, found: &mut Vec<(ChoiceId, Options)>) {
    predicate.each(&mut |predicate| {
        let (Predicate::Person(condition) | Predicate::SomeBatch(condition)) = predicate else { return };
        condition.each(&mut |condition| {
            if let Condition::Choice { choice, options } = condition
                && !options.has(0)
            {
                found.push((*choice, *options));
            }
        });
    });
}

/// A starting point outside the band of its grade, or a fine below every floor.
fn outside(offence: &Offence, rule: &Sentencing, entry: &Entry) -> Option<Diagnostic> {
    let (message, at_fault) = match &rule.rule {
        SentencingRule::Start { grade, months: (least, most) } => {
            let band = &offence.grades[*grade].band;
            let terms = [band.imprisonment, band.detention, band.control].into_iter().flatten();
            let (from, to) = terms.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
            if (from..=to).contains(least) && (from..=to).contains(most) {
                return None;
            }
            let message = format!("expected a starting point from {from} to {to} months, found {least} to {most}");
            (message, "outside the band of the grade")
        }
        SentencingRule::FineFrom(fine) => {
            let floors = offence.sentencing.iter().filter_map(|rule| match &rule.rule {
                SentencingRule::FineLeast(floor) => Some(*floor),
                _ => None,
            });
            floors.min().filter(|floor| fine.min < *floor)?;
            ("expected a fine from the least that the law allows, found one below it".to_owned(), "below every floor")
        }
        _ => return None,
    };
    Some(Diagnostic::error("beyond-province", entry.span, message).at_fault(at_fault))
}

/// Whether a rule applies only under an option that is no default.
fn asked_for(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::All(parts) => parts.iter().any(asked_for),
        Predicate::Any(parts) => parts.iter().all(asked_for),
        Predicate::Person(condition) | Predicate::SomeBatch(condition) => under_an_option(condition),
        Predicate::Always(holds) => !holds,
        _ => false,
    }
}

fn under_an_option(condition: &Condition) -> bool {
    match condition {
        Condition::Always(holds) => !holds,
        Condition::Choice { options, .. } => !options.has(0),
        Condition::All(parts) => parts.iter().any(under_an_option),
        Condition::Any(parts) => parts.iter().all(under_an_option),
        _ => false,
    }
}
