//! Which rules rest on conditions that other instruments define: their standing counts for the rule, too.

use std::collections::BTreeSet;

use super::collect::Define;
use super::resolve::Resolver;
use super::walk::{self, Placed};
use crate::place::Place;
use crate::syntax::tree::{Expression, Rule};

impl Resolver<'_> {
    /// Of each of these rules of one instrument, the places where another instrument defines what it asks.
    pub fn rests<'b>(&self, instrument: &str, rules: impl Iterator<Item = &'b Placed<'b>>) -> Vec<(Place, Place)> {
        let asking = rules.filter(|placed| !matches!(placed.rule, Rule::Define { .. }));
        let elsewhere = asking.flat_map(|placed| {
            let mut found = BTreeSet::new();
            walk::expressions(placed.rule).into_iter().for_each(|asked| self.defined(asked, &mut found));
            found.into_iter().map(|definition| (placed.place.clone(), definition.clone())).collect::<Vec<_>>()
        });
        let elsewhere: BTreeSet<_> = elsewhere.filter(|(_, definition)| definition.instrument != instrument).collect();
        elsewhere.into_iter().collect()
    }

    /// The places of the conditions by name that an expression uses, and of those that they use.
    fn defined<'s>(&'s self, expression: &Expression, found: &mut BTreeSet<&'s Place>) {
        let mut names = Vec::new();
        walk::names(expression, &mut names);
        for name in names {
            let define = self.declared.defines.iter().find(|define: &&Define<'_>| define.name.node == name.node);
            // What was found before was followed then, so that a cycle ends.
            if let Some(define) = define
                && found.insert(&define.place)
            {
                self.defined(define.condition, found);
            }
        }
    }
}
