//! Older case files in the form of today: comments and layout stay.

use gravamen::case::{format, read};
use gravamen::span::Sources;

use crate::evaluation::support::{JUDGED, engine};

fn formatted(text: &str) -> String {
    let mut sources = Sources::default();
    let source = sources.add("case.toml", text);
    format(&sources, source, &engine(JUDGED).book.vocabulary).expect("TOML")
}

#[test]
fn what_the_purpose_said_of_the_business_is_said_apart() {
    let old = "# head\n[[act]]\nid      = \"a\"   # one\npurpose = \"lawful_business\"        # its own telesales\nprofit = 1\n";
    let new = "# head\n[[act]]\nid      = \"a\"   # one\npurpose = \"business\"\nbusiness = \"lawful\"        # its own telesales\nprofit = 1\n";
    assert_eq!(formatted(old), new);
    assert_eq!(formatted(new), new, "a second time changes nothing");
    let short =
        "act = [{ id = \"a\", purpose = \"unlawful_business\", profit = 1 }, { purpose = \"lawful_business\" }]\n";
    let written = "act = [{ id = \"a\", purpose = \"business\", business = \"unlawful\", profit = 1 }, { purpose = \"business\", business = \"lawful\" }]\n";
    assert_eq!(formatted(short), written);
}

#[test]
fn how_a_fact_stands_goes_with_what_differs() {
    let old = "[[act]]\npurpose = { one_of = [\"lawful_business\", \"unlawful_business\"], status = \"disputed\", defence = \"lawful_business\", evidence = [\"E3\"] }\n";
    let new = "[[act]]\npurpose = \"business\"\nbusiness = { one_of = [\"lawful\", \"unlawful\"], status = \"disputed\", defence = \"lawful\", evidence = [\"E3\"] }\n";
    assert_eq!(formatted(old), new);
    let proven = "[[act]]\npurpose = { value = \"lawful_business\", evidence = [\"E5\"] }\n";
    assert_eq!(
        formatted(proven),
        "[[act]]\npurpose = \"business\"\nbusiness = { value = \"lawful\", evidence = [\"E5\"] }\n"
    );
}

#[test]
fn what_is_not_said_otherwise_stays() {
    for text in [
        "[[act]]\npurpose = \"marketing\"\n",
        "[[act]]\npurpose = { one_of = [\"lawful_business\", \"resale\"], status = \"disputed\" }\n",
        "[[act]]\npurpose = \"unknown\"\n",
        "[[person]]\npurpose = \"lawful_business\"\n",
        "",
    ] {
        assert_eq!(formatted(text), text);
    }
    let business = "[[act]]\npurpose = \"lawful_business\"\nbusiness = \"unlawful\"\n";
    assert_eq!(
        formatted(business),
        "[[act]]\npurpose = \"business\"\nbusiness = \"unlawful\"\n",
        "what is stated stays"
    );
}

#[test]
fn hostile_files_are_left_as_they_are_or_refused() {
    for text in [
        "act = 5\n",
        "[act]\npurpose = \"lawful_business\"\n",
        "act = [5, [\"x\"]]\n",
        "case = []\n",
        "[[act]]\nby = 3\n",
    ] {
        assert_eq!(formatted(text), text);
    }
    let mut sources = Sources::default();
    let source = sources.add("case.toml", "[[act]\npurpose = ");
    assert!(format(&sources, source, &engine(JUDGED).book.vocabulary).is_err());
}

#[test]
fn every_shipped_case_is_in_the_form_of_today() {
    let mut seen = 0;
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&entry).expect("text");
                assert_eq!(formatted(&text), text, "{}", entry.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen} cases");
}

#[test]
fn the_new_form_says_the_same() {
    let old = "[case]\nid = \"c\"\n[[person]]\nid = \"p\"\n[[dataset]]\nid = \"d\"\n[[act]]\nid = \"a\"\nby = [\"p\"]\ndataset = \"d\"\n\
        does = \"purchase\"\npurpose = { value = \"lawful_business\", status = \"disputed\" }\n";
    for text in [old.to_owned(), formatted(old)] {
        let mut sources = Sources::default();
        let source = sources.add("case.toml", text.clone());
        assert!(read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).is_ok(), "{text}");
    }
}

/// What people write at a desk, in every table.
const AS_AT_A_DESK: &str = "\
[case]
id = \"c\"
judged = \"2025年12月3日\"   # 裁判日
[[evidence]]
id = \"E1\"
kind = \"书证\"
title = \"转账记录\"
outstanding = \"否\"
[[person]]
id = \"zhang\"
name = \"张某\"
born = \"1990年5月\"
surrendered = \"是\"
[[person]]
id = \"li\"
name = \"李某\"
record = [{ kind = \"行政处罚\", decided = \"2024/1/2\" }]
[[dataset]]
id = \"orders\"
title = \"订单\"
contains = [\"姓名、电话号码\"]
items = \"６２００至９４００\"
counts = { persons = \"5千\" }
[[act]]
id = \"a1\"
by = [\"张某\", { person = \"李某\", role = \"从犯\" }]
does = { value = \"出售\", status = \"disputed\", defence = \"提供给特定人\", evidence = [\"转账记录\"] }
dataset = \"订单\"
on = \"2025年3月上旬\"
items = \"5000条以上\"
to = \"王某、赵某等5人\"
gains = { figures = [{ by = \"起诉书\", value = \"1.2万元\" }] }
cost = \"三百元\"
[[consequence]]
of = \"a1\"
kind = \"不明\"
";

#[test]
fn what_is_written_at_a_desk_is_written_in_the_standard_form() {
    let written = formatted(AS_AT_A_DESK);
    for line in [
        "judged = 2025-12-03   # 裁判日",
        "kind = \"documentary\"",
        "outstanding = false",
        "born = \"1990-05\"",
        "surrendered = true",
        "record = [{ kind = \"administrative\", decided = 2024-01-02 }]",
        "contains = [\"name\", \"phone\"]",
        "items = { min = 6200, max = 9400 }",
        "counts = { persons = 5000 }",
        "by = [\"zhang\", { person = \"li\", role = \"accessory\" }]",
        "does = { value = \"sell\", status = \"disputed\", defence = \"provide\", evidence = [\"E1\"] }",
        "dataset = \"orders\"",
        "on = { min = 2025-03-01, max = 2025-03-10 }",
        "items = { min = 5000 }",
        "to = [\"王某\", \"赵某\"]",
        "recipients = 5",
        "gains = { figures = [{ by = \"起诉书\", value = 12000 }] }",
        "cost = 300",
        "kind = \"unknown\"",
    ] {
        assert!(written.lines().any(|found| found == line), "{line}\n{written}");
    }
    assert_eq!(formatted(&written), written, "a second time changes nothing");
    let stated = |text: &str| {
        let mut sources = Sources::default();
        let source = sources.add("case.toml", text);
        let case = read(&mut sources, source, &engine(JUDGED).book.vocabulary, &[]).expect("a case").case;
        let facts = case.stated.into_iter().map(|(at, fact)| (at, fact.value, fact.defence, fact.evidence));
        let acts = case.acts.into_iter().map(|act| (act.by, act.datasets, act.to));
        (case.judged, facts.collect::<Vec<_>>(), acts.collect::<Vec<_>>())
    };
    assert_eq!(stated(AS_AT_A_DESK), stated(&written), "the same facts");
}
