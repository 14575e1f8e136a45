//! Labels, texts with their verification, and the words of the source itself.

use super::book::{Text, Verification};
use super::resolve::Resolver;
use super::vocabulary::Label;
use crate::diagnostic::Diagnostic;
use crate::quantity::{Ratio, Unit};
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{self, At, Expression, Node};

/// A label without its places.
pub(super) fn label(label: &tree::Label) -> Label {
    Label { zh: label.zh.node.clone(), en: label.en.node.clone() }
}

impl Resolver<'_> {
    /// A text with its tag, which must be known, as must be its sources.
    pub fn text(&mut self, text: &tree::Text) -> Text {
        let label = label(&text.label);
        let Some(tag) = &text.tag else {
            let span = text.label.zh.span.to(text.label.en.span);
            let untagged = Diagnostic::warning("untagged", span, "expected how this text was verified, found nothing")
                .at_fault("taken as unverified")
                .help(format!("write one of {} after it", one_of(Verification::ALL.map(|(_, name)| name))));
            self.diagnostics.push(untagged);
            return Text { label, verification: Verification::Unverified, sources: Vec::new() };
        };
        let verification = Verification::named(&tag.word.node).unwrap_or_else(|| {
            let names = Verification::ALL.map(|(_, name)| name);
            let message = format!("unknown verification tag `{}`", tag.word.node);
            let unknown = Diagnostic::error("unknown-tag", tag.word.span, message)
                .at_fault(format!("expected {}", one_of(names)))
                .maybe_help(suggest::did_you_mean(&tag.word.node, names));
            self.diagnostics.push(unknown);
            Verification::Unverified
        });
        for key in &tag.sources {
            if !self.declared.sources.iter().any(|(known, _)| known.node == key.node) {
                let known = self.declared.sources.iter().map(|(known, _)| known.node.as_str());
                let unknown = Diagnostic::error("unknown-source", key.span, format!("unknown source `{}`", key.node))
                    .at_fault("no such key in `sources`")
                    .maybe_help(suggest::did_you_mean(&key.node, known));
                self.diagnostics.push(unknown);
            }
        }
        let sources = tag.sources.iter().map(|key| key.node.clone()).collect();
        Text { label, verification, sources }
    }

    /// The words of the source, in one line and without comments.
    pub fn words(&self, span: Span) -> String {
        let lines = self.sources.text(span).lines();
        let code = lines.map(|line| line.split_once('#').map_or(line, |(code, _)| code));
        // Parentheses that stand on lines of their own close up.
        code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
    }

    /// Whether some part of an expression, or a figure in it, was written elsewhere, or a figure is another than is
    /// written there.
    fn is_amended(&self, expression: &Expression, whole: Span) -> bool {
        let elsewhere = |span: Span| span.source != whole.source || span.start < whole.start || whole.end < span.end;
        let figure = match &*expression.node {
            Node::Compare { value, .. } => Some(value),
            Node::CompareFigure { times, .. } => times.as_ref(),
            Node::Together { ratio, .. } | Node::AnyReaches { ratio, .. } => Some(ratio),
            Node::Record { within, .. } => within.as_ref().map(|(number, _)| number),
            _ => None,
        };
        // A parameter stands there by its name, which is no number.
        let written = |figure: &At<Ratio>| self.words(figure.span).parse::<Ratio>().ok();
        let set = |figure: &At<Ratio>| written(figure).is_some_and(|written| written != figure.node);
        let mut parts = expression.node.parts().into_iter();
        elsewhere(expression.span)
            || figure.is_some_and(|figure| elsewhere(figure.span) || set(figure))
            || parts.any(|part| self.is_amended(part, whole))
    }

    /// What of a sum counts only together, in words.
    pub fn only_words(&self, only: &tree::Only) -> String {
        let unit = only.unit.as_ref().map(|unit| format!(" {}", unit.node)).unwrap_or_default();
        let given = only.given.as_ref().map(|given| format!(" where {}", self.condition_words(given)));
        let given = given.unwrap_or_default();
        format!(" only within {} years reaching {}{unit}{given}", only.years.node, self.words(only.least.span))
    }

    /// A condition in the words of the source, or, where an amendment has changed it, in those of the tree.
    pub fn condition_words(&self, condition: &Expression) -> String {
        if self.is_amended(condition, condition.span) { condition.node.to_string() } else { self.words(condition.span) }
    }

    /// A note on the unit of something declared.
    pub fn declared_in(&self, name: &str, unit: Unit, span: Span) -> String {
        format!("`{name}` is declared in {unit} at {}", self.whereabouts(span))
    }

    /// Where something stands, as a reader would look it up: `interpretations/vocabulary.law:31`.
    pub fn whereabouts(&self, span: Span) -> String {
        format!("{}:{}", self.sources.get(span.source).name, self.sources.position(span).line)
    }
}

/// Names for a message: `` `a`, `b` or `c` ``.
pub(super) fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}
