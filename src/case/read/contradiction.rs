//! What cannot be true together. Only what surely contradicts itself is an error: ranges that could still agree pass.

use super::Reader;
use crate::case::day;
use crate::case::facts::{Entity, Fact, Standing, Value};
use crate::diagnostic::Diagnostic;
use crate::law::condition::Options;
use crate::law::vocabulary::Scope;
use crate::range::{Number, Range};
use crate::span::Span;

/// A range and its place.
pub(super) type Placed = (Range, Span);

impl Reader<'_> {
    /// Every contradiction in what is stated.
    pub(super) fn contradictions_as_stated(&mut self) {
        self.circular_lineage();
        self.members_of_units();
        self.members_in_no_act();
        self.first_offence_with_record();
        self.case_days();
        self.indicted_once_opened();
        self.units_without_birth();
        self.born_or_aged();
        self.exempted_without_a_term();
        self.record_days();
        self.circular_order();
        self.gains_beyond_proof();
        self.uncertain();
        (0..self.case.datasets.len()).for_each(|dataset| self.no_more_shares(dataset));
        self.charged_here();
        for act in 0..self.case.acts.len() {
            self.act_dates(act);
            self.act_recipients(act);
            self.facts_that_go_together(act);
        }
    }

    /// A stated number or day that the reader relies on.
    fn number(&self, entity: Entity, name: &str) -> Option<Placed> {
        let fact = self.case.fact(entity, self.structural(entity.scope(), name))?;
        match fact.value {
            Value::Number(range) => Some((range, fact.span)),
            _ => None,
        }
    }

    /// A stated fact of a list, when the vocabulary knows the fact: what it can be among `values`, and what else.
    pub(super) fn among(&self, entity: Entity, name: &str, values: &[&str]) -> Option<(Options, Options, Span)> {
        let id = self.vocabulary.fact_named(entity.scope(), name)?;
        let fact = self.case.fact(entity, id)?;
        let Value::Options(possible) = fact.value else { return None };
        let names = self.vocabulary.value_names(self.vocabulary.fact(id).kind);
        let wanted =
            names.iter().enumerate().filter(|(_, name)| values.contains(name)).map(|(index, _)| index).collect();
        Some((possible.meet(wanted), possible.without(wanted), fact.span))
    }

    /// Where the fact is surely one of `values`.
    pub(super) fn surely(&self, entity: Entity, name: &str, values: &[&str]) -> Option<Span> {
        let (among, else_, span) = self.among(entity, name, values)?;
        (!among.is_empty() && else_.is_empty()).then_some(span)
    }

    /// Whether a fact is disputed.
    fn disputes(&self, entity: Entity, name: &str) -> bool {
        let fact = self.vocabulary.fact_named(entity.scope(), name).and_then(|id| self.case.fact(entity, id));
        fact.is_some_and(|fact| fact.standing == Standing::Disputed)
    }

    fn members_of_units(&mut self) {
        for (member, unit, span) in self.spans.members.clone() {
            if member == unit {
                let message = format!("`{}` is said to be a member of itself", self.case.persons[unit].id);
                let error = Diagnostic::error("not-a-unit", span, message);
                self.log.push(error.help("leave `of` out, or name the unit that the person belongs to"));
                continue;
            }
            if self.surely(Entity::Person(unit), "kind", &["unit"]).is_some() {
                continue;
            }
            let (member, of) = (&self.case.persons[member].id, &self.case.persons[unit]);
            let message = format!("`{member}` is said to be a member of `{}`, which is not stated to be a unit", of.id);
            let error = Diagnostic::error("not-a-unit", span, message).also(of.span, "this person");
            self.log.push(error.help(format!("write `kind = \"unit\"` for `{}`, or leave `of` out", of.id)));
        }
    }

    /// A member answers for the unit's acts that name him: whoever is in none of them is found to have done nothing.
    fn members_in_no_act(&mut self) {
        for (member, unit, span) in self.spans.members.clone() {
            let acts = |person: usize| self.case.acts.iter().filter(move |act| act.by.contains(&person));
            let Some(act) = acts(unit).next() else { continue };
            let not_as_one = self.surely(Entity::Person(member), "as", &["none"]).is_some();
            if member == unit
                || not_as_one
                || acts(member).next().is_some()
                || self.case.persons[member].elsewhere.is_some()
            {
                continue;
            }
            let (member, of) = (&self.case.persons[member].id, &self.case.persons[unit].id);
            let message = format!("`{member}` is a member of `{of}`, which acted, and no act names `{member}` in `by`");
            let help = format!(
                "a member answers for the acts that name him: write `by = [\"{of}\", \"{member}\"]` in each act he answers for"
            );
            let warning = Diagnostic::warning("member-in-no-act", span, message).also(act.span, "an act of the unit");
            self.log.push(warning.help(help));
        }
    }

    fn first_offence_with_record(&mut self) {
        for person in 0..self.case.persons.len() {
            // An administrative penalty before it leaves a crime a person's first (初犯).
            let convicted = |record| self.surely(Entity::Record { person, record }, "kind", &["criminal"]).is_some();
            let first = self.surely(Entity::Person(person), "first_offence", &["yes"]);
            // Where the record is what the parties dispute, so is whether it was a first offence.
            let first = first.filter(|_| !self.disputes(Entity::Person(person), "first_offence"));
            if let (Some(first), Some(record)) = (first, self.spans.records.get(&person))
                && (0..self.case.persons[person].records.unwrap_or_default()).any(convicted)
            {
                let message = format!(
                    "the file contradicts itself: a first offence of `{}`, and a prior conviction",
                    self.case.persons[person].id
                );
                let error = Diagnostic::error("contradiction", first, message).at_fault("a first offence");
                self.log.push(error.also(*record, "a prior conviction").help("leave one of the two out"));
            }
        }
    }

    /// No more items have a property than there are; shares that are facts come off them, and are looked at there.
    fn no_more_shares(&mut self, dataset: usize) {
        let Some((items, items_span)) = self.number(Entity::Dataset(dataset), "items") else { return };
        for (share, fact) in &self.case.datasets[dataset].shares {
            let share = &self.vocabulary.kinds(self.structural_list("share_kind")).values[*share].0;
            if let Value::Number(range) = fact.value
                && self.vocabulary.fact_named(Scope::Dataset, share).is_none()
                && range.min > items.max
            {
                let message =
                    format!("at least {} items are `{share}`, but there are at most {} items", range.min, items.max);
                self.log.push(Diagnostic::error("more-than-items", fact.span, message).also(items_span, "the items"));
            }
        }
    }

    /// Nothing is expected or judged of those who are dealt with in another case.
    fn charged_here(&mut self) {
        let elsewhere = |person: usize| self.case.persons[person].elsewhere.is_some();
        let expected = self.case.expectations.iter().map(|one| (one.person, one.span));
        let judged = self.case.judgements.iter().map(|one| (one.person, one.span));
        let wrong: Vec<(usize, Span)> = expected.chain(judged).filter(|(person, _)| elsewhere(*person)).collect();
        for (person, span) in wrong {
            let person = &self.case.persons[person];
            let message =
                format!("`{}` is dealt with in another case, so that nothing is found of them here", person.id);
            let error = Diagnostic::error("dealt-with-elsewhere", span, message).also(person.span, "this person");
            self.log.push(error.help("leave it out, or leave `elsewhere` out of the person"));
        }
    }

    fn act_recipients(&mut self, act: usize) {
        let Some(named) = self.case.acts[act].to.as_ref().map(Vec::len) else { return };
        let Some(id) = self.vocabulary.fact_named(Scope::Act, "recipients") else { return };
        let stated = self.case.fact(Entity::Act(act), id);
        let (Some(Fact { value: Value::Number(range), span, .. }), Some(to)) =
            (stated, self.spans.recipients.get(&act))
        else {
            return;
        };
        if Number::try_from(named).is_ok_and(|named| range.max < named) {
            let message = format!("{named} recipients are named, but there are at most {}", range.max);
            let error = Diagnostic::error("contradiction", *span, message).also(*to, "named here");
            self.log.push(error.help("leave `recipients` out where all are named in `to`"));
        }
    }

    /// A stated day, where the vocabulary knows the fact.
    fn day(&self, entity: Entity, name: &str) -> Option<Placed> {
        let fact = self.case.fact(entity, self.vocabulary.fact_named(entity.scope(), name)?)?;
        match fact.value {
            Value::Number(range) => Some((range, fact.span)),
            _ => None,
        }
    }

    /// A case is opened, indicted, and a violation discovered, after something was done and before the judgment.
    fn case_days(&mut self) {
        let acts = (0..self.case.acts.len()).map(Entity::Act);
        let begun: Option<Vec<Placed>> =
            acts.map(|act| ["on", "from"].iter().find_map(|name| self.number(act, name))).collect();
        let first = begun.and_then(|begun| begun.into_iter().min_by_key(|(day, _)| day.min));
        for (name, what) in [("filed", "opened"), ("discovered", "discovered"), ("indicted", "indicted")] {
            let Some((day, span)) = self.day(Entity::Case, name) else { continue };
            if let (Some(judged), Some(judged_span)) = (self.case.judged, self.spans.judged)
                && day.min > judged.max
            {
                let message = format!("`{name}` is after the judgment");
                let error = Diagnostic::error("after-judgment", span, message).at_fault(what);
                self.log.push(error.also(judged_span, "the judgment"));
            }
            if let Some((act, act_span)) = first
                && day.max < act.min
            {
                let message = format!("`{name}` is before every act");
                let error = Diagnostic::error("before-act", span, message).at_fault(what);
                self.log.push(error.also(act_span, "the first act"));
            }
        }
    }

    /// An indictment comes after the case was opened.
    fn indicted_once_opened(&mut self) {
        if let (Some((filed, opened)), Some((indicted, span))) =
            (self.day(Entity::Case, "filed"), self.day(Entity::Case, "indicted"))
            && indicted.max < filed.min
        {
            let error = Diagnostic::error("before-opened", span, "the indictment is before the case was opened");
            self.log.push(error.at_fault("indicted").also(opened, "opened"));
        }
    }

    /// A unit is not born.
    fn units_without_birth(&mut self) {
        for person in 0..self.case.persons.len() {
            if self.surely(Entity::Person(person), "kind", &["unit"]).is_some()
                && let Some((_, span)) = self.day(Entity::Person(person), "born")
            {
                let message = format!("`{}` is a unit, and has no day of birth", self.case.persons[person].id);
                let error = Diagnostic::error("contradiction", span, message);
                self.log.push(error.help("leave `born` out, or write `kind = \"natural\"`"));
            }
        }
    }

    /// A prior record is decided before the judgment.
    fn record_days(&mut self) {
        for person in 0..self.case.persons.len() {
            for record in 0..self.case.persons[person].records.unwrap_or_default() {
                let entity = Entity::Record { person, record };
                let Some((decided, span)) = self.day(entity, "decided") else { continue };
                if let (Some(judged), Some(judged_span)) = (self.case.judged, self.spans.judged)
                    && decided.min > judged.max
                {
                    let error = Diagnostic::error("after-judgment", span, "the record is decided after the judgment");
                    self.log.push(error.at_fault("decided").also(judged_span, "the judgment"));
                }
            }
        }
    }

    /// Gains that are beyond proof have no figure, and no least that is proven. One of several acts may be beyond proof where
    /// all of them brought so much.
    fn gains_beyond_proof(&mut self) {
        let received = self.structural(Scope::Gains, "received");
        for gains in 0..self.case.gains.len() {
            let Some(Fact { value: Value::Number(figure), span, .. }) = self.case.fact(Entity::Gains(gains), received)
            else {
                continue;
            };
            let (proven, stated) = (figure.min > 0 || figure.settled().is_some(), *span);
            let of = &self.case.gains[gains].of;
            let beyond: Option<Vec<Span>> =
                of.iter().map(|act| self.surely(Entity::Act(*act), "gains_unprovable", &["yes"])).collect();
            if let (true, Some(&first)) = (proven, beyond.as_ref().and_then(|beyond| beyond.first())) {
                let message = "the file contradicts itself: gains that cannot be proven, and their figure";
                let error = Diagnostic::error("contradiction", first, message).at_fault("beyond proof");
                let help = "leave `gains_unprovable` out, or write `gains = \"unknown\"`";
                self.log.push(error.also(stated, "the figure").help(help));
            }
        }
    }

    /// An age counts where no day of birth is known: one that the day of birth excludes at every act would be passed over.
    fn born_or_aged(&mut self) {
        for person in 0..self.case.persons.len() {
            let entity = Entity::Person(person);
            let (Some((born, span)), Some((age, stated))) = (self.day(entity, "born"), self.day(entity, "age")) else {
                continue;
            };
            // A day of birth that is stated as unknown says nothing.
            let Some(born) = born.settled() else { continue };
            let own = (0..self.case.acts.len()).filter(|act| self.case.acts[*act].by.contains(&person));
            let days = own.flat_map(|act| ["on", "from", "until"].map(|name| self.number(Entity::Act(act), name)));
            let ages: Vec<Range> = days.flatten().map(|(days, _)| years_between(born, days)).collect();
            if !ages.is_empty() && ages.iter().all(|then| age.max < then.min || then.max < age.min) {
                let message = "the day of birth and the age contradict each other, and the age would be passed over";
                let error = Diagnostic::error("contradiction", stated, message).at_fault("the age");
                self.log.push(error.also(span, "the day of birth").help("leave `age` out"));
            }
        }
    }

    /// Who was exempted from punishment has no term to serve or to be put on probation for.
    fn exempted_without_a_term(&mut self) {
        for person in 0..self.case.persons.len() {
            for record in 0..self.case.persons[person].records.unwrap_or_default() {
                let entity = Entity::Record { person, record };
                let Some(exempted) = self.surely(entity, "penalty", &["exempted"]) else { continue };
                let term = self.day(entity, "term_months").filter(|(months, _)| months.min > 0).map(|(_, span)| span);
                if let Some(term) = term.or_else(|| self.surely(entity, "probation", &["yes"])) {
                    let message = "the file contradicts itself: exempted from punishment, and a term or probation";
                    let error = Diagnostic::error("contradiction", term, message).at_fault("a term or probation");
                    let help = "write `penalty = \"imprisonment\"`, or leave the term and probation out";
                    self.log.push(error.also(exempted, "exempted from punishment").help(help));
                }
            }
        }
    }

    fn act_dates(&mut self, act: usize) {
        let entity = Entity::Act(act);
        let [on, from, until] = ["on", "from", "until"].map(|name| self.number(entity, name));
        if let (Some((_, on)), Some((_, lasting))) = (on, from.or(until)) {
            let message = "expected one day or a period, found both";
            let error = Diagnostic::error("day-and-period", on, message).at_fault("one day").also(lasting, "a period");
            self.log.push(
                error.help("keep `on` for one day, known or uncertain; `from` and `until` for an act that lasted"),
            );
        }
        for (day, span) in [on, from, until].into_iter().flatten() {
            self.after_judgment(day, span);
        }
    }

    /// Of an uncertain day of judgment, what is certain of days says it.
    fn after_judgment(&mut self, day: Range, span: Span) {
        if let (Some(judged), Some(judged_span)) = (self.case.judged, self.spans.judged)
            && (judged.settled().is_some() || self.certain.judged.is_none())
            && day.min > judged.max
        {
            let error = Diagnostic::error("after-judgment", span, "the act is dated after the judgment");
            self.log.push(error.at_fault("the act").also(judged_span, "the judgment"));
        }
    }
}

/// How old somebody is on some of these days, who was born on a day.
fn years_between(born: Number, days: Range) -> Range {
    let born = day::date_of(born);
    let then = |on: Number| {
        let on = day::date_of(on);
        let before = (on.month(), on.day()) <= (born.month(), born.day());
        Number::from(on.year() - born.year()) - Number::from(before)
    };
    Range { min: then(days.min), max: then(days.max) }
}
