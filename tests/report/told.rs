//! What commands tell a reader: words in place of what one may type, and what is argued before what is not.

use std::process::Command;

use gravamen::report::words::Language;

use super::named::codes;
use crate::evaluation::support::engine;
use crate::shipped::found::LATEST;

/// What a command prints as tables.
pub(super) fn told(arguments: &str, language: Language) -> String {
    let lang = language.either("zh", "en");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments.split(' '));
    command.args(["--lang", lang, "--no-pager"]);
    if !arguments.contains("--width") {
        command.args(["--width", "100"]);
    }
    let output = command.output().expect("the command runs");
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// What a command that is refused says.
pub(super) fn refused(arguments: &str, language: Language) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gravamen"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments.split(' '));
    let output = command.args(["--lang", language.either("zh", "en")]).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2), "{arguments}");
    String::from_utf8(output.stderr).expect("text")
}

/// The same without what the width of a column breaks.
pub(super) fn unbroken(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The words of Latin letters in a text.
fn latin(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect()
}

const DECIDED: &str = "cases/benxi-bank-credit-915.toml cases/anxi-liu-disabled-fraud-2015.toml";

#[test]
fn what_a_file_expects_is_told_by_its_name() {
    let wide = told(&format!("case test {DECIDED} --format table --width 400"), Language::Zh);
    for name in ["情节特别严重", "判决有罪", "侵犯公民个人信息罪", "有期徒刑3年"] {
        assert!(wide.contains(name), "{name}: {wide}");
    }
    let zh = told(&format!("case test {DECIDED} --format table"), Language::Zh);
    let en = told(&format!("case test {DECIDED} --format table"), Language::En);
    for text in [&zh, &en] {
        let code = ["especially_serious", "none、serious", "cases/", "liu-"].iter().find(|code| text.contains(**code));
        assert!(code.is_none(), "{code:?}: {text}");
    }
    // What the offence is called has room: no line holds one letter of it alone.
    assert!(zh.lines().count() < 80, "{zh}");
    let places = told(&format!("case test {DECIDED} --format table --places"), Language::Zh);
    assert!(places.contains("cl/253-1") && places.contains("especially_serious"), "{places}");
}

#[test]
fn studies_name_laws_persons_and_what_is_varied() {
    const CASE: &str = "cases/drafts/courier-eighteen-sales.toml";
    let engine = engine(LATEST);
    for language in [Language::Zh, Language::En] {
        for command in [
            format!("compare {CASE} --with bio-tier=t1 --format table"),
            format!("sweep {CASE} --over fs-2017-10/5.1.3=10..500 --format table"),
            "witness --between base bio-tier=t1 --as-of 2026-01-15 --format table".to_owned(),
        ] {
            let text = told(&command, language);
            let told = text.lines().filter(|line| !line.contains("gravamen ")).collect::<Vec<_>>().join("\n");
            let found = codes(&told, engine);
            assert!(found.is_empty(), "{command} {language:?}: {found:?}\n{text}");
            assert!(!latin(&told).contains(&"base"), "{command} {language:?}\n{text}");
        }
    }
    let swept = told(&format!("sweep {CASE} --over fs-2017-10/5.1.3=10..500 --format table"), Language::Zh);
    assert!(swept.starts_with("变动：《解释》第五条第一款第三项，从10到500"), "{swept}");
    assert!(swept.contains("法律：现行法"), "{swept}");
}

#[test]
fn an_amending_table_tells_classes_as_lists_of_their_kinds() {
    let text = told("law diff base r07", Language::Zh);
    let line = "第三项信息：生物识别信息、健康生理信息、不满十四周岁未成年人的信息";
    assert!(unbroken(&text).contains(line) || unbroken(&text).contains("第三项信息："), "{text}");
    for code in ["reading", "biometric", "grave"] {
        assert!(!text.contains(code), "{code}: {text}");
    }
    let years = told("law diff 2017-05-31 2026-01-01", Language::Zh);
    for code in ["supports_telecom_fraud", "unlawful_handling", " and ", "does in"] {
        assert!(!years.contains(code), "{code}");
    }
}

#[test]
fn a_law_is_shown_in_words_with_the_titles_of_what_it_was_verified_in() {
    let text = told("law show fs-2017-10", Language::Zh);
    let (rules, verified) = text.split_once("核对所据").expect("the titles at the end");
    let rules = rules.lines().filter(|line| !line.contains("SHA-256")).collect::<Vec<_>>().join("\n");
    // The one word is the option that shows how a condition is written.
    let words: Vec<&str> = latin(&rules).into_iter().filter(|word| *word != "places").collect();
    assert!(words.is_empty(), "{words:?}");
    assert!(verified.contains("[1]") && verified.contains("国家法律法规数据库"), "{verified}");
    let places = told("law show fs-2017-10 --places", Language::En);
    assert!(places.contains("Encoded as") && places.contains("L1"), "the encoding is there for who asks");
}

#[test]
fn articles_are_headed_as_lawyers_write_them() {
    let text = told("law show 刑法第二百五十三条之一 --format table", Language::Zh);
    assert!(text.lines().any(|line| line == "第二百五十三条之一"), "{text}");
    assert!(!text.contains("第253-1条") && !text.contains("条件的写法"), "{text}");
    let text = told("law show fs-2017-10 --format table", Language::Zh);
    assert!(text.lines().any(|line| line == "第五条"), "{text}");
}

#[test]
fn another_age_and_anonymisation_are_told_only_on_demand() {
    for case in
        ["fuzhou-police-li-2025", "spp-2022-chen-jia-track-murder", "yizheng-zhijie-unit-2020", "software-company"]
    {
        let text = told(&format!("flip cases/{case}.toml --format table"), Language::Zh);
        for absurd in ["行为时的年龄", "已匿名化"] {
            assert!(!text.contains(absurd), "{case}: {text}");
        }
        if case.starts_with("fuzhou") {
            assert!(text.contains("没有当事人通常会提出的变化；其余"), "{text}");
            assert!(
                told(&format!("flip cases/{case}.toml --format table --all"), Language::Zh).contains("年龄"),
                "{case}"
            );
        }
    }
}

#[test]
fn accused_who_are_alike_are_told_once() {
    let text = told("flip cases/yizheng-zhijie-unit-2020.toml --format table", Language::En);
    let headings = text.lines().filter(|line| line.contains(" — infringing")).count();
    assert!(headings <= 3, "{text}");
    assert!(text.contains("Xian, Zhao, Sheng, Wang — "), "{text}");
}

#[test]
fn what_was_put_in_place_is_told_in_words() {
    let case = "cases/drafts/courier-eighteen-sales.toml";
    let zh = told(&format!("analyze {case} --set act.s01.gains=5万 --format table"), Language::Zh);
    assert!(zh.contains("→ 50,000元"), "{zh}");
    // A fact goes by the name that every screen has, and a reading by its answer.
    let name = zh.lines().find_map(|line| line.trim().split_once("  ").filter(|_| line.contains("→ 50,000元")));
    let (name, _) = name.expect("the fact and what it was");
    let by_name = told(&format!("analyze {case} --set {name}=5万 --format table"), Language::Zh);
    assert_eq!(by_name, zh);
    let net = |set: &str| told(&format!("analyze {case} --set {set} --format table"), Language::Zh);
    assert_eq!(net("gains=扣除购买信息的成本"), net("gains=net_of_purchase"));
}

#[test]
fn a_table_of_columns_says_what_an_empty_cell_means() {
    let zh = told("batch --describe", Language::Zh);
    for code in [" where ", "default ", "one of", "| number"] {
        assert!(!zh.contains(code), "{code}: {zh}");
    }
}

#[test]
fn the_list_of_pages_is_in_the_language_asked_for() {
    assert!(told("guide", Language::Zh).starts_with("# 手册"));
    assert!(told("guide", Language::En).starts_with("# The manual"));
}
