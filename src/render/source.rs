//! Diagnostics as people read them: the message, the lines at fault with carets under them, and advice.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str as printable,
};

use super::messages;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::words::Language;
use crate::span::{SourceId, Sources, Span};
use crate::text::boundary;

/// The most bytes that are searched for lines to draw.
const LARGEST_EXCERPT: usize = 1024 * 1024;

/// How much of a line is drawn after the last place in it, in bytes: more than any terminal is wide.
const LONGEST_REST: usize = 1000;

/// How much of a place that is longer than its line can show is drawn, in bytes.
const LONGEST_PLACE: usize = 120;

/// The same with everything that is said in a language.
pub fn render_in(language: Language, sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    match language {
        Language::Zh => drawn(sources, &messages::diagnostic(diagnostic), colour, &ZH),
        Language::En => render(sources, diagnostic, colour),
    }
}

/// What stands before a message, a note and advice.
struct Titles {
    error: &'static str,
    warning: &'static str,
    note: &'static str,
    help: &'static str,
}

const EN: Titles = Titles { error: "error", warning: "warning", note: "note", help: "help" };
const ZH: Titles = Titles { error: "错误", warning: "警告", note: "说明", help: "提示" };

/// A diagnostic with the lines it points at.
pub fn render(sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    drawn(sources, diagnostic, colour, &EN)
}

fn drawn(sources: &Sources, diagnostic: &Diagnostic, colour: bool, titles: &Titles) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(titles.error),
        Severity::Warning => Level::WARNING.with_name(titles.warning),
    };
    let mut group = Group::with_title(level.primary_title(printable(&diagnostic.message)).id(diagnostic.code));
    for source in sources_of(diagnostic) {
        group = group.element(excerpt(sources, diagnostic, source));
    }
    if diagnostic.labels.is_empty() {
        // Without a place there is no margin that notes and advice could hang on.
        let plain = |level: &str, text: &str| format!("\n{level}: {}", printable(text));
        let notes: String = diagnostic.notes.iter().map(|note| plain(titles.note, note)).collect();
        let help: String = diagnostic.help.iter().map(|help| plain(titles.help, help)).collect();
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        return renderer.render(&[group]) + &notes + &help;
    }
    let mut report = vec![group];
    report.extend(
        diagnostic
            .notes
            .iter()
            .map(|note| Group::with_title(Level::NOTE.with_name(titles.note).secondary_title(note.as_str()))),
    );
    report.extend(
        diagnostic
            .help
            .iter()
            .map(|help| Group::with_title(Level::HELP.with_name(titles.help).secondary_title(help.as_str()))),
    );
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&report)
}

/// The sources pointed at, that of the place at fault first.
fn sources_of(diagnostic: &Diagnostic) -> Vec<SourceId> {
    let mut found = Vec::new();
    for label in &diagnostic.labels {
        if !found.contains(&label.span.source) {
            found.push(label.span.source);
        }
    }
    found
}

/// The lines of one source; only the name of the place where they would be too much to look at.
fn excerpt<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic, source: SourceId) -> Element<'a> {
    let text = sources.get(source);
    let labels: Vec<_> =
        diagnostic.labels.iter().enumerate().filter(|(_, label)| label.span.source == source).collect();
    let shown = lines_around(&text.text, labels.iter().map(|(_, label)| label.span));
    if shown.len() > LARGEST_EXCERPT {
        let first = labels.first().map_or(Span::new(source, 0, 0), |(_, label)| label.span);
        let position = sources.position(first);
        return Origin::path(text.name.as_str()).line(position.line).char_column(position.column).into();
    }
    let line = text.text[..shown.start].bytes().filter(|&byte| byte == b'\n').count() + 1;
    let snippet = Snippet::source(&text.text[shown.clone()]).line_start(line).path(text.name.as_str()).fold(true);
    let annotations = labels.into_iter().map(|(position, label)| {
        let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let end = boundary(&text.text, label.span.end).clamp(shown.start, shown.end);
        let start = boundary(&text.text, label.span.start).clamp(shown.start, end);
        let annotation = kind.span(start - shown.start..end - shown.start);
        if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
    });
    snippet.annotations(annotations).into()
}

/// The lines from the first to the last of these places, without the rest of a long last line. Where all of them are
/// on one line, no more of it before the first than is drawn after the last.
fn lines_around(text: &str, spans: impl Iterator<Item = Span> + Clone) -> std::ops::Range<usize> {
    let start = spans.clone().map(|span| span.start).min().unwrap_or(0).min(text.len());
    let end = spans.map(|span| span.end).max().unwrap_or(0).min(text.len()).max(start);
    let bytes = text.as_bytes();
    let first = start;
    let start = bytes[..start].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    // A place that is itself longer than any terminal is wide is drawn in part.
    let end = if bytes[first..end].contains(&b'\n') { end } else { end.min(first + LONGEST_PLACE) };
    let rest = &bytes[end..text.len().min(end + LONGEST_REST)];
    let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()) + end;
    start..boundary(text, end)
}
