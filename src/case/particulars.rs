//! What documents need beside facts (文书所需的卷宗记载): numbers, days and persons of the procedure, what each side says,
//! and the figure that the prosecutor proposes. No rule of law reads any of it.

use std::collections::BTreeMap;

use super::keys::{Holds, Key, LeftOut, key};
use crate::law::book::Term;
use crate::range::Range;
use crate::span::Span;

const fn text(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    key(name, zh, en, Holds::Text, LeftOut::Nothing)
}

const fn passage(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    key(name, zh, en, Holds::Passage, LeftOut::Nothing)
}

const fn day(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    key(name, zh, en, Holds::Day, LeftOut::Nothing)
}

const fn entries(name: &'static str, zh: &'static str, en: &'static str, of: &'static [Key]) -> Key {
    key(name, zh, en, Holds::Tables(of), LeftOut::Nothing)
}

/// What is said of the case as a whole, in `[file]`.
pub const OF_CASE: &[Key] = &[
    text("office", "人民检察院名称", "the procuratorate"),
    text("court", "人民法院名称", "the court"),
    text("police", "侦查（调查）机关名称", "the investigating authority"),
    text("prosecutor", "承办检察官", "the prosecutor in charge"),
    day("dated", "文书日期", "the day of the document"),
    text("review_number", "审查报告文号", "number of the review report"),
    text("sentencing_number", "量刑建议书文号", "number of the sentencing proposal"),
    text("investigation_number", "补充侦查提纲文号", "number of the outline for supplementary investigation"),
    text("declined_number", "不起诉决定书文号", "number of the decision not to prosecute"),
    text("transfer_number", "起诉意见书文号", "number of the investigators' recommendation to prosecute"),
    text("indictment_number", "起诉书文号", "number of the indictment"),
    day("received", "收案日期", "the day the file was received"),
    day("notified", "告知权利、义务日期", "the day rights were explained"),
    entries(
        "returns",
        "退回补充侦查",
        "returns for supplementary investigation",
        &[
            day("on", "退回日期", "the day of the return"),
            day("back", "重新移送日期", "the day it came back"),
            text("why", "退回的理由", "why"),
        ],
    ),
    entries(
        "extensions",
        "延长审查起诉期限",
        "extensions of the time for review",
        &[day("from", "延长起算日期", "from"), day("until", "延长至", "until")],
    ),
    passage("discovery", "发案、立案、破案经过", "how the case was discovered and cleared up"),
    passage("charged_by_police", "侦查机关认定的事实与意见", "facts and opinion of the investigators"),
    passage("others_say", "被害人及其他诉讼参与人的意见", "what victims and other participants say"),
    passage("jurisdiction", "管辖", "jurisdiction"),
    passage("property", "查封、扣押、冻结在案财物及处理意见", "property seized or frozen, and what is to become of it"),
    passage("lawfulness", "证据合法性、瑕疵证据及补正情况", "lawfulness of evidence, defects and their cure"),
    passage("supervision", "侦查监督、其他犯罪线索", "supervision of the investigation, leads to other crimes"),
    passage("reasons", "补充侦查的其他理由", "further reasons for supplementary investigation"),
    passage("handling", "承办人的处理意见", "how the prosecutor would handle the case"),
];

/// What is said of a person or a unit, in `[person.file]`.
pub const OF_PERSON: &[Key] = &[
    text("sex", "性别", "sex"),
    text("nation", "民族", "ethnic group"),
    text("identity", "公民身份号码；单位：统一社会信用代码", "identity number; of a unit, its registration code"),
    text("birthplace", "出生地", "place of birth"),
    text("education", "文化程度", "education"),
    text("occupation", "职业、工作单位及职务", "occupation, employer and post"),
    text("household", "户籍地", "registered residence"),
    text("residence", "住址；单位：住所地", "home; of a unit, its seat"),
    text("representative", "单位的诉讼代表人", "who represents the unit in court"),
    text("legal_representative", "单位的法定代表人", "the unit's legal representative"),
    entries(
        "measures",
        "强制措施",
        "coercive measures",
        &[
            text("kind", "种类", "which"),
            day("on", "日期", "the day"),
            text("by", "决定、执行机关", "by whom"),
            text("at", "羁押处所", "where held"),
        ],
    ),
    text("counsel", "辩护人（值班律师）", "counsel"),
    passage("arrival", "到案经过", "how the person came in"),
    passage("says", "供述和辩解", "what the person says"),
    passage("counsel_says", "辩护人、值班律师的意见", "what counsel says"),
    day("plea_signed", "认罪认罚具结书签署日期", "the day the plea was signed"),
    text("plea_before", "签署具结书时在场的辩护人或者值班律师", "the lawyer present at the signing"),
    text("procedure", "建议适用的程序", "the procedure proposed"),
    passage("assessment", "社区矫正调查评估情况", "the assessment for community correction"),
    key(
        "proposed",
        "检察官提出的量刑建议",
        "the sentence that the prosecutor proposes",
        Holds::Proposed,
        LeftOut::Nothing,
    ),
];

/// What is stated of these keys.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    pub(super) stated: BTreeMap<&'static str, Particular>,
}

/// What is stated of one key.
#[derive(Clone, Debug)]
pub enum Particular {
    /// A text.
    Text(String),
    /// A day, known or uncertain.
    Day(Range),
    /// Tables.
    Entries(Vec<Particulars>),
    /// The prosecutor's figure.
    Proposed(Box<Proposed>),
}

/// The sentence that the prosecutor proposes (检察官的量刑建议), which no program does.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Which penalty, with months from and to; nothing where there is none.
    pub term: Option<(Term, Range)>,
    /// The fine, in fen.
    pub fine: Option<Range>,
    /// How long the term is suspended, in months.
    pub probation: Option<Range>,
    /// Whether exemption from punishment is proposed.
    pub exempt: bool,
    /// Why.
    pub reasons: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Particulars {
    /// The text of a key; of one that has none, nothing.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.stated.get(key)? {
            Particular::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a key.
    pub fn day(&self, key: &str) -> Option<Range> {
        match self.stated.get(key)? {
            Particular::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// The tables of a key.
    pub fn entries(&self, key: &str) -> &[Self] {
        match self.stated.get(key) {
            Some(Particular::Entries(entries)) => entries,
            _ => &[],
        }
    }

    /// The prosecutor's figure.
    pub fn proposed(&self) -> Option<&Proposed> {
        self.stated.values().find_map(|stated| match stated {
            Particular::Proposed(proposed) => Some(&**proposed),
            _ => None,
        })
    }

    /// Everything stated, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Particular)> {
        self.stated.iter().map(|(key, stated)| (*key, stated))
    }
}
