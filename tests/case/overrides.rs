//! `--set`.

use gravamen::case::facts::{Entity, Value};
use gravamen::case::{Override, Replaced};
use gravamen::range::Range;
use proptest::prelude::*;

use super::{all, read_text, value};

const FILE: &str = r#"
[case]
id = "c"
[[person]]
id = "zhang"
[[dataset]]
id = "v1.2"
items = { value = 10, status = "disputed" }
counts = { days = 3 }
[[act]]
id = "a2"
by = ["zhang"]
dataset = "v1.2"
[[gains]]
of = ["a2"]
received = 30000
[[gains]]
of = ["a2"]
received = 1
"#;

fn set(paths: &[&str]) -> Result<(gravamen::case::facts::Case, Vec<Replaced>), String> {
    let overrides: Vec<_> = paths.iter().map(|text| Override::parse(text).expect("path=value")).collect();
    let (sources, reading) = read_text(FILE, &overrides);
    reading.map(|reading| (reading.case, reading.replaced)).map_err(|errors| all(&sources, &errors))
}

#[test]
fn values_are_put_in_place_before_reading() {
    let (case, replaced) = set(&["dataset.v1.2.items = 5", "gains.0.received=4999.5"]).expect("a case");
    assert_eq!(value(&case, Entity::Dataset(0), "items"), Some(Value::Number(Range::point(5))));
    assert_eq!(value(&case, Entity::Gains(0), "received"), Some(Value::Number(Range::point(499_950))));
    assert_eq!(replaced[0].before.as_deref(), Some("{ value = 10, status = \"disputed\" }"));
    assert_eq!((replaced[1].before.as_deref(), replaced[1].after.as_str()), (Some("30000"), "4999.5"));
}

#[test]
fn the_only_gains_of_an_act_are_the_acts() {
    let text = FILE.replace("[[gains]]\nof = [\"a2\"]\nreceived = 1\n", "");
    let path = Override::parse("act.a2.gains=4999").expect("path=value");
    let (_, reading) = read_text(&text, &[path]);
    let reading = reading.expect("a case");
    assert_eq!(value(&reading.case, Entity::Gains(0), "received"), Some(Value::Number(Range::point(499_900))));
    assert_eq!(reading.replaced[0].before.as_deref(), Some("30000"));
}

#[test]
fn a_later_one_wins_and_words_need_no_quotation_marks() {
    let (case, replaced) =
        set(&["act.a2.does=hack", "act.a2.does=sell", "act.a2.on=2021-03", "case.judged=2023-06-01"]).expect("a case");
    assert_eq!(value(&case, Entity::Act(0), "does"), Some(Value::Options(gravamen::law::condition::Options::one(9))));
    assert_eq!(replaced[0].before, None);
    assert_eq!(replaced[1].before.as_deref(), Some("hack"));
    assert!(case.judged.is_some());
    let (case, _) = set(&["dataset.v1.2.days=4", "act.a2.by.zhang.role=accessory"]).expect("a case");
    assert_eq!(value(&case, Entity::Dataset(0), "days"), Some(Value::Number(Range::point(4))));
    let part = Entity::Participant { act: 0, person: 0 };
    assert_eq!(value(&case, part, "role"), Some(Value::Options(gravamen::law::condition::Options::one(1))));
}

#[test]
fn errors_point_into_what_was_given() {
    let wrong = |text: &str| set(&[text]).expect_err("an error");
    assert_eq!(
        wrong("dataset.v1.2.items=many"),
        "[wrong-type] expected a whole number for `items`, found the string `many`\n  at --set:1:20 `many`\n  help: write a number, or `\"5万\"`, \
         `\"6200至9400\"`, `\"5000以上\"` in quotation marks"
    );
    assert_eq!(
        wrong("dataset.v1.2.itms=3"),
        "[unknown-key] unknown key `itms` in `[[dataset]]`\n  at --set:1:14 `itms`\n  help: did you mean `items`? `gravamen case format` lists all keys"
    );
    assert_eq!(
        wrong("act.a3.does=sell"),
        "[override-path] nothing in the file has the id `a3`\n  at --set:1:1 `act.a3.does`\n  help: there is `a2`"
    );
    assert_eq!(
        wrong("datset.v1.2.items=3"),
        "[override-path] nothing is called `datset` in the file\n  at --set:1:1 `datset.v1.2.items`\n  help: did you mean `dataset`?"
    );
    assert_eq!(
        wrong("act.a2.to=[\"b\""),
        "[override-value] expected a TOML value or a word, found `[\"b\"`\n  at --set:1:11 `[\"b\"`\n  help: put text in quotation marks"
    );
    assert_eq!(
        wrong("act.a2.gains=4999"),
        "[two-forms-of-gains] the gains of this act are stated twice: in the act and under `[[gains]]`\n  \
         at --set:1:8 `gains` in the act\n  and case.toml:15:7 `\"a2\"` under `[[gains]]`\n  help: keep one of the two"
    );
    for path in ["", ".", "act", "act.", "act.a2", "act.a2.", "...", "case", "case.id.x.y", "gains.0.of.a2.b"] {
        wrong(&format!("{path}=3"));
    }
}

proptest! {
    #[test]
    fn arbitrary_overrides_never_panic(
        path in "((act|gains|dataset|case|person|a2|0|by|of|zhang|v1|2|counts|items|days|张)[.]{0,2}){0,6}",
        value in "([0-9]{1,3}|[{]min=|[}]|,|\"|\\[|\\]|unknown|张|a[.]|\n| ){0,6}",
    ) {
        let found = Override { path, value };
        let (sources, reading) = read_text(FILE, &[found.clone(), found]);
        if let Err(errors) = reading {
            prop_assert!(!all(&sources, &errors).is_empty());
        }
    }
}

#[test]
fn a_share_and_a_judgement_need_no_table_in_the_file() {
    let (case, replaced) = set(&["dataset.v1.2.share.dead=3"]).expect("a case");
    let shares: Vec<_> = case.datasets[0].shares.iter().map(|(_, fact)| fact.value.clone()).collect();
    assert_eq!(shares, [Value::Number(Range::point(3))]);
    assert_eq!(replaced[0].before, None);
    let (case, replaced) =
        set(&["judgement.zhang.fs-2017-10/5.2.2=true", "judgement.zhang.fs-2017-10/5.2.2=false"]).expect("a case");
    assert_eq!(case.judgements.len(), 1);
    assert!(!case.judgements[0].holds && case.judgements[0].place.to_string() == "fs-2017-10/5.2.2");
    assert_eq!(replaced[1].before.as_deref(), Some("true"));
    // Unknown is no answer.
    let (case, _) = set(&["judgement.zhang.cl/65=true", "judgement.zhang.cl/65=unknown"]).expect("a case");
    assert!(case.judgements.is_empty());
    let wrong = set(&["judgement.nobody.cl/65=true"]).expect_err("no such person");
    assert!(wrong.contains("judgement"), "{wrong}");
}

#[test]
fn what_falls_in_some_days_of_an_act_is_stated_as_an_act() {
    let text = FILE.replace("id = \"a2\"\n", "id = \"a2\"\nfrom = 2014-01-01\n");
    let path = Override::parse("act.a2.from.2015-11-01.items=3").expect("path=value");
    let (sources, reading) = read_text(&text, &[path]);
    let told = all(&sources, &reading.expect_err("a day is no table"));
    assert!(told.contains("write an act for these days, beginning at `2015-11-01`"), "{told}");
}
