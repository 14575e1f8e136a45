//! Chinese numerals (中文数字): as they are written in citations and terms, and read; digits of full width; and days.

use jiff::civil::Date;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The places of a group of four digits, from the highest.
const PLACES: [(u64, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];

/// What a group of four digits is multiplied by, from the highest.
const GROUPS: [(u64, &str); 3] = [(100_000_000, "亿"), (10_000, "万"), (1, "")];

/// A day, or from one to another, as Chinese writes it: 2021年3月9日; of a whole month 2021年3月, of a whole year 2021年.
pub fn days(first: Date, last: Date) -> String {
    let whole = |day: Date| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    let month = first == last.first_of_month() && last == first.last_of_month();
    let year = first == last.first_of_year() && last == first.last_of_year();
    match () {
        () if first == last => whole(first),
        () if month => format!("{}年{}月", first.year(), first.month()),
        () if year => format!("{}年", first.year()),
        () if first.year() == last.year() => format!("{}至{}月{}日", whole(first), last.month(), last.day()),
        () => format!("{}至{}", whole(first), whole(last)),
    }
}

/// A number in Chinese, such as 二百五十三.
pub fn chinese(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut text = String::new();
    let mut rest = number;
    for (size, name) in GROUPS {
        let group = rest / size;
        rest %= size;
        if group == 0 {
            continue;
        }
        if !text.is_empty() && group < 1000 {
            text.push(DIGITS[0]);
        }
        text.push_str(&if group < 10_000 { below_ten_thousand(group) } else { chinese(group) });
        text.push_str(name);
    }
    // Ten to nineteen begin without a one: 十五.
    text.strip_prefix("一十").map(|short| format!("十{short}")).unwrap_or(text)
}

fn below_ten_thousand(number: u64) -> String {
    let (mut text, mut rest, mut skipped) = (String::new(), number, false);
    for (size, name) in PLACES {
        let digit = rest / size;
        rest %= size;
        if digit == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if skipped {
            text.push(DIGITS[0]);
            skipped = false;
        }
        text.push(DIGITS[digit as usize]);
        text.push_str(name);
    }
    text
}

/// The number that a Chinese numeral says: 二百五十三, 十五, 两万, 二〇二五.
pub fn value(text: &str) -> Option<u64> {
    if text.chars().count() > 1 && text.chars().all(|character| digit(character).is_some()) {
        return text.chars().try_fold(0u64, |sum, character| sum.checked_mul(10)?.checked_add(digit(character)?));
    }
    let (mut sum, mut group, mut last, mut any) = (0u64, 0u64, None, false);
    for character in text.chars().map(everyday) {
        any = true;
        if let Some(digit) = digit(character) {
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(digit);
        } else if let Some((size, _)) = PLACES.iter().find(|(_, name)| name.starts_with(character)) {
            group = group.checked_add(last.take().unwrap_or(1).checked_mul(*size)?)?;
        } else {
            let (size, _) = GROUPS.iter().find(|(_, name)| name.starts_with(character))?;
            // 万 alone is no number.
            if last.is_none() && group == 0 && sum == 0 {
                return None;
            }
            group = group.checked_add(last.take().unwrap_or(0))?;
            // 一千二百亿三千万: what was said before a smaller group stays as it is.
            sum = match sum < *size {
                true => sum.checked_add(group)?.checked_mul(*size)?,
                false => sum.checked_add(group.checked_mul(*size)?)?,
            };
            group = 0;
        }
    }
    any.then_some(())?;
    sum.checked_add(group)?.checked_add(last.unwrap_or(0))
}

/// What a character counts as a digit of a Chinese numeral.
pub fn digit(character: char) -> Option<u64> {
    match character {
        '〇' => Some(0),
        '两' => Some(2),
        _ => DIGITS.iter().position(|digit| *digit == everyday(character)).map(|position| position as u64),
    }
}

/// A numeral of accounts (大写数字), such as 伍, as it is written elsewhere.
fn everyday(character: char) -> char {
    const ACCOUNTS: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟";
    const EVERYDAY: &str = "零一二三四五六七八九十百千";
    ACCOUNTS.chars().zip(EVERYDAY.chars()).find(|(account, _)| *account == character).map_or(character, |(_, one)| one)
}

/// Whether a character can stand in a Chinese numeral.
pub fn is_numeral(character: char) -> bool {
    let character = everyday(character);
    digit(character).is_some() || PLACES.iter().chain(&GROUPS).any(|(_, name)| name.starts_with(character))
}

/// The text with letters, digits and marks of full width (全角) as those of ASCII.
pub fn half_width(text: &str) -> String {
    text.chars().map(half).collect()
}

/// Whether two texts read alike, in whatever width and case their letters are.
pub fn reads_as(one: &str, other: &str) -> bool {
    let plain = |character| half(character).to_ascii_lowercase();
    one.chars().map(plain).eq(other.chars().map(plain))
}

/// A character of full width as that of ASCII.
fn half(character: char) -> char {
    match character {
        // The block of full-width forms follows ASCII from `!` to `~`.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xff01 + 0x21).unwrap_or(character),
        '\u{3000}' => ' ',
        _ => character,
    }
}
