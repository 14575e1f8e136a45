//! When instruments and their articles are in force.
//!
//! An instrument that is not in force on the day is left out. An article that makes an offence or a violation stays in all its texts,
//! because each batch meets the one in force at its act; any other article stays only in the text of the day.

use jiff::civil::Date;

use super::SourceTree;
use super::condition::Window;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::tree::{Article, Clause, Declaration, Force, Instrument};

/// The days on which the law changes: something comes into force, or ended the day before.
pub fn changes(trees: &[SourceTree]) -> impl Iterator<Item = Date> {
    let clauses = trees.iter().flat_map(|file| &file.tree.declarations).filter_map(|one| match one {
        Declaration::Instrument(instrument) => Some(&instrument.clauses),
        _ => None,
    });
    let forces = clauses.flatten().filter_map(|clause| match clause {
        Clause::Force(force) => Some(force),
        Clause::Article(article) => article.force.as_ref(),
        _ => None,
    });
    forces.flat_map(|force| {
        let ended = force.until.as_ref().and_then(|until| until.node.tomorrow().ok());
        [Some(force.from.node), ended].into_iter().flatten()
    })
}

/// The window that a `force` clause states.
pub(super) fn window(force: &Force, diagnostics: &mut Diagnostics) -> Window {
    let (from, until) = (force.from.node, force.until.as_ref().map(|until| until.node));
    if let Some(last) = &force.until
        && last.node < from
    {
        let message = format!("the time in force runs from {from} down to {}", last.node);
        let span = force.from.span.to(last.span);
        diagnostics.push(Diagnostic::error("empty-range", span, message).at_fault("the last day is before the first"));
    }
    Window { from, until }
}

/// When an instrument is in force, if it says so, and says it once.
pub(super) fn instrument(instrument: &Instrument, diagnostics: &mut Diagnostics) -> Option<Window> {
    let stated = instrument.clauses.iter().find_map(|clause| match clause {
        Clause::Force(force) => Some(force),
        _ => None,
    });
    if stated.is_none() {
        let message = format!("expected the time in force of `{}`, found none", instrument.id.node);
        let missing = Diagnostic::error("missing-clause", instrument.id.span, message)
            .at_fault("no `force` in this instrument")
            .help("write `force`, the first day, `..` and, if there is one, the last day");
        diagnostics.push(missing);
    }
    stated.map(|force| window(force, diagnostics))
}

/// When an article is in force: its own time, else the instrument's.
pub(super) fn article(article: &Article, of_instrument: Window, diagnostics: &mut Diagnostics) -> Window {
    article.force.as_ref().map_or(of_instrument, |force| window(force, diagnostics))
}

/// Whether an article in this window belongs to the law of the day; one that meets acts of its time always does.
pub(super) fn belongs(force: Window, meets_acts: bool, as_of: Date) -> bool {
    meets_acts || force.contains(as_of)
}
