//! The words of rules beside the grades: how each is read, where its paraphrase stands, which conditions are in it.

use super::collect::place_of;
use super::resolve::Resolver;
use crate::quantity::Ratio;
use crate::span::Span;
use crate::syntax::tree::collateral::{self, Amount, CollateralRule, Maximum, Measure};
use crate::syntax::tree::{At, Name, PlaceName};

impl Resolver<'_> {
    /// The rule's own words, for reading.
    pub fn collateral_words(&mut self, rule: &CollateralRule) -> (&'static str, String) {
        let of = |name: &PlaceName| place_of(name).to_string();
        let listed = |word: &str, names: &[PlaceName]| {
            let names: Vec<String> = names.iter().map(of).collect();
            if names.is_empty() { String::new() } else { format!(" {word} {}", names.join(", ")) }
        };
        match rule {
            CollateralRule::Track(track) => {
                let (below, to) = (listed("below", &track.below), listed("to", &track.to));
                let condition = self.words(track.condition.span);
                let levels: Vec<String> = track.levels.iter().map(|level| self.level_words(level)).collect();
                let levels = if levels.is_empty() { String::new() } else { format!("; {}", levels.join("; ")) };
                ("track", format!("{}{below}{to} when {condition}{levels}", track.name.node))
            }
            CollateralRule::Relief { instruments, effects, condition, .. } => {
                let effects: Vec<&str> =
                    effects.iter().flat_map(|(_, names)| names).map(|name| name.node.as_str()).collect();
                let condition = self.words(condition.span);
                ("relief", format!("{}{} when {condition}", for_instruments(instruments), effects.join(", ")))
            }
            CollateralRule::Combined { days, .. } => ("combined", format!("detention {} days", days.node)),
            CollateralRule::Exit { shall, of, to, condition, .. } => {
                let shall = if *shall { "shall".to_owned() } else { String::new() };
                let named =
                    [shall, listed("of", of), listed("to", to), format!(" when {}", self.words(condition.span))];
                ("exit", named.concat().trim_start().to_owned())
            }
            CollateralRule::Deadline { name, longer, number, unit, .. } => {
                let longer = if *longer { " longer by" } else { "" };
                ("deadline", format!("{}{longer} {} {}", name.node, number.node, unit.node))
            }
            CollateralRule::Credit { held, restraint, served, penalty, .. } => {
                let (held, restraint) = (held.node, &restraint.node);
                ("credit", format!("{held} days of {restraint} for {} days of {}", served.node, penalty.node))
            }
            CollateralRule::Limitation(limitation) => {
                let maximum = limitation.maximum.as_ref().map(|maximum| match maximum {
                    Maximum::Below(below) => format!("where maximum < {} months ", below.node),
                    Maximum::Life => "where maximum is life ".to_owned(),
                });
                let unless = limitation.unless.as_ref().map(|unless| format!(" unless {}", self.words(unless.span)));
                let (after, unit, to) = (limitation.after.node, &limitation.unit.node, &limitation.to.node);
                let (maximum, unless) = (maximum.unwrap_or_default(), unless.unwrap_or_default());
                let of = for_instruments(&limitation.instruments);
                ("limitation", format!("{of}{maximum}after {after} {unit} to {to}{unless}"))
            }
            CollateralRule::Restarts(_) => ("limitation", "restarts".to_owned()),
            CollateralRule::Series { condition, .. } => {
                ("limitation", format!("series when {}", self.words(condition.span)))
            }
            CollateralRule::Unlimited { condition, .. } => {
                ("no limitation", format!("when {}", self.words(condition.span)))
            }
            CollateralRule::Charge { condition, .. } => ("charge", format!("when {}", self.words(condition.span))),
            CollateralRule::Time { name, given, .. } => {
                let given = given.as_ref().map(|given| format!(" where {}", self.words(given.span)));
                ("time", name.node.clone() + &given.unwrap_or_default())
            }
        }
    }

    fn level_words(&self, level: &collateral::Level) -> String {
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

/// The instruments that a rule names, before what it says.
fn for_instruments(instruments: &[Name]) -> String {
    let names: Vec<&str> = instruments.iter().map(|name| name.node.as_str()).collect();
    if names.is_empty() { String::new() } else { format!("for {} ", names.join(", ")) }
}

/// The paraphrase of a rule, and where it stands in its file.
pub(super) fn text_of(rule: &CollateralRule) -> (&crate::syntax::tree::Text, Span) {
    let text = match rule {
        CollateralRule::Track(track) => &track.text,
        CollateralRule::Relief { text, .. }
        | CollateralRule::Combined { text, .. }
        | CollateralRule::Exit { text, .. }
        | CollateralRule::Deadline { text, .. }
        | CollateralRule::Credit { text, .. }
        | CollateralRule::Restarts(text)
        | CollateralRule::Unlimited { text, .. }
        | CollateralRule::Series { text, .. }
        | CollateralRule::Charge { text, .. }
        | CollateralRule::Time { text, .. } => text,
        CollateralRule::Limitation(limitation) => &limitation.text,
    };
    (text, text.label.zh.span.to(text.label.en.span))
}

/// The expressions of a rule.
pub(super) fn expressions(rule: &CollateralRule) -> Vec<&crate::syntax::tree::Expression> {
    match rule {
        CollateralRule::Track(track) => {
            let levels = track.levels.iter().filter_map(|level| level.condition.as_ref());
            std::iter::once(&track.condition).chain(levels).collect()
        }
        CollateralRule::Relief { condition, .. }
        | CollateralRule::Exit { condition, .. }
        | CollateralRule::Unlimited { condition, .. }
        | CollateralRule::Series { condition, .. }
        | CollateralRule::Charge { condition, .. } => vec![condition],
        CollateralRule::Limitation(limitation) => limitation.unless.iter().collect(),
        CollateralRule::Time { given, .. } => given.iter().collect(),
        CollateralRule::Combined { .. }
        | CollateralRule::Deadline { .. }
        | CollateralRule::Credit { .. }
        | CollateralRule::Restarts(_) => Vec::new(),
    }
}
