//! Numbers and days that surely contradict what is [certain](crate::case::certainty) of every case.

use super::Reader;
use super::contradiction::Placed;
use crate::case::certainty::{At, Facts, NoMore, Why};
use crate::case::facts::{Entity, Value};
use crate::diagnostic::Diagnostic;
use crate::law::vocabulary::{Scope, Vocabulary};
use crate::range::Number;

/// The facts of which something is certain, as a vocabulary has them.
pub(super) fn facts(vocabulary: &Vocabulary) -> Facts {
    let of = |scope, name| vocabulary.fact_named(scope, name);
    let structural = |scope, name| super::structural(vocabulary, scope, name);
    let shares = vocabulary.kinds_named("share_kind").map(|shares| vocabulary.kinds(shares));
    let shares = shares.into_iter().flat_map(|shares| shares.names());
    let off = ["duplicates", "false_items"].into_iter().chain(shares);
    Facts {
        items: structural(Scope::Dataset, "items"),
        part: structural(Scope::Act, "items"),
        recipients: of(Scope::Act, "recipients"),
        duplicates: of(Scope::Dataset, "duplicates"),
        off: off.filter_map(|name| of(Scope::Dataset, name)).collect(),
        received: of(Scope::Gains, "received"),
        own_gains: of(Scope::Participant, "gains"),
        days: ["on", "from", "until"].map(|day| structural(Scope::Act, day)),
        born: structural(Scope::Person, "born"),
        judged: of(Scope::Case, "judged"),
        record: of(Scope::Record, "decided").zip(of(Scope::Record, "completed")).map(<[_; 2]>::from),
    }
}

/// What is told of numbers that cannot be true together.
struct Told {
    code: &'static str,
    message: String,
    /// What the first of the lesser ones, and what the greater ones are called beside their places.
    less: &'static str,
    more: &'static str,
    help: &'static str,
}

impl Reader<'_> {
    /// An error for each thing that is certain and that the file surely denies.
    pub(super) fn uncertain(&mut self) {
        let certain = self.certain.of(&self.case);
        let broken = |certain: &NoMore<At>, why| certain.why == why && self.breaks(certain).is_some();
        // Where what comes off is more than there is, so are the duplicates.
        let off: Vec<&At> = certain.iter().filter(|one| broken(one, Why::TakenOff)).flat_map(|one| &one.more).collect();
        let told = certain.iter().filter(|one| one.why != Why::Repeated || !off.contains(&&one.more[0]));
        let wrong: Vec<Diagnostic> = told.filter_map(|one| self.breaks(one)).collect();
        wrong.into_iter().for_each(|error| self.log.push(error));
        (0..self.case.acts.len()).for_each(|act| self.something(act));
    }

    /// Where the file states a number.
    fn placed(&self, (entity, fact): &At) -> Option<Placed> {
        let fact = self.case.fact(*entity, *fact)?;
        match fact.value {
            Value::Number(range) => Some((range, fact.span)),
            _ => None,
        }
    }

    /// What is wrong where the file surely denies it.
    fn breaks(&self, certain: &NoMore<At>) -> Option<Diagnostic> {
        let less: Vec<Placed> = certain.less.iter().filter_map(|at| self.placed(at)).collect();
        let more: Vec<Placed> = certain.more.iter().map(|at| self.placed(at)).collect::<Option<_>>()?;
        let ((_, span), _) = (less.first()?, more.first()?);
        let least: Number = less.iter().map(|(range, _)| range.min).sum();
        let most: Number = more.iter().map(|(range, _)| range.max).sum();
        // Of what repeats nothing, nothing need remain.
        let by = if least > 0 { certain.by } else { 0 };
        if least + by <= most {
            return None;
        }
        let told = self.told(certain, least, most);
        let error = Diagnostic::error(told.code, *span, told.message).at_fault(told.less);
        let error = more.iter().fold(error, |error, (_, span)| error.also(*span, told.more));
        let error = less.iter().skip(1).fold(error, |error, (_, span)| error.also(*span, "and these"));
        Some(if told.help.is_empty() { error } else { error.help(told.help) })
    }

    fn told(&self, certain: &NoMore<At>, least: Number, most: Number) -> Told {
        let told = |code, message, less, more, help| Told { code, message, less, more, help };
        let name = |at: &At| match at.0 {
            Entity::Person(person) => self.case.persons[person].id.as_str(),
            Entity::Act(act) => self.case.acts[act].id.as_str(),
            _ => "",
        };
        match certain.why {
            Why::TakenOff => {
                let message =
                    format!("at least {least} duplicates, false items and others come off at most {most} items");
                let help = "`items` counts everything, duplicates and false items included";
                told("more-than-items", message, "", "the items", help)
            }
            Why::Repeated => {
                let message = format!("at least {least} duplicates among at most {most} items");
                let help = "a duplicate repeats an item that remains: there are fewer duplicates than items";
                told("as-many-duplicates", message, "", "the items", help)
            }
            Why::MadeFrom => {
                let message = format!("at least {least} items, made from data of at most {most}");
                let help = "`from` names everything that the data were made from";
                told("more-than-items", message, "", "the items it was made from", help)
            }
            Why::Part | Why::Stretch => {
                let message = format!("the act is on at least {least} items of a dataset of at most {most}");
                let help = "`items` of an act is what each recipient got, at most the whole dataset";
                told("more-than-items", message, "", "the items of the dataset", help)
            }
            Why::OwnGains => {
                let message = "what participants got is not what the act brought".to_owned();
                let help = "shares of those who took part are part of the gains, and together all of them where each is stated";
                told("more-than-gains", message, "", "beside these", help)
            }
            Why::Lasts => {
                let message = "the act ends before it begins".to_owned();
                told("until-before-from", message, "the beginning", "the end", "")
            }
            Why::Born => {
                let message = format!("`{}` is born after the act", name(&certain.less[0]));
                told("born-after-act", message, "born", "the act", "")
            }
            Why::After => {
                let (earlier, later) = (name(&certain.less[0]), name(&certain.more[0]));
                let message = format!("`{later}` is said to come after `{earlier}`, and its days are before");
                told("after-later-act", message, "the act before", "the act after", "")
            }
            Why::Judged => {
                let message = "the act is dated after the judgment".to_owned();
                told("after-judgment", message, "the act", "the judgment", "")
            }
            Why::Completed => {
                let message = "the sentence is completed before it is imposed".to_owned();
                told("completed-before-decided", message, "decided", "completed", "")
            }
        }
    }

    /// An act that takes or passes something on concerns one item at least, and passing on, one recipient; one that came to
    /// nothing is an attempt.
    fn something(&mut self, act: usize) {
        let came_to_nothing = ["attempted", "discontinued", "prepared"];
        let entity = Entity::Act(act);
        let parts = self.case.acts[act].by.iter().map(|&person| Entity::Participant { act, person });
        if std::iter::once(entity).chain(parts).any(|entity| self.surely(entity, "stage", &came_to_nothing).is_some()) {
            return;
        }
        let at = (entity, self.structural(Scope::Act, "items"));
        let whole = self.case.acts[act]
            .datasets
            .iter()
            .map(|dataset| (Entity::Dataset(*dataset), self.structural(Scope::Dataset, "items")));
        let none = |at: At| self.placed(&at).filter(|(range, _)| range.max == 0).map(|(_, span)| span);
        let nothing = [at].into_iter().chain(whole).find_map(none);
        let nobody = self.certain.recipients.and_then(|recipients| none((entity, recipients)));
        let id = &self.case.acts[act].id;
        let error = if let Some(span) = nothing {
            let message = format!("the act `{id}` takes or passes something on, and no item is stated");
            Diagnostic::error("nothing-taken", span, message)
        } else if let Some(span) = nobody {
            let message = format!("the act `{id}` passes something on, and to nobody");
            Diagnostic::error("nobody-received", span, message)
        } else {
            return;
        };
        self.log.push(error.also(self.case.acts[act].span, "the act").help(
            "write `stage = \"attempted\"` where it came to nothing, or `\"unknown\"` where the number is not known",
        ));
    }

    /// Acts that are said to come after each other.
    pub(super) fn circular_order(&mut self) {
        let Some(circle) = super::lineage::circle(self.case.acts.len(), &self.spans.after) else { return };
        let names: Vec<String> = circle.iter().map(|(act, ..)| format!("`{}`", self.case.acts[*act].id)).collect();
        let message = format!("each of {} is said to come after another of them", names.join(", "));
        let error = Diagnostic::error("circular-order", circle[0].2, message);
        let error = circle.iter().skip(1).fold(error, |error, (_, _, span)| error.also(*span, "and here"));
        self.log.push(error.help("`after` names acts that were over when this one began"));
    }
}
