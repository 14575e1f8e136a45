//! Receipts as JSON, schema `gravamen.receipt/1`, and where they stand in results: a key of JSON, a comment of Markdown and HTML,
//! a property of a document of Word.

use serde_json::{Map, Value, json};

use super::archive;
use crate::receipt::{Line, Receipt};

/// The name and version of the shape.
const SCHEMA: &str = "gravamen.receipt/1";

/// What stands before a receipt in a comment, and the name of the property in a document of Word.
const MARK: &str = "gravamen-receipt";

/// The key of results in JSON.
pub const KEY: &str = "receipt";

/// The file of an archive that holds it.
pub const FILE: &str = "receipt.json";

/// As a value.
pub fn value(receipt: &Receipt) -> Value {
    let pairs =
        |pairs: &[(String, String)]| -> Value { pairs.iter().map(|(name, value)| json!([name, value])).collect() };
    let line = |line: &Line| json!([line.person, line.charge, line.rule, line.found]);
    json!({
        "schema": SCHEMA,
        "engine": receipt.version,
        "made": receipt.made,
        "case": { "file": receipt.file, "sha256": receipt.case_sha256 },
        "law": { "as_of": receipt.as_of, "instruments": pairs(&receipt.instruments), "proposals": pairs(&receipt.proposals) },
        "set": pairs(&receipt.set),
        "only_proven": receipt.only_proven,
        "strict": receipt.strict,
        "result": { "sha256": receipt.result_sha256, "found": receipt.found.iter().map(line).collect::<Value>() },
    })
}

/// The receipt on a line of its own in a comment, for Markdown and HTML. Two hyphens would end it.
pub fn comment(receipt: &Receipt) -> String {
    format!("<!-- {MARK} {} -->\n", value(receipt).to_string().replace("--", "-\\u002d"))
}

/// A result in JSON with its receipt; of several results an array, each with its own.
pub fn within(result: &str, receipts: &[Receipt]) -> String {
    let Ok(mut parsed) = serde_json::from_str::<Value>(result) else { return result.to_owned() };
    match &mut parsed {
        Value::Array(each) => each.iter_mut().zip(receipts).for_each(|(one, receipt)| one[KEY] = value(receipt)),
        one => receipts.iter().take(1).for_each(|receipt| one[KEY] = value(receipt)),
    }
    format!("{parsed:#}\n")
}

/// A document of Word that carries the receipt as a property, which Word and WPS keep.
///
/// # Errors
///
/// Bytes that are no archive.
pub fn in_docx(docx: &[u8], receipt: &Receipt) -> Result<Vec<u8>, archive::ArchiveError> {
    const CUSTOM: &str = "docProps/custom.xml";
    const TYPE: &str = r#"<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#;
    const RELATION: &str = r#"<Relationship Id="rIdGravamen" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>"#;
    const OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>"#;
    let mut parts = archive::read(docx)?;
    let text = value(receipt).to_string();
    if !parts.iter().any(|(name, _)| name == CUSTOM) {
        for (name, add, before) in
            [("[Content_Types].xml", TYPE, "</Types>"), ("_rels/.rels", RELATION, "</Relationships>")]
        {
            if let Some((_, content)) = parts.iter_mut().find(|(part, _)| part == name) {
                *content = String::from_utf8_lossy(content).replace(before, &format!("{add}{before}")).into_bytes();
            }
        }
        parts.push((CUSTOM.to_owned(), OPEN.as_bytes().to_vec()));
    }
    if let Some((_, content)) = parts.iter_mut().find(|(name, _)| name == CUSTOM) {
        let properties = String::from_utf8_lossy(content).into_owned();
        // Numbers of properties begin with 2.
        let number = properties.matches("pid=").count() + 2;
        let property = format!(
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{MARK}"><vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</vt:lpwstr></property>"#,
            quick_xml::escape::escape(text.as_str())
        );
        *content = properties.replace("</Properties>", &format!("{property}</Properties>")).into_bytes();
    }
    archive::write(&parts)
}

/// The receipt that a result carries, whatever its format; nothing where it carries none.
pub fn find(bytes: &[u8]) -> Option<Receipt> {
    if let Ok(parts) = archive::read(bytes) {
        let part = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, content)| content);
        if let Some(receipt) = part(FILE) {
            return find(receipt);
        }
        let properties = String::from_utf8_lossy(part("docProps/custom.xml")?).into_owned();
        let (_, rest) = properties.split_once(MARK)?;
        let start = rest.find('{')?;
        let end = rest.find("</vt:lpwstr>")?;
        return parse(&serde_json::from_str(&quick_xml::escape::unescape(rest.get(start..end)?).ok()?).ok()?);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    if let Some((_, rest)) = text.split_once(&format!("<!-- {MARK} ")) {
        return parse(&serde_json::from_str(rest.split_once(" -->")?.0).ok()?);
    }
    let value: Value = serde_json::from_str(text).ok()?;
    value.get(KEY).map_or_else(|| parse(&value), parse)
}

fn parse(value: &Value) -> Option<Receipt> {
    if value.get("schema")?.as_str()? != SCHEMA {
        return None;
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let pairs = |value: &Value| {
        let pair = |pair: &Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?));
        value.as_array()?.iter().map(pair).collect::<Option<Vec<_>>>()
    };
    let line = |line: &Value| {
        let [person, charge, rule, found] = [0, 1, 2, 3].map(|at| line.get(at).and_then(text));
        Some(Line { person: person?, charge: charge?, rule: rule?, found: found? })
    };
    let of = |key: &str| value.get(key);
    let (case, law, result): (&Value, &Value, &Value) = (of("case")?, of("law")?, of("result")?);
    let inner = |of: &Map<String, Value>, key: &str| of.get(key).and_then(text);
    Some(Receipt {
        version: text(of("engine")?)?,
        made: text(of("made")?)?,
        file: inner(case.as_object()?, "file")?,
        case_sha256: inner(case.as_object()?, "sha256")?,
        as_of: inner(law.as_object()?, "as_of")?,
        instruments: pairs(law.get("instruments")?)?,
        proposals: pairs(law.get("proposals")?)?,
        set: pairs(of("set")?)?,
        only_proven: of("only_proven")?.as_bool()?,
        strict: of("strict")?.as_bool()?,
        result_sha256: inner(result.as_object()?, "sha256")?,
        found: result.get("found")?.as_array()?.iter().map(line).collect::<Option<Vec<_>>>()?,
    })
}
