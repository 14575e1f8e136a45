//! Instruments that stand in several files: one block has the head, and the others go on with it.

use std::borrow::Cow;

use super::SourceTree;
use crate::syntax::tree::{Clause, Declaration, Instrument};

/// The trees with every instrument in one piece, where the block with its head stands. Two blocks with a head stay two.
pub(super) fn whole(trees: &[SourceTree]) -> Cow<'_, [SourceTree]> {
    let blocks = || trees.iter().flat_map(|file| &file.tree.declarations).filter_map(instrument);
    let has_head = |id: &str| blocks().any(|block| block.id.node == id && is_head(block));
    let goes_on = |block: &Instrument| !is_head(block) && has_head(&block.id.node);
    if !blocks().any(goes_on) {
        return Cow::Borrowed(trees);
    }
    let more: Vec<Instrument> = blocks().filter(|block| goes_on(block)).cloned().collect();
    let mut merged = trees.to_vec();
    for file in &mut merged {
        file.tree.declarations.retain(|declaration| instrument(declaration).is_none_or(|block| !goes_on(block)));
        for declaration in &mut file.tree.declarations {
            let Declaration::Instrument(head) = declaration else { continue };
            let own = more.iter().filter(|block| block.id.node == head.id.node);
            head.clauses.extend(own.flat_map(|block| block.clauses.iter().cloned()));
        }
    }
    Cow::Owned(merged)
}

fn instrument(declaration: &Declaration) -> Option<&Instrument> {
    match declaration {
        Declaration::Instrument(instrument) => Some(instrument),
        Declaration::Sources(_) | Declaration::Vocabulary(_) | Declaration::Proposal(_) => None,
    }
}

/// Whether a block says anything of the instrument as a whole. One that says nothing at all stands for itself.
fn is_head(block: &Instrument) -> bool {
    let of_head = |clause: &Clause| {
        matches!(
            clause,
            Clause::Title(_)
                | Clause::Cited(_)
                | Clause::CitedPart(..)
                | Clause::Number(_)
                | Clause::Issuer(_)
                | Clause::Rank(_)
                | Clause::Force(_)
                | Clause::Checked(_)
        )
    };
    block.clauses.iter().any(of_head)
}
