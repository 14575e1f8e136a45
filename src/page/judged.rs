//! Questions that the law leaves to a person (裁量判断): answered here with reasons, never by the program.

use maud::{Markup, html};

use super::Scene;
use crate::place::Place;

/// A question that a person must judge (裁量判断), and the answer where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The id of the person it is about.
    pub person: String,
    /// The place of the rule that asks it.
    pub place: String,
    /// What the rule says.
    pub says: String,
    /// The answer, `yes` or `no`; empty where nobody has judged.
    pub holds: String,
    /// The reasons.
    pub reasons: String,
}

/// Judgements, answered or asked for.
pub fn judgements(scene: &Scene<'_>, judged: &[Judged]) -> Markup {
    html! {
        @if !judged.is_empty() {
            section #t-judgement {
                h2 { (scene.say("须由人判断的", "To be judged by a person")) }
                @for one in judged { (judgement(scene, one)) }
            }
        }
    }
}

/// One question, with the answer and the reasons.
pub fn judgement(scene: &Scene<'_>, judged: &Judged) -> Markup {
    html! {
        form.judgement method="post" action=(scene.href("judge")) data-swap="" {
            input type="hidden" name="person" value=(judged.person);
            input type="hidden" name="place" value=(judged.place);
            p {
                strong { (scene.words.subject(&format!("person.{}", judged.person))) } " " a.rule data-panel="" href=(scene.href_with("why", &[("person", &judged.person), ("place", &judged.place)])) { (named(scene, &judged.place)) }
                " " (judged.says)
            }
            div.fields {
                label { (scene.say("是否成立", "Does it hold?"))
                    select name="holds" {
                        option value="" { (scene.say("（无人判断）", "(nobody has judged)")) }
                        @for (value, zh, en) in [("yes", "是", "yes"), ("no", "否", "no")] {
                            option value=(value) selected[judged.holds == value] { (scene.say(zh, en)) }
                        }
                    }
                }
                label { (scene.say("理由", "Reasons")) input name="reasons" value=(judged.reasons) autocomplete="off"; }
                button { (scene.say("写入", "Write")) }
            }
        }
    }
}

/// The provision at a place; what is no place, as it is written.
fn named(scene: &Scene<'_>, place: &str) -> String {
    Place::parse(place).map_or(place.to_owned(), |place| scene.words.place(&place))
}
