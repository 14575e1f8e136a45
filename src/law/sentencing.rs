//! Rules on the sentence: which concern an offence, when they apply, and that their figures make sense.

use super::book::sentencing::{Factor, Figures, ProbationRule, Sentencing, SentencingRule, Standing};
use super::book::{Circumstance, GroundId, GroundList, Modal, Months, Predicate};
use super::circumstances::Setting;
use super::collect::{duplicate, place_of};
use super::condition::Condition;
use super::offence::Serving;
use super::resolve::Resolver;
use super::words::{label, one_of};
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::{Ratio, Unit};
use crate::range::{Number, Range, UNBOUNDED};
use crate::span::Span;
use crate::suggest;
use crate::syntax::tree::{self, At, Clause, Name, Rule, sentencing as written};

/// A hundred per cent: nothing is left of the term.
const WHOLE: u16 = 100;

/// What rules on the sentence refer to in an offence.
struct Known<'s> {
    setting: &'s Setting<'s>,
    circumstances: &'s [Circumstance],
    lists: &'s [GroundList],
}

impl<'a> Resolver<'a> {
    /// The rules on the sentence of an offence: its own, those that name it, and those of every offence.
    pub fn sentencing(
        &mut self,
        setting: &Setting<'_>,
        servings: &[Serving<'a>],
        circumstances: &[Circumstance],
        lists: &[GroundList],
    ) -> Vec<Sentencing> {
        let known = Known { setting, circumstances, lists };
        let mut all = Vec::new();
        let mut absorbs: Vec<(usize, &'a [Name])> = Vec::new();
        let mut factors: Vec<(&'a Name, usize)> = Vec::new();
        for serving in servings {
            for placed in &serving.article.rules {
                let Rule::Sentencing(rule) = placed.rule else { continue };
                let general = rule.of.is_none() && serving.article.offence.is_none();
                if !general && !serving.concerns(rule.of.as_ref(), setting.offence) {
                    continue;
                }
                let Some(mut resolved) = self.one(rule, &placed.place, general, &known) else { continue };
                if serving.serves != Condition::Always(true) && !general {
                    let serves = Predicate::Person(serving.serves.clone());
                    resolved.predicate = Predicate::All(vec![serves, resolved.predicate]);
                }
                // Guidance governs what is judged in its time, which a span of days may only reach in part.
                let from = serving.article.force.from;
                if from > self.first {
                    let judged = Predicate::Person(Condition::JudgedSince(from));
                    resolved.predicate = Predicate::All(vec![judged, resolved.predicate]);
                }
                resolved.status = self.status(serving.article.instrument);
                if let written::SentencingRule::Factor { name, absorbs: names, .. } = &rule.rule {
                    if let Some((first, _)) = factors.iter().find(|(known, _)| known.node == name.node) {
                        self.diagnostics.push(duplicate("factor", &name.node, name.span, first.span));
                    }
                    factors.push((name, all.len()));
                    absorbs.push((all.len(), names));
                }
                all.push(resolved);
            }
        }
        self.absorb(&mut all, &factors, &absorbs);
        all
    }

    /// What an instrument says of its own standing.
    pub fn status(&mut self, instrument: usize) -> Option<Standing> {
        let declared = self.declared;
        let clauses = &declared.instruments[instrument].tree.clauses;
        let status = clauses.iter().find_map(|clause| match clause {
            Clause::Status(text, short) => Some((text, short)),
            _ => None,
        })?;
        let (text, short) = status;
        Some(Standing { text: self.text(text), short: short.as_ref().map(label) })
    }

    /// One rule; nothing for a grade that this text of the offence does not have.
    fn one(
        &mut self,
        rule: &written::Sentencing,
        place: &Place,
        general: bool,
        known: &Known<'_>,
    ) -> Option<Sentencing> {
        let text = self.text(&rule.text);
        let mut predicate = match &rule.condition {
            Some(condition) => self.circumstance(condition, place, general, known.setting)?,
            None => Predicate::Always(true),
        };
        predicate = self.unless_left_out(place, &rule.text, predicate);
        let mut circumstances = Vec::new();
        if let Some(name) = &rule.circumstance {
            circumstances = self.meant(name, known)?;
            if circumstances.is_empty() {
                predicate = Predicate::Always(false);
            }
        }
        let may = circumstances.iter().flat_map(|at| &known.circumstances[*at].effects);
        let may = !circumstances.is_empty() && may.into_iter().all(|(modal, _)| *modal == Modal::May);
        let rule = self.does(&rule.rule, may, known)?;
        Some(Sentencing { place: place.clone(), text, status: None, predicate, circumstances, rule })
    }

    /// The circumstances that stand at a place. At one that stands elsewhere there may be none, in this offence.
    fn meant(&mut self, name: &tree::PlaceName, known: &Known<'_>) -> Option<Vec<usize>> {
        let place = place_of(name);
        let here = known.circumstances.iter().enumerate().filter(|(_, circumstance)| circumstance.place == place);
        let here: Vec<usize> = here.map(|(at, _)| at).collect();
        if here.is_empty() && !self.declared.places.contains(&place) {
            let places: Vec<String> = known.circumstances.iter().map(|one| one.place.to_string()).collect();
            let unknown = Diagnostic::error("unknown-place", name.span(), format!("unknown place `{place}`"))
                .at_fault("no circumstance stands there")
                .maybe_help(suggest::did_you_mean(&place.to_string(), places.iter().map(String::as_str)));
            return self.fail(unknown);
        }
        Some(here)
    }

    fn does(&mut self, rule: &written::SentencingRule, may: bool, known: &Known<'_>) -> Option<SentencingRule> {
        use written::SentencingRule as Written;
        Some(match rule {
            Written::Start { grade, from, to } => {
                let months = self.ordered(from, to, "months");
                SentencingRule::Start { grade: self.grade_of(grade, known)?, months: months? }
            }
            Written::Increment { name, grade, figures, beyond } => {
                let grade = self.grade_of(grade, known)?;
                let (beyond, unit) = match beyond {
                    Some(beyond) => self.beyond(beyond, known).map(|(at, unit)| (Some(at), unit))?,
                    None => (None, Unit::Count),
                };
                let figures = match figures {
                    Some(figures) => Some(self.figures(figures, unit)?),
                    None => None,
                };
                SentencingRule::Increment { name: name.node.clone(), grade, figures, beyond }
            }
            Written::Factor { name, first, more, from, to, months, .. } => {
                let percent = self.ordered(from, to, "per cent")?;
                if !more && percent.1 > WHOLE {
                    let message = format!("expected at most {WHOLE} per cent less, found {}", percent.1);
                    return self.reject("percent", to.span, message, "takes off more than there is");
                }
                if let Some(months) = months.as_ref().filter(|_| !more || *first) {
                    let message = "expected months at least on a factor that adds and does not come first".to_owned();
                    return self.reject("least-months", months.span, message, "is the least that a factor adds");
                }
                let least = match months {
                    Some(months) => self.small(months, "months")?,
                    None => 0,
                };
                let (name, absorbs) = (name.node.clone(), Vec::new());
                SentencingRule::Factor(Factor { name, first: *first, more: *more, percent, least, may, absorbs })
            }
            Written::Judge(percent) => {
                let share: u16 = self.small(percent, "per cent")?;
                if share > WHOLE {
                    let message = format!("expected at most {WHOLE} per cent, found {share}");
                    return self.reject("percent", percent.span, message, "takes off more than there is");
                }
                SentencingRule::Judge(share)
            }
            Written::FirstMultiplies => SentencingRule::FirstMultiplies,
            Written::Cap { more, percent } => {
                SentencingRule::Cap { more: *more, percent: self.small(percent, "per cent")? }
            }
            Written::BelowLowest { leaves } => SentencingRule::BelowLowest { leaves: *leaves },
            Written::AnyLower => SentencingRule::AnyLower,
            Written::FineLeast(amount, unit) => SentencingRule::FineLeast(self.money(amount, unit)?),
            Written::FineFrom { from, to, unit } => {
                let min = self.money(from, unit)?;
                let max = to.as_ref().map_or(Some(UNBOUNDED), |to| self.money(to, unit))?;
                if min > max {
                    return self.upside_down(from.span.to(unit.span), "yuan");
                }
                SentencingRule::FineFrom(Range { min, max })
            }
            Written::FineWithin(months) => SentencingRule::FineWithin(self.small(months, "months")?),
            Written::FineAlone => SentencingRule::FineAlone,
            Written::ProbationUpTo(months) => SentencingRule::ProbationUpTo(self.small(months, "months")?),
            Written::Probation(word) => {
                let rule = ProbationRule::ALL.into_iter().find(|(_, name)| *name == word.node)?;
                SentencingRule::Probation(rule.0)
            }
            Written::ProbationPeriod { penalty, from, to } => {
                let imprisonment = penalty.node == "imprisonment";
                SentencingRule::ProbationPeriod { imprisonment, months: self.ordered(from, to, "months")? }
            }
            Written::Ban { from, to } => SentencingRule::Ban(self.ordered(from, to, "months")?),
            Written::BanNever => SentencingRule::BanNever,
            // Held against the bands as they are read.
            Written::Term { .. } => return None,
        })
    }

    /// Two whole numbers, the least first.
    fn ordered(&mut self, from: &At<Ratio>, to: &At<Ratio>, of: &str) -> Option<Months> {
        let (least, most) = (self.small::<u16>(from, of), self.small::<u16>(to, of));
        let (least, most) = (least?, most?);
        if least > most {
            return self.upside_down(from.span.to(to.span), of);
        }
        Some((least, most))
    }

    fn upside_down<T>(&mut self, span: Span, of: &str) -> Option<T> {
        let message = format!("expected {of} from the least to the greatest, found {}", self.words(span));
        self.reject("empty-range", span, message, "the least is above the greatest")
    }

    fn money(&mut self, amount: &At<Ratio>, unit: &Name) -> Option<Number> {
        if unit.node != Unit::Yuan.name() {
            let message =
                format!("expected an amount in {}, found {} {}", Unit::Yuan, self.words(amount.span), unit.node);
            return self.reject("unit", unit.span, message, "not money");
        }
        self.base_units(amount, Unit::Yuan)
    }

    /// A grade of this text of the offence; nothing, and no error, for one of another text.
    fn grade_of(&mut self, name: &Name, known: &Known<'_>) -> Option<usize> {
        let setting = known.setting;
        let here = setting.here.iter().position(|grade| *grade == name.node);
        if here.is_none() && !setting.all.contains(&name.node) {
            let grades = setting.all.iter().map(String::as_str);
            let unknown = Diagnostic::error("unknown-grade", name.span, format!("unknown grade `{}`", name.node))
                .at_fault("no offence here has this grade")
                .maybe_help(suggest::did_you_mean(&name.node, grades));
            self.diagnostics.push(unknown);
        }
        here
    }

    /// What an increment does not count; the ground must count something in that unit.
    fn beyond(&mut self, beyond: &written::Beyond, known: &Known<'_>) -> Option<((Number, GroundId), Unit)> {
        let place = place_of(&beyond.ground);
        let listed = known.lists.iter().enumerate().flat_map(|(list, of)| {
            of.grounds.iter().enumerate().map(move |(at, ground)| (GroundId { list, ground: at }, ground))
        });
        let Some((ground, found)) = listed.into_iter().find(|(_, ground)| ground.place == place) else {
            if self.declared.places.contains(&place) {
                return None;
            }
            return self.unknown_place(&beyond.ground);
        };
        let Some(unit) = counted(&found.predicate) else {
            // A warning: a proposal may change the ground of a rule that is not its own, which then gives nothing.
            let message = format!("expected a ground that counts something, found `{place}`");
            let idle = Diagnostic::warning("no-quantity", beyond.ground.span(), message)
                .at_fault("is no single comparison: the increment adds nothing");
            self.diagnostics.push(idle);
            return None;
        };
        if beyond.unit.node != unit.name() {
            let message = format!("expected a number of {unit}, found one of {}", beyond.unit.node);
            return self.reject("unit", beyond.unit.span, message, "not what the ground counts");
        }
        Some(((self.base_units(&beyond.number, unit)?, ground), unit))
    }

    /// Months for each step.
    fn figures(&mut self, figures: &written::Figures, unit: Unit) -> Option<Figures> {
        let months = self.ordered(&figures.from, &figures.to, "months")?;
        let per = self.base_units(&figures.per, unit)?;
        if per <= 0 {
            let message = format!("expected a step above zero, found {}", self.words(figures.per.span));
            return self.reject("threshold", figures.per.span, message, "reached by everything");
        }
        Some(Figures { months, per })
    }

    /// Which factors are not counted beside which: of the same direction and layer, each once, and none by itself.
    fn absorb(&mut self, all: &mut [Sentencing], factors: &[(&Name, usize)], absorbs: &[(usize, &[Name])]) {
        let mut by: Vec<Option<usize>> = vec![None; all.len()];
        for (at, names) in absorbs {
            for name in *names {
                let Some((_, absorbed)) = factors.iter().find(|(known, _)| known.node == name.node) else {
                    let known: Vec<&str> = factors.iter().map(|(known, _)| known.node.as_str()).collect();
                    let unknown =
                        Diagnostic::error("unknown-name", name.span, format!("unknown factor `{}`", name.node))
                            .at_fault(format!("expected {}", one_of(known.iter().copied().take(4))))
                            .maybe_help(suggest::did_you_mean(&name.node, known));
                    self.diagnostics.push(unknown);
                    continue;
                };
                let kind = |at: usize| match &all[at].rule {
                    SentencingRule::Factor(factor) => Some((factor.first, factor.more)),
                    _ => None,
                };
                // Up from the absorbing factor: meeting the absorbed one again is a circle.
                let circle = std::iter::successors(Some(*at), |up| by[*up]).any(|up| up == *absorbed);
                let wrong = match (kind(*at) == kind(*absorbed), circle, by[*absorbed]) {
                    (false, ..) => "is of another direction or layer",
                    (_, true, _) => "would be absorbed by itself",
                    (.., Some(_)) => "is absorbed already",
                    (true, false, None) => {
                        by[*absorbed] = Some(*at);
                        if let SentencingRule::Factor(factor) = &mut all[*at].rule {
                            factor.absorbs.push(*absorbed);
                        }
                        continue;
                    }
                };
                let message = format!("expected a factor that can be absorbed here, found `{}`", name.node);
                self.reject::<()>("absorbs", name.span, message, wrong);
            }
        }
    }
}

/// The unit of the only comparison that a predicate makes: an amendment may set a condition beside it.
fn counted(predicate: &Predicate) -> Option<Unit> {
    match predicate {
        Predicate::Reaches { unit, .. } => Some(*unit),
        Predicate::All(parts) | Predicate::Any(parts) => {
            let mut units = parts.iter().filter_map(counted);
            units.next().filter(|_| units.next().is_none())
        }
        _ => None,
    }
}
