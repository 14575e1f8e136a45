//! Which text of an article governs a batch.

use crate::law::book::{LawBook, Offence};
use crate::law::condition::Condition;

/// The rule that puts the whole of a lasting act under the newer text, where the older one punishes it too.
const CONTINUING: &str = "continuing";

/// The time of a text: batches of the days in which it is in force. Where the law says so, a lasting act that both an
/// older and this text punish belongs here from its beginning, and none of it to the older one.
pub(super) fn governs(book: &LawBook, text: &Offence) -> Condition {
    let own = Condition::InForce(text.force);
    if book.collateral.time(CONTINUING).is_none() {
        return own;
    }
    let others = || book.offences.iter().filter(|other| other.place == text.place);
    let newer = others().filter(|other| other.force.from > text.force.from);
    let own = newer.fold(own, |own, newer| own.and(carried(text, newer).not()));
    let older = others().filter(|other| other.force.from < text.force.from);
    let mut any: Vec<Condition> = older.map(|older| carried(older, text)).collect();
    if any.is_empty() {
        return own;
    }
    any.insert(0, own);
    Condition::Any(any)
}

/// Batches of an older text that both it and a newer one punish, of acts that last into the newer.
fn carried(older: &Offence, newer: &Offence) -> Condition {
    let into = Condition::InForce(older.force).and(Condition::LastsInto(newer.force));
    let elements = older.elements.iter().chain(&newer.elements);
    elements.fold(into, |all, element| all.and(element.condition.clone()))
}
