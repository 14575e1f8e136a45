//! Expressions asked of a person's whole conduct, to predicates.

use super::amount::Measured;
use super::book::GroundId;
use super::book::{Amount as Measure, Predicate};
use super::condition::Condition;
use super::grounds::GroundIndex;
use super::items::possible;
use super::resolve::Resolver;
use super::scope::Site;
use super::vocabulary::Scope;
use crate::diagnostic::Diagnostic;
use crate::place::Place;
use crate::quantity::Unit;
use crate::suggest;
use crate::syntax::tree::{Amount, At, Bound, Expression, Name, Node};

/// What a condition calls the lowest grade of the offence, whatever its name.
const LOWEST: &str = "lowest";

/// What it calls any of them.
const ANY: &str = "any";

/// What it calls any of them but the lowest.
const HIGHER: &str = "higher";

/// What a condition calls it when every act of the offence is out of time at the grade that is reached.
const OUT_OF_TIME: &str = "out_of_time";

/// No act of the conduct satisfies every element.
const ELEMENT_FAILS: &str = "element_fails";

/// Where an expression on a person's conduct stands.
#[derive(Clone, Copy)]
pub(super) struct PersonSite<'s> {
    /// The place of its rule.
    pub place: &'s Place,
    /// The paragraph whose items it means by number.
    pub list: &'s Place,
    /// The grounds of the offence.
    pub grounds: &'s GroundIndex,
    /// Which grounds this is a condition of.
    pub from: &'s [GroundId],
    /// The grades of the offence, where they are settled by the time this is asked.
    pub grades: Option<Grades<'s>>,
}

/// The names of grades.
#[derive(Clone, Copy)]
pub(super) struct Grades<'s> {
    /// Of this text of the offence.
    pub here: &'s [String],
    /// Of any offence that the rule serves.
    pub anywhere: &'s [String],
}

impl Resolver<'_> {
    /// What an expression says of a person.
    pub fn predicate(&mut self, expression: &Expression, site: PersonSite<'_>) -> Option<Predicate> {
        match &*expression.node {
            Node::Or(parts) => self.predicates(parts, site).map(Predicate::Any),
            Node::And(parts) => self.predicates(parts, site).map(Predicate::All),
            Node::Not(inner) => self.predicate(inner, site).map(denied),
            Node::Compare { amount, bound, value, unit } => match amount {
                Amount::Items { unit: of, classes, given, .. } => {
                    let counted = self.counted(classes, given.as_ref(), expression, site);
                    let reaches = self.count_reaches(of, counted, value, unit.as_ref())?;
                    Some(bounded(reaches, *bound))
                }
                Amount::Named(of) if self.is_counted(of) => {
                    let every = Some(Condition::Always(true));
                    let reaches = self.count_reaches(of, every, value, unit.as_ref())?;
                    Some(bounded(reaches, *bound))
                }
                Amount::Named(name) if self.quantity_named(&name.node).is_some() => {
                    let reaches = self.quantity_reaches(name, value, unit.as_ref())?;
                    Some(bounded(reaches, *bound))
                }
                Amount::Named(_) | Amount::Age(_) | Amount::AgeAtTrial(_) => self.personal(expression, site),
            },
            Node::CompareFigure { .. } => {
                let expression = self.spelled_out(expression)?;
                self.predicate(&expression, site)
            }
            Node::Together { items, ratio, none_alone } => {
                let (grounds, ratio) = (self.items(items, site), self.ratio(ratio));
                let together = Predicate::Together { grounds: grounds?, ratio: ratio?, none_alone: *none_alone };
                Some(possible(together))
            }
            Node::AnyReaches { .. } => self.any_reaches(expression, site),
            Node::SomeGround { list, leaving_out } => self.some_ground(list, leaving_out.as_ref(), site),
            Node::Batch { every, same_dataset: false, given } => {
                let given = self.given(given.as_ref(), Site::rule(site.place))?;
                let some = if *every { given.not() } else { given };
                let predicate = Predicate::SomeBatch(some);
                Some(if *every { denied(predicate) } else { predicate })
            }
            Node::Judgement { asked } => {
                let asked = self.raised(asked.as_ref(), site)?;
                Some(Predicate::Judgement { place: site.place.clone(), asked })
            }
            Node::Residual { asked } => {
                let asked = self.raised(asked.as_ref(), site)?;
                Some(Predicate::Residual { place: site.place.clone(), asked })
            }
            Node::Grade(name) => self.grade_reached(name, site),
            Node::Name(name) if name.node == OUT_OF_TIME && site.grades.is_some() => Some(Predicate::OutOfTime),
            Node::Name(name) if name.node == ELEMENT_FAILS && site.grades.is_some() => Some(Predicate::ElementFails),
            Node::Name(_)
            | Node::In { .. }
            | Node::Reading { .. }
            | Node::Contains { .. }
            | Node::Class(_)
            | Node::Batch { .. }
            | Node::Record { .. }
            | Node::Since(_)
            | Node::Fewer { .. }
            | Node::Consequence(_) => self.personal(expression, site),
        }
    }

    /// What raises a question (asked when), where something must: some batch that satisfies this. The outer is none where
    /// what raises it is wrong.
    #[allow(clippy::option_option, reason = "nothing need raise it, or what does is wrong")]
    fn raised(&mut self, asked: Option<&Expression>, site: PersonSite<'_>) -> Option<Option<Condition>> {
        let Some(expression) = asked else { return Some(None) };
        let predicate = self.predicate(expression, site)?;
        let raised = of_some_batch(predicate);
        if raised.is_none() {
            let words = self.words(expression.span);
            let message = format!("`{words}` cannot raise a judgement");
            let wrong = Diagnostic::error("raised-by", expression.span, message)
                .at_fault("expected what some batch shows, or the person")
                .help("write `some batch where …`, or several of them with `or`");
            return self.fail(wrong);
        }
        raised.map(Some)
    }

    /// Several, with the errors of each.
    fn predicates(&mut self, parts: &[Expression], site: PersonSite<'_>) -> Option<Vec<Predicate>> {
        let parts: Vec<_> = parts.iter().map(|part| self.predicate(part, site)).collect();
        parts.into_iter().collect()
    }

    /// Which items are counted.
    fn counted(
        &mut self,
        classes: &[Name],
        given: Option<&Expression>,
        expression: &Expression,
        site: PersonSite<'_>,
    ) -> Option<Condition> {
        let site = Site::rule(site.place);
        let of = match classes {
            [] => Some(Condition::Always(true)),
            names => self.class(names, expression.span, site),
        };
        let given = self.given(given, site);
        Some(of?.and(given?))
    }

    /// A count in a unit reaches a number; the unit has been said, so the number may stand bare.
    fn count_reaches(
        &mut self,
        of: &Name,
        counted: Option<Condition>,
        value: &At<crate::quantity::Ratio>,
        unit: Option<&Name>,
    ) -> Option<Predicate> {
        let Some(of) = self.counted_unit(of) else {
            let known = self.vocabulary.names_in(Scope::Dataset);
            let unknown = Diagnostic::error("not-counted", of.span, format!("nothing is counted in `{}`", of.node))
                .at_fault("no fact of a dataset says how many it has")
                .maybe_help(suggest::did_you_mean(&of.node, known));
            return self.fail(unknown);
        };
        let bare = if unit.is_some_and(|unit| unit.node == of.name()) { of } else { Unit::Items };
        let measured = Measured { name: of.name(), unit: bare, declared: None };
        let threshold = self.threshold(value, unit, &measured)?;
        Some(Predicate::Reaches { amount: Measure::Items(of, counted?), threshold, strict: false, unit: of })
    }

    fn quantity_reaches(
        &mut self,
        name: &Name,
        value: &At<crate::quantity::Ratio>,
        unit: Option<&Name>,
    ) -> Option<Predicate> {
        let declared = self.quantity_named(&name.node)?.name.span;
        let (sum, measured) = self.needed_quantity(name)?;
        let threshold = self.threshold(value, unit, &super::sums::measured(name, measured, declared))?;
        Some(Predicate::Reaches {
            amount: Measure::Sum(sum, Condition::Always(true)),
            threshold,
            strict: false,
            unit: measured,
        })
    }

    /// A condition on a batch that is the same for every batch, because only the person decides it.
    fn personal(&mut self, expression: &Expression, site: PersonSite<'_>) -> Option<Predicate> {
        let condition = self.condition(expression, Site::rule(site.place))?;
        if self.is_personal(&condition) {
            return Some(Predicate::Person(condition));
        }
        let words = self.words(expression.span);
        let message = format!("`{words}` is asked of a batch: write `some batch where {words}`");
        self.reject("batch-level", expression.span, message, "this rule asks about a person's whole conduct")
    }

    fn is_personal(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always(_) | Condition::Choice { .. } => true,
            Condition::All(parts) | Condition::Any(parts) => parts.iter().all(|part| self.is_personal(part)),
            Condition::Not(inner) => self.is_personal(inner),
            Condition::Fact { fact, .. } | Condition::AtLeast { fact, .. } => self
                .vocabulary
                .fact(*fact)
                .written
                .iter()
                .all(|(scope, _)| matches!(scope, Scope::Person | Scope::Case)),
            Condition::Fewer { .. }
            | Condition::Contains(_)
            | Condition::ContainsOnly(_)
            | Condition::InForce(_)
            | Condition::LastsInto(_)
            | Condition::Age(_)
            | Condition::AgeAtTrial(_)
            | Condition::Record { .. }
            | Condition::Consequence(_)
            | Condition::SameDataset(_)
            | Condition::Elapsed { .. }
            | Condition::JudgedSince(_)
            | Condition::Judgement(_) => false,
        }
    }

    fn grade_reached(&mut self, name: &Name, site: PersonSite<'_>) -> Option<Predicate> {
        let Some(grades) = site.grades else {
            let message = "expected a condition on conduct, found one on the grade".to_owned();
            return self.reject("grade", name.span, message, "grounds decide the grade, so they cannot ask for it");
        };
        match name.node.as_str() {
            LOWEST => return Some(Predicate::Grade(0)),
            ANY => return Some(Predicate::Any((0..grades.here.len()).map(Predicate::Grade).collect())),
            HIGHER => return Some(Predicate::Any((1..grades.here.len()).map(Predicate::Grade).collect())),
            _ => {}
        }
        if let Some(position) = grades.here.iter().position(|grade| *grade == name.node) {
            return Some(Predicate::Grade(position));
        }
        if grades.anywhere.contains(&name.node) {
            return Some(Predicate::Always(false));
        }
        let known = grades.anywhere.iter().map(String::as_str);
        let unknown = Diagnostic::error("unknown-grade", name.span, format!("unknown grade `{}`", name.node))
            .at_fault("no offence here has this grade")
            .maybe_help(suggest::did_you_mean(&name.node, known));
        self.fail(unknown)
    }
}

/// The condition that some batch satisfies wherever the predicate holds and there is a batch, and only there; none
/// where no condition on one batch says the same.
fn of_some_batch(predicate: Predicate) -> Option<Condition> {
    match predicate {
        Predicate::SomeBatch(condition) | Predicate::Person(condition) => Some(condition),
        Predicate::Always(holds) => Some(Condition::Always(holds)),
        Predicate::Any(parts) => parts.into_iter().map(of_some_batch).collect::<Option<_>>().map(Condition::Any),
        Predicate::All(parts) => {
            // Two batches may satisfy two parts: only one of them can ask about a batch.
            let about_batches = |part: &&Predicate| !matches!(part, Predicate::Person(_) | Predicate::Always(_));
            let one = parts.iter().filter(about_batches).count() < 2;
            let parts = parts.into_iter().map(of_some_batch).collect::<Option<_>>();
            parts.filter(|_| one).map(Condition::All)
        }
        Predicate::Not(part) => match *part {
            Predicate::Person(condition) => Some(condition.not()),
            _ => None,
        },
        Predicate::Reaches { .. }
        | Predicate::Together { .. }
        | Predicate::AnyReaches { .. }
        | Predicate::SomeGround(_)
        | Predicate::Judgement { .. }
        | Predicate::Residual { .. }
        | Predicate::Grade(_)
        | Predicate::OutOfTime
        | Predicate::ElementFails => None,
    }
}

/// An amount that reaches a number, held against it as the rule says.
fn bounded(reaches: Predicate, bound: Bound) -> Predicate {
    match (bound, reaches) {
        (Bound::AtLeast, reaches) => reaches,
        (Bound::Below, reaches) => denied(reaches),
        (Bound::MoreThan, Predicate::Reaches { amount, threshold, unit, .. }) => {
            Predicate::Reaches { amount, threshold, strict: true, unit }
        }
        (Bound::MoreThan, other) => other,
    }
}

/// It is not so.
fn denied(predicate: Predicate) -> Predicate {
    match predicate {
        Predicate::Always(holds) => Predicate::Always(!holds),
        Predicate::Not(inner) => *inner,
        other => Predicate::Not(Box::new(other)),
    }
}
