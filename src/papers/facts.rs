//! The facts of a case told in sentences, with how each stands and the evidence for it.

use std::collections::BTreeMap;

use super::terms;
use crate::case::facts::{Case, Entity, Evidence, Fact, Standing, Value};
use crate::case::particulars::Particulars;
use crate::explain::names;
use crate::explain::subject;
use crate::law::book::LawBook;
use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, Label, Scope};
use crate::measure::Variable;
use crate::range::Range;
use crate::report::numbers;
use crate::report::words::{Language, Words};

/// Tells the facts of a case in a language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub case: &'a Case,
    pub book: &'a LawBook,
    pub words: &'a Words,
}

impl<'a> Teller<'a> {
    pub fn language(&self) -> Language {
        self.words.language
    }

    pub fn pick<T>(&self, zh: T, en: T) -> T {
        self.words.language.either(zh, en)
    }

    pub fn label(&self, label: &'a Label) -> &'a str {
        self.words.language.of(label)
    }

    /// The fact of this name, if the file states it.
    pub fn stated(&self, entity: Entity, name: &str) -> Option<(FactId, &'a Fact)> {
        let id = self.book.vocabulary.fact_named(entity.scope(), name)?;
        Some((id, self.case.fact(entity, id)?))
    }

    /// Every fact stated of an entity, but those told elsewhere.
    pub fn stated_of(&self, entity: Entity, but: &[&str]) -> Vec<(FactId, &'a Fact)> {
        let facts = self.case.stated.iter().filter(|((of, _), _)| *of == entity);
        let named = facts.map(|((_, id), fact)| (*id, fact));
        named.filter(|(id, _)| !but.contains(&self.book.vocabulary.fact(*id).name.as_str())).collect()
    }

    /// A value in words, without how it stands.
    pub fn value(&self, entity: Entity, id: FactId, value: &Value) -> String {
        match (self.book.vocabulary.fact(id).kind, value) {
            (FactKind::Date, Value::Number(days)) => terms::days(*days, self.language()),
            (FactKind::Amount(unit), Value::Number(range)) => numbers::range(*range, unit, self.words),
            _ => {
                let label = names::value(self.book, &Variable::Fact(entity, id), value);
                self.words.language.of(&label).to_owned()
            }
        }
    }

    /// A value with how it stands, the other side's figure, the evidence and the remark.
    pub fn valued(&self, entity: Entity, id: FactId, fact: &Fact) -> String {
        let mut beside = Vec::new();
        match fact.standing {
            Standing::Proven => {}
            Standing::Disputed => beside.push(self.pick("有争议", "disputed").to_owned()),
            Standing::Alleged => beside.push(self.pick("仅有一方陈述，尚未证实", "alleged, not yet shown").to_owned()),
        }
        if let Some(defence) = &fact.defence {
            let figure = self.value(entity, id, defence);
            beside.push(format!("{}{figure}", self.pick("辩方主张：", "the defence says ")));
        }
        beside.extend(self.evidence(&fact.evidence));
        beside.extend(fact.note.clone());
        let beside = if beside.is_empty() { String::new() } else { self.words.aside(&beside.join(self.words.stop)) };
        self.value(entity, id, &fact.value) + &beside
    }

    /// A fact as `收取的款项：6,000元（…）`; of one that only holds, its name alone.
    pub fn told(&self, entity: Entity, (id, fact): (FactId, &Fact)) -> String {
        let declared = self.book.vocabulary.fact(id);
        let holds = declared.kind == FactKind::Truth && fact.value.is_settled();
        let text = self.valued(entity, id, fact);
        let yes = self.pick("是", "yes");
        let name = self.words.language.of(&declared.label);
        match text.strip_prefix(yes) {
            Some(beside) if holds => format!("{name}{beside}"),
            _ => format!("{name}{}{text}", self.words.colon),
        }
    }

    /// The ids of evidence: 证据E1、E2.
    pub fn evidence(&self, ids: &[String]) -> Option<String> {
        (!ids.is_empty()).then(|| format!("{}{}", self.pick("证据", "evidence "), self.words.join(ids)))
    }

    /// What a body of information is called.
    pub fn dataset(&self, at: usize) -> &'a str {
        let dataset = &self.case.datasets[at];
        dataset.title.as_deref().unwrap_or(&dataset.id)
    }

    /// A table of the file, as a sentence names it: `第2起行为`, `“客户名单”`, a person's name.
    pub fn subject(&self, entity: Entity) -> String {
        self.language().of(&subject::of(self.case, entity)).to_owned()
    }

    /// A fact by what it is about: `第2起行为的收取的款项`.
    pub fn fact_named(&self, entity: Entity, id: FactId) -> String {
        let label = self.words.language.of(&self.book.vocabulary.fact(id).label);
        match self.language() {
            Language::Zh => format!("{}——{label}", self.subject(entity)),
            Language::En => format!("{label} of {}", self.subject(entity)),
        }
    }

    /// Facts by path, as results name them.
    pub fn paths(&self) -> BTreeMap<String, (Entity, FactId)> {
        let path = |&(entity, id): &(Entity, FactId)| (self.case.path(&self.book.vocabulary, entity, id), (entity, id));
        self.case.stated.keys().map(path).collect()
    }

    /// What a variable is about, in words.
    pub fn variable(&self, variable: &Variable) -> String {
        match variable {
            Variable::Fact(entity, id) => self.fact_named(*entity, *id),
            Variable::Judgement { person, place } => {
                let name = self.words.place(place);
                format!("{}{}{name}", self.case.persons[*person].name, self.pick("——须由人判断：", ", to be judged: "))
            }
            _ => self.words.language.of(&names::variable(self.case, self.book, variable).1).to_owned(),
        }
    }

    /// An act in a sentence: when, who, what, how much, to whom, for how much, and whatever else is stated of it.
    pub fn act(&self, at: usize) -> String {
        let (entity, act) = (Entity::Act(at), &self.case.acts[at]);
        let valued = |name: &str| self.stated(entity, name).map(|(id, fact)| self.valued(entity, id, fact));
        let when = match (valued("on"), valued("from"), valued("until")) {
            (Some(on), ..) => on,
            (None, None, None) => self.pick("日期不详", "on a day not stated").to_owned(),
            (None, from, until) => {
                let unknown = || self.pick("日期不详", "a day not stated").to_owned();
                let (from, until) = (from.unwrap_or_else(unknown), until.unwrap_or_else(unknown));
                format!("{from}{}{until}", self.pick("至", " to "))
            }
        };
        let who = self.words.join(act.by.iter().map(|&person| self.participant(at, person)));
        let does = valued("does").unwrap_or_default();
        let what = self.words.join(act.datasets.iter().map(|&at| format!("“{}”", self.dataset(at))));
        let items = valued("items").unwrap_or_default();
        let gap = self.words.gap;
        let mut told = vec![format!("{when}{}{who}{gap}{does}{gap}{what}{gap}{items}", self.words.pause)];
        if let Some(to) = &act.to {
            let name =
                |id: &String| self.case.person_named(id).map_or(id.clone(), |at| self.case.persons[at].name.clone());
            told.push(format!("{}{}", self.pick("相对方：", "other side: "), self.words.join(to.iter().map(name))));
        }
        let rest = self.stated_of(entity, &["on", "from", "until", "does", "items"]);
        told.extend(rest.into_iter().map(|fact| self.told(entity, fact)));
        for (gains, of) in self.case.gains.iter().enumerate().filter(|(_, gains)| gains.of.first() == Some(&at)) {
            let entity = Entity::Gains(gains);
            let by = of.by.map(|person| self.words.aside(&self.case.persons[person].name)).unwrap_or_default();
            let facts = self.stated_of(entity, &[]).into_iter().map(|fact| self.told(entity, fact));
            told.extend(facts.map(|fact| format!("{fact}{by}")));
        }
        for (consequence, _) in self.case.consequences.iter().enumerate().filter(|(_, one)| one.of.first() == Some(&at))
        {
            let entity = Entity::Consequence(consequence);
            told.extend(self.stated_of(entity, &[]).into_iter().map(|fact| self.told(entity, fact)));
        }
        told.join(self.words.stop) + self.pick("。", ".")
    }

    fn participant(&self, act: usize, person: usize) -> String {
        let entity = Entity::Participant { act, person };
        let facts = self.stated_of(entity, &[]);
        let facts: Vec<String> = facts.into_iter().map(|fact| self.told(entity, fact)).collect();
        let beside = if facts.is_empty() { String::new() } else { self.words.aside(&facts.join(self.words.stop)) };
        self.case.persons[person].name.clone() + &beside
    }

    /// A body of information in a sentence.
    pub fn body(&self, at: usize) -> String {
        let entity = Entity::Dataset(at);
        let facts = self.stated_of(entity, &[]).into_iter().map(|fact| self.told(entity, fact));
        let mut told: Vec<String> = facts.collect();
        let from = &self.case.datasets[at].from;
        if !from.is_empty() {
            let names = self.words.join(from.iter().map(|&from| format!("“{}”", self.dataset(from))));
            told.push(format!("{}{names}", self.pick("来自", "from ")));
        }
        format!("“{}”{}{}{}", self.dataset(at), self.words.colon, told.join(self.words.stop), self.pick("。", "."))
    }

    /// What is stated of a person beside name, kind and birth: circumstances, and prior records.
    pub fn circumstances(&self, person: usize) -> Vec<String> {
        let entity = Entity::Person(person);
        self.stated_of(entity, &["kind", "born", "as"]).into_iter().map(|fact| self.told(entity, fact)).collect()
    }

    /// The prior records, a line each; nothing where the file states none.
    pub fn records(&self, person: usize) -> Vec<String> {
        let records = 0..self.case.persons[person].records.unwrap_or(0);
        let record = |record| {
            let entity = Entity::Record { person, record };
            let facts: Vec<String> =
                self.stated_of(entity, &[]).into_iter().map(|fact| self.told(entity, fact)).collect();
            facts.join(self.words.pause)
        };
        records.map(record).collect()
    }

    /// The name of a kind of evidence.
    pub fn evidence_kind(&self, evidence: &Evidence) -> Option<&'a str> {
        let kinds = self.book.vocabulary.kinds_named("evidence_kind")?;
        evidence.kind.map(|kind| self.label(&self.book.vocabulary.kinds(kinds).values[kind].1))
    }

    /// The facts that an item of evidence shows or would show: those that name it, and those that it names.
    pub fn resting_on(&self, evidence: &Evidence) -> Vec<String> {
        let named = |fact: &&Fact| fact.evidence.contains(&evidence.id);
        let on = self.case.stated.iter().filter(|(_, fact)| named(fact)).map(|((entity, id), _)| (*entity, *id));
        let mut facts: Vec<(Entity, FactId)> = on.collect();
        facts.extend(evidence.facts.iter().filter(|fact| !facts.contains(fact)).copied().collect::<Vec<_>>());
        facts.into_iter().map(|(entity, id)| self.fact_named(entity, id)).collect()
    }

    /// A sentence that the law files have for a document, by name.
    pub fn basis(&self, name: &str) -> String {
        let vocabulary = &self.book.vocabulary;
        let kinds = vocabulary.kinds_named("paper_basis").map(|kinds| vocabulary.kinds(kinds));
        let found = kinds.and_then(|kinds| kinds.index(name).map(|at| &kinds.values[at].1));
        found.map(|label| self.label(label).to_owned()).unwrap_or_default()
    }

    /// The day of a key of the file, in words.
    pub fn day(&self, file: &Particulars, key: &str) -> Option<String> {
        file.day(key).map(|day| terms::days(day, self.language()))
    }

    /// Whether the file says that a person is a unit.
    pub fn is_unit(&self, person: usize) -> bool {
        crate::measure::is_unit(self.case, &self.book.vocabulary, &crate::measure::Assignment::default(), person)
            .possible()
    }

    /// The label of a person's place in a unit, with the unit.
    pub fn member_of(&self, person: usize) -> Option<String> {
        let unit = &self.case.persons[self.case.persons[person].of?].name;
        let role = self.stated(Entity::Person(person), "as");
        let role = role.map(|(id, fact)| self.valued(Entity::Person(person), id, fact)).unwrap_or_default();
        Some(self.pick(format!("系{unit}{role}"), format!("{role} of {unit}")))
    }

    /// The facts of a scope that the reader relies on: the day of birth.
    pub fn born(&self, person: usize) -> Option<String> {
        let entity = Entity::Person(person);
        debug_assert_eq!(entity.scope(), Scope::Person);
        self.stated(entity, "born").map(|(id, fact)| self.valued(entity, id, fact))
    }

    /// Conduct as results name it, `act.a1 × dataset.d1`, in words.
    pub fn conduct(&self, name: &str) -> String {
        let part = |part: &str| match part.split_once('.') {
            Some(("act", id)) => self.case.act_named(id).map(|at| self.subject(Entity::Act(at))),
            Some(("dataset", id)) => self.case.dataset_named(id).map(|at| self.subject(Entity::Dataset(at))),
            _ => None,
        };
        let parts = name.split(" × ").map(|one| part(one).unwrap_or_else(|| one.to_owned()));
        parts.collect::<Vec<_>>().join(self.words.gap)
    }

    /// A day, or from one to another, that a finding names as 2024-05-14.
    pub fn dated(&self, text: &str) -> String {
        let each: Vec<&str> = text.split('–').collect();
        let day = |text: &&str| text.parse().ok().map(crate::case::day::number);
        match (each.first().and_then(day), each.last().and_then(day)) {
            (Some(first), Some(last)) => terms::days(Range::new(first, last), self.language()),
            _ => text.to_owned(),
        }
    }

    /// Where an item of evidence stands in the file: 卷二第15页; what was asked for and is not there yet, is said.
    pub fn in_file(&self, evidence: &Evidence) -> Option<String> {
        let volume =
            evidence.volume.as_ref().map(|volume| self.pick(format!("第{volume}卷"), format!("vol. {volume}")));
        let page = evidence.page.as_ref().map(|page| self.pick(format!("第{page}页"), format!("p. {page}")));
        let missing = evidence.outstanding.then(|| self.pick("尚未到案", "outstanding").to_owned());
        let parts: Vec<String> = volume.into_iter().chain(page).chain(missing).collect();
        (!parts.is_empty()).then(|| parts.join(self.words.gap))
    }

    /// The evidence that was asked for, is not there yet, and would show a fact.
    pub fn outstanding(&self, entity: Entity, id: FactId) -> Vec<String> {
        let would = |one: &&Evidence| one.outstanding && one.facts.contains(&(entity, id));
        let named = |one: &Evidence| one.title.clone().unwrap_or_else(|| one.id.clone());
        self.case.evidence.iter().filter(would).map(named).collect()
    }
}
