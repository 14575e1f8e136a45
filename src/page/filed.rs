//! What documents need beside facts: the fields of `[file]` and `[person.file]`, which the format lists, filled in as facts
//! are.

use maud::{Markup, html};

use super::Scene;
use super::document::id;
use super::facts::{Known, labelled};
use crate::interview::filed::Filed;

/// The element of a table of what documents need.
pub fn place(path: &str) -> String {
    format!("t-{path}")
}

/// What documents need of the case, then of each person; what states something is open.
pub fn filed(scene: &Scene<'_>, known: &Known<'_>) -> Markup {
    let tables = known.filed_tables();
    html! {
        section.filed {
            h2 { (scene.say("文书所需的记载", "What documents need")) }
            p.faint { (scene.say("写入文书，不影响分析结果；未填的，在文书中留空并标明。", "Documents print it, and no result depends on it; what is left out is a marked blank there.")) }
            @for path in &tables {
                @let filed = known.filed_in(path, scene.language());
                @let (stated, all) = counted(&filed);
                details id=(place(path)) open[stated > 0] {
                    summary { (of(scene, path)) " (" (stated) "/" (all) ")" }
                    div.fields { @for one in &filed { (entry(scene, known, one)) } }
                }
            }
        }
    }
}

/// The person, or the case, whose table it is.
fn of(scene: &Scene<'_>, path: &str) -> String {
    match path.rsplit_once('.') {
        Some((person, _)) => scene.words.subject(person),
        None => scene.say("全案", "The case").to_owned(),
    }
}

/// How many keys state something, and how many there are.
fn counted(filed: &[Filed]) -> (usize, usize) {
    let states = |one: &Filed| match one {
        Filed::Field(field) => !field.written.value.is_empty(),
        Filed::Part { fields, .. } => counted(fields).0 > 0,
        Filed::List { entries, .. } => !entries.is_empty(),
    };
    (filed.iter().filter(|one| states(one)).count(), filed.len())
}

fn entry(scene: &Scene<'_>, known: &Known<'_>, filed: &Filed) -> Markup {
    match filed {
        Filed::Field(field) => labelled(scene, known, field, false),
        Filed::Part { label, fields } => html! {
            fieldset.part {
                legend { (label) }
                div.fields { @for one in fields { (entry(scene, known, one)) } }
            }
        },
        Filed::List { path, label, entries } => html! {
            fieldset.part {
                legend { (label) }
                @for (number, (path, fields)) in entries.iter().enumerate() {
                    div.listed role="group" aria-label=(format!("{label} {}", number + 1)) {
                        div.fields { @for one in fields { (entry(scene, known, one)) } }
                        form method="post" action=(scene.href("take")) data-swap="" {
                            input type="hidden" name="path" value=(path);
                            button.plain aria-label=(format!("{}：{label} {}", scene.say("删除", "Delete"), number + 1)) { "×" }
                        }
                    }
                }
                form method="post" action=(scene.href("add")) data-swap="" {
                    input type="hidden" name="table" value=(path);
                    button id=(id(path)) { (scene.say("添加", "Add")) span.sr { "：" (label) } }
                }
            }
        },
    }
}
