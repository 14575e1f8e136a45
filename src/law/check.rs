//! What only the whole can answer: is everything used, and does every rule name something that exists.

use super::SourceTree;
use super::collect::place_of;
use super::resolve::Resolver;
use super::walk;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::suggest;
use crate::syntax::tree::collateral::CollateralRule;
use crate::syntax::tree::{Clause, Declaration, Ground, Name, PlaceName, Rule};

impl<'a> Resolver<'a> {
    /// Checks what the passes before could not.
    pub fn check(&mut self, trees: &'a [SourceTree]) {
        self.check_used(trees);
        self.check_interprets();
        let declared = self.declared;
        for article in &declared.articles {
            for placed in &article.rules {
                self.check_offence_named(article.instrument, article.offence.is_some(), &placed.place, placed.rule);
                match placed.rule {
                    Rule::Grounds { grounds, grade, of, .. } => {
                        self.check_order(grounds);
                        self.check_grade(grade, of);
                    }
                    Rule::Governs { in_place_of, .. } => {
                        let other = Place::article(&placed.place.instrument, &in_place_of.node);
                        if !declared.places.contains(&other) {
                            let message = format!("unknown article `{other}`");
                            let at_fault = "no such article in this instrument";
                            self.reject::<()>("unknown-place", in_place_of.span, message, at_fault);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Readings and defined conditions in force that nothing mentions, whether in force or not.
    fn check_used(&mut self, trees: &'a [SourceTree]) {
        let mut used = Vec::new();
        for declaration in trees.iter().flat_map(|file| &file.tree.declarations) {
            let expressions = match declaration {
                Declaration::Sources(_) | Declaration::Proposal(_) => Vec::new(),
                Declaration::Vocabulary(vocables) => vocables.iter().flat_map(walk::expressions_in).collect(),
                Declaration::Instrument(instrument) => walk::expressions_of(instrument),
            };
            expressions.into_iter().for_each(|expression| walk::names(expression, &mut used));
        }
        let declared = self.declared;
        let clauses = declared.instruments.iter().flat_map(|instrument| &instrument.tree.clauses);
        let readings = clauses.filter_map(|clause| match clause {
            Clause::Reading(reading) => Some((&reading.name, "unused-reading", "reading")),
            _ => None,
        });
        let defines = declared.defines.iter().map(|define| (define.name, "unused-define", "condition"));
        for (name, code, what) in readings.chain(defines) {
            if !used.iter().any(|known| known.node == name.node) {
                let message = format!("{what} `{}` is declared and never used", name.node);
                self.diagnostics.push(Diagnostic::warning(code, name.span, message).at_fault("decides nothing"));
            }
        }
    }

    /// What an instrument interprets must be an offence, in a text that it has.
    fn check_interprets(&mut self) {
        let declared = self.declared;
        for instrument in &declared.instruments {
            for clause in &instrument.tree.clauses {
                let Clause::Interprets { offence, version, given } = clause else { continue };
                if let Some(given) = given {
                    self.reading_only(given);
                }
                if !self.offence_exists(offence) {
                    continue;
                }
                let place = place_of(offence);
                let versions = declared.articles.iter().filter(|article| article.place == place);
                let versions: Vec<_> = versions.filter_map(|article| article.version()).collect();
                if let Some(version) = version
                    && !versions.contains(&version.node.as_str())
                    && !declared.offences_left_out.contains(&place)
                {
                    let message = format!("unknown text `{}` of `{place}`", version.node);
                    let unknown = Diagnostic::error("unknown-text", version.span, message)
                        .at_fault("this article has no such text")
                        .maybe_help(suggest::did_you_mean(&version.node, versions));
                    self.diagnostics.push(unknown);
                }
            }
        }
    }

    pub fn offence_exists(&mut self, name: &PlaceName) -> bool {
        let declared = self.declared;
        let place = place_of(name);
        let offences = || declared.articles.iter().filter(|article| article.offence.is_some());
        if offences().any(|article| article.place == place) || declared.offences_left_out.contains(&place) {
            return true;
        }
        let known: Vec<_> = offences().map(|article| article.place.to_string()).collect();
        let help = suggest::did_you_mean(&place.to_string(), known.iter().map(String::as_str));
        let unknown = Diagnostic::error("unknown-offence", name.span(), format!("unknown offence `{place}`"))
            .at_fault("no article makes this offence")
            .maybe_help(help);
        self.diagnostics.push(unknown);
        false
    }

    /// A rule about an offence names it, unless it stands in its article; and its instrument interprets it.
    fn check_offence_named(&mut self, instrument: usize, in_offence: bool, place: &Place, rule: &Rule) {
        let (of, span, needs_link) = match rule {
            Rule::Element { of, name, .. } => (of.as_ref(), name.span, true),
            Rule::Counting { of, clauses } => {
                let Some(first) = clauses.first() else { return };
                (of.as_ref(), first.text.label.zh.span, true)
            }
            Rule::Grounds { of, grade, .. } => (Some(of), grade.span, true),
            Rule::Circumstance { of: Some(of), .. } | Rule::Fine { of, .. } => (Some(of), of.span(), false),
            Rule::Sentencing(rule) => match &rule.of {
                Some(of) => (Some(of), of.span(), false),
                None => return,
            },
            _ => match rule.collateral() {
                Some(CollateralRule::Exit { of, .. }) => {
                    of.iter().for_each(|of| _ = self.offence_exists(of));
                    return;
                }
                _ => return,
            },
        };
        let Some(of) = of else {
            if !in_offence {
                let message = "expected the offence that this rule is of, found none".to_owned();
                let unnamed = Diagnostic::error("missing-offence", span, message)
                    .at_fault("does not stand in the article of an offence")
                    .help("write `of` and the place of the offence");
                self.diagnostics.push(unnamed);
            }
            return;
        };
        if !self.offence_exists(of) || !needs_link {
            return;
        }
        let declared = self.declared;
        let offence = place_of(of);
        let clauses = &declared.instruments[instrument].tree.clauses;
        let interprets = clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Interprets { offence: other, .. } if place_of(other) == offence));
        if !interprets && offence.instrument != place.instrument {
            let message = format!("`{}` speaks of `{offence}` and does not interpret it", place.instrument);
            let missing = Diagnostic::error("not-interpreted", of.span(), message)
                .at_fault("would serve no text of this offence")
                .help(format!("write `interprets {offence}` in `{}`", place.instrument));
            self.diagnostics.push(missing);
        }
    }

    /// The grade of a list belongs to some text of the offence.
    fn check_grade(&mut self, grade: &Name, of: &PlaceName) {
        let declared = self.declared;
        let place = place_of(of);
        let texts: Vec<_> = declared.articles.iter().filter(|article| article.place == place).collect();
        let grades: Vec<&str> = texts
            .iter()
            .flat_map(|article| &article.rules)
            .filter_map(|placed| match placed.rule {
                Rule::Grade { name, .. } => Some(name.node.as_str()),
                _ => None,
            })
            .collect();
        if !texts.is_empty() && !grades.contains(&grade.node.as_str()) {
            let unknown = Diagnostic::error("unknown-grade", grade.span, format!("unknown grade `{}`", grade.node))
                .at_fault(format!("not a grade of `{place}`"))
                .maybe_help(suggest::did_you_mean(&grade.node, grades));
            self.diagnostics.push(unknown);
        }
    }

    /// Items of a list stand in the order of their numbers.
    fn check_order(&mut self, grounds: &[Ground]) {
        for pair in grounds.windows(2) {
            let [before, after] = pair else { continue };
            if numbers(&after.number.node) < numbers(&before.number.node) {
                let message = format!("item {} stands after item {}", after.number.node, before.number.node);
                let order = Diagnostic::warning("item-order", after.number.span, message)
                    .at_fault("expected ascending numbers")
                    .also(before.number.span, "after this one");
                self.diagnostics.push(order);
            }
        }
    }
}

/// The numbers in a numeral: `5-2-1` is 5, 2, 1.
pub(super) fn numbers(numeral: &str) -> Vec<u32> {
    numeral.split('-').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}
