//! What can be told of a proposal from the two law books, without a case.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::law::book::{Amount, Direction, Element, Ground, LawBook, Level, Offence, Predicate};
use crate::law::condition::Condition;
use crate::law::vocabulary::Vocabulary;
use crate::quantity::Unit;
use crate::syntax::tree::{self, ProposalPart};
use crate::truth::Truth;

/// The element that every offence has.
const CONDUCT: &str = "conduct";

/// An interpretation creates no offence, no conduct and no band.
pub fn level(tree: &tree::Proposal, before: &LawBook, after: &LawBook) -> Diagnostics {
    let declared = tree.parts.iter().find_map(|part| match part {
        ProposalPart::Level(level) if level.node == Level::Interpretation.name() => Some(level.span),
        _ => None,
    });
    let Some(span) = declared else { return Diagnostics::new() };
    let milder = after.proposals.iter().any(|one| one.direction == Some(Direction::Milder));
    let mut found = Vec::new();
    for offence in &after.offences {
        let name = &offence.place;
        let Some(old) = same(before, offence) else {
            found.push(format!("creates the offence `{name}`"));
            continue;
        };
        let conduct = |of: &Offence| -> Vec<Condition> {
            let elements = of.elements.iter().filter(|element| element.name == CONDUCT);
            elements.map(|element| element.condition.clone()).collect()
        };
        if !milder && conduct(offence) != conduct(old) {
            found.push(format!("changes the conduct of `{name}`"));
        }
        for grade in &offence.grades {
            match old.grades.iter().find(|known| known.name == grade.name) {
                None => found.push(format!("adds the grade `{}` to `{name}`", grade.name)),
                Some(known) if known.band != grade.band => {
                    found.push(format!("changes the band of `{}` of `{name}`", grade.name));
                }
                Some(_) => {}
            }
        }
    }
    let told = found.into_iter().map(|what| {
        let message = format!("an interpretation {what}");
        Diagnostic::error("beyond-level", span, message)
            .at_fault("only the legislature can do this")
            .help(format!("write `level {}`, or split the proposal", Level::Statute.name()))
    });
    told.collect()
}

fn same<'b>(book: &'b LawBook, offence: &Offence) -> Option<&'b Offence> {
    book.offences.iter().find(|known| known.place == offence.place && known.version == offence.version)
}

/// Items that the proposal leaves without anything to reach them.
pub fn reachable(tree: &tree::Proposal, before: &LawBook, after: &LawBook) -> Diagnostics {
    let known: BTreeSet<String> = before.offences.iter().flat_map(unreachable).collect();
    let mut found: Vec<String> =
        after.offences.iter().flat_map(unreachable).filter(|one| !known.contains(one)).collect();
    found.sort();
    found.dedup();
    let told = |message| Diagnostic::warning("unreachable", tree.name.span, message).at_fault("after this proposal");
    found.into_iter().map(told).collect()
}

fn unreachable(offence: &Offence) -> Vec<String> {
    let mut found = Vec::new();
    for class in &offence.counting.classes {
        if never(&class.condition) {
            found.push(format!("nothing falls in the class `{}` of `{}`", class.name, class.article));
        }
    }
    for list in &offence.ground_lists {
        for (position, ground) in list.grounds.iter().enumerate() {
            let Some((amount, threshold, _)) = compared(ground) else { continue };
            for earlier in list.grounds.iter().enumerate().filter(|(other, _)| *other != position).map(|(_, one)| one) {
                let Some((other, lower, _)) = compared(earlier) else { continue };
                if amount == other && lower < threshold {
                    found.push(format!("`{}` adds nothing: `{}` is reached before it", ground.place, earlier.place));
                }
            }
        }
    }
    found
}

fn never(condition: &Condition) -> bool {
    match condition {
        Condition::Always(holds) => !holds,
        Condition::Any(parts) => parts.iter().all(never),
        Condition::All(parts) => parts.iter().any(never),
        Condition::Contains(kinds) => kinds.is_empty(),
        _ => false,
    }
}

fn compared(ground: &Ground) -> Option<(&Amount, i128, Unit)> {
    match &ground.predicate {
        Predicate::Reaches { amount, threshold, unit, .. } => Some((amount, *threshold, *unit)),
        _ => None,
    }
}

/// Bands that become lighter though the proposal is declared stricter, heavier though it is declared milder, or other though
/// it is declared neutral.
pub fn bands(declared: Direction, before: &LawBook, after: &LawBook) -> Vec<String> {
    let mut found = Vec::new();
    for offence in &after.offences {
        let Some(old) = same(before, offence) else { continue };
        for grade in &offence.grades {
            let Some(known) = old.grades.iter().find(|known| known.name == grade.name) else { continue };
            let becomes = match grade.band.weight().cmp(&known.band.weight()) {
                Ordering::Less if declared != Direction::Milder => "lighter",
                Ordering::Greater if declared != Direction::Stricter => "heavier",
                _ => continue,
            };
            found.push(format!(
                "declared {}, but the band of `{}` of `{}` becomes {becomes}",
                declared.name(),
                grade.name,
                offence.place
            ));
        }
    }
    found
}

/// Gaps and overlaps: bands that do not follow each other, and a higher grade that is reached before a lower one.
pub fn steps(tree: &tree::Proposal, before: &LawBook, after: &LawBook) -> Diagnostics {
    let known: BTreeSet<String> = before.offences.iter().flat_map(missteps).collect();
    let mut found: Vec<String> = after.offences.iter().flat_map(missteps).filter(|one| !known.contains(one)).collect();
    found.sort();
    found.dedup();
    let told = |message| Diagnostic::warning("steps", tree.name.span, message).at_fault("after this proposal");
    found.into_iter().map(told).collect()
}

fn missteps(offence: &Offence) -> Vec<String> {
    let mut found = Vec::new();
    for pair in offence.grades.windows(2) {
        let [lower, higher] = pair else { continue };
        let (Some((_, most)), Some((least, _))) = (lower.band.imprisonment, higher.band.imprisonment) else { continue };
        let place = &offence.place;
        if most < least {
            found.push(format!(
                "`{place}`: no band from {most} to {least} months, between `{}` and `{}`",
                lower.name, higher.name
            ));
        } else if least < most {
            found.push(format!(
                "`{place}`: `{}` and `{}` overlap from {least} to {most} months",
                lower.name, higher.name
            ));
        }
    }
    for lower in offence.ground_lists.iter().filter(|list| !list.former) {
        for higher in offence.ground_lists.iter().filter(|list| list.grade > lower.grade && !list.former) {
            for (low, high) in lower.grounds.iter().flat_map(|low| higher.grounds.iter().map(move |high| (low, high))) {
                let (Some((amount, needs, _)), Some((other, reaches, _))) = (compared(low), compared(high)) else {
                    continue;
                };
                if amount == other && reaches <= needs {
                    found.push(format!("`{}` is reached no later than `{}`, of a lower grade", high.place, low.place));
                }
            }
        }
    }
    found
}

/// What an offence lacks after the proposal, and did not before: a rule of counting for its figures, without which nothing is
/// counted, and a band for the units (单位) that can commit it, without which they would be imprisoned.
pub fn complete(tree: &tree::Proposal, before: &LawBook, after: &LawBook) -> Diagnostics {
    let known: Vec<Lack> = before.offences.iter().flat_map(|offence| lacks(offence, &before.vocabulary)).collect();
    let found = after.offences.iter().flat_map(|offence| lacks(offence, &after.vocabulary));
    let told = found.filter(|lack| !known.contains(lack)).map(|Lack { code, message, help }| {
        Diagnostic::error(code, tree.name.span, message).at_fault("after this proposal").help(help)
    });
    told.collect()
}

#[derive(PartialEq)]
struct Lack {
    code: &'static str,
    message: String,
    help: String,
}

fn lacks(offence: &Offence, vocabulary: &Vocabulary) -> Vec<Lack> {
    let place = &offence.place;
    let mut found = Vec::new();
    let mut grounds = offence.ground_lists.iter().flat_map(|list| &list.grounds);
    let counts = grounds.any(|ground| matches!(compared(ground), Some((Amount::Items(..), ..))));
    if counts && offence.counting.once.is_none() && offence.counting.each_recipient.is_none() {
        found.push(Lack {
            code: "no-counting",
            message: format!("`{place}` has figures of what is counted, and no rule of counting: nothing reaches them"),
            help: "write `counting { once where … each recipient where … }` in its article".to_owned(),
        });
    }
    let reached = |element: &Element| of_unit(&element.condition, vocabulary).possible();
    if offence.unit_band.is_none() && !offence.grades.is_empty() && offence.elements.iter().all(reached) {
        found.push(Lack {
            code: "no-units-band",
            message: format!("units can commit `{place}`, and no band is for them"),
            help:
                "write `units band …` in its article, or leave them out: `element subject … when kind = natural and …`"
                    .to_owned(),
        });
    }
    found
}

/// Whether a condition holds of a unit, whatever else is so of it.
fn of_unit(condition: &Condition, vocabulary: &Vocabulary) -> Truth {
    let parts = |parts: &[Condition]| parts.iter().map(|part| of_unit(part, vocabulary)).collect::<Vec<_>>();
    match condition {
        Condition::Always(holds) => Truth::from(*holds),
        Condition::All(all) => parts(all).into_iter().fold(Truth::Established, Truth::and),
        Condition::Any(any) => parts(any).into_iter().fold(Truth::Excluded, Truth::or),
        Condition::Not(not) => !of_unit(not, vocabulary),
        Condition::Fact { fact, values } => match vocabulary.unit_kind() {
            Some((kind, unit)) if kind == *fact => Truth::from(values.has(unit)),
            _ => Truth::Open,
        },
        _ => Truth::Open,
    }
}

/// Every figure of items in either book.
pub fn figures(before: &LawBook, after: &LawBook) -> Vec<i128> {
    let offences = before.offences.iter().chain(&after.offences);
    let grounds = offences.flat_map(|offence| &offence.ground_lists).flat_map(|list| &list.grounds);
    let items = grounds.filter_map(compared).filter(|(_, _, unit)| *unit == Unit::Items);
    let figures: BTreeSet<i128> = items.map(|(_, threshold, _)| threshold).collect();
    figures.into_iter().collect()
}
