//! The codebook of tables (编码手册) as a JSON Schema.

use serde_json::{Map, Value, json};

use crate::law::vocabulary::Vocabulary;
use crate::report::codebook::{kind, unit, values};
use crate::table::{Codebook, Column};

/// The codebook as a JSON Schema of one row.
pub fn schema(codebook: &Codebook, vocabulary: &Vocabulary) -> Value {
    let property = |column: &Column| {
        let mut of = Map::new();
        let names: Vec<String> = values(column, vocabulary).into_iter().map(|(name, _)| name).collect();
        let what = match kind(column) {
            "number" => json!(["number", "string", "null"]),
            "yes/no" => json!(["boolean", "string", "null"]),
            "some of" => json!(["array", "string", "null"]),
            _ => json!(["string", "null"]),
        };
        of.insert("type".to_owned(), what);
        of.insert("title".to_owned(), json!(column.label.zh));
        of.insert("description".to_owned(), json!(format!("{} · {}", column.label.en, column.silence.en)));
        if !unit(column).is_empty() {
            of.insert("x-unit".to_owned(), json!(unit(column)));
        }
        if !names.is_empty() {
            of.insert("examples".to_owned(), json!(names));
        }
        (column.name.clone(), Value::Object(of))
    };
    let properties: Map<String, Value> = codebook.columns.iter().map(property).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gravamen batch",
        "type": "object",
        "properties": properties,
    })
}
