//! Lines for a terminal: broken where each script allows, measured as a terminal shows them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `limit` columns. Words stay whole where they fit; Chinese breaks between characters,
/// but no line starts with a closing mark or ends with an opening one.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            let fits = width(&line) + width(piece.trim_end()) <= limit;
            if !fits && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            if width(piece.trim_end()) <= limit {
                line.push_str(piece)
            } else {
                cut(piece, limit, &mut line, &mut lines)
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The columns that the longest piece of the text needs to stay whole.
pub fn longest_piece(text: &str) -> usize {
    text.lines().flat_map(pieces).map(|piece| width(piece.trim_end())).max().unwrap_or(0)
}

/// The columns that the longest line of the text needs.
pub fn longest_line(text: &str) -> usize {
    text.lines().map(width).max().unwrap_or(0)
}

/// Pieces that stay together: a word with the spaces after it, or a Chinese character with the marks that cling to it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (position, next) in text.char_indices() {
        if previous.is_some_and(|previous| breaks(previous, next)) {
            pieces.push(&text[start..position]);
            start = position;
        }
        previous = Some(next);
    }
    pieces.push(&text[start..]);
    pieces
}

fn breaks(previous: char, next: char) -> bool {
    if next == ' ' {
        return false;
    }
    if previous == ' ' {
        return true;
    }
    // A day stays whole: 2021年3月9日.
    let unit = |character: char| "年月日".contains(character);
    if previous.is_ascii_digit() && unit(next) || unit(previous) && next.is_ascii_digit() {
        return false;
    }
    let wide = |character: char| character.width() == Some(2);
    (wide(previous) || wide(next)) && !"（《〔「“".contains(previous) && !"，。；：、）》〕」”！？".contains(next)
}

/// A piece wider than a line, cut wherever a line is full, by preference after a sign that joins names.
fn cut(piece: &str, limit: usize, line: &mut String, lines: &mut Vec<String>) {
    let mut rest = piece;
    while width(rest.trim_end()) > limit {
        let mut taken = 0;
        let end = rest
            .char_indices()
            .find(|(_, character)| {
                taken += character.width().unwrap_or(0);
                taken > limit
            })
            .map_or(rest.len(), |(position, _)| position);
        let joint = rest[..end]
            .rfind(['.', '/', '_', '-', ',', '–'])
            .map(|position| position + rest[position..].chars().next().map_or(1, char::len_utf8));
        let end = joint.filter(|&joint| joint * 2 > end).unwrap_or(end);
        lines.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    line.push_str(rest);
}
