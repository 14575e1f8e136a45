//! The JSON of the formats, shape by shape.

use gravamen::render::json;
use gravamen::report::Detail;
use serde_json::{Value, json};

use super::sample;
use super::snapshot::check;

fn settled() -> Value {
    json::analysis(&sample::settled(), Detail::Full)
}

/// The example of the formats, less what stands there as an ellipsis.
#[test]
fn the_example_of_the_formats() {
    let found = settled();
    assert_eq!(found["schema"], "gravamen.analysis/1");
    assert_eq!(found["engine"], json!({ "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(found["case"]["id"], "zhang-constructed");
    assert_eq!(found["law"]["as_of"], "2023-06-01");
    assert_eq!(found["law"]["proposals"], json!([]));
    assert_eq!(found["law"]["choices"], json!({ "agg-10x": "strict" }));
    assert_eq!(found["persons"][0]["recommended"], json!(["cl/253-1"]));
    let charge = &found["persons"][0]["charges"][0];
    assert_eq!(charge["offence"], "cl/253-1");
    assert_eq!(charge["status"], "established");
    assert_eq!(charge["grade"], "especially_serious");
    assert_eq!(charge["grades"], json!(["especially_serious"]));
    assert_eq!(charge["elements"][1]["basis"], "not_in_issue");
    let ground = &charge["grounds"][0];
    assert_eq!(ground["degree"], json!({ "min": "1176/5", "max": "1176/5" }));
    assert_eq!(ground["quantity"], json!({ "min": 117600, "max": 117600, "unit": "items" }));
    assert_eq!(ground["threshold"], 500);
    assert_eq!(ground["verification"], "verified");
    assert_eq!(ground["facts"], json!(["dataset.orders.items"]));
    assert_eq!(ground["grounds"], json!([]));
    assert_eq!(charge["not_invoked"][0], "fs-2017-10/5.1.10");
    let count = &charge["count"][0];
    assert_eq!((&count["dataset"], &count["class"]), (&json!("orders"), &json!("sensitive")));
    assert_eq!(count["steps"][1]["items"], json!({ "min": 117600, "max": 117600 }));
    let circumstance = &charge["circumstances"][0];
    assert_eq!(circumstance["effect"], json!(["lighter", "mitigated"]));
    assert_eq!((&circumstance["modal"], &circumstance["percent"]), (&json!("may"), &json!({ "min": -40, "max": 0 })));
    assert_eq!(
        charge["band"],
        json!({ "imprisonment_months": { "min": 36, "max": 84 }, "detention_months": null, "control_months": null, "fine": "with" })
    );
    assert_eq!(charge["reachable"]["exempt"], false);
    assert_eq!(charge["reachable"]["fine"], "with_or_instead");
}

#[test]
fn money_is_a_number_of_yuan() {
    let charge = &settled()["persons"][0]["charges"][0];
    assert_eq!(charge["grounds"][1]["quantity"].to_string(), r#"{"min":30000.5,"max":30000.5,"unit":"yuan"}"#);
    assert_eq!(charge["grounds"][1]["threshold"].to_string(), "5000");
    assert_eq!(charge["guidance"]["usual_fine_yuan"].to_string(), r#"{"min":30000.5,"max":150002.5}"#);
}

#[test]
fn an_open_charge_has_no_grade_and_says_what_is_possible() {
    let found = json::analysis(&sample::open(), Detail::Full);
    let charge = &found["persons"][0]["charges"][0];
    assert_eq!(charge["grade"], Value::Null);
    assert_eq!(charge["band"], Value::Null);
    assert_eq!(charge["grades"], json!(["none", "serious", "especially_serious"]));
    let tenfold = &charge["grounds"][2];
    assert_eq!(tenfold["degree"], json!({ "min": "21/250", "max": null }));
    assert_eq!(tenfold["quantity"], Value::Null);
    assert_eq!(tenfold["grounds"][0]["quantity"], json!({ "min": 420, "max": null, "unit": "items" }));
    assert_eq!(charge["choices_that_matter"][0]["grades"]["t1"], json!(["especially_serious"]));
}

#[test]
fn several_cases_are_an_array() {
    let text = json::render(&[sample::settled(), sample::open()], Detail::All);
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value.as_array().map(Vec::len), Some(2));
    assert_eq!(value[1]["persons"][0]["charges"].as_array().map(Vec::len), Some(2));
}

#[test]
fn both_analyses_to_the_byte() {
    check("settled.json", &json::render(&[sample::settled()], Detail::Full));
    check("open.json", &json::render(&[sample::open()], Detail::Full));
}
