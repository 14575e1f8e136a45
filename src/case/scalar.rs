//! Numbers, days and answers as people write them at a desk (`5万`, `2025年12月3日`, `是`), to what they say.
//!
//! One reader for case files, `--set`, the interview and tables. It decides nothing that the text leaves open: an
//! approximate word (约, 近, 左右) has no hidden tolerance, and a range that can be read two ways is refused.

use jiff::civil::Date;

use crate::numeral;
use crate::quantity::Unit;
use crate::range::Number;

/// Why a text is not a number or a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It is no such thing at all.
    Other,
    /// It says that it is approximate, with this word.
    Approximate(String),
    /// It counts something else, with this word.
    OtherUnit(String),
    /// `5至6万`: whether the first number is multiplied too cannot be seen; this is how to write that it is.
    TwoWays(String),
    /// Less than the base unit: half an item, a tenth of a fen.
    TooFine,
    /// More than can be held.
    TooLarge,
}

/// What a text says of an amount, in base units; an end that it does not name is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The least it can be.
    pub min: Option<Number>,
    /// The most it can be.
    pub max: Option<Number>,
}

/// Words that say that a number is not exact, before and after it.
const APPROXIMATE: &[&str] = &[
    "大约", "约", "将近", "接近", "近", "大概", "左右", "上下", "余", "许", "多", "几", "数", "about", "nearly",
    "almost",
];

/// Words before a number, or after it, that make it one end: whether it is the least, and how far beyond it the range
/// begins. 以上 and 以下 include the number itself.
const BOUNDS: &[(&str, bool, Number)] = &[
    ("至少", true, 0),
    ("不少于", true, 0),
    ("不低于", true, 0),
    ("达到", true, 0),
    ("at least", true, 0),
    (">=", true, 0),
    ("≥", true, 0),
    ("以上", true, 0),
    ("超过", true, 1),
    ("多于", true, 1),
    ("more than", true, 1),
    (">", true, 1),
    ("至多", false, 0),
    ("最多", false, 0),
    ("不超过", false, 0),
    ("at most", false, 0),
    ("<=", false, 0),
    ("≤", false, 0),
    ("以下", false, 0),
    ("以内", false, 0),
    ("不足", false, 1),
    ("不到", false, 1),
    ("不满", false, 1),
    ("<", false, 1),
];

/// What stands between the ends of a range.
const TO: &[&str] = &["..", "至", "到", "~", "～", "—", "–", " to ", "-"];

/// What a number is multiplied by.
const TIMES: &[(char, Number)] = &[('亿', 100_000_000), ('万', 10_000), ('千', 1000), ('百', 100), ('十', 10)];

/// What is counted, in the words that people write after a number.
fn counted(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Items => &["条", "项", "份", "个", "items", "item"],
        Unit::Persons => &["人", "名", "位", "persons", "person"],
        Unit::Sets => &["组", "套", "sets", "set"],
        Unit::Cards => &["张", "cards", "card"],
        Unit::Yuan => &["元人民币", "元", "圆", "yuan", "rmb"],
        Unit::Days => &["天", "日", "days", "day"],
        Unit::Months => &["个月", "月", "months", "month", "m"],
        Unit::Years => &["周岁", "岁", "年", "years", "year"],
        Unit::Count => &["人", "个", "名", "次"],
    }
}

/// Whether a text says that nobody knows.
pub fn is_unknown(text: &str) -> bool {
    matches!(plain(text).as_str(), "unknown" | "未知" | "不明" | "不详" | "不清" | "?")
}

/// What a text answers to a question of yes or no.
pub fn truth(text: &str) -> Option<bool> {
    match plain(text).as_str() {
        "是" | "yes" | "y" | "true" | "有" => Some(true),
        "否" | "不是" | "no" | "n" | "false" | "无" | "没有" => Some(false),
        _ => None,
    }
}

/// Whether a text says what one of them costs, and not what all do: 每条0.5元, 0.5元/条.
pub fn is_price(text: &str) -> bool {
    text.starts_with(['每', '@']) || text.contains(['/', '／']) || text.contains("一条") || text.contains(" per ")
}

/// The parts of a text that lists several: `姓名、电话`.
pub fn parts(text: &str) -> Vec<&str> {
    let parts = text.split([',', '，', '、', ';', '；', '+']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// An amount: `5万`, `1.2万元`, `8,600条`, `6200至9400`, `5000以上`, and all of these in digits of full width.
pub fn amount(text: &str, unit: Unit) -> Result<Ends, Misread> {
    let text = without_separators(&plain(text));
    for (word, least, beyond) in BOUNDS {
        let number = text.strip_prefix(word).or_else(|| text.strip_suffix(word));
        if let Some(number) = number {
            let number = self::number(number.trim(), unit)?.0;
            return Ok(match least {
                true => Ends { min: Some(number + beyond), max: None },
                false => Ends { min: None, max: Some((number - beyond).max(0)) },
            });
        }
    }
    if let Some(word) = APPROXIMATE.iter().find(|word| text.contains(**word)) {
        return Err(Misread::Approximate((*word).to_owned()));
    }
    for between in TO {
        // A hyphen before a number is a sign, and no range.
        if let Some((from, to)) = text.split_once(between).filter(|(from, _)| *between != "-" || !from.is_empty()) {
            return range(from.trim(), to.trim(), unit);
        }
    }
    let number = self::number(&text, unit)?.0;
    Ok(Ends { min: Some(number), max: Some(number) })
}

/// `6200至9400`, `5万至6万`, `6001 ..`.
fn range(from: &str, to: &str, unit: Unit) -> Result<Ends, Misread> {
    let end = |text: &str| if text.is_empty() { Ok(None) } else { number(text, unit).map(Some) };
    let (min, max) = (end(from)?, end(to)?);
    if let (Some((from_number, 1)), Some((to_number, times))) = (min, max)
        && times > 1
        && from_number < to_number / times
    {
        let word = TIMES.iter().find(|(_, size)| *size == times).map(|(word, _)| *word).unwrap_or_default();
        let bare = from.trim_end_matches(|character: char| !character.is_ascii_digit());
        return Err(Misread::TwoWays(format!("{bare}{word}至{to}")));
    }
    if min.is_none() && max.is_none() {
        return Err(Misread::Other);
    }
    Ok(Ends { min: min.map(|(number, _)| number), max: max.map(|(number, _)| number) })
}

/// A number in base units, and what its last part is multiplied by: `1万2千`, `三千`, `1.2万元`.
pub(super) fn number(text: &str, unit: Unit) -> Result<(Number, Number), Misread> {
    let money = ["人民币", "￥", "¥"].into_iter().filter(|_| unit == Unit::Yuan);
    let text = money.into_iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    if let Some((years, rest)) = years(text).filter(|_| unit == Unit::Months) {
        return Ok((term(years, rest)?, 1));
    }
    let (mut sum, mut last, mut rest) = (0, 0, text);
    loop {
        let (digits, after) = leading(rest);
        if digits.is_empty() {
            break;
        }
        let (times, after) = multiplied(after);
        sum += scaled(digits, times.checked_mul(unit.scale()).ok_or(Misread::TooLarge)?)?;
        if last != 0 && times >= last {
            return Err(Misread::Other);
        }
        (last, rest) = (times, after);
    }
    if last == 0 {
        let end = text.find(|character| !numeral::is_numeral(character)).unwrap_or(text.len());
        // 两三 is no twenty-three, but two or three.
        if text[..end].chars().count() == 2
            && text[..end].chars().all(|one| numeral::digit(one).is_some_and(|one| one > 0))
        {
            return Err(Misread::Approximate(text[..end].to_owned()));
        }
        let value = numeral::value(&text[..end]).ok_or(Misread::Other)?;
        sum = Number::from(value).checked_mul(unit.scale()).ok_or(Misread::TooLarge)?;
        (last, rest) = (1, &text[end..]);
    }
    match rest.trim() {
        "" => Ok((sum, last)),
        word if counted(unit).contains(&word) => Ok((sum, last)),
        word if Unit::ALL.into_iter().any(|other| counted(other).contains(&word)) => {
            Err(Misread::OtherUnit(word.to_owned()))
        }
        _ => Err(Misread::Other),
    }
}

/// What stands before and after the word for years: `3年6个月`, `3y6m`.
fn years(text: &str) -> Option<(&str, &str)> {
    ["年", "years", "year", "y"].into_iter().find_map(|word| text.split_once(word))
}

/// Years and months in months: `三年六个月`, `3 years and 6 months`, 一年半, 半年.
fn term(years: &str, rest: &str) -> Result<Number, Misread> {
    let half = |text: &str| text == "半";
    let rest = rest.trim();
    let rest = ["零", "又", "and "].into_iter().find_map(|and| rest.strip_prefix(and)).unwrap_or(rest).trim();
    let months = match rest {
        "" => 0,
        rest if half(rest) => YEAR / 2,
        // A number alone does not say of what.
        rest if rest.ends_with(numeral::is_numeral) || rest.ends_with(|last: char| last.is_ascii_digit()) => {
            return Err(Misread::Other);
        }
        rest => number(rest, Unit::Months)?.0,
    };
    let years = match years.trim() {
        years if half(years) => return Ok(YEAR / 2 + months),
        years => number(years, Unit::Count)?.0,
    };
    years.checked_mul(YEAR).and_then(|years| years.checked_add(months)).ok_or(Misread::TooLarge)
}

/// The months of a year.
const YEAR: Number = 12;

/// The digits that a text begins with, and the rest.
fn leading(text: &str) -> (&str, &str) {
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    text.split_at(end)
}

/// What the words at the start of a text multiply by, and the rest: 百万 is a million.
fn multiplied(text: &str) -> (Number, &str) {
    let (mut times, mut rest): (Number, &str) = (1, text);
    while let Some((word, size)) = TIMES.iter().find(|(word, _)| rest.starts_with(*word)) {
        let Some(more) = times.checked_mul(*size) else { break };
        (times, rest) = (more, &rest[word.len_utf8()..]);
    }
    (times, rest)
}

/// Digits with a decimal point, times a whole number, exactly.
fn scaled(digits: &str, times: Number) -> Result<Number, Misread> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || decimals.contains('.') || digits.ends_with('.') {
        return Err(Misread::Other);
    }
    let decimals = decimals.trim_end_matches('0');
    let all: Number = format!("{whole}{decimals}").parse().map_err(|_| Misread::TooLarge)?;
    let places = u32::try_from(decimals.len()).map_err(|_| Misread::TooLarge)?;
    let scale: Number = Number::from(10).checked_pow(places).ok_or(Misread::TooLarge)?;
    let scaled = all.checked_mul(times).ok_or(Misread::TooLarge)?;
    if scaled % scale == 0 { Ok(scaled / scale) } else { Err(Misread::TooFine) }
}

/// Without the commas and spaces between digits: `8,600`.
pub(super) fn without_separators(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let between = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    let kept =
        characters.iter().enumerate().filter(|(at, character)| !(matches!(character, ',' | '_') && between(*at)));
    kept.map(|(_, character)| *character).collect()
}

/// A text in half width and lower case, without what surrounds it.
pub(super) fn plain(text: &str) -> String {
    numeral::half_width(text.trim()).to_lowercase().trim().to_owned()
}

/// The first and the last day that a text may mean: `2021-03-01`, `2021年3月1日`, `2021.3`, `2021年`, `2021年3月上旬`,
/// `2021年3月至5月`.
pub fn days(text: &str) -> Result<(Date, Date), Misread> {
    let text: String = plain(text).chars().filter(|character| !character.is_whitespace()).collect();
    if is_lunar(&text) {
        return Err(Misread::Other);
    }
    if let Some(word) = APPROXIMATE.iter().chain(&["初", "底", "前后", "间"]).find(|word| text.contains(**word)) {
        return Err(Misread::Approximate((*word).to_owned()));
    }
    for between in ["..", "至", "到", "~", "—", "–"] {
        if let Some((from, to)) = text.split_once(between) {
            let from = Written::read(from, &Written::default()).ok_or(Misread::Other)?;
            let to = Written::read(to, &from).ok_or(Misread::Other)?;
            return from.first().zip(to.last()).ok_or(Misread::Other);
        }
    }
    for (word, first, last) in [("上半年", 1, 6), ("下半年", 7, 12)] {
        let year = text.strip_suffix(word).and_then(|year| Written::read(year, &Written::default()));
        if let Some(year) = year.filter(|year| year.month.is_none()) {
            let [from, to] = [first, last].map(|month| Written { month: Some(month), ..year.clone() });
            return from.first().zip(to.last()).ok_or(Misread::Other);
        }
    }
    let written = Written::read(&text, &Written::default()).ok_or(Misread::Other)?;
    written.first().zip(written.last()).ok_or(Misread::Other)
}

/// Whether a text names a day of the lunar calendar (农历): 正月初一.
pub fn is_lunar(text: &str) -> bool {
    let after = text.split_once('初').and_then(|(_, rest)| rest.chars().next());
    after.is_some_and(numeral::is_numeral)
        || ["农历", "阴历", "旧历", "正月", "冬月", "腊月", "闰"].iter().any(|word| text.contains(word))
}

/// Why a text that has the form of a day or a month is none: the calendar has no such day.
pub fn no_such_day(text: &str) -> Option<String> {
    let text: String = plain(text).chars().filter(|character| !character.is_whitespace()).collect();
    let written = Written::read(&text, &Written::default())?;
    let (year, month) = (written.year?, written.month?);
    let Ok(first) = Date::new(year, month, 1) else { return Some(format!("there is no month {month}")) };
    let last = first.last_of_month();
    let day = written.day.filter(|day| !(1..=last.day()).contains(day))?;
    Some(format!("there is no day {day} in that month, whose last day is {last}"))
}

/// A day as written, as far as it is written.
#[derive(Clone, Debug, Default)]
struct Written {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// A third of the month (旬), counted from 0.
    third: Option<i8>,
}

impl Written {
    /// Reads a day; what is left out before it goes on from an earlier one: 2021年3月至5月.
    fn read(text: &str, before: &Self) -> Option<Self> {
        let (text, third) = third(text);
        let marked = text.contains(['年', '月', '日', '号']);
        let mut written = if marked { Self::marked(text, before)? } else { Self::separated(text)? };
        written.third = third;
        (third.is_none() || written.month.is_some() && written.day.is_none()).then_some(written)
    }

    /// 2021年3月1日, 3月1日 after another day, 5日 after another day.
    fn marked(text: &str, before: &Self) -> Option<Self> {
        let mut written = Self::default();
        let mut rest = text;
        for mark in ['年', '月', '日'] {
            let at = rest.find(mark).or_else(|| (mark == '日').then(|| rest.find('号')).flatten());
            let Some(at) = at else { continue };
            let number = numbers(&rest[..at])?;
            rest = &rest[at + mark.len_utf8()..];
            match mark {
                '年' => written.year = Some(number),
                '月' => written.month = Some(i8::try_from(number).ok()?),
                _ => written.day = Some(i8::try_from(number).ok()?),
            }
        }
        if written.year.is_none() {
            written.year = before.year;
            written.month = written.month.or(before.month);
        }
        (rest.is_empty() && written.year.is_some()).then_some(written)
    }

    /// 2021-03-01, 2021.3.1, 2021/3, 2021, 20210301.
    fn separated(text: &str) -> Option<Self> {
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::separated(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
        }
        let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
        let small = |at: usize| match parts.get(at) {
            None => Some(None),
            Some(part) if part.len() <= 2 => numbers(part).and_then(|number| i8::try_from(number).ok()).map(Some),
            Some(_) => None,
        };
        let year = parts.first().filter(|year| year.len() == 4 && parts.len() <= 3)?;
        Some(Self { year: Some(year.parse().ok()?), month: small(1)?, day: small(2)?, third: None })
    }

    /// The first day it can be.
    fn first(&self) -> Option<Date> {
        let day = self.third.map_or(1, |third| third * 10 + 1);
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(day)).ok()
    }

    /// The last day it can be.
    fn last(&self) -> Option<Date> {
        let month = Date::new(self.year?, self.month.unwrap_or(12), 1).ok()?;
        match (self.day, self.third) {
            (Some(day), _) => Date::new(month.year(), month.month(), day).ok(),
            (None, Some(third @ 0..=1)) => Date::new(month.year(), month.month(), third * 10 + 10).ok(),
            (None, _) => Some(month.last_of_month()),
        }
    }
}

/// A third of a month at the end of a text, and what stands before it: the first ten days, the next ten, the rest.
fn third(text: &str) -> (&str, Option<i8>) {
    let thirds = [("上旬", 0), ("中旬", 1), ("下旬", 2)];
    let found = thirds.into_iter().find_map(|(word, third)| Some((text.strip_suffix(word)?, Some(third))));
    found.unwrap_or((text, None))
}

/// A number of a day, in digits or in Chinese.
fn numbers(text: &str) -> Option<i16> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    numeral::value(text).and_then(|value| i16::try_from(value).ok())
}
