//! The facts of a case as tables and forms.

use maud::{Markup, html};

use super::document::id;
use super::judged::{Judged, judgements};
use super::{Scene, acts, filed};
use crate::case::facts::Standing;
pub use crate::interview::fields::Known;
use crate::interview::fields::{Entering, Field, TABLES, Table};
use crate::interview::written::Entry;
use crate::interview::{Form, UNKNOWN};
use crate::law::vocabulary::{Label, Scope};

/// The cases of a folder, and a form for a new one.
pub fn list(scene: &Scene<'_>, folder: &str, cases: &[(String, String)], more: bool) -> Markup {
    html! {
        article.paper {
            h1 { (scene.say("案件", "Cases")) }
            p.faint { code { (folder) } }
            @if more {
                form.new method="post" action="new" {
                    label for="title" { (scene.say("新案件的名称", "Title of a new case")) }
                    input #title name="title" required autocomplete="off" autofocus[cases.is_empty()];
                    button { (scene.say("新建", "New case")) }
                }
            }
            ul.cases {
                @for (name, title) in cases {
                    li {
                        a href=(Scene { case: Some(name), ..*scene }.href("facts")) { (title) }
                        code { (name) }
                    }
                }
            }
            @if cases.is_empty() { p.empty { (scene.say("此文件夹中还没有案件。", "There is no case in this folder yet.")) } }
        }
    }
}

/// All tables of the file; acts can be read from the sheets of the folder, which are named.
pub fn facts(scene: &Scene<'_>, known: &Known<'_>, judged: &[Judged], sheets: &[String]) -> Markup {
    html! {
        div #facts {
            @for table in &TABLES {
                @let entries = known.entries(table);
                @match table.scope() {
                    Some(Scope::Case) => {
                        @if let Some(entry) = entries.first() { (head(scene, known, table, entry)) }
                    }
                    Some(Scope::Gains | Scope::Consequence) => {
                        details.rare open[!entries.is_empty()] {
                            summary { (table.label(scene.language())) " (" (entries.len()) ")" }
                            (sheet(scene, known, table, &entries))
                        }
                    }
                    _ => section id=(format!("t-{}", table.key)) {
                        h2 { (table.label(scene.language())) }
                        (sheet(scene, known, table, &entries))
                        @if table.scope() == Some(Scope::Act) { (acts::paste(scene, sheets)) }
                    }
                }
            }
            (judgements(scene, judged))
            (filed::filed(scene, known))
            (hints(scene, known))
        }
    }
}

/// The names that fields can be completed with.
fn hints(scene: &Scene<'_>, known: &Known<'_>) -> Markup {
    html! {
        @for table in ["person", "dataset", "act"] {
            @if let Form::Several(values) = known.ids(table) {
                datalist id=(format!("ids-{table}")) { @for (_, label) in values { option value=(scene.language().of(&label)) {} } }
            }
        }
    }
}

fn head(scene: &Scene<'_>, known: &Known<'_>, table: &Table, entry: &Entry) -> Markup {
    let keys = known.columns(table, std::slice::from_ref(entry));
    let fields = keys.iter().filter_map(|key| known.field_of(table, table.scope(), entry, key, scene.language()));
    html! {
        section #t-case {
            h2 { (table.label(scene.language())) }
            div.fields { @for field in fields { (labelled(scene, known, &field, false)) } }
        }
    }
}

/// A table to fill in, a row for each entry, and a last row that begins one.
fn sheet(scene: &Scene<'_>, known: &Known<'_>, table: &Table, entries: &[Entry]) -> Markup {
    let columns = known.columns(table, entries);
    let fields = |entry: &Entry| -> Vec<Field> {
        let field = |key: &String| known.field_of(table, table.scope(), entry, key, scene.language());
        columns.iter().filter_map(field).collect()
    };
    let empty = Entry { path: format!("{}.", table.key), name: String::new(), keys: Vec::new(), lists: Vec::new() };
    html! {
        div.wide {
            table.grid data-grid=(table.key) {
                thead { tr {
                    th.id scope="col" { (scene.say("编号", "Id")) }
                    @for field in fields(&empty) { th scope="col" { (field.label) } }
                    th scope="col" { span.sr { (scene.say("更多", "More")) } }
                } }
                tbody {
                    @for entry in entries {
                        tr {
                            th.id scope="row" { (entry.name) }
                            @for field in fields(entry) {
                                td data-label=(field.label) class=[field.matters.then_some("matters")] { (cell(scene, &entry.name, &field)) }
                            }
                            td.row-tools {
                                a.plain data-panel="" href=(scene.href_with("entry", &[("path", &entry.path)]))
                                    aria-label=(format!("{}：{}", entry.name, scene.say("全部内容", "everything"))) { "⋯" }
                            }
                        }
                    }
                    tr.begin { td colspan=(columns.len() + 2) {
                        form method="post" action=(scene.href("add")) data-swap="" {
                            input type="hidden" name="table" value=(table.key);
                            input id=(format!("begin-{}", table.key)) name="name" required autocomplete="off" list=[hint_of(table)]
                                aria-label=(format!("{}：{}", scene.say("添加", "Add"), table.label(scene.language())))
                                placeholder=(scene.language().either(table.begins.0, table.begins.1));
                            button { (scene.say("添加", "Add")) }
                        }
                    } }
                }
            }
        }
    }
}

fn hint_of(table: &Table) -> Option<&'static str> {
    match table.scope() {
        Some(Scope::Act) => Some("ids-person"),
        Some(Scope::Gains | Scope::Consequence) => Some("ids-act"),
        _ => None,
    }
}

/// A field in a cell of a table: the value alone.
fn cell(scene: &Scene<'_>, row: &str, field: &Field) -> Markup {
    html! {
        form.cell method="post" action=(scene.href("edit")) data-live="" {
            input type="hidden" name="path" value=(field.path);
            (input(scene, field, &id(&field.path), Some(&format!("{row}：{}", field.label))))
            output id=(said(&field.path)) class="said" {}
        }
    }
}

/// The field of a fact, where it is asked for by itself.
pub fn question(scene: &Scene<'_>, known: &Known<'_>, path: &str) -> Markup {
    html! {
        @if let Some(field) = known.field(path, scene.language()) {
            form.answer method="post" action=(scene.href("edit")) data-live="" {
                input type="hidden" name="path" value=(field.path);
                @if !scene.language().of(&field.asks).is_empty() { p { (scene.language().of(&field.asks)) } }
                (input(scene, &field, &id(&field.path), Some(&field.label)))
                output id=(said(&field.path)) class="said" {}
                noscript { button { (scene.say("写入", "Write")) } }
            }
        }
    }
}

/// Where it is said why a value was not written.
pub fn said(path: &str) -> String {
    format!("said-{path}")
}

/// A field with its label and, if it is a fact, with how it stands.
pub(super) fn labelled(scene: &Scene<'_>, known: &Known<'_>, field: &Field, whole: bool) -> Markup {
    let own = if whole { format!("whole-{}", field.path) } else { id(&field.path) };
    html! {
        form.field.matters[field.matters].passage[known.is_passage(&field.path)] method="post" action=(scene.href("edit")) data-live="" {
            input type="hidden" name="path" value=(field.path);
            label for=(own) {
                (field.label)
                @if field.matters { span.tag { (scene.say("影响结果", "matters")) } }
            }
            @if known.is_passage(&field.path) {
                textarea id=(own) name="value" rows="2" spellcheck="false" title=[title(scene, field)] { (field.written.value) }
            } @else { (input(scene, field, &own, None)) }
            @if whole && matches!(field.entering, Entering::Fact(_)) { (standing(scene, known, field)) }
            @if whole { @for text in field.told(scene.language()) { small.silence { (text) } } }
            @else if !field.silence.is_empty() { small.silence { (field.silence) } }
            output id=(if whole { format!("whole-{}", said(&field.path)) } else { said(&field.path) }) class="said" {}
        }
    }
}

/// What is asked, how it can be answered and what silence means, where the pointer rests on a field.
fn title(scene: &Scene<'_>, field: &Field) -> Option<String> {
    let told = field.told(scene.language());
    (!told.is_empty()).then(|| told.join("\n"))
}

/// What a value is typed into or chosen from.
fn input(scene: &Scene<'_>, field: &Field, own: &str, label: Option<&str>) -> Markup {
    let value = field.written.value.as_str();
    let text = |list: Option<&str>, shown: &str| {
        html! {
            input id=(own) name="value" value=(shown) autocomplete="off" spellcheck="false" list=[list] aria-label=[label]
                title=[title(scene, field)];
        }
    };
    match &field.entering {
        Entering::Fact(form) | Entering::Plain(form) => match form {
            Form::One(values) => select(scene, field, values, own, label),
            Form::Truth(values) => select(scene, field, values, own, label),
            // Alternatives between sets are typed.
            Form::Several(values) if !value.contains(" or ") => several(scene, field, values, own, label),
            _ => text(None, value),
        },
        Entering::Ids(Form::Several(values), _) => {
            let name = |id: &str| {
                let named = values.iter().find(|(known, _)| known == id);
                named.map_or(id.to_owned(), |(_, label)| scene.language().of(label).to_owned())
            };
            let names: Vec<String> = value.split(", ").filter(|id| !id.is_empty()).map(name).collect();
            let list = match field.key.as_str() {
                "by" => "ids-person",
                "dataset" | "from" => "ids-dataset",
                _ => "ids-act",
            };
            let list = if field.path.starts_with("person.") { "ids-person" } else { list };
            text(Some(list), &names.join(scene.say("、", ", ")))
        }
        _ => text(None, value),
    }
}

/// One of several values, nothing, or that nobody knows.
fn select(scene: &Scene<'_>, field: &Field, values: &[(String, Label)], own: &str, label: Option<&str>) -> Markup {
    let value = field.written.value.as_str();
    let listed = value.is_empty() || value == UNKNOWN || values.iter().any(|(name, _)| name == value);
    html! {
        select id=(own) name="value" aria-label=[label] title=[title(scene, field)] {
            option value="" { "—" }
            @for (name, label) in values { option value=(name) selected[name == value] { (scene.language().of(label)) } }
            option value=(UNKNOWN) selected[value == UNKNOWN] { (scene.say("未知", "unknown")) }
            @if !listed { option value=(value) selected { (value) } }
        }
    }
}

/// Several values together, to be ticked.
fn several(scene: &Scene<'_>, field: &Field, values: &[(String, Label)], own: &str, label: Option<&str>) -> Markup {
    let chosen: Vec<&str> = field.written.value.split(", ").collect();
    let named: Vec<&str> = values
        .iter()
        .filter(|(name, _)| chosen.contains(&name.as_str()))
        .map(|(_, label)| scene.language().of(label))
        .collect();
    html! {
        details.many {
            summary id=(own) aria-label=[label] {
                @if named.is_empty() { span.faint { (scene.say("选择…", "choose …")) } } @else { (named.join(scene.say("、", ", "))) }
            }
            // That nothing is ticked is said too.
            input type="hidden" name="value" value="";
            fieldset { @for (name, label) in values {
                label { input type="checkbox" name="value" value=(name) checked[chosen.contains(&name.as_str())]; " " (scene.language().of(label)) }
            } }
        }
    }
}

/// How a fact stands: proven, disputed or alleged, the other side's figure, the evidence, a remark.
fn standing(scene: &Scene<'_>, known: &Known<'_>, field: &Field) -> Markup {
    let written = &field.written;
    let name = |standing: Standing| match standing {
        Standing::Proven => scene.say("已证实", "proven"),
        Standing::Disputed => scene.say("有争议", "disputed"),
        Standing::Alleged => scene.say("仅为一方主张", "alleged"),
    };
    let evidence = known.file.entries("evidence");
    let said = !written.standing.is_empty() || !written.evidence.is_empty() || !written.note.is_empty();
    html! {
        details.standing open[said] {
            summary { (scene.say("如何证明", "How it stands")) }
            input type="hidden" name="whole" value="yes";
            div.fields {
                label { (scene.say("状态", "Status"))
                    select name="standing" {
                        @for (standing, value) in Standing::ALL {
                            @let value = if standing == Standing::default() { "" } else { value };
                            option value=(value) selected[written.standing == value] { (name(standing)) }
                        }
                    }
                }
                label { (scene.say("辩方主张", "The other side says"))
                    input name="defence" value=(written.defence) autocomplete="off";
                }
                label { (scene.say("说明", "Remark"))
                    input name="note" value=(written.note) autocomplete="off";
                }
            }
            @if !evidence.is_empty() {
                fieldset.evidence {
                    legend { (scene.say("证据", "Evidence")) }
                    @for entry in &evidence {
                        @let title = entry.get("title").map(|title| title.value.as_str()).unwrap_or_default();
                        label { input type="checkbox" name="evidence" value=(entry.name) checked[written.evidence.contains(&entry.name)]; " " (entry.name) " " span.faint { (title) } }
                    }
                }
            }
        }
    }
}

/// Everything that can be said of an entry; nothing where there is none at the path.
pub fn entry(scene: &Scene<'_>, known: &Known<'_>, path: &str, add: Option<&str>) -> Option<Markup> {
    let (table, scope, entry) = known.entry(path)?;
    let keys = known.keys(table, scope, scene.language());
    let matters = |key: &str| known.matters.contains(&format!("{path}.{key}"));
    let columns = known.columns(table, std::slice::from_ref(&entry));
    let shown = |key: &str| {
        let own = scope == table.scope() && columns.iter().any(|one| one == key);
        entry.get(key).is_some() || matters(key) || own || add == Some(key)
    };
    let fields: Vec<Field> = (keys.iter())
        .filter(|(key, _)| shown(key))
        .filter_map(|(key, _)| known.field_of(table, scope, &entry, key, scene.language()))
        .collect();
    let can_be = |key: &str| known.can_be(scope, &entry, key);
    let rest: Vec<&(String, String)> = keys.iter().filter(|(key, _)| !shown(key) && can_be(key)).collect();
    let below: Vec<String> = match scope {
        Some(Scope::Act) => {
            let by = entry.get("by").map(|by| by.value.clone()).unwrap_or_default();
            by.split(", ").filter(|name| !name.is_empty()).map(|name| format!("{path}.by.{name}")).collect()
        }
        Some(Scope::Person) => entry.list("record").iter().map(|record| record.path.clone()).collect(),
        _ => Vec::new(),
    };
    Some(html! {
        h2 { (entry.name) " · " (table.label(scene.language())) }
        div.fields.whole { @for field in &fields { (labelled(scene, known, field, true)) } }
        form.add-fact method="get" action="entry" data-panel="" {
            @if let Some(case) = scene.case { input type="hidden" name="case" value=(case); }
            input type="hidden" name="path" value=(path);
            label { (scene.say("其他事实", "Another fact"))
                select name="add" { @for (key, label) in rest { option value=(key) { (label) } } }
            }
            button { (scene.say("填写", "State it")) }
        }
        @if !below.is_empty() || scope == Some(Scope::Person) {
            h3 { @if scope == Some(Scope::Person) { (scene.say("前科、处罚", "Prior record")) } @else { (scene.say("各人在此行为中的情况", "Each person's part")) } }
            ul { @for path in &below { li { a data-panel="" href=(scene.href_with("entry", &[("path", path)])) { (path.rsplit('.').next().unwrap_or(path)) } } } }
        }
        @if scope == Some(Scope::Person) {
            form method="post" action=(scene.href("add")) data-swap="" {
                input type="hidden" name="table" value=(format!("{path}.record"));
                input type="hidden" name="name" value="record";
                button { (scene.say("添加一项前科、处罚", "Add a prior record")) }
            }
        }
        @if scope != Some(Scope::Participant) {
            form.take method="post" action=(scene.href("take")) data-swap="" {
                input type="hidden" name="path" value=(path);
                button.danger { (scene.say("删除此项", "Delete this entry")) }
            }
        }
    })
}
