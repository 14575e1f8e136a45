//! What a Chinese keyboard leaves in a file where the format has marks and digits of its own: “ ”, ，, ＝, ５０００, 出售
//! without quotation marks. Each is recognized, with what to write.

use super::node::shown;
use crate::case::keys;
use crate::diagnostic::Diagnostic;
use crate::numeral;
use crate::span::Span;

/// Marks of Chinese writing, with what the format has for each.
const MARKS: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('‘', "\""),
    ('’', "\""),
    ('「', "\""),
    ('」', "\""),
    ('、', ","),
    ('；', ","),
    ('【', "["),
    ('】', "]"),
    ('。', "."),
    // Beside a key, a colon stands for the sign that gives it its value.
    ('：', "="),
    ('\u{3000}', " "),
];

/// The key that a word in Chinese is the label of.
pub type KeyCalled<'f> = &'f dyn Fn(&str) -> Option<String>;

/// The first such thing in the line of a syntax error, outside straight quotation marks.
pub fn mistyped(text: &str, error: Span, key_called: KeyCalled) -> Option<Diagnostic> {
    let start = text[..error.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next()?;
    let mut quoted = false;
    for (at, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '#' if !quoted => return None,
            _ if quoted || character.is_ascii() => {}
            _ => return Some(explained(line, at, character, Span { start: start + at, ..error }, key_called)),
        }
    }
    // A text that is begun with a straight quotation mark and ended with another.
    let (at, mark) = line.char_indices().rfind(|(_, character)| matches!(character, '“' | '”')).filter(|_| quoted)?;
    Some(explained(line, at, mark, Span { start: start + at, ..error }, key_called))
}

/// What a character that is not ASCII is doing there, and what to write.
fn explained(line: &str, at: usize, character: char, place: Span, key_called: KeyCalled) -> Diagnostic {
    if let Some(wrong) = trailing(line, at, character, Span { start: place.start - at, ..place }) {
        return wrong;
    }
    let ends_at = |length: usize| Span { end: place.start + length, ..place };
    let half = numeral::half_width(&character.to_string());
    let instead = MARKS.iter().find(|(mark, _)| *mark == character).map(|(_, instead)| (*instead).to_owned());
    let instead = instead.or_else(|| half.is_ascii().then_some(half));
    match instead {
        Some(digit) if digit.starts_with(|first: char| first.is_ascii_alphanumeric()) => {
            let word = word_at(line, at).trim_end_matches(SENTENCE);
            let plain = numeral::half_width(word);
            let message = format!("digits of full width where the format has `{plain}`");
            Diagnostic::error("full-width", ends_at(word.len()), message).help(format!("write `{plain}` here"))
        }
        // Within a number there is no mark at all.
        Some(instead) if instead == "," && between_digits(line, at) => {
            let message = format!("`{character}` stands between the digits of a number");
            Diagnostic::error("chinese-mark", ends_at(character.len_utf8()), message).help("leave it out")
        }
        Some(instead) => {
            let message = format!("`{character}` is a mark of Chinese writing where the format has `{instead}`");
            let help = format!("write `{instead}` here, as on an English keyboard");
            Diagnostic::error("chinese-mark", ends_at(character.len_utf8()), message).help(help)
        }
        None => {
            let start = line[..at].rfind(delimits).map_or(0, |before| before + 1);
            let word = word_at(line, start);
            let place = Span { start: place.start - (at - start), ..place };
            // Words after a key are one value, blanks and all.
            let word = match line[..start].trim_end().strip_suffix('=') {
                Some(_) => line[start..].split(['#', '"']).next().unwrap_or(word).trim_end().trim_end_matches(SENTENCE),
                None => word,
            };
            let place = Span { end: place.start + word.len(), ..place };
            if line[..start].trim().is_empty() && line[start + word.len()..].trim_start().starts_with('=') {
                let help = match key_called(word) {
                    Some(key) => format!("write `{key}`"),
                    None => "`gravamen case format` lists the keys, with what each is in Chinese".to_owned(),
                };
                return Diagnostic::error("chinese-key", place, "a key in Chinese where the format has its own")
                    .help(help);
            }
            let before = line[..start].trim();
            if !before.is_empty() && before.chars().all(|one| one == '[') {
                let help = match keys::table_called(word) {
                    Some(table) => format!("write `{}`", table.written),
                    None => "`gravamen case format` lists the keys, with what each is in Chinese".to_owned(),
                };
                return Diagnostic::error("chinese-key", place, "a key in Chinese where the format has its own")
                    .help(help);
            }
            let message = "a Chinese word outside quotation marks";
            let help = format!("put it in quotation marks, as in `\"{word}\"`");
            Diagnostic::error("unquoted", place, message).help(help)
        }
    }
}

/// What ends a sentence or a part of one.
const SENTENCE: &[char] = &['。', '；', '，', '、', ';'];

/// What stands after a value that is complete, where nothing does: a mark, a unit in brackets, a remark.
fn trailing(line: &str, at: usize, character: char, line_at: Span) -> Option<Diagnostic> {
    let (key, value) = line.split_once('=')?;
    let begins = key.len() + 1;
    let before = line.get(begins..at)?;
    let rest = value.get(at - begins..)?.split('#').next().unwrap_or_default().trim_end();
    let alone = rest.chars().count() == 1;
    let blank = before.ends_with(|last: char| last.is_whitespace() || matches!(last, ';' | '('));
    let is_mark = match character {
        '；' | '（' | '）' | '！' => true,
        // Between digits it is meant as a point, and in a list as a comma.
        '。' | '，' | '、' => alone,
        other => blank && other.is_alphanumeric(),
    };
    let ended = after_value(before)?;
    if !is_mark || before.trim().is_empty() {
        return None;
    }
    let start = line_at.start + begins + ended;
    let text = line[begins + ended..].split('#').next().unwrap_or_default();
    let start = start + (text.len() - text.trim_start().len());
    Some(after(text.trim(), Span { start, end: start + text.trim().len(), ..line_at }))
}

/// The error of what stands after a value.
pub(super) fn after(text: &str, place: Span) -> Diagnostic {
    let message = format!("`{}` stands after a value, where nothing does", shown(text));
    let help = match text.chars().any(char::is_alphanumeric) {
        true => "leave it out, or write it after `#` as a remark; an amount is written without its unit",
        false => "leave it out",
    };
    Diagnostic::error("after-value", place, message).help(help)
}

/// How far the complete value reaches that a text after `=` is or begins with; nothing where a bracket or a quotation mark is
/// open, or there is none.
pub(super) fn after_value(text: &str) -> Option<usize> {
    let (mut quoted, mut open, mut end) = (false, 0, 0);
    let ends = |character: char| character.is_whitespace() || matches!(character, ';' | '(');
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => open += 1,
            ']' | '}' => open -= 1,
            // A blank before the value ends nothing.
            _ if open == 0 && end == 0 && ends(character) && !text[..at].trim().is_empty() => end = at,
            _ => {}
        }
        if !quoted && open == 0 && matches!(character, '"' | ']' | '}') {
            end = at + 1;
        }
    }
    let whole = if end == 0 { text.len() } else { end };
    (!quoted && open == 0 && !text[..whole].trim().is_empty()).then_some(whole)
}

/// Whether a mark stands between digits, three of them after it, outside brackets.
fn between_digits(line: &str, at: usize) -> bool {
    let digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
    let after = line[at..].chars().skip(1);
    let three = after.clone().take_while(char::is_ascii_digit).count() == 3;
    digit(line[..at].chars().next_back()) && three && !line[..at].contains(['[', '{'])
}

/// The word that begins at a byte of a line.
fn word_at(line: &str, start: usize) -> &str {
    let word = &line[start..];
    &word[..word.find(delimits).unwrap_or(word.len())]
}

/// Whether a character ends a word.
fn delimits(character: char) -> bool {
    character.is_ascii_whitespace() || matches!(character, '=' | ',' | '[' | ']' | '{' | '}' | '"' | '#')
}
