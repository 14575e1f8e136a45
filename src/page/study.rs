//! For students: why and why not, the quiz, and the law with its encoding beside it.

use maud::{Markup, html};

use super::Scene;
use super::document::{Links, document};
use crate::explain::reasoning::Reasoning;
use crate::law::book::{Entry, Instrument, LawBook};
use crate::place::Place;
use crate::report::explain::View;
use crate::report::{explain, law as laws, quiz};

/// The parts of the view.
fn parts(scene: &Scene<'_>, current: &str) -> Markup {
    let parts = [("", "为什么", "Why, and why not"), ("quiz", "测验", "Quiz"), ("law", "法律", "The law")];
    html! {
        nav.parts aria-label=(scene.say("学习", "Study")) {
            @for (part, zh, en) in parts {
                a href=(scene.href_with("study", &[("part", part)])) aria-current=[(part == current).then_some("page")] { (scene.say(zh, en)) }
            }
        }
    }
}

/// The reasoning, issue by issue.
pub fn reasons(scene: &Scene<'_>, reasoning: &Reasoning, links: &Links) -> Markup {
    let view = View { depth: Some(2), ..View::default() };
    html! {
        article.paper {
            (parts(scene, ""))
            (document(&explain::explain(reasoning, &view, scene.words), 0, links))
        }
    }
}

/// The quiz; with answers, where they part from the law.
pub fn quiz(scene: &Scene<'_>, reasoning: &Reasoning, answers: Option<&[String]>) -> Markup {
    html! {
        article.paper {
            (parts(scene, "quiz"))
            @if let Some(marked) = answered(scene, reasoning, answers) {
                (marked)
                p { a href=(scene.href_with("study", &[("part", "quiz")])) { (scene.say("再答一次", "Again")) } }
            } @else {
                h1 { (scene.say("测验", "Quiz")) }
                (questions(scene, reasoning, answers, &scene.href("quiz")))
            }
        }
    }
}

/// The answers marked, where every question has one.
pub fn answered(scene: &Scene<'_>, reasoning: &Reasoning, answers: Option<&[String]>) -> Option<Markup> {
    let asked = quiz::questions(reasoning, &View::default(), scene.words);
    let read: Option<Vec<_>> = asked.iter().zip(answers?).map(|(question, answer)| question.read(answer)).collect();
    let read = read.filter(|read| read.len() == asked.len())?;
    Some(document(&quiz::mark(&asked, &read, scene.words), 0, &Links::default()))
}

/// The questions as a form that is sent to an address; with what was answered already.
pub fn questions(scene: &Scene<'_>, reasoning: &Reasoning, answers: Option<&[String]>, address: &str) -> Markup {
    let words = scene.words;
    let asked = quiz::questions(reasoning, &View::default(), words);
    let given = |number: usize| answers.and_then(|answers| answers.get(number)).map(String::as_str).unwrap_or_default();
    html! {
        @if answers.is_some() { p.wrong role="alert" { (scene.say("请回答全部问题。", "Answer every question.")) } }
        form.quiz method="post" action=(address) {
            @for (number, question) in asked.iter().enumerate() {
                @let before = number.checked_sub(1).map(|before| asked[before].about(words));
                @if before.as_deref() != Some(question.about(words).as_str()) { h2 { (question.about(words)) } }
                fieldset {
                    legend { (number + 1) ". " (question.text(words)) }
                    @let choices = question.choices(words);
                    @for choice in choices.split(" | ") {
                        label { input type="radio" name=(format!("q{number}")) value=(choice) required checked[given(number) == choice]; " " (choice) }
                    }
                }
            }
            button { (scene.say("提交", "Mark")) }
        }
    }
}

/// An instrument with its encoding beside it.
pub fn law(scene: &Scene<'_>, instruments: &[Instrument], chosen: Option<&Instrument>) -> Markup {
    html! {
        article.paper {
            (parts(scene, "law"))
            form.choose method="get" action="study" data-choose="" {
                @if let Some(case) = scene.case { input type="hidden" name="case" value=(case); }
                input type="hidden" name="part" value="law";
                label { (scene.say("法律文件", "Instrument")) " "
                    select name="instrument" { @for one in instruments {
                        option value=(one.id) selected[chosen.is_some_and(|chosen| chosen.id == one.id)] { (scene.language().of(&one.title)) }
                    } }
                }
                button { (scene.say("打开", "Open")) }
            }
            @if let Some(chosen) = chosen { div.law { (document(&laws::show(chosen, None, scene.words), 0, &Links::default())) } }
        }
    }
}

/// What the law says at a place: the entry, and those it stands in.
pub fn rules_at(book: &LawBook, place: Option<&Place>) -> Vec<Entry> {
    let Some(place) = place else { return Vec::new() };
    let Some(instrument) = book.instrument(&place.instrument) else { return Vec::new() };
    let says = |entry: &&Entry| entry.place == *place && (entry.text.is_some() || !entry.encoded.is_empty());
    instrument.entries.iter().filter(says).cloned().collect()
}

/// Why something stands as it does, beside the page.
pub fn why(
    scene: &Scene<'_>,
    place: Option<&Place>,
    rules: &[Entry],
    reasons: &crate::report::document::Document,
    links: &Links,
) -> Markup {
    html! {
        @if let Some(place) = place {
            h2 { (scene.words.place(place)) }
            @for rule in rules {
                @if let Some(text) = &rule.text { p.rule-text { (scene.language().of(&text.label)) } }
                @if !rule.encoded.is_empty() {
                    details { summary { (scene.say("编码", "Encoding")) } pre.encoded { (rule.kind) " " (rule.encoded) } }
                }
            }
        }
        (document(reasons, 1, links))
    }
}
