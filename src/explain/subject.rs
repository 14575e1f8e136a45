//! What the tables and facts of a case are called (案内人员、行为、信息、证据的名称), by the path that one may type.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::findings::GradeName;
use super::{label, names};
use crate::case::day;
use crate::case::facts::{Case, Entity};
use crate::law::book::LawBook;
use crate::law::citation::Citations;
use crate::law::condition::FactId;
use crate::law::vocabulary::{Label, Scope};
use crate::measure::{self, Assignment};
use crate::numeral;
use crate::place::Place;

/// What stands between an act and the body of information that it was on.
pub const ON: &str = " × ";

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is a fact of; the thing itself, where it is no fact.
    pub subject: Label,
    /// The fact; nothing of a thing.
    pub fact: Option<Label>,
}

/// What the provisions of the law and the facts of a case are called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Provisions.
    pub citations: Arc<Citations>,
    /// Everything else, by path.
    things: BTreeMap<String, Named>,
    /// Figures that are approximate and have no range, by the path of the fact.
    figures: BTreeMap<String, Label>,
    /// Whether those of the case have been indicted, so far as the file says: by when, or by what it says of a judgment.
    pub indicted: bool,
    /// How many of the accused are units.
    pub units: usize,
}

impl Names {
    /// The names of provisions and of readings.
    pub fn of_law(book: &LawBook) -> Self {
        Self { citations: Arc::clone(&book.citations), things: readings(book), indicted: true, ..Self::default() }
    }

    /// The names of provisions, of readings, and of everything that a case could state.
    pub fn of_case(book: &LawBook, case: &Case) -> Self {
        let day = book.vocabulary.fact_named(Scope::Case, INDICTED);
        let stated = day.is_some_and(|day| case.fact(Entity::Case, day).is_some());
        let indicted = stated || case.judged.is_some() || case.file.text(INDICTMENT).is_some();
        let assignment = Assignment::default();
        let is_unit = |person: &usize| measure::is_unit(case, &book.vocabulary, &assignment, *person).certain();
        let units = case.accused().filter(is_unit).count();
        let (things, figures) = (all(book, case), figures(book, case));
        Self { citations: Arc::clone(&book.citations), things, figures, indicted, units }
    }

    /// The same, with what only another book names: of several laws side by side.
    pub fn with(mut self, other: Self) -> Self {
        for (path, named) in other.things {
            self.things.entry(path).or_insert(named);
        }
        self
    }

    /// What a path leads to; a judgement goes by whom it is about and under which provision, and what falls in a stretch of a
    /// lasting act by the act.
    pub fn named(&self, path: &str) -> Option<Named> {
        self.things.get(path).cloned().or_else(|| self.in_a_stretch(path)).or_else(|| {
            let (person, place) = path.strip_prefix("judgement.")?.split_once('.')?;
            let about = self.things.get(&format!("person.{person}"))?;
            Some(judgement(&about.subject, &self.citations.name(&Place::parse(place)?)))
        })
    }

    /// The path of the fact that a text names as the screens do: 第1起行为：收取的款项, 收取的款项（第1起行为）.
    pub fn path_of(&self, text: &str) -> Option<&str> {
        let plain = |text: &str| numeral::half_width(text).replace(' ', "").to_lowercase();
        let typed = plain(text);
        let called = |(path, named): &(&String, &Named)| {
            let Some(fact) = &named.fact else { return false };
            let figure = self.figures.get(*path);
            let of = |of: fn(&Label) -> &str| {
                let figure = figure.map(|figure| format!(",{}", plain(of(figure)))).unwrap_or_default();
                let subject = plain(of(&named.subject));
                let subject = subject.strip_suffix(&figure).unwrap_or(&subject);
                let fact = plain(of(fact));
                typed == format!("{subject}:{fact}") || typed == format!("{fact}({subject})")
            };
            of(|label| &label.zh) || of(|label| &label.en)
        };
        self.things.iter().find(called).map(|(path, _)| path.as_str())
    }

    /// What the file says of a quantity that one fact makes, or several of one name that say the same: an approximate figure.
    pub fn figure(&self, facts: &[String]) -> Option<&Label> {
        let said = facts.iter().find_map(|path| Some((path, self.figures.get(path)?)));
        let (path, said) = said?;
        let name = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let alike = facts.iter().filter(|one| name(one) == name(path));
        alike.into_iter().all(|one| self.figures.get(one) == Some(said)).then_some(said)
    }

    /// The same names, with a mark in place of a person's name, and of the names of these acts.
    #[must_use]
    pub fn marked(&self, person: (&str, &str), acts: &[&str], mark: &str) -> Self {
        let (id, name) = person;
        let own = |path: &str| path == format!("person.{id}") || path.starts_with(&format!("person.{id}."));
        let part = format!(".by.{id}");
        let of = |path: &str| acts.iter().find(|act| path.strip_prefix("act.").is_some_and(|rest| begins(rest, act)));
        let mut things = self.things.clone();
        for (path, named) in &mut things {
            if own(path) || path.contains(&part) {
                replace(&mut named.subject, (name, name), mark);
            }
            if let Some(act) = of(path)
                && let Some(called) = self.things.get(&format!("act.{act}"))
            {
                replace(&mut named.subject, (&called.subject.zh, &called.subject.en), mark);
            }
        }
        Self { things, ..self.clone() }
    }

    /// `act.ID.from.DAY.FACT`: the fact of the act, from that day.
    fn in_a_stretch(&self, path: &str) -> Option<Named> {
        let (act, rest) = path.split_once(".from.")?;
        let (day, fact) = rest.split_once('.')?;
        let Named { subject, fact } = self.things.get(&format!("{act}.{fact}"))?.clone();
        let written = day.parse().map(|day| numeral::days(day, day)).unwrap_or(day.to_owned());
        let since = |name: Label| label(format!("{}（自{written}起）", name.zh), format!("{} from {day}", name.en));
        Some(Named { subject, fact: fact.map(since) })
    }
}

/// Whether a path goes on from this id.
fn begins(path: &str, id: &str) -> bool {
    path.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Puts a mark in place of a name, in both languages.
fn replace(label: &mut Label, (zh, en): (&str, &str), mark: &str) {
    if !zh.is_empty() {
        label.zh = label.zh.replace(zh, mark);
    }
    if !en.is_empty() {
        label.en = label.en.replace(en, mark);
    }
}

/// Everything that a case could state and every reading of the law, by path.
fn all(book: &LawBook, case: &Case) -> BTreeMap<String, Named> {
    let mut all = readings(book);
    let mut add = |path: String, subject: Label, fact: Option<Label>| {
        all.insert(path, Named { subject, fact });
    };
    for entity in case.entities() {
        let subject = of(case, entity);
        for fact in book.vocabulary.facts_in(entity.scope()) {
            let name = book.vocabulary.fact(fact).label.clone();
            let about = match approximate(book, case, entity, fact) {
                Some(said) => label(format!("{}，{}", subject.zh, said.zh), format!("{}, {}", subject.en, said.en)),
                None => subject.clone(),
            };
            add(case.path(&book.vocabulary, entity, fact), about, Some(name));
        }
        add(case.entity_path(entity), subject, None);
    }
    for (person, about) in case.persons.iter().enumerate() {
        let subject = of(case, Entity::Person(person));
        add(format!("person.{}.record", about.id), subject, Some(names::records()));
    }
    for evidence in &case.evidence {
        let title = evidence.title.as_ref().unwrap_or(&evidence.id);
        add(format!("evidence.{}", evidence.id), label(title, title), None);
    }
    all
}

/// A figure that the file states as approximate, without a range: it stands beside the fact wherever that is named.
fn approximate(book: &LawBook, case: &Case, entity: Entity, fact: FactId) -> Option<Label> {
    let said = case.fact(entity, fact)?.approximate?;
    names::approximate(book, fact, &said)
}

/// The figures of a case that are approximate and have no range, by path.
fn figures(book: &LawBook, case: &Case) -> BTreeMap<String, Label> {
    let each = case.stated.keys().filter_map(|(entity, fact)| {
        let said = approximate(book, case, *entity, *fact)?;
        Some((case.path(&book.vocabulary, *entity, *fact), said))
    });
    each.collect()
}

/// A judgement about somebody under a provision.
fn judgement(about: &Label, provision: &Label) -> Named {
    let asks = label(format!("{}的判断", provision.zh), format!("the judgement under {}", provision.en));
    Named { subject: about.clone(), fact: Some(asks) }
}

/// The day on which a case was indicted (提起公诉).
const INDICTED: &str = "indicted";

/// The number of an indictment (起诉书文号).
const INDICTMENT: &str = "indictment_number";

/// The list of kinds that says what each text of an article is called.
pub const TEXTS: &str = "text_version";

/// The list of kinds that says what each rank of an instrument is called.
pub const RANKS: &str = "rank";

/// The list of kinds that says what those are called who issue instruments.
pub const ISSUERS: &str = "issuer";

/// The list of kinds that says how a case was dealt with.
pub const DISPOSALS: &str = "disposal";

/// The list of the vocabulary that names the deadlines of procedure.
pub const DEADLINES: &str = "deadline";

/// The path of an offence.
pub fn of_offence(offence: &Place) -> String {
    format!("offence.{offence}")
}

/// The path of a grade of an offence.
pub fn of_grade(offence: &Place, grade: &str) -> String {
    format!("grade.{offence}.{grade}")
}

/// The path of a word that law files write: a fact, a kind, a class, a condition with a name.
pub fn of_word(word: &str) -> String {
    format!("word.{word}")
}

/// The path of a value of a fact.
pub fn of_value(fact: &str, value: &str) -> String {
    format!("value.{fact}.{value}")
}

/// The path of a class of information.
pub fn of_class(class: &str) -> String {
    format!("class.{class}")
}

/// The path of a text that rules were verified in.
pub fn of_source(key: &str) -> String {
    format!("source.{key}")
}

/// The path of what a list of kinds names.
pub fn listed(list: &str, name: &str) -> String {
    format!("{list}.{name}")
}

/// Readings by their questions, their options by their answers; offences, grades and figures of proposals by their labels;
/// and what is said of articles and instruments.
fn readings(book: &LawBook) -> BTreeMap<String, Named> {
    let mut all = BTreeMap::new();
    let thing = |subject: &Label| Named { subject: subject.clone(), fact: None };
    for offence in &book.offences {
        all.insert(of_offence(&offence.place), thing(&offence.label));
        all.insert(of_grade(&offence.place, GradeName::NONE), thing(&names::no_grade()));
        for grade in &offence.grades {
            all.insert(of_grade(&offence.place, &grade.name), thing(&grade.label));
        }
    }
    for parameter in &book.parameters {
        all.insert(format!("parameter.{}", parameter.name), thing(&parameter.label));
    }
    for list in [TEXTS, RANKS, ISSUERS, DISPOSALS, DEADLINES] {
        let kinds = book.vocabulary.kinds_named(list).map(|kinds| book.vocabulary.kinds(kinds));
        for (name, called) in kinds.iter().flat_map(|kinds| &kinds.values) {
            all.insert(listed(list, name), thing(called));
        }
    }
    words(book, |path, called| {
        all.entry(path).or_insert_with(|| thing(called));
    });
    for (key, title) in &book.sources {
        all.insert(of_source(key), Named { subject: title.clone(), fact: None });
    }
    for choice in &book.choices {
        let path = format!("choice.{}", choice.name);
        for option in &choice.options {
            let answer = Named { subject: names::answer(&option.text.label), fact: None };
            all.insert(format!("{path}.{}", option.name), answer);
        }
        all.insert(path, Named { subject: choice.text.label.clone(), fact: None });
    }
    all
}

/// The words that law files write, by path, with their labels: facts with their values, classes, conditions with a name. Of
/// several facts of one name the first that has a value is meant.
fn words(book: &LawBook, mut add: impl FnMut(String, &Label)) {
    let vocabulary = &book.vocabulary;
    for fact in &vocabulary.facts {
        add(of_word(&fact.name), &fact.label);
        for (at, value) in vocabulary.value_names(fact.kind).iter().enumerate() {
            add(of_value(&fact.name, value), &vocabulary.value_label(fact.kind, at));
        }
    }
    let classes = book.offences.iter().flat_map(|offence| &offence.counting.classes);
    classes.for_each(|class| add(of_class(&class.name), &class.label));
    // A condition or a quantity with a name is called by what its rule says.
    let named = book.instruments.iter().flat_map(|instrument| &instrument.entries);
    for entry in named.filter(|entry| NAMING.contains(&&*entry.kind)) {
        if let (Some(name), Some(text)) = (entry.encoded.split_whitespace().next(), &entry.text) {
            add(of_word(name), &text.label);
        }
    }
}

/// The kinds of rules that give a name to what they say.
const NAMING: [&str; 2] = ["define", "quantity"];

/// What a table of a case is called: an act by its number in Chinese, where ids are seldom words.
pub fn of(case: &Case, entity: Entity) -> Label {
    let act = |act: usize| label(format!("第{}起行为", act + 1), format!("act {}", case.acts[act].id));
    match entity {
        Entity::Case => label("本案", "the case"),
        Entity::Person(person) => label(&case.persons[person].name, &case.persons[person].name),
        Entity::Participant { act: of, person } => {
            let (name, act) = (&case.persons[person].name, act(of));
            label(format!("{name}在{}中", act.zh), format!("{name} in {}", act.en))
        }
        Entity::Act(of) => act(of),
        Entity::Stretch { act: of, days, .. } => {
            let (from, until) = (day::date_of(days.min), day::date_of(days.max));
            let act = act(of);
            label(format!("{}（{}）", act.zh, numeral::days(from, until)), format!("{}, {from} to {until}", act.en))
        }
        Entity::Dataset(dataset) => {
            let dataset = &case.datasets[dataset];
            if let Some(of) = dataset.unnamed {
                let act = act(of);
                return label(format!("{}未写明的信息", act.zh), format!("the unnamed information of {}", act.en));
            }
            match &dataset.title {
                Some(title) => label(format!("“{title}”"), format!("“{title}”")),
                // An id in Chinese is a title in all but name.
                None if !dataset.id.is_ascii() => label(format!("“{}”", dataset.id), format!("“{}”", dataset.id)),
                None => label(format!("信息{}", dataset.id), format!("the data {}", dataset.id)),
            }
        }
        Entity::Gains(gains) => names::joined(case.gains[gains].of.iter().map(|of| act(*of))),
        Entity::Record { person, record } => {
            let (name, number) = (&case.persons[person].name, record + 1);
            label(format!("{name}的第{number}次前科、前处罚"), format!("record {number} of {name}"))
        }
        Entity::Consequence(consequence) => {
            let number = consequence + 1;
            label(format!("第{number}项后果"), format!("consequence {number}"))
        }
    }
}
