//! The reference of the case file (案卷文件格式): every table with every key, what it holds and what leaving it out means, from
//! the reader's own keys and the vocabulary of the law.

use super::silence::{left_out, silence};
use crate::case::facts::{FigureStatus, Standing};
use crate::case::keys::{self, Holds, Key, TABLES, Table, WITHIN};
use crate::engine::Engine;
use crate::law::vocabulary::{FactKind, FactType, Kinds, Label, Scope, Vocabulary};
use crate::place::Place;
use crate::quantity::Unit;
use crate::report::document::{Column, Document, Table as Rows};
use crate::report::words::{Language, Names, Words};

/// The longest list of values that stands beside a key; a longer one stands at the end only.
pub const MOST_BESIDE: usize = 12;

/// A key of a table: the format's own, or a fact of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// The format's own.
    Own(&'static Key),
    /// A fact, and the table whose fact it is: an act also takes the facts of its own gains.
    Fact(&'a FactType, Scope),
}

impl<'a> Row<'a> {
    /// How it is written.
    pub fn name(self) -> &'a str {
        match self {
            Self::Own(key) => key.name,
            Self::Fact(fact, _) => &fact.name,
        }
    }

    /// What it is.
    pub fn label(self, language: Language) -> &'a str {
        match self {
            Self::Own(key) => language.either(key.zh, key.en),
            Self::Fact(fact, _) => language.of(&fact.label),
        }
    }

    /// What leaving it out means.
    pub fn left_out(self, vocabulary: &Vocabulary, words: &Words) -> String {
        match self {
            Self::Own(Key { holds: Holds::FactOf(scope, name), .. }) => {
                let fact = vocabulary.fact_named(*scope, name).map(|fact| vocabulary.fact(fact));
                fact.map(|fact| silence(vocabulary, *scope, fact, words)).unwrap_or_default()
            }
            Self::Own(key) => left_out(key.left_out, words.language).to_owned(),
            Self::Fact(fact, scope) => silence(vocabulary, scope, fact, words),
        }
    }

    /// The list of the vocabulary that its values are of.
    pub fn list(self, vocabulary: &'a Vocabulary) -> Option<&'a Kinds> {
        let list = match self {
            Self::Own(Key { holds: Holds::Listed(list) | Holds::Shares(list), .. }) => vocabulary.kinds_named(list),
            Self::Fact(FactType { kind: FactKind::OneOf(list) | FactKind::SetOf(list), .. }, _) => Some(*list),
            _ => None,
        };
        list.map(|list| vocabulary.kinds(list))
    }
}

/// Everything that may be written in a table: its own keys, then its facts.
pub fn rows<'a>(vocabulary: &'a Vocabulary, table: &'static Table) -> Vec<Row<'a>> {
    let own = |name: &str| table.keys.iter().any(|key| key.name == name);
    let facts = |scope: Scope| vocabulary.facts.iter().filter(move |fact| fact.is_written_in(scope));
    let mut rows: Vec<Row> = table.keys.iter().map(Row::Own).collect();
    let Some(scope) = table.scope else { return rows };
    rows.extend(facts(scope).filter(|fact| !own(&fact.name)).map(|fact| Row::Fact(fact, scope)));
    // The facts by which an act has its own gains are those of gains, under their own names but for the first.
    let by_another_name = table.keys.iter().find_map(|key| match key.holds {
        Holds::FactOf(of, name) => Some((of, name)),
        _ => None,
    });
    if let Some((of, first)) = by_another_name {
        let more = facts(of).filter(|fact| fact.name != first && !fact.is_written_in(scope));
        rows.extend(more.map(|fact| Row::Fact(fact, of)));
    }
    rows
}

/// The reference as a document.
pub fn reference(engine: &Engine, language: Language) -> Document {
    let vocabulary = &engine.book.vocabulary;
    let words = Words::naming(language, Names::of_law(&engine.book));
    let mut document = Document::default();
    document.heading(1, language.either("案卷文件的格式", "The form of case files"));
    for line in INTRODUCTION {
        document.line(language.either(line.0, line.1));
    }
    for table in TABLES.iter().chain(&WITHIN) {
        document.heading(2, format!("{}{}", table.written, words.aside(language.either(table.zh, table.en))));
        document.table(table_of(vocabulary, &rows(vocabulary, table), &words));
    }
    document.heading(2, language.either("各表所列的值", "Lists of values"));
    for list in lists(vocabulary) {
        document.heading(3, format!("{}{}", list.name, words.aside(language.of(&list.label))));
        let mut rows = Rows::new(vec![Column::whole(""), Column::prose("中文"), Column::prose("English")]);
        for (name, label) in &list.values {
            rows.rows.push(vec![name.as_str().into(), label.zh.as_str().into(), label.en.as_str().into()]);
        }
        document.table(rows);
    }
    document.heading(3, language.either("place（可以作出判断的条款）", "place (provisions that a person may judge)"));
    let mut places = Rows::pairs();
    for place in engine.judged_places() {
        let name = Place::parse(&place).map(|place| words.place(&place)).unwrap_or_default();
        places.pair(&place, name);
    }
    document.table(places);
    document
}

/// How facts are written, whatever they are.
const INTRODUCTION: [(&str, &str); 4] = [
    (
        "文件为 TOML 格式，UTF-8 编码。任何事实都可写作一个值、{ min = …, max = … }、\"unknown\"（不明），或者下文“任何事实都可写成的表”。",
        "A case file is TOML in UTF-8. Any fact may be a value, { min = …, max = … }, \"unknown\", or the table described below.",
    ),
    (
        "值可用中文名称，如 does = \"出售\"；人员、信息、行为可按编号或者称呼指明。",
        "Values may be written by name or by label; persons, bodies of information and acts by id or by name.",
    ),
    (
        "日期：2021-03-01，\"2021年3月1日\"；不确定的日子：\"2021-03\"，\"2021年3月上旬\"，\"2021\"。",
        "Days: 2021-03-01; uncertain days: \"2021-03\", \"2021\".",
    ),
    (
        "数：60000，\"5万\"，\"6200至9400\"，\"5000以上\"；约、近之类须写明范围，见 about、nearly。",
        "Numbers: 60000, 1234.56 yuan, \"at least 5000\"; what is approximate states its range: see `about` and `nearly`.",
    ),
];

fn table_of(vocabulary: &Vocabulary, rows: &[Row], words: &Words) -> Rows {
    let heading = |zh, en| words.language.either(zh, en);
    let mut table = Rows::new(vec![
        Column::whole(heading("键", "Key")),
        Column::prose(heading("含义", "What it is")),
        Column::prose(heading("写什么", "Values")),
        Column::prose(heading("不写则", "Left out")),
    ]);
    for row in rows {
        let label = row.label(words.language);
        let holds = holds(vocabulary, *row, words);
        let left_out = row.left_out(vocabulary, words);
        table.rows.push(vec![row.name().into(), label.into(), holds.into(), left_out.into()]);
    }
    table
}

/// What the values of a key are, in words.
fn holds(vocabulary: &Vocabulary, row: Row, words: &Words) -> String {
    let language = words.language;
    let pick = |zh: &str, en: &str| language.either(zh, en).to_owned();
    let entry = |table: &str| match language {
        Language::Zh => format!("[[{table}]] 的编号或者称呼"),
        Language::En => format!("id or name of a [[{table}]]"),
    };
    let several = |one: String| one + language.either("，可写数个", ", or a list");
    let key = match row {
        Row::Fact(fact, _) => return of_kind(vocabulary, fact.kind, words),
        Row::Own(key) => key,
    };
    let list = || row.list(vocabulary).map(|list| listed(list, words)).unwrap_or_default();
    match key.holds {
        Holds::Text | Holds::Passage => pick("文字", "text"),
        Holds::Texts => several(pick("文字", "text")),
        Holds::Recipients => pick(
            "名称，可写数个；写明人数的（李某等3人、3人），同 recipients = 3；只说数人的（多人、若干公司），同 { min = 2 }",
            "names, or a list; with a number (`Li and 2 others`, `3 buyers`) as `recipients = 3`; `several` as `{ min = 2 }`",
        ),
        Holds::Paths => several(pick("事实的路径，如 dataset.d1.items", "path of a fact, such as dataset.d1.items")),
        Holds::Numeral => pick("数或者文字", "number or text"),
        Holds::TruthOrText => pick("true，或者文字", "true, or text"),
        Holds::Truth => pick("true 或者 false", "true or false"),
        Holds::Day => pick("日期", "day"),
        Holds::Id => pick("自定，文件中不重复", "of your own, once in the file"),
        Holds::One(table) => entry(table),
        Holds::Several(table) => several(entry(table)),
        Holds::Actors => several(entry("person")) + language.either("，或者其表", ", or its table"),
        Holds::Listed(_) => list(),
        Holds::Result | Holds::Standing | Holds::FigureStatus => of_format(key.holds, words),
        Holds::Place => pick("条款：文件/条.款.项", "provision: instrument/article.paragraph.item"),
        Holds::Places => several(pick("条款", "provision")),
        Holds::Grade => pick("情节的名称，或者 open", "name of a grade, or `open`"),
        Holds::Grades => several(pick("情节的名称", "name of a grade")),
        Holds::Figure(unit) => of_kind(vocabulary, FactKind::Amount(unit), words),
        Holds::Tables(inner) => format!("[{{ {} }}]", keyed(inner.iter().map(|key| key.name))),
        Holds::Table(_) => pick("表", "table"),
        Holds::FactsOf(_) => pick("表，可写数个，或者 unknown", "tables, or `unknown`"),
        Holds::Facts(names) => format!("{{ {} }}", keyed(names.iter().copied())),
        Holds::Shares(_) => format!("{{ {} }}", list()),
        Holds::FactOf(scope, name) => {
            let fact = vocabulary.fact_named(scope, name).map(|fact| vocabulary.fact(fact).kind);
            fact.map(|kind| of_kind(vocabulary, kind, words)).unwrap_or_default()
        }
        Holds::Proposed => {
            let beside = keys::BESIDE_TERM.iter().map(|key| key.name);
            format!("{{ {}, {} }}", keys::terms().collect::<Vec<_>>().join(" | "), keyed(beside))
        }
        Holds::Value => pick("该事实的值", "a value of the fact"),
        Holds::Values => pick("该事实的值，数个", "values of the fact"),
        Holds::End => pick("数，或者日期", "number, or day"),
        Holds::Amount => pick("数", "number"),
    }
}

fn keyed(keys: impl Iterator<Item = &'static str>) -> String {
    keys.collect::<Vec<_>>().join(", ")
}

/// The values of a list with what they mean, or where they stand.
pub fn listed(list: &Kinds, words: &Words) -> String {
    if list.values.len() > MOST_BESIDE {
        return format!("↓ {}", list.name);
    }
    let said = |(name, label): &(String, Label)| said(name, words.language.of(label), words);
    list.values.iter().map(said).collect::<Vec<_>>().join(" | ")
}

/// The values that the format itself has, with what they mean.
pub fn of_format(holds: Holds, words: &Words) -> String {
    let figure = |status: FigureStatus| match status {
        FigureStatus::Accepted => words.language.either("采信", "accepted"),
        FigureStatus::Rejected => words.language.either("不采信", "rejected"),
        FigureStatus::Open => words.language.either("尚未决定", "not decided"),
    };
    let standing = |standing: Standing| match standing {
        Standing::Proven => words.language.either("已证实", "proven"),
        Standing::Disputed => words.language.either("有争议", "disputed"),
        Standing::Alleged => words.language.either("仅为一方主张", "alleged"),
    };
    let values: Vec<String> = match holds {
        Holds::Standing => Standing::ALL.map(|(one, name)| said(name, standing(one), words)).to_vec(),
        Holds::FigureStatus => FigureStatus::ALL.map(|(one, name)| said(name, figure(one), words)).to_vec(),
        _ => holds.words().into_iter().map(|name| said(name, &words.disposal(name), words)).collect(),
    };
    values.join(" | ")
}

/// A value with what it means, unless it says that itself.
fn said(name: &str, label: &str, words: &Words) -> String {
    let same = name.replace('_', " ").eq_ignore_ascii_case(label);
    if same { name.to_owned() } else { format!("{name}{}", words.aside(label)) }
}

/// What the values of a fact are.
fn of_kind(vocabulary: &Vocabulary, kind: FactKind, words: &Words) -> String {
    match kind {
        FactKind::Truth => words.language.either("true 或者 false", "true or false").to_owned(),
        FactKind::Date => words.language.either("日期", "day").to_owned(),
        FactKind::OneOf(list) => listed(vocabulary.kinds(list), words),
        FactKind::SetOf(list) => format!("[{}]", listed(vocabulary.kinds(list), words)),
        FactKind::Amount(Unit::Count) => words.language.either("数", "number").to_owned(),
        FactKind::Amount(unit) => words.with_unit(words.language.either("数，单位：", "number of"), unit, false),
    }
}

/// The lists of values that some key has, each once, in the order of the vocabulary.
pub fn lists(vocabulary: &Vocabulary) -> Vec<&Kinds> {
    let tables = || TABLES.iter().chain(&WITHIN);
    let used = |list: &&Kinds| {
        let has = |row: Row| row.list(vocabulary).is_some_and(|of| of.name == list.name);
        tables().any(|table| rows(vocabulary, table).into_iter().any(has))
    };
    vocabulary.kinds.iter().filter(used).collect()
}
