//! An office's own document as a template: `{{placeholders}}` in its text are filled, everything else stays as it is.

use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::blocks::Given;

/// A paragraph of a document, by where it stands in the text of its part.
struct Paragraph {
    start: usize,
    end: usize,
    /// Its stretches of text: where each stands, and what it says.
    texts: Vec<(usize, usize, String)>,
}

/// The paragraphs of a part, those within others (in text boxes) not apart.
fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open): (Vec<Paragraph>, Option<(usize, usize)>) = (Vec::new(), None);
    let (mut texts, mut in_text) = (Vec::new(), false);
    loop {
        let before = position(&reader);
        let event = reader.read_event()?;
        let after = position(&reader);
        match &event {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => {
                open = Some(open.map_or((before, 1), |(start, depth)| (start, depth + 1)));
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => match open {
                Some((start, 1)) => {
                    found.push(Paragraph { start, end: after, texts: std::mem::take(&mut texts) });
                    open = None;
                }
                Some((start, depth)) => open = Some((start, depth - 1)),
                None => {}
            },
            Event::Start(tag) if tag.name().as_ref() == "w:t" => {
                in_text = true;
                texts.push((after, after, String::new()));
            }
            Event::End(tag) if tag.name().as_ref() == "w:t" => {
                in_text = false;
                if let Some((start, end, text)) = texts.last_mut() {
                    *end = before;
                    let raw = &xml[*start..before];
                    *text = unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned());
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        debug_assert!(!in_text || open.is_some() || after >= before);
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// A part with its placeholders filled. `inserted` gives paragraphs for a placeholder that stands alone, `value` the text of
/// any other; one that neither knows stays as it is.
pub fn filled(
    xml: &str,
    inserted: &dyn Fn(&str, &Given) -> Option<String>,
    value: &dyn Fn(&str) -> Option<String>,
) -> Result<String, quick_xml::Error> {
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for paragraph in paragraphs(xml)? {
        let whole: String = paragraph.texts.iter().map(|(.., text)| text.as_str()).collect();
        if !whole.contains("{{") {
            continue;
        }
        let raw = &xml[paragraph.start..paragraph.end];
        let alone = whole.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
        out.push_str(&xml[at..paragraph.start]);
        at = paragraph.end;
        match alone.and_then(|name| inserted(name, &given(raw))) {
            Some(paragraphs) => out.push_str(&paragraphs),
            None => out.push_str(&replaced(raw, &paragraph, &whole, value)),
        }
    }
    out.push_str(&xml[at..]);
    Ok(out)
}

/// A paragraph with placeholders replaced. Word splits text where it likes: a placeholder in pieces is put together in the
/// first stretch of text, in its font.
fn replaced(raw: &str, paragraph: &Paragraph, whole: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let apart: Vec<String> = paragraph.texts.iter().map(|(.., text)| put(text, value)).collect();
    let left = apart.concat();
    let texts: Vec<String> = if put(&left, value) == left {
        apart
    } else {
        let first = std::iter::once(put(whole, value));
        first.chain(std::iter::repeat_n(String::new(), apart.len().saturating_sub(1))).collect()
    };
    let (mut out, mut at) = (String::new(), 0);
    for ((start, end, _), text) in paragraph.texts.iter().zip(texts) {
        out.push_str(&raw[at..start - paragraph.start]);
        out.push_str(&escape(text.as_str()));
        at = end - paragraph.start;
    }
    out.push_str(&raw[at..]);
    out
}

/// A text with its placeholders replaced.
fn put(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        match after.split_once("}}") {
            Some((name, after)) => {
                match value(name.trim()) {
                    Some(value) => out.push_str(&value),
                    None => out.push_str(&format!("{{{{{name}}}}}")),
                }
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out + rest
}

/// What a paragraph says of its looks.
fn given(raw: &str) -> Given {
    let between = |text: &str, open: &str, close: &str| {
        let start = text.find(open)?;
        let end = text[start..].find(close)? + start + close.len();
        Some((text[start..end].to_owned(), end))
    };
    let (paragraph, after) = between(raw, "<w:pPr>", "</w:pPr>").unwrap_or_default();
    let run = between(&raw[after..], "<w:rPr>", "</w:rPr>").map(|(run, _)| run).unwrap_or_default();
    Given { paragraph, run }
}
