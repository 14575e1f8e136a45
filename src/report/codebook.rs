//! The codebook of tables (编码手册): every column with its type, unit, values in both languages and what silence means.

use super::document::{Column, Document, Table};
use super::words::Language;
use crate::law::vocabulary::{FactKind, Vocabulary};
use crate::quantity::Unit;
use crate::table::{Codebook, Column as TableColumn, Role};

/// The headings of the codebook as rows.
const HEADINGS: [&str; 9] =
    ["column", "type", "unit", "values", "values_zh", "label_zh", "label_en", "silence_zh", "silence_en"];

/// What the values of a column are, in one word.
pub fn kind(column: &TableColumn) -> &'static str {
    match (&column.role, column.kind) {
        (Role::Items(_) | Role::ClassItems(_), _) | (_, Some(FactKind::Amount(_))) => "number",
        (_, Some(FactKind::Truth)) => "yes/no",
        (_, Some(FactKind::Date)) => "date",
        (_, Some(FactKind::OneOf(_))) => "one of",
        (_, Some(FactKind::SetOf(_))) => "some of",
        (_, None) => "text",
    }
}

/// The same to a reader.
fn kind_named(column: &TableColumn, language: Language) -> &'static str {
    let kind = kind(column);
    language.either(
        match kind {
            "number" => "数值",
            "yes/no" => "是否",
            "date" => "日期",
            "one of" => "单选",
            "some of" => "可多选",
            _ => "文字",
        },
        kind,
    )
}

/// The unit of a column's numbers, to a reader.
fn unit_named(column: &TableColumn, language: Language) -> String {
    match column.kind {
        Some(FactKind::Amount(unit)) => language.words().with_unit("", unit, false).trim().to_owned(),
        _ => String::new(),
    }
}

/// The unit of a column's numbers; empty where they have none.
pub fn unit(column: &TableColumn) -> &'static str {
    match column.kind {
        Some(FactKind::Amount(Unit::Count)) | None => "",
        Some(FactKind::Amount(unit)) => unit.name(),
        _ => "",
    }
}

/// The names of a column's values, with their labels in Chinese.
pub fn values(column: &TableColumn, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let Some(kind) = column.kind else { return Vec::new() };
    let names = vocabulary.value_names(kind);
    names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), vocabulary.value_label(kind, at).zh)).collect()
}

/// The codebook as rows, the first being the headings.
pub fn rows(codebook: &Codebook, vocabulary: &Vocabulary) -> Vec<Vec<String>> {
    let row = |column: &TableColumn| {
        let (names, labels): (Vec<String>, Vec<String>) = values(column, vocabulary).into_iter().unzip();
        vec![
            column.name.clone(),
            kind(column).to_owned(),
            unit(column).to_owned(),
            names.join("; "),
            labels.join("；"),
            column.label.zh.clone(),
            column.label.en.clone(),
            column.silence.zh.clone(),
            column.silence.en.clone(),
        ]
    };
    let headings = HEADINGS.map(str::to_owned).to_vec();
    [headings].into_iter().chain(codebook.columns.iter().map(row)).collect()
}

/// The codebook as a document.
pub fn document(codebook: &Codebook, vocabulary: &Vocabulary, language: Language) -> Document {
    let headings = match language {
        Language::Zh => ["列", "含义", "类型", "单位", "取值", "留空表示"],
        Language::En => ["column", "meaning", "type", "unit", "values", "an empty cell means"],
    };
    let mut table = Table::new(headings.map(Column::prose).to_vec());
    for column in &codebook.columns {
        let pair =
            |(name, zh): (String, String)| if language == Language::Zh { format!("{name}（{zh}）") } else { name };
        let listed = values(column, vocabulary).into_iter().map(pair).collect::<Vec<_>>();
        table.rows.push(vec![
            column.name.as_str().into(),
            language.of(&column.label).into(),
            kind_named(column, language).into(),
            unit_named(column, language).into(),
            listed.join(language.words().list).into(),
            language.of(&column.silence).into(),
        ]);
    }
    let mut document = Document::default();
    document.heading(1, language.either("表格的编码手册", "Codebook of tables"));
    document.line(language.either(
        "一行一名被告人；有 act 列时一行一个行为。任何一列另可有 列名_min、列名_max（区间）与 列名_status（proven、disputed、alleged、unknown）。",
        "A row is one accused; with a column `act`, one act. Beside any column there may be NAME_min and NAME_max (a range), and NAME_status (proven, disputed, alleged, unknown).",
    ));
    document.table(table);
    document
}
