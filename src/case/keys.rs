//! The keys of a case file that are the format's own (格式自有的键), beside the facts that the vocabulary of the law declares:
//! what each is, what it holds, and what leaving it out means. The reader takes its lists of keys from here, and so do the
//! template, the reference and the schema of case files.

use super::facts::{FigureStatus, Standing};
use super::particulars::{OF_CASE, OF_PERSON};
use crate::law::book::Term;
use crate::law::vocabulary::Scope;
use crate::quantity::Unit;

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// What its values are.
    pub holds: Holds,
    /// What leaving it out means.
    pub left_out: LeftOut,
}

/// What the values of a key are.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// A text.
    Text,
    /// A text of several sentences.
    Passage,
    /// A text, or several.
    Texts,
    /// Those to whom something went, by name or by number.
    Recipients,
    /// Paths of facts.
    Paths,
    /// A text, or a whole number: a volume, a page.
    Numeral,
    /// Yes, or a text that says which.
    TruthOrText,
    /// Yes or no.
    Truth,
    /// A day, known, uncertain or within a range.
    Day,
    /// What names this entry elsewhere.
    Id,
    /// The id or the name of an entry of this table.
    One(&'static str),
    /// The ids or the names of entries of this table: one, or several.
    Several(&'static str),
    /// Persons, each by id or with what is said of the part taken: one, or several.
    Actors,
    /// A value of a list of the vocabulary.
    Listed(&'static str),
    /// What was done with a case in the end.
    Result,
    /// How a fact stands.
    Standing,
    /// What became of one of several figures.
    FigureStatus,
    /// A place in the law.
    Place,
    /// Places in the law.
    Places,
    /// A grade of an offence.
    Grade,
    /// Grades of an offence.
    Grades,
    /// A whole number, or a range of them.
    Figure(Unit),
    /// Tables with these keys, such as one for each return of the file.
    Tables(&'static [Key]),
    /// One table with these keys.
    Table(&'static [Key]),
    /// Tables with the facts that may be written there.
    FactsOf(Scope),
    /// A table with these facts of its own table.
    Facts(&'static [&'static str]),
    /// A table with how many items have each property of a list of the vocabulary.
    Shares(&'static str),
    /// A fact of another table, by which this one has it.
    FactOf(Scope, &'static str),
    /// The sentence that the prosecutor proposes.
    Proposed,
    /// A value of the fact in which it stands.
    Value,
    /// Values of the fact in which it stands.
    Values,
    /// An amount of the fact in which it stands, or a day.
    End,
    /// So much for each, in yuan, and of how many.
    Amount,
}

impl Holds {
    /// The words of which one is written, where the format has a list of them.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Result => RESULTS.to_vec(),
            Self::Standing => Standing::ALL.map(|(_, name)| name).to_vec(),
            Self::FigureStatus => FigureStatus::ALL.map(|(_, name)| name).to_vec(),
            _ => Vec::new(),
        }
    }
}

/// What leaving a key out means.
#[derive(Clone, Copy, Debug)]
pub enum LeftOut {
    /// It must be there.
    Required,
    /// Nothing is said, and nothing follows.
    Nothing,
    /// As these words have it, in Chinese and in English.
    Means(&'static str, &'static str),
}

/// A table of the file, or one that stands in a table.
#[derive(Debug)]
pub struct Table {
    /// Its key.
    pub name: &'static str,
    /// How its entries begin: `[[person]]`, `[person.file]`.
    pub written: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// Which facts can be written in it.
    pub scope: Option<Scope>,
    /// Its own keys.
    pub keys: &'static [Key],
}

impl Table {
    /// Whether there may be several.
    pub fn many(&self) -> bool {
        self.written.starts_with("[[")
    }
}

use Holds::{Id, Numeral, Text, Texts, Truth};
use LeftOut::{Nothing, Required};

pub(super) const fn key(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    holds: Holds,
    left_out: LeftOut,
) -> Key {
    Key { name, zh, en, holds, left_out }
}

const fn means(zh: &'static str, en: &'static str) -> LeftOut {
    LeftOut::Means(zh, en)
}

/// The names of keys, for the reader.
pub const fn names<const N: usize>(keys: &[Key; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = keys[at].name;
        at += 1;
    }
    names
}

/// `[case]`
pub const CASE: [Key; 7] = [
    key("id", "案件编号", "id of the case", Id, Required),
    key("title", "案件名称", "title", Text, means("同编号", "the id")),
    key("title_zh", "案件的中文名称（与 title 不同的）", "title in Chinese", Text, means("同 title", "as `title`")),
    key(
        "judged",
        "裁判日，决定适用哪一天的法律",
        "day of judgment, whose law applies",
        Holds::Day,
        means("今天", "today"),
    ),
    key("sources", "事实的出处", "where the facts come from", Holds::Tables(&SOURCE), Nothing),
    key("linked", "关联案件", "linked cases", Texts, Nothing),
    key("notes", "备注", "remarks", Text, Nothing),
];

/// An entry of `sources`.
pub const SOURCE: [Key; 4] = [
    key("publisher", "发布者", "who published it", Text, Nothing),
    key("title", "题名", "its title", Text, Nothing),
    key("url", "网址", "its address", Text, Nothing),
    key("accessed", "查阅时间", "when it was read", Text, Nothing),
];

/// `[[evidence]]`
pub const EVIDENCE: [Key; 9] = [
    key("id", "证据编号", "id of the evidence", Id, Required),
    key("kind", "证据种类", "kind of evidence", Holds::Listed("evidence_kind"), Nothing),
    key("title", "证据名称", "what it is", Text, Nothing),
    key("volume", "卷", "volume of the file", Numeral, Nothing),
    key("page", "页", "page of the volume", Numeral, Nothing),
    key("shows", "证明内容", "what it shows", Text, Nothing),
    key("facts", "所证明的事实，按路径写", "the facts it shows, by path", Holds::Paths, Nothing),
    key(
        "outstanding",
        "已调取、尚未到卷",
        "asked for and not there yet",
        Truth,
        means("否，已在卷", "no: it is there"),
    ),
    key("notes", "备注", "remarks", Text, Nothing),
];

/// `[[person]]`
pub const PERSON: [Key; 6] = [
    key("id", "人员编号", "id of the person or unit", Id, Required),
    key("name", "人员或者单位的称呼", "name", Text, means("同编号", "the id")),
    key("of", "所属单位", "the unit the person is a member of", Holds::One("person"), means("不是单位成员", "no unit")),
    key(
        "elsewhere",
        "另案处理；可写案号",
        "dealt with in another case; its number, if known",
        Holds::TruthOrText,
        means("在本案处理", "dealt with in this case"),
    ),
    key("record", "前科、受过的处罚", "prior record", Holds::FactsOf(Scope::Record), means("没有", "none")),
    key("file", "文书所需的记载", "what documents need", Holds::Table(OF_PERSON), Nothing),
];

/// `[[dataset]]`
pub const DATASET: [Key; 5] = [
    key("id", "信息编号", "id of the body of information", Id, Required),
    key("title", "这份信息的名称", "what it is called", Text, Nothing),
    key(
        "from",
        "来源于哪些信息（其一部分、副本或者合并）",
        "bodies it is a part, a copy or a merge of",
        Holds::Several("dataset"),
        means("不与别的信息重合", "shares nothing with others"),
    ),
    key(
        "counts",
        "其他计数单位下的数量；也可直接写在表中",
        "how many in other units; each may stand in the table itself",
        Holds::Facts(&COUNTS),
        means("各项按其自身的规定", "each as said of it"),
    ),
    key(
        "share",
        "其中具有某种性质的条数",
        "how many items have a property",
        Holds::Shares("share_kind"),
        means("各项按其自身的规定；没有规定的不计", "each as said of it; of others, none"),
    ),
];

/// The keys of `counts`, each a fact of a dataset.
pub const COUNTS: [&str; 4] = ["persons", "sets", "cards", "days"];

/// `[[act]]`. `gains` is the fact `received` of the act's own gains.
pub const ACT: [Key; 6] = [
    key("id", "行为编号", "id of the act", Id, Required),
    key(
        "by",
        "行为人；可分别写明各人的作用、所得",
        "who acted; each may have a part of their own",
        Holds::Actors,
        Required,
    ),
    key(
        "dataset",
        "涉及的信息",
        "the body of information",
        Holds::Several("dataset"),
        means("不涉及信息，不计条数", "none: nothing is counted"),
    ),
    key("to", "提供给谁", "to whom", Holds::Recipients, means("按 recipients 的人数", "as many as `recipients` says")),
    key(
        "after",
        "在哪些行为之后",
        "acts that were over before it began",
        Holds::Several("act"),
        means("先后只看日期", "the days alone tell the order"),
    ),
    key(
        "gains",
        "本行为收取的款项；数个行为合并收取的，写 [[gains]]",
        "what the act brought in; for several acts together, `[[gains]]`",
        Holds::FactOf(Scope::Gains, "received"),
        Nothing,
    ),
];

/// An entry of `by`.
pub const ACTOR: [Key; 1] = [key("person", "行为人", "who", Holds::One("person"), Required)];

/// `[[gains]]`
pub const GAINS: [Key; 2] = [
    key("of", "所涉行为", "of which acts", Holds::Several("act"), Required),
    key(
        "by",
        "由谁收取",
        "who received them",
        Holds::One("person"),
        means("各行为人共同", "those who acted, together"),
    ),
];

/// `[[consequence]]`
pub const CONSEQUENCE: [Key; 1] = [key("of", "由哪些行为造成", "of which acts", Holds::Several("act"), Required)];

/// `[[judgement]]`
pub const JUDGEMENT: [Key; 4] = [
    key("person", "就谁作出判断", "about whom", Holds::One("person"), Required),
    key("place", "需要判断的条款", "the provision that is to be judged", Holds::Place, Required),
    key("holds", "是否成立", "whether it holds", Truth, Required),
    key("reasons", "理由", "reasons", Text, Nothing),
];

/// What a court or a procuratorate can have done.
pub const RESULTS: [&str; 6] =
    ["convicted", "exempted", "not_prosecuted", "administrative", "other_charge", "acquitted"];

const NOT_COMPARED: LeftOut = means("不核对", "not compared");

/// `[[expect]]`
pub const EXPECT: [Key; 17] = [
    key("person", "就谁", "about whom", Holds::One("person"), Required),
    key("offence", "罪名所在条文", "which offence", Holds::Place, Required),
    key(
        "text",
        "条文的哪一文本",
        "which text of the article",
        Text,
        means("每一文本都核对", "every text that is charged"),
    ),
    key("grade", "应得的情节", "the grade", Holds::Grade, NOT_COMPARED),
    key("grades", "仍属可能的各种情节", "the grades that are still possible", Holds::Grades, NOT_COMPARED),
    key("grounds", "必须成立的各项", "grounds that must be established", Holds::Places, NOT_COMPARED),
    key("months", "公布的有期徒刑", "imprisonment as published", Holds::Figure(Unit::Months), NOT_COMPARED),
    key("detention", "公布的拘役", "criminal detention as published", Holds::Figure(Unit::Months), NOT_COMPARED),
    key("control", "公布的管制", "control as published", Holds::Figure(Unit::Months), NOT_COMPARED),
    key(
        "combined",
        "数罪并罚后执行的刑期",
        "the term executed for several offences",
        Holds::Figure(Unit::Months),
        NOT_COMPARED,
    ),
    key("life", "无期徒刑", "life imprisonment", Truth, means("否", "no")),
    key("fine", "公布的罚金", "the fine as published", Holds::Figure(Unit::Yuan), NOT_COMPARED),
    key("fine_alone", "单处罚金", "a fine and nothing else", Truth, means("否", "no")),
    key("probation", "宣告缓刑", "probation", Truth, means("否", "no")),
    key("result", "处理结果", "what the court or procuratorate did", Holds::Result, NOT_COMPARED),
    key("basis", "免予处罚、不起诉的依据", "what an exemption or non-prosecution rests on", Holds::Place, NOT_COMPARED),
    key("differs", "裁判与条文不同之处及原因", "where the court differed from the text, and why", Text, Nothing),
];

const ONE_IS_NEEDED: LeftOut = means("与其他写法择一", "one way of saying the value is needed");

// What a fact and each of its figures can say alike.
const VALUE: Key = key("value", "值", "the value", Holds::Value, ONE_IS_NEEDED);
const MIN: Key = key("min", "至少", "the least it can be", Holds::End, means("没有下限", "no lower end"));
const MAX: Key = key("max", "至多", "the most it can be", Holds::End, means("没有上限", "no upper end"));
const ONE_OF: Key = key("one_of", "可能的各值", "the values that are possible", Holds::Values, ONE_IS_NEEDED);
const NEARLY: Key = key("nearly", "近，即不足此数", "nearly so much, which is less", Holds::End, ONE_IS_NEEDED);
const PRICE: Key = key("price", "单价（元）", "the price of each, in yuan", Holds::Amount, ONE_IS_NEEDED);
const TIMES: Key = key("times", "数量，与单价相乘", "how many at that price", Holds::Amount, ONE_IS_NEEDED);
const SHOWN_BY: Key =
    key("evidence", "证据编号", "ids of evidence", Holds::Several("evidence"), means("没有写证据", "none is named"));

/// The keys of a fact that is written as a table.
pub const FACT: [Key; 13] = [
    VALUE,
    MIN,
    MAX,
    ONE_OF,
    key("about", "约；左右多少写在 min、max", "about so much; how far, in `min` and `max`", Holds::End, ONE_IS_NEEDED),
    NEARLY,
    PRICE,
    TIMES,
    key("figures", "各方、各阶段的数额", "the figures of each side or stage", Holds::Tables(&FIGURE), ONE_IS_NEEDED),
    key("status", "证明状态", "how it stands", Holds::Standing, means("已证实", "proven")),
    key("defence", "辩方主张", "the other side's figure", Holds::Value, means("辩方没有主张", "none")),
    SHOWN_BY,
    key("note", "说明", "a remark", Text, Nothing),
];

/// The keys of one of several figures.
pub const FIGURE: [Key; 11] = [
    key("by", "谁主张、认定", "who says so", Text, Required),
    key("status", "是否采信", "what became of it", Holds::FigureStatus, means("尚未决定", "not decided")),
    VALUE,
    MIN,
    MAX,
    ONE_OF,
    key("about", "约", "about so much", Holds::End, ONE_IS_NEEDED),
    NEARLY,
    PRICE,
    TIMES,
    SHOWN_BY,
];

/// The keys of the prosecutor's figure that are no term.
pub const BESIDE_TERM: [Key; 4] = [
    key("fine", "罚金", "the fine", Holds::Figure(Unit::Yuan), Nothing),
    key("probation", "缓刑考验期", "how long the term is suspended", Holds::Figure(Unit::Months), Nothing),
    key("exempt", "免予刑事处罚", "exemption from punishment", Truth, means("否", "no")),
    key("reasons", "理由", "reasons", Text, Nothing),
];

/// The penalties of which one may be proposed, as they are written.
pub fn terms() -> impl Iterator<Item = &'static str> {
    Term::ALL.into_iter().map(Term::name)
}

const fn table(
    name: &'static str,
    written: &'static str,
    (zh, en): (&'static str, &'static str),
    scope: Option<Scope>,
    keys: &'static [Key],
) -> Table {
    Table { name, written, zh, en, scope, keys }
}

/// The tables of a case file, in the order in which they are usually written.
pub const TABLES: [Table; 10] = [
    table("case", "[case]", ("案件", "the case"), Some(Scope::Case), &CASE),
    table("file", "[file]", ("文书所需的记载", "what documents need"), None, OF_CASE),
    table("evidence", "[[evidence]]", ("证据", "evidence"), None, &EVIDENCE),
    table("person", "[[person]]", ("人员、单位", "persons and units"), Some(Scope::Person), &PERSON),
    table("dataset", "[[dataset]]", ("涉案信息", "bodies of information"), Some(Scope::Dataset), &DATASET),
    table("act", "[[act]]", ("行为", "acts"), Some(Scope::Act), &ACT),
    table("gains", "[[gains]]", ("数个行为合并收取的款项", "receipts of several acts"), Some(Scope::Gains), &GAINS),
    table("consequence", "[[consequence]]", ("后果", "consequences"), Some(Scope::Consequence), &CONSEQUENCE),
    table("judgement", "[[judgement]]", ("由人作出的判断", "judgements of a person"), None, &JUDGEMENT),
    table(
        "expect",
        "[[expect]]",
        ("预期结果，分析时不读取", "expected results, which no analysis reads"),
        None,
        &EXPECT,
    ),
];

/// The table that a word in Chinese names, or a part of what it is called.
pub fn table_called(word: &str) -> Option<&'static Table> {
    let named = |part: &str| word.chars().count() > 1 && (part.contains(word) || word.contains(part));
    TABLES.iter().find(|table| table.zh.split('、').any(named))
}

/// Tables that stand in a key of another.
pub const WITHIN: [Table; 5] = [
    table("file", "[person.file]", ("文书所需的记载", "what documents need"), None, OF_PERSON),
    table("record", "[[person.record]]", ("前科、受过的处罚", "a prior record"), Some(Scope::Record), &[]),
    table("by", "[[act.by]]", ("一人在行为中的情况", "one person's part in an act"), Some(Scope::Participant), &ACTOR),
    table("fact", "{ … }", ("任何事实都可写成的表", "the table as which any fact may be written"), None, &FACT),
    table("figures", "figures = [{ … }]", ("其中一个数额", "one of several figures"), None, &FIGURE),
];

/// What leaving a fact out means where other things in the file settle that, and no law: the table, the fact, and how.
pub const SETTLED: [(Scope, &str, LeftOut); 7] = [
    (Scope::Person, "born", means("依 age（行为时的年龄）", "as `age`, the age at the act")),
    (Scope::Act, "items", means("这份信息的全部条数", "all items of the body of information")),
    (Scope::Act, "persons", PART),
    (Scope::Act, "sets", PART),
    (Scope::Act, "cards", PART),
    (Scope::Act, "days", PART),
    (Scope::Act, "recipients", means("to 所写的人数；没有 to 的，1", "as many as `to` says; without `to`, 1")),
];

/// Of an act on a part of the items it is not known how many of anything else fall in it.
const PART: LeftOut = means(
    "这份信息的全部；只涉及部分条数的，待查明；不涉及信息的，不过问或者待查明",
    "all of the body of information; open where the act has a part of its items; without one, open or not asked",
);

/// What leaving a fact of a table out means, where the file itself settles that.
pub fn settled(scope: Scope, fact: &str) -> Option<LeftOut> {
    SETTLED.iter().find(|(of, name, _)| *of == scope && *name == fact).map(|(_, _, means)| *means)
}
