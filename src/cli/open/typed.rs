//! What forms say, put into the text of a case file: values, entries, judgements, rows of a sheet.

use super::workbench::Asked;
use crate::diagnostic::Diagnostic;
use crate::interview;
use crate::interview::edit::{self, File};
use crate::interview::fields::{Field, Known, Table};
use crate::interview::written::{Entry, Written};
use crate::render::messages;
use crate::report::words::Language;

/// Why nothing was written, in words.
pub(in crate::cli) type Refused = String;

/// A change: where, what stood there, what stands there now.
pub(super) type Told = (String, String, String);

/// What a form says of a field. One that holds the value alone leaves the rest as it is.
pub(super) fn typed(field: &Field, asked: &Asked) -> Written {
    let values: Vec<&str> = asked.all("value").filter(|value| !value.is_empty()).collect();
    let value = values.join(", ");
    if asked.get("whole").is_none() {
        return Written { value, ..field.written.clone() };
    }
    Written {
        value,
        standing: asked.get("standing").unwrap_or_default().to_owned(),
        defence: asked.get("defence").unwrap_or_default().to_owned(),
        evidence: asked.all("evidence").map(str::to_owned).collect(),
        note: asked.get("note").unwrap_or_default().to_owned(),
    }
}

/// Adds an entry that begins with what was typed in the last row; gives what was done and the field to go on with.
pub(super) fn add(
    file: &mut File,
    known: &Known<'_>,
    asked: &Asked,
    language: Language,
) -> Result<(Told, Option<String>), Refused> {
    let table = asked.get("table").unwrap_or_default();
    let typed = asked.get("name").unwrap_or_default().trim();
    let refuse = |wrong: Box<Diagnostic>| told(language, &wrong);
    let named = |typed: &str, letter: &str| interview::slug(typed, letter);
    let id = match table {
        "person" => {
            let id = file.fresh("person", &named(typed, "p"));
            file.append("person", &[("id", edit::text(&id)), ("name", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "dataset" => {
            let id = file.fresh("dataset", &named(typed, "d"));
            file.append("dataset", &[("id", edit::text(&id)), ("title", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "evidence" => {
            let id = file.numbered("evidence", "E");
            file.append("evidence", &[("id", edit::text(&id)), ("title", edit::text(typed))]).map_err(refuse)?;
            id
        }
        "act" => {
            let by = interview::names(&known.ids("person"), typed).map_err(refuse)?;
            let id = file.numbered("act", "a");
            file.append("act", &[("id", edit::text(&id)), ("by", edit::list(&by))]).map_err(refuse)?;
            id
        }
        "gains" | "consequence" => {
            let of = interview::names(&known.ids("act"), typed).map_err(refuse)?;
            file.append(table, &[("of", edit::list(&of))]).map_err(refuse)?;
            known.file.entries(table).len().to_string()
        }
        record if record.starts_with("person.") && record.ends_with(".record") => {
            file.append_below(record, &[]).map_err(refuse)?;
            return Ok(((record.to_owned(), String::new(), "+".to_owned()), None));
        }
        list if known.is_filed_list(list) => {
            file.append_filed(list).map_err(refuse)?;
            let now = Known { file: &*file, ..*known };
            let first = now.filed_last(list).map(|field| crate::page::document::id(&field));
            return Ok(((list.to_owned(), String::new(), "+".to_owned()), first));
        }
        _ => return Err(no_field(language, table)),
    };
    let path = format!("{table}.{id}");
    let columns = Table::named(table).map(|table| known.columns(table, &[])).unwrap_or_default();
    let focus = columns.get(1).map(|key| crate::page::document::id(&format!("{path}.{key}")));
    Ok(((path, String::new(), typed.to_owned()), focus))
}

/// Takes an entry away.
pub(super) fn take(file: &mut File, asked: &Asked, language: Language) -> Result<(Told, Option<String>), Refused> {
    let path = asked.get("path").unwrap_or_default();
    file.take(path).map_err(|wrong| told(language, &wrong))?;
    Ok(((path.to_owned(), path.to_owned(), String::new()), None))
}

/// Puts a judgement in place of the one that was there; without an answer, none.
pub(super) fn judge(file: &mut File, asked: &Asked, language: Language) -> Result<(Told, Option<String>), Refused> {
    let get = |name: &str| asked.get(name).unwrap_or_default().trim();
    let (person, place, holds, reasons) = (get("person"), get("place"), get("holds"), get("reasons"));
    let says = |entry: &Entry, key: &str| entry.get(key).map(|written| written.value.clone()).unwrap_or_default();
    let same = |entry: &Entry| says(entry, "person") == person && says(entry, "place") == place;
    let before = file.entries("judgement").iter().find(|entry| same(entry)).map(|entry| says(entry, "holds"));
    file.take_where("judgement", same);
    if !holds.is_empty() {
        let mut entry = vec![("person", edit::text(person)), ("place", edit::text(place))];
        entry.push(("holds", (holds == "yes").to_string()));
        if !reasons.is_empty() {
            entry.push(("reasons", edit::text(reasons)));
        }
        file.append("judgement", &entry).map_err(|wrong| told(language, &wrong))?;
    }
    Ok(((format!("judgement.{person}.{place}"), before.unwrap_or_default(), holds.to_owned()), None))
}

/// What is wrong, in words.
pub(in crate::cli) fn told(language: Language, wrong: &Diagnostic) -> Refused {
    let wrong = language.either(messages::diagnostic(wrong), wrong.clone());
    match &wrong.help {
        Some(help) => format!("{} ({help})", wrong.message),
        None => wrong.message.clone(),
    }
}

pub(in crate::cli) fn no_field(language: Language, path: &str) -> Refused {
    match language {
        Language::Zh => format!("案卷文件没有`{path}`这一项"),
        Language::En => format!("the case file has no field `{path}`"),
    }
}
