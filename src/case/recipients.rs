//! To whom something went, as people write it: `李某`, `李某、王某`, `李某等3人`, `3家公司`, `多人`, `不详`.
//!
//! One reader for case files, the interview and tables. A number that stands in the words is a number of recipients; what
//! says that there were several, and not how many, leaves the number open.

use super::about::{self, Approximate};
use super::scalar::{self, Ends, Misread, amount, is_unknown};
use crate::numeral;
use crate::quantity::{Unit, decimal};
use crate::range::Number;

/// Those to whom something went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// The ones with a name.
    pub named: Vec<String>,
    /// How many there are in all, those with a name included; nothing where these are all.
    pub number: Option<Many>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// From the least to the most, as far as it is said.
    Between(Ends),
    /// A number that is not exact.
    About(Approximate),
}

impl Many {
    fn exactly(number: Number) -> Self {
        Self::Between(Ends { min: Some(number), max: Some(number) })
    }

    fn at_least(number: Number) -> Self {
        Self::Between(Ends { min: Some(number), max: None })
    }

    /// The least and the most that it can be; what is not exact has only the ends that it says.
    fn ends(self) -> (Number, Option<Number>) {
        match self {
            Self::Between(ends) => (ends.min.unwrap_or(1), ends.max),
            Self::About(said) => (said.ends.min.unwrap_or(1), said.ends.max),
        }
    }

    /// The same in the standard form of case files: `3`, `{ min = 2 }`, `{ about = 10 }`.
    pub fn written(self) -> String {
        let shown = |number: Number| decimal(number, Unit::Count);
        match self {
            Self::About(said) => said.written(Unit::Count),
            Self::Between(Ends { min: Some(min), max: Some(max) }) if min == max => shown(min),
            Self::Between(Ends { min, max }) => {
                let end = |key: &str, end: Option<Number>| end.map(|end| format!("{key} = {}", shown(end)));
                let ends: Vec<String> = end("min", min).into_iter().chain(end("max", max)).collect();
                format!("{{ {} }}", ends.join(", "))
            }
        }
    }
}

/// What is said of those who are not named, beside others.
#[derive(Clone, Copy)]
enum Count {
    /// So many.
    So(Many),
    /// Several, how many nobody says.
    Several,
    /// Whether there is one or more nobody says.
    Unknown,
}

impl Count {
    fn many(self) -> Many {
        match self {
            Self::So(many) => many,
            Self::Several => Many::at_least(2),
            Self::Unknown => Many::at_least(1),
        }
    }
}

/// The longest number that can stand alone for so many recipients; a longer one may be an account or a telephone.
const LONGEST_ALONE: usize = 4;

/// What several texts of a list say together.
pub fn together(each: impl IntoIterator<Item = Recipients>) -> Recipients {
    let all: Vec<Recipients> = each.into_iter().collect();
    if let [only] = all.as_slice() {
        return only.clone();
    }
    let counted = all.iter().any(|one| one.number.is_some());
    let number = counted.then(|| {
        let ends = all.iter().map(|one| match one.number {
            Some(many) => many.ends(),
            None => (one.named.len() as Number, Some(one.named.len() as Number)),
        });
        let (min, max) = ends.fold((0, Some(0)), |(min, max), (least, most)| {
            (min + least, max.zip(most).map(|(max, most): (Number, Number)| max + most))
        });
        Many::Between(Ends { min: Some(min), max })
    });
    Recipients { named: all.into_iter().flat_map(|one| one.named).collect(), number }
}

/// What a text says of recipients.
///
/// # Errors
///
/// A number that can be read two ways, or that does not say how many.
pub fn said(text: &str) -> Result<Recipients, Misread> {
    let text = text.trim();
    if let Some(count) = count(text)? {
        return Ok(Recipients { named: Vec::new(), number: Some(count.many()) });
    }
    let parts = parts(text);
    let several = parts.len() > 1;
    let (mut groups, mut group) = (Vec::new(), Vec::new());
    for part in parts {
        // In a list a number alone may be a name as well.
        if several && is_bare(part) {
            return Err(Misread::Other);
        }
        match and_others(part)? {
            Some((name, others)) => {
                group.push(name.to_owned());
                groups.push(closed(std::mem::take(&mut group), others)?);
            }
            None => match count(part)? {
                Some(count) => {
                    groups.push(Recipients { named: std::mem::take(&mut group), number: None });
                    groups.push(Recipients { named: Vec::new(), number: Some(count.many()) });
                }
                None => group.push(part.to_owned()),
            },
        }
    }
    groups.push(Recipients { named: group, number: None });
    groups.retain(|group| !group.named.is_empty() || group.number.is_some());
    Ok(together(groups))
}

/// Whether a text is a number that does not say of what.
pub fn is_bare(text: &str) -> bool {
    let plain = scalar::plain(text);
    !plain.is_empty() && plain.chars().all(|one| one.is_ascii_digit() || numeral::is_numeral(one))
}

/// Whether a text that is taken for one name joins two words: 李华和王明, `Li and Wang`.
pub fn may_be_two(name: &str) -> bool {
    let two = |word: &str| {
        let ends = name.split_once(word);
        ends.is_some_and(|(one, other)| [one, other].iter().all(|end| end.trim().chars().count() > 1))
    };
    AND.iter().chain(&[" and "]).any(|word| two(word))
}

/// The parts of a list, none of them split within brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, mark) in text.char_indices() {
        match mark {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            ',' | '，' | '、' | ';' | '；' if depth == 0 && !is_of_a_firm(&text[at + mark.len_utf8()..]) => {
                parts.push(&text[start..at]);
                start = at + mark.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    // The last of a list: `Li, Wang and Zhao`, `Li, and Wang`.
    let last = parts.pop().filter(|_| !parts.is_empty()).map(|last| last.trim());
    let last = match last {
        Some(last) => two_names(last.strip_prefix("and ").unwrap_or(last)),
        None => vec![text],
    };
    let parts = parts.into_iter().chain(last).flat_map(joined).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The two names at the end of a list, each as short as that of a person in Chinese.
fn two_names(part: &str) -> Vec<&str> {
    let short = |end: &str| (2..=4).contains(&end.chars().count());
    let both = |word: &str| part.split_once(word).filter(|(one, other)| short(one) && short(other));
    match part.split_once(" and ").or_else(|| AND.iter().find_map(|word| both(word))) {
        Some((one, other)) => vec![one, other],
        None => vec![part],
    }
}

/// Whether what follows a comma belongs to the name of a firm: `Acme Co., Ltd.`
fn is_of_a_firm(rest: &str) -> bool {
    let word = rest.split([',', ';', '，', '、', '；']).next().unwrap_or_default().trim().trim_end_matches('.');
    FIRM.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// What stands at the end of a firm's name, after a comma.
const FIRM: &[&str] = &["ltd", "inc", "llc", "llp", "limited", "corp"];

/// Words that join two names.
const AND: &[&str] = &["以及", "和", "与", "及", "跟"];

/// The two names that a word joins, where both are surely names of somebody: 李某和王某, 甲公司与李某; and those after it
/// who are counted: 李某和另外3人.
fn joined(part: &str) -> Vec<&str> {
    let named = |text: &str| {
        let mut last = text.chars().rev();
        let (last, before) = (last.next(), last.next());
        text.ends_with("公司") || last == Some('某') || before == Some('某')
    };
    let counted = |text: &str| matches!(count(text), Ok(Some(_)));
    let both = |word: &str| {
        let (one, other) = part.split_once(word).map(|(one, other)| (one.trim(), other.trim()))?;
        let rest = other.split('等').next().unwrap_or(other);
        let two = named(one) && (named(rest) || counted(other));
        (!one.is_empty() && (two || word.starts_with(' ') && counted(other))).then_some((one, other))
    };
    match AND.iter().chain(&[" and "]).find_map(|word| both(word)) {
        Some((one, other)) => [joined(one), joined(other)].concat(),
        None => vec![part],
    }
}

/// The name before 等, and how many there are with it: 李某等3人, 李某等, `Li et al.`
fn and_others(part: &str) -> Result<Option<(&str, Count)>, Misread> {
    for others in [" et al.", " et al"] {
        if let Some(name) = part.strip_suffix(others) {
            return Ok(Some((name.trim(), Count::Unknown)));
        }
    }
    let Some((name, rest)) = part.rsplit_once('等').map(|(name, rest)| (name.trim(), rest.trim())) else {
        return Ok(None);
    };
    if name.is_empty() {
        return Ok(None);
    }
    let rest = without_remark(rest);
    Ok(match rest {
        "" => Some(Count::Unknown),
        rest if NOUNS.contains(&rest) || CLASSIFIERS.iter().any(|one| rest == one.to_string()) => Some(Count::Unknown),
        rest => count(rest)?,
    }
    .map(|others| (name, others)))
}

/// Names and how many there are with them.
fn closed(named: Vec<String>, others: Count) -> Result<Recipients, Misread> {
    let least = named.len() as Number;
    let number = match others {
        Count::Unknown => Many::at_least(least + 1),
        Count::Several => Many::at_least(least.max(1) + 1),
        Count::So(many) => {
            // Fewer than are named cannot be meant.
            if many.ends().1.is_some_and(|most| most < least) {
                return Err(Misread::Other);
            }
            many
        }
    };
    Ok(Recipients { named, number: Some(number) })
}

/// Words with which persons are counted.
const CLASSIFIERS: [char; 7] = ['人', '名', '位', '个', '家', '户', '所'];

/// What those are who are counted, where no word of counting stands before it.
const NOUNS: &[&str] = &[
    "公司",
    "企业",
    "单位",
    "机构",
    "个人",
    "人员",
    "买家",
    "买方",
    "购买者",
    "购买人",
    "下家",
    "客户",
    "网友",
    "中介",
    "同行",
    "对象",
    "用户",
    "商家",
    "群众",
    "公众",
    "不特定公众",
    "社会公众",
    "people",
    "persons",
    "person",
    "buyers",
    "buyer",
    "recipients",
    "recipient",
    "companies",
    "company",
    "firms",
    "firm",
    "customers",
    "customer",
    "clients",
    "client",
    "others",
    "other persons",
    "other people",
    "other buyers",
];

/// Words that say that there were several.
const SEVERAL: &[&str] = &[
    "不特定的多数",
    "不特定多数",
    "不特定的",
    "不特定",
    "若干",
    "许多",
    "众多",
    "大量",
    "一些",
    "several",
    "multiple",
    "numerous",
    "various",
    "many",
    "some",
    "a number of",
    "a few",
    "other",
    "different",
];

/// Words of one sign that say so before a word of counting alone: 多人, 数家公司, but not 多益公司.
const SEVERAL_OF: &[&str] = &["多", "数", "几"];

/// Words that say that nobody knows who, or of others, how many.
const UNKNOWN: &[&str] = &[
    "他人",
    "别人",
    "其他人",
    "其余人",
    "others",
    "other people",
    "other persons",
    "身份不明",
    "身份不详",
    "身份不明的人",
    "身份不明者",
    "不明身份的人",
    "不明身份者",
    "不知名的人",
    "不清楚",
    "不知道",
    "待查",
    "待查明",
    "未查明",
    "无法查明",
    "查不清",
    "nobody knows",
    "not known",
    "unknown persons",
];

/// Words that say that there was nobody.
const NOBODY: &[&str] = &["无", "没有", "nobody"];

/// What may stand before a number of those who are counted.
const BEFORE: &[&str] = &["共计", "合计", "总计", "共", "另外", "另有", "另", "其他", "其余"];

/// What may stand after them, and belongs to the number.
const AFTER: &[&str] = &["以上", "以下", "以内", "左右", "上下", "余", "多", "许"];

/// A text without a remark in brackets at its end: 3人（另案处理）.
fn without_remark(text: &str) -> &str {
    let open = text.find(['（', '(']).filter(|_| text.ends_with(['）', ')']));
    open.map_or(text, |open| text[..open].trim())
}

/// How many a text says that there were, without a name; nothing where it is one.
fn count(text: &str) -> Result<Option<Count>, Misread> {
    let text = scalar::plain(text).replace('（', "(").replace('）', ")");
    let found = [text.as_str(), without_remark(&text)].into_iter().find_map(|text| counted(text).transpose());
    found.transpose()
}

fn counted(text: &str) -> Result<Option<Count>, Misread> {
    if is_unknown(text) || UNKNOWN.contains(&text) {
        return Ok(Some(Count::Unknown));
    }
    if NOBODY.contains(&text) {
        return Ok(Some(Count::So(Many::exactly(0))));
    }
    let text = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
    if text.is_empty() {
        return Ok(None);
    }
    if is_bare(text) && text.len() > LONGEST_ALONE && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Misread::Other);
    }
    if several(text) {
        return Ok(Some(Count::Several));
    }
    if let Some(many) = number(text)? {
        return Ok(Some(Count::So(many)));
    }
    // 3家公司, 5名买家, 10 buyers; what says more of the number stands after what is counted: 3家公司以上.
    let (body, after) = AFTER.iter().find_map(|word| Some((text.strip_suffix(word)?, *word))).unwrap_or((text, ""));
    let by_noun = NOUNS.iter().filter_map(|noun| body.strip_suffix(noun));
    let by_noun = by_noun.map(|rest| rest.trim().trim_end_matches(CLASSIFIERS));
    let by_classifier = CLASSIFIERS.iter().filter_map(|one| body.split_once(*one)).map(|(before, _)| before);
    let Some(figure) = by_noun.chain(by_classifier).find(|figure| is_quantity(figure)) else { return Ok(None) };
    match number(&format!("{figure}{after}"))? {
        Some(many) => Ok(Some(Count::So(many))),
        // Tens or hundreds of them: that is several, and how many it does not say.
        None => Err(Misread::Approximate(figure.to_owned())),
    }
}

/// Whether a text says of nothing but a number, in whatever words.
fn is_quantity(text: &str) -> bool {
    let text = text.trim();
    let vague = |one: char| numeral::is_numeral(one) || "几数多余".contains(one);
    !text.is_empty()
        && (text.chars().all(vague) || amount(text, Unit::Count).is_ok() || about::about(text, Unit::Count).is_some())
}

/// The number that a text says; nothing where it says none.
fn number(text: &str) -> Result<Option<Many>, Misread> {
    match amount(text, Unit::Count) {
        Ok(ends) => return Ok(Some(Many::Between(ends))),
        Err(wrong @ (Misread::TwoWays(_) | Misread::TooLarge)) => return Err(wrong),
        Err(_) => {}
    }
    Ok(about::about(text, Unit::Count).map(Many::About))
}

/// Whether a text says that there were several, and not how many.
fn several(text: &str) -> bool {
    let counting = |rest: &str| rest.starts_with(CLASSIFIERS);
    let all = |rest: &str| {
        let rest = rest.trim().trim_start_matches(CLASSIFIERS).trim();
        rest.is_empty() || NOUNS.contains(&rest)
    };
    let of = SEVERAL_OF.iter().filter_map(|word| text.strip_prefix(word)).any(|rest| match rest.chars().next() {
        Some('人') => rest.chars().nth(1).is_none(),
        Some('位' | '所') => all(rest),
        _ => counting(rest),
    });
    let plural = |rest: &str| all(rest) || counting(rest);
    of || ["公众", "社会公众", "群众"].contains(&text)
        || SEVERAL.iter().filter_map(|word| text.strip_prefix(word)).any(plural)
}
