//! Grades and their sentencing bands: months in order, and no higher grade below a lower one.

use super::book::{Band, FineMode, Grade, Months};
use super::collect::{ArticleText, each_once};
use super::resolve::Resolver;
use super::words::{label, one_of};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{self, At, Penalty, Rule};

/// The penalties that are measured in months.
const TERMS: [&str; 3] = ["imprisonment", "detention", "control"];

impl Resolver<'_> {
    /// The grades of an offence's text, lowest first.
    pub fn grades(&mut self, article: &ArticleText<'_>) -> Vec<Grade> {
        let mut grades: Vec<(Grade, Span)> = Vec::new();
        let mut names = Vec::new();
        for placed in &article.rules {
            let Rule::Grade { name, label: of, band, standard } = placed.rule else { continue };
            names.push((name.node.as_str(), name.span));
            let span = band.span.span;
            let band = self.band(band, article.instrument);
            if let Some((lower, lower_span)) = grades.last()
                && lower.band.imprisonment.map(|(from, to)| (to, from)) > band.imprisonment.map(|(from, to)| (to, from))
            {
                let message = format!("the band of `{}` is below that of `{}`", name.node, lower.name);
                let below = Diagnostic::error("band-order", span, message)
                    .at_fault("grades stand lowest first")
                    .also(*lower_span, "the grade before it");
                self.diagnostics.push(below);
            }
            let standard = self.text(standard);
            let (name, place) = (name.node.clone(), placed.place.clone());
            grades.push((Grade { name, label: label(of), band, standard, place }, span));
        }
        each_once("grade", names, &mut self.diagnostics);
        if let (true, Some((_, span))) = (grades.is_empty(), article.offence) {
            let message = format!("expected the grades of `{}`, found none", article.place);
            self.diagnostics.push(Diagnostic::error("no-grade", span, message).at_fault("an offence without a grade"));
        }
        grades.into_iter().map(|(grade, _)| grade).collect()
    }

    /// What a unit faces, and where that stands.
    pub fn unit_band(&mut self, article: &ArticleText<'_>) -> Option<(Place, Band)> {
        let mut bands = article.rules.iter().filter_map(|placed| match placed.rule {
            Rule::Units { band, .. } => Some((placed.place.clone(), band)),
            _ => None,
        });
        let (place, band) = bands.next()?;
        if let Some((_, again)) = bands.next() {
            self.diagnostics.push(super::collect::duplicate("band", "units", again.span.span, band.span.span));
        }
        Some((place, self.band(band, article.instrument)))
    }

    fn band(&mut self, band: &tree::Band, instrument: usize) -> Band {
        let mut resolved = Band::default();
        let mut seen = Vec::new();
        for penalty in &band.penalties {
            match penalty {
                Penalty::Term { kind, from, to } => {
                    seen.push((kind.node.as_str(), kind.span));
                    let months = self.months(from, to);
                    self.within_term(instrument, kind, from, to);
                    match kind.node.as_str() {
                        "imprisonment" => resolved.imprisonment = months,
                        "detention" => resolved.detention = months,
                        "control" => resolved.control = months,
                        other => {
                            let unknown =
                                Diagnostic::error("unknown-penalty", kind.span, format!("unknown penalty `{other}`"))
                                    .at_fault(format!("expected {}", one_of(TERMS)))
                                    .maybe_help(suggest::did_you_mean(other, TERMS));
                            self.diagnostics.push(unknown);
                        }
                    }
                }
                Penalty::Life(here) => {
                    seen.push(("life", here.span));
                    resolved.life = true;
                }
                Penalty::Deprivation(here) => {
                    seen.push(("deprivation", here.span));
                    resolved.deprivation = true;
                }
                Penalty::Forfeiture(here) => {
                    seen.push(("forfeiture", here.span));
                    resolved.forfeiture = true;
                }
                Penalty::Fine { with, instead, yuan, span } => {
                    seen.push(("fine", span.span));
                    resolved.fine_amount = yuan
                        .as_ref()
                        .and_then(|(from, to)| self.base_units(from, Unit::Yuan).zip(self.base_units(to, Unit::Yuan)));
                    resolved.fine = match (with, instead) {
                        (true, true) => Some(FineMode::WithOrInstead),
                        (true, false) => Some(FineMode::With),
                        (false, true) => Some(FineMode::Instead),
                        (false, false) => None,
                    };
                }
            }
        }
        let forfeiture = seen.iter().find(|(penalty, _)| *penalty == "forfeiture").copied();
        each_once("penalty", seen, &mut self.diagnostics);
        if let (Some((_, span)), None) = (forfeiture, resolved.fine) {
            let message = "expected a fine beside `forfeiture`, found none".to_owned();
            let alone = Diagnostic::error("no-fine", span, message).at_fault("takes the place of a fine");
            self.diagnostics.push(alone);
        }
        resolved
    }

    /// No band goes beyond what its instrument says of how long a penalty lasts.
    fn within_term(&mut self, instrument: usize, kind: &tree::Name, from: &At<Ratio>, to: &At<Ratio>) {
        let declared = self.declared;
        let terms = declared.terms.iter().filter(|term| term.instrument == instrument);
        let terms = terms.filter(|term| term.penalty.node == kind.node).map(|term| term.months);
        for (least, most) in terms {
            if from.node < least.node || to.node > most.node {
                let message = format!("expected {} of {} to {} months", kind.node, least.node, most.node);
                let beyond = Diagnostic::error("beyond-term", from.span.to(to.span), message)
                    .at_fault("a band beyond how long the penalty lasts")
                    .also(least.span.to(most.span), "said here");
                self.diagnostics.push(beyond);
            }
        }
    }

    fn months(&mut self, from: &At<Ratio>, to: &At<Ratio>) -> Option<Months> {
        let (least, most) = (self.small::<u16>(from, "months"), self.small::<u16>(to, "months"));
        let (least, most) = (least?, most?);
        if least > most {
            let message = format!("the band runs from {least} down to {most} months");
            return self.reject("empty-range", from.span.to(to.span), message, "the least is above the most");
        }
        Some((least, most))
    }
}
