//! Rules of law in time that results cite.

use super::collateral::Collateral;
use super::condition::Condition;
use super::resolve::Resolver;
use super::words::one_of;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::suggest;
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::{Expression, Name, Text};

/// That the first of several interpretations governs what was done before it.
const FIRST: &str = "first";

/// The relations of law and time that results cite.
const TIMES: [&str; 12] = [
    "at_act",
    "continuing",
    "several",
    "part",
    "before",
    "in_force",
    "interpretation",
    FIRST,
    "earlier",
    "lighter",
    "term",
    "holiday",
];

impl Resolver<'_> {
    /// A rule of time under its name.
    pub fn rule_of_time(
        &mut self,
        (name, text, given): (&Name, &Text, Option<&Expression>),
        place: &Place,
        collateral: &mut Collateral,
    ) {
        let text = self.text(text);
        if !TIMES.contains(&name.node.as_str()) {
            let message = format!("unknown relation of law and time `{}`", name.node);
            let unknown = Diagnostic::error("unknown-time", name.span, message)
                .at_fault(format!("expected {}", one_of(TIMES)))
                .maybe_help(suggest::did_you_mean(&name.node, TIMES));
            self.diagnostics.push(unknown);
            return;
        }
        if let Some(given) = given.filter(|_| name.node != FIRST) {
            let message = format!("only `first` turns on a reading, found one of `{}`", name.node);
            let idle = Diagnostic::error("idle-reading", given.span, message);
            self.diagnostics.push(idle.at_fault("this rule is cited, and nothing turns on it"));
        }
        collateral.times.push((name.node.clone(), place.clone(), text));
    }

    /// Under which readings the first of several interpretations reaches back to what was done before it, where the law
    /// has a rule that it does.
    pub fn first_reaches_back(&mut self) -> Option<Condition> {
        let declared = self.declared;
        let rules = declared.articles.iter().flat_map(|article| &article.rules);
        let given = rules.filter_map(|placed| placed.rule.collateral()).find_map(|rule| match rule {
            CollateralRule::Time { name, given, .. } if name.node == FIRST => Some(given.as_ref()),
            _ => None,
        })?;
        given.map_or(Some(Condition::Always(true)), |given| self.reading_only(given))
    }
}
