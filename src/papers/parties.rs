//! Who is accused: each person or unit in the words of a document, blanks where the file is silent.

use super::facts::Teller;
use super::paper::Text;
use crate::case::particulars::Particulars;

/// Who a person or a unit is.
pub fn who(at: usize, called: &str, teller: Teller<'_>) -> Text {
    let person = &teller.case.persons[at];
    let file = &person.file;
    if teller.is_unit(at) {
        return Text::from(format!("{}单位{}", called.trim_end_matches('人'), person.name))
            .then(stated(file, OF_UNIT))
            .say("。");
    }
    let member = teller.member_of(at).map(|member| format!("，{member}")).unwrap_or_default();
    Text::from(format!("{called}{}", person.name))
        .then(stated(file, &[("，", "sex", "性别")]))
        .say("，")
        .or_blank(teller.born(at), "出生年月日")
        .say("出生")
        .then(stated(file, OF_NATURAL))
        .say(format!("{member}。"))
}

/// The words before a key of the file, the key, and what belongs there where the file is silent.
type Entry = (&'static str, &'static str, &'static str);

const OF_UNIT: &[Entry] = &[
    ("，统一社会信用代码", "identity", "代码"),
    ("，住所地", "residence", "住所地"),
    ("，法定代表人", "legal_representative", "何人及职务"),
    ("，诉讼代表人", "representative", "何人及职务"),
];

const OF_NATURAL: &[Entry] = &[
    ("，公民身份号码", "identity", "公民身份号码"),
    ("，", "nation", "民族"),
    ("，", "education", "文化程度"),
    ("，", "occupation", "职业、工作单位及职务"),
    ("，出生地", "birthplace", "出生地"),
    ("，户籍地", "household", "户籍地"),
    ("，住", "residence", "住址"),
];

/// What the file states under these keys, one after the other, or blanks.
fn stated(file: &Particulars, entries: &[Entry]) -> Text {
    entries.iter().fold(Text::default(), |text, (before, key, blank)| text.say(before).or_blank(file.text(key), blank))
}

/// Prior records: what the file states, or that it states none.
pub fn records(at: usize, teller: Teller<'_>) -> Text {
    let records = teller.records(at);
    match (teller.case.persons[at].records, records.is_empty()) {
        (None, _) => Text::from("前科、前处罚：").blank("有无前科尚未查明"),
        (_, true) => "前科、前处罚：案卷未载。".into(),
        _ => Text::from(format!("前科、前处罚：{}。", records.join("；"))),
    }
}

/// Coercive measures, in their order.
pub fn measures(at: usize, teller: Teller<'_>) -> Text {
    let measures = teller.case.persons[at].file.entries("measures");
    if measures.is_empty() {
        return Text::from("强制措施：").blank("种类、日期、机关、羁押处所");
    }
    let mut text = Text::from("强制措施：");
    for (position, one) in measures.iter().enumerate() {
        text = text.say(if position > 0 { "；" } else { "" }).or_blank(teller.day(one, "on"), "日期");
        if let Some(by) = one.text("by") {
            text = text.say(format!("经{by}"));
        }
        text = text.say("被").or_blank(one.text("kind"), "种类");
        if let Some(held) = one.text("at") {
            text = text.say(format!("，羁押于{held}"));
        }
    }
    text.say("。")
}

/// Counsel, or the lawyer on duty.
pub fn counsel(at: usize, teller: Teller<'_>) -> Text {
    Text::from("辩护人（值班律师）：").or_blank(teller.case.persons[at].file.text("counsel"), "何人及所在律师事务所")
}

/// How a person came in, with what bears on it.
pub fn arrival(at: usize, teller: Teller<'_>) -> Text {
    let person = &teller.case.persons[at];
    Text::from(format!("{}：", person.name)).or_blank(person.file.text("arrival"), "到案经过")
}
