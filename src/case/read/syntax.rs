//! What is wrong with a file that is no TOML, in the words of who writes one: what was typed, and what to write.

use super::marks;
use super::node::shown;
use crate::case::scalar;
use crate::diagnostic::Diagnostic;
use crate::quantity::{Unit, decimal};
use crate::span::Span;

/// How many lines above an error are looked through for what was opened there.
const LINES_ABOVE: usize = 200;

/// The diagnostic of a syntax error at a place, with what the parser says of it.
pub fn explained(text: &str, span: Span, said: &str) -> Diagnostic {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let line_at = Span { start, end: start + line.len(), ..span };
    let own = unclosed_above(text, line, line_at)
        .or_else(|| unclosed_text(line, line_at))
        .or_else(|| without_sign(line, line_at))
        .or_else(|| of_a_value(line, line_at));
    if let Some(wrong) = own {
        return wrong;
    }
    let of = |message: &str, help: &str| Diagnostic::error("syntax", span, message).help(help);
    match said {
        said if said.contains("duplicate key") => {
            of("this key stands twice", "keep one of them, or begin a new entry with `[[…]]`")
        }
        said if said.contains("unclosed") || said.contains("quote") && !said.contains("quoted") => of(
            "a bracket or a quotation mark is not closed",
            "close it on the line where it is opened, with `]`, `}` or `\"`",
        ),
        said if said.contains("missing comma") => {
            of("an entry of a list is not separated from the next", "put `,` between them")
        }
        said => {
            let help = "`gravamen case new --template` shows how each line is written";
            Diagnostic::error("syntax", span, format!("this is not TOML: {said}")).help(help)
        }
    }
}

/// A bracket that was opened on a line above and is still open where the next entry or the next key begins, or the file ends.
fn unclosed_above(text: &str, line: &str, line_at: Span) -> Option<Diagnostic> {
    let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-');
    let begins_key = line.trim_start().trim_start_matches(plain).trim_start().starts_with('=');
    let table = line.trim_start().trim_start_matches('[').starts_with(plain) && line.trim_start().starts_with('[');
    if !(begins_key || table || line.trim().is_empty()) {
        return None;
    }
    let (mut open, mut end): (i32, usize) = (0, line_at.start);
    for above in text[..line_at.start].lines().rev().take(LINES_ABOVE) {
        let start = text[..end].trim_end_matches(['\n', '\r']).len().checked_sub(above.trim_end_matches('\r').len())?;
        end = start;
        let mut last = None;
        let mut quoted = false;
        let mut within = 0;
        for (at, character) in above.char_indices() {
            match character {
                '"' => quoted = !quoted,
                '#' if !quoted => break,
                '[' | '{' if !quoted => {
                    within += 1;
                    last = last.or(Some((at, character)));
                }
                ']' | '}' if !quoted => within -= 1,
                _ => {}
            }
        }
        open += within;
        let (key, _) = above.split_once('=').unwrap_or_default();
        let is_key = !key.trim().is_empty() && key.trim().chars().all(plain);
        if let Some((at, bracket)) = last.filter(|_| is_key && open > 0) {
            let place = Span { start: start + at, end: start + at + 1, ..line_at };
            let closing = if bracket == '[' { ']' } else { '}' };
            let error = Diagnostic::error("syntax", place, format!("`{bracket}` is opened here and not closed"));
            return Some(error.help(format!("write `{closing}` after the last of its values")));
        }
    }
    None
}

/// A quotation mark that is not closed on its line.
fn unclosed_text(line: &str, line_at: Span) -> Option<Diagnostic> {
    let mut open = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        match (character, open) {
            ('#', None) => break,
            ('"', None) => open = Some(at),
            ('"', Some(_)) if !escaped => open = None,
            _ => {}
        }
        escaped = character == '\\' && !escaped;
    }
    let at = open.filter(|_| !line.contains("\"\"\"") && !line.contains('\''))?;
    let place = Span { start: line_at.start + at, ..line_at };
    let error = Diagnostic::error("syntax", place, "a quotation mark is opened here and not closed");
    let text = line[at + 1..].trim();
    let plain = !text.is_empty() && !text.contains(['[', ']', '{', '}', ',', '#', '\\']);
    Some(error.help(match plain {
        true => format!("write `\"{}\"`", shown(text)),
        false => "close it with `\"` where the text ends".to_owned(),
    }))
}

/// A key and a value without the sign between them: `gains 6000`.
fn without_sign(line: &str, line_at: Span) -> Option<Diagnostic> {
    let text = line.split('#').next().unwrap_or_default();
    let (key, value) =
        text.trim().split_once(|one: char| one.is_whitespace() || one == ':').unwrap_or((text.trim(), ""));
    let is_key = key.starts_with(|one: char| one.is_ascii_alphabetic())
        && key.chars().all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-'));
    if !is_key || text.contains('=') || text.trim_end().ends_with(',') {
        return None;
    }
    let start = line_at.start + (text.len() - text.trim_start().len());
    let place = Span { start, end: start + text.trim().len(), ..line_at };
    let value = value.trim_start_matches([':', ' ', '\t']);
    let word = value.starts_with(|one: char| one.is_alphabetic()) && !matches!(value, "true" | "false");
    let help = match value {
        "" => format!("write `{key} = …`"),
        value if word => format!("write `{key} = \"{}\"`", shown(value)),
        value => format!("write `{key} = {}`", shown(value)),
    };
    Some(Diagnostic::error("syntax", place, "the sign `=` is missing between a key and its value").help(help))
}

/// What is wrong with the value of a line `key = value`, where it is a number, a day or a word that lacks its quotation marks.
fn of_a_value(line: &str, line_at: Span) -> Option<Diagnostic> {
    let (key, rest) = line.split_once('=')?;
    let value = rest.split('#').next().unwrap_or_default();
    let at = line_at.start + key.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let place = Span { start: at, end: at + value.len(), ..line_at };
    let of = |message: &str, help: String| Some(Diagnostic::error("syntax", place, message).help(help));
    let starts = |with: fn(char) -> bool| value.starts_with(with);
    if value.is_empty() {
        return of("nothing stands after the sign `=`", "write a value, or `\"unknown\"`".to_owned());
    }
    if value.contains(['"', '\'', '[', '{']) {
        return beyond(value, at, line_at);
    }
    let grouped = value.contains(',').then(|| scalar::amount(value, Unit::Items).ok()).flatten();
    if let Some(number) = grouped.filter(|ends| ends.min == ends.max).and_then(|ends| ends.min) {
        let help = format!("write `{}`", decimal(number, Unit::Items));
        return of("the digits of a number are not separated by commas", help);
    }
    if let Some(why) = scalar::no_such_day(value).filter(|_| starts(|first| first.is_ascii_digit())) {
        let error = Diagnostic::error("no-such-day", place, format!("`{}` is no date: {why}", shown(value)));
        return Some(error);
    }
    if let Some((first, last)) = scalar::days(value).ok().filter(|_| starts(|first| first.is_ascii_digit())) {
        let help = format!("write `{first}`, or `\"{value}\"` in quotation marks");
        let plain = value.parse::<u64>().is_ok() || value == first.to_string();
        return if first == last && !plain { of("a day in another form", help) } else { None };
    }
    if let Some(number) = value.strip_suffix('.').filter(|number| number.parse::<u64>().is_ok()) {
        return of("a number does not end with a point", format!("write `{number}`"));
    }
    if starts(|first| first.is_ascii_digit()) {
        return beyond(value, at, line_at);
    }
    let word = starts(|first| first.is_alphabetic()) && !matches!(value, "true" | "false" | "inf" | "nan");
    word.then(|| of("a word outside quotation marks", format!("put it in quotation marks, as in `\"{value}\"`")))?
}

/// What stands after a value that is complete: `6000 (yuan)`, `"sell";`.
fn beyond(value: &str, at: usize, line_at: Span) -> Option<Diagnostic> {
    let rest = &value[marks::after_value(value)?..];
    let start = at + value.len() - rest.trim_start().len();
    let place = Span { start, end: at + value.len(), ..line_at };
    (!rest.trim().is_empty()).then(|| marks::after(rest.trim(), place))
}
