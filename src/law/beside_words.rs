//! The words of rules beside the grades: how each is read, where its paraphrase stands, which conditions are in it.

use super::collect::place_of;
use super::resolve::Resolver;
use crate::quantity::Ratio;
use crate::span::Span;
use crate::syntax::tree::beside::{self, Amount, Beside, Maximum, Measure};
use crate::syntax::tree::{At, PlaceName};

impl Resolver<'_> {
    /// The rule's own words, for reading.
    pub fn beside_words(&mut self, rule: &Beside) -> (&'static str, String) {
        let of = |name: &PlaceName| place_of(name).to_string();
        match rule {
            Beside::Track(track) => {
                let below: Vec<String> = track.below.iter().map(of).collect();
                let below = if below.is_empty() { String::new() } else { format!(" below {}", below.join(", ")) };
                let to = track.to.as_ref().map(|to| format!(" to {}", of(to))).unwrap_or_default();
                let condition = self.words(track.condition.span);
                let levels: Vec<String> = track.levels.iter().map(|level| self.level_words(level)).collect();
                let levels = if levels.is_empty() { String::new() } else { format!("; {}", levels.join("; ")) };
                ("track", format!("{}{below}{to} when {condition}{levels}", track.name.node))
            }
            Beside::Relief { effects, condition, .. } => {
                let effects: Vec<&str> =
                    effects.iter().flat_map(|(_, names)| names).map(|name| name.node.as_str()).collect();
                ("relief", format!("{} when {}", effects.join(", "), self.words(condition.span)))
            }
            Beside::Combined { days, .. } => ("combined", format!("detention {} days", days.node)),
            Beside::Exit { of: offence, to, condition, .. } => {
                let to = to.as_ref().map(|to| format!(" to {}", of(to))).unwrap_or_default();
                ("exit", format!("of {}{to} when {}", of(offence), self.words(condition.span)))
            }
            Beside::Limitation(limitation) => {
                let maximum = limitation.maximum.as_ref().map(|maximum| match maximum {
                    Maximum::Below(below) => format!("where maximum < {} months ", below.node),
                    Maximum::Life => "where maximum is life ".to_owned(),
                });
                let unless = limitation.unless.as_ref().map(|unless| format!(" unless {}", self.words(unless.span)));
                let (after, unit, to) = (limitation.after.node, &limitation.unit.node, &limitation.to.node);
                let (maximum, unless) = (maximum.unwrap_or_default(), unless.unwrap_or_default());
                ("limitation", format!("{maximum}after {after} {unit} to {to}{unless}"))
            }
            Beside::Restarts(_) => ("limitation", "restarts".to_owned()),
            Beside::Series { condition, .. } => ("limitation", format!("series when {}", self.words(condition.span))),
            Beside::Unlimited { condition, .. } => ("no limitation", format!("when {}", self.words(condition.span))),
            Beside::Charge { condition, .. } => ("charge", format!("when {}", self.words(condition.span))),
            Beside::Time { name, .. } => ("time", name.node.clone()),
        }
    }

    fn level_words(&self, level: &beside::Level) -> String {
        let range = |from: &At<Ratio>, to: &At<Ratio>| format!("{} .. {}", self.words(from.span), self.words(to.span));
        let measures = level.measures.iter().map(|measure| match measure {
            Measure::Detention(from, to) => format!(" detention {} days", range(from, to)),
            Measure::Fine(mode, amount) => {
                let mode = mode.as_ref().map(|mode| format!("{} ", mode.node)).unwrap_or_default();
                let amount = match amount {
                    Amount::Yuan(from, to) => format!("{} yuan", range(from, to)),
                    Amount::Times { from, to, quantity, instead } => {
                        let instead = instead.as_deref().map(|[least, most, below]| {
                            format!(" or {} yuan below {} yuan", range(least, most), self.words(below.span))
                        });
                        format!("{} times {}{}", range(from, to), quantity.node, instead.unwrap_or_default())
                    }
                };
                format!(" fine {mode}{amount}")
            }
            Measure::Gains(taken, of) => format!(" {} of {}", taken.node, of.node),
        });
        let when = level.condition.as_ref().map(|condition| format!(" when {}", self.words(condition.span)));
        format!("level {}{}{}", level.name.node, measures.collect::<Vec<_>>().join(","), when.unwrap_or_default())
    }
}

/// The paraphrase of a rule, and where it stands in its file.
pub(super) fn text_of(rule: &Beside) -> (&crate::syntax::tree::Text, Span) {
    let text = match rule {
        Beside::Track(track) => &track.text,
        Beside::Relief { text, .. }
        | Beside::Combined { text, .. }
        | Beside::Exit { text, .. }
        | Beside::Restarts(text)
        | Beside::Unlimited { text, .. }
        | Beside::Series { text, .. }
        | Beside::Charge { text, .. }
        | Beside::Time { text, .. } => text,
        Beside::Limitation(limitation) => &limitation.text,
    };
    (text, text.label.zh.span.to(text.label.en.span))
}

/// The expressions of a rule.
pub(super) fn expressions(rule: &Beside) -> Vec<&crate::syntax::tree::Expression> {
    match rule {
        Beside::Track(track) => {
            let levels = track.levels.iter().filter_map(|level| level.condition.as_ref());
            std::iter::once(&track.condition).chain(levels).collect()
        }
        Beside::Relief { condition, .. }
        | Beside::Exit { condition, .. }
        | Beside::Unlimited { condition, .. }
        | Beside::Series { condition, .. }
        | Beside::Charge { condition, .. } => vec![condition],
        Beside::Limitation(limitation) => limitation.unless.iter().collect(),
        Beside::Combined { .. } | Beside::Restarts(_) | Beside::Time { .. } => Vec::new(),
    }
}
