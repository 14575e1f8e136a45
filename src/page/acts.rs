//! Acts from a sheet, pasted or in the folder: what each column holds, and what the amounts add up to, is shown before
//! anything is written.

use maud::{Markup, html};

use super::Scene;

/// A sheet as it is understood.
pub struct Preview {
    /// Its headings, where it has any.
    pub headings: Option<Vec<String>>,
    /// The key of an act that each column is taken for; empty where it is left out.
    pub columns: Vec<String>,
    /// The keys that a column can hold, with what they are called.
    pub keys: Vec<(String, String)>,
    /// The rows, each of which is an act.
    pub rows: Vec<Vec<String>>,
    /// What the columns of amounts add up to.
    pub totals: Vec<Total>,
    /// That some rows are acts of the case already, where they are.
    pub again: Option<String>,
    /// What an act cannot be without and no column says, by key.
    pub unsaid: Vec<String>,
}

/// What a column of amounts adds up to.
pub struct Total {
    /// The key of the column.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The sum; empty where something cannot be added up.
    pub sum: String,
    /// What the sheet itself says.
    pub stated: Option<String>,
    /// Whether these differ.
    pub differs: bool,
}

/// How many rows are shown before the rest is counted.
const MOST_SHOWN: usize = 200;

/// How a form names what is said of every row.
pub const ALWAYS: &str = "always-";

impl Preview {
    /// What a key is called.
    pub fn label<'p>(&'p self, key: &'p str) -> &'p str {
        self.keys.iter().find(|(known, _)| known == key).map_or(key, |(_, label)| label.as_str())
    }
}

/// Where rows are pasted, or a sheet of the folder is chosen.
pub fn paste(scene: &Scene<'_>, sheets: &[String]) -> Markup {
    html! {
        details.paste {
            summary { (scene.say("从 Excel 录入", "From Excel")) }
            form method="post" action=(scene.href("paste")) {
                label for="pasted" { (scene.say("复制 Excel 中的行（可含标题行），粘贴于此：", "Copy rows of Excel, with or without headings, and paste them here:")) }
                textarea #pasted name="rows" rows="5" required {}
                button { (scene.say("预览", "Preview")) }
            }
            @if !sheets.is_empty() {
                form method="post" action=(scene.href("paste")) {
                    label { (scene.say("或者读取案件文件夹中的表格：", "Or read a sheet of the folder:")) " "
                        select name="sheet" { @for sheet in sheets { option value=(sheet) { (sheet) } } }
                    }
                    button { (scene.say("预览", "Preview")) }
                }
            }
        }
    }
}

/// A sheet, what each column is taken for, and what it adds up to; `text` is what is sent again with what is chosen.
pub fn preview(scene: &Scene<'_>, sheet: &Preview, text: &str, said: Option<&str>) -> Markup {
    html! {
        article.paper {
            h1 { (scene.say("待写入的行为", "Acts to be written")) }
            @if let Some(said) = said { p.wrong role="alert" { (said) } }
            form method="post" action=(scene.href("paste-in")) {
                textarea name="rows" hidden { (text) }
                (totals(scene, &sheet.totals))
                @if let Some(again) = &sheet.again { p.wrong { (again) } }
                div.fields { @for key in &sheet.unsaid {
                    label { (sheet.label(key)) (scene.say("（各行相同）", ", in every row"))
                        input name=(format!("{ALWAYS}{key}")) autocomplete="off" list=[hints(key)];
                    }
                } }
                div.wide { table.sheet {
                    thead { tr { @for (at, taken) in sheet.columns.iter().enumerate() {
                        @let heading = sheet.headings.as_ref().and_then(|headings| headings.get(at));
                        th {
                            @if let Some(heading) = heading { (heading) " " }
                            select name="column" aria-label=(format!("{} {}", scene.say("列", "Column"), at + 1)) {
                                option value="" { (scene.say("（不采用）", "(leave out)")) }
                                @for (key, label) in &sheet.keys { option value=(key) selected[key == taken] { (label) } }
                            }
                        }
                    } } }
                    tbody { @for row in sheet.rows.iter().take(MOST_SHOWN) { tr { @for cell in row { td { (cell) } } } } }
                } }
                p { label { input type="checkbox" name="heading" value="yes" checked[sheet.headings.is_some()]; " " (scene.say("首行为标题", "The first row holds headings")) } }
                @if sheet.rows.len() > MOST_SHOWN { p.faint { (scene.words.more(sheet.rows.len() - MOST_SHOWN)) } }
                p {
                    button { (scene.say("写入", "Write")) " (" (sheet.rows.len()) ")" }
                    " " button formaction=(scene.href("paste")) { (scene.say("重新预览", "Preview again")) }
                    " " a href=(scene.href("facts")) { (scene.say("取消", "Cancel")) }
                }
            }
        }
    }
}

fn totals(scene: &Scene<'_>, totals: &[Total]) -> Markup {
    html! {
        @for total in totals {
            p class=[total.differs.then_some("wrong")] {
                (scene.say("合计", "Sum")) " " (total.label) (scene.words.colon)
                @if total.sum.is_empty() { (scene.say("有的单元格不是确定的数", "some cell is no definite number")) } @else { (total.sum) }
                @if let Some(stated) = &total.stated {
                    (scene.words.stop) (scene.say("表中所载：", "the sheet says: ")) (stated)
                    @if total.differs { (scene.words.stop) (scene.say("不一致，请核对", "they differ; look")) }
                }
            }
        }
    }
}

fn hints(key: &str) -> Option<&'static str> {
    match key {
        "by" => Some("ids-person"),
        "dataset" => Some("ids-dataset"),
        _ => None,
    }
}
