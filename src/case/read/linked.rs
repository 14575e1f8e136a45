//! Facts of one act of which each says something of the other. What surely contradicts itself is an error; of what a file
//! leaves open, only that stays possible which agrees with what it states.

use super::Reader;
use crate::case::facts::{Entity, Fact, Standing, Value};
use crate::diagnostic::Diagnostic;
use crate::law::condition::{Condition, Options};
use crate::law::vocabulary::Settled;
use crate::span::Span;

/// The purposes that information may be obtained for in a lawful business.
const LAWFUL_PURPOSES: [&str; 4] = ["business", "lawful_business", "marketing", "other"];

impl Reader<'_> {
    /// What the facts of an act say of each other.
    pub(super) fn facts_that_go_together(&mut self, act: usize) {
        self.knowledge(act);
        self.refusal(act);
        self.lawful_business(act);
        self.helped_crimes(act);
        self.what_stays_possible(act);
    }

    /// Whether silence about a fact is taken to mean this, as far as what the file states of the same table settles it.
    fn silence_is(&self, entity: Entity, name: &str, value: &str) -> bool {
        let Some(id) = self.vocabulary.fact_named(entity.scope(), name) else { return false };
        let fact = self.vocabulary.fact(id);
        let may_hold = |given: &Condition| self.may_hold(entity, given);
        let meaning = fact.silence.iter().find(|(_, given)| given.as_ref().is_none_or(may_hold));
        let index = self.vocabulary.value_names(fact.kind).iter().position(|name| *name == value);
        meaning.is_some_and(|(meaning, _)| {
            matches!((meaning.settled(), index), (Some(Settled::Option(settled)), Some(index)) if *settled == index)
        })
    }

    /// Whether a condition may hold by what the file states of one table; what it does not state there, does not.
    fn may_hold(&self, entity: Entity, given: &Condition) -> bool {
        match given {
            Condition::Fact { fact, values } => match self.case.fact(entity, *fact).map(|stated| &stated.value) {
                Some(Value::Options(stated)) => !stated.meet(*values).is_empty(),
                _ => false,
            },
            Condition::All(parts) => parts.iter().all(|part| self.may_hold(entity, part)),
            Condition::Any(parts) => parts.iter().any(|part| self.may_hold(entity, part)),
            _ => true,
        }
    }

    /// Knowledge of a crime that the file does not state.
    fn knowledge(&mut self, act: usize) {
        let entity = Entity::Act(act);
        let crime = self.among(entity, "recipient_crime", &["none"]);
        let none = match crime {
            None if self.silence_is(entity, "recipient_crime", "none") => None,
            Some((_, other, span)) if other.is_empty() => Some(span),
            _ => return,
        };
        let parts = self.case.acts[act].by.iter().map(|&person| Entity::Participant { act, person });
        let knowing: Vec<Span> = std::iter::once(entity)
            .chain(parts)
            .filter_map(|entity| self.surely(entity, "knew_of_crime", &["knew", "should_know"]))
            .collect();
        for span in knowing {
            let message = "the file contradicts itself: known of, but no crime of the recipient is stated";
            let error = Diagnostic::error("contradiction", span, message).at_fault("known of");
            let error = match none {
                Some(none) => error.also(none, "no crime"),
                None => {
                    error.also(self.case.acts[act].span, "this act does not state `recipient_crime`, which means none")
                }
            };
            self.log
                .push(error.help("state what the recipient did as `recipient_crime`, or leave `knew_of_crime` out"));
        }
    }

    /// An order to correct is refused or not: two facts say it, for rules of two laws.
    fn refusal(&mut self, act: usize) {
        let entity = Entity::Act(act);
        for (ordered, refused, message) in [
            ("yes", "no", "the file contradicts itself: an order to correct that was refused, and no refusal"),
            ("no", "yes", "the file contradicts itself: a refusal to correct, and no order that was refused"),
        ] {
            let Some(order) = self.surely(entity, "ordered", &[ordered]) else { continue };
            let stated = |entity: &Entity| self.among(*entity, "refused_correction", &[refused]).is_some();
            let persons = self.case.acts[act].by.iter().map(|&person| Entity::Person(person));
            // What the act says counts before what is said of the person.
            let first = std::iter::once(entity).chain(persons).find(stated);
            let Some(refusal) = first.and_then(|one| self.surely(one, "refused_correction", &[refused])) else {
                continue;
            };
            let error = Diagnostic::error("contradiction", refusal, message).at_fault("of the refusal");
            let help = "leave `refused_correction` out, since `ordered` says it too, or let both say the same";
            self.log.push(error.also(order, "of the order").help(help));
        }
    }

    /// What is for resale, for crime, for oneself or for an unlawful business is for no lawful one, as a party may say of either.
    fn lawful_business(&mut self, act: usize) {
        let entity = Entity::Act(act);
        let Some(business) = self.surely(entity, "business", &["lawful"]) else { return };
        let stated = |name: &str| {
            let id = self.vocabulary.fact_named(entity.scope(), name)?;
            Some((self.case.fact(entity, id)?, self.vocabulary.value_names(self.vocabulary.fact(id).kind)))
        };
        let Some((purpose, names)) = stated("purpose") else { return };
        let none: Options = (names.iter().enumerate())
            .filter(|(_, name)| !LAWFUL_PURPOSES.contains(name))
            .map(|(index, _)| index)
            .collect();
        let surely = |value: &Value| matches!(value, Value::Options(one) if !one.is_empty() && one.within(none));
        // Who disputes both may say of each what goes with the other.
        let disputed = stated("business").is_some_and(|(business, _)| business.defence.is_some());
        let other_side = purpose.defence.as_ref().is_some_and(surely) && !disputed;
        if surely(&purpose.value) || other_side {
            let message = "the file contradicts itself: a lawful business, and a purpose that is none";
            let error = Diagnostic::error("contradiction", purpose.span, message).at_fault("the purpose");
            let help = "leave `business` out, or dispute it as well, with `lawful` as the other side's figure";
            self.log.push(error.also(business, "a lawful business").help(help));
        }
    }

    /// A crime that is helped knowingly is a crime of the recipient, and known.
    fn helped_crimes(&mut self, act: usize) {
        let entity = Entity::Act(act);
        for (fact, helped, message) in [
            (
                "helps_fraud",
                "knowing help with a fraud",
                "the file contradicts itself: knowing help with a fraud, and no crime or no knowledge of it",
            ),
            (
                "agreed",
                "agreement with the fraudster",
                "the file contradicts itself: agreement in advance on a fraud, and no crime or no knowledge of it",
            ),
            (
                "helps_extortion",
                "knowing help with an extortion",
                "the file contradicts itself: knowing help with an extortion, and no crime or no knowledge of it",
            ),
            (
                "helps_intrusion",
                "knowing help with an intrusion",
                "the file contradicts itself: knowing help with an intrusion, and no crime or no knowledge of it",
            ),
            (
                "known_intruder",
                "a known intruder",
                "the file contradicts itself: provided to a known intruder, and no crime or no knowledge of it",
            ),
        ] {
            let Some(helps) = self.surely(entity, fact, &["yes"]) else { continue };
            for (name, value, at) in [
                ("recipient_crime", "none", "no crime of the recipient"),
                ("knew_of_crime", "no", "no knowledge of a crime"),
            ] {
                if let Some(other) = self.surely(entity, name, &[value]) {
                    let error = Diagnostic::error("contradiction", other, message).at_fault(at);
                    let help = format!("leave `{fact}` or `{name}` out");
                    self.log.push(error.also(helps, helped).help(help));
                }
            }
        }
    }

    /// What an act's facts say of others of it, where these are open or not stated: of whoever knew of a crime there is one,
    /// whoever helps a known crime knew of it, and a lawful business has no other purpose.
    fn what_stays_possible(&mut self, act: usize) {
        const KNOWN: [&str; 2] = ["knew", "should_know"];
        const CRIME: [&str; 2] = ["used", "intended"];
        let entity = Entity::Act(act);
        let proven = |name: &str| {
            let fact = self.vocabulary.fact_named(entity.scope(), name).and_then(|id| self.case.fact(entity, id));
            fact.is_some_and(|fact| fact.standing == Standing::Proven)
        };
        let said = |name: &str, values: &[&str]| self.surely(entity, name, values).filter(|_| proven(name));
        let helps = ["helps_fraud", "agreed", "helps_extortion", "helps_intrusion", "known_intruder"];
        let helps = helps.into_iter().find_map(|fact| said(fact, &["yes"]));
        let (known, no_crime) = (said("knew_of_crime", &KNOWN), said("recipient_crime", &["none"]));
        let lawful = said("business", &["lawful"]);
        if let Some(helps) = helps {
            let crime = self.vocabulary.fact_named(entity.scope(), "recipient_crime");
            let stated = crime.is_some_and(|crime| self.case.fact(entity, crime).is_some());
            // Of who merely helps, silence says both.
            if stated || self.silence_is(entity, "recipient_crime", "none") {
                self.implied(entity, "recipient_crime", &CRIME, helps);
                self.implied(entity, "knew_of_crime", &["knew"], helps);
            }
            self.leave(entity, "knew_of_crime", |name| name != "no");
        }
        if helps.or(known).is_some() {
            self.leave(entity, "recipient_crime", |name| CRIME.contains(&name));
        }
        if no_crime.is_some() {
            self.leave(entity, "knew_of_crime", |name| !KNOWN.contains(&name));
        }
        if lawful.is_some() {
            self.leave(entity, "purpose", |name| LAWFUL_PURPOSES.contains(&name));
        }
    }

    /// States a fact that the file does not, as what stands at `span` says it.
    fn implied(&mut self, entity: Entity, name: &str, values: &[&str], span: Span) {
        let Some(id) = self.vocabulary.fact_named(entity.scope(), name) else { return };
        let names = self.vocabulary.value_names(self.vocabulary.fact(id).kind);
        let options: Options =
            names.iter().enumerate().filter(|(_, name)| values.contains(name)).map(|(index, _)| index).collect();
        self.case.stated.entry((entity, id)).or_insert_with(|| Fact::shown(Value::Options(options), span));
    }

    /// Leaves of an open fact the values that may be, where there are any.
    fn leave(&mut self, entity: Entity, name: &str, may_be: impl Fn(&str) -> bool) {
        let Some(id) = self.vocabulary.fact_named(entity.scope(), name) else { return };
        let names = self.vocabulary.value_names(self.vocabulary.fact(id).kind);
        let left: Options = names.iter().enumerate().filter(|(_, name)| may_be(name)).map(|(index, _)| index).collect();
        if let Some(fact) = self.case.stated.get_mut(&(entity, id))
            && let Value::Options(open) = &mut fact.value
            && !open.meet(left).is_empty()
        {
            *open = open.meet(left);
        }
    }
}
