//! Whether a table of classes is sound: whatever the readings, every category stands in exactly one class.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{Entries, Entry};
use super::condition::{ChoiceId, Condition};
use super::resolve::Resolver;
use super::vocabulary::KindsId;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::syntax::tree::Class;

/// How many combinations of readings are tried for one category.
const COMBINATIONS: usize = 4096;

impl Resolver<'_> {
    /// Whatever the readings, every category stands in exactly one class.
    pub fn check_table(&mut self, kinds: KindsId, span: Span, classes: &[Class], entries: &Entries) {
        let mut open = classes.iter().filter(|class| class.entries.is_none());
        let rest = open.next();
        if let Some(again) = open.next() {
            let message = "two classes take the rest".to_owned();
            self.reject::<()>("two-classes", again.name.span, message, "only one class can be `otherwise`");
        } else if let (Some(rest), Some(last)) = (rest, classes.last())
            && rest.name.node != last.name.node
        {
            let message = format!("`{}` takes the rest, and is not the last class", rest.name.node);
            self.reject::<()>("two-classes", rest.name.span, message, "expected at the end of the table");
        }
        for category in self.vocabulary.kinds(kinds).all().iter() {
            let naming: Vec<_> =
                entries.iter().flatten().flatten().filter(|entry| entry.values.has(category)).collect();
            self.check_category(kinds, category, &naming, rest.is_some(), span);
        }
    }

    fn check_category(&mut self, kinds: KindsId, category: usize, naming: &[&Entry], rest: bool, table: Span) {
        let name = self.vocabulary.kinds(kinds).values[category].0.clone();
        for settled in self.combinations(naming) {
            let holding: Vec<_> =
                naming.iter().filter(|entry| entry.given.as_ref().is_none_or(|given| holds(given, &settled))).collect();
            let when = self.described(&settled);
            if let [first, second, ..] = holding[..] {
                let twice =
                    Diagnostic::error("two-classes", second.span, format!("`{name}` stands in two classes{when}"))
                        .at_fault("named again here")
                        .also(first.span, "named here too");
                self.diagnostics.push(twice);
                return;
            }
            if holding.is_empty() && !rest {
                let nowhere = Diagnostic::error("no-class", table, format!("`{name}` stands in no class{when}"))
                    .at_fault("no class of this table takes the rest")
                    .help("end with a class that is `otherwise`");
                self.diagnostics.push(nowhere);
                return;
            }
        }
    }

    /// Every combination of the options of the readings that these entries depend on.
    fn combinations(&self, naming: &[&Entry]) -> Vec<BTreeMap<ChoiceId, usize>> {
        let given = naming.iter().filter_map(|entry| entry.given.as_ref());
        let choices: BTreeSet<ChoiceId> = given.flat_map(Condition::choices).collect();
        let mut all = vec![BTreeMap::new()];
        for choice in choices {
            let count = self.choices[usize::from(choice.0)].options.len();
            let longer = all.iter().flat_map(|settled: &BTreeMap<_, _>| {
                (0..count).map(move |option| {
                    let mut settled = settled.clone();
                    settled.insert(choice, option);
                    settled
                })
            });
            all = longer.take(COMBINATIONS).collect();
        }
        all
    }

    fn described(&self, settled: &BTreeMap<ChoiceId, usize>) -> String {
        let readings = settled.iter().map(|(choice, option)| {
            let choice = &self.choices[usize::from(choice.0)];
            format!("{} = {}", choice.name, choice.options[*option].name)
        });
        let readings: Vec<_> = readings.collect();
        if readings.is_empty() { String::new() } else { format!(" where {}", readings.join(" and ")) }
    }
}

/// Whether a condition on readings holds with these options.
fn holds(condition: &Condition, settled: &BTreeMap<ChoiceId, usize>) -> bool {
    match condition {
        Condition::Always(holds) => *holds,
        Condition::All(parts) => parts.iter().all(|part| holds(part, settled)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, settled)),
        Condition::Not(inner) => !holds(inner, settled),
        Condition::Choice { choice, options } => settled.get(choice).is_some_and(|option| options.has(*option)),
        // INVARIANT: conditions on readings are made of the above only.
        _ => false,
    }
}
