//! Those to whom something went, as people write them.

use gravamen::case::recipients::{may_be_two, said};

/// The names, and the number in the standard form.
fn read(text: &str) -> (Vec<String>, String) {
    let said = said(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
    (said.named, said.number.map(|many| many.written()).unwrap_or_default())
}

#[test]
fn lists_and_numbers_are_told_from_names() {
    let written: [(&str, &[&str], &str); 68] = [
        ("李某", &["李某"], ""),
        ("李某、王某、赵某", &["李某", "王某", "赵某"], ""),
        ("李某，王某；赵某", &["李某", "王某", "赵某"], ""),
        ("李某和王某", &["李某", "王某"], ""),
        ("甲公司与李某某", &["甲公司", "李某某"], ""),
        ("张三、李四和王五", &["张三", "李四", "王五"], ""),
        ("Li, Wang, Zhao", &["Li", "Wang", "Zhao"], ""),
        ("Li, Wang and Zhao", &["Li", "Wang", "Zhao"], ""),
        ("Li, Wang, and Zhao", &["Li", "Wang", "Zhao"], ""),
        ("Acme Co., Ltd., Li", &["Acme Co., Ltd.", "Li"], ""),
        ("李某（男，另案处理）", &["李某（男，另案处理）"], ""),
        ("李某等3人", &["李某"], "3"),
        ("李某等三人", &["李某"], "3"),
        ("李某等３人", &["李某"], "3"),
        ("李某等3人（均另案处理）", &["李某"], "3"),
        ("李某等共3人", &["李某"], "3"),
        ("李某等3名买家", &["李某"], "3"),
        ("甲公司等5家公司", &["甲公司"], "5"),
        ("李某、王某等五人", &["李某", "王某"], "5"),
        ("李某和王某等五人", &["李某", "王某"], "5"),
        ("李某等3人、王某等2人", &["李某", "王某"], "5"),
        ("李某等约10人", &["李某"], "{ about = 10 }"),
        ("李某等10余人", &["李某"], "{ about = 10, min = 10 }"),
        ("李某等人", &["李某"], "{ min = 2 }"),
        ("李某、王某等", &["李某", "王某"], "{ min = 3 }"),
        ("甲公司等单位", &["甲公司"], "{ min = 2 }"),
        ("李某等多人", &["李某"], "{ min = 2 }"),
        ("李某和另外3人", &["李某"], "4"),
        ("李某、3名网友", &["李某"], "4"),
        ("Li and 2 others", &["Li"], "3"),
        ("Li et al.", &["Li"], "{ min = 2 }"),
        ("Li and others", &["Li"], "{ min = 2 }"),
        ("3", &[], "3"),
        ("三", &[], "3"),
        ("3人", &[], "3"),
        ("三人", &[], "3"),
        ("3个人", &[], "3"),
        ("3家公司", &[], "3"),
        ("3家公司以上", &[], "{ min = 3 }"),
        ("3人以上", &[], "{ min = 3 }"),
        ("至少3人", &[], "{ min = 3 }"),
        ("3至5人", &[], "{ min = 3, max = 5 }"),
        ("约10人", &[], "{ about = 10 }"),
        ("10余人", &[], "{ about = 10, min = 10 }"),
        ("5名下家", &[], "5"),
        ("3 buyers", &[], "3"),
        ("10 companies", &[], "10"),
        ("1,000人", &[], "1000"),
        ("无", &[], "0"),
        ("多人", &[], "{ min = 2 }"),
        ("数人", &[], "{ min = 2 }"),
        ("若干人", &[], "{ min = 2 }"),
        ("若干公司", &[], "{ min = 2 }"),
        ("数家公司", &[], "{ min = 2 }"),
        ("多名买家", &[], "{ min = 2 }"),
        ("不特定多数人", &[], "{ min = 2 }"),
        ("不特定的多数人", &[], "{ min = 2 }"),
        ("several buyers", &[], "{ min = 2 }"),
        ("many people", &[], "{ min = 2 }"),
        ("不详", &[], "{ min = 1 }"),
        ("身份不明的人", &[], "{ min = 1 }"),
        ("他人", &[], "{ min = 1 }"),
        ("unknown", &[], "{ min = 1 }"),
        ("多益公司", &["多益公司"], ""),
        ("数字公司", &["数字公司"], ""),
        ("58同城", &["58同城"], ""),
        ("某高等院校", &["某高等院校"], ""),
        ("buyer-3", &["buyer-3"], ""),
    ];
    for (text, named, number) in written {
        let (found, many) = read(text);
        assert_eq!(
            (found.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), many.as_str()),
            (named, number),
            "{text}"
        );
    }
}

#[test]
fn what_says_neither_who_nor_how_many_is_refused() {
    for text in ["数十人", "几十家公司", "两三人", "李某、3", "13800000000", "李某、王某、赵某等2人"]
    {
        assert!(said(text).is_err(), "{text}: {:?}", said(text));
    }
}

#[test]
fn what_joins_two_words_may_be_two_names() {
    assert!(["李华和王明", "Li and Wang"].into_iter().all(may_be_two));
    assert!(!["张和平", "和平公司", "李某", "Anderson"].into_iter().any(may_be_two));
}
