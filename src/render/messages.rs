//! Messages in Chinese: one table for all that is said about files and on the command line, from the English.
//!
//! A message is written once in the source, in English, where it arises. Here it is found again by what does not
//! change in it, and its parts are put into Chinese in turn. What no entry says stays as it is, and a test looks for it.

use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;

/// The table: an entry is a line of English, a line of Chinese, an empty line; `#` starts a comment.
const TABLES: [&str; 4] = [
    include_str!("messages/case.txt"),
    include_str!("messages/law.txt"),
    include_str!("messages/table.txt"),
    include_str!("messages/command.txt"),
];

/// How deep parts stand in parts.
const DEEPEST: usize = 4;

/// One message in both languages.
struct Entry {
    /// The English between its parts; one more than there are parts.
    between: Vec<&'static str>,
    /// Which part stands after each piece of the English.
    order: Vec<usize>,
    /// The Chinese, with `{0}` for the first part.
    chinese: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries: Vec<Entry> =
        TABLES.iter().flat_map(|table| pairs(table)).map(|(en, zh)| Entry::new(en, zh)).collect();
    // What says more of itself is tried first.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.between.iter().map(|piece| piece.len()).sum::<usize>()));
    entries
});

/// The pairs of a table.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut lines = table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    std::iter::from_fn(move || Some((lines.next()?, lines.next()?)))
}

/// A message in Chinese; as it is, where the table does not have it.
pub fn chinese(message: &str) -> String {
    translated(message, 0).unwrap_or_else(|| message.to_owned())
}

/// A diagnostic with everything it says in Chinese.
pub fn diagnostic(diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    let notes = diagnostic.notes.iter_mut().chain(&mut diagnostic.help);
    let labels = diagnostic.labels.iter_mut().map(|label| &mut label.text).filter(|text| !text.is_empty());
    for text in notes.chain(labels).chain([&mut diagnostic.message]) {
        *text = chinese(text);
    }
    diagnostic
}

/// Whether the table has this message.
pub fn has(message: &str) -> bool {
    translated(message, 0).is_some()
}

fn translated(message: &str, depth: usize) -> Option<String> {
    if depth == DEEPEST {
        return None;
    }
    ENTRIES.iter().find_map(|entry| entry.apply(message, depth))
}

impl Entry {
    fn new(english: &'static str, chinese: &'static str) -> Self {
        let (mut between, mut order, mut rest) = (Vec::new(), Vec::new(), english);
        while let Some((at, part)) = hole(rest) {
            between.push(&rest[..at]);
            order.push(part);
            rest = &rest[at + 3..];
        }
        between.push(rest);
        Self { between, order, chinese }
    }

    /// The Chinese of a message of this form.
    fn apply(&self, message: &str, depth: usize) -> Option<String> {
        let (first, rest) = self.between.split_first()?;
        let mut text = message.strip_prefix(first)?;
        if rest.is_empty() {
            return text.is_empty().then(|| self.chinese.to_owned());
        }
        let mut parts = vec![String::new(); self.order.len()];
        for (position, piece) in rest.iter().enumerate() {
            let last = position + 1 == rest.len();
            let end = match (last, piece.is_empty()) {
                (true, _) => text.len().checked_sub(piece.len()).filter(|end| text.get(*end..) == Some(*piece))?,
                (false, true) => return None,
                (false, false) => text.find(piece)?,
            };
            // What stands in backticks is the author's own.
            let marks = self.between[..=position].iter().map(|piece| piece.matches('`').count()).sum::<usize>();
            let quoted = marks % 2 == 1;
            let part = &text[..end];
            let chinese = if quoted { None } else { translated(part, depth + 1) };
            *parts.get_mut(self.order[position])? = chinese.unwrap_or_else(|| names(part));
            text = &text[end + piece.len()..];
        }
        Some(filled(self.chinese, &parts))
    }
}

/// Names in backticks one after another, as Chinese lists them.
fn names(part: &str) -> String {
    part.replace("`, `", "`、`").replace("` or `", "`或者`").replace("), `", ")、`")
}

/// Where `{0}` to `{9}` stands first, and which it is.
fn hole(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let at =
        bytes.windows(3).position(|window| window[0] == b'{' && window[1].is_ascii_digit() && window[2] == b'}')?;
    Some((at, usize::from(bytes[at + 1] - b'0')))
}

/// A text with the parts in their places; what a part holds is not looked at again.
fn filled(pattern: &str, parts: &[String]) -> String {
    let (mut text, mut rest) = (String::new(), pattern);
    while let Some((at, part)) = hole(rest) {
        text.push_str(&rest[..at]);
        text.push_str(parts.get(part).map_or("", String::as_str));
        rest = &rest[at + 3..];
    }
    text + rest
}
