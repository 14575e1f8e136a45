//! What the page writes into case files.

use std::fs;
use std::path::Path;

use gravamen::engine::Engine;
use gravamen::interview::edit::File;
use gravamen::interview::fields::{Entering, Known, TABLES};
use gravamen::report::words::Language;

use super::site::Site;
use crate::evaluation::support::{JUDGED, engine};

/// A case with comments and a layout of its own.
const CASE: &str = r#"# What stands here stays.

[case]
id       = "c1"
title    = "A sale"    # its title

[[person]]
id   = "li"
name = "Li"

[[dataset]]
id       = "list"      # the list
contains = ["name", "phone"]
items    = 4000        # counted

[[act]]
id = "a1"
by = ["li"]
does = "sell"
dataset = "list"
on = 2024-05-06
to = ["buyer"]
"#;

fn edit(site: &Site, fields: &[(&str, &str)]) -> super::site::Answer {
    site.post("edit?case=c.toml", fields)
}

#[test]
fn a_value_changes_its_line_and_nothing_else_and_is_taken_back() {
    let site = Site::open(&[("c.toml", CASE)]);
    let answer = edit(&site, &[("path", "dataset.list.items"), ("value", "5000")]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(site.text("c.toml"), CASE.replace("= 4000 ", "= 5000 "));
    assert!(answer.body.contains("id=\"result\"") && answer.body.contains("id=\"status\""));
    // Keys pressed one after another are one change.
    edit(&site, &[("path", "dataset.list.items"), ("value", "50000")]);
    assert_eq!(site.post("undo?case=c.toml", &[]).status, 200);
    assert_eq!(site.text("c.toml"), CASE);
    assert_eq!(site.names(), ["c.toml"], "nothing is left beside the file");
}

#[test]
fn what_is_found_follows_what_is_typed() {
    let site = Site::open(&[("c.toml", CASE)]);
    let below = edit(&site, &[("path", "dataset.list.items"), ("value", "4999")]).body;
    assert!(below.contains("grade open") || below.contains("grade excluded"), "{below}");
    let reached = edit(&site, &[("path", "dataset.list.items"), ("value", "5000")]).body;
    assert!(reached.contains("grade established"), "{reached}");
}

#[test]
fn what_is_no_value_is_said_beside_the_field_and_not_written() {
    let site = Site::open(&[("c.toml", CASE)]);
    for (path, value) in [
        ("dataset.list.items", "many"),
        ("dataset.list.items", "-5"),
        ("dataset.list.duplicates", "4001"),
        ("act.a1.on", "2024-13-40"),
        ("act.a1.when", "yesterday"),
        ("act.a1.does", "juggle"),
        ("act.a1.by", "nobody"),
        ("act.a1.by", ""),
        ("dataset.list.contains", "shoe_size"),
        ("person.li.of", "li"),
    ] {
        let answer = edit(&site, &[("path", path), ("value", value)]);
        assert_eq!(answer.status, 422, "{path} = {value}: {}", answer.body);
        assert!(answer.body.contains(&format!("id=\"said-{path}\"")), "{path} = {value}: {}", answer.body);
        assert_eq!(site.text("c.toml"), CASE, "{path} = {value}");
    }
}

#[test]
fn every_way_of_writing_a_fact_can_be_typed() {
    let site = Site::open(&[("c.toml", &format!("{CASE}\n[[evidence]]\nid = \"E1\"\n"))]);
    let whole = [
        ("path", "act.a1.gains"),
        ("whole", "yes"),
        ("value", "6,000"),
        ("standing", "disputed"),
        ("defence", "4800 .. 5200"),
        ("evidence", "E1"),
        ("note", "two \"accounts\""),
    ];
    assert_eq!(edit(&site, &whole).status, 200);
    let line = r#"gains = { value = 6000, status = "disputed", defence = { min = 4800, max = 5200 }, evidence = ["E1"], note = 'two "accounts"' }"#;
    assert!(site.text("c.toml").contains(line), "{}", site.text("c.toml"));
    // The value alone leaves how it stands.
    assert_eq!(edit(&site, &[("path", "act.a1.gains"), ("value", "7000 ..")]).status, 200);
    assert!(site.text("c.toml").contains(r#"{ min = 7000, status = "disputed""#), "{}", site.text("c.toml"));
    for (path, value, line) in [
        ("act.a1.when", "2024-05-06 to 2024-06", "from = 2024-05-06\nuntil = \"2024-06\""),
        ("act.a1.when", "2024-05", "on = \"2024-05\""),
        ("act.a1.to", "3 ..", "recipients = { min = 3 }"),
        ("act.a1.to", "buyer, second", "to = [\"buyer\", \"second\"]"),
        ("act.a1.by.li.role", "principal", "by = [{ person = \"li\", role = \"principal\" }]"),
        ("dataset.list.share.deceased", "20", "share = { deceased = 20 }"),
        ("dataset.list.items", "unknown", "items    = \"unknown\""),
        ("person.li.surrendered", "yes", "surrendered = true"),
        ("case.title", "Another title", "title    = \"Another title\"    # its title"),
    ] {
        let answer = edit(&site, &[("path", path), ("value", value)]);
        assert_eq!(answer.status, 200, "{path} = {value}: {}", answer.body);
        assert!(site.text("c.toml").contains(line), "{path} = {value}: {}", site.text("c.toml"));
    }
    // A person's part stays when another joins.
    site.post("add?case=c.toml", &[("table", "person"), ("name", "Wu")]);
    assert_eq!(edit(&site, &[("path", "act.a1.by"), ("value", "Li, Wu")]).status, 200);
    assert!(
        site.text("c.toml").contains(r#"by = [{ person = "li", role = "principal" }, "wu"]"#),
        "{}",
        site.text("c.toml")
    );
}

#[test]
fn a_case_is_taken_from_nothing_to_a_result() {
    let site = Site::open(&[]);
    let made = site.post("new", &[("title", "Sale of a list")]);
    assert_eq!(made.status, 303);
    let case = "case=sale-of-a-list.toml";
    let add = |table: &str, name: &str| {
        let answer = site.post(&format!("add?{case}"), &[("table", table), ("name", name)]);
        assert_eq!(answer.status, 200, "{table} {name}: {}", answer.body);
    };
    add("person", "张三");
    add("dataset", "orders");
    add("act", "张三");
    for (path, value) in [
        ("dataset.orders.contains", "name, phone"),
        ("dataset.orders.items", "5000"),
        ("act.a1.does", "sell"),
        ("act.a1.dataset", "orders"),
        ("act.a1.when", "2024-05-06"),
        ("act.a1.to", "buyer"),
    ] {
        let answer = site.post(&format!("edit?{case}"), &[("path", path), ("value", value)]);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    }
    // What was done is asked for before anything is worked out.
    let add = site.post(&format!("add?{case}"), &[("table", "act"), ("name", "张三")]).body;
    assert!(add.contains("f-act.a2.does") && !add.contains("class=\"headline\""), "{add}");
    assert_eq!(site.post(&format!("undo?{case}"), &[]).status, 200);
    let result = site.get(&format!("result?{case}")).body;
    assert!(result.contains("grade established") && result.contains("serious"), "{result}");
    assert_eq!(site.post(&format!("take?{case}"), &[("path", "act.a1")]).status, 200);
    assert!(!site.text("sale-of-a-list.toml").contains("[[act]]"));
    assert_eq!(site.post("new", &[("title", "Sale of a list")]).status, 422, "a case is not written over another");
}

#[test]
fn rows_of_excel_become_acts_all_or_none() {
    let site = Site::open(&[("c.toml", CASE)]);
    let rows = "By\tconduct\tWhen\titems taken or passed on\tTo\tamount received\tmemo\nLi\tsell\t2024-05-07\t1,000\tAn\t500\tx\nLi\tsell\t2024/15/8\t2000\tBo\t900.50\ty\n";
    let shown = site.post("paste?case=c.toml", &[("rows", rows)]);
    assert_eq!(shown.status, 200);
    assert_eq!(site.text("c.toml"), CASE, "a preview writes nothing");
    let columns = ["by", "does", "when", "items", "to", "gains", ""];
    let mut fields: Vec<(&str, &str)> = columns.iter().map(|column| ("column", *column)).collect();
    fields.extend([("heading", "yes"), ("rows", rows)]);
    let wrong = site.post("paste-in?case=c.toml", &fields);
    assert_eq!(wrong.status, 422, "there is no fifteenth month");
    assert!(wrong.body.contains("row 3"), "{}", wrong.body);
    assert_eq!(site.text("c.toml"), CASE, "all or none");
    let right = rows.replace("2024/15/8", "2024/5/8");
    fields.pop();
    fields.push(("rows", &right));
    let answer = site.post("paste-in?case=c.toml", &fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let text = site.text("c.toml");
    assert!(text.starts_with(CASE) && text.matches("[[act]]").count() == 3, "{text}");
    assert!(
        text.contains("gains = 900.50") && text.contains("items = 1000") && text.contains("to = [\"Bo\"]"),
        "{text}"
    );
    site.post("undo?case=c.toml", &[]);
    assert_eq!(site.text("c.toml"), CASE);
}

/// Whatever a case file says, a form shows it so that sending it back says the same.
#[test]
fn what_a_field_shows_says_the_same_when_it_is_sent_back() {
    let engine: &Engine = engine(JUDGED);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let folders = [root.clone(), root.join("drafts")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let mut seen = 0;
    for path in
        files.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|e| e == "toml"))
    {
        let text = fs::read_to_string(&path).expect("a case");
        let file = File::parse(&text).expect("a case is TOML");
        let known = Known { vocabulary: &engine.book.vocabulary, program: &engine.program, file: &file, matters: &[] };
        for entry in TABLES.iter().flat_map(|table| known.entries(table)) {
            for (key, written) in &entry.keys {
                let field = known.field(&format!("{}.{key}", entry.path), Language::En);
                let Some(Entering::Fact(form)) = field.as_ref().map(|field| &field.entering) else { continue };
                let toml = written
                    .toml(form)
                    .unwrap_or_else(|wrong| panic!("{}: {}.{key}: {}", path.display(), entry.path, wrong.message));
                let mut again = File::parse(&text).expect("a case is TOML");
                let toml = toml.expect("what is stated is stated again");
                again.put(&format!("{}.{key}", entry.path), &toml, None).expect("it has its place");
                let table = entry.path.split('.').next().expect("a table");
                assert_eq!(again.entries(table), file.entries(table), "{}: {}.{key}", path.display(), entry.path);
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "only {seen} fields");
}

#[test]
fn a_judgement_is_made_changed_and_taken_back() {
    let site = Site::open(&[("c.toml", CASE)]);
    let judge = |holds: &str, reasons: &str| {
        let fields = [("person", "li"), ("place", "fs-2017-10/5.1.10"), ("holds", holds), ("reasons", reasons)];
        let answer = site.post("judge?case=c.toml", &fields);
        assert_eq!(answer.status, 200, "{}", answer.body);
        site.text("c.toml")
    };
    let made = judge("yes", "harassed");
    assert!(made.starts_with(CASE) && made.contains("holds = true\nreasons = \"harassed\""), "{made}");
    let changed = judge("no", "");
    assert!(changed.contains("holds = false") && changed.matches("[[judgement]]").count() == 1, "{changed}");
    assert!(!judge("", "").contains("judgement"));
    let wrong = [("person", "nobody"), ("place", "fs-2017-10/5.1.10"), ("holds", "yes")];
    assert_eq!(site.post("judge?case=c.toml", &wrong).status, 422);
}
