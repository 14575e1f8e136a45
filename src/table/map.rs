//! A map (对照表): what one's own columns are called in the codebook, and what their codes mean.
//!
//! ```toml
//! [columns]
//! "案号" = "case"
//! "获利（万元）" = { to = "gains", unit = "万元" }
//! "行为" = { to = "does", codes = { "销售" = "sell" } }
//! "前科" = { codes = { "有" = { record_kind = "criminal", record_for = "other" }, "无" = {} } }
//!
//! [codes]
//! "是" = true
//! "不详" = "unknown"
//!
//! [always]
//! published_offence = "…"
//! ```

use toml::{Table, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::suggest;

/// A map, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// One's own columns, in the order of the file.
    pub columns: Vec<Own>,
    /// Codes in any column.
    pub codes: Vec<(String, String)>,
    /// What every row says.
    pub always: Vec<(String, String)>,
    /// The encoding of the table, where it is not UTF-8.
    pub encoding: Option<String>,
}

/// One's own column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Its heading.
    pub heading: String,
    /// The column of the codebook that it is; none where its codes alone say something.
    pub to: Option<String>,
    /// By how many places its numbers are moved: 4 for 万元.
    pub shift: u32,
    /// What its codes mean: a value of the column, or of several.
    pub codes: Vec<(String, Code)>,
}

/// What a code means.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// A value.
    Value(String),
    /// Values of other columns.
    Columns(Vec<(String, String)>),
}

/// The keys of a map, and of one of its columns.
const KEYS: [&str; 4] = ["columns", "codes", "always", "encoding"];
const OWN: [&str; 3] = ["to", "unit", "codes"];

/// What multiplies a unit, by how many places.
const TIMES: [(&str, u32); 6] = [("百万", 6), ("千万", 7), ("百", 2), ("千", 3), ("万", 4), ("亿", 8)];

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    ///
    /// What is no TOML, and keys that a map does not have.
    pub fn read(text: &str) -> Result<Self, Diagnostics> {
        let root: Table = text.parse().map_err(|error: toml::de::Error| {
            vec![Diagnostic::placeless("syntax", format!("the map is not TOML: {}", error.to_string().trim()))]
        })?;
        let mut wrong = Diagnostics::new();
        unknown_keys("the map", root.keys(), &KEYS, &mut wrong);
        let mut map = Self::default();
        for (heading, value) in tables(&root, "columns", &mut wrong) {
            map.columns.extend(own(heading, value, &mut wrong));
        }
        for (key, value) in tables(&root, "codes", &mut wrong) {
            map.codes.extend(scalar(key, value, &mut wrong).map(|value| (key.clone(), value)));
        }
        for (key, value) in tables(&root, "always", &mut wrong) {
            map.always.extend(scalar(key, value, &mut wrong).map(|value| (key.clone(), value)));
        }
        map.encoding = root.get("encoding").and_then(|value| scalar("encoding", value, &mut wrong));
        if wrong.is_empty() { Ok(map) } else { Err(wrong) }
    }
}

fn error(message: String) -> Diagnostic {
    Diagnostic::placeless("map", message)
}

fn unknown_keys<'k>(of: &str, keys: impl Iterator<Item = &'k String>, known: &[&str], wrong: &mut Diagnostics) {
    for key in keys.filter(|key| !known.contains(&key.as_str())) {
        let help = suggest::did_you_mean(key, known.iter().copied());
        let help = help.unwrap_or_else(|| format!("the keys are `{}`", known.join("`, `")));
        wrong.push(error(format!("unknown key `{key}` in {of}")).help(help));
    }
}

fn tables<'t>(root: &'t Table, key: &str, wrong: &mut Diagnostics) -> Vec<(&'t String, &'t Value)> {
    match root.get(key) {
        None => Vec::new(),
        Some(Value::Table(table)) => table.iter().collect(),
        Some(_) => {
            wrong.push(error(format!("expected a table `[{key}]` in the map")));
            Vec::new()
        }
    }
}

fn own(heading: &str, value: &Value, wrong: &mut Diagnostics) -> Option<Own> {
    let mut own = Own { heading: heading.to_owned(), ..Own::default() };
    let table = match value {
        Value::Table(table) => table,
        other => {
            own.to = Some(scalar(heading, other, wrong)?);
            return Some(own);
        }
    };
    unknown_keys(&format!("the column `{heading}` of the map"), table.keys(), &OWN, wrong);
    own.to = table.get("to").and_then(|to| scalar("to", to, wrong));
    if let Some(unit) = table.get("unit").and_then(|unit| scalar("unit", unit, wrong)) {
        own.shift = places(&unit);
    }
    for (code, meaning) in tables(table, "codes", wrong) {
        let meaning = match meaning {
            Value::Table(columns) => {
                let each = columns.iter().filter_map(|(to, value)| Some((to.clone(), scalar(to, value, wrong)?)));
                Code::Columns(each.collect())
            }
            value => Code::Value(scalar(code, value, wrong)?),
        };
        own.codes.push((code.clone(), meaning));
    }
    if own.to.is_none() && own.codes.iter().all(|(_, code)| matches!(code, Code::Value(_))) {
        let message = format!("expected `to`, the column of the codebook, for `{heading}` in the map");
        wrong.push(error(message).help("`gravamen batch --describe` lists the columns"));
    }
    Some(own)
}

/// By how many places a unit such as 万元 moves numbers; 元, 条 and other words move none.
pub fn places(unit: &str) -> u32 {
    TIMES.iter().find(|(times, _)| unit.starts_with(times)).map_or(0, |(_, places)| *places)
}

fn scalar(key: &str, value: &Value, wrong: &mut Diagnostics) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Datetime(day) => Some(day.to_string()),
        Value::Array(_) | Value::Table(_) => {
            wrong.push(error(format!("expected one value for `{key}` in the map")));
            None
        }
    }
}
