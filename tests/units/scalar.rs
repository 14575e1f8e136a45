//! Numbers, days and answers as people write them.

use gravamen::case::scalar::{Ends, Misread, amount, days, is_unknown, parts, truth};
use gravamen::quantity::Unit;

fn exactly(number: i128) -> Result<Ends, Misread> {
    Ok(Ends { min: Some(number), max: Some(number) })
}

fn between(min: i128, max: i128) -> Result<Ends, Misread> {
    Ok(Ends { min: Some(min), max: Some(max) })
}

#[test]
fn terms_are_read_in_years_and_months() {
    let terms = [
        ("3年6个月", 42),
        ("三年六个月", 42),
        ("３年６个月", 42),
        ("三年零六个月", 42),
        ("一年半", 18),
        ("半年", 6),
        ("3年", 36),
        ("18个月", 18),
        ("3y6m", 42),
        ("3 years and 6 months", 42),
        ("1 year 1 month", 13),
    ];
    for (text, months) in terms {
        assert_eq!(amount(text, Unit::Months), exactly(months), "{text}");
    }
    assert_eq!(amount("3年至3年6个月", Unit::Months), between(36, 42));
    assert_eq!(amount("3年以上", Unit::Months), Ok(Ends { min: Some(36), max: None }));
    for wrong in ["3年6", "年6个月", "3年6日", "3年6个月1日"] {
        assert!(amount(wrong, Unit::Months).is_err(), "{wrong}");
    }
    assert!(amount("3年", Unit::Days).is_err());
}

#[test]
fn numbers_are_read_exactly() {
    let items = [
        ("5万", 50_000),
        ("1.2万", 12_000),
        ("1万2千", 12_000),
        ("8600条", 8600),
        ("8,600", 8600),
        ("８６００", 8600),
        ("８，６００条", 8600),
        ("五千", 5000),
        ("一万二千条", 12_000),
        ("3百万", 3_000_000),
        ("0", 0),
    ];
    for (text, number) in items {
        assert_eq!(amount(text, Unit::Items), exactly(number), "{text}");
    }
    // Money is exact to the fen.
    for (text, fen) in
        [("5万元", 5_000_000), ("人民币1.2万元", 1_200_000), ("4999.99元", 499_999), ("12.345万", 12_345_000)]
    {
        assert_eq!(amount(text, Unit::Yuan), exactly(fen), "{text}");
    }
}

#[test]
fn ranges_have_the_ends_that_are_written() {
    let ranges = [
        ("6200至9400", between(6200, 9400)),
        ("6200-9400条", between(6200, 9400)),
        ("6200～9400", between(6200, 9400)),
        ("5万到6万", between(50_000, 60_000)),
        ("8000至1万", between(8000, 10_000)),
        ("5000以上", Ok(Ends { min: Some(5000), max: None })),
        ("超过5000条", Ok(Ends { min: Some(5001), max: None })),
        ("不足50", Ok(Ends { min: None, max: Some(49) })),
        ("50以下", Ok(Ends { min: None, max: Some(50) })),
        ("6001 ..", Ok(Ends { min: Some(6001), max: None })),
    ];
    for (text, ends) in ranges {
        assert_eq!(amount(text, Unit::Items), ends, "{text}");
    }
}

#[test]
fn what_a_text_leaves_open_is_not_guessed() {
    for (text, word) in [
        ("约8600条", "约"),
        ("近6万", "近"),
        ("5000余条", "余"),
        ("8600左右", "左右"),
        ("数千", "数"),
        ("两三条", "两三"),
    ] {
        assert_eq!(amount(text, Unit::Items), Err(Misread::Approximate(word.to_owned())), "{text}");
    }
    assert_eq!(amount("5至6万", Unit::Items), Err(Misread::TwoWays("5万至6万".to_owned())));
    assert_eq!(amount("5元", Unit::Items), Err(Misread::OtherUnit("元".to_owned())));
    assert_eq!(amount("0.5条", Unit::Items), Err(Misread::TooFine));
    assert_eq!(amount("0.001元", Unit::Yuan), Err(Misread::TooFine));
    for text in ["", "条", "一些", "5万5万", "1.2.3", "-5", "5 6", "万"] {
        assert!(amount(text, Unit::Items).is_err(), "{text}");
    }
    assert_eq!(amount(&"9".repeat(60), Unit::Items), Err(Misread::TooLarge));
}

#[test]
fn days_are_read_as_they_are_written() {
    let written = [
        ("2025年12月3日", "2025-12-03", "2025-12-03"),
        ("2025 年 12 月 3 日", "2025-12-03", "2025-12-03"),
        ("２０２５年１２月３日", "2025-12-03", "2025-12-03"),
        ("二〇二五年十二月三日", "2025-12-03", "2025-12-03"),
        ("2025.12.3", "2025-12-03", "2025-12-03"),
        ("2025/12/3", "2025-12-03", "2025-12-03"),
        ("2025-12-3", "2025-12-03", "2025-12-03"),
        ("2025年12月", "2025-12-01", "2025-12-31"),
        ("2025.2", "2025-02-01", "2025-02-28"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025年3月上旬", "2025-03-01", "2025-03-10"),
        ("2025年2月下旬", "2025-02-21", "2025-02-28"),
        ("2025年3月至5月", "2025-03-01", "2025-05-31"),
        ("2025年3月5日至20日", "2025-03-05", "2025-03-20"),
        ("2025年11月至2026年1月", "2025-11-01", "2026-01-31"),
    ];
    for (text, first, last) in written {
        let (found_first, found_last) = days(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
        assert_eq!((found_first.to_string().as_str(), found_last.to_string().as_str()), (first, last), "{text}");
    }
    for text in ["", "12月3日", "2025年13月", "2025-02-30", "25.12.3", "3日", "2025年3月5日上旬", "明天"] {
        assert!(days(text).is_err(), "{text}");
    }
    for text in ["2025年3月初", "约2025年3月", "2025年3月底"] {
        assert!(matches!(days(text), Err(Misread::Approximate(_))), "{text}");
    }
}

#[test]
fn answers_are_read_in_both_languages() {
    assert_eq!(
        ["是", "否", "yes", "No", "ＹＥＳ", "也许"].map(truth),
        [Some(true), Some(false), Some(true), Some(false), Some(true), None]
    );
    assert!(["unknown", "未知", "不明", "不详", "？", " Unknown "].into_iter().all(is_unknown));
    assert!(!is_unknown("无"));
    assert_eq!(parts("姓名、电话， 住址"), ["姓名", "电话", "住址"]);
}
