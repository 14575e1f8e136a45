//! What a Chinese keyboard leaves in a file where the format has marks and digits of its own: “ ”, ，, ＝, ５０００, 出售
//! without quotation marks. Each is recognized, with what to write.

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
    let ends_at = |length: usize| Span { end: place.start + length, ..place };
    let half = numeral::half_width(&character.to_string());
    let instead = MARKS.iter().find(|(mark, _)| *mark == character).map(|(_, instead)| (*instead).to_owned());
    let instead = instead.or_else(|| half.is_ascii().then_some(half));
    match instead {
        Some(digit) if digit.starts_with(|first: char| first.is_ascii_alphanumeric()) => {
            let word = word_at(line, at);
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
            let place = Span { end: place.start + word.len(), ..place };
            if line[..start].trim().is_empty() && line[start + word.len()..].trim_start().starts_with('=') {
                let help = match key_called(word) {
                    Some(key) => format!("write `{key}`"),
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
