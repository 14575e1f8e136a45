//! What a Chinese keyboard and a Chinese habit leave in a case file: read where it is clear, and refused with what to
//! write, in both languages, where it is not.
//!
//! `GRAVAMEN_BLESS=1 cargo test` rewrites what is said; the difference is to be reviewed.

use std::fs;
use std::path::Path;

use gravamen::case::facts::{Case, Entity, Value};
use gravamen::case::read;
use gravamen::diagnostic::Diagnostics;
use gravamen::law::vocabulary::{Scope, Vocabulary};
use gravamen::range::Range;
use gravamen::render::messages;
use gravamen::render::source;
use gravamen::report::words::Language;
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, engine};

/// A case in which one line is put for `@`, under the key of its table.
fn with(table: &str, line: &str) -> String {
    let of = |name: &str| if name == table { line } else { "" };
    let person = of("person");
    let dataset = of("dataset");
    let act = of("act");
    let by = if act.starts_with("by") { "" } else { "by = \"zhang\"" };
    let on = if act.starts_with("dataset") { "" } else { "dataset = \"orders\"" };
    let does = if act.starts_with("does") { "" } else { "does = \"sell\"" };
    format!(
        "[case]\nid = \"c\"\n[[person]]\nid = \"zhang\"\nname = \"张某\"\n{person}\n[[dataset]]\nid = \"orders\"\n\
         title = \"订单\"\n{dataset}\n[[act]]\nid = \"a1\"\n{by}\n{on}\n{does}\n{act}\n"
    )
}

fn reading(text: &str) -> (Sources, Result<Case, Diagnostics>) {
    let vocabulary: &Vocabulary = &engine(JUDGED).book.vocabulary;
    let mut sources = Sources::default();
    let source = sources.add("案卷.toml", text);
    let found = read(&mut sources, source, vocabulary, &[]).map(|reading| reading.case);
    (sources, found)
}

/// What is refused: the table, and the line as it was typed.
const MISTAKES: [(&str, &str); 80] = [
    ("dataset", "items = “5000”"),
    ("dataset", "items = \"5000”"),
    ("dataset", "contains = [\"name\"，\"phone\"]"),
    ("dataset", "contains = [\"name\"、\"phone\"]"),
    ("dataset", "items ＝ 5000"),
    ("dataset", "items = ５０００"),
    ("dataset", "items = 5万"),
    ("dataset", "条数 = 5000"),
    ("dataset", "\"条数\" = 5000"),
    ("dataset", "contains = 【\"name\"】"),
    ("dataset", "items = \"数十条\""),
    ("dataset", "items = \"几万\""),
    ("dataset", "items = 6,000"),
    ("dataset", "items = 6，000"),
    ("dataset", "items = \"3.5\""),
    ("dataset", "contains = [\"name\" \"phone\"]"),
    ("dataset", "title = orders"),
    ("act", "on = 2022.1.3"),
    ("act", "on = 2022-01-03\non = 2022-01-04"),
    ("act", "gains = "),
    ("dataset", "items = \"5至6万\""),
    ("dataset", "items = \"9400至6200\""),
    ("dataset", "items = \"5万元\""),
    ("dataset", "items = \"一些\""),
    ("dataset", "itmes = 5000"),
    ("dataset", "contains = \"姓名、手机\""),
    ("act", "does = 出售"),
    ("act", "does = \"提供工具\""),
    ("act", "by = \"张谋\""),
    ("act", "on = \"2025年3月初\""),
    ("act", "on = 2025.12"),
    ("act", "on = \"2025年13月\""),
    ("act", "gains = \"1.234元\""),
    ("person", "born = \"一九九零\""),
    ("dataset", "items：5000"),
    ("dataset", "contains = ［\"name\"］"),
    ("person", "自首 = true"),
    ("person", "surrenderd = true"),
    ("act", "gains = { value = \"5万\", statis = \"disputed\" }"),
    ("act", "does = \"sell"),
    ("act", "gains 6000"),
    ("act", "does sell"),
    ("act", "gains: 6000"),
    ("act", "on = 2021-02-30"),
    ("act", "on = \"2021年2月30日\""),
    ("act", "on = \"2021年13月\""),
    ("act", "gains = 6000."),
    ("act", "gains = 6000。"),
    ("act", "gains = 6000；"),
    ("act", "gains = 6000;"),
    ("act", "gains = 6000 ；注"),
    ("act", "gains = 6000 ;注"),
    ("act", "gains = 6000 （元）"),
    ("act", "gains = 6000 (元)"),
    ("act", "gains = 6000 元"),
    ("act", "gains = 6000元。"),
    ("act", "gains = ６０００。"),
    ("act", "does = \"sell\"。"),
    ("dataset", "contains = [\"name\"；\"phone\"]"),
    ("dataset", "contains = [\"name\", \"phone\""),
    ("dataset", "share = { under_14 = 3"),
    ("dataset", "contains = [\"name, \"phone\"]"),
    ("dataset", "items = 60。5"),
    ("act", "by = [\"张某，张某\"]"),
    ("act", "to = 3"),
    ("act", "to = [\"李某\", \"3\"]"),
    ("act", "to = \"数十人\""),
    ("act", "to = [\"李某等3人\"]\nrecipients = 2"),
    ("act", "[[行为]]"),
    ("act", "[[\"行为\"]]"),
    ("act", "on = \"21年3月1日\""),
    ("person", "born = \"1990年正月初一\""),
    ("act", "gains = \"无\""),
    ("act", "gains = \"每条0.5元\""),
    ("dataset", "contains = [\"姓名、手机\"]"),
    ("act", "does = 出 售"),
    ("act", "does = \"出 售\""),
    ("act", "gains = -6000"),
    ("person", "kind = \"单位\"\ninsane = true"),
    ("person", "kind = \"unit\"\nage = 40"),
];

#[test]
fn each_mistake_is_told_in_both_languages() {
    let mut told = String::new();
    for (table, line) in MISTAKES {
        let (sources, found) = reading(&with(table, line));
        let wrong = found.expect_err(line);
        told += &format!("=== {line}\n\n");
        for one in &wrong {
            for language in [Language::Zh, Language::En] {
                told += &format!("{}\n\n", source::render_in(language, &sources, one, false));
            }
            let said = [&one.message].into_iter().chain(&one.help).chain(&one.notes);
            let labels = one.labels.iter().map(|label| &label.text).filter(|text| !text.is_empty());
            for text in said.chain(labels) {
                assert!(messages::has(text), "no Chinese for `{text}`");
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/case/typing.txt");
    if std::env::var_os("GRAVAMEN_BLESS").is_some() {
        fs::write(&path, &told).expect("written");
    }
    assert_eq!(told, fs::read_to_string(&path).unwrap_or_default());
}

#[test]
fn what_is_clear_is_read() {
    let value = |table: &str, line: &str, entity: Entity, name: &str| {
        let (sources, found) = reading(&with(table, line));
        let case = found.unwrap_or_else(|wrong| {
            panic!("{line}: {}", wrong.iter().map(|one| source::render(&sources, one, false)).collect::<String>())
        });
        let fact = engine(JUDGED).book.vocabulary.fact_named(entity.scope(), name).expect("a fact");
        case.fact(entity, fact).map(|fact| fact.value.clone())
    };
    let items = |line: &str| value("dataset", line, Entity::Dataset(0), "items");
    assert_eq!(items("items = \"5万\""), Some(Value::Number(Range::point(50_000))));
    assert_eq!(items("items = \"６２００至９４００\""), Some(Value::Number(Range::new(6200, 9400))));
    assert_eq!(items("items = \"5000条以上\""), Some(Value::Number(Range { min: 5000, max: Range::ANY.max })));
    assert_eq!(items("items = \"不明\""), items("items = \"unknown\""));
    let contains = |line: &str| value("dataset", line, Entity::Dataset(0), "contains");
    assert_eq!(contains("contains = \"姓名\""), contains("contains = [\"name\"]"));
    assert_eq!(contains("contains = [\"姓名、手机号\"]"), contains("contains = [\"name\", \"phone\"]"));
    let day = |line: &str| value("act", line, Entity::Act(0), "on");
    for written in ["\"2025年12月3日\"", "\"2025.12.3\"", "\"2025/12/3\"", "\"２０２５－１２－３\""] {
        assert_eq!(day(&format!("on = {written}")), day("on = 2025-12-03"), "{written}");
    }
    assert_eq!(day("on = \"20251203\""), day("on = 2025-12-03"));
    let does = |line: &str| value("act", line, Entity::Act(0), "does");
    assert_eq!(does("does = \"出售\""), does("does = \"sell\""));
    // What people call it otherwise.
    assert_eq!(does("does = \"贩卖\""), does("does = \"sell\""));
    assert_eq!(contains("contains = \"手机号、身份证号\""), contains("contains = [\"phone\", \"id_number\"]"));
    // What is not exact is what its author says, with no tolerance that nobody states.
    assert_eq!(items("items = \"约8600条\""), items("items = { about = 8600 }"));
    assert_eq!(items("items = \"近6万\""), items("items = { nearly = 60000 }"));
    assert_eq!(items("items = \"5万余\""), items("items = { about = 50000, min = 50000 }"));
    assert_eq!(items("items = \"约5000（4800至5200）\""), items("items = { about = 5000, min = 4800, max = 5200 }"));
    assert_eq!(items("items = \"不到5000\""), items("items = { max = 4999 }"));
    let gains = |line: &str| {
        let (_, found) = reading(&with("act", line));
        let case = found.expect("a case");
        let fact = case.stated.iter().find(|((entity, _), _)| matches!(entity, Entity::Gains(_))).map(|(_, fact)| fact);
        fact.map(|fact| (fact.value.clone(), fact.standing))
    };
    assert_eq!(gains("gains = \"伍万元\""), gains("gains = 50000"));
    assert_eq!(gains("gains = \"¥5,000\""), gains("gains = 5000"));
    let disputed = |how: &str| gains(&format!("gains = {{ value = 5000, status = \"{how}\" }}"));
    assert_eq!(disputed("有争议"), disputed("disputed"));
}

#[test]
fn the_same_person_is_one_recipient_by_whichever_name() {
    let text =
        with("act", "to = [\"李某\"]").replace("[[dataset]]", "[[person]]\nid = \"li\"\nname = \"李某\"\n[[dataset]]");
    let (_, case) = reading(&text);
    assert_eq!(case.expect("a case").acts[0].to, Some(vec!["li".to_owned()]));
    let (_, case) = reading(&with("act", "by = \"张某\"\ndataset = \"订单\"").replace("\ndataset = \"orders\"", ""));
    assert_eq!(case.expect("a case").acts[0].by, [0]);
}

/// How many there are is no name: what `to` says of it is what `recipients` would say.
#[test]
fn a_number_of_recipients_is_read_wherever_it_stands() {
    let recipients = |line: &str| {
        let case = reading(&with("act", line)).1.unwrap_or_else(|wrong| panic!("{line}: {wrong:?}"));
        let fact = engine(JUDGED).book.vocabulary.fact_named(Scope::Act, "recipients").expect("a fact");
        let number = case.fact(Entity::Act(0), fact).map(|fact| (fact.value.clone(), fact.approximate));
        (case.acts[0].to.clone().unwrap_or_default(), number)
    };
    let same = [
        ("to = [\"李某等3人\"]", "to = [\"李某\"]\nrecipients = 3"),
        ("to = \"李某、王某、赵某\"", "to = [\"李某\", \"王某\", \"赵某\"]"),
        ("to = [\"李某，王某\"]", "to = [\"李某\", \"王某\"]"),
        ("to = \"Li, Wang, Zhao\"", "to = [\"Li\", \"Wang\", \"Zhao\"]"),
        ("to = \"3人\"", "recipients = 3"),
        ("to = \"3\"", "recipients = 3"),
        ("to = [\"李某\", \"3人\"]", "to = [\"李某\"]\nrecipients = 4"),
        ("to = [\"多人\"]", "recipients = { min = 2 }"),
        ("to = [\"若干公司\"]", "recipients = { min = 2 }"),
        ("to = [\"不特定多数人\"]", "recipients = { min = 2 }"),
        ("to = [\"不详\"]", "recipients = { min = 1 }"),
        ("to = \"约10人\"", "recipients = { about = 10 }"),
        ("to = [\"李某等人\"]\nrecipients = 5", "to = [\"李某\"]\nrecipients = 5"),
    ];
    for (written, meant) in same {
        assert_eq!(recipients(written), recipients(meant), "{written}");
    }
    let text = with("act", "to = \"李华和王明\"");
    let mut sources = Sources::default();
    let source = sources.add("案卷.toml", &text);
    let read = read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).expect("a case");
    assert!(read.warnings.iter().any(|warning| warning.code == "one-recipient"), "{:?}", read.warnings);
}

#[test]
fn what_is_of_either_kind_of_person_is_read() {
    for line in ["kind = \"单位\"\nsurrendered = true", "insane = true", "kind = \"unknown\"\ninsane = true"] {
        let (_, case) = reading(&with("person", line));
        assert!(case.is_ok(), "{line}");
    }
}
