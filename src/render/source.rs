//! Diagnostics as people read them: the message, the lines at fault with carets under them, and advice.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{SourceId, Sources, Span};

/// A diagnostic with the lines it points at.
pub fn render(sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code));
    for source in sources_of(diagnostic) {
        group = group.element(snippet(sources, diagnostic, source));
    }
    let mut report = vec![group];
    report.extend(diagnostic.notes.iter().map(|note| Group::with_title(Level::NOTE.secondary_title(note.as_str()))));
    report.extend(diagnostic.help.iter().map(|help| Group::with_title(Level::HELP.secondary_title(help.as_str()))));
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

fn snippet<'a>(
    sources: &'a Sources,
    diagnostic: &'a Diagnostic,
    source: SourceId,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.get(source);
    let labels: Vec<_> =
        diagnostic.labels.iter().enumerate().filter(|(_, label)| label.span.source == source).collect();
    let shown = lines_around(&text.text, labels.iter().map(|(_, label)| label.span));
    let line = text.text[..shown.start].bytes().filter(|&byte| byte == b'\n').count() + 1;
    let mut snippet = Snippet::source(&text.text[shown.clone()]).line_start(line).path(text.name.as_str()).fold(true);
    for (position, label) in labels {
        let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let end = label.span.end.min(shown.end).max(shown.start);
        let start = label.span.start.clamp(shown.start, end);
        let mut annotation = kind.span(start - shown.start..end - shown.start);
        if !label.text.is_empty() {
            annotation = annotation.label(label.text.as_str());
        }
        snippet = snippet.annotation(annotation);
    }
    snippet
}

/// The whole lines from the first to the last of these places: all that has to be looked at.
fn lines_around(text: &str, spans: impl Iterator<Item = Span> + Clone) -> std::ops::Range<usize> {
    let start = spans.clone().map(|span| span.start).min().unwrap_or(0).min(text.len());
    let end = spans.map(|span| span.end).max().unwrap_or(0).min(text.len()).max(start);
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    start..end
}
