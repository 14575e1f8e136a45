//! Days, titles and names as a reader of each language writes them, and what `date` says of a weekend.

use gravamen::report::words::Language;

use super::told::{refused, told, unbroken};
use crate::evaluation::support::engine;
use crate::shipped::found::LATEST;

/// Whether a text has a day in the form that is typed.
fn typed_day(text: &str) -> bool {
    let digits = |part: &str, number: usize| part.len() == number && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
    };
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(day)
}

#[test]
fn a_last_day_on_a_weekend_is_marked_and_the_article_named() {
    let zh = told("date procedure 2026-03-05 上诉 --as-of 2026-03-05 --format table", Language::Zh);
    assert!(zh.contains("2026年3月15日（星期日）") && zh.contains("刑事诉讼法第一百零五条第四款"), "{zh}");
    assert!(unbroken(&zh).contains("在押的，期间至期满之日为止") && zh.contains("法定节假日"), "{zh}");
    let en = told("date procedure 2026-03-05 appeal --as-of 2026-03-05 --format table", Language::En);
    assert!(en.contains("2026-03-15 (Sunday)") && en.contains("art. 105(4)"), "{en}");
    // On a working day nothing is moved; that holidays are not known is said all the same.
    let working = told("date procedure 2026-03-06 appeal --as-of 2026-03-05 --format table", Language::En);
    assert!(!working.contains("105(4)") && working.contains("Public holidays"), "{working}");
    // Under the text of 2012 it was article 103.
    let before = told("date procedure 2016-03-03 appeal --as-of 2016-03-03 --format table", Language::En);
    assert!(before.contains("2016-03-13 (Sunday)") && before.contains("art. 103(4)"), "{before}");
}

#[test]
fn a_deadline_is_found_by_its_name_in_either_language_and_an_unknown_one_is_told_the_names() {
    let days = |name: &str, language| told(&format!("date procedure 2026-03-05 {name} --as-of 2026-03-05"), language);
    let bail = days("bail", Language::Zh);
    for name in ["取保候审", "保释"] {
        assert_eq!(days(name, Language::Zh), bail, "{name}");
    }
    let zh = refused("date procedure 2026-03-05 custdy", Language::Zh);
    assert!(zh.contains("是否指`custody`") && zh.contains("bail（取保候审）"), "{zh}");
    let en = refused("date procedure 2026-03-05 xyz", Language::En);
    assert!(en.contains("bail (release on bail)") && en.contains("trial"), "{en}");
}

#[test]
fn deadlines_of_other_names_and_of_another_text_are_named() {
    let en = unbroken(&told("date procedure 2026-03-05 trial --as-of 2026-03-05 --format table", Language::En));
    for named in ["summary trial", "fast-track trial", "trial on appeal"] {
        assert!(en.contains(&unbroken(named)), "{named}: {en}");
    }
    let zh = unbroken(&told("date procedure 2026-03-05 审判 --as-of 2026-03-05 --format table", Language::Zh));
    assert!(zh.contains("另有其他名称的期限：简易程序一审"), "{zh}");
    // What they are called may be typed.
    let typed = told("date procedure 2026-03-05 简易程序一审 --as-of 2026-03-05 --format table", Language::Zh);
    assert!(typed.contains("2026年3月25日"), "{typed}");
    let bail = told("date procedure 2026-03-05 bail --as-of 2026-03-05 --format table", Language::En);
    assert!(!bail.contains("other names") && !bail.contains("--as-of"), "{bail}");
    // The text of 2012 was in force then.
    let before = unbroken(&told("date procedure 2015-03-05 custody --format table", Language::En));
    assert!(before.contains(&unbroken("--as-of 2015-03-05")), "{before}");
}

#[test]
fn every_deadline_has_a_name() {
    let book = &engine(LATEST).book;
    let list = book.vocabulary.kinds(book.vocabulary.kinds_named("deadline").expect("the list of the vocabulary"));
    for deadline in &book.collateral.deadlines {
        assert!(list.index(&deadline.name).is_some(), "{}", deadline.name);
    }
}

#[test]
fn days_on_chinese_screens_are_written_in_chinese() {
    for screen in [
        "analyze cases/drafts/doxxing-channel-records.toml --format table",
        "explain cases/drafts/doxxing-channel-records.toml --all --format table",
        "law list",
        "law show fs-2017-10",
        "date limitation 2016-03-05",
        "date record 2023-03-01",
        "date age 2010-03-01 --on 2026-03-01",
        "date term 3y6m 2026-03-05",
        "law diff 2017-05-31 2026-01-01",
    ] {
        let zh = told(screen, Language::Zh);
        let lines = zh.lines().filter(|line| !line.contains("gravamen ") && !line.contains("快照"));
        let typed: Vec<&str> = lines.filter(|line| typed_day(line)).collect();
        assert!(zh.contains('年') && typed.is_empty(), "{screen}: {typed:#?}");
    }
    let list = told("law list --places", Language::Zh);
    assert!(typed_day(&list), "{list}");
}

#[test]
fn titles_of_sources_are_in_the_language_of_the_reader() {
    let zh = told("law show fs-2017-10/5.1.3 --format table", Language::Zh);
    assert!(zh.contains("国家法律法规数据库") && !zh.contains("National database"), "{zh}");
    let en = told("law show fs-2017-10/5.1.3 --format table", Language::En);
    assert!(en.contains("National database"), "{en}");
    for (key, title) in &engine(LATEST).book.sources {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(&title.zh) && title.zh != title.en, "{key}");
    }
}

#[test]
fn readers_and_options_have_names_in_both_languages() {
    assert_eq!(told("guide 检察官", Language::Zh), told("guide prosecutor", Language::Zh));
    let only = |name: &str| {
        told(
            &format!("gaps cases/drafts/clinic-insider-access-disputed.toml --only {name} --format table"),
            Language::Zh,
        )
    };
    assert_eq!(only("已证实"), only("proven"));
    let wrong = refused("guide 检察管", Language::Zh);
    assert!(wrong.contains("是否指`检察官`") && wrong.contains("学生 student"), "{wrong}");
    let help = told("guide --help", Language::Zh);
    assert!(help.contains("[选项]") && !help.contains("OPTIONS") && help.contains("检察官 prosecutor"), "{help}");
    let all = told("--help", Language::Zh);
    assert!(!all.contains("OPTIONS") && !all.contains("[alias"), "{all}");
}

#[test]
fn pictures_name_what_they_show() {
    let folder = std::env::temp_dir().join(format!("gravamen-pictures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let drawn = |command: &str, language: Language| {
        let file = folder.join("p.svg");
        told(&format!("{command} --format table --plot {}", file.display()), language);
        std::fs::read_to_string(file).expect("a picture")
    };
    let case = "cases/benxi-bank-credit-915.toml";
    let sweep = format!("sweep {case} --over fs-2017-10/5.1.3=10..500");
    let (zh, en) = (drawn(&sweep, Language::Zh), drawn(&sweep, Language::En));
    assert!(zh.contains("《解释》第五条第一款第三项") && zh.contains("现行法"), "{zh}");
    assert!(en.contains("Interpretation art. 5(1)(3)") && en.contains("the law in force"), "{en}");
    let beside = format!("compare {case} --with bio-tier=t1 --picture");
    for picture in ["flow", "moves", "grounds", "persons"] {
        let zh = drawn(&format!("{beside} {picture}"), Language::Zh);
        let code = ["fs-2017-10/", "bio-tier", "base"].into_iter().find(|code| zh.contains(code));
        assert!(code.is_none(), "{picture}: {code:?}: {zh}");
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn what_all_laws_of_a_comparison_share_is_told_once() {
    let case = "cases/benxi-bank-credit-915.toml";
    let shared = "compare CASE --base public=consent_2 --with r24-formal+public=consent_2 --with r18+public=consent_2 --changes 0 --format table";
    let zh = told(&shared.replace("CASE", case), Language::Zh);
    let heading = zh.lines().take(2).collect::<String>();
    assert!(!heading.contains(" + ") && zh.contains("各法同样采用"), "{zh}");
}
