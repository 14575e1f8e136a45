//! What cannot be true together. Only what surely contradicts itself is an error: ranges that could still agree pass.

use super::Reader;
use crate::case::facts::{Entity, Fact, Value};
use crate::diagnostic::Diagnostic;
use crate::law::condition::Options;
use crate::law::vocabulary::Scope;
use crate::range::{Number, Range};
use crate::span::Span;

/// A range and its place.
type Placed = (Range, Span);

impl Reader<'_> {
    /// Every contradiction, in a case whose tables all read well.
    pub fn contradictions(&mut self) {
        self.circular_lineage();
        self.members_of_units();
        self.first_offence_with_record();
        self.case_days();
        self.record_days();
        (0..self.case.datasets.len()).for_each(|dataset| self.dataset_numbers(dataset));
        for act in 0..self.case.acts.len() {
            self.act_dates(act);
            self.act_items(act);
            self.act_recipients(act);
            self.knowledge(act);
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
    fn among(&self, entity: Entity, name: &str, values: &[&str]) -> Option<(Options, Options, Span)> {
        let id = self.vocabulary.fact_named(entity.scope(), name)?;
        let fact = self.case.fact(entity, id)?;
        let Value::Options(possible) = fact.value else { return None };
        let names = self.vocabulary.value_names(self.vocabulary.fact(id).kind);
        let wanted =
            names.iter().enumerate().filter(|(_, name)| values.contains(name)).map(|(index, _)| index).collect();
        Some((possible.meet(wanted), possible.without(wanted), fact.span))
    }

    /// Where the fact is surely one of `values`.
    fn surely(&self, entity: Entity, name: &str, values: &[&str]) -> Option<Span> {
        let (among, else_, span) = self.among(entity, name, values)?;
        (!among.is_empty() && else_.is_empty()).then_some(span)
    }

    fn members_of_units(&mut self) {
        for (member, unit, span) in std::mem::take(&mut self.spans.members) {
            if self.surely(Entity::Person(unit), "kind", &["unit"]).is_some() {
                continue;
            }
            let (member, of) = (&self.case.persons[member].id, &self.case.persons[unit]);
            let message = format!("`{member}` is said to be a member of `{}`, which is not stated to be a unit", of.id);
            let error = Diagnostic::error("not-a-unit", span, message).also(of.span, "this person");
            self.log.push(error.help(format!("write `kind = \"unit\"` for `{}`, or leave `of` out", of.id)));
        }
    }

    fn first_offence_with_record(&mut self) {
        for person in 0..self.case.persons.len() {
            let first = self.surely(Entity::Person(person), "first_offence", &["yes"]);
            if let (Some(first), Some(record)) = (first, self.spans.records.get(&person))
                && self.case.persons[person].records.is_some_and(|records| records > 0)
            {
                let message = format!(
                    "the file contradicts itself: a first offence of `{}`, and a prior record",
                    self.case.persons[person].id
                );
                let error = Diagnostic::error("contradiction", first, message).at_fault("a first offence");
                self.log.push(error.also(*record, "a prior record").help("leave one of the two out"));
            }
        }
    }

    fn dataset_numbers(&mut self, dataset: usize) {
        let entity = Entity::Dataset(dataset);
        let Some((items, items_span)) = self.number(entity, "items") else { return };
        let off: Vec<Placed> =
            ["duplicates", "false_items"].iter().filter_map(|name| self.number(entity, name)).collect();
        let least: Number = off.iter().map(|(range, _)| range.min).sum();
        if let Some((_, span)) = off.first().filter(|_| least > items.max) {
            let message = format!("at least {least} duplicates and false items, but at most {} items", items.max);
            let error = Diagnostic::error("more-than-items", *span, message).also(items_span, "the items");
            let error = off.iter().skip(1).fold(error, |error, (_, span)| error.also(*span, "and these"));
            self.log.push(error.help("`items` counts everything, duplicates and false items included"));
        }
        if let Some((duplicates, span)) = self.number(entity, "duplicates")
            && least <= items.max
            && duplicates.min == items.max
        {
            let message = format!("at least {} duplicates among at most {} items", duplicates.min, items.max);
            let error = Diagnostic::error("as-many-duplicates", span, message).also(items_span, "the items");
            self.log
                .push(error.help("a duplicate repeats an item that remains: there are fewer duplicates than items"));
        }
        self.no_more_than_its_sources(dataset, (items, items_span));
        for (share, fact) in &self.case.datasets[dataset].shares {
            let kinds = self.vocabulary.kinds(self.structural_list("share_kind"));
            let share = &kinds.values[*share].0;
            // What rules take off is a share of what remains once duplicates and false items are off.
            let of_rest = self.vocabulary.fact_named(Scope::Dataset, share).is_some();
            let most = if of_rest { (items.max - least).max(0) } else { items.max };
            if let Value::Number(range) = fact.value
                && range.min > most
            {
                let least = range.min;
                let rest = if of_rest && most < items.max { " that are neither duplicate nor false" } else { "" };
                let message = format!("at least {least} items are `{share}`, but there are at most {most} items{rest}");
                self.log.push(Diagnostic::error("more-than-items", fact.span, message).also(items_span, "the items"));
            }
        }
    }

    /// A part, a copy or a merge holds no more than what it was made from.
    fn no_more_than_its_sources(&mut self, dataset: usize, (items, span): Placed) {
        let from = &self.case.datasets[dataset].from;
        let sources: Option<Vec<Placed>> =
            from.iter().map(|source| self.number(Entity::Dataset(*source), "items")).collect();
        let Some(sources) = sources.filter(|sources| !sources.is_empty()) else { return };
        let most: Number = sources.iter().map(|(range, _)| range.max).sum();
        if items.min > most {
            let message = format!("at least {} items, made from data of at most {most}", items.min);
            let error = Diagnostic::error("more-than-items", span, message);
            let error = sources.iter().fold(error, |error, (_, span)| error.also(*span, "the items it was made from"));
            self.log.push(error.help("`from` names everything that the data were made from"));
        }
    }

    fn act_items(&mut self, act: usize) {
        let Some((items, span)) = self.number(Entity::Act(act), "items") else { return };
        let datasets = &self.case.acts[act].datasets;
        let whole: Option<Vec<Placed>> =
            datasets.iter().map(|dataset| self.number(Entity::Dataset(*dataset), "items")).collect();
        let Some(whole) = whole.filter(|whole| !whole.is_empty()) else { return };
        let most: Number = whole.iter().map(|(range, _)| range.max).sum();
        if items.min > most {
            let message = format!("the act is on at least {} items of a dataset of at most {most}", items.min);
            let error = Diagnostic::error("more-than-items", span, message);
            let error = whole.iter().fold(error, |error, (_, span)| error.also(*span, "the items of the dataset"));
            self.log.push(error.help("`items` of an act is what each recipient got, at most the whole dataset"));
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

    /// A case is opened, and a violation discovered, after something was done and before the judgment.
    fn case_days(&mut self) {
        let acts = (0..self.case.acts.len()).map(Entity::Act);
        let begun: Option<Vec<Placed>> =
            acts.map(|act| ["on", "from"].iter().find_map(|name| self.number(act, name))).collect();
        let first = begun.and_then(|begun| begun.into_iter().min_by_key(|(day, _)| day.min));
        for (name, what) in [("filed", "opened"), ("discovered", "discovered")] {
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

    /// A prior record is decided before the judgment, and a sentence completed after it was imposed.
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
                if let Some((completed, completed_span)) = self.day(entity, "completed")
                    && completed.max < decided.min
                {
                    let message = "the sentence is completed before it is imposed";
                    let error = Diagnostic::error("completed-before-decided", completed_span, message);
                    self.log.push(error.at_fault("completed").also(span, "decided"));
                }
            }
        }
    }

    /// Knowledge of a crime that the file does not state.
    fn knowledge(&mut self, act: usize) {
        let entity = Entity::Act(act);
        let crime = self.among(entity, "recipient_crime", &["none"]);
        let none = match crime {
            None => None,
            Some((_, other, span)) if other.is_empty() => Some(span),
            Some(_) => return,
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
        if let (Some((first, from)), Some((last, until))) = (from, until)
            && last.max < first.min
        {
            let error = Diagnostic::error("until-before-from", until, "the act ends before it begins");
            self.log.push(error.at_fault("the end").also(from, "the beginning"));
        }
        for (day, span) in [on, from, until].into_iter().flatten() {
            self.after_judgment(day, span);
        }
        let ends = until.or(on).or(from);
        for person in self.case.acts[act].by.clone() {
            let born = self.number(Entity::Person(person), "born");
            if let (Some((born, born_span)), Some((end, span))) = (born, ends)
                && born.min > end.max
            {
                let id = &self.case.persons[person].id;
                let message = format!("`{id}` is born after the act");
                let error = Diagnostic::error("born-after-act", born_span, message).at_fault("born");
                self.log.push(error.also(span, "the act"));
            }
        }
    }

    fn after_judgment(&mut self, day: Range, span: Span) {
        if let (Some(judged), Some(judged_span)) = (self.case.judged, self.spans.judged)
            && day.min > judged.max
        {
            let error = Diagnostic::error("after-judgment", span, "the act is dated after the judgment");
            self.log.push(error.at_fault("the act").also(judged_span, "the judgment"));
        }
    }
}
