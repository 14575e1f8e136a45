//! The JSON Schema of `case format --schema`: every shipped case is valid, and what the reader refuses is not.

use gravamen::case::keys::{TABLES, WITHIN};
use gravamen::interview::reference::{reference, rows};
use gravamen::render::{case_schema, markdown};
use gravamen::report::words::{Language, Names, Words};
use serde_json::{Value, json};

use crate::evaluation::support::{JUDGED, engine};
use crate::shipped::files;

fn schema() -> Value {
    let book = &engine(JUDGED).book;
    case_schema::schema(&book.vocabulary, &Words::naming(Language::Zh, Names::of_law(book)))
}

/// TOML as an editor holds it against a schema: days are text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
    }
}

/// What of a value its schema refuses, of the words of a schema that this one uses.
fn refused(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let each = |name: &str| schema[name].as_array().into_iter().flatten();
    if let Some(named) = schema["$ref"].as_str() {
        let found = root.pointer(named.trim_start_matches('#')).unwrap_or_else(|| panic!("{named}"));
        return refused(root, found, value, at);
    }
    if let Some(wrong) = each("allOf").find_map(|one| refused(root, one, value, at)) {
        return Some(wrong);
    }
    let either: Vec<Option<String>> = each("anyOf").map(|one| refused(root, one, value, at)).collect();
    if !either.is_empty() && either.iter().all(Option::is_some) {
        // What went furthest into the value says most.
        return either.into_iter().flatten().max_by_key(String::len);
    }
    if schema["enum"].is_array() && !each("enum").any(|one| one == value) {
        return Some(format!("{at}: {value}"));
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        other => panic!("{other}"),
    };
    let kinds: Vec<&str> = schema["type"].as_str().into_iter().chain(each("type").filter_map(Value::as_str)).collect();
    if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind)) {
        return Some(format!("{at}: {value} is no {}", kinds.join(" or ")));
    }
    if let (Some(table), true) = (value.as_object(), schema["properties"].is_object()) {
        let unknown = table.keys().find(|key| schema["properties"].get(key.as_str()).is_none());
        let missing = each("required").filter_map(Value::as_str).find(|key| !table.contains_key(*key));
        let inner =
            |(key, value): (&String, &Value)| refused(root, &schema["properties"][key], value, &format!("{at}.{key}"));
        return unknown
            .map(|key| format!("{at}.{key} is unknown"))
            .or(missing.map(|key| format!("{at}.{key} is missing")))
            .or_else(|| table.iter().find_map(inner));
    }
    let items = value.as_array().filter(|_| schema["items"].is_object());
    if items.is_some_and(|items| items.len() < schema["minItems"].as_u64().unwrap_or_default() as usize) {
        return Some(format!("{at} is empty"));
    }
    items.into_iter().flatten().find_map(|value| refused(root, &schema["items"], value, &format!("{at}[]")))
}

fn wrong(schema: &Value, text: &str) -> Option<String> {
    refused(schema, schema, &as_json(&text.parse::<toml::Table>().map(toml::Value::Table).expect("TOML")), "")
}

#[test]
fn every_shipped_case_is_valid() {
    let schema = schema();
    let cases: Vec<_> = files("cases", "toml").into_iter().chain(files("cases/drafts", "toml")).collect();
    assert!(cases.len() > 50);
    for (name, text) in cases {
        assert_eq!(wrong(&schema, &text), None, "{name}");
    }
}

#[test]
fn what_the_reader_refuses_is_refused() {
    let schema = schema();
    let case = |act: &str| format!("[case]\nid = \"c\"\n[[act]]\nid = \"a\"\nby = [\"p\"]\n{act}\n");
    for right in [
        "does = \"sell\"",
        "does = \"出售\"",
        "gains = { price = 0.5, times = 3000 }",
        "on = { min = 2021-03-01 }",
        "by = [{ person = \"p\", role = \"accessory\" }]",
    ] {
        let text = if right.starts_with("by") { case(right).replacen("by = [\"p\"]\n", "", 1) } else { case(right) };
        assert_eq!(wrong(&schema, &text), None, "{right}");
    }
    for act in [
        "dose = \"sell\"",
        "does = \"slel\"",
        "items = { price = 0.5, times = 3000 }",
        "items = { about = 5, atmost = 6 }",
        "does = { min = 1 }",
        "gains = true",
        "[[acts]]\nid = \"a\"",
        "[[person]]\nname = \"p\"",
    ] {
        assert!(wrong(&schema, &case(act)).is_some(), "{act}");
    }
}

#[test]
fn the_reference_has_every_key_and_every_value() {
    let engine = engine(JUDGED);
    for language in [Language::Zh, Language::En] {
        let text = markdown::render(&reference(engine, language)).replace('\\', "");
        for table in TABLES.iter().chain(&WITHIN) {
            for row in rows(&engine.book.vocabulary, table) {
                assert!(text.contains(row.name()) && text.contains(row.label(language)), "{}", row.name());
                for (value, label) in row.list(&engine.book.vocabulary).into_iter().flat_map(|list| &list.values) {
                    assert!(text.contains(value) && text.contains(&label.zh) && text.contains(&label.en), "{value}");
                }
            }
        }
    }
}
