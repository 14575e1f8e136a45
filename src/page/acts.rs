//! Acts pasted from Excel: what each column holds is read off its heading or said by hand, and shown before it is written.

use maud::{Markup, html};

use super::Scene;
use super::fields::{Known, Table};
use crate::law::vocabulary::Scope;

/// The most rows that are taken at once.
pub const MOST_ROWS: usize = 2000;

/// Rows of cells, as Excel puts them on the clipboard.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().trim_matches('"').to_owned()).collect();
    text.lines().filter(|line| !line.trim().is_empty()).take(MOST_ROWS).map(cells).collect()
}

/// The keys of acts that a column can hold, with what they are called.
pub fn keys(scene: &Scene<'_>, known: &Known<'_>) -> Vec<(String, String)> {
    let Some(table) = Table::named("act") else { return Vec::new() };
    known.keys(table, Some(Scope::Act), scene.language)
}

/// What each column holds, by its heading; nothing where no column has a heading that is known.
pub fn headings(first: &[String], keys: &[(String, String)]) -> Option<Vec<String>> {
    let key = |heading: &String| {
        let named =
            |(key, label): &&(String, String)| key == heading || label == heading || heading.contains(label.as_str());
        keys.iter().find(named).map(|(key, _)| key.clone()).unwrap_or_default()
    };
    let found: Vec<String> = first.iter().map(key).collect();
    found.iter().any(|key| !key.is_empty()).then_some(found)
}

/// Where rows are pasted.
pub fn paste(scene: &Scene<'_>) -> Markup {
    html! {
        details.paste {
            summary { (scene.say("从 Excel 粘贴", "Paste from Excel")) }
            form method="post" action=(scene.href("paste")) {
                label for="pasted" { (scene.say("复制 Excel 中的行（可含标题行），粘贴于此：", "Copy rows of Excel, with or without headings, and paste them here:")) }
                textarea #pasted name="rows" rows="5" required {}
                button { (scene.say("预览", "Preview")) }
            }
        }
    }
}

/// What was pasted, and what each column is taken for.
pub fn preview(scene: &Scene<'_>, known: &Known<'_>, text: &str, said: Option<&str>, chosen: &[String]) -> Markup {
    let rows = rows(text);
    let keys = keys(scene, known);
    let heads = rows.first().and_then(|first| headings(first, &keys));
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let taken = |column: usize| {
        let by_hand = chosen.get(column).cloned();
        by_hand.or_else(|| heads.as_ref()?.get(column).cloned()).unwrap_or_default()
    };
    html! {
        article.paper {
            h1 { (scene.say("粘贴的行", "Pasted rows")) }
            @if let Some(said) = said { p.wrong role="alert" { (said) } }
            form method="post" action=(scene.href("paste-in")) {
                textarea name="rows" hidden { (text) }
                div.wide { table.sheet {
                    thead { tr { @for column in 0..columns { th {
                        select name="column" aria-label=(format!("{} {}", scene.say("列", "Column"), column + 1)) {
                            option value="" { (scene.say("（不采用）", "(leave out)")) }
                            @for (key, label) in &keys { option value=(key) selected[*key == taken(column)] { (label) } }
                        }
                    } } } }
                    tbody { @for (number, row) in rows.iter().enumerate() {
                        tr class=[(number == 0 && heads.is_some()).then_some("faint")] { @for cell in row { td { (cell) } } }
                    } }
                } }
                p {
                    label { input type="checkbox" name="heading" value="yes" checked[heads.is_some()]; " " (scene.say("首行为标题", "The first row holds headings")) }
                }
                p {
                    button { (scene.say("写入", "Write")) " (" (rows.len() - usize::from(heads.is_some())) ")" }
                    " " a href=(scene.href("facts")) { (scene.say("取消", "Cancel")) }
                }
            }
        }
    }
}
