//! What would change the result: open facts as questions, break points as sliders, contested readings as switches. Each
//! shows the difference before anything is taken over.

use maud::{Markup, html};

use super::Scene;
use super::document::{Links, document};
use super::facts::{Known, question};
use crate::analysis::Plain;
use crate::analysis::flip::{Change, PersonFlips};
use crate::analysis::gaps::{Answer, Gap, PersonGaps};
use crate::explain::findings::Analysis;
use crate::law::book::LawBook;
use crate::report::words::Language;

/// How many questions are put at once.
const MOST_QUESTIONS: usize = 12;

/// A contested point whose answer changes something.
pub struct Reading {
    /// Its name.
    pub name: String,
    /// The question.
    pub question: String,
    /// Each answer: its name, what it says, and whether it is the one taken.
    pub options: Vec<(String, String, bool)>,
    /// Whether a grade depends on it.
    pub regrades: bool,
}

/// The contested points on which something depends, each once.
pub fn readings(analysis: &Analysis, book: &LawBook, language: Language) -> Vec<Reading> {
    let charges = || analysis.persons.iter().flat_map(|person| &person.charges);
    let found = charges().flat_map(|charge| charge.choices_that_matter.iter().chain(&charge.choices_beside));
    let mut readings: Vec<Reading> = Vec::new();
    for choice in found {
        if let Some(known) = readings.iter_mut().find(|known| known.name == choice.name) {
            known.regrades |= choice.regrades;
            continue;
        }
        let Some(declared) = book.choice_named(&choice.name).map(|id| book.choice(id)) else { continue };
        let option = |option: &crate::law::book::ChoiceOption| {
            (option.name.clone(), language.of(&option.text.label).to_owned(), option.name == choice.option)
        };
        readings.push(Reading {
            name: choice.name.clone(),
            question: language.of(&choice.text.label).to_owned(),
            options: declared.options.iter().map(option).collect(),
            regrades: choice.regrades,
        });
    }
    readings.sort_by_key(|reading| !reading.regrades);
    readings
}

/// The facts that changes are about, by path.
pub fn facts_of(person: &PersonFlips) -> impl Iterator<Item = String> + '_ {
    person
        .charges
        .iter()
        .flat_map(|charge| &charge.flips)
        .flat_map(|flip| &flip.changes)
        .map(|change| change.fact.fact.clone())
}

/// A number with the values at which some grade changes.
struct Slider<'a> {
    path: &'a str,
    label: String,
    now: String,
    /// The values, each with what is reached there, of whom.
    points: Vec<(String, Vec<String>)>,
}

fn sliders<'a>(scene: &Scene<'_>, flips: &'a [PersonFlips]) -> Vec<Slider<'a>> {
    let mut sliders: Vec<Slider<'a>> = Vec::new();
    for person in flips {
        for flip in person.charges.iter().flat_map(|charge| &charge.flips) {
            let [change] = flip.changes.as_slice() else { continue };
            let (Some(now), Some(then)) = (number(change, &change.from.value), number(change, &change.to.value)) else {
                continue;
            };
            let reached = format!("{}{}{}", person.name, scene.words.colon, scene.language().of(&flip.grade.label));
            let slider = match sliders.iter_mut().find(|slider| slider.path == change.fact.fact) {
                Some(slider) => slider,
                None => {
                    let label = scene.words.labelled(&change.fact.label, &change.fact.fact);
                    sliders.push(Slider { path: &change.fact.fact, label, now, points: Vec::new() });
                    sliders.last_mut().unwrap_or_else(|| unreachable!("INVARIANT: one was pushed"))
                }
            };
            match slider.points.iter_mut().find(|(value, _)| *value == then) {
                Some((_, all)) if all.contains(&reached) => {}
                Some((_, all)) => all.push(reached),
                None => slider.points.push((then, vec![reached])),
            }
        }
    }
    sliders
}

/// A settled amount as a slider takes it.
fn number(change: &Change, value: &Plain) -> Option<String> {
    let Plain::Span(from, until) = value else { return None };
    let settled = until.as_ref() == Some(from) || change.more.is_some();
    let is_number = |text: &str| text.parse::<u64>().is_ok();
    (settled && is_number(from)).then(|| from.clone())
}

/// The whole view.
pub fn change(
    scene: &Scene<'_>,
    known: Option<&Known<'_>>,
    gaps: &[PersonGaps],
    flips: &[PersonFlips],
    readings: &[Reading],
    links: &Links,
) -> Markup {
    let used_gaps =
        |document: &mut crate::report::document::Document| crate::report::open_facts(document, gaps, scene.words);
    let mut behind = crate::report::document::Document::default();
    used_gaps(&mut behind);
    let mut changes = crate::report::document::Document::default();
    crate::report::changes_of(&mut changes, flips, scene.words);
    html! {
        article.paper {
            h1 { (scene.say("什么会改变结果", "What would change it")) }
            section {
                h2 { (scene.say("尚待查明的问题", "Questions to the investigator")) }
                (questions(scene, known, gaps))
                details { summary { (scene.say("全部待定事实与依据", "All open facts, and what findings rest on")) } (document(&behind, 2, links)) }
            }
            section {
                h2 { (scene.say("临界点", "Break points")) }
                (break_points(scene, flips))
                details { summary { (scene.say("全部变化", "All changes")) } (document(&changes, 2, links)) }
            }
            section {
                h2 { (scene.say("有争议的理解", "Contested readings")) }
                (switches(scene, readings))
            }
        }
    }
}

/// Open facts, what decides most first, each with the field that answers it.
fn questions(scene: &Scene<'_>, known: Option<&Known<'_>>, gaps: &[PersonGaps]) -> Markup {
    let mut asked: Vec<(&Gap, Vec<&str>)> = Vec::new();
    for person in gaps {
        for gap in &person.matter {
            match asked.iter_mut().find(|(known, _)| known.fact.fact == gap.fact.fact) {
                Some((_, persons)) => persons.push(&person.name),
                None => asked.push((gap, vec![&person.name])),
            }
        }
    }
    asked.sort_by_key(|(gap, _)| gap.left);
    let words = scene.words;
    html! {
        @if asked.is_empty() { p.empty { (scene.say("没有待查明的事实会改变情节。", "No open fact would change a grade.")) } }
        ol.questions {
            @for (gap, persons) in asked.iter().take(MOST_QUESTIONS) {
                li {
                    p { strong { (words.labelled(&gap.fact.label, &gap.fact.fact)) } " " span.faint { (words.join(persons)) } }
                    ul.answers { @for answer in &gap.answers { li { (scene.language().of(&answer.said.label)) " → " (leads(scene, answer)) } } }
                    @if let Some(shown) = &gap.fact.shown { p.faint { (scene.say("通常来源：", "usually: ")) (scene.language().of(&shown.label)) } }
                    @if let Some(known) = known { (question(scene, known, &gap.fact.fact)) }
                    @if gap.fact.fact.starts_with("judgement.") { p { a href=(format!("{}#t-judgement", scene.href("facts"))) { (scene.say("作出判断", "Judge it")) } } }
                }
            }
        }
        @if asked.len() > MOST_QUESTIONS { p.faint { (words.more(asked.len() - MOST_QUESTIONS)) } }
    }
}

fn leads(scene: &Scene<'_>, answer: &Answer) -> String {
    let words = scene.words;
    let grades = |charge: &crate::analysis::ChargeGrades| {
        let grades = words.join(charge.grades.iter().map(|grade| scene.language().of(&grade.label)));
        if answer.charges.len() > 1 {
            format!("{}{}{grades}", scene.language().of(&charge.label), words.colon)
        } else {
            grades
        }
    };
    answer.charges.iter().map(grades).collect::<Vec<_>>().join(words.stop)
}

fn break_points(scene: &Scene<'_>, flips: &[PersonFlips]) -> Markup {
    let sliders = sliders(scene, flips);
    html! {
        @if sliders.is_empty() { p.empty { (scene.say("没有单独改变一个数额就改变情节的情形。", "No amount alone would change a grade.")) } }
        @for (number, slider) in sliders.iter().enumerate() {
            @let values: Vec<u64> = slider.points.iter().map(|(value, _)| value).chain([&slider.now]).filter_map(|value| value.parse().ok()).collect();
            @let highest = values.iter().max().copied().unwrap_or(1);
            form.slider method="get" action=(scene.href("try")) data-try="" {
                @if let Some(case) = scene.case { input type="hidden" name="case" value=(case); }
                input type="hidden" name="what" value=(slider.path);
                input type="hidden" name="into" value=(format!("tried-{number}"));
                label for=(format!("slide-{number}")) { (slider.label) }
                div.range {
                    input id=(format!("slide-{number}")) type="range" name="value" min="0" max=(highest) value=(slider.now) list=(format!("points-{number}"));
                    output { (slider.now) }
                }
                datalist id=(format!("points-{number}")) { @for value in &values { option value=(value) {} } }
                ul.points {
                    li { (scene.say("现为", "now")) " " (slider.now) }
                    @for (value, reached) in &slider.points {
                        li { button.plain type="button" data-point=(value) { (value) } " → " (reached.join(scene.words.stop)) }
                    }
                }
                div.take-over {
                    button { (scene.say("试算", "Try")) }
                    button formaction=(scene.href("edit")) formmethod="post" { (scene.say("写入案件", "Write it into the case")) }
                }
                (tried(&format!("tried-{number}"), &html! {}))
            }
        }
    }
}

fn switches(scene: &Scene<'_>, readings: &[Reading]) -> Markup {
    html! {
        @if readings.is_empty() { p.empty { (scene.say("没有影响结果的争议。", "Nothing contested matters here.")) } }
        @for (number, reading) in readings.iter().enumerate() {
            form.switch method="get" action=(scene.href("try")) data-try="" {
                @if let Some(case) = scene.case { input type="hidden" name="case" value=(case); }
                input type="hidden" name="what" value=(reading.name);
                input type="hidden" name="into" value=(format!("read-{number}"));
                fieldset {
                    legend {
                        (reading.question)
                        @if reading.regrades { span.tag { (scene.say("影响情节", "moves the grade")) } }
                    }
                    @for (name, text, taken) in &reading.options {
                        label { input type="radio" name="value" value=(name) checked[*taken]; " " (text) @if *taken { span.faint { (scene.say("（现采）", " (taken)")) } } }
                    }
                }
                div.take-over {
                    button { (scene.say("试算", "Try")) }
                    button formaction=(scene.href("read")) formmethod="post" { (scene.say("采用此理解", "Take this reading")) }
                }
                (tried(&format!("read-{number}"), &html! {}))
            }
        }
    }
}

/// What a change that was tried makes of the result.
pub fn tried(into: &str, main: &Markup) -> Markup {
    html! { div id=(into) class="tried" aria-live="polite" { (main) } }
}
