//! What an amended rule says: its new words, or its old ones with the change.

use crate::span::Span;
use crate::syntax::tree::{Name, Tag, Text};

/// The tag of what is not law and was read nowhere.
const TAG: &str = "unverified";

/// Gives a rule the words of the amendment, or adds to its own what was replaced.
pub fn reword(text: Option<&mut Text>, new: Option<&Text>, replaced: &str, by: &str, patch: Span) {
    let Some(text) = text else { return };
    match new {
        Some(new) => *text = new.clone(),
        None => {
            text.label.zh.node.push_str(&format!("（“{replaced}”改为“{by}”）"));
            text.label.en.node.push_str(&format!(" ({replaced} replaced by {by})"));
            unverify(text, patch);
        }
    }
}

/// Marks a rule that is repealed and keeps its number.
pub fn repealed(text: &mut Text, patch: Span) {
    text.label.zh.node.insert_str(0, "（拟删除）");
    text.label.en.node.insert_str(0, "(to be repealed) ");
    unverify(text, patch);
}

fn unverify(text: &mut Text, patch: Span) {
    text.tag = Some(Tag { word: Name::new(TAG.to_owned(), patch), sources: Vec::new(), amended: true });
}
