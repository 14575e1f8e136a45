//! What stands around every view: the head with its links, the line that says what was last done, and refusals.

use maud::{DOCTYPE, Markup, html};

use super::lesson::COURSE;
use super::{Scene, View};
use crate::report::words::Language;

/// What was last done to a case file, and whether it can be undone.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// The changes since the page was opened, the last first: what was changed, by name, what stood there, what stands there.
    pub changes: Vec<(String, String, String)>,
    /// Something that the reader must know: a file changed outside, a change that was refused.
    pub notice: Option<Notice>,
}

/// Something that the reader must know.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What.
    pub text: String,
    /// Whether nothing was written because of it.
    pub refused: bool,
    /// An action that helps, by its name, with what it is called.
    pub action: Option<(&'static str, &'static str)>,
}

/// The whole page.
pub fn page(scene: &Scene<'_>, title: &str, status: &Status, main: &Markup) -> String {
    let lang = scene.language().either("zh-CN", "en");
    let (other, other_name) = match scene.language() {
        Language::Zh => ("en", "English"),
        Language::En => ("zh", "中文"),
    };
    let switch = format!("../{other}/{}", scene.href(scene.view.name()));
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Gravamen" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="../page.css";
                script src="../page.js" defer {}
            }
            body class=(format!("view-{}", scene.view.name())) {
                a.skip href="#main" { (scene.say("跳到正文", "Skip to content")) }
                header.head {
                    a.brand href="cases" { "Gravamen" }
                    @if scene.case.is_some() { span.title title=(title) { (title) } }
                    nav.views aria-label=(scene.say("视图", "Views")) { (views(scene)) }
                    div.tools {
                        button.plain type="button" data-help="" aria-label=(scene.say("键盘说明", "Keyboard help")) { "?" }
                        a.language href=(switch) lang=(other) { (other_name) }
                    }
                }
                (status_line(scene, status))
                main #main tabindex="-1" { (main) }
                aside #panel hidden aria-label=(scene.say("详情", "Details")) tabindex="-1" {}
                (help(scene))
            }
        }
    }
    .into_string()
}

/// Links to the views: of a case all of them, without one only those that need none.
fn views(scene: &Scene<'_>) -> Markup {
    let shown = View::ALL.into_iter().filter(|(view, ..)| match view {
        View::Cases => false,
        View::Research => true,
        _ => scene.case.is_some(),
    });
    html! {
        @if scene.case.is_none() { a href=(COURSE) { (scene.say("课程", "Course")) } }
        @for (number, (view, name, zh, en)) in shown.enumerate() {
            a href=(scene.href(name)) aria-current=[(view == scene.view).then_some("page")]
                accesskey=(number + 1) { (scene.say(zh, en)) }
        }
    }
}

/// What was last done; it is announced when it changes.
pub fn status_line(scene: &Scene<'_>, status: &Status) -> Markup {
    html! {
        div #status role="status" class=(if status.notice.as_ref().is_some_and(|notice| notice.refused) { "refused" } else { "" }) {
            @if let Some(notice) = &status.notice {
                p.notice { (notice.text) }
                @if let Some((action, name)) = notice.action {
                    form method="post" action=(scene.href(action)) { button { (name) } }
                }
            }
            @if let Some((path, before, after)) = status.changes.first() {
                details.changes {
                    summary {
                        (scene.say("已保存", "Saved")) " · " (path) (scene.words.colon)
                        span.before { (shown(scene, before)) } " → " span.after { (shown(scene, after)) }
                    }
                    ol {
                        @for (path, before, after) in &status.changes {
                            li { (path) (scene.words.colon) (shown(scene, before)) " → " (shown(scene, after)) }
                        }
                    }
                }
                form method="post" action=(scene.href("undo")) data-swap="" {
                    button.plain accesskey="z" { (scene.say("撤销", "Undo")) }
                }
            }
        }
    }
}

fn shown<'t>(scene: &Scene<'_>, text: &'t str) -> &'t str {
    if text.is_empty() { scene.say("（未载）", "(not stated)") } else { text }
}

/// What is shown beside the page.
pub fn panel(scene: &Scene<'_>, main: &Markup) -> Markup {
    html! {
        aside #panel aria-label=(scene.say("详情", "Details")) tabindex="-1" {
            button.plain.close type="button" data-close="" aria-label=(scene.say("关闭", "Close")) { "×" }
            (main)
        }
    }
}

/// The keys, in a dialogue that `?` opens.
fn help(scene: &Scene<'_>) -> Markup {
    let keys = [
        ("Alt+1 … 5", "切换视图（部分浏览器为 Alt+Shift）", "the views (Alt+Shift in some browsers)"),
        ("↑ ↓", "表格中上一行、下一行", "the row above or below, in a table"),
        ("Enter", "在末行添加；在表格中转到下一行", "adds what the last row holds; in a table, the next row"),
        ("Ctrl+Z", "不在输入时：撤销上一项修改", "outside a field: takes the last change back"),
        ("Ctrl+V", "在行为表中粘贴 Excel 的行", "in the table of acts: pastes rows of Excel"),
        ("Esc", "关闭详情", "closes the details"),
        ("?", "本说明", "this help"),
    ];
    html! {
        dialog #help aria-label=(scene.say("键盘说明", "Keyboard help")) {
            h2 { (scene.say("键盘", "Keyboard")) }
            dl { @for (key, zh, en) in keys { dt { kbd { (key) } } dd { (scene.say(zh, en)) } } }
            h2 { (scene.say("怎样写", "How to write")) }
            dl {
                dt { code { "5000" } } dd { (scene.say("数量、金额（元）", "a number, an amount in yuan")) }
                dt { code { "4800 .. 5200" } } dd { (scene.say("范围，任一端可缺", "a range; either end may be left out")) }
                dt { code { "2021-03-05" } " " code { "2021-03" } } dd { (scene.say("日期；只知年月的写年月", "a day; a month where the day is not known")) }
                dt { code { "unknown" } " " code { "未知" } } dd { (scene.say("不知道：结果随之待定", "nobody knows: the result is then open")) }
            }
            form method="dialog" { button autofocus { (scene.say("关闭", "Close")) } }
        }
    }
}

/// A refusal, as a page of its own.
pub fn refusal(language: Language, title: &str, text: &str) -> String {
    html! {
        (DOCTYPE)
        html lang=(language.either("zh-CN", "en")) {
            head { meta charset="utf-8"; title { (title) } }
            body { h1 { (title) } p { (text) } }
        }
    }
    .into_string()
}
