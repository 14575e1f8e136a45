//! The course: a list of lessons, and a lesson as a page that asks, marks, and then says what people get wrong.

use maud::{Markup, html};

use super::Scene;
use super::document::{Links, document};
use super::study::{answered, questions};
use crate::explain::reasoning::Reasoning;
use crate::report::{Detail, analysis};

/// What a lesson says beside its case.
pub struct Shown<'a> {
    /// Its number.
    pub number: usize,
    /// What it is called.
    pub title: &'a str,
    /// The facts in sentences.
    pub facts: &'a [String],
    /// What is asked.
    pub question: &'a str,
    /// The mistake that people make.
    pub mistake: &'a str,
}

/// The name of the page in addresses.
pub const COURSE: &str = "course";

/// The lessons, in order.
pub fn list(scene: &Scene<'_>, titles: &[&str]) -> Markup {
    html! {
        article.paper {
            h1 { (scene.say("课程", "The course")) }
            p.faint { (scene.say("由浅入深的短案例：先答题，再看结论和常见的错误。", "Short cases, from one threshold to a joint crime: answer first, then see the result and the mistake people make.")) }
            ol { @for (number, title) in (1..).zip(titles) {
                li { a href=(address(number)) { (title) } }
            } }
        }
    }
}

/// A lesson; with answers, marked.
pub fn lesson(scene: &Scene<'_>, shown: &Shown<'_>, reasoning: &Reasoning, answers: Option<&[String]>) -> Markup {
    html! {
        article.paper {
            p { a href=(COURSE) { (scene.say("全部课程", "All lessons")) } }
            h1 { (shown.number) ". " (shown.title) }
            ul { @for fact in shown.facts { li { (fact) } } }
            p.strong { (shown.question) }
            @match answered(scene, reasoning, answers) {
                Some(marked) => {
                    (marked)
                    h2 { (scene.say("常见的错误", "The mistake people make")) }
                    p { (shown.mistake) }
                    details open { summary { (scene.say("结论", "The result")) }
                        (document(&analysis(&reasoning.analysis, scene.words, Detail::Brief), 1, &Links::default()))
                    }
                    p { a href=(address(shown.number)) { (scene.say("再答一次", "Again")) } " · " a href=(address(shown.number + 1)) { (scene.say("下一课", "Next lesson")) } }
                }
                None => (questions(scene, reasoning, answers, &address(shown.number))),
            }
        }
    }
}

fn address(number: usize) -> String {
    format!("{COURSE}?n={number}")
}
