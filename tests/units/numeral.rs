//! Numbers in Chinese.

use gravamen::numeral::{chinese, half_width, value};

#[test]
fn numbers_are_written_as_in_citations() {
    let written = [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (253, "二百五十三"),
        (312, "三百一十二"),
        (1005, "一千零五"),
        (10_005, "一万零五"),
        (20_300, "二万零三百"),
        (120_000, "十二万"),
    ];
    for (number, text) in written {
        assert_eq!(chinese(number), text);
    }
    for number in (0..20_000).chain([99_999, 100_000, 1_234_567, 100_000_000, 120_030_004_005]) {
        assert_eq!(value(&chinese(number)), Some(number), "{}", chinese(number));
    }
}

#[test]
fn other_ways_of_writing_are_read() {
    for (text, number) in [("两万", 20_000), ("二〇二五", 2025), ("一十五", 15), ("三千五", 3005), ("百", 100)]
    {
        assert_eq!(value(text), Some(number), "{text}");
    }
    for text in ["", "五万元", "三三万", "abc", "五 万"] {
        assert_eq!(value(text), None, "{text}");
    }
    assert_eq!(half_width("５０００　（Ａ）"), "5000 (A)");
}
