//! Provisions by their names, and back.

use gravamen::engine;
use gravamen::law::citation::Citations;
use gravamen::place::Place;
use gravamen::span::Sources;

/// The names in the law that is shipped.
fn shipped() -> std::sync::Arc<Citations> {
    let mut sources = Sources::default();
    let laws = engine::Laws::parse(engine::embedded_law(), &mut sources);
    let (book, _) = laws.book(&sources, "2026-11-29".parse().expect("a day")).expect("the law");
    book.citations
}

fn place(text: &str) -> Place {
    Place::parse(text).expect("a place")
}

#[test]
fn provisions_are_called_as_the_law_calls_them() {
    let citations = shipped();
    let names = [
        ("cl/253-1.1", "刑法第二百五十三条之一第一款", "Criminal Law art. 253-1(1)"),
        ("cl/285.2", "刑法第二百八十五条第二款", "Criminal Law art. 285(2)"),
        ("fs-2017-10/5.2.3", "《解释》第五条第二款第三项", "Interpretation art. 5(2)(3)"),
        ("fs-2017-10/12", "《解释》第十二条", "Interpretation art. 12"),
        ("fs-2017-10/6.1.5-2-1", "《解释》第六条第一款（5-2-1）", "Interpretation art. 6(1)(5-2-1)"),
        (
            "fs-2025-13/5.2.serious",
            "《掩饰、隐瞒犯罪所得解释》第五条第二款（情节严重）",
            "Proceeds Interpretation art. 5(2) (serious circumstances)",
        ),
        (
            "cl/253-1.1.serious",
            "刑法第二百五十三条之一第一款（情节严重）",
            "Criminal Law art. 253-1(1) (serious circumstances)",
        ),
        ("ff-2021-21/3.14", "《量刑指导意见》第三部分第十四项", "Sentencing Guidelines part 3(14)"),
        (
            "jiangxi-2025-20/253-1.5.1",
            "《江西量刑细则》第二百五十三条之一第五项第一目",
            "Jiangxi Sentencing Rules art. 253-1(5)(1)",
        ),
        (
            "csl/63.1.heavier",
            "网络安全法第六十三条第一款（情节较重）",
            "Cybersecurity Law art. 63(1) (heavier circumstances)",
        ),
        ("doctrine/3", "通说第三点", "Doctrine point 3"),
        (
            "psapl-2012/42.6",
            "治安管理处罚法（2012年修正）第四十二条第六项",
            "Public Security Punishments Law (2012) art. 42(6)",
        ),
        ("gtz-2013-12/reported", "《2013年通知》（条文序号未核实）", "Notice of 2013 (number not verified)"),
        ("nowhere/5.1", "nowhere第五条第一款", "nowhere art. 5(1)"),
    ];
    for (at, zh, en) in names {
        let name = citations.name(&place(at));
        assert_eq!((name.zh.as_str(), name.en.as_str()), (zh, en), "{at}");
    }
}

#[test]
fn every_name_leads_back_to_its_place() {
    let citations = shipped();
    let all: Vec<Place> = citations.places().cloned().collect();
    assert!(all.len() > 500, "{}", all.len());
    for place in &all {
        let name = citations.name(place);
        if name.zh.contains('（') && (name.zh.ends_with('）')) {
            // A level of a sanction, or what has no number, is not typed by its name.
            continue;
        }
        for text in [&name.zh, &name.en, &place.to_string()] {
            let meant = citations.meant(text, &all);
            let same = meant.iter().any(|found| found == place) || meant.iter().any(|found| place.within(found));
            assert!(same && meant.len() == 1, "{text}: {meant:?}");
        }
    }
}

#[test]
fn names_are_read_as_people_type_them() {
    let citations = shipped();
    let all: Vec<Place> = citations.places().cloned().collect();
    let typed = [
        ("刑法第253条之一第1款", "cl/253-1.1"),
        ("刑法２５３条之一", "cl/253-1"),
        ("中华人民共和国刑法第二百五十三条之一", "cl/253-1"),
        ("《中华人民共和国刑法》第二百五十三条之一第二款", "cl/253-1.2"),
        ("解释第五条第二款第(三)项", "fs-2017-10/5.2.3"),
        ("《解释》第五条第二款第（三）项", "fs-2017-10/5.2.3"),
        ("法释〔2017〕10号第五条第一款第四项", "fs-2017-10/5.1.4"),
        ("法释[2017]10号第5条第1款第4项", "fs-2017-10/5.1.4"),
        ("interpretation art 5(2)(3)", "fs-2017-10/5.2.3"),
        ("Criminal Law article 253-1 paragraph 2", "cl/253-1.2"),
        ("fs-2017-10/5.2.3", "fs-2017-10/5.2.3"),
        ("fs-2017-10 5.2.3", "fs-2017-10/5.2.3"),
    ];
    for (text, at) in typed {
        assert_eq!(citations.meant(text, &all), [place(at)], "{text}");
    }
    // The first paragraph of an article of which no paragraph is known by itself is the article.
    let known = [place("cl/253-1"), place("cl/253-1.2")];
    assert_eq!(citations.meant("刑法第二百五十三条之一第一款", &known), [place("cl/253-1")]);
    assert_eq!(citations.meant("刑法第二百五十三条之一第三款", &known), []);
    // Without its paragraph an item may be one of several; with a number that is nowhere it is none.
    let items = citations.meant("《解释》第五条第三项", &all);
    assert_eq!(items, [place("fs-2017-10/5.1.3"), place("fs-2017-10/5.2.3")]);
    for text in ["", "刑法", "《解释》第九十九条", "第五条的意思", "刑法第零条", "🙂"] {
        assert_eq!(citations.meant(text, &all), [], "{text}");
    }
    assert_eq!(citations.instruments_meant("《解释》"), ["fs-2017-10"]);
    assert_eq!(citations.instruments_meant("个人信息保护法"), ["pipl"]);
}
