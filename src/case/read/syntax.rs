//! What is wrong with a file that is no TOML, in the words of who writes one: what was typed, and what to write.

use crate::case::scalar;
use crate::diagnostic::Diagnostic;
use crate::quantity::{Unit, decimal};
use crate::span::Span;

/// The diagnostic of a syntax error at a place, with what the parser says of it.
pub fn explained(text: &str, span: Span, said: &str) -> Diagnostic {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    if let Some(wrong) = of_a_value(line, Span { start, ..span }) {
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
        said => Diagnostic::error("syntax", span, format!("this is not TOML: {said}")),
    }
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
        return None;
    }
    let grouped = value.contains(',').then(|| scalar::amount(value, Unit::Items).ok()).flatten();
    if let Some(number) = grouped.filter(|ends| ends.min == ends.max).and_then(|ends| ends.min) {
        let help = format!("write `{}`", decimal(number, Unit::Items));
        return of("the digits of a number are not separated by commas", help);
    }
    if let Some((first, last)) = scalar::days(value).ok().filter(|_| starts(|first| first.is_ascii_digit())) {
        let help = format!("write `{first}`, or `\"{value}\"` in quotation marks");
        let plain = value.parse::<u64>().is_ok() || value == first.to_string();
        return if first == last && !plain { of("a day in another form", help) } else { None };
    }
    let word = starts(|first| first.is_alphabetic()) && !matches!(value, "true" | "false" | "inf" | "nan");
    word.then(|| of("a word outside quotation marks", format!("put it in quotation marks, as in `\"{value}\"`")))?
}
