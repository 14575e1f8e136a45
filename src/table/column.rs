//! The columns that a table may have, with their types, values and what silence means: the codebook (编码手册).

use crate::law::condition::FactId;
use crate::law::vocabulary::{FactKind, FactType, Label, Meaning, Scope, Settled, Vocabulary};
use crate::place::Place;
use crate::quantity::{Unit, decimal};
use crate::suggest;

/// What a column says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Which case; rows of one case stand together.
    Case,
    /// Which accused of the case.
    Person,
    /// Which act; with it, a row is an act, and rows of one act are its joint actors.
    Act,
    /// Which body of information, where several acts are on the same one.
    Dataset,
    /// `unknown` where it is not known whether there is a prior record.
    Record,
    /// The day of judgment.
    Judged,
    /// A fact of the vocabulary, in this table of the case file.
    Fact(Scope, FactId),
    /// How many items of a kind of information, by its position in the list of kinds.
    Items(usize),
    /// How many items of a class, by the kind that stands for it.
    ClassItems(usize),
    /// A person's answer to an open-textured item at a place.
    Judgement(Place),
    /// What was published: a key of `[[expect]]`.
    Published(&'static str),
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, for programs.
    pub name: String,
    /// What it is called.
    pub label: Label,
    /// What it says.
    pub role: Role,
    /// What its values are; text where nothing else is said.
    pub kind: Option<FactKind>,
    /// What an empty cell means.
    pub silence: Label,
}

/// A class of information that a corpus may have coded in place of kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassColumn {
    /// The class's name.
    pub name: String,
    /// Its label.
    pub label: Label,
    /// A kind that is of this class under every reading, by its position in the list of kinds.
    pub kind: usize,
}

/// The columns that a table may have.
#[derive(Clone, Debug)]
pub struct Codebook {
    /// The columns.
    pub columns: Vec<Column>,
}

/// The fact of a dataset that says what each record holds.
const CONTENTS: &str = "contains";

/// What is published of a case: the key of `[[expect]]`, and what its values are.
const PUBLISHED: [(&str, Option<FactKind>, &str, &str); 10] = [
    ("offence", None, "公布的罪名（条文）", "published offence (its place)"),
    ("grade", None, "公布的情节等级", "published grade"),
    ("months", Some(FactKind::Amount(Unit::Months)), "公布的有期徒刑（月）", "published imprisonment in months"),
    ("detention", Some(FactKind::Amount(Unit::Months)), "公布的拘役（月）", "published detention in months"),
    ("control", Some(FactKind::Amount(Unit::Months)), "公布的管制（月）", "published control in months"),
    ("probation", Some(FactKind::Truth), "公布为缓刑", "published probation"),
    ("fine", Some(FactKind::Amount(Unit::Count)), "公布的罚金（元）", "published fine in yuan"),
    ("fine_alone", Some(FactKind::Truth), "公布为单处罚金", "published fine alone"),
    ("result", None, "公布的处理结果", "published result"),
    ("differs", None, "公布结果与条文不同的理由", "why the published result differs from the text"),
];

impl Codebook {
    /// The columns for this vocabulary, with those for classes.
    pub fn of(vocabulary: &Vocabulary, classes: &[ClassColumn]) -> Self {
        let mut columns = structural();
        columns.extend(facts(vocabulary));
        columns.extend(items(vocabulary, classes));
        columns.extend(PUBLISHED.map(|(key, kind, zh, en)| Column {
            name: format!("published_{key}"),
            label: label(zh, en),
            role: Role::Published(key),
            kind,
            silence: label("未公布", "not published"),
        }));
        Self { columns }
    }

    /// The column of this name, or of this label where no other has it.
    pub fn find(&self, name: &str) -> Option<usize> {
        let named = self.columns.iter().position(|column| column.name == name);
        named.or_else(|| {
            let labelled = |column: &Column| column.label.zh == name || column.label.en.eq_ignore_ascii_case(name);
            let mut found = self.columns.iter().enumerate().filter(|(_, column)| labelled(column));
            let first = found.next()?.0;
            found.next().is_none().then_some(first)
        })
    }

    /// The column of this name, made where the name is a place whose question a person answers.
    pub fn find_or_make(&mut self, name: &str) -> Option<usize> {
        self.find(name).or_else(|| {
            let place = name.contains('/').then(|| Place::parse(name)).flatten()?;
            self.columns.push(Column {
                name: name.to_owned(),
                label: label(&format!("{place}是否成立"), &format!("whether {place} holds")),
                role: Role::Judgement(place),
                kind: Some(FactKind::Truth),
                silence: label("未判断", "not judged"),
            });
            Some(self.columns.len() - 1)
        })
    }

    /// Advice with the nearest name.
    pub fn suggest(&self, name: &str) -> Option<String> {
        suggest::did_you_mean(name, self.columns.iter().map(|column| column.name.as_str()))
    }
}

fn label(zh: &str, en: &str) -> Label {
    Label { zh: zh.to_owned(), en: en.to_owned() }
}

fn structural() -> Vec<Column> {
    let column = |name: &str, zh: &str, en: &str, role, silence: (&str, &str)| Column {
        name: name.to_owned(),
        label: label(zh, en),
        role,
        kind: None,
        silence: label(silence.0, silence.1),
    };
    let judged = column("judged", "裁判日", "day of judgment", Role::Judged, ("今天", "today"));
    vec![
        column("case", "案件", "case", Role::Case, ("该行自成一案", "the row is a case of its own")),
        column("person", "被告人", "accused", Role::Person, ("案件唯一的被告人", "the only accused of the case")),
        column("act", "行为编号", "act", Role::Act, ("一行一个行为", "one act a row")),
        column("dataset", "信息来源编号", "body of information", Role::Dataset, ("该行为自己的", "the act's own")),
        column("record", "有无前科劣迹", "prior record", Role::Record, ("没有", "none")),
        Column { kind: Some(FactKind::Date), ..judged },
    ]
}

/// A column for each fact and table. What several tables would call the same is told apart by the table.
fn facts(vocabulary: &Vocabulary) -> Vec<Column> {
    let place = |fact: &FactType| fact.written.first().map(|(scope, _)| *scope);
    // As the key of an act calls it.
    let called = |fact: &FactType| match (place(fact), fact.name.as_str()) {
        (Some(Scope::Gains), "received") => "gains".to_owned(),
        (_, name) => name.to_owned(),
    };
    let same = |name: &str| vocabulary.facts.iter().filter(|fact| called(fact) == name).count() > 1;
    let column = |(at, fact): (usize, &FactType)| {
        let scope = place(fact)?;
        if scope == Scope::Case && fact.name == "judged" {
            return None;
        }
        let name = match (scope, called(fact)) {
            (Scope::Gains, name) if name != fact.name => name,
            (Scope::Record | Scope::Consequence, name) => format!("{}_{name}", scope.name()),
            (_, name) if same(&name) => format!("{}_{name}", scope.name()),
            (_, name) => name,
        };
        let role = Role::Fact(scope, FactId(at as u16));
        let silence = silence(vocabulary, fact);
        Some(Column { name, label: fact.label.clone(), role, kind: Some(fact.kind), silence })
    };
    vocabulary.facts.iter().enumerate().filter_map(column).collect()
}

/// Columns for how many items of each kind, and of each class.
fn items(vocabulary: &Vocabulary, classes: &[ClassColumn]) -> Vec<Column> {
    let contents = vocabulary.fact_named(Scope::Dataset, CONTENTS).map(|fact| vocabulary.fact(fact).kind);
    let Some(FactKind::SetOf(kinds)) = contents else { return Vec::new() };
    let column = |name: String, of: &Label, role| Column {
        name,
        label: label(&format!("{}条数", of.zh), &format!("items of {}", of.en)),
        role,
        kind: Some(FactKind::Amount(Unit::Items)),
        silence: label(
            "没有；各列皆空时为不明",
            "none; where all columns of items are empty, it is not known how many there are",
        ),
    };
    let kinds = vocabulary.kinds(kinds).values.iter().enumerate();
    let by_kind = kinds.map(|(at, (name, label))| column(format!("items_{name}"), label, Role::Items(at)));
    let by_class = classes
        .iter()
        .map(|class| column(format!("items_class_{}", class.name), &class.label, Role::ClassItems(class.kind)));
    by_kind.chain(by_class).collect()
}

/// What leaving a fact out means, in words; where that depends on others, each of its meanings.
fn silence(vocabulary: &Vocabulary, fact: &FactType) -> Label {
    let mut meanings: Vec<Label> = Vec::new();
    for one in fact.silence.iter().map(|(meaning, _)| means(vocabulary, fact, meaning)) {
        if !meanings.contains(&one) {
            meanings.push(one);
        }
    }
    let joined = |of: fn(&Label) -> &str, or: &str| meanings.iter().map(of).collect::<Vec<_>>().join(or);
    let (zh, en) = (joined(|one| &one.zh, "，或者"), joined(|one| &one.en, ", or "));
    match meanings.len() {
        1 => label(&zh, &en),
        _ => label(&format!("视其他事实，{zh}"), &format!("{en}, as other facts have it")),
    }
}

fn means(vocabulary: &Vocabulary, fact: &FactType, meaning: &Meaning) -> Label {
    let Some(settled) = meaning.settled() else { return label("不明（待查）", "open: to be found out") };
    let (zh, en) = match settled {
        Settled::Option(at) => {
            let of = vocabulary.value_label(fact.kind, *at);
            (of.zh, of.en)
        }
        Settled::Number(number) => {
            let unit = if let FactKind::Amount(unit) = fact.kind { unit } else { Unit::Count };
            (decimal(*number, unit), decimal(*number, unit))
        }
        Settled::Judged => ("裁判日".to_owned(), "the day of judgment".to_owned()),
        Settled::Acted => ("行为的最后一日".to_owned(), "the last day of the act".to_owned()),
        Settled::As(other) => {
            let of = &vocabulary.fact(*other).label;
            (format!("同“{}”", of.zh), format!("as `{}`", of.en))
        }
    };
    match meaning {
        Meaning::Presumed(..) => label(&format!("推定：{zh}"), &format!("presumed: {en}")),
        Meaning::NotInIssue(_) => label(&format!("无争议：{zh}"), &format!("not in issue: {en}")),
        _ => label(&zh, &en),
    }
}
