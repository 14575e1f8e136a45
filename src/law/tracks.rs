//! Tracks, exits, limitation and law in time: from what was declared to the book.

use std::collections::BTreeSet;

use super::book::{Effect, Term, Text};
use super::collateral::{
    Collateral, Combined, Credit, Deadline, DeadlineKind, Exit, FineRole, FineRule, Period, Relief, Restraint, Series,
    Taking, Track, TrackLevel, Unlimited,
};
use super::collect::{ArticleText, each_once, place_of};
use super::condition::Condition;
use super::grounds::GroundIndex;
use super::offence::Serving;
use super::person::{Grades, PersonSite};
use super::resolve::Resolver;
use super::scope::Site;
use super::vocabulary::{FactKind, Label};
use super::words::label;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::Range;
use crate::suggest;
use crate::syntax::tree::collateral::{self, Amount, CollateralRule, Limitation, Maximum, Measure};
use crate::syntax::tree::{At, Name, PlaceName, Rule};

/// What relief can do beside the effects of circumstances.
const UNEXECUTED: &str = "unexecuted";

impl<'a> Resolver<'a> {
    /// Every rule beside the grades but for the exits, which belong to their offence.
    pub fn collateral(&mut self) -> Collateral {
        let declared = self.declared;
        let mut collateral = Collateral::default();
        let mut times = Vec::new();
        for article in &declared.articles {
            for placed in &article.rules {
                let Some(rule) = placed.rule.collateral() else { continue };
                if let CollateralRule::Time { name, .. } = rule {
                    times.push((name.node.as_str(), name.span));
                }
                self.collateral_rule(rule, article, &placed.place, &mut collateral);
            }
        }
        each_once("rule of time", times, &mut self.diagnostics);
        collateral.periods.sort_by_key(|period| period.below.unwrap_or(u16::MAX));
        collateral
    }

    fn collateral_rule(
        &mut self,
        rule: &'a CollateralRule,
        article: &ArticleText<'a>,
        place: &Place,
        collateral: &mut Collateral,
    ) {
        match rule {
            CollateralRule::Track(track) => {
                let track = self.track(track, article, place);
                collateral.tracks.extend(track);
            }
            CollateralRule::Relief { instruments, effects, text, condition } => {
                let text = self.text(text);
                let instruments = self.instruments_of_tracks(instruments, place);
                let effects = effects
                    .iter()
                    .map(|(modal, names)| (super::circumstances::modal(*modal), self.relieved(names)))
                    .collect();
                let condition = self.condition(condition, Site::rule(place));
                let place = place.clone();
                let relief = condition.map(|condition| Relief { instruments, place, text, effects, condition });
                collateral.reliefs.extend(relief);
            }
            CollateralRule::Combined { days, text } => {
                let text = self.text(text);
                let days = self.small(days, "days");
                collateral.combined.extend(days.map(|days| Combined { place: place.clone(), text, days }));
            }
            CollateralRule::Deadline { name, longer, number, unit, text } => {
                let text = self.text(text);
                let (name, months) = (name.node.clone(), unit.node == Unit::Months.name());
                let first = collateral.deadlines.iter().all(|known| known.name != name);
                if *longer && first {
                    let message = format!("nothing of `{name}` can be longer: no deadline of that name stands before");
                    self.reject::<()>("deadline", number.span, message, "is an extension of nothing");
                }
                let kind = if *longer { DeadlineKind::Longer } else { DeadlineKind::Whole };
                let place = place.clone();
                let number = self.small::<i32>(number, &unit.node);
                collateral.deadlines.extend(number.map(|number| Deadline { name, place, text, kind, number, months }));
            }
            CollateralRule::Credit { held, restraint, served, penalty, text } => {
                let text = self.text(text);
                let (held, served) = (self.small(held, "days"), self.small(served, "days"));
                let of = Restraint::named(&restraint.node).zip(Term::named(&penalty.node));
                if let (Some(held), Some(served), Some((restraint, penalty))) = (held, served, of) {
                    let place = place.clone();
                    collateral.credits.push(Credit { place, text, restraint, held, served, penalty });
                }
            }
            CollateralRule::Limitation(limitation) => {
                let period = self.period(limitation, place);
                collateral.periods.extend(period);
            }
            CollateralRule::Restarts(text) => {
                let text = self.text(text);
                collateral.restarts = Some((place.clone(), text));
            }
            CollateralRule::Series { text, condition } => {
                let text = self.text(text);
                let condition = self.condition(condition, Site::rule(place));
                collateral.series = condition.map(|condition| Series { place: place.clone(), text, condition });
            }
            CollateralRule::Unlimited { text, condition } => {
                let text = self.text(text);
                let condition = self.condition(condition, Site::rule(place));
                collateral.unlimited.extend(condition.map(|condition| Unlimited {
                    place: place.clone(),
                    text,
                    condition,
                }));
            }
            CollateralRule::Time { name, text, given } => {
                self.rule_of_time((name, text, given.as_ref()), place, collateral);
            }
            // These belong to their offence.
            CollateralRule::Exit { .. } | CollateralRule::Charge { .. } => {}
        }
    }

    /// The instruments whose tracks a rule is for: those named, in force or not, or its own.
    fn instruments_of_tracks(&mut self, named: &[Name], place: &Place) -> Vec<String> {
        if named.is_empty() {
            return vec![place.instrument.clone()];
        }
        let known: BTreeSet<&str> = self.declared.places.iter().map(|place| place.instrument.as_str()).collect();
        for name in named.iter().filter(|name| !known.contains(name.node.as_str())) {
            let unknown =
                Diagnostic::error("unknown-instrument", name.span, format!("unknown instrument `{}`", name.node))
                    .at_fault("expected an instrument that has tracks")
                    .maybe_help(suggest::did_you_mean(&name.node, known.iter().copied()));
            self.diagnostics.push(unknown);
        }
        each_once("instrument", named.iter().map(|name| (name.node.as_str(), name.span)), &mut self.diagnostics);
        named.iter().map(|name| name.node.clone()).collect()
    }

    fn relieved(&mut self, names: &[Name]) -> Vec<String> {
        let known: Vec<&str> = Effect::ALL.iter().map(|(_, name)| *name).chain([UNEXECUTED]).collect();
        each_once("effect", names.iter().map(|name| (name.node.as_str(), name.span)), &mut self.diagnostics);
        names.iter().map(|name| name.node.clone()).filter(|name| known.contains(&name.as_str())).collect()
    }

    fn track(&mut self, track: &'a collateral::Track, article: &ArticleText<'a>, place: &Place) -> Option<Track> {
        let text = self.text(&track.text);
        let below = track.below.iter().map(|below| {
            self.offence_exists(below);
            place_of(below)
        });
        let below = below.collect();
        let to = self.pointed_to(&track.to);
        each_once(
            "level",
            track.levels.iter().map(|level| (level.name.node.as_str(), level.name.span)),
            &mut self.diagnostics,
        );
        let condition = self.condition(&track.condition, Site::rule(place));
        let mut levels = Vec::new();
        for (position, level) in track.levels.iter().enumerate() {
            let resolved = self.level(level, place);
            if (position == 0) != level.condition.is_none() {
                let message = match position {
                    0 => format!("the first level, `{}`, has a condition", level.name.node),
                    _ => {
                        format!("expected when `{}` takes the place of the first level, found nothing", level.name.node)
                    }
                };
                let at_fault = "the first level stands where no other holds, and each other says when it does";
                self.reject::<()>("level", level.name.span, message, at_fault);
            }
            levels.push(resolved);
        }
        Some(Track {
            name: track.name.node.clone(),
            place: place.clone(),
            text,
            force: article.force,
            below,
            to,
            condition: condition?,
            levels: levels.into_iter().collect::<Option<_>>()?,
        })
    }

    fn level(&mut self, level: &'a collateral::Level, place: &Place) -> Option<TrackLevel> {
        let at = place.child(&level.name.node);
        let condition = match &level.condition {
            Some(condition) => Some(self.condition(condition, Site::rule(&at))?),
            None => None,
        };
        let mut resolved = TrackLevel {
            name: level.name.node.clone(),
            place: at,
            label: label(&level.label),
            days: None,
            fine: None,
            gains: None,
            condition,
        };
        for measure in &level.measures {
            let twice = match measure {
                Measure::Detention(from, to) => {
                    let days = (self.small(from, "days")?, self.small(to, "days")?);
                    self.ascending(from, to);
                    resolved.days.replace(days).is_some()
                }
                Measure::Fine(mode, amount) => {
                    let mode = match mode.as_ref().map(|mode| mode.node.as_str()) {
                        Some("may") => FineRole::May,
                        Some(_) => FineRole::Instead,
                        None => FineRole::With,
                    };
                    let amount = self.fine_of(amount)?;
                    resolved.fine.replace((mode, amount)).is_some()
                }
                Measure::Gains(taken, quantity) => {
                    let taken = if taken.node == "recovery" { Taking::Recovery } else { Taking::Confiscation };
                    let (of, _) = self.needed_quantity(quantity)?;
                    resolved.gains.replace((taken, Box::new(of))).is_some()
                }
            };
            if twice {
                let message = format!("level `{}` says the same measure twice", level.name.node);
                self.reject::<()>(
                    "duplicate",
                    level.name.span,
                    message,
                    "detention, a fine and the gains stand once each",
                );
            }
        }
        Some(resolved)
    }

    fn fine_of(&mut self, amount: &'a Amount) -> Option<FineRule> {
        match amount {
            Amount::Yuan(from, to) => Some(FineRule::Fixed(self.yuan(from, to)?)),
            Amount::Times { from, to, quantity, instead } => {
                let times = (self.sized(from)?, self.sized(to)?);
                self.ascending(from, to);
                let (of, _) = self.needed_quantity(quantity)?;
                let instead = match instead.as_deref() {
                    Some([from, to, below]) => Some((self.yuan(from, to)?, self.base_units(below, Unit::Yuan)?)),
                    None => None,
                };
                Some(FineRule::Times { times, of: Box::new(of), instead })
            }
        }
    }

    pub(super) fn yuan(&mut self, from: &At<Ratio>, to: &At<Ratio>) -> Option<Range> {
        self.ascending(from, to);
        let (min, max) = (self.base_units(from, Unit::Yuan), self.base_units(to, Unit::Yuan));
        Some(Range { min: min?, max: max? })
    }

    fn ascending(&mut self, from: &At<Ratio>, to: &At<Ratio>) {
        if from.node > to.node {
            let message = format!("the range runs from {} down to {}", from.node, to.node);
            let span = from.span.to(to.span);
            self.reject::<()>("empty-range", span, message, "the least is above the greatest");
        }
    }

    fn period(&mut self, limitation: &Limitation, place: &Place) -> Option<Period> {
        let text = self.text(&limitation.text);
        let below = match &limitation.maximum {
            Some(Maximum::Below(below)) => Some(self.small(below, "months")?),
            Some(Maximum::Life) | None => None,
        };
        let life = limitation.maximum == Some(Maximum::Life);
        let months = self.in_months(&limitation.after, &limitation.unit)?;
        let to = self.fact(&limitation.to, Site::rule(place))?;
        if self.vocabulary.fact(to).kind != FactKind::Date {
            let message = format!("expected a fact that is a day, found `{}`", limitation.to.node);
            return self.reject("not-a-day", limitation.to.span, message, "no day");
        }
        let of = limitation.of.as_ref().map(|of| of.node.clone());
        let instruments = self.instruments_of_tracks(&limitation.instruments, place);
        let unless = match &limitation.unless {
            Some(unless) => Some(self.condition(unless, Site::rule(place))?),
            None => None,
        };
        Some(Period { place: place.clone(), text, of, instruments, below, life, months, to, unless })
    }

    /// The ways out of an offence, with the grades of the offence at hand.
    pub fn exits(
        &mut self,
        offence: &Place,
        index: &GroundIndex,
        grades: Grades<'_>,
        servings: &[Serving<'a>],
    ) -> Vec<Exit> {
        let mut exits = Vec::new();
        for serving in servings {
            for placed in &serving.article.rules {
                let Some(CollateralRule::Exit { shall, of, to, text, condition }) = placed.rule.collateral() else {
                    continue;
                };
                if !of.is_empty() && of.iter().all(|of| place_of(of) != *offence) {
                    continue;
                }
                let text = self.text(text);
                let place = &placed.place;
                let to = self.pointed_to(to);
                let site = PersonSite { place, list: place, grounds: index, from: &[], grades: Some(grades) };
                let predicate = self.predicate(condition, site);
                let served = match &serving.serves {
                    Condition::Always(true) => None,
                    serves => Some(super::book::Predicate::Person(serves.clone())),
                };
                let predicate = predicate.map(|predicate| match served {
                    Some(served) => super::book::Predicate::All(vec![served, predicate]),
                    None => predicate,
                });
                let (place, shall) = (place.clone(), *shall);
                exits.extend(predicate.map(|predicate| Exit { place, text, to, predicate, shall }));
            }
        }
        exits
    }

    /// The names that an offence goes by, with the conduct that each stands for.
    pub fn charges(&mut self, article: &ArticleText<'a>) -> Vec<(Label, Condition)> {
        let mut charges = Vec::new();
        for placed in &article.rules {
            let Some(CollateralRule::Charge { text, condition }) = placed.rule.collateral() else { continue };
            let text = self.text(text);
            let condition = self.condition(condition, Site::rule(&placed.place));
            charges.extend(condition.map(|condition| (text.label, condition)));
        }
        charges
    }

    /// The place that a rule leads to, and what the text states there: the first of those named at which something is
    /// in force.
    fn pointed_to(&mut self, to: &[PlaceName]) -> Option<(Place, Option<Text>)> {
        let known: Vec<Place> = to.iter().filter_map(|name| self.known_place(name)).collect();
        let articles = &self.declared.articles;
        let in_force = |place: &Place| {
            articles
                .iter()
                .any(|article| article.place == *place || article.rules.iter().any(|placed| placed.place.within(place)))
        };
        let place = known.into_iter().find(in_force)?;
        let says = self.says_at(&place);
        Some((place, says))
    }

    /// What the text states at a place in force.
    fn says_at(&mut self, place: &Place) -> Option<Text> {
        let declared = self.declared;
        let rules = declared.articles.iter().flat_map(|article| &article.rules);
        let stated = rules.filter(|placed| placed.place == *place).find_map(|placed| match placed.rule {
            Rule::States(text) => Some(text),
            rule => match rule.collateral()? {
                CollateralRule::Track(track) => Some(&track.text),
                _ => None,
            },
        })?;
        Some(self.text(stated))
    }

    fn known_place(&mut self, name: &PlaceName) -> Option<Place> {
        let place = place_of(name);
        if self.declared.places.contains(&place) { Some(place) } else { self.unknown_place(name) }
    }
}
