//! How a fact is named to people and to programs, and how to find one by name.

use super::day;
use super::facts::{Case, Entity, Fact};
use crate::law::condition::FactId;
use crate::law::vocabulary::{Scope, Vocabulary};
use crate::place::Place;

/// The table of a dataset in which its shares stand.
pub const SHARE: &str = "share";

/// Whether a fact of a dataset is how many of its items have a property.
fn is_share(vocabulary: &Vocabulary, name: &str) -> bool {
    let kinds = vocabulary.kinds_named("share_kind").map(|kinds| vocabulary.kinds(kinds));
    kinds.is_some_and(|kinds| kinds.index(name).is_some())
}

/// The table of a file that is about something, where it stands at the top.
pub(super) fn table_of(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::Case | Scope::Participant | Scope::Record => None,
        Scope::Person | Scope::Act | Scope::Dataset | Scope::Gains | Scope::Consequence => Some(scope.name()),
    }
}

impl Case {
    /// The path of a fact, as `--set` takes it: `dataset.orders.items`, `dataset.orders.share.deceased`, `act.a2.gains`,
    /// `person.zhang.record.0.decided`.
    pub fn path(&self, vocabulary: &Vocabulary, entity: Entity, fact: FactId) -> String {
        let name = vocabulary.fact(fact).name.as_str();
        match entity {
            Entity::Gains(gains) if self.gains[gains].in_act && name == "received" => {
                format!("{}.gains", self.entity_path(entity))
            }
            Entity::Gains(gains) if name == "received" => match self.only_act_of(gains) {
                Some(act) => format!("act.{}.gains", self.acts[act].id),
                None => format!("{}.{name}", self.entity_path(entity)),
            },
            Entity::Stretch { .. } if name == "received" => format!("{}.gains", self.entity_path(entity)),
            Entity::Dataset(_) if is_share(vocabulary, name) => format!("{}.{SHARE}.{name}", self.entity_path(entity)),
            _ => format!("{}.{name}", self.entity_path(entity)),
        }
    }

    /// The fact that a path names, stated in the file or not; the inverse of [`Case::path`].
    pub fn at_path(&self, vocabulary: &Vocabulary, path: &str) -> Option<(Entity, FactId)> {
        self.entities().find_map(|entity| {
            let named = |fact: &FactId| self.path(vocabulary, entity, *fact) == path;
            // What a table can say is looked at only where the path leads into the table.
            let leads = path.starts_with(&self.entity_path(entity));
            leads.then(|| vocabulary.facts_in(entity.scope()).find(named)).flatten().map(|fact| (entity, fact))
        })
    }

    /// The path of every fact that the file could state.
    pub fn paths(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let of = |entity: Entity| {
            vocabulary.facts_in(entity.scope()).map(move |fact| self.path(vocabulary, entity, fact)).collect::<Vec<_>>()
        };
        self.entities().flat_map(of).collect()
    }

    /// Every table of the file, gains written in acts included.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        let records = |person: usize| {
            let records = 0..self.persons[person].records.unwrap_or_default();
            records.map(move |record| Entity::Record { person, record })
        };
        let persons =
            (0..self.persons.len()).flat_map(move |person| [Entity::Person(person)].into_iter().chain(records(person)));
        let acts = (0..self.acts.len()).flat_map(|act| {
            let parts = self.acts[act].by.iter().map(move |&person| Entity::Participant { act, person });
            [Entity::Act(act)].into_iter().chain(parts)
        });
        let gains = (0..self.gains.len()).map(Entity::Gains);
        let datasets = (0..self.datasets.len()).map(Entity::Dataset);
        let consequences = (0..self.consequences.len()).map(Entity::Consequence);
        [Entity::Case].into_iter().chain(persons).chain(datasets).chain(acts).chain(gains).chain(consequences)
    }

    /// The persons who are charged in this case, by position: those who are dealt with in another are not (另案处理).
    pub fn accused(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.persons.len()).filter(|&person| self.persons[person].elsewhere.is_none())
    }

    /// The path of a judgement about a person, as `--set` takes it: `judgement.zhang.fs-2017-10/5.2.2`.
    pub fn judgement_path(&self, person: usize, place: &Place) -> String {
        format!("judgement.{}.{place}", self.persons[person].id)
    }

    /// The act of gains, where it has no others and they are of no other.
    fn only_act_of(&self, gains: usize) -> Option<usize> {
        let [act] = self.gains[gains].of[..] else { return None };
        let of_act = self.gains.iter().filter(|one| one.of.contains(&act));
        (of_act.count() == 1).then_some(act)
    }

    /// The path of a table: `act.a2`, `gains.0`, `person.zhang.record.0`, `act.a1.by.zhang`.
    pub fn entity_path(&self, entity: Entity) -> String {
        match entity {
            Entity::Case => "case".to_owned(),
            Entity::Person(person) => format!("person.{}", self.persons[person].id),
            Entity::Participant { act, person } => {
                format!("act.{}.by.{}", self.acts[act].id, self.persons[person].id)
            }
            Entity::Act(act) => format!("act.{}", self.acts[act].id),
            Entity::Stretch { act, days, .. } => {
                format!("act.{}.from.{}", self.acts[act].id, day::date_of(days.min))
            }
            Entity::Dataset(dataset) => format!("dataset.{}", self.datasets[dataset].id),
            Entity::Gains(gains) => match &self.gains[gains] {
                own if own.in_act => format!("act.{}", self.acts[own.of[0]].id),
                _ => format!("gains.{gains}"),
            },
            Entity::Record { person, record } => format!("person.{}.record.{record}", self.persons[person].id),
            Entity::Consequence(consequence) => format!("consequence.{consequence}"),
        }
    }

    /// Whether an entity is a person, or something that the person did.
    pub fn concerns(&self, person: usize, entity: Entity) -> bool {
        let took_part = |act: &usize| self.acts[*act].by.contains(&person);
        match entity {
            Entity::Case => true,
            Entity::Person(own) | Entity::Participant { person: own, .. } | Entity::Record { person: own, .. } => {
                own == person
            }
            Entity::Act(act) | Entity::Stretch { act, .. } => took_part(&act),
            Entity::Dataset(dataset) => {
                (0..self.acts.len()).any(|act| took_part(&act) && self.acts[act].datasets.contains(&dataset))
            }
            Entity::Gains(gains) => self.gains[gains].of.iter().any(took_part),
            Entity::Consequence(consequence) => self.consequences[consequence].of.iter().any(took_part),
        }
    }

    /// A stated fact.
    pub fn fact(&self, entity: Entity, fact: FactId) -> Option<&Fact> {
        self.stated.get(&(entity, fact))
    }

    /// The person of this id.
    pub fn person_named(&self, id: &str) -> Option<usize> {
        self.persons.iter().position(|person| person.id == id)
    }

    /// The dataset of this id.
    pub fn dataset_named(&self, id: &str) -> Option<usize> {
        self.datasets.iter().position(|dataset| dataset.id == id)
    }

    /// How many bodies of information the file names; those come first.
    pub fn bodies(&self) -> usize {
        self.datasets.iter().filter(|dataset| dataset.unnamed.is_none()).count()
    }

    /// Whether an act takes or passes on what the file does not name.
    pub fn lacks_data(&self, act: usize) -> bool {
        self.acts[act].datasets.iter().any(|dataset| self.datasets[*dataset].unnamed.is_some())
    }

    /// The act of this id.
    pub fn act_named(&self, id: &str) -> Option<usize> {
        self.acts.iter().position(|act| act.id == id)
    }
}
